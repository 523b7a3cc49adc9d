"""The HTTP door: checks a delivery, stores it and answers at once. All work is done later, by the worker.

A plain WSGI application: two addresses need no framework, whose dealings took half of a delivery's time.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from bot.hub.delivery import DeliveryError, read_delivery, verify
from bot.service.inbox import Inbox, InboxError

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

#: Returns a status with the line, or the JSON object, that goes with it.
Answer = Callable[["WSGIEnvironment"], tuple[int, str | Mapping[str, object]]]

log = logging.getLogger(__name__)

#: GitHub caps a payload at 25 MB.
LARGEST_BODY = 25 * 1024 * 1024


@dataclass(frozen=True)
class Door:
    """The WSGI application; `repositories` limits what is served (empty: all that the secret signs for).

    `limits` tells for `/healthz` how GitHub's limits are used.

    The body of each answer says what became of the delivery, so that GitHub's page of deliveries is a log.
    """

    inbox: Inbox
    secrets: Sequence[bytes]
    repositories: Collection[str] = ()
    own_logins: Collection[str] = ()
    limits: Callable[[], Mapping[str, int]] = dict

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        method, path = environ["REQUEST_METHOD"], environ.get("PATH_INFO", "")
        ways: dict[str, tuple[set[str], Answer]] = {
            "/webhook": ({"POST"}, self.receive),
            "/healthz": ({"GET", "HEAD"}, self.tell_health),
        }
        methods, answer = ways.get(path, ({method}, answer_nothing))
        status, said = answer(environ) if method in methods else (405, f"{' or '.join(sorted(methods))} only\n")
        body = (said if isinstance(said, str) else json.dumps(said)).encode()
        kind = "text/plain; charset=utf-8" if isinstance(said, str) else "application/json"
        headers = [("Content-Type", kind), ("Content-Length", str(len(body)))]
        if status == HTTPStatus.METHOD_NOT_ALLOWED:
            headers.append(("Allow", ", ".join(sorted(methods))))
        start(f"{status} {HTTPStatus(status).phrase}", headers)
        return [] if method == "HEAD" else [body]

    def receive(self, environ: WSGIEnvironment) -> tuple[int, str]:
        """Take a delivery in; return the status and what became of it."""
        if environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower() != "application/json":
            return 415, "set the webhook's content type to application/json\n"
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if length > LARGEST_BODY:
            return 413, "GitHub sends nothing that is so large\n"
        body = environ["wsgi.input"].read(length)
        if not verify(body, environ.get("HTTP_X_HUB_SIGNATURE_256", ""), self.secrets):
            return 403, "the signature does not match\n"
        try:
            event = read_delivery(
                environ.get("HTTP_X_GITHUB_DELIVERY", ""), environ.get("HTTP_X_GITHUB_EVENT", ""), body
            )
        except DeliveryError as error:
            return 400, f"{error}\n"
        if event is None or event.sender in self.own_logins:
            return 200, "ignored\n"
        if self.repositories and event.repository not in self.repositories:
            return 200, "ignored: this repository is not served here\n"
        try:
            fresh = self.inbox.put(event)
        except InboxError as error:
            log.error("delivery %s could not be stored: %s", event.delivery, error)
            return 503, "could not be stored; please redeliver\n"
        return 202, "accepted\n" if fresh else "seen before\n"

    def tell_health(self, environ: WSGIEnvironment) -> tuple[int, Mapping[str, object]]:
        """Say whether deliveries can be stored, and how much waits."""
        try:
            self.inbox.probe()
            count = self.inbox.count()
        except InboxError as error:
            # Where the inbox is and what is wrong with it is for the operator, in the log.
            log.error("health: %s", error)
            return 503, {"status": "no delivery can be stored"}
        used = self.limits()
        is_paused = count["paused"] or used.get("resting")
        return 200, {"status": "GitHub asked to wait" if is_paused else "ok", **count, **used}


def answer_nothing(environ: WSGIEnvironment) -> tuple[int, str]:
    """Say that there is nothing at an address."""
    return 404, "there is nothing here\n"
