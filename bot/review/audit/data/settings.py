"""The rules for catalogue.yaml beyond its schema: its contents have to make sense together. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from bot.catalogue.data.records import CATALOGUE, VENUES, DataError, read_venues
from bot.catalogue.data.yamltext import Keys, Places
from bot.catalogue.entry_format import template_faults
from bot.catalogue.venues import Venue, Venues
from bot.review.audit.data.folder import Folder
from bot.review.rules.finding import Finding
from bot.review.rules.rule import Rules
from bot.review.rules.schema import MOST_FAULTS
from bot.review.words.escape import code
from bot.review.words.spelling import ask

RULES: Rules[[Folder]] = Rules()


def sound_content(folder: Folder, path: str) -> dict[str, Any] | None:
    """Return a file's content, None if it is missing, unreadable or invalid: other rules report that."""
    content = folder.contents.get(path)
    return None if isinstance(content, DataError) or folder.unfit.get(path) else content


def locate(folder: Folder, faults: Iterable[Finding]) -> Iterator[Finding]:
    places = None
    for fault in islice(faults, MOST_FAULTS):
        places = places or Places(folder.files[CATALOGUE])
        yield replace(fault, path=CATALOGUE, line=places.line(fault.keys))


@RULES.declare("file-missing", "error", "File missing", "A list has catalogue.yaml and venues.yaml.")
def check_missing(folder: Folder) -> Iterator[Finding]:
    for path in (CATALOGUE, VENUES):
        if path not in folder.files:
            yield Finding("The file is missing.", "Every list has it.", path, 1)


@RULES.declare("entry-form", "error", "Unusable form", "The templates of an entry show what entries have.")
def check_entry(folder: Folder) -> Iterator[Finding]:
    settings = sound_content(folder, CATALOGUE) or {}
    yield from locate(folder, entry_faults(settings.get("entry", {})))


def entry_faults(entry: Mapping[str, str]) -> Iterator[Finding]:
    for name, template in entry.items():
        for fault in template_faults(name, template):
            yield Finding(f"{code(f'entry.{name}')}: {fault}.", keys=("entry", name))


@RULES.declare("section-repeated", "error", "Section repeated", "A section's id is its own.")
def check_repeated_sections(folder: Folder) -> Iterator[Finding]:
    settings = sound_content(folder, CATALOGUE) or {}
    yield from locate(folder, section_faults(settings.get("sections", [])))


def section_faults(sections: list[dict[str, Any]]) -> Iterator[Finding]:
    seen: set[str] = set()
    for keys, section in walk(sections, ("sections",)):
        if section["id"] in seen:
            yield Finding(f"There is another section {code(section['id'])}.", "Give it its own id.", keys=(*keys, "id"))
        seen.add(section["id"])


def walk(sections: list[dict[str, Any]], keys: Keys) -> Iterator[tuple[Keys, dict[str, Any]]]:
    """Yield the sections of a tree in order, each with the keys that lead to it."""
    for number, section in enumerate(sections):
        yield (*keys, number), section
        yield from walk(section.get("sections", []), (*keys, number, "sections"))


@RULES.declare("policy-venues", "error", "Unknown venues", "The policy names venues of venues.yaml.")
def check_policy(folder: Folder) -> Iterator[Finding]:
    settings, listed = sound_content(folder, CATALOGUE) or {}, sound_content(folder, VENUES)
    policy = settings.get("policy", {})
    yield from locate(folder, policy_faults(policy, read_venues(listed) if listed else None))


def policy_faults(policy: Mapping[str, Any], venues: Venues | None) -> Iterator[Finding]:
    """Yield faults in the policy's venues; `venues` is None if the known venues could not be read."""
    extra = policy.get("extra_venues", [])
    if policy.get("venues") == "own" and not extra:
        message = "With `own` the list follows the venues of `extra_venues`, and there are none."
        yield Finding(message, "Name them there.", keys=("policy", "venues"))
    for number, name in enumerate(extra if venues else ()):
        if venues and name not in venues.by_name:
            message, keys = say_misnamed(name, venues.find_name(name), venues), ("policy", "extra_venues", number)
            yield Finding(message, f"The names are those of {code(VENUES)}.", keys=keys)


def say_misnamed(name: str, found: Venue | None, venues: Venues) -> str:
    """Return what is wrong with a venue's name that is not canonical; it may be that of `found` all the same."""
    meant = f"write {code(found.name)}." if found else ask(name, venues.spellings())
    return f"{code(name)} is not the canonical name of a venue; {meant}"
