"""The inbox in a file: who may open it, what an older one becomes, and what a full or locked disk does."""

import os
import resource
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path

import pytest

from bot.service.inbox import InboxError, open_inbox
from bot.service.inbox.jobs import Inbox
from bot.service.inbox.sqlite import SQLiteInbox
from bot.service.inbox.tables import VERSION
from tests.service.engines import drain, event

#: More deliveries than fit in a few pages.
MANY = 300
#: Takes a job and never ends.
HOLDER = """
import sys, time
from pathlib import Path
from bot.hub.delivery import Event
from bot.service.inbox import open_inbox
from bot.service.inbox.consumer import Consumer
inbox = open_inbox(Path(sys.argv[1]), serving=True)
inbox.put(Event("a", "lab/list", 1, sender="ada"))
def work(job):
    print("ready", flush=True)
    time.sleep(600)
Consumer(inbox).run(work)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "inbox.sqlite3"


@contextmanager
def holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Let another process serve the inbox, and die by SIGKILL."""
    with subprocess.Popen([sys.executable, "-c", HOLDER, path], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
        process.kill()


def test_a_second_server_on_one_file_refuses_to_start(path: Path) -> None:
    with holder(path) as process:
        with pytest.raises(InboxError, match=rf"served by another paperclerk already \(process {process.pid}\)"):
            open_inbox(path, serving=True)
        with closing(open_inbox(path, serving=False)) as beside:
            assert beside.count()["running"] == 1


def test_a_server_that_was_killed_leaves_no_lock_and_no_lost_job(path: Path) -> None:
    with holder(path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        with closing(open_inbox(path, serving=True)) as after:
            assert [(job.delivery, job.attempts) for job in drain(after)] == [("a", 2)]
            assert not after.put(event("a"))


def test_an_operator_does_not_make_an_inbox_where_there_is_none(path: Path) -> None:
    with pytest.raises(InboxError, match="there is no inbox"):
        open_inbox(path, serving=False)
    assert not path.exists()


def test_an_inbox_of_another_version_is_left_alone(path: Path) -> None:
    open_inbox(path, serving=True).close()
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(InboxError, match="another version"):
        open_inbox(path, serving=True)


def test_a_file_that_is_no_inbox_is_refused(path: Path) -> None:
    path.write_bytes(b"\x00rubbish" * 1000)
    with pytest.raises(InboxError, match="file is not a database"):
        open_inbox(path, serving=True)


# Disks


def test_what_came_together_is_refused_whole_where_it_has_no_room(path: Path) -> None:
    together = [event(f"guid-{n:0100}", n + 1) for n in range(MANY)]
    with closing(SQLiteInbox(path, serving=True)) as inbox:
        (pages,) = inbox.database.execute("PRAGMA page_count").fetchone()
        inbox.database.execute(f"PRAGMA max_page_count = {pages + 2}")
        assert inbox.put(event("before", MANY + 1))
        with pytest.raises(InboxError, match="full"):
            inbox.store(together)
        assert inbox.count()["waiting"] == 1
        inbox.database.execute("PRAGMA max_page_count = 100000")
        assert all(inbox.store(together))


def test_a_full_file_takes_nothing_in_until_there_is_room(path: Path) -> None:
    with closing(SQLiteInbox(path, serving=True)) as inbox:
        (pages,) = inbox.database.execute("PRAGMA page_count").fetchone()
        inbox.database.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(InboxError, match="full"):
            inbox.probe()
        stored = 0
        with suppress(InboxError):
            while inbox.put(event(f"guid-{stored:0100}", stored + 1)):
                stored += 1
        with pytest.raises(InboxError, match="full"):
            inbox.put(event(f"guid-{stored:0100}", stored + 1))
        assert inbox.count()["waiting"] == stored, "what was refused is not there by half"
        inbox.database.execute("PRAGMA max_page_count = 100000")
        assert inbox.put(event(f"guid-{stored:0100}", stored + 1))


def test_every_delivery_of_a_burst_hears_that_it_was_not_stored(path: Path) -> None:
    def deliver(inbox: Inbox, n: int) -> str:
        try:
            return "stored" if inbox.put(event(f"{n}", n + 1)) else "seen"
        except InboxError:
            return "refused"

    with closing(SQLiteInbox(path, serving=True)) as inbox, ThreadPoolExecutor(8) as doors:
        inbox.database.execute("PRAGMA query_only = 1")
        assert set(doors.map(partial(deliver, inbox), range(40))) == {"refused"}
        inbox.database.execute("PRAGMA query_only = 0")
        assert set(doors.map(partial(deliver, inbox), range(40))) == {"stored"}
        assert inbox.count()["waiting"] == 40


def test_a_commit_waits_for_the_disk(path: Path) -> None:
    with closing(SQLiteInbox(path, serving=True)) as inbox:
        (synchronous,) = inbox.database.execute("PRAGMA synchronous").fetchone()
        assert synchronous == 2, "FULL"


def test_of_what_arrives_together_all_is_stored_or_nothing(path: Path) -> None:
    with closing(SQLiteInbox(path, serving=True)) as inbox:
        good, bad = event("good", 1), event("bad", 2)
        # What no delivery can be: a guard of the table's own.
        object.__setattr__(bad, "repository", None)
        with pytest.raises(InboxError):
            inbox.store([good, bad])
        assert inbox.count()["waiting"] == 0
        assert inbox.store([good]) == [True], "nobody told GitHub that it was stored"


def test_a_disk_without_room_takes_nothing_in(path: Path) -> None:
    with closing(open_inbox(path, serving=True)) as inbox:
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
        try:
            with pytest.raises(InboxError):
                inbox.put(event("a"))
            with pytest.raises(InboxError):
                inbox.probe()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        inbox.probe()
        assert inbox.put(event("a"))


@contextmanager
def as_a_stranger() -> Iterator[None]:
    """Lose root's right to write everywhere, where the tests run as root."""
    if os.getuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_file_that_cannot_be_written_is_refused_at_the_start() -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "inbox.sqlite3"
        open_inbox(path, serving=True).close()
        for made in Path(name).iterdir():
            made.chmod(0o444)
        Path(name).chmod(0o555)
        with as_a_stranger(), pytest.raises(InboxError, match=f"{path} cannot be used: Permission denied"):
            open_inbox(path, serving=True)
        with as_a_stranger(), pytest.raises(InboxError, match="readonly database"):
            open_inbox(path, serving=False)
        Path(name).chmod(stat.S_IRWXU)
