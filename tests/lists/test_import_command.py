"""`paperclerk import` and `check` of a page, as people use them: nothing is lost, written over or left unsaid."""

import json
from pathlib import Path

import pytest
import yaml

from bot.__main__ import main
from bot.lists.marked.pages import drop_marks
from tests.lists.pages import AWQ, GPTQ, WALK, A, B, C, bullets

PAGE = bullets(f"- {GPTQ} [[Paper]]({A})", f"- {AWQ} [[Paper]]({B})", f"- {WALK} [[Paper]]({C})")
#: Lines that link to a paper and are no entries.
PROSE = "".join(f"\n> We build on [the work of {n}](https://arxiv.org/abs/2401.{n:05d}) here.\n" for n in range(1, 9))
YAML = f"- id: one\n  title: '{GPTQ}'\n  year: '2022'\n  paper: {A}\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "README.md").write_bytes(PAGE.encode())
    return tmp_path


def text(path: Path) -> str:
    return path.read_bytes().decode()


@pytest.mark.parametrize("output", ["README.md", "LIST.md", "../README.md", "../docs/papers.md"])
def test_what_is_imported_is_accepted_wherever_the_list_stands(here: Path, output: str) -> None:
    forced = ["--force"] if output == "../README.md" else []
    assert main(["import", "README.md", "--into", "data", "--output", output, *forced]) == 0
    page = here / "data" / output
    assert drop_marks(text(page))[0] == PAGE
    assert main(["render", "data", "--check"]) == 0
    assert main(["check", "data"]) == 0
    assert main(["import", str(page), "--into", "data"]) == 0, "its own page is no stranger's"
    page.write_text(text(page).replace(GPTQ, "Another title"), encoding="utf-8")
    assert main(["check", "data"]) == 1
    assert main(["render", "data"]) == 0
    assert drop_marks(text(page))[0] == PAGE


FOREIGN = {
    "the page itself": ("README.md", PAGE, ["--into", "."]),
    "a page beside the data": ("data/README.md", "# Mine\n", ["--into", "data"]),
    "another folder of papers": ("data/papers/mine.yaml", "title: x\n", ["--into", "data"]),
    "no report": ("notes.json", "{}", ["--into", "data", "--report", "notes.json"]),
}


@pytest.mark.parametrize(("path", "content", "args"), FOREIGN.values(), ids=FOREIGN)
def test_what_no_import_made_is_written_over_only_by_force(
    here: Path, capsys: pytest.CaptureFixture[str], path: str, content: str, args: list[str]
) -> None:
    (here / path).parent.mkdir(parents=True, exist_ok=True)
    (here / path).write_bytes(content.encode())
    before = {file: file.read_bytes() for file in here.rglob("*") if file.is_file()}
    assert main(["import", "README.md", *args]) == 2
    assert "--force" in capsys.readouterr().err
    assert {file: file.read_bytes() for file in here.rglob("*") if file.is_file()} == before
    assert main(["import", "README.md", *args, "--force"]) == 0


def test_another_page_does_not_take_the_place_of_a_list_unasked(here: Path) -> None:
    assert main(["import", "README.md", "--into", "data"]) == 0
    (here / "other.md").write_text(bullets(f"- Something else altogether [[Paper]]({C}9)"), encoding="utf-8")
    assert main(["import", "other.md", "--into", "data"]) == 2
    assert len(list((here / "data/papers").iterdir())) == 3


def test_a_page_that_is_not_read_is_refused_with_examples(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "README.md").write_text(PAGE + "\n## Further\n" + PROSE, encoding="utf-8")
    assert main(["import", "README.md", "--into", "data"]) == 1
    said = capsys.readouterr().err
    assert "27.3% of the lines that link to a paper were read; 8 were not" in said
    assert "List > Further: 8" in said
    assert "[the work of 1](https://arxiv.org/abs/2401.00001)" in said
    assert not (here / "data").exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [("root:x:0:0::/root:/bin/sh\n", "no list of papers"), ("", "no list of papers")],
    ids=["passwords", "nothing"],
)
def test_what_cannot_be_imported_is_said(
    here: Path, capsys: pytest.CaptureFixture[str], content: str, words: str
) -> None:
    (here / "README.md").write_text(content, encoding="utf-8")
    assert main(["import", "README.md", "--into", "data"]) == 2
    assert words in capsys.readouterr().err
    assert not (here / "data").exists()


