"""Entries as the files that hold them."""

from __future__ import annotations

from dataclasses import replace

from bot.review.change import PaperChange
from bot.workflow.planning.files import entry_files, hash_entries, memory_files, merged_files
from tests.review.builders import GOOD, catalogue, review
from tests.workflow.builders import ENTRY, OTHER, situation

LISTED = "attention-is-all-you-need"


def test_an_entry_is_one_file_and_a_removal_takes_it_away() -> None:
    assert ENTRY.after
    path = f"data/papers/{ENTRY.after.id}.yaml"
    assert list(entry_files([ENTRY], "data")) == [path]
    assert entry_files([replace(ENTRY, change=PaperChange(ENTRY.after, None))], "data") == {path: None}
    assert entry_files([replace(ENTRY, change=PaperChange())], "data") == {}


def test_a_fingerprint_depends_on_content_and_base_but_not_on_the_order() -> None:
    assert hash_entries([ENTRY, OTHER]) == hash_entries([OTHER, ENTRY])
    assert len({hash_entries([ENTRY]), hash_entries([OTHER]), hash_entries([ENTRY], onto="b" * 40)}) == 3


def test_the_list_is_written_only_where_it_reads_differently() -> None:
    before = situation().snapshot
    assert "data/README.md" in merged_files([ENTRY], before, before.take_in([ENTRY]))
    assert "data/README.md" not in merged_files([ENTRY], before, before)


def test_what_people_found_to_be_one_paper_is_remembered_once() -> None:
    known = catalogue()
    other = review(replace(GOOD, title="Attention is not quite all you need"))
    files = memory_files({LISTED: other}, known, "data")
    assert list(files) == [f"data/papers/{LISTED}.yaml"]
    assert "Attention is not quite all you need" in (files[f"data/papers/{LISTED}.yaml"] or "")
    same = replace(other, draft=replace(other.draft, title=known.papers[LISTED].title, links=(), identifiers=()))
    assert memory_files({LISTED: same}, known, "data") == {}
