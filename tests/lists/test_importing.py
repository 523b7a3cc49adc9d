"""The survey's list as the project got it (tests/catalogue/data/seed.md) becomes the catalogue in data/."""

from __future__ import annotations

import re
from collections.abc import Iterator, ValuesView
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from bot import resources
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.data import store
from bot.catalogue.data.records import VENUES, read_catalogue, read_content, read_venues, write_catalogue
from bot.catalogue.paper import Paper
from bot.lists.marked.importing import Imported, import_list, merge
from bot.lists.marked.listing import read_list
from bot.lists.marked.rendering import MARK, render, render_entry

SEED = Path(__file__).parents[1] / "seed.md"
DATA = Path(__file__).parents[2] / "data"


@cache
def venues_text() -> str:
    return resources.read(f"data/{VENUES}")


@cache
def imported() -> Imported:
    return import_list(SEED.read_text(encoding="utf-8"), read_venues(read_content(VENUES, venues_text())))


def entry_lines(text: str) -> list[str]:
    return [entry.raw for heading in read_list(text) for entry in heading.entries]


class Counted(dict[str, Paper]):
    """Papers by id that count how often all of them are gone through."""

    walks = 0

    def __iter__(self) -> Iterator[str]:
        self.walks += 1
        return super().__iter__()

    def values(self) -> ValuesView[Paper]:  # type: ignore[override]
        self.walks += 1
        return super().values()


def test_what_is_known_is_not_gone_through_for_every_line() -> None:
    others = {id: replace(paper, title=f"Not {paper.title}") for id, paper in imported().catalogue.papers.items()}
    known, lines = Counted(others), [replace(line) for line in imported().lines]
    assert merge(lines, known)
    assert 0 < known.walks <= 3


def test_all_lines_papers_and_sections_are_read() -> None:
    report = imported().report
    assert (report.lines, report.papers, report.rendered_lines, report.sections) == (400, 389, 398, 15)
    assert len({section.parent for section in imported().catalogue.leaves()}) == 4


def test_the_shipped_data_is_the_imported_list() -> None:
    shipped = read_catalogue(store.read_folder(DATA))
    assert shipped.papers == imported().catalogue.papers
    assert shipped.sections == imported().catalogue.sections
    assert (DATA / "README.md").read_text(encoding="utf-8") == imported().text


def test_every_line_that_reads_differently_is_reported_with_a_reason() -> None:
    catalogue = imported().catalogue
    by_line = {difference.line: difference for difference in imported().report.differences}
    after = {render_entry(paper, catalogue) for paper in catalogue.papers.values()}
    for heading in read_list(SEED.read_text(encoding="utf-8")):
        for entry in heading.entries:
            if entry.raw.strip() not in after:
                assert by_line[entry.first].reasons
    for difference in by_line.values():
        assert difference.reasons
        assert difference.rendered in after | {""}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        pytest.param("NeruIPS", "venue 'NeruIPS' -> 'NeurIPS'", id="a typo in a venue"),
        pytest.param("utm_referrer", "tracking parameter utm_referrer dropped", id="a tracking parameter"),
        pytest.param("usg=", "text glued to the address dropped", id="text glued to an address"),
    ],
)
def test_a_reason_says_what_was_mended(line: str, reason: str) -> None:
    found = [difference for difference in imported().report.differences if line in difference.read]
    assert found
    assert any(reason in text for difference in found for text in difference.reasons)


@pytest.mark.parametrize(
    ("tag", "venue", "year"),
    [
        pytest.param("*[ICML'24]*", "ICML", 2024, id="the list's form"),
        pytest.param("*[ICML 2024]*", "ICML", 2024, id="the whole year"),
        pytest.param("*[ICML, 2024]*", "ICML", 2024, id="behind a comma"),
        pytest.param("*[NIPS (2017)]*", "NeurIPS", 2017, id="in brackets"),
        pytest.param("*[ICML24]*", "ICML", 2024, id="glued"),
        pytest.param("*[ICML]*", "ICML", None, id="without a year"),
    ],
)
def test_a_tag_gives_its_venue_and_year_in_any_form(tag: str, venue: str, year: int | None) -> None:
    text = f"# A list\n\n## A section\n\n- A title. {tag} [[Paper]](https://example.org/paper.pdf)\n"
    found = import_list(text, imported().catalogue.venues)
    (paper,) = found.catalogue.papers.values()
    assert (paper.venue, paper.year) == (venue, year)
    assert found.report.doubts == ()


def test_what_stands_outside_the_entries_is_kept() -> None:
    def outside(text: str) -> list[str]:
        entries = {line for raw in entry_lines(text) for line in raw.splitlines()}
        return [line for line in text.splitlines() if line not in entries and not MARK.fullmatch(line)]

    assert outside(imported().text) == outside(SEED.read_text(encoding="utf-8"))


def test_the_curated_order_is_kept() -> None:
    def order(text: str) -> list[str]:
        return [re.sub(r"\W", "", entry.title.lower()) for heading in read_list(text) for entry in heading.entries]

    before, after = order(SEED.read_text(encoding="utf-8")), order(imported().text)
    repeated = [number for number, title in enumerate(before) if title not in after or before[:number].count(title)]
    assert [title for title in before if title in after][:1] == after[:1]
    assert len(before) - len(after) == 2
    assert repeated


def test_importing_what_was_rendered_gives_the_same_data() -> None:
    again = import_list(imported().text, imported().catalogue.venues, known=imported().catalogue)
    assert again.catalogue.papers == imported().catalogue.papers
    assert again.text == imported().text
    assert again.report.differences == ()


def test_rendering_is_deterministic_and_idempotent() -> None:
    shuffled = Catalogue(
        name=imported().catalogue.name,
        sections=imported().catalogue.sections,
        papers=dict(reversed(list(imported().catalogue.papers.items()))),
        venues=imported().catalogue.venues,
    )
    assert render(shuffled, imported().text) == imported().text


def test_every_file_is_written_again_byte_for_byte() -> None:
    files = store.read_folder(DATA)
    written = write_catalogue(read_catalogue(files))
    assert {path: text for path, text in files.items() if path != VENUES} == written


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("AdaViT: Adaptive vision transformers", "AdaViT: Adaptive Tokens", id="the two AdaViT"),
        pytest.param("Denoising Diffusion Probabilistic", "Improved denoising diffusion", id="DDPM and its successor"),
    ],
)
def test_papers_with_confusable_titles_stay_apart(one: str, other: str) -> None:
    titles = [paper.title.lower() for paper in imported().catalogue.papers.values()]
    assert any(title.startswith(one.lower()[:18]) for title in titles)
    assert len({title for title in titles if "adavit" in title}) == 2
    assert any(other.lower()[:16] in title for title in titles)


def test_a_list_of_any_shape_is_read_without_an_error() -> None:
    for text in (
        "",
        "# x",
        "- [a](b",
        "* - > ## ][",
        "## A\n\n- [x](https://x.example)\n\n## A\n\n- [y](https://y.example)",
    ):
        import_list(text, imported().catalogue.venues)
