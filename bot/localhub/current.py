"""The local GitHub that a request is to: one application serves all of a process, for Flask takes its time for one."""

from typing import cast

from flask import request
from werkzeug.local import LocalProxy

from bot.localhub.state.world import World

#: Where a request says it.
HUB = "localhub.hub"
world = cast(World, LocalProxy(lambda: request.environ[HUB].world))
