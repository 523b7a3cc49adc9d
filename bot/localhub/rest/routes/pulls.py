"""Pull requests."""

from __future__ import annotations

from typing import Any

from bot.localhub import operations
from bot.localhub.operations.refusal import RequestError
from bot.localhub.representations.objects import file_json, listed_commit_json
from bot.localhub.representations.pulls import pull_json
from bot.localhub.rest.call import Call, Reply, route
from bot.localhub.rest.routes.issues import edit_thread
from bot.localhub.state.repositories import LocalThread, Merging

MOST_FILES = 3000


@route("GET", "/repos/{owner}/{repo}/pulls", "pull_requests:read")
def list_pulls(call: Call) -> Any:
    """Return the pull requests in a state, the newest first; `head` is "owner:branch"."""
    state, head = call.query.get("state", "open"), call.query.get("head")
    threads = sorted(call.repository.threads.values(), key=lambda thread: -thread.number)
    return [
        pull_json(call.site, thread, whole=False)
        for thread in threads
        if thread.pull and state in ("all", thread.state) and (head is None or head == head_name(thread))
    ]


def head_name(thread: LocalThread) -> str | None:
    """Return "owner:branch" of a pull request."""
    pull = thread.pull
    return f"{pull.head_repository.owner.login}:{pull.head_branch}" if pull else None


@route("POST", "/repos/{owner}/{repo}/pulls", "pull_requests:write")
def create_pull(call: Call) -> Any:
    thread = operations.open_pull(
        call.repository,
        call.user,
        title=call.text("title"),
        body=call.text("body", ""),
        head=call.text("head"),
        base=call.text("base"),
        draft=call.body.get("draft") is True,
        maintainers_may_push=call.body.get("maintainer_can_modify") is not False,
    )
    return Reply(201, pull_json(call.site, thread))


def write_diff(call: Call) -> str:
    pull = operations.require_pull(call.thread("pull_number"))
    return call.repository.git.diff(pull.base, pull.head)


@route("GET", "/repos/{owner}/{repo}/pulls/{pull_number}", "pull_requests:read", diff=write_diff)
def get_pull(call: Call) -> Any:
    return pull_json(call.site, call.thread("pull_number"))


@route("PATCH", "/repos/{owner}/{repo}/pulls/{pull_number}", "pull_requests:write")
def edit_pull(call: Call) -> Any:
    thread = call.thread("pull_number")
    edit_thread(call, thread)
    if "base" in call.body:
        raise RequestError(501, "the local GitHub does not serve a change of the base")
    return pull_json(call.site, thread)


@route("GET", "/repos/{owner}/{repo}/pulls/{pull_number}/files", "pull_requests:read")
def list_files(call: Call) -> Any:
    """Return what a pull request changes since it left its base; GitHub lists no more than 3000 files."""
    pull = operations.require_pull(call.thread("pull_number"))
    changes = call.repository.git.changes(pull.base, pull.head)[:MOST_FILES]
    return [file_json(call.site, call.repository, change, pull.head) for change in changes]


@route("GET", "/repos/{owner}/{repo}/pulls/{pull_number}/commits", "pull_requests:read")
def list_commits(call: Call) -> Any:
    pull = operations.require_pull(call.thread("pull_number"))
    commits = call.repository.git.log(f"{pull.base}..{pull.head}", 250)
    return [listed_commit_json(call.site, call.repository, commit) for commit in reversed(commits)]


@route("GET", "/repos/{owner}/{repo}/pulls/{pull_number}/merge", "pull_requests:read")
def is_merged(call: Call) -> Any:
    pull = call.thread("pull_number").pull
    if pull is None or pull.merged is None:
        raise RequestError(404, "Not Found")
    return Reply(204, None)


@route("PUT", "/repos/{owner}/{repo}/pulls/{pull_number}/merge", "contents:write")
def merge_pull(call: Call) -> Any:
    """Merge a pull request, if its head is still the one that was looked at."""
    asked = call.body
    merging = Merging(asked.get("merge_method", "merge"), asked.get("commit_title"), asked.get("commit_message"))
    sha = operations.merge_pull(call.thread("pull_number"), call.user, merging, sha=asked.get("sha"))
    return {"sha": sha, "merged": True, "message": "Pull Request successfully merged"}
