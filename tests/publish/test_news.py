"""What is new between two versions of a list, and what git knows of them."""

import json
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.catalogue.paper import Link
from bot.cli.history import find_history
from bot.publish.news import compare, write_news
from tests.publish.lists import HOSTILE, PAGE, SECOND, Commit, make_catalogue, make_paper

OLD = make_paper("Old paper", "old", venue="arXiv", year=2023)


@pytest.mark.parametrize(
    ("paper", "words"),
    [
        pytest.param(
            make_paper("Old paper", "old", venue="ICML", year=2024), ("arXiv 2023 → ICML 2024",), id="published"
        ),
        pytest.param(
            make_paper("Old Paper!", "old", venue="arXiv", year=2023), ("was “Old paper”",), id="another title"
        ),
        pytest.param(
            make_paper(
                "Old paper", "old", venue="arXiv", year=2023, links=(*OLD.links, Link("Code", "https://github.com/o/r"))
            ),
            ("[code](https://github.com/o/r)",),
            id="code",
        ),
        pytest.param(
            make_paper("Old paper", "old", venue="arXiv", year=2023, sections={"attention": 1, "serving": 2}),
            ("in Serving \\<i\\>fast\\</i\\>",),
            id="another section",
        ),
        pytest.param(OLD, None, id="nothing"),
        pytest.param(
            make_paper("Old paper", "old", venue="arXiv", year=2023, sections={"attention": 9}),
            None,
            id="only its place",
        ),
    ],
)
def test_an_update_says_what_changed(paper: object, words: tuple[str, ...] | None) -> None:
    news = compare(make_catalogue(OLD), make_catalogue(paper))  # type: ignore[arg-type]
    assert [said for _, said in news.updated] == ([words] if words else [])
    assert (news.added, news.removed) == ((), ())


def test_a_paper_is_the_same_under_another_id_or_title() -> None:
    one = make_paper("A Paper", "one", identifiers={"arxiv": "2401.00001"})
    other = make_paper("A Better Title", "other", identifiers={"arxiv": "2401.00001"})
    news = compare(make_catalogue(one), make_catalogue(other))
    assert (news.added, news.removed, [paper for paper, _ in news.updated]) == ((), (), [other])


def test_what_joined_and_left() -> None:
    new = make_paper("New paper", links=())
    news = compare(make_catalogue(OLD), make_catalogue(new))
    assert (news.added, news.removed) == ((new,), (OLD,))


def test_notes_of_a_hostile_list_call_nobody() -> None:
    now = make_catalogue(*(make_paper(title, f"p{number}") for number, title in enumerate(HOSTILE["titles"])))
    text = write_news(compare(make_catalogue(), now), now, ["Ada @everyone <script>", "@grace"], since=None)
    assert "<script>" not in text.replace("\\<script", "")
    assert text.rstrip().endswith("Ada &#64;everyone \\<script\\>, @grace")
    assert "](javascript:" not in text.replace("\\]", "")


@pytest.mark.parametrize(
    "since",
    [
        pytest.param((), id="the last tag"),
        pytest.param(("--since", "v1"), id="a tag"),
        pytest.param(("--since", "2024-02-01"), id="a day"),
    ],
)
def test_news_of_a_page(page: Path, capsys: pytest.CaptureFixture[str], since: tuple[str, ...]) -> None:
    assert main(["news", str(page), *since]) == 0
    said = capsys.readouterr().out
    assert f"Since {since[1] if since else 'v1'}: 1 added; 2 papers in all." in said
    assert "### Attention\n\n- [Second Paper About Attention](https://arxiv.org/abs/2401.00002), ICML 2024\n" in said
    assert said.endswith("## Thanks to\n\nAlan Turing, Grace Hopper\n")


def test_news_since_the_beginning(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["news", str(page), "--since", "2020-01-01"]) == 0
    assert "2 added; 2 papers in all." in capsys.readouterr().out


def test_news_of_a_data_folder(page: Path, commit: Commit, capsys: pytest.CaptureFixture[str]) -> None:
    data = page.parent / "data"
    assert main(["import", str(page), "--into", str(data)]) == 0
    commit({}, "Ada <ada@example.org>", "2024-04-01", tag="v2")
    paper = next((data / "papers").glob("first*"))
    paper.write_text(
        paper.read_text(encoding="utf-8").replace("sections:", 'venue: "ICML"\nyear: 2024\nsections:'), encoding="utf-8"
    )
    next((data / "papers").glob("second*")).unlink()
    commit({}, "Grace <grace@example.org>", "2024-05-01")
    capsys.readouterr()
    assert main(["news", str(data)]) == 0
    said = capsys.readouterr().out
    assert "Since v2: 1 updated, 1 removed; 1 paper in all." in said
    assert "now ICML 2024" in said
    assert find_history(data).file_days()["first-paper-about-attention"] == "2024-04-01"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        pytest.param(("--since", "v9"), "v9 is neither a tag nor a day", id="no such tag"),
        pytest.param(("--since", "--all"), "is neither a tag nor a day", id="an option"),
    ],
)
def test_what_names_no_commit_is_refused(
    page: Path, capsys: pytest.CaptureFixture[str], args: tuple[str, str], reason: str
) -> None:
    assert main(["news", str(page), f"{args[0]}={args[1]}"]) == 2
    assert reason in capsys.readouterr().err


def test_git_gives_the_days_and_the_repository(page: Path) -> None:
    history = find_history(page)
    assert history is not None
    assert history.repository() == "owner/list"
    assert history.last_change() == "2024-03-07"
    assert {line: history.line_days()[line] for line in (4, 5)} == {4: "2024-01-05", 5: "2024-03-07"}


def test_the_commands_write_a_list_that_git_knows(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path / "site"
    assert main(["site", str(page), "--into", str(site), "--url", "https://owner.github.io/list"]) == 0
    feed = (site / "atom.xml").read_text(encoding="utf-8")
    assert feed.index("Second Paper") < feed.index("First Paper")
    assert "https://owner.github.io/list/paper/second-paper-about-attention.html" in feed
    assert "github.com/owner/list/issues/new" in (site / "index.html").read_text(encoding="utf-8")
    page.write_text(PAGE, encoding="utf-8")
    assert main(["site", str(page), "--into", str(site)]) == 0
    assert [path.name for path in (site / "paper").iterdir()] == ["first-paper-about-attention.html"]
    capsys.readouterr()
    assert main(["export", str(page), "--format", "csv"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


@pytest.mark.parametrize(("options", "name"), [(["--repository", "owner/pruning"], "pruning"), ([], "Papers")])
def test_a_page_without_a_title_is_called_as_its_repository(
    options: list[str], name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "LIST.md"
    page.write_text(f"## First\n\n## Second\n\n{SECOND}", encoding="utf-8")
    assert main(["export", str(page), "--format", "json", *options]) == 0
    assert json.loads(capsys.readouterr().out)["name"] == name


def test_outside_git_a_list_is_published_and_has_no_news(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "LIST.md"
    page.write_text(PAGE, encoding="utf-8")
    assert main(["export", str(page), "--into", str(tmp_path / "out")]) == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "papers.bib",
        "papers.json",
        "papers.csv",
        "atom.xml",
        "CITATION.cff",
    }
    assert main(["news", str(page)]) == 2
    assert main(["site", str(page), "--into", str(tmp_path / "site"), "--url", "javascript:alert(1)"]) == 2
