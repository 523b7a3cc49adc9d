"""Free text -> the papers it proposes: those that its lines name, completed by its BibTeX and the thread's title."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.intake.addresses import strip_addresses
from bot.intake.batch import detach_code, find_untaken
from bot.intake.bibtex import Entry, split_bibtex
from bot.intake.changes import read_changes
from bot.intake.collection import collect, put
from bot.intake.draft import Draft, Strength, join, merge, propose, put_url, weed
from bot.intake.intent import read_intent, read_wish
from bot.intake.lines import Line, read_lines, tame
from bot.intake.naming import (
    find_name,
    find_requested_name,
    find_subject,
    is_name,
    is_same_title,
    is_title,
    read_thread_title,
    tidy,
)
from bot.intake.outline import Above, stand_below
from bot.intake.replying import apply_reply, read_facts
from bot.intake.sections import find_heading_words, find_section, is_section
from bot.intake.statements import find_label, link_statements
from bot.intake.submission import Submission
from bot.intake.venue import find_venue, strip_venue

MOST_PROPOSALS = 50
#: A thread with more comments of its author is a conversation; the newest are read.
MOST_REPLIES = 20
LONGEST_TITLE = 400


def read_prose(title: str, body: str, replies: Sequence[str] = ()) -> Submission:
    """Return what a thread proposes; a later reply of its author adds to it, and wins where it says something else."""
    title = " ".join(title[:LONGEST_TITLE].encode("utf-8", "replace").decode().split())
    lines, named = read_drafts(body)
    listed, drafts = lines, weed(named)
    complete(drafts, title, lines)
    said = "\n".join(line.text for line in lines if find_label(line)[0] != "other")
    sure = [draft for draft in drafts if draft.urls or draft.title]
    intent = read_intent(title, said, found=len(sure))
    if intent in ("update", "fix-link", "remove"):
        return Submission(
            intent, read_changes(intent, title, lines, merge(named) if len(named) > 1 else drafts)[:MOST_PROPOSALS]
        )
    before = len(drafts) if intent == "add" else 0
    drafts = drafts[:before]
    for reply in replies[-MOST_REPLIES:]:
        lines, named = read_drafts(reply)
        apply_reply(drafts, lines, weed(named))
    if intent != "add" and not drafts:
        return Submission(intent)
    proposals = tuple(propose(draft) for draft in drafts if draft.is_named)[:MOST_PROPOSALS]
    return Submission("add", proposals, untaken=find_untaken(listed, proposals))


def read_drafts(text: str) -> tuple[list[Line], list[Draft]]:
    """Return the lines of a text and the papers that it names."""
    entries, rest = split_bibtex(tame(text))
    lines = read_lines(rest)
    drafts = [draft for draft in collect(lines) if draft.is_named]
    detach_code(drafts)
    return lines, add_entries(drafts, entries)


def add_entries(drafts: list[Draft], entries: Sequence[Entry]) -> list[Draft]:
    """Return the drafts with what the text's BibTeX says: it completes the paper that is named, or names it."""
    read = []
    for entry in entries:
        draft = Draft(entry.title, Strength.ENTRY, venue=entry.venue or None)
        if entry.url:
            put_url(draft, entry.url)
        read.append(draft)
    if not read:
        return drafts
    only = drafts[0] if len(drafts) == 1 and len(read) == 1 else None
    if (
        only
        and (only.title is None or only.strength <= Strength.LOOSE)
        and not any(only.has_other(url) for url in read[0].urls)
    ):
        join(only, read[0])
        return drafts
    if (
        drafts
        and not any(is_same_title(draft.title or "", entry.title or "") for draft in drafts for entry in read)
        and any(d.urls for d in drafts)
    ):
        return drafts
    return merge([*drafts, *read])


def complete(drafts: list[Draft], title: str, lines: Sequence[Line]) -> None:
    """Fill in what only the thread's title says, and the short name that the text calls its only paper."""
    heading = next(iter(read_lines(title.replace("#", " "))), Line(title))
    if not any(draft.urls or draft.code for draft in drafts):
        drafts[:] = [*drafts[:1], *([read_facts(lines)] if not drafts else [])] if heading.links else drafts
        for said in link_statements(heading, None):
            put(drafts[0], heading, said)
    only = drafts[0] if len(drafts) == 1 else None
    name = (
        name_from(heading, title, lines, has_link=bool(only and (only.urls or only.code or only.pages)))
        if len(drafts) < 2
        else None
    )
    if only is None and name and not drafts:
        only = read_facts(lines)
        drafts.append(only)
    if only and name and only.title is None:
        only.title, only.strength = name, Strength.NAME
    body_venue = next(filter(None, (find_venue(line.text) for line in lines)), None) if only else None
    above = Above(tuple(find_heading_words(replace(heading, place="heading"))), find_section(title))
    for draft in drafts:
        draft.venue = draft.venue or find_venue(title) or body_venue
        draft.above = stand_below(draft.above, above)
    drafts[:] = [draft for draft in drafts if draft.is_named]


def name_from(heading: Line, title: str, lines: Sequence[Line], *, has_link: bool) -> str | None:
    """Return the title or short name that the thread's title, or else a sentence of the text, gives the only paper."""
    quoted = next((text for text in heading.quoted if is_title(text) and not is_section(title, text)), None)
    if quoted:
        return tidy(quoted)
    alone = tidy(strip_venue(title))
    whole = read_thread_title(title)
    candidates: Iterable[str | None] = (
        whole,
        find_name(title),
        find_subject(strip_addresses(title)),
        find_requested_name(strip_venue(title)),
        alone if is_name(alone) and has_link else None,
        *(find_name(line.text) for line in lines if has_link or read_wish(line.text) == "add"),
    )
    return next((name for name in candidates if name), None)
