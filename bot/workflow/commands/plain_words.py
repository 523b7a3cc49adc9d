"""Turns comments without a command into the commands that they mean, given what the bot asked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.identity.identifiers import is_web_address
from bot.intake.answers import (
    PlainAnswer,
    agrees,
    is_courtesy,
    leaves_choice,
    read_answers,
    says_approved,
    says_done,
    strip_quotes,
    takes_back,
)
from bot.intake.commands import NAMES, Command, find_inline, read_commands
from bot.intake.issue import read_issue
from bot.intake.sections import read_answer, read_number
from bot.intake.submission import Proposal, Submission
from bot.review.entry import Entry
from bot.review.review import Review
from bot.review.rules.submission.sections import offer_sections
from bot.review.words.spelling import find_near
from bot.workflow.commands.requests import Request, dealt_with, plain_id, was_visible
from bot.workflow.messages import replies
from bot.workflow.situation import COMPARED
from bot.workflow.state import State
from bot.workflow.submissions import find_remarks
from bot.workflow.thread import Comment, Thread

#: The facts that a maintainer may answer with, by the rule that asks for them.
ASKED_FACTS = {
    "title-missing": ("title",),
    "title-guessed": ("title",),
    "link-missing": ("link",),
    "paper-missing": ("title", "link"),
}
SECTION = re.compile(
    r"^\W{0,4}(?:section|category|分类|章节|类别)\W{0,4}[:：]\W{0,4}(\S.{0,200})$", re.IGNORECASE | re.MULTILINE
)

#: What ends a sentence of a comment; of no more it is asked whether it names a section and says nothing else.
SENTENCE_END, MOST_SENTENCES = re.compile(r"(?<=[.!?;])\s+|\n+"), 10


def read_plain_words(
    thread: Thread, submission: Submission, state: State, review: Review, catalogue: Catalogue
) -> tuple[tuple[Request, ...], tuple[Comment, ...]]:
    """Return what people ask for in plain words, and the author's remarks that changed nothing.

    If the bot has asked the author something, such a remark is a request too: the reply says how to answer, or how to
    take the thread back. A fact that is now in the submission is a request that only gets a reaction.
    """
    requests = tuple(find_requests(thread, state, review, catalogue))
    heard = {*state.handled, *(request.id for request in requests)}
    taken, remarks = find_remarks(thread, submission, heard, catalogue)
    told = [explain(comment, review, catalogue) for comment in remarks]
    unclear = (request for request in told if request.line and thread.open)
    facts = (plain_request(comment, ()) for comment in taken if thread.open)
    return (*requests, *unclear, *facts), remarks


def explain(comment: Comment, review: Review, catalogue: Catalogue) -> Request:
    """Return what is said to an author whose remark answers nothing that was asked; no line where nothing was."""
    if takes_back(comment.body, removes=review.intent == "remove"):
        return plain_request(comment, (), line=replies.taken_back(adds=review.intent == "add"))
    if leaves_choice(comment.body) and any(asks(entry, "section-missing") for entry in review.entries):
        return replace(plain_request(comment, (), line=replies.left_to_maintainers()), is_understood=True)
    return plain_request(comment, (), line=replies.how_to_answer(strip_quotes(comment.body), review, catalogue))


def find_requests(thread: Thread, state: State, review: Review, catalogue: Catalogue) -> Iterator[Request]:
    """Yield what people ask for in plain words, oldest first; those who may not ask are ignored later.

    Whether two papers are one is for maintainers: an author's word on that is shown to them, and decides nothing.
    """
    if not thread.open:
        yield from closed_requests(thread, state) if thread.kind == "issue" or state.is_listed else ()
        return
    for comment in unheard(thread, state):
        own, request = thread.is_author(comment.author), plain_request(comment, ())
        seen = thread.main_comment is not None and was_visible(request, thread)
        if line := point_out(comment.body) or say_at_once(comment.body, review, own=own, seen=seen):
            yield replace(request, line=line)
        elif commands := tuple(Translator(review, catalogue, own=own, seen=seen).translate(comment.body)):
            yield replace(request, commands=commands)


def say_at_once(body: str, review: Review, *, own: bool, seen: bool) -> str:
    """Return what is said to a maintainer who approves in plain words, and to an author who calls done what is not."""
    if not own and says_approved(body):
        return replies.inline("approve")
    return replies.still_open(review) if own and seen and says_done(body) else ""


def point_out(body: str) -> str | None:
    """Return a hint about the first command inside a line of a comment, even a misspelt one."""
    for name in find_inline(body):
        if name in NAMES:
            return replies.inline(name)
        if near := find_near(name, NAMES):
            return replies.meant(name, near, "")
    return None


def closed_requests(thread: Thread, state: State) -> Iterator[Request]:
    """Yield what an author writes in what others closed: an issue is reopened, or they are told once what to do."""
    told, own = set(state.handled), thread.author.login in thread.editors
    if thread.closed is None:
        return
    since = [c for c in thread.comments if thread.is_author(c.author) and c.created >= thread.closed]
    said = [c for c in since if not (c.own or read_commands(c.body) or is_courtesy(c.body) or agrees(c.body))]
    # Who closes an issue says why at the same time.
    said = [c for c in said if not own or c.created > thread.closed]
    if not said or any(plain_id(comment) in told for comment in said):
        return
    if state.is_closed_by_itself:
        yield plain_request(said[-1], (Command("reopen"),))
    else:
        yield plain_request(said[-1], (), line=replies.closed(merged=state.is_listed, own=own))


def unheard(thread: Thread, state: State) -> Iterator[Comment]:
    """Yield people's comments without a command that were not dealt with yet, oldest first."""
    done = dealt_with(thread, state)
    for comment in thread.all_comments():
        is_plain = not (comment.own or comment.author.bot or read_commands(comment.body))
        if is_plain and plain_id(comment) not in done:
            yield comment


