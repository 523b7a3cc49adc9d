"""Statuses and check runs as JSON."""

from bot.localhub.operations.mergeability import sum_up
from bot.localhub.representations.apps import app_json
from bot.localhub.representations.names import Json, Site, node_id, pick, same
from bot.localhub.representations.repositories import repository_json, user_json
from bot.localhub.state.checks import CheckRun, Status
from bot.localhub.state.repositories import LocalRepository


def short_status_json(site: Site, repository: LocalRepository, commit: str, status: Status) -> Json:
    """Return a "simple-commit-status"."""
    return {
        "url": site.repo(repository, f"/statuses/{commit}"),
        "avatar_url": f"{site.web}/{status.creator.login}.png",
        "node_id": node_id("StatusContext", status.id),
        **pick(status, "id", "state", "description", "context", target_url="target"),
        **pick(status, created_at="created", updated_at="created"),
    }


def status_json(site: Site, repository: LocalRepository, commit: str, status: Status) -> Json:
    return {**short_status_json(site, repository, commit, status), "creator": user_json(site, status.creator)}


def combined_status_json(site: Site, repository: LocalRepository, commit: str) -> Json:
    """Return a "combined-commit-status": the newest of each name."""
    newest = repository.newest_statuses(commit)
    words = {name: "failure" if status.state == "error" else status.state for name, status in newest.items()}
    url = site.repo(repository, f"/commits/{commit}")
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
    url, page = site.repo(repository, f"/check-runs/{run.id}"), site.page(repository, f"/runs/{run.id}")
    return {
        **pick(run, "id", "name", "status", "conclusion", head_sha="commit", external_id="external"),
        **pick(run, started_at="started", completed_at="completed"),
        "node_id": node_id("CheckRun", run.id),
        "url": url,
        "html_url": page,
        "details_url": run.details or page,
        "output": {
            **{name: run.output.get(name) for name in ("title", "summary", "text")},
            "annotations_count": len(run.annotations),
            "annotations_url": f"{url}/annotations",
        },
        "check_suite": {"id": run.app.id},
        "app": app_json(site, run.app),
        "pull_requests": [],
    }


def check_suite_json(site: Site, repository: LocalRepository, run: CheckRun) -> Json:
    return {
        **pick(run, "status", "conclusion", id="app.id", head_sha="commit", created_at="started", updated_at="started"),
        "node_id": node_id("CheckSuite", run.app.id),
        "url": site.repo(repository, f"/check-suites/{run.app.id}"),
        **same(None, "head_branch", "before", "after"),
        "pull_requests": [],
        "app": app_json(site, run.app),
    }
