"""What the stretches of a line say: a paper's title, its short name or the section that is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from bot.catalogue.identity.identifiers import identify
from bot.catalogue.venues import Venues
from bot.intake.text.lines import QUOTED, Line
from bot.intake.text.parts import tagger
from bot.intake.text.parts.addresses import Anchor, is_web, strip_addresses
from bot.intake.text.parts.labels import read_field, read_label
from bot.intake.text.parts.names import (
    CITED_PEOPLE,
    is_authors,
    is_name,
    is_something_else,
    is_title,
    is_title_case,
    speaks,
    split_people,
    strip_authors,
    tidy,
)
from bot.intake.text.parts.sections import PLACING
from bot.intake.text.parts.statement import Statement, Strength
from bot.intake.text.parts.tagger import TaggedSpan
from bot.intake.text.parts.venues import read_venue, split_title

#: Where words stand that are looked at without the text around them.
ALONE = "text,none,False"
LONGEST_SECTION = 100
#: How far a line that links a paper and in which no title was seen leans towards one, in tenths.
LEAN = 6
#: What stands behind a name that is no paper's: "SLAM survey", "the MothChat API".
THING = re.compile(
    r"[\"”’'*_`]{0,3}\s(?:surveys?|papers|methods|models|tools?|api|librar(?:y|ies)|newsletters?|podcasts?|packages?|apps?|plugins?)\b",
    re.IGNORECASE,
)
#: "a few QnA and NLG papers", "papers about QnA": what papers are about.
COUNTED = re.compile(
    r"\b(?:few|some|several|two|three|four|five|six|\d{1,2})\s(?:[\w&/,-]{2,20}\s){1,4}papers\b|\bpapers?\sabout\s[^.\n]{1,80}",
    re.IGNORECASE,
)
#: A title with a question mark asks; one without these words ends somebody's request.
ASKING = re.compile(
    r"\b(?:what|why|how|which|when|where|who|is|are|do|does|did|can|could|should|will|was|were|has|have|must|may)\b",
    re.IGNORECASE,
)
#: What a line asks for before a title that nothing marks: "Move Cuts of Trees to Graphs".
REQUEST = re.compile(
    r"(?:adds?|added|moved?|updated?|removed?|include|replace)\s(?:the\s)?(?=(?-i:[A-Z]))", re.IGNORECASE
)
#: What calls the words behind it a paper's: "our recent work on "Segment Any Cell"".
PAPER_BEFORE = re.compile(r"\b(?:paper|work|article|preprint|survey)s?\b[^.\n\"“]{0,25}[\"“‘'«„]$", re.IGNORECASE)
#: Before what a paper does: no title follows.
OBJECT = re.compile(r"\b(?:propos|introduc|present|develop)\w*\s(?:an?|the|our)\s$", re.IGNORECASE)
#: What people say before a title that begins with a method's name: "We just proposed MothChat: Talking Moths".
CALLING = re.compile(
    r".{0,60}?\b(?:propos|introduc|present|releas|publish|add|wr[io]te)\w*\s(?:our\s|the\s|an?\s)?(?:paper\s)?(?=[A-Z]\S*(?:\s\S+){0,3}$)"
)
#: A line that says who wrote the paper above it, and when: "Goedel et al. (2020)".
CITED_ALONE = re.compile(
    r"[^\W\d][\w'’-]{1,30}(?:(?:,| and| &)\s[^\W\d][\w'’-]{1,30}){0,2}(?:\set al\.?)?,?\s\(?(?:19|20)\d\d\)?\W?"
)
#: The end of a citation's people, who stand before its title.
OTHERS = re.compile(r"[^.:]{0,60}\bet al\b[.,:]{0,2}\s")
#: With these a clause goes on that says what a paper does: "that uses ...", "on searching for ...".
CLAUSE = re.compile(r"(?:that|which|who|on|about|for|with|using|to|in|of|by|and|as|is|are|was|were)\s")
COLON = re.compile(r"\s?[\"”’]?\s?[:：]\s?")
#: A word that is written like a name: "MothChat", "VoCo-LLaMA".
SPELT = re.compile(r"(?<![\w/.])(?=[A-Za-z\d-]*[a-z])[A-Za-z\d-]*[A-Z][A-Za-z\d-]*[A-Z][A-Za-z\d-]*(?![\w/.]\w)")
#: Names in a row: "MothChat, VoCo-LLaMA and Agent S".
ROW_NAME = r"[A-Z][\w.+-]{0,30}\w(?:\s[A-Z\d][\w.+-]{0,30}){0,2}"
ROW_GAP = re.compile(r"\s?[,、/]\s?(?:and\s)?|\s(?:and|&)\s")
ROW = re.compile(rf"(?<![\w/.-]){ROW_NAME}(?:(?:{ROW_GAP.pattern}){ROW_NAME}){{1,30}}(?![\w/-])")
ASIAN_AND = re.compile(r"(?<=[A-Za-z\d])\s?[和与及、]\s?(?=[A-Z])")
#: What stands before names of papers in a row.
ROW_BEFORE = re.compile(r"\b(?:papers|works|surveys)\b[^.\n]{0,12}(?::|\bfor|\blike)\s?$", re.IGNORECASE)
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
#: A remark in brackets behind a title: "Title (a common benchmark for agents)".
REMARK = re.compile(r"\s\((?=[^\s()]+(?:\s[^\s()]+){2})[^()A-Z]{1,200}\)?$")
YEAR_BEHIND = re.compile(r"[\s,(]{1,3}(?:\d{1,3}[\s,(]{1,3})?(?:19|20)\d\d(?!\d)")
#: Stands before a place: "Title -> Section", "[Section] [2022 Nature] Title".
POINTING = re.compile(r"(?:->|=>|→)\s?$|^\W{0,4}[\[(（【]$")
#: "the Planning section", "the section of Planning": what a line calls a section though no stretch of it is one.
CALLED_SECTION = re.compile(
    r"\b(?i:to|in|into|under|for|within)\s(?i:the|your)\s[\"“'*_`]{0,3}((?:[\w&/+.-]+\s){0,6}?[\w&/+.-]+)[\"”'*_`]{0,3}\s"
    r"(?i:section|category|chapter|subsection|topic)\b"
    r"|\b(?i:section|chapter)\s((?:\d+(?:\.\d+)*|[IVX]{1,5})[.:]?\s[^\"“”*_`,;:!?()\n]{2,80})"
    r"|\b(?i:fits?|belongs?|goes)\s(?:\w+\s)?(?i:in|into|to|under|within)\s(?i:the\s)?[\"“'*_`]{0,3}([^\"“”*_`.,;:!?()\n]{2,80})"
    r"|\b(?i:section|category|chapter|subsection|topic)\s(?i:of|on|for)\s(?i:the\s)?[\"“'*_`]{0,3}([^\"“”*_`.,;:!?()\n]{2,80})"
)
NUMBER_ALONE = re.compile(r"(?:section\s)?(?:\d[\d.]*|[IVX]+)", re.IGNORECASE)
NUMBERED = re.compile(r"^section\s(?=\d+(?:\.\d+)*\.?\s\w)", re.IGNORECASE)
LIST_BEHIND = re.compile(r"[\"”'’*_]{0,3}\s(?:list|repo|repository|collection)\b", re.IGNORECASE)
#: Of a line with more marked words no more are looked at.
MOST_MARKED = 20


def find_stretches(line: Line, venues: Venues, *, where: str) -> list[TaggedSpan]:
    """Return what the words of a line are, each title and name whole, in the order of the text."""
    joined = join_titles(line, tag(line, where))
    if line.place == "item" or is_led_in(where):
        joined = [fill_line(line, stretch, joined) for stretch in joined]
    whole = drop_passing(line, drop_inside([fill_marked(line, stretch, joined) for stretch in joined]))
    stretches = spread_names(line, [part for stretch in whole for part in mend(line, stretch)], venues)
    if not any(each.kind == "section" for each in stretches):
        stretches += find_called_sections(line, stretches)
    return sorted(stretches, key=lambda each: each.start)


def read_stretches(line: Line, venues: Venues, *, where: str) -> Iterator[Statement]:
    """Yield what the stretches of a line say, in the order of the text; `where` is what stands around it."""
    stretches = find_stretches(line, venues, where=where)
    if not stretches and CITED_ALONE.fullmatch(line.text):
        yield Statement("people", line.text)
    are_several = len({each.words(line) for each in stretches if each.kind == "name"}) > 1
    for stretch in stretches:
        words, start = stretch.words(line), stretch.start
        match stretch.kind:
            case "title" if title := read_title(line, stretch, venues):
                yield Statement("title", title, rate(line, stretches, where), start=start)
                if venue := split_title(words, venues)[1]:
                    yield Statement("venue", venue, start=start)
            case "title" | "name" if name := read_name(line, stretch, venues, are_several=are_several):
                is_one_of_several = are_several or any(link.start >= stretch.end for link in line.links)
                yield Statement("title", name, Strength.NAME, is_one_of_several, start)
            case "section" if stretches[0].kind != "people" and (section := read_section(line, stretch)):
                yield Statement("section", section, start=start)
            case "venue" if venue := read_venue(words + find_year(line, stretch), venues):
                yield Statement("venue", venue, start=start)
            case "people":
                yield Statement("people", words, start=start)
                # A single name can be a laboratory's, and services have whole names for initials.
                is_told = line.text[:start].endswith(" by ") and "." not in words
                if is_told and len(people := split_people(words)) > 1:
                    yield Statement("authors", ", ".join(people), start=start)


def tag(line: Line, where: str) -> list[TaggedSpan]:
    """Return what the words of a line are, more readily a title where something shows that it may well name a paper."""
    tagged = tagger.find_stretches(line, where=where)
    if not has_name(tagged) and (links_paper(line) or is_dated(line, tagged)):
        tagged = tagger.find_stretches(line, where=where, lean=LEAN)
    return tagged if has_name(tagged) else [*tagged, *find_quoted_titles(line, tagged)]


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


def drop_inside(stretches: Sequence[TaggedSpan]) -> list[TaggedSpan]:
    """Return the stretches without those that are words of a title."""
    titles = [each for each in stretches if each.kind == "title"]
    return [each for each in stretches if each in titles or not any(one.start < each.start < one.end for one in titles)]


def drop_passing(line: Line, stretches: Sequence[TaggedSpan]) -> list[TaggedSpan]:
    """Return the stretches without what is no title beside a surer one: in a remark behind it, a sentence about it."""
    titles = [each for each in stretches if each.kind == "title"]
    marked = [(start, end) for _, start, end in tagger.find_marked(line) if is_title(line.text[start:end])]
    sure = [each for each in titles if any(each.overlaps(*span) for span in marked)]
    passing = [each for each in titles[1:] if IN_REMARK.search(line.text, titles[0].end, each.start)]
    if sure:
        passing += [each for each in titles if each not in sure and not is_title_case(each.words(line))]
    return [each for each in stretches if each not in passing]


def fill_marked(line: Line, stretch: TaggedSpan, stretches: Sequence[TaggedSpan]) -> TaggedSpan:
    """Return a title as the marked words that most of it is: whoever marks a title marks all of it and no more."""
    others = [each for each in stretches if each is not stretch]
    marked = tagger.find_marked(line) if stretch.kind == "title" else []
    for start, end in [(start, end) for kind, start, end in marked if kind != "link"]:
        shared = min(end, stretch.end) - max(start, stretch.start)
        is_most = shared * 2 > max(end - start, stretch.end - stretch.start)
        is_part = stretch.end > end and COLON.match(line.text, end)
        is_shared = any(each.overlaps(start, end) for each in others)
        words = line.text[start:end]
        if is_most and not (is_part or is_shared or is_authors(words) or read_label(words)) and is_title(words):
            return replace(stretch, start=start, end=end)
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


def find_quoted_titles(line: Line, known: Sequence[TaggedSpan]) -> Iterator[TaggedSpan]:
    """Yield what a line puts between quotation marks behind a word for papers, written as a title."""
    for found in islice(QUOTED.finditer(line.text), MOST_MARKED):
        start, end = found.span(found.lastindex or 0)
        is_free = not any(each.overlaps(start, end) for each in known)
        if is_free and PAPER_BEFORE.search(line.text[:start]) and is_title(found[0]) and is_title_case(found[0]):
            yield TaggedSpan("title", start, end)


def find_called_sections(line: Line, known: Sequence[TaggedSpan]) -> Iterator[TaggedSpan]:
    """Yield what a line calls a section and no stretch of it is."""
    for found in islice(CALLED_SECTION.finditer(line.text), MOST_MARKED):
        start, end = found.span(found.lastindex or 0)
        if not any(each.overlaps(start, end) for each in known):
            yield from mend(line, TaggedSpan("section", start, end))


def spread_names(line: Line, stretches: list[TaggedSpan], venues: Venues) -> list[TaggedSpan]:
    """Return the stretches with all names of a row as names of papers, where one is or the words before it say so."""
    for row in islice(ROW.finditer(line.text), MOST_MARKED):
        gaps = [edge for gap in ROW_GAP.finditer(line.text, *row.span()) for edge in gap.span()]
        edges = [row.start(), *gaps, row.end()]
        names = [TaggedSpan("name", *edge) for edge in zip(edges[::2], edges[1::2], strict=True)]
        inside = [each for each in stretches if each.overlaps(*row.span())]
        are_called = ROW_BEFORE.search(line.text[: row.start()]) is not None and SPELT.search(row[0]) is not None
        are_names = all(is_name(each.words(line), venues) for each in names)
        are_parts = all(row.start() <= each.start and each.end <= row.end() for each in inside)
        kinds = {each.kind for each in inside}
        is_row = kinds <= {"name", "venue", "title"} if are_called else "name" in kinds and kinds <= {"name", "venue"}
        if are_names and are_parts and is_row:
            stretches = [*(each for each in stretches if each not in inside), *names]
    return stretches


def read_name(line: Line, stretch: TaggedSpan, venues: Venues, *, are_several: bool) -> str | None:
    """Return the short name of a paper that a stretch is: a title of two words is one too.

    It is none where papers are counted, nor, by itself, before a word for another thing than a paper.
    """
    name = tidy(stretch.words(line)).removesuffix("'s")
    is_short = stretch.kind == "name" or (is_title_case(name) and len(name.split()) == 2)
    is_counted = any(found.start() <= stretch.start < found.end() for found in COUNTED.finditer(line.text))
    is_of_thing = not (line.links or are_several) and THING.match(line.text, stretch.end)
    return name if is_short and not (is_counted or is_of_thing) and is_name(name, venues) else None


def read_section(line: Line, stretch: TaggedSpan) -> str | None:
    """Return the section's name that a stretch is, where the line asks for a place."""
    name = NUMBERED.sub("", stretch.words(line).strip(" .,;:\"'“”*_[]"))
    is_section = 1 < len(name) <= LONGEST_SECTION and read_field(name) in (None, "paper", "other")
    return name if is_section and places_something(line, stretch) else None


