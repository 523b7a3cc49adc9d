"""Puts an entry into a page: its lines, their place, and the numbers that the list itself counts."""

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.catalogue.identity.ids import slug
from bot.catalogue.section import Section
from bot.lists.page import Page, PageEntry, bare
from bot.lists.reading.blocks import FOLD, RULE
from bot.lists.sections import find_section, heading_of
from bot.lists.writing.beginning import begin
from bot.lists.writing.counting import change_totals, close_up, renumber
from bot.lists.writing.entry.form import write
from bot.lists.writing.entry.template import choose_template, find_template
from bot.lists.writing.facts import Facts
from bot.lists.writing.order import pinned_place, place
from bot.lists.writing.pins import LEARNED, NO_PINS, Pin, Pins, pin_of
from bot.lists.writing.yamlform import write_yaml

#: The forms of entries that nothing but blank lines parts from what is said of them.
PARAGRAPHS = ("paragraph", "block")
#: What says something about the paragraph above it; `FOLD` what holds it together.
NOTE = re.compile(r"[ \t]*>|(?: {2,}|\t)[ \t]*\S|[ \t]*</?details\b", re.I)
#: A line that parts two entries: blank, or a rule.
BLANK = re.compile(rf"[ \t]*|{RULE.pattern}")
#: A line that belongs to no entry: it leads to another place of its page, as to the table of contents, or parts two.
ENDING = re.compile(rf"\W*\[[^\[\]]*\]\(#[^()\s]*\)\W*|{BLANK.pattern}")
#: How deep an item of a list stands, and its bullet or number; how deep a heading.
MARK = re.compile(r"(#{1,6}(?=[ \t])|[ \t]*)(?:(?:[-*+]|\d+[.)])(?=[ \t]))?")


@dataclass(frozen=True, slots=True)
class PageEdit:
    """`inserted` lines go in before line `first` (counted from 0); `changed` lines are replaced, by their number."""

    first: int
    inserted: tuple[str, ...]
    changed: Mapping[int, str] = field(default_factory=dict)

    def apply(self, page: Page) -> str:
        """Return the page's text after the edit."""
        lines = [self.changed.get(number, line) for number, line in enumerate(page.lines)]
        return "".join([*lines[: self.first], *self.inserted, *lines[self.first :]])


def add(page: Page, section: str | None, facts: Facts, pins: Pins = NO_PINS) -> PageEdit:
    """Return the edit that puts a paper into a section, in the section's form and at its place. Raises SectionError."""
    return put_pinned(page, find_section(page, section, facts.known_year), facts, pins)


def put_pinned(page: Page, number: int, facts: Facts, pins: Pins) -> PageEdit:
    """Return the same for the section of this number. Raises SectionError."""
    heading = heading_of(page, number)
    return put(page, number, facts, pin_of(pins, Section(slug(heading), heading)))


def put(
    page: Page, number: int, facts: Facts, pin: Pin = LEARNED, *, below: int | None = None, text: str | None = None
) -> PageEdit:
    """Return the edit that puts a paper into the section of this number. Raises SectionError.

    `below` is the place among the section's entries, `text` the paper's lines, where a person settled them.
    """
    groups = dict(page.by_section())
    own = main_run(groups.get(number, []))
    others = [entries for key, entries in groups.items() if key != number]
    if not own:
        return into_empty(page, number, others, facts, text)
    record = facts.record()
    where = below if below is not None else pinned_place(pin.order, own, record) if pin.order else None
    if where is None:
        where = place(own, others, record)
    return insert(page, own, where, text or write_at(own, where, others, facts, pin))


def write_at(
    own: Sequence[PageEntry], where: int, others: Sequence[Sequence[PageEntry]], facts: Facts, pin: Pin
) -> str:
    """Return the text of the entry as it stands at its place: like the pinned one, or like its neighbours."""
    pattern = find_template(pin.pattern, own)
    return write(pattern, [pattern], facts) if pattern else write_near(own, where, others, facts)


def main_run(entries: Sequence[PageEntry]) -> list[PageEntry]:
    """Return the entries of the form that most of a section's entries have."""
    forms = [entry.form for entry in entries]
    # Of two that are equally many the one that comes first, not one by chance.
    most = max(dict.fromkeys(forms), key=forms.count) if forms else ""
    return [entry for entry in entries if entry.form == most]


def write_near(own: Sequence[PageEntry], where: int, others: Sequence[Sequence[PageEntry]], facts: Facts) -> str:
    """Return the text of the entry in the form of its neighbours, or of other sections where there are few."""
    if own[0].form == "yaml":
        return write_yaml(own, max(where - 1, 0), facts)
    low = max(0, min(where, len(own)) - 40)
    near = list(own[low : low + 80])
    far = [entry for group in others for entry in group if entry.form == own[0].form and same_columns(entry, own[0])]
    pool = [*near, *far[:150]] if len(near) < 12 else near
    template = choose_template(pool, where - low, facts, far=len(near))
    return indent(write(template, pool if len(near) < 4 else near, facts, pool), template, own[0])


def indent(text: str, template: PageEntry, beside: PageEntry) -> str:
    """Return an entry as deep as those beside it, and with their bullet; its template may stand elsewhere."""
    old, new = (MARK.match(entry.raw) for entry in (template, beside))
    if old is None or new is None or old[0] == new[0] or ("#" in old[0]) != ("#" in new[0]):
        return text
    first, *lines = text.split("\n")
    if "#" not in new[0]:
        lines = [new[1] + line.removeprefix(old[1]) if line.strip() else line for line in lines]
    return "\n".join([new[0] + first[old.end() :], *lines])


def same_columns(one: PageEntry, other: PageEntry) -> bool:
    """Tell whether two rows have as many cells."""
    return one.form != "table" or one.raw.count("|") == other.raw.count("|")


