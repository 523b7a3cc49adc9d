"""`paperclerk serve` on a GitHub of one's own, which asks for no pause between writes, as a process that can be killed.

Each process is forked from one that has imported everything, so that to start it takes no time.
"""

import multiprocessing
import os
import signal
from collections.abc import Mapping
from dataclasses import replace
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from unittest import mock

from bot.__main__ import main
from bot.hub.connection import Connection
from bot.service import running
from bot.service.settings import Settings
from tests.web import find_port

#: A process that needs more is not killed but dies by itself.
MOST_STARTS = 100
CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload([__name__])

connect = running.connect


def connect_quickly(settings: Settings) -> Connection:
    """Return the way to GitHub that the settings name."""
    return replace(connect(settings), between_writes=0)


def serve(environment: Mapping[str, str], log: Path) -> None:
    """Serve until killed; what is said goes to a file."""
    with log.open("a") as file:
        os.dup2(file.fileno(), 2)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.environ.update(environment)
    with mock.patch.object(running, "connect", connect_quickly):
        main(["serve"])


class Process:
    """The clerk's process, started anew by whoever finds it dead."""

    def __init__(self, environment: Mapping[str, str], log: Path) -> None:
        self.port = find_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = {**environment, "PAPERCLERK_PORT": str(self.port)}
        self.log = log
        self.starts = 0
        self.process: ForkServerProcess | None = None

    def revive(self) -> None:
        """Start the process unless it runs; it may not listen yet."""
        if self.process is None or not self.process.is_alive():
            self.starts += 1
            assert self.starts < MOST_STARTS, self.log.read_text()
            self.process = CONTEXT.Process(target=serve, args=(self.environment, self.log))
            self.process.start()

    def kill(self) -> None:
        """End the process where it stands."""
        if self.process:
            self.process.kill()
            self.process.join()
