"""What a run of plain words in an entry is: a date, a year, a venue, names of authors, or none of these."""

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.catalogue.identity.authors import DOTTED, ET_AL, FAMILY, INITIAL, NAME_BREAK, is_divided, leaves_out
from bot.catalogue.venues import Venues
from bot.lists.inline import plain
from bot.patterns import rare

#: How the months are called in English, German and French, long and short. Mars is a planet as well.
MONTHS = (
    r"jan(?:uary|uar|v(?:ier)?)?", r"feb(?:ruary|ruar)?|f[ée]v(?:r(?:ier)?)?", r"mar(?:ch)?|märz|(?-i:mars)",
    r"apr(?:il)?|avr(?:il)?", r"may|mai", r"june?|juni|juin", r"july?|juli|juil(?:let)?", r"aug(?:ust)?|ao[uû]t",
    r"sept?(?:ember|embre)?", r"o[ck]t(?:ober|obre)?", r"nov(?:ember|embre)?", r"d[eé][cz](?:ember|embre)?",
)  # fmt: skip
MONTH = f"(?:{'|'.join(MONTHS)})"
#: What kind of document it is, as GB/T 7714 marks it behind a title: "[J]", "[EB/OL]".
DOCUMENT = r"\s*\[(?:[A-Z]|EB|DB|CP)(?:/(?:OL|CD|MT|DK))?\]"
# What stands before is looked at last, as a search finds a pattern's first character much faster than a look behind.
YEAR = re.compile(r"((?:19[3-9]|20[0-4])\d(?<![\d.]\d{4}))(?!\d|\.\d{4})")
SHORT_YEAR = re.compile(r"['’‘`](?<=[A-Za-z.)\s].)\s?(\d\d)(?!\d)")
DATE = re.compile(
    # A digit or a month's first letter: where neither stands, no more is tried.
    r"(?:(?=\d)|\b(?=[jfmasond]))(?:"
    # "2024, Jan:" is a date, "(2024, Jan One)" a person.
    rf"(?<![\d.])(?:19|20)\d\d,?\s+{MONTH}(?=\.?\s*(?:[:;)\]|–—-]|,(?!\s*['’\d])|$))|"
    rf"(?<![\d.])(?:(?:19|20)\d\d[./\u2010\u2011-](?:1[0-2]|0?[1-9])(?:[./\u2010\u2011-](?:3[01]|[12]\d|0?[1-9]))?(?![\d.]*\d)"
    r"|(?<![\d.])(?:19|20)\d\d(?:1[0-2]|0[1-9])(?:3[01]|[12]\d|0[1-9])(?!\d)"
    rf"|(?<!/)(?:1[0-2]|0?[1-9])[/-](?:19|20)\d\d(?![\d/-])"
    rf"|(?:(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\s+)?\b{MONTH}\.?(?:\s+(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?)?(?:,\s*|\s+)(?:19|20)\d\d(?!\d)"
    rf"|\b{MONTH}[-’'][012]\d(?!\d)))",
    re.I,
)
DIGIT = re.compile(r"\d")
SIGN, ZERO = re.compile(r"[^A-Za-z]"), frozenset("0")
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
SEASON = "spring|summer|autumn|fall|winter"
#: A month, a season or a word before a number, which are the names of nothing.
MONTHLY = rare(rf"(?:(?:{MONTH}|{SEASON})\b|(?:vol|no|pp?|eds?)$)", re.I)
#: "B. J. " before a family name.
TWO_INITIALS = rare(rf"{INITIAL}\. ?{INITIAL}\.")
#: "(ODDL)" behind a name, which may have lost its last bracket.
IN_SHORT = rare(r"[\w.] \([A-Z][\w&-]*\)?$")
PARTICLES = frozenset({
    "de", "da", "di", "van", "von", "der", "den", "del", "la", "le", "el", "bin", "al", "dos", "du", "ten", "y", "and",
    "jr", "ii", "iii", "iv",
})  # fmt: skip
#: Small words within the names of venues.
JOINING = frozenset(["of", "on", "in", "and", "the", "for", "&", "de", "der", "für", "et", "to", "at", "-"])
#: Words of titles that nobody is called, folded: "Light-weight, General-purpose Models" is no two names.
COMMON = frozenset({
    "a", "an", "the", "for", "of", "with", "via", "from", "to", "on", "at", "by", "is", "are", "as", "using",
    "towards", "toward", "beyond", "through", "without", "all", "you", "need", "learning", "network", "networks",
    "model", "models", "transformer", "transformers", "vision", "language", "deep", "neural", "training",
    "attention", "efficient", "data", "large", "graph", "graphs", "image", "images", "video", "videos",
    "generation", "generative", "detection", "segmentation", "recognition", "classification", "retrieval",
    "reasoning", "representation", "representations", "adaptation", "quantization", "pruning", "compression",
    "distillation", "inference", "pre-training", "pretraining", "fine-tuning", "finetuning", "tuning",
    "optimization", "diffusion", "reinforcement", "federated", "multimodal", "multi-modal", "self-supervised",
    "unsupervised", "supervised", "semi-supervised", "zero-shot", "few-shot", "robust", "fast", "scalable",
    "adaptive", "dynamic", "understanding", "survey", "review", "benchmark", "framework", "approach", "method",
    "methods", "system", "systems", "analysis", "adversarial", "attack", "attacks", "defense", "agent", "agents",
    "knowledge", "prompt", "prompts", "text", "speech", "audio", "object", "objects", "scene", "point", "cloud",
    "clouds", "3d", "2d", "time", "series", "domain", "task", "tasks", "memory", "sparse", "dense", "low-rank",
    "parameter-efficient", "open-source", "foundation", "engineering", "search", "architecture", "architectures",
    "machine", "translation", "question", "answering", "dialogue", "code", "evaluation", "estimation", "prediction",
    "planning", "control", "robot", "robotics", "computing", "algorithms", "security", "privacy", "computer",
    "science", "paper", "project", "dataset", "datasets", "applications", "practices", "theory", "motivation",
    "challenges", "opportunities", "directions", "perspectives", "techniques", "methodologies", "experiments",
    "trends", "advances", "issues", "future", "tools", "between", "under", "over", "into", "across", "against",
})  # fmt: skip
#: Small words that stand in titles and between no names.
SMALL = frozenset({
    "for", "of", "with", "via", "from", "on", "at", "by", "is", "are", "as", "using", "towards", "through", "without",
    "between", "under", "over", "into", "across", "against", "how", "what", "when", "can",
})  # fmt: skip
#: "R-CNN", "NeurIPS" or "ICML" is nobody's name.
ABBREVIATED = re.compile(r"[A-Z]{3}|[a-z][A-Z]{2}")
NAME = re.compile(
    r"[^\W\d_][^\W\d_'’`´ˇ¨˜.\-]*(?:['’`´ˇ¨˜.\-\u0300-\u036f]+[^\W\d_'’`´ˇ¨˜.\-]*)*[*∗†‡§¶¹²³]*\d?", re.UNICODE
)
INSTITUTION = r"\b(?:universi\w+|univ|institut\w*|laborator\w+|labs?|college|academy)\b"
AFFILIATION = re.compile(rf"{INSTITUTION}|\b(?:inc|corp|research)\b", re.I)

