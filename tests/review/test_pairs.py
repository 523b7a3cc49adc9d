"""When two lines of a page are one paper."""

import pytest

from bot.lists.marked.importing import import_list
from bot.review.audit import Listing, audit_listing
from tests.review.audited import KNOWN, LONG, OPENING, PAPER, line

FULL = "Training models of many parameters with parallelism"


@pytest.mark.parametrize(
    ("other", "is_wrong"),
    [
        pytest.param("Sparse attention for long documents", True, id="another title"),
        pytest.param("TP: Big-LM", False, id="a nickname"),
        pytest.param("Big-LM-1.3|6.7|13B", False, id="a model's sizes"),
        pytest.param("the time that is needed for training", False, id="words about a thing"),
        pytest.param("This page is a list of papers on it", False, id="words about the list"),
        pytest.param("We recently released a", False, id="words that are cut off"),
    ],
)
def test_a_link_is_said_to_be_wrong_where_two_whole_titles_have_it(other: str, is_wrong: bool) -> None:
    text = OPENING.format("") + line(title=FULL) + "\n" + line(title=other) + "\n"
    found = audit_listing(Listing("L.md", import_list(text, KNOWN)))
    assert [finding.rule for finding in found if "link" in finding.message] == ["shared-link"][:is_wrong]


def repeated(*links: str, title: str) -> int:
    lines = "\n".join(f"- {title} [[Paper]]({link})" for link in links)
    found = audit_listing(Listing("L.md", import_list(OPENING.format("") + lines + "\n", KNOWN)))
    return [finding.rule for finding in found].count("repeated")


ONE, TWO, THREE = (f"https://a.example/{number}" for number in range(3))
NOTE = "Reading note from here"


@pytest.mark.parametrize(
    ("title", "links", "expected"),
    [
        pytest.param(NOTE, [ONE, TWO], 1, id="a title twice"),
        pytest.param(NOTE, [ONE, TWO, THREE], 0, id="on many lines with other links"),
        pytest.param(NOTE, [ONE, ONE, ONE], 2, id="on many lines with one link"),
        pytest.param(f"[{NOTE}](#notes)", [ONE, ONE], 0, id="a table of contents"),
        pytest.param("Reading note", [ONE, TWO], 0, id="a few words"),
        pytest.param("Reading note", [ONE, ONE], 0, id="a few words with one page"),
        pytest.param("Reading note", [PAPER, PAPER], 1, id="a few words with one number"),
        pytest.param("Reading note", [f"{ONE}.pdf"] * 2, 1, id="a few words with one file"),
        pytest.param("Reading note *ICML 2023*", [ONE, TWO], 1, id="a few words at one conference"),
        pytest.param(
            "**Reading note.** *Ada Lovelace, Alan Turing.*", [ONE, TWO], 1, id="a few words by the same people"
        ),
    ],
)
def test_a_paper_is_repeated_where_more_than_its_words_are(title: str, links: list[str], expected: int) -> None:
    assert repeated(*links, title=title) == expected


NAMED = f"- **{{}}** [[code]](https://github.com/o/n/blob/main/{{}}.py) [[pdf]]({PAPER})"
COMMON = "Analysis of single cell RNA-seq data"
TREES = "- **Extracting decision trees from trained networks**{2}, KDD, {0}. [[Paper]]({1})"
METHOD = "{0}\n- Paper: *Deep aggregation of features in networks for many tasks*, {1}\n"
ADA = ", Ada Lovelace, Alan Turing"
PII, DOI = (
    "https://www.sciencedirect.com/science/article/abs/pii/S0031320398001812",
    "https://doi.org/10.1145/775047.775113",
)
ATTACK = f"- [{{}} indirect prompt injection into language models]({PAPER})"
OTHER = "What a small model learns of grammar"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        pytest.param([NAMED.format("ARC-I", "arci"), NAMED.format("ARC-II", "arcii")], [], id="two models of a paper"),
        pytest.param(
            [
                f"- [Aggregation of features in deep networks for many tasks]({ONE})\n\n  It extends {LONG}.\n",
                f"- {LONG}",
            ],
            [],
            id="a note that names the other",
        ),
        pytest.param(
            [f"- [{OTHER}]({ONE})\n\n  It extends {LONG}.\n", f"- {LONG}"], [], id="a note that names another"
        ),
        pytest.param(
            [f"- {LONG}", f"- [{OTHER}]({ONE})\n\n  It is as shown by [paper]({PAPER}).\n"], [], id="a note's link"
        ),
        pytest.param([f"- [{OTHER}]({PAPER})", f"- {LONG}"], ["shared-link"], id="a link of two papers"),
        pytest.param(
            [ATTACK.format("Adaptive attacks break defenses against"), ATTACK.format("Red-teaming of agents for")],
            ["shared-link"],
            id="a link of two papers with some words in common",
        ),
        pytest.param(
            [ATTACK.format("Nodes: Masks against"), ATTACK.format("All Edges: Masks against")],
            ["repeated"],
            id="two names before one title",
        ),
        pytest.param([f"- {LONG}", f"- {LONG}"], ["repeated"], id="a paper twice"),
        pytest.param(
            [METHOD.format("1. Exact", PAPER), METHOD.format("2. Approximate", PAPER)], [], id="two methods of a paper"
        ),
        pytest.param(
            [METHOD.format("1. Exact", PAPER), METHOD.format("2. Exact", PAPER)], ["repeated"], id="a method twice"
        ),
        pytest.param([TREES.format("1999", PII, ""), TREES.format("2002", DOI, "")], [], id="two papers of one title"),
        pytest.param(
            [TREES.format("1999", PII, ""), TREES.format("1999", DOI, "")], ["repeated"], id="a paper with two numbers"
        ),
        pytest.param(
            [TREES.format("1999", PII, ADA), TREES.format("2002", DOI, ADA)],
            ["repeated"],
            id="a paper that appeared twice",
        ),
        pytest.param([f"- 【Tutorial】{LONG}", f"- 【Tutorial】{LONG}"], ["repeated"], id="a talk twice"),
        pytest.param(
            [f"- [{COMMON}]({ONE}) Talk, 2023", f"- [{COMMON}]({TWO}) Talk, 2024"], [], id="a talk given twice"
        ),
        pytest.param([f"- [{COMMON}]({ONE})", f"- [{COMMON}]({TWO})"], ["repeated"], id="a paper on two sites"),
        pytest.param([f"- [{COMMON}]({ONE})", f"- [{COMMON}, www.course.example]({TWO})"], [], id="two courses"),
    ],
)
def test_what_two_lines_have_in_common_is_one_paper(lines: list[str], said: list[str]) -> None:
    found = audit_listing(Listing("L.md", import_list(OPENING.format("") + "\n".join(lines) + "\n", KNOWN)))
    assert [finding.rule for finding in found if finding.rule in ("repeated", "shared-link")] == said
