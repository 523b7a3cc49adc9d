"""What an approved entry is told of the merge queue that its branch has."""

from __future__ import annotations

from bot.review.words.escape import code
from bot.workflow.situation import Situation
from bot.workflow.thread import BY_HAND


def say_place(situation: Situation) -> str:
    """Return that an entry waits in the queue, or for another one there, "" where it does neither."""
    if situation.merge_status.in_queue or (situation.state.queued and situation.state.queued == situation.head):
        queued = f"#{situation.number} is in the merge queue"
        return f"**Next:** nothing to do. {queued}; it merges by itself once it passes there."
    if situation.merge_status.queue_required and situation.ahead:
        return f"**Next:** nothing to do. #{situation.ahead} comes first; this one goes into the merge queue after it."
    return ""


def say_dropped(situation: Situation) -> str:
    """Return what to do about an entry that the queue dropped, and why it did."""
    number, reason = situation.number, situation.dropped
    again = "**Next:** a maintainer comments `/approve` to put it in again"
    if reason == BY_HAND:
        return f"{again}, or `/reject`. Somebody took #{number} out of the merge queue."
    # Its author's commits stay as they are, so what was dropped once would be so again.
    by_itself = "." if situation.review.is_handmade else ", or waits: I try again when the list has moved on."
    if "conflict" in reason:
        return f"{again}{by_itself} #{number} conflicts with what is ahead of it in the merge queue."
    if "check" in reason or reason.startswith("ci_"):
        return f"{again}{by_itself} The checks of #{number} failed in the merge queue; #{number} tells which."
    return f"{again}{by_itself} GitHub took #{number} out of the merge queue: {code(reason)}."
