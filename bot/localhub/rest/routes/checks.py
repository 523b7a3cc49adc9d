"""Statuses and check runs.

Known from GitHub's documentation alone: only Apps write check runs, at most fifty annotations come in one request.
"""

from typing import Any

from bot.localhub.operations import checks
from bot.localhub.operations.refusal import RequestError, require
from bot.localhub.representations.checks import check_run_json, combined_status_json, status_json
from bot.localhub.rest.call import REPO, Call, Reply, Route
from bot.localhub.state.accounts import App

COMMIT, RUNS = f"{REPO}/commits/{{ref}}", f"{REPO}/check-runs"


def find_commit(call: Call) -> str:
    """Return the commit that the address names by its number, a branch or a tag."""
    return require(call.repository.git.resolve(f"{call.args['ref']}^{{commit}}"))


def find_app(call: Call) -> App:
    """Return the App that makes the request; raise RequestError for a person."""
    if call.token is None or call.token.app is None:
        raise RequestError(403, "Resource not accessible by personal access token")
    return call.token.app


def create_status(call: Call) -> Any:
    sha = call.args["sha"]
    return Reply(201, call.show(status_json, sha, checks.set_status(call.repository, call.user, sha, call.body)))


def list_statuses(call: Call) -> Any:
    sha = find_commit(call)
    return [call.show(status_json, sha, status) for status in call.repository.statuses.get(sha, [])[::-1]]


def combine_statuses(call: Call) -> Any:
    combined = call.show(combined_status_json, find_commit(call))
    return {**combined, "statuses": call.query.cut(combined["statuses"])}


def create_run(call: Call) -> Any:
    return Reply(201, call.show(check_run_json, checks.create_check(call.repository, find_app(call), call.body)))


def update_run(call: Call) -> Any:
    named = (run for run in call.repository.checks if str(run.id) == call.args["check_run_id"])
    run = require(next(named, None))
    checks.update_check(call.repository, find_app(call), run, call.body)
    return call.show(check_run_json, run)


def list_runs(call: Call) -> Any:
    """Return the newest check run of each name, or of the one requested."""
    runs, name = call.repository.runs_of(find_commit(call)), call.query.get("check_name")
    newest = {(run.app.slug, run.name): run for run in runs if name in ("", run.name)}
    return {"total_count": len(newest), "check_runs": call.show_all(check_run_json, newest.values())}


ROUTES = (
    Route("POST", f"{REPO}/statuses/{{sha}}", "statuses:write", create_status),
    Route("GET", f"{COMMIT}/status", "statuses:read", combine_statuses),
    Route("GET", f"{COMMIT}/statuses", "statuses:read", list_statuses),
    Route("GET", f"{COMMIT}/check-runs", "checks:read", list_runs),
    Route("POST", RUNS, "checks:write", create_run),
    Route("PATCH", f"{RUNS}/{{check_run_id}}", "checks:write", update_run),
)
