"""REST: GitHub's addresses, and what all answers share."""

import hashlib
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast
from urllib.parse import urlencode

from flask import Blueprint, Response, request
from werkzeug.datastructures import MultiDict
from werkzeug.local import LocalProxy

from bot.localhub.access import check_permission, find_token
from bot.localhub.current import HUB
from bot.localhub.operations.refusal import RequestError
from bot.localhub.representations.names import Json, read_site
from bot.localhub.rest.call import JSON, Call, Exchange, Query, Reply, Route, compile_path, read_body
from bot.localhub.rest.routes import apps, checks, files, issues, objects, pulls, releases, repositories
from bot.localhub.state.accounts import REQUESTS_AN_HOUR
from bot.localhub.state.world import World
from bot.localhub.webhooks import Sender

#: The longest first: a branch may end in "/status".
ROUTES = sorted(
    (
        *issues.ROUTES, *repositories.ROUTES, *objects.ROUTES, *files.ROUTES, *pulls.ROUTES, *checks.ROUTES,
        *releases.ROUTES, *apps.ROUTES,
    ),
    key=lambda known: -known.path.count("/"),
)  # fmt: skip
DOCUMENTATION = "https://docs.github.com/rest"
ISSUE = re.compile(r"issues/(\d{1,9})\b", re.ASCII)
MOST_ON_A_PAGE, USUAL_ON_A_PAGE = 100, 30


@dataclass
class Rest:
    """Answers REST requests; `observe` is shown every exchange."""

    world: World
    sender: Sender
    observe: Callable[[Exchange], None] = lambda exchange: None
    used: dict[str, int] = field(default_factory=dict)

    def find(self, path: str) -> Response:
        if moved := self.redirect(path):
            return moved
        path, method = self.name_by_id(path), request.method
        for known in ROUTES:
            if known.method == method and (match := compile_path(known.path).fullmatch(f"/{path}")):
                return self.answer(known, match.groupdict())
        return self.refuse_unknown(path)

    def root(self) -> Response:
        """Answer the address above all others."""
        try:
            token = find_token(self.world, request.headers.get("Authorization", ""))
        except RequestError as refusal:
            return self.respond(refuse(refusal), "")
        response = self.respond(Reply(200, {"current_user_url": f"{request.host_url}api/v3/user"}), "")
        if token and token.permissions is None:
            response.headers["X-OAuth-Scopes"] = "repo, read:org, workflow"
        if token and token.expires:
            response.headers["GitHub-Authentication-Token-Expiration"] = token.expires
        return response

    def redirect(self, path: str) -> Response | None:
        """Redirect requests for a renamed repository or a transferred issue: 301 for a read, 307 for a write.

        The new address names the repository by its number, which never changes.
        """
        parts = path.split("/", 3)
        if parts[0] != "repos" or len(parts) < 3:
            return None
        name, rest = f"{parts[1]}/{parts[2]}".lower(), "".join(parts[3:])
        found = self.world.repositories.get(name)
        moved = None if found else self.world.moved.get(name)
        issue = ISSUE.match(rest)
        if found and issue and (left := found.left.get(int(issue[1]))):
            moved, rest = left[0], f"issues/{left[1]}{rest[issue.end() :]}"
        if moved is None:
            return None
        address = f"{read_site(self.world).api}/repositories/{moved.id}{f'/{rest}' if rest else ''}"
        body = {"message": "Moved Permanently", "url": address, "documentation_url": DOCUMENTATION}
        response = self.respond(Reply(301 if request.method == "GET" else 307, body), "")
        response.headers["Location"] = address
        return response

    def name_by_id(self, path: str) -> str:
        """Return an address with the repository's name in place of its number."""
        parts = path.split("/", 2)
        if parts[0] != "repositories" or len(parts) < 2:
            return path
        named = (found.full_name for found in self.world.repositories.values() if str(found.id) == parts[1])
        return "/".join(["repos", next(named, "none/none"), *parts[2:]])

    def refuse_unknown(self, path: str) -> Response:
        """Answer 501 for an address that is not in the table: GitHub may serve it, so 404 would be a lie."""
        reply = refuse(RequestError(501, f"the local GitHub does not serve {request.method} /{path}"))
        self.observe(Exchange(request.method, None, f"/{path}", None, 501, reply.body))
        return self.respond(reply, "")

    def answer(self, known: Route, args: dict[str, str]) -> Response:
        sent = None
        key, most = request.headers.get("Authorization", ""), REQUESTS_AN_HOUR
        try:
            sent = read_body()
            with self.world.lock:
                token = find_token(self.world, key)
                if token and token.budget:
                    key, most = token.budget, token.hourly
                if self.used.get(key, 0) >= most:
                    raise RequestError(403, "API rate limit exceeded for installation.")
                check_permission(token, known.needs)
                query = Query(request.args)
                call = Call(self.world, self.sender, read_site(self.world), token, args, query, sent or {})
                reply = known.answer(call, request.headers.get("Accept") or "*/*")
        except RequestError as refusal:
            reply = refuse(refusal)
        reply, links = paginate(reply, request.args)
        self.observe(Exchange(known.method, known.path, request.full_path, sent, reply.status, reply.body))
        response = self.respond(reply, key, most)
        if known.path.startswith("/search/"):
            # Searches have a budget of their own, by the minute; nobody uses it up here.
            response.headers["X-RateLimit-Limit"], response.headers["X-RateLimit-Resource"] = "30", "search"
        if links:
            response.headers["Link"] = links
        return response

    def respond(self, reply: Reply, key: str, most: int = REQUESTS_AN_HOUR) -> Response:
        """Return a reply with GitHub's usual headers; a 304 if the client has this body.

        `key` names a budget of `most` requests an hour.
        """
        text = reply.text if reply.body is None else json.dumps(reply.body)
        media, kind = (
            ("json", "format=json") if reply.form == JSON else (f"vnd.github.v3.{reply.form}", f"param={reply.form}")
        )
        response = Response(text, reply.status, content_type=f"application/{media}; charset=utf-8")
        response.set_etag(hashlib.sha256(text.encode()).hexdigest(), weak=True)
        if reply.status == 200:
            response.make_conditional(request)
        response.headers["X-GitHub-Media-Type"] = f"github.v3; {kind}"
        if reply.status == 201 and isinstance(reply.body, dict) and "url" in reply.body:
            response.headers["Location"] = reply.body["url"]
        used = self.used[key] = self.used.get(key, 0) + (response.status_code != 304)
        reset = int(time.time()) // 3600 * 3600 + 3600
        values = {"Limit": most, "Remaining": max(0, most - used), "Used": used, "Reset": reset}
        for name, value in values.items():
            response.headers[f"X-RateLimit-{name}"] = str(value)
        response.headers["X-RateLimit-Resource"] = "core"
        return response


