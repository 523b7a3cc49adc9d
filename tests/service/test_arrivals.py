"""Deliveries that arrive together: one transaction, and each hears what became of it."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.hub.delivery import Event
from bot.service.inbox import InboxError, arrivals
from bot.service.inbox.arrivals import BatchWriter
from tests.service.engines import event

MANY = 12


class Disk:
    """Stores at once or, while it is held, keeps whoever stores waiting; "bad" deliveries cannot be stored."""

    def __init__(self) -> None:
        self.free = threading.Event()
        self.free.set()
        self.asked = threading.Event()
        self.batches: list[list[str]] = []

    def store(self, events: Sequence[Event]) -> list[bool]:
        self.asked.set()
        self.free.wait()
        names = [event.delivery for event in events]
        if "bad" in names:
            raise InboxError("no room")
        known = {name for batch in self.batches for name in batch}
        self.batches.append(names)
        return [name not in known for name in names]


def test_what_arrives_while_the_disk_is_busy_is_stored_at_one_go() -> None:
    disk = Disk()
    disk.free.clear()
    door = BatchWriter(disk.store)
    with ThreadPoolExecutor(MANY) as threads:
        first = threads.submit(door.put, event("first"))
        disk.asked.wait()
        others = [threads.submit(door.put, event(f"{n}")) for n in range(MANY - 1)]
        while door.waiting.qsize() < MANY - 1:
            pass
        disk.free.set()
        assert all(answer.result() for answer in (first, *others))
    assert [len(batch) for batch in disk.batches] == [1, MANY - 1]
    assert not door.put(event("first")), "it was stored before"
    door.close()


def test_a_batch_that_cannot_be_stored_is_refused_and_the_next_is_not() -> None:
    door = BatchWriter(Disk().store)
    with pytest.raises(InboxError, match="no room"):
        door.put(event("bad"))
    assert door.put(event("good"))
    door.close()


def test_a_fault_of_ours_does_not_stop_the_door() -> None:
    faults = [True]

    def store(events: Sequence[Event]) -> list[bool]:
        if faults and faults.pop():
            raise KeyError("a fault")
        return [True for _ in events]

    door = BatchWriter(store)
    with pytest.raises(KeyError):
        door.put(event("a"))
    assert door.put(event("a"))
    door.close()


def test_what_is_not_stored_in_time_is_not_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrivals, "LONGEST_STORING", 0.01)
    disk = Disk()
    disk.free.clear()
    door = BatchWriter(disk.store)
    with pytest.raises(InboxError, match="in time"):
        door.put(event("a"))
    disk.free.set()
    door.close()


def test_what_has_arrived_is_stored_before_the_door_is_closed_and_nothing_after() -> None:
    disk = Disk()
    disk.free.clear()
    door = BatchWriter(disk.store)
    with ThreadPoolExecutor(MANY) as threads:
        answers = [threads.submit(door.put, event("first"))]
        disk.asked.wait()
        answers += [threads.submit(door.put, event(f"{n}")) for n in range(3)]
        while door.waiting.qsize() < 3:
            pass
        closing = threads.submit(door.close)
        while door.waiting.qsize() < 4:
            pass
        disk.free.set()
        closing.result()
        assert all(answer.result() for answer in answers)
    assert not door.thread.is_alive()
    assert [len(batch) for batch in disk.batches] == [1, 3]
    with pytest.raises(InboxError, match="closed"):
        door.put(event("late"))


def test_each_of_a_batch_hears_what_became_of_it() -> None:
    disk = Disk()
    door = BatchWriter(disk.store)
    assert door.put(event("known"))
    disk.free.clear()
    disk.asked.clear()
    with ThreadPoolExecutor(MANY) as threads:
        first = threads.submit(door.put, event("first"))
        disk.asked.wait()
        asked = ["new", "known", "other"]
        answers = {}
        for n, name in enumerate(asked, start=1):
            answers[name] = threads.submit(door.put, event(name))
            while door.waiting.qsize() < n:
                pass
        disk.free.set()
        assert first.result()
        assert {name: answer.result() for name, answer in answers.items()} == {
            "new": True,
            "known": False,
            "other": True,
        }
    assert disk.batches[-1] == asked, "in the order in which they came"
    door.close()


def test_all_of_a_batch_hear_that_it_was_not_stored() -> None:
    disk = Disk()
    disk.free.clear()
    door = BatchWriter(disk.store)
    with ThreadPoolExecutor(MANY) as threads:
        first = threads.submit(door.put, event("first"))
        disk.asked.wait()
        answers = [threads.submit(door.put, event(name)) for name in ("good", "bad", "fine")]
        while door.waiting.qsize() < len(answers):
            pass
        disk.free.set()
        assert first.result()
        for answer in answers:
            with pytest.raises(InboxError, match="no room"):
                answer.result()
    door.close()
