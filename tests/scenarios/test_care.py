"""The list stays true: the clerk says once a week what it found about listed papers, and does what is ticked."""

import difflib
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.catalogue.data.store import read_shipped_venues
from bot.catalogue.identity.identifiers import Identifier
from bot.catalogue.identity.metadata import LookUp, Metadata, Visit
from bot.demo.playground import CLERK, REPOSITORY
from bot.demo.workflow_playground import WorkflowPlayground
from bot.hub.client import Client
from bot.localhub.state.accounts import ACTIONS
from bot.service.care import make_survey
from bot.workflow.clerk import Clerk
from bot.workflow.tending import read_tended, tend
from tests.localhub.gate import Gate
from tests.localhub.traffic import WatchedHub
from tests.stage import Stage, files_of, set_stage

PAGE = Path(__file__).with_name("care_list.md").read_text(encoding="utf-8")
MAMBA, HYENA, VL_PET, LORA = "Mamba: Linear", "Hyena hierarchy", "Vl-pet", "LoRA: Low"
#: The boxes of a task, as the issue has them below each other.
BOX = re.compile(r"- \[ \] \[[^\n]*?<!-- do:\w+ -->|  - \[ \] leave it <!-- leave:\w+ -->")
Look = Callable[[Sequence[str]], Mapping[str, Visit]]


@pytest.fixture
def stage(tmp_path: Path, gate: Gate) -> Iterator[Stage]:
    """Set the stage: a page that is the list."""
    with set_stage(tmp_path, gate, {"README.md": PAGE.encode()}) as stage:
        yield stage


def a_week_passes(
    stage: Stage, day: str = "2026-11-28", look: Look | None = None, look_up: LookUp | None = None
) -> int:
    """Let the clerk look after the list; return the number of its issue."""
    connection = stage.ground.bot.connection
    clerk = Clerk(connection.open(REPOSITORY), None, read_shipped_venues())
    turn = stage.ground.bot.clerks.turn(REPOSITORY)
    tend(clerk, make_survey(look_up, look, None, day, whole=True), turn)
    stage.ground.settle()
    (number,) = [each["number"] for each in stage.get("/issues?state=all&labels=paper: care")]
    return int(number)


def body(stage: Stage, number: int) -> str:
    """Return what the issue says, without its hidden end."""
    return str(stage.get(f"/issues/{number}")["body"]).partition("<!-- paperclerk:care ")[0]


def offered(stage: Stage, number: int) -> set[str]:
    """Return the beginnings of the titles of the papers that something is offered for."""
    return {title for title in (MAMBA, HYENA, VL_PET, LORA) if title in body(stage, number)}


def tick(stage: Stage, number: int, *titles: str, box: str = "do") -> None:
    """Tick the boxes of some papers as a maintainer does on GitHub's page."""
    lines = stage.get(f"/issues/{number}")["body"].split("\n")
    for at, line in enumerate(lines):
        if any(title in line for title in titles):
            at += box == "leave"
            lines[at] = lines[at].replace("- [ ]", "- [x]", 1)
    stage.maintainer.edits(number, body="\n".join(lines))


def changed(stage: Stage, before: str = PAGE, path: str = "README.md") -> list[str]:
    """Return the lines of the page that went and came."""
    lines = difflib.ndiff(before.split("\n"), stage.text(path).split("\n"))
    return [line for line in lines if line[0] in "+-"]


def head(stage: Stage) -> str:
    return str(stage.get("/git/ref/heads/main")["object"]["sha"])


def test_one_issue_says_what_was_found_with_its_evidence_and_a_box_for_each(stage: Stage) -> None:
    number = a_week_passes(stage)
    said = body(stage, number)
    assert offered(stage, number) == {MAMBA, HYENA, VL_PET, LORA}
    assert "`arXiv'23` → `COLM'24`; `COLM 2024`, says the venue table of" in said
    assert "`CVPR'23` → `ICCV'23`" in said
    assert "lines 12 and 14" in said
    assert len(BOX.findall(said)) == 8
    assert "Resurrecting" not in said
    assert stage.text("README.md") == PAGE


