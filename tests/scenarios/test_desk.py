"""A maintainer's minutes: approving, rejecting, holding and waiting, in their words."""

import pytest

from tests.scenarios.papers import LINE, LINK, LIST, TITLE, TWO, file_good, is_listed
from tests.stage import Actor, Stage


def second_maintainer(stage: Stage) -> Actor:
    other = stage.newcomer("second")
    stage.ground.hub.set_role("paper-list/survey", "second", "write")
    return other


class TestApprovingByTheLabel:
    def test_a_maintainers_label_lists_the_paper_and_reopening_starts_over(self, stage: Stage) -> None:
        number = file_good(stage)
        stage.maintainer.labels(number)
        assert is_listed(stage)
        assert stage.headline(number) == "### 🎉 On the list"
        assert stage.labels(number) == {"paper: approved"}
        stage.maintainer.edits(number, state="open")
        assert stage.headline(number) == "### 🔁 Already known"
        assert stage.labels(number) == {"paper: duplicate"}
        assert len(stage.answers(number)) == 1
        stage.contributor.comments(number, "There is a newer version.")
        assert stage.state(number) == "open"


class TestTwoApprovals:
    def test_one_is_accepted_and_the_second_lists_the_paper(self, stage: Stage) -> None:
        stage.maintainer.configures("approvals:\n  needed: 2\n")
        number = file_good(stage)
        first = stage.maintainer.comments(number, "/approve")
        assert not is_listed(stage)
        assert stage.reactions(first) == ["eyes"]
        assert "a second maintainer comments `/approve` to add it as shown." in stage.answer(number)
        assert "Approved by `maintainer`." in stage.answer(number)
        stage.maintainer.comments(number, "/approve")
        assert not is_listed(stage), "the same person counts once"

        second = second_maintainer(stage).comments(number, "/approve")
        assert is_listed(stage)
        assert stage.reactions(first) == ["eyes", "rocket"]
        assert stage.reactions(second) == ["rocket"]

    def test_only_those_whom_the_list_names_approve(self, stage: Stage) -> None:
        stage.maintainer.configures('approvals:\n  people: ["second"]\n')
        number = file_good(stage)
        refused = stage.maintainer.comments(number, "/approve")
        assert stage.reactions(refused) == ["confused"]
        assert "this list names the people who approve" in stage.answers(number)[1]
        second_maintainer(stage).comments(number, "/approve")
        assert is_listed(stage)


class TestWhatTheBranchAsksFor:
    def test_the_bot_waits_for_required_checks_and_says_so(self, stage: Stage) -> None:
        number = file_good(stage)
        stage.ground.hub.protect("paper-list/survey", required_checks=("ci",))
        command = stage.maintainer.comments(number, "/approve")

        (pull,) = stage.pulls()
        assert stage.headline(number) == "### ✅ Approved"
        assert f"#{pull['number']} still needs its checks to pass; I merge it then" in stage.answer(number)
        assert stage.reactions(command) == ["eyes"]
        assert stage.labels(number) == {"paper: ready", "paper: approved"}
        assert stage.statuses(pull["head"]["sha"])["paperclerk"] == ("success", "Approved")

        stage.maintainer.reports(pull["head"]["sha"])
        assert is_listed(stage)
        assert stage.headline(number) == "### 🎉 On the list"
        assert stage.reactions(command) == ["eyes", "rocket"]

    def test_where_github_merges_by_itself_it_is_told_to(self, stage: Stage) -> None:
        number = file_good(stage)
        stage.ground.hub.protect("paper-list/survey", required_checks=("ci",), allow_auto_merge=True)
        stage.maintainer.comments(number, "/approve")
        (pull,) = stage.pulls()
        assert pull["auto_merge"] is not None
        assert "it then merges by itself" in stage.answer(number)
        stage.maintainer.reports(pull["head"]["sha"])
        assert is_listed(stage)
        assert stage.state(number) == "closed"
        assert stage.headline(number) == "### 🎉 On the list"
        assert stage.labels(number) == {"paper: approved"}

    def test_a_protected_list_follows_data_through_a_request_of_its_own(
        self, stage: Stage, caplog: pytest.LogCaptureFixture
    ) -> None:
        stage.ground.hub.protect("paper-list/survey")
        # GitHub is as quick as the bot to delete a branch.
        stage.ground.hub.repository("paper-list/survey").settings["delete_branch_on_merge"] = True
        number = file_good(stage)
        stage.maintainer.comments(number, "/approve")
        assert is_listed(stage)
        other = stage.contributor.writes("Add papers", TWO)
        stage.maintainer.comments(other, f"/duplicate 1 {sorted(stage.papers())[0]}\n/reject 2")
        assert "aliases:" in stage.text(f"data/papers/{sorted(stage.papers())[0]}.yaml")
        assert stage.pulls() == []
        assert [branch["name"] for branch in stage.get("/branches")] == ["main"]
        assert "will try again" not in caplog.text


