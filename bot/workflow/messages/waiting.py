"""Why a thread waits, for people or in the merge queue, or why the bot does not write there, and what ends that."""

from bot.review.words.escape import code, markdown, sentence
from bot.workflow.labels import PAUSED
from bot.workflow.situation import Situation
from bot.workflow.thread import BY_HAND


def say_hold(situation: Situation) -> str:
    """Return what ends the wait, and who began it; a pull request that somebody pushed to is not reopened."""
    held = situation.state.held
    closed = [event.subject for event in situation.thread.events if event.act == "closed" and event.by.login == held]
    if closed and situation.thread.is_foreign:
        return f"**Next:** a maintainer reopens {closed[0]}, or comments `/reject`. {code(held)} closed {closed[0]}."
    if closed:
        step = "**Next:** nothing, until a maintainer comments `/unhold`; I then open the change anew."
        return f"{step} {code(held)} closed {closed[0]}."
    why = f": {sentence(markdown(situation.state.held_for))}" if situation.state.held_for else "."
    return f"**Next:** nothing, until a maintainer comments `/unhold`. {code(held)} put this on hold{why}"


def say_pause(situation: Situation) -> str:
    """Return why the bot answers with reactions only, "" if it may write."""
    if PAUSED not in situation.thread.labels or situation.state.over:
        return ""
    return (
        "🔇 I wrote a lot here within an hour, so now I only react to commands and keep this comment up to date."
        f" When a maintainer takes the label {code(PAUSED)} off, I write again."
    )


def say_place(situation: Situation) -> str:
    if situation.merge_status.in_queue or (situation.state.queued and situation.state.queued == situation.pull_head):
        queued = f"#{situation.pull_number} is in the merge queue"
        return f"**Next:** nothing to do. {queued}; it merges by itself once it passes there."
    if situation.merge_status.queue_required and situation.ahead:
        return f"**Next:** nothing to do. #{situation.ahead} comes first; this one goes into the merge queue after it."
    return ""


def say_dropped(situation: Situation) -> str:
    number, reason = situation.pull_number, situation.dropped
    again = "**Next:** a maintainer comments `/approve` to put it in again"
    if reason == BY_HAND:
        return f"{again}, or `/reject`. Somebody took #{number} out of the merge queue."
    # Its author's commits stay as they are, so it would be dropped again for the same reason.
    by_itself = "." if situation.review.is_handmade else ", or waits: I try again when the list has moved on."
    if "conflict" in reason:
        return f"{again}{by_itself} #{number} conflicts with what is ahead of it in the merge queue."
    if "check" in reason or reason.startswith("ci_"):
        return f"{again}{by_itself} The checks of #{number} failed in the merge queue; #{number} tells which."
    return f"{again}{by_itself} GitHub took #{number} out of the merge queue: {code(reason)}."
