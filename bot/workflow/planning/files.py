"""Entries -> the texts of the files that hold them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.data.records import PAPERS, dump_paper
from bot.catalogue.identity.titles import fold_title
from bot.review.entry import Entry
from bot.review.rules.schema import paper_faults
from bot.workflow.snapshot import Snapshot


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


def merged_files(entries: Sequence[Entry], before: Snapshot, after: Snapshot) -> dict[str, str | None]:
    """Return the data files of entries together with the list that shows them."""
    changed = {after.path: after.text} if after.text != before.text else {}
    return entry_files(entries, before.folder) | changed
