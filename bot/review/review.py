"""Submission x Catalogue -> Review: each proposal judged, with what it would change in the data."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.characters import find_hidden, strip_hidden
from bot.catalogue.data.records import dump_paper
from bot.catalogue.identity.identifiers import Identifier, clean_link
from bot.catalogue.identity.metadata import Metadata
from bot.catalogue.identity.titles import fold_title
from bot.catalogue.matching import Index
from bot.catalogue.paper import Paper
from bot.catalogue.relation import Relation, changed_fields, find_listed, relate
from bot.intake.diff.patch import FileDiff
from bot.intake.submission import Intent, Operation, Proposal, Submission, Unparsed
from bot.review.case import Case
from bot.review.change import Change, amend_paper, change_paper, remove_paper
from bot.review.config import Config
from bot.review.draft import Draft, draft_entry
from bot.review.judgement import judge
from bot.review.rules.finding import Finding
from bot.review.rules.record import draft_record, judge_record, open_record, relate_record
from bot.review.rules.unparsed import draft_nothing, judge_lines

Verdict = Literal["ready", "needs-info", "duplicate", "needs-maintainer", "not-a-submission"]

#: An entry is known again by so many letters.
LONGEST_KEY = 80
#: A thread with several papers is labelled by the first of these that any of them has.
PRECEDENCE: tuple[Verdict, ...] = ("ready", "needs-info", "needs-maintainer", "duplicate", "not-a-submission")


@dataclass(frozen=True, slots=True)
class ReviewContext:
    """What a review may look at besides the submission.

    `facts` are answers to look-ups, `unanswered` the identifiers that could not be looked up. `pending` are the
    entries of older open threads, keyed "#12", `added` is the day of the proposal. `fields`, `distinct` and `allowed`
    are what people settled by commands, keyed by the entry's key: the fields' values, the papers and threads that it
    is not, and who allowed it to break which rule. `config` are the list's settings.
    """

    catalogue: Catalogue
    index: Index
    pending: Index
    added: str
    facts: Mapping[Identifier, Metadata] = field(default_factory=dict)
    unanswered: frozenset[Identifier] = frozenset()
    fields: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    distinct: Mapping[str, str] = field(default_factory=dict)
    allowed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    config: Config = field(default_factory=Config)


@dataclass(frozen=True, slots=True)
class Entry:
    """One proposal with its verdict; `before` and `after` are the paper's record as it is and as it would be.

    `before` None means a new paper, `after` None its removal, both None that nothing would change. `path` is the file
    that a hand-made pull request writes itself, `lines` are those that its diff shows. `unread` are lines of the list
    that say nothing of a paper; they wait as an entry of their own, so that nothing of a request is lost silently.
    """

    number: int
    key: str
    draft: Draft
    relation: Relation
    findings: tuple[Finding, ...]
    verdict: Verdict
    operation: Operation = "add"
    before: Paper | None = None
    after: Paper | None = None
    path: str | None = None
    lines: frozenset[int] = frozenset()
    unparsed: Unparsed | None = None

    @property
    def hash(self) -> str:
        """The fingerprint of what is shown, to which an approval is bound; which papers it is not shows nowhere."""
        name = (self.after or self.before or Paper(self.key, "", {}, ())).id
        shown = replace(self.after, distinct=()) if self.after else None
        content = dump_paper(shown) if shown else "removed" if self.before else "unchanged"
        return hashlib.sha256(f"{name}\n{content}".encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Review:
    """All that was found in a submission.

    `rest` are the paths of other changes, which are for people, `unused_links` links that lead to no paper, and
    `hidden` the names of characters that nobody sees, which were left out.
    """

    intent: Intent
    entries: tuple[Entry, ...] = ()
    rest: tuple[str, ...] = ()
    unused_links: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()

    @property
    def is_handmade(self) -> bool:
        """Whether a pull request writes papers' files itself, so that it is merged as it stands."""
        return any(entry.path for entry in self.entries)


def sum_up(entries: Iterable[Entry]) -> Verdict:
    """Return the verdict of several entries together: the one that asks for somebody's next step first."""
    found = {entry.verdict for entry in entries}
    return next((verdict for verdict in PRECEDENCE if verdict in found), "not-a-submission")