LINKS = (
    "![a](figs/a.png) [b](docs/b.md#c) <img src='x/y.png'> [d](#d) [e](/e) [f](https://f.org/a) `[g](g.md)`\n\n"
    "[h]: i.md\n"
)


def test_relative_links_lead_on_where_they_led(here: Path) -> None:
    (here / ".git").mkdir()
    (here / "README.md").write_text(PAGE.replace("# List\n", f"# List\n\n{LINKS}"), encoding="utf-8")
    assert main(["import", "README.md", "--into", "data"]) == 0
    moved = LINKS.replace("](figs", "](../figs").replace("](docs", "](../docs").replace("='x", "='../x")
    assert moved.replace("]: i", "]: ../i") in text(here / "data/README.md")
    assert LINKS in text(here / "README.md")


QUOTED = (
    "\n### Net\n> **A title of some length**   \n> Ada Lovelace\\\n> Paper: [[A]](https://arxiv.org/abs/2106.0000{})\n"
)
YEARS = (1999, 2007, 2011, 2014)
JUDGED = {
    "no list": ("root:x:0:0::/root:/bin/sh\n", 2, ["no-list"]),
    "references without links": (
        "# List\n\n## Ponds\n\n"
        + "".join(
            f"- One, A., & Two, B. ({year}). A study of ponds {year}. *A Journal*, 2(3), 31.\n" for year in YEARS
        ),
        0,
        ["no-links"],
    ),
    "no entry read": ("# List\n\n" + PROSE, 2, ["unread"]),
    "quotations": ("# List\n" + "".join(QUOTED.format(n) for n in range(3)), 0, []),
    "most not read": (PAGE + "\n## Further\n" + PROSE, 2, ["unread"]),
    "a sentence not read": (PAGE + "\n## Further\n" + PROSE[: len(PROSE) // 8], 0, []),
    "an entry not read": (PAGE + f"\n## Further\n\n- [[pdf]]({A[:-1]}4)\n", 0, ["line-skipped"]),
    "entries of two sections not read": (
        PAGE + "".join(f"\n## {name}\n\n- [[pdf]]({A[:-1]}4)\n" for name in "AB"),
        0,
        ["line-skipped"] * 3,
    ),
    "more entries of two sections not read": (
        PAGE + "".join(f"\n## {name}\n\n- [[pdf]]({A[:-1]}4)\n" for name in "ABC"),
        0,
        ["partly-unread"] * 4,
    ),
    "all read": (PAGE, 0, []),
    "too long for GitHub": (PAGE + "x" * 512_000, 0, ["page-size"]),
    "YAML": (YAML, 0, []),
}


@pytest.mark.parametrize(("content", "code", "rules"), JUDGED.values(), ids=JUDGED)
def test_check_says_what_it_cannot_judge(
    here: Path, capsys: pytest.CaptureFixture[str], content: str, code: int, rules: list[str]
) -> None:
    (here / "README.md").write_text(content, encoding="utf-8")
    assert main(["check", "README.md", "--format", "json"]) == code
    found = [json.loads(line)["rule"] for line in capsys.readouterr().out.splitlines()]
    assert found == rules


def test_a_list_in_yaml_is_imported_and_goes_on_in_yaml(here: Path) -> None:
    text = f"# papers\n{YAML}  tags:\n  - Deep\n\n- id: two\n  title: '{AWQ}'\n  year: '2023'\n  paper: {B}\n# end\n"
    (here / "papers.yaml").write_text(text, encoding="utf-8")
    assert main(["import", "papers.yaml", "--into", "data"]) == 0
    page = here / "data" / "papers.yaml"
    marked = page.read_text(encoding="utf-8")
    assert [line for line in marked.splitlines() if "paperclerk:" not in line] == text.splitlines()
    assert yaml.safe_load(marked) == yaml.safe_load(text)
    assert main(["render", "--check", "data"]) == 0
    assert main(["check", "data"]) == 0
    paper = next((here / "data" / "papers").glob("awq*"))
    paper.write_text(paper.read_text(encoding="utf-8").replace("year: 2023", "year: 2024"), encoding="utf-8")
    assert main(["render", "data"]) == 0
    assert page.read_text(encoding="utf-8") == marked.replace("'2023'", "'2024'")


def test_a_page_that_an_import_leaves_behind_is_named(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "README.md", "--into", "data"]) == 0
    assert "no longer written" not in capsys.readouterr().err
    assert main(["import", "README.md", "--into", "data", "--output", "../README.md", "--force"]) == 0
    assert "data/README.md: was the list's page until now and is no longer written" in capsys.readouterr().err


@pytest.fixture
def several(here: Path) -> Path:
    """Return a repository with a list of three pages, which its README links to."""
    (here / ".git").mkdir()
    (here / "papers").mkdir()
    for name in ("pruning", "caches", "surveys"):
        rows = (f"- Paper {n} about {name} [[Paper]](https://arxiv.org/abs/2401.{n:05d})" for n in range(12))
        (here / "papers" / f"{name}.md").write_text(bullets(*rows), encoding="utf-8")
    (here / "README.md").write_text(f"{PAGE}\nMore: [caches](papers/caches.md#list)\n", encoding="utf-8")
    return here


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


CHOSEN = {
    "a whole folder": (["README.md", "papers/*.md"], '["README.md", "papers/*.md"]'),
    "some of it": (["papers/caches.md", "papers/pruning.md"], '["papers/caches.md", "papers/pruning.md"]'),
}


@pytest.mark.parametrize(("chosen", "said"), CHOSEN.values(), ids=CHOSEN)
def test_several_pages_are_the_list_as_they_stand(
    several: Path, capsys: pytest.CaptureFixture[str], chosen: list[str], said: str
) -> None:
    before = files(several)
    pages = [str(page.relative_to(several)) for pattern in chosen for page in sorted(several.glob(pattern))]
    assert main(["import", *pages, "--into", "data"]) == 0
    after = files(several)
    assert after.pop(".github/paperclerk.yml") == f"list: {said}\n".encode()
    assert after == before
    assert "A data folder has one page; these stay as they are and are the list" in capsys.readouterr().out
    assert main(["import", *pages, "--into", "data"]) == 1, "a configuration is not written over"
    assert f"it has to say `list: {said}`" in capsys.readouterr().err


def test_several_pages_of_which_one_is_not_read_are_refused(several: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (several / "papers/caches.md").write_text(PAGE + "\n## Further\n" + PROSE, encoding="utf-8")
    before = files(several)
    assert main(["import", "README.md", "papers/caches.md", "--into", "data"]) == 1
    assert "papers/caches.md: not taken into the list" in capsys.readouterr().err
    assert files(several) == before


def test_pages_of_two_repositories_are_no_list(
    several: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path_factory.mktemp("other") / "README.md"
    other.write_text(PAGE, encoding="utf-8")
    assert main(["import", "README.md", str(other), "--into", "data"]) == 2
    assert f"{other}: is not in {several}" in capsys.readouterr().err


def test_pages_of_papers_that_one_page_links_to_are_not_left_out_in_silence(
    several: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "README.md", "--into", "data"]) == 0
    said = capsys.readouterr().err
    assert "papers/caches.md: README.md links to this page of 12 papers, which are not imported" in said
    assert "pruning" not in said
