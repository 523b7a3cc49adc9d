"""Why the bot waits in a thread, or does not write there, and what ends that."""

from __future__ import annotations

from bot.review.words.escape import code, markdown, sentence
from bot.workflow.labels import PAUSED
from bot.workflow.situation import Situation


def say_hold(situation: Situation) -> str:
    """Return what ends the wait, and who began it; a request that somebody pushed to is not opened anew."""
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
    """Return why the bot answers with reactions only, "" where it may write."""
    if PAUSED not in situation.thread.labels or situation.state.over:
        return ""
    return (
        "🔇 I wrote a lot here within an hour, so now I only react to commands and keep this comment up to date."
        f" When a maintainer takes the label {code(PAUSED)} off, I write again."
    )
