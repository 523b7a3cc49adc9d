"""arXiv's API: an Atom feed with an entry for each number that it knows, many numbers in one request."""

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlencode
from xml.etree import ElementTree  # see `parse_feed`  # nosec B405

from bot.catalogue.identity.address_rules import ARXIV_ID
from bot.catalogue.identity.hosts import find_repository
from bot.catalogue.identity.identifiers import Identifier
from bot.catalogue.identity.metadata import Metadata
from bot.catalogue.venues import Venues
from bot.metadata.fetcher import FetchError, Response
from bot.metadata.publication import PublishedAt, read_comment, read_doi, read_reference
from bot.metadata.service import Fetch
from bot.metadata.values import LONGEST_TITLE, clean_names, clean_text, clean_year

NAME = "arXiv"
NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "arxiv": "http://arxiv.org/schemas/atom",
    "search": "http://a9.com/-/spec/opensearch/1.1/",
}
ENTRY_ID = re.compile(rf"https?://(?:export\.)?arxiv\.org/abs/({ARXIV_ID})(?:v\d+)?")
MALFORMED = re.compile(r"https?://(?:export\.)?arxiv\.org/api/errors#incorrect_id_format_for_(\S{1,40})")
#: Numbers have five digits since January 2015; the first of this kind is of April 2007.
NEW_NUMBER = re.compile(r"(?P<yymm>\d\d(?:0[1-9]|1[0-2]))\.(?:\d{4}|(?P<fifth>\d{5}))")
OLD_NUMBER = re.compile(r"([a-z-]+)(?:\.[A-Z]{2})?(/\d\d(?:0[1-9]|1[0-2])\d{3})")
#: In characters. A longer text is no comment, and would take long to search.
LONGEST_REMARK = 1000


async def ask_arxiv(fetch: Fetch, wanted: Sequence[Identifier], venues: Venues) -> dict[Identifier, Metadata]:
    """Return what arXiv says of the numbers; one that it cannot have given is answered without asking."""
    numbers = {identifier: arxiv_number(identifier.value) for identifier in wanted}
    answered = {identifier: Metadata(NAME, exists=False) for identifier, number in numbers.items() if number is None}
    asked = {identifier: number for identifier, number in numbers.items() if number}
    if asked:
        # Without max_results only ten come back.
        query = urlencode({"id_list": ",".join(asked.values()), "max_results": len(asked)}, safe=",/")
        answered |= read_feed(await fetch(f"/api/query?{query}"), asked, venues)
    return answered


def arxiv_number(value: str) -> str | None:
    """Return a number as the API expects it, None if it cannot be one: the API would then answer nothing at all."""
    if old := OLD_NUMBER.fullmatch(value):
        return old[1] + old[2]  # "math.GT/0309136" is known as "math/0309136" only
    new = NEW_NUMBER.fullmatch(value)
    return value if new and new["yymm"] >= "0704" and bool(new["fifth"]) == (new["yymm"] >= "1501") else None


def read_feed(answer: Response, asked: Mapping[Identifier, str], venues: Venues) -> dict[Identifier, Metadata]:
    """Return the facts in a feed; a number without an entry is unknown, if this page holds all results."""
    feed = parse_feed(answer)
    entries = feed.findall("atom:entry", NAMES)
    by_number = {number: entry for entry in entries if (number := entry_number(entry))}
    malformed = {match[1] for entry in entries if (match := MALFORMED.fullmatch(text_of(entry, "atom:id")))}
    total = re.fullmatch(r"\s*(\d{1,9})\s*", feed.findtext("search:totalResults", "", NAMES))
    complete = answer.status == 200 and not malformed and int(total[1] if total else 0) <= len(entries)
    answered = {}
    for identifier, number in asked.items():
        entry = by_number.get(number)
        if entry is not None and (facts := read_entry(entry, venues)):
            answered[identifier] = facts
        elif number in malformed or (entry is None and complete):
            answered[identifier] = Metadata(NAME, exists=False)
    return answered


def parse_feed(answer: Response) -> ElementTree.Element:
    """Return the root of an Atom feed; raise FetchError if the body is none.

    The standard library's parser is safe without document types, because only they declare entities. So none is
    accepted, and no further package is needed; the text is decoded first, so that no encoding can hide one.
    """
    try:
        text = answer.body.decode("utf-8")
        if "<!DOCTYPE" in text:
            raise FetchError(f"status {answer.status}, a document type where a feed should be")
        feed = ElementTree.fromstring(text)  # noqa: S314  see above  # nosec B314
    except (ValueError, ElementTree.ParseError) as error:
        raise FetchError(f"status {answer.status}, but no XML") from error
    if feed.tag != f"{{{NAMES['atom']}}}feed":
        raise FetchError(f"status {answer.status}, but no feed")
    return feed


def entry_number(entry: ElementTree.Element) -> str | None:
    found = ENTRY_ID.fullmatch(text_of(entry, "atom:id"))
    return arxiv_number(found[1]) if found else None


def read_entry(entry: ElementTree.Element, venues: Venues) -> Metadata | None:
    title = clean_text(entry.findtext("atom:title", "", NAMES), LONGEST_TITLE)
    if title is None:
        return None
    published = next(find_publications(entry, venues), None)
    return Metadata(
        source=NAME,
        title=title,
        authors=clean_names(author.findtext("atom:name", "", NAMES) for author in entry.findall("atom:author", NAMES)),
        venue=published.venue if published else None,
        year=published.year if published else clean_year(text_of(entry, "atom:published")),
        code=find_repository(clean_text(text_of(entry, "arxiv:comment"), LONGEST_REMARK) or ""),
    )


def find_publications(entry: ElementTree.Element, venues: Venues) -> Iterator[PublishedAt]:
    """Yield where a preprint was published, the author's most formal statement first."""
    for name, read in (("journal_ref", read_reference), ("doi", read_doi), ("comment", read_comment)):
        text = clean_text(text_of(entry, f"arxiv:{name}"), LONGEST_REMARK)
        if text and (found := read(text, venues)):
            yield found


def text_of(entry: ElementTree.Element, path: str) -> str:
    return entry.findtext(path, "", NAMES).strip()
