"""Runs git: lasting processes for frequent questions, a new one for anything else, and a short memory."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from bot.localhub.git.storing import GitCommit

#: Git's answers about commits named by number never change; the last ones are kept.
LASTING = frozenset({"diff", "rev-list", "merge-base", "merge-tree"})
#: The commands that answer any number of questions.
READER = ("cat-file", "--batch-command")
MOVER = ("update-ref", "--stdin", "-z")
NUMBERS = re.compile(r"[0-9a-f]{40}(?:\.\.[0-9a-f]{40})?")
MOST_ANSWERS = 256


class GitError(Exception):
    """git refused; the message is its own."""


class Process:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.staying: dict[tuple[str, ...], Pipes] = {}
        self.answers: dict[tuple[str, ...], str] = {}
        self.commits: dict[str, GitCommit] = {}
        self.sizes: dict[str, int] = {}

    def run(self, *args: str, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> str:
        """Run git and return what it prints; raise GitError."""
        if args in self.answers:
            return self.answers[args]
        done = subprocess.run(
            ["git", "-C", str(self.path), *args],
            input=stdin,
            capture_output=True,
            env={**os.environ, **env} if env else None,
        )
        if done.returncode:
            raise GitError(done.stderr.decode("utf-8", "replace").strip() or f"git {args[0]} failed")
        said = done.stdout.decode("utf-8", "replace")
        if is_lasting(args):
            self.answers[args] = said
            if len(self.answers) > MOST_ANSWERS:
                self.answers.pop(next(iter(self.answers)), None)
        return said

    def open_pipes(self, command: tuple[str, ...]) -> Pipes:
        """Return the long-running process of a command."""
        if command not in self.staying:
            self.staying[command] = Pipes(["git", "-C", str(self.path), *command])
        return self.staying[command]

    def ask(self, command: str, expression: str) -> list[bytes]:
        """Return git's answer about an object, to "info" or "contents"."""
        pipes = self.open_pipes(READER)
        pipes.write(f"{command} {expression}\n".encode())
        words = pipes.source.readline().rsplit(maxsplit=2)
        if len(words) == 3 and command == "contents" and words[2].isdigit():
            words.append(pipes.source.read(int(words[2]) + 1)[:-1])
        return words

    def move(self, changes: str) -> bool:
        """Run one `git update-ref --stdin -z`; return whether git did it."""
        pipes = self.open_pipes(MOVER)
        with suppress(BrokenPipeError):  # git ends at the first change that it refuses
            pipes.write(f"start\0{changes}prepare\0commit\0".encode())
        said = [pipes.source.readline() for _ in ("start", "prepare", "commit")]
        if said[-1] == b"commit: ok\n":
            return True
        self.staying.pop(MOVER).close()
        return False

    def close(self) -> None:
        while self.staying:
            self.staying.popitem()[1].close()


class Pipes:
    """A process that answers questions one after the other."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self.process = subprocess.Popen(
            arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        if self.process.stdin is None or self.process.stdout is None:
            raise GitError(f"{arguments} has no pipes")
        self.sink, self.source = self.process.stdin, self.process.stdout

    def write(self, question: bytes) -> None:
        self.sink.write(question)
        self.sink.flush()

    def close(self) -> None:
        with suppress(BrokenPipeError):
            self.process.communicate()


def is_lasting(args: Sequence[str]) -> bool:
    """Whether git's answer to this never changes: it names commits by number, not by branch."""
    named = [arg for arg in args[1 : args.index("--") if "--" in args else None] if not arg.startswith("-")]
    return args[0] in LASTING and bool(named) and all(map(NUMBERS.fullmatch, named))
