"""Signs in two titles that another work is meant: a sign behind a name, a version, a part, a notice about a paper."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from bot.patterns import rare

#: What is published about a paper, under its title, by the letters without which nothing says so.
NOTICES = {
    "retract": r"retract\w+",
    "withdraw": r"withdraw\w+",
    "errat": r"errat(?:um|a)",
    "corrigend": r"corrigend(?:um|a)",
    "correction": r"corrections?",
    "addend": r"addend(?:um|a)",
    "amendment": r"amendments?",
    "supplement": r"supplement(?:ary|al)?(?: materials?| information)?",
    "supporting": r"supporting information",
    "appendi": r"appendi(?:x|ces)",
    "comment": r"comment(?:s|ary)?",
    "note": r"notes?",
    "remark": r"remarks?",
    "reply": r"reply",
    "response": r"response",
    "rejoinder": r"rejoinder",
    "rebuttal": r"rebuttal",
    "critique": r"critique",
    "discussion": r"discussion",
    "review": r"(?:book|peer) review",
    "concern": r"expression of concern",
    "notice": r"(?:removal )?notice(?: of [^:]+)?",
    "replication": r"replication(?: data)?",
    "reproducibility": r"reproducibility (?:study|report)",
}
ABOUT = (
    r"(?:an? )?(?:(?:publisher|author|editor(?:ial)?)['’]?s?['’]? |online )?"
    rf"(?:{'|'.join(NOTICES.values())})(?: note| notice| article)?"
)
#: Such words stand before the title, or set apart behind it.
NOTICE = rare(rf"\W*{ABOUT}(?:\s*[:\])]|\s+(?:[-–—]|(?:to|for|on|of)\b))|.*(?:[:(\[]|\s[-–—]+)\s*{ABOUT}\W*$")
REPLY = re.compile(r"\W*re(?:[\])]|:\s)")
#: "C++", "X-Lite++", "DeepLabv3+": a sign at the end of a word, which no folded title has.
SIGN = rare(r"(?<=\w)(\++|#)(?!\w)")
#: The number in a name, "Qwen2.5", "GPT-4", "YOLOv7"; and that of a part.
DIGIT = re.compile(r"\d")
VERSION = rare(r"\b([^\W\d_]++)[- ]?v?(\d+(?:\.\d+)*)\b")
PART = re.compile(
    r"part (?<=\bpart )(i{1,3}|iv|v|\d+|one|two|three|four|[a-d](?=\W*(?:$|:)))\b"
    r"|\s(?:\((i{1,3}|iv)\)|(i{1,3}|iv)(?=\s*(?::|$)))"
)


class Signs(NamedTuple):
    """What a folded text says of which work of several it is."""

    signs: tuple[str, ...]
    versions: Mapping[str, str]
    part: str | None
    is_notice: bool


#: A title of a long list meets many.
@lru_cache(maxsize=4096)
def read_signs(text: str) -> Signs:
    """Return the signs in a folded text; a name has one version, the last that stands there."""
    part = PART.search(text)
    signs = sorted(SIGN.findall(text)) if "+" in text or "#" in text else ()
    versions = dict(VERSION.findall(text)) if DIGIT.search(text) else {}
    notice = REPLY.match(text) or (any(map(text.__contains__, NOTICES)) and NOTICE.match(text))
    return Signs(tuple(signs), versions, part and part[part.lastindex or 0], bool(notice))


def has_other_sign(first: str, second: str) -> bool:
    """Whether only one of two folded texts has a sign at the end of a word, or has another one."""
    return read_signs(first).signs != read_signs(second).signs


def has_other_version(first: str, second: str) -> bool:
    """Whether two texts name one thing with two different numbers."""
    one, other = read_signs(first).versions, read_signs(second).versions
    return any(name in other and other[name] != number for name, number in one.items())


def has_other_part(first: str, second: str) -> bool:
    """Whether two texts are of different parts of one work."""
    return compare_parts(first, second) == 1.0


def compare_parts(first: str, second: str) -> float:
    """Return 1 where two texts are of different parts of one work, 0.5 where only one says which it is, 0 otherwise."""
    one, other = read_signs(first).part, read_signs(second).part
    return 0.0 if one == other else 1.0 if one and other else 0.5


def leave_part(text: str) -> str:
    """Return a folded text without what says which part of a work it is."""
    return PART.sub("", text)


def is_notice_alone(first: str, second: str) -> bool:
    """Whether one of two texts is about a paper, and the other is not."""
    return read_signs(first).is_notice != read_signs(second).is_notice
