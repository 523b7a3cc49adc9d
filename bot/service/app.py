"""The HTTP door: checks a delivery, stores it and answers at once. All work is done later, by the worker."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping, Sequence

from flask import Flask, Response, jsonify, request

from bot.hub.delivery import DeliveryError, read_delivery, verify
from bot.service.inbox import Inbox, InboxError

log = logging.getLogger(__name__)

#: GitHub caps a payload at 25 MB.
LARGEST_BODY = 25 * 1024 * 1024


def create_app(
    inbox: Inbox,
    *,
    secrets: Sequence[bytes],
    repositories: Collection[str] = (),
    own_logins: Collection[str] = (),
    limits: Callable[[], Mapping[str, int]] = dict,
) -> Flask:
    """Build the WSGI application; `repositories` limits what is served (empty: all that the secret signs for).

    `limits` tells for `/healthz` how GitHub's limits are used.

    The body of each answer says what became of the delivery, so that GitHub's page of deliveries is a log.
    """
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY

    @app.post("/webhook")
    def receive() -> tuple[str, int]:
        if not request.is_json:
            return "set the webhook's content type to application/json\n", 415
        body = request.get_data()
        if not verify(body, request.headers.get("X-Hub-Signature-256", ""), secrets):
            return "the signature does not match\n", 403
        try:
            event = read_delivery(
                request.headers.get("X-GitHub-Delivery", ""), request.headers.get("X-GitHub-Event", ""), body
            )
        except DeliveryError as error:
            return f"{error}\n", 400
        if event is None or event.sender in own_logins:
            return "ignored\n", 200
        if repositories and event.repository not in repositories:
            return "ignored: this repository is not served here\n", 200
        try:
            fresh = inbox.put(event)
        except InboxError as error:
            log.error("delivery %s could not be stored: %s", event.delivery, error)
            return "could not be stored; please redeliver\n", 503
        return ("accepted\n", 202) if fresh else ("seen before\n", 202)

    @app.get("/healthz")
    def health() -> tuple[Response, int]:
        try:
            inbox.probe()
            count = inbox.count()
        except InboxError as error:
            # Where the inbox is and what is wrong with it is for the operator, in the log.
            log.error("health: %s", error)
            return jsonify(status="no delivery can be stored"), 503
        used = limits()
        is_paused = count["paused"] or used.get("resting")
        return jsonify(status="GitHub asked to wait" if is_paused else "ok", **count, **used), 200

    return app
