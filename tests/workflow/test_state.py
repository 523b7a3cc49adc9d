"""The hidden blocks survive people who edit the bot's own words."""

import pytest

from bot.workflow.state import (
    Decision,
    State,
    append_decisions,
    read_decisions,
    read_holds,
    read_state,
    write_holds,
    write_state,
)


def test_what_is_remembered_is_read_again() -> None:
    state = State(
        shown={"k": "h"},
        decisions={"k": Decision("approved", "ada", entry_hash="h")},
        handled=("1",),
        pending=("#2",),
        held="ada",
    )
    assert read_state(f"Words\n\n{write_state(state)}") == state
    assert read_holds(write_holds({"k": "paper --> x"})) == {"k": "paper --> x"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{}", id="no version"),
        pytest.param('{"v":0}', id="another version"),
        pytest.param('{"v":1', id="cut"),
        pytest.param('{"v":1,}', id="no JSON"),
        pytest.param('{"v":1,"decisions":[]}', id="decisions of another shape"),
        pytest.param('{"v":1,"decisions":{"k":["approved"]}}', id="half a decision"),
        pytest.param('{"v":1,"decisions":{"k":["deferred","ada","x"]}}', id="a decision of no kind"),
        pytest.param('{"v":1,"handled":7}', id="no list"),
        pytest.param("{" * 5_000 + "}", id="deep"),
    ],
)
def test_a_block_that_people_broke_is_none(text: str) -> None:
    assert read_state(f"<!-- paperclerk:state {text} -->") is None


def test_what_another_version_of_the_bot_remembers_is_left_out() -> None:
    assert read_state('<!-- paperclerk:state {"v":1,"unknown":1,"held":"ada"} -->') == State(held="ada")


def test_a_request_that_ended_says_what_was_decided_of_its_papers() -> None:
    body = f"Closes #1.\n\n{write_holds({'k': 'paper', 'other': 'listed'})}"
    first, second = (
        Decision("rejected", "ada", reason="no --> really"),
        Decision("duplicate", "ada", original="flexgen"),
    )
    once = append_decisions(body, {"paper": first, "not here": second})
    assert read_decisions(once) == {"k": first}
    assert read_holds(once) == read_holds(body)
    assert read_decisions(append_decisions(once, {"paper": second})) == {"k": second}
    assert read_decisions(body) == {}


@pytest.mark.parametrize(
    "text",
    ["{x}", '{"k":7}', '{"k":["rejected"]}', '{"k":[1,2,3,4]}', '{"k":["deferred","ada","x"]}', "{" * 5_000 + "}"],
)
def test_decisions_that_people_broke_are_none(text: str) -> None:
    assert read_decisions(f"{write_holds({'k': 'k'})}\n<!-- paperclerk:decided {text} -->") == {}


@pytest.mark.parametrize("text", ["{x}", '{"k": }', "{" * 5_000 + "}", ""])
def test_holds_that_people_broke_are_none(text: str) -> None:
    assert read_holds(f"<!-- paperclerk:holds {text} -->") == {}
