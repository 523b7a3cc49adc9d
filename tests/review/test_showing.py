"""Lines of a list, shown as they will look and with nothing in them that fires."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.localhub.markup import render
from bot.review.words.showing import render_line, show_address, show_lines

LINE = "- A title. *[ICLR'25]* [[Paper]](https://arxiv.org/abs/2407.08608)"


def test_a_line_is_rendered_and_its_source_is_folded() -> None:
    shown = show_lines(LINE)
    assert shown.startswith("> - A title. *[ICLR'25]* [[Paper]](<https://arxiv.org/abs/2407.08608>)\n\n<details>")
    assert f"```md\n{LINE}\n```" in shown


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("| a | b |", id="a row of a table"),
        pytest.param("- a\n  b", id="several lines"),
        pytest.param("- <b>a</b>", id="tags"),
        pytest.param("- ![x](https://example.org/x.png)", id="a picture"),
        pytest.param("- `x` [p](https://example.org)", id="code"),
        pytest.param("- [p](javascript:alert)", id="no web address"),
        pytest.param("- [p](https://github.com/o/r/issues/1)", id="a page that would be told"),
    ],
)
def test_what_is_more_than_text_and_links_is_shown_as_it_stands(line: str) -> None:
    assert render_line(line) is None
    assert show_lines(line).startswith("```md\n")


@given(st.text(alphabet="ab@#1:/.w()[]*_ GH-", max_size=60))
def test_nothing_fires_in_what_is_rendered(text: str) -> None:
    shown = render_line(f"- {text} [[Paper]](https://example.org/a)")
    page = render(f"> {shown}" if shown else "", "/o/r")
    assert 'class="mention"' not in page
    assert not re.search(r'href="/o/r/issues/\d', page)


def test_an_address_can_break_anywhere() -> None:
    words = show_address("https://dl.acm.org/doi/10.1145/3600006.3613165").partition("](")[0]
    assert max(map(len, words.split("\u200b"))) < 12
