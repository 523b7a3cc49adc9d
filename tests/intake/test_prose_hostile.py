"""Whatever is typed, reading it is quick, raises nothing and gives no more proposals than a person can look at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.reporting import as_json
from bot.intake.submission import MOST_PROPOSALS
from bot.intake.text.lines import sanitise
from bot.intake.text.references import split_references
from tests.growth import LONG, assert_even, repeat
from tests.intake.reading import read_issue
from tests.lists.pages import KNOWN

LENGTH = 16_384
TITLE = "A Study of Tiny Things on Phones"
#: Of each kind of sign one; `make fuzz` has the others of its kind too.
RUNS = [
    "[",
    "<!--",
    "`",
    "*",
    "|",
    ">",
    '"',
    "\n",
    "[a](",
    "> - ",
    "<a ",
    "|a\n|-\n",
    "@article{a, title={",
    "https://",
    "Title:",
    "论文",
    "arxiv ",
    "a ",
    "CVPR 2026 ",
    "a=",
]
MORE_RUNS = [
    " ",
    "_",
    "(",
    "<",
    ":",
    "'",
    "“",
    "\\",
    "@",
    "\0",
    "![",
    "](",
    "[[",
    "a**b",
    "*a_",
    "- a\n",
    "| a ",
    "```\n",
    "{",
    "a:",
    "：",
    "10.1234/",
    "add ",
    '"a ',
    "‘a’a ",
    "\ud800",
    "\u202e",
    "é",
    "- ",
    "> ",
    "<a",
    "&#",
    "@a{b,",
    "”",
]
WORDS = [
    "Title: ",
    "Paper: ",
    "https://arxiv.org/abs/2711.01231",
    "https://github.com/a/b",
    "\n",
    "- ",
    "> ",
    "```",
    "**",
    "[",
    "](",
    ")",
    "|",
    "<!--",
    "-->",
    '"',
    "“",
    "”",
    "A Study of Tiny Things on Phones",
    "ICLR 2026",
    "add",
    "remove",
    "wrong link",
    "论文链接：",
    "@misc{a, title={",
    "}",
    "<br>",
    "<a href=",
    "\0",
    "\ud800",
    "/approve",
    " ",
]


@pytest.mark.parametrize("run", [*RUNS, *MORE_RUNS] if LONG else RUNS, ids=repr)
def test_a_run_of_one_thing_is_read_quickly(run: str) -> None:
    def read(text: str) -> None:
        as_json(read_issue(text, text))
        read_issue(text[:256], f"Title: {TITLE}\n{text}", [text])

    assert_even(read, repeat(run), LENGTH)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param(f"Ada One{' ' * 12_000}Bo Two", "Ada One Bo Two", id="within a line"),
        pytest.param(f"Ada One{chr(9) * 12_000}\nBo Two", "Ada One \nBo Two", id="at its end"),
        pytest.param("| Ada One   | Bo Two |", "| Ada One   | Bo Two |", id="in a row"),
        pytest.param(f"{' ' * 60}code", f"{' ' * 60}code", id="before a line"),
    ],
)
def test_wide_blanks_behind_a_word_are_narrowed(text: str, read: str) -> None:
    """A pattern that begins with blanks goes through them from each of them."""
    assert sanitise(text) == read


def test_a_record_that_never_ends_is_looked_through_so_far_and_no_further() -> None:
    """Its bound is a number of characters alone, so it is tried in full."""
    assert_even(lambda text: split_references(text, KNOWN), repeat("@article{a, title={"), LENGTH, in_full=True)


def test_hundreds_of_links_are_at_most_fifty_proposals() -> None:
    def write(count: int) -> str:
        return "\n".join(
            f"- [A Study of Tiny Things on {n} Phones](https://arxiv.org/abs/2711.{n:05})" for n in range(count)
        )

    assert_even(lambda body: read_issue("Add", body), write, 256, in_full=True)
    assert len(read_issue("Add", write(256)).proposals) == MOST_PROPOSALS


@pytest.mark.parametrize("mark", ["> ", "- ", "> - "])
def test_deep_nesting_is_read(mark: str) -> None:
    def nest(levels: int) -> str:
        # As many lines whatever the depth, or the text itself would grow with the square.
        depths = (n * levels // 200 for n in range(200))
        return "\n".join(
            mark * depth + "[A Study of Tiny Things](https://arxiv.org/abs/2711.01231)" for depth in depths
        )

    assert_even(lambda body: read_issue("Add", body), nest, 200, in_full=True)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            "<!-- Title: Hidden Things in Plain Sight of People\nPaper: https://arxiv.org/abs/2711.01231 -->",
            id="a block",
        ),
        pytest.param("Hello <!-- https://arxiv.org/abs/2711.01231 --> there", id="in a sentence"),
        pytest.param("<!-- https://arxiv.org/abs/2711.01231", id="never closed"),
        pytest.param("<div><!-- https://arxiv.org/abs/2711.01231 --></div>", id="in a tag"),
        pytest.param("[](https://example.com 'https://arxiv.org/abs/2711.01231')", id="in a link's tooltip"),
        pytest.param("![https://arxiv.org/abs/2711.01231](https://example.com/a.png)", id="in a picture's description"),
        pytest.param("<script>https://arxiv.org/abs/2711.01231</script>", id="in a script"),
    ],
)
def test_what_no_reader_sees_is_not_read(body: str) -> None:
    assert "2711.01231" not in as_json(read_issue("Please add our paper", body))


@pytest.mark.parametrize("hidden", ["\u200b", "\u202e", "\x1b", "\U000e0041"], ids=ascii)
def test_a_character_that_nobody_sees_is_read_as_if_it_were_not_there(hidden: str) -> None:
    body = "Ti{0}tle: A paper on attention\nLi{0}nk: https://arxiv.org/abs/24{0}07.08608"
    (found,) = read_issue("Add a paper", body.format(hidden)).proposals
    assert (found.title, found.urls) == ("A paper on attention", ("https://arxiv.org/abs/2407.08608",))


def test_null_bytes_and_lone_surrogates_are_no_text() -> None:
    found = as_json(
        read_issue(
            "Add \ud800 paper\0", "Title: A Study\0 of \ud800 Things\r\nPaper: https://arxiv.org/abs/2711.01231\r\n"
        )
    )
    assert "2711.01231" in found.encode().decode()


@given(
    st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=30).map("".join),
    st.lists(st.sampled_from(WORDS), max_size=8).map("".join),
)
def test_any_text_is_read(body: str, reply: str) -> None:
    found = read_issue(reply, body, [reply, body])
    assert len(found.proposals) <= MOST_PROPOSALS
    as_json(found).encode()
    assert read_issue(reply, body.replace("\n", "\r\n"), [reply, body]).intent == found.intent
