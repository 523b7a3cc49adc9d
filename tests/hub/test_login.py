"""A login: its ways out are lent to one thread at a time, and replaced once GitHub knows it no more."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from github import Auth, Github, GithubException
from github.Requester import Requester

from bot.hub.limits import Pace
from bot.hub.login import Login

MANY = 4


@pytest.fixture
def opened() -> list[Github]:
    """The ways out that were opened."""
    return []


@pytest.fixture
def login(opened: list[Github]) -> Login:
    def log_in() -> Github:
        opened.append(Github(auth=Auth.Token(f"token {len(opened)}"), lazy=True))
        return opened[-1]

    return Login(log_in, Pace(0, 0))


def test_threads_that_ask_at_once_share_no_way_out_and_the_next_open_no_other(
    login: Login, opened: list[Github]
) -> None:
    together = threading.Barrier(MANY)

    def ask(requester: Requester) -> Requester:
        together.wait()
        return requester

    for _ in range(2):
        with ThreadPoolExecutor(MANY) as threads:
            asked = [threads.submit(login.ask, ask) for _ in range(MANY)]
        assert len({id(answer.result()) for answer in asked}) == MANY
    assert len(opened) == MANY


def test_what_github_refuses_opens_no_other_way(login: Login, opened: list[Github]) -> None:
    def refuse(requester: Requester) -> None:
        raise GithubException(404)

    for _ in range(2):
        with pytest.raises(GithubException, match="404"):
            login.ask(refuse)
    assert len(opened) == 1


def test_a_login_that_github_does_not_know_is_made_anew_once(login: Login, opened: list[Github]) -> None:
    def ask(requester: Requester) -> str:
        assert isinstance(requester.auth, Auth.Token)
        if requester.auth.token == "token 0":
            raise GithubException(401)
        return requester.auth.token

    assert [login.ask(ask), login.ask(ask)] == ["token 1"] * 2

    def refuse(requester: Requester) -> None:
        raise GithubException(401)

    with pytest.raises(GithubException, match="401"):
        login.ask(refuse)
    assert len(opened) == 3


def test_what_another_thread_brings_back_late_is_not_taken_for_the_new_one(login: Login, opened: list[Github]) -> None:
    class Brought(list[Github]):
        def clear(self) -> None:
            self[:] = [Github(auth=Auth.Token("token 0"), lazy=True)]

    login.idle = Brought()

    def ask(requester: Requester) -> str:
        assert isinstance(requester.auth, Auth.Token)
        if requester.auth.token == "token 0":
            raise GithubException(401)
        return requester.auth.token

    assert login.ask(ask) == "token 1"
