"""`paperclerk match`: records in, their relations to a catalogue out; pairs in, probabilities out."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.data.records import DataError
from bot.catalogue.identity.identifiers import identify
from bot.catalogue.matching import Index, Record, score_pairs
from bot.catalogue.relation import Relation, relate
from bot.catalogue.venues import Venues, split_venue
from bot.intake.submission import Proposal
from bot.review.draft import draft_entry

#: Pairs are scored together, because the model is fast at that.
AT_ONCE = 500
#: Separates the names of authors in one text.
BETWEEN_AUTHORS = re.compile(r"\s*;\s*|\s+and\s+|\s*,\s+|\s+,\s*")
#: A letter that an export wrote as a character reference, and a tokenizer then cut out of its word.
CUT_OUT = re.compile(r"(?:\s|^)(&#\d+;)(?:\s|$)")


def read_lines(lines: Iterable[str], path: str) -> Iterator[dict[str, Any]]:
    """Yield the objects in JSON lines; raise DataError on a line that holds anything else."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            content = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise DataError("the line is not JSON", path, number) from error
        if not isinstance(content, dict):
            raise DataError("the line is not a JSON object", path, number)
        yield content


def score_lines(lines: Iterable[dict[str, Any]], venues: Venues) -> Iterator[str]:
    """Yield "id,score" lines for {id, a, b} objects: the probability that both records are one work."""
    yield "id,score\n"
    batch: list[dict[str, Any]] = []
    for line in lines:
        batch.append(line)
        if len(batch) == AT_ONCE:
            yield from score_batch(batch, venues)
            batch.clear()
    yield from score_batch(batch, venues)


def score_batch(batch: list[dict[str, Any]], venues: Venues) -> Iterator[str]:
    pairs = [(read_side(line.get("a"), venues), read_side(line.get("b"), venues)) for line in batch]
    for line, score in zip(batch, score_pairs(pairs), strict=True):
        yield f"{line.get('id', '')},{score:.6f}\n"


def read_side(value: object, venues: Venues) -> Record:
    return read_record(value if isinstance(value, dict) else {"title": text_of(value)}, venues)


def answer_records(lines: Iterable[dict[str, Any]], catalogue: Catalogue) -> Iterator[str]:
    """Yield a JSON line for each record: {disposition, paper, score, candidates}."""
    index = Index((paper.id, Record.from_paper(paper)) for paper in catalogue.papers.values())
    for line in lines:
        yield json.dumps(write_relation(relate_line(line, index, catalogue)), ensure_ascii=False) + "\n"


def relate_line(line: dict[str, Any], index: Index, catalogue: Catalogue) -> Relation:
    """Relate one record to the catalogue, as if somebody had proposed it."""
    record = read_record(line, catalogue.venues)
    urls = line.get("urls")
    proposal = Proposal(
        title=record.title or None,
        urls=tuple(url for url in urls if isinstance(url, str)) if isinstance(urls, list) else (),
        venue=text_of(line.get("venue")) or None,
        year=record.year,
        section=text_of(line.get("section")) or None,
        authors=record.authors,
    )
    draft = draft_entry(proposal, catalogue)
    return relate(draft.record(), draft.links, draft.sections, index=index, catalogue=catalogue)


def write_relation(relation: Relation) -> dict[str, Any]:
    candidates = [
        {"paper": candidate.key, "score": round(candidate.score, 6), "why": list(candidate.reasons)}
        for candidate in relation.candidates
    ]
    score = candidates[0]["score"] if candidates else 0.0
    return {"disposition": relation.disposition, "paper": relation.paper, "score": score, "candidates": candidates}


def read_record(content: Mapping[str, Any], venues: Venues) -> Record:
    """Return the record from {title, urls, authors, venue, year}; missing or odd values are unknown."""
    venue = text_of(content.get("venue"))
    urls = content.get("urls")
    found = (identify(url) for url in urls if isinstance(url, str)) if isinstance(urls, list) else ()
    return Record(
        title=text_of(content.get("title")),
        identifiers=tuple(dict.fromkeys(identifier for identifier in found if identifier)),
        authors=read_authors(content.get("authors")),
        venue=name_venue(venue, venues),
        year=read_year(content.get("year")) or split_venue(venue)[1],
        is_venue_known=venues.find_name(venue) is not None,
    )


def name_venue(text: str, venues: Venues) -> str | None:
    """Return the canonical name of a venue, even of one that a citation cut short; an unknown one as it is."""
    cut = None if venues.find_name(text) else venues.find_cut(text)
    return cut.name if cut else venues.name(text) or None


def text_of(value: object) -> str:
    """Return a text with its character references decoded; "" for anything else."""
    return unescape(CUT_OUT.sub(r"\1", value)) if isinstance(value, str) else ""


def read_authors(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(name for each in value if (name := text_of(each)).strip())
    return tuple(filter(None, BETWEEN_AUTHORS.split(text_of(value))))


def read_year(value: object) -> int | None:
    text = str(value) if isinstance(value, (int, str)) else ""
    return int(text) if re.fullmatch(r"(?:19|20)\d\d", text) else None
