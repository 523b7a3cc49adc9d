"""Where papers appear: canonical names, and the many ways people write them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from bot.catalogue.identity.titles import keep_letters
from bot.patterns import rare

DIGIT = re.compile(r"\d")
FULL_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
SHORT_YEAR = rare(r"['’‘`]\s?(\d\d)(?!\d)|(?<=[A-Za-z])(\d\d)(?!\d)")
#: What stands around a venue's name in the titles of proceedings.
TRIMMINGS = rare(
    r"^(?:accepted (?:at|by|to|in) |to appear (?:at|in) |published (?:at|in) |in )?(?:the )?"
    r"(?:proceedings of |proc\.? of |proc\.? )?(?:the )?"
    r"(?:(?:\d{1,4}|[a-z]{2,10}(?:-[a-z]{2,8})?)(?:st|nd|rd|th) )?(?:annual )?",
    re.IGNORECASE,
)
#: "Advances in ... 36", "..., vol. 12" at the end; a two-digit year has a mark or a letter before it.
VOLUME = rare(r"(?<=[a-z])(?:,\s*|\s+)(?:vol(?:ume|\.)?\s*)?\d{1,3}\s*$", re.IGNORECASE)
#: A workshop beside a conference is not the conference.
ANOTHER_EVENT = re.compile(r"workshop|submitted|under review|tutorial|companion", re.IGNORECASE)
#: What lists write in place of a venue that a paper has not yet.
UNPUBLISHED = re.compile(
    r"(?:e-?)?pre-?prints?|(?:in submission|under review|submitted|unpublished|manuscript)", re.IGNORECASE
)
#: Names this short are also words; they count only as they are written.
SHORTEST_FOLDED = 4
#: So many letters of a name that is cut are no accident.
SHORTEST_CUT = 18
#: How citations shorten the words of a venue's name.
SHORTENED = {
    rare(rf"\b(?:{short})\b", re.IGNORECASE): word
    for short, word in (
        (r"int ?' ?l|intl?", "international"),
        ("conf", "conference"),
        ("trans|transaction", "transactions"),
        ("symp", "symposium"),
    )
}
CUT = rare(r"(?:…|\.\.\.|&\s?hellip\s?;)[\s,]*")
#: In characters, with year, volume and notes. Whole paragraphs are asked about, and name no venue.
LONGEST_NAME = 500


class Venue(NamedTuple):
    """A conference, journal or preprint server of venues.yaml.

    `ranked` says whether CSRankings counts it: "yes", "next-tier" or "no".
    """

    name: str
    kind: str
    ranked: str = "no"
    aliases: tuple[str, ...] = ()


class Venues:
    """The venues a list knows, found by any of their names."""

    def __init__(self, venues: Iterable[Venue]) -> None:
        self.by_name = {venue.name: venue for venue in venues}
        self.by_key = {
            fold(name): venue for venue in self.by_name.values() for name in reversed((venue.name, *venue.aliases))
        }

    def spellings(self) -> dict[str, str]:
        """Return the canonical names by all names, as people write them."""
        return {name: venue.name for venue in self.by_name.values() for name in (venue.name, *venue.aliases)}

    def find(self, text: str) -> Venue | None:
        """Return the venue that `text` ("NIPS", "Proc. VLDB Endow.", "ICLR'24 (oral)") names, or None."""
        found = self.find_name(text)
        return found if found or ANOTHER_EVENT.search(text) else self.find_word(text)

    def find_name(self, text: str) -> Venue | None:
        """Return the venue that the text names and nothing else, but for a year, a volume or a note."""
        if len(text) > LONGEST_NAME:
            return None
        found = self.by_key.get(fold(text))
        if found or ANOTHER_EVENT.search(text):
            return found
        return next((self.by_key[key] for key in candidate_keys(text) if key in self.by_key), None)

    def find_cut(self, text: str) -> Venue | None:
        """Return the one venue that a citation names with more or less around: "… Conf. on Very Large Data"."""
        if len(text) > LONGEST_NAME or ANOTHER_EVENT.search(text):
            return None
        for short, word in SHORTENED.items():
            text = short.sub(word, text)
        keys = [key for key in candidate_keys(CUT.sub("", text)) if len(key) >= SHORTEST_CUT]
        cut = {venue.name for name, venue in self.by_key.items() if any(is_end(key, name) for key in keys)}
        if cut:
            return self.by_name[cut.pop()] if len(cut) == 1 else None
        inside = [name for name in self.by_key if len(name) >= SHORTEST_CUT and any(name in key for key in keys)]
        return self.by_key[max(inside, key=len)] if inside else None

    def name(self, text: str) -> str:
        """Return the canonical name of the venue that a text names, or the text on one line where none is known."""
        found = self.find(text)
        return found.name if found else " ".join(text.split())

    def find_word(self, text: str) -> Venue | None:
        """Return the venue whose name stands in the text as a word of its own, in its own spelling."""
        for word in re.findall(r"[A-Za-z]+", text):
            venue = self.by_key.get(fold(word))
            if venue and (word in (venue.name, *venue.aliases) or len(word) >= SHORTEST_FOLDED):
                return venue
        return None

    def is_preprint(self, name: str | None) -> bool:
        """Whether a paper has appeared nowhere but on a preprint server, as one with no venue has, or says so."""
        found = self.find(name) if name else None
        return name is None or bool(UNPUBLISHED.fullmatch(name)) or (found is not None and found.kind == "preprint")


def is_end(key: str, name: str) -> bool:
    """Whether a folded text is one end of a name, or all of it."""
    return name.startswith(key) or name.endswith(key)


def candidate_keys(text: str) -> Iterator[str]:
    """Yield the folded forms that could be a venue's name, the most complete first."""
    name, _ = split_venue(VOLUME.sub("", text) if DIGIT.search(text) else text)
    yield fold(name)
    yield fold(TRIMMINGS.sub("", name, count=1))
    if "(" not in name:
        return
    without_note = re.sub(r"\([^()]*\)", " ", name)
    yield fold(without_note)
    yield fold(TRIMMINGS.sub("", without_note, count=1))
    yield from (fold(note) for note in re.findall(r"\(([^()]*)\)", name))


#: A list names the same venues over and over.
@lru_cache(maxsize=512)
def fold(text: str) -> str:
    """Return the form in which names are compared: letters and digits only."""
    return keep_letters(unicodedata.normalize("NFKD", text).casefold())


def split_venue(text: str) -> tuple[str, int | None]:
    """Split "ICLR 2026", "NeurIPS'23" or "ICML23" into the name and the year."""
    if not DIGIT.search(text):
        return tidy(text), None
    full = list(FULL_YEAR.finditer(text))
    if full:
        year = full[-1]
        return tidy(text[: year.start()] + " " + text[year.end() :]), int(year[0])
    short = SHORT_YEAR.search(text)
    if short:
        return tidy(text[: short.start()] + " " + text[short.end() :]), expand_year(int(short[1] or short[2]))
    return tidy(text), None


def join_venue(venue: str | None, year: int | None) -> str:
    """Return "ICLR 2026", or what is known of it."""
    return " ".join(str(part) for part in (venue, year) if part)


def expand_year(two_digits: int) -> int:
    """Return the year that two digits mean; no venue of a list is older than 1970."""
    return two_digits + (1900 if two_digits >= 70 else 2000)


def tidy(text: str) -> str:
    """Return the text on one line, without what is left around a year that was taken out."""
    return " ".join(re.sub(r"\(\s*\)|\[\s*\]", " ", text).split()).strip(" ,.;:'’‘`-–")
