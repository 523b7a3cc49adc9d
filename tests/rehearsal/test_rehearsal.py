"""A rehearsal on the local GitHub: what passes, what it says where GitHub is other than believed, what it leaves."""

import inspect
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main
from bot.demo import recorded
from bot.demo.playground import CLERK, MAINTAINER, REPOSITORY, Playground
from bot.errors import ExitCode
from bot.hub.connection import Connection
from bot.hub.read import queries
from bot.hub.rights import PERMISSIONS
from bot.localhub.operations.apps import install
from bot.rehearsal import issues, reads, requests, story
from bot.rehearsal.calls import NAMES, CallLog
from bot.rehearsal.rehearsal import Staging, Step
from bot.rehearsal.rehearse import STEPS, open_rehearsal, rehearse
from bot.rehearsal.scratch import LIST, PAGE, START, ScratchError
from bot.workflow import changes
from bot.workflow.labels import LABELS
from tests.localhub.gate import Gate
from tests.rehearsal.spoiling import Answered, Spoil, SpoiltHub, Stale

SCRATCH = "owner/scratch"


@dataclass
class Ground:
    """A scratch repository with a person and a bot; time passes only where somebody waits."""

    hub: SpoiltHub
    lines: list[str] = field(default_factory=list)
    now: float = 0.0
    on_sleep: Callable[[], object] = lambda: None

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.on_sleep()

    def staging(self, *, bot: str = "", person: str = "", repository: str = SCRATCH, **more: Any) -> Staging:
        """Return who rehearses; without tokens the two that may."""
        tokens = (bot or self.hub.create_token(CLERK), person or self.hub.create_token("person"))
        logins = [Connection(self.hub.api, token, between_writes=0) for token in tokens]
        times: dict[str, Any] = {"wait": 0, "clock": lambda: self.now, "sleep": self.sleep}
        return Staging(repository, logins[0], logins[1], recorded.look_up, self.lines.append, **{**times, **more})

    def rehearse(self, steps: Sequence[Step], **more: Any) -> tuple[ExitCode, str]:
        return rehearse(self.staging(**more), steps)

    def said(self, name: str) -> str:
        """Return the line about a step."""
        return next(line for line in self.lines if f" {name}: " in line)

    def left(self) -> dict[str, Any]:
        """Return what can be seen of the repository but for closed threads."""
        found = self.hub.repository(SCRATCH)
        tree = found.git.resolve("refs/heads/main^{tree}")
        threads = [thread.number for thread in found.threads.values() if thread.state == "open"]
        return {
            "files": tree,
            "branches": sorted(found.git.refs("refs/heads/")),
            "threads": threads,
            "labels": [label.name for label in found.labels],
        }


@pytest.fixture
def ground(tmp_path: Path, gate: Gate) -> Iterator[Ground]:
    with gate.watch(SpoiltHub)(tmp_path) as hub:
        hub.create_user("person")
        hub.create_user(CLERK, kind="Bot")
        hub.create_repository(SCRATCH, {PAGE: b"# Scratch\n"})
        hub.set_role(SCRATCH, "person", "maintain")
        hub.set_role(SCRATCH, CLERK, "write")
        yield Ground(hub)


def test_all_goes_as_believed_by_an_app_too_and_nothing_is_left(ground: Ground) -> None:
    """The tests below rehearse with a bot that has an account."""
    before = ground.left()
    code, report = rehearse(replace(ground.staging(), bot=install_app(ground.hub)), STEPS)
    assert [line for line in ground.lines if not line.startswith("ok ")] == []
    assert code == ExitCode.FINE
    assert ground.left() == before
    assert "Not called: none." in report
    asked = set(re.findall(r"query (\w+)\(", Path(queries.__file__).read_text(encoding="utf-8")))
    assert asked - set(re.findall(r"`query (\w+)`", report)) == set()


def install_app(hub: SpoiltHub) -> Connection:
    """Install an App with the bot's rights in the scratch repository."""
    app, key = hub.register_app("clerk", "owner")
    app = replace(app, permissions={name: right.level for name, right in PERMISSIONS.items()})
    with hub.world.lock:
        hub.world.apps[app.id] = (app, hub.world.apps[app.id][1])
        install(hub.world, app, app.owner, [hub.repository(SCRATCH)])
    return Connection(hub.api, app_id=app.id, private_key=key, between_writes=0)


def test_every_change_and_every_step_is_there() -> None:
    kinds = [getattr(changes, name) for name in changes.__all__]
    wanted = {kind.__name__ for kind in kinds if isinstance(kind, type) and issubclass(kind, changes.Change)}
    made = {name for room in (issues, requests) for name in re.findall(r"changes\.(\w+)\(", inspect.getsource(room))}
    assert wanted - {"Change", "Standalone"} - made == set()
    assert len({step.name for step in STEPS}) == len(STEPS)
    assert set(NAMES) == {call for right in PERMISSIONS.values() for call in right.calls}


