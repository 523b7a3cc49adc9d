"""Free text -> the papers it proposes: those that its lines name, completed by its BibTeX and the thread's title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from itertools import pairwise

from bot.catalogue.identity.likeness import SAME, likeness
from bot.catalogue.venues import Venues
from bot.intake.answers import read_answers
from bot.intake.submission import Proposal, Submission
from bot.intake.text.batch import find_unused
from bot.intake.text.collection import collect, put
from bot.intake.text.corrections import read_changes
from bot.intake.text.intent import is_wished, offers_thing, read_intent, read_wish
from bot.intake.text.lines import Line, read_lines, sanitise
from bot.intake.text.mention import Mention, Strength, drop_doubtful, join, merge, propose, put_url
from bot.intake.text.outline import Above, stand_below
from bot.intake.text.parts.addresses import is_published
from bot.intake.text.parts.labels import EAST_ASIAN
from bot.intake.text.parts.names import is_title_case
from bot.intake.text.parts.sections import find_heading_words
from bot.intake.text.parts.stretches import Statement, read_stretches
from bot.intake.text.parts.venues import find_venue
from bot.intake.text.references import BibtexEntry, split_references
from bot.intake.text.replies import ADD_IT, apply_reply, read_facts
from bot.intake.text.statements import find_label, join_broken, link_statements, take_entries

#: How a thread's title stands for the tagger.
THREAD = "thread"
MOST_PROPOSALS = 50
#: A thread with more comments of its author is a conversation; the newest are read.
MOST_REPLIES = 20
LONGEST_TITLE = 400
#: So few words are likelier what a paper calls its method than its title.
MOST_OF_NAME = 3
#: What follows the first words of a title: its subtitle, or more words.
GOES_ON = re.compile(r":|\s\w")
#: GitHub's own words below a comment that somebody made an issue of.
POSTED = re.compile(r"^[ _*]{0,5}Originally posted by @.{1,300}$", re.M)
#: How a body begins that holds the rest of a long title.
CUT_OFF = re.compile(r"\s{0,9}…([^\n]{1,300})")
#: Somebody else's words in an answer; a text that names nothing else can put its papers so.
QUOTE = re.compile(r"^ {0,3}>[ \t]?", re.M)


def read_prose(title: str, body: str, replies: Sequence[str], venues: Venues) -> Submission:
    """Return what a thread proposes; a later reply of its author adds to it, and wins where it says something else."""
    title = " ".join(title[:LONGEST_TITLE].encode("utf-8", "replace").decode().split())
    title, body = join_cut(title, POSTED.sub("", body))
    lines, named = read_mentions(body, venues)
    if not named and QUOTE.search(body):
        quoted = read_mentions(QUOTE.sub("", body), venues)
        lines, named = quoted if any(each.strength >= Strength.ENTRY for each in quoted[1]) else (lines, named)
    mentions = complete(drop_doubtful(named), title, lines, venues)
    # The words of a title want nothing: "Delete, Retrieve, Generate: ..." removes no paper.
    firm = (mention for mention in mentions if mention.title and mention.strength >= Strength.LOOSE)
    names = sorted((mention.title or "" for mention in firm), key=len, reverse=True)
    said, heading = (
        reduce(lambda text, name: text.replace(name, " X "), names, text)
        for text in ("\n".join(line.text for line in lines if find_label(line)[0] not in ("other", "authors")), title)
    )
    sure = [each for each in mentions if each.urls or each.title or each.code or (each.pages and each.venue)]
    is_known = any(mention.identifiers() or any(map(is_published, mention.urls)) for mention in sure)
    if not is_known and not any(mention.strength >= Strength.LABEL for mention in sure) and offers_thing(heading, said):
        mentions, sure = [], []
    intent = read_intent(heading, said, found=len(sure), is_known=is_known)
    if intent in ("update", "fix-link", "remove"):
        subjects = merge(named) if len(named) > 1 else mentions
        changes = read_changes(intent, title, lines, subjects, venues)[:MOST_PROPOSALS]
        if any(map(ADD_IT.fullmatch, replies)):
            return Submission("add", tuple(replace(each, operation="add", replaces=None) for each in changes))
        return Submission(intent, complete_change(changes, replies, venues))
    mentions = mentions if intent == "add" else []
    apply_replies(mentions, replies, venues)
    if intent != "add" and not mentions:
        return Submission(intent)
    named = [mention for mention in mentions if mention.is_named]
    proposals = tuple(propose(mention, mention.operation or "add") for mention in named)[:MOST_PROPOSALS]
    unused = find_unused(lines, proposals, venues)
    return Submission("add", proposals, unused=unused, is_wished=is_wished(heading, said), numbers=find_numbers(named))


def join_cut(title: str, body: str) -> tuple[str, str]:
    """Return the title and the body of a thread, the title whole where GitHub has cut it off: the body begins with
    the rest."""
    rest = CUT_OFF.match(body) if title.endswith("…") else None
    return (f"{title[:-1]}{rest[1].rstrip()}", body[rest.end() :]) if rest else (title, body)


def find_numbers(named: Sequence[Mention]) -> tuple[int, ...]:
    """Return the numbers that the author gave the papers, none where these do not tell all of them apart."""
    numbers = [mention.number for mention in named][:MOST_PROPOSALS]
    are_told = len(numbers) > 1 and all(one < other for one, other in pairwise([0, *numbers]))
    return tuple(numbers) if are_told else ()


def apply_replies(mentions: list[Mention], replies: Sequence[str], venues: Venues) -> None:
    """Enter what the newest replies say of the papers of a thread."""
    for reply in replies[-MOST_REPLIES:]:
        numbers = find_numbers(mentions) or range(1, len(mentions) + 1)
        known = dict(zip(numbers, mentions, strict=False)) if len(mentions) > 1 else {}
        answers = read_answers(reply)
        if not answers or not all(answer.entry in known for answer in answers):
            apply_answer(mentions, reply, venues)
            continue
        for answer in answers:
            meant = [known[answer.entry or 0]]
            apply_answer(meant, answer.rest, venues)
            mentions += meant[1:]


def apply_answer(mentions: list[Mention], text: str, venues: Venues) -> None:
    """Enter what a reply says of some papers, or of another one, which comes last then."""
    lines, named = read_mentions(text, venues)
    said = drop_doubtful(named)
    if all(mention.title is None or mention.is_guessed for mention in [*mentions, *said]):
        said = name_alone(lines, said, venues)
    apply_reply(mentions, lines, said, venues)


def name_alone(lines: Sequence[Line], said: list[Mention], venues: Venues) -> list[Mention]:
    """Return what a reply says with the title that its only line is, alone or with a link."""
    if len(lines) != 1 or len(said) > 1:
        return said
    title = read_thread_title(lines[0].text, venues)
    return [replace(said[0] if said else Mention(), title=title, strength=Strength.ENTRY)] if title else said


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


def complete_change(changes: tuple[Proposal, ...], replies: Sequence[str], venues: Venues) -> tuple[Proposal, ...]:
    """Return the only change that a thread asks for, with what its author said later; of several each says its own."""
    if len(changes) != 1:
        return changes
    (change,) = changes
    for reply in replies[-MOST_REPLIES:]:
        lines, named = read_mentions(reply, venues)
        said = next(iter(drop_doubtful(named)), None) or read_facts(lines, venues)
        section = said.section or read_facts(lines, venues).section
        change = replace(
            change,
            title=said.title or change.title,
            urls=tuple(said.urls) or change.urls,
            code=said.code or change.code,
            venue=said.venue or change.venue,
            section=section or change.section,
        )
    return (change,)


def read_mentions(text: str, venues: Venues) -> tuple[list[Line], list[Mention]]:
    """Return the lines of a text and the papers that it names."""
    entries, rest = split_references(sanitise(text), venues)
    lines = take_entries(join_broken(read_lines(rest), venues), rest, venues)
    mentions = [mention for mention in collect(lines, venues) if mention.is_named]
    return lines, add_entries(mentions, entries)


def add_entries(mentions: list[Mention], entries: Sequence[BibtexEntry]) -> list[Mention]:
    """Return the mentions with what the text's BibTeX says: it completes the paper that is named, or names it."""
    read = [mention_of(entry) for entry in entries]
    if len(mentions) == len(read) == 1:
        only, entry = mentions[0], read[0]
        is_other = any(only.has_other(url) for url in entry.urls)
        if only.strength <= Strength.LOOSE and not is_other:
            join(only, entry)
            return mentions
    titles = [(mention.title or "", entry.title or "") for mention in mentions for entry in read]
    is_about_others = any(mention.urls for mention in mentions) and not any(likeness(*pair) >= SAME for pair in titles)
    return mentions if is_about_others or not read else merge([*mentions, *read])


