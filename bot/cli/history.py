"""A list's git history: when papers joined, what it was before, who worked on it. Empty without git."""

import re
import subprocess  # nosec B404
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from bot.errors import PaperclerkError

REMOTE = re.compile(r"github\.com[:/]([\w.-]+/[\w.-]+?)(?:\.git)?/?$")
#: The address that GitHub gives to people who hide their own: "123+ada@users.noreply.github.com".
HIDDEN_ADDRESS = re.compile(r"(?:\d+\+)?([\w-]+(?:\[bot\])?)@users\.noreply\.github\.com", re.IGNORECASE)
CO_AUTHOR = re.compile(r"^Co-authored-by:\s*(.*?)\s*<([^<>]*)>\s*$", re.IGNORECASE | re.MULTILINE)
BLAMED = re.compile(r"([0-9a-f]{40}) \d+ (\d+)")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


class HistoryError(PaperclerkError):
    """The history does not hold what was asked for."""


@dataclass(frozen=True, slots=True)
class History:
    """The git history of one list, a folder or a page at `path`."""

    root: Path
    path: Path

    @property
    def name(self) -> str:
        return self.path.resolve().relative_to(self.root).as_posix()

    def ask(self, *args: str) -> bytes | None:
        command = ["git", "-C", str(self.root), *args]
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603  # nosec B603
        return done.stdout if done.returncode == 0 else None

    def read(self, *args: str) -> str:
        return (self.ask(*args) or b"").decode("utf-8", "replace")

    def repository(self) -> str | None:
        """Return "owner/name" if the list comes from GitHub."""
        found = REMOTE.search(self.read("remote", "get-url", "origin").strip())
        return found[1] if found else None

    def last_change(self) -> str | None:
        """Return the day of the last commit to the list, YYYY-MM-DD."""
        return self.read("log", "-1", "--format=%as", "--", self.name).strip() or None

    def file_days(self) -> dict[str, str]:
        """Return the days on which the files of a data folder's papers joined, by paper id."""
        log = self.read(
            "log", "--format=%x00%as", "--diff-filter=A", "--no-renames", "--name-only", "--", f"{self.name}/papers"
        )
        days: dict[str, str] = {}
        for commit in log.split("\0")[1:]:
            day, *paths = commit.split()
            for path in paths:
                days.setdefault(Path(path).stem, day)
        return days

    def line_days(self) -> dict[int, str]:
        """Return the days on which the lines of a page were last written, by line, counted from 0."""
        moments: dict[str, str] = {}
        days: dict[int, str] = {}
        commit, line = "", 0
        for row in self.read("blame", "--porcelain", "--", self.name).split("\n"):
            if found := BLAMED.match(row):
                commit, line = found[1], int(found[2]) - 1
            elif row.startswith("author-time "):
                moments[commit] = datetime.fromtimestamp(int(row.split()[1]), UTC).date().isoformat()
            elif row.startswith("\t"):
                days[line] = moments.get(commit, "")
        return days

    def last_tag(self) -> str | None:
        return self.read("describe", "--tags", "--abbrev=0").strip() or None

    def resolve(self, since: str | None) -> str | None:
        """Return the commit of a tag, or the last one before a day; the last tag's without either, None for the start.

        Raise HistoryError if there is no such commit.
        """
        since = since or self.last_tag()
        if since is None:
            return None
        if DAY.fullmatch(since):
            return self.read("rev-list", "-1", f"--before={since}T00:00:00Z", "HEAD").strip() or None
        found = self.read("rev-parse", "--verify", "--quiet", "--end-of-options", f"{since}^{{commit}}").strip()
        if not found:
            raise HistoryError(f"{since} is neither a tag nor a day (YYYY-MM-DD)")
        return found

    def page_at(self, commit: str) -> str:
        return self.read("show", f"{commit}:{self.name}")

    def folder_at(self, commit: str) -> dict[str, str]:
        """Return the texts of the data folder at a commit, by path inside it; {} if it did not exist yet."""
        packed = self.ask("archive", "--format=tar", f"{commit}:{self.name}" if self.name != "." else commit)
        if packed is None:
            return {}
        with tarfile.open(fileobj=BytesIO(packed)) as files:
            texts = ((file.name, files.extractfile(file)) for file in files if file.isfile())
            return {name: text.read().decode("utf-8", "replace") for name, text in texts if text}

    def contributors(self, commit: str | None) -> tuple[str, ...]:
        """Return who worked on the list since a commit, without bots: "@login" if GitHub hides the address."""
        span = [f"{commit}..HEAD"] if commit else ["HEAD"]
        log = self.read("log", "--reverse", "--format=%x00%an%n%ae%n%B", *span, "--", self.name)
        people = [person for entry in log.split("\0")[1:] for person in people_of(entry)]
        return tuple(dict.fromkeys(person for person in people if not person.endswith("[bot]")))


def people_of(entry: str) -> Iterator[str]:
    name, address, message = [*entry.split("\n", 2), "", ""][:3]
    for person, mail in ((name, address), *CO_AUTHOR.findall(message)):
        hidden = HIDDEN_ADDRESS.fullmatch(mail)
        yield f"@{hidden[1]}" if hidden else person


def find_history(path: Path) -> History | None:
    """Return the history of the list at a path, None without a repository or without git."""
    folder = path if path.is_dir() else path.parent
    command = ["git", "-C", str(folder), "rev-parse", "--show-toplevel"]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603  # nosec B603
    except FileNotFoundError:
        return None
    return History(Path(done.stdout.decode().strip()), path) if done.returncode == 0 else None
