"""A local GitHub with the bot at work on it: the stage for the demo, for a first look and for end-to-end tests."""

import secrets
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from bot import resources
from bot.catalogue.identity.metadata import LookUp
from bot.errors import PaperclerkError
from bot.hub.connection import Connection
from bot.hub.seal import Seal
from bot.localhub.server import LocalHub
from bot.rehearsal.scratch import TOPIC
from bot.service.inbox.reporting import find_reasons
from bot.service.running import Bot
from bot.service.settings import Settings

REPOSITORY = "paper-list/survey"
OWNER, MAINTAINER, CONTRIBUTOR, CLERK = "paper-list", "maintainer", "contributor", "paperclerk-bot"
#: What the bot's comments are sealed with, printed for whoever plays.
SEAL_KEY = "the-operator-of-a-playground-and-no-other"
#: The files of this project that make a repository a list for the bot.
SERVED = ("data", ".github/ISSUE_TEMPLATE", ".github/paperclerk.yml")


class JobError(PaperclerkError):
    """A job failed on a local GitHub, where only the bot itself can be at fault."""


class Playground:
    """Runs inside its `with` block; its data is in the folder `root`.

    `clerk` is the account whose token the bot has, `seal_keys` are the keys of its comments' seals. This GitHub shows
    every write at once, so the bot does not `sleep` before it reads.
    """

    def __init__(
        self,
        root: Path,
        *,
        files: dict[str, bytes] | None = None,
        look_up: LookUp | None = None,
        clerk: str = CLERK,
        seal_keys: Sequence[bytes] = (SEAL_KEY.encode(),),
        sleep: Callable[[float], None] = lambda seconds: None,
        hub: Callable[[Path], LocalHub] = LocalHub,
    ) -> None:
        self.files = files if files is not None else resources.read_all(SERVED)
        self.hub = hub(root)
        self.settings = Settings(
            secrets=(secrets.token_hex(32).encode(),),
            inbox=root / "inbox.sqlite3",
            port=0,
            sweep_minutes=0,
            preview="services",
        )
        self.look_up = look_up
        self.clerk = clerk
        self.seal_keys = seal_keys
        self.sleep = sleep
        self.stack = ExitStack()

    def __enter__(self) -> Self:
        hub = self.stack.enter_context(self.hub)
        for login in (OWNER, MAINTAINER, CONTRIBUTOR):
            hub.create_user(login)
        hub.create_user(CLERK, kind="Bot")
        hub.create_repository(REPOSITORY, self.write_files()).topics = (TOPIC,)
        hub.set_role(REPOSITORY, MAINTAINER, "maintain")
        hub.set_role(REPOSITORY, CLERK, "write")
        self.tokens = {role: hub.create_token(role) for role in (CONTRIBUTOR, MAINTAINER)}
        self.start()
        return self

    def write_files(self) -> dict[str, bytes]:
        return self.files

    def start(self) -> None:
        hub = self.hub
        token = self.tokens["clerk"] = hub.create_token(self.clerk)
        connection = Connection(hub.api, token=token, between_writes=0, seal=Seal(self.seal_keys), sleep=self.sleep)
        self.bot = self.stack.enter_context(Bot(self.settings, connection=connection, look_up=self.look_up))
        self.webhook = f"http://127.0.0.1:{self.bot.port}/webhook"
        hub.add_webhook(REPOSITORY, self.webhook, self.settings.secrets[0].decode())

    def __exit__(self, *_: object) -> None:
        self.stack.close()

    def settle(self, seconds: float = 300.0, *, retries: bool = False) -> None:
        """Wait until every delivery is answered and every job is done; raise TimeoutError.

        Unless jobs may fail and are then tried again (`retries`), raise JobError as soon as one does.
        """
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            seen = self.bot.inbox.version
            self.hub.drain(max(0.0, end - time.monotonic()))
            if not retries and any(job.failed for job in self.bot.inbox.jobs() if job.state == "waiting"):
                raise JobError(f"a job failed: {find_reasons(self.bot.inbox)}")
            count = self.bot.inbox.count()
            if count["waiting"] + count["running"]:
                self.bot.inbox.wait(end - time.monotonic(), since=seen)
            elif self.hub.drain(0):
                return
        raise TimeoutError(f"the bot is not at rest: {find_reasons(self.bot.inbox)}")
