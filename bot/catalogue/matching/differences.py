"""What tells two works apart, or makes a person look, whatever their titles have in common.

The fitted model weighs words; a sign, a number or one word before the title can say that another work is meant, and is
too rare in the data for the model to have learnt it.
"""

from __future__ import annotations

import re

from bot.catalogue.identity.titles import fold_text, fold_title, is_generic
from bot.catalogue.matching.record import Record

#: A person is asked from here on; nothing that one of these signs is against is called the same.
ASKED, NEW = 0.6, 0.1
#: What is published about a paper, under its title.
NOTICE = re.compile(
    r"(?:retraction|retracted|erratum|errata|corrigend(?:um|a)|correction|addendum|comments?|reply|response|rebuttal"
    r"|supplement(?:ary|al)?(?: materials?| information)?|publisher correction|author correction|expression of concern)"
    r"(?:\s*(?:note|notice|article))?\s*(?::|to\b|for\b|on\b|of\b|[-–—])",
    re.IGNORECASE,
)
#: "C++", "X-Lite++", "DeepLabv3+": a sign at the end of a word, which no folded title has.
SIGN = re.compile(r"(?<=\w)(\++|#)(?!\w)")
#: The number in a name, "Qwen2.5", "GPT-4", "YOLOv7"; and that of a part.
VERSION = re.compile(r"\b([^\W\d_]{2,})[- ]?v?(\d+(?:\.\d+)*)\b")
PART = re.compile(r"\bpart (i{1,3}|iv|v|\d+)\b")


def adjust(score: float, one: Record, other: Record) -> float:
    """Return the probability that two records are one paper, with what speaks against it, or for a question."""
    first, second = fold_text(one.title), fold_text(other.title)
    if bool(NOTICE.match(first)) != bool(NOTICE.match(second)):
        return min(score, ASKED)
    if has_other_version(first, second):
        return min(score, NEW)
    if has_other_part(first, second):
        return min(score, NEW if has_other_doi(one, other) else ASKED)
    if has_other_sign(first, second):
        return min(score, ASKED)
    return max(score, ASKED) if is_one_title(one.title, other.title) else score


def is_one_title(one: str, other: str) -> bool:
    """Tell whether two titles are one, and none under which many papers appear."""
    folded = fold_title(one)
    return bool(folded) and folded == fold_title(other) and not is_generic(one)


def has_other_sign(first: str, second: str) -> bool:
    """Tell whether only one of two folded texts has a sign at the end of a word, or has another one."""
    return sorted(SIGN.findall(first)) != sorted(SIGN.findall(second))


def has_other_version(first: str, second: str) -> bool:
    """Tell whether two texts name one thing with two different numbers."""
    one, other = dict(VERSION.findall(first)), dict(VERSION.findall(second))
    return any(name in other and other[name] != number for name, number in one.items() if name != "part")


def has_other_part(first: str, second: str) -> bool:
    """Tell whether two texts are of different parts of one work."""
    one, other = PART.search(first), PART.search(second)
    return bool(one and other and one[1] != other[1])


def has_other_doi(one: Record, other: Record) -> bool:
    """Tell whether both records have a DOI, and not the same."""
    dois = [{found.value for found in record.identifiers if found.kind == "doi"} for record in (one, other)]
    return all(dois) and not dois[0] & dois[1]
