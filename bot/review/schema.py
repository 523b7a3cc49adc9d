"""The JSON Schemas of `data/` and of the configuration, as rules."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from bot.catalogue.paper import Paper
from bot.catalogue.records import dump_paper
from bot.catalogue.store import shipped
from bot.catalogue.yamltext import load_yaml
from bot.review.escape import code
from bot.review.finding import Fault


@cache
def validator(name: str) -> Draft202012Validator:
    """Return the validator of a schema: "paper", "catalogue", "venues" or "config"."""
    schema: Any = json.loads(shipped(f"schema/{name}.json"))
    return Draft202012Validator(schema)


def content_faults(name: str, content: Any) -> Iterator[Fault]:
    """Yield where a file's content does not fit its schema; what it holds is quoted, never repeated raw."""
    for error in validator(name).iter_errors(content):
        path = error.absolute_path
        yield Fault(describe(error), mend(error), field=str(path[0]) if path else None)


def paper_faults(paper: Paper) -> Iterator[Fault]:
    """Yield where a record does not fit, in the form in which it would be written."""
    yield from content_faults("paper", load_yaml(dump_paper(paper)))


def describe(error: ValidationError) -> str:
    """Return what is wrong in words, with the field's name."""
    where = code(".".join(str(part) for part in error.absolute_path) or "the file")
    wanted: Any = error.validator_value
    found: Any = error.instance
    match error.validator:
        case "required":
            return f"{where} lacks {names(name for name in wanted if name not in found)}."
        case "additionalProperties":
            schema: Any = error.schema
            unknown = (key for key in found if key not in schema["properties"])
            return f"{where} has the unknown key {names(unknown)}."
        case "type":
            return f"{where} must be of type {wanted}."
        case "enum":
            return f"{where} must be one of {names(wanted)}."
        case "pattern":
            return f"{where} does not have the form that is asked for ({code(wanted)})."
    return f"{where} breaks the rule {code(f'{error.validator}: {wanted}'[:100])}."


def names(values: Iterable[object]) -> str:
    """Return a list of values in a sentence."""
    return ", ".join(code(str(value)) for value in values)


def mend(error: ValidationError) -> str:
    """Return the schema's own description of the field, which says what belongs there."""
    return str(error.schema.get("description", "")) if isinstance(error.schema, dict) else ""
