"""Facts that somebody made to change a page: in every field, in every form, the page keeps its structure."""

from collections import Counter
from functools import cache, lru_cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.lists.page import Page
from bot.lists.writing.editing import PageEdit, add
from bot.lists.writing.facts import WORD, one_line, read_facts
from bot.lists.writing.newsline import NewsLine, announce
from tests.bench.made_lists import KINDS, make
from tests.growth import LONG
from tests.lists.pages import FORMS, Form, read

TEXTS = (Path(__file__).parent / "data" / "hostile_facts.txt").read_text(encoding="utf-8").split("\n%\n")
HOSTILE = [text for text in TEXTS if one_line(text)]
PARSER = MarkdownIt("commonmark", {"html": True}).enable("table")
BENIGN = "Ada One"
FIELDS = ("title", "authors", "venue", "label", "everywhere")
C = "https://arxiv.org/abs/2402.02750"


def facts(field: str, text: str) -> dict[str, object]:
    """Return the facts of a paper, one or all of which say a text; a title has a word besides it."""

    def said(name: str, usual: str) -> str:
        return text if field in (name, "everywhere") else usual

    return {
        "title": text if field == "everywhere" and WORD.search(text) else f"KIVI for All {said('title', '')}",
        "authors": said("authors", BENIGN),
        "venue": said("venue", "ICML"),
        "year": 2024,
        "links": [[said("label", "paper"), C], ["code", "https://github.com/ada/kivi"]],
    }


@lru_cache(maxsize=8)
def look(text: str) -> Page:
    """Return a page as it is read; each is asked about several times in a row."""
    return read(text)


def structure(text: str) -> Counter[str]:
    """Return how many blocks, links, pictures and HTML tags of each kind a page has; of a YAML list, its keys."""
    entries = look(text).entries
    if entries and entries[0].form == "yaml":
        return Counter(key for item in yaml.safe_load(text) for key in item)
    tokens = PARSER.parse(text)
    kinds = Counter(token.type for token in tokens if token.nesting >= 0 and token.type != "inline")
    inside = [child for token in tokens if token.type == "inline" for child in token.children or ()]
    kinds.update(child.type for child in inside if child.type in ("link_open", "image", "html_inline"))
    return kinds


def put_in(page: str, said: dict[str, object]) -> PageEdit:
    """Return the edit that puts a paper into a page's first section."""
    whole = look(page)
    return add(whole, " > ".join(whole.path(whole.entries[0])) or None, read_facts(said))


@cache
def usual(page: str) -> tuple[PageEdit, Counter[str]]:
    """Return the edit that puts a harmless paper into a page, and the structure of the page with it."""
    edit = put_in(page, facts("", ""))
    return edit, structure(edit.apply(look(page)))


def sections(page: Page) -> list[tuple[str, ...]]:
    return [heading.path for heading in page.sections]


def assert_structure_kept(page: str, field: str, text: str) -> None:
    """Assert that a page has the blocks that it has with harmless words, and its own sections, entries and lines.

    A label may name a kind of link that the list has no badge for.
    """
    before = look(page)
    edit, (harmless, expected) = put_in(page, facts(field, text)), usual(page)
    after = look(edit.apply(before))
    kinds = structure(after.text)
    assert not kinds - expected, text
    assert (expected - kinds).keys() <= {"image"}, text
    paths = sections(before)
    assert [path for path in sections(after) if path in paths] == paths, text
    assert edit.changed == harmless.changed, "what the list counts itself"
    if field in ("title", "authors", "venue"):  # a paper that says nothing else may be read as a part of anything
        new = range(edit.first, edit.first + "".join(edit.inserted).count("\n"))
        others = [entry.record.title for entry in after.entries if entry.last not in new]
        assert others == [entry.record.title for entry in before.entries], text


@pytest.mark.parametrize(("place", "form"), list(enumerate(FORMS)), ids=str)
def test_no_fact_changes_the_structure_of_a_page(place: int, form: Form) -> None:
    """Each form meets every eleventh text, the next one others; `make fuzz` has them all meet."""
    for text in HOSTILE if LONG else HOSTILE[place % 11 :: 11]:
        assert_structure_kept(form.text, "everywhere", text)


@given(form=st.sampled_from(FORMS), field=st.sampled_from(FIELDS), text=st.sampled_from(HOSTILE))
def test_none_does_in_one_field_alone(form: Form, field: str, text: str) -> None:
    assert_structure_kept(form.text, field, text)


@given(
    seed=st.integers(0, 10_000),
    kind=st.sampled_from(KINDS),
    field=st.sampled_from(FIELDS),
    pieces=st.lists(st.sampled_from([*HOSTILE, "word", " "]), min_size=1, max_size=3),
)
def test_no_mixture_of_them_does_in_made_lists(seed: int, kind: str, field: str, pieces: list[str]) -> None:
    made = make(seed, kind, 6)
    text = "".join(pieces)
    if one_line(text):
        assert_structure_kept(made.write(made.papers), field, text)


@pytest.mark.parametrize("line", ["- [{date}] {title} at {venue}: {link}", "{title}", "- {title} joined {section}"])
def test_no_fact_changes_the_structure_of_the_news(line: str) -> None:
    page = "# List\n\n## News\n\n- [2024-01-01] Begun.\n\n## Papers\n\nText.\n"

    def structure_with(text: str) -> Counter[str]:
        told = announce(
            {"": look(page)}, NewsLine("news", line), read_facts(facts("everywhere", text)), text, "2024-05-17"
        )
        assert told
        return structure(told[1].apply(look(page)))

    usual = structure_with(BENIGN)
    assert [text for text in HOSTILE if structure_with(text) != usual] == []
