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
            return f"{code(held)} closed {deed.subject}, so this is on hold; a maintainer's `/unhold` opens it anew."
    return f"{code(held)} put this on hold; a maintainer can `/unhold` it."


def say_pause(view: View) -> str:
    """Return why the bot answers with reactions only, "" where it may write."""
    if PAUSED not in view.thread.labels or view.state.over:
        return ""
    return (
        "🔇 I wrote a lot here within an hour, so now I only react to commands and keep this comment up to date."
        f" When a maintainer takes the label {code(PAUSED)} off, I write again."
    )
