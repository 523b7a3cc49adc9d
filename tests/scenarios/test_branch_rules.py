"""What a list's branch and its settings ask of a merge, and what GitHub says of it that is not so."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.demo.playground import CLERK, MAINTAINER, REPOSITORY
from bot.localhub.state.repositories import SETTINGS, LocalRepository
from tests.localhub.gate import Gate
from tests.scenarios.papers import LIST, MAMBA, RECORD, file_good, file_paper, is_listed, line, read_list
from tests.stage import Stage, set_stage, small_files

METHODS = {"squash": "allow_squash_merge", "merge": "allow_merge_commit", "rebase": "allow_rebase_merge"}


def repository_of(stage: Stage) -> LocalRepository:
    return stage.ground.hub.repository(REPOSITORY)


def allow(stage: Stage, *methods: str) -> None:
    """Let the repository merge by some methods only."""
    repository_of(stage).settings |= {setting: name in methods for name, setting in METHODS.items()}


def ask(stage: Stage, number: int | None) -> None:
    """Look at a thread as a sweep would."""
    stage.ground.bot.inbox.ask(REPOSITORY, number)
    stage.ground.settle()


def assert_in_step(stage: Stage) -> None:
    text, rendered = read_list(stage)
    assert text == rendered


class TestMethods:
    @pytest.mark.parametrize("method", ["merge", "rebase"])
    def test_a_list_that_merges_in_one_way_only(self, stage: Stage, method: str) -> None:
        allow(stage, method)
        repository_of(stage).settings["delete_branch_on_merge"] = True
        issue, request = file_good(stage), stage.contributor.proposes({MAMBA: RECORD}, "Add Mamba")
        for number in (issue, request):
            stage.maintainer.comments(number, "/approve")
            assert stage.headline(number) == "### 🎉 On the list"
        assert is_listed(stage)
        assert_in_step(stage)

    def test_what_squashed_commits_are_called_is_the_lists_to_say_where_a_person_merges(self, stage: Stage) -> None:
        allow(stage, "squash")
        repository = repository_of(stage)
        repository.squash_title, repository.squash_message = "COMMIT_OR_PR_TITLE", "COMMIT_MESSAGES"
        approved, merged = file_good(stage), file_paper(stage, 1)
        stage.maintainer.comments(approved, "/approve")
        said = repository.git.run("log", "-1", "--format=%B", "main")
        assert f"Proposed in #{approved}." in said
        assert "Co-authored-by: contributor" in said
        (pull,) = stage.pulls()
        stage.maintainer.call("PUT", f"/pulls/{pull['number']}/merge", merge_method="squash")
        stage.ground.settle()
        assert [stage.headline(number) for number in (approved, merged)] == ["### 🎉 On the list"] * 2
        assert_in_step(stage)

    def test_another_way_is_taken_where_a_rule_forbids_the_first(self, stage: Stage) -> None:
        allow(stage, "merge", "rebase")
        stage.ground.hub.protect(REPOSITORY, linear_history=True)
        number = file_good(stage)
        stage.maintainer.comments(number, "/approve")
        assert is_listed(stage)
        assert stage.headline(number) == "### 🎉 On the list"
        assert len(stage.answers(number)) == 1

    def test_where_no_way_is_left_githubs_words_are_said_once(self, stage: Stage) -> None:
        allow(stage, "merge")
        stage.ground.hub.protect(REPOSITORY, linear_history=True)
        number = file_good(stage)
        stage.maintainer.call("POST", f"/issues/{number}/comments", body="/approve")
        stage.await_failure("MergeRefusedError")
        ask_again = stage.answers(number)[1:]
        assert len(ask_again) == 1
        assert "GitHub does not let me merge this. It says: " in ask_again[0]
        assert "must not contain merge commits" in ask_again[0]
        allow(stage, "squash", "merge")
        stage.maintainer.comments(number, "/recheck")
        assert is_listed(stage)

    def test_settings_are_as_at_first(self) -> None:
        assert set(METHODS.values()) <= SETTINGS.keys()


class TestSignatures:
    """The branch asks for signatures; GitHub signs what it commits itself, and nothing made of git's objects."""

    @pytest.fixture
    def signing(self, stage: Stage) -> Stage:
        stage.ground.hub.protect(REPOSITORY, signed=True, pulls_only=False)
        return stage

    def test_an_issue(self, signing: Stage) -> None:
        number = file_good(signing)
        signing.maintainer.comments(number, "/approve")
        assert is_listed(signing)
        assert_in_step(signing)

    @pytest.mark.parametrize(("path", "pulls_only"), [(MAMBA, False), (MAMBA, True), (LIST, True)])
    def test_a_request_of_somebody_who_signs_nothing(self, signing: Stage, path: str, *, pulls_only: bool) -> None:
        signing.ground.hub.protect(REPOSITORY, signed=True, pulls_only=pulls_only)
        text = RECORD if path == MAMBA else signing.text(LIST).replace("\n- ", f"\n{line(2)}\n- ", 1)
        number = signing.contributor.proposes({path: text}, "Add a paper")
        repository = repository_of(signing)
        repository.signed.discard(signing.get(f"/pulls/{number}")["head"]["sha"])
        signing.maintainer.comments(number, "/approve")
        assert signing.headline(number) == "### 🎉 On the list"
        assert_in_step(signing)
        made = repository.git.run("log", "--first-parent", "--format=%H", "main").split()[:-1]
        assert made
        assert repository.signed.issuperset(made)

    def test_where_only_merge_commits_are_left_that_is_said(self, signing: Stage) -> None:
        allow(signing, "merge")
        number = signing.contributor.proposes({MAMBA: RECORD}, "Add Mamba")
        repository_of(signing).signed.discard(signing.get(f"/pulls/{number}")["head"]["sha"])
        signing.maintainer.call("POST", f"/issues/{number}/comments", body="/approve")
        signing.await_failure("MergeRefusedError")
        assert "requires signed commits" in signing.answers(number)[-1]
        allow(signing, "squash")
        signing.maintainer.comments(number, "/recheck")
        assert "Mamba" in signing.text(LIST)


