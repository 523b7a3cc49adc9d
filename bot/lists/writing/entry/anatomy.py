"""What an entry is made of: its links and what they lead to, its short name, the words between its parts."""

import itertools
import re
from collections.abc import Iterable, Iterator

from bot.catalogue.paper import Link
from bot.lists.dates import MONTH
from bot.lists.inline import BESIDE, Token, link_kind, scan
from bot.lists.page import PageEntry, Part
from bot.lists.reading.entry.parts import PREFIX, find_keys
from bot.lists.reading.table import split_cells, split_html_cells
from bot.lists.writing.entry.traces import BREAKS, strip_back

#: Pictographs, by themselves, by name or by number.
EMOJI = re.compile(
    r"[\U0001F300-\U0001FAFF\u2600-\u27BF\u2B50\u2B55\u26A0\ufe0f\u200d]+(?:\s+[\U0001F300-\U0001FAFF\u2600-\u27BF\u2B50\ufe0f\u200d]+)*|:\w+:(?:\s*:\w+:)*"
    r"|&#(?:9\d{3}|1\d{4,5}|x(?:2[3-9a-f]|1f)\w{2,3});"
)
YEAR_BEHIND = re.compile(r"[ ,]*(?:['’`]\d\d|(?:19|20)\d\d)(?!\d)")
CELL_STOP = re.compile(r"\.(?=\s*(?:\||$))")
YEAR_WITHIN = re.compile(r"[ ,]*(?:['’`]\d\d(?!\d)|(?:19|20)\d\d)")
#: What may stand between two links of one group.
NEIGHBOURS = re.compile(r"[\s,;/·•&\\]{0,12}(?:<br\s*/?>\s*)?|\s*\|\s*|\s*\n\s*[-*+]\s+")
#: Behind a title in brackets: the place of an address, with or without its own brackets.
UNLINKED = re.compile(r"[.*_]*\]((?:\([ \t]*\))?)(?![(\[])")
#: A link with its label as most lists write it.
BOX = "[{label}]({url})"
#: The same where no Markdown is read.
TAGGED = '<a href="{url}">{label}</a>'
#: A short name has so many letters and words at most.
LONGEST_SHORT, MOST_WORDS = 40, 3
#: "vol.", "no.", "pp.": what leads to where a paper stands in its journal; and the same with the number.
LOCATOR = r"(?:vol(?:ume)?|no|nr|pp?|pages?|issue)\.?"
LOCATED = rf"{LOCATOR}\s*\d[\d:–-]*"
#: A word, a number, a month, or where a paper is found: a DOI, arXiv's number, a volume, pages.
BETWEEN = re.compile(
    rf"\b{MONTH}\b\.?|(?:doi:?\s*)?10\.\d{{4,9}}/[^\s,;()\[\]]*[^\s,;.()\[\]]|(?:arXiv:\s*)?\d{{4}}\.\d{{4,5}}|{LOCATED}|[^\W\d_]{{3,}}|\d+",
    re.I,
)
#: What is no text: tags, entities, pictures, comments.
MARKUP = re.compile(r"<[^<>]*>|&#?\w+;|!\[[^\[\]]*\]\([^()]*\)|:\w+:")


def url_of(entry: PageEntry, link: Part) -> Part:
    """Return the place of a link's address."""
    return next(part for part in entry.parts if part.kind == "url" and part.group == link.group)


def address_in(entry: PageEntry, place: Part, url: str) -> str:
    """Return an address as it stands in the place of another, which may be the name of one defined elsewhere."""
    return url if "://" in entry.text(place) else f"({url})"


def exchange(text: str, changes: Iterable[tuple[int, int, str]]) -> str:
    """Return a text with others in some of its stretches."""
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def url_groups(entry: PageEntry) -> list[int]:
    """Return the numbers of an entry's links, in the order of its record."""
    return sorted(part.group for part in entry.parts if part.kind == "url")


