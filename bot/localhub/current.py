"""The local GitHub that a request is to: one application serves all of a process, for Flask takes its time for one."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import request
from werkzeug.local import LocalProxy

from bot.localhub.state.world import World

if TYPE_CHECKING:
    from bot.localhub.rest.app import Rest

#: Where a request says it.
HUB = "localhub.hub"
world = cast(World, LocalProxy(lambda: request.environ[HUB].world))
rest = cast("Rest", LocalProxy(lambda: request.environ[HUB].rest))
