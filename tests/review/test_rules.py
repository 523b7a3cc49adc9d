"""What a review says of a proposal, as a table."""

from dataclasses import replace

import pytest

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.section import Section
from bot.intake.submission import Proposal
from bot.review.draft import draft_entry, settle_section
from bot.review.review import LONGEST_KEY, apply_fields, shorten_key
from bot.review.rules.submission.duplicates import name_changes
from tests.review.builders import ACL, FLEXGEN, GOOD, LINK, catalogue, review


def change(**fields: object) -> Proposal:
    return replace(GOOD, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("proposal", "verdict", "rules"),
    [
        pytest.param(GOOD, "ready", set(), id="good"),
        pytest.param(change(urls=()), "needs-info", {"link-missing"}, id="no link"),
        pytest.param(change(urls=("javascript:alert(1)",)), "needs-info", {"link-form"}, id="no web link"),
        pytest.param(change(urls=("https://x.com/a/status/1",)), "needs-info", {"link-no-paper"}, id="a post"),
        pytest.param(change(title=None), "needs-info", {"title-missing"}, id="no title"),
        pytest.param(change(title=None, urls=()), "needs-info", {"paper-missing"}, id="no paper at all"),
        pytest.param(change(title="MothChat", is_guessed=True), "needs-info", {"title-guessed"}, id="a guess"),
        pytest.param(
            change(title="Deep Residual Learning for Image Recognition", is_guessed=True),
            "ready",
            set(),
            id="a known title",
        ),
        pytest.param(
            change(title="MothChat", urls=(), is_guessed=True), "needs-info", {"link-missing"}, id="a bare guess"
        ),
        pytest.param(change(title="x" * 301), "needs-info", {"title-missing"}, id="a title too long"),
        pytest.param(change(section=None), "needs-info", {"section-missing"}, id="no section"),
        pytest.param(change(section="Cooking"), "needs-info", {"section-missing"}, id="an unknown section"),
        pytest.param(
            change(section="Cooking", operation="remove"), "needs-info", {"target-missing"}, id="which paper, first"
        ),
        pytest.param(change(venue="The Daily News 2025"), "ready", {"venue-unknown"}, id="an unknown venue"),
        pytest.param(change(venue="ICLR 2013"), "ready", {"year-policy"}, id="an old paper"),
        pytest.param(change(authors=("x" * 201,)), "needs-info", {"schema"}, id="a name too long for a record"),
        pytest.param(change(venue="TechRxiv 2025"), "ready", {"venue-policy"}, id="a venue outside the scope"),
        pytest.param(change(urls=(f"{LINK}?utm_source=x",)), "ready", {"link-cleaned"}, id="a tracking link"),
        pytest.param(change(title="Аttention again"), "ready", {"lookalike-letters"}, id="a Cyrillic letter"),
        pytest.param(
            change(urls=("https://аrxiv.org/abs/2407.08608",)), "needs-info", {"lookalike-host"}, id="a Cyrillic host"
        ),
        pytest.param(
            change(urls=("https://xn--rxiv-53d.org/abs/2407.08608",)),
            "needs-info",
            {"lookalike-host"},
            id="a Cyrillic host as browsers send it",
        ),
        pytest.param(
            change(urls=("https://осо.org/papers/1",), venue="ICLR 2025"),
            "needs-info",
            {"lookalike-host"},
            id="a host of nothing but look-alikes",
        ),
        pytest.param(
            change(urls=("https://arxiv.org.papers.example/abs/2407.08608",)),
            "needs-info",
            {"lookalike-host"},
            id="a known host in front of another",
        ),
        pytest.param(
            change(code="https://gіthub.com/lab/code"), "needs-info", {"lookalike-host"}, id="a Cyrillic host of code"
        ),
        pytest.param(change(urls=("https://президент.рф/papers/1",)), "ready", set(), id="a host in Russian"),
        pytest.param(change(urls=("https://müller.example/papers/1",)), "ready", set(), id="a host in German"),
        pytest.param(change(title="Hello @everyone <b>"), "ready", {"title-markup"}, id="markup in the title"),
        pytest.param(
            change(title="Attention is all you need", urls=("https://arxiv.org/abs/1706.03762",), venue=None),
            "duplicate",
            {"duplicate"},
            id="listed, by its link",
        ),
        pytest.param(
            change(title=FLEXGEN, section="Serving", venue=None), "duplicate", {"duplicate"}, id="by its title"
        ),
        pytest.param(
            Proposal(urls=("https://arxiv.org/abs/1706.03762",), section="Serving"),
            "ready",
            {"improvement"},
            id="a cross-listing",
        ),
        pytest.param(
            Proposal(title="Longformer: The long-document transformer", urls=(ACL,), venue="ACL 2021"),
            "ready",
            {"improvement"},
            id="a preprint that is published now",
        ),
        pytest.param(
            Proposal(
                operation="update",
                title="Longformer: The long-document transformer",
                urls=("https://arxiv.org/abs/2004.05150",),
                venue="arXiv 2020",
            ),
            "duplicate",
            {"duplicate"},
            id="a change to what the list says already",
        ),
        pytest.param(
            change(title="An entirely different subject", urls=("https://arxiv.org/abs/1706.03762",)),
            "needs-maintainer",
            {"shared-link"},
            id="somebody else's link",
        ),
        pytest.param(
            change(title="Longformer: The long document transformers"),
            "needs-maintainer",
            {"similar"},
            id="nearly a listed title",
        ),
    ],
)
def test_what_a_review_finds(proposal: Proposal, verdict: str, rules: set[str]) -> None:
    entry = review(proposal)
    assert {finding.rule for finding in entry.findings} == rules
    assert entry.verdict == verdict


