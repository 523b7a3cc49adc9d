"""A person's line on a page that is the truth: what is found at it, and what is not, because the list itself is so."""

import pytest

from bot.catalogue.data.store import read_shipped_venues
from bot.catalogue.matching import Index
from bot.intake.diff.patch import compare
from bot.intake.pull import PageLayout, read_pull
from bot.intake.submission import Proposal, Submission
from bot.review.review import Review
from bot.workflow.state import State
from bot.workflow.submissions import review_thread
from tests.workflow.builders import page_list, thread

PAPERS = "".join(
    f"- [{title}](https://arxiv.org/abs/2101.0000{n}), ICML 2021\n"
    for n, title in enumerate(("A paper on attention", "A paper on pruning", "A paper on serving"))
)
CODE = "- [Some code for it](https://github.com/some/code), ICML 2021\n"
OTHERS = PAPERS.replace("2101", "2102").replace(" on", " of")
YEARS = f"# L\n\n## One\n\n### Papers\n\n#### 2021\n\n{PAPERS}\n## Two\n\n### Papers\n\n#### 2021\n\n{OTHERS}"
NEW = "- [An entirely new idea](https://arxiv.org/abs/2501.00001), ICML 2025\n"
FOUND = "- [An entirely new idea](https://scholar.google.com/scholar?q=new) [[pdf]](https://arxiv.org/abs/2501.00001)\n"


def look(before: str, after: str) -> Review:
    """Return what is found at a request that makes one page of another."""
    snapshot, venues = page_list(before), read_shipped_venues()
    submission = read_pull("", "", [compare("README.md", before, after)], PageLayout(("README.md",)), venues)
    return review_thread(thread(kind="pr"), submission, snapshot, None, Index(), State())


@pytest.mark.parametrize(
    ("page", "line", "rules"),
    [
        pytest.param(PAPERS, NEW, [], id="a good line"),
        pytest.param(PAPERS, NEW.replace("ICML", "Some Workshop"), [], id="a venue that nobody knows"),
        pytest.param(PAPERS, NEW.replace("ICML", "NeurlPS"), ["venue-unknown"], id="a venue that is misspelt"),
        pytest.param(PAPERS, NEW.replace("https", "http"), [], id="a link that stays as it stands"),
        pytest.param(PAPERS, NEW.replace("arxiv.org", "github.com"), ["link-no-paper"], id="code in a list of papers"),
        pytest.param(PAPERS, NEW.replace("https://", ""), ["link-form"], id="an address without its scheme"),
        pytest.param(PAPERS, NEW.replace("](", "] ("), ["line-form"], id="a blank within its link"),
        pytest.param(PAPERS + CODE, NEW.replace("arxiv.org", "github.com"), [], id="code in a list that has some"),
        pytest.param(PAPERS, FOUND, [], id="a search before the paper"),
        pytest.param(PAPERS, NEW.replace("idea", "id\ufffde"), ["page-unread"], id="a letter that is no UTF-8"),
        pytest.param(PAPERS, NEW + "Who is who: M\ufffdller.\n", ["page-unread"], id="such a letter beside the entry"),
        pytest.param(f"{PAPERS}M\ufffdller.\n", NEW, [], id="a lost letter that the page has had"),
        pytest.param(PAPERS, NEW[:-1] + "  \n", ["line-form"], id="blanks at its end"),
    ],
)
def test_at_a_line_is_found_what_the_list_does_not_do_itself(page: str, line: str, rules: list[str]) -> None:
    before = f"# L\n\n## One\n\n{page}"
    (entry,) = look(before, before + line).entries
    assert [finding.rule for finding in entry.findings] == rules


def test_a_line_stands_in_the_section_of_its_headings_where_two_have_one_name() -> None:
    (entry,) = look(YEARS, YEARS + NEW).entries
    (section,) = entry.draft.sections
    assert "A paper of attention" in {
        p.title for p in page_list(YEARS).catalogue.papers.values() if section in p.sections
    }
    assert entry.findings == ()


FIRST = PAPERS.split("\n")[0]


BOLD = "- **An entirely new idea (ICML 2025)**\n  - Di Poe\n  - [[Paper]](https://arxiv.org/abs/2501.00001)\n"


@pytest.mark.parametrize(
    ("new", "wrong"),
    [
        pytest.param(NEW, f"{FIRST} {NEW}", id="glued to the one before"),
        pytest.param(BOLD, f"{FIRST}\n  {BOLD.replace('  -', '    -')}", id="too far in"),
    ],
)
def test_an_entry_that_stands_inside_another_is_a_new_one(new: str, wrong: str) -> None:
    before = f"# L\n\n## One\n\n{PAPERS}"
    (entry,) = look(before, before.replace(f"{FIRST}\n", wrong)).entries
    assert (entry.operation, entry.draft.title) == ("add", "An entirely new idea")
    assert [finding.rule for finding in entry.findings] == ["line-form"]
    files = page_list(before).snapshot.merged_files([entry])
    assert files == {"README.md": before.replace(f"{FIRST}\n", f"{FIRST}\n{new}")}


