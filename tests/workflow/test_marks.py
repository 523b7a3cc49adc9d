"""What the bot hides in its texts is read again as it was, and nobody else's words are taken for it."""

import re

import pytest

from bot.workflow.marks import (
    is_marked,
    read_block,
    read_note_mark,
    read_reply_mark,
    write_block,
    write_note_mark,
    write_reply_mark,
)

BLOCK = re.compile(r"<!-- paperclerk:some (\{[^\n]*\}) -->\s*\Z")


@pytest.mark.parametrize(
    "text", ["-->", "--!>", "<!--", "<script>", "a\u2028b", "a\u2029b", "a\x85b", "a\nb", "\ud800"]
)
def test_nothing_that_is_hidden_can_end_the_block_or_its_line(text: str) -> None:
    block = write_block("some", {text: [text]})
    inside = block.removeprefix("<!-- ").removesuffix(" -->")
    assert not set(inside) & {*"<>\n\x85\u2028\u2029\ud800"}
    assert read_block(BLOCK, f"Words\n\n{block}") == {text: [text]}


@pytest.mark.parametrize(
    ("body", "own"),
    [
        pytest.param(f"Words\n\n{write_reply_mark('7')}\n", True, id="an answer"),
        pytest.param('Words\n\n<!-- paperclerk:state {"v":1} -->', True, id="the comment"),
        pytest.param(f"> Words\n>\n> {write_reply_mark('7')}", False, id="quoted"),
        pytest.param(f"Words\n\n    {write_reply_mark('7')}", False, id="indented"),
        pytest.param(f"{write_reply_mark('7')}\n\nWords", False, id="words of somebody else behind it"),
        pytest.param("Words", False, id="no mark"),
    ],
)
def test_a_comment_is_the_bots_that_ends_as_its_own_do(body: str, own: bool) -> None:
    assert is_marked(body) == own


def test_marks_are_told_apart() -> None:
    reply, note = f"Words\n\n{write_reply_mark('7@8')}", f"Words\n\n{write_note_mark('0' * 16)}"
    assert (read_reply_mark(reply), read_note_mark(reply)) == ("7@8", None)
    assert (read_reply_mark(note), read_note_mark(note)) == (None, "0" * 16)
