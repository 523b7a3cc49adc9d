"""Reviews a submission: judges each proposal, with the change it would make in the data."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count

from bot.catalogue.characters import find_hidden, strip_hidden
from bot.catalogue.identity.authors import split_authors
from bot.catalogue.identity.identifiers import clean_link
from bot.catalogue.identity.titles import fold_title
from bot.catalogue.relation import Relation, changed_fields, find_listed, relate
from bot.intake.diff.patch import FileDiff
from bot.intake.submission import Intent, Operation, Proposal, Submission, Unparsed
from bot.lists.cataloguing import PageList
from bot.review.change import PaperChange, amend_paper, change_paper, remove_paper
from bot.review.context import ReviewContext
from bot.review.draft import PEOPLE, DraftEntry, draft_entry, settle_section
from bot.review.entry import Entry
from bot.review.judgement import judge
from bot.review.paper_file import change_by_file, draft_paper_file, open_paper_file, relate_paper_file
from bot.review.rules import unparsed
from bot.review.rules.paper_file import judge_paper_file

#: How many letters of a key are kept.
LONGEST_KEY = 80
#: The fields of a listed paper that somebody sets to change it.
SETTLED = frozenset({"title", "venue", "year"})


@dataclass(frozen=True, slots=True)
class Review:
    """Everything found in a submission.

    `rest` are the paths of other changes, which people have to judge; `unused` is text that went into no entry, and
    `hidden` the names of invisible characters that were removed. `moved` counts the entries that also move within their
    section. `is_wished` means that the words or the form ask for the entries, rather than only mention a paper.
    """

    intent: Intent
    entries: tuple[Entry, ...] = ()
    rest: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    moved: int = 0
    is_wished: bool = True

    @property
    def is_handmade(self) -> bool:
        """Whether a pull request writes papers' files itself, so that it is merged as it is."""
        return any(entry.path for entry in self.entries)


def review_submission(submission: Submission, context: ReviewContext) -> Review:
    """Judge each proposal of a submission by itself."""
    if submission.intent not in ("add", "update", "fix-link", "remove"):
        return Review(submission.intent, rest=submission.rest)
    several = len(submission.proposals) + len(submission.unparsed) > 1
    numbered = zip(submission.numbers or count(1), submission.proposals, entry_keys(submission.proposals), strict=False)
    entries = [review_proposal(n, p, key, context, choice=f"{n} " if several else "") for n, p, key in numbered]
    others = enumerate(submission.unparsed, start=entries[-1].number + 1 if entries else 1)
    entries += [replace(review_lines(n, lines, context), choice=f"{n} " if several else "") for n, lines in others]
    hidden = {*submission.hidden, *(name for proposal in submission.proposals for name in find_in_proposal(proposal))}
    return Review(
        submission.intent,
        tuple(entries),
        submission.rest,
        submission.unused,
        hidden=tuple(sorted(hidden)),
        moved=submission.moved,
        is_wished=submission.is_wished,
    )


def review_proposal(number: int, proposal: Proposal, key: str, context: ReviewContext, *, choice: str) -> Entry:
    """Complete one proposal, relate it to the catalogue, and ask the rules."""
    if proposal.record:
        return review_paper_file(number, proposal, proposal.record, context, choice=choice)
    key = key or f"entry {number}"
    fields = context.fields.get(key, {})
    proposal = strip_proposal(apply_fields(name_listed(proposal, fields, context), fields))
    distinct = frozenset(context.distinct.get(key, "").split())
    draft = draft_entry(proposal, context.catalogue, context.facts, distinct)
    draft = place_written(draft, proposal, context.page_list)
    if proposal.operation == "add":
        relation = relate_draft(draft, proposal, context)
        if only_redates(draft, relation, context):
            draft = replace(draft, venue=None, year=None)
            relation = relate_draft(draft, proposal, context)
        # A listed paper stays where it is: a section that nobody named would list it twice.
        draft = draft if relation.is_listed else settle_section(draft, proposal, context.catalogue)
        change = change_paper(draft, relation, context.catalogue, added=context.added)
    else:
        relation, change = relate_change(proposal, draft, context)
    entry = Entry(number, key, proposal, draft, relation, change, choice)
    return replace(entry, findings=judge(entry, context))


