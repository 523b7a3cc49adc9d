"""Decides whether two entries of a page are one paper, by their words and links, and how certain that is."""

import re
from difflib import SequenceMatcher

from bot.catalogue.identity.hosts import is_repository
from bot.catalogue.identity.identifiers import PINNED, Identifier, address, clean_link
from bot.catalogue.identity.likeness import EDITED, likeness
from bot.catalogue.identity.titles import fold_title, is_full_title
from bot.catalogue.paper import Paper
from bot.catalogue.venues import Venues
from bot.lists.marked.lines import ImportedLine
from bot.patterns import rare
from bot.review.audit.items import ADDRESSES, TALK, may_be_both

#: In characters: two papers seldom share so long a title.
LONG_TITLE = 40
#: In characters: no kind of link has so long a label.
LONG_LABEL = 20
#: What begins an item of a list.
MARKS = rare(r"^\s*(?:[-+*#]+|\d+[.)])\s+")
#: A title says something about its subject; a name is short, and has neither such words nor letters from outside
#: English.
LONG_NAME = 35
SAYS = rare(
    r"[^\x00-\u024f]|[:?]|\b(?:an?|the|of|for|with(?:out)?|in|on|to|towards?|from|via|by|at|as|and|or|is|are|using)\b",
    re.IGNORECASE,
)
#: How people describe what a paper does: no title begins so.
DOES = rare(
    r"(?:(?:introduc|present|propos|discuss|investigat|evaluat|explor|describ|show|provid|examin|develop|analy[sz]|stud"
    r"|demonstrat|emphasi[sz]|report|compar|survey|review|extend|combin|us|deriv|prov|appl)(?:i?e)?s"
    r"|this (?:paper|work|survey)|we)\b",
    re.IGNORECASE,
)
#: The question before a note's answer: "**What you should be able to explain:** ".
ASKED = rare(r"(?:\w+ ){3}\w+:[*_]*\s*[\"'“]?$")
#: The end of a label, perhaps in bold.
LABEL_ENDS = rare(r"[*_]*:")
#: A name before a title, perhaps in bold.
HEAD = rare(r"([^\s*_:\[\]]+)[*_]*:[*_]*\s*$")
#: A paper's authors in the place of its title.
CITED = rare(r"\bet al\.?$")
#: A link whose label is a paper's authors.
CITING = rare(r"\[[^\[\]]*\bet al\b[^\[\]]*\]\(")
#: A page within a repository.
WITHIN_CODE = rare(r"https?://(?:www\.)?(?:github|gitlab)\.com/[^/]+/[^/]+/[^/]")
#: A title's short name after it.
CALLED = rare(r"\(([A-Z]{2,}\w*)\)$")
#: Two titles can be one if a single run of common words is so much of the shorter one.
MOST = 0.8
#: The DOI of a book, which may be linked for any of its parts.
VOLUME = rare(r"10\.\d+/97[89][\d-]{10,}")


def are_one(one: Paper, other: Paper) -> bool:
    """Whether two matching records are one paper, by their titles or something else they share.

    Two sizes of a model share links, and two courses share most of a title, unless it is long.
    """
    if are_published_apart(one, other) or are_called_apart(one, other):
        return False
    if fold_title(one.title) == fold_title(other.title):
        return is_full_title(one.title) or share_more(one, other)
    return are_long(one, other) or (is_full_title(one.title) and share_more(one, other))


def are_published_apart(one: Paper, other: Paper) -> bool:
    """Whether two papers of one title have different publishers' numbers and years, and no author in common."""
    is_apart = are_numbered_apart(one, other) and set(one.authors).isdisjoint(other.authors)
    return is_apart and bool(one.year and other.year) and one.year != other.year


def are_numbered_apart(one: Paper, other: Paper) -> bool:
    """Whether two records have different publishers' numbers; a preprint's number can belong to both."""
    numbers = [{pair for pair in paper.identifiers.items() if pair[0] != "arxiv"} for paper in (one, other)]
    return all(numbers) and numbers[0].isdisjoint(numbers[1])


def are_surely_one(one: Paper, other: Paper, venues: Venues) -> bool:
    """Whether two matching records are one paper by more than a title: a number, a page, people, a long title.

    If they name two places of publication, only a number or a page makes them one, and not for certain if one can be
    the extended version of the other. Records with the same number and different titles can be two parts of a work. Two
    publishers give one paper a number each, but one publisher gives two numbers to two papers, as do two titles. "Hu et
    al." is not a title but a source, and "A rank (AR)" and "Another rank (ANR)" are two methods of one paper. A name
    and a page within a repository can belong to a row of results.
    """
    called = {found[1] for paper in (one, other) if (found := CALLED.search(paper.title))}
    if len(called) > 1 or any(CITED.search(paper.title) for paper in (one, other)):
        return False
    short, long = sorted((fold_title(one.title), fold_title(other.title)), key=len)
    if share_address(one, other):
        is_called = is_titled(one) or not share_page_of_code(one, other)
        return is_called and (short in long or are_long(one, other)) and not are_versions(one, other, venues)
    is_alike = one.authors == other.authors != () or (short == long and are_long(one, other) and tell_alike(one, other))
    are_two = are_numbered_apart(one, other) and (short != long or one.identifiers.keys() & other.identifiers.keys())
    return is_alike and not are_two and not are_placed_apart(one, other, venues)


