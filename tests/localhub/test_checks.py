"""Statuses, check runs, protected branches, and pull requests that merge by themselves."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.localhub.operations import pulls
from bot.localhub.operations.refusal import RequestError
from bot.localhub.server import LocalHub
from tests.localhub.guests import REPOSITORY, Guest, machine, make_branch, propose, put_file

STATE = """query { repository(owner: "mona", name: "list") { autoMergeAllowed pullRequest(number: 1) {
  id state mergeStateStatus reviewDecision autoMergeRequest { enabledAt mergeMethod enabledBy { login } }
  commits(last: 1) { nodes { commit { statusCheckRollup { state } } } } } } }"""
ENABLE = """mutation($id: ID!, $sha: GitObjectID) { enablePullRequestAutoMerge(input: {
  pullRequestId: $id, mergeMethod: SQUASH, commitHeadline: "By itself", expectedHeadOid: $sha
}) { pullRequest { number } } }"""
DISABLE = "mutation($id: ID!) { disablePullRequestAutoMerge(input: {pullRequestId: $id}) { pullRequest { number } } }"


@pytest.fixture
def head(kim: Guest) -> str:
    """The head of a pull request from kim's fork."""
    propose(kim, {"new.txt": "one\n"})
    sha: str = kim.ask("GET", f"{REPOSITORY}/pulls/1").json()["head"]["sha"]
    return sha


def state(guest: Guest) -> dict[str, Any]:
    pull: dict[str, Any] = guest.query(STATE)["data"]["repository"]["pullRequest"]
    return pull


def say(guest: Guest, sha: str, word: str, context: str = "ci") -> None:
    answer = guest.ask("POST", f"{REPOSITORY}/statuses/{sha}", state=word, context=context, description="d")
    assert answer.status_code == 201, answer.text


@pytest.mark.parametrize(
    ("words", "combined", "rollup"),
    [
        pytest.param([], "pending", None, id="none"),
        pytest.param([("success", "a"), ("success", "b")], "success", "SUCCESS", id="good"),
        pytest.param([("success", "a"), ("pending", "b")], "pending", "PENDING", id="one waits"),
        pytest.param([("failure", "a"), ("pending", "b")], "failure", "FAILURE", id="one fails"),
        pytest.param([("error", "a"), ("success", "a")], "success", "SUCCESS", id="the newest counts"),
    ],
)
def test_statuses_add_up(
    mona: Guest, head: str, words: list[tuple[str, str]], combined: str, rollup: str | None
) -> None:
    for word, context in words:
        say(mona, head, word, context)
    answer = mona.ask("GET", f"{REPOSITORY}/commits/{head}/status").json()
    assert (answer["state"], answer["total_count"]) == (combined, len({context for _, context in words}))
    assert len(mona.ask("GET", f"{REPOSITORY}/commits/{head}/statuses").json()) == len(words)
    found = state(mona)["commits"]["nodes"][0]["commit"]["statusCheckRollup"]
    assert (found and found["state"]) == rollup


def test_a_status_needs_rights_and_a_commit(mona: Guest, kim: Guest, head: str) -> None:
    assert kim.ask("POST", f"{REPOSITORY}/statuses/{head}", state="success").status_code == 403
    assert mona.ask("POST", f"{REPOSITORY}/statuses/{'0' * 40}", state="success").status_code == 422
    assert mona.ask("GET", f"{REPOSITORY}/commits/main/status").status_code == 200
    assert mona.ask("GET", f"{REPOSITORY}/commits/none/status").status_code == 404


def test_only_apps_write_check_runs(hub: LocalHub, mona: Guest, head: str) -> None:
    run: dict[str, Any] = {"name": "papers", "head_sha": head}
    refused = mona.ask("POST", f"{REPOSITORY}/check-runs", **run)
    assert (refused.status_code, refused.json()["message"]) == (
        403,
        "Resource not accessible by personal access token",
    )
    app = machine(hub)
    made = app.ask("POST", f"{REPOSITORY}/check-runs", **run, status="in_progress").json()
    path = f"{REPOSITORY}/check-runs/{made['id']}"
    assert (made["status"], made["conclusion"]) == ("in_progress", None)
    line = {"path": "new.txt", "start_line": 1, "end_line": 1, "annotation_level": "warning", "message": "m"}
    output = {"title": "t", "summary": "s", "annotations": [line] * 50}
    assert app.ask("PATCH", path, output={**output, "annotations": [line] * 51}).status_code == 422
    assert app.ask("PATCH", path, status="completed").status_code == 422
    done = app.ask("PATCH", path, conclusion="neutral", output=output).json()
    assert (done["status"], done["output"]["annotations_count"]) == ("completed", 50)
    app.ask("PATCH", path, output={**output, "annotations": [line]})
    assert len(hub.repository("mona/list").checks[0].annotations) == 51
    assert machine(hub, "other").ask("PATCH", path, status="queued").status_code == 403
    listed = mona.ask("GET", f"{REPOSITORY}/commits/{head}/check-runs").json()
    assert [run["conclusion"] for run in listed["check_runs"]] == ["neutral"]
    other = mona.ask("GET", f"{REPOSITORY}/commits/{head}/check-runs?check_name=other").json()
    assert other["check_runs"] == []
    assert state(mona)["commits"]["nodes"][0]["commit"]["statusCheckRollup"]["state"] == "SUCCESS"
    told = [d.action for d in hub.deliveries if d.event == "check_run"]
    assert told == ["created", "completed", "completed"]


