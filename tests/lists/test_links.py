"""What the links and the badges of an entry say: what each leads to, and what some write around an address."""

import pytest

from bot.lists.inline import link_kind, scan
from tests.lists.pages import CODE, WALK, A, read

PAGE = "https://owner.github.io/name/"


@pytest.mark.parametrize(
    ("label", "url", "kind"),
    [
        ("Code", A, "code"),
        ("PyTorch_code", A, "code"),
        ("sourcecode", A, "code"),
        (":octocat:", "https://a.example/x", "code"),
        ("owner/Tabs", CODE, "code"),
        ("Encoder Memory", A, "paper"),
        ("Tech Report", A, "paper"),
        ("Code", "https://a.example/x.pdf", "paper"),
        ("NVlabs/name", CODE, "code"),
        ("Ada One", "https://github.com/ada", "other"),
        ("Code", "https://github.com/ada", "code"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_whole_words_of_a_label_say_what_a_link_leads_to(label: str, url: str, kind: str) -> None:
    assert link_kind(label, url) == kind


@pytest.mark.parametrize(
    "text",
    [
        "[code]([link](https://a.example/x))",
        "[code]([https://a.example/y](https://a.example/x))",
        "[code]((https://a.example/x))",
        "[code](#https://a.example/x)",
        "[code] (https://a.example/x)",
    ],
)
def test_an_address_is_found_in_what_some_write_around_it(text: str) -> None:
    assert [(text[slice(*link.label)], link.address) for link in scan(text, {})] == [("code", "https://a.example/x")]


@pytest.mark.parametrize(
    ("links", "code"),
    [
        (f"[[GitHub Page]({PAGE})] [[GitHub]({CODE})]", CODE),
        (f"[[Code]({PAGE})]", PAGE),
        (f"[[Code]({CODE})] [[Torch]({CODE}2)]", CODE),
        (f"[[Page]({PAGE})]", None),
        (f"\n  - Environment: [Ponds]({CODE})", None),
        (f"\n  - Environment: [Ponds]({CODE}2)\n  - Code: [Walks]({CODE})", CODE),
    ],
    ids=[
        "a page before a repository",
        "a page alone",
        "two repositories",
        "no code",
        "a line apart",
        "a line of its own",
    ],
)
def test_the_code_is_a_repository_rather_than_a_page(links: str, code: str | None) -> None:
    (entry,) = read(f"# L\n\n- {WALK} [[Paper]({A})] {links}\n").entries
    assert entry.record.code == code


@pytest.mark.parametrize(
    ("badge", "venue", "year"),
    [
        ("EMNLP_2024-orange", "EMNLP", 2024),
        ("NIPS2018-orange", "NIPS", 2018),
        ("AAAI'25-6c757d", "AAAI", 2025),
        ("Conference-NeurIPS'25-green", "NeurIPS", 2025),
        ("ACL2024--findings-orange", "ACL findings", 2024),
        ("Blockwise_Decoding-blue", None, 2017),
        ("python-3.8-blue", None, 2017),
    ],
    ids=lambda value: str(value),
)
def test_a_badge_tells_where_a_paper_appeared_beside_its_date(badge: str, venue: str | None, year: int) -> None:
    (entry,) = read(f"# L\n\n- **{WALK}** [[pdf]({A})], 2017.11. ![](https://img.shields.io/badge/{badge})\n").entries
    assert (entry.record.venue, entry.record.year, entry.record.date) == (venue, year, "2017-11")


@pytest.mark.parametrize(
    ("line", "venue", "year"),
    [
        (f'- [[Arxiv2305 - **PTQ**]({A})]: "{WALK}"', "Arxiv", 2023),
        (f"- [{WALK}]({A}), arXiv 2110", "arXiv", 2021),
        (f"- [{WALK}]({A}), arXiv 2012", "arXiv", 2012),
        (f"- **[[CVPR 19]({A})]** {WALK} [[code]({CODE})]", "CVPR", 2019),
        (f"- [{WALK}]({A}). Accepted for CVPR 2019.", "CVPR", 2019),
        (f"- [{WALK}]({A}), ICML 2017 workshop", "ICML workshop", 2017),
        (f"- [{WALK}]({A}), ICML 2017 workshop on ponds", "ICML workshop on ponds", 2017),
        (f"- [{WALK}]({A}), ACL 2024 Findings", "ACL Findings", 2024),
        (f"- [{WALK}]({A}), `ACL 2024 Findings`, 2023.12", "ACL Findings", 2024),
        (f"- [{WALK}]({A}), VLDB 2021 from one team", "VLDB", 2021),
        (f"- **{WALK}** (2022, October) [[Paper]({A})]", None, 2022),
        (f'- Ada One and Bo Two, "{WALK}," Cultural Analytics Feb. 13, 2018. [pdf]({A})', "Cultural Analytics", 2018),
        (f"- [2023 bioRxiv Graph Garden] **{WALK}** [[paper]({A})]", "bioRxiv", 2023),
        (f"- [2021 Arxiv, 576 citations] **{WALK}** [[paper]({A})]", "Arxiv", 2021),
        (f"- [{WALK}]({A}), arXiv preprint, 2021", "arXiv preprint", 2021),
        (f"- [{WALK}]({A}), bioRxiv 807214, 2021", "bioRxiv", 2021),
    ],
    ids=lambda value: str(value)[:60],
)
def test_where_and_when_a_paper_appeared_is_read(line: str, venue: str | None, year: int) -> None:
    (entry,) = read(f"# L\n\n{line}\n").entries
    assert (entry.record.title, entry.record.venue, entry.record.year) == (WALK, venue, year)


def test_a_method_in_a_row_is_no_venue_that_replaces_a_preprint() -> None:
    rows = f"| SIGIR | {WALK} | Arxiv 2023 | [Link]({A}) |\n| N/A | Deep {WALK} | ICML 2023 | [Link]({A}2) |\n"
    first, _ = read(f"# L\n\n| Name | Title | Publication | Link |\n|-|-|-|-|\n{rows}").entries
    assert (first.record.venue, first.record.year) == ("Arxiv", 2023)


@pytest.mark.parametrize(
    ("words", "links"),
    [
        ("Science, 305, 1779–1782. DOI: 10.1126/Science.1100199.", ["https://doi.org/10.1126/science.1100199"]),
        ("arXiv:2103.02582, 2021.", ["https://arxiv.org/abs/2103.02582"]),
        (f"arXiv:2210.17323. [pdf]({A})", [A]),
        (f"doi:10.1126/1. [pdf]({A})", [A, "https://doi.org/10.1126/1"]),
        ("[The talk](https://example.org/doi:10.1126/1)", ["https://example.org/doi:10.1126/1"]),
        (f"arXiv:2103.02582. [pdf]({A})", [A]),
        ("Like doi:10.1126/1 and doi:10.1126/2", []),
    ],
    ids=[
        "a DOI",
        "a preprint",
        "one that is linked",
        "one beside its preprint",
        "within a link",
        "another",
        "of others",
    ],
)
def test_the_number_of_a_paper_stands_for_its_address(words: str, links: list[str]) -> None:
    (entry,) = read(f"# L\n\n- One, A., & Two, B. (2004). {WALK}. {words}\n").entries
    assert [link.url for link in entry.record.links] == links
