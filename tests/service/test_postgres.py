"""The inbox in PostgreSQL: several doors and workers at once, their deaths, and tables of other versions."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from bot.service.inbox import InboxError, Job, open_inbox
from bot.service.inbox.postgres import PostgresInbox
from bot.service.inbox.workers import DEAD_AFTER
from tests.service.engines import event
from tests.service.postgres import Postgres

#: Takes jobs without end, and dies in the middle of one.
TAKER = """
import sys, time
from bot.service.inbox import open_inbox
inbox = open_inbox(sys.argv[1], serving=True)
while inbox.take() is None:
    inbox.wait(0.05, since=inbox.version)
print("taken", flush=True)
time.sleep(600)
"""


class Steady:
    """A clock that goes only when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def url(postgres: Postgres) -> str:
    return postgres.empty_database()


@pytest.fixture
def steady() -> Steady:
    return Steady()


@pytest.fixture
def inboxes(url: str, steady: Steady) -> Iterator[list[PostgresInbox]]:
    """Four processes' inboxes."""
    opened = [PostgresInbox(url, serving=True, steady=steady) for _ in range(4)]
    yield opened
    for inbox in opened:
        inbox.close()


def test_doors_that_store_the_same_deliveries_at_once_store_each_once(inboxes: list[PostgresInbox]) -> None:
    def deliver(inbox: PostgresInbox) -> int:
        return sum(inbox.put(event(f"{n}", n % 10 + 1)) for n in range(100))

    with ThreadPoolExecutor(4) as doors:
        fresh = list(doors.map(deliver, inboxes))
    assert sum(fresh) == 100
    assert inboxes[0].count()["waiting"] == 10


def test_workers_never_have_two_jobs_of_one_repository_and_do_every_job(inboxes: list[PostgresInbox]) -> None:
    for n in range(120):
        inboxes[0].put(event(f"{n}", n + 1, f"lab/list-{n % 3}"))
    busy: set[str] = set()
    overlaps: list[str] = []
    done: list[Job] = []
    guard = threading.Lock()

    def work(inbox: PostgresInbox) -> None:
        while len(done) < 120:
            job = inbox.take()
            if job is None:
                continue
            with guard:
                if job.repository in busy:
                    overlaps.append(job.repository)
                busy.add(job.repository)
            with guard:
                busy.remove(job.repository)
                done.append(job)
            inbox.finish(job)

    with ThreadPoolExecutor(4) as workers:
        list(workers.map(work, inboxes))
    assert overlaps == []
    assert {(job.repository, job.number) for job in done} == {(f"lab/list-{n % 3}", n + 1) for n in range(120)}
    for repository in {job.repository for job in done}:
        numbers = [job.number for job in done if job.repository == repository]
        assert numbers == sorted(numbers, key=lambda number: number or 0), "in the order in which they came"


def test_two_workers_that_reach_for_one_repository_at_once_do_not_both_get_a_job(
    inboxes: list[PostgresInbox], url: str
) -> None:
    first, second = inboxes[:2]
    first.put(event("a", 1))
    job = first.take()
    assert job is not None
    first.fail(job, "broken", pause=1)
    with psycopg.connect(url) as watcher:
        watcher.execute("UPDATE clock.shift SET by = by + interval '2 seconds'")
    with first.working() as connection, ThreadPoolExecutor(1) as other:
        taken = connection.execute(
            "SELECT id FROM procrastinate_fetch_job_v2(NULL, %s)", (first.workers.own,)
        ).fetchone()
        assert taken is not None
        # It goes before the one that failed, which looks free until the transaction ends.
        second.put(event("b", 2))
        answer = other.submit(second.take)
        with psycopg.connect(url, autocommit=True) as watcher:
            while not watcher.execute("SELECT 1 FROM pg_locks WHERE NOT granted").fetchone():
                assert not answer.done()
        connection.commit()
        assert answer.result() is None


def test_a_worker_that_was_killed_loses_its_job_to_another(url: str, steady: Steady) -> None:
    with closing(PostgresInbox(url, serving=True, steady=steady)) as inbox:
        inbox.put(event("a"))
        with subprocess.Popen([sys.executable, "-c", TAKER, url], stdout=subprocess.PIPE, text=True) as taker:
            assert taker.stdout is not None
            assert taker.stdout.readline() == "taken\n"
            inbox.tend()
            taker.send_signal(signal.SIGKILL)
            taker.wait()
        inbox.tend()
        assert inbox.take() is None, "it may still live"
        steady.now += DEAD_AFTER
        inbox.tend()
        job = inbox.take()
        assert job is not None
        assert (job.delivery, job.attempts) == ("a", 2)


