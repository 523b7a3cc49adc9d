"""What is known of all threads stays right, and is asked for only where something moved."""

import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.hub.client import Client
from bot.hub.connection import Connection
from bot.hub.read.thread_cache import DAY, ThreadCache, find_names
from bot.workflow.changes import AddLabel, CloseIssue, EditComment, WriteComment
from bot.workflow.state import State, write_state
from tests.localhub.guests import REPOSITORY, Guest, propose
from tests.localhub.traffic import WatchedHub

START = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def clock(hub: WatchedHub) -> Callable[[float], None]:
    """Let GitHub's time stand still but for the seconds that a test lets pass."""
    now = [START]
    hub.world.clock = lambda: now[0]

    def let_pass(seconds: float) -> None:
        now[0] += timedelta(seconds=seconds)

    return let_pass


def marked(number: int) -> str:
    """A comment as the bot writes it."""
    return f"words {number}\n\n{write_state(State(author=number))}"


def open_issues(mona: Guest, count: int, body: str = "b") -> None:
    for number in range(count):
        assert mona.ask("POST", f"{REPOSITORY}/issues", title=str(number), body=body).status_code == 201


def look(client: Client, number: int) -> None:
    """Look at a thread and find that nothing is to be done."""
    assert client.read_thread(number) is not None
    client.settle(number)


def settle_all(client: Client) -> None:
    for number in client.read_waiting():
        look(client, number)
    assert client.read_waiting() == []


def kept(client: Client) -> set[int]:
    """Return the numbers of all threads of which anything is kept."""
    memory = client.threads
    return {*memory.summaries, *memory.handled, *memory.opened}


def open_own_pull(hub: WatchedHub, number: int = 1) -> tuple[Guest, dict[str, str]]:
    """Let the bot open its pull request for a thread; return the bot, and what writes a file on its branch."""
    clerk = Guest(hub, "clerk")
    branch = f"paperclerk/issue-{number}"
    head = clerk.ask("GET", f"{REPOSITORY}/git/ref/heads/main").json()["object"]["sha"]
    clerk.ask("POST", f"{REPOSITORY}/git/refs", ref=f"refs/heads/{branch}", sha=head)
    content = {"message": "m\n\nPaperclerk-Entry: 0123456789abcdef", "content": "eA==", "branch": branch}
    clerk.ask("PUT", f"{REPOSITORY}/contents/x.txt", **content)
    clerk.ask("POST", f"{REPOSITORY}/pulls", title="P", head=branch, base="main")
    return clerk, content


def test_after_the_first_time_only_what_moved_is_waiting(client: Client, mona: Guest) -> None:
    open_issues(mona, 3)
    assert client.read_waiting() == [1, 2, 3]
    look(client, 2)
    assert client.read_waiting() == [1, 3]
    settle_all(client)


MOVES: dict[str, Callable[[Guest], object]] = {
    "its text": lambda mona: mona.ask("PATCH", f"{REPOSITORY}/issues/2", body="other"),
    "its title": lambda mona: mona.ask("PATCH", f"{REPOSITORY}/issues/2", title="other"),
    "a comment": lambda mona: mona.ask("POST", f"{REPOSITORY}/issues/2/comments", body="x"),
    "a label": lambda mona: mona.ask("POST", f"{REPOSITORY}/issues/2/labels", labels=["paper: ready"]),
}


@pytest.mark.parametrize("seconds", [0, 7], ids=["in the same second", "later"])
@pytest.mark.parametrize("name", MOVES)
def test_a_thread_that_moved_is_waiting_even_if_no_clock_shows_it(
    client: Client, mona: Guest, clock: Callable[[float], None], name: str, seconds: int
) -> None:
    open_issues(mona, 3)
    settle_all(client)
    clock(seconds)
    MOVES[name](mona)
    assert client.read_waiting() == [2]
    settle_all(client)


def test_what_moved_between_reading_and_settling_is_waiting(client: Client, mona: Guest) -> None:
    open_issues(mona, 2)
    settle_all(client)
    client.read_thread(1)
    mona.ask("PATCH", f"{REPOSITORY}/issues/1", body="other")
    client.read_waiting()  # the sweep sees it before the job is done
    client.settle(1)
    assert client.read_waiting() == [1]


