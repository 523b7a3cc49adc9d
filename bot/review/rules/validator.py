"""Validators for the JSON Schemas, without the parts of the library that a hostile file could make slow."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from bot import resources


def check_unique(_: Any, wanted: bool, found: Any, __: Any) -> Iterator[ValidationError]:
    """Refuse repeated items; the library compares each pair, which takes minutes for a hostile list."""
    if wanted and isinstance(found, list):
        texts = {json.dumps(item, sort_keys=True) for item in found}
        if len(texts) < len(found):
            yield ValidationError("repeated items")


def check_pattern(of: Any, wanted: str, found: Any, schema: Any) -> Iterator[ValidationError]:
    """Check a text against a pattern, unless it is too long: that is reported anyway, and patterns can be slow."""
    if isinstance(found, str) and len(found) <= schema["maxLength"]:
        yield from Draft202012Validator.VALIDATORS["pattern"](of, wanted, found, schema)


@cache
def validator(name: str) -> Draft202012Validator:
    """Return the validator of a schema: "paper", "catalogue", "venues" or "config"."""
    schema = json.loads(resources.read(f"schema/{name}.json"))
    definitions = {f"#/$defs/{part}": meant for part, meant in schema.get("$defs", {}).items()}

    def follow(of: Any, reference: str, found: Any, _: Any) -> Iterator[ValidationError]:
        """Check a value against another part of the schema, which the library would look up anew for each value."""
        yield from of.descend(found, definitions[reference])

    own = {"uniqueItems": check_unique, "pattern": check_pattern, "$ref": follow}
    kind: type[Draft202012Validator] = extend(Draft202012Validator, own)  # type: ignore[no-untyped-call]
    return kind(schema)
