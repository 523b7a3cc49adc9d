"""A thread and all that belongs to it, as GitHub shows it now."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, NamedTuple

from bot.workflow.marks import read_reply_mark

#: The beginning of the names of all the bot's branches.
BRANCHES = "paperclerk/"
#: The beginning of the names of branches that update data and list if the default branch accepts no pushes.
UPKEEP = "paperclerk/upkeep-"
#: The branch that turns hand edits of the rendered list into data.
HAND_EDITS = "paperclerk/list"
#: Marks the issue that greets a list.
GREETING = "<!-- paperclerk: welcome -->"
#: GitHub's reason when a person took a pull request out of the merge queue.
BY_HAND = "manual"
#: The number of an account that no longer exists, or that has none.
NOBODY = 0
BRANCH = re.compile(r"paperclerk/issue-(\d{1,9})", re.ASCII)

#: The end of the bot's commit messages, which identifies the content without its files.
ENTRY_TRAILER = re.compile(r"^Paperclerk-Entry: ([0-9a-f]{16,64})$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Person:
    """An account on GitHub; `bot` marks an App, `since` is when it was created.

    `id` is its number, NOBODY for a deleted one.
    """

    login: str
    id: int
    bot: bool = False
    since: datetime | None = None

    @property
    def noreply(self) -> str:
        """The address under which GitHub credits this account without revealing its real one."""
        return f"{self.id}+{self.login}@users.noreply.github.com"


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment; `edited` is when its text was last changed, `own` whether the bot wrote it."""

    id: int
    author: Person
    body: str
    created: datetime
    edited: datetime | None = None
    own: bool = False

    @property
    def written(self) -> datetime:
        """When it got its present text."""
        return self.edited or self.created


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """What a person, never a machine, did with GitHub's own buttons; `id` is GitHub's.

    `subject` is the label, or the bot's pull request ("#7").
    """

    id: str
    act: Literal["labeled", "unlabeled", "closed", "reopened"]
    subject: str
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True)
class MergeStatus:
    """A pull request's readiness to be merged, in GitHub's words."""

    #: CLEAN, BLOCKED, BEHIND, DIRTY, UNKNOWN, ...
    state: str = "CLEAN"
    #: The result of its reviews, None if none are required.
    review: str | None = None
    #: The result of all checks of its newest commit, None if there are none.
    checks: str | None = None
    #: Whether it merges by itself once nothing is missing.
    auto_merge: bool = False
    #: Whether it can only be merged by a queue, and whether it is in the queue now.
    queue_required: bool = False
    in_queue: bool = False
    #: The commit that the queue is trying, "" if none, and why it last left the queue, "" if it did not.
    queue_commit: str = ""
    queue_removal_reason: str = ""

    @property
    def merges_by_itself(self) -> bool:
        """Whether GitHub merges it without being asked again."""
        return self.auto_merge or self.in_queue

    @property
    def may_queue(self) -> bool:
        """Whether the branch's queue would take it now."""
        return self.queue_required and not self.in_queue and self.state not in ("BLOCKED", "DIRTY", "DRAFT")

    @property
    def waits_for_people(self) -> bool:
        """Whether it waits for somebody: a review, a conflict to resolve, a check to fix."""
        asked = self.review in ("REVIEW_REQUIRED", "CHANGES_REQUESTED") or self.state in ("DIRTY", "DRAFT")
        return asked or (self.state == "BLOCKED" and self.checks in ("FAILURE", "ERROR"))

    @property
    def is_doubtful(self) -> bool:
        """Whether GitHub says that the merge is blocked but shows no reason: it may be wrong.

        Its answer depends on who asks, and does not include required checks that have not begun.
        """
        shown = self.review in (None, "APPROVED") and self.checks in (None, "SUCCESS")
        return self.state == "BLOCKED" and shown and not self.queue_required

    @property
    def is_blocked(self) -> bool:
        """Whether GitHub would refuse a merge now, because the branch asks for checks, reviews or a queue."""
        return self.state == "BLOCKED" or self.queue_required


@dataclass(frozen=True, slots=True)
class Branch:
    """The bot's branch for a thread: its newest commit, that commit's message and the one that it is on top of."""

    name: str
    head: str
    message: str
    base: str = ""

    @property
    def entry_hash(self) -> str | None:
        """The hash of the entries that the bot put there; None after somebody else pushed."""
        match = ENTRY_TRAILER.search(self.message)
        return match[1] if match else None

    def is_foreign(self, base: str) -> bool:
        return self.entry_hash is None and self.head != base


