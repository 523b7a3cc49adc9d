"""A list that the App is installed in is greeted once; one that it is removed from is forgotten."""

import json
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.catalogue.data.yamltext import load_yaml
from bot.hub.connection import Connection
from bot.hub.delivery import DeliveryError, read_installation
from bot.localhub.operations.apps import install, make_app, offer_app, uninstall
from bot.localhub.server import LocalHub
from bot.localhub.state.accounts import App
from bot.localhub.state.threads import LocalThread
from bot.review.rules.schema import content_faults
from bot.service.inbox.reporting import find_reasons
from bot.service.repositories import find_served
from bot.service.running import Bot
from bot.service.settings import Settings
from bot.service.setup.manifest import build_manifest
from bot.service.setup.welcome import BRANCH, CONFIG
from bot.workflow.changes import PushBranch
from tests.localhub.gate import Gate

PAPERS = "".join(f"- [A paper of number {n}](https://arxiv.org/abs/2401.0{n:04d})\n" for n in range(1, 13))
LIST = f"# A list\n\n## Models @mona\n\n{PAPERS}"


@dataclass
class Stage:
    """The local GitHub with an App, and the bot that acts as it."""

    hub: LocalHub
    app: App
    bot: Bot

    def settle(self) -> None:
        """Wait until every delivery is answered and every job is done."""
        for _ in range(100):
            seen = self.bot.inbox.version
            self.hub.drain(30)
            count = self.bot.inbox.count()
            if not count["waiting"] + count["running"] and self.hub.drain(0):
                return
            self.bot.inbox.wait(30, since=seen)
        raise TimeoutError(find_reasons(self.bot.inbox))

    def install(self, *names: str) -> None:
        with self.hub.world.lock:
            install(self.hub.world, self.app, self.hub.world.users["mona"], [self.hub.repository(n) for n in names])
        self.settle()

    def threads(self, name: str = "mona/list") -> list[LocalThread]:
        return list(self.hub.repository(name).threads.values())


@pytest.fixture
def stage(tmp_path: Path, gate: Gate) -> Iterator[Stage]:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    with gate.watch(LocalHub)(tmp_path) as hub:
        mona = hub.create_user("mona")
        hub.create_repository("mona/list", {"README.md": LIST.encode()})
        hub.create_repository("mona/code", {"README.md": b"# A program\n\nSee https://arxiv.org/abs/1706.03762.\n"})
        hub.create_repository("mona/known", {"README.md": LIST.encode(), CONFIG: b"list: README.md\n"})
        address = f"http://127.0.0.1:{port}"
        manifest = build_manifest("clerk", local=address, address=address)
        with hub.world.lock:
            app, key = make_app(hub.world, offer_app(hub.world, mona, manifest))
        settings = Settings((app.secret.encode(),), inbox=tmp_path / "inbox.sqlite3", port=port, sweep_minutes=0)
        connection = Connection(hub.api, None, app.id, key, between_writes=0)
        with Bot(settings, connection=connection, look_up=None) as bot:
            yield Stage(hub, app, bot)


def test_a_list_is_greeted_by_one_issue_and_its_configuration_as_a_request(stage: Stage) -> None:
    stage.install("mona/list")
    issue, pull = stage.threads()
    assert "**12 papers** in **1 section**" in issue.body
    assert "100% of the lines" in issue.body
    assert "`Models @mona`" in issue.body
    assert pull.pull is not None
    assert pull.pull.head_branch == BRANCH
    token = stage.hub.create_token("mona")
    proposed = Connection(stage.hub.api, token, between_writes=0).open("mona/list").read_text(BRANCH, CONFIG)
    assert proposed == "# The pages that are the list.\nlist:\n  - 'README.md'\n"
    assert list(content_faults("config", load_yaml(proposed))) == []
    assert not issue.comments
    issue.body = "Read."
    stage.bot.greeted.clear()
    stage.bot.rounds.sweep()
    stage.settle()
    assert len(stage.threads()) == 2, "its request tells, whatever became of the issue"