def test_what_a_maintainer_ticks_is_done_as_shown_in_one_commit_and_the_rest_stays(stage: Stage) -> None:
    number = a_week_passes(stage)
    before = head(stage)
    tick(stage, number, MAMBA, VL_PET)
    assert [line for line in changed(stage) if line.startswith("+")] == [
        "+ - Mamba: Linear-Time Sequence Modeling with Selective State Spaces. *[COLM'24]*"
        " [[Paper]](https://arxiv.org/abs/2312.00752) [[Code]](https://github.com/state-spaces/mamba)",
        "+ - Vl-pet: Vision-and-language parameter-efficient tuning via granularity control. *[ICCV'23]*"
        " [[Paper]](https://openaccess.thecvf.com/content/ICCV2023/papers/Hu_VL-PET_Vision-and-Language_"
        "Parameter-Efficient_Tuning_via_Granularity_Control_ICCV_2023_paper.pdf)",
    ]
    commit = stage.get("/commits/main")
    assert commit["parents"][0]["sha"] == before
    assert f"(#{number})" in commit["commit"]["message"]
    assert offered(stage, number) == {HYENA, LORA}
    assert stage.state(number) == "open"


def test_a_line_that_stands_twice_goes_where_it_stands_again(stage: Stage) -> None:
    number = a_week_passes(stage)
    tick(stage, number, LORA)
    assert stage.text("README.md") == "\n".join(PAGE.split("\n")[:-2]) + "\n"


def test_one_box_does_all_of_a_kind(stage: Stage) -> None:
    number = a_week_passes(stage)
    tick(stage, number, "all 2 of these")
    assert offered(stage, number) == {VL_PET, LORA}
    assert "COLM'24" in stage.text("README.md")
    assert "*[ICML'23]* [[Paper]](https://arxiv.org/abs/2302.10866)" in stage.text("README.md")


def test_what_is_to_be_left_is_never_offered_again(stage: Stage) -> None:
    number = a_week_passes(stage)
    tick(stage, number, MAMBA, box="leave")
    assert offered(stage, number) == {HYENA, VL_PET, LORA}
    a_week_passes(stage, "2026-12-05")
    assert offered(stage, number) == {HYENA, VL_PET, LORA}
    assert stage.text("README.md") == PAGE


def test_closing_the_issue_leaves_all_that_is_left_as_it_is(stage: Stage) -> None:
    number = a_week_passes(stage)
    stage.maintainer.call("PATCH", f"/issues/{number}", state="closed")
    stage.ground.settle()
    assert a_week_passes(stage, "2026-12-05") == number
    assert offered(stage, number) == set()
    assert stage.state(number) == "closed"


def test_closing_by_somebody_who_may_not_decide_leaves_nothing_as_it_is(stage: Stage) -> None:
    stage.maintainer.configures("approvals: {people: [somebody-else]}\n")
    number = a_week_passes(stage)
    stage.maintainer.call("PATCH", f"/issues/{number}", state="closed")
    stage.ground.settle()
    assert a_week_passes(stage, "2026-12-05") == number
    assert offered(stage, number) == {MAMBA, HYENA, VL_PET, LORA}
    assert stage.state(number) == "open"


def test_the_issue_is_closed_when_all_is_done_and_opened_again_for_something_new(stage: Stage) -> None:
    number = a_week_passes(stage)
    tick(stage, number, MAMBA, HYENA, VL_PET, LORA)
    assert stage.state(number) == "closed"
    row = "- Consistency models. *[arXiv'23]* [[Paper]](https://arxiv.org/abs/2303.01469)\n"
    stage.maintainer.pushes("README.md", stage.text("README.md") + row)
    assert a_week_passes(stage, "2026-12-05") == number
    assert stage.state(number) == "open"
    assert "Consistency models" in body(stage, number)


def test_a_line_that_reads_otherwise_by_now_is_not_touched_and_shown_anew(stage: Stage) -> None:
    number = a_week_passes(stage)
    edited = PAGE.replace("Selective State Spaces. *[arXiv'23]*", "Selective State Spaces. *[Preprint 2023]*")
    stage.maintainer.pushes("README.md", edited)
    tick(stage, number, MAMBA)
    assert stage.text("README.md") == edited
    assert "1 task reads otherwise than it was shown" in body(stage, number)
    tick(stage, number, MAMBA)
    assert changed(stage, edited) != []


def test_who_may_not_approve_ticks_in_vain(stage: Stage) -> None:
    stage.maintainer.configures("approvals: {people: [somebody-else]}\n")
    number = a_week_passes(stage)
    tick(stage, number, MAMBA)
    assert stage.text("README.md") == PAGE
    assert "ticked by somebody who may not" in body(stage, number)
    assert "- [x]" not in body(stage, number)


