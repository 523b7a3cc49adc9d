"""A list without a server: fifteen lines call the clerk's workflow, with what a run's token can and cannot do."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from bot import resources
from bot.demo.playground import REPOSITORY
from bot.demo.workflow_playground import LINES, WorkflowPlayground
from bot.localhub.state.accounts import ACTIONS, REQUESTS_OF_RUNS
from bot.publish.releases import add_notes
from tests.localhub.gate import Gate
from tests.localhub.traffic import WatchedHub
from tests.scenarios.papers import MAMBA, RECORD, file_good, is_listed
from tests.stage import Stage, small_files

Open = Callable[..., Stage]


@pytest.fixture
def open_list(tmp_path: Path, gate: Gate) -> Iterator[Open]:
    """Set a stage on which workflows work; `lines` are other ones for the list's own workflow."""
    with ExitStack() as stack:

        def start(*, opens_pulls: bool = True, lines: str | None = None) -> Stage:
            ground = WorkflowPlayground(
                tmp_path,
                files=small_files(),
                hub=gate.watch(WatchedHub),
                lines=lines,
            )
            stack.enter_context(ground)
            ground.hub.repository(REPOSITORY).runs_open_pulls = opens_pulls
            return Stage(ground)

        yield start


def ground_of(stage: Stage) -> WorkflowPlayground:
    assert isinstance(stage.ground, WorkflowPlayground)
    return stage.ground


def ends(stage: Stage) -> list[str]:
    return [run.status for run in ground_of(stage).runs]


def test_a_paper_gets_on_the_list_by_nothing_but_the_lines_for_lists(open_list: Open) -> None:
    stage = open_list()
    number = file_good(stage)
    assert stage.headline(number) == "### ✅ Ready"
    (pull,) = stage.pulls()
    assert pull["user"]["login"] == ACTIONS
    stage.maintainer.comments(number, "/approve")
    assert is_listed(stage)
    assert stage.state(number) == "closed"
    assert "🎉 On the list" in stage.headline(number)
    assert set(ends(stage)) == {"success"}


def test_a_runs_page_says_what_was_done_and_nothing_of_a_strangers_fires_there(open_list: Open) -> None:
    stage = open_list()
    title = "A <img src=x onerror=alert(1)> of `papers` @maintainer"
    number = stage.contributor.files("https://arxiv.org/abs/2407.08608", title, "Attention")
    summary = ground_of(stage).runs[-1].summary
    assert f"Looked at #{number} after `issues`." in summary
    assert f"#{number}: " in summary
    assert "<img" not in summary


def test_where_workflows_may_open_no_requests_an_approved_paper_is_committed(open_list: Open) -> None:
    stage = open_list(opens_pulls=False)
    number = file_good(stage)
    assert stage.headline(number) == "### ✅ Ready"
    assert stage.pulls("all") == []
    assert set(ground_of(stage).hub.repository(REPOSITORY).git.refs("refs/heads/")) == {"refs/heads/main"}
    stage.maintainer.comments(number, "/approve")
    assert is_listed(stage)
    assert stage.state(number) == "closed"
    assert "🎉 On the list" in stage.headline(number)
    commit = stage.get("/commits/main")["commit"]["message"]
    assert f"#{number}" in commit
    assert "Co-authored-by: contributor" in commit
    assert ends(stage)[-1] == "success"


def test_where_that_is_protected_too_the_thread_says_once_which_switch_to_turn(open_list: Open) -> None:
    stage = open_list(opens_pulls=False)
    hub = ground_of(stage).hub
    hub.protect(REPOSITORY)
    number = file_good(stage)
    assert len(stage.answers(number)) == 1
    stage.maintainer.comments(number, "/approve")
    assert not is_listed(stage)
    said = [text for text in stage.answers(number) if "Allow GitHub Actions to create and approve" in text]
    assert len(said) == 1
    assert ends(stage)[-1] == "failure"
    assert "not permitted to create" in ground_of(stage).runs[-1].summary
    assert set(hub.repository(REPOSITORY).git.refs("refs/heads/")) == {"refs/heads/main"}

    stage.maintainer.comments(number, "/recheck")
    assert len([text for text in stage.answers(number) if "Allow GitHub Actions to create" in text]) == 1

    hub.repository(REPOSITORY).runs_open_pulls = True
    stage.maintainer.comments(number, "/recheck")
    assert is_listed(stage)


def test_what_a_run_does_starts_no_other_so_it_reports_on_its_own_request(open_list: Open) -> None:
    stage = open_list()
    ground_of(stage).hub.protect(REPOSITORY, required_checks=("paperclerk",))
    number = file_good(stage)
    stage.maintainer.comments(number, "/approve")
    assert is_listed(stage)
    assert {run.trigger for run in ground_of(stage).runs} == {"issues", "issue_comment"}
    (pull,) = stage.pulls("closed")
    assert stage.statuses(pull["head"]["sha"])["paperclerk"][0] == "success"


def test_the_thousand_requests_of_an_hour_are_shared_by_all_runs_and_the_page_says_when_they_are_gone(
    open_list: Open,
) -> None:
    stage = open_list()
    hub = ground_of(stage).hub
    number = file_good(stage)
    repository = hub.repository(REPOSITORY)
    hub.rest.used[f"runs of {repository.id}"] = REQUESTS_OF_RUNS
    hub.world.points[f"runs of {repository.id}"] = REQUESTS_OF_RUNS
    stage.maintainer.comments(number, "/approve")
    assert ends(stage)[-1] == "failure"
    assert "limits are used up" in ground_of(stage).runs[-1].summary
    assert not is_listed(stage)

    hub.rest.used.clear()
    hub.world.points.clear()
    ground_of(stage).actions.dispatch(REPOSITORY, "schedule")
    stage.ground.settle()
    assert is_listed(stage)


