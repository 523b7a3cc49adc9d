"""What `paperclerk check` says of listed papers, one by one."""

from urllib.parse import quote

import pytest

from bot.lists.marked.importing import import_list
from bot.review.audit import Listing
from bot.review.rules.finding import Finding
from bot.review.rules.mending import mend
from tests.review.audited import CODE, KNOWN, OPENING, PAPER, check, kinds, line

SOUND = {
    "a conference with its preprint": line(),
    "a preprint put there in the last days of the year before": line("arXiv'22"),
    "the Findings under another name": line("ACL Findings'23", "https://aclanthology.org/2023.findings-acl.15"),
    "a paper of the Findings": line("ACL 2023 finding", "https://aclanthology.org/2023.findings-acl.15"),
    "the Findings written out": line("Findings of the ACL 2023", "https://aclanthology.org/2023.findings-acl.15"),
    "an event of two venues": "- A title. *SOSP workshop / ICML 2023* [[Paper]](https://proceedings.mlr.press/v202/a23a.html)",
    "words that are no known venue": line("Hal Daumé III'10", "https://aclanthology.org/P10-5005/"),
    "an accent in an address": line(
        "USENIX Security'24", "https://www.usenix.org/conference/usenixsecurity24/presentation/g%C3%BCler"
    ),
    "a slip in a venue's name": line("AISTAT'21", "https://proceedings.mlr.press/v130/a21a.html"),
    "a year that is not beside the venue": "- [2021] A title. *[ICML]* [[Paper]](https://proceedings.mlr.press/v202/a23a.html)",
    "a year that is not beside a preprint's server": "- [2024] A title. *[arXiv]* [[Paper]](https://arxiv.org/abs/2301.00001)",
    "a folder of a repository": line(code="https://github.com/o/n/tree/main/part"),
    "a model at Hugging Face": line(code="https://huggingface.co/o/model"),
    "a folder of code": line(code="https://lab.example.edu/~a/DODDS/src/detection/"),
    "a forge": line(code="https://forge.osredm.example/projects/p58/name"),
    "an archive of code": line(code="https://people.example.edu/~a/code.zip"),
    "code beside a paper": line(code="https://openreview.net/attachment?id=edkno3SvKo&name=SUPP_material"),
    "a workshop's own site": line("ICML 2023 workshop", "https://reason2023.github.io/papers/35.pdf"),
    "a badge of a page at GitHub": line()
    .replace("[[Code]](", "[![GitHub Page](https://img.shields.io/badge/GitHub-Page-1.svg)](")
    .replace(CODE, "https://name.github.io/n/"),
    "a space behind an address": line().replace(CODE, f"{CODE} "),
    "a slash behind a repository": line(code=f"{CODE}/"),
    "a slash behind a folder": line(code=f"{CODE}/tree/main/part/"),
    "words behind an address": line(code=f"{CODE} Notes: https://blog.example/n"),
    "a word behind an address": line(code=f"{CODE} soon"),
    "a page beside the code": line() + " [[Code]](https://name.github.io/n/)",
    "a report in a repository": line().replace("[[Code]]", "[[report]]").replace(CODE, f"{CODE}/blob/main/report.md"),
    "a company's file": line("arXiv'23", "https://cdn.company.com/papers/model.pdf"),
    "a publisher's file without a number": line("ICLR'21", "https://openreview.net/pdf/f2330b85.pdf"),
    "a programme beside the paper": line() + " [[Link]](https://icml.cc/virtual/2023/poster/1)",
    "a report beside the code": line("GitHub'24", "https://github.com/o/n/blob/main/Report-v1.pdf"),
    "a venue's own store": line("IJCAI'25", "https://ijcai-preprints.s3.us-west-1.amazonaws.com/2025/5386.pdf"),
    "a report in a company's store": line("arXiv'23", "https://s3-us-west-2.amazonaws.com/company/report.pdf"),
    "a workshop's site beside a conference": line("RLGM@ICLR 2019", "https://rlgm.github.io/papers/57.pdf"),
    "a preprint's month": line("arXiv 2011", "https://arxiv.org/abs/2011.13526"),
    "a search that is called one": line() + " [[G-Scholar]](https://scholar.google.com/scholar?cluster=114)",
    "an address with a title in quotes": line(paper=f'{PAPER} "A title"'),
    "code in an archive with DOIs": line(code="https://doi.org/10.5281/zenodo.6485682"),
    "code in a file of any kind": line(code="https://drive.google.com/file/d/1OekTpqB6q/view"),
    "a repository with a full stop of its own": line(code=f"{CODE.rpartition('/')[0]}/E.T."),
    "a view of somebody's page": line(code=f"{CODE.rpartition('/')[0]}?tab=repositories"),
    "code in a line of a file": line(code=f"{CODE}/blob/main/generate.py#L76"),
    "a folder of data": line(paper="https://drive.google.com/drive/folders/1b5UT8Bz"),
    "a copy of a workshop's paper": line("ICML workshop'23", "https://www.dropbox.com/s/dd/paper.pdf?dl=0"),
    "the site of a yearly event": line(paper="https://aisocialgood.github.io/2018/pdfs/75.pdf"),
    "a preprint at its author's": line("Preprint'24", "https://www.researchgate.net/publication/386342676_A_title"),
    "a folder behind the address of a file": line(code=f"{CODE}/blob/main/recipes/TasNet"),
    "a tutorial in a programme": line(
        title="Tutorial: a title", paper="https://icml.cc/Conferences/2018/Schedule?showEvent=1"
    ),
    "all papers of a programme": line(paper="https://icml.cc/virtual/2023/papers.html?filter=titles"),
    "a thesis of somebody": "- <[A title of some length](https://a.example.edu/~m/theses/b.pdf)> by ADA B. ROE, 2014.",
    "a copy beside the publisher's page": line(paper="https://lab.example.com/~a/fed.pdf")
    + " [[PUB](https://doi.org/10.1145/3534678.3539047)]",
}


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND.keys())
def test_what_is_sound_is_left_alone(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "rule", "mended"),
    [
        pytest.param(line(paper=f"{PAPER}?utm_source=x"), "link-tracking", line(), id="tracking"),
        pytest.param(
            line(code=f"{CODE}/tree/main/a?hmsr=x.io"), "link-tracking", line(code=f"{CODE}/tree/main/a"), id="from"
        ),
        pytest.param(
            line(paper="https://doi.org/10.1145/1.2?casa_token=x"),
            "link-tracking",
            line(paper="https://doi.org/10.1145/1.2"),
            id="a reader's token",
        ),
        pytest.param(line(paper=f"{PAPER}8"), "link-tracking", None, id="a digit too many"),
        pytest.param(line(paper=f"{PAPER}f"), "link-tracking", line(), id="a letter too many"),
        pytest.param(line(paper=f"{PAPER}??ref=x.info"), "link-tracking", line(), id="a parameter without a meaning"),
        pytest.param(line(paper=PAPER.replace("https", "http")), "link-http", line(), id="http of a known host"),
        pytest.param(line(paper="http://a.example/p.html"), "link-http", None, id="http of another host"),
        pytest.param(line(code=CODE.replace("https", "http")), "link-http", line(), id="http of a host of code"),
        pytest.param(line(paper="https://ar5iv.org/abs/2301.00001"), "link-mirror", line(), id="a mirror"),
        pytest.param(line(paper=f"{PAPER}v2"), "link-version", line(), id="a version of a preprint"),
        pytest.param(
            line("bioRxiv'22", "https://www.biorxiv.org/content/10.1101/2022.07.12.499735v2"),
            "link-version",
            line("bioRxiv'22", "https://www.biorxiv.org/content/10.1101/2022.07.12.499735"),
            id="a version whose preprint has one DOI",
        ),
        pytest.param(
            line("Preprint'22", "https://doi.org/10.21203/rs.3.rs-1566483/v1"),
            "link-version",
            None,
            id="a version with a DOI of its own",
        ),
        pytest.param(
            line(paper=f"https://www.google.com/url?sa=t&url={quote(PAPER, safe='')}&usg=AO"),
            "link-shortener",
            line(),
            id="a search's way to a page",
        ),
        pytest.param(line(code="https://bit.ly/x"), "link-shortener", None, id="a shortener"),
        pytest.param(line(paper="https://scholar.google.com/scholar?q=x"), "link-search", None, id="a search"),
        pytest.param(line(code="https://www.google.com/search?q=x"), "link-search", None, id="a search for code"),
        pytest.param(line(paper="https://neurips.cc/virtual/2023/poster/1"), "no-paper", None, id="a programme"),
        pytest.param(line(paper="https://someone.github.io/p.pdf"), "unofficial-copy", None, id="a person's copy"),
        pytest.param(line(paper="https://www.researchgate.net/publication/1_x"), "unofficial-copy", None, id="a copy"),
        pytest.param(line(code="https://github.com/"), "code-placeholder", None, id="no repository"),
        pytest.param(line(code="https://name.github.io/"), "code-page", None, id="a project's page"),
        pytest.param(line(code="https://huggingface.co/docs/x"), "code-page", None, id="a manual"),
        pytest.param(line(code=f"{CODE}/blob/main/README.md"), "code-file", None, id="a single file"),
        pytest.param(line(code=f"{CODE}.git"), "code-spelling", line(), id="the address for git"),
        pytest.param(line(code=f"{CODE}/?tab=readme-ov-file"), "code-spelling", line(), id="a view"),
        pytest.param(line(code=f"{CODE}.\n"), "code-spelling", None, id="an address that is broken in two"),
        pytest.param(line(code=f"{CODE}. "), "code-spelling", line(code=f"{CODE} "), id="a space at its end"),
        pytest.param(line(paper="https://dl.acm.org/doi/10.5555/1.2"), "doi-unregistered", None, id="no DOI"),
        pytest.param(line("arXiv'24"), "preprint-year", line("arXiv'23"), id="a preprint's year"),
        pytest.param(line("arXiv'25"), "preprint-year", None, id="a preprint's year, or the link of another"),
        pytest.param(
            line("ICML'22", "https://proceedings.mlr.press/v202/a23a.html"), "venue-against-link", None, id="a year"
        ),
        pytest.param(
            line("ACL'23", "https://aclanthology.org/2023.emnlp-main.1"), "venue-against-link", None, id="a venue"
        ),
        pytest.param(
            line("ICPC'23", "https://aclanthology.org/2023.emnlp-main.1"), "venue-against-link", None, id="an acronym"
        ),
        pytest.param(
            line("AAAI'23", "https://dl.acm.org/doi/10.24963/ijcai.2023/483"), "venue-against-link", None, id="a DOI"
        ),
    ],
)
def test_a_fault_is_found_and_mended_where_that_is_certain(text: str, rule: str, mended: str | None) -> None:
    (finding,) = check(text)
    assert (finding.rule, finding.line, finding.path) == (rule, 7, "L.md")
    assert finding.evidence
    assert finding.message.endswith(".")
    page = OPENING.format("") + text + "\n"
    done, count = mend(page, [finding])
    assert done == (OPENING.format("") + (mended or text) + "\n")
    assert count == (mended is not None)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(line(paper="https://doi.org/10.48550/arXiv.2301.00001"), id="a preprint's DOI is no mirror"),
        pytest.param(line(paper="http://192.0.2.7/p.html"), id="a number as a host has no https"),
        pytest.param(line("ICML'23", "https://mdpi.com/files/a.pdf"), id="a publisher's site is no person's"),
        pytest.param(
            line("JMLR'03", "https://www.jmlr.org/papers/v3/guyon03a.html"), id="a volume of two years has its paper's"
        ),
    ],
)
def test_an_address_that_is_right_is_not_reported(text: str) -> None:
    assert check(text) == []


