"""What a sweep sees of many lists in one query, to skip those where nothing changed. Pure."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.hub.read.thread_cache import DAY

#: How often in a row a list was found the same: a change may show a minute later than its time says, and two changes in
#: one second have the same time.
ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Glance:
    """What a list looked like: the head of its default branch, and a mark that differs after any change."""

    head: str
    mark: str


@dataclass
class Unchanged:
    """Knows whether one list was examined often enough in its present state; `clock` counts in seconds.

    Once a day a list is examined in any case: things that a glance does not show, such as settings, can matter too.
    """

    clock: Callable[[], float] = field(default=time.monotonic, repr=False)
    seen: Glance | None = None
    looks: int = 0
    looked: float = 0.0

    def holds(self, glance: Glance) -> bool:
        return glance == self.seen and self.looks >= ENOUGH and self.clock() < self.looked + DAY

    def note(self, glance: Glance) -> None:
        """Note that a list was examined after this glance at it."""
        self.looks = self.looks + 1 if glance == self.seen else 1
        self.seen, self.looked = glance, self.clock()


def read_glance(found: dict[str, Any] | None) -> Glance | None:
    """Return the glance at a repository, None if GitHub does not show it or it is empty."""
    if not found or not found["defaultBranchRef"]:
        return None
    return Glance(found["defaultBranchRef"]["target"]["oid"], json.dumps(found, sort_keys=True))
