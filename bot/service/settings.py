"""What an operator must say before the bot starts, read from the environment."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import PaperclerkError

#: Shorter secrets can be guessed offline from one recorded delivery.
SHORTEST_SECRET = 32
REPOSITORY = re.compile(r"[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+", re.ASCII)


class SettingsError(PaperclerkError):
    """The environment does not say enough to start; the message tells what to set."""


@dataclass(frozen=True)
class Settings:
    """An operator's choices.

    `secrets` are the webhook secrets that count now: one, or two while they are rotated. The bot acts on GitHub with
    `token`, or as the App `app_id` with `private_key` (PEM). `api` is the root of GitHub's REST API, `inbox` the file
    of the deliveries or the URL of their PostgreSQL, and `cache` the folder of looked-up metadata, None where no
    service is to be asked. With `workers` 0 this process only takes deliveries in; `servers` is how many processes
    share the account's limits.
    """

    secrets: tuple[bytes, ...] = field(repr=False)
    token: str | None = field(default=None, repr=False)
    app_id: int | None = None
    private_key: str | None = field(default=None, repr=False)
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


def read_settings(environment: Mapping[str, str], *, serving: bool = True) -> Settings:
    """Read `PAPERCLERK_*` variables; raise SettingsError naming the variable that is missing or unusable.

    Without a server (`serving` false) no webhook secret is needed, but the repositories must be named.
    """

    def text(name: str) -> str | None:
        return environment.get(f"PAPERCLERK_{name}", "").strip() or None

    key_file = text("PRIVATE_KEY_FILE")
    app_id = text("APP_ID")
    settings = Settings(
        secrets=read_secrets(environment) if serving else (),
        token=text("TOKEN"),
        app_id=read_number("APP_ID", app_id) if app_id else None,
        private_key=read_key(Path(key_file)) if key_file else None,
        api=read_api(text("API_URL") or Settings.api),
        inbox=read_inbox(environment),
        workers=read_number("WORKERS", text("WORKERS") or str(Settings.workers)),
        servers=max(1, read_number("SERVERS", text("SERVERS") or str(Settings.servers))),
        cache=None if text("CACHE") == "off" else Path(text("CACHE") or str(Settings.cache)),
        contact=text("CONTACT"),
        host=text("HOST") or Settings.host,
        port=read_number("PORT", text("PORT") or str(Settings.port)),
        repositories=read_repositories(text("REPOSITORIES") or ""),
        sweep_minutes=read_number("SWEEP_MINUTES", text("SWEEP_MINUTES") or str(Settings.sweep_minutes)),
    )
    if not settings.token and not (settings.app_id and settings.private_key):
        raise SettingsError(
            "Set PAPERCLERK_TOKEN to a token of the bot's account,"
            " or PAPERCLERK_APP_ID and PAPERCLERK_PRIVATE_KEY_FILE."
        )
    if not serving and not settings.repositories:
        raise SettingsError("Set PAPERCLERK_REPOSITORIES to the repositories to look at, like owner/name.")
    return settings


def read_api(address: str) -> str:
    """Read the root of GitHub's REST API."""
    if not address.startswith(("https://", "http://")):
        raise SettingsError(f"PAPERCLERK_API_URL must be an address like {Settings.api}, not {address!r}.")
    return address.rstrip("/")


def read_repositories(text: str) -> frozenset[str]:
    """Read the names of repositories, with spaces between; GitHub takes a name in any case, so one is kept of each."""
    names = {name.lower(): name for name in text.split()}.values()
    for name in names:
        if not REPOSITORY.fullmatch(name):
            raise SettingsError(f"PAPERCLERK_REPOSITORIES must hold names like owner/name, not {name!r}.")
    return frozenset(names)


def read_inbox(environment: Mapping[str, str]) -> Path | str:
    """Read where the inbox is: a file, or the URL of a PostgreSQL database."""
    address = environment.get("PAPERCLERK_INBOX", "").strip()
    if not address:
        return Path("paperclerk.sqlite3")
    if address.startswith(("postgresql://", "postgres://")):
        return address
    if "://" in address:
        # Not quoted: there may be a password in it.
        raise SettingsError("PAPERCLERK_INBOX must be a file's path or a postgresql:// address.")
    return Path(address)


def read_secrets(environment: Mapping[str, str]) -> tuple[bytes, ...]:
    """Read the webhook secrets; without one anybody could command the bot, so there is no default."""
    secrets = environment.get("PAPERCLERK_WEBHOOK_SECRET", "").split()
    if not secrets:
        raise SettingsError("Set PAPERCLERK_WEBHOOK_SECRET to the webhook's secret (two, with a space, to rotate it).")
    if any(len(secret) < SHORTEST_SECRET for secret in secrets):
        raise SettingsError(f"PAPERCLERK_WEBHOOK_SECRET is shorter than {SHORTEST_SECRET} characters.")
    return tuple(secret.encode() for secret in secrets)


def read_number(name: str, text: str) -> int:
    """Read a whole number; `name` is the variable it came from."""
    if not text.isascii() or not text.isdecimal():
        raise SettingsError(f"PAPERCLERK_{name} must be a whole number, not {text!r}.")
    return int(text)


def read_key(path: Path) -> str:
    """Read the App's private key (PEM); as ssh does, refuse one of this account's that others can read or change."""
    try:
        found = path.stat()
        key = path.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"PAPERCLERK_PRIVATE_KEY_FILE cannot be read: {path}.") from error
    if found.st_uid == os.getuid() and found.st_mode & 0o077:
        raise SettingsError(f"PAPERCLERK_PRIVATE_KEY_FILE can be read by others: run `chmod 600 {path}`.")
    return key
