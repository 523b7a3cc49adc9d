"""`/duplicate` and `/not-duplicate`: what an entry is compared with, and the decision about it."""

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.review.entry import Entry
from bot.review.words.escape import short_code
from bot.workflow.commands.arguments import RefusedError, take_entries
from bot.workflow.commands.contradicting import check_open
from bot.workflow.commands.requests import Request
from bot.workflow.messages.replies import point_at
from bot.workflow.situation import Situation
from bot.workflow.state import Decision, State

COMMANDS = frozenset({"duplicate", "not-duplicate"})
THREAD = re.compile(r"#(\d{1,9})", re.ASCII)
LETTER = re.compile(r"[A-Za-z]", re.ASCII)


def named_threads(requests: Iterable[Request]) -> frozenset[int]:
    """Return the threads that commands name at their end."""
    said = (command for request in requests for command in request.commands if command.name in COMMANDS)
    found = (THREAD.fullmatch(word) for command in said for word in command.argument.split()[-1:])
    return frozenset(int(match[1]) for match in found if match)


def mark_duplicate(argument: str, request: Request, situation: Situation) -> State:
    state = situation.state
    chosen, subject = take_entries(argument, situation.review)
    for entry in chosen:
        made = Decision("duplicate", request.by.login, original=find_other(subject, entry, request, situation))
        check_open([entry], made, state)
        state = state.decide([entry.key], made)
    return state


def mark_distinct(argument: str, request: Request, situation: Situation) -> State:
    """Record that entries are not a listed paper, nor another thread's proposal, so that nobody is asked again."""
    state = situation.state
    chosen, subject = take_entries(argument, situation.review)
    distinct = dict(state.distinct)
    for entry in chosen:
        other = find_other(subject, entry, request, situation)
        others = (other, *proposed_papers(other, situation))
        distinct[entry.key] = " ".join(dict.fromkeys([*distinct.get(entry.key, "").split(), *others]))
    return replace(state, distinct=distinct)


def find_other(text: str, entry: Entry, request: Request, situation: Situation) -> str:
    """Return the listed paper or the thread ("#12") that is meant, perhaps by its letter in the comment."""
    state = situation.state
    if not text and len(situation.letters(entry)) == 1:
        text = "A"
    if thread := THREAD.fullmatch(text):
        check_thread(int(thread[1]), situation)
        return f"#{int(thread[1])}"
    if text in situation.catalogue.papers:
        return text
    if not LETTER.fullmatch(text):
        raise RefusedError(
            f"{short_code(text)} is no paper of this list; name its id, its letter in my comparison, or a thread like"
            " `#12`"
        )
    shown = state.letters.get(entry.key, ())
    position = ord(text.upper()) - ord("A")
    if position >= len(shown):
        raise RefusedError(f"I compared {point_at(entry)} with no paper {short_code(text.upper())}")
    known = shown[position] in situation.catalogue.papers or THREAD.fullmatch(shown[position])
    if not known or not situation.showed(entry.key, request):
        raise RefusedError("the comparison changed since you wrote; please look at it again and repeat the command")
    return shown[position]


def check_thread(number: int, situation: Situation) -> None:
    pull = situation.thread.pull
    if number == situation.thread.number or (pull and number == pull.number):
        raise RefusedError(f"#{number} is this proposal itself; name the older one")
    if number not in situation.threads:
        raise RefusedError(f"there is no thread {short_code(f'#{number}')} here")


def proposed_papers(other: str, situation: Situation) -> Iterable[str]:
    """Return the ids that a thread's papers will have once they are listed."""
    thread = THREAD.fullmatch(other)
    proposing = situation.others.get(int(thread[1])) if thread else None
    return proposing.proposed.values() if proposing else ()
