"""The ways to run a server that the project ships are what their programs accept, and start a server that answers.

`make package-test` runs it; the proxy is an own group of dependencies, since it is large.
"""

import http.client
import json
import os
import re
import shutil
import ssl
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from bot.hub.apps import MadeApp
from bot.hub.delivery import sign
from bot.service.setup.page import Setup
from tests.web import find_port

ROOT = Path(__file__).parents[2]
UNIT = ROOT / ".github" / "paperclerk.service"
COMPOSE = ROOT / "compose.yaml"
CADDYFILE = ROOT / ".github" / "Caddyfile"
PROGRAMS = Path(sys.executable).parent
ANALYZE = shutil.which("systemd-analyze")
PATIENCE = 60
DELIVERY = json.dumps(
    {
        "action": "opened",
        "issue": {"number": 7},
        "repository": {"full_name": "mona/list", "default_branch": "main"},
        "sender": {"login": "mona"},
        "installation": {"id": 1},
    }
).encode()


def read_unit(name: str, between: str) -> dict[str, str]:
    """Return what the unit says by a name, which may stand several times, each time one thing of another."""
    lines = re.findall(rf"^{name}=(.*)$", UNIT.read_text(encoding="utf-8"), re.MULTILINE)
    return dict(line.split(between, 1) for line in lines)


def read_environment(place: Path) -> Mapping[str, str]:
    """Return what a way to run the server says to it, with `{secrets}` for the folder of what it hands over."""
    if place == UNIT:
        return {name: value.replace("%d", "{secrets}") for name, value in read_unit("Environment", "=").items()}
    handed: dict[str, str] = yaml.safe_load(place.read_text(encoding="utf-8"))["services"]["paperclerk"]["environment"]
    return {name: value.replace("/run/secrets", "{secrets}") for name, value in handed.items()}


def hand_over(place: Path, made: Path, secrets: Path) -> None:
    """Put what `setup` left in `made` where the server finds it, under the names that it is handed over by."""
    secrets.mkdir()
    if place == UNIT:
        given = read_unit("LoadCredential", ":")
    else:
        compose = yaml.safe_load(place.read_text(encoding="utf-8"))
        files = {name: each["file"] for name, each in compose["secrets"].items()}
        given = {name: files[name] for name in compose["services"]["paperclerk"]["secrets"]}
    for name, source in given.items():
        shutil.copy2(made / Path(source).name, secrets / name)


