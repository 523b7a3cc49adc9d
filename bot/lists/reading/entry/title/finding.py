"""Finds the title of an entry: in quotation marks, in bold, as a link, or as plain words."""

import re
from collections.abc import Sequence
from itertools import chain, pairwise

from bot.catalogue.identity.authors import ET_AL, FAMILY, NAME_BREAK
from bot.lists.dates import YEAR
from bot.lists.inline import Span, has_words, is_label, words
from bot.lists.people import SURE_NAMES, is_authors, is_name, is_signature
from bot.lists.phrases import VENUE_WORD
from bot.lists.reading.entry.bearing import find_called
from bot.lists.reading.entry.citation import find_attribution, find_byline, find_citation, find_signed
from bot.lists.reading.entry.names import end_of_names
from bot.lists.reading.entry.parts import (
    BOLD,
    GLUE,
    Reading,
    even_marks,
    is_fact,
    strip_span,
    trim,
    with_stop,
)
from bot.lists.reading.entry.title.ends import LONGEST_YEAR, start_of_document
from bot.lists.reading.entry.title.runs import (
    BOXED,
    FEW_WORDS,
    LONG_FACT,
    could_be_whole,
    goes_on,
    goes_through,
    is_boxed,
    is_nickname,
    names,
    open_runs,
    rank_runs,
    title_runs,
)
from bot.lists.reading.entry.title.trimming import UNSURE, trim_title
from bot.patterns import rare

QUOTES = '"“”«'
QUOTED = rare(r"[\"“”«]((?:[^\"“”«»\n\x00]|\n[ \t]+(?=\w)){6,400}(?:\x00[^\"“”\n]{0,200})?)[\"”“»]")
#: The same in single quotes behind names; an apostrophe may stand in it.
SINGLE_QUOTED = rare(r"‘((?<=[,:.)] ‘)[^‘\n\x00]{6,400}?)’(?=[,.] |$)")
#: The words of a title behind those that it quotes.
QUOTED_ON = rare(r":\s+([^\x00\n|\[\]*<>(]+)")
#: The rest of a title behind the link of its short name.
RUNNING_TITLE = rare(r"\s*[:：]\s+([^\s\x00|｜\[\]*<>][^\x00\n|｜\[\]*<>]{7,400})")
#: The same where the colon stands in the link, as in "[Short:](u) The rest".
RUN_ON = rare(r"[*_]*\s+([^\s\x00|｜\[\]*<>][^\x00\n|｜\[\]*<>]{7,400})")
#: "<br><sub>The Rest of a Title in Capitals</sub>" behind the short name of a paper; a remark has small letters.
SUBTITLE = rare(
    r"[*_]*\s*<br ?/?>\s*<(?:sub|small)>((?:[A-Z\d][^<>\s]*(?:[ ]|(?=<))|(?:[a-z]{1,4}|with|from|through)[ ]){4,})</"
)
#: A link at the beginning of an entry.
LEADING_LINK = rare(r"\s*[*_]*\[([^\[\]]+)\]\(")
#: A link behind a colon, which may have the title of what stands in bold before it.
LABELLED = rare(r"\s*:\s*\[([^\[\]]+)\]\(")
#: All of some bold words, and all of a line.
LINKED_NAME = re.compile(r"\[([^\[\]]+)\]\([^()\s]*\)$")
BOLD_LINE = rare(r"(?<=\n)[ \t]*\*\*([^*\n\[\]]+)\*\*[ \t]*(?:<br ?/?>|\\)?[ \t]*$", re.M)
#: "One, Ada B."
INVERTED = rare(rf"{FAMILY}, [A-Z][\w.-]*(?: [A-Z]\.?)?")
#: "One, Two, Three", "One, Two et al."
SURNAMES = rare(rf"{FAMILY}(?:, {FAMILY})+(?:,? (?:and|&) {FAMILY})?(?:,? et\.? al\.?)?")
#: The last digit of a year with its stop.
DOTTED_YEAR = rare(r"\d\. ")
#: What stands below a title: an item, or an address alone.
BELOW = rare(r"\n[ \t]*(?:[-*+•]\s|https?://\S+\s*\n)")
#: What is no run of words.
NOWHERE: Span = (-1, -1)


