"""How entries come on the list: the branch, the pull request, the merge, and the end of the thread. Pure."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

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
    """Note on the lines what would be written differently, or merge what is approved, with its author's commits."""
    thread, target = situation.thread, situation.approved()
    told = tuple(tell_origin(situation))
    if not target or not thread.head:
        return Plan((*told, *take_back(situation, thread.number), *plan_notes(situation)))
    if situation.is_blocked:
        return Plan((*told, *plan_wait(situation, target, thread.number)))
    how = merging(situation, target, thread.number)
    merge: Change = changes.Merge(thread.number, thread.head, how)
    if not stands_as_written(situation, target):
        files, repository = situation.snapshot.merged_files(target), thread.repository
        merge = changes.MergeByHand(thread.number, repository.default_branch, repository.head, thread.head, files, how)
    return plan_landing(situation, target, replace(thread, open=False, merged=True), *told, merge)


def stands_as_written(situation: Situation, target: Sequence[Entry]) -> bool:
    """Tell whether a request that edits a page is approved as a whole, uncorrected, with nothing to mend or in its way.

    GitHub's own merge then makes of it exactly what its author wrote, by the method that the repository prefers.
    """
    whole = len(target) == len(situation.review.entries) and all(entry.proposal.written for entry in target)
    mended = any(entry.is_malformed or entry.is_misplaced for entry in target)
    corrected = any(entry.operation != "remove" and not entry.written for entry in target)
    mergeable = situation.thread.merge_status.state in ("CLEAN", "UNSTABLE", "HAS_HOOKS")
    return whole and mergeable and not (mended or corrected)


def plan_branch(situation: Situation) -> Plan:
    """Bring the branch and the pull request to hold the ready entries, or merge the approved ones."""
    thread, target = situation.thread, situation.target()
    opened = thread.pull if thread.pull and thread.pull.state == "open" else None
    if thread.is_foreign:
        return Plan(tuple(hand_over(situation, opened)) if opened else ())
    if situation.state.held and not opened:
        return Plan()
    if not target:
        return Plan(tuple(plan_withdrawal(thread.own_branch)))
    if opened is None and not situation.opens_pulls:
        return plan_commit(situation, target)
    if opened is None or not situation.approved():
        return plan_proposal(situation, target, opened)
    return plan_approved(situation, target, opened)


def plan_approved(situation: Situation, target: Sequence[Entry], opened: Pull) -> Plan:
    """Bring approved entries on the list by the request that is open: rebuilt, as it stands, or by the queue."""
    thread = situation.thread
    words = tuple(reword(opened, *title_and_body(situation, target)))
    if opened.merge_status.queue_required:
        return plan_queue(situation, target, opened, *words)
    if thread.branch and thread.branch.entry_hash == situation.digest(target, onto=thread.repository.head):
        return plan_merge(situation, target, opened)
    files, how = situation.snapshot.merged_files(target), merging(situation, target, opened.number)
    landing = changes.RebuildAndMerge(opened.number, branch_name(thread.number), thread.repository.head, files, how)
    return plan_landing(situation, target, merged(thread, opened), *words, landing)


def title_and_body(situation: Situation, target: Sequence[Entry]) -> tuple[str, str]:
    holds = {entry.key: entry.paper.id for entry in target}
    text = pull.body(target, situation.snapshot, situation.thread, closes=closes(situation, holds))
    return pull.title(target), f"{text}\n\n{write_holds(holds)}"


def plan_proposal(situation: Situation, target: Sequence[Entry], opened: Pull | None) -> Plan:
    """Bring the branch and the request to hold entries that wait for an approval, without which nothing is merged."""
    thread, digest = situation.thread, situation.digest(target)
    title, body = title_and_body(situation, target)
    is_other = thread.branch is None or thread.branch.entry_hash != digest
    pushes = (push(situation, situation.snapshot.proposed_files(target), target, digest),) if is_other else ()
    if opened:
        back = take_back(situation, opened.number, moves=is_other)
        return Plan((*back, *pushes, *reword(opened, title, body)))
    opening = changes.OpenPull(branch_name(thread.number), thread.repository.default_branch, title, body)
    return Plan((*pushes, opening), again=bool(situation.approved()))


