"""Writes a list as JSON, in the form that `schema/export.json` describes."""

import json
from collections.abc import Mapping
from typing import Any

from bot.catalogue.paper import Paper
from bot.publish.publication import Publication, code_link, open_links

#: Increases when programs that read the files have to change; new keys alone do not count.
VERSION = 1


def write_json(publication: Publication) -> str:
    """Return the whole list, one paper a line."""
    about, catalogue = publication.about, publication.catalogue
    head = {
        "version": VERSION,
        "name": catalogue.name,
        "description": about.description,
        "repository": about.repository,
        "address": about.address,
        "changed": about.changed,
        "sections": [
            known({"id": section.id, "title": section.title, "parent": section.parent})
            for section in catalogue.sections.values()
        ],
    }
    begin = json.dumps(known(head), ensure_ascii=False)[:-1]
    papers = ",\n".join(dump(as_row(publication, paper)) for paper in publication.papers)
    return f'{begin}, "papers": [\n{papers}\n]}}\n'


def as_row(publication: Publication, paper: Paper) -> dict[str, Any]:
    """Return one paper without unknown values."""
    return known({
        "id": paper.id,
        "title": paper.title,
        "authors": list(paper.authors),
        "venue": paper.venue,
        "kind": publication.kind(paper),
        "year": paper.year,
        "sections": list(paper.sections),
        "links": [{"label": link.label, "url": link.url} for link in open_links(paper)],
        "code": code_link(paper),
        "identifiers": dict(paper.identifiers),
        "added": publication.added(paper),
    })  # fmt: skip


def known(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, "", [], {}) or key == "sections"}


def dump(value: object) -> str:
    """Return compact JSON, because readers of the site load it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
