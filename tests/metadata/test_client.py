"""The bibliographer: every paper that can be known is, services are asked politely, and nothing ever raises."""

import gzip
import logging
from collections.abc import Callable, Iterator
from email.utils import formatdate
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.catalogue.identity.identifiers import Identifier
from bot.catalogue.identity.metadata import Metadata
from bot.catalogue.venues import Venues
from bot.metadata.cache import DAY, Cache
from bot.metadata.client import Bases, MetadataClient, list_services
from bot.metadata.fetcher import DEADLINE, Fetcher, Response
from bot.metadata.service import LONGEST_REST, read_retry_after
from tests.metadata.conftest import Clock
from tests.metadata.services import Reply, Services, recorded, reply

PAGED, MADE_UP = Identifier("arxiv", "2309.06180"), Identifier("arxiv", "2402.00001")
DOI, NOTE = Identifier("doi", "10.1145/3600006.3613165"), Identifier("openreview", "aBc-D_1eFg")
ALL = {PAGED, MADE_UP, DOI, NOTE}
CONTACT = "ada@example.org"


def answer_well(path: str) -> Reply:
    if path.startswith("/api/query?"):
        return recorded("arxiv_two_entries.xml", Content_Type="application/atom+xml")
    return recorded("crossref_work.json" if path.startswith("/works/") else "openreview_note.json")


@pytest.fixture
def open_one(
    services: Services, venues: Venues, clock: Clock, tmp_path: Path
) -> Iterator[Callable[..., MetadataClient]]:
    """Return how to open a bibliographer that asks this machine; `cached` decides whether it remembers."""
    opened = []

    def open_one(*, cached: bool = True, deadline: float = DEADLINE) -> MetadataClient:
        asked = list_services(Bases(services.base, services.base + "/", services.base), CONTACT)
        opened.append(
            MetadataClient(
                asked,
                venues=venues,
                fetcher=Fetcher((service.base for service in asked), contact=CONTACT, deadline=deadline),
                cache=Cache(tmp_path / "cache", clock=clock) if cached else None,
                clock=clock,
                sleep=clock.sleep,
            )
        )
        return opened[-1]

    services.answer = answer_well
    yield open_one
    for bibliographer in opened:
        bibliographer.close()


def test_every_service_is_asked_about_its_own(open_one: Callable[..., MetadataClient], services: Services) -> None:
    found = open_one()(ALL)
    assert {identifier: (facts.source, facts.venue, facts.year) for identifier, facts in found.items()} == {
        PAGED: ("arXiv", "SOSP", 2023),
        MADE_UP: ("arXiv", "ICLR", 2024),
        DOI: ("Crossref", "SOSP", 2023),
        NOTE: ("OpenReview", "ICML", 2023),
    }
    assert sorted(request.path for request in services.requests) == [
        "/api/query?id_list=2309.06180,2402.00001&max_results=2",
        "/notes?id=aBc-D_1eFg",
        "/works/10.1145%2F3600006.3613165?mailto=ada@example.org",
    ]


@pytest.mark.parametrize("kind", ["acl", "pmlr", "cvf", "neurips", "usenix", "ieee", "s2", "dblp", "nonsense"])
def test_no_service_is_asked_about_another_kind(
    open_one: Callable[..., MetadataClient], services: Services, kind: str
) -> None:
    assert open_one()([Identifier(kind, "2309.06180")]) == {}
    assert open_one()([]) == {}
    assert services.requests == []


def test_an_answer_is_remembered_across_processes(
    open_one: Callable[..., MetadataClient], services: Services, clock: Clock
) -> None:
    found = open_one()(ALL)
    services.answer = lambda path: reply("", 500)
    assert open_one()(ALL) == found
    assert len(services.requests) == 3
    clock.now += 31 * DAY
    assert open_one()(ALL) == {}


