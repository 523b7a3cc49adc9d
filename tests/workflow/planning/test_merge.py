"""How entries come on the list: what is planned for each state of branch, request and approval."""

from dataclasses import replace

import pytest

from bot.review.config import Approvals, Config
from bot.workflow.changes import (
    CloseIssue,
    EnableAutoMerge,
    Enqueue,
    Merge,
    MergeByHand,
    OpenPull,
    PushBranch,
    RebuildAndMerge,
)
from bot.workflow.planning.merge import closes, plan_branch, plan_end, plan_handmade
from bot.workflow.situation import Situation
from bot.workflow.state import Decision, State, read_decision, read_holds
from bot.workflow.thread import Branch, MergeStatus, Thread
from tests.workflow.builders import (
    BASE,
    ENTRY,
    HEAD,
    OTHER,
    approved,
    asks,
    branch,
    names,
    own_file,
    pull,
    shown,
    situation,
    thread,
)

LATER = replace(thread().repository, merges_later=True)
BLOCKED, QUEUES = MergeStatus("BLOCKED"), MergeStatus(queue_required=True)
FOREIGN = Branch("paperclerk/issue-1", HEAD, "By hand", BASE)
REWORD = "EditPull"


def opened(status: MergeStatus | None = None, **more: object) -> Thread:
    return thread(branch=branch(), pull=pull(status), **more)


EDITED = replace(ENTRY, change=OTHER.change)
BRANCHES = [
    pytest.param(situation(), ["PushBranch", "OpenPull"], id="ready: a branch and its request"),
    pytest.param(situation(config=Config(pull_request="on-approval")), [], id="the list wants an approval first"),
    pytest.param(replace(situation(), gate="too young"), [], id="held back by a gate"),
    pytest.param(situation(state=replace(shown(), held="ada")), [], id="on hold before anything is opened"),
    pytest.param(situation(thread(branch=branch())), ["OpenPull"], id="the branch stands, the request is missing"),
    pytest.param(situation(opened()), [REWORD], id="all stands but the words"),
    pytest.param(situation(opened(), EDITED), ["PushBranch", REWORD], id="an edited entry"),
    pytest.param(situation(opened(), asks(ENTRY)), ["ClosePull", "DeleteBranch"], id="nothing is ready"),
    pytest.param(situation(thread(branch=FOREIGN, pull=pull())), [REWORD], id="somebody pushed: words only"),
    pytest.param(situation(thread(branch=FOREIGN)), [], id="a pushed branch without a request is left alone"),
    pytest.param(situation(state=approved()), ["PushBranch", "OpenPull"], id="approved before a request is there"),
    pytest.param(
        situation(opened(), state=approved()),
        [REWORD, "RebuildAndMerge", "DeleteBranch", "CloseIssue", "AddLabel", "EditComment"],
        id="approved: rebuilt on the newest commit and merged, and the thread ends",
    ),
    pytest.param(
        situation(thread(branch=branch(onto=BASE), pull=pull()), state=approved()),
        ["Merge", "DeleteBranch", "CloseIssue", "AddLabel", "EditComment"],
        id="approved, and the commit to merge stands there",
    ),
    pytest.param(
        situation(thread(branch=branch(onto=BASE), pull=pull(BLOCKED)), state=approved()), [], id="blocked: it waits"
    ),
    pytest.param(
        situation(thread(branch=branch(onto=BASE), pull=pull(BLOCKED), repository=LATER), state=approved()),
        ["EnableAutoMerge"],
        id="blocked, where GitHub merges by itself",
    ),
    pytest.param(
        situation(thread(branch=branch(onto=BASE), pull=pull(replace(BLOCKED, auto_merge=True))), state=approved()),
        [],
        id="GitHub merges it by itself already",
    ),
    pytest.param(
        situation(opened(replace(BLOCKED, auto_merge=True)), EDITED),
        ["DisableAutoMerge", "PushBranch", REWORD],
        id="edited while GitHub would merge it: taken back first",
    ),
    pytest.param(
        situation(thread(branch=branch(onto=BASE), pull=pull(QUEUES)), state=approved()),
        [REWORD, "Enqueue"],
        id="a queue takes the commit that stands",
    ),
    pytest.param(
        situation(opened(QUEUES), state=approved()), [REWORD, "PushBranch"], id="a queue waits for the commit"
    ),
    pytest.param(
        situation(thread(branch=branch(onto=BASE), pull=pull(replace(QUEUES, in_queue=True))), state=approved()),
        [REWORD],
        id="in the queue nothing more is asked",
    ),
    pytest.param(
        situation(
            thread(branch=branch(onto=BASE), pull=pull(replace(QUEUES, queue_removal_reason="manual"))),
            state=replace(approved(), queued=HEAD),
        ),
        [REWORD],
        id="what a person took out of the queue stays out",
    ),
]


@pytest.mark.parametrize(("before", "kinds"), BRANCHES)
def test_the_branch_follows_what_is_ready_and_approved(before: Situation, kinds: list[str]) -> None:
    assert names(plan_branch(before).changes) == kinds


def test_two_people_are_needed_where_the_list_says_so() -> None:
    two = Config(approvals=Approvals(needed=2))
    one, both = approved(), approved(by="ada grace")
    assert "RebuildAndMerge" not in names(plan_branch(situation(opened(), state=one, config=two)).changes)
    assert "RebuildAndMerge" in names(plan_branch(situation(opened(), state=both, config=two)).changes)


