"""Free text -> the papers it proposes: those that its lines name, completed by its BibTeX and the thread's title."""

import re
from collections.abc import Sequence

from bot.catalogue.identity.identifiers import identify
from bot.catalogue.identity.titles import fold_title
from bot.catalogue.venues import Venues
from bot.intake.submission import MOST_PROPOSALS, Intent, Submission
from bot.intake.text.corrections import read_changes, read_place
from bot.intake.text.heading import complete
from bot.intake.text.intent import gives_thanks, is_wished, offers_thing, read_intent, read_wish, speaks_of_else
from bot.intake.text.mention import Mention, drop_doubtful, find_numbers, is_long, merge, propose
from bot.intake.text.parts.addresses import is_published
from bot.intake.text.parts.labelling import find_label
from bot.intake.text.parts.names import is_title
from bot.intake.text.parts.statement import Strength
from bot.intake.text.reading import ReadText, read_text
from bot.intake.text.replies import answer_changes, apply_replies
from bot.intake.text.unused import find_unused

LONGEST_TITLE = 400
#: A line that is quoted, without its mark; and an address in it.
QUOTED = re.compile(r"^ {0,3}>[ \t]?(.*)$", re.MULTILINE)
ADDRESS = re.compile(r"https?://[^\s<>()\[\]]{4,500}")
#: How a body begins that holds the rest of a long title.
CUT_OFF = re.compile(r"\s{0,9}…([^\n]{1,300})")


def read_prose(title: str, body: str, replies: Sequence[str], venues: Venues) -> Submission:
    """Return what a thread proposes; a later reply of its author adds to it, and wins where it says something else."""
    title = " ".join(title[:LONGEST_TITLE].encode("utf-8", "replace").decode().split())
    title, body = join_cut(title, body)
    text = read_text(open_quotes(body), venues)
    mentions = complete(drop_doubtful(text.mentions, title), title, text, venues)
    heading, words = hide_titles(title, text, mentions)
    sure = [each for each in mentions if each.urls or each.title or each.code or (each.pages and each.venue)]
    is_known = any(mention.identifiers() or any(map(is_published, mention.urls)) for mention in sure)
    is_told = is_known or any(mention.is_cited for mention in sure)
    wish = read_intent(heading, words, found=len(sure), is_known=is_known, is_told=is_told)
    intent = settle_aims(sure, title, wish)
    if intent == "update" and gives_thanks(heading, words) and all(each.is_settled for each in sure):
        return Submission("other")
    is_doubtful = sure and not is_told and sure[0].title != title
    if intent == "add" and is_doubtful and names_no_paper(sure, heading, words):
        mentions = []
    if intent in ("update", "fix-link", "remove"):
        subjects = merge(text.mentions) if len(text.mentions) > 1 else mentions
        changes = read_changes(intent, title, text.lines, subjects, venues)[:MOST_PROPOSALS]
        return answer_changes(Submission(intent, changes), replies, venues)
    is_linked = any(each.urls for each in sure)
    if not is_linked and intent in ("add", "other") and (placed := read_place([title, *body.split("\n")], venues)):
        return Submission("add" if placed.operation == "add" else "update", (placed,))
    mentions = mentions if intent == "add" else []
    apply_replies(mentions, replies, venues)
    if intent != "add" and not mentions:
        return Submission(intent)
    named = [mention for mention in mentions if mention.is_named and not mention.is_settled]
    trust_repeated(named, title)
    proposals = tuple(propose(mention, mention.operation or "add") for mention in named)[:MOST_PROPOSALS]
    unused = find_unused(text, proposals, venues)
    is_asked = is_wished(heading, words)
    return Submission("add", proposals, unused=unused, is_wished=is_asked, numbers=find_numbers(named))


def settle_aims(mentions: Sequence[Mention], title: str, intent: Intent) -> Intent:
    """Return what a thread wants that would add papers, of all of which something else is wanted.

    One that the thread's title names and wants added is added, whatever else is said of it.
    """
    if intent != "add":
        return intent
    asked = title.casefold() if read_wish(title) == "add" else ""
    for mention in mentions:
        if mention.title and mention.title.partition(":")[0].casefold() in asked:
            mention.operation = "add"
    aims = [mention.operation for mention in mentions]
    return aims[0] if aims and aims[0] and "add" not in aims and None not in aims else intent


def trust_repeated(mentions: Sequence[Mention], title: str) -> None:
    """Take a title that the text gives, and the thread's title again, for one that is labelled: nobody is asked."""
    for mention in mentions:
        is_whole = mention.title and mention.is_well_titled and is_title(mention.title)
        if is_whole and mention.strength >= Strength.LOOSE and fold_title(mention.title or "") in fold_title(title):
            mention.strength = max(mention.strength, Strength.LABEL)


def names_no_paper(mentions: Sequence[Mention], title: str, words: str) -> bool:
    """Tell whether what a thread would add is something else: its words say so, or those around the only title, which
    little speaks for, are about no paper."""
    if any(mention.strength >= Strength.LABEL for mention in mentions):
        return False
    is_faint = len(mentions) == 1 and mentions[0].is_faint
    return offers_thing(title, words) or (is_faint and speaks_of_else(title, words))


def join_cut(title: str, body: str) -> tuple[str, str]:
    """Return the title and the body of a thread, the title whole where GitHub has cut it off: the body begins with
    the rest."""
    rest = CUT_OFF.match(body) if title.endswith("…") else None
    return (f"{title[:-1]}{rest[1].rstrip()}", body[rest.end() :]) if rest else (title, body)


def open_quotes(body: str) -> str:
    """Return a body without its marks of quotation where a paper is linked in what it quotes only, as from a mail."""
    quoted, own = "\n".join(QUOTED.findall(body)), QUOTED.sub("", body)
    if "://" in own or not any(map(identify, ADDRESS.findall(quoted))):
        return body
    return QUOTED.sub(r"\1", body)


def hide_titles(title: str, text: ReadText, mentions: Sequence[Mention]) -> tuple[str, str]:
    """Return a thread's title and what its text says of its own, without the titles of papers: their words want
    nothing ("Delete, Retrieve, Generate: ...")."""
    words = "\n".join(line.text for line in text.lines if find_label(line)[0] not in ("other", "authors"))
    firm = (each for each in mentions if each.title and (each.strength >= Strength.LOOSE or is_long(each)))
    for name in sorted((mention.title or "" for mention in firm), key=len, reverse=True):
        marked = re.compile(rf"[\"“]?{re.escape(name)}[\"”]?")
        title, words = marked.sub(" X ", title), marked.sub(" X ", words)
    return title, words
