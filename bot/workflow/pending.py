"""What the open threads propose, so that of two that propose the same paper the older one goes on, if it can."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.catalogue.identity.identifiers import identify
from bot.catalogue.matching import Index, Record
from bot.catalogue.versioned import differences
from bot.workflow.state import State, is_final, read_state
from bot.workflow.thread import Comment, Thread

#: Nothing is put in: an update is another index. A thousand lists without open threads share it.
EMPTY = Index()


class Pending:
    """What the bot remembers of the open threads it speaks in; only those whose comment changed are read again."""

    def __init__(self) -> None:
        self.comments: Mapping[int, Comment] = {}
        self.states: dict[int, State] = {}
        self.index = EMPTY

    def see(self, comments: Mapping[int, Comment]) -> Mapping[int, State]:
        """Take in the bot's comment of every open thread; return what it remembers of those that are not over."""
        if moved := sorted(differences(comments, self.comments)):
            gone = [name(number) for number in moved if number in self.comments]
            states = dict(self.states)
            for number in moved:
                state = read_state(comments[number].body) if number in comments else None
                if state and not state.over:
                    states[number] = state
                else:
                    states.pop(number, None)
            self.states = dict(sorted(states.items()))
            records = (pair for number in moved if number in self.states for pair in self.records(number))
            self.index, self.comments = self.index.update(gone, records), comments
        return self.states

    def records(self, number: int) -> Iterator[tuple[str, Record]]:
        """Yield what a thread proposes that nobody decided on for good, and that does not wait for its contributor."""
        state = self.states[number]
        for key, (title, *identifiers) in state.names.items():
            if key not in state.lacking and not is_final(state.decisions.get(key)):
                yield name(number), Record(title, tuple(filter(None, map(identify, identifiers))))

    def older_than(self, number: int) -> Index:
        return self.index.update([name(other) for other in self.states if other >= number], ())


def first_in_line(states: Mapping[int, State], *, but: int | None = None) -> int | None:
    """Return the thread whose turn it is in the merge queue, unless it is one's own, None where it is nobody's."""
    return next((number for number, state in states.items() if state.turn and number != but), None)


def follow_in_line(thread: Thread, before: State, states: Mapping[int, State]) -> tuple[int, ...]:
    """Return the approved threads to look at after `thread`, if it is nobody's turn in the merge queue now.

    After one whose turn it was, as `before` tells, these are all: the oldest goes in, and the others name it. One that
    cannot go in lets the next be looked at.
    """
    if not (before.turn or before.has_approval) or first_in_line(states) is not None:
        return ()
    others = [number for number, state in states.items() if state.has_approval and number != thread.number]
    return tuple(others) if before.turn else tuple(number for number in others if number > thread.number)[:1]


def freed_threads(thread: Thread, before: State, states: Mapping[int, State], *, ended: bool) -> Iterator[int]:
    """Yield the threads to look at after one: what it came before or grew from, and what is dealt with elsewhere now.

    `before` is what was remembered of it when it was read, and with `ended` it is over now.
    """
    branch, pull = thread.branch, thread.pull
    # A pull request that was merged, or does not show yet what was pushed, is still dealt with here.
    if thread.is_foreign and branch and pull and pull.number != thread.number and pull.head == branch.head:
        yield pull.number
    if ended:
        yield from (other for other, state in states.items() if name(thread.number) in state.pending)
    if ended and thread.opened_for is not None:
        yield thread.opened_for
    if thread.queues:
        yield from follow_in_line(thread, before, states)


def name(number: int) -> str:
    return f"#{number}"