def mention_of(entry: BibtexEntry) -> Mention:
    """Return the mention of a BibTeX entry."""
    mention = Mention(entry.title, Strength.ENTRY, venue=entry.venue or None)
    if entry.url:
        put_url(mention, entry.url)
    return mention


def complete(mentions: list[Mention], title: str, lines: Sequence[Line], venues: Venues) -> list[Mention]:
    """Return the mentions with what only the thread's title says, and the name that it gives the text's only paper."""
    heading = read_heading(title)
    said = list(read_stretches(heading, venues, where=THREAD))
    # GitHub cuts the title of a long commit, and people cut those of papers.
    if title.rstrip("\"”’'*) ").endswith(("…", "...")):
        said = [replace(each, strength=Strength.NONE) for each in said]
    venue = find_venue(title, venues) or next((each.value for each in said if each.field == "venue"), None)
    if heading.links and not any(mention.urls or mention.code for mention in mentions):
        mentions = mentions[:1] or [Mention(section=read_facts(lines, venues).section)]
        for link in link_statements(heading, None):
            put(mentions[0], heading, link)
    # What the text gives whole is no more than that in the thread's title.
    whole = next((mention.title or "" for mention in mentions if mention.title and mention.title in title), "")
    said = [each for each in said if each.field != "title" or each.value not in whole]
    if read_wish(title) is None and any(is_whole(each) and is_title_case(each.value) for each in said):
        mentions = keep_one(mentions)
    if len(mentions) < 2:
        named = [[each] for each in said if each.field == "title" and each.is_labelled] if not mentions else []
        titles = named if len(named) > 1 else [said]
        mentions = mentions or [Mention(section=read_facts(lines, venues).section) for _ in titles]
        for mention, title_said in zip(mentions, titles, strict=True):
            put_name(mention, title_said)
        venue = venue or next(filter(None, (find_venue(line.text, venues) for line in lines)), None)
    section = next((each.value for each in said if each.field == "section"), None)
    above = Above(tuple(find_heading_words(replace(heading, place="heading"))), section)
    is_repeated = venue is not None and venue in [mention.venue for mention in mentions]
    for mention in mentions:
        mention.venue = mention.venue or (None if is_repeated else venue)
        mention.above = stand_below(mention.above, above)
    return [mention for mention in mentions if mention.is_named]


