"""Looks at every thread that may need it, once: what a server's sweep does, for a timer or an Action without one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from contextlib import nullcontext

from bot.catalogue.data.store import read_shipped_venues
from bot.catalogue.identity.metadata import LookUp
from bot.hub.connection import Connection
from bot.hub.redelivery import Redelivery
from bot.service.failures import Failures
from bot.service.inbox import SWEEP, name_thread
from bot.workflow.clerk import Clerk
from bot.workflow.reconciliation import look

#: A thread whose looks lead back to it so often is left to the next sweep.
MOST_LOOKS = 3


def sweep(
    connection: Connection,
    repositories: Collection[str],
    *,
    look_up: LookUp | None,
    dry_run: bool,
    say: Callable[[str], object],
    complain: Callable[[str], object],
    tend: Callable[[Clerk], object] = lambda clerk: None,
) -> bool:
    """Ask GitHub for the deliveries that an App's server missed, and handle all waiting threads of some repositories.

    `tend` looks after the listed papers of one. A dry run says what would be done, a line for each change, and does
    nothing. What fails is complained of, and the rest goes on; return whether nothing failed. Raise GitHubError once
    nothing else can be done either.
    """
    failures = Failures(complain, is_app=connection.token is None)
    with failures.told("lost deliveries"):
        if not dry_run:
            Redelivery(connection).run()
        else:
            for attempt in Redelivery(connection).find():
                say(f"delivery {attempt.guid}: ask GitHub to send it again")
    names: set[str] = set()
    for repository in sorted(repositories):
        with failures.told(repository):
            names.add(connection.identify(repository))
    for repository in sorted(names):
        with failures.told(repository):
            hub = connection.open(repository)
            clerk = Clerk(hub, look_up, read_shipped_venues())
            clerk.delivery = SWEEP
            if dry_run:
                say_changes(clerk, hub.read_waiting(), failures, say)
                continue
            look_at(clerk, (*hub.read_waiting(), None), failures)
            tend(clerk)
    return not failures.count


def say_changes(clerk: Clerk, numbers: Iterable[int], failures: Failures, say: Callable[[str], object]) -> None:
    """Say what would be done about threads."""
    for number in numbers:
        with failures.told(f"{clerk.hub.repository}#{number}"):
            for change in clerk.preview(number):
                say(f"{clerk.hub.repository}#{number}: {change.preview()}")


def look_at(clerk: Clerk, numbers: Iterable[int | None], failures: Failures | None = None) -> None:
    """Handle threads, None for the list, and then what has to be looked at because of it, until nothing is left.

    The inbox does so for a server. Where there are no `failures` to tell of it, what goes wrong is raised.
    """
    waiting = list(numbers)
    looks: dict[int | None, int] = {}
    while waiting:
        number = waiting.pop(0)
        looks[number] = looks.get(number, 0) + 1
        with failures.told(name_thread(clerk.hub.repository, number)) if failures else nullcontext():
            waiting += [n for n in look(clerk, number) if n not in waiting and looks.get(n, 0) < MOST_LOOKS]
