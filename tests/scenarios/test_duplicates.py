"""A paper that is known already, and one that only looks like it."""

import pytest

from tests.stage import Stage

LINK = "https://openreview.net/forum?id=H4DqfPSibmx"
#: Two parts of one work, which a hasty contributor gives the same link.
PARTS = "https://arxiv.org/abs/2407.08608", "Attention in two parts, the first", "Attention in two parts, the second"


def test_a_similar_title_is_shown_beside_the_listed_one_and_settled_by_a_command(stage: Stage) -> None:
    number = stage.contributor.files(LINK, "Longformer in speech: The long-document transformer", "Attention")
    assert stage.labels(number) == {"paper: needs-maintainer"}
    answer = stage.answer(number)
    assert "* **Title**: Longformer in speech: The long-document transformer (from `contributor`)" in answer
    assert "- **A** [Longformer: The long-document transformer](../blob/HEAD/data/papers/longformer" in answer
    assert "another one: `/not-duplicate A`" in answer

    stage.maintainer.comments(number, "/not-duplicate longformer-the-long-document-transformer")
    assert stage.labels(number) == {"paper: ready"}
    stage.maintainer.comments(number, "/approve")
    text = stage.text("data/papers/longformer-in-speech-the-long-document-transformer.yaml")
    assert 'distinct: ["longformer-the-long-document-transformer"]' in text


def test_what_a_maintainer_says_is_a_duplicate_is_remembered(stage: Stage) -> None:
    first = stage.contributor.files(LINK, "Longformer in speech: The long-document transformer", "Attention")
    stage.maintainer.comments(first, "/duplicate longformer-the-long-document-transformer")
    assert stage.state(first) == "closed"
    text = stage.text("data/papers/longformer-the-long-document-transformer.yaml")
    assert 'aliases: ["Longformer in speech: The long-document transformer"]' in text

    second = stage.newcomer("latecomer").files(LINK, "Longformer in speech: The long-document transformer", "Attention")
    assert stage.labels(second) == {"paper: duplicate"}


def test_a_decision_counts_for_more_than_another_number_at_arxiv(stage: Stage) -> None:
    link, title = "https://arxiv.org/abs/2407.08608", "Transformers that read long texts"
    first = stage.contributor.files(link, title, "Attention")
    stage.maintainer.comments(first, "/duplicate longformer-the-long-document-transformer")
    second = stage.newcomer("latecomer").files(link, title, "Attention")
    assert stage.labels(second) == {"paper: duplicate"}


def test_a_published_version_brings_the_listed_preprint_up_to_date(stage: Stage) -> None:
    number = stage.contributor.files(
        "https://arxiv.org/abs/2004.05150", "Longformer: The Long-Document Transformer", venue="ACL 2021"
    )
    assert "This brings its venue and year up to date" in stage.answer(number)
    stage.maintainer.comments(number, "/approve")
    assert "*[ACL'21]* [[Paper]](https://arxiv.org/abs/2004.05150)" in stage.text("data/README.md")


def test_an_older_proposal_that_waits_for_its_contributor_holds_nobody_up(stage: Stage) -> None:
    title = "Transformers that read long texts"
    first = stage.contributor.files(LINK, title)
    assert stage.labels(first) == {"paper: needs-info"}
    second = stage.newcomer("latecomer").files(LINK, title, "Attention")
    assert stage.labels(second) == {"paper: ready"}
    stage.maintainer.comments(second, "/approve")
    assert stage.labels(second) == {"paper: approved"}
    stage.contributor.comments(first, "Attention")
    assert stage.state(first) == "closed"
    assert "Already known" in stage.headline(first)


class TestTheLinkOfAnOlderProposal:
    """Two open threads with one link and unlike titles: somebody's link is wrong, and a person says whose."""

    def propose(self, stage: Stage) -> tuple[int, int]:
        link = "https://arxiv.org/abs/2312.00752"
        older = stage.contributor.files(link, "Mamba: Linear-Time Sequence Modeling", "Attention")
        return older, stage.newcomer("latecomer").files(link, "Cooking for large groups of people", "Serving")

    def test_a_maintainer_is_asked(self, stage: Stage) -> None:
        older, number = self.propose(stage)
        assert stage.labels(older) == {"paper: ready"}
        assert stage.labels(number) == {"paper: needs-maintainer"}
        assert f"#{older} proposes the same link, and came first" in stage.answer(number)
        stage.maintainer.comments(number, "/approve")
        assert "is not ready" in stage.answers(number)[1]

    def test_it_can_be_the_same_paper(self, stage: Stage) -> None:
        older, number = self.propose(stage)
        stage.maintainer.comments(number, f"/duplicate #{older}")
        assert stage.state(number) == "closed"

    def test_it_can_be_let_pass(self, stage: Stage) -> None:
        _, number = self.propose(stage)
        stage.maintainer.comments(number, "/allow shared-proposal")
        assert stage.labels(number) == {"paper: ready"}

    def test_the_right_link_settles_it(self, stage: Stage) -> None:
        _, number = self.propose(stage)
        stage.maintainer.comments(number, "/set link https://arxiv.org/abs/2401.00001")
        assert stage.labels(number) == {"paper: ready"}

    def test_the_end_of_the_older_one_settles_it(self, stage: Stage) -> None:
        older, number = self.propose(stage)
        stage.maintainer.comments(older, "/reject not for this list")
        assert stage.labels(number) == {"paper: ready"}

    def test_on_the_list_it_is_asked_about_as_ever(self, stage: Stage) -> None:
        older, number = self.propose(stage)
        stage.maintainer.comments(older, "/approve")
        assert "The list has the same link under another title: Mamba" in stage.answer(number)
        assert "shared-proposal" not in stage.answer(number)


