"""Making the App as its owner does: a page, GitHub's own pages, and back; on the local GitHub."""

import re
import socket
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from werkzeug.test import Client, TestResponse

from bot.__main__ import main
from bot.errors import ExitCode
from bot.hub.apps import read_installations
from bot.hub.connection import Connection
from bot.hub.delivery import EVENTS as HEARD
from bot.hub.rights import PERMISSIONS, lacking
from bot.localhub.server import LocalHub
from bot.service.settings import SERVING, read_settings
from bot.service.setup.manifest import EVENTS, build_manifest
from bot.service.setup.page import KEY, Setup, SetupError, create_setup
from tests.localhub.gate import Gate
from tests.web import CLIENT

PAGE = b"# List\n\n## One\n\n- [First paper of all](https://arxiv.org/abs/2101.00001), ICLR 2021\n"
LOCAL = "http://127.0.0.1:8001"
SERVER = "https://clerk.example.org"
OPERATING = Path(__file__).parents[2] / ".github" / "OPERATING.md"
BOT = Path(__file__).parents[2] / "bot"


@pytest.fixture
def hub(tmp_path: Path, gate: Gate) -> Iterator[LocalHub]:
    with gate.watch(LocalHub)(tmp_path / "hub") as hub:
        hub.create_user("mona")
        hub.create_repository("mona/list", {"README.md": PAGE})
        hub.create_repository("mona/other", {"README.md": b"# Other\n"})
        yield hub


@dataclass
class Owner:
    """Somebody at the browser: presses what the pages show."""

    hub: LocalHub
    page: Client

    def agree(self) -> str:
        """Press the button here and GitHub's; return where GitHub then sends the browser."""
        shown = self.page.get("/").text
        door, manifest = field(shown, "action"), field(shown, "value")
        asked = CLIENT.post(door, data={"manifest": manifest})
        there = self.hub.web + field(asked.text, "action", 'class="go"')
        back = CLIENT.post(there, data={"manifest": field(asked.text, "value")})
        return back.headers["location"]

    def come_back(self, address: str) -> TestResponse:
        """Follow GitHub's answer to this machine's page."""
        assert address.startswith(LOCAL)
        return self.page.get(address.removeprefix(LOCAL), follow_redirects=True)

    def install(self, *repositories: str) -> TestResponse:
        link = re.search(r'href="([^"]+/installations/new)"', self.page.get("/installed").text)
        assert link is not None
        answer = CLIENT.post(link[1], data={"repository": list(repositories)})
        return self.come_back(answer.headers["location"])


def field(page: str, name: str, before: str = "") -> str:
    """Return an attribute's value, the last one before something."""
    found = re.findall(rf'{name}="([^"]*)"', page.partition(before)[0] if before else page)
    return unescape(found[-1])


@pytest.fixture
def setup(hub: LocalHub, tmp_path: Path) -> Setup:
    return Setup(tmp_path, hub.api, SERVER)


@pytest.fixture
def owner(hub: LocalHub, setup: Setup) -> Owner:
    return Owner(hub, Client(create_setup(setup, local=LOCAL)))


def test_an_app_is_made_kept_installed_and_checked(hub: LocalHub, setup: Setup, owner: Owner) -> None:
    page = owner.come_back(owner.agree())
    assert "Install the App" in page.text
    settings = read_settings({"PAPERCLERK_SETTINGS": str(setup.folder / "paperclerk.toml")}, needs=SERVING)
    app, _ = hub.world.apps[settings.app_id or 0]
    assert app.permissions == {name: right.level for name, right in PERMISSIONS.items()}
    assert (app.webhook, settings.secrets) == (f"{SERVER}/webhook", (app.secret.encode(),))
    assert {path.name: path.stat().st_mode & 0o777 for path in setup.folder.iterdir() if path.is_file()} == {
        "paperclerk.toml": 0o600,
        KEY: 0o600,
    }
    assert "Done: installed by mona in mona/list" in owner.install("mona/list").text
    (installed,) = read_installations(Connection(settings.api, None, settings.app_id, settings.private_key))
    assert (installed.account, installed.repositories, lacking(installed.permissions)) == ("mona", ("mona/list",), {})


def test_what_the_owner_did_not_grant_is_named_with_what_is_lost(hub: LocalHub, owner: Owner) -> None:
    owner.come_back(owner.agree())
    ((app, _),) = hub.world.apps.values()
    assert isinstance(app.permissions, dict)
    del app.permissions["checks"]
    assert PERMISSIONS["checks"].without in unescape(owner.install("mona/list").text)


@pytest.mark.parametrize(
    ("lacks", "code", "words"),
    [
        pytest.param("", 0, "the App has every right that it asks for", id="nothing"),
        pytest.param("checks", 1, "limit the App lacks checks (write)", id="a right that little hangs on"),
        pytest.param("contents", 3, "ERROR the App lacks contents (write)", id="a right that all hangs on"),
    ],
)
def test_the_doctor_looks_wherever_the_app_is_installed(
    setup: Setup,
    owner: Owner,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    lacks: str,
    code: int,
    words: str,
) -> None:
    owner.come_back(owner.agree())
    ((app, _),) = owner.hub.world.apps.values()
    assert isinstance(app.permissions, dict)
    app.permissions.pop(lacks, None)
    owner.install("mona/list")
    owner.hub.sender.log.clear()
    monkeypatch.setenv("PAPERCLERK_CACHE", "off")
    monkeypatch.setenv("PAPERCLERK_SETTINGS", str(setup.folder / "paperclerk.toml"))
    assert main(["doctor"]) == code
    said = capsys.readouterr().out
    assert words in said
    assert "mona/list is there" in said


