"""A person's own lines for an entry, and the section's others -> the same words with the marks that the others have."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from bot.lists.page import PageEntry

#: What more than one in so many entries of a section does is no slip there.
RARE = 10
#: So many entries show a habit, and no more than so many are asked.
LEAST_ALIKE, MOST_ASKED = 2, 1000
#: An entry of more characters is left as it is.
LONGEST = 5000
BLANKS, DOUBLED = " \t", re.compile(r"(?<=\S) {2,}(?=\S)")
#: How far in a line begins, its bullet or number, and the blanks behind it.
START = re.compile(r"([ \t]*)(?:([-*+•])|(\d{1,4})([.)]))([ \t]+)(?=\S)")
BAR = re.compile(r"(?<!\\)\|")
#: Blanks around the words of a cell, as people write rows that are not aligned.
FRAMES = (" ", "")
BRACKETS = {"[": "]", "(": ")"}
OTHER = BRACKETS | {closing: opening for opening, closing in BRACKETS.items()}
BRACKET = re.compile(r"[\[\]()]")
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s\[\]()<>|]*+")
#: What of an address is no part of it at its end.
AFTER_ADDRESS = "*_.,;:!'\""
#: A link without the end of its words, and one without the end of its address.
WORDS_OPEN = re.compile(r"\[[^\[\]()\n]{1,300}(?=\(https?://[^\s()]{1,500}\))")
ADDRESS_OPEN = re.compile(r"(?<=\]\()https?://[^\s\[\]()<>|]*+(?![()])")
#: A mark without the blank behind it, after what is marked or in brackets.
GLUED = re.compile(r"(?<=[*\"”\]])([,:;.])(?=[\"“\w\[*])")
#: Blanks within a link, which make none of it.
GAPPED = re.compile(r"(?<=\])[ \t]{1,3}(?=\(https?://[^\s()]{1,500}\))")


def tidy(raw: str, peers: Sequence[PageEntry]) -> str:
    """Return an entry's lines without slips of the hand that the others of its section do not have.

    They are of blanks, bullets and brackets: no word of it changes.
    """
    texts = [peer.raw for peer in peers[-MOST_ASKED:] if len(peer.raw) <= LONGEST]
    if len(texts) < LEAST_ALIKE or len(raw) > LONGEST:
        return raw
    if are_rare(text != text.rstrip(BLANKS) for text in texts):
        raw = raw.rstrip(BLANKS)
    if are_rare(map(GAPPED.search, texts)):
        raw = GAPPED.sub("", raw)
    if peers[0].form == "table":
        return frame(close_brackets(raw, texts), texts) if BAR.search(raw) else raw
    if are_rare(map(DOUBLED.search, texts)):
        raw = DOUBLED.sub(" ", raw)
    if are_rare(map(GLUED.search, texts)):
        raw = GLUED.sub(r"\1 ", raw)
    return close_brackets(begin_alike(raw, texts), texts)


def are_rare(slips: Iterable[object]) -> bool:
    """Tell whether hardly any text has a slip, of what was found in each."""
    found = [*map(bool, slips)]
    return sum(found) * RARE <= len(found)


def begin_alike(raw: str, texts: Sequence[str]) -> str:
    """Return lines that begin as far in and with the bullet as most others do, where none begins as they do."""
    own = START.match(raw)
    starts = [found for text in texts if (found := START.match(text))]
    ways = Counter(way_of(start) for start in starts)
    if own is None or not ways or ways[way_of(own)] or (own[2] is None) != (starts[0][2] is None):
        return raw
    way, count = ways.most_common(1)[0]
    if count * 2 <= len(texts):
        return raw
    like = next(start for start in starts if way_of(start) == way)
    first, *rest = raw.split("\n")
    mark = like[2] or f"{own[3]}{like[4]}"
    rest = [like[1] + line.removeprefix(own[1]) if line.strip() else line for line in rest]
    return "\n".join([f"{like[1]}{mark}{like[5]}{first[own.end() :]}", *rest])


def way_of(start: re.Match[str]) -> tuple[int, str, str]:
    """Return how a line begins, whatever its number is; one blank more or less makes it no part of another."""
    return len(start[1].expandtabs()) // 2, start[2] or start[4], start[5]


def frame(row: str, texts: Sequence[str]) -> str:
    """Return a row with the blanks and the bars around its cells that all other rows have."""
    for blank in FRAMES:
        if are_rare(reframe(text, blank) != text for text in texts):
            return reframe(row, blank)
    return row


def reframe(row: str, blank: str) -> str:
    cells = [cell.strip() for cell in BAR.split(row.strip().removeprefix("|").removesuffix("|"))]
    return f"|{'|'.join(f'{blank}{cell}{blank}' if cell else blank for cell in cells)}|"


def close_brackets(raw: str, texts: Sequence[str]) -> str:
    """Return a text with the one bracket that it lacks, or without one too many, where it then has those of another."""
    lacks = [
        (bracket, bracket in BRACKETS)
        for pair in BRACKETS.items()
        for bracket, other in (pair, pair[::-1])
        if raw.count(bracket) + 1 == raw.count(other)
    ]
    if len(lacks) != 1:
        return raw
    bracket, opens = lacks[0]
    sure = {"]": WORDS_OPEN, ")": ADDRESS_OPEN}.get(bracket)
    if broken := sure and sure.search(raw):
        place = end_of(broken)
        return raw[:place] + bracket + raw[place:]
    count, doubled = len(BRACKET.findall(raw)), re.escape(OTHER[bracket])
    more = (raw[:place] + bracket + raw[place:] for place in places_for(raw, opens=opens))
    less = (raw[: found.start()] + raw[found.end() :] for found in re.finditer(f"{doubled}(?={doubled})", raw))
    return like(more, count + 1, texts) or like(less, count - 1, texts) or raw


def like(candidates: Iterable[str], count: int, texts: Sequence[str]) -> str:
    """Return the first candidate with the brackets of some text, of which each has so many, "" where none has."""
    shapes = {shape(text) for text in texts if len(BRACKET.findall(text)) == count}
    return next((text for text in candidates if shape(text) in shapes), "") if shapes else ""


def places_for(text: str, *, opens: bool) -> list[int]:
    """Return where a bracket may have been left out: at the end of an address, before a mark, beside another, around a
    word."""
    ends = [end_of(match) for match in ADDRESS.finditer(text)]
    beside = [match.start() for match in re.finditer(r"(?<=[\[\]()])|(?=[\[\]()])", text)]
    words = [match.start() if opens else match.end() for match in re.finditer(r"[^\s\[\]()]+", text)]
    marks = [match.start() for match in re.finditer(r"(?<=\w)\*+", text)]
    return [*(() if opens else [*ends, *marks]), *beside, *words]


def end_of(match: re.Match[str]) -> int:
    """Return where an address, or what else was found, ends."""
    return match.start() + len(match[0].rstrip(AFTER_ADDRESS))


def shape(text: str) -> str:
    """Return the brackets of a text and what stands between two: an address, words or nothing."""
    return re.sub(r"[^\[\]()@]+", "w", ADDRESS.sub("@", text)).strip("w")
