"""The merge queue: requests wait in line, each is tried on top of those before it, and merged when its checks pass.

Known from GitHub's documentation and its messages as others report them, not from its API description: that a branch
takes no pushes while its request is in the queue and no merges but the queue's, that words and method of a merge are
the queue's own, that the account which put a request there counts as the one that merged it, the names of the
temporary branches, and the texts of the refusals. GitHub tries several at once and may merge them together; here the
front is merged as soon as it passes.
"""

from __future__ import annotations

from typing import Any

from bot.localhub.deeds.checks import CheckDeeds
from bot.localhub.deeds.pulls import MERGEABLE
from bot.localhub.deeds.refusal import RefusalError
from bot.localhub.deeds.standing import merge_state, obstacles, read_checks
from bot.localhub.state.accounts import User
from bot.localhub.state.repositories import AutoMerge, LocalRepository, LocalThread, Method, PullRequest, QueueEntry

#: The account in whose name GitHub's queue moves branches.
QUEUE = "github-merge-queue[bot]"
LOCKED = (
    "A pull request for this branch has been added to a merge queue. Branches that are queued for merging cannot be"
    " updated. To modify this branch, dequeue the associated pull request."
)
#: Why a request left the queue, as webhooks say it, and as its history does.
REASONS = {
    "MERGE": "merged",
    "MANUAL": "manual",
    "CI_FAILURE": "failed_checks",
    "MERGE_CONFLICT": "merge_conflict",
}


