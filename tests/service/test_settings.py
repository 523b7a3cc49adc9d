"""What an operator may say, and what the bot answers to what it cannot use."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.service.settings import SettingsError, read_settings

ENOUGH = {"PAPERCLERK_WEBHOOK_SECRET": "s" * 32, "PAPERCLERK_TOKEN": "t"}


@pytest.mark.parametrize(
    ("given", "inbox"),
    [
        pytest.param("", Path("paperclerk.sqlite3"), id="nothing"),
        pytest.param("/var/lib/clerk/inbox", Path("/var/lib/clerk/inbox"), id="a file"),
        pytest.param("postgresql://clerk@db/clerk", "postgresql://clerk@db/clerk", id="a database"),
        pytest.param("postgres://db/clerk", "postgres://db/clerk", id="a database by its other name"),
    ],
)
def test_the_inbox_is_a_file_or_a_database(given: str, inbox: Path | str) -> None:
    assert read_settings({**ENOUGH, "PAPERCLERK_INBOX": given}).inbox == inbox


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("INBOX", "mysql://clerk:geheim@db/clerk", id="another database"),
        pytest.param("WORKERS", "many", id="workers in words"),
        pytest.param("WORKERS", "-1", id="fewer than no workers"),
        pytest.param("REPOSITORIES", "mona/list list", id="a repository without its owner"),
        pytest.param("REPOSITORIES", "https://github.com/mona/list", id="a repository by its address"),
        pytest.param("REPOSITORIES", "mona/list,mona/other", id="commas between repositories"),
        pytest.param("API_URL", "github.example", id="an address without its scheme"),
    ],
)
def test_what_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"PAPERCLERK_{name}") as caught:
        read_settings({**ENOUGH, f"PAPERCLERK_{name}": value})
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize(
    ("secret", "words"),
    [
        pytest.param("", "Set PAPERCLERK_WEBHOOK_SECRET", id="none"),
        pytest.param(" \n", "Set PAPERCLERK_WEBHOOK_SECRET", id="blank"),
        pytest.param("s" * 31, "shorter than 32", id="short"),
        pytest.param(f"{'s' * 32} short", "shorter than 32", id="the second of two short"),
    ],
)
def test_a_server_without_a_long_webhook_secret_does_not_start(secret: str, words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        read_settings({**ENOUGH, "PAPERCLERK_WEBHOOK_SECRET": secret})


def test_no_secret_shows_where_settings_are_printed() -> None:
    settings = read_settings({**ENOUGH, "PAPERCLERK_INBOX": "postgresql://clerk:geheim@db/clerk"})
    assert "geheim" not in repr(settings)
    assert "sss" not in repr(settings)


def test_workers_are_one_unless_said_otherwise() -> None:
    assert read_settings(ENOUGH).workers == 1
    assert read_settings({**ENOUGH, "PAPERCLERK_WORKERS": "3"}).workers == 3


@pytest.mark.parametrize(
    "secret",
    [
        pytest.param("", id="none"),
        pytest.param("   ", id="blanks"),
        pytest.param("s" * 31, id="a short one"),
        pytest.param(f"{'s' * 32} short", id="a short one beside a long one"),
    ],
)
def test_without_a_long_secret_nothing_starts(secret: str) -> None:
    with pytest.raises(SettingsError, match="PAPERCLERK_WEBHOOK_SECRET"):
        read_settings({**ENOUGH, "PAPERCLERK_WEBHOOK_SECRET": secret})
    without = {name: value for name, value in ENOUGH.items() if name != "PAPERCLERK_WEBHOOK_SECRET"}
    with pytest.raises(SettingsError, match="PAPERCLERK_WEBHOOK_SECRET"):
        read_settings(without)


@pytest.mark.parametrize(
    ("mode", "usable"),
    [
        pytest.param(0o600, True, id="its owner's"),
        pytest.param(0o400, True, id="its owner's, to read"),
        pytest.param(0o640, False, id="a group's too"),
        pytest.param(0o604, False, id="everybody's"),
        pytest.param(0o620, False, id="a group's to write"),
    ],
)
def test_a_private_key_is_nobody_elses_to_read(tmp_path: Path, mode: int, usable: bool) -> None:
    key = tmp_path / "key.pem"
    key.write_text("a key")
    key.chmod(mode)
    given = {**ENOUGH, "PAPERCLERK_PRIVATE_KEY_FILE": str(key)}
    if usable:
        assert read_settings(given).private_key == "a key"
        return
    with pytest.raises(SettingsError, match="chmod 600"):
        read_settings(given)
