"""What the lines of a text say, one statement after the other: a title, an address, a venue, a section.

A line can be an entry of a list that somebody pasted: it says what it would say on the list's own page.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from itertools import islice
from typing import NamedTuple

from bot.catalogue.identity.identifiers import address as address_of
from bot.catalogue.identity.identifiers import identify
from bot.catalogue.identity.titles import fold_title
from bot.catalogue.venues import Venues
from bot.intake.entries import propose_entry
from bot.intake.submission import Proposal
from bot.intake.text.lines import QUOTED, Line
from bot.intake.text.parts.addresses import find_target, strip_addresses
from bot.intake.text.parts.citations import find_citation
from bot.intake.text.parts.labelling import find_label, find_look, find_unknown
from bot.intake.text.parts.labels import Field, read_field, read_label
from bot.intake.text.parts.names import (
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
from bot.intake.text.parts.statement import SaidLine, Statement, Strength
from bot.intake.text.parts.stretches import ALONE, find_section, read_stretches
from bot.intake.text.parts.tagger import find_where, tag_words
from bot.intake.text.parts.venues import YEAR, find_known, find_venue, read_venue, split_title
from bot.lists.page import PageEntry
from bot.lists.reading.fragments import read_fragment

#: How the words go on of which a title was read only in part.
MORE = re.compile(r"[*_\"”’'»\s]*(?:\w|[,?!:]\s\w)")
#: What stands above the name of who signs.
CLOSING = re.compile(
    r"\W{0,3}(?:(?:best|kind|kindest|warm) (?:regards|wishes)|regards|sincerely|cheers|best)[,.!]?\s{0,3}", re.I
)
#: What a text was written with, as programs say at its end: "Made with X", "made by agents, with [X](https://x.com)".
MADE_WITH = re.compile(r"\b(?:made|generated|written|created|drafted)\b[^.\n]{0,40}?\bwith\s", re.IGNORECASE)
#: "It is by A. One and B. Two.", "the venue is KDD and the authors are A. One, B. Two": a line that ends with names.
SIGNED = re.compile(
    r"(?i:^\W{0,3}(?:(?:it|this|that|the paper) (?:is|was) )?(?:written )?by:?"
    r"|(?:,? ?\band )?\b(?:the )?authors?(?: are| is|:)?)\s+([^\W\d_a-z][^:?\n]{5,400}?)\.?$"
)
#: What ends the title behind a label.
CUT = re.compile(r"https?://|\s\||\s\[|\[\[")
NO_ANSWER = re.compile(
    r"\W*(?:n/?a|none|null|tbd|todo|no response|coming soon|to be released|not (?:yet )?available|待定|暂无|无)?\W*",
    re.IGNORECASE,
)
#: What ends the name behind a label: "Section: Pruning. It was published at ICLR 2026."; no number does.
SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3})[.!。！]\s{0,3}(?=[^\W\d_])")
#: An item that begins with a name; what goes on in small letters tells of it: "- **MothChat** (2026) - a benchmark".
BOLD_ITEM = re.compile(r"\s{0,9}(?:[-*+]|\d{1,2}[.)])\s\*\*([^*\n]{2,60})\*\*")
LONGEST_END = 60
#: What keeps a page's reader from an entry that was put into a block of code to be copied.
FENCE = re.compile(r"^[ \t]*(?:`{3,}|~{3,})[^\n`]*$", re.M)
#: Where a line that is broken within a title ends, and how the next one begins.
BROKEN = re.compile(r"(?:\b(?:an?|the|of|for|in|on|with|and|to|via|from|through|using|under|towards?)|\w-)$")
GOING_ON = re.compile(r"(?:of|for|with|through|via|using|under|towards?|without|based)\s\w")
#: What parts the kinds of links that a line says there are.
PARTS = re.compile(r"\s?[+,/|&]\s")
#: A name and its address: "MothChat: https://moth.lab/MothChat".
NAMED_LINK = re.compile(r"([^:：]{3,40}?)\s?[:：]\s?https?://[^\s/]{3,100}/(\S{1,300})\s{0,3}")
#: What a line holds that is no list's before a title: a word of a sentence, or an address.
WORDS = re.compile(r"\b[a-z]{2}")
COMMAND = re.compile(r"\s{0,3}/[a-z-]{2,20}(?:\s|$)")


class OpenLabel(NamedTuple):
    """A label in a line of its own, whose value may follow; `asks_else`: a form asks there for what is no field."""

    field: Field | None = None
    depth: int = 0
    asks_else: bool = False

    def ends_at(self, line: Line) -> bool:
        """Tell whether a line stands beside the label and not below it."""
        return line.place == "heading" or (line.place in ("item", "row") and 0 < line.depth <= self.depth)


NO_LABEL = OpenLabel()


def read_statements(lines: Sequence[Line], venues: Venues) -> Iterator[SaidLine]:
    """Yield the lines with what each says; a label can stand in a line of its own before what it labels."""
    labels = [find_label(line) for line in lines]
    unknown, pending, named = find_unknown(lines, labels), NO_LABEL, find_named_links(lines, venues)
    for number, line in enumerate(lines):
        is_name = number and CLOSING.fullmatch(lines[number - 1].text) and not (line.links or labels[number][0])
        if COMMAND.match(line.text) or is_name or tells_program(line):
            continue
        if line.entry:
            pending = NO_LABEL
            yield SaidLine(line, list(entry_statements(line.entry)))
            continue
        field, value = labels[number]
        if field and not value and not line.links:
            # What stands below "Paper" says itself what it is, and can be several of them.
            pending = NO_LABEL if field == "paper" else OpenLabel(field, line.depth, number in unknown)
            yield SaidLine(line, [])
            continue
        if field is None and number in unknown and pending.field not in ("title", "venue", "section", "year"):
            behind = unknown[number]
            pending = NO_LABEL if behind else OpenLabel("other", line.depth, asks_else=True)
            yield SaidLine(line, answer_statements(line, behind, venues) if behind else [])
            continue
        if pending.ends_at(line):
            pending = NO_LABEL
        if field is None and pending.asks_else:
            yield SaidLine(line, answer_statements(line, "", venues))
            continue
        # What stands below "Summary" or "Contributions" can name the paper as well, a cell beside it does not.
        if field is None and pending.field and (pending.field != "other" or line.place == "cell"):
            field, value = pending.field, line.text
        if pending.field not in ("link", "code", "authors"):
            pending = NO_LABEL
        name = Statement("title", named[number], Strength.LABEL, is_labelled=True) if number in named else None
        yield read_line(line, (field, value), name, venues, where=find_where(lines, number))


def tells_program(line: Line) -> bool:
    """Tell whether a line is about the program that the text was written with."""
    told = MADE_WITH.search(line.text)
    is_linked = told and any(
        told.end() <= link.start <= told.end() + 1 and not identify(link.address) for link in line.links
    )
    return bool(told and (is_linked or (not line.text[: told.start()].strip("🤖*_ ") and len(line.text) < LONGEST_END)))


def read_line(
    line: Line, label: tuple[Field | None, str], name: Statement | None, venues: Venues, *, where: str
) -> SaidLine:
    """Return a line with what it says: a `name` and its address, a citation, what its label says, or none of these."""
    field, value = label
    if name:
        return SaidLine(line, [name, *link_statements(line, None)])
    if field in (None, "paper") and (cited := find_citation(line, venues)):
        return cite(line, cited, is_labelled=field is not None, venues=venues, where=where)
    if field:
        return SaidLine(line, list(labelled_statements(line, field, value, venues)))
    if (signed := SIGNED.search(line.text)) and (people := split_people(signed[1])):
        said = free_statements(replace(line, text=line.text[: signed.start()]), venues, where=where)
        return SaidLine(line, [*said, Statement("authors", ", ".join(people), is_labelled=True)])
    if is_authors(line.text) and (people := split_people(line.text)):
        return SaidLine(line, [Statement("people", line.text), Statement("authors", ", ".join(people))])
    return SaidLine(line, free_statements(line, venues, where=where))


def find_named_links(lines: Sequence[Line], venues: Venues) -> Mapping[int, str]:
    """Return which lines are a paper's name and an address that has it, with the name: several in a text that links
    nothing else."""
    found = [(number, NAMED_LINK.fullmatch(line.text)) for number, line in enumerate(lines)]
    named = {
        number: parts[1]
        for number, parts in found
        if parts and is_name(parts[1], venues) and fold_title(parts[1]) in fold_title(parts[2])
    }
    return named if 1 < len(named) == sum(bool(line.links) for line in lines) else {}


def join_broken(lines: Sequence[Line], venues: Venues) -> list[Line]:
    """Return the lines with each that goes on in the next one, and that one, as one."""
    joined: list[Line] = []
    for last, line, below in zip([Line(), *lines], lines, [*lines[1:], Line()], strict=False):
        if joined and goes_on(last, line, below, venues):
            joined[-1] = join_line(joined[-1], line)
        else:
            joined.append(line)
    return joined


def join_line(begun: Line, line: Line) -> Line:
    """Return a line and the one that it goes on in as one."""
    text = begun.text.rstrip()
    start = text if text.endswith("-") else f"{text} "
    moved = len(start) - (len(line.text) - len(line.text.lstrip()))
    links = [replace(link, start=link.start + moved, end=link.end + moved) for link in line.links]
    return replace(begun, text=f"{start}{line.text.lstrip()}", links=[*begun.links, *links])


def goes_on(last: Line, line: Line, below: Line, venues: Venues) -> bool:
    """Tell whether a title is broken between a line and the next: by its words, or since that stands among labels."""
    is_beside = line.place == "text" and last.place != "heading" and line.source == last.source + 1
    is_linked = any(link.start == 0 or link.text for link in line.links)
    is_plain = not (is_linked or line.bold or line.italics or find_label(line)[0] or is_something_else(line.text))
    if not (is_beside and is_plain) or (line.links and not BROKEN.search(last.text)):
        return False
    field, value = find_label(last)
    is_fact = line.text.endswith(".") or YEAR.search(line.text) or find_venue(line.text, venues)
    is_among = field == "title" and value and not (last.links or is_fact or find_look(line)) and find_label(below)[0]
    # "Vorgestellt: ICLR 2026" below a label is one that nobody knows, and no more of a title.
    is_unknown = field and is_fact and find_look(line)
    is_parted = not is_unknown and parts_title(last, line)
    return bool(BROKEN.search(last.text) or GOING_ON.match(line.text) or is_among or is_parted)


def parts_title(last: Line, line: Line) -> bool:
    """Tell whether a title that stands behind words of a line goes on in the next one."""
    text, rest = last.text.rstrip(), line.text.lstrip()
    if not (text[-1:].isalnum() and rest[:1].isupper()):
        return False
    begun = next((each for each in tag_words(last, where=ALONE) if each.end == len(text)), None)
    if begun is None or begun.kind != "title" or not WORDS.search(text, 0, begun.start):
        return False
    tagged = tag_words(replace(last, text=f"{text} {rest}"), where=ALONE)
    return any(each.start == begun.start and each.end > len(text) for each in tagged)


def take_entries(lines: Sequence[Line], text: str, venues: Venues) -> list[Line]:
    """Return the lines of a text with one for each pasted entry, on which stands what the entry says.

    An entry that speaks to somebody or says a section beside its facts is left to those who read sentences and labels.
    """
    entries = [entry for entry in read_fragment(FENCE.sub("", text), venues) if is_pasted(entry, venues)]
    taken = {number: entry for entry in entries for number in range(entry.first, entry.last + 1)}
    done: set[int] = set()
    for line in lines:
        if line.source in taken and read_field(line.column) == "section":
            del taken[line.source]
    kept: list[Line] = []
    for line in lines:
        entry = taken.get(line.source)
        if entry is None:
            kept.append(line)
        elif entry.first not in done:
            done.add(entry.first)
            kept.append(replace(line, entry=part_venue(propose_entry(entry.record), venues)))
    return kept


def part_venue(proposal: Proposal, venues: Venues) -> Proposal:
    """Return what an entry says, the venue taken from the end of its title."""
    title, venue = split_title(proposal.title or "", venues)
    return replace(proposal, title=title or None, venue=proposal.venue or venue)


def is_pasted(entry: PageEntry, venues: Venues) -> bool:
    """Tell whether an entry is as a list has it: nothing is asked or told in it, no line of it begins with a label, and
    none behind an item's with a word."""
    rows = entry.raw.split("\n")
    title, rest = entry.record.title or "", entry.record.leftover
    goes_on = rows[0].lstrip().startswith(("- ", "* ", "+ ")) and any(row[:1].isalpha() for row in rows[1:])
    named = BOLD_ITEM.match(rows[0])
    is_told = named is not None and named[1] not in title and not is_title_case(title)
    return (
        not (goes_on or is_told)
        and not any(read_label(row.lstrip(" \t-*+")) for row in rows)
        and not any(speaks(words) or find_section(words, venues) for words in rest)
    )


