"""Plans what people see in a thread: labels, the comment, answers to commands, notes on lines, a reminder. Pure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.review.entry import Entry
from bot.workflow import changes, labels
from bot.workflow.changes import Change, Plan, reply
from bot.workflow.commands.requests import stamp
from bot.workflow.hub import MergeRefusedError, PullRefusedError, PushRefusedError
from bot.workflow.marks import fingerprint, write_note_mark
from bot.workflow.messages import comment, findings, replies
from bot.workflow.messages.fitting import LONGEST_BODY, LONGEST_NOTE, MOST_NOTES, cut, measure
from bot.workflow.planning.unreadable import find_unreadable
from bot.workflow.situation import Situation
from bot.workflow.state import State, bound_state, read_state, write_state
from bot.workflow.thread import Thread

#: How much of a title is remembered, so that younger threads can be compared with it.
LONGEST_NAME = 200


def plan_labels(situation: Situation) -> Iterator[Change]:
    """Leave exactly the labels that say who must act; labels of others are theirs."""
    number, expected = situation.thread.number, expected_labels(situation)
    for name in sorted(expected - situation.thread.labels):
        yield changes.AddLabel(number, name)
    for name in sorted((situation.thread.labels & set(labels.LABELS)) - expected):
        yield changes.RemoveLabel(number, name)


def expected_labels(situation: Situation) -> frozenset[str]:
    if situation.state.over:
        duplicate = {labels.verdict_label("duplicate")} if situation.state.is_closed_by_itself else ()
        return frozenset({labels.APPROVED} if situation.state.is_listed else duplicate)
    on_hold = {labels.ON_HOLD} if situation.state.held else set()
    approved = {labels.APPROVED} if situation.approved() else set()
    paused = situation.thread.labels & {labels.PAUSED}
    return paused | {labels.verdict_label(situation.verdict)} | on_hold | approved


def plan_comment(situation: Situation, report: changes.Report | None = None) -> Iterator[Change]:
    """Write the bot's one comment, or update it; it remembers the report that is made with it.

    A comment about an unreadable list is replaced by this one.
    """
    number, main = situation.thread.number, situation.thread.main_comment or find_unreadable(situation.thread)
    state = shown_state(situation)
    state = replace(state, reported=fingerprint(report)) if report else state
    edited = state
    if main and not situation.state.over:
        edited = replace(state, since=dict(since_when(situation, stamp(main.written))))
    hidden, anew = (write_state(bound_state(each)) for each in (state, edited))
    words = comment.write(situation, LONGEST_BODY - measure(anew) - 2)
    if main is None:
        yield changes.WriteComment(number, f"{words}\n\n{hidden}")
    elif main.body != f"{words}\n\n{hidden}":
        yield changes.EditComment(number, main.id, f"{words}\n\n{anew}")


def shown_state(situation: Situation) -> State:
    """Return the state to remember once the comment shows the entries as they are now.

    A finished thread shows them no more. One that is finished but open was reopened, so one that stays open for people
    is not remembered as finished.
    """
    if situation.state.over:
        over, author = not situation.stays_open, situation.thread.author.id
        return replace(situation.state, accepted=(), since={}, author=author, over=over)
    entries = situation.review.entries
    target = situation.waiting() if situation.review.is_handmade else situation.target()
    return replace(
        situation.state,
        shown={entry.key: situation.binding(entry) for entry in entries},
        since=dict(since_when(situation)),
        proposed={entry.key: entry.paper.id for entry in target},
        names={
            entry.key: (cut(entry.draft.title or "", LONGEST_NAME), *map(str, entry.draft.identifiers))
            for entry in entries
        },
        letters={entry.key: papers for entry in entries if (papers := situation.letters(entry))},
        lacking=tuple(entry.key for entry in entries if entry.verdict == "needs-info"),
        pending=tuple(older for entry in entries if (older := entry.relation.waits_for)),
        accepted=situation.state.accepted if situation.state.has_approval else (),
        reminded=last_word(situation.thread) if any(plan_reminder(situation)) else situation.state.reminded,
        **remember_queue(situation),
        author=situation.thread.author.id,
    )


def since_when(situation: Situation, written: str = "") -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield since when the comment shows each entry unchanged, and a fingerprint of what it shows.

    `written` is the time of the comment that is being edited.
    """
    for entry in situation.review.entries:
        said = (situation.binding(entry), situation.letters(entry), entry.findings)
        digest = fingerprint(said)
        time, last = situation.state.since.get(entry.key, ("", ""))
        yield entry.key, ((time or written) if last == digest else "", digest)


