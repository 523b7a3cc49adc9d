"""Merges that wait: auto-merge is carried out once nothing stands in its way; in the merge queue requests wait in line,
each is tried on top of those before it, and merged when its checks pass.

Known from GitHub's documentation and its messages as others report them, not from its API description: that a branch
takes no pushes while its request is in the queue and no merges but the queue's, that words and method of a merge are
the queue's own, that the account which put a request there counts as the one that merged it, the names of the
temporary branches, and the texts of the refusals. GitHub tries several at once and may merge them together; here the
front is merged as soon as it passes.
"""

from bot.localhub.operations.branches import after_push, mark_merged
from bot.localhub.operations.mergeability import MERGEABLE, merge_state, obstacles, read_checks
from bot.localhub.operations.merges import check_method, delete_merged_branch, make_merge, merge_pull
from bot.localhub.operations.refusal import RequestError, check_head, require_open, require_role
from bot.localhub.state.accounts import User
from bot.localhub.state.repositories import LocalRepository, WebhookEvent
from bot.localhub.state.threads import AutoMerge, LocalThread, Merging, QueueEntry
from bot.localhub.state.world import World

#: The account that moves branches for GitHub's queue.
QUEUE = "github-merge-queue[bot]"
#: Why a request left the queue: in webhooks, and in its history.
REASONS = {"MERGE": "merged", "MANUAL": "manual", "CI_FAILURE": "failed_checks", "MERGE_CONFLICT": "merge_conflict"}


def enqueue(thread: LocalThread, user: User, *, sha: str | None = None, jump: bool = False) -> QueueEntry:
    """Put a ready pull request at the end of the queue, or at its front."""
    repository = thread.repository
    require_role(repository, user, "write")
    pull = require_open(thread)
    if repository.queue_method(pull.base_branch) is None:
        raise RequestError(422, "Merge queue is not enabled for the base branch")
    check_head(pull, sha)
    if repository.queue_entry(thread):
        raise RequestError(422, "Pull request is already in the queue")
    state = merge_state(thread, pull)
    # The queue itself takes care that a head contains all of its base.
    if state not in {*MERGEABLE, "BEHIND"}:
        missing = " ".join(obstacles(repository, pull))
        raise RequestError(422, missing or f"Pull request is in {state.lower()} status")
    entry = QueueEntry(repository.world.new_id(), thread, user, repository.world.clock())
    repository.queue.insert(0 if jump else len(repository.queue), entry)
    pull.auto = None
    thread.add_event("added_to_merge_queue", user)
    thread.emit("enqueued", user)
    tend_queue(repository)
    return entry


def dequeue(thread: LocalThread, user: User) -> QueueEntry:
    repository = thread.repository
    require_role(repository, user, "write")
    entry = repository.queue_entry(thread)
    if entry is None:
        raise RequestError(422, "Pull request is not in the queue")
    leave_queue(entry, "MANUAL", user)
    tend_queue(repository)
    return entry


def leave_queue(entry: QueueEntry, reason: str, user: User) -> None:
    entry.repository.queue.remove(entry)
    drop_group(entry, "merged" if reason == "MERGE" else "dequeued")
    entry.thread.add_event("removed_from_merge_queue", user, reason=REASONS[reason], commit=entry.group)
    entry.thread.emit("dequeued", user, reason=reason)


def tend_queue(repository: LocalRepository) -> None:
    """Try every entry on top of those before it; merge from the front what passes, and drop what does not."""
    while repository.queue:
        build_groups(repository)
        front = next(iter(repository.queue), None)
        word = judge_group(front) if front else "pending"
        if front and word == "success":
            merge_front(front)
        elif front and word == "failure":
            leave_queue(front, "CI_FAILURE", queue_account(repository.world))
        else:
            return


def build_groups(repository: LocalRepository) -> None:
    """Rebuild each entry that is not on top of the one before it; one that conflicts leaves the queue."""
    base = repository.git.resolve(f"refs/heads/{repository.default_branch}") or ""
    for entry in list(repository.queue):
        if entry.base != base:
            drop_group(entry, "invalidated")
            if not build_group(entry, base):
                leave_queue(entry, "MERGE_CONFLICT", queue_account(repository.world))
                continue
        base = entry.group


