"""Numbers of the running bot for machines: its health as JSON, and everything in Prometheus' text format."""

import logging
import threading
from collections import Counter
from collections.abc import Callable, Mapping

from flask import Blueprint, Response, request

from bot.service.inbox import InboxError
from bot.service.inbox.jobs import Inbox
from bot.service.pages import answer_trouble, guard
from bot.service.webhook import Answer

log = logging.getLogger(__name__)

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
#: Each number with its description.
GAUGES = {
    "waiting": "Jobs that wait.",
    "running": "Jobs that run.",
    "parked": "Jobs that failed for good and wait for an operator.",
    "paused": "Waiting jobs that wait because GitHub asked for it.",
    "resting": "Seconds for which GitHub is left alone because it asked for it.",
    "outage": "Seconds for which GitHub has not answered, 0 while it does.",
    "contents": "Comments and the like that were written within an hour.",
}


class Metrics:
    """The numbers; deliveries are counted as the webhook answers them."""

    def __init__(self, inbox: Inbox, limits: Callable[[], Mapping[str, int]]) -> None:
        self.inbox = inbox
        self.limits = limits
        self.deliveries: Counter[int] = Counter()
        self.lock = threading.Lock()

    def blueprint(self) -> Blueprint:
        metrics = Blueprint("metrics", __name__)
        metrics.after_request(guard)
        metrics.after_app_request(self.count_delivery)
        metrics.register_error_handler(InboxError, answer_trouble)
        metrics.add_url_rule("/healthz", view_func=self.show_health, provide_automatic_options=False)
        metrics.add_url_rule("/metrics", view_func=self.show, provide_automatic_options=False)
        return metrics

    def show_health(self) -> Answer:
        """Report whether deliveries can be stored, and how many jobs wait."""
        try:
            self.inbox.probe()
            count = self.inbox.count()
        except InboxError as error:
            # Details about the inbox and what is wrong with it go to the log, for the operator.
            log.error("health: %s", error)
            return {"status": "no delivery can be stored"}, 503
        used = self.limits()
        return {"status": name_status(count, used), **count, **used}, 200

    def show(self) -> Response:
        with self.lock:
            answers = dict(self.deliveries)
        return Response(write_metrics({**self.inbox.count(), **self.limits()}, answers), content_type=CONTENT_TYPE)

    def count_delivery(self, response: Response) -> Response:
        if request.blueprint == "webhook":
            with self.lock:
                self.deliveries[response.status_code] += 1
        return response


def name_status(count: Mapping[str, int], used: Mapping[str, int]) -> str:
    if used.get("outage"):
        return "GitHub does not answer"
    return "GitHub asked to wait" if count["paused"] or used.get("resting") else "ok"


def write_metrics(numbers: Mapping[str, int], deliveries: Mapping[int, int]) -> str:
    """Return numbers in Prometheus' text format, with deliveries since the start by the status of their answer."""
    lines = []
    for name, meaning in GAUGES.items():
        if name in numbers:
            metric = f"paperclerk_{name}"
            lines += [f"# HELP {metric} {meaning}", f"# TYPE {metric} gauge", f"{metric} {numbers[name]}"]
    metric = "paperclerk_deliveries_total"
    lines += [f"# HELP {metric} Deliveries by the status of the answer.", f"# TYPE {metric} counter"]
    lines += [f'{metric}{{status="{status}"}} {count}' for status, count in sorted(deliveries.items())]
    return "".join(f"{line}\n" for line in lines)