def place_written(draft: DraftEntry, proposal: Proposal, listed: PageList | None) -> DraftEntry:
    """Put an entry that a person wrote on a page into the section of its headings: one name can be that of several."""
    written = proposal.written
    if draft.sections or listed is None or written is None or written.entry is None:
        return draft
    path, page = written.change.file.path, written.change.after
    section = listed.find_section(path, page.path(written.entry))
    if section is None:
        return draft
    return replace(draft, sections=(section,), unknown_section=None, sources={**draft.sources, "section": PEOPLE})


def review_paper_file(number: int, proposal: Proposal, diff: FileDiff, context: ReviewContext, *, choice: str) -> Entry:
    """Judge a paper's own file as a pull request leaves it."""
    file = open_paper_file(diff, context.catalogue)
    draft = draft_paper_file(file, context.catalogue)
    relation = relate_paper_file(file, draft, context.index, context.catalogue)
    entry = Entry(number, file.id, proposal, draft, relation, change_by_file(file, draft, relation), choice)
    on_file = judge_paper_file(file)
    is_unreadable = file.after is None and any(finding.level == "error" for finding in on_file)
    return replace(entry, findings=on_file if is_unreadable else (*on_file, *judge(entry, context)))


def review_lines(number: int, lines: Unparsed, context: ReviewContext) -> Entry:
    """Return an entry for lines that are none; it waits until they are corrected or rejected."""
    key = shorten_key(fold_title(lines.text)) or f"entry {number}"
    draft = draft_entry(Proposal(), context.catalogue)
    findings = tuple(finding for rule in unparsed.RULES for finding in rule.find(lines, context.catalogue.entry))
    return Entry(number, key, Proposal(), draft, Relation("new"), unparsed=lines, findings=findings)


def name_listed(proposal: Proposal, fields: Mapping[str, str], context: ReviewContext) -> Proposal:
    """Return the proposal of a listed paper as a change to it, if a command settled its title, venue or year.

    Otherwise a title identifies the paper, and a better one would identify another; a venue only betters a preprint's.
    """
    if proposal.replaces or not SETTLED.intersection(fields):
        return proposal
    named = draft_entry(strip_proposal(proposal), context.catalogue)
    relation = find_listed(named.record(), index=context.index, catalogue=context.catalogue)
    listed = context.catalogue.papers.get(relation.paper or "") if relation.is_listed else None
    if listed is None:
        return proposal
    # For the repair of a dead link, the address given is the new one.
    urls = () if proposal.operation == "fix-link" else proposal.urls
    operation: Operation = "update" if proposal.operation == "add" else proposal.operation
    return replace(proposal, operation=operation, replaces=Proposal(title=listed.title, urls=urls))


def relate_change(proposal: Proposal, new: DraftEntry, context: ReviewContext) -> tuple[Relation, PaperChange]:
    """Find the listed paper that a change is about, and what would change in it."""
    catalogue = context.catalogue
    old = draft_entry(proposal.replaces or Proposal(), catalogue)
    subject = old if old.title or old.links else new
    relation = find_listed(subject.record(), index=context.index, catalogue=catalogue)
    listed = catalogue.papers.get(relation.paper or "")
    if listed is None or not relation.is_listed:
        return relation, PaperChange()
    if proposal.operation == "remove":
        return relation, PaperChange(listed, remove_paper(listed, next(iter(old.sections), None)))
    after = amend_paper(listed, new, old, catalogue, link_is_new=proposal.operation == "fix-link")
    relation = replace(relation, changes=changed_fields(listed, after))
    # An edit of the page itself also changes words of the line that are no fact of the paper.
    if not (proposal.written and proposal.written.entry) and (after == listed or not context.shows(listed, after)):
        return relation, PaperChange()
    return replace(relation, disposition="update"), PaperChange(listed, after)


