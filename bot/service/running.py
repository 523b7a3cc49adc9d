"""The running bot: the webhook, the inbox, the worker and the rounds, wired together."""

import logging
import threading
import time
from collections.abc import Mapping, Sequence
from typing import Self

from github import BadCredentialsException, GithubException

from bot.catalogue.data.store import read_shipped_venues
from bot.catalogue.identity.metadata import LookUp
from bot.catalogue.suggestion import learn_ahead
from bot.hub.client import Client
from bot.hub.connection import Connection
from bot.hub.delivery import InstallationChange
from bot.hub.limits import is_outage, pause_after
from bot.hub.seal import Seal
from bot.metadata.client import open_client
from bot.service.app import create_app
from bot.service.clerks import Clerks
from bot.service.failures import UNKNOWN_ACCOUNT, GitHubError, name_error
from bot.service.inbox import InboxError, Job, Retry, open_inbox
from bot.service.inbox.consumer import Chores, Consumer
from bot.service.outage import Outage
from bot.service.pages.history import name_change
from bot.service.repositories import identify
from bot.service.rounds import Rounds
from bot.service.server import Server
from bot.service.settings import Settings
from bot.service.setup.welcome import welcome
from bot.service.webhook import Webhook
from bot.service.worker import Worker
from bot.workflow.changes import Plan
from bot.workflow.hub import PullRefusedError, PushRefusedError
from bot.workflow.reconciliation import handle_subject
from bot.workflow.snapshots.loading import LoadedList

log = logging.getLogger(__name__)

#: In seconds. Docker kills ten seconds after it asked to stop.
LONGEST_STOP = 8.0


def connect(settings: Settings) -> Connection:
    return Connection(
        settings.api,
        settings.token,
        settings.app_id,
        settings.private_key,
        processes=settings.servers,
        signs=settings.api == Settings.api or settings.api.endswith(".ghe.com"),
        seal=Seal(settings.seal_keys),
    )


def open_look_up(settings: Settings) -> LookUp | None:
    """Return the look-up that asks the services, None if the operator wants none asked."""
    # httpx logs every address at INFO, including the contact in it.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    return open_client(cache=settings.cache, contact=settings.contact) if settings.cache else None