def test_a_bot_that_serves_the_repository_is_watched(tmp_path: Path, gate: Gate) -> None:
    with Playground(tmp_path, look_up=recorded.look_up, hub=gate.watch(SpoiltHub)) as served:
        assert isinstance(served.hub, SpoiltHub)
        settle = partial(served.settle, retries=True)  # the rehearsal takes away what the bot is about to use
        ground = Ground(served.hub, on_sleep=settle)
        logins = {"bot": served.tokens["clerk"], "person": served.tokens[MAINTAINER]}
        code, report = ground.rehearse(story.STEPS[:6], **logins, repository=REPOSITORY, wait=60)
        settle()
    assert code == ExitCode.FINE, ground.lines
    assert "Answers came from: a bot that serves the repository" in report


def lose(path: str, field: str, method: str = "POST") -> Spoil:
    """Leave a field out of what an address answers."""

    def spoil(answered: Answered) -> None:
        if answered.method == method and re.search(path, answered.path) and answered.status < 300:
            answered.body.pop(field)

    return spoil


def turn_round(answered: Answered) -> None:
    """Give the oldest issue first."""
    if answered.method == "GET" and answered.path.endswith("/issues"):
        answered.body.reverse()


def refuse_merges(answered: Answered) -> None:
    """Refuse every merge, in GitHub's form, although it was made."""
    if "mergePullRequest" in answered.query:
        error = {"type": "UNPROCESSABLE", "path": ["f0"], "message": "Base branch was modified."}
        answered.body = {"data": {"f0": None}, "errors": [error]}


def make_labels_again(answered: Answered) -> None:
    """Refuse no label that is there already."""
    if "createLabel" in answered.query and answered.body.get("errors"):
        answered.body = {"data": {"f0": {"label": {"id": "L_1"}}}}


def stop_at_errors(answered: Answered) -> None:
    """Carry nothing out behind a mutation that failed."""
    if answered.query.startswith("mutation") and answered.body.get("errors"):
        answered.body["data"]["f1"] = None


@pytest.mark.parametrize(
    ("spoil", "name", "words"),
    [
        pytest.param(
            lose("/git/trees$", "sha"),
            "A person's request",
            "has not the form that the code reads (KeyError: 'sha')",
            id="a field is missing",
        ),
        pytest.param(
            Stale("Thread", 1000),
            "Comments",
            "both comments are there in their order, but after 6",
            id="reads never show what was written",
        ),
        pytest.param(refuse_merges, "A merge", "Base branch was modified", id="a merge is refused"),
        pytest.param(turn_round, "Issues of the bot's", "the newest first, but after", id="the oldest comes first"),
        pytest.param(make_labels_again, "Labels", "refused, but it was made again", id="a label is made twice"),
        pytest.param(
            stop_at_errors, "A refusal among others", "only the first is refused", id="nothing behind a refusal"
        ),
    ],
)
def test_what_is_otherwise_is_said_in_the_steps_words(ground: Ground, spoil: Spoil, name: str, words: str) -> None:
    before, step = ground.left(), next(step for step in STEPS if step.name == name)
    steps = (*issues.STEPS, *requests.STEPS)
    spoilt = [step if each is step else each for each in steps]

    def begin(at: Any, act: Callable[[Any], None] = step.act) -> None:
        ground.hub.spoil = spoil
        try:
            act(at)
        finally:
            ground.hub.spoil = lambda answered: None

    at = spoilt.index(step)
    spoilt[at] = Step(step.name, step.does, step.expects, step.real, begin)
    code, report = ground.rehearse(spoilt[: at + 1])
    assert code == ExitCode.REFUSED
    assert ground.said(name).startswith(f"**ERROR** {name}: {step.does}; expected: {step.expects}.")
    assert words in ground.said(name)
    assert words in report
    assert ground.left() == before


def test_a_slow_reading_is_a_limit(ground: Ground) -> None:
    stale = Stale("Thread", 6)
    ground.hub.spoil = stale
    code, _ = ground.rehearse(issues.STEPS)
    assert code == ExitCode.FINDINGS
    assert "the bot reckons with 2" in ground.said("Comments")


def test_what_depends_on_a_failed_step_is_left_out(ground: Ground) -> None:
    code, _ = ground.rehearse([issues.STEPS[1]])
    assert code == ExitCode.FINE
    assert (
        ground.said("Comments") == "left out  Comments: there is no issue of the bot's, because an earlier step failed"
    )


