"""Entries -> the texts of the files that hold them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.catalogue.carrying import carry_over
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.records import PAPERS, dump_paper
from bot.catalogue.rendering import MarkError, render, render_entry
from bot.catalogue.titles import fold_title
from bot.review.review import Entry
from bot.review.schema import paper_faults


def hash_entries(entries: Sequence[Entry], *, onto: str = "") -> str:
    """Return the fingerprint of a commit's content; one made for landing `onto` a commit holds the list as well."""
    written = sorted(entry_files(entries, "").items())
    return hashlib.sha256(repr((written, onto)).encode()).hexdigest()[:32]


def entry_files(entries: Sequence[Entry], folder: str) -> dict[str, str | None]:
    """Return the data files that the entries change, by path; None where a paper is removed."""
    files: dict[str, str | None] = {}
    for entry in entries:
        paper = entry.after or entry.before
        if paper:
            files[f"{folder}/{PAPERS}/{paper.id}.yaml"] = dump_paper(entry.after) if entry.after else None
    return files


def memory_files(duplicates: Mapping[str, Entry], catalogue: Catalogue, folder: str) -> dict[str, str | None]:
    """Return the files of listed papers with the other titles and identifiers that people said are theirs.

    `duplicates` are entries by the id of the listed paper that they are.
    """
    files: dict[str, str | None] = {}
    for id, entry in duplicates.items():
        paper = catalogue.papers[id]
        title = entry.draft.title or paper.title
        known = {fold_title(name) for name in (paper.title, *paper.aliases)}
        aliases = paper.aliases if fold_title(title) in known else (*paper.aliases, title)
        identifiers = {found.kind: found.value for found in entry.draft.identifiers} | dict(paper.identifiers)
        after = replace(paper, aliases=aliases, identifiers=identifiers)
        if after != paper and not any(paper_faults(after)):
            files[f"{folder}/{PAPERS}/{id}.yaml"] = dump_paper(after)
    return files


def is_in_step(catalogue: Catalogue, text: str) -> bool:
    """Tell whether the rendered list says what the data says."""
    try:
        return render(catalogue, text) == text
    except MarkError:
        return False


def landing_files(
    entries: Sequence[Entry], catalogue: Catalogue, texts: Mapping[str, str], folder: str
) -> dict[str, str | None]:
    """Return the data files together with the list that shows them; `texts` are the files as they are."""
    text = texts[catalogue.output]
    shown = show_entries(entries, catalogue, text)
    return entry_files(entries, folder) | ({f"{folder}/{catalogue.output}": shown} if shown != text else {})


def show_entries(entries: Sequence[Entry], catalogue: Catalogue, text: str) -> str:
    """Return the list with the entries in it, and with all that people wrote between its marks meanwhile.

    Lines that they edited stay as they are, all of them where the marks are gone, so that nothing of theirs is lost.
    """
    try:
        before, after = render(catalogue, text), render(list_entries(entries, catalogue), text)
    except MarkError:
        return text
    return carry_over(before, after, text)


def are_shown(entries: Sequence[Entry], catalogue: Catalogue, text: str) -> bool:
    """Tell whether the list shows the entries once they are in the data; not where people edited the same lines."""
    if is_in_step(catalogue, text):
        return True
    lines = frozenset(show_entries(entries, catalogue, text).splitlines())
    return all(render_entry(entry.after, catalogue) in lines for entry in entries if entry.after)


def list_entries(entries: Sequence[Entry], catalogue: Catalogue) -> Catalogue:
    """Return the catalogue as it is once the entries are on the list."""
    changed = ((paper.id, entry.after) for entry in entries if (paper := entry.after or entry.before))
    return catalogue.change(dict(changed))
