"""What GitHub runs for this repository: nothing of a stranger's, with no right that it does not need."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.demo.playground import CLERK, REPOSITORY
from tests.stage import Stage, small_files

GITHUB = Path(__file__).parents[1] / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
#: They run with the repository's rights and secrets on what a stranger sent, or carry such a run on.
PRIVILEGED = {"pull_request_target", "workflow_run", "issue_comment", "issues", "discussion", "discussion_comment"}
#: What only GitHub and those who may write to the repository fill in.
TRUSTED = re.compile(
    r"github\.(workflow|api_url|ref|event_name|repository|repository_owner|event\.repository\.name|run_id|sha|token)|matrix\.\w+"
    r"|job\.workflow_(repository|sha)|steps\.deployment\.outputs\.page_url|github\.event_name == '\w+'"
    r"|inputs\.list|steps\.pages\.outputs\.base_url"
)
#: The rights that GitHub asks for to put up a site, to publish a package with its attestation, and to make a release.
RIGHTS: tuple[set[str], ...] = (set(), {"pages", "id-token"}, {"id-token", "attestations"}, {"contents"})
#: The rights of the clerk of a list, which a list's own workflow calls.
CLERKS = {"contents", "issues", "pull-requests", "statuses"}
LINES = GITHUB / "for-lists" / "paperclerk.yml"
#: What stands for a commit until there is one.
SOME_COMMIT = "0123456789" * 4
PINNED = re.compile(r"[\w-]+/[\w./-]+@[0-9a-f]{40}")


def load(path: Path) -> dict[Any, Any]:
    content: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def steps(workflow: dict[Any, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


@pytest.fixture(params=WORKFLOWS, ids=lambda path: path.name)
def workflow(request: pytest.FixtureRequest) -> dict[Any, Any]:
    return load(request.param)


def test_no_workflow_runs_with_rights_on_what_a_stranger_sent(workflow: dict[Any, Any]) -> None:
    # YAML 1.1 takes the word "on" for true.
    assert not PRIVILEGED & set(workflow[True])


def test_nothing_has_more_rights_than_to_read(workflow: dict[Any, Any]) -> None:
    """But for jobs that publish what another built: they check nothing out and run nothing of the repository's.

    The clerk is called by a list, so what is checked out is the program, by a commit that the list names.
    """
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        rights = {name for name, right in job["permissions"].items() if right != "read"}
        if job["name"] == "Look":
            assert set(workflow[True]) == {"workflow_call"}
            assert rights == CLERKS
            assert "secrets" not in str(job)
            continue
        assert rights in RIGHTS
        if rights:
            assert not any("checkout" in step.get("uses", "") for step in job["steps"])
            assert all(step["run"].startswith("gh ") for step in job["steps"] if "run" in step)
        assert "secrets" not in str(job)


def test_no_text_of_a_strangers_becomes_a_command(workflow: dict[Any, Any]) -> None:
    for step in steps(workflow):
        assert "${{" not in step.get("run", "")
    for expression in re.findall(r"\$\{\{(.*?)\}\}", str(workflow)):
        assert TRUSTED.fullmatch(expression.strip()), expression


def test_what_is_used_is_named_by_its_hash_and_keeps_no_token(workflow: dict[Any, Any]) -> None:
    used = [step for step in steps(workflow) if "uses" in step]
    assert used
    for step in used:
        assert PINNED.fullmatch(step["uses"])
        if step["uses"].startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


def test_the_clerk_checks_out_the_program_alone_and_installs_what_is_locked_by_hash() -> None:
    clerk = load(GITHUB / "workflows" / "clerk.yml")
    (job,) = clerk["jobs"].values()
    checkouts = [step["with"] for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")]
    assert [each["repository"] for each in checkouts] == ["${{ job.workflow_repository }}"]
    (install,) = [step for step in job["steps"] if "pip install" in step.get("run", "")]
    assert install["env"]["PIP_REQUIRE_HASHES"] == "1"
    assert install["env"]["PIP_ONLY_BINARY"] == ":all:"
    assert "uv sync --locked --no-dev --no-build" in install["run"]
    assert job["concurrency"] == {"group": "paperclerk-${{ github.repository }}", "queue": "max"}


def test_the_lines_for_lists_give_the_clerk_just_the_rights_that_it_asks_for_and_stand_in_the_readme() -> None:
    text = LINES.read_text(encoding="utf-8")
    lines = yaml.safe_load(text.replace("@COMMIT", f"@{SOME_COMMIT}"))
    (job,) = lines["jobs"].values()
    (called,) = load(GITHUB / "workflows" / "clerk.yml")["jobs"].values()
    assert lines["permissions"] == {}
    assert job["permissions"] == called["permissions"]
    assert len(text.splitlines()) <= 15
    assert text in (GITHUB.parent / "README.md").read_text(encoding="utf-8")


def test_the_lines_for_a_lists_site_give_just_the_rights_that_it_asks_for_and_stand_in_the_guide() -> None:
    text = (GITHUB / "for-lists" / "site.yml").read_text(encoding="utf-8")
    lines = yaml.safe_load(text.replace("@COMMIT", f"@{SOME_COMMIT}"))
    (job,) = lines["jobs"].values()
    called = load(GITHUB / "workflows" / "pages.yml")
    assert lines["permissions"] == {}
    assert job["permissions"] == {
        key: right for each in called["jobs"].values() for key, right in each["permissions"].items()
    }
    assert set(job["with"]) == set(called[True]["workflow_call"]["inputs"])
    assert len(text.splitlines()) <= 12
    assert text in (GITHUB / "MAINTAINING.md").read_text(encoding="utf-8")


def test_the_steps_of_pages_write_the_site_of_a_list(stage: Stage, tmp_path: Path) -> None:
    root, named = GITHUB.parent, load(GITHUB / "workflows" / "pages.yml")["jobs"]["build"]["steps"]
    write = next(step for step in named if step.get("name") == "Write the site")
    (tmp_path / "program").symlink_to(root)
    for name, text in small_files().items():
        (tmp_path / "list" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "list" / name).write_bytes(text)
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    given = {
        "${{ inputs.list }}": "data",
        "${{ steps.pages.outputs.base_url }}": "https://lab.example.org/list",
        "${{ github.token }}": stage.ground.hub.create_token(CLERK),
        "${{ github.api_url }}": stage.ground.hub.api,
    }
    environment = {name: given.get(text, text) for name, text in write["env"].items()}
    run = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", write["run"]],
        cwd=tmp_path,
        env={**environment, "PATH": path, "HOME": str(tmp_path), "GITHUB_REPOSITORY": REPOSITORY},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "4 papers" in run.stdout
    assert len(list((tmp_path / "site" / "paper").glob("*.html"))) == 4
    assert "https://lab.example.org/list" in (tmp_path / "site" / "sitemap.xml").read_text(encoding="utf-8")
