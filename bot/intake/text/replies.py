"""Later comments of a thread's author: they correct the papers that the thread proposes, or name others."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.catalogue.identity.identifiers import is_web_address
from bot.catalogue.identity.likeness import CORRECTED, likeness
from bot.catalogue.venues import Venues
from bot.intake.answers import read_answers
from bot.intake.submission import MOST_PROPOSALS, Submission
from bot.intake.text.heading import read_thread_title
from bot.intake.text.lines import Line
from bot.intake.text.mention import Mention, drop_doubtful, find_numbers, is_same, join, propose
from bot.intake.text.parts.names import is_title
from bot.intake.text.parts.statement import Strength
from bot.intake.text.reading import find_facts, read_text

#: A thread with more comments of its author is a conversation; the newest are read.
MOST_REPLIES = 20
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
#: "fix the title, it should be X", "change the title to X": before the title as it should read.
RETITLED = re.compile(
    r"\btitle\b[^.\n]{0,60}\bshould (?:be|read)\b[:：]?\s"
    r"|\b(?:chang|correct|fix|renam|updat|edit)\w*\b[^.\n]{0,30}\btitle\b[^.\n]{0,30}\bto\b[:：]?\s",
    re.IGNORECASE,
)
#: It is in quotes, or goes on from a capital or a number to the end of its sentence.
NEW_TITLE = re.compile(
    r"\s{0,3}(?:[\"“]([^\"”\n]{5,300})[\"”]|((?=[^\W_a-z])[^\n]{5,300}?)(?:[.!?]\s|[.!?]?$))", re.MULTILINE
)
#: A link that stands there is not the paper's.
WRONG_LINK = re.compile(
    r"\b(?:wrong|incorrect|right|correct(?:ed)?|replace|change|fix)\b[^.\n]{0,30}\b(?:link|url|address)\b"
    r"|\b(?:link|url|address)\b[^.\n]{0,30}\b(?:wrong|incorrect|should be|must be)\b|\binstead\b"
    r"|(?:链接|地址|网址)[^。\n]{0,12}(?:错|不对|有误|应为|应该是|改为|更正)|更正",
    re.IGNORECASE,
)
#: A reply that is a title has at most so many words beside it.
MOST_BESIDE = 4
#: Said of a paper that the list does not have and that somebody wanted changed.
ADD_IT = re.compile(
    r"\W*(?:yes\W{1,3})?(?:please )?(?:add|list|include) (?:it|this|them|these)(?: please)?\W*", re.IGNORECASE
)


def apply_replies(mentions: list[Mention], replies: Sequence[str], venues: Venues) -> None:
    """Enter what the newest replies say of the papers of a thread."""
    for reply in replies[-MOST_REPLIES:]:
        numbers = find_numbers(mentions) or range(1, len(mentions) + 1)
        known = dict(zip(numbers, mentions, strict=False)) if len(mentions) > 1 else {}
        answers = read_answers(reply)
        if not answers or not all(answer.entry in known for answer in answers):
            apply_reply(mentions, reply, venues)
            continue
        for answer in answers:
            meant = [known[answer.entry or 0]]
            apply_reply(meant, answer.rest, venues)
            mentions += meant[1:]


def answer_form(submission: Submission, replies: Sequence[str], venues: Venues) -> Submission:
    """Return what a filled form proposes, with what its author said later."""
    mentions = [
        Mention(
            title=proposal.title,
            strength=Strength.ANSWER if proposal.title else Strength.NONE,
            urls=list(proposal.urls),
            code=proposal.code,
            venue=proposal.venue,
            section=proposal.section,
        )
        for proposal in submission.proposals
    ]
    apply_replies(mentions, replies, venues)
    return replace(submission, proposals=tuple(map(propose, mentions))[:MOST_PROPOSALS]) if replies else submission


def answer_changes(submission: Submission, replies: Sequence[str], venues: Venues) -> Submission:
    """Return the changes that a thread asks for, with what its author said later; of several each says its own."""
    changes = submission.proposals
    if any(map(ADD_IT.fullmatch, replies)):
        return Submission("add", tuple(replace(each, operation="add", replaces=None) for each in changes))
    for reply in replies[-MOST_REPLIES:] if len(changes) == 1 else ():
        text = read_text(reply, venues)
        facts = find_facts(text.said)
        said = next(iter(drop_doubtful(text.mentions)), facts)
        changes = tuple(
            replace(
                change,
                title=said.title or change.title,
                urls=tuple(said.urls) or change.urls,
                code=said.code or change.code,
                venue=said.venue or change.venue,
                authors=said.authors or change.authors,
                section=said.section or facts.section or change.section,
            )
            for change in changes
        )
    return replace(submission, proposals=changes)


def apply_reply(mentions: list[Mention], reply: str, venues: Venues) -> None:
    """Enter what a reply says of some papers: its facts win over theirs, and another paper comes last."""
    read = read_text(reply, venues)
    text, said = "\n".join(line.text for line in read.lines), drop_doubtful(read.mentions)
    if all(mention.title is None or mention.is_guessed for mention in [*mentions, *said]):
        said = name_alone(read.lines, said, venues)
    if title := read_new_title(text):
        said = [replace(said[0] if said else Mention(), title=title, strength=Strength.ANSWER)]
    is_wrong = WRONG_LINK.search(text) is not None and not ADDING.search(text)
    for mention in said:
        if f"{mention.title}?" in text and not (mention.urls or title):
            continue  # a question to the maintainers
        if is_alone(mention, text):
            mention.strength = Strength.ANSWER
        known = find_known(mentions, mention, text)
        if known:
            known.urls = [] if is_wrong and mention.urls else known.urls
            correct(known, mention)
        elif (mention.title and mention.strength > Strength.NAME) or mention.urls:
            mentions.append(mention)
    if not said and len(mentions) == 1:
        correct(mentions[0], find_facts(read.said))


def read_new_title(text: str) -> str | None:
    """Return the title that a reply says is the right one, or asks for."""
    lead = RETITLED.search(text)
    found = NEW_TITLE.match(text, lead.end()) if lead else None
    title = found and (found[1] or found[2])
    return title if title and is_title(title) else None


def name_alone(lines: Sequence[Line], said: list[Mention], venues: Venues) -> list[Mention]:
    """Return what a reply says with the title that its only line is, alone or with a link."""
    if len(lines) != 1 or len(said) > 1:
        return said
    title = read_thread_title(lines[0].text, venues)
    return [replace(said[0] if said else Mention(), title=title, strength=Strength.ENTRY)] if title else said


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
    known.authors = mention.authors or known.authors
    known.section = mention.section or mention.above.section or known.section
    join(known, Mention(urls=mention.urls))
