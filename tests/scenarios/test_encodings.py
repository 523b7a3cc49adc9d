"""A page of the list is not UTF-8 text: that is said, and no letter of it changes."""

from pathlib import Path

from bot.demo.playground import REPOSITORY
from bot.localhub.operations import branches
from tests.localhub.gate import Gate
from tests.stage import set_stage

PAGE = """# Studies

## Sparse

- [A Sparse Study of Networks and Their Weights](https://arxiv.org/abs/2401.00011). André Müller. ICML 2024
- [Another Sparse Study of Very Wide Networks](https://arxiv.org/abs/2401.00012). José Núñez. ICLR 2024
"""


def test_a_page_that_is_not_utf_8_is_left_as_it_is(tmp_path: Path, gate: Gate) -> None:
    page = PAGE.encode().replace("é".encode(), "é".encode("latin-1"), 1)  # one letter pasted
    with set_stage(tmp_path, gate, {"README.md": page}) as stage:
        asked = {"title": "Add a paper", "body": "https://arxiv.org/abs/2401.00099"}
        number = stage.contributor.call("POST", "/issues", **asked)["number"]
        assert "UTF-8" in stage.await_failure("DataError")
        assert "`README.md` cannot be read at the moment (line 5)" in stage.answer(number)
        hub = stage.ground.hub
        repository = hub.repository(REPOSITORY)
        assert repository.git.find("main:README.md") == (repository.git.write_blob(page), "blob", page)
        with hub.world.lock:
            branches.commit_files(repository, repository.owner, "main", {"README.md": PAGE.encode()}, "In UTF-8")
        stage.ground.bot.inbox.ask(REPOSITORY, number)
        stage.ground.settle()
        assert "paper: needs-info" in stage.labels(number)


def test_a_request_that_would_make_the_page_unreadable_is_not_merged(tmp_path: Path, gate: Gate) -> None:
    new = "- [A New Study of Sparse Networks](https://arxiv.org/abs/2401.00013). José Díaz. ICML 2025\n"
    with set_stage(tmp_path, gate, {"README.md": PAGE.encode()}) as stage:
        number = stage.contributor.proposes({"README.md": PAGE.encode() + new.encode("latin-1")}, "A new study")
        assert "Save the page as UTF-8" in stage.answer(number)
        assert stage.labels(number) == {"paper: needs-info"}
        stage.maintainer.comments(number, "/approve")
        assert stage.state(number) == "open"
        git = stage.ground.hub.repository(REPOSITORY).git
        assert git.find("main:README.md") == (git.write_blob(PAGE.encode()), "blob", PAGE.encode())
