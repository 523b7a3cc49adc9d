"""One thing that a rule noticed, with what to do about it."""

from dataclasses import KW_ONLY, dataclass
from typing import Literal, NamedTuple

from bot.catalogue.data.yamltext import Keys

Level = Literal["error", "warning", "note"]
#: From what holds an entry up to what is only told.
LEVELS: tuple[Level, ...] = ("error", "warning", "note")
#: What a list may make of a rule.
Setting = Literal["off", "note", "warning", "error"]
#: Who can mend what is wrong.
Person = Literal["contributor", "maintainer"]


#: "certain" is what the file and its addresses say by themselves; what is likely, a person has to look at.
Certainty = Literal["certain", "likely"]


class TextEdit(NamedTuple):
    """What mends a file: on `line`, from `column` (both from 1, in characters), `new` comes in the place of `old`."""

    line: int
    column: int
    old: str
    new: str


#: Rules that ask for what is not known; nothing that somebody wrote is wrong.
QUESTIONS = frozenset({
    "paper-missing", "link-missing", "title-missing", "title-guessed", "section-missing", "target-missing",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """`message` says what is wrong here, `hint` what to do about it; Markdown, what strangers wrote is escaped.

    `path` and `line` (from 1) say where it is in a file, `last` its last line; `keys` lead to it in the file's content.
    `suggestion` is what should stand there instead, and `by` who can mend it. A check leaves out `rule`, `level` and
    `title`, the kind of fault in a few words: the rule that asked the check fills them in.

    `evidence` is what shows it, as it stands there; `edits` mend it, and where it is certain nobody need look first.
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
    """Tell whether a finding asks for something, and finds fault with nothing."""
    return finding.level == "error" and finding.rule in QUESTIONS
