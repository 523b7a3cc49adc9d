"""Reads the links of an entry, with the places of their labels and addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.catalogue.identity.authors import INITIAL, NAME_BREAK
from bot.catalogue.identity.identifiers import identify
from bot.catalogue.paper import Link
from bot.lists.inline import LABELS, Token, has_words, is_address, is_label, link_kind, plain, scan, words
from bot.lists.page import Part
from bot.lists.phrases import PREPRINT, find_stamp, is_name
from bot.lists.reading.entry.clauses import classify, divide
from bot.lists.reading.entry.parts import GLUE, KEYED, Reading, strip_span, trim
from bot.lists.reading.entry.title_ends import (
    DASH,
    cut_dashed,
    cut_joined,
    end_of_head,
    end_of_tags,
    find_dated,
    is_byline,
    note_bracketed,
    start_of_note,
)
from bot.lists.reading.entry.titling import follows_title, note_citation, title_runs
from bot.patterns import rare

#: A link that leads nowhere is a title if it has so many words.
FEWEST_WORDS = 3
#: A link's text of more characters says more than when and where.
LONGEST_STAMP = 60
#: ", One et al., ICRA 2016", ": One et al." or ", One and Two, ICRA 2016" at the end of a link's text.
SIGNED_END = rare(
    rf"[,:]\s+((?:{INITIAL}\.\s+)*{INITIAL}[^\W\d]+(?:\s+et al\.?|\s+and\s+{INITIAL}[^\W\d]+))"
    r"(?:,?\s+((?:[A-Za-z][^,]{1,40}?\s+)?(?:19|20)\d\d)|(?<=al)|(?<=al\.))\s*$"
)
#: One of the words in brackets before a title.
TAG = rare(r"[\[【][^\[\]【】]+[\]】]")
#: No person has so many names.
MOST_NAMES = 5
AROUND = (("[", "]"), ("(", ")"), ("**", "**"), ("`", "`"))


def read_links(reading: Reading, start: int, end: int, *, titled: bool, quoted: tuple[int, int] | None = None) -> None:
    """Find the links; where no title is known yet and `titled`, the first link that is no label is the title.

    `quoted`: the title, which may stand within a link's text; then the other words of that text are facts.
    """
    # The reader has asked for the links of the whole text already; a cell is scanned alone, for a bracket ends in it.
    offset = 0 if 2 * (end - start) > len(reading.text) else start
    tokens = scan(reading.text[offset:end] if offset else reading.text, reading.references)
    names = note_linked_names(reading, [token for token in tokens if token.kind == "link"], start, end, offset)
    for token in tokens:
        label = (token.label[0] + offset, token.label[1] + offset)
        url = (token.url[0] + offset, token.url[1] + offset)
        whole = (token.start + offset, token.end + offset)
        if whole[0] < start or whole[1] > end or reading.known(url):
            continue
        if names and names[0] <= whole[0] < names[1]:
            continue
        words_of = reading.text[slice(*label)]
        if token.kind == "image":
            if url[1] > url[0]:
                reading.add("badge", *url)
        elif not token.address.startswith(("http://", "https://", "//")):
            note_place(reading, token.address, label, whole, titled=titled)
        elif token.kind == "badge":
            add_link(reading, plain_badge(words_of), label, url, widen(reading.text, whole), token.address)
            source = reading.text.find(token.source, label[0], label[1])
            if source >= 0 and token.source:
                reading.add("badge", source, source + len(token.source))
        elif quoted and label[0] <= quoted[0] < quoted[1] <= label[1] and not reading.has("title"):
            reading.add("title", *quoted)
            add_link(reading, "title", label, url, whole, token.address)
            reading.hide(label[1], whole[1])
            continue
        elif titled and not reading.has("title") and could_be_title(reading, start, label, whole):
            if not note_citation(reading, *label, led=not has_words(reading.text[start : whole[0]])):
                note_linked_title(reading, *label)
            add_link(reading, "title", label, url, whole, token.address)
        else:
            said = words_of.strip() or announced(reading.text, whole[0])
            add_link(reading, said, label, url, widen(reading.text, whole), token.address)
        reading.hide(*whole)


def note_linked_names(
    reading: Reading, links: Sequence[Token], start: int, end: int, offset: int
) -> tuple[int, int] | None:
    """Note the authors whose names link to their own pages, one behind the other; return where.

    These links are not the paper's.
    """
    if reading.has("authors"):
        return None
    first = last = None
    for link in links:
        text = reading.text[offset + link.label[0] : offset + link.label[1]]
        if link.start + offset < start or link.end + offset > end or not names_person(text, link.address):
            if last:
                break
            continue
        between = reading.text[last.end + offset : link.start + offset] if last else ""
        if last and not all(map(is_name, filter(None, NAME_BREAK.split(plain(between).strip(" ,"))))):
            break
        if last and not NAME_BREAK.search(f"{plain(between)} "):
            break
        first, last = first or link, link
    if not (first and last) or first is last:
        return None
    reading.add("authors", offset + first.start, offset + last.end)
    return offset + first.start, offset + last.end


def names_person(label: str, address: str) -> bool:
    """Tell whether a link's text is a person's name, and its address no paper's."""
    named = 0 < label.count(" ") < MOST_NAMES and not is_label(label) and is_name(plain(label))
    return named and identify(address) is None and link_kind("", address) != "code"


