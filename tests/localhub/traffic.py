"""Every API request on its way in and out: a log to count, and faults that tests put in its way."""

import atexit
import io
import json
import re
import shutil
import socket
import tempfile
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, Self

import graphql
from werkzeug.wrappers import Response

from bot.localhub.git import Git
from bot.localhub.git.storing import Signature
from bot.localhub.graphql.endpoint import FAILING_FIELD
from bot.localhub.server import LocalHub
from tests.localhub.direct import HUBS

Application = Callable[..., Iterable[bytes]]
#: GitHub's words for the statuses that it gives for reasons of its own (known from documentation and reports alone).
WORDS = {
    401: "Bad credentials",
    403: "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
    404: "Not Found",
    409: "Conflict",
    422: "Validation Failed",
    429: "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
    500: "Server Error",
    502: "Server Error",
    503: "Service Unavailable",
}
LIMITED = {"errors": [{"type": "RATE_LIMITED", "message": "API rate limit exceeded for user ID 1."}]}
#: GitHub's words since September 2025; what it had found by then comes along.
TOO_LARGE = {
    "data": {"repository": None},
    "errors": [{"type": "RESOURCE_LIMITS_EXCEEDED", "message": "Resource limits for this query exceeded."}],
}
OPERATION = re.compile(r"\b(query|mutation)\b\s*(\w*)")
#: Requests whose effect people are told of; GitHub allows few of them a minute and does not say which they are.
CONTENT_PATH = re.compile(r"/(issues|pulls|comments|reviews|replies)$")
CONTENT_MUTATION = re.compile(r"\b(addComment|createIssue|createPullRequest|addPullRequestReview\w*)\b")


@dataclass(frozen=True, slots=True)
class Request:
    """An API request with the status of its answer, 0 where the connection was dropped.

    `operation` is a GraphQL document's name, and `is_content` tells a request that makes something people are told of.
    """

    method: str
    path: str
    operation: str
    status: int
    is_write: bool
    is_content: bool


