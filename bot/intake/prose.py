"""Free text -> the papers it proposes: what each line says, sorted by paper, completed by the thread's title."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.intake.addresses import strip_addresses
from bot.intake.batch import detach_code, find_untaken, is_lone_link
from bot.intake.bibtex import Entry, split_bibtex
from bot.intake.changes import read_changes
from bot.intake.draft import Draft, Strength, join, merge, propose, put_title, put_url, weed
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
from bot.intake.outline import Above, Outline, stand_below
from bot.intake.replying import apply_reply, read_facts
from bot.intake.sections import find_heading_words, find_own_words, find_section, is_section
from bot.intake.statements import Statement, find_label, link_statements, read_statements
from bot.intake.submission import Submission
from bot.intake.titles import has_paper
from bot.intake.venue import find_venue, strip_venue

MOST_PROPOSALS = 50
#: A thread with more comments of its author is a conversation; the newest are read.
MOST_REPLIES = 20
LONGEST_TITLE = 400
#: The fields by which a statement says which paper it is about.
NAMING = frozenset({"title", "link", "code", "page"})


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


def collect(lines: Sequence[Line]) -> list[Draft]:
    """Return a draft for each paper, in the order of the text; a new title begins a new one."""
    drafts, outline = [Draft()], Outline()
    read = list(read_statements(lines))
    last = max((number for number, (line, said) in enumerate(read) if names_paper(line, said)), default=-1)
    for number, (line, said) in enumerate(read):
        if len(drafts) > 2 * MOST_PROPOSALS:
            break
        section = section_for_others(line, said)
        if section and number > last:
            section = section if settle_list(drafts, line, section) else None
        elif section:
            section = section if is_head(drafts[-1], line, read[number + 1][0]) else None
        outline.reach(line, section, names_paper=names_paper(line, said))
        for statement in said:
            if not (section and statement.field == "section") and not is_aside(drafts[-1], line, statement):
                enter(drafts, line, statement, outline)
        if names_paper(line, said):
            drafts[-1].above = stand_below(Above(tuple(find_own_words(line))), drafts[-1].above)
    return drafts


def names_paper(line: Line, said: Sequence[Statement]) -> bool:
    """Tell whether a line names a paper or leads to one; a heading that can be a title heads what follows as well."""
    fields = {statement.field for statement in said} & NAMING
    return bool(fields - {"title"} if line.place == "heading" else fields)


def section_for_others(line: Line, said: Sequence[Statement]) -> str | None:
    """Return the section that a line says without naming a paper, so that others can be meant."""
    sections = (statement.value for statement in said if statement.field == "section")
    return None if names_paper(line, said) else next(sections, None)


def is_head(draft: Draft, line: Line, below: Line) -> bool:
    """Tell whether a section is said for the papers that follow, `below` being the next line.

    Behind a paper it is that paper's, unless that one stands under another section or a list of papers comes.
    """
    begins_list = below.group not in (0, line.group) and has_paper(below)
    return not draft.is_named or begins_list or (draft.section is None and draft.above.section is not None)


def settle_list(drafts: Sequence[Draft], line: Line, section: str) -> bool:
    """Let the papers of the list above stand under a section that is said behind it; tell whether there is a list."""
    group = drafts[-1].group
    listed = [draft for draft in drafts if draft.group == group] if group not in (0, line.group) else []
    for draft in listed:
        draft.above = stand_below(draft.above, Above(section=section))
    return bool(listed)


def enter(drafts: list[Draft], line: Line, said: Statement, outline: Outline) -> None:
    """Enter a statement in the newest draft or, where it is about another paper, in a new one."""
    if begins_another(drafts[-1], line, said):
        drafts.append(Draft())
    draft, above = drafts[-1], outline.above()
    # Where a paper is named again, as in an entry to be copied, a section can be said for that.
    above = Above(section=above.section) if draft.is_named else above
    put(draft, line, said)
    if said.field in NAMING:
        draft.above = stand_below(draft.above, above)


def is_aside(draft: Draft, line: Line, said: Statement) -> bool:
    """Tell whether a statement is about a paper that is only mentioned beside the draft's."""
    if said.field == "title" and said.strength == Strength.LOOSE:
        return draft.strength > Strength.LOOSE and draft.is_supported and not line.links
    if said.field == "link" and draft.has_other(said.value):
        return (
            bool(draft.title) and line.place not in ("item", "row") and not said.is_labelled and not is_whole_link(line)
        )
    return False


def is_whole_link(line: Line) -> bool:
    """Tell whether a line is nothing but one link with words."""
    return len(line.links) == 1 and line.text.strip(" []") == line.links[0].text


def begins_another(draft: Draft, line: Line, said: Statement) -> bool:
    """Tell whether a statement is about another paper than the draft."""
    is_next = is_sibling(draft, line)
    if said.field == "title":
        if draft.title is None:
            return is_next and draft.is_named
        if is_same_title(draft.title, said.value):
            return False
        if said.strength == Strength.NAME:
            return is_next
        if draft.strength == Strength.NAME:
            return is_next or (bool(draft.urls) and draft.title.casefold() not in said.value.casefold())
        return True
    if said.field == "link":
        return draft.has_other(said.value) or (
            is_next and bool(draft.urls) and not draft.title and not said.is_labelled
        )
    return said.field == "code" and is_next and bool(draft.code) and not draft.title and draft.code != said.value


def is_sibling(draft: Draft, line: Line) -> bool:
    """Tell whether a line begins an item of the list that the draft stands in."""
    return line.place in ("item", "row") and line.group != 0 and draft.group == line.group and line.depth == 1


def put(draft: Draft, line: Line, said: Statement) -> None:
    """Enter what a statement says; the surest title counts, the first word on any other field but links."""
    match said.field:
        case "title" if put_title(draft, said.value, said.strength):
            draft.group = line.group
            draft.operation = "add" if read_wish(line.text.partition(said.value[:30])[0]) == "add" else None
        case "link":
            put_url(draft, said.value)
            draft.group = draft.group or line.group
        case "page" if said.value not in draft.pages:
            draft.pages.append(said.value)
        case "code" if draft.code is None:
            draft.code = said.value
            draft.has_own_item_of_code = line.place == "item" and is_lone_link(line)
            draft.group = draft.group or line.group
        case "venue" | "section" if getattr(draft, said.field) is None:
            setattr(draft, said.field, said.value)


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
