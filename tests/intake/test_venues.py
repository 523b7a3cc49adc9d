"""A list's own venues: what a text or a diff says is read with the names that this list knows."""

import pytest

from bot.catalogue.venues import Venue, Venues
from bot.intake.issue import read_issue
from bot.intake.pull import Layout, read_pull
from bot.intake.submission import Proposal
from tests.intake.diffs import change
from tests.intake.reading import VENUES

OWN = Venues([Venue("Oaxaca", "conference", aliases=("OAXC", "Oaxaca Days of Learning"))])
LINK = "https://arxiv.org/abs/2401.00001"
TITLE = "Deep Widgets for All the World"
LAYOUT = Layout("data", "data/README.md")
LIST = "# L\n\n## A\n\n<!-- paperclerk:begin a -->\n- Zeta Things. [[Paper]](https://arxiv.org/abs/2301.00001)\n"
LIST += "<!-- paperclerk:end a -->\n"


def in_issue(title: str, body: str, replies: list[str], venues: Venues) -> list[Proposal]:
    return list(read_issue(title, body, replies, venues).proposals)


@pytest.mark.parametrize(
    ("title", "body", "replies"),
    [
        pytest.param("New paper", f"[{TITLE}]({LINK}) (Oaxaca 2026)", [], id="behind the title"),
        pytest.param("New paper", f"{TITLE}, Oaxaca 2026, {LINK}", [], id="between commas"),
        pytest.param(
            "New paper", f"- [{TITLE}. In Advances in Learning Systems, Oaxaca 2026]({LINK})", [],
            id="behind its proceedings",
        ),
        pytest.param("New paper", f"[{TITLE}]({LINK}) from oaxc 26", [], id="by another name of it"),
        pytest.param("Oaxaca 2026", f"[{TITLE}]({LINK})", [], id="in the thread's title"),
        pytest.param("New paper", f"[{TITLE}]({LINK})", ["It is out at Oaxaca 2026."], id="in a later comment"),
        pytest.param(
            "New paper", f"@inproceedings{{x, title={{{TITLE}}}, url={{{LINK}}}, booktitle={{Oaxaca}}, year=2026}}", [],
            id="in BibTeX",
        ),
    ],
)  # fmt: skip
def test_a_venue_that_only_this_list_knows_is_read_in_prose(title: str, body: str, replies: list[str]) -> None:
    (found,) = in_issue(title, body, replies, OWN)
    assert (found.title, found.urls, found.venue) == (TITLE, (LINK,), "Oaxaca 2026")


def test_what_another_list_knows_is_no_venue_of_this_one() -> None:
    body = f"[{TITLE}]({LINK}) at Oaxaca 2026"
    assert [found.venue for found in in_issue("New paper", body, [], VENUES)] == [None]


def test_a_venue_of_this_list_is_no_short_name_of_a_paper() -> None:
    assert [found.title for found in in_issue("Add OAXC", LINK, [], VENUES)] == ["OAXC"]
    assert [found.title for found in in_issue("Add OAXC", LINK, [], OWN)] == [None]


def test_an_update_to_a_venue_that_only_this_list_knows_is_read() -> None:
    title = f'Update the venue of "{TITLE}" from arXiv to Oaxaca'
    assert [found.venue for found in in_issue(title, "", [], OWN)] == ["Oaxaca"]
    assert [found.venue for found in in_issue(title, "", [], VENUES)] == [None]


@pytest.mark.parametrize(
    ("line", "body", "expected", "elsewhere"),
    [
        pytest.param(f"- {TITLE} (Oaxaca 2026) [link]({LINK})", "", ("Oaxaca", 2026), "Oaxaca", id="in a line"),
        pytest.param(
            f"- {TITLE}. [[Paper]]({LINK})",
            f"Please add [{TITLE}]({LINK}) from Oaxaca 2026.",
            ("Oaxaca 2026", None),
            None,
            id="in its text",
        ),
    ],
)
def test_a_venue_that_only_this_list_knows_is_read_in_a_pull_request(
    line: str, body: str, expected: tuple[str, int | None], elsewhere: str | None
) -> None:
    """A line of a list shows by its form what is a venue; a text does not."""
    after = LIST.replace("<!-- paperclerk:end", f"{line}\n<!-- paperclerk:end")
    (found,) = read_pull("", body, [change("data/README.md", LIST, after)], LAYOUT, OWN).proposals
    assert (found.title, found.venue, found.year) == (TITLE, *expected)
    (found,) = read_pull("", body, [change("data/README.md", LIST, after)], LAYOUT, VENUES).proposals
    assert found.venue == elsewhere


@pytest.mark.parametrize(
    "title", ["WILDTALK-50M: Deep Ponds in All Lakes", "VGG 16: Deep Ponds in All Lakes", "GLUE-19b and Its Deep Ponds"]
)
def test_a_number_in_a_name_is_no_year_of_a_venue(title: str) -> None:
    (found,) = in_issue("New paper", f"- [{title}]({LINK})", [], VENUES)
    assert (found.title, found.venue) == (title, None)


def test_a_list_of_labelled_facts_tells_of_one_paper() -> None:
    body = f"- Title: {TITLE}\n- Link: {LINK}\n- Targeting: Deep Sensing, Federated Edge Learning, Joint Optimization"
    assert [found.title for found in in_issue("New paper", body, [], VENUES)] == [TITLE]
