"""A pull request -> what it proposes, by its diff first."""

from collections.abc import Callable

import pytest

from bot.catalogue.entry_format import EntryFormat
from bot.intake.diff.patch import FileDiff, read_file
from bot.intake.pull import Layout, is_page
from bot.intake.submission import Proposal, Submission
from tests.growth import assert_even
from tests.intake.diffs import change
from tests.intake.reading import read_pull

LAYOUT = Layout("data", "data/README.md")
LIST = """# Papers

Words of the maintainers.

## Attention

<!-- paperclerk:begin attention -->
- Alpha: the first paper. *[NeurIPS'17]* [[Paper]](https://arxiv.org/abs/1706.03762) [[Code]](https://github.com/a/alpha)
- Beta: the second paper. *[arXiv'20]* [[Paper]](https://arxiv.org/abs/2004.05150)
- Gamma: the third paper. *[ICML'21]* [[Paper]](https://proceedings.mlr.press/v139/radford21a.html)
<!-- paperclerk:end attention -->

## Serving

<!-- paperclerk:begin serving -->
- Delta: the fourth paper. *[OSDI'22]* [[Paper]](https://www.usenix.org/conference/osdi22/presentation/yu)
<!-- paperclerk:end serving -->
"""
BETA = "- Beta: the second paper. *[arXiv'20]* [[Paper]](https://arxiv.org/abs/2004.05150)\n"
NEW = "- Omega: the last paper. *[ICLR'25]* [[Paper]](https://arxiv.org/abs/2501.00001) [[Code]](https://github.com/o/omega)\n"


def read(edit: Callable[[str], str], title: str = "Update README.md", body: str = "") -> Submission:
    after = edit(LIST)
    return read_pull(title, body, [change("data/README.md", LIST, after)], LAYOUT)


def below(line: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(line, line + new)


@pytest.mark.parametrize(
    ("path", "pattern", "expected"),
    [
        pytest.param("Readme.markdown", "README.md", True, id="the long ending"),
        pytest.param("papers/a.md", "papers/*.markdown", True, id="the short one"),
        pytest.param("README.rst", "README.md", False, id="no Markdown"),
        pytest.param("docs/README.md", "README.md", False, id="another folder"),
    ],
)
def test_a_page_is_named_in_any_case_and_by_either_ending(path: str, pattern: str, expected: bool) -> None:
    assert is_page(path, [pattern]) == expected


def test_an_added_line_is_a_new_paper_with_its_section_and_place() -> None:
    submission = read(below(BETA, NEW))
    assert submission.intent == "add"
    assert submission.proposals == (
        Proposal(
            title="Omega: the last paper",
            urls=("https://arxiv.org/abs/2501.00001",),
            code="https://github.com/o/omega",
            venue="ICLR",
            year=2025,
            section="attention",
            follows="Beta: the second paper",
        ),
    )


@pytest.mark.parametrize(
    ("edit", "operation", "expected"),
    [
        pytest.param(
            lambda t: t.replace("arXiv'20", "ACL'21"), "update", {"venue": "ACL", "year": 2021}, id="a venue changed"
        ),
        pytest.param(
            lambda t: t.replace("2004.05150)", "2004.05150) [[Code]](https://github.com/b/beta)"),
            "update",
            {"code": "https://github.com/b/beta"},
            id="a code link added",
        ),
        pytest.param(
            lambda t: t.replace("2004.05150", "2004.05151"),
            "fix-link",
            {"urls": ("https://arxiv.org/abs/2004.05151",)},
            id="a link mended",
        ),
        pytest.param(
            lambda t: t.replace("Beta: the second paper", "Beta: The Second Paper, Extended"),
            "update",
            {"title": "Beta: The Second Paper, Extended"},
            id="a title changed",
        ),
        pytest.param(
            lambda t: t.replace(BETA, "").replace("begin serving -->\n", f"begin serving -->\n{BETA}"),
            "update",
            {"section": "serving", "follows": ""},
            id="moved to another section",
        ),
        pytest.param(
            lambda t: t.replace(BETA, "").replace("begin attention -->\n", f"begin attention -->\n{BETA}"),
            "update",
            {"section": "attention", "follows": ""},
            id="moved to the top",
        ),
        pytest.param(lambda t: t.replace(BETA, ""), "remove", {"section": "attention"}, id="removed"),
    ],
)
def test_an_edited_line_is_a_change_of_the_listed_paper(
    edit: Callable[[str], str], operation: str, expected: dict[str, object]
) -> None:
    (proposal,) = read(edit).proposals
    assert proposal.operation == operation
    assert proposal.replaces
    assert proposal.replaces.title == "Beta: the second paper"
    assert {name: getattr(proposal, name) for name in expected} == expected


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(lambda t: t.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(lambda t: t.replace("05150)\n", "05150)   \n"), id="spaces at the end"),
        pytest.param(lambda t: t.rstrip("\n"), id="no newline at the end of the file"),
        pytest.param(lambda t: t.replace("Words of the maintainers.", "Other words."), id="words around the list"),
        pytest.param(lambda t: t.replace("## Serving\n", "## Serving\n\n"), id="blank lines"),
    ],
)
def test_what_only_looks_different_proposes_nothing(edit: Callable[[str], str]) -> None:
    assert read(edit).proposals == ()


