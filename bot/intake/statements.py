"""What the lines of a text say, one statement after the other: a title, an address, a venue, a section."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.catalogue.identifiers import address as address_of
from bot.catalogue.identifiers import identify
from bot.intake.addresses import Anchor, find_target, is_web, strip_addresses
from bot.intake.draft import Strength
from bot.intake.labels import Field, read_field, read_label
from bot.intake.lines import Line
from bot.intake.naming import (
    find_inline,
    first_part,
    is_authors,
    is_bare_title,
    is_name,
    is_title,
    is_title_case,
    speaks,
    tidy,
)
from bot.intake.venue import find_venue, strip_venue

SECTION = re.compile(
    r"(?:under|to|in|into|for|fits?|within|section)\s(?:the\s"
    r"|your\s)?(?:section\s)?[\"“*「'‘]{1,2}([^\"”*」'’\n]{3,80})[\"”*」'’]{1,2}"
    r"|[\"“「]([^\"”」\n]{3,80})[\"”」]\s?(?:section|category|subsection|部分|章节|分类|类别|板块)"
    r"|\b(?:under|to|in|into|for)\s(?:the\s|your\s)((?:[\w&/+-]{1,30}\s){1,5})(?:section|category|subsection)\b"
    r"|(?:under|fits?|in)\s(section\s[IVX\d]{1,5}(?::\s[A-Z][^.\n]{3,100})?)",
    re.IGNORECASE,
)
#: What stands before words in quotes or in bold that are a section's name.
BEFORE_SECTION = re.compile(
    r"(?:\b(?:under|into|section|category|to|in|topics? (?:on|of|about))(?: the| your)?|分类|章节|放到|放在"
    r"|加到)\s?[\"“*'‘「]{0,3}$",
    re.IGNORECASE,
)
AFTER_SECTION = re.compile(
    r"[\"”*'’」]{0,3}\s?(?:\w{1,20}\s)?(?:section|category|subsection|part|部分|章节|分类|类别)\b", re.IGNORECASE
)
#: "the right section" names none.
UNSAID = re.compile(
    r"(?:most |more )?(?:right|appropriate|correct|relevant|related|corresponding|suitable|proper|following|same"
    r"|above|new|fitting|wrong|other|this|that|any|a)",
    re.IGNORECASE,
)
NO_ANSWER = re.compile(
    r"\W*(?:n/?a|none|null|tbd|todo|no response|coming soon|to be released|not (?:yet )?available|待定|暂无|无)?\W*",
    re.IGNORECASE,
)
IN_BRACKETS = re.compile(r"\(([^()\n]{20,250})\)")
#: Words in bold or in quotes of one line that are looked at; a line with more of them proposes nothing.
MOST_MARKED = 20
NAME_THEN_TITLE = re.compile(r"^\W{0,6}([\w.+-]{2,40})[*_]{0,2}\s[-–—]\s(\S[^\n]{10,400})")
COMMAND = re.compile(r"\s{0,3}/[a-z-]{2,20}(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a line says of a paper; `is_labelled` where the line says itself what it is."""

    field: str
    value: str
    strength: Strength = Strength.NONE
    is_labelled: bool = False


def read_statements(lines: Sequence[Line]) -> Iterator[tuple[Line, Statement]]:
    """Yield what the lines say, with the line; a label can stand in a line of its own before what it labels."""
    pending: Field | None = None
    label_depth = 0
    for number, line in enumerate(lines):
        if COMMAND.match(line.text):
            continue
        field, value = find_label(line)
        if field and not value and not line.links:
            pending, label_depth = field, line.depth
            continue
        if line.place == "heading" or (line.place in ("item", "row") and 0 < line.depth <= label_depth):
            pending = None
        if field is None and pending:
            field, value = pending, line.text
        if pending not in ("link", "code"):
            pending = None
        before = lines[number - 1].text.rstrip().endswith((":", "：")) if number else False
        is_near = any(has_paper(other) for other in lines[number + 1 : number + 4])
        said = (
            labelled_statements(line, field, value)
            if field
            else free_statements(line, introduced=before, is_near=is_near)
        )
        yield from ((line, statement) for statement in said)


def find_label(line: Line) -> tuple[Field | None, str]:
    """Return the field that a line is labelled with, and its value; the head of a column labels all its cells."""
    if line.column and (field := read_field(line.column)):
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


def has_paper(line: Line) -> bool:
    """Tell whether a line links a paper or code."""
    return any(
        find_target(link, "", read_field(line.text[:40]), is_title=False) in ("paper", "code") for link in line.links
    )


