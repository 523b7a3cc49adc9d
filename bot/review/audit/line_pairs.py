"""Decides whether two lines of a page that look like one paper's show by themselves that they are two."""

from difflib import SequenceMatcher

from bot.catalogue.identity.hosts import is_repository
from bot.catalogue.identity.identifiers import PINNED, Identifier, address, clean_link
from bot.catalogue.identity.titles import fold_title
from bot.catalogue.paper import Paper
from bot.lists.marked.lines import ImportedLine
from bot.patterns import rare
from bot.review.audit.items import ADDRESSES, TALK
from bot.review.audit.pairs import is_titled, shared_numbers, shared_pages

#: In characters: no kind of link has so long a label.
LONG_LABEL = 20
#: What begins an item of a list.
MARKS = rare(r"^\s*(?:[-+*#]+|\d+[.)])\s+")
#: The question before a note's answer: "**What you should be able to explain:** ".
ASKED = rare(r"(?:\w+ ){3}\w+:[*_]*\s*[\"'“]?$")
#: The end of a label, perhaps in bold.
LABEL_ENDS = rare(r"[*_]*:")
#: A name before a title, perhaps in bold.
HEAD = rare(r"([^\s*_:\[\]]+)[*_]*:[*_]*\s*$")
#: A link whose label is a paper's authors.
CITING = rare(r"\[[^\[\]]*\bet al\b[^\[\]]*\]\(")
#: Two titles can be one if a single run of common words is so much of the shorter one.
MOST = 0.8
#: The DOI of a book, which may be linked for any of its parts.
VOLUME = rare(r"10\.\d+/97[89][\d-]{10,}")


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
