"""`paperclerk sweep`: what a look at one thread leads to is looked at too, and never for ever."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import cast

import pytest

from bot.hub.connection import Connection
from bot.hub.redelivery import Attempt
from bot.service.failures import Failures
from bot.service.sweep import MOST_LOOKS, look_at, preview_sweep, sweep
from bot.workflow.changes import AddLabel, Change, CloseIssue
from bot.workflow.clerk import Clerk


class Recorder:
    """Stands in for a clerk: notes what it was asked to look at; `leads` says what each look leads to."""

    def __init__(self, leads: Mapping[int | None, tuple[int | None, ...]] = MappingProxyType({})) -> None:
        self.leads = leads
        self.looks: list[int | None] = []

    def work_for(self, hub: Account) -> Recorder:
        self.hub = hub
        return self

    def look(self, subject: int | None) -> tuple[int | None, ...]:
        self.looks.append(subject)
        return self.leads.get(subject, ())

    def preview(self, number: int) -> tuple[Change, ...]:
        return (AddLabel(number, "paper: ready"), CloseIssue(number, "completed"))


class Deliveries:
    """Stands in for what asks GitHub to send again: one delivery failed."""

    def __init__(self) -> None:
        self.asked = 0

    def find(self) -> list[Attempt]:
        return [Attempt(1, "lost", datetime(2026, 11, 1, tzinfo=UTC), 503)]

    def run(self) -> int:
        self.asked += 1
        return 1


class Account:
    """Stands in for a connection whose repositories have two threads that wait."""

    token = None
    repository = ""

    def open(self, repository: str) -> Account:
        self.repository = repository
        return self

    def identify(self, repository: str) -> str:
        return repository.lower()

    def read_waiting(self) -> list[int]:
        return [2, 7]


@pytest.fixture(autouse=True)
def recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.service.sweep.handle_subject", Recorder.look)


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> tuple[Recorder, Deliveries]:
    """What a sweep looks at, and asks for."""
    recorder, deliveries = Recorder(), Deliveries()
    monkeypatch.setattr("bot.service.sweep.Clerk", lambda hub, look_up, venues: recorder.work_for(hub))
    monkeypatch.setattr("bot.service.sweep.Redelivery", lambda connection: deliveries)
    return recorder, deliveries


def run(*, dry_run: bool) -> list[str]:
    """Sweep two lists; return what was said."""
    said: list[str] = []
    account, lists = cast(Connection, Account()), ["b/list", "a/list"]
    failures = Failures(said.append, is_app=True)
    if dry_run:
        said += preview_sweep(account, lists, None, failures)
    else:
        sweep(account, lists, None, failures)
    assert not failures.count
    return said


def test_a_sweep_asks_for_what_was_lost_and_looks_at_all_that_waits_the_list_last(
    seen: tuple[Recorder, Deliveries],
) -> None:
    recorder, deliveries = seen
    assert run(dry_run=False) == []
    assert deliveries.asked == 1
    assert recorder.looks == [2, 7, None] * 2


def test_one_repository_in_two_spellings_is_swept_once(seen: tuple[Recorder, Deliveries]) -> None:
    recorder, _ = seen
    account = cast(Connection, Account())
    sweep(account, ["A/list", "a/List"], None, Failures(print, is_app=True))
    assert recorder.looks == [2, 7, None]


def test_a_dry_run_says_all_and_does_nothing(seen: tuple[Recorder, Deliveries]) -> None:
    recorder, deliveries = seen
    assert run(dry_run=True) == [
        "delivery lost: ask GitHub to send it again",
        *(
            f"{name}#{number}: {words}"
            for name in ("a/list", "b/list")
            for number in (2, 7)
            for words in (f'put the label "paper: ready" on #{number}', f"close #{number} as completed")
        ),
    ]
    assert deliveries.asked == 0
    assert recorder.looks == []


@pytest.mark.parametrize(
    ("leads", "looks"),
    [
        pytest.param({}, [1, 2, None], id="each thread once, the list last"),
        pytest.param({1: (7,)}, [1, 2, None, 7], id="a thread that a finished one frees"),
        pytest.param({1: (2,)}, [1, 2, None], id="a thread that waits already"),
        pytest.param({2: (1,)}, [1, 2, None, 1], id="a thread that was looked at too early"),
        pytest.param({None: (9,), 9: (None,)}, [1, 2, None, 9, None, 9, None, 9], id="the list and a request in turn"),
        pytest.param({1: (1,)}, [1, 2, None, *[1] * (MOST_LOOKS - 1)], id="a thread that leads to itself"),
    ],
)
def test_a_sweep_follows_what_a_look_leads_to(
    leads: Mapping[int | None, tuple[int | None, ...]], looks: list[int | None]
) -> None:
    recorder = Recorder(leads)
    look_at(cast(Clerk, recorder), (1, 2, None))
    assert recorder.looks == looks
