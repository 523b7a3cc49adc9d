"""Puts the links of a paper where the entry before has its own: which of them stands in which place."""

import itertools
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from bot.catalogue.paper import Link
from bot.lists.inline import is_label
from bot.lists.page import Part
from bot.lists.phrases import PREPRINT
from bot.lists.writing.entry.anatomy import NEIGHBOURS, address_in, end_of_title, links_beside, side_links, url_of
from bot.lists.writing.entry.badges import says_venue
from bot.lists.writing.entry.cells import cell_for
from bot.lists.writing.entry.draft import Draft
from bot.lists.writing.entry.habits import CONSTANT
from bot.lists.writing.entry.linkform import (
    Slot,
    boxed_link,
    is_badge,
    link_text,
    patterns,
    shows_stars,
    slot_kind,
    slot_label,
)
from bot.lists.writing.entry.traces import GONE


@dataclass
class Group:
    """Links of the entry before that only punctuation divides, and the new ones that come in their place."""

    slots: list[Slot]
    share: list[Link] = field(default_factory=list)

    @property
    def links(self) -> list[Part]:
        """The links without their kinds."""
        return [link for link, _ in self.slots]

    @property
    def kinds(self) -> list[str]:
        """What the links lead to."""
        return [kind for _, kind in self.slots]


def write_links(draft: Draft) -> None:
    """Put the links in: where the venue is one, in a column that has them, then each group with those of its kinds."""
    for part in [part for part in draft.template.parts if part.kind == "link" and draft.dates_in(part)]:
        link_venue(draft, part)
    draft.edits += [(*part.span, GONE) for part in strange_links(draft)]
    groups = groups_of(draft)
    fill_columns(draft, {kind for group in groups for kind in group.kinds})
    if draft.left and not groups:
        append_links(draft)
        return
    for link in draft.left:
        group_for(draft, link, groups).share.append(link)
    for group in groups:
        if not group.share and shows_stars(draft, group.links):
            group.share = [link for link in draft.left if link.url == draft.facts.code]
        write_group(draft, group)


def groups_of(draft: Draft) -> list[Group]:
    """Return the links with a label, in groups that only punctuation divides."""
    links = [part for part in draft.template.parts if part.kind == "link"]
    others = {part.group for part in [*strange_links(draft), *filter(draft.dates_in, links)]}
    groups: list[Group] = []
    for link in (link for link in links if link.group not in others):
        slot = link, slot_kind(draft.template, link)
        between = draft.raw[groups[-1].links[-1].end : link.start] if groups else "x"
        if NEIGHBOURS.fullmatch(between) and not (draft.template.form == "table" and "|" in between):
            groups[-1].slots.append(slot)
        else:
            groups.append(Group([slot]))
    return groups


def strange_links(draft: Draft) -> list[Part]:
    """Return the links to what is beside the other paper, where the new one has only itself and code."""
    named = (
        link for link in draft.facts.links if link.url != draft.facts.code and link.label not in ("title", "paper")
    )
    return links_beside(draft.template) if all(is_label(link.label) for link in named) else []


def group_for(draft: Draft, link: Link, groups: Sequence[Group]) -> Group:
    """Return the group that a link goes to: one with its label, else the first of its kind with room, else the last."""
    kind, entry = draft.facts.kind_of(link), draft.template
    fits = [group for group in groups if kind in group.kinds]
    named = [group for group in fits if any(slot_label(entry, own) == link.label for own in group.links)]
    usual = [group for group in fits if not shows_stars(draft, group.links)]
    # What is linked without a word is a picture of the other paper.
    worded = [group for group in usual if any(slot_label(entry, own) for own in group.links)] or usual
    roomy = [group for group in worded if len(group.share) < group.kinds.count(kind)]
    return (named or roomy or worded or fits or groups[-1:])[0]


def write_group(draft: Draft, group: Group) -> None:
    """Put the links in the place of a group; separators are those between its own."""
    start, end = group.links[0].start, group.links[-1].end
    if not group.share:
        draft.edits.append((start, end, GONE))
        return
    between = [draft.raw[a.end : b.start] for a, b in itertools.pairwise(group.links)] or [usual_gap(draft)]
    stamp = stamp_of(draft, group)
    rest = [slot for slot in group.slots if slot[0] is not stamp]
    texts = [text for link in in_order(draft, group.share) for text in texts_of(draft, link, rest, stamp)]
    text = texts[0]
    for number, other in enumerate(texts[1:]):
        text += between[min(number, len(between) - 1)] + other
    draft.edits.append((start, end, draft.put_links(text)))


def in_order(draft: Draft, links: Sequence[Link]) -> list[Link]:
    """Return links in the order in which the section has their kinds, those of one kind as they are."""
    kinds = set(map(draft.facts.kind_of, links))
    return sorted(links, key=lambda link: draft.habits.rank(draft.facts.kind_of(link), [*kinds]))


