"""An operator's settings: from `paperclerk.toml`, from variables, or from files for secrets.

`schema/settings.json` lists the settings, for all three. A variable takes precedence over the file.
"""

import difflib
import json
import os
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from bot import resources
from bot.errors import PaperclerkError

PREFIX = "PAPERCLERK_"
#: The file that is read if it exists, and the variable that names another one, which then must exist.
FILE, FILE_VARIABLE = "paperclerk.toml", "PAPERCLERK_SETTINGS"
#: Used by this project's measurements, and possibly set on a developer's machine.
NOT_SETTINGS = ("PAPERCLERK_EVAL",)
FROM_FILE = "_file"

#: What a command needs.
Need = Literal["secret", "login", "repositories"]
LOGIN: tuple[Need, ...] = ("login",)
SERVING: tuple[Need, ...] = ("secret", "login")
WORKING: tuple[Need, ...] = ("login", "repositories")


class SettingsError(PaperclerkError):
    """The settings are incomplete or unusable; the message says what to set."""


@dataclass(frozen=True)
class Settings:
    """An operator's choices.

    `secrets` are the valid webhook secrets: one, or two during rotation; `seal_keys` seal the bot's comments, the first
    one for new seals. The bot acts on GitHub with `token`, or as the App `app_id` with `private_key` (PEM), and in a
    rehearsal a person acts with `rehearsal_token`. `api` is the root of GitHub's REST API, `inbox` the inbox file or
    the URL of a PostgreSQL database, `cache` the folder of looked-up metadata (None: ask no service). With `workers` 0
    this process only takes deliveries in; `servers` is how many processes share the account's limits. `preview` is who
    may preview the clerk's answer: "off" for nobody, "list" from the list's data alone, "services" with the services
    asked too.
    """

    secrets: tuple[bytes, ...] = field(default=(), repr=False)
    seal_keys: tuple[bytes, ...] = field(default=(), repr=False)
    token: str | None = field(default=None, repr=False)
    app_id: int | None = None
    private_key: str | None = field(default=None, repr=False)
    rehearsal_token: str | None = field(default=None, repr=False)
    api: str = "https://api.github.com"
    inbox: Path | str = field(default=Path("paperclerk.sqlite3"), repr=False)
    workers: int = 1
    servers: int = 1
    cache: Path | None = Path("paperclerk-metadata")
    contact: str | None = None
    host: str = "127.0.0.1"
    port: int = 8000
    repositories: frozenset[str] = frozenset()
    sweep_minutes: int = 5
    preview: str = "off"

    @property
    def is_app(self) -> bool:
        """Whether the bot acts as a GitHub App; a token takes precedence."""
        return self.token is None and self.app_id is not None and self.private_key is not None


@dataclass(frozen=True)
class Said:
    """A setting's value as the operator gave it, and where: "PAPERCLERK_PORT", or "port in paperclerk.toml"."""

    value: Any
    where: str


def read_settings(environment: Mapping[str, str], *, needs: Collection[Need]) -> Settings:
    """Read the settings; raise SettingsError naming what is missing, unknown or unusable, but never a secret."""
    variables, file = read_variables(environment), read_file(environment)
    said = {name: given for name, given in file.items() if partner(name) not in variables} | variables
    for name, given in said.items():
        check(name, given)
    settings = choose(open_secrets(said))
    for need in needs:
        require(settings, need)
    return settings


def open_secrets(said: Mapping[str, Said]) -> Mapping[str, Said]:
    """Return the settings with each file of a secret replaced by its content."""
    opened = dict(said)
    for name, given in said.items():
        twin = partner(name)
        if not name.endswith(FROM_FILE) or twin not in properties():
            continue
        if twin in said:
            raise SettingsError(f"{said[twin].where} and {given.where} say the same thing; leave one out.")
        opened[twin] = Said(read_secret(Path(opened.pop(name).value), given.where), given.where)
        check(twin, opened[twin])
    return opened


def choose(said: Mapping[str, Said]) -> Settings:
    """Return the Settings for checked values; whatever is not set keeps its default."""
    forms: Mapping[str, tuple[str, Callable[[Any], Any]]] = {
        "webhook_secret": ("secrets", split_secrets),
        "seal_key": ("seal_keys", split_secrets),
        "private_key_file": ("private_key", lambda path: read_secret(Path(path), said["private_key_file"].where)),
        "api_url": ("api", lambda text: text.rstrip("/")),
        "inbox": ("inbox", lambda text: text if "://" in text else Path(text)),
        "cache": ("cache", lambda text: None if text == "off" else Path(text)),
        # GitHub ignores the case of names, so only one spelling of each is kept.
        "repositories": ("repositories", lambda names: frozenset({name.lower(): name for name in names}.values())),
    }
    chosen = {}
    for name, given in said.items():
        meant, form = forms.get(name, (name, lambda same: same))
        chosen[meant] = form(given.value)
    return Settings(**chosen)


