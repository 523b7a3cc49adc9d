"""The only way to GitHub: every request of a client passes here, which keeps the limits and sorts failures."""

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeVar

from github import GithubException
from github.Requester import Requester

from bot.errors import RefusalError
from bot.hub.limits import PAUSES_BEFORE_ASKING_AGAIN, errors_of, is_graphql_limit, is_lost, pause_after, writing
from bot.hub.login import Login
from bot.hub.rights import add_right
from bot.hub.write.documents import Document

Answer = TypeVar("Answer")
#: REST's answers if nothing is at a path: it never existed, its repository has no commit yet, or it was deleted.
ABSENT = (HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, HTTPStatus.GONE)
#: How many answers of REST are kept, the latest.
MOST_ANSWERS = 100
#: Addresses of content named by its hash, which nobody requests twice.
BY_CONTENT = "/git/"


#: Fields that GitHub may withhold from a token that can read neither checks nor statuses, in an otherwise complete
#: answer (facebook/sapling#993). Without them the bot cannot say why a merge waits, but GitHub still refuses it.
OPTIONAL = frozenset({"statusCheckRollup"})
#: A connection that is read page by page, so that its pages may be of any size.
PAGE = re.compile(r"(?<=first: )(\d+)(?=[^{]*\{\s*(?:totalCount\s+)?pageInfo)")


#: GitHub's whole answer if a repository has another name now. PyGithub takes a 307 for a success.
REDIRECTION = {"message", "url", "documentation_url", "status"}


class RenamedError(RefusalError):
    """A repository has another name by now, and nothing was done; the next reading finds it by that."""


class MissingError(RefusalError):
    """There is no such thread; the message is GitHub's."""


