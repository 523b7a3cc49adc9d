"""Which of a section's entries a new one is written after: its template."""

import re
from collections import Counter
from collections.abc import Sequence

from bot.catalogue.identity.titles import fold_title
from bot.lists.page import PageEntry
from bot.lists.phrases import PREPRINT
from bot.lists.reading.entry.parts import PREFIX
from bot.lists.writing.entry.anatomy import link_kinds, names_itself, short_name
from bot.lists.writing.facts import Facts

#: More words that nobody can know than this make a pattern no worse: an abstract is of many pieces.
MOST_EXTRA = 4
#: What so few entries have is none of the section's parts: words that were taken for people.
ODD = 0.1
#: A star that is no bullet.
STAR = re.compile(r"(?<!\\)\*(?!\s)|(?<=\S)\*")
QUOTE = re.compile('["“”„]')
PAIRS = (("[", "]"), ("(", ")"), ("{", "}"), ("<td", "</td"))


def choose_template(entries: Sequence[PageEntry], near: int, facts: Facts, *, far: int = 0) -> PageEntry:
    """Return the entry whose form suits the facts best: the same parts, the usual form, close to the new place.

    The first `far` entries are the section's own; those behind stand in other sections.
    """
    want = wanted(facts, dated=any(kind == "dated" for entry in entries for _, kind in link_kinds(entry)))
    able = [entry for entry in entries if short_name(entry.record.title)]
    if short_name(facts.title) and 2 * sum(map(names_itself, able)) > len(able):
        want["short"] += 1
    if sum(entry.record.authors is not None for entry in entries) <= ODD * len(entries):
        del want["authors"]
    undated = want if want["year"] else want - Counter(["date"]) + Counter(["year"])
    skeletons = [skeleton(entry) for entry in entries]
    usual = Counter(skeletons)
    most = max(usual.values())
    preprint = bool(facts.venue and PREPRINT.search(facts.venue))

    def cost(number: int) -> float:
        entry = entries[number]
        have = offered(entry)
        if not want["titled"] and not have["paper"]:
            have["paper"], have["titled"] = have["titled"], 0
        need = undated if facts.date and not have["date"] else want
        missing, more = (need - have).total(), (have - need).total()
        others = sum(part.kind in ("extra", "badge") for part in entry.parts)
        extra = min(others, MOST_EXTRA) - have["short"]
        same = entry.record.venue is None or preprint == bool(PREPRINT.search(entry.record.venue))
        distance = min(abs(number + 0.5 - near), 40) * 0.02
        strange = 1.5 * (1 - usual[skeletons[number]] / most)
        broken = 2 * (not is_whole(entry))
        return (
            3 * missing
            + 1.2 * more
            + 0.3 * extra
            + 0.4 * (not same)
            + distance
            + strange
            + broken
            + 1.5 * (number >= far > 0)
        )

    return entries[min(range(len(entries)), key=cost)]


def wanted(facts: Facts, *, dated: bool) -> Counter[str]:
    """Return the kinds of parts that the facts fill; `dated`: the list links papers by their venue."""
    kinds = Counter(
        "titled" if link.label == "title" else "dated" if dated and link.label == "paper" else facts.kind_of(link)
        for link in facts.links
    )
    kinds.update(kind for kind in ("authors", "venue", "year", "date") if getattr(facts, kind))
    if facts.date and facts.year and int(facts.date[:4]) == facts.year:
        del kinds["year"]
    return kinds


def offered(entry: PageEntry) -> Counter[str]:
    """Return the kinds of parts that an entry has."""
    kinds = Counter(kind for _, kind in link_kinds(entry))
    kinds.update({part.kind for part in entry.parts if part.kind in ("authors", "venue", "year", "date")})
    kinds.update(["short"] if names_itself(entry) else [])
    return kinds


def skeleton(entry: PageEntry) -> str:
    """Return the text of an entry with its parts blanked: what its form is."""
    text, place = [], 0
    for part in entry.parts:
        if (
            part.kind in ("title", "authors", "venue", "year", "date", "label", "url", "badge", "extra", "rest")
            and part.start >= place
        ):
            text += [entry.raw[place : part.start], f"<{part.kind}>"]
            place = part.end
    return re.sub(r"\d+", "0", "".join([*text, entry.raw[place:]]))


def is_whole(entry: PageEntry) -> bool:
    """Tell whether each bracket of an entry is closed where its words end, and each cell and star; none is empty."""
    prefix = PREFIX.match(entry.raw)
    text = entry.raw[prefix.end() :] if prefix else entry.raw
    closed = "\n]" not in text and all(text.count(opening) == text.count(closing) for opening, closing in PAIRS)
    return closed and not leads_nowhere(entry) and all(len(mark.findall(text)) % 2 == 0 for mark in (STAR, QUOTE))


def leads_nowhere(entry: PageEntry) -> bool:
    """Tell whether the title of an entry is a link without an address."""
    return any(part.kind == "title" and entry.raw.startswith("]()", part.end) for part in entry.parts)


def find_template(title: str | None, entries: Sequence[PageEntry]) -> PageEntry | None:
    """Return the first entry whose title begins so, None where there is none."""
    wanted = fold_title(title or "")
    return next((entry for entry in entries if wanted and fold_title(entry.record.title).startswith(wanted)), None)
