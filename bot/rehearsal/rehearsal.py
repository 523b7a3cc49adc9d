"""A rehearsal under way: the bot, the person, values kept from step to step, and how slowly GitHub shows changes."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from bot.catalogue.data.store import read_shipped_venues
from bot.catalogue.identity.metadata import LookUp
from bot.errors import ExitCode, RefusalError
from bot.hub.client import Client
from bot.hub.connection import Connection
from bot.hub.gateway import Gateway
from bot.rehearsal.scratch import MARK, Scratch
from bot.service.sweep import look_at
from bot.workflow.changes import Change
from bot.workflow.clerk import Clerk
from bot.workflow.thread import Comment, Thread

T = TypeVar("T")
#: In seconds: the first pause before GitHub is asked again, and the longest.
FIRST_PAUSE, LONGEST_PAUSE = 0.25, 5.0
#: In seconds: the wait until GitHub shows a change, and for an answer by a bot that serves the repository already.
PATIENCE, USUAL_WAIT = 60.0, 10.0
LONGEST_QUOTE = 160
#: How a step ended: as the code expects, right but too slow, otherwise, or not at all.
Ending = Literal["ok", "limit", "error", "left out"]
EXIT_CODES = {"ok": ExitCode.FINE, "left out": ExitCode.FINE, "limit": ExitCode.FINDINGS, "error": ExitCode.REFUSED}


class UnexpectedError(RefusalError):
    """GitHub answered other than the code expects; the message quotes the answer."""


def expect(is_so: object, words: str) -> None:
    """Raise UnexpectedError unless something is true; the words say what it is, and what GitHub shows instead."""
    if not is_so:
        raise UnexpectedError(words)


class LeftOutError(RefusalError):
    """A step is impossible because an earlier one failed, which the message names."""


@dataclass(frozen=True)
class Staging:
    """Who rehearses where: the `bot` and the `person` by their logins; `told` that this is a scratch repository.

    A bot that serves the repository already has `wait` seconds to answer before this program does its work. `say`
    prints a line. Times are in seconds.
    """

    repository: str
    bot: Connection
    person: Connection
    look_up: LookUp | None
    say: Callable[[str], object]
    told: bool = False
    wait: float = USUAL_WAIT
    patience: float = PATIENCE
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass
class Rehearsal:
    """What the steps work with: `bot` is the client under test, `person` uses GitHub with a token of their own.

    `clerk` does the work if no bot serves the repository. `kept` holds values for later steps, and `lag` is how long
    GitHub took to show what a step wrote.
    """

    staging: Staging
    bot: Client
    person: Gateway
    scratch: Scratch
    clerk: Clerk | None = None
    kept: dict[str, Any] = field(default_factory=dict)
    lag: float = 0.0

    def do(self, *changes: Change) -> None:
        self.bot.apply(changes)

    def keep(self, name: str, value: T) -> T:
        self.kept[name] = value
        return value

    def need(self, name: str) -> Any:
        """Return a value kept by an earlier step; raise LeftOutError if that step failed."""
        if name not in self.kept:
            raise LeftOutError(f"there is no {name}, because an earlier step failed")
        return self.kept[name]

    def find_worker(self, number: int) -> None:
        """Find out whether a bot that serves the repository answers an issue; if not, work here from now on."""
        try:
            self.shows("a bot answers", lambda: self.thread(number), own_comments, patience=self.staging.wait)
        except UnexpectedError:
            self.clerk = Clerk(self.bot, self.staging.look_up, read_shipped_venues())

    def work(self) -> None:
        """Let the bot look at everything that waits, unless another one serves the repository."""
        if self.clerk:
            look_at(self.clerk, (*self.bot.read_waiting(), None))

    def shows(
        self,
        what: str,
        ask: Callable[[], T],
        is_right: Callable[[T], Any],
        *,
        works: bool = False,
        patience: float | None = None,
    ) -> T:
        """Ask GitHub until an answer is right; raise UnexpectedError with the last one if none is in time.

        With `works` the bot works meanwhile; otherwise the time until then shows how far reads lag behind writes.
        """
        start, pause = self.staging.clock(), FIRST_PAUSE
        most = self.staging.patience if patience is None else patience
        while True:
            if works:
                self.work()
            found, waited = ask(), self.staging.clock() - start
            if is_right(found):
                if not works and pause > FIRST_PAUSE:
                    self.lag = max(self.lag, waited)
                return found
            if waited >= most:
                raise UnexpectedError(f"{what}, but after {waited:.0f} s GitHub still says {show_found(found)}")
            self.staging.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    def thread(self, number: int) -> Thread:
        found = self.bot.read_thread(number)
        if found is None:
            raise UnexpectedError(f"the bot can read #{number}, but GitHub says there is no such thread")
        return found

    def shows_thread(self, number: int, what: str, is_right: Callable[[Thread], Any], *, works: bool = False) -> Thread:
        return self.shows(what, lambda: self.thread(number), is_right, works=works)

    def opens(self, title: str, body: str) -> int:
        """Let the person open an issue; return its number."""
        number: int = self.person.rest("POST", "/issues", contents=1, title=title, body=f"{body}\n\n{MARK}")["number"]
        return number

    def says(self, number: int, words: str) -> int:
        """Let the person comment; return the comment's number."""
        comment: int = self.person.rest("POST", f"/issues/{number}/comments", contents=1, body=words)["id"]
        return comment

    def proposes(self, branch: str, commit: str, title: str) -> dict[str, Any]:
        """Let the person open a pull request from a new branch at a commit."""
        self.scratch.create(branch, commit)
        words = {"title": title, "body": MARK, "head": branch, "base": self.scratch.branch}
        pull: dict[str, Any] = self.person.rest("POST", "/pulls", contents=1, **words)
        return pull

    def page(self, path: str) -> str:
        return self.bot.read_text(self.scratch.head(), path) or ""


@dataclass(frozen=True, slots=True)
class Step:
    """`expects` ends the sentence "GitHub should show ..."; `real` is what only the real GitHub can show."""

    name: str
    does: str
    expects: str
    real: str
    act: Callable[[Rehearsal], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a step ended, after how many seconds; `lag` is how long its writes could not be read."""

    step: Step
    ending: Ending
    words: str
    seconds: float
    lag: float


def own_comments(thread: Thread) -> list[Comment]:
    return [comment for comment in thread.comments if comment.own]


def show_found(found: object) -> str:
    """Return the beginning of an answer on one line; of a thread, what its page shows."""
    if isinstance(found, Thread):
        state = "merged" if found.merged else "open" if found.open else "closed"
        pull = f"request #{found.pull.number} {found.pull.state}" if found.pull else "no request"
        labels = ", ".join(sorted(found.labels)) or "no label"
        return f"#{found.number} is {state}, {labels}, {len(own_comments(found))} comments of the bot's, {pull}"
    text = " ".join(str(found).split())
    return repr(text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…")
