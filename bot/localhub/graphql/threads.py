"""The fields of issues, of what pull requests share with them, and of comments and events."""

from typing import Any

import graphql

from bot.localhub.graphql.view import ID, Resolver, Viewed, always, read, shout
from bot.localhub.representations.names import read_site
from bot.localhub.representations.repositories import association
from bot.localhub.state.conversation import REACTIONS, IssueEvent

#: The events that are served, by the name of their item type.
EVENTS = {
    f"{event.upper()}_EVENT": event
    for event in ("labeled", "unlabeled", "closed", "reopened", "added_to_merge_queue", "removed_from_merge_queue")
}


def list_events(view: Viewed, **args: Any) -> list[IssueEvent]:
    """Return the events on labels, the state and the merge queue; others are not served."""
    if not args.get("itemTypes"):
        raise graphql.GraphQLError("the local GitHub does not serve every event in timelineItems")
    kinds = {EVENTS[name] for name in args["itemTypes"]}
    return [event for event in view.value.timeline if event.event in kinds]


def comment_page(view: Viewed) -> str:
    thread = next(each for each in view.repository.threads.values() if view.value in each.comments)
    return f"{read_site(thread.world).web}{thread.page}#issuecomment-{view.value.id}"


def count_reactions(view: Viewed) -> list[dict[str, Any]]:
    given = [reaction.content for reaction in view.value.reactions]
    return [{"content": shouted, "users": {"totalCount": given.count(name)}} for name, shouted in REACTIONS.items()]


AUTHORED: dict[str, Resolver] = {
    **ID,
    **read("author", "body", createdAt="created"),
    "viewerDidAuthor": lambda v: v.value.author is v.viewer,
}
SAID: dict[str, Resolver] = {
    **AUTHORED,
    **read(updatedAt="updated", lastEditedAt="edited"),
    "authorAssociation": lambda v: association(v.repository, v.value.author),
    "reactionGroups": count_reactions,
}
#: Assignees, milestones and projects are not modelled.
THREAD: dict[str, Resolver] = {
    **SAID,
    **read("number", "title", "labels", "comments", "locked", closedAt="closed"),
    **always(None, "activeLockReason", "milestone"),
    **always([], "assignees", "projectCards", "projectItems"),
    "url": lambda v: read_site(v.value.world).web + v.value.page,
    "closed": lambda v: v.value.state == "closed",
    "editor": lambda v: v.value.edits[-1].editor if v.value.edits else None,
    "userContentEdits": lambda v, **_: v.value.edits[::-1],
    "timelineItems": list_events,
}
EVENT = ID | read("actor", createdAt="created")
FIELDS: dict[str, dict[str, Resolver]] = {
    "Issue": THREAD | shout(state="state", stateReason="reason"),
    "IssueComment": {
        **SAID,
        **read("editor"),
        **always(False, "isMinimized"),
        **always(None, "minimizedReason"),
        "fullDatabaseId": lambda v: str(v.value.id),
        "url": comment_page,
        "includesCreatedEdit": lambda v: v.value.edited is not None,
    },
    "UserContentEdit": ID | read("editor", editedAt="created", createdAt="created", updatedAt="created", diff="text"),
    "Reaction": {**ID, **read("user"), "content": lambda v: REACTIONS[v.value.content]},
    "LabeledEvent": EVENT | read("label"),
    "UnlabeledEvent": EVENT | read("label"),
    **dict.fromkeys(("ClosedEvent", "ReopenedEvent", "AddedToMergeQueueEvent"), EVENT),
    "RemovedFromMergeQueueEvent": EVENT | read("reason"),
    "Label": {**ID, **read("name", "color"), "description": lambda v: v.value.description or None},
}
