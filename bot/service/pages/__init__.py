"""The running bot's pages: what all of them share."""

import logging
from datetime import UTC, datetime

from flask import Response
from jinja2 import Environment

from bot.publish.site.templating import open_templates
from bot.service.inbox import InboxError

log = logging.getLogger(__name__)

#: A page loads its own style and images alone, and no other page holds it.
POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'"
HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}


def open_live_templates(*, has_preview: bool) -> Environment:
    templates = open_templates("bot.service")
    templates.filters["moment"] = write_moment
    templates.filters["machine_moment"] = lambda at: datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds")
    templates.globals["has_preview"] = has_preview
    return templates


def guard(response: Response, *, form: str = "'self'") -> Response:
    """Let a page load nothing but its own, and send its form nowhere but to `form`."""
    response.headers.update(HEADERS)
    response.headers["Content-Security-Policy"] = f"{POLICY}; form-action {form}"
    return response


def answer_trouble(error: InboxError) -> Response:
    """Say that the inbox cannot be read; where it is and what is wrong with it is for the operator, in the log."""
    log.error("pages: %s", error)
    return Response("the inbox cannot be read now\n", status=503, mimetype="text/plain")


def write_moment(seconds: float) -> str:
    """Return a moment as people read it: 28 November 2026, 13:05 UTC."""
    moment = datetime.fromtimestamp(seconds, UTC)
    return f"{moment.day} {moment:%B %Y, %H:%M} UTC"
