"""The text of one entry while it becomes that of another paper."""

import re
from collections import Counter

from bot.catalogue.identity.identifiers import identify
from bot.catalogue.paper import Link
from bot.lists.page import PageEntry, Part
from bot.lists.writing.entry.habits import Habits
from bot.lists.writing.entry.traces import GONE, drop_empty_lines, drop_traces
from bot.lists.writing.facts import MARK, Facts, guard

#: What breaks a line, or only widens it; behind a colon somebody is to write on.
BREAK = re.compile(r"(?<![:：\s])(?:[ \t]*\\|[ \t]+)\Z")

#: What stands at both ends of bold words, and of slanted ones; a star behind a name is a footnote's.
MARKS = (
    ("**", re.compile(r"\*\*")),
    ("__", re.compile("__")),
    ("_", re.compile(r"(?<!\w)_(?!_)|(?<!_)_(?!\w)")),
    ("*", re.compile(r"(?<!\*)\*(?!\*)(?<![^\W\d_]\*(?=[,\s]))")),
)


class Draft:
    """The text of one entry while the facts of another paper are put into it."""

    def __init__(self, template: PageEntry, habits: Habits, facts: Facts) -> None:
        self.template = template
        self.raw = template.raw
        self.title = template.title_part
        self.habits = habits
        self.facts = facts
        self.edits: list[tuple[int, int, str]] = []
        self.values: list[str] = []
        #: Which of them are links with their markup, escaped already.
        self.whole: set[int] = set()
        self.left = list(facts.links)
        self.used: set[str] = set()
        #: How often the template's links are called what.
        self.labels = Counter(template.text(part).casefold() for part in template.parts if part.kind == "label")

    def put(self, text: str) -> str:
        """Return a stand-in for a text of the facts, which tidying must not touch."""
        self.values.append(text)
        return chr(0xE000 + len(self.values) - 1)

    def put_links(self, text: str) -> str:
        """Return a stand-in for links, whose brackets may begin a line."""
        self.whole.add(len(self.values))
        return self.put(text)

    def change(self, part: Part, text: str | None) -> None:
        """Put a text in the place of a part; None: the paper has none."""
        self.replace(part.start, part.end, GONE if not text else self.put(text))

    def replace(self, start: int, end: int, new: str) -> None:
        """Put a text in the place of another: marks go with it of which one half stands outside, as of a bold name."""
        for mark, sign in MARKS:
            if len(sign.findall(self.raw, start, end)) % 2:
                start -= len(mark) * self.raw.endswith(mark, 0, start)
                end += len(mark) * self.raw.startswith(mark, end)
        self.edits.append((start, end, new))

    def taken(self) -> list[tuple[int, int]]:
        """Return the stretches that are edited already."""
        return [(start, end) for start, end, _ in self.edits]

    def number(self) -> str | None:
        """Return the paper's number of arXiv."""
        known = (identify(link.url) for link in self.facts.links)
        return next((found.value for found in known if found and found.kind == "arxiv"), None)

    def is_preprint(self) -> bool:
        """Tell whether the paper is known from arXiv only."""
        return any("arxiv.org" in link.url for link in self.facts.links)

    def label(self, link: Link, kind: str) -> str:
        """Return the section's label for a link, its own where another link has that one already."""
        label = self.habits.label(link, kind)
        told = self.labels[label.casefold()] <= 1 and link.label not in ("title", "paper")
        label = link.label if told and label.casefold() in self.used else label
        self.used.add(label.casefold())
        return label

    def render(self) -> str:
        """Return the text with all edits made, and what dropped parts leave behind taken away."""
        text, place = [], 0
        for start, end, new in sorted(self.edits):
            if start >= place:
                text += [self.raw[place:start], new]
                place = end
        whole = drop_traces("".join([*text, self.raw[place:]]), table=self.template.form == "table")
        if self.template.form not in ("table", "html"):
            whole = drop_empty_lines(whole)
            # A break at the end led to a line that is gone.
            whole = whole if BREAK.search(self.raw) else BREAK.sub("", whole)
        return re.sub(rf"(?m)(^{MARK})?([\ue000-\ue0fe])(\.(?!\.))?", self.value, whole)

    def value(self, found: re.Match[str]) -> str:
        """Return the text that a stand-in stands for; where it begins a line it may begin nothing else."""
        number = ord(found[2]) - 0xE000
        text = self.values[number] if number < len(self.values) else found[2]
        # The stop of "et al." ends its sentence, too.
        stop = "" if text.endswith(".") else found[3] or ""
        return f"{found[1] or ''}{guard(text) if found[1] is not None and number not in self.whole else text}{stop}"

    def dates_in(self, link: Part) -> list[Part]:
        """Return the venue and the dates that are a link's text."""
        return [part for part in self.template.parts if part.kind in ("venue", "year", "date") and link.holds(part)]
