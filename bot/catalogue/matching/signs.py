"""Signs in two titles that another work is meant: a sign behind a name, a version, a part, a notice about a paper."""

from __future__ import annotations

import re

#: What is published about a paper, under its title.
NOTICE = re.compile(
    r"\W*(?:a |an )?(?:(?:publisher|author)s?'? )?"
    r"(?:retraction|retracted|withdrawn|withdrawal|erratum|errata|corrigend(?:um|a)|correction|addendum|comments?"
    r"|reply|response|rebuttal|discussion|appendix|supplement(?:ary|al)?(?: materials?| information)?"
    r"|expression of concern)"
    r"(?:\s*(?:note|notice|article))?\s*(?::|\]|\)|to\b|for\b|on\b|of\b|[-–—])",
    re.IGNORECASE,
)
#: "C++", "X-Lite++", "DeepLabv3+": a sign at the end of a word, which no folded title has.
SIGN = re.compile(r"(?<=\w)(\++|#)(?!\w)")
#: The number in a name, "Qwen2.5", "GPT-4", "YOLOv7"; and that of a part.
VERSION = re.compile(r"\b([^\W\d_]{2,})[- ]?v?(\d+(?:\.\d+)*)\b")
PART = re.compile(r"\bpart (i{1,3}|iv|v|\d+|one|two|three|four)\b|\s(i{1,3}|iv)(?=\s*(?::|$))")


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
    return bool(one and other and (one[1] or one[2]) != (other[1] or other[2]))
