"""What an operator may say, in variables or files, and what the bot answers to what it cannot use."""

import re
from pathlib import Path

import pytest

from bot.service.settings import SERVING, WORKING, Need, Settings, SettingsError, properties, read_settings

SECRET = "s" * 32
ENOUGH = {"PAPERCLERK_WEBHOOK_SECRET": SECRET, "PAPERCLERK_TOKEN": "t"}
#: What a command asks that needs no login.
SECRET_ONLY: tuple[Need, ...] = ("secret",)
GUIDE = Path(__file__).parents[2] / ".github" / "OPERATING.md"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the operator starts the bot."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, text: str, mode: int = 0o600) -> Path:
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


def refusal(environment: dict[str, str]) -> str:
    """Return what a server says that does not start with these variables; no secret is in it."""
    with pytest.raises(SettingsError) as caught:
        read_settings(environment, needs=SERVING)
    said = str(caught.value)
    assert "geheim" not in said
    assert "\n" not in said
    return said


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
    assert read_settings({**ENOUGH, "PAPERCLERK_INBOX": given}, needs=SERVING).inbox == inbox


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("INBOX", "mysql://clerk:geheim@db/clerk", id="another database"),
        pytest.param("WORKERS", "many", id="workers in words"),
        pytest.param("WORKERS", "-1", id="fewer than no workers"),
        pytest.param("SERVERS", "0", id="no server"),
        pytest.param("PORT", "65536", id="a port too far"),
        pytest.param("APP_ID", "0", id="an App without a number"),
        pytest.param("REPOSITORIES", "mona/list list", id="a repository without its owner"),
        pytest.param("REPOSITORIES", "https://github.com/mona/list", id="a repository by its address"),
        pytest.param("REPOSITORIES", "mona/list,mona/other", id="commas between repositories"),
        pytest.param("API_URL", "github.example", id="an address without its scheme"),
        pytest.param("SEAL_KEY", "k" * 31, id="a short key"),
        pytest.param("SEAL_KEY", f"{'k' * 32} geheim", id="a short key beside a long one"),
        pytest.param("TOKEN_FILE", "nowhere", id="a token twice"),
        pytest.param("PRIVATE_KEY_FILE", "nowhere", id="a key that is not there"),
    ],
)
def test_what_cannot_be_used_is_named(name: str, value: str) -> None:
    assert f"PAPERCLERK_{name}" in refusal({**ENOUGH, f"PAPERCLERK_{name}": value})


@pytest.mark.parametrize(
    ("secret", "words"),
    [
        pytest.param("", "Set PAPERCLERK_WEBHOOK_SECRET", id="none"),
        pytest.param(" \n", "Set PAPERCLERK_WEBHOOK_SECRET", id="blanks"),
        pytest.param("s" * 31, "at least 32 characters", id="a short one"),
        pytest.param(f"{SECRET} geheim", "at least 32 characters", id="a short one beside a long one"),
    ],
)
def test_without_a_long_secret_nothing_starts(secret: str, words: str) -> None:
    assert words in refusal({**ENOUGH, "PAPERCLERK_WEBHOOK_SECRET": secret})
    assert read_settings({"PAPERCLERK_TOKEN": "t"}, needs=()).secrets == ()


@pytest.mark.parametrize(
    ("needs", "lacks"),
    [
        pytest.param(SERVING, "PAPERCLERK_TOKEN", id="a server needs a login"),
        pytest.param(WORKING, "PAPERCLERK_TOKEN", id="a sweep needs one too"),
    ],
)
def test_a_command_says_what_it_lacks(needs: tuple[Need, ...], lacks: str) -> None:
    with pytest.raises(SettingsError, match=f"Set {lacks}"):
        read_settings({"PAPERCLERK_WEBHOOK_SECRET": SECRET}, needs=needs)


def test_a_token_needs_its_repositories_named_an_app_does_not(folder: Path) -> None:
    with pytest.raises(SettingsError, match="PAPERCLERK_REPOSITORIES"):
        read_settings(ENOUGH, needs=WORKING)
    key = write(folder / "key.pem", "a key")
    settings = read_settings({"PAPERCLERK_APP_ID": "7", "PAPERCLERK_PRIVATE_KEY_FILE": str(key)}, needs=WORKING)
    assert (settings.is_app, settings.app_id, settings.private_key) == (True, 7, "a key")


