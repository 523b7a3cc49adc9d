"""The bot's memory of a thread: a hidden block at the end of its own comment.

GitHub stores it, so losing the inbox loses nothing. It is trusted only in a comment by the bot.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

from bot.workflow.marks import read_block, write_block

VERSION = 1
#: In characters of the hidden block; a comment has room for 65,536 in all.
LONGEST_STATE = 45_000
BLOCK = re.compile(r"<!-- paperclerk:state (\{[^\n]*\}) -->\s*\Z")
DECIDED = re.compile(r"\s*<!-- paperclerk:decided (\{[^\n]*\}) -->\s*\Z")
HOLDS = re.compile(r"<!-- paperclerk:holds (\{[^\n]*\}) -->\s*\Z")

Kind = Literal["approved", "listed", "rejected", "duplicate"]
#: The details of a decision besides its kind and who made it.
TOLD: Mapping[Kind, str] = {
    "approved": "entry_hash", "listed": "paper", "rejected": "reason", "duplicate": "original",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision about one entry, and who made it: one login, or several approvers' with spaces between.

    Each kind has its own details: the hash of the approved entry, the id of the listed `paper`, the `reason` of a
    rejection, or the `original` that the entry repeats, a paper's id or a thread ("#12").
    """

    kind: Kind
    by: str
    entry_hash: str = ""
    paper: str = ""
    reason: str = ""
    original: str = ""


def encode_decisions(decisions: Mapping[str, Decision]) -> dict[str, list[str]]:
    """Return decisions as JSON holds them; `read_decision` reads each back."""
    return {key: [made.kind, made.by, getattr(made, TOLD[made.kind])] for key, made in decisions.items()}


def read_decision(kind: Kind, by: str, told: str) -> Decision:
    return Decision(kind, by, **{TOLD[kind]: told})


def is_final(decision: Decision | None) -> bool:
    """Whether a decision is the last on an entry; an approval is not, until the entry is listed."""
    return decision is not None and decision.kind != "approved"


@dataclass(frozen=True, slots=True)
class State:
    """The memory of a thread; all mappings are by the key of an entry (see `Entry.key`)."""

    #: The hashes of the entries as the comment shows them.
    shown: Mapping[str, str] = field(default_factory=dict)
    #: Since when the comment shows an entry unchanged, "" if since its last edit, and the fingerprint of what it shows.
    since: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    #: The ids of the papers on the bot's branch.
    proposed: Mapping[str, str] = field(default_factory=dict)
    #: An entry's title and identifiers, for comparison with other threads.
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    #: The values from `/set` and `/section`, and the logins of who set them.
    fields: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    set_by: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    #: The papers and threads that an entry is not, separated by spaces.
    distinct: Mapping[str, str] = field(default_factory=dict)
    #: Who allowed an entry to break which rule.
    allowed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    #: The candidates with which the comment compares an entry, A first: papers, or a thread.
    letters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    #: The entries that wait for their contributor; younger threads do not wait for them.
    lacking: tuple[str, ...] = ()
    #: Older threads ("#12") that this one waits for.
    pending: tuple[str, ...] = ()
    #: The handled requests, and the bot's pull request ("#7") whose end was handled.
    handled: tuple[str, ...] = ()
    #: The comments among them whose effect has not come yet.
    accepted: tuple[int, ...] = ()
    #: The newest comment when the contributor was last reminded.
    reminded: int = 0
    #: The last report on a commit.
    reported: str = ""
    #: The account of the thread's author.
    author: int = 0
    #: Who put it on hold, and why.
    held: str = ""
    held_for: str = ""
    #: The commit that was put in the merge queue, and why it left without being merged.
    queued: str = ""
    dropped: str = ""
    #: Whether it is in the queue, or will be as soon as its checks pass: others of the bot's go in after it.
    turn: bool = False
    over: bool = False
    #: Whether the thread was closed before; then only a person closes it again.
    reopened: bool = False
    #: Whether the bot had closed it by itself, which somebody disagreed with.
    objected: bool = False

    @property
    def is_closed_by_itself(self) -> bool:
        """Whether the bot closed it by itself, as already known, and no person decided anything."""
        made = self.decisions.values()
        return self.over and bool(made) and all(each.kind == "duplicate" and not each.by for each in made)

    @property
    def is_listed(self) -> bool:
        return any(made.kind == "listed" for made in self.decisions.values())

    @property
    def has_approval(self) -> bool:
        """Whether an approved entry is not on the list yet."""
        return any(made.kind == "approved" for made in self.decisions.values())

    def decide(self, keys: Iterable[str], decision: Decision) -> State:
        """Return the state with a decision on those of these entries that have no final one."""
        fresh = {key: decision for key in keys if not is_final(self.decisions.get(key))}
        return replace(self, decisions={**self.decisions, **fresh})

    def decided_since(self, before: State) -> tuple[Decision, ...]:
        return tuple(made for key, made in self.decisions.items() if before.decisions.get(key) != made)


