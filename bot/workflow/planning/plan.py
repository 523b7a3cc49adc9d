"""Plans for a thread the changes from what is on GitHub to what should be there. Pure.

If a thread is already as it should be, the plan is empty; so late, repeated and lost deliveries do no harm.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.review.rules.finding import Finding
from bot.workflow import labels
from bot.workflow.changes import NEW_PULL, AddLabel, Change, Dequeue, Enqueue, OpenPull, Plan, ReopenIssue, WriteComment
from bot.workflow.commands.approving import has_unsaid_entries
from bot.workflow.commands.requests import Answer
from bot.workflow.marks import read_reply_mark
from bot.workflow.messages.asking import say_openly
from bot.workflow.planning.checks import make_report, plan_report
from bot.workflow.planning.comment import plan_answers, plan_comment, plan_labels, plan_reminder, plan_warning
from bot.workflow.planning.merge import plan_branch, plan_handmade, plan_last
from bot.workflow.planning.unreadable import plan_readable
from bot.workflow.situation import Situation
from bot.workflow.thread import Pull, Thread

HOUR = timedelta(hours=1)
#: After so many comments of its own in a thread within an hour, the bot stops commenting there.
MOST_COMMENTS = 5


def plan_thread(situation: Situation) -> Plan:
    """Return the plan for a thread; if the bot has commented too often, without further comments.

    Otherwise two machines that answer each other, or somebody who plays with one, would never stop.
    """
    plan, thread = plan_steps(situation), situation.thread
    said = [change for change in plan.changes if isinstance(change, WriteComment)]
    # The main comment does not count.
    lines = sum(read_reply_mark(change.body) is not None for change in said)
    if not lines or lines + count_spoken(thread) <= MOST_COMMENTS:
        return plan
    paused = replace(situation, thread=replace(thread, labels=thread.labels | {labels.PAUSED}))
    quiet = plan_steps(paused)
    return quiet if quiet.ends else replace(quiet, changes=(AddLabel(thread.number, labels.PAUSED), *quiet.changes))


def plan_settings(thread: Thread, faults: Sequence[Finding] | None) -> Plan:
    """Report what is wrong with the settings that a pull request changes.

    The report is on its newest commit, or on the one that the merge queue makes of it.
    """
    if faults is None or thread.head is None or not thread.open:
        return Plan()
    return Plan((make_report(thread.merge_status.queue_commit or thread.head, faults),))


def count_spoken(thread: Thread) -> int:
    """Return how often the bot commented in the hour before the newest comment.

    When a person lets it write again, counting starts afresh.
    """
    comments = thread.all_comments()
    newest = max((comment.created for comment in comments), default=thread.created)
    freed = [event.at for event in thread.events if (event.act, event.subject) == ("unlabeled", labels.PAUSED)]
    since = max([newest - HOUR, *freed])
    return sum(comment.own and comment.created > since for comment in comments)


def plan_steps(situation: Situation) -> Plan:
    """Return the plan for a thread, however often the bot commented there."""
    if not situation.thread.open and any(map(reopens, situation.answers)):
        return Plan((ReopenIssue(situation.thread.number),), again=True)
    answers = (*plan_warning(situation), *plan_readable(situation), *plan_answers(situation))
    spoken = situation.thread.main_comment is not None
    if situation.state.over and spoken and answers:
        # Remembered, or they would be carried out when the thread is reopened.
        return Plan((*answers, *plan_comment(situation)))
    if situation.state.over or (not spoken and not (situation.thread.open and situation.review.entries)):
        return Plan(answers)
    if situation.finished():
        return plan_last(replace(situation, state=replace(situation.state, over=True)))
    if has_unsaid_entries(situation):
        return Plan((*answers, *plan_labels(situation), *plan_comment(situation)), again=True)
    branch = plan_handmade(situation) if situation.review.is_handmade else plan_branch(situation)
    if branch.again or branch.ends:
        return branch
    situation = replace(situation, thread=foresee(situation.thread, branch.changes))
    report = plan_report(situation)
    # The comment remembers the report, so it comes after it.
    said = (*answers, *plan_labels(situation), *plan_comment(situation, report), *plan_reminder(situation))
    # The bot's own report may have been the last thing missing, and the event about it is ignored.
    again = bool(report and report.head == situation.pull_head and situation.approved())
    return Plan((*branch.changes, *([report] if report else ()), *said), again=again, asked=say_openly(situation))


def reopens(answer: Answer) -> bool:
    """Whether an issue is to be reopened because somebody with the right to asked for it."""
    return answer.reaction == "rocket" and any(command.name == "reopen" for command in answer.request.commands)


def foresee(thread: Thread, changes: Sequence[Change]) -> Thread:
    """Return the thread as the changes will leave it: its pull request open, in the merge queue or out of it.

    The hub fills in the number of a new pull request.
    """
    for change in changes:
        match change:
            case OpenPull(_, _, title, body):
                thread = replace(thread, pull=Pull(NEW_PULL, title, body, head="", state="open"))
            case Enqueue(pull) | Dequeue(pull):
                waits = isinstance(change, Enqueue)
                if thread.pull and thread.pull.number == pull:
                    merge_status = replace(thread.pull.merge_status, in_queue=waits)
                    thread = replace(thread, pull=replace(thread.pull, merge_status=merge_status))
                else:
                    thread = replace(thread, merge_status=replace(thread.merge_status, in_queue=waits))
    return thread
