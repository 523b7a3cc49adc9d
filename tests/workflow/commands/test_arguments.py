"""What stands behind a command's name: the entries that are meant, and the rest."""

import pytest

from bot.review.review import Review
from bot.workflow.commands.arguments import RefusedError, choose_entries, choose_rejected, take_entries
from tests.workflow.builders import ENTRY, OTHER

ONE, TWO, NONE = Review("add", (ENTRY,)), Review("add", (ENTRY, OTHER)), Review("add")


@pytest.mark.parametrize(
    ("argument", "review", "numbers", "rest"),
    [
        pytest.param("", TWO, [1, 2], "", id="all"),
        pytest.param("2", TWO, [2], "", id="one"),
        pytest.param("1, 2 too old", TWO, [1, 2], "too old", id="several and words"),
        pytest.param("3d-vision", TWO, [1, 2], "3d-vision", id="a section that begins with a digit"),
        pytest.param("3.5 bits", TWO, [1, 2], "3.5 bits", id="a number with a point"),
        pytest.param("2024", ONE, [1], "2024", id="of one entry a number is a word"),
        pytest.param("1 later", ONE, [1], "later", id="of one entry its own number counts"),
    ],
)
def test_numbers_in_front_name_entries(argument: str, review: Review, numbers: list[int], rest: str) -> None:
    chosen, words = choose_entries(argument, review)
    assert ([entry.number for entry in chosen], words) == (numbers, rest)


@pytest.mark.parametrize(
    ("argument", "review", "says"),
    [
        pytest.param("", NONE, "no paper", id="nothing there"),
        pytest.param("3", TWO, "no entry 3", id="a number of nobody"),
        pytest.param("1,7", TWO, "no entry 7", id="one of nobody among others"),
    ],
)
def test_what_names_nothing_is_refused(argument: str, review: Review, says: str) -> None:
    with pytest.raises(RefusedError, match=says):
        choose_entries(argument, review)


def test_a_field_of_several_entries_needs_a_number() -> None:
    with pytest.raises(RefusedError, match="begin with the number"):
        take_entries("venue ICLR", TWO)
    assert take_entries("2 venue ICLR", TWO) == ([OTHER], "venue ICLR")
    assert take_entries("venue ICLR", ONE) == ([ENTRY], "venue ICLR")


def test_a_reason_may_begin_with_a_number_where_there_is_one_entry() -> None:
    assert choose_rejected("1 paper is not enough", ONE) == ([ENTRY], "1 paper is not enough")
    assert choose_rejected("1: too old", ONE) == ([ENTRY], "too old")
    assert choose_rejected("2 - too old", TWO) == ([OTHER], "too old")
