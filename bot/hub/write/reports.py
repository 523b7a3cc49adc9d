"""Writes reports on commits: check runs with annotations for Apps, commit statuses for other accounts."""

import logging
from typing import Any

from github import GithubException

from bot.hub.gateway import Gateway
from bot.hub.limits import pause_after
from bot.words import one_line
from bot.workflow.changes import Annotation, Report

log = logging.getLogger(__name__)

NAME = "paperclerk"
#: A refusal to report is believed the second time, because GitHub also refuses in error, and a report that was thought
#: to be written is not written again.
TIMES_TO_TRY = 2
#: GitHub accepts no longer description of a status, and no more annotations in one request.
LONGEST_DESCRIPTION, MOST_ANNOTATIONS = 140, 50
#: A status has no neutral outcome; advice does not block anything.
STATES = {"success": "success", "neutral": "success", "failure": "failure"}
LEVELS = {"error": "failure", "warning": "warning", "note": "notice"}


def report(gateway: Gateway, change: Report) -> None:
    """Write a report on a commit, where a later one replaces it; a bot that may not do so goes on without."""
    for _ in range(TIMES_TO_TRY):
        if not (words := try_to_report(gateway, change)):
            return
    log.warning("cannot report on %s: %s", change.head[:12], words)


def try_to_report(gateway: Gateway, change: Report) -> str:
    """Try to report; return GitHub's message if the bot may not, "" if it could."""
    # Only Apps may write check runs; GitHub answers 403 to everybody else.
    try:
        check(gateway, change) if gateway.login.is_app else set_status(gateway, change)
    except GithubException as error:
        if error.status not in (403, 404, 422) or pause_after(error) is not None:
            raise
        said = error.data if isinstance(error.data, dict) else {}
        return " ".join(str(said.get("message", error.status)).split())
    return ""


def set_status(gateway: Gateway, change: Report) -> None:
    said: dict[str, Any] = {"state": STATES[change.conclusion], "description": describe_briefly(change)}
    known = gateway.rest("GET", f"/commits/{change.head}/status?per_page=100")["statuses"]
    if not any(status["context"] == NAME and said.items() <= status.items() for status in known):
        gateway.rest("POST", f"/statuses/{change.head}", context=NAME, **said)


def check(gateway: Gateway, change: Report) -> None:
    """Write the check run of a commit, unless it is there already; annotations are added fifty at a time.

    A changed report becomes a new run, of which GitHub shows the latest: annotations can be added but not removed.
    """
    known = gateway.rest("GET", f"/commits/{change.head}/check-runs?check_name={NAME}")["check_runs"]
    # Another App may have a run of this name too; of each GitHub shows the newest.
    if any(is_said(run, change) for run in known):
        return
    notes = [write_annotation(annotation) for annotation in change.annotations]
    output = {"title": change.title, "summary": change.summary[:65_000]}
    said: dict[str, Any] = {"head_sha": change.head, "status": "completed", "conclusion": change.conclusion}
    first = notes[:MOST_ANNOTATIONS]
    made = gateway.rest("POST", "/check-runs", name=NAME, **said, output={**output, "annotations": first})
    for start in range(MOST_ANNOTATIONS, len(notes), MOST_ANNOTATIONS):
        some = notes[start : start + MOST_ANNOTATIONS]
        gateway.rest("PATCH", f"/check-runs/{made['id']}", output={**output, "annotations": some})


def is_said(run: dict[str, Any], change: Report) -> bool:
    output = run["output"]
    same = (run["conclusion"], output["title"], output["summary"]) == (change.conclusion, change.title, change.summary)
    return same and output["annotations_count"] == len(change.annotations)


def describe_briefly(change: Report) -> str:
    """Return what fits in a commit status: the first thing to fix, because there is no other place for it."""
    first = next((note for note in change.annotations if note.level == "error"), None)
    return one_line(f"{first.path}:{first.first}: {first.message}" if first else change.title, LONGEST_DESCRIPTION)


def write_annotation(annotation: Annotation) -> dict[str, Any]:
    return {
        "path": annotation.path,
        "start_line": annotation.first,
        "end_line": annotation.last,
        "annotation_level": LEVELS[annotation.level],
        "title": annotation.title,
        "message": annotation.message,
    }
