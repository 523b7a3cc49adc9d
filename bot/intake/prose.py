"""Free text -> the papers it proposes: list entries, labelled lines, or a link in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.catalogue.identifiers import identify
from bot.catalogue.listing import ListEntry, parser, read_list
from bot.intake.submission import Proposal, Submission

#: Markdown beyond this is not read; reading 65,536 opening brackets takes seconds.
LONGEST_READ = 16_000
ADDRESS = re.compile(r"https?://[^\s<>\"'`|\[\]（）]{4,2000}")
LABELLED = re.compile(
    r"\W{0,8}(title|paper|link|url|code|github|venue|section)(?: (?:title|link|url|name))?\s{0,3}[:：]\s*(.+)", re.I
)


def read_prose(title: str, body: str, replies: Sequence[str] = ()) -> Submission:
    """Return what a free text proposes; a later reply of its author adds to it."""
    text = "\n\n".join([body, *replies])[:LONGEST_READ]
    entries = [entry for heading in read_list(text) for entry in heading.entries if names_paper(entry)]
    if entries:
        return Submission("add", tuple(map(propose_entry, entries)))
    proposal = read_labelled(visible_text(text))
    return Submission("add", (proposal,)) if proposal.urls else Submission("other")


def names_paper(entry: ListEntry) -> bool:
    """Tell whether a list item links to a paper."""
    return any(identify(link.url) for link in entry.links)


def propose_entry(entry: ListEntry) -> Proposal:
    """Return the proposal that a list entry makes."""
    code = next((link.url for link in entry.links if link.label.lower() in ("code", "github")), None)
    urls = tuple(link.url for link in entry.links if link.url != code)
    venue = f"{entry.venue}'{entry.year}" if entry.venue and entry.year else entry.venue
    return Proposal(title=entry.title, urls=urls, code=code, venue=venue)


def visible_text(text: str) -> str:
    """Return what a reader sees, one line a line; addresses of links follow their text."""
    lines = []
    for token in parser().parse(text):
        for child in token.children or ():
            if child.type == "link_open":
                lines.append(f" {child.attrGet('href')} ")
            elif child.type in ("softbreak", "hardbreak"):
                lines.append("\n")
            elif child.type in ("text", "text_special", "code_inline"):
                lines.append(child.content)
        lines.append("\n")
    return "".join(lines)


def read_labelled(text: str) -> Proposal:
    """Return the paper that labelled lines and addresses describe."""
    fields: dict[str, str] = {}
    for line in text.splitlines():
        if match := LABELLED.match(line):
            fields.setdefault(match[1].lower(), match[2].strip(' *_`"“”'))
    addresses = dict.fromkeys(found.rstrip(".,;:!?)") for found in ADDRESS.findall(text))
    papers = [address for address in addresses if identify(address)]
    code = next((address for address in addresses if "github.com/" in address and address not in papers), None)
    name = fields.get("title") or fields.get("paper")
    return Proposal(
        title=None if name and ADDRESS.match(name) else name,
        urls=tuple(papers[:1]),
        code=code,
        venue=fields.get("venue"),
        section=fields.get("section"),
    )
