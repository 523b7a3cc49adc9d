"""The title or the short name of a paper that a stretch of a line is, without what people say around it."""

from __future__ import annotations

import re

from bot.catalogue.venues import Venues
from bot.intake.text.lines import Line
from bot.intake.text.parts.addresses import Anchor, is_web
from bot.intake.text.parts.names import (
    CITED_PEOPLE,
    STOP,
    is_authors,
    is_name,
    is_sentence,
    is_something_else,
    is_title,
    is_title_case,
    speaks,
    strip_authors,
    tidy,
)
from bot.intake.text.parts.tagger import TaggedSpan, find_marked
from bot.intake.text.parts.venues import split_title

#: What a line asks for before a title that nothing marks: "Move Cuts of Trees to Graphs".
REQUEST = re.compile(
    r"(?:adds?|added|moved?|updated?|removed?|include|replace|click on)\s(?:the\s)?(?=(?-i:[A-Z]))", re.IGNORECASE
)
#: What people say before a title that begins with a method's name: "We just proposed MothChat: Talking Moths".
CALLING = re.compile(
    r".{0,60}?\b(?:propos|introduc|present|releas|publish|add|wr[io]te)\w*\s(?:our\s|the\s|an?\s)?(?:paper\s)?(?=[A-Z]\S*(?:\s\S+){0,3}$)"
)
OPENING = '"“‘«「『《„'
#: The end of a citation's people, who stand before its title.
OTHERS = re.compile(r"[^.:]{0,60}\bet al\b[.,:]{0,2}\s")
#: A remark in brackets behind a title: "Title (a common benchmark for agents)".
REMARK = re.compile(r"\s\((?=[^\s()]+(?:\s[^\s()]+){2})[^()A-Z]{1,200}\)?$")
#: A title with a question mark asks; one without these words ends somebody's request.
ASKING = re.compile(
    r"\b(?:what|why|how|which|when|where|who|is|are|do|does|did|can|could|should|will|was|were|has|have|must|may)\b",
    re.IGNORECASE,
)
#: Before what a paper does: no title follows.
OBJECT = re.compile(r"\b(?:propos|introduc|present|develop)\w*\s(?:an?|the|our)\s(?:\w+\s)?$", re.IGNORECASE)
#: With these a clause goes on that says what a paper does: "that uses ...", "on searching for ...".
CLAUSE = re.compile(r"(?:that|which|who|on|about|for|with|using|to|in|of|by|and|as|is|are|was|were)\s")
#: What makes a name that of the people whose paper it is: "by DeepMind", "the Moth lab paper", "Goedel's last paper".
BY = re.compile(r"\bby\s(?:the\s)?$", re.IGNORECASE)
WHOSE = re.compile(r"\s(?:lab|group|team)\b|['’]s\s(?:\w+\s){0,2}(?:papers?|works?)\b", re.IGNORECASE)
#: What stands behind a name that is no paper's: "SLAM survey", "the MothChat API".
THING = re.compile(
    r"[\"”’'*_`]{0,3}\s(?:surveys?|papers|methods|models|tools?|api|librar(?:y|ies)|newsletters?|podcasts?|packages?|apps?|plugins?)\b",
    re.IGNORECASE,
)
#: "a few QnA and NLG papers", "papers about QnA": what papers are about.
COUNTED = re.compile(
    r"\b(?:few|some|several|two|three|four|five|six|\d{1,2}|list\sof)\s(?:[\w&/,-]{2,20}\s){1,4}papers\b|\bpapers?\sabout\s[^.\n]{1,80}",
    re.IGNORECASE,
)


def read_title(line: Line, stretch: TaggedSpan, venues: Venues) -> str | None:
    """Return the title that a stretch is, None where its words are something else beyond doubt."""
    linked = (link for link in line.links if stretch.overlaps(link.start, link.end) and is_linked_title(link))
    whole = next(linked, None) or stretch
    start = find_beginning(line.text, whole.start, whole.end)
    words = split_title(line.text[start : whole.end], venues)[0]
    title = tidy(strip_authors(words) if whole is stretch else words)
    title = REMARK.sub("", title) if is_title_case(title.partition(" (")[0]) else title
    title = title if ASKING.search(title) else title.rstrip("?")
    is_words = is_said(line.text, start, title) or (
        is_sentence(title) and (STOP.search(title) or not is_marked(line, start, whole.end))
    )
    is_other = is_words or is_something_else(title) or venues.find_name(title)
    return title if is_title(title) and not is_other else None


def is_marked(line: Line, start: int, end: int) -> bool:
    """Tell whether what stands between two places of a line is bold, in quotes or the like."""
    return any(begin <= start and end <= stop for _, begin, stop in find_marked(line))


def find_beginning(text: str, start: int, end: int) -> int:
    """Return where the title begins among the words between two places of a line: behind what is asked for, what says
    that it is a paper's, and the people that a citation names."""
    if start == 0 and (verb := REQUEST.match(text)):
        start = verb.end()
    if start and text[start - 1] in OPENING:
        # Whoever quotes a title quotes all of it and no more.
        return start
    lead, _, title = text[start:end].partition(": ")
    # Hardly a title has two colons: "improving DPO: Uni-DPO: A Unified Paradigm".
    if (speaks(lead) or (start and ": " in title)) and is_title_case(title) and is_title(title):
        named = CALLING.match(lead)
        start += named.end() if named else len(lead) + 2
    if others := OTHERS.match(text, start, end):
        start = others.end()
    people = CITED_PEOPLE.match(text)
    if people and people.end() < end and not re.search(r"[^\w,\s-]|\d", text[people.end() : start]):
        start = people.end()
    return start


def is_said(text: str, start: int, title: str) -> bool:
    """Tell whether what could be a title is words of a sentence, or people: by itself, or with what stands before."""
    before = text[:start]
    are_people = "by " in before and is_authors(before.rpartition("by ")[2] + title)
    is_object = not is_title_case(title) and OBJECT.search(before) is not None
    return is_authors(text) or are_people or is_object or CLAUSE.match(title) is not None


def read_name(line: Line, stretch: TaggedSpan, venues: Venues, *, are_several: bool) -> str | None:
    """Return the short name of a paper that a stretch is: a title of two words is one too.

    It is none where papers are counted, nor, by itself, before a word for another thing than a paper.
    """
    name = tidy(stretch.words(line)).removesuffix("'s")
    is_short = stretch.kind == "name" or (is_title_case(name) and len(name.split()) == 2)
    is_counted = any(found.start() <= stretch.start < found.end() for found in COUNTED.finditer(line.text))
    is_of_thing = not (line.links or are_several) and THING.match(line.text, stretch.end)
    end = stretch.start + len(stretch.words(line).removesuffix("'s").removesuffix("’s"))
    is_of_people = WHOSE.match(line.text, end) or BY.search(line.text[: stretch.start])
    return name if is_short and not (is_counted or is_of_thing or is_of_people) and is_name(name, venues) else None


def is_linked_title(link: Anchor) -> bool:
    """Tell whether the words that carry a link are a title."""
    is_long = is_title_case(link.text) or len(link.text.split()) >= 6
    return is_web(link.address) and is_title(link.text) and is_long and not is_something_else(link.text)
