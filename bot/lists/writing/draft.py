"""The text of one entry while it becomes that of another paper."""

from __future__ import annotations

import re

from bot.catalogue.paper import Link
from bot.lists.page import PageEntry, Part
from bot.lists.writing.facts import Facts
from bot.lists.writing.habits import (
    Habits,
)
from bot.lists.writing.traces import GONE, drop_traces


class Draft:
    """The text of one entry while the facts of another paper are put into it."""

    def __init__(self, template: PageEntry, habits: Habits, facts: Facts) -> None:
        self.template = template
        self.raw = template.raw
        self.habits = habits
        self.facts = facts
        self.edits: list[tuple[int, int, str]] = []
        self.values: list[str] = []
        self.left = list(facts.links)
        self.used: set[str] = set()

    def put(self, text: str) -> str:
        """Return a stand-in for a text of the facts, which tidying must not touch."""
        self.values.append(text)
        return chr(0xE000 + len(self.values) - 1)

    def address(self, part: Part, url: str) -> str:
        """Return an address as it stands in a link's place, which may be the name of one defined elsewhere."""
        return url if "://" in self.raw[part.start : part.end] else f"({url})"

    def change(self, part: Part, text: str | None) -> None:
        """Put a text in the place of a part; None: the paper has none."""
        self.edits.append((part.start, part.end, GONE if not text else self.put(text)))

    def year(self) -> int | None:
        """Return the paper's year."""
        return self.facts.year or (int(self.facts.date[:4]) if self.facts.date else None)

    def is_preprint(self) -> bool:
        """Tell whether the paper is known from arXiv only."""
        return any("arxiv.org" in link.url for link in self.facts.links)

    def label(self, link: Link, kind: str) -> str:
        """Return the section's label for a link, its own where another link has that one already."""
        label = self.habits.label(link, kind)
        label = link.label if label in self.used and link.label not in ("title", "paper") else label
        self.used.add(label)
        return label

    def render(self) -> str:
        """Return the text with all edits made, and what dropped parts leave behind taken away."""
        text, place = [], 0
        for start, end, new in sorted(self.edits):
            if start >= place:
                text += [self.raw[place:start], new]
                place = end
        whole = drop_traces("".join([*text, self.raw[place:]]), table=self.template.form == "table")
        return "".join(
            self.values[ord(char) - 0xE000] if 0xE000 <= ord(char) < 0xE000 + len(self.values) else char
            for char in whole
        )

    def label_part(self, link: Part) -> Part | None:
        """Return the place of a link's label."""
        return next((part for part in self.template.parts if part.kind == "label" and part.group == link.group), None)

    def url_part(self, link: Part) -> Part:
        """Return the place of a link's address."""
        return next(part for part in self.template.parts if part.kind == "url" and part.group == link.group)

    def alt(self, link: Part) -> str:
        """Return the alternative text of a link's badge."""
        found = re.search(r"!\[([^\[\]]*)\]", self.raw[link.start : link.end])
        return found[1] if found else ""

    def holds_date(self, link: Part) -> bool:
        """Tell whether a link's text is the venue or the date."""
        return any(
            part.kind in ("venue", "year", "date") and link.start <= part.start and part.end <= link.end
            for part in self.template.parts
        )