@pytest.mark.parametrize("ends", ["interrupt", "kill"])
def test_what_ends_half_way_is_cleaned_up(ground: Ground, ends: str) -> None:
    before = ground.left()

    def stop(at: Any) -> None:
        raise KeyboardInterrupt

    half = [*reads.STEPS, *issues.STEPS[:4], *requests.STEPS[:2], *story.STEPS[:1]]
    if ends == "interrupt":
        with pytest.raises(KeyboardInterrupt):
            ground.rehearse([*half, Step("Stop", "", "", "", stop)])
    else:
        at = open_rehearsal(ground.staging(), CallLog())
        at.scratch.set_up()
        for step in half:
            step.act(at)
        assert ground.left() != before
        assert ground.rehearse(reads.STEPS)[0] == ExitCode.FINE
    assert ground.left() == before


def test_of_more_than_a_page_everything_is_cleaned_up(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.rehearsal.scratch.PAGE_SIZE", 2)
    before = ground.left()
    at = open_rehearsal(ground.staging(), CallLog())
    at.scratch.set_up()
    for name in sorted(LABELS)[:5]:
        at.scratch.create(f"{START}-{name[-3:]}", at.scratch.head())
        at.person.rest("POST", "/labels", name=name, color="ffffff")
        at.opens("One", "of many")
    at.scratch.clean()
    assert ground.left() == before


def test_threads_and_labels_of_others_stay(ground: Ground) -> None:
    at = open_rehearsal(ground.staging(), CallLog())
    at.person.rest("POST", "/labels", name="paper: ready", color="ffffff")
    number = at.person.rest("POST", "/issues", title="Mine", body="", labels=["paper: ready"])["number"]
    at.scratch.create("paperclerk/issue-99", at.scratch.head())
    before = ground.left()
    assert number in before["threads"]
    assert ground.rehearse([*issues.STEPS, *requests.STEPS[:1]])[0] == ExitCode.FINE
    assert ground.left() == before


@pytest.mark.parametrize(
    ("files", "topics", "told", "accepted"),
    [
        pytest.param({PAGE: b"", "LICENSE": b"", ".github/x.yml": b""}, (), False, True, id="only what says nothing"),
        pytest.param({PAGE: b"", "data/x.yaml": b""}, (), False, False, id="somebody's work"),
        pytest.param({PAGE: LIST.encode()}, (), False, False, id="a list that is a README and nothing else"),
        pytest.param({"data/x.yaml": b""}, ("paperclerk-scratch",), False, True, id="its owner says so by a topic"),
        pytest.param({"data/x.yaml": b""}, (), True, True, id="the command says so"),
    ],
)
def test_only_a_scratch_repository_is_written_to(
    ground: Ground, files: dict[str, bytes], topics: tuple[str, ...], told: bool, accepted: bool
) -> None:
    name = "owner/other"
    repository = ground.hub.create_repository(name, files)
    repository.topics = topics
    repository.git.set_ref("refs/heads/rehearsal", repository.git.resolve("refs/heads/main"), None)
    ground.hub.set_role(name, "person", "write")
    ground.hub.set_role(name, CLERK, "write")
    if accepted:
        assert ground.rehearse((), repository=name, told=told)[0] == ExitCode.FINE
        return
    with pytest.raises(ScratchError, match=rf"no scratch repository: it holds {[*files][-1]}"):
        ground.rehearse((), repository=name)
    assert ground.hub.repository(name).git.resolve(f"refs/heads/{START}") is None


def test_person_and_bot_are_two(ground: Ground) -> None:
    token = ground.hub.create_token("person")
    with pytest.raises(ScratchError, match="a person's"):
        ground.rehearse((), bot=token, person=token)


def test_the_command_says_each_step_and_nothing_secret(
    ground: Ground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tokens = {"TOKEN": ground.hub.create_token(CLERK), "REHEARSAL_TOKEN": ground.hub.create_token("person")}
    for name, value in {**tokens, "API_URL": ground.hub.api}.items():
        monkeypatch.setenv(f"PAPERCLERK_{name}", value)

    def quote(answered: Answered) -> None:
        """GitHub quotes what it was sent."""
        if answered.path.endswith("/permission"):
            answered.status, answered.body = 422, {"message": " ".join(tokens.values())}

    ground.hub.spoil = quote
    monkeypatch.setattr("bot.cli.rehearsing.STEPS", reads.STEPS)
    report = tmp_path / "report.md"
    assert main(["rehearse", SCRATCH, "--wait", "0", "--report", str(report)]) == ExitCode.REFUSED
    said = capsys.readouterr().out + report.read_text(encoding="utf-8")
    assert "(hidden)" in said
    assert "History: the newest first" in said
    for value in tokens.values():
        assert value not in said
