"""Whether words are the name of a venue, and the signs of a text by which that is known quickly."""

import re
from functools import lru_cache
from string import ascii_letters

from bot.catalogue.identity.authors import leaves_out
from bot.catalogue.venues import Venues
from bot.lists.dates import DIGIT, MONTH, SEASON
from bot.lists.people import COMMON, has_initials, is_collective, is_name, is_signature
from bot.patterns import rare

#: What people write where they do not know a fact.
UNKNOWN = frozenset({"n/a", "na", "nan", "none", "null", "tba", "tbd", "unknown"})
#: What kind of document it is, as GB/T 7714 marks it behind a title: "[J]", "[EB/OL]".
DOCUMENT = r"\s*\[(?:[A-Z]|EB|DB|CP)(?:/(?:OL|CD|MT|DK))?\]"
LETTERS, ZERO = frozenset(ascii_letters), frozenset("0")
PREPRINT = re.compile(
    r"\b(?:arxiv|corr|eprint|biorxiv|medrxiv|preprints?|ssrn|techrxiv|openreview|tech(?:nical)? report|phd ?thesis"
    r"|thesis|unpublished)\b",
    re.I,
)
REPORT = rare(r"tech|phd|thesis", re.I)
VENUE_WORD = rare(
    r"\b(?:conference|journal|transactions|proceedings|workshops?|symposium|letters|ieee|acm|trans\.?|proc\.?"
    r"|magazine|communications|bioinformatics|findings|in submission|under review)\b",
    re.I,
)
#: How the names of journals and conferences end in Chinese, Japanese and Korean.
EASTERN_VENUE = rare(
    r"[\u3040-\u9fff\uac00-\ud7a3]{2,12}"
    r"(?:学报|學報|杂志|雜誌|期刊|通报|论文集|会议|會議|大会|大會|学会誌|論文誌|학회지|논문지|저널)"
)
#: These are words of long titles as well.
SHORT_VENUE_WORD = rare(r"\b(?:review|nature|science|biology|demo|poster|oral|spotlight|book)\b", re.I)
PUBLISHED = re.compile(
    r"(?:\d{1,3}(?:st|nd|rd|th) )?(?:IEEE|ACM|USENIX|Nature|Proceedings|Transactions|Journal"
    r"|International (?:Conference|Journal))\b|Proc\. "
)
#: However long the name of a conference, behind this it stands.
PROCEEDINGS = rare(r"(?:in:? )?(?:the )?proceedings of (?:the )?\w+ ", re.I)
#: "arXiv 2305" is of May 2023; what could be a year in full is one.
GLUED = rare(r"(\d?[A-Za-z]{2,12})[- ]?((?!(?:19|20)\d\d)\d\d)(?:[-\s]?[A-Z][A-Za-z]+|\s[a-z]+|0[1-9]|1[0-2])?")
#: "ICML", "CVPR-W", "S&P", "NDSS"; a venue's short name when a year stands beside it.
ACRONYM = rare(
    r"(?=(?:[a-z0-9&/.+\-]*[A-Z]){2})(?![A-Z][a-z]+-[A-Z][a-z]+)[A-Za-z0-9][A-Za-z0-9&/.+\-]{1,15}(?:\s?[A-Z@&(][\w@&()./\-]{0,18}){0,4}"
)
CAPITALS = re.compile(r"(?:[A-Z][\w.&-]+|J(?= [A-Z]))(?: (?:[A-Z][\w.&-]*|of|on|in|and|&|the|for|with)){0,7}")
#: A month, a season or a word before a number, which are the names of nothing.
MONTHLY = rare(rf"(?:(?:{MONTH}|{SEASON})\b|(?:vol|no|pp?|eds?)$)", re.I)
#: "(ODDL)" behind a name, which may have lost its last bracket.
IN_SHORT = rare(r"[\w.] \([A-Z][\w&-]*\)?$")
#: Small words within the names of venues.
JOINING = frozenset(["of", "on", "in", "and", "the", "for", "&", "de", "der", "für", "et", "to", "at", "-"])
#: What stands before the last dash and behind it; a venue's name has seldom more blanks before one.
DASHED, FEW_GAPS = rare(r"(.*\S)\s+[-–—]\s+(\S.*)"), 3
#: Words of sentences and of no venue's name.
SAID = re.compile(r"\b(?:is|are|was|were|does|do|not|has|have|we|they|it)\b")
#: A text of more blanks than this is rather a title than a venue's name.
LONG_NAME = 4


@lru_cache(maxsize=64)
def signs(text: str) -> frozenset[str]:
    """Return the characters of a text that are none of A to Z, with "0" for any digit."""
    found = frozenset(text) - LETTERS
    return found | ZERO if DIGIT.search(text) else found