def test_what_somebody_wrote_into_the_hidden_end_counts_for_nothing(stage: Stage) -> None:
    number = a_week_passes(stage)
    text = stage.get(f"/issues/{number}")["body"]
    key = re.search(r"\[Mamba[^\n]*<!-- do:(\w+) -->", text)
    assert key
    forged = text.replace('"declined":[]', f'"declined":["{key[1]}"]').replace('"venue":"COLM"', '"venue":"Nature"')
    assert f'["{key[1]}"]' in forged
    stage.maintainer.edits(number, body=forged.replace("- [ ] [Mamba", "- [x] [Mamba"))
    assert stage.text("README.md") == PAGE
    a_week_passes(stage)
    assert offered(stage, number) == {MAMBA, HYENA, VL_PET, LORA}


def test_a_stranger_who_copies_the_hidden_end_gets_no_issue_of_care(stage: Stage) -> None:
    number = a_week_passes(stage)
    text = stage.get(f"/issues/{number}")["body"].replace("- [ ]", "- [x]")
    stage.contributor.writes("Care for this list", text)
    assert stage.text("README.md") == PAGE


def test_a_branch_that_takes_no_pushes_gets_a_request(stage: Stage) -> None:
    number = a_week_passes(stage)
    stage.ground.hub.protect(REPOSITORY, required_approvals=1)
    tick(stage, number, MAMBA)
    (pull,) = stage.pulls()
    assert pull["user"]["login"] == CLERK
    assert "COLM'24" in stage.text("README.md", pull["head"]["ref"])
    assert stage.text("README.md") == PAGE


def test_a_folder_of_data_is_looked_after_in_the_same_way(tmp_path: Path, gate: Gate) -> None:
    with set_stage(tmp_path, gate, files_of(PAGE)) as stage:
        number = a_week_passes(stage)
        assert {MAMBA, HYENA, VL_PET} <= offered(stage, number)
        before = stage.text("data/README.md")
        tick(stage, number, MAMBA)
        came = [line for line in changed(stage, before, "data/README.md") if line.startswith("+")]
        assert came == [
            "+ - Mamba: Linear-Time Sequence Modeling with Selective State Spaces. *[COLM'24]*"
            " [[Paper]](https://arxiv.org/abs/2312.00752) [[Code]](https://github.com/state-spaces/mamba)"
        ]
        assert HYENA in body(stage, number)
        assert stage.pulls() == []


CODE = "https://github.com/state-spaces/mamba"


def test_a_link_is_dead_after_three_looks_on_three_days(stage: Stage) -> None:
    def look(urls: Sequence[str]) -> dict[str, Visit]:
        return {url: Visit(404 if url == CODE else 200, url) for url in urls}

    number = a_week_passes(stage, "2026-11-28", look)
    assert "1 link did not lead anywhere lately" in body(stage, number)
    a_week_passes(stage, "2026-11-28", look)
    a_week_passes(stage, "2026-12-05", look)
    assert "Links that are dead" not in body(stage, number)
    a_week_passes(stage, "2026-12-12", look)
    assert "Links that are dead" in body(stage, number)
    assert "led nowhere on 2026-11-28, 2026-12-05, 2026-12-12" in body(stage, number)
    tick(stage, number, "led nowhere")
    assert CODE not in stage.text("README.md")
    assert "COLM" not in stage.text("README.md")


def test_a_paper_that_was_listed_without_code_gets_it_where_the_preprint_names_it(stage: Stage) -> None:
    def look_up(identifiers: Collection[Identifier]) -> dict[Identifier, Metadata]:
        return {each: Metadata("arXiv", code="https://github.com/o/n") for each in identifiers if "10866" in each.value}

    number = a_week_passes(stage, look_up=look_up)
    assert "nothing → `[[Code]](https://github.com/o/n)`; arXiv names" in body(stage, number)
    tick(stage, number, "arXiv names")
    assert changed(stage)[1].endswith("[[Paper]](https://arxiv.org/abs/2302.10866) [[Code]](https://github.com/o/n)")
    assert len(changed(stage)) == 2
    a_week_passes(stage, "2026-12-05", look_up=look_up)
    assert "Code that is known now" not in body(stage, number)


def test_a_code_that_moved_is_linked_where_it_is(stage: Stage) -> None:
    def look(urls: Sequence[str]) -> dict[str, Visit]:
        return {url: Visit(200, url.replace("TingdiRen/LRU", "somebody/lru") if "LRU" in url else url) for url in urls}

    number = a_week_passes(stage, look=look)
    tick(stage, number, "Resurrecting")
    assert len(changed(stage)) == 2
    assert "[[Code]](https://github.com/somebody/lru_pytorch)" in stage.text("README.md")


