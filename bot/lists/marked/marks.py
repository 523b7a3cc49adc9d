"""The marks of a list between which its sections' entries stand; all that is outside of them belongs to people."""

import re
from collections.abc import Iterator, Sequence

from bot.errors import PaperclerkError

#: A mark, if only blanks, or what begins a comment of YAML, stand before it on its line: asking that as well would make
#: the search 20 times as long.
MARK = re.compile(r"<!-- paperclerk:(begin|end) ([a-z0-9-]+) -->[ \t]*\r?$", re.MULTILINE)


class MarkError(PaperclerkError):
    """The marks of a list do not fit its sections; the message tells what to add or remove, `line` where."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


def begin_mark(section: str) -> str:
    """Return the line before a section's entries."""
    return f"<!-- paperclerk:begin {section} -->"


def end_mark(section: str) -> str:
    """Return the line after a section's entries."""
    return f"<!-- paperclerk:end {section} -->"


def shared_line_end(lines: Sequence[str]) -> str:
    """Return how lines end: as on Windows only if all of them do, for else each keeps its own end."""
    ended = [line for line in lines if line.endswith("\n")]
    return "\r\n" if ended and all(line.endswith("\r\n") for line in ended) else "\n"


def find_regions(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield each section's id with the span between its marks, in the order of the text; raise MarkError."""
    opened: tuple[str, int] | None = None
    seen: set[str] = set()
    for mark in find_marks(text):
        kind, section = mark[1], mark[2]
        if kind == "begin":
            if opened or section in seen:
                raise MarkError(
                    f"the section {section!r} begins inside or after another of its kind", line_at(text, mark.start())
                )
            opened = (section, min(mark.end() + 1, len(text)))
            seen.add(section)
        elif opened is None or opened[0] != section:
            raise MarkError(f"the section {section!r} ends where it did not begin", line_at(text, mark.start()))
        else:
            yield section, (opened[1], line_start(text, mark))
            opened = None
    if opened:
        raise MarkError(f"the section {opened[0]!r} does not end", line_at(text, opened[1]))


def find_marks(text: str) -> Iterator[re.Match[str]]:
    """Yield the marks with nothing before them on their line but what makes it a comment of YAML."""
    return (mark for mark in MARK.finditer(text) if not text[line_start(text, mark) : mark.start()].strip(" \t#"))


def line_start(text: str, mark: re.Match[str]) -> int:
    """Return the index of the first character of a mark's line."""
    return text.rfind("\n", 0, mark.start()) + 1


def line_at(text: str, position: int) -> int:
    """Return the number of the line that an index is on, counted from 1."""
    return text.count("\n", 0, position) + 1
