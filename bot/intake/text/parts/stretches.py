"""What the stretches of a line say: a paper's title, its short name or the section that is asked for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from bot.catalogue.venues import Venues
from bot.intake.text.lines import Line
from bot.intake.text.parts.addresses import strip_addresses
from bot.intake.text.parts.labels import read_label
from bot.intake.text.parts.names import (
    is_authors,
    is_name,
    is_something_else,
    is_title,
    is_title_case,
    split_people,
)
from bot.intake.text.parts.naming import (
    ADDED,
    SPELT,
    find_behind_venue,
    links_paper,
    name_item,
    place_name,
    spread_names,
)
from bot.intake.text.parts.sections import MOST_MARKED, find_around, find_called_sections, find_path, read_section
from bot.intake.text.parts.statement import Statement, Strength
from bot.intake.text.parts.tagger import TaggedSpan, find_marked, tag_words
from bot.intake.text.parts.titles import (
    find_asked,
    find_people_behind,
    is_correction,
    is_linked_title,
    is_next_one,
    read_name,
    read_title,
)
from bot.intake.text.parts.venues import is_denied, read_venue, split_title

#: Where words stand that are looked at without the text around them.
ALONE = "text,none,False"
#: How far a line that links a paper and in which no title was seen leans towards one, in tenths.
LEAN = 6
#: A line that says who wrote the paper above it, and when: "Goedel et al. (2020)".
CITED_ALONE = re.compile(
    r"[^\W\d][\w'’-]{1,30}(?:(?:,| and| &)\s[^\W\d][\w'’-]{1,30}){0,2}(?:\set al\.?)?,?\s\(?(?:19|20)\d\d\)?\W?"
)
#: The place behind a title; "approach" and the like have their own "to".
PLACE_BEHIND = re.compile(
    r"(?<!approach)(?<!application)(?<!introduction)(?<!bridge)(?<!guide)\s(?:to|under)\s(?:the\s)?"
    r"((?-i:[A-Z][\w&/-]*(?:\s(?:(?:and|of|for)\s|&\s)?[A-Z][\w&/-]*){0,3}))\W*$",
    re.IGNORECASE,
)
#: A venue between two titles of a row: "One (ICLR 2026) and Two", "One from ACL 25, Two".
PLACE_IN_ROW = re.compile(
    r"\s(?:[(\[]|(?:from|at|in|@)\s)([A-Z][A-Za-z]{2,11}[\s'’]{0,2}(?:20)?\d\d)[)\]]?(?:[,;]\s(?:and\s)?|\s(?:and|&)\s)(?=[A-Z])"
)
#: Before a place: "added under Planning", "placed in "Planning"".
ADDED_TO = re.compile(
    r"\b(?:added|listed|placed|put|inserted)\s(?:it\s|them\s)?(?:under|in|into|to)\s(?:the\s)?\W?$", re.IGNORECASE
)
#: A name and what is told of it: "MothChat, a benchmark of moths"; hardly a title goes on so.
TOLD_OF = re.compile(r"(?:Add(?:s|ed|ing)?\s)?((?:[A-Z][\w+.-]*\s){0,2}[A-Z][\w+.-]*),\s(?:an?|our|the\sfirst)\s")
#: Between a paper's two titles: "One was renamed to Another".
RENAMED = re.compile(
    r"\s(?:was|is|has been|got)\s(?:now\s|since\s)?(?:re(?:named|titled)|called|titled)\s(?:to\s|as\s|into\s)?(?=[A-Z])"
)
#: Whose title a line tells where something is: "Code for One is at ...".
CODE_OF = re.compile(
    r"(?:the\s)?(?:official\s)?(?:source\s)?(?:code|implementation)\s(?:for|of)\s(?:the\spaper\s)?", re.IGNORECASE
)
IS_THERE = re.compile(r"\s(?:is|are|can\sbe)\b", re.IGNORECASE)
COLON = re.compile(r"\s?[\"”’]?\s?[:：]\s?")
ASIAN_AND = re.compile(r"(?<=[A-Za-z\d])\s?[和与及、]\s?(?=[A-Z])")
#: A work's title, as Chinese marks one; no word for a part of a list stands around it.
WORK = re.compile(
    r"(?<!到)(?<!放在)《([^《》\n]{4,200})》(?!\s?[这一的]{0,3}(?:部分|章节|分类|类别|板块|栏目|小节|section))", re.I
)
#: What may stand in a line before the first word of its title, and what more of the title before and behind some of it.
UNIT_START = re.compile(r"\W{0,4}(?:\d{1,3}[.)\]]\s)?")
UNIT_BEFORE = re.compile(r"(?:(?=\S*[A-Z\d])[\w.+-]{2,30}:\s)?[\w\s'’-]*", re.ASCII)
UNIT_BEHIND = re.compile(r"(?:“[^“”]{1,40}”|[\w\s'’?:,&/-])*(?=\s?[\[(|]|[.\s]*$)", re.ASCII)
#: No title has these words, unless it asks; a sentence has.
CLAUSAL = re.compile(
    r"\b(?:is|are|was|were|have|has|we|our|your|this|these|that|it|they|can|will|which|by|from|add|added|paper)\b",
    re.IGNORECASE,
)
#: Words in brackets before a title: "Title (related to "Another")".
IN_REMARK = re.compile(r"\(\w[^()]{2,60}\s[\"“‘'«]?$")
YEAR_BEHIND = re.compile(r"[\s,(]{1,3}(?:\d{1,3}[\s,(]{1,3})?(?:19|20)\d\d(?!\d)")
NUMBER_ALONE = re.compile(r"(?:section\s)?(?:\d[\d.]*|[IVX]+)", re.IGNORECASE)


def find_stretches(line: Line, venues: Venues, *, where: str, leans: bool) -> list[TaggedSpan]:
    """Return what the words of a line are, each title and name whole, in the order of the text."""
    tagged = name_item(line, mark_works(line, join_titles(line, tag_line(line, where, leans=leans))), venues)
    if line.place == "item" or is_led_in(where):
        tagged = [fill_line(line, stretch, tagged) for stretch in tagged]
    whole = drop_passing(line, drop_inside([fill_marked(line, stretch, tagged) for stretch in tagged]))
    stretches = spread_names(line, [part for stretch in whole for part in mend(line, stretch, venues)], venues)
    named = [each for each in stretches if has_name([each]) and read_venue(each.words(line), venues) is None]
    for whole_name in find_behind_venue(line, venues):
        # "Add Lamp Moth paper", of which "Lamp" alone was seen
        part = [each for each in named if each.overlaps(whole_name.start, whole_name.end)]
        if all(whole_name.start <= each.start and each.end <= whole_name.end for each in part):
            stretches = [*(each for each in stretches if each not in part), whole_name]
    if called := list(find_called_sections(line)):
        stretches = prefer_called(called, stretches)
    return sorted(stretches, key=lambda each: each.start)


def prefer_called(called: Sequence[TaggedSpan], stretches: Sequence[TaggedSpan]) -> list[TaggedSpan]:
    """Return the stretches with what a line calls its sections, and no others; where one is tagged, as it is tagged."""
    tagged = [
        [each for each in stretches if each.kind == "section" and each.overlaps(one.start, one.end)] or [one]
        for one in called
    ]
    others = (each for each in stretches if each.kind != "section")
    kept = [each for each in others if not any(each.overlaps(one.start, one.end) for one in called)]
    return kept + [each for sections in tagged for each in sections]


def read_stretches(line: Line, venues: Venues, *, where: str, leans: bool = False) -> Iterator[Statement]:
    """Yield what the stretches of a line say, in the order of the text; `where` is what stands around it.

    It `leans` towards a title where what stands around shows that the line may well name a paper.
    """
    stretches = find_stretches(line, venues, where=where, leans=leans)
    if not stretches and CITED_ALONE.fullmatch(line.text):
        yield Statement("people", line.text)
    if not has_name(stretches) and (asked := find_asked(line.text)):
        yield Statement("title", asked[1], Strength.LOOSE, start=asked.start(1))
    are_several = len({each.words(line) for each in stretches if each.kind == "name"}) > 1
    for stretch in stretches:
        words, start = stretch.words(line), stretch.start
        match stretch.kind:
            case "title" if title := read_title(line, stretch, venues):
                yield Statement("title", title, rate(line, stretch, stretches, where), start=start)
                yield from read_facts(line, stretch, venues)
            case "title" | "name" if name := read_name(line, stretch, venues, are_several=are_several):
                is_one_of_several = are_several or any(link.end >= stretch.end for link in line.links)
                yield Statement("title", name, Strength.NAME, is_one_of_several, start)
            case "section" if not (is_cited(line, stretches) or is_correction(line.text)) and (
                section := read_section(line, stretch)
            ):
                yield Statement("section", section, start=start)
                if path := find_path(line, stretch):
                    yield Statement("section", path, start=start)
            case "venue" if not is_denied(line.text, start) and (
                venue := read_venue(words + find_year(line, stretch), venues)
            ):
                yield Statement("venue", venue, start=start)
            case "people":
                yield Statement("people", words, start=start)
                # A single name can be a laboratory's, and services have whole names for initials.
                is_told = line.text[:start].endswith(" by ") and "." not in words
                if is_told and len(people := split_people(words)) > 1:
                    yield Statement("authors", ", ".join(people), start=start)


def read_facts(line: Line, title: TaggedSpan, venues: Venues) -> Iterator[Statement]:
    """Yield the venue that a title's words end with, and the people behind it."""
    if venue := split_title(title.words(line), venues)[1]:
        yield Statement("venue", venue, start=title.start)
    if people := find_people_behind(line, title):
        yield Statement("authors", ", ".join(people), start=title.end)


