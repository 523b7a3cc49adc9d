"""Plans how entries get on the list: the branch, the pull request, the merge, and the end of the thread. Pure."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.review.entry import Entry
from bot.workflow import changes
from bot.workflow.changes import Change, Files, Plan, commit_to
from bot.workflow.messages import pull
from bot.workflow.messages.asking import say_openly
from bot.workflow.planning.comment import plan_answers, plan_comment, plan_labels, plan_notes
from bot.workflow.situation import Situation
from bot.workflow.state import Decision, append_decisions, hidden_end, is_final, read_holds, write_holds
from bot.workflow.thread import BY_HAND, OwnBranch, Pull, Thread, branch_name


def plan_handmade(situation: Situation) -> Plan:
    """Comment on lines that should be written differently, or merge what is approved with its author's commits."""
    thread, approved = situation.thread, situation.approved()
    told = tuple(tell_origin(situation))
    if not approved or not thread.head:
        return Plan((*told, *take_back(situation), *plan_notes(situation)))
    landing = Landing(situation, approved)
    if situation.is_blocked:
        return Plan((*told, *landing.wait()))
    how = landing.merge_commit()
    merge: Change = changes.Merge(thread.number, thread.head, how)
    if not landing.stands_as_written():
        files, repository = situation.snapshot.merged_files(approved), thread.repository
        merge = changes.MergeByHand(thread.number, repository.default_branch, repository.head, thread.head, files, how)
    return landing.end_by(*told, merge, thread=replace(thread, open=False, merged=True))


def plan_branch(situation: Situation) -> Plan:
    """Make the branch and the pull request hold the ready entries, or merge the approved ones."""
    thread, target = situation.thread, situation.target()
    opened = thread.pull if thread.pull and thread.pull.state == "open" else None
    if thread.is_foreign:
        return Plan(tuple(hand_over(situation, opened)) if opened else ())
    if situation.state.held and not opened:
        return Plan()
    if not target:
        return Plan(tuple(plan_withdrawal(thread.own_branch)))
    landing = Landing(situation, target)
    if opened is None and not situation.opens_pulls:
        return landing.commit()
    if opened is None or not situation.approved():
        return landing.propose(opened)
    return landing.merge(opened)


