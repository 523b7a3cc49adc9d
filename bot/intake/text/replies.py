"""A later comment of a thread's author: it corrects the paper that the thread proposes, or names another one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.catalogue.identity.likeness import CORRECTED, likeness
from bot.catalogue.venues import Venues
from bot.intake.text.lines import Line
from bot.intake.text.mention import Mention, Strength, is_same, join
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
ASKING = re.compile(r"[?？]\s{0,5}$|^\W{0,5}(?:what|why|how|when|is|are|do|does)\b", re.IGNORECASE)


def apply_reply(drafts: list[Mention], lines: Sequence[Line], said: Sequence[Mention], venues: Venues) -> None:
    """Enter what a reply says: its facts win over those of the paper that it is about; another paper is added."""
    text = "\n".join(line.text for line in lines)
    for draft in said:
        known = find_known(drafts, draft, text)
        if known:
            correct(known, draft)
        elif (draft.title and draft.strength > Strength.NAME) or draft.urls:
            drafts.append(draft)
    if not said and len(drafts) == 1:
        correct(drafts[0], read_facts(lines, venues))


def find_known(drafts: Sequence[Mention], draft: Mention, text: str) -> Mention | None:
    """Return the paper of the thread that a reply's draft is about, None if it is another one."""
    if twin := next((known for known in drafts if is_same(known, draft)), None):
        return twin
    if len(drafts) != 1:
        return None
    only = drafts[0]
    is_other = any(only.has_other(url) for url in draft.urls)
    if draft.title and only.title and draft.strength > Strength.NAME:
        alike = likeness(draft.title, only.title) >= CORRECTED
        corrects = CORRECTING.search(text) or (draft.strength >= Strength.ENTRY and not draft.urls and not draft.code)
        return only if alike or (corrects and not ADDING.search(text)) else None
    if is_other:
        return None if ADDING.search(text) else only
    return only


def correct(known: Mention, draft: Mention) -> None:
    """Enter what a newer draft says over what was said before."""
    if draft.title and (draft.strength > Strength.NAME or known.strength <= Strength.NAME):
        known.title, known.strength = draft.title, draft.strength
    if any(known.has_other(url) for url in draft.urls):
        known.urls = []
    known.code = draft.code or known.code
    known.venue = draft.venue or known.venue
    known.section = draft.section or draft.above.section or known.section
    join(known, Mention(urls=draft.urls))


def read_facts(lines: Sequence[Line], venues: Venues) -> Mention:
    """Return the venue and section that a text which names no paper gives; a question gives none."""
    facts = Mention()
    for line, said in read_statements(lines, venues):
        for statement in () if ASKING.search(line.text) else said:
            if statement.field in ("venue", "section") and getattr(facts, statement.field) is None:
                setattr(facts, statement.field, statement.value)
    return facts
