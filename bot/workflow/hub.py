"""What the workflow asks of GitHub; bot/hub answers it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol

from bot.errors import RefusalError
from bot.intake.diff.patch import FileDiff
from bot.workflow.changes import Change
from bot.workflow.thread import Comment, Commit, OwnBranch, Thread


class MovedError(RefusalError):
    """GitHub no longer stands as it was read (a branch moved, somebody merged): read again and decide anew."""


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
    """One repository on GitHub, read as it stands now."""

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
        """Return what a pull request changes; the files whose path is `wanted` with their whole text at `head`."""

    def read_states(self) -> Mapping[int, Comment]:
        """Return the bot's own comment in every open thread that has one, as of the last thread that was read."""

    def read_unheard(self, number: int) -> Sequence[int]:
        """Return the open threads before `number` that moved lately and that the bot never looked at or spoke in.

        They are known as of the last thread that was read.
        """

    def read_waiting(self) -> Sequence[int]:
        """Return the open threads, and closed ones that carry a verdict still, that moved since they were settled."""

    def settle(self, number: int) -> None:
        """Remember that a thread, as it was last read, needs no other look until it or the list moves."""

    def let_go(self) -> None:
        """Keep no files in memory; what was settled stays so."""

    def read_history(self, commit: str, folder: str) -> Iterator[Commit]:
        """Yield the commits up to `commit` that changed something in a folder, the newest first."""

    def read_permission(self, login: str) -> str:
        """Return what an account may do in the repository: "admin", "write", "read" or "none"."""

    def has_thread(self, number: int) -> bool:
        """Tell whether there is an issue or a pull request of this number."""

    def find_care(self) -> int | None:
        """Return the number of the issue in which the bot cares for the list, None where it has none."""

    def apply(self, changes: Sequence[Change]) -> None:
        """Carry out changes in their order, together where that saves calls.

        What comes after an OpenPull may name the new pull request as NEW_PULL. MovedError says that what a change
        builds on is no longer so; what stands before it is done. PushRefusedError says that the bot lacks the right to
        push, or that a rule of the repository forbids it, MergeRefusedError the same of a way of merging.
        """

    def pause(self, seconds: float) -> None:
        """Give GitHub time to see its own changes."""
