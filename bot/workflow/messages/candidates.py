"""The listed papers that an entry may be, and the commands to decide that."""

from itertools import zip_longest

from bot.catalogue.matching import Candidate
from bot.catalogue.venues import join_venue
from bot.review.entry import Entry
from bot.review.words.escape import code, markdown
from bot.workflow.messages.subject import name_subject
from bot.workflow.situation import LETTERS, Situation

#: More candidates than this are folded.
SHOWN_CANDIDATES = 3


def say_candidates(entry: Entry, situation: Situation) -> str:
    """Return the papers that this may be, and the commands to decide; folded if there are many.

    As a list, because a phone would cut a table off.
    """
    number, candidates = entry.choice, entry.relation.candidates
    letters = LETTERS[: len(situation.letters(entry))]
    if letters and entry.relation.disposition in ("duplicate", "pending"):
        key = candidates[0].key
        return say_known(f"{number}{key}" if len(letters) > 1 or key.startswith("#") else number.strip(), situation)
    if letters and entry.relation.disposition == "link-error":
        # The finding already names it.
        return say_choice(number, candidates[0].key, indent="")
    if entry.relation.disposition != "similar":
        return ""
    named = zip_longest(letters, candidates)
    text = "\n".join(say_candidate(candidate, number, letter, situation) for letter, candidate in named)
    if len(candidates) <= SHOWN_CANDIDATES:
        return text
    return f"<details><summary>{len(candidates)} listed papers are like it</summary>\n\n{text}\n\n</details>"


def say_known(which: str, situation: Situation) -> str:
    same, other = code(f"/duplicate {which}".strip()), code(f"/not-duplicate {which}".strip())
    step = f"{other} if it is another paper"
    if not situation.is_disputed:
        return f"For a maintainer: {step}."
    change = "" if which.startswith("#") else f", {code('/set FIELD VALUE')} to change what is listed"
    return f"For a maintainer: {step}, {same} if not{change}."


def say_candidate(candidate: Candidate, number: str, letter: str | None, situation: Situation) -> str:
    paper = situation.catalogue.papers[candidate.key]
    where = markdown(join_venue(paper.venue, paper.year))
    reasons = "; ".join(markdown(reason) for reason in candidate.reasons)
    facts = ", ".join(part for part in (where, f"{reasons} ({candidate.score:.0%})") if part)
    name, choice = (f"**{letter}** ", f"\n{say_choice(number, letter, indent='  ')}") if letter else ("", "")
    return f"- {name}{name_subject(candidate.key, situation)}: {facts}{choice}"


def say_choice(number: str, paper: str, *, indent: str) -> str:
    same, other = code(f"/duplicate {number}{paper}"), code(f"/not-duplicate {number}{paper}")
    return f"{indent}- the same paper: {same}\n{indent}- another one: {other}"
