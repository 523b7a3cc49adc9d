"""What people told of the papers on a page, which the page itself does not say: `.github/paperclerk-memory.yml`.

A page says what a paper is called and where it is found; that another title is the same paper, or that two are not,
stands nowhere on it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.data.yamltext import quote
from bot.catalogue.paper import Paper

MEMORY = ".github/paperclerk-memory.yml"
HEAD = (
    "# What people told paperclerk of papers on the list: other titles of one, and papers that one is not.\npapers:\n"
)


@dataclass(frozen=True, slots=True)
class Told:
    """What was told of one paper: its other titles and identifiers, and the ids of papers that it is not."""

    aliases: tuple[str, ...] = ()
    identifiers: Mapping[str, str] = field(default_factory=dict)
    distinct: tuple[str, ...] = ()


#: What was told, by the papers' ids.
Memory = Mapping[str, Told]


def tell(memory: Memory, catalogue: Catalogue, papers: Mapping[str, Paper]) -> Memory:
    """Return a memory with what records say of papers, by id, that their entries in the catalogue do not."""
    told = dict(memory)
    for id, paper in papers.items():
        listed = catalogue.papers.get(id, paper)
        identifiers = {kind: value for kind, value in paper.identifiers.items() if kind not in listed.identifiers}
        told[id] = Told(paper.aliases, identifiers, paper.distinct)
    return {id: said for id, said in told.items() if said != Told()}


def apply(memory: Memory, catalogue: Catalogue) -> Catalogue:
    """Return the catalogue of a page with what was told of its papers; what the page says counts first."""
    papers = {id: catalogue.papers[id] for id in memory if id in catalogue.papers}
    return catalogue.change({id: join(paper, memory[id]) for id, paper in papers.items()}) if papers else catalogue


def join(paper: Paper, told: Told) -> Paper:
    """Return a paper with what people told of it; its own identifiers win."""
    identifiers = {**told.identifiers, **paper.identifiers}
    return paper._replace(aliases=told.aliases, identifiers=identifiers, distinct=told.distinct)


def read_memory(content: Mapping[str, Any]) -> Memory:
    """Return what a file's content holds that fits its schema."""
    return {
        id: Told(tuple(said.get("aliases", ())), said.get("identifiers", {}), tuple(said.get("distinct", ())))
        for id, said in (content.get("papers") or {}).items()
    }


def write_memory(memory: Memory) -> str:
    """Return the file's text, the papers in the order of their ids, so that two edits seldom meet."""
    lines = [HEAD]
    for id, told in sorted(memory.items()):
        lines.append(f"  {id}:\n")
        pairs = ", ".join(f"{kind}: {quote(value)}" for kind, value in sorted(told.identifiers.items()))
        said = {
            "aliases": f"[{', '.join(map(quote, told.aliases))}]" if told.aliases else "",
            "identifiers": f"{{{pairs}}}" if pairs else "",
            "distinct": f"[{', '.join(map(quote, told.distinct))}]" if told.distinct else "",
        }
        lines += [f"    {name}: {value}\n" for name, value in said.items() if value]
    return "".join(lines)
