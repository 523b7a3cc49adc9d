"""Where a preprint was published, as its authors put it; a hope is no publication."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.data.store import read_shipped_venues
from bot.catalogue.venues import Venues
from bot.metadata.arxiv import LONGEST_REMARK
from bot.metadata.publication import (
    DOUBTFUL,
    LONGEST_CLAIM,
    PublishedAt,
    read_clause,
    read_comment,
    read_doi,
    read_reference,
)
from tests.growth import assert_even, repeat


@pytest.mark.parametrize(
    ("comment", "venue", "year"),
    [
        ("Accepted at ICLR 2024", "ICLR", 2024),
        ("NeurIPS 2023 camera ready", "NeurIPS", 2023),
        ("12 pages, 5 figures, Accepted to CVPR 2023 (oral)", "CVPR", 2023),
        ("Published as a conference paper at ICLR 2021", "ICLR", 2021),
        ("To appear in ACL 2020", "ACL", 2020),
        ("Accepted at AAAI-23", "AAAI", 2023),
        ("NIPS'17; code at https://github.com/a/b", "NeurIPS", 2017),
        ("Accepted by SC23", "SC", 2023),
        ("Accepted by IEEE International Conference on Data Engineering (ICDE) 2024", "ICDE", 2024),
        ("Accepted to the 36th Conference on Neural Information Processing Systems (NeurIPS 2022)", "NeurIPS", 2022),
        ("Accepted at the International Conference on Machine Learning (ICML), 2023", "ICML", 2023),
        ("Accepted for publication in Journal of Machine Learning Research", "JMLR", None),
        ("Accepted to OSDI", "OSDI", None),
        ("EMNLP 2021 Findings", "Findings", 2021),
        ("Accepted to Findings of ACL 2023", "Findings", 2023),
        ("v2: ICML 2020, 14 pages", "ICML", 2020),
    ],
)
def test_a_comment_tells_the_venue(comment: str, venue: str, year: int | None, venues: Venues) -> None:
    assert read_comment(comment, venues) == PublishedAt(venue, year)


@pytest.mark.parametrize(
    "comment",
    [
        "Submitted to NeurIPS 2023",
        "Submission to ICLR 2024",
        "Under review at ICLR 2024",
        "Preprint. Under review. ICML 2023",
        "ICLR 2024 (in review)",
        "Accepted at the ICML 2022 workshop on Examples",
        "ICML 2022. Workshop on Examples",
        "Rejected from ICML 2022",
        "Withdrawn from ICLR 2023",
        "Not accepted at ICLR 2023",
        "Extended version of our ICML 2020 paper",
        "The NeurIPS 2021 challenge on examples",
        "Uses the ICLR 2024 template",
        "Accepted at NeurIPS 2022 and JMLR 2023",
        "Accepted at NeurIPS 2022. Accepted at JMLR 2023",
        "Accepted at a venue nobody knows 2023",
        "17 pages. Fast 2023 methods",
        "Published in Oct 2023",
        "arXiv preprint, CoRR 2023",
        "We evaluate on 2023 tasks",
        "AAAI 2024 Student Abstract",
        "",
    ],
)
def test_a_hope_or_a_guess_is_no_venue(comment: str, venues: Venues) -> None:
    assert read_comment(comment, venues) is None


@pytest.mark.parametrize(
    ("reference", "venue", "year"),
    [
        ("Advances in Neural Information Processing Systems 36 (2023)", "NeurIPS", 2023),
        (
            "Proceedings of the 40th International Conference on Machine Learning, PMLR 202:1234-1256, 2023",
            "ICML",
            2023,
        ),
        ("Journal of Machine Learning Research 23 (2022) 1-40", "JMLR", 2022),
        ("In CVPR 2020", "CVPR", 2020),
        ("2023 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR), pp. 1950-1962", "CVPR", 2023),
        ("Proc. VLDB Endow. 16(3): 2020-2033 (2022)", "VLDB", 2022),
        ("Transactions of the Association for Computational Linguistics 2021 Vol. 9, 53-68", "TACL", 2021),
        ("Findings of the Association for Computational Linguistics: EMNLP 2021", "Findings", 2021),
        ("ICML 2023 Poster", "ICML", 2023),
        ("NeurIPS 2023 spotlight", "NeurIPS", 2023),
        ("International Conference on Learning Representations", "ICLR", None),
    ],
)
def test_a_reference_tells_the_venue(reference: str, venue: str, year: int | None, venues: Venues) -> None:
    assert read_reference(reference, venues) == PublishedAt(venue, year)


@pytest.mark.parametrize(
    "reference",
    ["Proceedings of the ICML Workshop on Examples, 2019", "Nature 521 (2015)", "Submitted to ICLR 2024", "CoRR 2021"],
)
def test_another_reference_tells_none(reference: str, venues: Venues) -> None:
    assert read_reference(reference, venues) is None


@pytest.mark.parametrize(
    ("doi", "expected"),
    [
        ("10.1109/CVPR52688.2022.01042", PublishedAt("CVPR", 2022)),
        ("10.18653/v1/2020.acl-main.1", PublishedAt("ACL", 2020)),
        ("10.24963/ijcai.2020/12", PublishedAt("IJCAI", 2020)),
        ("10.1145/3600006.3613165", PublishedAt("SOSP", 2023)),
        ("10.48550/arXiv.2001.00001", None),
        ("10.1109/TPAMI.2022.1234567", PublishedAt("TPAMI", 2022)),
        ("10.1109/TPEL.2022.1234567", None),
        ("no DOI", None),
    ],
)
def test_some_dois_name_their_venue(doi: str, expected: PublishedAt | None, venues: Venues) -> None:
    assert read_doi(doi, venues) == expected


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    for read in (read_comment, read_reference, read_doi):
        read(text, read_shipped_venues())


@given(st.sampled_from(["Accepted at ICLR 2024", "ICML 2023", "To appear in ACL"]), st.sampled_from(["; ", ". ", ", "]))
def test_one_doubtful_word_is_enough(claim: str, between: str) -> None:
    for word in ("submitted", "under review", "workshop"):
        assert DOUBTFUL.search(word)
        assert read_comment(claim + between + word, read_shipped_venues()) is None
        assert read_comment(word + between + claim, read_shipped_venues()) is None


def test_of_what_stands_behind_a_claim_only_the_beginning_belongs_to_it(venues: Venues) -> None:
    between = "x" * (LONGEST_CLAIM - len("ICML,  2024"))
    assert read_clause(f"Accepted at ICML, {between} 2024", venues) == PublishedAt("ICML", 2024)
    assert read_clause(f"Accepted at ICML, {between}x 2024", venues) == PublishedAt("ICML", None)


@pytest.mark.parametrize(
    "pump", ["a", "1", " ", "-", "accepted at ", "ICLR 2024 ", "(", "2020-", "paper as a ", "vol 1", ",'"]
)
def test_no_text_takes_long(pump: str, venues: Venues) -> None:
    def read(text: str) -> None:
        read_comment(text, venues)
        read_reference(text, venues)

    assert_even(read, repeat(pump), 8 * LONGEST_REMARK)
