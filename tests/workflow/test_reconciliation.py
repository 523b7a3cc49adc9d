"""List and data are brought together, by values in place of GitHub; then the threads that it concerns are named."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.workflow.changes import Change, PushBranch, Report
from bot.workflow.clerk import MOST_ROUNDS, Clerk
from bot.workflow.hub import MergeRefusedError, RestlessError
from bot.workflow.reconciliation import handle_subject, reconcile
from bot.workflow.state import State, write_state
from bot.workflow.thread import HAND_EDITS, Branch, Comment, OwnBranch, Person
from tests.workflow.builders import BASE, HEAD, START, names, pull, thread
from tests.workflow.hubs import FILES, ValuesHub, clerk, issue

PAGE = "README.md"
EDITED = {**FILES, PAGE: FILES[PAGE].replace("Longformer: The", "Longformer, The", 1)}


@pytest.mark.parametrize(
    ("versions", "changed"),
    [
        pytest.param([FILES], [], id="in step"),
        pytest.param([EDITED, FILES], ["PushBranch", "OpenPull"], id="an edit by hand"),
        pytest.param([EDITED, EDITED], ["Report"], id="nobody knows where it began"),
        pytest.param([{**FILES, "catalogue.yaml": "name: ["}], ["Report"], id="data that cannot be read"),
        pytest.param([{**FILES, PAGE: "# No marks\n"}], ["Report"], id="a page without marks"),
    ],
)
def test_list_and_data_are_brought_together(versions: list[dict[str, str]], changed: list[str]) -> None:
    hub = ValuesHub(versions=versions)
    assert reconcile(clerk(hub)) == ()
    assert names(hub.changes) == changed
    for change in hub.changes:
        if isinstance(change, Report):
            assert (change.head, change.conclusion) == (BASE, "failure")
        elif isinstance(change, PushBranch):
            assert (change.branch, change.base) == (HAND_EDITS, BASE)


class PageHub(ValuesHub):
    """A list that is a page."""

    def read_text(self, commit: str, path: str) -> str | None:
        return None

    def read_folder(self, commit: str, folder: str) -> dict[str, str]:
        return {}

    def read_pages(self, commit: str, patterns: tuple[str, ...]) -> dict[str, str]:
        return {PAGE: "# Papers\n\n- [Sparse attention in depth](https://arxiv.org/abs/2401.00001)\n"}


@pytest.mark.parametrize(
    ("hub", "looked_at"),
    [
        pytest.param(ValuesHub, (3,), id="a folder: what the merge queue dropped may come in now"),
        pytest.param(PageHub, (3, 4), id="a page: each request holds the list as it was"),
    ],
)
def test_a_list_that_moved_leads_to_the_requests_that_hold_it(hub: type[ValuesHub], looked_at: tuple[int, ...]) -> None:
    remembered = {3: State(dropped="conflict"), 4: State(proposed={"a": "a-paper"}), 5: State()}
    found = hub()
    found.states = {
        number: Comment(number, Person("clerk", 1), write_state(state), START, own=True)
        for number, state in remembered.items()
    }
    assert reconcile(clerk(found)) == looked_at


def test_a_request_that_a_person_merged_is_carried_out_before_its_lines_pass_for_a_hand_edit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    merged = thread(number=12, kind="pr", merged=True, open=False, head="a" * 40, base="main", pull=pull())
    hub = ValuesHub(merged, versions=[EDITED, FILES], messages=["Merge #12", ""])
    asked: list[int] = []

    def handle(self: Clerk, number: int) -> tuple[int | None, ...]:
        asked.append(number)
        return ()

    monkeypatch.setattr(Clerk, "handle", handle)
    with pytest.raises(RestlessError):
        reconcile(clerk(hub))
    assert asked == [12] * MOST_ROUNDS


@pytest.mark.parametrize(
    ("branch", "changed"),
    [
        pytest.param(None, [], id="there is no request"),
        pytest.param(Branch(HAND_EDITS, HEAD, "Take in"), [], id="people pushed to it"),
        pytest.param(
            Branch(HAND_EDITS, HEAD, f"Take in\n\nPaperclerk-Entry: {'0' * 32}", BASE),
            ["ClosePull", "DeleteBranch"],
            id="it is the bot's own",
        ),
    ],
)
@pytest.mark.parametrize("kind", [ValuesHub, PageHub])
def test_a_request_that_proposes_nothing_any_more_is_taken_back(
    kind: type[ValuesHub], branch: Branch | None, changed: list[str]
) -> None:
    hub = kind()
    hub.upkeep = OwnBranch(thread().repository, branch, pull() if branch else None)
    reconcile(clerk(hub))
    assert names(hub.changes) == changed


def test_an_archived_list_is_left_alone() -> None:
    hub = ValuesHub(versions=[EDITED, FILES])
    hub.upkeep = OwnBranch(replace(thread().repository, archived=True), None, None)
    assert reconcile(clerk(hub)) == ()
    assert hub.changes == []


def test_the_request_for_a_hand_edit_is_looked_at_next() -> None:
    hub = ValuesHub(versions=[EDITED, FILES])
    hub.upkeep = OwnBranch(thread().repository, None, pull())
    assert reconcile(clerk(hub)) == (7,)


@pytest.mark.parametrize("refusals", [1, MOST_ROUNDS - 1])
def test_where_github_moved_it_looks_again(refusals: int) -> None:
    hub = ValuesHub(versions=[EDITED, FILES], refusals=refusals)
    reconcile(clerk(hub))
    assert names(hub.changes) == ["PushBranch", "OpenPull"]
    assert len(hub.pauses) == refusals


@pytest.mark.parametrize(
    ("methods", "tries"),
    [
        pytest.param(("squash", "merge"), 2, id="there is another way"),
        pytest.param(("squash",), 1, id="it was the only one"),
    ],
)
def test_a_way_of_merging_that_github_refuses_is_not_tried_again(methods: tuple[str, ...], tries: int) -> None:
    asked: list[Sequence[Change]] = []

    class Refusing(ValuesHub):
        def apply(self, changes: Sequence[Change]) -> None:
            asked.append(changes)
            raise MergeRefusedError("Squash merges are not allowed.", "squash" if len(asked) == 1 else "merge")

    hub = Refusing(versions=[EDITED, FILES])
    hub.upkeep = OwnBranch(replace(thread().repository, merge_methods=methods), None, None)
    with pytest.raises(MergeRefusedError):
        reconcile(clerk(hub))
    assert len(asked) == tries


def test_a_list_that_never_rests_is_given_up_for_now() -> None:
    hub = ValuesHub(versions=[EDITED, FILES], refusals=MOST_ROUNDS)
    with pytest.raises(RestlessError):
        reconcile(clerk(hub))
    assert hub.changes == []


@pytest.mark.parametrize(
    ("subject", "looks"), [pytest.param(None, [], id="the list"), pytest.param(1, [1], id="a thread")]
)
def test_a_thread_is_looked_at_or_the_list(subject: int | None, looks: list[int]) -> None:
    hub = ValuesHub(issue())
    handle_subject(clerk(hub), subject)
    assert hub.looks == looks
    assert hub.settled == looks
