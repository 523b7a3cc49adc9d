"""What is remembered of a list's care from week to week, in the hidden end of its issue."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.care.task import Task, read_task, write_task

#: So many of each are kept, the newest: an issue has room for 65,536 characters.
MOST_DECLINED, MOST_SUSPECTS = 1_000, 200


@dataclass(frozen=True)
class CareMemory:
    """`shown` are the tasks in the issue, each with the fingerprint of what was shown, by their keys.

    `declined` are the keys of what is not to be offered again. `suspects` are links that looked dead, with the days
    ("2026-11-28") on which they did. `looked` is the day of the last whole look, "" where there was none, and `next`
    the link that the next one begins with, where the last one did not come to the end. `left` counts the tasks for
    which there was no room.
    """

    shown: Mapping[str, tuple[Task, str]] = field(default_factory=dict)
    declined: tuple[str, ...] = ()
    suspects: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    looked: str = ""
    next: str = ""
    left: int = 0


def write_memory(memory: CareMemory) -> dict[str, Any]:
    suspects = list(memory.suspects.items())[-MOST_SUSPECTS:]
    return {
        "shown": [[write_task(task), shown] for task, shown in memory.shown.values()],
        "declined": list(memory.declined)[-MOST_DECLINED:],
        "suspects": {url: list(days) for url, days in suspects},
        "looked": memory.looked,
        "next": memory.next,
        "left": memory.left,
    }


def read_memory(content: Mapping[str, Any]) -> CareMemory:
    """Return what is remembered, nothing where it is not what was written."""
    try:
        shown = [(read_task(task), str(shown)) for task, shown in content["shown"]]
        return CareMemory(
            shown={task.key: (task, shown) for task, shown in shown},
            declined=tuple(content["declined"]),
            suspects={url: tuple(days) for url, days in content["suspects"].items()},
            looked=str(content["looked"]),
            next=str(content["next"]),
            left=int(content["left"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError, StopIteration):
        return CareMemory()
