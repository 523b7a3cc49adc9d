"""Threads: their words, labels, comments and reactions.

Known from reports alone: that editing or deleting a comment counts as an update of its thread. Known from GitHub's
documentation alone: that an author cannot reopen what somebody with write permission closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.localhub.operations.refusal import (
    RequestError,
    check_blocks,
    check_body,
    check_text,
    require_life,
    require_role,
    require_voice,
)
from bot.localhub.state.accounts import User
from bot.localhub.state.conversation import ContentEdit, IssueComment, IssueEvent, IssueLabel, Reaction
from bot.localhub.state.repositories import LocalRepository, LocalThread
from bot.localhub.state.reviews import Remark
from bot.localhub.state.world import World

#: GitHub gives a label that is made by being used this colour.
PLAIN_COLOR = "ededed"


def open_issue(
    world: World, repository: LocalRepository, user: User, title: str, body: str, labels: Sequence[str] = ()
) -> LocalThread:
    """Open an issue; labels count only from those who may set them."""
    if not repository.has_issues:
        raise RequestError(410, "Issues has been disabled in this repository.")
    thread = new_thread(world, repository, user, title, body)
    world.emit("issues", "opened", repository, user, thread)
    if labels and world.may(repository, user, "triage"):
        add_labels(world, repository, thread, user, labels)
    return thread


def new_thread(world: World, repository: LocalRepository, user: User, title: str, body: str) -> LocalThread:
    """Give a thread its number."""
    require_life(repository)
    check_blocks(world, user, repository.owner)
    check_text(title, body)
    now, number = world.clock(), repository.next_number
    repository.threads[number] = LocalThread(world.new_id(), number, title, body, user, now, now)
    return repository.threads[number]


def edit_thread(
    world: World,
    repository: LocalRepository,
    thread: LocalThread,
    user: User,
    *,
    title: str | None = None,
    body: str | None = None,
) -> None:
    changes = {
        name: {"from": old}
        for name, old, new in (("title", thread.title, title), ("body", thread.body, body))
        if new is not None and new != old
    }
    if not changes:
        return
    require_life(repository)
    if user is not thread.author:
        require_role(world, repository, user, "write")
    check_text(title if title is not None else thread.title, body if body is not None else thread.body)
    thread.title = title if title is not None else thread.title
    thread.updated = world.clock()
    if body is not None and "body" in changes:
        thread.body = body
        thread.edits.append(ContentEdit(world.new_id(), user, thread.updated, body))
    world.emit(event_of(thread), "edited", repository, user, thread, changes=changes)


def close_thread(
    world: World, repository: LocalRepository, thread: LocalThread, user: User, reason: str | None = None
) -> None:
    require_life(repository)
    if user is not thread.author:
        require_role(world, repository, user, "triage")
    if thread.state == "closed":
        return
    thread.state, thread.closed = "closed", world.clock()
    thread.reason = None if thread.pull else reason or "completed"
    add_event(world, thread, "closed", user)
    world.emit(event_of(thread), "closed", repository, user, thread)


def may_reopen(world: World, repository: LocalRepository, thread: LocalThread, user: User) -> bool:
    """Tell whether an account may reopen a thread: by its role, or its own unless somebody who may write closed it."""
    closer = next((event.actor for event in reversed(thread.timeline) if event.event == "closed"), user)
    is_own = user is thread.author and (closer is user or not world.may(repository, closer, "write"))
    return is_own or world.may(repository, user, "triage")


def reopen_thread(world: World, repository: LocalRepository, thread: LocalThread, user: User) -> None:
    require_life(repository)
    if not may_reopen(world, repository, thread, user):
        raise RequestError(403, "Resource not accessible")
    if thread.state == "open":
        return
    if thread.pull and thread.pull.merged:
        raise RequestError(422, "Validation Failed")
    thread.state, thread.closed = "open", None
    thread.reason = None if thread.pull else "reopened"
    add_event(world, thread, "reopened", user)
    world.emit(event_of(thread), "reopened", repository, user, thread)


def add_event(
    world: World,
    thread: LocalThread,
    event: str,
    actor: User,
    label: IssueLabel | None = None,
    reason: str = "",
    commit: str = "",
) -> None:
    """Add a line to a thread's history."""
    thread.updated = world.clock()
    thread.timeline.append(IssueEvent(world.new_id(), event, actor, thread.updated, label, reason, commit))


