"""For which section each paper of a text is meant: what is said once holds for all below, until something else is."""

import pytest

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.section import Section
from bot.intake.sections import complete_sections, name_all
from bot.review.draft import find_sections, place_entry
from bot.review.rules.submission.sections import find_meant
from tests.intake.reading import read_issue
from tests.lists.pages import KNOWN
from tests.review.builders import catalogue

U1, U2, U3 = (f"https://arxiv.org/abs/2711.0123{number}" for number in (1, 2, 3))
PAGED = "PagedGraph: Memory-Efficient Serving of Graph Transformers"
SPARSE = "Sparse Routing Makes Mixture Models Cheap"
WHY = "Why Do Small Models Forget? A Study of Tiny Transformers"
ATTENTION, SERVING, NONE = ("attention",), ("serving",), ()

ABOVE = [
    pytest.param(f"Section: Attention\n\n- {U1}\n- {U2}", [ATTENTION, ATTENTION], id="a label above a list"),
    pytest.param(f"**Section:** Attention\n\n{U1}\n{U2}", [ATTENTION, ATTENTION], id="a bold label above addresses"),
    pytest.param(f"### Section\n\nAttention\n\n### Papers\n\n- {U1}\n- {U2}", [ATTENTION, ATTENTION], id="as a form"),
    pytest.param(
        f"Section: Attention\n- {U1}\n- {U2}\n\nSection: Serving\n- {U3}",
        [ATTENTION, ATTENTION, SERVING],
        id="two labels",
    ),
    pytest.param(
        f"- Section: Attention\n  - {U1}\n  - {U2}\n- Section: Serving\n  - {U3}",
        [ATTENTION, ATTENTION, SERVING],
        id="labels as items",
    ),
    pytest.param(
        f"Section: Attention\n\nTitle: {PAGED}\nLink: {U1}\n\nTitle: {SPARSE}\nLink: {U2}",
        [ATTENTION, ATTENTION],
        id="a label above labels",
    ),
    pytest.param(f"## Attention\n- {U1}\n- {U2}", [ATTENTION, ATTENTION], id="a heading"),
    pytest.param(
        f"## Attention\n- [{PAGED}]({U1})\n- [{SPARSE}]({U2})\n\n## Serving\n- [{WHY}]({U3})",
        [ATTENTION, ATTENTION, SERVING],
        id="two headings",
    ),
    pytest.param(f"## 2. Attention 🔥\n- {U1}\n\n## Others\n- {U2}", [ATTENTION, NONE], id="a numbered one, another"),
    pytest.param(
        f"# Attention\n### {PAGED}\n{U1}\n### {SPARSE}\n{U2}\n# Serving\n### {WHY}\n{U3}",
        [ATTENTION, ATTENTION, SERVING],
        id="headings above titles",
    ),
    pytest.param(f"**Attention**\n- {U1}\n\n**Serving**\n- {U2}", [ATTENTION, SERVING], id="bold words"),
    pytest.param(f"Attention:\n- {U1}\n\nServing:\n- {U2}", [ATTENTION, SERVING], id="words with a colon"),
    pytest.param(f"- Attention\n  - {U1}\n  - {U2}\n- Serving\n  - {U3}", [ATTENTION, ATTENTION, SERVING], id="items"),
    pytest.param(f"- Attention\n- {U1}\n- Serving\n- {U2}", [ATTENTION, SERVING], id="items of one list"),
    pytest.param(f"Please add these to Attention:\n- {U1}\n- {U2}", [ATTENTION, ATTENTION], id="a request"),
    pytest.param(f"Could you put these under Attention?\n\n{U1}\n{U2}", [ATTENTION, ATTENTION], id="a question"),
    pytest.param(
        f"Please add these to the “Attention” section:\n- [{PAGED}]({U1})\n- [{SPARSE}]({U2})",
        [ATTENTION, ATTENTION],
        id="a request with the word",
    ),
    pytest.param(
        f"Could you add to **Attention**\n\n{U1}\n{U2}\n\nand to **Serving**\n\n{U3}",
        [ATTENTION, ATTENTION, SERVING],
        id="two requests",
    ),
    pytest.param(f"请放到 Attention 部分：\n- {U1}\n- {U2}", [ATTENTION, ATTENTION], id="a request in Chinese"),
    pytest.param(f"Section: Attention\n\n**Papers:**\n- {U1}", [ATTENTION], id="other words between"),
    pytest.param(
        f"### Section\nAttention\n### Title\n{PAGED}\n### Link\n{U1}\n\n"
        f"### Section\nServing\n### Title\n{SPARSE}\n### Link\n{U2}",
        [ATTENTION, SERVING],
        id="forms one after the other",
    ),
    pytest.param(f"Section: Attention\n\n- {U1}\n\n# Serving\n- {U2}", [ATTENTION, SERVING], id="a heading ends it"),
    pytest.param(f"Section: Cooking\n\n# Serving\n- {U1}", [SERVING], id="the nearest one that the list has"),
]
OWN = [
    pytest.param(f"- {U1} (Attention)\n- {U2} (Serving)\n- {U3}", [ATTENTION, SERVING, NONE], id="in brackets"),
    pytest.param(f"- [{PAGED}]({U1}) (Attention)\n- [{SPARSE}]({U2}) (ICLR 2026)", [ATTENTION, NONE], id="or a venue"),
    pytest.param(f"- {U1} → Attention\n- {U2} - Serving\n- {U3}", [ATTENTION, SERVING, NONE], id="behind an arrow"),
    pytest.param(f"- {U1} under Attention\n- {U2} (section: Serving)", [ATTENTION, SERVING], id="in words"),
    pytest.param(f"- {U1} under the “Attention” section\n- {U2}", [ATTENTION, NONE], id="not the next one's"),
    pytest.param(f"# Attention\n- {U1}\n- {U2} (Serving)\n- {U3}", [ATTENTION, SERVING, ATTENTION], id="an exception"),
    pytest.param(
        f"Title: {PAGED}\nLink: {U1}\nSection: Attention\n\nTitle: {SPARSE}\nLink: {U2}",
        [ATTENTION, NONE],
        id="a field of the paper above",
    ),
    pytest.param(
        f"1. **{PAGED}**\n   - Section: Attention\n   - Link: {U1}\n2. **{SPARSE}**\n   - Link: {U2}",
        [ATTENTION, NONE],
        id="a field inside an item",
    ),
    pytest.param(
        f"### Title\n{PAGED}\n### Link\n{U1}\n### Section\nAttention\n\n### Title\n{SPARSE}\n### Link\n{U2}",
        [ATTENTION, NONE],
        id="a field of a form above another",
    ),
    pytest.param(
        f"| Section | Paper | Link |\n|---|---|---|\n| Attention | {PAGED} | {U1} |\n| | {SPARSE} | {U2} |",
        [ATTENTION, NONE],
        id="a cell",
    ),
    pytest.param(
        f"We wrote {U1}.\n\nReady to copy, under the “Attention” section:\n- {PAGED} [paper]({U1})",
        [ATTENTION],
        id="of an entry to copy",
    ),
]
BEHIND = [
    pytest.param(f"- {U1}\n- {U2}\n\nSection: Attention", [ATTENTION, ATTENTION], id="a label"),
    pytest.param(
        f"- {U1}\n- {U2} (Serving)\n\nThey fit the “Attention” section.\n\nThanks!",
        [ATTENTION, SERVING],
        id="a sentence",
    ),
    pytest.param(f"- {U1}\n- {U2}\n\nSection: Attention\n- {U3}", [NONE, NONE, ATTENTION], id="but above another list"),
]
SILENT = [
    pytest.param(f"## Papers\n- {U1}\n- {U2}", [NONE, NONE], id="a heading that names none"),
    pytest.param(f"We study attention while serving.\n\n- {U1}", [NONE], id="a sentence"),
    pytest.param(f"It is a new method for Serving.\n\n- {U1}", [NONE], id="a sentence that places nothing"),
    pytest.param(f"- {U1}\n\n## Attention\nOur method is about it.", [NONE], id="a heading behind the paper"),
]


