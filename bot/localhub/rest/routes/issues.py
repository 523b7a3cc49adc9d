"""Issues, their comments and reactions; pull requests are issues too."""

from __future__ import annotations

from typing import Any

from bot.localhub import operations
from bot.localhub.operations.refusal import RequestError
from bot.localhub.representations.threads import comment_json, event_json, issue_json, reaction_json, whole_issue_json
from bot.localhub.rest.call import Call, Reply, names, route
from bot.localhub.state.conversation import REACTIONS
from bot.localhub.state.repositories import LocalThread


@route("GET", "/repos/{owner}/{repo}/issues", "issues,pull_requests:read")
def list_issues(call: Call) -> Any:
    state = call.query.get("state", "open")
    wanted = set(filter(None, call.query.get("labels", "").split(",")))
    threads = sorted(call.repository.threads.values(), key=lambda thread: -thread.number)
    return [
        issue_json(call.site, thread)
        for thread in threads
        if state in ("all", thread.state) and wanted <= {label.name for label in thread.labels}
    ]


@route("POST", "/repos/{owner}/{repo}/issues", "issues:write")
def create_issue(call: Call) -> Any:
    thread = operations.open_issue(
        call.repository, call.user, call.text("title"), call.text("body", ""), names(call.body.get("labels"))
    )
    return Reply(201, whole_issue_json(call.site, thread))


@route("GET", "/repos/{owner}/{repo}/issues/{issue_number}", "issues,pull_requests:read")
def get_issue(call: Call) -> Any:
    return whole_issue_json(call.site, call.thread())


@route("PATCH", "/repos/{owner}/{repo}/issues/{issue_number}", "issues:write")
def edit_issue(call: Call) -> Any:
    thread = call.thread()
    edit_thread(call, thread)
    return whole_issue_json(call.site, thread)


def edit_thread(call: Call, thread: LocalThread) -> None:
    """Carry out what a PATCH of an issue or pull request asks for."""
    title = call.text("title") if "title" in call.body else None
    body = call.text("body", "") if "body" in call.body else None
    operations.edit_thread(thread, call.user, title=title, body=body)
    match call.body.get("state"):
        case "closed":
            operations.close_thread(thread, call.user, call.body.get("state_reason"))
        case "open":
            operations.reopen_thread(thread, call.user)


@route("GET", "/repos/{owner}/{repo}/issues/{issue_number}/comments", "issues,pull_requests:read")
def list_comments(call: Call) -> Any:
    """Return a thread's comments, the oldest first."""
    thread = call.thread()
    return [comment_json(call.site, thread, comment) for comment in thread.comments]


@route("POST", "/repos/{owner}/{repo}/issues/{issue_number}/comments", "issues:write")
def create_comment(call: Call) -> Any:
    thread = call.thread()
    comment = operations.create_comment(thread, call.user, call.text("body"))
    return Reply(201, comment_json(call.site, thread, comment))


@route("GET", "/repos/{owner}/{repo}/issues/{issue_number}/events", "issues,pull_requests:read")
def list_events(call: Call) -> Any:
    return [event_json(call.site, call.repository, event) for event in call.thread().timeline]


@route("GET", "/repos/{owner}/{repo}/issues/comments/{comment_id}", "issues,pull_requests:read")
def get_comment(call: Call) -> Any:
    return comment_json(call.site, *call.comment())


@route("PATCH", "/repos/{owner}/{repo}/issues/comments/{comment_id}", "issues:write")
def edit_comment(call: Call) -> Any:
    thread, comment = call.comment()
    operations.edit_comment(thread, comment, call.user, call.text("body"))
    return comment_json(call.site, thread, comment)


@route("DELETE", "/repos/{owner}/{repo}/issues/comments/{comment_id}", "issues:write")
def delete_comment(call: Call) -> Any:
    operations.delete_comment(*call.comment(), call.user)
    return Reply(204, None)


@route("GET", "/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions", "issues,pull_requests:read")
def list_comment_reactions(call: Call) -> Any:
    return [reaction_json(call.site, reaction) for reaction in call.comment()[1].reactions]


@route("POST", "/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions", "issues:write")
def react_to_comment(call: Call) -> Any:
    """React, once a kind."""
    content = call.text("content")
    if content not in REACTIONS:
        raise RequestError(422, "content is not a reaction", resource="Reaction", field="content")
    reaction, fresh = operations.add_reaction(call.world, call.comment()[1], call.user, content)
    return Reply(201 if fresh else 200, reaction_json(call.site, reaction))
