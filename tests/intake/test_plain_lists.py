"""Lines below each other are a list where they look like one; the papers are invented."""

import pytest

from tests.intake.reading import read_issue

ONE, TWO, THREE = (
    "Grace: A generative approach to better confidence in moths",
    "Confidence Should Be Calibrated More Than One Night Deep",
    "The Case for Learned Lamps",
)
MOTHS = "FastMoth: Sparse Decoding for Large Language Models"
U1, U2 = "https://arxiv.org/abs/2601.01234", "https://arxiv.org/abs/2602.04321"
WRITTEN = {
    "bare": "{}\n{}\n{}",
    "with venues": "{} [ACL2026]\n{} [ACL2026]\n{} [ICLR 2026]",
    "venues first": "ACL 2026 {}\nACM MM 2025 {}\nICLR 2026 {}",
    "in brackets": "{} (a common benchmark)\n{} (of our group)\n{} (its follow-up)",
    "said behind": "{}, arXiv 2023.\n{}, Sensors 2024.\n{}, ICRA 2024.",
}
HEADS = {
    "a request that leads in": "Please add these papers:\n\n{}",
    "in the same block": "I would like to suggest:\n{}",
    "a sentence": "Please consider the following works of our group.\n\n{}\n\nThanks!",
    "a heading": "## Papers\n{}",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
@pytest.mark.parametrize("lines", WRITTEN.values(), ids=WRITTEN)
def test_lines_that_look_like_entries_are_read_as_a_list(head: str, lines: str) -> None:
    found = read_issue("New papers", head.format(lines.format(ONE, TWO, THREE))).proposals
    assert [paper.title for paper in found] == [ONE, TWO, THREE]


def test_links_below_each_other_lead_to_as_many_papers() -> None:
    body = f"LampNet: {U1}\nA work of two colleagues that uses lamps: {U2}"
    assert [paper.urls for paper in read_issue("Add these works", body).proposals] == [(U1,), (U2,)]


ONE_PAPER = {
    "a title and its people": f"{MOTHS}\nOne, A. University of Ponds, Moth Publishing, 2020.\n\n{U1}",
    "a title and its venue": f"{MOTHS}\nICLR 2026\n{U1}",
    "links with labels": f"[{MOTHS}]({U1})\n\n[Project Demo](https://a.io/demo)\n[Data Replay](https://a.io/replay)",
    "labels": f"Paper: {MOTHS}\nPdf: {U1}",
}


@pytest.mark.parametrize("body", ONE_PAPER.values(), ids=ONE_PAPER)
def test_lines_with_the_parts_of_one_paper_are_no_list(body: str) -> None:
    (paper,) = read_issue("New paper", body).proposals
    assert (paper.title, paper.urls) == (MOTHS, (U1,))
