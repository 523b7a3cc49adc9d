"""One proposed entry, as the rules see it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.identity.identifiers import Identifier
from bot.catalogue.paper import Paper
from bot.catalogue.relation import Relation
from bot.intake.submission import Operation, Proposal
from bot.review.draft import Draft
from bot.review.rules.finding import Setting


@dataclass(frozen=True, slots=True)
class Case:
    """One proposed entry with all that the rules look at; `choice` names it in a command where there are several.

    `levels` are what the list makes of rules, `allowed` the rules that this entry may break, with who allowed it.
    """

    proposal: Proposal
    draft: Draft
    relation: Relation
    operation: Operation
    before: Paper | None
    after: Paper | None
    catalogue: Catalogue
    unanswered: Collection[Identifier] = ()
    choice: str = ""
    levels: Mapping[str, Setting] = field(default_factory=dict)
    allowed: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_new(self) -> bool:
        """Whether it is to become an entry, so that all that an entry needs has to be said."""
        return self.operation == "add" and not self.relation.is_listed and not self.is_known

    @property
    def is_known(self) -> bool:
        """Whether the list or an older thread has it already, so that nothing else of it matters."""
        return self.relation.disposition in ("duplicate", "pending")

    def binds(self, rule: str) -> bool:
        """Tell whether the list made an error of a rule, so that what is not known has to be asked for."""
        return self.levels.get(rule) == "error"
