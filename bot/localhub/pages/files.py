"""Files and commits: shown, and edited with GitHub's pencil, which proposes the changes of those who may not write."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Response, abort, g, redirect, render_template, request

from bot.localhub.git.storing import TreeEntry
from bot.localhub.markup import read_suggestion
from bot.localhub.operations import branches, pulls, reviews
from bot.localhub.operations.refusal import RequestError
from bot.localhub.operations.reviews import current_span
from bot.localhub.pages.base import Answer, in_repository
from bot.localhub.pages.checks import read_commit_checks
from bot.localhub.pages.forms import read_pull_template, read_text
from bot.localhub.pages.timeline import FileView, view_lines
from bot.localhub.state.accounts import User
from bot.localhub.state.repositories import LocalRepository
from bot.localhub.state.threads import LocalThread

#: The README to show first: the list's own if there is one.
FRONT_PAGES = ("data/README.md", "README.md")


@dataclass(frozen=True)
class PathAtRef:
    """A file or a folder at a ref: its text, or its contents."""

    ref: str
    path: str
    text: str | None
    entries: list[TreeEntry] | None


def find_place(repository: LocalRepository, address: str) -> PathAtRef | None:
    """Return what "REF/PATH" names, None if there is nothing; a ref may contain slashes."""
    parts = address.strip("/").split("/")
    for length in range(1, len(parts) + 1):
        ref, path = "/".join(parts[:length]), "/".join(parts[length:])
        if repository.git.resolve(f"{ref}^{{commit}}"):
            found = repository.git.find(f"{ref}:{path}")
            if found and found[1] == "tree":
                return PathAtRef(ref, path, None, repository.git.tree(found[0]))
            return PathAtRef(ref, path, read_text(repository, path, ref), None) if found else None
    return None


def save(repository: LocalRepository, user: User, branch: str, path: str, answers: Mapping[str, str]) -> str:
    """Commit an edited file, or propose it; return the page to show next: the pull request if there is one."""
    path = path.strip("/")
    if not path or any(part in ("", ".", "..", ".git") for part in path.split("/")):
        raise RequestError(422, "Write a file name, like data/papers/a-paper.yaml.")
    # Browsers end lines with CR LF; the file gets what git would write.
    text = answers.get("text", "").replace("\r\n", "\n")
    content = (text if text.endswith("\n") or not text else f"{text}\n").encode()
    files: dict[str, bytes | None] = {path: None if "delete" in answers else content}
    verb = "Delete" if "delete" in answers else "Update"
    title = answers.get("title", "").strip() or f"{verb} {path.rpartition('/')[2]}"
    if answers.get("how") != "commit":
        body = answers.get("body", "").replace("\r\n", "\n")
        return pulls.propose_files(repository, user, branch, files, title, body).page
    branches.commit_files(repository, user, branch, files, title)
    origin = repository.fork_of or repository
    for thread in origin.pulls_of(repository, branch):
        return thread.page
    return f"/{repository.full_name}/" + (f"tree/{branch}" if "delete" in answers else f"blob/{branch}/{path}")


@in_repository("")
def show_repository(repository: LocalRepository) -> Answer:
    path = next((path for path in FRONT_PAGES if read_text(repository, path) is not None), None)
    text = read_text(repository, path) if path else None
    commits = repository.git.log(repository.default_branch, 5)
    checks = {commit.sha: read_commit_checks(repository, commit.sha) for commit in commits}
    return render_template(
        "repository.html", repository=repository, path=path, text=text, commits=commits, checks=checks
    )


@in_repository("/<any(blob, tree):kind>/<path:address>")
def show_file(repository: LocalRepository, kind: str, address: str) -> Answer:
    place = find_place(repository, address) or abort(404)
    return render_template("file.html", repository=repository, place=place)


@in_repository("/<any(edit, new):kind>/<path:address>")
def show_editor(repository: LocalRepository, kind: str, address: str) -> Answer:
    place = find_place(repository, address) or abort(404)
    may_commit = repository.may_push(g.viewer, place.ref) and not repository.protection_of(place.ref)
    body = read_pull_template(repository)
    return render_template("edit.html", repository=repository, place=place, may_commit=may_commit, body=body)


@in_repository("/<any(edit, new):kind>/<path:address>", "POST")
def save_file(repository: LocalRepository, kind: str, address: str) -> Answer:
    place = find_place(repository, address) or abort(404)
    path = request.form.get("path", place.path)
    return redirect(save(repository, g.viewer, place.ref, path, request.form))


@in_repository("/raw/<path:address>")
def show_raw(repository: LocalRepository, address: str) -> Answer:
    place = find_place(repository, address)
    found = repository.git.find(f"{place.ref}:{place.path}") if place else None
    return Response(found[2], mimetype="text/plain") if found and found[1] == "blob" else abort(404)


@in_repository("/commit/<sha>")
def show_commit(repository: LocalRepository, sha: str) -> Answer:
    commit = repository.git.read_commit(sha) or abort(404)
    changes = repository.git.changes(commit.parents[0], commit.sha) if commit.parents else []
    files = [FileView(change, list(view_lines(change, []))) for change in changes]
    checks = read_commit_checks(repository, commit.sha)
    return render_template("commit.html", repository=repository, commit=commit, files=files, checks=checks)


def take_suggestion(thread: LocalThread, user: User, remark_id: int) -> None:
    pull = pulls.require_pull(thread)
    review, remark = reviews.find_remark(thread, remark_id)
    suggestion = read_suggestion(remark.body)
    span = current_span(thread, review, remark)
    if suggestion is None or span is None:
        raise RequestError(422, "This suggestion is outdated.")
    lines = (read_text(thread.repository, span.path, pull.head) or "").split("\n")
    lines[span.first - 1 : span.line] = suggestion
    files: dict[str, bytes | None] = {span.path: "\n".join(lines).encode()}
    title = f"Update {span.path.rpartition('/')[2]}"
    text = f"{title}\n\nCo-authored-by: {remark.author.login} <{remark.author.email}>"
    branches.commit_files(pull.head_repository, user, pull.head_branch, files, text)
