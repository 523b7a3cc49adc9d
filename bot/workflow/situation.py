"""Everything on which a command and the bot's next step in a thread depend, in one value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.catalogue.catalogue import Catalogue
from bot.intake.answers import agrees, leaves_choice
from bot.review.config import Config
from bot.review.entry import Entry, Verdict, sum_up
from bot.review.review import Review
from bot.review.rules.finding import Finding
from bot.workflow.commands.requests import Answer, Request, was_visible
from bot.workflow.pending import first_in_line
from bot.workflow.snapshots.snapshot import Snapshot, digest_files
from bot.workflow.state import Decision, State, is_final
from bot.workflow.thread import MergeStatus, Pull, Thread

#: The comment's names for the papers with which it compares an entry.
LETTERS = "ABCDEFGHIJ"
#: How long the checks and reviews that a branch requires may take to appear.
GRACE = timedelta(minutes=10)
#: Rules that compare an entry with papers or threads that it may repeat, about which a person may know better.
COMPARED = ("similar", "link-error", "duplicate", "pending")


@dataclass(frozen=True, slots=True)
class Situation:
    """A thread with its facts, its review and the decisions in it."""

    thread: Thread
    review: Review
    state: State
    snapshot: Snapshot
    config: Config
    now: datetime
    #: The permissions of the people who gave commands, by login.
    permissions: Mapping[str, str] = field(default_factory=dict)
    #: The bot's memory of the other open threads.
    others: Mapping[int, State] = field(default_factory=dict)
    #: The numbers in commands that are threads here.
    threads: frozenset[int] = frozenset()
    #: Why the proposal waits for a maintainer before anything is opened for it, "" if it does not.
    gate: str = ""
    #: Findings on a changed configuration, which is checked but not obeyed before it is merged.
    faults: Sequence[Finding] = ()
    answers: Sequence[Answer] = ()
    #: Whether the list does not show a listed entry yet, because people edited the same lines.
    is_behind: bool = False
    #: Whether services are asked about papers.
    looks_up: bool = True
    #: Whether GitHub lets the bot open pull requests here.
    opens_pulls: bool = True
    #: The author's comments that changed nothing, for a maintainer to read.
    remarks: Sequence[str] = ()
    #: Whether to try a merge that GitHub says is blocked.
    tries_merge: bool = True

    @property
    def ahead(self) -> int | None:
        """The thread whose turn it is in the merge queue, None if it is nobody else's."""
        return first_in_line(self.others, but=self.thread.number) if self.thread.queues else None

    @property
    def catalogue(self) -> Catalogue:
        return self.snapshot.catalogue

    @property
    def verdict(self) -> Verdict:
        """The thread's verdict; what is held back, or what its author disputes or leaves open, is for a maintainer."""
        is_theirs = self.is_held_back or self.is_disputed or self.is_left
        return "needs-maintainer" if is_theirs else self.left_verdict

    @property
    def is_left(self) -> bool:
        """Whether the section is all that is asked, and the author leaves it to the maintainers."""
        asked = {finding.rule for entry in self.review.entries for finding in entry.errors}
        theirs = [said for said in self.thread.comments if self.thread.is_author(said.author) and not said.own]
        return asked == {"section-missing"} and any(leaves_choice(said.body) for said in theirs)

    @property
    def is_disputed(self) -> bool:
        """Whether the author objects that the paper is not known already."""
        objects = self.state.objected or not self.review.is_wished or not all(map(agrees, self.remarks))
        return self.left_verdict == "duplicate" and objects and bool(self.repeats())

    def repeats(self) -> tuple[Entry, ...]:
        """Return the undecided entries that the list has exactly as they are proposed."""
        return tuple(
            entry
            for entry in self.review.entries
            if entry.operation == "add" and entry.relation.disposition == "duplicate"
            if not is_final(self.decision(entry))
        )

    @property
    def is_for_reading(self) -> bool:
        """Whether a maintainer has to read the author's words: they were not understood, or are disputed."""
        return self.is_disputed or any(entry.is_unclear for entry in self.review.entries)

    @property
    def only_repeats(self) -> bool:
        """Whether a person's issue asks only for what the list has, and nobody objects: it can be closed."""
        thread, repeats = self.thread, self.repeats()
        is_all = all(e in repeats or is_final(self.decision(e)) for e in self.review.entries)
        waits = thread.open and not (self.state.held or self.state.over or self.state.reopened or self.remarks)
        is_issue = thread.kind == "issue" and not thread.author.bot
        return is_issue and bool(repeats) and is_all and waits and self.review.is_wished

    @property
    def left_verdict(self) -> Verdict:
        """The verdict on the entries that are still undecided."""
        left = [entry for entry in self.review.entries if not is_final(self.decision(entry))]
        return sum_up(left or self.review.entries)

    @property
    def is_held_back(self) -> bool:
        """Whether nothing is opened for ready entries until a maintainer has looked."""
        return bool(self.gate) and self.left_verdict == "ready" and not self.approved()

    def decision(self, entry: Entry) -> Decision | None:
        """Return the decision about an entry, without an approval of an earlier version of it."""
        made = self.state.decisions.get(entry.key)
        return None if made and made.kind == "approved" and made.entry_hash != self.binding(entry) else made

    def binding(self, entry: Entry) -> str:
        """What an approval is for: the entry, and the head of a hand-made pull request."""
        return f"{entry.hash}@{self.thread.head}" if entry.path else entry.hash

    def digest(self, entries: Sequence[Entry], onto: str = "") -> str:
        """Return the fingerprint of a commit that proposes entries, or that lists them `onto` a commit."""
        return digest_files(self.snapshot.proposed_files(entries), onto)

    def showed(self, key: str, request: Request) -> bool:
        """Whether the comment already showed an entry as it does now when a request was made."""
        since, _ = self.state.since.get(key, ("", ""))
        return was_visible(request, self.thread, since)

    def target(self) -> tuple[Entry, ...]:
        """Return the entries for the pull request: the approved ones, else all that are ready.

        If the list wants it so, or the proposal is held back, nothing is opened before an approval.
        """
        waits = self.config.pull_request == "on-approval" or self.gate
        return self.approved() or (() if waits else self.waiting())

    def waiting(self) -> tuple[Entry, ...]:
        """Return the entries that are ready and not listed yet."""
        return tuple(e for e in self.review.entries if e.verdict == "ready" and not is_final(self.decision(e)))

    def letters(self, entry: Entry) -> tuple[str, ...]:
        """Return the listed papers or older threads that a new paper may be, A first.

        A change or removal is about a listed one.
        """
        asks = entry.operation == "add" and entry.relation.disposition in COMPARED
        return tuple(candidate.key for candidate in entry.relation.candidates[: len(LETTERS)]) if asks else ()

    def approved(self) -> tuple[Entry, ...]:
        """Return the entries to list now; a hand-made pull request is merged once everything in it is decided."""
        if self.state.held:
            return ()
        decided = [(entry, self.decision(entry)) for entry in self.review.entries]
        if self.review.is_handmade and not all(is_final(made) or self.is_approved(made) for _, made in decided):
            return ()
        return tuple(e for e, made in decided if e.verdict == "ready" and self.is_approved(made))

    def is_approved(self, made: Decision | None) -> bool:
        """Whether enough people approved; a merge by hand needs no more."""
        enough = made is not None and (not made.by or len(made.by.split()) >= self.config.approvals.needed)
        return made is not None and made.kind == "approved" and enough

    def leaves_edits(self) -> bool:
        """Whether hand edits stay in the list that the data lacks, once all that is ready is listed."""
        return self.snapshot.leaves_edits(self.waiting())

    @property
    def pull(self) -> Thread | Pull | None:
        """The pull request that lists the entries: a hand-made one itself, else the bot's, None if there is none."""
        return self.thread if self.review.is_handmade else self.thread.pull

    @property
    def merge_status(self) -> MergeStatus:
        return self.pull.merge_status if self.pull else MergeStatus()

    @property
    def is_blocked(self) -> bool:
        """Whether that pull request waits: a doubtful merge is tried once the thread was silent for a while."""
        if not (self.tries_merge and self.merge_status.is_doubtful):
            return self.merge_status.is_blocked
        said = [comment.written for comment in self.thread.all_comments()]
        return self.now - max([self.thread.created, *said]) < GRACE

    @property
    def pull_head(self) -> str:
        """The newest commit of that pull request's branch, "" if there is none."""
        holder = self.thread if self.review.is_handmade else self.thread.branch
        return (holder and holder.head) or ""

    @property
    def pull_number(self) -> int:
        """The number of that pull request, or of the thread if there is none."""
        return (self.pull or self.thread).number

    @property
    def dropped(self) -> str:
        """Why the merge queue dropped that very commit, "" if it did not."""
        stays = self.merge_status.in_queue or not self.state.queued or self.state.queued != self.pull_head
        return "" if stays else self.merge_status.queue_removal_reason or self.state.dropped

    @property
    def merges_by_itself(self) -> bool:
        """Whether GitHub merges that pull request without being asked again, or can be told to."""
        status = self.merge_status
        return status.merges_by_itself or (self.thread.repository.merges_later and not status.queue_required)

    @property
    def stays_open(self) -> bool:
        """Whether a pull request has other files that people decide on once all entries are decided."""
        return self.thread.open and self.thread.kind == "pr" and bool(self.review.rest)

    def finished(self) -> bool:
        entries = self.review.entries
        return not self.thread.is_live or (bool(entries) and all(is_final(self.decision(entry)) for entry in entries))
