"""Reads a command's arguments: the entries that it means, and the rest of its words."""

import re

from bot.errors import PaperclerkError
from bot.review.entry import Entry
from bot.review.review import Review

#: "1,3" before other words, but not "3d-vision" or "3.5 bits".
NUMBERS = re.compile(r"\d{1,9}(?:\s*,\s*\d{1,9})*(?![\w-]|\.\d)", re.ASCII)
#: What can stand between the numbers of entries and the reason for their rejection.
MARKS = " .,:;-–—"


class RefusedError(PaperclerkError):
    """The command cannot be carried out; the message is the one line that says why."""


def choose_entries(argument: str, review: Review) -> tuple[list[Entry], str]:
    """Split "1,3 too old" into the entries it names, all without a number, and the rest of the text."""
    if not review.entries:
        raise RefusedError("I found no paper in this thread")
    match = NUMBERS.match(argument)
    if match is None or (len(review.entries) == 1 and match[0] != "1"):
        return list(review.entries), argument
    wanted = {int(number) for number in match[0].split(",")}
    unknown = wanted - {entry.number for entry in review.entries}
    if unknown:
        raise RefusedError(f"there is no entry {min(unknown)} in this thread")
    return [entry for entry in review.entries if entry.number in wanted], argument[match.end() :].strip()


def choose_rejected(argument: str, review: Review) -> tuple[list[Entry], str]:
    """Split "1,3 too old" like other commands, but read "1 paper is not enough" as a reason if there is one entry.

    With several entries a number always names one: a mistyped one, read as a reason, would reject them all.
    """
    match = NUMBERS.match(argument)
    behind = argument[match.end() :].strip() if match else ""
    if len(review.entries) == 1 and behind and behind[0] not in MARKS:
        return list(review.entries), argument
    chosen, reason = choose_entries(argument, review)
    return chosen, reason.lstrip(MARKS) if reason != argument else reason


def take_entries(argument: str, review: Review) -> tuple[list[Entry], str]:
    """Split "2,3 venue ICLR" into the entries and the rest; numbers may be left out only if there is one entry."""
    chosen, rest = choose_entries(argument, review)
    if len(chosen) > 1 and rest == argument:
        raise RefusedError("this thread has several entries; begin with the number of one, like `2 ...`")
    return chosen, rest
