"""Writes an entry in a section's own form: one that stands there, with the facts of the new paper in it."""

import re
from collections.abc import Sequence
from itertools import chain

from bot.catalogue.identity.identifiers import identify
from bot.catalogue.paper import Link
from bot.lists.page import PageEntry, Part
from bot.lists.phrases import PREPRINT
from bot.lists.writing.entry.anatomy import (
    address_in,
    dated_venue,
    overlaps,
    place_for_address,
    stretches_of_rest,
    url_groups,
    words_between,
)
from bot.lists.writing.entry.badges import drop_emoji, write_badges
from bot.lists.writing.entry.cells import fill_cells, fill_keys
from bot.lists.writing.entry.dates import write_date
from bot.lists.writing.entry.draft import Draft
from bot.lists.writing.entry.habits import learn, spell
from bot.lists.writing.entry.links import drop_side_links, write_links
from bot.lists.writing.entry.remarks import drop_anchors, drop_link_titles, drop_strange, write_extra
from bot.lists.writing.entry.traces import GONE
from bot.lists.writing.facts import Facts, safe

#: The number of a month right behind a year's last digits, as in "2309".
MONTH_BEHIND = re.compile(r"(?:0[1-9]|1[0-2])(?!\d)")
#: What stands between people and the title or the venue right behind them; a bracket parts them by itself.
NEXT = re.compile(r"[ \t][ \t\[*_\"“]*")


def write(template: PageEntry, entries: Sequence[PageEntry], facts: Facts, rows: Sequence[PageEntry] = ()) -> str:
    """Return the text of the new entry, without its number's being right yet; `rows` show what an empty cell says."""
    table = template.form == "table"
    draft = Draft(template, learn(entries), safe(facts, table=table))
    text = write_draft(draft)
    if table or template.form == "html":
        return fill_cells(text, template, rows or entries, missing_facts(draft))
    return fill_keys(text, entries)


def write_draft(draft: Draft) -> str:
    """Return the entry with every part replaced or gone."""
    write_title(draft)
    repeat_number(draft)
    for part in draft.template.parts:
        if part.kind == "authors":
            draft.change(part, write_authors(draft, part))
        elif part.kind == "venue":
            write_venue(draft, part)
        elif part.kind == "year":
            write_year(draft, part)
        elif part.kind == "date":
            draft.change(part, write_date(draft, draft.template.text(part)))
        elif part.kind == "extra":
            write_extra(draft, part)
    drop_side_links(draft)
    write_links(draft)
    write_badges(draft)
    drop_emoji(draft)
    drop_strange(draft)
    repeat_year(draft)
    drop_anchors(draft)
    drop_link_titles(draft)
    return draft.render()


def missing_facts(draft: Draft) -> dict[str, str]:
    """Return the facts, by their kinds, that the other paper has none of."""
    facts, year = draft.facts, draft.facts.known_year
    said = {
        "authors": facts.authors and draft.habits.names.write(facts.authors),
        "venue": facts.venue and spell(draft.habits, facts.venue),
        "year": str(year) if year else None,
    }
    known = {part.kind for part in draft.template.parts}
    return {kind: text for kind, text in said.items() if text and kind not in known}


def write_title(draft: Draft) -> None:
    """Put the title in, and the address that it is linked with."""
    title = draft.title
    rest = draft.template.part("rest")
    short, colon, remainder = draft.facts.title.partition(": ")
    if rest and colon:
        draft.change(title, short)
        draft.change(rest, remainder)
    else:
        end = title.end + (draft.facts.title[-1:] in "?!" and draft.raw[title.end : title.end + 1] == ".")
        end += draft.raw.startswith(" ](", end)
        draft.replace(title.start, end, draft.put(draft.facts.title))
        if rest:
            draft.edits += [(*stretch, GONE) for stretch in stretches_of_rest(draft.template, rest)]
    placed = {part.group for part in draft.template.parts if part.kind == "link"}
    url = next((part for part in draft.template.parts if part.kind == "url" and part.group not in placed), None)
    if url and draft.left:
        link = title_link(draft)
        given = sum(each.url == link.url for each in draft.left)
        if given > 1 or not (is_repeated(draft, url) or has_column(draft, link)):
            draft.left.remove(link)
        draft.change(url, address_in(draft.template, url, link.url))
    elif url:
        draft.edits.append((*url.span, ""))
    elif draft.left and not url_groups(draft.template) and (place := place_for_address(draft.template)):
        link = title_link(draft)
        draft.left.remove(link)
        draft.edits.append((*place, draft.put(f"({link.url})")))


def title_link(draft: Draft) -> Link:
    """Return the link of the title, the paper's where none is called so, else the first."""
    titled = (link for link in draft.left if link.label == "title")
    papers = (link for link in draft.left if draft.facts.kind_of(link) == "paper")
    return next(chain(titled, papers, draft.left))


