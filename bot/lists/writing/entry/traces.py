"""Takes away what stands around a part that is gone: brackets, separators, lines with nothing left."""

import re
from collections.abc import Callable

#: Stands where a fact was that the new paper does not have; private use, so no page has it by chance.
GONE = "\ue0ff"
#: What stands on both sides of a gap.
Sides = tuple[str, str]
BLANKS = " \t"
#: No search goes further back than this.
FAR = 100

#: Marks that stand around words, each with its other half; a tag has its own.
PAIRS = {"[": "]", "(": ")", "{": "}", "（": "）", "【": "】", '"': '"', "“": "”", "`": "`", "```": "```"}
PAIRS |= {mark: mark for mark in ("*", "**", "_", "__")}
OPENING = re.compile(r"(?:<(?P<tag>ins|i|b|em|strong|sub|sup|small|u)>|\*\*|__|[*_]|`+|[\[({（【\"“])\Z", re.I)
#: What says nothing between a mark and its other half.
STOPS = " \t.,:'’@"
#: Another gap, with what parts the two; the others of people who are gone.
NEXT_GAP = re.compile(rf"[ \t]*(?:(?:[.,:;/|·&+'’]{{1,2}}|[-–—]{{1,3}}|<br ?/?>)[ \t]*)?{GONE}", re.I)
OTHERS = re.compile(r"[ \t]*[*_]{0,2}et\.?[ \t]?al\.?[*_]{0,2}", re.I)
#: The address of a link, which stays when its words go.
ADDRESS = re.compile(r"\(([^()\s]*)\)")

#: What stands before the first words of a line, of brackets, of a cell of HTML; what behind the last ones.
BEGINNING = re.compile(
    r"(?:(?:^|\n)[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]*)?|[\[(（【{]|(?<![^\s|>])(?:\*\*|__|[*_`\"“])|<[^<>\n]{1,80}>)\Z"
)
ENDING = re.compile(r"[ \t]*(?:\n|\Z|<br ?/?>|</)|[*_`\])）】}\"”]")
LAST_OF_CELL = re.compile(r"[ \t]*(?:\||\n|\Z|</)")
#: What begins a line below the first one; and the rest of one that says nothing but numbers, a year left out.
BELOW = re.compile(r"\n[ \t]*(?:[-*+][ \t]*)?\Z")
NOTHING = re.compile(r"(?:(?!(?:19|20)\d\d\b)[ \t\d.,:;。；，、\\–-])*(?:<br ?/?>)?(?=\n|\Z)")
#: A line that begins with what it says, "- Key: "; and the rest of one that says nothing of it.
KEY = re.compile(
    r"(?:^|\n)[ \t]*(?:[-*+][ \t]+)?(?:[^\w\n:]{1,4}[ \t])?\**[^\W\d_][\w （）-]{0,24}\**[:：]\**"
    r"[^\w\n\ue000-\uf8ff]{0,4}\Z"
)
NO_VALUE = re.compile(r"[ \t.,;!。]*(?=\n|\Z|[ \t]<br)")

#: Words that lead to a venue which is gone; what goes on without a stop is a year, to which they lead as well.
LEADING = re.compile(r"(?i)(?<=\S)[ \t]+(?:in:?|at|by|(?:published|accepted|presented) (?:in|at|by))[ \t]+\Z")
GOING_ON = re.compile(r"[ \t]*[\w\ue000-\uf8ff]")
#: A word behind a separator that announced a link which is gone; breaks before nothing.
ANNOUNCING = re.compile(r"(?<=\S)[ \t]{0,4}[-–—,;/|·•]{1,4}[ \t]*[^\W\d_]\w{0,15}[:：][ \t]*\Z")
BREAKS = re.compile(r"(?:[ \t]{0,4}<br ?/?>){1,4}[ \t]*\Z", re.I)
#: What parts two facts: behind a gap, at the end of what is before it, at the beginning of what is behind it.
SEPARATOR = re.compile(r"//|[.,;。；，|·•/]|:(?![^\W\d])|[-–—](?=[ \t])")
LAST_SEPARATOR = re.compile(
    r"(?:[ \t]*(?://|[,;:·•|/；，、：]|(?<=[ \t])[-–—]|(?<=[\w\ue000-\uf8ff\])])[-–—]{1,4}))?[ \t]*\Z"
)
FIRST_SEPARATOR = re.compile(r"[ \t]*(?:\.?[,:;；，]|[.。]|[-–—|·•/](?=[ \t])|[-–—](?=\w))?[ \t]*")
SENTENCE_ENDS, CLAUSE_ENDS, MARKS = (".", "!", "?", "。"), (",", ";", ":"), '*_"”’`'

#: A line of an entry that has nothing left but its mark and its stops.
NOTHING_LEFT = re.compile(r"\s*(?:[-*+\\.,;:。，；：、][\s\\.,;:。，；：、]*)?")
#: The first line of an entry where all that it said is gone.
MARK_ALONE = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]*")
#: What the line below it begins with, which takes its place.
MARKED = re.compile(r"\A[ \t]*(?:[-*+][ \t]+)?")
#: A heading at the beginning that has nothing left, with the blank lines behind it.
HEADING_ALONE = re.compile(r"\A[ \t]*#+[ \t]*\n\s*\n?")


