"""A list's settings, from its `.github/paperclerk.yml`; `rules/config_file.py` reads and checks the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from bot.review.rules.finding import Setting

if TYPE_CHECKING:
    # Imported late: code that finds no configuration should not wait for the modules that write pages.
    from bot.lists.writing.newsline import NewsLine
    from bot.lists.writing.pins import Pins

CONFIG = ".github/paperclerk.yml"
#: Where data and list are looked for if the settings do not say.
FOLDER, PAGE = "data", "README.md"


class Approvals(NamedTuple):
    """How many people have to approve, and who may, by login in lower case: none listed means everybody who can write.

    People listed here still need write permission.
    """

    needed: int = 1
    people: frozenset[str] = frozenset()


class Gates(NamedTuple):
    """What lets a proposal pass without a maintainer: the account's age, and the number of its author's open threads.

    0 means that the gate is open.
    """

    account_age_days: int = 0
    open_submissions: int = 20


class Reminder(NamedTuple):
    """After how many quiet days a contributor who owes information is reminded, once; 0 for never."""

    after_days: int = 0


@dataclass(frozen=True, slots=True)
class Config:
    """A list's settings: `pages` are the patterns of the pages that are the list, `data` the folder of its data.

    Both are as in the file; if it has neither, the contents of the repository decide. `pins` fix the order and the form
    of pages, `news` where and in which words new papers are announced. `levels` are the list's settings of rules, by
    rule id. `messages` are Markdown that the bot adds to its comment, by verdict or ending. `rule_book` is where the
    rules are explained: a path in the repository or an address, "" for nowhere. `care` is how often the listed papers
    are checked.
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
        """The rule book's address as seen from a thread, "" if there is none."""
        is_path = self.rule_book and not self.rule_book.startswith("https://")
        return f"../blob/HEAD/{self.rule_book}" if is_path else self.rule_book

    @property
    def home(self) -> str:
        return ", ".join(self.pages) or self.folder

    @property
    def folder(self) -> str:
        return self.data or FOLDER