def test_a_strangers_request_is_reported_on_and_noted_by_a_comment_not_a_judgement(open_list: Open) -> None:
    stage = open_list()
    lines = stage.text("data/README.md").splitlines(keepends=True)
    number = stage.contributor.proposes({MAMBA: RECORD.replace('venue: "COLM"', 'venue: "Nowhere at all"')})
    assert lines == stage.text("data/README.md").splitlines(keepends=True)
    assert "paperclerk" in stage.statuses(stage.get(f"/pulls/{number}")["head"]["sha"])
    assert {review["state"] for review in stage.get(f"/pulls/{number}/reviews")} <= {"COMMENTED"}
    assert "pull_request_target" in {run.trigger for run in ground_of(stage).runs}


def file_two(stage: Stage) -> list[int]:
    bodies = [f"Title: {title}\nLink: https://arxiv.org/abs/{n}\nSection: Attention" for title, n in PAPERS]
    return [stage.contributor.call("POST", "/issues", title="A paper", body=body)["number"] for body in bodies]


def test_who_comes_while_others_wait_is_answered_all_the_same(open_list: Open) -> None:
    stage = open_list()
    numbers = file_two(stage)
    stage.ground.settle()
    assert [stage.headline(number) for number in numbers] == ["### ✅ Ready"] * 2
    assert set(ends(stage)) == {"success"}


def test_what_a_cancelled_run_was_to_look_at_is_found_by_the_next_round(open_list: Open) -> None:
    stage = open_list()
    numbers = file_two(stage)
    for run in ground_of(stage).runs:
        run.status = "cancelled"
    stage.ground.settle()
    assert stage.answers(numbers[0]) == []
    ground_of(stage).actions.dispatch(REPOSITORY, "schedule")
    stage.ground.settle()
    assert [stage.headline(number) for number in numbers] == ["### ✅ Ready"] * len(numbers)


PAPERS = (("Mamba: Linear-Time Sequence Modeling", "2312.00752"), ("Ring Attention with Blockwise", "2310.01889"))


@pytest.mark.parametrize(
    ("old", "new", "end"),
    [
        pytest.param("issues: write, ", "", "refused", id="a permission is missing"),
        pytest.param("@COMMIT\n", "@" + "0" * 40 + "\n", "refused", id="there is no such commit"),
    ],
)
def test_lines_that_cannot_work_start_nothing(open_list: Open, old: str, new: str, end: str) -> None:
    lines = resources.read(LINES)
    assert old in lines
    stage = open_list(lines=lines.replace(old, new, 1))
    number = file_good(stage)
    assert ends(stage)[-1] == end
    assert stage.answers(number) == []


def test_an_event_that_the_lines_do_not_name_starts_no_run(open_list: Open) -> None:
    stage = open_list()
    stage.maintainer.pushes("notes.md", "x", branch="main")
    assert [run.trigger for run in ground_of(stage).runs] == ["push"]
    before = len(ground_of(stage).runs)
    stage.maintainer.call(
        "POST", "/git/refs", ref="refs/heads/other", sha=stage.get("/git/ref/heads/main")["object"]["sha"]
    )
    stage.ground.settle()
    assert len(ground_of(stage).runs) == before


class TestReleases:
    """A tag of the list becomes a release with the notes that `paperclerk release` wrote."""

    NOTES = add_notes("", "v2", "2024-03-07", "Since v1: 1 added; 2 papers in all.\n\n## Added\n\n- A paper\n")

    def tag(self, stage: Stage, name: str) -> None:
        """Let the maintainer tag the newest commit."""
        commit = stage.get("/commits/main")["sha"]
        stage.maintainer.call("POST", "/git/refs", ref=f"refs/tags/{name}", sha=commit)
        stage.ground.settle()

    def releases(self, stage: Stage) -> list[tuple[str, str | None]]:
        return [(each.tag, each.body) for each in stage.ground.hub.repository(REPOSITORY).releases]

    def test_a_tag_makes_the_release_with_its_notes_once(self, open_list: Open) -> None:
        stage = open_list()
        stage.maintainer.pushes("RELEASES.md", self.NOTES)
        self.tag(stage, "v2")
        made = [("v2", "Since v1: 1 added; 2 papers in all.\n\n## Added\n\n- A paper\n")]
        assert self.releases(stage) == made
        assert ends(stage)[-1] == "success"
        assert "release v2" in ground_of(stage).runs[-1].summary
        last = ground_of(stage).runs[-1]
        ground_of(stage).actions.start("push", None, last.repository, last.payload)
        stage.ground.settle()
        assert self.releases(stage) == made

    @pytest.mark.parametrize("name", ["v3", "no+version"])
    def test_a_tag_without_notes_is_left_to_people(self, open_list: Open, name: str) -> None:
        stage = open_list()
        stage.maintainer.pushes("RELEASES.md", self.NOTES)
        self.tag(stage, name)
        assert self.releases(stage) == []
        assert ends(stage)[-1] == "success"

    def test_a_list_without_notes_has_no_releases(self, open_list: Open) -> None:
        stage = open_list()
        self.tag(stage, "v2")
        assert self.releases(stage) == []
        assert ends(stage)[-1] == "success"
