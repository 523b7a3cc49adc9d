"""What a thread proposes, as text and as edits, and which of it services can be asked about."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.catalogue.data.records import CATALOGUE
from bot.catalogue.identity.identifiers import Identifier
from bot.catalogue.identity.metadata import Metadata
from bot.catalogue.matching import Index, Record
from bot.intake.diff.patch import FileDiff
from bot.intake.submission import Proposal, Submission
from bot.review.config import CONFIG, Config
from bot.workflow.snapshots.loading import LoadedList, build_folder
from bot.workflow.state import State
from bot.workflow.submissions import askable_identifiers, find_remarks, is_read, read_edits, read_words, review_thread
from bot.workflow.thread import Comment, Person
from tests.review.builders import GOOD, LINK
from tests.workflow.builders import AUTHOR, CLERK, START, thread
from tests.workflow.hubs import FILES

LIST: LoadedList = build_folder("c" * 40, Config(), FILES)
TITLE = "A new paper on attention"


def said(body: str, **more: object) -> Comment:
    return replace(Comment(60, thread().author, body, START + timedelta(hours=1)), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reply", "venue"),
    [
        pytest.param(said("Venue: ICML 2024"), "ICML 2024", id="its author's"),
        pytest.param(said("Venue: ICML 2024", author=Person("ada", 9)), "ICLR 2025", id="somebody else's"),
        pytest.param(
            said("Venue: ICML 2024", author=replace(AUTHOR, id=99)), "ICLR 2025", id="that of a name like the author's"
        ),
        pytest.param(said("Venue: ICML 2024", own=True), "ICLR 2025", id="the bot's, of one account with its author's"),
        pytest.param(said("Venue: ICML 2024", author=CLERK), "ICLR 2025", id="the bot's"),
    ],
)
def test_the_authors_own_replies_count(reply: Comment, venue: str) -> None:
    found = thread(comments=(reply,), body=f"Title: {TITLE}\nPaper: {LINK}\nVenue: ICLR 2025")
    (proposal,) = read_words(found, LIST.catalogue).proposals
    assert (proposal.title, proposal.venue) == (TITLE, venue)


@pytest.mark.parametrize(
    ("words", "own", "is_remark"),
    [
        pytest.param("I am not sure about the venue.", False, True, id="the author's"),
        pytest.param("I am not sure about the venue.", True, False, id="the bot's, with the author's account"),
        pytest.param("### Ready\n\nsays the bot", False, False, id="the bot's, repeated by the author's machine"),
    ],
)
def test_what_an_author_remarks_is_never_the_bots_word(words: str, own: bool, is_remark: bool) -> None:
    later = Comment(60, AUTHOR, words, START, own=own)
    found = thread(body=f"Title: {TITLE}\nPaper: {LINK}\nVenue: ICLR 2025")
    found = replace(found, comments=(*found.comments, later))
    taken, remarks = find_remarks(found, read_words(found, LIST.catalogue), (), LIST.catalogue)
    assert (taken, remarks) == ((), (later,) if is_remark else ())


@pytest.mark.parametrize(
    ("path", "whole"),
    [
        ("data/README.md", True),
        ("data/papers/x.yaml", True),
        (CONFIG, True),
        (f"data/{CATALOGUE}", True),
        ("setup.py", False),
        ("README.md", False),
    ],
)
def test_the_whole_text_is_read_of_the_list_its_data_and_its_settings(path: str, whole: bool) -> None:
    assert is_read(path, LIST) is whole


@pytest.mark.parametrize(
    ("file", "rules"),
    [
        pytest.param(FileDiff("setup.py", after="x"), None, id="no settings"),
        pytest.param(FileDiff(CONFIG, after=""), [], id="settings without a fault"),
        pytest.param(FileDiff(CONFIG, after="x: 1"), ["configuration"], id="settings with a fault"),
        pytest.param(FileDiff("old.yml", "renamed", old_path=CONFIG, after=""), [], id="settings that are moved away"),
    ],
)
def test_settings_are_audited_where_they_change(file: FileDiff, rules: list[str] | None) -> None:
    _, faults = read_edits(thread(kind="pr"), [file], LIST)
    assert (None if faults is None else [fault.rule for fault in faults]) == rules


@pytest.mark.parametrize(
    ("urls", "kinds"),
    [
        pytest.param((LINK,), {"arxiv"}, id="a preprint"),
        pytest.param(("https://doi.org/10.1145/3600006.3613165", LINK), {"doi", "arxiv"}, id="two addresses"),
        pytest.param(("https://github.com/a/b", "no address"), set(), id="nothing that services know"),
    ],
)
def test_services_are_asked_about_what_they_know(urls: tuple[str, ...], kinds: set[str]) -> None:
    found = askable_identifiers(Submission("add", (Proposal(urls=urls),)))
    assert {identifier.kind for identifier in found} == kinds


ARXIV = Identifier("arxiv", "2407.08608")
OLDER = Index([("#3", Record(TITLE, (ARXIV,)))])


def rules(state: State | None = None, facts: dict[Identifier, Metadata] | None = None) -> list[str]:
    found = review_thread(thread(), Submission("add", (GOOD,)), LIST, facts, Index(), state or State())
    return [finding.rule for entry in found.entries for finding in entry.findings]


def test_an_answer_that_is_missing_is_told_only_where_one_was_asked_for() -> None:
    assert len(rules(facts={})) == len(rules(facts=None)) + 1


def test_what_people_said_stands_for_what_the_thread_says() -> None:
    (before,) = review_thread(thread(), Submission("add", (GOOD,)), LIST, None, Index(), State()).entries
    state = State(fields={before.key: {"title": "Another title", "section": "serving"}})
    (after,) = review_thread(thread(), Submission("add", (GOOD,)), LIST, None, Index(), state).entries
    assert after.key == before.key
    assert (after.draft.title, tuple(after.draft.sections)) == ("Another title", ("serving",))


@pytest.mark.parametrize(("is_open", "disposition"), [(True, "pending"), (False, "new")], ids=["open", "closed"])
def test_an_open_thread_waits_for_an_older_one(is_open: bool, disposition: str) -> None:
    found = review_thread(thread(open=is_open), Submission("add", (GOOD,)), LIST, None, OLDER, State())
    assert [entry.relation.disposition for entry in found.entries] == [disposition]


def test_a_new_paper_is_dated_by_its_thread() -> None:
    (entry,) = review_thread(thread(), Submission("add", (GOOD,)), LIST, None, Index(), State()).entries
    assert entry.after
    assert entry.after.added == START.date().isoformat()
