"""Branches: pushes with all that they lead to, commits of files, forks.

Known from GitHub's documentation alone: that a pull request whose head is in its base counts as merged, that one whose
branch is deleted is closed, that maintainers may push to a fork's branch where its owner allows it, and the texts of
the refusals.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.localhub.git import Git
from bot.localhub.git.storing import GitCommit
from bot.localhub.markup import visible_text
from bot.localhub.operations.refusal import RequestError, require, require_life
from bot.localhub.state.accounts import User
from bot.localhub.state.repositories import LocalRepository
from bot.localhub.state.threads import LocalThread, PullRequest

#: The words in a merged pull request or a commit on the default branch by which GitHub closes an issue.
CLOSING = re.compile(r"\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+#(\d+)\b", re.IGNORECASE)
PROTECTED = "Changes must be made through a pull request."
UNSIGNED = "Commits must have verified signatures."
QUEUED = (
    "A pull request for this branch has been added to a merge queue. Branches that are queued for merging cannot be"
    " updated. To modify this branch, dequeue the associated pull request."
)


def check_push(repository: LocalRepository, user: User, ref: str, *, deletes: bool = False) -> None:
    """Refuse a push that is not allowed: by the account, to a protected branch, or to one in a merge queue.

    Deleting a branch takes its pull request out of the queue.
    """
    require_life(repository)
    branch = ref.removeprefix("refs/heads/")
    if not repository.may_push(user, branch):
        raise RequestError(403, "Resource not accessible")
    protection = repository.protection_of(branch)
    if protection and protection.pulls_only and user.login not in protection.bypassing:
        raise RequestError(422, f"Repository rule violations found\n\n{PROTECTED}\n\n")
    for owner in () if deletes else with_origin(repository):
        if any(owner.queue_entry(thread) for thread in owner.pulls_of(repository, branch)):
            raise RequestError(422, f"Protected branch update failed for {ref}.\n\n{QUEUED}")


def check_signatures(repository: LocalRepository, user: User, ref: str, old: str | None, new: str | None) -> None:
    """Refuse unsigned commits on a branch that requires signatures; those before them are not checked again."""
    protection = repository.protection_of(ref.removeprefix("refs/heads/"))
    if not (protection and protection.signed and old and new) or user.login in protection.bypassing:
        return
    if any(commit.sha not in repository.signed for commit in repository.git.walk(old, new)):
        raise RequestError(409, f"Repository rule violations found\n\n{UNSIGNED}\n\n")


def with_origin(repository: LocalRepository) -> list[LocalRepository]:
    """Return a repository and the one that it was forked from: its branches can be proposed to both."""
    return [repository, *([repository.fork_of] if repository.fork_of else [])]


class Move(NamedTuple):
    """A ref to be moved to `new`, None to delete it; `before` None accepts any old place, zeros that it is new."""

    ref: str
    new: str | None
    before: str | None = None
    force: bool = False


def move_ref(
    repository: LocalRepository, user: User, ref: str, new: str | None, *, force: bool = False, create: bool = False
) -> None:
    """Create, move or delete a ref, with all effects of a push."""
    exists = repository.git.resolve(ref) is not None
    if exists == create:
        raise RequestError(422, f"Reference {'already exists' if exists else 'does not exist'}")
    move_refs(repository, user, [Move(ref, new, force=force)])


def move_refs(repository: LocalRepository, user: User, moves: Sequence[Move]) -> None:
    olds = [(move, repository.git.resolve(move.ref)) for move in moves]
    for move, old in olds:
        check_move(repository, user, move, old)
    if not repository.git.set_refs((move.ref, move.new, old) for move, old in olds):
        raise RequestError(409, "Reference moved")
    for move, old in olds:
        if old != move.new:
            after_push(repository, user, move.ref, old, move.new)


def check_move(repository: LocalRepository, user: User, move: Move, old: str | None) -> None:
    git, new = repository.git, move.new
    check_push(repository, user, move.ref, deletes=new is None)
    if move.before is not None and move.before != (old or "0" * 40):
        raise RequestError(422, f"Reference cannot be updated: {move.ref} is not at {move.before}")
    if new is not None and git.read_commit(new) is None:
        raise RequestError(422, "Object does not exist")
    if old and new and not move.force and not git.is_ancestor(old, new):
        raise RequestError(422, "Update is not a fast forward")
    check_signatures(repository, user, move.ref, old, new)


def after_push(repository: LocalRepository, user: User, ref: str, old: str | None, new: str | None) -> None:
    """Apply the effects of a moved branch: on pull requests from it and into it, and on issues that it closes."""
    repository.emit("push", None, user, ref=ref, before=old, after=new)
    branch = ref.removeprefix("refs/heads/")
    if not ref.startswith("refs/heads/"):
        return
    for owner in with_origin(repository):
        for thread in list(owner.pulls_of(repository, branch)):
            follow_head(thread, user, new)
    if new is None:
        return
    for thread in list(repository.threads.values()):
        pull = thread.pull
        if not (pull and thread.state == "open" and pull.base_branch == branch):
            continue
        if repository.git.is_ancestor(pull.head, new):
            mark_merged(thread, pull, user, new)
        else:
            pull.base = new
    if branch == repository.default_branch:
        for commit in repository.git.log(f"{old}..{new}" if old else new, 100):
            close_named(repository, user, commit.message)


def follow_head(thread: LocalThread, user: User, new: str | None) -> None:
    """Bring a pull request to its branch's new head; without the branch it is closed."""
    world = thread.world
    pull = thread.pull
    if pull is None:
        return
    if new is None:
        pull.auto = None
        thread.close(user)
        return
    before, pull.head, pull.pushed = pull.head, new, world.clock()
    fetch_head(thread, pull)
    thread.updated = world.clock()
    thread.emit("synchronize", user, before=before, after=new)
    if pull.auto and not thread.repository.may(user, "write"):
        pull.auto = None
        thread.emit("auto_merge_disabled", user, reason="Head branch was modified")


