"""The list of an entry's fields: who said each, and addresses that can be pressed and do nothing else."""

import re
from dataclasses import replace

import pytest

from bot.localhub.markup import render
from bot.review.words.showing import show_address
from bot.workflow.messages.fields import show_fields
from tests.workflow.builders import ENTRY, shown, situation


def sources(shown: str) -> dict[str, str]:
    """Return who said each field."""
    return dict(re.findall(r"^\* \*\*(.+?)\*\*: .+ \(from (.+)\)$", shown, re.M))


def test_who_opened_the_thread_is_named_and_so_is_who_set_a_field() -> None:
    state = replace(shown(), set_by={ENTRY.key: {"section": "ada", "year": "ada", "link": "grace"}})
    said = sources(show_fields(ENTRY, situation(state=state)))
    assert said == {
        "Title": "`contributor`",
        "Venue": "`contributor`, `ada`",
        "Section": "`ada`",
        "Paper": "`grace`",
    }


def test_an_address_and_a_service_are_named_as_they_are() -> None:
    draft = replace(ENTRY.draft, sources={"title": "Crossref", "venue": "the address", "year": "the address"})
    said = sources(show_fields(replace(ENTRY, draft=draft), situation()))
    assert (said["Title"], said["Venue"]) == ("Crossref", "the address")


def test_who_said_only_the_year_is_named_alone() -> None:
    draft = replace(ENTRY.draft, sources={"year": "Crossref"})
    assert sources(show_fields(replace(ENTRY, draft=draft), situation()))["Venue"] == "Crossref"


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("https://arxiv.org/abs/2407.08608", id="plain"),
        pytest.param("http://example.org/a_b*c?x=1&copy;=2&y=@ada#12", id="marks and entities"),
        pytest.param("https://example.org/a(b)[c]", id="brackets"),
        pytest.param("https://example.org/é", id="letters"),
        pytest.param("https://example.org/\ud800", id="half a pair"),
    ],
)
def test_an_address_is_one_link_that_reads_as_it_is(url: str) -> None:
    shown = render(f"| | |\n|---|---|\n| x | {show_address(url)} |", "/o/r")
    assert len(re.findall(r"<a ", shown)) == 1
    assert shown.count("<td>") == 2
    (text,) = re.findall(r"<a [^>]*>(.*?)</a>", shown)
    assert "<" not in text
    plain = text.replace("\u200b", "").replace("&amp;", "&").replace("&lt;", "<")
    assert plain == url.partition("://")[2].replace("\ud800", "")


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("https://github.com/o/r/issues/12", id="an issue, which would be told"),
        pytest.param("https://www.github.com/o/r/pull/12#x", id="a request"),
        pytest.param("javascript:alert(1)", id="no web address"),
        pytest.param("https://example.org/a|b>c", id="what no browser opens"),
    ],
)
def test_what_would_do_more_than_lead_somewhere_is_code(url: str) -> None:
    assert show_address(url).startswith("`")


NAMED = {
    "its line names them": ("Crossref", "- A. One, B. Two. **Title**", "Ada One, Bo Two (from Crossref)"),
    "its line names nobody": ("Crossref", "- **Title**", None),
    "somebody named them": ("people", "- **Title**", "Ada One, Bo Two (from `contributor`)"),
}


@pytest.mark.parametrize(("source", "line", "said"), NAMED.values(), ids=NAMED)
def test_people_stand_among_the_fields_where_somebody_names_them(source: str, line: str, said: str | None) -> None:
    draft = replace(ENTRY.draft, authors=("Ada One", "Bo Two"), sources={"authors": source})
    fields = show_fields(replace(ENTRY, draft=draft, change=replace(ENTRY.change, after=None)), situation(), line)
    assert (re.findall(r"^\* \*\*Authors\*\*: (.+)$", fields, re.M) or [None]) == [said]