def test_a_link_of_another_paper_is_no_duplicate(stage: Stage) -> None:
    number = stage.contributor.files("https://arxiv.org/abs/1706.03762", "Cooking for large groups", "Serving")
    assert stage.labels(number) == {"paper: needs-maintainer"}
    assert "The list has the same link under another title" in stage.answer(number)


def file_twice(stage: Stage) -> tuple[int, int]:
    """Propose a paper, and what the bot takes for the same one."""
    link, title, other = PARTS
    older, younger = (
        stage.contributor.files(link, title, "Attention"),
        stage.contributor.files(link, other, "Attention"),
    )
    assert stage.labels(younger) == {"paper: duplicate"}
    return older, younger


class TestWhatAnOlderThreadIsTakenFor:
    @pytest.mark.parametrize("name", ["#{}", "a"], ids=["its number", "its letter"])
    def test_a_maintainer_says_that_it_is_another_paper(self, stage: Stage, name: str) -> None:
        older, younger = file_twice(stage)
        assert f"For a maintainer: `/not-duplicate #{older}` if it is another paper." in stage.answer(younger)
        stage.maintainer.comments(younger, f"/not-duplicate {name.format(older)}")
        assert stage.headline(younger) == "### ✅ Ready"
        stage.maintainer.comments(younger, "/approve")
        assert PARTS[2] in stage.text("data/README.md")
        assert stage.state(older) == "open"
        assert "distinct" not in stage.text("data/papers/attention-in-two-parts-the-second.yaml")

    def test_nobody_is_asked_again_once_the_older_one_is_listed(self, stage: Stage) -> None:
        older, younger = file_twice(stage)
        stage.maintainer.comments(younger, f"/not-duplicate #{older}")
        stage.maintainer.comments(older, "/approve")
        stage.maintainer.comments(younger, "/recheck")
        assert stage.headline(younger) == "### ✅ Ready"
        stage.maintainer.comments(younger, "/approve")
        said = stage.text("data/papers/attention-in-two-parts-the-second.yaml")
        assert 'distinct: ["attention-in-two-parts-the-first"]' in said

    def test_a_refused_approval_names_the_way(self, stage: Stage) -> None:
        older, younger = file_twice(stage)
        stage.maintainer.comments(younger, "/approve")
        assert f"or comment `/not-duplicate #{older}` if it is another paper" in stage.answers(younger)[1]

    def test_who_may_not_write_cannot_say_so(self, stage: Stage) -> None:
        older, younger = file_twice(stage)
        refused = stage.contributor.comments(younger, f"/not-duplicate #{older}")
        assert stage.reactions(refused) == ["confused"]
        assert stage.labels(younger) == {"paper: duplicate"}

    def test_a_thread_that_is_not_there_is_refused(self, stage: Stage) -> None:
        _, younger = file_twice(stage)
        stage.maintainer.comments(younger, "/not-duplicate #999")
        assert "there is no thread `#999` here" in stage.answers(younger)[1]

    def test_among_several_entries_the_number_comes_first(self, stage: Stage) -> None:
        older = stage.contributor.files(PARTS[0], PARTS[1], "Attention")
        first = "Mamba: Linear-Time Sequence Modeling. [[Paper]](https://arxiv.org/abs/2312.00752)"
        number = stage.contributor.writes("Add papers", f"- {first}\n- {PARTS[2].title()}. [[Paper]]({PARTS[0]})\n")
        assert f"`/not-duplicate 2 #{older}` if it is another paper." in stage.answer(number)
        stage.maintainer.comments(number, f"/not-duplicate 2 #{older}\n/section 1,2 attention")
        assert stage.headline(number) == "### ✅ Ready"


def test_what_is_set_of_a_listed_paper_changes_its_entry(stage: Stage) -> None:
    number = stage.contributor.writes("Longformer", "https://arxiv.org/abs/2004.05150 has appeared somewhere, I heard")
    stage.maintainer.comments(number, "/reopen\n/set venue ACL 2021")
    stage.maintainer.comments(number, "/set venue EMNLP 2021\n/approve")
    assert "*[EMNLP'21]* [[Paper]](https://arxiv.org/abs/2004.05150)" in stage.text("data/README.md")
    number = stage.maintainer.writes("Longformer", "https://arxiv.org/abs/2004.05150")
    stage.maintainer.comments(number, "/set venue TACL 2022")
    assert "* **Venue**: EMNLP 2021 → **TACL 2022** (from `maintainer`)" in stage.answer(number)
