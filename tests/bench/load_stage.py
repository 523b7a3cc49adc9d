"""A local GitHub and the bot as processes of their own, so that what each of them costs can be told apart."""

import gc
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from typing import Any

import httpx

from bot.catalogue.suggestion import fit
from bot.hub.connection import Connection
from bot.intake.form import LINK, SECTION, TITLE, write_form
from bot.service.inbox.reporting import find_reasons
from bot.service.running import Bot
from bot.service.settings import Settings
from tests.bench.ack import PROCESSES, SECRET
from tests.bench.load_list import Made, make_files, papers_to_submit
from tests.localhub.traffic import WatchedHub

OWNER, CLERK = "mona", "clerk"
#: In seconds.
PATIENCE = 600.0


@dataclass
class Stage:
    """People at work in the repositories of a local GitHub, and the bot that they work with."""

    api: str
    token: str
    repositories: list[str]
    hub: Pipe
    bot: Pipe
    papers: Iterator[Made] = field(default_factory=papers_to_submit)
    client: httpx.Client = field(default_factory=lambda: httpx.Client(verify=False, trust_env=False, timeout=PATIENCE))

    def call(self, method: str, path: str, *, repository: str = "", **body: Any) -> Any:
        """Send one request about a repository, by default the first."""
        url = f"{self.api}/repos/{repository or self.repositories[0]}{path}"
        headers = {"Authorization": f"Bearer {self.token}"}
        answer = self.client.request(method, url, headers=headers, json=body or None)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def submit(self, *, repository: str = "", with_section: bool = True) -> int:
        """Submit a paper that no list holds; return its thread."""
        made = next(self.papers)
        form = {LINK: made.url, TITLE: made.title, SECTION: made.heading if with_section else ""}
        found = self.call("POST", "/issues", repository=repository, title="Add a paper", body=write_form(form))
        number: int = found["number"]
        return number

    def comment(self, number: int, body: str, *, repository: str = "") -> None:
        """Comment in a thread."""
        self.call("POST", f"/issues/{number}/comments", repository=repository, body=body)

    def list_paper(self) -> None:
        """Let a paper be submitted, shown and approved."""
        number = self.submit()
        self.settle()
        self.comment(number, "/approve")
        self.settle()
        assert self.call("GET", f"/issues/{number}")["state"] == "closed", f"#{number} is not merged"

    def settle(self) -> None:
        """Wait until every delivery is answered and the bot has done what they ask for."""
        ask(self.hub, "drain")
        ask(self.bot, "rest")

    def sweep(self) -> None:
        """Let the bot look for what it was not told of, and wait until it is done."""
        ask(self.bot, "sweep")
        self.settle()

    def let_go(self, *, models: bool) -> None:
        """Let the bot know nothing of its lists any more, and of what it learnt for sections where `models` says so."""
        ask(self.bot, "let go")
        if models:
            ask(self.bot, "unlearn")

    def look_at_lists(self) -> None:
        """Let the bot look at its lists, and wait until it is done."""
        ask(self.bot, "look")
        self.settle()

    def seconds(self) -> float:
        """Return the processor time of the bot so far."""
        seconds: float = ask(self.bot, "seconds")
        return seconds

    def memory(self) -> float:
        """Return the memory of the bot in MiB, once its garbage is collected."""
        memory: float = ask(self.bot, "memory")
        return memory

    def hub_seconds(self) -> float:
        """Return the processor time of the local GitHub so far, git's included."""
        seconds: float = ask(self.hub, "seconds")
        return seconds

    def hub_traffic(self) -> tuple[int, int]:
        """Return how many requests the local GitHub got and deliveries it made; its logs begin anew."""
        requests, deliveries = ask(self.hub, "forget")
        return requests, deliveries


def ask(pipe: Pipe, question: Any) -> Any:
    """Return a process's answer."""
    pipe.send(question)
    return pipe.recv()


@contextmanager
def talk_to(target: Any, *args: Any) -> Iterator[Pipe]:
    """Run a server in a process of its own; give the way to ask it."""
    here, there = PROCESSES.Pipe()
    running = PROCESSES.Process(target=target, args=(*args, there))
    running.start()
    try:
        yield here
    finally:
        here.send(None)
        running.join(60)
        running.kill()
        running.join()


