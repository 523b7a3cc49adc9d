"""Pull requests, their reviews, and the remarks on lines in them."""

from typing import Any

from bot.localhub.operations import merges, pulls, reviews
from bot.localhub.operations.refusal import RequestError
from bot.localhub.representations.objects import file_json, listed_commit_json
from bot.localhub.representations.pulls import pull_json, remark_json, review_json
from bot.localhub.rest.call import REPO, Call, Reply, Route
from bot.localhub.rest.routes.issues import edit_thread
from bot.localhub.state.threads import LocalThread, Merging, PullRequest

PULL = f"{REPO}/pulls/{{pull_number}}"
READ, WRITE = "pull_requests:read", "pull_requests:write"
#: GitHub lists no more.
MOST_FILES, MOST_COMMITS = 3000, 250


def find_thread(call: Call) -> LocalThread:
    return call.thread("pull_number")


def find_pull(call: Call) -> PullRequest:
    return pulls.require_pull(find_thread(call))


def list_pulls(call: Call) -> Any:
    """Return the pull requests in a state, newest first; `head` is "owner:branch"."""
    state, head = call.query.get("state", "open"), call.query.get("head")
    call.query.allow(sort="created", direction="desc")
    threads = sorted(call.repository.threads.values(), key=lambda thread: -thread.number)
    return [
        pull_json(call.site, thread, whole=False)
        for thread in threads
        if thread.pull and state in ("all", thread.state) and head in ("", thread.pull.head_label)
    ]


def create_pull(call: Call) -> Any:
    thread = pulls.open_pull(
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
    return call.repository.git.diff(find_pull(call).base, find_pull(call).head)


def edit_pull(call: Call) -> Any:
    if "base" in call.body:
        raise RequestError(501, "the local GitHub does not serve a change of the base")
    edit_thread(call, find_thread(call))
    return pull_json(call.site, find_thread(call))


def list_files(call: Call) -> Any:
    pull = find_pull(call)
    changes = call.repository.git.changes(pull.base, pull.head)[:MOST_FILES]
    return [call.show(file_json, change, pull.head) for change in changes]


def list_commits(call: Call) -> Any:
    pull = find_pull(call)
    return call.show_all(listed_commit_json, call.repository.git.log(f"{pull.base}..{pull.head}", MOST_COMMITS)[::-1])


def is_merged(call: Call) -> None:
    if find_pull(call).merged is None:
        raise RequestError(404, "Not Found")


def merge_pull(call: Call) -> Any:
    asked = call.body
    merging = Merging(asked.get("merge_method", "merge"), asked.get("commit_title"), asked.get("commit_message"))
    sha = merges.merge_pull(find_thread(call), call.user, merging, sha=asked.get("sha"))
    return {"sha": sha, "merged": True, "message": "Pull Request successfully merged"}


def create_review(call: Call) -> Any:
    review = reviews.create_review(
        find_thread(call),
        call.user,
        event=call.text("event", ""),
        body=call.text("body", ""),
        commit=call.text("commit_id", "") or None,
        comments=call.body.get("comments") or (),
    )
    return review_json(call.site, find_thread(call), review)


def list_remarks(call: Call) -> Any:
    thread = find_thread(call)
    return [remark_json(call.site, thread, *found) for found in reviews.list_remarks(thread)]


def create_remark(call: Call) -> Any:
    found = reviews.create_remark(find_thread(call), call.user, call.body, call.text("commit_id"))
    return Reply(201, remark_json(call.site, find_thread(call), *found))


ROUTES = (
    Route("GET", f"{REPO}/pulls", READ, list_pulls),
    Route("POST", f"{REPO}/pulls", WRITE, create_pull),
    Route("GET", PULL, READ, lambda call: pull_json(call.site, find_thread(call)), {"diff": write_diff}),
    Route("PATCH", PULL, WRITE, edit_pull),
    Route("GET", f"{PULL}/files", READ, list_files),
    Route("GET", f"{PULL}/commits", READ, list_commits),
    Route("GET", f"{PULL}/merge", READ, is_merged),
    Route("PUT", f"{PULL}/merge", "contents:write", merge_pull),
    Route("GET", f"{PULL}/reviews", READ, lambda call: [
        review_json(call.site, find_thread(call), review) for review in find_pull(call).reviews
    ]),
    Route("POST", f"{PULL}/reviews", WRITE, create_review),
    Route("GET", f"{PULL}/comments", READ, list_remarks),
    Route("POST", f"{PULL}/comments", WRITE, create_remark),
)  # fmt: skip
