"""What happens between two of the bot's requests: nothing is merged that was not approved, and nothing is lost."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.hub.gateway import Gateway
from bot.localhub.operations import branches
from tests.growth import LONG
from tests.localhub.gate import Gate
from tests.scenarios.papers import LIST, MAMBA, RECORD, TITLES, file_paper, line, read_list
from tests.stage import SMALL_LIST, Stage, set_stage, small_files

#: Before which of the bot's requests: before each and one more, or before it reads, after that and before it writes.
MOMENTS = range(1, 8) if LONG else (1, 2, 4)
#: So many are approved at once.
MANY = 10 if LONG else 3


class Interloper:
    """Does something just before one of the next requests that the bot makes."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.left, self.deed = -1, lambda: None
        send = Gateway.send

        def interrupted(gateway: Gateway, ask: Callable[..., Any], **more: Any) -> Any:
            self.left -= 1
            if self.left == 0:
                # In a thread of its own, because the local GitHub answers one request at a time to each.
                other = threading.Thread(target=self.deed)
                other.start()
                other.join()
            return send(gateway, ask, **more)

        monkeypatch.setattr(Gateway, "send", interrupted)

    def wait_for(self, request: int, deed: Callable[[], None]) -> None:
        """Do the deed before so many more requests."""
        self.left, self.deed = request, deed


@pytest.fixture
def interloper(monkeypatch: pytest.MonkeyPatch) -> Interloper:
    return Interloper(monkeypatch)


@pytest.mark.parametrize("pull_number", MOMENTS)
def test_an_edit_at_any_moment_merges_what_was_approved_or_nothing(
    stage: Stage, interloper: Interloper, pull_number: int
) -> None:
    number = file_paper(stage, 0)
    body = stage.get(f"/issues/{number}")["body"].replace("ICLR 2024", "ICLR 2025")
    edit = lambda: stage.contributor.call("PATCH", f"/issues/{number}", body=body)  # noqa: E731
    interloper.wait_for(pull_number, edit)
    stage.maintainer.comments(number, "/approve")

    text, rendered = read_list(stage)
    assert text == rendered
    assert line(0, "25") not in text
    if line(0) not in text:
        assert "approved an earlier form" in stage.answers(number)[0] or "changed since I showed it" in "".join(
            stage.answers(number)
        )
        assert line(0, "25") in stage.answers(number)[0]
        stage.maintainer.comments(number, "/approve")
        assert line(0, "25") in stage.text(LIST)


@pytest.mark.parametrize("pull_number", MOMENTS)
def test_a_push_to_the_list_at_any_moment_is_built_upon(stage: Stage, interloper: Interloper, pull_number: int) -> None:
    number = file_paper(stage, 0)
    path = "data/papers/longformer-the-long-document-transformer.yaml"
    text = stage.text(path).replace("The long-document", "A long-document")
    git = stage.ground.hub.repository("paper-list/survey").git

    def push() -> None:
        author = stage.ground.hub.world.user("maintainer")
        assert author is not None
        with stage.ground.hub.world.lock:
            files = {path: text.encode()}
            repository = stage.ground.hub.repository("paper-list/survey")
            branches.commit_files(repository, author, "main", files, "By hand")

    interloper.wait_for(pull_number, push)
    stage.maintainer.comments(number, "/approve")
    shown, rendered = read_list(stage)
    assert shown == rendered
    assert shown.splitlines().count(line(0)) == 1
    assert "Longformer: A long-document" in shown or not interloper_was_there(git, "By hand")


def interloper_was_there(git: Any, message: str) -> bool:
    """Tell whether the bot made enough requests for somebody to come between."""
    return message in git.run("log", "--format=%s", "main")


@pytest.mark.parametrize("pull_number", MOMENTS)
def test_a_push_to_the_bots_branch_at_any_moment_is_never_overwritten(
    stage: Stage, interloper: Interloper, pull_number: int
) -> None:
    number = file_paper(stage, 0)
    (pull,) = stage.pulls()
    branch, pushed = pull["head"]["ref"], []

    def push() -> None:
        hub = stage.ground.hub
        author, repository = hub.world.user("maintainer"), hub.repository("paper-list/survey")
        with hub.world.lock:
            if author and repository.git.resolve(f"refs/heads/{branch}"):
                pushed.append(branches.commit_files(repository, author, branch, {"notes.txt": b"mine"}, "By hand"))

    interloper.wait_for(pull_number, push)
    stage.maintainer.comments(number, "/approve")
    text, rendered = read_list(stage)
    assert text == rendered
    assert text.splitlines().count(line(0)) <= 1
    world = stage.ground.hub.repository("paper-list/survey")
    head = world.git.resolve(f"refs/heads/{branch}")
    if pushed and head and line(0) not in text:
        assert "By hand" in world.git.run("log", "--format=%s", head)
        assert stage.headline(number) == f"### ✅ Goes on in #{pull['number']}"


@pytest.mark.parametrize("pull_number", MOMENTS)
def test_a_push_to_a_handmade_request_at_any_moment_merges_what_was_approved_or_nothing(
    stage: Stage, interloper: Interloper, pull_number: int
) -> None:
    number = stage.contributor.proposes({MAMBA: RECORD}, "Add Mamba")
    branch = stage.get(f"/pulls/{number}")["head"]["ref"]

    def push() -> None:
        hub = stage.ground.hub
        author, fork = hub.world.user("contributor"), hub.repository(stage.contributor.fork)
        assert author is not None
        with hub.world.lock:
            branches.commit_files(fork, author, branch, {MAMBA: RECORD.replace("2024", "2025").encode()}, "Later")

    interloper.wait_for(pull_number, push)
    stage.maintainer.comments(number, "/approve")
    text, rendered = read_list(stage)
    assert text == rendered
    assert "COLM'25" not in text
    if "COLM'24" not in text or stage.state(number) == "open":
        stage.maintainer.comments(number, "/approve")
        assert "COLM'25" in stage.text(LIST)
    assert stage.headline(number) == "### 🎉 On the list"
    assert stage.state(number) == "closed"