def test_the_doctor_says_that_an_app_is_installed_nowhere(
    setup: Setup, owner: Owner, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    owner.come_back(owner.agree())
    monkeypatch.setenv("PAPERCLERK_CACHE", "off")
    monkeypatch.setenv("PAPERCLERK_SETTINGS", str(setup.folder / "paperclerk.toml"))
    assert main(["doctor"]) == 3
    assert "ERROR the App is installed in no repository" in capsys.readouterr().out


def test_the_doctor_says_what_the_webhook_lost(
    setup: Setup, owner: Owner, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    owner.come_back(owner.agree())
    owner.install("mona/list")
    owner.hub.drain()
    monkeypatch.setenv("PAPERCLERK_CACHE", "off")
    monkeypatch.setenv("PAPERCLERK_SETTINGS", str(setup.folder / "paperclerk.toml"))
    assert main(["doctor"]) == 1
    said = f"limit 1 deliveries of the last three days did not come in, the last with 0: does {SERVER}/webhook answer?"
    assert said in capsys.readouterr().out


@pytest.mark.parametrize(
    ("query", "words"),
    [
        pytest.param("code=abc&state=guessed", "did not send you", id="another state"),
        pytest.param("code=abc", "did not send you", id="no state"),
        pytest.param("state={state}", "no code", id="no code"),
        pytest.param("code=../app&state={state}", "no code", id="a path for a code"),
        pytest.param("code=abc&state={state}", "begin again|no such", id="a code that GitHub does not know"),
    ],
)
def test_who_comes_back_with_something_else_is_sent_away(setup: Setup, owner: Owner, query: str, words: str) -> None:
    answer = owner.page.get(f"/created?{query.format(state=setup.state)}")
    assert answer.status_code == 400
    assert re.search(words, answer.text), answer.text
    assert not (setup.folder / KEY).exists()


def test_a_code_serves_once_and_nothing_is_written_over(setup: Setup, owner: Owner) -> None:
    address = owner.agree()
    owner.come_back(address)
    kept = (setup.folder / KEY).read_text()
    assert owner.come_back(address).status_code == 400
    assert owner.come_back(owner.agree()).status_code == 400
    assert (setup.folder / KEY).read_text() == kept
    with pytest.raises(SetupError, match="there already"):
        Setup(setup.folder)


@pytest.mark.parametrize(
    ("api", "organization", "door"),
    [
        pytest.param("https://api.github.com", None, "https://github.com/settings/apps/new", id="one's own"),
        pytest.param(
            "https://api.github.com", "lab", "https://github.com/organizations/lab/settings/apps/new", id="a lab's"
        ),
        pytest.param("https://git.lab/api/v3", None, "https://git.lab/settings/apps/new", id="GitHub Enterprise"),
    ],
)
def test_the_manifest_goes_to_its_owners_page(tmp_path: Path, api: str, organization: str | None, door: str) -> None:
    address = urlsplit(Setup(tmp_path, api, SERVER, organization).manifest_page)
    assert address._replace(query="").geturl() == door


def test_without_a_server_the_app_has_no_webhook(hub: LocalHub, tmp_path: Path) -> None:
    setup = Setup(tmp_path, hub.api)
    owner = Owner(hub, Client(create_setup(setup, local=LOCAL)))
    assert "paperclerk sweep" in owner.come_back(owner.agree()).text
    assert "webhook_secret" not in tomllib.loads((tmp_path / "paperclerk.toml").read_text())


def test_the_manifest_asks_for_what_is_heard_and_for_nothing_else() -> None:
    manifest = build_manifest("clerk", local=LOCAL, address=SERVER)
    assert set(EVENTS) == HEARD
    assert manifest["default_events"] == list(EVENTS)


def test_the_guide_gives_each_right_and_event_with_its_reason() -> None:
    guide = OPERATING.read_text(encoding="utf-8")
    for name, right in PERMISSIONS.items():
        assert f"| `{name}` | {right.level} | {right.why} | {right.without} |" in guide
    for name, why in EVENTS.items():
        assert f"| `{name}` | {why} |" in guide


def test_the_guide_gives_the_calls_that_need_each_right() -> None:
    guide = OPERATING.read_text(encoding="utf-8")
    for name, right in PERMISSIONS.items():
        calls = ", ".join(f"`{call}`" for call in right.calls) or "none: it lets the event be sent"
        assert f"| `{name}` | {calls} | {right.without} |" in guide


def test_every_call_that_the_program_makes_stands_at_a_right() -> None:
    rooms = ("hub", "workflow", "service")
    source = "\n".join(path.read_text("utf-8") for room in rooms for path in sorted((BOT / room).rglob("*.py")))
    made = set(re.findall(r'\bMutation\(\s*"(\w+)"', source))
    for method, address in re.findall(r'(?:\brest\(\s*"([A-Z]+)",\s*|\bgateway\.find\()f?"([^"?]*)', source):
        made.add(f"{method or 'GET'} {re.sub(r'{[^}]*}', '{}', address or '/')}")
    listed = {re.sub(r"{[^}]*}", "{}", call) for right in PERMISSIONS.values() for call in right.calls}
    assert listed == made


def test_a_port_that_is_taken_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["setup", "--into", str(tmp_path), "--port", str(port)]) == ExitCode.UNUSABLE
    assert f"127.0.0.1:{port}: Address already in use" in capsys.readouterr().err
