"""The hidden marks in the bot's texts on GitHub, which identify them and store its memory."""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

NOTE = re.compile(r"<!-- paperclerk:note ([0-9a-f]{16}) -->\s*\Z")
REPLY = re.compile(r"<!-- paperclerk:reply (\S+) -->\s*\Z")

#: Ends every comment that the bot writes. A maintainer, or all workflows of a repository, may use the same account, so
#: a comment without this end is somebody else's.
END = re.compile(r"<!-- paperclerk:(?:state|reply) [^\n]*-->")

#: What could end the HTML comment or the line is written as JSON escapes, and so is half a surrogate pair.
ESCAPED = {ord(char): f"\\u{ord(char):04x}" for char in "<>\u0085\u2028\u2029"} | {
    code: f"\\u{code:04x}" for code in range(0xD800, 0xE000)
}


def write_block(name: str, content: Mapping[str, Any]) -> str:
    """Return a hidden block; nothing in it can end the HTML comment early."""
    text = json.dumps(content, separators=(",", ":"), default=dict, ensure_ascii=False).translate(ESCAPED)
    return f"<!-- paperclerk:{name} {text} -->"


def read_block(block: re.Pattern[str], body: str) -> dict[str, Any]:
    """Return the content of a hidden block, {} where people, who may edit the bot's words, broke it."""
    match = block.search(body)
    try:
        content = json.loads(match[1]) if match else {}
    except (ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def is_marked(body: str) -> bool:
    """Whether a comment ends as the bot's do, on a line of its own; a quoted or indented copy does not."""
    return END.fullmatch(body.rstrip().rpartition("\n")[2]) is not None


def write_reply_mark(request: str) -> str:
    return f"<!-- paperclerk:reply {request} -->"


def read_reply_mark(body: str) -> str | None:
    match = REPLY.search(body)
    return match[1] if match else None


def write_note_mark(digest: str) -> str:
    return f"<!-- paperclerk:note {digest} -->"


def read_note_mark(body: str) -> str | None:
    match = NOTE.search(body)
    return match[1] if match else None


def fingerprint(said: object) -> str:
    """Return a digest by which the bot knows that it said exactly this."""
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]
