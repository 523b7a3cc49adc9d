"""How entries come on the list: the branch, the pull request, the merge, and the end of the thread. Pure."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from bot.review.review import Entry
from bot.workflow.changes import (
    Change,
    CloseIssue,
    ClosePull,
    CommitFiles,
    DeleteBranch,
    Dequeue,
    DisableAutoMerge,
    EditPull,
    EnableAutoMerge,
    Enqueue,
    Files,
    Merge,
    MergeByHand,
    MergeCommit,
    OpenPull,
    Plan,
    PushBranch,
    RebuildAndMerge,
)
from bot.workflow.messages import pull
from bot.workflow.planning.comment import plan_answers, plan_comment, plan_labels, plan_notes
from bot.workflow.planning.files import entry_files, hash_entries, memory_files, merged_files
from bot.workflow.situation import Situation
from bot.workflow.snapshot import Snapshot
from bot.workflow.state import Decision, append_decisions, hidden_end, is_final, read_holds, write_holds
from bot.workflow.thread import BY_HAND, Branch, Pull, Repository, Thread, branch_name


def plan_handmade(view: Situation) -> Plan:
    """Note on the lines what would be written differently, or merge what is approved, with its author's commits."""
    thread, target = view.thread, view.approved()
    told = tuple(tell_origin(view))
    if not target or not thread.head:
        return Plan((*told, *take_back(view, thread.number), *plan_notes(view)))
    if thread.standing.is_blocked:
        return Plan((*told, *plan_wait(view, target, thread.number)))
    landed = view.edition.take_in(target)
    join = MergeByHand(
        pull=thread.number,
        branch=thread.repository.default_branch,
        base=thread.repository.head,
        head=thread.head,
        files=merged_files(target, view.edition, landed),
        merging=merging(view, target, thread.number),
    )
    return plan_rebuild(view, target, landed, replace(thread, open=False, merged=True), *told, join)


def plan_branch(view: Situation) -> Plan:
    """Bring the branch and the pull request to hold the ready entries, or merge the approved ones."""
    thread, target = view.thread, view.target()
    opened = thread.pull if thread.pull and thread.pull.state == "open" else None
    if thread.is_foreign and opened:
        return Plan(tuple(hand_over(view, opened)))
    if thread.is_foreign or (view.state.held and not opened):
        return Plan()
    if not target:
        return Plan(tuple(plan_withdrawal(thread.repository, thread.branch, thread.pull)))
    holds = {entry.key: pull.paper_of(entry).id for entry in target}
    title, text = pull.title(target), pull.body(target, view.edition.catalogue, thread, closes=closes(view, holds))
    body = f"{text}\n\n{write_holds(holds)}"
    stands = thread.branch.entry_hash if thread.branch else None
    if opened and view.approved() and opened.standing.queues:
        return plan_queue(view, target, opened, *reword(opened, title, body))
    if opened and view.approved():
        if stands == hash_entries(target, onto=thread.repository.head):
            return plan_merge(view, target, opened)
        landed = view.edition.take_in(target)
        landing = rebuild_and_merge(view, target, landed, opened.number)
        return plan_rebuild(view, target, landed, merged(thread, opened), *reword(opened, title, body), landing)
    digest = hash_entries(target)
    changes: list[Change] = list(take_back(view, opened.number, moves=stands != digest)) if opened else []
    if stands != digest:
        changes.append(push(view, entry_files(target, view.edition.folder), target, digest))
    if opened:
        return Plan((*changes, *reword(opened, title, body)))
    opening = OpenPull(branch_name(thread.number), thread.repository.default_branch, title, body)
    return Plan((*changes, opening), again=bool(view.approved()))


def hand_over(view: Situation, opened: Pull) -> Iterator[Change]:
    """Say in the request that somebody else pushed to what is so from then on; its title stays as it is."""
    text = pull.handed_over(view.thread, closes=closes(view, read_holds(opened.body)))
    yield from reword(opened, opened.title, f"{text}\n\n{hidden_end(opened.body)}")


