"""Plays Actions: reads the workflows of the default branch, decides which jobs run, and runs the steps it is given.

Known from GitHub's documentation: that workflows on issues, comments and `pull_request_target` are those of the default
branch; which actions start `pull_request_target` by default; that what a run's own token does starts no other run, but
for `workflow_dispatch`; that a called workflow may not have more permissions than its caller gives it; that of one
concurrency group one run waits at most, and a newer one takes its place, or a hundred where it says `queue: max`.
"""

import itertools
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Literal

import yaml

from bot.localhub.payloads import payload_json
from bot.localhub.representations.names import Site
from bot.localhub.state.accounts import ACTIONS
from bot.localhub.state.repositories import LocalRepository, WebhookEvent
from bot.localhub.state.world import World

FOLDER = ".github/workflows"
#: The triggers that are webhook events of another name: a pull request's own workflow would be a stranger's.
TRIGGERS = {"pull_request": "pull_request_target"}
#: The actions that start a run if a workflow names none; of other events, all do.
USUAL_TYPES = {"pull_request_target": ("opened", "synchronize", "reopened")}
#: The permissions of a run whose workflow names none, as in a new repository.
USUAL_PERMISSIONS = {"contents": "read", "packages": "read"}
LEVELS = ("none", "read", "write")
#: How many runs of a concurrency group can wait with `queue: max`; any more are cancelled.
LONGEST_QUEUE = 100
CALL = re.compile(r"([\w.-]+/[\w.-]+)/(\.github/workflows/[\w.-]+)@([0-9a-f]{40})")
#: An expression that is a mere name; no other is evaluated here.
EXPRESSION = re.compile(r"\$\{\{\s*([\w.]+)\s*\}\}")

Environment = Mapping[str, str]
#: Runs a step's command with its variables, and returns its exit code.
Program = Callable[[Environment], int]


@dataclass(slots=True)
class WorkflowRun:
    """A run of a workflow: what started it, how it ended, and why it did not begin if so; `summary` is for its page."""

    id: int
    repository: LocalRepository
    trigger: str
    payload: dict[str, Any]
    jobs: Mapping[str, Any]
    permissions: Mapping[str, str] | None
    status: Literal["waiting", "success", "failure", "cancelled", "refused"] = "waiting"
    summary: str = ""
    why: str = ""
    environment: dict[str, str] = field(default_factory=dict)


