"""Shows an entry's lines as they will look in the list, as Markdown in which nothing is active."""

import re
from urllib.parse import quote

from bot.catalogue.identity.identifiers import is_web_address
from bot.review.words.escape import TRIGGERS, ZERO_WIDTH_SPACE, block, code, drop_invisible, markdown

#: GitHub shows on such a page that it was linked; a stranger should not cause that in the bot's name.
TELLS = re.compile(r"https?://(?:www\.)?github\.com/+[^/]+/+[^/]+/+(?:issues|pull|discussions|commit)\b", re.IGNORECASE)
#: Characters kept in an address; all others are percent-encoded, so that nothing ends the link or the cell.
SAFE = "%/:?#@!$&'*+,;=-._~"
#: The end of a Markdown link, with its address.
TARGET = re.compile(r"\]\((?:<([^<>\n]{1,2000})>|([^()\s<>]{1,2000}(?:\([^()\s<>]{0,500}\)[^()\s<>]{0,500})?))\)")
#: Anything beyond text and links: tags, pictures, code, headings, and a link without a visible end.
MORE = re.compile(r"<|!\[|`|^\s*#|^\s*\[[^\]]+\]:|\]\((?!\))")
#: Separates the cells of a table's row.
BAR = re.compile(r"(?<!\\)\|")
#: An entry of more lines is shown as its source.
MOST_LINES = 12


def link_address(url: str) -> str | None:
    """Return an address for a link's target, None if a link could do more than lead there."""
    if not is_web_address(url) or TELLS.match(url):
        return None
    return f"<{quote(url, safe=SAFE, errors='replace').replace('&', '&amp;')}>"


def show_lines(text: str) -> str:
    """Return an entry's lines as they will look in the list, with the source folded below; otherwise only the source.

    The rendered lines are in a quotation, in which each line of a list stays a line and wraps on a phone.
    """
    source = block(text, "md")
    lines = split_row(text) if text.lstrip().startswith("|") else text.split("\n")
    looks = [render_line(line) for line in lines[:MOST_LINES]]
    if len(lines) > MOST_LINES or None in looks:
        return source
    shown = "\n".join(f"> {look}" for look in looks)
    return f"{shown}\n\n<details><summary>Its source</summary>\n\n{source}\n\n</details>"


def split_row(row: str) -> list[str]:
    """Return the cells of a table's row as items, one below the other: a row is wider than a phone's screen.

    A cell with only a dash is empty, and would become an item within an item.
    """
    cells = (cell.strip() for cell in BAR.split(row.replace("\n", " ")))
    return [f"- {cell}" for cell in cells if cell.strip("-–—")]


def render_line(text: str) -> str | None:
    """Return a line of a list so that GitHub renders it and acts on nothing in it, None if that is not certain."""
    if MORE.search(TARGET.sub("]()", text)):
        return None
    shown, end = [], 0
    for link in TARGET.finditer(text):
        target = link_address(link[1] or link[2])
        if target is None:
            return None
        shown += [calm(text[end : link.start()]), f"]({target})"]
        end = link.end()
    return "".join([*shown, calm(text[end:])])


def calm(text: str) -> str:
    """Return Markdown in which no name, number or word is active."""
    return TRIGGERS.sub(lambda match: match[0] + ZERO_WIDTH_SPACE, drop_invisible(text))


def show_address(url: str) -> str:
    """Return an address as a link, without its scheme, that wraps anywhere; as code if a link could do more."""
    target = link_address(url)
    if target is None:
        return code(url)
    return f"[{wrap_address(url)}]({target})"


def link(words: str, url: str) -> str:
    """Return words linked to an address, or followed by it as code if a link could do more."""
    target = link_address(url)
    return f"[{words}]({target})" if target else f"{words} ({code(url)})"


def wrap_address(url: str) -> str:
    """Return an address with places where it can break, so that no table gets wider than a phone."""
    bare = re.sub(r"^https?://", "", url, flags=re.IGNORECASE)
    return re.sub(r"(?<=[/.=?_-])(?=\w)", ZERO_WIDTH_SPACE, markdown(bare))
