"""The names of papers' files: from any title one that every system can hold, and that leads nowhere else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.identity.ids import paper_id

NAME = re.compile(r"[a-z0-9-]{1,80}")
#: As Microsoft's documentation lists them, whatever ending they have.
WINDOWS = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}


@pytest.mark.parametrize(
    ("title", "id"),
    [
        pytest.param("CON", "paper-con", id="a device"),
        pytest.param("Nul.", "paper-nul", id="a device with a dot"),
        pytest.param("COM1", "paper-com1", id="a port"),
        pytest.param("../../etc/passwd", "etc-passwd", id="a way out"),
        pytest.param(".git", "git", id="git's own"),
        pytest.param("a\0b", "a-b", id="NUL"),
        pytest.param("Trailing dot.", "trailing-dot", id="a trailing dot"),
        pytest.param("Caf\u00e9", "cafe", id="composed"),
        pytest.param("Cafe\u0301", "cafe", id="decomposed"),
        pytest.param("x" * 300, "x" * 80, id="300 letters"),
    ],
)
def test_a_name_is_made_of_the_title(title: str, id: str) -> None:
    assert paper_id(title, (), ()) == id


@given(st.text(max_size=200) | st.sampled_from(sorted(WINDOWS)))
def test_any_title_gives_a_name_that_every_system_can_hold(title: str) -> None:
    first = paper_id(title, (), ())
    second = paper_id(title, (), {first})
    for name in (first, second):
        assert NAME.fullmatch(name)
        assert name not in WINDOWS
    assert first != second


@pytest.mark.parametrize("count", [1, 2, 3, 8, 100], ids=str)
def test_one_title_again_and_again_is_numbered_in_turn(count: int) -> None:
    taken = {"a-title", *(f"a-title-{number}" for number in range(2, count + 1))}
    assert paper_id("A title", (), taken) == f"a-title-{count + 1}"