@pytest.mark.parametrize(
    ("tag", "wrong"),
    [pytest.param("ACL'21", "year", id="another year"), pytest.param("ICML'20", "venue", id="another venue")],
)
def test_what_an_address_speaks_against_is_named(tag: str, wrong: str) -> None:
    (finding,) = check(line(tag, "https://aclanthology.org/2020.acl-main.1"))
    assert finding.hint == f"Correct the {wrong}, or the link."


def test_a_year_that_lost_a_digit_is_none() -> None:
    found = check(*[line()] * 5, line("ICML'2", "https://proceedings.mlr.press/v202/a23a.html"))
    assert [finding.message for finding in found] == ["It says `ICML'2`, the address `ICML 2023`."]


@pytest.mark.parametrize(
    ("tag", "mended"),
    [
        pytest.param("arXiv'24", "arXiv'23", id="two digits"),
        pytest.param("arXiv 2024", "arXiv 2023", id="four"),
        pytest.param("arXiv 1924", None, id="another century"),
    ],
)
def test_a_year_is_mended_in_as_many_digits_as_it_has_where_a_record_says_it_in_full(
    tag: str, mended: str | None
) -> None:
    (item,) = Listing("L.md", import_list(OPENING.format("") + line(tag), KNOWN)).items
    edits = item._replace(written=("arXiv", "2024")).replace_year(2023)
    assert mend(line(tag), [Finding("", edits=tuple(edit._replace(line=1) for edit in edits))])[0] == line(
        mended or tag
    )