class Gateway:
    """Reads and writes with one login; `repository` is the beginning of REST's paths."""

    def __init__(self, login: Login, repository: str) -> None:
        self.login = login
        self.pace = login.pace
        self.repository = repository
        self.answers: dict[str, tuple[str, Any]] = {}
        #: How many writes GitHub has carried out.
        self.written = 0

    def query(self, document: str, variables: dict[str, Any], *, partly: bool = False) -> dict[str, Any]:
        """Return the answer to a query; it is sent again after a failure, because it changes nothing.

        With `partly` the answer has None for each field that GitHub refuses.
        """
        for pause in PAUSES_BEFORE_ASKING_AGAIN:
            try:
                return self.ask(document, variables, partly=partly)
            except (GithubException, OSError, ValueError) as error:
                failed = is_lost(error) or (isinstance(error, GithubException) and error.status == 200)
                if not failed or pause_after(error) is not None:
                    raise
            if pause:
                self.pace.sleep(pause)
        return self.ask(document, variables, partly=partly)

    def ask(self, document: str, variables: dict[str, Any], *, partly: bool = False) -> dict[str, Any]:
        """Return the answer to a query, in smaller pages if it is too much for GitHub.

        A partial answer is discarded: anything could be missing.
        """
        headers, body = self.send(lambda requester: post(requester, document, variables))
        self.check_limit(headers, body)
        smaller = PAGE.sub(lambda found: str(max(1, int(found[1]) // 2)), document)
        if smaller != document and exceeds_resources(body):
            return self.ask(smaller, variables, partly=partly)
        return check_answer(headers, drop_refused(body) if partly else body)

    def mutate(self, document: Document) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
        """Carry out a document, once; return the answers of its fields and the errors of those refused.

        A lost answer is an error: the caller reads the present state before it writes again.
        """
        self.pace.check()
        self.pace.await_turn(document.contents)
        with writing():
            headers, body = self.send(lambda requester: post(requester, document.text, document.variables))
            self.check_limit(headers, body)
            if not body.get("data"):
                raise GithubException(200, body, headers)
        self.written += 1
        return body["data"], {str((error.get("path") or [""])[0]): error for error in errors_of(body)}

    def rest(self, method: str, path: str, *, contents: int = 0, **body: Any) -> Any:
        """Send one REST request about the repository, which makes so many `contents`; return the answer's body."""
        address = f"/repos/{self.repository}{path}"
        if method == "GET":
            return self.look(address, f"GET {path.partition('?')[0] or '/'}")
        self.pace.check()
        self.pace.await_turn(contents)
        with writing():
            headers, answer = self.send(
                lambda requester: requester.requestJsonAndCheck(method, address, input=body or None),
                call=f"{method} {path}",
            )
        if "location" in headers and isinstance(answer, dict) and answer.keys() <= REDIRECTION:
            raise RenamedError(f"{self.repository} has another name by now")
        self.written += 1
        return answer

    def find(self, path: str) -> Any:
        """Return the content at a path of the repository, None if there is nothing."""
        try:
            return self.rest("GET", path)
        except GithubException as error:
            if error.status not in ABSENT:
                raise
            return None

    def look(self, address: str, call: str) -> Any:
        """Return the content at an address; an unchanged answer does not count against GitHub's limits."""
        tag, known = self.answers.pop(address, ("", None))
        wanted = {"If-None-Match": tag} if tag else {}
        headers, answer = self.send(
            lambda requester: requester.requestJsonAndCheck("GET", address, headers=wanted), call=call
        )
        # Unchanged content is answered with a 304, without a body.
        answer = known if answer is None else answer
        if "etag" in headers and BY_CONTENT not in address:
            self.answers[address] = (headers["etag"], answer)
            if len(self.answers) > MOST_ANSWERS:
                del self.answers[next(iter(self.answers))]
        return answer

    def send(self, ask: Callable[[Requester], Answer], *, call: str = "") -> Answer:
        """Send one request; `call` names it if all of it needs one right."""
        self.pace.check()
        try:
            return self.login.ask(ask)
        except GithubException as error:
            raise self.refuse(error, call) from error

    def check_limit(self, headers: dict[str, Any], body: dict[str, Any]) -> None:
        """Raise an error if GraphQL says that a limit is exhausted, which it does with status 200."""
        if is_graphql_limit(body):
            raise self.refuse(GithubException(200, body, headers))

    def refuse(self, error: GithubException, call: str = "") -> GithubException:
        """Return the error to raise; if it asks for a rest, all users of the login get one."""
        pause = pause_after(error)
        if pause is not None:
            self.pace.rest(pause)
        elif call and error.status == HTTPStatus.FORBIDDEN and isinstance(error.data, dict):
            return GithubException(error.status, add_right(error.data, call), error.headers)
        return error


def post(requester: Requester, document: str, variables: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    body = {"query": document, "variables": variables}
    headers, answer = requester.requestJsonAndCheck("POST", requester.graphql_url, input=body)
    return headers, answer


def exceeds_resources(body: object) -> bool:
    """Whether GitHub says that a query is too much for it."""
    return any(error.get("type") == "RESOURCE_LIMITS_EXCEEDED" for error in errors_of(body))


def drop_refused(body: dict[str, Any]) -> dict[str, Any]:
    """Return an answer with None for each field that has an error; errors about all of it stay."""
    data, errors = body.get("data") or {}, errors_of(body)
    refused = {error["path"][0] for error in errors if error.get("path")} & data.keys()
    left = [error for error in errors if not refused.intersection((error.get("path") or ())[:1])]
    return {"data": {**data, **dict.fromkeys(refused)}, "errors": left}


def is_optional(error: dict[str, Any]) -> bool:
    """Whether an error only withholds a field that the bot can do without."""
    return error.get("type") == "FORBIDDEN" and (error.get("path") or [""])[-1] in OPTIONAL


def check_answer(headers: dict[str, Any], body: dict[str, Any]) -> dict[str, Any]:
    """Return the data of an answer without errors, except for optional fields; half an answer counts as none."""
    errors = [error for error in errors_of(body) if not is_optional(error)]
    if not errors:
        data: dict[str, Any] = body["data"]
        return data
    if [error.get("type") for error in errors] == ["NOT_FOUND"] and len(errors[0].get("path") or ()) > 1:
        raise MissingError(str(errors[0].get("message")))
    named = [add_right(error, str((error.get("path") or [""])[-1])) for error in errors]
    raise GithubException(200, {**body, "errors": named}, headers)
