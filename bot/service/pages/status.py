"""Pages of the running bot, for anybody and to be read only: what waits for it, one thread, and numbers for machines.

A job's reason may quote strangers, paths and GitHub, so no page shows it; `paperclerk inbox` tells the operator.
"""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence

from flask import Blueprint, Response, abort, request
from jinja2 import Environment

from bot.publish.site.templating import read_static
from bot.service.inbox import LIST, Inbox, InboxError, Standing, name_thread, read_thread
from bot.service.pages import HEADERS
from bot.service.pages.history import say

#: What tells how a thread stands: what is asked in it, or how it ended.
STANDS = ("asked", "over")
#: How many open submissions of a list are older than one, by the list's name and the thread's number.
CountOlder = Callable[[str, int], int]

log = logging.getLogger(__name__)

#: A longer queue is cut on its page, and what is left is counted.
MOST_SHOWN = 200
STATIC = {"style.css": "text/css", "icon.svg": "image/svg+xml"}
#: Of Prometheus' text format.
METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"
#: What is measured, and what it means.
GAUGES = {
    "waiting": "Jobs that wait.",
    "running": "Jobs that run.",
    "parked": "Jobs that failed for good and wait for an operator.",
    "paused": "Waiting jobs that wait because GitHub asked for it.",
    "resting": "Seconds for which GitHub is left alone because it asked for it.",
    "outage": "Seconds for which GitHub has not answered, 0 while it does.",
    "contents": "Comments and the like that were written within an hour.",
}


def create_pages(
    inbox: Inbox,
    templates: Environment,
    limits: Callable[[], Mapping[str, int]],
    count_older: CountOlder,
    repositories: Collection[str] = (),
) -> Blueprint:
    """Return the pages; `repositories` limits the threads that are told of, as it does what is served."""
    pages = Blueprint("pages", __name__)
    served = {name.lower() for name in repositories}
    deliveries: Counter[int] = Counter()
    lock = threading.Lock()

    def render(template: str, **content: object) -> Response:
        return Response(templates.get_template(template).render(root="/", name="paperclerk", **content))

    @pages.get("/", provide_automatic_options=False)
    def show_queue() -> Response:
        jobs = inbox.standing()
        return render(
            "queue.html", jobs=jobs[:MOST_SHOWN], more=len(jobs[MOST_SHOWN:]), count=inbox.count(), limits=limits()
        )

    @pages.get("/thread/<owner>/<name>/<number>", provide_automatic_options=False)
    def show_thread(owner: str, name: str, number: str) -> Response:
        try:
            thread = read_thread(f"{owner}/{name}#{number}")
        except InboxError:
            abort(404)
        if served and thread[0].lower() not in served:
            abort(404)
        own, before = find(inbox.standing(), *thread)
        history = inbox.history(thread[0], thread[1] or LIST)
        stands = next((happened for happened in history if happened.what in STANDS), None)
        return render(
            "thread.html",
            thread=name_thread(*thread),
            jobs=own,
            before=before,
            stands=stands,
            older=count_older(thread[0], thread[1]) if thread[1] and stands and stands.what == "asked" else 0,
            past=[(happened.at, say(happened)) for happened in history if happened.what not in STANDS],
            limits=limits(),
        )

    @pages.get("/metrics", provide_automatic_options=False)
    def show_metrics() -> Response:
        with lock:
            answers = dict(deliveries)
        return Response(write_metrics({**inbox.count(), **limits()}, answers), content_type=METRICS_TYPE)

    @pages.get("/<any('style.css', 'icon.svg'):name>", provide_automatic_options=False)
    def show_static(name: str) -> Response:
        return Response(read_static(name), mimetype=STATIC[name])

    @pages.after_request
    def guard(response: Response) -> Response:
        response.headers.update(HEADERS)
        return response

    @pages.after_app_request
    def count_delivery(response: Response) -> Response:
        if request.blueprint == "webhook":
            with lock:
                deliveries[response.status_code] += 1
        return response

    @pages.errorhandler(InboxError)
    def answer_trouble(error: InboxError) -> Response:
        # Where the inbox is and what is wrong with it is for the operator, in the log.
        log.error("pages: %s", error)
        return Response("the inbox cannot be read now\n", status=503, mimetype="text/plain")

    return pages


def find(jobs: Sequence[Standing], repository: str, number: int | None) -> tuple[list[Standing], int]:
    """Return the jobs of a thread, in any case of its name, and how many of its list were queued before the first."""
    of_list = [job for job in jobs if job.repository.lower() == repository.lower() and job.state != "parked"]
    own = [job for job in jobs if job.repository.lower() == repository.lower() and job.number == number]
    waiting = next((place for place, job in enumerate(of_list) if job.number == number), 0)
    return own, waiting


def write_metrics(numbers: Mapping[str, int], deliveries: Mapping[int, int]) -> str:
    """Return numbers in Prometheus' text format; deliveries by the status of their answer, since the start."""
    lines = []
    for name, meaning in GAUGES.items():
        if name in numbers:
            metric = f"paperclerk_{name}"
            lines += [f"# HELP {metric} {meaning}", f"# TYPE {metric} gauge", f"{metric} {numbers[name]}"]
    metric = "paperclerk_deliveries_total"
    lines += [f"# HELP {metric} Deliveries by the status of the answer.", f"# TYPE {metric} counter"]
    lines += [f'{metric}{{status="{status}"}} {count}' for status, count in sorted(deliveries.items())]
    return "".join(f"{line}\n" for line in lines)
