"""What `paperclerk check` says of listed papers, on a page and in a data folder, and what `--fix` makes of it."""

import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

from bot import resources
from bot.catalogue.data.records import VENUES, read_content, read_venues
from bot.cli.checking import audit, fix
from bot.lists.marked.importing import import_list
from bot.review.audit import Listing, audit_items, audit_listing
from bot.review.audit.data import Folder
from bot.review.rules.finding import Finding, TextEdit
from bot.review.rules.mending import mend
from bot.review.words.reporting import as_sarif
from tests.stage import small_files

KNOWN = read_venues(read_content(VENUES, resources.read(f"data/{VENUES}")))
PAPER, CODE = "https://arxiv.org/abs/2301.00001", "https://github.com/o/n"
#: Between an entry's parts; what a row of the tables below does not name is sound.
OPENING = "# L\n\n{}\n\n## S\n\n"


def line(tag: str = "ICML'23", paper: str = PAPER, code: str = CODE, title: str = "A title of some length") -> str:
    return f"- {title}. *[{tag}]* [[Paper]]({paper}) [[Code]]({code})"


def check(*lines: str, opening: str = "") -> list[Finding]:
    text = OPENING.format(opening) + "\n".join(lines) + "\n"
    return audit_items(Listing("L.md", import_list(text, KNOWN)).items)


def kinds(*lines: str, opening: str = "") -> list[str]:
    return [finding.rule for finding in check(*lines, opening=opening)]


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


FULL = "Training models of many parameters with parallelism"


@pytest.mark.parametrize(
    ("other", "is_wrong"),
    [
        pytest.param("Sparse attention for long documents", True, id="another title"),
        pytest.param("TP: Big-LM", False, id="a nickname"),
        pytest.param("Big-LM-1.3|6.7|13B", False, id="a model's sizes"),
        pytest.param("the time that is needed for training", False, id="words about a thing"),
        pytest.param("This page is a list of papers on it", False, id="words about the list"),
        pytest.param("We recently released a", False, id="words that are cut off"),
    ],
)
def test_a_link_is_said_to_be_wrong_where_two_whole_titles_have_it(other: str, is_wrong: bool) -> None:
    text = OPENING.format("") + line(title=FULL) + "\n" + line(title=other) + "\n"
    found = audit_listing(Listing("L.md", import_list(text, KNOWN)))
    assert [finding.rule for finding in found if "link" in finding.message] == ["shared-link"][:is_wrong]


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


def repeated(*links: str, title: str) -> int:
    lines = "\n".join(f"- {title} [[Paper]]({link})" for link in links)
    found = audit_listing(Listing("L.md", import_list(OPENING.format("") + lines + "\n", KNOWN)))
    return [finding.rule for finding in found].count("repeated")


ONE, TWO, THREE = (f"https://a.example/{number}" for number in range(3))
NOTE = "Reading note from here"


@pytest.mark.parametrize(
    ("title", "links", "expected"),
    [
        pytest.param(NOTE, [ONE, TWO], 1, id="a title twice"),
        pytest.param(NOTE, [ONE, TWO, THREE], 0, id="on many lines with other links"),
        pytest.param(NOTE, [ONE, ONE, ONE], 2, id="on many lines with one link"),
        pytest.param(f"[{NOTE}](#notes)", [ONE, ONE], 0, id="a table of contents"),
        pytest.param("Reading note", [ONE, TWO], 0, id="a few words"),
        pytest.param("Reading note", [ONE, ONE], 0, id="a few words with one page"),
        pytest.param("Reading note", [PAPER, PAPER], 1, id="a few words with one number"),
        pytest.param("Reading note", [f"{ONE}.pdf"] * 2, 1, id="a few words with one file"),
        pytest.param("Reading note *ICML 2023*", [ONE, TWO], 1, id="a few words at one conference"),
        pytest.param(
            "**Reading note.** *Ada Lovelace, Alan Turing.*", [ONE, TWO], 1, id="a few words by the same people"
        ),
    ],
)
def test_a_paper_is_repeated_where_more_than_its_words_are(title: str, links: list[str], expected: int) -> None:
    assert repeated(*links, title=title) == expected