def find_quoted(reading: Reading, start: int, end: int) -> Span | None:
    """Return the place of the first words in quotation marks that are long enough for a title.

    Fewer are where people stand before them, or behind "by". Behind a link, and below an item, that has words enough
    for one, they are what somebody said.
    """
    if "‘" in reading.text and (single := SINGLE_QUOTED.search(reading.text, start, end)):
        names = end_of_names(reading.text[start : single.start()])
        if names and not has_words(reading.text[start + names : single.start()]):
            reading.hide(single.start(), single.start(1))
            return trim(reading.text, *single.span(1))
    if not any(map(reading.text.__contains__, QUOTES)):
        return None
    link, below = LEADING_LINK.match(reading.text, start, end), BELOW.search(reading.text, start, end)
    if link and len(words(link[1])) > FEW_WORDS:
        end = link.end()
    elif below and len(words(reading.text[start : below.start()])) > LONG_FACT:
        end = below.start()
    for found in QUOTED.finditer(reading.text, start, end):
        if is_quoting(label_around(reading.text, start, *found.span()), found[0]) or begins_title(reading, found, end):
            continue
        if (
            (len(words(found[1])) >= 3 or is_signed(reading.text, start, *found.span()))
            and "](" not in found[1]
            and "=" not in reading.text[found.start() - 1 : found.start()]
        ):
            first, last = trim(reading.text, *found.span(1))
            return trim(reading.text, first, start_of_document(reading, first, last))
    return None


def is_signed(text: str, start: int, first: int, last: int) -> bool:
    """Tell whether people stand before words in quotation marks, or "by" behind them."""
    return text.startswith(" by ", last) or are_people(text[start:first].strip(GLUE + "["))


def are_people(text: str) -> bool:
    """Tell whether a text is names of persons, by their family names too."""
    return is_authors(text) or is_signature(text)


def label_around(text: str, start: int, first: int, last: int) -> str:
    """Return the text of the link in which a stretch stands, empty where it stands in none."""
    opening, closing = text.rfind("[", start, first), text.find("](", last)
    label = text[opening + 1 : closing] if start <= opening < closing else ""
    return "" if "[" in label else label


def is_quoting(text: str, quoted: str) -> bool:
    """Tell whether a link's text is a title that quotes something: it has words beside it, and no names before it."""
    before = YEAR.sub("", text.partition(quoted)[0]).strip(GLUE + "()")
    return len(words(text.replace(quoted, " "))) > FEW_WORDS and not (are_people(before) or INVERTED.fullmatch(before))


def begins_title(reading: Reading, quoted: re.Match[str], end: int) -> bool:
    """Tell whether words in quotation marks are the beginning of a title, which goes on behind a colon."""
    behind = QUOTED_ON.match(reading.open(quoted.end(), end))
    said = behind[1] if behind else ""
    told = is_fact(reading, said) or end_of_names(said) is not None or is_authors(said, marked=True)
    return len(words(said)) > 1 and not told


def bold_title(reading: Reading, start: int, end: int) -> str:
    """Return the title in bold before any link, or on a line below a linked name: no link is it; "" for none."""
    found = BOLD.search(reading.text, start, end)
    linked = LINKED_NAME.match(found[1]) if found else None
    if found and linked and len(words(linked[1])) <= FEW_WORDS:
        found = BOLD_LINE.search(reading.text, found.end(), end)
    if not found or "](" in found[1] or (not linked and "[" in reading.text[start : found.start()] + found[1][:1]):
        return ""
    if (label := LABELLED.match(reading.text, found.end(), end)) and len(words(label[1])) > len(words(found[1])):
        return ""
    if len(words(found[1])) < 4 or is_fact(reading, found[1]) or is_authors(found[1]) or is_byline(reading, found[1]):
        return ""
    return found[1]


