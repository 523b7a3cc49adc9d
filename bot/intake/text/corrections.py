"""What a thread wants changed of listed papers: an update, a mended link, a removal."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.catalogue.venues import Venues
from bot.intake.submission import Operation, Proposal
from bot.intake.text.lines import Line
from bot.intake.text.mention import Mention, propose
from bot.intake.text.parts.addresses import find_target
from bot.intake.text.parts.labels import read_field
from bot.intake.text.parts.names import is_venue, split_people
from bot.intake.text.parts.statement import Strength
from bot.intake.text.parts.stretches import find_name
from bot.intake.text.parts.venues import find_venue

RENAMED = re.compile(
    r"\brenamed\b|\btypos?\b|\bshould (?:be|read)\b|\b(?:now|been) (?:called|named|titled|retitled)\b|\bnew title\b"
    r"|\btitle[^.\n]{0,60}\b(?:changed"
    r"|should be|is now|to)\b|改为|更名|改名",
    re.IGNORECASE,
)
#: Words before an address that is to be replaced, and before the one that should stand there.
OLD = re.compile(
    r"\b(?:not|instead of|rather than|from|old|broken|wrong|currently|was|incorrect|dead|expired|replace|existing"
    r"|previous|invalid|points? to|leads? to|goes to|links to|listed)\b[^.\n]{0,25}$"
    r"|(?:原|旧|错误|失效)[^。\n]{0,8}$",
    re.IGNORECASE,
)
NEW = re.compile(
    r"\b(?:should|new|correct|right|now|here|use|updated|latest|instead)\b[^.\n]{0,25}$|(?:新|应为|改为"
    r"|正确)[^。\n]{0,8}$|(?:->|=>|→)\s*$|^\W{0,3}(?:to|by|with)\b",
    re.IGNORECASE,
)
SHOULD = re.compile(r"\bshould (?!not)|应为|应该|改为", re.IGNORECASE)
#: Words behind an address that call it the one that is to be replaced.
FAULTY = re.compile(
    r"\b(?:broken|wrong|dead|404|incorrect|invalid|expired|outdated|(?:not|n't) work)|失效|错误|打不开", re.IGNORECASE
)
MOVED = re.compile(
    r"\bmove\s(?:the\s)?(?:paper\s|entry\s)?(\S.{1,250}?)\s(?:from\s(?:the\s)?(.{2,80}?)\s)?(?:to|into|under)\s(?:the\s)?"
    r"((?:(?!\b(?:to|into)\b)[^.\n]){2,80}?)(?:\s(?:section|category))?[.!]?\s{0,3}$",
    re.IGNORECASE,
)
#: "TITLE" belongs in SECTION, or should be moved from OLD to SECTION; a short name, or "it", needs no marks.
BELONGS = re.compile(
    r"(?:[\"“«「『]([^\"”»」』\n]{3,300})[\"”»」』]|"
    r"(?<![\w-])((?-i:(?=\S{0,40}[A-Z]\S{0,40}[A-Z\d])[\w+-]{3,40})|it|this|this\spaper))"
    r"(?:\sis in (?:the )?[^\"”\n]{2,60}?[,;:]?(?:\s(?:and|but|it)){0,2})?"
    r"\s(?:belongs|(?:should|must|could|needs to|has to) (?:be|go|stand|move)(?:\s(?:listed|moved))?)"
    r"\s(?:from\s(?:the\s)?(.{2,80}?)\s)?(?:to|in|into|under)\s(?:the\s)?(?:section\s)?"
    r"[\"“]?([^\"”;!\n]{2,80}?)[\"”]?(?:\s(?:section|category))?(?=[,.;!](?:\s|$)|\s(?:not|instead|rather|too|also|as\swell)\b|\s*$)",
    re.IGNORECASE,
)
#: A paper stands in one more section than it did.
ALSO = re.compile(r"\b(?:too|also|as well|both)\b", re.IGNORECASE)
#: The title as it stands, and as it should.
RETITLED = re.compile(
    r"[\"“]([^\"”\n]{8,300})[\"”]\s?(?:,\s)?(?:(?:it\s)?should (?:be|read)|->|=>|→|应为|改为)[:：]?\s?"
    r"[\"“]([^\"”\n]{8,300})[\"”]",
    re.IGNORECASE,
)
#: Fewer words are a venue or a label.
FEWEST_WORDS = 3
#: "the link to Moth Routing", "code for "Talking Moths"": whose fact is to be changed, where nothing marks a title.
WHOSE = re.compile(
    r"\b(?i:(?:dead)?(?:links?|urls?|venues?|titles?|code|pdf|authors?|entry)\s(?:to|for|of)\s(?:the\s)?(?:paper\s)?)"
    r"(?:[\"“]([^\"”\n]{3,300})[\"”]|((?=\S{0,40}[A-Z])[\w'’+-]{3,40}(?:\s(?=\S{0,40}[A-Z])[\w'’+-]{2,40}){0,7})(?![\w/]|[.:]\w))"
)
#: A thread's title that says what becomes of a paper, and its short name: "Remove NICE-SLAM".
HEADED = re.compile(
    r"\W{0,6}(?i:(?:please|pls|kindly)\s)?(?i:remove|delete|drop|move)\s(?i:the\s)?"
    r"((?=\S*[A-Z]\S*[A-Z\d])[\w+-]{3,40})(?:\s(?i:paper|entry|from\b[^\n]{1,40}))?\W*"
)
PRONOUNS = ("it", "this", "this paper")
LONGEST_MOVE = 500
#: "The authors of X are missing: A, B and C"; who they are stands behind the colon.
AUTHORS = re.compile(
    r"\bauthors?\b[^\n:：]{0,300}?\b(?:missing|wrong|incorrect|should be|are|is)\b[^\n:：]{0,80}"
    r"[:：]\s{0,3}([^\n]{3,500})"
    r"|\badd (?:the )?authors?\b[^\n:：]{0,300}[:：]\s{0,3}([^\n]{3,500})"
    r"|(?:作者)[^\n:：]{0,40}[:：]\s{0,3}([^\n]{3,500})",
    re.IGNORECASE,
)
#: A title between quotation marks can have a colon of its own.
TITLE = re.compile(r"[\"“][^\"”\n]{3,300}[\"”]")
LONGEST_AUTHORS = 2_000
CLAUSE_END = re.compile(r"[.;,。；，]")
#: "1996, not 1995", "not 1995 but 1996", "the year should be 1996", "the year from 1995 to 1996", "Steels (1995) is
#: actually from 1996": the right year.
RIGHT_YEAR = re.compile(
    r"\b((?:19|20)\d\d),? (?:and )?(?:not|instead of|rather than) (?:in |from )?(?:19|20)\d\d\b"
    r"|\bnot (?:in |from )?(?:19|20)\d\d,? but (?:in |from )?((?:19|20)\d\d)\b"
    r"|\((?:19|20)\d\d\) (?:is|was|should be|appeared) (?:(?:actually|really|in fact|published) ){0,2}(?:from |in )?"
    r"((?:19|20)\d\d)\b"
    r"|\byear\b[\s\S]{0,200}?\b(?:should be|from (?:19|20)\d\d to) ((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
TO_VENUE = re.compile(r"\b(?:to|as|at|by|in|is)\s(?:the\s)?([A-Z][A-Za-z]{2,11})\b(?!\s(?:link|code|paper))")


def read_changes(
    operation: Operation, title: str, lines: Sequence[Line], mentions: Sequence[Mention], venues: Venues
) -> tuple[Proposal, ...]:
    """Return what is wanted of each paper that a thread names; one that it adds besides is an addition."""
    if operation == "fix-link":
        return read_link_changes(title, lines, mentions, venues)
    texts = (title, *(line.text for line in lines))
    headed = HEADED.fullmatch(title)
    moves = (read_move(text, venues, headed and headed[1]) for text in texts) if operation == "update" else ()
    if moved := next(filter(None, moves), None):
        return (moved,)
    if operation == "update" and (retitled := read_new_title("\n".join(texts), venues)):
        return (retitled,)
    named = list(mentions) or [Mention()]
    if headed and not is_venue(headed[1], venues) and not any(mention.urls for mention in named):
        named = [replace(named[0], title=headed[1])]
    if len(named) == 1 and named[0].title is None:
        named = [replace(named[0], title=find_subject(texts, venues))]
    listed = [mention for mention in named if is_listed(mention, operation)]
    added = [propose(mention) for mention in named if mention not in listed]
    changes = [propose(mention, operation) for mention in listed]
    if operation == "update":
        changes = complete_update(changes, "\n".join(texts), venues)
    if len(changes) == 1 and (authors := read_authors("\n".join(line.text for line in lines))):
        changes = [replace(changes[0], authors=authors)]
    return (*changes, *added)


def find_subject(texts: Sequence[str], venues: Venues) -> str | None:
    """Return the paper that a correction is about, by its title, its short name, or by what it calls a fact's owner."""
    named = (find_name(text, venues) for text in texts)
    owners = (next(filter(None, found.groups())) for text in texts if (found := WHOSE.search(text)))
    return next(filter(None, named), None) or next((name for name in owners if not is_venue(name, venues)), None)