def tag_line(line: Line, where: str, *, leans: bool) -> list[TaggedSpan]:
    """Return what the words of a line are, more readily a title where something shows that it may well name a paper."""
    tagged = tag_words(line, where=where)
    is_likely = not has_name(tagged) and (leans or links_paper(line) or is_dated(line, tagged))
    return tag_words(line, where=where, lean=LEAN) if is_likely else tagged


def has_name(stretches: Sequence[TaggedSpan]) -> bool:
    """Tell whether a title or a name is among the stretches."""
    return any(each.kind in ("title", "name") for each in stretches)


def join_titles(line: Line, stretches: Sequence[TaggedSpan]) -> list[TaggedSpan]:
    """Return the stretches with a title, or a section's number, and what stands behind its colon as one.

    "Why Trust?": Explaining Models; Section VII: Planning.
    """
    joined: list[TaggedSpan] = []
    for each in stretches:
        last = joined[-1] if joined else None
        is_begun = last and (last.kind == "title" or NUMBER_ALONE.fullmatch(line.text, last.start, last.end))
        if last and is_begun and each.kind == "title" and COLON.fullmatch(line.text[last.end : each.start]):
            joined[-1] = replace(last, end=each.end)
        else:
            joined.append(each)
    return joined


def mark_works(line: Line, stretches: Sequence[TaggedSpan]) -> list[TaggedSpan]:
    """Return the stretches with what Chinese marks as a work's title as a title, though it is tagged as a section."""
    works = [found.span(1) for found in islice(WORK.finditer(line.text), MOST_MARKED) if is_title(found[1])]
    return [
        next((TaggedSpan("title", *work) for work in works if each.kind == "section" and each.overlaps(*work)), each)
        for each in stretches
    ]


