"""The running bot: the door, the inbox, the worker and the sweep, wired together."""

from __future__ import annotations

import logging
import threading
from collections.abc import Collection, Iterable
from types import TracebackType
from typing import Any, Self

from waitress.server import create_server

from bot.hub.connection import Connection, pause_after
from bot.metadata.bibliographer import open_bibliographer
from bot.service.app import LARGEST_BODY, create_app
from bot.service.inbox import Inbox, Job
from bot.service.settings import Settings
from bot.service.worker import Worker
from bot.workflow.handle import Clerk, LookUp

log = logging.getLogger(__name__)


def connect(settings: Settings) -> Connection:
    """Return the way to GitHub that the settings name."""
    return Connection(settings.api, settings.token, settings.app_id, settings.private_key)


def open_look_up(settings: Settings) -> LookUp | None:
    """Return the way to the services that know papers, None where the operator wants none asked."""
    # httpx logs every address at INFO, the contact in it.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    return open_bibliographer(cache=settings.cache, contact=settings.contact) if settings.cache else None


def close_server(server: Any) -> None:
    """Stop listening, and let every connection end after the answer in hand; waitress would wait for them for ever."""

    def close() -> None:
        for channel in list(server.active_channels.values()):
            channel.will_close = True
        server.close()

    server.trigger.pull_trigger(close)  # runs it in the server's own thread


class Bot:
    """Everything between a delivery and GitHub; serves from entering to leaving the `with` block, on `port`."""

    def __init__(self, settings: Settings, *, connection: Connection, look_up: LookUp | None) -> None:
        self.settings = settings
        self.connection = connection
        self.look_up = look_up
        self.inbox = Inbox(settings.inbox)
        self.clerks: dict[str, Clerk] = {}
        self.worker = Worker(self.inbox, self.work, pause_after=pause_after)
        self.app = create_app(
            self.inbox,
            secrets=settings.secrets,
            repositories=settings.repositories,
            own_logins=self.own_logins(),
        )
        self.server: Any = create_server(
            self.app,
            host=settings.host,
            port=settings.port,
            max_request_body_size=LARGEST_BODY,
            clear_untrusted_proxy_headers=True,
            ident=None,
        )
        self.port: int = self.server.effective_port
        self.door = threading.Thread(target=self.server.run, name="paperclerk-door")
        self.stopping = threading.Event()
        self.timer = threading.Thread(target=self.sweep_now_and_then, name="paperclerk-sweep")

    def own_logins(self) -> Collection[str]:
        """Return the account whose deliveries are the echo of the bot's own work."""
        login = self.connection.own_login()
        return {login} if login else ()

    def work(self, job: Job) -> None:
        """Do one job with the clerk of its repository; an installation's token lives an hour, so it is opened anew."""
        hub = self.connection.open(job.repository, job.installation)
        clerk = self.clerks.setdefault(job.repository, Clerk(hub, self.look_up))
        clerk.hub = hub
        if job.number is None:
            others: Iterable[int | None] = clerk.tend_list()
        else:
            others = clerk.handle(job.number)
        for number in others:
            self.inbox.ask(job.repository, number, installation=job.installation, why=f"after #{job.number or 'list'}")

    def sweep(self) -> None:
        """Queue a look at every list and thread that may need one, whatever deliveries were lost."""
        for repository in sorted(self.settings.repositories):
            try:
                numbers = self.connection.open(repository).read_waiting()
            except Exception as error:  # noqa: BLE001  the next list and the next sweep may fare better
                log.error("%s cannot be swept: %s", repository, type(error).__name__)
                continue
            self.inbox.ask(repository, None)
            for number in numbers:
                self.inbox.ask(repository, number)

    def sweep_now_and_then(self) -> None:
        """Sweep at the start and then every few minutes, until stopped."""
        self.sweep()
        while not self.stopping.wait(self.settings.sweep_minutes * 60):
            self.sweep()

    def __enter__(self) -> Self:
        self.worker.start()
        self.door.start()
        if self.settings.repositories and self.settings.sweep_minutes:
            self.timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take no more deliveries, finish the job in hand and close the inbox."""
        self.stopping.set()
        close_server(self.server)
        self.door.join()
        if self.timer.ident is not None:
            self.timer.join()
        self.worker.stop()
        self.inbox.close()