def entry_keys(proposals: Iterable[Proposal]) -> Iterator[str]:
    """Yield a key for each entry; a paper proposed for two sections appears twice, and the second is numbered."""
    seen: Counter[str] = Counter()
    for proposal in proposals:
        key = entry_key(proposal)
        seen[key] += 1
        yield f"{key} {seen[key]}" if key and seen[key] > 1 else key


def entry_key(proposal: Proposal) -> str:
    """Return a key that stays when something else is edited: the entry's identifier, address or title."""
    if proposal.urls:
        return shorten_key(clean_link(proposal.urls[0]).page)
    return shorten_key(fold_title(proposal.title or ""))


def shorten_key(key: str) -> str:
    """Return a key as it is, or its beginning with a fingerprint: keys are stored in the bot's comment."""
    if len(key) <= LONGEST_KEY:
        return key
    return f"{key[: LONGEST_KEY - 17]}-{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def apply_fields(proposal: Proposal, fields: Mapping[str, str]) -> Proposal:
    """Return the proposal with the values from `/set` and `/section` in place of the thread's."""
    # What a person's own pull request has for the entry no longer matches.
    written = replace(proposal.written, entry=None) if proposal.written and fields else proposal.written
    return replace(
        proposal,
        written=written,
        title=fields.get("title", proposal.title),
        is_guessed=proposal.is_guessed and "title" not in fields,
        authors=split_authors(fields["authors"]) if "authors" in fields else proposal.authors,
        urls=(fields["link"],) if "link" in fields else proposal.urls,
        code=fields.get("code", proposal.code),
        venue=fields.get("venue", proposal.venue),
        year=int(fields["year"]) if "year" in fields else proposal.year,
        section=fields.get("section", proposal.section),
        under=() if "section" in fields else proposal.under,
    )


def strip_proposal(proposal: Proposal) -> Proposal:
    """Return a proposal without invisible characters; the review names them."""
    return replace(
        proposal,
        title=strip_hidden(proposal.title) if proposal.title else proposal.title,
        venue=strip_hidden(proposal.venue) if proposal.venue else proposal.venue,
        code=strip_hidden(proposal.code) if proposal.code else proposal.code,
        urls=tuple(map(strip_hidden, proposal.urls)),
        authors=tuple(map(strip_hidden, proposal.authors)),
    )


def find_in_proposal(proposal: Proposal) -> tuple[str, ...]:
    texts = (proposal.title, proposal.venue, proposal.code, *proposal.urls, *proposal.authors)
    return find_hidden(text for text in texts if text)


def only_redates(draft: DraftEntry, relation: Relation, context: ReviewContext) -> bool:
    """Whether a venue that nobody said would but change the year of a line that shows none."""
    listed = context.catalogue.papers.get(relation.paper or "")
    if listed is None or relation.disposition != "update" or listed.venue or draft.sources.get("venue") == PEOPLE:
        return False
    redates = bool(draft.venue and listed.year) and draft.year != listed.year
    return redates and not context.shows(listed, listed._replace(venue=draft.venue))


def relate_draft(draft: DraftEntry, proposal: Proposal, context: ReviewContext) -> Relation:
    """Look for this paper first in the list, then in the older open threads.

    A pull request's second line of a listed paper does not change the first one's venue.
    """
    record = draft.record()
    relation = relate(
        record,
        draft.links,
        draft.sections,
        index=context.index,
        catalogue=context.catalogue,
        shows=context.shows,
        tells_venue=draft.sources.get("venue") == PEOPLE and proposal.written is None,
    )
    if relation.disposition not in ("new", "similar"):
        return relation
    pending = context.pending.match(record)
    if pending.kind == "same":
        return Relation("pending", pending.key, pending.candidates)
    return replace(relation, rival=pending.key) if pending.kind == "link-error" else relation
