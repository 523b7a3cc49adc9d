"""Lines that stand below each other as a list does, though nothing marks them as its items."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.catalogue.venues import Venues
from bot.intake.text.lines import Line
from bot.intake.text.parts.citations import find_citation
from bot.intake.text.parts.labelling import find_label
from bot.intake.text.parts.labels import read_field
from bot.intake.text.parts.names import is_authors, is_sentence, is_something_else, is_venue
from bot.intake.text.parts.venues import split_title
from bot.lists.reading.entry.names import end_of_names

#: What an entry of a list begins with, and has behind its last word.
BEGINNING = re.compile(r"[\"“«《„'‘\[(]?[^\W_a-z]")
#: What an entry begins with that says its venue or its kind, and the level of a heading above such.
TAG, LOWEST = re.compile(r"\s{0,3}[\[【]"), 6
#: So many lines are a list, and longer ones are paragraphs.
FEWEST, LONGEST = 2, 400
#: A line with fewer words beside its venue is no title's.
FEWEST_WORDS = 3


def list_plain(lines: Sequence[Line], venues: Venues) -> list[Line]:
    """Return the lines with those of a block, or its rest behind what leads in, as items where they look like that.

    Of lines that all begin with a tag, but the first, this is the head: "Compilers", "[OSDI '18] TVM: ...".
    """
    listed, group = list(lines), max((line.group for line in lines), default=0)
    for start, end in find_blocks(lines):
        if is_list(lines[start:end], venues):
            group += 1
            items = [replace(line, place="item", group=group, depth=1) for line in lines[start:end]]
            listed[start:end] = items
            if not TAG.match(lines[start].text) and all(TAG.match(line.text) for line in lines[start + 1 : end]):
                listed[start] = replace(lines[start], place="heading", level=LOWEST)
    return listed


def is_list(lines: Sequence[Line], venues: Venues) -> bool:
    """Tell whether most lines begin and end like entries, and none is a part of one: a label, a link, people, a venue.

    Of two lines both have links, or none.
    """
    entries, are_alike = sum(map(is_entry, lines)), len({bool(line.links) for line in lines}) == 1
    is_long = len(lines) > FEWEST or (len(lines) == FEWEST and are_alike)
    return is_long and entries * 3 >= len(lines) * 2 and not any(is_part(line, venues) for line in lines)


def find_blocks(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield where lines of plain text begin and end that stand right below each other, behind what leads them in."""
    start = 0
    for end, (last, line) in enumerate(zip(lines, [*lines[1:], Line()], strict=False), 1):
        if not is_plain(last):
            start = end
        elif not is_plain(line) or line.source != last.source + 1 or last.leads_in:
            yield start, end
            start = end


def is_plain(line: Line) -> bool:
    """Tell whether a line is plain text, in no list."""
    return line.place == "text" and not line.depth


def is_entry(line: Line) -> bool:
    """Tell whether a line can be an entry of a list: it begins like one, and is no sentence."""
    text = line.text.strip()
    is_said = is_something_else(text) or is_sentence(text)
    return BEGINNING.match(text) is not None and len(text) <= LONGEST and not is_said


def is_part(line: Line, venues: Venues) -> bool:
    """Tell whether a line is what stands below a title in a line of its own."""
    text = line.text.strip()
    if line.leads_in or find_label(line)[0] or is_authors(text):
        return True
    is_labelled = any(read_field(link.text) or (link.start == 0 and not link.text) for link in line.links[:1])
    is_of_people = end_of_names(text) is not None and find_citation(line, venues) is None
    is_place = len(split_title(text, venues)[0].split()) < FEWEST_WORDS and is_venue(text, venues)
    return is_labelled or is_of_people or is_place
