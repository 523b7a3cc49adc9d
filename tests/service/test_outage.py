"""An outage of GitHub's: everybody waits, one looks whether it is over, and nothing is parked for it."""

import json
import threading
from collections.abc import Callable
from contextlib import nullcontext

import pytest
import requests
from github import GithubException

from bot.hub.limits import is_outage, writing
from bot.service.inbox import MOST_ATTEMPTS, Job, Retry
from bot.service.inbox.jobs import Inbox
from bot.service.inbox.reporting import find_parked
from bot.service.outage import LONGEST_PAUSE, Outage
from bot.service.worker import Worker
from tests.service.engines import Engine, drain, event
from tests.web import PATIENCE

HOUR = 3600
STEP = 60
in_a_file = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


class Scene:
    """A GitHub that may be away, a server, and a clock that moves when it is told to, or somebody waits for it."""

    def __init__(self, inbox: Inbox, engine: Engine, trouble: Exception) -> None:
        self.inbox, self.engine, self.trouble = inbox, engine, trouble
        self.now = self.end = 0.0
        self.is_away = True
        self.broken: set[int] = set()
        #: Threads about which there is something to write.
        self.writers: set[int] = set()
        self.refuses_writes = False
        self.tried: list[Job] = []
        self.done: list[int | None] = []
        self.outage = Outage(clock=lambda: self.now, wait=self.wait)
        self.worker = Worker(self.work, self.outage)

    def work(self, job: Job) -> bool:
        self.tried.append(job)
        if self.is_away:
            raise self.trouble
        with writing() if job.number in self.writers else nullcontext():
            if job.number in self.broken or (self.refuses_writes and job.number in self.writers):
                raise type(self.trouble)(*self.trouble.args)
        self.done.append(job.number)
        return job.number in self.writers

    def wait(self, seconds: float | None) -> None:
        """Let time pass while somebody waits for the end of an outage, but only until the end of the act."""
        if self.now >= self.end:
            raise Curtain
        self.move(STEP)

    def move(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds
        self.engine.move_clock(seconds)

    def begin(self, job: Job) -> Retry | None:
        """Do a job, or put it off until the next act."""
        try:
            return self.worker(job) if self.now < self.end else Retry("later", pause=1)
        except Curtain:
            return Retry("later", pause=1)

    def let_pass(self, seconds: float, *, step: int = STEP) -> None:
        """Let time pass, the server doing all that it may meanwhile."""
        self.end = self.now + seconds
        while self.now < self.end:
            drain(self.inbox, self.begin)
            self.move(step)

    def await_parked(self) -> None:
        """Let one job after the other come until one is parked, and only that one wait meanwhile."""
        for number in range(2, 300):
            if not self.inbox.count()["parked"]:
                self.inbox.put(event(f"d{number}", number, "lab/list"))
                self.let_pass(8, step=8)
                assert self.inbox.count()["waiting"] <= 1, "all others go on"


class Curtain(BaseException):
    """The act is over."""


TROUBLES = [
    pytest.param(GithubException(502, {"message": "Bad gateway"}), id="502"),
    pytest.param(requests.exceptions.ConnectionError("refused"), id="refused"),
]


@in_a_file
@pytest.mark.parametrize("trouble", TROUBLES)
def test_an_outage_of_an_hour_parks_nothing_and_all_goes_on_by_itself(
    inbox: Inbox, engine: Engine, trouble: Exception
) -> None:
    for number in range(1, 61):
        inbox.put(event(f"d{number}", number, f"lab/list{number % 7}"))
    scene = Scene(inbox, engine, trouble)
    scene.let_pass(HOUR)
    assert inbox.count()["parked"] == 0
    assert inbox.count()["waiting"] == 60
    # About one every two minutes once the pauses have grown.
    assert len(scene.tried) <= HOUR / LONGEST_PAUSE + 10
    assert HOUR <= scene.outage.health()["outage"] <= HOUR + STEP
    scene.is_away = False
    scene.let_pass(2 * LONGEST_PAUSE + 4 * STEP)
    assert sorted(scene.done, key=lambda n: n or 0) == list(range(1, 61))
    assert inbox.count() == {"waiting": 0, "running": 0, "parked": 0, "paused": 0}
    assert scene.outage.health() == {"outage": 0}


@in_a_file
def test_only_the_job_that_fails_while_others_succeed_is_parked(
    inbox: Inbox, engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    scene = Scene(inbox, engine, GithubException(502, {"message": "This diff\nis too large"}))
    scene.is_away, scene.broken = False, {1}
    inbox.put(event("bad", 1, "lab/list"))
    scene.await_parked()
    assert [job.number for job in find_parked(inbox)] == [1]
    assert 1 not in scene.done
    assert inbox.count()["waiting"] == 0
    assert [job.number for job in scene.tried].count(1) == MOST_ATTEMPTS + 1, "the first failure accuses nobody"
    parked = next(line for line in caplog.messages if "parked" in line)
    assert parked == (
        "lab/list#1 (delivery bad): GithubException, status 502, GitHub says: This diff is too large; parked"
    )


def test_where_github_reads_but_does_not_write_nothing_is_parked_and_all_goes_on(inbox: Inbox, engine: Engine) -> None:
    scene = Scene(inbox, engine, requests.exceptions.ConnectionError("refused"))
    scene.is_away, scene.refuses_writes, scene.writers = False, True, {1, 2, 3}
    for number in scene.writers:
        inbox.put(event(f"w{number}", number, f"lab/list{number}"))
    for number in range(10, 40):
        inbox.put(event(f"r{number}", number, "lab/quiet"))
        scene.let_pass(60)
    assert find_parked(inbox) == []
    assert scene.outage.health()["outage"] > 0
    scene.refuses_writes = False
    scene.let_pass(4 * LONGEST_PAUSE)
    assert sorted(scene.done, key=lambda n: n or 0) == [1, 2, 3, *range(10, 40)]
    assert scene.outage.health() == {"outage": 0}


@in_a_file
def test_a_job_that_cannot_write_while_others_write_is_parked(inbox: Inbox, engine: Engine) -> None:
    scene = Scene(inbox, engine, requests.exceptions.ConnectionError("cut off"))
    scene.is_away, scene.broken, scene.writers = False, {1}, set(range(300))
    inbox.put(event("bad", 1))
    scene.await_parked()
    assert [job.number for job in find_parked(inbox)] == [1]


@in_a_file
def test_a_lonely_job_is_its_own_probe(inbox: Inbox, engine: Engine) -> None:
    scene = Scene(inbox, engine, requests.exceptions.ReadTimeout())
    inbox.put(event("a", 1))
    scene.let_pass(HOUR)
    assert inbox.count()["waiting"] == 1
    scene.is_away = False
    scene.let_pass(3 * LONGEST_PAUSE)
    assert scene.done == [1]


def job(number: int) -> Job:
    """Return a job about a thread."""
    return Job("lab/list", number, None, "d", 1, number)


END: dict[str, Callable[[Outage], object]] = {
    "a job is done": lambda outage: outage.succeed(job(2), wrote=False),
    "GitHub refuses something": lambda outage: outage.answered(writing=False),
}


@pytest.mark.parametrize("end", END.values(), ids=END)
def test_an_answer_of_githubs_lets_those_go_on_who_wait(end: Callable[[Outage], object]) -> None:
    waited: list[float | None] = []

    def wait(seconds: float | None) -> None:
        assert not waited, "the outage goes on"
        waited.append(seconds)
        end(outage)

    outage = Outage(clock=lambda: 0.0, wait=wait)
    outage.fail(job(1), writing=False)
    assert outage.enter()
    assert outage.enter()
    assert waited == [2.0]


def test_only_one_probes_at_a_time_and_whoever_learned_nothing_makes_room() -> None:
    now = 0.0
    entered: list[int] = []
    outage = Outage(clock=lambda: now)
    outage.fail(job(1), writing=False)
    now = 2.0
    assert outage.enter(), "it is this thread that probes"

    def probe() -> None:
        assert outage.enter()
        entered.append(threading.get_ident())

    other = threading.Thread(target=probe)
    other.start()
    assert entered == []
    outage.leave()
    other.join(PATIENCE)
    assert entered == [other.ident]


def test_nobody_waits_for_the_end_of_an_outage_once_the_server_stops() -> None:
    outage = Outage(clock=lambda: 0.0)
    outage.fail(job(1), writing=False)
    outage.close()
    assert not outage.enter()


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        pytest.param(GithubException(500, None), True, id="500"),
        pytest.param(GithubException(504, {"message": "timeout"}), True, id="504"),
        pytest.param(GithubException(401, {"message": "Bad credentials"}), True, id="login unknown"),
        pytest.param(requests.exceptions.ConnectionError(), True, id="refused"),
        pytest.param(requests.exceptions.ReadTimeout(), True, id="time-out"),
        pytest.param(requests.exceptions.ChunkedEncodingError(), True, id="cut off"),
        pytest.param(json.JSONDecodeError("m", "<html>", 0), True, id="a page for people"),
        pytest.param(
            GithubException(200, {"errors": [{"message": "Something went wrong while executing your query."}]}),
            True,
            id="GraphQL's trouble",
        ),
        pytest.param(GithubException(200, {"errors": [{"message": "no such field"}]}), False, id="GraphQL's refusal"),
        pytest.param(GithubException(404, None), False, id="404"),
        pytest.param(GithubException(422, {"message": "no"}), False, id="422"),
        pytest.param(KeyError("ours"), False, id="a fault of ours"),
        pytest.param(ValueError("ours"), False, id="a value of ours"),
    ],
)
def test_githubs_trouble_is_told_from_the_jobs(error: Exception, expected: bool) -> None:
    assert is_outage(error) is expected