def entry_statements(entry: Proposal) -> Iterator[Statement]:
    """Yield what an entry of a list says."""
    if entry.title:
        yield Statement("title", entry.title, Strength.ENTRY)
    yield from (Statement("link", url, is_labelled=True) for url in entry.urls)
    if entry.code:
        yield Statement("code", entry.code, is_labelled=True)
    if entry.venue:
        yield Statement("venue", entry.venue)
    if entry.year:
        yield Statement("year", str(entry.year))


def labelled_statements(line: Line, field: Field, value: str, venues: Venues) -> Iterator[Statement]:
    """Yield what a labelled line says."""
    is_named = is_title_case(value) and not read_field(PARTS.split(value, maxsplit=1)[0])
    if field == "link" and not line.links and not identify(value.strip()) and is_named:
        # "Please add this preprint: Title" labels what it names, "Links: Paper + Project website" does not.
        field = "paper"
    if field == "venue" and line.links and (quoted := QUOTED.match(value)) and is_title(quoted[0]):
        # "Added Publication: "Title", https://..."
        field = "paper"
    match field:
        case "title" | "paper":
            yield from islice(title_statements(line, field, value, venues), 1)
        case "section":
            yield from section_statements(value, venues)
        case "authors" if people := split_people(value):
            yield Statement("authors", ", ".join(people), is_labelled=True)
        case "year" if year := YEAR.search(value):
            yield Statement("year", year[0], is_labelled=True)
    is_of_venue = field in ("venue", "title", "paper", "other") and not NO_ANSWER.fullmatch(value)
    # "Paper (KDD 2026): ..." says it before the colon.
    known = find_known(line.text, venues) if field == "paper" else None
    if is_of_venue and (venue := find_venue(value, venues, is_label=field == "venue") or known):
        yield Statement("venue", venue, is_labelled=field == "venue")
    if field in ("link", "paper") and not line.links and (found := identify(value.strip())):
        yield from (Statement("link", url, is_labelled=True) for url in [address_of(found)] if url)
    yield from link_statements(line, field)


