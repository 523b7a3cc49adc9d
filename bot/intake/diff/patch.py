"""A unified diff -> for each file the text before and after, and which of its lines went and came.

GitHub gives a patch for each file of a pull request, without one for binary files and for very long changes; `git diff`
gives them all in one text. Nothing else of a change is needed to say what it means.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice, pairwise
from typing import Literal

Status = Literal["added", "modified", "removed", "renamed"]

#: More of one file's change than this is not read, in characters; 400 entries of a list are about 80,000.
LONGEST_PATCH = 1_000_000
#: More files than this are not looked at.
MOST_FILES = 300
#: What stands for bytes that are no text.
REPLACEMENT = "\ufffd"
HUNK = re.compile(r"@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@")
HUNK_START = re.compile(r"^@@ -\d", re.MULTILINE)
ESCAPE = re.compile(r"\\([0-7]{3}|.)")


@dataclass(frozen=True, slots=True)
class FileDiff:
    """One changed file.

    `before` and `after` are its texts, `removed` and `added` the numbers (from 1) of the lines that only one of them
    has, and `shown` those of `after` that the diff shows, on which GitHub takes comments. Without the file's whole text
    they hold what the diff shows. `is_read` is false where there is no readable change: a binary file, or a change that
    is too long.
    """

    path: str
    status: Status = "modified"
    old_path: str | None = None
    before: str = ""
    after: str = ""
    removed: frozenset[int] = frozenset()
    added: frozenset[int] = frozenset()
    shown: frozenset[int] = frozenset()
    is_read: bool = True


@dataclass(frozen=True, slots=True)
class PatchLine:
    """A line of a patch: its mark (" ", "+" or "-") and its numbers in the old and the new file."""

    mark: str
    text: str
    old: int
    new: int


def read_patch(patch: str) -> list[PatchLine]:
    """Return the lines of a patch's hunks; what stands outside them is no part of the change."""
    lines: list[PatchLine] = []
    old = new = old_left = new_left = 0
    for line in patch.split("\n"):
        if old_left <= 0 and new_left <= 0:
            if hunk := HUNK.match(line):
                old, new = int(hunk[1]), int(hunk[3])
                old_left, new_left = (int(hunk[n]) if hunk[n] is not None else 1 for n in (2, 4))
            continue
        mark, text = line[:1] or " ", line[1:].removesuffix("\r")
        if mark not in " +-":
            continue  # "\ No newline at end of file"
        lines.append(PatchLine(mark, text, old, new))
        old, old_left = (old + 1, old_left - 1) if mark != "+" else (old, old_left)
        new, new_left = (new + 1, new_left - 1) if mark != "-" else (new, new_left)
    return lines


def compare(path: str, before: str, after: str) -> FileDiff:
    """Return the change from one text of a file to another."""
    old, new = before.split("\n"), after.split("\n")
    removed: set[int] = set()
    added: set[int] = set()
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            removed |= set(range(start + 1, end + 1))
            added |= set(range(new_start + 1, new_end + 1))
    shown = frozenset(range(1, len(new) + 1))
    return FileDiff(path, "modified", None, before, after, frozenset(removed), frozenset(added), shown)


def read_file(
    path: str, patch: str | None, *, status: Status = "modified", old_path: str | None = None, text: str | None = None
) -> FileDiff:
    """Return the change of one file; with `text`, the whole file as it is after the change, lines have its numbers."""
    if patch is None and text == "" and status != "renamed":
        # Of an empty file GitHub shows no lines, as of one that is no text.
        patch = ""
    if patch is None or len(patch) > LONGEST_PATCH:
        return FileDiff(path, status, old_path, is_read=False)
    lines = read_patch(patch)
    if text is None:
        return read_fragment(path, status, old_path, lines)
    after = text.replace("\r\n", "\n").split("\n")
    return FileDiff(
        path,
        status,
        old_path,
        before="\n".join(undo(lines, after)),
        after="\n".join(after),
        removed=frozenset(line.old for line in lines if line.mark == "-"),
        added=frozenset(line.new for line in lines if line.mark == "+"),
        shown=frozenset(line.new for line in lines if line.mark != "-"),
    )


