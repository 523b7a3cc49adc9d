"""Addresses and strings -> the one identifier of the paper they name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.identity.identifiers import clean_link, identify, is_web_address

SAME = {
    "arxiv:2504.08269": [
        "https://arxiv.org/abs/2504.08269",
        "http://arxiv.org/abs/2504.08269v3",
        "https://www.arxiv.org/pdf/2504.08269",
        "https://arxiv.org/pdf/2504.08269v2.pdf",
        "https://arxiv.org/html/2504.08269v1",
        "https://export.arxiv.org/abs/2504.08269",
        "https://ar5iv.labs.arxiv.org/html/2504.08269",
        "https://ar5iv.org/abs/2504.08269",
        "https://www.alphaxiv.org/abs/2504.08269",
        "https://huggingface.co/papers/2504.08269",
        "https://arxiv.org/abs/2504.08269?utm_source=x&utm_medium=y",
        "https://arxiv.org/abs/2504.08269#:~:text=hello",
        "https://arxiv.org/abs/2504.08269.",
        "https://arxiv.org/pdf/2504.08269.pdf&usg=ALkJrhhz",
        "arXiv:2504.08269v2",
        "arXiv 2504.08269",
        "2504.08269",
        "https://doi.org/10.48550/arXiv.2504.08269",
    ],
    "arxiv:cs/0112017": ["https://arxiv.org/abs/cs/0112017", "arXiv:cs/0112017v1"],
    "doi:10.1145/3600006.3613165": [
        "https://dl.acm.org/doi/10.1145/3600006.3613165",
        "https://dl.acm.org/doi/pdf/10.1145/3600006.3613165",
        "https://dl.acm.org/doi/abs/10.1145/3600006.3613165",
        "https://doi.org/10.1145/3600006.3613165",
        "http://dx.doi.org/10.1145/3600006.3613165",
        "doi:10.1145/3600006.3613165",
        "10.1145/3600006.3613165",
    ],
    "doi:10.1101/2020.05.01.072975": [
        "https://www.biorxiv.org/content/10.1101/2020.05.01.072975v2.full.pdf",
        "https://www.biorxiv.org/content/10.1101/2020.05.01.072975v1",
        "https://doi.org/10.1101/2020.05.01.072975",
    ],
    "doi:10.1371/journal.pone.0123456": [
        "https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0123456",
        "https://journals.plos.org/plosone/article/file?id=10.1371/journal.pone.0123456&type=printable",
    ],
    "doi:10.1126/science.abc1234": ["https://www.science.org/doi/full/10.1126/science.abc1234"],
    "doi:10.1038/s41586-021-03819-2": [
        "https://www.nature.com/articles/s41586-021-03819-2",
        "https://www.nature.com/articles/s41586-021-03819-2.pdf",
    ],
    "doi:10.1088/1361-6560/ab5d6e": ["https://iopscience.iop.org/article/10.1088/1361-6560/ab5d6e/pdf"],
    "doi:10.1002/rob.21918": ["https://onlinelibrary.wiley.com/doi/abs/10.1002/rob.21918"],
    "doi:10.2139/ssrn.4375283": ["https://papers.ssrn.com/sol3/papers.cfm?abstract_id=4375283"],
    "doi:10.22331/q-2018-08-06-79": ["https://quantum-journal.org/papers/q-2018-08-06-79/"],
    "doi:10.3389/fnins.2021.654321": ["https://www.frontiersin.org/articles/10.3389/fnins.2021.654321/full"],
    "doi:10.7554/elife.12345": ["https://elifesciences.org/articles/12345"],
    "doi:10.5281/zenodo.1234567": ["https://zenodo.org/record/1234567", "https://zenodo.org/records/1234567"],
    "doi:10.24963/ijcai.2023/483": [
        "https://www.ijcai.org/proceedings/2023/0483.pdf",
        "https://dl.acm.org/doi/abs/10.24963/ijcai.2023/483",
    ],
    "doi:10.1002/(sici)1097-4571(199205)43:4<284::aid-asi3>3.0.co;2-0": [
        "10.1002/(SICI)1097-4571(199205)43:4<284::AID-ASI3>3.0.CO;2-0",
        "https://doi.org/10.1002/(SICI)1097-4571(199205)43:4%3C284::AID-ASI3%3E3.0.CO;2-0",
    ],
    "doi:10.1016/0304-3975(79)90044-6": ["https://doi.org/10.1016/0304-3975(79)90044-6"],
    "mdpi:1424-8220/21/4/1234": ["https://www.mdpi.com/1424-8220/21/4/1234/htm"],
    "hal:hal-01234567": ["https://hal.science/hal-01234567v2/document", "https://inria.hal.science/hal-01234567"],
    "pii:S0004370221000862": ["https://www.sciencedirect.com/science/article/abs/pii/S0004370221000862"],
    "openreview:H4DqfPSibmx": [
        "https://openreview.net/forum?id=H4DqfPSibmx",
        "https://openreview.net/pdf?id=H4DqfPSibmx",
        "https://openreview.net/forum?id=H4DqfPSibmx&noteId=abc",
    ],
    "acl:2023.acl-long.1": [
        "https://aclanthology.org/2023.acl-long.1/",
        "https://aclanthology.org/2023.acl-long.1.pdf",
        "https://www.aclweb.org/anthology/2023.acl-long.1",
        "https://doi.org/10.18653/v1/2023.acl-long.1",
    ],
    "usenix:osdi22-yu": [
        "https://www.usenix.org/conference/osdi22/presentation/yu",
        "https://www.usenix.org/system/files/osdi22-yu.pdf",
    ],
}


@pytest.mark.parametrize(("expected", "address"), [(key, address) for key in SAME for address in SAME[key]])
def test_every_form_of_an_address_gives_one_identifier(expected: str, address: str) -> None:
    assert str(identify(address)) == expected


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://example.org/paper",
        "https://github.com/owner/arxiv.org/abs/2504.08269",
        "https://evil.example/?u=https://arxiv.org/abs/2504.08269",
        "https://arxiv.org.evil.example/abs/2504.08269",
        "https://arxiv.org/list/cs.LG/recent",
        "version 1.2",
    ],
)
def test_an_address_that_only_mentions_a_paper_names_none(address: str) -> None:
    assert identify(address) is None


@pytest.mark.parametrize(
    ("address", "clean"),
    [
        pytest.param("http://arxiv.org/abs/2504.08269", "https://arxiv.org/abs/2504.08269", id="https"),
        pytest.param("https://x.example/a?utm_source=y&id=1", "https://x.example/a?id=1", id="tracking"),
        pytest.param("https://x.example/a#:~:text=b", "https://x.example/a", id="a text fragment"),
    ],
)
def test_cleaning_says_what_it_did(address: str, clean: str) -> None:
    link = clean_link(address)
    assert link.url == clean
    assert link.cleaned


@given(st.text(max_size=200))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean_link(text)
    assert clean_link(once.url).url == once.url
    assert identify(once.url) == once.identifier


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://x.example",
        "https://",
        "https://user:pass@x.example/",
        "//x.example",
    ],
)
def test_what_is_no_web_address(address: str) -> None:
    assert not is_web_address(address)