def tell_alike(one: Paper, other: Paper) -> bool:
    """Whether two records agree on where and by whom, as far as they say: two papers can have one title."""
    facts = ((one.venue, other.venue), (one.year, other.year), (one.authors, other.authors))
    return all(not here or not there or here == there for here, there in facts)


def are_placed_apart(one: Paper, other: Paper, venues: Venues) -> bool:
    """Whether two records name different places of publication; one that names a preprint is only older."""
    here, there = ((paper.venue, paper.year) for paper in (one, other))
    return here != there and all(year and is_publication_venue(venue, venues) for venue, year in (here, there))


def is_publication_venue(venue: str | None, venues: Venues) -> bool:
    return bool(venue and venues.find(venue)) and not venues.is_preprint(venue)


def are_versions(one: Paper, other: Paper, venues: Venues) -> bool:
    """Whether two records name a conference and a journal: the journal's can be an extended version."""
    here, there = ((paper.venue or "", paper.year) for paper in (one, other))
    return are_placed_apart(one, other, venues) and may_be_both(here, there, venues)


def are_two_papers(line: ImportedLine, twin: ImportedLine) -> bool:
    """Whether two lines with one link are surely two papers, each with its own title.

    Two names can stand for results of one paper, and a book or an archive's record holds several papers. A line that
    also has the other's title was misread.
    """
    one, other = line.paper, twin.paper
    numbers = shared_numbers(one, other)
    shared = (*shared_pages(one, other), *(address(Identifier(kind, value)) or "" for kind, value in numbers))
    is_whole = any(VOLUME.fullmatch(value) for _, value in numbers) or all(map(is_repository, shared))
    is_misread = any(
        fold_title(paper.title) in fold_title(each.entry.raw) for paper, each in ((one, twin), (other, line))
    )
    are_told_apart = is_titled(one) and is_titled(other) and not is_whole and not is_misread
    return are_told_apart and not may_be_one(line, twin)


def may_be_one(line: ImportedLine, twin: ImportedLine) -> bool:
    """Whether two lines with one link and two titles can be one paper.

    Authors can make both a paper and its product, and a line that mentions a version means another version of the
    paper. Both can share a name: "FewRel: Dataset" is FewRel's paper. A title with a date before it or a part after it
    is still the same, and words that are no title prove nothing.
    """
    one, other = line.paper, twin.paper
    if one.authors == other.authors != () or share_name(line, twin):
        return True
    if shared_numbers(one, other) and versions_of(one) != versions_of(other):
        return True
    return any(map(is_cited_or_answer, (line, twin))) or are_one_title(one.title, other.title)


def is_cited_or_answer(line: ImportedLine) -> bool:
    """Whether what was read as a title is of a paper that the entry cites, or an answer about its own paper.

    A link "Hong et al. 2020" cites a paper; words after the links, or after a few words and a colon, are an answer.
    """
    before = line.entry.raw[: max(0, line.entry.raw.find(line.paper.title))]
    is_behind = before.count("](") > 1 or bool(ASKED.search(before))
    return is_behind or ends_in_colon(line) or bool(CITING.search(line.entry.raw))


def are_one_title(one: str, other: str) -> bool:
    """Whether two titles share a run of words that is most of the shorter one."""
    short, long = sorted((fold_title(one), fold_title(other)), key=len)
    return SequenceMatcher(None, short, long, autojunk=False).find_longest_match().size >= MOST * len(short)


def ends_in_colon(line: ImportedLine) -> bool:
    """Whether a title ends in a colon, and so is a label: "**Detailed information:**" describes the link."""
    behind = line.entry.raw.partition(line.paper.title)[2]
    return bool(LABEL_ENDS.match(behind))


def share_name(line: ImportedLine, twin: ImportedLine) -> bool:
    """Whether one title begins with a name that is also in the other title or before it: "**Name**: A title"."""
    return any(
        (name := name_before(one.paper)) and name in (name_before(other.paper), fold_title(head_of(other)))
        for one, other in ((line, twin), (twin, line))
    )


def head_of(line: ImportedLine) -> str:
    found = HEAD.search(line.entry.raw[: max(0, line.entry.raw.find(line.paper.title))])
    return found[1] if found else ""


def name_before(paper: Paper) -> str:
    name, colon, _ = paper.title.partition(": ")
    return fold_title(name) if colon else ""


