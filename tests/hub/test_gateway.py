"""Every failure that GitHub has, met in the one place where requests go out."""

from collections.abc import Callable
from typing import Any

import pytest
import requests
from github import GithubException

from bot.hub import gateway as gateway_module
from bot.hub.client import Client
from bot.hub.connection import Connection
from bot.hub.gateway import Gateway, MissingError
from bot.hub.limits import Pace, PausedError, is_of_write
from bot.hub.read.queries import NEWEST_COMMENTS, files
from bot.hub.write.documents import write_document
from bot.workflow.changes.mutation import Mutation
from tests.localhub import administration
from tests.localhub.guests import REPOSITORY, Guest, propose
from tests.localhub.traffic import Fault, WatchedHub

FILE = {"owner": "mona", "name": "list", "file": "main:data/README.md", "folder": "main:data", "papers": "main:papers"}
VARIABLES = {"owner": "mona", "name": "list", "number": 1}


@pytest.fixture
def issue(mona: Guest) -> str:
    """The global id of an open issue."""
    id: str = mona.ask("POST", f"{REPOSITORY}/issues", title="A").json()["node_id"]
    return id


@pytest.fixture
def gateway(client: Client, hub: WatchedHub, issue: str) -> Gateway:
    hub.requests.clear()
    return client.gateway


def say(issue: str) -> Any:
    return write_document([Mutation("addComment", {"subjectId": issue, "body": "x"})])


def comments(hub: WatchedHub) -> int:
    return len(hub.repository("mona/list").threads[1].comments)


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(Fault("status", 502, times=2), id="502 twice"),
        pytest.param(Fault("status", 500), id="500"),
        pytest.param(Fault("drop"), id="dropped before"),
        pytest.param(Fault("drop", after=True, times=2), id="dropped after, twice"),
        pytest.param(Fault("cut"), id="truncated JSON"),
        pytest.param(Fault("partial"), id="half an answer"),
        pytest.param(Fault("status", 401), id="expired token"),
    ],
)
def test_a_question_is_asked_again(hub: WatchedHub, gateway: Gateway, fault: Fault) -> None:
    hub.faults.add(fault)
    answer = gateway.query(files(0), FILE)
    assert answer["repository"]["file"]["text"] == "# List\n"
    assert len(hub.requests) == fault.times + 1


@pytest.mark.parametrize(
    ("fault", "raised"),
    [
        pytest.param(Fault("status", 502, times=9), GithubException, id="502"),
        pytest.param(Fault("drop", times=9), requests.ConnectionError, id="dropped"),
        pytest.param(Fault("cut", times=9), ValueError, id="truncated JSON"),
        pytest.param(Fault("partial", times=9), GithubException, id="half an answer"),
    ],
)
def test_a_question_is_asked_three_times_at_most(
    hub: WatchedHub, gateway: Gateway, fault: Fault, raised: type[Exception]
) -> None:
    gateway.pace.sleep = lambda seconds: None
    hub.faults.add(fault)
    with pytest.raises(raised):
        gateway.query(files(0), FILE)
    assert len(hub.requests) == 3


@pytest.mark.parametrize(
    ("fault", "raised", "said"),
    [
        pytest.param(Fault("status", 502), GithubException, 0, id="502 before"),
        pytest.param(Fault("status", 502, after=True), GithubException, 1, id="502 after"),
        pytest.param(Fault("drop"), requests.ConnectionError, 0, id="dropped before"),
        pytest.param(Fault("drop", after=True), requests.ConnectionError, 1, id="dropped after"),
        pytest.param(Fault("cut"), ValueError, 1, id="truncated JSON"),
        pytest.param(Fault("status", 409), GithubException, 0, id="409"),
    ],
)
@pytest.mark.parametrize("door", ["graphql", "rest"])
def test_a_write_is_sent_once(
    hub: WatchedHub, gateway: Gateway, issue: str, fault: Fault, raised: type[Exception], said: int, door: str
) -> None:
    hub.faults.add(fault)
    with pytest.raises(raised):
        gateway.mutate(say(issue)) if door == "graphql" else gateway.rest("POST", "/issues/1/comments", body="x")
    assert (len(hub.requests), comments(hub)) == (1, said)