@pytest.mark.parametrize(
    ("new", "lost"),
    [
        pytest.param("- Omega: the last paper\n", [(10, 10)], id="an entry without a link"),
        pytest.param("- Omega [Paper](arxiv.org/abs/2501.00001\n", [(10, 10)], id="a broken link"),
        pytest.param("Read this first.\n", [(10, 10)], id="words below an entry"),
        pytest.param("Read this first,\n\nand that.\n", [(10, 10), (12, 12)], id="words in two stretches"),
        pytest.param("State space\n---\n", [(10, 11)], id="a heading with a line below"),
        pytest.param("### State space\n", [(10, 10)], id="a heading"),
        pytest.param("\n\n", [], id="blank lines"),
    ],
)
def test_lines_that_say_nothing_of_a_paper_are_named_and_no_paper_is_read_twice(
    new: str, lost: list[tuple[int, int]]
) -> None:
    submission = read(below(BETA, new))
    assert submission.proposals == ()
    assert [(lines.first, lines.last) for lines in submission.unparsed] == lost
    assert [lines.text for lines in submission.unparsed] == [
        "\n".join(below(BETA, new)(LIST).split("\n")[first - 1 : last]) for first, last in lost
    ]
    assert submission.intent == ("add" if lost else "other")
    both = read(below(BETA, NEW + new))
    assert [(proposal.operation, proposal.title) for proposal in both.proposals] == [("add", "Omega: the last paper")]
    assert len(both.unparsed) == len(lost)


def test_a_new_heading_outside_the_marks_is_the_section_of_its_line_which_is_read_once() -> None:
    submission = read(lambda t: t.replace("## Serving\n", f"## Kernels\n\n{NEW}\n## Serving\n"))
    assert [(proposal.title, proposal.section) for proposal in submission.proposals] == [
        ("Omega: the last paper", "Kernels")
    ]
    assert submission.unparsed == ()


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        pytest.param(BETA, BETA + "  [[Code]](https://github.com/b/beta)\n", "https://github.com/b/beta", id="won"),
        pytest.param(BETA + "  [[Code]](https://github.com/b/beta)\n", BETA, None, id="lost"),
    ],
)
def test_an_entry_that_won_or_lost_a_line_is_edited(before: str, after: str, code: str | None) -> None:
    old, new = LIST.replace(BETA, before), LIST.replace(BETA, after)
    (proposal,) = read_pull("", "", [change("data/README.md", old, new)], LAYOUT).proposals
    assert (proposal.operation, proposal.title, proposal.code) == ("update", "Beta: the second paper", code)


