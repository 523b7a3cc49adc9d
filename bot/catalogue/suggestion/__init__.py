"""A title -> the sections where a paper of that name would stand, with what speaks for each."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, zip_longest
from textwrap import shorten

import numpy as np

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.occasions import read_occasions
from bot.catalogue.paper import Paper
from bot.catalogue.section import Section
from bot.catalogue.section_rows import SectionRows
from bot.catalogue.suggestion.model import READ, Features, Floats, Model, Text, count_features, split_words

__all__ = ["Suggestion", "learn_ahead", "suggest_sections"]

SUGGESTIONS = 3
#: From a longer list so many papers are learnt, as evenly from all sections as can be.
MOST_PAPERS = 2_000
#: A list of up to so many papers is learnt anew with each of them. In a longer one those of the newest month wait for
#: the next, if they are at most such a part of it: a list that was just imported came in one month.
AT_ONCE, WAITING_PART = 500, 0.1
#: So many models are kept when their catalogue is gone.
MODELS = 4
#: A title that shares less than this with another (all is 1) is not called like it.
FAINT = 0.1
#: So many words are named as a reason, if they say at least such a part of what the first one says; none that is longer
#: than this.
NAMED, LESSER, LONG = 2, 0.5, 40
#: Words of English that a few titles of one section can share by chance, and that convince nobody as a reason.
STOP_WORDS = frozenset({
    "a", "about", "all", "an", "and", "any", "are", "as", "at", "be", "been", "beyond", "but", "by", "can", "could",
    "do", "does", "for", "from", "has", "have", "how", "if", "in", "into", "is", "it", "its", "let", "like", "more",
    "most", "no", "not", "of", "on", "one", "only", "or", "our", "out", "over", "same", "should", "so", "some", "than",
    "that", "the", "their", "them", "there", "these", "they", "this", "those", "through", "to", "toward", "towards",
    "two", "under", "up", "use", "using", "via", "we", "what", "when", "where", "which", "while", "who", "why", "will",
    "with", "within", "without", "you", "your",
})  # fmt: skip
#: Of a longer title only the beginning is shown, which tells enough of it on a phone.
LONGEST_LIKE = 60


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A section by its id, and why it may fit."""

    section: str
    reason: str


@dataclass(frozen=True, slots=True)
class SectionModel:
    """What suggestions are made from: the sections that hold papers, how many, and what was learnt.

    The model's first texts are the titles of `papers`, the others the headings.
    """

    sections: tuple[Section, ...]
    sizes: Floats
    papers: tuple[Paper, ...]
    model: Model


def suggest_sections(
    title: str, catalogue: Catalogue, venue: str | None = None, year: int | None = None
) -> tuple[Suggestion, ...]:
    """Return the sections that fit best, the best first: three, or all if the list has fewer.

    Those that are called by another year or venue are none, as long as others are left.
    """
    if not catalogue.leaves():
        return ()
    learnt = catalogue.keep(learn)
    reading = learnt.model.read(title)
    weights = learnt.model.weigh_texts(reading)
    gains = learnt.model.judge(reading, weights)
    scores = gains.sum(axis=0) + weights.sum(axis=0) if len(reading.numbers) else learnt.sizes
    occasions = catalogue.keep(read_occasions)
    fits = [
        (occasion := occasions.get(section.id)) is None or occasion.may_have(venue, year) for section in learnt.sections
    ]
    ranked = np.argsort(-scores, kind="stable").tolist()
    best = ([number for number in ranked if fits[number]] or ranked)[:SUGGESTIONS]
    lifts = gains - gains.mean(axis=1, keepdims=True)
    words = [telling_words(title, learnt.model, reading, lifts[:, number]) for number in best]
    titles = [nearest_title(learnt, reading, number) for number in best]
    return tuple(
        Suggestion(learnt.sections[number].id, explain(some, like, int(learnt.sizes[number])))
        for number, some, like in zip(best, words, titles, strict=True)
    )


