"""Two titles -> numbers that tell whether they are one paper's, and the words that say why.

Everything is symmetric: the shorter title comes first. What cannot be known is -1.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler, Levenshtein

from bot.catalogue.identity.titles import fold_text
from bot.catalogue.matching.signs import compare_parts, has_other_sign, is_notice_alone
from bot.catalogue.matching.tokenized import FUNCTION_WORDS, TokenizedTitle, bits, weights, word

UNKNOWN = -1.0
NUMBER = re.compile(r"\d+(?:[a-z]|st|nd|rd|th)?|[vx]\d+|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth")
#: Two words this near, and this long, are one word with a slip of the pen.
NEAR, SHORTEST_NEAR = 0.75, 4
TITLE = (
    "ratio", "sorted_ratio", "partial_ratio", "jaro_winkler", "length_ratio", "letters", "letters_ratio", "bits",
    "common_bits", "covered_more", "covered_less", "left_less", "left_more", "rarest_left_less", "rarest_left_more",
    "left_letters", "left_words", "left_likeness", "left_function_words", "goes_on_with_function_word",
    "left_before", "left_inside", "left_after", "typos", "edits", "numbers_differ", "is_cut",
    "heads", "is_head_of", "tails", "same_head_left",
    "is_column", "notes_differ", "rarest_common", "next_rarest_common", "token_set_ratio",
    "pairs_less", "pairs_more", "longest_run",
    "parts_differ", "signs_differ", "stops_before",
)  # fmt: skip


class Alignment(NamedTuple):
    """Which words two titles share; `marks` flag the words of each that are left over."""

    common: tuple[str, ...]
    short_left: tuple[str, ...]
    long_left: tuple[str, ...]
    short_marks: tuple[bool, ...]
    long_marks: tuple[bool, ...]
    typos: float


def order(one: TokenizedTitle, other: TokenizedTitle) -> tuple[TokenizedTitle, TokenizedTitle]:
    """Return the shorter wording first."""
    swapped = (len(one.words), one.text) > (len(other.words), other.text)
    return (other, one) if swapped else (one, other)


@lru_cache(maxsize=512)
def align(short: TokenizedTitle, long: TokenizedTitle) -> Alignment:
    """Pair the words of two titles off: equal ones, and nearly equal ones."""
    shared: list[str] = []
    short_left: list[str] = []
    long_left, typos = [*long.words], 0.0
    for found in short.words:
        if found in long_left:
            long_left.remove(found)
            shared.append(found)
        else:
            short_left.append(found)
    for found in sorted(short_left, key=len, reverse=True):
        likeness, twin = nearest(found, long_left)
        if twin:
            short_left.remove(found)
            long_left.remove(twin)
            shared.append(found)
            typos += 1 - likeness
    short_marks, long_marks = mark(short.words, short_left), mark(long.words, long_left)
    kept_short = [found for found, left in zip(short.words, short_marks, strict=True) if left]
    kept_long = [found for found, left in zip(long.words, long_marks, strict=True) if left]
    drop_joined(kept_short, kept_long)
    drop_joined(kept_long, kept_short)
    return Alignment(tuple(shared), tuple(kept_short), tuple(kept_long), short_marks, long_marks, typos)


def nearest(found: str, others: Sequence[str]) -> tuple[float, str]:
    """Return the word that is nearest to one and near enough, with its likeness; "" if there is none."""
    if len(found) < SHORTEST_NEAR or NUMBER.fullmatch(found):
        return 0.0, ""
    near = (
        (likeness, other)
        for other in others
        if abs(len(found) - len(other)) <= 3
        and (likeness := Levenshtein.normalized_similarity(found, other, score_cutoff=NEAR))
        and not NUMBER.fullmatch(other)
    )
    return max(near, default=(0.0, ""))


def mark(words: Sequence[str], left: Sequence[str]) -> tuple[bool, ...]:
    """Flag the words that are left over, of equal ones the last."""
    rest, marks = [*left], [False] * len(words)
    for at in range(len(words) - 1, -1, -1):
        if words[at] in rest:
            rest.remove(words[at])
            marks[at] = True
    return tuple(marks)


def drop_joined(joined: list[str], split: list[str]) -> None:
    """Drop words that are written as one word here and as two there ("online", "on line")."""
    together = {one + other for one, other in pairwise(split)}
    for found in () if together.isdisjoint(joined) else list(joined):
        for one, other in pairwise(split):
            if one + other == found:
                joined.remove(found)
                split.remove(one)
                split.remove(other)
                break


def compare_titles(one: str, other: str) -> list[float]:
    """Return the features of a pair of titles, in the order of `TITLE`."""
    short, long = order(word(one), word(other))
    if not short.words:
        return [0.0] * len(TITLE)
    found = align(short, long)
    return [
        *compare_wholes(short, long),
        *weigh_shares(found),
        *compare_left(long, found),
        *compare_order(short, long, found),
        *compare_kinds(short, long, found),
        *compare_runs(short, long),
        *compare_marks(fold_text(one), fold_text(other)),
        compare_stops(long, found),
    ]


def compare_wholes(short: TokenizedTitle, long: TokenizedTitle) -> Iterator[float]:
    """Yield how alike two titles are as texts, and how long they are."""
    yield fuzz.ratio(short.text, long.text) / 100
    yield fuzz.ratio(short.sorted, long.sorted) / 100
    yield fuzz.partial_ratio(short.text, long.text) / 100
    yield JaroWinkler.similarity(short.text, long.text)
    yield len(short.words) / len(long.words)
    yield float(len(short.words))
    yield len(short.text) / max(1, len(long.text))
    yield short.bits


def weigh_shares(found: Alignment) -> Iterator[float]:
    """Yield how much of two titles' meaning is shared, and how much is left over."""
    left, more, common = bits(found.short_left), bits(found.long_left), bits(found.common)
    told = weights().__getitem__
    tops = [max(map(told, words), default=0.0) for words in (found.short_left, found.long_left)]
    yield common
    yield common / ((common + min(left, more)) or 1)
    yield common / ((common + max(left, more)) or 1)
    yield min(left, more)
    yield max(left, more)
    yield min(tops)
    yield max(tops)


