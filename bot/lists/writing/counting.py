"""What a list counts itself, the numbers of its entries and the totals of a page, when a paper joins or leaves it."""

import itertools
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal

from bot.lists.page import Page, PageEntry
from bot.lists.reading.entry.parts import PREFIX
from bot.patterns import rare

#: Fewer papers than this agree with a number of the page by chance.
FEWEST = 10
LONGEST_LINE = 300
#: The first number of a text that is no year.
NUMBER = re.compile(r"(?<!\d)(?!(?:19|20)\d\d(?!\d))(\d+)")
#: The first cell of a row that says nothing but a number, and no year.
NUMBERED_CELL = re.compile(
    r"[ \t]*(?:\|?|(?:<tr\b[^<>]*>\s*)?<td\b[^<>]*>)\s*[*]{0,2}(?!(?:19|20)\d\d)([1-9]\d{0,3})[*]{0,2}\s*(?:\||</td>)"
)
#: Rows are counted if so many follow one another: another number in each is a year or a rating.
COUNTED_ROWS = 0.8
ROWS = ("table", "html")
#: Fewer rows than this are judged with those of other sections.
FEW_ROWS = 3
COUNTED = rare(
    r"(?P<before>\b(?:total(?: of| number of papers| papers)?|papers?|entries|collects|includes|contains)\b[^\w\n]{0,6}"
    r"|共(?:收录|有|计)?\s*|badge/(?:papers|total|entries)-)(?P<number>\d{2,6})(?![\w.%])(?!-\d)"
    r"|(?<![\w.#/-])(?P<plain>\d{2,6})(?=[^\w\n]{0,4}(?:papers|entries|articles|篇)(?!\w))",
    re.I,
)


def number_of(raw: str) -> re.Match[str] | None:
    """Return where the number that counts an entry stands, group 1."""
    prefix = PREFIX.match(raw)
    return NUMBERED_CELL.match(raw) or (NUMBER.search(raw, 0, prefix.end()) if prefix else None)


def put_number(text: str, number: int | str) -> str:
    """Return the text of an entry with another number, where it has one."""
    found = number_of(text)
    return f"{text[: found.start(1)]}{number}{text[found.end(1) :]}" if found else text


def take_number(text: str, line: str) -> str:
    """Return the text of an entry with the number of another line."""
    found = number_of(line)
    return put_number(text, found[1]) if found else text


def count_of(entry: PageEntry) -> int | None:
    """Return the number that counts an entry."""
    found = number_of(entry.raw)
    return int(found[1]) if found else None


def counts_of(entries: Sequence[PageEntry], others: Sequence[PageEntry] = ()) -> list[int | None]:
    """Return the numbers that count entries, None for each that has none; `others` show whether a few rows are."""
    numbers = [count_of(entry) for entry in entries]
    if not any(entry.form in ROWS for entry in entries):
        return numbers
    sections: dict[int, list[int | None]] = {}
    for row in (others if len(entries) < FEW_ROWS else ()) or entries:
        if row.form in ROWS:
            sections.setdefault(row.section, []).append(count_of(row))
    return numbers if are_counted(sections.values()) else [None] * len(numbers)


def are_counted(sections: Collection[Sequence[int | None]]) -> bool:
    """Tell whether most numbers in sections are one more than the one before, or most one less; a few have a 1."""
    pairs = [pair for numbers in sections for pair in itertools.pairwise(numbers)]
    steps = [b - a for a, b in pairs if a is not None and b is not None]
    is_begun = len(steps) > 1 or any(1 in numbers for numbers in sections)
    return is_begun and max(map(steps.count, (1, -1))) >= COUNTED_ROWS * len(pairs)


def count_down(entries: Sequence[PageEntry]) -> bool:
    """Tell whether entries are counted from the last one up, as where new ones go on top."""
    numbers = itertools.pairwise(counts_of(entries))
    steps = [b - a for a, b in numbers if a is not None and b is not None]
    return steps.count(-1) > steps.count(1)


def renumber(page: Page, own: Sequence[PageEntry], where: int, text: str) -> tuple[str, dict[int, str]]:
    """Give the entry its number, and those behind it theirs, where the list counts by hand."""
    numbers = counts_of(own, page.entries)
    if number_of(text) is None or numbers[0] is None:
        return text, {}
    pairs = [(a, b) for a, b in itertools.pairwise(numbers) if a is not None and b is not None]
    pairs = pairs or number_pairs(page)
    rising = sum(b == a + 1 for a, b in pairs)
    falling = sum(b == a - 1 for a, b in pairs)
    repeated = sum(b == a for a, b in pairs)
    changed: dict[int, str] = {}
    if repeated >= max(rising, falling) and pairs:
        new = numbers[min(where, len(own) - 1)] or 1
    elif falling > rising:
        new = (numbers[where] or 0) + 1 if where < len(own) else numbers[-1] or 1
        changed = shift(page, [*own[:where], *run_on(page, own, -1)])
    else:
        new = (numbers[where - 1] or 0) + 1 if where else numbers[0]
        changed = shift(page, [*own[where:], *run_on(page, own)])
    return put_number(text, new), changed