def note_linked_title(reading: Reading, start: int, end: int) -> None:
    """Note the title that a link's text is, and the facts before and behind it."""
    tagged = end_of_tags(reading.text, start, end)
    for tag in TAG.finditer(reading.text, start, tagged):
        classify(reading, *strip_span(reading.text, *tag.span(), GLUE + "[]【】"))
    start = cut_joined(reading, tagged, end)
    headed = end_of_head(reading, start, end)
    classify(reading, *strip_span(reading.text, start, headed, GLUE + "()[]"))
    start = headed
    behind = note_bracketed(reading, start, end)
    note = start_of_note(reading, start, behind)
    if signed := SIGNED_END.search(reading.text, start, note):
        reading.add("authors", *signed.span(1))
        if signed[2]:
            classify(reading, *signed.span(2))
        note = signed.start()
    dashed = cut_dashed(reading, start, note)
    for first, last in divide(reading.text, dashed, note, DASH) if dashed < note else ():
        classify(reading, *strip_span(reading.text, first, last, GLUE))
    note = dashed
    dated = find_dated(reading.text, start, note)
    note = dated.start() if dated and "," in dated[0] else note
    reading.add("title", *trim(reading.text, start, note))
    if note < behind:
        classify(reading, *strip_span(reading.text, note, behind, GLUE + "()（）"))


def note_place(reading: Reading, address: str, label: tuple[int, int], whole: tuple[int, int], *, titled: bool) -> None:
    """Note a link that leads to no page of the web: a title all the same if it has a title's words."""
    long = reading.row or len(words(plain(reading.text[slice(*label)]))) >= FEWEST_WORDS
    if titled and not reading.has("title") and long:
        note_linked_title(reading, *label)
    elif address and not address.startswith("#") and not dated_label(reading, reading.text[slice(*label)], label):
        reading.add("extra", *widen(reading.text, whole))


def could_be_title(reading: Reading, start: int, label: tuple[int, int], whole: tuple[int, int]) -> bool:
    """Tell whether a link's text is a title: it names no target, and no title stands before it."""
    text = reading.text[slice(*label)]
    pair = reading.text[max(0, whole[0] - 1) : whole[0]] + reading.text[whole[1] :].lstrip("\\")[:1]
    boxed = pair in ("[]", "()") or text.startswith("[")
    said = is_label(text, boxed=boxed) or is_byline(text)
    return bool(text) and not said and not follows_title(reading, start, whole[0], text)


