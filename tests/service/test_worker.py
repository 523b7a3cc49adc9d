"""What a job comes to: whatever happens to it is said, and it is tried again."""

from collections.abc import Callable

import pytest

from bot.catalogue.data.records import DataError
from bot.hub.limits import PausedError
from bot.service.inbox import MOST_ATTEMPTS, Job, Retry
from bot.service.outage import Outage
from bot.service.worker import Worker


def job(attempts: int = 1) -> Job:
    """Return a job about a thread."""
    return Job("lab/list", 1, None, "a", attempts, ticket=1)


def worker(work: Callable[[Job], None]) -> Worker:
    return Worker(work, Outage())


def fail(job: Job) -> None:
    """Be the work that goes wrong."""
    raise ValueError("<b>words of a contributor</b>")


def test_the_log_has_a_line_for_each_job(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "bot.service.worker")
    assert worker(lambda job: None)(job()) is None
    assert caplog.messages == ["lab/list#1 (delivery a): done"]


@pytest.mark.parametrize(
    ("attempts", "error", "pause", "said"),
    [
        pytest.param(1, ValueError("words"), None, "will try again", id="a first failure"),
        pytest.param(MOST_ATTEMPTS, ValueError("words"), None, "parked", id="the last one"),
        pytest.param(MOST_ATTEMPTS, PausedError(60), 60.0, "will try again", id="GitHub asks for a pause"),
    ],
)
def test_what_goes_wrong_is_tried_again_after_the_pause_that_github_asks_for(
    caplog: pytest.LogCaptureFixture, attempts: int, error: Exception, pause: float | None, said: str
) -> None:
    def work(job: Job) -> None:
        raise error

    name = type(error).__name__
    assert worker(work)(job(attempts)) == Retry(f"{name}: {error}", pause)
    assert caplog.messages == [f"lab/list#1 (delivery a): {name}; {said}"]


@pytest.mark.parametrize(
    "said",
    [
        pytest.param("\x00", id="what PostgreSQL takes in no text"),
        pytest.param("\ud800", id="half of a surrogate pair"),
        pytest.param("\x1b[2J", id="what a terminal obeys"),
        pytest.param("x" * 10_000, id="a long one"),
    ],
)
def test_whatever_an_error_says_can_be_stored_and_shown(said: str) -> None:
    def work(job: Job) -> None:
        raise ValueError(f"broken{said}")

    retry = worker(work)(job())
    assert retry is not None
    assert retry.reason.startswith("ValueError: broken")
    assert retry.reason.isprintable()
    assert len(retry.reason) <= 500


@pytest.mark.parametrize(
    ("attempts", "pause", "seconds"),
    [
        pytest.param(1, None, 2.0, id="first"),
        pytest.param(5, None, 32.0, id="longer each time"),
        pytest.param(1, 0.0, 0.0, id="at once"),
        pytest.param(1, 86_400.0, 3600.0, id="never more than an hour"),
    ],
)
def test_how_long_a_job_waits(attempts: int, pause: float | None, seconds: float) -> None:
    assert Retry("broken", pause).seconds(job(attempts)) == seconds


def test_a_server_that_stops_in_an_outage_gives_the_job_back() -> None:
    outage = Outage()
    outage.fail(job(), writing=False)
    outage.close()
    assert Worker(fail, outage)(job()) == Retry("the server was stopped", pause=0)


def test_the_log_says_where_data_cannot_be_used(caplog: pytest.LogCaptureFixture) -> None:
    def read(job: Job) -> None:
        raise DataError("words of a contributor", ".github/paperclerk.yml", 3)

    worker(read)(job())
    assert caplog.messages == ["lab/list#1 (delivery a): DataError in .github/paperclerk.yml, line 3; will try again"]


def test_what_a_stranger_wrote_stands_in_no_log_above_debug(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    worker(fail)(job())
    above = [record for record in caplog.records if record.levelname != "DEBUG"]
    assert [record.getMessage() for record in above] == ["lab/list#1 (delivery a): ValueError; will try again"]
    assert not any(record.exc_info or record.stack_info for record in above)
