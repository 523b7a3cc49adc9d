"""Reads the submission in a thread, and reviews it with the list. Pure."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.identity.identifiers import Identifier, identify
from bot.catalogue.identity.metadata import ASKABLE, LookUp, Metadata
from bot.catalogue.matching import Index
from bot.catalogue.venues import Venues
from bot.intake.answers import is_courtesy, read_answers, strip_quotes
from bot.intake.commands import read_commands
from bot.intake.diff.patch import FileDiff
from bot.intake.issue import read_issue
from bot.intake.pull import ANYWHERE, read_pull
from bot.intake.sections import complete_sections, read_answer
from bot.intake.submission import Proposal, Submission
from bot.intake.targets import complete_targets
from bot.review.context import ReviewContext
from bot.review.review import Review, review_submission
from bot.review.rules.finding import Finding
from bot.review.rules.proposed_settings import audit_configuration, is_setting
from bot.workflow.commands.requests import plain_id
from bot.workflow.snapshots.loading import LoadedList
from bot.workflow.snapshots.pages import PageSnapshot
from bot.workflow.state import State
from bot.workflow.thread import Comment, Thread

#: How many of an author's comments are shown to a maintainer.
MOST_REMARKS = 3


def read_words(thread: Thread, catalogue: Catalogue) -> Submission:
    """Read what an issue's author wants, from its text and from facts given later.

    An answer that only names a section, chooses or agrees is carried out as a command; read by itself it could be taken
    for a title.
    """
    # A deleted author's own comments still count, although other deleted accounts' comments then count as well.
    replies = [c.body for c in thread.comments if c.author.id == thread.author.id and not c.own]
    facts = [strip_quotes(reply) for reply in replies if not is_answer(reply, catalogue)]
    found = read_issue(thread.title, thread.body, facts, catalogue.venues)
    aimed = complete_targets(found, f"{thread.title}\n{thread.body}", catalogue)
    # Somebody who wants a paper added without naming one is asked which.
    asked = replace(aimed, proposals=(Proposal(),)) if aimed.intent == "add" and not aimed.proposals else aimed
    return complete_sections(asked, thread.body, catalogue)


def is_answer(body: str, catalogue: Catalogue) -> bool:
    """Whether a comment is only an answer or a section's name, and gives no fact of a paper."""
    if read_answer(body, catalogue):
        return True
    answers = read_answers(body)
    return bool(answers) and all(
        answer.said != "words" or read_answer(answer.rest, catalogue) is not None for answer in answers
    )


def find_remarks(
    thread: Thread, submission: Submission, heard: Container[str], catalogue: Catalogue
) -> tuple[tuple[Comment, ...], tuple[Comment, ...]]:
    """Return an issue author's comments since the bot answered: those used, and those that changed nothing.

    `heard` are the comments that were answered, or carried out as a command.
    """
    main = thread.main_comment
    if main is None or thread.kind != "issue":
        return (), ()
    # A machine with a person's account could repeat the bot's words forever.
    own = {first_line(comment) for comment in thread.comments if comment.own}
    theirs = [c for c in thread.comments if thread.is_author(c.author) and not c.author.bot]
    said = [comment for comment in theirs if comment.created >= main.created and first_line(comment) not in own]
    new = [
        comment
        for comment in said[-MOST_REMARKS:]
        if not (read_commands(comment.body) or is_courtesy(comment.body) or plain_id(comment) in heard)
        if not read_answer(comment.body, catalogue)
    ]
    taken = tuple(comment for comment in new if changes_something(comment, thread, submission, catalogue))
    return taken, tuple(comment for comment in new if comment not in taken)


def first_line(comment: Comment) -> str:
    return comment.body.strip().partition("\n")[0].strip()


def changes_something(comment: Comment, thread: Thread, submission: Submission, catalogue: Catalogue) -> bool:
    without = replace(thread, comments=tuple(other for other in thread.comments if other.id != comment.id))
    return read_words(without, catalogue) != submission


def proposes_anywhere(thread: Thread, files: Sequence[FileDiff], venues: Venues) -> bool:
    if thread.kind == "issue":
        return bool(read_issue(thread.title, thread.body, (), venues).proposals)
    return bool(read_pull(thread.title, thread.body, files, ANYWHERE, venues).proposals)


def is_read(path: str, loaded: LoadedList) -> bool:
    """Whether the full text of a changed file matters: the list, its data or its settings."""
    return loaded.snapshot.layout.is_ours(path) or is_setting(path, loaded.config.folder)


def read_edits(
    thread: Thread, files: Sequence[FileDiff], loaded: LoadedList
) -> tuple[Submission, Sequence[Finding] | None]:
    """Read what a pull request proposes, and what the rules find in the settings it changes (None: it changes none)."""
    layout, folder = loaded.snapshot.layout, loaded.config.folder
    submission = read_pull(thread.title, thread.body, files, layout, loaded.catalogue.venues)
    if not any(is_setting(path, folder) for file in files for path in (file.path, file.old_path or "")):
        return submission, None
    return submission, audit_configuration(files, loaded.config, loaded.files, loaded.catalogue)


def ask_services(submission: Submission, look_up: LookUp | None) -> Mapping[Identifier, Metadata] | None:
    if look_up is None:
        return None
    identifiers = askable_identifiers(submission)
    return look_up(identifiers) if identifiers else {}


def askable_identifiers(submission: Submission) -> frozenset[Identifier]:
    found = (identify(url) for proposal in submission.proposals for url in proposal.urls)
    return frozenset(identifier for identifier in found if identifier and identifier.kind in ASKABLE)


def review_thread(
    thread: Thread,
    submission: Submission,
    loaded: LoadedList,
    facts: Mapping[Identifier, Metadata] | None,
    older: Index,
    state: State,
) -> Review:
    """Judge a thread's submission against the list, the older open threads, and people's decisions.

    `facts` are the services' answers, None if none was asked.
    """
    context = ReviewContext(
        catalogue=loaded.catalogue,
        index=loaded.index,
        pending=older if thread.open else Index(),
        added=thread.created.date().isoformat(),
        facts=facts or {},
        unanswered=frozenset() if facts is None else askable_identifiers(submission) - set(facts),
        fields=state.fields,
        distinct=state.distinct,
        allowed=state.allowed,
        config=loaded.config,
        address=loaded.snapshot.address,
        page_list=loaded.snapshot.page_list if isinstance(loaded.snapshot, PageSnapshot) else None,
    )
    return review_submission(submission, context)