NAMED = f"- **{{}}** [[code]](https://github.com/o/n/blob/main/{{}}.py) [[pdf]]({PAPER})"
COMMON = "Analysis of single cell RNA-seq data"
TREES = "- **Extracting decision trees from trained networks**{2}, KDD, {0}. [[Paper]]({1})"
METHOD = "{0}\n- Paper: *Deep aggregation of features in networks for many tasks*, {1}\n"
ADA = ", Ada Lovelace, Alan Turing"
PII, DOI = (
    "https://www.sciencedirect.com/science/article/abs/pii/S0031320398001812",
    "https://doi.org/10.1145/775047.775113",
)
ATTACK = f"- [{{}} indirect prompt injection into language models]({PAPER})"
OTHER = "What a small model learns of grammar"
LONG = f"[Deep aggregation of features in networks for many tasks]({PAPER})"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        pytest.param([NAMED.format("ARC-I", "arci"), NAMED.format("ARC-II", "arcii")], [], id="two models of a paper"),
        pytest.param(
            [
                f"- [Aggregation of features in deep networks for many tasks]({ONE})\n\n  It extends {LONG}.\n",
                f"- {LONG}",
            ],
            [],
            id="a note that names the other",
        ),
        pytest.param(
            [f"- [{OTHER}]({ONE})\n\n  It extends {LONG}.\n", f"- {LONG}"], [], id="a note that names another"
        ),
        pytest.param(
            [f"- {LONG}", f"- [{OTHER}]({ONE})\n\n  It is as shown by [paper]({PAPER}).\n"], [], id="a note's link"
        ),
        pytest.param([f"- [{OTHER}]({PAPER})", f"- {LONG}"], ["shared-link"], id="a link of two papers"),
        pytest.param(
            [ATTACK.format("Adaptive attacks break defenses against"), ATTACK.format("Red-teaming of agents for")],
            ["shared-link"],
            id="a link of two papers with some words in common",
        ),
        pytest.param(
            [ATTACK.format("Nodes: Masks against"), ATTACK.format("All Edges: Masks against")],
            ["repeated"],
            id="two names before one title",
        ),
        pytest.param([f"- {LONG}", f"- {LONG}"], ["repeated"], id="a paper twice"),
        pytest.param(
            [METHOD.format("1. Exact", PAPER), METHOD.format("2. Approximate", PAPER)], [], id="two methods of a paper"
        ),
        pytest.param(
            [METHOD.format("1. Exact", PAPER), METHOD.format("2. Exact", PAPER)], ["repeated"], id="a method twice"
        ),
        pytest.param([TREES.format("1999", PII, ""), TREES.format("2002", DOI, "")], [], id="two papers of one title"),
        pytest.param(
            [TREES.format("1999", PII, ""), TREES.format("1999", DOI, "")], ["repeated"], id="a paper with two numbers"
        ),
        pytest.param(
            [TREES.format("1999", PII, ADA), TREES.format("2002", DOI, ADA)],
            ["repeated"],
            id="a paper that appeared twice",
        ),
        pytest.param([f"- 【Tutorial】{LONG}", f"- 【Tutorial】{LONG}"], ["repeated"], id="a talk twice"),
        pytest.param(
            [f"- [{COMMON}]({ONE}) Talk, 2023", f"- [{COMMON}]({TWO}) Talk, 2024"], [], id="a talk given twice"
        ),
        pytest.param([f"- [{COMMON}]({ONE})", f"- [{COMMON}]({TWO})"], ["repeated"], id="a paper on two sites"),
        pytest.param([f"- [{COMMON}]({ONE})", f"- [{COMMON}, www.course.example]({TWO})"], [], id="two courses"),
    ],
)
def test_what_two_lines_have_in_common_is_one_paper(lines: list[str], said: list[str]) -> None:
    found = audit_listing(Listing("L.md", import_list(OPENING.format("") + "\n".join(lines) + "\n", KNOWN)))
    assert [finding.rule for finding in found if finding.rule in ("repeated", "shared-link")] == said


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


SCOPE = (
    "We list papers of conferences in CSRankings and arXiv. We mainly survey papers published after the year of 2020."
)


@pytest.mark.parametrize(
    ("tag", "opening", "expected"),
    [
        pytest.param("WACV'23", SCOPE, ["venue-policy"], id="a venue outside"),
        pytest.param("HPCA'23", SCOPE, ["venue-policy"], id="the next tier"),
        pytest.param("arXiv'23", SCOPE, [], id="a venue that is named beside"),
        pytest.param("ICML'19", SCOPE, ["year-policy"], id="too old"),
        pytest.param("WACV'19", "Papers about attention.", [], id="no scope"),
        pytest.param("WACV'19", "News: 2018 to 2020 papers were moved.", [], id="a year that is no limit"),
        pytest.param("ICML'19", "Papers I have read or reproduced since 2020.", [], id="since when they are read"),
        pytest.param("ICML'19", "Papers on attention, maintained since 2020.", [], id="since when there is a list"),
        pytest.param("ICML'19", "I have been collecting papers since 2020.", [], id="since when somebody collects"),
        pytest.param("ICML'19", "2023.05.10: papers from 2020 added", [], id="news"),
        pytest.param("ICML'19", "Our survey was published after 2020.", [], id="when something appeared"),
        pytest.param("WACV'23", "Inspired by CSRankings, we sort them by area.", [], id="where an idea came from"),
    ],
)
def test_a_page_says_its_scope_in_its_own_words(tag: str, opening: str, expected: list[str]) -> None:
    assert kinds(line(tag), opening=opening) == expected


