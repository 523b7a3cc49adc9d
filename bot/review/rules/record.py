"""A paper's file that a pull request writes -> Entry: what it changes in the list, and how to mend its lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from difflib import SequenceMatcher

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.data.records import PAPERS, DataError, dump_paper, load_paper
from bot.catalogue.data.yamltext import Keys, Places
from bot.catalogue.identity.identifiers import Identifier, clean_link
from bot.catalogue.matching import Index
from bot.catalogue.paper import Link, Paper
from bot.catalogue.relation import Relation, changed_fields, relate
from bot.intake.diff.patch import FileDiff
from bot.review.audit import FILE_RULES, Folder, audit_folder
from bot.review.draft import Draft, name_venue
from bot.review.rules.finding import Fault, Finding, Rule
from bot.review.words.escape import code, markdown

FILE = "the file"
Reason = tuple[Keys, str]
#: Lines `first` to `last` of one text (from 0, without the last) and those that stand there in another text.
Stretch = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Record:
    """A paper's file as a pull request leaves it: `old` and `new` as it was and is there, `listed` as it is today.

    `after` is what would be written: what the pull request changed, on top of today's record, in the list's form.
    `reasons` say what was mended in it, each with the keys that lead to it.
    """

    file: FileDiff
    id: str
    old: Paper | None
    new: Paper | None
    listed: Paper | None
    after: Paper | None
    conflicts: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


def open_record(file: FileDiff, catalogue: Catalogue) -> Record:
    """Read both sides of a paper's file and join them with what the list says today."""
    id = file.path.rpartition("/")[2].removesuffix(".yaml")
    old, new = load(file.before, id), load(file.after, id) if file.status != "removed" else None
    listed = catalogue.papers.get(id)
    if new is None:
        return Record(file, id, old, new, listed, None)
    joined, conflicts = join(old, new, listed)
    after, reasons = hint(joined, catalogue)
    return Record(file, id, old, new, listed, after, conflicts, reasons)


def load(text: str, id: str) -> Paper | None:
    """Return the paper that a file holds, None where it holds none."""
    try:
        return load_paper(text, id) if text.strip() else None
    except DataError:
        return None


def join(old: Paper | None, new: Paper, listed: Paper | None) -> tuple[Paper, tuple[str, ...]]:
    """Return today's record with what the pull request changed, and the fields that both changed differently."""
    if listed is None or old is None or listed == old:
        return new, ()
    changed = [f.name for f in fields(Paper) if getattr(old, f.name) != getattr(new, f.name)]
    conflicts = [name for name in changed if getattr(listed, name) not in (getattr(old, name), getattr(new, name))]
    return replace(listed, **{name: getattr(new, name) for name in changed}), tuple(conflicts)


def hint(paper: Paper, catalogue: Catalogue) -> tuple[Paper, tuple[Reason, ...]]:
    """Return a paper with clean links, the canonical name of its venue and the identifiers of its links."""
    cleaned = [(link, clean_link(link.url)) for link in paper.links]
    venue = name_venue(paper.venue, catalogue.venues) if paper.venue else None
    reasons: list[Reason] = [
        (("links", number), f"{link.label}: {reason}")
        for number, (link, clean) in enumerate(cleaned)
        for reason in clean.cleaned
    ]
    if venue != paper.venue:
        reasons.append((("venue",), f"the venue's canonical name is {venue}"))
    found = {
        clean.identifier.kind: clean.identifier.value
        for link, clean in reversed(cleaned)
        if clean.identifier and link.label != "Code"
    }
    if missing := {kind: value for kind, value in found.items() if kind not in paper.identifiers}:
        reasons.append((("identifiers",), f"the links give {', '.join(missing)}"))
    mended = replace(
        paper,
        venue=venue,
        links=tuple(Link(link.label, clean.url) for link, clean in cleaned),
        identifiers={**paper.identifiers, **missing},
    )
    return mended, tuple(reasons)


