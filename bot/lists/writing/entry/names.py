"""How the entries of a section write their authors: whole names, initials before or behind, surnames alone."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from bot.catalogue.identity.authors import AND, ET_AL, split_authors, split_pieces

#: A way stands for a section if so many of the entries that name people keep it.
USUAL = 0.6
#: "And" before the last name is a habit if so many keep it: lists that have it with and without a comma have none, too.
KEPT = 0.8
#: So many entries that name one person and "et al." show that two are one too many.
TELLING = 10
#: So many entries of which nearly all name one person show that the list names the first author alone.
ALONE, NEARLY_ALL = 8, 0.9
WORD = r"(?:[^\W\d_](?:[^\W\d_]|['’-])+)"
#: Words that belong to the surname behind them, as in "van der Maaten".
PARTICLE = r"(?:(?:van|von|der|den|de|del|della|da|di|du|dos|la|le|ter|ten|el|al|bin|ibn)[ \t]+)"
SURNAME = rf"{PARTICLE}*{WORD}"
DOTTED = r"(?:[^\W\d_a-z]\.(?:[ -]?[^\W\d_a-z]\.)*)"
UNDOTTED = r"[^\W\d_a-z]{1,3}"
#: What ends a list of people, between the last two.
LAST = re.compile(rf",?\s+(?:{AND}|&)\s+")
#: What else than a comma stands between people.
SIGNS = ("; ", "、", "，")


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
WHOLE, TURNED, SURNAMES = "Ada K. Lovelace", "Lovelace, Ada K.", "Lovelace"
#: A name turned round as BibTeX has it; the comma within it is none between two names.
TURNED_NAME = re.compile(rf"{SURNAME}(?: {WORD})?, {WORD}(?:[ \t]+(?:{WORD}|{DOTTED}|{UNDOTTED}))*")
TURNED_ALONE = re.compile(rf"{SURNAME}, {WORD}(?:[ \t]+(?:{DOTTED}|{UNDOTTED}))*")
BETWEEN_TURNED = re.compile(r"\s+(?:and|&)\s+|;\s*")
#: A name of which no more than the initials of the given ones are known, the surname first.
CITED_NAME = re.compile(rf"({SURNAME}(?: {WORD})?),\s*((?:[^\W\d_a-z]\.?[ -]?)+)")
#: Where initials are parted that stand side by side: "AK", "A.K.".
GLUED = re.compile(r"(?<=[\w.])(?=\w)")


class NameStyle(NamedTuple):
    """`way` is a key of STYLES; `between` stands between names, `last` between the last two, `pair` between only two.

    Of more than `most` the first `shown` are named, with `others` behind them; where that is None, all are.
    """

    way: str = WHOLE
    between: str = ", "
    last: str = ", "
    pair: str = ", "
    others: str | None = None
    shown: int = 1
    most: int = 2

    def write(self, names: str) -> str:
        """Return the names as the section writes them; those that cannot be written so stay as they are."""
        pieces = split_authors(names)
        people = [person for name in pieces if (person := cut_name(name))]
        if self == NameStyle() or not pieces:
            return names
        if self.way != WHOLE and len(people) == len(pieces):
            written = [write_name(self.way, person) for person in people]
        elif self.way == WHOLE and not any("," in name for name in pieces):
            written = list(pieces)
        else:
            return first_of(names, self.others) if self.others is not None else names
        shortened = ET_AL.search(names) is not None
        if self.others is not None and (shortened or len(written) > self.most):
            return self.between.join(written[: self.shown]) + self.others
        if shortened:
            return f"{self.between.join(written)} et al."
        if len(written) == 2:
            return self.pair.join(written)
        return self.last.join([self.between.join(written[:-1]), written[-1]]) if len(written) > 1 else written[0]


def write_name(way: str, person: WholeName) -> str:
    """Return a whole name as a way has it."""
    return f"{person.surname}, {person.given}" if way == TURNED else STYLES[way][1](person)


def cut_name(name: str) -> WholeName | None:
    """Return a name cut before its surname, None where it is none: one word, or a word of one letter behind."""
    if cited := CITED_NAME.fullmatch(name):
        return WholeName(GLUED.sub(" ", cited[2]), cited[1])
    found = re.fullmatch(
        rf"((?:{WORD}|{DOTTED})(?:[ \t]+(?!{PARTICLE})(?:{WORD}|{DOTTED}|{UNDOTTED}))*?)[ \t]+({SURNAME})", name
    )
    return WholeName(found[1], found[2]) if found else None


def first_of(names: str, others: str) -> str:
    """Return the first of more than two names with what stands for the others behind it."""
    parts = re.split(r",\s*|\s+and\s+", names)
    return parts[0] + others if len(parts) > 2 and not ET_AL.search(names) else names


def learn_names(texts: Sequence[str]) -> NameStyle:
    """Return how most of a section's entries write their authors; whole names where none is usual."""
    ways = {text: way_of(text) for text in texts}
    way, count = Counter(ways[text] for text in texts).most_common(1)[0] if texts else ("", 0)
    usual = way if way and count > USUAL * len(texts) else WHOLE
    whole = [text for text in texts if ways[text] == way and not ET_AL.search(text)]
    between, last, pair = learn_signs(whole if usual == way else [])
    if usual == SURNAMES and all(count_people(text, way) < 2 for text in whole):
        # "One, Two" could be anything, "One and Two" is no title.
        pair = " and "
    cut = [text for text in texts if ET_AL.search(text)]
    short = len(cut) > 1 and all(count_people(text, way) <= 2 for text in whole)
    usually = len(cut) > USUAL * len(texts) or (short and usual == way)
    others, shown, most = learn_others(cut, whole, way) if usually else (None, 1, 2)
    if not cut and name_first_alone(texts, way):
        others, shown, most = "", 1, 1
    return NameStyle(usual, between, last, pair, others, shown, most)


