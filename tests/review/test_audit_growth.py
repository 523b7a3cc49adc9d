"""What checking a whole list takes grows as the list does, also where its entries are made to be hard."""

from collections.abc import Callable

import pytest

from bot.catalogue.data.store import read_shipped_venues
from bot.catalogue.identity.identifiers import Identifier
from bot.catalogue.matching import Index, Record
from bot.catalogue.matching.index import MOST_ALIKE
from bot.lists.marked.importing import import_list
from bot.lists.marked.outline import Run, name_sections
from bot.lists.page import Page, PageSection
from bot.review.audit import Listing, audit_items, audit_listing
from tests.growth import assert_even

ENTRIES = 2_000
KEY = Identifier("arxiv", "2504.08269")


def other_title(number: int) -> str:
    """A title that no other number has, nor one like it."""
    return " ".join(f"{number * step * 7919:x}" for step in range(1, 7))


def other_link(number: int) -> str:
    return f"https://arxiv.org/abs/{2001 + number // 50_000:04}.{10_000 + number % 50_000}"


def one_title(_: int) -> str:
    return "Attention for Every Long Sequence That There Is"


def one_link(_: int) -> str:
    return other_link(1)


def make(title: Callable[[int], str], link: Callable[[int], str], in_section: int) -> Callable[[int], str]:
    """Return what makes a list of so many entries, so many of them in each section."""

    def write(entries: int) -> str:
        lines = ["# A list\n"]
        for number in range(entries):
            if number % in_section == 0:
                lines.append(f"\n## Section {number}\n\n")
            lines.append(f"- **{title(number)}** [[Paper]({link(number)})] *ICML 2021*\n")
        return "".join(lines)

    return write


def check(text: str) -> None:
    listing = Listing("L.md", import_list(text, read_shipped_venues()))
    assert audit_listing(listing) is not None
    audit_items(listing.items)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(make(other_title, other_link, 1_000), id="an ordinary list"),
        pytest.param(make(one_title, one_link, ENTRIES), id="one entry again and again"),
        pytest.param(make(one_title, other_link, ENTRIES), id="one title for papers of other identifiers"),
        pytest.param(make(one_title, lambda n: f"https://x{n}.example.org/", ENTRIES), id="one title, other links"),
        pytest.param(make(other_title, one_link, ENTRIES), id="other titles behind one link"),
        pytest.param(make(other_title, other_link, 2), id="hundreds of sections"),
    ],
)
def test_a_check_costs_as_much_for_each_entry_of_a_long_list(text: Callable[[int], str]) -> None:
    assert_even(check, text, ENTRIES)


@pytest.mark.parametrize("asked", [Record("X", (KEY,)), Record("One Long Title for All")], ids=["identifier", "title"])
def test_what_one_identifier_or_title_finds_is_bounded(asked: Record) -> None:
    index = Index((str(number), Record("One Long Title for All", (KEY,))) for number in range(3 * MOST_ALIKE))
    assert [found.key for found in index.match(asked).candidates] == [str(number) for number in range(MOST_ALIKE)]


def test_to_name_a_section_costs_as_much_in_a_list_of_many() -> None:
    def make_page(sections: int) -> Page:
        return Page((), tuple(PageSection(n, 2, ("A list", f"Section {n}")) for n in range(sections)), ())

    def name(page: Page) -> None:
        assert name_sections(page, [Run(n, [], n, n) for n in range(len(page.sections))])

    assert_even(name, make_page, 2_000, in_full=True)
