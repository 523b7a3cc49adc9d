"""The bot's one-line answers to commands."""

from __future__ import annotations

from collections.abc import Sequence

from bot.review.escape import code
from bot.review.review import Entry

FOR_EVERYBODY = {
    "/help": "show this",
}
FOR_CONTRIBUTORS = {
    "/set FIELD VALUE": "correct the title, link, code, venue, year or section",
    "/section ID": "choose the section (several, with commas)",
    "/recheck": "look again",
}
FOR_MAINTAINERS = {
    "/approve": "add the entry as shown and merge it (`/approve 1,3` for some entries)",
    "/reject REASON": "close without adding it",
    "/hold` and `/unhold": "stop and start the clock",
    "/duplicate ID` or `/duplicate #N": "it repeats a listed paper or another thread",
    "/not-duplicate ID": "it is another paper than this one",
    "/allow RULE": "let this entry break a rule of the list (its name stands behind the finding)",
}


def refused(what: str, reason: str) -> str:
    """Say that a command was not carried out, or a label does not count, and why."""
    verdict = "was not carried out" if what.startswith("/") else "does not count"
    return f"{code(what)} {verdict}: {reason}{'' if reason.endswith('?') else '.'}"


def not_ready(entry: Entry) -> str:
    """Say what stands in the way of an entry."""
    reasons = [finding.message.rstrip(".") for finding in entry.findings if finding.level == "error"]
    cause = reasons[0] if reasons else "it looks like a paper that is listed or proposed already"
    return f"entry {entry.number} is not ready: {cause}"


def changed_meanwhile(entry: Entry) -> str:
    """Say that what was approved is not what would be merged."""
    return f"entry {entry.number} changed since it was shown; please look at it again and repeat the command"


def other_files(paths: Sequence[str]) -> str:
    """Say that a request changes more than papers, which the bot does not merge."""
    return (
        f"this pull request also changes {', '.join(map(code, paths[:3]))}, which is not mine to merge;"
        " look at it and use GitHub's merge button, then I bring the list up to date"
    )


def reminder() -> str:
    """Ask the contributor whether they still want to go on."""
    return (
        "This still waits for something from you: please see what is marked ❌ in my comment above."
        " A short answer or an edit is enough; if you have lost interest, just close it."
    )


def quote(text: str) -> str:
    """Show a piece of a command."""
    return code(text[:80])


def help_for(maintainer: bool, *, own: bool) -> str:
    """List the commands that the reader may use."""
    commands = dict(FOR_MAINTAINERS) if maintainer else {}
    commands |= FOR_CONTRIBUTORS if maintainer or own else {}
    commands |= FOR_EVERYBODY
    return "You can use these, each at the start of a line:\n\n" + "\n".join(
        f"- `{name}`: {purpose}" for name, purpose in commands.items()
    )