#: "The ATLAS Collaboration", who wrote a paper together.
COLLECTIVES = ("Collaboration", "Collaborations", "Consortium", "Team")
COLLECTIVE = rare(rf"(?:[Tt]he )?(?:[A-Z][\w&+]*(?:-[a-z\d][\w&+]*)*[ -]){{1,6}}(?:{'|'.join(COLLECTIVES)})\b")
#: What stands raised behind a name.
NOTE = re.compile(r"<sup>[^<>]{0,16}</sup>", re.I)
#: In brackets, where somebody works; "Xiaojin (Jerry) Zhu" is also called Jerry.
PLACED = rare(r"^\([^()]*\)\s+|\s+\([^()]*(?<!Collaboration)\)(?=[,;]|\s+(?:and|&)\s|$)")
#: The same without the tag: the sign or the number of a note.
NOTE_SIGN = rare(r"[*∗†‡§¶¹²³](?<=[^\W_].)[*∗†‡§¶¹²³]*|\d(?<=[^\W\d_A-Z]\d)\d?(?![^\s,;])")
#: A family name alone.
ALONE = rf"{INITIAL}[^\W\d_A-Z]+(?:-[A-Z][^\W\d_]+)?"
SIGNATURE = rare(
    rf"{DOTTED}{FAMILY}"
    rf"|{ALONE}(?:, {ALONE})*,? (?:&|and) {ALONE}"
    r"|[A-Z][\w'’ -]+, [A-Z][\w.’ -]+?(?:,? and [A-Z][\w'’ -]+, [A-Z][\w. -]+?)+"
)