def versions_of(paper: Paper) -> frozenset[str]:
    return frozenset(found[0] for link in paper.links if (found := PINNED.search(link.url)))


def is_titled(paper: Paper) -> bool:
    """Whether what was read as a title is one, rather than a name or words about what the paper does."""
    is_name = len(paper.title) <= LONG_NAME and not SAYS.search(paper.title)
    return not is_name and not any(DOES.match(part) for part in paper.title.split(": "))


def are_called_apart(one: Paper, other: Paper) -> bool:
    """Whether two records with one address have two papers' titles: a copied line may keep the old link.

    A name before the colon can be one of a paper's methods, and words around a title can be read with it.
    """
    here, there = ({paper.title, *filter(is_full_title, paper.title.split(": ", 1)[1:])} for paper in (one, other))
    is_alike = any(likeness(title, twin) >= EDITED for title in here for twin in there)
    short, long = sorted((fold_title(one.title), fold_title(other.title)), key=len)
    is_full = is_full_title(one.title) and is_full_title(other.title)
    return share_address(one, other) and is_full and short not in long and not is_alike


def shared_numbers(one: Paper, other: Paper) -> set[tuple[str, str]]:
    return one.identifiers.items() & other.identifiers.items()


def shared_pages(one: Paper, other: Paper) -> set[str]:
    return {link.url for link in one.links} & {link.url for link in other.links}


def share_address(one: Paper, other: Paper) -> bool:
    return bool(shared_numbers(one, other) or shared_pages(one, other))


def share_page_of_code(one: Paper, other: Paper) -> bool:
    """Whether two records share only a page within a repository: results for many rows."""
    return not shared_numbers(one, other) and all(map(WITHIN_CODE.match, shared_pages(one, other)))


def share_more(one: Paper, other: Paper) -> bool:
    """Whether two records share a file, a number, a conference or their authors."""
    has_file = any(url.endswith(".pdf") for url in shared_pages(one, other))
    appeared = (one.venue, one.year) == (other.venue, other.year) and one.venue is not None
    return appeared or has_file or bool(shared_numbers(one, other)) or one.authors == other.authors != ()


def are_long(one: Paper, other: Paper) -> bool:
    return min(len(one.title), len(other.title)) >= LONG_TITLE


def tells_apart(line: ImportedLine, other: ImportedLine) -> bool:
    """Whether two lines with one title themselves show that they are not a repetition."""
    return cite(line.paper, other.paper) or are_talks(line, other) or are_named_apart(line, other)


def are_named_apart(line: ImportedLine, other: ImportedLine) -> bool:
    """Whether each line stands below a name of its own: those of two methods of a paper."""
    names = [MARKS.sub("", each.entry.raw.partition("\n")[0]) for each in (line, other)]
    folded = [(fold_title(name), fold_title(each.paper.title)) for name, each in zip(names, (line, other), strict=True)]
    is_name = all(name and title not in name for name, title in folded) and not any("](" in name for name in names)
    return is_name and folded[0] != folded[1]


def are_headed_apart(line: ImportedLine, other: ImportedLine) -> bool:
    """Whether two lines with one title begin with different words: a result, a method or a data set of each.

    The place of publication is not such a word.
    """
    heads = [before_title(each) for each in (line, other)]
    return all(heads) and heads[0] != heads[1]


def are_linked_apart(line: ImportedLine, other: ImportedLine) -> bool:
    """Whether one of two lines links the paper after something else: a talk about it, a product."""
    return is_linked_behind(line) != is_linked_behind(other)


def is_linked_behind(line: ImportedLine) -> bool:
    first, *rest = [clean_link(link.url).identifier for link in line.entry.links] or [None]
    return first is None and any(rest)


def before_title(line: ImportedLine) -> str:
    """Return the letters before an entry's title, without its venue."""
    start = max(0, line.entry.raw.find(line.paper.title))
    words = ADDRESSES.sub("", line.entry.raw[:start]).replace(line.entry.venue or "", "")
    return "".join(filter(str.isalpha, words)).casefold()


def are_talks(one: ImportedLine, other: ImportedLine) -> bool:
    """Whether two lines are a talk given on two occasions, which keeps its title."""
    pages = [{link.url for link in line.paper.links} for line in (one, other)]
    return bool(TALK.search(one.entry.raw) and TALK.search(other.entry.raw)) and pages[0].isdisjoint(pages[1])


def cite(one: Paper, other: Paper) -> bool:
    """Whether one of two entries has a link whose label is the other's title: a note that mentions that paper."""
    pairs = ((one, other), (other, one))
    return any(carries_title(link.label, named.title) for by, named in pairs for link in by.links)


def carries_title(label: str, title: str) -> bool:
    """Whether a link's label, cut where it is long, is a title rather than a word for a kind of link."""
    return len(label) >= LONG_LABEL and title.startswith(label)