def labelled_statements(line: Line, field: Field, value: str) -> Iterator[Statement]:
    """Yield what a labelled line says."""
    plain = cut_title(value)
    if field in ("title", "paper"):
        yield from title_statement(line, field, plain)
    if field in ("venue", "title", "paper", "other"):
        venue = find_venue(value, is_label=field == "venue")
        if venue and not NO_ANSWER.fullmatch(value):
            yield Statement("venue", venue, is_labelled=field == "venue")
    if field == "section" and not NO_ANSWER.fullmatch(plain):
        yield Statement("section", plain, is_labelled=True)
    if field in ("link", "paper") and not line.links and (found := identify(value.strip())):
        yield from (Statement("link", url, is_labelled=True) for url in [address_of(found)] if url)
    yield from link_statements(line, field)


def title_statement(line: Line, field: Field, plain: str) -> Iterator[Statement]:
    """Yield the title of a line that is labelled "title", or "paper" where its words can be one."""
    quoted = next((text for text in line.quoted if is_title(text)), None)
    text = tidy(quoted or plain)
    if NO_ANSWER.fullmatch(text) or (field == "paper" and read_field(text)):
        return
    if field == "title" or (is_title(text) and not speaks(text)):
        yield Statement("title", text, Strength.LABEL, is_labelled=True)
    elif is_name(text):
        yield Statement("title", text, Strength.NAME, is_labelled=True)


def cut_title(value: str) -> str:
    """Return what stands before the address, the venue or the next label in a value."""
    text = re.split(r"https?://|\s\||\s\[|\[\[", value, maxsplit=1)[0]
    head, mark, tail = text.rpartition(",")
    if mark and (read_label(tail) or read_field(tail.strip(" :："))):
        text = head
    return strip_venue(text).strip(" *_|(")


def link_statements(line: Line, field: Field | None, titles: Sequence[str] = ()) -> Iterator[Statement]:
    """Yield where the links of a line lead; those whose words are a title give it, too."""
    end = 0
    for link in line.links:
        lead = line.text[end : link.start] if link.start >= end else ""
        end = link.end
        is_title_link = is_linked_title(link)
        target = find_target(link, lead, field, is_title=is_title_link or tidy(link.text) in titles)
        if is_title_link and target and field not in ("code", "other", "link"):
            yield Statement("title", tidy(complete_title(line, link)), Strength.ENTRY)
        if target:
            yield Statement(
                {"paper": "link", "code": "code", "page": "page"}[target], link.address, is_labelled=field is not None
            )


def is_linked_title(link: Anchor) -> bool:
    """Tell whether the words that carry a link are a title."""
    return (
        is_web(link.address)
        and is_title(link.text)
        and not speaks(link.text)
        and (is_title_case(link.text) or len(link.text.split()) >= 6)
    )


def complete_title(line: Line, link: Anchor) -> str:
    """Return the words of a link, with the rest of the title where only its first words carry the link."""
    rest = line.text[link.end :]
    if rest[:1] in (":", "：") or rest[:2] == "]:":
        more = first_part(rest.lstrip("]:： "))
        if len(more.split()) >= 3 and is_title_case(more):
            return f"{link.text.strip()}: {more}"
    return link.text


def free_statements(line: Line, *, introduced: bool, is_near: bool) -> Iterator[Statement]:
    """Yield what an unlabelled line says."""
    linked = [link for link in line.links if is_linked_title(link)]
    titles = [] if linked else find_titles(line, introduced=introduced, is_near=is_near)
    if len(titles) > 1 and line.links:
        yield from in_order(line, titles)
        return
    for title, strength in titles:
        yield Statement("title", title, strength)
    if not titles and not linked and (name := find_entry_name(line)):
        yield Statement("title", name, Strength.NAME)
    venue = find_venue(line.text) or preprint_tag(line.text)
    if linked:
        yield from link_statements(line, None)
    if venue:
        yield Statement("venue", venue)
    if section := find_section(line.text, [*line.bold, *line.quoted]):
        yield Statement("section", section)
    if not linked:
        yield from link_statements(line, None, [title for title, _ in titles])


def heads_entry(line: Line, words: str) -> bool:
    """Tell whether marked words begin an item or a row that links a paper."""
    return line.place in ("item", "row") and has_paper(line) and line.text.lstrip(" *_-").startswith(words)


def is_lead_in(line: Line, words: str) -> bool:
    """Tell whether marked words only head what the line goes on to say: "**Plug and Play**: works everywhere"."""
    rest = line.text.partition(words)[2]
    return not line.links and re.match(r"\s{0,3}[:：]\s?\S", rest) is not None and not is_title_case(rest)


def in_order(line: Line, titles: Sequence[tuple[str, Strength]]) -> Iterator[Statement]:
    """Yield the titles and links of a line with several titles in the order of the text."""
    links = list(link_statements(line, None, [title for title, _ in titles]))
    said = [(line.text.find(title[:60]), Statement("title", title, strength)) for title, strength in titles]
    said += [
        (max(line.text.find(link.value), 0) or line.links[min(n, len(line.links) - 1)].start, link)
        for n, link in enumerate(links)
    ]
    yield from (statement for _, statement in sorted(said, key=lambda item: item[0]))