def section_statements(value: str, venues: Venues) -> Iterator[Statement]:
    """Yield the section that a line is labelled with; whoever writes a sentence there quotes the name."""
    value, *rest = SENTENCE_END.split(value, maxsplit=1)
    yield from (Statement("venue", venue) for text in rest if (venue := find_venue(text, venues)))
    if not NO_ANSWER.fullmatch(value):
        quoted = QUOTED.search(value)
        name = next(filter(None, quoted.groups())) if quoted else value
        yield Statement("section", name.strip(" *_"), is_labelled=True)


def title_statements(line: Line, field: Field, value: str, venues: Venues) -> Iterator[Statement]:
    """Yield the title of a line that is labelled "title" or "paper"; all the words behind "title" are one."""
    for said in read_stretches(line, venues, where=ALONE):
        before, found, behind = value.partition(said.value)
        is_part = field == "title" and (begins(before, venues) or continues(behind, venues))
        if said.field == "title" and found and not is_part:
            yield replace(said, strength=max(said.strength, Strength.LABEL), is_labelled=True)
    words = tidy(strip_authors(CUT.split(value, maxsplit=1)[0].strip(" *_|(")))
    if not NO_ANSWER.fullmatch(words) and (field == "title" or (is_title(words) and not is_something_else(words))):
        yield Statement("title", words, Strength.LABEL, is_labelled=True)


