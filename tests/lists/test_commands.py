"""`paperclerk entries` and `paperclerk add`, as people use them."""

import io
import json
import shutil
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.metadata.client import Bases
from tests.lists.pages import AWQ, GPTQ, A, B, C
from tests.metadata.services import Services, recorded, reply

SHIPPED = Path(__file__).parents[2] / "data"
LIST = f"# List\n\n## Weights\n\n- [{GPTQ}]({A}), ICLR 2023\n\n## Caches\n\n- [{AWQ}]({B}), MLSys 2024"
NEW = {"title": "KIVI: Asymmetric 2bit Cache Quantization", "links": [["title", C]], "venue": "ICML", "year": 2024}
LINE = f"- [{NEW['title']}]({C}), ICML 2024"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "README.md"
    path.write_bytes(LIST.encode())
    return path


def facts(tmp_path: Path, **more: object) -> str:
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(NEW | more), encoding="utf-8")
    return str(path)


def test_the_pages_of_one_list_are_read_together(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["entries", str(page), str(page), "--json"]) == 0
    said = capsys.readouterr()
    rows = [json.loads(line) for line in said.out.splitlines()]
    assert {row["path"] for row in rows} == {str(page)}
    assert said.err.count(f"{page}: ") == 2


def test_entries_are_printed_as_json_lines(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["entries", str(page), "--json"]) == 0
    out, err = capsys.readouterr()
    first, second = [json.loads(line) for line in out.splitlines()]
    assert first == {
        "line": 5,
        "last": 5,
        "section": ["List", "Weights"],
        "title": GPTQ,
        "links": [["title", A]],
        "urls": [A],
        "code": None,
        "authors": None,
        "venue": "ICLR",
        "year": 2023,
        "date": None,
        "identifiers": ["arxiv:2210.17323"],
        "leftover": [],
        "raw": f"- [{GPTQ}]({A}), ICLR 2023",
    }
    assert second["section"] == ["List", "Caches"]
    assert "List > Weights: 1 (bullet)" in err
    assert "100.0% of the lines that link to a paper were read" in err


def test_of_a_page_without_papers_no_share_is_claimed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "README.md").write_text("# Hello\n\nJust words.\n", encoding="utf-8")
    assert main(["entries", str(tmp_path / "README.md")]) == 0
    assert capsys.readouterr().err == "0 entries in 0 sections\nno line links to a paper\n"


def test_a_paper_is_put_into_its_section_and_nothing_else_changes(page: Path, tmp_path: Path) -> None:
    assert main(["add", str(page), "--section", "Weights", "--facts", facts(tmp_path)]) == 0
    assert page.read_bytes().decode() == LIST.replace("ICLR 2023\n", f"ICLR 2023\n{LINE}\n")


@pytest.mark.parametrize("option", ["--diff", "--dry-run"])
def test_a_difference_is_printed_and_nothing_written(
    option: str, page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["add", str(page), "--section", "List > Caches", "--facts", facts(tmp_path), option]) == 0
    assert page.read_bytes() == LIST.encode()
    changes = [
        line for line in capsys.readouterr().out.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")
    ]
    assert f"+{LINE}" in changes
    assert len(changes) == 3  # the last line had no end of its own, and has one now


def test_facts_are_read_from_standard_input(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(NEW)))
    assert main(["add", str(page), "--section", "weights", "--facts", "-"]) == 0
    assert LINE in page.read_text(encoding="utf-8")


BY_YEAR = LIST.replace("## Weights", "## 2023").replace("## Caches", "## 2024") + "\n"


def test_a_paper_goes_into_the_section_of_its_year(page: Path, tmp_path: Path) -> None:
    page.write_bytes(BY_YEAR.encode())
    assert main(["add", str(page), "--facts", facts(tmp_path)]) == 0
    assert page.read_bytes().decode() == f"{BY_YEAR}{LINE}\n"


REFUSED = {
    "the same identifier": (["--section", "Weights"], {"links": [["pdf", f"{B}v2"]]}, 1, "9: is in the list already"),
    "the same title": (["--section", "Weights"], {"title": AWQ.upper(), "links": []}, 1, "is in the list already"),
    "another wording of a title": (
        ["--section", "Weights"],
        {"title": AWQ.replace("Quantization", "Quantisation"), "links": []},
        1,
        "9: is in the list already",
    ),
    "no section named": ([], {}, 2, "it may belong to: List > Caches"),
    "an unknown section": (["--section", "Sparsity"], {}, 2, "no section is called 'Sparsity'"),
    "a slip in its name": (["--section", "Weihgts"], {}, 2, "'Weihgts'; did you mean 'Weights'?"),
    "no address": (["--section", "Weights"], {"links": [["pdf", "file:///etc/passwd"]]}, 2, "is no address"),
}