@dataclass(frozen=True, slots=True)
class Landing:
    """Some entries of a thread on their way onto the list: proposed, waiting for what GitHub asks for, or merged."""

    situation: Situation
    entries: Sequence[Entry]

    def digest(self) -> str:
        """Return the fingerprint of the commit that lists the entries on top of the list as it is."""
        return self.situation.digest(self.entries, onto=self.situation.thread.repository.head)

    def stands_as_written(self) -> bool:
        """Whether a pull request that edits a page is approved as a whole and unchanged, with nothing in its way.

        GitHub's own merge then gives exactly what its author wrote, by the method that the repository prefers.
        """
        entries = self.entries
        whole = len(entries) == len(self.situation.review.entries) and all(entry.proposal.written for entry in entries)
        mended = any(entry.is_malformed or entry.is_misplaced for entry in entries)
        corrected = any(entry.operation != "remove" and not entry.written for entry in entries)
        mergeable = self.situation.thread.merge_status.state in ("CLEAN", "UNSTABLE", "HAS_HOOKS")
        return whole and mergeable and not (mended or corrected)

    def propose(self, opened: Pull | None) -> Plan:
        """Bring the branch and the pull request up to date while the entries wait for approval."""
        situation, thread, digest = self.situation, self.situation.thread, self.situation.digest(self.entries)
        is_other = thread.branch is None or thread.branch.entry_hash != digest
        pushes = (self.push(situation.snapshot.proposed_files(self.entries), digest),) if is_other else ()
        if opened:
            return Plan((*take_back(situation, moves=is_other), *pushes, *self.reword(opened)))
        title, body = self.title_and_body()
        opening = changes.OpenPull(branch_name(thread.number), thread.repository.default_branch, title, body)
        return Plan((*pushes, opening), again=bool(situation.approved()))

    def commit(self) -> Plan:
        """Commit approved entries to the default branch if GitHub does not let the bot open pull requests."""
        situation, thread = self.situation, self.situation.thread
        left = tuple(plan_withdrawal(thread.own_branch._replace(pull=None)))
        if not situation.approved():
            return Plan(left)
        message = f"{pull.title(self.entries)} (#{thread.number})\n\n{pull.commit_text(thread, self.digest())}"
        commit = commit_to(thread.repository, situation.snapshot.merged_files(self.entries), message)
        return self.end_by(*left, commit, thread=replace(thread, branch=None))

    def merge(self, opened: Pull) -> Plan:
        """Merge the open pull request with the approved entries: rebuilt, as it stands, or by the queue."""
        situation, thread = self.situation, self.situation.thread
        words = tuple(self.reword(opened))
        if opened.merge_status.queue_required:
            return self.queue(opened, *words)
        if thread.branch and thread.branch.entry_hash == self.digest():
            return self.merge_as_it_stands(thread.branch.head, opened)
        branch, files = branch_name(thread.number), situation.snapshot.merged_files(self.entries)
        rebuilt = changes.RebuildAndMerge(opened.number, branch, thread.repository.head, files, self.merge_commit())
        return self.end_by(*words, rebuilt, thread=merged(thread, opened))

    def merge_as_it_stands(self, head: str, opened: Pull) -> Plan:
        """Merge the commit that is on the branch, or wait for what GitHub requires."""
        if opened.merge_status.merges_by_itself:
            return Plan()
        if self.situation.is_blocked:
            return Plan(tuple(self.wait()))
        merge = changes.Merge(opened.number, head, self.merge_commit())
        return self.end_by(merge, thread=merged(self.situation.thread, opened))

    def queue(self, opened: Pull, *words: Change) -> Plan:
        """Put approved entries in the merge queue while no others of the bot's are in it.

        Each commit renders the list anew: of two on the same base the second would conflict, or leave the first out.
        While one waits only the queue moves the list, and then tries it again.
        """
        situation, branch, head = self.situation, self.situation.thread.branch, self.situation.thread.repository.head
        holds = branch is not None and branch.entry_hash == situation.digest(self.entries, onto=branch.base)
        if (
            (opened.merge_status.in_queue and holds)
            or situation.dropped == BY_HAND
            or (situation.ahead and not opened.merge_status.in_queue)
        ):
            return Plan(words)
        if branch and holds and branch.base == head:
            return Plan((*words, *self.wait()))
        made = self.push(situation.snapshot.merged_files(self.entries), self.digest())
        return Plan((*take_back(situation, moves=True), *words, made), again=True)

    def wait(self) -> Iterator[Change]:
        """Have GitHub merge the pull request by the queue, or once nothing is missing.

        A commit goes into the queue once: whatever dropped it would do so again.
        """
        situation, number = self.situation, self.situation.pull_number
        merge_status, head = situation.merge_status, situation.pull_head
        if merge_status.queue_required:
            if merge_status.may_queue and not situation.ahead and situation.state.queued != head:
                yield changes.Enqueue(number, head)
        elif situation.thread.repository.merges_later and not merge_status.merges_by_itself:
            yield changes.EnableAutoMerge(number, head, self.merge_commit())

    def end_by(self, *landing: Change, thread: Thread) -> Plan:
        """Merge the entries, and end the thread at once where nothing is left to decide.

        `thread` is what the merge makes of it. Reading it again could take it for open: GitHub needs a moment to mark a
        hand-made pull request as merged.
        """
        before = self.situation
        snapshot = before.snapshot.take_in(self.entries)
        listed = {entry.key: Decision("listed", "", paper=entry.paper.id) for entry in self.entries}
        answers = tuple(
            replace(made, reaction="rocket") if made.reaction == "eyes" else made for made in before.answers
        )
        answered = {answer.request.comment for answer in answers}
        state = replace(
            before.state,
            decisions={**before.state.decisions, **listed},
            accepted=tuple(number for number in before.state.accepted if number not in answered),
            over=True,
        )
        is_behind = not (before.snapshot.is_in_step or snapshot.shows(self.entries))
        landed = replace(before, state=state, snapshot=snapshot, is_behind=is_behind, thread=thread, answers=answers)
        return plan_last(landed, *landing) if landed.finished() else Plan(landing, again=True)

    def push(self, files: Files, digest: str) -> changes.PushBranch:
        """Put the entries' files on the bot's branch: before an approval no list, so that siblings never conflict."""
        thread = self.situation.thread
        return changes.PushBranch(
            branch=branch_name(thread.number),
            base=thread.repository.head,
            head=thread.branch.head if thread.branch else None,
            files=files,
            message=f"{pull.title(self.entries)}\n\n{pull.commit_text(thread, digest)}",
        )

    def merge_commit(self) -> changes.MergeCommit:
        situation = self.situation
        title, text = pull.title(self.entries), pull.commit_text(situation.thread, self.digest())
        method = situation.thread.repository.merge_methods[0]
        return changes.MergeCommit(f"{title} (#{situation.pull_number})", text, method)

    def reword(self, opened: Pull) -> Iterator[Change]:
        return reword(opened, *self.title_and_body())

    def title_and_body(self) -> tuple[str, str]:
        holds = {entry.key: entry.paper.id for entry in self.entries}
        closing = closes(self.situation, holds)
        text = pull.body(self.entries, self.situation.snapshot, self.situation.thread, closes=closing)
        return pull.title(self.entries), f"{text}\n\n{write_holds(holds)}"


