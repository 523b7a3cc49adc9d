"""The page that shows anybody what the clerk would answer to a link or a text, before it is filed on GitHub.

It only reads and judges: nothing is written, here or on GitHub, and no service is asked unless the operator wants it.
"""

import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from urllib.parse import quote, urlencode

import nh3
from flask import Blueprint, Response, request
from jinja2 import Environment
from markdown_it import MarkdownIt
from markupsafe import Markup
from werkzeug.exceptions import RequestEntityTooLarge

from bot.catalogue.identity.metadata import LookUp
from bot.service.pages import guard
from bot.service.pages.allowance import Allowance
from bot.workflow.preview import preview_comment
from bot.workflow.snapshots.loading import LoadedList

#: The lists that can be read now, by name.
Lists = Callable[[], Mapping[str, LoadedList]]

#: In characters; GitHub's form would accept more, but nobody pastes more papers than a thread may hold.
LONGEST_TEXT = 10_000
#: In bytes of a request; each character may take nine.
LARGEST_BODY = 10 * LONGEST_TEXT
#: How many texts are read at the same time, for all visitors: reading shares the processor with the worker.
MOST_READINGS = 2
#: GitHub refuses longer addresses.
LONGEST_ADDRESS = 8000
TAGS = {
    "a", "blockquote", "br", "code", "details", "em", "h3", "h4", "li", "ol", "p", "pre", "strong", "sub", "summary",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
#: A bookmarklet that opens this page for the paper being viewed, with the selected text, such as its title.
BOOKMARKLET = (
    "javascript:void(open('{}?text='+encodeURIComponent((getSelection()+'\\n'+location.href).trim().slice(0,2000))))"
)


class Preview:
    """The page; `look_up` is None if no service is to be asked."""

    def __init__(self, templates: Environment, lists: Lists, look_up: LookUp | None) -> None:
        self.templates = templates
        self.lists = lists
        self.look_up = look_up
        self.allowance = Allowance()
        self.readings = threading.BoundedSemaphore(MOST_READINGS)

    def blueprint(self) -> Blueprint:
        preview = Blueprint("preview", __name__)
        preview.after_request(guard)
        preview.register_error_handler(RequestEntityTooLarge, lambda error: self.write(trouble="long", status=413))
        preview.add_url_rule("/preview", view_func=self.show, methods=["GET", "POST"], provide_automatic_options=False)
        return preview

    def show(self) -> Response:
        request.max_content_length = LARGEST_BODY
        known = self.lists()
        text, name = request.values.get("text", "").strip(), request.values.get("list", "")
        name = name or next(iter(sorted(known)), "")
        if not text:
            return self.write(name=name)
        if len(text) > LONGEST_TEXT:
            return self.write(text[:LONGEST_TEXT], name, trouble="long", status=413)
        if name not in known:
            return self.write(text, trouble="unknown", status=404)
        if not self.allowance.admit(request.remote_addr or ""):
            return self.write(text, name, trouble="often", status=429)
        if not self.readings.acquire(blocking=False):
            return self.write(text, name, trouble="busy", status=503)
        try:
            return self.write(text, name, preview_comment(text, known[name], datetime.now(UTC), self.look_up))
        finally:
            self.readings.release()

    def write(self, text: str = "", name: str = "", said: str = "", trouble: str = "", status: int = 200) -> Response:
        page = self.templates.get_template("preview.html").render(
            root="/",
            name="paperclerk",
            limits={},
            lists=sorted(self.lists()),
            chosen=name,
            text=text,
            said=render_comment(said, name),
            trouble=trouble,
            longest=LONGEST_TEXT,
            bookmarklet=BOOKMARKLET.format(quote(request.base_url, safe=":/[]")),
            file=file_address(name, text) if said else "",
        )
        return Response(page, status=status)


def render_comment(text: str, repository: str) -> Markup:
    """Return a comment much as GitHub shows it; only known tags and web links are left."""
    shown = MarkdownIt("commonmark", {"html": True}).enable(["table"]).render(text)
    clean = nh3.clean(
        shown,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        url_relative=("rewrite_with_base", f"https://github.com/{repository}/issues/0"),
    )
    # Some of the comment's tables have empty header cells, which would confuse users of screen readers.
    return Markup(clean.replace("<th></th>", "<td></td>"))  # noqa: S704  # nosec B704


def file_address(repository: str, text: str) -> str:
    """Return the address that files the text as an issue; if the text is too long, that of an empty issue."""
    url = f"https://github.com/{repository}/issues/new"
    filled = f"{url}?{urlencode({'body': text})}"
    return filled if len(filled) <= LONGEST_ADDRESS else url