def test_an_entry_that_lost_its_link_is_pointed_at_and_not_removed() -> None:
    submission = read(lambda t: t.replace(" [[Paper]](https://arxiv.org/abs/2004.05150)", ""))
    assert submission.proposals == ()
    assert [lines.first for lines in submission.unparsed] == [9]


def test_words_below_an_entry_are_none_of_it_whatever_they_link_to() -> None:
    submission = read(below(BETA, "Read https://example.org/this first.\n"))
    assert submission.proposals == ()
    assert [lines.text for lines in submission.unparsed] == ["Read https://example.org/this first."]


def test_an_entry_below_a_new_one_stays_where_it_is() -> None:
    edited = BETA.replace("arXiv'20", "ACL'21")
    new, changed = read(lambda t: t.replace(BETA, NEW + edited)).proposals
    assert (new.operation, new.follows) == ("add", "Alpha: the first paper")
    assert changed.replaces
    assert (changed.operation, changed.venue, changed.follows) == ("update", "ACL", changed.replaces.follows)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("* [Omega: the last paper](https://arxiv.org/abs/2501.00001), ICLR 2025\n", id="title as link"),
        pytest.param("- **Omega: the last paper** [[paper](https://arxiv.org/abs/2501.00001)]\n", id="bold title"),
        pytest.param("- Omega: the last paper [[Paper](https://arxiv.org/abs/2501.00001)]\n", id="brackets outside"),
        pytest.param("- Omega: the last paper. [[Paper]](https://arxiv.org/abs/2501.00001\n  )\n", id="broken link"),
        pytest.param("1. Omega: the last paper [[Paper]](https://arxiv.org/abs/2501.00001)\n", id="numbered"),
        pytest.param("| Omega: the last paper | [link](https://arxiv.org/abs/2501.00001) |\n", id="a table's row"),
        pytest.param(
            "- **Omega: the last paper**\n  - Paper: https://arxiv.org/abs/2501.00001\n",
            id="parts in lines of their own",
        ),
    ],
)
def test_a_line_in_another_form_is_read_too(line: str) -> None:
    (proposal,) = read(below(BETA, line)).proposals
    assert (proposal.title, proposal.section) == ("Omega: the last paper", "attention")
    assert [url.strip() for url in proposal.urls] == ["https://arxiv.org/abs/2501.00001"]


def test_the_text_completes_what_the_only_new_line_leaves_open() -> None:
    line = "- Omega: the last paper [[Paper]](https://arxiv.org/abs/2501.00001)\n"
    body = "Omega: the last paper\nCode: https://github.com/o/omega\nVenue: ICLR 2025"
    (proposal,) = read(below(BETA, line), "Add Omega", body).proposals
    assert (proposal.code, proposal.venue) == ("https://github.com/o/omega", "ICLR 2025")


def test_a_line_is_read_by_the_template_of_its_list() -> None:
    form = EntryFormat("* {tag} {title} // {links}", "({venue} {year})", "<{label}: {url}>")
    gamma = "* (ICML 2021) Gamma: a paper // <Paper: https://arxiv.org/abs/2103.00020>\n"
    omega = "* (ICLR 2022) Omega, or // the end // <Paper: https://arxiv.org/abs/2201.00001>\n"
    before = f"## A\n\n<!-- paperclerk:begin a -->\n{gamma}<!-- paperclerk:end a -->\n"
    file = change("data/README.md", before, before.replace(gamma, omega + gamma))
    (proposal,) = read_pull("", "", [file], Layout("data", "data/README.md", form)).proposals
    assert (proposal.title, proposal.venue, proposal.year) == ("Omega, or // the end", "ICLR", 2022)


def test_several_edits_are_several_proposals() -> None:
    submission = read(lambda t: t.replace("arXiv'20", "ACL'21").replace("## Serving\n", f"{NEW}## Serving\n"))
    assert [proposal.operation for proposal in submission.proposals] == ["update", "add"]
    assert submission.intent == "add"