def serve_hub(folder: Path, names: list[str], size: int, delay: float, pipe: Pipe) -> None:
    """Be a GitHub with lists of so many papers that keeps the bot waiting; answer until asked for nothing."""
    with WatchedHub(folder) as hub:
        hub.create_user(OWNER)
        hub.create_user(CLERK, kind="Bot")
        for name in names:
            hub.create_repository(name, make_files(size))
            hub.set_role(name, CLERK, "write")
        make_files.cache_clear()
        token = hub.create_token(CLERK)

        def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
            if token in environ.get("HTTP_AUTHORIZATION", ""):
                time.sleep(delay)
            return hub.faults(environ, start)

        hub.server.app = answer
        pipe.send((hub.api, hub.create_token(OWNER), token))
        while (question := pipe.recv()) is not None:
            pipe.send(answer_for_hub(hub, names, question))


def answer_for_hub(hub: WatchedHub, names: list[str], question: str | int) -> object:
    """Answer a question; a number is the port that webhooks go to from now on."""
    if isinstance(question, int):
        for name in names:
            hub.add_webhook(name, f"http://127.0.0.1:{question}/webhook", SECRET.decode())
    elif question == "drain":
        return hub.drain(PATIENCE)
    elif question == "seconds":
        return tree_seconds(os.getpid())
    elif question == "forget":
        traffic = len(hub.requests), len(hub.deliveries)
        hub.requests.clear()
        hub.deliveries.clear()
        return traffic
    return None


def serve_bot(folder: Path, names: list[str], api: str, token: str, workers: int, pipe: Pipe) -> None:
    """Be the bot, which sweeps when it is asked to; answer questions until asked for nothing."""
    settings = Settings(
        secrets=(SECRET,),
        inbox=folder / "inbox.sqlite3",
        port=0,
        workers=workers,
        sweep_minutes=0,
        repositories=frozenset(names),
    )
    with Bot(settings, connection=Connection(api, token, between_writes=0), look_up=None) as bot:
        pipe.send(int(bot.port))
        while (question := pipe.recv()) is not None:
            pipe.send(answer_for_bot(bot, question))


def answer_for_bot(bot: Bot, question: str) -> float | None:
    """Answer a question, or wait until the bot is at rest."""
    if question == "seconds":
        return time.process_time()
    if question == "memory":
        return resident_memory()
    if question == "sweep":
        bot.rounds.sweep()
    if question == "let go":
        for clerk in bot.clerks.known.values():
            clerk.let_go()
    if question == "unlearn":
        fit.cache_clear()
    if question == "look":
        for name in bot.settings.repositories:
            bot.inbox.ask(name, None)
    rest(bot)
    return None


def rest(bot: Bot) -> None:
    """Wait until the bot has nothing to do."""
    while True:
        seen, count = bot.inbox.version, bot.inbox.count()
        if count["parked"] or find_reasons(bot.inbox):
            raise RuntimeError(f"a job failed: {find_reasons(bot.inbox)}")
        if count["waiting"] + count["running"] == 0:
            return
        bot.inbox.wait(1.0, since=seen)


def resident_memory() -> float:
    """Return the memory of this process in MiB, once its garbage is collected."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def tree_seconds(process: int) -> float:
    """Return the processor time of a process, of those that it waited for and of those that it still runs."""
    words = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    own = sum(map(int, words[11:15])) / os.sysconf("SC_CLK_TCK")
    below = (path.read_text(encoding="ascii").split() for path in Path(f"/proc/{process}/task").glob("*/children"))
    return own + sum(tree_seconds(int(child)) for children in below for child in children)


@contextmanager
def open_stage(*, repositories: int = 1, workers: int = 1, size: int, delay: float = 0.0) -> Iterator[Stage]:
    """Open lists of so many papers each, with the bot at work on them; each of its calls waits for `delay` seconds."""
    names = [f"{OWNER}/list-{n}" for n in range(repositories)]
    with (
        tempfile.TemporaryDirectory() as name,
        talk_to(serve_hub, Path(name), names, size, delay) as hub,
    ):
        api, owner, clerk = hub.recv()
        with talk_to(serve_bot, Path(name), names, api, clerk, workers) as bot:
            ask(hub, bot.recv())
            stage = Stage(api, owner, names, hub, bot)
            stage.settle()
            yield stage
