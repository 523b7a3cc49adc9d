"""A branch that merges by a queue only: what is approved goes in, comes on the list in step, or is said to be out."""

from typing import Any

import pytest

from bot.demo.playground import CLERK, REPOSITORY
from bot.localhub.operations import queues
from bot.localhub.state.threads import QueueEntry
from tests.scenarios.papers import LIST, MAMBA, RECORD, TITLES, file_paper, line, read_list
from tests.stage import Stage


@pytest.fixture
def queued(stage: Stage) -> Stage:
    """A stage whose default branch asks for one check and merges by a queue."""
    stage.ground.hub.protect(REPOSITORY, required_checks=("ci",), queue="squash")
    return stage


def approve(stage: Stage, number: int) -> int:
    """Comment `/approve`, and let the machine find nothing wrong with the request; return the comment."""
    comment = stage.maintainer.comments(number, "/approve")
    check_requests(stage)
    return comment


def check_requests(stage: Stage) -> None:
    """Let the machine pass every open request that it has not seen as it is now."""
    repository = stage.ground.hub.repository(REPOSITORY)
    for pull in stage.pulls():
        said = repository.statuses.get(pull["head"]["sha"], ())
        if "ci" not in {status.context for status in said}:
            stage.maintainer.call("POST", f"/statuses/{pull['head']['sha']}", state="success", context="ci")
    stage.ground.settle()


def entries(stage: Stage) -> list[QueueEntry]:
    return stage.ground.hub.repository(REPOSITORY).queue


def in_queue(stage: Stage) -> list[int]:
    """Return the requests in the queue, the front first."""
    return [entry.thread.number for entry in entries(stage)]


def judge(stage: Stage, state: str = "success") -> None:
    """Let the machine judge what the queue tries at its front."""
    stage.maintainer.reports(entries(stage)[0].group, state=state)
    check_requests(stage)


def request_for(stage: Stage, number: int) -> dict[str, Any]:
    """Return the bot's open request for an issue."""
    return next(pull for pull in stage.pulls() if pull["head"]["ref"] == f"paperclerk/issue-{number}")


def assert_in_step(stage: Stage) -> None:
    """Hold every commit's list against its data."""
    git = stage.ground.hub.repository(REPOSITORY).git
    for commit in git.run("log", "--first-parent", "--format=%H", "main").split():
        text, rendered = read_list(stage, commit)
        assert text == rendered


class TestTheWayThrough:
    def test_what_is_approved_waits_in_the_queue_and_comes_on_the_list(self, queued: Stage) -> None:
        number = file_paper(queued, 0)
        command = queued.maintainer.comments(number, "/approve")
        pull = request_for(queued, number)
        assert f"#{pull['number']} still needs its checks to pass; I put it in the merge queue" in queued.answer(number)
        assert in_queue(queued) == []

        check_requests(queued)
        assert in_queue(queued) == [pull["number"]]
        assert queued.headline(number) == "### ✅ Approved"
        assert f"#{pull['number']} is in the merge queue; it merges by itself" in queued.answer(number)
        assert queued.reactions(command) == ["eyes"]

        judge(queued)
        assert line(0) in queued.text(LIST).splitlines()
        assert queued.headline(number) == "### 🎉 On the list"
        assert queued.state(number) == "closed"
        assert queued.labels(number) == {"paper: approved"}
        assert queued.reactions(command) == ["eyes", "rocket"]
        message = queued.get("/commits")[0]["commit"]["message"]
        assert message.splitlines()[0] == f"Add {TITLES[0]} (#{pull['number']})"
        assert "Co-authored-by: contributor <" in message
        assert_in_step(queued)

    def test_with_another_method_of_the_queue_nothing_is_left_over(self, stage: Stage) -> None:
        stage.ground.hub.protect(REPOSITORY, queue="rebase")
        numbers = [file_paper(stage, n) for n in range(2)]
        for number in numbers:
            stage.maintainer.call("POST", f"/issues/{number}/comments", body="/approve")
        stage.ground.settle()
        assert [line(n) in stage.text(LIST).splitlines() for n in range(2)] == [True] * 2
        assert [stage.state(number) for number in numbers] == ["closed"] * 2
        assert [branch["name"] for branch in stage.get("/branches")] == ["main"]
        assert_in_step(stage)