class TestWrongWords:
    """GitHub says of a merge that nothing hinders that it is blocked."""

    def let_time_pass(self, stage: Stage, minutes: int) -> None:
        stage.ground.bot.clerks.known[REPOSITORY].clock = lambda: datetime.now(UTC) + timedelta(minutes=minutes)

    @pytest.mark.parametrize("later", [False, True], ids=["by itself", "where GitHub could merge later"])
    def test_it_is_tried_after_a_while(self, stage: Stage, *, later: bool) -> None:
        number = stage.contributor.proposes({MAMBA: RECORD}, "Add Mamba")
        repository = repository_of(stage)
        repository.misjudged_for, repository.settings["allow_auto_merge"] = frozenset({CLERK}), later
        stage.maintainer.comments(number, "/approve")
        if not later:
            assert stage.headline(number) == "### ✅ Approved"
            self.let_time_pass(stage, 11)
            ask(stage, number)
        assert stage.headline(number) == "### 🎉 On the list"
        assert_in_step(stage)

    def test_what_waits_for_a_check_waits_on(self, stage: Stage) -> None:
        stage.ground.hub.protect(REPOSITORY, required_checks=("ci",))
        number = file_good(stage)
        stage.maintainer.comments(number, "/approve")
        self.let_time_pass(stage, 11)
        ask(stage, number)
        assert stage.headline(number) == "### ✅ Approved"
        assert len(stage.answers(number)) == 1
        stage.maintainer.reports(stage.pulls()[0]["head"]["sha"])
        assert is_listed(stage)


class TestReviews:
    def test_an_owner_of_the_code_has_to_approve(self, stage: Stage) -> None:
        stage.ground.hub.create_user("owner-of-code")
        stage.ground.hub.set_role(REPOSITORY, "owner-of-code", "write")
        stage.ground.hub.protect(REPOSITORY, code_owners=frozenset({"owner-of-code"}))
        number = file_good(stage)
        stage.maintainer.comments(number, "/approve")
        assert "still needs an approving review" in stage.answer(number)
        (pull,) = stage.pulls()
        stage.maintainer.reviews(pull["number"])
        ask(stage, number)
        assert "still needs an approving review" in stage.answer(number)
        owner = type(stage.maintainer)(stage, "owner-of-code", stage.ground.hub.create_token("owner-of-code"))
        owner.reviews(pull["number"])
        ask(stage, number)
        assert is_listed(stage)

    def test_a_bot_that_no_rule_binds_merges_what_a_maintainer_approved(self, stage: Stage) -> None:
        stage.ground.hub.protect(REPOSITORY, required_approvals=1, bypassing=frozenset({CLERK}))
        number = file_good(stage)
        stage.maintainer.comments(number, "/approve")
        assert is_listed(stage)
        assert_in_step(stage)

    def test_a_maintainer_whom_no_rule_binds_merges_by_hand(self, stage: Stage) -> None:
        stage.ground.hub.protect(REPOSITORY, required_approvals=1, bypassing=frozenset({MAINTAINER}))
        number = file_paper(stage, 0)
        (pull,) = stage.pulls()
        stage.maintainer.call("PUT", f"/pulls/{pull['number']}/merge", merge_method="squash")
        stage.ground.settle()
        assert stage.state(number) == "closed"


@pytest.fixture
def slow(tmp_path: Path, gate: Gate) -> Iterator[Stage]:
    """Set a stage on which GitHub takes three seconds to find out whether a request can be merged."""
    passed: list[float] = []
    with set_stage(tmp_path, gate, small_files(), sleep=passed.append) as stage:
        world = stage.ground.hub.world
        start = world.clock()
        # Only what is slept counts.
        world.clock = lambda: start + timedelta(seconds=sum(passed))
        repository_of(stage).settles_after = timedelta(seconds=3)
        yield stage


def test_a_merge_right_after_a_push_is_waited_for(slow: Stage) -> None:
    number = file_good(slow)
    slow.maintainer.comments(number, "/approve")
    assert is_listed(slow)
    assert slow.headline(number) == "### 🎉 On the list"
