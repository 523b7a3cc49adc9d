"""One thing that a rule noticed, with how to mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from bot.catalogue.data.yamltext import Keys

Level = Literal["error", "warning", "note"]
#: What a list may make of a rule.
Setting = Literal["off", "note", "warning", "error"]
#: Who can mend a fault.
Person = Literal["contributor", "maintainer"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Finding:
    """`title` names the kind of fault in a few words, `message` this one; `mend` says what to do about it.

    `path` and `line` (from 1) say where it is in a file, `last` its last line; `suggestion` is what should stand there
    instead. `by` says who can mend it. The texts are Markdown; what strangers wrote is escaped.
    """

    rule: str
    level: Level
    title: str
    message: str
    hint: str = ""
    path: str | None = None
    line: int | None = None
    last: int | None = None
    suggestion: str | None = None
    by: Person = "contributor"


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule's check returns: one place where the rule is broken; `keys` lead to it in the file's content."""

    message: str
    hint: str = ""
    path: str | None = None
    line: int | None = None
    keys: Keys = ()
    last: int | None = None
    suggestion: str | None = None
    by: Person = "contributor"


@dataclass(frozen=True, slots=True)
class Rule(Generic[T]):
    """A rule over a T: its id and level, its page in the rule book, and the function that finds the faults.

    `settings` are what a list may make of it; `allowable` says whether a maintainer may let one entry break it. A rule
    that keeps the data valid has neither.
    """

    id: str
    level: Level
    title: str
    docs: str
    check: Callable[[T], Iterable[Fault]]
    settings: tuple[Setting, ...] = ()
    allowable: bool = False

    def find(self, subject: T) -> Iterable[Finding]:
        """Yield a finding for each fault."""
        for fault in self.check(subject):
            place = (fault.path, fault.line, fault.last, fault.suggestion)
            yield Finding(self.id, self.level, self.title, fault.message, fault.hint, *place, fault.by)
