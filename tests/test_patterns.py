"""A pattern that is compiled at its first use says what it would say at once."""

import re
from collections.abc import Callable

import pytest

from bot.patterns import rare

TEXT = "One, two"


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda pattern: pattern.search(TEXT)[0], id="search"),
        pytest.param(lambda pattern: pattern.match(TEXT, 5)[1], id="match at a place"),
        pytest.param(lambda pattern: pattern.fullmatch(TEXT), id="fullmatch"),
        pytest.param(lambda pattern: pattern.findall(TEXT), id="findall"),
        pytest.param(lambda pattern: [found.span() for found in pattern.finditer(TEXT)], id="finditer"),
        pytest.param(lambda pattern: pattern.sub("x", TEXT), id="sub"),
        pytest.param(lambda pattern: (pattern.pattern, pattern.flags, pattern.groups), id="what it is made of"),
    ],
)
def test_it_answers_as_any_pattern(ask: Callable[[re.Pattern[str]], object]) -> None:
    late = rare("(O)?[a-z]+", re.IGNORECASE)
    assert [ask(late), ask(late)] == [ask(re.compile("(O)?[a-z]+", re.IGNORECASE))] * 2


def test_it_is_compiled_when_it_is_asked_for_and_not_before() -> None:
    wrong = rare("(")
    with pytest.raises(re.error):
        wrong.search(TEXT)
