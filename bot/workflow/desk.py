"""The maintainer's desk: commands x thread x review -> what was decided, and how each command is answered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.catalogue.catalogue import Catalogue
from bot.intake.commands import Command, read_commands
from bot.review.config import Config
from bot.review.fields import FieldError, read_fields
from bot.review.judgement import read_rule
from bot.review.review import Entry, Review
from bot.workflow.changes import Reaction
from bot.workflow.labels import APPROVED
from bot.workflow.messages import replies
from bot.workflow.state import Decision, State, is_final, read_reply_mark
from bot.workflow.thread import Comment, Thread

WRITERS = frozenset({"admin", "maintain", "write"})
#: What a contributor may use in the thread they opened, besides /help, which anybody may.
CONTRIBUTORS_COMMANDS = frozenset({"recheck", "set", "section"})
NUMBERS = re.compile(r"\d+(?:\s*,\s*\d+)*")


@dataclass(frozen=True, slots=True)
class Answer:
    """How a comment with commands is answered: a reaction, and one line where something was refused or asked."""

    comment: Comment
    reaction: Reaction
    line: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a command can depend on."""

    thread: Thread
    review: Review
    catalogue: Catalogue
    permissions: Mapping[str, str]
    config: Config


class RefusedError(Exception):
    """The command cannot be carried out; the message is the one line that says why."""


def pending_comments(thread: Thread, state: State) -> list[Comment]:
    """Return the comments whose commands wait: by people, never edited, not dealt with before."""
    answered = set(state.handled) if main_comment(thread) else replied(thread)
    return [
        comment
        for comment in (*thread.all_comments(), *read_label(thread))
        if not comment.own
        and not comment.author.bot
        and comment.edited is None
        and comment.id not in answered
        and read_commands(comment.body)
    ]


def read_label(thread: Thread) -> tuple[Comment, ...]:
    """Return the label of an approval as the comment that it stands for; its number is below zero, as no comment's is.

    GitHub lets everybody with triage rights set labels, so its setter needs the same permission as who comments.
    """
    labeling = thread.labeling
    if labeling is None or APPROVED not in thread.labels or main_comment(thread) is None:
        return ()
    return (Comment(-int(labeling.at.timestamp()), labeling.by, "/approve", labeling.at),)


def replied(thread: Thread) -> set[int]:
    """Return the comments that the bot answered with a line of their own."""
    marks = (read_reply_mark(comment.body) for comment in thread.all_comments() if comment.own)
    return {mark for mark in marks if mark is not None}


def carry_out(comments: Sequence[Comment], state: State, desk: Desk) -> tuple[State, list[Answer]]:
    """Carry out the commands of the comments in their order."""
    answers = []
    for comment in comments:
        state, answer = answer_comment(comment, state, desk)
        answers.append(answer)
        accepted = (*state.accepted, comment.id) if answer.reaction == "eyes" else state.accepted
        state = replace(state, handled=(*state.handled, comment.id), accepted=accepted)
    return state, answers


def answer_comment(comment: Comment, state: State, desk: Desk) -> tuple[State, Answer]:
    """Carry out the commands of one comment; what is refused does not hold up the others.

    An approval is accepted at once ("eyes"), and done ("rocket") when the entry is on the list.
    """
    lines = []
    reaction: Reaction = "confused"
    for command in read_commands(comment.body):
        if not command.known:
            continue
        try:
            check_permission(command, comment, desk)
            state, line = execute(command, comment, state, desk)
        except (RefusedError, FieldError) as refusal:
            lines.append(replies.refused("paper: approved" if comment.id < 0 else f"/{command.name}", str(refusal)))
        else:
            waits = command.name == "approve" and has_approval(state)
            reaction = "eyes" if waits or reaction == "eyes" else "rocket"
            lines += [line] if line else []
    return state, Answer(comment, reaction, "\n".join(lines))


def has_approval(state: State) -> bool:
    """Tell whether something is approved that is not on the list yet."""
    return any(made.kind == "approved" for made in state.decisions.values())


def check_permission(command: Command, comment: Comment, desk: Desk) -> None:
    """Refuse a command that its author may not use here."""
    if command.name == "help" or desk.permissions.get(comment.author.login) in WRITERS:
        return
    if command.name in CONTRIBUTORS_COMMANDS and comment.author.id == desk.thread.author.id:
        return
    raise RefusedError("that needs write permission in this repository")


def execute(command: Command, comment: Comment, state: State, desk: Desk) -> tuple[State, str]:
    """Return the state after a command, and a line to say if there is one; raise RefusedError."""
    by = comment.author.login
    match command.name:
        case "help":
            return state, replies.help_for(
                desk.permissions.get(by) in WRITERS, own=comment.author.id == desk.thread.author.id
            )
        case "recheck":
            return state, ""
        case "hold":
            return replace(state, held=by), ""
        case "unhold":
            return replace(state, held=""), ""
        case "approve":
            return approve(command.argument, comment, state, desk), ""
        case "reject":
            chosen, reason = choose_entries(command.argument, desk.review)
            return decide(state, chosen, Decision("rejected", by, reason)), ""
        case "duplicate":
            return mark_duplicate(command.argument, by, state, desk), ""
        case "not-duplicate":
            return mark_distinct(command.argument, state, desk), ""
        case "allow":
            return allow_rule(command.argument, by, state, desk), ""
        case "section":
            entry, section = take_entry(command.argument, desk)
            return set_field(entry, "section", section, state, desk), ""
        case _:
            entry, rest = take_entry(command.argument, desk)
            name, _, value = rest.partition(" ")
            return set_field(entry, name, value.strip(), state, desk), ""


