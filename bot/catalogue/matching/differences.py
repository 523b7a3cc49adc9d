"""What tells two works apart, or makes a person look, whatever their titles have in common.

The fitted model weighs words; a sign, a number or one word before the title can say that another work is meant, and is
too rare in the data for the model to have learnt it.
"""

from rapidfuzz import fuzz

from bot.catalogue.identity.titles import fold_text, fold_title
from bot.catalogue.matching.evidence import compare_authors, find_names, has_evidence
from bot.catalogue.matching.features import compare_heads
from bot.catalogue.matching.record import Record
from bot.catalogue.matching.signs import has_other_part, has_other_sign, has_other_version, is_notice_alone, leave_part
from bot.catalogue.matching.tokenized import word

#: A person is asked from here on; nothing that one of these signs is against is called the same.
ASKED, NEW = 0.6, 0.1
#: Texts with so many letters in common (0 to 100) differ by slips of the pen, and venue or year may be one more.
SLIPS = 95.0
#: Before a colon stands a title of its own where its words tell so much, in bits.
OWN_TITLE = 18.0


def adjust(score: float, one: Record, other: Record) -> float:
    """Return the probability that two records are one paper, with what speaks against it, or for a question."""
    first, second = fold_text(one.title), fold_text(other.title)
    if is_notice_alone(first, second):
        return ASKED if is_about(one.title, other.title) else min(score, ASKED)
    if word(one.title).is_generic and not has_evidence(one, other):
        return min(score, NEW)
    if has_other_part(first, second):
        if has_other_doi(one, other):
            return min(score, NEW)
        return ASKED if leave_part(first) == leave_part(second) else min(score, ASKED)
    if has_other_version(first, second):
        return min(score, NEW)
    is_other = has_other_authors(one, other)
    if is_other or has_other_sign(first, second) or has_longer_name(one.title, other.title):
        score = min(score, ASKED)
    is_version = fuzz.ratio(first, second) >= SLIPS or is_with_subtitle(one.title, other.title)
    asks = is_one_title(one.title, other.title) or (is_version and not is_other)
    return max(score, ASKED) if asks else score


def is_one_title(one: str, other: str) -> bool:
    """Whether two titles are one, and none under which many papers appear."""
    folded = fold_title(one)
    return bool(folded) and folded == fold_title(other) and not word(one).is_generic


def is_about(one: str, other: str) -> bool:
    """Whether one title begins or ends with the other, which tells enough to be meant."""
    short, long = sorted((word(one), word(other)), key=lambda title: len(title.text))
    is_end = long.text.startswith(short.text) or long.text.endswith(short.text)
    return is_end and short.bits >= OWN_TITLE


def is_with_subtitle(one: str, other: str) -> bool:
    """Whether one title is the other with a subtitle, as a journal's version of a workshop paper often is."""
    short, long = sorted((word(one), word(other)), key=lambda title: len(title.text))
    return bool(long.head) and long.words[: long.head] == short.words and short.bits >= OWN_TITLE


def has_longer_name(one: str, other: str) -> bool:
    """Whether the name before the colon of one title goes on in the other's: "DINO: ..." and "DINOv2: ..."."""
    if ":" not in one or ":" not in other:
        return False
    short, long = sorted((fold_title(title.partition(":")[0]) for title in (one, other)), key=len)
    return short != long and long.startswith(short)


def has_other_authors(one: Record, other: Record) -> bool:
    """Whether the authors of both records are known, and none is of both, nor named in the other."""
    shared = compare_authors(one.authors, other.authors)[0]
    return shared == 0.0 and find_names(one, other) <= 0 and find_names(other, one) <= 0


def has_other_name(one: str, other: str) -> bool:
    """Whether two titles begin with two names, each before a colon."""
    return compare_heads(word(one), word(other)) == -1.0


def has_other_doi(one: Record, other: Record) -> bool:
    """Whether both records have a DOI, and not the same."""
    dois = [{found.value for found in record.identifiers if found.kind == "doi"} for record in (one, other)]
    return all(dois) and not dois[0] & dois[1]
