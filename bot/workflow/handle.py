"""The whole story: a thread is read, judged, planned for and changed, until nothing is left to do."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime

from bot.catalogue.facts import ASKABLE, Facts
from bot.catalogue.identifiers import Identifier, identify
from bot.catalogue.matching import Index
from bot.catalogue.records import DataError
from bot.catalogue.rendering import MarkError
from bot.intake.issue import read_issue
from bot.intake.pull import Layout, read_pull
from bot.intake.submission import Submission
from bot.review.config import Config
from bot.review.configuration import audit_configuration, is_setting
from bot.review.finding import Finding
from bot.review.review import Context, Review, review_submission
from bot.workflow.changes import Change, Plan
from bot.workflow.desk import WRITERS, Desk, carry_out
from bot.workflow.eligibility import hold_back
from bot.workflow.hub import Hub, MovedError
from bot.workflow.landing import plan_withdrawal
from bot.workflow.library import Library, load_library
from bot.workflow.memory import recall
from bot.workflow.pending import Pending, first_in_line, follow_in_line
from bot.workflow.plan import plan_settings, plan_thread
from bot.workflow.requests import main_comment, pending_requests
from bot.workflow.state import State
from bot.workflow.thread import HAND_EDITS, Branch, Pull, Repository, Thread
from bot.workflow.upkeep import plan_upkeep, read_hand_edits, say_broken, say_unknown, say_unmarked
from bot.workflow.versions import Versions
from bot.workflow.view import View

log = logging.getLogger(__name__)

#: Asks services about papers; an identifier that is not in the answer could not be looked up.
LookUp = Callable[[Collection[Identifier]], Mapping[Identifier, Facts]]

#: A thread that is not at rest after so many looks is broken, or somebody fights the bot.
MOST_ROUNDS = 10


class RestlessError(Exception):
    """The thread changed under every attempt; a later attempt may find it at rest."""


class Clerk:
    """Works for one repository; keeps the list of the newest commit that was asked for.

    `look_up` asks services about papers, None where an operator wants none asked. `clock` gives the time in UTC.
    """

    def __init__(
        self, hub: Hub, look_up: LookUp | None, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self.hub = hub
        self.look_up = look_up
        self.clock = clock
        self.library: Library | None = None
        self.pending = Pending()
        self.versions = Versions(hub)

    def handle(self, number: int) -> tuple[int | None, ...]:
        """Do all that is to be done about a thread now; return what to look at because of it (None is the list)."""
        others: tuple[int | None, ...] | None = None
        for _ in range(MOST_ROUNDS):
            thread = self.hub.read_thread(number)
            if thread is None:
                return others or ()
            number = thread.speaks_for or thread.number
            if thread.speaks_for is not None:
                continue
            plan = self.decide(thread)
            if others is None and plan.opens and (unheard := self.hub.read_unheard(number)):
                others = self.hear(unheard)
                continue
            try:
                self.apply(plan)
            except MovedError as moved:
                log.info("#%s: %s moved, looking again", number, moved)
                continue
            if not plan.again:
                self.hub.settle(number)
                ended = self.left_over(thread) if plan.ends else ()
                waiting = follow_in_line(thread, recall(thread), self.open_states()) if thread.queues else ()
                return (*(others or ()), *taken_over(thread), *ended, *waiting)
        raise RestlessError(number)

    def hear(self, numbers: Sequence[int]) -> tuple[int | None, ...]:
        """Deal with older threads before a younger one that may propose the same; return what to look at besides.

        One that fails holds nobody up.
        """
        others: list[int | None] = []
        for number in numbers:
            try:
                others += self.handle(number)
            except Exception as error:  # noqa: BLE001  it is tried again as a job of its own
                log.warning("#%s: %s; the threads after it go on", number, type(error).__name__)
                others.append(number)
        return tuple(others)

    def preview(self, number: int) -> tuple[Change, ...]:
        """Return what would be done about a thread now; what depends on that being done is not in it."""
        thread = self.hub.read_thread(number)
        return self.decide(thread).changes if thread and thread.speaks_for is None else ()

    def apply(self, plan: Plan) -> None:
        """Carry the changes out in their order."""
        self.hub.apply(plan.changes)
        log.info("%s", ", ".join(type(change).__name__ for change in plan.changes) or "nothing to do")

    def decide(self, thread: Thread) -> Plan:
        """Read what the thread proposes, judge it, carry out its commands, and plan."""
        if thread.own:
            return Plan()
        state = recall(thread)
        submission, faults = self.read_submission(thread)
        waiting = pending_requests(thread, state)
        proposes = submission.proposals or submission.unread
        if not proposes and not waiting and main_comment(thread) is None:
            return plan_settings(thread, faults)
        library = self.open_library(thread.repository.head)
        logins = {request.by.login for request in waiting}
        desk = Desk(
            thread,
            self.review(submission, thread, state, library),
            library.catalogue,
            {login: self.hub.read_permission(login) for login in sorted(logins)},
            library.config,
            judge=lambda after: self.review(submission, thread, after, library),
            has_thread=self.hub.has_thread,
            others=self.open_states(),
        )
        decided, review, answers = carry_out(waiting, state, desk)
        view = View(
            thread=thread,
            review=review,
            state=decided,
            edition=library,
            config=library.config,
            now=self.clock(),
            answers=answers,
            gate=self.gate(thread, library.config),
            faults=faults or (),
            ahead=first_in_line(self.open_states(), but=thread.number) if thread.queues else None,
        )
        return plan_thread(view)

    def gate(self, thread: Thread, config: Config) -> str:
        """Return why the thread waits for a maintainer before anything is opened for it."""
        gates = config.gates
        others = self.open_states().items() if gates.open_submissions else ()
        mine = [n for n, state in others if n < thread.number and state.author == thread.author.id]
        reason = hold_back(thread, gates, now=self.clock(), open_before=len(mine))
        return "" if reason and self.hub.read_permission(thread.author.login) in WRITERS else reason

    def open_states(self) -> Mapping[int, State]:
        """Return what the bot remembers of every open thread that it speaks in."""
        return self.pending.see(self.hub.read_states())

    def read_submission(self, thread: Thread) -> tuple[Submission, Sequence[Finding] | None]:
        """Read what a thread's author wants: from text and later comments, of a pull request from its diff first.

        Beside it stands what the rules find in settings that a pull request changes, None where it changes none.
        """
        if thread.kind == "issue":
            replies = [c.body for c in thread.comments if c.author.id == thread.author.id and not c.own]
            return read_issue(thread.title, thread.body, replies), None
        if thread.head is None or thread.base != thread.repository.default_branch:
            return Submission("other"), None
        library = self.open_library(thread.repository.head)
        folder = library.folder
        layout = Layout(folder, library.path)
        files = self.hub.read_diff(thread.number, thread.head, lambda p: layout.is_ours(p) or is_setting(p, folder))
        submission = read_pull(thread.title, thread.body, files, layout)
        if not any(is_setting(path, folder) for file in files for path in (file.path, file.old_path or "")):
            return submission, None
        return submission, audit_configuration(files, folder, library.files, library.catalogue)

    def review(self, submission: Submission, thread: Thread, state: State, library: Library) -> Review:
        """Judge the submission against the list and the older open threads."""
        identifiers = askable_identifiers(submission)
        facts = self.look_up(identifiers) if self.look_up and identifiers else {}
        context = Context(
            catalogue=library.catalogue,
            index=library.index,
            pending=self.older_threads(thread) if thread.open else Index(),
            added=thread.created.date().isoformat(),
            facts=facts,
            unanswered=identifiers - set(facts) if self.look_up else frozenset(),
            fields=state.fields,
            distinct=state.distinct,
            allowed=state.allowed,
            config=library.config,
        )
        return review_submission(submission, context)

    def open_library(self, commit: str) -> Library:
        """Return the list at a commit; where its data is says the configuration of that commit."""
        if self.library is None or self.library.commit != commit:
            self.library = load_library(self.hub, commit, self.library)
        return self.library

    def older_threads(self, thread: Thread) -> Index:
        """Return what the older open threads propose; of two that propose the same paper the older one goes on."""
        self.open_states()
        return self.pending.older_than(thread.number)

    def left_over(self, thread: Thread) -> tuple[int | None, ...]:
        """Return what waited for a thread, now over: those that it came before or grew from, and a list left alone."""
        waiting = [other for other, state in self.open_states().items() if f"#{thread.number}" in state.pending]
        grown = [thread.opened_for] if thread.opened_for is not None else []
        list_waits = self.library and not self.library.is_in_step
        return (*waiting, *grown, *([None] if list_waits else []))

    def tend_list(self) -> tuple[int, ...]:
        """Bring list and data together after somebody else changed either; return the threads to look at then.

        A list that moved is one that the merge queue may take what it dropped onto.
        """
        for _ in range(MOST_ROUNDS):
            repository, branch, opened = self.hub.read_repository(HAND_EDITS)
            try:
                library = self.open_library(repository.head)
            except DataError as error:
                self.hub.apply((say_broken(repository, error),))
                return ()
            try:
                plan = self.decide_upkeep(repository, library, branch, opened)
                self.apply(plan)
            except MovedError as moved:
                log.info("%s moved, looking again", moved)
                continue
            if not plan.again:
                if not plan.changes:
                    return tuple(number for number, state in self.open_states().items() if state.dropped)
                _, _, opened = self.hub.read_repository(HAND_EDITS)
                return (opened.number,) if opened else ()
        raise RestlessError(0)

    def decide_upkeep(
        self, repository: Repository, library: Library, branch: Branch | None, opened: Pull | None
    ) -> Plan:
        """Return how list and data come together; what waits in a merged request is carried out first."""
        try:
            in_step = library.rendered == library.text
        except MarkError as error:
            return Plan((say_unmarked(repository, library.path, error),))
        if in_step:
            return Plan(tuple(plan_withdrawal(repository, branch, opened)))
        found = self.versions.find(library)
        if any(self.carry_out_merged(number) for number in self.versions.mentions(found)):
            return Plan(again=True)
        self.versions.known = found
        known = next(reversed(found.values()), None)
        if known is None:
            return Plan((say_unknown(repository, library.path),))
        today = self.clock().date().isoformat()
        context = Context(library.catalogue, library.index, Index(), added=today, config=library.config)
        edits = read_hand_edits(library, known, context)
        return plan_upkeep(repository, library, edits, branch, opened)

    def carry_out_merged(self, number: int) -> bool:
        """Carry out a request that a person merged while its data waits in the bot's own; tell whether it was so."""
        thread = self.hub.read_thread(number)
        if thread is None or not thread.was_merged_by_hand:
            return False
        self.handle(number)
        return True


def askable_identifiers(submission: Submission) -> frozenset[Identifier]:
    """Return the papers that the submission's addresses name and that services can be asked about."""
    found = (identify(url) for proposal in submission.proposals for url in proposal.urls)
    return frozenset(identifier for identifier in found if identifier and identifier.kind in ASKABLE)


def taken_over(thread: Thread) -> tuple[int, ...]:
    """Return the bot's pull request for a thread where somebody else pushed to it: it now speaks for itself."""
    pull = thread.pull
    return (pull.number,) if pull and thread.is_foreign and pull.number != thread.number else ()
