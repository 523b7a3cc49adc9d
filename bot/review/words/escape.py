"""Makes strangers' words look the same but do nothing on GitHub.

GitHub looks for mentions, references and addresses in the text *after* Markdown is rendered, and in commit messages and
titles too, so a backslash or an entity does not stop them; a zero-width space inside them does.
"""

import re
import unicodedata
from collections.abc import Sequence

from bot.patterns import rare

ZERO_WIDTH_SPACE = "\u200b"
#: In characters: how much of a text is shown as code.
LONGEST_CODE = 80

#: What GitHub acts on: a mention or mail, an issue, an address, a shortcode, a commit, a word that skips checks. Only
#: the words ignore case: patterns for all letters from a to z that do so take long to compile.
TRIGGERS = rare(
    r"""
      @ (?=\S)                        # @user, @org/team, user@example.org
    | \# (?=\d)                       # #12, owner/repo#12
    | (?<![A-Za-z0-9]) (?i:GH) (?=-\d)     # GH-12
    | :/ (?=/)                        # https://...
    | (?<![A-Za-z0-9]) (?i:www) (?=\.)
    | (?<![A-Za-z0-9]) (?i:mailto) (?=:)
    | : (?=[A-Za-z0-9_+-]{1,40}:)     # :rocket:
    | (?<![A-Za-z0-9]) [0-9A-Fa-f]{6} (?=[0-9A-Fa-f]{1,58}(?![A-Za-z0-9]))  # a commit's number
    | \[ (?=\s*(?:(?i:skip|no)[\s_-]+[A-Za-z]+|[A-Za-z]+[\s_-]+(?i:skip))\s*\])  # [skip ci], [ci skip], [no ci]
    | (?<![A-Za-z0-9]) (?i:skip) (?=(?i:-checks)\s*:)                # the trailer of the same use
    | (?i:NO) (?=(?i:_CI))                                           # ***NO_CI***, of Azure's pipelines
    """,
    re.VERBOSE,
)
#: Marks that begin or end something anywhere, and those that do so at the start of a line.
MARKDOWN = re.compile(r"[\\`*_\[\]<>|~&$]|^[-+=#:]|(?<=^\d)[.)]")


def plain(text: str) -> str:
    """Return a single line, safe in a title or a commit message."""
    return TRIGGERS.sub(lambda match: match[0] + ZERO_WIDTH_SPACE, " ".join(drop_invisible(text).split()))


def markdown(text: str) -> str:
    """Return a single line, safe in a comment: every character shows as itself."""
    return MARKDOWN.sub(escape_character, plain(text))


def sentence(text: str) -> str:
    """Return a text as a sentence, with a full stop unless it has an end of its own."""
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def enumerate_words(words: Sequence[str]) -> str:
    """Return "a", "a and b" or "a, b and c"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def escape_character(match: re.Match[str]) -> str:
    """Return the Markdown for a punctuation mark that should show as itself."""
    char = match[0]
    return {"&": "&amp;", "<": "&lt;", ">": "&gt;"}.get(char, "\\" + char)


def code(text: str) -> str:
    """Return a code span, in which nothing is active; within a table's cell, bars are escaped."""
    visible = " ".join(drop_invisible(text).split())
    fence = "`" * (longest_run(visible, "`") + 1)
    pad = " " if visible.startswith("`") or visible.endswith("`") or not visible else ""
    return f"{fence}{pad}{visible}{pad}{fence}"


def short_code(text: str) -> str:
    """Return a text as code, cut to a length that fits in a sentence."""
    return code(text if len(text) <= LONGEST_CODE else f"{text[:LONGEST_CODE]}…")


def block(text: str, language: str = "") -> str:
    """Return a fenced block whose fence is longer than any inside."""
    fence = "`" * max(3, longest_run(text, "`") + 1)
    return f"{fence}{language}\n{text}\n{fence}"


def longest_run(text: str, char: str) -> int:
    return max((len(run) for run in re.findall(f"{re.escape(char)}+", text)), default=0)


def drop_invisible(text: str) -> str:
    """Return a text without invisible characters; most texts have none."""
    return text if text.isprintable() else "".join(char for char in text if not is_invisible(char))


def is_invisible(char: str) -> bool:
    """Whether a character is one of the control, format and bidirectional ones that can hide or reorder text."""
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co"} and not char.isspace()
