"""The engines of the inbox; PostgreSQL is started once for all tests that want it."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.service.inbox.jobs import Inbox
from tests.service.engines import Engine, PostgreSQL, SQLite
from tests.service.postgres import Postgres, find_programs


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """Start a PostgreSQL; skip where there is none, but not where every test has to run."""
    programs = find_programs()
    if programs is None:
        missing = "PostgreSQL is not installed (on Debian: apt-get install postgresql)"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    with Postgres(programs) as server:
        yield server


@pytest.fixture
def file_engine(tmp_path: Path) -> Iterator[Engine]:
    """An empty inbox's place, a file: enough for whatever asks an inbox, which answers alike on each engine."""
    with closing(SQLite(tmp_path)) as engine:
        yield engine


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """An empty inbox's place, on each engine in turn."""
    if request.param == "sqlite":
        yield request.getfixturevalue("file_engine")
        return
    server: Postgres = request.getfixturevalue("postgres")
    with closing(PostgreSQL(server.empty_database())) as engine:
        yield engine


@pytest.fixture
def inbox(engine: Engine) -> Inbox:
    """An empty inbox that serves."""
    return engine.open()