def test_a_year_is_left_alone_where_the_link_may_be_wrong() -> None:
    lines = [line("arXiv'24", title=title) for title in ("Grounding of phrases in reports", "Reports by a large model")]
    assert [(found.rule, found.edits) for found in check(*lines)] == [("preprint-year", ())] * 2


@pytest.mark.parametrize(
    ("tag", "mended"),
    [
        pytest.param("CVPR'23", "ICCV'23", id="a word"),
        pytest.param("MixUp -- CVPR 2023", "MixUp -- CVPR 2023", id="words, of which one can be a method's name"),
    ],
)
def test_an_address_that_holds_the_title_tells_the_venue_for_certain(tag: str, mended: str) -> None:
    address = (
        "https://openaccess.thecvf.com/content/ICCV2023/papers/A_A_Title_Of_Some_Length_And_More_ICCV_2023_paper.pdf"
    )
    text = line(tag, address, title="A title of some length and more")
    (finding,) = check(text)
    assert mend(OPENING.format("") + text, [finding])[0].endswith(text.replace(tag, mended))


def test_where_a_section_names_venues_it_names_all() -> None:
    bare = "- Another title of some length. [[Paper]](https://arxiv.org/abs/2302.00001)"
    found = [finding for finding in check(*[line()] * 6, bare) if finding.rule == "venue-missing"]
    assert [(finding.line, "arXiv 2023" in finding.message) for finding in found] == [(13, True)]
    assert "venue-missing" not in kinds(line(), bare)
    dated = "- arXiv 2025.07, A title of some length, [website](https://name.github.io/n)"
    named = "- **Another title of some length** [arXiv](https://arxiv.org/abs/2302.00001)"
    shown = "- Another title of some length. [[Website]](https://name.github.io/n)"
    behind = "- [Another title of some length](https://name.github.io/n)"
    assert "venue-missing" not in kinds(*[line()] * 6, dated, named)
    assert "venue-missing" not in kinds(*[line()] * 6, shown, behind)
    in_capitals = "- Another title of some length. [[ARXIV]](https://arxiv.org/abs/2302.00001)"
    without_year = "- Another title of some length. NIPS. [[Paper]](https://a.example/x.pdf)"
    assert "venue-missing" not in kinds(*[line()] * 6, in_capitals, without_year)


