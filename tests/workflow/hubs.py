"""A hub that answers the workflow with values at hand; GitHub itself is played by bot/localhub alone."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import cast

from bot.catalogue.data.store import read_shipped_venues
from bot.workflow.changes import Change
from bot.workflow.clerk import Clerk
from bot.workflow.hub import Hub, MovedError
from bot.workflow.thread import Comment, Commit, OwnBranch, Thread
from tests.stage import small_files
from tests.workflow.builders import BASE, START, thread

FILES = {path.removeprefix("data/"): text.decode() for path, text in small_files().items() if path.startswith("data/")}


class ValuesHub:
    """Holds threads by number and the list's versions, the newest first; keeps what was asked for and changed.

    `refusals` so many plans find GitHub moved, `unheard` are older threads that nobody looked at yet. `upkeep` is the
    repository with the bot's branch and request for what was edited by hand.
    """

    def __init__(
        self,
        *threads: Thread,
        versions: Sequence[Mapping[str, str]] = (FILES,),
        messages: Sequence[str] = (),
        refusals: int = 0,
        unheard: Sequence[int] = (),
    ) -> None:
        self.threads = {each.number: each for each in threads}
        self.versions = versions
        self.messages = messages or [""] * len(versions)
        self.refusals = refusals
        self.unheard = unheard
        self.upkeep = thread().own_branch
        self.states: Mapping[int, Comment] = {}
        self.changes: list[Change] = []
        self.settled: list[int] = []
        self.folders: list[str] = []
        self.looks: list[int] = []
        self.asked_for: list[int] = []
        self.pauses: list[float] = []

    repository = "owner/list"

    @property
    def hub(self) -> Hub:
        """This, as the workflow knows it."""
        return cast(Hub, self)

    def read_repository(self, branch: str) -> OwnBranch:
        return self.upkeep

    def read_thread(self, number: int) -> Thread | None:
        self.looks.append(number)
        return self.threads.get(number)

    def read_text(self, commit: str, path: str) -> str | None:
        return None

    def read_folder(self, commit: str, folder: str) -> Mapping[str, str]:
        self.folders.append(commit)
        return self.versions[0 if commit == BASE else int(commit)]

    def read_states(self) -> Mapping[int, Comment]:
        return self.states

    def read_unheard(self, number: int) -> Sequence[int]:
        return [other for other in self.unheard if other < number]

    def read_history(self, commit: str, folder: str) -> Iterator[Commit]:
        yield from (Commit(str(number), message) for number, message in enumerate(self.messages))

    def read_permission(self, login: str) -> str:
        return "write" if login == "maintainer" else "none"

    def find_care(self) -> int | None:
        return next((number for number, each in self.threads.items() if each.care), None)

    def has_thread(self, number: int) -> bool:
        self.asked_for.append(number)
        return number in self.threads

    def apply(self, changes: Sequence[Change]) -> None:
        if self.refusals:
            self.refusals -= 1
            raise MovedError("main")
        self.changes += changes

    def settle(self, number: int) -> None:
        self.settled.append(number)

    def let_go(self) -> None:
        pass

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)


def issue(number: int = 1, title: str = "A new paper on attention", **more: object) -> Thread:
    """An issue that proposes a paper and that nobody answered yet."""
    body = f"Title: {title}\nPaper: https://arxiv.org/abs/2407.{number:05}\nVenue: ICLR 2025\nSection: Attention"
    return thread(number=number, body=body, comments=(), created=START, **more)


def clerk(hub: ValuesHub) -> Clerk:
    """Return the clerk of a hub's list, an hour after its threads began; it asks no service."""
    return Clerk(hub.hub, None, read_shipped_venues(), clock=lambda: START + timedelta(hours=1))
