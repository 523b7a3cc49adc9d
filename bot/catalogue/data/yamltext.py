"""YAML text -> plain values, and where they stand; and plain strings -> YAML scalars that load as themselves.

PyYAML takes a tenth of a short command to load: who reads a page only, or writes, does not wait for it.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from bot.errors import PaperclerkError
from bot.patterns import rare

if TYPE_CHECKING:
    import yaml

#: The keys and, in sequences, the numbers from 0 that lead to a value.
Keys = tuple[str | int, ...]

LARGEST_FILE = 1_000_000
#: JSON leaves these as they are; YAML would take them for line breaks, or refuse them.
UNPRINTABLE = rare("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


class YamlError(PaperclerkError):
    """The text is no YAML that is accepted here; `line` counts from 1."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def load_yaml(text: str) -> Any:
    """Return the one document in `text` as dicts, lists, str, int, bool and None; raise YamlError."""
    if len(text) > LARGEST_FILE:
        raise YamlError(f"the file is longer than {LARGEST_FILE:,} characters", 1)
    import yaml

    from bot.catalogue.data.yamlevents import Builder

    try:
        return Builder(yaml.CSafeLoader(text).get_event).document()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise YamlError(explain(text.split("\n"), line) or f"not readable as YAML: {error.problem}", line) from error
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        raise YamlError("the file has characters that YAML does not allow", 1) from error


#: "key: value" or "- key: value"; the value of a line that YAML stumbles over.
FIELD = rare(r"(\s*(?:- )?)([A-Za-z0-9_-]{1,80}):[ \t]+(\S.{0,1000}?)\s*")
#: What a plain value cannot begin with.
OPENING = "@`%*&!|>[]{}#,?"
CLOSING = {"[": "]", "{": "}"}
#: An explanation shows so much of a value.
LONGEST_SHOWN = 120


def explain(lines: list[str], line: int) -> str | None:
    """Return what is wrong with a line, counted from 1, and how it reads right; None where nobody can tell.

    A parser often notices a mistake only on the line below it.
    """
    if line <= len(lines) and lines[line - 1].startswith("\t"):
        return "a line begins with a tab; YAML wants spaces"
    for number in (line, line - 1):
        if 1 <= number <= len(lines) and (found := explain_line(lines[number - 1])):
            return found
    if sum(text.count('"') - text.count('\\"') for text in lines) % 2:
        return "a quotation mark is opened and never closed"
    before = next((text for text in reversed(lines[: line - 1]) if text.strip()), "")
    if 1 <= line <= len(lines) and indent(lines[line - 1]) != indent(before):
        return "a line is indented otherwise than those it belongs to; the keys of one record stand below each other"
    return None


def explain_line(text: str) -> str | None:
    """Return what is wrong within one line."""
    if missing := re.fullmatch(r"\s*([A-Za-z_]{2,40}):(\S.{0,500})", text):
        return f"a space is missing behind the colon{suggest(missing[1], missing[2])}"
    found = FIELD.fullmatch(text)
    if not found:
        return None
    _, key, value = found.groups()
    if value[0] in "\"'":
        inner = value[1:-1] if len(value) > 1 and value[-1] == value[0] else ""
        if not inner.replace('\\"', "").count(value[0]):
            return None
        return f"a quotation mark inside the value ends it{suggest(key, quote(inner))}"
    closing = CLOSING.get(value[0], value[0])
    if closing not in value:
        return f"a bracket is opened and never closed{suggest(key, value + closing)}"
    if value[0] in CLOSING and value[-1] == closing:
        return None
    if value[0] in OPENING:
        return f"a value that begins with such a mark needs quotation marks around it{suggest(key, quote(value))}"
    if re.search(r":(?:\s|$)", value):
        return f"a colon in a value needs quotation marks around it{suggest(key, quote(value))}"
    return None


def indent(text: str) -> int:
    """Return how many spaces a line begins with."""
    return len(text) - len(text.lstrip(" "))


def suggest(key: str, value: str) -> str:
    """Return how a line reads right, "" where that cannot be shown as code on one line."""
    is_plain = value.isprintable() and "`" not in value and len(value) <= LONGEST_SHOWN
    return f"; write `{key}: {value}`" if is_plain else ""


class Places:
    """Knows on which lines the values of a text stand that `load_yaml` accepts."""

    def __init__(self, text: str) -> None:
        import yaml

        self.root = yaml.compose(text, Loader=yaml.CSafeLoader)

    def line(self, keys: Keys) -> int:
        """Return the line of the key or item that the keys lead to, of the last on the way where it is missing."""
        node, line = self.root, 1
        for key in keys:
            found = find_value(node, key)
            if found is None:
                break
            mark, node = found
            line = mark.line + 1
        return line


def find_value(node: Any, key: str | int) -> tuple[yaml.Mark, yaml.Node] | None:
    """Return the value at a key or number of a mapping or sequence, with the mark where its key or itself begins."""
    kind = node.id if node else ""
    if kind == "mapping":
        return next(((name.start_mark, value) for name, value in node.value if name.value == key), None)
    if kind == "sequence" and isinstance(key, int) and key < len(node.value):
        return node.value[key].start_mark, node.value[key]
    return None


def quote(text: str) -> str:
    """Return a double-quoted scalar that loads as exactly this text."""
    return UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


def scalar(value: str | int | bool | None) -> str:
    """Return a scalar of YAML; texts are quoted."""
    if isinstance(value, str):
        return quote(value)
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)


def flow(value: Any) -> str:
    """Return a value in YAML's flow style, which takes one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value)
