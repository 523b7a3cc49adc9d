"""Pages of the running bot, for anybody and to be read only: what waits for it, and one thread.

A job's reason may quote strangers, paths and GitHub, so no page shows it; `paperclerk inbox` tells the operator.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, abort
from jinja2 import Environment

from bot.publish.site.templating import read_static
from bot.service.inbox import InboxError, Standing, name_thread, read_thread
from bot.service.inbox.tables import Inbox
from bot.service.pages import answer_trouble, guard
from bot.service.pages.history import say

#: What tells how a thread stands: what is asked in it, or how it ended.
STANDS = ("asked", "over")
#: How many open submissions of a list are older than one, by the list's name and the thread's number.
CountOlder = Callable[[str, int], int]
#: A longer queue is cut on its page, and what is left is counted.
MOST_SHOWN = 200
STATIC = {"style.css": "text/css", "icon.svg": "image/svg+xml"}


def create_pages(
    inbox: Inbox,
    templates: Environment,
    limits: Callable[[], Mapping[str, int]],
    count_older: CountOlder,
    repositories: Collection[str] = (),
) -> Blueprint:
    """Return the pages; `repositories` limits the threads that are told of, as it does what is served."""
    pages = Blueprint("pages", __name__)
    pages.after_request(guard)
    pages.register_error_handler(InboxError, answer_trouble)
    served = {name.lower() for name in repositories}

    def render(template: str, **content: object) -> Response:
        page = templates.get_template(template).render(root="/", name="paperclerk", limits=limits(), **content)
        return Response(page)

    @pages.get("/", provide_automatic_options=False)
    def show_queue() -> Response:
        jobs = inbox.standing()
        return render("queue.html", jobs=jobs[:MOST_SHOWN], more=len(jobs[MOST_SHOWN:]), count=inbox.count())

    @pages.get("/thread/<owner>/<name>/<number>", provide_automatic_options=False)
    def show_thread(owner: str, name: str, number: str) -> Response:
        try:
            repository, thread = read_thread(f"{owner}/{name}#{number}")
        except InboxError:
            abort(404)
        if thread is None or (served and repository.lower() not in served):
            abort(404)
        return render("thread.html", **tell_of(repository, thread, inbox, count_older))

    @pages.get("/<any('style.css', 'icon.svg'):name>", provide_automatic_options=False)
    def show_static(name: str) -> Response:
        return Response(read_static(name), mimetype=STATIC[name])

    return pages


def tell_of(repository: str, number: int, inbox: Inbox, count_older: CountOlder) -> dict[str, Any]:
    """Return what the page of a thread shows."""
    own, before = find(inbox.standing(), repository, number)
    history = inbox.history(repository, number)
    stands = next((happened for happened in history if happened.what in STANDS), None)
    return {
        "thread": name_thread(repository, number),
        "jobs": own,
        "before": before,
        "stands": stands,
        "older": count_older(repository, number) if stands and stands.what == "asked" else 0,
        "past": [(happened.at, say(happened)) for happened in history if happened.what not in STANDS],
    }


def find(jobs: Sequence[Standing], repository: str, number: int) -> tuple[list[Standing], int]:
    """Return the jobs of a thread, in any case of its name, and how many of its list were queued before the first."""
    of_list = [job for job in jobs if job.repository.lower() == repository.lower() and job.state != "parked"]
    own = [job for job in jobs if job.repository.lower() == repository.lower() and job.number == number]
    waiting = next((place for place, job in enumerate(of_list) if job.number == number), 0)
    return own, waiting
