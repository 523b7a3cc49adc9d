"""`paperclerk check`: every fault of a data folder or a list is found, and a sound one has none."""

import json
from itertools import cycle
from pathlib import Path

import pytest

from bot import resources
from bot.catalogue.data.dropdown import FORM
from bot.catalogue.data.records import VENUES, read_content, read_venues
from bot.cli.checking import audit
from bot.lists.marked.importing import import_list
from bot.lists.marked.marks import begin_mark, end_mark
from bot.review.audit import Listing, audit_items, audit_listing
from bot.review.audit.data import Folder, audit_folder
from bot.review.audit.prose import is_prose
from bot.review.config import CONFIG
from bot.review.rules.finding import Finding, Level, TextEdit
from bot.review.words.reporting import as_github, as_json, as_text
from tests.stage import small_files

PAPER = "papers/longformer-the-long-document-transformer.yaml"


def sound() -> dict[str, str]:
    files = {path.removeprefix("data/"): text.decode() for path, text in small_files().items()}
    return {path: text for path, text in files.items() if not path.startswith(".github")}


def check(**changes: str) -> list[tuple[str, str | None, int | None]]:
    files = sound() | {path: text for path, text in changes.items() if path != "form"}
    form = changes.get("form", small_files()[FORM].decode())
    return [(finding.rule, finding.path, finding.line) for finding in audit_folder(Folder(files, form, FORM))]


def test_a_sound_folder_has_no_findings() -> None:
    assert check() == []


def test_the_shipped_data_has_no_errors() -> None:
    files = {path: text.decode() for path, text in resources.read_all(["data"]).items()}
    found = audit_folder(Folder({path.removeprefix("data/"): text for path, text in files.items()}))
    assert [finding for finding in found if finding.level == "error"] == []


@pytest.mark.parametrize(
    ("path", "old", "new", "rule", "line"),
    [
        pytest.param(PAPER, "year: 2020", "year: soon", "schema", 3, id="a wrong type"),
        pytest.param(PAPER, "year: 2020", "yaer: 2020", "schema", 3, id="an unknown key"),
        pytest.param(PAPER, "year: 2020", "year: [", "unreadable", 5, id="broken YAML"),
        pytest.param(PAPER, "attention: 20", "attentoin: 20", "section-unknown", 5, id="an unknown section"),
        pytest.param(PAPER, '"arXiv"', '"CoRR"', "venue-name", 2, id="a venue by another name"),
        pytest.param(PAPER, "Longformer", "Shortformer", "list-outdated", 9, id="a list that is out of date"),
        pytest.param("README.md", "Longformer", "Shortformer", "list-outdated", 9, id="a list edited by hand"),
        pytest.param("README.md", "<!-- paperclerk:end serving -->", "", "list-outdated", 15, id="a lost mark"),
    ],
)
def test_a_fault_is_found_on_its_line(path: str, old: str, new: str, rule: str, line: int) -> None:
    text = sound()[path]
    assert old in text
    found = check(**{path: text.replace(old, new)})
    assert rule in [name for name, _, _ in found]
    (place,) = [place for name, *place in found if name == rule]
    assert place[1] == line


def test_a_file_with_a_name_that_is_no_id_is_found() -> None:
    assert ("file-name", "papers/A Paper.yaml", 1) in check(**{"papers/A Paper.yaml": sound()[PAPER]})


@pytest.mark.parametrize(
    ("links", "rule"),
    [
        pytest.param(
            '[{label: "Paper", url: "https://aclanthology.org/2023.acl-long.1"}]', "venue-against-link", id="linked"
        ),
        pytest.param('[{label: "Paper", url: "https://a.example/1"}]', "conflicting-facts", id="an identifier alone"),
    ],
)
def test_one_wrong_year_of_a_file_is_found_once(links: str, rule: str) -> None:
    text = (
        f'title: "Longformer"\nvenue: "ACL"\nyear: 2020\nsections:\n  attention: 20\nlinks: {links}\n'
        'identifiers: {acl: "2023.acl-long.1"}\n'
    )
    folder = Folder(sound() | {PAPER: text})
    found = [(finding.rule, finding.certainty) for finding in (*audit_folder(folder), *audit_items(folder.items))]
    assert [each for each in found if each[0] in ("conflicting-facts", "venue-against-link")] == [(rule, "certain")]


def test_a_form_out_of_step_is_found() -> None:
    form = small_files()[FORM].decode().replace('- "Serving"\n', "")
    assert [rule for rule, _, _ in check(form=form)] == ["form-outdated"]


