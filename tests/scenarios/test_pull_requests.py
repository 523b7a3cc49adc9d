"""Pull requests, in the words of those who open them."""

import re

import pytest

from bot.localhub.rest.routes import pulls
from tests.scenarios.papers import LIST, MAMBA, RECORD, TITLES, line
from tests.stage import Stage

LONGFORMER = "data/papers/longformer-the-long-document-transformer.yaml"
NEW = "- Mamba: Linear-Time Sequence Modeling. *[COLM'24]* [[Paper]](https://arxiv.org/abs/2312.00752)\n"


def edit_list(stage: Stage, old: str, new: str) -> dict[str, str | None]:
    text = stage.text(LIST)
    assert old in text
    return {LIST: text.replace(old, new)}


def add_line(stage: Stage) -> int:
    first = "- Longformer: The long-document transformer"
    return stage.contributor.proposes(edit_list(stage, first, NEW + first))


def test_who_edits_the_list_gets_a_pull_request_with_the_data_that_credits_them(stage: Stage) -> None:
    number = add_line(stage)

    assert stage.headline(number) == "### ✅ Ready"
    assert NEW.strip() in stage.answer(number)
    assert stage.labels(number) == {"paper: ready"}
    own, theirs = stage.pulls()
    assert theirs["number"] == number
    assert own["head"]["ref"] == f"paperclerk/issue-{number}"
    assert f"#{own['number']}" in stage.answer(number)
    assert not re.search("do not edit|don't edit", stage.answer(number), re.IGNORECASE)
    assert f"Takes the place of #{number}" in own["body"]

    stage.maintainer.comments(number, "/approve")
    lines = stage.text(LIST).splitlines()
    assert lines.index(NEW.strip()) == lines.index("<!-- paperclerk:begin attention -->") + 2
    assert stage.headline(number) == "### 🎉 On the list"
    assert stage.pulls() == []
    newest = stage.get("/commits")[0]["commit"]
    assert f"Co-authored-by: contributor <{stage.ground.hub.world.users['contributor'].email}>" in newest["message"]


def test_an_edited_line_changes_the_listed_paper(stage: Stage) -> None:
    number = stage.contributor.proposes(edit_list(stage, "The long-document", "A long-document"))
    assert stage.labels(number) == {"paper: ready"}
    assert "Its line will read:" in stage.answer(number)
    stage.maintainer.comments(number, "/approve")
    assert "Longformer: A long-document" in stage.text(LIST)
    assert len(stage.papers()) == 4
    assert stage.state(number) == "closed"


def test_a_line_moved_to_another_section_moves_the_paper(stage: Stage) -> None:
    text = stage.text(LIST)
    line = next(line for line in text.splitlines(keepends=True) if "Longformer" in line)
    mark = "<!-- paperclerk:begin serving -->\n"
    moved = text.replace(line, "").replace(mark, mark + line)
    number = stage.contributor.proposes({LIST: moved})
    stage.maintainer.comments(number, "/approve")
    assert stage.text(LIST) == moved
    assert "  serving: " in stage.text(LONGFORMER)


def test_a_removed_line_removes_the_paper(stage: Stage) -> None:
    text = stage.text(LIST)
    line = next(line for line in text.splitlines(keepends=True) if "Longformer" in line)
    number = stage.contributor.proposes({LIST: text.replace(line, "")}, "Remove Longformer, it was withdrawn")
    assert "Its line goes:" in stage.answer(number)
    assert stage.papers() >= {"longformer-the-long-document-transformer"}
    stage.maintainer.comments(number, "/approve")
    assert "longformer-the-long-document-transformer" not in stage.papers()
    assert line not in stage.text(LIST)


