"""Receives deliveries: each is checked, stored and answered at once. All work is done later, by the worker."""

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from flask import Blueprint, Response, request

from bot.hub.delivery import (
    INSTALLATION_EVENTS,
    DeliveryError,
    InstallationChange,
    read_delivery,
    read_installation,
    verify,
)
from bot.hub.names import RepositoryNames
from bot.service.inbox import InboxError
from bot.service.inbox.jobs import Inbox

log = logging.getLogger(__name__)

Answer = tuple[str | Mapping[str, object], int]


@dataclass(frozen=True)
class Webhook:
    """Accepts deliveries signed with one of the `secrets`; each answer says what was done, also for GitHub's own page.

    `repositories` limits what is served (empty: everything signed), under any of the `names` they have or had.
    Deliveries caused by `own_login` are echoes of the bot's own work. `install` is called when the App was installed
    or removed.
    """

    inbox: Inbox
    secrets: Sequence[bytes] = field(repr=False)
    repositories: Collection[str] = ()
    own_login: str | None = None
    names: RepositoryNames = field(default_factory=RepositoryNames)
    install: Callable[[InstallationChange], object] = lambda change: None

    def blueprint(self) -> Blueprint:
        webhook = Blueprint("webhook", __name__)
        webhook.after_request(name_text)
        webhook.register_error_handler(InboxError, refuse)
        webhook.add_url_rule("/webhook", view_func=self.receive, methods=["POST"], provide_automatic_options=False)
        return webhook

    def receive(self) -> Answer:
        if request.mimetype != "application/json":
            return "set the webhook's content type to application/json\n", 415
        body = request.get_data(cache=False)
        if not verify(body, request.headers.get("X-Hub-Signature-256", ""), self.secrets):
            return "the signature does not match\n", 403
        guid, kind = request.headers.get("X-GitHub-Delivery", ""), request.headers.get("X-GitHub-Event", "")
        try:
            return self.take_in(guid, kind, body)
        except DeliveryError as error:
            return f"{error}\n", 400

    def take_in(self, guid: str, kind: str, body: bytes) -> Answer:
        """Store a delivery for a served list; raise DeliveryError if it cannot be understood."""
        if kind in INSTALLATION_EVENTS:
            self.install(read_installation(guid, kind, body))
            return "accepted\n", 202
        event = read_delivery(guid, kind, body)
        if event is None or event.sender == self.own_login:
            return "ignored\n", 200
        repository = self.names.hear(event.repository_id, event.repository, event.former)
        if not self.serves(repository):
            return "ignored: this repository is not served here\n", 200
        fresh = self.inbox.put(replace(event, repository=repository))
        return ("accepted\n" if fresh else "seen before\n"), 202

    def serves(self, repository: str) -> bool:
        """Whether a list is served; GitHub ignores the case of a name, and sends the owner's latest spelling."""
        names = {self.names.spell(name).lower() for name in self.repositories}
        return not names or repository.lower() in names


def name_text(response: Response) -> Response:
    """Mark a body as plain text: Flask takes a string for HTML."""
    if response.mimetype == "text/html":
        response.mimetype = "text/plain"
    return response


def refuse(error: InboxError) -> Answer:
    # The name was checked before anything was stored.
    log.error("delivery %s could not be stored: %s", request.headers["X-GitHub-Delivery"], error)
    return "could not be stored; please redeliver\n", 503
