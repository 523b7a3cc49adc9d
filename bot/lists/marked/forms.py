"""The template of a list's entries as a form that works both ways: learned from entries, and read by what it writes."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise, product
from typing import NamedTuple

from bot.catalogue.entry_format import EntryFormat, TemplateError, format_entry
from bot.catalogue.paper import Link, Paper
from bot.lists.page import PageEntry, Part
from bot.patterns import rare

#: A longer line is no entry of one line, and would keep the patterns busy.
LONGEST_LINE = 2_000
#: So many of the commonest templates of a page are tried.
MOST_FORMS = 4
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
ENTITY = re.compile(r"&amp;(?=#?\w+;)")
TITLE, LABEL, VENUE = r"(?:\\.|[^\\\n])+?", r"(?:\\.|[^\\\[\]\n]){1,200}?", r"(?:\\.|[^\\\[\]\n])+?"
ADDRESS = r"[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*"
USUAL = EntryFormat()
#: Stand for a part while the pattern of a template is made; private use, so no template has them.
PARTS = {"title": "\ue000", "url": "\ue001", "tag": "\ue002", "links": "\ue003"}


class FormValues(NamedTuple):
    """What a line in a form says of its paper, as written."""

    title: str
    venue: str | None
    year: str | None
    links: tuple[Link, ...]


def write(form: EntryFormat, paper: Paper) -> str:
    """Return a paper's line in a form."""
    return format_entry(form, title=paper.title, venue=paper.venue, year=paper.year, links=paper.links)


def read(form: EntryFormat, line: str) -> FormValues | None:
    """Return what a line in a form says, None where it is in another."""
    if len(line) > LONGEST_LINE:
        return None
    link = link_pattern(form)
    for pattern in patterns(form):
        if found := pattern.fullmatch(line):
            said = found.groupdict()
            links = [Link(unescape(each["label"]), address(each["url"])) for each in link.finditer(said["links"] or "")]
            if said["url"] is not None:
                links.insert(0, Link("Paper", address(said["url"])))
            venue = unescape(said["venue"]) if said["venue"] else None
            return FormValues(unescape(said["title"]), venue, said["year"], tuple(links))
    return None


def unescape(text: str) -> str:
    """Return the text that a line of Markdown shows."""
    return address(ESCAPE.sub(r"\1", text) if "\\" in text else text)


def address(text: str) -> str:
    """Return the address that stands in a line."""
    return ENTITY.sub("&", text) if "&" in text else text


@lru_cache(maxsize=64)
def link_pattern(form: EntryFormat) -> re.Pattern[str]:
    """Return what finds the links of a form."""
    return re.compile(fill(form.link, label=f"(?P<label>{LABEL})", url=f"(?P<url>{ADDRESS})"))


@lru_cache(maxsize=64)
def patterns(form: EntryFormat) -> tuple[re.Pattern[str], ...]:
    """Return what reads the lines of a form: with venue and year, without the year, without both."""
    link = fill(form.link, label=LABEL, url=ADDRESS)
    tags = [
        fill(form.tag, venue=f"(?P<venue>{VENUE})", yy=r"(?P<year>\d\d)", year=r"(?P<year>\d{4})"),
        fill(undated(form.tag), venue=f"(?P<venue>{VENUE})", yy="", year="") + "(?P<year>(?!))?",
        "(?P<venue>(?!))?(?P<year>(?!))?",
    ]
    dated = len(re.findall(r"\{(?:yy|year)\}", form.tag)) == 1
    has_tag, has_links = "{tag}" in form.line, "{links}" in form.line
    found = []
    for number, linked in product(range(3) if has_tag else (2,), (True, False) if has_links else (False,)):
        if (number == 0 and not dated) or not (linked or "{url}" in form.line):
            continue
        shown = PARTS | ({} if number < 2 else {"tag": ""}) | ({} if linked else {"links": ""})
        line = form.line.format(**shown)
        line = line.rstrip() if number < 2 else re.sub(r" {2,}", " ", line).rstrip()
        pattern = re.escape(line) + ("" if number < 2 else tags[2]) + ("" if linked else "(?P<links>(?!))?")
        pattern += "" if "{url}" in form.line else "(?P<url>(?!))?"
        pattern = pattern.replace(PARTS["title"], f"(?P<title>{title_before(line.partition(PARTS['title'])[2][:1])})")
        pattern = pattern.replace(PARTS["url"], f"(?P<url>{ADDRESS})")
        pattern = pattern.replace(PARTS["tag"], tags[number])
        found.append(rare(pattern.replace(PARTS["links"], f"(?P<links>{link}(?: {link})*)")))
    return tuple(found)


