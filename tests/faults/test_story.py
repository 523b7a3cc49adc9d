"""The state that all proofs compare: equal for two runs of one story, different for the least difference."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.ground import Ground, tell
from tests.faults.state import compare, find_doubles, read_state
from tests.faults.story import pause
from tests.stage import Actor, Stage


@pytest.fixture
def ground(tmp_path: Path) -> Iterator[Ground]:
    with Ground(tmp_path) as ground:
        yield ground


def clerk(ground: Ground) -> Actor:
    return Actor(Stage(ground), "paperclerk-bot", ground.wire.tokens[0])


def again(actor: Actor) -> None:
    body = actor.call("GET", "/issues/1/comments")[-1]["body"]
    actor.call("POST", "/issues/1/comments", body=body)


def label(actor: Actor) -> None:
    actor.call("POST", "/issues/1/labels", labels=["paper: approved"])


def react(actor: Actor) -> None:
    comment = actor.call("GET", "/issues/1/comments")[0]["id"]
    actor.call("POST", f"/issues/comments/{comment}/reactions", content="heart")


def branch(actor: Actor) -> None:
    head = actor.call("GET", "/git/ref/heads/main")["object"]["sha"]
    actor.call("POST", "/git/refs", ref="refs/heads/paperclerk/issue-9", sha=head)


def close(actor: Actor) -> None:
    actor.call("PATCH", "/issues/1", state="closed")


def merge(actor: Actor) -> None:
    actor.call("PUT", "/pulls/2/merge")


def review(actor: Actor) -> None:
    actor.call("POST", "/pulls/2/reviews", event="COMMENT", body="Fine.")


def test_the_least_difference_is_seen(ground: Ground) -> None:
    tell(pause, ground)
    before = read_state(ground.hub)
    assert read_state(ground.hub) == before
    for change in (again, label, react, branch, review, close, merge):
        change(clerk(ground))
        after = read_state(ground.hub)
        assert compare(before, after) != "", change.__name__
        before = after


def test_what_is_done_twice_is_seen(ground: Ground) -> None:
    tell(pause, ground)
    assert find_doubles(ground.hub) == []
    again(clerk(ground))
    assert find_doubles(ground.hub) == ["2 times: comment in #1"]
