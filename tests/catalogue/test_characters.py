"""Characters that nobody sees reach no list, and are named."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import resources
from bot.catalogue.characters import HIDDEN, UNSEEN, find_hidden, strip_hidden

SAMPLES = {
    "null": ("\0", "U+0000 NULL"),
    "escape": ("\x1b", "U+001B ESCAPE"),
    "next line": ("\x85", "U+0085 CONTROL"),
    "soft hyphen": ("\xad", "U+00AD SOFT HYPHEN"),
    "zero-width space": ("\u200b", "U+200B ZERO WIDTH SPACE"),
    "right-to-left override": ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
    "isolate": ("\u2066", "U+2066 LEFT-TO-RIGHT ISOLATE"),
    "byte order mark": ("\ufeff", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
    "tag": ("\U000e0041", "U+E0041 TAG LATIN CAPITAL LETTER A"),
}


@pytest.mark.parametrize(("char", "name"), SAMPLES.values(), ids=SAMPLES)
def test_a_hidden_character_is_named_and_left_out(char: str, name: str) -> None:
    assert find_hidden([f"a{char}b", char]) == (name,)
    assert strip_hidden(f"a{char}b") == "ab"


@pytest.mark.parametrize("text", ["می‌خواهم", "क्‍ष", "👩‍🔬", "a\tb\nc\r\n", "naïve", "𝔄", "注意"])
def test_what_is_seen_or_needed_stays(text: str) -> None:
    assert strip_hidden(text) == text
    assert find_hidden([text]) == ()


@given(st.text())
def test_nothing_hidden_is_left(text: str) -> None:
    kept = strip_hidden(text)
    assert not UNSEEN.search(kept)
    assert strip_hidden(kept) == kept
    assert not any(unicodedata.category(char) == "Cc" and char not in "\t\n\r" for char in kept)


def test_the_schema_forbids_the_same() -> None:
    schema = json.loads(resources.read("schema/paper.json"))
    assert schema["$defs"]["visible"]["pattern"] == f"^[^{HIDDEN}]*$"
