"""What is known of a repository's threads between two jobs, so that only what moved is asked for again.

It is kept in memory alone and filled anew after a start; GitHub stays the source of truth.
"""

from __future__ import annotations

import hashlib
import re
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from bot.hub.read.threads import is_own, is_own_comment, is_written_by_bot, read_comment, read_labels, read_time
from bot.workflow.labels import APPROVED, LABELS, verdict_label
from bot.workflow.marks import read_reply_mark
from bot.workflow.thread import Comment, thread_of

#: The verdicts whose labels a thread loses when it is over.
VERDICTS = frozenset(verdict_label(verdict) for verdict in ("ready", "needs-info", "needs-maintainer", "duplicate"))
#: A change may be seen this much later than the time it carries, because GitHub reads from copies.
LATENESS = timedelta(seconds=60)
#: What moved longer ago a sweep has told of.
LATELY = timedelta(hours=1)
#: In seconds.
DAY = 24 * 3600.0
#: What a thread, its pull request and the list are like, for comparison alone.
Mark = tuple[str, ...]
#: Stands before every time.
NEVER = "1970-01-01T00:00:00Z"
#: By which papers are known: of arXiv, a DOI, the key of a page that asks for one.
NUMBER = re.compile(r"\d{4}\.\d{4,5}|\b10\.\d{4,9}/[^\s()\[\]<>\"]+|(?<=[?&]id=)[\w-]+", re.ASCII)
#: In letters and digits; what is shorter is the name of a section or a venue.
SHORTEST_TITLE = 20
#: So many comments of a thread are compared one by one; of more, their number and the thread's own time.
COMPARED = 20


@dataclass(frozen=True, slots=True)
class ThreadSummary:
    """A thread as it was last seen.

    `moved` is GitHub's time of its last change. `home` is the thread that the bot's own pull request was opened for, of
    others its own number. `waits` tells whether it may need a look at all, `is_restless` whether it may although
    nothing moved: what is approved waits for checks, whose end GitHub counts as no update. `print` is equal for two
    summaries of the same content, `comment` the bot's first. `names` are what its words may name papers by, None of
    a pull request, whose diff does.
    """

    number: int
    moved: str
    home: int
    is_pull: bool
    open: bool
    waits: bool
    is_restless: bool
    print: str
    comment: Comment | None
    names: frozenset[str] | None = None

    def may_repeat(self, other: ThreadSummary) -> bool:
        """Tell whether both may propose the same paper."""
        return self.names is None or other.names is None or not self.names.isdisjoint(other.names)


