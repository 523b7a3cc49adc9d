"""Writes the links of an entry as the entry before has them: their groups, brackets and labels."""

import itertools
import re
from collections.abc import Collection, Iterator, Sequence

from bot.catalogue.paper import Link
from bot.lists.inline import is_label, link_kind
from bot.lists.page import PageEntry, Part
from bot.lists.phrases import PREPRINT
from bot.lists.reading.table import split_cells
from bot.lists.writing.entry.anatomy import NEIGHBOURS, end_of_title, links_beside, side_links, url_groups
from bot.lists.writing.entry.badges import STARS, badge, is_about, retell, says_venue, shows
from bot.lists.writing.entry.draft import Draft
from bot.lists.writing.entry.habits import CONSTANT
from bot.lists.writing.entry.traces import GONE
from bot.lists.writing.facts import kind_of


def slots(draft: Draft) -> list[list[Part]]:
    """Return the links with a label, in groups that only punctuation divides."""
    others = {part.group for part in draft.template.parts if part.kind == "link" and draft.holds_date(part)}
    others |= {part.group for part in strange_links(draft)}
    links = [part for part in draft.template.parts if part.kind == "link" and part.group not in others]
    groups: list[list[Part]] = []
    for link in links:
        between = draft.raw[groups[-1][-1].end : link.start] if groups else "x"
        if groups and NEIGHBOURS.fullmatch(between) and not (draft.template.form == "table" and "|" in between):
            groups[-1].append(link)
        else:
            groups.append([link])
    return groups


def strange_links(draft: Draft) -> list[Part]:
    """Return the links to what is beside the other paper, where the new one has only itself and code."""
    named = (
        link for link in draft.facts.links if link.url != draft.facts.code and link.label not in ("title", "paper")
    )
    return links_beside(draft.template) if all(is_label(link.label) for link in named) else []


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
    found = (part for part in entry.parts if part.kind == kind and part.group == link.group)
    return next((entry.raw[part.start : part.end] for part in found), "")


def write_links(draft: Draft) -> None:
    """Put the links in: where the venue is one, in a column that has them, then each group with those of its kinds."""
    for part in [part for part in draft.template.parts if part.kind == "link" and draft.holds_date(part)]:
        link_venue(draft, part)
    draft.edits += [(part.start, part.end, GONE) for part in strange_links(draft)]
    groups = slots(draft)
    kinds = [[slot_kind(draft.template, link) for link in group] for group in groups]
    fill_columns(draft, {kind for known in kinds for kind in known})
    shares: list[list[Link]] = [[] for _ in groups]
    for link in draft.left if groups else ():
        shares[group_for(draft, link, groups, kinds, shares)].append(link)
    for group, share in zip(groups, shares, strict=True):
        code = [link for link in draft.left if link.url == draft.facts.code]
        share.extend(code if not share and shows_stars(draft, group) else [])
    for group, share, known in zip(groups, shares, kinds, strict=True):
        write_group(draft, group, in_order(draft, share), known)
    if not groups and draft.left:
        append_links(draft)


def in_order(draft: Draft, links: Sequence[Link]) -> list[Link]:
    """Return links in the order in which the section has their kinds, those of one kind as they are."""
    kinds = [kind_of(link, draft.facts.code) for link in links]
    ranks = [draft.habits.rank(kind, [*{*kinds}]) for kind in kinds]
    return [links[number] for number in sorted(range(len(links)), key=ranks.__getitem__)]


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


def link_venue(draft: Draft, part: Part) -> None:
    """Put the paper's address in where the venue or the date is the link."""
    papers = [link for link in draft.left if kind_of(link, draft.facts.code) == "paper"]
    link = next((link for link in draft.left if link.label == "paper"), papers[0] if papers else None)
    url = draft.url_part(part)
    if link:
        draft.left.remove(link)
        draft.change(url, draft.address(url, link.url))
        name_unnamed(draft, part, draft.label(link, "paper"))
    elif draft.raw[url.start - 2 : url.start] == "](":
        opening = draft.raw.rindex("[", part.start, url.start - 2)
        draft.edits += [(opening, opening + 1, ""), (url.start - 2, url.end + 1, "")]
    else:
        draft.change(url, None)


