"""What is exported, read by other people's parsers, gives the list back."""

import csv
import io
import json
import re

import feedparser
import jsonschema
import pytest
import yaml
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import SeparateCoAuthors
from hypothesis import given
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text

from bot.catalogue.characters import strip_hidden
from bot.catalogue.paper import Link
from bot.publish.exports import FORMATS, write_exports
from bot.publish.formats.atom import write_atom
from bot.publish.formats.bibtex import write_bibtex
from bot.publish.formats.citation import write_cff
from bot.publish.formats.records import write_json
from bot.publish.formats.table import write_csv
from bot.publish.publication import NEWEST, About, Publication, code_link, open_links, paper_link
from tests.publish.lists import ROOT, hostile, make_paper, publish, some

LISTS = [pytest.param(lambda: some(60), id="the shipped list"), pytest.param(hostile, id="a hostile list")]
TYPED = str.maketrans("ˆ“”", '^""')
#: Signs that the reader of LaTeX knows under another name only.
UNKNOWN_TO_READER = {"braceleft": r"\{", "braceright": r"\}", "less": "<", "greater": ">", "bar": "|"}
SCHEMA = json.loads((ROOT / "schema" / "export.json").read_text(encoding="utf-8"))


def show(latex: str) -> str:
    """Return what LaTeX shows, on one line, with the signs that a keyboard has."""
    for name, sign in UNKNOWN_TO_READER.items():
        latex = latex.replace(f"\\text{name}{{}}", sign)
    return " ".join(LatexNodes2Text(keep_comments=True).latex_to_text(latex).translate(TYPED).split())


def visible(text: str) -> str:
    return " ".join(strip_hidden(text).split())


@pytest.mark.parametrize("latex", [False, True], ids=["UTF-8", "LaTeX"])
@pytest.mark.parametrize("build", LISTS)
def test_bibtex_gives_the_list_back(build: type[Publication], latex: bool) -> None:
    publication = build()  # type: ignore[call-arg]
    library = parse_string(write_bibtex(publication, latex=latex), append_middleware=[SeparateCoAuthors()])
    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == [paper.id for paper in publication.papers]
    for entry, paper in zip(library.entries, publication.papers, strict=True):
        fields = entry.fields_dict
        assert show(fields["title"].value) == visible(paper.title)
        assert int(fields["year"].value if "year" in fields else 0) == (paper.year or 0)
        assert ("url" in fields) == (paper_link(paper) is not None)
        assert len(fields["author"].value if paper.authors else ()) == len(paper.authors)
        if publication.kind(paper) == "conference":
            assert entry.entry_type == "inproceedings"
            assert show(fields["booktitle"].value) == paper.venue


@pytest.mark.parametrize(
    ("title", "written"),
    [
        pytest.param("LoRA: Low-rank adaptation", "{LoRA:} Low-rank adaptation", id="capitals inside a word"),
        pytest.param("GPT-4 and 3D vision", "{GPT-4} and {3D} vision", id="all capitals, and behind a digit"),
        pytest.param("Attention Is All You Need", "Attention Is All You Need", id="title case is the style's business"),
        pytest.param("100% of $x_1$", r"100\% of \$x\_1\$", id="no command of LaTeX"),
    ],
)
def test_what_must_keep_its_case_stands_in_braces(title: str, written: str) -> None:
    assert f"  title = {{{written}}}" in write_bibtex(publish(make_paper(title)))


@pytest.mark.parametrize(
    ("facts", "lines"),
    [
        pytest.param(
            {"venue": "ICML", "year": 2024}, ["@inproceedings{a,", "  booktitle = {{ICML}},"], id="conference"
        ),
        pytest.param({"venue": "JMLR"}, ["@article{a,", "  journal = {{JMLR}},"], id="journal"),
        pytest.param(
            {"venue": "arXiv", "identifiers": {"arxiv": "2401.00001"}},
            ["@misc{a,", "  eprint = {2401.00001},"],
            id="preprint",
        ),
        pytest.param({"venue": "Some Workshop"}, ["@misc{a,", "  howpublished = {Some Workshop},"], id="unknown venue"),
        pytest.param({}, ["@misc{a,"], id="no venue"),
    ],
)
def test_the_kind_of_the_venue_gives_the_type(facts: dict[str, object], lines: list[str]) -> None:
    text = write_bibtex(publish(make_paper("Title", "a", **facts))).split("\n")
    assert [line for line in lines if line not in text] == []


def test_keys_stay_when_papers_join_and_facts_change() -> None:
    before = re.findall(r"^@\w+\{(.*),$", write_bibtex(publish(make_paper("One"), make_paper("Two"))), re.MULTILINE)
    after = write_bibtex(
        publish(make_paper("Zero"), make_paper("One", venue="ICML", authors=("A B",)), make_paper("Two"))
    )
    assert [key for key in before if f"{{{key}," not in after] == []