def test_without_a_server_the_round_on_schedule_looks_after_a_list_that_wants_it(tmp_path: Path, gate: Gate) -> None:
    files = {"README.md": PAGE.encode(), ".github/paperclerk.yml": b"care: weekly\n"}
    with WorkflowPlayground(tmp_path, files=files, hub=gate.watch(WatchedHub)) as ground:
        stage = Stage(ground)
        ground.actions.dispatch(REPOSITORY, "schedule")
        ground.settle()
        (issue,) = stage.get("/issues?labels=paper: care")
        assert issue["user"]["login"] == ACTIONS
        assert offered(stage, issue["number"]) == {MAMBA, HYENA, VL_PET, LORA}
        ground.actions.dispatch(REPOSITORY, "schedule")
        ground.settle()
        assert stage.get(f"/issues/{issue['number']}")["body"] == issue["body"]
        tick(stage, issue["number"], MAMBA)
        assert "COLM'24" in stage.text("README.md")


def test_a_server_looks_after_a_list_that_wants_it_once_a_week(
    tmp_path: Path, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    def night(stage: Stage, day: str) -> None:
        monkeypatch.setattr("bot.service.care.today", lambda: day)
        stage.ground.bot.rounds.care()
        stage.ground.settle()

    def answer(self: Client, query: str, **variables: Any) -> dict[str, Any]:
        """Ask as ever, but not while a job may do so: what a client read last is what it writes by."""
        assert bot.clerks.turn(REPOSITORY).locked()
        return asked(self, query, **variables)

    asked = Client.answer
    page = "".join(line for line in PAGE.splitlines(keepends=True) if MAMBA not in line)
    with set_stage(tmp_path, gate, {"README.md": page.encode(), ".github/paperclerk.yml": b"care: weekly\n"}) as stage:
        bot = stage.ground.bot
        bot.rounds.settings = replace(bot.settings, repositories=frozenset({REPOSITORY}))
        monkeypatch.setattr(Client, "answer", answer)
        night(stage, "2026-11-28")
        (issue,) = stage.get("/issues?labels=paper: care")
        assert offered(stage, issue["number"]) == {HYENA, VL_PET, LORA}
        stage.maintainer.pushes("README.md", PAGE)
        night(stage, "2026-12-04")
        assert offered(stage, issue["number"]) == {HYENA, VL_PET, LORA}
        night(stage, "2026-12-05")
        assert offered(stage, issue["number"]) == {MAMBA, HYENA, VL_PET, LORA}
        tick(stage, issue["number"], MAMBA)
        assert "COLM'24" in stage.text("README.md")


def test_a_server_looks_after_no_list_that_did_not_want_it(stage: Stage) -> None:
    bot = stage.ground.bot
    bot.rounds.settings = replace(bot.settings, repositories=frozenset({REPOSITORY}))
    bot.rounds.care()
    stage.ground.settle()
    assert stage.get("/issues?state=all") == []
    hub = bot.connection.open(REPOSITORY)
    assert hub.file_cache.texts == {}, "no job reads this list, so nothing of it stays in memory"
    bot.rounds.sweep()
    stage.ground.settle()
    bot.rounds.care()
    assert hub.file_cache.texts, "now one does"
    bot.clerks.let_go(REPOSITORY)
    bot.rounds.care()
    assert hub.file_cache.texts == {}, "it was let go, which care does not undo"


def test_of_a_list_that_cannot_be_looked_after_nothing_stays(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError

    bot = stage.ground.bot
    bot.rounds.settings = replace(bot.settings, repositories=frozenset({REPOSITORY}))
    monkeypatch.setattr("bot.service.care.open_survey", fail)
    monkeypatch.setattr("bot.service.care.due", lambda clerk, day: read_tended(clerk) and "whole")
    bot.rounds.care()
    assert bot.connection.open(REPOSITORY).file_cache.texts == {}


def test_nobody_is_asked_who_did_not_want_it(tmp_path: Path, gate: Gate) -> None:
    with WorkflowPlayground(
        tmp_path,
        files={"README.md": PAGE.encode()},
        hub=gate.watch(WatchedHub),
    ) as ground:
        ground.actions.dispatch(REPOSITORY, "schedule")
        ground.settle()
        assert Stage(ground).get("/issues?state=all") == []
