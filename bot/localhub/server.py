"""A GitHub on this machine: accounts and repositories made by its methods, then used through its addresses."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Self

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from bot.localhub.current import HUB
from bot.localhub.git import Git
from bot.localhub.git.smarthttp import smart_http
from bot.localhub.git.storing import Signature
from bot.localhub.graphql.endpoint import graphql_api
from bot.localhub.operations import queues
from bot.localhub.operations.apps import find_installation, register_app
from bot.localhub.pages.app import pages
from bot.localhub.payloads import payload_json, ping
from bot.localhub.representations.apps import told_installation_json
from bot.localhub.representations.names import Site, node_id
from bot.localhub.rest.app import Rest, rest_api
from bot.localhub.rest.call import Exchange
from bot.localhub.state.accounts import App, Installation, Kind, User
from bot.localhub.state.repositories import Hook, LocalRepository, Protection, WebhookEvent
from bot.localhub.state.world import World
from bot.localhub.webhooks import EVERYTHING, Delivery, Sender

BRANCH = "main"
#: How soon the server notices that it should end.
POLL_SECONDS = 0.02


@cache
def build_application() -> Flask:
    """Build REST, GraphQL, git and pages once for all local GitHubs of a process."""
    app = Flask(__name__)
    app.url_map.merge_slashes = False
    app.register_blueprint(rest_api, url_prefix="/api/v3")
    app.register_blueprint(graphql_api, url_prefix="/api")
    app.register_blueprint(smart_http)
    app.register_blueprint(pages)
    return app


class QuietRequests(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


class LocalHub:
    """Runs inside its `with` block; its data is in the folder `root`.

    `on_exchange` receives every REST request with its answer and `on_delivery` every webhook, to check them. With a
    certificate for localhost in `tls` it only speaks HTTPS, for clients that know GitHub by its name.
    """

    def __init__(
        self,
        root: Path,
        *,
        on_exchange: Callable[[Exchange], None] = lambda exchange: None,
        on_delivery: Callable[[Delivery], None] = lambda delivery: None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.root = root
        self.world = World()
        self.sender = Sender(on_delivery)
        self.world.listeners += [self.queue_webhooks, queues.leave_when_closed]
        self.world.app_listeners.append(self.queue_app_webhook)
        self.rest = Rest(self.world, self.sender, on_exchange)
        self.server = make_server(
            "127.0.0.1", 0, self.create_application(), threaded=True, request_handler=QuietRequests, ssl_context=tls
        )
        self.web = f"https://localhost:{self.server.port}" if tls else f"http://127.0.0.1:{self.server.port}"
        self.api = f"{self.web}/api/v3"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(POLL_SECONDS,), name="localhub")

    def create_application(self) -> Callable[..., Iterable[bytes]]:
        app = build_application()
        return lambda environ, start: app({**environ, HUB: self}, start)

    def __enter__(self) -> Self:
        self.thread.start()
        self.sender.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.sender.stop()
        with suppress(OSError):  # Linux wakes the server so; elsewhere it notices a moment later
            self.server.socket.shutdown(socket.SHUT_RDWR)
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
        for repository in self.world.repositories.values():
            repository.git.close()

    def create_user(self, login: str, kind: Kind = "User") -> User:
        with self.world.lock:
            return self.world.create_user(login, kind)

    def create_token(self, login: str, permissions: Mapping[str, str] | None = None) -> str:
        with self.world.lock:
            return self.world.create_token(login, permissions)

    def create_repository(self, full_name: str, files: Mapping[str, bytes]) -> LocalRepository:
        """Create a repository whose first commit has these files."""
        owner, name = full_name.split("/")
        with self.world.lock:
            user = self.world.user(owner) or self.world.create_user(owner)
            git = Git(self.root / f"{owner}--{name}.git")
            self.fill(git, files, BRANCH, self.world.signature(user))
            repository = LocalRepository(self.world, self.world.new_id(), user, name, BRANCH, git, self.world.clock())
            self.world.repositories[full_name.lower()] = repository
        return repository

    def fill(self, git: Git, files: Mapping[str, bytes], branch: str, who: Signature) -> None:
        """Create a repository on disk with one commit."""
        git.init(branch)
        git.import_files(files, branch, "First commit", who)

    def repository(self, full_name: str) -> LocalRepository:
        return self.world.repositories[full_name.lower()]

    def rename(self, full_name: str, name: str) -> None:
        with self.world.lock:
            self.world.rename(self.repository(full_name), name)

    def set_role(self, full_name: str, login: str, role: str) -> None:
        with self.world.lock:
            self.repository(full_name).roles[login] = role

    def create_app_token(self, full_name: str, slug: str, permissions: Mapping[str, str]) -> str:
        """Install an App (made here, once) in a repository; return a token of the installation."""
        with self.world.lock:
            return self.world.create_app_token(slug, self.repository(full_name), permissions)

    def protect(self, full_name: str, *, allow_auto_merge: bool = False, **rules: Any) -> None:
        """Let the default branch accept pull requests only, under Protection's rules for everybody."""
        with self.world.lock:
            repository = self.repository(full_name)
            repository.protection = Protection(**rules)
            repository.settings["allow_auto_merge"] = allow_auto_merge

    def register_app(self, slug: str, owner: str) -> tuple[App, str]:
        with self.world.lock:
            return register_app(self.world, slug, self.world.users[owner.lower()])

    def add_webhook(self, full_name: str, url: str, secret: str, *, app: App | None = None) -> Hook:
        """Send all further events to an address, on behalf of an App if given; first comes a ping."""
        with self.world.lock:
            repository = self.repository(full_name)
            hook = Hook(self.world.new_id(), url, secret, EVERYTHING, app)
            repository.hooks.append(hook)
            self.sender.put(hook, "ping", None, ping(repository, hook, self.site))
        return hook

    def queue_webhooks(self, event: WebhookEvent) -> None:
        hooks = event.repository.hooks
        payload = payload_json(event, self.site) if hooks else {}
        for hook in hooks:
            installation = find_installation(hook.app, event.repository) if hook.app else None
            told = {"id": installation.id, "node_id": node_id("I", installation.id)} if installation else None
            self.sender.put(hook, event.name, event.action, {**payload, "installation": told} if told else payload)

    def queue_app_webhook(self, action: str, installation: Installation) -> None:
        app = installation.app
        if app.webhook:
            hook = Hook(app.id, app.webhook, app.secret, EVERYTHING, app)
            self.sender.put(hook, "installation", action, told_installation_json(self.site, installation, action))

    @property
    def site(self) -> Site:
        """The addresses in webhooks."""
        return Site(self.world, self.api, self.web)

    @property
    def deliveries(self) -> list[Delivery]:
        """All webhook deliveries so far, oldest first."""
        return self.sender.log

    def redeliver(self, guid: str) -> None:
        self.sender.redeliver(guid)

    def drain(self, seconds: float = 30.0) -> bool:
        """Wait until all webhooks are delivered; return False if that takes longer."""
        return self.sender.drain(seconds)
