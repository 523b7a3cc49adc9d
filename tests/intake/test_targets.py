"""The listed papers that texts name."""

import pytest

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.identity.authors import split_authors
from bot.catalogue.paper import Paper
from bot.intake.submission import Proposal, Submission
from bot.intake.targets import complete_targets, find_papers
from tests.intake.reading import VENUES, read_issue
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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Please take AWQ off the list", ["awq"], id="in capitals"),
        pytest.param("Please take awq off the list", [], id="in small letters"),
        pytest.param("AWQ-like methods", [], id="a part of another word"),
        pytest.param("Please take KV off the list", [], id="two that are called so"),
        pytest.param("Please take DIY off the list", [], id="a name that is not written so"),
    ],
)
def test_a_shorter_name_is_written_in_capitals(text: str, found: list[str]) -> None:
    titles = {
        "awq": "AWQ: Activation-aware Weights",
        "kv": "KV: Caches of Keys",
        "kv-2": "KV: Keys and Values",
        "diy": "Diy: Tools for All",
    }
    papers = {id: Paper(id, title, {}, ()) for id, title in titles.items()}
    listed = Catalogue("List", {}, papers, VENUES)
    assert list(find_papers(text, listed)) == found


def test_a_complaint_that_says_nothing_else_is_a_change_for_a_maintainer() -> None:
    found = complete_targets(Submission("other"), "The entry of Longformer is wrong", catalogue())
    assert found == Submission("update", (Proposal(LONGFORMER, operation="update"),))


@pytest.mark.parametrize(
    ("asked", "text", "section", "old"),
    [
        pytest.param("other", f"{LONGFORMER} should be under Serving instead", "serving", "attention", id="should be"),
        pytest.param("update", f"{LONGFORMER} should be under Serving", "serving", "attention", id="a change already"),
        pytest.param(
            "other", "Longformer is in a wrong section, it belongs to Serving", "serving", "attention", id="to"
        ),
        pytest.param(
            "other", "Longformer is missing in Serving; it should be in Serving, too", "serving", None, id="too"
        ),
        pytest.param("other", "The authors of Longformer should be three", None, None, id="something else"),
        pytest.param("other", f"{LONGFORMER} should be in Attention", None, None, id="where it is"),
    ],
)
def test_where_a_listed_paper_should_stand_is_a_move_of_it(
    asked: str, text: str, section: str | None, old: str | None
) -> None:
    place = "Serving" if asked == "placed" else None
    submission = Submission("update", (Proposal(LONGFORMER, section=place, operation="update"),))
    (found,) = complete_targets(Submission("other") if asked == "other" else submission, text, catalogue()).proposals
    assert (found.title, found.section, found.replaces and found.replaces.section) == (LONGFORMER, section, old)


def test_praise_of_a_listed_paper_is_no_complaint() -> None:
    assert complete_targets(Submission("other"), "I like Longformer", catalogue()) == Submission("other")


def test_a_change_of_a_known_paper_stays_as_it_was_said() -> None:
    asked = Submission("update", (Proposal(LONGFORMER, venue="ACL 2021", operation="update"),))
    assert complete_targets(asked, "It is like Attention is all you need", catalogue()) == asked


def test_what_a_change_calls_its_paper_comes_before_others_beside_it() -> None:
    papers = {
        id: Paper(id, title, {}, ()) for id, title in (("awq", "AWQ: Aware Weights"), ("pond", "PondNet: Deep Ponds"))
    }
    change = Submission("update", (Proposal("AWQ", venue="ACL 2025", operation="update"),))
    found = complete_targets(change, "PondNet and AWQ\n\nAWQ is now at ACL 2025", Catalogue("List", {}, papers, VENUES))
    assert [each.title for each in found.proposals] == ["AWQ: Aware Weights"]


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


def signed_by(*papers: tuple[str, int]) -> Catalogue:
    """Return a list of papers whose authors, as lists write them, and years are given; each is called by its number."""
    listed = [
        Paper(str(number), f"Talking Ponds {number}", {}, (), year=year, authors=split_authors(authors))
        for number, (authors, year) in enumerate(papers)
    ]
    return Catalogue("List", {}, {paper.id: paper for paper in listed}, VENUES)


PDF = ("https://a.example/s.pdf",)
SIGNED = signed_by(
    ("Kirby, S., & Cornish, H.", 2008), ("Luc Steels", 1995), ("Smith K, Roe A", 2003), ("Smith, K., Poe, B.", 2010)
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("The Kirby et al. paper has a dead link", ["0"], id="several people"),
        pytest.param("the paper by Kirby and Cornish is wrong", ["0"], id="two people"),
        pytest.param("Steels' paper is from 1996, not 1995", ["1"], id="whose it is"),
        pytest.param("Smith's paper is gone", [], id="one of two"),
        pytest.param("The link of Smith (2010) is gone", ["3"], id="the one of that year"),
        pytest.param("Smith and Roe, 2003: wrong year", ["2"], id="the one of both and that year"),
        pytest.param("Thanks to Kirby for the list", [], id="somebody"),
    ],
)
def test_a_paper_is_known_by_who_wrote_it(text: str, found: list[str]) -> None:
    assert list(find_papers(text, SIGNED)) == found


def test_who_wrote_a_paper_is_not_asked_where_a_title_is_said() -> None:
    asked = Submission("update", (Proposal("A Study of Longer Ponds", operation="update"),))
    assert complete_targets(asked, "A Study of Longer Ponds, as in Kirby et al.", SIGNED) == asked


def test_the_right_year_of_a_listed_paper_is_a_change_of_it() -> None:
    found = complete_targets(Submission("other"), "Steels' paper is from 1996, not 1995", SIGNED)
    assert found == Submission("update", (Proposal("Talking Ponds 1", year=1996, operation="update"),))


@pytest.mark.parametrize(
    ("text", "change"),
    [
        pytest.param(
            "Steels (1995) is actually from 1996",
            Proposal("Talking Ponds 1", year=1996, operation="update"),
            id="from another year",
        ),
        pytest.param(
            "Steels (1995)'s link is at https://a.example/s.pdf",
            Proposal("Talking Ponds 1", PDF, operation="fix-link"),
            id="its link",
        ),
        pytest.param(
            "Here is the pdf of Steels (1995): https://a.example/s.pdf",
            Proposal("Talking Ponds 1", PDF, operation="fix-link"),
            id="its pdf",
        ),
    ],
)
def test_a_listed_paper_gets_what_is_said_of_it(text: str, change: Proposal) -> None:
    found = complete_targets(read_issue(text, text), text, SIGNED)
    assert found == Submission(change.operation, (change,))


def test_a_link_of_another_paper_is_no_listed_papers() -> None:
    asked = Submission("add", (Proposal("A Study of Longer Ponds", PDF),))
    assert complete_targets(asked, "The pdf of A Study of Longer Ponds, as in Steels (1995)", SIGNED) == asked
