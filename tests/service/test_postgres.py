"""The inbox in PostgreSQL: several doors and servers at once, their deaths, and tables of other versions."""

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, suppress

import psycopg
import pytest

from bot.service.inbox import InboxError, Job, Retry, open_inbox
from bot.service.inbox.jobs import Database, Inbox
from bot.service.inbox.postgres import PostgresInbox
from tests.service.engines import PostgreSQL, drain, event, look_in_vain, serving
from tests.service.postgres import Postgres
from tests.web import PATIENCE

#: Takes a job, and never ends it.
TAKER = """
import sys, time
from bot.service.inbox import open_inbox
from bot.service.inbox.consumer import Consumer
def work(job):
    print("taken", flush=True)
    time.sleep(600)
Consumer(open_inbox(sys.argv[1], serving=True)).run(work)
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
    inbox.maintain()
    assert drain(inbox) == [], "it may still live"
    look_in_vain(inbox)
    assert [(job.delivery, job.attempts) for job in drain(inbox)] == [("a", 2)]


def test_a_server_that_does_something_is_no_dead_one(inboxes: list[Inbox]) -> None:
    watcher, other = inboxes[:2]
    other.put(event("a"))

    def work(job: Job) -> None:
        for _ in range(20):
            watcher.maintain()
            other.maintain()
        assert drain(watcher) == []

    assert len(drain(other, work)) == 1


def test_a_server_that_was_given_up_too_early_does_no_harm(inboxes: list[Inbox]) -> None:
    watcher, sleeper = inboxes[:2]
    again: list[Job] = []

    def sleep(job: Job) -> Retry:
        look_in_vain(watcher)
        again.extend(drain(watcher))
        return Retry("too late")

    sleeper.put(event("a"))
    assert len(drain(sleeper, sleep)) == 1
    assert [(job.delivery, job.attempts) for job in again] == [("a", 2)]
    assert watcher.count()["running"] == 0
    sleeper.put(event("b", 2))
    assert len(drain(sleeper)) == 1, "it is a server again"


def test_a_job_that_a_server_took_without_hearing_of_it_is_not_lost(
    database: PostgreSQL, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database did what it was asked for, and its answer did not arrive."""
    inbox = database.open()
    assert isinstance(inbox, PostgresInbox)
    inbox.put(event("a"))
    whole = inbox.writing

    @contextmanager
    def cut() -> Iterator[Database]:
        with whole() as tables:
            yield tables
        raise InboxError("cut off")

    with monkeypatch.context() as line:
        line.setattr(inbox, "writing", cut)
        with pytest.raises(InboxError):
            inbox.take()
    inbox.maintain()
    assert [(job.delivery, job.attempts) for job in drain(inbox)] == [("a", 2)]


def test_no_two_servers_sweep_at_once(inboxes: list[Inbox], database: PostgreSQL) -> None:
    first, second = inboxes[:2]
    assert isinstance(first, Inbox)
    assert isinstance(second, Inbox)
    assert first.claim("sweep", 0, database.now + 60)
    database.move_clock(60)
    assert not second.claim("sweep", 0, database.now + 60), "the first is still at it"
    first.release("sweep")
    assert second.claim("sweep", 0, database.now + 60)


def test_of_two_servers_one_sweeps_and_the_other_takes_over_when_it_dies(
    inboxes: list[Inbox], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.service.inbox.consumer.MAINTENANCE", 0.01)
    watcher, first, second = inboxes[:3]
    begun, taken_over, over = threading.Event(), threading.Event(), threading.Event()

    def sweep() -> None:
        begun.set()
        over.wait(PATIENCE)

    with ExitStack() as servers:
        servers.enter_context(serving(first, lambda job: None, sweep=sweep, minutes=5))
        assert begun.wait(PATIENCE)
        servers.enter_context(serving(second, lambda job: None, sweep=taken_over.set, minutes=5))
        assert not taken_over.wait(0.1)
        first.close()
        look_in_vain(watcher)
        assert taken_over.wait(PATIENCE)
        over.set()


def test_a_commit_waits_for_the_disk_even_where_the_database_is_set_not_to(postgres: Postgres) -> None:
    url = postgres.create_database()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {connection.info.dbname} SET synchronous_commit = off")
    with closing(PostgresInbox(url)) as inbox:
        assert inbox.read("SHOW synchronous_commit") == [("on",)]


def test_a_server_that_falls_silent_while_it_writes_keeps_no_other_waiting(
    postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.service.inbox.postgres.PATIENCE", 0.3)
    url = postgres.create_database()
    stored = False
    with (
        closing(PostgresInbox(url)) as silent,
        closing(PostgresInbox(url)) as other,
        suppress(InboxError),
        silent.writing(),
    ):
        for _ in range(20):
            with suppress(InboxError):  # it waits for no longer, and is asked again
                stored = stored or other.put(event("a"))
    assert stored


# Versions


def test_two_that_start_at_once_on_an_empty_database_both_serve(postgres: Postgres) -> None:
    url = postgres.create_database()
    with ThreadPoolExecutor(2) as starters:
        for inbox in starters.map(lambda _: PostgresInbox(url), range(2)):
            inbox.close()


def test_tables_of_another_version_are_left_alone(postgres: Postgres) -> None:
    url = postgres.create_database()
    PostgresInbox(url).close()
    with psycopg.connect(url) as connection:
        connection.execute("UPDATE paperclerk.version SET form = form + 1")
    with pytest.raises(InboxError, match="another version"):
        PostgresInbox(url)


def test_a_database_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(InboxError, match="cannot be used") as caught:
        PostgresInbox("postgresql://clerk:geheim@127.0.0.1:1/inbox")
    assert "geheim" not in str(caught.value)


def test_without_the_extra_packages_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "bot.service.inbox.postgres")
    monkeypatch.setitem(sys.modules, "psycopg_pool", None)
    with pytest.raises(InboxError, match=r"pip install 'paperclerk\[postgres\]'"):
        open_inbox("postgresql://localhost/inbox", serving=True)
