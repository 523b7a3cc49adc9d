"""The care issue of a list: each task with its evidence and a tick box, and what people ticked."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.care.memory import CareMemory, read_memory, write_memory
from bot.care.task import KINDS, Kind
from bot.review.words.escape import code, markdown
from bot.words import count
from bot.workflow.marks import read_block, write_block
from bot.workflow.snapshots.care import Offer
from bot.workflow.snapshots.snapshot import Lines

TITLE = "Care for this list"
#: In characters, of GitHub's 65,536: people may add text to the issue.
LONGEST_BODY = 60_000
MOST_SHOWN = 100
#: Of a longer change, the beginning and the end are shown.
LONGEST_STRETCH = 160
#: Characters after which a word begins, and that end one.
BEGINS, ENDS = " \n[(*_>", " \n])*_<,"
#: Separates lines, and the cells of a table's row.
CELL = re.compile(r" *\| *|\n")
BLOCK = re.compile(r"<!-- paperclerk:care (\{[^\n]*\}) -->\s*\Z")
TICK = re.compile(r"^\s*[-*] \[[xX]\] .*<!-- (do|leave|all):([\w-]+) -->\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Ticks:
    """The keys of the tasks to be done, and of those to be left as they are."""

    done: frozenset[str] = frozenset()
    left: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.done or self.left)


def is_care(body: str) -> bool:
    return "<!-- paperclerk:care " in body


def split_care(body: str) -> tuple[str, str]:
    plain = body.replace("\r\n", "\n")
    at = plain.rindex("<!-- paperclerk:care ")
    return plain[:at], plain[at:]


def forget_care(body: str) -> str:
    """Return the issue with an empty memory, as after somebody else edited it."""
    return f"{split_care(body)[0]}<!-- paperclerk:care {{}} -->"


def read_care(body: str) -> CareMemory:
    return read_memory(read_block(BLOCK, body))


def read_ticks(body: str, memory: CareMemory) -> Ticks:
    """Return the ticks among the tasks shown; a task with both boxes ticked is left as it is."""
    found = TICK.findall(split_care(body)[0])
    kinds = {name for what, name in found if what == "all"}
    left = {key for what, key in found if what == "leave"} & memory.shown.keys()
    named = {key for what, key in found if what == "do"}
    done = {key for key, (task, _) in memory.shown.items() if task.amendment and (key in named or task.kind in kinds)}
    return Ticks(frozenset(done - left), frozenset(left))


def write_care(offers: Sequence[Offer], memory: CareMemory, notes: Sequence[str] = ()) -> tuple[str, CareMemory]:
    """Return the issue with as many tasks as there is room for, and the memory that goes with it."""
    most = range(min(len(offers), MOST_SHOWN) + 1)
    shown = bisect_right(
        most, False, key=lambda number: len(write_some(offers, number, memory, notes)[0]) > LONGEST_BODY
    )
    return write_some(offers, shown - 1, memory, notes)


def write_some(
    offers: Sequence[Offer], number: int, memory: CareMemory, notes: Sequence[str]
) -> tuple[str, CareMemory]:
    chosen = {offer.task.key: (offer.task, offer.shown) for offer in offers[:number]}
    kept = replace(memory, shown=chosen, left=len(offers) - number)
    return f"{write_words(offers[:number], kept, notes)}\n\n{write_block('care', write_memory(kept))}", kept


def write_words(offers: Sequence[Offer], memory: CareMemory, notes: Sequence[str]) -> str:
    parts = [*(f"> {note}" for note in notes), HEAD if offers else NOTHING]
    for kind, name in KINDS.items():
        own = [offer for offer in offers if offer.task.kind == kind]
        if own:
            parts.append("\n".join([f"### {name}", "", *write_group(kind, own)]))
    if memory.left:
        parts.append(f"{count(memory.left, 'task')} more come once there is room here.")
    if memory.suspects:
        links = count(len(memory.suspects), "link")
        parts.append(f"{links} did not lead anywhere lately. Only after three looks on three days I call one dead.")
    return "\n\n".join(parts)


HEAD = (
    "Whoever may write here ticks what is to be done: I do just what is shown, in one commit, and leave the rest. "
    "What is ticked under **leave it** I never ask again; closing this issue says so of all that is left."
)
NOTHING = "There is nothing to do now."


def write_group(kind: Kind, offers: Sequence[Offer]) -> Iterator[str]:
    """Yield the lines of the tasks of one kind, with one box for all if there are several."""
    doable = sum(offer.task.amendment is not None for offer in offers)
    if doable > 1:
        yield f"- [ ] **all {doable} of these** <!-- all:{kind} -->"
    for offer in offers:
        yield from write_task(offer)


def write_task(offer: Offer) -> Iterator[str]:
    task = offer.task
    title = f"[{markdown(task.title)}](../blob/HEAD/{offer.address})"
    if task.amendment is None:
        yield f"- {title}: {task.evidence}"
    else:
        yield f"- [ ] {title}: {show_change(offer.lines)}; {task.evidence} <!-- do:{task.key} -->"
    yield f"  - [ ] leave it <!-- leave:{task.key} -->"


def show_change(lines: Lines) -> str:
    if not lines.after:
        return f"take out {code(shorten(lines.before))}"
    olds, news = CELL.split(lines.before), CELL.split(lines.after)
    pairs = zip(olds, news, strict=True) if len(olds) == len(news) else [lines]
    changes = dict.fromkeys(stretch(before, after) for before, after in pairs if before != after)
    return ", ".join(f"{show_words(before)} → {show_words(after)}" for before, after in changes)


def show_words(text: str) -> str:
    return code(shorten(text)) if text.strip() else "nothing"


def stretch(before: str, after: str) -> tuple[str, str]:
    """Return the part in which two texts differ, in whole words."""
    start = common(before, after)
    if before[start - 1 : start] not in ENDS:
        start = max(before.rfind(mark, 0, start) + 1 for mark in BEGINS)
    end = common(before[start:][::-1], after[start:][::-1])
    # A word that differs only at its beginning is shown to its end.
    while end and before[-end] not in ENDS and any(text[:-end][-1:] not in ENDS for text in (before, after)):
        end -= 1
    return before[start : len(before) - end], after[start : len(after) - end]


def common(one: str, other: str) -> int:
    """Return how many characters at the beginning two texts share."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (mine, its) in pairs if mine != its), min(len(one), len(other)))


def shorten(text: str) -> str:
    """Return a text on one line, a long one without its middle."""
    line = " ".join(text.split())
    half = LONGEST_STRETCH // 2
    return line if len(line) <= LONGEST_STRETCH else f"{line[:half]} … {line[-half:]}"


def commit_words(number: int, done: Sequence[str]) -> str:
    return "\n".join([f"Look after {count(len(done), 'paper')} (#{number})", "", *(f"- {what}" for what in done)])
