"""Changes of a thread: its comments, labels, reactions and state."""

from dataclasses import dataclass
from typing import Literal

from bot.workflow.changes.change import Change, Standalone, first_words, quote, thread
from bot.workflow.changes.mutation import Mutation, NodeIds
from bot.workflow.marks import write_reply_mark

Reaction = Literal["eyes", "rocket", "confused"]
EMOJI: dict[Reaction, str] = {"eyes": "👀", "rocket": "🚀", "confused": "😕"}


@dataclass(frozen=True, slots=True)
class WriteComment(Standalone):
    number: int
    body: str

    def preview(self) -> str:
        return f"comment on {thread(self.number)}: {quote(first_words(self.body))}"

    def mutation(self, ids: NodeIds) -> Mutation:
        return Mutation("addComment", {"subjectId": ids.threads[self.number], "body": self.body})


def reply(number: int, words: str, to: str) -> WriteComment:
    """Return a comment with the hidden mark that links it to what it answers."""
    return WriteComment(number, f"{words}\n\n{write_reply_mark(to)}")


@dataclass(frozen=True, slots=True)
class EditComment(Standalone):
    number: int
    comment: int
    body: str

    def preview(self) -> str:
        return f"change the bot's comment to: {quote(first_words(self.body))}"

    def mutation(self, ids: NodeIds) -> Mutation:
        return Mutation("updateIssueComment", {"id": ids.comments[self.comment], "body": self.body})


@dataclass(frozen=True, slots=True)
class React(Standalone):
    """Answer a comment with a reaction: "eyes" accepted, "rocket" done, "confused" refused or not understood."""

    comment: int
    content: Reaction

    def preview(self) -> str:
        return f"answer a comment with {EMOJI[self.content]}"

    def mutation(self, ids: NodeIds) -> Mutation:
        return Mutation("addReaction", {"subjectId": ids.comments[self.comment], "content": self.content.upper()})


@dataclass(frozen=True, slots=True)
class AddLabel(Standalone):
    """Put a label on a thread; it is created with its colour if the repository lacks it."""

    number: int
    name: str

    def preview(self) -> str:
        return f"put the label {quote(self.name)} on {thread(self.number)}"

    def mutation(self, ids: NodeIds) -> Mutation:
        labels = {"labelableId": ids.threads[self.number], "labelIds": [ids.labels[self.name]]}
        return Mutation("addLabelsToLabelable", labels)


@dataclass(frozen=True, slots=True)
class RemoveLabel(Standalone):
    number: int
    name: str

    def preview(self) -> str:
        return f"take the label {quote(self.name)} off {thread(self.number)}"

    def mutation(self, ids: NodeIds) -> Mutation:
        labels = {"labelableId": ids.threads[self.number], "labelIds": [ids.labels[self.name]]}
        return Mutation("removeLabelsFromLabelable", labels)


@dataclass(frozen=True, slots=True)
class OpenIssue(Change):
    title: str
    body: str
    label: str

    def preview(self) -> str:
        return f"open an issue: {quote(self.title)}"


@dataclass(frozen=True, slots=True)
class EditIssue(Change):
    number: int
    body: str

    def preview(self) -> str:
        return f"bring the words of {thread(self.number)} up to date: {quote(first_words(self.body))}"


@dataclass(frozen=True, slots=True)
class ReopenIssue(Standalone):
    number: int

    def preview(self) -> str:
        return f"reopen {thread(self.number)}"

    def mutation(self, ids: NodeIds) -> Mutation:
        return Mutation("reopenIssue", {"issueId": ids.threads[self.number]})


@dataclass(frozen=True, slots=True)
class CloseIssue(Standalone):
    number: int
    reason: Literal["completed", "not_planned"]

    def preview(self) -> str:
        return f"close {thread(self.number)} as {self.reason.replace('_', ' ')}"

    def mutation(self, ids: NodeIds) -> Mutation:
        return Mutation("closeIssue", {"issueId": ids.threads[self.number], "stateReason": self.reason.upper()})
