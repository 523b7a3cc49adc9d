"""Looks at every thread that may need it, once: what a server's sweep does, for a timer or an Action without one."""

from __future__ import annotations

from collections.abc import Callable, Collection

from bot.hub.connection import Connection
from bot.hub.deliveries import Redelivery
from bot.workflow.handle import Clerk, LookUp
from bot.workflow.messages.preview import preview

#: A thread whose looks lead back to it so often is left to the next sweep.
MOST_LOOKS = 3


def sweep(
    connection: Connection,
    repositories: Collection[str],
    *,
    look_up: LookUp | None,
    dry_run: bool,
    say: Callable[[str], object],
) -> None:
    """Ask GitHub for the deliveries that an App's server missed, and handle all waiting threads of some repositories.

    A dry run says what would be done, a line for each change, and does nothing.
    """
    redelivery = Redelivery(connection)
    if dry_run:
        for attempt in redelivery.find():
            say(f"delivery {attempt.guid}: ask GitHub to send it again\n")
    else:
        redelivery.run()
    for repository in sorted(repositories):
        hub = connection.open(repository)
        clerk, waiting = Clerk(hub, look_up), hub.read_waiting()
        if not dry_run:
            look_at(clerk, (*waiting, None))
            continue
        for number in waiting:
            for change in clerk.preview(number):
                say(f"{repository}#{number}: {preview(change)}\n")


def look_at(clerk: Clerk, numbers: Collection[int | None]) -> None:
    """Handle threads, None for the list, and then what has to be looked at because of it, until nothing is left.

    The inbox does so for a server.
    """
    waiting = list(dict.fromkeys(numbers))
    looks: dict[int | None, int] = {}
    while waiting:
        number = waiting.pop(0)
        looks[number] = looks.get(number, 0) + 1
        others = clerk.tend_list() if number is None else clerk.handle(number)
        waiting += [n for n in others if n not in waiting and looks.get(n, 0) < MOST_LOOKS]
