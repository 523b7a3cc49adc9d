"""How git is asked: a process for each command, one that stays for all questions about objects, and a short memory."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from bot.localhub.git.objects import GitCommit

#: What git says about commits that are named by their numbers never changes; the last answers are kept.
LASTING = frozenset({"diff", "log", "merge-base", "merge-tree"})
NUMBERS = re.compile(r"[0-9a-f]{40}(?:\.\.[0-9a-f]{40})?")
MOST_ANSWERS = 256


class GitError(Exception):
    """git refused; the message is its own."""


class Process:
    """Runs git in one repository."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.reader: subprocess.Popen[bytes] | None = None
        self.mover: subprocess.Popen[bytes] | None = None
        self.answers: dict[tuple[str, ...], str] = {}
        self.commits: dict[str, GitCommit] = {}
        self.sizes: dict[str, int] = {}

    def run(self, *args: str, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> str:
        """Run git and return what it prints; raise GitError."""
        if args in self.answers:
            return self.answers[args]
        said = self.run_bytes(*args, stdin=stdin, env=env).decode("utf-8", "replace")
        if is_lasting(args):
            self.answers[args] = said
            if len(self.answers) > MOST_ANSWERS:
                self.answers.pop(next(iter(self.answers)), None)
        return said

    def run_bytes(self, *args: str, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> bytes:
        """Run git and return the bytes it prints; raise GitError."""
        done = subprocess.run(
            ["git", "-C", str(self.path), *args],
            input=stdin,
            capture_output=True,
            env={**os.environ, **env} if env else None,
        )
        if done.returncode:
            raise GitError(done.stderr.decode("utf-8", "replace").strip() or f"git {args[0]} failed")
        return done.stdout

    def ask(self, command: str, expression: str) -> list[bytes]:
        """Return what git says of an object to "info" or "contents"; one process answers all questions."""
        if self.reader is None:
            arguments = ["git", "-C", str(self.path), "cat-file", "--batch-command"]
            self.reader = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        source, sink = self.reader.stdin, self.reader.stdout
        if source is None or sink is None:
            raise GitError("git cat-file has no pipes")
        source.write(f"{command} {expression}\n".encode())
        source.flush()
        words = sink.readline().rsplit(maxsplit=2)
        if len(words) == 3 and command == "contents" and words[2].isdigit():
            words.append(sink.read(int(words[2]) + 1)[:-1])
        return words

    def move(self, change: str) -> bool:
        """Carry out a line of `git update-ref --stdin -z`; return whether git did. One process moves all refs."""
        if self.mover is None:
            arguments = ["git", "-C", str(self.path), "update-ref", "--stdin", "-z"]
            self.mover = subprocess.Popen(
                arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        sink, source = self.mover.stdin, self.mover.stdout
        if source is None or sink is None:
            raise GitError("git update-ref has no pipes")
        with suppress(BrokenPipeError):  # git ends at the first change that it refuses
            sink.write(f"start\0{change}prepare\0commit\0".encode())
            sink.flush()
        said = [source.readline() for _ in ("start", "prepare", "commit")]
        if said[-1] == b"commit: ok\n":
            return True
        end(self.mover)
        self.mover = None
        return False

    def close(self) -> None:
        """End the processes that stay."""
        for process in (self.reader, self.mover):
            end(process)
        self.reader = self.mover = None


def end(process: subprocess.Popen[bytes] | None) -> None:
    """Close a process's pipes, and wait until it has ended."""
    if process is not None:
        with suppress(BrokenPipeError):
            process.communicate()


def is_lasting(args: Sequence[str]) -> bool:
    """Tell whether git will always answer this as it does now: it names commits, none by a branch."""
    named = [arg for arg in args[1 : args.index("--") if "--" in args else None] if not arg.startswith("-")]
    return args[0] in LASTING and bool(named) and all(map(NUMBERS.fullmatch, named))
