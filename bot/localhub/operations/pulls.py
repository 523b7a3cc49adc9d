"""Pull requests: opened, brought up to date, made ready.

Known from GitHub's documentation and its messages as others report them, not from its API description: the texts of
the refusals.
"""

import itertools
from collections.abc import Mapping

from bot.localhub.operations.branches import commit_files, fetch_head, fork_repository, move_ref
from bot.localhub.operations.mergeability import is_behind
from bot.localhub.operations.refusal import RequestError, check_run, require, require_author, require_open
from bot.localhub.operations.threads import new_thread
from bot.localhub.state.accounts import User
from bot.localhub.state.repositories import LocalRepository
from bot.localhub.state.threads import LocalThread, PullRequest


def open_pull(
    repository: LocalRepository,
    user: User,
    *,
    title: str,
    body: str,
    head: str,
    base: str,
    draft: bool = False,
    maintainers_may_push: bool = True,
) -> LocalThread:
    """Open a pull request; `head` is a branch here, or "owner:branch" of a fork."""
    check_run(repository, user)
    source, branch = find_head(repository, head)
    if not source.may(user, "write"):
        raise RequestError(403, "Resource not accessible")
    head_sha = source.git.resolve(f"refs/heads/{branch}")
    base_sha = repository.git.resolve(f"refs/heads/{base}")
    if head_sha is None or base_sha is None:
        raise refuse_field("base" if head_sha else "head", "invalid", "invalid")
    if any(thread.pull and thread.pull.base_branch == base for thread in repository.pulls_of(source, branch)):
        raise refuse_field("head", f"A pull request already exists for {source.owner.login}:{branch}.")
    if source is not repository:
        repository.git.take_objects(source.git)
    if repository.git.is_ancestor(head_sha, base_sha):
        raise refuse_field("head", f"No commits between {base} and {head}")
    thread = new_thread(repository, user, title, body)
    pull = PullRequest(repository.world.new_id(), source, branch, base, head_sha, base_sha, draft)
    pull.maintainers_may_push = maintainers_may_push and source is not repository
    thread.pull, pull.pushed = pull, repository.world.clock()
    fetch_head(thread, pull)
    thread.emit("opened", user)
    return thread


def refuse_field(name: str, text: str, code: str = "custom") -> RequestError:
    return RequestError(422, text, resource="PullRequest", field=name, code=code)


def propose_files(
    repository: LocalRepository, user: User, base: str, files: Mapping[str, bytes | None], title: str, body: str
) -> LocalThread:
    """Change files on a new branch, in a fork where the account may not write, and open a pull request."""
    source = repository if repository.may(user, "write") else fork_repository(repository, user)
    head = require(repository.git.resolve(f"refs/heads/{base}"), f"Branch {base} not found")
    if source is not repository:
        source.git.take_objects(repository.git)
    names = (f"{user.login}-patch-{number}" for number in itertools.count(1))
    branch = next(name for name in names if source.git.resolve(f"refs/heads/{name}") is None)
    move_ref(source, user, f"refs/heads/{branch}", head, create=True)
    commit_files(source, user, branch, files, title)
    return open_pull(repository, user, title=title, body=body, head=f"{source.owner.login}:{branch}", base=base)


def find_head(repository: LocalRepository, head: str) -> tuple[LocalRepository, str]:
    """Return the repository and the branch named by "branch" or "owner:branch"."""
    owner, mark, branch = head.rpartition(":")
    if not mark or owner.lower() == repository.owner.login.lower():
        return repository, branch
    for other in repository.world.repositories.values():
        if other.owner.login.lower() == owner.lower() and other.fork_of is repository:
            return other, branch
    raise RequestError(422, "invalid", resource="PullRequest", field="head")


def update_branch(thread: LocalThread, user: User) -> None:
    """Merge the base into the head, as the button "Update branch" does."""
    repository = thread.repository
    pull = require_open(thread)
    if not is_behind(repository, pull):
        raise RequestError(422, "There are no new commits on the base branch.")
    tree = repository.git.merge_tree(pull.head, pull.base)
    if tree is None:
        raise RequestError(422, "merge conflict between base and head")
    who, source = repository.world.signature(user), pull.head_repository
    text = f"Merge branch '{pull.base_branch}' into {pull.head_branch}"
    new = repository.git.commit(tree, (pull.head, pull.base), text, author=who, committer=who)
    if source is not repository:
        source.git.take_objects(repository.git)
    move_ref(source, user, f"refs/heads/{pull.head_branch}", new)


def mark_ready(thread: LocalThread, user: User) -> None:
    require_author(thread.repository, user, thread.author)
    if thread.pull and thread.pull.draft:
        thread.pull.draft = False
        thread.add_event("ready_for_review", user)
        thread.emit("ready_for_review", user)


def require_pull(thread: LocalThread) -> PullRequest:
    if thread.pull is None:
        raise RequestError(404, "Not Found")
    return thread.pull
