"""The rules for a paper's file in a pull request, beyond those of every data file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from bot.catalogue.data.records import PAPERS, dump_paper
from bot.catalogue.data.yamltext import Places
from bot.intake.diff.patch import REPLACEMENT
from bot.review.audit.data import FILE_RULES, Folder, audit_folder
from bot.review.paper_file import PaperFile
from bot.review.rules.finding import Finding
from bot.review.rules.rule import Rules
from bot.review.words.escape import code, markdown

RULES: Rules[[PaperFile]] = Rules()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A difference between two texts: lines `first` to `last` of one, `start` to `end` of the other, as slices."""

    first: int
    last: int
    start: int
    end: int

    def holds(self, line: int) -> bool:
        """Whether a line of the other text, counted from 1, is within the difference."""
        return self.start < line <= self.end


@dataclass(frozen=True, slots=True)
class LineSuggestion:
    """A replacement for lines `first` to `last` of a file, from 1; GitHub requires at least one line."""

    first: int
    last: int
    lines: tuple[str, ...]


@RULES.declare("unread", "error", "Unreadable file", "A paper's file is UTF-8 text.")
def check_read(file: PaperFile) -> Iterator[Finding]:
    if file.diff.status != "removed" and not (file.diff.is_read and REPLACEMENT not in file.diff.after):
        yield Finding(
            "The file cannot be read: it is not UTF-8 text, or too long for a paper's.",
            "Save it as UTF-8.",
            file.diff.path,
            1,
        )


@RULES.declare("conflict", "error", "Changed meanwhile", "A change builds on what the list says today.")
def check_conflicts(file: PaperFile) -> Iterator[Finding]:
    for name in file.conflicts:
        yield Finding(
            f"The list's {code(name)} of this paper was changed meanwhile.",
            "Bring the branch up to date and decide which is right.",
            file.diff.path,
            1,
        )


@RULES.declare("file-form", "note", "Other form", "Data files have one form, which the bot can write.")
def check_form(file: PaperFile) -> Iterator[Finding]:
    """Suggest the list's form for each stretch of lines that differs from it, with the corrections made there."""
    if file.new is None or file.after is None or file.listed != file.old:
        return
    text = dump_paper(file.after)
    written, expected = file.diff.after.rstrip("\n").split("\n"), text.rstrip("\n").split("\n")
    places = Places(text)
    mended = [(places.line(keys), reason) for keys, reason in file.reasons]
    for stretch in differences(written, expected):
        reasons = [reason for line, reason in mended if stretch.holds(line)]
        edit = suggest(stretch, written, expected)
        why = f" ({markdown('; '.join(reasons))})" if reasons else ""
        yield Finding(
            f"The list writes {name_stretch(edit)} differently{why}.",
            "I write it so when it is merged; nothing to do.",
            file.diff.path,
            edit.first,
            last=edit.last,
            suggestion="\n".join(edit.lines),
        )


def differences(written: Sequence[str], expected: Sequence[str]) -> Iterator[Stretch]:
    """Yield the differences between two texts; line by line if both sides have as many lines."""
    for kind, first, last, start, end in SequenceMatcher(None, written, expected, autojunk=False).get_opcodes():
        if kind == "replace" and last - first == end - start:
            yield from (Stretch(first + n, first + n + 1, start + n, start + n + 1) for n in range(last - first))
        elif kind != "equal":
            yield Stretch(first, last, start, end)


def suggest(stretch: Stretch, written: Sequence[str], expected: Sequence[str]) -> LineSuggestion:
    """Return the suggestion for a stretch; missing lines are added to an existing one, which is repeated."""
    lines = tuple(expected[stretch.start : stretch.end])
    if stretch.first < stretch.last:
        return LineSuggestion(stretch.first + 1, stretch.last, lines)
    if stretch.first > 0:
        return LineSuggestion(stretch.first, stretch.first, (written[stretch.first - 1], *lines))
    return LineSuggestion(1, 1, (*lines, written[0]))


def name_stretch(edit: LineSuggestion) -> str:
    return f"line {edit.first}" if edit.first == edit.last else f"lines {edit.first} to {edit.last}"


def judge_paper_file(file: PaperFile) -> tuple[Finding, ...]:
    """Return the findings on a paper's file as a file: whether it is readable, its name and its form.

    The form of a file with errors is not checked: its faulty lines would seem to be missing.
    """
    if unread := tuple(check_read.find(file)):
        return unread
    inside = f"{PAPERS}/{file.diff.path.rpartition(f'{PAPERS}/')[2]}"
    folder = Folder({inside: file.diff.after} if file.diff.status != "removed" else {})
    faults = [replace(finding, path=file.diff.path) for finding in audit_folder(folder, FILE_RULES)]
    asked = (check_conflicts,) if faults else RULES
    return (*faults, *(finding for rule in asked for finding in rule.find(file)))
