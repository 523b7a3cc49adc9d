"""What is talked about, by name."""

from dataclasses import replace

import pytest

from bot.workflow.messages.subject import name_people, name_places, name_subject
from tests.review.builders import catalogue
from tests.workflow.builders import situation

ORCA = "orca-a-distributed-serving-system-for-transformer-based-generative-models"


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        pytest.param("#12", "#12", id="a thread"),
        pytest.param(
            ORCA,
            "[Orca: A Distributed Serving System for Transformer-Based Generative Models]"
            f"(../blob/HEAD/data/papers/{ORCA}.yaml)",
            id="a listed paper",
        ),
        pytest.param("gone`paper", "``gone`paper``", id="a paper that left the list"),
    ],
)
def test_a_subject_is_a_link_where_there_is_something_to_see(subject: str, words: str) -> None:
    assert name_subject(subject, situation()) == words


def test_a_title_cannot_end_its_link() -> None:
    paper = catalogue().papers[ORCA]._replace(title="Orca](https://evil.example) [x")
    listed = replace(catalogue(), papers={ORCA: paper})
    assert name_subject(ORCA, situation(listed=listed)).startswith(
        r"[Orca\](https:/" + "\u200b" + r"/evil.example) \[x]("
    )


@pytest.mark.parametrize(
    ("sections", "words"),
    [
        pytest.param(["attention"], "**Attention**", id="one"),
        pytest.param(["attention", "serving"], "**Attention** and **Serving**", id="two"),
    ],
)
def test_places_are_headings(sections: list[str], words: str) -> None:
    assert name_places(sections, situation()) == words


@pytest.mark.parametrize(
    ("logins", "words"),
    [("ada", "`ada`"), ("ada grace", "`ada` and `grace`"), ("ada grace joan", "`ada`, `grace` and `joan`")],
)
def test_people_are_named_without_a_mention(logins: str, words: str) -> None:
    assert name_people(logins) == words
