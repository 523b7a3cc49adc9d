"""Addresses and strings -> the one identifier of the paper they name."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.identity.hosts import split
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
        "https://www.biorxiv.org/content/early/2020/05/01/2020.05.01.072975",
        "https://www.biorxiv.org/content/biorxiv/early/2020/05/01/2020.05.01.072975.full.pdf",
        "https://doi.org/10.1101/2020.05.01.072975",
    ],
    "doi:10.1371/journal.pone.0123456": [
        "https://dx.plos.org/10.1371/journal.pone.0123456",
        "https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0123456",
        "https://journals.plos.org/plosone/article/file?id=10.1371/journal.pone.0123456&type=printable",
    ],
    "doi:10.1126/science.abc1234": ["https://www.science.org/doi/full/10.1126/science.abc1234"],
    "doi:10.1038/s41586-021-03819-2": [
        "https://www.nature.com/articles/s41586-021-03819-2",
        "https://www.nature.com/articles/s41586-021-03819-2.pdf",
        "https://www.nature.com/articles/s41586-021-03819-2_reference.pdf",
        "https://www.nature.com/articles/s41586-021-03819-2?proof=t",
    ],
    "doi:10.1038/nbt.4229": ["https://www.nature.com/articles/nbt.4229.pdf", "https://doi.org/10.1038/nbt.4229"],
    "doi:10.1007/978-3-030-01234-2_1": [
        "https://link.springer.com/chapter/10.1007/978-3-030-01234-2_1#Sec3",
        "https://link.springer.com/content/pdf/10.1007%2F978-3-030-01234-2_1.pdf",
    ],
    "doi:10.1093/bioinformatics/btab123": [
        "https://academic.oup.com/bioinformatics/article/doi/10.1093/bioinformatics/btab123/6141234"
    ],
    "doi:10.1162/tacl_a_00349": ["https://direct.mit.edu/tacl/article/doi/10.1162/tacl_a_00349/96482"],
    "doi:10.1073/pnas.2016239118": [
        "https://www.pnas.org/doi/10.1073/pnas.2016239118",
        "https://www.pnas.org/content/118/15/e2016239118",
    ],
    "doi:10.1186/s12859-020-1234-5": [
        "https://bmcbioinformatics.biomedcentral.com/articles/10.1186/s12859-020-1234-5",
        "https://bmcbioinformatics.biomedcentral.com/track/pdf/10.1186/s12859-020-1234-5",
    ],
    "doi:10.1039/c9sc05999g": ["https://pubs.rsc.org/en/content/articlelanding/2020/sc/c9sc05999g"],
    "doi:10.1145/3292500.3330701": ["https://dl.acm.org/citation.cfm?id=3292500.3330701"],
    "doi:10.21203/rs.3.rs-123456": [
        "https://www.researchsquare.com/article/rs-123456/v1",
        "https://doi.org/10.21203/rs.3.rs-123456/v1",
    ],
    "doi:10.1088/1361-6560/ab5d6e": ["https://iopscience.iop.org/article/10.1088/1361-6560/ab5d6e/pdf"],
    "doi:10.1002/rob.21918": ["https://onlinelibrary.wiley.com/doi/abs/10.1002/rob.21918"],
    "doi:10.2139/ssrn.4375283": ["https://papers.ssrn.com/sol3/papers.cfm?abstract_id=4375283"],
    "doi:10.22331/q-2018-08-06-79": ["https://quantum-journal.org/papers/q-2018-08-06-79/"],
    "doi:10.3389/fnins.2021.654321": ["https://www.frontiersin.org/articles/10.3389/fnins.2021.654321/full"],
    "doi:10.7554/elife.12345": ["https://elifesciences.org/articles/12345"],
    "doi:10.5281/zenodo.1234567": [
        "https://zenodo.org/record/1234567",
        "https://zenodo.org/records/1234567",
        "https://zenodo.org/doi/10.5281/zenodo.1234567",
    ],
    "doi:10.24963/ijcai.2023/483": [
        "https://www.ijcai.org/proceedings/2023/0483.pdf",
        "https://dl.acm.org/doi/abs/10.24963/ijcai.2023/483",
    ],
    "doi:10.1002/(sici)1097-4571(199205)43:4<284::aid-asi3>3.0.co;2-0": [
        "10.1002/(SICI)1097-4571(199205)43:4<284::AID-ASI3>3.0.CO;2-0",
        "https://doi.org/10.1002/(SICI)1097-4571(199205)43:4%3C284::AID-ASI3%3E3.0.CO;2-0",
        "https://doi.org/10.1002/(SICI)1097-4571(199205)43:4<284::AID-ASI3>3.0.CO;2-0",
        "https://onlinelibrary.wiley.com/doi/10.1002/(SICI)1097-4571(199205)43:4<284::AID-ASI3>3.0.CO;2-0",
        "https://onlinelibrary.wiley.com/doi/abs/10.1002/%28SICI%291097-4571%28199205%2943%3A4%3C284%3A%3AAID-ASI3%3E3.0.CO%3B2-0",
    ],
    "doi:10.1175/1520-0450(1998)037<0231:aottas>2.0.co;2": [
        "https://journals.ametsoc.org/doi/abs/10.1175/1520-0450(1998)037<0231:AOTTAS>2.0.CO;2",
        "https://doi.org/10.1175/1520-0450(1998)037%3C0231:AOTTAS%3E2.0.CO;2",
    ],
    "doi:10.1016/0304-3975(79)90044-6": ["https://doi.org/10.1016/0304-3975(79)90044-6"],
    "doi:10.3390/s21041234": ["https://www.mdpi.com/1424-8220/21/4/1234/htm", "https://doi.org/10.3390/s21041234"],
    "doi:10.3390/app10010007": ["https://www.mdpi.com/2076-3417/10/1/7"],
    "mdpi:9999-9999/21/4/1234": ["https://www.mdpi.com/9999-9999/21/4/1234/htm"],
    "hal:hal-01234567": ["https://hal.science/hal-01234567v2/document", "https://inria.hal.science/hal-01234567"],
    "pii:S0004370221000862": ["https://www.sciencedirect.com/science/article/abs/pii/S0004370221000862"],
    "pii:S2405471221000391": [
        "https://www.cell.com/cell-systems/fulltext/S2405-4712(21)00039-1",
        "https://www.sciencedirect.com/science/article/pii/S2405471221000391",
    ],
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
        "https://www.usenix.org/conference/osdi22/technical-sessions/presentation/yu",
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
        pytest.param(
            "https://doi.org/10.1175/1520(1998)037<0231:A>2.0.CO;2",
            "https://doi.org/10.1175/1520(1998)037%3C0231:A%3E2.0.CO;2",
            id="angle brackets",
        ),
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


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org", "http://example.org/", "https://www.example.org/a/B.pdf", "https://Example.org/a",
        "https://example.org:8080/a", "https://me@example.org/a", "https://example.org/a?b=c", "https://example.org/a#b",
        "https://example.org/a:b//c", "https://example.org?b", "https://exämple.org/a", "https://localhost/a",
    ],
)  # fmt: skip
def test_a_usual_address_is_taken_apart_as_any_other(address: str) -> None:
    found, parts = split(address), urlsplit(address)
    assert found
    assert (found.parts, found.host) == (parts, parts.hostname)
    assert found.target == (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
