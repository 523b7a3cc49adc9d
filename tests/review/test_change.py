"""What a request to change a listed paper makes of its venue: news counts, what a copy's address tells does not."""

from dataclasses import replace

import pytest

from bot.catalogue.paper import Link
from bot.intake.submission import Proposal
from bot.review.change import amend_links
from tests.review.builders import ACL, FLEXGEN, catalogue, review

ORCA = "Orca: A Distributed Serving System for Transformer-Based Generative Models"
LONGFORMER = "Longformer: The long-document transformer"
COPY = "https://arxiv.org/abs/2303.06865"
DEAD = "https://dl.acm.org/doi/10.5555/3618408.3619696"


def entry_line(title: str, venue: str | None, year: int | None, url: str) -> Proposal:
    """Return what a line of the list says."""
    return Proposal(title=title, urls=(url,), venue=venue, year=year)


@pytest.mark.parametrize(
    ("proposal", "venue"),
    [
        pytest.param(
            Proposal(title=FLEXGEN, urls=(COPY,), operation="fix-link", replaces=Proposal(FLEXGEN, (DEAD,))),
            ("ICML", 2023),
            id="a dead link, the new one a preprint's",
        ),
        pytest.param(
            Proposal(title=FLEXGEN, urls=(COPY,), operation="fix-link"), ("ICML", 2023), id="the dead one not named"
        ),
        pytest.param(
            Proposal(title=ORCA, urls=(COPY,), code="https://github.com/orca/orca", operation="update"),
            ("OSDI", 2022),
            id="the code, with a preprint's link",
        ),
        pytest.param(
            Proposal(
                title=FLEXGEN,
                urls=("https://example.org/flexgen.pdf",),
                operation="fix-link",
                replaces=Proposal(FLEXGEN, (COPY,)),
            ),
            ("ICML", 2023),
            id="a link whose own venue goes with it",
        ),
        pytest.param(
            Proposal(title=LONGFORMER, urls=(ACL,), operation="fix-link"),
            ("ACL", 2021),
            id="a preprint's link, the new one a publisher's",
        ),
        pytest.param(
            Proposal(title=FLEXGEN, urls=(COPY,), venue="arXiv 2023", operation="update"),
            ("arXiv", 2023),
            id="somebody says so",
        ),
        pytest.param(
            Proposal(title=LONGFORMER, year=2021, operation="update"), ("arXiv", 2021), id="the year by itself"
        ),
        pytest.param(
            Proposal(
                title=FLEXGEN,
                urls=(DEAD,),
                operation="update",
                replaces=entry_line(FLEXGEN, "ICML", 2023, DEAD),
            ),
            (None, None),
            id="a line that loses its tag",
        ),
        pytest.param(
            Proposal(
                title=FLEXGEN,
                urls=(DEAD,),
                code="https://github.com/new/flexgen",
                venue="ICML",
                year=2020,
                operation="update",
                replaces=entry_line(FLEXGEN, "ICML", 2020, DEAD),
            ),
            ("ICML", 2023),
            id="a line that still says what was mended meanwhile",
        ),
    ],
)
def test_a_change_keeps_the_better_venue(proposal: Proposal, venue: tuple[str | None, int | None]) -> None:
    entry = review(proposal)
    assert entry.after is not None
    assert (entry.after.venue, entry.after.year) == venue


ONE, TWO, THREE = "https://one.example/p", "https://two.example/p", "https://three.example/p"


@pytest.mark.parametrize(
    ("listed", "old", "new", "links"),
    [
        pytest.param([("Code", ONE)], [("Code", TWO)], [("Code", TWO)], [("Code", ONE)], id="the list is ahead"),
        pytest.param([("Code", ONE)], [("Code", ONE)], [("Code", TWO)], [("Code", TWO)], id="another address"),
        pytest.param([("Source", ONE)], [("Code", ONE)], [("Code", TWO)], [("Source", TWO)], id="under its own label"),
        pytest.param([("Paper", ONE)], [], [("Code", TWO)], [("Paper", ONE), ("Code", TWO)], id="one more"),
        pytest.param([("Paper", ONE), ("Code", TWO)], [("Code", TWO)], [], [("Paper", ONE)], id="one less"),
        pytest.param([("Code", ONE)], [("Code", ONE)], [], [("Code", ONE)], id="the last stays"),
        pytest.param([("Paper", ONE)], [("Code", THREE)], [], [("Paper", ONE)], id="one less that is gone already"),
        pytest.param([("URL", ONE)], [("Paper", TWO)], [("Paper", THREE)], [("URL", THREE)], id="the paper's own link"),
    ],
)
def test_links_change_in_their_places(
    listed: list[tuple[str, str]], old: list[tuple[str, str]], new: list[tuple[str, str]], links: list[tuple[str, str]]
) -> None:
    on_list, before, after = ([Link(*each) for each in some] for some in (listed, old, new))
    assert amend_links(on_list, after, before, link_is_new=True) == tuple(Link(*each) for each in links)


def test_a_papers_own_link_stays_where_nobody_gave_another() -> None:
    listed = [Link("Paper", ONE)]
    assert amend_links(listed, [Link("Paper", TWO)], [Link("Paper", THREE)], link_is_new=False) == tuple(listed)


def test_a_paper_keeps_its_place_where_the_place_is_not_what_changes() -> None:
    said = Proposal(title=LONGFORMER, venue="arXiv", section="Attention")
    listed = catalogue().papers["longformer-the-long-document-transformer"]
    before, after = (replace(said, year=year) for year in (2020, 2021))
    entry = review(replace(after, operation="update", replaces=before))
    assert entry.after is not None
    assert (entry.after.year, entry.after.sections) == (2021, listed.sections)


def test_a_paper_that_is_to_go_is_gone_afterwards() -> None:
    entry = review(Proposal(title=LONGFORMER, operation="remove"))
    assert entry.before is not None
    assert (entry.before.title, entry.after) == ("Longformer: The long-document transformer", None)


@pytest.mark.parametrize(
    ("said", "venue"),
    [
        pytest.param("ICML 2024", ("ICML", 2024), id="published elsewhere"),
        pytest.param("arXiv 2024", None, id="a preprint"),
        pytest.param("Operating Systems Design and Implementation", None, id="the same by another name"),
        pytest.param("Proceedings of the Orcas 2024", None, id="a venue that nobody knows"),
    ],
)
def test_a_listed_paper_that_is_said_to_have_appeared_elsewhere_changes_before_all_eyes(
    said: str, venue: tuple[str, int] | None
) -> None:
    entry = review(Proposal(title=ORCA, venue=said))
    assert ((entry.after.venue, entry.after.year) if entry.after else None) == venue
    assert entry.verdict == ("ready" if venue else "duplicate")
    assert any(finding.rule == "other-venue" for finding in entry.findings) == bool(venue)


def test_a_venue_that_a_link_tells_does_not_replace_another() -> None:
    entry = review(Proposal(title=ORCA, urls=("https://proceedings.mlr.press/v202/yu23a.html",)))
    assert (entry.before, entry.after) == (None, None)