def tell_origin(view: Situation) -> Iterator[Change]:
    """Write what is decided in a request that somebody pushed to where the thread that it was opened for finds it."""
    thread = view.thread
    body = append_decisions(thread.body, view.state.decisions)
    if thread.opened_for is not None and thread.open and body != thread.body:
        yield EditPull(thread.number, thread.title, body)


def plan_queue(view: Situation, target: Sequence[Entry], opened: Pull, *words: Change) -> Plan:
    """Let approved entries in by the branch's merge queue, in which nothing else of the bot's waits meanwhile.

    Each brings the list rendered anew: of two on the same commit the second would conflict, or leave the first out.
    While it waits the list may move, by the queue alone, which then tries it anew.
    """
    branch, repository, number = view.thread.branch, view.thread.repository, opened.number
    holds = branch is not None and branch.entry_hash == hash_entries(target, onto=branch.base)
    if (opened.standing.in_queue and holds) or view.dropped == BY_HAND or (view.ahead and not opened.standing.in_queue):
        return Plan(words)
    if branch and holds and branch.base == repository.head:
        return Plan((*words, *plan_wait(view, target, number)))
    files = merged_files(target, view.edition, view.edition.take_in(target))
    made = push(view, files, target, hash_entries(target, onto=repository.head))
    return Plan((*take_back(view, number, moves=True), *words, made), again=True)


def reword(opened: Pull, title: str, body: str) -> Iterator[Change]:
    """Bring the words of a pull request up to date; they also say which issues its merge closes."""
    if (opened.title, opened.body) != (title, body):
        yield EditPull(opened.number, title, body)


def plan_merge(view: Situation, target: Sequence[Entry], opened: Pull) -> Plan:
    """Merge the commit that stands ready on the branch, or wait for what GitHub asks for, by itself where it can."""
    branch, standing = view.thread.branch, opened.standing
    if branch is None or standing.merges_by_itself:
        return Plan()
    if standing.is_blocked:
        return Plan(tuple(plan_wait(view, target, opened.number)))
    merge = Merge(opened.number, branch.head, merging(view, target, opened.number))
    return plan_rebuild(view, target, view.edition.take_in(target), merged(view.thread, opened), merge)


def merged(thread: Thread, opened: Pull) -> Thread:
    """Return a thread as it is once the bot's pull request for it is merged."""
    return replace(thread, pull=replace(opened, state="merged"))


def plan_rebuild(view: Situation, target: Sequence[Entry], edition: Snapshot, thread: Thread, *landing: Change) -> Plan:
    """Merge the approved entries; where nothing is left to decide then, end the thread without another look at it.

    `edition` and `thread` are what the merge makes of the list and of it. GitHub needs a moment to see that a hand-made
    request is merged, so another look at once could take it for open.
    """
    listed = {entry.key: Decision("listed", "", pull.paper_of(entry).id) for entry in target}
    answers = tuple(replace(made, reaction="rocket") if made.reaction == "eyes" else made for made in view.answers)
    answered = {answer.request.comment for answer in answers}
    state = replace(
        view.state,
        decisions={**view.state.decisions, **listed},
        accepted=tuple(number for number in view.state.accepted if number not in answered),
        over=True,
    )
    landed = replace(
        view,
        state=state,
        edition=edition,
        is_behind=not (view.edition.is_in_step or edition.shows(target)),
        thread=thread,
        answers=answers,
    )
    if not landed.finished():
        return Plan(landing, again=True)
    return Plan((*landing, *plan_last(landed)), ends=True)


def plan_wait(view: Situation, target: Sequence[Entry], number: int) -> Iterator[Change]:
    """Let GitHub merge request `number` by itself, by the queue or once nothing is missing, where it does not yet.

    A commit is put in the queue once: what it was dropped for would be so again.
    """
    standing, repository = view.standing, view.thread.repository
    if standing.queues:
        if standing.may_queue and not view.ahead and view.state.queued != view.head:
            yield Enqueue(number, view.head)
    elif repository.merges_later and not standing.merges_by_itself:
        yield EnableAutoMerge(number, view.head, merging(view, target, number))


