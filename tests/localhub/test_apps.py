"""Apps on the local GitHub: what they may ask about their own webhooks."""

import time

import jwt
import pytest

from bot.localhub.server import LocalHub
from bot.localhub.state.accounts import App
from tests.localhub.guests import REPOSITORY, Guest

DELIVERIES = "/app/hook/deliveries"


@pytest.fixture
def registered(hub: LocalHub) -> tuple[App, str]:
    """An App whose webhook nobody listens to, and its key."""
    app, key = hub.register_app("clerk", "mona")
    hub.add_webhook("mona/list", "http://127.0.0.1:9/nobody-listens", "s" * 32, app=app)
    return app, key


def sign_in(hub: LocalHub, registered: tuple[App, str], *, seconds: int = 60) -> Guest:
    """Return the App itself, with a token that is good for so many seconds."""
    app, key = registered
    now = int(time.time())
    return Guest(hub, "clerk", jwt.encode({"iat": now - 60, "exp": now + seconds, "iss": str(app.id)}, key, "RS256"))


def test_an_app_reads_what_its_webhook_was_sent_and_has_it_sent_again(
    hub: LocalHub, mona: Guest, registered: tuple[App, str]
) -> None:
    mona.ask("POST", f"{REPOSITORY}/issues", title="One")
    assert hub.drain()
    clerk = sign_in(hub, registered)
    newest, ping = clerk.ask("GET", DELIVERIES).json()
    assert (newest["event"], newest["action"], newest["status_code"]) == ("issues", "opened", 0)
    assert ping["event"] == "ping"
    assert clerk.ask("POST", f"{DELIVERIES}/{newest['id']}/attempts").status_code == 202
    assert hub.drain()
    again = clerk.ask("GET", DELIVERIES).json()[0]
    assert (again["guid"], again["redelivery"]) == (newest["guid"], True)
    assert again["id"] != newest["id"]
    assert clerk.ask("POST", f"{DELIVERIES}/999/attempts").status_code == 422


def test_nobody_else_may(hub: LocalHub, mona: Guest, registered: tuple[App, str]) -> None:
    app, _ = registered
    other = hub.register_app("other", "mona")
    assert sign_in(hub, other).ask("GET", DELIVERIES).json() == []
    assert sign_in(hub, registered, seconds=-1).ask("GET", DELIVERIES).status_code == 401
    assert sign_in(hub, (app, other[1])).ask("GET", DELIVERIES).status_code == 401
    assert mona.ask("GET", DELIVERIES).status_code == 401
