"""Which sections are called by a year or a venue, and which of them a paper belongs to."""

import pytest

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.occasions import Occasion, find_occasion, is_topic, read_occasion
from bot.catalogue.paper import Paper
from bot.catalogue.section import Section
from bot.catalogue.suggestion import suggest_sections
from tests.lists.pages import KNOWN

YEARS = ("2023", "2024")


def listing(*headings: str, papers: int = 1) -> Catalogue:
    """Return a list of sections, each with some papers; a section's id is its heading in small letters."""
    sections = {heading.lower(): Section(heading.lower(), heading) for heading in headings}
    stand = {
        f"{id}-{n}": Paper(f"{id}-{n}", f"Paper {n} of {id}", {id: n}, ()) for id in sections for n in range(papers)
    }
    return Catalogue("A list", sections, stand, KNOWN)


@pytest.mark.parametrize(
    ("heading", "occasion"),
    [
        pytest.param("2024", Occasion("", None, 2024), id="a year"),
        pytest.param("📅 Papers in 2024 (12)", Occasion("", None, 2024), id="words that say nothing, and a count"),
        pytest.param("Pruning > 2024", Occasion("pruning", None, 2024), id="below a topic"),
        pytest.param("NeurIPS 2024", Occasion("", "NeurIPS", 2024), id="a venue and its year"),
        pytest.param("ICLR", Occasion("", "ICLR", None), id="a venue alone"),
        pytest.param("ICLR (2024)", Occasion("", "ICLR", 2024), id="a year in brackets, which is no count"),
        pytest.param("ICLR 2024 (12)", Occasion("", "ICLR", 2024), id="a venue, a year and a count"),
        pytest.param("2024 > Pruning", Occasion("pruning", None, 2024), id="a topic below a year"),
        pytest.param("ICLR 2024 > Papers", Occasion("papers", "ICLR", 2024), id="a heading below a venue"),
        pytest.param("2019-2021", None, id="a span of years"),
        pytest.param("Before 2018", None, id="all before a year"),
        pytest.param("Surveys of 2024", None, id="a kind of paper"),
        pytest.param("Nature", None, id="a venue that is a word"),
        pytest.param("Pruning", None, id="a topic"),
    ],
)
def test_what_a_section_is_called_by(heading: str, occasion: Occasion | None) -> None:
    catalogue = listing(heading)
    assert read_occasion(catalogue.sections[heading.lower()], catalogue) == occasion


def test_the_heading_above_is_the_topic() -> None:
    sections = {"pruning": Section("pruning", "Pruning"), "a": Section("a", "2024", "pruning")}
    catalogue = Catalogue("A list", sections, {}, KNOWN)
    assert read_occasion(sections["a"], catalogue) == Occasion("pruning", None, 2024)
    assert is_topic("Pruning", catalogue)
    assert not is_topic("2024", catalogue)


BELOW = tuple(f"{year} > {topic}" for topic in ("Pruning", "Caches") for year in YEARS)
TOPICS = tuple(f"{topic} > {year}" for topic in ("Pruning", "Caches") for year in YEARS)


@pytest.mark.parametrize(
    ("headings", "venue", "year", "topics", "section"),
    [
        pytest.param(YEARS, None, 2024, (), "2024", id="the year's"),
        pytest.param(YEARS, "ICML", 2023, ("my thread",), "2023", id="whatever words are about"),
        pytest.param(YEARS, None, 2026, (), None, id="a year that the list has not yet"),
        pytest.param(YEARS, None, None, (), None, id="no year is known"),
        pytest.param(("ICLR 2024", "ICML 2024"), "ICML", 2024, (), "icml 2024", id="the venue's"),
        pytest.param(("ICLR 2024", "ICML 2024"), "ICML", 2023, (), None, id="another year of it"),
        pytest.param(("ICLR 2024", "ICML 2024"), None, 2024, (), None, id="a year of two venues"),
        pytest.param((*YEARS, "Surveys", "Tools"), None, 2024, (), None, id="a list of other sections too"),
        pytest.param(TOPICS, None, 2024, (), None, id="a year of two topics"),
        pytest.param(TOPICS, None, 2024, ("", "caches"), "caches > 2024", id="of the topic that is named"),
        pytest.param(BELOW, None, 2024, ("Caches",), "2024 > caches", id="a topic below the years"),
        pytest.param(BELOW, None, 2024, (), None, id="a year over two topics"),
        pytest.param(TOPICS, None, 2026, ("Caches",), None, id="a year that the topic has not yet"),
    ],
)
def test_the_section_of_a_year_or_venue_is_found(
    headings: tuple[str, ...], venue: str | None, year: int | None, topics: tuple[str, ...], section: str | None
) -> None:
    found = find_occasion(listing(*headings), venue, year, topics)
    assert (found and found[0]) == section


@pytest.mark.parametrize(
    ("venue", "year", "offered"),
    [
        pytest.param(None, 2024, {"pruning > 2024", "caches > 2024", "surveys"}, id="none of another year"),
        pytest.param("ICML", 1999, {"surveys"}, id="none that is called by a year"),
        pytest.param(
            None, None, {"pruning > 2024", "caches > 2024", "caches > 2023", "pruning > 2023", "surveys"}, id="any"
        ),
    ],
)
def test_no_section_of_another_year_is_suggested(venue: str | None, year: int | None, offered: set[str]) -> None:
    suggested = suggest_sections("A Paper", listing(*TOPICS, "Surveys", papers=2), venue, year)
    assert {one.section for one in suggested} <= offered
    assert len(suggested) == min(3, len(offered))


def test_where_no_section_is_left_all_are_suggested() -> None:
    assert {one.section for one in suggest_sections("A Paper", listing(*YEARS), None, 1999)} == set(YEARS)
