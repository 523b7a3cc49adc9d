"""What all changes of GitHub share: a value, its words in a preview, and its GraphQL mutation."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.words import count, one_line
from bot.workflow.changes.mutation import Mutation, NodeIds

#: Path -> new text; None deletes the file.
Files = Mapping[str, str | None]
#: Stands for the number of a pull request that an earlier change of the plan opens, in texts as "#2147483647".
NEW_PULL = 2**31 - 1
#: In characters: how much of a text is quoted in a line of a preview.
LONGEST_QUOTE = 72


@dataclass(frozen=True, slots=True)
class Change:
    """One thing to do on GitHub; a plan is a sequence of these.

    A change in several steps, or one that GraphQL lacks, has no mutation: `bot.hub.write` carries it out.
    """

    def preview(self) -> str:
        """One plain line for an operator; strangers' texts are cut short and contain nothing that a terminal obeys."""
        raise NotImplementedError

    def mutation(self, ids: NodeIds) -> Mutation:
        """Raise KeyError if an id is not among `ids`."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Standalone(Change):
    """A change that depends on no other and may share a document; if GitHub refuses it, it is sent once more alone."""


def thread(number: int) -> str:
    """The usual name of an issue or a pull request."""
    return "the new pull request" if number == NEW_PULL else f"#{number}"


def files(changed: Files) -> str:
    """The name of the only file, or their number."""
    return next(iter(changed)) if len(changed) == 1 else count(len(changed), "file")


def first_words(text: str) -> str:
    """The first line of a text with visible words, without a heading's mark."""
    lines = (line.strip(" #*>") for line in text.splitlines())
    return next((line for line in lines if line and not line.startswith("<!--")), "")


def quote(text: str) -> str:
    """A text in quotation marks, short and on one line."""
    return f'"{one_line(text.replace(f"#{NEW_PULL}", "the new pull request"), LONGEST_QUOTE)}"'
