"""Accounts that answer every word of the clerk's, and one that writes more than anybody can read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal, Self

from bot.demo.playground import CLERK, REPOSITORY
from bot.hub.connection import Connection
from bot.localhub.webhooks import Delivery
from bot.service.running import Bot
from tests.faults.ground import Ground, hurry
from tests.localhub.direct import post
from tests.stage import Actor, Stage

LINK, TITLE = "https://arxiv.org/abs/2205.14135", "Fast and Memory-Efficient Exact Reading"
#: Without a section, so that there is something to ask.
FILING = f"Please add **{TITLE}** {LINK}, NeurIPS 2022."


@dataclass(frozen=True, slots=True)
class Echo:
    """An account that answers: what it is for GitHub, whether the thread is its own, and what it says to some words."""

    name: str
    kind: Literal["User", "Bot"]
    opens: bool
    words: Callable[[str], str]


ECHOES = (
    Echo("a bot that repeats what its thread is told", "Bot", opens=True, words=str),
    Echo("a bot that repeats what it reads", "Bot", opens=False, words=str),
    Echo("a bot that gives commands in its thread", "Bot", opens=True, words=lambda words: "/help\n/approve"),
    Echo("a bot that gives commands", "Bot", opens=False, words=lambda words: "/help\n/approve"),
    Echo("a machine's account of a person's kind in its thread", "User", opens=True, words=str),
    Echo("a machine's account of a person's kind", "User", opens=False, words=str),
)


def echo(ground: Ground, steps: int, kind: Echo) -> list[str]:
    """Let an account answer the clerk `steps` times; return the clerk's comments."""
    stage = Stage(ground)
    ground.hub.create_user("echo", kind=kind.kind)
    actor = Actor(stage, "echo", ground.hub.create_token("echo"))
    number = (actor if kind.opens else stage.contributor).writes("New paper", FILING)
    ground.rest()
    for _ in range(steps):
        actor.comments(number, kind.words(first_words(ground, number)))
        ground.rest()
    return words_of_clerk(ground, number)


def first_words(ground: Ground, number: int) -> str:
    """Return the clerk's comment without its hidden end."""
    return words_of_clerk(ground, number)[0].partition("<!--")[0]


def words_of_clerk(ground: Ground, number: int) -> list[str]:
    """Return the clerk's comments in a thread."""
    comments = ground.hub.repository(REPOSITORY).threads[number].comments
    return [comment.body for comment in comments if comment.author.login == CLERK]


def storm(ground: Ground, issues: int) -> list[int]:
    """Let one author open many issues before the clerk hears of the first; return how often it comments in each."""
    stage = Stage(ground)
    numbers = [stage.contributor.writes(f"Paper {n}", f"{FILING}\n\nSection: Attention") for n in range(issues)]
    ground.rest()
    return [len(words_of_clerk(ground, number)) for number in numbers]


class Pair(Ground):
    """A ground with a second clerk, of another account, who hears of everything too."""

    def __enter__(self) -> Self:
        super().__enter__()
        self.hub.create_user("other-clerk", kind="Bot")
        self.hub.set_role(REPOSITORY, "other-clerk", "write")
        connection = Connection(self.hub.api, token=self.hub.create_token("other-clerk"), between_writes=0)
        settings = replace(self.settings, inbox=self.hub.root / "other.sqlite3")
        self.other = self.stack.enter_context(Bot(settings, connection=connection, look_up=None))
        hurry(self.other)
        return self

    def carry(self, mail: Iterable[Delivery]) -> None:
        """Bring deliveries to both."""
        for delivery in mail:
            for port in (self.bot.port, self.other.port):
                post(replace(delivery, hook=replace(delivery.hook, url=f"http://127.0.0.1:{port}/webhook")))

    def rest(self) -> None:
        """Carry the new deliveries, and wait until both are done."""
        super().rest()
        while (count := self.other.inbox.count())["waiting"] + count["running"]:
            self.other.inbox.wait(1.0, since=self.other.inbox.version)
