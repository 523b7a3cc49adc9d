"""Statuses and check runs as JSON."""

from __future__ import annotations

from bot.localhub.operations.mergeability import sum_up
from bot.localhub.representations.names import Json, Site, node_id, time
from bot.localhub.representations.repositories import repository_json, user_json
from bot.localhub.state.accounts import App
from bot.localhub.state.checks import CheckRun, Status
from bot.localhub.state.repositories import LocalRepository


def short_status_json(site: Site, repository: LocalRepository, commit: str, status: Status) -> Json:
    """Return a "simple-commit-status"."""
    return {
        "url": f"{site.api}/repos/{repository.full_name}/statuses/{commit}",
        "avatar_url": f"{site.web}/{status.creator.login}.png",
        "id": status.id,
        "node_id": node_id("StatusContext", status.id),
        "state": status.state,
        "description": status.description,
        "target_url": status.target,
        "context": status.context,
        "created_at": time(status.created),
        "updated_at": time(status.created),
    }


def status_json(site: Site, repository: LocalRepository, commit: str, status: Status) -> Json:
    return {**short_status_json(site, repository, commit, status), "creator": user_json(site, status.creator)}


def combined_status_json(site: Site, repository: LocalRepository, commit: str) -> Json:
    """Return a "combined-commit-status": the newest of each name."""
    newest = repository.newest_statuses(commit)
    words = {name: "failure" if status.state == "error" else status.state for name, status in newest.items()}
    url = f"{site.api}/repos/{repository.full_name}/commits/{commit}"
    return {
        "state": sum_up(words) or "pending",
        "statuses": [short_status_json(site, repository, commit, status) for status in newest.values()],
        "sha": commit,
        "total_count": len(newest),
        "repository": repository_json(site, repository),
        "commit_url": url,
        "url": f"{url}/status",
    }


def check_run_json(site: Site, repository: LocalRepository, run: CheckRun) -> Json:
    url = f"{site.api}/repos/{repository.full_name}/check-runs/{run.id}"
    page = f"{site.web}/{repository.full_name}/runs/{run.id}"
    output = {name: run.output.get(name) for name in ("title", "summary", "text")}
    return {
        "id": run.id,
        "head_sha": run.commit,
        "node_id": node_id("CheckRun", run.id),
        "external_id": run.external,
        "url": url,
        "html_url": page,
        "details_url": run.details or page,
        "status": run.status,
        "conclusion": run.conclusion,
        "started_at": time(run.started),
        "completed_at": time(run.completed),
        "output": output | {"annotations_count": len(run.annotations), "annotations_url": f"{url}/annotations"},
        "name": run.name,
        "check_suite": {"id": run.app.id},
        "app": app_json(site, run.app),
        "pull_requests": [],
    }


def check_suite_json(site: Site, repository: LocalRepository, run: CheckRun) -> Json:
    """Return a check run's suite as webhooks show it."""
    when = time(run.started)
    return {
        "id": run.app.id,
        "node_id": node_id("CheckSuite", run.app.id),
        "head_branch": None,
        "head_sha": run.commit,
        "status": run.status,
        "conclusion": run.conclusion,
        "url": f"{site.api}/repos/{repository.full_name}/check-suites/{run.app.id}",
        "before": None,
        "after": None,
        "pull_requests": [],
        "app": app_json(site, run.app),
        "created_at": when,
        "updated_at": when,
    }


def app_json(site: Site, app: App) -> Json:
    """Return an "integration"."""
    when = time(app.user.created)
    return {
        "id": app.id,
        "slug": app.slug,
        "node_id": node_id("App", app.id),
        "owner": user_json(site, app.owner),
        "name": app.slug,
        "description": "",
        "external_url": site.web,
        "html_url": f"{site.web}/apps/{app.slug}",
        "created_at": when,
        "updated_at": when,
        "permissions": dict(app.permissions),
        "events": list(app.events),
    }
