"""The list and the data, edited by hand on the default branch."""

from bot.demo.playground import MAINTAINER, REPOSITORY
from bot.localhub.operations import branches
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


def test_an_edited_line_comes_back_as_the_papers_change(stage: Stage) -> None:
    edited = replace(stage, "The long-document", "A long-document")
    (pull,) = stage.pulls()
    stage.maintainer.comments(pull["number"], "/approve")
    assert stage.text(LIST) == edited
    assert "A long-document" in stage.text(LONGFORMER)


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


def test_words_between_the_marks_are_kept_and_pointed_at(stage: Stage) -> None:
    edited = replace(stage, "- Longformer", "Read these first:\n- Longformer")
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
    assert "lines of the list that I cannot read stay as they are" in stage.answer(pull["number"])
    stage.maintainer.comments(pull["number"], "/approve")
    assert stage.text(LIST) == edited


def test_an_approval_meanwhile_joins_the_list_beside_the_hand_edit(stage: Stage) -> None:
    number = stage.contributor.files("https://arxiv.org/abs/2310.01889", "Ring Attention", "Attention")
    edited = replace(stage, "- Longformer", f"{NEW}- Longformer")
    stage.maintainer.comments(number, "/approve")
    ring = "- Ring Attention. *[arXiv'23]* [[Paper]](https://arxiv.org/abs/2310.01889)\n"
    both = edited.replace("<!-- paperclerk:end attention -->", f"{ring}<!-- paperclerk:end attention -->")
    assert stage.text(LIST) == both
    assert stage.headline(number) == "### 🎉 On the list"

    (pull,) = stage.pulls()
    stage.maintainer.comments(pull["number"], "/approve")
    assert stage.text(LIST) == both
    assert "mamba-linear-time-sequence-modeling" in stage.papers()


def test_an_approved_change_of_a_line_that_was_edited_meanwhile_waits_for_that(stage: Stage) -> None:
    title = "Longformer: The long-document transformer"
    number = stage.contributor.files("https://arxiv.org/abs/2004.05150", title, "Attention", venue="ACL 2021")
    edited = replace(stage, "- Longformer: The", "- Longformer: A")
    stage.maintainer.comments(number, "/approve")
    assert stage.text(LIST) == edited
    assert stage.headline(number) == "### 🎉 Accepted"
    assert "once people's own edits of it are settled" in stage.answers(number)[0]


def test_a_line_taken_out_again_after_it_came_by_hand_is_a_removal(stage: Stage) -> None:
    before = stage.text(LIST)
    replace(stage, "- Longformer", f"{NEW}- Longformer")
    stage.maintainer.comments(stage.pulls()[0]["number"], "/approve")
    stage.maintainer.pushes(LIST, before)
    assert stage.text(LIST) == before
    (pull,) = stage.pulls()
    stage.maintainer.comments(pull["number"], "/approve")
    assert "mamba-linear-time-sequence-modeling" not in stage.papers()
    assert stage.text(LIST) == before


def test_words_below_an_entry_that_came_by_hand_are_kept(stage: Stage) -> None:
    replace(stage, "- Longformer", f"{NEW}- Longformer")
    stage.maintainer.comments(stage.pulls()[0]["number"], "/approve")
    edited = replace(stage, NEW, f"{NEW}Read https://example.org/this first.\n")
    assert stage.text(LIST) == edited
    assert stage.pulls() == []


def test_data_that_could_not_be_read_for_a_while_hides_no_hand_edit(stage: Stage) -> None:
    good = stage.text(LONGFORMER)
    stage.maintainer.pushes(LONGFORMER, "title: [")
    edited = replace(stage, "- Longformer", f"{NEW}- Longformer")
    stage.maintainer.pushes(LONGFORMER, good)
    assert stage.text(LIST) == edited
    (pull,) = stage.pulls()
    assert NEW.strip() in pull["body"]


def test_a_hand_edit_is_still_known_for_one_after_many_merges(stage: Stage) -> None:
    edited = replace(stage, "- Longformer", f"{NEW}Read this first.\n- Longformer")
    hub = stage.ground.hub
    repository, owner = hub.repository(REPOSITORY), hub.world.user(MAINTAINER)
    assert owner
    text = stage.text(LONGFORMER)
    with hub.world.lock:
        for n in range(25):
            files = {LONGFORMER: f"{text}# {n}\n".encode()}
            branches.commit_files(repository, owner, "main", files, "By hand")
    stage.ground.settle()
    assert stage.text(LIST) == edited
    stage.maintainer.pushes(LIST, edited.replace("Read this first.\n", ""))
    (pull,) = stage.pulls()
    stage.maintainer.comments(pull["number"], "/approve")
    assert "mamba-linear-time-sequence-modeling" in stage.papers()
    assert stage.text(LIST) == edited.replace("Read this first.\n", "")


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
