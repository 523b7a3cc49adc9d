"""A rule, declared by a decorator on its check."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Generic, NamedTuple, ParamSpec

from bot.review.rules.finding import Finding, Level, Setting

#: The arguments of a rule's check: an entry and its context, or a file.
P = ParamSpec("P")

#: The levels that a list may give to a rule of taste, and to a mere note.
FREELY: tuple[Setting, ...] = ("off", "note", "warning", "error")
QUIETLY: tuple[Setting, ...] = ("off", "note", "warning")


class Rule(NamedTuple, Generic[P]):
    """A rule's id and level, its row in the rule book (`title`, `docs`), and the function that finds violations.

    `settings` are the levels that a list may give it; `allowable` means that a maintainer may let one entry break it. A
    rule that keeps the data valid has neither.
    """

    id: str
    level: Level
    title: str
    docs: str
    check: Callable[P, Iterable[Finding]]
    settings: tuple[Setting, ...] = ()
    allowable: bool = False

    def find(self, *args: P.args, **kwargs: P.kwargs) -> Iterator[Finding]:
        for finding in self.check(*args, **kwargs):
            yield replace(finding, rule=self.id, level=self.level, title=self.title)


class Rules(Generic[P]):
    """The rules of one module, in the order in which they are declared.

    The registry collects them module by module, so that nothing depends on the order of imports.
    """

    def __init__(self) -> None:
        self.declared: list[Rule[P]] = []

    def __iter__(self) -> Iterator[Rule[P]]:
        return iter(self.declared)

    def declare(
        self,
        id: str,
        level: Level,
        title: str,
        docs: str,
        *,
        settings: tuple[Setting, ...] = (),
        allowable: bool = False,
    ) -> Callable[[Callable[P, Iterable[Finding]]], Rule[P]]:
        """Return a decorator that makes a rule of a check, under the name of the function."""

        def make(check: Callable[P, Iterable[Finding]]) -> Rule[P]:
            rule = Rule(id, level, title, docs, check, settings, allowable)
            self.declared.append(rule)
            return rule

        return make
