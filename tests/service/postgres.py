"""A PostgreSQL for the tests, from whatever Debian or the PATH offers, on a socket of its own."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psycopg
from psycopg import sql

from bot.service.inbox.postgres import SCHEMA


def find_programs() -> Path | None:
    """Return the folder of PostgreSQL's programs, None where there are none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).resolve().parent if on_path else None


def other_user() -> dict[str, Any]:
    """Return how to run as somebody else where the tests run as root, which PostgreSQL refuses."""
    if os.getuid():
        return {}
    name = next(name for name in ("postgres", "nobody") if name in {user.pw_name for user in pwd.getpwall()})
    user = pwd.getpwnam(name)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


class Postgres:
    """A server that stands from entering to leaving the `with` block; only a `durable` one waits for the disk."""

    def __init__(self, programs: Path, *, durable: bool = False) -> None:
        self.programs = programs
        self.durable = durable
        self.user = other_user()
        self.folder = Path(tempfile.mkdtemp(prefix="paperclerk-postgres-"))
        self.made = 0
        self.usual = ""

    def __enter__(self) -> Self:
        if self.user:
            os.chown(self.folder, self.user["user"], self.user["group"])
        data = self.folder / "data"
        options = {"cwd": self.folder, "stdin": subprocess.DEVNULL, "check": True, **self.user}
        initdb: list[str | Path] = [
            self.programs / "initdb",
            "-D",
            data,
            "-U",
            "clerk",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
        ]
        subprocess.run(initdb, stdout=subprocess.DEVNULL, **options)
        settings = (
            f"-c fsync={'on' if self.durable else 'off'} -c listen_addresses=''"
            f" -c unix_socket_directories='{self.folder}' -c max_connections=200"
        )
        start: list[str | Path] = [
            self.programs / "pg_ctl",
            "-D",
            data,
            "-w",
            "-l",
            self.folder / "log",
            "-o",
            settings,
            "start",
        ]
        subprocess.run(start, stdout=subprocess.DEVNULL, **options)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(int((self.folder / "data" / "postmaster.pid").read_text().splitlines()[0]), signal.SIGINT)
        stop: list[str | Path] = [self.programs / "pg_ctl", "-D", self.folder / "data", "-w", "-m", "immediate", "stop"]
        subprocess.run(stop, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, **self.user)
        shutil.rmtree(self.folder)

    def restart(self) -> None:
        """Let it crash, and start it again."""
        data = self.folder / "data"
        again: list[str | Path] = [self.programs / "pg_ctl", "-D", data, "-w", "-l", self.folder / "log", "-m"]
        subprocess.run(
            [*again, "immediate", "restart"], stdout=subprocess.DEVNULL, cwd=self.folder, check=True, **self.user
        )

    def url(self, database: str = "postgres") -> str:
        """Return the address of a database."""
        return f"postgresql://clerk@/{database}?host={self.folder}"

    def empty_database(self) -> str:
        """Return the address of a database that is as good as new; making one takes longer than most tests."""
        self.usual = self.usual or self.create_database()
        with psycopg.connect(self.usual, autocommit=True) as connection:
            found = connection.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = %s AND tablename <> 'version'", (SCHEMA,)
            ).fetchall()
            for (name,) in found:
                connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(SCHEMA, name)))
        return self.usual

    def create_database(self) -> str:
        """Return the address of a new database."""
        self.made += 1
        name = f"inbox_{self.made}"
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self.url(name)