def test_an_unimported_list_is_checked_line_by_line() -> None:
    text = (
        "# L\n\n## S\n\n- A. *[NeruIPS'23]* [[Paper]](https://arxiv.org/abs/2504.08269)\n"
        "- B. *[ICLR'24]* [[Paper]](ftp://x.example)\n- A. *[NeurIPS'23]* [[Paper]](https://arxiv.org/abs/2504.08269)\n"
    )
    venues = read_venues(read_content(VENUES, resources.read(f"data/{VENUES}")))
    found = audit_listing(Listing("L.md", import_list(text, venues)))
    assert [(finding.rule, finding.line) for finding in found] == [
        ("format", 5),
        ("link-form", 6),
        ("repeated", 7),
    ]


@pytest.mark.parametrize(
    ("url", "is_wrong"),
    [
        pytest.param("ftp://x.example/a", True, id="another scheme"),
        pytest.param("arxiv.org/abs/2504.08269", True, id="without one"),
        pytest.param("www.x.example/a/b", True, id="a host by its name"),
        pytest.param("notes/attention.md", False, id="a file beside the page"),
        pytest.param("cs.CL/1.md", False, id="a folder that has a point in its name"),
        pytest.param("../papers/a.pdf", False, id="a file above it"),
        pytest.param("hhttps://x.example/a", True, id="a letter too many"),
        pytest.param(".https://x.example/a", True, id="a mark before it"),
        pytest.param("x.org", True, id="a host alone"),
        pytest.param("main.cc", False, id="a file that could be a host"),
        pytest.param("mailto:a@b.example", False, id="a person's"),
        pytest.param("#paper", False, id="a place on the page"),
        pytest.param(r"https://x.example/a\_b", False, id="a mark that Markdown would read"),
        pytest.param("https://x", True, id="a host cut short"),
    ],
)
def test_a_path_leads_to_a_file_beside_the_page(url: str, is_wrong: bool) -> None:
    for before in ("", "[[PDF]](https://b.example) "):
        assert [(rule, line) for rule, line, _ in check_links(f"{before}[[Paper]]({url})")] == [("link-form", 6)][
            :is_wrong
        ]


@pytest.mark.parametrize(
    ("links", "found"),
    [
        pytest.param(["[[Code]]()"], ["certain"], id="one"),
        pytest.param(["[Code]( )"], ["certain"], id="a space"),
        pytest.param(["[Code]() [Code]()"], ["certain"], id="twice on a line"),
        pytest.param(["[[Code]]()"] * 2, ["likely"] * 2, id="many of few"),
        pytest.param(["[[Code]]()"] * 2 + [""] * 18, ["certain"] * 2, id="few of many"),
        pytest.param(["![]()"], [], id="a picture"),
    ],
)
def test_an_empty_link_is_for_what_is_to_come_where_the_list_has_many(links: list[str], found: list[str]) -> None:
    said = check_links(*(f"[[Paper]](https://b.example/{n}) {link}" for n, link in enumerate(links)))
    assert [certainty for rule, _, certainty in said if rule == "link-form"] == found


@pytest.mark.parametrize(
    ("url", "hint"),
    [
        pytest.param("www.x.example/a", "Write the whole address, from https:// on.", id="without a scheme"),
        pytest.param("https://x.example/|a", "See what is missing or too much.", id="a mark that stands in none"),
        pytest.param("http://b.example/a", "See whether it opens with https, too.", id="a host that nobody knows"),
        pytest.param("http://a.example/b", "Write https, as elsewhere.", id="a host that has https elsewhere"),
    ],
)
def test_it_says_what_an_address_needs(url: str, hint: str) -> None:
    found = find_links(f"[[Paper]]({url})")
    assert [finding.hint for finding in found if finding.rule.startswith("link-")] == [hint]


@pytest.mark.parametrize(
    ("url", "whole"),
    [
        pytest.param("arxiv.org/abs/2504.08269", ["https://arxiv.org/abs/2504.08269"], id="a host that is known"),
        pytest.param("www.x.example/a(b)", ["https://www.x.example/a(b)"], id="a host by its name, and brackets"),
        pytest.param("hhttps://x.example/a", [], id="a scheme of another name"),
        pytest.param("//x.example/a", [], id="any scheme"),
    ],
)
def test_an_address_without_a_scheme_is_mended_where_it_is_a_links(url: str, whole: list[str]) -> None:
    found = find_links(f"https://{url} [[Paper]]({url})")
    edits = [(edit.line, edit.old, edit.new) for each in found if each.rule == "link-form" for edit in each.edits]
    assert edits == [(6, url, new) for new in whole]


