"""What a thread's title says of its papers, beside their text."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.catalogue.venues import Venues
from bot.intake.text.collection import put
from bot.intake.text.lines import Line, read_lines
from bot.intake.text.mention import Mention
from bot.intake.text.outline import Above, stand_below
from bot.intake.text.parts.labelling import find_label
from bot.intake.text.parts.labels import EAST_ASIAN
from bot.intake.text.parts.names import is_title_case
from bot.intake.text.parts.sections import find_heading_words
from bot.intake.text.parts.statement import Statement, Strength
from bot.intake.text.parts.stretches import read_stretches
from bot.intake.text.parts.venues import find_venue
from bot.intake.text.reading import ReadText, find_facts
from bot.intake.text.statements import link_statements

#: How a thread's title stands for the tagger.
THREAD = "thread"
#: So few words are likelier what a paper calls its method than its title.
MOST_OF_NAME = 3
#: "(#32)" in a thread's title, as GitHub has it behind the one of a branch.
THREAD_NUMBER = re.compile(r"\s?\(#\d+\)")
#: What stands before a title: the year, or a label that nobody knows, as in "Claim :- Title".
LEAD = re.compile(r"^\W{0,3}(?:(?:19|20)\d\d\s?[-–_]\s?(?=[A-Z])|[A-Za-z]{3,20}\s?:-\s)")
#: How a title begins with what its paper calls its method: "MothPT: a model of insects".
CALLED = re.compile(r"(?=[^:\s]*[A-Z][^:\s]*[A-Z])[^:\s]{3,30}:\s")
#: What follows the first words of a title: its subtitle, or more words.
GOES_ON = re.compile(r":|\s\w")


def complete(mentions: list[Mention], title: str, text: ReadText, venues: Venues) -> list[Mention]:
    """Return the mentions with what only the thread's title says, and the name that it gives the text's only paper."""
    line = read_heading(title)
    # A text that is about a paper and does not name it leaves that to the thread's title.
    leans = len(mentions) == 1 and bool(mentions[0].urls) and mentions[0].title is None
    said = list(read_stretches(line, venues, where=THREAD, leans=leans))
    venue = find_venue(title, venues) or find_first(said, "venue")
    if line.links and not any(mention.urls or mention.code for mention in mentions):
        mentions = mentions[:1] or [Mention(section=find_facts(text.said).section)]
        for link in link_statements(line, None):
            put(mentions[0], line, link)
    # What the text gives whole is no more than that in the thread's title.
    whole = next((mention.title or "" for mention in mentions if mention.title and mention.title in title), "")
    titles = [each for each in said if each.field == "title" and each.value not in whole]
    if len(mentions) < 2:
        mentions = name_only(mentions, titles, text)
        venue = venue or next(filter(None, (find_venue(each.text, venues) for each in text.lines)), None)
    above = Above(tuple(find_heading_words(replace(line, place="heading"))), find_first(said, "section"))
    if len(mentions) == 1 and not (mentions[0].section or mentions[0].above.section or above.section):
        mentions[0].section = find_facts(text.said).section
    is_repeated = venue is not None and venue in [mention.venue for mention in mentions]
    for mention in mentions:
        mention.venue = mention.venue or (None if is_repeated else venue)
        mention.above = stand_below(mention.above, above)
    return [mention for mention in mentions if mention.is_named]


def find_first(said: Sequence[Statement], field: str) -> str | None:
    """Return the first that is said for a field."""
    return next((each.value for each in said if each.field == field), None)


def name_only(mentions: list[Mention], titles: Sequence[Statement], text: ReadText) -> list[Mention]:
    """Return the text's only mention as a thread's title names it, or those of the several papers that it names."""
    named = [each for each in titles if each.is_labelled]
    if mentions or len(named) < 2:
        mentions = mentions or [Mention(section=find_facts(text.said).section)]
        put_name(mentions[0], titles)
        return mentions
    section = find_facts(text.said).section
    return [Mention(each.value, Strength.NAME, section=section) for each in named]


def read_heading(title: str) -> Line:
    """Return a thread's title as a line, without another thread that it names and a label: "Relevant paper: Title"."""
    title = LEAD.sub("", THREAD_NUMBER.sub("", title).replace("#", " "), count=1)
    line = next(iter(read_lines(title)), Line(title))
    field, value = find_label(line)
    is_labelled = field in ("title", "paper") and value and not line.links
    return Line(value) if is_labelled else line


def read_thread_title(title: str, venues: Venues) -> str | None:
    """Return the paper's title or short name that a thread's title gives."""
    said = read_stretches(read_heading(title), venues, where=THREAD)
    best = find_best([each for each in said if each.field == "title"])
    return best.value if best else None


def find_best(titles: Sequence[Statement]) -> Statement | None:
    """Return the surest of some titles."""
    return max(titles, key=lambda each: each.strength, default=None)


def is_whole(said: Statement) -> bool:
    """Tell whether a thread's title is a paper's title and little else."""
    return said.strength == Strength.ENTRY


def put_name(mention: Mention, titles: Sequence[Statement]) -> None:
    """Enter the title or the name that a thread's title gives its only paper, where nothing says it more surely."""
    best = find_best(titles)
    if best and (mention.title is None or (is_whole(best) and is_doubtful(mention, best.value))):
        mention.title, mention.strength = best.value, Strength.NAME


def is_doubtful(mention: Mention, title: str) -> bool:
    """Tell whether a mention's title is less sure than a thread's: a name, or the same with more words."""
    own = mention.title or ""
    is_asked = mention.operation == "add" and mention.is_well_titled
    if own and GOES_ON.match(title.partition(own)[2]) and is_title_case(title):
        return True
    if mention.strength == Strength.LOOSE and (own in title or is_asked):
        return False
    if own.startswith(title) and GOES_ON.match(own, len(title)) and is_title_case(own):
        return False
    is_other_form = own.startswith(title) or len(own.split()) <= MOST_OF_NAME < len(title.split())
    is_worse = (is_title_case(title) or CALLED.match(title)) and not is_title_case(own)
    is_foreign = title.isascii() and EAST_ASIAN.search(own) is not None
    if mention.strength >= Strength.LOOSE and is_title_case(own) and not (is_title_case(title) or is_foreign):
        return False
    if mention.strength < Strength.LABEL and (is_other_form or is_worse):
        return True
    return mention.strength <= Strength.LOOSE or is_foreign