def review_submission(submission: Submission, context: ReviewContext) -> Review:
    """Judge every proposal of a submission by itself."""
    if submission.intent not in ("add", "update", "fix-link", "remove"):
        return Review(submission.intent, rest=submission.rest)
    several = len(submission.proposals) + len(submission.unparsed) > 1
    numbered = enumerate(submission.proposals, start=1)
    entries = [review_proposal(n, p, context, choice=f"{n} " if several else "") for n, p in numbered]
    unparsed = enumerate(submission.unparsed, start=len(entries) + 1)
    entries += [review_lines(n, lines, context) for n, lines in unparsed]
    hidden = {*submission.hidden, *(name for proposal in submission.proposals for name in find_in_proposal(proposal))}
    return Review(
        submission.intent, tuple(entries), submission.rest, submission.unused_links, hidden=tuple(sorted(hidden))
    )


def review_proposal(number: int, proposal: Proposal, context: ReviewContext, *, choice: str = "") -> Entry:
    """Complete one proposal, find what it is to the catalogue, and ask the rules."""
    if proposal.record:
        return review_record(number, proposal, proposal.record, context, choice=choice)
    key = entry_key(proposal) or f"entry {number}"
    proposal = strip_proposal(apply_fields(proposal, context.fields.get(key, {})))
    distinct = frozenset(context.distinct.get(key, "").split())
    draft = draft_entry(proposal, context.catalogue, context.facts, distinct=distinct)
    if proposal.operation == "add":
        relation = relate_draft(draft, context)
        before, after = change_paper(draft, relation, context.catalogue, added=context.added)
    else:
        relation, before, after = relate_change(proposal, draft, context)
    findings = judge_proposal(proposal, draft, relation, (before, after), context, key=key, choice=choice)
    verdict = verdict_of(relation, findings, proposal.operation)
    return Entry(number, key, draft, relation, findings, verdict, proposal.operation, before, after)


def review_record(
    number: int, proposal: Proposal, file: FileDiff, context: ReviewContext, *, choice: str = ""
) -> Entry:
    """Judge a paper's own file as a pull request leaves it."""
    catalogue = context.catalogue
    record = open_record(file, catalogue)
    draft = draft_record(record, catalogue)
    relation = relate_record(record, draft, context.index, catalogue)
    before, after = (record.listed, record.after) if relation.disposition != "duplicate" else (None, None)
    if draft.unknown_section:
        before, after = None, None
    if file.status == "removed":
        before = record.listed
    on_file = tuple(judge_record(record))
    unparsed = any(finding.level == "error" for finding in on_file)
    judged = judge_proposal(proposal, draft, relation, (before, after), context, key=record.id, choice=choice)
    findings = on_file if unparsed and record.after is None else (*on_file, *judged)
    verdict = verdict_of(relation, findings, proposal.operation)
    known = (number, record.id, draft, relation, findings, verdict, proposal.operation, before, after)
    return Entry(*known, path=file.path, lines=file.shown)


def review_lines(number: int, lines: Unparsed, context: ReviewContext) -> Entry:
    """Return the entry that stands for lines that are none; it waits until they are mended, or for a rejection."""
    draft, relation = draft_nothing(context.catalogue), Relation("new")
    findings = judge_lines(lines, context.catalogue)
    key = shorten_key(fold_title(lines.text)) or f"entry {number}"
    return Entry(number, key, draft, relation, findings, verdict_of(relation, findings, "add"), unparsed=lines)


def judge_proposal(
    proposal: Proposal,
    draft: Draft,
    relation: Relation,
    change: Change,
    context: ReviewContext,
    *,
    key: str,
    choice: str,
) -> tuple[Finding, ...]:
    """Return what the rules find, at the levels that the list gave them and with what people allowed this entry."""
    case = Case(
        proposal,
        draft,
        relation,
        proposal.operation,
        before=change[0],
        after=change[1],
        catalogue=context.catalogue,
        unanswered=context.unanswered,
        choice=choice,
        levels=context.config.levels,
        allowed=context.allowed.get(key, {}),
    )
    return tuple(judge(case))


