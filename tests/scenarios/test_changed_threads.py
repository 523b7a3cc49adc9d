"""A thread changes while it is worked on: locked, moved, gone, its author gone, or no person at all."""

from datetime import timedelta
from typing import Any

import pytest

from bot.demo.playground import CLERK, CONTRIBUTOR, OWNER, REPOSITORY
from bot.localhub.operations import threads
from bot.localhub.state.threads import LocalThread
from tests.localhub import administration
from tests.scenarios.papers import LIST, MAMBA, RECORD, TITLES, file_good, file_paper, is_listed, line
from tests.stage import Stage


def do(stage: Stage, operation: Any, *values: Any, **more: Any) -> None:
    """Let the owner do something that no address of the local GitHub is for, and the bot hear of it."""
    with stage.ground.hub.world.lock:
        operation(*values, **more)
    stage.ground.settle()


def thread_of(stage: Stage, number: int) -> LocalThread:
    return stage.ground.hub.repository(REPOSITORY).threads[number]


def lock(stage: Stage, number: int, *, locked: bool = True) -> None:
    owner = stage.ground.hub.world.users[OWNER]
    do(stage, threads.lock_thread, thread_of(stage, number), owner, locked=locked)


class TestLocked:
    def test_a_locked_thread_rests_until_it_is_unlocked(self, stage: Stage) -> None:
        number = file_good(stage)
        before = stage.answers(number)
        lock(stage, number)
        stage.maintainer.comments(number, "/approve")
        assert stage.answers(number) == before
        assert not is_listed(stage)
        lock(stage, number, locked=False)
        assert stage.headline(number) == "### 🎉 On the list"
        assert is_listed(stage)

    def test_one_that_was_locked_before_the_bot_came_is_not_spoken_in(self, stage: Stage) -> None:
        stage.ground.hub.repository(REPOSITORY).hooks, hooks = [], stage.ground.hub.repository(REPOSITORY).hooks
        number = file_paper(stage, 0)
        lock(stage, number)
        stage.ground.hub.repository(REPOSITORY).hooks = hooks
        stage.ground.bot.inbox.ask(REPOSITORY, number)
        stage.ground.settle()
        assert stage.answers(number) == []
        other = file_paper(stage, 1)
        assert stage.headline(other) == "### ✅ Ready"

    def test_a_locked_request_is_not_merged(self, stage: Stage) -> None:
        number = stage.contributor.proposes({MAMBA: RECORD}, "Add Mamba")
        lock(stage, number)
        stage.maintainer.comments(number, "/approve")
        assert stage.state(number) == "open"
        lock(stage, number, locked=False)
        assert stage.headline(number) == "### 🎉 On the list"


class TestGone:
    def test_the_request_for_an_issue_that_went_to_another_repository_is_closed(self, stage: Stage) -> None:
        number, hub = file_good(stage), stage.ground.hub
        (pull,) = stage.pulls()
        elsewhere = hub.create_repository(f"{OWNER}/other", {"README.md": b"# Other\n"})
        thread = thread_of(stage, number)
        do(stage, administration.transfer_issue, thread, hub.world.users[OWNER], elsewhere)
        assert stage.pulls() == []
        assert stage.get(f"/pulls/{pull['number']}")["state"] == "closed"
        assert f"refs/heads/{pull['head']['ref']}" not in thread.repository.git.refs("refs/heads/")
        assert len(elsewhere.threads[1].comments) == 1

    def test_the_request_for_an_issue_that_became_a_discussion_is_closed(self, stage: Stage) -> None:
        number = file_good(stage)
        (pull,) = stage.pulls()
        do(stage, administration.convert_to_discussion, thread_of(stage, number), stage.ground.hub.world.users[OWNER])
        assert stage.pulls() == []
        assert stage.get(f"/pulls/{pull['number']}")["state"] == "closed"

    def test_a_paper_of_an_issue_that_went_can_be_proposed_anew(self, stage: Stage) -> None:
        number = file_paper(stage, 0)
        do(stage, threads.delete_issue, thread_of(stage, number), stage.ground.hub.world.users[OWNER])
        other = file_paper(stage, 0)
        assert other > number
        assert stage.headline(other) == "### ✅ Ready"

    def test_a_request_whose_fork_was_deleted_is_merged(self, stage: Stage) -> None:
        number = stage.contributor.proposes({MAMBA: RECORD}, "Add Mamba")
        fork = stage.ground.hub.repository(stage.contributor.fork)
        do(stage, administration.delete_repository, fork, fork.owner)
        stage.maintainer.comments(number, "/approve")
        assert stage.headline(number) == "### 🎉 On the list"
        assert "Mamba" in stage.text(LIST)

    def test_a_line_from_a_fork_that_was_deleted_is_listed(self, stage: Stage) -> None:
        text = stage.text(LIST)
        number = stage.contributor.proposes({LIST: text.replace("\n- ", f"\n{line(2)}\n- ", 1)})
        fork = stage.ground.hub.repository(stage.contributor.fork)
        do(stage, administration.delete_repository, fork, fork.owner)
        stage.maintainer.comments(number, "/approve")
        assert TITLES[2] in stage.text(LIST)