def find_title(reading: Reading, start: int, end: int, quoted: Span | None, bold: str) -> None:
    """Note the title of an entry whose links are not it: quoted, in bold, in a reference, or as plain words.

    `bold` words are known to be neither a fact nor names.
    """
    if quoted:
        reading.add("title", *quoted)
        return
    mask = even_marks(reading.open(start, end))
    bolds = [
        found
        for found in BOLD.finditer(mask)
        if (found[1] == bold or not is_fact(reading, found[1])) and "\x00" not in found[1].strip("\x00")
    ]
    if note_called(reading, start, mask) or note_bold(reading, start, mask, bolds, bold):
        return
    plain_runs = open_runs(reading, start, end)
    is_short = bool(plain_runs) and is_nickname(reading.text, *plain_runs[0])
    if plain_runs:
        plain_runs[0] = goes_through(reading, plain_runs[0], plain_runs) or plain_runs[0]
    if any(note_citation(reading, *run) for run in (plain_runs if is_short else plain_runs[:1])):
        return
    worded = [run for run in plain_runs if words(reading.text[slice(*run)])]
    for before, run in pairwise([(start, start), *worded]):
        first, last = strip_span(reading.text, before[0], run[0] - 1, GLUE)
        last += len(". ") if DOTTED_YEAR.match(reading.text, last - 1) else 0
        if len(words(reading.open(start, first))) > FEW_WORDS:
            break
        if is_italic(reading.text, *run) and names_writers(
            reading, reading.text[first:last], reading.text[slice(*run)]
        ):
            # Even a word is the title of a book there.
            note_byline(reading, first, run[0] - 1)
            reading.add("title", *trim_title(reading, *run, without=UNSURE))
            return
    runs, passed = title_runs(reading, start, end), list[Span]()
    for best in runs:
        passed.append(best)
        if could_be_whole(reading, best):
            break
    else:
        bold_runs = [(start + found.start(1), start + found.end(1)) for found in bolds]
        best = next(rank_runs(reading, passed, bold_runs, plain_runs), NOWHERE)
    if best != NOWHERE:
        reading.add("title", *trim_title(reading, *goes_on(reading, best, chain(passed, runs))))


def is_italic(text: str, start: int, end: int) -> bool:
    """Tell whether a run stands in italics."""
    return text[start - 1 : start] in ("*", "_") and text[end : end + 1] in ("*", "_")


def note_called(reading: Reading, start: int, mask: str) -> bool:
    """Note a name in bold before links and a remark as the title; tell whether one is."""
    found = None if reading.row else find_called(mask)
    if found is None or is_label(found[1]) or is_fact(reading, found[1]) or is_authors(found[1]):
        return False
    reading.add("title", *trim_title(reading, start + found.start(1), start + found.end(1), without=UNSURE))
    return True


def note_bold(reading: Reading, start: int, mask: str, bolds: Sequence[re.Match[str]], known: str) -> bool:
    """Note the title that stands in bold, and the names before it; tell whether one does. `known` are no names."""
    for found in bolds:
        # A link may stand at the end of what is bold.
        span = start + found.start(1), start + found.start(1) + len(found[1].rstrip("\x00"))
        if is_boxed(reading.text, *span):
            continue
        if found[1] != known and note_byline(reading, *span):
            continue
        if found[1] != known and names(reading, found[1]):
            reading.add_first("authors", span)
        elif could_be_title(mask, found):
            if BOXED.fullmatch(found[1]):
                reading.add("title", span[0] + 1, span[1] - 1)
            elif not note_citation(reading, *span):
                reading.add("title", *trim_title(reading, *span, without=UNSURE))
            return True
    return False


def is_byline(reading: Reading, text: str) -> bool:
    """Tell whether a text is names and a year."""
    dated = YEAR.search(text, max(0, len(text) - LONGEST_YEAR)) is not None
    return dated and find_byline(text, reading.phrases) is not None


