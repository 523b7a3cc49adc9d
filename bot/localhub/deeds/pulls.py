"""Pull requests: opened, merged by hand, or by GitHub itself once nothing stands in the way.

Known from GitHub's documentation and its messages as others report them, not from its API description: the texts of
the refusals, the commit messages that GitHub writes by itself, and that a push by who may not write ends auto-merge.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from bot.localhub.deeds.branches import BranchDeeds
from bot.localhub.deeds.refusal import RefusalError
from bot.localhub.deeds.standing import is_behind, merge_state, obstacles
from bot.localhub.git.objects import GitCommit
from bot.localhub.state.accounts import User
from bot.localhub.state.repositories import AutoMerge, LocalRepository, LocalThread, Method, PullRequest

#: The setting that allows a method, and how GitHub names it when it is not allowed.
METHODS: dict[str, tuple[str, str]] = {
    "merge": ("allow_merge_commit", "Merge commits are"),
    "squash": ("allow_squash_merge", "Squash merges are"),
    "rebase": ("allow_rebase_merge", "Rebase merges are"),
}
MERGEABLE = {"CLEAN", "UNSTABLE"}
#: A pull request has no more commits.
MOST_SQUASHED = 250


class PullDeeds(BranchDeeds):
    """Opens and merges pull requests."""

    def open_pull(
        self,
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
        source, branch = self.find_head(repository, head)
        if not self.world.may(source, user, "write"):
            raise RefusalError(403, "Resource not accessible")
        head_sha = source.git.resolve(f"refs/heads/{branch}")
        base_sha = repository.git.resolve(f"refs/heads/{base}")
        for name, sha in (("head", head_sha), ("base", base_sha)):
            if sha is None:
                raise RefusalError(422, "invalid", resource="PullRequest", field=name)
        if head_sha is None or base_sha is None:
            raise RefusalError(422, "Validation Failed")
        if any(thread.pull and thread.pull.base_branch == base for thread in repository.pulls_of(source, branch)):
            text = f"A pull request already exists for {source.owner.login}:{branch}."
            raise RefusalError(422, text, resource="PullRequest", field="head", code="custom")
        if source is not repository:
            repository.git.run("fetch", "-q", str(source.git.path), head_sha)
        if repository.git.is_ancestor(head_sha, base_sha):
            text = f"No commits between {base} and {head}"
            raise RefusalError(422, text, resource="PullRequest", field="head", code="custom")
        thread = self.new_thread(repository, user, title, body)
        pull = PullRequest(self.world.new_id(), source, branch, base, head_sha, base_sha, draft)
        pull.maintainers_may_push = maintainers_may_push and source is not repository
        thread.pull = pull
        self.fetch_head(repository, thread, pull)
        self.emit("pull_request", "opened", repository, user, thread)
        return thread

    def propose(
        self,
        repository: LocalRepository,
        user: User,
        base: str,
        files: Mapping[str, bytes | None],
        title: str,
        body: str,
    ) -> LocalThread:
        """Change files on a new branch, in a fork where the account may not write, and open a pull request."""
        source = repository if self.world.may(repository, user, "write") else self.fork(repository, user)
        head = repository.git.resolve(f"refs/heads/{base}")
        if head is None:
            raise RefusalError(404, f"Branch {base} not found")
        if source is not repository:
            source.git.run("fetch", "-q", str(repository.git.path), head)
        names = (f"{user.login}-patch-{number}" for number in itertools.count(1))
        branch = next(name for name in names if source.git.resolve(f"refs/heads/{name}") is None)
        self.move_ref(source, user, f"refs/heads/{branch}", head, create=True)
        self.commit_files(source, user, branch, files, title)
        return self.open_pull(
            repository, user, title=title, body=body, head=f"{source.owner.login}:{branch}", base=base
        )

    def find_head(self, repository: LocalRepository, head: str) -> tuple[LocalRepository, str]:
        """Return the repository and the branch that "branch" or "owner:branch" means."""
        owner, mark, branch = head.rpartition(":")
        if not mark or owner.lower() == repository.owner.login.lower():
            return repository, branch
        for other in self.world.repositories.values():
            if other.owner.login.lower() == owner.lower() and other.fork_of is repository:
                return other, branch
        raise RefusalError(422, "invalid", resource="PullRequest", field="head")

    def merge(
        self,
        repository: LocalRepository,
        thread: LocalThread,
        user: User,
        *,
        method: Method = "merge",
        sha: str | None = None,
        title: str | None = None,
        message: str | None = None,
    ) -> str:
        """Merge a pull request and return the new head of its base."""
        self.require(repository, user, "write")
        pull = thread.pull
        if pull is None or thread.state != "open":
            raise RefusalError(405, "Pull Request is not mergeable")
        if sha and sha != pull.head:
            raise RefusalError(409, "Head branch was modified. Review and try the merge again.")
        self.check_merge(repository, pull, method)
        git, ref = repository.git, f"refs/heads/{pull.base_branch}"
        base = git.resolve(ref) or pull.base
        new = self.make_merge(repository, thread, pull, base, user, method, title, message)
        if new is None:
            raise RefusalError(405, "Pull Request is not mergeable")
        if not git.set_ref(ref, new, base):
            raise RefusalError(409, "Base branch was modified. Review and try the merge again.")
        self.mark_merged(repository, thread, pull, user, new)
        self.after_push(repository, user, ref, base, new)
        self.tidy_branch(repository, pull, user)
        return new

    def tidy_branch(self, repository: LocalRepository, pull: PullRequest, user: User) -> None:
        """Delete the branch of a merged request where the repository wants that."""
        if repository.settings["delete_branch_on_merge"] and pull.head_repository is repository:
            self.move_ref(repository, user, f"refs/heads/{pull.head_branch}", None, force=True)

    def make_merge(
        self,
        repository: LocalRepository,
        thread: LocalThread,
        pull: PullRequest,
        base: str,
        user: User,
        method: Method,
        title: str | None,
        message: str | None,
    ) -> str | None:
        """Make the commit that holds base and head, which no branch has yet; return None where they conflict."""
        git, who = repository.git, self.world.signature(user)
        if method == "rebase":
            return git.rebase(base, pull.head, who)
        tree = git.merge_tree(base, pull.head)
        if tree is None:
            return None
        parents = (base, pull.head) if method == "merge" else (base,)
        # The account that opened the pull request is the author of a squashed commit.
        author = who if method == "merge" else self.world.signature(thread.author)
        text = merge_text(thread, pull, git.log(f"{base}..{pull.head}", MOST_SQUASHED), method, title, message)
        return git.commit(tree, parents, text, author=author, committer=who)

    def update_branch(self, repository: LocalRepository, thread: LocalThread, user: User, expected: str | None) -> None:
        """Merge the base into the head, as the button "Update branch" does."""
        pull = thread.pull
        if pull is None or thread.state != "open":
            raise RefusalError(422, "Pull request is closed")
        if expected and expected != pull.head:
            raise RefusalError(422, f"expected head sha didn't match current head ref: {pull.head}")
        if not is_behind(repository, pull):
            raise RefusalError(422, "There are no new commits on the base branch.")
        tree = repository.git.merge_tree(pull.head, pull.base)
        if tree is None:
            raise RefusalError(422, "merge conflict between base and head")
        who, source = self.world.signature(user), pull.head_repository
        text = f"Merge branch '{pull.base_branch}' into {pull.head_branch}"
        new = repository.git.commit(tree, (pull.head, pull.base), text, author=who, committer=who)
        if source is not repository:
            source.git.run("fetch", "-q", str(repository.git.path), new)
        self.move_ref(source, user, f"refs/heads/{pull.head_branch}", new)

    def change_base(self, repository: LocalRepository, thread: LocalThread, user: User, branch: str) -> None:
        """Let a pull request be for another branch."""
        pull, sha = thread.pull, repository.git.resolve(f"refs/heads/{branch}")
        if user is not thread.author:
            self.require(repository, user, "write")
        if pull is None or sha is None:
            raise RefusalError(422, "invalid", resource="PullRequest", field="base")
        if branch == pull.base_branch:
            return
        changes = {"base": {"ref": {"from": pull.base_branch}, "sha": {"from": pull.base}}}
        pull.base_branch, pull.base = branch, sha
        self.note(thread, "base_ref_changed", user)
        self.emit("pull_request", "edited", repository, user, thread, changes=changes)

    def mark_ready(self, repository: LocalRepository, thread: LocalThread, user: User) -> None:
        """Let a pull request be a draft no more."""
        if user is not thread.author:
            self.require(repository, user, "write")
        if thread.pull and thread.pull.draft:
            thread.pull.draft = False
            self.note(thread, "ready_for_review", user)
            self.emit("pull_request", "ready_for_review", repository, user, thread)

    def check_merge(self, repository: LocalRepository, pull: PullRequest, method: Method) -> None:
        """Refuse a merge that the repository's settings or the branch's protection do not allow."""
        setting, name = METHODS[method]
        if not repository.settings[setting]:
            raise RefusalError(405, f"{name} not allowed on this repository.")
        if pull.draft:
            raise RefusalError(405, "Pull Request is still a draft")
        protection = repository.protection_of(pull.base_branch)
        if protection is None:
            return
        if protection.linear_history and method == "merge":
            raise RefusalError(405, "This branch must not contain merge commits.")
        missing = list(obstacles(self.world, repository, pull))
        if missing:
            raise RefusalError(405, " ".join(missing))
        if protection.up_to_date and is_behind(repository, pull):
            raise RefusalError(405, "Head branch is out of date with the base branch.")

    def enable_auto_merge(
        self,
        repository: LocalRepository,
        thread: LocalThread,
        user: User,
        *,
        method: Method = "merge",
        sha: str | None = None,
        title: str | None = None,
        message: str | None = None,
    ) -> None:
        """Order the merge of a pull request for when nothing stands in its way."""
        self.require(repository, user, "write")
        pull = thread.pull
        if not repository.settings["allow_auto_merge"]:
            raise RefusalError(422, "Auto merge is not allowed for this repository")
        if pull is None or thread.state != "open":
            raise RefusalError(422, "Pull request is closed")
        if sha and sha != pull.head:
            raise RefusalError(422, f'Expected head sha "{sha}" but it was not.')
        if not repository.settings[METHODS[method][0]]:
            raise RefusalError(422, f"{METHODS[method][1]} not allowed on this repository.")
        state = merge_state(self.world, repository, thread, pull)
        if state in MERGEABLE:
            raise RefusalError(422, f"Pull request is in {state.lower()} status")
        pull.auto = AutoMerge(user, method, title, message, self.world.clock())
        self.note(thread, "auto_merge_enabled", user)
        self.emit("pull_request", "auto_merge_enabled", repository, user, thread, reason="")

    def disable_auto_merge(self, repository: LocalRepository, thread: LocalThread, user: User) -> None:
        """Take that order back."""
        self.require(repository, user, "write")
        if thread.pull is None or thread.pull.auto is None:
            raise RefusalError(422, "Can't disable auto-merge for this pull request")
        thread.pull.auto = None
        self.note(thread, "auto_merge_disabled", user)
        self.emit("pull_request", "auto_merge_disabled", repository, user, thread, reason="")

    def merge_ready(self, repository: LocalRepository, commit: str) -> None:
        """Carry out the orders to merge this head, where nothing stands in the way any more."""
        for thread in list(repository.threads.values()):
            pull = thread.pull
            auto: AutoMerge | None = pull.auto if pull and pull.head == commit else None
            if pull and auto and merge_state(self.world, repository, thread, pull) in MERGEABLE:
                self.carry_out_order(repository, thread, auto)

    def carry_out_order(self, repository: LocalRepository, thread: LocalThread, auto: AutoMerge) -> None:
        """Merge what was ordered."""
        self.merge(repository, thread, auto.by, method=auto.method, title=auto.title, message=auto.message)


def merge_text(
    thread: LocalThread,
    pull: PullRequest,
    commits: Sequence[GitCommit],
    method: Method,
    title: str | None,
    message: str | None,
) -> str:
    """Return a merge's commit message; GitHub's own where none is given."""
    subject, body = own_text(thread, pull, commits, method)
    own = body if title is None else ""
    said = own if message is None else message
    return f"{title or subject}\n\n{said}" if said else title or subject


def own_text(thread: LocalThread, pull: PullRequest, commits: Sequence[GitCommit], method: Method) -> tuple[str, str]:
    """Return the title and the text that GitHub gives a merge: a single squashed commit keeps its words."""
    if method == "merge":
        source = f"{pull.head_repository.owner.login}/{pull.head_branch}"
        return f"Merge pull request #{thread.number} from {source}", thread.title
    if len(commits) == 1:
        title, _, text = commits[0].message.partition("\n\n")
        return f"{title} (#{thread.number})", text
    return f"{thread.title} (#{thread.number})", "\n\n".join(f"* {commit.message}" for commit in reversed(commits))
