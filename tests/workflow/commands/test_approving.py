"""What an approval needs to count, which entries it means, and what it is bound to."""

from dataclasses import replace

import pytest

from bot.intake.commands import Command
from bot.review.config import Approvals, Config
from bot.workflow.commands.approving import add_approval, approve, has_unsaid_entries
from bot.workflow.commands.arguments import RefusedError
from bot.workflow.commands.requests import Request
from bot.workflow.situation import Situation
from bot.workflow.state import Decision, State
from bot.workflow.thread import Branch, Person
from tests.workflow.builders import (
    BASE,
    ENTRY,
    HEAD,
    OTHER,
    START,
    approved,
    asks,
    own_file,
    pull,
    shown,
    situation,
    thread,
)

REQUEST = Request("60", Person("maintainer", 11), START, (Command("approve"),), 60)
LISTED = Decision("listed", "maintainer", paper="a-paper")
ASKS = asks(OTHER)
BOTH = situation(None, ENTRY, OTHER)
OWN = own_file(ENTRY)
HANDMADE = situation(thread(kind="pr", head=HEAD), OWN, state=State(shown={OWN.key: f"{OWN.hash}@{HEAD}"}))
PUSHED = Branch("paperclerk/issue-1", "c" * 40, "By hand", BASE)


@pytest.mark.parametrize(
    ("argument", "before", "numbers"),
    [
        pytest.param("", BOTH, [1, 2], id="all that are ready"),
        pytest.param("2", BOTH, [2], id="the one that is named"),
        pytest.param("1", situation(), [1], id="the number of the only one"),
        pytest.param("1, please - thanks! 🙏", BOTH, [1], id="asked for politely"),
        pytest.param("both, please", BOTH, [1, 2], id="both"),
        pytest.param("this one, thanks", situation(), [1], id="the only one"),
        pytest.param("", situation(None, ENTRY, ASKS), [1], id="not the one that something is asked of"),
        pytest.param("please", situation(None, ENTRY, ASKS), [1], id="not that one, asked for politely"),
        pytest.param(
            "",
            situation(None, ENTRY, OTHER, state=replace(shown(ENTRY, OTHER), decisions={ENTRY.key: LISTED})),
            [2],
            id="not the one that is listed already",
        ),
        pytest.param("", HANDMADE, [1], id="one of the request's own, with its commit"),
    ],
)
def test_an_approval_is_bound_to_each_entry_that_it_means(argument: str, before: Situation, numbers: list[int]) -> None:
    after = approve(argument, REQUEST, before, before)
    assert {key: made.entry_hash for key, made in after.decisions.items() if made.kind == "approved"} == {
        entry.key: before.binding(entry) for entry in before.review.entries if entry.number in numbers
    }


@pytest.mark.parametrize(
    ("argument", "before", "refusal"),
    [
        pytest.param(
            "",
            situation(config=Config(approvals=Approvals(people=frozenset({"ada"})))),
            "not among them",
            id="somebody whom the list does not name",
        ),
        pytest.param("2", situation(), "one entry here only", id="the number of an entry, where there is one"),
        pytest.param("this", BOTH, "/approve", id="words that name nothing"),
        pytest.param("3", BOTH, "there is no entry 3", id="an entry that there is not"),
        pytest.param("", situation(state=replace(shown(), held="ada")), "on hold", id="a thread on hold"),
        pytest.param(
            "",
            situation(thread(branch=PUSHED, pull=pull())),
            "somebody pushed to #7",
            id="a branch that somebody pushed to",
        ),
        pytest.param(
            "", replace(HANDMADE, review=replace(HANDMADE.review, rest=("setup.py",))), "setup.py", id="other files"
        ),
        pytest.param("2", situation(None, ENTRY, ASKS), "not known", id="an entry that is not ready"),
        pytest.param("both", situation(None, ENTRY, ASKS), "not known", id="both, of which one is not ready"),
        pytest.param("", situation(state=shown(OTHER)), "changed since", id="an entry that was not shown"),
        pytest.param(
            "", replace(HANDMADE, thread=thread(kind="pr", head="c" * 40)), "changed since", id="a commit pushed since"
        ),
        pytest.param(
            "",
            situation(state=replace(shown(), since={ENTRY.key: ("20261101000001", "x")})),
            "changed since",
            id="an entry that was shown later",
        ),
    ],
)
def test_an_approval_that_does_not_count_is_refused_in_words(argument: str, before: Situation, refusal: str) -> None:
    with pytest.raises(RefusedError, match=refusal):
        approve(argument, REQUEST, before, before)


def test_what_the_same_comment_changed_is_approved_with_it() -> None:
    seen = situation()
    edited = replace(seen, review=replace(seen.review, entries=(replace(ENTRY, change=OTHER.change),)))
    after = approve("", REQUEST, edited, seen)
    assert after.decisions[ENTRY.key].entry_hash == edited.binding(edited.review.entries[0]) != ENTRY.hash
    with pytest.raises(RefusedError, match="changed since"):
        approve("", REQUEST, edited, edited)


@pytest.mark.parametrize(
    ("made", "people"),
    [
        pytest.param(None, "grace", id="the first"),
        pytest.param(Decision("approved", "ada", entry_hash="now"), "ada grace", id="one more"),
        pytest.param(Decision("approved", "ada grace", entry_hash="now"), "ada grace", id="the same person again"),
        pytest.param(Decision("approved", "ada", entry_hash="before"), "grace", id="others, of what it was before"),
    ],
)
def test_people_are_counted_who_approved_the_same(made: Decision | None, people: str) -> None:
    assert add_approval(made, "grace", "now") == Decision("approved", people, entry_hash="now")


@pytest.mark.parametrize(
    ("before", "unsaid"),
    [
        pytest.param(situation(), False, id="nothing is listed"),
        pytest.param(situation(state=approved()), False, id="something is approved"),
        pytest.param(situation(state=replace(shown(), decisions={ENTRY.key: LISTED})), True, id="something is listed"),
        pytest.param(
            situation(thread(comments=()), state=replace(shown(), decisions={ENTRY.key: LISTED})),
            False,
            id="there is no comment yet",
        ),
    ],
)
def test_what_was_listed_since_the_comment_was_written_is_unsaid(before: Situation, unsaid: bool) -> None:
    assert has_unsaid_entries(before) == unsaid


def test_where_all_was_merged_meanwhile_nothing_is_refused() -> None:
    before = situation(None, ENTRY, ASKS, state=replace(shown(ENTRY, ASKS), decisions={ENTRY.key: LISTED}))
    assert approve("", REQUEST, before, before) == before.state
