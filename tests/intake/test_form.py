"""What GitHub makes of the issue form is read back, whatever was typed into a field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.form import CODE, LABELS, LINK, MORE, SECTION, TITLE, VENUE, read_form, write_form
from tests.intake.reading import read_issue

ANSWERS = {LINK: "https://arxiv.org/abs/2504.08269", TITLE: "A title", SECTION: "Serving", VENUE: "ICLR 2026"}


@pytest.mark.parametrize(
    "more",
    [
        pytest.param("### Title\n\nnot the title", id="a heading that repeats a label"),
        pytest.param("# A heading\n## Another", id="headings"),
        pytest.param("```\n### Section\ncode\n```", id="a code fence"),
        pytest.param("### Something else\n\ntext", id="a heading of one's own"),
        pytest.param("_No response_ is what it says", id="the words of no answer"),
    ],
)
def test_what_is_inside_a_field_stays_there(more: str) -> None:
    answers = read_form(write_form({**ANSWERS, MORE: more}))
    assert answers is not None
    assert answers[MORE] == more
    assert answers[TITLE] == "A title"


def test_windows_line_ends_are_read() -> None:
    assert read_form(write_form(ANSWERS).replace("\n", "\r\n")) == read_form(write_form(ANSWERS))


@given(st.dictionaries(st.sampled_from(LABELS), st.text("abc #`\n_*", max_size=30)))
def test_a_filled_form_is_read_back(answers: dict[str, str]) -> None:
    found = read_form(write_form(answers))
    assert found is not None
    assert found == {label: answers.get(label, "").strip() for label in LABELS}


def test_a_form_is_one_proposal() -> None:
    submission = read_issue("Add a paper", write_form({**ANSWERS, CODE: "<https://github.com/a/b>"}))
    (proposal,) = submission.proposals
    assert submission.intent == "add"
    assert proposal.urls == ("https://arxiv.org/abs/2504.08269",)
    assert (proposal.title, proposal.section, proposal.venue) == ("A title", "Serving", "ICLR 2026")
    assert proposal.code == "https://github.com/a/b"


def test_leaving_the_section_to_the_bot_asks_for_none() -> None:
    (proposal,) = read_issue("x", write_form({**ANSWERS, SECTION: "Let the bot suggest"})).proposals
    assert proposal.section is None
