"""What the lines of a text say, one statement after the other: a title, an address, a venue, a section."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from bot.catalogue.identity.identifiers import address as address_of
from bot.catalogue.identity.identifiers import identify
from bot.catalogue.venues import Venues
from bot.intake.submission import Proposal
from bot.intake.text.lines import Line
from bot.intake.text.mention import YEAR, Strength
from bot.intake.text.parts.addresses import Anchor, find_target, is_web
from bot.intake.text.parts.citations import find_cited_title
from bot.intake.text.parts.labels import Field, read_field, read_label
from bot.intake.text.parts.names import (
    SPEAKER,
    begins_title,
    find_listed_names,
    first_part,
    is_name,
    is_title,
    is_title_case,
    speaks,
    tidy,
)
from bot.intake.text.parts.sections import AFTER_SECTION, find_section
from bot.intake.text.parts.titles import find_entry_name, find_titles
from bot.intake.text.parts.venues import find_venue, strip_venue
from bot.intake.text.tagger import find_where

NO_ANSWER = re.compile(
    r"\W*(?:n/?a|none|null|tbd|todo|no response|coming soon|to be released|not (?:yet )?available|待定|暂无|无)?\W*",
    re.IGNORECASE,
)
COMMAND = re.compile(r"\s{0,3}/[a-z-]{2,20}(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a line says of a paper; `is_labelled` where the line says itself what it is."""

    field: str
    value: str
    strength: Strength = Strength.NONE
    is_labelled: bool = False


def read_statements(lines: Sequence[Line], venues: Venues) -> Iterator[tuple[Line, list[Statement]]]:
    """Yield the lines with what each says; a label can stand in a line of its own before what it labels."""
    pending: Field | None = None
    label_depth = 0
    for number, line in enumerate(lines):
        if COMMAND.match(line.text):
            continue
        if line.entry:
            pending = None
            yield line, list(entry_statements(line.entry))
            continue
        field, value = find_label(line)
        if field and not value and not line.links:
            pending, label_depth = field, line.depth
            yield line, []
            continue
        if line.place == "heading" or (line.place in ("item", "row") and 0 < line.depth <= label_depth):
            pending = None
        if field is None and pending:
            field, value = pending, line.text
        if pending not in ("link", "code"):
            pending = None
        if field:
            yield line, list(labelled_statements(line, field, value, venues))
            continue
        is_head = heads_several(lines, number)
        where = find_where(lines, number)
        yield line, list(free_statements(line, venues, where=where, is_head=is_head))


def entry_statements(entry: Proposal) -> Iterator[Statement]:
    """Yield what an entry of a list says."""
    if entry.title:
        yield Statement("title", entry.title, Strength.ENTRY)
    yield from (Statement("link", url, is_labelled=True) for url in entry.urls)
    if entry.code:
        yield Statement("code", entry.code, is_labelled=True)
    if entry.venue:
        yield Statement("venue", entry.venue)
        yield from [Statement("year", str(entry.year))] if entry.year else []


def heads_several(lines: Sequence[Line], number: int) -> bool:
    """Tell whether a line stands right above a list of several papers, so that it is no title of one."""
    below = lines[number + 1] if number + 1 < len(lines) else None
    if below is None or below.group in (0, lines[number].group) or lines[number].links:
        return False
    listed = takewhile(lambda line: line.group == below.group, islice(lines, number + 1, None))
    found = {identify(link.address) for line in listed if line.depth == 1 for link in line.links}
    kinds = Counter(identifier.kind for identifier in found if identifier)
    return max(kinds.values(), default=0) > 1


def find_label(line: Line) -> tuple[Field | None, str]:
    """Return the field that a line is labelled with, and its value; the head of a column labels its cells."""
    if line.column and (field := read_field(line.column)):
        # A column "Paper" can hold the labels of the one beside it.
        is_label = field == "paper" and not line.links and read_field(line.text.strip("* :")) is not None
        if not is_label:
            return field, line.text
    stripped = re.sub(r"^[^\w\[【(《「\"“]{1,12}", "", line.text)
    if labelled := read_label(stripped):
        return labelled
    if (
        line.place in ("heading", "row", "cell") or line.is_all_bold or stripped.endswith((":", "："))
    ) and not line.links:
        return read_field(stripped.strip(":： *")), ""
    if line.bold and line.text.startswith(line.bold[0]) and (field := read_field(line.bold[0].strip(":： "))):
        return field, line.text[len(line.bold[0]) :].strip(" :：-–")
    return None, ""


def labelled_statements(line: Line, field: Field, value: str, venues: Venues) -> Iterator[Statement]:
    """Yield what a labelled line says."""
    plain = cut_title(value, venues)
    if field in ("title", "paper"):
        yield from title_statement(line, field, plain, venues)
    if field in ("venue", "title", "paper", "other"):
        venue = find_venue(value, venues, is_label=field == "venue")
        if venue and not NO_ANSWER.fullmatch(value):
            yield Statement("venue", venue, is_labelled=field == "venue")
    if field == "year" and (year := YEAR.search(plain)):
        yield Statement("year", year[0], is_labelled=True)
    if field == "section" and not NO_ANSWER.fullmatch(plain):
        yield Statement("section", plain, is_labelled=True)
    if field in ("link", "paper") and not line.links and (found := identify(value.strip())):
        yield from (Statement("link", url, is_labelled=True) for url in [address_of(found)] if url)
    yield from link_statements(line, field, venues)