class TestTheBotsOwnCheckIsRequired:
    """Where the queue asks for what the bot says, it says it of the queue's own commits too."""

    def test_what_is_approved_comes_on_the_list_with_nobody_elses_help(self, stage: Stage) -> None:
        stage.ground.hub.protect(REPOSITORY, required_checks=("paperclerk",), queue="squash")
        edited = stage.text(LIST).replace("\n- ", f"\n{line(1)}\n- ", 1)
        numbers = [file_paper(stage, 0), stage.contributor.proposes({LIST: edited})]
        for number in numbers:
            stage.maintainer.comments(number, "/approve")
        assert_in_step(stage)
        numbers.append(stage.newcomer("second").proposes({MAMBA: RECORD}, "Add Mamba"))
        stage.maintainer.comments(numbers[-1], "/approve")
        assert [stage.headline(number) for number in numbers] == ["### 🎉 On the list"] * 3

    def test_a_request_that_changes_settings_passes_once_a_person_puts_it_in_the_queue(self, stage: Stage) -> None:
        stage.ground.hub.protect(REPOSITORY, required_checks=("paperclerk",), queue="squash")
        number = stage.contributor.proposes({".github/paperclerk.yml": "reminder: {after_days: 14}\n"})
        enqueue_by_hand(stage, number)
        stage.ground.settle()
        assert stage.get(f"/pulls/{number}")["merged"] is True

    def test_it_is_said_once_of_each_commit(self, queued: Stage) -> None:
        number = file_paper(queued, 0)
        approve(queued, number)
        (entry,) = entries(queued)
        for _ in range(3):
            queued.ground.bot.inbox.ask(REPOSITORY, number)
            queued.ground.settle()
        said = queued.ground.hub.repository(REPOSITORY).statuses[entry.group]
        assert [(status.context, status.state, status.description) for status in said] == [
            ("paperclerk", "success", "Nothing to check here")
        ]


class TestManyAtOnce:
    def test_the_one_that_comes_first_is_named_also_when_it_is_another_one_by_then(self, queued: Stage) -> None:
        first, second, third = (file_paper(queued, n) for n in range(3))
        for number in (second, third, first):
            approve(queued, number)
        assert f"#{second} comes first" in queued.answer(third)
        judge(queued)
        assert f"#{first} comes first" in queued.answer(third)
        judge(queued)
        assert "comes first" not in queued.answer(third)
        assert in_queue(queued) == [request_for(queued, third)["number"]]
        judge(queued)
        listed = queued.text(LIST).splitlines()
        assert [listed.count(line(n)) for n in range(3)] == [1] * 3
        assert [queued.state(number) for number in (first, second, third)] == ["closed"] * 3
        assert queued.pulls() == []
        assert_in_step(queued)

    def test_one_that_fails_does_not_hold_up_the_others(self, queued: Stage) -> None:
        failing, other = file_paper(queued, 0), file_paper(queued, 1)
        for number in (failing, other):
            approve(queued, number)
        judge(queued, "failure")
        assert in_queue(queued) == [request_for(queued, other)["number"]]
        assert queued.headline(failing) == "### ⚠️ Out of the merge queue"
        for _ in range(2):
            judge(queued)
        assert [queued.state(number) for number in (failing, other)] == ["closed"] * 2
        assert_in_step(queued)


class TestWhatGoesWrong:
    def test_failed_checks_are_said_and_tried_again_when_a_maintainer_wants(self, queued: Stage) -> None:
        number = file_paper(queued, 0)
        pull = request_for(queued, number)["number"]
        approve(queued, number)
        judge(queued, "failure")
        assert in_queue(queued) == []
        assert queued.headline(number) == "### ⚠️ Out of the merge queue"
        assert f"The checks of #{pull} failed in the merge queue" in queued.answer(number)
        assert queued.labels(number) == {"paper: ready", "paper: approved"}

        before = queued.snapshot()
        queued.ground.bot.inbox.ask(REPOSITORY, number)
        queued.ground.settle()
        assert queued.snapshot() == before

        queued.maintainer.comments(number, "/approve")
        assert in_queue(queued) == [pull]
        assert queued.headline(number) == "### ✅ Approved"
        judge(queued)
        assert queued.state(number) == "closed"

    def test_what_conflicts_with_somebody_elses_is_said_and_goes_in_once_that_is_gone(self, queued: Stage) -> None:
        number = file_paper(queued, 0)
        (path,) = (file["filename"] for file in queued.get(f"/pulls/{request_for(queued, number)['number']}/files"))
        theirs = queued.contributor.proposes({path: "not a paper"})
        check_requests(queued)
        enqueue_by_hand(queued, theirs)
        approve(queued, number)
        assert in_queue(queued) == [theirs]
        assert "conflicts with what is ahead of it in the merge queue" in queued.answer(number)
        judge(queued, "failure")
        approve(queued, number)
        judge(queued)
        assert queued.state(number) == "closed"
        assert_in_step(queued)

    def test_an_edit_takes_the_entry_out_and_voids_the_approval(self, queued: Stage) -> None:
        number = file_paper(queued, 0)
        approve(queued, number)
        body = queued.get(f"/issues/{number}")["body"]
        queued.contributor.edits(number, body=body.replace("ICLR 2024", "ICLR 2025"))
        assert in_queue(queued) == []
        assert "approved an earlier form of this entry" in queued.answer(number)
        assert queued.headline(number) == "### ✅ Ready"
        approve(queued, number)
        judge(queued)
        assert line(0, "25") in queued.text(LIST).splitlines()
        assert_in_step(queued)

    def test_a_hold_takes_it_out_and_its_end_puts_it_in_again(self, queued: Stage) -> None:
        number = file_paper(queued, 0)
        approve(queued, number)
        queued.maintainer.comments(number, "/hold")
        assert in_queue(queued) == []
        assert queued.headline(number) == "### ⏸️ On hold"
        queued.maintainer.comments(number, "/unhold")
        check_requests(queued)
        judge(queued)
        assert queued.state(number) == "closed"
        assert line(0) in queued.text(LIST).splitlines()

    def test_who_takes_it_out_by_hand_is_respected(self, queued: Stage) -> None:
        number = file_paper(queued, 0)
        approve(queued, number)
        hub = queued.ground.hub
        with hub.world.lock:
            queues.dequeue(entries(queued)[0].thread, hub.world.users["maintainer"])
        queued.ground.settle()
        assert "Somebody took #" in queued.answer(number)
        assert in_queue(queued) == []
        approve(queued, number)
        judge(queued)
        assert queued.state(number) == "closed"
        assert_in_step(queued)

    def test_what_no_delivery_told_of_is_found_by_a_sweep(self, queued: Stage) -> None:
        first, second = file_paper(queued, 0), file_paper(queued, 1)
        approve(queued, first)
        approve(queued, second)
        repository = queued.ground.hub.repository(REPOSITORY)
        hooks, repository.hooks = repository.hooks, []
        judge(queued)
        repository.hooks = hooks
        sweep(queued)
        check_requests(queued)
        assert queued.headline(first) == "### 🎉 On the list"
        assert in_queue(queued) == [request_for(queued, second)["number"]]

    def test_when_the_queue_is_switched_off_a_sweep_merges_what_waits(self, queued: Stage) -> None:
        first, second = file_paper(queued, 0), file_paper(queued, 1)
        approve(queued, first)
        approve(queued, second)
        with queued.ground.hub.world.lock:
            queued.ground.hub.repository(REPOSITORY).queue.clear()
        queued.ground.hub.protect(REPOSITORY)
        sweep(queued)
        assert [queued.state(number) for number in (first, second)] == ["closed"] * 2
        assert [line(n) in queued.text(LIST).splitlines() for n in range(2)] == [True] * 2
        assert_in_step(queued)

    def test_when_another_review_is_asked_for_a_sweep_says_so(self, queued: Stage) -> None:
        number = file_paper(queued, 0)
        queued.maintainer.comments(number, "/approve")
        queued.ground.hub.protect(REPOSITORY, required_approvals=1)
        sweep(queued)
        assert "still needs an approving review" in queued.answer(number)


