"""What is held of many lists stays within bounds, and goes by who was asked for last."""

from __future__ import annotations

import pytest

from bot.service import holding
from bot.service.holding import Holding


@pytest.fixture
def gone(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The lists that were let go of; ten papers may be held."""
    monkeypatch.setattr(holding, "MOST_PAPERS", 10)
    return []


def hold(gone: list[str], *lists: tuple[str, int], busy: str = "") -> Holding:
    """Work with lists one after the other."""

    def let_go(name: str) -> bool:
        if name != busy:
            gone.append(name)
        return name != busy

    held = Holding(let_go)
    for name, papers in lists:
        held.hold(name, papers)
    return held


@pytest.mark.parametrize(
    ("lists", "left"),
    [
        pytest.param([("a", 5), ("b", 5)], "ab", id="there is room"),
        pytest.param([("a", 5), ("b", 5), ("c", 1)], "bc", id="the one that was asked for longest ago goes"),
        pytest.param([("a", 5), ("b", 5), ("a", 5), ("c", 1)], "ac", id="asked for again"),
        pytest.param([("a", 5), ("b", 5), ("c", 10)], "c", id="as many as have to"),
        pytest.param([("a", 5), ("b", 99)], "b", id="one that is larger than all may be is held while it is the last"),
    ],
)
def test_what_nobody_asked_for_lately_goes_first(gone: list[str], lists: list[tuple[str, int]], left: str) -> None:
    held = hold(gone, *lists)
    assert list(held.papers) == list(left)
    assert sorted(gone) == sorted({name for name, _ in lists} - set(left))


def test_what_is_worked_with_stays_until_it_is_free(gone: list[str]) -> None:
    held = hold(gone, ("a", 9), ("b", 9), ("c", 9), busy="a")
    assert list(held.papers) == ["a", "c"]
    assert gone == ["b"]


def test_what_is_forgotten_takes_no_room(gone: list[str]) -> None:
    held = hold(gone, ("a", 9))
    held.forget("a")
    held.hold("b", 9)
    assert gone == []
