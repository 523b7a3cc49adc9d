"""`/approve`: when it counts, and what exactly it approves."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.review.entry import Entry
from bot.review.words.escape import code
from bot.workflow.commands.arguments import RefusedError, choose_entries
from bot.workflow.commands.contradicting import check_open
from bot.workflow.commands.requests import Request
from bot.workflow.messages.replies import not_ready, point_at
from bot.workflow.situation import Situation
from bot.workflow.state import Decision, State, is_final, read_state

#: Words behind an approval that change nothing of it.
POLITE = frozenset(["please", "pls", "plz", "thanks", "thank", "you", "thx", "ty"])
#: Words that name all entries, ready or not, and the only one.
ALL, ONLY = frozenset(["all", "both", "everything"]), frozenset(["it", "this", "one"])


def approve(argument: str, request: Request, situation: Situation, seen: Situation) -> State:
    """Record approval of each chosen entry as the comment showed it; raise RefusedError.

    `seen` is the situation before the request's first command: the approval includes what the request itself changed.
    """
    state, review = situation.state, situation.review
    chosen, rest = choose_entries(argument, review)
    check_approval(rest, request, situation)
    check_open(chosen, Decision("listed", request.by.login), state)
    for entry in choose_approved(chosen, situation, all_ready=rest == argument and ALL.isdisjoint(words_of(rest))):
        if entry.verdict != "ready":
            raise RefusedError(not_ready(entry, situation.catalogue))
        bound = situation.binding(entry)
        known = (seen.binding(other) for other in seen.review.entries if other.key == entry.key and names_paper(other))
        if state.shown.get(entry.key) != next(known, bound) or not situation.showed(entry.key, request):
            name = point_at(entry)
            raise RefusedError(f"{name} changed since I showed it; please look at it again and repeat the command")
        state = state.decide([entry.key], add_approval(state.decisions.get(entry.key), request.by.login, bound))
    # An entry that the merge queue dropped goes in again.
    return replace(state, queued="", dropped="") if state.dropped else state


def words_of(text: str) -> set[str]:
    """Return the words of what stands behind a command."""
    return set(re.findall(r"\w+", text.casefold()))


def names_paper(entry: Entry) -> bool:
    """Whether the comment showed what an entry adds, be it without a title, or which listed paper it is about."""
    return entry.after is not None or entry.operation != "add" or entry.relation.disposition == "new"


def check_approval(rest: str, request: Request, situation: Situation) -> None:
    """Refuse an approval by somebody whom the list does not ask, or in a thread without approvals."""
    thread, review, people = situation.thread, situation.review, situation.config.approvals.people
    if people and request.by.login.lower() not in people:
        raise RefusedError("this list names the people who approve, and you are not among them")
    if not POLITE | (ALL if len(review.entries) > 1 else ONLY) >= words_of(rest):
        if re.fullmatch(r"[\d\s,]+", rest):
            raise RefusedError("there is one entry here only; `/approve` means it")
        some = ", or `/approve 1,3` for some of the entries" if len(review.entries) > 1 else ""
        raise RefusedError(
            f"I cannot watch a condition, or read a change behind it. Comment `/approve` alone once it holds{some}; to"
            " change something first, write `/set FIELD VALUE` on a line above"
        )
    if thread.is_foreign and thread.pull:
        raise RefusedError(f"somebody pushed to #{thread.pull.number}, so it is approved there")
    if situation.state.held:
        raise RefusedError("this thread is on hold; `/unhold` first")
    if review.is_handmade and review.rest:
        raise RefusedError(
            f"this pull request also changes {', '.join(map(code, review.rest[:3]))}, which is not mine to merge;"
            " look at it and use GitHub's merge button, then I bring the list up to date"
        )


def choose_approved(chosen: Sequence[Entry], situation: Situation, *, all_ready: bool) -> list[Entry]:
    """Return the chosen entries that are undecided; if none was named, only the ready ones, if there are any."""
    undecided = [entry for entry in chosen if not is_final(situation.state.decisions.get(entry.key))]
    ready = [entry for entry in undecided if entry.verdict == "ready"]
    # Earlier approved entries may be merged by now, and the comment not updated yet.
    return ready if all_ready and (ready or has_unsaid_entries(situation)) else undecided


def has_unsaid_entries(situation: Situation) -> bool:
    """Whether entries were listed that the comment does not show as listed yet."""
    main = situation.thread.main_comment
    known = read_state(main.body) if main else None
    listed = {key for key, made in situation.state.decisions.items() if made.kind == "listed"}
    return known is not None and any(not is_final(known.decisions.get(key)) for key in listed)


def add_approval(made: Decision | None, login: str, bound: str) -> Decision:
    """Return an approval with one more person; approvals of an older version do not count."""
    others = made.by.split() if made and made.kind == "approved" and made.entry_hash == bound else []
    return Decision("approved", " ".join(dict.fromkeys([*others, login])), entry_hash=bound)