def test_a_thread_that_could_not_be_dealt_with_goes_on_waiting(client: Client, mona: Guest) -> None:
    open_issues(mona, 1)
    client.read_waiting()
    client.read_thread(1)
    assert client.read_waiting() == [1]


def test_when_the_list_moves_all_are_waiting(client: Client, mona: Guest) -> None:
    open_issues(mona, 2)
    settle_all(client)
    mona.ask("PUT", f"{REPOSITORY}/contents/x.txt", message="m", content="eA==")
    assert client.read_waiting() == [1, 2]


def test_who_waits_for_checks_is_always_looked_at(client: Client, mona: Guest) -> None:
    open_issues(mona, 2)
    mona.ask("POST", f"{REPOSITORY}/issues/2/labels", labels=["paper: approved"])
    for number in client.read_waiting():
        look(client, number)
    assert client.read_waiting() == [2]


def test_once_a_day_all_are_looked_at(client: Client, mona: Guest) -> None:
    now = [0.0]
    client.threads = ThreadCache(clock=lambda: now[0])
    open_issues(mona, 2)
    settle_all(client)
    now[0] = DAY + 1
    assert client.read_waiting() == [1, 2]


def test_closed_threads_wait_only_with_a_verdict(client: Client, mona: Guest) -> None:
    open_issues(mona, 3)
    mona.ask("POST", f"{REPOSITORY}/issues/2/labels", labels=["paper: needs-info"])
    for number in (1, 2):
        mona.ask("PATCH", f"{REPOSITORY}/issues/{number}", state="closed")
    assert client.read_waiting() == [2, 3]
    assert list(client.threads.summaries) == [3, 2]


def test_a_pull_request_of_the_bots_leads_to_its_thread(hub: WatchedHub, client: Client, mona: Guest) -> None:
    open_issues(mona, 1)
    _, content = open_own_pull(hub)
    settle_all(client)
    mona.ask("POST", f"{REPOSITORY}/issues/2/comments", body="/approve")
    assert client.read_waiting() == [1]
    thread = client.read_thread(2)
    assert thread is not None
    assert thread.number == 1
    settle_all(client)
    mona.ask("PUT", f"{REPOSITORY}/contents/y.txt", **{**content, "message": "by hand"})
    client.read_waiting()
    thread = client.read_thread(2)
    assert thread is not None
    assert (thread.number, thread.speaks_for) == (2, None), "what people push to speaks for itself"
    settle_all(client)
    propose(mona_fork(hub), {"y.txt": "y"})
    assert client.read_waiting() == [3]


def mona_fork(hub: WatchedHub) -> Guest:
    hub.create_user("kim")
    return Guest(hub, "kim")


def test_a_thread_that_is_gone_is_forgotten(hub: WatchedHub, client: Client, mona: Guest) -> None:
    open_issues(mona, 3)
    settle_all(client)
    threads = hub.repository("mona/list").threads
    del threads[3]
    assert client.read_waiting() == []
    assert sorted(client.threads.summaries) == [1, 2]
    del threads[2]
    assert client.read_thread(2) is None
    assert sorted(client.threads.summaries) == [1]


def test_the_bots_comments_are_known_without_asking_again(hub: WatchedHub, client: Client, mona: Guest) -> None:
    open_issues(mona, 30)
    for number in (1, 2, 3):
        client.read_thread(number)
        client.apply((WriteComment(number, marked(number)),))
    client.read_thread(1)
    assert {number: comment.body for number, comment in client.read_states().items()} == {
        1: marked(1),
        2: marked(2),
        3: marked(3),
    }
    before = len(hub.requests)
    thread = client.read_thread(1)
    assert thread is not None
    client.apply((EditComment(thread.number, thread.comments[0].id, marked(9)),))
    assert client.read_states()[1].body == marked(9)
    assert len(hub.requests) == before + 2, "thirty threads moved within a minute, but all were seen"
    client.apply((CloseIssue(1, "completed"),))
    client.read_thread(2)
    client.apply((CloseIssue(2, "completed"), AddLabel(2, "paper: ready")))
    client.read_thread(3)
    assert list(client.read_states()) == [3]