def plan_commit(situation: Situation, target: Sequence[Entry]) -> Plan:
    """Commit approved entries to the default branch, where GitHub lets the bot open no pull request for them."""
    thread, repository = situation.thread, situation.thread.repository
    left = tuple(plan_withdrawal(thread.own_branch._replace(pull=None)))
    if not situation.approved():
        return Plan(left)
    digest = situation.digest(target, onto=repository.head)
    message = f"{pull.title(target)} (#{thread.number})\n\n{pull.commit_text(thread, digest)}"
    commit = commit_to(repository, situation.snapshot.merged_files(target), message)
    return plan_landing(situation, target, replace(thread, branch=None), *left, commit)


def hand_over(situation: Situation, opened: Pull) -> Iterator[Change]:
    """Say in the request that somebody else pushed to what is so from then on; its title stays as it is."""
    text = pull.handed_over(situation.thread, closes=closes(situation, read_holds(opened.body)))
    yield from reword(opened, opened.title, f"{text}\n\n{hidden_end(opened.body)}")


def tell_origin(situation: Situation) -> Iterator[Change]:
    """Write what is decided in a request that somebody pushed to where the thread that it was opened for finds it."""
    thread = situation.thread
    body = append_decisions(thread.body, situation.state.decisions)
    if thread.opened_for is not None and thread.open and body != thread.body:
        yield changes.EditPull(thread.number, thread.title, body)


def plan_queue(situation: Situation, target: Sequence[Entry], opened: Pull, *words: Change) -> Plan:
    """Let approved entries in by the branch's merge queue, in which nothing else of the bot's waits meanwhile.

    Each brings the list rendered anew: of two on the same commit the second would conflict, or leave the first out.
    While it waits the list may move, by the queue alone, which then tries it anew.
    """
    branch, repository, number = situation.thread.branch, situation.thread.repository, opened.number
    holds = branch is not None and branch.entry_hash == situation.digest(target, onto=branch.base)
    if (
        (opened.merge_status.in_queue and holds)
        or situation.dropped == BY_HAND
        or (situation.ahead and not opened.merge_status.in_queue)
    ):
        return Plan(words)
    if branch and holds and branch.base == repository.head:
        return Plan((*words, *plan_wait(situation, target, number)))
    files, digest = situation.snapshot.merged_files(target), situation.digest(target, onto=repository.head)
    made = push(situation, files, target, digest)
    return Plan((*take_back(situation, number, moves=True), *words, made), again=True)


def reword(opened: Pull, title: str, body: str) -> Iterator[Change]:
    """Bring the words of a pull request up to date; they also say which issues its merge closes."""
    if (opened.title, opened.body) != (title, body):
        yield changes.EditPull(opened.number, title, body)


def plan_merge(situation: Situation, target: Sequence[Entry], opened: Pull) -> Plan:
    """Merge the commit that stands ready on the branch, or wait for what GitHub asks for, by itself where it can."""
    branch, merge_status = situation.thread.branch, opened.merge_status
    if branch is None or merge_status.merges_by_itself:
        return Plan()
    if situation.is_blocked:
        return Plan(tuple(plan_wait(situation, target, opened.number)))
    merge = changes.Merge(opened.number, branch.head, merging(situation, target, opened.number))
    return plan_landing(situation, target, merged(situation.thread, opened), merge)


def merged(thread: Thread, opened: Pull) -> Thread:
    return replace(thread, pull=replace(opened, state="merged"))


