"""Catalogue + the list's current text -> the list as it should read.

Each section's entries stand between two marks; headings and everything else outside the marks belong to people and are
kept byte for byte.
"""

from bot.catalogue.catalogue import Catalogue
from bot.lists.marked.blocks import write_section
from bot.lists.marked.marks import MarkError, begin_mark, end_mark, find_regions, line_at


def render(catalogue: Catalogue, text: str) -> str:
    """Return the list with every section between its marks rendered anew; raise MarkError."""
    regions = dict(find_regions(text))
    for section in catalogue.leaves():
        if section.id not in regions:
            lines = f"`{begin_mark(section.id)}` and `{end_mark(section.id)}`"
            raise MarkError(f"the list has no place for the section {section.title!r}; add the lines {lines}")
    parts, position = [], 0
    for section_id, (start, end) in regions.items():
        if section_id not in catalogue.sections:
            raise MarkError(f"there is no section {section_id!r}; remove its marks", line_at(text, start))
        written = write_section(catalogue, section_id)
        parts += [text[position:start], written.replace("\n", "\r\n") if text[:start].endswith("\r\n") else written]
        position = end
    return "".join([*parts, text[position:]])
