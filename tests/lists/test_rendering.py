"""The marks in the list: what is between them is the bot's, the rest is people's."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.data.dropdown import render_form
from bot.catalogue.entry_format import EntryFormat
from bot.catalogue.paper import Link, Paper
from bot.catalogue.section import Section
from bot.catalogue.venues import Venues
from bot.lists.marked.marks import MarkError
from bot.lists.marked.rendering import render

PAPER = Paper("p", "A title", {"a": None}, (Link("Paper", "https://arxiv.org/abs/2504.08269"),))
CATALOGUE = Catalogue("L", {"a": Section("a", "A")}, {"p": PAPER}, Venues(()))
GOOD = "Before\n<!-- paperclerk:begin a -->\nold\n<!-- paperclerk:end a -->\nAfter\r\n"


def test_only_what_is_between_the_marks_changes() -> None:
    line = "- A title. [[Paper]](https://arxiv.org/abs/2504.08269)\n"
    assert render(CATALOGUE, GOOD) == GOOD.replace("old\n", line)


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        pytest.param({"title": "Another"}, "- Another. [[Paper]](https://arxiv.org/abs/2504.08269)", id="title"),
        pytest.param({"venue": "SOSP"}, "- A title. *[SOSP]* [[Paper]](https://arxiv.org/abs/2504.08269)", id="venue"),
        pytest.param(
            {"venue": "SOSP", "year": 2023},
            "- A title. *[SOSP'23]* [[Paper]](https://arxiv.org/abs/2504.08269)",
            id="year",
        ),
        pytest.param({"links": (Link("Code", "https://a.org"),)}, "- A title. [[Code]](https://a.org)", id="links"),
    ],
)
def test_a_list_follows_every_change_of_a_paper(changed: dict[str, Any], line: str) -> None:
    assert line not in render(CATALOGUE, GOOD)
    assert f"\n{line}\n" in render(CATALOGUE.change({"p": PAPER._replace(**changed)}), GOOD)


SECTIONS = {name: Section(name, name.upper()) for name in "abc"}
SHELVES = "".join(f"<!-- paperclerk:begin {name} -->\n<!-- paperclerk:end {name} -->\n" for name in SECTIONS)
PLACED = st.dictionaries(st.sampled_from("abc"), st.none() | st.integers(0, 3), min_size=1)
CHANGES = st.lists(st.dictionaries(st.sampled_from("pqrs"), st.none() | PLACED, max_size=4), max_size=4)


@given(CHANGES)
def test_a_list_that_was_changed_step_by_step_reads_like_one_made_at_once(steps: list[dict[str, Any]]) -> None:
    catalogue = Catalogue("L", SECTIONS, {}, Venues(()))
    papers: dict[str, Paper] = {}
    for step in steps:
        changed = {
            id: placed and PAPER._replace(id=id, title=f"{id} in {len(placed)}", sections=placed)
            for id, placed in step.items()
        }
        catalogue = catalogue.change(changed)
        papers = {id: paper for id, paper in {**papers, **changed}.items() if paper}
        at_once = Catalogue("L", SECTIONS, papers, Venues(()))
        assert catalogue.papers == papers
        assert render(catalogue, SHELVES) == render(at_once, SHELVES)


def test_a_list_follows_its_entry_format() -> None:
    assert "- A title" in render(CATALOGUE, GOOD)
    assert "\n* A title\n" in render(replace(CATALOGUE, entry=EntryFormat(line="* {title}")), GOOD)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("nothing", "add the lines", id="no marks"),
        pytest.param("<!-- paperclerk:begin a -->\n", "does not end", id="no end"),
        pytest.param("<!-- paperclerk:end a -->\n", "ends where it did not begin", id="no beginning"),
        pytest.param(
            GOOD.replace("<!-- paperclerk:begin", "x <!-- paperclerk:begin"), "did not begin", id="inside a line"
        ),
        pytest.param(GOOD + GOOD, "begins inside or after another", id="twice"),
        pytest.param(GOOD + GOOD.replace(" a ", " b "), "there is no section", id="a section that there is not"),
    ],
)
def test_marks_that_do_not_fit_are_an_error_that_says_how_to_mend_it(text: str, message: str) -> None:
    with pytest.raises(MarkError, match=message):
        render(CATALOGUE, text)


def test_the_forms_sections_follow_the_catalogue() -> None:
    form = "options:\n  - Any\n  # paperclerk:begin sections\n  - Old\n  # paperclerk:end sections\nrest\n"
    assert render_form(CATALOGUE, form) == form.replace("  - Old", '  - "A"')
    assert render_form(CATALOGUE, "no marks") == "no marks"
