"""Anybody asks what the clerk would say: it is what it would say on GitHub, and asking does nothing else."""

import html
import re
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from bot.catalogue.identity.identifiers import Identifier
from bot.catalogue.identity.metadata import LookUp, Metadata
from bot.review.config import Config
from bot.service.app import create_app
from bot.service.inbox import open_inbox
from bot.service.inbox.jobs import Inbox
from bot.service.pages import POLICY
from bot.service.pages.allowance import BURST, MOST_ADDRESSES, SECONDS_EACH, Allowance
from bot.service.pages.preview import LARGEST_BODY, LONGEST_TEXT
from bot.service.settings import SettingsError, read_settings
from bot.service.webhook import Webhook
from bot.workflow.snapshots.loading import LoadedList, build_folder
from tests.publish.lists import HOSTILE
from tests.stage import small_files

SECRET = b"canary-secret-canary-secret-canary"
LISTED = "https://arxiv.org/abs/1706.03762"
NEW = "KVQuant: Towards 10 Million Context Length LLM Inference\nhttps://arxiv.org/abs/2401.18079"


Ask = Callable[..., FlaskClient]


@cache
def small_list() -> LoadedList:
    """Return a list of four papers as a clerk holds it."""
    files = {path.removeprefix("data/"): text.decode() for path, text in small_files().items()}
    return build_folder("c" * 40, Config(), files)


@pytest.fixture
def inbox(tmp_path: Path) -> Iterator[Inbox]:
    with closing(open_inbox(tmp_path / "inbox.sqlite3", serving=True)) as opened:
        yield opened


@pytest.fixture
def ask(inbox: Inbox) -> Ask:
    """Lend a function that opens the pages of a server that read the lists of these names."""

    def open_client(*names: str, look_up: LookUp | None = None) -> FlaskClient:
        lists = {name: small_list() for name in names or ("lab/list",)}
        return create_app(Webhook(inbox, secrets=(SECRET,)), lists=lambda: lists, look_up=look_up).test_client()

    return open_client