def test_approvals_at_once_give_entries_in_step_at_every_commit(stage: Stage) -> None:
    numbers = [file_paper(stage, n) for n in range(MANY)]
    for number in numbers:
        stage.maintainer.call("POST", f"/issues/{number}/comments", body="/approve")
    stage.ground.settle()

    git = stage.ground.hub.repository("paper-list/survey").git
    for commit in git.run("log", "--format=%H", "main").split():
        text, rendered = read_list(stage, commit)
        assert text == rendered
    listed = stage.text(LIST).splitlines()
    assert [listed.count(line(n)) for n in range(MANY)] == [1] * MANY
    assert all(stage.state(number) == "closed" for number in numbers)


PAGES = {
    "table": (Path(__file__).with_name("table_list.md"), "Quantization"),
    "nested list": (Path(__file__).parents[1] / "lists" / "real" / "nested-bullet.md", "Open-world"),
}


@pytest.mark.parametrize(("page", "section"), PAGES.values(), ids=PAGES)
def test_approvals_at_once_give_as_many_entries_and_take_none(
    tmp_path: Path, gate: Gate, page: Path, section: str
) -> None:
    with set_stage(tmp_path, gate, {"README.md": page.read_bytes()}) as stage:
        before = stage.text("README.md").splitlines()
        numbers = [file_paper(stage, n, section) for n in range(MANY)]
        for number in numbers:
            stage.maintainer.call("POST", f"/issues/{number}/comments", body="/approve")
        stage.ground.settle()
        assert [stage.state(number) for number in numbers] == ["closed"] * MANY
        after = stage.text("README.md").splitlines()
        new = [text for text in after if text not in before]
        assert [sum(title in text for text in new) for title in TITLES[:MANY]] == [1] * MANY
        assert (len(new), [text for text in after if text not in new]) == (MANY, before)


@pytest.mark.parametrize(
    ("path", "is_request"),
    [pytest.param(LIST, False, id="issues for data"), pytest.param("README.md", True, id="requests for a page")],
)
def test_who_approves_three_in_a_row_repeats_nothing(tmp_path: Path, gate: Gate, path: str, is_request: bool) -> None:
    files = small_files() if path == LIST else {path: SMALL_LIST.read_bytes(), ".github/paperclerk.yml": b""}
    with set_stage(tmp_path, gate, files) as stage:
        first = "- Longformer: The long-document transformer"
        before = stage.text(path)
        pages = [before.replace(first, f"{line(n)}\n{first}") for n in range(3)]
        numbers = [
            stage.contributor.proposes({path: page}) if is_request else file_paper(stage, n)
            for n, page in enumerate(pages)
        ]
        for number in numbers:
            stage.maintainer.call("POST", f"/issues/{number}/comments", body="/approve")
        stage.ground.settle()
        assert [stage.headline(number) for number in numbers] == ["### 🎉 On the list"] * 3
        new = {line(n) for n in range(3)}
        after = stage.text(path).splitlines()
        assert {each for each in after if each in new} == new
        assert [each for each in after if each not in new] == before.splitlines(), "all others stay where they were"
        if path == LIST:
            shown, rendered = read_list(stage)
            assert shown == rendered


def test_what_is_approved_stays_so_while_the_list_moves_and_not_when_its_author_edits_it(stage: Stage) -> None:
    stage.maintainer.configures("approvals:\n  needed: 2\n")
    first = "- Longformer: The long-document transformer"
    page = stage.text(LIST)
    numbers = [stage.contributor.proposes({LIST: page.replace(first, f"{line(n)}\n{first}")}) for n in range(3)]
    number, edited, other = numbers
    second = stage.newcomer("second")
    stage.ground.hub.set_role("paper-list/survey", "second", "write")
    for each in numbers:
        stage.maintainer.comments(each, "/approve")
    second.comments(other, "/approve")
    assert line(2) in stage.text(LIST)
    branch = stage.get(f"/pulls/{edited}")["head"]["ref"]
    stage.contributor.pushes_to_fork(branch, LIST, page.replace(first, f"{line(1, '25')}\n{first}"))
    for each in (number, edited):
        second.comments(each, "/approve")
    assert line(0) in stage.text(LIST)
    assert line(1, "25") not in stage.text(LIST)


def test_two_who_approve_at_once_are_both_heard(stage: Stage, interloper: Interloper) -> None:
    """The bot's comment says meanwhile that one approved, which changes nothing of the entry."""
    stage.maintainer.configures("approvals:\n  needed: 2\n")
    number = file_paper(stage, 0)
    second = stage.newcomer("second")
    stage.ground.hub.set_role("paper-list/survey", "second", "write")

    def approve() -> None:
        second.call("POST", f"/issues/{number}/comments", body="/approve")
        stage.wait()

    # After the thread was read, and before the comment is edited.
    interloper.wait_for(2, approve)
    stage.maintainer.comments(number, "/approve")
    assert stage.headline(number) == "### 🎉 On the list"
    assert line(0) in stage.text(LIST)
