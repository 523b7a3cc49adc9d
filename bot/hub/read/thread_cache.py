"""Remembers a repository's threads between two jobs, so that only those that moved are fetched again.

The cache is only in memory and is filled anew after a start; GitHub stays the source of truth.
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
#: A sweep has found whatever moved longer ago.
LATELY = timedelta(hours=1)
#: In seconds.
DAY = 24 * 3600.0
#: The state of a thread, its pull request and the list, only to compare.
Mark = tuple[str, ...]
#: Stands before every time.
NEVER = "1970-01-01T00:00:00Z"
#: Numbers of papers: an arXiv number, a DOI, the `id` in a page's address.
NUMBER = re.compile(r"\d{4}\.\d{4,5}|\b10\.\d{4,9}/[^\s()\[\]<>\"]+|(?<=[?&]id=)[\w-]+", re.ASCII)
#: In letters and digits; anything shorter is the name of a section or a venue.
SHORTEST_TITLE = 20
#: How many comments of a thread are compared one by one; beyond that, their number and the thread's time.
COMPARED = 20


@dataclass(frozen=True, slots=True)
class ThreadSummary:
    """A thread as it was last seen.

    `moved` is GitHub's time of its last change. `home` is the thread that a pull request of the bot's was opened for;
    for any other thread, its own number. `waits` means that it may need a look at all; `is_restless` that it may need
    one although nothing moved: an approved pull request waits for checks, and GitHub does not count their end as an
    update. `fingerprint` is equal for two summaries of the same content; `comment` is the bot's first. `names` are the
    numbers and titles in its text that may name papers, None for a pull request, whose diff holds them.
    """

    number: int
    moved: str
    home: int
    is_pull: bool
    open: bool
    waits: bool
    is_restless: bool
    fingerprint: str
    comment: Comment | None
    names: frozenset[str] | None = None

    def may_repeat(self, other: ThreadSummary) -> bool:
        """Whether both threads may propose the same paper."""
        return self.names is None or other.names is None or not self.names.isdisjoint(other.names)


class ThreadCache:
    """The threads that are open or wait for something, by number; the worker and the sweep may share it."""

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
        """The time from which on threads have to be fetched, None while nothing is known."""
        if self.newest is None:
            return None
        return (read_time(self.newest) - LATENESS).strftime("%Y-%m-%dT%H:%M:%SZ")

    def see(self, nodes: Iterable[dict[str, Any]]) -> None:
        """Record the present state of some threads."""
        with self.lock:
            for node in nodes:
                summary = read_summary(node)
                self.put(summary)
                self.opened.pop(summary.number, None)
                self.recent[summary.number] = summary

    def knows(self, node: dict[str, Any]) -> bool:
        """Whether a thread is still as it was when last read."""
        with self.lock:
            known = self.recent.get(node["number"])
            return known is not None and known.fingerprint == read_summary(node).fingerprint

    def see_all(self, nodes: Iterable[dict[str, Any]], newest: str) -> None:
        """Record all threads that are open or wait, and forget all others; nothing moved after `newest`."""
        with self.lock:
            self.summaries, self.newest = {}, newest
            self.see(nodes)

    def see_moved(self, nodes: list[dict[str, Any]]) -> None:
        """Record all threads that moved since the last call, after which only later times have to be fetched."""
        with self.lock:
            self.see(nodes)
            self.newest = max([self.newest or NEVER, *(node["updatedAt"] for node in nodes)])
            since = self.since or NEVER
            self.recent = {number: known for number, known in self.recent.items() if known.moved >= since}

    def put(self, summary: ThreadSummary) -> None:
        """Keep a summary, unless nobody will need the thread again."""
        known = self.summaries.get(summary.number)
        # A pull request of the bot's leaves its family when somebody else pushes to it.
        if known and not (summary.waits and summary.home == known.home):
            self.forget(summary.number)
        if summary.waits:
            self.summaries[summary.number] = summary

    def forget(self, number: int) -> None:
        """Forget a thread that nobody will need again, and with the last of its family how that was last handled."""
        with self.lock:
            known = self.summaries.pop(number, None)
            if known and not self.family(known.home):
                self.handled.pop(known.home, None)

    def family(self, home: int) -> list[ThreadSummary]:
        """Return the thread `home` and the bot's pull requests for it, as far as they are open or wait."""
        return sorted((each for each in self.summaries.values() if each.home == home), key=lambda each: each.number)

    def open(self, number: int, home: int) -> None:
        """Record that the bot has just opened a pull request for a thread."""
        with self.lock:
            self.opened[number] = home

    def edit(self, comment: int, body: str) -> None:
        with self.lock:
            for summary in self.summaries.values():
                if summary.comment and summary.comment.id == comment:
                    self.put(replace(summary, comment=replace(summary.comment, body=body)))
                    return

    def states(self) -> Mapping[int, Comment]:
        """Return the bot's first comment in each open thread that has one."""
        with self.lock:
            return {n: each.comment for n, each in self.summaries.items() if each.open and each.comment}

    def unheard(self, number: int) -> list[int]:
        """Return the open threads before `number` that moved lately and that nobody has examined or commented on yet.

        Only those that may propose the same paper: nobody has to wait for a thread about something else.
        """
        with self.lock:
            mine = self.summaries.get(number)
            lately = read_time(self.newest or NEVER) - LATELY
            older = (each for each in self.summaries.values() if each.number < number and each.open)
            silent = (each for each in older if each.comment is None and each.home == each.number)
            fresh = (each for each in silent if read_time(each.moved) >= lately and each.number not in self.handled)
            return sorted(each.number for each in fresh if mine is None or each.may_repeat(mine))

    def settle(self, number: int, mark: Mark) -> None:
        """Remember the mark of a thread that was just handled, for as long as anybody may need it."""
        with self.lock:
            if self.family(number):
                self.handled[number] = (mark, self.clock())

    def mark(self, number: int, head: str) -> Mark:
        """Return a mark of the thread, its pull request and the list; the thread needs a look only when it differs."""
        with self.lock:
            return (head, *(each.fingerprint for each in self.family(number)))

    def home(self, number: int) -> int:
        """Return the thread that a pull request of the bot's was opened for; for any other thread, its own number."""
        with self.lock:
            summary = self.summaries.get(number)
            return summary.home if summary else self.opened.get(number, number)

    def count_open(self) -> tuple[int, int]:
        """Return how many issues and how many pull requests are known to be open."""
        with self.lock:
            kinds = [summary.is_pull for summary in self.summaries.values() if summary.open]
        return kinds.count(False), kinds.count(True)

    def moved(self, head: str) -> list[int]:
        """Return the threads that changed since they were last handled, if the list is at commit `head`.

        Once a day that is every thread, because a list's reminders and gates depend on the time.
        """
        with self.lock:
            marks: dict[int, Mark] = {}
            for _, summary in sorted(self.summaries.items()):
                marks[summary.home] = (*marks.get(summary.home, (head,)), summary.fingerprint)
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
        fingerprint=take_fingerprint(node, state, labels),
        comment=read_comment(own) if own else None,
        names=None if is_pull else find_names(f"{node['title']}\n{node['body']}"),
    )


