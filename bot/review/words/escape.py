"""What a stranger wrote -> the same for the eye, with nothing in it that GitHub would act on.

GitHub looks for mentions, references and addresses in the text *after* Markdown is rendered, in commit messages and
titles too, so a backslash or an entity does not stop them; a zero-width space inside them does.
"""

import re
import unicodedata
from collections.abc import Sequence

from bot.patterns import rare

ZERO_WIDTH_SPACE = "\u200b"
#: In characters, of a piece of a text that is shown as code.
LONGEST_CODE = 80

#: Where something fires: a mention or mail, an issue, an address, a shortcode, a commit, a word that stops checks.
#: Only the words take both cases: it is long work to compile letters from a to z that do.
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
#: Marks that begin or end something anywhere, and those that do at the start of a line.
MARKDOWN = re.compile(r"[\\`*_\[\]<>|~&$]|^[-+=#:]|(?<=^\d)[.)]")


def plain(text: str) -> str:
    """Return one line for a title or a commit message."""
    return TRIGGERS.sub(lambda match: match[0] + ZERO_WIDTH_SPACE, " ".join(drop_invisible(text).split()))


def markdown(text: str) -> str:
    """Return one line for a comment: every character shows as itself."""
    return MARKDOWN.sub(escape_character, plain(text))


def sentence(text: str) -> str:
    """Return a text as a sentence: with a full stop, if it does not end one itself."""
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def enumerate_words(words: Sequence[str]) -> str:
    """Return "a", "a and b" or "a, b and c"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def escape_character(match: re.Match[str]) -> str:
    """Return how Markdown writes a punctuation mark that stands for itself."""
    char = match[0]
    return {"&": "&amp;", "<": "&lt;", ">": "&gt;"}.get(char, "\\" + char)


def code(text: str) -> str:
    """Return a code span, in which nothing fires; the cell of a table has its bars to escape."""
    visible = " ".join(drop_invisible(text).split())
    fence = "`" * (longest_run(visible, "`") + 1)
    pad = " " if visible.startswith("`") or visible.endswith("`") or not visible else ""
    return f"{fence}{pad}{visible}{pad}{fence}"


def short_code(text: str) -> str:
    """Return a piece of a text as code, not more of it than fits a sentence."""
    return code(text if len(text) <= LONGEST_CODE else f"{text[:LONGEST_CODE]}…")


def block(text: str, language: str = "") -> str:
    """Return a fenced block whose fence is longer than any inside."""
    fence = "`" * max(3, longest_run(text, "`") + 1)
    return f"{fence}{language}\n{text}\n{fence}"


def longest_run(text: str, char: str) -> int:
    return max((len(run) for run in re.findall(f"{re.escape(char)}+", text)), default=0)


def drop_invisible(text: str) -> str:
    """Return a text without the characters that nobody sees; of most texts all can be printed."""
    return text if text.isprintable() else "".join(char for char in text if not is_invisible(char))


def is_invisible(char: str) -> bool:
    """Tell control, format and bidirectional characters, which can hide or reorder what is read."""
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co"} and not char.isspace()
