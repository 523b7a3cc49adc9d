"""What GitHub was recorded to answer is read by the bot as it reads the local one's."""

from collections.abc import Mapping
from typing import Any
from unittest import mock

import pytest
from github import Auth, GithubException

from bot.hub.gateway import Gateway, RenamedError
from bot.hub.limits import Pace
from bot.hub.login import Login
from bot.hub.read.file_cache import FileCache
from bot.hub.write.reports import report
from bot.hub.write.rest import RestWriter
from bot.service.setup.doctor import check_repository
from bot.workflow.changes import Report
from tests.localhub.recordings import load

RECORDINGS = load()


class Recorded:
    """Stands for PyGithub's way out: answers each method and address with the next of some recorded exchanges."""

    def __init__(self, answers: Mapping[str, list[dict[str, Any]]]) -> None:
        self.answers = answers
        self.asked: list[str] = []
        self.requester = self
        self.auth = Auth.Token("of nobody")

    def requestJsonAndCheck(self, method: str, path: str, **more: Any) -> tuple[dict[str, Any], Any]:
        key = f"{method} {path.partition('/list')[2]}"
        self.asked.append(key)
        exchange = self.answers[key].pop(0)
        if exchange["status"] >= 400:
            raise GithubException(exchange["status"], exchange["body"], exchange["headers"])
        return exchange["headers"], exchange["body"]


def gateway(recorded: Recorded) -> Gateway:
    return Gateway(Login(lambda: recorded, Pace(0, 0)), "mona/list")  # type: ignore[arg-type, return-value]


def test_a_label_that_is_there_is_known_by_its_id() -> None:
    found = RECORDINGS["labels"][2]
    recorded = Recorded({"GET /labels/paper%3A%20duplicate": [found]})
    writer = RestWriter(gateway(recorded), mock.create_autospec(FileCache))
    assert writer.find_id("/labels/paper%3A%20duplicate") == found["body"]["node_id"]


def test_a_status_is_written_where_no_other_says_it() -> None:
    written, _, _, summary = RECORDINGS["create-status"]
    recorded = Recorded({"GET /commits/c0ffee/status?per_page=100": [summary], "POST /statuses/c0ffee": [written]})
    report(gateway(recorded), Report("c0ffee", "success", "All is well", ""))
    assert recorded.asked == ["GET /commits/c0ffee/status?per_page=100", "POST /statuses/c0ffee"]


def test_a_repository_is_looked_at() -> None:
    (shown,) = RECORDINGS["get-repository"]
    branch = {"status": 200, "body": {"name": "master", "protected": False}, "headers": {}}
    recorded = Recorded({"GET ": [shown], "GET /branches/master": [branch]})
    client = mock.Mock(gateway=gateway(recorded))
    said = [str(diagnosis) for diagnosis in check_repository(client)]
    assert said == [
        "ok    octokit-fixture-org/hello-world is there; its default branch is master",
        "ok    the bot may write",
    ]


def test_what_is_written_to_a_repository_by_its_old_name_was_not_done() -> None:
    moved = RECORDINGS["rename-repository"][3]
    assert moved["status"] == 307
    with pytest.raises(RenamedError):
        gateway(Recorded({"PATCH ": [moved]})).rest("PATCH", "", description="x")
