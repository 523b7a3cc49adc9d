"""The text of one entry while it becomes that of another paper.

Facts go in. What the new paper does not have goes, with the traces that it leaves: brackets, separators, empty cells.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from bot.catalogue.paper import Link
from bot.lists.page import PageEntry, Part
from bot.lists.reading.entry.cells import is_unknown
from bot.lists.reading.table import split_cells, split_html_cells
from bot.lists.writing.entry.habits import Habits
from bot.lists.writing.facts import MARK, Facts, guard

Cell = tuple[int, int]

#: Signs and nothing else, as "⚠️" or ":x:"; stars and fires rate.
NO_WORD = re.compile(r"(?:(?![⭐🔥★])[\W_]|:\w+:)*")
#: Stands where a fact was that the new paper does not have; private use, so no page has it by chance.
GONE = "\ue0ff"
#: No word, and no stand-in for one.
SIGN = r"[^\w\n\ue000-\ue0ff]"
#: A line that begins with what it says, "- Key: ", and says nothing any more.
KEYED_LINE = re.compile(
    rf"(?m)^([ \t]*(?:[-*+][ \t]+)?(?:[^\w\n:]{{1,4}}[ \t])?\**[^\W\d_][\w （）-]{{0,24}}\**[:：]\**)"
    rf"{SIGN}{{0,4}}(?:{GONE}{SIGN}*)+$"
)
#: A word that leads to a venue which is gone.
LEADING = re.compile(rf"(?i)(?<=[.,;?!])[ \t]+(?:in|at|(?:published|accepted|presented) (?:in|at|by))[ \t]+{GONE}")
#: A line below the first of which all that it said is gone; it would part the lines around it like a blank one.
EMPTIED = re.compile(rf"\n[ \t]*(?:[-*+][ \t]+)?{GONE}[{GONE} \t\\.,:;。；，、]*(?:<br ?/?>)?(?=\n|$)")
#: A line of an entry that has nothing left but its mark and its stops.
NOTHING_LEFT = re.compile(r"\s*(?:[-*+])?[\s\\.,;:。，；：、]*")
#: The same but for stars, within which such signs mark nothing any more.
UNSTARRED = r"[^\w\n*\ue000-\ue0ff]"
#: A word behind a separator that announced a link which is gone, at the end of a line.
ANNOUNCED = re.compile(rf"(?m)(?<=\S)[ \t]*[-–—,;/|·•]+[ \t]*[^\W\d_]\w{{0,15}}[:：][ \t]*{GONE}[ \t]*$")
#: A heading at the beginning that has nothing left, with the blank lines behind it.
HEADING_ALONE = re.compile(r"\A[ \t]*#+[ \t]*\n\s*\n?")
TRACES = (
    (re.compile(rf"{GONE}[ \t]*[.,:;/|·&+]?[ \t]*{GONE}"), GONE),
    (
        re.compile(
            rf"(\*\*|__){UNSTARRED}*(?:{GONE}{UNSTARRED}*)+\1|(?<!\*)\*(?:[.,:'’][ \t]*)*{GONE}[ \t.,:'’]*\*(?!\*)"
            rf"|(?<!_)_[ \t.,]*{GONE}[ \t.,:]*_"
        ),
        GONE,
    ),
    (
        re.compile(
            rf"\[[ \t.,:'’]*{GONE}[ \t.,:'’]*\](?:\({GONE}?\))?|\([ \t.,:@'’]*{GONE}[ \t.,:'’]*\)"
            rf"|`[ \t]*{GONE}[ \t]*`|\"{GONE}\""
        ),
        GONE,
    ),
    (re.compile(rf"<(ins|i|b|em|strong|sub|sup|small|u)>[ \t.,]*{GONE}[ \t.,]*</\1>", re.I), GONE),
    (ANNOUNCED, GONE),
)


class Draft:
    """The text of one entry while the facts of another paper are put into it."""

    def __init__(self, template: PageEntry, habits: Habits, facts: Facts) -> None:
        self.template = template
        self.raw = template.raw
        self.title = next(part for part in template.parts if part.kind == "title")
        self.habits = habits
        self.facts = facts
        self.edits: list[tuple[int, int, str]] = []
        self.values: list[str] = []
        #: Which of them are links with their markup, escaped already.
        self.whole: set[int] = set()
        self.left = list(facts.links)
        self.used: set[str] = set()

    def put(self, text: str) -> str:
        """Return a stand-in for a text of the facts, which tidying must not touch."""
        self.values.append(text)
        return chr(0xE000 + len(self.values) - 1)

    def put_links(self, text: str) -> str:
        """Return a stand-in for links, whose brackets may begin a line."""
        self.whole.add(len(self.values))
        return self.put(text)

    def address(self, part: Part, url: str) -> str:
        """Return an address as it stands in a link's place, which may be the name of one defined elsewhere."""
        return url if "://" in self.raw[part.start : part.end] else f"({url})"

    def change(self, part: Part, text: str | None) -> None:
        """Put a text in the place of a part; None: the paper has none."""
        start, end = part.start, part.end
        if self.raw.count("**", start, end) % 2:
            # Some of the names were bold, the first or the last: half of their stars stands outside.
            start, end = start - 2 * self.raw.endswith("**", 0, start), end + 2 * self.raw.startswith("**", end)
        self.edits.append((start, end, GONE if not text else self.put(text)))

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
        whole = whole if self.template.form in ("table", "html") else tidy(whole)
        return re.sub(rf"(?m)(^{MARK})?([\ue000-\ue0fe])", self.value, whole)

    def value(self, found: re.Match[str]) -> str:
        """Return the text that a stand-in stands for; where it begins a line it may begin nothing else."""
        number = ord(found[2]) - 0xE000
        text = self.values[number] if number < len(self.values) else found[2]
        return f"{found[1] or ''}{guard(text) if found[1] is not None and number not in self.whole else text}"

    def url_part(self, link: Part) -> Part:
        """Return the place of a link's address."""
        return next(part for part in self.template.parts if part.kind == "url" and part.group == link.group)

    def holds_date(self, link: Part) -> bool:
        """Tell whether a link's text is the venue or the date."""
        return any(
            part.kind in ("venue", "year", "date") and link.start <= part.start and part.end <= link.end
            for part in self.template.parts
        )


