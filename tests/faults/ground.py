"""The ground for faults: a playground where mail is carried by hand and no pause is ever slept."""

import itertools
import random
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self
from unittest import mock

from bot.demo.playground import CLERK, REPOSITORY, Playground
from bot.localhub.webhooks import Delivery
from bot.service.inbox.sqlite import SQLiteInbox
from bot.service.running import Bot
from tests.localhub.direct import post
from tests.localhub.traffic import Fault, Request, WatchedHub, watched
from tests.stage import Stage, small_files

#: Nobody listens at the discard port: what GitHub sends goes nowhere until it is carried.
NOWHERE = "http://127.0.0.1:9/"
#: The longest pause of the inbox is an hour.
HOUR = 3600.0
#: In seconds; a step takes one or two, but not on a machine with much else to do.
PATIENCE = 600.0

#: Turns the deliveries of a step into those that arrive, in their order.
Mail = Callable[[list[Delivery]], Iterable[Delivery]]


@dataclass(frozen=True, slots=True)
class Slip:
    """What is to go wrong with the clerk's call `number`, counted from 1."""

    number: int
    fault: Fault


class Wire:
    """Stands before the local GitHub (WSGI), counts the clerk's calls, and lets one of them fail.

    The clerk makes one call after the other and people wait meanwhile, so the newest request that the local GitHub
    knows of is the one in hand.
    """

    def __init__(self, hub: WatchedHub, slip: Slip | None) -> None:
        self.hub = hub
        self.slip = slip
        self.tokens = tuple(token for token, known in hub.world.tokens.items() if known.user.login == CLERK)
        self.calls: list[Request] = []

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request."""
        if not environ.get("HTTP_AUTHORIZATION", "").endswith(self.tokens):
            return self.hub.faults(environ, start)
        if self.slip and len(self.calls) + 1 == self.slip.number:
            self.hub.faults.add(self.slip.fault)
        try:
            return self.hub.faults(environ, start)
        finally:
            self.calls.append(self.hub.requests[-1])


class Ground(Playground):
    """A playground with the small list, which `slip` befalls; deliveries wait until `rest`, which `mail` sorts."""

    def __init__(self, root: Path, *, slip: Slip | None = None, mail: Mail = list) -> None:
        super().__init__(root, files=small_files(), hub=WatchedHub)
        self.settings = replace(self.settings, repositories=frozenset({REPOSITORY}))
        self.slip = slip
        self.mail = mail
        self.carried = 0

    def __enter__(self) -> Self:
        super().__enter__()
        hurry(self.bot)
        self.cut_off()
        return self

    def cut_off(self) -> None:
        """Let the wire see all calls, and GitHub's own deliveries go nowhere."""
        self.wire = Wire(watched(self.hub), self.slip)
        self.hub.server.app = self.wire
        (hook,) = self.hub.repository(REPOSITORY).hooks
        self.door, hook.url = replace(hook), NOWHERE
        self.hub.drain()

    def settle(self, seconds: float = 60.0, *, retries: bool = False) -> None:
        """Let nothing happen yet: whoever acts goes on."""

    def rest(self) -> None:
        """Carry all new deliveries, and wait until the clerk is done."""
        self.carry(self.mail(self.gather()))
        super().settle(PATIENCE, retries=True)

    def gather(self) -> list[Delivery]:
        """Return the deliveries since the last time."""
        self.hub.drain()
        fresh = self.hub.deliveries[self.carried :]
        self.carried += len(fresh)
        return [replace(delivery, hook=self.door) for delivery in fresh]

    def carry(self, mail: Iterable[Delivery]) -> None:
        """Bring deliveries to the clerk."""
        for delivery in mail:
            status, answer = post(delivery)
            assert status in (200, 202), f"{delivery.event}: {status} {answer}"

    def sweep(self) -> None:
        """Let the clerk look for what it was not told of, and wait until it is done."""
        self.bot.rounds.sweep()
        super().settle(PATIENCE, retries=True)


def hurry(bot: Bot) -> None:
    """Let no pause of a bot's last: each look at its clocks is an hour later, so that it is over at the next."""
    clock = itertools.count(time.time(), HOUR).__next__
    pace = bot.connection.login(None).pace
    pace.clock, pace.sleep = clock, mock.Mock()
    assert isinstance(bot.inbox, SQLiteInbox)
    bot.inbox.clock = clock


def tell(chapter: Callable[[Stage], Iterator[None]], ground: Ground, *, sweeping: bool = False) -> None:
    """Let people act and the clerk answer, step by step; `sweeping` after each step, and at the end in any case."""
    for _ in chapter(Stage(ground)):
        ground.rest()
        if sweeping:
            ground.sweep()
    ground.rest()
    ground.sweep()


def triple(seed: int) -> Mail:
    """Return the mail that brings each delivery three times in any order.

    Two copies have the same number, as when GitHub sends again; the third has another, as when two webhooks tell of
    one event, and may come a step later.
    """
    chance = random.Random(seed)
    late: list[Delivery] = []

    def mail(deliveries: list[Delivery]) -> Iterable[Delivery]:
        others = [replace(delivery, guid=str(uuid.uuid4())) for delivery in deliveries]
        chance.shuffle(others)
        copies = [*deliveries, *deliveries, *others[::2], *late]
        late[:] = others[1::2]
        chance.shuffle(copies)
        return copies

    return mail


def lossy(seed: int, share: float = 0.3) -> Mail:
    """Return the mail that loses a share of the deliveries."""
    chance = random.Random(seed)
    return lambda deliveries: [delivery for delivery in deliveries if chance.random() >= share]
