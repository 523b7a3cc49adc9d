"""Keeps the rendered list and the data consistent after somebody changed either by hand. Pure.

Data changed by hand is rendered. Lines of the list edited by hand become data through a pull request that a maintainer
approves; until then, and as long as a line cannot be read, the list is left alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.catalogue.data.records import DataError, write_catalogue
from bot.catalogue.matching import Index
from bot.intake.diff.patch import compare
from bot.intake.pull import read_pull
from bot.lists.marked.importing import adopt
from bot.lists.marked.marks import MarkError
from bot.lists.marked.rendering import render
from bot.review.context import ReviewContext
from bot.review.entry import Entry
from bot.review.review import review_submission
from bot.review.rules.finding import Finding
from bot.review.words.escape import sentence
from bot.workflow.changes import Change, Files, OpenPull, Plan, PushBranch, Report, commit_to
from bot.workflow.messages import pull as words
from bot.workflow.planning.checks import make_report
from bot.workflow.planning.merge import plan_withdrawal, reword
from bot.workflow.snapshots.folder import FolderSnapshot
from bot.workflow.snapshots.loading import LoadedList
from bot.workflow.snapshots.snapshot import digest_files
from bot.workflow.thread import HAND_EDITS, OwnBranch, Repository

OUTDATED = "Render the list anew"
ADOPTED = "Take into the data what was written into the list"


@dataclass(frozen=True, slots=True)
class HandEdits:
    """What people wrote into the rendered list: entries for the data, and lines that cannot be read.

    `adopted` are the data files that hold all of it, if papers have lines of their own.
    """

    entries: tuple[Entry, ...] = ()
    unparsed: tuple[Finding, ...] = ()
    adopted: Files = field(default_factory=dict)


def read_hand_edits(loaded: LoadedList, snapshot: FolderSnapshot, known: str, *, added: str) -> HandEdits:
    """Return what was edited since the list at `known`, when list and data last agreed; `added` is today."""
    if adopted := adopted_files(snapshot, known):
        return HandEdits(adopted=adopted)
    context = ReviewContext(loaded.catalogue, loaded.index, Index(), added=added, config=loaded.config)
    file = compare(snapshot.path, known, snapshot.text)
    submission = read_pull("", "", (file,), snapshot.layout, snapshot.catalogue.venues)
    entries = review_submission(submission, context).entries
    new = tuple(entry for entry in entries if entry.verdict == "ready" and entry.before != entry.after)
    open_ones = [entry for entry in entries if entry.operation != "remove" and entry not in new]
    faults = (fault for entry in open_ones for fault in say_unparsed(entry, snapshot.path, file.after))
    return HandEdits(new, tuple(faults))


def say_unparsed(entry: Entry, path: str, text: str) -> Iterator[Finding]:
    """Yield why an edited line cannot become data; one that repeats the data is fine."""
    if entry.verdict in ("ready", "duplicate"):
        return
    if entry.unparsed:
        yield from entry.findings
        return
    title = entry.draft.title or ""
    line = next((number for number, said in enumerate(text.split("\n"), start=1) if title and title in said), 1)
    said = [finding for finding in entry.findings if finding.level != "note"]
    message = " ".join(finding.message for finding in said) or "A person has to say which paper this is."
    yield Finding(message, path=path, line=line, rule="hand-edit", title="Edited by hand")


def plan_upkeep(own: OwnBranch, snapshot: FolderSnapshot, edits: HandEdits) -> Plan:
    """Plan how list and data come together: render the list, or propose what people wrote as data."""
    closing, repository = tuple(plan_withdrawal(own)), own.repository
    if edits.adopted:
        return Plan((*closing, commit_to(repository, edits.adopted, ADOPTED)))
    report = (make_report(repository.head, edits.unparsed),) if edits.unparsed else ()
    if edits.entries:
        return Plan((*plan_reading_back(own, snapshot, edits), *report))
    if edits.unparsed:
        return Plan((*closing, *report))
    return Plan((*closing, commit_to(repository, {snapshot.path: snapshot.rendered}, OUTDATED)))


def adopted_files(snapshot: FolderSnapshot, known: str) -> Files:
    """Return the data files for what people wrote into a list with lines of their own, none for other lists.

    Where the data was changed too, the list is rendered from it instead.
    """
    if known == snapshot.text or render(snapshot.catalogue, known) != known:
        return {}
    adopted = adopt(snapshot.catalogue, snapshot.text)
    before, after = write_catalogue(snapshot.catalogue), write_catalogue(adopted) if adopted else {}
    paths = sorted(before.keys() | after.keys()) if after else ()
    return {f"{snapshot.folder}/{path}": after.get(path) for path in paths if before.get(path) != after.get(path)}


def plan_reading_back(own: OwnBranch, snapshot: FolderSnapshot, edits: HandEdits) -> Iterator[Change]:
    """Update the pull request that turns hand edits into data, unless people pushed to its branch."""
    repository, branch, opened = own
    files = snapshot.proposed_files(edits.entries)
    digest = digest_files(files)
    if branch and branch.is_foreign(repository.head):
        return
    title, body = words.hand_edits(edits.entries, edits.unparsed, snapshot)
    if branch is None or branch.entry_hash != digest:
        message = f"{title}\n\nPaperclerk-Entry: {digest}"
        yield PushBranch(HAND_EDITS, repository.head, branch.head if branch else None, files, message)
    if opened is None:
        yield OpenPull(HAND_EDITS, repository.default_branch, title, body)
    else:
        yield from reword(opened, title, body)


def say_unknown(repository: Repository, path: str) -> Report:
    message = "The list does not say what the data says, in none of its newest versions. Run `paperclerk render`."
    found = Finding(message, path=path, rule="hand-edit", title="List and data differ")
    return make_report(repository.head, [found])


def say_unmarked(repository: Repository, path: str, error: MarkError) -> Report:
    found = Finding(sentence(str(error)), path=path, line=error.line, rule="hand-edit", title="Marks missing")
    return make_report(repository.head, [found])


def say_broken(repository: Repository, error: DataError) -> Report:
    """Report that data or settings cannot be read, so that nobody has to look into a server's log."""
    message = f"{sentence(str(error))} Until this is mended I can look at nothing."
    found = Finding(message, path=error.path, line=error.line, rule="unreadable", title="Unreadable")
    return make_report(repository.head, [found])
