"""A GitHub App: made from a manifest's code, and where it is installed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from github import Github

from bot.hub.connection import Connection


@dataclass(frozen=True, slots=True)
class MadeApp:
    """An App as GitHub tells of it once, when it is made; `key` is PEM, `secret` None for one without a webhook."""

    id: int
    name: str
    page: str
    key: str = field(repr=False)
    secret: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Installed:
    """One installation of the App: in whose account, with which rights ("contents" -> "write"), where."""

    id: int
    account: str
    permissions: Mapping[str, str]
    repositories: tuple[str, ...]


def make_app(api: str, code: str) -> MadeApp:
    """Have GitHub make the App that its owner agreed to; raise GithubException where the code is good no more."""
    requester = Github(base_url=api, seconds_between_requests=0, seconds_between_writes=0).requester
    _, made = requester.requestJsonAndCheck("POST", f"/app-manifests/{code}/conversions")
    content: dict[str, Any] = made
    return MadeApp(content["id"], content["name"], content["html_url"], content["pem"], content["webhook_secret"])


def read_installations(connection: Connection) -> list[Installed]:
    """Return where the App is installed and may work; one that its owner suspended is left out."""
    found = []
    for each in connection.app().get_installations():
        told: dict[str, Any] = each.raw_data
        if told.get("suspended_at"):
            continue
        names = tuple(repository.full_name for repository in each.get_repos())
        found.append(Installed(each.id, told["account"]["login"], told["permissions"], names))
    return found