def link_kinds(entry: PageEntry) -> list[tuple[Link, str]]:
    """Return an entry's links with their kinds: "titled" if the title is the link, "dated" if the venue or date is."""
    labelled = {part.group for part in entry.parts if part.kind == "label"}
    linked = {part.group for part in entry.parts if part.kind == "link"}
    badged = {part.group for part in entry.parts if part.kind == "link" and "![" in entry.text(part)}
    return [
        (
            link,
            "titled"
            if group not in linked
            else link_kind(link.label, link.url)
            if group in labelled | badged
            else "dated",
        )
        for group, link in zip(url_groups(entry), entry.record.links, strict=False)
    ]


def named_links(entry: PageEntry) -> Iterator[tuple[str, Part]]:
    """Yield an entry's links that have a label or a badge, by the kind of their target and by their label."""
    parts = {part.group: part for part in entry.parts if part.kind == "link"}
    for group, (link, kind) in zip(url_groups(entry), link_kinds(entry), strict=False):
        if group in parts and kind not in ("titled", "dated"):
            yield f"kind {kind}", parts[group]
            yield link.label, parts[group]


def side_links(entry: PageEntry) -> list[Token]:
    """Return an entry's links that are none of its paper's, as to another page of the list."""
    own = {part.start for part in entry.parts if part.kind == "url"}
    links = (token for token in scan(entry.raw, {}) if token.kind == "link" and token.address)
    return [link for link in links if link.url[0] not in own]


def link_gaps(entry: PageEntry) -> list[str]:
    """Return what stands between an entry's neighbouring links."""
    links = sorted((part for part in entry.parts if part.kind == "link"), key=lambda part: part.start)
    between = [entry.raw[one.end : other.start] for one, other in itertools.pairwise(links)]
    return [text for text in between if NEIGHBOURS.fullmatch(text)]


def link_boxes(entry: PageEntry) -> list[str]:
    """Return how an entry writes its labelled links, as "[[{label}]({url})]"."""
    boxes = []
    for link in (part for part in entry.parts if part.kind == "link"):
        inside = {part.kind: part for part in entry.parts if part.group == link.group}
        label, url = inside.get("label"), inside.get("url")
        if label and url and link.start < label.start < label.end < url.start and "![" not in entry.text(link):
            raw = entry.raw
            before = raw[link.start : label.start].rpartition(": ")[2]
            boxes.append(f"{before}{{label}}{raw[label.end : url.start]}{{url}}{raw[url.end : link.end]}")
    return boxes


def fill_box(box: str, label: str, url: str) -> str:
    """Return a link written in a box."""
    return box.replace("{label}", label, 1).replace("{url}", url, 1)


def link_marks(entry: PageEntry) -> Iterator[tuple[str, str]]:
    """Yield the labels of an entry's links, each with the emoji right before it or ""."""
    marks = {found.end(): found[0] for found in EMOJI.finditer(entry.raw)}
    starts = {part.group: part.start for part in entry.parts if part.kind == "link"}
    for part in entry.parts:
        if part.kind == "label" and part.group in starts:
            place = len(entry.raw[: starts[part.group]].rstrip(" "))
            yield entry.text(part), marks.get(place, "")


def place_for_address(entry: PageEntry) -> tuple[int, int] | None:
    """Return where the address of a title goes that stands in brackets and has none, as in "[Title]()"."""
    title = entry.title_part
    if entry.raw[: title.start].rstrip("*_")[-1:] != "[":
        return None
    found = UNLINKED.match(entry.raw, title.end)
    return found.span(1) if found else None


def links_beside(entry: PageEntry) -> list[Part]:
    """Return an entry's links behind a key of what is beside a paper, as in "Environment: [Ponds](u)"."""
    keys = [key for key in find_keys(entry.raw) if "\n" in entry.raw and BESIDE.search(key[1])]
    lines = [range(key.end(), (entry.raw + "\n").index("\n", key.end())) for key in keys]
    return [part for part in entry.parts if part.kind == "link" and any(part.start in line for line in lines)]