def number_first(page: Page, line: int, text: str, near: PageEntry) -> tuple[str, dict[int, str]]:
    """Give the only entry of a section that begins at a line its number, and those of sections behind it theirs.

    `near` is an entry whose form it has.
    """
    sections = sequences(page)
    if number_of(text) is None or not (near.form == "numbered" or page.path(near) in sections):
        return text, {}
    groups = [entries for _, entries in page.by_section()] if any(sections.values()) else []
    last = next((count_of(entries[-1]) for entries in reversed(groups) if entries[0].first < line), 0)
    changed = shift(page, count_on(last, (entries for entries in groups if entries[0].first >= line)))
    return put_number(text, (last or 0) + 1), changed


def number_pairs(page: Page) -> list[tuple[int, int]]:
    """Return the numbers of all entries that follow one another within a section of the page."""
    found: list[tuple[int, int]] = []
    for _, entries in page.by_section():
        found += itertools.pairwise(number for _, number in counted(entries))
    return found


def close_up(page: Page, own: Sequence[PageEntry], where: int) -> dict[int, str]:
    """Return the first lines that get another number when the entry `where` of a section goes."""
    mine = counts_of(own, page.entries)[where]
    for higher in ([*own[where + 1 :], *run_on(page, own)], [*reversed(own[:where]), *run_on(page, own, -1)]):
        if mine is not None and higher and count_of(higher[0]) == mine + 1:
            return shift(page, higher, -1)
    return {}


def run_on(page: Page, own: Sequence[PageEntry], turn: Literal[1, -1] = 1) -> list[PageEntry]:
    """Return the entries of the sections below that count on from the last of a section; -1: above, from its first."""
    here = own[0]
    others = [group[::turn] for _, group in page.by_section() if (group[0].first - here.first) * turn > 0]
    return count_on(count_of(own[::turn][-1]), (group for group in others[::turn] if group[0].section != here.section))


def count_on(last: int | None, sections: Iterable[Sequence[PageEntry]]) -> list[PageEntry]:
    """Return the entries of those sections that count on from a number, each from the last of the one before."""
    found: list[PageEntry] = []
    for section in sections:
        numbers = [last, *map(count_of, section)]
        # A column of ratings may begin with the right number by chance.
        is_rated = section[0].form in ROWS and len(section) > 1 and not are_counted([numbers])
        if last is None or numbers[1] != last + 1 or is_rated:
            break
        found += section
        last = numbers[-1]
    return found


def shift(page: Page, entries: Sequence[PageEntry], step: int = 1) -> dict[int, str]:
    """Return the lines with the numbers of entries, so much higher."""
    changed = {}
    for entry in entries:
        if found := number_of(entry.raw):
            number = entry.first + entry.raw.count("\n", 0, found.start(1))
            changed[number] = put_number(page.lines[number], int(found[1]) + step)
    return changed


def count_anew(before: Page, after: Page) -> dict[int, str]:
    """Return the lines of a page that say a number wrong which was right before a person added or removed entries."""
    changed = number_anew(before, after)
    had, has = (sum(entry.paper for entry in page.entries) for page in (before, after))
    stated = change_totals(before, {}, has - had) if has != had else {}
    old = {before.lines[number]: line for number, line in stated.items()}
    return {**changed, **{number: old[line] for number, line in enumerate(after.lines) if line in old}}


def number_anew(before: Page, after: Page) -> dict[int, str]:
    """Return the first lines of entries with their right number, in sections where all were right before."""
    changed: dict[int, str] = {}
    sections, last = sequences(before), None
    for _, own in after.by_section():
        numbers = counted(own)
        counts_on = sections.get(after.path(own[0])) if numbers else None
        if counts_on is None:
            last = numbers[-1][1] if numbers else None
            continue
        first = last + 1 if counts_on and last is not None else min([number for _, number in numbers[:2]])
        for wanted, (entry, number) in enumerate(numbers, start=first):
            changed |= shift(after, [entry], wanted - number) if number != wanted else {}
        last = first + len(numbers) - 1
    return changed


def sequences(page: Page) -> dict[tuple[str, ...], bool]:
    """Return the sections that are counted without a gap, each with whether it counts on from the one above."""
    found, last = {}, None
    for _, own in page.by_section():
        numbers = [number for _, number in counted(own)]
        counts_on = last is not None and numbers[:1] == [last + 1]
        if (counts_on or len(numbers) > 1) and all(b == a + 1 for a, b in itertools.pairwise(numbers)):
            found[page.path(own[0])] = counts_on
        last = numbers[-1] if numbers else None
    return found


def counted(entries: Sequence[PageEntry]) -> list[tuple[PageEntry, int]]:
    """Return the entries that have a number, with it."""
    return [(entry, number) for entry in entries if (number := count_of(entry)) is not None]


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
