"""The title or the short name of a paper that a stretch of a line is, without what people say around it."""

import re

from bot.catalogue.identity.likeness import likeness
from bot.catalogue.venues import Venues
from bot.intake.text.lines import Line
from bot.intake.text.parts.addresses import Anchor, is_web
from bot.intake.text.parts.labels import EAST_ASIAN
from bot.intake.text.parts.names import (
    REQUESTED,
    is_authors,
    is_name,
    is_sentence,
    is_something_else,
    is_title,
    is_title_case,
    speaks,
    split_people,
    strip_authors,
    tidy,
)
from bot.intake.text.parts.tagger import TaggedSpan
from bot.intake.text.parts.venues import split_title
from bot.lists.reading.entry.names import end_of_names

#: What a line asks for before a title that nothing marks, or how to find it: "Adds the Cuts of Trees"; names stand
#: before "paper".
REQUEST = re.compile(r"(?:add(?:s|ed(?!.*\spaper\b))?|click(?:ing|ed)?\son)\s(?:the\s)?(?=(?-i:[A-Z]))", re.IGNORECASE)
#: What says that a list lacks what follows: "The survey does not mention Moths at Scale".
LACKING = re.compile(
    r"(?:\w+\s){0,4}(?:list|survey|review|readme|README|page|repo\w*|collection|overview|it)\s(?:(?:still|currently)\s)?"
    r"(?:(?:does|did)(?:\snot|n['’]t)\s(?:yet\s)?(?:mention|include|cover|list|cite|contain|have)|lacks|omits|misses)"
    r"\s(?:the\s)?(?:paper\s)?(?=[A-Z])"
)
#: What asks to take or to see what follows: "You may want to have a look at Moths at Scale".
PROPOSING = re.compile(
    r"(?:[Yy]ou\s(?:may|might|could)|(?:I|[Ww]e)(?:\swould|['’]d)|[Gg]ostaria|[Mm]e\sgustaría|[Qq]uisiera|[Jj]e\svoudrais)"
    r"\s(?:[a-z]+\s){0,6}?(?:look\sat|check\sout|suggest|propose|recommend|sugerir|recomendar|propor|proponer|proposer)"
    r"\s(?:(?:the|our|my|o|el|un|um)\s)?(?:(?:paper|work|article|artigo|trabalho|artículo|trabajo)\s)?(?=[A-Z\d])"
)
#: What a sentence ends with before the rest of a title that begins with it: "We propose MothChat: Talking Moths".
NAMED = re.compile(r"(?<=[a-z]\s)(?:[A-Z]\S*\s?){1,4}$")
OPENING = '"“‘«「『《„'
#: A title in small letters that a line asks for, and nothing but an address behind it; not "more work on moths".
ASKED_FOR = re.compile(
    r"\W{0,4}(?:please|pls|kindly)\sadd(?:\sthe)?(?:\s(?:paper|work|article|survey))?\s?[:：]?\s(?!more\s|.*\bworks?\b)((?-i:[a-z])\S*(?:\s\S+){3,30}?)[\s.,;:!(-]*(?=$|https?:)",
    re.IGNORECASE,
)
#: What asks for the words in quotes that follow, though they are written like a sentence: "submit our paper "Title"".
OFFERED = re.compile(
    r"\b(?:add|submit|propose|suggest|include|recommend|consider)(?:ing)?\s(?:(?:our|my|the|this|new|recent|latest)\s){0,3}"
    r"(?:(?:paper|work|article|survey|preprint)\s)?(?:(?:titled|called|entitled|named)\s)?[\"“‘«„]\s?$",
    re.IGNORECASE,
)
#: A remark in brackets behind a title: "Title (a common benchmark for agents)".
REMARK = re.compile(r"\s\((?=[^\s()]+(?:\s[^\s()]+){2})[^()A-Z]{1,200}\)?$")
#: A title, something in brackets, and what it does: "Title (Planning): a benchmark for agents".
TOLD = re.compile(r"([^()]{5,200}?)\s\([^()]{2,60}\):\s(.+)")
#: What people say behind a title that nothing marks: where and when it appeared, where it is to stand, what it does.
#: Three of 150,000 titles end so.
BEHIND = re.compile(
    r"[\s,](?:\([A-Z][\w&/ -]{1,20}['’ ]?(?:20)?\d\d[^()]{0,20}\)\s(?=[a-z])|(?:in|at|from)\s[A-Z][\w-]{2,12}\s20\d\d\b"
    r"|[-–—]\s(?:Accepted|Appear(?:s|ed|ing)|Published|Presented|Submitted)\b"
    r"|(?:of|in|from)\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s20\d\d\b"
    r"|(?:on|to|in|into|for)\s(?:this|your|the)\s(?:list|repo\w*|collection|survey|readme|README|page)\b"
    r"|(?:in|into|under|to)\s(?:the\s)?(?:(?!(?:in|into|under|to)\s)[\w&/-]+\s){1,5}(?:parts?|sections?|category|chapter)$"
    r"|in\sthe\s(?:sub(?:title|section)|section|category|chapter)\sof\b|in\sthe\s(?:camera|final|published|newest)\b|(?:that|which)(?:\s[a-z'-]+){2,}$|논문).*$"
)
#: A title with a question mark asks; one without these words ends somebody's request.
ASKING = re.compile(
    r"\b(?:what|why|how|which|when|where|who|is|are|do|does|did|can|could|should|will|was|were|has|have|must|may)\b",
    re.IGNORECASE,
)
#: With these a clause goes on that says what a paper does: "that uses ...", "on searching for ...".
CLAUSE = re.compile(r"(?:that|which|who|on|about|for|from|with|using|to|in|of|by|and|as|is|are|was|were)\s")
#: What makes a name that of the people whose paper it is: "the Moth lab paper", "Goedel's last paper".
WHOSE = re.compile(r"\s(?:lab|group|team)\b|['’]s\s(?:\w+\s){0,2}(?:papers?|works?)\b", re.IGNORECASE)
#: Words of a request in Chinese, Japanese or Korean around a subject or a part of the list: "添加RGB-T SOD中的综述".
AROUND = re.compile(
    r"[A-Za-z][A-Za-z\d+.\s-]{0,40}(?:[中里内]的|の中|的(?:部分|章节|板块|栏目)|の(?:部分|章)|의\s?(?:부분|섹션))"
)
#: What asks whoever fills in a form, before its translation: "どうやって検証した? (Means of validation)".
ASKED = re.compile(r"[?？]\s?[(（]\s?$")
#: Before more words of a conference's name: "International Conference on Acoustics, Speech and Signal Processing".
OF_VENUE = re.compile(
    r"\b(?:Conference|Symposium|Workshop|Transactions|Journal) (?:on|of|for) (?:(?:[A-Z][\w-]*|and),? ){1,6}$"
)
#: A correction of the page: "Mulit-Interest -> Multi-Interest".
ARROW = re.compile(r"(.{3,200}?)\s?(?:[-=]{1,2}>|→)\s?(.{3,200})")
#: So alike are a word and its correction.
ALIKE = 80
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
#: A quoted title that is named as the next of several: "Finally "Title" (ICLR 2026)."; and what leads to people.
NEXT_ONE = re.compile(
    r"(?:^|[.;!]\s)(?:and\s)?(?:finally|lastly|last|then|next|also|second(?:ly)?|third(?:ly)?|another)\b[^.;\"“]{0,40}[\"“]$",
    re.IGNORECASE,
)
DATED_ALONE = re.compile(r"[\"”]\s?\([^()]{2,40}\)\s?(?:\.|$)")
BY_BEHIND = re.compile(r"[\"”],?\sby\s")


