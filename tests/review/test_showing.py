"""Lines of a list, shown as they will look and with nothing in them that fires."""

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
        pytest.param("- [p]( https://github.com/o/r/issues/1 )", id="a link that is not seen whole"),
        pytest.param("- [p](\n  https://github.com/o/r/issues/1)", id="a link over two lines"),
        pytest.param("- <b>a</b>", id="tags"),
        pytest.param("- ![x](https://example.org/x.png)", id="a picture"),
        pytest.param("- `x` [p](https://example.org)", id="code"),
        pytest.param("- [p](javascript:alert)", id="no web address"),
        pytest.param("- [p](https://github.com/o/r/issues/1)", id="a page that would be told"),
    ],
)
def test_what_is_more_than_text_and_links_is_shown_as_it_stands(line: str) -> None:
    assert None in map(render_line, line.split("\n"))
    assert show_lines(line).startswith("```md\n")


@pytest.mark.parametrize("hidden", ["\u202e", "\U000e0041", "\u2060"], ids=ascii)
def test_what_nobody_sees_is_not_in_a_rendered_line(hidden: str) -> None:
    assert render_line(f"- A{hidden} title. [p](https://example.org)") == "- A title. [p](<https://example.org>)"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param(
            f"{LINE}\n  - A note, [code](https://example.org/c)",
            "> - A title. *[ICLR'25]* [[Paper]](<https://arxiv.org/abs/2407.08608>)\n"
            ">   - A note, [code](<https://example.org/c>)",
            id="an entry of several lines",
        ),
        pytest.param(
            "| A title | ICLR 2025 | | - | [Paper](https://example.org/a) |",
            "> - A title\n> - ICLR 2025\n> - [Paper](<https://example.org/a>)",
            id="a row of a table, cell below cell",
        ),
    ],
)
def test_what_has_several_parts_is_rendered_line_by_line(text: str, shown: str) -> None:
    assert show_lines(text).startswith(f"{shown}\n\n<details>")


def test_a_long_entry_is_shown_as_it_stands() -> None:
    assert show_lines("\n".join(["- A title"] * 13)).startswith("```md\n")


@given(st.text(alphabet="ab@#1:/.w()[]*_ GH-", max_size=60))
def test_nothing_fires_in_what_is_rendered(text: str) -> None:
    shown = show_lines(f"- {text} [[Paper]](https://example.org/a)\n  {text}").partition("<details>")[0]
    page = render("" if shown.startswith("```") else shown, "/o/r")
    assert 'class="mention"' not in page
    assert not re.search(r'href="/o/r/issues/\d', page)


def test_an_address_can_break_anywhere() -> None:
    words = show_address("https://dl.acm.org/doi/10.1145/3600006.3613165").partition("](")[0]
    assert max(map(len, words.split("\u200b"))) < 12
