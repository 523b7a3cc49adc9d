"""A list is looked after: ticks first, then the issue comes to what a survey found."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import replace

import pytest

from bot.care.memory import CareMemory
from bot.care.task import Amendment, Task
from bot.workflow.changes import Change, EditIssue, OpenIssue
from bot.workflow.clerk import MOST_ROUNDS
from bot.workflow.hub import RestlessError
from bot.workflow.messages.care import read_care, write_care
from bot.workflow.planning.care import make_offers
from bot.workflow.snapshots.loading import LoadedList
from bot.workflow.tending import Survey, tend
from bot.workflow.thread import Thread
from tests.workflow.builders import names, situation, thread
from tests.workflow.hubs import ValuesHub, clerk

LONGFORMER = "longformer-the-long-document-transformer"
TASK = Task("published", LONGFORMER, "Longformer", "says a service", Amendment(venue="ACL", year=2021))
TODAY = "2026-11-28"


class Issues(ValuesHub):
    """A hub in which the issue of care reads as it was written last."""

    def apply(self, changes: Sequence[Change]) -> None:
        super().apply(changes)
        for change in changes:
            if isinstance(change, OpenIssue | EditIssue):
                self.threads[1] = care(change.body or "")


def care(body: str) -> Thread:
    return thread(comments=(), body=body, care=True, editors=frozenset({"maintainer"}))


def says(*tasks: Task, declined: tuple[str, ...] = (), ticked: bool = False) -> Thread:
    """Return the issue as it shows tasks."""
    memory = CareMemory(declined=declined, looked=TODAY)
    body, _ = write_care(list(make_offers(situation().snapshot, tasks, memory)), memory)
    return care(body.replace("- [ ]", "- [x]", 1) if ticked else body)


def finds(*tasks: Task, first: Callable[[], None] = lambda: None) -> Survey:
    def survey(loaded: LoadedList, memory: CareMemory) -> tuple[Sequence[Task], CareMemory]:
        first()
        return tasks, replace(memory, looked=TODAY)

    return survey


@pytest.mark.parametrize(
    ("issue", "changed"),
    [
        pytest.param(None, ["OpenIssue"], id="there is no issue yet"),
        pytest.param(says(), ["EditIssue"], id="something new was found"),
        pytest.param(says(TASK), [], id="it says so already"),
        pytest.param(says(declined=(TASK.key,)), ["CloseIssue"], id="it was declined before"),
        pytest.param(replace(says(), locked=True), [], id="nobody may write there"),
    ],
)
def test_the_issue_comes_to_what_a_survey_found(issue: Thread | None, changed: list[str]) -> None:
    hub = Issues(*([issue] if issue else []))
    tend(clerk(hub), finds(TASK))
    assert names(hub.changes) == changed


def test_it_is_remembered_when_the_list_was_looked_at() -> None:
    hub = Issues()
    tend(clerk(hub), finds(TASK))
    assert read_care(hub.threads[1].body).looked == TODAY


def test_what_is_ticked_is_done_before_the_issue_is_written_anew() -> None:
    hub = Issues(says(TASK, ticked=True))
    tend(clerk(hub), finds())
    assert names(hub.changes)[:2] == ["CommitFiles", "EditIssue"]
    assert hub.settled == [1]


def test_what_people_declined_during_the_survey_is_not_asked_again() -> None:
    hub = Issues(says())
    meanwhile = says(declined=(TASK.key,))
    tend(clerk(hub), finds(TASK, first=lambda: hub.threads.update({1: meanwhile})))
    assert read_care(hub.threads[1].body).declined == (TASK.key,)
    assert read_care(hub.threads[1].body).shown == {}


def test_others_wait_while_github_is_read_and_written_but_not_during_the_survey() -> None:
    hub, steps = Issues(), list[str]()

    class Turn(nullcontext[None]):
        def __enter__(self) -> None:
            steps.append("turn")

        def __exit__(self, *failed: object) -> None:
            steps.extend([*names(hub.changes), "turn ends"])

    tend(clerk(hub), finds(TASK, first=lambda: steps.append("survey")), Turn())
    assert steps == ["turn", "turn ends", "survey", "turn", "OpenIssue", "turn ends"]


def test_where_github_moved_it_looks_again() -> None:
    hub = Issues(says(), refusals=MOST_ROUNDS - 1)
    tend(clerk(hub), finds(TASK))
    assert names(hub.changes) == ["EditIssue"]
    assert len(hub.pauses) == MOST_ROUNDS - 1


def test_a_list_that_never_rests_is_given_up_for_now() -> None:
    with pytest.raises(RestlessError):
        tend(clerk(Issues(says(), refusals=MOST_ROUNDS)), finds(TASK))
