"""Writes the files about a list that other programs read."""

from collections.abc import Callable, Mapping

from bot.publish.formats.atom import write_atom
from bot.publish.formats.bibtex import write_bibtex
from bot.publish.formats.citation import write_cff
from bot.publish.formats.records import write_json
from bot.publish.formats.table import write_csv
from bot.publish.publication import Publication

#: For each format: the name of the file, and the function that writes it.
FORMATS: Mapping[str, tuple[str, Callable[[Publication], str]]] = {
    "bibtex": ("papers.bib", write_bibtex),
    "json": ("papers.json", write_json),
    "csv": ("papers.csv", write_csv),
    "atom": ("atom.xml", write_atom),
    "cff": ("CITATION.cff", write_cff),
}


def write_exports(publication: Publication) -> dict[str, str]:
    return {name: write(publication) for name, write in FORMATS.values()}