def find_names(text: str) -> frozenset[str]:
    """Return everything in a text that may name a paper: numbers, addresses, and possible titles."""
    numbers = {match[0].lower() for match in NUMBER.finditer(text)}
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    parts = (part for line in lines for part in (line, line.partition(": ")[2]))
    titles = ("".join(filter(str.isalnum, part.casefold())) for part in parts)
    return frozenset(numbers | {title for title in titles if len(title) >= SHORTEST_TITLE})


def is_main_comment(node: dict[str, Any]) -> bool:
    """Whether this is the bot's one status comment, not a reply to a command."""
    return is_own_comment(node) and read_reply_mark(node["body"]) is None


def may_speak_later(node: dict[str, Any]) -> bool:
    """Whether the bot's comment may come after those in the answer: the labels show that it has commented."""
    return not LABELS.keys().isdisjoint(read_labels(node)) and not any(map(is_main_comment, node["comments"]["nodes"]))


def take_fingerprint(node: dict[str, Any], state: str, labels: list[str]) -> str:
    """Return what is equal for equal content of a thread; its time is not enough, because it counts whole seconds."""
    total = node["comments"]["totalCount"]
    bodies = [(each["id"], each["body"]) for each in node["comments"]["nodes"]] if total <= COMPARED else []
    parts = (node["updatedAt"], node["title"], node["body"], state, labels, node.get("headRefOid"), total, bodies)
    return hashlib.sha256(repr(parts).encode()).hexdigest()
