"""What the open threads propose, so that of two that propose the same paper the older one goes on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.catalogue.identifiers import identify
from bot.catalogue.matching import Index, Record
from bot.workflow.state import State, is_final, read_state
from bot.workflow.thread import Comment


class Pending:
    """What the bot remembers of the open threads it speaks in; only those whose comment changed are read again."""

    def __init__(self) -> None:
        self.bodies: dict[int, str] = {}
        self.states: dict[int, State] = {}
        self.index = Index()

    def see(self, comments: Mapping[int, Comment]) -> Mapping[int, State]:
        """Take in the bot's comment of every open thread; return what it remembers of those that are not over."""
        bodies = {number: comment.body for number, comment in comments.items()}
        gone = [number for number, body in self.bodies.items() if bodies.get(number) != body]
        fresh = {number: read_state(body) for number, body in bodies.items() if self.bodies.get(number) != body}
        if gone or fresh:
            read = {number: self.states.get(number) for number in bodies} | fresh
            self.states = {number: state for number, state in sorted(read.items()) if state and not state.over}
            records = (pair for number in fresh if number in self.states for pair in self.records(number))
            self.index, self.bodies = self.index.update(map(name, gone), records), bodies
        return self.states

    def records(self, number: int) -> Iterator[tuple[str, Record]]:
        """Yield what a thread proposes that nobody decided on for good."""
        state = self.states[number]
        for key, (title, *identifiers) in state.names.items():
            if not is_final(state.decisions.get(key)):
                yield name(number), Record(title, tuple(filter(None, map(identify, identifiers))))

    def older_than(self, number: int) -> Index:
        """Return what the threads before a number propose."""
        return self.index.update([name(other) for other in self.states if other >= number], ())


def name(number: int) -> str:
    """Return what a thread is called."""
    return f"#{number}"