def drop_traces(text: str, *, table: bool) -> str:
    """Take away brackets, stars and separators that stand around nothing; the cells of a table all stay."""
    if GONE not in text:
        return text
    if table:
        cells = re.split(r"(?<!\\)(\|)", text)
        return "".join(drop_traces(cell, table=False) for cell in cells)
    for _ in range(6):
        before = text
        for pattern, new in TRACES:
            text = pattern.sub(new, text)
        if text == before:
            break
    text = EMPTIED.sub("", text)
    text = LEADING.sub(GONE, text)
    text = re.sub(rf"(?m)[ \t]*[•·/][ \t]*{GONE}[ \t]*$", GONE, text)
    text = KEYED_LINE.sub(r"\1 ", text)
    text = re.sub(rf"(?m)^([ \t]*(?:[-*+]|\d+[.)])?[ \t]*){GONE}[ \t]*(?:[.,:;]|[-–—|](?=[ \t]))?[ \t]*", r"\1", text)
    text = re.sub(rf"[ \t]*[,;:·|][ \t]*{GONE}(?=[ \t]*(?:[.,;:|\])*]|\n|$))", "", text)
    text = re.sub(rf"(?<=[:：*]){GONE}[。；，]", "", text)
    text = re.sub(rf"[ \t]+{GONE}(?=[*_`\])>])", "", text)
    text = re.sub(rf"(?<=[.,;:!?])(\S?)[ \t]+{GONE}[.,;]?(?=[ \t\n]|$)", r"\1", text)
    text = re.sub(rf"[ \t]+{GONE}[,;]?(?=[ \t.])", "", text)
    text = re.sub(rf"[ \t]+{GONE}[,;]?[ \t]*(?=\n|$)", "", text)
    return text.replace(GONE, "")


def tidy(text: str) -> str:
    """Drop lines of an entry over several lines that have nothing left, its heading too, and blank ones at its end."""
    lines = HEADING_ALONE.sub("", text).split("\n")
    kept = [
        lines[0],
        *(line for line in lines[1:] if not NOTHING_LEFT.fullmatch(line) or not line.strip()),
    ]
    while not kept[-1].strip() and len(kept) > 1:
        kept.pop()
    return "\n".join(kept)


def fill_cells(text: str, template: PageEntry, entries: Sequence[PageEntry]) -> str:
    """Write the section's own "unknown" into cells that are empty now, and pad where the table is padded."""
    split = split_html_cells if template.form == "html" else split_cells
    edged = template.form == "html" or template.raw.lstrip(" >").startswith("|")
    closed = template.raw.rstrip().endswith("|")
    if not edged:
        text, template = edge(text, closed=closed), template._replace(raw=edge(template.raw, closed=closed))
        entries = [entry._replace(raw=edge(entry.raw, closed=closed)) for entry in entries]
    cells, old = split(text), split(template.raw)
    if len(cells) == len(old):
        text = filled(text, cells, template, [(e.raw, split(e.raw)) for e in entries if e.form == template.form])
    return text if edged else without_edges(text, closed=closed)


def filled(text: str, cells: Sequence[Cell], template: PageEntry, rows: Sequence[tuple[str, Sequence[Cell]]]) -> str:
    """Return a row with as many cells as its template, none of them emptied without the section's word for it."""
    split = split_html_cells if template.form == "html" else split_cells
    old = split(template.raw)
    rows = [(raw, places) for raw, places in rows if len(places) == len(old)][-200:]
    padded = (
        template.form == "table" and len(rows) > 2 and len({tuple(places) for _, places in rows}) <= 0.2 * len(rows) + 1
    )
    result = text[: cells[0][0]]
    for number, (start, end) in enumerate(cells):
        content = text[start:end]
        if not content.strip() and template.raw[slice(*old[number])].strip():
            content = unknown_cell([raw[slice(*places[number])] for raw, places in rows], html=template.form == "html")
        if padded:
            width = Counter(places[number][1] - places[number][0] for _, places in rows).most_common(1)[0][0]
            content = content.rstrip().ljust(width - 1) + " "
        result += content + text[end : cells[number + 1][0] if number + 1 < len(cells) else len(text)]
    return result


def edge(row: str, *, closed: bool) -> str:
    """Return a row of a table without a bar at its beginning with one, and one at its end unless it is closed."""
    return f"| {row.rstrip()}" if closed else f"| {row.rstrip()} |"


def without_edges(row: str, *, closed: bool) -> str:
    """Return the row without them again; the first stays before an empty cell, which would be lost."""
    inner = row if closed else row.removesuffix("|").rstrip()
    bare = inner.removeprefix("| ")
    return inner if not bare.split("|")[0].strip() else bare


def unknown_cell(cells: Sequence[str], *, html: bool) -> str:
    """Return what a column has where nothing is known; a rating or a number is not that."""
    empty = [cell for cell in cells if is_unknown(cell) or NO_WORD.fullmatch(cell)]
    if not empty:
        return "" if html else " "
    usual = Counter(cell.strip() for cell in empty).most_common(1)[0][0]
    return Counter(cell for cell in empty if cell.strip() == usual).most_common(1)[0][0]
