"""A later comment of a thread's author: it corrects the paper that the thread proposes, or names another one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.catalogue.identity.identifiers import is_web_address
from bot.catalogue.identity.likeness import CORRECTED, likeness
from bot.catalogue.venues import Venues
from bot.intake.text.lines import Line
from bot.intake.text.mention import Mention, Strength, is_same, join
from bot.intake.text.parts.sections import PLACING
from bot.intake.text.statements import read_statements

CORRECTING = re.compile(
    r"\b(?:sorry|oops|correct\w*|should be|typo|instead|chang\w*|renam\w*|actually|wrong|mistake\w*|updat\w*|edit"
    r"|now (?:called|named|titled)|fix\w*|replac\w*|rather)\b"
    r"|更正|应为|应该是|改为|更名|修正|写错|更新",
    re.IGNORECASE,
)
ADDING = re.compile(
    r"\b(?:also|another|additional\w*|too|as well|second|one more|besides|further\w*|plus)\b|还有|另外|再加|另一",
    re.IGNORECASE,
)
#: A reply that is a title has at most so many words beside it.
MOST_BESIDE = 4
#: Said of a paper that the list does not have and that somebody wanted changed.
ADD_IT = re.compile(
    r"\W*(?:yes\W{1,3})?(?:please )?(?:add|list|include) (?:it|this|them|these)(?: please)?\W*", re.IGNORECASE
)
ASKING = re.compile(r"[?？]\s{0,5}$|^\W{0,5}(?:what|why|how|when|is|are|do|does)\b", re.IGNORECASE)


def apply_reply(mentions: list[Mention], lines: Sequence[Line], said: Sequence[Mention], venues: Venues) -> None:
    """Enter what a reply says: its facts win over those of the paper that it is about; another paper is added."""
    text = "\n".join(line.text for line in lines)
    for mention in said:
        if f"{mention.title}?" in text and not mention.urls:
            continue  # a question to the maintainers
        if is_alone(mention, text):
            mention.strength = Strength.ANSWER
        known = find_known(mentions, mention, text)
        if known:
            correct(known, mention)
        elif (mention.title and mention.strength > Strength.NAME) or mention.urls:
            mentions.append(mention)
    if not said and len(mentions) == 1:
        correct(mentions[0], read_facts(lines, venues))


def find_known(mentions: Sequence[Mention], mention: Mention, text: str) -> Mention | None:
    """Return the paper of the thread that a reply's mention is about, None if it is another one."""
    if twin := next((known for known in mentions if is_same(known, mention)), None):
        return twin
    if len(mentions) != 1:
        # A link alone is that of the paper which has none.
        unlinked = [known for known in mentions if not known.urls]
        return unlinked[0] if len(unlinked) == 1 and mention.urls and not mention.title else None
    only, adds = mentions[0], ADDING.search(text) is not None
    if mention.title and only.title and mention.strength > Strength.NAME:
        if likeness(mention.title, only.title) >= CORRECTED:
            return only
        return only if not adds and corrects(mention, text) else None
    is_other = any(only.has_other(url) for url in mention.urls)
    return None if is_other and adds else only


def corrects(mention: Mention, text: str) -> bool:
    """Tell whether a reply's other title is a correction: it says so, or it is a title and nothing else."""
    is_bare = is_alone(mention, text) and not mention.urls and not mention.code
    return is_bare or CORRECTING.search(text) is not None


def is_alone(mention: Mention, text: str) -> bool:
    """Tell whether a reply says a title and little else."""
    few = len(text.split()) <= len((mention.title or "").split()) + MOST_BESIDE
    return mention.strength >= Strength.ENTRY and few


def correct(known: Mention, mention: Mention) -> None:
    """Enter what a newer mention says over what was said before."""
    if mention.title and (mention.strength > Strength.NAME or known.strength <= Strength.NAME):
        known.title, known.strength = mention.title, mention.strength
    if any(known.has_other(url) for url in mention.urls):
        known.urls = []
    if mention.urls:
        known.urls = [url for url in known.urls if is_web_address(url)]
    known.code = mention.code or known.code
    known.venue = mention.venue or known.venue
    known.section = mention.section or mention.above.section or known.section
    join(known, Mention(urls=mention.urls))


def read_facts(lines: Sequence[Line], venues: Venues) -> Mention:
    """Return the venue and section that a text which names no paper gives; a question gives none.

    A section has to be asked for: whoever is thanked or told of is none.
    """
    facts = Mention()
    for line, said in read_statements(lines, venues):
        for statement in () if ASKING.search(line.text) else said:
            if statement.field == "section" and not (statement.is_labelled or PLACING.search(line.text)):
                continue
            if statement.field in ("venue", "section") and getattr(facts, statement.field) is None:
                setattr(facts, statement.field, statement.value)
    return facts