def take_back(view: Situation, number: int, *, moves: bool = False) -> Iterator[Change]:
    """Let request `number` not merge by itself; what a person put in the queue stays there unless its branch moves."""
    if view.standing.ordered:
        yield DisableAutoMerge(number)
    if view.standing.in_queue and (moves or view.state.queued == view.head):
        yield Dequeue(number)


def merging(view: Situation, target: Sequence[Entry], number: int) -> MergeCommit:
    """Return how pull request `number` is merged."""
    repository = view.thread.repository
    message = pull.commit_text(view.thread, hash_entries(target, onto=repository.head))
    return MergeCommit(f"{pull.title(target)} (#{number})", message, repository.merge_methods[0])


def push(view: Situation, files: Files, target: Sequence[Entry], digest: str) -> PushBranch:
    """Put the entries' files on the bot's branch: before an approval no list, so that siblings never conflict."""
    thread = view.thread
    return PushBranch(
        branch=branch_name(thread.number),
        base=thread.repository.head,
        head=thread.branch.head if thread.branch else None,
        files=files,
        message=f"{pull.title(target)}\n\n{pull.commit_text(thread, digest)}",
    )


def rebuild_and_merge(view: Situation, target: Sequence[Entry], landed: Snapshot, number: int) -> RebuildAndMerge:
    """Merge the entries together with the list that shows them, as one commit on today's default branch."""
    thread = view.thread
    return RebuildAndMerge(
        pull=number,
        branch=branch_name(thread.number),
        base=thread.repository.head,
        head=thread.branch.head if thread.branch else None,
        files=merged_files(target, view.edition, landed),
        merging=merging(view, target, number),
    )


def closes(view: Situation, chosen: Container[str]) -> bool:
    """Tell whether nothing is left to decide in the thread once the entries of these keys are listed."""
    return all(entry.key in chosen or is_final(view.decision(entry)) for entry in view.review.entries)


def plan_withdrawal(repository: Repository, branch: Branch | None, pull: Pull | None) -> Iterator[Change]:
    """Take back a pull request that no longer proposes anything, with its branch; what people pushed to is theirs."""
    if branch and branch.is_foreign(repository.head):
        return
    if pull and pull.state == "open":
        yield ClosePull(pull.number)
    if branch:
        yield DeleteBranch(branch.name)


def plan_last(view: Situation) -> Iterator[Change]:
    """Do what is left of a thread that is over; the comment comes last, because it says that all is done."""
    yield from plan_end(view)
    yield from plan_answers(view)
    yield from plan_labels(view)
    yield from plan_comment(view)


def plan_end(view: Situation) -> Iterator[Change]:
    """Clear the desk of a thread that is over."""
    thread = view.thread
    yield from plan_withdrawal(thread.repository, thread.branch, thread.pull)
    yield from plan_memory(view)
    yield from tell_origin(view)
    if thread.open and thread.kind == "issue":
        listed = any(made.kind == "listed" for made in view.state.decisions.values())
        yield CloseIssue(thread.number, "completed" if listed else "not_planned")
    elif thread.open and not view.stays_open:
        yield ClosePull(thread.number)


def plan_memory(view: Situation) -> Iterator[Change]:
    """Write into the data which listed papers the entries are, so that nobody is asked twice."""
    made = {entry.key: view.decision(entry) for entry in view.review.entries}
    duplicates = {
        decision.subject: entry
        for entry in view.review.entries
        if (decision := made[entry.key])
        and decision.kind == "duplicate"
        and decision.subject in view.edition.catalogue.papers
    }
    if files := memory_files(duplicates, view.edition.catalogue, view.edition.folder):
        repository = view.thread.repository
        message = f"Remember what #{view.thread.number} is"
        yield CommitFiles(repository.default_branch, repository.head, files, message, repository.merge_methods[0])
