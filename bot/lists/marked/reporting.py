"""The report of an import, for people and for programs."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict

from bot.lists.marked.importing import ImportReport


def report_json(report: ImportReport) -> str:
    """Return the whole report as JSON."""
    return json.dumps(asdict(report), ensure_ascii=False, indent=2) + "\n"


def report_text(report: ImportReport) -> str:
    """Return the figures, how often each reason occurs, and everything that a person should look at."""
    reasons = Counter(reason for difference in report.differences for reason in difference.reasons)
    lines = [
        f"{report.lines} entry lines read: {report.papers} papers in {report.sections} sections,"
        f" {report.rendered_lines} lines rendered.",
        f"{len(report.differences)} lines read differently now:",
        *(f"  {count:4}  {reason}" for reason, count in reasons.most_common()),
        f"{len(report.doubts)} things are left as they are, for a person to look at:",
        *(f"  line {doubt.line}: {doubt.message}" for doubt in report.doubts),
    ]
    return "\n".join(lines) + "\n"
