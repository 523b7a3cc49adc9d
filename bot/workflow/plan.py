"""Thread x Review -> Plan: the difference between what should be on GitHub and what is. Pure.

Planning on a thread that is as it should be gives an empty plan; that is what makes late, repeated and lost
deliveries harmless.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.review.finding import Finding
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
    Merge,
    MergeLater,
    NeverMind,
    Note,
    OpenPull,
    Plan,
    PushBranch,
    React,
    RemoveLabel,
    Report,
    WriteComment,
    WriteReview,
)
from bot.workflow.desk import has_approval, main_comment, replied
from bot.workflow.files import entry_files, landing_files, list_entries, memory_files
from bot.workflow.messages import comment, notes, pull, replies
from bot.workflow.reports import digest_report, make_report, plan_report
from bot.workflow.state import (
    Decision,
    State,
    is_final,
    read_state,
    write_holds,
    write_note_mark,
    write_reply_mark,
    write_state,
)
from bot.workflow.thread import Pull, Standing, Thread, branch_name
from bot.workflow.view import View

HOUR = timedelta(hours=1)
#: After so many comments of its own in one thread within an hour the bot falls silent there.
MOST_COMMENTS = 5


def plan_thread(view: View) -> Plan:
    """Return what to do about a thread now; where the bot has said too much already, it says no more.

    Two machines that answer each other, or somebody who plays with one, would otherwise never end.
    """
    if labels.PAUSED in view.thread.labels:
        return Plan()
    plan = plan_steps(view)
    if is_talkative(view.thread) and any(isinstance(change, WriteComment) for change in plan.changes):
        return Plan((AddLabel(view.thread.number, labels.PAUSED),))
    return plan


def plan_settings(thread: Thread, faults: Sequence[Finding] | None) -> Plan:
    """Say on its newest commit what is wrong with the settings that a pull request changes, if it changes any."""
    if faults is None or thread.head is None or not thread.open:
        return Plan()
    return Plan((make_report(thread.head, faults),))


def is_talkative(thread: Thread) -> bool:
    """Tell whether the bot commented as often as it may in the hour before the newest comment."""
    comments = thread.all_comments()
    newest = max((comment.created for comment in comments), default=thread.created)
    return sum(comment.own and comment.created > newest - HOUR for comment in comments) >= MOST_COMMENTS


def plan_steps(view: View) -> Plan:
    """Return what to do about a thread, as if nobody minded how much is said there."""
    answers = tuple(plan_answers(view))
    spoken = main_comment(view.thread) is not None
    if view.state.over or (not spoken and not (view.thread.open and view.review.entries)):
        return Plan(answers)
    if view.finished():
        return Plan(tuple(plan_last(replace(view, state=replace(view.state, over=True)))), ends=True)
    if is_news(view):
        return Plan((*answers, *plan_labels(view), *plan_comment(view)), again=True)
    branch = plan_handmade(view) if view.review.is_handmade else plan_branch(view)
    if branch.again or branch.ends:
        return branch
    view = replace(view, thread=foresee_pull(view.thread, branch.changes))
    report = plan_report(view)
    # The comment remembers the report, so it comes after it.
    said = (*answers, *plan_labels(view), *plan_comment(view, report), *plan_reminder(view))
    return Plan((*branch.changes, *([report] if report else ()), *said))


def is_news(view: View) -> bool:
    """Tell whether entries were listed that the comment does not know of: the next pull request would hide that."""
    main = main_comment(view.thread)
    known = read_state(main.body) if main else None
    listed = {key for key, made in view.state.decisions.items() if made.kind == "listed"}
    return known is not None and not listed <= known.decisions.keys() - approved_keys(known)


def approved_keys(state: State) -> set[str]:
    """Return the keys of entries that are approved and not listed yet."""
    return {key for key, made in state.decisions.items() if made.kind == "approved"}


def foresee_pull(thread: Thread, changes: Sequence[Change]) -> Thread:
    """Return a thread as it will be once the pull request is open; the hub writes its number where it is named."""
    opened = [change for change in changes if isinstance(change, OpenPull)]
    if not opened:
        return thread
    return replace(thread, pull=Pull(NEW_PULL, opened[0].title, opened[0].body, head="", state="open"))


def plan_handmade(view: View) -> Plan:
    """Note on the lines what would be written differently, or merge what is approved, with its author's commits."""
    thread, target = view.thread, view.approved()
    if thread.standing.queued and not target:
        return Plan((NeverMind(thread.number), *plan_notes(view)))
    if target and thread.head and thread.standing.is_blocked:
        later = MergeLater(thread.number, thread.head, *merge_words(view, target, thread.number))
        return Plan(() if thread.standing.queued or not may_wait(view, thread.standing) else (later,))
    if target and thread.head:
        title, message, method = merge_words(view, target, thread.number)
        join = Join(
            pull=thread.number,
            branch=thread.repository.default_branch,
            base=thread.repository.head,
            head=thread.head,
            files=landing_files(target, view.catalogue, view.files, view.folder),
            title=title,
            message=message,
            method=method,
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
    if thread.is_foreign:
        return Plan()
    if not target:
        return Plan(tuple(plan_withdrawal(view)))
    holds = write_holds({entry.key: pull.paper_of(entry).id for entry in target})
    title, text = pull.title(target), pull.body(target, view.catalogue, thread, closes=closes(view, target))
    body = f"{text}\n\n{holds}"
    stands = thread.branch.entry_hash if thread.branch else None
    if opened and view.approved():
        if stands == hash_entries(target, onto=thread.repository.head):
            return plan_merge(view, target, opened)
        return plan_landed(view, target, opened, *reword(opened, title, body), land(view, target, opened.number))
    changes: list[Change] = [NeverMind(opened.number)] if opened and opened.standing.queued else []
    if stands != (digest := hash_entries(target)):
        changes.append(push(view, target, digest))
    if opened:
        return Plan((*changes, *reword(opened, title, body)))
    opening = OpenPull(branch_name(thread.number), thread.repository.default_branch, title, body)
    return Plan((*changes, opening), again=bool(view.approved()))


def reword(opened: Pull, title: str, body: str) -> Iterator[Change]:
    """Bring the words of a pull request up to date; they also say which issues its merge closes."""
    if (opened.title, opened.body) != (title, body):
        yield EditPull(opened.number, title, body)


def plan_merge(view: View, target: Sequence[Entry], opened: Pull) -> Plan:
    """Merge the commit that stands ready on the branch, or wait for what GitHub asks for, by itself where it can."""
    branch, standing = view.thread.branch, opened.standing
    if branch is None or standing.queued:
        return Plan()
    words = (opened.number, branch.head, *merge_words(view, target, opened.number))
    if not standing.is_blocked:
        return plan_landed(view, target, opened, Merge(*words))
    return Plan((MergeLater(*words),) if may_wait(view, standing) else ())


def plan_landed(view: View, target: Sequence[Entry], opened: Pull, *landing: Change) -> Plan:
    """Merge the approved entries; where nothing is left to decide then, end the thread without another look at it."""
    listed = {entry.key: Decision("listed", "", pull.paper_of(entry).id) for entry in target}
    answers = tuple(replace(made, reaction="rocket") if made.reaction == "eyes" else made for made in view.answers)
    answered = {answer.comment.id for answer in answers}
    state = replace(
        view.state,
        decisions={**view.state.decisions, **listed},
        accepted=tuple(number for number in view.state.accepted if number not in answered),
        over=True,
    )
    landed = replace(
        view,
        state=state,
        catalogue=list_entries(target, view.catalogue),
        thread=replace(view.thread, pull=replace(opened, state="merged")),
        answers=answers,
    )
    if not landed.finished():
        return Plan(landing, again=True)
    return Plan((*landing, *plan_last(landed)), ends=True)


def may_wait(view: View, standing: Standing) -> bool:
    """Tell whether GitHub can be told to merge once nothing is missing."""
    return view.thread.repository.merges_later or standing.queues


def merge_words(view: View, target: Sequence[Entry], number: int) -> tuple[str, str, str]:
    """Return the title, the message and the method of the merge of pull request `number`."""
    repository = view.thread.repository
    message = pull.commit_text(view.thread, hash_entries(target, onto=repository.head))
    return f"{pull.title(target)} (#{number})", message, repository.merge_methods[0]


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
    title, message, method = merge_words(view, target, number)
    return Land(
        pull=number,
        branch=branch_name(thread.number),
        base=thread.repository.head,
        head=thread.branch.head if thread.branch else None,
        files=landing_files(target, view.catalogue, view.files, view.folder),
        title=title,
        message=message,
        method=method,
    )


def hash_entries(entries: Sequence[Entry], *, onto: str = "") -> str:
    """Return the fingerprint of a commit's content; one made for landing `onto` a commit holds the list as well."""
    text = "\n".join([*sorted(entry.hash for entry in entries), *([f"onto {onto}"] if onto else [])])
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def closes(view: View, target: Sequence[Entry]) -> bool:
    """Tell whether nothing is left to decide in the thread once these entries are listed."""
    chosen = {entry.key for entry in target}
    return all(entry.key in chosen or is_final(view.decision(entry)) for entry in view.review.entries)


def plan_withdrawal(view: View) -> Iterator[Change]:
    """Take back a pull request that no longer proposes anything."""
    thread = view.thread
    if thread.is_foreign:
        return
    if thread.pull and thread.pull.state == "open":
        yield ClosePull(thread.pull.number)
    if thread.branch:
        yield DeleteBranch(thread.branch.name)


def plan_last(view: View) -> Iterator[Change]:
    """Do what is left of a thread that is over; the comment comes last, because it says that all is done."""
    yield from plan_end(view)
    yield from plan_answers(view)
    yield from plan_labels(view)
    yield from plan_comment(view)


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
        yield CommitFiles(repository.default_branch, repository.head, files, message, repository.merge_methods[0])


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
    approved = {labels.APPROVED} if view.approved() else set()
    return frozenset({labels.verdict_label(view.verdict)} | on_hold | approved)


def plan_comment(view: View, report: Report | None = None) -> Iterator[Change]:
    """Write the bot's one comment, or bring it up to date; it remembers the report that is made with it."""
    main = main_comment(view.thread)
    state = shown_state(view)
    state = replace(state, reported=digest_report(report)) if report else state
    body = f"{comment.write(view)}\n\n{write_state(state)}"
    if main is None:
        yield WriteComment(view.thread.number, body)
    elif main.body != body:
        yield EditComment(main.id, body)


def shown_state(view: View) -> State:
    """Return the state to remember once the comment shows the entries as they are now.

    Of a thread that is over they are shown no more, and what they are to a list that has them already says nothing.
    """
    if view.state.over:
        return replace(view.state, accepted=(), author=view.thread.author.id)
    shown = {entry.key: view.binding(entry) for entry in view.review.entries}
    target = view.waiting() if view.review.is_handmade else view.target()
    proposed = {entry.key: pull.paper_of(entry).id for entry in target}
    names = {entry.key: (entry.draft.title or "", *map(str, entry.draft.identifiers)) for entry in view.review.entries}
    newest = max((comment.id for comment in view.thread.all_comments()), default=0)
    seen = view.state.seen if shown == view.state.shown else newest
    pending = tuple(e.relation.paper or "" for e in view.review.entries if e.relation.disposition == "pending")
    kept = view.state.accepted if has_approval(view.state) else ()
    reminded = last_word(view.thread) if any(plan_reminder(view)) else view.state.reminded
    return replace(
        view.state,
        shown=shown,
        proposed=proposed,
        names=names,
        pending=pending,
        seen=seen,
        accepted=kept,
        reminded=reminded,
        author=view.thread.author.id,
    )


def plan_reminder(view: View) -> Iterator[Change]:
    """Remind the contributor once of each silence that the list finds too long."""
    days, thread = view.config.reminder.after_days, view.thread
    waits = view.verdict == "needs-info" and thread.open and not view.state.held
    if not (days and waits and main_comment(thread)) or view.state.reminded >= last_word(thread):
        return
    moments = [thread.created, *(comment.edited or comment.created for comment in thread.all_comments())]
    if view.now - max(moments) >= timedelta(days=days):
        yield WriteComment(thread.number, f"{replies.reminder()}\n\n{write_reply_mark(0)}")


def last_word(thread: Thread) -> int:
    """Return the number of the newest comment that is not the bot's, 1 where there is none."""
    return max((comment.id for comment in thread.all_comments() if not comment.own), default=1)


def plan_answers(view: View) -> Iterator[Change]:
    """Answer commands: a reaction for each comment, and a line only where one was refused or asked for."""
    done = replied(view.thread)
    for number in () if has_approval(view.state) else view.state.accepted:
        yield React(number, "rocket")
    for answer in view.answers:
        if answer.comment.id > 0:
            yield React(answer.comment.id, answer.reaction)
        if answer.line and answer.comment.id not in done:
            yield WriteComment(view.thread.number, f"{answer.line}\n\n{write_reply_mark(answer.comment.id)}")