def test_a_line_that_cannot_be_read_is_pointed_at_and_then_mended(stage: Stage) -> None:
    stray = "- Mamba: Linear-Time Sequence Modeling\n"
    number = stage.contributor.proposes(edit_list(stage, "- Longformer", f"{stray}- Longformer"))
    assert stage.labels(number) == {"paper: needs-info"}
    assert "Line 9 of the list:\n\n```\n- Mamba" in stage.answer(number)
    assert stray.strip() in stage.answer(number)
    head = stage.get(f"/pulls/{number}")["head"]
    assert stage.statuses(head["sha"])["paperclerk"][0] == "failure"

    mended = edit_list(stage, "- Longformer", f"{NEW}- Longformer")[LIST]
    stage.contributor.pushes_to_fork(head["ref"], LIST, mended)
    assert stage.headline(number) == "### ✅ Ready"


def test_what_can_be_read_goes_on_without_the_line_that_cannot(stage: Stage) -> None:
    number = stage.contributor.proposes(edit_list(stage, "- Longformer", f"{NEW}\nRead this first.\n\n- Longformer"))
    assert "#### 2. Line 11 of the list ✏️" in stage.answer(number)
    stage.maintainer.comments(number, "/approve")
    assert NEW.strip() in stage.text(LIST)
    assert stage.state(number) == "open"
    assert stage.labels(number) == {"paper: needs-info"}

    stage.maintainer.comments(number, "/reject 2 we keep such words in the introduction")
    assert stage.state(number) == "closed"
    assert stage.headline(number) == "### 🎉 On the list"


def test_a_line_below_a_new_heading_is_one_paper(stage: Stage) -> None:
    number = stage.contributor.proposes(edit_list(stage, "## Serving", f"### State space models\n\n{NEW}\n## Serving"))
    assert stage.answer(number).count("Linear-Time Sequence Modeling") == 1
    assert "The list has no section `State space models`." in stage.answer(number)
    stage.contributor.comments(number, "/section attention")
    stage.maintainer.comments(number, "/approve")
    assert stage.text(LIST).count(NEW.strip()) == 1


def test_other_files_beside_the_list_are_left_to_the_maintainer(stage: Stage) -> None:
    edits = edit_list(stage, "- Longformer", NEW + "- Longformer")
    number = stage.contributor.proposes({**edits, ".github/paperclerk.yml": "data: evil\n"})
    answer = stage.answer(number)
    assert "this pull request also changes `.github/paperclerk.yml`" in answer
    stage.maintainer.comments(number, "/approve")
    assert NEW.strip() in stage.text(LIST)
    assert stage.text(".github/paperclerk.yml") == ""
    assert stage.state(number) == "open"
    assert stage.headline(number) == "### 🎉 On the list"
    stage.contributor.comments(number, "And the other file?")
    assert stage.headline(number) == "### 🎉 On the list"
    assert "this pull request also changes `.github/paperclerk.yml`" in stage.answer(number)


def test_a_pull_request_that_is_not_about_papers_is_left_alone(stage: Stage) -> None:
    number = stage.contributor.proposes(
        {".github/paperclerk.yml": "data: evil\n"}, "Add https://arxiv.org/abs/2312.00752"
    )
    assert stage.answers(number) == []
    assert stage.labels(number) == set()


def test_a_papers_file_is_reviewed_on_its_lines_and_merged_with_its_authors_commits(stage: Stage) -> None:
    number = stage.contributor.proposes({MAMBA: RECORD}, "Add Mamba")
    assert stage.headline(number) == "### ✅ Ready"
    assert stage.get(f"/pulls/{number}/reviews") == []
    head = stage.get(f"/pulls/{number}")["head"]["sha"]

    stage.maintainer.comments(number, "/approve")
    theirs = stage.get(f"/pulls/{number}")
    assert theirs["merged"]
    assert NEW.strip() in stage.text(LIST)
    assert stage.text(MAMBA) == RECORD
    newest = stage.get("/commits")[0]
    assert [parent["sha"] for parent in newest["parents"]][1] == head
    assert stage.headline(number) == "### 🎉 On the list"
    assert stage.labels(number) == {"paper: approved"}


