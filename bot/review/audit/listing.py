"""The rules for a Markdown list that is not imported. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.catalogue.identity.identifiers import is_web_address
from bot.catalogue.identity.titles import fold_title, is_full_title
from bot.catalogue.paper import Paper
from bot.lists.marked.importing import OTHER_WORDS, SPACES, Imported
from bot.lists.marked.joining import has_wrong_link
from bot.lists.marked.lines import ImportedLine
from bot.patterns import rare
from bot.review.audit.certainty import (
    LONG_TITLE,
    are_borne_out,
    are_called_apart,
    are_placed_apart,
    doubt,
    share_address,
)
from bot.review.audit.items import TALK, Items, item_of_line
from bot.review.audit.places import say
from bot.review.audit.prose import is_cited, is_prose
from bot.review.audit.scope import read_scope
from bot.review.rules.finding import Finding
from bot.review.rules.rule import Rules
from bot.review.words.escape import code, markdown

RULES: Rules[[Listing]] = Rules()
#: Lists name a paper in some of their sections, but seldom on more lines than these.
MANY = 3
#: In characters: no kind of link has so long a label.
LONG_LABEL = 20
#: A link to a place on the page itself.
INSIDE = re.compile(r"\]\(#\w")
#: What begins an item of a list.
MARKS = rare(r"^\s*(?:[-+*#]+|\d+[.)])\s+")
NESTED = re.compile(r"\n[ \t]+(?:[-+*]|\d+[.)])\s")
ADDRESS_OR_NUMBER = re.compile(r"https?://[^\s()]*|\d+")
#: The box of a task list, which says whether somebody has read the paper.
BOX = re.compile(r"\s*[-+*] \[[ xX]\] ")


@dataclass(frozen=True)
class Listing:
    """A Markdown list that is not imported, as an import would read it; `size` is in bytes."""

    path: str
    imported: Imported
    size: int = 0

    @cached_property
    def items(self) -> Items:
        """The entries as they stand on the page, with the scope that it states above them."""
        lines, venues = self.imported.lines, self.imported.catalogue.venues
        items = tuple(item_of_line(line, self.path) for line in lines)
        text = self.imported.text
        start = text.find(lines[0].entry.raw) if lines else 0
        opening = text if start < 0 else text[:start]
        return Items(items, venues, *read_scope(opening, venues))

    @cached_property
    def repeated(self) -> Sequence[tuple[ImportedLine, ImportedLine]]:
        """The lines that repeat a paper, each with the line that names it first."""
        return tuple(find_repeated(self.imported.lines))


@RULES.declare("link-form", "error", "Unusable link", "Links are http or https addresses.")
def check_listed_links(listing: Listing) -> Iterator[Finding]:
    for number, link in listing.imported.links():
        if not is_web_address(link.url):
            what = code(link.url) if link.url.strip() else "An empty link"
            yield Finding(f"{what} is no web address.", "It has to begin with https://.", listing.path, number)


@RULES.declare("repeated", "error", "Listed twice", "A paper stands once in a section.")
def check_repeated_lines(listing: Listing) -> Iterator[Finding]:
    for line, other in listing.repeated:
        if line.section == other.section:
            message = f"It is the paper of line {other.entry.first}, in the same section."
            finding = Finding(message, "Keep one line, with the links of both.", listing.path, line.entry.first)
            yield weigh_pair(listing, line, other, finding)


@RULES.declare("shared-link", "warning", "Link of another paper", "One link names one paper.")
def check_line_links(listing: Listing) -> Iterator[Finding]:
    """Report lines with one link and two titles; of titles that are a little alike a person has to say the same."""
    first = {str(line.entry.first): line for line in listing.imported.lines}
    for line in listing.imported.lines:
        kind, key = (line.match.kind, line.match.key) if line.match else ("new", None)
        other = first.get(key or "") if kind in ("link-error", "same") else None
        if not other or not has_wrong_link(line, other) or cite(line.paper, other.paper):
            continue
        if kind == "same" and not are_called_apart(line.paper, other.paper):
            continue
        known = [link.url for link in other.paper.links]
        is_note = any(is_cited(line.entry.raw, url) for url in known)
        if not is_note and not any(is_prose(each.entry.raw) for each in (line, other)):
            message = f"Its link is that of line {other.entry.first}, which has another title."
            hint = "One of the links is wrong, or it is one paper that was renamed."
            yield Finding(message, hint, listing.path, line.entry.first)


@RULES.declare("listed-again", "note", "In two sections", "A paper may stand in several sections.")
def check_lines_again(listing: Listing) -> Iterator[Finding]:
    """Report papers that stand in a second section, which may be meant."""
    for line, other in listing.repeated:
        if line.section != other.section:
            message = f"It is the paper of line {other.entry.first}, in another section."
            finding = Finding(message, "Leave both where that is meant.", listing.path, line.entry.first)
            yield weigh_pair(listing, line, other, finding)


@RULES.declare("conflicting-facts", "warning", "Facts differ", "What is said of a paper agrees.")
def check_line_facts(listing: Listing) -> Iterator[Finding]:
    """Report lines of one paper that name two places where it appeared; one that names a preprint is only older."""
    venues = listing.imported.catalogue.venues
    for line, other in listing.repeated:
        one, two = line.paper, other.paper
        if are_placed_apart(one, two, venues):
            message = f"It says {say(one.venue, one.year)}, line {other.entry.first} {say(two.venue, two.year)}."
            finding = Finding(message, "One of the two is wrong.", listing.path, line.entry.first)
            yield finding if share_address(one, two) else doubt(finding)


@RULES.declare("format", "note", "Other form", "The line differs from the list's form.")
def check_format(listing: Listing) -> Iterator[Finding]:
    """Report lines in another form; a box to tick is none, nobody sees a space, and the words of a line are its own.

    Addresses have rules of their own, and a line that would lose a number is not another form of the same.
    """
    names = Counter(line.entry.venue for line in listing.imported.lines)
    own = {line.entry.first for line in listing.imported.lines if is_own_form(line, names)}
    for difference in listing.imported.report.differences:
        unseen = difference.reasons in ((OTHER_WORDS,), (SPACES,)) or BOX.match(difference.read)
        is_other = difference.rendered and says_as_much(difference.read, difference.rendered)
        if is_other and not unseen and difference.line not in own:
            hint = f"It should read {code(difference.rendered)}"
            yield Finding(f"{markdown('; '.join(difference.reasons))}.", hint, listing.path, difference.line)


def is_own_form(line: ImportedLine, names: Counter[str | None]) -> bool:
    """Tell whether an entry has items below it, or names its venue in short, or as the list does more often."""
    written, usual = line.entry.venue or "", line.paper.venue or ""
    is_short = " " in usual and " " not in written
    is_usual = names[line.entry.venue] > max(1, names[line.paper.venue])
    return bool(NESTED.search(line.entry.raw)) or (written != usual and (is_short or is_usual))


def weigh_pair(listing: Listing, line: ImportedLine, other: ImportedLine, finding: Finding) -> Finding:
    """Return what is said of two lines of one title, in doubt where nothing else makes them one paper."""
    is_one = are_borne_out(line.paper, other.paper, listing.imported.catalogue.venues)
    return finding if is_one else doubt(finding)


def says_as_much(read: str, rendered: str) -> bool:
    """Tell whether a line written anew has all the addresses and numbers that it had, and no others."""
    return sorted(ADDRESS_OR_NUMBER.findall(read)) == sorted(ADDRESS_OR_NUMBER.findall(rendered))


def find_repeated(lines: Iterable[ImportedLine]) -> Iterator[tuple[ImportedLine, ImportedLine]]:
    """Yield the lines that repeat a paper, each with the line that names it first.

    What stands on many lines, each with links of its own, is no title: "Reading note". A table of contents repeats what
    it leads to.
    """
    lines = [line for line in lines if not INSIDE.search(line.entry.raw)]
    first = {str(line.entry.first): line for line in lines}
    texts, linked = Counter(line.paper.title for line in lines), Counter(map(title_and_links, lines))
    for line in lines:
        is_label = texts[line.paper.title] >= MANY and linked[title_and_links(line)] == 1
        other = first.get(line.match.key or "") if line.match and line.match.kind == "same" and not is_label else None
        if other and are_one(line.paper, other.paper) and not tells_apart(line, other):
            yield line, other


def are_one(one: Paper, other: Paper) -> bool:
    """Tell whether two records that match are one paper for certain, by their titles or by what else they share.

    Two sizes of a model share links, and two courses most of a title that is not long.
    """
    if are_published_apart(one, other) or are_called_apart(one, other):
        return False
    if fold_title(one.title) == fold_title(other.title):
        return is_full_title(one.title) or share_more(one, other)
    is_long = min(len(one.title), len(other.title)) >= LONG_TITLE
    return is_long or (is_full_title(one.title) and share_more(one, other))


def are_published_apart(one: Paper, other: Paper) -> bool:
    """Tell whether two papers of one title have other publishers' numbers, other years and no author in common."""
    numbers = [{pair for pair in paper.identifiers.items() if pair[0] != "arxiv"} for paper in (one, other)]
    is_apart = all(numbers) and numbers[0].isdisjoint(numbers[1]) and set(one.authors).isdisjoint(other.authors)
    return is_apart and bool(one.year and other.year) and one.year != other.year


