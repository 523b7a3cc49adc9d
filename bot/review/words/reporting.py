"""Findings as text for people, JSON lines for programs, annotations for GitHub's log, SARIF for code scanning."""

import html
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from bot.review.rules.finding import LEVELS, Finding, Level
from bot.review.words.escape import ZERO_WIDTH_SPACE
from bot.words import count

COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def as_text(findings: Sequence[Finding]) -> str:
    """Return certain findings by kind, the most serious and the rarest first, a count of the others, and the total."""
    certain = [finding for finding in findings if finding.certainty == "certain"]
    likely = [finding for finding in findings if finding.certainty == "likely"]
    ordered = sorted(by_kind(certain), key=lambda alike: (LEVELS.index(alike[0].level), len(alike)))
    counts = Counter[str](finding.level for finding in certain)
    total = ", ".join(count(counts[level], level) for level in LEVELS)
    mended = sum(bool(finding.edits) for finding in certain)
    end = "; ".join(
        part for part in (total, likely and f"{len(likely)} in doubt", mended and f"--fix mends {mended}") if part
    )
    said = (line for alike in ordered for line in say_kind(alike))
    return "\n".join([*said, *map(say_doubt, by_kind(likely)), end, ""])


def by_kind(findings: Iterable[Finding]) -> Iterable[list[Finding]]:
    kinds: defaultdict[tuple[Level, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        kinds[finding.level, finding.rule].append(finding)
    return kinds.values()


def say_doubt(alike: Sequence[Finding]) -> str:
    """Return where a person may look for likely faults: the text can have been misread, so nothing is asserted."""
    lines: defaultdict[str | None, list[str]] = defaultdict(list)
    for finding in alike:
        lines[finding.path].append(str(finding.line))
    places = "; ".join(f"{path}:{', '.join(dict.fromkeys(some))}" for path, some in lines.items())
    return f"in doubt: {alike[0].title} ({len(alike)}) [{alike[0].rule}]: {places}"


def say_kind(alike: Sequence[Finding]) -> Iterator[str]:
    """Yield a heading, with the advice if it is the same for all, and a line for each finding."""
    first, hints = alike[0], {finding.hint for finding in alike}
    shared = f": {words(Finding(first.hint))}" if len(hints) == 1 and first.hint else ""
    yield f"{first.level}: {first.title} ({len(alike)}) [{first.rule}]{shared}"
    for finding in alike:
        place = f"{finding.path}:{finding.line}" if finding.line else finding.path
        yield f"  {place}: {words(replace(finding, hint='') if shared else finding)}"


def as_json(findings: Sequence[Finding]) -> str:
    objects = (
        {
            "rule": finding.rule,
            "level": finding.level,
            "path": finding.path,
            "line": finding.line,
            "title": finding.title,
            "message": words(finding),
            "evidence": finding.evidence,
            "certainty": finding.certainty,
            "edits": [edit._asdict() for edit in finding.edits],
        }
        for finding in findings
    )
    return "".join(f"{json.dumps(content, ensure_ascii=False)}\n" for content in objects)


def as_github(findings: Sequence[Finding]) -> str:
    """Return workflow commands, which GitHub shows beside the lines: ten of each level, so that every kind is shown.

    Doubtful findings are left out.
    """
    seen = Counter[str]()
    turns = []
    for finding in (each for each in findings if each.certainty == "certain"):
        turns.append((seen[finding.rule], finding))
        seen[finding.rule] += 1
    return "".join(
        f"::{COMMANDS[finding.level]} file={escape_property(finding.path or '')},line={finding.line or 1},"
        f"title={escape_property(finding.title)}::{escape_data(words(finding))}\n"
        for _, finding in sorted(turns, key=lambda turn: turn[0])
    )


def as_sarif(findings: Sequence[Finding]) -> str:
    """Return one run in SARIF 2.1.0, which GitHub shows as code scanning alerts."""
    titles = {finding.rule: finding.title for finding in findings}
    rules = [{"id": id, "shortDescription": {"text": title or id}} for id, title in sorted(titles.items())]
    driver = {"name": "paperclerk", "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [as_result(finding) for finding in findings],
    }
    content = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return f"{json.dumps(content, ensure_ascii=False, indent=2)}\n"


def as_result(finding: Finding) -> dict[str, Any]:
    place = {"artifactLocation": {"uri": quote(finding.path or "")}, "region": {"startLine": finding.line or 1}}
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": finding.level,
        "message": {"text": words(finding)},
        "locations": [{"physicalLocation": place}],
        "properties": {"certainty": finding.certainty, "evidence": finding.evidence},
    }
    if finding.edits:
        changes = [
            {
                "deletedRegion": {
                    "startLine": edit.line,
                    "startColumn": edit.column,
                    "endLine": edit.line,
                    "endColumn": edit.column + len(edit.old),
                },
                "insertedContent": {"text": edit.new},
            }
            for edit in finding.edits
        ]
        change = {"artifactLocation": place["artifactLocation"], "replacements": changes}
        result["fixes"] = [{"description": {"text": finding.title}, "artifactChanges": [change]}]
    return result


def words(finding: Finding) -> str:
    """Return the message with its advice as plain text; both are Markdown made by `escape`."""
    text = f"{finding.message} {finding.hint}".strip().replace(ZERO_WIDTH_SPACE, "")
    return html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text))


def escape_data(text: str) -> str:
    """Return text that cannot end its workflow command, or begin another."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """Return text that cannot end its property either."""
    return escape_data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Sequence[Finding]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
