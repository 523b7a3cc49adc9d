"""Reports on commits and notes on a pull request's lines, for which there is only REST."""

from dataclasses import dataclass
from typing import Literal

from bot.review.rules.finding import Level
from bot.words import count
from bot.workflow.changes.change import Change, quote, thread

Conclusion = Literal["success", "neutral", "failure"]


@dataclass(frozen=True, slots=True)
class Annotation:
    """A report's remark on lines of a file, in plain text; `title` is the kind of fault."""

    path: str
    first: int
    last: int
    level: Level
    title: str
    message: str


@dataclass(frozen=True, slots=True)
class Report(Change):
    """Report findings on a commit: a check run by an App, else a commit status."""

    head: str
    conclusion: Conclusion
    title: str
    summary: str
    annotations: tuple[Annotation, ...] = ()

    def preview(self) -> str:
        return f"say on commit {self.head[:7]}: {quote(self.title)}"


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on lines of a file in a pull request; `first` None means the line `line` alone."""

    path: str
    line: int
    body: str
    first: int | None = None


@dataclass(frozen=True, slots=True)
class WriteReview(Change):
    """Put notes on lines of a pull request as it stood at commit `head`, all in one review."""

    number: int
    head: str
    body: str
    notes: tuple[Note, ...]

    def preview(self) -> str:
        return f"review {thread(self.number)} with {count(len(self.notes), 'note')} on its lines"
