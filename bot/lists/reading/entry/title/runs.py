"""Finds the runs of plain words in an entry that could be its title, and which of them is the likeliest."""

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.catalogue.identity.identifiers import identify
from bot.catalogue.paper import Link
from bot.lists.inline import Span, words
from bot.lists.people import is_authors, is_signature
from bot.lists.reading.entry.citation import DATED, find_byline
from bot.lists.reading.entry.names import end_of_names
from bot.lists.reading.entry.parts import (
    FOLLOWED,
    GLUE,
    Reading,
    even_marks,
    find_keys,
    is_fact,
    says_what_follows,
    strip_span,
)
from bot.lists.reading.entry.title.starts import NOTED_VENUE
from bot.patterns import rare

#: Words without marks between them; in a title a star may stand within a word, and "<" between two.
OPEN_RUN = re.compile(r"[^\x00\n|\[\]*`<>【】]+")
TITLE_RUN = re.compile(r"(?:[^\x00\n|\[\]*`<>【】]+|(?<=\w)\*(?=\w)|(?<=\w )[<>](?= \w|\d))+")
#: "BERT: " or "BERT - " before the names of a reference, and a year.
NICKNAMED = rare(r"[ \t]*[A-Z\d][\w.+-]*(?: [\w.+-]+)?(?::| [-–—]) (?=[A-Z][^:]*\b(?:19|20)\d\d\b)")
#: What stands directly behind the mark at the end of marked words, and not behind the one at their beginning.
CLOSED = " \t:;,."
#: What begins an item of a list.
ITEM = rare(r"\s*[-*+•]\s")
#: All that stands in brackets, which say where or when.
BOXED = re.compile(r"\[[^\[\]]*\]")
#: The last word of a title that goes on, and words in bold or in italics behind it.
LEADS_ON = "of|for|with|via|from|using|towards?|through|between|under|over|across|against"
LED_ON = rare(rf"[^\n]* (?:{LEADS_ON}|and|the|an?) $")
EMPHASIS = rare(r"(?:[*_]{1,3}|<[a-z][^<>]*>)([^\s*_<>][^*_<>\n]*)(?:[*_]{1,3}|</[a-z]+>)")
#: A title has so many words; what has no more may be a method's name, with the reference to its paper below.
FEW_WORDS = 3
#: A fact that could be a title, as it has more words than this.
LONG_FACT = 5


def could_be_whole(reading: Reading, run: Span) -> bool:
    """Tell whether a run of words is long enough for a title, and not in brackets."""
    return count_words(reading, run) >= FEW_WORDS and not is_boxed(reading.text, *run)


def rank_runs(
    reading: Reading, runs: Sequence[Span], bolds: Sequence[Span], plain_runs: Sequence[Span]
) -> Iterator[Span]:
    """Yield the runs of words that could be the title where none surely is, the likeliest first."""
    yield from (run for run in runs if count_words(reading, run) >= FEW_WORDS)
    yield from (*bolds, *runs)
    yield from (run for run in plain_runs if is_long(reading, *run))
    if any(identify(link.url) or is_pdf(link) for link in reading.links):
        yield from (run for run in plain_runs if count_words(reading, run) >= FEW_WORDS)


def is_pdf(link: Link) -> bool:
    """Tell whether a link leads to a PDF, by its text or its address."""
    return link.label.casefold() == "pdf" or link.url.casefold().endswith(".pdf")


def count_words(reading: Reading, run: Span) -> int:
    """Return how many words a run has."""
    return len(words(reading.text[slice(*run)]))


