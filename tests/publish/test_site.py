"""The site's pages as files: what is on which page, without a browser."""

import json
import posixpath
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.__main__ import main
from bot.catalogue.paper import Link
from bot.demo.playground import REPOSITORY
from bot.intake.form import LABELS
from bot.publish.publication import About, Activity
from bot.publish.site.forms import LONGEST, correct, propose
from bot.publish.site.neighbours import MOST, find_neighbours
from bot.publish.site.pages import LONGEST_PAGE, write_site
from bot.publish.site.plots import by_venue, by_year, growth
from tests.growth import LONG
from tests.publish.lists import (
    ABOUT,
    LISTS,
    ROOT,
    SITES,
    Build,
    build_files,
    long,
    make_paper,
    publish,
)
from tests.scenarios.papers import file_good
from tests.stage import Stage

#: Of each list: the pages in a folder, of its papers or sections, are of one make. `make fuzz` looks at all.
LOOKED_AT = sys.maxsize if LONG else 2


def look_at(files: dict[str, str]) -> Iterator[str]:
    """Yield the pages of a site, of a folder the first few."""
    seen: Counter[str] = Counter()
    for name in files:
        folder = name.rpartition("/")[0]
        seen[folder] += 1
        if name.endswith(".html") and (not folder or seen[folder] <= LOOKED_AT):
            yield name


