"""The rules for a data folder with all that is rendered from it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.data.dropdown import render_form
from bot.catalogue.data.records import (
    CATALOGUE,
    PAPERS,
    VENUES,
    DataError,
    id_of_file,
    is_paper,
    read_catalogue,
    read_content,
)
from bot.catalogue.data.yamltext import Places
from bot.catalogue.identity.identifiers import Identifier
from bot.catalogue.identity.inference import infer
from bot.catalogue.matching import Index, Match, Record
from bot.lists.marked.rendering import MarkError, render
from bot.review.rules.finding import Fault, Rule
from bot.review.rules.schema import text_faults
from bot.review.words.escape import code, markdown
from bot.review.words.fields import ask

SCHEMAS = {CATALOGUE: "catalogue", VENUES: "venues"}
ID = re.compile(r"[a-z0-9-]{1,80}", re.ASCII)


@dataclass(frozen=True)
class Folder:
    """A data folder: its texts by path inside it, the list among them, and the issue form if there is one."""

    files: Mapping[str, str]
    form: str | None = None
    form_path: str = ""

    @cached_property
    def contents(self) -> Mapping[str, dict[str, object] | DataError]:
        """What each data file holds, or why it cannot be read."""
        return {path: read(path, text) for path, text in self.files.items() if path.endswith(".yaml")}

    @cached_property
    def unfit(self) -> Mapping[str, Sequence[Fault]]:
        """Where each file that has a schema, and can be read, does not fit it."""
        schemas = {path: SCHEMAS.get(path) or ("paper" if is_paper(path) else None) for path in self.contents}
        return {
            path: list(text_faults(schema, self.contents[path], path, self.files[path]))
            for path, schema in schemas.items()
            if schema and not isinstance(self.contents[path], DataError)
        }

    @cached_property
    def catalogue(self) -> Catalogue | None:
        """The catalogue, None if a file does not let it be built (which other rules report)."""
        try:
            return read_catalogue(self.files)
        except DataError:
            return None

    @cached_property
    def matches(self) -> Sequence[tuple[str, Match]]:
        """What each paper is to those before it."""
        index, found = Index(), []
        for paper in self.catalogue.papers.values() if self.catalogue else ():
            record = Record.from_paper(paper)
            found.append((paper.id, index.match(record)))
            index.add(paper.id, record)
        return found


def read(path: str, text: str) -> dict[str, object] | DataError:
    """Return what a file holds, or why it cannot be read."""
    try:
        return read_content(path, text)
    except DataError as error:
        return error


def check_readable(folder: Folder) -> Iterator[Fault]:
    """Read every file."""
    for path, content in folder.contents.items():
        if isinstance(content, DataError):
            yield Fault(f"{content}.", path=path, line=content.line)


def check_schemas(folder: Folder) -> Iterator[Fault]:
    """Hold every file against its schema."""
    for faults in folder.unfit.values():
        yield from faults


def line_of(folder: Folder, path: str, *keys: str | int) -> int:
    """Return the line of what the keys lead to in a data file that can be read."""
    return Places(folder.files[path]).line(keys)


def check_names(folder: Folder) -> Iterator[Fault]:
    """Hold every paper's file name against the form of ids."""
    for path in folder.files:
        if path.startswith(f"{PAPERS}/") and not (is_paper(path) and ID.fullmatch(id_of_file(path))):
            yield Fault(
                f"{code(path)} is no name of a paper's file.",
                "Use small letters, digits and hyphens, at most 80, and the ending .yaml.",
                path,
                1,
            )


def check_sections(folder: Folder) -> Iterator[Fault]:
    """Look for sections that the catalogue does not have."""
    catalogue = folder.catalogue
    leaves = [section.id for section in catalogue.leaves()] if catalogue else []
    for paper in catalogue.papers.values() if catalogue else ():
        path = f"{PAPERS}/{paper.id}.yaml"
        for section in paper.sections:
            if section not in leaves:
                line = line_of(folder, path, "sections", section)
                yield Fault(f"There is no section {code(section)}; {ask(section, leaves)}", path=path, line=line)


def check_venues(folder: Folder) -> Iterator[Fault]:
    """Look for venues that venues.yaml lacks, or knows by another name."""
    catalogue = folder.catalogue
    if catalogue is None:
        return
    for paper in catalogue.papers.values():
        found = catalogue.venues.find(paper.venue) if paper.venue else None
        if paper.venue and (found is None or found.name != paper.venue):
            path = f"{PAPERS}/{paper.id}.yaml"
            meant = f"write {code(found.name)}." if found else ask(paper.venue, catalogue.venues.spellings())
            hint = "" if found else f"Correct it, or add it to {code(VENUES)}."
            line = line_of(folder, path, "venue")
            yield Fault(f"{code(paper.venue)} is not the canonical name of a venue; {meant}", hint, path, line)


