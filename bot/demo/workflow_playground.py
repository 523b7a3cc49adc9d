"""A local GitHub whose list has no server: its own workflow calls the clerk's, run by run."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

from bot import resources
from bot.demo.playground import Playground
from bot.errors import PaperclerkError
from bot.hub.connection import Connection
from bot.localhub.actions import Actions, Environment, WorkflowRun
from bot.localhub.state.accounts import ACTIONS
from bot.service.once import run_once
from bot.service.settings import Settings

#: The program's own repository and workflow, and what replaces them in the lines for lists.
PROGRAM = "paper-clerks/paperclerk"
PLACEHOLDER, COMMIT = "OWNER/paperclerk", "@COMMIT"
CALLED = ".github/workflows/clerk.yml"
#: The workflow's lines for lists, and where a list puts them.
LINES, WORKFLOW = ".github/for-lists/paperclerk.yml", ".github/workflows/paperclerk.yml"

#: In seconds: how often to look for a waiting run.
BETWEEN_LOOKS = 0.2


class WorkflowPlayground(Playground):
    """A playground with workflows in place of the bot; `lines` are the list's own workflow."""

    def __init__(self, *args: Any, lines: str | None = None, **more: Any) -> None:
        super().__init__(*args, clerk=ACTIONS, **more)
        self.lines = resources.read(LINES) if lines is None else lines

    def write_files(self) -> dict[str, bytes]:
        """Return the list with its workflow, which refers to the program's newest commit."""
        program = self.hub.create_repository(PROGRAM, resources.read_all((CALLED,)))
        commit = program.git.resolve(f"refs/heads/{program.default_branch}")
        lines = self.lines.replace(PLACEHOLDER, PROGRAM).replace(COMMIT, f"@{commit}")
        return {**self.files, WORKFLOW: lines.encode()}

    def start(self) -> None:
        programs = {"-m bot once": self.run_program}
        self.actions = Actions(self.hub.world, self.hub.web, self.hub.root / "runs", programs)

    def run_program(self, environment: Environment) -> int:
        """Run `paperclerk once` as the command line does, but without its pauses between writes."""

        def connect(settings: Settings) -> Connection:
            return Connection(settings.api, settings.token, between_writes=0, sleep=self.sleep)

        try:
            return run_once(environment, connect, lambda settings: self.look_up, self.complain)
        except PaperclerkError as error:
            self.complain(error.explain())
            return error.exit_code

    def complain(self, words: str) -> None:
        sys.stderr.write(f"{words}\n")

    @property
    def runs(self) -> list[WorkflowRun]:
        return self.actions.runs

    @contextmanager
    def keep_running(self) -> Iterator[None]:
        """Run waiting jobs as they come, in a thread of its own, inside the `with` block."""
        ended = Event()

        def work() -> None:
            self.actions.run_waiting()
            while not ended.wait(BETWEEN_LOOKS):
                self.actions.run_waiting()

        thread = Thread(target=work, name="workflows")
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()

    def settle(self, seconds: float = 60.0, *, retries: bool = False) -> None:
        self.actions.run_waiting()
        self.hub.drain(seconds)
