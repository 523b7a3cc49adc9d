"""Markdown -> the lines that a reader sees, with the links, marked words and quotations in them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from markdown_it.token import Token

from bot.intake.commonmark import parser
from bot.intake.submission import Proposal
from bot.intake.text.parts.addresses import Anchor, find_bare

Place = Literal["text", "item", "heading", "row", "cell"]

#: Markdown beyond this is not read: a proposal is short, and odd Markdown costs the square of its length.
LONGEST_READ = 16_000
#: Beyond this many, opening brackets are dropped: each one that is never closed is searched to the end of its block.
MOST_BRACKETS = 1_500
#: More blanks behind a word than people type, through which the readers of a line would go again and again.
WIDE = re.compile(r"(?<=\S)[ \t]{50,}")
#: What a mail program puts before a message that is sent on.
FORWARDED = re.compile(
    r"^[ \t]*-{2,}[ \t]?(?:forwarded|original) message[ \t]?-{2,}[ \t]*"
    r"(?:\n[ \t]*(?:from|date|sent|subject|to|cc):.{0,300})*",
    re.IGNORECASE | re.MULTILINE,
)
QUOTED = re.compile(
    r"\"([^\"\n]{3,300})\"|“([^”\n]{3,300})”|‘([^’\n]{3,300}(?:’[a-z][^’\n]{0,200})?)’|《([^》\n]{2,300})》"
    r"|「([^」\n]{2,300})」|『([^』\n]{2,300})』|„([^“”\n]{3,300})[“”]|«\s?([^»\n]{3,300}?)\s?»"
    r"|(?<!\w)'(?=\S)((?:[^'\n]|'(?=[a-z])){3,300})'(?!\w)|[“\"]\s?(?=\S)([^“”\"\n]{3,300})[”“\"]"
)
#: Quoted words that go on in the next line, as in a text that a mail program has broken.
BROKEN_QUOTE = re.compile(r"(?<!\w)\"(?=\S)[^\"]{3,300}\"(?!\w)|“[^“”]{3,300}”|„[^„“”]{3,300}[“”]")
#: "[1] ...", "(2) ...", "3、...", "④ ...".
NUMBER = re.compile(r"[\[(（]\d{1,2}[\])）]\s|\d{1,2}、|[①-⑳]")
TAG = re.compile(r"(<[^<>]{1,1000}>)")
HREF = re.compile(r"""<a\s[^<>]{0,500}?href\s?=\s?["']?([^"'\s<>]{1,2000})""", re.IGNORECASE)
NEW_LINE = re.compile(r"</?(?:br|p|li|tr|td|th|div|h\d|summary|details|table|ul|ol)\b", re.IGNORECASE)
#: What GitHub quotes whole, and puts this line below, where somebody makes an issue of a comment.
POSTED = re.compile(r"^[ _]{0,3}Originally posted by @", re.M)
QUOTE_MARK = re.compile(r"^> ?", re.M)
UNSEEN = re.compile(r"<(script|style|template)\b", re.IGNORECASE)
#: A parser keeps nothing between two texts, and takes longer to make than most texts to read.
markdown = cache(parser)
#: Fields in YAML stand as labelled lines do.
FENCE_AS_TEXT = ("", "md", "markdown", "text", "txt", "plain", "plaintext", "yaml", "yml")


@dataclass(slots=True)
class Line:
    """One line: its text, links and words in bold, italics or code; `group` is its list or table (0: none).

    `number` is that of the item it stands in, as its author gave it (0: none). `place` says what it begins, `level` a
    heading's (1 to 6), `depth` how many lists are around it, `column` what heads its table's column. `source` is the
    line of the text it stands on, counted from 0; `entry` what an entry of a list says that was pasted there.
    """

    text: str = ""
    links: list[Anchor] = field(default_factory=list)
    bold: list[str] = field(default_factory=list)
    italics: list[str] = field(default_factory=list)
    place: Place = "text"
    group: int = 0
    number: int = 0
    level: int = 0
    depth: int = 0
    column: str = ""
    source: int = -1
    entry: Proposal | None = None

    @property
    def is_all_bold(self) -> bool:
        """Whether nothing but bold words stands in the line."""
        return len(self.bold) == 1 and self.text.strip(" :：*.") == self.bold[0].strip(" :：*.")

    @property
    def leads_in(self) -> bool:
        """Whether the line leads in what follows, as a heading does."""
        return self.is_all_bold or self.text.rstrip(" *_").endswith((":", "："))


def read_number(line: Line) -> int | None:
    """Return the number with which a line begins as one of a list that Markdown does not know as one."""
    found = NUMBER.match(line.text)
    return int(re.sub(r"\D", "", unicodedata.normalize("NFKC", found[0]))) if found else None


def read_lines(text: str) -> list[Line]:
    """Return the lines of a text; what is hidden in HTML comments and what is quoted with ">" is not read."""
    return list(read_blocks(sanitise(text), Spot()))


def is_seen(line: Line) -> bool:
    """Tell whether a line holds anything."""
    return bool(line.text.strip() or line.links)


def sanitise(text: str) -> str:
    """Return the part of a text that is read, without what no reader sees, wide blanks and endless brackets."""
    text = text[:LONGEST_READ].replace("\r\n", "\n").replace("\r", "\n").replace("\0", " ")
    text = text.encode("utf-8", "replace").decode("utf-8")
    if "\n" not in text and r"\n\n" in text:
        # A program wrote the text, and its line breaks for what they are.
        text = text.replace(r"\n", "\n")
    text = FORWARDED.sub("", WIDE.sub(" ", QUOTE_MARK.sub("", text) if POSTED.search(text) else text))
    if text.count("[") <= MOST_BRACKETS:
        return text
    parts = text.split("[", MOST_BRACKETS)
    return "[".join(parts[:-1]) + parts[-1].replace("[", " ")


@dataclass(slots=True)
class Spot:
    """Where in a text's blocks the reading is: what the next line begins, and the quotes, lists and table around it.

    `columns` are what heads the columns of the table, as far as it is read.
    """

    place: Place = "text"
    level: int = 0
    quotes: int = 0
    depth: int = 0
    group: int = 0
    number: int = 0
    column: int = 0
    columns: list[str] = field(default_factory=list)
    is_head: bool = False

    def reach(self, token: Token) -> None:
        """Go on to the next token."""
        match token.type:
            case "blockquote_open" | "blockquote_close":
                self.quotes += token.nesting
            case "bullet_list_open" | "ordered_list_open" | "table_open":
                self.depth += 1
                self.group += self.depth == 1
                self.number = 0 if self.depth == 1 else self.number
                self.columns = []
            case "bullet_list_close" | "ordered_list_close" | "table_close":
                self.depth -= 1
                self.place = "text"
            case "list_item_open":
                self.place = "item"
                self.number = int(token.info or 0) if self.depth == 1 else self.number
            case "heading_open":
                self.place, self.level = "heading", int(token.tag[1:])
            case "paragraph_close" | "heading_close":
                self.place = "text"
            case "tr_open":
                self.place, self.column = "row", 0
            case "th_open":
                self.is_head = True
            case "th_close" | "td_close":
                self.is_head = False
                self.column += 1

    def place_lines(self, lines: Iterable[Line], first: int) -> Iterator[Line]:
        """Yield the lines of a block, which begins on the line `first`, with where they stand."""
        in_row, lines = self.place in ("row", "cell"), list(lines)
        numbers = [read_number(line) for line in lines]
        is_list = self.place == "text" and self.depth == 0 and len(numbers) - numbers.count(None) > 1
        self.group += is_list
        for line, number in zip(lines, numbers, strict=True):
            line.place, line.group, line.depth = self.place, self.group if self.depth else 0, self.depth
            line.number = self.number if self.depth else 0
            if is_list and number is not None:
                line.place, line.group, line.depth, line.number = "item", self.group, 1, number
            line.level = self.level if self.place == "heading" else 0
            line.column = self.columns[self.column] if in_row and self.column < len(self.columns) else ""
            line.source += first
            self.place = "cell" if in_row else "text"
            yield line
        if not in_row:
            self.place = "text"


def read_blocks(text: str, spot: Spot, above: int = 0, *, in_fence: bool = False) -> Iterator[Line]:
    """Yield the lines of a text's blocks; `above` are the lines before it in the text that it stands in."""
    for token in markdown().parse(text):
        spot.reach(token)
        first = above + (token.map[0] if token.map else 0)
        if spot.quotes:
            continue
        if spot.is_head and token.type == "inline":
            spot.columns.append(token.content.strip("* "))
        elif token.type in ("inline", "html_block"):
            children = token.children or [] if token.type == "inline" else list(read_html(token.content))
            yield from spot.place_lines(filter(is_seen, split_lines(children)), first)
        elif token.type in ("fence", "code_block") and not in_fence and is_text(token):
            yield from read_blocks(token.content, spot, first + (token.type == "fence"), in_fence=True)


def is_text(token: Token) -> bool:
    """Tell whether a block of code holds an entry in Markdown: indented by mistake, or fenced to be copied."""
    if token.type == "code_block":
        return True
    language = token.info.strip().lower()
    return language in FENCE_AS_TEXT and "@" not in token.content.lstrip()[:1]


def read_html(content: str) -> Iterator[Token]:
    """Yield the inline tokens of a block of HTML, without its comments and what is no text."""
    if UNSEEN.match(content.lstrip()):
        return
    for part in TAG.split(strip_comments(content)):
        if TAG.fullmatch(part):
            yield Token("html_inline", "", 0, content=part)
        elif part.strip():
            for token in markdown().parseInline(part):
                yield from token.children or []


def strip_comments(text: str) -> str:
    """Return HTML without comments; one that is never closed hides the rest."""
    kept, start = [], 0
    while (opened := text.find("<!--", start)) >= 0:
        kept.append(text[start:opened])
        closed = text.find("-->", opened + 4)
        if closed < 0:
            return "".join(kept)
        start = closed + 3
    return "".join(kept) + text[start:]


def split_lines(children: Sequence[Token]) -> Iterator[Line]:
    """Yield the lines of a paragraph; a quotation that a single break parts stands in one."""
    line, address, bold, italic, start, alt = Line(source=0), "", -1, -1, 0, ""
    for source, token in number_tokens(children):
        kind = token.type if token.type != "html_inline" else html_kind(token.content)
        match kind:
            case "softbreak" | "hardbreak":
                yield finish(line)
                line, bold, italic, start = Line(source=source), -1, -1, 0
            case "link_open":
                found = HREF.match(token.content) if token.type == "html_inline" else None
                address = found[1] if found else str(token.attrGet("href") or "")
                start, alt = len(line.text), ""
            case "link_close" if address:
                text = line.text[start:].strip("[]* ") or alt
                line.links.append(Anchor(text, address.strip(), start, len(line.text)))
                address = ""
            case "strong_open":
                bold = len(line.text)
            case "strong_close" if bold >= 0:
                line.bold.append(line.text[bold:].strip())
                bold = -1
            case "em_open":
                italic = len(line.text)
            case "em_close" if italic >= 0:
                line.italics.append(line.text[italic:].strip())
                italic = -1
            case "image":
                alt = token.content
            case "code_inline":
                line.italics.append(token.content.strip())
                line.text += token.content
            case "text" | "text_special":
                line.text += token.content
    yield finish(line)


def number_tokens(children: Sequence[Token]) -> Iterator[tuple[int, Token]]:
    """Yield the tokens of a paragraph, each with its line there; a break within a quotation or a link as a space."""
    quoted, source, links = find_quoted_breaks(children), 0, 0
    for number, token in enumerate(children):
        links += token.nesting if token.type in ("link_open", "link_close") else 0
        is_break = token.type in ("softbreak", "hardbreak")
        source += is_break
        yield source, Token("text", "", 0, content=" ") if number in quoted or (links and is_break) else token


def find_quoted_breaks(children: Sequence[Token]) -> set[int]:
    """Return which tokens of a paragraph are breaks within a quotation, one to each."""
    text, breaks = "", {}
    for number, token in enumerate(children):
        if token.type == "softbreak":
            breaks[len(text)] = number
            text += "\n"
        elif token.type in ("text", "text_special", "code_inline"):
            text += token.content
    spans = [found.span() for found in BROKEN_QUOTE.finditer(text)] if breaks else []
    return {breaks[text.index("\n", *span)] for span in spans if text.count("\n", *span) == 1}


def html_kind(tag: str) -> str:
    """Return the kind of Markdown token that an HTML tag is like, "" for a tag that says nothing."""
    if NEW_LINE.match(tag):
        return "softbreak"
    if HREF.match(tag):
        return "link_open"
    name = tag.strip("<>/ ").lower()
    kinds = {"a": "link_close", "b": "strong", "strong": "strong", "i": "em", "em": "em"}
    kind = kinds.get(name, "")
    return kind if kind in ("", "link_close") else f"{kind}_{'close' if tag.startswith('</') else 'open'}"


def finish(line: Line) -> Line:
    """Add to a line's links the addresses and numbers that stand bare in its text, in the order of the text."""
    line.links = sorted([*line.links, *find_bare(line.text, line.links)], key=lambda anchor: anchor.start)
    return line