def drop_inside(stretches: Sequence[TaggedSpan]) -> list[TaggedSpan]:
    """Return the stretches without those that are words of a title."""
    titles = [each for each in stretches if each.kind == "title"]
    return [each for each in stretches if each in titles or not any(one.start < each.start < one.end for one in titles)]


def drop_passing(line: Line, stretches: Sequence[TaggedSpan]) -> list[TaggedSpan]:
    """Return the stretches without what is no title beside a surer one, or beside the name with which an item begins:
    in a remark behind it, a sentence about it."""
    titles = [each for each in stretches if each.kind == "title"]
    marked = [(start, end) for _, start, end in find_marked(line) if is_title(line.text[start:end])]
    sure = [each for each in titles if any(each.overlaps(*span) for span in marked)]
    passing = [each for each in titles[1:] if IN_REMARK.search(line.text, titles[0].end, each.start)]
    is_of_name = line.place == "item" and any(
        each.kind == "name" and not ADDED.sub("", line.text[: each.start]) for each in stretches
    )
    if sure or is_of_name:
        passing += [each for each in titles if each not in sure and not is_title_case(each.words(line))]
    return [each for each in stretches if each not in passing]


def fill_marked(line: Line, stretch: TaggedSpan, stretches: Sequence[TaggedSpan]) -> TaggedSpan:
    """Return a title as the marked words that most of it is: whoever marks a title marks all of it and no more."""
    others = [each for each in stretches if each is not stretch]
    marked = find_marked(line) if stretch.kind == "title" else []
    for start, end in [(start, end) for kind, start, end in marked if kind != "link"]:
        shared = min(end, stretch.end) - max(start, stretch.start)
        is_most = shared * 2 > max(end - start, stretch.end - stretch.start)
        is_part = stretch.end > end and COLON.match(line.text, end)
        is_shared = any(each.overlaps(start, end) for each in others)
        words = line.text[start:end]
        if is_most and not (is_part or is_shared or is_authors(words) or read_label(words)) and is_title(words):
            return replace(stretch, start=start, end=end)
        # What of a title is marked by itself stands before it: "**Pruning** Moths at Scale".
        rest = line.text[end : stretch.end].lstrip()
        is_before = start <= stretch.start < end < stretch.end and words in line.bold and not is_part
        if is_before and line.text[end] == " " and rest[:1].isupper() and is_title(rest):
            return replace(stretch, start=stretch.end - len(rest))
    return stretch


