"""The form of an entry line: its parts, as catalogue.yaml configures them. Entry -> line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.catalogue.characters import strip_hidden
from bot.catalogue.paper import Link

#: Punctuation that could begin markup inside a title. An underscore inside a word begins none.
SPECIAL = re.compile(
    r"[\\`*\[\]<>|~$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|&(?=#?\w+;)|!(?=\[)|(?<=\w):(?=//)|(?<=www)\."
)
#: What would end a link's address early, or be read as something else in it.
UNSAFE_IN_ADDRESS = re.compile(r"[\s<>\\`\x00-\x1f\x7f]")
UNSAFE_WITH_PARENTHESES = re.compile(r"[\s<>\\`\x00-\x1f\x7f()]")
#: What would begin another block at the start of an item: a list, a heading, a rule; "2022." begins a numbered list.
BLOCK_START = re.compile(r"^([-*+]\s+)([-+#])|^([-*+]\s+\d{1,9})([.)](?=\s|$))")
ENTITY = re.compile(r"&(?=#?\w+;)")


@dataclass(frozen=True, slots=True)
class EntryFormat:
    """How a list writes an entry: the line, the venue's tag in it and each link, as templates.

    The tag is left out where the venue is unknown; so is the year in it, with the mark before it. Where the line has
    `{url}`, that is the first link's address, and `{links}` are the others.
    """

    line: str = "- {title}. {tag} {links}"
    tag: str = "*[{venue}'{yy}]*"
    link: str = "[[{label}]]({url})"


def format_entry(form: EntryFormat, *, title: str, venue: str | None, year: int | None, links: Sequence[Link]) -> str:
    """Return the line of an entry."""
    first, others = (links[:1], links[1:]) if "{url}" in form.line else ((), links)
    url = escape_address(first[0].url) if first else ""
    shown = " ".join(form.link.format(label=escape_text(link.label), url=escape_address(link.url)) for link in others)
    tag = format_tag(form, venue, year) if venue else ""
    line = form.line.format(title=escape_text(title), url=url, tag=tag, links=shown)
    line = BLOCK_START.sub(lambda m: f"{m[1] or m[3]}\\{m[2] or m[4]}", line)
    return re.sub(r" {2,}", " ", line).rstrip() if not tag else line.rstrip()


def format_tag(form: EntryFormat, venue: str, year: int | None) -> str:
    """Return the tag that says where and when a paper appeared."""
    template = form.tag if year else re.sub(r"[ '’,-]*\{(?:yy|year)\}", "", form.tag)
    return template.format(venue=escape_text(venue), year=year, yy=f"{(year or 0) % 100:02}")


def escape_text(text: str) -> str:
    """Return one line of Markdown that shows as `text`; text without special characters stays as it is."""
    return SPECIAL.sub(
        lambda match: "&amp;" if match[0] == "&" else "\\" + match[0], " ".join(strip_hidden(text).split())
    )


def escape_address(url: str) -> str:
    """Return an address that can stand between the parentheses of a link; an ordinary one stays as it is."""
    unsafe = UNSAFE_IN_ADDRESS if are_balanced(url) else UNSAFE_WITH_PARENTHESES
    encoded = unsafe.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace")), url)
    return ENTITY.sub("&amp;", encoded)


def are_balanced(url: str) -> bool:
    """Tell whether every parenthesis in an address is closed, as CommonMark wants it."""
    if "(" not in url and ")" not in url:
        return True
    depth = 0
    for char in url:
        depth += {"(": 1, ")": -1}.get(char, 0)
        if depth < 0:
            return False
    return depth == 0