def is_long(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a run has as many words as titles have and is no names: without another it is the title."""
    text = reading.text[start:end]
    return len(words(text)) > LONG_FACT and not names(reading, text)


def names(reading: Reading, text: str, *, marked: bool = False) -> bool:
    """Tell whether a text is names of persons, where they may stand beside a title without marks."""
    return reading.signed != "never" and is_authors(text, marked=marked)


def open_runs(reading: Reading, start: int, end: int) -> list[Span]:
    """Return the runs of plain words, whatever they say; what a paper is called for short before a reference is one."""
    mask = even_marks(reading.open(start, end))
    runs = [(start + run.start(), start + run.end()) for run in OPEN_RUN.finditer(mask)]
    named = NICKNAMED.match(reading.text, *runs[0]) if runs else None
    if named is None or not begins_with_names(reading.text[named.end() : runs[0][1]]):
        return runs
    return [named.span(), (named.end(), runs[0][1]), *runs[1:]]


def begins_with_names(text: str) -> bool:
    """Tell whether a text begins with names and a year, as a reference does."""
    end = end_of_names(text)
    dated = DATED.match(text, end) if end else None
    return dated is not None and any(dated.groups())


def title_runs(reading: Reading, start: int, end: int) -> Iterator[Span]:
    """Yield the runs of plain words that could be a title, in order; a first line counts before later ones."""
    mask = even_marks(reading.open(start, end))
    keyed = {found.span(): found for found in find_keys(mask)}
    taken = [span for span, key in keyed.items() if says_what_follows(key[1])]
    for run in TITLE_RUN.finditer(mask):
        if any(run.start() < span[1] and run.end() > span[0] for span in taken):
            continue
        first, last = run.start(), run.end()
        text = mask[first:last].strip(GLUE + "()[]")
        italic = mask[first - 1 : first] == "*" and mask[first] not in CLOSED and not reading.has("authors")
        if is_boxed_venue(reading, mask, first, last) or (italic and FOLLOWED.match(mask, last)):
            continue
        if (
            words(text)
            and not is_fact(reading, text)
            and not (
                "(" in (said := reading.text[start + first : start + last].strip())
                and find_byline(said, reading.phrases)
            )
            and not names(reading, text, marked=italic and len(words(text)) <= 3)
            and not is_signature(text)
        ):
            yield start + first, start + last


def is_nickname(text: str, start: int, end: int) -> bool:
    """Tell whether the first run of an entry may only be what the paper is called for short."""
    return len(words(text[start:end])) <= FEW_WORDS or is_boxed(text, start, end)


def is_boxed(text: str, start: int, end: int) -> bool:
    """Tell whether a run is all that stands in square brackets, whatever its marks."""
    return text[max(0, start - 4) : start].rstrip("*_").endswith("[") and text[end : end + 4].lstrip("*_")[:1] == "]"


def is_boxed_venue(reading: Reading, mask: str, first: int, last: int) -> bool:
    """Tell whether a run is all that stands in brackets, and a venue with its year: "[Applied Sciences 2023] Title"."""
    pair = mask[first - 1 : first] + mask[last : last + 1]
    first, last = strip_span(mask, first, last)
    if pair != "[]" and mask[first : first + 1] + mask[last - 1 : last] != "()":
        return False
    found = NOTED_VENUE.fullmatch(mask[first:last].strip("()"))
    return bool(found and reading.phrases.is_venue(found[1], dated=True))


def goes_through(reading: Reading, run: Span, runs: Iterable[Span]) -> Span | None:
    """Return the run of a title with the words in bold or in italics, and those behind them, that its own lead to."""
    emphasis = EMPHASIS.match(reading.text, run[1])
    if emphasis is None or not LED_ON.fullmatch(reading.text, *run):
        return None
    behind = next((other for other in runs if other[0] == emphasis.end()), None)
    return run[0], behind[1] if behind and reading.text[behind[0]] in " ," else emphasis.end()


def goes_on(reading: Reading, run: Span, runs: Iterable[Span]) -> Span:
    """Return the run of a title with its rest in the next line, where a link follows and no fact is said before it."""
    text = reading.text
    if marked := goes_through(reading, run, runs):
        return marked
    if text[run[1] : run[1] + 1] != "\n" or text[run[1] - 1] in ".?!:;, \\|>":
        return run
    following = next((other for other in runs if other[0] > run[1]), None)
    if following is None:
        return run
    between, behind = text[run[1] : following[0]], text[following[1] : following[1] + 2].lstrip(" .")
    if ITEM.match(text, following[0]):
        return run
    lined = not between.strip() and behind[:1] in ("[", "(", "*", "\x00")
    return (run[0], following[1]) if lined else run


def follows_title(reading: Reading, start: int, end: int, label: str, most: int) -> bool:
    """Tell whether a link of few words stands behind a title, so that it names a venue or the like."""
    if len(words(label)) > most:
        return False
    return any(count_words(reading, run) > FEW_WORDS for run in title_runs(reading, start, end))
