"""Looks at every thread that may need it, once: what a server's sweep does, for a timer or an Action without one."""

from __future__ import annotations

from collections.abc import Callable, Collection

from bot.hub.connection import Connection
from bot.hub.deliveries import Redelivery
from bot.workflow.handle import Clerk, LookUp


def sweep(
    connection: Connection,
    repositories: Collection[str],
    *,
    look_up: LookUp | None,
    dry_run: bool,
    say: Callable[[str], object],
) -> None:
    """Ask GitHub for the deliveries that an App's server missed, and handle all waiting threads of some repositories.

    A dry run says what would be done and does nothing.
    """
    redelivery = Redelivery(connection)
    if dry_run:
        for attempt in redelivery.find():
            say(f"delivery {attempt.guid}: ask GitHub to send it again\n")
    else:
        redelivery.run()
    for repository in sorted(repositories):
        hub = connection.open(repository)
        clerk = Clerk(hub, look_up)
        for number in hub.read_waiting():
            if dry_run:
                for change in clerk.preview(number):
                    say(f"{repository}#{number}: {change}\n")
            else:
                clerk.handle(number)
        if not dry_run:
            clerk.tend_list()
