"""The cache: what is kept and for how long, and that nothing in its folder can hurt."""

import json
import os
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.catalogue.identity.identifiers import Identifier
from bot.catalogue.identity.metadata import Metadata
from bot.metadata.cache import DAY, KEPT, KEPT_UNKNOWN, Cache
from tests.metadata.conftest import Clock

PAPER = Identifier("openreview", "../../aBc")
FACTS = Metadata("arXiv", "A Title – with “quotes”", ("José Muñoz",), "ICLR", 2024)


@pytest.fixture
def cache(tmp_path: Path, clock: Clock) -> Cache:
    return Cache(tmp_path / "kept" / "here", clock=clock)


@pytest.mark.parametrize(
    ("facts", "kept"), [(FACTS, KEPT), (Metadata("arXiv", exists=False), KEPT_UNKNOWN)], ids=["known", "unknown"]
)
def test_answers_are_kept_for_their_time(cache: Cache, clock: Clock, facts: Metadata, kept: float) -> None:
    assert cache.get(PAPER) is None
    cache.put(PAPER, facts)
    clock.now += kept
    assert cache.get(PAPER) == facts
    clock.now += 1
    assert cache.get(PAPER) is None


def test_an_answer_of_tomorrow_is_not_believed(cache: Cache, clock: Clock) -> None:
    cache.put(PAPER, FACTS)
    clock.now -= 60
    assert cache.get(PAPER) is None


def test_ids_that_differ_in_case_are_two(cache: Cache) -> None:
    cache.put(PAPER, FACTS)
    assert cache.get(Identifier("openreview", "../../abc")) is None
    assert cache.get(Identifier("arxiv", "../../aBc")) is None
    assert cache.path(PAPER).parent == cache.folder


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\x00\xff", id="bytes"),
        pytest.param(b"[" * 100_000, id="depth"),
        pytest.param(b"null", id="null"),
        pytest.param(b"{}", id="an empty object"),
        pytest.param(b'{"version": 1, "identifier": "openreview:../../aBc", "asked": NaN, "facts": {}}', id="no time"),
    ],
)
def test_a_broken_file_is_ignored_and_written_anew(cache: Cache, content: bytes) -> None:
    cache.put(PAPER, FACTS)
    cache.path(PAPER).write_bytes(content)
    assert cache.get(PAPER) is None
    cache.put(PAPER, FACTS)
    assert cache.get(PAPER) == FACTS


@pytest.mark.parametrize(
    "change",
    [
        {"version": 0},
        {"identifier": "arxiv:2402.00001"},
        {"asked": "soon"},
        {"facts": None},
        {"facts": {"source": "arXiv"}},
        {"facts": {"source": 1, "title": "", "authors": [], "venue": None, "year": None, "exists": True}},
        {"facts": {"source": "", "title": "", "authors": {}, "venue": None, "year": None, "exists": True}},
        {"facts": {"source": "", "title": "", "authors": [], "venue": None, "year": None, "exists": "no"}},
    ],
    ids=str,
)
def test_a_file_that_says_something_odd_is_ignored(cache: Cache, change: dict[str, object]) -> None:
    cache.put(PAPER, FACTS)
    path = cache.path(PAPER)
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    assert cache.get(PAPER) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200))
def test_any_bytes_can_lie_there(cache: Cache, content: bytes) -> None:
    cache.put(PAPER, FACTS)
    cache.path(PAPER).write_bytes(content)
    assert cache.get(PAPER) is None


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(
    tmp_path: Path, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file", clock=clock)
    cache.put(PAPER, FACTS)
    assert cache.get(PAPER) is None
    assert "cannot be written" in caplog.text


def test_old_files_are_removed_once_a_day(cache: Cache, clock: Clock) -> None:
    cache.put(PAPER, FACTS)
    other = Identifier("arxiv", "2402.00001")
    cache.put(other, FACTS)
    (cache.folder / "left.tmp").write_text("")
    (cache.folder / "notes.txt").write_text("somebody else's")
    for name in (cache.path(PAPER), cache.folder / "left.tmp", cache.folder / "notes.txt"):
        os.utime(name, (0, clock.now - KEPT - 1))
    os.utime(cache.path(other), (0, clock.now))
    cache.put(other, FACTS)
    assert cache.path(PAPER).exists(), "it was looked today"
    clock.now += DAY
    cache.put(other, FACTS)
    assert sorted(path.name for path in cache.folder.iterdir()) == sorted(["notes.txt", cache.path(other).name])


def test_writers_and_readers_do_not_meet_half_a_file(cache: Cache) -> None:
    read: list[Metadata | None] = []
    cache.put(PAPER, FACTS)

    def write(title: str) -> None:
        for _ in range(50):
            cache.put(PAPER, Metadata("arXiv", title * 200))

    writers = [threading.Thread(target=write, args=(letter,)) for letter in "ab"]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        read.append(cache.get(PAPER))
    for writer in writers:
        writer.join()
    assert None not in read
    assert [path.name for path in cache.folder.iterdir()] == [cache.path(PAPER).name]