def is_repeated(draft: Draft, url: Part) -> bool:
    """Tell whether an address of the entry stands once more in it, behind a label or a badge."""
    address = draft.template.text(url)
    linked = {part.group for part in draft.template.parts if part.kind == "link"}
    return any(draft.template.text(p) == address for p in draft.template.parts if p.group in linked)


def has_column(draft: Draft, link: Link) -> bool:
    """Tell whether a row has one more cell for the address of a title, called by who keeps it, as "arXiv"."""
    labels = {draft.template.text(part).casefold() for part in draft.template.parts if part.kind == "label"}
    known = identify(link.url)
    return draft.template.form == "table" and known is not None and known.kind in labels


def write_authors(draft: Draft, part: Part) -> str | None:
    """Return the authors as the section writes them, with one stop before what follows."""
    names = draft.habits.names.write(draft.facts.authors) if draft.facts.authors else None
    if names and names.endswith(".") and draft.raw.startswith(".", part.end):
        return names[:-1]
    # The stop of "et al." or of an initial parted them from what is behind, too.
    behind = next((other for other in draft.template.parts if other.start >= part.end), part)
    ended = draft.raw[part.end - 1] == "." and behind.kind in ("title", "venue")
    ended = ended and NEXT.fullmatch(draft.raw, part.end, behind.start) is not None
    return f"{names.removesuffix('.')}." if names and ended else names


def write_venue(draft: Draft, part: Part) -> None:
    """Put the venue in, as the section spells it; with its year where the part holds both."""
    venue = draft.facts.venue
    end, dated = dated_venue(draft.template, part)
    old = draft.raw[part.start : end]
    if venue is None and PREPRINT.search(old) and draft.template.form != "table" and draft.is_preprint():
        venue = old
    if venue:
        venue = spell(draft.habits, venue)
    year = draft.facts.known_year
    twice = any(other.kind == "year" for other in draft.template.parts)
    usual = not twice or 2 * draft.habits.dated > draft.habits.venues.total()
    if venue and dated and usual and year and str(year) not in venue:
        behind = dated if dated[0] in " ,'’`" else f" {dated}"
        venue += re.sub(r"\d+", lambda found: str(year)[-len(found[0]) :], behind)
    if venue and " " in venue and any(other.kind == "year" and other.start == end for other in draft.template.parts):
        # "CVPR2024" is a name, "Some Journal2024" is none.
        venue += " "
    # "J. Tests., 2020": the stop of a word that was made short.
    end += draft.raw.startswith(".,", end)
    draft.edits.append((part.start, end, draft.put(venue) if venue else GONE))


def write_year(draft: Draft, part: Part) -> None:
    """Put the year in, unless the venue's name has it."""
    year = draft.facts.known_year
    if year is None or (draft.facts.venue and str(year) in draft.facts.venue and draft.template.form != "table"):
        draft.change(part, None)
    elif part.end - part.start == 2 and (month := MONTH_BEHIND.match(draft.raw, part.end)):
        date = draft.facts.date
        text = f"{date[2:4]}{date[5:7]}" if date and int(date[:4]) == year else str(year)
        draft.replace(part.start, month.end(), draft.put(text))
    else:
        draft.change(part, str(year)[-(part.end - part.start) :])


def repeat_number(draft: Draft) -> None:
    """Put the paper's number of arXiv in where the other's stands without an address; without one it goes.

    It goes, too, where it stood behind arXiv's name and a venue's is there now, as do the numbers of further papers.
    """
    venue, before = draft.facts.venue, draft.template.record.venue
    published = venue is not None and not PREPRINT.search(venue) and PREPRINT.search(before or "") is not None
    number = None if published else draft.number()
    new = draft.put(number) if number else None
    told = [part.span for part in draft.template.parts if part.kind not in ("link", "extra")]
    for old in (known.value for known in draft.template.record.identifiers if known.kind == "arxiv"):
        for found in re.finditer(rf"(?:arXiv:\s*|abs/)?({re.escape(old)}(?:v\d+)?)(?!\d)", draft.raw, re.I):
            if overlaps(found.span(1), told):
                continue
            if new:
                draft.edits.append((*found.span(1), new))
            else:
                lead = found.start(1) if overlaps(found.span(), told) else found.start()
                draft.edits.append((len(draft.raw[:lead].rstrip(" :")), found.end(), GONE))
        new = None


def repeat_year(draft: Draft) -> None:
    """Put the year in once more where the other paper's is said again, as in "[One ICML20] Title. ICML, 2020"."""
    said, year = str(draft.template.record.year or ""), draft.facts.known_year
    taken = draft.taken()
    for start, end, word in words_between(draft.template):
        if word == said and not overlaps((start, end), taken):
            draft.edits.append((start, end, draft.put(str(year)) if year else GONE))
