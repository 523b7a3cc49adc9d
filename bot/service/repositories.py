"""Looks up the repositories that an operator names: a wrong name is an error at the start."""

from collections.abc import Collection
from http import HTTPStatus

from bot.hub.apps import read_installations
from bot.hub.connection import Connection
from bot.hub.limits import is_outage, pause_after
from bot.service.failures import GitHubError, explain


def identify(connection: Connection, repositories: Collection[str]) -> frozenset[str]:
    """Look up each repository on GitHub; return those that it cannot answer for now, for an outage or its limits.

    Raise GitHubError naming each one that the bot cannot see, with what to do about it.
    """
    waiting, refused = set(repositories), []
    for repository in sorted(repositories):
        try:
            connection.identify(repository)
        except Exception as error:
            if must_wait(error):
                # GitHub would not answer for the others either.
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
    """Return the repositories to serve: those that are named, or all where the App is installed.

    Raise GitHubError if GitHub does not answer.
    """
    if named or connection.token is not None:
        return named
    try:
        return frozenset(name for each in read_installations(connection) for name in each.repositories)
    except Exception as error:
        raise GitHubError(explain(error, is_app=True).words) from error


def must_wait(error: Exception) -> bool:
    """Whether a start should go on in spite of this error: GitHub has trouble, or asks the bot to wait.

    A refused login counts as an outage for a job, which a new one may save; at the start the operator has to fix it.
    """
    if getattr(error, "status", None) == HTTPStatus.UNAUTHORIZED:
        return False
    return pause_after(error) is not None or is_outage(error)
