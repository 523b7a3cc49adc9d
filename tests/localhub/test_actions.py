"""The local GitHub decides as GitHub does whether a workflow runs, and with what rights."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from bot.localhub.actions import Actions, Environment, is_started
from bot.localhub.server import LocalHub

NAME = "owner/list"
STEP = {"run": "ours", "env": {"GITHUB_TOKEN": "${{ github.token }}"}}


@pytest.mark.parametrize(
    ("on", "trigger", "action", "starts"),
    [
        pytest.param("issues", "issues", "opened", True, id="a word"),
        pytest.param(["issues", "push"], "push", None, True, id="a list"),
        pytest.param({"issues": None}, "issues", "labeled", True, id="every action where none is named"),
        pytest.param({"issues": {"types": ["opened"]}}, "issues", "labeled", False, id="another action"),
        pytest.param({"pull_request_target": None}, "pull_request_target", "labeled", False, id="not a usual action"),
        pytest.param({"pull_request_target": None}, "pull_request_target", "synchronize", True, id="a usual action"),
        pytest.param({"push": {"branches": ["main"]}}, "push", None, True, id="the branch"),
        pytest.param({"push": {"branches": ["dev"]}}, "push", None, False, id="another branch"),
        pytest.param({"schedule": [{"cron": "1 * * * *"}]}, "schedule", None, True, id="on schedule"),
        pytest.param({"workflow_dispatch": None}, "schedule", None, False, id="by the button alone"),
        pytest.param({}, "issues", "opened", False, id="nothing"),
    ],
)
def test_triggers_say_what_starts_a_run(on: Any, trigger: str, action: str | None, starts: bool) -> None:
    assert is_started({True: on}, trigger, action, {"ref": "refs/heads/main"}) is starts


@contextmanager
def runner(folder: Path, job: dict[str, Any], **more: Any) -> Iterator[tuple[LocalHub, Actions, list[Environment]]]:
    """Open a hub whose list has one workflow, and note with what its step is run."""
    workflow = {"on": {"issues": {}, "workflow_dispatch": None}, "jobs": {"one": job}, **more}
    seen: list[Environment] = []
    with LocalHub(folder) as hub:

        def program(environment: Environment) -> int:
            seen.append(environment)
            return 0

        hub.create_repository(NAME, {".github/workflows/one.yml": yaml.safe_dump(workflow).encode()})
        yield hub, Actions(hub.world, hub.web, folder / "runs", {"ours": program}), seen


def ask(hub: LocalHub, token: str, method: str, path: str, **body: Any) -> httpx.Response:
    headers = {"Authorization": f"token {token}"}
    return httpx.request(method, f"{hub.api}/repos/{NAME}{path}", json=body or None, headers=headers)


@pytest.mark.parametrize(
    ("permissions", "status"),
    [
        pytest.param({"issues": "write"}, 201, id="granted"),
        pytest.param({"issues": "read"}, 403, id="to read only"),
        pytest.param({}, 403, id="none"),
    ],
)
def test_a_runs_token_may_do_what_the_job_asks_for_and_no_more(
    tmp_path: Path, permissions: dict[str, str], status: int
) -> None:
    answers: list[httpx.Response] = []
    with runner(tmp_path, {"permissions": permissions, "steps": [STEP]}) as (hub, actions, _):

        def program(environment: Environment) -> int:
            answers.append(ask(hub, environment["GITHUB_TOKEN"], "POST", "/issues", title="A run's"))
            return 0

        actions.programs = {"ours": program}
        actions.dispatch(NAME, "workflow_dispatch")
        actions.run_waiting()
    assert [answer.status_code for answer in answers] == [status]
    assert answers[0].headers["X-RateLimit-Limit"] == "1000"


def test_what_a_run_does_starts_no_run_and_its_token_ends_with_it(tmp_path: Path) -> None:
    with runner(tmp_path, {"permissions": {"issues": "write"}, "steps": [STEP]}) as (hub, actions, seen):
        actions.dispatch(NAME, "workflow_dispatch")
        actions.run_waiting()
        token = seen[0]["GITHUB_TOKEN"]
        assert ask(hub, token, "POST", "/issues", title="Too late").status_code == 401
        other = hub.create_token("owner")
        assert ask(hub, other, "POST", "/issues", title="A person's").status_code == 201
    assert [run.trigger for run in actions.runs] == ["workflow_dispatch", "issues"]


@pytest.mark.parametrize(
    ("more", "ends"),
    [
        pytest.param({"concurrency": "one"}, ["cancelled", "cancelled", "success"], id="in one group"),
        pytest.param({"concurrency": {"group": "one", "queue": "max"}}, ["success"] * 3, id="in one that queues"),
        pytest.param(
            {"concurrency": {"group": "one", "queue": "max"}}, ["success"] * 100 + ["cancelled"], id="in a full one"
        ),
        pytest.param({}, ["success", "success", "success"], id="in none"),
    ],
)
def test_of_runs_that_wait_in_one_group_the_newest_stays_or_all_that_find_room(
    tmp_path: Path, more: dict[str, Any], ends: list[str]
) -> None:
    with runner(tmp_path, {"steps": [STEP]}, **more) as (_, actions, seen):
        for _ in ends:
            actions.dispatch(NAME, "workflow_dispatch")
        actions.run_waiting()
    assert [run.status for run in actions.runs] == ends
    assert len(seen) == ends.count("success")


def test_a_step_gets_the_token_only_where_its_workflow_gives_it(tmp_path: Path) -> None:
    with runner(tmp_path, {"steps": [{"run": "ours"}]}) as (_, actions, seen):
        actions.dispatch(NAME, "workflow_dispatch")
        actions.run_waiting()
    assert "GITHUB_TOKEN" not in seen[0]