def title_statement(line: Line, field: Field, plain: str, venues: Venues) -> Iterator[Statement]:
    """Yield the title of a line that is labelled "title", or "paper" where its words can be one."""
    quoted = next((text for text in line.quoted if is_title(text) and not begins_title(plain, text)), None)
    text = tidy(quoted or plain)
    if NO_ANSWER.fullmatch(text) or (field == "paper" and read_field(text)):
        return
    if field == "title" or (is_title(text) and not speaks(text)):
        yield Statement("title", text, Strength.LABEL, is_labelled=True)
    elif is_name(text, venues):
        yield Statement("title", text, Strength.NAME, is_labelled=True)


def cut_title(value: str, venues: Venues) -> str:
    """Return what stands before the address, the venue or the next label in a value."""
    text = re.split(r"https?://|\s\||\s\[|\[\[", value, maxsplit=1)[0]
    head, mark, tail = text.rpartition(",")
    if mark and (read_label(tail) or read_field(tail.strip(" :："))):
        text = head
    return strip_venue(text, venues).strip(" *_|(")


def link_statements(line: Line, field: Field | None, venues: Venues, titles: Sequence[str] = ()) -> Iterator[Statement]:
    """Yield where the links of a line lead; those whose words are a title give it, too."""
    end = 0
    for link in line.links:
        lead = line.text[end : link.start] if link.start >= end else ""
        end = link.end
        is_title_link = is_linked_title(link) and not is_linked_section(line, link)
        target = find_target(link, lead, field, is_title=is_title_link or tidy(link.text) in titles)
        if is_title_link and target and field not in ("code", "other", "link"):
            title = find_cited_title(link.text) or complete_title(line, link, venues)
            yield Statement("title", tidy(title), Strength.ENTRY)
        # A cell of remarks can name another paper, as arXiv's do ("text overlap with ...").
        if target and not (target == "paper" and field == "other" and line.column):
            yield Statement(
                {"paper": "link", "code": "code", "page": "page"}[target], link.address, is_labelled=field is not None
            )


def is_linked_title(link: Anchor) -> bool:
    """Tell whether the words that carry a link are a title."""
    return (
        is_web(link.address)
        and is_title(link.text)
        and not (speaks(link.text) and (SPEAKER.search(link.text) or not identify(link.address)))
        and (is_title_case(link.text) or len(link.text.split()) >= 6)
    )


def is_linked_section(line: Line, link: Anchor) -> bool:
    """Tell whether the words that carry a link are a section's name: "the [Graph Learning](address) section"."""
    return AFTER_SECTION.match(line.text, link.end) is not None and not identify(link.address)


def complete_title(line: Line, link: Anchor, venues: Venues) -> str:
    """Return the words of a link, with the rest of the title where only its first words carry the link."""
    rest = line.text[link.end :]
    if rest[:1] in (":", "：") or rest[:2] == "]:":
        more = first_part(rest.lstrip("]:： "), venues)
        if len(more.split()) >= 3 and is_title_case(more):
            return f"{link.text.strip()}: {more}"
    return link.text


def free_statements(line: Line, venues: Venues, *, where: str, is_head: bool) -> Iterator[Statement]:
    """Yield what an unlabelled line says; one that heads a list of papers gives no title."""
    linked = [link for link in line.links if is_linked_title(link) and not is_linked_section(line, link)]
    titles = [] if linked or is_head else find_titles(line, venues, where=where)
    if len(titles) > 1 and line.links:
        yield from in_order(line, titles, venues)
        return
    for title, strength in titles:
        yield Statement("title", title, strength)
    if not titles and not line.links:
        yield from (
            Statement("title", name, Strength.NAME, is_labelled=True) for name in find_listed_names(line.text, venues)
        )
    if not titles and not linked and (name := find_entry_name(line, venues)):
        yield Statement("title", name, Strength.NAME)
    venue = find_venue(line.text, venues) or preprint_tag(line.text)
    if linked:
        yield from link_statements(line, None, venues)
    if venue:
        yield Statement("venue", venue)
    if section := find_section(line.text, [*line.bold, *line.italics, *line.quoted]):
        yield Statement("section", section)
    if not linked:
        yield from link_statements(line, None, venues, [title for title, _ in titles])


def in_order(line: Line, titles: Sequence[tuple[str, Strength]], venues: Venues) -> Iterator[Statement]:
    """Yield the titles and links of a line with several titles in the order of the text."""
    links = list(link_statements(line, None, venues, [title for title, _ in titles]))
    said = [(line.text.find(title[:60]), Statement("title", title, strength)) for title, strength in titles]
    said += [
        (max(line.text.find(link.value), 0) or line.links[min(n, len(line.links) - 1)].start, link)
        for n, link in enumerate(links)
    ]
    yield from (statement for _, statement in sorted(said, key=lambda item: item[0]))


def preprint_tag(text: str) -> str | None:
    """Return "arXiv" for an entry that begins with that tag in brackets."""
    return "arXiv" if re.match(r"\W{0,4}[\[(（【]arxiv[\])）】]", text, re.IGNORECASE) else None
