"""Reads the runner's variables and its event file, to know where to look."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import PaperclerkError
from bot.hub.delivery import REPOSITORY, DeliveryError, read_delivery, read_payload
from bot.publish.releases import VERSION
from bot.service.failures import short_line

#: Triggers whose payload is that of a webhook event of another name.
SAME_PAYLOAD = {"pull_request_target": "pull_request"}
#: Triggers that name no thread. A push may stand for others for which GitHub started no run.
ROUNDS = ("push", "schedule", "workflow_dispatch")
TRIGGERS = ("issues", "issue_comment", "pull_request_target", *ROUNDS)
#: GitHub sends no larger payload, in bytes.
LARGEST_EVENT = 25 * 1024 * 1024


class EventError(PaperclerkError):
    """The runner's variables or its event file cannot be used; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Doorbell:
    """Where to look in `repository`: at a thread, at the list and all that waits (number None), or nowhere (quiet).

    With a `tag`, its release is to be made. `why` is the trigger; `run` names the run in the log.
    """

    repository: str
    why: str
    run: str
    number: int | None = None
    quiet: bool = False
    tag: str = ""


def read_doorbell(environment: Mapping[str, str]) -> Doorbell:
    """Read the runner's event; raise EventError for one that the clerk cannot work with."""
    repository, trigger = environment.get("GITHUB_REPOSITORY", ""), environment.get("GITHUB_EVENT_NAME", "")
    if not REPOSITORY.fullmatch(repository):
        raise EventError("GITHUB_REPOSITORY names no repository: `paperclerk once` runs in GitHub Actions.")
    if trigger not in TRIGGERS:
        known = ", ".join(TRIGGERS)
        raise EventError(f"`{short_line(trigger)}` says nothing of a thread: let the workflow start on {known}.")
    run = f"run-{environment.get('GITHUB_RUN_ID', '')}"
    if trigger in ("schedule", "workflow_dispatch"):
        return Doorbell(repository, trigger, run)
    body = read_event(environment)
    try:
        event, payload = read_delivery("run", SAME_PAYLOAD.get(trigger, trigger), body), read_payload(body)
    except DeliveryError as error:
        raise EventError(f"the event file is not what GitHub writes for `{trigger}`: {error}.") from error
    if event is None and "repository" not in payload:
        raise EventError(f"the event file is not what GitHub writes for `{trigger}`: it names no repository.")
    if event is None:
        tag = read_tag(payload) if trigger == "push" else ""
        return Doorbell(repository, trigger, run, quiet=not tag, tag=tag)
    if event.repository.lower() != repository.lower():
        raise EventError("the event file is about another repository than GITHUB_REPOSITORY.")
    return Doorbell(repository, trigger, run, event.number)


def read_tag(payload: Mapping[str, Any]) -> str:
    """Return the tag that a push made or moved, "" if there is none, or if it can be no version's."""
    tag = str(payload.get("ref")).removeprefix("refs/tags/")
    is_tag = payload.get("ref") == f"refs/tags/{tag}" and not payload.get("deleted")
    return tag if is_tag and VERSION.fullmatch(tag) else ""


def read_event(environment: Mapping[str, str]) -> bytes:
    path = environment.get("GITHUB_EVENT_PATH", "")
    if not path:
        raise EventError("GITHUB_EVENT_PATH is not set: `paperclerk once` runs in GitHub Actions.")
    try:
        with Path(path).open("rb") as file:
            content = file.read(LARGEST_EVENT + 1)
    except (OSError, ValueError) as error:
        raise EventError("the file that GITHUB_EVENT_PATH names cannot be read.") from error
    if len(content) > LARGEST_EVENT:
        raise EventError("the event file is larger than GitHub writes any.")
    return content
