"""A thread's page: comments and events in order, the changed files, what a merge waits for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.localhub.git.diffs import FileChange
from bot.localhub.git.lines import HUNK, Side, rows
from bot.localhub.operations.mergeability import is_behind, merge_state, obstacles
from bot.localhub.operations.reviews import ReviewThread
from bot.localhub.pages.checks import Check, read_commit_checks
from bot.localhub.pages.forms import read_text
from bot.localhub.state.threads import LocalThread

#: How many lines of the diff a remark shows above its own, as GitHub does.
LINES_ABOVE = 3
KINDS = {"+": "added", "-": "removed", "@": "hunk"}
HEADLINES = {
    "CLEAN": "Ready to merge",
    "UNSTABLE": "Ready to merge; some checks are not green",
    "BLOCKED": "Merging is blocked",
    "BEHIND": "Merging is blocked: the branch is out of date",
    "DIRTY": "Conflicts with the base branch",
    "DRAFT": "A draft",
}


@dataclass(frozen=True)
class FileView:
    """A changed file: its diff's lines as (kind, line, the review_threads about it)."""

    change: FileChange
    lines: list[tuple[str, str, list[ReviewThread]]]


@dataclass(frozen=True)
class MergeBox:
    """What a pull request's merge still needs."""

    state: str
    headline: str
    checks: list[Check]
    missing: list[str]
    behind: bool


def shown_hunk(review_thread: ReviewThread) -> list[tuple[str, str]]:
    """Return the last lines of the diff above a remark, each with its kind."""
    first = review_thread.first
    height = first.span.line - first.span.first + 1
    return [(KINDS.get(line[:1], "kept"), line) for line in first.hunk.split("\n")[1:][-(height + LINES_ABOVE) :]]


def replaced_lines(review_thread: ReviewThread) -> list[str]:
    """Return the lines that a suggestion replaces, as they were when it was made."""
    span = review_thread.first.span
    text = read_text(review_thread.thread.repository, span.path, review_thread.review.commit) or ""
    return text.split("\n")[span.first - 1 : span.line]


def build_timeline(thread: LocalThread, review_threads: list[ReviewThread]) -> Iterator[tuple[str, Any]]:
    """Yield the kind and the item of each line in order: comments, events, and reviews with their threads on lines."""
    items: list[tuple[int, str, Any]] = [(comment.id, "comment", comment) for comment in thread.comments]
    items += [(event.id, "event", event) for event in thread.timeline]
    for review in thread.pull.reviews if thread.pull else ():
        own = [review_thread for review_thread in review_threads if review_thread.review is review]
        if own or review.body or review.state != "COMMENTED":
            items.append((review.id, "review", (review, own)))
    for _, kind, item in sorted(items, key=lambda each: each[0]):
        yield kind, item


def view_files(thread: LocalThread, review_threads: list[ReviewThread]) -> list[FileView]:
    pull = thread.pull
    changes = thread.repository.git.changes(pull.base, pull.head) if pull else ()
    return [FileView(change, list(view_lines(change, review_threads))) for change in changes]


def view_lines(change: FileChange, review_threads: list[ReviewThread]) -> Iterator[tuple[str, str, list[ReviewThread]]]:
    about: dict[tuple[Side, int], list[ReviewThread]] = {}
    for review_thread in review_threads:
        if review_thread.span and review_thread.span.path == change.path:
            about.setdefault((review_thread.span.side, review_thread.span.line), []).append(review_thread)
    known = {row.position: row for row in rows(change.patch)}
    for position, line in enumerate(change.patch.split("\n") if change.patch else ()):
        row = known.get(position)
        here = about.get(("RIGHT", row.right or 0), []) + about.get(("LEFT", row.left or 0), []) if row else []
        yield "hunk" if HUNK.match(line) else KINDS.get(line[:1], "kept"), line, here


def read_merge_box(thread: LocalThread) -> MergeBox | None:
    repository = thread.repository
    pull = thread.pull
    if pull is None or thread.state != "open":
        return None
    state = merge_state(thread, pull)
    missing = list(obstacles(repository, pull))
    checks = read_commit_checks(repository, pull.head)
    return MergeBox(state, HEADLINES.get(state, state), checks, missing, is_behind(repository, pull))