def test_an_unknown_number_is_asked_for_again_the_next_day(
    open_one: Callable[..., MetadataClient], services: Services, clock: Clock
) -> None:
    services.answer = lambda path: recorded("arxiv_no_entry.xml")
    look_up, unknown = open_one(), {PAGED: Metadata("arXiv", exists=False)}
    assert look_up([PAGED]) == unknown
    assert look_up([PAGED]) == unknown
    assert len(services.requests) == 1
    clock.now += DAY + 1
    services.answer = answer_well
    assert look_up([PAGED])[PAGED].exists


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(reply("", 500), id="500"),
        pytest.param(recorded("billion_laughs.xml"), id="a billion laughs"),
        pytest.param(recorded("arxiv_two_entries.xml")[:-500], id="a truncated body"),
        pytest.param(reply(b"\xff\xfe\x00", Content_Type="application/json; charset=utf-8"), id="not UTF-8"),
        pytest.param(reply("[]", Content_Type="image/png"), id="a wrong type"),
        pytest.param(reply(gzip.compress(bytes(5_000_000)), Content_Encoding="gzip"), id="a bomb"),
        pytest.param(reply("", 302, Location="http://169.254.169.254/"), id="a redirect inside"),
        pytest.param(reply("", 302, Location="https://example.com/"), id="a redirect outside"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_a_failure_leaves_a_gap_and_is_forgotten(
    open_one: Callable[..., MetadataClient], services: Services, said: bytes
) -> None:
    look_up = open_one()
    services.answer = lambda path: said
    assert look_up(ALL) == {}
    services.answer = answer_well
    assert set(look_up(ALL)) == ALL


def test_one_service_down_does_not_cost_the_others(open_one: Callable[..., MetadataClient], services: Services) -> None:
    services.answer = lambda path: services.drip(b"HTTP/1.1 200 OK\r\n\r\n") if "/api/" in path else answer_well(path)
    assert set(open_one(deadline=1.0)(ALL)) == {DOI, NOTE}


def test_a_wrong_content_type_is_no_fault(open_one: Callable[..., MetadataClient], services: Services) -> None:
    services.answer = lambda path: recorded("crossref_work.json", Content_Type="text/plain")
    assert set(open_one()([DOI])) == {DOI}


def test_one_bad_doi_does_not_cost_the_next(open_one: Callable[..., MetadataClient], services: Services) -> None:
    services.answer = lambda path: reply("", 500) if "first" in path else answer_well(path)
    assert set(open_one()([Identifier("doi", "10.1145/first"), DOI])) == {DOI}


def test_arxiv_is_asked_every_three_seconds_at_most(
    open_one: Callable[..., MetadataClient], services: Services, clock: Clock
) -> None:
    look_up = open_one(cached=False)
    look_up([PAGED])
    assert clock.waits == []
    clock.now += 1
    look_up([PAGED])
    assert clock.waits == [2.0]
    clock.now += 60
    look_up([PAGED])
    assert clock.waits == [2.0]
    clock.now -= 3600
    look_up([PAGED])
    assert clock.waits == [2.0, 3.0], "a clock that was put back costs one pause"


def test_many_numbers_take_few_requests(open_one: Callable[..., MetadataClient], services: Services) -> None:
    open_one()([Identifier("arxiv", f"2402.{number:05}") for number in range(1, 121)])
    assert [request.path.count(",") + 1 for request in services.requests] == [50, 50, 20]


@pytest.mark.parametrize(
    ("headers", "rests"),
    [
        ({"Retry_After": "90"}, [90.0, 90.0, 90.0]),
        ({}, [60.0, 120.0, 240.0]),
        ({"Retry_After": "soon"}, [60.0, 120.0, 240.0]),
        ({"Retry_After": "99999999"}, [LONGEST_REST] * 3),
    ],
    ids=["a time", "no time", "nonsense", "for ever"],
)
def test_a_busy_service_is_left_alone(
    open_one: Callable[..., MetadataClient],
    services: Services,
    clock: Clock,
    headers: dict[str, str],
    rests: list[float],
) -> None:
    look_up = open_one(cached=False)
    services.answer = lambda path: reply("Rate exceeded.", 429, **headers)
    for count, rest in enumerate(rests, start=1):
        assert look_up([PAGED]) == {}
        clock.now += rest - 1
        assert look_up([PAGED]) == {}
        assert len(services.requests) == count
        clock.now += 1
    assert clock.waits == [], "nobody waited for it"
    services.answer = answer_well
    assert PAGED in look_up([PAGED])


@pytest.mark.parametrize(
    "said", [reply("", 503), recorded("page.html", Content_Type="text/html")], ids=["503", "a page for people"]
)
def test_a_busy_service_is_not_asked_for_the_rest(
    open_one: Callable[..., MetadataClient], services: Services, said: bytes
) -> None:
    services.answer = lambda path: said
    open_one()([Identifier("doi", f"10.1145/{number}") for number in range(20)])
    assert len(services.requests) == 1


def test_a_good_answer_ends_the_doubling(
    open_one: Callable[..., MetadataClient], services: Services, clock: Clock
) -> None:
    look_up = open_one(cached=False)
    for _ in range(3):
        services.answer = lambda path: reply("", 429)
        look_up([PAGED])
        clock.now += 61
        services.answer = answer_well
        assert PAGED in look_up([PAGED])
        clock.now += 3


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        (formatdate(1_000_060, usegmt=True), 60.0),
        (formatdate(999_000, usegmt=True), 0.0),
        ("-5", None),
        ("1e9", None),
        ("١٢", None),
        ("", None),
        ("Fri, 99 Dec 9999 23:59:59 GMT", None),
    ],
)
def test_retry_after(text: str, seconds: float | None) -> None:
    assert read_retry_after(text, 1_000_000.0) == seconds