def choose_entries(argument: str, review: Review) -> tuple[list[Entry], str]:
    """Split "1,3 too old" into the entries it names, all without a number, and the rest of the text."""
    match = NUMBERS.match(argument)
    if match is None or (len(review.entries) == 1 and match[0] != "1"):
        return list(review.entries), argument
    wanted = {int(number) for number in match[0].split(",")}
    unknown = wanted - {entry.number for entry in review.entries}
    if unknown:
        raise RefusedError(f"there is no entry {min(unknown)} in this thread")
    return [entry for entry in review.entries if entry.number in wanted], argument[match.end() :].strip()


def approve(argument: str, comment: Comment, state: State, desk: Desk) -> State:
    """Bind an approval to each chosen entry exactly as the comment showed it."""
    chosen, rest = choose_entries(argument, desk.review)
    people = desk.config.approvals.people
    if people and comment.author.login.lower() not in people:
        raise RefusedError("this list names the people who approve, and you are not among them")
    if rest:
        raise RefusedError("say `/approve`, or `/approve 1,3` for some of the entries")
    if desk.thread.is_foreign and desk.thread.pull:
        raise RefusedError(f"somebody pushed to #{desk.thread.pull.number}; look at it there and approve it there")
    if state.held:
        raise RefusedError("this thread is on hold; `/unhold` first")
    if desk.review.is_handmade and desk.review.rest:
        raise RefusedError(replies.other_files(desk.review.rest))
    undecided = [entry for entry in chosen if not is_final(state.decisions.get(entry.key))]
    if not argument:
        undecided = [entry for entry in undecided if entry.verdict == "ready"] or undecided
    for entry in undecided:
        if entry.verdict != "ready":
            raise RefusedError(replies.not_ready(entry))
        bound = bind(entry, desk.thread)
        if state.shown.get(entry.key) != bound or not was_visible(comment, state, desk.thread):
            raise RefusedError(replies.changed_meanwhile(entry))
        state = decide(state, [entry], add_approval(state.decisions.get(entry.key), comment.author.login, bound))
    return state


def add_approval(made: Decision | None, login: str, bound: str) -> Decision:
    """Return an approval with one person more; those of something else than is bound now do not count."""
    others = made.by.split() if made and made.kind == "approved" and made.subject == bound else []
    return Decision("approved", " ".join(dict.fromkeys([*others, login])), bound)


def bind(entry: Entry, thread: Thread) -> str:
    """Return what an approval is bound to: the entry, and the commit that a hand-made request is merged with."""
    return f"{entry.hash}@{thread.head}" if entry.path else entry.hash


def was_visible(comment: Comment, state: State, thread: Thread) -> bool:
    """Tell whether the shown entries were on the page when the comment was written.

    A comment that the bot had not read when it wrote its own, and that is older than it, looked at something else.
    """
    shown = main_comment(thread)
    written = shown.edited or shown.created if shown else None
    return 0 < comment.id <= state.seen or written is None or comment.created >= written


def main_comment(thread: Thread) -> Comment | None:
    """Return the bot's one comment in a thread."""
    return next((comment for comment in thread.comments if comment.own and read_reply_mark(comment.body) is None), None)


def decide(state: State, entries: Iterable[Entry], decision: Decision) -> State:
    """Record a decision for entries that have no final one yet."""
    fresh = {entry.key: decision for entry in entries if not is_final(state.decisions.get(entry.key))}
    return replace(state, decisions={**state.decisions, **fresh})


def only_entry(desk: Desk) -> Entry:
    """Return the thread's one entry; commands that take no number refuse to guess among several."""
    if len(desk.review.entries) != 1:
        raise RefusedError("this thread has several entries; begin with the number of one, like `2 ...`")
    return desk.review.entries[0]


def take_entry(argument: str, desk: Desk) -> tuple[Entry, str]:
    """Split "2 venue ICLR" into an entry and the rest; the number may be left out where there is one entry."""
    number, _, rest = argument.partition(" ")
    if number.isdecimal() and rest and len(desk.review.entries) > 1:
        chosen, _ = choose_entries(number, desk.review)
        return chosen[0], rest.strip()
    return only_entry(desk), argument


def set_field(entry: Entry, name: str, value: str, state: State, desk: Desk) -> State:
    """Remember a field that is to be other than the thread says."""
    values = {**state.fields.get(entry.key, {}), **read_fields(name, value, desk.catalogue)}
    return replace(state, fields={**state.fields, entry.key: values})


def mark_duplicate(argument: str, by: str, state: State, desk: Desk) -> State:
    """Record that an entry is a listed paper, or what another thread proposes."""
    entry, subject = take_entry(argument, desk)
    if subject not in desk.catalogue.papers and not re.fullmatch(r"#\d+", subject):
        raise RefusedError(f"{replies.quote(subject)} is neither a paper of this list nor a thread like `#12`")
    return decide(state, [entry], Decision("duplicate", by, subject))


def mark_distinct(argument: str, state: State, desk: Desk) -> State:
    """Record that an entry is not a listed paper, so that nobody is asked again."""
    entry, subject = take_entry(argument, desk)
    if subject not in desk.catalogue.papers:
        raise RefusedError(f"{replies.quote(subject)} is not a paper of this list")
    known = state.distinct.get(entry.key, "").split()
    return replace(state, distinct={**state.distinct, entry.key: " ".join(dict.fromkeys([*known, subject]))})


def allow_rule(argument: str, by: str, state: State, desk: Desk) -> State:
    """Record that an entry may break a rule of the list's, and who said so."""
    entry, rule = take_entry(argument, desk)
    rules = {**state.allowed.get(entry.key, {}), read_rule(rule): by}
    return replace(state, allowed={**state.allowed, entry.key: rules})
