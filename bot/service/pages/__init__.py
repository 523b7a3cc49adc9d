"""What all pages of the running bot share."""

import logging
from datetime import UTC, datetime

from flask import Response
from jinja2 import Environment

from bot.publish.site.templating import open_templates
from bot.service.inbox import InboxError

log = logging.getLogger(__name__)

#: A page loads only its own style and images, and no other page may frame it.
POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'"
HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}


def open_live_templates(*, has_preview: bool) -> Environment:
    templates = open_templates("bot.service")
    templates.filters["moment"] = write_moment
    templates.filters["machine_moment"] = lambda at: datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds")
    templates.globals["has_preview"] = has_preview
    return templates


def guard(response: Response, *, form: str = "'self'") -> Response:
    """Let a page load nothing but its own files, and send its form nowhere but to `form`."""
    response.headers.update(HEADERS)
    response.headers["Content-Security-Policy"] = f"{POLICY}; form-action {form}"
    return response


def answer_trouble(error: InboxError) -> Response:
    """Answer that the inbox cannot be read; the details are in the log, for the operator."""
    log.error("pages: %s", error)
    return Response("the inbox cannot be read now\n", status=503, mimetype="text/plain")


def write_moment(seconds: float) -> str:
    """Return a moment as people read it: 28 November 2026, 13:05 UTC."""
    moment = datetime.fromtimestamp(seconds, UTC)
    return f"{moment.day} {moment:%B %Y, %H:%M} UTC"
