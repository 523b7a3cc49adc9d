"""The services, and a clock that stands still unless somebody waits."""

from collections.abc import Iterator

import pytest

from bot.catalogue.data.store import read_shipped_venues
from bot.catalogue.venues import Venues
from tests.metadata.services import Services


class Clock:
    def __init__(self) -> None:
        self.now = 1_790_000_000.0
        self.waits: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.waits.append(round(seconds, 3))
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def services() -> Iterator[Services]:
    with Services() as services:
        yield services


@pytest.fixture(scope="session")
def venues() -> Venues:
    return read_shipped_venues()
