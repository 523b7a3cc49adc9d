"""The merge queue: requests wait in line, each is tried on top of those before it, and merged when its checks pass.

Known from GitHub's documentation and its messages as others report them, not from its API description: that a branch
takes no pushes while its request is in the queue and no merges but the queue's, that words and method of a merge are
the queue's own, that the account which put a request there counts as the one that merged it, the names of the
temporary branches, and the texts of the refusals. GitHub tries several at once and may merge them together; here the
front is merged as soon as it passes.
"""

from __future__ import annotations

from typing import Any

from bot.localhub.operations.branches import after_push, mark_merged
from bot.localhub.operations.mergeability import MERGEABLE, merge_state, obstacles, read_checks
from bot.localhub.operations.merges import delete_merged_branch, make_merge
from bot.localhub.operations.refusal import RequestError, require_role
from bot.localhub.operations.threads import add_event
from bot.localhub.state.accounts import User
from bot.localhub.state.repositories import LocalRepository, LocalThread, QueueEntry
from bot.localhub.state.world import World

#: The account in whose name GitHub's queue moves branches.
QUEUE = "github-merge-queue[bot]"
#: Why a request left the queue, as webhooks say it, and as its history does.
REASONS = {
    "MERGE": "merged",
    "MANUAL": "manual",
    "CI_FAILURE": "failed_checks",
    "MERGE_CONFLICT": "merge_conflict",
}


def enqueue(
    world: World,
    repository: LocalRepository,
    thread: LocalThread,
    user: User,
    *,
    sha: str | None = None,
    jump: bool = False,
) -> QueueEntry:
    """Put a pull request, of which nothing is missing, at the end of the queue, or at its front."""
    require_role(world, repository, user, "write")
    pull = thread.pull
    if pull is None or thread.state != "open":
        raise RequestError(422, "Pull request is closed")
    if repository.queue_method(pull.base_branch) is None:
        raise RequestError(422, "Merge queue is not enabled for the base branch")
    if sha and sha != pull.head:
        raise RequestError(422, f'Expected head sha "{sha}" but it was not.')
    if repository.queue_entry(thread):
        raise RequestError(422, "Pull request is already in the queue")
    state = merge_state(world, repository, thread, pull)
    # That a head holds all of its base is what the queue itself sees to.
    if state not in {*MERGEABLE, "BEHIND"}:
        missing = " ".join(obstacles(world, repository, pull))
        raise RequestError(422, missing or f"Pull request is in {state.lower()} status")
    entry = QueueEntry(world.new_id(), thread, user, world.clock())
    repository.queue.insert(0 if jump else len(repository.queue), entry)
    pull.auto = None
    add_event(world, thread, "added_to_merge_queue", user)
    world.emit("pull_request", "enqueued", repository, user, thread)
    tend_queue(world, repository)
    return entry


def dequeue(world: World, repository: LocalRepository, thread: LocalThread, user: User) -> QueueEntry:
    require_role(world, repository, user, "write")
    entry = repository.queue_entry(thread)
    if entry is None:
        raise RequestError(422, "Pull request is not in the queue")
    leave_queue(world, repository, entry, "MANUAL", user)
    tend_queue(world, repository)
    return entry


def leave_queue(world: World, repository: LocalRepository, entry: QueueEntry, reason: str, user: User) -> None:
    """Let an entry be in the queue no more, and say why."""
    repository.queue.remove(entry)
    drop_group(world, repository, entry, "merged" if reason == "MERGE" else "dequeued")
    add_event(world, entry.thread, "removed_from_merge_queue", user, reason=REASONS[reason], commit=entry.group)
    world.emit("pull_request", "dequeued", repository, user, entry.thread, reason=reason)


def tend_queue(world: World, repository: LocalRepository) -> None:
    """Try every entry on top of those before it; merge from the front what passes, and drop what does not."""
    while repository.queue:
        build_groups(world, repository)
        front = next(iter(repository.queue), None)
        word = judge_group(repository, front) if front else "pending"
        if front and word == "success":
            merge_front(world, repository, front)
        elif front and word == "failure":
            leave_queue(world, repository, front, "CI_FAILURE", queue_account(world))
        else:
            return