def read_title(line: Line, stretch: TaggedSpan, venues: Venues) -> str | None:
    """Return the title that a stretch is, None where its words are something else beyond doubt."""
    linked = (link for link in line.links if stretch.overlaps(link.start, link.end) and is_linked_title(link))
    whole = next(linked, None) or stretch
    start = find_beginning(line.text, whole.start, whole.end)
    words = split_title(line.text[start : whole.end], venues)[0]
    words = words if whole is not stretch or (start and line.text[start - 1] in OPENING) else cut_behind(words)
    title = tidy(strip_authors(words) if whole is stretch else words)
    title = REMARK.sub("", title) if is_title_case(title.partition(" (")[0]) else title
    if (told := TOLD.match(title)) and is_title_case(told[1]) and is_title(told[1]) and not is_title_case(told[2]):
        title = told[1]
    title = title if ASKING.search(title) else title.rstrip("?")
    is_told = is_sentence(title) and not OFFERED.search(line.text, max(0, start - 60), start)
    is_words = is_said(line.text, start, title) or is_told
    is_other = is_words or is_something_else(title) or venues.find_name(title)
    return title if is_title(title) and not is_other else None


def find_asked(text: str) -> re.Match[str] | None:
    """Return a title in small letters that a line asks for, None where that is something else: papers, a change of the
    list."""
    asked = ASKED_FOR.match(text)
    title = asked[1] if asked else ""
    is_else = speaks(title) or REQUESTED.search(title) or is_sentence(title) or not is_title(title)
    return None if is_else else asked


