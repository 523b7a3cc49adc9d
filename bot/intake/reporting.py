"""A submission as JSON."""

from __future__ import annotations

import json

from bot.intake.submission import Proposal, Submission


def as_json(submission: Submission) -> str:
    """Return one line: the intent, and what is said of each paper."""
    proposals = [describe(proposal) for proposal in submission.proposals]
    return json.dumps({"intent": submission.intent, "proposals": proposals}, ensure_ascii=False) + "\n"


def describe(proposal: Proposal) -> dict[str, object]:
    """Return what is said of one paper."""
    return {
        "title": proposal.title,
        "urls": list(proposal.urls),
        "code": proposal.code,
        "venue": proposal.venue,
        "year": proposal.year,
        "section": proposal.section,
    }