class TestSomebodyPushesToTheBotsBranch:
    def push(self, stage: Stage) -> tuple[int, int]:
        number = file_good(stage)
        (pull,) = stage.pulls()
        (file,) = stage.get(f"/pulls/{pull['number']}/files")
        text = stage.text(file["filename"], pull["head"]["ref"])
        stage.maintainer.pushes(file["filename"], text.replace("2024", "2025"), branch=pull["head"]["ref"])
        return number, pull["number"]

    def test_the_request_is_reviewed_as_theirs_and_overwritten_by_nothing(self, stage: Stage) -> None:
        number, pull = self.push(stage)
        assert stage.headline(number) == f"### ✅ Goes on in #{pull}"
        assert stage.headline(pull) == "### ✅ Ready"
        assert "*[NeurIPS'25]*" in stage.answer(pull)
        body = stage.get(f"/pulls/{pull}")["body"]
        assert body.startswith("Somebody else pushed to this branch")
        assert f"Closes #{number}, proposed by contributor." in body
        assert TITLE not in body
        assert "here or there" not in body

        before = stage.snapshot()
        stage.ground.bot.inbox.ask("paper-list/survey", number)
        stage.ground.settle()
        assert stage.snapshot() == before
        head = stage.get(f"/pulls/{pull}")["head"]["sha"]
        stage.contributor.edits(number, body=stage.get(f"/issues/{number}")["body"].replace("NeurIPS", "ICML"))
        assert stage.get(f"/pulls/{pull}")["head"]["sha"] == head

    def test_it_is_approved_where_it_can_be_seen(self, stage: Stage) -> None:
        number, pull = self.push(stage)
        refused = stage.maintainer.comments(number, "/approve")
        assert stage.reactions(refused) == ["confused"]
        assert f"somebody pushed to #{pull}" in stage.answers(number)[1]
        accepted = stage.maintainer.comments(pull, "/approve")
        assert LINE.replace("'24", "'25") in stage.text(LIST).splitlines()
        assert stage.reactions(accepted) == ["rocket"]
        assert len(stage.answers(number)) == 2
        assert stage.get(f"/pulls/{pull}")["merged"]
        assert stage.state(number) == "closed"
        assert stage.headline(number) == "### 🎉 On the list"
        assert stage.labels(number) == {"paper: approved"}

    @pytest.mark.parametrize(
        ("command", "heading", "said"),
        [
            pytest.param("/reject not now", "### Not added", "decided not to list this: not now.", id="rejected"),
            pytest.param("/duplicate attention-is-all-you-need", "### 🔁 Already known", "this is [Att", id="known"),
        ],
    )
    def test_what_is_decided_there_ends_the_issue_with_the_same_reason(
        self, stage: Stage, command: str, heading: str, said: str
    ) -> None:
        number, pull = self.push(stage)
        stage.maintainer.comments(pull, command)
        assert stage.state(pull) == "closed"
        assert stage.state(number) == "closed"
        assert stage.headline(number) == heading
        assert said in stage.answer(number)

        with pytest.raises(AssertionError, match="403"):
            stage.contributor.edits(number, state="open")
        stage.maintainer.edits(number, state="open")
        stage.contributor.comments(number, "Please think again.")
        assert stage.state(number) == "open"
        assert stage.headline(number) == "### 👀 A maintainer will look"

    def test_opened_again_and_approved_there_the_issue_says_so(self, stage: Stage) -> None:
        number, pull = self.push(stage)
        stage.maintainer.comments(pull, "/reject not now")
        stage.wait()
        stage.maintainer.edits(pull, state="open")
        stage.maintainer.comments(pull, "/approve")
        assert stage.headline(number) == "### 🎉 On the list"
        assert stage.labels(number) == {"paper: approved"}

    def test_of_several_papers_each_ends_as_it_was_decided_there(self, stage: Stage) -> None:
        number = stage.contributor.writes("Add papers", TWO)
        stage.contributor.comments(number, "/section 1,2 attention")
        (pull,) = stage.pulls()
        path, branch = "data/papers/mamba-linear-time-sequence-modeling.yaml", pull["head"]["ref"]
        stage.maintainer.pushes(path, stage.text(path, branch).replace("2024", "2025"), branch=branch)
        stage.maintainer.comments(pull["number"], "/reject 1 not this one")
        stage.maintainer.comments(pull["number"], "/approve 2")
        assert stage.headline(number) == "### 🎉 On the list"
        assert "Not added: not this one." in stage.answer(number)
        assert "Ring Attention" in stage.text(LIST)

    def test_with_other_files_beside_it_what_is_decided_there_stays_so(self, stage: Stage) -> None:
        number = file_good(stage)
        (pull,) = stage.pulls()
        stage.maintainer.pushes("notes.txt", "Mine", branch=pull["head"]["ref"])
        stage.maintainer.comments(pull["number"], "/reject not now")
        before = stage.snapshot()
        for each in (number, pull["number"]):
            stage.ground.bot.inbox.ask("paper-list/survey", each)
        stage.ground.settle()
        assert stage.snapshot() == before
        assert stage.headline(pull["number"]) == "### Not added"
        assert "also changes `notes.txt`" in stage.answer(pull["number"])
        assert stage.state(pull["number"]) == "open"

    def test_a_paper_under_another_name_is_not_said_to_be_off_the_list(self, stage: Stage) -> None:
        number = file_good(stage)
        (pull,) = stage.pulls()
        branch = pull["head"]["ref"]
        (file,) = stage.get(f"/pulls/{pull['number']}/files")
        text, listed = stage.text(file["filename"], branch), stage.get(f"/contents/{file['filename']}?ref={branch}")
        stage.maintainer.call(
            "DELETE", f"/contents/{file['filename']}", message="Move", branch=branch, sha=listed["sha"]
        )
        stage.maintainer.pushes("data/papers/flashattention-3.yaml", text, branch=branch)
        stage.maintainer.comments(pull["number"], "/approve")
        assert is_listed(stage)
        assert stage.headline(number) == "### 🎉 Accepted"

    def test_closed_there_without_a_word_it_stays_open_for_another_attempt(self, stage: Stage) -> None:
        number, pull = self.push(stage)
        stage.maintainer.edits(pull, state="closed")
        assert stage.headline(number) == "### ⏸️ On hold"
        assert f"a maintainer reopens #{pull}, or comments `/reject`" in stage.answer(number)
        stage.maintainer.edits(pull, state="open")
        assert stage.headline(number) == f"### ✅ Goes on in #{pull}"
        stage.maintainer.edits(pull, state="closed")
        stage.maintainer.comments(number, "/unhold")
        assert f"a maintainer reopens #{pull}, to which somebody pushed" in stage.answer(number)
        stage.maintainer.comments(number, "/reject not now")
        assert stage.state(number) == "closed"
        assert "decided not to list this: not now." in stage.answer(number)


