"""A citation says all its facts, in whichever style it is, with a link or without, behind a request or alone."""

import itertools

import pytest

from bot.catalogue.venues import split_venue
from tests.intake.reading import VENUES, read_issue

TITLE = "Cumulative evolution of moths in the laboratory"
DOI = "https://doi.org/10.1073/pnas.0707835105"
WHOLE = ("Ada Lovelace", "Kurt Goedel", "Emmy Noether")
INITIALS = ("A. Lovelace", "K. Goedel", "E. Noether")
INVERTED = ("Lovelace, A.", "Goedel, K.", "Noether, E.")
BARE = ("Lovelace, A", "Goedel, K", "Noether, E")
FIRST = ("Lovelace, Ada", "Kurt Goedel", "Emmy Noether")

#: By style: the citation, the people as it writes them, the venue's name of the list, and the year.
STYLES = {
    "APA": (
        f"Lovelace, A., Goedel, K., & Noether, E. (2008). {TITLE}. *Proceedings of the National Academy of Sciences*,"
        " 105(31), 10681-10686.",
        INVERTED, "PNAS", 2008,
    ),
    "APA without marks": (
        f"Lovelace, A., Goedel, K., & Noether, E. (2008). {TITLE}. PNAS, 105(31), 10681-10686.", INVERTED, "PNAS", 2008
    ),
    "APA of proceedings": (
        f"Lovelace, A., Goedel, K., & Noether, E. (2023). {TITLE}. In *Advances in Neural Information Processing"
        " Systems* (Vol. 36, pp. 1-10).",
        INVERTED, "NeurIPS", 2023,
    ),
    "IEEE": (
        f"A. Lovelace, K. Goedel and E. Noether, “{TITLE},” *Trans. Moth Flight*, vol. 105, no. 31, pp. 1-6, 2008.",
        INITIALS, "Trans. Moth Flight", 2008,
    ),
    "IEEE with stops": (
        f'A. Lovelace, K. Goedel and E. Noether, "{TITLE}," *J. Moth. Sci.*, vol. 105, pp. 1-6, 2008.',
        INITIALS, "J. Moth. Sci", 2008,
    ),
    "IEEE numbered": (
        f'[1] A. Lovelace, K. Goedel, and E. Noether, "{TITLE}," in Proc. NeurIPS, 2023, pp. 1–10.',
        INITIALS, "NeurIPS", 2023,
    ),
    "GB/T 7714": (
        f"[1] Lovelace A, Goedel K, Noether E. {TITLE}[C]//Advances in Neural Information Processing Systems."
        " 2023: 1-10.",
        BARE, "NeurIPS", 2023,
    ),
    "Nature": (
        f"1. Lovelace, A., Goedel, K. & Noether, E. {TITLE}. *Moth Flight* **105**, 10681–10686 (2008).",
        INVERTED, "Moth Flight", 2008,
    ),
    "Springer": (
        f"Lovelace A, Goedel K, Noether E (2008) {TITLE}. Proceedings of the National Academy of Sciences 105(31):1–6.",
        BARE, "PNAS", 2008,
    ),
    "Vancouver": (f"Lovelace A, Goedel K, Noether E. {TITLE}. PNAS. 2008;105(31):10681-6.", BARE, "PNAS", 2008),
    "MLA": (
        f'Lovelace, Ada, Kurt Goedel, and Emmy Noether. "{TITLE}." *PNAS* 105.31 (2008): 10681-10686.',
        FIRST, "PNAS", 2008,
    ),
    "Chicago": (
        f"Lovelace, Ada, Kurt Goedel, and Emmy Noether. 2008. “{TITLE}.” Proceedings of the National Academy of"
        " Sciences 105 (31): 1–6.",
        FIRST, "PNAS", 2008,
    ),
    "ACM": (
        f"Ada Lovelace, Kurt Goedel, and Emmy Noether. 2023. {TITLE}. In NeurIPS.", WHOLE, "NeurIPS", 2023
    ),
    "Harvard": (
        f"Lovelace, A., Goedel, K. and Noether, E., 2008. {TITLE}. PNAS, 105(31), pp.10681-10686.",
        INVERTED, "PNAS", 2008,
    ),
    "title first": (f"{TITLE}, Ada Lovelace, Kurt Goedel, Emmy Noether, NeurIPS 2023", WHOLE, "NeurIPS", 2023),
    "title, people, venue": (
        f"{TITLE}. Ada Lovelace, Kurt Goedel, Emmy Noether. NeurIPS 2023.", WHOLE, "NeurIPS", 2023
    ),
    "some people left out": (f'Lovelace et al., "{TITLE}", NeurIPS 2023', (), "NeurIPS", 2023),
}  # fmt: skip
LINKS = {"a link": f" {DOI}", "no link": ""}
LEADS = {
    "alone": "{}",
    "behind a request": "Please add: {}",
    "behind a request without a colon": "Please add {}",
    "behind a label": "Paper: {}",
    "behind a question": "Hi! Could you add this one? {}",
    "behind a sentence": "We found one more that is missing. {}",
    "below a request": "Please add:\n\n{}",
    "in an item": "Hi, you miss this one:\n\n- {}",
    "between sentences": "You are missing this one:\n{}\nThanks!",
}
ALL = [*itertools.product(STYLES, LINKS, ["alone"]), *itertools.product(STYLES, ["a link"], [*LEADS][1:])]
CASES = [pytest.param(*case, id=", ".join(case)) for case in ALL]


