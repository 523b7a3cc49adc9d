"""People answer the bot's questions in their own words: a name, a number, a title, a link, yes, the same one."""

import pytest

from tests.scenarios.papers import LIST
from tests.stage import Stage

LINK = "https://arxiv.org/abs/2310.01890"
TITLE = "Attention for Potters and Their Neural Looms"
SIMILAR = "Longformer: The long document transformers"


def asked(stage: Stage, section: str = "") -> int:
    """File a paper of which only the section is missing."""
    return stage.contributor.files(LINK, TITLE, section)


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param("> Which section does it belong to?\n\nIt belongs to Serving, I think", id="by its name"),
        pytest.param("the one about serving pls", id="by what it is about"),
        pytest.param(
            "Hello! Thank you. I believe Serving is the right section for it. Best, Ada", id="among courtesies"
        ),
        pytest.param("第二个", id="by its place"),
    ],
)
def test_a_section_is_chosen_in_any_words(stage: Stage, answer: str) -> None:
    number = asked(stage)
    assert stage.headline(number) == "### ❓ One question"
    assert "  2. **Serving**" in stage.answer(number)
    comment = stage.contributor.comments(number, answer)
    assert "* **Section**: Serving (from `contributor`)" in stage.answer(number)
    assert stage.labels(number) == {"paper: ready"}
    assert stage.reactions(comment) == ["rocket"]


def test_yes_takes_the_only_suggestion(stage: Stage) -> None:
    number = asked(stage, "Servng")
    assert "Did you mean Serving?" in stage.answer(number)
    stage.contributor.comments(number, "Yes, that's it!")
    assert "* **Section**: Serving (from `contributor`)" in stage.answer(number)


def test_a_later_answer_wins(stage: Stage) -> None:
    number = asked(stage)
    stage.contributor.comments(number, "/section attention")
    stage.contributor.comments(number, "Sorry, Serving")
    assert "* **Section**: Serving (from `contributor`)" in stage.answer(number)


def test_what_is_settled_stays_when_the_link_comes_later(stage: Stage) -> None:
    number = stage.contributor.files("", TITLE)
    assert stage.headline(number) == "### ❓ 2 questions"
    stage.contributor.comments(number, "Serving")
    stage.contributor.comments(number, LINK)
    assert stage.labels(number) == {"paper: ready"}
    assert "* **Section**: Serving (from `contributor`)" in stage.answer(number)


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        pytest.param(TITLE, f"* **Title**: {TITLE} (from `contributor`)", id="a title alone"),
        pytest.param("It was accepted by ICLR 2024", "* **Venue**: ICLR 2024 (from `contributor`)", id="a venue"),
    ],
)
def test_a_fact_alone_completes_a_filled_form(stage: Stage, answer: str, line: str) -> None:
    number = stage.contributor.files(LINK, section="Attention")
    comment = stage.contributor.comments(number, answer)
    assert line in stage.answer(number).replace("\u200b", "")
    assert stage.reactions(comment) == ["rocket"]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        pytest.param(
            "can you fix the title, it should be Looms for Potters and Their Cats",
            "* **Title**: Looms for Potters and Their Cats (from `contributor`)",
            id="its title",
        ),
        pytest.param(
            "sorry wrong link: https://openreview.net/forum?id=H4DqfPSibmx",
            "(<https://openreview.net/forum?id=H4DqfPSibmx>) (from `contributor`)",
            id="its link",
        ),
    ],
)
def test_a_correction_is_no_answer_to_the_question_and_counts(stage: Stage, words: str, line: str) -> None:
    number = asked(stage)
    comment = stage.contributor.comments(number, words)
    assert stage.reactions(comment) == ["rocket"]
    assert line in stage.answer(number).replace("\u200b", "")
    assert stage.headline(number) == "### ❓ One question"


def test_title_and_link_together_fill_an_empty_form(stage: Stage) -> None:
    number = stage.contributor.files(section="Attention")
    stage.contributor.comments(number, f"{TITLE} {LINK}")
    assert stage.labels(number) == {"paper: ready"}
    assert f"- {TITLE}. *[arXiv'23]* [[Paper]](<{LINK}>)" in stage.answer(number)


