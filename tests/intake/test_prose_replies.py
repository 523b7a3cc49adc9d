"""Later comments of a thread's author correct what was said, or add to it; the papers are invented."""

from dataclasses import replace

import pytest

from bot.intake.submission import Proposal
from tests.intake.proposals import said
from tests.intake.reading import read_issue

PAGED = "PagedGraph: Memory-Efficient Serving of Graph Transformers"
SPARSE = "Sparse Routing Makes Mixture Models Cheap"
U1, U2 = "https://arxiv.org/abs/2711.01231", "https://arxiv.org/abs/2711.01232"
C1, C2 = "https://github.com/lab-a/pagedgraph", "https://github.com/lab-b/sparse-routing"
BODY = f"Title: {PAGED}\nPaper: {U1}\nCode: {C1}\nVenue: ICLR 2026"
PEOPLE = ("Ada One", "Bo Two")
FIRST = Proposal(PAGED, (U1,), C1, "ICLR 2026")


@pytest.mark.parametrize(
    ("replies", "expected"),
    [
        pytest.param(["Thanks a lot!"], [FIRST], id="thanks"),
        pytest.param(["Is there anything else you need?"], [FIRST], id="a question"),
        pytest.param(["How does it compare to NeurIPS 2024 papers?"], [FIRST], id="a question with a venue"),
        pytest.param(["Any update on this?"], [FIRST], id="a reminder"),
        pytest.param(["/recheck"], [FIRST], id="a command"),
        pytest.param(["See the discussion in the forum for more context"], [FIRST], id="somebody is sent elsewhere"),
        pytest.param(["It is like Tiny Moths, which is already listed."], [FIRST], id="what is listed is no place"),
        pytest.param(["Venue: ICML 2026"], [Proposal(PAGED, (U1,), C1, "ICML 2026")], id="another venue with a label"),
        pytest.param(
            ["Update: it has been accepted by ICML 2026 now."],
            [Proposal(PAGED, (U1,), C1, "ICML 2026")],
            id="another venue in a sentence",
        ),
        pytest.param(
            ["Venue: ICML 2026", "Sorry, it is KDD 2026."],
            [Proposal(PAGED, (U1,), C1, "KDD 2026")],
            id="the newest of two wins",
        ),
        *(
            pytest.param([words], [replace(FIRST, authors=PEOPLE)], id=f"people: {words}")
            for words in (
                "Authors: Ada One, Bo Two",
                "Sorry, the authors are Ada One and Bo Two.",
                "It is by Ada One and Bo Two",
                "Ada One, Bo Two",
            )
        ),
        pytest.param(
            ["The venue is ICML 2026 and the authors Ada One, Bo Two"],
            [replace(FIRST, venue="ICML 2026", authors=PEOPLE)],
            id="a venue and people",
        ),
        pytest.param(["By the way, thanks to Ada One and Bo Two"], [FIRST], id="who is thanked"),
        pytest.param([f"The code moved to {C2}"], [Proposal(PAGED, (U1,), C2, "ICLR 2026")], id="another code link"),
        pytest.param(
            [f"Sorry, the right link is {U2}"], [Proposal(PAGED, (U2,), C1, "ICLR 2026")], id="the right paper link"
        ),
        pytest.param(
            ["It is on OpenReview, too: https://openreview.net/forum?id=aBc123XyZ9"],
            [Proposal(PAGED, (U1, "https://openreview.net/forum?id=aBc123XyZ9"), C1, "ICLR 2026")],
            id="a second link of the same paper",
        ),
        pytest.param(
            [f'The title is now "{PAGED.replace("Memory-", "Very Memory-")}"'],
            [Proposal(PAGED.replace("Memory-", "Very Memory-"), (U1,), C1, "ICLR 2026")],
            id="a title alike",
        ),
        pytest.param(
            [f'Correction: the title should be "{SPARSE}".'],
            [Proposal(SPARSE, (U1,), C1, "ICLR 2026")],
            id="quite another title",
        ),
        pytest.param(
            [f"Could you change the title to {SPARSE}? Thanks"],
            [Proposal(SPARSE, (U1,), C1, "ICLR 2026")],
            id="a title to which it is to be changed",
        ),
        pytest.param(["Could you change the title to something shorter?"], [FIRST], id="a title that nobody says"),
        pytest.param(
            ["sorry wrong link: https://openreview.net/forum?id=aBc123XyZ9"],
            [Proposal(PAGED, ("https://openreview.net/forum?id=aBc123XyZ9",), C1, "ICLR 2026")],
            id="a link of another kind in place of a wrong one",
        ),
        pytest.param(
            ["Please use https://openreview.net/forum?id=aBc123XyZ9 instead of the preprint"],
            [Proposal(PAGED, ("https://openreview.net/forum?id=aBc123XyZ9",), C1, "ICLR 2026")],
            id="a link instead of another",
        ),
        pytest.param([f"Please also add [{SPARSE}]({U2})"], [FIRST, Proposal(SPARSE, (U2,))], id="another paper"),
        pytest.param(
            [f"Title: {SPARSE}\nPaper: {U2}\nCode: {C2}"],
            [FIRST, Proposal(SPARSE, (U2,), C2)],
            id="another paper with labels",
        ),
        pytest.param([f"Another one: {U2}"], [FIRST, Proposal(None, (U2,))], id="another address"),
        pytest.param(
            [f"Please also add [{SPARSE}]({U2})", f"[{SPARSE}]({U2}) was accepted by ACL 2026"],
            [FIRST, Proposal(SPARSE, (U2,), None, "ACL 2026")],
            id="a fact of the second paper",
        ),
        pytest.param(
            ["Section: Serving on cloud"],
            [Proposal(PAGED, (U1,), C1, "ICLR 2026", section="Serving on cloud")],
            id="a section",
        ),
        pytest.param(["> Venue: ICML 2026\n\nNo, it stays."], [FIRST], id="a quotation"),
        pytest.param(["会议改为 ICML 2026"], [Proposal(PAGED, (U1,), C1, "ICML 2026")], id="a venue in Chinese"),
    ],
)
def test_the_newest_statement_wins(replies: list[str], expected: list[Proposal]) -> None:
    found = read_issue("New paper", BODY, replies)
    assert found.intent == "add"
    assert said(found) == expected


def test_a_reply_names_the_paper_that_the_thread_did_not() -> None:
    found = read_issue("Please add our paper", "", [f"It is [{PAGED}]({U1})"])
    assert (found.intent, said(found)) == ("add", [Proposal(PAGED, (U1,))])


def test_a_reply_gives_the_link_of_a_title() -> None:
    assert said(read_issue("New paper", f"Title: {PAGED}", [f"Here is the link: {U1}"])) == [Proposal(PAGED, (U1,))]


def test_a_question_stays_one() -> None:
    assert read_issue("How do you choose papers?", "", ["I see, thank you!"]).intent == "question"