def promote_link(reading: Reading, start: int, end: int) -> None:
    """Make a first link of two words the title though one names a kind of target, as in "[Consistency models](u)".

    It is the first thing in its entry, and nothing else can be a title.
    """
    link = reading.find("link")
    label = next((part for part in reading.parts if part.kind == "label" and link and part.group == link.group), None)
    if link is None or label is None or label.start - link.start != 1 or has_words(reading.open(start, link.start)):
        return
    text = plain(reading.text[label.start : label.end])
    named = [word for word in words(text) if word.casefold() not in LABELS]
    if len(words(text)) < 2 or not named or re.search(r"\d|\[", text):
        return
    if any(len(words(reading.text[slice(*run)])) >= 3 for run in title_runs(reading, start, end)):
        return
    reading.parts = [part for part in reading.parts if part not in (link, label)]
    reading.add("title", *trim(reading.text, label.start, label.end))
    reading.links[link.group] = Link("title", reading.links[link.group].url)


def announced(text: str, place: int) -> str:
    """Return what a line says an address at a place leads to, as in "Code: https://...", empty for nothing."""
    line = text[text.rfind("\n", 0, place) + 1 : place]
    found = KEYED.match(line)
    return found[1] if found and found.end() >= len(line.rstrip()) else ""


def plain_badge(label: str) -> str:
    """Return the alternative text of a badge that is a link."""
    found = re.search(r"!\[([^\[\]]*)\]", label) or re.search(r"alt=[\"']([^\"']*)", label)
    return found[1] if found else ""


def widen(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Return the place of a link with the brackets and the stars that stand around it alone."""
    start, end = span
    while text[start - 1 : start] in ("[", "(", "*", "`") and (
        found := next(
            (pair for pair in AROUND if text.endswith(pair[0], 0, start) and text.startswith(pair[1], end)), None
        )
    ):
        start, end = start - len(found[0]), end + len(found[1])
    return start, end


def add_link(
    reading: Reading, label: str, span: tuple[int, int], url: tuple[int, int], whole: tuple[int, int], address: str
) -> None:
    """Note a link: the whole, its label's place unless the title is the label, and its address's."""
    group = reading.groups
    reading.groups += 1
    if label != "title":
        reading.parts.append(Part("link", *whole, group))
        inner = reading.text[slice(*span)]
        if inner[:1] + inner[-1:] in ("[]", "()") and inner.count(inner[0]) == 1:
            span = (span[0] + 1, span[1] - 1)
        elif inner.startswith("\\[") and inner.endswith("\\]"):
            span = (span[0] + 2, span[1] - 2)
        if dated_label(reading, reading.text[slice(*span)], span):
            label = "paper"
        elif not inner.lstrip().startswith(("!", "<img")):
            label = "" if is_address(inner) else reading.text[slice(*span)].strip() or label
            reading.parts.append(Part("label", *span, group))
    reading.parts.append(Part("url", *url, group))
    reading.links.append(Link(label, address))


def dated_label(reading: Reading, inner: str, span: tuple[int, int]) -> bool:
    """Note the facts that a link's text says, like "arXiv 2024.10" or "(One and Two, 2024)"; tell whether it does."""
    whole = (max(0, span[0] - 1), span[1] + 1)
    if is_byline(reading.text[slice(*whole)]):
        note_bracketed(reading, *whole)
        return True
    if not reading.has("title"):
        leads = PREPRINT.fullmatch(plain(inner)) and not has_words(reading.open(0, span[0]))
        if leads or reading.phrases.names_venue(inner):
            reading.add("venue", *span)
            return True
    name = inner.partition(" ")[0]
    if name != inner and reading.phrases.glued_year(name):
        # "[CVPR19 GSPN](u)": the label goes on with what the paper is called.
        classify(reading, span[0], span[0] + len(name))
        return False
    if len(inner) > LONGEST_STAMP or not any(find_stamp(inner)):
        return False
    return classify(reading, *span, marked=True)
