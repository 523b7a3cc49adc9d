"""The parts that many objects share: attributes, addresses, global ids, counts of reactions."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from flask import request

from bot.localhub.state.conversation import REACTIONS, Reaction
from bot.localhub.state.repositories import LocalRepository
from bot.localhub.state.world import World

Json = dict[str, Any]


def pick(value: object, *names: str, **paths: str) -> Json:
    """Return attributes of a value, under their own names or others; times in GitHub's form."""
    found = {name: attrgetter(path)(value) for name, path in {**dict(zip(names, names, strict=True)), **paths}.items()}
    return {name: time(each) if isinstance(each, datetime) else each for name, each in found.items()}


def link(root: str, **paths: str) -> Json:
    """Return addresses below another."""
    return {f"{name}_url": f"{root}{path}" for name, path in paths.items()}


def same(value: object, *names: str) -> Json:
    """Return fields with constant values, such as null for what is not modelled."""
    return dict.fromkeys(names, value)


def reaction_counts(url: str, reactions: Sequence[Reaction]) -> Json:
    """Return a "reaction-rollup"."""
    counts = {kind: sum(reaction.content == kind for reaction in reactions) for kind in REACTIONS}
    return {"url": url, "total_count": len(reactions), **counts}


def node_id(kind: str, key: object) -> str:
    """Return the global id that GraphQL uses."""
    return base64.urlsafe_b64encode(f"{kind}:{key}".encode()).decode().rstrip("=")


def read_node_id(text: str) -> tuple[str, str]:
    """Return the kind and key of a global id; raise ValueError."""
    kind, mark, key = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().partition(":")
    if not mark:
        raise ValueError(text)
    return kind, key


def time(moment: datetime | None) -> str | None:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


@dataclass(frozen=True, slots=True)
class Site:
    """The world as one request sees it: `api` and `web` are the roots of the addresses in its answer."""

    world: World
    api: str
    web: str

    def repo(self, repository: LocalRepository, path: str = "") -> str:
        """Return the address of a repository in REST, or of something in it."""
        return f"{self.api}/repos/{repository.full_name}{path}"

    def page(self, repository: LocalRepository, path: str = "") -> str:
        """Return the address of a repository's page, or of one below it."""
        return f"{self.web}/{repository.full_name}{path}"


def read_site(world: World) -> Site:
    """Return the world under the address of this request."""
    root = request.host_url.rstrip("/")
    return Site(world, f"{root}/api/v3", root)