def test_what_many_papers_break_is_no_scope() -> None:
    old, new = ([line(f"ICML'{year}", title=f"A title of number {n}") for n in range(8)] for year in (19, 23))
    for count, certainty in ((1, "certain"), (2, "likely")):
        found = [each for each in check(*old[:count], *new, opening=SCOPE) if each.rule == "year-policy"]
        assert {each.certainty for each in found} == {certainty}


@pytest.mark.parametrize(
    ("entry", "rule", "certainty"),
    [
        pytest.param(line("WACV'23"), "venue-policy", "certain", id="a venue in its place"),
        pytest.param(f"- {LONG}, in WACV 2023 as an oral", "venue-policy", "likely", id="a venue in a sentence"),
        pytest.param(line("ICML'19"), "year-policy", "certain", id="a year beside its venue"),
        pytest.param(f"- 2019.01 {LONG} *ICML*", "year-policy", "likely", id="a year elsewhere"),
        pytest.param("## Before 2020\n\n" + line("ICML'19"), "year-policy", "likely", id="a section of older ones"),
    ],
)
def test_what_is_outside_the_scope_has_to_stand_in_its_place(entry: str, rule: str, certainty: str) -> None:
    assert [(each.rule, each.certainty) for each in check(entry, opening=SCOPE)] == [(rule, certainty)]


def test_the_policy_of_a_folder_counts_at_the_level_that_the_list_sets() -> None:
    files = {path.removeprefix("data/"): text.decode() for path, text in small_files().items()}
    files["catalogue.yaml"] = files["catalogue.yaml"].partition("policy:")[0] + "policy:\n  minimum_year: 2030\n"
    items = Folder({path: text for path, text in files.items() if not path.startswith(".github")}).items
    found = [finding for finding in audit_items(items, {"year-policy": "error"}) if finding.rule == "year-policy"]
    assert found
    assert {finding.level for finding in found} == {"error"}
    assert not [f for f in audit_items(items, {"year-policy": "off"}) if f.rule == "year-policy"]


def test_fix_mends_a_page_and_finds_nothing_more_to_mend(tmp_path: Path) -> None:
    page = tmp_path / "L.md"
    faults = line("arXiv'24", f"http://ar5iv.org/abs/2301.00001v2?utm_source=x{''}", f"{CODE}.git")
    page.write_bytes((OPENING.format("") + faults + "\r\n").encode())
    assert fix(page) > 2
    assert page.read_bytes().decode() == OPENING.format("") + line("arXiv'23") + "\r\n"
    assert fix(page) == 0


def test_an_address_that_stands_twice_is_one_fault_and_mended_in_both_places() -> None:
    twice = "- A title of some length. *[ICML'23]* [[Paper]]({0}) [[arXiv]]({0})"
    text = twice.format(PAPER.replace("https", "http"))
    (finding,) = check(text)
    assert (finding.rule, mend(OPENING.format("") + text, [finding])) == (
        "link-http",
        (OPENING.format("") + twice.format(PAPER), 1),
    )


def test_fix_mends_the_data_and_renders_the_list(tmp_path: Path) -> None:
    for path, text in small_files().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(text)
    paper = next(p for p in sorted(tmp_path.glob("data/papers/*.yaml")) if "https://arxiv.org/abs/" in p.read_text())
    paper.write_text(paper.read_text().replace("https://arxiv.org/abs/", "http://arxiv.org/abs/"))
    assert fix(tmp_path / "data") > 0
    assert "http://" not in paper.read_text()
    assert not [finding for finding in audit(tmp_path / "data") if finding.level == "error"]


def test_a_finding_is_mended_whole_or_not_at_all() -> None:
    one = Finding("", edits=(TextEdit(1, 1, "a", "b"), TextEdit(1, 3, "gone", "x")))
    other = Finding("", edits=(TextEdit(1, 1, "a", "c"),))
    assert mend("a b", [one, other, replace(other, edits=(TextEdit(1, 1, "a b", "d"),))]) == ("c b", 1)
    assert mend("a", [Finding("", edits=(TextEdit(9, 1, "a", "b"),))]) == ("a", 0)


def test_sarif_says_the_place_and_the_edit() -> None:
    content = json.loads(as_sarif(check(line(code=f"{CODE}.git"))))
    (run,) = content["runs"]
    (result,) = run["results"]
    assert (content["version"], result["ruleId"], result["level"]) == ("2.1.0", "code-spelling", "note")
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["code-spelling"]
    assert [found["physicalLocation"]["region"] for found in result["locations"]] == [{"startLine": 7}]
    ((change,),) = [found["artifactChanges"] for found in result["fixes"]]
    (region,) = [found["deletedRegion"] for found in change["replacements"]]
    text = line(code=f"{CODE}.git")
    assert (region["startLine"], region["endLine"]) == (7, 7)
    assert text[region["startColumn"] - 1 : region["endColumn"] - 1] == f"{CODE}.git"
    assert change["replacements"][0]["insertedContent"] == {"text": CODE}


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
