"""A REST request as its handler sees it, the table of handlers, and the form in which an answer is wanted.

Known from GitHub's documentation and from reports: the names of media types, and the text of their refusal.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from flask import request

from bot.localhub.access import check_permission
from bot.localhub.operations.refusal import RequestError
from bot.localhub.representations.names import Json, Site
from bot.localhub.state.accounts import AccessToken, User
from bot.localhub.state.conversation import IssueComment
from bot.localhub.state.repositories import LocalRepository
from bot.localhub.state.threads import LocalThread
from bot.localhub.state.world import World
from bot.localhub.webhooks import Sender

JSON = "json"
#: With or without a version and the name of an old preview.
MEDIA = re.compile(
    r"\*/\*|application/(?:\*|json|vnd\.github(?:\.v3)?(?:\.[a-z-]+-preview)?(?:\.(?P<form>[a-z]+))?(?:\+json)?)"
)


def wanted_form(accept: str, forms: frozenset[str]) -> str:
    """Return the first acceptable form, "json" or one of `forms`; raise RequestError if there is none."""
    for part in accept.split(","):
        match = MEDIA.fullmatch(part.partition(";")[0].strip().lower())
        form = (match["form"] or JSON) if match else ""
        if form in (JSON, *forms):
            return form
    raise RequestError(415, f"Unsupported 'Accept' header: {accept}. Must accept 'application/json'.")


#: The address of a repository, and the permission that everybody has.
REPO, PUBLIC = "/repos/{owner}/{repo}", "metadata:read"
#: The parts of an address that may contain slashes.
SLASHED = ("ref", "path", "basehead", "tag", "branch")


@dataclass(slots=True)
class Query:
    """The parameters that a request `sent`; one that no handler `heeded` is refused, because GitHub would heed it."""

    sent: Mapping[str, str]
    heeded: set[str] = field(default_factory=lambda: {"page", "per_page"})

    def get(self, name: str, default: str = "") -> str:
        self.heeded.add(name)
        return self.sent.get(name, default)

    def allow(self, **served: str) -> None:
        """Accept parameters with the one value that is served, which is GitHub's default."""
        self.heeded |= {name for name, value in served.items() if self.sent.get(name) == value}

    def cut(self, items: Sequence[Any]) -> Sequence[Any]:
        """Return the requested page of a list inside an answer."""
        size = min(int(self.get("per_page", "30")), 100)
        start = (int(self.get("page", "1")) - 1) * size
        return items[start : start + size]

    def check(self) -> None:
        if unheeded := self.sent.keys() - self.heeded:
            raise RequestError(501, f"the local GitHub does not serve the parameter {min(unheeded)} here")


@dataclass(slots=True)
class Call:
    world: World
    sender: Sender
    site: Site
    token: AccessToken | None
    args: Mapping[str, str]
    query: Query
    body: Json

    @property
    def viewer(self) -> User | None:
        return self.token.user if self.token else None

    @property
    def user(self) -> User:
        """The account that makes the request; raise RequestError if nobody logged in."""
        if self.token is None:
            raise RequestError(401, "Requires authentication")
        return self.token.user

    @property
    def repository(self) -> LocalRepository:
        found = self.world.repositories.get(f"{self.args['owner']}/{self.args['repo']}".lower())
        if found is None or not found.is_seen_by(self.viewer):
            raise RequestError(404, "Not Found")
        return found

    def thread(self, name: str = "issue_number") -> LocalThread:
        number = self.args[name]
        thread = self.repository.threads.get(int(number)) if number.isdecimal() else None
        if thread is None and number.isdecimal() and int(number) in self.repository.left:
            raise RequestError(410, "This issue was deleted")
        if thread and not thread.pull and not self.repository.has_issues:
            raise RequestError(410, "Issues has been disabled in this repository.")
        if thread is None or (name == "pull_number" and thread.pull is None):
            raise RequestError(404, "Not Found")
        return thread

    def comment(self) -> tuple[LocalThread, IssueComment]:
        for thread in self.repository.threads.values():
            for comment in thread.comments:
                if str(comment.id) == self.args["comment_id"]:
                    return thread, comment
        raise RequestError(404, "Not Found")

    def show(self, write: Callable[..., Json], *values: Any) -> Json:
        return write(self.site, self.repository, *values)

    def show_all(self, write: Callable[..., Json], values: Iterable[Any]) -> list[Json]:
        return [self.show(write, value) for value in values]

    def text(self, name: str, default: str | None = None) -> str:
        """Return a text from the body; raise RequestError if it is missing or something else."""
        value = self.body.get(name, default)
        if value is None and default is not None:
            return default
        if not isinstance(value, str):
            raise RequestError(422, f"Invalid request.\n\n{name} is not a string.")
        return value


@dataclass(frozen=True, slots=True)
class Reply:
    """A status with its body, empty if None; or a `text` in another `form` than JSON."""

    status: int
    body: Any
    form: str = JSON
    text: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """An address as in GitHub's OpenAPI document; `needs` is a token's permission, "contents:write".

    `handle` returns the body of a 200, None for a 204, or a Reply; `forms` give the answer in forms other than JSON, by
    their names.
    """

    method: str
    path: str
    needs: str
    handle: Callable[[Call], Any]
    forms: Mapping[str, Callable[[Call], str]] = field(default_factory=dict)

    def answer(self, call: Call, accept: str) -> Reply:
        if "repo" in call.args:
            check_permission(call.token, self.needs, call.repository)
        form = wanted_form(accept, frozenset(self.forms))
        result = self.handle(call) if form == JSON else Reply(200, None, form, self.forms[form](call))
        call.query.check()
        return result if isinstance(result, Reply) else Reply(204 if result is None else 200, result)


@cache
def compile_path(path: str) -> re.Pattern[str]:
    """Return the pattern of a route's addresses.

    Flask would compile its own table for each application, which took longer than most tests.
    """
    parts = re.split(r"\{(\w+)\}", path)
    groups = [f"(?P<{name}>{'.*' if name in SLASHED else '[^/]+'})" for name in parts[1::2]]
    return re.compile("".join(re.escape(text) + group for text, group in zip(parts[::2], [*groups, ""], strict=True)))


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its answer; `path` is the route's, None if there is no such route."""

    method: str
    path: str | None
    url: str
    sent: Any
    status: int
    answered: Any


def names(values: Any) -> Sequence[str]:
    """Return the label names in a body, which may be texts or objects."""
    return [value["name"] if isinstance(value, dict) else value for value in values or ()]


def read_body() -> Any:
    """Return the request's JSON body, None if there is none."""
    data = request.get_data()
    if not data:
        return None
    try:
        body = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise RequestError(400, "Problems parsing JSON") from error
    if not isinstance(body, (dict, list)):
        raise RequestError(400, "Body should be a JSON object")
    return body if isinstance(body, dict) else {"labels": body}
