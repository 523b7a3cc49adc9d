"""Issues with their labels, comments, reactions and locks, and the search for them; pull requests are issues too."""

from typing import Any

from bot.localhub.operations import threads
from bot.localhub.operations.refusal import RequestError
from bot.localhub.operations.search import search_threads
from bot.localhub.operations.threads import lock_thread
from bot.localhub.representations.repositories import label_json
from bot.localhub.representations.threads import comment_json, event_json, issue_json, reaction_json, whole_issue_json
from bot.localhub.rest.call import PUBLIC, REPO, Call, Reply, Route, names
from bot.localhub.state.conversation import REACTIONS
from bot.localhub.state.threads import LocalThread

ISSUE, COMMENT = f"{REPO}/issues/{{issue_number}}", f"{REPO}/issues/comments/{{comment_id}}"
READ, WRITE = "issues,pull_requests:read", "issues:write"


def list_issues(call: Call) -> Any:
    state = call.query.get("state", "open")
    wanted = set(filter(None, call.query.get("labels").split(",")))
    call.query.allow(sort="created", direction="desc")
    newest_first = sorted(call.repository.threads.values(), key=lambda thread: -thread.number)
    return [
        issue_json(call.site, thread)
        for thread in newest_first
        if state in ("all", thread.state) and wanted <= {label.name for label in thread.labels}
    ]


def create_issue(call: Call) -> Any:
    words = (call.text("title"), call.text("body", ""), names(call.body.get("labels")))
    return Reply(201, whole_issue_json(call.site, threads.open_issue(call.repository, call.user, *words)))


def edit_issue(call: Call) -> Any:
    thread = call.thread()
    edit_thread(call, thread)
    return whole_issue_json(call.site, thread)


def edit_thread(call: Call, thread: LocalThread) -> None:
    title = call.text("title") if "title" in call.body else None
    body = call.text("body", "") if "body" in call.body else None
    threads.edit_thread(thread, call.user, title=title, body=body)
    match call.body.get("state"):
        case "closed":
            threads.close_thread(thread, call.user, call.body.get("state_reason"))
        case "open":
            threads.reopen_thread(thread, call.user)


def list_labels(call: Call) -> Any:
    return call.show_all(label_json, call.thread().labels)


def add_labels(call: Call) -> Any:
    threads.add_labels(call.thread(), call.user, names(call.body.get("labels")))
    return list_labels(call)


def set_labels(call: Call) -> Any:
    threads.set_labels(call.thread(), call.user, names(call.body.get("labels")))
    return list_labels(call)


def remove_label(call: Call) -> Any:
    threads.remove_label(call.thread(), call.user, call.args["name"])
    return list_labels(call)


def create_comment(call: Call) -> Any:
    thread = call.thread()
    return Reply(201, comment_json(call.site, thread, threads.create_comment(thread, call.user, call.text("body"))))


def edit_comment(call: Call) -> Any:
    thread, comment = call.comment()
    threads.edit_comment(thread, comment, call.user, call.text("body"))
    return comment_json(call.site, thread, comment)


def react_to_comment(call: Call) -> Any:
    content = call.text("content")
    if content not in REACTIONS:
        raise RequestError(422, "content is not a reaction", resource="Reaction", field="content")
    reaction, fresh = threads.add_reaction(call.world, call.comment()[1], call.user, content)
    return Reply(201 if fresh else 200, reaction_json(call.site, reaction))


def search_issues(call: Call) -> Any:
    call.query.allow(advanced_search="true", sort="created", order="desc")
    found = search_threads(call.world, call.query.get("q"), call.viewer)
    items = [{**issue_json(call.site, thread), "score": 1.0} for thread in call.query.cut(found)]
    return {"total_count": len(found), "incomplete_results": False, "search_type": "lexical", "items": items}


ROUTES = (
    Route("GET", f"{REPO}/issues", READ, list_issues),
    Route("POST", f"{REPO}/issues", WRITE, create_issue),
    Route("GET", ISSUE, READ, lambda call: whole_issue_json(call.site, call.thread())),
    Route("PATCH", ISSUE, WRITE, edit_issue),
    Route("PUT", f"{ISSUE}/lock", WRITE, lambda call: lock_thread(call.thread(), call.user, locked=True)),
    Route("DELETE", f"{ISSUE}/lock", WRITE, lambda call: lock_thread(call.thread(), call.user, locked=False)),
    Route("GET", f"{ISSUE}/events", READ, lambda call: call.show_all(event_json, call.thread().timeline)),
    Route("GET", f"{ISSUE}/labels", READ, list_labels),
    Route("POST", f"{ISSUE}/labels", WRITE, add_labels),
    Route("PUT", f"{ISSUE}/labels", WRITE, set_labels),
    Route("DELETE", f"{ISSUE}/labels", WRITE, lambda call: threads.set_labels(call.thread(), call.user, ())),
    Route("DELETE", f"{ISSUE}/labels/{{name}}", WRITE, remove_label),
    Route("GET", f"{ISSUE}/comments", READ, lambda call: [
        comment_json(call.site, call.thread(), comment) for comment in call.thread().comments
    ]),
    Route("POST", f"{ISSUE}/comments", WRITE, create_comment),
    Route("GET", COMMENT, READ, lambda call: comment_json(call.site, *call.comment())),
    Route("PATCH", COMMENT, WRITE, edit_comment),
    Route("DELETE", COMMENT, WRITE, lambda call: threads.delete_comment(*call.comment(), call.user)),
    Route("GET", f"{COMMENT}/reactions", READ, lambda call: [
        reaction_json(call.site, reaction) for reaction in call.comment()[1].reactions
    ]),
    Route("POST", f"{COMMENT}/reactions", WRITE, react_to_comment),
    Route("GET", "/search/issues", PUBLIC, search_issues),
)  # fmt: skip
