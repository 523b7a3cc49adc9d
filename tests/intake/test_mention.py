"""What is a short name, which title is the better one, and which mentions are of one paper."""

import pytest

from bot.intake.text.mention import Mention, is_same, put_title
from bot.intake.text.parts.names import is_name
from bot.intake.text.parts.statement import Strength
from tests.intake.reading import VENUES

U1, U2 = "https://arxiv.org/abs/2401.00001", "https://arxiv.org/abs/2401.00002"
CODE = "https://github.com/a/b"
SHORT, WHOLE = "Token Selection for All", "SEATS: Token Selection for All"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("BenchLMM", True, id="capitals inside"),
        pytest.param("Mamba", True, id="one capital"),
        pytest.param("Neural Sheaf Diffusion", True, id="some words"),
        pytest.param("12345", False, id="digits alone"),
        pytest.param("LLMs", False, id="a subject of papers"),
        pytest.param("ModelName", False, id="left of a template"),
        pytest.param("ICLR", False, id="a venue"),
        pytest.param("CVPR24", False, id="a venue with its year"),
        pytest.param("Code", False, id="a label"),
        pytest.param("AB", False, id="too short"),
        pytest.param("A" * 61, False, id="too long"),
        pytest.param("https://a.org/x", False, id="an address"),
    ],
)
def test_a_few_words_can_be_a_short_name(name: str, expected: bool) -> None:
    assert is_name(name, VENUES) is expected


@pytest.mark.parametrize(
    ("old", "new", "wins"),
    [
        pytest.param((None, Strength.NONE), (SHORT, Strength.NAME), True, id="the first"),
        pytest.param((SHORT, Strength.ENTRY), ("", Strength.LABEL), False, id="none"),
        pytest.param(("Lyra", Strength.NAME), (SHORT, Strength.ENTRY), True, id="a surer one"),
        pytest.param((SHORT, Strength.ENTRY), ("A Study of Other Things", Strength.LOOSE), False, id="a less sure one"),
        pytest.param((SHORT, Strength.LOOSE), (WHOLE, Strength.LOOSE), True, id="as sure, and longer"),
        pytest.param((WHOLE, Strength.LOOSE), (SHORT, Strength.LOOSE), False, id="as sure, and shorter"),
        pytest.param((SHORT, Strength.LABEL), (WHOLE, Strength.ENTRY), True, id="less sure, but says more"),
        pytest.param((WHOLE, Strength.ENTRY), (SHORT, Strength.LABEL), False, id="surer, but says less"),
        pytest.param((SHORT, Strength.ENTRY), (SHORT, Strength.LABEL), True, id="the same, surer"),
        pytest.param((SHORT, Strength.LABEL), (WHOLE, Strength.LOOSE), False, id="says more, but in passing"),
    ],
)
def test_the_better_title_counts(old: tuple[str | None, Strength], new: tuple[str, Strength], wins: bool) -> None:
    mention = Mention(*old)
    assert put_title(mention, *new) is wins
    assert mention.title == (new[0] if wins else old[0])
    assert mention.strength == (max(old[1], new[1]) if wins else old[1])


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(Mention(urls=[U1]), Mention(urls=[U1]), True, id="one address"),
        pytest.param(Mention(urls=[U1]), Mention(urls=["https://arxiv.org/pdf/2401.00001v2"]), True, id="one number"),
        pytest.param(Mention(SHORT, urls=[U1]), Mention(SHORT, urls=[U2]), False, id="one title, two numbers"),
        pytest.param(Mention(SHORT), Mention(WHOLE), True, id="one title"),
        pytest.param(Mention(SHORT), Mention("A Study of Other Things"), False, id="two titles"),
        pytest.param(Mention(SHORT, code=CODE), Mention(code=CODE, urls=[U1]), True, id="one repository"),
        pytest.param(
            Mention(code=CODE, urls=["https://a.org/x"]), Mention(code=CODE, urls=["https://a.org/y"]), False,
            id="two papers in one repository",
        ),
        pytest.param(
            Mention(SHORT, code=CODE), Mention("A Study of Other Things", code=CODE), False,
            id="two titles in one repository",
        ),
        pytest.param(Mention(), Mention(), False, id="nothing"),
    ],
)  # fmt: skip
def test_two_mentions_are_of_one_paper(one: Mention, other: Mention, expected: bool) -> None:
    assert is_same(one, other) is expected
    assert is_same(other, one) is expected
