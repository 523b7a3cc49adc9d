"""Where a hand edit begins: the newest version in which data and list said the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

import pytest

from bot.workflow.hub import Hub
from bot.workflow.loading import CommitSnapshot, load_snapshot
from bot.workflow.thread import Commit
from bot.workflow.versions import MOST_VERSIONS, Versions
from tests.stage import small_files

GOOD = {path: text.decode() for path, text in small_files().items()}
PAGE = "data/README.md"
BY_HAND = {**GOOD, PAGE: GOOD[PAGE].replace("\n- ", "\n- By hand. ", 1)}
BROKEN = {**GOOD, "data/catalogue.yaml": "name: ["}


class History:
    """A list's commits as a hub shows them, the newest first; `read` names those whose files were asked for."""

    def __init__(self, versions: Sequence[Mapping[str, str]], messages: Sequence[str] = ()) -> None:
        self.files = {f"{number:040}": files for number, files in enumerate(versions)}
        self.messages = dict(zip(self.files, messages, strict=False))
        self.read: list[str] = []

    def read_history(self, commit: str, path: str) -> Iterator[Commit]:
        for id in self.files:
            yield Commit(id, self.messages.get(id, ""))

    def read_files(self, commit: str, folder: str) -> Mapping[str, str]:
        self.read.append(commit)
        files = self.files[commit]
        return {path.removeprefix(f"{folder}/"): text for path, text in files.items() if path.startswith(f"{folder}/")}

    def read_file(self, commit: str, path: str) -> str | None:
        return self.files[commit].get(path)
