"""What people see of a thread: its labels, the one comment, answers to commands, notes on lines, a reminder. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.workflow import labels
from bot.workflow.changes import (
    AddLabel,
    Change,
    EditComment,
    Note,
    React,
    RemoveLabel,
    Report,
    WriteComment,
    WriteReview,
)
from bot.workflow.commands.execution import has_approval
from bot.workflow.commands.requests import main_comment, replied
from bot.workflow.messages import comment, notes, pull, replies
from bot.workflow.planning.checks import digest_report
from bot.workflow.situation import Situation
from bot.workflow.state import State, write_note_mark, write_reply_mark, write_state
from bot.workflow.thread import Thread


def plan_labels(view: Situation) -> Iterator[Change]:
    """Leave exactly the labels that say who must act; labels of others are theirs."""
    number, expected = view.thread.number, expected_labels(view)
    for name in sorted(expected - view.thread.labels):
        yield AddLabel(number, name)
    for name in sorted((view.thread.labels & set(labels.LABELS)) - expected):
        yield RemoveLabel(number, name)


def expected_labels(view: Situation) -> frozenset[str]:
    """Return the labels that a thread should carry."""
    decided = {made.kind for made in view.state.decisions.values()}
    if view.state.over:
        return frozenset({labels.APPROVED} if "listed" in decided else set())
    on_hold = {labels.ON_HOLD} if view.state.held else set()
    approved = {labels.APPROVED} if view.approved() else set()
    paused = view.thread.labels & {labels.PAUSED}
    return paused | {labels.verdict_label(view.verdict)} | on_hold | approved


def plan_comment(view: Situation, report: Report | None = None) -> Iterator[Change]:
    """Write the bot's one comment, or bring it up to date; it remembers the report that is made with it."""
    main = main_comment(view.thread)
    state = shown_state(view)
    state = replace(state, reported=digest_report(report)) if report else state
    body = f"{comment.write(view)}\n\n{write_state(state)}"
    if main is None:
        yield WriteComment(view.thread.number, body)
    elif main.body != body:
        yield EditComment(main.id, body)


def shown_state(view: Situation) -> State:
    """Return the state to remember once the comment shows the entries as they are now.

    Of a thread that is over they are shown no more, and what they are to a list that has them already says nothing. One
    that is over and open was opened again, so one that stays open for people is not remembered as over.
    """
    if view.state.over:
        return replace(view.state, accepted=(), author=view.thread.author.id, over=not view.stays_open)
    shown = {entry.key: view.binding(entry) for entry in view.review.entries}
    target = view.waiting() if view.review.is_handmade else view.target()
    proposed = {entry.key: pull.paper_of(entry).id for entry in target}
    names = {entry.key: (entry.draft.title or "", *map(str, entry.draft.identifiers)) for entry in view.review.entries}
    letters = {entry.key: papers for entry in view.review.entries if (papers := view.letters(entry))}
    pending = tuple(older for entry in view.review.entries if (older := entry.relation.waits_for))
    kept = view.state.accepted if has_approval(view.state) else ()
    reminded = last_word(view.thread) if any(plan_reminder(view)) else view.state.reminded
    return replace(
        view.state,
        shown=shown,
        proposed=proposed,
        names=names,
        letters=letters,
        pending=pending,
        accepted=kept,
        reminded=reminded,
        **remember_queue(view),
        author=view.thread.author.id,
    )


def remember_queue(view: Situation) -> dict[str, Any]:
    """Return what the state says of the merge queue: only what is approved, or was when it was put there, is there.

    Whose checks run keeps its turn, or all would be built anew after each merge; who waits for people lets others by.
    """
    standing, approved = view.standing, bool(view.approved())
    was_put = approved and (standing.in_queue or view.state.queued == view.head)
    comes = standing.in_queue or not (view.ahead or view.dropped or standing.waits_for_people)
    return {
        "queued": view.head if was_put else "",
        "dropped": view.dropped if was_put else "",
        "turn": approved and standing.queues and comes,
    }


def plan_answers(view: Situation) -> Iterator[Change]:
    """Answer commands: a reaction for each comment, and a line only where one was refused or asked for.

    A thread in which the bot has said too much gets no more lines.
    """
    done, is_paused = replied(view.thread), labels.PAUSED in view.thread.labels
    for number in () if has_approval(view.state) else view.state.accepted:
        yield React(number, "rocket")
    for answer in view.answers:
        request = answer.request
        if request.comment:
            yield React(request.comment, answer.reaction)
        if answer.line and request.id not in done and not is_paused:
            yield WriteComment(view.thread.number, f"{answer.line}\n\n{write_reply_mark(request.id)}")


def plan_reminder(view: Situation) -> Iterator[Change]:
    """Remind the contributor once of each silence that the list finds too long."""
    days, thread = view.config.reminder.after_days, view.thread
    waits = view.verdict == "needs-info" and thread.open and not view.state.held
    if (
        labels.PAUSED in thread.labels
        or not (days and waits and main_comment(thread))
        or view.state.reminded >= last_word(thread)
    ):
        return
    moments = [thread.created, *(comment.edited or comment.created for comment in thread.all_comments())]
    if view.now - max(moments) >= timedelta(days=days):
        yield WriteComment(thread.number, f"{replies.reminder()}\n\n{write_reply_mark('reminder')}")


def last_word(thread: Thread) -> int:
    """Return the number of the newest comment that is not the bot's, 1 where there is none."""
    return max((comment.id for comment in thread.all_comments() if not comment.own), default=1)


def plan_notes(view: Situation) -> Iterator[Change]:
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
