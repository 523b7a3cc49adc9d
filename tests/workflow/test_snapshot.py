"""The list at a commit, and how entries change it."""

from __future__ import annotations

from dataclasses import replace

from tests.workflow.builders import ENTRY, OTHER, situation

LINE = "A new paper on attention"


def test_an_entry_stands_on_the_list_once_it_is_taken_in() -> None:
    before = situation().snapshot
    after = before.take_in([ENTRY])
    assert before.is_in_step
    assert after.is_in_step
    assert LINE in after.text
    assert LINE not in before.text
    assert after.shows([ENTRY])
    assert not after.shows([OTHER])


def test_what_people_wrote_meanwhile_stays() -> None:
    before = situation().snapshot
    mark = "<!-- paperclerk:end attention -->"
    edited = replace(before, text=before.text.replace(mark, f"- By hand, unread\n{mark}") + "\nA last word\n")
    after = edited.take_in([ENTRY])
    assert "- By hand, unread" in after.text
    assert after.text.endswith("A last word\n")


def test_where_the_marks_are_gone_nothing_is_written() -> None:
    broken = replace(situation().snapshot, text="# A list without marks\n")
    assert not broken.is_in_step
    assert broken.take_in([ENTRY]).text == "# A list without marks\n"
