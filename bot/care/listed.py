"""What a list and the venue table tell of its papers by themselves, without asking anybody."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.care.task import Amendment, Task
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.identity.identifiers import Identifier
from bot.catalogue.identity.inference import Inferred, infer
from bot.catalogue.matching import Record, match_in_turn
from bot.catalogue.paper import Paper
from bot.catalogue.venue_table import AFTER, BEFORE, Appearance, appeared, appeared_undated
from bot.review.audit.items import Item
from bot.review.audit.places import contradictions, names_title, say
from bot.review.words.escape import code, markdown
from bot.review.words.showing import link as point

#: A paper, and its places as they are written, in their order.
Listed = tuple[Paper, Sequence[Item]]


def find_tasks(catalogue: Catalogue, listed: Iterable[Listed]) -> Iterator[Task]:
    """Yield what is to be done about a list as far as it tells by itself."""
    papers = list(listed)
    for paper, items in papers:
        if task := find_venue(catalogue, paper, items):
            yield task
        yield from find_repeats(paper, items)
    yield from find_twins(catalogue, {paper.id: items for paper, items in papers})


def find_venue(catalogue: Catalogue, paper: Paper, items: Sequence[Item]) -> Task | None:
    """Return that a paper's own link proves another venue, or that a preprint appeared somewhere.

    A link may be another paper's: the title in it is a second sign, or the venue table, which then says the same.
    """
    is_preprint = catalogue.venues.is_preprint(paper.venue)
    known = find_appearance(paper)
    venue = catalogue.venues.find(known.venue) if known else None
    table = known._replace(venue=venue.name) if known and venue else None
    news = table if is_preprint else None
    for item in items:
        for link, proof in contradictions(item, catalogue.venues):
            words = f"{point('its own link', link.url)} says {say(proof.venue, proof.year)}"
            is_agreed = table is not None and (table.venue, table.year) == proof
            is_likely = is_preprint and not known and is_near(proof, preprint_year(paper))
            if is_agreed or is_likely or names_title(link.url, item.title):
                amendment = Amendment(venue=proof.venue, year=proof.year)
                return Task("published" if is_preprint else "venue", paper.id, paper.title, words, amendment)
            if news:
                words = f"{words}, and {news.source} {say(news.venue, news.year)}; one of the two is wrong"
                return Task("venue", paper.id, paper.title, words)
    if news and not any("workshop" in item.text.casefold() for item in items):
        words = f"{say(news.venue, news.year)}, says {news.source}"
        return Task("published", paper.id, paper.title, words, Amendment(venue=news.venue, year=news.year))
    return None


def find_appearance(paper: Paper) -> Appearance | None:
    """Return where a paper appeared by the venue table: with neither a year nor a number, its title has to tell."""
    if paper.year or paper.identifiers:
        return appeared(paper.title, preprint_year(paper))
    return appeared_undated(paper.title)


def is_near(proof: Inferred, year: int | None) -> bool:
    """Whether a preprint of a year can have appeared where a link says."""
    return year is None or -BEFORE <= proof.year - year <= AFTER


def preprint_year(paper: Paper) -> int | None:
    """Return the year of a preprint: that of its number, else what the list says."""
    number = paper.identifiers.get("arxiv")
    proof = infer(Identifier("arxiv", number)) if number else None
    return proof.year if proof else paper.year


def find_repeats(paper: Paper, items: Sequence[Item]) -> Iterator[Task]:
    """Yield that a paper has several places in one section; what only a later one links to would be lost with it."""
    first: dict[str, Item] = {}
    for item in items:
        known = first.setdefault(item.section, item)
        if known is not item:
            words = f"it stands in {code(item.path)} on lines {known.first} and {item.first}"
            lost = {link.clean.url for link in item.links.all} - {link.clean.url for link in known.links.all}
            yield Task("repeated", paper.id, paper.title, words, None if lost else Amendment(again=item.section))
            return


def find_twins(catalogue: Catalogue, items: Mapping[str, Sequence[Item]]) -> Iterator[Task]:
    """Yield that a paper is another one of the same sections, which is listed before it.

    In other sections it may be meant, and what the second says that the first does not would be lost.
    """
    records = [(id, Record.from_paper(catalogue.papers[id])) for id in items]
    for (id, _), match in zip(records, match_in_turn(records), strict=True):
        other = catalogue.papers.get(match.key or "") if match.kind == "same" else None
        paper = catalogue.papers[id]
        if other is None or not paper.sections.keys() <= other.sections.keys():
            continue
        where = f"{code(items[other.id][0].path)}, line {items[other.id][0].first}" if items.get(other.id) else ""
        words = f"it is {markdown(other.title)} ({where}): {markdown('; '.join(match.candidates[0].reasons))}"
        lost = {link.url for link in paper.links} - {link.url for link in other.links}
        yield Task("repeated", id, paper.title, words, None if lost else Amendment(goes=True))
