"""Accounts that answer the clerk, and many issues at once. `make faults` goes on for 1,000 steps."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.echoes import ECHOES, FILING, Echo, Pair, echo, storm
from tests.faults.flood import flood
from tests.faults.ground import Ground
from tests.stage import Stage


@pytest.fixture
def ground(tmp_path: Path) -> Iterator[Ground]:
    with Ground(tmp_path) as ground:
        yield ground


@pytest.mark.parametrize("kind", ECHOES, ids=lambda kind: kind.name)
def test_an_echo_gets_no_second_comment(ground: Ground, kind: Echo) -> None:
    assert len(echo(ground, 3, kind)) == 1


def test_many_issues_at_once_get_one_comment_each(ground: Ground) -> None:
    assert storm(ground, 6) == [1] * 6


def test_many_issues_of_one_person_delay_nobody_else() -> None:
    other, person, answers = flood(10)
    assert max(other, person) < 7
    assert answers == 12


def test_two_clerks_on_one_list_say_one_thing_each_and_are_silent(tmp_path: Path) -> None:
    with Pair(tmp_path) as pair:
        Stage(pair).contributor.writes("New paper", FILING)
        pair.rest()
        pair.rest()
        assert pair.gather() == []
        comments = pair.hub.repository("paper-list/survey").threads[1].comments
        assert sorted(comment.author.login for comment in comments) == ["other-clerk", "paperclerk-bot"]