SLOPPY = RECORD.replace('"https://arxiv.org/abs/2312.00752"', '"http://arxiv.org/abs/2312.00752?utm_source=x"').replace(
    'venue: "COLM"', "venue: NIPS"
)


def test_mechanical_mends_are_suggested_in_one_review_and_not_again(stage: Stage) -> None:
    number = stage.contributor.proposes({MAMBA: SLOPPY}, "Add Mamba")
    (review,) = stage.get(f"/pulls/{number}/reviews")
    notes = stage.get(f"/pulls/{number}/comments")
    assert {note["pull_request_review_id"] for note in notes} == {review["id"]}
    assert any(
        '```suggestion\n  - {label: "Paper", url: "https://arxiv.org/abs/2312.00752"}\n```' in n["body"] for n in notes
    )

    branch = stage.get(f"/pulls/{number}")["head"]["ref"]
    stage.contributor.pushes_to_fork(branch, MAMBA, SLOPPY.replace("2024", "2025"))
    assert len(stage.get(f"/pulls/{number}/reviews")) == 1
    assert "2025" in stage.answer(number)

    stage.maintainer.comments(number, "/approve")
    assert "utm_source" not in stage.text(MAMBA)
    assert "*[NeurIPS'25]*" in stage.text(LIST)


def test_a_faulty_file_is_sent_back_with_the_reason(stage: Stage) -> None:
    number = stage.contributor.proposes({MAMBA: RECORD.replace("  attention: null", "  cooking: null")}, "Add Mamba")
    assert stage.labels(number) == {"paper: needs-info"}
    assert "<sub>section-missing</sub>" in stage.answer(number)
    head = stage.get(f"/pulls/{number}")["head"]["sha"]
    assert stage.statuses(head)["paperclerk"][0] == "failure"
    refused = stage.maintainer.comments(number, "/approve")
    assert stage.reactions(refused) == ["confused"]


def test_a_papers_file_with_code_beside_it_is_not_merged_by_the_bot(stage: Stage) -> None:
    number = stage.contributor.proposes({MAMBA: RECORD, ".github/paperclerk.yml": "data: evil\n"}, "Add Mamba")
    refused = stage.maintainer.comments(number, "/approve")
    assert stage.reactions(refused) == ["confused"]
    assert "is not mine to merge" in stage.answers(number)[1]


def test_a_list_edit_that_is_merged_by_hand_gets_its_data(stage: Stage) -> None:
    number = add_line(stage)
    stage.maintainer.call("PUT", f"/pulls/{number}/merge")
    stage.ground.settle()
    assert MAMBA.rpartition("/")[2].removesuffix(".yaml") in stage.papers()
    assert stage.text(LIST).count(NEW) == 1
    assert stage.pulls() == []
    assert stage.headline(number) == "### 🎉 On the list"
    assert stage.labels(number) == {"paper: approved"}


def test_who_comes_back_to_a_merged_request_learns_once_what_to_do(stage: Stage) -> None:
    number = stage.contributor.proposes({MAMBA: RECORD}, "Add Mamba")
    stage.maintainer.comments(number, "/approve")
    for words in ("Thank you!", "Wait, the title is wrong", "Anybody there?"):
        stage.contributor.comments(number, words)
    assert stage.answers(number)[1:] == [
        "This is on the list; for a correction please open a new issue, in your own words."
    ]


def test_a_papers_file_that_is_merged_by_hand_is_rendered(stage: Stage) -> None:
    number = stage.contributor.proposes({MAMBA: RECORD}, "Add Mamba")
    stage.maintainer.call("PUT", f"/pulls/{number}/merge")
    stage.ground.settle()
    assert NEW in stage.text(LIST)
    assert stage.headline(number) == "### 🎉 On the list"


