"""Everything that the bot's next step in a thread depends on, in one value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.catalogue.catalogue import Catalogue
from bot.review.config import Config
from bot.review.finding import Finding
from bot.review.review import Entry, Review, Verdict
from bot.workflow.desk import Answer, bind
from bot.workflow.state import Decision, State, is_final
from bot.workflow.thread import Standing, Thread


@dataclass(frozen=True, slots=True)
class View:
    """All that a plan depends on; `files` are the texts of the data folder `folder`.

    `faults` are those of a changed configuration, which is read but never obeyed before it is merged. `gate` is why the
    contributor's proposal waits for a maintainer before anything is opened for it, "" if it does not.
    """

    thread: Thread
    review: Review
    state: State
    catalogue: Catalogue
    folder: str
    files: Mapping[str, str]
    config: Config
    now: datetime
    answers: Sequence[Answer] = ()
    gate: str = ""
    faults: Sequence[Finding] = ()

    @property
    def verdict(self) -> Verdict:
        """The thread's verdict, of what is not decided yet; what is held back is for a maintainer."""
        left = tuple(entry for entry in self.review.entries if not is_final(self.decision(entry)))
        found = replace(self.review, entries=left or self.review.entries).verdict
        return "needs-maintainer" if found == "ready" and self.gate and not self.approved() else found

    def decision(self, entry: Entry) -> Decision | None:
        """Return what was decided of an entry; an approval of something else than it is now does not count."""
        made = self.state.decisions.get(entry.key)
        return None if made and made.kind == "approved" and made.subject != self.binding(entry) else made

    def binding(self, entry: Entry) -> str:
        """Return what an approval of an entry is bound to."""
        return bind(entry, self.thread)

    def target(self) -> tuple[Entry, ...]:
        """Return the entries that the pull request should hold: the approved ones, else all that are ready.

        Where the list wants it, or the contributor's proposal is held back, nothing is opened before it is approved.
        """
        waits = self.config.pull_request == "on-approval" or self.gate
        return self.approved() or (() if waits else self.waiting())

    def waiting(self) -> tuple[Entry, ...]:
        """Return the entries that are ready and not listed yet."""
        return tuple(e for e in self.review.entries if e.verdict == "ready" and not is_final(self.decision(e)))

    def approved(self) -> tuple[Entry, ...]:
        """Return the entries to list now; a hand-made request is merged as a whole, once all of it is decided."""
        if self.state.held:
            return ()
        decided = [(entry, self.decision(entry)) for entry in self.review.entries]
        if self.review.is_handmade and not all(is_final(made) or self.is_approved(made) for _, made in decided):
            return ()
        return tuple(e for e, made in decided if e.verdict == "ready" and self.is_approved(made))

    def is_approved(self, made: Decision | None) -> bool:
        """Tell whether enough people approved; who merged by hand needs nobody else."""
        enough = made is not None and (not made.by or len(made.by.split()) >= self.config.approvals.needed)
        return made is not None and made.kind == "approved" and enough

    def merges_by_itself(self, standing: Standing) -> bool:
        """Tell whether GitHub merges a pull request without being asked again, or can be told to."""
        return standing.queued or standing.queues or self.thread.repository.merges_later

    def finished(self) -> bool:
        """Tell whether nothing is left to decide."""
        entries = self.review.entries
        return not self.thread.is_live or (bool(entries) and all(is_final(self.decision(entry)) for entry in entries))
