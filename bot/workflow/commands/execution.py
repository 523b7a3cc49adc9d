"""Requests x situation -> the situation with what was decided, and how each request is answered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from bot.intake.commands import NAMES, Command
from bot.review.entry import Entry
from bot.review.judgement import read_rule
from bot.review.review import Review
from bot.review.rules.registry import ALLOWABLE
from bot.review.words.fields import FieldError, read_fields
from bot.review.words.spelling import find_near
from bot.workflow.changes import Reaction
from bot.workflow.commands.arguments import RefusedError, choose_entries, choose_rejected, take_entries
from bot.workflow.commands.requests import Answer, Request, main_comment, was_visible
from bot.workflow.messages import replies
from bot.workflow.messages.fitting import cut
from bot.workflow.situation import Situation
from bot.workflow.state import LONGEST_STATE, Decision, State, is_final, read_state, write_state

#: Reviews the thread with what people settled.
Judge = Callable[[State], Review]

WRITERS = frozenset({"admin", "maintain", "write"})
#: What a contributor may use in the thread they opened, besides /help, which anybody may.
CONTRIBUTORS_COMMANDS = frozenset({"recheck", "set", "section"})
#: What is made for a thread that is closed.
AFTERWARDS = frozenset({"help", "reopen"})
COMPARING = frozenset({"duplicate", "not-duplicate"})
THREAD = re.compile(r"#(\d{1,9})", re.ASCII)
#: Of why an entry is rejected so much is remembered, in characters.
LONGEST_REASON = 500
LETTER = re.compile(r"[A-Za-z]", re.ASCII)


def carry_out(requests: Sequence[Request], situation: Situation, judge: Judge) -> Situation:
    """Carry out the requests in their order; what is refused does not hold up the others.

    `judge` reviews the thread anew with what people settled meanwhile.
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

    An approval is accepted at once ("eyes"), and done ("rocket") when the entry is on the list.
    """
    lines: list[str] = [request.line] if request.line else []
    seen = situation
    reaction: Reaction = "confused"
    for command in request.commands:
        if not command.known:
            lines += suggest_command(command)
            continue
        try:
            check_permission(command, request, situation)
            after = execute(command, request, situation, seen)
            check_size(after)
        except (RefusedError, FieldError) as refusal:
            lines.append(replies.refused(command.name, request.event, str(refusal)))
            continue
        review = judge(after) if settled(after) != settled(situation.state) else situation.review
        situation = replace(situation, state=after, review=review)
        waits = command.name == "approve" and after.has_approval
        reaction = "eyes" if waits or reaction == "eyes" else "rocket"
        if command.name == "help":
            own = request.by.id == situation.thread.author.id
            lines.append(replies.help_for(is_writer(request, situation), own=own))
    return situation, Answer(request, reaction, "\n".join(lines))


def may_answer(request: Request, situation: Situation) -> bool:
    """Tell whether somebody's plain words count: a passer-by may talk in a thread without being answered."""
    return request.by.id == situation.thread.author.id or is_writer(request, situation)


def suggest_command(command: Command) -> Iterator[str]:
    """Yield which command was meant by one with a slip of the pen, to be copied; a guess is never carried out."""
    if near := find_near(command.name, {name: name for name in NAMES}):
        yield replies.meant(command.name, near, command.argument)


def settled(state: State) -> tuple[object, ...]:
    """Return what people settled by commands that a review depends on."""
    return state.fields, state.distinct, state.allowed


def check_size(state: State) -> None:
    """Refuse what the bot's comment has no room to remember."""
    kept = replace(state, letters={}, since={}, names={})
    if len(write_state(kept)) > LONGEST_STATE:
        raise RefusedError("that is more than I can remember in one thread; please open another for some of the papers")


def named_threads(requests: Iterable[Request]) -> frozenset[int]:
    """The threads that commands compare an entry with."""
    said = (command for request in requests for command in request.commands if command.name in COMPARING)
    return frozenset(int(number) for command in said for number in THREAD.findall(command.argument))


def check_permission(command: Command, request: Request, situation: Situation) -> None:
    """Refuse a command that its author may not use here, or that comes too late."""
    if command.name == "help":
        return
    is_author = request.by.id == situation.thread.author.id
    if is_author and command.name == "reopen" and not is_writer(request, situation):
        check_reopening(situation)
        return
    own = is_author and command.name in CONTRIBUTORS_COMMANDS
    if not own and not is_writer(request, situation):
        raise RefusedError("that needs write permission in this repository")
    closed = situation.thread.closed
    if command.name not in AFTERWARDS and not situation.thread.is_live and closed and request.at > closed:
        raise RefusedError(replies.is_over(merged=situation.thread.merged, maintainer=is_writer(request, situation)))


