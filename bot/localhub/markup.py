"""Markdown -> HTML as GitHub shows it in threads: mentions, references and bare addresses become links; HTML is tamed.

This is how a reader of the demo sees whether something in a title fires.
"""

import hashlib
import html
import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

REFERENCE = re.compile(
    r"(?P<address>\bhttps?://[^\s<]+[^\s<.,:;!?'\")\]])"
    r"|(?<![\w/])@(?P<login>[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))(?![\w/])"
    r"|(?<![\w/])#(?P<number>\d+)\b"
)
SUGGESTION = "suggestion"
#: A box at the beginning of an item, as it is parsed and as it is written.
TASK = re.compile(r"(\[)([ xX])\]\s")
BOX = re.compile(r"^\s*(?:[-*+]|\d+[.)]) \[([ xX])\] ", re.MULTILINE)
TAGS = nh3.ALLOWED_TAGS | {"details", "summary", "sub", "sup", "input"}
ATTRIBUTES = {
    **nh3.ALLOWED_ATTRIBUTES,
    "div": {"class"},
    "a": {"href", "class"},
    "code": {"class"},
    "input": {"type", "checked", "disabled", "class"},
    "th": {"style"},
    "td": {"style"},
}


@cache
def renderer(*, breaks: bool = True) -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": True, "breaks": breaks}).enable(["table", "strikethrough"])
    markdown.core.ruler.push("tasks", show_tasks)
    markdown.core.ruler.push("references", link_references)
    markdown.add_render_rule("fence", render_fence)
    return markdown


def render_fence(self: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    """Return a code block; a suggestion becomes a diff against `env["replaced"]`, the lines that it replaces."""
    token = tokens[index]
    if token.info.strip() != SUGGESTION or env.get("replaced") is None:
        return str(RendererHTML.fence(self, tokens, index, options, env))
    lines = [("removed", f"-{line}") for line in env["replaced"]]
    lines += [("added", f"+{line}") for line in suggested_lines(token)]
    shown = "".join(f'<div class="{kind}">{html.escape(line)}</div>' for kind, line in lines)
    return f'<div class="suggestion"><div class="diff">{shown}</div></div>'


def suggested_lines(token: Token) -> list[str]:
    """Return the lines of a suggestion; an empty one deletes."""
    return token.content.split("\n")[:-1]


def read_suggestion(text: str) -> list[str] | None:
    """Return the lines that a remark suggests, None if it has no suggestion."""
    fences = (token for token in renderer().parse(text) if token.type == "fence" and token.info.strip() == SUGGESTION)
    return next(map(suggested_lines, fences), None)


def show_tasks(state: StateCore) -> None:
    """Turn the brackets at the beginning of list items into boxes; the page decides whether they can be ticked."""
    for before, token in zip(state.tokens[1:], state.tokens[2:], strict=False):
        is_item = before.type == "paragraph_open" and token.children and token.level >= 3
        found = TASK.match(token.children[0].content) if is_item and token.children else None
        if found and token.children:
            box = Token("html_inline", "", 0)
            box.content = f'<input type="checkbox" class="task"{" checked" if found[2] != " " else ""}> '
            token.children[0].content = token.children[0].content[found.end() :]
            token.children.insert(0, box)


def tick(text: str, number: int, *, ticked: bool) -> str:
    """Return a text with one of its boxes, counted from 0, ticked or not."""
    found = list(BOX.finditer(text))
    if not 0 <= number < len(found):
        return text
    at = found[number].start(1)
    return f"{text[:at]}{'x' if ticked else ' '}{text[at + 1 :]}"


def version(text: str) -> str:
    """Return a mark of a text that stays the same when its boxes are ticked."""
    return hashlib.sha256(BOX.sub("", text).encode("utf-8", "replace")).hexdigest()


def link_references(state: StateCore) -> None:
    """Turn mentions, references and addresses in plain text into links; `env["root"]` is the repository's page."""
    for token in state.tokens:
        depth = 0
        for child in token.children or () if "root" in state.env else ():
            depth += {"link_open": 1, "link_close": -1}.get(child.type, 0)
            if depth == 0 and child.type == "text":
                linked = link_text(child, state.env["root"])
                child.type, child.content = "html_inline", linked


def link_text(token: Token, root: str) -> str:
    def link(match: re.Match[str]) -> str:
        target = match["address"] or (f"/{match['login']}" if match["login"] else f"{root}/issues/{match['number']}")
        kind = ' class="mention"' if match["login"] else ""
        return f'<a href="{target}"{kind}>{match[0]}</a>'

    return REFERENCE.sub(link, html.escape(token.content, quote=False))


def visible_text(text: str) -> str:
    """Return the text in which GitHub looks for keywords, without code."""
    inlines = (token.children or [] for token in renderer().parse(text))
    return "\n".join("".join(child.content for child in inline if child.type == "text") for inline in inlines)


def render(text: str, root: str = "", replaced: Sequence[str] | None = None, *, breaks: bool = True) -> str:
    """Return safe HTML; `root` is the repository's page, `replaced` the lines that a suggestion replaces.

    In comments each line stays one; in files `breaks` is False.
    """
    shown = renderer(breaks=breaks).render(text, {"root": root, "replaced": replaced})
    return nh3.clean(shown, tags=TAGS, attributes=ATTRIBUTES)
