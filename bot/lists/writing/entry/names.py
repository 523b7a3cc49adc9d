"""How the entries of a section write their authors: whole names, initials before or behind, surnames alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from bot.catalogue.identity.authors import ET_AL, split_authors, split_pieces

#: A way stands for a section if so many of the entries that name people keep it.
USUAL = 0.6
WORD = r"(?:[^\W\d_](?:[^\W\d_]|['’-])+)"
#: Words that belong to the surname behind them, as in "van der Maaten".
PARTICLE = r"(?:(?:van|von|der|den|de|del|della|da|di|du|dos|la|le|ter|ten|el|al|bin|ibn)[ \t]+)"
SURNAME = rf"{PARTICLE}*{WORD}"
DOTTED = r"(?:[^\W\d_a-z]\.(?:[ -]?[^\W\d_a-z]\.)*)"
UNDOTTED = r"[^\W\d_a-z]{1,3}"
#: What ends a list of people, between the last two.
LAST = re.compile(r",?\s+(?:and|&)\s+", re.I)


class WholeName(NamedTuple):
    """A name, cut in two."""

    given: str
    surname: str

    def initials(self, stop: str, between: str) -> str:
        """Return the first letters of the given names, each with a stop; a hyphen stays: "J.-P."."""
        words = [re.sub(r"(\w)\w*\.?", rf"\1{stop}", word) for word in self.given.split()]
        return between.join(words if stop else [word.replace("-", "") for word in words])


#: How a name is written, each with what tells it and what makes it; the first that fits tells.
STYLES: dict[str, tuple[re.Pattern[str], Callable[[WholeName], str]]] = {
    "Lovelace, A. K.": (
        # The stop of the last one may be the sentence's.
        re.compile(rf"{SURNAME}(?: {WORD})?,\s*(?:{DOTTED}[ -]?)?[^\W\d_a-z]\.?"),
        lambda person: f"{person.surname}, {person.initials('.', ' ')}",
    ),
    "Lovelace A. K.": (
        re.compile(rf"{SURNAME}\s+{DOTTED}"),
        lambda person: f"{person.surname} {person.initials('.', ' ')}",
    ),
    "Lovelace AK": (
        re.compile(rf"{SURNAME}\s+[^\W\d_a-z](?: ?[^\W\d_a-z]){{0,2}}"),
        lambda person: f"{person.surname} {person.initials('', '')}",
    ),
    "A. K. Lovelace": (
        re.compile(rf"{DOTTED}\s*{SURNAME}"),
        lambda person: f"{person.initials('.', ' ')} {person.surname}",
    ),
    "Lovelace": (re.compile(SURNAME), lambda person: person.surname),
    "Ada K. Lovelace": (
        re.compile(rf"{WORD}(?:[ \t]+(?:{WORD}|{DOTTED}|{UNDOTTED}))*[ \t]+{SURNAME}"),
        lambda person: f"{person.given} {person.surname}",
    ),
}
WHOLE = "Ada K. Lovelace"


class NameStyle(NamedTuple):
    """`way` is a key of STYLES; `last` stands between the last two names; `cut`: after the first comes "et al."."""

    way: str = WHOLE
    last: str = ", "
    cut: bool = False

    def write(self, names: str) -> str:
        """Return the names as the section writes them; those that are no whole names stay as they are."""
        if self.way == WHOLE and not self.cut:
            return names
        shortened = ET_AL.search(names)
        people = [person for name in split_authors(names) if (person := cut_name(name))]
        if len(people) != len(split_authors(names)):
            return first_of(names) if self.cut and not shortened else names
        shown = [STYLES[self.way][1](person) for person in people]
        if shortened or (self.cut and len(shown) > 2):
            return f"{', '.join(shown[: len(shown) if shortened else 1])} et al."
        return self.last.join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else shown[0]


def cut_name(name: str) -> WholeName | None:
    """Return a whole name cut before its surname, None where it is none: one word, or a word of one letter behind."""
    found = re.fullmatch(rf"({WORD}(?:[ \t]+(?!{PARTICLE})(?:{WORD}|{DOTTED}|{UNDOTTED}))*?)[ \t]+({SURNAME})", name)
    return WholeName(found[1], found[2]) if found else None


def first_of(names: str) -> str:
    """Return the first of more than two names with "et al." behind it."""
    parts = re.split(r",\s*|\s+and\s+", names)
    return f"{parts[0]} et al." if len(parts) > 2 else names


def learn_names(texts: Sequence[str]) -> NameStyle:
    """Return how most of a section's entries write their authors; whole names where none is usual."""
    ways = {text: way_of(text) for text in texts}
    way, count = Counter(ways[text] for text in texts).most_common(1)[0] if texts else ("", 0)
    last = Counter(found[0] for text in texts if ways[text] == way and (found := LAST.search(text)))
    cut = sum(bool(ET_AL.search(text)) for text in texts) > USUAL * len(texts)
    usual = way if way and count > USUAL * len(texts) else WHOLE
    ended = last.most_common(1)[0][0] if last else ", "
    several = sum(len(split_authors(text)) > 1 and not ET_AL.search(text) for text in texts)
    return NameStyle(usual, ended if 2 * last.total() > several else ", ", bool(texts) and cut)


def way_of(text: str) -> str:
    """Return how all of an entry's authors are written, "" where they are not alike."""
    pieces = split_pieces(text)
    for way, (name, _) in STYLES.items():
        together = pairs(pieces) if ", " in way else pieces
        if together and all(map(name.fullmatch, together)):
            return way
    return ""


def pairs(pieces: Sequence[str]) -> list[str]:
    """Return the pieces two by two, as a comma within each name parts them."""
    return [f"{surname}, {given}" for surname, given in zip(pieces[::2], [*pieces[1::2], ""], strict=False)]
