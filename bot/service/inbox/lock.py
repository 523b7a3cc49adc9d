"""One server for each inbox in a file: two would work on one thread at once."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from bot.service.inbox import InboxError


def lock_beside(path: Path) -> int:
    """Return an open lock on the file beside `path`, which its process loses however it ends; refuse a second one.

    A lock on the database itself would shut out `paperclerk inbox`, and closing any other handle on it would lose it.
    """
    beside = path.with_name(f"{path.name}.lock")
    try:
        handle = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise InboxError(f"the inbox {path} cannot be used: {error.strerror}: {beside}") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        owner = os.read(handle, 20).decode("ascii", "replace").strip()
        os.close(handle)
        raise InboxError(
            f"the inbox {path} is served by another paperclerk already (process {owner});"
            " stop it, or give this one a file of its own by PAPERCLERK_INBOX"
        ) from error
    os.ftruncate(handle, 0)
    os.write(handle, str(os.getpid()).encode())
    return handle
