"""The rules for catalogue.yaml beyond its schema: what it says has to make sense together. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter
from typing import Any

from bot.catalogue.records import CATALOGUE, VENUES, DataError, read_venues
from bot.catalogue.venues import Venues
from bot.catalogue.yamltext import Keys, Places
from bot.review.audit.folder import Folder
from bot.review.escape import code
from bot.review.fields import ask
from bot.review.finding import Fault, Rule
from bot.review.schema import content_faults

#: What the templates of `entry` can show.
PLACEHOLDERS = {"line": ("title", "tag", "links"), "tag": ("venue", "yy", "year"), "link": ("label", "url")}


def sound_content(folder: Folder, path: str, schema: str) -> dict[str, Any] | None:
    """Return what a file holds, None where other rules have found it missing, unreadable or unfit."""
    content = folder.contents.get(path)
    if content is None or isinstance(content, DataError) or any(content_faults(schema, content)):
        return None
    return content


def point(folder: Folder, keys: Keys, message: str, mend: str = "") -> Fault:
    """Return a fault of catalogue.yaml with its line."""
    return Fault(message, mend, CATALOGUE, Places(folder.files[CATALOGUE]).line(keys))


def check_missing(folder: Folder) -> Iterator[Fault]:
    """Look for the files without which there is no list."""
    for path in (CATALOGUE, VENUES):
        if path not in folder.files:
            yield Fault("The file is missing.", "Every list has it.", path, 1)


def check_entry(folder: Folder) -> Iterator[Fault]:
    """Hold the templates of an entry against what they can show."""
    settings = sound_content(folder, CATALOGUE, "catalogue") or {}
    for name, template in settings.get("entry", {}).items():
        for complaint in template_faults(template, PLACEHOLDERS[name]):
            yield point(folder, ("entry", name), f"{code(f'entry.{name}')}: {complaint}")


def template_faults(template: str, known: tuple[str, ...]) -> Iterator[str]:
    """Yield what is wrong with a template: only plain placeholders are filled in."""
    try:
        parts = list(Formatter().parse(template))
    except ValueError:
        yield "there is a brace without its other half."
        return
    for _, name, form, conversion in parts:
        if name is not None and (name not in known or form or conversion):
            yield f"{code(f'{{{name}}}')} is not filled in like that; {ask(name, known)}"


def check_repeated_sections(folder: Folder) -> Iterator[Fault]:
    """Look for sections that have the same id."""
    settings = sound_content(folder, CATALOGUE, "catalogue") or {}
    seen: set[str] = set()
    for keys, section in walk(settings.get("sections", []), ("sections",)):
        if section["id"] in seen:
            yield point(
                folder, (*keys, "id"), f"There is another section {code(section['id'])}.", "Give it its own id."
            )
        seen.add(section["id"])


def walk(sections: list[dict[str, Any]], keys: Keys) -> Iterator[tuple[Keys, dict[str, Any]]]:
    """Yield the sections of a tree in their order, each with the keys that lead to it."""
    for number, section in enumerate(sections):
        yield (*keys, number), section
        yield from walk(section.get("sections", []), (*keys, number, "sections"))


def check_policy(folder: Folder) -> Iterator[Fault]:
    """Hold the venues of the policy against those of venues.yaml."""
    settings = sound_content(folder, CATALOGUE, "catalogue") or {}
    policy, listed = settings.get("policy", {}), sound_content(folder, VENUES, "venues")
    if policy.get("venues") == "own" and not policy.get("extra_venues"):
        message = "With `own` the list follows the venues of `extra_venues`, and there are none."
        yield point(folder, ("policy", "venues"), message, "Name them there.")
    for number, name in enumerate(policy.get("extra_venues", ()) if listed else ()):
        if complaint := venue_fault(name, read_venues(listed or {})):
            yield point(
                folder, ("policy", "extra_venues", number), complaint, f"The names are those of {code(VENUES)}."
            )


def venue_fault(name: str, venues: Venues) -> str:
    """Return what is wrong with a venue's name, nothing where it is the canonical one."""
    if name in venues.by_name:
        return ""
    found = venues.find_name(name)
    meant = f"write {code(found.name)}." if found else ask(name, list(venues.by_name))
    return f"{code(name)} is not the canonical name of a venue; {meant}"


SETTINGS_RULES: tuple[Rule[Folder], ...] = (
    Rule("file-missing", "error", "File missing", "A list has catalogue.yaml and venues.yaml.", check_missing),
    Rule("entry-form", "error", "Unusable form", "The templates of an entry show what entries have.", check_entry),
    Rule("section-repeated", "error", "Section repeated", "A section's id is its own.", check_repeated_sections),
    Rule("policy-venues", "error", "Unknown venues", "The policy names venues of venues.yaml.", check_policy),
)
