"""What stands around a paper's title: in blocks of fields, behind labels, in sentences; all is invented."""

import pytest

from bot.intake.submission import Proposal
from tests.intake.proposals import said
from tests.intake.reading import read_issue

TITLE = "Sparse Moths Route Cheaply Through Dense Forests"
ASKED = "Are Small Moths Sensitive to Dim Light?"
LINK = "https://arxiv.org/abs/2711.01231"
CODE = "https://github.com/moth-lab/sparse"
RECORD = f"```bibtex\n@misc{{a,\n  title = {{{TITLE}}},\n  url = {{{LINK}}}\n}}\n```"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            f'```yaml\ntitle: "{TITLE}"\nvenue: ICLR 2026\nurl: {LINK}\ncode: {CODE}\n```',
            Proposal(TITLE, (LINK,), CODE, "ICLR 2026"),
            id="fields in a fence of YAML",
        ),
        pytest.param(
            f'```json\n{{"title": "{TITLE}", "venue": "ICLR 2026", "url": "{LINK}", "code": "{CODE}"}}\n```',
            Proposal(TITLE, (LINK,), CODE, "ICLR 2026"),
            id="fields in JSON",
        ),
        pytest.param(
            f"Titel der Arbeit: {TITLE}\nVorgestellt: ICLR 2026\nLink: {LINK}",
            Proposal(TITLE, (LINK,), venue="ICLR 2026"),
            id="an unknown label below a title",
        ),
        pytest.param(
            f"Title: That was the last light, we left early: {ASKED}\nLink: {LINK}",
            Proposal(f"That was the last light, we left early: {ASKED}", (LINK,)),
            id="a label before a title that begins as a sentence",
        ),
        pytest.param(
            f"Title: our ICLR 2026 paper: {TITLE}\nLink: {LINK}",
            Proposal(TITLE, (LINK,), venue="ICLR 2026"),
            id="a label before what leads to a title",
        ),
    ],
)
def test_a_label_is_of_all_that_stands_behind_it(body: str, expected: Proposal) -> None:
    assert said(read_issue("Submission", body)) == [expected]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            f"The survey does not mention {TITLE} (ICLR 2026), which is closely related.\n\n{LINK}", id="mention"
        ),
        pytest.param(f"Your list does not include {TITLE} (ICLR 2026) yet.\n{LINK}", id="include"),
    ],
)
def test_a_title_begins_behind_what_says_that_it_is_missing(body: str) -> None:
    assert said(read_issue("Forgotten work", body)) == [Proposal(TITLE, (LINK,), venue="ICLR 2026")]


def test_a_title_can_say_what_something_lacks() -> None:
    title = "Moth vision does not have Local Minima in dim light"
    assert said(read_issue("New paper", f"- {title}. [[paper]]({LINK})")) == [Proposal(title, (LINK,))]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"Under Graph Learning, please:\n\n{RECORD}", id="led in"),
        pytest.param(f"Please add this to the Graph Learning section.\n\n{RECORD}", id="asked for"),
        pytest.param(f"{RECORD}\n\nSection: Graph Learning", id="labelled"),
    ],
)
def test_a_record_stands_in_the_section_that_the_text_says(body: str) -> None:
    assert said(read_issue("Please add", body)) == [Proposal(TITLE, (LINK,), section="Graph Learning")]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f'Could you add "{TITLE}" ({LINK}) to the Graph Learning list?', id="behind a link"),
        pytest.param(f'Could you add "{TITLE}" – preprint: {LINK} – to the Graph Learning list?', id="in dashes"),
    ],
)
def test_a_list_of_the_page_can_be_a_section(body: str) -> None:
    (found,) = read_issue("Addition", body).proposals
    assert "Graph Learning" in found.under


def test_quoted_words_that_are_asked_for_are_the_title_though_they_are_a_sentence() -> None:
    title = "Stepmoths are mean and owls are pretentious: What do forests learn about you?"
    body = f'We would like to submit "{title}", published in ICLR 2026 (oral). {LINK}'
    assert said(read_issue("Paper", body)) == [Proposal(title, (LINK,), venue="ICLR 2026")]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f'Please add {LINK} to "Graph Learning and Moths".', id="a place"),
        pytest.param(f'{LINK} would fit in the "Graph Learning for Moths" section.', id="a section"),
        pytest.param(f'Your readme says "papers on moths are always welcome", so here is one: {LINK}', id="the list"),
    ],
)
def test_quoted_words_that_are_no_title_name_nothing(body: str) -> None:
    (found,) = read_issue("Addition", body).proposals
    assert found.title is None


@pytest.mark.parametrize(
    "heading", ["Possible addition (sorry if off topic)", "Not listed yet", "Not yet included here"]
)
def test_a_heading_that_asks_is_no_title(heading: str) -> None:
    (found,) = read_issue(heading, f"Hello, here is one.\n\n{LINK}").proposals
    assert found.title is None


@pytest.mark.parametrize(
    "lead",
    [
        pytest.param("You may want to have a look at", id="look"),
        pytest.param("You might want to check out", id="check"),
        pytest.param("Gostaria de sugerir o artigo", id="Portuguese"),
    ],
)
def test_a_title_begins_behind_what_asks_for_it(lead: str) -> None:
    title = "The weighted moth trick – optimization strategies for robustness"
    (found,) = read_issue("Addition", f"{lead} {title}. It's on arXiv: {LINK}").proposals
    assert (found.title, found.urls) == (title, (LINK,))


def test_json_without_an_address_names_no_paper() -> None:
    assert read_issue("Settings", f'```json\n{{"title": "{TITLE}", "theme": "dark"}}\n```').proposals == ()
