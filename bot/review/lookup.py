"""`paperclerk match`: records in, what they are to a catalogue out; pairs in, probabilities out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.data.records import DataError
from bot.catalogue.matching import Index, Record, score_pairs
from bot.catalogue.matching.json_record import read_record, text_of
from bot.catalogue.relation import Relation, relate
from bot.catalogue.venues import Venues
from bot.intake.submission import Proposal
from bot.review.draft import draft_entry

#: Pairs are scored together, which is what the model is fast at.
AT_ONCE = 500


def read_lines(lines: Iterable[str], path: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of JSON lines; raise DataError on a line that holds something else."""
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
    """Yield a CSV line of each pair's id and the probability that both are one work."""
    pairs = [(read_side(line.get("a"), venues), read_side(line.get("b"), venues)) for line in batch]
    for line, score in zip(batch, score_pairs(pairs), strict=True):
        yield f"{line.get('id', '')},{score:.6f}\n"


def read_side(value: object, venues: Venues) -> Record:
    """Return one side of a pair: an object of facts, or a title alone."""
    return read_record(value if isinstance(value, dict) else {"title": text_of(value)}, venues)


def answer_records(lines: Iterable[dict[str, Any]], catalogue: Catalogue) -> Iterator[str]:
    """Yield a JSON line for each record: {disposition, paper, score, candidates}."""
    index = Index((paper.id, Record.from_paper(paper)) for paper in catalogue.papers.values())
    for line in lines:
        yield json.dumps(describe(relate_line(line, index, catalogue)), ensure_ascii=False) + "\n"


def relate_line(line: dict[str, Any], index: Index, catalogue: Catalogue) -> Relation:
    """Say what one record is to the catalogue, as if somebody had proposed it."""
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
    draft = draft_entry(proposal, catalogue, {}, distinct=frozenset())
    return relate(draft.record(), draft.links, draft.sections, index=index, catalogue=catalogue)


def describe(relation: Relation) -> dict[str, Any]:
    candidates = [
        {"paper": candidate.key, "score": round(candidate.score, 6), "why": list(candidate.reasons)}
        for candidate in relation.candidates
    ]
    score = candidates[0]["score"] if candidates else 0.0
    return {"disposition": relation.disposition, "paper": relation.paper, "score": score, "candidates": candidates}