def check_reopening(situation: Situation) -> None:
    """Refuse to open a thread again for its author where a person closed it."""
    if not situation.thread.open and not situation.state.is_closed_by_itself:
        raise RefusedError(replies.closed_by_person(merged=situation.is_listed))


def reopen(situation: Situation) -> State:
    """Return the state that has a closed issue opened again; nothing that was decided counts then."""
    if situation.thread.kind != "issue" and not situation.thread.open:
        raise RefusedError("a pull request is reopened with GitHub's own button")
    state = situation.state
    return state if situation.thread.open else State(handled=state.handled, reopened=True)


def is_writer(request: Request, situation: Situation) -> bool:
    """Tell whether somebody may write to the repository, which is what GitHub says at this moment."""
    return situation.permissions.get(request.by.login) in WRITERS


def execute(command: Command, request: Request, situation: Situation, seen: Situation) -> State:
    """Return the state after a command; raise RefusedError. `seen` is what was there before the request's first one."""
    state, by, argument = situation.state, request.by.login, command.argument
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
            return decide(state, chosen, Decision("rejected", by, cut(reason, LONGEST_REASON)))
        case "duplicate":
            return mark_duplicate(argument, request, situation)
        case "not-duplicate":
            return mark_distinct(argument, request, situation)
        case "allow":
            return allow_rule(argument, by, situation)
        case "section":
            chosen, section = take_entries(argument, situation.review)
            return set_field(chosen, "section", section, situation, by)
        case "set":
            chosen, rest = take_entries(argument, situation.review)
            name, _, value = rest.partition(" ")
            return set_field(chosen, name, value.strip(), situation, by)
        case _:
            return state


def approve(argument: str, request: Request, situation: Situation, seen: Situation) -> State:
    """Bind an approval to each chosen entry as the comment showed it, with what the request itself changed in it."""
    state = situation.state
    chosen, rest = choose_entries(argument, situation.review)
    several = len(situation.review.entries) > 1
    people = situation.config.approvals.people
    if people and request.by.login.lower() not in people:
        raise RefusedError("this list names the people who approve, and you are not among them")
    if rest:
        raise RefusedError(replies.how_to_approve(several=several))
    if situation.thread.is_foreign and situation.thread.pull:
        raise RefusedError(f"somebody pushed to #{situation.thread.pull.number}, so it is approved there")
    if state.held:
        raise RefusedError("this thread is on hold; `/unhold` first")
    if situation.review.is_handmade and situation.review.rest:
        raise RefusedError(replies.other_files(situation.review.rest))
    undecided = [entry for entry in chosen if not is_final(state.decisions.get(entry.key))]
    if not argument:
        ready = [entry for entry in undecided if entry.verdict == "ready"]
        # What it approved may be merged by now, and the comment not written yet.
        undecided = ready if ready or has_unsaid_entries(situation) else undecided
    for entry in undecided:
        if entry.verdict != "ready":
            raise RefusedError(replies.not_ready(entry, situation.catalogue, several=several))
        bound = situation.binding(entry)
        known = (seen.binding(other) for other in seen.review.entries if other.key == entry.key and other.after)
        before = next(known, bound)
        if state.shown.get(entry.key) != before or not saw(request, entry.key, situation):
            raise RefusedError(replies.changed_meanwhile(entry, several=several))
        state = decide(state, [entry], add_approval(state.decisions.get(entry.key), request.by.login, bound))
    # What the merge queue dropped is put there again.
    return replace(state, queued="", dropped="") if state.dropped else state


def saw(request: Request, key: str, situation: Situation) -> bool:
    """Tell whether what the comment says now of an entry was on the page by a request, whatever else changed in it."""
    since, _ = situation.state.since.get(key, ("", ""))
    return was_visible(request, situation.thread, since)


def has_unsaid_entries(situation: Situation) -> bool:
    """Tell whether entries were listed that the comment does not know of."""
    main = main_comment(situation.thread)
    known = read_state(main.body) if main else None
    listed = {key for key, made in situation.state.decisions.items() if made.kind == "listed"}
    return known is not None and any(not is_final(known.decisions.get(key)) for key in listed)


def add_approval(made: Decision | None, login: str, bound: str) -> Decision:
    """Return an approval with one person more; those of something else than is bound now do not count."""
    others = made.by.split() if made and made.kind == "approved" and made.subject == bound else []
    return Decision("approved", " ".join(dict.fromkeys([*others, login])), bound)


