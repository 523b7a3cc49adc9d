"""The files that come with the program: schemas, the shipped list and its settings.

They are as constant as the code, so pure rooms may read them; a list's own data is always handed in.
"""

import mmap
from collections.abc import Iterable
from pathlib import Path


def read(name: str) -> str:
    """Return the text of one file: "schema/paper.json", "data/venues.yaml"."""
    return root().joinpath(name).read_text(encoding="utf-8")


def read_all(names: Iterable[str]) -> dict[str, bytes]:
    """Return the files under some names by their paths, folders with all that is in them."""
    top = root()
    paths = (path for name in names for path in [top / name, *sorted((top / name).rglob("*"))])
    return {path.relative_to(top).as_posix(): path.read_bytes() for path in paths if path.is_file()}


def map_inside(name: str) -> mmap.mmap:
    """Return a file that lies beside the code, mapped into memory: only what is looked at of it is read."""
    with (Path(__file__).parent / name).open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def root() -> Path:
    """An installed package has the files inside, a checkout where people edit them."""
    package = Path(__file__).parent
    inside = package / "shipped"
    return inside if inside.is_dir() else package.parent
