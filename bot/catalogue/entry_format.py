"""The form of an entry line: its parts, as catalogue.yaml configures them. Entry -> line."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache

from bot.catalogue.characters import strip_hidden
from bot.catalogue.paper import Link
from bot.errors import PaperclerkError

#: Punctuation that could begin markup inside a title. An underscore inside a word begins none. The character
#: comes first and what stands around it is asked behind it, as that is found much faster.
SPECIAL = re.compile(
    r"[\\`*\[\]<>|~$_&!:.](?:(?<=[\\`*\[\]<>|~$])|(?<=_)(?:(?<![A-Za-z0-9]_)|(?![A-Za-z0-9]))|(?<=&)(?=#?\w+;)|(?<=!)(?=\[)"
    r"|(?<=\w:)(?=//)|(?<=www\.))"
)
#: What would end a link's address early, or be read as something else in it.
UNSAFE_IN_ADDRESS = re.compile(r"[\s<>\\`\x00-\x1f\x7f]")
UNSAFE_WITH_PARENTHESES = re.compile(r"[\s<>\\`\x00-\x1f\x7f()]")
#: What would begin another block at the start of an item: a list, a heading, a rule; "2022." begins a numbered list.
BLOCK_START = re.compile(r"^([-*+]\s+)([-+#])|^([-*+]\s+\d{1,9})([.)](?=\s|$))")
ENTITY = re.compile(r"&(?=#?\w+;)")
#: What the templates of an entry show. Nothing else is filled in: no width, no conversion, nothing inside a value.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "line": ("title", "url", "tag", "links"),
    "tag": ("venue", "yy", "year"),
    "link": ("label", "url"),
}
#: A field, and a brace without its other half.
BRACES = re.compile(r"\{([^{}]*)\}|[{}]")
#: What may be repeated in a message that people read as Markdown.
QUOTABLE = re.compile(r"[\w.:!<>=^-]{1,40}", re.ASCII)
#: In characters, as schema/catalogue.json has it.
LONGEST_TEMPLATE = 300


class TemplateError(PaperclerkError):
    """A template of an entry cannot be filled in; `name` says which, the message why."""

    def __init__(self, message: str, name: str) -> None:
        super().__init__(message)
        self.name = name


@dataclass(frozen=True, slots=True)
class EntryFormat:
    """How a list writes an entry: the line, the venue's tag in it and each link, as templates.

    The tag is left out where the venue is unknown; so is the year in it, with the mark before it. Where the line has
    `{url}`, that is the first link's address, and `{links}` are the others. Raises TemplateError.
    """

    line: str = "- {title}. {tag} {links}"
    tag: str = "*[{venue}'{yy}]*"
    link: str = "[[{label}]]({url})"

    def __post_init__(self) -> None:
        for part in fields(self):
            for fault in template_faults(part.name, getattr(self, part.name)):
                raise TemplateError(fault, part.name)


def template_faults(name: str, template: object) -> Iterator[str]:
    """Yield what is wrong with the template of that name; one without any is filled in as it reads."""
    if not isinstance(template, str):
        yield "it must be text"
        return
    if len(template) > LONGEST_TEMPLATE:
        yield f"it has {len(template):,} characters; at most {LONGEST_TEMPLATE} are read"
        return
    if not template.isprintable():
        yield "it must be one line without characters that nobody sees"
    known = ", ".join(f"`{each}`" for each in FIELDS[name])
    for brace in BRACES.finditer(template):
        if brace[1] is None:
            yield "there is a brace without its other half"
        elif brace[1] not in FIELDS[name]:
            said = f"`{brace[0]}`" if QUOTABLE.fullmatch(brace[1]) else "a field"
            yield f"{said} is not filled in; there are {known}"


def format_entry(form: EntryFormat, *, title: str, venue: str | None, year: int | None, links: Sequence[Link]) -> str:
    """Return a paper's line in a form; its texts are escaped, and show as they are.

    The templates hold fields and no other braces, and what is filled in is not looked through for fields.
    """
    first, others = (links[:1], links[1:]) if "{url}" in form.line else ((), links)
    shown = " ".join(form.link.format(label=escape_text(link.label), url=escape_address(link.url)) for link in others)
    tag = format_tag(form, venue, year) if venue else ""
    url = escape_address(first[0].url) if first else ""
    line = form.line.format(title=escape_text(title), url=url, tag=tag, links=shown)
    if begun := BLOCK_START.match(line):
        line = f"{begun[1] or begun[3]}\\{begun[2] or begun[4]}{line[begun.end() :]}"
    return re.sub(r" {2,}", " ", line).rstrip() if not tag else line.rstrip()


def format_tag(form: EntryFormat, venue: str, year: int | None) -> str:
    template = form.tag if year else re.sub(r"[ '’,-]*\{(?:yy|year)\}", "", form.tag)
    return template.format(venue=escape_text(venue), year=year, yy=f"{(year or 0) % 100:02}")


@lru_cache(maxsize=256)
def escape_text(text: str) -> str:
    """Return one line of Markdown that shows as `text`; text without special characters stays as it is."""
    return SPECIAL.sub(
        lambda match: "&amp;" if match[0] == "&" else "\\" + match[0], " ".join(strip_hidden(text).split())
    )


def escape_address(url: str) -> str:
    """Return an address that can stand between the parentheses of a link; an ordinary one stays as it is."""
    unsafe = UNSAFE_IN_ADDRESS if are_balanced(url) else UNSAFE_WITH_PARENTHESES
    encoded = unsafe.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace")), url)
    return ENTITY.sub("&amp;", encoded)


def are_balanced(url: str) -> bool:
    """Whether every parenthesis in an address is closed, as CommonMark wants it."""
    if "(" not in url and ")" not in url:
        return True
    depth = 0
    for char in url:
        depth += {"(": 1, ")": -1}.get(char, 0)
        if depth < 0:
            return False
    return depth == 0