class TestOtherWays:
    def test_a_hand_made_request_goes_in_with_its_authors_commits_and_the_list_follows(self, queued: Stage) -> None:
        links = '  - {label: "Paper", url: "https://arxiv.org/abs/2312.00752"}'
        title = "Mamba: Linear-Time Sequence Modeling"
        record = f'title: "{title}"\nvenue: "COLM"\nyear: 2024\nsections:\n  attention: null\nlinks:\n{links}\n'
        number = queued.contributor.proposes({"data/papers/mamba-linear-time-sequence-modeling.yaml": record})
        check_requests(queued)
        approve(queued, number)
        assert in_queue(queued) == [number]
        assert f"#{number} is in the merge queue" in queued.answer(number)
        judge(queued)
        assert queued.get(f"/pulls/{number}")["merged"]
        assert queued.headline(number) == "### 🎉 On the list"
        follow_up(queued)
        assert title in queued.text(LIST)
        text, rendered = read_list(queued)
        assert text == rendered

    def test_a_person_who_puts_an_entry_in_by_hand_is_not_hindered(self, queued: Stage) -> None:
        number = file_paper(queued, 0)
        pull = request_for(queued, number)["number"]
        check_requests(queued)
        enqueue_by_hand(queued, pull)
        assert in_queue(queued) == [pull]
        judge(queued)
        assert queued.state(number) == "closed"
        follow_up(queued)
        assert line(0) in queued.text(LIST).splitlines()

    def test_where_checks_are_missing_auto_merge_is_left_to_people(self, stage: Stage) -> None:
        stage.ground.hub.protect(REPOSITORY, required_checks=("ci",), queue="squash", allow_auto_merge=True)
        number = file_paper(stage, 0)
        stage.maintainer.comments(number, "/approve")
        assert request_for(stage, number)["auto_merge"] is None
        check_requests(stage)
        judge(stage)
        assert stage.state(number) == "closed"


def sweep(stage: Stage) -> None:
    """Look at what a server's sweep finds waiting."""
    for number in stage.ground.bot.connection.open(REPOSITORY).read_waiting():
        stage.ground.bot.inbox.ask(REPOSITORY, number)
    stage.ground.settle()


def enqueue_by_hand(stage: Stage, number: int) -> None:
    hub, repository = stage.ground.hub, stage.ground.hub.repository(REPOSITORY)
    with hub.world.lock:
        queues.enqueue(repository.threads[number], hub.world.users["maintainer"])
    stage.ground.settle()


def follow_up(stage: Stage) -> None:
    """Let what keeps list and data together through the queue, as far as it goes there by itself."""
    for _ in range(5):
        check_requests(stage)
        stage.ground.bot.inbox.ask(REPOSITORY, None)
        stage.ground.settle()
        if not entries(stage):
            return
        assert entries(stage)[0].by.login == CLERK
        judge(stage)
