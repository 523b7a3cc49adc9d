"""A submission as JSON."""

import json

from bot.intake.submission import Proposal, Submission


def as_json(submission: Submission) -> str:
    """Return one line: the intent, what is said of each paper to add, and what should change of listed ones."""
    added = [describe(proposal) for proposal in submission.proposals if proposal.operation == "add"]
    changes = [describe_change(proposal) for proposal in submission.proposals if proposal.operation != "add"]
    content = {"intent": submission.intent, "proposals": added, "changes": changes}
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
    """Return what should change of a listed paper, and the entry as it stands where that is said."""
    told = {"operation": proposal.operation, **describe(proposal)}
    return told | ({"replaces": describe(proposal.replaces)} if proposal.replaces else {})
