"""Carries out requests: changes the situation by people's decisions, and answers each request."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.intake.commands import NAMES, Command, find_inline
from bot.intake.sections import read_number
from bot.review.entry import Entry
from bot.review.judgement import read_rule
from bot.review.review import Review
from bot.review.rules.registry import ALLOWABLE
from bot.review.rules.submission.sections import offer_sections
from bot.review.words.escape import code
from bot.review.words.fields import FieldError, read_fields
from bot.review.words.spelling import find_near
from bot.workflow.changes import Reaction
from bot.workflow.commands.approving import approve
from bot.workflow.commands.arguments import MARKS, RefusedError, choose_rejected, take_entries
from bot.workflow.commands.comparing import mark_distinct, mark_duplicate
from bot.workflow.commands.contradicting import check_open, find_contradiction
from bot.workflow.commands.requests import Answer, Request
from bot.workflow.messages import replies
from bot.workflow.messages.fitting import cut
from bot.workflow.situation import Situation
from bot.workflow.state import LONGEST_STATE, Decision, State, write_state

#: Reviews the thread with people's decisions.
Judge = Callable[[State], Review]

WRITERS = frozenset({"admin", "maintain", "write"})
#: What contributors may use in their own threads, besides /help, which anybody may use.
CONTRIBUTORS_COMMANDS = frozenset({"recheck", "set", "section"})
#: What can be used in a closed thread.
AFTERWARDS = frozenset({"help", "reopen"})
#: Commands with a reason.
REASONED = frozenset({"hold", "reject"})
#: A field and its value, as `/set title X`, or with a mark between them.
SETTING = re.compile(r"([^\s:=]+)\s*[:=]?\s*(.*)", re.DOTALL)
#: What people type to take an approval back.
UNDOING = frozenset({"undo", "revert", "rollback", "unapprove", "disapprove", "cancel"})
#: In characters: how much of the reason for a rejection is remembered.
LONGEST_REASON = 500
#: In digits: no more sections are offered at once.
LONGEST_NUMBER = 3


def carry_out(requests: Sequence[Request], situation: Situation, judge: Judge) -> Situation:
    """Carry out requests in order; a refused one does not stop the others.

    `judge` reviews the thread again with people's decisions.
    """
    for request in requests:
        if request.is_plain and not may_answer(request, situation):
            continue
        situation, answer = answer_request(request, situation, judge)
        state = situation.state
        waits = (request.comment,) if request.comment and answer.reaction == "eyes" else ()
        state = replace(state, handled=(*state.handled, request.id), accepted=(*state.accepted, *waits))
        situation = replace(situation, state=state, answers=(*situation.answers, answer))
    return situation


def answer_request(request: Request, situation: Situation, judge: Judge) -> tuple[Situation, Answer]:
    """Carry out the commands of one request.

    An approval is accepted at once ("eyes") and done ("rocket") when the entry is on the list; it is not of what a line
    before it failed to change. A fact without a command is done as well: the submission now has it.
    """
    if clash := find_contradiction(request.commands, situation.review):
        return situation, Answer(request, "confused", replies.contradicting(*clash))
    lines: list[str] = [request.line] if request.line else []
    seen, failed = situation, False
    fails = bool(request.commands or request.line) and not request.is_understood
    reaction: Reaction = "confused" if fails else "rocket"
    for command in request.commands:
        if not command.known:
            hint = say_unknown(command, situation)
            lines, failed = [*lines, *hint], failed or bool(hint)
            continue
        try:
            if failed and command.name == "approve":
                raise RefusedError("mend the line before it first, then approve again")
            situation = obey(command, request, situation, seen, judge)
        except (RefusedError, FieldError) as refusal:
            lines.append(replies.refused(command.name, request.event, str(refusal)))
            failed = True
            continue
        waits = command.name == "approve" and situation.state.has_approval
        reaction = "eyes" if waits or reaction == "eyes" else "rocket"
        if command.name == "help":
            own = situation.thread.is_author(request.by)
            lines.append(replies.help_for(is_writer(request, situation), own=own))
    return situation, Answer(request, reaction, "\n".join(lines))


def say_unknown(command: Command, situation: Situation) -> list[str]:
    """Return what helps who typed a command that the bot does not have; a guess is never carried out."""
    if command.name in UNDOING:
        pull = situation.thread.pull
        return [replies.undone(command.name, pull.number if pull else None, merged=situation.state.is_listed)]
    near = find_near(command.name, NAMES)
    return [replies.meant(command.name, near, command.argument)] if near else []


def obey(command: Command, request: Request, situation: Situation, seen: Situation, judge: Judge) -> Situation:
    """Return the situation after a command; raise RefusedError or FieldError."""
    check_permission(command, request, situation)
    after = execute(command, request, situation, seen)
    check_size(after)
    review = judge(after) if settled(after) != settled(situation.state) else situation.review
    return replace(situation, state=after, review=review)


def may_answer(request: Request, situation: Situation) -> bool:
    """Whether plain words count as commands: other people may talk in a thread without being answered."""
    return situation.thread.is_author(request.by) or is_writer(request, situation)


def settled(state: State) -> tuple[object, ...]:
    """Return the settled facts that a review depends on."""
    return state.fields, state.distinct, state.allowed


def check_size(state: State) -> None:
    """Refuse a state that does not fit in the bot's comment."""
    kept = replace(state, letters={}, since={}, names={})
    if len(write_state(kept)) > LONGEST_STATE:
        raise RefusedError("that is more than I can remember in one thread; please open another for some of the papers")


