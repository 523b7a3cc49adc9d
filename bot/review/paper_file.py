"""Turns a paper's file in a pull request into its draft, and into the change to the list."""

from dataclasses import dataclass

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.data.records import DataError, id_of_file, load_paper
from bot.catalogue.data.yamltext import Keys
from bot.catalogue.identity.identifiers import clean_link, identifiers_of
from bot.catalogue.matching import Index
from bot.catalogue.paper import Link, Paper
from bot.catalogue.relation import Relation, changed_fields, relate
from bot.intake.diff.patch import FileDiff
from bot.review.change import PaperChange
from bot.review.draft import DraftEntry

#: The source of everything in a paper's file, as the table of fields names it.
FILE = "the file"
#: A correction made in a record, and the keys that lead to its place.
Reason = tuple[Keys, str]


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A paper's file in a pull request: `old` and `new` as it was and is there, `listed` as it is today.

    `after` is what would be written: the pull request's changes to today's record, in the list's form. `reasons` are
    the corrections made in it, each with the keys that lead to its place.
    """

    diff: FileDiff
    id: str
    old: Paper | None
    new: Paper | None
    listed: Paper | None
    after: Paper | None
    conflicts: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


def open_paper_file(diff: FileDiff, catalogue: Catalogue) -> PaperFile:
    """Read both versions of a paper's file and combine them with the list's present record."""
    id = id_of_file(diff.path)
    old, new = load(diff.before, id), load(diff.after, id) if diff.status != "removed" else None
    listed = catalogue.papers.get(id)
    if new is None:
        return PaperFile(diff, id, old, new, listed, None)
    joined, conflicts = merge_records(old, new, listed)
    after, reasons = clean_paper(joined, catalogue)
    return PaperFile(diff, id, old, new, listed, after, conflicts, reasons)


def load(text: str, id: str) -> Paper | None:
    try:
        return load_paper(text, id) if text.strip() else None
    except DataError:
        return None


def merge_records(old: Paper | None, new: Paper, listed: Paper | None) -> tuple[Paper, tuple[str, ...]]:
    """Return today's record with the pull request's changes, and the fields that both changed differently."""
    if listed is None or old is None or listed == old:
        return new, ()
    changed = [name for name in Paper._fields if getattr(old, name) != getattr(new, name)]
    conflicts = [name for name in changed if getattr(listed, name) not in (getattr(old, name), getattr(new, name))]
    return listed._replace(**{name: getattr(new, name) for name in changed}), tuple(conflicts)


def clean_paper(paper: Paper, catalogue: Catalogue) -> tuple[Paper, tuple[Reason, ...]]:
    """Return a paper with clean links, its venue's canonical name and the identifiers of its links."""
    cleaned = [(link, clean_link(link.url)) for link in paper.links]
    venue = catalogue.venues.name(paper.venue) if paper.venue else None
    reasons: list[Reason] = [
        (("links", number), f"{link.label}: {reason}")
        for number, (link, clean) in enumerate(cleaned)
        for reason in clean.cleaned
    ]
    if venue != paper.venue:
        reasons.append((("venue",), f"the venue's canonical name is {venue}"))
    named = (clean.identifier for link, clean in reversed(cleaned) if link.label != "Code")
    found = dict(filter(None, named))
    if missing := {kind: value for kind, value in found.items() if kind not in paper.identifiers}:
        reasons.append((("identifiers",), f"the links give {', '.join(missing)}"))
    mended = paper._replace(
        venue=venue,
        links=tuple(Link(link.label, clean.url) for link, clean in cleaned),
        identifiers={**paper.identifiers, **missing},
    )
    return mended, tuple(reasons)


def draft_paper_file(file: PaperFile, catalogue: Catalogue) -> DraftEntry:
    """Return the file's content as a draft; for an unreadable file, today's record."""
    paper = file.after or file.listed or Paper(file.id, "", {}, ())
    known = {section.id for section in catalogue.leaves()}
    names = ("title", "venue", "year", "authors", "links")
    return DraftEntry(
        title=paper.title or None,
        links=paper.links,
        identifiers=identifiers_of(paper.identifiers),
        venue=paper.venue,
        year=paper.year,
        sections=tuple(section for section in paper.sections if section in known),
        authors=paper.authors,
        sources={name: FILE for name in names if getattr(paper, name)} | ({"section": FILE} if paper.sections else {}),
        unknown_section=next((section for section in paper.sections if section not in known), None),
        distinct=frozenset(paper.distinct),
    )


def relate_paper_file(file: PaperFile, draft: DraftEntry, index: Index, catalogue: Catalogue) -> Relation:
    """Relate a paper's file to the list: a new paper, perhaps one that the list already has, or a change."""
    if file.listed is None:
        return relate(draft.record(), draft.links, draft.sections, index=index, catalogue=catalogue)
    if file.after is None:
        return Relation("duplicate", file.id)
    changes = changed_fields(file.listed, file.after)
    return Relation("update" if changes else "duplicate", file.id, changes=changes)


def change_by_file(file: PaperFile, draft: DraftEntry, relation: Relation) -> PaperChange:
    """Return the change that a paper's file would make; none if the list has it all or lacks one of its sections."""
    if file.diff.status == "removed":
        return PaperChange(file.listed, None)
    if relation.disposition == "duplicate" or draft.unknown_section:
        return PaperChange()
    return PaperChange(file.listed, file.after)
