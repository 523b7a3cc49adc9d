"""Papers as they are and as they would be -> the pages of their list with only these papers' entries changed. Pure."""

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.catalogue.identity.titles import fold_title
from bot.catalogue.paper import Paper
from bot.lists.cataloguing import PageList, read_pages
from bot.lists.page import Page, PageEntry, bare, split_lines
from bot.lists.phrases import PREPRINT
from bot.lists.reading.entry.parts import PREFIX
from bot.lists.sections import SectionError
from bot.lists.writing import editing
from bot.lists.writing.amending import WORD, amend_text
from bot.lists.writing.beginning import head_above, nearest
from bot.lists.writing.editing import PageEdit, main_run
from bot.lists.writing.facts import Facts, facts_of
from bot.lists.writing.newsline import NewsLine, announce
from bot.lists.writing.pins import NO_PINS, Pin, Pins, pin_of

#: So many entries around one show the form of their section.
NEAR = 40


@dataclass(frozen=True, slots=True)
class Revision:
    """One paper as it is (`before`, None for a new one) and as it would be (`after`, None for its removal).

    `text` is what a person wrote for it, which then stands as it is: in `section` only, where that is known, for its
    lines elsewhere they did not change. `below` is the title of the entry under which they put it, "" for the top of
    the section, None for the place that the section's own order gives.
    """

    before: Paper | None
    after: Paper | None
    text: str | None = None
    below: str | None = None
    section: str | None = None

    def leaves(self, section: str) -> bool:
        """Tell whether a section in which the paper stays is none of those that a person wrote in."""
        return self.text is not None and self.section not in (None, section)

    @property
    def id(self) -> str:
        """The paper's id."""
        paper = self.before or self.after
        return paper.id if paper else ""


@dataclass
class Revised:
    """A list while its papers are revised: `listed` as it was last read, `texts` the pages that changed since.

    `lines` are the lines of the papers that changed, by their ids; `moved` tells whether others stand on other lines
    since. A page is read again only for another edit of it that needs to know what changed.
    """

    listed: PageList
    news: NewsLine | None = None
    texts: dict[str, str] = field(default_factory=dict)
    lines: dict[str, list[str]] = field(default_factory=dict)
    moved: bool = False

    def read(self) -> PageList:
        """Return the list as it stands now."""
        known = {path: page.text for path, page in self.listed.pages.items()}
        if any(known[path] != text for path, text in self.texts.items()):
            self.listed = read_pages({**known, **self.texts}, self.listed.catalogue.venues, self.listed)
        self.moved = False
        return self.listed

    def find(self, paper: str) -> PageList:
        """Return the list by which a paper's lines are found: as it was last read, where they are what they were."""
        places = [*self.listed.all_places(paper)]
        known = [lines_of(self.listed.pages[place.path], place.entry) for place in places]
        now = [lines_of(self.lines_now(place.path), place.entry) for place in places]
        return self.read() if self.moved or known != now else self.listed

    def lines_now(self, path: str) -> Page:
        """Return a page as it was last read, with the lines that it has now."""
        page = self.listed.pages[path]
        return page._replace(lines=split_lines(self.texts[path])) if path in self.texts else page

    def carry_out(self, path: str, edit: PageEdit, paper: str, text: str) -> None:
        """Take in an edit of a page, and how a paper reads by it, "" where it goes."""
        page = self.lines_now(path)
        self.texts[path] = edit.apply(page)
        self.moved = self.moved or len(split_lines(self.texts[path])) != len(page.lines)
        self.lines.setdefault(paper, []).extend([text] if text else [])


def lines_of(page: Page, entry: PageEntry) -> Sequence[str]:
    """Return the lines of a page on which an entry stands."""
    return page.lines[entry.first : entry.last + 1]


def revise(
    listed: PageList, revisions: Sequence[Revision], pins: Pins = NO_PINS, news: NewsLine | None = None
) -> Revised:
    """Return the list after some revisions, one on top of the other; every other line stays byte for byte.

    `pins` are what its maintainer settled about order and form, `news` where new papers are told of. Raises
    SectionError where no entry shows the form of a section.
    """
    revised = Revised(listed, news)
    for revision in revisions:
        old = revision.before.sections if revision.before else {}
        new = revision.after.sections if revision.after else {}
        source = source_of(revised, revision, new) if new.keys() - old.keys() else None
        for section in old:
            if section not in new or not revision.leaves(section):
                change(revised, revision, section, goes=section not in new)
        for section in new:
            if section not in old:
                join(revised, revision, section, pin_of(pins, listed.catalogue.sections.get(section)), source)
    return revised


def change(revised: Revised, revision: Revision, section: str, *, goes: bool) -> None:
    """Change a paper's entries in one section, or take them off."""
    places = revised.find(revision.id).places_of(revision.id, section)
    for _ in places if goes else ():
        here = revised.read().places_of(revision.id, section)[0]
        edit = editing.take_out(revised.listed.pages[here.path], here.entry)
        revised.carry_out(here.path, edit, revision.id, "")
    # From the last to the first, so that those before stay where they are: with another title they are found no more.
    for here in reversed(() if goes else places):
        page = revised.listed.pages[here.path]
        text = amend(page, here.entry, revision)
        revised.carry_out(here.path, editing.replace(revised.lines_now(here.path), here.entry, text), revision.id, text)


