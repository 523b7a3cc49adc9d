"""What a test says of the papers that were read, when it is about nothing but those."""

from dataclasses import replace

from bot.intake.submission import Proposal, Submission


def said(submission: Submission) -> list[Proposal]:
    """Return the proposals without the words that they stand under, and without what is asked about."""
    return [replace(proposal, under=(), is_guessed=False) for proposal in submission.proposals]
