"""Reviews of pull requests, and the remarks on lines in them.

Known from GitHub's documentation and its messages as others report them, not from its API description: a remark must be
on lines that the diff shows, all in one hunk; nobody approves or refuses their own pull request; an account has one
review at a time that is not submitted; an approval counts only from who may write. All are answered with 422.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bot.localhub.deeds.pulls import PullDeeds
from bot.localhub.deeds.refusal import RefusalError, check_body, check_text, unprocessable
from bot.localhub.git.lines import Side, Span, find_row, hunk_down_to, rows
from bot.localhub.state.accounts import User
from bot.localhub.state.repositories import LocalRepository, LocalThread, PullRequest
from bot.localhub.state.reviews import PullRequestReview, Remark

STATES = {"": "PENDING", "COMMENT": "COMMENTED", "APPROVE": "APPROVED", "REQUEST_CHANGES": "CHANGES_REQUESTED"}
PENDING = "PENDING"


class ReviewDeeds(PullDeeds):
    """Writes reviews."""

    def review(
        self,
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
        pull = self.pull_of(thread)
        commit = commit or pull.head
        if repository.git.read_commit(commit) is None:
            raise unprocessable("Commit could not be resolved")
        if any(review.author is user and review.submitted is None for review in pull.reviews):
            raise unprocessable("User can only have one pending review per pull request")
        patches = {change.path: change.patch for change in repository.git.changes(pull.base, commit)}
        remarks = [self.read_remark(user, content, patches) for content in comments]
        self.check_event(thread, user, event, body, remarks)
        review = PullRequestReview(
            self.world.new_id(), user, body, PENDING, commit, self.world.clock(), remarks=remarks
        )
        pull.reviews.append(review)
        if event:
            self.publish(repository, thread, review, event)
        return review

    def submit(
        self,
        repository: LocalRepository,
        thread: LocalThread,
        review: PullRequestReview,
        user: User,
        event: str,
        body: str | None,
    ) -> None:
        """Submit a review that was kept."""
        if review.author is not user or review.submitted:
            raise RefusalError(422, "Could not submit the review", errors=["Review is not pending"])
        review.body = review.body if body is None else body
        self.check_event(thread, user, event, review.body, review.remarks)
        self.publish(repository, thread, review, event)

    def check_event(self, thread: LocalThread, user: User, event: str, body: str, remarks: list[Remark]) -> None:
        """Refuse a judgement that GitHub would."""
        check_text("x", body)
        if event not in STATES:
            raise RefusalError(422, "Invalid request.\n\nevent is not a review event.")
        own = {"APPROVE": "approve", "REQUEST_CHANGES": "request changes on"}
        if event in own and user is thread.author:
            raise unprocessable(f"Can not {own[event]} your own pull request")
        if not body.strip() and (event == "REQUEST_CHANGES" or (event == "COMMENT" and not remarks)):
            raise unprocessable("Body can't be blank")

    def publish(self, repository: LocalRepository, thread: LocalThread, review: PullRequestReview, event: str) -> None:
        """Let everybody see a review."""
        review.state, review.submitted = STATES[event], self.world.clock()
        thread.updated = review.submitted
        self.emit("pull_request_review", "submitted", repository, review.author, thread, review=review)
        for remark in review.remarks:
            self.tell_of(repository, thread, review, remark, review.author, "created")
        self.merge_ready(repository, self.pull_of(thread).head)

    def edit_review(
        self, repository: LocalRepository, thread: LocalThread, review: PullRequestReview, user: User, body: str
    ) -> None:
        """Change a review's text."""
        if review.author is not user:
            self.require(repository, user, "write")
        check_body(body)
        changes = {"body": {"from": review.body}}
        review.body = body
        self.emit("pull_request_review", "edited", repository, user, thread, review=review, changes=changes)

    def dismiss(
        self, repository: LocalRepository, thread: LocalThread, review: PullRequestReview, user: User, message: str
    ) -> None:
        """Let an approval or a refusal count no more."""
        self.require(repository, user, "write")
        check_body(message)
        if review.state not in ("APPROVED", "CHANGES_REQUESTED"):
            raise unprocessable("Can not dismiss a commented pull request review")
        review.state = "DISMISSED"
        self.note(thread, "review_dismissed", user)
        self.emit("pull_request_review", "dismissed", repository, user, thread, review=review)

    def discard(self, thread: LocalThread, review: PullRequestReview, user: User) -> None:
        """Throw a review away that was not submitted."""
        if review.author is not user or review.submitted:
            raise unprocessable("Can not delete a non-pending pull request review")
        self.pull_of(thread).reviews.remove(review)

    def remark(
        self, repository: LocalRepository, thread: LocalThread, user: User, content: Mapping[str, Any], commit: str
    ) -> tuple[PullRequestReview, Remark]:
        """Say one thing about lines: a review of its own."""
        pull = self.pull_of(thread)
        patches = {change.path: change.patch for change in repository.git.changes(pull.base, commit)}
        remark = self.read_remark(user, content, patches, refuse=refuse_line)
        return self.say(repository, thread, remark, commit), remark

    def answer(
        self, repository: LocalRepository, thread: LocalThread, user: User, first: int, body: str
    ) -> tuple[PullRequestReview, Remark]:
        """Answer a remark: under the same lines, in a review of its own."""
        check_body(body)
        review, asked = self.find_remark(thread, first)
        now = self.world.clock()
        place = (asked.span, body, asked.hunk, asked.position, now, now)
        remark = Remark(self.world.new_id(), user, *place, answers=asked.answers or asked.id)
        return self.say(repository, thread, remark, review.commit), remark

    def say(self, repository: LocalRepository, thread: LocalThread, remark: Remark, commit: str) -> PullRequestReview:
        """Publish one remark."""
        now = self.world.clock()
        review = PullRequestReview(self.world.new_id(), remark.author, "", "COMMENTED", commit, now, now, [remark])
        self.pull_of(thread).reviews.append(review)
        thread.updated = now
        self.emit("pull_request_review", "submitted", repository, remark.author, thread, review=review)
        self.tell_of(repository, thread, review, remark, remark.author, "created")
        return review

    def edit_remark(
        self,
        repository: LocalRepository,
        thread: LocalThread,
        review: PullRequestReview,
        remark: Remark,
        user: User,
        body: str,
    ) -> None:
        """Change what was said about lines."""
        if user is not remark.author:
            self.require(repository, user, "write")
        check_body(body)
        changes = {"body": {"from": remark.body}}
        remark.body = body
        remark.updated = remark.edited = self.world.clock()
        self.tell_of(repository, thread, review, remark, user, "edited", changes=changes)

    def delete_remark(
        self, repository: LocalRepository, thread: LocalThread, review: PullRequestReview, remark: Remark, user: User
    ) -> None:
        """Take back what was said about lines; a review that is left with nothing goes too."""
        if user is not remark.author:
            self.require(repository, user, "write")
        review.remarks.remove(remark)
        if not review.remarks and not review.body and review.state == "COMMENTED":
            self.pull_of(thread).reviews.remove(review)
        self.tell_of(repository, thread, review, remark, user, "deleted")

    def resolve(
        self, repository: LocalRepository, thread: LocalThread, remark: Remark, user: User, *, resolved: bool
    ) -> None:
        """Mark a conversation about lines as done, or not."""
        if user is not thread.author:
            self.require(repository, user, "write")
        remark.resolved = resolved

    def tell_of(
        self,
        repository: LocalRepository,
        thread: LocalThread,
        review: PullRequestReview,
        remark: Remark,
        user: User,
        action: str,
        **more: Any,
    ) -> None:
        """Tell the webhooks of a remark that others can see."""
        if review.submitted:
            about = {"review": review, "remark": remark}
            self.emit("pull_request_review_comment", action, repository, user, thread, **about, **more)

    def remarks(self, thread: LocalThread) -> list[tuple[PullRequestReview, Remark]]:
        """Return all remarks with their reviews, the oldest first."""
        return [(review, remark) for review in self.pull_of(thread).reviews for remark in review.remarks]

    def find_remark(self, thread: LocalThread, id: int) -> tuple[PullRequestReview, Remark]:
        """Return the remark with a number, and its review."""
        for review, remark in self.remarks(thread):
            if remark.id == id:
                return review, remark
        raise RefusalError(404, "Not Found")

    def pull_of(self, thread: LocalThread) -> PullRequest:
        """Return the pull request of a thread that is one."""
        if thread.pull is None:
            raise RefusalError(404, "Not Found")
        return thread.pull

    def read_remark(
        self,
        user: User,
        content: Mapping[str, Any],
        patches: Mapping[str, str],
        refuse: Callable[[str], RefusalError] = lambda what: unprocessable(f"{what} could not be resolved"),
    ) -> Remark:
        """Return a remark, if its lines are part of the diff."""
        check_body(content.get("body"))
        path = str(content.get("path"))
        if path not in patches:
            raise refuse("Path")
        span = read_span(path, content, patches[path])
        last = find_row(patches[path], span.side, span.line) if span else None
        first = find_row(patches[path], span.start_side or span.side, span.first) if span else None
        if span is None or last is None or first is None:
            raise refuse("Line")
        if first.position > last.position or (first is not last and span.first == span.line and span.start_line):
            raise refuse("Start line")
        if first.hunk != last.hunk:
            raise refuse("Start line in the same hunk as the line")
        now = self.world.clock()
        hunk = hunk_down_to(patches[path], last)
        return Remark(self.world.new_id(), user, span, content["body"], hunk, last.position, now, now)


def read_span(path: str, content: Mapping[str, Any], patch: str) -> Span | None:
    """Return the lines that a remark names; the old way is their place in the patch."""
    if isinstance(content.get("position"), int) and content.get("line") is None:
        row = next((row for row in rows(patch) if row.position == content["position"]), None)
        if row is None:
            return None
        return Span(path, row.right) if row.right else Span(path, row.left or 0, "LEFT")
    line, start = content.get("line"), content.get("start_line")
    if not isinstance(line, int) or not (start is None or isinstance(start, int)):
        return None
    side: Side = content.get("side") or "RIGHT"
    return Span(path, line, side, start, content.get("start_side") or side if start is not None else None)


def refuse_line(what: str) -> RefusalError:
    """Return the refusal of a single remark, which names the field."""
    field = {"Path": "pull_request_review_thread.path", "Line": "pull_request_review_thread.line"}
    name = field.get(what, "pull_request_review_thread.start_line")
    text = f"{name} must be part of the diff"
    return RefusalError(422, text, resource="PullRequestReviewComment", field=name, code="custom")