def end_of_title(entry: PageEntry) -> int:
    """Return where links are put that have no place yet: the end of the title's cell, or of the line it is linked in.

    A paragraph is one line, however it is broken.
    """
    if entry.form in ("table", "html"):
        title, split = entry.title_part, split_html_cells if entry.form == "html" else split_cells
        start, end = next(cell for cell in split(entry.raw) if cell[1] >= title.end)
        return start + len(entry.raw[start:end].rstrip())
    beside = {part.group for part in links_beside(entry)}
    told = max(part.end for part in entry.parts if part.kind in ("title", "url") and part.group not in beside)
    end = entry.raw.find("\n", told) if entry.form != "paragraph" else -1
    return len(strip_back(BREAKS, entry.raw[: end if end >= 0 else None].rstrip(" |\\")))


def stretches_of_rest(entry: PageEntry, rest: Part) -> list[tuple[int, int]]:
    """Return what goes with the rest of a title behind the link of its first words: the rest and its colon."""
    before = entry.raw[: rest.start].rstrip()
    if before.endswith((":", "：")):
        return [(len(before) - 1, rest.end)]
    named = entry.title_part.end
    colon = [(named, named + 1)] if entry.raw.startswith((":", "："), named) else []
    return [*colon, rest.span]


def dated_venue(entry: PageEntry, venue: Part) -> tuple[int, str]:
    """Return where a venue ends, with the year behind it where that is no part of its own, and the year as written.

    The year is " 2024" or "'24", with what parts it from the name; "" where the venue has none. The stop that ends a
    cell is that of an abbreviation.
    """
    found = YEAR_BEHIND.match(entry.raw, venue.end)
    if found and not any(venue.end <= part.start < found.end() for part in entry.parts):
        return found.end(), found[0]
    within = YEAR_WITHIN.search(entry.raw, venue.start, venue.end)
    stop = CELL_STOP.match(entry.raw, venue.end) if entry.form == "table" else None
    return stop.end() if stop else venue.end, within[0] if within else ""


def words_between(entry: PageEntry) -> Iterator[tuple[int, int, str]]:
    """Yield the words, numbers and locators of an entry that are in no part of it and in no tag, with stretches."""
    prefix = PREFIX.match(entry.raw)
    taken = [part.span for part in entry.parts]
    taken += [prefix.span()] if prefix else []
    taken += [found.span() for found in MARKUP.finditer(entry.raw)]
    for found in BETWEEN.finditer(entry.raw):
        if not overlaps(found.span(), taken):
            yield *found.span(), found[0]


def overlaps(stretch: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    """Tell whether a stretch has a place in common with one of others."""
    return any(start < stretch[1] and stretch[0] < end for start, end in others)


def short_name(title: str) -> str | None:
    """Return the short name that a title begins with."""
    short, colon, _ = title.partition(":")
    return short.strip() if colon and len(short) < LONGEST_SHORT and len(short.split()) <= MOST_WORDS else None


def extras_before(entry: PageEntry) -> list[Part]:
    """Return the words before a title that are no fact: a short name, a keyword, an institution."""
    return [part for part in entry.parts if part.kind == "extra" and part.start < entry.title_part.start]


def short_places(entry: PageEntry) -> list[int]:
    """Return which of the words before a title are the short name that the title begins with."""
    title = entry.record.title.casefold()
    texts = [entry.text(part).strip().casefold() for part in extras_before(entry)]
    return [number for number, text in enumerate(texts) if title.startswith(text) or text == "?"]


def names_itself(entry: PageEntry) -> bool:
    """Tell whether an entry gives the short name of its title once more, before it or in a badge."""
    short = short_name(entry.record.title)
    if short is None:
        return False
    badge = f"badge/{short.replace('-', '--').replace(' ', '_')}-"
    return bool(short_places(entry)) or badge in entry.raw
