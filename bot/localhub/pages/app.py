"""Plain pages on which a person plays contributor and maintainer; who one is, is a click away."""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint, Response, abort, g, redirect, render_template, request
from markupsafe import Markup

from bot.localhub import operations
from bot.localhub.markup import read_suggestion, render
from bot.localhub.operations.merges import METHODS
from bot.localhub.pages.actions import perform
from bot.localhub.pages.apps import add_apps
from bot.localhub.pages.checks import read_commit_checks
from bot.localhub.pages.commits import add_commits
from bot.localhub.pages.files import find_place, save
from bot.localhub.pages.forms import fill_form, read_forms, read_pull_template, read_text
from bot.localhub.pages.queue import add_queue
from bot.localhub.pages.repositories import Answer, InRepository, repository_finder
from bot.localhub.pages.settings import add_settings
from bot.localhub.pages.timeline import build_timeline, read_merge_box, replaced_lines, shown_hunk, view_files
from bot.localhub.state.accounts import User
from bot.localhub.state.repositories import LocalRepository, LocalThread
from bot.localhub.state.world import World

#: The README to show first: the list's own if there is one.
FRONT_PAGES = ("data/README.md", "README.md")
#: What GitHub takes for the name of an account.
LOGIN = re.compile(r"[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}")


def create_pages(world: World) -> Blueprint:
    pages = Blueprint(
        "pages", "bot.localhub", template_folder="templates", static_folder="static", static_url_path="/static"
    )
    add_filters(pages)
    in_repository = repository_finder(world)
    add_home(pages, world)
    add_threads(pages, in_repository)
    add_queue(pages, in_repository)
    add_issue_form(pages, in_repository)
    add_files(pages, in_repository)
    add_commits(pages, in_repository)
    add_settings(pages, in_repository)
    add_apps(pages, world)
    return pages


def add_filters(pages: Blueprint) -> None:
    def markdown(text: str, root: str = "", replaced: list[str] | None = None, *, breaks: bool = True) -> Markup:
        return Markup(render(text, root, replaced, breaks=breaks))  # noqa: S704 (nh3 cleaned it)

    pages.app_template_filter("markdown")(markdown)
    pages.app_template_filter("moment")(lambda moment: moment.strftime("%-d %b %Y, %H:%M"))
    pages.app_template_filter("ink")(ink)
    pages.app_template_filter("hunk")(shown_hunk)
    pages.app_template_filter("replaced")(replaced_lines)
    pages.app_template_test("suggestion")(lambda text: read_suggestion(text) is not None)


def add_home(pages: Blueprint, world: World) -> None:
    """Add the first page, and the choice of who one is."""

    @pages.before_request
    def know_visitor() -> None:
        people = [user for user in world.users.values() if user.kind == "User"]
        found = world.user(request.cookies.get("as", ""))
        g.people, g.viewer = people, found or (people[-1] if people else None)

    @pages.context_processor
    def shared() -> dict[str, Any]:
        return {"viewer": g.get("viewer"), "people": g.get("people", [])}

    @pages.get("/")
    def home() -> Answer:
        return render_template("home.html", repositories=list(world.repositories.values()))

    @pages.post("/people")
    def add_person() -> Answer:
        login = request.form.get("login", "")
        with world.lock:
            if not LOGIN.fullmatch(login) or world.user(login):
                return render_template("refusal.html", refusal="Choose a name of letters and digits that nobody has.")
            world.create_user(login)
        return redirect("/")

    @pages.post("/as")
    def become() -> Answer:
        response = redirect(request.form.get("back", "/") if is_local(request.form.get("back", "/")) else "/")
        response.set_cookie("as", request.form.get("login", ""), samesite="Strict", httponly=True)
        return response


def add_threads(pages: Blueprint, in_repository: InRepository) -> None:

    @pages.get("/<owner>/<repo>/<any(issues, pulls):kind>")
    @in_repository
    def show_threads(repository: LocalRepository, kind: str) -> Answer:
        state, label = request.args.get("state", "open"), request.args.get("label")
        threads = [t for t in repository.threads.values() if bool(t.pull) == (kind == "pulls")]
        counts = {each: sum(thread.state == each for thread in threads) for each in ("open", "closed")}
        shown = [t for t in threads[::-1] if t.state == state and (not label or repository.label(label) in t.labels)]
        return render_template(
            "threads.html", repository=repository, kind=kind, threads=shown, state=state, label=label, counts=counts
        )

    @pages.get("/<owner>/<repo>/<any(issues, pull):kind>/<int:number>")
    @in_repository
    def show_thread(repository: LocalRepository, kind: str, number: int) -> Answer:
        thread = repository.threads.get(number) or abort(404)
        if (kind == "pull") != bool(thread.pull):
            return redirect(thread.page)
        return render_template("thread.html", **describe_thread(thread, g.viewer))

    @pages.post("/<owner>/<repo>/<any(issues, pull):kind>/<int:number>/<action>")
    @in_repository
    def do_action(repository: LocalRepository, kind: str, number: int, action: str) -> Answer:
        thread = repository.threads.get(number) or abort(404)
        place = perform(thread, g.viewer, action, request.form)
        return redirect(f"{thread.page}{place}")

    @pages.get("/<owner>/<repo>/pull/<int:number>.diff")
    @in_repository
    def show_diff(repository: LocalRepository, number: int) -> Answer:
        thread = repository.threads.get(number) or abort(404)
        pull = thread.pull or abort(404)
        return Response(repository.git.diff(pull.base, pull.head), mimetype="text/plain")


