"""What stands around a fact that is gone goes with it, and nothing else does."""

import pytest

from bot.lists.writing.entry.traces import GONE, drop_traces

#: A text with `@` where facts are gone, and what is to be left of it.
TEXTS = {
    "brackets": ("- A (@) [[paper](u)]", "- A [[paper](u)]"),
    "brackets in stars": ("- A *(@)* b", "- A b"),
    "brackets with a stop": ("- Lee, J. (@). A", "- Lee, J. A"),
    "a tag": ("- A <sub>@.</sub> b", "- A b"),
    "backticks": ("- A ```@``` b", "- A b"),
    "two facts in marks": ("- A, _@'@_ [b](u)", "- A, [b](u)"),
    "one of two facts in marks": ("- A, _@ 2020_ [b](u)", "- A, _2020_ [b](u)"),
    "one of two facts in brackets": ("- A (ICLR @) b", "- A (ICLR) b"),
    "a fact before a hyphen": ("- [@-ICLR] A", "- [ICLR] A"),
    "a fact behind a hyphen": ("- [2017-@] A", "- [2017] A"),
    "a bullet is no star": ("* (@ @) **A** b", "* **A** b"),
    "two stars are no star": ("- *@ **A** b", "- ***A** b"),
    "several facts": ("- A. @, @, @. https://b.org", "- A. https://b.org"),
    "between two commas": ("- A, @, b", "- A, b"),
    "before a stop": ("- A, @.", "- A."),
    "behind a stop": ("- A. @. B", "- A. B"),
    "behind a stop in marks": ("- **A.** @. B", "- **A.** B"),
    "behind a name's others": ("- *Lee et al. @.* B", "- *Lee et al.* B"),
    "without a blank": ("- A. @,2017", "- A. 2017"),
    "a name with others": ("- @ et al. A", "- A"),
    "at the beginning": ("- @, A", "- A"),
    "at the beginning of brackets": ("- A (@; b)", "- A (b)"),
    "at the end": ("- A - @", "- A"),
    "at the end behind a bar": ("- A | @", "- A"),
    "between bars": ("A | @ | b", "A | b"),
    "an emoji is no separator": ("- A @ :star:", "- A :star:"),
    "a word that leads to it": ("- A. In *@*.", "- A."),
    "a word that leads to a year as well": ("- A. In @ 2018.", "- A. In 2018."),
    "a word that announces it": ("- A; code: @", "- A"),
    "a link that keeps its address": ("- A [@](https://b.org)", "- A <https://b.org>"),
    "a link that keeps none": ("- A [@]() b", "- A b"),
    "a line of its own": ("- A\n  - @\n  - b", "- A\n  - b"),
    "a line with its year": ("- A\n  - @, 2013", "- A\n  - 2013"),
    "a line with another paper's pages": ("- A\n  @, 12: 3-4.\n  b", "- A\n  b"),
    "a line with a key": ("- A\n  - Venue: @.\n  - b", "- A\n  - Venue: \n  - b"),
    "a key with more": ("- Name: @, Lee", "- Name, Lee"),
    "breaks before nothing": ("- A<br>@", "- A"),
    "breaks around it": ("- A<br>@<br>b", "- A<br><br>b"),
    "nothing gone": ("- A, (), b", "- A, (), b"),
}
CELLS = {
    "a cell": ("| A | @ | b |", "| A | | b |"),
    "a padded cell": ("| A |   @   | b |", "| A |   | b |"),
    "a cell with more": ("| A | (@) b | c |", "| A | b | c |"),
    "a cell with breaks": ("| A<br><sub>@</sub> | b |", "| A | b |"),
    "an empty cell": ("| A |  | @ |", "| A |  | |"),
    "a bar in a cell": ("| A \\| @ | b |", "| A \\ | b |"),
}


@pytest.mark.parametrize(("text", "left"), TEXTS.values(), ids=TEXTS)
def test_nothing_is_left_around_a_fact_that_is_gone(text: str, left: str) -> None:
    assert drop_traces(text.replace("@", GONE), table=False) == left


@pytest.mark.parametrize(("row", "left"), CELLS.values(), ids=CELLS)
def test_a_row_keeps_its_cells(row: str, left: str) -> None:
    assert drop_traces(row.replace("@", GONE), table=True) == left


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"- {'[' * 20_000}{GONE}{']' * 20_000}", id="deep brackets"),
        pytest.param(f"- A {GONE}, " * 2_000, id="many gaps"),
        pytest.param(f"- A{' ' * 50_000}{GONE}{' ' * 50_000}b", id="wide blanks"),
        pytest.param(f"- {'<' * 50_000}{GONE}{'*' * 50_000}", id="marks that nothing closes"),
    ],
)
def test_a_hostile_text_ends(text: str) -> None:
    assert GONE not in drop_traces(text, table=False)
