"""What open threads propose is followed from comment to comment."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.matching import Record
from bot.workflow import pending
from bot.workflow.pending import Pending, freed_threads
from bot.workflow.state import Decision, State, write_state
from bot.workflow.thread import Comment, Person, Thread
from tests.workflow.builders import thread

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TITLES = ("Efficient memory for large models", "Serving on small devices", "Sparse attention in depth")
decisions = st.sampled_from([{}, {"k": Decision("rejected", "mona")}, {"k": Decision("approved", "mona")}])
states = st.builds(
    lambda title, made, over, lacking: State(names={"k": (title,)}, decisions=made, over=over, lacking=lacking),
    st.sampled_from(TITLES),
    decisions,
    st.booleans(),
    st.sampled_from([(), ("k",), ("other",)]),
)
desks = st.dictionaries(st.integers(1, 12), st.one_of(st.none(), states), max_size=8)


def comments(desk: dict[int, State | None]) -> dict[int, Comment]:
    """Return the bot's comments in open threads; one that remembers nothing is not understood."""
    bodies = {number: write_state(state) if state else "Hello" for number, state in desk.items()}
    return {number: Comment(number, Person("clerk", 1), body, NOW, own=True) for number, body in sorted(bodies.items())}


@given(st.lists(desks, min_size=1, max_size=5), st.integers(1, 13), st.sampled_from(TITLES))
def test_it_answers_as_if_it_had_seen_the_last_comments_alone(
    moments: list[dict[int, State | None]], number: int, title: str
) -> None:
    followed, fresh = Pending(), Pending()
    for moment in moments:
        known = followed.see(comments(moment))
    assert known == fresh.see(comments(moments[-1]))
    assert list(known) == sorted(n for n, state in moments[-1].items() if state and not state.over)
    found = followed.older_than(number).match(Record(title))
    assert found == fresh.older_than(number).match(Record(title))
    older = (n for n, state in known.items() if n < number and state.names["k"][0] == title)
    whole = [n for n in older if "k" not in known[n].lacking]
    expected = [n for n in whole if "k" not in known[n].decisions or known[n].decisions["k"].kind == "approved"]
    assert [c.key for c in found.candidates if c.reasons == ("the same title",)] == [f"#{n}" for n in expected]


def test_a_comment_that_did_not_change_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(pending, "read_state", read.append)
    desk, seen = comments({number: State(names={"k": (TITLES[0],)}) for number in range(1, 6)}), Pending()
    seen.see(desk)
    seen.see(desk)
    assert len(read) == 5


@pytest.mark.parametrize(
    ("found", "states", "ended", "freed"),
    [
        pytest.param(thread(), {2: State(pending=("#1",))}, True, [2], id="what waited for it"),
        pytest.param(thread(), {2: State(pending=("#1",))}, False, [], id="it is not over"),
        pytest.param(thread(), {2: State(pending=("#3",))}, True, [], id="what waits for another"),
        pytest.param(thread(opened_for=5), {}, True, [5], id="what it was opened for"),
        pytest.param(thread(opened_for=5), {}, False, [], id="what it was opened for, not over"),
        pytest.param(thread(), {}, True, [], id="opened for nothing"),
    ],
)
def test_a_thread_that_is_over_sets_others_free(
    found: Thread, states: dict[int, State], ended: bool, freed: list[int]
) -> None:
    assert list(freed_threads(found, State(), states, ended=ended)) == freed
