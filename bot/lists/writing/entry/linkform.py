"""Writes one link as an entry has one: its brackets, its label, its badge."""

import re
from collections.abc import Iterator, Sequence

from bot.catalogue.paper import Link
from bot.lists.inline import link_kind
from bot.lists.page import PageEntry, Part
from bot.lists.writing.entry.anatomy import TAGGED, address_in, exchange, fill_box, short_name, url_groups
from bot.lists.writing.entry.badges import STARS, badge, is_about, retell, shows
from bot.lists.writing.entry.draft import Draft

#: A link of an entry, and what it leads to.
Slot = tuple[Part, str]


def slot_kind(entry: PageEntry, link: Part) -> str:
    """Return what a link of an entry leads to."""
    return link_kind(slot_label(entry, link), text_of(entry, link, "url"))


def slot_label(entry: PageEntry, link: Part) -> str:
    """Return the label of a link, the alternative text of its badge, or what announces an address alone."""
    said = text_of(entry, link, "label") or alt(entry, link)
    bare = not said and any(part.kind == "label" and part.group == link.group for part in entry.parts)
    return entry.record.links[url_groups(entry).index(link.group)].label if bare else said


def text_of(entry: PageEntry, link: Part, kind: str) -> str:
    """Return what an entry says in the part of a kind that belongs to a link, "" where it has none."""
    part = entry.part(kind, link.group)
    return entry.text(part) if part else ""


def alt(entry: PageEntry, link: Part) -> str:
    """Return the alternative text of a link's badge."""
    found = re.search(r"!\[([^\[\]]*)\]", entry.text(link))
    return found[1] if found else ""


def boxed_link(draft: Draft, link: Link) -> str:
    """Return a link with its label as the section writes such."""
    box = TAGGED if draft.template.form == "html" else draft.habits.box()
    return fill_box(box, draft.label(link, draft.facts.kind_of(link)), link.url)


def patterns(draft: Draft, slots: Sequence[Slot], link: Link) -> Iterator[tuple[PageEntry, Part]]:
    """Yield links of which one is written like the new one: in the group, else lent by another entry."""
    kind = draft.facts.kind_of(link)
    group = [slot for slot, _ in slots]
    alike = [slot for slot, known in slots if known == kind]
    named = [slot for slot in alike if slot_label(draft.template, slot) == link.label or shows_stars(draft, group)]
    yield from ((draft.template, slot) for slot in (*named, *(slot for slot in alike if not is_badge(draft, slot))))
    yield from draft.habits.like(link, kind)
    yield from ((draft.template, slot) for slot in (*alike, *group) if slot in alike or not is_badge(draft, slot))


def is_badge(draft: Draft, slot: Part) -> bool:
    """Tell whether a link of the entry before is a picture, which says its label itself."""
    return not text_of(draft.template, slot, "label") and "![" in draft.template.text(slot)


def shows_stars(draft: Draft, group: Sequence[Part]) -> bool:
    """Tell whether a group is one link around a badge that counts the stars of a repository."""
    return len(group) == 1 and bool(STARS.search(draft.raw[group[0].start : group[0].end]))


def link_text(draft: Draft, entry: PageEntry, slot: Part, link: Link) -> str | None:
    """Return the text of one link in the form of an entry's; None where its badge would be about that entry's paper."""
    inside = [part for part in entry.parts if slot.holds(part)]
    url = next(part for part in inside if part.kind == "url")
    # A venue that the entry says elsewhere, too, only names the link.
    label = next((part for part in inside if part.kind in ("label", "extra")), None)
    changes = [(*url.span, address_in(entry, url, link.url))]
    if label and label.end > label.start:
        old, new = entry.text(label), draft.label(link, draft.facts.kind_of(link))
        # Whose page it is says the label where a venue stands beside it.
        new = old if label.kind == "extra" and old.casefold() in link.url.casefold() else new
        if label.kind == "extra" and old == short_name(entry.record.title):
            new = short_name(draft.facts.title) or new
        boxed = old[0] == "[" and old[-1] == "]" and new[0] != "["
        changes.append((*label.span, f"[{new}]" if boxed else new))
    changes += [(*part.span, f"{draft.facts.known_year or 0:04}"[-2:]) for part in inside if dates(entry, part)]
    made = make_badges(draft, entry, slot, link.url)
    if made is None:
        return None
    text = exchange(entry.raw[: slot.end], changes)[slot.start :]
    for source, shown in made.items():
        text = retell(draft, text, source, shown, entry)
    return text


def dates(entry: PageEntry, part: Part) -> bool:
    """Tell whether a part is the last two digits of the year, beside what the paper is called: "PondNet'24"."""
    return part.kind == "extra" and bool(entry.record.year) and entry.text(part) == str(entry.record.year)[-2:]


def make_badges(draft: Draft, entry: PageEntry, slot: Part, url: str) -> dict[str, str] | None:
    """Return the badges of a link, each with the one made of the facts; None where one cannot be made of them."""
    made = {}
    for part in entry.parts:
        if part.kind != "badge" or not slot.start <= part.start < slot.end:
            continue
        source = entry.text(part)
        about = is_about(source, entry)
        anew = badge(draft, source, entry, url) if about or not shows(source, alt(entry, slot)) else None
        if anew:
            made[source] = anew
        elif about:
            return None
    return made
