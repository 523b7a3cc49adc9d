"""A page that moves to another folder of its repository: its relative links and pictures lead where they led."""

import posixpath
import re
from collections.abc import Iterator

#: The address of a link, a picture, a tag or a definition. Code is taken first, so that it stays as it is.
TARGETS = re.compile(
    r"(?P<code>^[ \t]*(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t]*(?P=fence)[^\n]*$|\Z)|`[^`\n]+`)"
    r"|(?P<before>\]\(\s*<?|\b(?:src|href|srcset)\s*=\s*[\"']|^ {0,3}\[[^\[\]\n]+\]:[ \t]+<?)(?P<target>[^\s<>\"'()]+)",
    re.M | re.S,
)
#: What does not begin beside the page: an address with its scheme or host, the repository's top, a place on the page.
ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|[/#?]")


def find_targets(text: str) -> Iterator[str]:
    """Yield the paths that a page links to beside itself."""
    for found in TARGETS.finditer(text):
        if not found["code"] and not ELSEWHERE.match(found["target"]):
            yield found["target"].partition("#")[0]


def relocate(text: str, old: str, new: str) -> str:
    """Return the text of a page that moves from one folder to another, both seen from the same place."""
    if old == new:
        return text

    def move(found: re.Match[str]) -> str:
        target = found["target"]
        if found["code"] or ELSEWHERE.match(target):
            return found[0]
        path, mark, rest = target.partition("#")
        moved = posixpath.relpath(posixpath.join("/", old, path), posixpath.join("/", new))
        return f"{found['before']}{moved}{'/' if path.endswith('/') else ''}{mark}{rest}"

    return TARGETS.sub(move, text)
