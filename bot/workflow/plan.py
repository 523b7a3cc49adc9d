"""Thread x Review -> Plan: the difference between what should be on GitHub and what is. Pure.

Planning on a thread that is as it should be gives an empty plan; that is what makes late, repeated and lost
deliveries harmless.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.review.review import Entry
from bot.workflow import labels
from bot.workflow.changes import (
    NEW_PULL,
    AddLabel,
    Change,
    CloseIssue,
    ClosePull,
    CommitFiles,
    DeleteBranch,
    EditComment,
    EditPull,
    Join,
    Land,
    Note,
    OpenPull,
    Plan,
    PushBranch,
    React,
    RemoveLabel,
    WriteComment,
    WriteReview,
)
from bot.workflow.desk import main_comment, replied
from bot.workflow.files import entry_files, landing_files, memory_files
from bot.workflow.messages import comment, notes, pull
from bot.workflow.state import Decision, State, is_final, write_note_mark, write_reply_mark, write_state
from bot.workflow.thread import Pull, Thread, branch_name
from bot.workflow.view import View


def plan_thread(view: View) -> Plan:
    """Return what to do about a thread now."""
    answers = tuple(plan_answers(view))
    spoken = main_comment(view.thread) is not None
    if view.state.over or (not spoken and not (view.thread.open and view.review.entries)):
        return Plan(answers)
    if view.finished():
        return Plan(tuple(plan_last(replace(view, state=replace(view.state, over=True)))), ends=True)
    branch = plan_handmade(view) if view.review.is_handmade else plan_branch(view)
    if branch.again or branch.ends:
        return branch
    view = replace(view, thread=foresee_pull(view.thread, branch.changes))
    return Plan((*branch.changes, *answers, *plan_labels(view), *plan_comment(view)))


def foresee_pull(thread: Thread, changes: Sequence[Change]) -> Thread:
    """Return a thread as it will be once the pull request is open; the hub writes its number where it is named."""
    opened = [change for change in changes if isinstance(change, OpenPull)]
    if not opened:
        return thread
    return replace(thread, pull=Pull(NEW_PULL, opened[0].title, opened[0].body, head="", state="open"))


def plan_handmade(view: View) -> Plan:
    """Note on the lines what would be written differently, or merge what is approved, with its author's commits."""
    thread, target = view.thread, view.approved()
    if target and thread.head:
        files = landing_files(target, view.catalogue, view.files, view.folder)
        join = Join(
            pull=thread.number,
            branch=thread.repository.default_branch,
            base=thread.repository.head,
            head=thread.head,
            files=files,
            title=f"{pull.title(target)} (#{thread.number})",
            message=pull.commit_text(thread, hash_entries(target, landing=True)),
            method=thread.repository.merge_methods[0],
        )
        return Plan((join,), again=True)
    return Plan(tuple(plan_notes(view)))


def plan_notes(view: View) -> Iterator[Change]:
    """Put what is new to say about lines of the request on them, in one review."""
    thread = view.thread
    shown = {entry.path: entry.lines for entry in view.review.entries}
    findings = (finding for entry in view.review.entries for finding in entry.findings if finding.path == entry.path)
    found = [
        Note(finding.path, last, text, first=finding.line if last > finding.line else None)
        for finding in findings
        if finding.path and finding.line and (last := finding.last or finding.line)
        if {finding.line, last} <= shown[finding.path]
        if note_digest(text := notes.note(finding)) not in thread.noted
    ]
    if found and thread.head:
        marked = (replace(note, body=f"{note.body}\n\n{write_note_mark(note_digest(note.body))}") for note in found)
        yield WriteReview(thread.number, thread.head, notes.SUMMARY, tuple(marked))


def note_digest(text: str) -> str:
    """Return the fingerprint of a note, by which it is not made twice."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def plan_branch(view: View) -> Plan:
    """Bring the branch and the pull request to hold the ready entries, or merge the approved ones."""
    thread, target = view.thread, view.target()
    opened = thread.pull if thread.pull and thread.pull.state == "open" else None
    if not target:
        return Plan(tuple(plan_withdrawal(view)))
    digest, approved = hash_entries(target), bool(view.approved())
    # What a merge that failed left on the branch only has to be merged.
    good = {digest, hash_entries(target, landing=True)} if approved else {digest}
    up_to_date = thread.branch is not None and thread.branch.entry_hash in good
    title, body = pull.title(target), pull.body(target, view.catalogue, thread, closes=closes(view, target))
    if up_to_date and opened and approved:
        return plan_landing(view, target, opened)
    changes: list[Change] = []
    if not up_to_date and not is_foreign(thread):
        changes.append(push(view, target, digest))
    if opened is None:
        changes.append(OpenPull(branch_name(thread.number), thread.repository.default_branch, title, body))
    elif (opened.title, opened.body) != (title, body):
        changes.append(EditPull(opened.number, title, body))
    return Plan(tuple(changes), again=bool(changes) and approved)


def plan_landing(view: View, target: Sequence[Entry], opened: Pull) -> Plan:
    """Merge the approved entries; where nothing is left to decide then, end the thread without another look at it."""
    landing = land(view, target, opened.number)
    listed = {entry.key: Decision("listed", "", pull.paper_of(entry).id) for entry in target}
    state = replace(view.state, decisions={**view.state.decisions, **listed}, over=True)
    merged = replace(view, state=state, thread=replace(view.thread, pull=replace(opened, state="merged")))
    if not merged.finished():
        return Plan((landing,), again=True)
    return Plan((landing, *plan_last(merged)), ends=True)


def plan_last(view: View) -> Iterator[Change]:
    """Do what is left of a thread that is over; the comment comes last, because it says that all is done."""
    yield from plan_end(view)
    yield from plan_answers(view)
    yield from plan_labels(view)
    yield from plan_comment(view)


def is_foreign(thread: Thread) -> bool:
    """Tell whether somebody else pushed to the bot's branch; what people wrote is never overwritten.

    A branch without any commit of its own is what is left when the bot's could not be made.
    """
    branch = thread.branch
    return branch is not None and branch.entry_hash is None and branch.head != thread.repository.head


def push(view: View, target: Sequence[Entry], digest: str) -> PushBranch:
    """Put the entries' data files, and nothing else, on the bot's branch, so that siblings never conflict."""
    thread = view.thread
    return PushBranch(
        branch=branch_name(thread.number),
        base=thread.repository.head,
        head=thread.branch.head if thread.branch else None,
        files=entry_files(target, view.folder),
        message=f"{pull.title(target)}\n\n{pull.commit_text(thread, digest)}",
    )


def land(view: View, target: Sequence[Entry], number: int) -> Land:
    """Merge the entries together with the list rendered anew, as one commit on today's default branch."""
    thread = view.thread
    files = landing_files(target, view.catalogue, view.files, view.folder)
    return Land(
        pull=number,
        branch=branch_name(thread.number),
        base=thread.repository.head,
        head=thread.branch.head if thread.branch else None,
        files=files,
        title=f"{pull.title(target)} (#{number})",
        message=pull.commit_text(thread, hash_entries(target, landing=True)),
        method=thread.repository.merge_methods[0],
    )


