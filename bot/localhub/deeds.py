"""What accounts do: each deed changes the world and tells the webhooks. REST, GraphQL and the pages all come here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal

from bot.localhub.git import Commit, Git, Signature
from bot.localhub.markup import visible_text
from bot.localhub.world import Comment, Happening, Label, Pull, Reaction, Repository, Thread, User, World

#: GitHub closes the issue that a merged pull request or a commit on the default branch names so.
CLOSING = re.compile(r"\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+#(\d+)\b", re.IGNORECASE)
#: GitHub's limits, in characters.
LONGEST_BODY, LONGEST_TITLE = 65_536, 256
#: GitHub gives a label that is made by being used this colour.
PLAIN_COLOR = "ededed"

#: Called with (event, action, repository, sender, thread, more): builds and sends the webhooks.
Emit = Callable[..., None]


class RefusalError(Exception):
    """GitHub says no: a status with the message of its body; for a 422 also what was refused and why."""

    def __init__(
        self, status: int, message: str, *, resource: str = "Issue", field: str = "", code: str = "invalid"
    ) -> None:
        super().__init__(message)
        self.status = status
        self.resource, self.field, self.code = resource, field, code


class Deeds:
    """All writes. Callers hold the world's lock."""

    def __init__(self, world: World, emit: Emit) -> None:
        self.world = world
        self.emit = emit

    # Threads

    def open_issue(
        self, repository: Repository, user: User, title: str, body: str, labels: Sequence[str] = ()
    ) -> Thread:
        """Open an issue; labels count only from those who may set them."""
        thread = self.new_thread(repository, user, title, body)
        if self.world.may(repository, user, "triage"):
            thread.labels = [self.find_label(repository, name) for name in labels]
        self.emit("issues", "opened", repository, user, thread)
        return thread

    def new_thread(self, repository: Repository, user: User, title: str, body: str) -> Thread:
        """Give a thread its number."""
        check_text(title, body)
        now = self.world.clock()
        number = len(repository.threads) + 1
        repository.threads[number] = Thread(self.world.new_id(), number, title, body, user, now, now)
        return repository.threads[number]

    def edit(
        self, repository: Repository, thread: Thread, user: User, *, title: str | None = None, body: str | None = None
    ) -> None:
        """Change a thread's words."""
        if user is not thread.author:
            self.require(repository, user, "write")
        changes = {
            name: {"from": old}
            for name, old, new in (("title", thread.title, title), ("body", thread.body, body))
            if new is not None and new != old
        }
        if not changes:
            return
        check_text(title if title is not None else thread.title, body if body is not None else thread.body)
        thread.title = title if title is not None else thread.title
        thread.body = body if body is not None else thread.body
        thread.edited = thread.updated = self.world.clock()
        self.emit(event_of(thread), "edited", repository, user, thread, changes=changes)

    def close(self, repository: Repository, thread: Thread, user: User, reason: str | None = None) -> None:
        """Close a thread."""
        if user is not thread.author:
            self.require(repository, user, "triage")
        if thread.state == "closed":
            return
        thread.state, thread.closed = "closed", self.world.clock()
        thread.reason = None if thread.pull else reason or "completed"
        self.note(thread, "closed", user)
        self.emit(event_of(thread), "closed", repository, user, thread)

    def reopen(self, repository: Repository, thread: Thread, user: User) -> None:
        """Open a closed thread again."""
        if user is not thread.author:
            self.require(repository, user, "triage")
        if thread.state == "open":
            return
        if thread.pull and thread.pull.merged:
            raise RefusalError(422, "Validation Failed")
        thread.state, thread.closed = "open", None
        thread.reason = None if thread.pull else "reopened"
        self.note(thread, "reopened", user)
        self.emit(event_of(thread), "reopened", repository, user, thread)

    def note(self, thread: Thread, event: str, actor: User, label: Label | None = None) -> None:
        """Add a line to a thread's history."""
        thread.updated = self.world.clock()
        thread.happenings.append(Happening(self.world.new_id(), event, actor, thread.updated, label))

    # Comments and reactions

    def comment(self, repository: Repository, thread: Thread, user: User, body: str) -> Comment:
        """Say something in a thread."""
        if not body.strip():
            raise RefusalError(422, "Validation Failed")
        check_text("x", body)
        now = self.world.clock()
        comment = Comment(self.world.new_id(), user, body, now, now)
        thread.comments.append(comment)
        thread.updated = now
        self.emit("issue_comment", "created", repository, user, thread, comment=comment)
        return comment

    def edit_comment(self, repository: Repository, thread: Thread, comment: Comment, user: User, body: str) -> None:
        """Change what was said."""
        if user is not comment.author:
            self.require(repository, user, "write")
        check_text("x", body)
        if body == comment.body:
            return
        changes = {"body": {"from": comment.body}}
        comment.body = body
        comment.updated = comment.edited = self.world.clock()
        self.emit("issue_comment", "edited", repository, user, thread, comment=comment, changes=changes)

    def delete_comment(self, repository: Repository, thread: Thread, comment: Comment, user: User) -> None:
        """Take back what was said."""
        if user is not comment.author:
            self.require(repository, user, "write")
        thread.comments.remove(comment)
        self.emit("issue_comment", "deleted", repository, user, thread, comment=comment)

    def react(self, target: Thread | Comment, user: User, content: str) -> tuple[Reaction, bool]:
        """Add a reaction and tell whether it is new; a second one of a kind by the same account is the first."""
        for reaction in target.reactions:
            if reaction.user is user and reaction.content == content:
                return reaction, False
        target.reactions.append(Reaction(self.world.new_id(), user, content, self.world.clock()))
        return target.reactions[-1], True

    # Labels

    def find_label(self, repository: Repository, name: str) -> Label:
        """Return a label; using one that is not there makes it."""
        return repository.label(name) or self.create_label(repository, name, PLAIN_COLOR, "")

    def create_label(self, repository: Repository, name: str, color: str, description: str) -> Label:
        """Create a label."""
        if repository.label(name):
            raise RefusalError(422, "already exists", resource="Label", field="name", code="already_exists")
        label = Label(self.world.new_id(), name, color.lower(), description)
        repository.labels.append(label)
        return label

    def add_labels(self, repository: Repository, thread: Thread, user: User, names: Iterable[str]) -> None:
        """Put labels on a thread."""
        self.require(repository, user, "triage")
        for name in names:
            label = self.find_label(repository, name)
            if label not in thread.labels:
                thread.labels.append(label)
                self.note(thread, "labeled", user, label)
                self.emit(event_of(thread), "labeled", repository, user, thread, label=label)

    def remove_label(self, repository: Repository, thread: Thread, user: User, name: str) -> None:
        """Take a label off a thread."""
        self.require(repository, user, "triage")
        label = repository.label(name)
        if label is None or label not in thread.labels:
            raise RefusalError(404, "Label does not exist")
        thread.labels.remove(label)
        self.note(thread, "unlabeled", user, label)
        self.emit(event_of(thread), "unlabeled", repository, user, thread, label=label)

    # Branches

    def move_ref(
        self,
        repository: Repository,
        user: User,
        ref: str,
        new: str | None,
        *,
        force: bool = False,
        create: bool = False,
    ) -> None:
        """Create, move or delete a ref, with all that a push leads to."""
        self.require(repository, user, "write")
        git = repository.git
        old = git.resolve(ref)
        if create and old:
            raise RefusalError(422, "Reference already exists")
        if not create and old is None:
            raise RefusalError(422, "Reference does not exist")
        if new is not None and git.read_commit(new) is None:
            raise RefusalError(422, "Object does not exist")
        if old and new and not force and not git.is_ancestor(old, new):
            raise RefusalError(422, "Update is not a fast forward")
        if not git.set_ref(ref, new, old):
            raise RefusalError(409, "Reference moved")
        if old != new:
            self.after_push(repository, user, ref, old, new)

    def after_push(self, repository: Repository, user: User, ref: str, old: str | None, new: str | None) -> None:
        """Let a moved branch have its effects: on pull requests from it and into it, and on the issues it closes."""
        self.emit("push", None, repository, user, None, ref=ref, before=old, after=new)
        branch = ref.removeprefix("refs/heads/")
        if not ref.startswith("refs/heads/"):
            return
        for owner in (repository, *([repository.fork_of] if repository.fork_of else [])):
            for thread in list(owner.pulls_of(repository, branch)):
                self.follow_head(owner, thread, user, new)
        if new is None:
            return
        for thread in list(repository.threads.values()):
            pull = thread.pull
            if pull and thread.state == "open" and pull.base_branch == branch:
                if repository.git.is_ancestor(pull.head, new):
                    self.mark_merged(repository, thread, user, new)
                else:
                    pull.base = new
        if branch == repository.default_branch:
            for commit in repository.git.log(f"{old}..{new}" if old else new, 100):
                self.close_named(repository, user, commit.message)

    def follow_head(self, repository: Repository, thread: Thread, user: User, new: str | None) -> None:
        """Bring a pull request to its branch's new head; without the branch it is closed."""
        pull = thread.pull
        if pull is None:
            return
        if new is None:
            thread.state, thread.closed = "closed", self.world.clock()
            self.note(thread, "closed", user)
            self.emit("pull_request", "closed", repository, user, thread)
            return
        before, pull.head = pull.head, new
        self.fetch_head(repository, thread)
        thread.updated = self.world.clock()
        self.emit("pull_request", "synchronize", repository, user, thread, before=before, after=new)

    def fetch_head(self, repository: Repository, thread: Thread) -> None:
        """Keep a pull request's commits in the repository it is for, under refs/pull/N/head."""
        pull = thread.pull
        if pull is None:
            return
        if pull.head_repository is not repository:
            repository.git.run("fetch", "-q", str(pull.head_repository.git.path), pull.head)
        repository.git.run("update-ref", f"refs/pull/{thread.number}/head", pull.head)

    def close_named(self, repository: Repository, user: User, text: str) -> None:
        """Close the issues that a text says it closes."""
        for match in CLOSING.finditer(text):
            thread = repository.threads.get(int(match[1]))
            if thread and thread.state == "open" and not thread.pull:
                thread.state, thread.closed, thread.reason = "closed", self.world.clock(), "completed"
                self.note(thread, "closed", user)
                self.emit("issues", "closed", repository, user, thread)

    def commit_files(
        self, repository: Repository, user: User, branch: str, files: Mapping[str, bytes | None], message: str
    ) -> Commit:
        """Put one commit on a branch; None deletes a file."""
        self.require(repository, user, "write")
        git, ref = repository.git, f"refs/heads/{branch}"
        head = git.resolve(ref)
        if head is None:
            raise RefusalError(404, f"Branch {branch} not found")
        changes = [("100644", path, None if text is None else git.write_blob(text)) for path, text in files.items()]
        who = self.world.signature(user)
        sha = git.commit(git.write_tree(head, changes), [head], message, author=who, committer=who)
        self.move_ref(repository, user, ref, sha)
        commit = git.read_commit(sha)
        if commit is None:
            raise RefusalError(409, "Reference moved")
        return commit

    def fork(self, repository: Repository, user: User) -> Repository:
        """Copy a repository to an account."""
        key = f"{user.login}/{repository.name}".lower()
        if key not in self.world.repositories:
            git = Git(repository.git.path.parent / f"{user.login}--{repository.name}.git")
            git.clone(repository.git)
            copy = Repository(
                self.world.new_id(), user, repository.name, repository.default_branch, git, self.world.clock()
            )
            copy.fork_of = repository
            self.world.repositories[key] = copy
        return self.world.repositories[key]

    # Pull requests

    def open_pull(self, repository: Repository, user: User, *, title: str, body: str, head: str, base: str) -> Thread:
        """Open a pull request; `head` is a branch here, or "owner:branch" of a fork."""
        source, branch = self.find_head(repository, head)
        head_sha = source.git.resolve(f"refs/heads/{branch}")
        base_sha = repository.git.resolve(f"refs/heads/{base}")
        if head_sha is None or base_sha is None:
            raise RefusalError(422, "Validation Failed: head or base invalid")
        if any(thread.pull and thread.pull.base_branch == base for thread in repository.pulls_of(source, branch)):
            raise RefusalError(
                422,
                f"A pull request already exists for {source.owner.login}:{branch}.",
                resource="PullRequest",
                field="head",
                code="custom",
            )
        if head_sha == base_sha:
            raise RefusalError(422, f"No commits between {base} and {head}")
        thread = self.new_thread(repository, user, title, body)
        thread.pull = Pull(self.world.new_id(), source, branch, base, head_sha, base_sha)
        self.fetch_head(repository, thread)
        self.emit("pull_request", "opened", repository, user, thread)
        return thread

    def find_head(self, repository: Repository, head: str) -> tuple[Repository, str]:
        """Return the repository and the branch that "branch" or "owner:branch" means."""
        owner, mark, branch = head.rpartition(":")
        if not mark or owner == repository.owner.login:
            return repository, branch
        for other in self.world.repositories.values():
            if other.owner.login == owner and other.fork_of is repository:
                return other, branch
        raise RefusalError(422, "Validation Failed: head invalid")

    def merge(
        self,
        repository: Repository,
        thread: Thread,
        user: User,
        *,
        method: Literal["merge", "squash", "rebase"] = "merge",
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
        git = repository.git
        ref = f"refs/heads/{pull.base_branch}"
        base = git.resolve(ref) or pull.base
        tree = git.merge_tree(base, pull.head)
        if tree is None:
            raise RefusalError(405, "Pull Request is not mergeable")
        subject = (
            title or f"Merge pull request #{thread.number} from {pull.head_repository.owner.login}/{pull.head_branch}"
        )
        text = f"{subject}\n\n{message}" if message else subject
        who = self.world.signature(user)
        parents = (base, pull.head) if method == "merge" else (base,)
        author = who if method == "merge" else self.author_of(thread)
        new = git.commit(tree, parents, text, author=author, committer=who)
        if not git.set_ref(ref, new, base):
            raise RefusalError(409, "Base branch was modified. Review and try the merge again.")
        self.mark_merged(repository, thread, user, new)
        self.after_push(repository, user, ref, base, new)
        return new

    def author_of(self, thread: Thread) -> Signature:
        """Return who authors a squashed commit: the account that opened the pull request."""
        return self.world.signature(thread.author)

    def mark_merged(self, repository: Repository, thread: Thread, user: User, commit: str) -> None:
        """Record that a pull request's commits are in its base."""
        pull = thread.pull
        if pull is None:
            return
        pull.merged, pull.merged_by, pull.merge_commit = self.world.clock(), user, commit
        thread.state, thread.closed = "closed", pull.merged
        self.note(thread, "merged", user)
        self.note(thread, "closed", user)
        self.emit("pull_request", "closed", repository, user, thread)
        if pull.base_branch == repository.default_branch:
            self.close_named(repository, user, visible_text(thread.body))

    # Rights

    def require(self, repository: Repository, user: User, role: str) -> None:
        """Refuse what an account may not do; to those who may not even write GitHub hides that there is anything."""
        if not self.world.may(repository, user, role):
            raise RefusalError(
                403, "Must have admin rights to Repository." if role == "admin" else "Resource not accessible"
            )


def event_of(thread: Thread) -> str:
    """Return the webhook event that tells of a thread."""
    return "pull_request" if thread.pull else "issues"


def check_text(title: Any, body: Any) -> None:
    """Refuse a title or body that GitHub would."""
    if not isinstance(title, str) or not isinstance(body, str):
        raise RefusalError(422, "Invalid request: not a string")
    if not title.strip() or len(title) > LONGEST_TITLE:
        raise RefusalError(422, "Validation Failed: title")
    if len(body) > LONGEST_BODY:
        raise RefusalError(422, "Validation Failed: body is too long (maximum is 65536 characters)")
