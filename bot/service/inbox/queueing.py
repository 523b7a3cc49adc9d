"""Jobs about threads as procrastinate keeps them: queued, folded, parked and listed, all in its event loop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import psycopg
from procrastinate import App
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException, ProcrastinateException
from procrastinate.jobs import Job as Row
from procrastinate.jobs import Status
from psycopg import AsyncConnection

from bot.service.inbox import DIED, LIST, SWEEP, Job, Retry

TROUBLE = (psycopg.Error, ProcrastinateException)
#: Out of the second nobody takes jobs but an operator. They hold their thread's queueing lock, so that a delivery finds
#: them, but not their repository's lock. The third is for what is not about a thread.
QUEUE, PARKED, CHORES = "paperclerk", "paperclerk-parked", "paperclerk-chores"
LOOK = "look"
#: What a sweep alone asked for waits for what somebody did: its priorities are below all fresh ones.
BEHIND = 1_000_000
#: What waited longest for it goes before them now and then: under constant load its turn would never come.
NEXT = 1
#: In seconds. A worker beats every ten.
DEAD_AFTER = 30.0
#: A due job waits for no other of its repository but fresh ones and those due before it, if its priority says when it
#: is due; procrastinate's numbers have 32 bits, which lasts from this moment until 2088.
BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)

#: So many jobs of a repository may share a turn with one of another's.
MOST_ABREAST = 2
#: What is stored of a job. `attempts` are those that were made, `since` is as in Standing.
Args = dict[str, Any]


def reason_of(error: Exception) -> str:
    """Return what the database said: procrastinate wraps it, and what is not on the first line may quote jobs."""
    return str(error.__cause__ or error).strip().partition("\n")[0]


def write_args(
    repository: str,
    number: int | None,
    installation: int | None,
    delivery: str,
    since: float | None = None,
    actor: str = "",
) -> Args:
    """Return what is stored of a fresh job."""
    thread = {"repository": repository, "number": number, "installation": installation}
    job = {"delivery": delivery, "attempts": 0, "reason": None, "paused": False, "since": since, "actor": actor}
    return {**thread, **job}


def read_args(row: Row) -> Args:
    return dict(row.task_kwargs)


def read_job(row: Row) -> Job:
    """Return a stored job, with the attempt that is being made."""
    args = read_args(row)
    thread = args["repository"], args["number"], args["installation"]
    return Job(*thread, args["delivery"], args["attempts"] + 1, row.id or 0)


def is_swept(args: Args) -> bool:
    """Tell whether a sweep alone asked for a job."""
    return bool(args["delivery"] == SWEEP)


def revive(row: Row) -> Args:
    """Return what is stored of a parked job that is to run again."""
    return {**read_args(row), "attempts": 0}


def actor_of(args: Args) -> str:
    """Return who caused a job, "" where nobody did."""
    return str(args["actor"])


def lock_of(args: Args) -> str:
    return f"{args['repository']}#{args['number'] or LIST}"


def state_of(row: Row) -> str:
    return "running" if row.status == "doing" else "parked" if row.queue == PARKED else "waiting"


class WaitingLine:
    """The priorities of a repository's jobs that are due, by which it takes turns with others: `start` and down.

    The first waiting job of each repository goes before the second one of any. Somebody's next job comes behind the
    last of theirs, a newcomer's beside the first that waits; no more than two share a place, so that many people on one
    list do not hold up another.
    """

    def __init__(self, waiting: Iterable[tuple[int, str]], *, start: int) -> None:
        self.start = start
        self.places: Counter[int] = Counter()
        self.last: dict[str, int] = {}
        for priority, actor in waiting:
            self.note(priority, actor)

    def note(self, priority: int, actor: str) -> None:
        self.places[priority] += 1
        self.last[actor] = min(priority, self.last.get(actor, priority))

    def join(self, actor: str) -> int:
        """Return the priority of somebody's next job."""
        place = self.last[actor] - 1 if actor in self.last else max(self.places, default=self.start)
        while self.places[place] >= MOST_ABREAST:
            place -= 1
        self.note(place, actor)
        return place