@contextmanager
def serve(environment: Mapping[str, str], folder: Path) -> Iterator[int]:
    """Run the server in a folder until the block is left; give its port."""
    variables = {
        "PATH": os.defpath,
        "PAPERCLERK_PORT": "0",
        "PAPERCLERK_CACHE": "off",
        "PAPERCLERK_SWEEP_MINUTES": "0",
        "PAPERCLERK_WORKERS": "0",
        **environment,
    }
    command = [str(PROGRAMS / "paperclerk"), "serve"]
    with subprocess.Popen(command, env=variables, cwd=folder, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            address = next(line.split()[-1] for line in server.stderr if "listens on" in line)
            port = urlsplit(address).port
            assert port
            yield port
        finally:
            server.terminate()
            assert server.wait(PATIENCE) == 0


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """What `paperclerk setup` leaves, and what else compose.yaml says to write."""
    folder = tmp_path / "made"
    folder.mkdir()
    made = MadeApp(1, "clerk", "", key="not read yet", secret="s" * 40)
    Setup(folder, "http://127.0.0.1:9", "https://clerk.example.org").keep(made)
    inbox = folder / "inbox"
    inbox.write_text(str(tmp_path / "inbox.sqlite3"), encoding="utf-8")
    inbox.chmod(0o600)
    return folder


@pytest.mark.skipif(ANALYZE is None, reason="systemd is not installed; CI has it")
def test_systemd_accepts_the_unit(tmp_path: Path) -> None:
    assert ANALYZE is not None
    text = UNIT.read_text(encoding="utf-8")
    assert text.count("/opt/paperclerk/bin/paperclerk serve") == 1
    unit = tmp_path / UNIT.name
    unit.write_text(text.replace("/opt/paperclerk/bin/", f"{PROGRAMS}/"), encoding="utf-8")
    judged = subprocess.run([ANALYZE, "verify", unit], capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert (judged.returncode, judged.stdout + judged.stderr) == (0, "")


def test_compose_has_the_form_that_its_specification_gives() -> None:
    judge = [str(PROGRAMS / "check-jsonschema"), "--builtin-schema", "vendor.compose-spec", str(COMPOSE)]
    judged = subprocess.run(judge, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert judged.returncode == 0, judged.stdout


@pytest.mark.parametrize("place", [UNIT, COMPOSE], ids=lambda path: path.name)
def test_what_setup_leaves_is_all_that_the_server_needs(made: Path, tmp_path: Path, place: Path) -> None:
    secrets = tmp_path / "secrets"
    hand_over(place, made, secrets)
    shutil.rmtree(made)
    environment = {name: value.format(secrets=secrets) for name, value in read_environment(place).items()}
    with serve(environment, tmp_path) as port:
        assert answer(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE), "GET", "/healthz") == 200


def answer(connection: http.client.HTTPConnection, method: str, path: str, **signed: str) -> int:
    """Return with which status something is answered."""
    headers = {"Content-Type": "application/json", "X-GitHub-Event": "issues", "X-GitHub-Delivery": "1"}
    headers |= {name.replace("_", "-"): value for name, value in signed.items()}
    with closing(connection):
        connection.request(method, path, DELIVERY if method == "POST" else None, headers)
        return connection.getresponse().status


@contextmanager
def proxy(folder: Path, upstream: int) -> Iterator[tuple[int, ssl.SSLContext]]:
    """Run Caddy as the project's file says before a server; give its port and who trusts its certificate."""
    port = find_port()
    # This machine keeps its port 80, its trust and Caddy's own door as they are.
    aside = "{\n\tdebug\n\tadmin off\n\tauto_https disable_redirects\n\tskip_install_trust\n"
    settings = folder / "Caddyfile"
    settings.write_text(re.sub(r"^\{\n", aside, CADDYFILE.read_text("utf-8"), count=1, flags=re.MULTILINE), "utf-8")
    environment = {
        "CLERK_HOST": f"localhost:{port}",
        "CLERK_UPSTREAM": f"127.0.0.1:{upstream}",
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }
    command = [str(PROGRAMS / "caddy"), "run", "--adapter", "caddyfile", "--config", str(settings)]
    with subprocess.Popen(command, env=environment, cwd=folder, stderr=subprocess.PIPE, text=True) as caddy:
        try:
            assert caddy.stderr is not None
            # Having obtained it is not enough: until it is in the cache, handshakes end with an internal error.
            assert any("added certificate to cache" in line for line in caddy.stderr)
            authority = folder / "caddy" / "pki" / "authorities" / "local" / "root.crt"
            yield port, ssl.create_default_context(cafile=authority)
        finally:
            caddy.terminate()
            caddy.communicate(timeout=PATIENCE)


def test_a_signed_delivery_comes_in_through_caddy_and_nothing_else(made: Path, tmp_path: Path) -> None:
    secret = tomllib.loads((made / "paperclerk.toml").read_text(encoding="utf-8"))["webhook_secret"]
    environment = {"PAPERCLERK_SETTINGS": str(made / "paperclerk.toml")}
    with serve(environment, tmp_path) as upstream, proxy(tmp_path, upstream) as (port, context):
        connection = http.client.HTTPSConnection("localhost", port, timeout=PATIENCE, context=context)

        def ask(method: str, path: str, key: str = "") -> int:
            signature = sign(DELIVERY, key.encode()) if key else ""
            return answer(connection, method, path, X_Hub_Signature_256=signature)

        asked = [ask("POST", "/webhook", secret), ask("POST", "/webhook", "another"), ask("GET", "/"), ask("GET", "/x")]
    assert asked == [202, 403, 404, 404]
