"""What a thread says, read as for a list that knows the venues that come with the program."""

from collections.abc import Sequence

from bot.catalogue.data.store import read_shipped_venues
from bot.intake import issue, pull
from bot.intake.diff.patch import FileDiff
from bot.intake.pull import Layout
from bot.intake.submission import Submission

VENUES = read_shipped_venues()


def read_issue(title: str, body: str, replies: Sequence[str] = ()) -> Submission:
    return issue.read_issue(title, body, replies, VENUES)


def read_pull(title: str, body: str, files: Sequence[FileDiff], layout: Layout) -> Submission:
    return pull.read_pull(title, body, files, layout, VENUES)
