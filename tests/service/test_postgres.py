"""The inbox in PostgreSQL: several doors and servers at once, their deaths, and tables of other versions."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import psycopg
import pytest
from procrastinate.exceptions import ConnectorException
from procrastinate.manager import JobManager

from bot.service.inbox import Chores, Inbox, InboxError, Job, Retry, open_inbox
from bot.service.inbox.postgres import PostgresInbox
from bot.service.inbox.queueing import CHORES, DEAD_AFTER
from tests.service.engines import PostgreSQL, drain, event, serving
from tests.service.postgres import Postgres
from tests.web import PATIENCE

#: Takes a job, and never ends it.
TAKER = """
import sys, time
from bot.service.inbox import open_inbox
def work(job):
    print("taken", flush=True)
    time.sleep(600)
open_inbox(sys.argv[1], serving=True).run(work)
"""


@pytest.fixture
def database(postgres: Postgres) -> Iterator[PostgreSQL]:
    database = PostgreSQL(postgres.empty_database())
    yield database
    database.close()


@pytest.fixture
def inboxes(database: PostgreSQL) -> list[Inbox]:
    """Four processes' inboxes."""
    return [database.open() for _ in range(4)]


def test_doors_that_store_the_same_deliveries_at_once_store_each_once(inboxes: list[Inbox]) -> None:
    def deliver(inbox: Inbox) -> int:
        return sum(inbox.put(event(f"{n}", n % 10 + 1)) for n in range(100))

    with ThreadPoolExecutor(4) as doors:
        fresh = list(doors.map(deliver, inboxes))
    assert sum(fresh) == 100
    assert inboxes[0].count()["waiting"] == 10


def test_servers_never_have_two_jobs_of_one_repository_and_do_every_job(inboxes: list[Inbox]) -> None:
    for n in range(60):
        inboxes[0].put(event(f"{n}", n + 1, f"lab/list-{n % 3}"))
    busy: set[str] = set()
    overlaps: list[str] = []
    done: list[Job] = []
    guard, over = threading.Lock(), threading.Event()

    def work(job: Job) -> None:
        with guard:
            if job.repository in busy:
                overlaps.append(job.repository)
            busy.add(job.repository)
        with guard:
            busy.remove(job.repository)
            done.append(job)
            if len(done) == 60:
                over.set()

    with ExitStack() as servers:
        for inbox in inboxes:
            servers.enter_context(serving(inbox, work))
        assert over.wait(PATIENCE)
    assert overlaps == []
    assert {(job.repository, job.number) for job in done} == {(f"lab/list-{n % 3}", n + 1) for n in range(60)}
    for repository in {job.repository for job in done}:
        numbers = [job.number for job in done if job.repository == repository]
        assert numbers == sorted(numbers, key=lambda number: number or 0), "in the order in which they came"


def test_a_server_that_was_killed_loses_its_job_to_another(database: PostgreSQL) -> None:
    inbox = database.open()
    inbox.put(event("a"))
    with subprocess.Popen([sys.executable, "-c", TAKER, database.address], stdout=subprocess.PIPE, text=True) as taker:
        assert taker.stdout is not None
        assert taker.stdout.readline() == "taken\n"
        taker.send_signal(signal.SIGKILL)
        taker.wait()
    inbox.tend()
    assert drain(inbox) == [], "it may still live"
    database.move_clock(DEAD_AFTER + 1)
    inbox.tend()
    assert [(job.delivery, job.attempts) for job in drain(inbox)] == [("a", 2)]


def test_a_server_that_was_given_up_too_early_does_no_harm(inboxes: list[Inbox], database: PostgreSQL) -> None:
    watcher, sleeper = inboxes[:2]
    again: list[Job] = []

    def sleep(job: Job) -> Retry:
        database.move_clock(DEAD_AFTER + 1)
        watcher.tend()
        again.extend(drain(watcher))
        return Retry("too late")

    sleeper.put(event("a"))
    assert len(drain(sleeper, sleep)) == 1
    assert [(job.delivery, job.attempts) for job in again] == [("a", 2)]
    assert watcher.count()["running"] == 0
    sleeper.put(event("b", 2))
    assert len(drain(sleeper)) == 1, "it is a server again"


def do_chores(inbox: Inbox, sweep: Callable[[], None]) -> None:
    """Let a server do at once what is due of the chores, a sweep too."""
    assert isinstance(inbox, PostgresInbox)
    app = inbox.workers.app
    inbox.workers.declare(inbox.look_after, Chores(sweep, 5))
    with suppress(InboxError):  # it may be due by the clock too
        inbox.call(app.tasks["sweep"].defer_async(timestamp=0))
    inbox.call(app.run_worker_async(queues=[CHORES], wait=False, install_signal_handlers=False))


