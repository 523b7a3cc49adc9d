"""The pages of issues and pull requests, and the form of a new issue."""

from typing import Any

from flask import Response, abort, g, redirect, render_template, request

from bot.localhub.operations import reviews, threads
from bot.localhub.operations.merges import METHODS
from bot.localhub.pages.actions import perform
from bot.localhub.pages.base import Answer, in_repository
from bot.localhub.pages.forms import fill_form, read_forms
from bot.localhub.pages.timeline import build_timeline, read_merge_box, view_files
from bot.localhub.state.accounts import User
from bot.localhub.state.repositories import LocalRepository
from bot.localhub.state.threads import LocalThread


@in_repository("/<any(issues, pulls):kind>")
def show_threads(repository: LocalRepository, kind: str) -> Answer:
    state, label = request.args.get("state", "open"), request.args.get("label")
    listed = [t for t in repository.threads.values() if bool(t.pull) == (kind == "pulls")]
    counts = {each: sum(thread.state == each for thread in listed) for each in ("open", "closed")}
    shown = [t for t in listed[::-1] if t.state == state and (not label or repository.label(label) in t.labels)]
    return render_template(
        "threads.html", repository=repository, kind=kind, threads=shown, state=state, label=label, counts=counts
    )


@in_repository("/<any(issues, pull):kind>/<int:number>")
def show_thread(repository: LocalRepository, kind: str, number: int) -> Answer:
    thread = repository.threads.get(number) or abort(404)
    if (kind == "pull") != bool(thread.pull):
        return redirect(thread.page)
    return render_template("thread.html", **describe_thread(thread, g.viewer))


@in_repository("/<any(issues, pull):kind>/<int:number>/<action>", "POST")
def do_action(repository: LocalRepository, kind: str, number: int, action: str) -> Answer:
    thread = repository.threads.get(number) or abort(404)
    place = perform(thread, g.viewer, action, request.form)
    return redirect(f"{thread.page}{place}")


@in_repository("/pull/<int:number>.diff")
def show_diff(repository: LocalRepository, number: int) -> Answer:
    thread = repository.threads.get(number) or abort(404)
    pull = thread.pull or abort(404)
    return Response(repository.git.diff(pull.base, pull.head), mimetype="text/plain")


def describe_thread(thread: LocalThread, viewer: User) -> dict[str, Any]:
    repository = thread.repository
    review_threads = reviews.list_review_threads(thread)
    pull = thread.pull
    return {
        "repository": repository,
        "thread": thread,
        "timeline": list(build_timeline(thread, review_threads)),
        "files": view_files(thread, review_threads),
        "merge_box": read_merge_box(thread),
        "may_write": repository.may(viewer, "write"),
        "may_reopen": threads.may_reopen(thread, viewer),
        "may_label": repository.may(viewer, "triage"),
        "may_push": pull is not None and pull.head_repository.may_push(viewer, pull.head_branch),
        "methods": [name for name in ("squash", "merge", "rebase") if repository.settings[METHODS[name][0]]],
        "queues": pull is not None and repository.queue_method(pull.base_branch) is not None,
        "queue_entry": repository.queue_entry(thread),
    }


@in_repository("/issues/new")
def show_form(repository: LocalRepository) -> Answer:
    forms = dict(read_forms(repository))
    name = request.args.get("template", next(iter(forms), ""))
    return render_template("form.html", repository=repository, forms=forms, name=name, form=forms.get(name))


@in_repository("/issues/new", "POST")
def open_issue(repository: LocalRepository) -> Answer:
    form = dict(read_forms(repository)).get(request.form.get("template", ""))
    body = fill_form(form, request.form) if form else request.form.get("body", "").replace("\r\n", "\n")
    title = request.form["title"]
    thread = threads.open_issue(repository, g.viewer, title, body, form.get("labels", ()) if form else ())
    return redirect(thread.page)
