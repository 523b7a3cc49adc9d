"""What an entry says beside its facts: what is the section's own stays, what is said of the other paper goes."""

import re

from bot.lists.dates import MONTH
from bot.lists.inline import has_words, is_label, labelled_kind
from bot.lists.page import Part
from bot.lists.reading.entry.parts import PREFIX
from bot.lists.reading.entry.words.cells import is_unknown
from bot.lists.reading.table import split_cells
from bot.lists.writing.counting import number_of
from bot.lists.writing.entry.anatomy import LOCATOR, MARKUP, extras_before, overlaps, short_name, words_between
from bot.lists.writing.entry.draft import Draft
from bot.lists.writing.entry.habits import CONSTANT, spell
from bot.lists.writing.entry.traces import GONE

#: So many entries show which words are the form's.
ENTRIES_TELL = 4
#: The place of one entry, which links of the page lead to: a tag of its own, or what names another tag.
ANCHOR = re.compile(
    r"""<a\s+(?:name|id)\s*=\s*["'][^"'<>]*["']\s*>(?:\s*</a>|(?![^\n]*</a>))"""
    r"""|(?<=<span)\s+id\s*=\s*["'][^"'<>]*["']"""
)
#: What nobody sees, as an entry's key in a bibliography.
COMMENT = re.compile(r"<!--.*?-->", re.S)
#: What leads to a number that is the other paper's alone.
NUMBERING = re.compile(LOCATOR, re.I)
MONTH_ALONE = re.compile(rf"{MONTH}\.?", re.I)
#: Signs right behind a word that go with it, as in "Lee+".
BEHIND = re.compile(r"[+!?%†‡§]*")
#: Words with blanks between, of so many characters at most.
LONGEST_PHRASE = 80
PHRASE = re.compile(r"(?:(?<!\w)[^\W\d_]+[ \t]+)+\Z")
#: What a line of an entry is about: "- Key:".
KEY = re.compile(r"\s*(?:[-*+]\s+)?[^:：]{1,40}[:：]\**")
#: What stands behind an address before the bracket closes.
LINK_TITLE = re.compile(r"[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*')(?=\s*\))")


def write_extra(draft: Draft, part: Part) -> None:
    """Keep words that the section repeats; drop those that only the other paper has, or its short name."""
    if repeats_venue(draft, part):
        draft.change(part, draft.facts.venue and spell(draft.habits, draft.facts.venue))
        return
    if is_count(draft, part) or overlaps(part.span, draft.taken()):
        return
    if all(is_form(draft, each) for each in remark_of(draft, part)) and not fills_cell(draft, part):
        return
    short = short_name(draft.facts.title)
    number = extras_before(draft.template).index(part) if part.start < draft.title.start else -1
    if number >= 0 and short and 2 * draft.habits.shorts[number] > draft.habits.able:
        draft.change(part, short)
    elif number == 0 and draft.habits.words["?"] and not short:
        draft.change(part, "?")
    else:
        draft.change(part, None)


def is_count(draft: Draft, part: Part) -> bool:
    """Tell whether a part is the number that counts the entry."""
    found = number_of(draft.raw) if draft.habits.counted else None
    return found is not None and found.span(1) == part.span


def repeats_venue(draft: Draft, part: Part) -> bool:
    """Tell whether words are the venue once more, in its line."""
    text = draft.template.text(part)
    venues = (other for other in draft.template.parts if other.kind == "venue" and other.end <= part.start)
    return any(draft.template.text(one) == text and "\n" not in draft.raw[one.end : part.start] for one in venues)


def fills_cell(draft: Draft, part: Part) -> bool:
    """Tell whether words are all that a cell says: what it says of most papers of a list it need not of the next."""
    if draft.template.form != "table" or is_unknown(draft.template.text(part)):
        return False
    start, end = next(cell for cell in split_cells(draft.raw) if part.end <= cell[1])
    rest = list(draft.raw[start:end])
    for each in draft.template.parts:
        if each.kind == "extra" and start <= each.start and each.end <= end:
            rest[each.start - start : each.end - start] = " " * (each.end - each.start)
    return not has_words(MARKUP.sub("", "".join(rest)))


def remark_of(draft: Draft, part: Part) -> list[Part]:
    """Return all words of a line that says no fact: what it says of the other paper goes whole. Else the part alone."""
    start, end = line_around(draft, part.start, part.end)
    inside = [other for other in draft.template.parts if other.start < end and start < other.end]
    return inside if all(other.kind == "extra" for other in inside) and "<" not in draft.raw[start:end] else [part]


