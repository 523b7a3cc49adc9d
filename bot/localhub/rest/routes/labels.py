"""Labels, changed and deleted; and all of a thread's at once."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from bot.localhub import operations
from bot.localhub.operations.refusal import require
from bot.localhub.representations.repositories import label_json
from bot.localhub.rest.call import Call, Reply, names, route
from bot.localhub.state.conversation import IssueLabel
from bot.localhub.state.repositories import LocalThread


def find_label(call: Call) -> IssueLabel:
    """Return the label that the address names, for those who may change it."""
    operations.require_role(call.repository, call.user, "write")
    return require(call.repository.label(call.args["name"]))


@route("PATCH", "/repos/{owner}/{repo}/labels/{name}", "issues:write")
def edit_label(call: Call) -> Any:
    label = find_label(call)
    color = call.text("color", label.color)
    operations.check_color(color)
    label.name, label.color = call.text("new_name", label.name), color.lower()
    label.description = call.text("description", label.description)
    return label_json(call.site, call.repository, label)


@route("DELETE", "/repos/{owner}/{repo}/labels/{name}", "issues:write")
def delete_label(call: Call) -> Any:
    """Take a label out of the repository, and off all threads that have it."""
    label = find_label(call)
    call.repository.labels.remove(label)
    for thread in call.repository.threads.values():
        thread.labels = [each for each in thread.labels if each is not label]
    return Reply(204, None)


@route("PUT", "/repos/{owner}/{repo}/issues/{issue_number}/labels", "issues:write")
def set_labels(call: Call) -> Any:
    thread, wanted = call.thread(), list(names(call.body.get("labels")))
    take_off(call, thread, keep={name.lower() for name in wanted})
    operations.add_labels(thread, call.user, wanted)
    return [label_json(call.site, call.repository, label) for label in thread.labels]


@route("DELETE", "/repos/{owner}/{repo}/issues/{issue_number}/labels", "issues:write")
def clear_labels(call: Call) -> Any:
    take_off(call, call.thread(), keep=frozenset())
    return Reply(204, None)


def take_off(call: Call, thread: LocalThread, *, keep: Set[str]) -> None:
    """Take all labels off a thread but some, by their names in small letters."""
    for label in list(thread.labels):
        if label.name.lower() not in keep:
            operations.remove_label(thread, call.user, label.name)
