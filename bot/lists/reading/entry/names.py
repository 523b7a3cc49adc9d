"""Tells where the names of persons end that stand one after the other, in a reference or beside a title."""

import re
from dataclasses import dataclass

from bot.catalogue.identity.authors import AND, DOTTED, ET_AL, FAMILY, INITIAL
from bot.lists.dates import DIGIT
from bot.lists.people import is_authors, is_name
from bot.lists.phrases import signs
from bot.patterns import rare

#: "CCS '18", a venue's short name with its year.
SHORT_PLACE = r"(?:[A-Z]{2}|[Aa]r[Xx])[\w&-]*,? ?(?:['’]\d|(?:19|20)\d)"
#: "2010. " or "2010 - " behind names.
YEAR_AFTER = r"(?:19|20)\d\d[a-z]?(?:[.:]\s|\s[-–—]\s)"
#: What ends one name of several. A stop does so behind a word, not behind an initial, unless such a place follows.
BREAK = re.compile(
    rf"(?=[\s,;，、.:(\[])(?:\s*[,;，、]\s*(?:(?:and|&)\s+)?|\s+(?:{AND}|&)\s+|(?<=[^\W\d_]{{2}})(?:[.:]\s+|:(?=\w))"
    r"|:(?<=[\s.-][A-Z]\.:)\s+"
    r"|[.:]?\s*(?=[(\[\n])|[.:]?\s+[-–—/|·•]+\s+"
    rf"|\.(?<= [A-Z]\.)\s+(?={SHORT_PLACE})|[.,]?\s+(?={YEAR_AFTER}))"
)
#: What of it stands before another name.
DIVIDES = re.compile(rf"[,;，、&]|\b{AND}\b")
#: What divides names or says that some are left out, and an initial; one name alone is not surely one without these.
SIGN_OF_NAMES = frozenset(".,;，、&(+…等")
WORD_OF_NAMES = re.compile(rf"\s(?:{AND}\s|et)")
LONE = re.compile(rf"{INITIAL}(?!\w)(?<!\w.)")
INITIALS, LONGEST_INITIALS = rare(rf"(?:{INITIAL}\.?[-\s]?){{1,4}}"), 12
WITH_INITIAL = re.compile(rf"\b{INITIAL}(?:\.|$|\s)")
#: "J." before a word, behind a family name.
LAST_GIVEN = rare(DOTTED + r"(?=\s+(?:[A-Z\d][\w&-]+[ ,:'’]|(?:19|20)\d\d[a-z]?\.\s)|\s*[(\[])")
#: "CADENA C" or "DAVISON A J.", and what divides it from the next.
CAPITAL_NAME = re.compile(r"[A-Z][A-Z'’-]+(?: [A-Z](?!\w)\.?){1,3}(\s*,\s*)?")
#: "Pei W, Li ZH, Pan W", names as medicine has them.
FAMILY_FIRST = re.compile(
    rf"(?:(?:(?:van|von|de|der|den|di|la|le) ){{0,2}}{INITIAL}[^\W\d_]*(?:[ '’-]{INITIAL}[^\W\d_]+)? "
    rf"{INITIAL}(?: ?{INITIAL}){{0,2}}(?:,\s+|\s+and\s+|(?=\.\s))){{2,}}"
)
ET_AL_END = re.compile(r"(?:^|[,\s])(?:et\.? ?al\b\.?|(?:&|and) others\b\.?)")
ELLIPSIS = re.compile(r"(?:\.\.\.|…)[\s,&]*")
#: "One, Two & Three. ", family names alone that end before a sentence.
FAMILIES_ALONE = rare(rf"{FAMILY}(?:, {FAMILY})*,? (?:and|&) {FAMILY}\. ")
#: "(2010) - " or "(2010). " behind one name, "2010. " or "2010 - " behind several.
YEAR_BEHIND = rare(rf"\.?\s*\((?:19|20)\d\d[a-z]?\)\s*[-–—:.,]|(?:(?<=[^\W\d_]{{2}})\.)?\s+{YEAR_AFTER}")
#: "A. One, B. Two:" and the end of the line.
NAMING = rare(r"([^\n:]{6,}):[ \t]*\n[ \t]*")
#: "An, B.", though "an" is a word.
INVERTED = rare(rf"{FAMILY}, {INITIAL}\.")
#: No reference names more people.
MOST = 80


