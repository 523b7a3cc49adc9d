"""`paperclerk sweep`: what a look at one thread leads to is looked at too, and never for ever."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from typing import cast

import pytest

from bot.service.sweep import MOST_LOOKS, look_at
from bot.workflow.handle import Clerk


class Recorder:
    """Stands in for a clerk: notes what it was asked to look at; `leads` says what each look leads to."""

    def __init__(self, leads: Mapping[int | None, tuple[int | None, ...]]) -> None:
        self.leads = leads
        self.looks: list[int | None] = []

    def handle(self, number: int) -> tuple[int | None, ...]:
        self.looks.append(number)
        return self.leads.get(number, ())

    def tend_list(self) -> tuple[int | None, ...]:
        self.looks.append(None)
        return self.leads.get(None, ())


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
    look_at(cast(Clerk, recorder), (1, 2, None), lambda number: nullcontext())
    assert recorder.looks == looks
