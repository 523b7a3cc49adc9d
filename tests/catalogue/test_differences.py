"""Titles with nearly all words in common that are two works, and equal ones that a person has to look at."""

import pytest

from bot.catalogue.identity.identifiers import Identifier
from bot.catalogue.matching import Index, Record, match_in_turn, score_pairs

LONG = "Fast and memory-efficient exact attention"
AUTHORS = ("Ada Lovelace", "Alan Turing")


def doi(value: str) -> tuple[Identifier, ...]:
    return (Identifier("doi", value),)


@pytest.mark.parametrize(
    ("listed", "asked", "kind"),
    [
        pytest.param(Record("Secure Programming in C"), Record("Secure Programming in C++"), "similar", id="a sign"),
        pytest.param(Record(f"X-Lite: {LONG}"), Record(f"X-Lite++: {LONG}"), "similar", id="a sign in a name"),
        pytest.param(Record(LONG), Record(f"Retraction: {LONG}"), "similar", id="a retraction"),
        pytest.param(Record(LONG), Record(f"Erratum: {LONG}"), "similar", id="an erratum"),
        pytest.param(Record(LONG), Record(f"Supplementary material for {LONG}"), "similar", id="a supplement"),
        pytest.param(Record(LONG), Record(f"[Retracted] {LONG}"), "similar", id="a retraction in brackets"),
        pytest.param(Record(LONG), Record(f"Withdrawn: {LONG}"), "similar", id="a withdrawal"),
        pytest.param(Record(LONG), Record(f"A Comment on {LONG}"), "similar", id="a comment"),
        pytest.param(Record(LONG), Record(f"Author's response: {LONG}"), "similar", id="a response"),
        pytest.param(Record(LONG), Record(f"Appendix to {LONG}"), "similar", id="an appendix"),
        pytest.param(Record(LONG), Record(f"[Re] {LONG}"), "similar", id="a reproduction"),
        pytest.param(Record(LONG), Record(f"Rejoinder: {LONG}"), "similar", id="a rejoinder"),
        pytest.param(Record(LONG), Record(f"Notice of Retraction: {LONG}"), "similar", id="a notice"),
        pytest.param(Record(LONG), Record(f"{LONG}: Supplementary Material"), "similar", id="a supplement behind"),
        pytest.param(Record(LONG), Record(f"{LONG} (Erratum)"), "similar", id="an erratum behind"),
        pytest.param(Record(LONG), Record(f"{LONG} - Corrigendum"), "similar", id="a corrigendum behind"),
        pytest.param(
            Record("Retraction-based planning of manipulator motions"),
            Record("Retraction based planning of manipulator motion"),
            "same",
            id="a word that only begins like a notice",
        ),
        pytest.param(
            Record(LONG),
            Record("Erratum: Fast and memory-efficient exact sorting"),
            "new",
            id="an erratum to another paper",
        ),
        pytest.param(Record("Attention"), Record("Erratum: Attention"), "new", id="an erratum to a title of one word"),
        pytest.param(
            Record(LONG, venue="NeurIPS Workshop", year=2021),
            Record(f"{LONG}: theory and large-scale practice", venue="TPAMI", year=2023, is_venue_known=True),
            "similar",
            id="a workshop paper and its journal version",
        ),
        pytest.param(
            Record(LONG, authors=("A Smith", "B Jones")),
            Record(f"{LONG}: theory and large-scale practice", authors=("C Brown", "D White")),
            "new",
            id="a subtitle and other authors",
        ),
        pytest.param(
            Record(LONG, authors=AUTHORS, venue="NeurIPS", year=2022, is_venue_known=True),
            Record(
                "Fast and memory-eficient exact attention",
                authors=AUTHORS,
                venue="ICML",
                year=2023,
                is_venue_known=True,
            ),
            "similar",
            id="a slip and another venue",
        ),
        pytest.param(Record("Qwen2 Technical Report"), Record("Qwen2.5 Technical Report"), "new", id="a version"),
        pytest.param(
            Record("Janus-R1 Technical Report"),
            Record("Janus-R2 Technical Report"),
            "new",
            id="a version of one letter",
        ),
        pytest.param(Record(f"X-Lite: {LONG}"), Record(f"X-Lite 2: {LONG}"), "similar", id="a version of a name"),
        pytest.param(Record(f"X-Lite: {LONG}"), Record(f"X-Lite-VL: {LONG}"), "similar", id="a name that goes on"),
        pytest.param(
            Record("On learning rates, Part I", doi("10.1/a")),
            Record("On learning rates, Part II", doi("10.1/b")),
            "new",
            id="parts with two DOIs",
        ),
        pytest.param(Record("On learning rates, Part I"), Record("On learning rates, Part II"), "similar", id="parts"),
        pytest.param(
            Record("On learning rates, Part I", authors=AUTHORS, venue="ICML", year=2022, is_venue_known=True),
            Record("On learning rates, Part II", authors=AUTHORS, venue="ICML", year=2022, is_venue_known=True),
            "similar",
            id="parts in one volume",
        ),
        pytest.param(
            Record("On learning rates: Part One"), Record("On learning rates: Part Two"), "similar", id="parts in words"
        ),
        pytest.param(
            Record("On learning rates: Part A", doi("10.1/a")),
            Record("On learning rates: Part B", doi("10.1/b")),
            "new",
            id="parts with letters",
        ),
        pytest.param(
            Record("On learning rates (I)"), Record("On learning rates (II)"), "similar", id="parts in brackets"
        ),
        pytest.param(
            Record("On learning rates I", doi("10.1/a")),
            Record("On learning rates II", doi("10.1/b")),
            "new",
            id="numbered works with two DOIs",
        ),
        pytest.param(
            Record("Deja Vu: contextual sparsity for efficient language models"),
            Record("DéjàVu: cache streaming for fault-tolerant generative serving"),
            "new",
            id="one name, two papers",
        ),
        pytest.param(
            Record(LONG, (Identifier("acl", "2023.acl-long.1"),)),
            Record(LONG, (Identifier("acl", "2024.acl-long.9"),)),
            "similar",
            id="one title, two numbers of one kind",
        ),
        pytest.param(
            Record(f"X-Lite: {LONG}", authors=("A Smith", "B Jones")),
            Record(f"X-Lite: {LONG}", authors=("C Brown", "D White")),
            "similar",
            id="one telling title, other authors",
        ),
        pytest.param(
            Record(LONG, authors=("A Smith", "B Jones")),
            Record(LONG, authors=("asmith bjones",)),
            "same",
            id="glued names",
        ),
        pytest.param(Record("OpenReview"), Record("OpenReview"), "new", id="a label taken for a title"),
        pytest.param(Record("Link to paper"), Record("Link to paper"), "new", id="a label of several words"),
        pytest.param(Record("Message from the Chairs"), Record("Message from the Chairs"), "new", id="a column"),
        pytest.param(Record(f"Deja Vu: {LONG}"), Record(f"DéjàVu: {LONG}"), "same", id="accents and spaces"),
        pytest.param(Record(LONG), Record(LONG.upper()), "same", id="capitals"),
    ],
)
def test_what_one_sign_or_word_says(listed: Record, asked: Record, kind: str) -> None:
    assert Index([("listed", listed)]).match(asked).kind == kind
    assert match_in_turn([("listed", listed), ("asked", asked)])[1].kind == kind, "the same in a whole list"


