"""Carries a plan's changes out in few requests: GraphQL documents, and REST where GraphQL does not go.

What is looked up before a write is repeated: a thread is read anew before every plan, so a comment of the bot's is
found by its hidden mark, a branch by its name, a commit by its message and parent, a pull request by its branch, a
note by its mark; labels, reactions and closing are the same done twice. GitHub's reads can lag behind its writes by a
moment; a job that failed waits two seconds at least before it looks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, NoReturn
from urllib.parse import quote

from github import GithubException

from bot.hub.gateway import Gateway
from bot.hub.limits import pause_after
from bot.hub.read.file_cache import FileCache
from bot.hub.seal import Seal, name_place
from bot.hub.write.documents import create_label, group_changes, name_pull, write_document
from bot.hub.write.rest import RestWriter, is_protection, upkeep_branch
from bot.workflow.changes import (
    AddLabel,
    Change,
    CloseIssue,
    ClosePull,
    CommitFiles,
    DeleteBranch,
    EditComment,
    EditIssue,
    EditPull,
    EnableAutoMerge,
    Enqueue,
    Files,
    MergeByHand,
    MergeCommit,
    OpenIssue,
    OpenPull,
    PushBranch,
    React,
    RebuildAndMerge,
    RemoveLabel,
    ReopenIssue,
    Report,
    WriteComment,
    WriteReview,
)
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
from bot.workflow.hub import MergeRefusedError, MovedError, PullRefusedError, PushRefusedError
from bot.workflow.labels import LABELS
from bot.workflow.messages.care import forget_care, split_care
from bot.workflow.messages.pull import UPKEEP_BODY

PUSHES = (PushBranch, RebuildAndMerge, MergeByHand)
#: What GitHub says to a workflow's token where a setting keeps workflows from opening pull requests. Only an admin may
#: read the setting.
NO_PULLS = "not permitted to create or approve pull requests"

#: What GitHub says of a merge by a method that it will refuse for ever, and of a wait for nothing.
NO_METHOD = re.compile(r"not allowed on this repository|must not contain merge commits|requires signed commits")
NO_WAIT = re.compile(r"in (?:clean|unstable) status")


class Batch:
    """Carries changes out in the repository `name` ("owner/name"), by the ids of the last reading.

    `seal` is put on what is said in threads; `is_said` tells whether a comment is among a thread's newest, `cache`
    takes in the files that were written.
    """

    def __init__(
        self,
        gateway: Gateway,
        name: str,
        nodes: NodeIds,
        *,
        seal: Seal,
        is_said: Callable[[WriteComment], bool],
        cache: FileCache,
    ) -> None:
        self.gateway = gateway
        self.name = name
        self.nodes = nodes
        self.seal = seal
        self.is_said = is_said
        self.cache = cache
        self.rest = RestWriter(gateway, cache)
        self.opened: int | None = None
        self.labels: list[str] = []

    def apply(self, changes: Iterable[Change]) -> None:
        """Carry out changes in their order; raise MovedError if GitHub does not stand as they suppose."""
        changes = tuple(changes)
        if any(isinstance(change, AddLabel) and change.name not in self.nodes.labels for change in changes):
            self.labels = [name for name in LABELS if name not in self.nodes.labels]
        for group in group_changes(changes):
            named = [self.close(change if self.opened is None else name_pull(change, self.opened)) for change in group]
            try:
                self.carry_out(named)
            except GithubException as error:
                if isinstance(named[0], PUSHES) and is_refusal(error):
                    raise PushRefusedError(str(error.data.get("message"))) from error
                raise

    def close(self, change: Change) -> Change:
        """Seal what is said in a thread."""
        if isinstance(change, EditIssue):
            return replace(change, body=self.seal_end(change))
        if not isinstance(change, WriteComment | EditComment):
            return change
        return replace(change, body=self.seal.close(name_place(self.nodes.number, change.number), change.body))

    def carry_out(self, group: Sequence[Change]) -> None:
        """Carry out what belongs together."""
        match group[0]:
            case PushBranch(head=None) as push:
                self.start(push, group[1] if len(group) > 1 else None)
            case PushBranch(branch, base, _, files, message):
                self.move(branch, self.draft(branch, base, files, message))
            case OpenPull(branch) as change:
                self.note_pull(self.ask_or_move(branch, change.mutation(self.nodes))[0])
            case RebuildAndMerge() as change:
                self.rebuild_and_merge(change)
            case MergeByHand() as change:
                self.merge_by_hand(change)
            case EnableAutoMerge() as change:
                self.merge_later(change)
            case CommitFiles() as change:
                self.commit(change)
            case OpenIssue() | EditIssue() as change:
                self.write_issue(change)
            case Report() as change:
                self.rest.reporter.report(change)
            case WriteReview() as change:
                self.rest.review(change)
            case change if change.standalone:
                self.change_together(group)
            case change:
                self.ask_or_move(change.preview(), change.mutation(self.nodes))

    def write_issue(self, change: OpenIssue | EditIssue) -> None:
        """Write the issue of the list's care; a new one is sealed once it has its number."""
        if isinstance(change, OpenIssue):
            self.rest.find_label(change.label, self.nodes)
            number = self.rest.open_issue(change.title, forget_care(change.body), change.label)
            change = EditIssue(number, change.body)
            change = replace(change, body=self.seal_end(change))
        self.rest.edit_issue(change.number, change.body)

    def seal_end(self, change: EditIssue) -> str:
        """Return the words of the issue of the list's care with a seal on their hidden end: people tick above it."""
        words, end = split_care(change.body)
        return words + self.seal.close(name_place(self.nodes.number, change.number), end)

    def ask_or_move(self, subject: str, *asked: Mutation) -> list[dict[str, Any]]:
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

    def ask(self, asked: Sequence[Mutation]) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
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
            *([pull.mutation(self.nodes)] if isinstance(pull, OpenPull) else []),
        ]
        try:
            answers = self.ask_or_move(push.branch, *asked)
        except MovedError:
            # A branch without the bot's commit would pass for somebody else's once the list moves on.
            self.nodes.tips[push.branch] = Tip(push.base, "", ())
            self.repeat(DeleteBranch(push.branch))
            raise
        self.note_commit(push.branch, answers[1], push.base, push.files, push.message)
        if isinstance(pull, OpenPull):
            self.note_pull(answers[2])

    def note_pull(self, payload: dict[str, Any]) -> None:
        """Remember the pull request that was just opened."""
        pull = payload["pullRequest"]
        self.opened = pull["number"]
        self.nodes.threads[pull["number"]] = pull["id"]

    def note_commit(self, branch: str, payload: dict[str, Any], base: str, files: Files, message: str) -> str:
        """Remember the commit that was just made on a branch, and return it."""
        commit: str = payload["commit"]["oid"]
        self.nodes.tips[branch] = Tip(commit, message, (base,))
        self.cache.write(base, payload["commit"]["tree"]["oid"], files)
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

    def move(self, branch: str, commit: str, *then: Mutation) -> None:
        """Let a branch point to the draft and drop that, only if both stand where they were; then do the rest."""
        name, old = draft_name(branch), self.nodes.tips.get(branch)
        made = self.nodes.tips[name]
        moves = ((branch, old.commit if old else NOWHERE, commit), (name, commit, NOWHERE))
        self.ask_or_move(branch, move_refs(self.nodes.repository, *moves), *then)
        self.nodes.tips[branch] = made
        del self.nodes.tips[name]

    def rebuild_and_merge(self, change: RebuildAndMerge) -> None:
        """Make the commit to merge, and merge exactly that; after a merge that failed it is there already."""
        merging, tip = change.merging, self.nodes.tips.get(change.branch)
        pull = self.nodes.threads[change.pull]
        if tip and is_made(tip, merging.text, change.base):
            self.ask_or_move(f"#{change.pull}", merging.merge(pull, tip.commit))
            return
        commit = self.draft(change.branch, change.base, change.files, merging.text)
        self.move(change.branch, commit, merging.merge(pull, commit))

    def merge_by_hand(self, change: MergeByHand) -> None:
        """Merge a hand-made request with the list; a protected branch takes only GitHub's own merge, without it."""
        try:
            self.rest.join(change, self.nodes)
        except GithubException as error:
            if not is_protection(error):
                raise
            self.merge_now(change)

    def merge_now(self, change: MergeByHand | EnableAutoMerge) -> NoReturn:
        """Let GitHub merge a request, after which its thread and the list are to be looked at anew."""
        self.ask_or_move(f"#{change.pull}", change.merging.merge(self.nodes.threads[change.pull], change.head))
        raise MovedError(f"#{change.pull} is merged")

    def merge_later(self, change: EnableAutoMerge) -> None:
        """Let GitHub merge a request once nothing is missing, or merge it: GitHub does not wait for nothing."""
        asked = change.mutation(self.nodes)
        _, errors = self.ask((asked,))
        if errors and NO_WAIT.search(str(errors["f0"].get("message"))):
            self.merge_now(change)
        if errors:
            refuse(f"#{change.pull}", asked, errors["f0"])

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
        branch = upkeep_branch(change.message)
        head = self.prepare(branch, change)
        if found := self.rest.find_pulls(branch):
            number, id = found[0]["number"], found[0]["node_id"]
        else:
            opened = OpenPull(branch, change.branch, first_words(change.message), UPKEEP_BODY)
            try:
                pull = self.ask_or_move(branch, opened.mutation(self.nodes))[0]["pullRequest"]
            except PullRefusedError:
                self.repeat(DeleteBranch(branch))
                raise
            number, id = pull["number"], pull["id"]
        merging = MergeCommit(change.message, "", change.method)
        try:
            self.ask_or_move(f"#{number}", merging.merge(id, head))
        except MovedError:
            # It needs checks, reviews or the queue. Where GitHub does not merge by itself, a person does.
            self.nodes.threads[number] = id
            self.ask([Enqueue(number, head).mutation(self.nodes), merging.merge_later(id, head)])
            return
        self.repeat(DeleteBranch(branch))

    def prepare(self, branch: str, change: CommitFiles) -> str:
        """Put a commit on a branch of its own, unless it is there, and return it."""
        for name in (branch, draft_name(branch)):
            if tip := self.rest.find_tip(name):
                self.nodes.tips[name] = tip
        tip = self.nodes.tips.get(branch)
        if tip is None:
            self.start(PushBranch(branch, change.base, None, change.files, change.message), None)
            return self.nodes.tips[branch].commit
        if tip.parents == (change.base,):
            return tip.commit
        try:
            commit = self.draft(branch, change.base, change.files, change.message)
            self.move(branch, commit)
        except MovedError:
            # The branch of what waits in the merge queue is locked: it was made for an older list, and makes room.
            if waiting := self.rest.find_pulls(branch):
                self.ask([Mutation("dequeuePullRequest", {"id": pull["node_id"]}) for pull in waiting])
            raise
        return commit

    def change_together(self, group: Sequence[Change]) -> None:
        """Carry standalone changes out in one document; one that was refused is sent once more by itself."""
        needed = [change.name for change in group if isinstance(change, AddLabel)]
        if self.labels and not self.nodes.labels.keys() >= set(needed):
            self.ask(())
        for name in needed:
            self.rest.find_label(name, self.nodes)
        left = [change for change in group if self.knows(change)]
        if not left:
            return
        _, errors = self.ask([change.mutation(self.nodes) for change in left])
        for number, change in enumerate(left):
            if f"f{number}" in errors:
                self.repeat(change)

    def knows(self, change: Change) -> bool:
        """Find the ids that a change needs beside those of the last reading; tell whether what it is about is there."""
        nodes, find = self.nodes, self.rest.find_id
        wanted: list[tuple[dict[Any, str], Any, str]] = []
        match change:
            case EditComment(comment=comment) | React(comment):
                wanted = [(nodes.comments, comment, f"/issues/comments/{comment}")]
            case RemoveLabel(number, name):
                label = (nodes.labels, name, f"/labels/{quote(name)}")
                wanted = [(nodes.threads, number, f"/issues/{number}"), label]
            case DeleteBranch(branch):
                return branch in nodes.tips or self.sees(branch)
            case (
                WriteComment(number)
                | AddLabel(number)
                | EditPull(number)
                | ClosePull(number)
                | CloseIssue(number)
                | ReopenIssue(number)
            ):
                wanted = [(nodes.threads, number, f"/issues/{number}")]
        for known, key, path in wanted:
            if key not in known and (id := find(path)):
                known[key] = id
        return all(key in known for known, key, _ in wanted)

    def sees(self, branch: str) -> bool:
        """Look where a branch and its draft stand now; tell whether the branch is there."""
        for name in (branch, draft_name(branch)):
            self.nodes.tips.pop(name, None)
            if tip := self.rest.find_tip(name):
                self.nodes.tips[name] = tip
        return branch in self.nodes.tips

    def repeat(self, change: Change) -> None:
        """Send a refused change once more by itself, unless it was done, or the branch is somebody else's now."""
        if isinstance(change, WriteComment) and self.is_said(change):
            return
        if isinstance(change, DeleteBranch):
            known = self.nodes.tips.get(change.branch)
            if not self.sees(change.branch) or (known and known.commit != self.nodes.tips[change.branch].commit):
                return
        _, errors = self.ask([change.mutation(self.nodes)])
        if errors and not isinstance(change, DeleteBranch):
            raise failure(errors["f0"])


