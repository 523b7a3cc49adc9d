"""The lines of a text -> a mention for each paper: whose title, link, code, venue and section each statement is."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from bot.catalogue.identity.likeness import SAME, likeness
from bot.intake.submission import Intent
from bot.intake.text.intent import read_aim, read_wish
from bot.intake.text.lines import NUMBER, Line
from bot.intake.text.mention import Mention, join, put_title, put_url
from bot.intake.text.outline import Above, Outline, stand_below
from bot.intake.text.parts.addresses import find_target, is_published, strip_addresses
from bot.intake.text.parts.labelling import find_label
from bot.intake.text.parts.labels import read_field
from bot.intake.text.parts.names import is_something_else, is_title, is_title_case
from bot.intake.text.parts.sections import (
    AND_ANOTHER,
    BEFORE_NAME,
    LONGEST_NAME,
    MARKS,
    NO_NAME,
    find_heading_words,
    find_own_words,
)
from bot.intake.text.parts.statement import SaidLine, Statement, Strength

#: A text with more papers is read no further.
MOST_MENTIONS = 100
#: Says something of all papers that were named.
SEVERAL = re.compile(r"\b(?:both|all|they|them|these|papers)\b", re.IGNORECASE)
#: The fields by which a statement says which paper it is about.
NAMING = frozenset({"title", "link", "code", "page"})


def collect(said: Sequence[SaidLine]) -> list[Mention]:
    """Return a mention for each paper, in the order of the text; a new title begins a new one."""
    mentions, outline, lead = [Mention()], Outline(), Lead()
    read = put_titles_first(name_heads(drop_late_heads(said)))
    last = max((number for number, each in enumerate(read) if names_paper(each)), default=-1)
    for number, each in enumerate(read):
        if len(mentions) > MOST_MENTIONS:
            break
        line, own = each.line, section_for_others(each)
        is_said_of_others = own and (
            settle_list(mentions, line, own) if number > last else is_head(mentions[-1], line, read[number + 1])
        )
        section = own if is_said_of_others else None
        is_of_paper = names_paper(each) or (own is not None and section is None and line.place != "heading")
        outline.reach(line, section, is_of_paper=is_of_paper)
        for statement in each.statements:
            is_for_others = (
                section if statement.field == "section" else statement.field == "venue" and heads_papers(each)
            )
            if not is_for_others and not is_aside(mentions[-1], line, statement):
                enter(mentions, line, statement, outline)
        if line.entry:
            join(mentions[-1], Mention(authors=line.entry.authors, others=line.entry.others))
        if names_paper(each):
            lead.apply(mentions[-1])
            words = find_own_words(line, mentions[-1].title or "")
            mentions[-1].above = stand_below(Above(tuple(words)), mentions[-1].above)
        elif line.leads_in or heads_papers(each):
            lead = read_lead(each)
        elif not mentions[-1].is_named and (venue := read_lead(each).venue):
            lead = replace(lead, venue=venue)
        elif line.place == "text" and not section:
            place_behind(mentions, line)
    return mentions


@dataclass(frozen=True, slots=True)
class Lead:
    """What the line that leads in some papers says of all of them."""

    wish: Intent | None = None
    venue: str | None = None

    def apply(self, mention: Mention) -> None:
        """Enter it in a mention that does not say it itself."""
        mention.venue_above = mention.venue_above or self.venue
        if self.wish in ("add", "update", "fix-link", "remove"):
            mention.operation = mention.operation or ("update" if self.wish == "fix-link" else self.wish)


def drop_late_heads(said: Sequence[SaidLine]) -> list[SaidLine]:
    """Return what lines say without the titles of headings that stand below the link of a paper without a title, and
    lead to none: "Relation to Earlier Studies"."""
    kept, is_open = [], False
    for number, each in enumerate(said):
        below = takewhile(lambda one: one.line.place != "heading", said[number + 1 :])
        is_late = is_open and each.line.place == "heading" and not any(has_paper(one.line) for one in [each, *below])
        facts = [one for one in each.statements if not is_late or one.field != "title" or one.is_labelled]
        fields = {one.field for one in facts}
        is_open = "title" not in fields and (is_open or "link" in fields)
        kept.append(SaidLine(each.line, facts))
    return kept


def heads_papers(said: SaidLine) -> bool:
    """Tell whether a line is a heading that names no paper: a venue in it is that of the papers below."""
    return said.line.place == "heading" and not any(each.field in NAMING for each in said.statements)


def read_lead(said: SaidLine) -> Lead:
    """Return what a line says of the papers that follow."""
    venues = (statement.value for statement in said.statements if statement.field == "venue")
    return Lead(read_wish(said.line.text), next(venues, None))


def name_heads(read: Sequence[SaidLine]) -> list[SaidLine]:
    """Return what lines say with the head of a list of titles as their section, though it looks like a title itself.

    Of heads of one kind right above titles, all are sections where there are several; of headings of one level above
    texts that link a paper, all are titles where one is.
    """
    named = []
    titled = {each.line.level for each in read if each.line.place == "heading" and has_title(each)}
    pairs = list(zip(read, [*read[1:], SaidLine(Line(), [])], strict=False))
    heading = Counter(each.line.level for each, below in pairs if parts_titles(each, below))
    for each, below in pairs:
        line, next_line = each.line, below.line
        is_head = (line.place == "heading" or line.leads_in) and not line.links
        begins_list = next_line.place == "item" and next_line.group not in (0, line.group)
        heads_list = begins_list and is_head and has_title(each) and has_title(below)
        if heads_list or (heading[line.level] > 1 and parts_titles(each, below)):
            name = AND_ANOTHER.sub("", BEFORE_NAME.sub("", line.text, count=1)).strip(MARKS)
            named.append(SaidLine(line, [Statement("section", name)] if len(name) <= LONGEST_NAME else []))
        elif line.level in titled and not has_title(each) and is_title(line.text) and is_text_of_paper(next_line):
            named.append(SaidLine(line, [Statement("title", line.text.strip(), Strength.ENTRY)]))
        else:
            named.append(each)
    return named


def put_titles_first(read: Sequence[SaidLine]) -> list[SaidLine]:
    """Return what lines say with the title of a block of labels before its other facts, wherever it stands there.

    Only a section that is said above it stays there: it can be that of the next blocks as well.
    """
    placed: list[SaidLine] = []
    start, known = 0, set[str]()
    for each in read:
        fields = {said.field for said in each.statements if said.is_labelled}
        is_labelled = each.line.place != "heading" and find_label(each.line)[0] is not None
        if not is_labelled or ("title" in known and fields & known):
            start, known = len(placed) + (not is_labelled), set()
        if fields == {"section"} and not known:
            start = len(placed) + 1
        known |= fields
        placed.insert(start if "title" in fields and is_labelled else len(placed), each)
    return placed


def parts_titles(said: SaidLine, below: SaidLine) -> bool:
    """Tell whether a line can head the titles that begin right below it, as one of several: "Pruning:"."""
    line, text = said.line, said.line.text.strip()
    name = text.strip(":： *")
    is_head = line.place == "heading" or (line.place == "text" and line.leads_in)
    is_called = has_title(said) and not text.endswith((":", "："))
    is_other = line.links or any(each.field in ("venue", "people") for each in said.statements)
    return (
        is_head
        and (has_title(below) or begins_papers(below))
        and not (is_called or is_other or is_something_else(name) or NO_NAME.match(name))
    )


def begins_papers(said: SaidLine) -> bool:
    """Tell whether a line is an item of a list that names a paper and links it."""
    fields = {each.field for each in said.statements}
    return said.line.place == "item" and said.line.depth == 1 and "title" in fields and "link" in fields


def has_title(said: SaidLine) -> bool:
    """Tell whether a line says a title that nothing labels."""
    titles = [each for each in said.statements if each.field == "title" and not each.is_labelled]
    return any(each.strength == Strength.ENTRY for each in titles)


def place_behind(mentions: list[Mention], line: Line) -> None:
    """Enter what a sentence behind papers asks for: "I think they would both fit in the analysis section"."""
    asked = Above(tuple(find_heading_words(line)))
    for mention in mentions if SEVERAL.search(line.text) else mentions[-1:]:
        if mention.is_named and asked.words:
            mention.above = stand_below(mention.above, asked)


def names_paper(said: SaidLine) -> bool:
    """Tell whether a line names a paper or leads to one; a heading that can be a title heads what follows as well."""
    fields = {statement.field for statement in said.statements} & NAMING
    return bool(fields - {"title"} if said.line.place == "heading" else fields)


def section_for_others(said: SaidLine) -> str | None:
    """Return the section that a line says without naming a paper, so that others can be meant."""
    sections = (statement.value for statement in said.statements if statement.field == "section")
    return None if names_paper(said) else next(sections, None)


def has_paper(line: Line) -> bool:
    """Tell whether a line links a paper or code."""
    label = read_field(line.text[:40])
    return any(find_target(link, "", label, is_title=False) in ("paper", "code") for link in line.links)


def is_text_of_paper(line: Line) -> bool:
    """Tell whether a line is text, and not the beginning of a list, that links a paper or code."""
    return line.place == "text" and has_paper(line)


def is_head(mention: Mention, line: Line, below: SaidLine) -> bool:
    """Tell whether a section is said for the papers that follow: `below` is the next line.

    Behind a paper it is that paper's, unless that one stands under another section or a list of papers comes.
    """
    begins_list = below.line.group not in (0, line.group) and (has_paper(below.line) or has_title(below))
    is_part = line.depth > 1 and line.group == mention.group
    is_placed = mention.section is None and mention.above.section is not None and not is_part
    return line.place == "heading" or not mention.is_named or begins_list or is_placed


def settle_list(mentions: Sequence[Mention], line: Line, section: str) -> bool:
    """Let the papers of the list above stand under a section that is said behind it; tell whether there is a list."""
    group = mentions[-1].group
    listed = [mention for mention in mentions if mention.group == group] if group not in (0, line.group) else []
    for mention in listed:
        mention.above = stand_below(mention.above, Above(section=section))
    return bool(listed)


def enter(mentions: list[Mention], line: Line, said: Statement, outline: Outline) -> None:
    """Enter a statement in the newest mention or, where it is about another paper, in a new one."""
    above, owner = outline.above(), find_owner(mentions, line, said)
    if owner is None and begins_another(mentions[-1], line, said):
        mentions.append(Mention())
    mention = owner or mentions[-1]
    # Where a paper is named again, as in an entry to be copied, a section can be said for that.
    above = Above(section=above.section) if mention.is_named else above
    put(mention, line, said)
    if said.field in NAMING:
        mention.above = stand_below(mention.above, above)


def find_owner(mentions: Sequence[Mention], line: Line, said: Statement) -> Mention | None:
    """Return the paper that was named before and whose name stands before a link: "MothNet paper: ..."."""
    if said.field not in ("link", "code", "page") or said.start == 0:
        return None
    named = [mention for mention in mentions if mention.title and line.text.startswith(f"{mention.title} ")]
    return max(named, key=lambda mention: len(mention.title or ""), default=None)


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
            return stands_below_another(mention, line) or (
                (is_next_link or is_of_row) and mention.code not in (None, "", said.value)
            )
    return False


def stands_below_another(mention: Mention, line: Line) -> bool:
    """Tell whether a line stands in another item of the list that the mention stands in, behind what begins it."""
    is_within = line.place == "text" and line.group not in (0, None) and line.group == mention.group
    return is_within and 0 < mention.number < line.number


def is_lone_link(line: Line) -> bool:
    """Tell whether a line is nothing but one link, whose words do not say what it is of a paper."""
    if len(line.links) != 1 or (line.place, line.depth) not in (("text", 0), ("item", 1)):
        return False
    link = line.links[0]
    around = NUMBER.sub("", line.text[: link.start], count=1) + line.text[link.end :]
    return not around.strip(" -*[]().,;") and not read_field(link.text)


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
        return is_next and links_another(mention, line)
    lengths = [len(title.split()) for title in (said.value, mention.title)]
    if said.is_labelled and mention.strength == Strength.LABEL and min(lengths) == 1 < max(lengths):
        # One of them is what a paper calls its method: "Name: MothChat".
        return is_next
    if said.strength == Strength.NAME:
        is_alone = strip_addresses(line.text).strip(MARKS) == said.value and links_another(mention, line)
        return is_next or is_alone or (said.is_labelled and mention.strength == Strength.NAME)
    if mention.strength == Strength.NAME:
        # "MothChat: in our ICRA paper "Talking Moths at Scale"": an item that begins with a name is about one paper.
        is_next = is_next and mention.title not in line.text[: said.start]
        return is_next or (bool(mention.urls) and mention.title.casefold() not in said.value.casefold())
    return True


def is_sibling(mention: Mention, line: Line) -> bool:
    """Tell whether a line begins an item of the list that the mention stands in."""
    return line.place in ("item", "row") and line.group != 0 and mention.group != 0 and line.depth == 1


def put(mention: Mention, line: Line, said: Statement) -> None:
    """Enter what a statement says; the surest title counts, the first word on any other field but links."""
    mention.number = mention.number or line.number
    match said.field:
        case "title" if put_title(mention, said.value, said.strength):
            mention.group = line.group
            mention.operation = read_aim(line.text, said.value)
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
        case "authors" if not mention.authors and (mention.title or said.is_labelled):
            mention.authors = tuple(said.value.split(", "))
        case "venue" if mention.venue is None or said.value.startswith(f"{mention.venue} "):
            # "our CVPR paper", and below "CVPR 2026"
            mention.venue = said.value
        case "section" if mention.section:
            mention.above = stand_below(mention.above, Above((said.value,)))
        case "section" | "year" if getattr(mention, said.field) is None:
            setattr(mention, said.field, said.value)
