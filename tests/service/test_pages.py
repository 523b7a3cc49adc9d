"""The running bot's pages: what waits for the bot is told to anybody, and nothing else is."""

import re

import pytest
from flask.testing import FlaskClient

from bot.hub.delivery import sign
from bot.service.app import create_app
from bot.service.inbox import MOST_ATTEMPTS
from bot.service.inbox.jobs import Inbox
from bot.service.pages import POLICY
from bot.service.pages.history import name_change
from bot.service.pages.status import MOST_SHOWN
from bot.service.webhook import Webhook
from bot.workflow.changes import AddLabel, CloseIssue, OpenPull, WriteComment
from tests.service.engines import Engine, drain, event, fail, work_once

SECRET = b"canary-secret-canary-secret-canary"
CANARY = "canary ada@example.org ghp_canary /srv/canary <script>canary</script>"
PAGES = ("/", "/thread/lab/list/1", "/metrics")
SAMPLE = re.compile(r'paperclerk_[a-z_]+(\{status="\d{3}"\})? \d+')


@pytest.fixture
def engine(file_engine: Engine) -> Engine:
    return file_engine


@pytest.fixture
def client(inbox: Inbox) -> FlaskClient:
    return open_client(inbox)


def open_client(inbox: Inbox, limits: dict[str, int] | None = None, *repositories: str) -> FlaskClient:
    """Return a browser of the pages."""
    app = create_app(Webhook(inbox, secrets=(SECRET,), repositories=repositories), limits=lambda: limits or {})
    return app.test_client()


def park(inbox: Inbox, engine: Engine) -> None:
    """Let the job of lab/list#1 fail until it is parked."""
    inbox.put(event("canary-guid", 1))
    for _ in range(MOST_ATTEMPTS):
        fail(inbox, CANARY)
        engine.move_clock(3600)


def test_an_empty_queue_says_so(client: FlaskClient) -> None:
    assert "Nothing waits for the bot." in client.get("/").text


@pytest.mark.parametrize("path", ["/", "/thread/lab/list/7"])
def test_a_submission_that_was_sent_is_seen_to_wait(inbox: Inbox, client: FlaskClient, path: str) -> None:
    inbox.put(event("a", 7))
    page = client.get(path).text
    assert "lab/list#7" in page
    assert "It waits for the bot" in page
    assert re.search(r"sked for \d+ \w+ \d{4}, \d\d:\d\d UTC", page)


def test_a_thread_tells_how_many_are_before_it(inbox: Inbox, client: FlaskClient) -> None:
    for number in (1, 2, 3):
        inbox.put(event(f"{number}", number))
    inbox.put(event("elsewhere", 9, "lab/other"))
    assert "2 of the same list were queued before it" in client.get("/thread/lab/list/3").text
    assert "1 of the same list was queued before it" in client.get("/thread/LAB/list/2").text
    assert "before it" not in client.get("/thread/lab/other/9").text


def test_a_thread_tells_what_was_asked_last_and_how_many_are_older(inbox: Inbox) -> None:
    app = create_app(Webhook(inbox, secrets=(SECRET,)), count_older=lambda repository, number: number - 1)
    inbox.note("lab/list", 3, "asked", ["Ready. A maintainer decides."])
    inbox.note("lab/list", 3, "asked", ["One question. Which section does it belong to?"])
    page = app.test_client().get("/thread/lab/list/3").text
    assert "One question. Which section does it belong to?" in page
    assert "A maintainer decides" not in page
    assert "2 older submissions are open on this list." in page
    assert "older" not in app.test_client().get("/thread/lab/list").text


def test_what_runs_is_in_hand(inbox: Inbox, client: FlaskClient) -> None:
    inbox.put(event("a"))
    seen: list[str] = []
    work_once(inbox, lambda: seen.append(client.get("/thread/lab/list/1").text))
    assert "The bot is at it" in seen[0]


def test_what_failed_is_tried_again_by_itself(inbox: Inbox, client: FlaskClient) -> None:
    inbox.put(event("canary-guid", 1))
    fail(inbox, CANARY)
    assert "will be tried again by itself" in client.get("/thread/lab/list/1").text


def test_what_is_parked_waits_for_an_operator(inbox: Inbox, engine: Engine, client: FlaskClient) -> None:
    park(inbox, engine)
    for path in PAGES[:2]:
        page = client.get(path).text
        assert "waits for an operator" in page
        assert re.search("parked", page, re.IGNORECASE)


def test_a_thread_without_a_job_is_sent_to_its_comment(client: FlaskClient) -> None:
    assert "No job waits for the bot here" in client.get("/thread/lab/list/4").text


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/thread/lab/list/0", id="no number begins with 0"),
        pytest.param("/thread/lab/list/99999999999", id="a number beyond GitHub's"),
        pytest.param("/thread/lab/<b>/1", id="no name of GitHub's"),
        pytest.param("/thread/lab/list/x", id="no number"),
        pytest.param("/thread/lab/%2e%2e%2fetc/1", id="a way up"),
        pytest.param("/thread/lab/other/1", id="a list that is not served"),
    ],
)
def test_what_is_no_thread_of_a_served_list_is_not_there(inbox: Inbox, path: str) -> None:
    answer = open_client(inbox, {}, "lab/list").get(path)
    assert answer.status_code == 404
    assert answer.mimetype == "text/plain"


