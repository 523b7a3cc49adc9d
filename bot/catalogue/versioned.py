"""A mapping that many versions share: a step for each paper of a long list would cost more than all else an event does.

Each version is a base that it has in common with others, with its own changes on top.
"""

from collections.abc import Iterator, Mapping, MutableMapping
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")

#: So many changes are carried along, or such a part of the base, before they become a base of their own.
FEW, PART = 256, 16


class Versioned(MutableMapping[K, V]):
    """The values of `base` with `changes` on top, in which None takes a key away; `base` must never change."""

    def __init__(self, base: Mapping[K, V], changes: dict[K, V | None]) -> None:
        self.base = base
        self.changes = changes

    def __getitem__(self, key: K) -> V:
        if key not in self.changes:
            return self.base[key]
        value = self.changes[key]
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key: K, value: V) -> None:
        self.changes[key] = value

    def __delitem__(self, key: K) -> None:
        if key not in self:
            raise KeyError(key)
        self.changes[key] = None

    def __iter__(self) -> Iterator[K]:
        yield from (key for key in self.base if key not in self.changes)
        yield from (key for key, value in self.changes.items() if value is not None)

    def __len__(self) -> int:
        added = sum((value is not None) - (key in self.base) for key, value in self.changes.items())
        return len(self.base) + added

    def __repr__(self) -> str:
        return repr(dict(self))


def amend(values: Mapping[K, V], changes: Mapping[K, V | None]) -> Versioned[K, V]:
    """Return values with others in place of those with their keys, without those that are None; they stay as they are.

    A plain mapping becomes the base, so nobody may change it from then on.
    """
    base, known = (values.base, values.changes) if isinstance(values, Versioned) else (values, {})
    both = {**known, **changes}
    if len(both) <= max(FEW, len(base) // PART):
        return Versioned(base, both)
    whole = dict(base)
    for key, value in both.items():
        if value is None:
            whole.pop(key, None)
        else:
            whole[key] = value
    return Versioned(whole, {})


def differences(values: Mapping[K, V], others: Mapping[K, V]) -> set[K]:
    """Return the keys whose values differ; of two versions of one base only the changes are looked at."""
    one: Mapping[K, V | None] = values
    other: Mapping[K, V | None] = others
    if isinstance(values, Versioned) and isinstance(others, Versioned) and values.base is others.base:
        one, other = values.changes, others.changes
    keys = (key for key in one.keys() | other.keys() if one.get(key, one) is not other.get(key, one))
    return {key for key in keys if values.get(key) != others.get(key)}