@pytest.mark.parametrize(("options", "more", "code", "words"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_added_is_said_and_nothing_written(
    options: list[str],
    more: dict[str, object],
    code: int,
    words: str,
    page: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["add", str(page), *options, "--facts", facts(tmp_path, **more)]) == code
    assert words in capsys.readouterr().err
    assert page.read_text(encoding="utf-8") == LIST


def test_a_link_that_names_no_paper_needs_facts(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", str(page), "https://example.org/", "--section", "Weights"]) == 2
    assert "--facts" in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"\xff\xfe", b"{"], ids=["no text", "no JSON"])
def test_unusable_facts(content: bytes, page: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_bytes(content)
    assert main(["add", str(page), "--section", "Weights", "--facts", str(tmp_path / "bad.json")]) == 2


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SHIPPED, tmp_path / "data")
    return tmp_path / "data"


def test_a_paper_is_put_into_a_data_folder_and_its_page(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["add", str(folder), "--section", "Serving on Cloud", "--facts", facts(tmp_path)]) == 0
    line = f"- {NEW['title']}. *[ICML'24]* [[Paper]]({C})"
    assert line in (folder / "README.md").read_text(encoding="utf-8").splitlines()
    assert main(["render", str(folder), "--check"]) == 0
    assert main(["check", str(folder)]) == 0
    assert main(["add", str(folder), "--section", "Serving on Cloud", "--facts", facts(tmp_path)]) == 1
    assert "is in the list already" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        pytest.param([], "it may belong to: Model Compression", id="named by nobody"),
        pytest.param(["--section", "Model Compresion"], "did you mean 'Model Compression'?", id="with a slip"),
    ],
)
def test_a_data_folders_section_is_asked_for(
    options: list[str], words: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(path.name for path in (folder / "papers").iterdir())
    assert main(["add", str(folder), *options, "--facts", facts(tmp_path)]) == 2
    assert words in capsys.readouterr().err
    assert sorted(path.name for path in (folder / "papers").iterdir()) == before


def test_a_bare_link_is_looked_up(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PAPERCLERK_CACHE", raising=False)
    with Services() as services:
        services.answer = lambda path: recorded("crossref_work.json")
        monkeypatch.setattr("bot.metadata.client.Bases", lambda: Bases(services.base, services.base, services.base))
        link = "https://doi.org/10.1145/3600006.3613165"
        assert main(["add", str(page), link, "--section", "Weights"]) == 0
    line = "- [Efficient Memory Management for Large Language Model Serving with PagedAttention]"
    assert f"{line}({link}), SOSP 2023\n" in page.read_text(encoding="utf-8")


def test_a_link_that_no_service_knows_needs_facts(
    page: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("PAPERCLERK_CACHE", raising=False)
    with Services() as services:
        services.answer = lambda path: reply(status=404)
        monkeypatch.setattr("bot.metadata.client.Bases", lambda: Bases(services.base, services.base, services.base))
        assert main(["add", str(page), "https://doi.org/10.1145/1", "--section", "Weights"]) == 2
    assert "--facts" in capsys.readouterr().err
    assert page.read_text(encoding="utf-8") == LIST


def settle(page: Path, text: str) -> None:
    """Write the configuration of the repository that a page stands in."""
    config = page.parent / ".github" / "paperclerk.yml"
    config.parent.mkdir()
    config.write_text(text, encoding="utf-8")


def test_what_the_configuration_settles_about_order_holds(page: Path, tmp_path: Path) -> None:
    settle(page, "order: top")
    assert main(["add", str(page), "--section", "Weights", "--facts", facts(tmp_path)]) == 0
    assert page.read_text(encoding="utf-8") == LIST.replace(f"- [{GPTQ}]", f"{LINE}\n- [{GPTQ}]")


def test_a_line_of_news_is_written_only_where_it_is_configured(page: Path, tmp_path: Path) -> None:
    page.write_text(f"# List\n\n## News\n\n- Begun.\n\n{LIST}", encoding="utf-8")
    before = page.read_text(encoding="utf-8")
    assert main(["add", str(page), "--section", "Weights", "--facts", facts(tmp_path)]) == 0
    assert page.read_text(encoding="utf-8") == before.replace("ICLR 2023\n", f"ICLR 2023\n{LINE}\n")
    page.write_text(before, encoding="utf-8")
    settle(page, 'news: {section: news, line: "- [{title}]({link}) joined {section}."}')
    assert main(["add", str(page), "--section", "Weights", "--facts", facts(tmp_path)]) == 0
    told = f"- [{NEW['title']}]({C}) joined Weights.\n- Begun.\n"
    with_line = before.replace("ICLR 2023\n", f"ICLR 2023\n{LINE}\n")
    assert page.read_text(encoding="utf-8") == with_line.replace("- Begun.\n", told)


@pytest.mark.parametrize(("section", "said"), [("Weights", True), ("line 11", False)], ids=["heading", "line"])
def test_it_is_said_which_of_two_like_sections_was_taken(
    section: str, said: bool, page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page.write_text(f"{LIST}\n\n## Weights\n\n- [A Study of Sparse Weights](https://example.org/w.pdf)\n")
    assert main(["add", str(page), "--section", section, "--facts", facts(tmp_path)]) == 0
    assert ("written under the first of these" in capsys.readouterr().err) == said
    headings = page.read_text(encoding="utf-8").split("## Weights")
    assert "KIVI" in headings[1 if said else 2]


def test_the_form_offers_the_sections_of_a_page(tmp_path: Path) -> None:
    page, form = tmp_path / "README.md", tmp_path / ".github" / "ISSUE_TEMPLATE" / "submit-paper.yml"
    text = f"# L\n\n## Weights\n\n- [A Study of Weights]({C})\n\n## Caches\n\n- [A Study of Caches]({C}1)\n"
    page.write_text(text, encoding="utf-8")
    form.parent.mkdir(parents=True)
    form.write_text("# paperclerk:begin sections\n- Old\n# paperclerk:end sections\n", encoding="utf-8")
    assert main(["render", str(page), "--check"]) == 1
    assert main(["render", str(page)]) == 0
    assert form.read_text(encoding="utf-8").splitlines()[1:-1] == ['- "Weights"', '- "Caches"']
    assert page.read_text(encoding="utf-8") == text
    assert main(["render", str(page), "--check"]) == 0