def test_a_comment_is_forgotten_with_its_thread(hub: WatchedHub, client: Client, mona: Guest) -> None:
    open_issues(mona, 3)
    for number in (1, 2, 3):
        client.read_thread(number)
        client.apply((WriteComment(number, marked(number)),))
        client.read_thread(number)
    assert sorted(client.read_states()) == [1, 2, 3]
    del hub.repository("mona/list").threads[2]
    client.read_waiting()
    assert sorted(client.read_states()) == [1, 3]


def test_what_others_did_meanwhile_comes_with_the_thread_page_by_page(
    hub: WatchedHub, client: Client, mona: Guest, clock: Callable[[float], None]
) -> None:
    open_issues(mona, 1)
    client.read_waiting()
    clerk = Guest(hub, "clerk")
    for number in range(2, 48):
        clock(5)
        open_issues(mona, 1)
        clerk.ask("POST", f"{REPOSITORY}/issues/{number}/comments", body=marked(number))
    before = len(hub.requests)
    client.read_thread(1)
    operations = [request.operation for request in hub.requests[before:]]
    assert operations == ["Thread", "Moved", "Moved", "Moved"]
    assert sorted(client.read_states()) == list(range(2, 48))
    assert len(hub.requests) == before + 4


def test_an_interrupted_catching_up_is_made_good(
    hub: WatchedHub, client: Client, mona: Guest, clock: Callable[[float], None]
) -> None:
    open_issues(mona, 1)
    client.read_waiting()
    for _ in range(60):
        clock(5)
        open_issues(mona, 1)
    asked = itertools.count()
    whole = client.ask

    def break_off(query: str, **variables: object) -> dict[str, object]:
        if next(asked) == 1:
            raise ConnectionError("gone")
        return whole(query, **variables)

    client.ask = break_off  # type: ignore[method-assign]
    with pytest.raises(ConnectionError):
        client.read_waiting()
    assert client.read_waiting() == list(range(1, 62))


def test_of_a_thread_that_is_over_nothing_is_kept(client: Client, mona: Guest) -> None:
    open_issues(mona, 3)
    settle_all(client)
    mona.ask("PATCH", f"{REPOSITORY}/issues/2", state="closed")
    look(client, 2)
    for kept in (client.threads.summaries, client.threads.handled):
        assert sorted(kept) == [1, 3]


@pytest.mark.parametrize("is_seen_between", [True, False])
@pytest.mark.parametrize("is_merged", [True, False])
def test_a_taken_over_pull_request_that_ends_leaves_its_thread_as_it_was(
    hub: WatchedHub, client: Client, mona: Guest, is_seen_between: bool, is_merged: bool
) -> None:
    open_issues(mona, 1)
    _, content = open_own_pull(hub)
    settle_all(client)
    mona.ask("PUT", f"{REPOSITORY}/contents/y.txt", **{**content, "message": "by hand"})
    if is_seen_between:
        settle_all(client)
    if is_merged:
        assert mona.ask("PUT", f"{REPOSITORY}/pulls/2/merge").status_code == 200
    else:
        mona.ask("PATCH", f"{REPOSITORY}/pulls/2", state="closed")
    settle_all(client)
    assert kept(client) == {1}
    mona.ask("PATCH", f"{REPOSITORY}/issues/1", body="other")
    assert client.read_waiting() == [1]


def test_of_a_thread_and_its_pull_request_the_last_to_end_takes_all_with_it(
    hub: WatchedHub, client: Client, mona: Guest
) -> None:
    open_issues(mona, 1)
    clerk, _ = open_own_pull(hub)
    settle_all(client)
    mona.ask("PATCH", f"{REPOSITORY}/issues/1", state="closed")
    look(client, 1)
    assert kept(client) == {1, 2}
    clerk.ask("PATCH", f"{REPOSITORY}/pulls/2", state="closed")
    look(client, 1)
    assert kept(client) == set()


@pytest.mark.parametrize("number", [1, 2], ids=["the thread", "its pull request"])
def test_what_comes_late_for_a_thread_that_is_over_leaves_nothing_behind(
    hub: WatchedHub, client: Client, mona: Guest, number: int
) -> None:
    open_issues(mona, 1)
    clerk, _ = open_own_pull(hub)
    settle_all(client)
    clerk.ask("PATCH", f"{REPOSITORY}/pulls/2", state="closed")
    mona.ask("PATCH", f"{REPOSITORY}/issues/1", state="closed")
    look(client, 1)
    mona.ask("POST", f"{REPOSITORY}/issues/{number}/comments", body="Thanks!")
    thread = client.read_thread(number)
    assert thread is not None
    assert (thread.opened_for or thread.number) == 1, "the bot's pull request is known for its own without memory"
    look(client, 1)
    assert kept(client) == set()
    before = len(hub.requests)
    assert client.read_waiting() == []
    assert [request.operation for request in hub.requests[before:]] == ["Moved"]