def fetch_head(thread: LocalThread, pull: PullRequest) -> None:
    """Store a pull request's commits in the repository it is for, under refs/pull/N/head."""
    repository = thread.repository
    if pull.head_repository is not repository:
        repository.git.take_objects(pull.head_repository.git)
        repository.signed |= pull.head_repository.signed
    repository.git.put_ref(f"refs/pull/{thread.number}/head", pull.head)


def mark_merged(thread: LocalThread, pull: PullRequest, user: User, commit: str, *, sender: User | None = None) -> None:
    """Record that a pull request's commits are in its base; `sender` is named as the one who merged it, if given."""
    pull.merged, pull.merged_by, pull.merge_commit, pull.auto = thread.world.clock(), user, commit, None
    thread.add_event("merged", user)
    thread.close(user, sender=sender)
    if pull.base_branch == thread.repository.default_branch:
        close_named(thread.repository, sender or user, visible_text(thread.body))


def close_named(repository: LocalRepository, user: User, text: str) -> None:
    for match in CLOSING.finditer(text):
        thread = repository.threads.get(int(match[1]))
        if thread and thread.state == "open" and not thread.pull:
            thread.close(user)


def commit_files(
    repository: LocalRepository,
    user: User,
    branch: str,
    files: Mapping[str, bytes | None],
    message: str,
    *,
    head: str | None = None,
) -> GitCommit:
    """Put one commit on a branch, only on top of `head` if given; None deletes a file."""
    git, ref = repository.git, f"refs/heads/{branch}"
    check_push(repository, user, ref)
    old = require(git.resolve(ref), f"Branch {branch} not found")
    if head is not None and head != old:
        raise RequestError(422, f'Expected branch to point to "{head}" but it did not. Pull and try again.')
    changes = [("100644", path, None if text is None else git.write_blob(text)) for path, text in files.items()]
    who = repository.world.signature(user)
    sha = git.commit(git.write_tree(old, changes), [old], message, author=who, committer=who)
    repository.signed.add(sha)
    move_ref(repository, user, ref, sha)
    return git.commit_at(sha)


def fork_repository(repository: LocalRepository, user: User) -> LocalRepository:
    world = repository.world
    if user is repository.owner:
        raise RequestError(403, "You cannot fork your own repository.")
    key = f"{user.login}/{repository.name}".lower()
    if key not in world.repositories:
        git = Git(repository.git.path.parent / f"{user.login}--{repository.name}.git")
        git.clone(repository.git)
        copy = LocalRepository(
            world, world.new_id(), user, repository.name, repository.default_branch, git, world.clock()
        )
        copy.fork_of = repository
        world.repositories[key] = copy
    return world.repositories[key]
