"""Free text -> the papers it proposes: labelled lines, list entries, links with titles, titles in quotes or in bold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.catalogue.identifiers import clean_link, identify
from bot.catalogue.titles import fold_title
from bot.intake.intent import read_intent
from bot.intake.labels import read_label
from bot.intake.lines import ADDRESS, Line, read_lines
from bot.intake.submission import Proposal, Submission
from bot.intake.venue import find_venue

MOST_PROPOSALS = 50
REPOSITORY = re.compile(r"https?://(?:www\.)?(?:github|gitlab)\.com/[\w.-]+/[\w.-]+/?(?:#.*)?(?:\?.*)?$", re.I)
#: Addresses that are no paper and no code: badges, profiles, data, other threads.
DECOY = re.compile(
    r"shields\.io|/(?:pull|issues|blob|wiki|stargazers)/?|huggingface\.co/(?!papers)|scholar\.google\.\w+/(?!citations\?view_op)"
    r"|linkedin|twitter\.com|//x\.com|youtube|bilibili|colab\.|/Conferences/|awesome|neurips\.cc/virtual",
    re.I,
)
LINK_WORDS = re.compile(
    r"\W*(?:paper|pdf|arxiv|link|paper link|here|this|url|doi|openreview|arxiv:[\d.v]+|\d+|project.*|website)\W*", re.I
)
CODE_WORDS = re.compile(r"\W*(?:code|github|repo|repository|github repository|code link|official code)\W*", re.I)
TAG = re.compile(r"^\W*[\[(（【]\s*([^\])）】]{2,30})\s*[\])）】]\s*")
SENTENCE = re.compile(
    r"^(?:hi|hello|hey|dear|thank|thanks|please|i |we |our |this |it |could|would|can |you |there|best|regards|congrat|great|sorry"
    r"|here|in |happy|many|for more|also|as |if |the paper|and )|[.!?。！]$(?<!\?)|你好|感谢|请",
    re.I,
)
SHORT_NAME = re.compile(
    r"\b(?:add(?:ing|ed)?|includ(?:e|ing)|inclusion of|for)\s+(?:the\s+|our\s+|a\s+)?[\"“*`]?([A-Z][\w.+-]*(?:[A-Z0-9+][\w.+-]*)|[A-Z]{2,}[\w.+-]*)"
)
GENERIC = re.compile(
    r"^(?:readme(?:\.md)?|cvpr|iclr|icml|neurips|llms?|mllms?|vlms?|pr|ai|nlp|paper|papers|new|arxiv)$", re.I
)
SECTION = re.compile(
    r"(?:under|to|in|into|for|fits?)\s+(?:the\s+)?(?:section\s+)?[\"“*]{1,2}([^\"”*\n]{3,80})[\"”*]{1,2}"
    r"|[\"“]([^\"”\n]{3,80})[\"”]\s+(?:section|category)",
    re.I,
)


@dataclass(slots=True)
class Draft:
    """A proposal on its way."""

    title: str | None = None
    urls: list[str] = field(default_factory=list)
    code: str | None = None
    venue: str | None = None
    section: str | None = None

    @property
    def is_named(self) -> bool:
        """Whether it is known which paper is meant."""
        return bool(self.title or self.urls or self.code)


def read_prose(title: str, body: str, replies: Sequence[str] = ()) -> Submission:
    """Return what a thread proposes; a later reply of its author adds to it, and wins where it says something else."""
    drafts = list(collect(read_lines("\n\n".join([body, *replies]))))
    complete(drafts, title, body)
    named = [draft for draft in merge(drafts) if draft.is_named][:MOST_PROPOSALS]
    intent = read_intent(title, body, found=sum(bool(draft.title or draft.urls) for draft in named))
    if intent != "add":
        return Submission(intent)
    return Submission("add", tuple(map(propose, named)))


def propose(draft: Draft) -> Proposal:
    """Return the proposal of a draft."""
    return Proposal(draft.title, tuple(draft.urls), draft.code, draft.venue, section=draft.section)


def collect(lines: Sequence[Line]) -> Iterator[Draft]:
    """Yield a draft for each paper, in the order of the text; a new title begins a new one."""
    draft = Draft()
    for number, line in enumerate(lines):
        following = lines[number + 1 : number + 4]
        for name, value in statements(line, following):
            if begins_another(draft, name, value):
                yield draft
                draft = Draft(section=draft.section if not draft.title else None)
            put(draft, name, value)
    yield draft


def begins_another(draft: Draft, name: str, value: str) -> bool:
    """Tell whether a statement is about another paper than the draft."""
    if name == "title":
        return bool(draft.title) and fold_title(value) != fold_title(draft.title or "")
    if name == "link" and draft.urls:
        one, other = identify(draft.urls[-1]), identify(value)
        return one is not None and other is not None and one.kind == other.kind and one != other and not draft.title
    return False


def put(draft: Draft, name: str, value: str) -> None:
    """Enter what a statement says; the first word on a field counts, but for links, of which there can be several."""
    match name:
        case "link" if value not in draft.urls:
            draft.urls.append(value)
        case "title" | "code" | "venue" | "section" if getattr(draft, name) is None:
            setattr(draft, name, value)


def statements(line: Line, following: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """Yield what a line says, as (field, value)."""
    labelled = read_label(line.text)
    if labelled is None or (labelled[0] == "paper" and not labelled[1] and not line.links):
        yield from free_statements(line, following)
        return
    name, value = labelled
    plain = strip_addresses(value)
    if name in ("title", "paper") and is_title(plain, loose=name == "title"):
        yield "title", tidy(plain)
    elif name == "venue":
        yield "venue", find_venue(value) or plain
    elif name == "section" and plain:
        yield "section", plain
    if venue := find_venue(value) if name == "other" else None:
        yield "venue", venue
    for text, address in line.links:
        if name == "code":
            yield "code", address
        elif name in ("title", "paper", "link"):
            yield from link_statement(text, address, named=True)


def free_statements(line: Line, following: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """Yield what an unlabelled line says."""
    title = find_title(line, following)
    if title:
        yield "title", title
    if (venue := find_venue(line.text)) and not line.text.lstrip().startswith(">"):
        yield "venue", venue
    if section := SECTION.search(line.text):
        yield "section", next(filter(None, section.groups()))
    for text, address in line.links:
        yield from link_statement(text, address, named=title is not None and fold_title(text) == fold_title(title))


def link_statement(text: str, address: str, *, named: bool) -> Iterator[tuple[str, str]]:
    """Yield what a link is: the paper's, its code's, or neither."""
    if REPOSITORY.match(address) and not DECOY.search(address):
        yield "code", address
    elif identify(address) or (
        LINK_WORDS.fullmatch(text) and text and "project" not in text.lower() and "web" not in text.lower()
    ):
        yield "link", address
    elif CODE_WORDS.fullmatch(text):
        yield "code", address
    elif (named and not DECOY.search(address)) or address.lower().endswith(".pdf"):
        yield "link", address


def find_title(line: Line, following: Sequence[Line]) -> str | None:
    """Return the title that an unlabelled line gives: in a link, in quotes, in bold, in a list entry or by itself."""
    for text, address in line.links:
        if is_title(text) and not DECOY.search(address) and not LINK_WORDS.fullmatch(text):
            return tidy(text)
    for text in line.quoted:
        if is_title(text) and not re.search(rf"{re.escape(text[-20:])}\W+(?:section|category)", line.text, re.I):
            return tidy(text)
    for text in line.bold:
        if is_title(text) and (len(text.split()) >= 5 or ":" in text):
            return tidy(text)
    plain = strip_addresses(TAG.sub("", line.text))
    papers = any(identify(address) for _, address in line.links)
    if (
        (papers or line.is_item)
        and len(line.links) + line.is_item > 0
        and is_title(entry := first_part(plain), alone=True)
    ):
        return tidy(entry)
    near = any(any(identify(a) or LINK_WORDS.fullmatch(t or "x") for t, a in other.links) for other in following)
    return tidy(plain) if near and is_title(plain, alone=True) and not line.links else None


def first_part(text: str) -> str:
    """Return what stands before the links and tags of a list entry."""
    return re.split(r"\s*(?:\[\[|\[|\*\[|\||\s[-–]\s)", re.sub(r"^\W*\d*[.)]?\s*", "", text), maxsplit=1)[0].rstrip(
        " .,"
    )


def is_title(text: str, *, loose: bool = False, alone: bool = False) -> bool:
    """Tell whether a text can be a title; `alone` asks for more, because nothing marks it as one."""
    text = tidy(text)
    words = text.split()
    if not 2 < len(text) <= 300 or ADDRESS.search(text) or LINK_WORDS.fullmatch(text):
        return False
    if loose:
        return True
    if len(words) < 3 and not re.search(r"[\u4e00-\u9fff]{6}", text):
        return False
    if not alone:
        return True
    capitals = sum(word[:1].isupper() or word[:1].isdigit() for word in words if len(word) > 3)
    long = sum(len(word) > 3 for word in words)
    return len(words) >= 4 and not SENTENCE.search(text) and capitals * 2 >= long


def strip_addresses(text: str) -> str:
    """Return a text without its bare addresses."""
    return ADDRESS.sub("", text).strip()


def tidy(text: str) -> str:
    """Return a title without what stood around it."""
    text = TAG.sub("", " ".join(text.split()).strip('*_`"“”‘|<> ')) or text
    return re.sub(r"^\d+[.)]\s+", "", text).strip('*_`"“”|<> ').rstrip(".,;:")


def complete(drafts: list[Draft], title: str, body: str) -> None:
    """Fill in what only the thread's title says."""
    line = Line(title)
    quoted = next((text for text in line.quoted if is_title(text)), None)
    venue, section = find_venue(title), SECTION.search(title)
    named = [draft for draft in drafts if draft.is_named] or drafts
    only = named[0] if len(named) == 1 else None
    if only and only.title is None:
        short = next((name for name in SHORT_NAME.findall(title) if not GENERIC.match(name)), None)
        whole = (
            title
            if is_title(title, alone=True) and not re.search(r"\b(?:add|request|update|paper|new)\b", title, re.I)
            else None
        )
        only.title = quoted or short or (whole if only.urls else None)
    for draft in named:
        if draft.is_named:
            draft.venue = draft.venue or venue or (find_venue(body) if only else None)
            draft.section = draft.section or (next(filter(None, section.groups())) if section and not quoted else None)


def merge(drafts: Iterable[Draft]) -> list[Draft]:
    """Join drafts of one paper: a text often names its paper twice."""
    merged: list[Draft] = []
    for draft in drafts:
        twin = next((other for other in merged if is_same(draft, other)), None)
        if twin is None:
            merged.append(draft)
            continue
        twin.urls += [url for url in draft.urls if url not in twin.urls]
        for name in ("title", "code", "venue", "section"):
            if getattr(twin, name) is None:
                setattr(twin, name, getattr(draft, name))
    return merged


def is_same(one: Draft, other: Draft) -> bool:
    """Tell whether two drafts share an address or a title."""
    addresses = {clean_link(url).url for url in one.urls} & {clean_link(url).url for url in other.urls}
    titles = fold_title(one.title or ""), fold_title(other.title or "")
    return bool(addresses) or (bool(titles[0]) and titles[0] == titles[1])