def test_an_app_does_what_it_was_granted(hub: LocalHub, kim: Guest) -> None:
    refused = machine(hub).ask("POST", f"{REPOSITORY}/issues", title="x")
    assert (refused.status_code, refused.json()["message"]) == (403, "Resource not accessible by integration")


def test_a_protected_branch_says_what_it_misses(hub: LocalHub, mona: Guest, kim: Guest, head: str) -> None:
    hub.protect("mona/list", required_checks=("ci",), required_approvals=1, linear_history=True)
    merge = f"{REPOSITORY}/pulls/1/merge"
    both = mona.ask("PUT", merge, merge_method="squash")
    assert both.status_code == 405
    assert "At least 1 approving review is required by reviewers with write access." in both.json()["message"]
    assert 'Required status check "ci" is expected.' in both.json()["message"]
    assert (state(mona)["mergeStateStatus"], state(mona)["reviewDecision"]) == ("BLOCKED", "REVIEW_REQUIRED")

    hub.create_user("lee")
    Guest(hub, "lee").ask("POST", f"{REPOSITORY}/pulls/1/reviews", event="APPROVE")
    assert state(mona)["reviewDecision"] == "REVIEW_REQUIRED"  # a stranger's approval does not count
    mona.ask("POST", f"{REPOSITORY}/pulls/1/reviews", event="APPROVE")
    say(mona, head, "failure")
    failing = mona.ask("PUT", merge, merge_method="squash").json()["message"]
    assert failing == 'Required status check "ci" is failing.'
    say(mona, head, "success")
    assert (state(mona)["mergeStateStatus"], state(mona)["reviewDecision"]) == ("CLEAN", "APPROVED")
    assert mona.ask("GET", f"{REPOSITORY}/pulls/1").json()["mergeable_state"] == "clean"
    assert mona.ask("PUT", merge, merge_method="merge").status_code == 405
    assert mona.ask("PUT", merge, merge_method="squash").status_code == 200


def test_a_protected_branch_takes_no_pushes(hub: LocalHub, mona: Guest, tmp_path: Path) -> None:
    _, head = make_branch(mona, "topic")
    hub.protect("mona/list")
    moved = mona.ask("PATCH", f"{REPOSITORY}/git/refs/heads/main", sha=head)
    assert moved.status_code == 422
    assert "Changes must be made through a pull request." in moved.json()["message"]
    assert "rule violations" in moved.json()["message"]
    written = mona.ask("PUT", f"{REPOSITORY}/contents/x.txt", message="m", content="eA==")
    assert written.status_code == 409
    assert mona.ask("DELETE", f"{REPOSITORY}/git/refs/heads/main").status_code == 422
    clone = str(tmp_path / "clone")
    subprocess.run(
        ["git", "clone", "-q", f"{hub.web}/mona/list.git".replace("//", f"//x:{mona.token}@"), clone], check=True
    )
    pushed = subprocess.run(["git", "-C", clone, "push", "origin", "origin/topic:main"], capture_output=True, text=True)
    assert pushed.returncode
    assert "GH006: Protected branch update failed for refs/heads/main." in pushed.stderr
    assert subprocess.run(["git", "-C", clone, "push", "-q", "origin", "origin/topic:refs/heads/other"]).returncode == 0


def test_a_head_has_to_hold_its_base_where_that_is_asked(hub: LocalHub, mona: Guest, kim: Guest, head: str) -> None:
    put_file(mona, "other.txt", "later\n", branch="main")
    assert state(mona)["mergeStateStatus"] == "CLEAN"
    hub.protect("mona/list", up_to_date=True)
    assert state(mona)["mergeStateStatus"] == "BEHIND"
    assert mona.ask("PUT", f"{REPOSITORY}/pulls/1/merge").status_code == 405
    thread, who = hub.repository("mona/list").threads[1], hub.world.users["mona"]
    pulls.update_branch(thread, who)
    assert (state(mona)["mergeStateStatus"], len(mona.ask("GET", f"{REPOSITORY}/pulls/1/files").json())) == ("CLEAN", 1)
    with pytest.raises(RequestError, match="no new commits"):
        pulls.update_branch(thread, who)