def check_permission(command: Command, request: Request, situation: Situation) -> None:
    if command.name == "help":
        return
    is_author = situation.thread.is_author(request.by)
    if is_author and command.name == "reopen" and not is_writer(request, situation):
        if not situation.thread.open and not situation.state.is_closed_by_itself:
            raise RefusedError(replies.closed_by_person(merged=situation.state.is_listed))
        return
    own = is_author and command.name in CONTRIBUTORS_COMMANDS
    if not own and not is_writer(request, situation):
        raise RefusedError("that needs write permission in this repository")
    closed = situation.thread.closed
    if command.name not in AFTERWARDS and not situation.thread.is_live and closed and request.at > closed:
        if situation.thread.merged:
            raise RefusedError("this is merged already")
        # On GitHub an author cannot reopen what a maintainer or the bot closed.
        step = "`/reopen` it first" if is_writer(request, situation) else "a maintainer can reopen it"
        raise RefusedError(f"this is closed; {step}")


def reopen(situation: Situation) -> State:
    """Return the state in which a closed issue is opened again; earlier decisions no longer count."""
    if situation.thread.kind != "issue" and not situation.thread.open:
        raise RefusedError("a pull request is reopened with GitHub's own button")
    state = situation.state
    return state if situation.thread.open else State(handled=state.handled, reopened=True)


def is_writer(request: Request, situation: Situation) -> bool:
    """Whether somebody may write to the repository now."""
    return situation.permissions.get(request.by.login) in WRITERS


def execute(command: Command, request: Request, situation: Situation, seen: Situation) -> State:
    """Return the state after a command; raise RefusedError. `seen` is the situation before the first command."""
    state, by, argument = situation.state, request.by.login, command.argument
    check_alone(command)
    match command.name:
        case "reopen":
            return reopen(situation)
        case "hold":
            return replace(state, held=by, held_for=cut(argument, LONGEST_REASON))
        case "unhold":
            return replace(state, held="", held_for="")
        case "approve":
            return approve(argument, request, situation, seen)
        case "reject":
            chosen, reason = choose_rejected(argument, situation.review)
            rejection = Decision("rejected", by, reason=cut(reason, LONGEST_REASON))
            check_open(chosen, rejection, state)
            return state.decide([entry.key for entry in chosen], rejection)
        case "duplicate":
            return mark_duplicate(argument, request, situation)
        case "not-duplicate":
            return mark_distinct(argument, request, situation)
        case "allow":
            return allow_rule(argument, by, situation)
        case "section":
            chosen, section = take_entries(argument, situation.review)
            return set_field(chosen, "section", read_offer(section, argument, situation), situation, by)
        case "set":
            chosen, rest = take_entries(argument, situation.review)
            said = SETTING.match(rest)
            name, value = said.groups() if said else (rest, "")
            return set_field(chosen, name, value, situation, by)
        case _:
            return state


def check_alone(command: Command) -> None:
    """Refuse a command with another behind it, where it takes no reason, which may speak of one."""
    inside = next((name for name in find_inline(command.argument) if name in NAMES), None)
    if inside and command.name not in REASONED:
        raise RefusedError(f"put {code(f'/{inside}')} on a line of its own")


def decide_repeats(situation: Situation) -> Situation:
    """Decide, in nobody's name, about what the list already has."""
    state = situation.state
    for entry in situation.repeats():
        state = state.decide([entry.key], Decision("duplicate", "", original=entry.relation.paper or ""))
    return replace(situation, state=state)


def set_field(entries: Sequence[Entry], name: str, value: str, situation: Situation, by: str) -> State:
    state = situation.state
    for entry in entries:
        if entry.unparsed or entry.proposal.record:
            raise RefusedError(replies.writes_itself(entry))
    values = read_fields(name, value, situation.catalogue)
    if "" in values.values() and not all(entry.is_new for entry in entries):
        raise RefusedError("only a field of a new paper can be left out; for a listed one, edit its line")
    fields = {entry.key: {**state.fields.get(entry.key, {}), **values} for entry in entries}
    givers = {entry.key: {**state.set_by.get(entry.key, {}), **dict.fromkeys(values, by)} for entry in entries}
    return replace(state, fields={**state.fields, **fields}, set_by={**state.set_by, **givers})


def read_offer(section: str, argument: str, situation: Situation) -> str:
    """Return the section that a number alone stands for among those offered for the only paper, else what was said.

    The number of a section's own heading comes first.
    """
    number, entries = argument.rstrip(MARKS), situation.review.entries
    is_number = number.isascii() and number.isdecimal() and len(number) < LONGEST_NUMBER
    if len(entries) != 1 or not is_number or read_number(number, situation.catalogue):
        return section or argument
    offered = offer_sections(entries[0], situation.catalogue)
    is_asked = any(finding.rule == "section-missing" for finding in entries[0].findings)
    return offered[int(number) - 1] if is_asked and 0 < int(number) <= len(offered) else argument


def allow_rule(argument: str, by: str, situation: Situation) -> State:
    """Record who lets entries break a rule that found something in them."""
    state = situation.state
    chosen, text = take_entries(argument, situation.review)
    rule, allowed = read_rule(text), dict(state.allowed)
    for entry in chosen:
        found = sorted({finding.rule for finding in entry.findings} & set(ALLOWABLE))
        if rule not in found:
            others = f"what can be allowed here is {', '.join(map(code, found))}"
            raise RefusedError(
                f"{code(rule)} has nothing against this entry; {others if found else 'there is nothing to allow'}"
            )
        allowed[entry.key] = {**allowed.get(entry.key, {}), rule: by}
    return replace(state, allowed=allowed)