def find_year(line: Line, stretch: TaggedSpan) -> str:
    """Return the year right behind a venue, as it stands there: "ICLR, 2026", "Science Robotics 7 (2022)"."""
    found = YEAR_BEHIND.match(line.text, stretch.end)
    return found[0] if found else ""


def mend(line: Line, stretch: TaggedSpan) -> Iterator[TaggedSpan]:
    """Yield a stretch as what is around it shows it: linked titles and names apart, a section whole."""
    titles = [link for link in line.links if stretch.overlaps(link.start, link.end) and is_linked_title(link)]
    if stretch.kind == "title" and len(titles) > 1:
        yield from (TaggedSpan("title", link.start, link.end) for link in titles)
    elif stretch.kind == "name" and (found := ASIAN_AND.search(line.text, stretch.start, stretch.end)):
        yield TaggedSpan("name", stretch.start, found.start())
        yield TaggedSpan("name", found.end(), stretch.end)
    elif stretch.kind == "section" and (around := find_around(line, stretch)):
        yield TaggedSpan("section", *around)
    else:
        yield stretch


def find_around(line: Line, stretch: TaggedSpan) -> tuple[int, int] | None:
    """Return the marked words of a line of which some are a section: whoever marks a name marks all of it."""
    spans = ((start, end) for kind, start, end in tagger.find_marked(line) if kind != "link")
    return next((span for span in spans if stretch.overlaps(*span)), None)