def test_a_list_is_judged_as_its_papers_are_one_by_one() -> None:
    titles = [LONG, "Sparse attention for long documents", LONG.replace("exact", "exct"), "OpenReview", "", LONG]
    records = [(str(number), Record(title)) for number, title in enumerate(titles)]
    index, expected = Index(), []
    for key, record in records:
        match = index.match(record)
        expected.append((match.kind, match.key))
        index.add(key, record)
    assert [(match.kind, match.key) for match in match_in_turn(records)] == expected


def test_a_title_that_repeats_its_own_words_is_not_its_own_double() -> None:
    assert [match.kind for match in match_in_turn([("1", Record("banana banana banana banana banana"))])] == ["new"]
    assert match_in_turn([]) == []


def test_many_times_one_title_is_found_each_time() -> None:
    found = match_in_turn([(str(number), Record(LONG)) for number in range(500)])
    assert found[0].kind == "new"
    assert {match.kind for match in found[1:]} == {"same"}


def test_two_full_records_of_two_events_are_two_publications() -> None:
    one = Record("Mining data streams: one look", authors=AUTHORS, venue="VLDB", year=2002, is_venue_known=True)
    other = one._replace(title="Mining data streams: one look, a tutorial", venue="SIGMOD")
    assert score_pairs([(one, other)])[0] < 0.5 < score_pairs([(one, other._replace(venue="VLDB"))])[0]
