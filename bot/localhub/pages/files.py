"""Files: shown, and edited with GitHub's pencil, which forks and opens a pull request for who may not write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.localhub import operations
from bot.localhub.git.objects import TreeEntry
from bot.localhub.markup import read_suggestion
from bot.localhub.operations.refusal import RequestError
from bot.localhub.operations.reviews import current_span
from bot.localhub.pages.forms import read_text
from bot.localhub.state.accounts import User
from bot.localhub.state.repositories import LocalRepository, LocalThread


@dataclass(frozen=True)
class PathAtRef:
    """A file or a folder at a ref: its text, or what is in it."""

    ref: str
    path: str
    text: str | None
    entries: list[TreeEntry] | None


def find_place(repository: LocalRepository, address: str) -> PathAtRef | None:
    """Return what "REF/PATH" names, None where there is nothing; a ref may hold slashes."""
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
    """Commit an edited file, or propose it; return the page to look at next: the pull request if there is one."""
    path = path.strip("/")
    if not path or any(part in ("", ".", "..", ".git") for part in path.split("/")):
        raise RequestError(422, "Write a file name, like data/papers/a-paper.yaml.")
    # Browsers send CR LF for the ends of lines; the file has what git would.
    text = answers.get("text", "").replace("\r\n", "\n")
    content = (text if text.endswith("\n") or not text else f"{text}\n").encode()
    files: dict[str, bytes | None] = {path: None if "delete" in answers else content}
    verb = "Delete" if "delete" in answers else "Update"
    title = answers.get("title", "").strip() or f"{verb} {path.rpartition('/')[2]}"
    if answers.get("how") != "commit":
        body = answers.get("body", "").replace("\r\n", "\n")
        return operations.propose_files(repository, user, branch, files, title, body).page
    operations.commit_files(repository, user, branch, files, title)
    origin = repository.fork_of or repository
    for thread in origin.pulls_of(repository, branch):
        return thread.page
    return f"/{repository.full_name}/" + (f"tree/{branch}" if "delete" in answers else f"blob/{branch}/{path}")


def take_suggestion(thread: LocalThread, user: User, remark_id: int) -> None:
    """Commit what a remark suggests in place of its lines."""
    pull = operations.require_pull(thread)
    review, remark = operations.find_remark(thread, remark_id)
    suggestion = read_suggestion(remark.body)
    span = current_span(thread, review, remark)
    if suggestion is None or span is None:
        raise RequestError(422, "This suggestion is outdated.")
    found = thread.repository.git.find(f"{pull.head}:{span.path}")
    lines = found[2].decode("utf-8", "replace").split("\n") if found else []
    lines[span.first - 1 : span.line] = suggestion
    files: dict[str, bytes | None] = {span.path: "\n".join(lines).encode()}
    title = f"Update {span.path.rpartition('/')[2]}"
    text = f"{title}\n\nCo-authored-by: {remark.author.login} <{remark.author.email}>"
    operations.commit_files(pull.head_repository, user, pull.head_branch, files, text)
