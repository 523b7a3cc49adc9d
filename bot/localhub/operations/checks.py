"""Statuses by anybody who may write, and check runs by Apps."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.localhub.operations.queues import merge_ready
from bot.localhub.operations.refusal import RequestError, require_role
from bot.localhub.state.accounts import App, User
from bot.localhub.state.checks import CheckRun, Status
from bot.localhub.state.repositories import LocalRepository
from bot.localhub.state.world import World

STATES = ("error", "failure", "pending", "success")
#: GitHub's limit for one request; more can follow in further requests.
MOST_ANNOTATIONS = 50


def set_status(repository: LocalRepository, user: User, commit: str, content: Mapping[str, Any]) -> Status:
    require_role(repository, user, "write")
    if repository.git.read_commit(commit) is None:
        raise RequestError(422, f"No commit found for SHA: {commit}")
    if content.get("state") not in STATES:
        raise RequestError(422, "Validation Failed")
    status = Status(
        id=repository.world.new_id(),
        context=content.get("context") or "default",
        state=content["state"],
        description=content.get("description"),
        target=content.get("target_url"),
        creator=user,
        created=repository.world.clock(),
    )
    repository.statuses.setdefault(commit, []).append(status)
    repository.emit("status", None, user, status=status, commit=commit)
    merge_ready(repository, commit)
    return status


def create_check(repository: LocalRepository, app: App, content: Mapping[str, Any]) -> CheckRun:
    world = repository.world
    commit, name = content.get("head_sha"), content.get("name")
    if not isinstance(commit, str) or not isinstance(name, str) or repository.git.read_commit(commit) is None:
        raise RequestError(422, f"No commit found for SHA: {commit}")
    run = CheckRun(world.new_id(), app, name, commit, "queued", None, world.clock())
    fill_check(world, run, content)
    repository.checks.append(run)
    after_check(repository, run)
    return run


def update_check(repository: LocalRepository, app: App, run: CheckRun, content: Mapping[str, Any]) -> None:
    """Change a check run, which only its own App may do."""
    if run.app.slug != app.slug:
        words = "check run can only be modified by the GitHub App that created it."
        raise RequestError(403, f"Invalid app_id `{app.id}` - {words}")
    fill_check(repository.world, run, content)
    after_check(repository, run)


def after_check(repository: LocalRepository, run: CheckRun) -> None:
    repository.emit("check_run", "completed" if run.status == "completed" else "created", run.app.user, run=run)
    merge_ready(repository, run.commit)


def fill_check(world: World, run: CheckRun, content: Mapping[str, Any]) -> None:
    """Set a check run's values from a request; annotations add up, others are replaced."""
    output = content.get("output") or {}
    annotations = output.get("annotations") or []
    if len(annotations) > MOST_ANNOTATIONS:
        raise RequestError(422, f"No more than {MOST_ANNOTATIONS} annotations are allowed per request.")
    status, conclusion = content.get("status", run.status), content.get("conclusion")
    if conclusion:
        status = "completed"
    elif status == "completed" and run.conclusion is None:
        raise RequestError(422, "Invalid request.\n\nconclusion is required when status is completed.")
    run.status = status
    run.conclusion = (conclusion or run.conclusion) if status == "completed" else None
    run.completed = read_moment(world, content, "completed_at") if status == "completed" else None
    run.started = read_moment(world, content, "started_at") if "started_at" in content else run.started
    run.name = content.get("name", run.name)
    run.details = content.get("details_url", run.details)
    run.external = content.get("external_id", run.external)
    run.output |= {name: output[name] for name in ("title", "summary", "text") if name in output}
    run.annotations += annotations


def read_moment(world: World, content: Mapping[str, Any], name: str) -> datetime:
    """Return the time in a request, or now."""
    return datetime.fromisoformat(content[name]) if content.get(name) else world.clock()