def test_of_several_papers_each_is_answered_by_its_number(stage: Stage) -> None:
    body = f"- {TITLE} {LINK}\n- Cooking Soup on Small Fires https://arxiv.org/abs/2310.01812\n"
    number = stage.contributor.writes("Two papers", body)
    stage.contributor.comments(number, "1: Attention\n2: Serving")
    assert stage.labels(number) == {"paper: ready"}
    answer = stage.answer(number)
    assert answer.index("* **Section**: Attention ") < answer.index("* **Section**: Serving ")


def test_maintainers_answer_in_the_same_words(stage: Stage) -> None:
    number = stage.contributor.files()
    for words in (LINK, TITLE, "Serving"):
        stage.maintainer.comments(number, words)
    answer = stage.answer(number)
    assert stage.labels(number) == {"paper: ready"}
    assert f"* **Title**: {TITLE} (from `maintainer`)" in answer
    assert "* **Section**: Serving (from `maintainer`)" in answer


def test_a_passer_by_answers_nothing_and_is_not_answered(stage: Stage) -> None:
    number = asked(stage)
    before = stage.answer(number)
    comment = stage.newcomer("passer-by").comments(number, "Serving")
    assert stage.answer(number) == before
    assert stage.reactions(comment) == []


@pytest.mark.parametrize(
    ("words", "is_answered"),
    [
        pytest.param("The one about baskets", True, id="no section of the list"),
        pytest.param("Thanks a lot!", False, id="thanks"),
    ],
)
def test_what_could_be_an_answer_and_is_not_understood_gets_one_line(
    stage: Stage, words: str, is_answered: bool
) -> None:
    number = asked(stage)
    stage.contributor.comments(number, words)
    stage.contributor.edits(number, title="Add this paper")
    lines = stage.answers(number)[1:]
    assert (
        lines == ["I could not read that as an answer. Answer with the section's name, like `Attention`."] * is_answered
    )


@pytest.mark.parametrize("words", ["No idea, sorry", "whatever you think is best", "either is fine", "不知道"])
def test_who_does_not_know_the_section_leaves_it_to_the_maintainers(stage: Stage, words: str) -> None:
    number = asked(stage)
    comment = stage.contributor.comments(number, words)
    assert stage.reactions(comment) == ["rocket"]
    assert stage.answers(number)[1:] == ["That is fine. A maintainer chooses the section, with `/section ID`."]
    assert stage.labels(number) == {"paper: needs-maintainer"}
    assert "**Next:** a maintainer chooses the section, with `/section ID` or its name." in stage.answers(number)[0]
    stage.maintainer.comments(number, "Serving")
    assert stage.labels(number) == {"paper: ready"}


@pytest.mark.parametrize("words", ["done!", "I fixed it", "I have updated the description, please check", "已修改"])
def test_who_calls_done_what_is_not_learns_what_is_still_open(stage: Stage, words: str) -> None:
    number = stage.contributor.files(LINK, TITLE)
    stage.contributor.comments(number, words)
    line = "I looked again, and this is still open: Which section does it belong to?"
    assert stage.answers(number)[1:] == [line]
    body = stage.get(f"/issues/{number}")["body"]
    stage.contributor.edits(number, body=body.replace("### Section\n\n_No response_", "### Section\n\nServing"))
    stage.wait()
    stage.contributor.comments(number, words)
    assert stage.labels(number) == {"paper: ready"}
    assert stage.answers(number)[1:] == [line]


def test_who_takes_back_what_they_asked_for_learns_how(stage: Stage) -> None:
    number = asked(stage)
    stage.contributor.comments(number, "Sorry, never mind!")
    assert stage.answers(number)[1:] == ["To take this back, close this issue. Nothing will be added then."]


def test_who_takes_a_removal_back_learns_how(stage: Stage) -> None:
    number = stage.contributor.writes("Please remove Longformer: The long-document transformer", "It has errors.")
    stage.contributor.comments(number, "Wait, please keep it. Sorry")
    assert stage.answers(number)[1:] == ["To take this back, close this issue. Nothing will be changed then."]


@pytest.mark.parametrize(
    ("words", "label"),
    [
        pytest.param("no, another one", "paper: ready", id="another one"),
        pytest.param("It's the same paper.", "", id="the same"),
    ],
)
def test_a_maintainers_word_settles_whether_two_papers_are_one(stage: Stage, words: str, label: str) -> None:
    number = stage.contributor.files(LINK, SIMILAR, "Attention")
    assert stage.labels(number) == {"paper: needs-maintainer"}
    stage.maintainer.comments(number, words)
    assert stage.labels(number) == ({label} if label else set())
    assert stage.state(number) == ("open" if label else "closed")


