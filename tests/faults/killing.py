"""A ground where the clerk is a process of its own, which is killed at chosen moments and started anew."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import httpx

from bot.localhub.webhooks import Delivery, post
from tests.faults.ground import PATIENCE, Ground, Wire
from tests.faults.serving import Process
from tests.localhub.traffic import drop, watched
from tests.web import CLIENT

#: Where a process dies: before its call has an effect, after that but before the answer, or a moment later.
Moment = Literal["before", "after", "later"]
MOMENTS: tuple[Moment, ...] = ("before", "after", "later")
#: Of the process and of the bot that sweeps in the end alike, or each would void what the other remembers.
SEAL_KEY = "the-operator-of-a-clerk-that-is-killed"
#: Within this many seconds the clerk makes its next call, or is done.
LATER = 0.03
#: How often a process at work is asked whether it is done.
LOOK_SECONDS = 0.02


class Killer(Wire):
    """Kills the process at some of its calls: `moments` are random, about `gap` calls apart, `kills` in all."""

    def __init__(self, ground: KillingGround, kills: int, gap: int, seed: int) -> None:
        super().__init__(watched(ground.hub), None)
        self.process = ground.process
        self.chance = random.Random(seed)
        self.left = kills
        self.gap = gap
        self.wait = self.chance.randint(1, 2 * gap)

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request, or let the one who asks die."""
        if not environ.get("HTTP_AUTHORIZATION", "").endswith(self.tokens):
            return super().__call__(environ, start)
        self.wait -= 1
        moment = self.choose() if self.left and self.wait <= 0 else None
        if moment == "before":
            self.process.kill()
            drop(environ)
        if moment == "later":
            threading.Timer(self.chance.uniform(0, LATER), self.process.kill).start()
        answer = super().__call__(environ, start)
        if moment == "after":
            self.process.kill()
        return answer

    def choose(self) -> Moment:
        """Return the moment of a kill, and put the next one off."""
        self.left -= 1
        self.wait = self.chance.randint(1, 2 * self.gap)
        return self.chance.choice(MOMENTS)


class KillingGround(Ground):
    """A ground whose clerk is a process; what it was told in vain it is told again once it runs, as by an operator."""

    def __init__(self, root: Path, *, kills: int, gap: int, seed: int) -> None:
        super().__init__(root)
        self.seal_keys = (SEAL_KEY.encode(),)
        self.kills, self.gap, self.seed = kills, gap, seed
        self.pause = threading.Event()

    def cut_off(self) -> None:
        """Start the process, and let the killer see its calls."""
        super().cut_off()
        environment = {
            "PAPERCLERK_WEBHOOK_SECRET": self.settings.secrets[0].decode(),
            "PAPERCLERK_SEAL_KEY": SEAL_KEY,
            "PAPERCLERK_TOKEN": self.wire.tokens[0],
            "PAPERCLERK_API_URL": self.hub.api,
            "PAPERCLERK_INBOX": str(self.hub.root / "served.sqlite3"),
            "PAPERCLERK_CACHE": "off",
        }
        self.process = Process(environment, self.hub.root / "served.log")
        self.stack.callback(self.process.kill)
        self.hub.server.app = self.wire = Killer(self, self.kills, self.gap, self.seed)

    def carry(self, mail: Iterable[Delivery]) -> None:
        """Bring deliveries to the process; one that it died over comes again."""
        for delivery in mail:
            while not self.bring(delivery):
                self.pause.wait(LOOK_SECONDS)

    def bring(self, delivery: Delivery) -> bool:
        """Bring a delivery to a living process; tell whether it was taken."""
        self.process.revive()
        hook = replace(delivery.hook, url=f"{self.process.address}/webhook")
        return post(replace(delivery, hook=hook))[0] in (200, 202)

    def rest(self) -> None:
        """Carry all new deliveries, and wait until a living process is done."""
        super().rest()
        end = time.monotonic() + PATIENCE
        while self.is_busy():
            if time.monotonic() > end:
                raise TimeoutError("the process is not at rest")
            self.pause.wait(LOOK_SECONDS)

    def is_busy(self) -> bool:
        """Tell whether the process has work left, reviving it where it is dead."""
        self.process.revive()
        try:
            count = CLIENT.get(f"{self.process.address}/healthz").json()
        except httpx.TransportError:
            return True
        return bool(count["waiting"] + count["running"])
