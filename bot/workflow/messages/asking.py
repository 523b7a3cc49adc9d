"""What a thread waits for, in the comment's words as far as they quote nobody: for a public page."""

import re
from collections.abc import Iterator

from bot.review.rules.finding import QUESTIONS, Finding
from bot.workflow.messages.step import say_verdict
from bot.workflow.situation import Situation
from bot.workflow.state import is_final

#: Further questions are only counted.
MOST_ASKED = 5
#: Rules whose findings quote nobody, or only as code.
QUOTING_NOBODY = QUESTIONS | {"similar"}
#: A heading begins with an emoji.
WORDS = re.compile(r"\w.*")


def say_openly(situation: Situation) -> str:
    """Return a thread's state and its open questions, with who has to answer, as plain text."""
    heading, _ = say_verdict(situation)
    standing = WORDS.search(heading)
    asked = [] if situation.state.over or situation.state.held else list(list_questions(situation))
    more = [f"And {len(asked) - MOST_ASKED} more."] if len(asked) > MOST_ASKED else []
    return " ".join([f"{standing[0] if standing else heading}.", *asked[:MOST_ASKED], *more])


def list_questions(situation: Situation) -> Iterator[str]:
    """Yield the questions about each entry, or if there are none, who has to agree."""
    for entry in situation.review.entries:
        if is_final(situation.decision(entry)) or entry.verdict not in ("needs-info", "needs-maintainer"):
            continue
        levels = ("error",) if entry.verdict == "needs-info" else ("error", "warning")
        found = [finding for finding in entry.findings if finding.level in levels]
        number = f"Entry {entry.number}: " if entry.choice else ""
        yield from (f"{number}{say_question(finding)}" for finding in found)
    if situation.verdict == "ready" and not situation.approved():
        yield "A maintainer decides."


def say_question(finding: Finding) -> str:
    """Return a finding's question in the comment's words, or only its kind if the words may quote somebody."""
    is_open = finding.rule in QUOTING_NOBODY and "`" not in finding.message
    asks = [finding.message, *([finding.hint] if finding.hint.endswith("?") else [])]
    words = " ".join(asks) if is_open else finding.title
    return words if words.endswith(("?", ".")) else f"{words}."
