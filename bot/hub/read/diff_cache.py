"""What pull requests change, as GitHub compares each with where it branched off."""

from collections.abc import Callable, Iterator
from typing import Any

from bot.hub.gateway import Gateway
from bot.hub.read.file_cache import FileCache
from bot.intake.diff.patch import MOST_FILES, FileDiff, Status, read_file
from bot.workflow.hub import MovedError

#: As many files as REST lists in one answer.
PER_PAGE = 100
#: How many diffs are kept, the last ones read.
MOST_KEPT = 50
STATUSES: dict[str, Status] = {"added": "added", "copied": "added", "removed": "removed", "renamed": "renamed"}


class DiffCache:
    """Keeps the diff of each pull request while neither its head nor that of the default branch, `base`, moves."""

    def __init__(self, gateway: Gateway, files: FileCache) -> None:
        self.gateway = gateway
        self.files = files
        self.known: dict[int, tuple[tuple[str, str], tuple[FileDiff, ...]]] = {}

    def read(self, number: int, head: str, base: str, wanted: Callable[[str], bool]) -> tuple[FileDiff, ...]:
        """Return the files that a pull request changes at `head`, with full text where `wanted` accepts the path."""
        moment, diff = self.known.pop(number, (None, ()))
        if moment != (head, base):
            diff = self.fetch(number, head, wanted)
        self.known[number] = ((head, base), diff)
        if len(self.known) > MOST_KEPT:
            del self.known[next(iter(self.known))]
        return diff

    def fetch(self, number: int, head: str, wanted: Callable[[str], bool]) -> tuple[FileDiff, ...]:
        """Ask GitHub for the changed files; one that has no text stays unread. Raise MovedError if the head moved.

        GitHub lists the current changes: had somebody pushed meanwhile and taken it back, the bot would approve that
        push in place of `head`.
        """
        listed = list(self.list_files(number))
        if any(file["status"] != "removed" and not file["contents_url"].endswith(f"?ref={head}") for file in listed):
            raise MovedError(f"#{number}")
        paths = [file["filename"] for file in listed if wanted(file["filename"]) and file["status"] != "removed"]
        texts = dict(zip(paths, self.files.read_texts(head, paths), strict=True))
        unread = {path for path, text in texts.items() if text is None}
        return tuple(
            read_file(
                file["filename"],
                None if file["filename"] in unread else file.get("patch"),
                status=STATUSES.get(file["status"], "modified"),
                old_path=file.get("previous_filename"),
                text=texts.get(file["filename"]),
            )
            for file in listed
        )

    def list_files(self, number: int) -> Iterator[dict[str, Any]]:
        for page in range(MOST_FILES // PER_PAGE):
            files = self.gateway.rest("GET", f"/pulls/{number}/files?per_page={PER_PAGE}&page={page + 1}")
            yield from files
            if len(files) < PER_PAGE:
                return
