"""Issues without the form, in the words of those who write them."""

from tests.stage import Stage

MAMBA = "Mamba: Linear-Time Sequence Modeling with Selective State Spaces"
HYENA = "Hyena Hierarchy: Towards Larger Convolutional Language Models"
BODY = f"Hi, thanks for the list!\n\n**{MAMBA}**\nPaper: https://arxiv.org/abs/2312.00752\n"


def test_prose_with_a_link_is_understood_and_only_the_section_is_asked_for(stage: Stage) -> None:
    number = stage.contributor.writes("Please add our paper", BODY)
    answer = stage.answer(number)
    assert stage.labels(number) == {"paper: needs-info"}
    assert f"* **Title**: {MAMBA} (from `contributor`)" in answer
    assert "`/section attention`" in answer
    assert "like “" in answer

    stage.contributor.comments(number, "/section attention")
    assert stage.labels(number) == {"paper: ready"}
    stage.maintainer.comments(number, "/approve")
    assert f"- {MAMBA}. *[COLM'24]* [[Paper]](https://arxiv.org/abs/2312.00752)" in stage.text("data/README.md")


def test_a_later_comment_of_the_author_corrects_the_entry(stage: Stage) -> None:
    number = stage.contributor.writes("New paper", f"{BODY}Section: Attention")
    stage.contributor.comments(number, "It was accepted by ICLR 2024. Code: https://github.com/state-spaces/mamba")
    answer = stage.answer(number)
    assert "*[ICLR'24]*" in answer
    assert "[[Code]](https://github.com/state-spaces/mamba)" in answer


def test_a_comment_of_somebody_else_changes_nothing(stage: Stage) -> None:
    number = stage.contributor.writes("New paper", f"{BODY}Section: Attention")
    before = stage.answer(number)
    stage.newcomer("passer-by").comments(number, "It was accepted by ICLR 2024.")
    assert stage.answer(number) == before


def test_of_several_papers_the_ready_ones_go_ahead(stage: Stage) -> None:
    body = (
        f"- {MAMBA} [[Paper]](https://arxiv.org/abs/2312.00752)\n- {HYENA} [[Paper]](https://arxiv.org/abs/2302.10866)"
    )
    number = stage.contributor.writes("Two papers", body)
    assert "#### 1. Mamba" in stage.answer(number)
    assert "#### 2. Hyena" in stage.answer(number)
    assert "`/section 2 attention`" in stage.answer(number)
    stage.contributor.comments(number, "/section 1 attention")
    assert stage.labels(number) == {"paper: ready"}

    stage.maintainer.comments(number, "/approve 1")
    assert MAMBA in stage.text("data/README.md")
    assert HYENA not in stage.text("data/README.md")
    assert stage.state(number) == "open"
    assert stage.labels(number) == {"paper: needs-info"}

    stage.contributor.comments(number, "/section 2 attention")
    stage.maintainer.comments(number, "/approve")
    assert HYENA in stage.text("data/README.md")
    assert stage.state(number) == "closed"


def test_a_section_that_is_said_once_holds_for_all_papers_below(stage: Stage) -> None:
    body = (
        "Hi, these are missing:\n\n## Attention\n"
        f"- {MAMBA} [[Paper]](https://arxiv.org/abs/2312.00752)\n"
        f"- {HYENA} [[Paper]](https://arxiv.org/abs/2302.10866)\n\n## Talks\n"
        "- [Sparse Routing Makes Mixture Models Cheap](https://arxiv.org/abs/2711.01232)\n"
    )
    number = stage.contributor.writes("Three papers", body)
    answer = stage.answer(number)
    assert answer.count("* **Section**: Attention (from `contributor`)") == 2
    assert "The list has no section `Talks`. Answer with the name of one that it has, like `3: NAME`" in answer
    assert "(`/section 3 attention`)" in answer
    stage.contributor.comments(number, "/section 1 serving")
    assert "* **Section**: Serving (from `contributor`)" in stage.answer(number)


def test_entries_have_the_numbers_that_their_author_gave_them(stage: Stage) -> None:
    body = "1. https://arxiv.org/abs/2312.00752\n2. https://lab.example.org/blog\n3. https://arxiv.org/abs/2302.10866\n"
    number = stage.contributor.writes("Three papers", body)
    answer = stage.answer(number)
    assert "#### 3. `https://arxiv.org/abs/2302.10866`" in answer
    assert "my numbers can differ" not in answer
    stage.contributor.comments(number, "/section 3 serving")
    assert "* **Section**: Serving (from `contributor`)" in stage.answer(number).partition("#### 3.")[2]


def test_a_project_page_that_the_entry_does_not_show_is_said(stage: Stage) -> None:
    body = f"Title: {MAMBA}\nPaper: https://arxiv.org/abs/2312.00752\nProject page: https://mamba.example.org\n"
    answer = stage.answer(stage.contributor.writes("New paper", body))
    assert "Not used: `https://mamba.example.org`. If one is a paper, add its title" in answer


def test_what_proposes_nothing_is_left_to_people(stage: Stage) -> None:
    number = stage.contributor.writes("Order of the papers", "How are the papers ordered?")
    assert stage.answers(number) == []
    assert stage.labels(number) == set()


def test_a_request_to_change_the_venue_changes_it(stage: Stage) -> None:
    title = "Longformer: The long-document transformer"
    number = stage.contributor.writes(f'Update the venue of "{title}"', "It was accepted by ACL 2021.")
    assert stage.labels(number) == {"paper: ready"}
    assert "* **Venue**: arXiv 2020 → **ACL 2021** (from `contributor`)" in stage.answer(number)
    stage.maintainer.comments(number, "/approve")
    assert f"- {title}. *[ACL'21]*" in stage.text("data/README.md")
