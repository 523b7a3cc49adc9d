"""An issue's title, text and its author's later comments -> the Submission they make."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.catalogue.characters import find_hidden, strip_hidden
from bot.catalogue.venues import Venues
from bot.intake.form import MORE, read_form, read_proposal
from bot.intake.submission import Submission
from bot.intake.text.heading import read_thread_title
from bot.intake.text.prose import read_prose
from bot.intake.text.replies import answer_form


def read_issue(title: str, body: str, replies: Sequence[str], venues: Venues) -> Submission:
    """Return what an issue proposes now; `replies` are its author's comments, the newest last."""
    hidden = find_hidden((title, body, *replies))
    title, body, *replies = map(strip_hidden, (title, body, *replies))
    form = read_form(body)
    filled = answer_form(read_filled(title, form, venues), replies, venues) if form is not None else None
    found = filled or read_prose(title, body, replies, venues)
    return replace(found, hidden=hidden)


def read_filled(title: str, answers: Mapping[str, str], venues: Venues) -> Submission:
    """Return what a filled form proposes; the paper's title may be that of the issue."""
    found = read_proposal(answers)
    proposals = tuple(
        replace(proposal, title=proposal.title or read_thread_title(title, venues)) for proposal in found.proposals
    )
    # What else they write may be a correction of what is listed.
    return replace(found, proposals=proposals, is_wished=not answers.get(MORE))
