"""Entries -> the texts of the files that hold them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.paper import Paper
from bot.catalogue.records import PAPERS, dump_paper
from bot.catalogue.rendering import render
from bot.review.review import Entry


def entry_files(entries: Sequence[Entry], folder: str) -> dict[str, str | None]:
    """Return the data files that the entries change, by path; None where a paper is removed."""
    files: dict[str, str | None] = {}
    for entry in entries:
        paper = entry.after or entry.before
        if paper:
            files[f"{folder}/{PAPERS}/{paper.id}.yaml"] = dump_paper(entry.after) if entry.after else None
    return files


def landing_files(
    entries: Sequence[Entry], catalogue: Catalogue, texts: Mapping[str, str], folder: str
) -> dict[str, str | None]:
    """Return the data files together with the list rendered from them; `texts` are the files as they are."""
    papers: dict[str, Paper] = dict(catalogue.papers)
    for entry in entries:
        if entry.after:
            papers[entry.after.id] = entry.after
        elif entry.before:
            papers.pop(entry.before.id, None)
    rendered = render(replace(catalogue, papers=papers), texts[catalogue.output])
    return {**entry_files(entries, folder), f"{folder}/{catalogue.output}": rendered}
