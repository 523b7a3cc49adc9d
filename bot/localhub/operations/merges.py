"""Merges of pull requests: what is refused, and the commits that GitHub makes.

Known from GitHub's documentation and its messages as others report them, not from its API description: the texts of
the refusals, and the commit messages that GitHub writes by itself.
"""

from collections.abc import Sequence

from bot.localhub.git.storing import GitCommit
from bot.localhub.operations.branches import after_push, mark_merged, move_ref
from bot.localhub.operations.mergeability import is_behind, obstacles
from bot.localhub.operations.refusal import RequestError, require_open, require_role
from bot.localhub.state.accounts import User
from bot.localhub.state.repositories import LocalRepository, Protection
from bot.localhub.state.threads import LocalThread, Merging, Method, PullRequest

#: The setting that allows a method, and GitHub's name for the method if it is not allowed.
METHODS: dict[str, tuple[str, str]] = {
    "merge": ("allow_merge_commit", "Merge commits are"),
    "squash": ("allow_squash_merge", "Squash merges are"),
    "rebase": ("allow_rebase_merge", "Rebase merges are"),
}
UNMERGEABLE = "Pull Request is not mergeable"
UNSIGNED = "Base branch requires signed commits."
#: A pull request has at most so many commits.
MOST_SQUASHED = 250


def merge_pull(thread: LocalThread, user: User, merging: Merging, *, sha: str | None = None) -> str:
    repository = thread.repository
    require_role(repository, user, "write")
    pull = require_open(thread, 405, UNMERGEABLE)
    if sha and sha != pull.head:
        raise RequestError(409, "Head branch was modified. Review and try the merge again.")
    if pull.pushed and repository.world.clock() < pull.pushed + repository.settles_after:
        # GitHub finds out in the background whether a request can be merged, and refuses until then.
        raise RequestError(405, UNMERGEABLE)
    check_merge(repository, pull, merging.method, user)
    git, ref = repository.git, f"refs/heads/{pull.base_branch}"
    base = git.resolve(ref) or pull.base
    new = make_merge(thread, pull, base, user, merging)
    if new is None:
        raise RequestError(405, UNMERGEABLE)
    if not git.set_ref(ref, new, base):
        raise RequestError(409, "Base branch was modified. Review and try the merge again.")
    mark_merged(thread, pull, user, new)
    after_push(repository, user, ref, base, new)
    delete_merged_branch(repository, pull, user)
    return new


def delete_merged_branch(repository: LocalRepository, pull: PullRequest, user: User) -> None:
    if repository.settings["delete_branch_on_merge"] and pull.head_repository is repository:
        move_ref(repository, user, f"refs/heads/{pull.head_branch}", None, force=True)


def make_merge(thread: LocalThread, pull: PullRequest, base: str, user: User, merging: Merging) -> str | None:
    """Make the commit that joins base and head, on no branch yet; return None if they conflict."""
    git, who, method = thread.repository.git, thread.world.signature(user), merging.method
    if method == "rebase":
        return git.rebase(base, pull.head, who)
    tree = git.merge_tree(base, pull.head)
    if tree is None:
        return None
    parents = (base, pull.head) if method == "merge" else (base,)
    # The account that opened the pull request is the author of a squashed commit.
    author = who if method == "merge" else thread.world.signature(thread.author)
    text = merge_text(thread, pull, git.log(f"{base}..{pull.head}", MOST_SQUASHED), merging)
    made = git.commit(tree, parents, text, author=author, committer=who)
    thread.repository.signed.add(made)
    return made


def check_method(repository: LocalRepository, method: Method, status: int) -> None:
    setting, name = METHODS[method]
    if not repository.settings[setting]:
        raise RequestError(status, f"{name} not allowed on this repository.")


def check_merge(repository: LocalRepository, pull: PullRequest, method: Method, user: User) -> None:
    check_method(repository, method, 405)
    if pull.draft:
        raise RequestError(405, "Pull Request is still a draft")
    protection = repository.protection_of(pull.base_branch)
    if protection is None or user.login in protection.bypassing:
        return
    check_signing(repository, pull, protection, method)
    if protection.linear_history and method == "merge":
        raise RequestError(405, "This branch must not contain merge commits.")
    missing = list(obstacles(repository, pull))
    if missing:
        raise RequestError(405, " ".join(missing))
    if protection.up_to_date and is_behind(repository, pull):
        raise RequestError(405, "Head branch is out of date with the base branch.")
    if protection.queue:
        raise RequestError(405, "Repository rule violations found\n\nChanges must be made through the merge queue\n\n")


def check_signing(repository: LocalRepository, pull: PullRequest, protection: Protection, method: Method) -> None:
    """Refuse a merge that would leave unsigned commits on a branch that requires signatures; GitHub signs its own."""
    if not protection.signed or method == "squash":
        return
    if method == "rebase":
        raise RequestError(405, f"{UNSIGNED} Rebase merges cannot be automatically signed by GitHub")
    if any(commit.sha not in repository.signed for commit in repository.git.walk(pull.base, pull.head)):
        raise RequestError(405, UNSIGNED)


def merge_text(thread: LocalThread, pull: PullRequest, commits: Sequence[GitCommit], merging: Merging) -> str:
    """Return a merge's commit message, GitHub's own if none is given."""
    subject, body = own_text(thread, pull, commits, merging.method)
    own = body if merging.title is None else ""
    said = own if merging.message is None else merging.message
    subject = merging.title or subject
    return f"{subject}\n\n{said}" if said else subject


def own_text(thread: LocalThread, pull: PullRequest, commits: Sequence[GitCommit], method: Method) -> tuple[str, str]:
    """Return the title and the text that GitHub gives a merge; for a squash as the repository's settings say."""
    if method == "merge":
        source = f"{pull.head_repository.owner.login}/{pull.head_branch}"
        return f"Merge pull request #{thread.number} from {source}", thread.title
    title, text = thread.title, "\n\n".join(f"* {commit.message}" for commit in reversed(commits))
    if len(commits) == 1:
        only, _, text = commits[0].message.partition("\n\n")
        title = only if thread.repository.squash_title == "COMMIT_OR_PR_TITLE" else title
    bodies = {"PR_BODY": thread.body, "COMMIT_MESSAGES": text, "BLANK": ""}
    return f"{title} (#{thread.number})", bodies[thread.repository.squash_message]
