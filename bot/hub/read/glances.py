"""What a sweep sees of many lists in one question, to leave alone those where nothing moved. Pure."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.hub.read.thread_cache import DAY

#: So many looks in a row found a list as it is: a change may be seen a minute later than the time that it carries, and
#: two of one second carry the same.
ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Glance:
    """A list as it was seen: the head of its default branch, and a mark that is another one after any change."""

    head: str
    mark: str


@dataclass
class Unchanged:
    """Tells of one list whether it was looked at often enough as it is; `clock` is in seconds.

    Once a day a list is looked at in any case: what a glance does not show, as a setting, can matter too.
    """

    clock: Callable[[], float] = field(default=time.monotonic, repr=False)
    seen: Glance | None = None
    looks: int = 0
    looked: float = 0.0

    def holds(self, glance: Glance) -> bool:
        return glance == self.seen and self.looks >= ENOUGH and self.clock() < self.looked + DAY

    def note(self, glance: Glance) -> None:
        """Take note that a list was looked at after it looked so."""
        self.looks = self.looks + 1 if glance == self.seen else 1
        self.seen, self.looked = glance, self.clock()


def read_glance(found: dict[str, Any] | None) -> Glance | None:
    """Return what was seen of a repository, None where GitHub does not show it or it holds nothing."""
    if not found or not found["defaultBranchRef"]:
        return None
    return Glance(found["defaultBranchRef"]["target"]["oid"], json.dumps(found, sort_keys=True))