#: Chinese, Japanese and Korean names have no more characters than this.
LONGEST_IDEOGRAPHS = 5
#: "J." or "J. R.", behind a family name and a comma.
GIVEN = rare(rf"(?:{INITIAL}\.?[ -]?){{1,3}}")
#: "et al." or an initial, which no words of a title have.
SURE_NAMES = rare(rf"{ET_AL.pattern}|\b{INITIAL}\.|\b{INITIAL}{{1,2}}(?=,|$| \((?:19|20)\d\d\))")
#: What says that names follow.
BY = re.compile(r"^(?:by\s|authors?\s*:)\s*", re.I)
#: No person's name has more words, even with a place in brackets, or more that begin small and are no particles.
LONGEST_PERSON, MOST_SMALL = 7, 2
#: What stands before the last dash and behind it; a venue's name has seldom more blanks before one.
DASHED, FEW_GAPS = rare(r"(.*\S)\s+[-–—]\s+(\S.*)"), 3
#: Words of sentences and of no venue's name.
SAID = re.compile(r"\b(?:is|are|was|were|does|do|not|has|have|we|they|it)\b")
#: A text of more blanks than this is rather a title than a venue's name.
LONG_NAME = 4


@lru_cache(maxsize=64)
def signs(text: str) -> frozenset[str]:
    """Return the characters of a text that are none of A to Z, with "0" for any digit."""
    found = frozenset(SIGN.findall(text))
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
        if "roceedings" in text and PROCEEDINGS.match(text) and "," not in text and ". " not in text:
            return True
        if not text or len(text) > 120 or is_collective(text) or text.rpartition(" ")[2] in JOINING or ". In " in text:
            return False
        if strict and not dated and text.count(" ") >= LONG_NAME:
            return bool(PUBLISHED.match(text))
        key = f"{dated}{strict}{text}"
        if key not in self.seen:
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
        if stop and several and not is_abbreviated(head) and self.judge(tail, dated=dated):
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
        if self.venues.find_name(text) is not None or is_workshop(text, self.venues):
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


def has_initials(text: str) -> bool:
    """Tell whether a text begins with two initials, as a person's name does and no journal's."""
    return text[1:2] == "." and TWO_INITIALS.match(text) is not None


def is_workshop(text: str, venues: Venues) -> bool:
    """Tell whether a text is a known venue's short name with the W of its workshops, as in "ECCVW" or "CVPR-W"."""
    return text[-1:] == "W" and text.isascii() and venues.find_name(text[:-1].rstrip("-")) is not None


def is_abbreviated(text: str) -> bool:
    """Tell whether a text with stops is a name made short, as in "Proc. IEEE Conf. Comput. Vis", and no sentence."""
    named = all(word[:1].isupper() or word[:1].isdigit() or word in JOINING for word in text.split())
    return named and "." in text


#: A family name that ends a sentence, and what stands behind it: "Ada One. Nature".
STOPPED = re.compile(r"\s(?!(?:Jr|Sr|St|Dr)\.)[^\W\d_]{2,}\.\s+[^\W\d_]")


@lru_cache(maxsize=4096)
def is_authors(text: str, *, marked: bool = False) -> bool:
    """Tell whether a text is names of persons; `marked`: it stands in italics, or after "by"."""
    text = (NOTE.sub("", text) if "<" in text else text).replace("\\*", "")
    text = (PLACED.sub("", text) if "(" in text and is_divided(text) else text).strip(" .,;:()[]")
    if is_collective(text):
        return True
    short = leaves_out(text)
    if not short and not marked and not is_divided(text):
        return False
    text = BY.sub("", ET_AL.sub("", text) if short else text).strip(" .,;:")
    if not text or len(text) > 6000 or "?" in text or "!" in text or ":" in text or not SMALL.isdisjoint(text.split()):
        return False
    if AFFILIATION.search(text):
        return False
    names = [name for name in NAME_BREAK.split(text) if name.strip()]
    if not marked and ". " in text and any(map(STOPPED.search, names)):
        return False
    if any(map(is_phrase, names)) or all(len(name) < 2 for name in names):
        return False
    if any(name.isupper() and name.isalpha() and len(name) > 2 for name in names):
        return False
    good = sum(
        is_name(name) or (short and (name.istitle() or is_capitals(name) or (marked and name.isalpha())))
        for name in names[:60]
    )
    least = 1 if short or marked else 2
    alone = len(names) < 2 or not marked
    if alone and not short and not any(" " in name.strip() or name[:1] > "\u2e80" for name in names):
        return ", " in text and all(map(GIVEN.fullmatch, names[1::2])) and all(map(is_name, names[::2]))
    return len(names) >= least and good >= 0.75 * len(names[:60]) and (short or marked or len(names) >= 2)


def is_phrase(name: str) -> bool:
    """Tell whether words between commas are too many for a person's name, or too many of them small."""
    parts = name.split()
    small = sum(part.islower() and part not in PARTICLES for part in parts) if len(parts) > MOST_SMALL else 0
    return len(parts) > LONGEST_PERSON or small > MOST_SMALL