def test_a_link_is_on_its_own_line_of_an_entry() -> None:
    assert check_links("[[Paper]](https://b.example)\n  [[Code]](www.x.example/a)") == [("link-form", 7, "certain")]


def check_links(*links: str) -> list[tuple[str, int | None, str]]:
    """Return the rule, the line and the certainty of what is found."""
    found = find_links(*links)
    return [(finding.rule, finding.line, finding.certainty) for finding in found if finding.rule != "format"]


def find_links(*links: str) -> list[Finding]:
    """Return what is found in a list of a sound entry and one with each of these links."""
    entries = [
        "- A. *[ICLR'24]* [[Paper]](https://a.example)",
        *(f"- B {n}. *[ICLR'24]* {at}" for n, at in enumerate(links)),
    ]
    venues = read_venues(read_content(VENUES, resources.read(f"data/{VENUES}")))
    listing = Listing("L.md", import_list("\n".join(("# L", "", "## S", "", *entries, "")), venues))
    return [*audit_listing(listing), *audit_items(listing.items)]


@pytest.mark.parametrize(
    ("odd", "is_other"),
    [
        pytest.param("- [ICML'23] [A title of some length ](https://a.example/9)", True, id="a space in brackets"),
        pytest.param(
            "- [ICML'23] [A title of  some length](https://a.example/9)  ", False, id="spaces that nobody sees"
        ),
        pytest.param(
            "- [ICML'23] [paper of number 0](https://a.example/0)", False, id="other letters of the same paper"
        ),
        pytest.param("- [ ] [ICML'23] [A title of some length](https://a.example/9)", False, id="a box to tick"),
        pytest.param("- ~~[ICML'23] [A title of some length](https://a.example/9)~~", False, id="crossed out"),
        pytest.param(
            "- [ICML'23 Oral] [A title of some length](https://a.example/9)", False, id="a year that was lost"
        ),
        pytest.param("- [ICML'23] [https://a.example/9](https://a.example/9)", False, id="an address for a title"),
        pytest.param(
            "- [ICML'23] [A title](https://a.example/9?utm_source=x)", False, id="an address with its own rule"
        ),
    ],
)
def test_a_line_in_another_form_has_the_same_words(odd: str, is_other: bool) -> None:
    lines = "\n".join(f"- [ICML'23] [Paper of number {n}](https://a.example/{n})" for n in range(5))
    venues = read_venues(read_content(VENUES, resources.read(f"data/{VENUES}")))
    found = audit_listing(Listing("L.md", import_list(f"# L\n\n## S\n\n{lines}\n{odd}\n", venues)))
    assert [finding.line for finding in found if finding.rule == "format"] == [10][:is_other]


ENTRIES = "\n".join(f"- [A title of number {n}](https://arxiv.org/abs/2301.0000{n})" for n in range(9))
PDF = "https://arxiv.org/pdf/2302.00001"
MISSED = f"- [[Paper]]({PDF})"


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        pytest.param(f"## S\n\n{ENTRIES}\n\n## T\n\n{MISSED}\n", [17], id="an entry"),
        pytest.param(f"## S\n\n{ENTRIES}\n\n<!-- ## T\n\n| x | [Paper]({PDF}) |\n-->\n", [], id="a comment"),
        pytest.param(f"{MISSED}\n\n## S\n\n{ENTRIES}\n", [], id="what the list is about"),
        pytest.param("## T\n\n" + f"{MISSED}\n\n" * 3 + f"## S\n\n{ENTRIES}\n" * 7, [5], id="a section above all"),
    ],
)
def test_the_entries_that_were_not_read_are_shown(page: str, lines: list[int]) -> None:
    venues = read_venues(read_content(VENUES, resources.read(f"data/{VENUES}")))
    found = audit_listing(Listing("L.md", import_list(f"# L\n\n{page}", venues)))
    assert [finding.line for finding in found if "not read" in finding.message] == lines


@pytest.mark.parametrize(("count", "certainty"), [(0, "certain"), (1, "likely")])
def test_a_page_that_links_to_a_paper_may_be_a_list(count: int, certainty: str) -> None:
    venues = read_venues(read_content(VENUES, resources.read(f"data/{VENUES}")))
    page = "# L\n\nWe write.\n" + f"\nAll is in the supplement of {PDF} and elsewhere.\n" * count
    assert [finding.certainty for finding in audit_listing(Listing("L.md", import_list(page, venues)))] == [certainty]


