"""Several papers in one text: the links among them that are none, so that nobody counts them without notice."""

from __future__ import annotations

from collections.abc import Sequence

from bot.catalogue.identity.identifiers import clean_link
from bot.intake.submission import Proposal
from bot.intake.text.lines import Line
from bot.intake.text.mention import Mention
from bot.intake.text.parts.addresses import is_web
from bot.intake.text.parts.labels import read_field


def is_lone_link(line: Line) -> bool:
    """Tell whether a line is nothing but one link, whose words do not say what it is of a paper."""
    if len(line.links) != 1 or (line.place, line.depth) not in (("text", 0), ("item", 1)):
        return False
    link = line.links[0]
    around = line.text[: link.start] + line.text[link.end :]
    return not around.strip(" -*[]().,;") and not read_field(link.text)


def detach_code(mentions: Sequence[Mention]) -> None:
    """Take from the papers of a list the repositories that are items of their own, unless each paper has one."""
    for group in {mention.group for mention in mentions if mention.has_own_item_of_code}:
        papers = [mention for mention in mentions if mention.group == group and mention.urls]
        if len(papers) > 1 and not all(mention.code for mention in papers):
            for mention in papers:
                mention.code = None if mention.has_own_item_of_code else mention.code


def find_unused_links(lines: Sequence[Line], proposals: Sequence[Proposal]) -> tuple[str, ...]:
    """Return the links of a text with several papers that stand where a paper's would, and lead to none."""
    if len(proposals) < 2:
        return ()
    taken = {name_link(url) for proposal in proposals for url in (*proposal.urls, proposal.code or "")}
    lone = [line if is_lone_link(line) else None for line in lines]
    # Outside a list a link by itself is one of several only beside another: at the end it may be the author's own page.
    beside = zip(lone, [None, *lone], [*lone[1:], None], strict=False)
    found = (line.links[0].address for line, *others in beside if line and (line.place == "item" or any(others)))
    return tuple(dict.fromkeys(address for address in found if is_web(address) and name_link(address) not in taken))


def name_link(address: str) -> str:
    """Return what is the same for all addresses of one page."""
    link = clean_link(address)
    return str(link.identifier or link.url)