class Actions:
    """Listens to a world's events; `programs` run the steps whose command contains their key.

    Runs wait until `run_waiting`, so that a test decides when time passes.
    """

    def __init__(self, world: World, web: str, folder: Path, programs: Mapping[str, Program]) -> None:
        self.world, self.web, self.folder, self.programs = world, web, folder, programs
        self.site = Site(world, f"{web}/api/v3", web)
        self.numbers = itertools.count(1)
        self.runs: list[WorkflowRun] = []
        world.listeners.append(self.hear)

    def hear(self, event: WebhookEvent) -> None:
        if event.sender.login != ACTIONS:
            trigger = TRIGGERS.get(event.name, event.name)
            self.start(trigger, event.action, event.repository, payload_json(event, self.site))

    def dispatch(self, full_name: str, trigger: Literal["schedule", "workflow_dispatch"]) -> None:
        """Start the workflows for a schedule or the button."""
        with self.world.lock:
            repository = self.world.repositories[full_name.lower()]
            self.start(trigger, None, repository, {"repository": {"full_name": repository.full_name}})

    def start(self, trigger: str, action: str | None, repository: LocalRepository, payload: dict[str, Any]) -> None:
        """Queue a run of each workflow for which this is a trigger."""
        for workflow in self.read_workflows(repository):
            if not is_started(workflow, trigger, action, payload):
                continue
            permissions = workflow.get("permissions", USUAL_PERMISSIONS)
            jobs = workflow.get("jobs") or {}
            run = WorkflowRun(next(self.numbers), repository, trigger, payload, jobs, permissions)
            parts = (workflow, *jobs.values(), *self.find_all_called(jobs))
            self.queue(run, [part["concurrency"] for part in parts if "concurrency" in part])
            self.runs.append(run)

    def queue(self, run: WorkflowRun, groups: Sequence[Any]) -> None:
        """Let a run wait, and cancel those that it replaces in its concurrency groups."""
        waiting = [each for each in self.runs if each.status == "waiting" and each.repository is run.repository]
        if all(isinstance(group, dict) and group.get("queue") == "max" for group in groups):
            if groups and len(waiting) >= LONGEST_QUEUE:
                run.status = "cancelled"
            return
        for other in waiting:
            other.status = "cancelled"

    def read_workflows(self, repository: LocalRepository) -> list[dict[Any, Any]]:
        listed = repository.git.resolve(f"refs/heads/{repository.default_branch}:{FOLDER}")
        names = [entry.path for entry in repository.git.tree(listed)] if listed else []
        texts = (repository.git.read_text(f"{listed}:{name}") for name in names if name.endswith((".yml", ".yaml")))
        return [content for text in texts if isinstance(content := yaml.safe_load(text or ""), dict)]

    def run_waiting(self) -> None:
        while waiting := [run for run in self.runs if run.status == "waiting"]:
            self.run(waiting[0])

    def run(self, run: WorkflowRun) -> None:
        run.status = "success"
        for job in run.jobs.values():
            given = job.get("permissions", run.permissions) or {}
            if "uses" not in job:
                self.run_job(run, job, given)
                continue
            called = self.find_called(job["uses"])
            if called is None:
                run.status, run.why = "refused", f"error parsing called workflow: {job['uses']} was not found"
                return
            for inner in called["jobs"].values():
                wanted = inner.get("permissions", given) or {}
                if too_much := [name for name in wanted if rank(wanted, name) > rank(given, name)]:
                    run.status, run.why = "refused", f"the nested job is requesting more than allowed: {too_much}"
                    return
                self.run_job(run, inner, wanted)

    def find_all_called(self, jobs: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        for job in jobs.values():
            if called := self.find_called(job.get("uses", "")):
                yield from called["jobs"].values()

    def find_called(self, uses: str) -> dict[Any, Any] | None:
        """Return the workflow that a job calls by a commit of its repository."""
        named = CALL.fullmatch(uses)
        home = self.world.find(named[1]) if named else None
        text = home.git.read_text(f"{named[3]}:{named[2]}") if named and home else None
        content = yaml.safe_load(text or "")
        return content if isinstance(content, dict) else None

    def run_job(self, run: WorkflowRun, job: Mapping[str, Any], permissions: Mapping[str, str]) -> None:
        """Run the steps of a job for which there is a program, until one fails; its token ends with it."""
        with self.world.lock:
            granted = {name.replace("-", "_"): level for name, level in permissions.items()}
            token = self.world.create_run_token(run.repository, granted)
        try:
            for step in job["steps"]:
                program = next((each for text, each in self.programs.items() if text in step.get("run", "")), None)
                if program and program(self.prepare(run, step, token)):
                    run.status = "failure"
                    break
        finally:
            del self.world.tokens[token]
        summary = Path(run.environment.get("GITHUB_STEP_SUMMARY", ""))
        run.summary = summary.read_text(encoding="utf-8") if summary.is_file() else ""

    def prepare(self, run: WorkflowRun, step: Mapping[str, Any], token: str) -> Environment:
        """Return the variables of a step: the runner's and its own."""
        folder = self.folder / f"run-{run.id}"
        folder.mkdir(parents=True, exist_ok=True)
        event = folder / "event.json"
        event.write_bytes(json.dumps(run.payload, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        values = {"github.token": token}
        own = {
            name: EXPRESSION.sub(lambda found: values.get(found[1], ""), str(value))
            for name, value in step.get("env", {}).items()
        }
        run.environment = {
            "GITHUB_ACTIONS": "true",
            "GITHUB_API_URL": f"{self.web}/api/v3",
            "GITHUB_GRAPHQL_URL": f"{self.web}/api/graphql",
            "GITHUB_SERVER_URL": self.web,
            "GITHUB_EVENT_NAME": run.trigger,
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_REPOSITORY": run.repository.full_name,
            "GITHUB_RUN_ID": str(run.id),
            "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
            "RUNNER_TEMP": str(folder),
            **own,
        }
        return run.environment


def is_started(workflow: Mapping[Any, Any], trigger: str, action: str | None, payload: Mapping[str, Any]) -> bool:
    """Whether a workflow's triggers include this event, with its action and branch."""
    # YAML 1.1 takes the word "on" for true.
    named = workflow.get("on", workflow.get(True)) or {}
    wanted = named if isinstance(named, dict) else dict.fromkeys([named] if isinstance(named, str) else named)
    if trigger not in wanted:
        return False
    said: Any = wanted[trigger]
    limits: dict[str, Any] = said if isinstance(said, dict) else {}
    types = limits.get("types", USUAL_TYPES.get(trigger))
    if action is not None and types is not None and action not in types:
        return False
    return trigger != "push" or is_pushed(limits, payload)


def is_pushed(limits: Mapping[str, Any], payload: Mapping[str, Any]) -> bool:
    """Whether a push is one that a workflow asks for; one that asks for branches only ignores tags."""
    _, _, kind_and_name = str(payload.get("ref")).partition("refs/")
    kind, _, name = kind_and_name.partition("/")
    named = limits.get({"heads": "branches", "tags": "tags"}.get(kind, ""))
    if named is None:
        return "branches" not in limits and "tags" not in limits
    return any(fnmatchcase(name, pattern) for pattern in named)


def rank(permissions: Mapping[str, str], name: str) -> int:
    return LEVELS.index(permissions.get(name, "none"))
