"""Sections have ids that people can say."""

import pytest

from bot.lists.headings import section_ids
from bot.lists.reading.reader import heading_text


@pytest.mark.parametrize(
    ("paths", "ids"),
    [
        pytest.param([("L", "Long Context")], ["long-context"], id="its heading"),
        pytest.param([("A", "2023"), ("B", "2023")], ["a-2023", "b-2023"], id="the heading above where two are alike"),
        pytest.param([("A", "X"), ("A", "X")], ["a-x", "a-x-2"], id="a number where those are alike, too"),
        pytest.param([("论文",), ("综述",)], ["section", "section-2"], id="no Latin letter"),
        pytest.param([("A", "论文"), ("B", "论文")], ["a", "b"], id="none in the heading alone"),
        pytest.param([("x" * 300,), ("x" * 300,)], ["x" * 80, "x" * 76 + "-2"], id="a long one"),
    ],
)
def test_ids_of_sections(paths: list[tuple[str, ...]], ids: list[str]) -> None:
    taken: set[str] = set()
    assert section_ids(paths, taken) == ids
    assert taken == set(ids)


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        pytest.param("Survey ![](https://img.shields.io/badge/survey-red)", "Survey", id="a badge"),
        pytest.param(
            "[![Awesome](https://awesome.re/badge.svg)](https://awesome.re) Nets", "Nets", id="a linked badge"
        ),
        pytest.param("[Nets](#nets), [more](https://example.org)", "Nets, more", id="links"),
    ],
)
def test_a_heading_is_its_words(heading: str, text: str) -> None:
    assert heading_text(heading) == text