@pytest.mark.parametrize(
    ("rows", "is_missing"),
    [
        pytest.param("| {} |  | {} |", True, id="an empty cell"),
        pytest.param("| {} | — | {} |", False, id="a dash for none"),
        pytest.param("| [**npj digital medicine**] {} |  | {} |", False, id="a mark in brackets"),
        pytest.param("| {} | [ICSE'10-1](https://d.example), [-2](ICSE'10) | {} |", False, id="a year that is short"),
        pytest.param("\n- [{}](https://d.example/search?q=venue) NULL {}", False, id="a bullet below rows"),
        pytest.param("\n| 21_ICML Workshop_{} | | {} |", False, id="a venue that was not read"),
    ],
)
def test_a_venue_is_missed_where_the_entries_of_that_form_have_one(rows: str, is_missing: bool) -> None:
    link = "[[pdf]](https://a.example/{}.pdf)"
    head = "| Title | Venue | Link |\n|-|-|-|\n"
    named = "\n".join(f"| A title of number {n} | ICML 2023 | {link.format(n)} |" for n in range(6))
    found = kinds(head + named, rows.format("Another title of some length", link.format("x")))
    assert ("venue-missing" in found) is is_missing


HEADED = "#### [A title of number {0}](https://arxiv.org/abs/2106.1515{0})\n\n{1}\n\n1. small\n"
OLDER = "arXiv 2106; an old version is available at [arXiv 2009](https://arxiv.org/abs/2009.09774)"