def remember_queue(situation: Situation) -> dict[str, Any]:
    """Return the queue's part of the state: it holds only approved entries, or those approved when they went in.

    A thread whose checks run keeps its turn, or all would be rebuilt after each merge; one that waits for people lets
    others by.
    """
    merge_status, approved = situation.merge_status, bool(situation.approved())
    was_put = approved and (merge_status.in_queue or situation.state.queued == situation.pull_head)
    comes = merge_status.in_queue or not (situation.ahead or situation.dropped or merge_status.waits_for_people)
    return {
        "queued": situation.pull_head if was_put else "",
        "dropped": situation.dropped if was_put else "",
        "turn": approved and merge_status.queue_required and comes,
    }


def plan_answers(situation: Situation) -> Iterator[Change]:
    """Answer requests: a reaction for each, and a line where one was refused or needs an answer.

    A paused thread gets no more lines.
    """
    done, is_paused = situation.thread.replied, labels.PAUSED in situation.thread.labels
    for number in () if situation.state.has_approval else situation.state.accepted:
        yield changes.React(number, "rocket")
    for answer in situation.answers:
        request = answer.request
        if request.comment:
            yield changes.React(request.comment, answer.reaction)
        if answer.line and request.id not in done and not is_paused:
            yield reply(situation.thread.number, cut(answer.line, LONGEST_BODY // 2), request.id)


def plan_warning(situation: Situation) -> Iterator[Change]:
    """Explain once that somebody changed the bot's comment, and what that means for earlier decisions."""
    main, thread = situation.thread.main_comment, situation.thread
    if main is None or read_state(main.body) is not None:
        return
    mark = f"changed-{main.id}-{main.edited:%Y%m%dT%H%M%S}" if main.edited else f"changed-{main.id}"
    if mark not in thread.replied:
        yield reply(thread.number, replies.changed(), mark)


def plan_reminder(situation: Situation) -> Iterator[Change]:
    """Remind the contributor once of each silence that lasts too long for the list."""
    days, thread = situation.config.reminder.after_days, situation.thread
    waits = situation.verdict == "needs-info" and thread.open and not situation.state.held
    if (
        labels.PAUSED in thread.labels
        or not (days and waits and thread.main_comment)
        or situation.state.reminded >= last_word(thread)
    ):
        return
    moments = [thread.created, *(comment.written for comment in thread.all_comments())]
    if situation.now - max(moments) >= timedelta(days=days):
        yield reply(thread.number, replies.reminder(), "reminder")


def last_word(thread: Thread) -> int:
    """Return the number of the newest comment that is not the bot's, 1 where there is none."""
    return max((comment.id for comment in thread.all_comments() if not comment.own), default=1)


def plan_notes(situation: Situation) -> Iterator[Change]:
    thread = situation.thread
    shown = (note for entry in situation.review.entries if entry.file for note in notes_on(entry))
    found = [note for note in shown if fingerprint(note.body) not in thread.noted]
    if found and thread.head:
        marked = (
            replace(note, body=f"{cut(note.body, LONGEST_NOTE)}\n\n{write_note_mark(fingerprint(note.body))}")
            for note in found[:MOST_NOTES]
        )
        yield changes.WriteReview(thread.number, thread.head, findings.SUMMARY, tuple(marked))


def notes_on(entry: Entry) -> Iterator[changes.Note]:
    """Yield a note for each finding whose first and last line the diff of the entry's file shows."""
    for finding in entry.findings:
        if not finding.path or not finding.line or finding.path != entry.path:
            continue
        last = finding.last or finding.line
        if {finding.line, last} <= entry.lines:
            first = finding.line if last > finding.line else None
            yield changes.Note(finding.path, last, findings.note(finding), first=first)


def plan_refusal(thread: Thread, refused: MergeRefusedError | PullRefusedError | PushRefusedError) -> Plan:
    """Report once, in GitHub's words, what GitHub refuses to the bot, and who can change that."""
    digest = fingerprint(str(refused))
    match refused:
        case PullRefusedError():
            mark, line = "pull-refused", replies.pull_refused(thread.repository.default_branch)
        case MergeRefusedError():
            mark, line = f"merge-refused-{digest}", replies.merge_refused(str(refused))
        case _:
            mark, line = f"push-refused-{digest}", replies.push_refused(str(refused))
    return Plan() if mark in thread.replied else Plan((reply(thread.number, line, mark),))
