"""The report of a rehearsal, in Markdown, to be attached to an issue; nothing secret is in it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.rehearsal.calls import CallCount
from bot.rehearsal.step import Outcome

SIGNS = {"ok": "ok", "limit": "limit", "error": "**ERROR**", "left out": "left out"}


def write_report(
    facts: Mapping[str, str], outcomes: Sequence[Outcome], calls: Mapping[str, CallCount], missing: Sequence[str]
) -> str:
    """Return the report: facts, steps, and calls; `missing` are those that no step made."""
    lines = ["# Rehearsal", "", *(f"- {name}: {value}" for name, value in facts.items()), ""]
    lines += [
        "| Step | | What happened | Expected | Seconds | Only the real GitHub shows |",
        "|---|---|---|---|---:|---|",
    ]
    for each in outcomes:
        step = each.step
        words = each.words or step.does
        cells = (step.name, SIGNS[each.ending], words, step.expects, f"{each.seconds:.1f}", step.real)
        lines.append(f"| {' | '.join(map(cell, cells))} |")
    lines += ["", "| Call of the bot's | Times | Refused | Slowest, s |", "|---|---:|---:|---:|"]
    lines += [
        f"| `{name}` | {call.times} | {call.refused} | {call.slowest:.2f} |" for name, call in sorted(calls.items())
    ]
    lines += ["", f"Not called: {', '.join(f'`{name}`' for name in missing) or 'none'}.", ""]
    return "\n".join(lines)


def cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