class Queue:
    """The jobs; they are written in the caller's transaction where there is a `connection`."""

    def __init__(self, app: App, clock: Callable[[], float]) -> None:
        self.app = app
        self.jobs = app.job_manager
        self.clock = clock

    async def rows(self, **which: Any) -> Sequence[Row]:
        """Return the jobs that wait, run or are parked, in the order in which they were queued."""
        found = await self.jobs.list_jobs_async(task=LOOK, **which)
        return [row for row in found if row.status in ("todo", "doing")]

    async def add(self, connection: AsyncConnection, jobs: Iterable[Args]) -> None:
        """Queue jobs that are due at once, behind the others of their repositories, or fold them into those that wait.

        Repositories take turns, and so do the people of each: see WaitingLine.
        """
        first = {lock_of(args): args for args in reversed(list(jobs))}
        lines: dict[tuple[str, bool], WaitingLine] = {}
        fresh: dict[str | None, bool] = {}
        wanted: dict[str, tuple[Args, int]] = {}
        # Two servers that store at once take what both want in one order, or each would wait for the other.
        for args in sorted(first.values(), key=lambda args: (args["repository"], args["number"] or LIST)):
            repository, swept = args["repository"], is_swept(args)
            if (repository, swept) not in lines:
                waiting = await self.rows(lock=repository, queue=QUEUE, status="todo")
                due = [(row, read_args(row)) for row in waiting if not row.scheduled_at]
                alike = ((row.priority, actor_of(known)) for row, known in due if is_swept(known) == swept)
                lines[repository, swept] = WaitingLine(
                    ((priority, actor) for priority, actor in alike if priority != NEXT), start=-BEHIND * swept
                )
                fresh.update((row.queueing_lock, is_swept(known)) for row, known in due)
            # What waited a moment ago has not begun before it was asked for.
            waits = fresh.get(lock_of(args))
            if waits is None or waits > swept:
                wanted[lock_of(args)] = args, lines[repository, swept].join(actor_of(args))
        await self.place_all(connection, wanted)

    async def place_all(self, connection: AsyncConnection, wanted: Mapping[str, tuple[Args, int]]) -> None:
        """Queue jobs by their locks, with their priorities, at one go; one by one where another of a thread waits."""
        rows = [
            Row(
                task_name=LOOK,
                task_kwargs=args,
                queue=QUEUE,
                lock=args["repository"],
                queueing_lock=lock,
                priority=priority,
            )
            for lock, (args, priority) in wanted.items()
        ]
        try:
            async with connection.transaction():
                await self.jobs.batch_defer_jobs_async(rows, connection)
        except AlreadyEnqueued:
            for args, priority in wanted.values():
                await self.place(connection, args, priority)

    async def place(self, connection: AsyncConnection, args: Args, priority: int) -> None:
        """Queue a job that is due at once, in place of one that waits for its time or an operator."""
        lock = lock_of(args)
        how = {"queue": QUEUE, "lock": args["repository"], "queueing_lock": lock, "priority": priority}
        while True:
            with suppress(AlreadyEnqueued):
                async with connection.transaction():
                    await self.app.configure_task(LOOK, **how, connection=connection).defer_async(**args)
                return
            rows = await self.rows(queueing_lock=lock, status="todo")
            swept = [row for row in rows if is_swept(read_args(row)) > is_swept(args)]
            late = [row for row in rows if row.queue != QUEUE or row.scheduled_at or row in swept]
            if not any([await self.cancel(row, connection) for row in late]):
                return  # what waits, or has begun just now, is what was asked for

    async def advance(self, connection: AsyncConnection) -> None:
        """Let the job be next that has waited longest because a sweep alone asked for it."""
        waiting = await self.rows(queue=QUEUE, status="todo")
        behind = [row for row in waiting if is_swept(read_args(row)) and not row.scheduled_at and row.priority != NEXT]
        if behind:
            row = min(behind, key=lambda row: row.id or 0)
            if await self.cancel(row, connection):
                await self.place(connection, read_args(row), NEXT)

    async def cancel(self, row: Row, connection: AsyncConnection | None = None) -> bool:
        """Delete a job that waits or is parked; return False if it is neither."""
        return await self.jobs.cancel_job_by_id_async(row.id or 0, delete_job=True, connection=connection)

    async def put_back(self, row: Row, retry: Retry, *, at_once: bool = False) -> None:
        """Queue or park a job that is to be tried again, unless it was asked for again: that waits already."""
        job, now = read_job(row), self.clock()
        args = {**read_args(row), "attempts": retry.attempts(job), "reason": retry.reason, "paused": bool(retry.pause)}
        how: Args = {"queue": QUEUE, "lock": job.repository}
        if retry.parks(job):
            how, args["since"] = {"queue": PARKED}, now
        elif not at_once and (seconds := retry.seconds(job)):
            due = datetime.fromtimestamp(now + seconds, UTC)
            how |= {"schedule_at": due, "priority": -int((due - BEGINNING).total_seconds())}
        with suppress(AlreadyEnqueued):
            await self.app.configure_task(LOOK, queueing_lock=lock_of(args), **how).defer_async(**args)

    async def take_over(self) -> None:
        """Put back what dead workers left behind, but park what has killed one after the other."""
        for row in await self.jobs.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER):
            if row.task_name == LOOK:
                # Not procrastinate's retry, which would let a worker that is not dead end the job of another one.
                await self.put_back(row, Retry(DIED), at_once=True)
            else:
                with suppress(AlreadyEnqueued):
                    await self.jobs.defer_job_async(row)
            await self.delete(row)

    async def delete(self, row: Row) -> None:
        """Delete a job that runs no more."""
        with suppress(ConnectorException):  # somebody else did
            await self.jobs.finish_job(row, Status.ABORTED, delete_job=True)
