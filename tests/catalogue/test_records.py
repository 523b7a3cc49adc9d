"""Data files: what is written loads as itself, and nothing odd is read."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.data.records import (
    CATALOGUE,
    DataError,
    dump_paper,
    load_paper,
    read_catalogue,
    read_content,
    read_settings,
)
from bot.catalogue.data.yamltext import Keys, Places, load_yaml, quote
from bot.catalogue.paper import Link, Paper, PaperLine
from tests.stage import small_files

HOSTILE = sorted((Path(__file__).parent / "data" / "hostile").iterdir())
texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
places = st.none() | st.integers(0, 9999)
papers = st.builds(
    Paper,
    id=st.just("x"),
    title=texts,
    sections=st.dictionaries(st.from_regex(r"[a-z][a-z0-9-]{0,9}", fullmatch=True), places, min_size=1),
    links=st.lists(st.builds(Link, texts, texts), min_size=1, max_size=3).map(tuple),
    venue=st.none() | texts,
    year=st.none() | st.integers(1900, 2100),
    identifiers=st.dictionaries(st.sampled_from(["arxiv", "doi"]), texts),
    authors=st.lists(texts, max_size=3).map(tuple),
    added=st.none() | st.just("2026-11-22"),
    aliases=st.lists(texts, max_size=2).map(tuple),
    distinct=st.lists(texts, max_size=2).map(tuple),
    lines=st.lists(st.builds(PaperLine, texts, texts, texts, places, places), max_size=2).map(tuple),
)


@given(papers)
def test_a_paper_loads_as_it_was_written(paper: Paper) -> None:
    text = dump_paper(paper)
    assert load_paper(text, "x") == paper
    assert dump_paper(load_paper(text, "x")) == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives_quoting(text: str) -> None:
    assert load_yaml(f"a: {quote(text)}\n") == {"a": text}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        pytest.param("2401.10020", "2401.10020", id="an arXiv id is no float"),
        pytest.param("No", "No", id="No is no false"),
        pytest.param("2024-01-01", "2024-01-01", id="a day is text"),
        pytest.param("012", "012", id="no octal"),
        pytest.param("1:30", "1:30", id="no sexagesimal"),
        pytest.param("2024", 2024, id="a year is a number"),
        pytest.param("null", None, id="null"),
        pytest.param("true", True, id="true"),
        pytest.param("1e3", "1e3", id="no exponent"),
        pytest.param("0x10", "0x10", id="no hexadecimal"),
    ],
)
def test_unquoted_values_mean_what_people_mean(written: str, meant: object) -> None:
    assert load_yaml(f"a: {written}\n") == {"a": meant}


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.stem)
def test_a_hostile_file_is_refused_with_its_line(path: Path) -> None:
    with pytest.raises(DataError) as refusal:
        read_content(path.name, path.read_text(encoding="utf-8"))
    assert refusal.value.line >= 1
    assert len(str(refusal.value)) < 300


def test_a_huge_file_is_refused() -> None:
    with pytest.raises(DataError, match="longer than"):
        read_content("x.yaml", "a: " + "x" * 1_000_001)


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        pytest.param((), 1, id="the file"),
        pytest.param(("b",), 3, id="a key"),
        pytest.param(("b", "c"), 4, id="a key inside"),
        pytest.param(("b", "c", 1), 6, id="an item"),
        pytest.param(("b", "c", 2), 4, id="an item that is missing"),
        pytest.param(("b", "x", "y"), 3, id="a key that is missing"),
        pytest.param(("b", 0), 3, id="a number where there are keys"),
        pytest.param(("a", "x"), 1, id="a key of a word"),
    ],
)
def test_the_line_of_a_value_is_known(keys: Keys, line: int) -> None:
    assert Places("a: 1\n\nb:\n  c:\n    - x\n    - y\n").line(keys) == line


def test_what_is_as_it_was_is_not_read_again() -> None:
    files = {path.removeprefix("data/"): text.decode() for path, text in small_files().items() if "data/" in path}
    first = read_catalogue(files)
    one, other, *_ = sorted(path for path in files if path.startswith("papers/"))
    kept = {path: text for path, text in files.items() if path != other}
    later = {
        **kept,
        one: files[one].replace("title: ", 'added: "2026-01-01"\ntitle: '),
        "papers/new.yaml": files[other],
    }

    found = read_catalogue(later, before=(files, first))
    assert found.papers == read_catalogue(later).papers
    renamed = {**later, "catalogue.yaml": later["catalogue.yaml"].replace("name: ", "name: X ", 1)}
    assert read_catalogue(renamed, before=(later, found)).papers == found.papers
    same = set(found.papers) & set(first.papers) - {Path(one).stem}
    assert same
    assert all(found.papers[id] is first.papers[id] for id in same)


@pytest.mark.parametrize(
    ("settings", "line", "fault"),
    [
        pytest.param('entry:\n  line: "- {title:>200000000} {links}"\n', 6, "`entry.line`", id="a width"),
        pytest.param('entry:\n  tag: "{venue} {"\n', 6, "`entry.tag`", id="a lone brace"),
        pytest.param('output: "../.github/workflows/x.md"\n', 1, "a Markdown file", id="a path of the workflows"),
        pytest.param('output: "papers/x.yaml"\n', 1, "a Markdown file", id="the file of a paper"),
        pytest.param(
            'output: "../data/papers/x.yaml"\n', 1, "a Markdown file", id="the same by way of the folder above"
        ),
        pytest.param('output: "catalogue.yaml"\n', 1, "a Markdown file", id="the settings themselves"),
        pytest.param('output: "venues.yaml"\n', 1, "a Markdown file", id="the venues"),
    ],
)
def test_settings_that_cannot_be_obeyed_are_refused(settings: str, line: int, fault: str) -> None:
    files = {path.removeprefix("data/"): text.decode() for path, text in small_files().items()}
    sections = 'name: "A list"\nsections:\n  - {id: "a", title: "A"}\n  - {id: "b", title: "B"}\n'
    with pytest.raises(DataError, match=fault) as refused:
        read_catalogue({**files, CATALOGUE: sections + settings})
    assert (refused.value.path, refused.value.line) == (CATALOGUE, line)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        pytest.param('title: "T"', "title: 7", id="a number for a text"),
        pytest.param('venue: "V"', "venue: []", id="a list for a text"),
        pytest.param("year: 2024", 'year: "2024"', id="a text for a number"),
        pytest.param("year: 2024", "year: true", id="yes for a number"),
        pytest.param('sections: {"a": 10}', 'sections: {"a": "first"}', id="a text for a place"),
        pytest.param('{"label": "Paper", ', '{"label": null, ', id="nothing for a text"),
        pytest.param('["A. Author"]', '["A. Author", 2]', id="one of a list"),
    ],
)
def test_a_paper_with_a_field_of_another_kind_is_refused(right: str, wrong: str) -> None:
    links = 'links: [{"label": "Paper", "url": "https://example.org"}]'
    text = f'title: "T"\nvenue: "V"\nyear: 2024\nsections: {{"a": 10}}\n{links}\nauthors: ["A. Author"]\n'
    assert load_paper(text, "x").year == 2024
    with pytest.raises(DataError, match="wrong type"):
        load_paper(text.replace(right, wrong), "x")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        pytest.param('"A list"', "7", id="its name"),
        pytest.param('title: "A"', "title: 7", id="a section's title"),
        pytest.param("papers: true", 'papers: "yes"', id="what a section says of itself"),
        pytest.param("lowest: 1", 'lowest: "1"', id="how a section is counted"),
        pytest.param("minimum_year: 2020", 'minimum_year: "2020"', id="its policy"),
    ],
)
def test_settings_of_another_kind_are_refused(right: str, wrong: str) -> None:
    files = {path.removeprefix("data/"): text.decode() for path, text in small_files().items()}
    sections = 'sections:\n  - {id: "a", title: "A", papers: true, numbers: {lowest: 1}}\n'
    text = f'name: "A list"\n{sections}policy: {{minimum_year: 2020}}\n'
    assert read_settings({**files, CATALOGUE: text}).name == "A list"
    with pytest.raises(DataError, match="wrong type"):
        read_settings({**files, CATALOGUE: text.replace(right, wrong)})


def test_two_sections_with_one_id_are_refused() -> None:
    files = {path.removeprefix("data/"): text.decode() for path, text in small_files().items()}
    sections = 'name: "A list"\nsections:\n  - {id: "a", title: "A"}\n  - {id: "a", title: "B"}\n'
    with pytest.raises(DataError, match="one id"):
        read_catalogue({**files, CATALOGUE: sections})