def test_what_stands_in_a_comment_is_no_entry() -> None:
    page = f"# L\n\n## S\n\n{ENTRIES}\n\n<!--\n{ENTRIES}\n-->\n"
    venues = read_venues(read_content(VENUES, resources.read(f"data/{VENUES}")))
    assert audit_listing(Listing("L.md", import_list(page, venues))) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("This is the repository of the survey [A title]({}).", True, id="a sentence about the list"),
        pytest.param("Some attack detection is in [the work of 8]({}) about it", True, id="a link within a sentence"),
        pytest.param(":tada: Our survey was accepted: [A title]({})", True, id="news of its own paper"),
        pytest.param('url = "{}",', True, id="a citation in BibTeX"),
        pytest.param("<!-- - [A title]({})", True, id="a comment"),
        pytest.param("[![arXiv](https://b.example/a.svg)]({})", True, id="a badge alone"),
        pytest.param("현재 [A title]({0}) 와 [Another]({0})와 같은 결과", True, id="a sentence in Korean"),
        pytest.param("- 注意 [A title]({}) 笔记", False, id="an entry in Chinese"),
        pytest.param("现在 [A title]({}), ICML 2023", False, id="Chinese before an entry"),
        pytest.param("- [[Paper]]({})", False, id="an entry without a title"),
        pytest.param("| A nickname | [[Paper]]({}) |", False, id="a row"),
        pytest.param("A title. Someone et al. [pdf]({})", False, id="words and a label"),
        pytest.param("a title in small letters [pdf]({})", False, id="small letters and a label"),
        pytest.param("[A title]({}), ICML 2023", False, id="a link and what follows"),
    ],
)
def test_a_sentence_that_names_a_paper_is_no_entry(text: str, expected: bool) -> None:
    assert is_prose(text.format("https://arxiv.org/abs/2301.00001")) is expected


@pytest.mark.parametrize(
    ("one", "other", "is_wrong"),
    [
        pytest.param("ICLR'24", "ICML'24", True, id="two venues"),
        pytest.param("ICLR'24", "ICLR'23", True, id="two years"),
        pytest.param("ICLR'24", "ICLR 2024", False, id="another spelling"),
        pytest.param("arXiv'23", "ICLR'24", False, id="a preprint that appeared"),
        pytest.param("ICLR'24", "Talk'23", False, id="no known venue"),
        pytest.param("ICLR'24", "ICLR", False, id="no year"),
    ],
)
def test_lines_of_one_paper_that_name_two_places_are_found(one: str, other: str, is_wrong: bool) -> None:
    lines = "\n".join(
        f"- A title of its own. *[{said}]* [[Paper]](https://a.example/1)\n\n## T\n" for said in (one, other)
    )
    venues = read_venues(read_content(VENUES, resources.read(f"data/{VENUES}")))
    found = audit_listing(Listing("L.md", import_list(f"# L\n\n## S\n\n{lines}", venues)))
    assert [finding.line for finding in found if finding.rule == "conflicting-facts"] == [9][:is_wrong]


@pytest.mark.parametrize(
    ("row", "is_wrong"),
    [
        pytest.param(
            "| [A title | of two](https://arxiv.org/abs/2401.00002) | ICML 2024 |", True, id="a cell too many"
        ),
        pytest.param("| [A title of two](https://arxiv.org/abs/2401.00002) | ICML 2024 | |", False, id="an empty one"),
        pytest.param("| [A title of two](https://arxiv.org/abs/2401.00002) |", False, id="a cell too few"),
        pytest.param("|  |", False, id="a row of no paper"),
    ],
)
def test_a_row_with_other_cells_than_its_head_is_found(row: str, is_wrong: bool) -> None:
    one = "| [A title of one](https://arxiv.org/abs/2401.00001) | ICML 2024 |\n"
    venues = read_venues(read_content(VENUES, resources.read(f"data/{VENUES}")))
    found = audit_listing(Listing("L.md", import_list(f"# L\n\n| Title | Venue |\n|-|-|\n{one}{row}\n", venues)))
    assert [finding.line for finding in found if finding.rule == "cells"] == [6][:is_wrong]
    assert all(r"written `\|`" in finding.hint for finding in found if finding.rule == "cells")


