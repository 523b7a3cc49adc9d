"""Writes the links of an entry as the entry before has them: their groups, brackets and labels."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from bot.catalogue.paper import Link
from bot.lists.inline import link_kind
from bot.lists.page import Part
from bot.lists.reading.table import split_cells
from bot.lists.writing.badges import STARS, badge, shows
from bot.lists.writing.draft import Draft
from bot.lists.writing.facts import kind_of
from bot.lists.writing.habits import NEIGHBOURS
from bot.lists.writing.traces import GONE


def slots(draft: Draft) -> list[list[Part]]:
    """Return the links with a label, in groups that only punctuation divides."""
    dated = {part.group for part in draft.template.parts if part.kind == "link" and draft.holds_date(part)}
    links = [part for part in draft.template.parts if part.kind == "link" and part.group not in dated]
    groups: list[list[Part]] = []
    for link in links:
        between = draft.raw[groups[-1][-1].end : link.start] if groups else "x"
        if groups and NEIGHBOURS.fullmatch(between) and not (draft.template.form == "table" and "|" in between):
            groups[-1].append(link)
        else:
            groups.append([link])
    return groups


def slot_kind(draft: Draft, link: Part) -> str:
    """Return what the link of the entry before leads to."""
    url = draft.url_part(link)
    return link_kind(slot_label(draft, link), draft.raw[url.start : url.end])


def write_links(draft: Draft) -> None:
    """Put the links in: first those whose text is the venue, then each group with the links of its kinds."""
    for part in [part for part in draft.template.parts if part.kind == "link" and draft.holds_date(part)]:
        link = next((link for link in draft.left if link.label == "paper"), None)
        link = link or next((link for link in draft.left if kind_of(link, draft.facts.code) == "paper"), None)
        url = draft.url_part(part)
        if link:
            draft.left.remove(link)
            draft.change(url, draft.address(url, link.url))
            name_unnamed(draft, part, draft.label(link, "paper"))
        else:
            draft.change(url, None)
    groups = slots(draft)
    kinds = [[slot_kind(draft, link) for link in group] for group in groups]
    shares: list[list[Link]] = [[] for _ in groups]
    for link in draft.left if groups else ():
        shares[group_for(draft, link, groups, kinds, shares)].append(link)
    for group, share in zip(groups, shares, strict=True):
        code = [link for link in draft.left if link.url == draft.facts.code]
        share.extend(code if not share and shows_stars(draft, group) else [])
    for group, share, known in zip(groups, shares, kinds, strict=True):
        write_group(draft, group, share, known)
    if not groups and draft.left:
        end = end_of_title_cell(draft) if draft.template.form == "table" else len(draft.raw.rstrip(" |\\"))
        box = draft.habits.boxes.most_common(1)[0][0] if draft.habits.boxes else "[{label}]({url})"
        lead = (
            usual_gap(draft) if any(part.kind == "link" and part.end == end for part in draft.template.parts) else " "
        )
        text = "".join(
            lead
            + box.replace("{label}", draft.label(link, kind_of(link, draft.facts.code)), 1).replace(
                "{url}", link.url, 1
            )
            for link in draft.left
        )
        draft.edits.append((end, end, draft.put_links(text)))


def end_of_title_cell(draft: Draft) -> int:
    """Return where the cell of the title ends: links that a table has no column for stand there."""
    title = next(part for part in draft.template.parts if part.kind == "title")
    start, end = next(cell for cell in split_cells(draft.raw) if cell[1] >= title.end)
    return start + len(draft.raw[start:end].rstrip())


def name_unnamed(draft: Draft, link: Part, label: str) -> None:
    """Give a link that stood around the venue or the date a label where the paper has neither."""
    inside = [
        (part.start, part.end)
        for part in draft.template.parts
        if part.kind in ("venue", "year", "date") and link.start <= part.start and part.end <= link.end
    ]
    gone = [edit for edit in draft.edits if edit[:2] in inside and edit[2] == GONE]
    if len(gone) == len(inside):
        draft.edits.remove(gone[0])
        draft.edits.append((*gone[0][:2], draft.put(label)))


def group_for(
    draft: Draft,
    link: Link,
    groups: Sequence[Sequence[Part]],
    kinds: Sequence[Sequence[str]],
    shares: Sequence[Sequence[Link]],
) -> int:
    """Return the group that a link goes to: one with its label, else the first of its kind with room, else the last."""
    kind = kind_of(link, draft.facts.code)
    fits = [number for number, known in enumerate(kinds) if kind in known]
    named = [number for number in fits if any(slot_label(draft, slot) == link.label for slot in groups[number])]
    plain = [number for number in fits if not shows_stars(draft, groups[number])]
    roomy = [number for number in plain if len(shares[number]) < kinds[number].count(kind)]
    return (named or roomy or plain or fits or [len(groups) - 1])[0]


def shows_stars(draft: Draft, group: Sequence[Part]) -> bool:
    """Tell whether a group is one link around a badge that counts the stars of a repository."""
    return len(group) == 1 and bool(STARS.search(draft.raw[group[0].start : group[0].end]))


def slot_label(draft: Draft, slot: Part) -> str:
    """Return the label of a link of the entry before, the alternative text of its badge where it has none."""
    label = draft.label_part(slot)
    return draft.raw[label.start : label.end] if label else draft.alt(slot)


def write_group(draft: Draft, group: Sequence[Part], share: Sequence[Link], kinds: Sequence[str]) -> None:
    """Put the links in the place of a group; separators are those between its own."""
    start, end = group[0].start, group[-1].end
    if not share:
        draft.edits.append((start, end, GONE))
        return
    between = [draft.raw[a.end : b.start] for a, b in itertools.pairwise(group)] or [usual_gap(draft)]
    text = ""
    for number, link in enumerate(share):
        kind = kind_of(link, draft.facts.code)
        slot = group[kinds.index(kind)] if kind in kinds else group[min(number, len(group) - 1)]
        text += (between[min(number - 1, len(between) - 1)] if number else "") + slot_text(draft, slot, link, kind)
    draft.edits.append((start, end, draft.put_links(text)))


def usual_gap(draft: Draft) -> str:
    """Return what the section puts between two links; no cell ends there."""
    gaps = [gap for gap, _ in draft.habits.gaps.most_common() if draft.template.form != "table" or "|" not in gap]
    return gaps[0] if gaps else " "


def slot_text(draft: Draft, slot: Part, link: Link, kind: str) -> str:
    """Return the text of one link in the form of another."""
    url, label = draft.url_part(slot), draft.label_part(slot)
    changes = [(url.start, url.end, draft.address(url, link.url))]
    if label and label.end > label.start:
        old, new = draft.raw[label.start : label.end], draft.label(link, kind)
        boxed = old[0] == "[" and old[-1] == "]" and new[0] != "["
        changes.append((label.start, label.end, f"[{new}]" if boxed else new))
    inside = [part for part in draft.template.parts if slot.start <= part.start and part.end <= slot.end]
    sources = [(part, draft.raw[part.start : part.end]) for part in inside if part.kind == "badge"]
    sources = [(part, source) for part, source in sources if not shows(source, draft.alt(slot))]
    changes += [(part.start, part.end, badge(draft, source) or source) for part, source in sources]
    text = draft.raw
    for first, last, new in sorted(changes, reverse=True):
        text = text[:first] + new + text[last:]
    grown = sum(len(new) - (last - first) for first, last, new in changes)
    return text[slot.start : slot.end + grown]
