"""Everything that can go wrong with one call, and what comes of a chapter in which it does."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bot.demo.playground import REPOSITORY
from bot.service.inbox.reporting import find_reasons
from tests.faults.ground import Ground, Slip, tell
from tests.faults.state import State, compare, find_doubles, read_state
from tests.faults.story import CHAPTERS
from tests.localhub.traffic import Fault, Request

#: To a client a request that timed out is one whose connection broke: it cannot know whether there was an effect. Both
#: are told apart in tests/hub/test_gateway.py.
FAULTS = {
    "dropped or timed out before": Fault("drop"),
    "dropped or timed out after": Fault("drop", after=True),
    "500 before": Fault("status", 500),
    "502 after": Fault("status", 502, after=True),
    "403 for 7 s": Fault("status", 403, retry_after=7),
    "403 without a time": Fault("status", 403),
    "429 without a time": Fault("status", 429),
    "401": Fault("status", 401),
    "404": Fault("status", 404),
    "409": Fault("status", 409),
    "422": Fault("status", 422),
    "cut JSON": Fault("cut"),
    "partial": Fault("partial"),
    "RATE_LIMITED": Fault("limited"),
}
GRAPHQL_ONLY = frozenset({"partial", "RATE_LIMITED"})
NUMBER, COMMIT = re.compile(r"(?<=/)\d+(?=/|$)"), re.compile(r"[0-9a-f]{40}")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the clerk makes of some answers to some calls, and why; `call` is a pattern like "chapter: name"."""

    call: str
    faults: frozenset[str]
    why: str

    def covers(self, case: Case) -> bool:
        """Tell whether a case is one of these."""
        return case.fault in self.faults and re.fullmatch(self.call, f"{case.chapter}: {case.name}") is not None


#: An answer that says something of the world, and is believed: the end differs, but nothing is done twice.
BELIEVED = (
    Reading(
        ".*: GET /collaborators/.*/permission",
        frozenset({"404"}),
        "GitHub knows no such account, so the command is refused in a visible line, and can be given again",
    ),
)


@dataclass(frozen=True, slots=True)
class Case:
    """One call of a chapter (the `number`-th, counted from 1, known by its `name`) and what goes wrong with it."""

    chapter: str
    number: int
    name: str
    fault: str

    def __str__(self) -> str:
        """Return the case in words."""
        return f"{self.chapter}, call {self.number} ({self.name}): {self.fault}"


@dataclass(frozen=True, slots=True)
class Telling:
    """How a chapter ended: its state, what was done twice, what the inbox still holds, and the calls in their order."""

    state: State
    doubles: list[str]
    left: list[str]
    calls: list[Request]


def name_call(call: Request) -> str:
    """Return a call's method and path, or its GraphQL operation, without numbers."""
    if call.operation:
        return call.operation
    path = call.path.removeprefix("/api/v3").removeprefix(f"/repos/{REPOSITORY}")
    return f"{call.method} {NUMBER.sub('N', COMMIT.sub('SHA', path))}"


def tell_chapter(chapter: str, slip: Slip | None = None) -> Telling:
    """Tell a chapter on a ground of its own."""
    with tempfile.TemporaryDirectory() as folder, Ground(Path(folder), slip=slip) as ground:
        tell(CHAPTERS[chapter], ground)
        return Telling(
            read_state(ground.hub), find_doubles(ground.hub), find_reasons(ground.bot.inbox), ground.wire.calls
        )


def list_cases(chapter: str, calls: list[Request]) -> list[Case]:
    """Return each call of a chapter with everything that can go wrong with it."""
    return [
        Case(chapter, number, name_call(call), fault)
        for number, call in enumerate(calls, 1)
        for fault in FAULTS
        if call.path.endswith("/graphql") or fault not in GRAPHQL_ONLY
    ]


def find_reading(readings: tuple[Reading, ...], case: Case) -> Reading | None:
    """Return what the clerk makes of a case, None if that is nothing special."""
    return next((reading for reading in readings if reading.covers(case)), None)


def run_case(case: Case, undisturbed: State) -> list[str]:
    """Return what is not as it would be without the fault, in words; nothing if all is well."""
    told = tell_chapter(case.chapter, Slip(case.number, FAULTS[case.fault]))
    wrong = [*told.doubles, *(f"left in the inbox: {reason}" for reason in told.left)]
    if len(told.calls) < case.number:
        wrong.append("the call was not made")
    if not find_reading(BELIEVED, case) and (difference := compare(undisturbed, told.state)):
        wrong.append(difference)
    return wrong
