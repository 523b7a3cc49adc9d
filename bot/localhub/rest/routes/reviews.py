"""Reviews of pull requests, and the remarks on lines in them."""

from __future__ import annotations

from typing import Any

from bot.localhub import operations
from bot.localhub.representations.pulls import remark_json, review_json
from bot.localhub.rest.call import Call, Reply, route

PULL = "/repos/{owner}/{repo}/pulls/{pull_number}"


@route("GET", f"{PULL}/reviews", "pull_requests:read")
def list_reviews(call: Call) -> Any:
    thread = call.thread("pull_number")
    return [review_json(call.site, thread, review) for review in operations.require_pull(thread).reviews]


@route("POST", f"{PULL}/reviews", "pull_requests:write")
def create_review(call: Call) -> Any:
    thread = call.thread("pull_number")
    review = operations.create_review(
        thread,
        call.user,
        event=call.text("event", ""),
        body=call.text("body", ""),
        commit=call.text("commit_id", "") or None,
        comments=call.body.get("comments") or (),
    )
    return review_json(call.site, thread, review)


@route("GET", f"{PULL}/comments", "pull_requests:read")
def list_remarks(call: Call) -> Any:
    thread = call.thread("pull_number")
    return [remark_json(call.site, thread, *found) for found in operations.list_remarks(thread)]


@route("POST", f"{PULL}/comments", "pull_requests:write")
def create_remark(call: Call) -> Any:
    thread = call.thread("pull_number")
    found = operations.create_remark(thread, call.user, call.body, call.text("commit_id"))
    return Reply(201, remark_json(call.site, thread, *found))
