"""Lines that are one paper become one paper: by its identifiers or by the matcher, never by the title alone. Pure."""

from collections import ChainMap, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence

from bot.catalogue.identity.ids import paper_id
from bot.catalogue.identity.titles import is_full_title
from bot.catalogue.matching import NEW, Index, Record, match_in_turn
from bot.catalogue.paper import Paper
from bot.lists.marked.lines import ImportedLine

#: So often somebody who waits is told how far it is.
STEP = 200


def join_papers(
    lines: Sequence[ImportedLine], known: Mapping[str, Paper], say: Callable[[int, int], None]
) -> dict[str, Paper]:
    """Make one paper of the lines that are one paper and give it its id; papers that are known keep theirs."""
    before = Index((paper.id, Record.from_paper(paper)) for paper in known.values())
    records = [Record.from_paper(line.paper) for line in lines]
    by_number, first_of = {str(line.entry.first): line for line in lines}, dict[str, ImportedLine]()
    matches = match_in_turn(zip((str(line.entry.first) for line in lines), records, strict=True))
    papers: dict[str, Paper] = {}
    taken = ChainMap(papers, dict(known))
    for number, (line, record, match) in enumerate(zip(lines, records, matches, strict=True)):
        if number % STEP == 0:
            say(number, len(lines))
        line.match = match
        other = by_number[match.key].paper.id if match.key else ""
        if match.kind == "link-error" and has_wrong_link(line, first_of[other]):
            line.doubts.append(doubt_link(first_of[other]))
        if match.kind == "same":
            line.paper = line.paper._replace(id=other)
            papers[other] = join(papers[other], line, first_of[other])
            continue
        old = before.match(record) if known else NEW
        id = old.key if old.kind == "same" and old.key not in papers else None
        id = id or paper_id(line.paper.title, record.identifiers, taken)
        line.paper = line.paper._replace(id=id, sections={line.section: line.position})
        papers[id] = keep_unseen(line.paper, known.get(id))
        first_of[id] = line
    say(len(lines), len(lines))
    join_repeated(papers, lines, first_of)
    return dict(sorted(papers.items()))


def join_repeated(
    papers: dict[str, Paper], lines: Sequence[ImportedLine], first_of: Mapping[str, ImportedLine]
) -> None:
    """Join those of some papers that are one, now that each knows what all of its lines say."""
    lines_of: defaultdict[str, list[ImportedLine]] = defaultdict(list)
    for line in lines:
        lines_of[line.paper.id].append(line)
    joined = {id for id, some in lines_of.items() if len(some) > 1}
    for id, other in repeated(papers, joined).items():
        for line in lines_of[id]:
            line.paper = line.paper._replace(id=other)
            papers[other] = join(papers[other], line, first_of[other])
        del papers[id]


def repeated(papers: Mapping[str, Paper], joined: Collection[str]) -> dict[str, str]:
    """Return those of some papers that are another one now that each knows what all of its lines say, with that one."""
    index = Index((id, Record.from_paper(paper)) for id, paper in papers.items()) if joined else Index()
    found: dict[str, str] = {}
    for id in sorted(joined):
        match = index.match(Record.from_paper(papers[id])._replace(distinct=frozenset({id})))
        if match.kind == "same" and match.key and found.get(match.key) != id:
            found[id] = match.key
    return {id: other for id, other in found.items() if other not in found}


def has_wrong_link(line: ImportedLine, other: ImportedLine) -> bool:
    """Tell whether one of two lines with one link and unlike titles is wrong; a nickname always is unlike."""
    return is_full_title(line.paper.title) and is_full_title(other.paper.title)


def doubt_link(other: ImportedLine) -> str:
    """Return the doubt over a link that another title has as well."""
    return (
        f"its link names the same paper as line {other.entry.first}, {other.paper.title!r};"
        " one of the two links is wrong"
    )


def keep_unseen(paper: Paper, before: Paper | None) -> Paper:
    """Return the paper with what the list does not show as the data folder has it."""
    if before is None:
        return paper
    return paper._replace(
        identifiers={**before.identifiers, **paper.identifiers},
        authors=paper.authors or before.authors,
        added=before.added,
        aliases=before.aliases,
        distinct=before.distinct,
    )


def join(paper: Paper, line: ImportedLine, original: ImportedLine) -> Paper:
    """Return a paper with what another of its lines adds; where they differ the first one counts, each line stays."""
    other, where = line.paper, original.entry.first
    line.further = line.section in paper.sections
    if line.further:
        line.doubts.append(f"the same paper as on line {where}, in the same section")
    if (other.venue, other.year) != (paper.venue, paper.year):
        here, there = (" ".join(map(str, filter(None, (p.venue, p.year)))) or "nothing" for p in (other, paper))
        line.doubts.append(f"says {here}, but line {where} says {there} of the same paper")
    labels = {link.label for link in paper.links}
    added = tuple(link for link in other.links if link.label not in labels)
    if added:
        names = ", ".join(link.label for link in added)
        original.reasons.append(f"link {names} added from line {line.entry.first}, the same paper")
    differing = [link.label for link in other.links if link.label in labels and link not in paper.links]
    if differing:
        line.doubts.append(f"its {', '.join(differing)} link differs from that of line {where}, the same paper")
    return paper._replace(
        links=(paper.links + added)[:20],
        authors=paper.authors or other.authors,
        identifiers={**other.identifiers, **paper.identifiers},
        sections=paper.sections if line.further else {**paper.sections, line.section: line.position},
    )
