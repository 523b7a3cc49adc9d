"""The lines of a text -> a mention for each paper: whose title, link, code, venue and section each statement is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from bot.catalogue.identity.likeness import SAME, likeness
from bot.catalogue.venues import Venues
from bot.intake.text.batch import is_lone_link
from bot.intake.text.intent import read_wish
from bot.intake.text.lines import Line
from bot.intake.text.mention import Mention, Strength, join, put_title, put_url
from bot.intake.text.outline import Above, Outline, stand_below
from bot.intake.text.parts.addresses import find_target, is_published
from bot.intake.text.parts.labels import read_field
from bot.intake.text.parts.names import is_title, is_title_case
from bot.intake.text.parts.sections import find_heading_words, find_own_words, trim_place
from bot.intake.text.parts.stretches import Statement
from bot.intake.text.statements import read_statements

#: A text with more papers is read no further.
MOST_MENTIONS = 100
#: Says something of all papers that were named.
SEVERAL = re.compile(r"\b(?:both|all|they|them|these|papers)\b", re.IGNORECASE)
#: The fields by which a statement says which paper it is about.
NAMING = frozenset({"title", "link", "code", "page"})


def collect(lines: Sequence[Line], venues: Venues) -> list[Mention]:
    """Return a mention for each paper, in the order of the text; a new title begins a new one."""
    mentions, outline, venue_above, wish_above = [Mention()], Outline(), None, None
    read = name_heads(list(read_statements(lines, venues)))
    last = max((number for number, (line, said) in enumerate(read) if names_paper(line, said)), default=-1)
    for number, (line, said) in enumerate(read):
        if len(mentions) > MOST_MENTIONS:
            break
        section = own = section_for_others(line, said)
        if section and number > last:
            section = section if settle_list(mentions, line, section) else None
        elif section and not is_head(mentions[-1], line, *read[number + 1]):
            section = None
        is_of_paper = names_paper(line, said) or (own is not None and section is None and line.place != "heading")
        outline.reach(line, section, is_of_paper=is_of_paper)
        for statement in said:
            if not (section and statement.field == "section") and not is_aside(mentions[-1], line, statement):
                enter(mentions, line, statement, outline)
        if line.entry:
            join(mentions[-1], Mention(authors=line.entry.authors, others=line.entry.others))
        if line.leads_in and not names_paper(line, said):
            wish_above = read_wish(line.text)
            venue_above = next((statement.value for statement in said if statement.field == "venue"), None)
        if names_paper(line, said):
            mentions[-1].venue_above = mentions[-1].venue_above or venue_above
            if wish_above in ("add", "update", "remove"):
                mentions[-1].operation = mentions[-1].operation or wish_above
            mentions[-1].above = stand_below(Above(tuple(find_own_words(line))), mentions[-1].above)
        elif line.place == "text" and not line.leads_in and not section:
            place_behind(mentions, line)
    return mentions


def name_heads(read: Sequence[tuple[Line, list[Statement]]]) -> list[tuple[Line, list[Statement]]]:
    """Return what lines say with the head of a list of titles as their section, though it looks like a title itself.

    Of headings of one level that stand above one paper each, all are titles where one is.
    """
    named, titled = [], {line.level for line, said in read if line.place == "heading" and has_title(said)}
    listing = find_groups_of_papers(read)
    for (line, said), (below, follows) in zip_longest(read, read[1:], fillvalue=(Line(), [])):
        is_head = (line.place == "heading" or line.leads_in) and not line.links and below.group not in (0, line.group)
        if below.place == "item" and is_head and has_title(said) and (has_title(follows) or below.group in listing):
            said = [Statement("section", name) for name in list(trim_place(line.text))[-1:]]
        elif line.level in titled and below.place == "text" and has_paper(below) and is_title(line.text):
            said = said if has_title(said) else [Statement("title", line.text.strip(), Strength.ENTRY)]
        named.append((line, said))
    return named


def find_groups_of_papers(read: Sequence[tuple[Line, list[Statement]]]) -> set[int]:
    """Return which lists link several papers."""
    first: dict[int, Mention] = {}
    links = ((line.group, each.value) for line, said in read for each in said if each.field == "link")
    return {group for group, url in links if group and first.setdefault(group, Mention(urls=[url])).has_other(url)}


def has_title(said: Sequence[Statement]) -> bool:
    """Tell whether a line says a title that nothing labels."""
    return any(each.field == "title" and each.strength == Strength.ENTRY and not each.is_labelled for each in said)


def place_behind(mentions: list[Mention], line: Line) -> None:
    """Enter what a sentence behind papers asks for: "I think they would both fit in the analysis section"."""
    asked = Above(tuple(find_heading_words(line)))
    for mention in mentions if SEVERAL.search(line.text) else mentions[-1:]:
        if mention.is_named and asked.words:
            mention.above = stand_below(mention.above, asked)


def names_paper(line: Line, said: Sequence[Statement]) -> bool:
    """Tell whether a line names a paper or leads to one; a heading that can be a title heads what follows as well."""
    fields = {statement.field for statement in said} & NAMING
    return bool(fields - {"title"} if line.place == "heading" else fields)


def section_for_others(line: Line, said: Sequence[Statement]) -> str | None:
    """Return the section that a line says without naming a paper, so that others can be meant."""
    sections = (statement.value for statement in said if statement.field == "section")
    return None if names_paper(line, said) else next(sections, None)


def has_paper(line: Line) -> bool:
    """Tell whether a line links a paper or code."""
    label = read_field(line.text[:40])
    return any(find_target(link, "", label, is_title=False) in ("paper", "code") for link in line.links)


def is_head(mention: Mention, line: Line, below: Line, follows: Sequence[Statement]) -> bool:
    """Tell whether a section is said for the papers that follow: `below` is the next line, which says what `follows`.

    Behind a paper it is that paper's, unless that one stands under another section or a list of papers comes.
    """
    begins_list = below.group not in (0, line.group) and (has_paper(below) or has_title(follows))
    is_heading = line.place == "heading"
    return (
        is_heading
        or not mention.is_named
        or begins_list
        or (mention.section is None and mention.above.section is not None)
    )


def settle_list(mentions: Sequence[Mention], line: Line, section: str) -> bool:
    """Let the papers of the list above stand under a section that is said behind it; tell whether there is a list."""
    group = mentions[-1].group
    listed = [mention for mention in mentions if mention.group == group] if group not in (0, line.group) else []
    for mention in listed:
        mention.above = stand_below(mention.above, Above(section=section))
    return bool(listed)


def enter(mentions: list[Mention], line: Line, said: Statement, outline: Outline) -> None:
    """Enter a statement in the newest mention or, where it is about another paper, in a new one."""
    above = outline.above()
    if begins_another(mentions[-1], line, said):
        mentions.append(Mention())
    mention = mentions[-1]
    # Where a paper is named again, as in an entry to be copied, a section can be said for that.
    above = Above(section=above.section) if mention.is_named else above
    put(mention, line, said)
    if said.field in NAMING:
        mention.above = stand_below(mention.above, above)


def is_aside(mention: Mention, line: Line, said: Statement) -> bool:
    """Tell whether a link in a sentence leads to a paper that is named only beside the mention's, or a sentence that
    looks like a title is about that paper."""
    if line.place != "text" or said.is_labelled or not mention.title:
        return False
    if said.field == "title" and mention.strength >= said.strength >= Strength.LOOSE:
        begins = line.text[: said.start].rstrip()[-1:] in ("", ".", "!", "?")
        is_sentence = said.strength == Strength.LOOSE or line.text.rstrip().endswith(".")
        is_worse = is_title_case(mention.title) and not is_title_case(said.value)
        return begins and is_sentence and is_worse and not line.links
    return said.field == "link" and said.start > 0 and mention.has_other(said.value)


def begins_another(mention: Mention, line: Line, said: Statement) -> bool:
    """Tell whether a statement is about another paper than the mention."""
    is_next = is_sibling(mention, line)
    # In a list of links an item stands for a paper; a mention that has its title takes what stands in more of them.
    is_next_link = is_next and not mention.title
    match said.field:
        case "title":
            return is_other_title(mention, line, said, is_next=is_next)
        case "link":
            return is_other_link(mention, line, said.value) or (
                is_next_link and bool(mention.urls) and not said.is_labelled
            )
        case "code":
            is_of_row = is_lone_link(line) and mention.title is None and not mention.urls
            return (is_next_link or is_of_row) and mention.code not in (None, "", said.value)
    return False


def is_other_link(mention: Mention, line: Line, url: str) -> bool:
    """Tell whether a link leads to another paper: of several publishers' pages, each in a line, every one does."""
    is_of_row = is_lone_link(line) and mention.title is None and is_published(url)
    return mention.has_other(url) or (is_of_row and any(map(is_published, mention.urls)) and url not in mention.urls)


