"""The addresses under which the local GitHub is asked."""

from __future__ import annotations

from dataclasses import dataclass

from bot.localhub.state.world import World


@dataclass(frozen=True, slots=True)
class Site:
    """The world as one request sees it: `api` and `web` are the roots of the addresses in its answer."""

    world: World
    api: str
    web: str
