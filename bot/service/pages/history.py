"""A thread's history, in words that quote no stranger."""

import re

from bot.service.inbox import ThreadEvent
from bot.workflow.changes import AddLabel, Change, RemoveLabel
from bot.workflow.labels import LABELS

#: How a job ended.
ENDED = {
    "done": "Looked at, and done",
    "again": "Looked at, and to be tried again",
    "parked": "Looked at for the last time; an operator has to help",
}


def name_change(change: Change) -> str:
    """Return a change as a thread's history shows it: "write comment", "add label paper: ready"."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(change).__name__).lower()
    # A label of any other name is a stranger's words.
    label = change.name if isinstance(change, (AddLabel, RemoveLabel)) and change.name in LABELS else ""
    return f"{words} {label}".strip()


def say(event: ThreadEvent) -> str:
    if event.what == "ended":
        return ENDED.get(event.detail, "Looked at")
    if event.what == "delivered":
        return f"GitHub told of it: {event.detail.replace('_', ' ') or 'something happened'}"
    kind, _, people = event.detail.partition(" ")
    if event.what == "decided":
        return f"Decided: {kind}" + (f" by {people}" if people else "")
    return f"Done on GitHub: {event.detail}"