def into_empty(
    page: Page, number: int, others: Sequence[Sequence[PageEntry]], facts: Facts, text: str | None
) -> PageEdit:
    """Return the edit for a section without entries. Raises SectionError."""
    line, texts, changed = begin(page, number, [entry for group in others for entry in group], facts, text)
    end = usual_line_end(page)
    before = "" if page.lines[line - 1].endswith("\n") else end
    lines = (before + texts[0] + end, *(f"{text}{end}" for text in texts[1:]))
    return PageEdit(line, lines, change_totals(page, changed))


def usual_line_end(page: Page) -> str:
    """Return how more than half of the page's lines end, as a new one then does."""
    crlf = sum(line.endswith("\r\n") for line in page.lines)
    return "\r\n" if crlf * 2 > len(page.lines) else "\n"


def insert(page: Page, own: Sequence[PageEntry], where: int, text: str) -> PageEdit:
    """Return the edit that puts a text before the entry `where` of a section, with the blank lines it uses."""
    end = usual_line_end(page)
    text, changed = renumber(page, own, where, text)
    changed = change_totals(page, changed)
    lines = [f"{line}{end}" for line in text.split("\n")]
    blanks = gap(page, own, where)
    if where > 0:
        first = end_of(page, own[where - 1]) + 1
        unended = first == len(page.lines) and not page.lines[-1].endswith("\n")
        if unended:
            return PageEdit(first, (end, *blanks, *lines[:-1], lines[-1].removesuffix(end)), changed)
        return PageEdit(first, (*blanks, *lines), changed)
    return PageEdit(own[0].first, (*lines, *blanks), changed)


def last_of(page: Page, entry: PageEntry) -> int:
    """Return the last line about an entry, blank ones, ways back and rules behind it aside.

    A heading that is a paper has all below it, a paragraph what is quoted, folded or indented there.
    """
    if entry.form == "heading":
        level = len(entry.raw) - len(entry.raw.lstrip("#"))
        headings = [section.line for section in page.sections if not 0 < level < section.level]
        headings += [other.first for other in page.entries if other.form == "heading"]
        return last_told(page, entry, min((line for line in headings if line > entry.first), default=len(page.lines)))
    return last_note(page, entry) if entry.form in PARAGRAPHS else entry.last


def last_told(page: Page, entry: PageEntry, end: int) -> int:
    """Return the last line before `end` that says something, from an entry on."""
    last = end - 1
    while last > entry.last and ENDING.fullmatch(bare(page.lines[last])):
        last -= 1
    return last


def last_note(page: Page, entry: PageEntry) -> int:
    """Return the last line of what is quoted, folded or indented below an entry."""
    last, number, folded = entry.last, entry.last + 1, 0
    taken = {other.first for other in page.entries}
    while number < len(page.lines) and number not in taken:
        line = page.lines[number]
        folded += sum(1 if not found[1] else -1 for found in FOLD.finditer(line))
        if NOTE.match(line) or folded > 0:
            last = number
        elif line.strip():
            break
        number += 1
    return last


def end_of(page: Page, entry: PageEntry) -> int:
    """Return the line behind which another entry may go: what a page says below a paragraph is about it."""
    last = last_of(page, entry)
    if entry.form not in PARAGRAPHS:
        return last
    following = [section.line for section in page.sections] + [other.first for other in page.entries]
    return last_told(page, entry, min((line for line in following if line > last), default=len(page.lines)))


def gap(page: Page, own: Sequence[PageEntry], where: int) -> list[str]:
    """Return the blank lines that stand between two entries near the place, or in the page's other sections."""
    if len(own) > 1:
        number = min(max(where, 1), len(own) - 1)
        return between(page, own[number - 1], own[number])
    for entry, following in itertools.pairwise(page.entries):
        if entry.section == following.section and entry.form == own[0].form:
            return between(page, entry, following)
    return [usual_line_end(page)] if own[0].form in ("paragraph", "block", "heading") else []


def between(page: Page, entry: PageEntry, following: PageEntry) -> list[str]:
    """Return the lines between two entries where these are a few blank ones, or a rule."""
    lines = page.lines[end_of(page, entry) + 1 : following.first]
    return list(lines) if len(lines) <= 3 and all(BLANK.fullmatch(bare(line)) for line in lines) else []


def take_out(page: Page, entry: PageEntry) -> PageEdit:
    """Return the edit that takes an entry off the page, with the blank lines behind it and its number."""
    own = main_run([other for other in page.entries if other.section == entry.section])
    last = last_of(page, entry)
    changed = dict.fromkeys(range(entry.first, last + 1), "")
    if entry not in own:
        return PageEdit(0, (), change_totals(page, changed, -1))
    where = own.index(entry)
    after = own[where + 1].first if where + 1 < len(own) else last + 1
    before = last_of(page, own[where - 1]) + 1 if where and after == last + 1 else entry.first
    blanks = [*range(last + 1, after), *range(before, entry.first)]
    if all(BLANK.fullmatch(bare(page.lines[number])) for number in blanks):
        changed |= dict.fromkeys(blanks, "")
    changed |= close_up(page, own, where)
    return PageEdit(0, (), change_totals(page, changed, -1))


def replace(page: Page, entry: PageEntry, text: str) -> PageEdit:
    """Return the edit that puts a text in the place of an entry's own."""
    if text == entry.raw:
        return PageEdit(0, ())
    end = usual_line_end(page)
    last = page.lines[entry.last]
    lines = [*(f"{line}{end}" for line in text.split("\n")[:-1]), text.split("\n")[-1] + last[len(bare(last)) :]]
    return PageEdit(0, (), {**dict.fromkeys(range(entry.first, entry.last + 1), ""), entry.first: "".join(lines)})
