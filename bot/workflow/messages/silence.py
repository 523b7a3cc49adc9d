"""Why the bot waits in a thread, or does not write there, and what ends that."""

from __future__ import annotations

from bot.review.escape import code
from bot.workflow.labels import PAUSED
from bot.workflow.view import View


def say_hold(view: View) -> str:
    """Return who stopped the clock, and what starts it again."""
    held = view.state.held
    for deed in view.thread.deeds:
        if deed.act == "closed" and deed.by.login == held:
            return f"{code(held)} closed {deed.subject}, so this is on hold; {say_way_on(view, deed.subject)}."
    return f"{code(held)} put this on hold; a maintainer can `/unhold` it."


def say_way_on(view: View, pull: str) -> str:
    """Return how a thread goes on whose request was closed; one that somebody pushed to is not opened anew."""
    if view.thread.is_foreign:
        return f"to go on with what somebody pushed there, reopen {pull}, or end it here with `/reject`"
    return "a maintainer's `/unhold` opens it anew"


def say_pause(view: View) -> str:
    """Return why the bot answers with reactions only, "" where it may write."""
    if PAUSED not in view.thread.labels or view.state.over:
        return ""
    return (
        "🔇 I wrote a lot here within an hour, so now I only react to commands and keep this comment up to date."
        f" When a maintainer takes the label {code(PAUSED)} off, I write again."
    )
