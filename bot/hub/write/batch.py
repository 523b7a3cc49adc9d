"""Carries a plan's changes out in few requests: GraphQL documents, and REST where GraphQL does not go.

What is looked up before a write is repeated: a thread is read anew before every plan, so a comment of the bot's is
found by its hidden mark, a branch by its name, a commit by its message and parent, a pull request by its branch, a
note by its mark; labels, reactions and closing are the same done twice. GitHub's reads can lag behind its writes by a
moment; a job that failed waits two seconds at least before it looks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NoReturn

from github import GithubException

from bot.hub.gateway import Gateway, NotServedError
from bot.hub.read.file_cache import FileCache
from bot.hub.read.node_ids import NodeIds, Tip, draft_name
from bot.hub.write.documents import (
    NOWHERE,
    Field,
    commit_files,
    create_label,
    create_ref,
    dequeue_pull,
    enqueue_pull,
    merge_pull,
    move_refs,
    open_pull,
    small_field,
    way_field,
    write_document,
)
from bot.hub.write.grouping import SMALL, group_changes, name_pull
from bot.hub.write.rest import Writer, is_protection, upkeep_branch
from bot.workflow.changes import (
    AddLabel,
    Change,
    CommitFiles,
    Dequeue,
    DisableAutoMerge,
    EnableAutoMerge,
    Enqueue,
    Files,
    Merge,
    MergeCommit,
    OpenPull,
    PushBranch,
    RebuildAndMerge,
    WriteComment,
)
from bot.workflow.hub import MovedError
from bot.workflow.labels import LABELS


class Batch:
    """Carries changes out in the repository `name` ("owner/name"), by the ids of the last reading.

    `is_said` tells whether a comment is among a thread's newest, `checkout` takes in the files that were written.
    """

    def __init__(
        self,
        gateway: Gateway,
        name: str,
        nodes: NodeIds,
        *,
        is_said: Callable[[WriteComment], bool],
        checkout: FileCache,
    ) -> None:
        self.gateway = gateway
        self.name = name
        self.nodes = nodes
        self.is_said = is_said
        self.checkout = checkout
        self.writer = Writer(gateway, checkout)
        self.opened: int | None = None
        self.labels: list[str] = []

    def apply(self, changes: Iterable[Change]) -> None:
        """Carry out changes in their order; raise MovedError if GitHub does not stand as they suppose."""
        changes = tuple(changes)
        if any(isinstance(change, AddLabel) and change.name not in self.nodes.labels for change in changes):
            self.labels = [name for name in LABELS if name not in self.nodes.labels]
        for group in group_changes(changes):
            named = [change if self.opened is None else name_pull(change, self.opened) for change in group]
            try:
                self.carry_out(named)
            except NotServedError:
                for change in named:
                    self.write(change)

    def carry_out(self, group: Sequence[Change]) -> None:
        """Carry out what belongs together."""
        match group[0]:
            case PushBranch(head=None) as push:
                self.start(push, group[1] if len(group) > 1 else None)
            case PushBranch(branch, base, _, files, message):
                self.move(branch, self.draft(branch, base, files, message))
            case OpenPull(branch):
                self.note_pull(self.ask_or_move(branch, self.open_field(group[0]))[0])
            case RebuildAndMerge() as land:
                self.land(land)
            case Merge(pull) | EnableAutoMerge(pull) | DisableAutoMerge(pull) | Enqueue(pull) | Dequeue(pull):
                self.ask_or_move(f"#{pull}", way_field(group[0], self.nodes))
            case CommitFiles() as change:
                self.commit(change)
            case change if isinstance(change, SMALL):
                self.change_together(group)
            case change:
                self.write(change)

    def write(self, change: Change) -> None:
        """Carry one change out over REST."""
        self.opened = self.writer.apply(change, self.nodes) or self.opened

    def ask_or_move(self, subject: str, *asked: Field) -> list[dict[str, Any]]:
        """Return what mutations that build on each other answered; raise MovedError if one was refused.

        One that was refused behind others is sent once more by itself: it may not have seen yet what they did.
        """
        data, errors = self.ask(asked)
        answers = []
        for n, field in enumerate(asked):
            error = errors.get(f"f{n}")
            if error and n:
                again, refusals = self.ask((field,))
                data[f"f{n}"], error = again.get("f0"), refusals.get("f0")
            if error:
                refuse(subject, field, error)
            answers.append(data[f"f{n}"])
        return answers

    def ask(self, asked: Sequence[Field]) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
        """Return what mutations answered and were refused with; the labels that the repository lacks go with them."""
        lacking, self.labels = self.labels, []
        made = [create_label(self.nodes.repository, LABELS[name]) for name in lacking]
        data, errors = self.gateway.mutate(write_document([*asked, *made]))
        for n, name in enumerate(lacking, start=len(asked)):
            # A label that is refused may be there already, which counts only once it is needed.
            errors.pop(f"f{n}", None)
            if payload := data.pop(f"f{n}"):
                self.nodes.labels[name] = payload["label"]["id"]
        return data, errors

    def start(self, push: PushBranch, pull: Change | None) -> None:
        """Create a branch with its commit and, in the same document, the pull request from it."""
        asked = [
            create_ref(self.nodes.repository, push.branch, push.base),
            commit_files(self.name, push.branch, push.base, push.files, push.message),
            *([self.open_field(pull)] if isinstance(pull, OpenPull) else []),
        ]
        try:
            answers = self.ask_or_move(push.branch, *asked)
        except MovedError:
            # A branch without the bot's commit would pass for somebody else's once the list moves on.
            self.nodes.tips[push.branch] = Tip(push.base, "", ())
            self.writer.delete_branch(push.branch, self.nodes)
            raise
        self.note_commit(push.branch, answers[1], push.base, push.files, push.message)
        if isinstance(pull, OpenPull):
            self.note_pull(answers[2])

    def open_field(self, change: OpenPull) -> Field:
        """Return the mutation for an OpenPull."""
        return open_pull(self.nodes.repository, change.branch, change.base, change.title, change.body)

    def note_pull(self, payload: dict[str, Any]) -> None:
        """Remember the pull request that was just opened."""
        pull = payload["pullRequest"]
        self.opened = pull["number"]
        self.nodes.threads[pull["number"]] = pull["id"]

    def note_commit(self, branch: str, payload: dict[str, Any], base: str, files: Files, message: str) -> str:
        """Remember the commit that was just made on a branch, and return it."""
        commit: str = payload["commit"]["oid"]
        self.nodes.tips[branch] = Tip(commit, message, (base,))
        self.checkout.write(base, payload["commit"]["tree"]["oid"], files)
        return commit

    def draft(self, branch: str, base: str, files: Files, message: str) -> str:
        """Make a commit on top of `base` on the draft branch, or find it there, and return it."""
        name = draft_name(branch)
        known = self.nodes.tips.get(name)
        if known and is_made(known, message, base):
            return known.commit
        asked = [commit_files(self.name, name, base, files, message)]
        if known is None:
            asked.insert(0, create_ref(self.nodes.repository, name, base))
        elif known.commit != base:
            asked.insert(0, move_refs(self.nodes.repository, (name, known.commit, base)))
        return self.note_commit(name, self.ask_or_move(branch, *asked)[-1], base, files, message)

    def move(self, branch: str, commit: str, *then: Field) -> None:
        """Let a branch point to the draft and drop that, only if both stand where they were; then do the rest."""
        name, old = draft_name(branch), self.nodes.tips.get(branch)
        made = self.nodes.tips[name]
        moves = ((branch, old.commit if old else NOWHERE, commit), (name, commit, NOWHERE))
        self.ask_or_move(branch, move_refs(self.nodes.repository, *moves), *then)
        self.nodes.tips[branch] = made
        del self.nodes.tips[name]

    def land(self, change: RebuildAndMerge) -> None:
        """Make the commit to merge, and merge exactly that; after a merge that failed it is there already."""
        merging, tip = change.merging, self.nodes.tips.get(change.branch)
        pull = self.nodes.threads[change.pull]
        if tip and is_made(tip, merging.text, change.base):
            self.ask_or_move(f"#{change.pull}", merge_pull(pull, tip.commit, merging))
            return
        commit = self.draft(change.branch, change.base, change.files, merging.text)
        self.move(change.branch, commit, merge_pull(pull, commit, merging))

    def commit(self, change: CommitFiles) -> None:
        """Put a commit on the default branch, by a pull request where it takes no pushes."""
        made = commit_files(self.name, change.branch, change.base, change.files, change.message)
        try:
            (payload,) = self.ask_or_move(change.branch, made)
            self.note_commit(change.branch, payload, change.base, change.files, change.message)
        except GithubException as error:
            if not is_protection(error):
                raise
            self.propose(change)

    def propose(self, change: CommitFiles) -> None:
        """Put a commit on the default branch by a pull request, or leave that to wait for what the branch asks for."""
        branch, head = self.prepare(change)
        pull = self.writer.find_pull(branch, change.branch, change.message)
        merging = MergeCommit(change.message, "", change.method)
        try:
            self.writer.merge(pull["number"], head, merging)
        except MovedError:
            # It needs checks, reviews or the queue. Where GitHub does not merge by itself, a person does.
            id = pull["node_id"]
            self.ask([enqueue_pull(id, head), merge_pull(id, head, merging, later=True)])
            return
        self.writer.delete_branch(branch, self.nodes)

    def prepare(self, change: CommitFiles) -> tuple[str, str]:
        """Put a commit on a branch of its own; return the branch and the commit."""
        try:
            return self.writer.prepare(change, self.nodes)
        except MovedError:
            # The branch of what waits in the merge queue is locked: it was made for an older list, and makes room.
            if waiting := self.writer.find_pulls(upkeep_branch(change.message)):
                self.ask([dequeue_pull(pull["node_id"]) for pull in waiting])
            raise

    def change_together(self, group: Sequence[Change]) -> None:
        """Carry small changes out in one document; one that was refused is tried once more by itself."""
        needed = [change.name for change in group if isinstance(change, AddLabel)]
        if self.labels and not self.nodes.labels.keys() >= set(needed):
            self.ask(())
        for name in needed:
            self.writer.find_label(name, self.nodes)
        asked = [small_field(change, self.nodes) for change in group]
        known = [field for field in asked if field]
        if len(known) < len(asked):
            for change in group:
                self.write(change)
            return
        _, errors = self.ask(known)
        for number, change in enumerate(group):
            if f"f{number}" in errors and not (isinstance(change, WriteComment) and self.is_said(change)):
                self.write(change)


def is_made(tip: Tip, message: str, base: str) -> bool:
    """Tell whether a branch holds just this commit: its message names the content, and it is on top of `base`."""
    return tip.message.strip() == message.strip() and tip.parents == (base,)


def refuse(subject: str, field: Field, error: dict[str, Any]) -> NoReturn:
    """Raise what a refused mutation means: the bot lacks a right, or GitHub no longer stands as it was read.

    A rule that a merge breaks is one that it waits for; a push that breaks one is never taken.
    """
    status = 403 if error.get("type") == "FORBIDDEN" else 422
    failure = GithubException(status, error, {})
    if status == 403 or (field.mutation != "mergePullRequest" and is_protection(failure)):
        raise failure
    raise MovedError(f"{subject}: {error.get('message')}")