@pytest.mark.parametrize(("body", "expected"), [*ABOVE, *OWN, *BEHIND, *SILENT])
def test_the_section_of_each_paper(body: str, expected: list[tuple[str, ...]]) -> None:
    found = complete_sections(read_issue("New papers", body), body, catalogue())
    assert [place_entry(proposal, catalogue()) for proposal in found.proposals] == expected


@pytest.mark.parametrize("title", ["Attention papers", "Two papers for Attention", "Add to the Attention section"])
def test_a_threads_title_holds_for_what_names_no_other(title: str) -> None:
    found = read_issue(title, f"- {U1}\n- {U2} (Serving)")
    assert [place_entry(proposal, catalogue()) for proposal in found.proposals] == [ATTENTION, SERVING]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("## In-Context Learning", "In-Context Learning"),
        ("## For Beginners", "For Beginners"),
        ("**Survey papers**", "Survey papers"),
        ("### 3. 3D Papers", "3D"),
        ("To Be Read:", "To Be Read"),
        ("## Benchmarks", "Benchmarks"),
        ("## 🎙 Speech & Audio", "Speech & Audio"),
    ],
)
def test_a_name_may_hold_words_that_often_stand_around_one(heading: str, name: str) -> None:
    (found,) = read_issue("New papers", f"{heading}\n\n{U1}").proposals
    assert name in " | ".join([*found.under, found.section or ""])


