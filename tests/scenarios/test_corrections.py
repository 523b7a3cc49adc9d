"""Corrections of listed papers, in the words of who found the mistake."""

import pytest

from tests.stage import Stage

TITLE = "Longformer: The long-document transformer"
ORCA = "Orca: A Distributed Serving System for Transformer-Based Generative Models"


@pytest.mark.parametrize(
    ("title", "body", "said"),
    [
        pytest.param(
            "Typo",
            f'There is a typo in the title of "{ORCA}": it should be "Orca: Distributed Serving of Transformers"',
            f"* **Title**: {ORCA} → **Orca: Distributed Serving of Transformers**",
            id="a typo in a title",
        ),
        pytest.param(
            "Authors missing",
            f'The authors of "{TITLE}" are missing: Iz Beltagy, Matthew E. Peters and Arman Cohan',
            "* **Authors**: none → **Iz Beltagy, Matthew E. Peters, Arman Cohan** (from `contributor`)",
            id="authors",
        ),
    ],
)
def test_a_correction_says_the_old_and_the_new(stage: Stage, title: str, body: str, said: str) -> None:
    number = stage.contributor.writes(title, body)
    assert stage.labels(number) == {"paper: ready"}
    assert said in stage.answer(number).replace("\u200b", "")


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(f'Please move "{TITLE}" to Serving', id="move"),
        pytest.param(f"{TITLE} should be under Serving instead", id="should be"),
        pytest.param("Longformer is in the wrong place; it should be in Serving.", id="wrong place"),
    ],
)
def test_a_moved_paper_leaves_its_old_section(stage: Stage, words: str) -> None:
    number = stage.contributor.writes("Wrong section", words)
    assert "* **Section**: Attention → **Serving** (from `contributor`)" in stage.answer(number)
    stage.maintainer.comments(number, "/approve")
    page = stage.text("data/README.md")
    assert page.count(TITLE) == 1
    assert page.index(TITLE) > page.index("## Serving")


@pytest.mark.parametrize(
    "words",
    ["Please take Longformer off the list", "Longformer should be removed", "Longformer has to come off your list"],
)
def test_who_wants_a_paper_gone_names_it_as_people_call_it(stage: Stage, words: str) -> None:
    number = stage.contributor.writes(words, "It is superseded.")
    assert stage.headline(number) == "### 👀 A maintainer decides"
    stage.maintainer.comments(number, "/approve")
    assert TITLE not in stage.text("data/README.md")


def test_a_dead_link_waits_for_who_knows_a_better_one(stage: Stage) -> None:
    number = stage.contributor.writes("Dead link", "the link of Longformer gives a 404")
    assert stage.labels(number) == {"paper: needs-maintainer"}
    answer = stage.answer(number)
    assert f"This is about [{TITLE}]" in answer
    assert "nothing to do" not in answer
    stage.contributor.comments(number, "https://aclanthology.org/2021.acl-long.1")
    assert stage.labels(number) == {"paper: ready"}
    stage.maintainer.comments(number, "/approve")
    assert "[[Paper]](https://aclanthology.org/2021.acl-long.1)" in stage.text("data/README.md")


def test_what_a_maintainer_makes_of_an_unclear_remark_is_approved_in_one_comment(stage: Stage) -> None:
    number = stage.contributor.writes("A typo", "The title of https://arxiv.org/abs/2004.05150 has a mistake")
    command = stage.maintainer.comments(number, "/section serving\n/approve")
    assert stage.reactions(command) == ["rocket"]
    assert TITLE in stage.text("data/README.md").split("## Serving")[1]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("The title of https://arxiv.org/abs/2004.05150 has a mistake", id="by its link"),
        pytest.param(f'"{TITLE}" appeared at ACL 2021', id="besides another change"),
    ],
)
def test_a_maintainer_says_which_title_a_listed_paper_should_have(stage: Stage, body: str) -> None:
    number = stage.contributor.writes("A correction", body)
    stage.maintainer.comments(number, "/set title Longformer: The Transformer for Long Documents")
    assert f"* **Title**: {TITLE} → **Longformer: The Transformer for Long Documents**" in stage.answer(number)
    stage.maintainer.comments(number, "/approve")
    page = stage.text("data/README.md")
    assert TITLE not in page
    assert page.count("Longformer: The Transformer for Long Documents") == 1


def test_a_title_that_names_no_listed_paper_is_corrected_to_one_that_does(stage: Stage) -> None:
    number = stage.contributor.writes("Published", '"Longfromer, a transformer for documents" appeared at ACL 2021')
    stage.maintainer.comments(number, f"/set title {TITLE}")
    assert "* **Venue**: arXiv 2020 → **ACL 2021**" in stage.answer(number).replace("\u200b", "")


def test_a_title_that_is_set_for_a_correction_of_nothing_listed_says_what_it_is_about(stage: Stage) -> None:
    number = stage.contributor.writes(
        "A typo", 'There is a typo in the title of "Short Transformers for Longer Words".'
    )
    assert "I do not see" in stage.answer(number)
    stage.maintainer.comments(number, f"/set title {TITLE}")
    assert f"This is about [{TITLE}]" in stage.answer(number)


def test_what_is_about_a_listed_paper_and_not_understood_is_read_by_a_maintainer(stage: Stage) -> None:
    number = stage.contributor.writes("A typo", "The title of https://arxiv.org/abs/2004.05150 has a mistake")
    assert stage.state(number) == "open"
    assert stage.labels(number) == {"paper: needs-maintainer"}
    answer = stage.answer(number)
    assert "In the words of `contributor`:" in answer
    assert "nothing to do" not in answer


def test_a_correction_by_the_form_of_the_site_is_read_by_a_maintainer(stage: Stage) -> None:
    body = "### Link to the paper\n\nhttps://arxiv.org/abs/2004.05150\n\n### Anything else?\n\nIts authors are wrong"
    number = stage.contributor.writes(TITLE, body)
    assert stage.state(number) == "open"
    assert "> Its authors are wrong" in stage.answer(number)