def test_the_log_names_the_service_and_no_payload(
    open_one: Callable[..., MetadataClient], services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="bot")
    services.answer = lambda path: reply("a secret payload" * 10, 500 if "/works/" in path else 200)
    open_one()(ALL)
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("bot.")]
    assert sorted(ours) == [
        "Crossref: status 500",
        "OpenReview: status 200, but no JSON",
        "arXiv: status 200, but no XML",
    ]


def test_a_fault_of_our_own_costs_only_its_service(
    open_one: Callable[..., MetadataClient], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("a secret payload")

    monkeypatch.setattr("bot.metadata.crossref.read_work", fail)
    assert set(open_one()(ALL)) == ALL - {DOI}
    assert "Crossref: reading the answer failed: KeyError" in caplog.text
    assert "secret" not in caplog.text


@pytest.fixture
def look_up(open_one: Callable[..., MetadataClient]) -> MetadataClient:
    """Return one that remembers nothing."""
    return open_one(cached=False)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(status=st.sampled_from([200, 400, 404]), body=st.binary(max_size=300))
def test_any_answer_can_come(
    look_up: MetadataClient, monkeypatch: pytest.MonkeyPatch, status: int, body: bytes
) -> None:
    async def fetch(url: str) -> Response:
        return Response(status, body)

    monkeypatch.setattr(look_up.fetcher, "fetch", fetch)
    assert all(not facts.exists for facts in look_up(ALL).values())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.binary(max_size=300) | st.binary(max_size=300).map(lambda tail: b"HTTP/1.1 200 OK\r\n" + tail))
def test_any_bytes_can_come(look_up: MetadataClient, services: Services, clock: Clock, said: bytes) -> None:
    services.answer = lambda path: said
    before = len(services.requests)
    assert all(not facts.exists for facts in look_up(ALL).values())
    assert len(services.requests) >= before + 3
    clock.now += LONGEST_REST


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    identifiers=st.sets(
        st.builds(Identifier, st.sampled_from(["arxiv", "openreview"]), st.text(max_size=20))
        | st.builds(Identifier, st.just("doi"), st.text(max_size=20).map("10.1/{}".format))
    )
)
@example({Identifier("doi", "10.1/.."), Identifier("arxiv", ".."), Identifier("openreview", "..")})
def test_any_identifier_can_be_asked_for(
    look_up: MetadataClient, services: Services, identifiers: set[Identifier]
) -> None:
    assert set(look_up(identifiers)) <= identifiers
    paths = [request.path for request in services.requests]
    assert [
        path for path in paths if not path.startswith(("/api/query?id_list=", "/works/10.1%2F", "/notes?id="))
    ] == []