def split_secrets(text: str) -> tuple[bytes, ...]:
    """Return one secret, or two during rotation."""
    return tuple(secret.encode() for secret in text.split())


def require(settings: Settings, need: Need) -> None:
    """Raise SettingsError if the settings lack something that a command needs."""
    match need:
        case "secret" if not settings.secrets:
            # Without one anybody could command the bot, so there is no default.
            raise SettingsError(
                "Set PAPERCLERK_WEBHOOK_SECRET to the webhook's secret (two, with a space, to rotate it)."
            )
        case "login" if not settings.token and not settings.is_app:
            raise SettingsError(
                "Set PAPERCLERK_TOKEN to a token of the bot's account,"
                " or PAPERCLERK_APP_ID and PAPERCLERK_PRIVATE_KEY_FILE; `paperclerk setup` makes an App."
            )
        case "repositories" if not settings.repositories and not settings.is_app:
            raise SettingsError("Set PAPERCLERK_REPOSITORIES to the repositories to look at, like owner/name.")


@cache
def properties() -> Mapping[str, Mapping[str, Any]]:
    found: Mapping[str, Mapping[str, Any]] = json.loads(resources.read("schema/settings.json"))["properties"]
    return found


def read_variables(environment: Mapping[str, str]) -> dict[str, Said]:
    """Return the settings from variables; an empty one counts as not set."""
    said = {}
    for variable, text in environment.items():
        if not variable.startswith(PREFIX) or variable in (FILE_VARIABLE, *NOT_SETTINGS) or not text.strip():
            continue
        name = variable.removeprefix(PREFIX).lower()
        if variable != write_variable(name) or name not in properties():
            raise SettingsError(f"There is no setting {variable}{ask(name, write_variable)}")
        said[name] = Said(read_text(text.strip(), properties()[name]["type"]), variable)
    return said


def read_text(text: str, kind: str) -> Any:
    """Return the value of a variable; one of the wrong type is left for the schema to refuse."""
    if kind == "array":
        return text.split()
    return int(text) if kind == "integer" and text.isascii() and text.isdecimal() else text


def read_file(environment: Mapping[str, str]) -> dict[str, Said]:
    """Return the settings from the file, none if it does not exist and no other one is named."""
    named = environment.get(FILE_VARIABLE, "").strip()
    path = Path(named or FILE)
    if not named and not path.exists():
        return {}
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read.") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path} is not TOML: {error}.") from error
    for name in content:
        if name not in properties():
            raise SettingsError(f"There is no setting {name!r} in {path}{ask(name)}")
    if any(partner(name) in properties() for name in content):
        check_owner(path, str(path))
    return {name: Said(value, f"{name} in {path}") for name, value in content.items()}


def write_variable(name: str) -> str:
    return f"{PREFIX}{name.upper()}"


def ask(name: str, write: Callable[[str], str] = str) -> str:
    """Return the end of an error about an unknown name: the likely intended one, or all that exist."""
    meant = difflib.get_close_matches(name, properties(), n=1)
    return f"; did you mean {write(meant[0])}?" if meant else f". There are {', '.join(map(write, properties()))}."


def partner(name: str) -> str:
    """Return the twin of a setting: the one that holds its file's name, or the one whose file it names."""
    return name.removesuffix(FROM_FILE) if name.endswith(FROM_FILE) else f"{name}{FROM_FILE}"


def check(name: str, given: Said) -> None:
    """Check a value against the schema; it is not quoted, because it may be secret."""
    from jsonschema import Draft202012Validator

    form = properties()[name]
    if not Draft202012Validator(form).is_valid(given.value):
        raise SettingsError(f"{given.where} must be {form['description']}.")


def read_secret(path: Path, where: str) -> str:
    """Read a file with a secret; like ssh, refuse a file of this account that others can read or change."""
    try:
        text = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{where} names a file that cannot be read: {path}.") from error
    check_owner(path, where)
    return text


def check_owner(path: Path, where: str) -> None:
    """Refuse a file with secrets that belongs to this account and that others can read or change."""
    found = path.stat()
    if found.st_uid == os.getuid() and found.st_mode & 0o077:
        raise SettingsError(f"{where}: others can read it; run `chmod 600 {path}`.")