@dataclass(frozen=True, slots=True)
class Pull:
    """The pull request that the bot opened for a thread; `comments` are those that are meant for the thread."""

    number: int
    title: str
    body: str
    head: str
    state: Literal["open", "closed", "merged"]
    comments: tuple[Comment, ...] = ()
    merge_status: MergeStatus = MergeStatus()


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its id (SHA) and its whole message."""

    id: str
    message: str


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository; `head` is the default branch's newest commit.

    With `merges_later` GitHub can merge a pull request by itself once nothing is missing. An `archived` one cannot be
    written.
    """

    name: str
    default_branch: str
    head: str
    merge_methods: tuple[str, ...] = ("squash",)
    merges_later: bool = False
    archived: bool = False

    def merged_without(self, refused: frozenset[str]) -> Repository:
        """Return it without some merge methods; if none were left, they all stay."""
        left = tuple(method for method in self.merge_methods if method not in refused)
        return replace(self, merge_methods=left or self.merge_methods)


class OwnBranch(NamedTuple):
    """The bot's branch in a repository and the pull request from it, each None if there is none."""

    repository: Repository
    branch: Branch | None
    pull: Pull | None


@dataclass(frozen=True, slots=True)
class Thread:
    """An issue or pull request with its comments, the bot's branch and the bot's pull request for it."""

    repository: Repository
    number: int
    kind: Literal["issue", "pr"]
    title: str
    body: str
    author: Person
    open: bool
    created: datetime
    labels: frozenset[str] = frozenset()
    comments: tuple[Comment, ...] = ()
    branch: Branch | None = None
    pull: Pull | None = None
    #: For the bot's own pull request: the thread that it was opened for, and whether somebody else pushed to it since.
    opened_for: int | None = None
    taken_over: bool = False
    #: When it was closed, if it is.
    closed: datetime | None = None
    #: The newest event by a person on each label and on the bot's pull request.
    events: tuple[TimelineEvent, ...] = ()
    #: Who set the label that approves a thread.
    labelled_by: frozenset[str] = frozenset()
    #: For a pull request: its newest commit, the branch it is for, and whether it is merged.
    head: str | None = None
    base: str | None = None
    merged: bool = False
    merge_status: MergeStatus = MergeStatus()
    #: The marks of the bot's notes on its lines.
    noted: frozenset[str] = frozenset()
    #: Whether the bot opened it, for upkeep of the list or as a greeting; it contains no proposals.
    own: bool = False
    #: Whether it is the list's care issue.
    care: bool = False
    #: Who edited an open issue since the bot did, or closed it.
    editors: frozenset[str] = frozenset()
    #: Whether only collaborators may write in it, which Apps are not.
    locked: bool = False

    @property
    def own_branch(self) -> OwnBranch:
        return OwnBranch(self.repository, self.branch, self.pull)

    @property
    def queues(self) -> bool:
        """Whether approved entries get on the list through a merge queue."""
        return self.merge_status.queue_required or (self.pull is not None and self.pull.merge_status.queue_required)

    @property
    def is_live(self) -> bool:
        """Whether something is left to do: it is open, or was merged by hand and its data is still to come."""
        return self.open or self.was_merged_by_hand

    @property
    def was_merged_by_hand(self) -> bool:
        """Whether a person merged a pull request that edits the list while its data waits in the bot's own."""
        return self.merged and self.pull is not None and self.pull.state == "open"

    @property
    def speaks_for(self) -> int | None:
        """The thread that the bot's pull request was opened for, None once people pushed to it and took it over."""
        return None if self.taken_over else self.opened_for

    @property
    def is_foreign(self) -> bool:
        """Whether somebody else pushed to the bot's branch for this thread."""
        return self.branch is not None and self.branch.is_foreign(self.repository.head)

    def is_author(self, person: Person) -> bool:
        """Whether somebody opened it; GitHub does not distinguish deleted accounts, so none of them did."""
        return person.id == self.author.id != NOBODY

    @property
    def main_comment(self) -> Comment | None:
        """The bot's main comment, which shows the thread's state; its other comments are answers."""
        return next((made for made in self.comments if made.own and read_reply_mark(made.body) is None), None)

    @property
    def replied(self) -> set[str]:
        """The marks of the bot's answers."""
        marks = (read_reply_mark(comment.body) for comment in self.all_comments() if comment.own)
        return {mark for mark in marks if mark is not None}

    def all_comments(self) -> tuple[Comment, ...]:
        """Return the comments here and on the bot's pull request, oldest first."""
        beside = self.pull.comments if self.pull else ()
        return tuple(sorted(self.comments + beside, key=lambda comment: (comment.created, comment.id)))


def branch_name(number: int) -> str:
    """Return the name of the bot's branch for a thread; always the same, so that opening it twice is harmless."""
    return f"paperclerk/issue-{number}"


def thread_of(branch: str) -> int | None:
    """Return the number of the thread for which the bot made a branch, None for other branches."""
    match = BRANCH.fullmatch(branch)
    return int(match[1]) if match else None
