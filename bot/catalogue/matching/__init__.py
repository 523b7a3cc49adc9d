"""Which of many records is the same paper as this one: identifiers, the exact title, then a calibrated likeness."""

from bot.catalogue.matching.index import LOOKED_AT, NEW, ONE_MORE_FOR, Candidate, Index, Match
from bot.catalogue.matching.likelihood import correct, score_pairs
from bot.catalogue.matching.record import Record
from bot.catalogue.matching.sequence import match_in_turn

__all__ = [
    "LOOKED_AT",
    "NEW",
    "ONE_MORE_FOR",
    "Candidate",
    "Index",
    "Match",
    "Record",
    "correct",
    "match_in_turn",
    "score_pairs",
]