def names_writers(reading: Reading, text: str, marked: str) -> bool:
    """Tell whether a text before marked words is names and a year, or names that are sure before a title."""
    if not text or is_byline(reading, text):
        return bool(text)
    if reading.signed == "never" or is_fact(reading, marked):
        return False
    if SURE_NAMES.search(text):
        return names(reading, text)
    if SURNAMES.fullmatch(text) is None:
        return is_authors(text) or (reading.signed == "before" and is_name(text))
    return len(words(marked)) > FEW_WORDS and all(map(is_name, NAME_BREAK.split(ET_AL.sub("", text))))


def note_byline(reading: Reading, start: int, end: int) -> bool:
    """Note the names that a stretch is, and the year behind them; tell whether it is that and no more."""
    sought = not (reading.has("authors") or reading.signed == "never")
    # The whole reference may be a link's text.
    start = end - len(reading.text[start:end].lstrip("[ "))
    found = find_byline(reading.text[start:end], reading.phrases) if sought else None
    named = found and reading.text[start + found.authors[0] : start + found.authors[1]]
    if named and (VENUE_WORD.search(named) or reading.phrases.venues.find_name(named) is not None):
        # "Bioinformatics (2018)"
        return False
    # A stretch may be known to be words and no names.
    if found is None or any(part.start < start + found.authors[1] and start < part.end for part in reading.extras):
        return False
    for kind, span in zip(found._fields, found, strict=True):
        reading.add_first(kind, span and within_marks(reading.text, start + span[0], start + span[1]))
    return True


def within_marks(text: str, start: int, end: int) -> Span:
    """Return a stretch without the mark at its end that began before it, and without a stop within this."""
    start, end = strip_span(text, start, end)
    if start and text[start - 1] == text[end - 1] and text[end - 1] in "*_":
        return start, with_stop(text, strip_span(text, start, end, "*_.")[1])
    return start, end


def could_be_title(mask: str, bold: re.Match[str]) -> bool:
    """Tell whether words in bold are enough for a title, and neither in brackets nor before a colon."""
    before = mask[: bold.start()]
    boxed = (BOXED.fullmatch(bold[1]) and len(words(bold[1])) <= LONG_FACT) or before.endswith(("[", "(", "(*", "（"))
    leads = bold[1].rstrip().endswith(":") or ("\n" in before and mask.startswith(":", bold.end()))
    return len(words(bold[1])) >= FEW_WORDS and not boxed and not leads


def note_citation(reading: Reading, start: int, end: int, *, led: bool = True) -> bool:
    """Note the parts of a run that is a reference beginning with names; tell whether it is.

    `led`: the names may stand at its beginning as they do in the entries beside it.
    """
    text = reading.text[start:end]
    match reading.signed:
        case "never":
            found = None
        case "behind":
            found = find_signed(text, reading.phrases)
        case signed:
            found = find_citation(text, reading.phrases, led=led and signed == "before")
    if found is None:
        return False
    for kind, span in zip(found._fields, found, strict=True):
        if span and not reading.has(kind):
            first, last = trim(reading.text, start + span[0], start + span[1])
            if kind == "title":
                first, last = trim_title(reading, first, last, without=UNSURE)
            reading.add(kind, first, with_stop(reading.text, last) if kind == "authors" else last)
    return True


def extend_title(reading: Reading, end: int) -> None:
    """Let a title whose link is only its short name go on behind the link, as in `[Short](u): The rest | venue`.

    Words that begin with a small "a" say what it is: `[Short](u): a benchmark for this`.
    """
    title = reading.find("title")
    if title is None:
        return
    link = next((part for part in reading.parts if part.kind == "url" and part.start >= title.end), None)
    near = link is not None and link.start - title.end <= 6
    if link is None or not near or len(words(reading.text[title.start : title.end])) > FEW_WORDS:
        return
    place = link.end + 1
    running = RUN_ON if reading.text.startswith((":", "："), title.end) else RUNNING_TITLE
    found = running.match(reading.open(place, end)) or SUBTITLE.match(reading.text[place:end])
    said = found[1] if found else ""
    if not found or said.startswith(("a ", "an ")) or is_fact(reading, said) or is_authors(said):
        return
    if find_attribution(said, reading.phrases):
        return
    first, last = trim_title(reading, place + found.start(1), place + found.end(1))
    reading.add("rest", first, last)
