"""The list's files at a commit: only new texts are fetched, and what the bot wrote itself it knows."""

import base64
import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from github import GithubException

from bot.catalogue.data.records import PAPERS, DataError
from bot.catalogue.versioned import amend, differences
from bot.hub.gateway import Gateway, exceeds_resources
from bot.hub.read import queries
from bot.intake.pull import is_page
from bot.workflow.changes import Files

#: How many blobs are fetched at once; half as many whenever that is too much for GitHub, but never fewer than the
#: second number, which it has always answered within its time limit.
BLOBS_AT_ONCE, SURELY = 2_000, 200
#: How many files of a stranger's pull request are read at once, and how many bytes in all: a file may have 100 MB.
FILES_AT_ONCE, MOST_BYTES = 50, 5_000_000
ENDINGS = (".yaml", ".md")

#: Asks a GraphQL question about the repository.
Ask = Callable[..., dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Written:
    """A tree that the bot wrote: the one of commit `base` with `files` on top, None for a deleted file.

    Git names a tree by its content, so the files are known wherever this tree turns up, whoever merged it.
    """

    tree: str
    base: str
    files: Files


@dataclass(frozen=True, slots=True)
class NoText:
    """A file that is not UTF-8, which shows first in `line`; `text` has replacement marks for what cannot be read."""

    text: str
    line: int


class FileCache:
    """A data folder, one file outside it and the pages that match `patterns`, at `commit`.

    `numbers` holds git's number for each file's text, by path; `texts` holds the texts fetched or written lately, by
    number. `shown` is the folder as it was last returned, and `moved` the paths that changed since.
    """

    def __init__(self, ask: Ask, gateway: Gateway) -> None:
        self.ask = ask
        self.gateway = gateway
        self.commit = ""
        self.folder = "data"
        self.file = ""
        self.patterns: tuple[str, ...] = ()
        self.numbers: Mapping[str, str] = {}
        self.texts: dict[str, str | NoText] = {}
        self.written: Written | None = None
        self.shown: Mapping[str, str] = {}
        self.moved: set[str] = set()
        self.replaced: set[str] = set()

    def read_text(self, commit: str, path: str) -> str | None:
        # The data folder is asked for with it: where it is says a file, but seldom anything new.
        self.list_files(commit, path, self.folder)
        if path not in self.numbers:
            return None
        return self.fetch([path])[path]

    def read_folder(self, commit: str, folder: str) -> Mapping[str, str]:
        """Return the texts of a data folder at a commit, by path inside it; only texts not yet known are fetched."""
        self.list_files(commit, self.file, folder)
        paths = [path for path in sorted(self.moved) if is_inside(path, folder)]
        texts = self.fetch(path for path in paths if path in self.numbers)
        changes = {path.removeprefix(f"{folder}/"): texts.get(path) for path in paths}
        if changes:
            self.shown = amend(self.shown, changes)
        self.moved.clear()
        return self.shown

    def read_pages(self, commit: str, patterns: tuple[str, ...]) -> Mapping[str, str]:
        if patterns != self.patterns:
            self.patterns, self.commit = patterns, ""
        self.list_files(commit, self.file, self.folder)
        return self.fetch(path for path in sorted(self.numbers) if is_page(path, patterns))

    def list_files(self, commit: str, path: str, folder: str) -> None:
        """Take in which files there are at a commit."""
        if (commit, path, folder) == (self.commit, self.file, self.folder):
            return
        places = list(dict.fromkeys(pattern.rpartition("/")[0] for pattern in self.patterns))
        found = self.ask(
            queries.files(len(places)),
            file=f"{commit}:{path}",
            folder=f"{commit}:{folder}",
            papers=f"{commit}:{folder}/{PAPERS}",
            **{f"p{n}": f"{commit}:{place}" for n, place in enumerate(places)},
        )
        numbers = {
            f"{place}/{entry['name']}": entry["oid"]
            for key, place in (("folder", folder), ("papers", f"{folder}/{PAPERS}"))
            for entry in (found[key] or {"entries": ()})["entries"]
            if entry["type"] == "blob" and entry["name"].endswith(ENDINGS)
        }
        for n, place in enumerate(places):
            numbers |= {page: oid for page, oid in list_pages(found[f"p{n}"], place) if is_page(page, self.patterns)}
        if blob := found["file"]:
            numbers[path] = blob["oid"]
            self.texts[blob["oid"]] = self.text_of(blob)
        if folder != self.folder:
            self.shown, self.moved = {}, set(numbers)
        self.commit, self.file, self.folder = commit, path, folder
        self.move(numbers, differences(numbers, self.numbers))

    def move(self, numbers: Mapping[str, str], paths: Collection[str]) -> None:
        """Record the new numbers of the files at some paths; forget the texts that were replaced the time before."""
        for number in self.replaced - {numbers.get(path) for path in paths}:
            self.texts.pop(number, None)
        self.replaced = {self.numbers[path] for path in paths if path in self.numbers}
        self.moved.update(paths)
        self.numbers = numbers

    def write(self, base: str, tree: str, files: Files) -> None:
        """Remember that the bot wrote a tree: the files of commit `base` with these on top, None for a deleted one."""
        self.written = Written(tree, base, files)

    def follow(self, commit: str, tree: str) -> None:
        """Record which tree a commit has; for one that the bot wrote itself, nothing has to be fetched."""
        made = self.written
        if made is None or (made.tree, made.base) != (tree, self.commit):
            return
        numbers: dict[str, str | None] = {}
        for path, text in made.files.items():
            if path == self.file or is_inside(path, self.folder) or is_page(path, self.patterns):
                numbers[path] = None if text is None else self.keep(text)
        self.move(amend(self.numbers, numbers), numbers.keys())
        self.commit, self.written = commit, None

    def keep(self, text: str) -> str:
        number = git_number(text)
        self.texts[number] = text
        return number

    def fetch(self, paths: Iterable[str]) -> dict[str, str]:
        """Return the texts at some paths, fetching the missing ones in as few requests as possible; raise DataError."""
        numbers = {path: self.numbers[path] for path in paths}
        self.fetch_numbers(numbers.values())
        return {path: require_text(self.texts[number], path) for path, number in numbers.items()}

    def fetch_numbers(self, numbers: Iterable[str]) -> None:
        """Read the texts that are not here yet, many in one request."""
        lacking = [number for number in dict.fromkeys(numbers) if number not in self.texts]
        at_once = BLOBS_AT_ONCE
        while some := lacking[:at_once]:
            try:
                found = self.ask(queries.blobs(len(some)), **{f"o{n}": number for n, number in enumerate(some)})
            except GithubException as error:
                if len(some) <= SURELY or not is_too_much(error):
                    raise
                at_once = max(SURELY, len(some) // 2)
                continue
            for n, number in enumerate(some):
                self.texts[number] = self.text_of(found[f"b{n}"])
            lacking = lacking[len(some) :]

    def read_texts(self, commit: str, paths: list[str]) -> Iterator[str | None]:
        """Yield the texts of some files at any commit, None for one that is not text or exceeds the bytes to read."""
        left = MOST_BYTES
        for start in range(0, len(paths), FILES_AT_ONCE):
            some = paths[start : start + FILES_AT_ONCE]
            wanted = {f"o{n}": f"{commit}:{path}" for n, path in enumerate(some)}
            found = self.ask(queries.texts(len(some)), **wanted) if left >= 0 else {}
            for n in range(len(some)):
                blob = found.get(f"b{n}") or {"text": None, "byteSize": 0}
                left -= blob["byteSize"]
                text = None if blob["text"] is None or left < 0 else self.text_of(blob)
                yield text.text if isinstance(text, NoText) else text

    def text_of(self, blob: dict[str, Any]) -> str | NoText:
        """Return the text of a blob; where GraphQL cut it off or it is not UTF-8, read it again over REST."""
        text: str | None = blob["text"]
        return self.read_blob(blob["oid"]) if text is None or git_number(text) != blob["oid"] else text

    def read_blob(self, number: str) -> str | NoText:
        content = base64.b64decode(self.gateway.rest("GET", f"/git/blobs/{number}")["content"])
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError as error:
            return NoText(content.decode("utf-8", "replace"), content.count(b"\n", 0, error.start) + 1)


def require_text(text: str | NoText, path: str) -> str:
    """Return the text of a file; raise DataError if it is not UTF-8, because writing it back would change it."""
    if isinstance(text, NoText):
        raise DataError("the file is not UTF-8 text", path, text.line)
    return text


def is_too_much(error: GithubException) -> bool:
    """Whether GitHub may have refused a query for its size: it says so, or ran out of time."""
    return error.status in (502, 504) or exceeds_resources(error.data)


def is_inside(path: str, folder: str) -> bool:
    """Whether a path is that of a file inside the data folder which the bot reads."""
    place, _, name = path.rpartition("/")
    return place in (folder, f"{folder}/{PAPERS}") and name.endswith(ENDINGS)


def list_pages(tree: dict[str, Any] | None, folder: str) -> Iterator[tuple[str, str]]:
    for entry in tree["entries"] if tree else ():
        if entry["type"] == "blob":
            yield f"{folder}/{entry['name']}".lstrip("/"), entry["oid"]


def git_number(text: str) -> str:
    """Return git's number for a text: the SHA-1 of its blob, in hexadecimal."""
    content = text.encode()
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