def build_groups(world: World, repository: LocalRepository) -> None:
    """Make the commit of each entry that does not stand on the one before it; what conflicts with that leaves."""
    base = repository.git.resolve(f"refs/heads/{repository.default_branch}") or ""
    for entry in list(repository.queue):
        if entry.base != base:
            drop_group(world, repository, entry, "invalidated")
            if not build_group(world, repository, entry, base):
                leave_queue(world, repository, entry, "MERGE_CONFLICT", queue_account(world))
                continue
        base = entry.group


def build_group(world: World, repository: LocalRepository, entry: QueueEntry, base: str) -> bool:
    """Make the commit of an entry on top of `base`, on a branch of its own, and ask for its checks."""
    pull, method = entry.thread.pull, repository.queue_method(repository.default_branch)
    if pull is None or method is None:
        return False
    made = make_merge(world, repository, entry.thread, pull, base, entry.by, method, None, None)
    if made is None:
        return False
    entry.base, entry.group = base, made
    # Within one second git gives what is tried again the name of what failed; no machine has looked at it yet.
    repository.statuses.pop(made, None)
    repository.checks = [run for run in repository.checks if run.commit != made]
    ref = group_ref(repository, entry)
    repository.git.set_ref(ref, made, None)
    world.emit("push", None, repository, queue_account(world), None, ref=ref, before=None, after=made)
    world.emit("merge_group", "checks_requested", repository, queue_account(world), None, entry=entry)
    return True


def drop_group(world: World, repository: LocalRepository, entry: QueueEntry, reason: str) -> None:
    """Delete the branch that an entry was tried on, if there is one."""
    if entry.group:
        repository.git.set_ref(group_ref(repository, entry), None, entry.group)
        world.emit("merge_group", "destroyed", repository, queue_account(world), None, entry=entry, reason=reason)


def merge_front(world: World, repository: LocalRepository, entry: QueueEntry) -> None:
    """Let the branch be the commit that was tried."""
    pull, ref, account = entry.thread.pull, f"refs/heads/{repository.default_branch}", queue_account(world)
    if pull is None or not repository.git.set_ref(ref, entry.group, entry.base):
        raise RequestError(409, "Base branch was modified. Review and try the merge again.")
    leave_queue(world, repository, entry, "MERGE", account)
    mark_merged(world, repository, entry.thread, pull, entry.by, entry.group, sender=account)
    after_push(world, repository, account, ref, entry.base, entry.group)
    delete_merged_branch(world, repository, pull, account)


def queue_account(world: World) -> User:
    return world.user(QUEUE) or world.create_user(QUEUE, "Bot")


def leave_when_closed(
    world: World,
    event: str,
    action: str | None,
    repository: LocalRepository,
    sender: User,
    thread: LocalThread | None,
    **_more: Any,
) -> None:
    """Take a pull request out of the queue when it is closed unmerged: a listener of the world's events."""
    if (event, action) != ("pull_request", "closed") or thread is None or thread.pull is None or thread.pull.merged:
        return
    entry = repository.queue_entry(thread)
    if entry:
        leave_queue(world, repository, entry, "MANUAL", sender)
        tend_queue(world, repository)


def group_ref(repository: LocalRepository, entry: QueueEntry) -> str:
    """Return the branch that an entry is tried on."""
    return f"refs/heads/gh-readonly-queue/{repository.default_branch}/pr-{entry.thread.number}-{entry.base}"


def judge_group(repository: LocalRepository, entry: QueueEntry) -> str:
    """Return what the required checks say of an entry's commit: "success", "failure" or "pending"."""
    protection = repository.protection_of(repository.default_branch)
    checks = read_checks(repository, entry.group)
    words = {checks.get(name, "pending") for name in (protection.required_checks if protection else ())}
    return next((word for word in ("failure", "pending") if word in words), "success")