def keep_one(mentions: list[Mention]) -> list[Mention]:
    """Return the mentions of a thread whose title is a paper's as that paper's only one, where none names another."""
    if any(mention.is_well_titled or mention.identifiers() or mention.code for mention in mentions):
        return mentions
    for mention in mentions[1:]:
        join(mentions[0], mention)
    return mentions[:1]


def read_heading(title: str) -> Line:
    """Return a thread's title as a line."""
    return next(iter(read_lines(title.replace("#", " "))), Line(title))


def read_thread_title(title: str, venues: Venues) -> str | None:
    """Return the paper's title or short name that a thread's title gives."""
    mention = Mention()
    put_name(mention, list(read_stretches(read_heading(title), venues, where=THREAD)))
    return mention.title


def is_whole(said: Statement) -> bool:
    """Tell whether a thread's title is a paper's title and little else."""
    return said.field == "title" and said.strength == Strength.ENTRY


def put_name(mention: Mention, said: Sequence[Statement]) -> None:
    """Enter the title or the name that a thread's title gives its only paper, where nothing says it more surely."""
    titles = [each for each in said if each.field == "title"]
    best = max(titles, key=lambda each: each.strength, default=None)
    if best and (mention.title is None or (is_whole(best) and is_doubtful(mention, best.value))):
        mention.title, mention.strength = best.value, Strength.NAME


def is_doubtful(mention: Mention, title: str) -> bool:
    """Tell whether a mention's title is less sure than a thread's: a name, or the same with more words."""
    own = mention.title or ""
    is_asked = mention.operation == "add" and mention.is_well_titled
    if mention.strength == Strength.LOOSE and (own in title or is_asked):
        return False
    if own.startswith(title) and GOES_ON.match(own, len(title)) and is_title_case(own):
        return False
    is_other_form = own.startswith(title) or len(own.split()) <= MOST_OF_NAME < len(title.split())
    is_worse = is_title_case(title) and not is_title_case(own)
    if mention.strength < Strength.LABEL and (is_other_form or is_worse):
        return True
    return mention.strength <= Strength.LOOSE or (title.isascii() and EAST_ASIAN.search(own) is not None)
