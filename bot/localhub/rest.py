"""The REST door: GitHub's addresses, who may use them, and what every answer carries."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from flask import Blueprint, Response, request

from bot.localhub.apps import read_jwt
from bot.localhub.deeds import Deeds, RefusalError
from bot.localhub.shapes import Json, Shapes
from bot.localhub.state.accounts import AccessToken, User
from bot.localhub.state.conversation import IssueComment
from bot.localhub.state.repositories import LocalRepository, LocalThread
from bot.localhub.state.world import World
from bot.localhub.webhooks import Sender

#: GitHub's budget for an account, in requests an hour.
REQUESTS_AN_HOUR = 5000
#: What in an address may hold slashes.
SLASHED = ("ref", "path", "basehead")
MOST_ON_A_PAGE, USUAL_ON_A_PAGE = 100, 30


@dataclass(slots=True)
class Call:
    """One request: who asks, for what, with what."""

    world: World
    deeds: Deeds
    sender: Sender
    shapes: Shapes
    token: AccessToken | None
    args: Mapping[str, str]
    query: Mapping[str, str]
    body: Json

    @property
    def user(self) -> User:
        """The account that asks; raise RefusalError where nobody logged in."""
        if self.token is None:
            raise RefusalError(401, "Requires authentication")
        return self.token.user

    @property
    def repository(self) -> LocalRepository:
        """The repository that the address names."""
        found = self.world.repositories.get(f"{self.args['owner']}/{self.args['repo']}".lower())
        if found is None:
            raise RefusalError(404, "Not Found")
        return found

    def thread(self, name: str = "issue_number") -> LocalThread:
        """Return the thread that the address names."""
        number = self.args[name]
        thread = self.repository.threads.get(int(number)) if number.isdecimal() else None
        if thread is None or (name == "pull_number" and thread.pull is None):
            raise RefusalError(404, "Not Found")
        return thread

    def comment(self) -> tuple[LocalThread, IssueComment]:
        """Return the comment that the address names, and its thread."""
        for thread in self.repository.threads.values():
            for comment in thread.comments:
                if str(comment.id) == self.args["comment_id"]:
                    return thread, comment
        raise RefusalError(404, "Not Found")

    def text(self, name: str, default: str | None = None) -> str:
        """Return a text of the body; raise RefusalError where it is missing or something else."""
        value = self.body.get(name, default)
        if value is None and default is not None:
            return default
        if not isinstance(value, str):
            raise RefusalError(422, f"Invalid request.\n\n{name} is not a string.")
        return value


@dataclass(frozen=True, slots=True)
class Reply:
    """A status with its body; None is an empty one."""

    status: int
    body: Any


@dataclass(frozen=True, slots=True)
class Route:
    """An address as GitHub's OpenAPI document writes it; `needs` is a token's permission, "contents:write"."""

    method: str
    path: str
    needs: str
    handle: Callable[[Call], Any]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its answer; `path` is the route's, None where there is no such route."""

    method: str
    path: str | None
    url: str
    sent: Any
    status: int
    answered: Any


ROUTES: list[Route] = []


def route(
    method: str, path: str, needs: str = "metadata:read"
) -> Callable[[Callable[[Call], Any]], Callable[[Call], Any]]:
    """Put a handler on the table; what it returns is the body of a 200, or a Reply."""

    def register(handle: Callable[[Call], Any]) -> Callable[[Call], Any]:
        ROUTES.append(Route(method, path, needs, handle))
        return handle

    return register


@cache
def routes() -> list[tuple[str, re.Pattern[str], Route]]:
    """Return every route with the pattern of its addresses, the longest first: a branch may end in "/status".

    Flask's own table is compiled anew for each application, which took longer than most tests.
    """
    table = []
    for known in sorted(ROUTES, key=lambda known: -known.path.count("/")):
        parts = re.split(r"\{(\w+)\}", known.path)
        names = ((name, ".*" if name in SLASHED else "[^/]+") for name in parts[1::2])
        groups = [f"(?P<{name}>{kind})" for name, kind in names]
        pattern = "".join(re.escape(text) + group for text, group in zip(parts[::2], [*groups, ""], strict=True))
        table.append((known.method, re.compile(pattern), known))
    return table


