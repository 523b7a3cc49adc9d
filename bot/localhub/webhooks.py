"""Sends webhooks: signed, in order, from a thread of its own, and never again by itself."""

import hashlib
import hmac
import http.client
import itertools
import json
import queue
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from bot.localhub.state.repositories import Hook

#: How many seconds GitHub gives a receiver.
PATIENCE = 10.0
#: The events of a webhook that asked for all.
EVERYTHING = ("*",)


@dataclass(slots=True)
class Delivery:
    """One webhook request; `status` is the receiver's answer, 0 without one, None while it is queued.

    `guid` is the event's number, the same when it is sent again; `id` is this request's.
    """

    guid: str
    hook: Hook
    event: str
    action: str | None
    body: bytes
    status: int | None = None
    answer: str = ""
    redelivery: bool = False
    id: int = 0
    sent: datetime | None = None


class Sender:
    """Sends deliveries in the order in which they were queued."""

    def __init__(self, observe: Callable[[Delivery], None] = lambda delivery: None) -> None:
        self.observe = observe
        self.log: list[Delivery] = []
        self.numbers = itertools.count(1)
        self.queue: queue.Queue[Delivery | None] = queue.Queue()
        self.thread = threading.Thread(target=self.run, name="localhub-webhooks")
        self.idle = threading.Condition()
        self.open = 0

    def start(self) -> None:
        self.thread.start()

    def stop(self) -> None:
        self.queue.put(None)
        self.thread.join()

    def put(self, hook: Hook, event: str, action: str | None, payload: dict[str, Any]) -> None:
        """Queue a delivery to a hook that asked for this event."""
        if hook.events != EVERYTHING and event not in hook.events:
            return
        body = json.dumps(payload, ensure_ascii=False).encode("utf-8", "surrogatepass")
        self.queue_delivery(Delivery(str(uuid.uuid4()), hook, event, action, body))

    def queue_delivery(self, delivery: Delivery) -> None:
        self.observe(delivery)
        delivery.id = next(self.numbers)
        self.log.append(delivery)
        with self.idle:
            self.open += 1
        self.queue.put(delivery)

    def redeliver(self, guid: str) -> None:
        old = next(delivery for delivery in self.log if delivery.guid == guid)
        self.queue_delivery(Delivery(old.guid, old.hook, old.event, old.action, old.body, redelivery=True))

    def drain(self, seconds: float) -> bool:
        """Wait until nothing is queued; return False if that takes longer."""
        with self.idle:
            return self.idle.wait_for(lambda: self.open == 0, seconds)

    def run(self) -> None:
        while (delivery := self.queue.get()) is not None:
            delivery.sent = datetime.now(UTC)
            delivery.status, delivery.answer = post(delivery)
            with self.idle:
                self.open -= 1
                self.idle.notify_all()


def sign(delivery: Delivery) -> dict[str, str]:
    """Return the headers of a request, including its body's signature."""
    signature = hmac.new(delivery.hook.secret.encode(), delivery.body, hashlib.sha256).hexdigest()
    return {
        "Accept": "*/*",
        "Content-Type": "application/json",
        "User-Agent": "GitHub-Hookshot/local",
        "X-GitHub-Delivery": delivery.guid,
        "X-GitHub-Event": delivery.event,
        "X-GitHub-Hook-ID": str(delivery.hook.id),
        "X-Hub-Signature-256": f"sha256={signature}",
    }


def post(delivery: Delivery) -> tuple[int, str]:
    """Send one request; return the status and the beginning of the answer, 0 if there was none."""
    target = urlsplit(delivery.hook.url)
    connection = http.client.HTTPConnection(target.hostname or "", target.port, timeout=PATIENCE)
    try:
        connection.request("POST", target.path or "/", delivery.body, sign(delivery))
        response = connection.getresponse()
        return response.status, response.read(1000).decode("utf-8", "replace")
    except OSError as error:
        return 0, str(error)
    finally:
        connection.close()