def fill_columns(draft: Draft, kinds: Collection[str]) -> None:
    """Put links of other `kinds` than the row's own into the empty cells of the columns where other rows have them."""
    taken: set[tuple[int, int]] = set()
    for link in [*draft.left] if draft.template.form == "table" else ():
        kind = kind_of(link, draft.facts.code)
        known = [draft.habits.links[name] for name in (link.label, f"kind {kind}") if name in draft.habits.links]
        for lent in (known[:1] or draft.habits.links.values()) if kind not in kinds else ():
            cell = cell_for(draft.template, *lent)
            if cell and cell not in taken:
                taken.add(cell)
                draft.left.remove(link)
                text = link_text(draft, *lent, link, kind) or plain(draft, link, kind)
                draft.edits.append((*cell, draft.put_links(text)))
                break


def cell_for(entry: PageEntry, peer: PageEntry, link: Part) -> tuple[int, int] | None:
    """Return the stretch of the cell in the column of a peer's link, None where it says something already."""
    theirs, own = split_cells(peer.raw), split_cells(entry.raw)
    column = next((number for number, (start, end) in enumerate(theirs) if start <= link.start < end), None)
    if column is None or len(own) != len(theirs):
        return None
    start, end = own[column]
    words = entry.raw[start:end]
    if "://" in words or re.search(r"\w{3}", words):
        return None
    left = len(words) - len(words.lstrip()) if words.strip() else min(1, len(words))
    return start + left, max(start + left, start + len(words.rstrip()))


def append_links(draft: Draft) -> None:
    """Put all links behind an entry whose form has no place for any."""
    end = end_of_title(draft.template)
    linked = any(part.kind == "link" and part.end == end for part in draft.template.parts)
    lead = usual_gap(draft) if linked else " "
    texts = [plain(draft, link, kind_of(link, draft.facts.code)) for link in draft.left]
    draft.edits.append((end, end, lead + draft.put_links(lead.join(texts))))


def plain(draft: Draft, link: Link, kind: str) -> str:
    """Return a link with its label as the section writes such."""
    box = draft.habits.boxes.most_common(1)[0][0] if draft.habits.boxes else "[{label}]({url})"
    return box.replace("{label}", draft.label(link, kind), 1).replace("{url}", link.url, 1)


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
    named = [
        number for number in fits if any(slot_label(draft.template, slot) == link.label for slot in groups[number])
    ]
    usual = [number for number in fits if not shows_stars(draft, groups[number])]
    # What is linked without a word is a picture of the other paper.
    worded = [number for number in usual if any(slot_label(draft.template, slot) for slot in groups[number])]
    plain = worded or usual
    roomy = [number for number in plain if len(shares[number]) < kinds[number].count(kind)]
    return (named or roomy or plain or fits or [len(groups) - 1])[0]


def shows_stars(draft: Draft, group: Sequence[Part]) -> bool:
    """Tell whether a group is one link around a badge that counts the stars of a repository."""
    return len(group) == 1 and bool(STARS.search(draft.raw[group[0].start : group[0].end]))


def write_group(draft: Draft, group: Sequence[Part], share: Sequence[Link], kinds: Sequence[str]) -> None:
    """Put the links in the place of a group; separators are those between its own."""
    start, end = group[0].start, group[-1].end
    if not share:
        draft.edits.append((start, end, GONE))
        return
    between = [draft.raw[a.end : b.start] for a, b in itertools.pairwise(group)] or [usual_gap(draft)]
    stamp = stamp_of(draft, group, share, kinds)
    rest = [(slot, kind) for slot, kind in zip(group, kinds, strict=True) if slot is not stamp]
    texts = [text for link in share for text in texts_of(draft, link, rest, stamp)]
    text = texts[0]
    for number, other in enumerate(texts[1:]):
        text += between[min(number, len(between) - 1)] + other
    draft.edits.append((start, end, draft.put_links(text)))


def texts_of(draft: Draft, link: Link, slots: Sequence[tuple[Part, str]], stamp: Part | None) -> list[str]:
    """Return the texts of a link: like one of some slots, and for a paper once more around the badge of its venue."""
    kind = kind_of(link, draft.facts.code)
    texts = (link_text(draft, *pattern, link, kind) for pattern in patterns(draft, slots, link, kind))
    text = next(filter(None, texts), None)
    stamped = link_text(draft, draft.template, stamp, link, kind) if stamp and kind == "paper" else None
    if not stamp or not stamped or text is None:
        return [text or stamped or plain(draft, link, kind)]
    return (
        [stamped, text] if stamp.start < min(slot.start for slot, known in slots if known == kind) else [text, stamped]
    )