@pytest.mark.parametrize("build", LISTS)
def test_json_gives_the_list_back_and_follows_its_schema(build: type[Publication]) -> None:
    publication = build()  # type: ignore[call-arg]
    data = json.loads(write_json(publication))
    jsonschema.validate(data, SCHEMA, cls=jsonschema.Draft202012Validator)
    assert [section["id"] for section in data["sections"]] == [*publication.catalogue.sections]
    for row, paper in zip(data["papers"], publication.papers, strict=True):
        assert (row["id"], row["title"], row.get("venue"), row.get("year")) == (
            paper.id, paper.title, paper.venue, paper.year,
        )  # fmt: skip
        assert tuple(row.get("authors", ())) == paper.authors
        assert tuple(Link(**link) for link in row.get("links", ())) == open_links(paper)
        assert row.get("identifiers", {}) == paper.identifiers
        assert row["sections"] == [*paper.sections]


@pytest.mark.parametrize("build", LISTS)
def test_csv_gives_the_list_back(build: type[Publication]) -> None:
    publication = build()  # type: ignore[call-arg]
    rows = list(csv.DictReader(io.StringIO(write_csv(publication)), strict=True))
    for row, paper in zip(rows, publication.papers, strict=True):
        assert (row["id"], row["title"].removeprefix("'"), row["year"]) == (
            paper.id, paper.title.replace("\r\n", "\n"), str(paper.year or ""),
        )  # fmt: skip
        assert (row["paper"], row["code"]) == (paper_link(paper) or "", code_link(paper) or "")
        assert row["sections"].split("; ") == [*paper.sections]


def test_csv_computes_nothing() -> None:
    cells = [cell for row in csv.reader(io.StringIO(write_csv(hostile()))) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


def test_csv_lines_end_as_rfc_4180_says() -> None:
    assert write_csv(publish(make_paper("One"))).count("\r\n") == 2


def test_atom_has_what_joined_last_first() -> None:
    papers = [make_paper(f"Paper {day:02}", added=f"2024-03-{day:02}") for day in range(1, 31)]
    feed = feedparser.parse(write_atom(publish(*papers, make_paper("Undated"))))
    assert not feed.bozo
    assert feed.version == "atom10"
    assert [entry.title for entry in feed.entries] == [paper.title for paper in reversed(papers)]
    assert len(feed.entries) <= NEWEST


def test_atom_keeps_ids_when_the_site_moves() -> None:
    paper = make_paper("One", added="2024-03-01")
    feeds = [
        feedparser.parse(write_atom(publish(paper, about=About("2024-05-17", "", "owner/list", address))))
        for address in (None, "https://example.org/")
    ]
    assert len({feed.entries[0].id for feed in feeds}) == 1


def test_atom_has_what_rfc_4287_asks_for_whatever_the_titles() -> None:
    papers = [make_paper(paper.title, id, added="2024-03-01") for id, paper in hostile().catalogue.papers.items()]
    publication = publish(*papers)
    feed = feedparser.parse(write_atom(publication))
    assert not feed.bozo
    assert len({entry.id for entry in feed.entries}) == len(papers)
    for entry, paper in zip(feed.entries, publication.newest, strict=True):
        assert entry.id.startswith("urn:uuid:")
        assert entry.updated == "2024-03-01T00:00:00Z"
        assert entry.authors
        assert entry.title_detail.type == "text/plain"
        assert visible(entry.title) == visible(paper.title)


@pytest.mark.parametrize("build", LISTS)
def test_citation_reads_as_yaml_with_what_cff_requires(build: type[Publication]) -> None:
    publication = build()  # type: ignore[call-arg]
    data = yaml.safe_load(write_cff(publication, version="1.2"))
    assert {"cff-version", "message", "title", "authors"} <= set(data)
    assert (data["title"], data["version"]) == (publication.catalogue.name, "1.2")


TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)


@given(title=TEXTS, venue=st.none() | TEXTS, author=TEXTS)
def test_no_text_breaks_a_format(title: str, venue: str | None, author: str) -> None:
    publication = publish(make_paper(title, "a", venue=venue, authors=(author,), added="2024-03-01"))
    written = write_exports(publication)
    assert {*written} == {name for name, _ in FORMATS.values()}
    library = parse_string(written["papers.bib"])
    assert (len(library.entries), library.failed_blocks) == (1, [])
    assert json.loads(written["papers.json"])["papers"][0]["title"] == title
    assert len(list(csv.reader(io.StringIO(written["papers.csv"], newline=""), strict=True))) == 2
    assert not feedparser.parse(written["atom.xml"]).bozo
