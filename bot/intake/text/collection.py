"""The lines of a text -> a draft for each paper: whose title, link, code, venue and section each statement is."""

from __future__ import annotations

from collections.abc import Sequence

from bot.catalogue.identity.likeness import SAME, likeness
from bot.catalogue.venues import Venues
from bot.intake.text.batch import is_lone_link
from bot.intake.text.intent import read_wish
from bot.intake.text.lines import Line
from bot.intake.text.mention import Mention, Strength, put_title, put_url
from bot.intake.text.outline import Above, Outline, stand_below
from bot.intake.text.parts.sections import find_own_words
from bot.intake.text.parts.titles import has_paper
from bot.intake.text.statements import Statement, read_statements

#: A text with more papers is read no further.
MOST_DRAFTS = 100
#: The fields by which a statement says which paper it is about.
NAMING = frozenset({"title", "link", "code", "page"})


def collect(lines: Sequence[Line], venues: Venues) -> list[Mention]:
    """Return a draft for each paper, in the order of the text; a new title begins a new one."""
    drafts, outline = [Mention()], Outline()
    read = list(read_statements(lines, venues))
    last = max((number for number, (line, said) in enumerate(read) if names_paper(line, said)), default=-1)
    for number, (line, said) in enumerate(read):
        if len(drafts) > MOST_DRAFTS:
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


def is_head(draft: Mention, line: Line, below: Line) -> bool:
    """Tell whether a section is said for the papers that follow, `below` being the next line.

    Behind a paper it is that paper's, unless that one stands under another section or a list of papers comes.
    """
    begins_list = below.group not in (0, line.group) and has_paper(below)
    return not draft.is_named or begins_list or (draft.section is None and draft.above.section is not None)


def settle_list(drafts: Sequence[Mention], line: Line, section: str) -> bool:
    """Let the papers of the list above stand under a section that is said behind it; tell whether there is a list."""
    group = drafts[-1].group
    listed = [draft for draft in drafts if draft.group == group] if group not in (0, line.group) else []
    for draft in listed:
        draft.above = stand_below(draft.above, Above(section=section))
    return bool(listed)


def enter(drafts: list[Mention], line: Line, said: Statement, outline: Outline) -> None:
    """Enter a statement in the newest draft or, where it is about another paper, in a new one."""
    if begins_another(drafts[-1], line, said):
        drafts.append(Mention())
    draft, above = drafts[-1], outline.above()
    # Where a paper is named again, as in an entry to be copied, a section can be said for that.
    above = Above(section=above.section) if draft.is_named else above
    put(draft, line, said)
    if said.field in NAMING:
        draft.above = stand_below(draft.above, above)


def is_aside(draft: Mention, line: Line, said: Statement) -> bool:
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


def begins_another(draft: Mention, line: Line, said: Statement) -> bool:
    """Tell whether a statement is about another paper than the draft."""
    is_next = is_sibling(draft, line)
    if said.field == "title":
        if draft.title is None:
            return is_next and draft.is_named
        if likeness(draft.title, said.value) >= SAME:
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


def is_sibling(draft: Mention, line: Line) -> bool:
    """Tell whether a line begins an item of the list that the draft stands in."""
    return line.place in ("item", "row") and line.group != 0 and draft.group == line.group and line.depth == 1


def put(draft: Mention, line: Line, said: Statement) -> None:
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