class ThreadCache:
    """The threads that are open or wait, by number; safe to share between the worker and the sweep."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.lock = threading.RLock()
        #: What is open or waits, by number.
        self.summaries: dict[int, ThreadSummary] = {}
        #: How a thread was last looked at and when, by number, as long as any of its family is open or waits.
        self.handled: dict[int, tuple[Mark, float]] = {}
        #: The time of the newest change that is known.
        self.newest: str | None = None
        #: All that moved since `since`, what is over too.
        self.recent: dict[int, ThreadSummary] = {}
        #: The homes of the bot's own requests that GitHub did not show yet.
        self.opened: dict[int, int] = {}

    @property
    def since(self) -> str | None:
        """The time from which on threads have to be asked for, None as long as nothing is known."""
        if self.newest is None:
            return None
        return (read_time(self.newest) - LATENESS).strftime("%Y-%m-%dT%H:%M:%SZ")

    def see(self, nodes: Iterable[dict[str, Any]]) -> None:
        """Take in threads as they are now."""
        with self.lock:
            for node in nodes:
                summary = read_summary(node)
                self.put(summary)
                self.opened.pop(summary.number, None)
                self.recent[summary.number] = summary

    def knows(self, node: dict[str, Any]) -> bool:
        """Tell whether a thread is as it was when it was read."""
        with self.lock:
            known = self.recent.get(node["number"])
            return known is not None and known.print == read_summary(node).print

    def see_all(self, nodes: Iterable[dict[str, Any]], newest: str) -> None:
        """Take in all threads that are open or wait, and forget every other; nothing moved after `newest`."""
        with self.lock:
            self.summaries, self.newest = {}, newest
            self.see(nodes)

    def see_moved(self, nodes: list[dict[str, Any]]) -> None:
        """Take in all threads that moved since the last time; only then later times need be asked for."""
        with self.lock:
            self.see(nodes)
            self.newest = max([self.newest or NEVER, *(node["updatedAt"] for node in nodes)])
            since = self.since or NEVER
            self.recent = {number: known for number, known in self.recent.items() if known.moved >= since}

    def forget(self, number: int) -> None:
        with self.lock:
            self.drop(number)

    def put(self, summary: ThreadSummary) -> None:
        """Keep a summary, unless nobody will ask for the thread again."""
        known = self.summaries.get(summary.number)
        # A pull request of the bot's leaves its family when somebody else pushes to it.
        if known and not (summary.waits and summary.home == known.home):
            self.drop(summary.number)
        if summary.waits:
            self.summaries[summary.number] = summary

    def drop(self, number: int) -> None:
        """Leave out what nobody will ask for again; the last of its family takes with it how that was handled."""
        known = self.summaries.pop(number, None)
        if known and not self.family(known.home):
            self.handled.pop(known.home, None)

    def family(self, home: int) -> list[ThreadSummary]:
        """Return a thread and the bot's pull requests for it, as far as they are open or wait."""
        return sorted((each for each in self.summaries.values() if each.home == home), key=lambda each: each.number)

    def open(self, number: int, home: int) -> None:
        """Take in that the bot just opened a pull request for a thread."""
        with self.lock:
            self.opened[number] = home

    def edit(self, comment: int, body: str) -> None:
        with self.lock:
            for summary in self.summaries.values():
                if summary.comment and summary.comment.id == comment:
                    self.put(replace(summary, comment=replace(summary.comment, body=body)))
                    return

    def states(self) -> Mapping[int, Comment]:
        """Return the bot's first comment in every open thread that it speaks in."""
        with self.lock:
            return {n: each.comment for n, each in self.summaries.items() if each.open and each.comment}

    def unheard(self, number: int) -> list[int]:
        """Return the open threads before `number` that moved lately, and that nobody looked at or spoke in yet.

        They are those that may propose the same paper: for what has nothing to do with it nobody has to wait.
        """
        with self.lock:
            mine = self.summaries.get(number)
            lately = read_time(self.newest or NEVER) - LATELY
            older = (each for each in self.summaries.values() if each.number < number and each.open)
            silent = (each for each in older if each.comment is None and each.home == each.number)
            fresh = (each for each in silent if read_time(each.moved) >= lately and each.number not in self.handled)
            return sorted(each.number for each in fresh if mine is None or each.may_repeat(mine))

    def settle(self, number: int, mark: Mark) -> None:
        """Remember that a thread was looked at as the mark says, as long as anybody may ask for it."""
        with self.lock:
            if self.family(number):
                self.handled[number] = (mark, self.clock())

    def mark(self, number: int, head: str) -> Mark:
        """Return what has to be other than it was for a thread to need a look: it, its pull request or the list."""
        with self.lock:
            return (head, *(each.print for each in self.family(number)))

    def home(self, number: int) -> int:
        """Return the thread that a pull request of the bot's was opened for, of other threads their own number."""
        with self.lock:
            summary = self.summaries.get(number)
            return summary.home if summary else self.opened.get(number, number)

    def count_open(self) -> tuple[int, int]:
        """Return how many issues and how many pull requests are open as far as is known."""
        with self.lock:
            kinds = [summary.is_pull for summary in self.summaries.values() if summary.open]
        return kinds.count(False), kinds.count(True)

    def moved(self, head: str) -> list[int]:
        """Return the threads that are not as they were when last handled, while the list is at commit `head`.

        Once a day every thread is among them, because a list's reminders and gates depend on the time.
        """
        with self.lock:
            marks: dict[int, Mark] = {}
            for _, summary in sorted(self.summaries.items()):
                marks[summary.home] = (*marks.get(summary.home, (head,)), summary.print)
            restless = {summary.home for summary in self.summaries.values() if summary.is_restless}
            day_ago = self.clock() - DAY
            self.handled = {n: (mark, at) for n, (mark, at) in self.handled.items() if n in marks and at > day_ago}
            still = {number for number, (mark, _) in self.handled.items() if mark == marks[number]}
            return sorted(marks.keys() - (still - restless))


def read_summary(node: dict[str, Any]) -> ThreadSummary:
    number, is_pull = node["number"], "pullState" in node
    state = node["pullState" if is_pull else "issueState"]
    home = thread_of(node["headRefName"]) if is_pull and is_own(node) and is_written_by_bot(node) else None
    labels = sorted(read_labels(node))
    own = next(filter(is_main_comment, node["comments"]["nodes"]), None)
    return ThreadSummary(
        number=number,
        moved=node["updatedAt"],
        home=home or number,
        is_pull=is_pull,
        open=state == "OPEN",
        waits=state == "OPEN" or not VERDICTS.isdisjoint(labels),
        is_restless=state == "OPEN" and APPROVED in labels,
        print=take_print(node, state, labels),
        comment=read_comment(own) if own else None,
        names=None if is_pull else find_names(f"{node['title']}\n{node['body']}"),
    )


def find_names(text: str) -> frozenset[str]:
    """Return what a text may name papers by: numbers and addresses of theirs, and what may be a title."""
    numbers = {match[0].lower() for match in NUMBER.finditer(text)}
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    parts = (part for line in lines for part in (line, line.partition(": ")[2]))
    titles = ("".join(filter(str.isalnum, part.casefold())) for part in parts)
    return frozenset(numbers | {title for title in titles if len(title) >= SHORTEST_TITLE})


def is_main_comment(node: dict[str, Any]) -> bool:
    """Tell whether a comment is the bot's one comment, and no answer to a command."""
    return is_own_comment(node) and read_reply_mark(node["body"]) is None


def may_speak_later(node: dict[str, Any]) -> bool:
    """Tell whether the bot's comment may stand behind those that an answer holds: its labels say that it spoke."""
    return not LABELS.keys().isdisjoint(read_labels(node)) and not any(map(is_main_comment, node["comments"]["nodes"]))


def take_print(node: dict[str, Any], state: str, labels: list[str]) -> str:
    """Return a fingerprint of a thread; its time alone would not do, because it counts whole seconds."""
    total = node["comments"]["totalCount"]
    bodies = [(each["id"], each["body"]) for each in node["comments"]["nodes"]] if total <= COMPARED else []
    parts = (node["updatedAt"], node["title"], node["body"], state, labels, node.get("headRefOid"), total, bodies)
    return hashlib.sha256(repr(parts).encode()).hexdigest()
