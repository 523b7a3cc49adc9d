"""Plain pages on which a person plays contributor and maintainer; who one is, is a click away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec

import yaml
from flask import Blueprint, Response, abort, g, redirect, render_template, request
from markupsafe import Markup
from werkzeug.wrappers import Response as BaseResponse

from bot.localhub.deeds import Deeds, RefusalError
from bot.localhub.git import FileChange
from bot.localhub.markup import render
from bot.localhub.threads import Comment, Happening, Thread, User
from bot.localhub.world import Repository, World

FORMS = ".github/ISSUE_TEMPLATE"
NO_ANSWER = "_No response_"
Answer = str | BaseResponse
P = ParamSpec("P")


def create_pages(world: World, deeds: Deeds) -> Blueprint:
    """Return the pages for a Flask application."""
    pages = Blueprint("pages", __name__, template_folder="templates", static_folder="static", static_url_path="/static")
    pages.app_template_filter("markdown")(lambda text, root="": Markup(render(text, root)))  # noqa: S704 (nh3 cleaned it)
    pages.app_template_filter("moment")(show_moment)
    pages.app_template_filter("diff")(diff_lines)
    pages.app_template_filter("ink")(ink)

    @pages.before_request
    def know_visitor() -> None:
        people = [user for user in world.users.values() if user.kind == "User"]
        found = world.user(request.cookies.get("as", ""))
        g.people, g.viewer = people, found or (people[-1] if people else None)

    @pages.context_processor
    def shared() -> dict[str, Any]:
        return {"viewer": g.get("viewer"), "people": g.get("people", [])}

    def in_repository(
        view: Callable[Concatenate[Repository, P], Answer],
    ) -> Callable[..., Answer]:
        """Give a view the repository of its address, and hold the world still while it runs."""

        @wraps(view)
        def call(owner: str, repo: str, *args: P.args, **kwargs: P.kwargs) -> Answer:
            with world.lock:
                repository = world.repositories.get(f"{owner}/{repo}".lower()) or abort(404)
                try:
                    return view(repository, *args, **kwargs)
                except RefusalError as refusal:
                    return render_template("refusal.html", repository=repository, refusal=refusal)

        return call

    @pages.get("/")
    def home() -> Answer:
        return render_template("home.html", repositories=list(world.repositories.values()))

    @pages.post("/as")
    def become() -> Answer:
        response = redirect(request.form.get("back", "/") if is_local(request.form.get("back", "/")) else "/")
        response.set_cookie("as", request.form.get("login", ""), samesite="Strict", httponly=True)
        return response

    @pages.get("/<owner>/<repo>")
    @in_repository
    def show_repository(repository: Repository) -> Answer:
        path = request.args.get("path") or front_page(repository)
        text = read_text(repository, path) if path else None
        commits = repository.git.log(repository.default_branch, 5)
        return render_template("repository.html", repository=repository, path=path, text=text, commits=commits)

    @pages.get("/<owner>/<repo>/<any(issues, pulls):kind>")
    @in_repository
    def show_threads(repository: Repository, kind: str) -> Answer:
        threads = [t for t in repository.threads.values() if bool(t.pull) == (kind == "pulls")]
        return render_template("threads.html", repository=repository, kind=kind, threads=threads[::-1])

    @pages.get("/<owner>/<repo>/issues/new")
    @in_repository
    def show_form(repository: Repository) -> Answer:
        forms = dict(read_forms(repository))
        name = request.args.get("template", next(iter(forms), ""))
        return render_template("form.html", repository=repository, forms=forms, name=name, form=forms.get(name))

    @pages.post("/<owner>/<repo>/issues/new")
    @in_repository
    def open_issue(repository: Repository) -> Answer:
        form = dict(read_forms(repository)).get(request.form.get("template", ""))
        body = form_body(form) if form else request.form.get("body", "")
        title = request.form["title"]
        thread = deeds.open_issue(repository, g.viewer, title, body, form.get("labels", ()) if form else ())
        return redirect(thread_page(repository, thread))

    @pages.get("/<owner>/<repo>/<any(issues, pull):kind>/<int:number>")
    @in_repository
    def show_thread(repository: Repository, kind: str, number: int) -> Answer:
        thread = repository.threads.get(number) or abort(404)
        if (kind == "pull") != bool(thread.pull):
            return redirect(thread_page(repository, thread))
        files = repository.git.changes(thread.pull.base, thread.pull.head) if thread.pull else []
        return render_template(
            "thread.html",
            repository=repository,
            thread=thread,
            story=list(tell_story(thread)),
            files=files,
            may_write=world.may(repository, g.viewer, "write"),
        )

    @pages.post("/<owner>/<repo>/<any(issues, pull):kind>/<int:number>/<deed>")
    @in_repository
    def do_deed(repository: Repository, kind: str, number: int, deed: str) -> Answer:
        thread = repository.threads.get(number) or abort(404)
        act(deeds, repository, thread, g.viewer, deed)
        return redirect(thread_page(repository, thread))

    @pages.get("/<owner>/<repo>/pull/<int:number>.diff")
    @in_repository
    def show_diff(repository: Repository, number: int) -> Answer:
        thread = repository.threads.get(number) or abort(404)
        pull = thread.pull or abort(404)
        return Response(repository.git.diff(pull.base, pull.head), mimetype="text/plain")

    @pages.get("/<owner>/<repo>/raw/<ref>/<path:path>")
    @in_repository
    def show_raw(repository: Repository, ref: str, path: str) -> Answer:
        sha = repository.git.resolve(f"{ref}:{path}")
        content = repository.git.read_blob(sha) if sha else None
        return Response(content, mimetype="text/plain") if content is not None else abort(404)

    return pages


def act(deeds: Deeds, repository: Repository, thread: Thread, user: User, deed: str) -> None:
    """Do what a button on a thread's page says."""
    text = request.form.get("body", "").replace("\r\n", "\n")
    if deed in ("comment", "close", "reopen") and text.strip():
        deeds.comment(repository, thread, user, text)
    match deed:
        case "close":
            deeds.close(repository, thread, user)
        case "reopen":
            deeds.reopen(repository, thread, user)
        case "edit":
            deeds.edit(repository, thread, user, title=request.form["title"], body=text)
        case "merge":
            deeds.merge(repository, thread, user, method="squash")


