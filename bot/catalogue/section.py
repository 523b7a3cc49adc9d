"""The list's sections: a tree whose leaves hold papers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the list; `parent` is the id of the heading above it, None at the top."""

    id: str
    title: str
    parent: str | None = None
