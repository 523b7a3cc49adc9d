"""What people write is not always understood: they are asked, in words that quote theirs, and nothing of it is lost."""

import pytest

from tests.stage import Stage

LINK = "https://arxiv.org/abs/2310.01890"
TITLE = "Attention for Potters and Their Neural Looms"
IN_SERVING = "Section: Serving"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        pytest.param("Please add our paper", "", id="nothing but the wish"),
        pytest.param("添加论文", "请添加我们的论文", id="Chinese"),
    ],
)
def test_who_names_no_paper_is_asked_which(stage: Stage, title: str, body: str) -> None:
    number = stage.contributor.writes(title, body)
    head, step, *_ = stage.answer(number).split("\n\n")
    assert head == "### ❓ One question"
    assert step == "**Next:** please answer in a comment, in your own words. I need to know which paper you mean."
    assert "❓ I see neither the title of a paper nor a link to one." in stage.answer(number)
    stage.contributor.comments(number, f"{TITLE} {LINK}")
    assert "* **Title**: Attention for Potters" in stage.answer(number)
    stage.contributor.comments(number, "Serving")
    assert stage.labels(number) == {"paper: ready"}
    stage.maintainer.comments(number, "/approve")
    assert f"- {TITLE}. *[arXiv'23]* [[Paper]]({LINK})" in stage.text("data/README.md")


def test_who_names_no_paper_may_answer_in_two_comments(stage: Stage) -> None:
    number = stage.contributor.writes("Please add our paper", "Thanks!")
    stage.contributor.comments(number, TITLE)
    assert f"I take `{TITLE}` for its title, and see no link" not in stage.answer(number)
    assert "There is no link to the paper." in stage.answer(number)
    stage.contributor.comments(number, LINK)
    assert "* **Title**: Attention for Potters" in stage.answer(number)
    assert stage.headline(number) == "### ❓ One question"


def test_a_doubtful_title_is_asked_about(stage: Stage) -> None:
    number = stage.contributor.writes("New paper", f"Please add [MothChat]({LINK}).\n{IN_SERVING}")
    assert stage.labels(number) == {"paper: needs-info"}
    assert "I need to know whether I have its title right." in stage.answer(number)
    assert "❓ Is `MothChat` the paper's title? Answer with yes, or with its title." in stage.answer(number)
    stage.contributor.comments(number, "MothChat: Weaving Words with Neural Looms")
    assert "* **Title**: MothChat: Weaving Words with Neural Looms (from `contributor`)" in stage.answer(number)
    assert stage.labels(number) == {"paper: ready"}


@pytest.mark.parametrize("who", ["contributor", "maintainer"])
def test_yes_to_a_doubtful_title_settles_it(stage: Stage, who: str) -> None:
    number = stage.contributor.writes("New paper", f"Please add [MothChat]({LINK}).\n{IN_SERVING}")
    getattr(stage, who).comments(number, "Yes, that's it")
    assert f"* **Title**: MothChat (from `{who}`)" in stage.answer(number)
    assert stage.labels(number) == {"paper: ready"}


def test_of_two_doubtful_titles_each_is_answered_by_its_number(stage: Stage) -> None:
    other = "https://arxiv.org/abs/2310.01891"
    number = stage.contributor.writes("Two papers", f"{IN_SERVING}\n- [MothChat]({LINK})\n- [WeaveNet]({other})")
    assert "For each entry marked ✏️ I need to know whether I have its title right." in stage.answer(number)
    assert "Answer with yes, like `2: yes`, or with its title." in stage.answer(number)
    stage.contributor.comments(number, "1: yes\n2: yes")
    assert stage.labels(number) == {"paper: ready"}


def test_a_title_without_a_link_is_quoted_and_the_link_is_asked_for(stage: Stage) -> None:
    number = stage.contributor.writes("New paper", f'Please consider "{TITLE}" for {IN_SERVING}')
    assert f"❓ I take `{TITLE}` for its title, and see no link to the paper." in stage.answer(number)
    stage.contributor.comments(number, LINK)
    assert "* **Title**: Attention for Potters" in stage.answer(number)


def test_a_change_of_a_paper_that_the_list_has_not_can_be_an_addition(stage: Stage) -> None:
    number = stage.contributor.writes("Update a paper", f'Update the venue of "{TITLE}" to ICLR 2024')
    assert f"❓ I do not see `{TITLE}` in the list." in stage.answer(number)
    assert "To have it added, answer `add it`." in stage.answer(number)
    stage.contributor.comments(number, "Yes, please add it")
    assert f"* **Title**: {TITLE} (from `contributor`)" in stage.answer(number)
    assert "There is no link to the paper." in stage.answer(number)


def test_titles_that_no_entry_has_are_said(stage: Stage) -> None:
    body = f'- {TITLE}: {LINK}\n\nIt follows "Weaving Words with Neural Looms for Moths", our earlier work.'
    number = stage.contributor.writes("Please add our paper", body)
    assert "Not used: `Weaving Words with Neural Looms for Moths`" in stage.answer(number)


def test_of_several_papers_each_question_is_answered_by_its_number(stage: Stage) -> None:
    body = f"- {TITLE}\n- Weaving Words with Neural Looms for Moths\n- On the Silk of Neural Looms and Its Uses"
    number = stage.contributor.writes("Please add these papers", body)
    assert "Answer with the link, like `2: LINK` (arXiv" in stage.answer(number)
    stage.contributor.comments(number, f"1: {LINK}\n2: https://arxiv.org/abs/2310.01891")
    assert "#### 3. On the Silk" in stage.answer(number)
    assert "#### 4." not in stage.answer(number)
    assert stage.answer(number).count("no link to the paper") == 1
    stage.contributor.comments(number, "https://arxiv.org/abs/2310.01892")
    assert "no link to the paper" not in stage.answer(number)
    stage.contributor.comments(number, "1: Serving\n2: Serving\n3: Attention")
    assert stage.labels(number) == {"paper: ready"}


def test_a_section_that_is_said_before_the_paper_is_kept(stage: Stage) -> None:
    number = stage.contributor.writes("Please add our paper", "Thanks!")
    stage.contributor.comments(number, "Serving")
    stage.contributor.comments(number, f"{TITLE} {LINK}")
    assert "* **Section**: Serving (from `contributor`)" in stage.answer(number)
    assert stage.labels(number) == {"paper: ready"}