def test_a_worker_that_beats_is_left_alone_however_the_clock_jumps(
    inboxes: list[PostgresInbox], url: str, steady: Steady
) -> None:
    watcher, worker = inboxes[:2]
    worker.put(event("a"))
    job = worker.take()
    assert job is not None
    for jump in (86_400, -2 * 86_400, 0, 86_400):
        with psycopg.connect(url) as connection:
            connection.execute("UPDATE clock.shift SET by = by + make_interval(secs => %s)", (jump,))
        worker.tend()
        watcher.tend()
        steady.now += DEAD_AFTER - 1
    assert watcher.take() is None
    worker.finish(job)
    assert watcher.count()["running"] == 0


def test_a_worker_that_was_given_up_too_early_does_no_harm(inboxes: list[PostgresInbox], steady: Steady) -> None:
    watcher, sleeper = inboxes[:2]
    sleeper.put(event("a"))
    old = sleeper.take()
    assert old is not None
    watcher.tend()
    steady.now += DEAD_AFTER
    watcher.tend()
    new = watcher.take()
    assert new is not None
    sleeper.finish(old)
    assert sleeper.fail(old, "too late")
    assert watcher.count() == {"waiting": 0, "running": 1, "parked": 0, "paused": 0}
    watcher.finish(new)
    sleeper.tend()
    sleeper.put(event("b"))
    assert sleeper.take() is not None, "it is a worker again"


def test_a_commit_waits_for_the_disk_even_where_the_database_is_set_not_to(postgres: Postgres) -> None:
    url = postgres.create_database()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {connection.info.dbname} SET synchronous_commit = off")
    with closing(PostgresInbox(url, serving=True)) as inbox, inbox.working() as connection:
        assert connection.execute("SHOW synchronous_commit").fetchone() == ("on",)


# Versions


def test_two_that_start_at_once_on_an_empty_database_both_serve(postgres: Postgres) -> None:
    url = postgres.create_database()
    with ThreadPoolExecutor(2) as starters:
        for inbox in starters.map(lambda _: PostgresInbox(url, serving=True), range(2)):
            inbox.close()


def test_a_newer_procrastinate_brings_the_tables_up_to_date(
    postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = postgres.create_database()
    with closing(PostgresInbox(url, serving=True)) as inbox:
        inbox.put(event("a"))
    (tmp_path / "03.05.00_01_pre_something.sql").write_text("ALTER TABLE procrastinate_jobs ADD COLUMN something text;")
    with monkeypatch.context() as newer:
        newer.setattr("bot.service.inbox.migrations.migrations_path", tmp_path)
        for _ in range(2):
            with closing(PostgresInbox(url, serving=True)) as inbox:
                assert inbox.count()["waiting"] == 1
    with psycopg.connect(url) as connection:
        connection.execute("SELECT something FROM procrastinate_jobs")
    with pytest.raises(InboxError, match="newer paperclerk or procrastinate"):
        PostgresInbox(url, serving=True)


def test_tables_of_a_newer_paperclerk_are_left_alone(postgres: Postgres) -> None:
    url = postgres.create_database()
    PostgresInbox(url, serving=True).close()
    with psycopg.connect(url) as connection:
        connection.execute("UPDATE paperclerk_version SET version = version + 1")
    with pytest.raises(InboxError, match="newer paperclerk"):
        PostgresInbox(url, serving=True)


def test_a_database_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(InboxError, match="cannot be used") as caught:
        PostgresInbox("postgresql://clerk:geheim@127.0.0.1:1/inbox", serving=True)
    assert "geheim" not in str(caught.value)


def test_without_the_extra_packages_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "bot.service.inbox.postgres")
    monkeypatch.setitem(sys.modules, "procrastinate", None)
    with pytest.raises(InboxError, match=r"pip install 'paperclerk\[postgres\]'"):
        open_inbox("postgresql://localhost/inbox", serving=True)
