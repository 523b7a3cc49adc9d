"""`python -m tests.bench.composed [SEED [LISTS]]`: how well lists are read and written whose form is put together by
chance.

A form is a bullet, where the title stands in one of the ways of titles, and in any order people, venue and links in
ways of theirs, with one mark between them; now and then it leaves a fact out. Each list has one form and eight entries
made of real titles, so that what each says is known.
"""

import random
import sys
from collections import Counter

from tests.bench.judged import FACTS
from tests.bench.measure import table
from tests.bench.varied import is_written, judge

BULLETS = ("- ", "- ", "- ", "* ", "* ", "+ ", "1. ")
LINKED = (
    "[{title}]({link})", "[{title}]({link})", "**[{title}]({link})**", "[**{title}**]({link})", "*[{title}]({link})*",
    "[[{title}]]({link})",
)  # fmt: skip
BARE = ("{title}", "**{title}**", "*{title}*", '"{title}"', "“{title}”", "`{title}`")
PLACES = (
    "{venue} {year}", "{venue}, {year}", "*{venue} {year}*", "**{venue} {year}**", "({venue} {year})",
    "({venue}, {year})", "[{venue} {year}]", "`{venue} {year}`", "_{venue}_, {year}", "{venue}'{short}",
    "{venue} ({year})", "({year})", "{year}", "*{venue}*", "{venue}", "[{venue}]", "[{venue}'{short}]",
    "({venue} {year}, Oral)", "**[{venue} {year}]**", "In *{venue}*, {year}", "[`{venue} {year}`]", "{venue}-{year}",
    "{venue}{year}",
)  # fmt: skip
PEOPLE = (
    "{people}", "{people}", "*{people}*", "_{people}_", "({people})", "by {people}", "<sub>{people}</sub>",
    "[{people}]", "*{people}.*", "Authors: {people}",
)  # fmt: skip
LINKS = (
    "[[paper]({link})]‹ [[code]({code})]›", "[[Paper]]({link})‹ [[Code]]({code})›", "[paper]({link})‹ [code]({code})›",
    "([paper]({link}))‹ ([code]({code}))›", "[PDF]({link})‹ / [GitHub]({code})›", "[[arXiv]({link})]‹[[code]({code})]›",
    "[Paper]({link})‹ \\| [Code]({code})›", "<{link}>", "{link}", "[Link]({link})",
    "[:page_facing_up:]({link})‹ [:octocat:]({code})›", "![paper](https://img.shields.io/badge/a-b-c) [paper]({link})",
    "[![arXiv](https://img.shields.io/badge/arXiv-red)]({link})",
)  # fmt: skip
MORE_LINKS = ("", "‹ [[code]({code})]›", "‹ [Code]({code})›", "‹ ([code]({code}))›", "‹ [[Code]]({code})›")
BETWEEN = (" ", ", ", ". ", " - ", " — ", " \\| ", ": ", " – ", "; ", "<br>", "⏎  ", "⏎  - ", " // ")
BEFORE_TITLE = {"place": (" ", ": ", " - ", ", ", " \\| "), "people": (", ", ". ", ": ", " ", " - ")}
SIGNED, LED_BY_PLACE, LED_BY_PEOPLE, LINKED_TITLE, OPTIONAL = 0.55, 0.35, 0.25, 0.4, 0.6
LISTS, WRITTEN = 300, 2


def compose(draw: random.Random) -> str:
    """Return a form of an entry, as varied_forms.txt has them."""
    between, place = draw.choice(BETWEEN), draw.choice(PLACES)
    people = draw.choice(PEOPLE) if draw.random() < SIGNED else ""
    linked = draw.random() < LINKED_TITLE
    form, behind = draw.choice(BULLETS), [people, place]
    for kind, fact, chance in (("place", place, LED_BY_PLACE), ("people", people, LED_BY_PEOPLE)):
        if fact and draw.random() < chance:
            form += fact + draw.choice(BEFORE_TITLE[kind])
            behind.remove(fact)
    form += draw.choice(LINKED if linked else BARE)
    draw.shuffle(behind)
    for fact in filter(None, behind):
        form += f"‹{between}{fact}›" if draw.random() < OPTIONAL else between + fact
    return form + (draw.choice(MORE_LINKS) if linked else draw.choice((" ", between)) + draw.choice(LINKS))


def measure(seed: int = 0, lists: int = LISTS) -> None:
    """Print how many lists are read right, each fact of how many entries, and the lists that are read or written worst.

    Written right is one more entry that stands there as its form has it.
    """
    draw, wrong, rows, right, written = random.Random(seed), Counter[str](), [], 0, 0
    for _ in range(lists):
        form = compose(draw)
        judged = [facts for *_, facts in judge(form, draw)]
        added = sum(is_written(form, draw) for _ in range(WRITTEN))
        whole = sum(len(facts) == len(FACTS) for facts in judged)
        wrong.update(fact for facts in judged for fact in FACTS if fact not in facts)
        right += whole == len(judged)
        written += added
        if whole < len(judged) or added < WRITTEN:
            rows.append([form, f"{whole} of {len(judged)}", f"{added} of {WRITTEN}"])
    facts = ", ".join(f"{fact} {1 - wrong[fact] / lists / len(judged):.3f}" for fact in FACTS)
    shares = f"{right / lists:.3f}", f"{written / lists / WRITTEN:.3f}"
    table("Lists of forms put together by chance", ["form", "read", "written"], [["all", *shares], *rows])
    sys.stdout.write(f"Of the entries: {facts}\n")


if __name__ == "__main__":
    measure(*map(int, sys.argv[1:]))
