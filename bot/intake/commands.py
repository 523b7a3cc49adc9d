"""A comment -> the commands in it.

A command stands first on its line, in plain text: not in code, a quote, a list, a heading, a link or HTML, nor in the
old mail below an answer, which is somebody else's words. Markdown
decides what is plain text; the line is then compared with the source, because an escape or an entity (`\\/approve`)
decodes to a command that nobody typed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from markdown_it.token import Token

from bot.intake.commonmark import parser
from bot.intake.mail import cut_mail

NAMES = frozenset({
    "approve", "reject", "hold", "unhold", "section", "set", "duplicate", "not-duplicate", "allow", "recheck", "help",
    "reopen",
})  # fmt: skip
#: Commands whose argument is people's own words; of the others a sentence's end and good manners are no part.
WORDY = frozenset({"reject", "set", "hold"})
MANNERS = re.compile(r"(?:^|(?<=\s))(?:please|pls|plz|thanks|thank you|thx|ty|🙏|👍)\W*$", re.IGNORECASE)
END = ".!"
COMMAND = re.compile(rf"/([a-z][a-z-]{{0,30}})[{END},;:]*(?:[ \t]+(.*))?", re.ASCII | re.IGNORECASE)
#: A command with other words before it, or as an item of a list; a path is none.
INLINE = re.compile(r"(?<![\w/.:-])/([a-z][a-z-]{0,30})(?![\w/-])", re.ASCII | re.IGNORECASE)
#: Commands further down, or more of them, are not read.
LONGEST_READ = 8_000
MOST_COMMANDS = 10


@dataclass(frozen=True, slots=True)
class Command:
    """A command, its name in small letters; `known` is false for a name that the bot does not have."""

    name: str
    argument: str = ""

    @property
    def known(self) -> bool:
        """Whether the bot has this command."""
        return self.name in NAMES


def read_commands(body: str) -> tuple[Command, ...]:
    """Return the commands of a comment in their order."""
    if "/" not in body:
        return ()
    text = cut_mail(body[:LONGEST_READ].replace("\r\n", "\n"))
    source = {line.strip() for line in text.split("\n")}
    found = (COMMAND.fullmatch(line) for line in plain_lines(text) if line in source)
    commands = [read_command(match[1].lower(), (match[2] or "").strip()) for match in found if match]
    return tuple(commands[:MOST_COMMANDS])


def find_inline(body: str) -> Iterator[str]:
    """Yield the names that stand inside lines as commands do, where none is carried out; the bot may not have them."""
    if "/" in body and len(body) <= LONGEST_READ:
        lines = all_lines(cut_mail(body.replace("\r\n", "\n")))
        yield from (match[1].lower() for line in lines for match in islice(INLINE.finditer(line), MOST_COMMANDS))


def all_lines(text: str) -> Iterator[str]:
    """Yield what people wrote themselves as text, also in lists, without code, links and quotes."""
    depth = 0
    for token in parser().parse(text):
        depth += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if token.type == "inline" and not depth:
            inside = 0
            for child in token.children or []:
                inside += {"link_open": 1, "link_close": -1}.get(child.type, 0)
                if child.type == "text" and not inside:
                    yield child.content


def read_command(name: str, argument: str) -> Command:
    """Return a command without the full stop, exclamation mark or "please" that some people cannot leave out."""
    return Command(name, argument if name in WORDY else MANNERS.sub("", argument.rstrip(END)).rstrip(f"{END}, "))


def plain_lines(text: str) -> Iterator[str]:
    """Yield the lines of top-level paragraphs that hold nothing but text."""
    tokens = parser().parse(text)
    for position, token in enumerate(tokens):
        if token.type == "paragraph_open" and token.level == 0:
            yield from text_lines(tokens[position + 1].children or [])


def text_lines(children: list[Token]) -> Iterator[str]:
    """Yield the lines of a paragraph that are text from end to end."""
    line, is_text = "", True
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            if is_text:
                yield line.strip()
            line, is_text = "", True
        elif child.type == "text":
            line += child.content
        else:
            is_text = False
    if is_text:
        yield line.strip()