def links_another(mention: Mention, line: Line) -> bool:
    """Tell whether a line leads to the code or the page of another paper than the mention's."""
    links = [(link.address, find_target(link, "", None, is_title=False)) for link in line.links]
    return any(
        (target == "code" and mention.code not in (None, url)) or (target == "paper" and mention.has_other(url))
        for url, target in links
    )


def is_other_title(mention: Mention, line: Line, said: Statement, *, is_next: bool) -> bool:
    """Tell whether a title is another paper's; a short name and a title are one paper's unless something parts them."""
    if mention.title is None:
        return mention.is_named and (is_next or links_another(mention, line))
    if likeness(mention.title, said.value) >= SAME:
        return False
    lengths = [len(title.split()) for title in (said.value, mention.title)]
    if said.is_labelled and mention.strength == Strength.LABEL and min(lengths) == 1 < max(lengths):
        # One of them is what a paper calls its method: "Name: MothChat".
        return is_next
    if said.strength == Strength.NAME:
        return is_next or (said.is_labelled and mention.strength == Strength.NAME)
    if mention.strength == Strength.NAME:
        return is_next or (bool(mention.urls) and mention.title.casefold() not in said.value.casefold())
    return True


def is_sibling(mention: Mention, line: Line) -> bool:
    """Tell whether a line begins an item of the list that the mention stands in."""
    return line.place in ("item", "row") and line.group != 0 and mention.group == line.group and line.depth == 1


def put(mention: Mention, line: Line, said: Statement) -> None:
    """Enter what a statement says; the surest title counts, the first word on any other field but links."""
    mention.number = mention.number or line.number
    match said.field:
        case "title" if put_title(mention, said.value, said.strength):
            mention.group = line.group
            mention.operation = "add" if read_wish(line.text.partition(said.value[:30])[0]) == "add" else None
        case "link":
            put_url(mention, said.value)
            mention.group = mention.group or line.group
        case "page" if said.value not in mention.pages:
            mention.pages.append(said.value)
        case "code" if mention.code is None:
            mention.code = said.value
            mention.group = mention.group or line.group
        case "people":
            mention.has_people = True
        case "authors" if not mention.authors:
            mention.authors = tuple(said.value.split(", "))
        case "venue" | "section" | "year" if getattr(mention, said.field) is None:
            setattr(mention, said.field, said.value)