@pytest.mark.parametrize("words", [("outage", "GitHub does not answer"), ("resting", "GitHub asked to wait")])
def test_pages_say_when_it_is_github_that_is_waited_for(inbox: Inbox, words: tuple[str, str]) -> None:
    client = open_client(inbox, {words[0]: 30})
    assert words[1] in client.get("/").text
    assert f"paperclerk_{words[0]} 30\n" in client.get("/metrics").text


def test_a_long_queue_is_cut_and_counted(inbox: Inbox, client: FlaskClient) -> None:
    inbox.sweep("lab/list", range(1, MOST_SHOWN + 6))
    page = client.get("/").text
    assert "5 more." in page
    assert page.count("<li>") == MOST_SHOWN


def test_metrics_are_in_prometheus_format(inbox: Inbox, client: FlaskClient) -> None:
    inbox.put(event("a"))
    client.post("/webhook", data=b"{}", content_type="application/json")
    answer = client.get("/metrics")
    assert answer.content_type == "text/plain; version=0.0.4; charset=utf-8"
    samples = [line for line in answer.text.splitlines() if not line.startswith("# ")]
    assert all(SAMPLE.fullmatch(line) for line in samples)
    assert {"paperclerk_waiting 1", "paperclerk_parked 0", 'paperclerk_deliveries_total{status="403"} 1'} <= {*samples}


@pytest.mark.parametrize("path", PAGES)
def test_nothing_private_is_on_a_page(inbox: Inbox, engine: Engine, client: FlaskClient, path: str) -> None:
    body = b'{"action": "opened", "issue": {"number": 2, "title": "canary"}, "repository": {"full_name": "lab/list", '
    body += b'"default_branch": "main"}, "sender": {"login": "canary", "email": "canary@example.org"}}'
    headers = {"X-GitHub-Delivery": "canary-2", "X-GitHub-Event": "issues", "X-Hub-Signature-256": sign(body, SECRET)}
    assert client.post("/webhook", data=body, headers=headers, content_type="application/json").status_code == 202
    assert len(drain(inbox)) == 1
    park(inbox, engine)
    page = client.get(path).text
    assert "canary" not in page
    assert "@" not in page


@pytest.mark.parametrize("path", PAGES[:2])
def test_pages_run_no_script(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.mimetype == "text/html"
    assert answer.headers["Content-Security-Policy"] == f"{POLICY}; form-action 'self'"
    assert "<script" not in answer.text


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_pages_are_only_read(client: FlaskClient, path: str, method: str) -> None:
    assert client.open(path, method=method).status_code == 405


@pytest.mark.parametrize(("name", "type"), [("style.css", "text/css"), ("icon.svg", "image/svg+xml")])
def test_the_style_is_the_sites(client: FlaskClient, name: str, type: str) -> None:
    assert f'href="/{name}"' in client.get("/").text
    assert client.get(f"/{name}").mimetype == type


def test_an_inbox_that_cannot_be_read_is_said_without_where_it_is(inbox: Inbox, client: FlaskClient) -> None:
    inbox.close()
    answer = client.get("/")
    assert answer.status_code == 503
    assert answer.text == "the inbox cannot be read now\n"


HISTORY = {
    ("delivered", "issue_comment"): "GitHub told of it: issue comment",
    ("changed", "add label paper: ready"): "Done on GitHub: add label paper: ready",
    ("decided", "approved maintainer"): "Decided: approved by maintainer",
    ("decided", "duplicate"): "Decided: duplicate",
    ("ended", "done"): "Looked at, and done",
    ("ended", "parked"): "an operator has to help",
}


@pytest.mark.parametrize(("happened", "words"), HISTORY.items(), ids=[" ".join(key) for key in HISTORY])
def test_a_thread_tells_what_happened_and_when(
    inbox: Inbox, client: FlaskClient, happened: tuple[str, str], words: str
) -> None:
    inbox.note("lab/list", 7, happened[0], [happened[1]])
    page = client.get("/thread/lab/list/7").text
    assert words in page
    assert re.search(r'<time datetime="\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00">', page)
    assert words not in client.get("/thread/lab/list/8").text


CHANGES = {
    "write comment": WriteComment(7, CANARY),
    "add label paper: ready": AddLabel(7, "paper: ready"),
    "add label": AddLabel(7, CANARY),
    "open pull": OpenPull(CANARY, CANARY, CANARY, CANARY),
    "close issue": CloseIssue(7, "completed"),
}


@pytest.mark.parametrize("words", CHANGES)
def test_of_a_change_the_history_tells_nothing_that_a_stranger_wrote(words: str) -> None:
    assert name_change(CHANGES[words]) == words