def check_duplicates(folder: Folder) -> Iterator[Fault]:
    """Look for papers that are listed under two ids."""
    for paper, match in folder.matches:
        if match.kind == "same":
            candidate = match.candidates[0]
            yield Fault(
                f"It is {code(candidate.key)}: {markdown('; '.join(candidate.reasons))} ({candidate.score:.0%}).",
                f"Join the two files, or name the other one under {code('distinct')}.",
                f"{PAPERS}/{paper}.yaml",
                1,
            )


def check_shared_links(folder: Folder) -> Iterator[Fault]:
    """Look for links that two papers with unlike titles have: one of them is wrong."""
    for paper, match in folder.matches:
        if match.kind == "link-error" and folder.catalogue:
            other = folder.catalogue.papers[match.candidates[0].key]
            path = f"{PAPERS}/{paper}.yaml"
            line = line_of(folder, path, "links")
            yield Fault(f"Its link is also that of {markdown(other.title)}.", "Correct the wrong one.", path, line)


def check_facts(folder: Folder) -> Iterator[Fault]:
    """Compare years with what the identifiers prove; a preprint's number proves nothing of where it appeared later."""
    for paper in folder.catalogue.papers.values() if folder.catalogue else ():
        for kind, value in paper.identifiers.items():
            proof = infer(Identifier(kind, value))
            if proof and kind != "arxiv" and proof.venue == paper.venue and paper.year not in (None, proof.year):
                path = f"{PAPERS}/{paper.id}.yaml"
                line = line_of(folder, path, "year")
                yield Fault(f"The year is {paper.year}, the address says {proof.year}.", "Correct it.", path, line)


def check_rendered(folder: Folder) -> Iterator[Fault]:
    """Compare the list with what the data would render."""
    catalogue = folder.catalogue
    if catalogue is None:
        return
    text = folder.files.get(catalogue.output)
    if text is None:
        yield Fault("The list is missing.", "Run `paperclerk render`.", catalogue.output, 1)
        return
    try:
        rendered = render(catalogue, text)
    except MarkError as error:
        yield Fault(f"{error}.", path=catalogue.output, line=error.line)
        return
    if rendered != text:
        line = first_difference(text, rendered)
        yield Fault("The list is not what the data says.", "Run `paperclerk render`.", catalogue.output, line)


def first_difference(one: str, other: str) -> int:
    """Return the number of the first line in which two texts differ."""
    pairs = enumerate(zip_longest(one.split("\n"), other.split("\n")), start=1)
    return next((number for number, (a, b) in pairs if a != b), 1)


def check_form(folder: Folder) -> Iterator[Fault]:
    """Compare the issue form's sections with the catalogue's."""
    catalogue = folder.catalogue
    if catalogue and folder.form is not None:
        expected = render_form(catalogue, folder.form)
        if expected != folder.form:
            line = first_difference(folder.form, expected)
            yield Fault(
                "The form offers other sections than the list has.", "Run `paperclerk render`.", folder.form_path, line
            )


#: The rules that each file is held against by itself.
FILE_RULES: tuple[Rule[Folder], ...] = (
    Rule("unreadable", "error", "Unreadable file", "Data files are YAML without anchors and tags.", check_readable),
    Rule("schema", "error", "Not a valid file", "Every data file fits its schema.", check_schemas),
    Rule("file-name", "error", "Wrong file name", "A paper's file is named by its id.", check_names),
)
#: The rules for the papers and for what is rendered from them.
LIST_RULES: tuple[Rule[Folder], ...] = (
    Rule("section-unknown", "error", "Unknown section", "Papers stand in sections of the catalogue.", check_sections),
    Rule("venue-name", "warning", "Unknown venue", "Venues have one canonical name, from venues.yaml.", check_venues),
    Rule("listed-twice", "error", "Listed twice", "A paper has one file, with all its sections.", check_duplicates),
    Rule("shared-link", "warning", "Link of another paper", "One link names one paper.", check_shared_links),
    Rule("conflicting-facts", "warning", "Facts differ", "The venue's year is what the address says.", check_facts),
    Rule("list-outdated", "error", "List out of date", "The list is rendered from the data.", check_rendered),
    Rule("form-outdated", "error", "Form out of date", "The issue form offers the list's sections.", check_form),
)
