"""What is said of a paper's file that a pull request writes, and on which of its lines."""

import pytest

from bot.catalogue.data.records import load_paper
from bot.review.paper_file import draft_paper_file, merge_records, open_paper_file
from bot.review.rules.paper_file import judge_paper_file
from tests.intake.diffs import change
from tests.review.builders import catalogue

GOOD = """\
title: "New paper"
venue: "NeurIPS"
year: 2024
sections:
  attention: null
links:
  - {label: "Paper", url: "https://arxiv.org/abs/2407.08608"}
  - {label: "Code", url: "https://github.com/lab/code"}
identifiers: {arxiv: "2407.08608"}
"""
FORM = "The list writes {} differently"


def but(*changes: tuple[str, str]) -> str:
    text = GOOD
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


VENUE = ('"NeurIPS"', '"NIPS"')
TRACKED_LINK, TRACKED_CODE = ('8608"}\n  -', '8608?utm_source=x"}\n  -'), ("lab/code", "lab/code?utm_source=x")
NO_IDENTIFIER = ('identifiers: {arxiv: "2407.08608"}\n', "")
CANONICAL, TRACKING = "the venue's canonical name is NeurIPS", r"tracking parameter utm\_source dropped"


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        pytest.param(GOOD, [], id="nothing"),
        pytest.param(but(VENUE), [(2, 2, f"{FORM.format('line 2')} ({CANONICAL}).")], id="one fault"),
        pytest.param(
            but(VENUE, TRACKED_LINK, TRACKED_CODE),
            [
                (2, 2, f"{FORM.format('line 2')} ({CANONICAL})."),
                (7, 7, f"{FORM.format('line 7')} (Paper: {TRACKING})."),
                (8, 8, f"{FORM.format('line 8')} (Code: {TRACKING})."),
            ],
            id="each of several on its line",
        ),
        pytest.param(
            but(('"New paper"', "New paper"), TRACKED_LINK),
            [(1, 1, f"{FORM.format('line 1')}."), (7, 7, f"{FORM.format('line 7')} (Paper: {TRACKING}).")],
            id="one without a reason above",
        ),
        pytest.param(
            but(VENUE, NO_IDENTIFIER),
            [
                (2, 2, f"{FORM.format('line 2')} ({CANONICAL})."),
                (8, 8, f"{FORM.format('line 8')} (the links give arxiv)."),
            ],
            id="a line that is missing",
        ),
        pytest.param(
            but(
                (
                    '{label: "Code", url: "https://github.com/lab/code"}',
                    'label: Code\n    url: "https://github.com/lab/code"',
                )
            ),
            [(8, 9, f"{FORM.format('lines 8 to 9')}.")],
            id="two lines for one",
        ),
        pytest.param(
            but(("year: 2024", "yaer: 2024"), ("  attention: null", "  attention:"), VENUE),
            [(3, None, "`yaer` is no key of the file; did you mean `year`?")],
            id="a fault first, the form when it is mended",
        ),
        pytest.param(
            but(("year: 2024", 'year: "2024"'), ("identifiers:", "extra:")),
            [(3, None, "`year` must be a whole number."), (9, None, "`extra` is no key of the file; there are ")],
            id="faults on their lines",
        ),
    ],
)
def test_each_note_stands_on_the_lines_that_it_is_about(text: str, notes: list[tuple[int, int | None, str]]) -> None:
    file = open_paper_file(change("data/papers/new-paper.yaml", "", text, status="added"), catalogue())
    found = sorted(judge_paper_file(file), key=lambda finding: finding.line or 0)
    assert [(finding.line, finding.last) for finding in found] == [note[:2] for note in notes]
    for finding, (_, _, message) in zip(found, notes, strict=True):
        assert finding.message.startswith(message)


def test_the_suggestions_together_make_the_form_of_the_list() -> None:
    text = but(VENUE, TRACKED_LINK, TRACKED_CODE, ('"New paper"', "New paper"), NO_IDENTIFIER)
    file = open_paper_file(change("data/papers/new-paper.yaml", "", text, status="added"), catalogue())
    lines = text.split("\n")
    for finding in sorted(judge_paper_file(file), key=lambda finding: -(finding.line or 0)):
        assert finding.line
        assert finding.suggestion is not None
        lines[finding.line - 1 : finding.last] = finding.suggestion.split("\n")
    assert "\n".join(lines) == GOOD
    assert load_paper(GOOD, "new-paper") == file.after


def test_a_section_that_the_list_lacks_is_none_of_the_drafts() -> None:
    text = but(("  attention: null", "  attention: null\n  nowhere: null"))
    file = open_paper_file(change("data/papers/new-paper.yaml", "", text, status="added"), catalogue())
    draft = draft_paper_file(file, catalogue())
    assert (draft.sections, draft.unknown_section) == (("attention",), "nowhere")


@pytest.mark.parametrize(
    ("listed", "year", "conflicts"),
    [
        pytest.param(2020, 2024, (), id="as it was"),
        pytest.param(2024, 2024, (), id="the same meanwhile"),
        pytest.param(2023, 2024, ("year",), id="another meanwhile"),
    ],
)
def test_what_both_changed_otherwise_is_a_conflict(listed: int, year: int, conflicts: tuple[str, ...]) -> None:
    new = load_paper(GOOD, "new-paper")
    old, today = new._replace(year=2020), new._replace(year=listed, venue="ICML")
    assert merge_records(old, new._replace(year=year), today) == (today._replace(year=year), conflicts)