def is_capitals(text: str) -> bool:
    """Tell whether a text is words in capitals, as some write names."""
    return " " in text and text.isupper() and not DIGIT.search(text)


def is_collective(text: str) -> bool:
    """Tell whether a text is the name of people who wrote a paper together."""
    return text.endswith(COLLECTIVES) and COLLECTIVE.fullmatch(text) is not None


def has_capitals(text: str) -> bool:
    """Tell whether all words of a name begin with capitals, but for small ones between them."""
    return not text.islower() and all(
        word.lstrip("(")[:1].isupper() or word.lower() in JOINING for word in text.split()
    )


def is_signature(text: str) -> bool:
    """Tell whether a text behind a title is authors as a bibliography names them.

    That is one by initials, as "G. Hinton", several by their family names, or "Family, Given and Family, Given".
    """
    text = text.strip(" .,;:()")
    return all(map(is_name, NAME_BREAK.split(text))) and SIGNATURE.fullmatch(text) is not None


#: Venues with their years, and what links are called, are said over and over.
@lru_cache(maxsize=1024)
def find_stamp(text: str) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    """Return the first date in a text and, where it has none, the first year."""
    if not DIGIT.search(text):
        return None, None
    date = DATE.search(text)
    return date, None if date else (YEAR.search(text) or SHORT_YEAR.search(text))


def is_name(text: str) -> bool:
    """Tell whether a text has the shape of one person's name."""
    parts = (re.sub(r"\([^()]*\)", "", text) if "(" in text else text).split()
    if not 1 <= len(parts) <= 5:
        return False
    led = parts[0].endswith(".") and GIVEN.fullmatch(parts[0]) is not None
    if not led and any(part.casefold() in COMMON and not is_of_name(part, parts) for part in parts):
        return False
    abbreviated = any(ABBREVIATED.search(part) and part.casefold() not in PARTICLES for part in parts)
    return not abbreviated and all(map(is_name_part, parts))


def is_of_name(part: str, parts: Sequence[str]) -> bool:
    """Tell whether a word is part of a name: one capital beside others, as in "Silva D A"."""
    return len(part) == 1 and part.isupper() and (part is not parts[0] or len(parts) == 2)


def name_people(text: str) -> str:
    """Return names without their markup and the signs of notes behind them."""
    names = PLACED.sub("", NOTE_SIGN.sub("", plain(NOTE.sub("", text))))
    return names.replace("_", " ").replace(" ,", ",").rstrip(" ,")


def is_name_part(word: str) -> bool:
    """Tell whether a word can stand in a name: a particle ("van"), one with a capital, or a few ideographs."""
    is_capital = word[:1].isupper() and bool(NAME.fullmatch(word))
    is_ideographs = word[:1] > "\u2e80" and len(word) <= LONGEST_IDEOGRAPHS and word.isalpha()
    return word.casefold() in PARTICLES or is_capital or is_ideographs


def iso_date(text: str) -> str | None:
    """Return "2023-05" or "2023-05-17" for a date as people write it, None if it is none."""
    if found := re.search(r"((?:19|20)\d\d)[./\u2010\u2011-]?(\d{1,2})(?:[./\u2010\u2011-]?(\d{1,2}))?", text):
        year, month, last = found[1], int(found[2]), found[3]
        return f"{year}-{month:02d}" + (f"-{int(last):02d}" if last else "")
    if found := re.search(r"(?<!\d)(\d{1,2})[/-]((?:19|20)\d\d)(?!\d)", text):
        return f"{found[2]}-{int(found[1]):02d}"
    if found := re.search(
        rf"(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+)?({MONTH})\.?(?:\s+(\d{{1,2}})(?:st|nd|rd|th)?)?(?:,\s*|\s+)(\d{{4}})",
        text,
        re.I,
    ):
        named = found[1] or found[3]
        return f"{found[4]}-{number_of_month(found[2]):02d}" + (f"-{int(named):02d}" if named else "")
    if found := re.search(rf"((?:19|20)\d\d),?\s+({MONTH})", text, re.I):
        return f"{found[1]}-{number_of_month(found[2]):02d}"
    if found := re.search(rf"({MONTH})[-’'](\d\d)", text, re.I):
        return f"20{found[2]}-{number_of_month(found[1]):02d}"
    return None


def number_of_month(name: str) -> int:
    """Return which month a name that MONTH matches is."""
    return next(number for number, names in enumerate(MONTHS, start=1) if re.fullmatch(names, name, re.I))