@dataclass(slots=True)
class Names:
    """The names in a text while they are passed: the last ends at `end`, the next may begin at `place`.

    `full` have several words, `initials` have one; `is_bare`: the last has none; `are_parted`: initials stand behind
    commas, as in "One, A., Two, B."
    """

    text: str
    place: int
    end: int = 0
    full: int = 0
    initials: int = 0
    is_bare: bool = False
    are_parted: bool = False

    def find_shortened(self) -> re.Match[str] | None:
        """Return the "et al." that stands behind the names, or behind one more."""
        found = ET_AL_END.search(self.text, max(0, self.place - 1), self.place + 60)
        if found is None or (self.end and found.start() <= self.place):
            return found
        return found if is_name(self.text[self.place : found.start()].strip(" ,")) else None

    def take(self) -> bool:
        """Pass one name, or the initials behind one; tell whether another may follow."""
        if capital := CAPITAL_NAME.match(self.text, self.place):
            self.initials += 1
            self.end, self.place = capital.end() - len(capital[1] or ""), capital.end()
            return capital[1] is not None
        if given := self.find_last_given():
            self.initials += 1
            self.end = self.place + len(given[0].rstrip(" ."))
            return False
        stop = BREAK.search(self.text, self.place)
        end, behind = stop.span() if stop else (len(self.text), len(self.text))
        if not self.count(self.text[self.place : end].strip(), stop):
            return False
        self.end, self.place = end, behind
        return stop is not None and DIVIDES.search(stop[0]) is not None

    def find_last_given(self) -> re.Match[str] | None:
        """Return the initials of the last person where a title or a venue follows them."""
        dotted = self.is_bare and self.text.startswith(".", self.place + 1)
        given = LAST_GIVEN.match(self.text, self.place) if dotted else None
        return given if given and (self.are_parted or not names_follow(self.text, given.end())) else None

    def count(self, piece: str, stop: re.Match[str] | None) -> bool:
        """Count a piece of the text before a break as a name, or as initials; tell whether it is either."""
        if self.end and stop and stop[0].startswith(":") and " " not in piece and not piece.endswith("."):
            return False
        if self.end and len(piece) <= LONGEST_INITIALS and INITIALS.fullmatch(piece):
            self.initials, self.is_bare, self.are_parted = self.initials + 1, False, True
            return True
        if self.initials > 1 and self.initials == self.full and not is_like(self.text, piece, stop):
            return False
        if not (is_name(piece) or INVERTED.match(self.text, self.place)):
            return False
        self.full += " " in piece
        self.is_bare = WITH_INITIAL.search(piece) is None
        self.initials += not self.is_bare
        return True

    def are_sure(self, *, led: bool) -> bool:
        """Tell whether what has the shape of names is surely that: "A Simple" has the shape of one."""
        if ET_AL.search(self.text[: self.end]):
            return True
        if self.initials == 1 and self.text.startswith("A "):
            return False
        if not self.full and FAMILIES_ALONE.match(self.text, 0, self.end + 2):
            return True
        return bool(self.initials) or self.full >= (1 if led else 2) or dates_names(self.text, self.end, led=led)


def named_first(text: str) -> re.Match[str] | None:
    """Return the names before a colon that are the first of several lines, and where the next begins."""
    found = NAMING.match(text) if ":" in text and "\n" in text else None
    return found if found and is_authors(found[1]) else None


def end_of_names(text: str, place: int = 0, *, led: bool = False) -> int | None:
    """Return where the names end that begin at a place; None where none do that are surely names."""
    if not led and not could_be_names(text):
        return None
    listed = FAMILY_FIRST.match(text, place)
    return listed.end() if listed and text.startswith(".", listed.end()) else pass_names(text, place, led=led)


def pass_names(text: str, place: int, *, led: bool) -> int | None:
    """Return the same where the names are written as most lists write them."""
    names = Names(text, place)
    for _ in range(MOST):
        if skipped := ELLIPSIS.match(text, names.place):
            names.place = skipped.end()
        if shortened := names.find_shortened():
            return shortened.end()
        if not names.take():
            break
    return names.end if names.end and names.are_sure(led=led) else None


def names_follow(text: str, place: int) -> bool:
    """Tell whether a name ends at the next break behind a place, as in "One, A. Two, B. Three"."""
    stop = BREAK.search(text, place)
    return is_name(text[place : stop.start() if stop else len(text)].strip())


def is_like(text: str, piece: str, stop: re.Match[str] | None) -> bool:
    """Tell whether a piece behind names with initials is one, too: it has one, ends these, or others follow."""
    last = stop is None or "." in stop[0] or "(" in text[stop.end() : stop.end() + 1]
    return last or WITH_INITIAL.search(piece) is not None or names_follow(text, stop.end() if stop else len(text))


def dates_names(text: str, end: int, *, led: bool) -> bool:
    """Tell whether a year stands behind names; without brackets behind several, as "Nature 2010" says where."""
    found = YEAR_BEHIND.match(text, end) if DIGIT.search(text, end) else None
    return found is not None and (led or "(" in found[0] or DIVIDES.search(text, 0, end) is not None)


def could_be_names(text: str) -> bool:
    """Tell whether anything in a text divides names or shortens them, as most titles do not, nor a stop at the end."""
    text = text.removesuffix(".")
    if not SIGN_OF_NAMES.isdisjoint(signs(text)) or WORD_OF_NAMES.search(text):
        return True
    return LONE.search(text, len("A ") if text.startswith("A ") else 0) is not None
