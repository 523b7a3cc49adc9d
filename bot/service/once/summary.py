"""The summary that a person reads on a run's page."""

import html
from collections.abc import Iterable, Mapping
from pathlib import Path

from bot.service.failures import short_line
from bot.service.once.doorbell import Doorbell

#: GitHub shows no longer summary, in bytes.
LONGEST_SUMMARY = 1024 * 1024


def summarize(doorbell: Doorbell | None, done: Iterable[str], failed: Iterable[str]) -> str:
    """Return the text of the run's summary page. Titles come from strangers, so nothing in them is Markdown."""
    parts = ["### paperclerk", *([say_where(doorbell)] if doorbell else [])]
    lines = [html.escape(short_line(line)) for line in done]
    if lines:
        parts.append("<pre>" + "\n".join(lines) + "</pre>")
    elif doorbell and not doorbell.quiet and not any(failed):
        parts.append("There was nothing to do.")
    if problems := [html.escape(short_line(words)) for words in failed]:
        parts.append("**It did not all go well:**\n\n<pre>" + "\n".join(problems) + "</pre>")
    return "\n\n".join(parts) + "\n"


def say_where(doorbell: Doorbell) -> str:
    if doorbell.quiet:
        return f"This `{doorbell.why}` is about nothing that concerns the list."
    if doorbell.tag:
        return f"Looked at the tag `{doorbell.tag}` for its notes in RELEASES.md."
    if doorbell.number is None:
        return f"A round after `{doorbell.why}`: the list, and every thread that waits."
    return f"Looked at #{doorbell.number} after `{doorbell.why}`."


def write_summary(environment: Mapping[str, str], text: str) -> None:
    if path := environment.get("GITHUB_STEP_SUMMARY"):
        with Path(path).open("a", encoding="utf-8", errors="replace") as file:
            file.write(text.encode("utf-8", "replace")[:LONGEST_SUMMARY].decode("utf-8", "ignore"))
