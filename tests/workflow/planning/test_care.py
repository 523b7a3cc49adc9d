"""What becomes of the issue of a list's care, and of what is ticked in it."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.care.memory import CareMemory
from bot.care.task import Task
from bot.service.care import make_survey
from bot.workflow.changes import CommitFiles, EditIssue, OpenIssue
from bot.workflow.messages.care import read_care
from bot.workflow.planning.care import MAY_NOT, plan_care, plan_ticks
from bot.workflow.thread import Thread
from tests.workflow.builders import names, page_list, thread

HYENA = "- Hyena hierarchy: Towards larger convolutional language models. *[{}]* [[Paper]](https://arxiv.org/abs/2302.10866)"
PAGE = f"# L\n\n## Models\n\n{HYENA.format('arXiv' + chr(39) + '23')}\n"
NOTHING = CareMemory()


def found(page: str = PAGE) -> Sequence[Task]:
    """Return what a survey finds that asks nobody."""
    return make_survey(None, None, None, "2026-11-28", whole=True)(page_list(page), NOTHING)[0]


def issue(*, ticked: bool = False, is_open: bool = True) -> Thread:
    """Return the issue as it was opened, its one task ticked or not."""
    (opened,) = plan_care(None, page_list(PAGE).snapshot, found(), NOTHING).changes
    assert isinstance(opened, OpenIssue)
    body = opened.body.replace("- [ ]", "- [x]", 1) if ticked else opened.body
    return replace(thread(), body=body, open=is_open)


@pytest.mark.parametrize(
    ("at", "page", "changes"),
    [
        pytest.param(None, PAGE, ["OpenIssue"], id="there is none yet"),
        pytest.param(issue(), PAGE, [], id="it says so"),
        pytest.param(issue(ticked=True), PAGE, ["EditIssue"], id="it says something else"),
        pytest.param(issue(is_open=False), PAGE, ["ReopenIssue"], id="it was closed, and there is something to do"),
        pytest.param(issue(), "# L\n", ["EditIssue", "CloseIssue"], id="nothing is left to do"),
    ],
)
def test_the_issue_comes_to_say_what_is_to_be_done(at: Thread | None, page: str, changes: list[str]) -> None:
    assert names(plan_care(at, page_list(page).snapshot, found(page), NOTHING).changes) == changes


def test_what_was_declined_is_not_shown() -> None:
    declined = CareMemory(declined=tuple(task.key for task in found()))
    (opened,) = plan_care(None, page_list(PAGE).snapshot, found(), declined).changes
    assert isinstance(opened, OpenIssue)
    assert "Hyena" not in opened.body


def test_what_is_ticked_is_done_and_the_issue_ends() -> None:
    plan = plan_ticks(issue(ticked=True), page_list(PAGE).snapshot, True)
    commit = plan.changes[0]
    assert isinstance(commit, CommitFiles)
    assert HYENA.format("ICML'23") in str(commit.files["README.md"])
    assert names(plan.changes) == ["CommitFiles", "EditIssue", "CloseIssue"]


@pytest.mark.parametrize(
    ("at", "page", "permitted", "said"),
    [
        pytest.param(issue(ticked=True), PAGE, False, MAY_NOT, id="by somebody who may not"),
        pytest.param(
            issue(ticked=True),
            PAGE.replace("arXiv'23", "Preprint 2023"),
            True,
            "reads otherwise",
            id="of a line that changed",
        ),
    ],
)
def test_what_is_ticked_in_vain_is_said_and_not_done(at: Thread, page: str, permitted: bool, said: str) -> None:
    (change,) = plan_ticks(at, page_list(page).snapshot, permitted).changes
    assert isinstance(change, EditIssue)
    assert said in str(change.body)
    assert "- [x]" not in str(change.body)


def test_who_closes_the_issue_declines_what_is_in_it_if_they_may() -> None:
    closed = issue(is_open=False)
    assert plan_ticks(closed, page_list(PAGE).snapshot, False).changes == ()
    (change,) = plan_ticks(closed, page_list(PAGE).snapshot, True).changes
    assert isinstance(change, EditIssue)
    assert read_care(str(change.body)).declined == tuple(read_care(closed.body).shown)
