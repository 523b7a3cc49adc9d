"""A list's settings, as its `.github/paperclerk.yml` says them; `rules/config_file.py` reads and checks the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from bot.review.rules.finding import Setting

if TYPE_CHECKING:
    # Who looks for a configuration and finds none does not wait for what writes pages.
    from bot.lists.writing.newsline import NewsLine
    from bot.lists.writing.order import Pins

CONFIG = ".github/paperclerk.yml"
#: Where data and list are looked for, where nothing is said.
FOLDER, PAGE = "data", "README.md"


class Approvals(NamedTuple):
    """How many people have to approve, and who may, by login in small letters: nobody named means every writer.

    Those who are named need write permission all the same.
    """

    needed: int = 1
    people: frozenset[str] = frozenset()


class Gates(NamedTuple):
    """What lets a proposal pass without a maintainer: the account's age, and how many open threads its author has.

    0 means that the gate is open.
    """

    account_age_days: int = 0
    open_submissions: int = 20


class Reminder(NamedTuple):
    """After how many quiet days the contributor of a thread that needs information is reminded, once; 0 never."""

    after_days: int = 0


@dataclass(frozen=True, slots=True)
class Config:
    """A list's settings: `pages` are the patterns of the pages that are the list, `data` is the folder of its data.

    Both are as said in the file; of one that says neither, what the repository holds decides. `pins` are what
    is settled about the order and the form of pages, `news` where and in which words they tell of new papers.
    `levels` are what the list makes of rules, by rule id. `messages` are Markdown that the bot adds to its comment, by
    the verdict or the ending that it is for. `rule_book` is where the rules are explained: a path in the repository or
    an address, "" for nowhere. `care` says how often the listed papers are looked after.
    """

    pages: tuple[str, ...] = ()
    data: str | None = None
    pins: Pins = field(default_factory=dict)
    news: NewsLine | None = None
    levels: Mapping[str, Setting] = field(default_factory=dict)
    approvals: Approvals = field(default_factory=Approvals)
    pull_request: Literal["at-once", "on-approval"] = "at-once"
    gates: Gates = field(default_factory=Gates)
    reminder: Reminder = field(default_factory=Reminder)
    messages: Mapping[str, str] = field(default_factory=dict)
    rule_book: str = ""
    care: Literal["weekly", "off"] = "off"

    @property
    def rule_address(self) -> str:
        """Where the rule book is from a thread, "" where there is none."""
        is_path = self.rule_book and not self.rule_book.startswith("https://")
        return f"../blob/HEAD/{self.rule_book}" if is_path else self.rule_book

    @property
    def home(self) -> str:
        return ", ".join(self.pages) or self.folder

    @property
    def folder(self) -> str:
        return self.data or FOLDER