def drop_traces(text: str, *, table: bool) -> str:
    """Take away brackets, stars and separators that stand around nothing; the cells of a table all stay."""
    if table and GONE in text:
        return "".join(empty_cell(cell) if GONE in cell else cell for cell in re.split(r"(?<!\\)(\|)", text))
    while GONE in text and (wider := each_gap(text, widen, GONE)) != text:
        text = wider
    return each_gap(text, close, "")


def empty_cell(cell: str) -> str:
    """Return a cell of a table without traces, with a blank before the bar where it had one."""
    new = drop_traces(cell, table=False)
    if not new.strip():
        return cell[: len(cell) - len(cell.lstrip())]
    return f"{new} " if cell[-1] == " " != new[-1] else new


def each_gap(text: str, change: Callable[[str, str], Sides], between: str) -> str:
    """Return a text after a change of both sides of each gap, one after the other, with something between them."""
    before, after = "", text
    while GONE in after:
        some, _, after = after.partition(GONE)
        before, after = change(before + some, after)
        before += between
    return before + after


def widen(before: str, after: str) -> Sides:
    """Return both sides of a gap without what goes with it: another gap, the others of people, marks around nothing."""
    while True:
        if found := NEXT_GAP.match(after) or OTHERS.match(after):
            after = after[found.end() :]
            continue
        left, right = before.rstrip(STOPS), after.lstrip(STOPS)
        opening = OPENING.search(left, max(0, len(left) - FAR))
        closing = (f"</{opening['tag']}>" if opening["tag"] else PAIRS.get(opening[0])) if opening else None
        if not opening or not closing or not right.startswith(closing):
            return before, after
        # A star before a blank is a bullet, and one of two is no other half.
        if closing in "*_" and (right[1:2] == closing or before[len(left) : len(left) + 1] in (" ", "\t")):
            return before, after
        before, after = left[: opening.start()], right[len(closing) :]
        if closing == "]" and (address := ADDRESS.match(after)):
            url = address[1].replace(GONE, "")
            after = (f"<{url}>" if url else "") + after[address.end() :]


def close(before: str, after: str) -> Sides:
    """Return both sides of a gap as they stand when it is closed: of two separators one stays, of one at an end none.

    A line that says nothing any more goes, but for what it begins with.
    """
    if LAST_OF_CELL.match(after):
        before = strip_back(BREAKS, before)
    if (line := look_back(BELOW, before)) and (end := NOTHING.match(after)):
        return before[: line.start()], after[end.end() :]
    if look_back(BEGINNING, before):
        return before, after if ENDING.match(after) else FIRST_SEPARATOR.sub("", after, count=1)
    if look_back(KEY, before) and (end := NO_VALUE.match(after)):
        return before, after[end.end() :]
    if not GOING_ON.match(after):
        before = strip_back(LEADING, before)
    before, after = keep_stronger(before, after)
    right = after.lstrip(BLANKS)
    if ENDING.match(after):
        return strip_back(LAST_SEPARATOR, strip_back(ANNOUNCING, before)), after
    if parted := SEPARATOR.match(right):
        before = strip_back(LAST_SEPARATOR, before)
        right = right[1:] if parted[0] == "." and before.endswith(".") else right
        return before, after if parted[0][0] in "|·•/-–—" else right
    return before, right if before[-1:] in BLANKS else after


def keep_stronger(before: str, after: str) -> Sides:
    """Return both sides of a gap without the separator behind it, where the end of a sentence or of marks is before."""
    left, right = before.rstrip(BLANKS), after.lstrip(BLANKS)
    said = left.rstrip(MARKS)
    ended = said.endswith(SENTENCE_ENDS) or (said != left and said.endswith(CLAUSE_ENDS))
    if not ended or not SEPARATOR.match(right):
        return before, after
    rest = right[1:]
    return left if rest[:1] in BLANKS else before, rest


def look_back(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return what is found near the end of a text."""
    return pattern.search(text, max(0, len(text) - FAR))


def strip_back(pattern: re.Pattern[str], text: str) -> str:
    """Return a text without what is found at its end."""
    found = look_back(pattern, text)
    return text[: found.start()] if found else text


def drop_empty_lines(text: str) -> str:
    """Drop lines of an entry over several lines that have nothing left, its heading too, and blank ones at its end."""
    first, *lines = HEADING_ALONE.sub("", text).split("\n")
    if lines and MARK_ALONE.fullmatch(first):
        first, lines = f"{first.rstrip()} {MARKED.sub('', lines[0])}", lines[1:]
    kept = [first, *(line for line in lines if not NOTHING_LEFT.fullmatch(line) or not line.strip())]
    while not kept[0].strip() and len(kept) > 1:
        kept.pop(0)
    while not kept[-1].strip() and len(kept) > 1:
        kept.pop()
    return "\n".join(kept)
