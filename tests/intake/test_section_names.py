"""Which words can be a section's name: short ones, without what people write around them."""

import pytest

from bot.intake.text.parts.sections import LONGEST_NAME, trim_place


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("n" * LONGEST_NAME, ["n" * LONGEST_NAME], id="as long as a name can be"),
        pytest.param("n" * (LONGEST_NAME + 1), [], id="longer than a name"),
        pytest.param("*" * 75 + "Attention" + "*" * 76, ["Attention"], id="short between many marks"),
        pytest.param("*" * 75 + "Attention" + "*" * 77, [], id="a text that is too long to look for a name in"),
        pytest.param("n", [], id="a letter is no name"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_a_name_is_neither_long_nor_a_letter(text: str, names: list[str]) -> None:
    assert list(trim_place(text)) == names
