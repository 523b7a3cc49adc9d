"""Takes away what stands around a part that is gone: brackets, separators, lines with nothing left."""

from __future__ import annotations

import re

#: Stands where a fact was that the new paper does not have; private use, so no page has it by chance.
GONE = "\ue0ff"
#: Blanks, so many as follow, tried from the first of them only.
BLANKS = r"(?<![ \t])[ \t]"
#: No word, and no stand-in for one.
SIGN = r"[^\w\n\ue000-\ue0ff]"
#: The same but for stars, within which such signs mark nothing any more.
UNSTARRED = r"[^\w\n*\ue000-\ue0ff]"
#: A line that begins with what it says, "- Key: ", and says nothing any more.
KEYED_LINE = re.compile(
    rf"(?m)^([ \t]*(?:[-*+][ \t]+)?(?:[^\w\n:]{{1,4}}[ \t])?\**[^\W\d_][\w （）-]{{0,24}}\**[:：]\**)"
    rf"{SIGN}{{0,4}}(?:{GONE}{SIGN}*)+$"
)
#: A word that leads to a venue which is gone.
LEADING = re.compile(rf"(?i)(?<=[.,;?!])[ \t]+(?:in:?|at|(?:published|accepted|presented) (?:in|at|by))[ \t]+{GONE}")
#: A line below the first of which all that it said is gone, but for numbers; it would part the lines around it.
EMPTIED = re.compile(rf"\n[ \t]*(?:[-*+][ \t]+)?{GONE}[{GONE} \t\d\\.,:;。；，、]*(?:<br ?/?>)?(?=\n|$)")
#: A break before the last words, which are gone.
BREAK = re.compile(rf"(?:[ \t]{{0,4}}<br ?/?>){{1,4}}[ \t]*(?:{GONE}[ \t]*)+\Z", re.I)
#: A line of an entry that has nothing left but its mark and its stops.
NOTHING_LEFT = re.compile(r"\s*(?:[-*+\\.,;:。，；：、][\s\\.,;:。，；：、]*)?")
#: The first line of an entry where all that it said is gone.
MARK_ALONE = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]*")
#: What the line below it begins with, which takes its place.
MARKED = re.compile(r"\A[ \t]*(?:[-*+][ \t]+)?")
#: A word behind a separator that announced a link which is gone, at the end of a line.
ANNOUNCED = re.compile(rf"(?m)(?<=\S)[ \t]{{0,4}}[-–—,;/|·•]{{1,4}}[ \t]*[^\W\d_]\w{{0,15}}[:：][ \t]*{GONE}[ \t]*$")
#: A heading at the beginning that has nothing left, with the blank lines behind it.
HEADING_ALONE = re.compile(r"\A[ \t]*#+[ \t]*\n\s*\n?")
TRACES = (
    (re.compile(rf"{GONE}[ \t]*[*_]{{0,2}}et\.?[ \t]?al\.?[*_]{{0,2}}", re.I), GONE),
    (re.compile(rf"{GONE}[ \t]*(?:(?:[.,:;/|·&+]|<br ?/?>)[ \t]*)?{GONE}", re.I), GONE),
    (
        re.compile(
            rf"(\*\*|__){UNSTARRED}*(?:{GONE}{UNSTARRED}*)+\1|(?<!\*)\*(?:[.,:'’][ \t]*)*{GONE}[ \t.,:'’]*\*(?!\*)"
            rf"|(?<!_)_[ \t.,]*{GONE}[ \t.,:]*_"
        ),
        GONE,
    ),
    (
        re.compile(
            rf"\[[ \t.,:'’]*{GONE}[ \t.,:'’]*\](?:\({GONE}?\))?|\([ \t.,:@'’]*{GONE}[ \t.,:'’]*\)"
            rf"|`[ \t.,:]*{GONE}[ \t.,:]*`|\"{GONE}\""
        ),
        GONE,
    ),
    (re.compile(rf"{GONE}[ \t]+(?:of|at|in)[ \t]+"), ""),
    (re.compile(rf"(?<=[(\[]){GONE}[ \t]*(?:[,;:·/|][ \t]*)?(?=[^\s\]){GONE}])"), ""),
    (re.compile(rf"[-–—.]{GONE}(?=[`\])])"), GONE),
    (re.compile(rf"{GONE}[ \t]*[.!?][ \t]*(?=</)"), GONE),
    (re.compile(rf"<(ins|i|b|em|strong|sub|sup|small|u)>[ \t.,]*{GONE}[ \t.,]*</\1>", re.I), GONE),
    (ANNOUNCED, GONE),
)


def drop_traces(text: str, *, table: bool) -> str:
    """Take away brackets, stars and separators that stand around nothing; the cells of a table all stay."""
    if GONE not in text:
        return text
    if table:
        cells = ((cell, drop_traces(cell, table=False)) for cell in re.split(r"(?<!\\)(\|)", text))
        return "".join(f"{new} " if new.strip() and old[-1] == " " != new[-1] else new for old, new in cells)
    for _ in range(6):
        before = text
        for pattern, new in TRACES:
            text = pattern.sub(new, text)
        if text == before:
            break
    text = EMPTIED.sub("", BREAK.sub("", text))
    text = LEADING.sub(GONE, text)
    text = re.sub(rf"(?m){BLANKS}*[•·/][ \t]*{GONE}[ \t]*$", GONE, text)
    text = KEYED_LINE.sub(r"\1 ", text)
    text = re.sub(
        rf"(?m)^([ \t]*(?:(?:[-*+]|\d+[.)])[ \t]*)?){GONE}[ \t]*(?:[.,:;]|[-–—|](?=[ \t]))?[ \t]*", r"\1", text
    )
    text = re.sub(rf"(?<=\.),[ \t]*{GONE}\.", "", text)
    text = re.sub(rf"{BLANKS}*[,;:·|][ \t]*{GONE}(?=[ \t]*(?:[.,;:|\])*]|\n|$))", "", text)
    text = re.sub(rf"(?<=\S)[ \t]{{1,4}}[-–—][ \t]{{1,4}}{GONE}(?=[ \t]*(?:[.,;:]|[-–—|][ \t]|\n|$))", "", text)
    text = re.sub(rf"(?<=[:：*]){GONE}[。；，]", "", text)
    text = re.sub(rf"{BLANKS}+{GONE}(?=[*_`\])>])", "", text)
    text = re.sub(rf"(?<=[.,;:!?])(\S?)[ \t]+{GONE}[.,;]?(?=[ \t\n]|$)", r"\1", text)
    text = re.sub(rf"{BLANKS}+{GONE}[,;]?(?=[ \t.])", "", text)
    text = re.sub(rf"{BLANKS}+{GONE}[,;]?[ \t]*(?=\n|$)", "", text)
    return text.replace(GONE, "")


def tidy(text: str) -> str:
    """Drop lines of an entry over several lines that have nothing left, its heading too, and blank ones at its end."""
    first, *lines = HEADING_ALONE.sub("", text).split("\n")
    if lines and MARK_ALONE.fullmatch(first):
        first, lines = f"{first.rstrip()} {MARKED.sub('', lines[0])}", lines[1:]
    kept = [first, *(line for line in lines if not NOTHING_LEFT.fullmatch(line) or not line.strip())]
    while not kept[-1].strip() and len(kept) > 1:
        kept.pop()
    return "\n".join(kept)
