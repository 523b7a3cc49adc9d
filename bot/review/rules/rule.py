"""A rule, declared by a decorator where its check is written."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Generic, NamedTuple, ParamSpec

from bot.review.rules.finding import Finding, Level, Setting

#: What the checks of a rule are given: an entry and its context, or a file.
P = ParamSpec("P")

#: What a list may make of a matter of taste, and of what is only told.
FREELY: tuple[Setting, ...] = ("off", "note", "warning", "error")
QUIETLY: tuple[Setting, ...] = ("off", "note", "warning")


class Rule(NamedTuple, Generic[P]):
    """A rule's id and level, its row in the rule book (`title`, `docs`), and the function that finds what breaks it.

    `settings` are what a list may make of it; `allowable` says whether a maintainer may let one entry break it. A rule
    that keeps the data valid has neither.
    """

    id: str
    level: Level
    title: str
    docs: str
    check: Callable[P, Iterable[Finding]]
    settings: tuple[Setting, ...] = ()
    allowable: bool = False

    def find(self, *args: P.args, **kwargs: P.kwargs) -> Iterator[Finding]:
        """Yield what the check finds, with the rule's id, level and title."""
        for finding in self.check(*args, **kwargs):
            yield replace(finding, rule=self.id, level=self.level, title=self.title)


class Rules(Generic[P]):
    """The rules that one module declares, in the order in which they are written there.

    The registry takes them module by module, so that nothing depends on which module was imported first.
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
        """Return the decorator that makes a rule of a check; the name of the function then is the rule's."""

        def make(check: Callable[P, Iterable[Finding]]) -> Rule[P]:
            rule = Rule(id, level, title, docs, check, settings, allowable)
            self.declared.append(rule)
            return rule

        return make