@pytest.mark.parametrize(("style", "link", "lead"), CASES)
def test_a_citation_says_all_its_facts(style: str, link: str, lead: str) -> None:
    cited, people, venue, year = STYLES[style]
    found = read_issue("New paper", LEADS[lead].format(cited + LINKS[link]))
    (paper,) = found.proposals
    name, dated = split_venue(paper.venue or "")
    said = (paper.title, paper.authors, VENUES.name(name), dated, bool(paper.urls))
    assert said == (TITLE, people, venue, year, link == "a link")
    assert not found.unused
    assert not paper.is_guessed


SENTENCES = {
    "a question": f"Is {TITLE}, Ada Lovelace, Kurt Goedel, NeurIPS 2023, on the list?",
    "a remark in brackets": f"{TITLE} (NeurIPS'23, D&B Track)",
}


@pytest.mark.parametrize("text", SENTENCES.values(), ids=SENTENCES)
def test_what_is_no_citation_names_nobody(text: str) -> None:
    assert not any(paper.authors for paper in read_issue("New paper", text).proposals)


def test_a_cited_preprint_is_dated_by_its_number() -> None:
    (paper,) = read_issue(
        "", f"Lovelace, A., & Noether, E. (2023). {TITLE}. arXiv preprint arXiv:2301.01234."
    ).proposals
    assert (paper.title, paper.authors) == (TITLE, ("Lovelace, A.", "Noether, E."))
    assert (paper.venue, paper.year, paper.urls) == (None, None, ("https://arxiv.org/abs/2301.01234",))


def test_people_before_a_title_and_its_number_are_its_authors() -> None:
    (paper,) = read_issue("", f"Ada Lovelace, Emmy Noether. {TITLE}. arXiv:2409.01234").proposals
    assert (paper.title, paper.authors) == (TITLE, ("Ada Lovelace", "Emmy Noether"))


def test_a_year_without_a_venue_is_said() -> None:
    (paper,) = read_issue("", f"Lovelace, Ada, and Emmy Noether. “{TITLE}.” (1999). https://a.edu/b.pdf").proposals
    assert (paper.title, paper.venue, paper.year) == (TITLE, None, 1999)


def test_a_list_of_references_is_as_many_papers() -> None:
    cited = [
        f"{number}. {text.removeprefix('1. ').removeprefix('[1] ').replace(TITLE, f'{TITLE} of {kind}')}"
        for number, (text, kind) in enumerate(
            [(STYLES["APA"][0], "ponds"), (STYLES["ACM"][0], "trees"), (STYLES["GB/T 7714"][0], "lamps")], 1
        )
    ]
    found = read_issue("Missing references", "\n".join(["Please add:", "", *cited])).proposals
    assert [(each.title, len(each.authors)) for each in found] == [
        (f"{TITLE} of {kind}", 3) for kind in ("ponds", "trees", "lamps")
    ]