def read_move(text: str, venues: Venues, headed: str | None) -> Proposal | None:
    """Return the update that a sentence asks for which puts a paper into another section, and not to a venue."""
    text = text[:LONGEST_MOVE]
    found = MOVED.search(text) or BELONGS.search(text)
    *names, old, section = (strip_marks(part or "") for part in found.groups()) if found else ("", "", "")
    name = next(filter(None, names), "")
    name = headed or "" if name.casefold() in PRONOUNS else name
    if not (name and section) or venues.find(section):
        return None
    old = re.sub(r"\s(?:section|category)$", "", old, flags=re.IGNORECASE)
    return Proposal(name, section=section, operation="update", replaces=Proposal(name, section=old or None))


def read_place(texts: Sequence[str], venues: Venues) -> Proposal | None:
    """Return what a thread asks for that only says where a paper should stand: to move it, or to list it there too."""
    for text in texts:
        if BELONGS.search(text[:LONGEST_MOVE]) and (moved := read_move(text, venues, None)):
            return Proposal(moved.title, section=moved.section) if ALSO.search(text) else moved
    return None


def read_new_title(text: str, venues: Venues) -> Proposal | None:
    """Return the update that a text asks for which says both titles of a paper, the old one first."""
    found = RETITLED.search(text)
    old, new = map(strip_marks, found.groups()) if found else ("", "")
    if len(old.split()) < FEWEST_WORDS or venues.find(old):
        return None
    return Proposal(new, operation="update", replaces=Proposal(old))


