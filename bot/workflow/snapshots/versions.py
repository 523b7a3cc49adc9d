"""The newest versions of data and list, back to the last that agree: hand edits were made after it."""

import re
from itertools import islice

from bot.catalogue.data.records import DataError
from bot.workflow.hub import Hub
from bot.workflow.snapshots.folder import FolderSnapshot
from bot.workflow.snapshots.loading import LoadedList, load_list
from bot.workflow.thread import Commit

#: How many versions are searched.
MOST_VERSIONS = 100
#: How a merge names its pull request, only at the beginning: further down strangers' commit messages may follow.
MENTION = re.compile(r"#(\d{1,9})\b")
MOST_MENTIONS = 5


class Versions:
    """Remembers the versions examined, so that for a list that stays out of step each look reads only what is new."""

    def __init__(self) -> None:
        self.known: dict[Commit, str | None] = {}

    def find(self, hub: Hub, newest: LoadedList, folder: str) -> dict[Commit, str | None]:
        """Return the versions, newest first; the last comes with the list's text if the two agreed there."""
        found: dict[Commit, str | None] = {}
        for past in islice(hub.read_history(newest.commit, folder), MOST_VERSIONS):
            found[past] = self.known[past] if past in self.known else read(hub, past.id, newest)
            if found[past] is not None:
                break
        return found

    def mentions(self, found: dict[Commit, str | None]) -> list[int]:
        new = [MENTION.findall(past.message)[:MOST_MENTIONS] for past in found if past not in self.known]
        return [int(number) for numbers in new for number in numbers]


def read(hub: Hub, commit: str, newest: LoadedList) -> str | None:
    """Return the list's text at a commit, None if it did not match the data."""
    try:
        snapshot = load_list(hub, commit, newest.catalogue.venues, newest).snapshot
    except DataError:
        return None  # Whoever broke the data mended it since, and may have edited the list meanwhile.
    return snapshot.text if isinstance(snapshot, FolderSnapshot) and snapshot.is_in_step else None
