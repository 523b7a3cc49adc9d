"""What GitHub runs for this repository: nothing of a stranger's, with no right that it does not need."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

GITHUB = Path(__file__).parents[1] / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
#: They run with the repository's rights and secrets on what a stranger sent, or carry such a run on.
PRIVILEGED = {"pull_request_target", "workflow_run", "issue_comment", "issues", "discussion", "discussion_comment"}
#: What only GitHub and those who may write to the repository fill in.
TRUSTED = re.compile(
    r"github\.(workflow|ref|event_name|repository|repository_owner|event\.repository\.name|run_id|sha|token)|matrix\.\w+"
    r"|steps\.deployment\.outputs\.page_url|github\.event_name == '\w+'"
)
#: The rights that GitHub asks for to put up a site, to publish a package with its attestation, and to make a release.
RIGHTS: tuple[set[str], ...] = (set(), {"pages", "id-token"}, {"id-token", "attestations"}, {"contents"})
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
    """But for jobs that publish what another built: they check nothing out and run nothing of the repository's."""
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        rights = {name for name, right in job["permissions"].items() if right != "read"}
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
