"""Auto-merge: a merge that is ordered now and carried out once nothing stands in its way.

Known from GitHub's documentation and its messages as others report them, not from its API description: the texts of
the refusals.
"""

from __future__ import annotations

from bot.localhub.operations.mergeability import MERGEABLE, merge_state
from bot.localhub.operations.merges import METHODS, merge_pull
from bot.localhub.operations.queues import enqueue, tend_queue
from bot.localhub.operations.refusal import RequestError, require_role
from bot.localhub.operations.threads import add_event
from bot.localhub.state.accounts import User
from bot.localhub.state.repositories import AutoMerge, LocalRepository, LocalThread, Method
from bot.localhub.state.world import World


def enable_auto_merge(
    world: World,
    repository: LocalRepository,
    thread: LocalThread,
    user: User,
    *,
    method: Method = "merge",
    sha: str | None = None,
    title: str | None = None,
    message: str | None = None,
) -> None:
    """Order the merge of a pull request for when nothing stands in its way.

    Where nothing does and the branch has a queue, that is a place in the queue.
    """
    require_role(world, repository, user, "write")
    pull = thread.pull
    if not repository.settings["allow_auto_merge"]:
        raise RequestError(422, "Auto merge is not allowed for this repository")
    if pull is None or thread.state != "open":
        raise RequestError(422, "Pull request is closed")
    if sha and sha != pull.head:
        raise RequestError(422, f'Expected head sha "{sha}" but it was not.')
    state = merge_state(world, repository, thread, pull)
    if state in MERGEABLE and repository.queue_method(pull.base_branch):
        enqueue(world, repository, thread, user)
        return
    if not repository.settings[METHODS[method][0]]:
        raise RequestError(422, f"{METHODS[method][1]} not allowed on this repository.")
    if state in MERGEABLE:
        raise RequestError(422, f"Pull request is in {state.lower()} status")
    pull.auto = AutoMerge(user, method, title, message, world.clock())
    add_event(world, thread, "auto_merge_enabled", user)
    world.emit("pull_request", "auto_merge_enabled", repository, user, thread, reason="")


def disable_auto_merge(world: World, repository: LocalRepository, thread: LocalThread, user: User) -> None:
    require_role(world, repository, user, "write")
    if thread.pull is None or thread.pull.auto is None:
        raise RequestError(422, "Can't disable auto-merge for this pull request")
    thread.pull.auto = None
    add_event(world, thread, "auto_merge_disabled", user)
    world.emit("pull_request", "auto_merge_disabled", repository, user, thread, reason="")


def merge_ready(world: World, repository: LocalRepository, commit: str) -> None:
    """Go on with what waited for a commit's checks or reviews: merges that were ordered, and the queue."""
    for thread in list(repository.threads.values()):
        pull = thread.pull
        auto: AutoMerge | None = pull.auto if pull and pull.head == commit else None
        if pull and auto and merge_state(world, repository, thread, pull) in MERGEABLE:
            carry_out_auto_merge(world, repository, thread, auto)
    if any(entry.group == commit for entry in repository.queue):
        tend_queue(world, repository)


def carry_out_auto_merge(world: World, repository: LocalRepository, thread: LocalThread, auto: AutoMerge) -> None:
    """Merge what was ordered, or put it in the queue."""
    if thread.pull and repository.queue_method(thread.pull.base_branch):
        enqueue(world, repository, thread, auto.by)
    else:
        merge_pull(world, repository, thread, auto.by, method=auto.method, title=auto.title, message=auto.message)
