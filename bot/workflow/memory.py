"""The bot's memory of a thread, brought up to date with what happened since. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.catalogue.identity.titles import fold_title
from bot.intake.submission import Proposal, Submission
from bot.review.review import entry_keys
from bot.workflow.commands.requests import all_requests, plain_id
from bot.workflow.state import Decision, State, is_final, read_decisions, read_holds, read_state
from bot.workflow.thread import Pull, Thread

#: The parts of the memory that are kept by an entry's key.
KEYED = ("shown", "since", "proposed", "names", "decisions", "fields", "set_by", "distinct", "allowed", "letters")


def recall(thread: Thread) -> State:
    """Return the bot's memory of a thread, updated with what happened there since.

    For a reopened thread only the handled requests count. If somebody else changed the memory nothing counts: earlier
    requests are not carried out again.
    """
    main = thread.main_comment
    state = read_state(main.body) if main else State()
    if state is None:
        asked = (*(request.id for request in all_requests(thread)), *map(plain_id, thread.all_comments()))
        return State(handled=tuple(dict.fromkeys(asked)), over=not thread.is_live)
    state = replace(state, decisions=dict(attest(thread, state.decisions)))
    if state.over and thread.open:
        past = (name_end(thread.pull),) if thread.pull else ()
        return State(handled=(*state.handled, *past), reopened=True, objected=state.is_closed_by_itself)
    if thread.was_merged_by_hand:
        merged = {key: Decision("approved", "", entry_hash=state.shown.get(key, "")) for key in state.proposed}
        return replace(state, decisions={**merged, **state.decisions})
    news = {key: made for key, made in read_end(thread, state).items() if is_news(made, state.decisions.get(key))}
    return replace(state, decisions={**state.decisions, **news}, over=state.over and not news)


def follow_entries(state: State, submission: Submission) -> State:
    """Return the memory of entries under their present keys.

    An entry's key is its link, else its title. If one of these is given later the key changes, but people's decisions
    stay.
    """
    named = zip(entry_keys(submission.proposals), submission.proposals, strict=True)
    keys = {key: proposal for key, proposal in named if not proposal.record}
    gone = [key for key in state.names if key not in keys]
    names = {
        old: key
        for key, proposal in keys.items()
        if key and key not in state.names and (old := find_old(gone, proposal, state, single=len(keys) == 1))
    }
    if not names:
        return state
    renamed: dict[str, Any] = {
        field: {names.get(key, key): value for key, value in getattr(state, field).items()} for field in KEYED
    }
    return replace(state, **renamed)


def find_old(gone: Sequence[str], proposal: Proposal, state: State, *, single: bool) -> str | None:
    """Return the earlier key of an entry, None for a new one: found by its title, or because it was not known yet."""
    for key in gone:
        title, *identifiers = state.names[key]
        is_same = bool(title and proposal.title) and fold_title(title) == fold_title(proposal.title or "")
        if is_same or (single and len(gone) == 1 and not (title and identifiers)):
            return key
    return None


def attest(thread: Thread, decisions: Mapping[str, Decision]) -> Iterator[tuple[str, Decision]]:
    """Yield the decisions, approvals only by people who have commented in the thread.

    If many share the bot's account, as in GitHub Actions, an edit of its comment does not show as somebody else's.
    """
    spoke = {comment.author.login for comment in thread.all_comments() if not comment.own} | thread.labelled_by
    for key, made in decisions.items():
        by = " ".join(login for login in made.by.split() if login in spoke)
        if made.kind != "approved":
            yield key, made
        elif by:
            yield key, replace(made, by=by)


def is_news(made: Decision, known: Decision | None) -> bool:
    """Whether a decision made elsewhere counts; being listed counts over anything else."""
    return not is_final(known) or (made.kind == "listed" and known is not None and known.kind != "listed")


def read_end(thread: Thread, state: State) -> Mapping[str, Decision]:
    """Return what became of the entries in a pull request that was merged or, after a push, ended by itself.

    The approved ones of several entries are in the bot's pull request, not in the comment as last shown.
    """
    pull = thread.pull
    if thread.merged:
        return as_listed(state.proposed)
    if pull is None or pull.state == "open" or name_end(pull) in state.handled:
        return {}
    merged = as_listed(read_holds(pull.body)) if pull.state == "merged" else {}
    return {**merged, **read_decisions(pull.body)}


def as_listed(papers: Mapping[str, str]) -> Mapping[str, Decision]:
    return {key: Decision("listed", "", paper=paper) for key, paper in papers.items()}


def name_end(pull: Pull) -> str:
    """Return the name of a pull request's end among the handled requests."""
    return f"#{pull.number}"
