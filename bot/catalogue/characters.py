"""Characters that nobody sees: they hide text, turn it round or make two equal titles differ.

Controls, marks of writing direction, zero-width and soft characters, byte order marks and tags. The zero-width joiners
U+200C and U+200D stay: Persian and Indic titles and some emoji are written with them.
"""

import unicodedata
from collections.abc import Iterable

from bot.patterns import rare

#: The inside of a character class, for `schema/paper.json` says the same; tabs and line ends are in it too.
HIDDEN = (
    "\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f\U000e0100-\U000e01ef"
)
#: In a text of several lines its tabs and line ends are seen.
UNSEEN = rare(f"(?![\t\n\r])[{HIDDEN}]")
#: Controls have no names in Unicode.
CONTROLS = {"\0": "NULL", "\x1b": "ESCAPE", "\x7f": "DELETE"}


def is_plain(text: str) -> bool:
    """Tell at once that nothing is hidden in a text, as in nearly all; of another one nothing is said."""
    return text.isascii() and text.isprintable()


def strip_hidden(text: str) -> str:
    """A text without the characters that nobody sees."""
    return text if is_plain(text) else UNSEEN.sub("", text)


def find_hidden(texts: Iterable[str]) -> tuple[str, ...]:
    """The names of the hidden characters of some texts, each once: "U+202E RIGHT-TO-LEFT OVERRIDE"."""
    found = {char for text in texts if not is_plain(text) for char in UNSEEN.findall(text)}
    return tuple(map(name_character, sorted(found)))


def name_character(char: str) -> str:
    """A character's number and name."""
    name = CONTROLS.get(char) or unicodedata.name(char, "CONTROL" if ord(char) < 0xA0 else "")
    return f"U+{ord(char):04X} {name}".rstrip()
