"""The rules for a whole list: a data folder with all that is rendered from it, or a Markdown list. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.dropdown import render_form
from bot.catalogue.identifiers import is_web_address
from bot.catalogue.importing import Imported
from bot.catalogue.records import CATALOGUE, PAPERS, VENUES, DataError, is_paper, paper_id, read_catalogue, read_content
from bot.catalogue.rendering import MarkError, render
from bot.review.escape import code, markdown
from bot.review.fields import did_you_mean
from bot.review.finding import Fault, Finding, Rule
from bot.review.schema import content_faults

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
    def catalogue(self) -> Catalogue | None:
        """The catalogue, None if a file does not let it be built (which other rules report)."""
        try:
            return read_catalogue(self.files)
        except DataError:
            return None


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
    for path, content in folder.contents.items():
        name = SCHEMAS.get(path) or ("paper" if is_paper(path) else None)
        if name is None or isinstance(content, DataError):
            continue
        for fault in content_faults(name, content):
            yield Fault(fault.message, fault.mend, path, find_line(folder.files[path], fault.field))


def find_line(text: str, field: str | None) -> int:
    """Return the line on which a field of a data file begins, 1 where it is missing."""
    match = re.search(rf"^{re.escape(field)}:", text, re.MULTILINE) if field else None
    return text.count("\n", 0, match.start()) + 1 if match else 1


def check_names(folder: Folder) -> Iterator[Fault]:
    """Hold every paper's file name against the form of ids."""
    for path in folder.files:
        if path.startswith(f"{PAPERS}/") and not (is_paper(path) and ID.fullmatch(paper_id(path))):
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
                line = find_line(folder.files[path], "sections")
                yield Fault(
                    f"There is no section {code(section)}; {did_you_mean(section, leaves)}", path=path, line=line
                )


def check_venues(folder: Folder) -> Iterator[Fault]:
    """Look for venues that venues.yaml lacks, or knows by another name."""
    catalogue = folder.catalogue
    for paper in catalogue.papers.values() if catalogue else ():
        found = catalogue.venues.find(paper.venue) if catalogue and paper.venue else None
        if paper.venue and (found is None or found.name != paper.venue):
            path = f"{PAPERS}/{paper.id}.yaml"
            mend = f"Write {code(found.name)}." if found else f"Correct it, or add it to {code(VENUES)}."
            line = find_line(folder.files[path], "venue")
            yield Fault(f"{code(paper.venue)} is not the canonical name of a venue.", mend, path, line)


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


@dataclass(frozen=True, slots=True)
class Listing:
    """A Markdown list that is not imported, as an import would read it."""

    path: str
    imported: Imported


def check_listed_links(listing: Listing) -> Iterator[Fault]:
    """Look for addresses that a browser cannot open."""
    for number, link in listing.imported.links():
        if not is_web_address(link.url):
            yield Fault(f"{code(link.url)} is no web address.", "It has to begin with https://.", listing.path, number)


def check_doubts(listing: Listing) -> Iterator[Fault]:
    """Report what only a person can settle."""
    for doubt in listing.imported.report.doubts:
        yield Fault(f"{markdown(doubt.message)}.", path=listing.path, line=doubt.line)


def check_repeated_lines(listing: Listing) -> Iterator[Fault]:
    """Report lines that repeat a paper in its section."""
    for difference in listing.imported.report.differences:
        if not difference.rendered:
            yield Fault(
                f"{markdown('; '.join(difference.reasons))}.", "Remove the line.", listing.path, difference.line
            )


def check_format(listing: Listing) -> Iterator[Fault]:
    """Report lines that would be written differently."""
    for difference in listing.imported.report.differences:
        if difference.rendered:
            mend = f"It should read {code(difference.rendered)}"
            yield Fault(f"{markdown('; '.join(difference.reasons))}.", mend, listing.path, difference.line)


FOLDER_RULES: tuple[Rule[Folder], ...] = (
    Rule("unreadable", "error", "Unreadable file", "Data files are YAML without anchors and tags.", check_readable),
    Rule("schema", "error", "Not a valid file", "Every data file fits its schema.", check_schemas),
    Rule("file-name", "error", "Wrong file name", "A paper's file is named by its id.", check_names),
    Rule("section-unknown", "error", "Unknown section", "Papers stand in sections of the catalogue.", check_sections),
    Rule("venue-name", "warning", "Unknown venue", "Venues have one canonical name, from venues.yaml.", check_venues),
    Rule("list-outdated", "error", "List out of date", "The list is rendered from the data.", check_rendered),
    Rule("form-outdated", "error", "Form out of date", "The issue form offers the list's sections.", check_form),
)
LISTING_RULES: tuple[Rule[Listing], ...] = (
    Rule("link-form", "error", "Unusable link", "Links are http or https addresses.", check_listed_links),
    Rule("repeated", "error", "Listed twice", "A paper stands once in a section.", check_repeated_lines),
    Rule("doubt", "warning", "Please look", "Something that only a person can settle.", check_doubts),
    Rule("format", "note", "Other form", "The line differs from the list's form.", check_format),
)


def audit_folder(folder: Folder, rules: Iterable[Rule[Folder]] = FOLDER_RULES) -> list[Finding]:
    """Return what the rules find in a data folder."""
    return [finding for rule in rules for finding in rule.find(folder)]


def audit_listing(listing: Listing, rules: Iterable[Rule[Listing]] = LISTING_RULES) -> list[Finding]:
    """Return what the rules find in a Markdown list, in the order of its lines."""
    return sorted((f for rule in rules for f in rule.find(listing)), key=lambda finding: finding.line or 0)
