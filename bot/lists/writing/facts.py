"""The facts of a paper that is to be put into a page, made safe for it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.catalogue.entry_format import are_balanced
from bot.catalogue.identity.identifiers import identify, is_web_address
from bot.catalogue.paper import Link, Paper
from bot.errors import PaperclerkError
from bot.lists.inline import link_kind
from bot.lists.page import EntryRecord, PageEntry

#: What a title has at least: one without is read as no entry, and could be taken for a part of the one above.
WORD = re.compile(r"[^\W_]")
#: The stop behind a title in a citation, which is the sentence's.
STOP = re.compile(r"(?<=\w{3})\.\s*\Z")


class FactsError(PaperclerkError):
    """The facts cannot be written: no title, or an address that is none."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a paper; `date` is ISO, "2024-05" or "2024-05-17"."""

    title: str
    links: tuple[Link, ...] = ()
    code: str | None = None
    authors: str | None = None
    venue: str | None = None
    year: int | None = None
    date: str | None = None

    @property
    def known_year(self) -> int | None:
        """The year, that of the date where no other is known."""
        return self.year or (int(self.date[:4]) if self.date else None)

    def kind_of(self, link: Link) -> str:
        """Return what one of the links leads to."""
        return "code" if self.code and link.url == self.code else link_kind(link.label, link.url)

    def record(self) -> EntryRecord:
        """Return the facts as the record of an entry, for comparing."""
        found = dict.fromkeys(identifier for link in self.links if (identifier := identify(link.url)))
        return EntryRecord(
            self.title, self.links, self.code, self.authors, self.venue, self.known_year, self.date, tuple(found)
        )


def read_facts(data: object) -> Facts:
    """Return the facts of a JSON object {title, links: [[label, url]], code, authors, venue, year, date}."""
    if not isinstance(data, Mapping) or not isinstance(data.get("title"), str) or not WORD.search(data["title"]):
        raise FactsError("the facts are no object with a title")
    links = data.get("links") or []
    if not isinstance(links, list) or not all(map(is_pair, links)):
        raise FactsError('links: [["Paper", "https://..."]] is needed, a label and an address each')
    texts = {key: read_text(data, key) for key in ("code", "authors", "venue", "date")}
    year = data.get("year")
    if year is not None and not (isinstance(year, int) and 1500 < year < 2200):
        raise FactsError(f"year: {str(year)[:20]} is no year")
    if texts["date"] and not re.fullmatch(r"\d{4}-\d\d(-\d\d)?", texts["date"]):
        raise FactsError("date: 2024-05 or 2024-05-17 is needed")
    given = tuple(Link(one_line(label) or "paper", url.strip()) for label, url in links)
    code = texts["code"]
    if code and all(link.url != code for link in given):
        given += (Link("code", code),)
    for link in given:
        if not is_web_address(link.url.replace("\\", "")):
            raise FactsError(f"links: {link.url[:100]!r} is no address")
    return Facts(one_line(data["title"]), given, code, texts["authors"], texts["venue"], year, texts["date"])


def is_pair(link: object) -> bool:
    """Tell whether a link of JSON is two texts, the label and the address."""
    return isinstance(link, list) and len(link) == 2 and all(isinstance(text, str) for text in link)


def read_text(data: Mapping[str, object], key: str) -> str | None:
    """Return a text of the facts; authors may be a list of names."""
    value = data.get(key)
    if isinstance(value, list) and all(isinstance(name, str) for name in value):
        value = ", ".join(value)
    if value is not None and not isinstance(value, str):
        raise FactsError(f"{key}: a text is needed")
    return one_line(value) or None if value else None


def one_line(text: str) -> str:
    """Return a text on one line, without characters that cannot be seen."""
    return " ".join("".join(char if char.isprintable() or char.isspace() else "" for char in text).split())


