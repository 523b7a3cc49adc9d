"""The line about a new paper that a list keeps under "News", where its configuration asks for one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.catalogue.identity.titles import fold_title
from bot.lists.page import Page, bare
from bot.lists.reading.blocks import ITEM, SETEXT
from bot.lists.writing.editing import PageEdit, usual_line_end
from bot.lists.writing.facts import MARK, Facts, balance_address, escape, guard

#: A place in the words of a line, with the mark before it where it begins the line.
PLACE = re.compile(rf"(^{MARK})?\{{(\w+)\}}")


@dataclass(frozen=True, slots=True)
class NewsLine:
    """`section` is the heading under which the line goes, `line` its words with {date}, {title} and the like."""

    section: str
    line: str


def announce(
    pages: Mapping[str, Page], news: NewsLine, facts: Facts, section: str, day: str
) -> tuple[str, PageEdit] | None:
    """Return the page of the news, by its path, and the edit that puts the newest on top; None without such a heading.

    `section` is the heading that the paper joins, `day` an ISO date.
    """
    for path, page in pages.items():
        for number, heading in enumerate(page.sections):
            if fold_title(heading.path[-1]) == fold_title(news.section):
                return path, on_top(page, number, write_news(news, facts, section, day))
    return None


def write_news(news: NewsLine, facts: Facts, section: str, day: str) -> str:
    """Return the line, its facts escaped so that none of them changes the page's structure."""
    year, month, date = day.split("-")
    link = next((balance_address(link.url) for link in facts.links), "")
    words = {"title": facts.title, "venue": facts.venue or "", "section": section}
    values = {"date": day, "year": year, "month": month, "day": date, "link": link}
    values |= {name: escape(text, table=False, linked=True) for name, text in words.items()}
    return PLACE.sub(lambda found: f"{found[1] or ''}{put_in(values[found[2]], found[1])}", news.line)


def put_in(value: str, before: str | None) -> str:
    """Return a value as it may stand behind what is before it on its line, None if that is more than a mark."""
    return value if before is None else guard(value)


def on_top(page: Page, number: int, line: str) -> PageEdit:
    """Return the edit that puts a line before the first item below a heading, or where its text begins."""
    below = page.sections[number + 1].line if number + 1 < len(page.sections) else len(page.lines)
    heading, end = page.sections[number].line, usual_line_end(page)
    item = next((place for place in range(heading + 1, below) if ITEM.match(page.lines[place])), None)
    if item is not None:
        return PageEdit(item, (f"{line}{end}",))
    first = heading + 1
    first += first < len(page.lines) and bool(SETEXT.match(bare(page.lines[first])))
    blank = first < len(page.lines) and not page.lines[first].strip()
    unended = "" if page.lines[first - 1].endswith("\n") else end
    return PageEdit(first + blank, (unended, *(() if blank else (end,)), f"{line}{end}", end))
