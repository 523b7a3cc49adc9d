"""Explains violations of the JSON Schemas of `data/` and of the configuration in words that people can act on.

The library is loaded at its first use: a list without files to check does not wait for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from bot.catalogue.characters import find_hidden
from bot.catalogue.data.records import dump_paper
from bot.catalogue.data.yamltext import Keys, Places, load_yaml
from bot.catalogue.paper import Paper
from bot.review.rules.finding import Finding
from bot.review.words.escape import code, short_code
from bot.review.words.spelling import ask

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

#: Anybody with more faults than this sees the rest once these are corrected.
MOST_FAULTS = 20
#: So many keys are told of who wrote a value in place of them.
FEW_KEYS = 6
#: How many records' faults are remembered.
MOST_RECORDS = 256
TYPES = {
    "string": "text",
    "integer": "a whole number",
    "array": "a list",
    "object": "`key: value` lines",
    "null": "empty",
}


def content_faults(name: str, content: Any) -> Iterator[Finding]:
    """Yield the places where a file's content violates its schema; the content is quoted, never repeated raw."""
    from bot.review.rules.validator import validator

    faults = (fault for error in validator(name).iter_errors(content) for fault in error_faults(error))
    yield from islice(faults, MOST_FAULTS)


def text_faults(name: str, content: Any, path: str, text: str) -> Iterator[Finding]:
    places = None
    for fault in content_faults(name, content):
        places = places or Places(text)
        yield replace(fault, path=path, line=places.line(fault.keys))


def paper_faults(paper: Paper) -> tuple[Finding, ...]:
    """Return where a record violates its schema, in the form in which it would be written."""
    return record_faults(dump_paper(paper))


@lru_cache(maxsize=MOST_RECORDS)
def record_faults(text: str) -> tuple[Finding, ...]:
    """Return where a record's text violates its schema, remembered because a thread is reviewed at every comment."""
    return tuple(content_faults("paper", load_yaml(text)))


def error_faults(error: ValidationError) -> Iterator[Finding]:
    """Yield what is wrong, with the schema's description of what belongs there; unknown keys one by one."""
    # If several types are allowed, only that of the value counts: a text that is no path need not be a list.
    fitting = [inner for inner in error.context or () if inner.validator != "type"]
    if fitting:
        yield from error_faults(fitting[0])
        return
    keys: Keys = tuple(error.absolute_path)
    schema: Any = error.schema
    found: Any = error.instance
    where = short_code(".".join(map(str, keys))) if keys else "The file"
    if error.validator == "additionalProperties":
        known = list(schema["properties"])
        for key in found:
            if key not in known:
                message = f"{short_code(key)} is no key of {where.replace('The', 'the', 1)}; {ask(key, known)}"
                yield Finding(message, keys=(*keys, key))
    elif "propertyNames" in error.absolute_schema_path:
        message = f"{short_code(found)} cannot be a key of {where}."
        yield Finding(message, schema.get("description", ""), keys=(*keys, found))
    else:
        hint = schema.get("description", "") if error.validator != "required" else ""
        yield Finding(f"{where} {say_error(error)}", hint, keys=keys)


def say_error(error: ValidationError) -> str:
    """Return what is wrong with a value, as the rest of a sentence that begins with its name."""
    wanted: Any = error.validator_value
    found: Any = error.instance
    match error.validator:
        case "required":
            return f"lacks {names(name for name in wanted if name not in found)}."
        case "type":
            kinds = [wanted] if isinstance(wanted, str) else wanted
            schema: Any = error.schema
            keys = schema.get("properties", ()) if "object" in kinds and error.absolute_path else ()
            known = names(keys) if len(keys) <= FEW_KEYS else ""
            return f"must be {' or '.join(TYPES[kind] for kind in kinds)}{known and f' below it, of {known}'}."
        case "anyOf":
            return f"must be {' or '.join(TYPES[str(inner.validator_value)] for inner in error.context)}."
        case "enum":
            return f"cannot be {short_code(say(found))}; {ask(say(found), wanted)}"
        case "pattern" if isinstance(found, str) and (hidden := find_hidden([found])):
            return f"holds characters that nobody sees: {', '.join(hidden)}."
        case "pattern":
            return "does not have the form that is asked for."
        case "minimum" | "maximum":
            return f"must be at {'least' if error.validator == 'minimum' else 'most'} {wanted}."
        case "maxLength":
            return f"has {len(found):,} characters; at most {wanted:,} are read."
        case "maxItems":
            return f"has {len(found):,} items; at most {wanted:,} are read."
        case "uniqueItems":
            return "names something twice."
    return "must not be empty."


def say(value: Any) -> str:
    """Return a value as it could be written in the file."""
    return value if isinstance(value, str) else json.dumps(value)


def names(values: Iterable[object]) -> str:
    return ", ".join(code(str(value)) for value in values)
