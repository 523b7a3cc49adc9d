"""Plans for a list's care issue, and for what people ticked in it. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.care.memory import CareMemory
from bot.care.task import KINDS, Task
from bot.review.words.escape import plain
from bot.words import count
from bot.workflow.changes import Change, CloseIssue, EditIssue, OpenIssue, Plan, ReopenIssue, commit_to
from bot.workflow.labels import CARE
from bot.workflow.messages.care import TITLE, commit_words, read_care, read_ticks, write_care
from bot.workflow.snapshots.care import Offer, carry_out_tasks, make_offer
from bot.workflow.snapshots.snapshot import Snapshot
from bot.workflow.thread import Thread

MAY_NOT = (
    "Something was ticked by somebody who may not write here; nothing was done. Tick it again if it is to be done."
)


def plan_care(thread: Thread | None, snapshot: Snapshot, tasks: Iterable[Task], memory: CareMemory) -> Plan:
    """Return the plan that makes the care issue show the current tasks.

    The issue is opened even without tasks: it alone remembers when the list was surveyed.
    """
    offers = list(make_offers(snapshot, tasks, memory))
    body, kept = write_care(offers, memory)
    if thread is None:
        return Plan((OpenIssue(TITLE, body, CARE),), again=True)
    return Plan(tuple(bring_up_to_date(thread, body, kept)))


def bring_up_to_date(thread: Thread, body: str, memory: CareMemory) -> Iterator[Change]:
    """Yield the changes that bring the issue up to date; it is open while something waits for a decision or a check."""
    if thread.body.rstrip() != body:
        yield EditIssue(thread.number, body)
    if memory.shown and not thread.open:
        yield ReopenIssue(thread.number)
    if thread.open and not memory.shown and not memory.suspects:
        yield CloseIssue(thread.number, "completed")


def make_offers(snapshot: Snapshot, tasks: Iterable[Task], memory: CareMemory) -> Iterator[Offer]:
    """Yield the tasks to show, by kind, without those that were declined."""
    ordered = sorted(tasks, key=lambda task: list(KINDS).index(task.kind))
    known = {task.key: task for task in ordered if task.key not in memory.declined}
    yield from (offer for task in known.values() if (offer := make_offer(snapshot, task)))


def plan_ticks(thread: Thread, snapshot: Snapshot, permitted: bool, found: Sequence[Task] = ()) -> Plan:
    """Return the plan for what people ticked: exactly what was shown, in one commit.

    The other tasks are shown anew. Closing the issue declines all that are left; if somebody closed it who may not, the
    next survey reopens it. `found` are more tasks, for the room that there is then.
    """
    memory = read_care(thread.body)
    if not thread.open:
        return Plan(tuple(decline_all(thread, memory)) if permitted else ())
    ticks = read_ticks(thread.body, memory)
    tasks = {key: task for key, (task, _) in memory.shown.items()}
    if ticks and not permitted:
        return Plan(tuple(show(thread, make_offers(snapshot, tasks.values(), memory), memory, [MAY_NOT])))
    memory = replace(memory, declined=(*memory.declined, *sorted(ticks.left)))
    ticked = {key: make_offer(snapshot, tasks[key]) for key in sorted(ticks.done)}
    fresh = [key for key, offer in ticked.items() if offer and offer.shown == memory.shown[key][1]]
    stale = len(ticks.done) - len(fresh)
    notes = [f"{count(stale, 'task')} reads otherwise than it was shown, so I left it. Look again."] if stale else []
    left = [task for key, task in tasks.items() if key not in fresh]
    commit = tuple(commit_tasks(thread, snapshot, [tasks[key] for key in fresh]))
    shown = show(thread, make_offers(snapshot, [*left, *found], memory), memory, notes)
    return Plan((*commit, *shown), again=bool(commit))


def decline_all(thread: Thread, memory: CareMemory) -> Iterator[Change]:
    if memory.shown:
        body, _ = write_care((), replace(memory, declined=(*memory.declined, *memory.shown)))
        yield EditIssue(thread.number, body)


def show(thread: Thread, found: Iterable[Offer], memory: CareMemory, notes: Sequence[str]) -> Iterator[Change]:
    """Yield the changes that make the issue show some offers; an unchanged one is not written again."""
    offers = list(found)
    as_before = {key: shown for key, (_, shown) in memory.shown.items()}
    if notes or {offer.task.key: offer.shown for offer in offers} != as_before:
        body, kept = write_care(offers, memory, notes)
        yield from bring_up_to_date(thread, body, kept)


def commit_tasks(thread: Thread, snapshot: Snapshot, tasks: Sequence[Task]) -> Iterator[Change]:
    files = carry_out_tasks(snapshot, tasks)
    if tasks and files:
        words = commit_words(thread.number, [f"{plain(task.title)}: {task.kind}" for task in tasks])
        yield commit_to(thread.repository, files, words)
