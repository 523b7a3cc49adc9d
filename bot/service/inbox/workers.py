"""Procrastinate's workers in this process: they do jobs about threads, and tend and sweep when it is its turn."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from procrastinate import App, JobContext
from procrastinate.jobs import Job as Row

from bot.service.inbox import IDLE_SECONDS, NIGHT, SWEEP, Chores, Retry, Work
from bot.service.inbox.loop import Loop
from bot.service.inbox.queueing import CHORES, LOOK, QUEUE, TROUBLE, Queue, read_job, reason_of

log = logging.getLogger(__name__)

#: In seconds: when a job that has ended, and is still marked as running, could not be deleted.
TO_DELETE = 10.0
#: Every ten seconds: the sixth field is of seconds.
TENDING = "* * * * * */10"
HOUR = 60
NIGHTLY, CARE = f"0 {NIGHT} * * *", "care"


class Workers:
    """Lets procrastinate's workers do jobs; `wake` is called after each."""

    def __init__(self, app: App, queue: Queue, loop: Loop, wake: Callable[[], None]) -> None:
        self.app = app
        self.queue = queue
        self.loop = loop
        self.wake = wake
        app.task(name=LOOK, pass_context=True)(self.look)
        self.running: set[asyncio.Task[None]] = set()
        self.ended: set[int | None] = set()
        self.stopping = False

    def declare(self, tend: Callable[[], Awaitable[None]], chores: Chores) -> None:
        """Declare what one server of all does now and then: procrastinate sees to it that only one does.

        Without any periodic job, a worker of procrastinate's would not notice that its heart has stopped.
        """

        # Without a lock: one whose server died would keep all others from finding it.
        @self.app.periodic(cron=TENDING)
        @self.app.task(name="tend", queue=CHORES, queueing_lock="tend")
        async def tend_now(timestamp: int) -> None:
            await tend()

        minutes = chores.minutes
        if chores.sweep and minutes:
            self.repeat(SWEEP, f"*/{minutes} * * * *" if minutes < HOUR else "0 * * * *", chores.sweep)
        if chores.nightly:
            self.repeat(CARE, NIGHTLY, chores.nightly)

    def repeat(self, name: str, cron: str, chore: Callable[[], None]) -> None:
        """Declare what is done at certain times, by one server at a time."""

        @self.app.periodic(cron=cron)
        @self.app.task(name=name, queue=CHORES, lock=name, queueing_lock=name)
        async def do(timestamp: int) -> None:
            await self.loop.begin(chore)

    async def serve(self, work: Work, count: int) -> None:
        """Run workers until stopped."""
        if self.stopping:
            return
        # One job at a time each: with room for more a worker looks for a repository's next one only now and then.
        running = [self.keep_working(work, QUEUE) for _ in range(count)]
        # All at a time, so that a sweep does not keep a dead server's jobs from being taken over.
        running += [self.keep_working(work, CHORES, concurrency=3), self.delete_ended()]
        tasks = [asyncio.create_task(coroutine) for coroutine in running]
        self.running.update(tasks)
        for end in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(end, Exception):
                raise end
        self.running.difference_update(tasks)

    async def stop(self, seconds: float) -> None:
        """Take no more jobs, and let those in hand end within so many seconds."""
        for task in self.running if not self.stopping else ():
            task.cancel()  # once, and procrastinate's workers end the jobs in hand
        self.stopping = True
        if self.running:
            await asyncio.wait(self.running, timeout=seconds)

    async def keep_working(self, work: Work, queue: str, *, concurrency: int = 1) -> None:
        """Run one of procrastinate's workers, and another one when the database's trouble has ended it."""
        while not self.stopping:
            try:
                await self.app.run_worker_async(
                    queues=[queue],
                    concurrency=concurrency,
                    fetch_job_polling_interval=IDLE_SECONDS,
                    listen_notify=queue == QUEUE,
                    delete_jobs="successful",
                    additional_context={"work": work},
                    install_signal_handlers=False,
                )
            except TROUBLE as error:
                log.error("no job can be taken: %s", reason_of(error))
            await asyncio.sleep(IDLE_SECONDS)

    async def look(self, context: JobContext, /, **args: Any) -> None:
        """Do a job; what is to be tried again becomes a new one."""
        work, job = context.additional_context["work"], read_job(context.job)
        if retry := await self.loop.begin(lambda: work(job)):
            await self.put_back(context.job, retry)
        self.ended.add(context.job.id)
        self.wake()

    async def put_back(self, row: Row, retry: Retry) -> None:
        """Store a job that is to be tried again, and insist: one that stays marked as running holds others up."""
        while True:
            try:
                return await self.queue.put_back(row, retry)
            except TROUBLE as error:
                log.error("how a job ended cannot be stored: %s", reason_of(error))
            await asyncio.sleep(IDLE_SECONDS)

    async def delete_ended(self) -> None:
        """Delete the jobs whose end procrastinate could not store, since the database had trouble just then."""
        while True:
            earlier, self.ended = self.ended, set()
            await asyncio.sleep(TO_DELETE)
            try:
                for row in await self.queue.rows(status="doing"):
                    if row.id in earlier:
                        await self.queue.delete(row)
            except TROUBLE:
                self.ended |= earlier
