"""The pages on which a person plays contributor and maintainer."""

import re

import httpx
import pytest

from tests.localhub.guests import open_browser
from tests.stage import Stage

ROOT = "/paper-list/survey"
#: The way to a page, and words on it.
PATHS = {
    "/": "paper-list/survey",
    ROOT: "Attention is all you need",
    f"{ROOT}/issues": "Add a paper",
    f"{ROOT}/pulls": "FlashAttention-3",
    f"{ROOT}/issues/new": "Let the bot suggest",
    f"{ROOT}/issues/new?template=blank": "What is it about?",
    f"{ROOT}/issues/1": "Ready",
    f"{ROOT}/pull/2": "venue:",
    f"{ROOT}/pull/2.diff": "+++",
    f"{ROOT}/raw/main/data/README.md": "# A small list",
    f"{ROOT}/tree/main": ">data</a>",
    f"{ROOT}/tree/main/data": "papers",
    f"{ROOT}/blob/main/data/catalogue.yaml": "sections:",
    f"{ROOT}/blob/main/data/README.md": "<h1>A small list",
    f"{ROOT}/blob/paperclerk/issue-1/data/README.md": "A small list",
    f"{ROOT}/edit/main/data/README.md": "You may not write",
    f"{ROOT}/new/main/data/papers": "File name",
}


@pytest.fixture
def browser(stage: Stage) -> httpx.Client:
    return open_browser(stage.ground.hub)


def test_each_page_shows_what_it_is_for(stage: Stage, browser: httpx.Client) -> None:
    stage.contributor.files("https://arxiv.org/abs/2407.08608", "FlashAttention-3", "Attention", venue="NeurIPS 2024")
    shown = {path: browser.get(path) for path in PATHS}
    assert {path: answer.status_code for path, answer in shown.items()} == dict.fromkeys(PATHS, 200)
    assert {path: text for path, text in PATHS.items() if text not in shown[path].text} == {}


def test_lines_stay_apart_in_what_people_say_and_not_in_files(stage: Stage, browser: httpx.Client) -> None:
    words = "A first line\nand a second."
    stage.maintainer.pushes("NOTES.md", words)
    number = stage.contributor.writes("A question", words)
    assert "A first line<br>" in browser.get(f"{ROOT}/issues/{number}").text
    assert "A first line\nand a second." in browser.get(f"{ROOT}/blob/main/NOTES.md").text


def test_a_person_files_a_paper_and_approves_it_by_clicking(stage: Stage, browser: httpx.Client) -> None:
    browser.post("/as", data={"login": "contributor"})
    filled = {"template": "submit-paper.yml", "title": "Mine", "field-link": "https://arxiv.org/abs/2407.08608"}
    browser.post(f"{ROOT}/issues/new", data={**filled, "field-section": "Attention"})
    stage.ground.settle()
    assert stage.labels(1) == {"paper: needs-info"}

    body = stage.get("/issues/1")["body"]
    browser.post(f"{ROOT}/issues/1/edit", data={"title": "FlashAttention-3: Fast and Exact Attention", "body": body})
    stage.ground.settle()
    assert stage.labels(1) == {"paper: ready"}

    browser.post("/as", data={"login": "maintainer"})
    browser.post(f"{ROOT}/issues/1/comment", data={"body": "/approve"})
    stage.ground.settle()
    assert stage.state(1) == "closed"
    assert "flashattention-3-fast-and-exact-attention" in stage.papers()


def test_a_person_plays_the_merge_queue_and_its_machine(stage: Stage, browser: httpx.Client) -> None:
    stage.contributor.files("https://arxiv.org/abs/2407.08608", "FlashAttention-3", "Attention")
    assert "Merge queue" not in browser.get(f"{ROOT}/pull/2").text
    stage.ground.hub.protect("paper-list/survey", queue="squash", required_checks=("ci",))
    stage.maintainer.reports(stage.pulls()[0]["head"]["sha"])
    browser.post("/as", data={"login": "maintainer"})
    assert "Merge when ready" in browser.get(f"{ROOT}/pull/2").text
    page = browser.post(f"{ROOT}/pull/2/enqueue").text
    assert "Remove from queue" in page
    assert "added this to the merge queue" in page
    assert "removed this from the merge queue (manual)" in browser.post(f"{ROOT}/pull/2/dequeue").text
    browser.post(f"{ROOT}/pull/2/enqueue")
    browser.post(f"{ROOT}/queue/2", data={"check": "ci", "word": "failure"})
    (tried,) = re.findall(r'\(failed checks\), tried as <a href="([^"]+)"', browser.get(f"{ROOT}/pull/2").text)
    assert "failure" in browser.get(tried).text
    browser.post(f"{ROOT}/pull/2/enqueue")
    assert "FlashAttention-3" in browser.get(f"{ROOT}/queue").text
    assert "Nothing waits here." in browser.post(f"{ROOT}/queue/2", data={"check": "ci", "word": "success"}).text
    stage.ground.settle()
    assert stage.get("/pulls/2")["merged"]


def test_what_is_not_there_is_404(browser: httpx.Client) -> None:
    paths = (f"{ROOT}/issues/99", "/no/where", f"{ROOT}/raw/main/none")
    assert [browser.get(path).status_code for path in paths] == [404] * 3


def test_switching_leads_back_to_this_server_only(browser: httpx.Client) -> None:
    for back in ("//evil.example", "https://evil.example", "/\\evil.example"):
        answer = browser.post("/as", data={"login": "maintainer", "back": back}, follow_redirects=False)
        assert answer.headers["Location"] == "/"