def test_every_finding_says_how_to_mend_it_or_what_it_means() -> None:
    for finding in review(Proposal(title="x <b>", urls=("ftp://x",), venue="Y 1990")).findings:
        assert finding.message.endswith((".", "?"))


def test_the_entry_names_where_each_field_came_from() -> None:
    entry = review(change(venue=None))
    assert (entry.draft.venue, entry.draft.year) == ("arXiv", 2024)
    assert entry.draft.sources["venue"] == "the address"
    assert entry.draft.sources["title"] == "people"


def test_a_year_that_is_said_by_itself_counts() -> None:
    entry = review(change(venue=None, year=2025))
    assert (entry.draft.venue, entry.draft.year) == ("arXiv", 2025)
    assert (entry.draft.sources["venue"], entry.draft.sources["year"]) == ("the address", "people")


def test_the_hash_changes_with_what_would_be_written_only() -> None:
    assert review(GOOD).hash == review(change(venue="ICLR'25")).hash
    assert review(GOOD).hash != review(change(venue="ICLR 2024")).hash
    assert review(change(title=None)).hash != review(change(title=None, venue="ICLR 2024")).hash


@pytest.mark.parametrize(
    ("fields", "changed"),
    [
        pytest.param({}, {}, id="nothing"),
        pytest.param({"title": "Another title"}, {"title": "Another title"}, id="title"),
        pytest.param({"link": ACL}, {"urls": (ACL,)}, id="link"),
        pytest.param({"code": ACL}, {"code": ACL}, id="code"),
        pytest.param({"venue": "ACL 2021"}, {"venue": "ACL 2021"}, id="venue"),
        pytest.param({"year": "2021"}, {"year": 2021}, id="year"),
        pytest.param({"section": "serving"}, {"section": "serving", "under": ()}, id="section"),
    ],
)
def test_what_a_command_said_stands_instead_of_the_threads_words(
    fields: dict[str, str], changed: dict[str, object]
) -> None:
    said = change(under=("Attention",), code=LINK, year=2025)
    assert apply_fields(said, fields) == replace(said, **changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param(["year", "venue"], "year and venue", id="as they are called"),
        pytest.param(["links", "identifiers"], "links", id="without what follows from the links"),
        pytest.param(["identifiers"], "identifiers", id="which alone are named"),
    ],
)
def test_what_an_update_changes_is_named(changes: list[str], words: str) -> None:
    assert name_changes(changes) == words


def test_a_long_key_has_the_greatest_length_and_stays_its_own() -> None:
    keys = [f"{'x' * LONGEST_KEY}{end}" for end in ("", "a", "b")]
    assert [len(shorten_key(key)) for key in keys] == [LONGEST_KEY] * 3
    assert len(set(map(shorten_key, keys))) == 3


@pytest.mark.parametrize(("section", "unknown"), [("Attention", None), ("Cooking", "Cooking"), (None, None)])
def test_only_a_section_that_the_list_lacks_is_unknown(section: str | None, unknown: str | None) -> None:
    assert draft_entry(change(section=section), catalogue()).unknown_section == unknown


FLAT = ("Attention",)
DATED = ("2024", "2025")


def listed_under(*headings: str) -> Catalogue:
    """Return the list with one of its papers in each of these sections."""
    known = catalogue()
    sections = {heading.lower(): Section(heading.lower(), heading) for heading in headings}
    stands = dict(zip(known.papers, sections, strict=False))
    return replace(
        known,
        sections=sections,
        papers={id: known.papers[id]._replace(sections={section: None}) for id, section in stands.items()},
    )


@pytest.mark.parametrize(
    ("headings", "said", "placed", "source"),
    [
        pytest.param(FLAT, {}, ("attention",), "the list", id="the only one"),
        pytest.param(FLAT, {"section": "Attention"}, ("attention",), "people", id="it is said"),
        pytest.param(FLAT, {"section": "Cooking"}, (), None, id="another is said"),
        pytest.param(DATED, {"venue": "ICLR 2025"}, ("2025",), "its year", id="the year's"),
        pytest.param(DATED, {"venue": "ICLR 2025", "section": "2024"}, ("2024",), "people", id="another year is said"),
        pytest.param(DATED, {"venue": "ICLR 2025", "section": "Cooking"}, (), None, id="what the list lacks is said"),
        pytest.param(("ICLR 2025", "ICML 2025"), {"venue": "ICLR 2025"}, ("iclr 2025",), "its venue", id="the venue's"),
        pytest.param(
            ("A > 2025", "B > 2025"), {"venue": "ICLR 2025", "section": "B"}, ("b > 2025",), "its year", id="of a topic"
        ),
    ],
)
def test_nobody_is_asked_for_a_section_that_the_list_tells(
    headings: tuple[str, ...], said: dict[str, str], placed: tuple[str, ...], source: str | None
) -> None:
    known, proposal = listed_under(*headings), change(**{"section": None} | said)
    draft = settle_section(draft_entry(proposal, known), proposal, known)
    assert (draft.sections, draft.sources.get("section")) == (placed, source)
    assert draft.unknown_section == (None if placed else said["section"])


def test_a_listed_paper_is_not_listed_again_under_its_new_year() -> None:
    known = listed_under(*DATED)
    paper = next(paper for paper in known.papers.values() if "2024" in paper.sections)
    again = change(title=paper.title, urls=tuple(link.url for link in paper.links), venue="ICLR 2025", section=None)
    found = review(again, known)
    assert found.relation.is_listed
    assert found.relation.disposition != "cross-list"