def title_before(sign: str) -> str:
    """Return the pattern of a title that ends before a sign of a template: no end is tried before another letter."""
    mark = re.escape(sign)
    return TITLE if sign in ("", "\\", *PARTS.values()) else rf"(?:[^\\\n{mark}]++|\\.|{mark})+?"


def undated(tag: str) -> str:
    """Return the template of a tag without its year, and without the mark before it."""
    return re.sub(r"[ '’,-]*\{(?:yy|year)\}", "", tag)


def fill(template: str, **patterns: str) -> str:
    """Return the pattern of a template, with a pattern in the place of each part."""
    marks = {name: chr(0xE010 + number) for number, name in enumerate(patterns)}
    text = re.escape(template.format(**marks))
    for name, mark in marks.items():
        # A template may show a part twice; a pattern may name it once.
        text = text.replace(mark, patterns[name], 1).replace(mark, re.sub(r"\(\?P<\w+>", "(?:", patterns[name]))
    return text


def learn(entries: Iterable[PageEntry]) -> list[EntryFormat]:
    """Return the commonest templates of a page's entries, those first that show the most."""
    found = Counter(form for entry in entries if (form := template_of(entry)))
    shows = sorted(found, key=lambda form: ("{tag}" in form.line, found[form]), reverse=True)
    return shows[:MOST_FORMS]


def template_of(entry: PageEntry) -> EntryFormat | None:
    """Return the template of an entry on one line, None where it shows what a template has no place for."""
    kinds = {part.kind for part in entry.parts}
    if entry.form != "bullet" or "\n" in entry.raw or kinds - {"title", "venue", "year", "label", "url", "link"}:
        return None
    links = [part for part in entry.parts if part.kind == "link"]
    linked = [part for part in entry.parts if part.kind == "url" and not any(p.group == part.group for p in links)]
    link = common_link(entry, links)
    if len(linked) > 1 or (links and link is None):
        return None
    places = [(*entry.title_part.span, "{title}"), *((*part.span, "{url}") for part in linked)]
    places += [(links[0].start, links[-1].end, "{links}")] if links else []
    tag = tag_place(entry, [(start, end) for start, end, _ in places])
    places += [(*tag, "{tag}")] if tag else []
    places.sort()
    if any(before[1] > after[0] for before, after in pairwise(places)) or not (links or linked):
        return None
    line = replace_places(entry.raw, places).rstrip()
    if linked and not links:
        line = f"{line} {{links}}"
    try:
        return entry_format(line, tag_of(entry, tag) if tag else USUAL.tag, link or USUAL.link)
    except TemplateError:
        return None


#: The entries of a list have few templates.
entry_format = lru_cache(maxsize=64)(EntryFormat)


def common_link(entry: PageEntry, links: Sequence[Part]) -> str | None:
    """Return the template that all links of an entry have, with one space between them; None where they differ."""
    found = set()
    for before, after in pairwise(links):
        if entry.raw[before.end : after.start] != " ":
            return None
    for link in links:
        inside = [part for part in entry.parts if part.group == link.group and part.kind in ("label", "url")]
        if sorted(part.kind for part in inside) != ["label", "url"]:
            return None
        places = [(part.start - link.start, part.end - link.start, f"{{{part.kind}}}") for part in inside]
        found.add(replace_places(entry.text(link), sorted(places)))
    return found.pop() if len(found) == 1 else None


def tag_place(entry: PageEntry, others: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Return where the venue and its year stand, with the marks that touch them; None where no venue is."""
    parts = [part for part in entry.parts if part.kind in ("venue", "year")]
    if sorted(part.kind for part in parts) != ["venue", "year"] or parts[0].kind != "venue":
        return None
    start, end = parts[0].start, parts[-1].end
    low = max((place[1] for place in others if place[1] <= start), default=0)
    high = min((place[0] for place in others if place[0] >= end), default=len(entry.raw))
    while start > low and not entry.raw[start - 1].isspace():
        start -= 1
    while end < high and not entry.raw[end].isspace():
        end += 1
    return start, end


def tag_of(entry: PageEntry, place: tuple[int, int]) -> str:
    """Return the template of a venue's tag."""
    parts = [part for part in entry.parts if part.kind in ("venue", "year")]
    names = ["{venue}", "{yy}" if parts[1].end - parts[1].start == 2 else "{year}"]
    places = [(p.start - place[0], p.end - place[0], name) for p, name in zip(parts, names, strict=True)]
    return replace_places(entry.raw[slice(*place)], places)


def replace_places(text: str, places: Sequence[tuple[int, int, str]]) -> str:
    """Return a text with names in the places of its parts, and all other braces doubled."""
    pieces, position = [], 0
    for start, end, name in [*places, (len(text), len(text), "")]:
        pieces += [text[position:start].replace("{", "{{").replace("}", "}}"), name]
        position = end
    return "".join(pieces)
