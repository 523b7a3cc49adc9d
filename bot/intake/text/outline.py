"""What the lines of a text stand under: headings, words that lead in what follows, and sections said for all below."""

from dataclasses import dataclass
from functools import reduce

from bot.intake.text.lines import Line
from bot.intake.text.parts.labels import read_field
from bot.intake.text.parts.sections import find_heading_words


@dataclass(frozen=True, slots=True)
class Above:
    """What a line stands under: the section that was said last for what follows, and the words that stand nearer."""

    words: tuple[str, ...] = ()
    section: str | None = None


NOWHERE = Above()


def stand_below(near: Above, far: Above) -> Above:
    """Return both as one; words beyond a section that was said say nothing any more."""
    return near if near.section else Above(tuple(dict.fromkeys([*near.words, *far.words])), far.section)


@dataclass(frozen=True, slots=True)
class Head:
    """A line that others stand under, until one comes of the same rank or a lower one."""

    rank: int
    above: Above


class Outline:
    """The heads of a text, as far as it is read, the outermost first.

    Ranks: a heading's level, from 1 to 6; then for each depth of lists a said section, words that lead in, other text;
    and between two depths the beginning of an item, under which its own text and deeper items stand.
    """

    def __init__(self) -> None:
        self.heads: list[Head] = []

    def reach(self, line: Line, section: str | None, *, is_of_paper: bool) -> None:
        """Go on to a line; `section` is one that it says for what follows, `is_of_paper` that it is no head: it
        names a paper, or says something of the one before."""
        words = () if is_of_paper else tuple(find_heading_words(line))
        is_head = bool(words or section)
        rank = rank_line(line, is_said=section is not None)
        # A flat list can hold a section's name as an item before its papers; a row of a table heads no other.
        stays = not is_head and line.place != "row"
        # A heading like "Papers" may head a part of what the section was said for, as well as name another one.
        is_label = read_field(line.text.strip(":： *")) is not None
        self.heads = [
            head
            for head in self.heads
            if head.rank < rank or (head.rank == rank and stays) or (head.above.section and is_label)
        ]
        if is_head:
            self.heads.append(Head(rank, Above(words, section)))

    def above(self) -> Above:
        """Return what the line that was reached stands under."""
        return reduce(stand_below, (head.above for head in reversed(self.heads)), NOWHERE)


def rank_line(line: Line, *, is_said: bool) -> int:
    """Return how far up a line stands."""
    if line.place == "heading":
        return line.level
    if line.place in ("item", "row"):
        return 6 + 4 * line.depth
    return 4 * line.depth + (7 if is_said else 8 if line.leads_in and not line.links else 9)
