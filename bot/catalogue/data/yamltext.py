"""YAML text -> plain values, strictly; and plain strings -> YAML scalars that load as themselves.

PyYAML's own loader would read `2401.10020` as a number, `No` as false and let one anchor fill the memory, so this
reads the C parser's events: what is not a whole number, true, false or null is text, and anchors, aliases, tags and
repeated keys are refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import yaml

from bot.errors import PaperclerkError
from bot.patterns import rare

#: The keys and, in sequences, the numbers from 0 that lead to a value.
Keys = tuple[str | int, ...]

LARGEST_FILE = 1_000_000
DEEPEST = 20
PLAIN_KEY = re.compile(r"[A-Za-z0-9_-]{1,80}", re.ASCII)
WHOLE_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,17})", re.ASCII)
WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
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


class Builder:
    """Builds values from parser events, of which `next` gives one after the other."""

    def __init__(self, next: Callable[[], Any]) -> None:
        self.next = next

    def document(self) -> Any:
        self.next()
        start = self.next()
        if isinstance(start, yaml.StreamEndEvent):
            return None
        value = self.value(self.next(), 0)
        self.next()
        rest = self.next()
        if not isinstance(rest, yaml.StreamEndEvent):
            raise refusal("a second document is not read; remove the `---`", rest)
        return value

    def value(self, event: Any, depth: int) -> Any:
        """Return the value that an event begins; raise YamlError for what this project's files do not use."""
        check(event, depth)
        if isinstance(event, yaml.ScalarEvent):
            return event.value if event.style else read_scalar(event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.items(depth)
        return self.mapping(depth)

    def items(self, depth: int) -> list[Any]:
        items = []
        while not isinstance(event := self.next(), yaml.SequenceEndEvent):
            items.append(self.value(event, depth + 1))
        return items

    def mapping(self, depth: int) -> dict[str, Any]:
        content: dict[str, Any] = {}
        while not isinstance(event := self.next(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise refusal("a key must be a plain word", event)
            key = event.value
            if key in content:
                name = f"the key `{key}`" if PLAIN_KEY.fullmatch(key) else "a key"
                raise refusal(f"{name} stands here twice", event)
            check(event, depth)
            content[key] = self.value(self.next(), depth + 1)
        return content


def check(event: Any, depth: int) -> None:
    """Raise YamlError where an event begins what this project's files do not use; an alias has an anchor, too."""
    if event.anchor is not None:
        raise refusal("anchors and aliases (`&`, `*`) are not used here; write the value out, or quote it", event)
    if event.tag is not None and event.tag != "!":
        raise refusal("tags (`!`) are not used here; quote the value", event)
    if depth > DEEPEST:
        raise refusal(f"nested deeper than {DEEPEST} levels", event)


class Places:
    """Knows on which lines the values of a text stand that `load_yaml` accepts."""

    def __init__(self, text: str) -> None:
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


def find_value(node: yaml.Node | None, key: str | int) -> tuple[yaml.Mark, yaml.Node] | None:
    """Return the value at a key or number of a mapping or sequence, with the mark where its key or itself begins."""
    if isinstance(node, yaml.MappingNode):
        return next(((name.start_mark, value) for name, value in node.value if name.value == key), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        return node.value[key].start_mark, node.value[key]
    return None


def refusal(message: str, event: Any) -> YamlError:
    """Return the error for an event, with its line."""
    return YamlError(message, event.start_mark.line + 1)


def read_scalar(text: str) -> Any:
    """Return what an unquoted scalar means."""
    if text in WORDS:
        return WORDS[text]
    return int(text) if WHOLE_NUMBER.fullmatch(text) else text


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
