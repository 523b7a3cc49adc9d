"""What is left to whoever plays: the playgrounds, and the site of the demo's list, to be read only."""

import base64
import re
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.demo import recorded
from bot.demo.playground import CONTRIBUTOR, MAINTAINER, REPOSITORY, Playground
from bot.demo.playing import choose_look_up, read_list, say_settings
from bot.demo.story import build_site, serve
from bot.demo.workflow_playground import WorkflowPlayground
from bot.errors import ExitCode
from bot.localhub.state.accounts import ACTIONS
from bot.metadata.client import MetadataClient
from tests.stage import small_files
from tests.web import CLIENT


def test_the_site_is_built_from_the_list_as_it_is_on_the_branch(tmp_path: Path) -> None:
    (tmp_path / "ground").mkdir()
    with Playground(tmp_path / "ground", files=small_files()) as ground:
        built = build_site(ground, tmp_path)
    with serve(built) as address:
        page = CLIENT.get(address)
    assert page.headers["Content-Type"].startswith("text/html")
    assert "Propose a paper" in page.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_what_is_served_is_only_read(tmp_path: Path, method: str) -> None:
    with serve(tmp_path) as address:
        assert CLIENT.request(method, f"{address}index.html", content=b"x").status_code == 501
    assert list(tmp_path.iterdir()) == []


def test_nothing_beside_the_folder_is_served(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "secret").write_text("canary", encoding="utf-8")
    with serve(tmp_path / "site") as address:
        assert CLIENT.get(f"{address}%2e%2e/secret").status_code == 404


def test_a_workflow_answers_as_long_as_somebody_plays(tmp_path: Path) -> None:
    page = b"# Papers\n\n## Serving\n\n- [Orca](https://arxiv.org/abs/2209.00001), OSDI 2022\n"
    with WorkflowPlayground(tmp_path, files={"README.md": page}) as ground:
        threads = f"{ground.hub.api}/repos/{REPOSITORY}/issues"
        headers = {"Authorization": f"token {ground.tokens[CONTRIBUTOR]}"}
        made = CLIENT.post(
            threads, headers=headers, json={"title": "A paper", "body": "https://arxiv.org/abs/2401.09670"}
        )
        with ground.keep_running():
            pass
        comments = CLIENT.get(f"{threads}/{made.json()['number']}/comments", headers=headers).json()
    assert [comment["user"]["login"] for comment in comments] == [ACTIONS]


def test_papers_are_looked_up_where_the_player_wants_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert isinstance(choose_look_up(online=True), MetadataClient)
    assert capsys.readouterr().err == ""
    assert choose_look_up(online=False) is recorded.look_up
    assert "without --online" in capsys.readouterr().err


def test_a_list_of_several_pages_is_played_with_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "papers").mkdir()
    pages = [Path("README.md"), Path("papers/more.md"), tmp_path / "far.md"]
    for page in pages:
        page.write_text("# L\n", encoding="utf-8")
    files = read_list(pages)
    assert set(files) == {"README.md", "papers/more.md", "far.md", ".github/paperclerk.yml"}
    assert files[".github/paperclerk.yml"] == b'list: ["README.md", "papers/more.md", "far.md"]\n'
    assert read_list(pages[1:2]) == {"README.md": b"# L\n"}


def take_settings(ground: Playground, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set what a playground prints."""
    for name, value in re.findall(r"(PAPERCLERK_\w+)=(\S+)", say_settings(ground)):
        monkeypatch.setenv(name, value)


def test_the_settings_that_a_playground_prints_are_those_of_its_bot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with Playground(tmp_path, files=small_files()) as ground:
        take_settings(ground, monkeypatch)
        assert main(["doctor"]) == ExitCode.FINE
        assert f"{REPOSITORY} is there" in capsys.readouterr().out
        ground.settle()
        assert main(["sweep", "--dry-run"]) == ExitCode.FINE
        assert capsys.readouterr().err == "nothing to do\n"


def test_what_a_command_offers_in_a_playground_is_done_by_its_bot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mamba = "[Mamba: Linear-Time Sequence Modeling with Selective State Spaces](https://arxiv.org/abs/2312.00752)"
    with Playground(tmp_path, files={"README.md": f"# L\n\n## Models\n\n- {mamba}, arXiv 2023\n".encode()}) as ground:
        take_settings(ground, monkeypatch)
        assert main(["care", REPOSITORY]) == ExitCode.FINE
        issue = f"{ground.hub.api}/repos/{REPOSITORY}/issues/1"
        headers = {"Authorization": f"token {ground.tokens[MAINTAINER]}"}
        offered = CLIENT.get(issue, headers=headers).json()["body"]
        CLIENT.patch(issue, headers=headers, json={"body": offered.replace("- [ ]", "- [x]", 1)})
        ground.settle()
        page = CLIENT.get(f"{issue.rpartition('/issues')[0]}/contents/README.md", headers=headers).json()
    assert b"COLM 2024" in base64.b64decode(page["content"])