#: How each field is read from JSON; unknown fields, written by another version of the bot, are left out.
READERS: Mapping[str, Callable[[Any], Any]] = {
    each.name: tuple if each.default == () else lambda value: value for each in fields(State)
} | {
    "decisions": lambda made: {key: read_decision(*values) for key, values in made.items()},
    "since": lambda times: {key: (str(time), str(said)) for key, (time, said) in times.items()},
}


def write_state(state: State) -> str:
    """Return the hidden block, without default values."""
    content = {name: value for name in READERS if (value := getattr(state, name))}
    if state.decisions:
        content["decisions"] = encode_decisions(state.decisions)
    return write_block("state", {"v": VERSION, **content})


def bound_state(state: State) -> State:
    """Return what of a state fits in a comment besides its words; decisions always stay.

    Without letters, candidates are named by their ids. Without times, answers to what was written before the last edit
    are refused. Without names, younger threads are not compared with this one.
    """
    if len(write_state(state)) > LONGEST_STATE:
        state = replace(state, letters={}, since={})
    return replace(state, names={}) if len(write_state(state)) > LONGEST_STATE else state


def write_holds(proposed: Mapping[str, str]) -> str:
    return write_block("holds", proposed)


def read_holds(body: str) -> Mapping[str, str]:
    return read_block(HOLDS, DECIDED.sub("", body))


def hidden_end(body: str) -> str:
    """Return the hidden end of a pull request's description, which stays when the words change."""
    match = HOLDS.search(DECIDED.sub("", body))
    return body[match.start() :] if match else ""


def append_decisions(body: str, decisions: Mapping[str, Decision]) -> str:
    """Return a pull request's description with the final decisions about its papers, by their ids."""
    content = encode_decisions({paper: made for paper, made in decisions.items() if is_final(made)})
    words = DECIDED.sub("", body)
    return f"{words}\n{write_block('decided', content)}" if content else words


def read_decisions(body: str) -> Mapping[str, Decision]:
    """Return the decisions in the description of the bot's pull request, by the keys of their entries."""
    made = read_block(DECIDED, body)
    try:
        return {key: read_decision(*made[paper]) for key, paper in read_holds(body).items() if paper in made}
    except (TypeError, KeyError):
        return {}


def read_state(body: str) -> State | None:
    """Return the memory in a comment of the bot's, None if there is none of a known version."""
    content = read_block(BLOCK, body)
    if content.pop("v", None) != VERSION:
        return None
    try:
        return State(**{name: READERS[name](value) for name, value in content.items() if name in READERS})
    except (TypeError, KeyError, AttributeError, ValueError):
        return None


def forget_state(body: str) -> str:
    """Return the bot's comment with an unreadable memory, as after an edit by somebody else."""
    return BLOCK.sub("<!-- paperclerk:state {} -->", body)


def forget_marks(body: str) -> str:
    return HOLDS.sub("", DECIDED.sub("", body))
