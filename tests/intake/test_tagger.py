"""Which words of a line are a title: the words around it, marks and places tell; the titles are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.text.lines import Line, read_lines
from bot.intake.text.tagger import MOST_WORDS, decode, find_titles, find_where, split_words

MOTH = "FastMoth: Sparse Decoding for Large Language Models"
SMALL = "Small moths learn faster: a study of light and memory"
ASKED = "Can Moths Read? A Study of Light and Memory"
LINK = "https://arxiv.org/abs/2601.01234"


def tag(text: str) -> list[str]:
    """Return the titles of all lines of a text."""
    lines = read_lines(text)
    return [
        line.text[start:end]
        for number, line in enumerate(lines)
        for start, end in find_titles(line, where=find_where(lines, number))
    ]


@pytest.mark.parametrize("title", [MOTH, SMALL, ASKED])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Please add {}, {link}", id="a request"),
        pytest.param("I think that {} is missing here: {link}", id="a sentence"),
        pytest.param("ICLR 2026: {}. {link}", id="a venue first"),
        pytest.param("[Planning] [ICLR 2026] {}", id="tags in brackets"),
        pytest.param("- {} ([paper]({link}), [code](https://github.com/o/r))", id="labels as links"),
        pytest.param("{} | ICLR 2026 | {link}", id="bars"),
        pytest.param("{}\n{link}", id="a line above its link"),
        pytest.param("麻烦收录 {} ，链接：{link}", id="Chinese words around"),
        pytest.param("Unsere Arbeit {} ist neu: {link}", id="German words around"),
        pytest.param("Предлагаю добавить {} ({link})", id="Russian words around"),
    ],
)
def test_the_words_of_a_title_are_found(text: str, title: str) -> None:
    assert tag(text.format(title, link=LINK)) == [title]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Thanks for the list, it helps a lot.", id="praise"),
        pytest.param("Could you please add our ICLR 2026 paper?", id="a wish"),
        pytest.param("Ada Lovelace, Emmy Noether", id="people"),
        pytest.param("Section: Graph Neural Networks", id="a section"),
        pytest.param("We show that it needs half of the parameters and no labels.", id="a claim"),
        pytest.param("请问这个列表还会更新吗？", id="a Chinese question"),
        pytest.param("", id="nothing"),
    ],
)
def test_other_words_are_no_title(text: str) -> None:
    assert tag(text) == []


@given(st.text(st.characters(codec="utf-8"), max_size=300))
def test_titles_stand_in_the_line_one_after_the_other(text: str) -> None:
    for line in read_lines(text):
        spans = find_titles(line, where="text,none,False")
        ends = [0, *(end for span in spans for end in span)]
        assert ends == sorted(ends)
        assert all(0 <= start < end <= len(line.text) for start, end in spans)


@pytest.mark.parametrize("word", ["a ", "A. ", "[x](y) ", "https://a.b/c ", "“", "字", "a" * 500 + " "])
def test_of_a_long_line_only_so_many_words_are_looked_at(word: str) -> None:
    for line in read_lines(word * (16_000 // len(word))):
        assert len(split_words(line)) <= MOST_WORDS


@given(st.lists(st.tuples(*[st.floats(-9, 9)] * 3), max_size=8))
def test_nothing_goes_on_that_has_not_begun(scores: list[tuple[float, float, float]]) -> None:
    tags = decode(scores, [[0.0] * 3] * 3)
    assert len(tags) == len(scores)
    assert "02" not in "".join(map(str, [0, *tags]))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param("Attention for Potters and Their Neural Looms", True, id="a paper's title and nothing else"),
        pytest.param("FastLoom: Weaving Long Documents Quickly", True, id="with a short name"),
        pytest.param("[Paper] Tiny Looms Are Great", False, id="with a tag before it"),
        pytest.param("Is this list still maintained?", None, id="a question"),
        pytest.param("New paper", None, id="a template's"),
        pytest.param("Broken link in README", None, id="a complaint"),
        pytest.param("Efficient Attention", None, id="a section"),
    ],
)
def test_a_threads_title_is_the_papers_or_none(title: str, expected: bool | None) -> None:
    found = [title[start:end] for start, end in find_titles(Line(title), where="thread")]
    assert found == {True: [title], False: [title.partition("] ")[2]], None: []}[expected]