@dataclass
class Rest:
    """Answers REST requests; `observe` is shown every exchange."""

    world: World
    deeds: Deeds
    sender: Sender
    observe: Callable[[Exchange], None] = lambda exchange: None
    used: dict[str, int] = field(default_factory=dict)

    def blueprint(self) -> Blueprint:
        """Return the routes for a Flask application."""
        blueprint = Blueprint("rest", __name__)
        every = ["GET", "POST", "PUT", "PATCH", "DELETE"]
        blueprint.add_url_rule("/<path:path>", endpoint="rest", view_func=self.find, methods=every)
        return blueprint

    def find(self, path: str) -> Response:
        """Answer a request by the route that its address is on."""
        for method, pattern, known in routes():
            if method == request.method and (match := pattern.fullmatch(f"/{path}")):
                return self.answer(known, match.groupdict())
        return self.refuse_unknown(path)

    def refuse_unknown(self, path: str) -> Response:
        """Answer an address that is not on the table."""
        reply = Reply(
            404, {"message": "Not Found", "documentation_url": "https://docs.github.com/rest", "status": "404"}
        )
        self.observe(Exchange(request.method, None, f"/{path}", None, 404, reply.body))
        return self.respond(reply, "")

    def answer(self, known: Route, args: dict[str, str]) -> Response:
        """Answer one request."""
        sent = None
        key = request.headers.get("Authorization", "")
        try:
            sent = read_body()
            with self.world.lock:
                token = self.find_token(key)
                check_permission(token, known.needs)
                root = request.host_url.rstrip("/")
                shapes = Shapes(self.world, f"{root}/api/v3", root)
                call = Call(self.world, self.deeds, self.sender, shapes, token, args, request.args, sent or {})
                result = known.handle(call)
                reply = result if isinstance(result, Reply) else Reply(200, result)
        except RefusalError as refusal:
            reply = Reply(refusal.status, refusal_body(refusal, known))
        reply, links = paginate(reply, request.args)
        self.observe(Exchange(known.method, known.path, request.full_path, sent, reply.status, reply.body))
        response = self.respond(reply, key)
        if links:
            response.headers["Link"] = links
        return response

    def find_token(self, header: str) -> AccessToken | None:
        """Return the token of an Authorization header, None where there is none; raise RefusalError on a bad one."""
        if not header:
            return None
        kind, _, value = header.partition(" ")
        if kind.lower() == "basic":
            value = base64.b64decode(value).decode("utf-8", "replace").rpartition(":")[2]
        token = self.world.tokens.get(value) or read_jwt(self.world, value)
        if token is None or kind.lower() not in ("basic", "bearer", "token"):
            raise RefusalError(401, "Bad credentials")
        return token

    def respond(self, reply: Reply, key: str) -> Response:
        """Return a reply with the headers that all of GitHub's have; a 304 where the asker has this body."""
        text = "" if reply.body is None else json.dumps(reply.body)
        tag = f'W/"{hashlib.sha256(text.encode()).hexdigest()}"'
        fresh = request.method == "GET" and reply.status == 200 and request.headers.get("If-None-Match") == tag
        response = Response("" if fresh else text, 304 if fresh else reply.status, mimetype="application/json")
        response.headers["ETag"] = tag
        used = self.used[key] = self.used.get(key, 0) + (0 if fresh else 1)
        reset = int(time.time()) // 3600 * 3600 + 3600
        values = {"Limit": REQUESTS_AN_HOUR, "Remaining": max(0, REQUESTS_AN_HOUR - used), "Used": used, "Reset": reset}
        for name, value in values.items():
            response.headers[f"X-RateLimit-{name}"] = str(value)
        response.headers["X-RateLimit-Resource"] = "core"
        return response


def read_body() -> Any:
    """Return the request's JSON body, None where there is none."""
    data = request.get_data()
    if not data:
        return None
    try:
        body = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise RefusalError(400, "Problems parsing JSON") from error
    if not isinstance(body, (dict, list)):
        raise RefusalError(400, "Body should be a JSON object")
    return body if isinstance(body, dict) else {"labels": body}


def check_permission(token: AccessToken | None, needs: str) -> None:
    """Refuse what a token may not do; everything here is public to read."""
    area, _, level = needs.partition(":")
    if level == "read":
        return
    if token is None:
        raise RefusalError(401, "Requires authentication")
    if token.permissions is not None and token.permissions.get(area) != "write":
        kind = "integration" if token.app else "personal access token"
        raise RefusalError(403, f"Resource not accessible by {kind}")


def refusal_body(refusal: RefusalError, known: Route) -> Json:
    """Return the body of a refusal; validation errors name what was refused."""
    body = {"message": str(refusal), "documentation_url": "https://docs.github.com/rest", "status": str(refusal.status)}
    if refusal.errors:
        return {**body, "errors": list(refusal.errors)}
    if refusal.status == 422 and refusal.field:
        body["message"] = "Validation Failed"
        error = {"resource": refusal.resource, "code": refusal.code, "field": refusal.field, "message": str(refusal)}
        return {**body, "errors": [error]}
    return body


def paginate(reply: Reply, query: Mapping[str, str]) -> tuple[Reply, str]:
    """Cut a list to the page that was asked for, with the Link header that leads to the others."""
    if not isinstance(reply.body, list) or reply.status != 200 or request.method != "GET":
        return reply, ""
    size = min(max(1, read_number(query, "per_page", USUAL_ON_A_PAGE)), MOST_ON_A_PAGE)
    page, last = max(1, read_number(query, "page", 1)), max(1, -(-len(reply.body) // size))
    targets = {"prev": page - 1, "next": page + 1, "first": 1, "last": last}
    wanted = [name for name in targets if (page > 1 if name in ("prev", "first") else page < last)]
    links = ", ".join(f'<{page_address(query, targets[name])}>; rel="{name}"' for name in wanted)
    return Reply(200, reply.body[(page - 1) * size : page * size]), links


def read_number(query: Mapping[str, str], name: str, default: int) -> int:
    """Return a number of the query."""
    text = query.get(name, "")
    return int(text) if text.isdecimal() and text.isascii() else default


def page_address(query: Mapping[str, str], page: int) -> str:
    """Return the address of another page."""
    others = [f"{name}={value}" for name, value in query.items() if name != "page"]
    return f"{request.base_url}?{'&'.join([*others, f'page={page}'])}"


def names(values: Any) -> Sequence[str]:
    """Return the label names in a body, which may be texts or objects."""
    return [value["name"] if isinstance(value, dict) else value for value in values or ()]
