"""A webhook delivery about the App's installation -> where it came and where it went. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.hub.delivery import GUID, REPOSITORY, DeliveryError, find, read_id, read_payload

#: GitHub sends these to every App; `installation_repositories` tells of single ones.
EVENTS = ("installation", "installation_repositories")
#: What an installation's own actions mean for all of its repositories.
CAME, WENT = ("created", "unsuspend"), ("deleted", "suspend")


@dataclass(frozen=True, slots=True)
class InstallationChange:
    """The repositories where the App may work from now on (`came`), and where it may not any more (`went`)."""

    delivery: str
    installation: int | None
    came: tuple[str, ...]
    went: tuple[str, ...]


def read_installation(guid: str, event: str, body: bytes) -> InstallationChange:
    """Return what a delivery says of an installation; raise DeliveryError on rubbish."""
    if not GUID.fullmatch(guid):
        raise DeliveryError("X-GitHub-Delivery is missing or malformed")
    payload = read_payload(body)
    action = payload.get("action")
    if event == "installation":
        listed = read_names(payload.get("repositories"))
        came, went = (listed if action in CAME else ()), (listed if action in WENT else ())
    else:
        came, went = read_names(payload.get("repositories_added")), read_names(payload.get("repositories_removed"))
    return InstallationChange(guid, read_id(payload.get("installation")), came, went)


def read_names(listed: Any) -> tuple[str, ...]:
    """Return the full names of repositories; raise DeliveryError where one is none."""
    if listed is None:
        return ()
    names = [find(each, "full_name") for each in listed] if isinstance(listed, list) else [None]
    if not all(isinstance(name, str) and REPOSITORY.fullmatch(name) for name in names):
        raise DeliveryError("the payload names no repository")
    return tuple(name for name in names if name)