@pytest.mark.parametrize(
    ("words", "label"),
    [
        pytest.param("no, another one", "paper: ready", id="another one"),
        pytest.param("Nice work!", "paper: needs-maintainer", id="no answer"),
    ],
)
def test_a_maintainers_word_counts_on_a_pull_request_as_well(stage: Stage, words: str, label: str) -> None:
    line, below = f"- {SIMILAR}. *[COLM'24]* [[Paper]]({LINK})\n", "- Longformer"
    number = stage.contributor.proposes({LIST: stage.text(LIST).replace(below, line + below, 1)})
    assert stage.labels(number) == {"paper: needs-maintainer"}
    stage.maintainer.comments(number, words)
    assert stage.labels(number) == {label}


def test_an_authors_word_on_that_is_shown_to_the_maintainer(stage: Stage) -> None:
    number = stage.contributor.files(LINK, SIMILAR, "Attention")
    stage.contributor.comments(number, "No, another one: ours has @maintainer routing")
    assert stage.labels(number) == {"paper: needs-maintainer"}
    answer = stage.answer(number)
    assert "In the words of `contributor`:\n\n> No, another one: ours has @\u200bmaintainer routing" in answer


def test_a_command_inside_a_line_is_pointed_out(stage: Stage) -> None:
    number = stage.contributor.files(LINK, TITLE, "Attention")
    comment = stage.maintainer.comments(number, "Looks good, so /approve")
    assert stage.labels(number) == {"paper: ready"}
    assert stage.reactions(comment) == ["confused"]
    assert stage.answers(number)[1].endswith("comment `/approve` on a line of its own.")


@pytest.mark.parametrize("command", ["/set title Looms for Potters", "/section serving", "/allow year-range"])
def test_a_command_behind_another_is_no_part_of_it(stage: Stage, command: str) -> None:
    number = stage.contributor.files(LINK, TITLE, "Attention")
    comment = stage.maintainer.comments(number, f"{command} /approve")
    assert f"* **Title**: {TITLE} (from `contributor`)" in stage.answers(number)[0]
    assert stage.reactions(comment) == ["confused"]
    name = command.partition(" ")[0]
    assert stage.answers(number)[1] == f"`{name}` was not carried out: put `/approve` on a line of its own."


@pytest.mark.parametrize("words", ["ok approve", "Approved, thanks!", "Looks good to me, let's merge this"])
def test_an_approval_in_plain_words_learns_the_command(stage: Stage, words: str) -> None:
    number = stage.contributor.files(LINK, TITLE, "Attention")
    stage.contributor.comments(number, words)
    stage.newcomer("passer-by").comments(number, words)
    assert len(stage.answers(number)) == 1
    stage.maintainer.comments(number, words)
    assert stage.labels(number) == {"paper: ready"}
    assert stage.answers(number)[1].endswith("comment `/approve` on a line of its own.")


def test_a_misspelt_command_inside_a_line_is_pointed_out(stage: Stage) -> None:
    number = stage.contributor.files(LINK, TITLE, "Attention")
    stage.maintainer.comments(number, "Looks good to me, see https://example.org/aprove, so /aprove")
    assert stage.labels(number) == {"paper: ready"}
    assert stage.answers(number)[1] == "There is no `/aprove`. Did you mean `/approve`? Then comment that."


def test_a_path_or_a_foreign_command_inside_a_line_is_none(stage: Stage) -> None:
    number = stage.contributor.files(LINK, TITLE, "Attention")
    stage.maintainer.comments(number, "I keep it in /data/approve and call /assign for that, see and/or")
    assert len(stage.answers(number)) == 1


def test_a_link_that_is_no_papers_page_is_a_finding_and_the_papers_link_answers_it(stage: Stage) -> None:
    number = stage.contributor.files("https://x.com/ada/status/1", TITLE, "Attention")
    assert stage.labels(number) == {"paper: needs-info"}
    assert "The link leads to" in stage.answer(number)
    stage.contributor.comments(number, LINK)
    assert stage.labels(number) == {"paper: ready"}
