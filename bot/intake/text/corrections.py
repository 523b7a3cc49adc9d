"""What a thread wants changed of listed papers: an update, a mended link, a removal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.catalogue.venues import Venues
from bot.intake.submission import Operation, Proposal
from bot.intake.text.lines import Line
from bot.intake.text.mention import Mention, Strength, propose
from bot.intake.text.parts.addresses import find_target
from bot.intake.text.parts.labels import read_field
from bot.intake.text.parts.names import find_name
from bot.intake.text.parts.venues import find_venue

RENAMED = re.compile(
    r"\brenamed\b|\b(?:now|been) (?:called|named|titled|retitled)\b|\bnew title\b|\btitle[^.\n]{0,60}\b(?:changed"
    r"|should be|is now|to)\b|改为|更名|改名",
    re.IGNORECASE,
)
#: Words before an address that is to be replaced, and before the one that should stand there.
OLD = re.compile(
    r"\b(?:not|instead of|rather than|from|old|broken|wrong|currently|was|incorrect|dead|expired|replace|existing"
    r"|previous|invalid|points? to|leads? to|goes to|listed)\b[^.\n]{0,25}$"
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
CLAUSE_END = re.compile(r"[.;,。；，]")
TO_VENUE = re.compile(r"\b(?:to|as|at|by|in|is)\s(?:the\s)?([A-Z][A-Za-z]{2,11})\b(?!\s(?:link|code|paper))")


def read_changes(
    operation: Operation, title: str, lines: Sequence[Line], mentions: Sequence[Mention], venues: Venues
) -> tuple[Proposal, ...]:
    """Return what is wanted of each paper that a thread names; one that it adds besides is an addition."""
    if operation == "fix-link" and sum(mention.title is not None for mention in mentions) > 1:
        return tuple(propose(mention, operation) for mention in mentions if mention.title)
    if operation == "fix-link":
        return (mend(title, lines, mentions, venues),)
    text = "\n".join((title, *(line.text for line in lines)))
    named = list(mentions) or [
        Mention(find_name(title, venues) or next(filter(None, (find_name(line.text, venues) for line in lines)), None))
    ]
    listed = [mention for mention in named if mention.operation != "add" or operation == "remove" or len(named) == 1]
    added = [propose(mention) for mention in named if mention not in listed]
    changes = [propose(mention, operation) for mention in listed]
    if operation == "update" and len(changes) == 1 and not changes[0].venue:
        changes = [replace(changes[0], venue=find_venue(text, venues) or new_venue(text, venues))]
    if operation == "update" and len(changes) == 2 and RENAMED.search(text) and all(change.title for change in changes):
        old, new = changes
        urls = tuple(dict.fromkeys(old.urls + new.urls))
        listed_as = Proposal(old.title, old.urls)
        changes = [replace(new, urls=urls, code=new.code or old.code, venue=new.venue or old.venue, replaces=listed_as)]
    return (*changes, *added)


def new_venue(text: str, venues: Venues) -> str | None:
    """Return the venue that an update names without a year: "from arXiv to NeurIPS"."""
    found = [venues.find_name(name) for name in TO_VENUE.findall(text)]
    return next((venue.name for venue in found if venue and venue.kind != "preprint"), None)


def mend(title: str, lines: Sequence[Line], mentions: Sequence[Mention], venues: Venues) -> Proposal:
    """Return the link that should stand and, where it is said, the one that stands there now."""
    titled = max(mentions, key=lambda mention: mention.strength, default=Mention())
    name = titled.title if titled.strength > Strength.NONE else find_name(title, venues)
    old: list[str] = []
    new: list[tuple[str, bool]] = []
    for line in lines:
        end = 0
        for link in line.links:
            lead = line.text[end : link.start]
            end = link.end
            target = find_target(link, lead, read_field(line.text[:30]), is_title=False) or "page"
            if is_old(f"{lead} {link.text}") or FAULTY.search(
                CLAUSE_END.split(line.text[link.end : link.end + 100], maxsplit=1)[0]
            ):
                old.append(link.address)
            else:
                new.append((link.address, target == "code"))
    urls = tuple(address for address, is_code in new if not is_code)
    code = next((address for address, is_code in new if is_code), None)
    return Proposal(name, urls, code, operation="fix-link", replaces=Proposal(name, tuple(old)) if old else None)


def is_old(lead: str) -> bool:
    """Tell whether the words before an address call it the one that is wrong; the last word counts."""
    clause = lead[-60:]
    if SHOULD.search(clause):
        return False
    old, new = OLD.search(clause), NEW.search(clause)
    return old is not None and (new is None or old.start() >= new.start() or "instead of" in clause[-30:])
