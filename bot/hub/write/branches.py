"""Commits, put on the bot's own branches and from there on the default one."""

from typing import Any

from github import GithubException

from bot.hub.read.file_cache import FileCache
from bot.hub.write.mutations import MutationSender
from bot.hub.write.rest import RestWriter, is_protection, upkeep_branch
from bot.workflow import changes
from bot.workflow.changes import Change, Files
from bot.workflow.changes.change import first_words
from bot.workflow.changes.mutation import (
    NOWHERE,
    Mutation,
    NodeIds,
    Tip,
    commit_files,
    create_ref,
    draft_name,
    move_refs,
)
from bot.workflow.hub import MovedError, PullRefusedError
from bot.workflow.messages.pull import UPKEEP_BODY


class Branches:
    """The branches of the repository `name` ("owner/name"), where the last reading found them.

    A commit is made on a draft beside its branch, so that the branch moves to it only from where it was read.
    """

    def __init__(self, name: str, nodes: NodeIds, sender: MutationSender, rest: RestWriter, cache: FileCache) -> None:
        self.name = name
        self.nodes = nodes
        self.sender = sender
        self.rest = rest
        self.cache = cache

    def start(self, push: changes.PushBranch, pull: Change | None = None) -> dict[str, Any] | None:
        """Create a branch with its commit and, in the same document, its pull request, which is returned."""
        asked = [
            create_ref(self.nodes.repository, push.branch, push.base),
            commit_files(self.name, push.branch, push.base, push.files, push.message),
            *([pull.mutation(self.nodes)] if isinstance(pull, changes.OpenPull) else []),
        ]
        try:
            answers = self.sender.ask_or_move(push.branch, *asked)
        except MovedError:
            # A branch without the bot's commit would pass for somebody else's once the list moves on.
            self.nodes.tips[push.branch] = Tip(push.base, "", ())
            self.delete(push.branch)
            raise
        self.note_commit(push.branch, answers[1], push.base, push.files, push.message)
        return answers[2]["pullRequest"] if isinstance(pull, changes.OpenPull) else None

    def draft(self, branch: str, base: str, files: Files, message: str) -> str:
        """Make a commit on top of `base` on the draft branch, or find it there; return it."""
        name = draft_name(branch)
        known = self.nodes.tips.get(name)
        if known and is_made(known, message, base):
            return known.commit
        asked = [commit_files(self.name, name, base, files, message)]
        if known is None:
            asked.insert(0, create_ref(self.nodes.repository, name, base))
        elif known.commit != base:
            asked.insert(0, move_refs(self.nodes.repository, (name, known.commit, base)))
        return self.note_commit(name, self.sender.ask_or_move(branch, *asked)[-1], base, files, message)

    def move(self, branch: str, commit: str, *then: Mutation) -> None:
        """Move a branch to its draft and delete the draft if both are where they were read; then do the rest."""
        name, old = draft_name(branch), self.nodes.tips.get(branch)
        made = self.nodes.tips[name]
        moves = ((branch, old.commit if old else NOWHERE, commit), (name, commit, NOWHERE))
        self.sender.ask_or_move(branch, move_refs(self.nodes.repository, *moves), *then)
        self.nodes.tips[branch] = made
        del self.nodes.tips[name]

    def note_commit(self, branch: str, payload: dict[str, Any], base: str, files: Files, message: str) -> str:
        commit: str = payload["commit"]["oid"]
        self.nodes.tips[branch] = Tip(commit, message, (base,))
        self.cache.write(base, payload["commit"]["tree"]["oid"], files)
        return commit

    def rebuild_and_merge(self, change: changes.RebuildAndMerge) -> None:
        """Make the commit to merge, and merge exactly that; after a failed merge the commit exists already."""
        merging, tip = change.merging, self.nodes.tips.get(change.branch)
        pull = self.nodes.threads[change.pull]
        if tip and is_made(tip, merging.text, change.base):
            self.sender.ask_or_move(f"#{change.pull}", merging.merge(pull, tip.commit))
            return
        commit = self.draft(change.branch, change.base, change.files, merging.text)
        self.move(change.branch, commit, merging.merge(pull, commit))

    def commit(self, change: changes.CommitFiles) -> None:
        """Put a commit on the default branch, through a pull request if the branch accepts no pushes."""
        made = commit_files(self.name, change.branch, change.base, change.files, change.message)
        try:
            (payload,) = self.sender.ask_or_move(change.branch, made)
            self.note_commit(change.branch, payload, change.base, change.files, change.message)
        except GithubException as error:
            if not is_protection(error):
                raise
            self.propose(change)

    def propose(self, change: changes.CommitFiles) -> None:
        """Put a commit on the default branch through a pull request, which may have to wait for checks or reviews."""
        branch = upkeep_branch(change.message)
        head = self.prepare(branch, change)
        if found := self.rest.find_pulls(branch):
            number, id = found[0]["number"], found[0]["node_id"]
        else:
            opened = changes.OpenPull(branch, change.branch, first_words(change.message), UPKEEP_BODY)
            try:
                pull = self.sender.ask_or_move(branch, opened.mutation(self.nodes))[0]["pullRequest"]
            except PullRefusedError:
                self.delete(branch)
                raise
            number, id = pull["number"], pull["id"]
        merging = changes.MergeCommit(change.message, "", change.method)
        try:
            self.sender.ask_or_move(f"#{number}", merging.merge(id, head))
        except MovedError:
            # It needs checks, reviews or the queue. Where GitHub does not merge by itself, a person does.
            self.nodes.threads[number] = id
            self.sender.ask([changes.Enqueue(number, head).mutation(self.nodes), merging.merge_later(id, head)])
            return
        self.delete(branch)

    def prepare(self, branch: str, change: changes.CommitFiles) -> str:
        """Put a commit on a branch of its own, unless it is there already; return it."""
        if not self.sees(branch):
            self.start(changes.PushBranch(branch, change.base, None, change.files, change.message))
        tip = self.nodes.tips[branch]
        if tip.parents == (change.base,):
            return tip.commit
        try:
            commit = self.draft(branch, change.base, change.files, change.message)
            self.move(branch, commit)
        except MovedError:
            # The branch of what waits in the merge queue is locked: it was made for an older list, and makes room.
            if waiting := self.rest.find_pulls(branch):
                self.sender.ask([Mutation("dequeuePullRequest", {"id": pull["node_id"]}) for pull in waiting])
            raise
        return commit

    def sees(self, branch: str) -> bool:
        """Look up where a branch and its draft are now; return whether the branch exists."""
        for name in (branch, draft_name(branch)):
            self.nodes.tips.pop(name, None)
            if tip := self.rest.find_tip(name):
                self.nodes.tips[name] = tip
        return branch in self.nodes.tips

    def delete(self, branch: str) -> None:
        """Delete a branch, unless it is gone or somebody else pushed to it."""
        known = self.nodes.tips.get(branch)
        if self.sees(branch) and (known is None or known.commit == self.nodes.tips[branch].commit):
            self.sender.ask([changes.DeleteBranch(branch).mutation(self.nodes)])


def is_made(tip: Tip, message: str, base: str) -> bool:
    """Whether a branch holds exactly this commit: its message names the content, and its parent is `base`."""
    return tip.message.strip() == message.strip() and tip.parents == (base,)