MANY = PAPERS + OTHERS
BARE_STARS = "- **An entirely new idea** ([paper](https://arxiv.org/abs/2501.00001)), ICML 2025\n"


@pytest.mark.parametrize(
    ("page", "line", "suggested"),
    [
        pytest.param(MANY, BARE_STARS, NEW, id="another form"),
        pytest.param(PAPERS, BARE_STARS, None, id="another form among a few"),
        pytest.param(MANY, BARE_STARS[:-1] + " (best paper)\n", None, id="words that the form has no place for"),
        pytest.param(MANY.replace("- [", "- **[", 2), BARE_STARS, None, id="a section of several forms"),
        pytest.param(MANY, NEW.replace(", ICML 2025", ""), NEW.replace("ICML", "arXiv"), id="a fact less"),
    ],
)
def test_a_line_unlike_all_others_is_merged_as_it_stands_beside_a_suggestion(
    page: str, line: str, suggested: str | None
) -> None:
    before = f"# L\n\n## One\n\n{page}"
    (entry,) = look(before, before + line).entries
    found = [finding.suggestion for finding in entry.findings if finding.rule == "line-unlike"]
    assert found == ([suggested.rstrip("\n")] if suggested else [])
    assert page_list(before).snapshot.merged_files([entry]) == {"README.md": before + line}


SIGNED = MANY.replace("), ", "), Di Poe et al., ")


@pytest.mark.parametrize(
    ("page", "line", "said"),
    [
        pytest.param(SIGNED, NEW, ["their authors"], id="people"),
        pytest.param(SIGNED, NEW.replace("), ", "), Di Poe et al., "), [], id="people are named"),
        pytest.param(SIGNED.replace("et al., ", "", 2), NEW, [], id="not all others name people"),
        pytest.param(PAPERS.replace("), ", "), Di Poe et al., "), NEW, [], id="a few others do"),
    ],
)
def test_a_new_line_is_told_what_nearly_all_others_say(page: str, line: str, said: list[str]) -> None:
    before = f"# L\n\n## One\n\n{page}"
    (entry,) = look(before, before + line).entries
    found = [finding.message for finding in entry.findings if finding.rule == "fact-missing"]
    told = (f"Nearly all others here name {each}; a comment like `/set authors …` adds it." for each in said)
    assert found == list(told)


def test_a_bracket_is_mended_in_a_section_of_one_as_on_its_page() -> None:
    before = f"# L\n\n## One\n\n{PAPERS}\n## Two\n\n{FIRST.replace('2101', '2103')}\n"
    (entry,) = look(before, before + NEW.replace("](", "(", 1)).entries
    assert [finding.suggestion for finding in entry.findings] == [NEW.rstrip("\n")]
    assert page_list(before).snapshot.merged_files([entry]) == {"README.md": before + NEW}


NAMED = NEW.replace("), ", "), Di Poe et al., ")


@pytest.mark.parametrize("bracket", ["]", ")"], ids=["its words", "its address"])
def test_an_entry_whose_link_lacks_a_bracket_says_what_it_says_with_it(bracket: str) -> None:
    before = f"# L\n\n## One\n\n{PAPERS}"
    (entry,) = look(before, before + NAMED.replace(bracket, "", 1)).entries
    assert (entry.draft.title, entry.draft.venue, entry.draft.year) == ("An entirely new idea", "ICML", 2025)
    assert page_list(before).snapshot.merged_files([entry]) == {"README.md": before + NAMED}


@pytest.mark.parametrize(
    ("page", "others"),
    [
        pytest.param("\n", f"{FIRST} - with code\n", id="changed"),
        pytest.param("\r\n", f"{FIRST}\n", id="ends otherwise"),
    ],
)
def test_a_line_is_taken_off_though_since_then_it(page: str, others: str) -> None:
    before = f"# L\n\n## One\n\n{PAPERS}"
    (entry,) = look(before, before.replace(f"{FIRST}\n", "")).entries
    later = before.replace("# L\n", f"# L{page}").replace(f"{FIRST}\n", others)
    expected = later.replace(others, "")
    assert page_list(later).snapshot.merged_files([entry]) == {"README.md": expected}


def test_numbers_are_put_right_also_where_a_line_above_got_other_blanks() -> None:
    rows = [f"{number}. {line[2:]}\n" for number, line in enumerate(PAPERS.splitlines(), start=1)]
    before = "# L\n\n## One\n\n" + "".join(rows)
    after = before.replace(rows[0], f"{rows[0][:-1]} \n2. {NEW[2:]}")
    (entry,) = look(before, after).entries
    assert [finding.rule for finding in entry.findings] == ["line-form"]


