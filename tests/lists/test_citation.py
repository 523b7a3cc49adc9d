"""References as bibliographies write them are told apart: names, title, venue and year."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lists.phrases import Phrases
from bot.lists.reading.entry.citation import find_citation
from tests.lists.pages import KNOWN, read

TITLE = "Finite Waves in Layered Media"
#: A reference, and the authors, the venue and the year that it states.
REFERENCES: dict[str, tuple[str, tuple[str, str | None, int]]] = {
    "names, a year, stops": (
        f"Moczo, P. (1989). {TITLE}. Geophys. J. Int., 99(2), 321-329.",
        ("Moczo, P", "Geophys. J. Int", 1989),
    ),
    "commas, a volume, a year in brackets": (
        f"Z. Alterman, F. Karal, {TITLE}, Bull. Seismol. Soc. Am. 58 (1968) 367–398.",
        ("Z. Alterman, F. Karal", "Bull. Seismol. Soc. Am", 1968),
    ),
    "the rest in brackets": (
        f"Song, G. J., and Yang, D. H. (2010). {TITLE}. Chinese J. Geophys. (in Chinese), 53(8), 1985-1992.",
        ("Song, G. J., and Yang, D. H", "Chinese J. Geophys", 2010),
    ),
    "no year in brackets": (f"A. One, B. Two. {TITLE}. ICML, 2020.", ("A. One, B. Two", "ICML", 2020)),
    "people that end at a colon": (f"Ren, X., Bo, L.: {TITLE}. In: NIPS (2012)", ("Ren, X., Bo, L", "NIPS", 2012)),
    "a short name before the title": (
        f"A. One, B. Two, WAVE: {TITLE}, arXiv 58 (2023) 367–398.",
        ("A. One, B. Two", "arXiv", 2023),
    ),
    "initials behind the first name alone": (
        f"Onesen, A. B., C. D. Two, and E. Three. 2003. {TITLE}. Evolution 57:717-745.",
        ("Onesen, A. B., C. D. Two, and E. Three", "Evolution", 2003),
    ),
    "the first name turned, given names in full": (
        f"Onesen, Ada, and Bo Two. 2013. {TITLE}. Journal of Waves 12:45-67.",
        ("Onesen, Ada, and Bo Two", "Journal of Waves", 2013),
    ),
    "initials without a comma, a year": (
        f"Onesen A.B., Two C. 2010. {TITLE}. Journal of Waves 8:114.",
        ("Onesen A.B., Two C", "Journal of Waves", 2010),
    ),
    "one name turned, no year before the title": (
        f"Onesen, A. {TITLE}. Journal of Waves 2022, 12, 45–67.",
        ("Onesen, A", "Journal of Waves", 2022),
    ),
    "family names, a year, a dash": (f"Onesen & Twosen 2023 - {TITLE}", ("Onesen & Twosen", None, 2023)),
    "a comma behind the names, a stop behind the title": (
        f"A. One and B. Two, {TITLE}. ICML, 2018.",
        ("A. One and B. Two", "ICML", 2018),
    ),
    "a dash behind the names": (f"Ada One, Bo Two - {TITLE} (ICML 2018)", ("Ada One, Bo Two", "ICML", 2018)),
    "a year before the title, a venue that nobody knows": (
        f"One, A., & Two, B. (2018). {TITLE}. Odd Studies.",
        ("One, A., & Two, B", "Odd Studies", 2018),
    ),
    "a year behind a comma": (f"A. One, B. Two, {TITLE}, 2019.", ("A. One, B. Two", None, 2019)),
    "names that are left out": (
        f"One, A., Two, B., & others. (2022). {TITLE}. Geophys. J. Int., 99(2), 321-329.",
        ("One, A., Two, B., & others", "Geophys. J. Int", 2022),
    ),
    "one author, a year without brackets": (
        f"Onesen, J. R. 1985a. {TITLE}. Geophysics 39:783-791.",
        ("Onesen, J. R", "Geophysics", 1985),
    ),
    "a file's name": (f"One et al. - 2021 - {TITLE}", ("One et al.", None, 2021)),
    "names in capitals, the kind of document": (
        f"ONESEN A J, TWOSEN B , THREESEN C. {TITLE}[J]. IEEE Transactions on Waves, 2016, 32(6):1309-1332.",
        ("ONESEN A J, TWOSEN B, THREESEN C", "IEEE Transactions on Waves", 2016),
    ),
    "a paper of proceedings": (
        f"ONESEN A, TWOSEN B, et al. {TITLE}[C]// IEEE Conference on Waves, 2011.",
        ("ONESEN A, TWOSEN B, et al.", "IEEE Conference on Waves", 2011),
    ),
    "a journal in a link, before its volume": (
        f"Onesen A, Two BC and Three D. {TITLE}, [Journal of Odd Waves](https://doi.org/10.1000/1) 192, 53 (2025)",
        ("Onesen A, Two BC and Three D", "Journal of Odd Waves", 2025),
    ),
    "the title first, volume and pages": (
        f"{TITLE}. Ada One, Bo Two. Bioinformatics 35(2):123-130, 2019.",
        ("Ada One, Bo Two", "Bioinformatics", 2019),
    ),
    "a colon without a blank": (
        f"Ada One, Bo Two:{TITLE}. Proc. VLDB Endow. 14(12): 2999-3013 (2021)",
        ("Ada One, Bo Two", "Proc. VLDB Endow", 2021),
    ),
    "names as medicine writes them": (
        f"Onesen A, van der Two BC, Three D. {TITLE}. Journal of Waves, 2021, 32(3), 1-30.",
        ("Onesen A, van der Two BC, Three D", "Journal of Waves", 2021),
    ),
    "the title first, initials last": (
        f"{TITLE}. Onesen, A., Twosen, P.N., and Three, J. Journal of Waves 2019.",
        ("Onesen, A., Twosen, P.N., and Three, J", "Journal of Waves", 2019),
    ),
    "the title first, the year before the volume": (
        f"{TITLE}. A. One, B. Two. J. Mach. Learn. Res. 2019, 20, 1-30.",
        ("A. One, B. Two", "J. Mach. Learn. Res", 2019),
    ),
}


@pytest.mark.parametrize(("text", "facts"), REFERENCES.values(), ids=REFERENCES)
@pytest.mark.parametrize("form", ["1. {} [pdf]({})", "1. [{}]({})"], ids=["words", "a link's text"])
def test_a_reference_is_read(form: str, text: str, facts: tuple[str, str | None, int]) -> None:
    (entry,) = read(f"## Waves\n\n{form.format(text, 'https://example.org/a.pdf')}\n").entries
    record = entry.record
    assert record.title.removeprefix("WAVE: ") == TITLE
    assert (record.authors, record.venue, record.year) == facts


def test_a_reference_may_be_a_links_text() -> None:
    text = f'El-Beltagy, Samhaa R., and Ahmed Ali. "{TITLE}." LREC, 2012.'
    (entry,) = read(f"## Waves\n\n1. [{text}](https://example.org/a.pdf)\n").entries
    record = entry.record
    assert (record.title, record.venue, record.year) == (TITLE, "LREC", 2012)
    assert [link.label for link in record.links] == ["title"]


def test_where_people_work_is_no_title_behind_their_names() -> None:
    assert find_citation("Ada One, Bo Two, Laboratory of Deep Ponds and Lakes", Phrases(KNOWN)) is None


def test_a_title_may_have_commas_of_its_own() -> None:
    (entry,) = read(
        "## Waves\n\n1. Ada One, Bo Two, You Look: Real-Time Waves, Finite Ones, arXiv:1506.02640\n"
    ).entries
    assert (entry.record.title, entry.record.venue) == ("You Look: Real-Time Waves, Finite Ones", "arXiv")


NO_REFERENCES = (
    "Graph Attention, Networks and Their Uses. ICML 2020",
    "Attention is all you need, NeurIPS 2017",
    "Markov Chains. Explained",
    "",
)


@pytest.mark.parametrize("text", NO_REFERENCES)
def test_a_title_is_no_reference(text: str) -> None:
    assert find_citation(text, Phrases(KNOWN)) is None


@given(st.text(alphabet="AbC. ,;:()&-'and\n1984etl", max_size=80))
def test_any_text_has_its_parts_in_order_or_none(text: str) -> None:
    found = find_citation(text, Phrases(KNOWN))
    if found:
        first, second = sorted([found.authors, found.title])
        assert 0 <= first[0] < first[1] <= second[0] < second[1] <= len(text)
        for span in (found.venue, found.year):
            assert span is None or 0 <= span[0] < span[1] <= len(text)
