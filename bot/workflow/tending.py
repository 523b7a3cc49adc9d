"""The care of a list: an issue shows the findings of a survey, and what people ticked there is done."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace

from bot.care.memory import CareMemory
from bot.care.task import Task
from bot.workflow.clerk import Clerk
from bot.workflow.messages.care import read_care, read_ticks
from bot.workflow.planning.care import plan_care
from bot.workflow.snapshots.loading import LoadedList
from bot.workflow.thread import HAND_EDITS, Thread

#: Surveys a list, given the memory of its care; returns the tasks, and the new memory.
Survey = Callable[[LoadedList, CareMemory], tuple[Sequence[Task], CareMemory]]
#: Excludes others from the list's hub, which writes by its last reading; entered more than once.
Turn = AbstractContextManager[object]
ALONE: Turn = nullcontext()


def tend(clerk: Clerk, survey: Survey, turn: Turn = ALONE) -> None:
    """Update the list's care issue with a survey; what people ticked there is done first.

    Nobody may write in a locked issue, which then is left alone. A survey takes minutes, so it is made outside `turn`.
    """
    with turn:
        loaded, thread = read_tended(clerk)
    if thread and thread.locked:
        return
    tasks, seen = survey(loaded, remembered(thread))
    with turn:
        clerk.insist(None, lambda _, moves: write_found(clerk, tasks, seen))


def write_found(clerk: Clerk, tasks: Sequence[Task], seen: CareMemory) -> tuple[()] | None:
    """Show the findings of a survey, once nothing is ticked any more; return None if there is more to do."""
    loaded, thread = read_tended(clerk)
    memory = remembered(thread)
    if thread and read_ticks(thread.body, memory):
        clerk.handle(thread.number)
        return None
    plan = plan_care(thread, loaded.snapshot, tasks, replace(seen, declined=memory.declined))
    clerk.apply(plan, thread.number if thread else None)
    return None if plan.again else ()


def remembered(thread: Thread | None) -> CareMemory:
    return read_care(thread.body) if thread else CareMemory()


def read_tended(clerk: Clerk) -> tuple[LoadedList, Thread | None]:
    number = clerk.hub.find_care()
    thread = clerk.hub.read_thread(number) if number else None
    repository = thread.repository if thread else clerk.hub.read_repository(HAND_EDITS).repository
    return clerk.open_list(repository.head), thread
