"""Whose turn it is: repositories take turns, so that a flood on one list does not delay another."""

from __future__ import annotations

from collections.abc import Iterable


class Turns:
    """Remembers of each repository when this process last took a job of it; a restart begins a new round."""

    def __init__(self) -> None:
        self.taken = 0
        self.last: dict[str, int] = {}

    def order(self, first: Iterable[tuple[str, int]]) -> list[str]:
        """Sort repositories, each with the number of its first due job: those whose turn was longest ago come first."""
        return [name for name, _ in sorted(first, key=lambda due: (self.last.get(due[0], 0), due[1]))]

    def take(self, repository: str) -> None:
        """Take note that a repository had its turn."""
        self.taken += 1
        self.last[repository] = self.taken
