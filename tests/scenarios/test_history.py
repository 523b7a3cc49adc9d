"""The server's page of a thread tells what was delivered, decided and done; what people wrote stays on GitHub."""

import html
import re

from bot.demo.playground import MAINTAINER, REPOSITORY
from tests.scenarios.papers import TITLE, TITLES, file_good, file_paper
from tests.stage import Stage
from tests.web import CLIENT

CANARY = "canary ada@example.org <b>canary</b>"


def read_page(stage: Stage, number: int) -> str:
    """Return the page of a thread."""
    return CLIENT.get(f"http://127.0.0.1:{stage.ground.bot.port}/thread/{REPOSITORY}/{number}").text


def read_history(stage: Stage, number: int) -> list[str]:
    """Return what the page tells, the oldest first."""
    page = read_page(stage, number)
    assert "canary" not in page
    assert "@" not in page
    assert TITLE not in page
    told = re.findall(r'<div class="where">.*?</div> <div>(.*?)</div>', page)
    return [html.unescape(words) for words in reversed(told)]


def test_a_thread_tells_its_way_onto_the_list(stage: Stage) -> None:
    number = file_good(stage)
    first = read_history(stage, number)
    assert first[0] == "GitHub told of it: issues"
    assert {"Done on GitHub: write comment", "Done on GitHub: add label paper: ready"} <= {*first}
    assert first[-1] == "Looked at, and done"
    stage.contributor.comments(number, CANARY)
    stage.maintainer.comments(number, f"/approve\n\n{CANARY}")
    later = read_history(stage, number)[len(first) :]
    assert later[0] == "GitHub told of it: issue comment"
    assert f"Decided: approved by {MAINTAINER}" in later or f"Decided: listed by {MAINTAINER}" in later
    assert "Done on GitHub: close issue" in later


def test_a_rejection_is_told_without_its_reason(stage: Stage) -> None:
    number = file_good(stage)
    stage.maintainer.comments(number, "/reject canary, says ada@example.org")
    assert f"Decided: rejected by {MAINTAINER}" in read_history(stage, number)


def test_a_contributor_sees_what_is_asked_and_how_many_are_before(stage: Stage) -> None:
    file_paper(stage, 0)
    number = stage.contributor.files("https://arxiv.org/abs/2401.00001", TITLES[1])
    page = read_page(stage, number)
    assert "One question. Which section does it belong to?" in page
    assert "1 older submission is open on this list." in page
    stage.contributor.comments(number, "/section attention")
    assert "Ready. A maintainer decides." in read_page(stage, number)
    stage.maintainer.comments(number, "/approve")
    page = read_page(stage, number)
    assert "On the list." in page
    assert "older" not in page