def compare_left(long: TokenizedTitle, found: Alignment) -> Iterator[float]:
    """Yield how many words are left over, how alike they are and where they stand."""
    letters = len("".join(found.short_left)), len("".join(found.long_left))
    before, inside, after, next_word = split_left(long.words, found.long_marks)
    yield float(min(letters))
    yield float(max(len(found.short_left), len(found.long_left)))
    yield fuzz.ratio("".join(found.short_left), "".join(found.long_left)) / 100 if all(letters) else UNKNOWN
    yield float(sum(w in FUNCTION_WORDS for w in found.short_left + found.long_left))
    yield float(next_word in FUNCTION_WORDS)
    yield from (before, inside, after)


def compare_order(short: TokenizedTitle, long: TokenizedTitle, found: Alignment) -> Iterator[float]:
    """Yield how the words' spelling and order differ, and what stands before and after the colons."""
    numbered = (any(map(NUMBER.fullmatch, words)) for words in (found.short_left, found.long_left))
    head, other_head = short.words[: short.head], long.words[: long.head]
    yield found.typos
    yield float(Levenshtein.distance(short.words, long.words))
    yield float(all(numbered))
    yield float(short.is_cut or long.is_cut)
    yield compare_heads(short, long)
    yield float(bool(other_head) and other_head == short.words)
    yield compare_tails(short, long)
    yield min(bits(found.short_left), bits(found.long_left)) if head and head == other_head else 0.0


def compare_kinds(short: TokenizedTitle, long: TokenizedTitle, found: Alignment) -> Iterator[float]:
    """Yield whether a title is a column's or has another note, and what the most telling shared words tell."""
    rarest = sorted(map(weights().__getitem__, found.common), reverse=True)
    yield float(short.is_generic)
    yield float(short.notes != long.notes)
    yield rarest[0] if rarest else 0.0
    yield rarest[1] if len(rarest) > 1 else 0.0


def compare_runs(short: TokenizedTitle, long: TokenizedTitle) -> Iterator[float]:
    """Yield how far the words stand in one order."""
    shared = len(short.pairs & long.pairs)
    yield fuzz.token_set_ratio(" ".join(short.words), " ".join(long.words)) / 100
    yield shared / max(1, len(short.pairs))
    yield shared / max(1, len(long.pairs))
    yield longest_run(short.words, long.words)


def longest_run(one: Sequence[str], other: Sequence[str]) -> float:
    """Return what the words tell that stand behind one another in both titles, in bits."""
    best, told = 0.0, weights()
    before: dict[int, float] = {}
    places: dict[str, list[int]] = {}
    for at, each in enumerate(other):
        places.setdefault(each, []).append(at)
    for each in one:
        here: dict[int, float] = {}
        for at in places.get(each, ()):
            here[at] = before.get(at - 1, 0.0) + told[each]
            best = max(best, here[at])
        before = here
    return best


def compare_marks(first: str, second: str) -> Iterator[float]:
    """Yield what else tells works apart: another part, another sign, a notice about one of them."""
    yield compare_parts(first, second)
    yield float(has_other_sign(first, second) or is_notice_alone(first, second))


def compare_stops(long: TokenizedTitle, found: Alignment) -> float:
    """Return whether a mark parts what is left over before the shared words from them, as names in a reference."""
    start = next((n for n, left in enumerate(found.long_marks) if not left), 0)
    return float(start in long.starts) if start else UNKNOWN


def split_left(words: Sequence[str], marks: Sequence[bool]) -> tuple[float, float, float, str]:
    """Return the bits left over before the first shared word, between, and after the last; and the first after it."""
    shared = [n for n, left in enumerate(marks) if not left]
    if not shared:
        return bits(words), 0.0, 0.0, ""
    start, end = shared[0], shared[-1] + 1
    inside = [found for found, left in zip(words[start:end], marks[start:end], strict=True) if left]
    return bits(words[:start]), bits(inside), bits(words[end:]), words[end] if end < len(words) else ""


def compare_heads(short: TokenizedTitle, long: TokenizedTitle) -> float:
    """Return what stands before the colons: 1 the same, -1 not; half of that where only one title has a colon."""
    head, other = short.words[: short.head], long.words[: long.head]
    if head and other:
        return 1.0 if "".join(head) == "".join(other) else -1.0
    if head or other:
        whole = long.words if head else short.words
        return 0.5 if set(head or other) <= set(whole) else -0.5
    return 0.0


def compare_tails(short: TokenizedTitle, long: TokenizedTitle) -> float:
    """Return how much of what stands after the colons is shared, 0 where neither title has one."""
    if not short.head and not long.head:
        return 0.0
    tail, other = set(short.words[short.head :]), set(long.words[long.head :])
    return bits(tail & other) / (bits(tail | other) or 1)


def say_left(one: str, other: str) -> str:
    """Say which words only one of two titles has."""
    found = align(*order(word(one), word(other)))
    short, long = " ".join(found.short_left), " ".join(found.long_left)
    if short and long:
        return f"“{long}” instead of “{short}”"
    if short or long:
        return f"one title says “{short or long}” more"
    return "nearly the same letters" if found.typos else "the same words"