def fill_line(line: Line, stretch: TaggedSpan, stretches: Sequence[TaggedSpan]) -> TaggedSpan:
    """Return a title with the words before and behind it, in a line that holds little else and no sentence."""
    number, behind = UNIT_START.match(line.text), UNIT_BEHIND.match(line.text, stretch.end)
    start, end = number.end() if number else 0, behind.end() if behind else stretch.end
    before, words = line.text[start : stretch.start], line.text[start:end]
    edges = [link.start for link in line.links]
    edges += [each.start for each in stretches if each.kind not in ("title", "section")]
    is_alone = stretch.kind == "title" and not any(start <= edge < end for edge in edges)
    is_most = (stretch.end - stretch.start) * 2 > len(words)
    is_said = CLAUSAL.search(before + line.text[stretch.end : end]) and "?" not in words
    if is_alone and is_most and UNIT_BEFORE.fullmatch(before) and not (is_said or is_something_else(words)):
        return replace(stretch, start=start, end=end)
    return stretch


def find_year(line: Line, stretch: TaggedSpan) -> str:
    """Return the year right behind a venue, as it stands there: "ICLR, 2026", "Science Robotics 7 (2022)"."""
    found = YEAR_BEHIND.match(line.text, stretch.end)
    return found[0] if found else ""