class QueueDeeds(CheckDeeds):
    """Lets pull requests into a protected branch by its queue, where it has one, and in no other way."""

    def enqueue(
        self,
        repository: LocalRepository,
        thread: LocalThread,
        user: User,
        *,
        sha: str | None = None,
        jump: bool = False,
    ) -> QueueEntry:
        """Put a pull request, of which nothing is missing, at the end of the queue, or at its front."""
        self.require(repository, user, "write")
        pull = thread.pull
        if pull is None or thread.state != "open":
            raise RefusalError(422, "Pull request is closed")
        if repository.queue_method(pull.base_branch) is None:
            raise RefusalError(422, "Merge queue is not enabled for the base branch")
        if sha and sha != pull.head:
            raise RefusalError(422, f'Expected head sha "{sha}" but it was not.')
        if repository.queue_entry(thread):
            raise RefusalError(422, "Pull request is already in the queue")
        state = merge_state(self.world, repository, thread, pull)
        # That a head holds all of its base is what the queue itself sees to.
        if state not in {*MERGEABLE, "BEHIND"}:
            missing = " ".join(obstacles(self.world, repository, pull))
            raise RefusalError(422, missing or f"Pull request is in {state.lower()} status")
        entry = QueueEntry(self.world.new_id(), thread, user, self.world.clock())
        repository.queue.insert(0 if jump else len(repository.queue), entry)
        pull.auto = None
        self.note(thread, "added_to_merge_queue", user)
        self.emit("pull_request", "enqueued", repository, user, thread)
        self.tend_queue(repository)
        return entry

    def dequeue(self, repository: LocalRepository, thread: LocalThread, user: User) -> QueueEntry:
        """Take a pull request out of the queue."""
        self.require(repository, user, "write")
        entry = repository.queue_entry(thread)
        if entry is None:
            raise RefusalError(422, "Pull request is not in the queue")
        self.leave_queue(repository, entry, "MANUAL", user)
        self.tend_queue(repository)
        return entry

    def leave_queue(self, repository: LocalRepository, entry: QueueEntry, reason: str, user: User) -> None:
        """Let an entry be in the queue no more, and say why."""
        repository.queue.remove(entry)
        self.drop_group(repository, entry, "merged" if reason == "MERGE" else "dequeued")
        self.note(entry.thread, "removed_from_merge_queue", user, reason=REASONS[reason], commit=entry.group)
        self.emit("pull_request", "dequeued", repository, user, entry.thread, reason=reason)

    def tend_queue(self, repository: LocalRepository) -> None:
        """Try every entry on top of those before it; merge from the front what passes, and drop what does not."""
        while repository.queue:
            self.build_groups(repository)
            front = next(iter(repository.queue), None)
            word = judge_group(repository, front) if front else "pending"
            if front and word == "success":
                self.merge_front(repository, front)
            elif front and word == "failure":
                self.leave_queue(repository, front, "CI_FAILURE", self.queue_account())
            else:
                return

    def build_groups(self, repository: LocalRepository) -> None:
        """Make the commit of each entry that does not stand on the one before it; what conflicts with that leaves."""
        base = repository.git.resolve(f"refs/heads/{repository.default_branch}") or ""
        for entry in list(repository.queue):
            if entry.base != base:
                self.drop_group(repository, entry, "invalidated")
                if not self.build_group(repository, entry, base):
                    self.leave_queue(repository, entry, "MERGE_CONFLICT", self.queue_account())
                    continue
            base = entry.group

    def build_group(self, repository: LocalRepository, entry: QueueEntry, base: str) -> bool:
        """Make the commit of an entry on top of `base`, on a branch of its own, and ask for its checks."""
        pull, method = entry.thread.pull, repository.queue_method(repository.default_branch)
        if pull is None or method is None:
            return False
        made = self.make_merge(repository, entry.thread, pull, base, entry.by, method, None, None)
        if made is None:
            return False
        entry.base, entry.group = base, made
        # Within one second git gives what is tried again the name of what failed; no machine has looked at it yet.
        repository.statuses.pop(made, None)
        repository.checks = [run for run in repository.checks if run.commit != made]
        ref = group_ref(repository, entry)
        repository.git.set_ref(ref, made, None)
        self.emit("push", None, repository, self.queue_account(), None, ref=ref, before=None, after=made)
        self.emit("merge_group", "checks_requested", repository, self.queue_account(), None, entry=entry)
        return True

    def drop_group(self, repository: LocalRepository, entry: QueueEntry, reason: str) -> None:
        """Delete the branch that an entry was tried on, if there is one."""
        if entry.group:
            repository.git.set_ref(group_ref(repository, entry), None, entry.group)
            self.emit("merge_group", "destroyed", repository, self.queue_account(), None, entry=entry, reason=reason)

    def merge_front(self, repository: LocalRepository, entry: QueueEntry) -> None:
        """Let the branch be the commit that was tried."""
        pull, ref, account = entry.thread.pull, f"refs/heads/{repository.default_branch}", self.queue_account()
        if pull is None or not repository.git.set_ref(ref, entry.group, entry.base):
            raise RefusalError(409, "Base branch was modified. Review and try the merge again.")
        self.leave_queue(repository, entry, "MERGE", account)
        self.mark_merged(repository, entry.thread, pull, entry.by, entry.group, sender=account)
        self.after_push(repository, account, ref, entry.base, entry.group)
        self.tidy_branch(repository, pull, account)

    def queue_account(self) -> User:
        """Return the account in whose name the queue works."""
        return self.world.user(QUEUE) or self.world.create_user(QUEUE, "Bot")

    def check_push(self, repository: LocalRepository, user: User, ref: str, *, deletes: bool = False) -> None:
        """Refuse a push to a branch whose request is in a queue too; deleting it takes the request out."""
        super().check_push(repository, user, ref, deletes=deletes)
        branch = ref.removeprefix("refs/heads/")
        for owner in (repository, *([repository.fork_of] if repository.fork_of else [])):
            if not deletes and any(owner.queue_entry(thread) for thread in owner.pulls_of(repository, branch)):
                raise RefusalError(422, f"Protected branch update failed for {ref}.\n\n{LOCKED}")

    def check_merge(self, repository: LocalRepository, pull: PullRequest, method: Method) -> None:
        """Refuse every merge that is not the queue's."""
        super().check_merge(repository, pull, method)
        if repository.queue_method(pull.base_branch):
            raise RefusalError(
                405, "Repository rule violations found\n\nChanges must be made through the merge queue\n\n"
            )

    def enable_auto_merge(self, repository: LocalRepository, thread: LocalThread, user: User, **words: Any) -> None:
        """Order a merge; where nothing is missing and the branch has a queue, that is a place in it."""
        pull = thread.pull
        queued = pull is not None and repository.queue_method(pull.base_branch) is not None
        ready = queued and pull and merge_state(self.world, repository, thread, pull) in MERGEABLE
        if ready and repository.settings["allow_auto_merge"]:
            self.enqueue(repository, thread, user, sha=words.get("sha"))
        else:
            super().enable_auto_merge(repository, thread, user, **words)

    def carry_out_order(self, repository: LocalRepository, thread: LocalThread, auto: AutoMerge) -> None:
        """Merge what was ordered, or put it in the queue."""
        if thread.pull and repository.queue_method(thread.pull.base_branch):
            self.enqueue(repository, thread, auto.by)
        else:
            super().carry_out_order(repository, thread, auto)

    def merge_ready(self, repository: LocalRepository, commit: str) -> None:
        """Go on with what waited for the checks of a commit, in the queue too."""
        super().merge_ready(repository, commit)
        if any(entry.group == commit for entry in repository.queue):
            self.tend_queue(repository)

    def close(self, repository: LocalRepository, thread: LocalThread, user: User, reason: str | None = None) -> None:
        """Close a thread, which takes it out of the queue."""
        super().close(repository, thread, user, reason)
        self.forget_closed(repository, thread, user)

    def follow_head(self, repository: LocalRepository, thread: LocalThread, user: User, new: str | None) -> None:
        """Bring a pull request to its branch's new head; without the branch it is closed."""
        super().follow_head(repository, thread, user, new)
        self.forget_closed(repository, thread, user)

    def forget_closed(self, repository: LocalRepository, thread: LocalThread, user: User) -> None:
        """Take a request that is closed out of the queue."""
        entry = repository.queue_entry(thread)
        if entry and thread.state == "closed":
            self.leave_queue(repository, entry, "MANUAL", user)
            self.tend_queue(repository)


def group_ref(repository: LocalRepository, entry: QueueEntry) -> str:
    """Return the branch that an entry is tried on."""
    return f"refs/heads/gh-readonly-queue/{repository.default_branch}/pr-{entry.thread.number}-{entry.base}"


def judge_group(repository: LocalRepository, entry: QueueEntry) -> str:
    """Return what the required checks say of an entry's commit: "success", "failure" or "pending"."""
    protection = repository.protection_of(repository.default_branch)
    checks = read_checks(repository, entry.group)
    words = {checks.get(name, "pending") for name in (protection.required_checks if protection else ())}
    return next((word for word in ("failure", "pending") if word in words), "success")
