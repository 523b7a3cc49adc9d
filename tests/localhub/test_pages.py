"""The pages on which a person plays contributor and maintainer."""

from __future__ import annotations

import httpx
import pytest

from tests.stage import Stage

ROOT = "/paper-list/survey"
PATHS = [
    pytest.param("/", "paper-list/survey", id="home"),
    pytest.param(ROOT, "Attention is all you need", id="the list"),
    pytest.param(f"{ROOT}/issues", "Add a paper", id="issues"),
    pytest.param(f"{ROOT}/pulls", "FlashAttention-3", id="pull requests"),
    pytest.param(f"{ROOT}/issues/new", "Let the bot suggest", id="the form"),
    pytest.param(f"{ROOT}/issues/new?template=blank", "What is it about?", id="a blank issue"),
    pytest.param(f"{ROOT}/issues/1", "Ready", id="an issue"),
    pytest.param(f"{ROOT}/pull/2", "venue:", id="a pull request with its diff"),
    pytest.param(f"{ROOT}/pull/2.diff", "+++", id="a diff"),
    pytest.param(f"{ROOT}/raw/main/data/README.md", "# A small list", id="a raw file"),
]


@pytest.fixture
def browser(stage: Stage) -> httpx.Client:
    return httpx.Client(base_url=stage.ground.hub.web, follow_redirects=True)


@pytest.mark.parametrize(("path", "text"), PATHS)
def test_a_page_shows(stage: Stage, browser: httpx.Client, path: str, text: str) -> None:
    stage.contributor.files("https://arxiv.org/abs/2407.08608", "FlashAttention-3", "Attention", venue="NeurIPS 2024")
    answer = browser.get(path)
    assert answer.status_code == 200
    assert text in answer.text


def test_a_person_files_a_paper_and_approves_it_by_clicking(stage: Stage, browser: httpx.Client) -> None:
    browser.post("/as", data={"login": "contributor"})
    filled = {"template": "submit-paper.yml", "title": "Mine", "field-link": "https://arxiv.org/abs/2407.08608"}
    browser.post(f"{ROOT}/issues/new", data={**filled, "field-section": "Attention"})
    stage.ground.settle()
    assert stage.labels(1) == {"paper: needs-info"}

    body = stage.get("/issues/1")["body"].replace("_No response_", "FlashAttention-3", 1)
    browser.post(f"{ROOT}/issues/1/edit", data={"title": "Mine", "body": body})
    stage.ground.settle()
    assert stage.labels(1) == {"paper: ready"}

    browser.post("/as", data={"login": "maintainer"})
    browser.post(f"{ROOT}/issues/1/comment", data={"body": "/approve"})
    stage.ground.settle()
    assert stage.state(1) == "closed"
    assert "flashattention-3" in stage.papers()


@pytest.mark.parametrize("path", [f"{ROOT}/issues/99", "/no/where", f"{ROOT}/raw/main/none"])
def test_what_is_not_there_is_404(browser: httpx.Client, path: str) -> None:
    assert browser.get(path).status_code == 404


def test_switching_leads_back_to_this_server_only(browser: httpx.Client) -> None:
    for back in ("//evil.example", "https://evil.example", "/\\evil.example"):
        answer = browser.post("/as", data={"login": "maintainer", "back": back}, follow_redirects=False)
        assert answer.headers["Location"] == "/"
