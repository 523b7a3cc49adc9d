"""The totals that a page states of itself, as "Total: 123 papers": they follow a paper that joins or leaves."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.lists.page import Page

#: Fewer papers than this agree with a number of the page by chance.
FEWEST = 10
LONGEST_LINE = 300
COUNTED = re.compile(
    r"(?P<before>\b(?:total(?: of| number of papers| papers)?|papers?|entries|collects|includes|contains)\b[^\w\n]{0,6}"
    r"|共(?:收录|有|计)?\s*|badge/(?:papers|total|entries)-)(?P<number>\d{2,6})(?![\w.%])(?!-\d)"
    r"|(?<![\w.#/-])(?P<plain>\d{2,6})(?=[^\w\n]{0,4}(?:papers|entries|articles|篇)(?!\w))",
    re.I,
)


def change_totals(page: Page, changed: Mapping[int, str], step: int = 1) -> dict[int, str]:
    """Return the lines that are changed, with those outside the entries that state how many papers the page has.

    Only a number that is right today counts: one that is not was made in another way.
    """
    papers = sum(entry.paper for entry in page.entries)
    lines = dict(changed)
    if papers < FEWEST:
        return lines
    inside = bytearray(len(page.lines))
    for entry in page.entries:
        inside[entry.first : entry.last + 1] = b"\x01" * (entry.last + 1 - entry.first)
    for number, line in enumerate(page.lines):
        stated = str(papers) in line and len(line) < LONGEST_LINE and not line.lstrip().startswith("#")
        if stated and not inside[number]:
            after = COUNTED.sub(lambda found: recount(found, papers, step), line)
            if after != line:
                lines[number] = after
    return lines


def recount(found: re.Match[str], papers: int, step: int) -> str:
    """Return a stated total so much higher, where it is the page's."""
    stated = found["number"] or found["plain"]
    return f"{found['before'] or ''}{papers + step}" if int(stated) == papers else found[0]