RECORD = """\
title: "Mamba: Linear-Time Sequence Modeling"
venue: NIPS
year: 2024
sections:
  attention: null
links:
  - {label: "Paper", url: "http://arxiv.org/abs/2312.00752?utm_source=x"}
identifiers: {arxiv: "2312.00752"}
"""
MAMBA = "data/papers/mamba-linear-time-sequence-modeling.yaml"


def become(browser: httpx.Client, login: str) -> None:
    browser.post("/as", data={"login": login})


def write(browser: httpx.Client, address: str, text: str, **more: str) -> httpx.Response:
    """Fill the editor in; browsers end lines with CR LF."""
    return browser.post(address, data={"text": text.replace("\n", "\r\n"), **more})


def test_a_person_proposes_a_file_takes_a_suggestion_and_sees_it_merged(stage: Stage, browser: httpx.Client) -> None:
    become(browser, "contributor")
    answer = write(browser, f"{ROOT}/new/main/data/papers", RECORD, path=MAMBA, title="Add Mamba", body="Please.")
    assert str(answer.url).endswith(f"{ROOT}/pull/1")
    stage.ground.settle()
    assert stage.text(MAMBA, "refs/pull/1/head") == RECORD

    page = browser.get(f"{ROOT}/pull/1").text
    assert "reviewed" in page
    assert '<div class="added">+venue: "NeurIPS"</div>' in page
    assert "💬" in page
    first = stage.get("/pulls/1/comments")[0]["id"]
    browser.post(f"{ROOT}/pull/1/take", data={"remark": str(first)})
    browser.post(f"{ROOT}/pull/1/answer", data={"remark": str(first), "body": "Taken."})
    stage.ground.settle()
    assert "NeurIPS" in stage.text(MAMBA, "refs/pull/1/head")
    assert "Outdated" in browser.get(f"{ROOT}/pull/1").text
    assert "outdated" in browser.post(f"{ROOT}/pull/1/take", data={"remark": str(first)}).text

    fork = f"/{stage.contributor.fork}/edit/contributor-patch-1/{MAMBA}"
    assert "Commit to" in browser.get(fork).text
    write(browser, fork, RECORD.replace("2024", "2023"), how="commit")
    stage.ground.settle()
    assert "year: 2023" in stage.text(MAMBA, "refs/pull/1/head")

    become(browser, "maintainer")
    browser.post(f"{ROOT}/pull/1/review", data={"event": "APPROVE", "body": "Good"})
    browser.post(f"{ROOT}/pull/1/labels", data={"label": ["paper: on hold"]})
    stage.ground.settle()
    done = {
        (event["event"], event["actor"]["login"], event.get("label", {}).get("name"))
        for event in stage.get("/issues/1/events")
    }
    assert done >= {("labeled", "maintainer", "paper: on hold"), ("unlabeled", "maintainer", "paper: ready")}
    assert "approved these changes" in browser.get(f"{ROOT}/pull/1").text
    browser.post(f"{ROOT}/pull/1/merge", data={"method": "merge"})
    stage.ground.settle()
    assert stage.get("/pulls/1")["merged"]


def test_a_protected_branch_shows_what_it_waits_for(stage: Stage, browser: httpx.Client) -> None:
    hub = stage.ground.hub
    stage.contributor.proposes({"notes.txt": "x\n"})
    hub.protect("paper-list/survey", required_checks=("ci",), required_approvals=1, allow_auto_merge=True)
    become(browser, "maintainer")
    page = browser.get(f"{ROOT}/pull/1").text
    assert "Merging is blocked" in page
    assert "At least 1 approving review is required" in page
    browser.post(f"{ROOT}/pull/1/auto", data={"method": "squash"})
    assert "merges by itself" in browser.get(f"{ROOT}/pull/1").text
    browser.post(f"{ROOT}/pull/1/review", data={"event": "APPROVE"})
    head = stage.get("/pulls/1")["head"]["sha"]
    stage.maintainer.call("POST", f"/statuses/{head}", state="success", context="ci")
    stage.ground.settle()
    assert "Merged" in browser.get(f"{ROOT}/pull/1").text


@pytest.mark.parametrize("path", ["../x", "/", ".git/config", "a//b", "a/../b", "."])
def test_a_file_is_written_only_under_a_proper_name(stage: Stage, browser: httpx.Client, path: str) -> None:
    become(browser, "maintainer")
    assert "Write a file name" in write(browser, f"{ROOT}/new/main", "x", path=path, how="commit").text


def test_nothing_that_is_written_becomes_a_tag(stage: Stage, browser: httpx.Client) -> None:
    evil = "<script>alert(1)</script>"
    number = stage.contributor.proposes({"notes.txt": f"{evil}\n"}, title=evil, body=evil)
    body = f"```suggestion\n{evil}\n```\n{evil}"
    comment = {"path": "notes.txt", "line": 1, "body": body}
    stage.maintainer.call("POST", f"/pulls/{number}/reviews", event="COMMENT", body=evil, comments=[comment])
    for path in (f"{ROOT}/pull/{number}", f"{ROOT}/pulls", f"/{stage.contributor.fork}/blob/patch-1/notes.txt"):
        page = browser.get(path)
        assert page.status_code == 200
        assert "<script>alert" not in page.text
    assert '<div class="added">+&lt;script&gt;' in browser.get(f"{ROOT}/pull/{number}").text
