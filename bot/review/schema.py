"""The JSON Schemas of `data/` and of the configuration, as rules."""

from __future__ import annotations

from collections.abc import Iterator
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
    import json

    schema: Any = json.loads(shipped(f"schema/{name}.json"))
    return Draft202012Validator(schema)


def content_faults(name: str, content: Any) -> Iterator[Fault]:
    """Yield where a file's content does not fit its schema; what it holds is quoted, never repeated raw."""
    for error in validator(name).iter_errors(content):
        yield Fault(describe(error), mend(error))


def paper_faults(paper: Paper) -> Iterator[Fault]:
    """Yield where a record does not fit, in the form in which it would be written."""
    yield from content_faults("paper", load_yaml(dump_paper(paper)))


def describe(error: ValidationError) -> str:
    """Return what is wrong in words, with the field's name."""
    where = ".".join(str(part) for part in error.absolute_path) or "the file"
    match error.validator:
        case "required":
            missing = [name for name in error.validator_value if name not in error.instance]
            return f"{code(where)} lacks {', '.join(map(code, missing))}."
        case "additionalProperties":
            known = error.schema.get("properties", {})
            unknown = [name for name in error.instance if name not in known]
            return f"{code(where)} has the unknown key {', '.join(map(code, unknown))}."
        case "type":
            return f"{code(where)} must be of type {error.validator_value}."
        case "enum":
            return f"{code(where)} must be one of {', '.join(code(str(value)) for value in error.validator_value)}."
        case "pattern":
            return f"{code(where)} does not have the form that is asked for ({code(str(error.validator_value))})."
    return f"{code(where)} breaks the rule {code(f'{error.validator}: {error.validator_value}'[:100])}."


def mend(error: ValidationError) -> str:
    """Return the schema's own description of the field, which says what belongs there."""
    description = error.schema.get("description", "") if isinstance(error.schema, dict) else ""
    return str(description)
