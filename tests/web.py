"""How tests ask what serves on this machine, and how long they wait for what must come."""

import json
import random
import socket
from collections.abc import Mapping
from typing import Any

import httpx

from bot.localhub.server import LocalHub
from tests.localhub.direct import respond

#: In seconds. A test that waits so long fails; on a machine with much else to do a start takes twenty.
PATIENCE = 240.0
#: Below the ports from which systems take those of connections, one of which could come between.
PORTS = range(20_000, 32_000)
#: One client for all: a new one reads all certificates, which takes longer than most answers here.
CLIENT = httpx.Client(verify=False, trust_env=False, timeout=PATIENCE)


def ask(hub: LocalHub, token: str, method: str, path: str, body: Mapping[str, Any] | None) -> httpx.Response:
    """Ask the local GitHub's application itself: a connection and a thread cost four times the answer."""
    headers = {"Authorization": f"token {token}", "Content-Type": "application/json"}
    sent = b"" if body is None else json.dumps(body).encode()
    status, told, content = respond(hub.server.app, method, f"{hub.web}{path}", headers, sent)
    return httpx.Response(status, headers=told, content=content)


def find_port() -> int:
    """Return a port at which nobody listens, for a program that is told its own; another run looks elsewhere."""
    chance = random.SystemRandom()
    while True:
        port = chance.choice(PORTS)
        with socket.socket() as door:
            try:
                door.bind(("", port))
            except OSError:
                continue
            return port
