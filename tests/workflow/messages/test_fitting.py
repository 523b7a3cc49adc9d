"""Whatever people write, what the bot sends fits, and what it remembers reads back whole."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.submission import Proposal
from bot.review.rules.finding import Finding
from bot.workflow.changes import EditComment, OpenPull, Report, WriteComment, WriteReview
from bot.workflow.messages.fitting import LONGEST_BODY, MOST_NOTES, choose, cut, first_of_each, join_fitting, measure
from bot.workflow.planning.checks import make_report
from bot.workflow.planning.plan import plan_thread
from bot.workflow.state import State, bound_state, read_state, write_state
from tests.review.builders import review
from tests.workflow.builders import HEAD, own_file, situation, thread

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60)


@given(text=TEXTS, limit=st.integers(2, 80))
def test_a_cut_text_is_at_most_so_long_and_marked(text: str, limit: int) -> None:
    short = cut(text, limit)
    assert measure(short) <= limit
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


@given(parts=st.lists(TEXTS, max_size=20), room=st.integers(40, 400))
def test_joined_parts_fit_and_what_is_left_out_is_counted(parts: list[str], room: int) -> None:
    joined = join_fitting(parts, room, between="\n", more=lambda count: f"and {count} more")
    assert measure(joined) <= room
    shown = next(n for n in range(len(parts), -1, -1) if joined.startswith("\n".join(parts[:n])))
    assert shown == len(parts) or f"and {len(parts) - shown} more" in joined or not parts[shown]


def test_the_first_way_that_fits_is_chosen() -> None:
    assert choose(3, lambda: "long", lambda: "abc", lambda: "x") == "abc"
    assert choose(2, lambda: "long", lambda: "abcd") == "a…"


def test_of_each_kind_a_few_are_shown() -> None:
    said = list(first_of_each([("a", "1"), ("a", "2"), ("b", "3"), ("a", "4")], 1))
    assert said == ["1", "3", "- … and 2 more like it <sub>a</sub>"]


def many(count: int, title: str, url: str = "https://arxiv.org/abs/2407.{:05}") -> list[Proposal]:
    return [Proposal(title=f"{title} {n}", urls=(url.format(n),), section="Attention") for n in range(count)]


FLOODS = [
    pytest.param(many(50, "A new paper " + "on attention " * 20), id="fifty papers"),
    pytest.param(many(8, "Аttеntiоn " * 28), id="mixed alphabets"),
    pytest.param(many(50, "注意力机制" * 50), id="Chinese titles"),
    pytest.param(many(50, "𝔄" * 290), id="letters outside the basic plane"),
    pytest.param(many(50, "<b>`|*[x](y)" * 24), id="markup that is escaped"),
    pytest.param(many(50, "x", "https://lab.example.org/" + "a" * 1_900 + "/{}"), id="long addresses"),
]


@pytest.mark.parametrize("proposals", FLOODS)
def test_every_text_of_a_plan_fits(proposals: list[Proposal]) -> None:
    entries = [replace(review(proposal), number=n) for n, proposal in enumerate(proposals, start=1)]
    before = situation(thread(comments=()), *entries)
    changes = plan_thread(before).changes
    said = [change for change in changes if isinstance(change, WriteComment | EditComment | OpenPull)]
    assert said
    for change in said:
        assert measure(change.body) <= LONGEST_BODY
        if isinstance(change, OpenPull):
            assert measure(change.title) <= 256
        else:
            state = read_state(change.body)
            assert state is not None
            assert set(state.shown) == {entry.key for entry in entries}
            assert change.body.startswith("### ")


@given(key=TEXTS, value=TEXTS)
def test_what_is_remembered_reads_back_whole_whatever_is_in_it(key: str, value: str) -> None:
    state = State(shown={key or "x": value or "y"}, names={key or "x": [value]}, held="-->")
    block = write_state(state)
    assert "\n" not in block
    assert block.count("-->") == 1
    assert read_state(f"### Ready\n\n{block}") == state


def test_what_people_decided_is_kept_when_the_rest_has_no_room() -> None:
    keys = [f"key {n}" for n in range(50)]
    state = State(
        shown=dict.fromkeys(keys, "h"),
        names={key: ["t" * 900] for key in keys},
        letters={key: ["p" * 80] * 10 for key in keys},
        fields={key: {"title": "t" * 300} for key in keys},
    )
    kept = bound_state(state)
    assert len(write_state(kept)) <= 45_000
    assert (kept.shown, kept.fields) == (state.shown, state.fields)
    assert bound_state(State(names={"a": ["b"]})) == State(names={"a": ["b"]})


def test_a_report_and_a_review_of_very_many_faults_fit() -> None:
    faults = [Finding("w" * 3_000, "h" * 3_000, "a.yaml", n, rule="x", title="Wrong") for n in range(1, 200)]
    report = make_report(HEAD, faults)
    assert isinstance(report, Report)
    assert measure(report.summary) <= 65_535
    assert "more" in report.summary
    assert all(measure(each.message) <= 4_000 for each in report.annotations)
    entry = replace(own_file(review(many(1, "x")[0]), "a.yaml", range(400)), findings=tuple(faults))
    reviews = [
        c for c in plan_thread(situation(thread(kind="pr", head=HEAD), entry)).changes if isinstance(c, WriteReview)
    ]
    assert [len(each.notes) for each in reviews] == [MOST_NOTES]
    assert all(measure(note.body) <= LONGEST_BODY for each in reviews for note in each.notes)