def test_a_branch_of_somebody_elses_with_that_name_is_left_where_it_stands(stage: Stage) -> None:
    token = stage.hub.create_token("mona")
    person = Connection(stage.hub.api, token, between_writes=0).open("mona/list")
    head = person.read_repository(BRANCH).repository.head
    person.apply((PushBranch(BRANCH, head, None, {"notes.md": "mine"}, "Mine"),))
    mine = stage.hub.repository("mona/list").git.refs("refs/heads/")
    stage.install("mona/list")
    assert stage.hub.repository("mona/list").git.refs("refs/heads/") == mine
    assert stage.threads() == []


def test_a_list_that_cannot_be_greeted_is_served(stage: Stage) -> None:
    stage.hub.repository("mona/list").has_issues = False
    stage.install("mona/list")
    assert stage.threads() == []
    assert stage.bot.inbox.jobs() == []


@pytest.mark.parametrize(
    "name",
    [pytest.param("mona/code", id="no list of papers"), pytest.param("mona/known", id="a list that is configured")],
)
def test_others_are_left_alone(stage: Stage, name: str) -> None:
    stage.install(name)
    assert stage.threads(name) == []


def test_all_where_the_app_is_installed_are_swept(stage: Stage) -> None:
    with stage.hub.world.lock:
        install(stage.hub.world, stage.app, stage.hub.world.users["mona"], [stage.hub.repository("mona/list")])
    stage.settle()
    assert find_served(stage.bot.connection, ()) == {"mona/list"}
    assert find_served(stage.bot.connection, {"mona/code"}) == {"mona/code"}


def test_nothing_is_left_of_a_list_that_the_app_was_removed_from(stage: Stage) -> None:
    stage.install("mona/list")
    (installation,) = stage.hub.world.installations.values()
    with stage.hub.world.lock:
        uninstall(stage.hub.world, installation)
    stage.settle()
    assert stage.bot.clerks.known == {}
    assert stage.bot.greeted == set()
    assert stage.bot.connection.clients == {}
    assert stage.bot.inbox.jobs() == []


@pytest.mark.parametrize(
    ("event", "content", "came", "went"),
    [
        pytest.param("installation", {"action": "created"}, (), (), id="nothing named"),
        pytest.param(
            "installation", {"action": "suspend", "repositories": [{"full_name": "a/b"}]}, (), ("a/b",), id="suspended"
        ),
        pytest.param(
            "installation",
            {"action": "new_permissions_accepted", "repositories": [{"full_name": "a/b"}]},
            (),
            (),
            id="rights accepted",
        ),
        pytest.param(
            "installation_repositories",
            {"action": "added", "repositories_added": [{"full_name": "a/b"}], "repositories_removed": []},
            ("a/b",),
            (),
            id="one more",
        ),
        pytest.param(
            "installation_repositories",
            {"action": "removed", "repositories_added": [], "repositories_removed": [{"full_name": "a/b"}]},
            (),
            ("a/b",),
            id="one less",
        ),
    ],
)
def test_a_delivery_says_where_the_app_came_and_went(
    event: str, content: dict[str, object], came: tuple[str, ...], went: tuple[str, ...]
) -> None:
    change = read_installation("1", event, json.dumps({**content, "installation": {"id": 5}}).encode())
    assert (change.installation, change.came, change.went) == (5, came, went)


@pytest.mark.parametrize(
    "repositories", ["x", 5, {"a": 1}, ["a/b"], [{"full_name": "a/b/c"}], [{"full_name": 5}], [{}]], ids=repr
)
def test_rubbish_is_refused(repositories: object) -> None:
    body = json.dumps({"action": "created", "repositories": repositories}).encode()
    with pytest.raises(DeliveryError):
        read_installation("1", "installation", body)
