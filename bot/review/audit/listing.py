"""The rules for a Markdown list that is not imported. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.catalogue.identity.identifiers import is_web_address
from bot.catalogue.identity.titles import fold_title
from bot.lists.inline import scan
from bot.lists.marked.importing import OTHER_WORDS, SPACES, Imported
from bot.lists.marked.joining import has_wrong_link
from bot.lists.marked.lines import ImportedLine
from bot.patterns import rare
from bot.review.audit.certainty import doubt
from bot.review.audit.itemizing import item_of_line
from bot.review.audit.items import SLIPS, USUAL, Item, Items
from bot.review.audit.line_pairs import (
    are_headed_apart,
    are_linked_apart,
    are_two_papers,
    cite,
    ends_in_colon,
    tells_apart,
)
from bot.review.audit.pairs import (
    are_called_apart,
    are_numbered_apart,
    are_one,
    are_placed_apart,
    are_surely_one,
    are_versions,
    share_address,
)
from bot.review.audit.places import say
from bot.review.audit.prose import is_cited, is_prose
from bot.review.audit.scope import read_scope
from bot.review.rules.finding import Finding, TextEdit
from bot.review.rules.rule import Rules
from bot.review.words.escape import code, markdown

RULES: Rules[[Listing]] = Rules()
#: Lists may have a paper in some of their sections, but seldom on more lines than these.
OFTEN = 3
#: What is meant as a web address: a path is a file beside the page, and a person has an address of another kind.
MEANT = rare(
    r"(?!mailto:)\.?[a-z]+:|//|www\.|(?:[\w-]+\.)+(?:(?:com|org|net|edu|gov)(?:/|$)|(?:io|ai|cc)/)", re.IGNORECASE
)
#: The beginning of an address that has a scheme, even a wrong one, or accepts any.
SCHEME = rare(r"\W|[a-z]+:", re.IGNORECASE)
#: A picture stored beside the page; a badge is stored elsewhere, and its label is what it links to.
FIGURE = rare(r"\[!\[[^\]]{0,200}\]\((?!\w+:)[^()]{0,500}\)\]\(|<img[^<>]{0,500} src=[\"'](?!\w+:)")
#: What comes before the words of a line.
BEGINNING = "0123456789.)-+*#| \t"
#: A link to a place on the page itself, possibly as a full address.
INSIDE = re.compile(r"\]\(#\w")
PLACE = rare(r"https?://github\.com/[^/#?]+/[^/#?]+/?#[\w-]+")
NESTED = rare(r"\n[ \t]+(?:[-+*]|\d+[.)])\s")
#: The content of a line: its addresses, numbers and words, and what is crossed out.
SAID = re.compile(r"https?://[^\s()]*|\d+|[^\W\d_]+|~~")
#: A venue's full name in words, in a list that otherwise uses acronyms.
WRITTEN_OUT = rare(r"\S+ \S+ \S+")
#: The tick box of a task list, which shows whether somebody has read the paper.
BOX = rare(r"\s*[-+*] \[[ xX]\] ")


@dataclass(frozen=True)
class Listing:
    """A Markdown list that is not imported, as an import would read it; `size` is in bytes."""

    path: str
    imported: Imported
    size: int = 0

    @cached_property
    def items(self) -> Items:
        lines, venues = self.imported.lines, self.imported.catalogue.venues
        items = tuple(item_of_line(line, self.path) for line in lines)
        text = self.imported.text
        start = text.find(lines[0].entry.raw) if lines else 0
        opening = text if start < 0 else text[:start]
        return Items(items, venues, *read_scope(opening, venues))

    @cached_property
    def repeats(self) -> Sequence[tuple[ImportedLine, ImportedLine]]:
        """The lines that repeat a paper, each with the line that first has it.

        Words on many lines, each with links of its own, are no title: "Reading note". A table of contents repeats its
        targets, and so does "Builds on" another entry.
        """
        again = [line for line in self.imported.lines if line.match and line.match.kind == "same"]
        lines = [line for line in self.imported.lines if not leads_inside(line)] if again else []
        again = [line for line in again if not leads_inside(line)]
        first = {str(line.entry.first): line for line in lines}
        titles = {line.paper.title for line in again}
        alike = [line for line in lines if line.paper.title in titles]
        texts, linked = Counter(line.paper.title for line in alike), Counter(map(title_and_links, alike))
        found = []
        for line in again:
            is_label = texts[line.paper.title] >= OFTEN and linked[title_and_links(line)] == 1
            other = first.get(line.match.key or "") if line.match and not is_label else None
            if other and are_one(line.paper, other.paper) and not tells_apart(line, other):
                found.append((line, other))
        return found


@RULES.declare("link-form", "error", "Unusable link", "Links are http or https addresses.")
def check_listed_links(listing: Listing) -> Iterator[Finding]:
    """Report addresses that nobody can open; a list with many empty ones keeps them for links to come."""
    lines = (*listing.imported.lines, *listing.imported.others)
    found = [(line, *each) for line in lines for each in dict.fromkeys(broken_links(line))]
    are_slips = sum(not url for *_, url in found) <= max(1, SLIPS * len(lines))
    for line, number, label, url in found:
        if url and MEANT.match(url):
            is_whole = url.startswith(("http://", "https://"))
            hint = "See what is missing or too much." if is_whole else "Write the whole address, from https:// on."
            edits = add_scheme(item_of_line(line, listing.path), url)
            yield Finding(f"{code(url)} is no web address.", hint, listing.path, number, edits=edits)
        elif not url:
            hint = "Add its address, or leave the link out."
            finding = Finding(f"The link {code(label)} has no address.", hint, listing.path, number)
            yield finding if are_slips else doubt(finding)


@RULES.declare("repeated", "error", "Listed twice", "A paper stands once in a section.")
def check_repeated_lines(listing: Listing) -> Iterator[Finding]:
    for line, other in listing.repeats:
        if line.section == other.section:
            message = f"It is the paper of line {other.entry.first}, in the same section."
            finding = Finding(message, "Keep one line, with the links of both.", listing.path, line.entry.first)
            yield weigh_pair(listing, line, other, finding)


@RULES.declare("shared-link", "warning", "Link of another paper", "One link names one paper.")
def check_line_links(listing: Listing) -> Iterator[Finding]:
    """Report lines with one link and two titles; if the titles are a little alike, a person has to judge."""
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
            finding = Finding(message, hint, listing.path, line.entry.first)
            is_sure = are_two_papers(line, other) and not any(map(shows_figure, (line, other)))
            yield finding if is_sure else doubt(finding)


@RULES.declare("listed-again", "note", "In two sections", "A paper may stand in several sections.")
def check_lines_again(listing: Listing) -> Iterator[Finding]:
    """Report papers that are also in a second section, which may be intended; a section that repeats others intends it.

    So does a list that does it often, and perhaps somebody who copied the line word for word.
    """
    again = [(line, other) for line, other in listing.repeats if line.section != other.section]
    totals = Counter(line.section for line in listing.imported.lines)
    counts = Counter(line.section for line, _ in again)
    copied = {line.entry.first for line, other in again if are_copies(line, other)}
    are_slips = len(again) <= max(1, SLIPS * totals.total()) and len(copied) <= USUAL * len(again)
    for line, other in again if are_slips else ():
        message = f"It is the paper of line {other.entry.first}, in another section."
        finding = Finding(message, "Leave both where that is meant.", listing.path, line.entry.first)
        if not 1 < counts[line.section] > USUAL * totals[line.section]:
            is_copy = line.entry.first in copied
            yield doubt(finding) if is_copy else weigh_pair(listing, line, other, finding)


@RULES.declare("conflicting-facts", "warning", "Facts differ", "What is said of a paper agrees.")
def check_line_facts(listing: Listing) -> Iterator[Finding]:
    """Report lines of one paper that name two places of publication; one with the preprint is only older.

    Each can have its publisher's number, or its own title: then a demonstration of a system, say, links the preprint of
    another paper.
    """
    venues = listing.imported.catalogue.venues
    for line, other in listing.repeats:
        one, two = line.paper, other.paper
        if are_placed_apart(one, two, venues):
            message = f"It says {say(one.venue, one.year)}, line {other.entry.first} {say(two.venue, two.year)}."
            finding = Finding(message, "One of the two is wrong.", listing.path, line.entry.first)
            is_one = share_address(one, two) and fold_title(one.title) == fold_title(two.title)
            is_apart = are_numbered_apart(one, two) or are_versions(one, two, venues)
            yield finding if is_one and not is_apart else doubt(finding)


@RULES.declare("format", "note", "Other form", "The line differs from the list's form.")
def check_format(listing: Listing) -> Iterator[Finding]:
    """Report lines in another form; a tick box is none, and the words of a line are its author's own.

    Nobody sees a space, nor a backslash, which would break a formula. Addresses have rules of their own, and a line
    that would lose a word or a number is not the same in another form.
    """
    names = Counter(line.entry.venue for line in listing.imported.lines)
    lines = {line.entry.first: line for line in listing.imported.lines}
    for difference in listing.imported.report.differences:
        read, rendered, line = difference.read, difference.rendered, lines[difference.line]
        unseen = difference.reasons in ((OTHER_WORDS,), (SPACES,)) or BOX.match(read)
        is_same = read.replace("\\", "") == rendered.replace("\\", "")
        is_other = rendered and not is_same and says_as_much(line, read, rendered)
        if is_other and not unseen and not is_own_form(line, names):
            hint = f"It should read {code(rendered)}"
            yield Finding(f"{markdown('; '.join(difference.reasons))}.", hint, listing.path, difference.line)


def is_own_form(line: ImportedLine, names: Counter[str | None]) -> bool:
    """Whether an entry has items below it, or names its venue in the list's own way or one that tells as much.

    That is a short name, or one that contains the usual one: "EMNLP-IJCNLP". If the list never uses the usual name,
    only one in full words is another form.
    """
    written, usual = line.entry.venue or "", line.paper.venue or ""
    is_usual = names[line.entry.venue] > names[line.paper.venue] and not WRITTEN_OUT.match(written)
    says_more = bool(re.search(rf"\b{re.escape(usual)}\b", written))
    is_named = written != usual and (len(written) < len(usual) or is_usual or says_more)
    return bool(NESTED.search(line.entry.raw)) or is_named


def weigh_pair(listing: Listing, line: ImportedLine, other: ImportedLine, finding: Finding) -> Finding:
    """Return the finding on two lines with one title, in doubt unless something else shows that they are one paper."""
    is_sure = are_surely_one(line.paper, other.paper, listing.imported.catalogue.venues)
    if not is_sure or are_headed_apart(line, other) or are_linked_apart(line, other):
        return doubt(finding)
    return doubt(finding) if ends_in_colon(line) and ends_in_colon(other) else finding


def broken_links(line: ImportedLine) -> Iterator[tuple[int, str, str]]:
    """Yield the line, label and address of each link that nobody can open; a backslash only escapes Markdown."""
    text = line.entry.raw
    for link in scan(text, {}):
        url = text[slice(*link.url)].replace("\\", "").strip()
        if link.kind != "image" and not is_web_address(url):
            yield line.entry.first + text.count("\n", 0, link.url[0]), text[slice(*link.label)].strip(), url


def add_scheme(item: Item, url: str) -> tuple[TextEdit, ...]:
    """Return the edit that adds https to an address that begins with its host, none if the result is no address."""
    whole = f"https://{url}"
    if SCHEME.match(url) or not is_web_address(whole):
        return ()
    return item.replace(re.compile(rf"(?<=\(){re.escape(url)}(?=\))"), url, whole)


def leads_inside(line: ImportedLine) -> bool:
    """Whether a line links a place on the page, and so is no entry of its own."""
    links = line.entry.links
    return bool(INSIDE.search(line.entry.raw) or (links and all(PLACE.fullmatch(link.url) for link in links)))


def are_copies(line: ImportedLine, other: ImportedLine) -> bool:
    """Whether two lines are the same word for word, whatever comes before the words."""
    one, two = (each.entry.raw.lstrip(BEGINNING).split() for each in (line, other))
    return one == two


def shows_figure(line: ImportedLine) -> bool:
    """Whether the only link is around a picture of the page's own, and leads to the paper it comes from."""
    return len(line.entry.links) == 1 and bool(FIGURE.search(line.entry.raw))


def says_as_much(line: ImportedLine, read: str, rendered: str) -> bool:
    """Whether a rewritten line has exactly the content of the old one, except perhaps another name for its venue."""
    said = read.replace(line.entry.venue or "\0", line.paper.venue or "")
    return sorted(SAID.findall(said)) == sorted(SAID.findall(rendered))


def title_and_links(line: ImportedLine) -> tuple[str, frozenset[str]]:
    return line.paper.title, frozenset(link.url for link in line.paper.links)
