"""A line that cites a paper, as bibliographies and lists do -> what it says of the paper."""

import re
from collections.abc import Iterator

from bot.catalogue.identity.authors import leaves_out, split_authors
from bot.catalogue.identity.identifiers import identify
from bot.catalogue.venues import Venues, split_venue
from bot.intake.submission import Proposal
from bot.intake.text.lines import Line
from bot.intake.text.parts.labels import read_field, read_label
from bot.intake.text.parts.names import is_something_else, is_title, is_title_case, speaks, tidy
from bot.intake.text.parts.tagger import find_marked
from bot.intake.text.parts.venues import YEAR, find_known, find_venue
from bot.lists.page import EntryRecord
from bot.lists.reading.entry.names import end_of_names
from bot.lists.reading.fragments import read_reference

#: The number of a citation, or the quotation mark before it where one stands before its title, too; and what stands
#: between its parts.
NUMBER = re.compile(
    r"^[\[(]?\d{1,3}[\].)、]\s?(?=\D)|^(?:\[[A-Za-z]{2,10}\]\s)?[\"“](?=[^\"“”]{5,300}\.\s[\"“][^\"“”]{10,300}[.,?!][\"”])"
)
DIVIDED = re.compile(r"[,;]|\bet al\b")
#: What leads in a citation: "Please add ...", "Please add: ...", "Hi! Could you add this one? ...".
LEAD = re.compile(
    r"(?:(?i:please)\s)?(?i:add)\s(?=[A-Z\d\[])|[^:：?!.。\n\"“„«《「『]{2,80}(?:[:：]\s{0,3}|。|[?!.]+\s{1,3})"
)
ASKED = re.compile(
    r"\b(?:add(?:ing)?|include|suggest|recommend|consider|missing|propose|references?|citation)\b", re.IGNORECASE
)
#: A name at the end of what leads in, which is the title's: "I suggest MothChat: Moths at Scale"; no place, no label.
NAME = re.compile(
    r"(?<=[a-z]\s)(?<!\bto\s)(?<!\bin\s)(?<!\binto\s)(?<!\bfor\s)(?<!\bunder\s)[A-Z][\w+.-]{1,40}(?=:\s{1,3}$)"
)
LONGEST = 1_000
#: So few words are a title where "by" and people stand behind them: "Diffusion Policy by ...".
FEWEST_WORDS = 2


def find_citation(line: Line, venues: Venues) -> Proposal | None:
    """Return what a line says that names a paper with its people and with where or when it appeared, or its number.

    None where it speaks to the reader or quotes several titles, nor where its title asks: that may go on behind its
    question mark, but behind a colon that ends its people.
    """
    text = mark(line)
    is_known = any(identify(link.address) for link in line.links)
    is_dated = is_known or YEAR.search(text) or find_venue(text, venues)
    if len(text) > LONGEST or not (DIVIDED.search(text) and is_dated) or quotes_several(line):
        return None
    found = (read_citation(each, venues, is_known=is_known) for each in find_beginnings(text))
    return next(filter(None, found), None)


def quotes_several(line: Line) -> bool:
    """Tell whether several titles stand between quotation marks in a line: each has facts of its own there."""
    quoted = (line.text[start:end] for kind, start, end in find_marked(line) if kind == "quote")
    # Between two quotations stand words with a space at their edge.
    return sum(words == words.strip() and is_title(words) for words in quoted) > 1


def find_beginnings(text: str) -> Iterator[str]:
    """Yield a line from where a citation may begin in it: behind what asks for it or labels it, and its number."""
    start = 0
    while (lead := LEAD.match(text, start)) and (read_label(lead[0]) or speaks(lead[0]) or ASKED.search(lead[0])):
        if (name := NAME.search(lead[0])) and not read_field(name[0]):
            start += name.start()
            break
        start = lead.end()
    if start:
        yield NUMBER.sub("", text[start:], count=1)
    yield NUMBER.sub("", text, count=1)


def read_citation(text: str, venues: Venues, *, is_known: bool) -> Proposal | None:
    """Return what a text says as an entry of a list, None where it is none; `is_known`: it has the paper's number."""
    record, names = read_reference(text, venues), end_of_names(text)
    title, people = tidy(record.title), split_authors(record.authors)
    is_led = names is not None and text[names:].lstrip(".").startswith(":")
    are_people = bool(people) and all(len(name) > 1 for name in people)
    is_short = len(title.split()) == FEWEST_WORDS and is_title_case(title) and text.startswith(f"{title} by ")
    is_paper = (is_title(title) or is_short) and not (is_something_else(title) or (title.endswith("?") and not is_led))
    # With no more than a number behind them, only what stands first is surely people.
    is_dated = record.venue or record.year or (is_known and names is not None)
    if not (are_people and is_paper and is_dated) or speaks(text):
        return None
    venue, year = date(record, text, venues)
    return Proposal(title, venue=venue, year=year, authors=() if leaves_out(record.authors or "") else people)


def date(record: EntryRecord, text: str, venues: Venues) -> tuple[str | None, int | None]:
    """Return where and when a cited paper appeared, nothing for a preprint: of that its number tells more."""
    if known := find_known(text, venues):
        return split_venue(known)
    is_preprint = record.venue is not None and venues.is_preprint(record.venue)
    return (None, None) if is_preprint else (record.venue, record.year)


def mark(line: Line) -> str:
    """Return a line with marks around its words in bold and in italics."""
    text = line.text
    signs = {"bold": "**", "italic": "*"}
    edges = [(place, signs[kind]) for kind, *span in find_marked(line) if kind in signs for place in span]
    for place, sign in sorted(edges, reverse=True):
        text = f"{text[:place]}{sign}{text[place:]}"
    return text
