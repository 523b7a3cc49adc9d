"""Carries out a plan's changes in few requests: GraphQL documents, and REST where GraphQL has no mutation.

Everything can be repeated safely. A thread is read anew before every plan, so a comment of the bot's is found by its
hidden mark, a branch by its name, a commit by its message and parent, a pull request by its branch, a note by its mark;
labelling, reacting or closing twice changes nothing. GitHub's reads can lag behind its writes by a moment; a job that
failed waits at least two seconds before it reads again.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, NoReturn, TypeVar
from urllib.parse import quote

from github import GithubException

from bot.hub.gateway import Gateway
from bot.hub.limits import pause_after
from bot.hub.read.file_cache import FileCache
from bot.hub.seal import Seal, name_place
from bot.hub.write.branches import Branches
from bot.hub.write.documents import group_changes, name_pull
from bot.hub.write.mutations import MutationSender, failure, refuse
from bot.hub.write.reports import report
from bot.hub.write.rest import RestWriter, is_protection
from bot.workflow import changes
from bot.workflow.changes import Change
from bot.workflow.changes.mutation import NodeIds
from bot.workflow.hub import MovedError, PushRefusedError
from bot.workflow.labels import LABELS
from bot.workflow.messages.care import forget_care, split_care

K = TypeVar("K", int, str)

PUSHES = (changes.PushBranch, changes.RebuildAndMerge, changes.MergeByHand)
#: GitHub's refusal of auto-merge when there is nothing to wait for.
NO_WAIT = re.compile(r"in (?:clean|unstable) status")


class Batch:
    """Carries out changes in a repository, with the ids of the last reading.

    `seal` seals what the bot writes in threads; `is_said` looks for a comment among a thread's newest ones; `cache`
    records the files that were written.
    """

    def __init__(
        self,
        gateway: Gateway,
        nodes: NodeIds,
        *,
        seal: Seal,
        is_said: Callable[[changes.WriteComment], bool],
        cache: FileCache,
    ) -> None:
        self.gateway = gateway
        self.nodes = nodes
        self.seal = seal
        self.is_said = is_said
        self.sender = MutationSender(gateway, nodes)
        self.rest = RestWriter(gateway, cache)
        self.branches = Branches(gateway.repository, nodes, self.sender, self.rest, cache)
        self.opened: int | None = None

    def apply(self, plan: Sequence[Change]) -> None:
        """Carry out changes in order; raise MovedError if the repository is no longer in the state they expect."""
        wanted = {change.name for change in plan if isinstance(change, changes.AddLabel)}
        wanted |= {change.label for change in plan if isinstance(change, changes.OpenIssue)}
        if not wanted <= self.nodes.labels.keys():
            self.sender.labels = [name for name in LABELS if name not in self.nodes.labels]
        for group in group_changes(plan):
            named = [
                self.put_seal(change if self.opened is None else name_pull(change, self.opened)) for change in group
            ]
            try:
                self.carry_out(named)
            except GithubException as error:
                if isinstance(named[0], PUSHES) and is_refusal(error):
                    raise PushRefusedError(str(error.data.get("message"))) from error
                raise

    def put_seal(self, change: Change) -> Change:
        """Return a change with a seal on what it says in a thread."""
        if isinstance(change, changes.EditIssue):
            return replace(change, body=self.seal_end(change))
        if not isinstance(change, changes.WriteComment | changes.EditComment):
            return change
        return replace(change, body=self.seal.close(name_place(self.nodes.number, change.number), change.body))

    def carry_out(self, group: Sequence[Change]) -> None:
        match group[0]:
            case changes.PushBranch() as change:
                self.push(change, group[1] if len(group) > 1 else None)
            case changes.OpenPull(branch) as change:
                self.note_pull(self.sender.ask_or_move(branch, change.mutation(self.nodes))[0]["pullRequest"])
            case changes.RebuildAndMerge() as change:
                self.branches.rebuild_and_merge(change)
            case changes.MergeByHand() as change:
                self.merge_by_hand(change)
            case changes.EnableAutoMerge() as change:
                self.merge_later(change)
            case changes.CommitFiles() as change:
                self.branches.commit(change)
            case changes.OpenIssue() | changes.EditIssue() as change:
                self.write_issue(change)
            case changes.Report() as change:
                report(self.gateway, change)
            case changes.WriteReview() as change:
                self.rest.review(change)
            case changes.Standalone():
                self.change_together(group)
            case change:
                self.sender.ask_or_move(change.preview(), change.mutation(self.nodes))

    def push(self, change: changes.PushBranch, pull: Change | None) -> None:
        """Commit to a branch if it is still where it was read; a new branch comes with its pull request."""
        if change.head is None:
            self.note_pull(self.branches.start(change, pull))
            return
        commit = self.branches.draft(change.branch, change.base, change.files, change.message)
        self.branches.move(change.branch, commit)

    def write_issue(self, change: changes.OpenIssue | changes.EditIssue) -> None:
        """Write the list's care issue; a new one can be sealed only once it has a number."""
        if isinstance(change, changes.OpenIssue):
            self.need_label(change.label)
            words = {"title": change.title, "body": forget_care(change.body)}
            made = self.gateway.rest("POST", "/issues", contents=1, labels=[change.label], **words)
            change = changes.EditIssue(made["number"], change.body)
            change = replace(change, body=self.seal_end(change))
        self.gateway.rest("PATCH", f"/issues/{change.number}", body=change.body)

    def seal_end(self, change: changes.EditIssue) -> str:
        """Return the text of the care issue with its hidden end sealed; people tick boxes above it."""
        words, end = split_care(change.body)
        return words + self.seal.close(name_place(self.nodes.number, change.number), end)

    def note_pull(self, pull: dict[str, Any] | None) -> None:
        if pull:
            self.opened = pull["number"]
            self.nodes.threads[pull["number"]] = pull["id"]

    def merge_by_hand(self, change: changes.MergeByHand) -> None:
        """Merge a hand-made pull request with the updated list; on a protected branch GitHub merges it alone."""
        try:
            self.rest.merge_by_hand(change, self.nodes)
        except GithubException as error:
            if not is_protection(error):
                raise
            self.merge_now(change)

    def merge_now(self, change: changes.MergeByHand | changes.EnableAutoMerge) -> NoReturn:
        """Have GitHub merge a pull request; its thread and the list then have to be read anew."""
        self.sender.ask_or_move(f"#{change.pull}", change.merging.merge(self.nodes.threads[change.pull], change.head))
        raise MovedError(f"#{change.pull} is merged")

    def merge_later(self, change: changes.EnableAutoMerge) -> None:
        """Have GitHub merge a pull request once nothing is missing, or at once if it need not wait for anything."""
        asked = change.mutation(self.nodes)
        _, errors = self.sender.ask((asked,))
        if errors and NO_WAIT.search(str(errors["f0"].get("message"))):
            self.merge_now(change)
        if errors:
            refuse(f"#{change.pull}", asked, errors["f0"])

    def change_together(self, group: Sequence[Change]) -> None:
        """Send standalone changes in one document; one that was refused is sent once more by itself."""
        for change in group:
            if isinstance(change, changes.AddLabel):
                self.need_label(change.name)
        left = [change for change in group if self.knows(change)]
        if not left:
            return
        _, errors = self.sender.ask([change.mutation(self.nodes) for change in left])
        for number, change in enumerate(left):
            if f"f{number}" in errors:
                self.repeat(change)

    def need_label(self, name: str) -> None:
        """Find the id of one of the bot's labels, creating the label if missing: GitHub would make it grey."""
        if name not in self.nodes.labels and self.sender.labels:
            self.sender.ask(())
        if not self.finds(self.nodes.labels, name, f"/labels/{quote(name)}"):
            raise failure(self.sender.unmade.get(name, {}), "createLabel")

    def knows(self, change: Change) -> bool:
        """Find any ids that a change needs beyond those of the last reading; return whether its target exists."""
        nodes = self.nodes
        match change:
            case changes.DeleteBranch(branch):
                return branch in nodes.tips or self.branches.sees(branch)
            case changes.EditComment(comment=comment) | changes.React(comment):
                return self.finds(nodes.comments, comment, f"/issues/comments/{comment}")
            case changes.RemoveLabel(number, name):
                is_label = self.finds(nodes.labels, name, f"/labels/{quote(name)}")
                return is_label and self.finds(nodes.threads, number, f"/issues/{number}")
            case (
                changes.WriteComment(number)
                | changes.AddLabel(number)
                | changes.EditPull(number)
                | changes.ClosePull(number)
                | changes.CloseIssue(number)
                | changes.ReopenIssue(number)
            ):
                return self.finds(nodes.threads, number, f"/issues/{number}")
        return True

    def finds(self, known: dict[K, str], key: K, path: str) -> bool:
        """Look up an id unless it is known; return whether there is one."""
        if key not in known and (id := self.rest.find_id(path)):
            known[key] = id
        return key in known

    def repeat(self, change: Change) -> None:
        """Send a refused change once more by itself, unless it has taken effect already."""
        if isinstance(change, changes.DeleteBranch):
            self.branches.delete(change.branch)
            return
        if isinstance(change, changes.WriteComment) and self.is_said(change):
            return
        _, errors = self.sender.ask([change.mutation(self.nodes)])
        if errors:
            raise failure(errors["f0"], change.mutation(self.nodes).name)


def is_refusal(error: GithubException) -> bool:
    """Whether GitHub refuses a request for good, and says why."""
    is_for_good = error.status == 403 and pause_after(error) is None
    return isinstance(error.data, dict) and (is_for_good or is_protection(error))