def strip_marks(text: str) -> str:
    """Return a name without the marks around it."""
    return text.strip(" \"“”'‘’*_`.")


def read_authors(text: str) -> tuple[str, ...]:
    """Return the authors that a text says are missing or wrong, and names behind a colon."""
    found = AUTHORS.search(TITLE.sub(" ", text[:LONGEST_AUTHORS]))
    if not found:
        return ()
    return split_people(next(filter(None, found.groups())))[:50]


def is_listed(mention: Mention, operation: Operation) -> bool:
    """Tell whether the list has the paper: all that is to be removed, and what no sentence wants added."""
    return operation == "remove" or mention.operation != "add"


def complete_update(changes: list[Proposal], text: str, venues: Venues) -> list[Proposal]:
    """Return the updates with what the text says of the only one, and those of one paper's two titles as one."""
    if len(changes) == 1 and not changes[0].venue:
        venue = find_venue(text, venues) or new_venue(text, venues)
        return [replace(changes[0], venue=venue, year=changes[0].year or new_year(text))]
    joined: list[Proposal] = []
    for change in changes:
        if joined and is_renamed(joined[-1], change, text, are_two=len(changes) == 2):
            joined[-1] = rename(joined[-1], change)
        else:
            joined.append(change)
    return joined


def is_renamed(old: Proposal, new: Proposal, text: str, *, are_two: bool) -> bool:
    """Tell whether two updates are of one paper's two titles; beside others a line says that of both."""
    if not (old.title and new.title):
        return False
    before = text.partition(new.title)[0].rpartition("\n")[2]
    return RENAMED.search(text if are_two else before) is not None and (are_two or old.title in before)


def rename(old: Proposal, new: Proposal) -> Proposal:
    """Return the update of a paper to its new title, with what is said under either."""
    return replace(
        new,
        urls=tuple(dict.fromkeys(old.urls + new.urls)),
        code=new.code or old.code,
        venue=new.venue or old.venue,
        replaces=Proposal(old.title, old.urls),
    )


def new_year(text: str) -> int | None:
    """Return the year that a text says is right and another wrong."""
    found = RIGHT_YEAR.search(text)
    return int(next(filter(None, found.groups()))) if found else None


def new_venue(text: str, venues: Venues) -> str | None:
    """Return the venue that an update names without a year: "from arXiv to NeurIPS"."""
    found = [venues.find_name(name) for name in TO_VENUE.findall(text)]
    return next((venue.name for venue in found if venue and venue.kind != "preprint"), None)


def read_link_changes(
    title: str, lines: Sequence[Line], mentions: Sequence[Mention], venues: Venues
) -> tuple[Proposal, ...]:
    """Return the links that should stand; of several papers each one's, of one paper also what stands there now."""
    titled = [mention for mention in mentions if mention.title is not None]
    if len(titled) > 1:
        return tuple(propose(mention, "fix-link") for mention in titled if mention.title)
    surest = max(mentions, key=lambda mention: mention.strength, default=Mention())
    name = surest.title if surest.strength > Strength.NONE else find_subject([title], venues)
    links = list(read_links(lines))
    old = tuple(link.address for link in links if link.is_old)
    urls = tuple(link.address for link in links if not link.is_old and not link.is_code)
    code = next((link.address for link in links if not link.is_old and link.is_code), None)
    return (Proposal(name, urls, code, operation="fix-link", replaces=Proposal(name, old) if old else None),)


@dataclass(frozen=True, slots=True)
class LinkChange:
    """An address of a text about a wrong link: the one that stands there (`is_old`), or one that should."""

    address: str
    is_old: bool
    is_code: bool


def read_links(lines: Sequence[Line]) -> Iterator[LinkChange]:
    """Yield what the words around each address call it."""
    for line in lines:
        label, end = read_field(line.text[:30]), 0
        for link in line.links:
            lead, behind = line.text[end : link.start], line.text[link.end : link.end + 100]
            end = link.end
            is_faulty = FAULTY.search(CLAUSE_END.split(behind, maxsplit=1)[0]) is not None
            target = find_target(link, lead, label, is_title=False)
            yield LinkChange(link.address, is_faulty or is_old(f"{lead} {link.text}"), target == "code")


def is_old(lead: str) -> bool:
    """Tell whether the words before an address call it the one that is wrong; the last word counts."""
    clause = lead[-60:]
    if SHOULD.search(clause):
        return False
    old, new = OLD.search(clause), NEW.search(clause)
    return old is not None and (new is None or old.start() >= new.start() or "instead of" in clause[-30:])
