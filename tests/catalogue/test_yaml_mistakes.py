"""The mistakes that people make in YAML, explained in words with the line that is right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.data.yamltext import YamlError, load_yaml

MISTAKES = [
    pytest.param("title: A: B\n", 1, 'needs quotation marks around it; write `title: "A: B"`', id=":"),
    pytest.param("year: 2023\nvenue: ICLR: 2024\n", 2, 'write `venue: "ICLR: 2024"`', id="a colon further down"),
    pytest.param("title:A\nyear: 2023\n", 2, "a space is missing behind the colon; write `title: A`", id="no space"),
    pytest.param("title: A\n\tyear: 2023\n", 2, "a line begins with a tab", id="a tab"),
    pytest.param("title: [Foo] Bar\n", 1, 'write `title: "[Foo] Bar"`', id="a bracket first"),
    pytest.param('list: ["a.md"\n', 2, 'is opened and never closed; write `list: ["a.md"]`', id="no second bracket"),
    pytest.param("title: @foo\n", 1, 'write `title: "@foo"`', id="a mark first"),
    pytest.param('title: "A "new" title"\n', 1, r'write `title: "A \"new\" title"`', id="quotation marks inside"),
    pytest.param("title: 'It's here'\n", 1, 'write `title: "It\'s here"`', id="an apostrophe"),
    pytest.param('title: "A\nyear: 2023\n', 3, "a quotation mark is opened and never closed", id="not closed"),
    pytest.param("title: A\n  year: 2023\n", 2, "indented otherwise", id="indented"),
    pytest.param("title: `x`\n", 1, "needs quotation marks around it", id="no line that could not be shown"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "words"), MISTAKES)
def test_a_mistake_is_explained(text: str, line: int, words: str) -> None:
    with pytest.raises(YamlError) as error:
        load_yaml(text)
    assert error.value.line == line
    assert words in str(error.value)
    assert "mapping values" not in str(error.value)


@given(st.text(alphabet="ab:-\"'[]{} \t\n#&*!|>%@`\\", max_size=80))
def test_whatever_is_wrong_is_said_on_a_line_of_the_file(text: str) -> None:
    said = find_mistake(text)
    assert said is None or 1 <= said.line <= text.count("\n") + 2


def find_mistake(text: str) -> YamlError | None:
    try:
        load_yaml(text)
    except YamlError as error:
        return error
    return None