def plain_request(comment: Comment, commands: tuple[Command, ...], *, line: str = "") -> Request:
    at = comment.written
    return Request(plain_id(comment), comment.author, at, commands, comment.id, is_plain=True, line=line)


@dataclass(frozen=True, slots=True)
class Translator:
    """Turns a comment into commands, with regard to what the bot asks in a review.

    `own` means that the thread's author wrote it; `seen` that they saw the bot's present questions, without which a
    choice among the offers means nothing.
    """

    review: Review
    catalogue: Catalogue
    own: bool
    seen: bool

    def translate(self, body: str) -> Iterator[Command]:
        said = strip_quotes(body)
        if section := read_answer(said, self.catalogue):
            yield from self.choose_section(section, None, asked=not self.own)
            return
        for answer in read_answers(body):
            commands = [*self.place(answer), *self.confirm(answer)]
            if not commands and not self.own:
                commands = [*self.compare(answer)] or [*self.give_facts(answer)]
            elif not commands and self.review.is_handmade:
                commands = [*self.correct(answer)]
            yield from commands
        labelled = SECTION.search(said)
        for part in [labelled[1]] if labelled else SENTENCE_END.split(said)[:MOST_SENTENCES]:
            if self.own and (found := read_answer(part, self.catalogue)):
                yield from self.choose_section(found, None, asked=False)
                return

    def place(self, answer: PlainAnswer) -> Iterator[Command]:
        """Yield the choice of a section, by name, by number, or by its place among those offered."""
        section = read_answer(answer.rest, self.catalogue) or read_number(answer.rest, self.catalogue)
        if section:
            yield from self.choose_section(section, answer.entry, asked=not self.own)
            return
        entry = pick(answer.entry, [entry for entry in self.review.entries if asks(entry, "section-missing")])
        if entry is None or not self.seen or answer.said not in ("choice", "yes"):
            return
        offered = offer_sections(entry, self.catalogue)
        if answer.said == "yes" and len(offered) == 1:
            yield Command("section", f"{entry.choice}{offered[0]}")
        elif answer.said == "choice" and answer.choice <= len(offered):
            chosen = offered[answer.choice - 1 if answer.choice > 0 else -1]
            yield Command("section", f"{entry.choice}{chosen}")

    def confirm(self, answer: PlainAnswer) -> Iterator[Command]:
        """Yield a yes to a title that was guessed."""
        entry = pick(answer.entry, [entry for entry in self.review.entries if asks(entry, "title-guessed")])
        if entry and self.seen and answer.said == "yes":
            yield Command("set", f"{entry.choice}title {entry.draft.title}")

    def choose_section(self, section: str, number: int | None, *, asked: bool) -> Iterator[Command]:
        """Yield the command that puts the named entry, or the only one without a section, in a section.

        With `asked` it counts only where a section is missing.
        """
        lacking = [entry for entry in self.review.entries if asks(entry, "section-missing")]
        entry = pick(number, lacking or ([] if asked else [e for e in self.review.entries if e.operation == "add"]))
        if entry:
            yield Command("section", f"{entry.choice}{section}")

    def compare(self, answer: PlainAnswer) -> Iterator[Command]:
        adding = [entry for entry in self.review.entries if entry.operation == "add"]
        compared = [entry for entry in adding if entry.relation.disposition in COMPARED]
        entry = pick(answer.entry, [each for each in compared if each.verdict == "needs-maintainer"] or compared)
        if entry is None or not self.seen:
            return
        papers = [candidate.key for candidate in entry.relation.candidates]
        is_asked = entry.relation.disposition in ("similar", "link-error")
        if answer.said == "other" or (answer.said == "no" and is_asked):
            yield from (Command("not-duplicate", f"{entry.choice}{paper}") for paper in papers)
        elif len(papers) == 1 and (answer.said == "same" or (answer.said == "yes" and is_asked)):
            yield Command("duplicate", f"{entry.choice}{papers[0]}")

    def give_facts(self, answer: PlainAnswer) -> Iterator[Command]:
        if answer.said != "words":
            return
        asked = [
            (fact, entry)
            for entry in self.review.entries
            for finding in entry.findings
            for fact in ASKED_FACTS.get(finding.rule, ())
            if answer.entry in (None, entry.number)
        ]
        if len({entry.number for _, entry in asked}) != 1:
            return
        missing = dict(asked)
        found = read_issue(answer.rest, answer.rest, (), self.catalogue.venues).proposals
        title, links = (found[0].title, found[0].urls) if len(found) == 1 else (None, ())
        if "title" in missing and title:
            yield Command("set", f"{missing['title'].choice}title {title}")
        if "link" in missing and links and is_web_address(links[0]):
            yield Command("set", f"{missing['link'].choice}link {links[0]}")

    def correct(self, answer: PlainAnswer) -> Iterator[Command]:
        """Yield the facts that the author of a request's lines gives for one later, as they would in an issue."""
        entry = pick(answer.entry, [each for each in self.review.entries if each.proposal.written and each.is_new])
        if entry is None or answer.said != "words" or not entry.draft.title:
            return
        line = "\n".join([entry.draft.title, *entry.proposal.urls])
        both = [read_issue("", line, said, self.catalogue.venues).proposals for said in ((), (answer.rest,))]
        if [len(found) for found in both] != [1, 1]:
            return
        (old,), (new,) = both
        # Of both at once another paper is spoken of.
        if new.title == old.title or new.urls == old.urls:
            for field, value in told_facts(new).items():
                if value and value != told_facts(old)[field]:
                    yield Command("set", f"{entry.choice}{field} {value}")


def told_facts(proposal: Proposal) -> dict[str, str | None]:
    """Return what a comment can say of a paper, by the names of its fields."""
    authors, link = ", ".join(proposal.authors), next(iter(proposal.urls), None)
    return {
        "title": proposal.title, "link": link, "code": proposal.code, "venue": proposal.venue, "authors": authors,
    }  # fmt: skip


def asks(entry: Entry, rule: str) -> bool:
    return any(finding.rule == rule for finding in entry.findings)


def pick(number: int | None, entries: Sequence[Entry]) -> Entry | None:
    chosen = [entry for entry in entries if number in (None, entry.number)]
    return chosen[0] if len(chosen) == 1 else None
