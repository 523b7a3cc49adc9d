"""The whole story: a thread is read, judged, planned for and changed, until nothing is left to do."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TypeVar

from bot.care.listed import find_tasks
from bot.catalogue.data.records import DataError
from bot.catalogue.identity.metadata import LookUp
from bot.catalogue.venues import Venues
from bot.errors import RefusalError
from bot.intake.answers import strip_quotes
from bot.intake.pull import ANYWHERE
from bot.intake.submission import Submission
from bot.review.config import Gates
from bot.review.rules.finding import Finding
from bot.workflow.changes import Change, Plan
from bot.workflow.commands.comparing import named_threads
from bot.workflow.commands.execution import WRITERS, carry_out, decide_repeats
from bot.workflow.commands.plain_words import read_plain_words
from bot.workflow.commands.requests import pending_requests
from bot.workflow.hub import Hub, MergeRefusedError, MovedError, PullRefusedError, PushRefusedError, RestlessError
from bot.workflow.memory import follow_entries, recall
from bot.workflow.messages.care import read_care, read_ticks
from bot.workflow.pending import Pending, freed_threads
from bot.workflow.planning.care import plan_ticks
from bot.workflow.planning.comment import plan_refusal
from bot.workflow.planning.gates import hold_back
from bot.workflow.planning.merge import plan_withdrawal
from bot.workflow.planning.plan import plan_settings, plan_thread
from bot.workflow.planning.reconcile import say_broken
from bot.workflow.planning.unreadable import plan_unreadable
from bot.workflow.situation import Situation
from bot.workflow.snapshots.care import list_papers
from bot.workflow.snapshots.loading import LoadedList, load_list
from bot.workflow.snapshots.versions import Versions
from bot.workflow.state import State
from bot.workflow.submissions import ask_services, is_read, proposes_anywhere, read_edits, read_words, review_thread
from bot.workflow.thread import Repository, Thread, branch_name

log = logging.getLogger(__name__)

#: What to look at: a thread by its number, or the list (None).
Subject = int | None
S = TypeVar("S", bound=Subject)
T = TypeVar("T")

#: A thread that still changes after so many looks is broken, or somebody fights the bot.
MOST_ROUNDS = 10
#: In seconds, between two looks, the last one repeated: after a push GitHub needs a moment to find out whether a pull
#: request can be merged, and until then says that it cannot.
PAUSES = (0.0, 1.0, 2.0, 4.0)


class Clerk:
    """Works for one repository, and keeps the latest list that it read.

    `look_up` asks services about papers, None if an operator wants none asked. Pages are read with `venues`. `clock`
    gives the time in UTC; `tell` receives what was done.
    """

    def __init__(
        self,
        hub: Hub,
        look_up: LookUp | None,
        venues: Venues,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        tell: Callable[[Subject, Plan], object] = lambda subject, plan: None,
    ) -> None:
        self.hub = hub
        #: For the log: the delivery being handled.
        self.delivery = ""
        self.look_up = look_up
        self.venues = venues
        self.clock = clock
        self.tell = tell
        self.loaded: LoadedList | None = None
        self.pending = Pending()
        self.versions = Versions()
        #: Until GitHub refuses one: a setting that only an admin can read may keep workflows from opening any.
        self.opens_pulls = True
        #: The merge methods that GitHub refused because of a rule that the settings do not show.
        self.refused_methods: frozenset[str] = frozenset()

    def handle(self, number: int, *, alone: bool = False) -> tuple[Subject, ...]:
        """Do everything there is to do in a thread; return what to look at because of it.

        Older threads that may propose the same paper come first, unless it is to be handled `alone`.
        """
        return self.insist(number, partial(self.look_at, alone=alone))

    def look_at(self, number: int, moves: int, *, alone: bool) -> tuple[Subject, ...] | int:
        """Do what there is to do in a thread as it is now, after GitHub moved so many times: see `insist`."""
        thread = self.hub.read_thread(number)
        if thread is None:
            self.withdraw(number)
            return ()
        if thread.speaks_for is not None:
            return thread.speaks_for
        if thread.repository.archived:
            return ()
        try:
            plan = self.decide(thread, tries_merge=not moves)
        except DataError as error:
            self.apply(self.say_unreadable(thread, error), thread.number)
            raise
        if plan.opens and not alone and (unheard := self.hub.read_unheard(thread.number)):
            return (*self.handle_first(unheard), *self.handle(thread.number, alone=True))
        if not self.attempt(thread, plan):
            return thread.number
        self.hub.settle(thread.number)
        return tuple(self.follow(thread, plan))

    def attempt(self, thread: Thread, plan: Plan) -> bool:
        """Carry a plan out; return whether that was all: more may depend on it, or GitHub may allow another way."""
        try:
            self.apply(plan, thread.number)
        except (MergeRefusedError, PullRefusedError, PushRefusedError) as refused:
            if self.finds_another_way(thread.repository, refused):
                return False
            self.apply(plan_refusal(thread, refused), thread.number)
            raise
        return not plan.again

    def insist(self, subject: S, look: Callable[[S, int], tuple[T, ...] | S]) -> tuple[T, ...]:
        """Look at a subject, and at those that this leads to, until there is a result; restart when GitHub moves.

        `look` receives how often GitHub moved. The more often it did, the longer the wait.
        """
        moves = 0
        for _ in range(MOST_ROUNDS):
            try:
                found = look(subject, moves)
                if isinstance(found, tuple):
                    return found
                subject = found
            except MovedError as moved:
                log.info("%s: %s moved, looking again", self.about(subject), moved)
                self.hub.pause(PAUSES[min(moves, len(PAUSES) - 1)])
                moves += 1
        raise RestlessError(self.about(subject))

    def finds_another_way(self, repository: Repository, refused: RefusalError) -> bool:
        """Remember what GitHub does not let the bot do here; return whether there is another way onto the list."""
        if isinstance(refused, MergeRefusedError):
            self.refused_methods |= {refused.method}
            return not self.refused_methods.issuperset(repository.merge_methods)
        if isinstance(refused, PullRefusedError) and self.opens_pulls:
            self.opens_pulls = False
            return True
        return False

    def withdraw(self, number: int) -> None:
        """Take back the pull request for an issue that was deleted."""
        if not self.hub.has_thread(number):
            self.apply(Plan(tuple(plan_withdrawal(self.hub.read_repository(branch_name(number))))), number)

    def decide(self, thread: Thread, *, tries_merge: bool = True) -> Plan:
        """Read what the thread proposes, judge it, carry out its commands, and plan; a locked thread is left alone."""
        if thread.own or thread.locked:
            return Plan()
        thread = replace(thread, repository=thread.repository.merged_without(self.refused_methods))
        if thread.care:
            return self.decide_ticks(thread)
        submission, faults = self.read_submission(thread)
        state = follow_entries(recall(thread), submission)
        requests = pending_requests(thread, state)
        if not (submission.proposals or submission.unparsed or requests or thread.main_comment):
            return plan_settings(thread, faults)
        loaded, others = self.open_list(thread.repository.head), self.open_states()
        facts, older = ask_services(submission, self.look_up), self.pending.older_than(thread.number)
        judge = partial(review_thread, thread, submission, loaded, facts, older)
        review = judge(state)
        plain, remarks = read_plain_words(thread, submission, state, review, loaded.catalogue)
        requests = sorted((*requests, *plain), key=lambda request: request.at)
        permissions = {login: self.hub.read_permission(login) for login in sorted({made.by.login for made in requests})}
        heard = [request for request in requests if permissions[request.by.login] in WRITERS]
        situation = Situation(
            thread=thread,
            review=review,
            state=state,
            snapshot=loaded.snapshot,
            config=loaded.config,
            now=self.clock(),
            permissions=permissions,
            others=others,
            threads=frozenset(filter(self.hub.has_thread, named_threads(heard))),
            gate=self.gate(thread, loaded.config.gates, others),
            faults=faults or (),
            looks_up=self.look_up is not None,
            opens_pulls=self.opens_pulls,
            tries_merge=tries_merge,
            remarks=tuple(strip_quotes(comment.body) for comment in remarks),
        )
        settled = self.close_repeats(carry_out(requests, situation, judge))
        return replace(plan_thread(settled), decided=settled.state.decided_since(state))

    def say_unreadable(self, thread: Thread, error: DataError) -> Plan:
        """Tell contributors that the list cannot be read, and the maintainers what to fix."""
        files = self.hub.read_diff(thread.number, thread.head, ANYWHERE.is_ours) if thread.head else ()
        waits = thread.main_comment or pending_requests(thread, State())
        if not thread.open or not (waits or proposes_anywhere(thread, files, self.venues)):
            return Plan()
        said = tuple(plan_unreadable(thread, error))
        return Plan((say_broken(thread.repository, error), *said) if said else ())

    def decide_ticks(self, thread: Thread) -> Plan:
        loaded, memory = self.open_list(thread.repository.head), read_care(thread.body)
        people, ticks = loaded.config.approvals.people, read_ticks(thread.body, memory)
        deciding = sorted(thread.editors) if ticks or not thread.open else []
        permitted = bool(deciding) and all(
            self.may_write(login) and (not people or login.lower() in people) for login in deciding
        )
        has_room = ticks and permitted and memory.left
        found = find_tasks(loaded.catalogue, list_papers(loaded)) if has_room else ()
        return plan_ticks(thread, loaded.snapshot, permitted, tuple(found))

    def close_repeats(self, situation: Situation) -> Situation:
        """Return the situation after deciding an issue that only repeats the list, unless a maintainer wrote it."""
        repeats = situation.only_repeats and not self.may_write(situation.thread.author.login)
        return decide_repeats(situation) if repeats else situation

    def may_write(self, login: str) -> bool:
        return self.hub.read_permission(login) in WRITERS

    def apply(self, plan: Plan, number: int | None) -> None:
        self.hub.apply(plan.changes)
        for change in plan.changes:
            log.info("%s: %s", self.about(number), type(change).__name__)
        self.tell(number, plan)

    def about(self, number: int | None) -> str:
        """Return the beginning of a log line: the thread, and the delivery that led to it."""
        return f"{self.hub.repository}#{number or 'list'} (delivery {self.delivery or 'none'})"

    def follow(self, thread: Thread, plan: Plan) -> Iterator[Subject]:
        """Yield what to look at after a thread; a list that was left alone may be rendered now."""
        states = self.open_states() if plan.ends or thread.queues else {}
        yield from freed_threads(thread, recall(thread), states, ended=plan.ends)
        if plan.ends and self.loaded and not self.loaded.snapshot.is_in_step:
            yield None

    def handle_first(self, numbers: Sequence[int]) -> tuple[Subject, ...]:
        """Handle older threads before a younger one that may propose the same paper; return what else to look at.

        A failure in one of them does not stop anybody.
        """
        others: list[Subject] = []
        for number in numbers:
            try:
                others += self.handle(number)
            except Exception as error:  # noqa: BLE001  it is tried again as a job of its own
                log.warning("%s: %s; the threads after it go on", self.about(number), type(error).__name__)
                others.append(number)
        return tuple(others)

    def preview(self, number: int) -> tuple[Change, ...]:
        """Return what would be done about a thread now, without any steps that depend on that."""
        thread = self.hub.read_thread(number)
        return self.decide(thread).changes if thread and thread.speaks_for is None else ()

    def read_submission(self, thread: Thread) -> tuple[Submission, Sequence[Finding] | None]:
        """Read what a thread's author wants, and the rules' findings on settings that a pull request changes."""
        if thread.kind == "issue":
            return read_words(thread, self.open_list(thread.repository.head).catalogue), None
        if thread.head is None or thread.base != thread.repository.default_branch:
            return Submission("other"), None
        loaded = self.open_list(thread.repository.head)
        files = self.hub.read_diff(thread.number, thread.head, lambda path: is_read(path, loaded))
        return read_edits(thread, files, loaded)

    def gate(self, thread: Thread, gates: Gates, others: Mapping[int, State]) -> str:
        """Return why the thread has to wait for a maintainer, "" if it need not."""
        author = thread.author.id
        mine = [n for n, state in others.items() if n < thread.number and author and state.author == author]
        reason = hold_back(thread, gates, now=self.clock(), open_before=len(mine))
        return "" if reason and self.may_write(thread.author.login) else reason

    def open_states(self) -> Mapping[int, State]:
        """Return the bot's memory of every open thread in which it has commented."""
        return self.pending.see(self.hub.read_states())

    def open_list(self, commit: str) -> LoadedList:
        """Return the list at a commit; the configuration of that commit says where its data is."""
        if self.loaded is None or self.loaded.commit != commit:
            self.loaded = load_list(self.hub, commit, self.venues, self.loaded)
        return self.loaded

    def count_papers(self) -> int:
        return len(self.loaded.catalogue.papers) if self.loaded else 0

    def let_go(self) -> None:
        """Drop the list; it is read again when somebody asks for it."""
        self.loaded, self.versions = None, Versions()
        self.hub.let_go()
