"""arXiv's feed: entries in any order, numbers that nobody has, answers that are no feed."""

import asyncio
from collections.abc import Sequence

import pytest

from bot.catalogue.identity.identifiers import Identifier
from bot.catalogue.identity.metadata import Metadata
from bot.catalogue.venues import Venues
from bot.metadata.arxiv import arxiv_number, ask_arxiv
from bot.metadata.fetcher import FetchError, Response
from tests.metadata.services import DATA

PAGED, MADE_UP = Identifier("arxiv", "2309.06180"), Identifier("arxiv", "2402.00001")
UNKNOWN = Metadata("arXiv", exists=False)
#: What the last call of `ask` asked the service for.
paths: list[str] = []


def ask(
    body: bytes | str, wanted: Sequence[Identifier], venues: Venues, status: int = 200
) -> dict[Identifier, Metadata]:
    async def fetch(path: str) -> Response:
        paths.append(path)
        return Response(status, (DATA / body).read_bytes() if isinstance(body, str) else body)

    paths.clear()
    return asyncio.run(ask_arxiv(fetch, wanted, venues))


def entry(**fields: str) -> bytes:
    told = "".join(f"<arxiv:{name}>{text}</arxiv:{name}>" for name, text in fields.items())
    text = (DATA / "arxiv_two_entries.xml").read_text(encoding="utf-8")
    return text.replace("<arxiv:comment>SOSP 2023</arxiv:comment>", told).encode()


def test_many_numbers_take_one_request(venues: Venues) -> None:
    answered = ask("arxiv_two_entries.xml", (PAGED, MADE_UP), venues)
    assert paths == ["/api/query?id_list=2309.06180,2402.00001&max_results=2"]
    assert answered == {
        MADE_UP: Metadata(
            "arXiv", "A Made-up Paper whose Title is Broken over Two Lines", ("Ada Example", "José Muñoz"), "ICLR", 2024
        ),
        PAGED: Metadata(
            "arXiv",
            "Efficient Memory Management for Large Language Model Serving with PagedAttention",
            ("Woosuk Kwon",),
            "SOSP",
            2023,
        ),
    }


def test_a_number_without_an_entry_is_unknown(venues: Venues) -> None:
    other = Identifier("arxiv", "2402.99999")
    assert ask("arxiv_no_entry.xml", (other,), venues) == {other: UNKNOWN}
    assert ask("arxiv_two_entries.xml", (other, PAGED), venues)[other] == UNKNOWN


def test_an_entry_that_was_found_but_not_sent_is_not_unknown(venues: Venues) -> None:
    assert ask("arxiv_lost_page.xml", (PAGED,), venues) == {}


@pytest.mark.parametrize("status", [200, 400])
def test_an_error_entry_speaks_of_one_number_only(status: int, venues: Venues) -> None:
    assert ask("arxiv_error.xml", (PAGED, MADE_UP), venues, status) == {MADE_UP: UNKNOWN}


def test_an_impossible_number_is_not_asked_for(venues: Venues) -> None:
    impossible = Identifier("arxiv", "1234.5678")
    assert ask(b"", (impossible,), venues) == {impossible: UNKNOWN}
    assert paths == []


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("1412.7654", "1412.7654"),
        ("1501.00001", "1501.00001"),
        ("1412.76543", None),
        ("1501.0001", None),
        ("0703.0001", None),
        ("2413.00001", None),
        ("2400.00001", None),
        ("hep-th/9901001", "hep-th/9901001"),
        ("math.GT/0309136", "math/0309136"),
        ("hep-th/9913001", None),
        ("٢٤٠٢.00001", None),
        ("2402.00001&x=1", None),
        ("", None),
    ],
)
def test_numbers(value: str, number: str | None) -> None:
    assert arxiv_number(value) == number


@pytest.mark.parametrize(
    ("comment", "code"),
    [
        ("Code at https://github.com/o/n.", "https://github.com/o/n"),
        ("10 pages; code: (http://www.github.com/o/n.git)", "https://www.github.com/o/n"),
        ("Project page https://o.github.io/n, profile https://github.com/o", None),
        ("https://github.com.example/o/n", None),
        ("", None),
    ],
    ids=["a sentence", "the address for git", "no repository", "another host", "nothing"],
)
def test_code_is_what_a_comment_says(comment: str, code: str | None, venues: Venues) -> None:
    assert ask(entry(comment=comment), (PAGED,), venues)[PAGED].code == code


@pytest.mark.parametrize(
    ("fields", "venue", "year"),
    [
        ({}, None, 2023),
        ({"comment": "Submitted to ICLR 2024"}, None, 2023),
        ({"journal_ref": "ICML 2024", "comment": "Accepted at ICLR 2023"}, "ICML", 2024),
        ({"journal_ref": "Nature 1 (2024)", "doi": "10.1109/CVPR52688.2022.01042"}, "CVPR", 2022),
        ({"comment": "x" * 3000 + " ICLR 2024"}, None, 2023),
        ({"comment": "", "doi": "", "journal_ref": ""}, None, 2023),
    ],
    ids=["nothing", "a hope", "the reference first", "a speaking DOI", "a novel", "empty"],
)
def test_the_published_version(fields: dict[str, str], venue: str | None, year: int, venues: Venues) -> None:
    facts = ask(entry(**fields), (PAGED,), venues)[PAGED]
    assert (facts.venue, facts.year) == (venue, year)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param((DATA / "page.html").read_bytes(), id="a page for people"),
        pytest.param(b"Rate exceeded.", id="plain text"),
        pytest.param(b"", id="nothing"),
        pytest.param((DATA / "arxiv_two_entries.xml").read_bytes()[:900], id="half a feed"),
        pytest.param((DATA / "billion_laughs.xml").read_bytes(), id="a billion laughs"),
        pytest.param((DATA / "billion_laughs.xml").read_text().encode("utf-16"), id="laughs in UTF-16"),
        pytest.param("<?xml version='1.0' encoding='latin-1'?><feed>é</feed>".encode("latin-1"), id="not UTF-8"),
        pytest.param(b"<?xml version='1.0' encoding='klingon'?><feed/>", id="an encoding nobody knows"),
        pytest.param(b"<feed/>", id="a feed of another kind"),
        pytest.param(b"<a>" * 100_000, id="depth"),
        pytest.param(b"<a>" * 100_000 + b"</a>" * 100_000, id="closed depth"),
        pytest.param(b'{"notes": []}', id="JSON"),
    ],
)
def test_what_is_no_feed_answers_nothing(body: bytes, venues: Venues) -> None:
    with pytest.raises(FetchError):
        ask(body, (PAGED,), venues)


def test_hidden_characters_do_not_come_through(venues: Venues) -> None:
    body = (
        (DATA / "arxiv_two_entries.xml").read_text(encoding="utf-8").replace("Ada Example", "Ada\u202e Exa\u200bmple")
    )
    assert ask(body.encode(), (MADE_UP,), venues)[MADE_UP].authors[0] == "Ada Example"
