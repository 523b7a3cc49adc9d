"""How likely two records are one paper, as far as titles, authors, places and identifiers tell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from bot.catalogue.identity.titles import fold_text
from bot.catalogue.matching.differences import has_other_authors, has_other_name
from bot.catalogue.matching.evidence import compare_records, has_evidence, has_other_event, has_other_venue
from bot.catalogue.matching.features import compare_titles
from bot.catalogue.matching.record import Record
from bot.catalogue.matching.signs import has_other_sign

if TYPE_CHECKING:
    # Whoever has no two titles to compare does not wait for numpy.
    from bot.catalogue.matching.model import Kind

#: From this probability on two records are one paper; from the lower one on a person looks.
SAME, SIMILAR = 0.97, 0.35
#: Two titles under one identifier that are less likely one paper's than this: one of the links is wrong. All unrelated
#: titles are as unlike, and half of those that lists link to one paper, many of them by mistake.
UNLIKE = 0.12
#: Of one kind of identifier a paper has one; another one divides the odds by this.
OTHER_IDENTIFIER = 20.0
#: Two venues of which both are known are two publications, where the fitted data takes a work's versions for one.
OTHER_VENUE = 20.0
#: Kinds of which a paper can have several: a preprint's versions are one, but a DOI is given by each publisher.
SEVERAL = frozenset({"doi", "openreview"})
#: A title that shares less than this of its letters with another, in any stretch, is not judged.
FAINT = 58.0
#: A part counts for a little less than the whole.
PART = 0.9
#: Titles alone, and with what else is known of two papers.
KINDS: tuple[Kind, ...] = ("title", "record")


def score_pairs(pairs: Sequence[tuple[Record, Record]]) -> list[float]:
    """Return for each pair the probability that both are one paper, as far as titles, authors and places tell."""
    if not pairs:
        return []
    from bot.catalogue.matching.model import load_forest

    scores = [0.0] * len(pairs)
    kinds: list[Kind] = [("record" if has_evidence(*pair) else "title") for pair in pairs]
    for kind in KINDS:
        chosen = [number for number, found in enumerate(kinds) if found == kind]
        if not chosen:
            continue
        rows = [compare(*pairs[n], kind=kind) for n in chosen]
        for number, score in zip(chosen, load_forest(kind).predict(rows), strict=True):
            scores[number] = correct(float(score), *pairs[number])
    return scores


def compare(one: Record, other: Record, *, kind: Kind) -> list[float]:
    """Return the features of a pair, of a kind."""
    return compare_titles(one.title, other.title) + (compare_records(one, other) if kind == "record" else [])


def correct(score: float, one: Record, other: Record) -> float:
    """Return the model's probability after what is too rare in the data for it to have learnt."""
    return weaken(score, OTHER_VENUE) if has_other_event(one, other) else score


def weaken(score: float, against: float) -> float:
    """Return a probability after evidence against it, by which the odds are divided."""
    return score / (score + against * (1 - score))


def least_likely(one: Record, other: Record) -> float:
    """Return how likely the titles under one identifier are one paper's at least; two names before colons are more."""
    return SIMILAR if has_other_name(one.title, other.title) else UNLIKE


def measure(pairs: Sequence[tuple[str, str]]) -> list[float]:
    """Return how near the folded titles of each pair are, whole or in part (to 100; 0: faint).

    By that is chosen what the model judges; one may be a part of another that is so much longer.
    """
    found = [fuzz.ratio(one, other, score_cutoff=FAINT) for one, other in pairs]
    for number, (one, other) in enumerate(pairs):
        if len(one) * 1.3 < len(other) or len(other) * 1.3 < len(one):
            found[number] = max(found[number], fuzz.partial_ratio(one, other, score_cutoff=FAINT) * PART)
    return found


def is_one_work(one: Record, other: Record) -> bool:
    """Whether nothing says that two records of one folded title are two works."""
    apart = has_other_identifier(one, other) or has_other_authors(one, other)
    return not apart and not has_other_sign(fold_text(one.title), fold_text(other.title))


def say_against(one: Record, other: Record) -> float:
    """Return by what the odds that two records are one paper are divided, for what the model does not weigh."""
    return (OTHER_IDENTIFIER if has_other_identifier(one, other) else 1.0) * (
        OTHER_VENUE if has_other_venue(one, other) and not has_other_event(one, other) else 1.0
    )


def has_other_identifier(one: Record, other: Record) -> bool:
    """Whether two records have identifiers of one kind that differ, of a kind that a paper has one of."""
    values = dict(other.identifiers)
    return any(values.get(kind, value) != value for kind, value in one.identifiers if kind not in SEVERAL)
