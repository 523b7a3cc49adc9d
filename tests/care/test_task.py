"""A task is the same from week to week, and comes back from the issue as it was put there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.care.memory import CareMemory, read_memory, write_memory
from bot.care.task import KINDS, Amendment, Task
from bot.workflow.messages.care import LONGEST_BODY, read_care, read_ticks, show_change, write_care
from bot.workflow.snapshots.care import Offer
from bot.workflow.snapshots.snapshot import Lines

TEXTS = st.text(max_size=60)
AMENDMENTS = st.builds(
    Amendment, title=st.none() | st.text(min_size=1, max_size=40), venue=st.none() | st.just("ICML"), goes=st.booleans()
)
TASKS = st.builds(Task, st.sampled_from(list(KINDS)), TEXTS, TEXTS, st.just("evidence"), st.none() | AMENDMENTS)
OFFERS = st.builds(Offer, TASKS, st.builds(Lines, TEXTS, TEXTS), st.just("README.md"))


@given(st.lists(TASKS, max_size=5))
def test_a_memory_comes_back_as_it_was(tasks: list[Task]) -> None:
    memory = CareMemory(
        {task.key: (task, "shown") for task in tasks}, ("a",), {"https://a.example": ("x",)}, "x", "y", 3
    )
    assert read_memory(write_memory(memory)) == memory


@given(st.lists(OFFERS, max_size=8))
def test_what_strangers_wrote_ticks_nothing_and_ends_nothing(offers: list[Offer]) -> None:
    body, kept = write_care(offers, CareMemory())
    assert read_care(body) == kept
    assert not read_ticks(body, kept)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("- A *[arXiv'23]* x", "- A *[ICML'24]* x", "`arXiv'23` → `ICML'24`"),
        ("- A [[Paper]](u)", "- A [[Paper]](u) [[Code]](v)", "nothing → `[[Code]](v)`"),
        ("| 2023 | [A](u) | arXiv |", "| 2024 | [A](u) | ICML |", "`2023` → `2024`, `arXiv` → `ICML`"),
        ("- A", "", "take out `- A`"),
    ],
    ids=["a venue", "a link that comes", "cells of a row", "a line that goes"],
)
def test_a_change_is_shown_by_what_goes_and_what_comes(before: str, after: str, shown: str) -> None:
    assert show_change(Lines(before, after)) == shown


def test_the_evidence_is_not_part_of_what_a_task_is() -> None:
    task = Task("published", "a", "A title", "says a service", Amendment(venue="ICML", year=2023))
    assert replace(task, evidence="says another").key == task.key
    assert replace(task, amendment=Amendment(venue="ICLR", year=2023)).key != task.key


def test_however_much_is_to_be_done_the_issue_has_room_and_says_how_much_is_left() -> None:
    line = "word " * 100
    offers = [
        Offer(
            Task("dead", str(n), f"Paper {n} {line}", line, Amendment(url="u", to=str(n))),
            Lines(line, "x"),
            "README.md",
        )
        for n in range(3_000)
    ]
    body, kept = write_care(offers, CareMemory(declined=tuple(map(str, range(50_000)))))
    assert len(body) <= LONGEST_BODY
    assert kept.shown
    assert kept.left == 3_000 - len(kept.shown)
    assert f"{kept.left} tasks more come once there is room" in body
