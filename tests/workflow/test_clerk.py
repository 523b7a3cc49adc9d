"""The story of a delivery: read, decide, change, and look again where GitHub moved."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.workflow.changes import Change, OpenPull, WriteComment
from bot.workflow.clerk import MOST_ROUNDS, Clerk
from bot.workflow.hub import RestlessError
from bot.workflow.thread import Comment, Thread
from tests.workflow.builders import START, names, thread
from tests.workflow.hubs import ValuesHub, clerk, issue


def kinds(hub: ValuesHub) -> list[str]:
    return names(hub.changes)


def test_a_proposal_is_answered_and_settled() -> None:
    hub = ValuesHub(issue())
    assert clerk(hub).handle(1) == ()
    assert "PushBranch" in kinds(hub)
    assert "OpenPull" in kinds(hub)
    assert "WriteComment" in kinds(hub)
    assert hub.settled == [1]


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(None, id="a thread that is not there"),
        pytest.param(issue(locked=True), id="a locked thread"),
        pytest.param(issue(repository=replace(issue().repository, archived=True)), id="an archived list"),
        pytest.param(issue(own=True), id="the bot's own request for upkeep"),
        pytest.param(thread(comments=(), body="How do I cite this list?", title="A question"), id="no proposal"),
        pytest.param(thread(comments=(), kind="pr", head="a" * 40, base="gh-pages"), id="a request to another branch"),
    ],
)
def test_what_is_none_of_the_bots_business_is_left_alone(found: Thread | None) -> None:
    hub = ValuesHub(*([found] if found else []))
    assert clerk(hub).handle(1) == ()
    assert hub.changes == []


def test_the_bots_request_is_dealt_with_in_the_thread_that_it_is_for() -> None:
    hub = ValuesHub(issue(), thread(number=7, kind="pr", opened_for=1))
    clerk(hub).handle(7)
    assert hub.settled == [1]
    assert hub.looks[:2] == [7, 1]


def test_requests_that_are_for_each_other_are_given_up_for_now() -> None:
    hub = ValuesHub(thread(number=7, kind="pr", opened_for=8), thread(number=8, kind="pr", opened_for=7))
    with pytest.raises(RestlessError):
        clerk(hub).handle(7)
    assert len(hub.looks) == MOST_ROUNDS


def test_what_people_pushed_to_speaks_for_itself() -> None:
    hub = ValuesHub(issue(), thread(number=7, kind="pr", opened_for=1, taken_over=True, base="other", head="a" * 40))
    clerk(hub).handle(7)
    assert hub.settled == [7]


@pytest.mark.parametrize("refusals", [1, MOST_ROUNDS - 1])
def test_where_github_moved_it_looks_again(refusals: int) -> None:
    hub = ValuesHub(issue(), refusals=refusals)
    clerk(hub).handle(1)
    assert hub.looks == [1] * (refusals + 1)
    assert kinds(hub).count("OpenPull") == 1


def test_github_gets_more_time_the_more_often_it_moved() -> None:
    hub = ValuesHub(issue(), refusals=6)
    clerk(hub).handle(1)
    assert hub.pauses == [0, 1, 2, 4, 4, 4]


def test_a_thread_that_never_rests_is_given_up_for_now() -> None:
    hub = ValuesHub(issue(), refusals=MOST_ROUNDS)
    with pytest.raises(RestlessError):
        clerk(hub).handle(1)
    assert hub.settled == []


def test_an_older_thread_that_nobody_heard_of_comes_first() -> None:
    hub = ValuesHub(issue(2), issue(5, "Another paper on serving"), unheard=(2,))
    clerk(hub).handle(5)
    assert hub.settled == [2, 5]


def test_one_that_fails_holds_nobody_up_and_is_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    hub = ValuesHub(issue(2), issue(5, "Another paper on serving"), unheard=(2,))
    decide = Clerk.decide

    def fail(self: Clerk, found: Thread, *, tries_merge: bool = True) -> object:
        if found.number == 2:
            raise RuntimeError("broken")
        return decide(self, found, tries_merge=tries_merge)

    monkeypatch.setattr(Clerk, "decide", fail)
    assert clerk(hub).handle(5) == (2,)
    assert hub.settled == [5]


def test_a_preview_changes_nothing() -> None:
    hub = ValuesHub(issue(), thread(number=7, kind="pr", opened_for=1))
    assert any(isinstance(change, OpenPull) for change in clerk(hub).preview(1))
    assert clerk(hub).preview(7) == ()
    assert clerk(hub).preview(99) == ()
    assert hub.changes == []


def heard(by: str, words: str) -> ValuesHub:
    """A hub with an issue in which somebody says something."""
    found = issue()
    comment = Comment(60, replace(found.author, login=by, id=9), words, START + timedelta(minutes=5))
    return ValuesHub(replace(found, comments=(comment,)))


def said(by: str) -> list[Change]:
    return list(clerk(heard(by, "/approve")).preview(1))


@pytest.mark.parametrize(
    ("by", "words", "asked_for"),
    [
        pytest.param("maintainer", "/duplicate #12", [12], id="a maintainer"),
        pytest.param("maintainer", f"/duplicate {' '.join(f'#{n}' for n in range(2, 100))}", [99], id="many at once"),
        pytest.param("stranger", "/duplicate #12", [], id="a stranger"),
    ],
)
def test_github_is_asked_for_a_thread_that_a_maintainer_names_and_for_no_more(
    by: str, words: str, asked_for: list[int]
) -> None:
    hub = heard(by, words)
    clerk(hub).preview(1)
    assert hub.asked_for == asked_for


def test_a_command_counts_by_what_its_giver_may_do() -> None:
    (refusal,) = (
        change for change in said("stranger") if isinstance(change, WriteComment) and "/approve" in change.body[:9]
    )
    assert "needs write permission" in refusal.body