class TestListsOfTheirOwnKind:
    def test_who_has_many_open_proposals_waits(self, stage: Stage) -> None:
        stage.maintainer.configures("eligibility:\n  open_submissions: 1\n")
        first = file_good(stage)
        second = stage.contributor.files("https://arxiv.org/abs/2312.00752", "Mamba", "Attention")
        assert stage.labels(first) == {"paper: ready"}
        assert "You have another proposal open here" in stage.answer(second)
        assert len(stage.pulls()) == 1
        other = stage.newcomer("other").files("https://arxiv.org/abs/2310.01889", "Ring Attention", "Attention")
        assert stage.labels(other) == {"paper: ready"}

    def test_a_maintainer_lets_an_entry_break_a_rule(self, stage: Stage) -> None:
        stage.maintainer.configures('rules:\n  venue-unknown: "error"\n')
        number = stage.contributor.files(LINK, TITLE, "Attention", venue="Workshop on Nothing 2024")
        assert stage.pulls() == []
        refused = stage.contributor.comments(number, "/allow venue-unknown")
        assert stage.reactions(refused) == ["confused"]
        stage.maintainer.comments(number, "/allow venue-unknown")
        assert stage.headline(number) == "### ✅ Ready"
        assert "Allowed by `maintainer`." in stage.answers(number)[0]
        stage.maintainer.comments(number, "/approve")
        assert "Workshop on Nothing" in stage.text(LIST)


class TestSettingsInAPullRequest:
    def test_faulty_settings_fail_and_are_not_obeyed(self, stage: Stage) -> None:
        number = stage.contributor.proposes({".github/paperclerk.yml": "approvls: x\n"})
        head = stage.get(f"/pulls/{number}")["head"]["sha"]
        state, said = stage.statuses(head)["paperclerk"]
        assert state == "failure"
        assert said.startswith(".github/paperclerk.yml:1: ")
        assert "did you mean" in said
        assert stage.answers(number) == []
        assert stage.labels(file_good(stage)) == {"paper: ready"}


class TestBatches:
    def test_each_entry_goes_its_own_way(self, stage: Stage) -> None:
        number = stage.contributor.writes("Add papers", TWO)
        stage.contributor.comments(number, "/section 1 attention\n/section 2 attention")
        stage.maintainer.comments(number, "/approve 1")
        assert "Mamba" in stage.text(LIST)
        assert "Ring Attention" not in stage.text(LIST)
        assert stage.state(number) == "open"
        stage.maintainer.comments(number, "/set 2 venue ICML\n/reject 2 not for this list")
        assert stage.state(number) == "closed"
        assert "Not added: not for this list" in stage.answer(number)


def test_a_command_on_a_closed_thread_is_not_carried_out_when_it_opens_again(stage: Stage) -> None:
    number = file_good(stage)
    stage.maintainer.comments(number, "/reject no")
    stage.wait()
    stage.maintainer.comments(number, "/reject again no")
    stage.maintainer.edits(number, state="open")
    assert stage.state(number) == "open"
    assert stage.headline(number) == "### ✅ Ready"
    assert len(stage.answers(number)) == 2