@pytest.mark.parametrize("is_told", [True, False], ids=["told of", "not told of"])
def test_a_thread_that_is_opened_again_is_looked_at_like_a_new_one(client: Client, mona: Guest, is_told: bool) -> None:
    open_issues(mona, 2)
    settle_all(client)
    mona.ask("PATCH", f"{REPOSITORY}/issues/1", state="closed")
    look(client, 1)
    mona.ask("PATCH", f"{REPOSITORY}/issues/1", state="open")
    if is_told:
        assert client.read_thread(1) is not None
    assert client.read_waiting() == [1]
    settle_all(client)
    assert kept(client) == {1, 2}


def test_a_look_that_failed_leaves_no_trace_once_the_thread_is_over(client: Client, mona: Guest) -> None:
    open_issues(mona, 2)
    settle_all(client)
    mona.ask("PATCH", f"{REPOSITORY}/issues/1", body="other")
    client.read_thread(1)
    mona.ask("PATCH", f"{REPOSITORY}/issues/1", state="closed")
    client.read_thread(1)
    look(client, 2)
    client.settle(1)
    assert kept(client) == {2}


def test_only_older_threads_that_nobody_heard_of_come_first(
    client: Client, mona: Guest, clock: Callable[[float], None]
) -> None:
    same = "Have a look at https://arxiv.org/abs/2401.00001v2"
    open_issues(mona, 1, body=same)
    clock(2 * 3600)
    open_issues(mona, 5, body=same)
    open_issues(mona, 1, body="Another one: https://arxiv.org/pdf/2401.00002")
    look(client, 2)
    client.read_thread(3)
    client.apply((WriteComment(3, marked(3)), CloseIssue(4, "completed")))
    client.read_thread(6)
    client.read_thread(7)
    assert client.read_unheard(6) == [5], "the first moved too long ago, and the others were heard"
    assert client.read_unheard(5) == []
    assert client.read_unheard(7) == [], "nobody waits for another paper"


@pytest.mark.parametrize(
    ("one", "other", "shares"),
    [
        pytest.param("https://arxiv.org/abs/2401.00001", "arXiv: 2401.00001v3", True, id="a number"),
        pytest.param("doi.org/10.1145/3600006.3613165", "10.1145/3600006.3613165", True, id="a DOI"),
        pytest.param("openreview.net/forum?id=aB3_x", "openreview.net/pdf?id=aB3_x", True, id="a key"),
        pytest.param("Title: Pruning heads by their entropy", "pruning heads, by their entropy!", True, id="a title"),
        pytest.param(
            "### Which section is it for?\nServing", "### Which section is it for?", False, id="a form's words"
        ),
        pytest.param("https://arxiv.org/abs/2401.00001", "https://arxiv.org/abs/2401.00002", False, id="two numbers"),
    ],
)
def test_what_may_be_about_the_same_paper(one: str, other: str, shares: bool) -> None:
    assert bool(find_names(one) & find_names(other)) is shares


@pytest.mark.parametrize("before", [19, 20, 45, 130])
def test_a_thread_where_people_talked_before_the_bot_came_is_known(
    client: Client, connection: Connection, mona: Guest, before: int
) -> None:
    open_issues(mona, 2)
    for number in range(before):
        mona.ask("POST", f"{REPOSITORY}/issues/1/comments", body=f"Word {number}")
    client.read_thread(1)
    client.apply([WriteComment(1, marked(1)), AddLabel(1, "paper: ready")])
    for number in range(3):
        mona.ask("POST", f"{REPOSITORY}/issues/1/comments", body=f"And {number}")
    after_a_start = connection.open("mona/list")
    after_a_start.threads = ThreadCache()
    assert {n: comment.body for n, comment in after_a_start.read_states().items()} == {1: marked(1)}
    mona.ask("POST", f"{REPOSITORY}/issues/1/comments", body="One more")
    after_a_start.read_thread(2)
    assert set(after_a_start.read_states()) == {1}
