"""The repositories that an operator names, asked of GitHub at the start: a wrong name is an error, not silence."""

from collections.abc import Collection
from http import HTTPStatus

from bot.hub.apps import read_installations
from bot.hub.connection import Connection
from bot.hub.limits import is_outage, pause_after
from bot.service.failures import GitHubError, explain


def identify(connection: Connection, repositories: Collection[str]) -> frozenset[str]:
    """Ask GitHub once for each repository; return those that it does not answer for now, be it for an outage or limits.

    Raise GitHubError that names each one that the bot cannot see, and says what to do.
    """
    waiting, refused = set(repositories), []
    for repository in sorted(repositories):
        try:
            connection.identify(repository)
        except Exception as error:
            if must_wait(error):
                # Nor would it answer for the others.
                break
            failure = explain(error, is_app=connection.token is None)
            if failure.everywhere:
                raise GitHubError(failure.words) from error
            refused.append(f"{repository}: {failure.words}")
        waiting.discard(repository)
    if refused:
        raise GitHubError("; ".join(refused))
    return frozenset(waiting)


def find_served(connection: Connection, named: Collection[str]) -> Collection[str]:
    """Return the repositories to look at: those that are named, or all where the App is installed.

    Raise GitHubError where GitHub does not say.
    """
    if named or connection.token is not None:
        return named
    try:
        return frozenset(name for each in read_installations(connection) for name in each.repositories)
    except Exception as error:
        raise GitHubError(explain(error, is_app=True).words) from error


def must_wait(error: Exception) -> bool:
    """Tell whether a start is not to end for this error: GitHub has trouble, or asks for rest.

    An unknown login counts as an outage for a job, which a new one may save; at the start it is the operator's to mend.
    """
    if getattr(error, "status", None) == HTTPStatus.UNAUTHORIZED:
        return False
    return pause_after(error) is not None or is_outage(error)