def test_what_is_too_much_at_once_is_asked_for_in_smaller_pages(
    hub: WatchedHub, client: Client, mona: Guest, issue: str
) -> None:
    for number in range(45):
        mona.ask("POST", f"{REPOSITORY}/issues/1/comments", body=f"Comment {number}")
    hub.requests.clear()
    hub.faults.add(Fault("large", operation=r"comments\(first: (?:[3-9]\d|\d{3})\)", times=9))
    thread = client.read_thread(1)
    assert thread is not None
    assert [comment.body for comment in thread.comments] == [f"Comment {number}" for number in range(45)]
    assert [request.operation for request in hub.requests].count("Thread") == 3, "100, 50, then 25 in a page"


def test_what_is_still_too_much_is_an_error(hub: WatchedHub, client: Client, issue: str) -> None:
    hub.faults.add(Fault("large", times=99))
    with pytest.raises(GithubException, match="RESOURCE_LIMITS_EXCEEDED"):
        client.read_thread(1)
    assert len(hub.requests) < 30


def test_a_token_that_may_read_no_checks_reads_the_rest(hub: WatchedHub, mona: Guest, issue: str) -> None:
    wanted = {"contents": "write", "issues": "write", "pull_requests": "write"}
    number = propose(mona, {"a.txt": "a"})
    limited, whole = (
        Connection(hub.api, token=hub.create_token("clerk", permissions), between_writes=0).open("mona/list")
        for permissions in (wanted, None)
    )
    assert limited.read_thread(number) == whole.read_thread(number)


@pytest.fixture
def impatient(hub: WatchedHub, connection: Connection, issue: str, monkeypatch: pytest.MonkeyPatch) -> Gateway:
    """A way out that waits for an answer for a moment only."""
    options = connection.options()
    monkeypatch.setattr(Connection, "options", lambda _: {**options, "timeout": 1})
    hub.requests.clear()
    return Gateway(connection.login(None), "mona/list")


@pytest.mark.parametrize("door", ["graphql", "rest"])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_write_that_times_out_is_sent_once(
    hub: WatchedHub, impatient: Gateway, issue: str, after: bool, door: str
) -> None:
    hub.faults.add(Fault("stall", after=after))
    with pytest.raises(requests.Timeout):
        impatient.mutate(say(issue)) if door == "graphql" else impatient.rest("POST", "/issues/1/comments", body="x")
    with hub.world.lock:
        assert (len(hub.requests), comments(hub)) == (1, int(after))


@pytest.mark.parametrize("fault", [Fault("status", 502), Fault("drop"), Fault("drop", after=True)], ids=repr)
def test_rest_reads_again_by_itself(hub: WatchedHub, gateway: Gateway, fault: Fault) -> None:
    hub.faults.add(fault)
    assert gateway.rest("GET", "/issues/1")["title"] == "A"
    assert len(hub.requests) == 2


def test_what_did_not_change_is_not_sent_again_and_not_counted(hub: WatchedHub, gateway: Gateway) -> None:
    hub.create_user("ada")
    hub.set_role("mona/list", "ada", "triage")

    def ask() -> tuple[str, int]:
        answer = gateway.rest("GET", "/collaborators/ada/permission")
        return answer["permission"], hub.requests[-1].status

    assert [ask(), ask(), ask()] == [("read", 200), ("read", 304), ("read", 304)]
    hub.set_role("mona/list", "ada", "write")
    assert [ask(), ask()] == [("write", 200), ("write", 304)]


def test_only_the_last_answers_are_kept(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateway_module, "MOST_ANSWERS", 2)
    for path in ("/issues/1", "/labels?page=1", "/labels?page=2"):
        gateway.rest("GET", path)
    assert [address.rpartition("/")[2] for address in gateway.answers] == ["labels?page=1", "labels?page=2"]
    blob = gateway.rest("GET", "/contents/data/README.md")["sha"]
    gateway.rest("GET", f"/git/blobs/{blob}")
    assert not any(blob in address for address in gateway.answers)


