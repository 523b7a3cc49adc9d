"""A person's own lines for a paper, and its section's others -> how they could read, and where they belong. Pure."""

from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest

from bot.catalogue.paper import Paper
from bot.lists.cataloguing import PageList
from bot.lists.page import Page, PageEntry
from bot.lists.reading.entry.parts import PREFIX
from bot.lists.writing.amending import WORD
from bot.lists.writing.counting import take_number
from bot.lists.writing.editing import write_near
from bot.lists.writing.entry.habits import CONSTANT
from bot.lists.writing.entry.template import skeleton
from bot.lists.writing.facts import facts_of
from bot.lists.writing.order import LEAST_SORTED, misplaced
from bot.lists.writing.revising import are_dated, own_entries, position
from bot.lists.writing.tidying import BAR, LEAST_ALIKE, tidy

#: A fact that more entries of a section state is one that a reader misses where it is left out.
USUAL = 0.9
#: What of a person's lines has to be said in another form, too; the rest may be written shorter there.
KEPT = frozenset({"title", "rest", "url", "extra"})


def mended_text(listed: PageList, section: str, paper: Paper, lines: PageEntry) -> str | None:
    """Return a person's lines for a paper in the form of the section, None where they are.

    No word comes, goes or moves by it, but where they are no row among rows: such a line would end their table.
    """
    page, own = own_entries(listed, section)
    old = [place.entry for place in listed.places_of(paper.id, section)]
    others = [entry for entry in own if entry.raw != lines.raw and entry not in old]
    if not others or any(tidy(entry.raw, others) != entry.raw for entry in old):
        return None
    is_new = paper.id not in listed.places and not is_usual(lines, others, page)
    if others[0].form == "table" and not BAR.search(lines.raw):
        return alike_text(listed, section, paper, lines)
    habitual = neighbours(others, page, lines, fewest=LEAST_ALIKE)
    new = tidy(write_alike(others, paper, lines) if is_new else lines.raw, habitual)
    return new if new != lines.raw else None


def alike_text(listed: PageList, section: str, paper: Paper, lines: PageEntry) -> str | None:
    """Return what a person's lines for a new paper would be in the form of nearly all others, None where they are.

    They are in another form, too, if they leave out a known fact that nearly all others state. No word is lost but the
    names of links, and what the section writes shorter: people, where and when.
    """
    page, own = own_entries(listed, section)
    others = [entry for entry in own if entry.raw != lines.raw]
    wide = neighbours(own, page, lines)
    leads = Counter(map(form_of_title, wide))
    if not others or paper.id in listed.places or is_usual(lines, others, page):
        return None
    lead, count = leads.most_common(1)[0]
    facts = facts_of(lines, paper, dated=are_dated(others, page, paper))
    alike = len(wide) < LEAST_SORTED or count < CONSTANT * len(wide) or lead == form_of_title(lines)
    silent = [kind for kind in usual_facts(wide) if getattr(facts, kind) and not getattr(lines.record, kind)]
    if alike and not silent and (others[0].form != "table" or BAR.search(lines.raw)):
        return None
    new = take_number(write_near(others, len(others), [], facts), lines.raw)
    said = WORD.findall(" ".join(lines.text(part) for part in lines.parts if part.kind in KEPT))
    return new if new != lines.raw and Counter(said) <= Counter(WORD.findall(new)) else None


def missing_facts(listed: PageList, section: str, paper: Paper, lines: PageEntry | None) -> list[str]:
    """Return the facts that nearly all entries of a section state, and nobody knows of a new paper."""
    page, own = own_entries(listed, section)
    known = facts_of(lines, paper).record()
    return [kind for kind in usual_facts(neighbours(own, page, lines)) if not getattr(known, kind)]


def usual_facts(entries: Sequence[PageEntry]) -> list[str]:
    """Return which facts nearly all of some entries state, none where they are few."""
    least = USUAL * len(entries)
    kinds = ("authors", "venue", "year") if len(entries) >= LEAST_SORTED else ()
    return [kind for kind in kinds if sum(bool(getattr(entry.record, kind)) for entry in entries) >= least]


def neighbours(
    own: Sequence[PageEntry], page: Page, lines: PageEntry | None, fewest: int = LEAST_SORTED
) -> list[PageEntry]:
    """Return the entries of a section but for some lines; where they are fewer, those of its form on its page."""
    others = [entry for entry in own if lines is None or entry.raw != lines.raw]
    wide = [entry for entry in page.entries if lines is None or entry.raw != lines.raw]
    return others if len(others) >= fewest else [entry for entry in wide if not own or entry.form == own[0].form]


def form_of_title(entry: PageEntry) -> str:
    """Return what stands up to the title of an entry behind its bullet or number, and right behind it."""
    before, title, behind = skeleton(entry).partition("<title>")
    return PREFIX.sub("", before, count=1) + title + behind[:1]


def is_usual(lines: PageEntry, others: Sequence[PageEntry], page: Page) -> bool:
    """Tell whether another entry of the section has the form of some lines, or several elsewhere on the page."""
    form = skeleton(lines)
    return any(skeleton(entry) == form for entry in others) or sum(skeleton(e) == form for e in page.entries) > 1


def write_alike(others: Sequence[PageEntry], paper: Paper, lines: PageEntry) -> str:
    """Return a person's lines as they are written beside others, or as they are if another word would stand there."""
    new = take_number(write_near(others, len(others), [], facts_of(lines, paper)), lines.raw)
    if WORD.findall(new) != WORD.findall(lines.raw):
        return lines.raw
    # A line that differs in the blanks at its end is right as it is.
    pairs = zip_longest(new.split("\n"), lines.raw.split("\n")[: new.count("\n") + 1], fillvalue="")
    return "\n".join(mine if mine.rstrip() == its.rstrip() else its for its, mine in pairs)


def place_of(listed: PageList, section: str, paper: Paper, below: str | None) -> str | None:
    """Return the title under which a paper belongs in a sorted section, "" for its top; None where it stands right."""
    _, own = own_entries(listed, section)
    where = None if below is None else position(own, below)
    if where is None:
        return None
    best = misplaced(own, facts_of(None, paper, dated=True).record(), where)
    return None if best is None else own[best - 1].record.title if best else ""