def test_an_approval_of_something_else_than_is_shown_does_not_count() -> None:
    stale = replace(shown(), decisions={ENTRY.key: Decision("approved", "ada", entry_hash="another hash")})
    assert "RebuildAndMerge" not in names(plan_branch(situation(opened(), state=stale)).changes)


def test_a_request_holds_the_approved_entries_once_any_is() -> None:
    state = replace(shown(ENTRY, OTHER), decisions=approved(OTHER).decisions)
    push, request = plan_branch(situation(None, ENTRY, OTHER, state=state)).changes
    assert isinstance(push, PushBranch)
    assert isinstance(request, OpenPull)
    assert OTHER.after
    assert list(push.files) == [f"data/papers/{OTHER.after.id}.yaml"]
    assert list(read_holds(request.body)) == [OTHER.key]


def test_one_of_two_approved_entries_does_not_end_the_thread() -> None:
    state = replace(shown(ENTRY, OTHER), decisions=approved(ENTRY).decisions)
    plan = plan_branch(situation(thread(branch=branch(), pull=pull()), ENTRY, OTHER, state=state))
    assert plan.again
    assert not plan.ends
    assert names(plan.changes)[-1] == "RebuildAndMerge"


def test_what_is_merged_is_the_data_with_the_list_that_shows_it() -> None:
    plan = plan_branch(situation(opened(), state=approved()))
    (landing,) = (change for change in plan.changes if isinstance(change, RebuildAndMerge))
    assert ENTRY.after
    assert set(landing.files) == {f"data/papers/{ENTRY.after.id}.yaml", "data/README.md"}
    assert ENTRY.after.title in (landing.files["data/README.md"] or "")
    assert (landing.pull, landing.base) == (7, BASE)
    assert "Co-authored-by: contributor" in landing.merging.message
    (closing,) = (change for change in plan.changes if isinstance(change, CloseIssue))
    assert closing.reason == "completed"


HANDMADE = own_file(ENTRY)


def by_hand(status: MergeStatus | None = None, *, decided: bool) -> Situation:
    found = thread(kind="pr", head=HEAD, base="main", merge_status=status or MergeStatus())
    bound = Decision("approved", "ada", entry_hash=f"{HANDMADE.hash}@{HEAD}")
    state = State(shown={HANDMADE.key: bound.entry_hash}, decisions={HANDMADE.key: bound} if decided else {})
    return situation(found, HANDMADE, state=state)


@pytest.mark.parametrize(
    ("before", "kinds"),
    [
        pytest.param(by_hand(decided=False), [], id="nothing to note, nothing approved"),
        pytest.param(by_hand(decided=True), ["MergeByHand", "AddLabel", "EditComment"], id="approved"),
        pytest.param(by_hand(BLOCKED, decided=True), [], id="approved, and blocked"),
        pytest.param(by_hand(QUEUES, decided=True), ["Enqueue"], id="approved, behind a queue"),
        pytest.param(by_hand(replace(BLOCKED, auto_merge=True), decided=False), ["DisableAutoMerge"], id="voided"),
    ],
)
def test_a_hand_made_request_is_merged_with_its_own_commits(before: Situation, kinds: list[str]) -> None:
    changes = plan_handmade(before).changes
    assert names(changes) == kinds
    for change in changes:
        if isinstance(change, MergeByHand | Merge | EnableAutoMerge | Enqueue):
            assert change.head == HEAD


def test_a_request_closes_its_issue_only_with_the_last_entry() -> None:
    both = situation(None, ENTRY, OTHER)
    assert not closes(both, {ENTRY.key})
    assert closes(both, {ENTRY.key, OTHER.key})
    rejected = replace(both.state, decisions={OTHER.key: Decision("rejected", "ada")})
    assert closes(replace(both, state=rejected), {ENTRY.key})


@pytest.mark.parametrize(
    ("kind", "decided", "kinds"),
    [
        pytest.param("listed", "completed", ["ClosePull", "DeleteBranch", "CloseIssue"], id="listed"),
        pytest.param("rejected", "not_planned", ["ClosePull", "DeleteBranch", "CloseIssue"], id="rejected"),
    ],
)
def test_a_thread_that_is_over_leaves_nothing_behind(kind: str, decided: str, kinds: list[str]) -> None:
    state = replace(shown(), decisions={ENTRY.key: read_decision(kind, "ada", "x")}, over=True)  # type: ignore[arg-type]
    changes = list(plan_end(situation(opened(), state=state)))
    assert names(changes) == kinds
    closing = changes[-1]
    assert isinstance(closing, CloseIssue)
    assert closing.reason == decided


@pytest.mark.parametrize(
    ("rest", "kinds"),
    [pytest.param((), ["ClosePull"], id="nothing"), pytest.param(("notes.md",), [], id="a file for people")],
)
def test_a_persons_request_is_closed_with_its_entries_unless_more_is_in_it(
    rest: tuple[str, ...], kinds: list[str]
) -> None:
    found = situation(
        thread(kind="pr", head=HEAD), state=State(decisions={ENTRY.key: Decision("rejected", "ada", reason="x")})
    )
    assert names(plan_end(replace(found, review=replace(found.review, rest=rest)))) == kinds
