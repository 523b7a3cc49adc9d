"""A task is the same from week to week, and comes back from the issue as it was put there."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.care.memory import CareMemory, read_memory, write_memory
from bot.care.task import Amendment, Task
from tests.care.builders import TASKS


@given(st.lists(TASKS, max_size=5))
def test_a_memory_comes_back_as_it_was(tasks: list[Task]) -> None:
    memory = CareMemory(
        {task.key: (task, "shown") for task in tasks}, ("a",), {"https://a.example": ("x",)}, "x", "y", 3
    )
    assert read_memory(write_memory(memory)) == memory


def test_the_evidence_is_not_part_of_what_a_task_is() -> None:
    task = Task("published", "a", "A title", "says a service", Amendment(venue="ICML", year=2023))
    assert replace(task, evidence="says another").key == task.key
    assert replace(task, amendment=Amendment(venue="ICLR", year=2023)).key != task.key
