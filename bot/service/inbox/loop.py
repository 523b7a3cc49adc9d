"""An event loop in a thread of its own: procrastinate lives in it, beside threads that wait for its answers."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar

from bot.service.inbox import InboxError

T = TypeVar("T")

#: In seconds.
AGAIN = 0.1


class Loop:
    """Runs coroutines for threads, and functions that block for coroutines."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, name="paperclerk-loop", daemon=True)
        self.thread.start()

    def call(self, doing: Coroutine[Any, Any, T]) -> T:
        """Return what a coroutine returns; raise InboxError if this is closed, be it meanwhile."""
        if self.loop.is_closed():
            doing.close()
            raise InboxError("the inbox is closed")
        try:
            return asyncio.run_coroutine_threadsafe(doing, self.loop).result()
        except CancelledError as error:
            raise InboxError("the inbox was closed") from error

    def begin(self, function: Callable[[], T]) -> asyncio.Future[T]:
        """Let a function run in a thread that nobody has to wait for when the program ends."""
        answer: asyncio.Future[T] = self.loop.create_future()

        def run() -> None:
            try:
                settle = partial(answer.set_result, function())
            except BaseException as error:  # noqa: BLE001  whoever waits for the answer is to deal with it
                settle = partial(answer.set_exception, error)
            with suppress(RuntimeError):  # the loop is closed
                self.loop.call_soon_threadsafe(lambda: answer.done() or settle())

        threading.Thread(target=run, name="paperclerk-job", daemon=True).start()
        return answer

    def close(self) -> None:
        """Cut off all that still goes on."""

        async def cut_off() -> None:
            while others := asyncio.all_tasks() - {asyncio.current_task()}:
                for task in others:
                    task.cancel()
                # Again and again: one whose end failed may have gone on instead.
                done, _ = await asyncio.wait(others, timeout=AGAIN)
                for task in done:
                    _ = task.cancelled() or task.exception()  # or it would be logged that nobody asked for it

        self.call(cut_off())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()
