"""The running bot: the door, the inbox, the worker and the sweep, wired together."""

from __future__ import annotations

import logging
from collections.abc import Collection

from flask import Flask

from bot.hub.connection import Connection, pause_after
from bot.service.app import create_app
from bot.service.inbox import Inbox, Job
from bot.service.settings import Settings
from bot.service.worker import Worker
from bot.workflow.handle import Clerk, LookUp

log = logging.getLogger(__name__)


class Bot:
    """Everything between a delivery and GitHub; `app` is the WSGI application to serve."""

    def __init__(self, settings: Settings, *, connection: Connection, look_up: LookUp) -> None:
        self.connection = connection
        self.look_up = look_up
        self.inbox = Inbox(settings.inbox)
        self.clerks: dict[str, Clerk] = {}
        self.worker = Worker(self.inbox, self.work, pause_after=pause_after)
        self.app: Flask = create_app(
            self.inbox,
            secrets=settings.secrets,
            repositories=settings.repositories,
            own_logins=self.own_logins(),
        )

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
            clerk.tend_list()
        else:
            for number in clerk.handle(job.number):
                self.inbox.ask(job.repository, number, installation=job.installation, why=f"after #{job.number}")

    def start(self) -> None:
        """Begin to work."""
        self.worker.start()

    def stop(self) -> None:
        """Finish the job in hand and close the inbox."""
        self.worker.stop()
        self.inbox.close()