def relate_change(
    proposal: Proposal, new: Draft, context: ReviewContext
) -> tuple[Relation, Paper | None, Paper | None]:
    """Find the listed paper that a change is about, and return it as it is and as it would be."""
    catalogue = context.catalogue
    old = draft_entry(proposal.replaces or Proposal(), catalogue, {}, distinct=frozenset())
    subject = old if old.title or old.links else new
    relation = find_listed(subject.record(), index=context.index, catalogue=catalogue)
    listed = catalogue.papers.get(relation.paper or "")
    if listed is None or not relation.is_listed:
        return relation, None, None
    if proposal.operation == "remove":
        return relation, listed, remove_paper(listed, next(iter(old.sections), None))
    after = amend_paper(listed, new, old, catalogue, link_is_new=proposal.operation == "fix-link")
    if after == listed:
        return relation, None, None
    return replace(relation, disposition="update", changes=changed_fields(listed, after)), listed, after


def entry_key(proposal: Proposal) -> str:
    """Return what makes this the same proposal after an edit of something else: its identifier, address or title."""
    if proposal.urls:
        link = clean_link(proposal.urls[0])
        return shorten_key(str(link.identifier or link.url))
    return shorten_key(fold_title(proposal.title or ""))


def shorten_key(key: str) -> str:
    """A key as it is, or its beginning with a fingerprint: what the bot remembers of an entry stands in a comment."""
    if len(key) <= LONGEST_KEY:
        return key
    return f"{key[: LONGEST_KEY - 17]}-{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def apply_fields(proposal: Proposal, fields: Mapping[str, str]) -> Proposal:
    """Return the proposal with what `/set` and `/section` said instead of what the thread says."""
    return replace(
        proposal,
        title=fields.get("title", proposal.title),
        urls=(fields["link"],) if "link" in fields else proposal.urls,
        code=fields.get("code", proposal.code),
        venue=fields.get("venue", proposal.venue),
        year=int(fields["year"]) if "year" in fields else proposal.year,
        section=fields.get("section", proposal.section),
        under=() if "section" in fields else proposal.under,
    )


def strip_proposal(proposal: Proposal) -> Proposal:
    """A proposal without characters that nobody sees; the review names them."""
    return replace(
        proposal,
        title=strip_hidden(proposal.title) if proposal.title else proposal.title,
        venue=strip_hidden(proposal.venue) if proposal.venue else proposal.venue,
        code=strip_hidden(proposal.code) if proposal.code else proposal.code,
        urls=tuple(map(strip_hidden, proposal.urls)),
        authors=tuple(map(strip_hidden, proposal.authors)),
    )


def find_in_proposal(proposal: Proposal) -> tuple[str, ...]:
    """The names of the characters in a proposal that nobody sees."""
    texts = (proposal.title, proposal.venue, proposal.code, *proposal.urls, *proposal.authors)
    return find_hidden(text for text in texts if text)


def relate_draft(draft: Draft, context: ReviewContext) -> Relation:
    """Ask first the list, then the older open threads, whether they have this paper."""
    record = draft.record()
    relation = relate(record, draft.links, draft.sections, index=context.index, catalogue=context.catalogue)
    if relation.disposition not in ("new", "similar"):
        return relation
    pending = context.pending.match(record)
    if pending.kind == "same":
        return Relation("pending", pending.key, pending.candidates)
    return replace(relation, rival=pending.key) if pending.kind == "link-error" else relation


def verdict_of(relation: Relation, findings: tuple[Finding, ...], operation: Operation) -> Verdict:
    """Return who has to act next."""
    if operation == "remove" and relation.is_listed:
        return "ready"
    if relation.disposition in ("duplicate", "pending"):
        return "duplicate"
    menders = {finding.by for finding in findings if finding.level == "error"}
    if "contributor" in menders:
        return "needs-info"
    if "maintainer" in menders or relation.disposition in ("similar", "link-error"):
        return "needs-maintainer"
    return "ready"
