"""What the workflow needs from GitHub; bot/hub provides it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol

from bot.errors import RefusalError
from bot.intake.diff.patch import FileDiff
from bot.workflow.changes import Change
from bot.workflow.thread import Comment, Commit, OwnBranch, Thread


class MovedError(RefusalError):
    """GitHub changed since it was read (a branch moved, somebody merged): read again and decide anew."""


class RestlessError(RefusalError):
    """The thread changed under every attempt; a later attempt may find it at rest."""


class PushRefusedError(RefusalError):
    """GitHub does not let the bot push; the message is GitHub's, on one line."""


class PullRefusedError(RefusalError):
    """GitHub lets the bot open no pull requests here; the message is GitHub's, on one line."""


class MergeRefusedError(RefusalError):
    """GitHub never merges by `method` here: a setting or a rule of the branch forbids it; the message is GitHub's."""

    def __init__(self, words: str, method: str) -> None:
        super().__init__(words)
        self.method = method


class Hub(Protocol):
    """One repository on GitHub, read in its present state."""

    @property
    def repository(self) -> str:
        """Its name as GitHub spells it, OWNER/NAME."""

    def read_repository(self, branch: str) -> OwnBranch:
        """Return the repository, with a branch of the bot's and the open pull request from it."""

    def read_thread(self, number: int) -> Thread | None:
        """Return an issue or pull request with the bot's branch and pull request for it, None if there is none.

        Of a pull request that is known to be the bot's own it is the thread that it was opened for.
        """

    def read_text(self, commit: str, path: str) -> str | None:
        """Return the text of one file at a commit, None if there is none."""

    def read_folder(self, commit: str, folder: str) -> Mapping[str, str]:
        """Return the texts of a data folder at a commit, by path inside it."""

    def read_pages(self, commit: str, patterns: tuple[str, ...]) -> Mapping[str, str]:
        """Return the texts of the pages that some patterns name at a commit, by path.

        In the name of a file a star stands for any letters.
        """

    def read_diff(self, number: int, head: str, wanted: Callable[[str], bool]) -> tuple[FileDiff, ...]:
        """Return the diff of a pull request; the files whose path is `wanted` with their full text at `head`."""

    def read_states(self) -> Mapping[int, Comment]:
        """Return the bot's own comment in every open thread that has one, as of the last thread that was read."""

    def read_unheard(self, number: int) -> Sequence[int]:
        """Return the open threads before `number` that moved lately and that the bot never examined or commented on.

        They are known as of the last thread that was read.
        """

    def read_waiting(self) -> Sequence[int]:
        """Return the open threads, and closed ones with a verdict's label, that moved since they were settled."""

    def settle(self, number: int) -> None:
        """Remember that a thread, as it was last read, needs no other look until it or the list moves."""

    def let_go(self) -> None:
        """Drop all files from memory; settled threads stay settled."""

    def read_history(self, commit: str, folder: str) -> Iterator[Commit]:
        """Yield the commits up to `commit` that changed something in a folder, the newest first."""

    def read_permission(self, login: str) -> str:
        """Return what an account may do in the repository: "admin", "write", "read" or "none"."""

    def has_thread(self, number: int) -> bool:
        """Whether there is an issue or a pull request with this number."""

    def find_care(self) -> int | None:
        """Return the number of the list's care issue, None if it has none."""

    def apply(self, changes: Sequence[Change]) -> None:
        """Carry out changes in their order, together where that saves calls.

        Changes after an OpenPull may name the new pull request as NEW_PULL. MovedError means that the repository is no
        longer in the state that a change expects; the changes before it are done. PushRefusedError means that the bot
        lacks the right to push, or that a rule of the repository forbids it, MergeRefusedError the same for a way of
        merging.
        """

    def pause(self, seconds: float) -> None:
        """Give GitHub time to see its own changes."""