def is_local(address: str) -> bool:
    """Tell whether an address leads to a page of this server."""
    return address.startswith("/") and not address.startswith("//") and "\\" not in address


def thread_page(repository: Repository, thread: Thread) -> str:
    """Return the address of a thread's page."""
    return f"/{repository.full_name}/{'pull' if thread.pull else 'issues'}/{thread.number}"


def front_page(repository: Repository) -> str | None:
    """Return the README to show first: the list's own if there is one."""
    paths = ("data/README.md", "README.md")
    return next((path for path in paths if read_text(repository, path) is not None), None)


def read_text(repository: Repository, path: str) -> str | None:
    """Return a file of the default branch."""
    sha = repository.git.resolve(f"{repository.default_branch}:{path}")
    content = repository.git.read_blob(sha) if sha else None
    return content.decode("utf-8", "replace") if content is not None else None


def read_forms(repository: Repository) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the repository's issue forms by file name."""
    sha = repository.git.resolve(f"{repository.default_branch}:{FORMS}")
    for entry in repository.git.tree(sha) if sha else ():
        if entry.path.endswith((".yml", ".yaml")) and not entry.path.startswith("config."):
            yield entry.path, yaml.safe_load(read_text(repository, f"{FORMS}/{entry.path}") or "{}")


def form_body(form: dict[str, Any]) -> str:
    """Return the text that GitHub makes of a filled form."""
    parts = []
    for field in form["body"]:
        label = field.get("attributes", {}).get("label")
        match field["type"]:
            case "markdown":
                continue
            case "checkboxes":
                options = field["attributes"]["options"]
                marks = ("x" if request.form.get(f"field-{field['id']}-{n}") else " " for n in range(len(options)))
                value = "\n".join(f"- [{m}] {o['label']}" for m, o in zip(marks, options, strict=True))
            case _:
                value = request.form.get(f"field-{field['id']}", "").replace("\r\n", "\n").strip() or NO_ANSWER
        parts.append(f"### {label}\n\n{value}")
    return "\n\n".join(parts)


def tell_story(thread: Thread) -> Iterator[tuple[str, Comment | Happening]]:
    """Yield a thread's comments and happenings in their order."""
    told = [("comment", comment) for comment in thread.comments]
    told += [("happening", happening) for happening in thread.happenings]  # type: ignore[misc]
    yield from sorted(told, key=lambda item: item[1].id)


def ink(color: str) -> str:
    """Return the colour in which text can be read on another."""
    red, green, blue = (int(color[at : at + 2], 16) for at in (0, 2, 4))
    return "#1f2328" if 0.299 * red + 0.587 * green + 0.114 * blue > 140 else "#fff"


def show_moment(moment: datetime) -> str:
    """Return a moment for the eye."""
    return moment.strftime("%-d %b %Y, %H:%M")


def diff_lines(change: FileChange) -> list[tuple[str, str]]:
    """Return a diff's lines, each with the kind that colours it."""
    kinds = {"+": "added", "-": "removed", "@": "hunk"}
    return [(kinds.get(line[:1], "kept"), line) for line in change.patch.splitlines()]
