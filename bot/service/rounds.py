"""What a server does by itself from time to time: sweeps for anything missed, and the care of its lists."""

import logging
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property

from bot.catalogue.data.store import read_shipped_venues
from bot.hub.connection import Connection
from bot.hub.limits import is_outage
from bot.hub.read.glances import Glance
from bot.hub.redelivery import Redelivery
from bot.service.care import care_if_due
from bot.service.clerks import Clerks
from bot.service.failures import GitHubError, explain
from bot.service.inbox.jobs import Inbox
from bot.service.outage import Outage
from bot.service.repositories import find_served
from bot.service.settings import Settings
from bot.workflow.clerk import Clerk

log = logging.getLogger(__name__)

#: If GitHub gives no answer for so many lists in a row, it has an outage, and a sweep ends.
MOST_SILENT = 3


@dataclass
class Rounds:
    """Goes through all served lists; a failure in one does not stop the others.

    `unidentified` are lists whose spelling GitHub has not told yet, because it had an outage at the start. `silent` are
    those it gave no answer for: they are swept last and one by one, so that no other list waits for them.
    """

    settings: Settings
    connection: Connection
    inbox: Inbox
    clerks: Clerks
    outage: Outage
    unidentified: set[str]
    silent: set[str] = field(default_factory=set)

    @cached_property
    def redelivery(self) -> Redelivery:
        return Redelivery(self.connection)

    def sweep(self) -> None:
        """Have lost deliveries sent again, and queue a look at every list and thread that may need one.

        What a sweep cannot see during an outage is left to the next one.
        """
        if self.rests("sweep"):
            return
        try:
            self.redelivery.run()
        except Exception as error:  # noqa: BLE001  what is looked at below finds most of it too
            log.error("lost deliveries cannot be asked for: %s", self.explain(error))
        served = self.find_served("sweep")
        glances = self.connection.glance(sorted(set(served) - self.silent))
        failed = 0
        for repository in sorted(served, key=lambda name: (name in self.silent, name)):
            try:
                self.sweep_list(repository, glances.get(repository))
            except Exception as error:  # noqa: BLE001  the next list and the next sweep may fare better
                log.error("%s cannot be swept: %s", repository, self.explain(error))
                if is_outage(error):
                    self.silent.add(repository)
                    failed += 1
                if failed == MOST_SILENT:
                    return
                continue
            self.silent.discard(repository)
            failed = 0

    def rests(self, chore: str) -> bool:
        """Whether a chore is skipped because GitHub has an outage."""
        if out := self.outage.health()["outage"]:
            log.warning("no %s while GitHub has an outage", chore)
        return bool(out)

    def find_served(self, chore: str) -> Collection[str]:
        """Return the lists that a chore is for, none if GitHub does not answer."""
        try:
            return find_served(self.connection, self.settings.repositories)
        except GitHubError as error:
            log.error("no %s: %s", chore, error)
            return ()

    def sweep_list(self, repository: str, glance: Glance | None) -> None:
        if repository in self.unidentified:
            self.connection.identify(repository)
            self.unidentified.discard(repository)
        name = self.connection.names.spell(repository)
        client = self.connection.open(name)
        if waiting := client.read_swept(glance):
            self.inbox.sweep(name, waiting)
        if glance and None in waiting:
            client.unchanged.note(glance)

    def care(self) -> None:
        """Take care of every list that wants it and for which it is time.

        Checking links takes minutes, during which the list's jobs go on.
        """
        for repository in sorted(self.find_served("care")):
            if self.rests("care"):
                return
            try:
                self.care_for(self.connection.names.spell(repository))
            except Exception as error:  # noqa: BLE001  the next list and the next night may fare better
                log.error("%s cannot be looked after: %s", repository, self.explain(error))

    def care_for(self, repository: str) -> None:
        """Take care of one list; what was read for it is dropped again unless jobs need it."""
        look_up, turn = self.clerks.look_up, self.clerks.turn(repository)
        clerk = Clerk(self.connection.open(repository), look_up, read_shipped_venues())
        try:
            care_if_due(clerk, self.settings, look_up, turn)
        finally:
            with turn:
                if repository not in self.clerks.read_lists():
                    clerk.let_go()

    def explain(self, error: Exception) -> str:
        return explain(error, is_app=self.connection.token is None).words