def explain(words: Sequence[str], like: str | None, papers: int) -> str:
    """Return what speaks for a section in plain words, or that nothing does."""
    reasons = [f"for {' and '.join(f'“{word}”' for word in words)}"] if words else []
    reasons += [f"like “{shorten(like, LONGEST_LIKE, placeholder='…')}”"] if like else []
    stand = "1 paper stands" if papers == 1 else f"{papers} papers stand"
    return ", ".join(reasons) or f"only a guess: no title here is like it; {stand} here"


def telling_words(title: str, model: Model, reading: Features, lifts: Floats) -> list[str]:
    """Return the words, as typed, that lift a section above the others, the first one first; `lifts` is by feature."""
    lift = dict(zip(reading.numbers.tolist(), lifts.tolist(), strict=True))
    totals: dict[str, float] = {}
    words = re.findall(rf"\b\w{{1,{LONG}}}\b", unicodedata.normalize("NFC", title[:READ]))
    for word in (word for word in words if word.casefold() not in STOP_WORDS):
        totals[word] = sum(lift.get(n, 0.0) for n in set(model.find(count_features(split_words(word))).tolist()))
    first = max(totals.values(), default=0.0)
    ordered = sorted((word for word in totals if totals[word] > 0), key=lambda word: -totals[word])
    return [word for word in ordered[:NAMED] if totals[word] >= LESSER * first]


def nearest_title(learnt: SectionModel, reading: Features, number: int) -> str | None:
    """Return the title in a section that is most like the one read, None if none is."""
    papers = len(learnt.papers)
    likeness = np.where(learnt.model.stands[:papers, number], learnt.model.compare(reading)[:papers], 0.0)
    nearest = int(likeness.argmax()) if papers else 0
    return learnt.papers[nearest].title if papers and likeness[nearest] >= FAINT else None


def learn(catalogue: Catalogue) -> SectionModel:
    """Learn from the titles and the headings, each with the one above it: so an empty section can be suggested too."""
    sections = catalogue.leaves()
    numbers = {section.id: number for number, section in enumerate(sections)}
    rows_by_section = [catalogue.rows_of(section.id) for section in sections]
    papers = choose_papers(rows_by_section)
    texts = [Text(paper.title, tuple(numbers[id] for id in paper.sections if id in numbers)) for paper in papers]
    for section in sections:
        above = catalogue.sections.get(section.parent or "")
        texts.append(Text(f"{section.title} {above.title if above else ''}", (numbers[section.id],)))
    sizes = np.array([len(rows.rows) for rows in rows_by_section], float)
    return SectionModel(sections, sizes, tuple(papers), fit(tuple(texts), len(sections)))


def learn_ahead(catalogue: Catalogue) -> None:
    """Learn from a long list before somebody waits for a suggestion; only the fit is kept, of a few lists."""
    if len(catalogue.papers) > AT_ONCE and catalogue.leaves():
        learn(catalogue)


@lru_cache(maxsize=MODELS)
def fit(texts: tuple[Text, ...], sections: int) -> Model:
    """Return what is learnt from some texts; of a long list most changes leave them as they are."""
    return Model(texts, sections)


def choose_papers(rows_by_section: Sequence[SectionRows]) -> list[Paper]:
    """Return the papers to learn from by their ids: all, or one of each section in turn until there are enough."""
    chosen: dict[str, Paper] = {}
    month = waiting_month(rows_by_section)

    def learnt(paper: Paper) -> bool:
        return not (month and (paper.added or "").startswith(month))

    for paper in chain.from_iterable(zip_longest(*(filter(learnt, rows.drawn) for rows in rows_by_section))):
        if paper:
            chosen[paper.id] = paper
        if len(chosen) == MOST_PAPERS:
            break
    return [chosen[id] for id in sorted(chosen)]


def waiting_month(rows_by_section: Sequence[SectionRows]) -> str:
    """Return the month whose papers are not learnt from yet ("2026-11"), "" where none has to wait."""
    months = Counter((row.paper.added or "")[:7] for rows in rows_by_section for row in rows.rows)
    newest, total = max(months, default=""), months.total()
    return newest if total > AT_ONCE and months[newest] <= WAITING_PART * total else ""