def build_group(entry: QueueEntry, base: str) -> bool:
    """Make the commit of an entry on top of `base`, on a branch of its own, and request its checks."""
    repository = entry.repository
    pull, method = entry.thread.pull, repository.queue_method(repository.default_branch)
    if pull is None or method is None:
        return False
    made = make_merge(entry.thread, pull, base, entry.by, Merging(method))
    if made is None:
        return False
    entry.base, entry.group = base, made
    # Within one second git gives a retried commit the number of the failed one; no machine has checked it yet.
    repository.statuses.pop(made, None)
    repository.checks = [run for run in repository.checks if run.commit != made]
    ref = group_ref(entry)
    repository.git.set_ref(ref, made, None)
    repository.emit("push", None, queue_account(repository.world), ref=ref, before=None, after=made)
    repository.emit("merge_group", "checks_requested", queue_account(repository.world), entry=entry)
    return True


def drop_group(entry: QueueEntry, reason: str) -> None:
    if entry.group:
        entry.repository.git.set_ref(group_ref(entry), None, entry.group)
        entry.repository.emit(
            "merge_group", "destroyed", queue_account(entry.repository.world), entry=entry, reason=reason
        )


def merge_front(entry: QueueEntry) -> None:
    """Move the branch to the commit that was tried."""
    repository = entry.repository
    pull, ref, account = entry.thread.pull, f"refs/heads/{repository.default_branch}", queue_account(repository.world)
    if pull is None or not repository.git.set_ref(ref, entry.group, entry.base):
        raise RequestError(409, "Base branch was modified. Review and try the merge again.")
    leave_queue(entry, "MERGE", account)
    mark_merged(entry.thread, pull, entry.by, entry.group, sender=account)
    after_push(repository, account, ref, entry.base, entry.group)
    delete_merged_branch(repository, pull, account)


def queue_account(world: World) -> User:
    return world.user(QUEUE) or world.create_user(QUEUE, "Bot")


def leave_when_closed(event: WebhookEvent) -> None:
    """Take a pull request out of the queue when it is closed unmerged: a listener of the world's events."""
    pull = event.thread.pull if event.thread else None
    if (event.name, event.action) != ("pull_request", "closed") or not event.thread or not pull or pull.merged:
        return
    if entry := event.repository.queue_entry(event.thread):
        leave_queue(entry, "MANUAL", event.sender)
        tend_queue(event.repository)


def group_ref(entry: QueueEntry) -> str:
    return f"refs/heads/gh-readonly-queue/{entry.repository.default_branch}/pr-{entry.thread.number}-{entry.base}"


def judge_group(entry: QueueEntry) -> str:
    """Return the result of the required checks on an entry's commit: "success", "failure" or "pending"."""
    repository = entry.repository
    protection = repository.protection_of(repository.default_branch)
    checks = read_checks(repository, entry.group)
    words = {checks.get(name, "pending") for name in (protection.required_checks if protection else ())}
    return next((word for word in ("failure", "pending") if word in words), "success")


def enable_auto_merge(thread: LocalThread, user: User, merging: Merging, *, sha: str | None = None) -> None:
    """Have a pull request merged once nothing is missing; if a queue can take it, put it there at once."""
    repository = thread.repository
    require_role(repository, user, "write")
    if not repository.settings["allow_auto_merge"]:
        raise RequestError(422, "Auto merge is not allowed for this repository")
    pull = require_open(thread)
    check_head(pull, sha)
    state = merge_state(thread, pull)
    if state in MERGEABLE and repository.queue_method(pull.base_branch):
        enqueue(thread, user)
        return
    check_method(repository, merging.method, 422)
    if state in MERGEABLE:
        raise RequestError(422, f"Pull request is in {state.lower()} status")
    pull.auto = AutoMerge(user, merging, repository.world.clock())
    thread.add_event("auto_merge_enabled", user)
    thread.emit("auto_merge_enabled", user, reason="")


def disable_auto_merge(thread: LocalThread, user: User) -> None:
    require_role(thread.repository, user, "write")
    if thread.pull is None or thread.pull.auto is None:
        raise RequestError(422, "Can't disable auto-merge for this pull request")
    thread.pull.auto = None
    thread.add_event("auto_merge_disabled", user)
    thread.emit("auto_merge_disabled", user, reason="")


def merge_ready(repository: LocalRepository, commit: str) -> None:
    """Merge what waited for a commit's checks or reviews, and update the queue."""
    for thread in list(repository.threads.values()):
        pull = thread.pull
        order = pull.auto if pull and pull.head == commit else None
        if pull is None or order is None or merge_state(thread, pull) not in MERGEABLE:
            continue
        if repository.queue_method(pull.base_branch):
            enqueue(thread, order.by)
        else:
            merge_pull(thread, order.by, order.merging)
    if any(entry.group == commit for entry in repository.queue):
        tend_queue(repository)