@pytest.mark.parametrize(
    ("variable", "meant"),
    [
        pytest.param("PAPERCLERK_REPOSITORY", "did you mean PAPERCLERK_REPOSITORIES?", id="one letter off"),
        pytest.param("PAPERCLERK_WEBHOOK_SECRETS", "did you mean PAPERCLERK_WEBHOOK_SECRET?", id="one too many"),
        pytest.param("PAPERCLERK_PRIVATE_KEY", "did you mean PAPERCLERK_PRIVATE_KEY_FILE?", id="the key itself"),
        pytest.param("PAPERCLERK_QQQQ", "There are PAPERCLERK_WEBHOOK_SECRET", id="nothing like it"),
    ],
)
def test_an_unknown_variable_is_refused_with_what_was_meant(variable: str, meant: str) -> None:
    said = refusal({**ENOUGH, variable: "geheim"})
    assert variable in said
    assert meant in said


def test_a_file_says_the_same_and_a_variable_counts_for_more(folder: Path) -> None:
    content = (
        f'webhook_secret = "{SECRET}"\ntoken = "from the file"\nport = 1\nworkers = 2\nrepositories = ["mona/list"]\n'
    )
    write(folder / "paperclerk.toml", content)
    settings = read_settings({"PAPERCLERK_PORT": "3"}, needs=SERVING)
    assert (settings.token, settings.port, settings.workers) == ("from the file", 3, 2)
    assert settings.repositories == {"mona/list"}
    secret = write(folder / "token", "from a file of its own\n")
    assert read_settings({"PAPERCLERK_TOKEN_FILE": str(secret)}, needs=SERVING).token == "from a file of its own"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param("prot = 1", "There is no setting 'prot' in paperclerk.toml; did you mean port?", id="a slip"),
        pytest.param("port = '1'", "port in paperclerk.toml must be a whole number", id="a number as text"),
        pytest.param("port = true", "port in paperclerk.toml must be a whole number", id="a truth value"),
        pytest.param("repositories = 'mona/list'", "must be names like owner/name", id="one name"),
        pytest.param("port 1", "paperclerk.toml is not TOML", id="no TOML"),
        pytest.param("token = 'geheim'\ntoken_file = 'x'", "say the same thing", id="said twice"),
        pytest.param("[server]\nport = 1", "There is no setting 'server'", id="a table"),
    ],
)
def test_a_file_that_cannot_be_used_is_explained(folder: Path, content: str, words: str) -> None:
    write(folder / "paperclerk.toml", content)
    assert words in refusal({"PAPERCLERK_WEBHOOK_SECRET": SECRET})


def test_another_file_can_be_named_and_must_then_be_there(folder: Path) -> None:
    write(folder / "clerk.toml", f'webhook_secret = "{SECRET}"\ntoken = "t"\n')
    assert read_settings({"PAPERCLERK_SETTINGS": "clerk.toml"}, needs=SERVING).token == "t"
    assert "none.toml cannot be read" in refusal({**ENOUGH, "PAPERCLERK_SETTINGS": "none.toml"})


@pytest.mark.parametrize("name", ["WEBHOOK_SECRET", "SEAL_KEY", "TOKEN", "INBOX"])
def test_what_is_secret_may_stand_in_a_file_of_its_own(folder: Path, name: str) -> None:
    value = {
        "WEBHOOK_SECRET": SECRET,
        "SEAL_KEY": f"{'k' * 32} {'l' * 32}",
        "TOKEN": "t",
        "INBOX": "postgresql://clerk:geheim@db/clerk",
    }[name]
    path = write(folder / "secret", f"{value}\n")
    given = {**ENOUGH, f"PAPERCLERK_{name}": ""}
    assert read_settings({**given, f"PAPERCLERK_{name}_FILE": str(path)}, needs=SERVING) == read_settings(
        {**given, f"PAPERCLERK_{name}": value}, needs=SERVING
    )


@pytest.mark.parametrize("name", ["PRIVATE_KEY_FILE", "TOKEN_FILE", "SETTINGS"])
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
def test_a_secret_is_nobody_elses_to_read(folder: Path, name: str, mode: int, usable: bool) -> None:
    path = write(folder / "secret", 'token = "geheim"', mode)
    given = {"PAPERCLERK_WEBHOOK_SECRET": SECRET, "PAPERCLERK_APP_ID": "7", f"PAPERCLERK_{name}": str(path)}
    if usable:
        assert read_settings(given, needs=SECRET_ONLY).secrets
    else:
        assert "chmod 600" in refusal(given)


def test_no_secret_shows_where_settings_are_printed() -> None:
    secret = "geheim"
    settings = Settings(
        secrets=(secret.encode(),),
        seal_keys=(secret.encode(),),
        token=secret,
        private_key=secret,
        rehearsal_token=secret,
        inbox=f"postgresql://clerk:{secret}@db/clerk",
    )
    assert secret not in repr(settings)


def test_the_readme_names_every_setting() -> None:
    told = set(re.findall(r"PAPERCLERK_([A-Z_]+)", GUIDE.read_text(encoding="utf-8")))
    assert {name.upper() for name in properties()} - told == set()
    assert {name.lower() for name in told} - set(properties()) <= {"settings", "eval"}