def is_dated(line: Line, stretches: Sequence[TaggedSpan]) -> bool:
    """Tell whether an item of a list says where and when a paper appeared, so that it may well name it."""
    venues = (each.words(line) for each in stretches if each.kind == "venue" and each.start > 0)
    return line.place == "item" and any(re.search(r"\d\d", venue) for venue in venues)


def links_paper(line: Line) -> bool:
    """Tell whether a line links a paper, so that it may well name it."""
    return any(identify(link.address) for link in line.links)


def read_title(line: Line, stretch: TaggedSpan, venues: Venues) -> str | None:
    """Return the title that a stretch is, None where its words are something else beyond doubt."""
    start, end, is_link = stretch.start, stretch.end, False
    for link in line.links:
        if is_linked_title(link) and link.start < end and start < link.end:
            start, end, is_link = link.start, link.end, True
    if start == 0 and (verb := REQUEST.match(line.text)):
        start = verb.end()
    lead = line.text[start:end].partition(": ")
    if speaks(lead[0]) and is_title_case(lead[2]) and is_title(lead[2]):
        named = CALLING.match(lead[0])
        start += named.end() if named else len(lead[0]) + 2
    if others := OTHERS.match(line.text, start, end):
        start = others.end()
    people = CITED_PEOPLE.match(line.text)
    if people and people.end() < end and not re.search(r"[^\w,\s-]|\d", line.text[people.end() : start]):
        start = people.end()
    words = line.text[start:end]
    title = split_title(words, venues)[0]
    title = tidy(title if is_link else strip_authors(title))
    title = REMARK.sub("", title) if is_title_case(title.partition(" (")[0]) else title
    title = title if ASKING.search(title) else title.rstrip("?")
    before = line.text[:start]
    is_clause = is_authors(line.text) or (not is_title_case(title) and OBJECT.search(before))
    are_people = is_authors(before.rpartition("by ")[2] + title) if "by " in before else False
    goes_on = CLAUSE.match(title) is not None
    is_no_title = is_clause or goes_on or are_people or is_something_else(title) or venues.find_name(title)
    return title if is_title(title) and not is_no_title else None


