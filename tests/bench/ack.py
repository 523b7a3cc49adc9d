"""How soon a delivery is acknowledged, beside a plain Flask app on waitress that stores a row in each request.

The local GitHub, the door and the load are processes of their own. The bot works meanwhile, the plain app does nothing
else. Of both every delivery that was answered with 202 has to be stored. `PAPERCLERK_BENCH_SECONDS` is how long the
steady load lasts.

In the burst all deliveries are sent at one moment, each on a connection of its own: the most that GitHub can do, which
does not say how it sends many. Their times count from that moment, so that what the load itself needs to open the
connections and to read the answers is in them. The last row says how much that is: a door that reads and answers, and
does nothing. The load's work is done by one thread of one process. What else runs on the machine is in the times too;
the processor time of the door for each delivery of the burst depends less on it.
"""

import asyncio
import json
import multiprocessing
import os
import signal
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from typing import Any

import httpx
import psycopg
from flask import Flask, request
from waitress.server import create_server

from bot.hub.connection import Connection
from bot.hub.delivery import sign
from bot.intake.form import LINK, SECTION, TITLE, write_form
from bot.localhub.server import LocalHub
from bot.service.running import Bot
from bot.service.settings import Settings
from tests.bench.measure import table
from tests.service.postgres import Postgres, find_programs
from tests.stage import small_files

REPOSITORY = "mona/list"
SECRET = b"s" * 32
THREADS = 50
PER_SECOND, SECONDS, BURST = 50, float(os.environ.get("PAPERCLERK_BENCH_SECONDS", "5")), 1000
#: GitHub waits no longer.
PATIENCE = 10.0
PROCESSES = multiprocessing.get_context("spawn")


@dataclass(frozen=True)
class Load:
    """What became of so many deliveries: how long each waited that was `accepted`, in seconds, by its GUID.

    `cost` is the door's processor time in seconds.
    """

    count: int
    accepted: dict[str, float]
    cost: float

    @property
    def lost(self) -> int:
        """How many got no 202 in time."""
        return self.count - len(self.accepted)

    def at(self, share: float) -> float:
        """Return the time that this share of the answers did not exceed."""
        times = sorted(self.accepted.values())
        return times[min(len(times) - 1, int(share * len(times)))] if times else float("inf")


def serve_hub(folder: Path, pipe: Pipe) -> None:
    """Be a GitHub with open issues; say where, and to whom the bot should answer as."""
    with LocalHub(folder) as hub:
        for login in ("mona", "clerk"):
            hub.create_user(login, kind="Bot" if login == "clerk" else "User")
        hub.create_repository(REPOSITORY, small_files())
        hub.set_role(REPOSITORY, "clerk", "write")
        headers = {"Authorization": f"Bearer {hub.create_token('mona')}"}
        for n in range(THREADS):
            form = {LINK: f"https://arxiv.org/abs/2401.{n:05}", TITLE: f"Paper Number {n}", SECTION: "Attention"}
            body = {"title": "Add a paper", "body": write_form(form)}
            httpx.post(f"{hub.api}/repos/{REPOSITORY}/issues", json=body, headers=headers).raise_for_status()
        pipe.send((hub.api, hub.create_token("clerk")))
        pipe.recv()


def serve_bot(inbox: Path | str, api: str, token: str, pipe: Pipe) -> None:
    """Be the bot."""
    settings = Settings(secrets=(SECRET,), inbox=inbox, port=0, sweep_minutes=0)
    with Bot(settings, connection=Connection(api, token, between_writes=0), look_up=None) as bot:
        pipe.send((bot.port, os.getpid()))
        pipe.recv()


def serve_plain(inbox: Path | str, api: str, token: str, pipe: Pipe) -> None:
    """Be a Flask app that stores each delivery in a transaction of its own, and does nothing with it."""
    app = Flask(__name__)
    with closing(sqlite3.connect(inbox)) as database:
        database.executescript("PRAGMA journal_mode=WAL; CREATE TABLE deliveries (guid TEXT PRIMARY KEY)")

    @app.post("/webhook")
    def receive() -> tuple[str, int]:
        with closing(sqlite3.connect(inbox, timeout=PATIENCE)) as database, database:
            database.execute("PRAGMA synchronous=FULL")
            database.execute("INSERT INTO deliveries VALUES (?)", (request.headers["X-GitHub-Delivery"],))
        return "accepted\n", 202

    server: Any = create_server(app, host="127.0.0.1", port=0)
    pipe.send((server.effective_port, os.getpid()))
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    server.run()


