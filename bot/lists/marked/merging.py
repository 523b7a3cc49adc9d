"""Does to one text what was done to another, as git merges: for a list edited by hand while its data changed. Pure."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from bot.lists.page import split_lines


class Hunk(NamedTuple):
    """Lines that stand in place of those from `start` to before `end`; none are replaced where both are the same."""

    start: int
    end: int
    lines: tuple[str, ...]


def merge_edits(before: str, after: str, text: str) -> str:
    """Do to a text what leads from `before` to `after`, but for lines that are changed or added in it already.

    Where other lines were added at the same place in both, those of the text come first.
    """
    if before == text:
        return after
    lines = split_lines(before)
    kept = compare_lines(lines, text)
    come = {line for hunk in kept for line in hunk.lines}
    made = [
        Hunk(hunk.start, hunk.end, tuple(line for line in hunk.lines if line not in come))
        for hunk in compare_lines(lines, after)
        if not any(hunk.start < other.end and other.start < hunk.end for other in kept)
    ]
    parts: list[str] = []
    position = 0
    for hunk in sorted([*kept, *made], key=lambda hunk: (hunk.start, hunk.end)):
        parts += [*lines[position : hunk.start], *hunk.lines]
        position = hunk.end
    return "".join([*parts, *lines[position:]])


def compare_lines(lines: Sequence[str], text: str) -> list[Hunk]:
    """Return what is other in a text than in some lines."""
    others = split_lines(text)
    # What both begin with is skipped, and what both end with: many blank lines cost their square.
    same = count_same(lines, others)
    rest = count_same(lines[same:][::-1], others[same:][::-1])
    old, new = lines[same : len(lines) - rest], others[same : len(others) - rest]
    changes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [Hunk(start + same, end + same, tuple(new[a:b])) for tag, start, end, a, b in changes if tag != "equal"]


def count_same(lines: Sequence[str], others: Sequence[str]) -> int:
    """Return how many lines two texts begin with alike."""
    pairs = enumerate(zip(lines, others, strict=False))
    return next((number for number, (one, other) in pairs if one != other), min(len(lines), len(others)))