def test_an_expired_login_is_renewed_once_and_a_write_goes_through(
    hub: WatchedHub, gateway: Gateway, issue: str
) -> None:
    hub.faults.add(Fault("status", 401))
    gateway.mutate(say(issue))
    assert comments(hub) == 1
    hub.faults.add(Fault("status", 401, times=9))
    with pytest.raises(GithubException) as caught:
        gateway.mutate(say(issue))
    assert (caught.value.status, comments(hub), len(hub.requests)) == (401, 1, 4)


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(Fault("limited"), id="GraphQL exhausted in a 200"),
        pytest.param(Fault("status", 403), id="403"),
        pytest.param(Fault("status", 403, retry_after=60), id="403 with a time"),
        pytest.param(Fault("status", 429), id="429"),
    ],
)
@pytest.mark.parametrize("door", ["query", "mutation", "rest"])
def test_after_a_limit_nobody_with_this_login_asks_until_it_is_over(
    hub: WatchedHub, gateway: Gateway, connection: Connection, issue: str, fault: Fault, door: str
) -> None:
    if fault.kind == "limited" and door == "rest":
        return
    calls: dict[str, Callable[[], object]] = {
        "query": lambda: gateway.query(NEWEST_COMMENTS, VARIABLES),
        "mutation": lambda: gateway.mutate(say(issue)),
        "rest": lambda: gateway.rest("GET", "/issues/1"),
    }
    hub.faults.add(fault)
    with pytest.raises(GithubException):
        calls[door]()
    for call in calls.values():
        with pytest.raises(PausedError) as caught:
            call()
        assert 59 < caught.value.seconds <= 60
    assert len(hub.requests) == 1
    assert connection.open("mona/another").gateway.pace is gateway.pace
    assert connection.health()["resting"] == 60


def test_a_missing_thread_is_no_fault_but_a_missing_repository_is_one(connection: Connection, gateway: Gateway) -> None:
    with pytest.raises(MissingError):
        gateway.query(NEWEST_COMMENTS, {**VARIABLES, "number": 7})
    gateway.pace.sleep = lambda seconds: None
    with pytest.raises(GithubException, match="Could not resolve to a Repository"):
        gateway.query(NEWEST_COMMENTS, {**VARIABLES, "name": "gone"})
    assert connection.open("mona/list").read_thread(7) is None


def test_a_door_that_is_not_there_does_not_make_a_thread_go_away(hub: WatchedHub, client: Client, issue: str) -> None:
    hub.faults.add(Fault("status", 404))
    with pytest.raises(GithubException):
        client.read_thread(1)
    assert client.read_thread(1) is not None


def test_nobody_is_without_rights_because_github_was_wrong_once(
    hub: WatchedHub, client: Client, gateway: Gateway
) -> None:
    hub.faults.add(Fault("status", 404, path="collaborators"))
    assert client.read_permission("mona") == "admin"
    assert client.read_permission("nobody-of-this-name") == "none"
    assert len(hub.requests) == 4


def test_writes_are_paced_and_questions_are_not(hub: WatchedHub, gateway: Gateway, issue: str) -> None:
    slept: list[float] = []
    gateway.pace = Pace(hourly=3, clock=lambda: 0.0, sleep=slept.append)
    for _ in range(3):
        gateway.query(NEWEST_COMMENTS, VARIABLES)
        gateway.rest("GET", "/issues/1")
    gateway.mutate(say(issue))
    gateway.rest("PATCH", "/issues/1", title="B")
    gateway.rest("POST", "/issues/1/comments", contents=1, body="y")
    gateway.mutate(say(issue))
    assert slept == [1.0, 2.0, 3.0]
    with pytest.raises(PausedError):
        gateway.mutate(say(issue))
    assert gateway.pace.health()["contents"] == 3
    assert comments(hub) == 3


def test_an_error_says_whether_it_came_of_a_write(hub: WatchedHub, gateway: Gateway, issue: str) -> None:
    hub.faults.add(Fault("status", 502, times=4))
    with pytest.raises(GithubException) as asked:
        gateway.query(NEWEST_COMMENTS, VARIABLES)
    with pytest.raises(GithubException) as written:
        gateway.mutate(say(issue))
    assert (is_of_write(asked.value), is_of_write(written.value)) == (False, True)
    assert gateway.written == 0
    gateway.mutate(say(issue))
    assert gateway.written == 1


@pytest.mark.parametrize(
    ("number", "is_there"),
    [
        pytest.param(1, True, id="a thread"),
        pytest.param(9, False, id="one that never was"),
        pytest.param(2, False, id="one that is gone"),
        pytest.param(3, False, id="one in another repository"),
    ],
)
def test_whether_a_thread_is_there_is_asked_for(
    hub: WatchedHub, client: Client, mona: Guest, issue: str, number: int, is_there: bool
) -> None:
    for _ in range(2):
        mona.ask("POST", f"{REPOSITORY}/issues", title="A", body="b")
    home, owner = hub.repository("mona/list"), hub.world.users["mona"]
    another = hub.create_repository("mona/another", {"x": b""})
    administration.convert_to_discussion(home.threads[2], owner)
    administration.transfer_issue(home.threads[3], owner, another)
    assert client.has_thread(number) is is_there
