"""A page becomes data that renders it again; the shipped list (data/) and the list that it came from (seed.md) too."""

import re
from collections.abc import Iterator, ValuesView
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.data import store
from bot.catalogue.data.records import VENUES, read_catalogue, write_catalogue
from bot.catalogue.entry_format import EntryFormat
from bot.catalogue.paper import Paper
from bot.lists.marked import forms
from bot.lists.marked.importing import Imported, import_list
from bot.lists.marked.joining import join_papers
from bot.lists.marked.rendering import render
from tests.lists.pages import KNOWN, A, B

SEED = Path(__file__).parents[1] / "seed.md"
DATA = Path(__file__).parents[2] / "data"
PAGE = "# L\n\n## S\n\n{}\n"


@cache
def imported() -> Imported:
    return import_list(SEED.read_text(encoding="utf-8"), KNOWN)


@cache
def shipped() -> Catalogue:
    return read_catalogue(store.read_folder(DATA))


@cache
def part() -> Imported:
    """Return the shipped list with every eighth of its papers."""
    fewer = shipped().change(dict.fromkeys(id for n, id in enumerate(shipped().papers) if n % 8))
    return import_list(render(fewer, (DATA / "README.md").read_text(encoding="utf-8")), fewer.venues)


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
    others = {id: paper._replace(title=f"Not {paper.title}") for id, paper in imported().catalogue.papers.items()}
    known, lines = Counted(others), [replace(line) for line in imported().lines]
    assert join_papers(lines, known, lambda done, total: None)
    assert 0 < known.walks <= 3


def test_all_lines_papers_and_sections_are_read() -> None:
    report = imported().report
    assert (report.lines, report.papers, report.rendered_lines, report.sections) == (400, 389, 400, 15)
    assert len({section.parent for section in imported().catalogue.leaves()}) == 4
    assert report.share > 0.99


def test_importing_the_shipped_list_gives_the_shipped_data() -> None:
    text = (DATA / "README.md").read_text(encoding="utf-8")
    found = import_list(text, shipped().venues)
    assert (found.report.lines, found.report.papers, found.report.rendered_lines) == (398, 389, 398)
    assert found.catalogue.papers == shipped().papers
    assert found.catalogue.sections == shipped().sections
    assert found.catalogue.entry == shipped().entry
    assert found.text == text == render(shipped(), text)


TEMPLATES = {
    "bold": EntryFormat("* **{title}** {tag} {links}", "({venue} {year})", "[[{label}]({url})]"),
    "a break": EntryFormat("- {title} <br> {tag} {links}", "{venue} {year}", "[[{label}]]({url})"),
    "the tag first": EntryFormat("- {tag} **{title}** {links}", "`{venue}'{yy}`", "[[{label}]({url})]"),
    "a colon": EntryFormat("+ {tag} {title}: {links}", "[{venue} {yy}]", "[{label}]({url})"),
    "quoted": EntryFormat('- "{title}", {tag}, {links}', "{venue}, {year}", "[{label}]({url})"),
}


#: Those that are tried without being told.
LEARNED = ("bold", "a break", "the tag first")


@pytest.mark.parametrize("name", [name for name in TEMPLATES if name not in LEARNED])
def test_a_list_in_another_template_is_the_same_data(name: str) -> None:
    catalogue = replace(part().catalogue, entry=TEMPLATES[name])
    page = render(catalogue, part().text)
    again = import_list(page, catalogue.venues, known=catalogue)
    assert again.catalogue.papers == catalogue.papers
    assert (again.catalogue.entry, again.text) == (TEMPLATES[name], page)


@pytest.mark.parametrize("name", LEARNED)
def test_a_template_is_learned_from_the_lines(name: str) -> None:
    catalogue = replace(part().catalogue, entry=TEMPLATES[name])
    page = render(catalogue, part().text)
    found = import_list(page, catalogue.venues)
    assert (found.catalogue.entry, found.text) == (TEMPLATES[name], page)
    assert found.catalogue.papers == catalogue.papers


def test_every_line_of_which_the_data_says_something_else_is_reported_with_a_reason() -> None:
    assert imported().report.differences
    for difference in imported().report.differences:
        assert difference.reasons
        assert difference.rendered != difference.read


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
        pytest.param("*[ICML]*", "ICML", None, id="without a year"),
    ],
)
def test_a_tag_gives_its_venue_and_year_in_any_form(tag: str, venue: str, year: int | None) -> None:
    found = import_list(PAGE.format(f"- A title. {tag} [[Paper]](https://example.org/paper.pdf)"), KNOWN)
    (paper,) = found.catalogue.papers.values()
    assert (paper.venue, paper.year) == (venue, year)
    assert found.report.doubts == ()


