"""What a quick look leaves out, the whole search does not find either."""

import re
from collections.abc import Callable

import pytest

from bot.catalogue.data.store import read_shipped_venues
from bot.lists import inline
from bot.lists.inline import find_tokens
from bot.lists.phrases import Phrases, signs
from bot.lists.reading.entry import citation
from bot.lists.reading.entry.citation import TITLE_END, find_signed
from bot.lists.reading.entry.names import FAMILY_FIRST, could_be_names, pass_names
from bot.lists.reading.entry.parts import Reading
from bot.lists.reading.entry.record import read_record
from bot.lists.reading.entry.title.starts import STARTS
from bot.lists.reading.entry.title.trimming import ENDS
from bot.lists.reading.entry.words import clauses

PHRASES = Phrases(read_shipped_venues())
NOTHING = re.compile(r"(?!)")
LINK = "[Paper](https://arxiv.org/abs/2401.00001)"

LINKS = {
    "plain": f"A title {LINK} and {LINK}",
    "in brackets": f"A title [{LINK}] [{LINK}, {LINK}]",
    "in brackets that are a link": f"[{LINK}](https://example.org)",
    "behind a bracket that nothing closes": f"A title [{LINK}",
    "behind a backslash": f"A title \\{LINK} \\[{LINK}\\]",
    "behind an image's mark": f"!{LINK}",
    "a name with brackets": "[A (b) c](https://example.org/a) [A (b](https://example.org/b)",
    "a name with a backslash": "[A\\](https://example.org/a) b](https://example.org/c)",
    "a name over two lines": "[A\nb](https://example.org/a)",
    "an address with brackets": "[A](https://example.org/a_(b)) [B](https://example.org/[b])",
    "an address with a title": '[A](https://example.org/a "a title") [B](<https://example.org/b>)',
    "an image in it": f"[![a](https://example.org/a.png)](https://example.org) {LINK}",
}


@pytest.mark.parametrize("references", [{}, {"[paper](https://arxiv.org/abs/2401.00001)": "https://example.org"}])
@pytest.mark.parametrize("text", LINKS.values(), ids=LINKS.keys())
def test_a_usual_link_is_what_its_brackets_say(
    text: str, references: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = list(find_tokens(text, references))
    monkeypatch.setattr(inline, "USUAL", NOTHING)
    assert found == list(find_tokens(text, references))


TITLES = {
    "words": "Deep Things in Large Graphs",
    "a number": "3. Deep Things in Large Graphs",
    "a tag": "[Survey] Deep Things in Large Graphs",
    "a short name": "(PX-Net) Deep Things in Large Graphs",
    "a venue and a year": "KDD 2007: Deep Things in Large Graphs",
    "a venue and a short year": "ICSE'10 Deep Things in Large Graphs",
    "a year and a venue": "16-ATC-Deep Things in Large Graphs",
    "a month": "May 2021 Deep Things in Large Graphs",
    "a file's ending": "Deep Things in Large Graphs.pdf",
    "brackets that are open": "Deep Things in Large Graphs (for all",
    "wide brackets": "Deep Things in Large Graphs（KDD 2007）",
    "a kind of document": "Deep Things in Large Graphs [J]",
    "dashes": "Deep Things in Large Graphs - KDD 2007 – 2007",
    "who wrote it behind a dash": "Deep Things in Large Graphs — One et al. (KDD, 2007)",
    "what it is called for short": "Deep Things in Large Graphs -- DeepGraphs",
    "a semicolon": "Deep Things in Large Graphs; KDD 2007",
    "an account": "Deep Things in Large Graphs (@one)",
    "a preposition": "Deep Things in Large Graphs, in",
    "names in brackets": "Deep Things in Large Graphs (One et al., 2017)",
    "names behind a colon": "Deep Things in Large Graphs: One et al.",
    "a sentence": "Deep things in large graphs. Journal of Machine Learning Research",
    "a preprint": "Deep Things in Large Graphs. arXiv:2401.00001",
    "a venue behind": "Deep Things in Large Graphs, KDD '07",
    "a venue behind without a mark": "Deep Things in Large Graphs KDD 2007",
    "a year before a venue": "Deep Things in Large Graphs. 2007 KDD",
    "a date": "Deep Things in Large Graphs, 2007-05",
    "names": "Deep Things in Large Graphs? A. One, B. Two and C. Three",
    "a reference": "Deep Things in Large Graphs. Ada One and Bo Two. Journal of Machine Learning Research, 2020",
    "one name": "Deep Things in Large Graphs by A. One, et al.",
}
FINDERS = {find.__name__: (find, needed) for find, needed in (*STARTS, *ENDS)}


@pytest.mark.parametrize(("find", "needed"), FINDERS.values(), ids=FINDERS.keys())
def test_nothing_is_cut_from_a_title_without_its_signs(find: Callable[[Reading, int, int], int], needed: str) -> None:
    cut = {text: find(reading, 0, len(text)) for text in TITLES.values() if (reading := begin(text))}
    changed = [text for text, place in cut.items() if place != (0 if (find, needed) in STARTS else len(text))]
    assert changed
    assert not [text for text in changed if signs(text).isdisjoint(needed)]


def begin(text: str) -> Reading:
    """Return the reading of a text in which names stand behind titles."""
    return Reading(text, PHRASES, {}, text, signed="behind")


NAMES = {
    "several": "Ada One and Bo Two",
    "in Spanish": "Ada One y Bo Two",
    "in German": "Ada One und Bo Two",
    "family names first": "Pei W, Li ZH, Pan W.",
    "others": "Ada One et al",
    "others in one word": "Ada One etal",
    "others left out": "… Ada One",
    "a plus": "One+",
    "an initial at the end": "Vitamin C",
    "an initial behind a dash": "Al-J",
    "an initial before a year": "Ada One (2010).",
    "capitals": "DAVISON A J",
    "a title with an article": "A Pond",
    "a title": "Ponds of Gardens",
}


@pytest.mark.parametrize("text", NAMES.values(), ids=NAMES.keys())
def test_nothing_is_names_without_what_divides_or_shortens_them(text: str) -> None:
    found = FAMILY_FIRST.match(text) or pass_names(text, 0, led=False)
    assert could_be_names(text) or not found


@pytest.mark.parametrize("text", [*TITLES.values(), *NAMES.values()], ids=[*TITLES, *NAMES])
def test_no_title_ends_before_names_without_a_stop(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = find_signed(text, PHRASES)
    monkeypatch.setattr(citation, "SIGN_OF_END", frozenset(text))
    assert found == find_signed(text, PHRASES)
    assert found is None or TITLE_END.search(text)


PLACES = ("ICLR 2021", "NeurIPS 2021", "May 2021", "Mar 2021", "Hinton 2015", "Oral 2021", "Team 2021", "Pond 1821")


@pytest.mark.parametrize("before", ["", "*VLDB 2020* ", "2019 "])
@pytest.mark.parametrize("place", PLACES)
def test_a_venue_of_one_word_is_read_as_any_other(place: str, before: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"- [Deep Things in Large Graphs](https://example.org) {before}*{place}*"
    found = read_record(text, PHRASES, {})
    monkeypatch.setattr(clauses, "SHORT", NOTHING)
    assert found == read_record(text, PHRASES, {})
