"""Turns a draft and its relation to the list into a paper's record before and after."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.identity.identifiers import clean_link
from bot.catalogue.identity.ids import paper_id
from bot.catalogue.identity.titles import fold_title
from bot.catalogue.paper import Link, Paper
from bot.catalogue.relation import Relation, improve
from bot.review.draft import PEOPLE, DraftEntry


@dataclass(frozen=True, slots=True)
class PaperChange:
    """A paper's record before and after a change.

    `before` None means a new paper, `after` None its removal, both None no change.
    """

    before: Paper | None = None
    after: Paper | None = None


def change_paper(draft: DraftEntry, relation: Relation, catalogue: Catalogue, *, added: str) -> PaperChange:
    """Return the change that adding a paper would make; `added` is the day of the proposal."""
    listed = catalogue.papers.get(relation.paper or "")
    match relation.disposition:
        case "new" | "similar" | "link-error":
            return PaperChange(None, new_paper(draft, catalogue, added=added))
        case "update" | "cross-list" if listed:
            return PaperChange(listed, update_paper(listed, draft, relation, catalogue))
    return PaperChange()


def new_paper(draft: DraftEntry, catalogue: Catalogue, *, added: str) -> Paper | None:
    """Return the record of a paper that is not listed, None while its title is unknown."""
    if not draft.title:
        return None
    return Paper(
        id=paper_id(draft.title, draft.identifiers, catalogue.papers),
        title=draft.title,
        sections={section: catalogue.position_below(draft.follows, section) for section in draft.sections},
        links=draft.links,
        venue=draft.venue,
        year=draft.year,
        identifiers=dict(reversed(draft.identifiers)),
        authors=draft.authors,
        added=added,
        # A paper from another thread has no name in the data until it is listed.
        distinct=tuple(sorted(id for id in draft.distinct if id in catalogue.papers)),
    )


def update_paper(listed: Paper, draft: DraftEntry, relation: Relation, catalogue: Catalogue) -> Paper:
    """Return a listed paper with the draft's better facts and further sections."""
    tells_venue = "venue" in relation.changes
    better = improve(listed, draft.record(), draft.links, catalogue, tells_venue=tells_venue)
    further = {
        section: catalogue.position_below(draft.follows, section)
        for section in draft.sections
        if section not in listed.sections
    }
    return better._replace(sections={**listed.sections, **further})


def remove_paper(listed: Paper, section: str | None) -> Paper | None:
    """Return a listed paper without one of its sections, None if it has no other."""
    left = {name: position for name, position in listed.sections.items() if name != section}
    return listed._replace(sections=left) if section in listed.sections and left else None


def amend_paper(listed: Paper, new: DraftEntry, old: DraftEntry, catalogue: Catalogue, *, link_is_new: bool) -> Paper:
    """Return a listed paper with the differences between two statements about it.

    `old` is the statement being replaced, an empty draft if there is none: then everything in `new` counts, except the
    title and, unless `link_is_new`, the link, which only identify the paper.
    """
    says_old = bool(old.title or old.links)
    title = new.title if new.title and old.title and new.title != old.title else listed.title
    venue, year = listed.venue, listed.year
    if (new.venue, new.year) != (old.venue, old.year) and is_better_venue(new, old, listed, catalogue):
        venue, year = new.venue, new.year or (listed.year if new.venue == listed.venue else None)
    elif new.sources.get("year") == PEOPLE and new.year != old.year:
        year = new.year
    renamed = fold_title(title) != fold_title(listed.title)
    amended = listed._replace(
        title=title,
        venue=venue,
        year=year,
        links=amend_links(listed.links, new.links, old.links, link_is_new=link_is_new or says_old),
        sections=amend_sections(listed, new, old, catalogue),
        authors=new.authors if new.sources.get("authors") == PEOPLE else listed.authors,
        aliases=(*listed.aliases, listed.title) if renamed else listed.aliases,
    )
    if amended.links == listed.links:
        return amended
    return amended._replace(identifiers=identify_links(listed, amended, old))


def is_better_venue(new: DraftEntry, old: DraftEntry, listed: Paper, catalogue: Catalogue) -> bool:
    """Whether a statement's venue replaces the listed one.

    It does if a person gives or removes it, or if a listed preprint has been published since. A new link to a preprint
    server does not: it shows where a copy is, not where the paper appeared.
    """
    if PEOPLE in (new.sources.get("venue"), old.sources.get("venue")):
        return True
    return catalogue.venues.is_preprint(listed.venue) and not catalogue.venues.is_preprint(new.venue)


def amend_links(
    listed: Sequence[Link], new: Sequence[Link], old: Sequence[Link], *, link_is_new: bool
) -> tuple[Link, ...]:
    """Return the listed links, with those that are in `new` but not in `old` in place of the ones with their labels."""
    links = list(listed)
    for label in dict.fromkeys(link.label for link in (*old, *new)):
        before = next((link for link in old if link.label == label), None)
        after = next((link for link in new if link.label == label), None)
        if before == after or (label == "Paper" and not link_is_new):
            continue
        place = next((n for n, link in enumerate(links) if is_replaced(link, before, label)), None)
        if after is None:
            if place is not None and len(links) > 1:
                del links[place]
        elif place is None:
            links.append(after)
        else:
            links[place] = Link(links[place].label, after.url)
    return tuple(links)


def is_replaced(link: Link, before: Link | None, label: str) -> bool:
    """Whether a listed link is the one being replaced: by its address if known, else by its label."""
    if before is not None and clean_link(link.url).url == clean_link(before.url).url:
        return True
    return link.label == label or (label == "Paper" and link.label == "URL")


def amend_sections(listed: Paper, new: DraftEntry, old: DraftEntry, catalogue: Catalogue) -> dict[str, int | None]:
    """Return the sections after those that the entry leaves and enters."""
    # To move a paper that is in one section only, nobody has to say from where.
    moves = bool(new.sections) and not old.sections and old.title == new.title and len(listed.sections) == 1
    left = tuple(listed.sections) if moves else old.sections
    sections = {name: at for name, at in listed.sections.items() if name not in left or name in new.sections}
    for section in new.sections:
        moved = section in old.sections and new.follows != old.follows
        if section not in sections or moved:
            sections[section] = catalogue.position_below(new.follows, section)
    return sections or dict(listed.sections)


def identify_links(listed: Paper, amended: Paper, old: DraftEntry) -> dict[str, str]:
    """Return the identifiers after a change of links: without those of the old links, with those of the new."""
    kept = {kind: value for kind, value in listed.identifiers.items() if (kind, value) not in old.identifiers}
    found = (clean_link(link.url).identifier for link in amended.links if link.label != "Code")
    return {**dict(filter(None, found)), **kept}