@pytest.mark.parametrize("line", ["- **{title}** {links}", "- [{title}]({url})", "- {title} {links}", "{title}{links}"])
@pytest.mark.parametrize("title", ["A", "A * B", r"A \* B *", r"[A\] of B", "A] (of) B", "A -  B"])
def test_a_title_may_have_the_sign_behind_it_in_the_template(line: str, title: str) -> None:
    form = EntryFormat(line, link="[[{label}]]({url})")
    said = forms.read(form, line.format(title=title, url="https://a.org", links="[[Paper]](https://a.org)"))
    assert said is not None
    assert said.title == forms.unescape(title)


REPEATED = {
    "one identifier": (f"- One title here [[Paper]]({A})", f"- One Title Here, revised [[Paper]]({A}v2)", 1),
    "one title": (f"- One title here [[Paper]]({A})", "- One Title Here. [[Page]](https://example.org/p.pdf)", 1),
    "one title, two identifiers": (f"- One title here [[Paper]]({A})", f"- One title here [[Paper]]({B})", 2),
}


@pytest.mark.parametrize(("one", "other", "papers"), REPEATED.values(), ids=REPEATED)
def test_lines_are_one_paper_by_identity(one: str, other: str, papers: int) -> None:
    text = f"# L\n\n## S\n\n{one}\n\n## T\n\n{other}\n"
    found = import_list(text, KNOWN)
    assert len(found.catalogue.papers) == papers
    assert render(found.catalogue, found.text) == found.text


def test_what_two_lines_of_one_paper_say_is_kept_for_each() -> None:
    one, other = f"- One title here. *[ICML'24]* [[Paper]]({A})", f"- One Title Here. *[arXiv'23]* [[Paper]]({A})"
    found = import_list(f"# L\n\n## S\n\n{one}\n{other}\n\n## T\n\n{other}\n", KNOWN)
    (paper,) = found.catalogue.papers.values()
    assert (paper.venue, paper.year, list(paper.sections)) == ("ICML", 2024, ["s", "t"])
    assert [line.text for line in paper.lines if line.text == other] == [other, other]
    assert any("the same paper as on line 5" in doubt.message for doubt in found.report.doubts)


def test_a_table_of_other_things_than_papers_keeps_no_list_from_its_data() -> None:
    papers = "".join(f"- [Deep Ponds in Garden {n}](https://arxiv.org/abs/2401.0000{n})\n" for n in range(9))
    rows = "".join(f"|Depth {n}|how deep a pond is|[use](https://arxiv.org/abs/2401.1000{n})|\n" for n in range(9))
    found = import_list(f"{PAGE.format(papers)}\n## Metrics\n\n|Metric|Description|Example|\n|-|-|-|\n{rows}", KNOWN)
    assert (found.report.papers, found.report.share, found.report.unread) == (9, 1.0, ())


def test_a_year_where_others_have_a_venue_is_no_venue() -> None:
    tags = ("ICLR 2024", "NeurIPS 2020", "2019")
    lines = "".join(
        f"- [Study number {n} of things](https://arxiv.org/abs/2004.0515{n}), {t}\n" for n, t in enumerate(tags)
    )
    found = import_list(f"# L\n\n## S\n\n{lines}", shipped().venues)
    assert [(paper.venue, paper.year) for paper in found.catalogue.papers.values()] == [
        ("ICLR", 2024),
        ("NeurIPS", 2020),
        (None, 2019),
    ]


def test_rendering_is_deterministic_and_idempotent() -> None:
    shuffled = replace(shipped(), papers=dict(reversed(list(shipped().papers.items()))))
    text = (DATA / "README.md").read_text(encoding="utf-8")
    assert render(shuffled, text) == text


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


@pytest.mark.parametrize(
    "text",
    ["", "# x", "- [a](b", "* - > ## ][", "## A\n\n- [x](https://x.example)\n\n## A\n\n- [y](https://y.example)"],
)
def test_a_list_of_any_shape_is_read_without_an_error(text: str) -> None:
    found = import_list(text, KNOWN)
    assert re.sub(r"(?m)^<!--.*-->\n?", "", found.text) in (text, f"{text}\n")
