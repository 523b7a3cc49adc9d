"""Strangers' words are shown and nothing in them fires."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.localhub.markup import render
from bot.review.words.escape import LONGEST_CODE, block, code, markdown, plain, short_code

FIRING = re.compile(r"<(?:a|img|script|h\d|ul|ol|table|em|strong|del|code|pre|hr|blockquote|details)\b")
nasty = st.text(
    st.sampled_from("@#ab1<>[]()`*_~|\\!&;:/.-+= \n\u200b\u202e$") | st.characters(exclude_categories=["Cs"])
)


@given(nasty)
def test_escaped_text_has_no_markup_in_it(text: str) -> None:
    shown = render(f"| a |\n|---|\n| x {markdown(text)} |", "/o/r")
    cell = shown[shown.index("<tbody>") :]
    assert cell.count("<td>") == 1
    assert not FIRING.search(cell.replace("</td>", "").replace("<td>", ""))


@pytest.mark.parametrize(
    "text",
    [
        "@user",
        "#12",
        "owner/repo#12",
        "GH-12",
        "https://x.example",
        "www.x.example",
        "user@x.example",
        ":rocket:",
        "[skip ci]",
        "[ci skip]",
        "[no ci]",
        "[skip actions]",
        "[actions skip]",
        "[Skip-CI]",
        "[skip azurepipelines]",
        "skip-checks: true",
        "***NO_CI***",
    ],
)
def test_what_fires_after_markdown_is_broken_by_a_zero_width_space(text: str) -> None:
    assert "\u200b" in plain(text)
    assert plain(text).replace("\u200b", "") == text


@given(nasty)
def test_a_code_span_holds_everything(text: str) -> None:
    shown = render(f"x {code(text)} y")
    assert shown.startswith("<p>x <code>")
    assert shown.endswith("</code> y</p>\n")


def test_a_code_span_shows_a_bar_as_it_is() -> None:
    assert render(code("P(A | B)")) == "<p><code>P(A | B)</code></p>\n"


@pytest.mark.parametrize(("more", "end"), [(0, "x`"), (1, "x…`")], ids=["as long as fits", "longer"])
def test_a_long_code_span_shows_where_it_was_cut(more: int, end: str) -> None:
    shown = short_code("x" * (LONGEST_CODE + more))
    assert shown.endswith(end)
    assert shown.count("x") == LONGEST_CODE


@given(nasty)
def test_a_block_ends_where_it_should(text: str) -> None:
    shown = render(f"{block(text)}\n\nafter")
    assert shown.count("<pre>") == 1
    assert shown.endswith("<p>after</p>\n")


@pytest.mark.parametrize("title", ["Learning to [Skip]", "[No] Free Lunch", "Skip Connections: [a survey]", "CI"])
def test_words_that_stop_nothing_stay_as_they_are(title: str) -> None:
    assert plain(title) == title


def test_ordinary_titles_stay_readable() -> None:
    assert markdown("High-Throughput Generative Inference (v2) + more = better!") == (
        "High-Throughput Generative Inference (v2) + more = better!"
    )


HIDDEN = ["\u202e", "\u200b", "\u2066", "\x1b", "\x00", "\U000e0041", "\ufeff", "\ud800"]


@pytest.mark.parametrize("show", [plain, markdown, code])
@pytest.mark.parametrize("char", HIDDEN, ids=ascii)
def test_characters_that_nobody_sees_are_not_shown(show: Callable[[str], str], char: str) -> None:
    assert show(f"one{char}two").replace("`", "") == "onetwo"
