"""Entry -> line -> entry: what people read back is what was written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.entry_format import EntryFormat, format_entry
from bot.catalogue.paper import Link
from bot.lists.marked.listing import parse_entry

words = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Zs", "Co", "Cn"]), min_size=1, max_size=12
)
titles = st.lists(words, min_size=1, max_size=6).map(" ".join)


@given(titles)
def test_a_title_reads_as_it_was_written(title: str) -> None:
    line = format_entry(
        EntryFormat(), title=title, venue="ICLR", year=2024, links=[Link("Paper", "https://arxiv.org/abs/2504.08269")]
    )
    assert "\n" not in line
    entry = parse_entry(line)
    assert entry is not None
    assert entry.links == (Link("Paper", "https://arxiv.org/abs/2504.08269"),)
    assert (entry.venue, entry.year) == ("ICLR", "24")
    assert entry.title.strip(" []") == title.strip(" []")


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
def test_an_address_never_ends_early(tail: str) -> None:
    line = format_entry(
        EntryFormat(),
        title="T",
        venue=None,
        year=None,
        links=[Link("Paper", f"https://x.example/{tail}"), Link("Code", "https://c.example")],
    )
    entry = parse_entry(line)
    assert entry is not None
    assert [link.label for link in entry.links] == ["Paper", "Code"]
    assert entry.links[1].url == "https://c.example"
