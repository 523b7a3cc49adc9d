"""Decisions that cannot all be meant: those of one comment, and those about what is decided already."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from bot.intake.commands import Command
from bot.review.entry import Entry
from bot.review.review import Review
from bot.workflow.commands.arguments import RefusedError, choose_entries, choose_rejected
from bot.workflow.messages.replies import point_at
from bot.workflow.state import Decision, Kind, State, is_final

DECIDING = frozenset({"approve", "reject", "duplicate"})
DECIDED: Mapping[Kind, str] = {
    "listed": "is on the list already; to take it off, open an issue that says so",
    "rejected": "was rejected before; to propose it again, open another issue",
    "duplicate": "was found to be known already; to propose it again, open another issue",
}


def find_contradiction(commands: Sequence[Command], review: Review) -> tuple[str, str] | None:
    """Return the names of two commands that decide about one entry in two ways, None if there are none.

    To approve all and reject one of them means the others.
    """
    deciding = [(command.name, choose_decided(command, review)) for command in commands if command.name in DECIDING]
    for (name, keys), (other, others) in combinations(deciding, 2):
        all_but_some = len(keys | others) == len(review.entries) and (
            (name == "approve" and others < keys) or (other == "approve" and keys < others)
        )
        if name != other and keys & others and not all_but_some:
            return name, other
    return None


def choose_decided(command: Command, review: Review) -> frozenset[str]:
    """Return the keys of the entries that a command decides about, none where it names none that there is."""
    choose = choose_rejected if command.name == "reject" else choose_entries
    try:
        return frozenset(entry.key for entry in choose(command.argument, review)[0])
    except RefusedError:
        return frozenset()


def check_open(entries: Sequence[Entry], wanted: Decision, state: State) -> None:
    """Refuse a decision about entries on all of which another is final."""
    found = [made for entry in entries if (made := state.decisions.get(entry.key)) and is_final(made)]
    others = [made for made in found if (made.kind, made.original) != (wanted.kind, wanted.original)]
    if others and len(others) == len(entries):
        raise RefusedError(f"{point_at(entries[0])} {DECIDED[others[0].kind]}")
