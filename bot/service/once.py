"""One run in GitHub Actions: the event file says where to look, and a summary says what came of it."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.catalogue.data.store import read_shipped_venues
from bot.errors import ExitCode, PaperclerkError
from bot.hub.connection import Connection
from bot.hub.delivery import REPOSITORY, DeliveryError, read_delivery, read_payload
from bot.service.failures import Failures, quote
from bot.service.inbox import name_thread
from bot.service.settings import WORKING, Settings, SettingsError, read_settings
from bot.service.sweep import look_at
from bot.workflow.changes import Plan
from bot.workflow.clerk import Clerk, LookUp

#: Triggers that have the payload of a webhook under another name.
SAME_PAYLOAD = {"pull_request_target": "pull_request"}
#: Triggers that name no thread. A push may be one of those that GitHub started no run for.
ROUNDS = ("push", "schedule", "workflow_dispatch")
TRIGGERS = ("issues", "issue_comment", "pull_request_target", *ROUNDS)
#: GitHub sends no larger payload.
LARGEST_EVENT = 25 * 1024 * 1024
#: GitHub shows no longer summary, in bytes.
LONGEST_SUMMARY = 1024 * 1024
#: What GitHub's runner sets, by the names that a server's operator sets.
NAMES = {
    "PAPERCLERK_TOKEN": "GITHUB_TOKEN",
    "PAPERCLERK_API_URL": "GITHUB_API_URL",
    "PAPERCLERK_REPOSITORIES": "GITHUB_REPOSITORY",
}


class EventError(PaperclerkError):
    """The runner's variables or the event file cannot be used; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Doorbell:
    """Where to look in `repository`: at a thread, with number None at the list and all that waits, or (quiet) nowhere.

    `why` is the trigger; `run` names the run in the log.
    """

    repository: str
    why: str
    run: str
    number: int | None = None
    quiet: bool = False


def read_doorbell(environment: Mapping[str, str]) -> Doorbell:
    """Read what the runner says of its event; raise EventError where it is none that the clerk can work by."""
    repository, trigger = environment.get("GITHUB_REPOSITORY", ""), environment.get("GITHUB_EVENT_NAME", "")
    if not REPOSITORY.fullmatch(repository):
        raise EventError("GITHUB_REPOSITORY names no repository: `paperclerk once` runs in GitHub Actions.")
    if trigger not in TRIGGERS:
        known = ", ".join(TRIGGERS)
        raise EventError(f"`{quote(trigger)}` says nothing of a thread: let the workflow start on {known}.")
    run = f"run-{environment.get('GITHUB_RUN_ID', '')}"
    if trigger in ("schedule", "workflow_dispatch"):
        return Doorbell(repository, trigger, run)
    body = read_event(environment)
    try:
        event = read_delivery("run", SAME_PAYLOAD.get(trigger, trigger), body)
        names_repository = event is not None or "repository" in read_payload(body)
    except DeliveryError as error:
        raise EventError(f"the event file is not what GitHub writes for `{trigger}`: {error}.") from error
    if not names_repository:
        raise EventError(f"the event file is not what GitHub writes for `{trigger}`: it names no repository.")
    if event is None:
        return Doorbell(repository, trigger, run, quiet=True)
    if event.repository.lower() != repository.lower():
        raise EventError("the event file is about another repository than GITHUB_REPOSITORY.")
    return Doorbell(repository, trigger, run, event.number)


def read_event(environment: Mapping[str, str]) -> bytes:
    """Return the event file's content."""
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


def read_runner(environment: Mapping[str, str]) -> Settings:
    """Return the settings that the runner's variables make; an operator's own that fit are heard too."""
    if not environment.get("GITHUB_TOKEN", "").strip():
        raise SettingsError("GITHUB_TOKEN is not set: give the step `env: GITHUB_TOKEN: ${{ github.token }}`.")
    known = {ours: environment[theirs] for ours, theirs in NAMES.items() if environment.get(theirs)}
    cache = f"{environment.get('RUNNER_TEMP') or '.'}/paperclerk-metadata"
    return read_settings({"PAPERCLERK_CACHE": cache, **environment, **known}, needs=WORKING)


class TellingClerk(Clerk):
    """A clerk that remembers what it did, a line for each change."""

    done: tuple[str, ...] = ()

    def apply(self, plan: Plan, number: int | None) -> None:
        super().apply(plan, number)
        self.done += tuple(f"{name_thread(self.repository, number)}: {change.preview()}" for change in plan.changes)


def run_once(
    environment: Mapping[str, str],
    connect: Callable[[Settings], Connection],
    open_look_up: Callable[[Settings], LookUp | None],
    complain: Callable[[str], object],
) -> ExitCode:
    """Look where the event says, write the run's summary, and return how it ended; raise what makes a run impossible.

    A run starts no other: what has to be looked at because of what was done is looked at in the same run.
    """
    failed: list[str] = []

    def tell(words: str) -> None:
        failed.append(words)
        complain(words)

    doorbell: Doorbell | None = None
    clerk: TellingClerk | None = None
    try:
        doorbell = read_doorbell(environment)
        settings = read_runner(environment)
        if not doorbell.quiet:
            hub = connect(settings).open(doorbell.repository)
            clerk = TellingClerk(hub, open_look_up(settings), read_shipped_venues())
            clerk.repository, clerk.delivery = doorbell.repository, doorbell.run
            answer(clerk, doorbell, Failures(tell, is_app=False))
    except PaperclerkError as error:
        failed.append(error.explain())
        raise
    finally:
        write_summary(environment, summarize(doorbell, clerk.done if clerk else (), failed))
    return ExitCode.REFUSED if failed else ExitCode.FINE


def answer(clerk: TellingClerk, doorbell: Doorbell, failures: Failures) -> None:
    """Look at the thread, or at the list and all that waits."""
    numbers: list[int | None] = [doorbell.number]
    if doorbell.number is None:
        with failures.told(doorbell.repository):
            numbers = [*clerk.hub.read_waiting(), None]
    look_at(clerk, numbers, lambda number: failures.told(name_thread(doorbell.repository, number)))


def summarize(doorbell: Doorbell | None, done: Iterable[str], failed: Iterable[str]) -> str:
    """Return what a person reads on the run's page. Titles are strangers' words, so nothing of them is Markdown."""
    parts = ["### paperclerk", *([say_where(doorbell)] if doorbell else [])]
    lines = [html.escape(quote(line)) for line in done]
    if lines:
        parts.append("<pre>" + "\n".join(lines) + "</pre>")
    elif doorbell and not doorbell.quiet and not any(failed):
        parts.append("There was nothing to do.")
    if problems := [html.escape(quote(words)) for words in failed]:
        parts.append("**It did not all go well:**\n\n<pre>" + "\n".join(problems) + "</pre>")
    return "\n\n".join(parts) + "\n"


def say_where(doorbell: Doorbell) -> str:
    """Return where the clerk looked, and why."""
    if doorbell.quiet:
        return f"This `{doorbell.why}` is about nothing that concerns the list."
    if doorbell.number is None:
        return f"A round after `{doorbell.why}`: the list, and every thread that waits."
    return f"Looked at #{doorbell.number} after `{doorbell.why}`."


def write_summary(environment: Mapping[str, str], text: str) -> None:
    """Put a text on the run's page, where the runner says how."""
    if path := environment.get("GITHUB_STEP_SUMMARY"):
        with Path(path).open("a", encoding="utf-8", errors="replace") as file:
            file.write(text.encode("utf-8", "replace")[:LONGEST_SUMMARY].decode("utf-8", "ignore"))
