"""Reads from a webhook delivery which thread or list it is about, and nothing more. Pure.

Deliveries come late, twice, out of order or never, so nothing in a payload is used except the repository, the number
and the sender; the thread itself is read from GitHub when the work is done.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from bot.errors import PaperclerkError
from bot.hub.seal import unseal
from bot.workflow.marks import is_marked
from bot.workflow.thread import BRANCHES, thread_of

#: Events that can change what the bot should do, with the actions that matter.
THREAD_ACTIONS = {
    "issues": (
        "opened", "edited", "reopened", "closed", "labeled", "unlabeled", "deleted", "transferred", "unlocked",
    ),
    "issue_comment": ("created", "edited", "deleted"),
    "pull_request": (
        "opened", "edited", "reopened", "closed", "synchronize", "labeled", "unlabeled", "enqueued", "dequeued",
        "unlocked",
    ),
    "pull_request_review": ("submitted", "dismissed"),
}  # fmt: skip
#: The event of a repository with a new name, after which its list is looked at.
NAME_EVENT, NAME_ACTIONS = "repository", ("renamed", "transferred")
#: Events about a commit, which an approved entry may be waiting for.
COMMIT_EVENTS = ("status", "check_run")
#: The event of a commit that a merge queue tries, and the temporary branch that holds it (according to others' reports:
#: GitHub's documentation does not give its name).
QUEUE_EVENT, QUEUE_ACTION = "merge_group", "checks_requested"
QUEUE_BRANCH = re.compile(r"refs/heads/gh-readonly-queue/.+/pr-([1-9][0-9]{0,9})-[0-9a-f]{40}", re.ASCII)
#: The events about the list itself rather than a thread.
LIST_EVENTS = ("push", NAME_EVENT)
EVENTS = {*THREAD_ACTIONS, *COMMIT_EVENTS, QUEUE_EVENT, *LIST_EVENTS}
#: GitHub sends these to every App; `installation_repositories` is about single ones.
INSTALLATION_EVENTS = ("installation", "installation_repositories")
#: The effect of an installation's own actions on all of its repositories.
CAME, WENT = ("created", "unsuspend"), ("deleted", "suspend")
REPOSITORY = re.compile(r"[A-Za-z0-9_.-]{1,100}/[A-Za-z0-9_.-]{1,100}", re.ASCII)
GUID = re.compile(r"[A-Za-z0-9-]{1,100}", re.ASCII)
#: The largest number of a thread, and of anything that GitHub numbers globally: SQLite holds no larger, and the first
#: billion is past.
LARGEST_NUMBER, LARGEST_ID = 2**31 - 1, 2**63 - 1


class DeliveryError(PaperclerkError):
    """The body is not GitHub's; the message says why, without quoting it."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something to look at: thread `number` of `repository`, or its default branch if None.

    `sender` caused it, "" if that cannot have been the bot; `actor` did in any case. `repository_id` survives renames;
    `former` is the name before one. `kind` is GitHub's name of the event, like "issue_comment".
    """

    delivery: str
    repository: str
    number: int | None
    sender: str
    installation: int | None = None
    repository_id: int | None = None
    former: str | None = None
    kind: str = ""
    actor: str = ""


def sign(body: bytes, secret: bytes) -> str:
    return "sha256=" + hmac.new(secret, body, hashlib.sha256).hexdigest()


def verify(body: bytes, signature: str, secrets: Sequence[bytes]) -> bool:
    """Whether one of the secrets signed these bytes.

    Bytes are compared, because `compare_digest` raises TypeError on a str that is not ASCII.
    """
    given = signature.encode("utf-8", "surrogateescape")
    return any(hmac.compare_digest(sign(body, secret).encode(), given) for secret in secrets)


def read_delivery(guid: str, event: str, body: bytes) -> Event | None:
    """Return what to look at, None if the bot does not care; raise DeliveryError on rubbish."""
    payload = open_delivery(guid, body)
    repository = payload.get("repository")
    if not isinstance(repository, dict) or event not in EVENTS:
        return None
    name = read_name(repository)
    if not is_of_interest(event, payload):
        return None
    number = None if event in LIST_EVENTS else find_thread(event, payload)
    if number is None and event not in LIST_EVENTS:
        return None
    return Event(
        guid,
        name,
        number,
        sender=login(payload),
        installation=read_id(payload.get("installation")),
        repository_id=read_id(repository),
        former=former_name(event, payload, name),
        kind=event,
        actor=actor(payload),
    )


def is_of_interest(event: str, payload: dict[str, Any]) -> bool:
    """Whether an event can matter: most actions, and pushes to other branches, do not."""
    if event == "push":
        return bool(payload.get("ref") == f"refs/heads/{find(payload, 'repository', 'default_branch')}")
    actions = {**THREAD_ACTIONS, NAME_EVENT: NAME_ACTIONS, QUEUE_EVENT: (QUEUE_ACTION,)}.get(event)
    return actions is None or payload.get("action") in actions


def find_thread(event: str, payload: dict[str, Any]) -> int | None:
    """Return the thread of an event; one about a commit may have none."""
    if event == QUEUE_EVENT:
        return queued_pull(payload)
    return waiting_thread(payload) if event in COMMIT_EVENTS else thread_number(payload)


def open_delivery(guid: str, body: bytes) -> dict[str, Any]:
    """Return a delivery's payload; raise DeliveryError if it, or the delivery's number, is invalid."""
    if not GUID.fullmatch(guid):
        raise DeliveryError("X-GitHub-Delivery is missing or malformed")
    return read_payload(body)


def read_payload(body: bytes) -> dict[str, Any]:
    """Parse a JSON object strictly: no NaN, no text that is not Unicode, no nesting that exhausts the stack."""

    def refuse(constant: str) -> NoReturn:
        raise DeliveryError(f"{constant} is not JSON")

    try:
        payload = json.loads(body, parse_constant=refuse)
    except (ValueError, RecursionError) as error:
        raise DeliveryError("the body is not JSON") from error
    if not isinstance(payload, dict):
        raise DeliveryError("the body is not a JSON object")
    return payload


def thread_number(payload: dict[str, Any]) -> int:
    """Return the thread's number; the bot's own pull request leads to the issue it was opened for."""
    number = find(payload, "pull_request", "number") or find(payload, "issue", "number")
    if isinstance(number, bool) or not isinstance(number, int) or not 0 < number <= LARGEST_NUMBER:
        raise DeliveryError("the payload names no thread")
    return thread_of(own_branch(payload)) or number


def own_branch(payload: dict[str, Any]) -> str:
    """The branch that a pull request of this repository is from, "" for a fork's, whose name says nothing."""
    head = find(payload, "pull_request", "head")
    name, home = find(head, "ref"), find(head, "repo", "full_name")
    return name if isinstance(name, str) and home == find(payload, "repository", "full_name") else ""


