"""An index that was kept up to date answers as one that was made anew."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import resources
from bot.catalogue.data import store
from bot.catalogue.data.records import read_catalogue
from bot.catalogue.identity.identifiers import Identifier
from bot.catalogue.matching import Index, Record, search
from tests.growth import LONG

WORDS = ("attention", "serving", "sparse", "models", "large", "memory", "efficient", "language", "on", "devices")
records = st.builds(
    Record,
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join),
    st.lists(st.sampled_from([Identifier("arxiv", f"2401.0000{n}") for n in range(4)]), max_size=2).map(tuple),
    aliases=st.lists(st.sampled_from(WORDS), max_size=2).map(tuple),
)
keys = st.sampled_from(["a", "b", "c", "aa", "#9", "#12"])
lists = st.dictionaries(keys, records, max_size=6)


@pytest.fixture
def is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an index be made anew after few changes."""
    monkeypatch.setattr(search, "SMALL", 3)


def follow(versions: list[dict[str, Record]]) -> Index:
    """Return an index that went through all versions of a list."""
    index, known = Index(), dict[str, Record]()
    for version in versions:
        gone = [key for key in known if version.get(key) is not known[key]]
        index = index.update(gone, [(key, record) for key, record in version.items() if known.get(key) is not record])
        known = version
    return index


@given(st.lists(lists, min_size=1, max_size=5), records)
def test_an_updated_index_answers_as_a_new_one(versions: list[dict[str, Record]], asked: Record) -> None:
    assert follow(versions).match(asked) == Index(versions[-1].items()).match(asked)


@given(versions=st.lists(lists, min_size=1, max_size=5), asked=records)
@pytest.mark.usefixtures("is_small")
def test_so_it_does_when_it_is_made_anew_on_the_way(versions: list[dict[str, Record]], asked: Record) -> None:
    assert follow(versions).match(asked) == Index(versions[-1].items()).match(asked)


@given(first=lists, second=lists, asked=records)
def test_an_index_stays_as_it_was_when_another_is_made_of_it(
    first: dict[str, Record], second: dict[str, Record], asked: Record
) -> None:
    index = Index(first.items())
    before = index.match(asked)
    index.update(first, second.items())
    assert index.match(asked) == before


def test_the_shipped_list_is_followed_through_many_changes() -> None:
    chance = random.Random(4)
    catalogue = read_catalogue(store.read_folder(resources.root() / "data"))
    known = {id: Record.from_paper(paper) for id, paper in catalogue.papers.items()}
    index, version, removed = Index(known.items()), dict(known), list[str]()
    for n in range(1000 if LONG else 200):
        key = chance.choice(sorted(version))
        entered: dict[str, Record] = {}
        match n % 4:
            case 0:
                removed.append(key)
                del version[key]
            case 1:
                entered[key] = version[key]._replace(aliases=(*version[key].aliases, f"Another name {n}"))
            case 2:
                entered[key] = version[key]._replace(title=f"{version[key].title} {n}")
            case _:
                key = removed.pop()
                entered[key] = known[key]
        index = index.update([key], entered.items())
        version |= entered
    anew = Index(version.items())
    for title in (record.title for record in known.values()):
        cut = title[: len(title) * 3 // 4]
        assert index.match(Record(title)) == anew.match(Record(title))
        assert [c.key for c in index.match(Record(cut)).candidates] == [
            c.key for c in anew.match(Record(cut)).candidates
        ]


def test_an_index_of_many_changes_holds_no_more_than_there_is(is_small: None) -> None:
    index = Index([("a", Record("A first title"))])
    for n in range(200):
        index = index.update(["a"], [("a", Record(f"Title number {n}"))])
    assert len(index.keys) < 10
    assert index.match(Record("Title number 199")).key == "a"
    assert index.match(Record("A first title")).kind == "new"
