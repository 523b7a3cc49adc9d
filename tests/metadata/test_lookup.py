"""Services that answer as the real ones do, well and badly; the review never waits for long and never fails."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.facts import Facts
from bot.catalogue.identifiers import Identifier
from bot.catalogue.matching.reading import known_venues
from bot.metadata.cache import Cache
from bot.metadata.lookup import Bibliographer
from bot.metadata.reading import Reader, UnansweredError, origin
from bot.metadata.services import Bases, ShapeError, parse_arxiv, parse_crossref, parse_openreview
from tests.metadata.shapes import entry, feed, note, work

ONE, TWO = Identifier("arxiv", "2601.00001"), Identifier("arxiv", "2601.00002")
DOI, FORUM = Identifier("doi", "10.1145/1234567.1234568"), Identifier("openreview", "AbC_d-1")
Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Service:
    """A server on this machine; `answer` makes of a path what it says."""

    answer: Callable[[str], Answer] = lambda path: (500, {}, b"")
    paths: list[str] = field(default_factory=list)
    base: str = ""


@dataclass
class Clock:
    """Time that only sleeping moves."""

    now: float = 1_000_000.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def service() -> Iterator[Service]:
    told = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.paths.append(self.path)
            status, headers, body = told.answer(self.path)
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(body))} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    told.base = f"http://127.0.0.1:{server.server_port}"
    yield told
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ask(service: Service, clock: Clock, tmp_path: Path) -> Iterator[Bibliographer]:
    bases = Bases(f"{service.base}", f"{service.base}", f"{service.base}")
    cache = Cache(tmp_path / "cache.sqlite3", clock=clock)
    with Reader([service.base], seconds=2) as reader:
        yield Bibliographer(known_venues(), cache, bases, reader, clock=clock, sleep=clock.sleep)


def says(body: bytes, status: int = 200, **headers: str) -> Callable[[str], Answer]:
    return lambda path: (status, {name.replace("_", "-"): value for name, value in headers.items()}, body)


def test_several_numbers_are_one_request_to_arxiv(service: Service, ask: Bibliographer) -> None:
    service.answer = says(feed(entry("2601.00001"), entry("2601.00002", "Slow Moths")))
    assert ask([ONE, TWO]) == {
        ONE: Facts("arXiv", "Fast Moths", ("Ada Moth", "Ben Wasp")),
        TWO: Facts("arXiv", "Slow Moths", ("Ada Moth", "Ben Wasp")),
    }
    assert service.paths == ["/api/query?id_list=2601.00001,2601.00002&max_results=2"]


def test_crossref_and_openreview_are_asked_about_what_they_know(service: Service, ask: Bibliographer) -> None:
    service.answer = lambda path: (200, {}, work() if path.startswith("/works/") else note())
    assert ask([DOI, FORUM, Identifier("pmlr", "v139/x21a")]) == {
        DOI: Facts("Crossref", "Fast Moths", ("Ada Moth", "Wasp"), "SOSP", 2023),
        FORUM: Facts("OpenReview", "Fast Moths", ("Ada Moth",), "ICML", 2023),
    }
    assert sorted(service.paths) == ["/notes?id=AbC_d-1", "/works/10.1145%2F1234567.1234568"]


@pytest.mark.parametrize(
    ("comment", "reference", "expected"),
    [
        pytest.param("Accepted to ICLR 2024", "", ("ICLR", 2024), id="accepted"),
        pytest.param("NeurIPS 2023 camera ready; 12 pages", "", (None, None), id="a venue before the word is not read"),
        pytest.param("Published at ICML 2021 (oral)", "", ("ICML", 2021), id="published"),
        pytest.param("", "Proceedings of ICML 2022", ("ICML", 2022), id="a journal reference"),
        pytest.param("Submitted to ICLR 2024", "", (None, None), id="submitted"),
        pytest.param("Under review at ACL 2024", "", (None, None), id="under review"),
        pytest.param("Accepted at the NeurIPS 2023 workshop on moths", "", (None, None), id="a workshop"),
        pytest.param("Accepted at the Moth Conference 2023", "", (None, None), id="a venue that nobody knows"),
        pytest.param("12 pages", "", (None, None), id="nothing"),
    ],
)
def test_the_published_version_of_a_preprint_is_noticed(
    comment: str, reference: str, expected: tuple[str | None, int | None]
) -> None:
    found = parse_arxiv(feed(entry("2601.00001", comment=comment, reference=reference)), [ONE], known_venues())[ONE]
    assert (found.venue, found.year) == expected


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        pytest.param(ONE, says(feed()), id="arXiv gives no entry"),
        pytest.param(DOI, says(b"Resource not found.", 404), id="Crossref gives 404"),
        pytest.param(FORUM, says(b'{"notes": []}'), id="OpenReview gives no note"),
    ],
)
def test_an_unknown_number_is_known_to_be_unknown(
    service: Service, ask: Bibliographer, asked: Identifier, answer: Callable[[str], Answer]
) -> None:
    service.answer = answer
    assert not ask([asked])[asked].exists


BAD: list[object] = [
    pytest.param(says(b"", 429), id="429 without a time"),
    pytest.param(says(b"", 429, Retry_After="7"), id="429 with a time"),
    pytest.param(says(b"", 429, Retry_After="Wed, 21 Oct 2026 07:28:00 GMT"), id="429 with a date"),
    pytest.param(says(b"", 503), id="503"),
    pytest.param(says(b"", 403), id="403"),
    pytest.param(says(b"", 401), id="401"),
    pytest.param(says(b"<html><body>Please wait</body></html>"), id="a page instead of data"),
    pytest.param(says(feed(entry("2601.00001"))[:300]), id="cut off"),
    pytest.param(says(b'{"message": {"title": ["x'), id="cut off JSON"),
    pytest.param(says(b"x" * 2_000_000), id="too large"),
    pytest.param(says(b"", Content_Length="900"), id="shorter than it says"),
    pytest.param(says(b"\x1f\x8b\x08", Content_Encoding="gzip"), id="compressed"),
    pytest.param(says(b"<!DOCTYPE x [<!ENTITY a 'b'>]><feed/>"), id="entities"),
    pytest.param(says(b"", 302, Location="http://169.254.169.254/latest/meta-data/"), id="to a private address"),
    pytest.param(says(b"", 302, Location="http://localhost:1/"), id="to another port"),
    pytest.param(says(b"", 302, Location="file:///etc/passwd"), id="to a file"),
    pytest.param(says(b"", 302, Location="http://[::1"), id="to nowhere"),
    pytest.param(says(b"", 302, Location="/again"), id="in a circle"),
    pytest.param(says(b"", 304), id="304"),
    pytest.param(says(b"[1, 2]"), id="a list"),
    pytest.param(says(b'{"message": 1, "notes": [1]}'), id="other types"),
    pytest.param(says(b"\xff\xfe\x00"), id="no text"),
]


@pytest.mark.parametrize("answer", BAD)
@pytest.mark.parametrize("asked", [ONE, DOI, FORUM], ids=str)
def test_a_bad_answer_leaves_the_paper_unanswered_and_the_service_alone(
    service: Service, ask: Bibliographer, clock: Clock, asked: Identifier, answer: Callable[[str], Answer]
) -> None:
    service.answer = answer
    assert ask([asked]) == {}
    sent = len(service.paths)
    assert ask([asked]) == {}
    assert len(service.paths) == sent
    assert clock.slept == []


def test_a_service_that_names_a_time_is_asked_again_after_it(
    service: Service, ask: Bibliographer, clock: Clock
) -> None:
    service.answer = says(b"", 429, Retry_After="7")
    ask([DOI])
    clock.now += 7
    service.answer = says(work())
    assert ask([DOI])[DOI].title == "Fast Moths"


def test_a_service_that_names_no_time_is_left_alone_ever_longer(
    service: Service, ask: Bibliographer, clock: Clock
) -> None:
    service.answer = says(b"", 429)
    for pause in (60, 120, 240):
        ask([DOI])
        clock.now += pause - 1
        count = len(service.paths)
        ask([DOI])
        assert len(service.paths) == count
        clock.now += 1


def test_arxiv_is_asked_every_three_seconds_at_most(service: Service, ask: Bibliographer, clock: Clock) -> None:
    service.answer = says(feed(entry("2601.00001")))
    ask([ONE])
    clock.now += 1
    ask([TWO])
    assert clock.slept == [2.0]


def test_what_was_said_is_kept_for_a_month_and_silence_for_nothing(
    service: Service, ask: Bibliographer, clock: Clock
) -> None:
    service.answer = says(work())
    first = ask([DOI])
    assert ask([DOI]) == first
    assert len(service.paths) == 1
    clock.now += 31 * 86_400
    ask([DOI])
    assert len(service.paths) == 2


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 99, b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_broken_cache_is_begun_anew(service: Service, ask: Bibliographer, content: bytes) -> None:
    ask.cache.path.write_bytes(content)
    service.answer = says(work())
    assert ask([DOI])[DOI].title == "Fast Moths"
    ask([DOI])
    ask([DOI])
    assert len(service.paths) <= 2


def test_a_cache_that_cannot_be_written_is_done_without(service: Service, ask: Bibliographer, tmp_path: Path) -> None:
    ask.cache.path = tmp_path / "no such folder" / "cache"
    service.answer = says(work())
    assert ask([DOI])[DOI].title == "Fast Moths"


def test_a_body_that_drips_ends_at_the_deadline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        stop = threading.Event()

        def drip() -> None:
            connection, _ = door.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
                while not stop.wait(0.02):
                    try:
                        connection.sendall(b"x")
                    except OSError:
                        return

        thread = threading.Thread(target=drip)
        thread.start()
        base = f"http://127.0.0.1:{door.getsockname()[1]}"
        with Reader([base], seconds=0.2) as reader, pytest.raises(UnansweredError, match="too long"):
            reader.read(f"{base}/")
        stop.set()
        thread.join()


def test_a_service_that_is_not_there_is_no_answer(tmp_path: Path, clock: Clock) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        base = f"http://127.0.0.1:{door.getsockname()[1]}"
    with Reader([base], seconds=0.5) as reader, pytest.raises(UnansweredError):
        reader.read(f"{base}/")


@pytest.mark.parametrize(
    "url",
    [
        "http://export.arxiv.org.evil.example/",
        "http://export.arxiv.org@evil.example/",
        "http://evil.example/export.arxiv.org",
        "http://export.arxiv.org:81/",
        "https://export.arxiv.org:80/",
        "ftp://export.arxiv.org/",
        "http://[::1]/",
        "http://2130706433/",
        "//export.arxiv.org/",
        "http://export.arxiv.org:99999/",
    ],
)
def test_no_other_host_is_ever_asked(url: str) -> None:
    assert origin(url) != origin("https://export.arxiv.org")
    with Reader(["https://export.arxiv.org"]) as reader, pytest.raises(UnansweredError, match="another host"):
        reader.read(url)


@pytest.mark.parametrize("parse", [parse_arxiv, parse_crossref, parse_openreview])
@given(
    st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode), st.from_regex(rb"\{.*\}", fullmatch=True))
)
def test_no_answer_is_too_odd_to_read(parse: Callable[..., object], body: bytes) -> None:
    with contextlib.suppress(ShapeError):
        parse(body, [ONE], known_venues())
