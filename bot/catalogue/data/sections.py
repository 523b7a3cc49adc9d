"""The sections of catalogue.yaml <-> Section. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.catalogue.data.yamltext import flow, quote
from bot.catalogue.section import Numbers, Section, SectionText


def read_sections(items: Sequence[Mapping[str, Any]], parent: str | None) -> Iterator[Section]:
    """Yield the sections of a tree in the order of the page."""
    for item in items:
        yield Section(
            item["id"],
            item["title"],
            parent,
            papers=item.get("papers", False),
            learned=item.get("form") == "learned",
            blank=item.get("blank", 0),
            numbers=Numbers(**item["numbers"]) if "numbers" in item else None,
            texts=tuple(SectionText(**text) for text in item.get("texts", ())),
        )
        yield from read_sections(item.get("sections", []), item["id"])


def section_lines(sections: Sequence[Section], parent: str | None, indent: str) -> Iterator[str]:
    """Yield the lines of the sections directly below `parent`, each followed by its own; None is the top."""
    for section in sections:
        if section.parent == parent:
            yield f"{indent}- id: {quote(section.id)}"
            yield from (f"{indent}  {line}" for line in settings_of(section))
            below = list(section_lines(sections, section.id, f"{indent}    "))
            if below:
                yield f"{indent}  sections:"
                yield from below


def settings_of(section: Section) -> Iterator[str]:
    """Yield what a section says of itself, no key for what is usual."""
    yield f"title: {quote(section.title)}"
    if section.papers:
        yield "papers: true"
    if section.learned:
        yield f"form: {quote('learned')}"
    if section.blank:
        yield f"blank: {section.blank}"
    if section.numbers:
        numbers = {"lowest": section.numbers.lowest, "rising": section.numbers.rising}
        yield f"numbers: {flow(numbers)}"
    if section.texts:
        yield "texts:"
        yield from (f"  - {flow({'at': text.at, 'text': text.text})}" for text in section.texts)