class TestAccounts:
    def test_what_somebody_proposed_who_is_gone_is_listed_all_the_same(self, stage: Stage) -> None:
        number = file_good(stage)
        do(stage, administration.delete_account, stage.ground.hub.world, stage.ground.hub.world.users[CONTRIBUTOR])
        stage.maintainer.comments(number, "/approve")
        assert is_listed(stage)
        assert stage.headline(number) == "### 🎉 On the list"
        assert "ghost" not in stage.ground.hub.repository(REPOSITORY).git.run("log", "-1", "--format=%B", "main")

    def test_two_that_are_gone_are_not_taken_for_one(self, stage: Stage) -> None:
        stage.maintainer.configures("eligibility:\n  open_submissions: 1\n")
        first = file_paper(stage, 0)
        other = stage.newcomer("kim")
        second = other.files("https://arxiv.org/abs/2401.00001", TITLES[1], "Attention", venue="ICLR 2024")
        for login in (CONTRIBUTOR, "kim"):
            do(stage, administration.delete_account, stage.ground.hub.world, stage.ground.hub.world.users[login])
        for number in (first, second):
            stage.maintainer.comments(number, "/recheck")
        assert [stage.headline(number) for number in (first, second)] == ["### ✅ Ready"] * 2

    def test_what_somebody_proposed_whom_the_owner_blocked_since_is_listed(self, stage: Stage) -> None:
        number = file_good(stage)
        stage.ground.hub.world.blocks.add((OWNER, CONTRIBUTOR))
        with pytest.raises(AssertionError, match="User is blocked"):
            stage.contributor.comments(number, "Why?")
        stage.maintainer.comments(number, "/approve")
        assert is_listed(stage)
        assert stage.headline(number) == "### 🎉 On the list"

    def test_in_a_thread_of_somebody_who_blocked_the_bot_it_says_nothing_and_does_the_rest(
        self, stage: Stage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # Parked at once, for what GitHub refuses is tried again only minutes later.
        monkeypatch.setattr("bot.service.inbox.MOST_ATTEMPTS", 1)
        stage.ground.hub.world.blocks.add((CONTRIBUTOR, CLERK))
        number = file_good(stage)
        assert stage.answers(number) == []
        other = stage.newcomer("kim").files(
            "https://arxiv.org/abs/2401.00001", TITLES[1], "Attention", venue="ICLR 2024"
        )
        assert stage.headline(other) == "### ✅ Ready"
        stage.ground.hub.world.blocks.clear()
        stage.maintainer.comments(number, "/recheck")
        assert stage.headline(number) == "### ✅ Ready"

    @pytest.mark.parametrize("kind", ["Organization", "Mannequin"])
    def test_an_account_that_is_no_persons_is_answered(self, stage: Stage, kind: Any) -> None:
        # As of an issue that was imported: webhooks know no mannequin.
        hub, repository = stage.ground.hub, stage.ground.hub.repository(REPOSITORY)
        hooks, repository.hooks = repository.hooks, []
        body = f"Title: {TITLES[0]}\nLink: https://arxiv.org/abs/2401.00000\nVenue: ICLR 2024\nSection: Attention"
        author = hub.create_user("feeder", kind=kind)
        with hub.world.lock:
            number = threads.open_issue(repository, author, "Add a paper", body).number
        stage.ground.bot.inbox.ask(REPOSITORY, number)
        stage.ground.settle()
        assert stage.headline(number) == "### ✅ Ready"
        stage.maintainer.comments(number, "/approve")
        stage.ground.bot.inbox.ask(REPOSITORY, number)
        stage.ground.settle()
        assert line(0) in stage.text(LIST)
        repository.hooks = hooks


def test_a_thread_of_more_than_a_hundred_comments_has_one_answer(stage: Stage) -> None:
    repository = stage.ground.hub.repository(REPOSITORY)
    hooks, repository.hooks = repository.hooks, []
    world = stage.ground.hub.world
    now = world.clock
    # What was said in the second of the bot's answer could be about that.
    world.clock = lambda: now() - timedelta(hours=1)
    number = file_good(stage)
    for n in range(110):
        stage.contributor.call("POST", f"/issues/{number}/comments", body=f"Word {n}")
    repository.hooks, world.clock = hooks, now
    stage.maintainer.comments(number, "/help")
    stage.contributor.call("POST", f"/issues/{number}/comments", body="Thanks")
    stage.maintainer.comments(number, "/approve")
    assert is_listed(stage)
    comments = [comment.body for comment in repository.threads[number].comments if comment.author.kind == "Bot"]
    assert len(comments) == 2
