"""A version of a list: its notes, its citation, and the pull request that proposes them."""

from pathlib import Path

import pytest
import yaml

from bot.__main__ import main
from bot.demo.playground import REPOSITORY
from bot.publish.releases import VersionError, add_notes, read_notes
from tests.publish.lists import Commit
from tests.stage import Stage

NOTES = "Since v1: 1 added; 2 papers in all.\n\n## Added\n"


def test_the_newest_version_stands_on_top() -> None:
    first = add_notes("", "v1", "2024-01-05", NOTES)
    both = add_notes(first, "v2", "2024-03-07", NOTES)
    assert first == f"# Releases\n\n## v1 (2024-01-05)\n\n{NOTES.replace('## ', '### ')}"
    assert both.index("## v2 (2024-03-07)") < both.index("## v1 (2024-01-05)")
    assert both.count("# Releases\n") == 1
    assert both.endswith(first.removeprefix("# Releases\n\n"))


@pytest.mark.parametrize("version", ["", "-rf", "v1 2", "../v1", "v" * 41, "v1\n", "é", "v1..v2~"])
def test_what_is_no_version(version: str) -> None:
    with pytest.raises(VersionError, match="can be no version"):
        add_notes("", version, "2024-01-05", NOTES)


@pytest.mark.parametrize("version", ["v1", "v2"])
def test_a_versions_notes_are_read_back_as_they_were(version: str) -> None:
    notes = {"v1": NOTES, "v2": NOTES.replace("1 added", "2 added")}
    both = add_notes(add_notes("", "v1", "2024-01-05", notes["v1"]), "v2", "2024-03-07", notes["v2"])
    assert read_notes(both, version) == notes[version]
    assert read_notes(both, "v") is None
    assert read_notes(both, ".*") is None


def test_a_version_is_made_once() -> None:
    with pytest.raises(VersionError, match="has v1 already"):
        add_notes(add_notes("", "v1", "2024-01-05", NOTES), "v1", "2024-03-07", NOTES)


def test_notes_and_citation_are_written_where_github_looks(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["release", "v2", str(page)]) == 0
    said = capsys.readouterr().out
    assert "git tag v2 && git push origin v2" in said
    notes = (page.parent / "RELEASES.md").read_text(encoding="utf-8")
    assert "## v2 (" in notes
    assert "Since v1: 1 added; 2 papers in all." in notes
    assert "#### Attention" in notes
    citation = yaml.safe_load((page.parent / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == "v2"
    assert f"({citation['date-released']})" in notes
    assert citation["repository-code"] == "https://github.com/owner/list"


def test_where_nothing_is_new_there_is_nothing_to_release(
    page: Path, commit: Commit, capsys: pytest.CaptureFixture[str]
) -> None:
    commit({"other.txt": "x"}, "Ada <ada@example.org>", "2024-04-01", tag="v2")
    assert main(["release", "v3", str(page)]) == 1
    assert "Nothing changed since v2" in capsys.readouterr().out
    assert not (page.parent / "RELEASES.md").exists()


def test_a_page_without_a_repository_has_no_versions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "README.md").write_text("# A list\n", encoding="utf-8")
    assert main(["release", "v1", str(tmp_path / "README.md")]) == 2
    assert "is in no git repository" in capsys.readouterr().err


def test_it_is_proposed_once_and_the_bot_says_nothing_to_it(
    stage: Stage, page: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hub = stage.ground.hub
    monkeypatch.setenv("PAPERCLERK_TOKEN", hub.create_token("paperclerk-bot"))
    monkeypatch.setenv("PAPERCLERK_API_URL", hub.api)
    asked = ["release", "v2", str(page), "--repository", REPOSITORY, "--propose"]
    for _ in range(2):
        assert main(asked) == 0
        stage.ground.settle()
    (pull,) = stage.pulls()
    assert capsys.readouterr().out == f"{REPOSITORY}#{pull['number']}: Release v2\n" * 2
    assert "Second Paper About Attention" in pull["body"]
    assert "tag it `v2`" in pull["body"]
    assert "## v2 (" in stage.text("RELEASES.md", pull["head"]["ref"])
    assert "version: " in stage.text("CITATION.cff", pull["head"]["ref"])
    assert stage.answers(pull["number"]) == []
    assert stage.labels(pull["number"]) == set()
