"""One proposal as the rules see it, and with their findings as the workflow sees it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from bot.catalogue.data.records import dump_paper
from bot.catalogue.paper import Paper
from bot.catalogue.relation import Relation
from bot.intake.diff.change import PageChange
from bot.intake.diff.patch import FileDiff
from bot.intake.submission import Operation, Proposal, Unparsed
from bot.lists import page
from bot.review.change import PaperChange
from bot.review.draft import DraftEntry
from bot.review.rules.finding import Finding

#: The rules violated by a line in none of its section's forms, and by one in the wrong place.
MALFORMED, MISPLACED = "line-form", "line-order"
Verdict = Literal["ready", "needs-info", "duplicate", "needs-maintainer", "not-a-submission"]
#: A thread with several papers gets the label of the first of these verdicts that any of them has.
PRECEDENCE: tuple[Verdict, ...] = ("ready", "needs-info", "needs-maintainer", "duplicate", "not-a-submission")


@dataclass(frozen=True, slots=True)
class Entry:
    """One proposal, its relation to the list, the change it would make, and the findings of the rules.

    `key` identifies it after an edit; `choice` names it in a command if there are several, as "2 ". `unparsed` are
    lines of a page that name no paper; they are kept as an entry of their own, so that nothing in a pull request is
    lost silently.
    """

    number: int
    key: str
    proposal: Proposal
    draft: DraftEntry
    relation: Relation
    change: PaperChange = field(default_factory=PaperChange)
    choice: str = ""
    unparsed: Unparsed | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def operation(self) -> Operation:
        return self.proposal.operation

    @property
    def before(self) -> Paper | None:
        """The paper's present record, None for a new paper or if nothing would change."""
        return self.change.before

    @property
    def after(self) -> Paper | None:
        """The paper's future record, None for a removal or if nothing would change."""
        return self.change.after

    @property
    def paper(self) -> Paper:
        """The paper after the change, or before a removal; raise ValueError if nothing would change."""
        if (paper := self.after or self.before) is None:
            raise ValueError(f"entry {self.number} changes nothing")
        return paper

    @property
    def path(self) -> str | None:
        """The file that a hand-made pull request writes itself, a paper's or a page; None for any other proposal."""
        return self.file.path if self.file else None

    @property
    def file(self) -> FileDiff | None:
        return self.page_change.file if self.page_change else self.proposal.record

    @property
    def lines(self) -> frozenset[int]:
        return self.file.shown if self.file else frozenset()

    @property
    def page_change(self) -> PageChange | None:
        return self.proposal.written.change if self.proposal.written else None

    @property
    def written(self) -> page.PageEntry | None:
        """The entry's lines on a page as the pull request itself has them."""
        return self.proposal.written.entry if self.proposal.written else None

    @property
    def mended(self) -> str | None:
        """Those lines as the bot suggests them, if a rule found them in none of the list's forms."""
        return next((finding.suggestion for finding in self.findings if finding.rule == MALFORMED), None)

    @property
    def is_malformed(self) -> bool:
        """Whether its lines in a pull request get corrected at the merge."""
        return any(finding.rule == MALFORMED for finding in self.findings)

    @property
    def is_misplaced(self) -> bool:
        """Whether these lines are not where the section's order puts them, so that they get moved."""
        return any(finding.rule == MISPLACED for finding in self.findings)

    @property
    def is_moved(self) -> bool:
        """Whether these lines only move within their section, which no rule judges."""
        return self.unparsed is not None and self.unparsed.moved

    @property
    def is_new(self) -> bool:
        """Whether it will become an entry, so that all facts of an entry are needed."""
        return self.operation == "add" and not self.relation.is_listed and not self.is_known

    def like(self, answer: str) -> str:
        """How people answer about it, to continue a sentence with; "" if there is no other entry."""
        return f", like `{self.number}: {answer}`" if self.choice else ""

    @property
    def is_unnamed(self) -> bool:
        return self.is_new and not (self.draft.title or self.draft.links)

    @property
    def lacks_target(self) -> bool:
        """Whether it is not known which listed paper is to be changed."""
        return self.operation != "add" and self.before is None and self.relation.disposition in ("new", "similar")

    @property
    def is_unclear(self) -> bool:
        """Whether a change of a listed paper does not say what to write, or only something that no line shows."""
        said, old = self.proposal, self.proposal.replaces
        facts: tuple[object, ...] = (said.code, said.section, said.authors)
        if self.operation == "fix-link":
            facts += (said.urls,)
        elif self.operation == "update":
            renames = bool(old and old.title and said.title and said.title != old.title)
            facts += (said.venue, said.year, said.written, said.record, renames)
        else:
            return False
        is_silent = bool(self.relation.changes) or not any(facts)
        return self.relation.disposition == "duplicate" and is_silent

    @property
    def is_known(self) -> bool:
        """Whether the list or an older thread has it already, so that nothing else about it matters."""
        return self.relation.disposition in ("duplicate", "pending")

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.level == "error")

    @property
    def verdict(self) -> Verdict:
        """Who has to act next."""
        if self.operation == "remove" and self.relation.is_listed:
            return "ready"
        if self.is_unclear:
            return "needs-maintainer"
        if self.is_known:
            return "duplicate"
        if self.is_moved:
            return "needs-maintainer"
        menders = {finding.by for finding in self.errors}
        if "contributor" in menders:
            return "needs-info"
        if "maintainer" in menders or self.relation.disposition in ("similar", "link-error"):
            return "needs-maintainer"
        return "ready"

    @property
    def nameless(self) -> str:
        """What is shown of a new paper whose title nobody knows yet; of one that the list has, nothing."""
        draft = self.draft
        facts = f"{draft.venue} {draft.year} {draft.sections} {draft.links} {draft.authors}"
        return facts if self.relation.disposition == "new" else "unchanged"

    @property
    def hash(self) -> str:
        """The fingerprint of what is shown, which an approval is for: of a change, what was before as well.

        It leaves out which papers the entry is not, because that is not shown, and its rank in a section, which changes
        with each paper above it.
        """
        name = (self.after or self.before or Paper(self.key, "", {}, ())).id
        records = [record for record in (self.before, self.after) if record] if self.after else []
        shown = (record._replace(distinct=(), sections=dict.fromkeys(record.sections)) for record in records)
        content = "\n".join(map(dump_paper, shown)) or ("removed" if self.before else self.nameless)
        return hashlib.sha256(f"{name}\n{content}".encode()).hexdigest()[:32]


def sum_up(entries: Iterable[Entry]) -> Verdict:
    """Return the verdict on several entries together: the one that asks for somebody's action first."""
    found = {entry.verdict for entry in entries}
    return next((verdict for verdict in PRECEDENCE if verdict in found), "not-a-submission")
