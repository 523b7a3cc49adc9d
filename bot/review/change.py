"""Draft x Relation -> the paper's record as it is and as it would be."""

from __future__ import annotations

from dataclasses import replace

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.naming import paper_id
from bot.catalogue.paper import Paper
from bot.catalogue.relation import Relation, improve
from bot.intake.submission import Intent
from bot.review.draft import Draft

Change = tuple[Paper | None, Paper | None]


def change_paper(draft: Draft, relation: Relation, intent: Intent, catalogue: Catalogue, *, added: str) -> Change:
    """Return (before, after); (None, None) where nothing would change. `added` is the day of the proposal."""
    listed = catalogue.papers.get(relation.paper or "")
    if intent == "remove":
        return (
            (listed, None) if listed and relation.disposition in ("duplicate", "update", "cross-list") else (None, None)
        )
    match relation.disposition:
        case "new" | "similar" | "link-error":
            return None, new_paper(draft, catalogue, added=added)
        case "update" | "cross-list" if listed:
            return listed, update_paper(listed, draft, catalogue)
    return None, None


def new_paper(draft: Draft, catalogue: Catalogue, *, added: str) -> Paper | None:
    """Return the record of a paper that is not listed, None while its title is not known."""
    if not draft.title:
        return None
    return Paper(
        id=paper_id(draft.title, draft.identifiers, catalogue.papers),
        title=draft.title,
        sections=dict.fromkeys(draft.sections),
        links=draft.links,
        venue=draft.venue,
        year=draft.year,
        identifiers={identifier.kind: identifier.value for identifier in reversed(draft.identifiers)},
        authors=draft.authors,
        added=added,
        distinct=tuple(sorted(draft.distinct)),
    )


def update_paper(listed: Paper, draft: Draft, catalogue: Catalogue) -> Paper:
    """Return a listed paper with the draft's better facts and further sections."""
    better = improve(listed, draft.record(), draft.links, catalogue)
    further = {section: None for section in draft.sections if section not in listed.sections}
    return replace(better, sections={**listed.sections, **further})
