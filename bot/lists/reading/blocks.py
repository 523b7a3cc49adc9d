"""Cuts a page into blocks: headings, list items, table rows, paragraphs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.patterns import rare

ATX = re.compile(r" {0,3}(#{1,6})(?!#)[ \t]*(.*?)[ \t]*#*[ \t]*$")
SETEXT = re.compile(r" {0,3}(=+|-+)[ \t]*$")
HTML_HEAD = re.compile(r"\s*<h([1-6])\b[^<>]*>(.*?)</h\1>", re.I)
SUMMARY = rare(r"<summary\b[^<>]*>(.*?)(?:</summary>|$)", re.I)
SUMMARY_LEVEL = rare(r"<h([1-6])\b", re.I)
FOLD = rare(r"<(/?)details\b", re.I)
BOLD_LINE = rare(
    r"\s{0,3}(?:<b>|<strong>|\*\*|__)((?:(?!\*\*).){1,120}?)(?:</b>|</strong>|\*\*|__)\s*:?\s*(?:<br\s*/?>|\\)?\s*$",
    re.I,
)
ITEM = re.compile(r"([ \t]*)([-*+•]|\d{1,5}[.)])([ \t]+|$)")
#: "[3] One", or with the number glued to what follows, which makes no list of it: "3.One".
NUMBERED_LINE = rare(r" {0,3}\*{0,2}(?:\\?\[\d{1,4}\\?\]|【\d{1,4}】|\d{1,3}[.)、．](?=[^\W\d_]|[\[*\"“]))")
DELIMITER = rare(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
FENCE = re.compile(r" {0,3}(`{3,}|~{3,}|<pre\b)")
#: "title: A list", what begins a page's settings for a site generator.
SETTING = re.compile(r"[\w-]+:(?!\S)")
RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
STRUCTURE = rare(
    r"\s*</?(?:details|summary|div|p|center|table|thead|tbody|ul|ol|li|section|picture|source|br|hr)\b[^<>]*/?>\s*",
    re.I,
)
#: What begins and ends the lines that stand in the middle of a page's top: its picture, its motto, its badges.
CENTRED = rare(r"\s*<(?:(?:p|div)\b[^<>]*\bcenter|center\b)(?![^\n]*</(?:p|div|center)>)", re.I)
CENTRED_END = rare(r"</(?:p|div|center)>\s*$", re.I)
REFERENCE = rare(r" {0,3}\[([^\[\]]{1,80})\]:\s*<?(\S+?)>?(?:\s+[\"'(].*)?\s*$")
PIPE = rare(r"(?<!\\)\|")
#: The level of what folds away the lines below it, where it is no heading.
FOLDED = 7


@dataclass(slots=True)
class Block:
    """Lines [first, last] of one kind: heading, item, head (a table's), row, cellrow (HTML), paragraph, quote, end.

    An end closes what a heading folds away. `level` is a heading's level, that of the one that ends, an item's
    indentation; `table` numbers the table of a row; `text` a heading's words.
    """

    kind: str
    first: int
    last: int
    level: int = 0
    text: str = ""
    table: int = -1
    loose: bool = False


def indentation(text: str) -> int:
    """Return the width of the blanks at the beginning, a tab as four."""
    width = 0
    for char in text:
        if char == " ":
            width += 1
        elif char == "\t":
            width += 4 - width % 4
        else:
            break
    return width


def is_row(line: str) -> bool:
    """Tell whether a line is a row of a pipe table by itself: it begins with a bar and has two cells or more."""
    return line.lstrip(" >").startswith("|") and len(PIPE.findall(line)) >= 3


def read_references(lines: Sequence[str]) -> dict[str, str]:
    """Return the addresses of the page's link definitions by their folded names."""
    return {
        found[1].casefold().strip(): found[2]
        for line in lines
        if line.lstrip().startswith("[") and (found := REFERENCE.match(line))
    }


class Scanner:
    """Reads the lines one after another and keeps what is open: a list item, a paragraph, a table."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.blocks: list[Block] = []
        self.open: Block | None = None
        self.after_blank = True
        self.tables = 0
        self.table_open = False
        self.folds: list[int] = []
        self.centred = False

    def scan(self) -> list[Block]:
        """Return the blocks of the page."""
        index = self.pass_front()
        while index < len(self.lines):
            index = self.take(index)
        return self.blocks

    def pass_front(self) -> int:
        """Return where the page begins behind what its first lines tell a site generator about it."""
        if self.line(0) != "---" or not SETTING.match(self.line(1)) or "---" not in self.lines[1:]:
            return 0
        return self.lines.index("---", 1) + 1

    def line(self, index: int) -> str:
        """Return a line, an empty one behind the last."""
        return self.lines[index] if index < len(self.lines) else ""

    def start(self, block: Block, *, keep: bool = False) -> None:
        """Begin a block; `keep`: following lines may belong to it."""
        self.blocks.append(block)
        self.open = block if keep else None
        self.after_blank = self.centred = False

    def take(self, index: int) -> int:
        """Take in the block or line at `index` and return where to go on."""
        line = self.lines[index]
        if "details" in line:
            self.fold(index, line)
        if not line.strip():
            self.after_blank, self.table_open = True, False
            return index + 1
        if (fence := FENCE.match(line)) and not ("`" in line[fence.end() :] and fence[1][0] == "`"):
            return self.skip_fence(index, fence[1])
        if line.lstrip().startswith("<!--"):
            return self.skip_comment(index)
        if (after := self.table_row(index, line)) is not None:
            return after
        if "<" in line and re.search(r"<t[rdh]\b", line, re.I):
            return self.html_row(index)
        if (after := self.heading(index, line)) is not None:
            self.table_open = False
            return after
        return self.text_line(index, line)

    def fold(self, index: int, line: str) -> None:
        """Note what a line begins to fold away, and end what it closes."""
        for found in FOLD.finditer(line):
            if not found[1]:
                self.folds.append(0)
            elif self.folds and (level := self.folds.pop()):
                self.start(Block("end", index, index, level))

    def skip_fence(self, index: int, mark: str) -> int:
        """Pass over a code block."""
        is_tag = mark.startswith("<")
        closing = re.compile(".*</pre>" if is_tag else rf"\s*{re.escape(mark[0])}{{{len(mark)},}}\s*$")
        for place in range(index if is_tag else index + 1, len(self.lines)):
            if closing.match(self.lines[place]):
                self.open = None
                return place + 1
        return len(self.lines)

    def skip_comment(self, index: int) -> int:
        """Pass over a comment; one that is never closed hides its own line only."""
        for place in range(index, min(len(self.lines), index + 2000)):
            if "-->" in self.lines[place]:
                return place + 1
        return index + 1

    def table_row(self, index: int, line: str) -> int | None:
        """Take in a table's head or row and return where to go on, None if the line is neither.

        A table that has lost its head, as in a diff, begins with a row.
        """
        if not self.table_open:
            following = self.line(index + 1)
            if "|" in line and is_delimiter(following):
                self.open_table()
                self.start(Block("head", index, index + 1, table=self.tables))
                return index + 2
            if not is_row(line):
                return None
            self.open_table()
        if PIPE.search(line) and not ATX.match(line):
            self.start(Block("row", index, index, table=self.tables))
            return index + 1
        self.table_open = False
        return None

    def open_table(self) -> None:
        """Begin a table."""
        self.tables += 1
        self.table_open, self.open = True, None

    def html_row(self, index: int) -> int:
        """Take in a row of an HTML table, over as many lines as it has."""
        last = index
        for last in range(index, min(len(self.lines), index + 60)):
            if "</tr>" in self.lines[last].casefold():
                break
        if re.search(r"<tr\b", self.lines[index], re.I) and last > index and "</tr>" not in self.lines[last].casefold():
            last = index
        self.start(Block("cellrow", index, last, table=self.tables))
        return last + 1

    def heading(self, index: int, line: str) -> int | None:
        """Take in a heading of any kind and return where to go on, None if the line is none."""
        if found := ATX.match(line):
            if found[2].strip():
                self.start(Block("heading", index, index, len(found[1]), found[2]))
            return index + 1
        if found := HTML_HEAD.match(line):
            self.start(Block("heading", index, index, int(found[1]), found[2]))
            return index + 1
        if "<summary" in line.casefold() and not self.is_nested(line):
            found = SUMMARY.search(line)
            text = found[1] if found else ""
            level = SUMMARY_LEVEL.search(text)
            self.start(Block("heading", index, index, int(level[1]) if level else FOLDED, text))
            if "</details" in line:
                self.start(Block("end", index, index, self.blocks[-1].level))
            else:
                self.folds[-1:] = [self.blocks[-1].level]
            return index + 1
        following = self.line(index + 1)
        if (
            (found := SETEXT.match(following))
            and (found[1][0] == "=" or len(found[1]) >= 2)
            and (self.after_blank or self.open is None)
            and not ITEM.match(line)
            and "|" not in line
        ):
            self.start(Block("heading", index, index + 1, 1 if found[1][0] == "=" else 2, line))
            return index + 2
        if RULE.match(line):
            self.open = None
            return index + 1
        return None

    def is_nested(self, line: str) -> bool:
        """Tell whether a line stands within the list item that is open: what folds there belongs to an entry."""
        opened, indent = self.open, indentation(line)
        if opened is None or opened.kind != "item" or self.after_blank:
            return False
        return 2 <= opened.level <= indent if ITEM.match(line) else indent >= opened.level + 2

    def text_line(self, index: int, line: str) -> int:
        """Take in a list item, a line that goes on with what is open, or a paragraph."""
        found = ITEM.match(line)
        indent = indentation(line)
        opened = self.open
        if found and (self.after_blank or opened is None or opened.kind == "item" or indent < 4):
            self.start(Block("item", index, index, indent), keep=True)
            return index + 1
        if line.lstrip().startswith(">"):
            if opened and opened.kind == "quote" and not self.after_blank:
                opened.last = index
            else:
                self.start(Block("quote", index, index, indent), keep=True)
            return index + 1
        if STRUCTURE.fullmatch(line) and not re.fullmatch(r"\s*<br\s*/?>\s*", line, re.I):
            self.open = None
            self.centred = CENTRED.match(line) is not None or (self.centred and not CENTRED_END.search(line))
            return index + 1
        if self.centred and opened is None and "](" not in line and "href" not in line:
            return index + 1
        if opened and self.goes_on(opened, indent, line):
            opened.last = index
            opened.loose = opened.loose or self.after_blank
            self.after_blank = False
            return index + 1
        if REFERENCE.match(line):
            return index + 1
        self.start(Block("paragraph", index, index, indent), keep=True)
        return index + 1

    def goes_on(self, opened: Block, indent: int, line: str) -> bool:
        """Tell whether a line belongs to the block that is open."""
        if NUMBERED_LINE.match(line):
            return False
        if opened.kind == "item":
            return not self.after_blank or indent >= opened.level + 2
        return opened.kind == "paragraph" and not self.after_blank


def is_delimiter(line: str) -> bool:
    """Tell whether a line divides a table's head from its rows."""
    return "-" in line and "|" in line and DELIMITER.match(line) is not None
