"""Removes from GitHub's GraphQL answers what others put in the bot's own comments and commits. Pure.

Anyone who may write to a repository can edit the bot's comments and push to its branches under its name. Neither may
pass for the bot: an edited memory is ignored, and a commit by somebody else loses its trailer.
"""

import re
from dataclasses import dataclass
from typing import Any

from bot.hub.seal import Seal, name_place
from bot.workflow.marks import is_marked
from bot.workflow.messages.care import forget_care, is_care, split_care
from bot.workflow.state import forget_marks, forget_state
from bot.workflow.thread import ENTRY_TRAILER


@dataclass(frozen=True, slots=True)
class Screen:
    """Checks an answer about the repository with the number `repository`, which the account `viewer` asked for.

    If GitHub `signs` the commits that it makes for an account, only signed ones count as the account's.
    """

    seal: Seal
    repository: int
    viewer: str
    signs: bool

    def clear(self, found: Any, number: int = 0) -> None:
        """Clean an answer, or a part of it that belongs to thread `number`, in place."""
        if isinstance(found, list):
            for each in found:
                self.clear(each, number)
        elif isinstance(found, dict):
            number = found.get("number", number)
            if found.get("viewerDidAuthor"):
                found["body"] = self.clear_text(found, number)
            if "signature" in found and not self.is_own_commit(found):
                found["message"] = ENTRY_TRAILER.sub("", found["message"])
            for each in found.values():
                self.clear(each, number)

    def clear_text(self, node: dict[str, Any], number: int) -> str:
        """Return the part of a comment or description by the bot's account that can be trusted."""
        if "headRefName" in node:
            return node["body"] if self.is_own_edit(node) else forget_marks(node["body"])
        if "number" in node and is_care(node["body"]):
            # People tick in it, so that its end alone is sealed.
            words, end = split_care(node["body"])
            end, sealed = self.seal.open(name_place(self.repository, number), end)
            return words + end if sealed else forget_care(node["body"])
        words, sealed = self.seal.open(name_place(self.repository, number), node["body"])
        return words if not is_marked(words) or (sealed and self.is_own_edit(node)) else forget_state(words)

    def is_own_edit(self, node: dict[str, Any]) -> bool:
        """Whether nobody but the bot edited a text since it was written."""
        editor = node.get("editor")
        return editor is None or editor["login"] == self.viewer

    def is_own_commit(self, commit: dict[str, Any]) -> bool:
        """Whether GitHub made a commit for the bot: anybody can write a name, but not GitHub's signature.

        For a commit by an App, GitHub names no account as its author; only the address shows it.
        """
        author, signature = commit["author"] or {}, commit["signature"]
        account = (author.get("user") or {}).get("login")
        if account is None and re.fullmatch(rf"(?:\d+\+)?{re.escape(self.viewer)}@.*", author.get("email") or ""):
            account = self.viewer
        return account == self.viewer and (not self.signs or is_githubs(signature))


def is_githubs(signature: dict[str, Any] | None) -> bool:
    return signature is not None and signature["isValid"] and signature["wasSignedByGitHub"]