def create_comment(
    world: World, repository: LocalRepository, thread: LocalThread, user: User, body: str
) -> IssueComment:
    require_voice(world, repository, thread, user)
    check_body(body)
    now = world.clock()
    comment = IssueComment(world.new_id(), user, body, now, now)
    thread.comments.append(comment)
    thread.updated = now
    world.emit("issue_comment", "created", repository, user, thread, comment=comment)
    return comment


def edit_comment(
    world: World, repository: LocalRepository, thread: LocalThread, comment: IssueComment, user: User, body: str
) -> None:
    require_life(repository)
    if user is not comment.author:
        require_role(world, repository, user, "write")
    check_body(body)
    if body == comment.body:
        return
    changes = {"body": {"from": comment.body}}
    comment.body = body
    thread.updated = comment.updated = comment.edited = world.clock()
    comment.editor = user
    world.emit("issue_comment", "edited", repository, user, thread, comment=comment, changes=changes)


def delete_comment(
    world: World, repository: LocalRepository, thread: LocalThread, comment: IssueComment, user: User
) -> None:
    require_life(repository)
    if user is not comment.author:
        require_role(world, repository, user, "write")
    thread.comments.remove(comment)
    thread.updated = world.clock()
    world.emit("issue_comment", "deleted", repository, user, thread, comment=comment)


def delete_issue(world: World, repository: LocalRepository, thread: LocalThread, user: User) -> None:
    """Remove an issue for good; its number is never given again."""
    require_role(world, repository, user, "admin")
    del repository.threads[thread.number]
    repository.left[thread.number] = None
    world.emit("issues", "deleted", repository, user, thread)


def add_reaction(
    world: World, target: LocalThread | IssueComment | Remark, user: User, content: str
) -> tuple[Reaction, bool]:
    """Add a reaction and tell whether it is new; a second one of a kind by the same account is the first."""
    for reaction in target.reactions:
        if reaction.user is user and reaction.content == content:
            return reaction, False
    target.reactions.append(Reaction(world.new_id(), user, content, world.clock()))
    return target.reactions[-1], True


def find_label(world: World, repository: LocalRepository, name: str) -> IssueLabel:
    """Return a label; using one that is not there makes it."""
    return repository.label(name) or create_label(world, repository, name, PLAIN_COLOR, "")


def check_color(color: str) -> None:
    """Refuse what are no six hexadecimal digits."""
    if not re.fullmatch("[0-9a-fA-F]{6}", color):
        raise RequestError(422, "color is invalid", resource="Label", field="color", code="invalid")


def create_label(world: World, repository: LocalRepository, name: str, color: str, description: str) -> IssueLabel:
    check_color(color)
    if repository.label(name):
        raise RequestError(422, "already exists", resource="Label", field="name", code="already_exists")
    label = IssueLabel(world.new_id(), name, color.lower(), description)
    repository.labels.append(label)
    return label


def add_labels(
    world: World, repository: LocalRepository, thread: LocalThread, user: User, names: Iterable[str]
) -> None:
    require_role(world, repository, user, "triage")
    for name in names:
        label = find_label(world, repository, name)
        if label not in thread.labels:
            thread.labels.append(label)
            add_event(world, thread, "labeled", user, label)
            world.emit(event_of(thread), "labeled", repository, user, thread, label=label)


def remove_label(world: World, repository: LocalRepository, thread: LocalThread, user: User, name: str) -> None:
    require_role(world, repository, user, "triage")
    label = repository.label(name)
    if label is None or label not in thread.labels:
        raise RequestError(404, "Label does not exist")
    thread.labels.remove(label)
    add_event(world, thread, "unlabeled", user, label)
    world.emit(event_of(thread), "unlabeled", repository, user, thread, label=label)


def event_of(thread: LocalThread) -> str:
    """Return the webhook event that tells of a thread."""
    return "pull_request" if thread.pull else "issues"
