"""The data folder on disk: the only module of the catalogue that touches files."""

import errno
import json
import os
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import IO

from bot import resources
from bot.catalogue.data.records import CATALOGUE, OUTPUT, PAPERS, VENUES, DataError, read_content, read_venues
from bot.catalogue.venues import Venues


def read_folder(folder: Path) -> dict[str, str]:
    """Return the texts of a data folder by their path inside it; raise DataError, or OSError where there is none."""
    if not (folder / CATALOGUE).is_file():
        lacks = f"it is no data folder, because it has no {CATALOGUE}"
        raise FileNotFoundError(errno.ENOENT, lacks if folder.exists() else os.strerror(errno.ENOENT), str(folder))
    paths = [folder / CATALOGUE, folder / VENUES, *sorted(folder.glob(f"{PAPERS}/*.yaml"))]
    return {path.relative_to(folder).as_posix(): read_inside(folder, path) for path in paths if path.is_file()}


def read_everything(folder: Path) -> dict[str, str]:
    """Return the texts of a data folder with the list and with whatever lies among the papers; raise DataError."""
    paths = [*folder.glob("*.md"), *(path for path in folder.glob(f"{PAPERS}/*") if path.is_file())]
    texts = read_folder(folder)
    elsewhere = {name: read_list(folder, name) for name in outputs(texts) if (folder / name).is_file()}
    return (
        texts | {path.relative_to(folder).as_posix(): read_inside(folder, path) for path in sorted(paths)} | elsewhere
    )


def outputs(texts: Mapping[str, str]) -> list[str]:
    """Return where the list is, as its data folder says, if that can be read."""
    try:
        name = read_content(CATALOGUE, texts[CATALOGUE]).get("output")
    except DataError:
        return []
    return [name] if isinstance(name, str) and OUTPUT.fullmatch(name) else []


def read_list(folder: Path, output: str) -> str:
    """Return the text of the rendered list, which may stand beside the folder, but be no link that leads elsewhere."""
    path = folder / output
    refuse_outside(path.parent if output.startswith("../") else folder, path)
    return read_text(path)


def find_around(folder: Path, name: str) -> Path | None:
    """Return a file of the repository that a data folder is in, the issue form or another, None if it has none.

    Raises DataError where it is a link that leads out of the repository.
    """
    for parent in folder.resolve().parents[:4]:
        if (path := parent / name).is_file():
            refuse_outside(parent, path)
            return path
    return None


def read_inside(folder: Path, path: Path) -> str:
    """Return the text of a file in a folder; raise DataError for what is no text, or a link that leads out of it."""
    refuse_outside(folder, path)
    return read_text(path)


def refuse_outside(folder: Path, path: Path) -> None:
    """Raise DataError for a link that leads out of a folder: whoever sent it may want to see what stands there."""
    if not path.resolve().is_relative_to(folder.resolve()):
        raise DataError("the file is a link that leads out of the folder", str(path))


def read_text(path: Path) -> str:
    """Return a file's text with its line ends as they are; raise DataError where it is no text."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise DataError("the file is not UTF-8 text", str(path)) from error


@cache
def read_shipped_venues() -> Venues:
    """Return the venues that come with the program, for where there is no list to ask.

    There each is written on a line of its own, as JSON: nobody waits for PyYAML who has no data folder.
    """
    items = resources.read(f"data/{VENUES}").partition("\nvenues:\n")[2].splitlines()
    return read_venues({"venues": [json.loads(item.removeprefix("  - ")) for item in items]})


@contextmanager
def open_lines(path: Path) -> Iterator[IO[str]]:
    """Lend the lines of a text file, packed by gzip if its name says so; raise DataError if it is no text."""
    import gzip  # with bz2 and lzma beside it, for which nobody waits who has nothing packed

    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            yield lines
    except UnicodeDecodeError as error:
        raise DataError("the file is not UTF-8 text", str(path)) from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise DataError("the file is not packed by gzip, or not whole", str(path)) from error


def write_folder(folder: Path, texts: Mapping[str, str]) -> None:
    """Write the files that differ, and remove papers that are no longer there."""
    for name, text in texts.items():
        write_text(folder / name, text)
    for path in folder.glob(f"{PAPERS}/*.yaml"):
        if path.relative_to(folder).as_posix() not in texts:
            path.unlink()


def write_text(path: Path, text: str) -> None:
    """Write a file, unless it says so already."""
    content = text.encode("utf-8")
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
