"""What is said on a commit."""

from dataclasses import replace

import pytest

from bot.review.rules.finding import Finding
from bot.workflow.marks import fingerprint
from bot.workflow.planning.checks import IN_QUEUE, make_report, plan_report
from bot.workflow.situation import Situation
from bot.workflow.thread import MergeStatus
from tests.workflow.builders import BASE, ENTRY, HEAD, approved, branch, pull, situation, thread, unsure

FAULT = Finding("It is wrong.", "Mend it.", "data/papers/a.yaml", 3, rule="x", title="Wrong")
ADVICE = replace(FAULT, level="note", line=None)
REQUEST = thread(kind="pr", head=HEAD, base="main")


@pytest.mark.parametrize(
    ("findings", "is_open_question", "conclusion", "annotations"),
    [
        pytest.param([], False, "success", 0, id="nothing"),
        pytest.param([], True, "neutral", 0, id="a person has to look"),
        pytest.param([ADVICE], False, "neutral", 0, id="advice holds nothing up"),
        pytest.param([ADVICE, FAULT], False, "failure", 1, id="an error fails, on its line"),
    ],
)
def test_only_an_error_fails(
    findings: list[Finding], is_open_question: bool, conclusion: str, annotations: int
) -> None:
    report = make_report(HEAD, findings, is_open_question=is_open_question)
    assert (report.conclusion, len(report.annotations)) == (conclusion, annotations)


@pytest.mark.parametrize(
    ("before", "head", "title"),
    [
        pytest.param(situation(), None, "", id="an issue without a request"),
        pytest.param(situation(REQUEST), HEAD, "Nothing stands in the way", id="a request"),
        pytest.param(situation(REQUEST, unsure(ENTRY)), HEAD, "Worth a look", id="an open question"),
        pytest.param(replace(situation(REQUEST), faults=(FAULT,)), HEAD, "Something has to be mended", id="settings"),
        pytest.param(situation(replace(REQUEST, open=False)), None, "", id="a closed request"),
        pytest.param(
            situation(thread(branch=branch(onto=BASE), pull=pull(MergeStatus("BLOCKED"))), state=approved()),
            HEAD,
            "Approved",
            id="the bot's own, while it waits for checks",
        ),
        pytest.param(
            situation(thread(branch=branch(), pull=pull(MergeStatus("BLOCKED")))), None, "", id="not approved yet"
        ),
        pytest.param(
            situation(thread(pull=pull(MergeStatus(queue_required=True, in_queue=True, queue_commit="d" * 40)))),
            "d" * 40,
            IN_QUEUE[0],
            id="the commit that a queue tries",
        ),
    ],
)
def test_a_report_is_made_where_a_check_may_be_waited_for(before: Situation, head: str | None, title: str) -> None:
    report = plan_report(before)
    assert (report.head if report else None, report.title if report else "") == (head, title)
    if report:
        said = replace(before, state=replace(before.state, reported=fingerprint(report)))
        assert plan_report(said) is None
