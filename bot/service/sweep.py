"""Looks at every thread that may need it, once: what a server's sweep does, for a timer or an Action without one."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager

from bot.catalogue.data.store import read_shipped_venues
from bot.hub.connection import Connection
from bot.hub.deliveries import Redelivery
from bot.service.failures import Failures
from bot.service.inbox import SWEEP, name_thread
from bot.workflow.clerk import Clerk, LookUp
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
        redelivery = Redelivery(connection)
        if not dry_run:
            redelivery.run()
        else:
            for attempt in redelivery.find():
                say(f"delivery {attempt.guid}: ask GitHub to send it again")
    names: set[str] = set()
    for repository in sorted(repositories):
        with failures.told(repository):
            names.add(connection.identify(repository))
    for repository in sorted(names):
        with failures.told(repository):
            hub = connection.open(repository)
            clerk, waiting = Clerk(hub, look_up, read_shipped_venues()), hub.read_waiting()
            clerk.delivery = SWEEP

            def told(number: int | None, repository: str = repository) -> AbstractContextManager[None]:
                return failures.told(name_thread(repository, number))

            if not dry_run:
                look_at(clerk, (*waiting, None), told)
                tend(clerk)
                continue
            for number in waiting:
                with told(number):
                    for change in clerk.preview(number):
                        say(f"{repository}#{number}: {change.preview()}")
    return not failures.count


def look_at(
    clerk: Clerk, numbers: Collection[int | None], told: Callable[[int | None], AbstractContextManager[None]]
) -> None:
    """Handle threads, None for the list, and then what has to be looked at because of it, until nothing is left.

    The inbox does so for a server. `told` deals with what goes wrong with one.
    """
    waiting = list(numbers)
    looks: dict[int | None, int] = {}
    while waiting:
        number = waiting.pop(0)
        looks[number] = looks.get(number, 0) + 1
        with told(number):
            waiting += [n for n in look(clerk, number) if n not in waiting and looks.get(n, 0) < MOST_LOOKS]