def is_made(tip: Tip, message: str, base: str) -> bool:
    """Tell whether a branch holds just this commit: its message names the content, and it is on top of `base`."""
    return tip.message.strip() == message.strip() and tip.parents == (base,)


def is_refusal(error: GithubException) -> bool:
    """Tell whether GitHub refuses for good what the bot asked for, and says why."""
    is_for_good = error.status == 403 and pause_after(error) is None
    return isinstance(error.data, dict) and (is_for_good or is_protection(error))


def failure(error: dict[str, Any]) -> GithubException:
    """What a refused mutation means: 403 where the bot lacks a right, else 422."""
    return GithubException(403 if error.get("type") == "FORBIDDEN" else 422, error, {})


def refuse(subject: str, mutation: Mutation, error: dict[str, Any]) -> NoReturn:
    """Raise what a refused mutation means: the bot lacks a right, or GitHub no longer stands as it was read.

    A rule that a merge breaks is one that it waits for; a push that breaks one is never taken.
    """
    if mutation.name == "createPullRequest" and NO_PULLS in str(error.get("message")):
        raise PullRefusedError(str(error.get("message")))
    if "mergeMethod" in mutation.input and NO_METHOD.search(str(error.get("message"))):
        raise MergeRefusedError(str(error.get("message")), str(mutation.input["mergeMethod"]).lower())
    refused = failure(error)
    if refused.status == 403 or (mutation.name != "mergePullRequest" and is_protection(refused)):
        raise refused
    raise MovedError(f"{subject}: {error.get('message')}")
