"""Looks once at every thread that may need it, as a server's sweep does: for a timer or an Action without a server."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import nullcontext

from bot.catalogue.data.store import read_shipped_venues
from bot.catalogue.identity.metadata import LookUp
from bot.hub.connection import Connection
from bot.hub.redelivery import Redelivery
from bot.service.failures import Failures
from bot.service.inbox import SWEEP, name_thread
from bot.workflow.clerk import Clerk
from bot.workflow.reconciliation import handle_subject

#: A thread whose follow-ups lead back to it so often is left to the next sweep.
MOST_LOOKS = 3


def sweep(
    connection: Connection,
    repositories: Collection[str],
    look_up: LookUp | None,
    failures: Failures,
    tend: Callable[[Clerk], object] = lambda clerk: None,
) -> None:
    """Have deliveries that an App's server missed sent again, and handle all waiting threads of some repositories.

    `tend` takes care of one list. A failure is reported and the rest goes on; raise GitHubError once everything would
    fail.
    """
    with failures.told("lost deliveries"):
        Redelivery(connection).run()
    for clerk in open_clerks(connection, repositories, look_up, failures):
        with failures.told(clerk.hub.repository):
            look_at(clerk, (*clerk.hub.read_waiting(), None), failures)
            tend(clerk)


def preview_sweep(
    connection: Connection, repositories: Collection[str], look_up: LookUp | None, failures: Failures
) -> Iterator[str]:
    """Yield what a sweep would do, one line for each delivery and each change, without doing it."""
    with failures.told("lost deliveries"):
        yield from (f"delivery {each.guid}: ask GitHub to send it again" for each in Redelivery(connection).find())
    for clerk in open_clerks(connection, repositories, look_up, failures):
        with failures.told(clerk.hub.repository):
            for number in clerk.hub.read_waiting():
                thread = name_thread(clerk.hub.repository, number)
                with failures.told(thread):
                    yield from (f"{thread}: {change.preview()}" for change in clerk.preview(number))


def open_clerks(
    connection: Connection, repositories: Collection[str], look_up: LookUp | None, failures: Failures
) -> Iterator[Clerk]:
    """Yield a clerk for each repository, by the name that GitHub has for it now."""
    names: set[str] = set()
    for repository in sorted(repositories):
        with failures.told(repository):
            names.add(connection.identify(repository))
    for name in sorted(names):
        with failures.told(name):
            clerk = Clerk(connection.open(name), look_up, read_shipped_venues())
            clerk.delivery = SWEEP
            yield clerk


def look_at(clerk: Clerk, numbers: Iterable[int | None], failures: Failures | None = None) -> None:
    """Handle threads (None: the list), and then any follow-up work, until nothing is left.

    For a server the inbox does so. Without `failures` to report to, errors are raised.
    """
    waiting = list(numbers)
    looks: dict[int | None, int] = {}
    while waiting:
        number = waiting.pop(0)
        looks[number] = looks.get(number, 0) + 1
        with failures.told(name_thread(clerk.hub.repository, number)) if failures else nullcontext():
            waiting += [n for n in handle_subject(clerk, number) if n not in waiting and looks.get(n, 0) < MOST_LOOKS]
