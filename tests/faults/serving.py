"""`paperclerk serve` on a GitHub of one's own, which asks for no pause between writes."""

from __future__ import annotations

import sys
from dataclasses import replace
from unittest import mock

from bot.__main__ import main
from bot.hub.connection import Connection
from bot.service import running
from bot.service.settings import Settings

connect = running.connect


def connect_quickly(settings: Settings) -> Connection:
    """Return the way to GitHub that the settings name."""
    return replace(connect(settings), between_writes=0)


if __name__ == "__main__":
    with mock.patch.object(running, "connect", connect_quickly):
        sys.exit(main(["serve"]))
