"""What neighbour lists have and a list lacks."""

from bot.care.missing import find_missing
from tests.care.builders import catalogue, paper

QUANTIZATION = [paper(f"Quantization of language models in {n} bits") for n in range(2, 8)]
OWN = catalogue(*QUANTIZATION)
NEAR = paper("Post-training quantization of language models", number="2310.00001")
FAR = paper("Proteins of whales and how they fold", number="2310.00002")


def test_what_is_like_the_list_comes_first() -> None:
    found = find_missing(OWN, {"OTHER.md": catalogue(FAR, NEAR)})
    assert [each.paper.title for each in found] == [NEAR.title, FAR.title]


def test_words_that_all_lists_have_say_less_than_those_that_set_this_one_apart() -> None:
    common = [paper(f"{what} of language models in practice") for what in ("Evaluation", "Alignment", "Safety", "Cost")]
    found = find_missing(OWN, {"OTHER.md": catalogue(*common, paper("Quantization tables for images"))})
    assert found[0].paper.title == "Quantization tables for images"


def test_what_is_listed_under_its_number_or_its_title_is_not_missing() -> None:
    listed = catalogue(*QUANTIZATION, paper("Another title by now", number="2310.00001"))
    assert find_missing(listed, {"OTHER.md": catalogue(NEAR, QUANTIZATION[0])}) == []


def test_a_paper_of_several_lists_is_named_once_with_all_of_them_and_counts_for_more() -> None:
    twin = paper("Post-training quantization of language models: a study", number="2310.00001")
    other = paper("Post-training quantization of language model zoos", number="2310.00003")
    found = find_missing(OWN, {"A.md": catalogue(other, NEAR), "B.md": catalogue(twin)})
    assert [(each.paper.title, each.lists) for each in found] == [
        (NEAR.title, ("A.md", "B.md")),
        (other.title, ("A.md",)),
    ]


def test_a_section_that_is_known_well_speaks_for_what_else_stands_there() -> None:
    found = find_missing(OWN, {"A.md": catalogue(*QUANTIZATION, NEAR)})
    assert found[0].share == 6 / 12
    assert found[0].score > find_missing(OWN, {"A.md": catalogue(NEAR)})[0].score


def test_a_list_of_nothing_is_suggested_nothing() -> None:
    assert find_missing(catalogue(), {"A.md": catalogue(NEAR)}) == []