def test_an_entry_that_stands_before_another_on_its_line_is_a_new_one() -> None:
    before = f"# L\n\n## One\n\n{PAPERS}"
    (entry,) = look(before, before.replace(FIRST, f"{NEW[:-1]}{FIRST}")).entries
    assert page_list(before).snapshot.merged_files([entry]) == {"README.md": before.replace(FIRST, f"{NEW}{FIRST}")}


@pytest.mark.parametrize(
    "more",
    [
        pytest.param(" - with code", id="words"),
        pytest.param("\n  - [Its code](https://github.com/some/code)", id="a link below"),
    ],
)
def test_what_only_goes_on_with_an_entry_changes_it(more: str) -> None:
    before = f"# L\n\n## One\n\n{PAPERS}"
    (entry,) = look(before, before.replace(FIRST, FIRST + more)).entries
    assert (entry.operation, entry.draft.title) == ("update", "A paper on attention")


@pytest.mark.parametrize(
    ("page", "year", "verdict", "rules"),
    [
        pytest.param(PAPERS, 2024, "ready", [], id="its line shows the venue"),
        pytest.param(PAPERS.replace(", ICML 2021", ""), 2024, "needs-maintainer", ["change-unclear"], id="no line"),
        pytest.param(PAPERS, 2021, "duplicate", ["duplicate"], id="its line says so already"),
    ],
)
def test_a_change_is_ready_where_the_list_would_show_it(page: str, year: int, verdict: str, rules: list[str]) -> None:
    change = Proposal(operation="update", title="A paper on pruning", venue="ICML", year=year)
    snapshot = page_list(f"# L\n\n## One\n\n{page}")
    (entry,) = review_thread(thread(), Submission("update", (change,)), snapshot, None, Index(), State()).entries
    assert (entry.verdict, [finding.rule for finding in entry.findings]) == (verdict, rules)


ROWS = "| Year | Topic | Title | Venue |\n|---|---|---|---|\n" + "".join(
    f"| 2021 | Speed | [{title}](https://arxiv.org/abs/2101.0000{n}) | ICML |\n"
    for n, title in enumerate(("A paper on attention", "A paper on pruning", "A paper on serving"))
)
SHORT = "| 2025 | [An entirely new idea](https://arxiv.org/abs/2501.00001) | ICML |\n"
BARE = "- https://arxiv.org/abs/2501.00001\n"
ITS_LINK = "This links to a paper, and I cannot tell its title."


@pytest.mark.parametrize(
    ("page", "line", "said"),
    [
        pytest.param(ROWS, SHORT, ["This row has 3 cells, the head of its table 4."], id="a row without a cell"),
        pytest.param(PAPERS, BARE, [ITS_LINK], id="a bare link"),
        pytest.param(PAPERS, "- A note of ours\n", [None], id="words, which are a title"),
        pytest.param(PAPERS, "\nWe thank [Di Poe](https://example.org).\n", [], id="what links no paper"),
        pytest.param(PAPERS, f"\n## More\n\n{BARE}", [], id="beside no entry"),
        pytest.param(PAPERS + BARE.replace("2501", "2403"), BARE, [], id="where such a line stood"),
        pytest.param(PAPERS, NEW + BARE, [None], id="with an entry"),
    ],
)
def test_a_new_line_that_wants_to_be_an_entry_is_none_in_silence(page: str, line: str, said: list[str | None]) -> None:
    before = f"# L\n\n## One\n\n{page}"
    entries = look(before, before + line).entries
    assert [entry.findings[0].message if entry.unparsed else None for entry in entries] == said


ROW = "| 2025 | Speed | [An entirely new idea](https://arxiv.org/abs/2501.00001) | ICML |\n"


@pytest.mark.parametrize(
    ("written", "rules", "merged"),
    [
        pytest.param(f"{ROW[:-1]} a | b |\n", ["row-cells"], f"{ROW[:-1]} a | b |\n", id="cells without a head"),
        pytest.param(f"\n{ROW}", ["line-order"], ROW, id="below a blank line"),
        pytest.param(NEW, ["line-form"], ROW.replace("Speed ", ""), id="as no row"),
    ],
)  # fmt: skip
def test_a_row_that_would_not_be_shown_with_its_table_is_found(written: str, rules: list[str], merged: str) -> None:
    last = ROWS.splitlines(keepends=True)[-1]
    before = f"# L\n\n## One\n\n{ROWS}"
    (entry,) = look(before, before.replace(last, written + last)).entries
    assert [finding.rule for finding in entry.findings] == rules
    after = page_list(before).snapshot.merged_files([entry])["README.md"]
    assert (after or "").replace(merged, "") == before


def test_tables_that_blank_lines_part_already_stay_so() -> None:
    before = f"# L\n\n## One\n\n{ROWS}\n{ROWS.replace('2101', '2102').replace(' on', ' of')}"
    (entry,) = look(before, before + ROW).entries
    assert entry.findings == ()
