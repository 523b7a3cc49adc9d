"""`paperclerk setup`: a page on this machine that has GitHub make the App, and stores the App's credentials."""

import hmac
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from flask import Flask, Response, redirect, request
from github import GithubException
from werkzeug.wrappers import Response as Redirection

from bot.errors import PaperclerkError
from bot.hub.apps import MadeApp, make_app, read_installations
from bot.hub.connection import Connection
from bot.hub.rights import PERMISSIONS, lacking
from bot.publish.site.templating import open_templates, read_static
from bot.service.failures import explain
from bot.service.pages import guard
from bot.service.settings import FILE, LOGIN, Settings, read_settings
from bot.service.setup.manifest import build_manifest

KEY = "private-key.pem"


class SetupError(PaperclerkError):
    """The bot cannot be set up here; the message says why."""


@dataclass
class Setup:
    """What is being set up: an App on the GitHub at `api`, for a server at `address`, stored in `folder`.

    `state` proves that whoever comes back with a code was sent by this page.
    """

    folder: Path
    api: str = Settings.api
    address: str | None = None
    organization: str | None = None
    name: str = field(default_factory=lambda: f"paperclerk-{secrets.token_hex(3)}")
    state: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)

    def __post_init__(self) -> None:
        for name in (FILE, KEY):
            if (self.folder / name).exists():
                raise SetupError(f"{self.folder / name} is there already; move it away to set up another App.")

    @property
    def web(self) -> str:
        """The address of GitHub's pages, derived from that of its API."""
        return "https://github.com" if self.api == Settings.api else self.api.removesuffix("/api/v3")

    @property
    def manifest_page(self) -> str:
        owner = f"/organizations/{self.organization}" if self.organization else ""
        return f"{self.web}{owner}/settings/apps/new?state={self.state}"

    def keep(self, made: MadeApp) -> None:
        """Write the key and the settings, readable for nobody else; never overwrite a file."""
        write_secret(self.folder / KEY, made.key)
        settings: dict[str, object] = {"app_id": made.id, "private_key_file": str((self.folder / KEY).absolute())}
        settings["seal_key"] = secrets.token_hex(32)
        if made.secret:
            settings["webhook_secret"] = made.secret
        if self.api != Settings.api:
            settings["api_url"] = self.api
        write_secret(self.folder / FILE, write_toml(settings))


def write_secret(path: Path, text: str) -> None:
    """Write a new file that only its owner can read."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(text)


def write_toml(settings: Mapping[str, object]) -> str:
    """Return settings as the text of their file; TOML writes texts and numbers as JSON does."""
    return "".join(f"{name} = {json.dumps(value)}\n" for name, value in settings.items())


def create_setup(setup: Setup, *, local: str) -> Flask:
    """Return the application; `local` is its own address, to which GitHub sends the browser back."""
    pages = SetupPages(setup, local)
    app = Flask("paperclerk-setup", static_folder=None)
    app.add_url_rule("/", view_func=pages.begin)
    app.add_url_rule("/created", view_func=pages.receive_code)
    app.add_url_rule("/installed", view_func=pages.check_installation)
    app.add_url_rule("/style.css", view_func=lambda: Response(read_static("style.css"), mimetype="text/css"))
    app.after_request(partial(guard, form=setup.web))
    return app


class SetupPages:
    def __init__(self, setup: Setup, local: str) -> None:
        self.setup = setup
        self.local = local
        self.templates = open_templates("bot.service")

    def show(self, template: str, **content: object) -> str:
        return self.templates.get_template(template).render(setup=self.setup, file=FILE, **content)

    def refuse(self, words: str) -> Response:
        return Response(self.show("setup_refused.html", words=words), status=400)

    def begin(self) -> str:
        manifest = build_manifest(self.setup.name, local=self.local, address=self.setup.address)
        return self.show("setup.html", manifest=json.dumps(manifest), permissions=PERMISSIONS)

    def receive_code(self) -> Response | Redirection:
        code, state = request.args.get("code", ""), request.args.get("state", "")
        if not hmac.compare_digest(state.encode(), self.setup.state.encode()):
            return self.refuse("This page did not send you there: begin again.")
        if not code.isascii() or not code.isalnum():
            return self.refuse("GitHub sent no code: begin again.")
        try:
            self.setup.keep(make_app(self.setup.api, code))
        except FileExistsError:
            return self.refuse("An App was set up here already.")
        except (GithubException, OSError, KeyError) as error:
            return self.refuse(explain(error, is_app=True).words)
        return redirect("/installed")

    def check_installation(self) -> str:
        kept = read_settings({"PAPERCLERK_SETTINGS": str(self.setup.folder / FILE)}, needs=LOGIN)
        connection = Connection(kept.api, None, kept.app_id, kept.private_key)
        _, own = connection.ask_as_app("/app")
        found = [(each, lacking(each.permissions)) for each in read_installations(connection)]
        return self.show("setup_next.html", page=own["html_url"], found=found, served=bool(kept.secrets))
