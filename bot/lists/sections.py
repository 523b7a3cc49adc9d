"""The sections of a page: the one that somebody names, and those that wait for their first paper."""

import re
from collections.abc import Iterable, Sequence

from bot.catalogue.section import two_names, uncounted
from bot.catalogue.venues import fold
from bot.errors import PaperclerkError
from bot.lists.page import Page, bare
from bot.lists.reading.blocks import is_delimiter
from bot.lists.reading.reader import is_apart
from bot.patterns import rare

#: How a section is named that shares all its headings with another.
LINE = re.compile(r"line (\d+)", re.I)
#: The forms of entries that show how a first one is written elsewhere.
SHOWING = frozenset({"bullet", "paragraph", "numbered", "table"})
#: A line that is nothing to a reader.
VOID = rare(r"\s*(?:<!--(?:[^-]|-(?!->))*-->|=+|-+|\*{3,})?\s*")
#: A heading that is a year.
YEAR = re.compile(r"\W*(?:19|20)\d\d\W*")
#: So many sections are named in a message.
MOST_NAMED = 6


class SectionError(PaperclerkError):
    """The page has no such section, or several, or none was named though there are several."""


def find_section(page: Page, text: str | None, year: int | None = None) -> int:
    """Return the number of the section that is meant, -1 for what is above all headings. Raises SectionError.

    A heading without entries means what stands below it of the paper's `year`. Of sections that share all their
    headings it is the first.
    """
    filled = {number for number, _ in page.by_section()}
    if not text:
        if len(filled) == 1:
            return next(iter(filled))
        raise SectionError("the page has no entries" if not filled else "name the section with --section")
    options = best_named(page, text) or at_line(page, text)
    if not options:
        raise SectionError(f"no section is called {text[:100]!r}")
    options = [number for number in options if number in filled or below(page, number, filled)] or options
    if len({page.sections[number].path for number in options}) > 1:
        raise SectionError(f"several sections are called {text[:100]!r}: {in_words(page, options)}")
    return options[0] if options[0] in filled else child(page, options[0], filled, year)


def waiting(page: Page) -> list[int]:
    """Return the sections that wait for their first entry: with nothing in them, beside others that have some."""
    filled = {number for number, _ in page.by_section() if number >= 0}
    beside = {(page.sections[number].level, page.sections[number].path[:-1]) for number in filled}
    if not any(entry.form in SHOWING for entry in page.entries):
        return []
    return [
        number
        for number, section in enumerate(page.sections)
        if number not in filled
        and (section.level, section.path[:-1]) in beside
        and not is_apart(section.path[-1])
        and is_void(page, number)
    ]


def is_void(page: Page, number: int) -> bool:
    """Tell whether below a heading stands nothing but a table's head, no other heading of its own either.

    Years behind a heading of another kind are its own, whatever their level.
    """
    section, below = page.sections[number], page.sections[number + 1 : number + 2]
    end = below[0].line if below else len(page.lines)
    is_topic = bool(below) and YEAR.fullmatch(below[0].path[-1]) and not YEAR.fullmatch(section.path[-1])
    is_leaf = not below or (below[0].level <= section.level and not is_topic)
    said = [line for line in map(bare, page.lines[section.line + 1 : end]) if not VOID.fullmatch(line)]
    return is_leaf and (not said or (len(said) == 2 and is_delimiter(said[1])))


def best_named(page: Page, text: str) -> list[int]:
    """Return the sections whose headings agree best with "A > B > C"."""
    wanted = folded(text.split(" > "))
    ranked: list[tuple[int, int]] = []
    for number, section in enumerate(page.sections):
        path = folded(section.path)
        names = {*path[-1:], *folded(two_names(section.path[-1]) if section.path else ())}
        if wanted and any(is_id(name, wanted[-1]) for name in names):
            ranked.append((agreement(path, wanted), number))
    best = max((score for score, _ in ranked), default=0)
    return [number for score, number in ranked if score == best]


def at_line(page: Page, text: str) -> list[int]:
    """Return the section whose heading stands at "line 12"."""
    found = LINE.fullmatch(text.strip())
    return [number for number, section in enumerate(page.sections) if found and section.line == int(found[1]) - 1]


def folded(headings: Iterable[str]) -> tuple[str, ...]:
    """Return headings as they are compared: without markup and the number of their papers."""
    return tuple(fold(uncounted(heading)) for heading in headings if heading.strip())


def is_id(heading: str, text: str) -> bool:
    """Tell whether a text is a heading but for the number before it; both are folded."""
    bare = re.sub(r"^\d+", "", text)
    return bool(text) and (heading == text or (bool(bare) and re.sub(r"^\d+", "", heading) == bare))


def agreement(path: Sequence[str], wanted: Sequence[str]) -> int:
    """Return how many of the wanted headings stand in the path, in order."""
    place, found = 0, 0
    for name in wanted:
        if name in path[place:]:
            place = path.index(name, place) + 1
            found += 1
    return found * 10 - (len(path) > len(wanted))


def below(page: Page, number: int, filled: Iterable[int]) -> list[int]:
    """Return the sections with entries below one."""
    path = page.sections[number].path
    return [other for other in sorted(filled) if other > number and page.sections[other].path[: len(path)] == path]


def child(page: Page, number: int, filled: Iterable[int], year: int | None) -> int:
    """Return the section below one that has no entries of its own: the one of the paper's year, else the only one.

    The section itself where there is none. Raises SectionError where there are several.
    """
    options = below(page, number, filled)
    dated = [other for other in options if year and re.search(rf"(?<!\d){year}(?!\d)", page.sections[other].path[-1])]
    if len(options) > 1 and not dated:
        raise SectionError(f"{page.sections[number].path[-1]!r} has no entries of its own: {in_words(page, options)}")
    return (dated or options or [number])[0]


def in_words(page: Page, options: Sequence[int]) -> str:
    """Return what asks for one of some sections."""
    named = [f"{' > '.join(page.sections[n].path)} (line {page.sections[n].line + 1})" for n in options[:MOST_NAMED]]
    more = f" and {len(options) - MOST_NAMED} more" if len(options) > MOST_NAMED else ""
    return f"name one, with its headings or as 'line N': {'; '.join(named)}{more}"


def namesakes(page: Page, number: int) -> list[int]:
    """Return the sections with entries that share all their headings with one, itself among them."""
    path = page.sections[number].path if number >= 0 else ()
    return [other for other, _ in page.by_section() if other >= 0 and page.sections[other].path == path]


def heading_of(page: Page, number: int) -> str:
    """Return the heading of a section, "" above the first."""
    return page.sections[number].path[-1] if number >= 0 else ""
