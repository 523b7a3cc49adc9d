"""Entry -> line -> entry: what people read back is what was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.catalogue.characters import strip_hidden
from bot.catalogue.entry_format import EntryFormat, TemplateError, format_entry
from bot.catalogue.paper import Link

#: Characters that people see: others are taken out of a title.
words = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Zs", "Co", "Cn"]), min_size=1, max_size=12
).filter(lambda word: word == strip_hidden(word))
titles = st.lists(words, min_size=1, max_size=6).map(" ".join)


def read_as_people(line: str) -> tuple[str, list[Link]]:
    """Return the words and the links that CommonMark shows of an item."""
    shown, links, start = "", list[Link](), 0
    (item,) = (token for token in MarkdownIt("commonmark").parse(line) if token.type == "inline")
    for token in item.children or ():
        if token.type == "link_open":
            start, address = len(shown), str(token.attrGet("href"))
        elif token.type == "link_close":
            links.append(Link(shown[start:], address))
        shown += token.content
    return shown, links


@given(titles)
def test_a_title_reads_as_it_was_written(title: str) -> None:
    line = format_entry(
        EntryFormat(), title=title, venue="ICLR", year=2024, links=[Link("Paper", "https://arxiv.org/abs/2504.08269")]
    )
    assert "\n" not in line
    shown, links = read_as_people(line)
    assert links == [Link("[Paper]", "https://arxiv.org/abs/2504.08269")]
    assert shown == f"{title}. [ICLR'24] [Paper]"


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
def test_an_address_never_ends_early(tail: str) -> None:
    line = format_entry(
        EntryFormat(),
        title="T",
        venue=None,
        year=None,
        links=[Link("Paper", f"https://x.example/{tail}"), Link("Code", "https://c.example")],
    )
    _, links = read_as_people(line)
    assert [link.label for link in links] == ["[Paper]", "[Code]"]
    assert links[1].url == "https://c.example"


@pytest.mark.parametrize(
    ("templates", "fault"),
    [
        pytest.param({"line": "- {title:>200000000} {links}"}, "is not filled in", id="a width that fills the memory"),
        pytest.param({"line": "- {title!r} {links}"}, "is not filled in", id="a conversion"),
        pytest.param({"line": "- {title.__class__} {links}"}, "is not filled in", id="a look inside"),
        pytest.param({"line": "- {title[0]} {links}"}, "a field is not filled in", id="a piece"),
        pytest.param({"line": "- {} {title} {links}"}, "is not filled in", id="a field without a name"),
        pytest.param({"line": "- {titel} {links}"}, "`{titel}` is not filled in", id="a slip"),
        pytest.param({"line": "- {@all} {links}"}, "a field is not filled in", id="a mention is not repeated"),
        pytest.param({"tag": "{title}"}, "there are `venue`, `yy`, `year`", id="a field of another template"),
        pytest.param({"link": "[{label}]({url}"}, None, id="other brackets are text"),
        pytest.param({"tag": "{venue} {"}, "without its other half", id="an open brace"),
        pytest.param({"tag": "{venue}}"}, "without its other half", id="a closing brace"),
        pytest.param({"tag": "{{venue}}"}, "without its other half", id="doubled braces"),
        pytest.param({"line": "- {title} {links}\n<!-- paperclerk:end a -->"}, "one line", id="a second line"),
        pytest.param({"line": "- {title}\u202e {links}"}, "one line", id="a character that nobody sees"),
        pytest.param({"line": "- {title}" * 100}, "at most 300", id="a long one"),
        pytest.param({"line": 7}, "must be text", id="a number"),
    ],
)
def test_templates_know_their_fields_and_nothing_else(templates: dict[str, str], fault: str | None) -> None:
    if fault is None:
        EntryFormat(**templates)
        return
    with pytest.raises(TemplateError, match=fault):
        EntryFormat(**templates)


def test_braces_in_a_title_are_text() -> None:
    title = "On {links} and {0.title} {"
    assert format_entry(EntryFormat(), title=title, venue=None, year=None, links=[]).startswith(f"- {title}")