def undo(lines: list[PatchLine], after: list[str]) -> list[str]:
    """Return the lines of a file as they were before a patch."""
    before: list[str] = []
    position = 0
    for line in lines:
        if line.mark == "-":
            copied = after[position : max(position, line.new - 1)]
            before += [*copied, line.text]
            position += len(copied)
        elif line.mark == "+":
            before += after[position : line.new - 1]
            position = line.new
    return before + after[position:]


def read_fragment(path: str, status: Status, old_path: str | None, lines: list[PatchLine]) -> FileDiff:
    """Return a change of which only the hunks are known; lines are counted in what is known."""
    before = [line for line in lines if line.mark != "+"]
    after = [line for line in lines if line.mark != "-"]
    return FileDiff(
        path,
        status,
        old_path,
        before="\n".join(line.text for line in before),
        after="\n".join(line.text for line in after),
        removed=frozenset(number for number, line in enumerate(before, start=1) if line.mark == "-"),
        added=frozenset(number for number, line in enumerate(after, start=1) if line.mark == "+"),
    )


def read_diff(text: str, texts: Mapping[str, str] | None = None) -> tuple[FileDiff, ...]:
    """Return the files of a whole diff as git writes it; `texts` are files as they are after it, by path."""
    files = [read_part(part, texts or {}) for part in split_files(text)]
    return tuple(file for file in files if file)


def split_files(text: str) -> Iterator[str]:
    """Yield the part of each file; a diff without git's headers has `---` and `+++` only."""
    git, plain = (re.finditer(header, text, re.MULTILINE) for header in (r"^diff --git ", r"^--- [^\n]*\n\+\+\+ "))
    starts = [match.start() for match in islice(git, MOST_FILES + 1)]
    starts = starts or [match.start() for match in islice(plain, MOST_FILES + 1)]
    for start, end in islice(pairwise([*starts, len(text)]), MOST_FILES):
        yield text[start:end]


def read_part(part: str, texts: Mapping[str, str]) -> FileDiff | None:
    """Return the file that one part of a diff is about, None where it names none."""
    first = HUNK_START.search(part)
    head, patch = (part[: first.start()], part[first.start() :]) if first else (part, None)
    old, new = named(r"(?:---|rename from)", head), named(r"(?:\+\+\+|rename to)", head)
    if old is None and new is None:
        pair = re.match(r"diff --git a/([^\n]+) b/([^\n]+)", head)
        old, new = (pair[1], pair[2]) if pair else (None, None)
    path = new or old
    if path is None:
        return None
    if "\nnew file" in head or (old is None and new is not None):
        return read_file(path, patch, status="added", text=texts.get(path))
    if "\ndeleted file" in head or new is None:
        return read_file(path, patch, status="removed")
    if old != new:
        return read_file(path, patch or "", status="renamed", old_path=old, text=texts.get(path))
    return read_file(path, patch, text=texts.get(path))


def named(label: str, head: str) -> str | None:
    """Return the path that a header line gives, None for /dev/null; git quotes names with other than ASCII letters."""
    found = re.search(rf"^{label} ([^\n]+)", head, re.MULTILINE)
    if found is None:
        return None
    name = found[1].split("\t")[0].rstrip("\r")
    if name.startswith('"') and name.endswith('"'):
        name = unquote(name[1:-1])
    return None if name == "/dev/null" else re.sub(r"^[ab]/", "", name) if "rename" not in found[0] else name


def unquote(name: str) -> str:
    """Return a path from git's quotes, in which bytes are written as octal numbers."""
    plain = ESCAPE.sub(lambda match: chr(int(match[1], 8)) if match[1].isdigit() else match[1], name)
    return plain.encode("latin-1", "replace").decode("utf-8", "replace")
