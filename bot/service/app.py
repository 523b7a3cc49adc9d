"""The web application: checks a delivery, stores it and answers at once. All work is done later, by the worker.

`create_app` makes a plain Flask application, which any WSGI server can serve; pages are blueprints of it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from flask import Blueprint, Flask, Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound, RequestEntityTooLarge

from bot.hub.delivery import DeliveryError, read_delivery, verify
from bot.hub.installing import EVENTS as INSTALLATION_EVENTS
from bot.hub.installing import InstallationChange, read_installation
from bot.hub.names import RepositoryNames
from bot.service.failures import quote
from bot.service.inbox import Inbox, InboxError
from bot.service.pages import open_live_templates
from bot.service.pages.metrics import create_metrics
from bot.service.pages.preview import Lists, create_preview
from bot.service.pages.status import CountOlder, create_pages
from bot.workflow.clerk import LookUp

log = logging.getLogger(__name__)

#: GitHub caps a payload at 25 MB.
LARGEST_BODY = 25 * 1024 * 1024

Answer = tuple[str | Mapping[str, object], int]


def create_app(
    inbox: Inbox,
    *,
    secrets: Sequence[bytes],
    repositories: Collection[str] = (),
    own_logins: Collection[str] = (),
    names: RepositoryNames | None = None,
    limits: Callable[[], Mapping[str, int]] = dict,
    install: Callable[[InstallationChange], object] = lambda change: None,
    count_older: CountOlder = lambda repository, number: 0,
    lists: Lists | None = None,
    look_up: LookUp | None = None,
) -> Flask:
    """Return the application; `repositories` limits what is served (empty: all that the secret signs for), under
    any of the `names` that they have had.

    `limits` tells for `/healthz` and the pages how GitHub's limits are used, and of an outage. `install` is told where
    the App was installed or removed; `count_older` tells how many open submissions of a list are older than one.
    `lists` are those of which anybody may ask what the clerk would say, None where nobody may, and `look_up` the
    services that are then asked.
    """
    app = Flask("paperclerk", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.url_map.merge_slashes = False
    app.register_error_handler(HTTPException, answer_error)
    app.register_error_handler(Exception, answer_fault)
    app.register_blueprint(
        create_webhook(inbox, secrets, repositories, own_logins, names or RepositoryNames(), install)
    )
    app.register_blueprint(create_health(inbox, limits))
    app.register_blueprint(create_metrics(inbox, limits))
    templates = open_live_templates(has_preview=lists is not None)
    app.register_blueprint(create_pages(inbox, templates, limits, count_older, repositories))
    if lists is not None:
        app.register_blueprint(create_preview(templates, lists, look_up))
    return app


def create_webhook(
    inbox: Inbox,
    secrets: Sequence[bytes],
    repositories: Collection[str],
    own_logins: Collection[str],
    names: RepositoryNames,
    install: Callable[[InstallationChange], object],
) -> Blueprint:
    """Return where deliveries come in; the body of each answer says what became of it, as GitHub's page then does."""
    webhook = Blueprint("webhook", __name__)
    webhook.after_request(name_text)

    @webhook.post("/webhook", provide_automatic_options=False)
    def receive() -> Answer:
        if request.mimetype != "application/json":
            return "set the webhook's content type to application/json\n", 415
        body = request.get_data(cache=False)
        if not verify(body, request.headers.get("X-Hub-Signature-256", ""), secrets):
            return "the signature does not match\n", 403
        guid, kind = request.headers.get("X-GitHub-Delivery", ""), request.headers.get("X-GitHub-Event", "")
        try:
            if kind in INSTALLATION_EVENTS:
                install(read_installation(guid, kind, body))
                return "accepted\n", 202
            event = read_delivery(guid, kind, body)
        except DeliveryError as error:
            return f"{error}\n", 400
        if event is None or event.sender in own_logins:
            return "ignored\n", 200
        repository = names.hear(event.repository_id, event.repository, event.former)
        # GitHub takes a name in any case, and sends it as its owner wrote it last.
        if repositories and repository.lower() not in {names.spell(name).lower() for name in repositories}:
            return "ignored: this repository is not served here\n", 200
        fresh = inbox.put(replace(event, repository=repository))
        return ("accepted\n" if fresh else "seen before\n"), 202

    @webhook.errorhandler(InboxError)
    def refuse(error: InboxError) -> Answer:
        # Its name was found to be one before anything was stored.
        log.error("delivery %s could not be stored: %s", request.headers["X-GitHub-Delivery"], error)
        return "could not be stored; please redeliver\n", 503

    return webhook


def create_health(inbox: Inbox, limits: Callable[[], Mapping[str, int]]) -> Blueprint:
    """Return the page that says whether deliveries can be stored, and how much waits."""
    health = Blueprint("health", __name__)

    @health.get("/healthz", provide_automatic_options=False)
    def show() -> Answer:
        try:
            inbox.probe()
            count = inbox.count()
        except InboxError as error:
            # Where the inbox is and what is wrong with it is for the operator, in the log.
            log.error("health: %s", error)
            return {"status": "no delivery can be stored"}, 503
        used = limits()
        return {"status": name_status(count, used), **count, **used}, 200

    return health


def name_status(count: Mapping[str, int], used: Mapping[str, int]) -> str:
    """Return how things stand in a few words."""
    if used.get("outage"):
        return "GitHub does not answer"
    return "GitHub asked to wait" if count["paused"] or used.get("resting") else "ok"


def name_text(response: Response) -> Response:
    """Say of a text that it is one: Flask takes a string for HTML."""
    if response.mimetype == "text/html":
        response.mimetype = "text/plain"
    return response


def answer_error(error: HTTPException) -> Response:
    """Say on one line what is wrong with a request, in place of Flask's page."""
    if isinstance(error, NotFound):
        words = "there is nothing here"
    elif isinstance(error, RequestEntityTooLarge):
        words = "GitHub sends nothing that is so large"
    elif isinstance(error, MethodNotAllowed):
        words = f"{' or '.join(sorted(error.valid_methods or ()))} only"
    else:
        words = error.name
    answer = Response(f"{words}\n", status=error.code, mimetype="text/plain")
    if isinstance(error, MethodNotAllowed):
        answer.headers["Allow"] = ", ".join(sorted(error.valid_methods or ()))
    return answer


def answer_fault(error: Exception) -> Response:
    """Say that a fault of ours came up; its trace may quote what a stranger sent, so it is logged at DEBUG only."""
    log.error("delivery %s: %s", quote(request.headers.get("X-GitHub-Delivery", "none")), type(error).__name__)
    log.debug("trace", exc_info=error)
    return Response("a fault of ours; please redeliver\n", status=500, mimetype="text/plain")
