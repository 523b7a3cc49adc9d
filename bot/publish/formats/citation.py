"""Writes a list's CITATION.cff, from which GitHub shows how to cite it."""

from bot.catalogue.data.yamltext import quote
from bot.publish.publication import Publication


def write_cff(publication: Publication, *, version: str | None = None) -> str:
    """Return the file in the Citation File Format 1.2.0; `version` is the list's own, if it has any."""
    about, name = publication.about, publication.catalogue.name
    lines = [
        "cff-version: 1.2.0",
        'message: "If this list helped your work, please cite it."',
        "type: dataset",
        f"title: {quote(name)}",
        "authors:",
        f"  - name: {quote(f'The contributors to {about.repository or name}')}",
    ]
    if about.description:
        lines.append(f"abstract: {quote(about.description)}")
    if version:
        lines.append(f"version: {quote(version)}")
    lines.append(f"date-released: {about.changed}")
    if about.repository:
        lines.append(f"repository-code: {quote(f'https://github.com/{about.repository}')}")
    if home := publication.home():
        lines.append(f"url: {quote(home)}")
    return "\n".join([*lines, ""])