def line_around(draft: Draft, start: int, end: int) -> tuple[int, int]:
    """Return the stretch of the line, or lines, that a stretch stands in."""
    return draft.raw.rfind("\n", 0, start) + 1, (draft.raw + "\n").index("\n", end)


def is_form(draft: Draft, extra: Part) -> bool:
    """Tell whether words are the section's, not the other paper's."""
    text = draft.template.text(extra)
    if tells_where(draft, extra) or NUMBERING.fullmatch(text):
        return False
    repeated = draft.habits.words[text]
    usual = repeated >= CONSTANT * draft.habits.count and re.search(r"[^\W\d_]{2}", text)
    return repeated >= 2 and (bool(usual) or says_none(draft, text))


def tells_where(draft: Draft, extra: Part) -> bool:
    """Tell whether words in brackets behind people say where these work."""
    people = (part for part in draft.template.parts if part.kind == "authors")
    return any(draft.raw[part.end : extra.start].strip(" *_") == "(" for part in people)


def says_none(draft: Draft, text: str) -> bool:
    """Tell whether words are the label of a link that the paper has not either, as "[code]" where there is no code."""
    kind = labelled_kind(text) if is_label(text) else None
    return kind is not None and all(draft.facts.kind_of(link) != kind for link in draft.facts.links)


def drop_strange(draft: Draft) -> None:
    """Drop words between the parts that no other entry has: they are about the other paper.

    What stands between two such words of a line goes with them, where it is no fact. A line that says no fact goes
    whole.
    """
    taken = draft.taken()
    stretches: list[tuple[int, int]] = []
    for start, end, word in words_between(draft.template):
        if not is_strange(draft, word) or (is_label(word) and draft.raw.startswith((":", "："), end)):
            continue
        behind = BEHIND.match(draft.raw, end)
        stretch = remark_around(draft, (start_of_phrase(draft, start), behind.end() if behind else end))
        between = (stretches[-1][1], stretch[0]) if stretches else (0, 0)
        if stretches and "\n" not in draft.raw[slice(*between)] and not overlaps(between, taken):
            stretches[-1] = (stretches[-1][0], stretch[1])
        else:
            stretches.append(stretch)
    draft.edits += [(*stretch, GONE) for stretch in stretches if not overlaps(stretch, taken)]


def is_strange(draft: Draft, word: str) -> bool:
    """Tell whether a word is about the other paper: a month is; of few entries only numbers tell that they are."""
    if word[0].isupper() and MONTH_ALONE.fullmatch(word):
        return True
    return draft.habits.between[word] < 2 and (draft.habits.count >= ENTRIES_TELL or word[-1].isdigit())


def start_of_phrase(draft: Draft, start: int) -> int:
    """Return where the words begin that lead to one with nothing but blanks between: without it they say nothing."""
    before = PHRASE.search(draft.raw, max(0, start - LONGEST_PHRASE), start)
    ends = [part.end for part in draft.template.parts if part.end <= start]
    return max([before.start() if before else start, *ends])


def remark_around(draft: Draft, stretch: tuple[int, int]) -> tuple[int, int]:
    """Return all that a line below the first says behind its key, where it says no fact; else the stretch itself."""
    start, end = line_around(draft, *stretch)
    line = draft.raw[start:end]
    told = overlaps((start, end), (part.span for part in draft.template.parts))
    if start == 0 or told or line.count("<") != 2 * line.count("</"):
        return stretch
    key = KEY.match(line, 0, stretch[0] - start) or PREFIX.match(line)
    return start + len(key[0] if key else ""), end


def drop_anchors(draft: Draft) -> None:
    """Drop the names by which the page leads to the other paper, and what is said of it where nobody sees it."""
    for found in ANCHOR.finditer(draft.raw):
        parted = draft.raw[: found.start()].endswith(" ") and draft.raw.startswith(" ", found.end())
        draft.edits.append((found.start(), found.end() + parted, ""))
    draft.edits += [(*found.span(), GONE) for found in COMMENT.finditer(draft.raw)]


def drop_link_titles(draft: Draft) -> None:
    """Drop what links show when they are pointed at, as in `[One](u "ICML 2020")`: it is about the other paper."""
    for part in draft.template.parts:
        if part.kind == "url" and (found := LINK_TITLE.match(draft.raw, part.end)):
            draft.edits.append((*found.span(), ""))
