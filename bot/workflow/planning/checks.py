"""Plans the report on a commit: a pull request's review, with its findings on the lines of the data."""

from collections.abc import Iterable, Sequence

from bot.review.rules.finding import Finding
from bot.review.words.escape import plain
from bot.workflow.changes import Annotation, Report
from bot.workflow.changes.reports import Conclusion
from bot.workflow.marks import fingerprint
from bot.workflow.messages.findings import say_finding
from bot.workflow.messages.fitting import LONGEST_NOTE, LONGEST_SUMMARY, cut, join_fitting
from bot.workflow.situation import Situation

TITLES = {"success": "Nothing stands in the way", "neutral": "Worth a look", "failure": "Something has to be mended"}

IN_QUEUE = "Nothing to check here", "The entries were reviewed in their pull requests."


def plan_report(situation: Situation) -> Report | None:
    """Return the report for the newest commit of a pull request, None if it is there already.

    The bot's own pull request gets one once it waits for its branch's checks, of which this may be one, and so does the
    commit that a merge queue makes of a pull request.
    """
    thread = situation.thread
    if situation.merge_status.queue_commit:
        report = Report(situation.merge_status.queue_commit, "success", *IN_QUEUE)
    elif thread.branch and thread.pull and thread.pull.merge_status.is_blocked and situation.approved():
        report = Report(thread.branch.head, "success", "Approved", "The entry is merged as it was approved.")
    elif thread.kind == "pr" and thread.open and thread.head:
        findings = [finding for entry in situation.review.entries for finding in entry.findings]
        report = make_report(thread.head, [*findings, *situation.faults], is_open_question=situation.verdict != "ready")
    else:
        return None
    return None if fingerprint(report) == situation.state.reported else report


def make_report(head: str, findings: Sequence[Finding], *, is_open_question: bool = False) -> Report:
    """Return a report of some findings; only an error makes it fail, so that advice does not block anything."""
    levels = {finding.level for finding in findings}
    conclusion: Conclusion = (
        "failure" if "error" in levels else "neutral" if findings or is_open_question else "success"
    )
    said = [say_finding(finding) for finding in findings]
    summary = join_fitting(said, LONGEST_SUMMARY, between="\n", more=lambda count: f"- … and {count} more.")
    summary = summary or "No rule found anything."
    return Report(head, conclusion, TITLES[conclusion], summary, tuple(annotate(findings)))


def annotate(findings: Iterable[Finding]) -> Iterable[Annotation]:
    for found in findings:
        if found.path and found.line:
            text = cut(plain(f"{found.message} {found.hint}".strip()), LONGEST_NOTE)
            yield Annotation(found.path, found.line, found.last or found.line, found.level, found.title, text)