rest = cast(Rest, LocalProxy(lambda: request.environ[HUB].rest))
rest_api = Blueprint("rest", __name__)


@rest_api.get("/")
def show_root() -> Response:
    """Return what a token may do, which clients look for here."""
    return rest.root()


@rest_api.route("/<path:path>", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
def answer(path: str) -> Response:
    return rest.find(path)


def refuse(refusal: RequestError) -> Reply:
    """Answer with a refusal; validation errors name what was refused."""
    status = refusal.status
    body: Json = {"message": str(refusal), "documentation_url": DOCUMENTATION, "status": str(status)}
    if refusal.errors:
        body["errors"] = list(refusal.errors)
    elif status == 422 and refusal.field:
        error = {"resource": refusal.resource, "code": refusal.code, "field": refusal.field, "message": str(refusal)}
        body |= {"message": "Validation Failed", "errors": [error]}
    return Reply(status, body)


def paginate(reply: Reply, query: MultiDict[str, str]) -> tuple[Reply, str]:
    """Cut a list to the requested page, with the Link header to the others."""
    if not isinstance(reply.body, list) or reply.status != 200 or request.method != "GET":
        return reply, ""
    size = min(max(1, query.get("per_page", USUAL_ON_A_PAGE, type=int)), MOST_ON_A_PAGE)
    page, last = max(1, query.get("page", 1, type=int)), max(1, -(-len(reply.body) // size))
    targets = {"prev": page - 1, "next": page + 1, "first": 1, "last": last}
    wanted = [name for name in targets if (page > 1 if name in ("prev", "first") else page < last)]
    links = ", ".join(
        f'<{request.base_url}?{urlencode({**query, "page": targets[name]})}>; rel="{name}"' for name in wanted
    )
    return Reply(200, reply.body[(page - 1) * size : page * size]), links
