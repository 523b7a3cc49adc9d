"""Whose turn it is: repositories take turns, so that a flood on one list does not delay another."""

from __future__ import annotations


class Turns:
    """Remembers of each repository when this process last took a job of it; a restart begins a new round."""

    def __init__(self) -> None:
        self.taken = 0
        self.last: dict[str, int] = {}

    def place(self, due: tuple[str, bool, int]) -> tuple[bool, int, int]:
        """Return where a repository stands, by its first due job: whether a sweep alone asked for it, and its number.

        Whom somebody waits for goes first, then whose turn was longest ago: after a start a sweep asks for every list.
        """
        repository, swept, ticket = due
        return swept, self.last.get(repository, 0), ticket

    def take(self, repository: str) -> None:
        """Take note that a repository had its turn."""
        self.taken += 1
        self.last[repository] = self.taken
