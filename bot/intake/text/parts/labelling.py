"""The labels of a text: which lines say what they or those below are, as the fields of a form do."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from bot.intake.text.lines import Line, read_number
from bot.intake.text.parts.labels import MOST_WORDS, Field, read_field, read_label
from bot.intake.text.parts.names import is_title

#: The field that a line is labelled with, if any, and what stands behind the label.
Label = tuple[Field | None, str]
#: The place of a label that stands alone, and its level or table; BEFORE_VALUE of one before its value.
Look = tuple[str, int]
BEFORE_VALUE: Look = ("", 0)
#: What stands before its value like a label. One that nobody knows has few words, and none like a paper's short name.
LED = re.compile(r"\W{0,4}([^:：]{2,60}?)\s?[:：](?!\S)")
NAMED = re.compile(r"\d|[a-z][A-Z]")


def find_label(line: Line) -> Label:
    """Return the field that a line is labelled with, and its value; the head of a column labels its cells."""
    if line.column and (field := read_field(line.column)):
        # A column "Paper" or "项目" (item) can hold the labels of the one beside it.
        is_label = field in ("paper", "other") and not line.links and read_field(line.text.strip("* :")) is not None
        if not is_label:
            return field, line.text
    stripped = re.sub(r"^[^\w\[【(《「\"“]{1,12}", "", line.text)
    if labelled := read_label(stripped):
        return labelled
    is_alone = line.place in ("heading", "row", "cell") or line.is_all_bold or stripped.endswith((":", "："))
    if is_alone and not line.links:
        return read_field(stripped.strip(":： *")), ""
    return None, ""


def find_unknown(lines: Sequence[Line], labels: Sequence[Label]) -> Mapping[int, str]:
    """Return which lines are labels of a form that nobody knows, each with what stands behind it.

    Labels of one form look alike: one that says a title, others that are known, and they; `labels` are all lines'.
    """
    known = [field for field, _ in labels]
    if not {"title", "paper"}.intersection(known):
        return {}
    looks = [find_look(line) for line in lines]
    told = Counter(look for look, field in zip(looks, known, strict=True) if field)
    titled = (look for number, look in enumerate(looks) if is_titled(labels[number], lines, looks, number))
    forms = {look for look in titled if look and told[look] > 1}
    return {
        number: line.text[led.end() :] if (led := LED.match(line.text)) else ""
        for number, (line, look, field) in enumerate(zip(lines, looks, known, strict=True))
        if look in forms and (field is None or (field == "other" and look != BEFORE_VALUE))
    }


def is_titled(label: Label, lines: Sequence[Line], looks: Sequence[Look | None], number: int) -> bool:
    """Tell whether a line's label is a title's, which stands behind it or alone in the line below."""
    field, value = label
    below = lines[number + 1 : number + 2]
    is_alone = looks[number + 2 : number + 3] in ([], [looks[number]])
    if not value and is_alone and below and below[0].place in ("text", "cell") and read_number(below[0]) is None:
        value = below[0].text
    return field in ("title", "paper") and is_title(value)


def find_look(line: Line) -> Look | None:
    """Return how a line looks that may be a label, None where it looks like none."""
    if line.place == "heading" or (line.is_all_bold and line.place == "text" and not line.links):
        return line.place, line.level
    if line.place == "row":
        return line.place, line.group
    led = LED.match(line.text)
    if led is None or len(led[1].split()) > MOST_WORDS or NAMED.search(led[1]):
        return None
    return BEFORE_VALUE
