"""The list and the data, edited by hand on the default branch."""

from __future__ import annotations

import pytest

from tests.stage import Stage

LIST = "data/README.md"
NEW = "- Mamba: Linear-Time Sequence Modeling. *[COLM'24]* [[Paper]](https://arxiv.org/abs/2312.00752)\n"
LONGFORMER = "data/papers/longformer-the-long-document-transformer.yaml"


def replace(stage: Stage, old: str, new: str) -> str:
    text = stage.text(LIST)
    assert old in text
    edited = text.replace(old, new)
    stage.maintainer.pushes(LIST, edited)
    return edited


def test_a_line_added_by_hand_comes_back_as_a_request_with_the_data(stage: Stage) -> None:
    edited = replace(stage, "- Longformer", f"{NEW}- Longformer")
    assert stage.text(LIST) == edited
    (pull,) = stage.pulls()
    assert pull["head"]["ref"] == "paperclerk/list"
    assert NEW.strip() in pull["body"]
    files = stage.get(f"/pulls/{pull['number']}/files")
    assert [file["filename"] for file in files] == ["data/papers/mamba-linear-time-sequence-modeling.yaml"]
    assert stage.headline(pull["number"]) == "### ✅ Ready"

    stage.maintainer.comments(pull["number"], "/approve")
    assert stage.text(LIST) == edited
    assert "mamba-linear-time-sequence-modeling" in stage.papers()
    assert stage.pulls() == []


def test_merging_that_request_by_the_button_does_the_same(stage: Stage) -> None:
    edited = replace(stage, "- Longformer", f"{NEW}- Longformer")
    (pull,) = stage.pulls()
    stage.maintainer.call("PUT", f"/pulls/{pull['number']}/merge")
    stage.ground.settle()
    assert stage.text(LIST) == edited
    assert "mamba-linear-time-sequence-modeling" in stage.papers()
    assert stage.pulls() == []


@pytest.mark.parametrize(
    ("old", "new", "then"),
    [
        pytest.param("arXiv'20", "ACL'21", 'venue: "ACL"', id="the venue"),
        pytest.param("The long-document", "A long-document", "A long-document", id="the title"),
    ],
)
def test_an_edited_line_comes_back_as_the_papers_change(stage: Stage, old: str, new: str, then: str) -> None:
    edited = replace(stage, old, new)
    (pull,) = stage.pulls()
    stage.maintainer.comments(pull["number"], "/approve")
    assert stage.text(LIST) == edited
    assert then in stage.text(LONGFORMER)


def test_a_removed_line_comes_back_as_a_removal(stage: Stage) -> None:
    line = next(line for line in stage.text(LIST).splitlines(keepends=True) if "Longformer" in line)
    edited = replace(stage, line, "")
    (pull,) = stage.pulls()
    stage.maintainer.comments(pull["number"], "/approve")
    assert "longformer-the-long-document-transformer" not in stage.papers()
    assert stage.text(LIST) == edited


def test_a_line_that_only_looks_different_is_written_as_the_data_says(stage: Stage) -> None:
    before = stage.text(LIST)
    replace(stage, "- Longformer", "* Longformer")
    assert stage.text(LIST) == before
    assert stage.pulls() == []


@pytest.mark.parametrize("words", ["Read these first:\n\n", "Read these first:\n", "- Read these first:\n"])
def test_words_between_the_marks_are_kept_and_pointed_at(stage: Stage, words: str) -> None:
    edited = replace(stage, "- Longformer", f"{words}- Longformer")
    assert stage.text(LIST) == edited
    assert stage.pulls() == []
    head = stage.get("/git/ref/heads/main")["object"]["sha"]
    state, said = stage.statuses(head)["paperclerk"]
    assert state == "failure"
    assert said.startswith("data/README.md:")
    assert "no entry" in said


def test_words_below_a_new_entry_are_kept_beside_it(stage: Stage) -> None:
    edited = replace(stage, "- Longformer", f"{NEW}Read this first.\n- Longformer")
    (pull,) = stage.pulls()
    assert "These lines I cannot read" in pull["body"]
    stage.maintainer.comments(pull["number"], "/approve")
    assert stage.text(LIST) == edited


def test_an_approval_meanwhile_overwrites_no_hand_edit(stage: Stage) -> None:
    number = stage.contributor.files("https://arxiv.org/abs/2310.01889", "Ring Attention", "Attention")
    edited = replace(stage, "- Longformer", f"{NEW}- Longformer")
    stage.maintainer.comments(number, "/approve")
    assert stage.text(LIST) == edited
    assert stage.headline(number) == "### 🎉 On the list"

    (pull,) = stage.pulls()
    stage.maintainer.comments(pull["number"], "/approve")
    assert NEW in stage.text(LIST)
    assert "Ring Attention" in stage.text(LIST)


def test_a_second_hand_edit_joins_the_request(stage: Stage) -> None:
    replace(stage, "- Longformer", f"{NEW}- Longformer")
    edited = replace(stage, "arXiv'20", "ACL'21")
    (pull,) = stage.pulls()
    assert len(stage.get(f"/pulls/{pull['number']}/files")) == 2
    stage.maintainer.comments(pull["number"], "/approve")
    assert stage.text(LIST) == edited


def test_taking_the_hand_edit_back_closes_the_request(stage: Stage) -> None:
    before = stage.text(LIST)
    replace(stage, "- Longformer", f"{NEW}- Longformer")
    stage.maintainer.pushes(LIST, before)
    assert stage.pulls() == []
    assert stage.text(LIST) == before


def test_a_mark_that_was_lost_is_asked_for(stage: Stage) -> None:
    edited = replace(stage, "<!-- paperclerk:end attention -->\n", "")
    assert stage.text(LIST) == edited
    head = stage.get("/git/ref/heads/main")["object"]["sha"]
    assert stage.statuses(head)["paperclerk"][0] == "failure"


def test_data_pushed_by_hand_is_rendered(stage: Stage) -> None:
    stage.maintainer.pushes(LONGFORMER, stage.text(LONGFORMER).replace("The long-document", "A long-document"))
    assert "Longformer: A long-document" in stage.text(LIST)
    assert stage.pulls() == []
