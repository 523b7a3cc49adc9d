"""The stretches of a line between its links, and the title that stands in one without any mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from bot.catalogue.venues import Venues
from bot.intake.text.parts.addresses import Anchor, strip_addresses
from bot.intake.text.parts.names import ABOUT_PAPERS, REQUEST, is_bare_title, is_title, is_title_case, speaks, tidy
from bot.intake.text.parts.venues import strip_venue

#: Behind these words a title can stand, up to where the sentence goes on.
NOUN = re.compile(
    r"(?:\b(?:papers?|works?|survey|article|preprint|titled|entitled|called|named|arbeit|artikel|artículo|artigo"
    r"|trabajo|trabalho|статью|статья|работу|работа|논문)|工作|论文|文章|論文)"
    r"[,:：]?\s{1,3}(?=(?-i:[A-Z0-9]))",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"^|[.!?:]\s{1,3}|[。！：]\s?")
SENTENCE_GOES_ON = re.compile(
    r"\s(?:was|has|have|which|accepted|published|is (?:now|accepted|published|available)|(?:in)?to (?:the|your"
    r"|this)|(?:under|in|for) (?:the|your))\b|\s?[(（|]|,\s(?:and\s)?(?:we|i|it|which|that|please|thanks?)\b"
    r"|,\s(?!(?:and|or)\s)(?=(?-i:[a-z(]))|\.(?:\s|$)"
    r"|(?<=[?])(?=\s{0,3}$|\s(?-i:[a-z])|(?:\s\w{1,9}){1,2}\s(?:is|are|can|was|for|so|a|the)\b)|[!。，！]|\s?[被已]|\s[-–—]{1,2}\s|\s?\[|:\s{0,3}$",
    re.IGNORECASE,
)
#: A question mark behind a request put as a question is none of the title's.
ASKED = re.compile(r"\b(?:can|could|would|will|may|might)\b", re.IGNORECASE)
LONGEST = 300
CAPITALISED = r"[A-Z0-9][\w'’/()&+-]{0,40}"
SMALL = (
    r"(?:a|an|the|of|for|with|in|on|and|or|to|via|by|from|as|at|is|are|do|does|not|it|its|be|but|into|under|over"
    r"|using|through|between|without|towards?|than|per|vs\.?|[-–&])"
)
#: Possessive: a word that ended a run begins no shorter one.
RUN = re.compile(
    rf"(?<![\w'’/.-]){CAPITALISED}(?:(?:[:,]?\s|\?\s(?!(?:It|The|This|Here|I|We)\b))(?:{SMALL}\s){{0,3}}{CAPITALISED}){{2,40}}+\??"
)
#: Sentences and nouns of a line that are looked at.
MOST_STARTS = 20


def split_at_links(text: str, links: Sequence[Anchor]) -> Iterator[str]:
    """Yield what stands between the links of a line, without bare addresses."""
    end = 0
    for link in links:
        if link.start >= end:
            yield strip_addresses(text[end : link.start])
            end = link.end
    yield strip_addresses(text[end:])


def find_unmarked(text: str, links: Sequence[Anchor], venues: Venues) -> str | None:
    """Return the title that a request or a noun introduces: "Please add A Study of Things (address)"."""
    stretches = list(split_at_links(text, links))
    for number, stretch in enumerate(stretches):
        for start, least in islice(find_starts(stretch), MOST_STARTS):
            said = stretch[start : start + LONGEST].lstrip(" *_-,:")
            cut = SENTENCE_GOES_ON.split(said, maxsplit=1)[0]
            title = strip_venue(cut, venues).strip(" ,;:*_-([")
            is_linked = number < len(links) and not said[len(cut) :].strip(" .,;:*_-–—([（|")
            if len(title.split()) >= least and is_unmarked_title(title, is_linked=is_linked):
                return tidy(title.rstrip("?") if ASKED.search(stretch[:start]) else title)
    return max(filter(None, map(find_run, stretches)), key=len, default=None)


def find_run(stretch: str) -> str | None:
    """Return the longest run of capitalised words and the small ones between them, if it is long enough for a title."""
    runs = (found[0].strip(" :-–") for found in RUN.finditer(stretch))
    return max((run for run in runs if is_run(run)), key=len, default=None)


def is_run(text: str) -> bool:
    """Tell whether a run of capitalised words is a title: a name of a subject has fewer of them."""
    capitals = sum(word[:1].isupper() or word[:1].isdigit() for word in text.split())
    return capitals >= (3 if ": " in text else 4) and len(text.split()) >= 5 and is_bare_title(text)


def find_starts(stretch: str) -> Iterator[tuple[int, int]]:
    """Yield where a title can begin in a stretch, and how many words it needs there."""
    for found in SENTENCE.finditer(stretch):
        if request := REQUEST.match(stretch, found.end()):
            yield request.end(), 3
    for noun in NOUN.finditer(stretch):
        yield noun.end(), 3


def is_unmarked_title(text: str, *, is_linked: bool) -> bool:
    """Tell whether words that a request introduces are a title; `is_linked`: they end where a link begins."""
    if not (text[:1].isupper() or text[:1].isdigit()) or ABOUT_PAPERS.search(text):
        return False
    if len(text.split()) == 3:
        return is_linked and is_title(text) and is_title_case(text) and not speaks(text)
    return is_bare_title(text, introduced=is_linked)
