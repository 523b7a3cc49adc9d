"""Repositories stay open, and those of one login share its limits."""

from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from github import Auth, Github

from bot.hub.apps import MadeApp
from bot.hub.connection import Connection
from bot.hub.limits import CONTENTS_AN_HOUR


def log_in(self: Connection, installation: int | None) -> Github:
    return Github(auth=Auth.Token(f"of-{installation}"), **self.options())


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> Connection:
    """A connection as an App whose logins cost no request."""
    monkeypatch.setattr(Connection, "log_in", log_in)
    return Connection("https://api.github.com", app_id=1, private_key="x", processes=2)


def test_a_repository_stays_open(app: Connection) -> None:
    client = app.open("mona/list", 5)
    assert app.open("mona/list", 5) is client
    assert app.open("mona/list") is client, "a sweep knows no installation"
    assert app.open("mona/other", 5) is not client


def test_an_app_that_was_installed_anew_logs_in_anew(app: Connection) -> None:
    old = app.open("mona/list", 5)
    new = app.open("mona/list", 6)
    assert new is not old
    assert new.gateway.login.use(lambda requester: requester.auth.token) == "of-6"  # type: ignore[union-attr]
    assert app.open("mona/list") is new


def test_nobody_waits_for_github_to_tell_an_installation(app: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    healthy = ThreadPoolExecutor()

    def get_repo_installation(owner: str, name: str) -> SimpleNamespace:
        assert healthy.submit(app.health).result(timeout=10)
        return SimpleNamespace(id=5)

    monkeypatch.setattr(Connection, "app", lambda self: SimpleNamespace(get_repo_installation=get_repo_installation))
    assert app.open("mona/list") is app.open("mona/list", 5)


def test_what_was_opened_meanwhile_is_newer_than_what_was_found(
    app: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def get_repo_installation(owner: str, name: str) -> SimpleNamespace:
        app.open("mona/list", 6)
        return SimpleNamespace(id=5)

    monkeypatch.setattr(Connection, "app", lambda self: SimpleNamespace(get_repo_installation=get_repo_installation))
    assert app.open("mona/list") is app.open("mona/list", 6)


def test_an_installation_shares_its_pace_and_a_process_takes_its_part(app: Connection) -> None:
    first, second, other = app.open("mona/list", 5), app.open("mona/other", 5), app.open("kim/list", 6)
    assert first.gateway.pace is second.gateway.pace
    assert first.gateway.pace is not other.gateway.pace
    assert (other.gateway.pace.between, other.gateway.pace.hourly) == (2.0, CONTENTS_AN_HOUR // 2)
    first.gateway.pace.rest(30)
    assert app.health() == {"resting": 30, "contents": 0}


def test_an_account_has_one_pace_and_a_github_of_ones_own_none() -> None:
    account = Connection("https://api.github.com", token="t")
    assert account.open("mona/list").gateway.pace is account.open("kim/list").gateway.pace
    own = Connection("http://127.0.0.1:1/api/v3", token="t", between_writes=0).open("mona/list").gateway.pace
    assert (own.between, own.hourly) == (0, 0)


def test_nothing_secret_is_shown(app: Connection) -> None:
    assert "secret" not in repr(Connection("https://api.github.com", token="secret", private_key="secret"))
    assert "geheim" not in repr(MadeApp(1, "clerk", "https://github.com/apps/clerk", key="geheim", secret="geheim"))
    with pytest.raises(ValueError, match="an App with its key"):
        Connection("https://api.github.com").app()
