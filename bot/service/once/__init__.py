"""One run in GitHub Actions: the event file says where to look, and a summary reports what was done."""

import base64
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import quote

from bot.catalogue.data.store import read_shipped_venues
from bot.catalogue.identity.metadata import LookUp
from bot.errors import ExitCode, PaperclerkError
from bot.hub.client import Client
from bot.hub.connection import Connection
from bot.publish.releases import NOTES, read_notes
from bot.service.care import care_if_due
from bot.service.failures import Failures
from bot.service.inbox import name_thread
from bot.service.once.doorbell import Doorbell, read_doorbell
from bot.service.once.summary import summarize, write_summary
from bot.service.settings import WORKING, Settings, SettingsError, read_settings
from bot.service.sweep import look_at
from bot.workflow.changes import Plan
from bot.workflow.clerk import Clerk

#: Variables of GitHub's runner, by the names of a server operator's settings.
NAMES = {
    "PAPERCLERK_TOKEN": "GITHUB_TOKEN",  # nosec B105: the name of a variable
    "PAPERCLERK_API_URL": "GITHUB_API_URL",
    "PAPERCLERK_REPOSITORIES": "GITHUB_REPOSITORY",
}


def read_runner(environment: Mapping[str, str]) -> Settings:
    """Return the settings made from the runner's variables, together with those of the operator's own that apply."""
    if not environment.get("GITHUB_TOKEN", "").strip():
        raise SettingsError("GITHUB_TOKEN is not set: give the step `env: GITHUB_TOKEN: ${{ github.token }}`.")
    known = {ours: environment[theirs] for ours, theirs in NAMES.items() if environment.get(theirs)}
    cache = f"{environment.get('RUNNER_TEMP') or '.'}/paperclerk-metadata"
    return read_settings({"PAPERCLERK_CACHE": cache, **environment, **known}, needs=WORKING)


def run_once(
    environment: Mapping[str, str],
    connect: Callable[[Settings], Connection],
    open_look_up: Callable[[Settings], LookUp | None],
    complain: Callable[[str], object],
) -> ExitCode:
    """Look where the event says, write the run's summary and return the exit code; raise what prevents the run.

    A run cannot start another one, so any follow-up work is done in the same run.
    """
    done: list[str] = []
    failed: list[str] = []
    doorbell: Doorbell | None = None

    def complain_of(words: str) -> None:
        failed.append(words)
        complain(words)

    try:
        doorbell = read_doorbell(environment)
        settings = read_runner(environment)
        if not doorbell.quiet:
            hub, look_up = connect(settings).open(doorbell.repository), open_look_up(settings)
            answer(doorbell, hub, look_up, settings, Failures(complain_of, is_app=False), done)
    except PaperclerkError as error:
        failed.append(error.explain())
        raise
    finally:
        write_summary(environment, summarize(doorbell, done, failed))
    return ExitCode.REFUSED if failed else ExitCode.FINE


def answer(
    doorbell: Doorbell, hub: Client, look_up: LookUp | None, settings: Settings, failures: Failures, done: list[str]
) -> None:
    """Do what the event asks for, and record what was `done`."""

    def tell(number: int | None, plan: Plan) -> None:
        thread = name_thread(doorbell.repository, number)
        done.extend(f"{thread}: {change.preview()}" for change in plan.changes)

    if doorbell.tag:
        with failures.told(doorbell.repository):
            done.extend(release_tag(hub, doorbell.tag))
        return
    clerk = Clerk(hub, look_up, read_shipped_venues(), tell=tell)
    clerk.delivery = doorbell.run
    look_around(clerk, doorbell, failures)
    if doorbell.why == "schedule":
        with failures.told(doorbell.repository):
            care_if_due(clerk, settings, look_up)


def look_around(clerk: Clerk, doorbell: Doorbell, failures: Failures) -> None:
    numbers: list[int | None] = [doorbell.number]
    if doorbell.number is None:
        with failures.told(doorbell.repository):
            numbers = [*clerk.hub.read_waiting(), None]
    look_at(clerk, numbers, failures)


def release_tag(hub: Client, tag: str) -> Iterator[str]:
    """Make the release of a tag and yield what was done; nothing if it exists, or the version has no notes."""
    if hub.gateway.find(f"/releases/tags/{quote(tag, safe='')}") is not None:
        return
    file = hub.gateway.find(f"/contents/{NOTES}?ref={quote(f'refs/tags/{tag}', safe='')}")
    text = base64.b64decode(file["content"]).decode("utf-8", "replace") if file else ""
    notes = read_notes(text, tag)
    if notes is not None:
        hub.gateway.rest("POST", "/releases", contents=1, tag_name=tag, name=tag, body=notes)
        yield f"{hub.repository}: release {tag}"
