"""Lines of diffs: those in a patch, and where a line at one commit is at another."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.localhub.git import Git

Side = Literal["LEFT", "RIGHT"]
HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


@dataclass(frozen=True, slots=True)
class Span:
    """Lines of a file on one side of a diff; `line` is the last of them."""

    path: str
    line: int
    side: Side = "RIGHT"
    start_line: int | None = None
    start_side: Side | None = None

    @property
    def first(self) -> int:
        return self.line if self.start_line is None else self.start_line


@dataclass(frozen=True, slots=True)
class DiffLine:
    """A line of a patch: `position` counts from the first @@, `left` and `right` are its numbers in the two files."""

    position: int
    hunk: int
    left: int | None
    right: int | None
    text: str

    def number(self, side: Side) -> int | None:
        return self.left if side == "LEFT" else self.right


def rows(patch: str) -> Iterator[DiffLine]:
    """Yield the lines that a patch shows, without its @@ lines."""
    left = right = start = 0
    for position, line in enumerate(patch.split("\n")):
        if hunk := HUNK.match(line):
            left, right, start = int(hunk[1]), int(hunk[3]), position
            continue
        mark = line[:1]
        if mark in ("", "\\"):
            continue
        yield DiffLine(position, start, left if mark != "+" else None, right if mark != "-" else None, line)
        left, right = left + (mark != "+"), right + (mark != "-")


def find_row(patch: str, side: Side, line: int) -> DiffLine | None:
    return next((row for row in rows(patch) if row.number(side) == line), None)


def hunk_down_to(patch: str, row: DiffLine) -> str:
    """Return the part of a patch that is shown above a remark on a row."""
    return "\n".join(patch.split("\n")[row.hunk : row.position + 1])


def follow(git: Git, old: str, new: str, span: Span) -> Span | None:
    """Return where lines at one commit are at another, None if any of them was changed."""
    if git.resolve(f"{new}:{span.path}") is None or git.resolve(f"{old}:{span.path}") is None:
        return None
    shift = 0
    for match in map(HUNK.match, git.run("diff", "-U0", old, new, "--", span.path).split("\n")):
        if match is None:
            continue
        start, count, added = int(match[1]), int(match[2] or 1), int(match[4] or 1)
        # A hunk that only adds lines names the line before them.
        first, last = (start, start + count - 1) if count else (start + 1, start)
        if last < span.first:
            shift += added - count
        elif first <= span.line:
            return None
    started = None if span.start_line is None else span.start_line + shift
    return Span(span.path, span.line + shift, span.side, started, span.start_side)
