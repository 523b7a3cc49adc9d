"""One fault that a rule found, with what to do about it."""

from dataclasses import KW_ONLY, dataclass
from typing import Literal, NamedTuple

from bot.catalogue.data.yamltext import Keys

Level = Literal["error", "warning", "note"]
#: From blocking an entry to only informing.
LEVELS: tuple[Level, ...] = ("error", "warning", "note")
#: The levels that a list may give a rule.
Setting = Literal["off", "note", "warning", "error"]
#: Who can correct the fault.
Person = Literal["contributor", "maintainer"]


#: "certain" rests on the file and its addresses alone; what is likely, a person has to judge.
Certainty = Literal["certain", "likely"]


class TextEdit(NamedTuple):
    """A correction of a file: on `line`, from `column` (both from 1, in characters), `new` replaces `old`."""

    line: int
    column: int
    old: str
    new: str


#: Rules that ask for something unknown, without finding a fault.
QUESTIONS = frozenset({
    "paper-missing", "link-missing", "title-missing", "title-guessed", "section-missing", "target-missing",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """`message` describes the fault, `hint` what to do; both are Markdown in which strangers' words are escaped.

    `path` and `line` (from 1) are its place in a file, `last` its last line; `keys` lead to it in the file's content.
    `suggestion` is a better text for that place, and `by` who can correct it. A check leaves out `rule`, `level` and
    `title`, the kind of fault in a few words: the rule that called the check adds them.

    `evidence` is the text that shows the fault; `edits` correct it, without anybody's review if the finding is certain.
    """

    message: str
    hint: str = ""
    path: str | None = None
    line: int | None = None
    _: KW_ONLY
    last: int | None = None
    keys: Keys = ()
    suggestion: str | None = None
    by: Person = "contributor"
    rule: str = ""
    level: Level = "error"
    title: str = ""
    evidence: str = ""
    certainty: Certainty = "certain"
    edits: tuple[TextEdit, ...] = ()


def is_question(finding: Finding) -> bool:
    """Whether a finding asks for something without finding a fault."""
    return finding.level == "error" and finding.rule in QUESTIONS
