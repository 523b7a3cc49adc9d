"""What the words of a line are: the words around them, marks and places tell; titles and names are invented."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.text.lines import Line, read_lines
from bot.intake.text.parts.tagger import (
    MOST_WORDS,
    OUTSIDE,
    TAGS,
    Kind,
    decode,
    find_where,
    split_words,
    tag_words,
)

MOTH = "FastMoth: Sparse Decoding for Large Language Models"
SMALL = "Small moths learn faster: a study of light and memory"
ASKED = "Can Moths Read? A Study of Light and Memory"
LINK = "https://arxiv.org/abs/2601.01234"


def tag(text: str, kind: Kind = "title") -> list[str]:
    """Return the titles, or the stretches of another kind, of all lines of a text."""
    lines = read_lines(text)
    return [
        line.text[found.start : found.end]
        for number, line in enumerate(lines)
        for found in tag_words(line, where=find_where(lines, number))
        if found.kind == kind
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


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        pytest.param("It would fit the Night Vision section.", "section", ["Night Vision"], id="a section in prose"),
        pytest.param("Please put it under **Lamps and Light**", "section", ["Lamps and Light"], id="in bold"),
        pytest.param("I categorize it into 3.2 Wings", "section", ["3.2 Wings"], id="with its number"),
        pytest.param(f"{MOTH} -> Night Vision", "section", ["Night Vision"], id="behind an arrow"),
        pytest.param("建议放到 Night Vision 部分", "section", ["Night Vision"], id="in Chinese"),
        pytest.param("We study light in the dark.", "section", [], id="no section"),
        pytest.param("Please add MothNet to the list", "name", ["MothNet"], id="a name"),
        pytest.param("I am an author of MothGen and MothBlend.", "name", ["MothGen", "MothBlend"], id="two names"),
        pytest.param(f"{MOTH}, accepted at ICLR 2026", "venue", ["ICLR 2026"], id="a venue"),
        pytest.param(f"Ada Lovelace and Emmy Noether. {MOTH}. ICLR 2026.", "people", ["Ada Lovelace and Emmy Noether"],
                     id="people"),
    ],
)  # fmt: skip
def test_what_else_a_line_says_is_found(text: str, kind: Kind, expected: list[str]) -> None:
    assert tag(text, kind) == expected


@given(st.text(st.characters(codec="utf-8"), max_size=300))
def test_stretches_stand_in_the_line_one_after_the_other(text: str) -> None:
    for line in read_lines(text):
        spans = [(found.start, found.end) for found in tag_words(line, where="text,none,False")]
        ends = [0, *(end for span in spans for end in span)]
        assert ends == sorted(ends)
        assert all(0 <= start < end <= len(line.text) for start, end in spans)


@pytest.mark.parametrize("word", ["a ", "A. ", "[x](y) ", "https://a.b/c ", "“", "字", "a" * 500 + " "])
def test_of_a_long_line_only_so_many_words_are_looked_at(word: str) -> None:
    for line in read_lines(word * (16_000 // len(word))):
        assert len(split_words(line)) <= MOST_WORDS


@given(st.lists(st.tuples(*[st.floats(-9, 9)] * len(TAGS)), max_size=8))
def test_nothing_goes_on_that_has_not_begun(scores: list[tuple[float, ...]]) -> None:
    moves = [
        [-500.0 if tag and not tag % 2 and before not in (tag, tag - 1) else 0.0 for tag in TAGS] for before in TAGS
    ]
    tags = decode(scores, moves)
    assert len(tags) == len(scores)
    assert all(tag == OUTSIDE or tag % 2 or before in (tag, tag - 1) for before, tag in pairwise([OUTSIDE, *tags]))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param("Attention for Potters and Their Neural Looms", True, id="a paper's title and nothing else"),
        pytest.param("FastLoom: Weaving Long Documents Quickly", True, id="with a short name"),
        pytest.param("[Paper] Tiny Looms Are Great: A Study of Light", False, id="with a tag before it"),
        pytest.param("Is this list still maintained?", None, id="a question"),
        pytest.param("New paper", None, id="a template's"),
        pytest.param("Broken link in README", None, id="a complaint"),
        pytest.param("Efficient Attention", None, id="a section"),
    ],
)
def test_a_threads_title_is_the_papers_or_none(title: str, expected: bool | None) -> None:
    stretches = tag_words(Line(title), where="thread")
    found = [title[each.start : each.end] for each in stretches if each.kind == "title"]
    assert found == {True: [title], False: [title.partition("] ")[2]], None: []}[expected]
