"""What a thread proposes, as its author put it: nothing is checked or completed yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.catalogue.paper import Link
from bot.intake.diff.change import PageChange
from bot.intake.diff.patch import FileDiff
from bot.lists.page import PageEntry

Intent = Literal["add", "update", "fix-link", "remove", "question", "spam", "other"]
#: What can be wanted of one paper.
Operation = Literal["add", "update", "fix-link", "remove"]
#: Of what a thread asks for no more is looked at.
MOST_PROPOSALS = 50


@dataclass(frozen=True, slots=True)
class WrittenEntry:
    """What a pull request itself has for an entry: the change of its page, and the entry as it stands there.

    There is none where it takes one off the page, or where a command has said something else since.
    """

    change: PageChange
    entry: PageEntry | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """One paper as somebody proposed it; None and () mean "not said".

    `urls` are links to the paper, `code` a link to its code, `others` further links with their labels. `venue` may
    carry the year ("ICLR 2026"); `section` is the section asked for, in the contributor's words. `under` are words that
    stand nearer to the paper, the nearest first, such as the heading above it: one counts only if the list has a
    section of that name. `operation` says what is wanted of the paper, and `replaces` is the listed entry that a change
    or a removal is about, where the text or the diff shows it. `follows` is the title of the entry that it stands
    below, "" at the top of its section, None at the end or where the place is not said. `record` is the paper's own
    file where a pull request writes it, `written` its entry where one edits a page that is the truth; the other fields
    then repeat what that says. `is_guessed` tells that little speaks for its title being one.
    """

    title: str | None = None
    urls: tuple[str, ...] = ()
    code: str | None = None
    venue: str | None = None
    year: int | None = None
    section: str | None = None
    under: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    others: tuple[Link, ...] = ()
    operation: Operation = "add"
    replaces: Proposal | None = None
    follows: str | None = None
    record: FileDiff | None = None
    written: WrittenEntry | None = None
    is_guessed: bool = False


@dataclass(frozen=True, slots=True)
class Unparsed:
    """Lines `first` to `last` (from 1) of a list, added where only entries stand, that are none, or are no UTF-8 text.

    `moved`: they are an entry's, which has another place in its section now and is changed in nothing else. `beside`:
    they link to a paper beside entries of a page; `cells` are those of such a row and of its table's head, where these
    differ.
    """

    path: str
    first: int
    last: int
    text: str
    moved: bool = False
    beside: bool = False
    cells: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Submission:
    """What a thread wants (`intent`) and the papers it names, in the order of the text.

    Each proposal says itself what is wanted of its paper, since one thread can add a paper and update another. `rest`
    are the paths of a pull request's other changes, which are for people; `unparsed` is what could not be read as an
    entry; `unused` are the lines, links and venues of a text that went into no proposal. `hidden` names the
    characters that nobody sees, which the text held and the proposals do not. `moved` counts the entries that get
    another place in their section besides what is proposed. `is_wished` tells that somebody asks for
    what is proposed; else their text is only about a paper. `numbers` are those that the author gave the papers, one
    for each proposal, where they have any.
    """

    intent: Intent
    proposals: tuple[Proposal, ...] = ()
    rest: tuple[str, ...] = ()
    unparsed: tuple[Unparsed, ...] = ()
    unused: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    moved: int = 0
    is_wished: bool = True
    numbers: tuple[int, ...] = ()