def tells_apart(line: ImportedLine, other: ImportedLine) -> bool:
    """Tell whether two lines of one title say themselves that they are no repetition."""
    return cite(line.paper, other.paper) or are_talks(line, other) or are_named_apart(line, other)


def are_named_apart(line: ImportedLine, other: ImportedLine) -> bool:
    """Tell whether each stands below a name of its own: those of two methods of a paper."""
    names = [MARKS.sub("", each.entry.raw.partition("\n")[0]) for each in (line, other)]
    folded = [(fold_title(name), fold_title(each.paper.title)) for name, each in zip(names, (line, other), strict=True)]
    is_name = all(name and title not in name for name, title in folded) and not any("](" in name for name in names)
    return is_name and folded[0] != folded[1]


def are_talks(one: ImportedLine, other: ImportedLine) -> bool:
    """Tell whether two lines are of a talk on two occasions: whoever gives it again has no other title for it."""
    pages = [{link.url for link in line.paper.links} for line in (one, other)]
    return bool(TALK.search(one.entry.raw) and TALK.search(other.entry.raw)) and pages[0].isdisjoint(pages[1])


def cite(one: Paper, other: Paper) -> bool:
    """Tell whether one of two entries has a link that is called by the other's title: a note names that paper."""
    pairs = ((one, other), (other, one))
    return any(carries_title(link.label, named.title) for by, named in pairs for link in by.links)


def carries_title(label: str, title: str) -> bool:
    """Tell whether a link's label, cut where it is long, is a title and no word for a kind of link."""
    return len(label) >= LONG_LABEL and title.startswith(label)


def share_more(one: Paper, other: Paper) -> bool:
    """Tell whether two records have a file, a number, a conference or their authors in common."""
    files = {link.url for link in one.links if link.url.endswith(".pdf")} & {link.url for link in other.links}
    appeared = (one.venue, one.year) == (other.venue, other.year) and one.venue is not None
    named = one.identifiers.items() & other.identifiers.items()
    return appeared or bool(files or named) or one.authors == other.authors != ()


def title_and_links(line: ImportedLine) -> tuple[str, frozenset[str]]:
    return line.paper.title, frozenset(link.url for link in line.paper.links)