def test_no_two_servers_sweep_at_once(inboxes: list[Inbox]) -> None:
    first, second = inboxes[:2]
    swept: list[str] = []
    meanwhile: list[str] = []

    def sweep() -> None:
        swept.append("first")
        if len(swept) == 1:
            do_chores(second, lambda: swept.append("second"))
            meanwhile.extend(swept)

    do_chores(first, sweep)
    assert meanwhile == ["first"]


def test_of_two_servers_one_sweeps_and_the_other_takes_over_when_it_dies(
    inboxes: list[Inbox], database: PostgreSQL
) -> None:
    watcher, first, second = inboxes[:3]
    begun, taken_over, over = threading.Event(), threading.Event(), threading.Event()

    def sweep() -> None:
        begun.set()
        over.wait(PATIENCE)

    with ExitStack() as servers:
        servers.callback(over.set)
        servers.enter_context(serving(first, lambda job: None, sweep=sweep, minutes=5))
        assert begun.wait(PATIENCE)
        servers.enter_context(serving(second, lambda job: None, sweep=taken_over.set, minutes=5))
        watcher.tend()
        first.close()
        assert not taken_over.is_set()
        database.move_clock(DEAD_AFTER + 1)
        watcher.tend()
        assert taken_over.wait(PATIENCE)


def test_a_job_whose_end_could_not_be_stored_does_not_hold_its_repository_up(
    database: PostgreSQL, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.service.inbox.workers.TO_DELETE", 0.01)
    troubles = iter([ConnectorException("cut off")])
    finish = JobManager.finish_job_by_id_async

    async def finish_at_last(*args: object, **options: object) -> None:
        for trouble in troubles:
            raise trouble
        await finish(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(JobManager, "finish_job_by_id_async", finish_at_last)
    inbox = database.open()
    done = [threading.Event(), threading.Event()]
    for number in (1, 2):
        inbox.put(event(f"{number}", number))
    with serving(inbox, lambda job: done[(job.number or 0) - 1].set()):
        assert done[1].wait(PATIENCE)


def test_a_commit_waits_for_the_disk_even_where_the_database_is_set_not_to(postgres: Postgres) -> None:
    url = postgres.create_database()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {connection.info.dbname} SET synchronous_commit = off")
    with closing(PostgresInbox(url)) as inbox:

        async def show() -> object:
            async with inbox.pool.connection() as connection:
                return await (await connection.execute("SHOW synchronous_commit")).fetchone()

        assert inbox.call(show()) == ("on",)


# Versions


def test_two_that_start_at_once_on_an_empty_database_both_serve(postgres: Postgres) -> None:
    url = postgres.create_database()
    with ThreadPoolExecutor(2) as starters:
        for inbox in starters.map(lambda _: PostgresInbox(url), range(2)):
            inbox.close()


def test_a_newer_procrastinate_brings_the_tables_up_to_date(
    postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = postgres.create_database()
    with closing(PostgresInbox(url)) as inbox:
        inbox.put(event("a"))
    (tmp_path / "03.05.00_01_pre_something.sql").write_text("ALTER TABLE procrastinate_jobs ADD COLUMN something text;")
    with monkeypatch.context() as newer:
        newer.setattr("bot.service.inbox.schema.SchemaManager.get_migrations_path", lambda: str(tmp_path))
        for _ in range(2):
            with closing(PostgresInbox(url)) as inbox:
                assert inbox.count()["waiting"] == 1
    with psycopg.connect(url) as connection:
        connection.execute("SELECT something FROM procrastinate_jobs")
    with pytest.raises(InboxError, match="newer procrastinate"):
        PostgresInbox(url)


def test_tables_of_another_version_are_left_alone(postgres: Postgres) -> None:
    url = postgres.create_database()
    PostgresInbox(url).close()
    with psycopg.connect(url) as connection:
        connection.execute("UPDATE paperclerk_version SET version = version + 1")
    with pytest.raises(InboxError, match="another version"):
        PostgresInbox(url)


def test_a_database_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(InboxError, match="cannot be used") as caught:
        PostgresInbox("postgresql://clerk:geheim@127.0.0.1:1/inbox")
    assert "geheim" not in str(caught.value)


def test_without_the_extra_packages_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "bot.service.inbox.postgres")
    monkeypatch.setitem(sys.modules, "procrastinate", None)
    with pytest.raises(InboxError, match=r"pip install 'paperclerk\[postgres\]'"):
        open_inbox("postgresql://localhost/inbox", serving=True)