def mend(line: Line, stretch: TaggedSpan, venues: Venues) -> Iterator[TaggedSpan]:
    """Yield a stretch as what is around it shows it: linked titles and names apart, a section whole."""
    if (told := CODE_OF.match(line.text, stretch.start)) and IS_THERE.match(line.text, stretch.end):
        stretch = replace(stretch, start=told.end())
    if stretch.kind == "title" and ADDED_TO.search(line.text, 0, stretch.start):
        stretch = replace(stretch, kind="section")
    if added := place_name(line, stretch, venues):
        yield from added
        return
    if place := find_place_behind(line, stretch):
        yield TaggedSpan("section", *place.span(1))
        stretch = replace(stretch, end=place.start())
    titles = [link for link in line.links if stretch.overlaps(link.start, link.end) and is_linked_title(link)]
    if stretch.kind == "title" and len(titles) > 1:
        yield from (TaggedSpan("title", link.start, link.end) for link in titles)
    elif stretch.kind == "title" and (told := TOLD_OF.match(line.text, stretch.start, stretch.end)):
        yield TaggedSpan("name", *told.span(1))
    elif stretch.kind == "title" and (parts := list(split_row(line, stretch, venues))):
        yield from parts
    elif stretch.kind == "title" and (renamed := RENAMED.search(line.text, stretch.start, stretch.end)):
        yield replace(stretch, end=renamed.start())
        yield replace(stretch, start=renamed.end())
    elif stretch.kind == "name" and (found := ASIAN_AND.search(line.text, stretch.start, stretch.end)):
        yield TaggedSpan("name", stretch.start, found.start())
        yield TaggedSpan("name", found.end(), stretch.end)
    elif stretch.kind == "section" and (around := find_around(line, stretch)):
        yield TaggedSpan("section", *around)
    else:
        yield stretch


def find_place_behind(line: Line, stretch: TaggedSpan) -> re.Match[str] | None:
    """Return the place behind a title that a line asks to be added, with the words before it: "Add One to Planning".

    Two titles of a hundred end so.
    """
    found = PLACE_BEHIND.search(line.text, stretch.start) if ADDED.match(line.text) else None
    is_within = found and stretch.kind == "title" and found.start() < stretch.end
    return found if found and is_within and is_title(line.text[stretch.start : found.start()]) else None


def split_row(line: Line, stretch: TaggedSpan, venues: Venues) -> Iterator[TaggedSpan]:
    """Yield the titles and venues of a row that was taken for one title: "One (ICLR 2026), Two (ACL 25) and Three"."""
    start = stretch.start
    for found in islice(PLACE_IN_ROW.finditer(line.text, start, stretch.end), MOST_MARKED):
        if venues.find_name(found[1].split()[0]):
            yield TaggedSpan("title", start, found.start())
            yield TaggedSpan("venue", *found.span(1))
            start = found.end()
    if start > stretch.start:
        yield replace(stretch, start=start)


def is_dated(line: Line, stretches: Sequence[TaggedSpan]) -> bool:
    """Tell whether an item of a list says where and when a paper appeared, so that it may well name it."""
    venues = (each.words(line) for each in stretches if each.kind == "venue" and each.start > 0)
    return line.place == "item" and any(re.search(r"\d\d", venue) for venue in venues)


def rate(line: Line, title: TaggedSpan, stretches: Sequence[TaggedSpan], where: str) -> Strength:
    """Return how surely a line's title is that of a paper of its own: one in a sentence may be named in passing."""
    is_whole = sum(each.end - each.start for each in stretches) * 10 >= len(strip_addresses(line.text)) * 7
    is_entry = line.place in ("item", "row", "cell") or is_whole or is_cited(line, stretches) or is_led_in(where)
    return Strength.ENTRY if is_entry or is_next_one(line, title) else Strength.LOOSE


def is_cited(line: Line, stretches: Sequence[TaggedSpan]) -> bool:
    """Tell whether a line begins with people, as a citation does."""
    return stretches[0].kind == "people" and not line.text[: stretches[0].start].strip()


def is_led_in(where: str) -> bool:
    """Tell whether the line before leads in the one that stands there."""
    return where.endswith("True")


def find_section(text: str, venues: Venues) -> str | None:
    """Return the section that a sentence asks for."""
    said = read_stretches(Line(text), venues, where=ALONE)
    return next((statement.value for statement in said if statement.field == "section"), None)


def find_name(text: str, venues: Venues) -> str | None:
    """Return the title or short name of the paper that a sentence is about; a word with two capitals is a name."""
    said = read_stretches(Line(text), venues, where=ALONE)
    spelt = (found[0] for found in islice(SPELT.finditer(text), MOST_MARKED) if is_name(found[0], venues))
    return next((statement.value for statement in said if statement.field == "title"), None) or next(spelt, None)