def decide(state: State, entries: Iterable[Entry], decision: Decision) -> State:
    """Record a decision for entries that have no final one yet."""
    fresh = {entry.key: decision for entry in entries if not is_final(state.decisions.get(entry.key))}
    return replace(state, decisions={**state.decisions, **fresh})


def decide_repeats(situation: Situation) -> Situation:
    """Return a situation in which what the list has already is decided, by nobody."""
    state = situation.state
    for entry in situation.repeats():
        state = decide(state, [entry], Decision("duplicate", "", entry.relation.paper or ""))
    return replace(situation, state=state)


def set_field(entries: Sequence[Entry], name: str, value: str, situation: Situation, by: str) -> State:
    """Remember a field that is to be other than the thread says, and who said so."""
    state = situation.state
    values = read_fields(name, value, situation.catalogue)
    fields = {entry.key: {**state.fields.get(entry.key, {}), **values} for entry in entries}
    givers = {entry.key: {**state.set_by.get(entry.key, {}), **dict.fromkeys(values, by)} for entry in entries}
    return replace(state, fields={**state.fields, **fields}, set_by={**state.set_by, **givers})


def mark_duplicate(argument: str, request: Request, situation: Situation) -> State:
    """Record that entries are a listed paper, or what another thread proposes."""
    state = situation.state
    chosen, subject = take_entries(argument, situation.review)
    for entry in chosen:
        same = find_other(subject, entry, request, situation)
        state = decide(state, [entry], Decision("duplicate", request.by.login, same))
    return state


def check_thread(number: int, situation: Situation) -> None:
    """Refuse a number that is no other thread's."""
    pull = situation.thread.pull
    if number == situation.thread.number or (pull and number == pull.number):
        raise RefusedError(f"#{number} is this proposal itself; name the older one")
    if number not in situation.threads:
        raise RefusedError(f"there is no thread {replies.quote(f'#{number}')} here")


def find_other(text: str, entry: Entry, request: Request, situation: Situation) -> str:
    """Return the listed paper or the thread ("#12") that is meant, also by its letter in the comment as it was read."""
    state = situation.state
    if not text and len(situation.letters(entry)) == 1:
        text = "A"
    if thread := THREAD.fullmatch(text):
        check_thread(int(thread[1]), situation)
        return f"#{int(thread[1])}"
    if text in situation.catalogue.papers:
        return text
    if not LETTER.fullmatch(text):
        raise RefusedError(replies.unknown_paper(text))
    shown = state.letters.get(entry.key, ())
    position = ord(text.upper()) - ord("A")
    if position >= len(shown):
        raise RefusedError(replies.no_such_letter(entry, text.upper(), several=len(situation.review.entries) > 1))
    known = shown[position] in situation.catalogue.papers or THREAD.fullmatch(shown[position])
    if not known or not saw(request, entry.key, situation):
        raise RefusedError("the comparison changed since you wrote; please look at it again and repeat the command")
    return shown[position]


def mark_distinct(argument: str, request: Request, situation: Situation) -> State:
    """Record that entries are not a listed paper, nor what another thread proposes, so that nobody is asked again."""
    state = situation.state
    chosen, subject = take_entries(argument, situation.review)
    distinct = dict(state.distinct)
    for entry in chosen:
        other = find_other(subject, entry, request, situation)
        others = (other, *proposed_papers(other, situation))
        distinct[entry.key] = " ".join(dict.fromkeys([*distinct.get(entry.key, "").split(), *others]))
    return replace(state, distinct=distinct)


def proposed_papers(other: str, situation: Situation) -> Iterable[str]:
    """Return the ids that a thread's papers will have once they are listed, none of a paper that is."""
    thread = THREAD.fullmatch(other)
    proposing = situation.others.get(int(thread[1])) if thread else None
    return proposing.proposed.values() if proposing else ()


def allow_rule(argument: str, by: str, situation: Situation) -> State:
    """Record that entries may break a rule of the list's that found something there, and who said so."""
    state = situation.state
    chosen, text = take_entries(argument, situation.review)
    rule, allowed = read_rule(text), dict(state.allowed)
    for entry in chosen:
        found = {finding.rule for finding in entry.findings} & set(ALLOWABLE)
        if rule not in found:
            raise RefusedError(replies.nothing_to_allow(rule, sorted(found)))
        allowed[entry.key] = {**allowed.get(entry.key, {}), rule: by}
    return replace(state, allowed=allowed)
