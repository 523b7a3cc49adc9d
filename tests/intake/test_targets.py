"""The listed papers that texts name."""

import pytest

from bot.intake.submission import Proposal, Submission
from bot.intake.targets import complete_targets, find_papers
from tests.review.builders import catalogue

LONGFORMER = "Longformer: The long-document transformer"
ID = "longformer-the-long-document-transformer"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(f'The link of "{LONGFORMER}" is dead', [ID], id="a whole title"),
        pytest.param("longformer, the LONG document transformer", [ID], id="without its marks"),
        pytest.param("The link of Longformer is dead", [ID], id="a short name"),
        pytest.param("https://arxiv.org/abs/2004.05150v2 is wrong", [ID], id="a link"),
        pytest.param(f"{LONGFORMER}的链接失效了", [ID], id="in a script without spaces"),
        pytest.param("Longformers are long", [], id="another word"),
    ],
)
def test_a_text_names_listed_papers(text: str, found: list[str]) -> None:
    assert list(find_papers(text, catalogue())) == found


def test_a_complaint_that_says_nothing_else_is_a_change_for_a_maintainer() -> None:
    found = complete_targets(Submission("other"), "The entry of Longformer is wrong", catalogue())
    assert found == Submission("update", (Proposal(LONGFORMER, operation="update"),))


def test_praise_of_a_listed_paper_is_no_complaint() -> None:
    assert complete_targets(Submission("other"), "I like Longformer", catalogue()) == Submission("other")


def test_a_change_of_a_known_paper_stays_as_it_was_said() -> None:
    asked = Submission("update", (Proposal(LONGFORMER, venue="ACL 2021", operation="update"),))
    assert complete_targets(asked, "It is like Attention is all you need", catalogue()) == asked


def test_two_papers_in_a_text_leave_the_target_open() -> None:
    asked = Submission("fix-link", (Proposal(operation="fix-link"),))
    assert complete_targets(asked, f"{LONGFORMER} and Attention is all you need", catalogue()) == asked


def test_a_word_in_the_title_of_another_paper_is_no_short_name() -> None:
    asked = Submission("update", (Proposal("A Study of Longformer and Its Kin", operation="update"),))
    assert complete_targets(asked, 'Add a link to "A Study of Longformer and Its Kin"', catalogue()) == asked
    named = complete_targets(asked, 'Add "A Study of Longformer and Its Kin" to Longformer', catalogue())
    assert named.proposals[0].title == LONGFORMER


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        pytest.param("Longformer got accepted to ACL 2021", "ACL 2021", id="accepted"),
        pytest.param("The entry of Longformer is wrong, it was published at ACL 2021", "ACL 2021", id="wrong"),
    ],
)
def test_where_a_listed_paper_appeared_is_a_change_of_it(text: str, venue: str) -> None:
    found = complete_targets(Submission("other"), text, catalogue())
    assert found == Submission("update", (Proposal(LONGFORMER, venue=venue, operation="update"),))


def test_a_listed_paper_is_known_by_its_short_name_alone() -> None:
    asked = Submission("add", (Proposal("longformer", venue="ACL 2021", is_guessed=True),))
    (found,) = complete_targets(asked, "Longformer is ACL 2021", catalogue()).proposals
    assert found == Proposal(LONGFORMER, venue="ACL 2021")


def test_a_paper_that_is_moved_by_its_short_name_keeps_its_title() -> None:
    moved = Proposal("Longformer", section="Memory", operation="update", replaces=Proposal("Longformer"))
    (found,) = complete_targets(Submission("update", (moved,)), "Move Longformer to Memory", catalogue()).proposals
    assert found.replaces is not None
    assert (found.title, found.replaces.title) == (LONGFORMER, LONGFORMER)


def test_a_short_name_with_a_link_can_be_that_of_another_paper() -> None:
    asked = Submission("add", (Proposal("Longformer", ("https://arxiv.org/abs/2601.01234",)),))
    assert complete_targets(asked, "Add Longformer", catalogue()) == asked
