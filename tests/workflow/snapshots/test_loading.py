"""A list that is followed from commit to commit is the one that is read anew."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.data.records import CATALOGUE, DataError, dump_paper, load_paper
from bot.catalogue.data.store import read_shipped_venues
from bot.catalogue.matching import Record
from bot.catalogue.versioned import amend
from bot.intake.pull import PageLayout
from bot.review.config import Config
from bot.workflow.snapshots.folder import FolderSnapshot
from bot.workflow.snapshots.loading import LoadedList, build_folder, build_pages
from bot.workflow.snapshots.pages import PageSnapshot
from tests.workflow.hubs import FILES

PAPERS = sorted(path for path in FILES if path.startswith("papers/"))
ONE, OTHER = PAPERS[:2]
TITLE = load_paper(FILES[ONE], "one").title
RENAMED = FILES[ONE].replace(TITLE, "Something Else Entirely: On Cooking With Gas")
STEPS: dict[str, dict[str, str | None]] = {
    "a paper leaves": {ONE: None},
    "it is there": {ONE: FILES[ONE]},
    "it has another title": {ONE: RENAMED},
    "it has another id": {ONE: None, "papers/other-id.yaml": FILES[ONE]},
    "another one goes": {"papers/other-id.yaml": None, OTHER: None},
    "the list has another name": {CATALOGUE: FILES[CATALOGUE].replace("name: ", "name: X ", 1)},
    "lines have another form": {CATALOGUE: FILES[CATALOGUE].replace("- {title}", "* {title}", 1)},
    "a line is written by hand": {"README.md": FILES["README.md"].replace("\n- ", "\n- By hand. ", 1)},
}


def describe(loaded: LoadedList) -> tuple[object, ...]:
    """Return all that is read from a list."""
    titles = (TITLE, "Something Else Entirely: On Cooking With Gas", load_paper(FILES[OTHER], "other").title)
    found = [loaded.index.match(Record(title)) for title in titles]
    settings = (loaded.catalogue.name, loaded.catalogue.entry, dict(loaded.catalogue.papers))
    snapshot = loaded.snapshot
    assert isinstance(snapshot, FolderSnapshot)
    return (*settings, found, snapshot.text, snapshot.rendered, snapshot.is_in_step)


def read_all(versions: list[Mapping[str, str]]) -> LoadedList:
    """Return the last version, read by way of all others."""
    loaded = None
    for number, files in enumerate(versions):
        loaded = build_folder(str(number), Config(), files, loaded)
        loaded.catalogue.rows_of(next(iter(loaded.catalogue.sections)))
    assert loaded is not None
    return loaded


@pytest.mark.parametrize("step", [pytest.param(step, id=name) for name, step in STEPS.items()])
def test_one_step_is_followed(step: Mapping[str, str | None]) -> None:
    after = amend(FILES, step)
    assert describe(read_all([FILES, after])) == describe(read_all([dict(after)]))


@given(st.lists(st.sampled_from(sorted(STEPS)), max_size=6))
def test_any_steps_are_followed(names: list[str]) -> None:
    versions: list[Mapping[str, str]] = [amend(FILES, {})]
    for name in names:
        versions.append(amend(versions[-1], STEPS[name]))
    assert describe(read_all(versions)) == describe(read_all([dict(versions[-1])]))


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        pytest.param({"README.md": "docs/README.md"}, "README.md:1: the page is a link: write `list: docs/README.md`"),
        pytest.param({"lists/a.md": "../b.md"}, "lists/a.md:1: the page is a link: write `list: b.md`"),
        pytest.param({}, ".github/paperclerk.yml:1: there is no page README.md; only Markdown can be read"),
    ],
    ids=["a link", "a link upwards", "none"],
)
def test_where_no_page_can_be_read_it_is_said_what_to_do(pages: Mapping[str, str], words: str) -> None:
    with pytest.raises(DataError) as caught:
        build_pages("1", Config(), PageLayout(("README.md",)), pages, read_shipped_venues())
    assert caught.value.explain().startswith(words)


def test_a_link_beside_pages_is_none_of_them() -> None:
    pages = {"a.md": "# A list\n", "b.md": "a.md"}
    loaded = build_pages("1", Config(), PageLayout(("*.md",)), pages, read_shipped_venues())
    assert isinstance(loaded.snapshot, PageSnapshot)
    assert list(loaded.snapshot.page_list.pages) == ["a.md"]


def test_a_list_that_is_not_there_is_an_error_that_names_it() -> None:
    with pytest.raises(DataError, match="missing") as caught:
        build_folder("", Config(), {path: text for path, text in FILES.items() if path != "README.md"})
    assert caught.value.path == "README.md"


def test_what_stays_is_not_read_again() -> None:
    before = read_all([FILES])
    after = build_folder("1", Config(), amend(FILES, STEPS["the list has another name"]), before)
    same = dump_paper(after.catalogue.papers[OTHER.removeprefix("papers/").removesuffix(".yaml")])
    assert same == FILES[OTHER]
    assert all(after.catalogue.papers[id] is paper for id, paper in before.catalogue.papers.items())