def name_first_alone(texts: Sequence[str], way: str) -> bool:
    """Tell whether a section names the first author of a paper and nobody else."""
    return len(texts) >= ALONE and sum(count_people(text, way) == 1 for text in texts) >= NEARLY_ALL * len(texts)


def learn_signs(texts: Sequence[str]) -> tuple[str, str, str]:
    """Return what stands between the names of entries that name all people: most, the last two, the only two."""
    if texts and is_turned(texts[0]):
        signs = Counter(found[0] for text in texts for found in BETWEEN_TURNED.finditer(text))
        sign = signs.most_common(1)[0][0] if signs else " and "
        return sign, sign, sign
    counts = {text: len(split_authors(text)) for text in texts}
    several = [text for text in texts if counts[text] > 1]
    between = next((sign for sign in SIGNS if sum(sign in text for text in several) > USUAL * len(several)), ", ")
    two, more = ([text for text in several if (counts[text] == 2) is paired] for paired in (True, False))
    # "One, Ada, and Two, Bo" needs the comma that "Ada One and Bo Two" does not.
    inverted = any("," in name for text in several[:1] for name in split_authors(text))
    last = usual_last(more or two)
    pair = usual_last(two) if two else last if inverted else last.lstrip(",")
    return between, last or between, pair or between


def usual_last(texts: Sequence[str]) -> str:
    """Return what stands between the last two names of most texts where it is no comma; "" where it is one."""
    found = Counter(lasts[-1] for text in texts if (lasts := LAST.findall(text)))
    return next((last for last, count in found.most_common(1) if count > KEPT * len(texts)), "")


def learn_others(cut: Sequence[str], whole: Sequence[str], way: str) -> tuple[str, int, int]:
    """Return what stands for the people that are left out, behind how many, and how many are too many."""
    shown = Counter(count_people(text, way) for text in cut).most_common(1)[0][0] or 1
    others = Counter(others_of(text) for text in cut).most_common(1)[0][0]
    pairs = any(count_people(text, way) > 1 for text in whole)
    return others, shown, shown if not pairs and len(cut) >= TELLING else max(shown, 2)


def others_of(text: str) -> str:
    """Return what a text says for the people that it leaves out, with what parts it from the last name."""
    found = ET_AL.search(text)
    return text[len(text[: found.start()].rstrip(" ,")) : found.end()] if found else ""


def count_people(text: str, way: str) -> int:
    """Return how many people a text names that is written in a way."""
    return len(split_turned(text)) if way == TURNED else len(split_authors(text))


def split_turned(text: str) -> list[str]:
    """Return the names of a text that are turned round."""
    found = ET_AL.search(text)
    return BETWEEN_TURNED.split((text[: found.start()] if found else text).strip(" ,."))


def is_turned(text: str) -> bool:
    """Tell whether all names of a text are turned round; a comma between two words alone may part family names."""
    names = split_turned(text)
    if len(names) == 1:
        return TURNED_ALONE.fullmatch(names[0]) is not None and ET_AL.search(text) is not None
    return all(map(TURNED_NAME.fullmatch, names))


def way_of(text: str) -> str:
    """Return how all of an entry's authors are written, "" where they are not alike."""
    if "," in text and is_turned(text):
        return TURNED
    pieces = split_pieces(text)
    for way, (name, _) in STYLES.items():
        together = pairs(pieces) if ", " in way else pieces
        if together and all(map(name.fullmatch, together)):
            return way
    return ""


def pairs(pieces: Sequence[str]) -> list[str]:
    """Return the pieces two by two, as a comma within each name parts them."""
    return [f"{surname}, {given}" for surname, given in zip(pieces[::2], [*pieces[1::2], ""], strict=False)]
