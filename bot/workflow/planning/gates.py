"""Gates against floods: whose proposals wait for a maintainer before the bot opens anything for them. Pure.

The list sets them; by default only a flood is held back, and unknown facts let people in.
"""

from datetime import datetime

from bot.review.config import Gates
from bot.workflow.thread import Thread


def hold_back(thread: Thread, gates: Gates, *, now: datetime, open_before: int) -> str:
    """Return why a proposal waits for a maintainer, "" if it does not; `open_before` counts its author's older ones."""
    since = thread.author.since
    if gates.account_age_days and since and (now - since).days < gates.account_age_days:
        return f"This list first looks at what comes from accounts younger than {gates.account_age_days} days."
    if gates.open_submissions and open_before >= gates.open_submissions:
        many = f"{open_before} other proposals" if open_before > 1 else "another proposal"
        return f"You have {many} open here; this one waits its turn."
    return ""