def test_states_of_a_draft_a_conflict_and_an_unsteady_head(hub: LocalHub, mona: Guest, kim: Guest, head: str) -> None:
    say(mona, head, "pending")
    assert state(mona)["mergeStateStatus"] == "UNSTABLE"
    put_file(mona, "new.txt", "other\n", branch="main")
    assert state(mona)["mergeStateStatus"] == "DIRTY"
    draft = propose(kim, {"second.txt": "x"}, branch="second", draft=True)
    assert mona.ask("GET", f"{REPOSITORY}/pulls/{draft}").json()["mergeable_state"] == "draft"
    assert mona.ask("PUT", f"{REPOSITORY}/pulls/{draft}/merge").json()["message"] == "Pull Request is still a draft"
    pulls.mark_ready(hub.repository("mona/list").threads[draft], hub.world.users["mona"])
    assert hub.deliveries[-1].action == "ready_for_review"
    assert mona.ask("PUT", f"{REPOSITORY}/pulls/{draft}/merge").status_code == 200


@pytest.mark.parametrize("last", ["the check", "the approval"])
def test_a_pull_request_merges_by_itself(hub: LocalHub, mona: Guest, head: str, last: str) -> None:
    hub.protect("mona/list", required_checks=("ci",), required_approvals=1, allow_auto_merge=True)
    id = state(mona)["id"]
    assert mona.query(ENABLE, id=id, sha="0" * 40)["errors"][0]["type"] == "UNPROCESSABLE"
    assert "errors" not in mona.query(ENABLE, id=id, sha=head)
    order = state(mona)["autoMergeRequest"]
    assert (order["mergeMethod"], order["enabledBy"]["login"]) == ("SQUASH", "mona")
    assert mona.ask("GET", f"{REPOSITORY}/pulls/1").json()["auto_merge"]["commit_title"] == "By itself"
    steps: list[Callable[[], object]] = [
        lambda: say(mona, head, "success"),
        lambda: mona.ask("POST", f"{REPOSITORY}/pulls/1/reviews", event="APPROVE"),
    ]
    for step in steps if last == "the approval" else steps[::-1]:
        assert state(mona)["state"] == "OPEN"
        step()
    assert state(mona)["state"] == "MERGED"
    newest = mona.ask("GET", f"{REPOSITORY}/commits").json()[0]["commit"]
    assert (newest["message"], newest["author"]["name"]) == ("By itself", "kim")
    assert "auto_merge_enabled" in [d.action for d in hub.deliveries]


def test_an_order_to_merge_is_refused_taken_back_and_lost(hub: LocalHub, mona: Guest, kim: Guest, head: str) -> None:
    id = state(mona)["id"]
    assert "not allowed" in mona.query(ENABLE, id=id)["errors"][0]["message"]
    mona.ask("PATCH", REPOSITORY, allow_auto_merge=True)
    assert mona.query(ENABLE, id=id)["errors"][0]["message"] == "Pull request is in clean status"
    hub.protect("mona/list", required_checks=("ci",), allow_auto_merge=True)
    assert kim.query(ENABLE, id=id)["errors"][0]["type"] == "FORBIDDEN"
    mona.query(ENABLE, id=id)
    mona.query(DISABLE, id=id)
    assert state(mona)["autoMergeRequest"] is None
    mona.query(ENABLE, id=id)
    put_file(kim, "more.txt", "x", branch="topic", repository="/repos/kim/list")
    assert state(mona)["autoMergeRequest"] is None  # who may not write pushed
    assert json.loads(hub.deliveries[-1].body)["action"] == "auto_merge_disabled"


@pytest.mark.parametrize(
    ("setting", "method"),
    [("allow_merge_commit", "merge"), ("allow_squash_merge", "squash"), ("allow_rebase_merge", "rebase")],
)
def test_a_method_that_is_switched_off_is_refused(
    mona: Guest, kim: Guest, head: str, setting: str, method: str
) -> None:
    assert kim.ask("PATCH", REPOSITORY, **{setting: False}).status_code == 403
    assert mona.ask("PATCH", REPOSITORY, **{setting: False}).json()[setting] is False
    answer = mona.ask("PUT", f"{REPOSITORY}/pulls/1/merge", merge_method=method)
    assert (answer.status_code, "not allowed on this repository" in answer.json()["message"]) == (405, True)
