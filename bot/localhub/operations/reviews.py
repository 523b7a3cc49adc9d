"""Reviews of pull requests.

Known from GitHub's documentation and its messages as others report them, not from its API description: nobody approves
or refuses their own pull request; an account has one review at a time that is not submitted; an approval counts only
from who may write. All are answered with 422.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bot.localhub.operations.auto_merge import merge_ready
from bot.localhub.operations.pulls import require_pull
from bot.localhub.operations.refusal import RequestError, check_body, check_run, check_text, require_role, unprocessable
from bot.localhub.operations.remarks import emit_remark, read_remark
from bot.localhub.operations.threads import add_event
from bot.localhub.state.accounts import User
from bot.localhub.state.repositories import LocalRepository, LocalThread
from bot.localhub.state.reviews import PullRequestReview, Remark
from bot.localhub.state.world import World

STATES = {"": "PENDING", "COMMENT": "COMMENTED", "APPROVE": "APPROVED", "REQUEST_CHANGES": "CHANGES_REQUESTED"}
PENDING = "PENDING"


def create_review(
    world: World,
    repository: LocalRepository,
    thread: LocalThread,
    user: User,
    *,
    event: str = "",
    body: str = "",
    commit: str | None = None,
    comments: Iterable[Mapping[str, Any]] = (),
) -> PullRequestReview:
    """Review a pull request; without an event it is kept for its author to submit."""
    pull = require_pull(thread)
    commit = commit or pull.head
    if repository.git.read_commit(commit) is None:
        raise unprocessable("Commit could not be resolved")
    if any(review.author is user and review.submitted is None for review in pull.reviews):
        raise unprocessable("User can only have one pending review per pull request")
    patches = {change.path: change.patch for change in repository.git.changes(pull.base, commit)}
    remarks = [read_remark(world, user, content, patches) for content in comments]
    check_event(thread, user, event, body, remarks)
    if event == "APPROVE":
        check_run(repository, user)
    review = PullRequestReview(world.new_id(), user, body, PENDING, commit, world.clock(), remarks=remarks)
    pull.reviews.append(review)
    if event:
        publish_review(world, repository, thread, review, event)
    return review


def submit_review(
    world: World,
    repository: LocalRepository,
    thread: LocalThread,
    review: PullRequestReview,
    user: User,
    event: str,
    body: str | None,
) -> None:
    if review.author is not user or review.submitted:
        raise RequestError(422, "Could not submit the review", errors=["Review is not pending"])
    review.body = review.body if body is None else body
    check_event(thread, user, event, review.body, review.remarks)
    if event == "APPROVE":
        check_run(repository, user)
    publish_review(world, repository, thread, review, event)


def check_event(thread: LocalThread, user: User, event: str, body: str, remarks: list[Remark]) -> None:
    """Refuse a judgement that GitHub would."""
    check_text("x", body)
    if event not in STATES:
        raise RequestError(422, "Invalid request.\n\nevent is not a review event.")
    own = {"APPROVE": "approve", "REQUEST_CHANGES": "request changes on"}
    if event in own and user is thread.author:
        raise unprocessable(f"Can not {own[event]} your own pull request")
    if not body.strip() and (event == "REQUEST_CHANGES" or (event == "COMMENT" and not remarks)):
        raise unprocessable("Body can't be blank")


def publish_review(
    world: World, repository: LocalRepository, thread: LocalThread, review: PullRequestReview, event: str
) -> None:
    """Let everybody see a review."""
    review.state, review.submitted = STATES[event], world.clock()
    thread.updated = review.submitted
    world.emit("pull_request_review", "submitted", repository, review.author, thread, review=review)
    for remark in review.remarks:
        emit_remark(world, repository, thread, review, remark, review.author, "created")
    merge_ready(world, repository, require_pull(thread).head)


def edit_review(
    world: World, repository: LocalRepository, thread: LocalThread, review: PullRequestReview, user: User, body: str
) -> None:
    if review.author is not user:
        require_role(world, repository, user, "write")
    check_body(body)
    changes = {"body": {"from": review.body}}
    review.body = body
    world.emit("pull_request_review", "edited", repository, user, thread, review=review, changes=changes)


def dismiss_review(
    world: World, repository: LocalRepository, thread: LocalThread, review: PullRequestReview, user: User, message: str
) -> None:
    """Let an approval or a refusal count no more."""
    require_role(world, repository, user, "write")
    check_body(message)
    if review.state not in ("APPROVED", "CHANGES_REQUESTED"):
        raise unprocessable("Can not dismiss a commented pull request review")
    review.state = "DISMISSED"
    add_event(world, thread, "review_dismissed", user)
    world.emit("pull_request_review", "dismissed", repository, user, thread, review=review)


def discard_review(thread: LocalThread, review: PullRequestReview, user: User) -> None:
    """Throw a review away that was not submitted."""
    if review.author is not user or review.submitted:
        raise unprocessable("Can not delete a non-pending pull request review")
    require_pull(thread).reviews.remove(review)
