"""What was read of a page, in words and as JSON: nothing that was not read goes unsaid."""

import json
from collections import Counter
from collections.abc import Iterator

from bot.lists.page import Page, PageEntry, bare
from bot.words import count

EXAMPLES = 5


def papers(page: Page) -> list[PageEntry]:
    """Return the entries of a page that are papers, without tools, courses and other lists."""
    return [entry for entry in page.entries if entry.paper]


def as_json(page: Page, path: str | None = None) -> Iterator[str]:
    """Yield one JSON object a line for each entry; lines are counted from 1. With `path` each names its page."""
    for entry in papers(page):
        record = entry.record
        row = {
            **({"path": path} if path else {}),
            "line": entry.first + 1,
            "last": entry.last + 1,
            "section": list(page.path(entry)),
            "title": record.title,
            "links": [[link.label, link.url] for link in record.links],
            "urls": [link.url for link in record.links],
            "code": record.code,
            "authors": record.authors,
            "venue": record.venue,
            "year": record.year,
            "date": record.date,
            "identifiers": [f"{identifier.kind}:{identifier.value}" for identifier in record.identifiers],
            "leftover": list(record.leftover),
            "raw": entry.raw,
        }
        yield json.dumps(row, ensure_ascii=False) + "\n"


def as_text(page: Page) -> Iterator[str]:
    """Yield one line for each entry for people to read."""
    for entry in papers(page):
        record = entry.record
        facts = [record.authors, " ".join(str(part) for part in (record.venue, record.date or record.year) if part)]
        tail = "; ".join(fact for fact in facts if fact)
        yield f"{entry.first + 1}: {record.title}{f' ({tail})' if tail else ''}\n"


def share(page: Page) -> float:
    """Return which part of the lines that link to a paper stand in an entry; 1.0 where no line does."""
    read = read_lines(page)
    total = read + len(page.unread)
    return read / total if total else 1.0


def read_lines(page: Page) -> int:
    """Return how many entries link to a paper that its address names."""
    return sum(bool(entry.record.identifiers) for entry in page.entries)


def headline(page: Page) -> str:
    """Return how much was read."""
    listed = papers(page)
    besides = len(page.entries) - len(listed)
    more = f", {count(besides, 'other item')}" if besides else ""
    sections = count(len({entry.section for entry in listed}), "section")
    return f"{count(len(listed), 'entry', 'entries')} in {sections}{more}"


def summary(page: Page) -> str:
    """Return what was read, by section and form, and examples of what was not."""
    lines = [f"{headline(page)}\n"]
    for number, entries in page._replace(entries=tuple(papers(page))).by_section():
        path = " > ".join(page.sections[number].path) if number >= 0 else "(no heading)"
        forms = ", ".join(f"{number} ({form})" for form, number in Counter(entry.form for entry in entries).items())
        lines.append(f"  {path}: {forms}\n")
    if not page.entries and not page.unread:
        return "".join([*lines, "no line links to a paper\n"])
    lines.append(f"{share(page):.1%} of the lines that link to a paper were read")
    lines.append(f"; {len(page.unread)} were not, such as\n" if page.unread else "\n")
    lines += [f"  {number + 1}: {bare(page.lines[number]).strip()[:100]}\n" for number in page.unread[:EXAMPLES]]
    return "".join(lines)