#: A tag that would begin; group 1: a pair that changes nothing but the looks of a few words, which may stay.
TAG = re.compile(r"(<(sup|sub|i|b|em|strong)>[^<>]*</\2>)|<(?=[a-zA-Z/!?])")
#: With the stars around it this would be a rule across the page.
MARKS_ONLY = re.compile(r"[\s*_=-]+")


def escape(text: str, *, table: bool, linked: bool = False) -> str:
    """Return a text that cannot change the structure of a page: no cell, tag, comment or link begins or ends in it."""
    text = TAG.sub(lambda tag: tag[0] if tag[1] else "&lt;", one_line(text)).replace("-->", "--&gt;")
    if MARKS_ONLY.fullmatch(text):
        return re.sub(r"(?=[*_=-])", r"\\", text)
    if (len(text) - len(text.rstrip("\\"))) % 2:
        text += "\\"
    if text.count("`") % 2 or "```" in text or (table and "`" in text):
        text = put_backslashes(text, "`")
    if linked or "](" in text:
        text = text if balanced(text) and "](" not in text else put_backslashes(text, "[]")
    return put_backslashes(text, "|") if table else text


def put_backslashes(text: str, marks: str) -> str:
    """Return a text with a backslash before each of some marks that has none; two backslashes are one of the text's."""
    return re.sub(
        rf"(\\*)([{re.escape(marks)}])",
        lambda found: found[0] if len(found[1]) % 2 else f"{found[1]}\\{found[2]}",
        text,
    )


#: What may stand before the words of a line: blanks, quotes, the mark of a list item.
MARK = r"[ \t]*(?:>[ \t]*)*(?:(?:[-*+•]|\d{1,9}[.)])[ \t]+)?"


def guard(text: str) -> str:
    """Return a text as it may begin a line: no heading, list, quote, fence, rule or link definition begins with it."""
    if re.match(r"[#>~=|+*-]|\[[^\[\]]*\]:|```", text):
        return f"\\{text}"
    return re.sub(r"^(\d{1,9})([.)])(?=\s|$)", r"\1\\\2", text)


def balance_address(url: str) -> str:
    """Return an address that ends where it ends, with its parentheses balanced, and as it was in all else."""
    return url if are_balanced(url) else url.replace("(", "%28").replace(")", "%29")


def balanced(text: str) -> bool:
    """Tell whether each square bracket of a text is closed."""
    depth = 0
    for char in text:
        depth += (char == "[") - (char == "]")
        if depth < 0:
            return False
    return depth == 0


def safe(facts: Facts, *, table: bool) -> Facts:
    """Return the facts as they may stand in a page."""

    def text(value: str | None) -> str | None:
        return None if value is None else escape(value, table=table, linked=True)

    links = tuple(
        Link(escape(link.label, table=table, linked="][" not in link.label), balance_address(link.url))
        for link in facts.links
    )
    title = escape(STOP.sub("", facts.title), table=table, linked=True)
    return replace(facts, title=title, links=links, authors=text(facts.authors), venue=text(facts.venue))


#: How facts call what a record calls otherwise.
LABELS = {"Paper": "paper", "Code": "code", "Page": "project"}


def facts_of(entry: PageEntry | None, paper: Paper, *, dated: bool = False) -> Facts:
    """Return the facts of a paper to be written; links that its entry has already keep their labels.

    Where the section is `dated`, the number of a preprint tells the month.
    """
    known = {link.url: link.label for link in entry.record.links} if entry else {}
    links = tuple(Link(known.get(link.url, LABELS.get(link.label, link.label)), link.url) for link in paper.links)
    code = next((link.url for link in paper.links if link.label == "Code"), None)
    authors = (entry.record.authors if entry else None) or ", ".join(paper.authors) or None
    number = re.match(r"(\d\d)(\d\d)\.", paper.identifiers.get("arxiv", "")) if dated else None
    date = (entry.record.date if entry else None) or (f"20{number[1]}-{number[2]}" if number else None)
    return Facts(paper.title, links, code, authors, paper.venue, paper.year, date)
