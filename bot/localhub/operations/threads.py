"""Threads: their words, labels, comments and reactions.

Known from reports alone: that editing or deleting a comment counts as an update of its thread. Known from GitHub's
documentation alone: that an author cannot reopen what somebody with write permission closed.
"""

import re
from collections.abc import Iterable, Sequence

from bot.localhub.operations.refusal import (
    RequestError,
    check_blocks,
    check_body,
    check_text,
    require_author,
    require_life,
    require_role,
    require_voice,
)
from bot.localhub.state.accounts import User
from bot.localhub.state.conversation import ContentEdit, IssueComment, IssueLabel, Reaction
from bot.localhub.state.repositories import LocalRepository
from bot.localhub.state.threads import LocalThread
from bot.localhub.state.world import World

#: GitHub gives this colour to a label that is created by its first use.
PLAIN_COLOR = "ededed"


def open_issue(
    repository: LocalRepository, user: User, title: str, body: str, labels: Sequence[str] = ()
) -> LocalThread:
    """Open an issue; labels are ignored unless the account may set them."""
    if not repository.has_issues:
        raise RequestError(410, "Issues has been disabled in this repository.")
    thread = new_thread(repository, user, title, body)
    thread.emit("opened", user)
    if labels and repository.may(user, "triage"):
        add_labels(thread, user, labels)
    return thread


def new_thread(repository: LocalRepository, user: User, title: str, body: str) -> LocalThread:
    world = repository.world
    require_life(repository)
    check_blocks(world, user, repository.owner)
    check_text(title, body)
    now, number = world.clock(), repository.next_number
    repository.threads[number] = LocalThread(repository, world.new_id(), number, title, body, user, now, now)
    return repository.threads[number]


def edit_thread(thread: LocalThread, user: User, *, title: str | None = None, body: str | None = None) -> None:
    changes = {
        name: {"from": old}
        for name, old, new in (("title", thread.title, title), ("body", thread.body, body))
        if new is not None and new != old
    }
    if not changes:
        return
    require_life(thread.repository)
    require_author(thread.repository, user, thread.author)
    check_text(title if title is not None else thread.title, body if body is not None else thread.body)
    thread.title = title if title is not None else thread.title
    thread.updated = thread.world.clock()
    if body is not None and "body" in changes:
        thread.body = body
        thread.edits.append(ContentEdit(thread.world.new_id(), user, thread.updated, body))
    thread.emit("edited", user, changes=changes)


def close_thread(thread: LocalThread, user: User, reason: str | None = None) -> None:
    require_life(thread.repository)
    require_author(thread.repository, user, thread.author, "triage")
    if thread.state == "closed":
        return
    thread.close(user, reason or "completed")


def may_reopen(thread: LocalThread, user: User) -> bool:
    """Whether an account may reopen a thread: by its role, or its own unless somebody who may write closed it."""
    closer = next((event.actor for event in reversed(thread.timeline) if event.event == "closed"), user)
    is_own = user is thread.author and (closer is user or not thread.repository.may(closer, "write"))
    return is_own or thread.repository.may(user, "triage")


def reopen_thread(thread: LocalThread, user: User) -> None:
    require_life(thread.repository)
    if not may_reopen(thread, user):
        raise RequestError(403, "Resource not accessible")
    if thread.state == "open":
        return
    if thread.pull and thread.pull.merged:
        raise RequestError(422, "Validation Failed")
    thread.state, thread.closed = "open", None
    thread.reason = None if thread.pull else "reopened"
    thread.add_event("reopened", user)
    thread.emit("reopened", user)


def create_comment(thread: LocalThread, user: User, body: str) -> IssueComment:
    require_voice(thread, user)
    check_body(body)
    now = thread.world.clock()
    comment = IssueComment(thread.world.new_id(), user, body, now, now)
    thread.comments.append(comment)
    thread.updated = now
    thread.emit("created", user, event="issue_comment", comment=comment)
    return comment


def edit_comment(thread: LocalThread, comment: IssueComment, user: User, body: str) -> None:
    require_life(thread.repository)
    require_author(thread.repository, user, comment.author)
    check_body(body)
    if body == comment.body:
        return
    changes = {"body": {"from": comment.body}}
    comment.body = body
    thread.updated = comment.updated = comment.edited = thread.world.clock()
    comment.editor = user
    thread.emit("edited", user, event="issue_comment", comment=comment, changes=changes)


def delete_comment(thread: LocalThread, comment: IssueComment, user: User) -> None:
    require_life(thread.repository)
    require_author(thread.repository, user, comment.author)
    thread.comments.remove(comment)
    thread.updated = thread.world.clock()
    thread.emit("deleted", user, event="issue_comment", comment=comment)


def delete_issue(thread: LocalThread, user: User) -> None:
    """Remove an issue for good; its number is never used again."""
    repository = thread.repository
    require_role(repository, user, "admin")
    del repository.threads[thread.number]
    repository.left[thread.number] = None
    thread.emit("deleted", user)


def add_reaction(world: World, target: LocalThread | IssueComment, user: User, content: str) -> tuple[Reaction, bool]:
    """Add a reaction and return whether it is new; the same account cannot add one twice."""
    for reaction in target.reactions:
        if reaction.user is user and reaction.content == content:
            return reaction, False
    target.reactions.append(Reaction(world.new_id(), user, content, world.clock()))
    return target.reactions[-1], True


def find_label(repository: LocalRepository, name: str) -> IssueLabel:
    """Return a label, creating it if necessary, as GitHub does."""
    return repository.label(name) or create_label(repository, name, PLAIN_COLOR, "")


def check_color(color: str) -> None:
    if not re.fullmatch("[0-9a-fA-F]{6}", color):
        raise RequestError(422, "color is invalid", resource="Label", field="color", code="invalid")


def create_label(repository: LocalRepository, name: str, color: str, description: str) -> IssueLabel:
    check_color(color)
    if repository.label(name):
        raise RequestError(422, "already exists", resource="Label", field="name", code="already_exists")
    label = IssueLabel(repository.world.new_id(), name, color.lower(), description)
    repository.labels.append(label)
    return label


def add_labels(thread: LocalThread, user: User, names: Iterable[str]) -> None:
    require_role(thread.repository, user, "triage")
    for name in names:
        label = find_label(thread.repository, name)
        if label not in thread.labels:
            thread.labels.append(label)
            thread.add_event("labeled", user, label)
            thread.emit("labeled", user, label=label)


def remove_label(thread: LocalThread, user: User, name: str) -> None:
    require_role(thread.repository, user, "triage")
    label = thread.repository.label(name)
    if label is None or label not in thread.labels:
        raise RequestError(404, "Label does not exist")
    thread.labels.remove(label)
    thread.add_event("unlabeled", user, label)
    thread.emit("unlabeled", user, label=label)


def set_labels(thread: LocalThread, user: User, names: Sequence[str]) -> None:
    kept = {name.lower() for name in names}
    for label in list(thread.labels):
        if label.name.lower() not in kept:
            remove_label(thread, user, label.name)
    add_labels(thread, user, names)


def lock_thread(thread: LocalThread, user: User, *, locked: bool) -> None:
    require_role(thread.repository, user, "triage")
    if thread.locked != locked:
        thread.locked, thread.updated = locked, thread.world.clock()
        thread.emit("locked" if locked else "unlocked", user)
