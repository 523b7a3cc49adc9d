"""Reviews of pull requests, and the remarks in them: comments on lines.

Known from GitHub's documentation and its messages as others report them, not from its API description: nobody approves
or refuses their own pull request; an approval counts only from who may write; a remark must be on lines that the diff
shows, all in one hunk. All are answered with 422. No review is kept here for its author to submit later.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.localhub.git.lines import Side, Span, find_row, follow, hunk_down_to
from bot.localhub.operations.pulls import require_pull
from bot.localhub.operations.queues import merge_ready
from bot.localhub.operations.refusal import RequestError, check_body, check_run, check_text, unprocessable
from bot.localhub.state.accounts import User
from bot.localhub.state.conversation import PullRequestReview, Remark
from bot.localhub.state.threads import LocalThread
from bot.localhub.state.world import World

STATES = {"COMMENT": "COMMENTED", "APPROVE": "APPROVED", "REQUEST_CHANGES": "CHANGES_REQUESTED"}


def create_remark(
    thread: LocalThread, user: User, content: Mapping[str, Any], commit: str
) -> tuple[PullRequestReview, Remark]:
    """Comment on lines, in a review of its own."""
    pull = require_pull(thread)
    patches = {change.path: change.patch for change in thread.repository.git.changes(pull.base, commit)}
    remark = read_remark(thread.world, user, content, patches, refuse=refuse_line)
    return publish(thread, user, "COMMENTED", "", commit, [remark]), remark


def reply_to_remark(thread: LocalThread, user: User, first: int, body: str) -> tuple[PullRequestReview, Remark]:
    """Answer a remark: below the same lines, in a review of its own."""
    check_body(body)
    review, asked = find_remark(thread, first)
    place = (asked.span, body, asked.hunk, asked.position, thread.world.clock())
    remark = Remark(thread.world.new_id(), user, *place, answers=asked.answers or asked.id)
    return publish(thread, user, "COMMENTED", "", review.commit, [remark]), remark


def publish(
    thread: LocalThread, user: User, state: str, body: str, commit: str, remarks: list[Remark]
) -> PullRequestReview:
    review = PullRequestReview(thread.world.new_id(), user, body, state, commit, thread.world.clock(), remarks)
    require_pull(thread).reviews.append(review)
    thread.updated = review.created
    thread.emit("submitted", user, event="pull_request_review", review=review)
    for remark in remarks:
        thread.emit("created", user, event="pull_request_review_comment", review=review, remark=remark)
    return review


@dataclass(frozen=True, slots=True)
class ReviewThread:
    """A remark with its answers; `span` are its present lines, None once they were changed."""

    thread: LocalThread
    review: PullRequestReview
    remarks: list[Remark]
    span: Span | None

    @property
    def first(self) -> Remark:
        """The remark that began it."""
        return self.remarks[0]


def list_review_threads(thread: LocalThread) -> list[ReviewThread]:
    found: dict[int, list[tuple[PullRequestReview, Remark]]] = {}
    for review, remark in list_remarks(thread) if thread.pull else ():
        found.setdefault(remark.answers or remark.id, []).append((review, remark))
    return [
        ReviewThread(thread, said[0][0], [remark for _, remark in said], current_span(thread, *said[0]))
        for said in found.values()
    ]


def list_remarks(thread: LocalThread) -> list[tuple[PullRequestReview, Remark]]:
    return [(review, remark) for review in require_pull(thread).reviews for remark in review.remarks]


def find_remark(thread: LocalThread, id: int) -> tuple[PullRequestReview, Remark]:
    for review, remark in list_remarks(thread):
        if remark.id == id:
            return review, remark
    raise RequestError(404, "Not Found")


def read_remark(
    world: World,
    user: User,
    content: Mapping[str, Any],
    patches: Mapping[str, str],
    refuse: Callable[[str], RequestError] = lambda what: unprocessable(f"{what} could not be resolved"),
) -> Remark:
    check_body(content.get("body"))
    path = str(content.get("path"))
    if path not in patches:
        raise refuse("Path")
    span = read_span(path, content)
    last = find_row(patches[path], span.side, span.line) if span else None
    first = find_row(patches[path], span.start_side or span.side, span.first) if span else None
    if span is None or last is None or first is None:
        raise refuse("Line")
    if first.position > last.position or (first is not last and span.first == span.line and span.start_line):
        raise refuse("Start line")
    if first.hunk != last.hunk:
        raise refuse("Start line in the same hunk as the line")
    hunk = hunk_down_to(patches[path], last)
    return Remark(world.new_id(), user, span, content["body"], hunk, last.position, world.clock())


def read_span(path: str, content: Mapping[str, Any]) -> Span | None:
    line, start = content.get("line"), content.get("start_line")
    if not isinstance(line, int) or not (start is None or isinstance(start, int)):
        return None
    side: Side = content.get("side") or "RIGHT"
    return Span(path, line, side, start, content.get("start_side") or side if start is not None else None)


def refuse_line(what: str) -> RequestError:
    """Return the refusal of a single remark, which names the field."""
    field = {"Path": "pull_request_review_thread.path", "Line": "pull_request_review_thread.line"}
    name = field.get(what, "pull_request_review_thread.start_line")
    text = f"{name} must be part of the diff"
    return RequestError(422, text, resource="PullRequestReviewComment", field=name, code="custom")


def current_span(thread: LocalThread, review: PullRequestReview, remark: Remark) -> Span | None:
    """Return a remark's lines at the pull request's head, None once they were changed."""
    pull = thread.pull
    if pull is None or review.commit == pull.head:
        return remark.span
    if remark.span.side == "RIGHT":
        return follow(thread.repository.git, review.commit, pull.head, remark.span)
    changed = thread.repository.git.changes(pull.base, pull.head)
    return remark.span if any(change.path == remark.span.path for change in changed) else None


def create_review(
    thread: LocalThread,
    user: User,
    *,
    event: str,
    body: str = "",
    commit: str | None = None,
    comments: Iterable[Mapping[str, Any]] = (),
) -> PullRequestReview:
    repository, world = thread.repository, thread.world
    pull = require_pull(thread)
    commit = commit or pull.head
    if repository.git.read_commit(commit) is None:
        raise unprocessable("Commit could not be resolved")
    patches = {change.path: change.patch for change in repository.git.changes(pull.base, commit)}
    remarks = [read_remark(world, user, content, patches) for content in comments]
    check_event(thread, user, event, body, remarks)
    review = publish(thread, user, STATES[event], body, commit, remarks)
    merge_ready(repository, pull.head)
    return review


def check_event(thread: LocalThread, user: User, event: str, body: str, remarks: list[Remark]) -> None:
    check_text("x", body)
    if not event:
        raise RequestError(501, "the local GitHub does not serve reviews that are kept to be submitted later")
    if event not in STATES:
        raise RequestError(422, "Invalid request.\n\nevent is not a review event.")
    own = {"APPROVE": "approve", "REQUEST_CHANGES": "request changes on"}
    if event in own and user is thread.author:
        raise unprocessable(f"Can not {own[event]} your own pull request")
    if not body.strip() and (event == "REQUEST_CHANGES" or (event == "COMMENT" and not remarks)):
        raise unprocessable("Body can't be blank")
    if event == "APPROVE":
        check_run(thread.repository, user)