def stamp_of(draft: Draft, group: Group) -> Part | None:
    """Return the badge of the venue among a group's links to its paper, where the new paper has one link for two."""
    papers = [link for link, kind in group.slots if kind == "paper"]
    new = [link for link in group.share if draft.facts.kind_of(link) == "paper"]
    venue = draft.facts.venue
    if len(new) != 1 or len(papers) < 2 or not venue or PREPRINT.search(venue):
        return None
    entry = draft.template
    stamps = [link for link in papers if is_badge(draft, link) and says_venue(entry.text(link), entry)]
    return stamps[0] if len(stamps) < len(papers) and stamps else None


def texts_of(draft: Draft, link: Link, slots: Sequence[Slot], stamp: Part | None) -> list[str]:
    """Return the texts of a link: like one of some slots, and for a paper once more around the badge of its venue."""
    kind = draft.facts.kind_of(link)
    texts = (link_text(draft, *pattern, link) for pattern in patterns(draft, slots, link))
    text = next(filter(None, texts), None)
    stamped = link_text(draft, draft.template, stamp, link) if stamp and kind == "paper" else None
    if not stamp or not stamped or text is None:
        return [text or stamped or boxed_link(draft, link)]
    is_first = stamp.start < min(slot.start for slot, known in slots if known == kind)
    return [stamped, text] if is_first else [text, stamped]


def fill_columns(draft: Draft, kinds: Collection[str]) -> None:
    """Put links of other `kinds` than the row's own into the empty cells of the columns where other rows have them."""
    taken: set[tuple[int, int]] = set()
    for link in [*draft.left] if draft.template.form == "table" else ():
        kind = draft.facts.kind_of(link)
        known = draft.habits.like(link, kind)
        for lent in (known[:1] or draft.habits.links.values()) if kind not in kinds else ():
            cell = cell_for(draft.template, *lent)
            if cell and cell not in taken:
                taken.add(cell)
                draft.left.remove(link)
                text = link_text(draft, *lent, link) or boxed_link(draft, link)
                draft.edits.append((*cell, draft.put_links(text)))
                break


def append_links(draft: Draft) -> None:
    """Put all links behind an entry whose form has no place for any."""
    end = end_of_title(draft.template)
    linked = any(part.kind == "link" and part.end == end for part in draft.template.parts)
    lead = usual_gap(draft) if linked else " "
    text = lead.join(boxed_link(draft, link) for link in draft.left)
    draft.edits.append((end, end, lead + draft.put_links(text)))


def usual_gap(draft: Draft) -> str:
    """Return what the section puts between two links; no cell ends there."""
    gaps = [gap for gap, _ in draft.habits.gaps.most_common() if draft.template.form != "table" or "|" not in gap]
    return gaps[0] if gaps else " "


def link_venue(draft: Draft, part: Part) -> None:
    """Put the paper's address in where the venue or the date is the link."""
    papers = [link for link in draft.left if draft.facts.kind_of(link) == "paper"]
    link = next((link for link in draft.left if link.label == "paper"), papers[0] if papers else None)
    url = url_of(draft.template, part)
    if link:
        draft.left.remove(link)
        draft.change(url, address_in(draft.template, url, link.url))
        name_unnamed(draft, part, draft.label(link, "paper"))
    elif draft.raw[url.start - 2 : url.start] == "](":
        opening = draft.raw.rindex("[", part.start, url.start - 2)
        draft.edits += [(opening, opening + 1, ""), (url.start - 2, url.end + 1, "")]
    else:
        draft.change(url, None)


def name_unnamed(draft: Draft, link: Part, label: str) -> None:
    """Give a link that stood around the venue or the date a label where the paper has neither."""
    inside = [part.span for part in draft.dates_in(link)]
    gone = [edit for edit in draft.edits if edit[:2] in inside and edit[2] == GONE]
    if len(gone) == len(inside):
        draft.edits.remove(gone[0])
        draft.edits.append((*gone[0][:2], draft.put(label)))


def drop_side_links(draft: Draft) -> None:
    """Take the links away that lead to what the list has of the other paper; around the title comes the new address."""
    facts = [part for part in draft.template.parts if part.kind in ("title", "authors", "venue", "year", "date")]
    for token in side_links(draft.template):
        if draft.habits.targets[token.address] >= max(2, CONSTANT * draft.habits.count):
            continue
        if any(part.start <= token.start and token.end <= part.end for part in facts):
            # It goes with the fact that it stands in.
            continue
        if token.label[0] <= draft.title.start and draft.title.end <= token.label[1] and draft.left:
            draft.edits.append((*token.url, draft.put(draft.left.pop(0).url)))
        elif any(token.start < part.start < token.end for part in facts):
            draft.edits += [(token.start, token.label[0], ""), (token.label[1], token.end, "")]
        else:
            draft.edits.append((token.start, token.end, GONE))