def cut_behind(title: str) -> str:
    """Return a title without what is said behind it, if what stands before that can be one."""
    head = BEHIND.sub("", title)
    return head if is_title(head) and is_title_case(head) else title


def find_beginning(text: str, start: int, end: int) -> int:
    """Return where the title begins among the words between two places of a line: behind what asks for it, or says
    that it is one."""
    if start == 0 and (verb := REQUEST.match(text)) and is_title_case(text[verb.end() :]):
        start = verb.end()
    if start and text[start - 1] in OPENING:
        # Whoever quotes a title quotes all of it and no more.
        return start
    told = LACKING.match(text, start, end) or PROPOSING.match(text, start, end)
    if told and is_title(text[told.end() : end]):
        start = told.end()
    lead, _, title = text[start:end].partition(": ")
    # Hardly a title has two colons: "improving DPO: Uni-DPO: A Unified Paradigm".
    if (speaks(lead) or (start and ": " in title)) and is_title_case(title) and is_title(title):
        named = NAMED.search(lead)
        start += named.start() if named else len(lead) + 2
    return start


def is_said(text: str, start: int, title: str) -> bool:
    """Tell whether what could be a title is words of a sentence, or people: by itself, or with what stands before."""
    before = text[:start]
    are_people = "by " in before and is_authors(before.rpartition("by ")[2] + title)
    is_glued = start > 0 and EAST_ASIAN.match(text, start - 1) and AROUND.match(text, start)
    is_other = title.startswith(",") or is_authors(text) or are_people or CLAUSE.match(title)
    is_led = ASKED.search(before) or OF_VENUE.search(before)
    return bool(is_other or is_led or is_glued)


def is_correction(text: str) -> bool:
    """Tell whether a line says how a word of the page is to be written."""
    lead, _, words = text.partition(": ")
    sides = ARROW.fullmatch(words if speaks(lead) else text)
    if sides is None or max(map(len, sides.groups())) > 2 * min(map(len, sides.groups())):
        return False
    return likeness(sides[1], sides[2]) >= ALIKE


def read_name(line: Line, stretch: TaggedSpan, venues: Venues, *, are_several: bool) -> str | None:
    """Return the short name of a paper that a stretch is: a title of two words is one too.

    It is none where papers are counted, in what is said of a subject or corrects the page, nor, by itself, before a
    word for another thing than a paper.
    """
    if AROUND.match(line.text, stretch.start) or is_correction(line.text):
        return None
    name = tidy(stretch.words(line)).removesuffix("'s")
    is_short = stretch.kind == "name" or (is_title_case(name) and len(name.split()) == 2)
    is_counted = any(found.start() <= stretch.start < found.end() for found in COUNTED.finditer(line.text))
    is_of_thing = not (line.links or are_several) and THING.match(line.text, stretch.end)
    end = stretch.start + len(stretch.words(line).removesuffix("'s").removesuffix("’s"))
    is_of_people = WHOSE.match(line.text, end)
    return name if is_short and not (is_counted or is_of_thing or is_of_people) and is_name(name, venues) else None


def is_linked_title(link: Anchor) -> bool:
    """Tell whether the words that carry a link are a title."""
    is_long = is_title_case(link.text) or len(link.text.split()) >= 6
    return is_web(link.address) and is_title(link.text) and is_long and not is_something_else(link.text)


def is_next_one(line: Line, stretch: TaggedSpan) -> bool:
    """Tell whether a sentence does nothing but name a title as the next of several, and say where it appeared."""
    return (
        DATED_ALONE.match(line.text, stretch.end) is not None
        and NEXT_ONE.search(line.text, max(0, stretch.start - 60), stretch.start) is not None
    )


def find_people_behind(line: Line, stretch: TaggedSpan) -> tuple[str, ...]:
    """Return the people that stand behind a quoted title and "by".

    A single name can be a laboratory's, and services have whole names for initials.
    """
    told = BY_BEHIND.match(line.text, stretch.end)
    end = end_of_names(line.text, told.end(), led=True) if told else None
    people = split_people(line.text[told.end() : end]) if told and end else ()
    return people if len(people) > 1 and not any("." in name for name in people) else ()