def begins(before: str, venues: Venues) -> bool:
    """Tell whether what stands before some words of a title is its beginning, with a colon: no label, no venue, nobody
    who speaks."""
    lead = before.rstrip()
    is_fact = read_label(lead) or find_venue(lead, venues) or YEAR.search(lead) or split_people(lead.rstrip(":"))
    return lead.endswith(":") and not (is_fact or speaks(lead))


def continues(behind: str, venues: Venues) -> bool:
    """Tell whether what stands behind some words of a title is more of it: no label, no people, no venue."""
    is_fact = read_label(behind.lstrip(", ")) or find_venue(behind, venues) or YEAR.search(behind)
    return bool(MORE.match(behind)) and not (is_fact or split_people(behind))


def link_statements(line: Line, field: Field | None, titles: Sequence[Statement] = ()) -> Iterator[Statement]:
    """Yield where the links of a line lead; `titles` are those that stand in it, whose words say nothing of a link."""
    end = 0
    long = [said for said in titles if said.strength > Strength.NAME]
    for link in line.links:
        lead = line.text[end : link.start] if link.start >= end else ""
        end = link.end
        lead = reduce(lambda left, said: left.replace(said.value, " "), long, QUOTED.sub(" ", lead))
        target = find_target(link, lead, field, is_title=any(link.start <= said.start < link.end for said in long))
        # A cell of remarks can name another paper, as arXiv's do ("text overlap with ...").
        if target and not (target == "paper" and field == "other" and line.column):
            kind = {"paper": "link", "code": "code", "page": "page"}[target]
            yield Statement(kind, link.address, is_labelled=field is not None, start=link.start)