@pytest.mark.parametrize(
    ("entry", "other", "is_missing"),
    [
        pytest.param(HEADED.format("{0}", "CVPR 2021"), HEADED.format(9, OLDER), False, id="read alone"),
        pytest.param(
            "#### A title of number {0} (ICML 2023)\n\n* [Paper](https://a.example/{0}.pdf)\n",
            "#### A title of number 9\n\n* [Paper](https://a.example/9.pdf)\n",
            True,
            id="read with what stands below",
        ),
    ],
)
def test_below_a_heading_that_was_read_alone_a_venue_may_stand(entry: str, other: str, is_missing: bool) -> None:
    assert ("venue-missing" in kinds(*map(entry.format, range(6)), other)) is is_missing


HOSTILE = ["[[Paper]](https://[)", "[[Code]](https://)", "[[Paper]](http://\u202e.com)", "[[Code]](//github.com)"]


@pytest.mark.parametrize("links", HOSTILE)
def test_no_address_is_too_odd(links: str) -> None:
    check(f"- T. *[ICML'23]* {links}")


def test_every_paper_of_a_long_list_is_looked_at_rule_by_rule() -> None:
    papers = [f"http://arxiv.org/abs/2301.{number:05}?utm_source=x" for number in range(50)]
    found = check(*(line("arXiv'23", paper, title=f"A title of number {n}") for n, paper in enumerate(papers)))
    assert [(each.rule, each.evidence) for each in found] == [
        (rule, paper) for rule in ("link-tracking", "link-http") for paper in papers
    ]


@pytest.mark.parametrize(
    ("other", "is_mended"),
    [
        pytest.param("https://arxiv.org/abs/2201.00002", True, id="a number of its own"),
        pytest.param("https://arxiv.org/abs/2301.00001", False, id="the number of two titles"),
    ],
)
def test_a_preprints_year_is_mended_where_its_number_is_no_other_papers(other: str, is_mended: bool) -> None:
    found = check(
        line("arXiv'24", "https://arxiv.org/abs/2301.00001"), line("ICML'23", other, title="Words of another kind")
    )
    assert [bool(finding.edits) for finding in found if finding.rule == "preprint-year"] == [is_mended]
