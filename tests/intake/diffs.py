"""Makes the diffs that tests read."""

from difflib import unified_diff

from bot.intake.diff.patch import FileDiff, Status, read_file


def change(path: str, before: str, after: str, status: Status = "modified") -> FileDiff:
    """Return the change of a file as GitHub gives it: a patch, and the text after it."""
    old, new = before.split("\n"), after.split("\n")
    patch = "\n".join(list(unified_diff(old, new, lineterm=""))[2:])
    return read_file(path, patch, status=status, text=after)
