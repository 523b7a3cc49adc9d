"""A list whose page is its truth, and how entries change it."""

from dataclasses import replace

import pytest

from bot.catalogue.data.store import read_shipped_venues
from bot.intake.diff.change import PageChange, read_change
from bot.intake.diff.patch import FileDiff
from bot.intake.submission import WrittenEntry
from bot.lists.memory import MEMORY, Told
from bot.lists.reading.pages import read_page
from bot.review.entry import MALFORMED, Entry
from bot.review.rules.finding import Finding
from bot.workflow.snapshots.pages import PageSnapshot, keep_others
from bot.workflow.snapshots.snapshot import Lines
from tests.stage import SMALL_LIST
from tests.workflow.builders import ENTRY, OTHER, page_list
from tests.workflow.messages.entries import CROSS_LISTED, REMOVAL, UPDATE


def read(text: str) -> PageSnapshot:
    """Return a list that is one page."""
    listed = page_list(text).snapshot
    assert isinstance(listed, PageSnapshot)
    return listed


LIST = read(SMALL_LIST.read_text(encoding="utf-8"))
PAGE = LIST.page_list.pages["README.md"].text
ATTENTION, LONGFORMER = "attention-is-all-you-need", "longformer-the-long-document-transformer"
NEW = "- A new paper on attention. *[ICLR'25]* [[Paper]](https://arxiv.org/abs/2407.08608)"
OLD = "- Longformer: The long-document transformer. *[arXiv'20]* [[Paper]](https://arxiv.org/abs/2004.05150)"
UPDATED = OLD.replace("arXiv'20", "ACL'21")
LISTED = (
    "- Attention is all you need. *[NeurIPS'17]* [[Paper]](https://arxiv.org/abs/1706.03762)"
    " [[Code]](https://github.com/tensorflow/tensor2tensor)"
)
ORCA = PAGE.split("\n")[12]
OWN = "- A new paper on attention, as its author writes it. [Paper](https://arxiv.org/abs/2407.08608)"


def change(before: str, after: str) -> PageChange:
    venues = read_shipped_venues()
    return read_change(FileDiff("README.md", before=before, after=after), lambda text: read_page(text, venues))


def written(entry: Entry, line: str, page: str = PAGE) -> Entry:
    """Return an entry as a person's own request has it, which makes the page so: a line below Longformer."""
    edit = change(PAGE, page.replace(OLD, f"{OLD}\n{line}"))
    (own,) = [each for each in edit.after.entries if each.raw == line]
    return replace(entry, proposal=replace(entry.proposal, written=WrittenEntry(edit, own), follows="Longformer"))


@pytest.mark.parametrize(
    ("entry", "before", "after"),
    [
        pytest.param(ENTRY, OLD, f"{OLD}\n{NEW}", id="a new one stands in its section"),
        pytest.param(UPDATE, OLD, UPDATED, id="a changed one where it stood"),
        pytest.param(REMOVAL, f"{OLD}\n", "", id="one that goes"),
        pytest.param(CROSS_LISTED, ORCA, f"{ORCA}\n{LISTED}", id="one in a second section"),
        pytest.param(written(ENTRY, OWN), OLD, f"{OLD}\n{OWN}", id="one in a person's own words"),
        pytest.param(
            replace(written(ENTRY, OWN), findings=(Finding("No form.", rule=MALFORMED, suggestion=f"{OWN}."),)),
            OLD,
            f"{OLD}\n{OWN}.",
            id="one in no form of the list as it was suggested",
        ),
    ],
)
def test_an_entry_changes_its_own_lines_and_nothing_else(entry: Entry, before: str, after: str) -> None:
    files = LIST.merged_files([entry])
    assert files == {"README.md": PAGE.replace(before, after, 1)}
    assert LIST.proposed_files([entry]) == files


@pytest.mark.parametrize(
    ("entry", "lines"),
    [
        pytest.param(ENTRY, Lines("", NEW), id="new"),
        pytest.param(UPDATE, Lines(OLD, UPDATED), id="changed"),
        pytest.param(REMOVAL, Lines(OLD, ""), id="gone"),
        pytest.param(CROSS_LISTED, Lines(LISTED, LISTED), id="in two sections, written alike"),
        pytest.param(written(ENTRY, OWN), Lines("", OWN), id="in a person's own words"),
    ],
)
def test_an_entry_is_shown_as_it_stands_and_as_it_would(entry: Entry, lines: Lines) -> None:
    assert LIST.show(entry) == lines


def test_what_became_of_the_list_is_found_out_once() -> None:
    assert LIST.take_in([ENTRY]) is LIST.take_in([ENTRY])
    assert LIST.take_in([ENTRY]) is not LIST.take_in([OTHER])
    assert LIST.take_in([ENTRY]) is not LIST.take_in([written(ENTRY, OWN)])


def test_a_line_is_found_on_the_page_by_its_words() -> None:
    assert ENTRY.after
    after = LIST.take_in([ENTRY])
    assert LIST.address(ATTENTION) == "README.md#:~:text=Attention%20is%20all%20you%20need"
    assert LIST.address("no-such-paper") == "README.md"
    assert LIST.line_address(LIST.catalogue.papers[ATTENTION]) == LIST.address(ATTENTION)
    assert after.line_address(ENTRY.after) == "README.md#:~:text=A%20new%20paper%20on%20attention"


def test_what_people_told_stands_beside_the_page_and_is_written_once() -> None:
    files = LIST.memory_files({ATTENTION: ENTRY})
    assert list(files) == [MEMORY]
    assert '  attention-is-all-you-need:\n    aliases: ["A new paper on attention"]\n' in str(files[MEMORY])
    known = replace(LIST, memory={ATTENTION: Told(("A new paper on attention",))})
    paper = LIST.catalogue.papers[ATTENTION]._replace(aliases=("A new paper on attention",))
    known = replace(known, catalogue=LIST.catalogue.change({ATTENTION: paper}))
    assert known.memory_files({ATTENTION: ENTRY}) == {}


def test_the_words_that_a_request_changes_come_with_its_entry() -> None:
    page = PAGE.replace("Please cite the list.", "Please cite it.")
    files = LIST.merged_files([written(ENTRY, OWN, page)])
    assert files == {"README.md": page.replace(OLD, f"{OLD}\n{OWN}")}


@pytest.mark.parametrize(
    ("before", "after", "now", "kept"),
    [
        pytest.param(
            "# L\n\nOld words.\n", "# L\n\nNew words.\n", "# L\n\nOld words.\n", "# L\n\nNew words.\n", id="words"
        ),
        pytest.param("# L\n", "# L\n", "# L\n\nMeanwhile.\n", "# L\n\nMeanwhile.\n", id="nothing else"),
        pytest.param(
            "# L\n\nOld words.\n",
            "# L\n\nNew words.\n",
            "# L\r\n\r\nOld words.\r\n",
            "# L\r\n\r\nNew words.\r\n",
            id="a page with other ends of lines",
        ),
    ],
)
def test_what_a_request_changes_besides_its_entries_is_kept(before: str, after: str, now: str, kept: str) -> None:
    assert keep_others(change(before, after), now) == kept


@pytest.mark.parametrize(
    ("text", "share"),
    [
        pytest.param(PAGE, 1.0, id="all"),
        pytest.param(f"{PAGE}\n- https://arxiv.org/abs/2401.00001\n", 0.8, id="all but one"),
        pytest.param("# A list\n", 1.0, id="nothing is there to read"),
    ],
)
def test_which_part_of_the_page_is_read(text: str, share: float) -> None:
    assert read(text).share == share
