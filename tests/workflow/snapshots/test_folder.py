"""A list in a data folder, and how entries change it."""

from dataclasses import replace

from bot.review.change import PaperChange
from bot.workflow.snapshots.folder import FolderSnapshot
from tests.review.builders import GOOD, catalogue, review
from tests.workflow.builders import ENTRY, OTHER, PAGE

BEFORE = FolderSnapshot(catalogue(), "data", PAGE)
LISTED = "attention-is-all-you-need"
LINE = "A new paper on attention"


def test_an_entry_stands_on_the_list_once_it_is_taken_in() -> None:
    after = BEFORE.take_in([ENTRY])
    assert BEFORE.is_in_step
    assert after.is_in_step
    assert LINE in after.text
    assert LINE not in BEFORE.text
    assert after.shows([ENTRY])
    assert not after.shows([OTHER])


def test_what_people_wrote_meanwhile_stays() -> None:
    mark = "<!-- paperclerk:end attention -->"
    edited = replace(BEFORE, text=BEFORE.text.replace(mark, f"- By hand, unread\n{mark}") + "\nA last word\n")
    after = edited.take_in([ENTRY])
    assert "- By hand, unread" in after.text
    assert after.text.endswith("A last word\n")
    assert edited.leaves_edits([ENTRY])


def test_where_the_marks_are_gone_nothing_is_written() -> None:
    broken = replace(BEFORE, text="# A list without marks\n")
    assert not broken.is_in_step
    assert broken.take_in([ENTRY]).text == "# A list without marks\n"


def test_an_entry_is_one_file_and_a_removal_takes_it_away() -> None:
    assert ENTRY.after
    path = f"data/papers/{ENTRY.after.id}.yaml"
    assert list(BEFORE.proposed_files([ENTRY])) == [path]
    assert BEFORE.proposed_files([replace(ENTRY, change=PaperChange(ENTRY.after, None))]) == {path: None}
    assert BEFORE.proposed_files([replace(ENTRY, change=PaperChange())]) == {}


def test_the_list_is_written_only_where_it_reads_differently() -> None:
    assert "data/README.md" in BEFORE.merged_files([ENTRY])
    assert "data/README.md" not in BEFORE.merged_files([replace(ENTRY, change=PaperChange())])


def test_what_people_found_to_be_one_paper_is_remembered_once() -> None:
    other = review(replace(GOOD, title="Attention is not quite all you need"))
    files = BEFORE.memory_files({LISTED: other})
    assert list(files) == [f"data/papers/{LISTED}.yaml"]
    assert "Attention is not quite all you need" in (files[f"data/papers/{LISTED}.yaml"] or "")
    title = BEFORE.catalogue.papers[LISTED].title
    same = replace(other, draft=replace(other.draft, title=title, links=(), identifiers=()))
    assert BEFORE.memory_files({LISTED: same}) == {}
