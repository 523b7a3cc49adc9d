"""Why GitHub could not be used, in one line for an operator: what is wrong, and what to do about it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import requests
from github import GithubException
from jwt import PyJWTError

from bot.catalogue.data.records import DataError
from bot.errors import RefusalError
from bot.hub.limits import errors_of, pause_after
from bot.words import one_line
from bot.workflow.hub import MergeRefusedError, PullRefusedError, PushRefusedError

#: How much of GitHub's own message is shown, in characters.
LONGEST_QUOTE = 200

UNKNOWN_ACCOUNT = "GitHub does not know PAPERCLERK_TOKEN: it may have expired or been revoked; make a new one."
UNKNOWN_APP = "GitHub does not know this App: check PAPERCLERK_APP_ID, and that PAPERCLERK_PRIVATE_KEY_FILE is its key."
NO_KEY = "PAPERCLERK_PRIVATE_KEY_FILE holds no private key: download one from the App's page."
AWAY = "GitHub does not answer: check the network, a proxy if there is one, and PAPERCLERK_API_URL; then try again."
CERTIFICATE = "GitHub's certificate cannot be verified: check PAPERCLERK_API_URL, and what stands in between."
ELSEWHERE = "this is not GitHub's API: check PAPERCLERK_API_URL; for GitHub Enterprise it is like https://HOST/api/v3."
UNSEEN = (
    "there is no such repository, or the bot cannot see it: check its name, and give the bot's account access,"
    " or install the App there."
)
FORBIDDEN = (
    "the bot lacks a right: give its token, or the App, read and write of contents, issues, pull requests and"
    " commit statuses"
)


class GitHubError(RefusalError):
    """GitHub cannot be used at all; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What is wrong and what to do; `everywhere` if no other repository would fare better now."""

    words: str
    everywhere: bool = False


class Failures:
    """Reports each failure with the name of what failed and lets the rest go on; `is_app` is how the bot logged in."""

    def __init__(self, tell: Callable[[str], object], *, is_app: bool) -> None:
        self.tell = tell
        self.is_app = is_app
        self.count = 0

    @contextmanager
    def told(self, name: str) -> Iterator[None]:
        """Report an error raised in the block; raise GitHubError if everything else would fail alike."""
        try:
            yield
        except Exception as error:
            failure = explain(error, is_app=self.is_app)
            if failure.everywhere:
                raise GitHubError(failure.words) from error
            self.count += 1
            self.tell(f"{name}: {failure.words}")


def explain(error: Exception, *, is_app: bool) -> Failure:
    if (pause := pause_after(error)) is not None:
        return Failure(f"GitHub's limits are used up; try again in {pause:.0f} seconds.", everywhere=True)
    if isinstance(error, GithubException):
        return explain_refusal(error.status, error.data, is_app=is_app)
    if isinstance(error, PyJWTError):
        return Failure(NO_KEY, everywhere=True)
    if isinstance(error, requests.exceptions.SSLError):
        return Failure(CERTIFICATE, everywhere=True)
    if isinstance(error, requests.exceptions.ConnectionError | requests.exceptions.Timeout):
        return Failure(AWAY, everywhere=True)
    return Failure(short_line(f"{type(error).__name__}: {error}"))


def explain_refusal(status: int, data: Any, *, is_app: bool) -> Failure:
    """Explain an answer of GitHub that is no success; GraphQL reports errors in a body with status 200."""
    said = data if isinstance(data, dict) else {}
    kinds = {error.get("type") for error in errors_of(data)}
    words = read_message(data)
    if status == 401:
        return Failure(UNKNOWN_APP if is_app else UNKNOWN_ACCOUNT, everywhere=True)
    # How PyGithub passes on a body that is not JSON, such as a web server's own refusal.
    if status < 500 and isinstance(said.get("data"), str):
        return Failure(ELSEWHERE, everywhere=True)
    if status == 404 or "NOT_FOUND" in kinds:
        return Failure(UNSEEN)
    if status == 403 or kinds & {"FORBIDDEN", "INSUFFICIENT_SCOPES"}:
        return Failure(f"{FORBIDDEN} (GitHub: {words}).")
    if status >= 500:
        return Failure(f"GitHub has trouble of its own (status {status}); try again later.")
    return Failure(f"GitHub refuses (status {status}): {words}")


def name_error(error: Exception) -> str:
    """Return what a log says of an error: its type and place, GitHub's status and message, and nobody else's words."""
    name = type(error).__name__
    if isinstance(error, MergeRefusedError | PullRefusedError | PushRefusedError):
        return f"{name}, GitHub says: {short_line(str(error))}"
    if isinstance(error, DataError):
        return f"{name} in {short_line(error.path)}, line {error.line}"
    if not isinstance(error, GithubException):
        return name
    return f"{name}, status {error.status}, GitHub says: {read_message(error.data)}"


def read_message(data: Any) -> str:
    said = data if isinstance(data, dict) else {}
    first = next((error.get("message") for error in errors_of(data)), "no reason given")
    return short_line(str(said.get("message") or first))


def short_line(text: str) -> str:
    """Return a text by others as one short line, without anything that a terminal would obey."""
    return one_line(text, LONGEST_QUOTE)