def test_an_approval_of_a_papers_file_holds_for_the_commit_it_was_made_on(stage: Stage) -> None:
    other = RECORD.replace("Mamba: Linear-Time Sequence Modeling", "Hyena Hierarchy").replace(
        "2312.00752", "2302.10866"
    )
    files = {MAMBA: RECORD, "data/papers/hyena-hierarchy.yaml": other}
    number = stage.contributor.proposes(files, "Add two papers")
    stage.maintainer.comments(number, "/approve 1")
    assert "Approved by `maintainer`." in stage.answer(number)

    branch = stage.get(f"/pulls/{number}")["head"]["ref"]
    stage.contributor.pushes_to_fork(branch, MAMBA, RECORD.replace("2024", "2023"))
    assert "approved an earlier form of this entry" in stage.answer(number)
    stage.maintainer.comments(number, "/approve 2")
    assert not stage.get(f"/pulls/{number}")["merged"]

    stage.maintainer.comments(number, "/approve")
    assert stage.get(f"/pulls/{number}")["merged"]
    assert "Hyena Hierarchy" in stage.text(LIST)


@pytest.mark.parametrize(
    ("place", "count", "is_listed"),
    [
        pytest.param("a", 301, False, id="just too many, the page is not among them"),
        pytest.param("zz", 320, True, id="more than GitHub names, the page is"),
    ],
)
def test_of_a_request_of_more_files_than_are_looked_at_it_is_said(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, place: str, count: int, *, is_listed: bool
) -> None:
    # GitHub's own limit is 3,000, which takes ten times as long.
    monkeypatch.setattr(pulls, "MOST_FILES", 310)
    number = stage.contributor.proposes({LIST: stage.text(LIST).replace("\n- ", f"\n{line(2)}\n- ", 1)})
    pull = stage.get(f"/pulls/{number}")
    fork = stage.ground.hub.repository(stage.contributor.fork)
    head, blob, who = pull["head"], fork.git.write_blob(b"x"), stage.ground.hub.world.signature(fork.owner)
    tree = fork.git.write_tree(head["sha"], [("100644", f"{place}/{name}.txt", blob) for name in range(count)])
    many = fork.git.commit(tree, [head["sha"]], "Many", author=who, committer=who)
    fork.git.set_ref(f"refs/heads/{head['ref']}", many, head["sha"])
    stage.contributor.pushes_to_fork(head["ref"], "last.txt", "x")
    stage.maintainer.comments(number, "/approve")
    assert "which I did not look at, and maybe more: I read the first 300 only." in stage.answers(number)[0]
    assert (TITLES[2] in stage.text(LIST)) is is_listed


@pytest.mark.parametrize(
    ("edits", "what"),
    [
        pytest.param({}, "lines that I do not read as a new entry", id="a line that is no entry"),
        pytest.param({MAMBA: RECORD}, "a file that a pull request writes itself", id="a paper's own file"),
    ],
)
def test_a_command_does_not_change_what_a_pull_request_writes_itself(
    stage: Stage, edits: dict[str, str | None], what: str
) -> None:
    first = "- Longformer: The long-document transformer"
    number = stage.contributor.proposes(edits or edit_list(stage, first, f"- Mamba, a fine paper\n{first}"))
    command = stage.contributor.comments(number, "/set venue ICLR 2024")
    assert stage.reactions(command) == ["confused"]
    refusal = f"I cannot set a field in {what}; push a change to the pull request instead"
    assert stage.answers(number)[1] == f"`/set` was not carried out: {refusal}."


def test_who_calls_done_what_is_not_learns_what_is_still_open(stage: Stage) -> None:
    first = "- Longformer: The long-document transformer"
    number = stage.contributor.proposes(edit_list(stage, first, f"- Mamba, a fine paper\n{first}"))
    stage.contributor.comments(number, "Fixed!")
    assert stage.answers(number)[1:] == ["I looked again, and this is still open: This is no entry that I can read."]
