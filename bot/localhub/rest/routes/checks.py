"""What machines say of commits: statuses and check runs.

Known from GitHub's documentation alone: only Apps write check runs, at most fifty annotations come in one request.
"""

from __future__ import annotations

from typing import Any

from bot.localhub import operations
from bot.localhub.operations.refusal import RequestError, require
from bot.localhub.representations.checks import check_run_json, combined_status_json, status_json
from bot.localhub.rest.call import Call, Reply, route
from bot.localhub.state.accounts import App
from bot.localhub.state.checks import CheckRun

RUN = "/repos/{owner}/{repo}/check-runs/{check_run_id}"


def find_commit(call: Call) -> str:
    """Return the commit that the address names by its number, a branch or a tag."""
    return require(call.repository.git.resolve(f"{call.args['ref']}^{{commit}}"))


def find_run(call: Call) -> CheckRun:
    return require(next((run for run in call.repository.checks if str(run.id) == call.args["check_run_id"]), None))


def app_of(call: Call) -> App:
    """Return the App that asks; raise RequestError where a person does."""
    if call.token is None or call.token.app is None:
        raise RequestError(403, "Resource not accessible by personal access token")
    return call.token.app


@route("POST", "/repos/{owner}/{repo}/statuses/{sha}", "statuses:write")
def create_status(call: Call) -> Any:
    status = operations.set_status(call.repository, call.user, call.args["sha"], call.body)
    return Reply(201, status_json(call.site, call.repository, call.args["sha"], status))


@route("GET", "/repos/{owner}/{repo}/commits/{ref}/status", "statuses:read")
def get_status(call: Call) -> Any:
    return combined_status_json(call.site, call.repository, find_commit(call))


@route("GET", "/repos/{owner}/{repo}/commits/{ref}/statuses", "statuses:read")
def list_statuses(call: Call) -> Any:
    sha = find_commit(call)
    return [
        status_json(call.site, call.repository, sha, status) for status in call.repository.statuses.get(sha, [])[::-1]
    ]


@route("POST", "/repos/{owner}/{repo}/check-runs", "checks:write")
def create_run(call: Call) -> Any:
    run = operations.create_check(call.repository, app_of(call), call.body)
    return Reply(201, check_run_json(call.site, call.repository, run))


@route("PATCH", RUN, "checks:write")
def update_run(call: Call) -> Any:
    run = find_run(call)
    operations.update_check(call.repository, app_of(call), run, call.body)
    return check_run_json(call.site, call.repository, run)


@route("GET", "/repos/{owner}/{repo}/commits/{ref}/check-runs", "checks:read")
def list_runs(call: Call) -> Any:
    """Return the newest check run of each name."""
    sha = find_commit(call)
    newest = {(run.app.slug, run.name): run for run in call.repository.runs_of(sha)}
    shown = [check_run_json(call.site, call.repository, run) for run in newest.values()]
    return {"total_count": len(shown), "check_runs": shown}