def plan_landing(situation: Situation, target: Sequence[Entry], thread: Thread, *landing: Change) -> Plan:
    """Merge the approved entries; where nothing is left to decide then, end the thread without another look at it.

    `thread` is what the merge makes of it. GitHub needs a moment to see that a hand-made request is merged, so another
    look at once could take it for open.
    """
    snapshot = situation.snapshot.take_in(target)
    listed = {entry.key: Decision("listed", "", paper=entry.paper.id) for entry in target}
    answers = tuple(replace(made, reaction="rocket") if made.reaction == "eyes" else made for made in situation.answers)
    answered = {answer.request.comment for answer in answers}
    state = replace(
        situation.state,
        decisions={**situation.state.decisions, **listed},
        accepted=tuple(number for number in situation.state.accepted if number not in answered),
        over=True,
    )
    landed = replace(
        situation,
        state=state,
        snapshot=snapshot,
        is_behind=not (situation.snapshot.is_in_step or snapshot.shows(target)),
        thread=thread,
        answers=answers,
    )
    if not landed.finished():
        return Plan(landing, again=True)
    return plan_last(landed, *landing)


def plan_wait(situation: Situation, target: Sequence[Entry], number: int) -> Iterator[Change]:
    """Let GitHub merge request `number` by itself, by the queue or once nothing is missing, where it does not yet.

    A commit is put in the queue once: what it was dropped for would be so again.
    """
    merge_status, repository = situation.merge_status, situation.thread.repository
    if merge_status.queue_required:
        if merge_status.may_queue and not situation.ahead and situation.state.queued != situation.pull_head:
            yield changes.Enqueue(number, situation.pull_head)
    elif repository.merges_later and not merge_status.merges_by_itself:
        yield changes.EnableAutoMerge(number, situation.pull_head, merging(situation, target, number))


def take_back(situation: Situation, number: int, *, moves: bool = False) -> Iterator[Change]:
    """Let request `number` not merge by itself; what a person put in the queue stays there unless its branch moves."""
    if situation.merge_status.auto_merge:
        yield changes.DisableAutoMerge(number)
    if situation.merge_status.in_queue and (moves or situation.state.queued == situation.pull_head):
        yield changes.Dequeue(number)


def merging(situation: Situation, target: Sequence[Entry], number: int) -> changes.MergeCommit:
    repository = situation.thread.repository
    message = pull.commit_text(situation.thread, situation.digest(target, onto=repository.head))
    return changes.MergeCommit(f"{pull.title(target)} (#{number})", message, repository.merge_methods[0])


def push(situation: Situation, files: Files, target: Sequence[Entry], digest: str) -> changes.PushBranch:
    """Put the entries' files on the bot's branch: before an approval no list, so that siblings never conflict."""
    thread = situation.thread
    return changes.PushBranch(
        branch=branch_name(thread.number),
        base=thread.repository.head,
        head=thread.branch.head if thread.branch else None,
        files=files,
        message=f"{pull.title(target)}\n\n{pull.commit_text(thread, digest)}",
    )


def closes(situation: Situation, chosen: Container[str]) -> bool:
    """Tell whether nothing is left to decide in the thread once the entries of these keys are listed."""
    return all(entry.key in chosen or is_final(situation.decision(entry)) for entry in situation.review.entries)


def plan_withdrawal(own: OwnBranch) -> Iterator[Change]:
    """Take back a pull request that no longer proposes anything, with its branch; what people pushed to is theirs."""
    if own.branch and own.branch.is_foreign(own.repository.head):
        return
    if own.pull and own.pull.state == "open":
        yield changes.ClosePull(own.pull.number)
    if own.branch:
        yield changes.DeleteBranch(own.branch.name)


def plan_last(situation: Situation, *landing: Change) -> Plan:
    """Do what is left of a thread that is over; the comment comes last, because it says that all is done."""
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
    """Write into the data which listed papers the entries are, so that nobody is asked twice."""
    duplicates = {}
    for entry in situation.review.entries:
        made = situation.decision(entry)
        if made and made.by and made.kind == "duplicate" and made.original in situation.catalogue.papers:
            duplicates[made.original] = entry
    if files := situation.snapshot.memory_files(duplicates):
        thread = situation.thread
        yield commit_to(thread.repository, files, f"Remember what #{thread.number} is")
