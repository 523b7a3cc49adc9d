"""Where a hand edit begins: the newest version in which data and list said the same."""

from collections.abc import Mapping

import pytest

from bot.review.config import Config
from bot.workflow.snapshots.loading import LoadedList, build_folder
from bot.workflow.snapshots.versions import MOST_MENTIONS, MOST_VERSIONS, Versions
from tests.workflow.hubs import FILES, ValuesHub

PAGE = "README.md"
IN_STEP = FILES
BY_HAND = {**FILES, PAGE: FILES[PAGE].replace("\n- ", "\n- By hand. ", 1)}
BROKEN = {**FILES, "catalogue.yaml": "name: ["}


def newest() -> LoadedList:
    return build_folder("0", Config(), FILES)


@pytest.mark.parametrize(
    ("versions", "texts"),
    [
        pytest.param([IN_STEP, IN_STEP], [IN_STEP[PAGE]], id="the newest itself"),
        pytest.param([BY_HAND, IN_STEP, IN_STEP], [None, IN_STEP[PAGE]], id="the one before"),
        pytest.param([BY_HAND, BROKEN, IN_STEP], [None, None, IN_STEP[PAGE]], id="past one that nobody can read"),
        pytest.param([BY_HAND, BY_HAND], [None, None], id="none"),
        pytest.param([], [], id="no history"),
    ],
)
def test_the_search_ends_where_data_and_list_said_the_same(
    versions: list[Mapping[str, str]], texts: list[str | None]
) -> None:
    history = ValuesHub(versions=versions)
    assert list(Versions().find(history.hub, newest(), "data").values()) == texts


def test_what_was_looked_at_is_not_read_again() -> None:
    history, versions = ValuesHub(versions=[BY_HAND, BY_HAND, IN_STEP]), Versions()
    versions.known = versions.find(history.hub, newest(), "data")
    assert history.folders == ["0", "1", "2"]
    assert versions.find(history.hub, newest(), "data") == versions.known
    assert history.folders == ["0", "1", "2"]


def test_a_history_is_searched_so_far_and_no_further() -> None:
    history = ValuesHub(versions=[BY_HAND] * (MOST_VERSIONS + 5))
    assert len(Versions().find(history.hub, newest(), "data")) == MOST_VERSIONS


def test_threads_are_named_by_the_commits_that_are_new() -> None:
    history = ValuesHub(
        versions=[BY_HAND] * 3, messages=["Merge #12 and #7", "Add a paper (#3)", "By hand, see x#y and #12345678901"]
    )
    versions = Versions()
    found = versions.find(history.hub, newest(), "data")
    assert versions.mentions(found) == [12, 7, 3]
    versions.known = dict(list(found.items())[1:])
    assert versions.mentions(found) == [12, 7]


def test_of_the_threads_that_one_commit_names_only_some_are_looked_at() -> None:
    message = "Merge #2\n\n" + "\n".join(f"Fix #{number}" for number in range(3, 1000))
    history, versions = ValuesHub(versions=[BY_HAND], messages=[message]), Versions()
    assert versions.mentions(versions.find(history.hub, newest(), "data")) == [*range(2, 2 + MOST_MENTIONS)]