def rate(line: Line, stretches: Sequence[TaggedSpan], where: str) -> Strength:
    """Return how surely a line's titles are those of papers of their own: one in a sentence may be named in passing."""
    is_whole = sum(each.end - each.start for each in stretches) * 10 >= len(strip_addresses(line.text)) * 7
    is_cited = stretches[0].kind == "people" and not line.text[: stretches[0].start].strip()
    is_entry = line.place in ("item", "row", "cell") or is_whole or is_cited or is_led_in(where)
    return Strength.ENTRY if is_entry else Strength.LOOSE


def places_something(line: Line, stretch: TaggedSpan) -> bool:
    """Tell whether what stands around words that can be a section's name asks for a place, where it is running text."""
    is_running = line.place not in ("heading", "item", "row", "cell") and not line.leads_in
    before, behind = line.text[: stretch.start], line.text[stretch.end :]
    return LIST_BEHIND.match(behind) is None and (
        not is_running
        or find_around(line, stretch) is not None
        or PLACING.search(f"{before} {behind}") is not None
        or POINTING.search(before) is not None
    )


def is_linked_title(link: Anchor) -> bool:
    """Tell whether the words that carry a link are a title."""
    is_long = is_title_case(link.text) or len(link.text.split()) >= 6
    return is_web(link.address) and is_title(link.text) and is_long and not is_something_else(link.text)


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
