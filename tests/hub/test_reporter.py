"""What is said on a commit: by an App in a check run, by an account in a status."""

from dataclasses import replace
from typing import Any

import pytest
from github import Auth, Github

from bot.hub.connection import Connection
from bot.hub.gateway import Gateway
from bot.hub.limits import Pace
from bot.hub.login import Login
from bot.hub.write.reports import report
from bot.workflow.changes import Annotation, Report
from tests.localhub.guests import Guest
from tests.localhub.traffic import Fault, WatchedHub

REPOSITORY = "mona/list"
NOTES = tuple(Annotation("data/papers/one.yaml", 1, 1, "warning", "Unknown venue", f"note {n}") for n in range(120))


class Installation(Auth.Auth):
    """The login of an App's installation."""

    def __init__(self, token: str) -> None:
        self._token = token

    @property
    def token_type(self) -> str:
        return "token"

    @property
    def token(self) -> str:
        return self._token


@pytest.fixture
def head(hub: WatchedHub) -> str:
    commit = hub.repository(REPOSITORY).git.resolve("refs/heads/main")
    assert commit is not None
    return commit


@pytest.fixture
def app(hub: WatchedHub) -> Gateway:
    token = hub.create_app_token(REPOSITORY, "clerk-app", {"checks": "write"})
    github = Github(auth=Installation(token), base_url=hub.api, lazy=True)
    return Gateway(Login(lambda: github, Pace(0, 0)), REPOSITORY)


def runs(hub: WatchedHub) -> list[Any]:
    return hub.repository(REPOSITORY).checks


@pytest.mark.parametrize(("notes", "requests"), [((), 1), (NOTES[:3], 1), (NOTES[:50], 1), (NOTES[:51], 2), (NOTES, 3)])
def test_an_app_reports_by_a_check_run_with_all_its_annotations(
    hub: WatchedHub, app: Gateway, head: str, notes: tuple[Annotation, ...], requests: int
) -> None:
    report(app, Report(head, "neutral", "Worth a look", "Some notes.", notes))
    (run,) = runs(hub)
    assert (run.name, run.commit, run.conclusion) == ("paperclerk", head, "neutral")
    assert [note["message"] for note in run.annotations] == [note.message for note in notes]
    assert hub.budget().writes == requests


def test_the_same_report_is_made_once_and_another_replaces_it(hub: WatchedHub, app: Gateway, head: str) -> None:
    for title in ("Worth a look", "Worth a look", "Nothing stands in the way"):
        report(app, Report(head, "neutral", title, "Some notes.", NOTES[:2]))
    assert len(runs(hub)) == 2


def test_another_apps_run_of_the_same_name_is_not_taken_for_the_bots(hub: WatchedHub, app: Gateway, head: str) -> None:
    other = hub.create_app_token(REPOSITORY, "other-app", {"checks": "write"})
    run = {"name": "paperclerk", "head_sha": head, "conclusion": "failure", "output": {"title": "No", "summary": "No"}}
    made = Guest(hub, "other-app[bot]", other).ask("POST", f"/repos/{REPOSITORY}/check-runs", **run)
    assert made.status_code == 201
    for _ in range(2):
        report(app, Report(head, "success", "Fine", ""))
    assert [run.app.slug for run in runs(hub)] == ["other-app", "clerk-app"]


def test_a_status_is_found_among_many(hub: WatchedHub, connection: Connection, head: str) -> None:
    gateway = connection.open(REPOSITORY).gateway
    for n in range(40):
        gateway.rest("POST", f"/statuses/{head}", context=f"ci {n}", state="success")
    for _ in range(2):
        report(gateway, Report(head, "success", "Fine", ""))
    assert len(hub.repository(REPOSITORY).statuses[head]) == 41


@pytest.mark.parametrize(
    ("made", "state", "said"),
    [
        pytest.param(Report("", "success", "Fine", ""), "success", "Fine", id="fine"),
        pytest.param(Report("", "neutral", "Worth a look", "", NOTES[:1]), "success", "Worth a look", id="advice"),
        pytest.param(
            Report("", "failure", "x", "", (Annotation("a.yml", 3, 3, "error", "t", "broken"),)),
            "failure",
            "a.yml:3: broken",
            id="a fault says where",
        ),
        pytest.param(Report("", "failure", "y" * 300, ""), "failure", f"{'y' * 139}…", id="as much as fits"),
    ],
)
def test_an_account_reports_by_a_status(
    hub: WatchedHub, connection: Connection, head: str, made: Report, state: str, said: str
) -> None:
    gateway = connection.open(REPOSITORY).gateway
    for _ in range(2):
        report(gateway, replace(made, head=head))
    (status,) = hub.repository(REPOSITORY).statuses[head]
    assert (status.context, status.state, status.description) == ("paperclerk", state, said)


@pytest.mark.parametrize("status", [404, 422])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_one_refusal_is_not_believed(
    hub: WatchedHub, connection: Connection, head: str, method: str, status: int
) -> None:
    hub.faults.add(Fault("status", status, method=method, path="status"))
    report(connection.open(REPOSITORY).gateway, Report(head, "success", "Fine", ""))
    assert [said.description for said in hub.repository(REPOSITORY).statuses[head]] == ["Fine"]


def test_who_may_not_report_goes_on_without(hub: WatchedHub, head: str) -> None:
    token = hub.create_app_token(REPOSITORY, "other-app", {"contents": "write"})
    github = Github(auth=Installation(token), base_url=hub.api, lazy=True)
    report(Gateway(Login(lambda: github, Pace(0, 0)), REPOSITORY), Report(head, "success", "Fine", ""))
    assert runs(hub) == []
