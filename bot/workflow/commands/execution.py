"""The maintainer's desk: requests x thread x review -> what was decided, and how each request is answered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.catalogue.catalogue import Catalogue
from bot.intake.commands import Command
from bot.review.config import Config
from bot.review.judgement import ALLOWABLE, read_rule
from bot.review.review import Entry, Review
from bot.review.words.fields import FieldError, read_fields
from bot.workflow.changes import Reaction
from bot.workflow.commands.arguments import RefusedError, choose_entries, choose_rejected, take_entries
from bot.workflow.commands.requests import Request, was_visible
from bot.workflow.messages import replies
from bot.workflow.state import Decision, State, is_final
from bot.workflow.thread import Thread

WRITERS = frozenset({"admin", "maintain", "write"})
#: What a contributor may use in the thread they opened, besides /help, which anybody may.
CONTRIBUTORS_COMMANDS = frozenset({"recheck", "set", "section"})
THREAD = re.compile(r"#(\d{1,9})", re.ASCII)
LETTER = re.compile(r"[A-Za-z]", re.ASCII)


@dataclass(frozen=True, slots=True)
class Answer:
    """How a request is answered: a reaction to its comment, and one line where something was refused or asked."""

    request: Request
    reaction: Reaction
    line: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a command can depend on.

    `judge` reviews the thread anew with what people settled meanwhile, `has_thread` tells whether a number is one, and
    `others` is what the bot remembers of the open threads.
    """

    thread: Thread
    review: Review
    catalogue: Catalogue
    permissions: Mapping[str, str]
    config: Config
    judge: Callable[[State], Review]
    has_thread: Callable[[int], bool]
    others: Mapping[int, State]


def carry_out(requests: Sequence[Request], state: State, desk: Desk) -> tuple[State, Review, list[Answer]]:
    """Carry out the requests in their order; return the review with what they settled."""
    answers = []
    for request in requests:
        state, desk, answer = answer_request(request, state, desk)
        answers.append(answer)
        waits = (request.comment,) if request.comment and answer.reaction == "eyes" else ()
        state = replace(state, handled=(*state.handled, request.id), accepted=(*state.accepted, *waits))
    return state, desk.review, answers


def answer_request(request: Request, state: State, desk: Desk) -> tuple[State, Desk, Answer]:
    """Carry out the commands of one request; what is refused does not hold up the others.

    An approval is accepted at once ("eyes"), and done ("rocket") when the entry is on the list.
    """
    lines = []
    reaction: Reaction = "confused"
    for command in request.commands:
        if not command.known:
            continue
        try:
            check_permission(command, request, desk)
            after = execute(command, request, state, desk)
        except (RefusedError, FieldError) as refusal:
            lines.append(replies.refused(command.name, request.event, str(refusal)))
            continue
        if settled(after) != settled(state):
            desk = replace(desk, review=desk.judge(after))
        state = after
        waits = command.name == "approve" and has_approval(state)
        reaction = "eyes" if waits or reaction == "eyes" else "rocket"
        if command.name == "help":
            lines.append(replies.help_for(is_writer(request, desk), own=request.by.id == desk.thread.author.id))
    return state, desk, Answer(request, reaction, "\n".join(lines))


def settled(state: State) -> tuple[object, ...]:
    """Return what people settled by commands that a review depends on."""
    return state.fields, state.distinct, state.allowed


def has_approval(state: State) -> bool:
    """Tell whether something is approved that is not on the list yet."""
    return any(made.kind == "approved" for made in state.decisions.values())


def check_permission(command: Command, request: Request, desk: Desk) -> None:
    """Refuse a command that its author may not use here, or that comes too late."""
    if command.name == "help":
        return
    own = request.by.id == desk.thread.author.id and command.name in CONTRIBUTORS_COMMANDS
    if not own and not is_writer(request, desk):
        raise RefusedError("that needs write permission in this repository")
    closed = desk.thread.closed
    if not desk.thread.is_live and closed and request.at > closed:
        over = "this is merged already" if desk.thread.merged else "this is closed; reopen it to start over"
        raise RefusedError(over)


def is_writer(request: Request, desk: Desk) -> bool:
    """Tell whether somebody may write to the repository, which is what GitHub says at this moment."""
    return desk.permissions.get(request.by.login) in WRITERS


def execute(command: Command, request: Request, state: State, desk: Desk) -> State:
    """Return the state after a command; raise RefusedError."""
    by, argument = request.by.login, command.argument
    match command.name:
        case "hold":
            return replace(state, held=by)
        case "unhold":
            return replace(state, held="")
        case "approve":
            return approve(argument, request, state, desk)
        case "reject":
            chosen, reason = choose_rejected(argument, desk.review)
            return decide(state, chosen, Decision("rejected", by, reason))
        case "duplicate":
            return mark_duplicate(argument, request, state, desk)
        case "not-duplicate":
            return mark_distinct(argument, request, state, desk)
        case "allow":
            return allow_rule(argument, by, state, desk)
        case "section":
            chosen, section = take_entries(argument, desk.review)
            return set_field(chosen, "section", section, state, desk)
        case "set":
            chosen, rest = take_entries(argument, desk.review)
            name, _, value = rest.partition(" ")
            return set_field(chosen, name, value.strip(), state, desk)
        case _:
            return state


