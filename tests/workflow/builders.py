"""Threads and situations as values, with one ready entry unless something else is said."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.data.store import read_shipped_venues
from bot.intake.diff.patch import FileDiff
from bot.intake.pull import PageLayout
from bot.review.config import Config
from bot.review.entry import Entry
from bot.review.review import Review
from bot.review.rules.finding import Finding
from bot.workflow.changes import Change
from bot.workflow.situation import Situation
from bot.workflow.snapshots.folder import FolderSnapshot
from bot.workflow.snapshots.loading import LoadedList, build_pages
from bot.workflow.snapshots.snapshot import digest_files
from bot.workflow.state import Decision, State, write_state
from bot.workflow.thread import Branch, Comment, MergeStatus, Person, Pull, Repository, Thread
from tests.review.builders import GOOD, catalogue, review
from tests.stage import SMALL_LIST, small_files

START = datetime(2026, 11, 1, tzinfo=UTC)
AUTHOR, CLERK = Person("contributor", 2), Person("paperclerk-bot", 1)
BASE, HEAD = "b" * 40, "a" * 40
ENTRY = review(GOOD)
OTHER = replace(
    review(replace(GOOD, title="Another paper on serving", urls=("https://arxiv.org/abs/2407.08609",))), number=2
)
PAGE = small_files()["data/README.md"].decode()


def asks(entry: Entry) -> Entry:
    """The same entry, of which something is asked that its contributor can say."""
    return replace(entry, findings=(Finding("The title is not known.", rule="title-missing"),))


def unsure(entry: Entry) -> Entry:
    """The same entry, with a title that a maintainer has to look at."""
    return replace(entry, relation=replace(entry.relation, disposition="similar"))


def own_file(entry: Entry, path: str = "data/papers/x.yaml", lines: Iterable[int] = ()) -> Entry:
    """The same entry as a pull request's own file, of which the diff shows some lines."""
    return replace(entry, proposal=replace(entry.proposal, record=FileDiff(path, shown=frozenset(lines))))


def shown(*entries: Entry) -> State:
    """What the bot remembers once its comment shows entries."""
    return State(shown={entry.key: entry.hash for entry in entries or (ENTRY,)})


def thread(*comments: Comment, **more: object) -> Thread:
    """An issue with one ready entry that the bot has shown."""
    main = Comment(50, CLERK, f"### Ready\n\n{write_state(shown())}", START, own=True)
    repository = Repository("o/r", "main", BASE)
    made = Thread(repository, 1, "issue", "Add", "", AUTHOR, True, START, comments=(main, *comments))
    return replace(made, **more)  # type: ignore[arg-type]


def situation(
    found: Thread | None = None,
    *entries: Entry,
    days: int = 0,
    state: State | None = None,
    config: Config | None = None,
    listed: Catalogue | None = None,
    permissions: Mapping[str, str] | None = None,
) -> Situation:
    """A thread so many days after it began, of a list in which every number up to 99 is another thread's."""
    named = [replace(entry, choice=f"{entry.number} " if len(entries) > 1 else "") for entry in entries or (ENTRY,)]
    return Situation(
        thread=found or thread(),
        review=Review("add", tuple(named)),
        state=state or shown(*entries),
        snapshot=FolderSnapshot(listed or catalogue(), "data", PAGE),
        config=config or Config(),
        now=START + timedelta(days=days),
        permissions=permissions or {},
        threads=frozenset(range(2, 100)),
    )


def approved(*entries: Entry, by: str = "maintainer") -> State:
    """What the bot remembers once entries are approved as shown."""
    chosen = entries or (ENTRY,)
    return replace(
        shown(*chosen), decisions={each.key: Decision("approved", by, entry_hash=each.hash) for each in chosen}
    )


def branch(*entries: Entry, head: str = HEAD, onto: str = "") -> Branch:
    """The bot's branch with entries on it; with `onto` it holds the list as well."""
    digest = digest_of(*entries or (ENTRY,), onto=onto)
    return Branch("paperclerk/issue-1", head, f"Add it\n\nPaperclerk-Entry: {digest}", BASE)


def digest_of(*entries: Entry, onto: str = "") -> str:
    """The fingerprint of the bot's commit for entries."""
    return digest_files(FolderSnapshot(catalogue(), "data", PAGE).proposed_files(entries), onto)


def pull(status: MergeStatus | None = None, **more: object) -> Pull:
    """The bot's open pull request for the thread."""
    return replace(Pull(7, "Add it", "", HEAD, "open", merge_status=status or MergeStatus()), **more)  # type: ignore[arg-type]


def names(changes: Iterable[Change]) -> list[str]:
    """The kinds of changes in their order."""
    return [type(change).__name__ for change in changes]


def page_list(text: str = SMALL_LIST.read_text(encoding="utf-8")) -> LoadedList:
    """A list that is a page, the small one unless another is said."""
    return build_pages(BASE, Config(), PageLayout(("README.md",)), {"README.md": text}, read_shipped_venues())
