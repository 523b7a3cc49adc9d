"""What a text beside an entry is: a part of it, which says facts alone, or one with a title of its own."""

from __future__ import annotations

from collections.abc import Mapping

from bot.lists.inline import Token, is_label, scan, words
from bot.lists.phrases import Phrases
from bot.lists.reading.entry.parts import KEYED, PREFIX, TAG, Reading, says_what_follows
from bot.lists.reading.entry.record import FACTS, read_rest


def is_keyed(text: str) -> bool:
    """Tell whether a text begins with a word that says what follows, as in "Code: ...", and no title."""
    found = KEYED.match(text)
    return found is not None and says_what_follows(found[1])


def is_facts_only(text: str, phrases: Phrases, references: Mapping[str, str]) -> bool:
    """Tell whether a text without a link that could be a title says nothing but names, a venue, a year or a date."""
    kinds = part_kinds(text, phrases, references)
    known = "extra" not in kinds and bool(kinds & FACTS)
    return known and not any(is_titled(text, token) for token in scan(text, references))


def stated_facts(text: str, phrases: Phrases) -> set[str]:
    """Return which facts a text without links states, whatever else it says."""
    return part_kinds(text, phrases, {}) & FACTS


def part_kinds(text: str, phrases: Phrases, references: Mapping[str, str]) -> set[str]:
    """Return the kinds of what a text says that has no title."""
    reading = Reading(text, phrases, references, text)
    for found in TAG.finditer(text):
        reading.hide(*found.span())
    read_rest(reading, 0, len(text))
    return {part.kind for part in reading.parts}


def is_titled(text: str, token: Token) -> bool:
    """Tell whether a link's text could be a title."""
    label = text[slice(*token.label)]
    boxed = label.startswith("[") or text[: token.start].rstrip(" ")[-1:] in ("[", "(")
    return token.kind == "link" and not is_label(label, boxed=boxed)


def is_self_contained(text: str, references: Mapping[str, str]) -> bool:
    """Tell whether a text has a title of its own beside its links' labels."""
    rest = PREFIX.sub("", text, count=1)
    if is_keyed(rest):
        return False
    kept, place = [], 0
    for token in scan(rest, references):
        kept.append(rest[place : token.start])
        place = token.end
        if is_titled(rest, token):
            return True
    kept.append(rest[place:])
    plain_words = words(TAG.sub(" ", " ".join(kept)))
    return len(plain_words) >= 3
