"""The repository changes under the list: its name, owner, default branch, visibility, what is switched on in it."""

import pytest

from bot.demo.playground import OWNER, REPOSITORY
from bot.localhub.operations import threads
from bot.localhub.state.repositories import LocalRepository
from bot.service.inbox.reporting import find_reasons
from bot.service.setup.doctor import check_repository
from tests.localhub import administration
from tests.localhub.traffic import watched
from tests.scenarios.papers import LIST, MAMBA, RECORD, file_good, file_paper, is_listed, line
from tests.stage import Stage


def repository_of(stage: Stage) -> LocalRepository:
    return stage.ground.hub.repository(REPOSITORY)


def sweep(stage: Stage) -> None:
    """Look at what a server's sweep finds waiting, and at the list."""
    stage.ground.bot.rounds.sweep()
    for number in (None, *stage.ground.bot.connection.open(REPOSITORY).read_waiting()):
        stage.ground.bot.inbox.ask(REPOSITORY, number)
    stage.ground.settle()


def test_what_waits_is_listed_on_a_default_branch_of_another_name(stage: Stage) -> None:
    number, repository = file_good(stage), repository_of(stage)
    with stage.ground.hub.world.lock:
        administration.rename_branch(repository, repository.owner, "main", "trunk")
    stage.ground.settle()
    stage.maintainer.comments(number, "/approve")
    assert stage.headline(number) == "### 🎉 On the list"
    assert "FlashAttention-3" in stage.text(LIST, ref="trunk")


def test_an_archived_list_is_left_alone_and_goes_on_when_it_is_not_any_more(stage: Stage) -> None:
    number = file_good(stage)
    stage.maintainer.call("POST", f"/issues/{number}/comments", body="/approve")
    repository_of(stage).archived = True
    before = watched(stage.ground.hub).budget().writes
    stage.ground.settle()
    sweep(stage)
    written = watched(stage.ground.hub).budget().writes - before
    assert find_reasons(stage.ground.bot.inbox) == []
    assert written <= 1
    repository_of(stage).archived = False
    sweep(stage)
    assert is_listed(stage)


def test_an_archived_list_is_said_by_the_doctor(stage: Stage) -> None:
    repository_of(stage).archived = True
    found = list(map(str, check_repository(stage.ground.bot.connection.open(REPOSITORY))))
    assert "ERROR it is archived, so nothing can be written: unarchive it in its settings" in found


def test_a_private_list_works_and_is_hidden_from_others(stage: Stage) -> None:
    repository = repository_of(stage)
    repository.private, repository.roles["contributor"] = True, "read"
    number = file_good(stage)
    stage.maintainer.comments(number, "/approve")
    assert is_listed(stage)
    stranger = stage.newcomer("stranger")
    with pytest.raises(AssertionError, match="404"):
        stranger.call("GET", f"/issues/{number}")


def test_where_issues_are_off_papers_come_by_pull_request(stage: Stage) -> None:
    number = file_paper(stage, 0)
    repository_of(stage).has_issues = False
    request = stage.contributor.proposes({MAMBA: RECORD}, "Add Mamba")
    stage.maintainer.comments(request, "/approve")
    assert stage.headline(request) == "### 🎉 On the list"
    sweep(stage)
    repository_of(stage).has_issues = True
    sweep(stage)
    stage.maintainer.comments(number, "/approve")
    assert line(0) in stage.text(LIST)


def test_a_list_in_another_account_is_served_on(stage: Stage) -> None:
    number, hub = file_good(stage), stage.ground.hub
    with hub.world.lock:
        lab = hub.world.create_user("lab")
        hub.world.rename(hub.repository(REPOSITORY), "papers", lab)
    stage.maintainer.call("POST", f"/issues/{number}/comments", repository="lab/papers", body="/approve")
    stage.ground.settle()
    with hub.world.lock:
        hub.world.rename(hub.repository("lab/papers"), "survey", hub.world.users[OWNER])
    assert is_listed(stage)


def test_a_label_that_is_there_in_other_letters_is_used(stage: Stage) -> None:
    hub, repository, name = stage.ground.hub, repository_of(stage), "PAPER: Ready"
    with hub.world.lock:
        threads.create_label(repository, name, "ededed", "")
    number = file_good(stage)
    assert stage.labels(number) == {name}
    before = watched(hub).budget().writes
    stage.ground.bot.inbox.ask(REPOSITORY, number)
    stage.ground.settle()
    assert watched(hub).budget().writes == before
    stage.maintainer.comments(number, "/approve")
    assert stage.labels(number) == {"paper: approved"}
    assert is_listed(stage)
