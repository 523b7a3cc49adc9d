"""The notes of a list's versions, all in one file, newest on top."""

import re

from bot.errors import PaperclerkError

#: A tag that git and GitHub accept and everybody can read aloud.
VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,39}")
NOTES = "RELEASES.md"
HEAD = "# Releases\n"


class VersionError(PaperclerkError):
    """A name that is not fit for a version, or is already used."""


def read_notes(text: str, version: str) -> str | None:
    """Return a version's notes from the file of all notes, as originally written; None if it has none."""
    found = re.search(rf"^## {re.escape(version)} \([^)\n]*\)\n+(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return re.sub(r"^#(#+ )", r"\1", found[1], flags=re.MULTILINE).rstrip() + "\n" if found else None


def add_notes(known: str, version: str, day: str, notes: str) -> str:
    """Return the file of all notes with a new version's on top; raise VersionError if it already has them."""
    if not VERSION.fullmatch(version):
        raise VersionError(f"{version!r} can be no version: letters, digits, dots and hyphens, 40 at most")
    if re.search(rf"^## {re.escape(version)} \(", known, re.MULTILINE):
        raise VersionError(f"{NOTES} has {version} already")
    rest = known.removeprefix(HEAD).lstrip("\n")
    lowered = re.sub(r"^(#+ )", r"#\1", notes, flags=re.MULTILINE)
    return f"{HEAD}\n## {version} ({day})\n\n{lowered}{f'{chr(10)}{rest}' if rest else ''}"