NOTED = 'Consider how difficult it would be <a href="{}">[1]</a>. We present a collection'


@pytest.mark.parametrize(
    ("text", "is_wrong"),
    [
        pytest.param("- [Sparse attention for long documents]({})", True, id="an entry"),
        pytest.param(NOTED, False, id="a sentence with a note"),
    ],
)
def test_a_link_is_shared_by_two_entries(text: str, is_wrong: bool) -> None:
    link = "https://arxiv.org/abs/2401.00001"
    venues = read_venues(read_content(VENUES, resources.read(f"data/{VENUES}")))
    page = f"# L\n\n{text.format(link)}\n\n## S\n\n- [A title of some length]({link})\n"
    found = audit_listing(Listing("L.md", import_list(page, venues)))
    assert [finding.line for finding in found if finding.rule == "shared-link"] == [7][:is_wrong]


def test_marks_of_an_imported_list_do_not_shift_the_lines() -> None:
    entry = "- {}. *[ICLR'24]* [[Paper]](https://{}.example)\n"
    inside = [f"{begin_mark(id)}\n{entry.format(id.upper(), id)}{end_mark(id)}\n" for id in ("a", "b")]
    unusable = entry.format("C", "c").replace("https", "ftp")
    text = f"# L\n\n## A\n\n{inside[0]}\n## B\n\n{inside[1].replace(end_mark('b'), unusable + end_mark('b'))}"
    venues = read_venues(read_content(VENUES, resources.read(f"data/{VENUES}")))
    imported = import_list(text, venues)
    (finding,) = audit_listing(Listing("L.md", imported))
    assert "ftp:" in text.splitlines()[(finding.line or 0) - 1]
    assert import_list(imported.text, venues).text == imported.text, "importing again adds nothing"


@pytest.mark.parametrize("of", ["data", "data/README.md"])
def test_the_configuration_of_the_repository_is_checked_with_its_list(of: str, tmp_path: Path) -> None:
    for path, text in {**small_files(), CONFIG: b"rules:\n  year-polcy: off\n"}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(text)
    finding, *others = audit(tmp_path / of)
    assert "configuration" not in {other.rule for other in others}
    assert (finding.rule, finding.path, finding.line) == ("configuration", str(tmp_path / CONFIG), 2)


FINDING = Finding("100 % \\_odd\\_\nline", "Mend.", "a,b:c.yaml", 3, rule="r", title="T: a, b")


def test_the_three_forms_say_the_same() -> None:
    assert as_text([FINDING]).startswith("error: T: a, b (1) [r]: Mend.\n  a,b:c.yaml:3: 100 % _odd_\nline\n")
    assert json.loads(as_json([FINDING])) == {
        "rule": "r",
        "level": "error",
        "path": "a,b:c.yaml",
        "line": 3,
        "title": "T: a, b",
        "message": "100 % _odd_\nline Mend.",
        "evidence": "",
        "certainty": "certain",
        "edits": [],
    }
    assert as_github([FINDING]) == "::error file=a%2Cb%3Ac.yaml,line=3,title=T%3A a%2C b::100 %25 _odd_%0Aline Mend.\n"


def some(rule: str, level: Level, count: int, *hints: str) -> list[Finding]:
    edits = (TextEdit(1, 1, "a", "b"),) if rule == "http" else ()
    lines = zip(range(1, count + 1), cycle(hints), strict=False)
    return [Finding("So.", hint, "L.md", n, rule=rule, level=level, title=rule, edits=edits) for n, hint in lines]


MANY = [
    *some("http", "warning", 12, "Write https."),
    *some("venue", "warning", 1, "Look."),
    *some("twice", "error", 2, "A.", "B."),
]


def test_what_matters_comes_first_and_what_is_alike_is_said_once() -> None:
    said = as_text(MANY).splitlines()
    assert said[:4] == [
        "error: twice (2) [twice]",
        "  L.md:1: So. A.",
        "  L.md:2: So. B.",
        "warning: venue (1) [venue]: Look.",
    ]
    assert said[5] == "warning: http (12) [http]: Write https."
    assert said[-1] == "2 errors, 13 warnings, 0 notes; --fix mends 12"
    assert as_text([]) == "0 errors, 0 warnings, 0 notes\n"


def test_the_few_that_github_shows_are_of_every_kind() -> None:
    shown = [line for line in as_github(MANY).splitlines() if line.startswith("::warning")][:10]
    assert [("title=venue" in line) for line in shown].count(True) == 1