@dataclass(frozen=True, slots=True)
class Budget:
    """How many requests there were, how many of them wrote, and how many made content."""

    requests: int
    writes: int
    contents: int


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with the requests that match, from the `nth` of them on `times` times.

    "status" answers `status`, "drop" closes the connection, "stall" says nothing until the client gives up, "cut"
    breaks the answer's JSON off in the middle, "limited" is GraphQL's exhausted budget in a 200, "partial" fails a
    GraphQL document's second field, "large" answers
    nothing but that it asks for too much. With `after` the request has had its effect before that; "cut" always has.
    `path` is a pattern found anywhere in the path, `operation` one in the GraphQL document.
    """

    kind: Literal["status", "drop", "stall", "cut", "limited", "partial", "large"]
    status: int = 502
    after: bool = False
    method: str = ""
    path: str = ""
    operation: str = ""
    nth: int = 1
    times: int = 1
    retry_after: int | None = None

    def matches(self, method: str, path: str, query: str) -> bool:
        """Tell whether a request is meant."""
        found = self.method in ("", method) and bool(re.search(self.path, path))
        return found and (not self.operation or bool(query and re.search(self.operation, query)))


class Traffic:
    """Stands before an application; its `faults` and `requests` may be read and set from other threads."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.faults: list[Fault] = []
        self.requests: list[Request] = []
        self.seen: dict[int, int] = {}
        self.lock = threading.Lock()

    def add(self, *faults: Fault) -> None:
        """Let something go wrong; of several that match a request the first counts, the others see it too."""
        with self.lock:
            self.faults += faults

    def budget(self) -> Budget:
        """Return what was asked so far."""
        with self.lock:
            known = list(self.requests)
        return Budget(len(known), sum(r.is_write for r in known), sum(r.is_content for r in known))

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request (WSGI)."""
        path = environ.get("PATH_INFO", "")
        if not path.startswith("/api/"):
            return self.application(environ, start)
        method, query, name = environ["REQUEST_METHOD"], "", ""
        if path.endswith("/graphql"):
            query, name = read_document(environ)
        fault = self.find_fault(method, path, query)
        if fault and fault.kind == "partial":
            environ[FAILING_FIELD] = second_field(query)
        response = self.answer(environ, fault)
        self.log(method, path, query, name, response.status_code if response else 0)
        if response is None:
            if fault and fault.kind == "stall":
                while environ["werkzeug.socket"].recv(65536):  # nothing more, once the client closed its end
                    pass
            drop(environ)
            return ()
        return response(environ, start)

    def answer(self, environ: dict[str, Any], fault: Fault | None) -> Response | None:
        """Return the answer to a request, None where the connection is to be dropped."""
        if fault is None or fault.kind == "partial":
            return Response.from_app(self.application, environ, buffered=True)
        response = None
        if fault.after or fault.kind == "cut":
            response = Response.from_app(self.application, environ, buffered=True)
        match fault.kind:
            case "drop" | "stall":
                return None
            case "cut" if response is not None:
                data = response.get_data()
                response.set_data(data[: len(data) // 2])
                return response
            case "limited":
                return refuse(200, LIMITED, fault)
            case "large":
                return refuse(200, TOO_LARGE, fault)
        return refuse(fault.status, {"message": WORDS.get(fault.status, ""), "status": str(fault.status)}, fault)

    def find_fault(self, method: str, path: str, query: str) -> Fault | None:
        """Return what is to go wrong with a request, None where nothing is."""
        found = None
        with self.lock:
            for number, fault in enumerate(self.faults):
                if fault.matches(method, path, query):
                    count = self.seen[number] = self.seen.get(number, 0) + 1
                    if found is None and fault.nth <= count < fault.nth + fault.times:
                        found = fault
        return found

    def log(self, method: str, path: str, query: str, name: str, status: int) -> None:
        """Remember a request."""
        if path.endswith("/graphql"):
            is_write, is_content = "mutation" in name, bool(CONTENT_MUTATION.search(query))
            operation = name.partition(" ")[2]
        else:
            is_write, operation = method not in ("GET", "HEAD"), ""
            is_content = method == "POST" and bool(CONTENT_PATH.search(path))
        with self.lock:
            self.requests.append(Request(method, path, operation, status, is_write, is_content and is_write))


class WatchedHub(LocalHub):
    """A local GitHub that keeps a log of API requests, and in which some go wrong.

    A repository is a copy of the one that was first made of the same files: git takes longer than most tests.
    """

    faults: Traffic

    def __enter__(self) -> Self:
        """Serve those of this process without the sockets."""
        HUBS[self.server.port] = self
        return super().__enter__()

    def __exit__(self, *ending: Any) -> None:
        """Leave the port to others."""
        super().__exit__(*ending)
        del HUBS[self.server.port]

    def fill(self, git: Git, files: Mapping[str, bytes], branch: str, who: Signature) -> None:
        """Copy a repository that stands ready; its one commit is as old as the first of its kind."""
        made = prepared() / f"{hash((frozenset(files.items()), branch, who.name, who.email)):x}.git"
        if not made.exists():
            first = Git(made)
            super().fill(first, files, branch, who)
            first.close()
        shutil.copytree(made, git.path)

    def create_application(self) -> Application:
        """Put the traffic before the application."""
        self.faults = Traffic(super().create_application())
        return self.faults

    @property
    def requests(self) -> list[Request]:
        """All API requests so far, the oldest first."""
        return self.faults.requests

    def budget(self) -> Budget:
        """Return how many API requests there were, and of what kinds."""
        return self.faults.budget()


@cache
def prepared() -> Path:
    """Return the folder of the repositories that stand ready; it goes with the process."""
    folder = tempfile.mkdtemp(prefix="paperclerk-repositories-")
    atexit.register(shutil.rmtree, folder)
    return Path(folder)


def watched(hub: LocalHub) -> WatchedHub:
    """Return the hub of a stage that watches its traffic."""
    assert isinstance(hub, WatchedHub)
    return hub


def read_document(environ: dict[str, Any]) -> tuple[str, str]:
    """Return a GraphQL request's document and "query NAME" or "mutation NAME", leaving the request whole."""
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = io.BytesIO(body)
    try:
        content = json.loads(body)
        query = str(content["query"])
    except (ValueError, KeyError, TypeError):
        return "", ""
    match = OPERATION.search(query)
    kind, name = match.groups() if match and not query.lstrip().startswith("{") else ("query", "")
    return query, f"{kind} {name or content.get('operationName') or ''}".strip()


def second_field(document: str) -> tuple[str, ...]:
    """Return the path of a document's second root field, or where it has one the second below that."""
    definitions = graphql.parse(document).definitions
    operation = next(node for node in definitions if isinstance(node, graphql.OperationDefinitionNode))
    path: tuple[str, ...] = ()
    selected: graphql.SelectionSetNode | None = operation.selection_set
    while selected:
        nodes = [node for node in selected.selections if isinstance(node, graphql.FieldNode)]
        names = [(node.alias or node.name).value for node in nodes]
        if len(names) > 1:
            return (*path, names[1])
        if not nodes:
            return ()
        path, selected = (*path, names[0]), nodes[0].selection_set
    return path


def refuse(status: int, body: dict[str, Any], fault: Fault) -> Response:
    """Return an answer that the application did not give."""
    response = Response(json.dumps(body), status, mimetype="application/json")
    if fault.retry_after is not None:
        response.headers["Retry-After"] = str(fault.retry_after)
    return response


def drop(environ: dict[str, Any]) -> None:
    """Close a request's connection without an answer."""
    connection: socket.socket = environ["werkzeug.socket"]
    with suppress(OSError):  # the client may have closed it
        connection.shutdown(socket.SHUT_RDWR)
    raise ConnectionAbortedError("a fault that a test asked for")