@pytest.mark.parametrize("title", [f"Please add {U1}", f"Please add “{PAGED}”"])
def test_the_paper_can_be_named_in_the_threads_title_alone(title: str) -> None:
    assert [proposal.section for proposal in read_issue(title, "Section: Attention").proposals] == ["Attention"]


def test_a_section_that_is_said_and_not_there_is_told() -> None:
    found = read_issue("New papers", f"Section: Cooking\n\n- {U1}\n- {U2}")
    assert [proposal.section for proposal in found.proposals] == ["Cooking", "Cooking"]


def test_a_heading_above_a_list_of_papers_is_no_title() -> None:
    found = read_issue("New papers", f"## Efficient Serving of Large Language Models\n- {U1}\n- {U2}")
    assert [proposal.title for proposal in found.proposals] == [None, None]


def like(**titles: str) -> Catalogue:
    """Return a list of sections with these ids and titles."""
    return Catalogue("L", {id: Section(id, title) for id, title in titles.items()}, {}, KNOWN)


NAMED = [
    pytest.param("Caches", ("caches",), id="a heading"),
    pytest.param("Weights", ("weights",), id="without the number of the list's"),
    pytest.param("Weights, Caches", ("weights", "caches"), id="two headings"),
    pytest.param("General", (), id="a heading that two have"),
    pytest.param("Weights, General", (), id="one of them"),
    pytest.param("general", ("general",), id="the id of one of them"),
    pytest.param("General (2)", ("two",), id="the number of one of them"),
]


@pytest.mark.parametrize(("text", "ids"), NAMED)
def test_a_name_that_several_sections_have_is_none_of_theirs(text: str, ids: tuple[str, ...]) -> None:
    sections = like(weights="Weights (3)", caches="Caches", general="General (1)", two="General (2)")
    assert find_sections(text, sections) == ids
    known = dict(name_all(sections).sections)
    assert known.get("general") is None
    assert (known["weights"], known["caches"]) == ("weights", "caches")


@pytest.mark.parametrize(
    ("wanted", "meant"),
    [
        pytest.param("Atention", "attention", id="a slip"),
        pytest.param("small devices", "edge", id="words of a heading"),
        pytest.param("Large-scale Models on", "edge", id="otherwise written"),
        pytest.param("serving", None, id="words of two headings"),
        pytest.param("mall dev", None, id="letters of a heading"),
        pytest.param("cooking", None, id="nothing"),
        pytest.param("。", None, id="no word"),
        pytest.param(None, None, id="not said"),
    ],
)
def test_the_section_that_is_meant(wanted: str | None, meant: str | None) -> None:
    edge, cloud = Section("edge", "Serving Large Scale Models on Small Devices"), Section("cloud", "Serving in Clouds")
    sections = {"attention": Section("attention", "Attention"), "edge": edge, "cloud": cloud}
    assert find_meant(wanted, Catalogue("", sections, {}, KNOWN)) == meant
