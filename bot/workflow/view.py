"""Everything that the bot's next step in a thread depends on, in one value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.catalogue.catalogue import Catalogue
from bot.review.review import Entry, Review
from bot.workflow.desk import Answer, bind
from bot.workflow.state import Decision, State, is_final
from bot.workflow.thread import Thread


@dataclass(frozen=True, slots=True)
class View:
    """All that a plan depends on; `files` are the texts of the data folder `folder`."""

    thread: Thread
    review: Review
    state: State
    catalogue: Catalogue
    folder: str
    files: Mapping[str, str]
    answers: Sequence[Answer] = ()

    def decision(self, entry: Entry) -> Decision | None:
        """Return what was decided of an entry; an approval of something else than it is now does not count."""
        made = self.state.decisions.get(entry.key)
        return None if made and made.kind == "approved" and made.subject != self.binding(entry) else made

    def binding(self, entry: Entry) -> str:
        """Return what an approval of an entry is bound to."""
        return bind(entry, self.thread)

    def target(self) -> tuple[Entry, ...]:
        """Return the entries that the pull request should hold: the approved ones, else all that are ready."""
        return self.approved() or self.waiting()

    def waiting(self) -> tuple[Entry, ...]:
        """Return the entries that are ready and not listed yet."""
        return tuple(e for e in self.review.entries if e.verdict == "ready" and not is_final(self.decision(e)))

    def approved(self) -> tuple[Entry, ...]:
        """Return the entries to list now; a hand-made request is merged as a whole, once all of it is decided."""
        if self.state.held:
            return ()
        decided = [(entry, self.decision(entry)) for entry in self.review.entries]
        if self.review.is_handmade and not all(made for _, made in decided):
            return ()
        return tuple(e for e, made in decided if e.verdict == "ready" and made and made.kind == "approved")

    def finished(self) -> bool:
        """Tell whether nothing is left to decide."""
        entries = self.review.entries
        return not self.thread.is_live or (bool(entries) and all(is_final(self.decision(entry)) for entry in entries))
