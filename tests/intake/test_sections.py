"""Sections that people name in their own words, with the list's names known."""

from dataclasses import replace

import pytest

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.section import Section
from bot.catalogue.venues import Venues
from bot.intake.sections import (
    complete_sections,
    find_in_prose,
    find_namesakes,
    read_answer,
    read_number,
    resolve_section,
)
from bot.intake.submission import Proposal, Submission
from tests.intake.reading import read_issue

NAMES = {"serving-on-cloud": "Serving on Cloud", "attention": "Attention", "surveys": "2. Surveys", "tools": "Tools"}
LIST = Catalogue("List", {id: Section(id, title) for id, title in NAMES.items()}, {}, Venues(()))


@pytest.mark.parametrize(
    ("text", "section"),
    [
        pytest.param("Serving on Cloud", "serving-on-cloud", id="its name"),
        pytest.param("serving-on-cloud", "serving-on-cloud", id="its id"),
        pytest.param("It belongs to Serving on Cloud.", "serving-on-cloud", id="a sentence"),
        pytest.param("I think it should be in the **Attention** section, thanks!", "attention", id="polite"),
        pytest.param("Hmm, maybe Attention? I'm not sure", "attention", id="hesitating"),
        pytest.param("Not Attention", None, id="denied"),
        pytest.param("Section: Surveys", "surveys", id="a heading's number left out"),
        pytest.param("tools, I guess?", "tools", id="a guess"),
        pytest.param("Please put it under Tools :)", "tools", id="one word"),
        pytest.param("ok then tools", "tools", id="giving in"),
        pytest.param("I'd say attention of course", "attention", id="sure of it"),
        pytest.param("Attention Is All You Need", None, id="a title that begins like a section"),
        pytest.param("It compares tools and surveys", None, id="words about the paper"),
        pytest.param("/section attention", None, id="a command"),
        pytest.param("Attention https://arxiv.org/abs/2401.00001", None, id="more than an answer"),
        pytest.param("", None, id="nothing"),
        pytest.param("Attention " * 1000, None, id="too long"),
    ],
)
def test_an_answer_names_a_section_and_nothing_else(text: str, section: str | None) -> None:
    assert read_answer(text, LIST) == section


TITLES = {"clustering": "59.Clustering(聚类)", "iclr": "International Conference (ICLR 2021)", "vqa": "Answers (new)"}
BILINGUAL = Catalogue("List", {id: Section(id, title) for id, title in TITLES.items()}, {}, Venues(()))


@pytest.mark.parametrize(
    ("text", "section"),
    [
        pytest.param("聚类", "clustering", id="what stands in brackets"),
        pytest.param("Clustering", "clustering", id="what stands before them, without its number"),
        pytest.param("ICLR 2021", "iclr", id="an acronym with its year"),
        pytest.param("new", None, id="a remark is no name"),
    ],
)
def test_each_of_the_two_names_of_a_heading_is_one(text: str, section: str | None) -> None:
    assert read_answer(text, BILINGUAL) == section


BY_YEAR = Catalogue(
    "List",
    {
        id: Section(id, title)
        for id, title in {
            "a-2024": "Planning > 2024 (1)",
            "b-2024": "Planning > 2024 (2)",
            "iclr-toggle": "ICLR 2025 > Toggle",
            "icml-toggle": "ICML 2025 > Toggle",
            "surveys": "Surveys",
            "surveys-2024": "Surveys > 2023",
        }.items()
    },
    {},
    Venues(()),
)


@pytest.mark.parametrize(
    ("text", "section", "namesakes"),
    [
        pytest.param("ICLR 2025", "iclr-toggle", 0, id="by the heading above the only one"),
        pytest.param("Surveys", "surveys", 0, id="its own heading comes first"),
        pytest.param("2024", None, 2, id="a year of several"),
        pytest.param("Planning > 2024?", None, 2, id="a path of several"),
        pytest.param("Planning > 2024 (2)", "b-2024", 0, id="told from the others"),
        pytest.param("Toggle", None, 2, id="a heading of several"),
        pytest.param("Planning", None, 0, id="above several"),
    ],
)
def test_a_name_of_several_sections_is_none_of_one(text: str, section: str | None, namesakes: int) -> None:
    assert (read_answer(text, BY_YEAR) or read_number(text, BY_YEAR)) == section
    assert len(find_namesakes(text, BY_YEAR)) == namesakes


