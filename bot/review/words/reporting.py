"""Findings -> text for people, JSON lines for programs, annotations for GitHub's log."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Callable, Sequence

from bot.review.rules.finding import Finding
from bot.review.words.escape import ZERO_WIDTH_SPACE

COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def as_text(findings: Sequence[Finding]) -> str:
    """Return a line for each finding, and the sum."""
    lines = [
        f"{finding.path}:{finding.line}: {finding.level}: {words(finding)} [{finding.rule}]" for finding in findings
    ]
    counts = Counter[str](finding.level for finding in findings)
    total = ", ".join(f"{counts[level]} {level}{'s' * (counts[level] != 1)}" for level in COMMANDS)
    return "\n".join([*lines, total, ""])


def as_json(findings: Sequence[Finding]) -> str:
    objects = (
        {
            "rule": finding.rule,
            "level": finding.level,
            "path": finding.path,
            "line": finding.line,
            "title": finding.title,
            "message": words(finding),
        }
        for finding in findings
    )
    return "".join(f"{json.dumps(content, ensure_ascii=False)}\n" for content in objects)


def as_github(findings: Sequence[Finding]) -> str:
    """Return workflow commands, which GitHub shows beside the lines."""
    return "".join(
        f"::{COMMANDS[finding.level]} file={escape_property(finding.path or '')},line={finding.line or 1},"
        f"title={escape_property(finding.title)}::{escape_data(words(finding))}\n"
        for finding in findings
    )


def words(finding: Finding) -> str:
    """Return the message with how to mend it as plain text; the texts are Markdown made by `escape`."""
    text = f"{finding.message} {finding.hint}".strip().replace(ZERO_WIDTH_SPACE, "")
    return html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text))


def escape_data(text: str) -> str:
    """Return text that cannot end its workflow command, or begin another."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """Return text that cannot end its property either."""
    return escape_data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Sequence[Finding]], str]] = {"text": as_text, "json": as_json, "github": as_github}
