"""Writes an entry of a list that is kept in YAML, with the keys and quotation marks of the entries beside it."""

import re
from collections.abc import Sequence

import yaml

from bot.catalogue.identity.titles import fold_title
from bot.catalogue.paper import Paper
from bot.lists.page import PageEntry
from bot.lists.writing.facts import Facts, facts_of

#: YAML's own width of a folded scalar.
WIDTH = 80
UNFOLDED = 1_000_000
KEY = re.compile(r"(?m)^( *)(?:- |  )([\w-]+):[ \t]*(.*)$")
#: Keys whose values no facts tell.
UNKNOWN = frozenset(["abstract", "tags", "thumbnail", "publication_date", "date_source", "keywords", "tldr", "bibtex"])
IDENTITIES = frozenset(["id", "key"])
PAPER = frozenset(["paper", "pdf", "url", "link", "arxiv"])
CODE = frozenset(["code", "github", "repo", "code_url"])


def write_yaml(entries: Sequence[PageEntry], near: int, facts: Facts) -> str:
    """Return the mapping of a paper, in the form of the entry `near`.

    A key without a fact is null where the entries have it so, else left out.
    """
    ordered = sorted(entries, key=lambda entry: abs(entries.index(entry) - near))[:20]
    indent = found[1] if (found := KEY.match(ordered[0].raw)) else ""
    lines: list[str] = []
    for key, old in keys_of(ordered).items():
        value = value_of(key, facts)
        if value is None and not any(
            re.search(rf"(?m)^ *(?:- )?{key}: *(?:null|~)? *$", entry.raw) for entry in ordered
        ):
            continue
        if value is None and key in UNKNOWN:
            continue
        lines += scalar(key, value, old, folded=any(is_folded(entry.raw) for entry in ordered))
    return "\n".join(f"{indent}{'  ' if number else '- '}{line}".rstrip() for number, line in enumerate(lines))


def keys_of(entries: Sequence[PageEntry]) -> dict[str, str]:
    """Return the keys of the first entry with their values, and those of the others at the places they have there."""
    keys: dict[str, str] = {}
    for entry in entries:
        before = list(keys)
        last = ""
        for _, key, value in KEY.findall(entry.raw):
            if key not in keys:
                at = before.index(last) + 1 if last in before else len(before)
                before.insert(at, key)
                keys[key] = value
            elif keys[key] in ("", "null"):
                keys[key] = value
            last = key
        keys = {key: keys[key] for key in before}
    return keys


def is_folded(raw: str) -> bool:
    """Tell whether a scalar goes on in a second line, further in than the keys are."""
    deeper = 4 + len(raw) - len(raw.lstrip(" "))
    return bool(re.search(rf"(?m)^ *(?:- |  )\w+: [^|>\s].*\n {{{deeper},}}[^\s-]", raw))


def scalar(key: str, value: str | int | None, old: str, *, folded: bool) -> list[str]:
    """Return the lines of one key, quoted as the old value is, and as far as YAML needs it."""
    if isinstance(value, int) and old[:1] in ("'", '"'):
        value = str(value)
    width = WIDTH if folded else UNFOLDED
    if old.startswith('"') and isinstance(value, str):
        text = yaml.safe_dump(value, default_style='"', width=width, allow_unicode=True)
        return f"{key}: {text}".rstrip("\n").split("\n")
    # Inside a sequence, so that lines are folded where a whole list's would be.
    text = yaml.safe_dump([{key: value}], width=width, allow_unicode=True)
    return [line[2:] for line in text.rstrip("\n").split("\n")]


def value_of(key: str, facts: Facts) -> str | int | None:
    """Return what the facts say for one key, None for nothing."""
    links = {link.label.casefold(): link.url for link in facts.links}
    match key:
        case "id" | "key":
            return identity(facts)
        case "title" | "name":
            return facts.title
        case "authors" | "author":
            return facts.authors
        case "year":
            return facts.known_year
        case "date":
            return facts.date
        case "venue" | "conference" | "journal" | "publication":
            return facts.venue
    if key in PAPER:
        return links.get(key) or next((link.url for link in facts.links if link.url != facts.code), None)
    return (facts.code or links.get(key)) if key in CODE else links.get(key)


def amend_yaml(entry: PageEntry, before: Paper, after: Paper, peers: Sequence[PageEntry]) -> str:
    """Return an entry's text after a change of its paper: the keys whose facts changed have others, all else stays.

    A fact that comes has a key of its own where another entry has one for it.
    """
    old, new = facts_of(entry, before), facts_of(entry, after)
    folded = any(is_folded(peer.raw) for peer in peers)
    text, own = entry.raw, {part.kind.removeprefix("key:"): part for part in entry.parts}
    indent = " " * (2 + len(text) - len(text.lstrip(" ")))
    known = keys_of([entry, *peers])
    order = [*known]
    for key in reversed(order):
        value = value_of(key, new)
        if key in IDENTITIES or value_of(key, old) == value:
            continue
        if key in own:
            part = own[key]
            start = text.index(key, text.rfind("\n", 0, part.start) + 1)
            lines = scalar(key, value, text[part.start : part.end], folded=folded)
            text = text[:start] + f"\n{indent}".join(lines) + text[part.end :]
        elif value is not None and str(value) not in text:
            end = max(own[other].end for other in order[: order.index(key)] if other in own)
            lines = scalar(key, value, known[key], folded=folded)
            text = text[:end] + "".join(f"\n{indent}{line}" for line in lines) + text[end:]
    return text


def identity(facts: Facts) -> str:
    """Return an id of the usual making: family name, year, first words of the title."""
    first = re.split(r",|\band\b", facts.authors or "anonymous")[0].split()
    short = facts.title.split(":")[0]
    return f"{fold_title(first[-1] if first else 'anonymous')}{facts.known_year or ''}{fold_title(short)[:30]}"