class Addresses(HTMLParser):
    """Collects what a page leads to and loads, its ids, and whether it says anything to be run."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: set[str] = set()
        self.inline: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        self.ids.add(known.get("id", ""))
        self.inline += [name for name in known if name.startswith("on") or name == "style"]
        self.inline += [tag] if tag == "style" else []
        if tag == "script" and "src" not in known and known.get("type") != "application/ld+json":
            self.inline.append(tag)
        if tag == "a":
            self.links.append(known["href"])
        self.loads += [known[name] for name in ("src", "href") if name in known and tag != "a"]


@pytest.mark.parametrize("build", SITES.values(), ids=SITES)
def test_every_link_leads_somewhere_and_nothing_comes_from_elsewhere(build: Build) -> None:
    files = build_files(build)
    read = cache(lambda name: Addresses(files[name]))
    for name in look_at(files):
        page = read(name)
        assert page.inline == []
        assert [load for load in page.loads if load.startswith(("http:", "//", "data:"))] == []
        for link in (*page.links, *page.loads):
            parts = urlsplit(link)
            if parts.scheme:
                assert parts.scheme in ("http", "https")
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), parts.path)) if parts.path else name
            assert target in files, link
            assert not parts.fragment or parts.fragment in read(target).ids, link


def test_an_address_that_a_line_says_twice_is_linked_once() -> None:
    url, code = "https://arxiv.org/abs/2401.00001", "https://github.com/a/b"
    paper = make_paper("One", links=(Link("title", url), Link("Code", code), Link("Paper", url)))
    front = dict(write_site(publish(paper)))["index.html"]
    assert [link for link in Addresses(front).links if link in (url, code)] == [url, code]
    assert "<strong>1</strong> paper</span>" in front
    assert "<strong>1</strong> section</span>" in front


@pytest.mark.parametrize("build", LISTS.values(), ids=LISTS)
def test_every_paper_can_be_read_without_a_script(build: Build) -> None:
    publication, files = build(), build_files(build)
    listed = "".join(text for name, text in files.items() if name == "index.html" or name.startswith("section/"))
    assert [paper.id for paper in publication.papers if f"paper/{paper.id}.html" not in listed] == []
    assert {f"paper/{paper.id}.html" for paper in publication.papers} <= set(files)


def test_a_longer_list_has_one_page_a_section() -> None:
    assert not any(name.startswith("section/") for name, _ in write_site(long(LONGEST_PAGE)))
    files = build_files(LISTS["a long list"])
    assert sum(name.startswith("section/") for name in files) == 20
    assert len(files["index.html"]) < 20_000


@pytest.mark.parametrize("build", LISTS.values(), ids=LISTS)
def test_each_paper_is_a_scholarly_article(build: Build) -> None:
    publication, files = build(), build_files(build)
    for paper in publication.papers:
        (data,) = re.findall(
            r'<script type="application/ld\+json">(.*?)</script>', files[f"paper/{paper.id}.html"], re.S
        )
        article = json.loads(data)
        assert article["@type"] == "ScholarlyArticle"
        assert article["headline"]
        assert not {"<", ">"} & set(data)


def test_proposing_and_correcting_open_the_form_with_its_own_fields() -> None:
    form = (ROOT / ".github" / "ISSUE_TEMPLATE" / "submit-paper.yml").read_text(encoding="utf-8")
    paper = make_paper("Title", venue="ICML", year=2024, links=(Link("Paper", "https://example.org/a?b=1&c=2"),))
    publication = publish(paper)
    assert propose(publication) == "https://github.com/owner/list/issues/new?template=submit-paper.yml"
    query = parse_qs(urlsplit(correct(publication, paper) or "").query)
    assert {name: values[0] for name, values in query.items()} == {
        "template": "submit-paper.yml",
        "title": "Title",
        "link": "https://example.org/a?b=1&c=2",
        "section": "Attention",
        "venue": "ICML 2024",
        "more": "A correction of the listed paper `title`: ",
    }
    assert [name for name in query if name not in ("template", "title") and f"    id: {name}\n" not in form] == []
    assert len(LABELS) - 1 == form.count("      label: "), "the paper's title is the issue's own"


def test_an_address_of_the_form_stays_short_enough_for_github() -> None:
    paper = make_paper("Title", links=(Link("Paper", f"https://example.org/{'ü' * 3000}"),))
    assert len(correct(publish(paper), paper) or "") < LONGEST + 100


def test_without_a_repository_nobody_is_sent_to_a_form() -> None:
    assert "issues/new" not in "".join(
        text for _, text in write_site(publish(make_paper("One"), about=About("2024-01-01")))
    )


DAY = datetime(2024, 5, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "open", "half"),
    [
        pytest.param([], 0, None, id="no submission"),
        pytest.param([None, None], 2, None, id="none was settled"),
        pytest.param([0.1], 0, 1, id="a day that was begun"),
        pytest.param([0.0], 0, 1, id="within the second"),
        pytest.param([1, 2, 90, None], 1, 2, id="one that took long does not count more"),
    ],
)
def test_how_submissions_fare(days: list[float | None], open: int, half: int | None) -> None:
    assert Activity.of([(DAY, None if each is None else DAY + timedelta(days=each)) for each in days]) == Activity(
        open, half
    )


def test_whether_it_is_still_updated_is_said_by_page_and_badge() -> None:
    asked = dict(write_site(publish(make_paper("One"), about=replace(ABOUT, activity=Activity(3, 2)))))
    for page in ("index.html", "numbers.html"):
        assert "last change" in asked[page]
        assert "<strong>3</strong> submissions open" in asked[page]
        assert "half are settled within <strong>2</strong> days" in asked[page]
    assert "updated 2024-05-17 · 3 open · 2 d to settle" in asked["badge.svg"]
    unasked = dict(write_site(publish(make_paper("One"))))
    assert "submissions" not in unasked["index.html"]
    assert "updated 2024-05-17<" in unasked["badge.svg"]


def test_github_is_asked_how_submissions_fare(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERCLERK_TOKEN", stage.ground.hub.create_token("paperclerk-bot"))
    monkeypatch.setenv("PAPERCLERK_API_URL", stage.ground.hub.api)
    stage.maintainer.comments(file_good(stage), "/approve")
    stage.contributor.files("https://arxiv.org/abs/2004.00001")
    stage.contributor.writes("A question", "How do I cite this list?")
    (tmp_path / "README.md").write_text("# A list\n", encoding="utf-8")
    into = tmp_path / "site"
    asked = ["site", str(tmp_path / "README.md"), "--into", str(into), "--repository", REPOSITORY, "--ask-github"]
    assert main(asked) == 0
    assert "1 open · 1 d to settle" in (into / "badge.svg").read_text(encoding="utf-8")


def test_neighbours_share_telling_words_and_never_are_the_paper_itself() -> None:
    papers = [
        make_paper(title)
        for title in (
            "Sparse attention for long documents",
            "Long documents by sparse attentions",
            "Cats",
            "Dogs in Space",
        )
    ]
    found = find_neighbours(papers)
    assert [paper.title for paper in found[papers[0].id]] == ["Long documents by sparse attentions"]
    assert found[papers[2].id] == ()
    assert max(len(some) for some in find_neighbours(long(200).papers).values()) == MOST


def test_plots_count_every_paper_once() -> None:
    publication = long(240)
    assert sum(bar.count for bar in by_year(publication)) == 240
    assert sum(bar.count for bar in by_venue(publication)) == 240
    assert growth(publication)[-1].count == 240
    assert [point.count for point in growth(publication)] == sorted(point.count for point in growth(publication))


def test_old_years_are_one_bar_and_gaps_are_shown() -> None:
    publication = publish(*(make_paper(f"Paper of {year}", year=year) for year in (1950, 1999, 2020, 2024)))
    bars = by_year(publication)
    assert (bars[0].label, bars[0].count) == ("before 2009", 2)
    assert [bar.count for bar in bars if bar.label in ("2020", "2021", "2024")] == [1, 0, 1]
