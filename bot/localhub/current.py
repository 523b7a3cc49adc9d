"""The local GitHub of a request: a single application serves all in a process, because Flask takes long to make one."""

from typing import cast

from flask import request
from werkzeug.local import LocalProxy

from bot.localhub.state.world import World

HUB = "localhub.hub"
world = cast(World, LocalProxy(lambda: request.environ[HUB].world))
