"""Lines that a diff shows are read as the page reads them."""

from __future__ import annotations

import pytest

from bot.lists.reading.fragments import entries_at, lines_above, read_fragment
from tests.lists.pages import AUTHORS, FORMS, GPTQ, KNOWN, Form, read

ROW = f"|2023.06|{AUTHORS}|{GPTQ}|[pdf](https://arxiv.org/abs/2210.17323)|"


@pytest.mark.parametrize("form", [form for form in FORMS if form.name not in ("HTML table", "YAML")], ids=str)
def test_an_entry_alone_says_what_it_says_on_its_page(form: Form) -> None:
    page = read(form.text)
    for entry in page.entries:
        references = [line for line in page.lines if line.startswith("[w]:")]
        above = [*references, *lines_above(page.lines, entry.first)]
        (found,) = read_fragment(entry.raw, KNOWN, above)
        assert (found.first, found.last) == (0, entry.last - entry.first)
        assert found.record == entry.record


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_the_entries_at_some_lines_are_those_that_stand_there(form: Form) -> None:
    page = read(form.text)
    assert entries_at(page, [page.entries[-1].last]) == page.entries[-1:]
    assert entries_at(page, [entry.first for entry in page.entries]) == page.entries


def test_a_row_without_its_head_is_read_by_what_is_in_it() -> None:
    (entry,) = read_fragment(ROW, KNOWN)
    record = entry.record
    assert (record.title, record.authors, record.date) == (GPTQ, AUTHORS, "2023-06")


ABOVE = {
    "a list": (["# A\n", "\n", "- one\n"], ("# A", "")),
    "a table": (["# A\n", "|Title|\n", "|-|\n", "|x|\n", "|y|\n"], ("# A", "", "|Title|", "|-|")),
    "nothing": ([], ()),
    "a table before": (["|Title|\n", "|-|\n", "|x|\n", "\n"], ()),
}


@pytest.mark.parametrize(("lines", "above"), ABOVE.values(), ids=ABOVE)
def test_what_stands_above_a_line(lines: list[str], above: tuple[str, ...]) -> None:
    assert lines_above(lines, len(lines)) == above
