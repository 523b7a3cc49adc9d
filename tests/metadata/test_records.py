"""The records of Crossref and OpenReview, as they are and as they should not be."""

import asyncio
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.data.store import read_shipped_venues
from bot.catalogue.identity.identifiers import Identifier
from bot.catalogue.identity.metadata import Metadata
from bot.catalogue.venues import Venues
from bot.metadata.crossref import crossref, read_work
from bot.metadata.fetcher import FetchError, Response
from bot.metadata.openreview import ask_openreview, read_note
from bot.metadata.service import Ask, Fetch
from tests.metadata.services import DATA

DOI, NOTE = Identifier("doi", "10.1145/3600006.3613165"), Identifier("openreview", "aBc-D_1eFg")


def ask(
    service: Ask, identifier: Identifier, venues: Venues, *answers: Response
) -> tuple[dict[Identifier, Metadata], list[str]]:
    waiting, paths = list(answers), []

    async def fetch(path: str) -> Response:
        paths.append(path)
        return waiting.pop(0)

    async def wait(service: Ask, fetch: Fetch) -> dict[Identifier, Metadata]:
        return await service(fetch, [identifier], venues)

    return asyncio.run(wait(service, fetch)), paths


def load(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((DATA / name).read_bytes())
    return content


def note(**fields: object) -> dict[str, Any]:
    content = load("openreview_note.json")
    content["notes"][0]["content"] |= {name: {"value": value} for name, value in fields.items()}
    return content


def test_a_doi_is_asked_for_with_an_address_to_write_to(venues: Venues) -> None:
    answer = Response(200, (DATA / "crossref_work.json").read_bytes())
    answered, paths = ask(crossref("ada@example.org"), DOI, venues, answer)
    assert paths == ["/works/10.1145%2F3600006.3613165?mailto=ada@example.org"]
    assert answered == {
        DOI: Metadata(
            "Crossref",
            "Efficient Memory Management for Large Language Model Serving with PagedAttention",
            ("Woosuk Kwon", "Zhuohan Li", "The Example Group & Friends"),
            "SOSP",
            2023,
        )
    }


@pytest.mark.parametrize(
    "doi", ["10.1145/../../members", "10.1145/a?b=c#d", "10.1145/a%2fb\r\nX: y", "10.1145/é&mailto=x"]
)
def test_no_doi_leads_elsewhere(doi: str, venues: Venues) -> None:
    _, paths = ask(
        crossref(None), Identifier("doi", doi), venues, Response(200, (DATA / "crossref_work.json").read_bytes())
    )
    assert paths[0].startswith("/works/10.1145%2F")
    assert not set(paths[0].removeprefix("/works/")) & set("/?#&\r\n é")


def test_a_doi_that_nobody_gave_is_unknown(venues: Venues) -> None:
    answered, paths = ask(crossref(None), DOI, venues, Response(404, b"Resource not found."), Response(404, b""))
    assert answered == {DOI: Metadata("Crossref", exists=False)}
    assert paths[1] == "/works/10.1145%2F3600006.3613165/agency"


def test_a_doi_of_another_agency_is_not_unknown(venues: Venues) -> None:
    with pytest.raises(FetchError):
        ask(crossref(None), DOI, venues, Response(404, b"Resource not found."), Response(200, b"{}"))


def test_a_journal_that_the_list_does_not_know_keeps_its_name(venues: Venues) -> None:
    assert read_work(load("crossref_journal.json"), venues) == Metadata(
        "Crossref", "A Title with & and x", ("Mononym",), "Example Communications", 2021
    )


def test_the_companion_volume_is_not_the_conference(venues: Venues) -> None:
    facts = read_work(load("crossref_companion.json"), venues)
    assert (facts.venue, facts.year) == ("Companion Proceedings of the Web Conference 2021", 2021)


def test_the_year_is_the_conference_s_own(venues: Venues) -> None:
    content = load("crossref_work.json")
    content["message"]["issued"] = {"date-parts": [[2024, 1]]}
    assert read_work(content, venues).year == 2023
    del content["message"]["event"]
    assert read_work(content, venues).year == 2024
    content["message"]["container-title"] = [
        "2023 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)"
    ]
    assert (read_work(content, venues).venue, read_work(content, venues).year) == ("CVPR", 2023)


def test_a_submission_is_asked_for_by_its_id(venues: Venues) -> None:
    answered, paths = ask(ask_openreview, NOTE, venues, Response(200, (DATA / "openreview_note.json").read_bytes()))
    assert paths == ["/notes?id=aBc-D_1eFg"]
    assert answered == {
        NOTE: Metadata("OpenReview", "A Made-up Paper on OpenReview", ("Ada Example", "Bo Example"), "ICML", 2023)
    }


@pytest.mark.parametrize(
    "fields",
    [
        {"venue": "Submitted to ICML 2023", "venueid": "ICML.cc/2023/Conference/Submission"},
        {"venue": "ICML 2023", "venueid": "ICML.cc/2023/Conference/Rejected_Submission"},
        {"venue": "ICLR 2023 Conference Withdrawn Submission"},
        {"venue": "NeurIPS 2023 Workshop on Examples"},
        {"venue": "ICML 2023", "venueid": "ICML.cc/2023/Workshop/Examples"},
        {"venue": "CoRR 2021", "venueid": "dblp.org/journals/CORR/2021"},
        {"venue": 7},
    ],
    ids=["submitted", "rejected", "withdrawn", "a workshop", "a workshop's id", "a preprint", "a number"],
)
def test_a_submission_is_no_acceptance(fields: dict[str, object], venues: Venues) -> None:
    facts = read_note(note(**fields), NOTE, venues)
    assert (facts.title, facts.venue, facts.year) == ("A Made-up Paper on OpenReview", None, None)


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(Response(404, (DATA / "challenge.json").read_bytes()), id="404"),
        pytest.param(Response(400, b"{}"), id="400"),
        pytest.param(Response(200, b'{"notes": []}'), id="no note"),
        pytest.param(
            Response(200, b'{"notes": [{"id": "another", "content": {"title": {"value": "T"}}}]}'), id="another note"
        ),
        pytest.param(Response(200, b'{"notes": [{"id": "aBc-D_1eFg", "content": {"title": "T"}}]}'), id="API v1"),
    ],
)
def test_a_missing_note_proves_nothing(answer: Response, venues: Venues) -> None:
    with pytest.raises(FetchError):
        ask(ask_openreview, NOTE, venues, answer)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing"),
        pytest.param((DATA / "page.html").read_bytes(), id="a page for people"),
        pytest.param((DATA / "crossref_work.json").read_bytes()[:300], id="half a record"),
        pytest.param(b'{"message": {"title": ["caf\xe9"]}}', id="not UTF-8"),
        pytest.param(b"[" * 100_000, id="depth"),
        pytest.param(b'{"a":' * 100_000, id="depth of objects"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b"null", id="null"),
        pytest.param(b"1" * 10_000, id="a long number"),
        pytest.param(b'{"message": []}', id="no record"),
        pytest.param(b'{"message": {"title": []}}', id="no title"),
        pytest.param(b'{"message": {"title": [" \\u200b "]}}', id="an invisible title"),
        pytest.param(json.dumps({"message": {"title": ["x" * 301]}}).encode(), id="a novel"),
    ],
)
@pytest.mark.parametrize(
    ("service", "identifier"), [(crossref(None), DOI), (ask_openreview, NOTE)], ids=["Crossref", "OpenReview"]
)
def test_what_is_no_record_answers_nothing(service: Ask, identifier: Identifier, body: bytes, venues: Venues) -> None:
    with pytest.raises(FetchError):
        ask(service, identifier, venues, Response(200, body))


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
WORK_FIELDS = ("title", "author", "container-title", "short-container-title", "event", "issued")


@given(st.dictionaries(st.sampled_from(WORK_FIELDS), ANYTHING | st.lists(ANYTHING)))
def test_any_record_of_crossref_is_read_or_refused(fields: dict[str, object]) -> None:
    facts = read_work(
        {"message": {"title": ["A Title"]} | {name: value for name, value in fields.items() if name != "title"}},
        read_shipped_venues(),
    )
    assert facts.title == "A Title"
    assert facts.year is None or 1900 <= facts.year <= 2100
    json.dumps(facts.authors).encode()
    try:
        read_work({"message": fields}, read_shipped_venues())
    except FetchError:
        return


@given(st.dictionaries(st.sampled_from(("title", "authors", "venue", "venueid")), ANYTHING))
def test_any_note_is_read_or_refused(fields: dict[str, object]) -> None:
    assert read_note(note(**fields | {"title": "A Title"}), NOTE, read_shipped_venues()).title == "A Title"
    try:
        read_note(note(**fields), NOTE, read_shipped_venues())
    except FetchError:
        return