def hash_entries(entries: Sequence[Entry], *, landing: bool = False) -> str:
    """Return the fingerprint of a commit's content; a commit made for landing holds the list as well."""
    text = "\n".join([*sorted(entry.hash for entry in entries), *(["landing"] if landing else [])])
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def closes(view: View, target: Sequence[Entry]) -> bool:
    """Tell whether nothing is left to decide in the thread once these entries are listed."""
    chosen = {entry.key for entry in target}
    return all(entry.key in chosen or is_final(view.decision(entry)) for entry in view.review.entries)


def plan_withdrawal(view: View) -> Iterator[Change]:
    """Take back a pull request that no longer proposes anything."""
    thread = view.thread
    if is_foreign(thread):
        return
    if thread.pull and thread.pull.state == "open":
        yield ClosePull(thread.pull.number)
    if thread.branch:
        yield DeleteBranch(thread.branch.name)


def plan_end(view: View) -> Iterator[Change]:
    """Clear the desk of a thread that is over."""
    yield from plan_withdrawal(view)
    yield from plan_memory(view)
    if view.thread.open and view.thread.kind == "issue":
        listed = any(made.kind == "listed" for made in view.state.decisions.values())
        yield CloseIssue(view.thread.number, "completed" if listed else "not_planned")
    elif view.thread.open and not view.review.rest:
        yield ClosePull(view.thread.number)


def plan_memory(view: View) -> Iterator[Change]:
    """Write into the data which listed papers the entries are, so that nobody is asked twice."""
    made = {entry.key: view.decision(entry) for entry in view.review.entries}
    duplicates = {
        decision.subject: entry
        for entry in view.review.entries
        if (decision := made[entry.key]) and decision.kind == "duplicate" and decision.subject in view.catalogue.papers
    }
    if files := memory_files(duplicates, view.catalogue, view.folder):
        repository = view.thread.repository
        message = f"Remember what #{view.thread.number} is"
        yield CommitFiles(repository.default_branch, repository.head, files, message)


def plan_labels(view: View) -> Iterator[Change]:
    """Leave exactly the labels that say who must act; labels of others are theirs."""
    number, expected = view.thread.number, expected_labels(view)
    for name in sorted(expected - view.thread.labels):
        yield AddLabel(number, name)
    for name in sorted((view.thread.labels & set(labels.LABELS)) - expected):
        yield RemoveLabel(number, name)


def expected_labels(view: View) -> frozenset[str]:
    """Return the labels that a thread should carry."""
    decided = {made.kind for made in view.state.decisions.values()}
    if view.state.over:
        return frozenset({labels.APPROVED} if "listed" in decided else set())
    on_hold = {labels.ON_HOLD} if view.state.held else set()
    return frozenset({labels.verdict_label(view.review.verdict)} | on_hold)


def plan_comment(view: View) -> Iterator[Change]:
    """Write the bot's one comment, or bring it up to date."""
    main = main_comment(view.thread)
    body = f"{comment.write(view)}\n\n{write_state(shown_state(view))}"
    if main is None:
        yield WriteComment(view.thread.number, body)
    elif main.body != body:
        yield EditComment(main.id, body)


def shown_state(view: View) -> State:
    """Return the state to remember once the comment shows the entries as they are now."""
    shown = {entry.key: view.binding(entry) for entry in view.review.entries}
    target = view.waiting() if view.review.is_handmade else view.target()
    proposed = {entry.key: pull.paper_of(entry).id for entry in target}
    names = {entry.key: (entry.draft.title or "", *map(str, entry.draft.identifiers)) for entry in view.review.entries}
    newest = max((comment.id for comment in view.thread.all_comments()), default=0)
    seen = view.state.seen if shown == view.state.shown else newest
    pending = tuple(e.relation.paper or "" for e in view.review.entries if e.relation.disposition == "pending")
    return replace(view.state, shown=shown, proposed=proposed, names=names, pending=pending, seen=seen)


def plan_answers(view: View) -> Iterator[Change]:
    """Answer commands: a reaction for each comment, and a line only where one was refused or asked for."""
    done = replied(view.thread)
    for answer in view.answers:
        yield React(answer.comment.id, answer.reaction)
        if answer.line and answer.comment.id not in done:
            yield WriteComment(view.thread.number, f"{answer.line}\n\n{write_reply_mark(answer.comment.id)}")
