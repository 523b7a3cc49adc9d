"""The proposals in the open threads: if two propose the same paper, the older one goes on if it can."""

from collections.abc import Iterator, Mapping

from bot.catalogue.identity.identifiers import identify
from bot.catalogue.matching import Index, Record
from bot.catalogue.versioned import differences
from bot.workflow.state import State, is_final, read_state
from bot.workflow.thread import Comment, Thread

#: Never changed: an update makes another index. A thousand lists without open threads share it.
EMPTY = Index()


class Pending:
    """The bot's memory of the open threads it comments in; only what changed is read again."""

    def __init__(self) -> None:
        self.comments: Mapping[int, Comment] = {}
        self.states: dict[int, State] = {}
        self.index = EMPTY

    def see(self, comments: Mapping[int, Comment]) -> Mapping[int, State]:
        """Record the bot's comment in every open thread; return the memory of those that are not finished."""
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
        """Yield a thread's proposals that are undecided and do not wait for its contributor."""
        state = self.states[number]
        for key, (title, *identifiers) in state.names.items():
            if key not in state.lacking and not is_final(state.decisions.get(key)):
                yield name(number), Record(title, tuple(filter(None, map(identify, identifiers))))

    def older_than(self, number: int) -> Index:
        return self.index.update([name(other) for other in self.states if other >= number], ())


def first_in_line(states: Mapping[int, State], *, but: int | None = None) -> int | None:
    """Return the thread whose turn it is in the merge queue, other than `but`, None if there is none."""
    return next((number for number, state in states.items() if state.turn and number != but), None)


def follow_in_line(thread: Thread, before: State, states: Mapping[int, State]) -> tuple[int, ...]:
    """Return the approved threads to look at after `thread`, if it is nobody's turn in the merge queue now.

    After a thread whose turn it was (`before`) these are all: the oldest goes in, and the others name it. If one cannot
    go in, the next is looked at.
    """
    if not (before.turn or before.has_approval) or first_in_line(states) is not None:
        return ()
    others = [number for number, state in states.items() if state.has_approval and number != thread.number]
    return tuple(others) if before.turn else tuple(number for number in others if number > thread.number)[:1]


def freed_threads(thread: Thread, before: State, states: Mapping[int, State], *, ended: bool) -> Iterator[int]:
    """Yield the threads to look at after one: those that waited for it, and those where it goes on.

    `before` is its memory when it was read; with `ended` it is over now.
    """
    branch, pull = thread.branch, thread.pull
    # A pull request that was merged, or does not show a recent push yet, is still handled here.
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