RECORD = """title: "Omega: the last paper"
venue: "ICLR"
year: 2025
sections:
  attention: null
links:
  - {label: "Paper", url: "https://arxiv.org/abs/2501.00001"}
"""


def test_a_papers_file_is_a_proposal_and_other_files_are_for_people() -> None:
    files = [
        change("data/papers/omega.yaml", "", RECORD, status="added"),
        change("bot/__main__.py", "a\n", "b\n"),
        FileDiff("picture.png", is_read=False),
        change("data/notes/omega.yaml", "", RECORD, status="added"),
    ]
    submission = read_pull("Add Omega", "", files, LAYOUT)
    (proposal,) = submission.proposals
    assert (proposal.operation, proposal.title, proposal.venue, proposal.section) == (
        "add",
        "Omega: the last paper",
        "ICLR",
        "attention",
    )
    assert submission.rest == ("bot/__main__.py", "picture.png", "data/notes/omega.yaml")


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(change("data/papers/deep/omega.yaml", "", RECORD, status="added"), id="in a folder below"),
        pytest.param(change("data/papers/omega.YML", "", RECORD, status="added"), id="with another ending"),
        pytest.param(FileDiff("data/papers/omega.yaml", "added", is_read=False), id="that cannot be read"),
        pytest.param(FileDiff("data/papers/omega.yaml", "added", after="x" * 300_000), id="that is too long"),
    ],
)
def test_what_is_meant_for_a_papers_file_is_a_proposal_so_that_the_review_can_say_what_is_wrong(file: FileDiff) -> None:
    submission = read_pull("Add Omega", "", [file], LAYOUT)
    assert submission.rest == ()
    (proposal,) = submission.proposals
    assert proposal.record is not None
    assert len(proposal.record.after) < 1_000


def test_the_rendered_line_of_a_papers_own_file_is_not_a_second_proposal() -> None:
    files = [
        change("data/papers/omega.yaml", "", RECORD, status="added"),
        change("data/README.md", LIST, below(BETA, NEW)(LIST)),
    ]
    assert len(read_pull("Add Omega", "", files, LAYOUT).proposals) == 1


def test_a_pull_request_that_is_not_about_papers_proposes_nothing_whatever_it_says() -> None:
    submission = read_pull("Add Omega: https://arxiv.org/abs/2501.00001", "", [change("setup.py", "a", "b")], LAYOUT)
    assert submission == Submission("other", rest=("setup.py",))


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("- " + "[" * 60_000, id="brackets"),
        pytest.param("- " + "<!--" * 15_000, id="comments"),
        pytest.param("- " + "`" * 60_000, id="backticks"),
        pytest.param("- [a](https://example.org/" + "(" * 60_000, id="parentheses"),
        pytest.param(("- https://a.example " + "[" * 1_900 + "\n") * 400, id="many lines of brackets"),
        pytest.param(("- https://a.example " + "`*_<![" * 300 + "\n") * 400, id="many lines of marks"),
        pytest.param("- a [[Paper]](https://arxiv.org/abs/2501.00001)\n" * 15_000, id="many entries"),
        pytest.param("> " * 30_000, id="nested quotes"),
        pytest.param("\0\u202e\ud800 - [[Paper]](https://a.example)", id="control characters"),
        pytest.param("|" * 60_000, id="cells"),
    ],
)
def test_hostile_lines_take_bounded_time(line: str) -> None:
    def read(text: str) -> None:
        parts = ["<!-- paperclerk:begin attention -->", *text.split("\n")]
        patch = f"@@ -1,0 +1,{len(parts)} @@\n" + "\n".join(f"+{part}" for part in parts)
        read_pull("", "", [read_file("data/README.md", patch)], LAYOUT)

    assert_even(read, lambda length: line[:length], len(line))