def draft_record(record: Record, catalogue: Catalogue) -> Draft:
    """Return the draft that a paper's file is."""
    paper = record.after or record.listed or Paper(record.id, "", {}, ())
    known = {section.id for section in catalogue.leaves()}
    names = ("title", "venue", "year", "authors", "links")
    return Draft(
        title=paper.title or None,
        links=paper.links,
        identifiers=tuple(Identifier(kind, value) for kind, value in paper.identifiers.items()),
        venue=paper.venue,
        year=paper.year,
        sections=tuple(section for section in paper.sections if section in known),
        authors=paper.authors,
        sources={name: FILE for name in names if getattr(paper, name)} | ({"section": FILE} if paper.sections else {}),
        unknown_section=next((section for section in paper.sections if section not in known), None),
        distinct=frozenset(paper.distinct),
    )


def relate_record(record: Record, draft: Draft, index: Index, catalogue: Catalogue) -> Relation:
    """Say what a paper's file is to the list: a new paper, perhaps one that the list has, or a change."""
    if record.listed is None:
        return relate(draft.record(), draft.links, draft.sections, index=index, catalogue=catalogue)
    if record.after is None:
        return Relation("duplicate", record.id)
    changes = changed_fields(record.listed, record.after)
    return Relation("update" if changes else "duplicate", record.id, changes=changes)


def check_form(record: Record) -> Iterator[Fault]:
    """Suggest the list's form for each stretch of lines that differs from it, with what was mended there."""
    if record.new is None or record.after is None or record.listed != record.old:
        return
    text = dump_paper(record.after)
    written, expected = record.file.after.rstrip("\n").split("\n"), text.rstrip("\n").split("\n")
    places = Places(text)
    mended = [(places.line(keys), reason) for keys, reason in record.reasons]
    for first, last, start, end in differences(written, expected):
        reasons = [reason for line, reason in mended if start < line <= end]
        place, lines = (
            ((first + 1, last), expected[start:end]) if first < last else beside(written, expected, first, start, end)
        )
        why = f" ({markdown('; '.join(reasons))})" if reasons else ""
        yield Fault(
            f"The list writes {name_lines(*place)} differently{why}.",
            "I write it so when it is merged; nothing to do.",
            record.file.path,
            place[0],
            last=place[1],
            suggestion="\n".join(lines),
        )


def differences(written: Sequence[str], expected: Sequence[str]) -> Iterator[Stretch]:
    """Yield where two texts differ; line by line where as many lines stand on both sides."""
    for kind, first, last, start, end in SequenceMatcher(None, written, expected, autojunk=False).get_opcodes():
        if kind == "replace" and last - first == end - start:
            yield from ((first + n, first + n + 1, start + n, start + n + 1) for n in range(last - first))
        elif kind != "equal":
            yield first, last, start, end


def name_lines(first: int, last: int) -> str:
    """Return what to call some lines of the file."""
    return f"line {first}" if first == last else f"lines {first} to {last}"


def beside(
    written: list[str], expected: list[str], first: int, start: int, end: int
) -> tuple[tuple[int, int], list[str]]:
    """Return the line that missing lines stand beside, with them: a suggestion replaces at least one line."""
    if first > 0:
        return (first, first), [written[first - 1], *expected[start:end]]
    return (1, 1), [*expected[start:end], written[0]]


def check_conflicts(record: Record) -> Iterator[Fault]:
    """Notice fields that were changed on the default branch meanwhile, to something else."""
    for name in record.conflicts:
        yield Fault(
            f"The list's {code(name)} of this paper was changed meanwhile.",
            "Bring the branch up to date and decide which is right.",
            record.file.path,
            1,
        )


CONFLICT = Rule(
    "conflict", "error", "Changed meanwhile", "A change builds on what the list says today.", check_conflicts
)
FORM = Rule("file-form", "note", "Other form", "Data files have one form, which the bot can write.", check_form)
RECORD_RULES: tuple[Rule[Record], ...] = (CONFLICT, FORM)


def judge_record(record: Record) -> Iterator[Finding]:
    """Yield what is to be said of a paper's file as a file: whether it can be read, its name and its form.

    The form of a file with errors is not looked at: its faulty lines would be said to be gone.
    """
    inside = f"{PAPERS}/{record.id}.yaml"
    folder = Folder({inside: record.file.after} if record.file.status != "removed" else {})
    faults = [replace(finding, path=record.file.path) for finding in audit_folder(folder, FILE_RULES)]
    yield from faults
    for rule in (CONFLICT,) if faults else RECORD_RULES:
        yield from rule.find(record)
