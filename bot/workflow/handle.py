"""The whole story: a thread is read, judged, planned for and changed, until nothing is left to do."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.facts import ASKABLE, Facts
from bot.catalogue.identifiers import Identifier, identify
from bot.catalogue.matching import Index, Record
from bot.catalogue.records import read_catalogue
from bot.catalogue.rendering import render
from bot.intake.issue import read_issue
from bot.intake.pull import Layout, read_pull
from bot.intake.submission import Submission
from bot.review.config import CONFIG, read_config
from bot.review.review import Context, Review, review_submission
from bot.workflow.changes import Change, CommitFiles, Plan
from bot.workflow.desk import Desk, carry_out, main_comment, pending_comments
from bot.workflow.hub import Hub, MovedError
from bot.workflow.plan import plan_thread
from bot.workflow.state import Decision, State, is_final, read_state
from bot.workflow.thread import Thread
from bot.workflow.view import View

log = logging.getLogger(__name__)

#: Asks services about papers; an identifier that is not in the answer could not be looked up.
LookUp = Callable[[Collection[Identifier]], Mapping[Identifier, Facts]]

#: A thread that is not at rest after so many looks is broken, or somebody fights the bot.
MOST_ROUNDS = 10


class RestlessError(Exception):
    """The thread changed under every attempt; a later attempt may find it at rest."""


@dataclass(frozen=True, slots=True)
class Library:
    """The list at one commit; `folder` is where its data is in the repository, `files` the texts in there."""

    commit: str
    folder: str
    files: Mapping[str, str]
    catalogue: Catalogue
    index: Index


class Clerk:
    """Works for one repository; keeps the list of the newest commit that was asked for.

    `look_up` asks services about papers, None where an operator wants none asked.
    """

    def __init__(self, hub: Hub, look_up: LookUp | None) -> None:
        self.hub = hub
        self.look_up = look_up
        self.library: Library | None = None

    def handle(self, number: int) -> tuple[int, ...]:
        """Do all that is to be done about a thread now; return the threads to look at because of it."""
        for _ in range(MOST_ROUNDS):
            thread = self.hub.read_thread(number)
            if thread is None:
                return ()
            if thread.opened_for is not None:
                number = thread.opened_for
                continue
            plan = self.decide(thread)
            try:
                self.apply(plan)
            except MovedError as moved:
                log.info("#%s: %s moved, looking again", number, moved)
                continue
            if not plan.again:
                self.hub.settle(number)
                return self.waiting_for(number) if plan.ends else ()
        raise RestlessError(number)

    def preview(self, number: int) -> tuple[Change, ...]:
        """Return what would be done about a thread now; what depends on that being done is not in it."""
        thread = self.hub.read_thread(number)
        return self.decide(thread).changes if thread and thread.opened_for is None else ()

    def apply(self, plan: Plan) -> None:
        """Carry the changes out in their order."""
        self.hub.apply(plan.changes)
        log.info("%s", ", ".join(type(change).__name__ for change in plan.changes) or "nothing to do")

    def decide(self, thread: Thread) -> Plan:
        """Read what the thread proposes, judge it, carry out its commands, and plan."""
        state = recall(thread)
        submission = self.read_submission(thread)
        waiting = pending_comments(thread, state)
        if not submission.proposals and not waiting and main_comment(thread) is None:
            return Plan()
        library = self.open_library(thread.repository.head)
        review = self.review(submission, thread, state, library)
        logins = {comment.author.login for comment in waiting}
        permissions = {login: self.hub.read_permission(login) for login in sorted(logins)}
        desk = Desk(thread, review, library.catalogue, permissions)
        decided, answers = carry_out(waiting, state, desk)
        if (decided.fields, decided.distinct) != (state.fields, state.distinct):
            review = self.review(submission, thread, decided, library)
        return plan_thread(View(thread, review, decided, library.catalogue, library.folder, library.files, answers))

    def read_submission(self, thread: Thread) -> Submission:
        """Read what a thread's author wants: from text and later comments, of a pull request from its diff first."""
        if thread.kind == "issue":
            replies = [c.body for c in thread.comments if c.author.id == thread.author.id and not c.own]
            return read_issue(thread.title, thread.body, replies)
        if thread.head is None or thread.base != thread.repository.default_branch:
            return Submission("other")
        library = self.open_library(thread.repository.head)
        layout = Layout(library.folder, f"{library.folder}/{library.catalogue.output}")
        files = self.hub.read_diff(thread.number, thread.head, layout.is_ours)
        return read_pull(thread.title, thread.body, files, layout)

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
        )
        return review_submission(submission, context)

    def open_library(self, commit: str) -> Library:
        """Return the list at a commit; where its data is says the configuration of that commit."""
        if self.library is None or self.library.commit != commit:
            self.library = self.load_library(commit)
        return self.library

    def load_library(self, commit: str) -> Library:
        """Read the list at a commit."""
        folder = read_config(self.hub.read_text(commit, CONFIG)).data
        files = self.hub.read_folder(commit, folder)
        catalogue = read_catalogue(files)
        records = ((paper.id, Record.from_paper(paper)) for paper in catalogue.papers.values())
        return Library(commit, folder, files, catalogue, Index(records))

    def older_threads(self, thread: Thread) -> Index:
        """Return what the older open threads propose; of two that propose the same paper the older one goes on."""
        index = Index()
        for number, comment in self.hub.read_states().items():
            state = read_state(comment.body) if number < thread.number else None
            for key, names in state.names.items() if state else ():
                if state and not is_final(state.decisions.get(key)):
                    title, *identifiers = names
                    index.add(f"#{number}", Record(title, tuple(filter(None, map(identify, identifiers)))))
        return index

    def waiting_for(self, number: int) -> tuple[int, ...]:
        """Return the open threads that were told that thread `number`, now over, came first."""
        states = ((other, read_state(comment.body)) for other, comment in self.hub.read_states().items())
        return tuple(other for other, state in states if state and f"#{number}" in state.pending)

    def tend_list(self) -> None:
        """Render the list anew after somebody else changed the data on the default branch.

        A list that was edited by hand is left alone. It was not if it is what the data said when it last changed.
        """
        repository = self.hub.read_repository()
        library = self.open_library(repository.head)
        output = library.catalogue.output
        text = library.files[output]
        rendered = render(library.catalogue, text)
        if rendered == text:
            return
        path = f"{library.folder}/{output}"
        written = self.hub.last_change(repository.head, path)
        if written is None or render(self.load_library(written).catalogue, text) != text:
            log.warning("%s was edited by hand and is left as it is", path)
            return
        change = CommitFiles(repository.default_branch, repository.head, {path: rendered}, "Render the list anew")
        self.hub.apply((change,))


def askable_identifiers(submission: Submission) -> frozenset[Identifier]:
    """Return the papers that the submission's addresses name and that services can be asked about."""
    found = (identify(url) for proposal in submission.proposals for url in proposal.urls)
    return frozenset(identifier for identifier in found if identifier and identifier.kind in ASKABLE)


def recall(thread: Thread) -> State:
    """Return what the bot remembers of a thread, brought up to what happened since."""
    main = main_comment(thread)
    state = (read_state(main.body) if main else None) or State()
    if state.over and thread.open:
        return State(handled=state.handled)
    if thread.was_merged_by_hand:
        merged = {key: Decision("approved", "", state.shown.get(key, "")) for key in state.proposed}
        return replace(state, decisions={**merged, **state.decisions})
    if thread.merged or (thread.pull and thread.pull.state == "merged"):
        merged = {
            key: Decision("listed", "", paper)
            for key, paper in state.proposed.items()
            if not is_final(state.decisions.get(key))
        }
        return replace(state, decisions={**state.decisions, **merged})
    return state
