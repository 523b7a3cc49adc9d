"""The short names of papers in a line: in bold before what is told of them, in a row, behind a venue."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from bot.catalogue.identity.identifiers import identify
from bot.catalogue.venues import Venues
from bot.intake.text.lines import Line
from bot.intake.text.parts.labels import read_label
from bot.intake.text.parts.names import is_name, is_title, is_title_case
from bot.intake.text.parts.sections import MOST_MARKED
from bot.intake.text.parts.tagger import EASTERN_LETTERS, TaggedSpan
from bot.intake.text.parts.venues import find_venue

#: A word that is written like a name: "MothChat", "VoCo-LLaMA".
SPELT = re.compile(
    r"(?<![\w/.])(?=[A-Za-z\d-]*[a-z])[A-Za-z\d-]*[A-Z][A-Za-z\d-]*[A-Z][A-Za-z\d-]*(?![A-Za-z\d-]|[\w/.]\w)"
)
CAPITALS = re.compile(r"[A-Z][^\sA-Z]*[A-Z]")
#: A name behind its venue: "CVPR 2026 MothChat", "the CVPR2026 AESOP paper".
NAME_BEHIND = re.compile(
    r"\b([A-Z][A-Za-z]+[\s-]?'?(?:20)?\d\d)\s((?=\w*[A-Z]\w*[A-Z])[A-Za-z\d]+)(?=\spaper|\W*$)", re.ASCII
)
#: A name of several words, or one that is written like no word, before "paper": "Adds The Lamp Moth paper".
NAME_BEFORE = re.compile(
    r"\b(?i:add(?:s|ed|ing)?)\s(?:(?:the|our|my|new|recent|latest)\s){0,3}"
    r"((?:[A-Z][\w.+-]*\s){1,4}[A-Z][\w.+-]*|[A-Z]\w*[a-z]\w*[A-Z]\w*)\spaper\b"
)
#: Names in a row: "MothChat, VoCo-LLaMA and Agent S"; East Asian letters can stand right beside them.
LETTER = rf"[^\W{EASTERN_LETTERS}]"
ROW_NAME = (
    rf"(?!Add(?:s|ed|ing)?\s)(?:[A-Z]|[a-z](?=[A-Z]))(?:{LETTER}|[.+-]){{0,30}}{LETTER}"
    rf"(?:\s[A-Z\d](?:{LETTER}|[.+-]){{0,30}}){{0,2}}"
)
ROW_GAP = re.compile(r"\s?[,，、/]\s?(?:and\s)?|\s(?:and|[&+])\s")
ROW = re.compile(rf"(?<!{LETTER})(?<![/.-]){ROW_NAME}(?:(?:{ROW_GAP.pattern}){ROW_NAME}){{1,30}}(?!{LETTER}|[/-])")
#: Names before what asks for them in Japanese or Korean: "MothChat、MothNetなどを追加してください".
NAMES_ASKED = re.compile(
    rf"(?<!{LETTER})(?<![/.-])({ROW_NAME}(?:(?:{ROW_GAP.pattern}){ROW_NAME}){{0,9}})\s?(?:など|等)?(?:という)?(?:論文)?"
    r"[をも의을를도]{0,2}\s?(?:追加|収録|掲載|추가)"
)
#: What stands before names of papers in a row.
ROW_BEFORE = re.compile(r"\b(?:papers|works|surveys)\b[^.\n]{0,12}(?::|\bfor|\blike)\s?$", re.IGNORECASE)
ADDED = re.compile(r"\W{0,4}(?:please\s)?add(?:s|ed|ing)?\s", re.IGNORECASE)
#: A name that is added and its place: "Adds MothNet under Inference on Lamps".
NAME_UNDER = re.compile(
    r"(?=\S*[A-Z]\S*[A-Z])([A-Z][\w.+-]*)\s(?:under|to|into)\s(?:the\s)?"
    r"([A-Z][\w&/-]*(?:\s(?:(?:and|of|for|on|in|with|&)\s)?[A-Z][\w&/-]*){0,6})\W*$"
)
#: What goes on behind names in a row that is added, and in no title.
ROW_BEHIND = re.compile(r"\s(?:beside|next|to|under|into|as|below|among|alongside|papers|entries)\b|\W*$")
#: What parts the marked words with which an item begins from what is told of them.
MARKED_END = re.compile(r"\s?(?:[:：([,]|[-–—]\s)")


def name_item(line: Line, stretches: list[TaggedSpan], venues: Venues) -> list[TaggedSpan]:
    """Return the stretches with the words of a line that links a paper as its name or title: those in bold with which
    an item begins ("**MothChat** (arXiv:2601.00001) - a benchmark"), or all of them, of which some are tagged."""
    start, words = find_lead(line, stretches)
    is_known = any(each.kind == "title" and is_title_case(each.words(line)) for each in stretches)
    if not words or is_known or read_label(line.text) or not (is_name(words, venues) or is_title(words)):
        return stretches
    named = TaggedSpan("title" if is_title(words) else "name", start, start + len(words))
    return [named, *(each for each in stretches if not each.overlaps(named.start, named.end))]


def find_lead(line: Line, stretches: Sequence[TaggedSpan]) -> tuple[int, str]:
    """Return the words with which a line begins that can name what it links or asks to be added, and their place."""
    verb, is_linked = ADDED.match(line.text), links_paper(line)
    bold, start = line.bold[0].rstrip(" :：") if line.place == "item" and line.bold else "", verb.end() if verb else 0
    is_marked = bold and line.text.startswith(bold, start) and MARKED_END.match(line.text, start + len(bold))
    if is_marked and (is_linked or verb):
        return start, bold
    words = line.text[: line.links[0].start].rstrip(" :：-") if is_linked else ""
    is_alone = words and not line.text[line.links[0].end :].strip() and all(map(begins_big, words.split()))
    return 0, words if is_alone and any(each.kind == "name" and each.end == len(words) for each in stretches) else ""


def begins_big(word: str) -> bool:
    """Tell whether a word begins with a capital."""
    return word[:1].isupper()


def part_row(row: re.Match[str]) -> list[TaggedSpan]:
    """Return the names of a row."""
    gaps = [edge for gap in ROW_GAP.finditer(row.string, *row.span()) for edge in gap.span()]
    edges = [row.start(), *gaps, row.end()]
    return [TaggedSpan("name", *edge) for edge in zip(edges[::2], edges[1::2], strict=True)]


def place_name(line: Line, stretch: TaggedSpan, venues: Venues) -> list[TaggedSpan]:
    """Return the name and the section that were taken for one title which is added: "Adds MothNet under Lamps"."""
    verb = ADDED.match(line.text) if stretch.kind == "title" else None
    placed = NAME_UNDER.match(line.text, verb.end()) if verb and stretch.start <= verb.end() else None
    if not placed or not is_name(placed[1], venues):
        return []
    return [TaggedSpan("name", *placed.span(1)), TaggedSpan("section", *placed.span(2))]


def spread_names(line: Line, stretches: list[TaggedSpan], venues: Venues) -> list[TaggedSpan]:
    """Return the stretches with all names of a row as names of papers, where one is or the words before it say so."""
    for row in islice(ROW.finditer(line.text), MOST_MARKED):
        names = part_row(row)
        inside = [each for each in stretches if each.overlaps(*row.span())]
        are_called = ROW_BEFORE.search(line.text[: row.start()]) is not None and SPELT.search(row[0]) is not None
        are_names = all(is_name(each.words(line), venues) for each in names)
        are_parts = all(row.start() <= each.start and each.end <= row.end() for each in inside)
        kinds = {each.kind for each in inside}
        is_row = kinds <= {"name", "venue", "title"} if are_called else "name" in kinds and kinds <= {"name", "venue"}
        if are_names and ((are_parts and is_row) or is_added(line, names)):
            stretches = [*(each for each in stretches if each not in inside), *names]
    return stretches


def is_added(line: Line, names: Sequence[TaggedSpan]) -> bool:
    """Tell whether a line asks for a row of names, and not for a title that begins with one: "Add One, Two and Three
    beside ..."."""
    are_spelt = all(CAPITALS.search(each.words(line)) for each in names)
    is_asked = ADDED.fullmatch(line.text, 0, names[0].start) and ROW_BEHIND.match(line.text, names[-1].end)
    return len(names) > 2 and are_spelt and is_asked is not None


def find_behind_venue(line: Line, venues: Venues) -> Iterator[TaggedSpan]:
    """Yield the name of a paper that stands behind its venue, or those that are asked for where verbs come last."""
    if asked := NAMES_ASKED.search(line.text):
        edges = [asked.start(1), *(edge for gap in ROW_GAP.finditer(line.text, *asked.span(1)) for edge in gap.span())]
        spans = (TaggedSpan("name", *each) for each in zip(edges[::2], [*edges[1::2], asked.end(1)], strict=True))
        yield from (each for each in spans if is_name(each.words(line), venues))
    elif (found := NAME_BEHIND.search(line.text)) and find_venue(found[1], venues) and is_name(found[2], venues):
        yield TaggedSpan("name", *found.span(2))
    elif (found := NAME_BEFORE.search(line.text)) and is_name(found[1], venues):
        yield TaggedSpan("name", *found.span(1))


def links_paper(line: Line) -> bool:
    """Tell whether a line links a paper, so that it may well name it."""
    return any(identify(link.address) for link in line.links)
