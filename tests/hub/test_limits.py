"""What GitHub's errors ask for, and the pace that all workers of an installation share."""

import itertools
from typing import Any

import pytest
import requests
from github import GithubException
from hypothesis import given
from hypothesis import strategies as st

from bot.hub.limits import HOUR, LONGEST_PAUSE, UNNAMED_PAUSE, Pace, PausedError, is_lost, pause_after

NOW = 1_000_000.0
SECONDARY = {"message": "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."}
PRIMARY = {"message": "API rate limit exceeded for user ID 1."}
RESET = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1000042"}
FORBIDDEN = {"message": "Resource not accessible by integration"}


def graphql(*errors: dict[str, str]) -> dict[str, Any]:
    return {"data": None, "errors": list(errors)}


@pytest.mark.parametrize(
    ("status", "body", "headers", "pause"),
    [
        pytest.param(403, SECONDARY, {"Retry-After": "7"}, 7.0, id="403 that names a time"),
        pytest.param(403, SECONDARY, {}, UNNAMED_PAUSE, id="403 that names none"),
        pytest.param(403, PRIMARY, RESET, 42.0, id="reset"),
        pytest.param(403, PRIMARY, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1"}, 1.0, id="reset is over"),
        pytest.param(
            403,
            PRIMARY,
            {"Date": "Mon, 12 Jan 1970 13:46:00 GMT", **RESET},
            82.0,
            id="reset by GitHub's own clock",
        ),
        pytest.param(403, PRIMARY, {"Date": "today", **RESET}, 42.0, id="reset where its clock cannot be read"),
        pytest.param(403, FORBIDDEN, {"x-ratelimit-remaining": "12"}, None, id="403 for want of a right"),
        pytest.param(429, SECONDARY, {"retry-after": "3"}, 3.0, id="429 that names a time"),
        pytest.param(429, {"message": "Too many"}, {}, UNNAMED_PAUSE, id="429 that names none"),
        pytest.param(429, None, None, UNNAMED_PAUSE, id="429 without a body"),
        pytest.param(429, {}, {"retry-after": "0"}, 1.0, id="no time at all is a second"),
        pytest.param(429, {}, {"retry-after": "999999"}, LONGEST_PAUSE, id="more than an hour"),
        pytest.param(429, {}, {"retry-after": "Wed, 21 Oct 2026 07:28:00 GMT"}, UNNAMED_PAUSE, id="a date"),
        pytest.param(200, graphql({"type": "RATE_LIMITED", "message": "x"}), {}, UNNAMED_PAUSE, id="GraphQL's primary"),
        pytest.param(
            200,
            graphql({"type": "RATE_LIMITED"}),
            {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1000100"},
            100.0,
            id="GraphQL's primary with its reset",
        ),
        pytest.param(200, graphql(SECONDARY), {"retry-after": "9"}, 9.0, id="GraphQL's secondary in a 200"),
        pytest.param(200, graphql({"message": "Something went wrong"}), {}, None, id="GraphQL's other errors"),
        pytest.param(200, {"errors": "rubbish"}, {}, None, id="errors that are no list"),
        pytest.param(502, {"message": "Server Error"}, {}, None, id="502"),
        pytest.param(401, {"message": "Bad credentials"}, {}, None, id="401"),
    ],
)
def test_an_error_names_its_pause(status: int, body: Any, headers: Any, pause: float | None) -> None:
    assert pause_after(GithubException(status, body, headers), clock=lambda: NOW) == pause


def test_other_errors_name_no_pause() -> None:
    assert pause_after(ValueError("rate limit")) is None
    assert pause_after(PausedError(12.5)) == 12.5


@pytest.mark.parametrize(
    ("error", "lost"),
    [
        pytest.param(GithubException(502, None, None), True, id="502"),
        pytest.param(GithubException(500, None, None), True, id="500"),
        pytest.param(requests.ConnectionError("gone"), True, id="dropped"),
        pytest.param(requests.Timeout("late"), True, id="timeout"),
        pytest.param(ValueError("not JSON"), True, id="truncated JSON"),
        pytest.param(GithubException(422, None, None), False, id="422"),
        pytest.param(KeyError("ours"), False, id="a fault of our own"),
    ],
)
def test_an_answer_is_lost(error: Exception, lost: bool) -> None:
    assert is_lost(error) is lost


class Clock:
    """A time that passes only where somebody sleeps."""

    def __init__(self) -> None:
        self.now = NOW

    def read(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.now += seconds


def pace(clock: Clock, between: float = 1.0, hourly: int = 450, processes: int = 1) -> Pace:
    return Pace(between, hourly, processes=processes, clock=clock.read, sleep=clock.sleep)


def test_a_rest_is_for_all_and_ends() -> None:
    clock = Clock()
    shared = pace(clock)
    shared.check()
    shared.rest(60)
    shared.rest(5)
    with pytest.raises(PausedError) as caught:
        shared.check()
    assert caught.value.seconds == 60
    assert shared.health()["resting"] == 60
    clock.sleep(60)
    shared.check()
    assert shared.health() == {"resting": 0, "contents": 0}


def test_a_github_of_ones_own_is_never_waited_for() -> None:
    clock = Clock()
    free = pace(clock, between=0, hourly=0)
    for _ in range(1000):
        free.await_turn(contents=3)
    assert clock.now == NOW


def test_more_content_at_once_than_an_hour_allows_waits_for_an_empty_hour() -> None:
    clock = Clock()
    shared = pace(clock, hourly=2)
    shared.await_turn(contents=1)
    with pytest.raises(PausedError) as caught:
        shared.await_turn(contents=3)
    assert caught.value.seconds == HOUR
    clock.sleep(HOUR)
    shared.await_turn(contents=3)


@given(
    steps=st.lists(st.tuples(st.floats(0, 900), st.integers(0, 3)), max_size=60),
    hourly=st.integers(3, 12),
    processes=st.integers(1, 4),
)
def test_no_second_and_no_hour_has_too_much_and_nothing_is_dropped(
    steps: list[tuple[float, int]], hourly: int, processes: int
) -> None:
    clock = Clock()
    shared = pace(clock, hourly=hourly * processes, processes=processes)
    turns: list[tuple[float, int]] = []
    for idle, contents in steps:
        clock.now += idle
        try:
            shared.await_turn(contents)
        except PausedError as paused:
            # Whoever waits as long as was said gets a turn.
            clock.sleep(paused.seconds)
            shared.await_turn(contents)
        turns.append((clock.now, contents))
    assert len(turns) == len(steps)
    starts = [start for start, _ in turns]
    assert all(later - earlier >= processes - 1e-6 for earlier, later in itertools.pairwise(starts))
    for start in starts:
        assert sum(made for at, made in turns if start <= at < start + HOUR - 1e-6) <= hourly
