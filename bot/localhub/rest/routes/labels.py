"""A repository's labels, changed and deleted."""

from __future__ import annotations

from typing import Any

from bot.localhub import operations
from bot.localhub.operations.refusal import RequestError
from bot.localhub.representations.repositories import label_json
from bot.localhub.rest.call import Call, Reply, route
from bot.localhub.state.conversation import IssueLabel


def find_label(call: Call) -> IssueLabel:
    """Return the label that the address names, for those who may change it."""
    operations.require_role(call.world, call.repository, call.user, "write")
    label = call.repository.label(call.args["name"])
    if label is None:
        raise RequestError(404, "Not Found")
    return label


@route("PATCH", "/repos/{owner}/{repo}/labels/{name}", "issues:write")
def edit_label(call: Call) -> Any:
    """Change a label; the threads that have it keep it."""
    label = find_label(call)
    label.name, label.color = call.text("new_name", label.name), call.text("color", label.color)
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
