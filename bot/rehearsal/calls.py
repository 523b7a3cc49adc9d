"""Counts the bot's calls to GitHub in a rehearsal: every call by name, how often, how long, and how often refused."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from bot.hub.gateway import Gateway
from bot.hub.rights import PERMISSIONS, find_call
from bot.hub.write.documents import Document

QUERY = re.compile(r"\bquery\s+(\w+)")
MUTATION = re.compile(r"^\s*f\d+: (\w+)\(", re.MULTILINE)
#: Named as the operator's guide names them: "POST /git/trees", or a mutation's name alone.
NAMES = tuple(dict.fromkeys(call for right in PERMISSIONS.values() for call in right.calls))


@dataclass(slots=True)
class CallCount:
    """One kind of call; `slowest` is in seconds."""

    times: int = 0
    refused: int = 0
    slowest: float = 0.0


@dataclass(slots=True)
class CallLog:
    """The calls by their names; `clock` is in seconds."""

    clock: Callable[[], float] = time.monotonic
    calls: dict[str, CallCount] = field(default_factory=dict)

    @contextmanager
    def timed(self, *names: str) -> Iterator[None]:
        """Count calls made in one request, as refused if the block raises."""
        start, refused = self.clock(), 1
        try:
            yield
            refused = 0
        finally:
            for name in names:
                call = self.calls.setdefault(name, CallCount())
                call.times, call.refused = call.times + 1, call.refused + refused
                call.slowest = max(call.slowest, self.clock() - start)

    def missing(self, *, is_app: bool) -> list[str]:
        """Return the calls that were not made, except those for an App only, or for a token only."""
        others = ("POST /statuses/{sha}", "GET /commits/{sha}/status") if is_app else PERMISSIONS["checks"].calls
        return [name for name in NAMES if name not in self.calls and name not in others]


class WatchedGateway(Gateway):
    def __init__(self, *args: Any, log: CallLog) -> None:
        super().__init__(*args)
        self.log = log

    def ask(self, document: str, variables: dict[str, Any], *, partly: bool = False) -> dict[str, Any]:
        """Count a query under its document's name."""
        found = QUERY.search(document)
        with self.log.timed(f"query {found[1] if found else '?'}"):
            return super().ask(document, variables, partly=partly)

    def mutate(self, document: Document) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
        """Count each mutation of a document, and which of them were refused."""
        names = MUTATION.findall(document.text)
        with self.log.timed(*names):
            data, errors = super().mutate(document)
        for place in errors:
            if place[1:].isdecimal():
                self.log.calls[names[int(place[1:])]].refused += 1
        return data, errors

    def rest(self, method: str, path: str, *, contents: int = 0, **body: Any) -> Any:
        """Count a call under its address in the guide."""
        with self.log.timed(name_call(method, path)):
            return super().rest(method, path, contents=contents, **body)


def name_call(method: str, path: str) -> str:
    """Return the name of a REST call, with its own address if the guide has none like it."""
    asked = f"{method} {path.partition('?')[0] or '/'}"
    return find_call(asked, NAMES) or asked