def amend(page: Page, entry: PageEntry, revision: Revision) -> str:
    """Return the new text of one entry."""
    if revision.text is not None:
        return revision.text
    if revision.before is None or revision.after is None:
        return entry.raw
    own = [other for other in page.entries if other.section == entry.section and other.form == entry.form]
    at = own.index(entry)
    peers = own[max(0, at - NEAR) : at + NEAR]
    return amend_text(entry, revision.before, revision.after, peers)


class Source(NamedTuple):
    """The entry that a paper has already, with its page, and its lines as they would be."""

    page: Page
    entry: PageEntry
    text: str


def source_of(revised: Revised, revision: Revision, stays: Container[str]) -> Source | None:
    """Return what stands for a paper already: first where it will not stay, so that nothing said there is lost."""
    listed = revised.read()
    sections = sorted(listed.places.get(revision.id, {}), key=lambda section: section in stays)
    place = next((listed.places_of(revision.id, section)[0] for section in sections), None)
    if place is None:
        return None
    page, entry = listed.pages[place.path], place.entry
    below = page.lines[entry.last + 1 : editing.last_of(page, entry) + 1]
    return Source(page, entry, "\n".join([amend(page, entry, revision), *map(bare, below)]))


def join(revised: Revised, revision: Revision, section: str, pin: Pin, source: Source | None) -> None:
    """Put a paper into one section more; its facts are those that another entry of it says."""
    listed = revised.read()
    heading, paper = listed.headings.get(section), revision.after
    if paper is None or listed.places_of(revision.id, section):
        return
    if heading is None:
        raise SectionError(f"no entry shows the form of {section!r}")
    page = listed.pages[heading.path]
    _, own = own_entries(listed, section)
    facts = facts_of(source.entry if source else None, paper, dated=are_dated(own, page, paper))
    below = None if revision.below is None else position(own, revision.below)
    edit = editing.put(page, heading.number, facts, pin, below=below, text=revision.text)
    beside = (own or nearest(page, heading.number, page.entries))[0]
    if revision.text is None and source and can_stand(source, page, beside) and is_lost(source, inserted_text(edit)):
        text = editing.indent(source.text, source.entry, beside)
        edit = editing.put(page, heading.number, facts, pin, below=below, text=text)
    revised.carry_out(heading.path, edit, revision.id, inserted_text(edit))
    if revised.news and revision.before is None and section == next(iter(paper.sections)):
        tell(revised, revised.news, revision.id, facts, paper)


def are_dated(own: Sequence[PageEntry], page: Page, paper: Paper) -> bool:
    """Tell whether most entries like a paper's state a date: those of a section that are published as it is, if it is.

    Where its section has none, those of the page show it.
    """
    published = bool(paper.venue and not PREPRINT.search(paper.venue))
    alike = [entry for entry in own if is_published(entry)] or [e for e in page.entries if is_published(e)]
    entries = alike if published and alike else own
    return 2 * sum(bool(entry.record.date) for entry in entries) > len(entries)


def is_published(entry: PageEntry) -> bool:
    """Tell whether an entry names a venue that is no server of preprints."""
    return bool(entry.record.venue) and not PREPRINT.search(entry.record.venue or "")


def can_stand(source: Source, page: Page, beside: PageEntry) -> bool:
    """Tell whether old lines could stand as they are beside an entry: a row under the same head only."""
    if source.entry.form != beside.form or beside.form == "yaml":
        return False
    if beside.form == "table":
        one, other = (WORD.findall("".join(head_above(*row))) for row in ((source.page, source.entry), (page, beside)))
        return one == other and editing.same_columns(source.entry, beside)
    return cells(source.entry) == cells(beside)


def cells(entry: PageEntry) -> tuple[int, int]:
    """Return how many cells of HTML an entry has, and how many of them begin before its title."""
    title = next((part.start for part in entry.parts if part.kind == "title"), 0)
    return entry.raw.count("<td"), entry.raw.count("<td", 0, title)


def is_lost(source: Source, new: str) -> bool:
    """Tell whether new lines lack words of the old ones."""
    said, kept = (Counter(WORD.findall(PREFIX.sub("", text, count=1))) for text in (source.text, new))
    return not said <= kept


def inserted_text(edit: PageEdit) -> str:
    """Return the lines that an edit puts in, without the blank ones around them."""
    lines = [line.rstrip("\r\n") for line in edit.inserted]
    said = [number for number, line in enumerate(lines) if line.strip()]
    return "\n".join(lines[said[0] : said[-1] + 1]) if said else ""


def tell(revised: Revised, news: NewsLine, id: str, facts: Facts, paper: Paper) -> None:
    """Put the line about a new paper under the list's news; a paper without a day was not proposed."""
    listed = revised.read()
    section = listed.catalogue.sections[next(iter(paper.sections))].title
    if paper.added and (told := announce(listed.pages, news, facts, section, paper.added)):
        revised.carry_out(*told, id, inserted_text(told[1]))


def own_entries(listed: PageList, section: str) -> tuple[Page, list[PageEntry]]:
    """Return the page of a section, and its entries of its main form."""
    heading = listed.headings[section]
    page = listed.pages[heading.path]
    return page, main_run([entry for entry in page.entries if entry.section == heading.number])


def position(own: Sequence[PageEntry], title: str) -> int | None:
    """Return the place under the entry of a title, at the top for "", None where there is no such entry."""
    wanted = fold_title(title)
    found = (number + 1 for number, entry in enumerate(own) if fold_title(entry.record.title) == wanted)
    return next(found, None) if wanted else 0
