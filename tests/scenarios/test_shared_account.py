"""The account whose token the bot has writes comments of its own: a maintainer's, or another program's."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.demo.playground import CLERK, MAINTAINER
from tests.localhub.gate import Gate
from tests.stage import Actor, Stage, set_stage, small_files

PAPER = "Title: A new paper on attention\nLink: https://arxiv.org/abs/2407.08608\nVenue: ICLR 2025\nSection: Attention"
WORDS = "Thanks for asking! See our contribution guide."


@pytest.fixture
def shared(tmp_path: Path, gate: Gate) -> Iterator[Stage]:
    """A list whose bot works with the maintainer's own token."""
    with set_stage(tmp_path, gate, small_files(), clerk=MAINTAINER) as stage:
        yield stage


def comments(stage: Stage, number: int) -> list[str]:
    return [comment["body"] for comment in stage.get(f"/issues/{number}/comments?per_page=100")]


def test_another_programs_comment_is_left_as_it_is(stage: Stage) -> None:
    """In Actions every workflow of a repository writes as the same account."""
    other = Actor(stage, CLERK, stage.ground.hub.create_token(CLERK))
    number = stage.contributor.writes("A question", "Is this list alive?")
    other.comments(number, "The build has finished.")
    stage.contributor.edits(number, title="Add a paper", body=PAPER)
    said = comments(stage, number)
    assert said[0] == "The build has finished."
    assert len(said) == 2
    assert "Ready" in said[1]
    stage.contributor.edits(number, body=PAPER.replace("2025", "2024"))
    assert comments(stage, number)[0] == "The build has finished."
    assert "ICLR 2024" in comments(stage, number)[1]


def test_a_maintainers_words_are_not_written_over_and_their_command_counts(shared: Stage) -> None:
    number = shared.contributor.writes("A question", "Is this list alive?")
    shared.maintainer.comments(number, WORDS)
    shared.contributor.edits(number, title="Add a paper", body=PAPER)
    said = comments(shared, number)
    assert said[0] == WORDS
    assert len(said) == 2
    assert "Ready" in said[1]
    shared.maintainer.comments(number, "/approve")
    assert shared.state(number) == "closed"
    assert "A new paper on attention" in shared.text("data/README.md")
    assert comments(shared, number)[0] == WORDS


def test_a_maintainer_who_files_a_paper_is_answered(shared: Stage) -> None:
    number = shared.maintainer.writes("Add a paper", PAPER)
    assert "Ready" in comments(shared, number)[0]


def test_a_quotation_of_the_bots_comment_is_a_persons(shared: Stage) -> None:
    """Whoever quotes a comment by copying its source takes its hidden end along."""
    number = shared.contributor.writes("Add a paper", PAPER)
    (own,) = comments(shared, number)
    shared.maintainer.comments(number, "\n".join(f"> {line}" for line in own.splitlines()))
    shared.maintainer.comments(number, f"{own}\n\nI agree.\n/approve")
    assert shared.state(number) == "closed"
    assert len(comments(shared, number)) == 3


def test_whose_comment_is_deleted_gets_another(shared: Stage) -> None:
    number = shared.contributor.writes("Add a paper", PAPER)
    shared.maintainer.comments(number, WORDS)
    (own, words) = shared.get(f"/issues/{number}/comments")
    shared.maintainer.call("DELETE", f"/issues/comments/{own['id']}")
    shared.ground.settle()
    shared.contributor.edits(number, body=PAPER.replace("2025", "2024"))
    said = comments(shared, number)
    assert said[0] == words["body"] == WORDS
    assert "ICLR 2024" in said[1]


def test_nobody_else_can_put_words_into_the_bots_mouth(stage: Stage) -> None:
    """Whoever reads a comment's source can write one that ends like it, and say there what was decided."""
    mallory = stage.newcomer("mallory")
    number = stage.contributor.writes("Add a paper", PAPER)
    (own,) = comments(stage, number)
    other = stage.contributor.writes("A question", "Is this list alive?")
    mallory.comments(other, own.replace('"handled":', '"held":"mallory","handled":'))
    stage.contributor.edits(other, title="Add a paper", body=PAPER.replace("08608", "08611").replace("attention", "it"))
    said = comments(stage, other)
    assert len(said) == 2, "the bot writes its own"
    assert said[0] != said[1]
    assert "hold" not in said[1].splitlines()[0].lower()
    stage.maintainer.comments(other, f"/approve\n\n{own.rpartition(chr(10))[2]}")
    assert stage.state(other) == "closed", "who else ends a comment like the bot's is heard all the same"