def answer_statements(line: Line, behind: str, venues: Venues) -> list[Statement]:
    """Return what an answer says of the paper where a form does not ask for a title: it names others, but adds none.

    A link among words `behind` a label leads to what these are about.
    """
    said = free_statements(line, venues, where=ALONE)
    titles = {each.start for each in said if each.field == "title"}
    of_others = {"title", "people", "authors", *(("link", "code", "page") if strip_addresses(behind) else ())}
    return [each for each in said if each.field not in of_others and each.start not in titles]


def cite(line: Line, cited: Proposal, *, is_labelled: bool, venues: Venues, where: str) -> SaidLine:
    """Return a line that cites a paper with all that it says, the section that is asked for too.

    Its title is as sure as it would be without the rest: a sentence can tell of a paper with its people, too.
    """
    cited = part_venue(cited, venues)
    told, title = list(read_stretches(line, venues, where=where)), cited.title or ""
    alike = (each.strength for each in told if each.field == "title" and each.value == title)
    strength = Strength.LABEL if is_labelled else next(alike, Strength.ENTRY)
    named = Statement("title", title, strength, is_labelled, max(0, line.text.find(title)))
    facts = [each for each in entry_statements(cited) if each.field != "title"]
    asked = [each for each in told if each.field == "section"]
    people = Statement("people", line.text)
    return SaidLine(replace(line, entry=cited), [named, people, *facts, *asked, *link_statements(line, None, [named])])


def complete_lists(said: Sequence[SaidLine], venues: Venues) -> list[SaidLine]:
    """Return what lines say, an item in which no title was seen read once more where most of its list have one."""
    heads = [each for each in said if each.line.place == "item" and each.line.depth == 1]
    counts, titled = (Counter(each.line.group for each in among) for among in (heads, filter(has_title, heads)))
    lists = {group for group, count in titled.items() if count > 1 and count * 3 >= counts[group] * 2}

    def complete(each: SaidLine) -> SaidLine:
        line, is_of_list = each.line, each.line.depth == 1 and each.line.place == "item" and each.line.group in lists
        if not is_of_list or line.links or any(one.field in ("title", "section") for one in each.statements):
            return each
        return SaidLine(line, free_statements(line, venues, where="item,none,False", leans=True))

    return [complete(each) for each in said]


def has_title(said: SaidLine) -> bool:
    """Tell whether a line says a title of a paper of its own."""
    return any(each.field == "title" and each.strength >= Strength.ENTRY for each in said.statements)


def free_statements(line: Line, venues: Venues, *, where: str, leans: bool = False) -> list[Statement]:
    """Return what an unlabelled line says."""
    said = list(read_stretches(line, venues, where=where, leans=leans))
    titles = [each for each in said if each.field == "title"]
    if (named := pair_venues(titles, [each for each in said if each.field == "venue"])) and not line.links:
        return [*named, *(each for each in said if each.field in ("section", "people", "authors"))]
    known = find_known(line.text, venues) or (line.place == "heading" and read_venue(line.text, venues))
    venue = [Statement("venue", known)] if known else [each for each in said if each.field == "venue"][:1]
    links = [*link_statements(line, None, titles)]
    if line.links and not links and line.place == "item":
        titles = [title for title in titles if title.strength > Strength.NAME]
    if sum(title.strength > Strength.NAME for title in titles) > 1 and line.links:
        return sorted([*said, *links], key=lambda each: each.start)
    facts = [*venue, *(each for each in said if each.field in ("section", "people", "authors"))]
    # What stands beside a paper is said of it, and not of the one before.
    return [*titles, *facts, *links] if titles else [*links, *facts]


def pair_venues(titles: Sequence[Statement], places: Sequence[Statement]) -> list[Statement]:
    """Return the titles of a line with the venue of each behind it, nothing where it does not say several of both.

    They stand behind their titles, or before: "ICLR 2026: One; ACL 2025: Another".
    """
    if len(titles) < 2 or len(places) < 2:
        return []
    if places[0].start < titles[0].start and len(titles) == len(places):
        return [each for pair in zip(titles, places, strict=True) for each in pair]
    return sorted([*titles, *places], key=lambda each: each.start)
