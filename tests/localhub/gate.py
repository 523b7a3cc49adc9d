"""Holds everything that the local GitHub says and hears against GitHub's own description of its API."""

import json
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

import jsonschema_rs

from bot.localhub.rest.call import Exchange
from bot.localhub.server import LocalHub
from bot.localhub.webhooks import Delivery
from tests.localhub.extract import OPENAPI_FILE

H = TypeVar("H", bound=LocalHub)

#: GitHub answers so on every route, whether the document says it or not.
ANYWHERE = frozenset({401, 403, 415})
#: Known to be answered, but missing in the document.
UNDOCUMENTED = {
    "POST /repos/{owner}/{repo}/statuses/{sha}": {422},
    "POST /repos/{owner}/{repo}/check-runs": {422},
    "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}": {404, 422},
    "PATCH /repos/{owner}/{repo}/pulls/comments/{comment_id}": {404, 422},
    "POST /repos/{owner}/{repo}/pulls/{pull_number}/comments/{comment_id}/replies": {422},
    "POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews": {404},
}


class Gate:
    """Collects faults; a test that caused one fails."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.exchanges = 0
        self.deliveries = 0

    def watch(self, hub: type[H]) -> Callable[[Path], H]:
        """Return what opens a local GitHub in a folder, all of whose exchanges are checked."""
        return partial(hub, on_exchange=self.check_exchange, on_delivery=self.check_delivery)

    def check_exchange(self, exchange: Exchange) -> None:
        """Check a request with its answer."""
        self.exchanges += 1
        if exchange.path is None:
            self.faults.append(f"{exchange.method} {exchange.url}: no such route")
            return
        key = f"{exchange.method} {exchange.path}"
        if exchange.sent is not None and exchange.status < 400:
            self.check(key, "request", exchange.sent)
        if exchange.status in ANYWHERE or exchange.status in UNDOCUMENTED.get(key, ()):
            return
        if str(exchange.status) not in load()["routes"][key]["responses"]:
            self.faults.append(f"{key}: GitHub does not answer {exchange.status}")
        elif exchange.answered is not None:
            self.check(key, str(exchange.status), exchange.answered)

    def check_delivery(self, delivery: Delivery) -> None:
        """Check a webhook."""
        self.deliveries += 1
        self.check(
            f"{delivery.event} {delivery.action}" if delivery.action else delivery.event,
            "body",
            json.loads(delivery.body),
        )

    def check(self, key: str, part: str, content: Any) -> None:
        """Note each way in which content breaks its schema."""
        validator = compile_schema(key, part)
        for error in validator.iter_errors(content) if validator else ():
            where = "/".join(map(str, error.instance_path))
            self.faults.append(f"{key} {part}: {where}: {error.message[:300]}")


@cache
def load() -> dict[str, Any]:
    """Return the extract of GitHub's OpenAPI document."""
    content: dict[str, Any] = json.loads(OPENAPI_FILE.read_text(encoding="utf-8"))
    return content


@cache
def compile_schema(key: str, part: str) -> jsonschema_rs.Validator | None:
    """Return the validator of a route's request or response, or of a webhook's body; None where nothing is said."""
    document = load()
    if part == "body":
        schema = document["webhooks"][key]
    else:
        route = document["routes"][key]
        schema = route["request"] if part == "request" else route["responses"][part]
    if schema is None:
        return None
    found = needed(schema, document)
    return jsonschema_rs.Draft202012Validator({"allOf": [schema], **found}, validate_formats=False)


def needed(schema: Any, document: dict[str, Any]) -> dict[str, Any]:
    """Return the components and shared parts that a schema refers to, so that compiling takes milliseconds."""
    found: dict[str, Any] = {"components": {}, "shared": {}}
    waiting = list(references(schema))
    while waiting:
        part, name = waiting.pop().removeprefix("#/").split("/")
        if name not in found[part]:
            found[part][name] = document[part][name]
            waiting += references(found[part][name])
    return found


def references(value: Any) -> list[str]:
    """Return every reference inside a schema."""
    if isinstance(value, dict):
        own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return own + [reference for item in value.values() for reference in references(item)]
    return [reference for item in value for reference in references(item)] if isinstance(value, list) else []
