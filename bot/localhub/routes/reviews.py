"""Reviews of pull requests, and the remarks on lines in them.

Known from GitHub's documentation alone: a remark must be on a line that the diff shows, and nobody approves or refuses
their own pull request; both are answered with 422.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.localhub.deeds import RefusalError
from bot.localhub.rest import Call, route
from bot.localhub.world import Pull, Repository, Review, ReviewNote

STATES = {"COMMENT": "COMMENTED", "APPROVE": "APPROVED", "REQUEST_CHANGES": "CHANGES_REQUESTED"}
HUNK = re.compile(r"@@ -\d+(?:,\d+)? \+(\d+)")


def pull_of(call: Call) -> Pull:
    """Return the pull request that a call names."""
    pull = call.thread("pull_number").pull
    if pull is None:
        raise RefusalError(404, "Not Found")
    return pull


@route("GET", "/repos/{owner}/{repo}/pulls/{pull_number}/reviews")
def list_reviews(call: Call) -> Any:
    """Return a pull request's reviews, the oldest first."""
    thread = call.thread("pull_number")
    return [call.shapes.review(call.repository, thread, review) for review in pull_of(call).reviews]


@route("GET", "/repos/{owner}/{repo}/pulls/{pull_number}/comments")
def list_notes(call: Call) -> Any:
    """Return the remarks on a pull request's lines, the oldest first."""
    thread = call.thread("pull_number")
    reviews = pull_of(call).reviews
    return [call.shapes.note(call.repository, thread, review, note) for review in reviews for note in review.notes]


@route("POST", "/repos/{owner}/{repo}/pulls/{pull_number}/reviews", "pull_requests:write")
def create_review(call: Call) -> Any:
    """Review a pull request."""
    thread, pull = call.thread("pull_number"), pull_of(call)
    event = call.text("event", "")
    if event not in STATES:
        raise RefusalError(422, "the local GitHub keeps no pending reviews")
    if event != "COMMENT" and call.user is thread.author:
        raise RefusalError(422, "Can not approve or request changes on your own pull request")
    commit = call.text("commit_id", pull.head)
    shown = {change.path: set(shown_lines(change.patch)) for change in call.repository.git.changes(pull.base, commit)}
    notes = [read_note(call, content, shown) for content in call.body.get("comments") or []]
    if event == "COMMENT" and not notes and not call.text("body", "").strip():
        raise RefusalError(422, "Validation Failed: body")
    now = call.world.clock()
    review = Review(call.world.new_id(), call.user, call.text("body", ""), STATES[event], commit, now, notes)
    pull.reviews.append(review)
    thread.updated = now
    return call.shapes.review(call.repository, thread, review)


def read_note(call: Call, content: Any, shown: dict[str, set[int]]) -> ReviewNote:
    """Return a remark, if its lines are part of the diff."""
    path, line, first = content.get("path"), content.get("line"), content.get("start_line")
    lines = {line} | ({first} if first is not None else set())
    if not lines <= shown.get(path, set()) or (first is not None and first >= line):
        raise RefusalError(422, "Unprocessable Entity: pull_request_review_thread.line must be part of the diff")
    return ReviewNote(call.world.new_id(), path, line, content["body"], call.world.clock(), first)


def shown_lines(patch: str) -> Iterator[int]:
    """Yield the lines of the new file that a patch shows."""
    number = 0
    for line in patch.split("\n"):
        if hunk := HUNK.match(line):
            number = int(hunk[1])
        elif line[:1] in ("+", " "):
            yield number
            number += 1


def is_outdated(repository: Repository, pull: Pull, review: Review, note: ReviewNote) -> bool:
    """Tell whether the lines of a remark are no longer what was remarked on."""
    old, new = (repository.git.find(f"{commit}:{note.path}") for commit in (review.commit, pull.head))
    if old is None or new is None:
        return True
    rows = slice((note.start_line or note.line) - 1, note.line)
    before, after = (found[2].split(b"\n")[rows] for found in (old, new))
    return before != after
