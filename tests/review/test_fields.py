"""What `/set` and `/section` make of a value, and what is guessed where there is no such thing."""

from dataclasses import replace

import pytest

from bot.catalogue.matching import Index
from bot.intake.submission import Proposal, Submission
from bot.review.context import ReviewContext
from bot.review.review import review_submission
from bot.review.words.fields import FieldError, read_fields
from bot.review.words.spelling import ask
from tests.review.builders import catalogue


@pytest.mark.parametrize(
    ("name", "value", "fields"),
    [
        pytest.param("venue", "NeurIPS 2024", {"venue": "NeurIPS", "year": "2024"}, id="a venue with its year"),
        pytest.param("venue", "NIPS'24", {"venue": "NeurIPS", "year": "2024"}, id="by another name and a short year"),
        pytest.param("venue", "ICLR 2024 (oral)", {"venue": "ICLR", "year": "2024"}, id="with a note"),
        pytest.param("venue", "NeurIPS", {"venue": "NeurIPS"}, id="a venue alone"),
        pytest.param(
            "venue",
            "The Daily News 2025",
            {"venue": "The Daily News", "year": "2025"},
            id="a venue unknown to the list",
        ),
        pytest.param("Year", "2024", {"year": "2024"}, id="a year"),
        pytest.param("title", "Attention 2024", {"title": "Attention 2024"}, id="a title that ends with a year"),
        pytest.param("section", "Serving", {"section": "Serving"}, id="a section"),
        pytest.param("section", "the Serving section, please", {"section": "serving"}, id="a section in a sentence"),
        pytest.param("venue", "None", {"venue": ""}, id="no venue"),
        pytest.param("code", "-", {"code": ""}, id="no code"),
        pytest.param("authors", "Ada One, Bo Two", {"authors": "Ada One, Bo Two"}, id="people"),
    ],
)
def test_a_value_sets_what_it_says(name: str, value: str, fields: dict[str, str]) -> None:
    assert read_fields(name, value, catalogue()) == fields


@pytest.mark.parametrize(
    ("name", "value", "refusal"),
    [
        pytest.param("tittle", "x", "did you mean `title`?", id="a field with a slip of the pen"),
        pytest.param("colour", "x", "there is no such field", id="no field"),
        pytest.param("year", "next", "a number like 2024", id="a year in words"),
        pytest.param("link", "arxiv", "begins with https://", id="no address"),
        pytest.param("section", "Cooking", "no such section", id="no section"),
        pytest.param("title", "x" * 501, "at most 500", id="too long"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_with_the_reason(name: str, value: str, refusal: str) -> None:
    with pytest.raises(FieldError, match=refusal.replace("?", r"\?")):
        read_fields(name, value, catalogue())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("sections", "did you mean `section`?", id="a slip"),
        pytest.param("x", "there are `title`, `section`.", id="nothing like it"),
    ],
)
def test_what_was_perhaps_meant_ends_a_sentence(text: str, words: str) -> None:
    assert ask(text, ["title", "section"]) == words


def test_people_who_are_set_are_those_of_the_entry() -> None:
    asked, known = Submission("add", (Proposal(title="An entirely new idea", authors=("Di Poe",)),)), catalogue()
    context = ReviewContext(known, Index(), Index(), added="2026-11-22")
    key = review_submission(asked, context).entries[0].key
    set_by = replace(context, fields={key: {"authors": "Ada One and Bo Two"}})
    assert review_submission(asked, set_by).entries[0].draft.authors == ("Ada One", "Bo Two")
