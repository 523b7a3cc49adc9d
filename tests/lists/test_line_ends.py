"""On which line an entry stands, however the text's lines end: as git counts them."""

import pytest

from bot.lists.marked.importing import import_list
from bot.lists.marked.merging import merge_edits
from bot.lists.page import split_lines
from tests.lists.pages import read
from tests.review.builders import catalogue

ENTRY = "- A title. *[ICLR'24]* [[Paper]](https://arxiv.org/abs/2504.08269)"
#: All that `str.splitlines` takes for the end of a line, and git does not.
ODD = ["\f", "\v", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029", "\r"]


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["Unix", "Windows"])
@pytest.mark.parametrize("odd", [*ODD, ""], ids=ascii)
def test_an_entry_is_found_on_its_line_and_as_it_stands_there(odd: str, end: str) -> None:
    text = end.join(["# A list", f"Words{odd}and more", "", "## Attention", "", ENTRY, f"{ENTRY} a{odd}b", ""])
    entries = read(text).entries
    assert [entry.first for entry in entries] == [5, 6]
    assert [entry.raw for entry in entries] == [ENTRY, f"{ENTRY} a{odd}b"]


@pytest.mark.parametrize("odd", ODD, ids=ascii)
def test_an_import_puts_its_marks_around_the_entries(odd: str) -> None:
    text = f"# A list\nWords{odd}and more\n\n## Attention\n\n{ENTRY}\n\n## Citation\n\nPlease.\n"
    before, entry, after = import_list(text, catalogue().venues).text.partition(f"{ENTRY}\n")
    assert entry
    assert f"Words{odd}and more\n" in before
    assert after.endswith("\n\n## Citation\n\nPlease.\n")


@pytest.mark.parametrize("odd", ODD, ids=ascii)
def test_what_is_carried_over_is_whole_lines(odd: str) -> None:
    before, after, edited = "a\nc\n", f"a\nb{odd}c\nc\n", f"a\nx{odd}c\nc\n"
    assert merge_edits(before, after, edited) == f"a\nx{odd}c\nb{odd}c\nc\n"
    assert list(split_lines(after)) == ["a\n", f"b{odd}c\n", "c\n"]
    assert "".join(split_lines(f"a{odd}\r\n\nb")) == f"a{odd}\r\n\nb"
