"""Reviews of pull requests, and the remarks on lines in them."""

from __future__ import annotations

from typing import Any

from bot.localhub import operations
from bot.localhub.operations.mergeability import visible_reviews
from bot.localhub.operations.refusal import RequestError
from bot.localhub.representations.pulls import remark_json, review_json
from bot.localhub.representations.threads import reaction_json
from bot.localhub.rest.call import Call, Reply, route
from bot.localhub.rest.routes.issues import react
from bot.localhub.state.conversation import PullRequestReview, Remark
from bot.localhub.state.repositories import LocalThread

PULL = "/repos/{owner}/{repo}/pulls/{pull_number}"
REMARK = "/repos/{owner}/{repo}/pulls/comments/{comment_id}"


def find_review(call: Call) -> tuple[LocalThread, PullRequestReview]:
    thread = call.thread("pull_number")
    viewer = call.token.user if call.token else None
    for review in visible_reviews(operations.require_pull(thread), viewer):
        if str(review.id) == call.args["review_id"]:
            return thread, review
    raise RequestError(404, "Not Found")


def find_remark(call: Call) -> tuple[LocalThread, PullRequestReview, Remark]:
    for thread in call.repository.threads.values():
        for review, remark in operations.list_remarks(thread) if thread.pull else ():
            if str(remark.id) == call.args["comment_id"]:
                return thread, review, remark
    raise RequestError(404, "Not Found")


def show(call: Call, thread: LocalThread, review: PullRequestReview) -> Any:
    return review_json(call.site, thread, review)


@route("GET", f"{PULL}/reviews", "pull_requests:read")
def list_reviews(call: Call) -> Any:
    thread = call.thread("pull_number")
    viewer = call.token.user if call.token else None
    return [show(call, thread, review) for review in visible_reviews(operations.require_pull(thread), viewer)]


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
    return show(call, thread, review)


@route("GET", f"{PULL}/reviews/{{review_id}}", "pull_requests:read")
def get_review(call: Call) -> Any:
    return show(call, *find_review(call))


@route("PUT", f"{PULL}/reviews/{{review_id}}", "pull_requests:write")
def edit_review(call: Call) -> Any:
    thread, review = find_review(call)
    operations.edit_review(thread, review, call.user, call.text("body"))
    return show(call, thread, review)


@route("DELETE", f"{PULL}/reviews/{{review_id}}", "pull_requests:write")
def discard_review(call: Call) -> Any:
    thread, review = find_review(call)
    operations.discard_review(thread, review, call.user)
    return show(call, thread, review)


@route("POST", f"{PULL}/reviews/{{review_id}}/events", "pull_requests:write")
def submit_review(call: Call) -> Any:
    thread, review = find_review(call)
    body = call.text("body", "") if "body" in call.body else None
    operations.submit_review(thread, review, call.user, call.text("event"), body)
    return show(call, thread, review)


@route("PUT", f"{PULL}/reviews/{{review_id}}/dismissals", "pull_requests:write")
def dismiss_review(call: Call) -> Any:
    thread, review = find_review(call)
    operations.dismiss_review(thread, review, call.user, call.text("message"))
    return show(call, thread, review)


@route("GET", f"{PULL}/reviews/{{review_id}}/comments", "pull_requests:read")
def list_review_remarks(call: Call) -> Any:
    thread, review = find_review(call)
    return [remark_json(call.site, thread, review, remark) for remark in review.remarks]


@route("GET", f"{PULL}/comments", "pull_requests:read")
def list_remarks(call: Call) -> Any:
    thread = call.thread("pull_number")
    found = operations.list_remarks(thread)
    return [remark_json(call.site, thread, *each) for each in found if each[0].submitted]


@route("POST", f"{PULL}/comments", "pull_requests:write")
def create_remark(call: Call) -> Any:
    """Say something about lines, or with `in_reply_to` answer what was said."""
    thread = call.thread("pull_number")
    if "in_reply_to" in call.body:
        return answer_remark(call, thread, call.body["in_reply_to"])
    found = operations.create_remark(thread, call.user, call.body, call.text("commit_id"))
    return Reply(201, remark_json(call.site, thread, *found))


@route("POST", f"{PULL}/comments/{{comment_id}}/replies", "pull_requests:write")
def reply_to_remark(call: Call) -> Any:
    thread, _, remark = find_remark(call)
    return answer_remark(call, thread, remark.id)


def answer_remark(call: Call, thread: LocalThread, first: int) -> Reply:
    found = operations.reply_to_remark(thread, call.user, first, call.text("body"))
    return Reply(201, remark_json(call.site, thread, *found))


@route("GET", REMARK, "pull_requests:read")
def get_remark(call: Call) -> Any:
    return remark_json(call.site, *find_remark(call))


@route("PATCH", REMARK, "pull_requests:write")
def edit_remark(call: Call) -> Any:
    found = find_remark(call)
    operations.edit_remark(*found, call.user, call.text("body"))
    return remark_json(call.site, *found)


@route("DELETE", REMARK, "pull_requests:write")
def delete_remark(call: Call) -> Any:
    operations.delete_remark(*find_remark(call), call.user)
    return Reply(204, None)


@route("GET", f"{REMARK}/reactions", "pull_requests:read")
def list_remark_reactions(call: Call) -> Any:
    return [reaction_json(call.site, reaction) for reaction in find_remark(call)[2].reactions]


@route("POST", f"{REMARK}/reactions", "pull_requests:write")
def react_to_remark(call: Call) -> Any:
    return react(call, find_remark(call)[2])
