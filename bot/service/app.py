"""The web application: the webhook, and the pages of the running bot.

`create_app` makes a plain Flask application, which any WSGI server can serve; pages are blueprints of it.
"""

import logging
from collections.abc import Callable, Mapping

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound, RequestEntityTooLarge

from bot.catalogue.identity.metadata import LookUp
from bot.service.failures import short_line
from bot.service.pages import open_live_templates
from bot.service.pages.metrics import Metrics
from bot.service.pages.preview import Lists, Preview
from bot.service.pages.status import CountOlder, StatusPages
from bot.service.webhook import Webhook

log = logging.getLogger(__name__)

#: GitHub caps a payload at 25 MB.
LARGEST_BODY = 25 * 1024 * 1024
WORDS = {NotFound: "there is nothing here", RequestEntityTooLarge: "GitHub sends nothing that is so large"}


def create_app(
    webhook: Webhook,
    *,
    limits: Callable[[], Mapping[str, int]] = dict,
    count_older: CountOlder = lambda repository, number: 0,
    lists: Lists | None = None,
    look_up: LookUp | None = None,
) -> Flask:
    """Return the application.

    `limits` reports the use of GitHub's limits and any outage, for `/healthz` and the pages. `count_older` returns how
    many open submissions of a list are older than one. `lists` are those whose preview anybody may use, None if nobody
    may, and `look_up` asks the services for it.
    """
    app = Flask("paperclerk", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.url_map.merge_slashes = False
    app.register_error_handler(HTTPException, answer_error)
    app.register_error_handler(Exception, answer_fault)
    app.register_blueprint(webhook.blueprint())
    app.register_blueprint(Metrics(webhook.inbox, limits).blueprint())
    templates = open_live_templates(has_preview=lists is not None)
    pages = StatusPages(webhook.inbox, templates, limits, count_older, webhook.repositories)
    app.register_blueprint(pages.blueprint())
    if lists is not None:
        app.register_blueprint(Preview(templates, lists, look_up).blueprint())
    return app


def answer_error(error: HTTPException) -> Response:
    """Explain on one line what is wrong with a request, in place of Flask's page."""
    words, headers = WORDS.get(type(error), error.name), {}
    if isinstance(error, MethodNotAllowed):
        methods = sorted(error.valid_methods or ())
        words, headers = f"{' or '.join(methods)} only", {"Allow": ", ".join(methods)}
    return Response(f"{words}\n", error.code, headers, mimetype="text/plain")


def answer_fault(error: Exception) -> Response:
    """Report an error of the program; its trace may quote a stranger's request, so it is logged at DEBUG only."""
    log.error("delivery %s: %s", short_line(request.headers.get("X-GitHub-Delivery", "none")), type(error).__name__)
    log.debug("trace", exc_info=error)
    return Response("a fault of ours; please redeliver\n", status=500, mimetype="text/plain")