def waiting_thread(payload: dict[str, Any]) -> int | None:
    """Return the thread whose branch of the bot's a commit is on, None if there is none."""
    suite = find(payload, "check_run", "check_suite")
    found = [{"name": suite.get("head_branch")}] if isinstance(suite, dict) else payload.get("branches")
    names = [branch.get("name") for branch in found if isinstance(branch, dict)] if isinstance(found, list) else []
    numbers = (thread_of(name) for name in names if isinstance(name, str))
    return next((number for number in numbers if number), None)


def queued_pull(payload: dict[str, Any]) -> int | None:
    branch = find(payload, "merge_group", "head_ref")
    found = QUEUE_BRANCH.fullmatch(branch) if isinstance(branch, str) else None
    number = int(found[1]) if found else LARGEST_NUMBER + 1
    return number if number <= LARGEST_NUMBER else None


def login(payload: dict[str, Any]) -> str:
    """Return who caused the event, "" if GitHub does not say, merged by itself, or only a person can have done it.

    A merge that was ordered earlier comes in the name of whoever ordered it, perhaps the bot, but is news; so is what
    the merge queue does.
    """
    if payload.get("action") in ("dequeued", QUEUE_ACTION):
        return ""
    if payload.get("action") == "closed" and find(payload, "pull_request", "auto_merge"):
        return ""
    return "" if is_a_persons(payload) else actor(payload)


def actor(payload: dict[str, Any]) -> str:
    """Return the account that GitHub names, "" when it names none; PostgreSQL takes no NUL in a text."""
    name = find(payload.get("sender"), "login")
    return name if isinstance(name, str) and name.isascii() and name.isprintable() else ""


def is_a_persons(payload: dict[str, Any]) -> bool:
    """Whether only a person can have caused an event, even with the bot's account.

    The bot marks its comments and deletes none, opens and edits no issue but the care issue, which may be looked at
    once more, opens pull requests from its own branches only, and renames or transfers nothing.
    """
    action, comment = payload.get("action"), payload.get("comment")
    if action in NAME_ACTIONS:
        return True
    if isinstance(comment, dict):
        body = comment.get("body")
        return action == "deleted" or (isinstance(body, str) and not is_marked(unseal(body)))
    if "pull_request" in payload:
        return action in ("opened", "edited", "synchronize") and not own_branch(payload).startswith(BRANCHES)
    return "issue" in payload and action in ("opened", "edited", "reopened")


def former_name(event: str, payload: dict[str, Any], name: str) -> str | None:
    """Return the name of a repository before it was renamed or transferred to `name`, None if it is not given."""
    if event != NAME_EVENT:
        return None
    owner, repository = name.split("/")
    changes = payload.get("changes")
    if payload["action"] == "renamed":
        repository = find(changes, "repository", "name", "from")
    else:
        owner = find(changes, "owner", "from", "user", "login") or find(
            changes, "owner", "from", "organization", "login"
        )
    former = f"{owner}/{repository}"
    return former if owner and repository and REPOSITORY.fullmatch(former) else None


def find(value: Any, *keys: str) -> Any:
    """Return the value below some keys, None if there is none."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def read_id(named: Any) -> int | None:
    """Return GitHub's number of an App's installation or of a repository, None if there is none."""
    number = find(named, "id")
    return number if isinstance(number, int) and 0 < number <= LARGEST_ID else None


@dataclass(frozen=True, slots=True)
class InstallationChange:
    """The repositories where the App may work from now on (`came`), and where it may not any more (`went`)."""

    delivery: str
    installation: int | None
    came: tuple[str, ...]
    went: tuple[str, ...]


def read_installation(guid: str, event: str, body: bytes) -> InstallationChange:
    """Return a delivery's change of an installation; raise DeliveryError if it cannot be understood."""
    payload = open_delivery(guid, body)
    action = payload.get("action")
    if event == "installation":
        listed = read_names(payload.get("repositories"))
        came, went = (listed if action in CAME else ()), (listed if action in WENT else ())
    else:
        came, went = read_names(payload.get("repositories_added")), read_names(payload.get("repositories_removed"))
    return InstallationChange(guid, read_id(payload.get("installation")), came, went)


def read_names(listed: Any) -> tuple[str, ...]:
    """Return the full names of repositories; raise DeliveryError if one is invalid."""
    if listed is None:
        return ()
    return tuple(map(read_name, listed if isinstance(listed, list) else [None]))


def read_name(repository: Any) -> str:
    """Return the full name of a repository; raise DeliveryError if it has none."""
    name = find(repository, "full_name")
    if not isinstance(name, str) or not REPOSITORY.fullmatch(name):
        raise DeliveryError("the payload names no repository")
    return name