def describe_thread(thread: LocalThread, viewer: User) -> dict[str, Any]:
    repository = thread.repository
    review_threads = operations.list_review_threads(thread)
    pull = thread.pull
    return {
        "repository": repository,
        "thread": thread,
        "timeline": list(build_timeline(thread, review_threads)),
        "files": view_files(thread, review_threads),
        "merge_box": read_merge_box(thread),
        "may_write": repository.may(viewer, "write"),
        "may_reopen": operations.may_reopen(thread, viewer),
        "may_label": repository.may(viewer, "triage"),
        "may_push": pull is not None and pull.head_repository.may_push(viewer, pull.head_branch),
        "methods": [name for name in ("squash", "merge", "rebase") if repository.settings[METHODS[name][0]]],
        "queues": pull is not None and repository.queue_method(pull.base_branch) is not None,
        "queue_entry": repository.queue_entry(thread),
    }


def add_issue_form(pages: Blueprint, in_repository: InRepository) -> None:
    @pages.get("/<owner>/<repo>/issues/new")
    @in_repository
    def show_form(repository: LocalRepository) -> Answer:
        forms = dict(read_forms(repository))
        name = request.args.get("template", next(iter(forms), ""))
        return render_template("form.html", repository=repository, forms=forms, name=name, form=forms.get(name))

    @pages.post("/<owner>/<repo>/issues/new")
    @in_repository
    def open_issue(repository: LocalRepository) -> Answer:
        form = dict(read_forms(repository)).get(request.form.get("template", ""))
        body = fill_form(form, request.form) if form else request.form.get("body", "").replace("\r\n", "\n")
        title = request.form["title"]
        thread = operations.open_issue(repository, g.viewer, title, body, form.get("labels", ()) if form else ())
        return redirect(thread.page)


def add_files(pages: Blueprint, in_repository: InRepository) -> None:
    """Add the pages of files: the list, any file, and the pencil."""

    @pages.get("/<owner>/<repo>")
    @in_repository
    def show_repository(repository: LocalRepository) -> Answer:
        path = next((path for path in FRONT_PAGES if read_text(repository, path) is not None), None)
        text = read_text(repository, path) if path else None
        commits = repository.git.log(repository.default_branch, 5)
        checks = {commit.sha: read_commit_checks(repository, commit.sha) for commit in commits}
        return render_template(
            "repository.html", repository=repository, path=path, text=text, commits=commits, checks=checks
        )

    @pages.get("/<owner>/<repo>/<any(blob, tree):kind>/<path:address>")
    @in_repository
    def show_file(repository: LocalRepository, kind: str, address: str) -> Answer:
        place = find_place(repository, address) or abort(404)
        return render_template("file.html", repository=repository, place=place)

    @pages.get("/<owner>/<repo>/<any(edit, new):kind>/<path:address>")
    @in_repository
    def show_editor(repository: LocalRepository, kind: str, address: str) -> Answer:
        place = find_place(repository, address) or abort(404)
        may_commit = repository.may_push(g.viewer, place.ref) and not repository.protection_of(place.ref)
        body = read_pull_template(repository)
        return render_template("edit.html", repository=repository, place=place, may_commit=may_commit, body=body)

    @pages.post("/<owner>/<repo>/<any(edit, new):kind>/<path:address>")
    @in_repository
    def save_file(repository: LocalRepository, kind: str, address: str) -> Answer:
        place = find_place(repository, address) or abort(404)
        path = request.form.get("path", place.path)
        return redirect(save(repository, g.viewer, place.ref, path, request.form))

    @pages.get("/<owner>/<repo>/raw/<path:address>")
    @in_repository
    def show_raw(repository: LocalRepository, address: str) -> Answer:
        place = find_place(repository, address)
        found = repository.git.find(f"{place.ref}:{place.path}") if place else None
        return Response(found[2], mimetype="text/plain") if found and found[1] == "blob" else abort(404)


def is_local(address: str) -> bool:
    """Tell whether an address leads to a page of this server."""
    return address.startswith("/") and not address.startswith("//") and "\\" not in address


def ink(color: str) -> str:
    """Return the colour in which text can be read on another."""
    red, green, blue = (int(color[at : at + 2], 16) for at in (0, 2, 4))
    return "#1f2328" if 0.299 * red + 0.587 * green + 0.114 * blue > 140 else "#fff"
