"""Writes that GraphQL has no mutation for: commits with two parents, reviews with several notes, and look-ups."""

import hashlib
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from github import GithubException

from bot.hub.gateway import Gateway
from bot.hub.read.file_cache import FileCache
from bot.workflow.changes import MergeByHand, WriteReview
from bot.workflow.changes.mutation import NodeIds, Tip
from bot.workflow.hub import MovedError
from bot.workflow.thread import UPKEEP

#: GitHub's answers when something changed since it was read, or exists already.
CHANGED = (HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY)


class RestWriter:
    """Writes to one repository over REST, one request at a time; `cache` records the files it writes."""

    def __init__(self, gateway: Gateway, cache: FileCache) -> None:
        self.gateway = gateway
        self.cache = cache

    def review(self, change: WriteReview) -> None:
        notes = [
            {"path": note.path, "line": note.line, "side": "RIGHT", "body": note.body}
            | ({"start_line": note.first, "start_side": "RIGHT"} if note.first else {})
            for note in change.notes
        ]
        content: dict[str, Any] = {"commit_id": change.head, "body": change.body, "event": "COMMENT", "comments": notes}
        self.gateway.rest("POST", f"/pulls/{change.number}/reviews", contents=1, **content)

    def merge_by_hand(self, change: MergeByHand, nodes: NodeIds) -> None:
        """Put a merge commit on the default branch; raise MovedError, or GitHub's refusal of any push."""
        rest = self.gateway.rest
        under = nodes.tree if change.base == nodes.head else rest("GET", f"/git/commits/{change.base}")["tree"]["sha"]
        entries = [
            {"path": path, "mode": "100644", "type": "blob"} | ({"sha": None} if text is None else {"content": text})
            for path, text in change.files.items()
        ]
        tree: str = rest("POST", "/git/trees", base_tree=under, tree=entries)["sha"]
        self.cache.write(change.base, tree, change.files)
        commit: dict[str, Any] = {"message": change.merging.text, "tree": tree, "parents": [change.base, change.head]}
        made: str = rest("POST", "/git/commits", **commit)["sha"]
        try:
            # Without force GitHub refuses a commit that is not on top of where the branch stands.
            rest("PATCH", f"/git/refs/heads/{quote(change.branch)}", sha=made, force=False)
        except GithubException as error:
            if error.status not in CHANGED or is_protection(error):
                raise
            raise MovedError(change.branch) from error

    def find_id(self, path: str) -> str | None:
        found = self.gateway.find(path)
        return found["node_id"] if found else None

    def find_tip(self, branch: str) -> Tip | None:
        found = self.gateway.find(f"/git/ref/heads/{quote(branch)}")
        if found is None:
            return None
        commit = self.gateway.rest("GET", f"/git/commits/{found['object']['sha']}")
        return Tip(commit["sha"], commit["message"], tuple(parent["sha"] for parent in commit["parents"]))

    def find_pulls(self, branch: str) -> list[dict[str, Any]]:
        """The open pull requests from a branch of this repository.

        GitHub filters by the owner's name only, and an organisation may have forks of its own lists.
        """
        owner = self.gateway.repository.partition("/")[0]
        found = self.gateway.rest("GET", f"/pulls?state=open&head={owner}:{quote(branch)}")
        homes = ((pull, pull["head"]["repo"]) for pull in found)
        return [pull for pull, home in homes if home and home["id"] == pull["base"]["repo"]["id"]]


def upkeep_branch(message: str) -> str:
    """The name of the branch for a commit that brings data and list together again."""
    return f"{UPKEEP}{hashlib.sha256(message.encode()).hexdigest()[:8]}"


def is_protection(error: GithubException) -> bool:
    """Whether GitHub refuses a push because the branch accepts changes through pull requests only.

    A branch whose pull request is in the merge queue is locked with much the same message until it is taken out.
    """
    text = str(error.data).lower()
    if "queued for merging" in text:
        return False
    is_refused = error.status in (HTTPStatus.FORBIDDEN, *CHANGED)
    return is_refused and ("protected branch" in text or "rule violations" in text)
