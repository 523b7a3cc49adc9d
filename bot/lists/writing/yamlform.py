"""Writes an entry of a list that is kept in YAML, with the keys of the entry before it."""

from __future__ import annotations

import re

from bot.catalogue.identity.titles import fold_title
from bot.lists.page import Entry
from bot.lists.writing.facts import Facts

#: YAML's own width of a folded scalar.
WIDTH = 80


def write_yaml(template: Entry, facts: Facts) -> str:
    """Return the mapping of a paper; keys that nobody can know are left out or null, as the entry before has them."""
    lines: list[str] = []
    for key in re.findall(r"(?m)^(?:- |  )([\w-]+):", template.raw):
        value = value_of(key, template, facts)
        if value is not None:
            mark = "- " if not lines else "  "
            lines.append(f"{mark}{key}: {value}".rstrip())
    return "\n".join(lines)


def value_of(key: str, template: Entry, facts: Facts) -> str | None:
    """Return the scalar for one key, "null" for an unknown link; None to leave the key out."""
    links = {link.label.casefold(): link.url for link in facts.links}
    year = facts.record().year
    match key:
        case "id":
            return identity(facts)
        case "title":
            return quote(facts.title)
        case "authors":
            return quote(facts.authors) if facts.authors else "null"
        case "year":
            quoted = re.search(r"(?m)^  year: '", template.raw)
            return None if year is None else f"'{year}'" if quoted else str(year)
        case "venue":
            return quote(facts.venue) if facts.venue else "null"
        case "paper" | "pdf" | "url" | "link":
            paper = links.get(key) or next((link.url for link in facts.links if link.url != facts.code), None)
            return paper or "null"
        case "code" | "github" | "repo":
            return facts.code or "null"
        case "abstract" | "tags" | "thumbnail" | "publication_date" | "date_source":
            return None
    return links.get(key) or "null"


def identity(facts: Facts) -> str:
    """Return an id of the usual making: family name, year, first words of the title."""
    first = re.split(r",|\band\b", facts.authors or "anonymous")[0].split()
    short = facts.title.split(":")[0]
    return f"{fold_title(first[-1] if first else 'anonymous')}{facts.record().year or ''}{fold_title(short)[:30]}"


def quote(text: str) -> str:
    """Return a text as a scalar on one line, in quotation marks where plain words would mean something else."""
    if re.fullmatch(r"[^\W\d_][\w ,.()/-]*[\w.)]", text) and text.casefold() not in (
        "null",
        "true",
        "false",
        "yes",
        "no",
        "on",
        "off",
    ):
        return text
    return "'" + text.replace("'", "''") + "'"
