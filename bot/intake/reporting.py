"""A submission as JSON."""

from __future__ import annotations

import json

from bot.intake.submission import Proposal, Submission


def as_json(submission: Submission) -> str:
    """Return one line: the intent, what is said of each paper to add, and the changes of papers that are listed."""
    adds = [describe(proposal) for proposal in submission.proposals if proposal.operation == "add"]
    changes = [describe_change(proposal) for proposal in submission.proposals if proposal.operation != "add"]
    content = {"intent": submission.intent, "proposals": adds, "changes": changes, "rest": list(submission.rest)}
    return json.dumps(content, ensure_ascii=False) + "\n"


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


def describe_change(proposal: Proposal) -> dict[str, object]:
    """Return what is wanted of one listed paper, and what it replaces."""
    replaced = describe(proposal.replaces) if proposal.replaces else None
    return {"operation": proposal.operation, **describe(proposal), "replaces": replaced}