def merged(thread: Thread, opened: Pull) -> Thread:
    return replace(thread, pull=replace(opened, state="merged"))


def hand_over(situation: Situation, opened: Pull) -> Iterator[Change]:
    """Note in the pull request that somebody else has taken it over; its title stays as it is."""
    text = pull.handed_over(situation.thread, closes=closes(situation, read_holds(opened.body)))
    yield from reword(opened, opened.title, f"{text}\n\n{hidden_end(opened.body)}")


def tell_origin(situation: Situation) -> Iterator[Change]:
    """Note the decisions in the description of a pull request that was taken over, for the thread it was opened for."""
    thread = situation.thread
    body = append_decisions(thread.body, situation.state.decisions)
    if thread.opened_for is not None and thread.open and body != thread.body:
        yield changes.EditPull(thread.number, thread.title, body)


def reword(opened: Pull, title: str, body: str) -> Iterator[Change]:
    """Update the texts of a pull request, which also name the issues that its merge closes."""
    if (opened.title, opened.body) != (title, body):
        yield changes.EditPull(opened.number, title, body)


def take_back(situation: Situation, *, moves: bool = False) -> Iterator[Change]:
    """Stop GitHub from merging by itself; a pull request that a person queued stays there unless its branch moves."""
    if situation.merge_status.auto_merge:
        yield changes.DisableAutoMerge(situation.pull_number)
    if situation.merge_status.in_queue and (moves or situation.state.queued == situation.pull_head):
        yield changes.Dequeue(situation.pull_number)


def closes(situation: Situation, chosen: Container[str]) -> bool:
    """Whether nothing is left to decide in the thread once these entries are listed."""
    return all(entry.key in chosen or is_final(situation.decision(entry)) for entry in situation.review.entries)


def plan_withdrawal(own: OwnBranch) -> Iterator[Change]:
    """Close a pull request without proposals and delete its branch, unless people pushed to it."""
    if own.branch and own.branch.is_foreign(own.repository.head):
        return
    if own.pull and own.pull.state == "open":
        yield changes.ClosePull(own.pull.number)
    if own.branch:
        yield changes.DeleteBranch(own.branch.name)


def plan_last(situation: Situation, *landing: Change) -> Plan:
    """Do what is left in a finished thread; the comment comes last, because it says that all is done."""
    said = (*plan_answers(situation), *plan_labels(situation), *plan_comment(situation))
    steps = (*landing, *plan_end(situation), *said)
    return Plan(steps, ends=bool(steps), asked=say_openly(situation))


def plan_end(situation: Situation) -> Iterator[Change]:
    thread = situation.thread
    yield from plan_withdrawal(thread.own_branch)
    yield from plan_memory(situation)
    yield from tell_origin(situation)
    if thread.open and thread.kind == "issue":
        yield changes.CloseIssue(thread.number, "completed" if situation.state.is_listed else "not_planned")
    elif thread.open and not situation.stays_open:
        yield changes.ClosePull(thread.number)


def plan_memory(situation: Situation) -> Iterator[Change]:
    """Write into the data which listed papers the entries repeat, so that nobody is asked twice."""
    duplicates = {}
    for entry in situation.review.entries:
        made = situation.decision(entry)
        if made and made.by and made.kind == "duplicate" and made.original in situation.catalogue.papers:
            duplicates[made.original] = entry
    if files := situation.snapshot.memory_files(duplicates):
        thread = situation.thread
        yield commit_to(thread.repository, files, f"Remember what #{thread.number} is")
