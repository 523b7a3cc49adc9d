"""The rules for the papers of a data folder: each by itself, and all compared with each other."""

from collections.abc import Iterator

from bot.catalogue.data.records import VENUES, file_of
from bot.catalogue.data.yamltext import Places
from bot.catalogue.identity.identifiers import clean_link, identifiers_of
from bot.catalogue.identity.inference import infer
from bot.review.audit.data.folder import Folder
from bot.review.audit.data.settings import say_misnamed
from bot.review.audit.items import PAPER_LABELS
from bot.review.rules.finding import Finding
from bot.review.rules.rule import Rules
from bot.review.words.escape import code, markdown
from bot.review.words.spelling import ask

RULES: Rules[[Folder]] = Rules()


@RULES.declare("section-unknown", "error", "Unknown section", "Papers stand in sections of the catalogue.")
def check_sections(folder: Folder) -> Iterator[Finding]:
    catalogue = folder.catalogue
    leaves = [section.id for section in catalogue.leaves()] if catalogue else []
    for paper in catalogue.papers.values() if catalogue else ():
        path = file_of(paper.id)
        for section in paper.sections:
            if section not in leaves:
                line = line_of(folder, path, "sections", section)
                yield Finding(f"There is no section {code(section)}; {ask(section, leaves)}", path=path, line=line)


@RULES.declare("venue-name", "warning", "Unknown venue", "Venues have one canonical name, from venues.yaml.")
def check_venues(folder: Folder) -> Iterator[Finding]:
    catalogue = folder.catalogue
    if catalogue is None:
        return
    for paper in catalogue.papers.values():
        found = catalogue.venues.find(paper.venue) if paper.venue else None
        if paper.venue and (found is None or found.name != paper.venue):
            path = file_of(paper.id)
            hint = "" if found else f"Correct it, or add it to {code(VENUES)}."
            line = line_of(folder, path, "venue")
            yield Finding(say_misnamed(paper.venue, found, catalogue.venues), hint, path, line)


@RULES.declare("listed-twice", "error", "Listed twice", "A paper has one file, with all its sections.")
def check_duplicates(folder: Folder) -> Iterator[Finding]:
    for paper, match in folder.matches:
        if match.kind == "same":
            candidate = match.candidates[0]
            yield Finding(
                f"It is {code(candidate.key)}: {markdown('; '.join(candidate.reasons))} ({candidate.score:.0%}).",
                f"Join the two files, or name the other one under {code('distinct')}.",
                file_of(paper),
                1,
            )


@RULES.declare("shared-link", "warning", "Link of another paper", "One link names one paper.")
def check_shared_links(folder: Folder) -> Iterator[Finding]:
    for paper, match in folder.matches:
        if match.kind == "link-error" and folder.catalogue:
            other = folder.catalogue.papers[match.candidates[0].key]
            path = file_of(paper)
            line = line_of(folder, path, "links")
            hint = "Correct the wrong one, or join the two where it is one paper that was renamed."
            yield Finding(f"Its link is also that of {markdown(other.title)}.", hint, path, line)


@RULES.declare("conflicting-facts", "warning", "Facts differ", "What is said of a paper agrees.")
def check_facts(folder: Folder) -> Iterator[Finding]:
    """Compare years with what the identifiers prove; a preprint's number does not prove where it appeared later.

    What a paper's own link proves is reported for the link.
    """
    for paper in folder.catalogue.papers.values() if folder.catalogue else ():
        linked = {clean_link(link.url).identifier for link in paper.links if link.label.casefold() in PAPER_LABELS}
        for identifier in identifiers_of(paper.identifiers):
            proof = infer(identifier) if identifier.kind != "arxiv" and identifier not in linked else None
            if proof and proof.venue == paper.venue and paper.year not in (None, proof.year):
                path = file_of(paper.id)
                line = line_of(folder, path, "year")
                yield Finding(f"The year is {paper.year}, the address says {proof.year}.", "Correct it.", path, line)


def line_of(folder: Folder, path: str, *keys: str | int) -> int:
    """Return the line, from 1, where the keys lead in a file that can be read."""
    return Places(folder.files[path]).line(keys)
