"""The data folder on disk: nothing outside it is read or written, whatever the links in it say."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot import resources
from bot.__main__ import main
from bot.catalogue.data import store
from bot.catalogue.data.dropdown import FORM
from bot.catalogue.data.records import VENUES, DataError, read_content, read_venues
from bot.cli.checking import audit
from bot.review.config import CONFIG
from tests.stage import small_files

SECRET = "title: a secret of this machine\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A folder with a list in it, beside a file that is nobody's business."""
    (tmp_path / "secret.yaml").write_text(SECRET)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.yaml").write_text(SECRET)
    for path, content in small_files().items():
        file = tmp_path / "list" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return tmp_path / "list"


def link(name: str, target: str) -> Callable[[Path], None]:
    def make(repository: Path) -> None:
        path = repository / name
        if path.is_dir():
            path.rename(repository / "moved")
        path.unlink(missing_ok=True)
        path.symlink_to(repository / target)

    return make


LEADING_OUT = [
    pytest.param(link("data/papers/secret.yaml", "../secret.yaml"), id="a paper's file"),
    pytest.param(link("data/papers/secret.txt", "../secret.yaml"), id="another file among the papers"),
    pytest.param(link("data/venues.yaml", "../secret.yaml"), id="the venues"),
    pytest.param(link("data/README.md", "../secret.yaml"), id="the list"),
    pytest.param(link("data/papers", "../outside"), id="the folder of the papers"),
    pytest.param(link(FORM, "../secret.yaml"), id="the issue form"),
    pytest.param(link(CONFIG, "../secret.yaml"), id="the configuration"),
]


@pytest.mark.parametrize("make", LEADING_OUT)
def test_check_follows_no_link_out_of_the_folder(repository: Path, make: Callable[[Path], None]) -> None:
    make(repository)
    with pytest.raises(DataError, match="leads out of the folder"):
        audit(repository / "data")


def test_check_says_so_and_ends(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    link("data/papers/secret.yaml", "../secret.yaml")(repository)
    assert main(["check", str(repository / "data")]) == 2
    said = capsys.readouterr()
    assert "leads out of the folder" in said.err
    assert "secret of this machine" not in said.out + said.err


def test_render_writes_nothing_outside(repository: Path) -> None:
    outdated = (repository / "data" / "README.md").read_text().replace("Longformer", "Shortformer")
    (repository.parent / "secret.yaml").write_text(outdated)
    link("data/README.md", "../secret.yaml")(repository)
    assert main(["render", str(repository / "data")]) == 2
    assert (repository.parent / "secret.yaml").read_text() == outdated


def test_a_link_inside_the_folder_and_a_folder_that_is_a_link_are_read(repository: Path) -> None:
    link("data/LIST.md", "data/README.md")(repository)
    (repository.parent / "here").symlink_to(repository / "data")
    assert store.read_everything(repository.parent / "here").keys() == store.read_everything(repository / "data").keys()


def test_the_shipped_venues_are_read_from_their_lines_as_from_any_yaml() -> None:
    read = read_venues(read_content(VENUES, resources.read(f"data/{VENUES}")))
    assert [*store.read_shipped_venues().by_name.values()] == [*read.by_name.values()]