def serve_nothing(inbox: Path | str, api: str, token: str, pipe: Pipe) -> None:
    """Be a door that reads and answers, and does nothing else."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(int(head.partition(b"Content-Length: ")[2].split(b"\r\n")[0]))
        writer.write(b"HTTP/1.1 202 Accepted\r\nConnection: close\r\n\r\n")
        writer.close()

    async def serve() -> None:
        server = await asyncio.start_server(answer, "127.0.0.1", 0, backlog=BURST)
        pipe.send((server.sockets[0].getsockname()[1], os.getpid()))
        await server.serve_forever()

    asyncio.run(serve())


@contextmanager
def process(target: Any, *args: Any) -> Iterator[Any]:
    """Run a server in a process of its own; give what it says first."""
    here, there = PROCESSES.Pipe()
    running = PROCESSES.Process(target=target, args=(*args, there))
    running.start()
    try:
        yield here.recv()
    finally:
        here.send(None)
        running.join(30 if target in (serve_hub, serve_bot) else 1)
        running.kill()
        running.join()


def write_request(name: str, n: int) -> bytes:
    """Return the n-th delivery of a load, as it goes over the wire."""
    payload = {
        "action": "edited",
        "issue": {"number": n % THREADS + 1},
        "repository": {"full_name": REPOSITORY, "default_branch": "main"},
        "sender": {"login": "mona"},
        # GitHub's payloads have some ten thousand characters.
        "filling": "x" * 10_000,
    }
    body = json.dumps(payload).encode()
    lines = [
        "POST /webhook HTTP/1.1",
        "Host: 127.0.0.1",
        "Connection: close",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        f"X-GitHub-Delivery: {name}-{n}",
        "X-GitHub-Event: issues",
        f"X-Hub-Signature-256: {sign(body, SECRET)}",
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body


async def send(port: int, content: bytes, at: float) -> float | None:
    """Send a delivery at a moment; return how long after it 202 was there, None where another answer or none was."""
    await asyncio.sleep(max(0.0, at - time.perf_counter()))
    try:
        async with asyncio.timeout(PATIENCE):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(content)
            answer = await reader.read()
            writer.close()
    except (OSError, TimeoutError):
        return None
    return time.perf_counter() - at if answer.startswith(b"HTTP/1.1 202") else None


def processor_time(pid: int) -> float:
    """Return how many seconds of processor time a process took so far."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def put_load(port: int, pid: int, name: str, count: int, per_second: float) -> Load:
    """Send deliveries at even distances, or all at once, whatever became of those before."""

    async def send_all() -> list[float | None]:
        requests = [write_request(name, n) for n in range(count)]
        start = time.perf_counter() + 0.1
        return await asyncio.gather(
            *(send(port, content, start + n / per_second) for n, content in enumerate(requests))
        )

    before = processor_time(pid)
    answers = asyncio.run(send_all())
    accepted = {f"{name}-{n}": answer for n, answer in enumerate(answers) if answer is not None}
    return Load(count, accepted, processor_time(pid) - before)


def read_stored(inbox: Path | str) -> set[str]:
    """Return the GUIDs of the deliveries that an inbox has stored."""
    query = "SELECT guid FROM {}deliveries"
    if isinstance(inbox, Path):
        with closing(sqlite3.connect(inbox)) as database:
            return {guid for (guid,) in database.execute(query.format(""))}
    with psycopg.connect(inbox) as connection:
        return {guid for (guid,) in connection.execute(query.format("paperclerk."))}


def measure(target: Any, inbox: Path | str) -> tuple[Load, Load]:
    """Return the steady load and the burst on one door, with a GitHub of its own."""
    with (
        tempfile.TemporaryDirectory() as folder,
        process(serve_hub, Path(folder)) as (api, token),
        process(target, inbox, api, token) as (port, pid),
    ):
        steady = put_load(port, pid, "steady", int(PER_SECOND * SECONDS), PER_SECOND)
        burst = put_load(port, pid, "burst", BURST, float("inf"))
        if target is not serve_nothing:
            # One that was answered too late may be stored too.
            assert read_stored(inbox) >= {*steady.accepted, *burst.accepted}, "202 means stored"
    return steady, burst


def run() -> None:
    """Print the answer times on each engine beside the plain app's."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        doors: dict[str, tuple[Any, Path | str]] = {"SQLite": (serve_bot, folder / "inbox.sqlite3")}
        if (programs := find_programs()) is not None:
            server = stack.enter_context(Postgres(programs, durable=True))
            doors["PostgreSQL"] = (serve_bot, server.create_database())
        doors["a row in each request"] = (serve_plain, folder / "plain.sqlite3")
        doors["nothing behind the door"] = (serve_nothing, folder)
        loads = {name: measure(*door) for name, door in doors.items()}
    plain, _ = loads["a row in each request"]
    rows = [
        [
            name,
            *(f"{steady.at(share) * 1000:.0f} ms" for share in (0.5, 0.99)),
            f"{plain.at(0.99) / steady.at(0.99):.1f}",
            str(steady.lost),
            f"{burst.at(1.0) * 1000:.0f} ms",
            f"{burst.cost * 1000 / BURST:.2f} ms",
            str(burst.lost),
        ]
        for name, (steady, burst) in loads.items()
    ]
    heading = f"Acknowledge {PER_SECOND} deliveries/s for {SECONDS:g} s, then {BURST:,} at once"
    columns = [
        "Inbox",
        "p50",
        "p99",
        "plain app's p99 ÷ this",
        "lost",
        "burst: slowest",
        "processor time each",
        "burst: lost",
    ]
    table(heading, columns, rows)