def find_titles(line: Line, *, introduced: bool, is_near: bool) -> list[tuple[str, Strength]]:
    """Return the titles that a line without a linked one gives: in quotes, marked, in a list's entry or by itself."""
    text = strip_addresses(line.text)
    is_own = line.place in ("item", "row") or introduced
    quoted = [
        title
        for title in line.quoted[:MOST_MARKED]
        if is_title(title) and not is_section(line.text, title) and not speaks(title)
    ]
    if quoted:
        return [
            (tidy(title), Strength.ENTRY if is_own or len(title) * 3 > len(text) * 2 else Strength.LOOSE)
            for title in quoted
        ]
    if line.bold and is_lead_in(line, line.bold[0]):
        return []
    for title in [*line.bold, *line.italics][:MOST_MARKED]:
        whole = len(title) * 10 >= len(text) * 8
        long = len(title.split()) >= 5 or ":" in title or (is_own and len(title.split()) >= 3)
        if (
            is_title(title)
            and not is_authors(title)
            and not speaks(title)
            and long
            and (whole or is_title_case(title) or heads_entry(line, title))
            and not is_section(line.text, title)
        ):
            begins = is_own and text.lstrip(" *_-").startswith(title[:20])
            return [(tidy(strip_venue(title)), Strength.ENTRY if whole or begins else Strength.LOOSE)]
    if named := NAME_THEN_TITLE.match(text):
        rest = tidy(first_part(named[2]))
        if line.place in ("item", "row") and is_name(named[1]) and is_bare_title(rest):
            return [(rest, Strength.ENTRY)]
    is_row = line.place in ("item", "row") or text.lstrip().startswith("|")
    is_entry = is_row and has_paper(line)
    start = line.links[0].start if line.links else 0
    cells = text.split("|") if text.lstrip().startswith("|") else [text]
    for entry in map(first_part, cells):
        if (line.place in ("item", "row") or line.links) and is_bare_title(
            entry, introduced=is_entry and entry in line.text[:start]
        ):
            return [(tidy(entry), Strength.ENTRY)]
    if (
        not line.links
        and (line.place != "heading" or is_title_case(text))
        and (is_near or introduced)
        and is_bare_title(text, introduced=introduced)
    ):
        return [(tidy(strip_venue(text)), Strength.ENTRY)]
    if inline := find_inline(text):
        return [(inline, Strength.LOOSE)]
    return [
        (tidy(found), Strength.LOOSE)
        for found in IN_BRACKETS.findall(text)
        if len(found.split()) >= 5 and is_bare_title(found) and not find_venue(found)
    ]


def is_section(text: str, name: str) -> bool:
    """Tell whether some marked words of a line are the name of a section."""
    starts = [found.start() for found in islice(re.finditer(re.escape(name), text), MOST_MARKED)]
    return any(
        BEFORE_SECTION.search(text[max(0, start - 30) : start]) or AFTER_SECTION.match(text, start + len(name))
        for start in starts
    )


def find_entry_name(line: Line) -> str | None:
    """Return the short name with which an item or a row begins: "[Lyra](address): ...", "HIVE (paper, code)"."""
    if line.place not in ("item", "row") or not line.links:
        return None
    first = line.links[0]
    head = line.text[: first.end if first.text and not read_field(first.text) else first.start]
    name = re.split(r"[(\[|,]|:\s|\s[-–—]\s", head.strip(" -*:+([|"), maxsplit=1)[0].strip(" *_[]`:")
    named = 2 < len(name) <= 40 and len(name.split()) <= 3 and not read_field(name) and not speaks(name)
    leads = [find_target(link, "", None, is_title=False) for link in line.links]
    return name if named and re.match(r"[A-Z0-9]|\w+[A-Z0-9]", name) and ("paper" in leads or "code" in leads) else None


def find_section(text: str, marked: Sequence[str] = ()) -> str | None:
    """Return the section that a sentence asks for; `marked` are its words in bold or in quotes."""
    named = next((words for words in marked[:MOST_MARKED] if len(words) <= 80 and is_section(text, words)), None)
    found = SECTION.search(text)
    if named or not found:
        return named
    section = next(filter(None, found.groups())).split(" or ")[0].strip()
    return None if UNSAID.fullmatch(section) else section


def preprint_tag(text: str) -> str | None:
    """Return "arXiv" for an entry that begins with that tag in brackets."""
    return "arXiv" if re.match(r"\W{0,4}[\[(（【]arxiv[\])）】]", text, re.IGNORECASE) else None