def words(page: str) -> str:
    """Return what a reader sees of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_a_listed_paper_is_known_and_leads_to_its_line(ask: Ask) -> None:
    page = ask().post("/preview", data={"text": LISTED}).text
    assert "Already known" in words(page)
    assert "Attention is all you need" in words(page)
    assert 'href="https://github.com/lab/list/blob/HEAD/data/papers/' in page


def test_a_new_paper_is_shown_as_it_would_read(ask: Ask) -> None:
    page = words(ask().post("/preview", data={"text": f"{NEW}\nSection: Attention"}).text)
    assert "Ready" in page
    assert "KVQuant: Towards 10 Million Context Length LLM Inference" in page


def test_the_bookmarklet_asks_for_the_page_that_one_looks_at(ask: Ask) -> None:
    client = ask()
    page = client.get("/preview", base_url="https://clerk.example.org").text
    found = re.search(r'href="(javascript:[^"]+)"', page)
    assert found
    assert "open('https://clerk.example.org/preview?text='+encodeURIComponent(" in html.unescape(found[1])
    assert "Already known" in words(client.get("/preview", query_string={"text": LISTED}).text)


def test_it_can_be_filed_as_it_is(ask: Ask) -> None:
    page = ask().post("/preview", data={"text": LISTED}).text
    assert 'href="https://github.com/lab/list/issues/new?body=https%3A%2F%2Farxiv.org%2Fabs%2F1706.03762"' in page
    assert 'href="https://github.com/lab/list/issues/new"' in ask().post("/preview", data={"text": "é" * 2000}).text


def test_one_of_several_lists_is_chosen(ask: Ask) -> None:
    client = ask("lab/list", "lab/other")
    page = client.post("/preview", data={"text": LISTED, "list": "lab/other"}).text
    assert "Of lab/other, the clerk would say" in page
    assert "<option selected>lab/other</option>" in page
    assert client.post("/preview", data={"text": LISTED, "list": "lab/secret"}).status_code == 404


def test_before_a_list_was_read_it_says_so(inbox: Inbox) -> None:
    client = create_app(Webhook(inbox, secrets=(SECRET,)), lists=dict).test_client()
    assert "No list is at hand here now" in client.get("/preview").text
    assert client.post("/preview", data={"text": LISTED}).status_code == 404


def test_it_is_there_only_where_the_operator_wants_it(inbox: Inbox) -> None:
    client = create_app(Webhook(inbox, secrets=(SECRET,))).test_client()
    assert client.get("/preview").status_code == 404
    assert "/preview" not in client.get("/").text


def test_services_are_asked_only_where_the_operator_wants_it(ask: Ask) -> None:
    asked: list[Collection[Identifier]] = []

    def look_up(identifiers: Collection[Identifier]) -> dict[Identifier, Metadata]:
        asked.append(identifiers)
        return {identifier: Metadata("arXiv", title="A Title That arXiv Knows") for identifier in identifiers}

    address = "https://arxiv.org/abs/2401.18079"
    assert "The title is not known" in words(ask().post("/preview", data={"text": address}).text)
    assert "A Title That arXiv Knows" in words(ask(look_up=look_up).post("/preview", data={"text": address}).text)
    assert asked == [{Identifier("arxiv", "2401.18079")}]


def test_hostile_text_is_shown_and_no_more(ask: Ask) -> None:
    texts = [*HOSTILE["titles"], *HOSTILE["addresses"], "\0\x1b[31m", "‮" * 50]
    forms = ("[{}](" + LISTED + ")", "Title: {}\nLink: " + LISTED + "?<b>\nSection: Attention", "{}")
    client = ask()
    for number, text in enumerate(texts):
        for form in forms:
            other = {"REMOTE_ADDR": f"192.0.2.{number}"}  # who asks often is told to wait
            answer = client.post("/preview", data={"text": form.replace("{}", text)}, environ_base=other)
            assert answer.status_code == 200
            assert answer.headers["Content-Security-Policy"] == f"{POLICY}; form-action 'self'"
            made = answer.text.split('<section class="said"')[1].split("</section>")[0] if "said" in answer.text else ""
            assert "<script" not in answer.text
            assert not re.search(r"<[^>]*\son\w+=", answer.text)
            assert "<img" not in made
            for link in re.findall(r'href="([^"]*)"', made):
                assert link.startswith(("https://", "http://")), link


def test_the_form_is_all_that_the_page_may_send(ask: Ask) -> None:
    answer = ask().get("/preview")
    assert "form-action 'self'" in answer.headers["Content-Security-Policy"]
    assert "'unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_asking_writes_nothing(inbox: Inbox, ask: Ask) -> None:
    version = inbox.version
    ask().post("/preview", data={"text": NEW})
    assert inbox.version == version
    assert not any(inbox.count().values())


@pytest.mark.parametrize("size", [LONGEST_TEXT + 1, LARGEST_BODY + 1])
def test_what_is_too_long_is_not_read(ask: Ask, size: int) -> None:
    answer = ask().post("/preview", data={"text": "x" * size})
    assert answer.status_code == 413
    assert "That is too long" in answer.text


def test_who_asks_often_is_told_to_wait(ask: Ask) -> None:
    client = ask()
    for _ in range(BURST):
        assert client.post("/preview", data={"text": "x"}).status_code == 200
    assert client.post("/preview", data={"text": "x"}).status_code == 429
    assert client.get("/preview").status_code == 200
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    assert client.post("/preview", data={"text": "x"}, environ_base=elsewhere).status_code == 200


def test_goes_come_back_with_time() -> None:
    now = [0.0]
    allowance = Allowance(lambda: now[0])
    assert [allowance.admit("192.0.2.7") for _ in range(BURST + 1)] == [True] * BURST + [False]
    now[0] += SECONDS_EACH
    assert [allowance.admit("192.0.2.7") for _ in range(2)] == [True, False]
    now[0] += 1000 * SECONDS_EACH
    assert sum(allowance.admit("192.0.2.7") for _ in range(2 * BURST)) == BURST


def test_a_network_of_ipv6_is_one_address_and_memory_is_bounded() -> None:
    allowance = Allowance(lambda: 0.0)
    assert sum(allowance.admit(f"2001:db8::{number}") for number in range(2 * BURST)) == BURST
    for number in range(MOST_ADDRESSES + 10):
        allowance.admit(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
    assert len(allowance.left) == MOST_ADDRESSES


def test_only_known_choices_are_settings() -> None:
    assert read_settings({}, needs=()).preview == "off"
    assert read_settings({"PAPERCLERK_PREVIEW": "list"}, needs=()).preview == "list"
    with pytest.raises(SettingsError, match="PAPERCLERK_PREVIEW must be off, list"):
        read_settings({"PAPERCLERK_PREVIEW": "yes"}, needs=())