class Bot:
    """Everything between a delivery and GitHub; serves inside its `with` block, on `port`."""

    def __init__(self, settings: Settings, *, connection: Connection, look_up: LookUp | None) -> None:
        self.settings = settings
        self.connection = connection
        own_login = self.find_own_login()
        unidentified = set(identify(connection, settings.repositories))
        self.inbox = open_inbox(settings.inbox, serving=True)
        self.consumer = Consumer(self.inbox)
        self.clerks = Clerks(look_up, self.note_plan)
        #: Lists that were checked for a greeting.
        self.greeted: set[str] = set()
        self.outage = Outage()
        self.worker = Worker(self.work, self.outage)
        self.rounds = Rounds(settings, connection, self.inbox, self.clerks, self.outage, unidentified)
        webhook = Webhook(
            self.inbox, settings.secrets, settings.repositories, own_login, connection.names, self.install
        )
        self.app = create_app(
            webhook,
            limits=lambda: {**connection.health(), **self.outage.health()},
            count_older=self.count_older,
            lists=self.read_lists if settings.preview != "off" else None,
            look_up=look_up if settings.preview == "services" else None,
        )
        self.server = Server(self.app, host=settings.host, port=settings.port)
        self.port = self.server.port
        # A daemon, so that an inbox that does not answer cannot delay the end.
        self.thread = threading.Thread(target=self.do_jobs, name="paperclerk-inbox", daemon=True)

    def find_own_login(self) -> str | None:
        """Return the account whose deliveries echo the bot's own work, None if GitHub does not say now.

        A look because of an echo finds nothing to do; with a token that GitHub refuses, every job would find that out.
        """
        try:
            return self.connection.own_login()
        except BadCredentialsException as error:
            raise GitHubError(UNKNOWN_ACCOUNT) from error
        except (GithubException, OSError, ValueError) as error:
            log.warning("GitHub does not say who the bot is (%s); its echo will be looked at", type(error).__name__)
            return None

    def work(self, job: Job) -> bool:
        """Do one job with the clerk of its repository; return whether that changed anything on GitHub.

        An installation's token lives an hour, so the repository is opened anew.
        """
        repository = self.connection.names.spell(job.repository)
        # A job stored under another name holds neither the inbox's lock nor the right to a clerk of its own.
        with self.clerks.turn(repository):
            hub = self.connection.open(repository, job.installation)
            written, clerk = hub.gateway.written, self.clerks.call(repository, hub)
            clerk.delivery = job.delivery
            if job.number is None and self.connection.token is None and repository not in self.greeted:
                self.greet(repository, hub)
            try:
                for number in handle_subject(clerk, job.number):
                    why = f"after #{job.number or 'list'}"
                    self.inbox.ask(repository, number, installation=job.installation, why=why)
                if job.number is None and clerk.loaded:
                    learn_ahead(clerk.loaded.catalogue)
            finally:
                self.clerks.hold(repository)
            return hub.gateway.written > written

    def greet(self, repository: str, hub: Client) -> None:
        """Greet a list that was not greeted yet; one that cannot be, its issues being off, is served all the same."""
        try:
            welcome(hub, read_shipped_venues())
        except (GithubException, PushRefusedError, PullRefusedError) as error:
            if pause_after(error) is not None or is_outage(error):
                raise
            log.warning("%s cannot be greeted: %s", repository, name_error(error))
        self.greeted.add(repository)

    def do_job(self, job: Job) -> Retry | None:
        retry = self.worker(job)
        if job.number is not None:
            end = "done" if retry is None else "parked" if retry.parks(job) else "again"
            self.note(job.repository, job.number, "ended", (end,))
        return retry

    def note_plan(self, repository: str, number: int | None, plan: Plan) -> None:
        if number is None:
            return
        if plan.decided:
            self.note(repository, number, "decided", [f"{made.kind} {made.by}".strip() for made in plan.decided])
        if plan.changes:
            self.note(repository, number, "changed", [name_change(change) for change in plan.changes])
        if plan.asked and not plan.again:
            self.note(repository, number, "over" if plan.ends else "asked", (plan.asked,))

    def count_older(self, repository: str, number: int) -> int:
        """Return how many of a list's open submissions, as far as this server knows, are older than one."""
        clerk = self.clerks.known.get(self.connection.names.spell(repository))
        return sum(other < number for other in clerk.pending.states) if clerk else 0

    def note(self, repository: str, number: int, what: str, details: Sequence[str]) -> None:
        """Record an event; a failure to record it must not fail the job."""
        try:
            self.inbox.note(repository, number, what, details)
        except InboxError as error:
            log.error("%s", error)

    def read_lists(self) -> Mapping[str, LoadedList]:
        """Return the lists held in memory; one held under a name from before a rename is out of date."""
        spell = self.connection.names.spell
        return {name: loaded for name, loaded in self.clerks.read_lists().items() if spell(name) == name}

    def install(self, change: InstallationChange) -> None:
        """Look at the lists where the App was installed, and forget those where it was removed."""
        served = {name.lower() for name in self.settings.repositories}
        for name in change.came:
            if not served or name.lower() in served:
                self.inbox.ask(name, None, installation=change.installation, why=change.delivery)
        for name in change.went:
            self.inbox.forget(name)
            self.clerks.dismiss(name)
            self.greeted.discard(name)
            self.connection.close(name)

    def do_jobs(self) -> None:
        """Do jobs, and sweep now and then if any list can be swept, until stopped."""
        settings = self.settings
        minutes = settings.sweep_minutes if settings.repositories or not settings.token else 0
        chores = Chores(self.rounds.sweep, minutes, self.rounds.care if minutes else None)
        self.consumer.run(self.do_job, workers=settings.workers, chores=chores)

    def __enter__(self) -> Self:
        self.thread.start()
        self.server.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Accept no more deliveries, let running jobs finish if they are quick, and close the inbox."""
        end = time.monotonic() + LONGEST_STOP
        self.server.stop()
        self.outage.close()
        self.consumer.stop(max(0.0, end - time.monotonic()))
        self.inbox.close()
