"""From an issue to the merged list, in the words of those who use it."""

import re

import pytest

from tests.scenarios.papers import LINE, LINK, LIST, TITLE, file_good
from tests.stage import Stage
from tests.web import CLIENT


def test_a_good_submission_is_answered_once_and_approved_it_is_merged_and_credited(stage: Stage) -> None:
    number = file_good(stage)

    assert stage.headline(number) == "### ✅ Ready"
    assert LINE in stage.answer(number)
    assert stage.labels(number) == {"paper: ready"}
    (pull,) = stage.pulls()
    assert pull["head"]["ref"] == f"paperclerk/issue-{number}"
    assert pull["title"] == f"Add {TITLE}"
    assert f"Closes #{number}" in pull["body"]
    files = stage.get(f"/pulls/{pull['number']}/files")
    assert [file["filename"].rpartition("/")[0] for file in files] == ["data/papers"]

    command = stage.maintainer.comments(number, "Great, thanks!\n\n/approve")

    assert LINE in stage.text(LIST).splitlines()
    assert stage.headline(number) == "### 🎉 On the list"
    assert stage.state(number) == "closed"
    assert stage.labels(number) == {"paper: approved"}
    assert stage.reactions(command) == ["rocket"]
    (pull,) = stage.pulls("closed")
    assert pull["merged_at"] is not None
    newest = stage.get("/commits")[0]["commit"]
    contributor = stage.ground.hub.world.users["contributor"]
    assert f"Co-authored-by: contributor <{contributor.email}>" in newest["message"]
    branches = [branch["name"] for branch in stage.get("/branches")]
    assert branches == ["main"]


def test_what_decides_nothing_is_answered_and_a_rejection_closes_with_the_reason(stage: Stage) -> None:
    number = file_good(stage)
    refused = stage.contributor.comments(number, "/approve")
    unknown = stage.maintainer.comments(number, "/frobnicate")
    assert stage.state(number) == "open"
    assert [stage.reactions(command) for command in (refused, unknown)] == [["confused"], ["confused"]]
    stage.contributor.comments(number, "/help")
    stage.maintainer.comments(number, "/help")
    _, refusal, for_contributor, for_maintainer = stage.answers(number)
    assert refusal == "`/approve` was not carried out: that needs write permission in this repository."
    assert "/approve" not in for_contributor
    assert "/set FIELD VALUE" in for_contributor
    assert "/approve" in for_maintainer

    stage.maintainer.comments(number, "/reject not about resource efficiency")
    assert stage.state(number) == "closed"
    assert stage.pulls() == []
    assert "A maintainer decided not to list this: not about resource efficiency." in stage.answers(number)[0]
    assert stage.labels(number) == set()


def test_editing_the_issue_updates_the_comment_and_the_pull_request(stage: Stage) -> None:
    number = file_good(stage)
    body = stage.get(f"/issues/{number}")["body"]
    stage.contributor.edits(number, body=body.replace("NeurIPS 2024", "ICML 2024"))

    assert "*[ICML'24]*" in stage.answer(number)
    (pull,) = stage.pulls()
    assert "*[ICML'24]*" in pull["body"]
    files = stage.get(f"/pulls/{pull['number']}/files")
    assert len(files) == 1
    assert 'venue: "ICML"' in files[0]["patch"]


def test_handling_every_delivery_again_changes_nothing(stage: Stage) -> None:
    number = file_good(stage)
    stage.maintainer.comments(number, "/approve")
    stage.contributor.files(title="A paper without a link", section="Serving")
    before = stage.snapshot()
    for job in range(1, 4):
        stage.ground.bot.inbox.ask("paper-list/survey", job)
    stage.ground.bot.inbox.ask("paper-list/survey", None)
    stage.ground.settle()
    assert stage.snapshot() == before


def test_a_delivery_that_comes_twice_is_worked_on_once(stage: Stage) -> None:
    file_good(stage)
    before = stage.snapshot()
    for delivery in list(stage.ground.hub.deliveries):
        stage.ground.hub.redeliver(delivery.guid)
    stage.ground.settle()
    assert stage.snapshot() == before
    answers = {delivery.answer for delivery in stage.ground.hub.deliveries if delivery.event == "issues"}
    assert "seen before\n" in answers


def test_a_listed_paper_is_recognised_by_its_title_under_another_link(stage: Stage) -> None:
    number = stage.contributor.files(
        "https://arxiv.org/abs/2303.06865",
        "FlexGen: High-Throughput Generative Inference of Large Language Models with a Single GPU",
        "Serving",
    )
    assert stage.headline(number) == "### 🔁 Already known"
    assert stage.labels(number) == {"paper: duplicate"}
    assert stage.pulls() == []


def test_a_listed_paper_is_cross_listed_in_another_section(stage: Stage) -> None:
    number = stage.contributor.files("https://arxiv.org/abs/1706.03762", section="Serving")
    stage.maintainer.comments(number, "/approve")
    line = "- Attention is all you need. *[NeurIPS'17]*"
    assert sum(text.startswith(line) for text in stage.text(LIST).splitlines()) == 2


def test_a_missing_link_is_asked_for_and_then_mended_by_an_edit(stage: Stage) -> None:
    number = stage.contributor.files(title=TITLE, section="Attention")
    assert stage.labels(number) == {"paper: needs-info"}
    assert "There is no link to the paper." in stage.answer(number)

    body = stage.get(f"/issues/{number}")["body"]
    stage.contributor.edits(number, body=body.replace("_No response_", LINK, 1))
    assert stage.labels(number) == {"paper: ready"}


def test_the_same_paper_proposed_twice_waits_for_the_older_thread(stage: Stage) -> None:
    first = file_good(stage)
    second = stage.newcomer("latecomer").files(f"{LINK}v2", TITLE, "Serving")
    assert stage.labels(second) == {"paper: duplicate"}
    assert f"#{first} proposes this paper already" in stage.answer(second)

    stage.maintainer.comments(first, "/reject too early")
    assert stage.labels(second) == {"paper: ready"}


@pytest.mark.parametrize(
    "title",
    [
        pytest.param(
            "Fix @maintainer @paper-list/all closes #1 fixes GH-1 resolves paper-list/survey#1 \u202eevil\u202c"
            " \u200bzero",
            id="mentions, closing keywords and invisible characters",
        ),
        pytest.param(
            "<img src=x onerror=alert(1)><script>alert(1)</script> a | b `c` ``` d *e* _f_ <!-- g", id="markup"
        ),
        pytest.param(
            "[click](https://evil.example) ![x](https://evil.example/x.png) https://evil.example www.evil.example"
            " mailto:a@evil.example",
            id="links and bare addresses",
        ),
    ],
)
def test_nothing_fires_from_a_title(stage: Stage, title: str) -> None:
    other = file_good(stage)
    number = stage.contributor.files("https://arxiv.org/abs/2401.00448", title, "Serving")
    stage.maintainer.comments(number, "/approve")

    assert stage.state(number) == "closed"
    assert stage.state(other) == "open"
    page = CLIENT.get(f"{stage.ground.hub.web}/paper-list/survey/issues/{number}").text
    said = page[page.index("On the list") :]
    assert not re.search("<(?:img|script)", said)
    assert 'class="mention"' not in said
    assert 'href="https://evil.example' not in said