def approve(argument: str, request: Request, state: State, desk: Desk) -> State:
    """Bind an approval to each chosen entry exactly as the comment showed it."""
    chosen, rest = choose_entries(argument, desk.review)
    several = len(desk.review.entries) > 1
    people = desk.config.approvals.people
    if people and request.by.login.lower() not in people:
        raise RefusedError("this list names the people who approve, and you are not among them")
    if rest:
        raise RefusedError(replies.how_to_approve(several=several))
    if desk.thread.is_foreign and desk.thread.pull:
        raise RefusedError(f"somebody pushed to #{desk.thread.pull.number}, so it is approved there")
    if state.held:
        raise RefusedError("this thread is on hold; `/unhold` first")
    if desk.review.is_handmade and desk.review.rest:
        raise RefusedError(replies.other_files(desk.review.rest))
    undecided = [entry for entry in chosen if not is_final(state.decisions.get(entry.key))]
    if not argument:
        undecided = [entry for entry in undecided if entry.verdict == "ready"] or undecided
    for entry in undecided:
        if entry.verdict != "ready":
            raise RefusedError(replies.not_ready(entry, desk.catalogue, several=several))
        bound = bind(entry, desk.thread)
        if state.shown.get(entry.key) != bound or not was_visible(request, desk.thread):
            raise RefusedError(replies.changed_meanwhile(entry, several=several))
        state = decide(state, [entry], add_approval(state.decisions.get(entry.key), request.by.login, bound))
    # What the merge queue dropped is put there again.
    return replace(state, queued="", dropped="") if state.dropped else state


def add_approval(made: Decision | None, login: str, bound: str) -> Decision:
    """Return an approval with one person more; those of something else than is bound now do not count."""
    others = made.by.split() if made and made.kind == "approved" and made.subject == bound else []
    return Decision("approved", " ".join(dict.fromkeys([*others, login])), bound)


def bind(entry: Entry, thread: Thread) -> str:
    """Return what an approval is bound to: the entry, and the commit that a hand-made request is merged with."""
    return f"{entry.hash}@{thread.head}" if entry.path else entry.hash


def decide(state: State, entries: Iterable[Entry], decision: Decision) -> State:
    """Record a decision for entries that have no final one yet."""
    fresh = {entry.key: decision for entry in entries if not is_final(state.decisions.get(entry.key))}
    return replace(state, decisions={**state.decisions, **fresh})


def set_field(entries: Iterable[Entry], name: str, value: str, state: State, desk: Desk) -> State:
    """Remember a field that is to be other than the thread says."""
    values = read_fields(name, value, desk.catalogue)
    fields = {entry.key: {**state.fields.get(entry.key, {}), **values} for entry in entries}
    return replace(state, fields={**state.fields, **fields})


def mark_duplicate(argument: str, request: Request, state: State, desk: Desk) -> State:
    """Record that entries are a listed paper, or what another thread proposes."""
    chosen, subject = take_entries(argument, desk.review)
    for entry in chosen:
        same = find_other(subject, entry, request, state, desk)
        state = decide(state, [entry], Decision("duplicate", request.by.login, same))
    return state


def check_thread(number: int, desk: Desk) -> None:
    """Refuse a number that is no other thread's."""
    pull = desk.thread.pull
    if number == desk.thread.number or (pull and number == pull.number):
        raise RefusedError(f"#{number} is this proposal itself; name the older one")
    if not desk.has_thread(number):
        raise RefusedError(f"there is no thread {replies.quote(f'#{number}')} here")


def find_other(text: str, entry: Entry, request: Request, state: State, desk: Desk) -> str:
    """Return the listed paper or the thread ("#12") that is meant, also by its letter in the comment as it was read."""
    if thread := THREAD.fullmatch(text):
        check_thread(int(thread[1]), desk)
        return f"#{int(thread[1])}"
    if text in desk.catalogue.papers:
        return text
    if not LETTER.fullmatch(text):
        raise RefusedError(replies.unknown_paper(text))
    shown = state.letters.get(entry.key, ())
    position = ord(text.upper()) - ord("A")
    if position >= len(shown):
        raise RefusedError(replies.no_such_letter(entry, text.upper(), several=len(desk.review.entries) > 1))
    known = shown[position] in desk.catalogue.papers or THREAD.fullmatch(shown[position])
    if not known or not was_visible(request, desk.thread):
        raise RefusedError("the comparison changed since you wrote; please look at it again and repeat the command")
    return shown[position]


def mark_distinct(argument: str, request: Request, state: State, desk: Desk) -> State:
    """Record that entries are not a listed paper, nor what another thread proposes, so that nobody is asked again."""
    chosen, subject = take_entries(argument, desk.review)
    distinct = dict(state.distinct)
    for entry in chosen:
        other = find_other(subject, entry, request, state, desk)
        others = (other, *proposed_papers(other, desk))
        distinct[entry.key] = " ".join(dict.fromkeys([*distinct.get(entry.key, "").split(), *others]))
    return replace(state, distinct=distinct)


def proposed_papers(other: str, desk: Desk) -> Iterable[str]:
    """Return the ids that a thread's papers will have once they are listed, none of a paper that is."""
    thread = THREAD.fullmatch(other)
    proposing = desk.others.get(int(thread[1])) if thread else None
    return proposing.proposed.values() if proposing else ()


def allow_rule(argument: str, by: str, state: State, desk: Desk) -> State:
    """Record that entries may break a rule of the list's that found something there, and who said so."""
    chosen, text = take_entries(argument, desk.review)
    rule, allowed = read_rule(text), dict(state.allowed)
    for entry in chosen:
        found = {finding.rule for finding in entry.findings} & set(ALLOWABLE)
        if rule not in found:
            raise RefusedError(replies.nothing_to_allow(rule, sorted(found)))
        allowed[entry.key] = {**allowed.get(entry.key, {}), rule: by}
    return replace(state, allowed=allowed)
