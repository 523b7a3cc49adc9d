"""The events of PyYAML's C parser -> plain values, strictly.

Its own loader would read `2401.10020` as a number, `No` as false and let one anchor fill the memory. Here what is not
a whole number, true, false or null is text, and anchors, aliases, tags and repeated keys are refused.
"""

import re
from collections.abc import Callable
from typing import Any

import yaml

from bot.catalogue.data.yamltext import YamlError

DEEPEST = 20
PLAIN_KEY = re.compile(r"[A-Za-z0-9_-]{1,80}", re.ASCII)
WHOLE_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,17})", re.ASCII)
WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}


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


def refusal(message: str, event: Any) -> YamlError:
    """Return the error for an event, with its line."""
    return YamlError(message, event.start_mark.line + 1)


def read_scalar(text: str) -> Any:
    """Return what an unquoted scalar means."""
    if text in WORDS:
        return WORDS[text]
    return int(text) if WHOLE_NUMBER.fullmatch(text) else text
