"""Cuts a run of words where its sentences and its clauses end."""

import itertools
import re

from bot.lists.reading.entry.names import SHORT_PLACE
from bot.lists.reading.entry.parts import GLUE, Reading, strip_span
from bot.patterns import rare

#: Behind an initial, as in "A. Smith", no sentence ends, unless a venue's short name follows with its year; one ends
#: behind a day written "20180620".
SENTENCE = re.compile(
    rf"\.\s+(?=(?:19|20)\d\d\b|(?<= [A-Z]\. ){SHORT_PLACE})"
    r"|[.;](?<!\bet\.)(?<!\bProc\.)(?<!\bTrans\.)(?<!\bConf\.)(?<!\bInt\.)"
    r"(?:(?<=\w[^\W\d_A-Z].)|(?<=[A-Z]{3}.)|(?<=\d\d.)|(?<=[)\]*][)\]*a-z\d].)|(?<=\w[)\]*].))\s+"
    r"|\s(?:(?:--+|[-–—·•|/])\s|(?<=\b(?:19|20)\d{6}\s)(?=[A-Z]))"
)
CLAUSE = re.compile(r",\s+")
PIECE = rare(rf"{CLAUSE.pattern}|{SENTENCE.pattern}")
#: "Guu+", which stands for "Guu et al.".
SHORTENED = re.compile(r"[A-Z][a-z]+\+")


def trimmed(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Return a stretch without the punctuation and the brackets around it, and without one that closes before it."""
    first, last = strip_span(reading.text, start, end, GLUE)
    if reading.text.startswith((")", "]"), first, last):
        first, last = strip_span(reading.text, first, last, GLUE + ")]")
    if reading.text.startswith("(", first) and reading.text.find(")", first, last) == last - 1:
        first, last = first + 1, last - 1
    return first, last + bool(SHORTENED.fullmatch(reading.text, first, min(last + 1, end)))


def divide(text: str, start: int, end: int, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return the pieces of a stretch between the matches of a pattern."""
    edges = [start, *(found.end() for found in pattern.finditer(text, start, end)), end]
    return [(first, last) for first, last in itertools.pairwise(edges) if last > first]