def stamp_of(draft: Draft, group: Sequence[Part], share: Sequence[Link], kinds: Sequence[str]) -> Part | None:
    """Return the badge of the venue among a group's links to its paper, where the new paper has one link for two."""
    papers = [slot for slot, kind in zip(group, kinds, strict=True) if kind == "paper"]
    new = [link for link in share if kind_of(link, draft.facts.code) == "paper"]
    venue = draft.facts.venue
    if len(new) != 1 or len(papers) < 2 or not venue or PREPRINT.search(venue):
        return None
    stamps = [
        slot
        for slot in papers
        if is_badge(draft, slot) and says_venue(draft.raw[slot.start : slot.end], draft.template)
    ]
    return stamps[0] if len(stamps) < len(papers) and stamps else None


def patterns(
    draft: Draft, slots: Sequence[tuple[Part, str]], link: Link, kind: str
) -> Iterator[tuple[PageEntry, Part]]:
    """Yield links of which one is written like the new one: in the group, else lent by another entry."""
    group = [slot for slot, _ in slots]
    alike = [slot for slot, known in slots if known == kind]
    named = [slot for slot in alike if slot_label(draft.template, slot) == link.label or shows_stars(draft, group)]
    yield from ((draft.template, slot) for slot in (*named, *(slot for slot in alike if not is_badge(draft, slot))))
    yield from (draft.habits.links[name] for name in (link.label, f"kind {kind}") if name in draft.habits.links)
    yield from ((draft.template, slot) for slot in (*alike, *group) if slot in alike or not is_badge(draft, slot))


def is_badge(draft: Draft, slot: Part) -> bool:
    """Tell whether a link of the entry before is a picture, which says its label itself."""
    return not text_of(draft.template, slot, "label") and "![" in draft.raw[slot.start : slot.end]


def usual_gap(draft: Draft) -> str:
    """Return what the section puts between two links; no cell ends there."""
    gaps = [gap for gap, _ in draft.habits.gaps.most_common() if draft.template.form != "table" or "|" not in gap]
    return gaps[0] if gaps else " "


def link_text(draft: Draft, entry: PageEntry, slot: Part, link: Link, kind: str) -> str | None:
    """Return the text of one link in the form of an entry's; None where its badge would be about that entry's paper."""
    inside = [part for part in entry.parts if slot.start <= part.start and part.end <= slot.end]
    url = next(part for part in inside if part.kind == "url")
    # A venue that the entry says elsewhere, too, only names the link.
    label = next((part for part in inside if part.kind in ("label", "extra")), None)
    address = link.url if "://" in entry.raw[url.start : url.end] else f"({link.url})"
    changes = [(url.start, url.end, address)]
    if label and label.end > label.start:
        old, new = entry.raw[label.start : label.end], draft.label(link, kind)
        # Whose page it is says the label where a venue stands beside it.
        new = old if label.kind == "extra" and old.casefold() in link.url.casefold() else new
        boxed = old[0] == "[" and old[-1] == "]" and new[0] != "["
        changes.append((label.start, label.end, f"[{new}]" if boxed else new))
    made = make_badges(draft, entry, slot, link.url)
    if made is None:
        return None
    text = entry.raw
    for first, last, new in sorted(changes, reverse=True):
        text = text[:first] + new + text[last:]
    grown = sum(len(new) - (last - first) for first, last, new in changes)
    text = text[slot.start : slot.end + grown]
    for source, shown in made.items():
        text = retell(draft, text, source, shown, entry)
    return text


def make_badges(draft: Draft, entry: PageEntry, slot: Part, url: str) -> dict[str, str] | None:
    """Return the badges of a link, each with the one made of the facts; None where one cannot be made of them."""
    made = {}
    for part in entry.parts:
        if part.kind != "badge" or not slot.start <= part.start < slot.end:
            continue
        source = entry.raw[part.start : part.end]
        about = is_about(source, entry)
        anew = badge(draft, source, entry, url) if about or not shows(source, alt(entry, slot)) else None
        if anew:
            made[source] = anew
        elif about:
            return None
    return made


def alt(entry: PageEntry, link: Part) -> str:
    """Return the alternative text of a link's badge."""
    found = re.search(r"!\[([^\[\]]*)\]", entry.raw[link.start : link.end])
    return found[1] if found else ""
