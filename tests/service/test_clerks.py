"""What the clerks of many lists keep stays within bounds, and goes by who was asked for last."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.service import clerks
from bot.service.clerks import Clerks


@dataclass
class Holder:
    """Holds so many papers of a list, and says when it lets go of them."""

    name: str
    papers: int
    gone: list[str] = field(default_factory=list)

    def count_papers(self) -> int:
        return self.papers

    def let_go(self) -> None:
        self.gone.append(self.name)


@pytest.fixture
def gone(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The lists that were let go of; ten papers may be held."""
    monkeypatch.setattr(clerks, "MOST_PAPERS", 10)
    return []


def hold(gone: list[str], *lists: tuple[str, int], busy: str = "") -> Clerks:
    """Work with lists one after the other; of one it is somebody's turn all the while."""
    held = Clerks(None, lambda *told: None)
    known: dict[str, Any] = held.known
    if busy:
        held.turn(busy).acquire()
    for name, papers in lists:
        known[name] = Holder(name, papers, gone)
        held.hold(name)
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
    held.dismiss("a")
    known: dict[str, Any] = held.known
    known["b"] = Holder("b", 9, gone)
    held.hold("b")
    assert gone == []