class Phrases:
    """Judges runs of words, with the venues that a list knows; remembers what it said."""

    def __init__(self, venues: Venues) -> None:
        self.venues = venues
        self.seen: dict[str, bool] = {}

    def is_venue(self, text: str, *, dated: bool, strict: bool = False) -> bool:
        """Tell whether a text without its year names a venue; `dated`: a year stands beside it.

        `strict`: it could be a title as well, so capitals and a year are not enough.
        """
        text = text.strip(" .,;:'’`()[]-–@")
        key = f"{dated}{strict}{text}"
        if key in self.seen:
            return self.seen[key]
        if "roceedings" in text and PROCEEDINGS.match(text) and "," not in text and ". " not in text:
            return True
        if (
            not text
            or len(text) > 120
            or text.casefold() in UNKNOWN
            or is_collective(text)
            or text.rpartition(" ")[2] in JOINING
            or ". In " in text
        ):
            return False
        if strict and not dated and text.count(" ") >= LONG_NAME:
            return bool(PUBLISHED.match(text))
        named = (dated and not strict and is_called(text)) or self.judge(text, dated=dated)
        self.seen[key] = named and not (self.ends_sentence(text, dated=dated) or SAID.search(text))
        return self.seen[key]

    def glued_year(self, text: str) -> re.Match[str] | None:
        """Return a known venue's short name with two digits of the year behind it, as in "ICML19" or "NeurIPS-20"."""
        found = GLUED.fullmatch(text)
        return found if found and self.venues.find_name(found[1]) is not None else None

    def ends_sentence(self, text: str, *, dated: bool) -> bool:
        """Tell whether a venue stands behind a sentence, a title or a name, as in "A title of words. Arxiv"."""
        head, divided, tail = text.rpartition("; ")
        if divided and self.venues.find_name(head) is None and self.judge(tail, dated=dated):
            return True
        head, stop, tail = text.rpartition(". ")
        several = head.count(" ") > 1 or (" " in head and is_name(head))
        # A journal may be named in two languages.
        parted = stop and several and not (is_abbreviated(head) or EASTERN_VENUE.fullmatch(tail))
        if parted and self.judge(tail, dated=dated):
            return True
        head, comma, tail = text.rpartition(", ")
        if comma and head.count(" ") > FEW_GAPS and self.judge(tail, dated=dated) and not self.judge(head, dated=dated):
            return True
        return self.follows_title(text, dated=dated)

    def follows_title(self, text: str, *, dated: bool) -> bool:
        """Tell whether a venue stands behind a title and a dash, as in "A title of some words - ICML"."""
        found = DASHED.search(text)
        if found is None or found[1].count(" ") <= FEW_GAPS:
            return False
        return self.judge(found[2], dated=dated) and not self.judge(found[1], dated=dated)

    def names_venue(self, text: str) -> bool:
        """Tell whether a link's text is nothing but the name of a venue, as "TPAMI" is and "Springer" is not."""
        text = text.strip(" []()`")
        return text.isalpha() and text.isupper() and 3 <= len(text) <= 12 and self.venues.find_name(text) is not None

    def judge(self, text: str, *, dated: bool) -> bool:
        """Tell the same without memory."""
        count = len(text.split())
        if not dated and text.istitle() and text.casefold() in COMMON:
            # "Fast" is the word, "FAST" the conference.
            return False
        if self.venues.find_name(text) is not None or is_workshop(text, self.venues) or EASTERN_VENUE.fullmatch(text):
            return True
        if leaves_out(text) or text.startswith(("A ", "An ")) or follows_person(text):
            return False
        if (found := PREPRINT.search(text)) and count <= 4:
            # "GPT-4 Technical Report" is a title; "Technical report" and "OpenAI technical report 2023" say where.
            return dated or found.start() == 0 or not REPORT.match(found[0])
        if not dated:
            return count <= (14 if text.startswith("Proceedings of") else 9) and bool(PUBLISHED.match(text))
        return (
            bool(ACRONYM.fullmatch(text))
            or (count <= 14 and bool(VENUE_WORD.search(text)))
            or (count <= 6 and bool(SHORT_VENUE_WORD.search(text)))
            or (count <= 3 and text[:1].isupper() and "," not in text and self.venues.find_word(text) is not None)
        )


def follows_person(text: str) -> bool:
    """Tell whether a text begins with a person before a comma, as in "Ada One, IEEE Transactions on Tests"."""
    person, comma, _ = text.partition(", ")
    return bool(comma) and " " in person and is_name(person) and not SHORT_VENUE_WORD.search(person)


def is_called(text: str) -> bool:
    """Tell whether a text beside a year is the name of something, in full with its short name or not, and nobody's."""
    name = text.partition(" (")[0] if IN_SHORT.search(text) else text
    named = CAPITALS.fullmatch(name) is not None and not MONTHLY.match(name)
    return named and not ((" and " in name or has_initials(name)) and is_signature(name))


def is_workshop(text: str, venues: Venues) -> bool:
    """Tell whether a text is a known venue's short name with the W of its workshops, as in "ECCVW" or "CVPR-W"."""
    return text[-1:] == "W" and text.isascii() and venues.find_name(text[:-1].rstrip("-")) is not None


def is_abbreviated(text: str) -> bool:
    """Tell whether a text with stops is a name made short, as in "Proc. IEEE Conf. Comput. Vis", and no sentence."""
    named = all(word[:1].isupper() or word[:1].isdigit() or word in JOINING for word in text.split())
    return named and "." in text


def has_capitals(text: str) -> bool:
    """Tell whether all words of a name begin with capitals, but for small ones between them."""
    return not text.islower() and all(
        word.lstrip("(")[:1].isupper() or word.lower() in JOINING for word in text.split()
    )