@pytest.mark.parametrize(
    ("text", "section"),
    [
        pytest.param("Could you add this to Serving on Cloud? Thanks", "serving-on-cloud", id="to it"),
        pytest.param("It would fit the Surveys section", "surveys", id="the section"),
        pytest.param("We study attention in depth, with many tools.", None, id="words that only look like names"),
        pytest.param("to Attention or to Tools", None, id="two"),
        pytest.param("please add\nit in Tools\n", "tools", id="on a line of its own"),
    ],
)
def test_a_text_that_asks_for_one_section_is_understood(text: str, section: str | None) -> None:
    assert find_in_prose(text, LIST) == section


def test_what_was_said_plainly_counts_before_what_was_found() -> None:
    asked = Submission("add", (Proposal("A paper", section="Tools"),))
    assert complete_sections(asked, "add it to Attention", LIST) == asked
    (found,) = complete_sections(
        Submission("add", (Proposal("In Tools"),)), "In Tools, add to Attention", LIST
    ).proposals
    assert found.section == "attention"


def test_a_section_behind_a_link_is_found_whatever_else_stands_there() -> None:
    text = "Add Routing Small Models https://arxiv.org/abs/2601.01234 NeurIPS 2017 to Attention"
    (read,) = read_issue("New paper", text).proposals
    assert "Attention" in read.under
    (found,) = complete_sections(Submission("add", (replace(read, under=("NeurIPS 2017",)),)), text, LIST).proposals
    assert found.section == "attention"


@pytest.mark.parametrize(
    ("said", "section"),
    [
        pytest.param("serving on the cloud", "serving-on-cloud", id="with a word more"),
        pytest.param("Cloud Servings", "serving-on-cloud", id="in another order and number"),
        pytest.param("Section 2", "surveys", id="by its number"),
        pytest.param("2 Overviews", "surveys", id="by its number, with other words"),
        pytest.param("the surveys category", "surveys", id="with words around it"),
        pytest.param("Systems → Kernels → Attention", "attention", id="below headings"),
        pytest.param("Systems > Serving on Cloud", "serving-on-cloud", id="below a heading"),
        pytest.param("Robots", None, id="none of the list"),
        pytest.param("Attention Tools", None, id="as like one as another"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_section_in_words_of_ones_own_is_the_likest(said: str, section: str | None) -> None:
    assert resolve_section(said, LIST) == section


def test_each_of_several_papers_stands_in_the_section_that_is_said_of_it() -> None:
    said = (Proposal("One", section="Survey"), Proposal("Two", section="Robots"), Proposal("Three", section="Tools"))
    found = complete_sections(Submission("add", said), "", LIST).proposals
    assert [proposal.section for proposal in found] == ["surveys", "Robots", "Tools"]


def test_several_papers_are_left_to_their_own_words() -> None:
    two = Submission("add", (Proposal("One"), Proposal("Two")))
    assert complete_sections(two, "add to Tools", LIST) == two


ASKED = {
    "French": "Pourriez-vous ajouter « {} » dans Attention ? {}",
    "German": "Bitte {} ({}) in den Abschnitt Attention aufnehmen.",
    "Japanese": "「{}」という論文（{}）をAttentionに追加していただけますでしょうか。",
    "Korean": "{} 논문을 Attention 섹션에 추가해 주세요. {}",
    "Chinese": "希望把 {} 加到 Attention 部分 {}",
    "Portuguese": "Gostaria de sugerir {} ({}) para a seção Attention.",
    "Russian": "Добавьте, пожалуйста, статью {} {} в раздел Attention.",
}


@pytest.mark.parametrize("body", ASKED.values(), ids=ASKED)
def test_a_section_is_asked_for_in_many_languages(body: str) -> None:
    text = body.format("MothRAG: Retrieval for Moths at Night", "https://arxiv.org/abs/2409.01234")
    (paper,) = complete_sections(found := read_issue("", text), text, LIST).proposals
    assert ((paper.section or "").lower(), paper.title) == ("attention", "MothRAG: Retrieval for Moths at Night")
    assert found.is_wished
