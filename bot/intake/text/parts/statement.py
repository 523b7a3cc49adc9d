"""What a text says of a paper, one thing at a time."""

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from bot.intake.text.lines import Line


class Strength(IntEnum):
    """How surely some words are a paper's title: a short name, marked words, an entry's, labelled ones, an answer."""

    NONE = 0
    NAME = 1
    LOOSE = 2
    ENTRY = 3
    LABEL = 4
    ANSWER = 5


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a line says of a paper; `is_labelled` where the line says itself what it is.

    `start` is where in the line it stands.
    """

    field: str
    value: str
    strength: Strength = Strength.NONE
    is_labelled: bool = False
    start: int = 0


class SaidLine(NamedTuple):
    """A line with what it says."""

    line: Line
    statements: list[Statement]
