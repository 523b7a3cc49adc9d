"""What owners do to whole threads, repositories and accounts, so that they are no more where or what they were.

Known from GitHub's documentation and from what others report: that an issue leaves its number behind for ever, that a
pull request outlives its fork, that requests follow a branch to its new name, and whose name is on what a deleted
account wrote.
"""

from bot.localhub.operations.refusal import RequestError, require, require_role
from bot.localhub.state.accounts import User
from bot.localhub.state.repositories import LocalRepository
from bot.localhub.state.threads import LocalThread
from bot.localhub.state.world import World


def transfer_issue(thread: LocalThread, user: User, target: LocalRepository) -> LocalThread:
    """Move an issue into another repository, without its labels; its old address leads there."""
    repository = thread.repository
    require_role(repository, user, "write")
    require_role(target, user, "write")
    if thread.pull:
        raise RequestError(422, "Pull requests cannot be transferred")
    number = target.next_number
    moved = LocalThread(
        target, thread.id, number, thread.title, thread.body, thread.author, thread.created, repository.world.clock()
    )
    moved.comments = thread.comments
    target.threads[number] = moved
    del repository.threads[thread.number]
    repository.left[thread.number] = (target, number)
    thread.emit("transferred", user, moved=(target, moved))
    return moved


def convert_to_discussion(thread: LocalThread, user: User) -> None:
    """Make a discussion of an issue, of which nothing is served here; webhooks hear that the issue is closed."""
    repository = thread.repository
    require_role(repository, user, "triage")
    thread.locked, thread.state, thread.closed = True, "closed", repository.world.clock()
    thread.emit("closed", user)
    del repository.threads[thread.number]
    repository.left[thread.number] = None


def rename_branch(repository: LocalRepository, user: User, old: str, new: str) -> None:
    """Give a branch another name; pull requests into it follow, and so does the default branch."""
    require_role(repository, user, "admin" if old == repository.default_branch else "write")
    sha = require(repository.git.resolve(f"refs/heads/{old}"), "Branch not found")
    repository.git.set_ref(f"refs/heads/{new}", sha, None)
    repository.git.set_ref(f"refs/heads/{old}", None, sha)
    if old == repository.default_branch:
        repository.default_branch = new
    for thread in repository.threads.values():
        if thread.pull and thread.pull.base_branch == old:
            thread.pull.base_branch = new
    repository.emit("push", None, user, ref=f"refs/heads/{new}", before=None, after=sha)


def delete_repository(repository: LocalRepository, user: User) -> None:
    """Delete a repository; a pull request from it stays as it is, from nowhere."""
    require_role(repository, user, "admin")
    del repository.world.repositories[repository.full_name.lower()]
    repository.deleted = True
    repository.git.close()


def delete_account(world: World, user: User) -> None:
    """Delete an account; what it wrote stays, in nobody's name."""
    del world.users[user.login.lower()]
    user.gone = True
    for key, token in list(world.tokens.items()):
        if token.user is user:
            del world.tokens[key]
