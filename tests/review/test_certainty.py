"""What `paperclerk check` asserts of a list, what it leaves in doubt, and what it says once of the whole page."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot import resources
from bot.catalogue.data.records import VENUES, read_content, read_venues
from bot.cli.checking import audit_page
from bot.lists.marked.importing import import_list
from bot.review.audit import Listing, audit_items, audit_listing
from bot.review.rules.finding import Finding
from bot.review.words.reporting import as_github, as_text

KNOWN = read_venues(read_content(VENUES, resources.read(f"data/{VENUES}")))
PMLR, ACL, ARXIV = (
    "https://proceedings.mlr.press/v119/you20a.html",
    "https://aclanthology.org/2023.emnlp-main.1",
    "https://arxiv.org/abs/2301.00001",
)
CVF = "https://openaccess.thecvf.com/content_CVPR_2020/papers/Foo_Bar_CVPR_2020_paper.pdf"
WORKSHOP = "https://openaccess.thecvf.com/content_cvpr_2017_workshops/w12/papers/Foo_Bar_CVPR_2017_paper.pdf"
FINDINGS = "https://aclanthology.org/2023.findings-acl.15"
COPY = "https://www.researchgate.net/publication/1_x"
TACL = "https://aclanthology.org/Q19-1001"
TITLE = "A title that is long enough to name one paper alone"
RENAMED = "Sparse attention for long documents"
RECORD = "https://zenodo.org/record/5130737"
BOOK = "https://link.springer.com/book/10.1007/978-3-319-13467-3"
BYLINE = "A title of some length. Ada Lovelace, Kurt Goedel. *[ICML'23]*"


def check(*lines: str) -> list[Finding]:
    listing = Listing("L.md", import_list("# L\n\n## S\n\n" + "\n".join(lines) + "\n", KNOWN))
    return [*audit_listing(listing), *audit_items(listing.items)]


def line(tag: str, url: str = ARXIV, more: str = "", title: str = "A title of some length") -> str:
    return f"- {title}. *[{tag}]* [[Paper]]({url}){more}"


NAMED = [line("ICML'23", title=f"A title of number {n}") for n in range(6)]


@pytest.mark.parametrize(
    ("lines", "rule", "certainty"),
    [
        pytest.param([line("ACL'23", ACL)], "venue-against-link", "certain", id="a venue in its place"),
        pytest.param(
            [f"- A title that the ACL has [[Paper]]({ACL})"], "venue-against-link", None, id="a word of a title"
        ),
        pytest.param([line("PMLR'20", PMLR)], "venue-against-link", "likely", id="the publisher's name"),
        pytest.param([line("JMLR'20", PMLR)], "venue-against-link", "certain", id="a journal of the publisher's"),
        pytest.param(
            [line("JMLR'13", "https://proceedings.mlr.press/v28/bergstra13.html")],
            "venue-against-link",
            "likely",
            id="what the publisher was called",
        ),
        pytest.param(
            [line("ACL'23", ACL, " in the main track of EMNLP")],
            "venue-against-link",
            "likely",
            id="the proven venue beside it",
        ),
        pytest.param(
            [line("ACL'23", "https://aclanthology.org/2022.acl-long.1")],
            "venue-against-link",
            "certain",
            id="the proven venue in another year",
        ),
        pytest.param([line("TPAMI'22", CVF)], "venue-against-link", "likely", id="a journal's longer version"),
        pytest.param(
            [
                "| Pub. | Title | Links |\n|-|-|-|",
                f"| TIP | {TITLE} | [Paper](https://ieeexplore.ieee.org/document/8445665)/[CVPR20]({CVF}) |",
            ],
            "venue-against-link",
            "likely",
            id="a link that is called by its venue",
        ),
        pytest.param([line("TNSM'22", CVF)], "venue-against-link", "likely", id="a journal that nobody knows"),
        pytest.param([line("ACL'19", TACL)], "venue-against-link", "likely", id="a journal's paper at a conference"),
        pytest.param(
            [line("IJCNLP'19", "https://aclanthology.org/D19-1001")],
            "venue-against-link",
            "likely",
            id="two conferences held as one",
        ),
        pytest.param([line("ICML'20", CVF)], "venue-against-link", "certain", id="two conferences"),
        pytest.param(
            [line("ICML'23", title=TITLE), line("ICML'20", PMLR, title="Another title"), line("BLUE'20", CVF)],
            "venue-against-link",
            "certain",
            id="an acronym among venues",
        ),
        pytest.param([line("BLUE'20", CVF)], "venue-against-link", "likely", id="an acronym that may be a method's"),
        pytest.param(
            [line("ACL'23", FINDINGS)], "venue-against-link", "likely", id="the Findings, of which none is said"
        ),
        pytest.param(
            [line("ACL'23", FINDINGS), line("Findings of ACL'22", "https://a.example/x.pdf")],
            "venue-against-link",
            "certain",
            id="the Findings, which the list names",
        ),
        pytest.param(
            [line("ACL'23", FINDINGS), f"{line('ACL 22', 'https://a.example/x.pdf')} Key findings: attention helps."],
            "venue-against-link",
            "likely",
            id="the Findings, and what somebody found",
        ),
        pytest.param(
            [line("EMNLP'20 finding", CVF)], "venue-against-link", "certain", id="the Findings, and another conference"
        ),
        pytest.param([line("ICML'23", "http://a.example/x")], "link-http", "likely", id="a host that nobody knows"),
        pytest.param(
            [line("ICML'23", "http://a.example/x"), line("ICML'23", "https://a.example/y")],
            "link-http",
            "certain",
            id="a host that the list links under https",
        ),
        pytest.param([line("TPAMI'20", CVF)], "venue-against-link", "certain", id="a journal of the same year"),
        pytest.param(
            [line("WNUT'19", "https://aclanthology.org/D19-5501")], "venue-against-link", None, id="a workshop's volume"
        ),
        pytest.param(
            [line("SRW'19", "https://aclanthology.org/P19-2001")], "venue-against-link", None, id="the students' volume"
        ),
        pytest.param(
            [line("ICML'18", "https://aclanthology.org/P18-2001")],
            "venue-against-link",
            "certain",
            id="the volume of short papers",
        ),
        pytest.param([line("CVPRW'17", WORKSHOP)], "venue-against-link", None, id="a workshop's folder"),
        pytest.param([line("arXiv'24")], "preprint-year", "certain", id="a year that is another"),
        pytest.param(
            [line("arXiv'24", more=" [[v1, 2023]](https://b.example/x)")], "preprint-year", "likely", id="both years"
        ),
        pytest.param([line("arXiv'24", f"{ARXIV}v3")], "preprint-year", "likely", id="a later version"),
        pytest.param([line("arXiv'24", more=" (arXiv 2301)")], "preprint-year", "likely", id="the number's own date"),
        pytest.param([line("arXiv 2024.06")], "preprint-year", "likely", id="a date of its own"),
        pytest.param([line("arXiv 2024", more=" (June 2024)")], "preprint-year", "likely", id="a month in words"),
        pytest.param([line("arXiv 2024", more=" (06/2024)")], "preprint-year", "likely", id="a month before its year"),
        pytest.param([line("arXiv 2024", more=" (ſep 2024)")], "preprint-year", "likely", id="a month in old letters"),
        pytest.param([line("arXiv 2024.01")], "preprint-year", "certain", id="the number's month in another year"),
        pytest.param([line("ICML'23", f"{ARXIV}v1")], "link-version", "certain", id="a version"),
        pytest.param(
            [line("Preprint'22", "https://doi.org/10.21203/rs.3.rs-1566483/v1")],
            "link-version",
            "likely",
            id="a version with a DOI of its own",
        ),
        pytest.param(
            [line("ICML'23", f"{ARXIV}v1", f" [[Newer]]({ARXIV}v2)")], "link-version", "likely", id="two versions"
        ),
        pytest.param(
            [line("ICML'23", f"{ARXIV}v1", " (version 1)")], "link-version", "likely", id="a version that is named"
        ),
        pytest.param(
            [line("ICML'22", f"{ARXIV}v1", title=TITLE), line("ICML'23", title=RENAMED)],
            "link-version",
            "likely",
            id="a version under a title of its own",
        ),
        pytest.param(
            [line("ICML'23", more=" [[Code]](https://github.com/o/n/blob/main/a/README.md)")],
            "code-file",
            "certain",
            id="a document",
        ),
        pytest.param(
            [line("ICML'23", more=" [[Code]](https://github.com/o/n/blob/main/a.py)")],
            "code-file",
            "likely",
            id="a file of code",
        ),
        pytest.param([line("ICML'23", more=" [[Code]](https://n.github.io/)")], "code-page", "certain", id="a page"),
        pytest.param(
            [line("ICML'23", more=" [[Code]](https://lab.example.edu/~a/name/)")],
            "code-page",
            "likely",
            id="a place that nobody knows",
        ),
        pytest.param(
            [line("ICML'23", more=" [[Code]](https://n.github.io/a-code/)")],
            "code-page",
            "likely",
            id="a page that says that it has code",
        ),
        pytest.param([line("ICML'23", more=f" [[Code]]({PMLR})")], "code-page", "certain", id="a paper called code"),
        pytest.param(
            [line("ICML'23", "https://drive.google.com/file/d/10/20/view")],
            "unofficial-copy",
            "certain",
            id="where files are kept",
        ),
        pytest.param(
            [line("ICML'23", COPY).replace("[Paper]", "[ResearchGate]")],
            "unofficial-copy",
            "likely",
            id="a copy that is called by its host",
        ),
        pytest.param(
            [line("ICML'23", "https://lab.example.edu/~ada/press/a.pdf")],
            "unofficial-copy",
            "likely",
            id="a person's folder",
        ),
        pytest.param([line("ICML'23", "https://name.com/p/a.pdf")], "unofficial-copy", "likely", id="a person's site"),
        pytest.param(
            [line("ICML'23", "https://s3-us-west-2.amazonaws.com/company/a.pdf")],
            "unofficial-copy",
            "likely",
            id="a store",
        ),
        pytest.param(
            [line("ICML'23", "https://www.dropbox.com/s/dd/my_thesis.pdf")], "unofficial-copy", "likely", id="a thesis"
        ),
        pytest.param(
            [*NAMED, line("arXiv'23"), f"- Another title of some length. [[Paper]]({ARXIV})"],
            "venue-missing",
            "certain",
            id="nothing but the title",
        ),
        pytest.param(
            [*NAMED, f"- Another title of some length. [[Paper]]({ARXIV})"],
            "venue-missing",
            "likely",
            id="a preprint, of which the list names none",
        ),
        pytest.param(
            [*NAMED, f"- Another title of some length. [[Paper]]({PMLR})"],
            "venue-missing",
            "certain",
            id="a paper that a publisher has",
        ),
        pytest.param(
            [*NAMED, line("arXiv'23"), "- Another title of some length. [[Paper]](https://a.example/blog/x)"],
            "venue-missing",
            "likely",
            id="a page that may be no paper",
        ),
        pytest.param(
            [*NAMED, f"- Another title of some length. [[Paper]]({ARXIV}) with more words"],
            "venue-missing",
            "likely",
            id="words that were not read",
        ),
        pytest.param(
            [*NAMED, f"- **[[CGF]({PMLR})]** Another title of some length"],
            "venue-missing",
            "likely",
            id="a link that is called by a venue",
        ),
        pytest.param(
            [*NAMED, f"- <b>Another title of some length.</b> :star: [[Paper]]({PMLR})"],
            "venue-missing",
            "certain",
            id="marks and a picture",
        ),
        pytest.param(
            [*NAMED, "- Another title of some length. [[Paper]](https://github.com/o/n)"],
            "venue-missing",
            "likely",
            id="code without a paper",
        ),
        pytest.param(
            [line("ICML'23", title=TITLE), line("ICML'23", PMLR, title=TITLE)], "repeated", "certain", id="a long title"
        ),
        pytest.param(
            [line("ICML'23"), line("ICLR'22", PMLR, title="A title of some length")],
            "repeated",
            "likely",
            id="a title on two occasions",
        ),
        pytest.param(
            [line("ICML'23", title=TITLE), line("ICLR'22", PMLR, title=TITLE)],
            "repeated",
            "likely",
            id="a long title on two occasions",
        ),
        pytest.param(
            [line("arXiv'21", title=TITLE), line("ICML'20", PMLR, title=TITLE)],
            "repeated",
            "likely",
            id="a preprint of that title and a paper",
        ),
        pytest.param(
            [f"- {BYLINE} [[Paper]]({ARXIV})", f"- {BYLINE} [[Paper]]({PMLR})"], "repeated", "certain", id="its people"
        ),
        pytest.param(
            [f"- {TITLE} [[Data]](https://doi.org/10.22002/D1.{number})" for number in (1177, 20142)],
            "repeated",
            "likely",
            id="two numbers of one publisher's",
        ),
        pytest.param(
            [
                f"- Learning graph representations for point cloud denoising [[Paper]]({PMLR})",
                "- Learning robust graph representations for point cloud denoising"
                " [[Paper]](https://ieeexplore.ieee.org/document/9309029)",
            ],
            "repeated",
            "likely",
            id="two publishers' numbers of two titles",
        ),
        pytest.param(
            [
                "- Learning graph representations for point cloud denoising"
                " [[Paper]](https://www.ecva.net/papers/eccv_2020/papers_ECCV/papers/123650103.pdf)",
                "- Learning robust graph representations for point cloud denoising"
                " [[Paper]](https://ieeexplore.ieee.org/document/9309029)",
            ],
            "repeated",
            "likely",
            id="a word more in one of two titles",
        ),
        pytest.param(
            [
                f"- {TITLE} [[Paper]]({CVF})",
                f"- {TITLE} [[Paper]](https://ieeexplore.ieee.org/document/9309029)",
            ],
            "repeated",
            "certain",
            id="two publishers' numbers of one title",
        ),
        pytest.param(
            [
                f"- [{TITLE}]({ARXIV})",
                f"- Builds on [{TITLE}](https://github.com/ada/list#a-title-that-is-long)",
            ],
            "repeated",
            None,
            id="a link to an entry of the page",
        ),
        pytest.param([line("ICML'23"), line("ICLR'22")], "repeated", "certain", id="one number"),
        pytest.param(
            [
                "| Name | Documentation | Citation |\n|-|-|-|",
                *(
                    f"| {name} | [`datasets.{name}`](https://b.example/{name}.html) | [Hu *et al*., 2020]({ARXIV}) |"
                    for name in ("BioKG", "WikiKG2")
                ),
            ],
            "repeated",
            None,
            id="a paper that two rows cite",
        ),
        pytest.param(
            [
                line("ICML'14", "https://github.com/ada/n/blob/main/RESULTS.md", f" {score}", title="Test2014")
                for score in ("24.70", "29.22")
            ],
            "repeated",
            "likely",
            id="two results on one page",
        ),
        pytest.param(
            [
                f"- [Adjusted {mean} Mean Rank Index ({name})]({ARXIV})"
                for mean, name in (("Arithmetic", "AAMRI"), ("Geometric", "AGMRI"))
            ],
            "repeated",
            "likely",
            id="two things of one paper, each with a short name",
        ),
        pytest.param(
            [f"- Small: [{TITLE}]({ARXIV})", f"- Large: [{TITLE}]({ARXIV})"],
            "repeated",
            "likely",
            id="two results of a paper",
        ),
        pytest.param([line("ICML'23"), line("ICLR'22")], "conflicting-facts", "certain", id="two venues of one number"),
        pytest.param(
            [line("ICML'16"), line("JMLR'16")], "conflicting-facts", "likely", id="a conference, and its series of then"
        ),
        pytest.param(
            [line("ICML'23", title=TITLE), line("ICLR'22", "https://a.example/1", title=TITLE)],
            "conflicting-facts",
            "likely",
            id="two venues of one title",
        ),
        pytest.param(
            [
                line("VLDB'23", ARXIV, " [[PDF]](https://doi.org/10.14778/1.2)", TITLE),
                line("KDD'23", ARXIV, " [[PDF]](https://doi.org/10.1145/3.4)", TITLE),
            ],
            "conflicting-facts",
            "likely",
            id="two venues with a number of each",
        ),
        pytest.param(
            [
                line("VLDB'23", ARXIV, " [[PDF]](https://vldb.org/a.pdf)", f"{TITLE} of code"),
                line("KDD'23", ARXIV, " [[PDF]](https://doi.org/10.1145/3.4)", TITLE),
            ],
            "conflicting-facts",
            "likely",
            id="two venues with a title of each",
        ),
        pytest.param(
            [line("ICML'23", title=TITLE), line("ICML'23", title=RENAMED)],
            "shared-link",
            "certain",
            id="one number of two titles",
        ),
        pytest.param(
            [
                line("ICML'23", title=f"FewRel: {TITLE}"),
                line("ICML'23", title=f"FewRel: {RENAMED} and more"),
            ],
            "shared-link",
            "likely",
            id="one name of two titles",
        ),
        pytest.param(
            [
                f"- **FewRel**: {TITLE}, *ICML 2023* [[Paper]({ARXIV})]",
                f"- **FewRel: {RENAMED} and more**, *ICML 2023* [[Paper]({ARXIV})]",
            ],
            "shared-link",
            "likely",
            id="a name before one of two titles",
        ),
        pytest.param(
            [
                f"- [Bands of radar and of light](https://github.com/ada/n). Paper: [Hong et al. 2020]({ARXIV})",
                line("ICML'23", title=TITLE),
            ],
            "shared-link",
            "likely",
            id="a link that is called by those who wrote",
        ),
        pytest.param(
            [
                line("ICML'23", title=TITLE),
                '- **What you should be able to explain:** "There is a new form of attention for long documents"'
                f" [[Paper]]({ARXIV})",
            ],
            "shared-link",
            "likely",
            id="an answer",
        ),
        pytest.param(
            [line("ICML'23", title=TITLE), f"- **What you should be able to explain:** {ARXIV}"],
            "shared-link",
            "likely",
            id="a label before an address",
        ),
        pytest.param(
            [f"- [2301-{RENAMED}]({ARXIV})", f"- [{RENAMED} | Part 5]({ARXIV})"],
            "shared-link",
            "likely",
            id="one title with a date before it and a part behind",
        ),
        pytest.param(
            [
                line("ICML'23", title=TITLE),
                f"- [Paper]({ARXIV}) · [Project](https://b.example/n) · **[The paper of a cover](https://b.example/c)**",
            ],
            "shared-link",
            "likely",
            id="what stands behind the links",
        ),
        pytest.param(
            [line("ICML'23", more=" Code of others is on [Github](https://github.com/).")],
            "code-placeholder",
            "likely",
            id="a host that a sentence names",
        ),
        pytest.param(
            [line("ICML'23", more=" [Github](https://github.com/)")], "code-placeholder", "certain", id="no repository"
        ),
        pytest.param(
            [
                f"- **Sparse attention for documents of all kinds** - [{TITLE}]({ARXIV})",
                line("ICML'23", title=TITLE),
            ],
            "shared-link",
            "likely",
            id="a line that has the other's title, too",
        ),
        pytest.param(
            [line("ICML'22", f"{ARXIV}v1", title=TITLE), line("ICML'23", title=RENAMED)],
            "shared-link",
            "likely",
            id="a version under a title of its own, of one number",
        ),
        pytest.param(
            [f"- {title}. Ada Lovelace, Kurt Goedel. *[ICML'23]* [[Paper]]({ARXIV})" for title in (TITLE, RENAMED)],
            "shared-link",
            "likely",
            id="a paper and what its authors made beside it",
        ),
        pytest.param(
            [f"- [{TITLE}](https://talks.example/1) [[Paper]]({ARXIV})", f"- [{TITLE}]({ARXIV})"],
            "repeated",
            "likely",
            id="a talk that links its paper",
        ),
        pytest.param(
            [line("ICML'23", title=TITLE), line("ICML'23", title="Granite Coder Large Model")],
            "shared-link",
            "likely",
            id="a name of what a paper brought",
        ),
        pytest.param(
            [line("ICML'23", BOOK, title=TITLE), line("ICML'23", BOOK, title=RENAMED)],
            "shared-link",
            "likely",
            id="two parts of a book",
        ),
        pytest.param(
            [line("ICML'23", title=TITLE), line("ICML'23", title="Presents a benchmark of what a model can translate")],
            "shared-link",
            "likely",
            id="words about a paper",
        ),
        pytest.param(
            [
                line("ICML'23", RECORD, title=TITLE),
                line("ICML'23", RECORD, title=RENAMED),
            ],
            "shared-link",
            "likely",
            id="an archive's record",
        ),
        pytest.param(
            [f"- A timeline of methods of all kinds [![]({{}})]({ARXIV})".format("a.png"), line("ICML'23")],
            "shared-link",
            "likely",
            id="a picture that was taken from a paper",
        ),
        pytest.param(
            [
                line("ICML'23", title=TITLE) + ", [![](a.png)](https://name.github.io/n)",
                line("ICML'23", title=RENAMED),
            ],
            "shared-link",
            "certain",
            id="a picture beside the paper's own link",
        ),
        pytest.param(
            [line("ICML'23", title="Questions of Nurses Small"), line("ICML'23", title="Questions of Nurses Large")],
            "repeated",
            "likely",
            id="two parts of what a paper brought",
        ),
        pytest.param(
            [line("ICML'23", title=TITLE), line("JMLR'24", title=TITLE)],
            "repeated",
            "likely",
            id="a paper and its longer version",
        ),
        pytest.param(
            [line("ICML'23", title=TITLE), line("JMLR'24", title=TITLE)],
            "conflicting-facts",
            "likely",
            id="a conference and a journal",
        ),
    ],
)
def test_what_rests_on_something_read_needs_a_witness(lines: list[str], rule: str, certainty: str | None) -> None:
    found = [finding for finding in check(*lines) if finding.rule == rule]
    assert [finding.certainty for finding in found] == [certainty][: certainty is not None]
    assert all(finding.certainty == "certain" or not finding.edits for finding in found)


@pytest.mark.parametrize(
    ("url", "more", "rule"),
    [
        pytest.param("https://scholar.google.com/scholar?q={}", "", "link-search", id="a search"),
        pytest.param("https://neurips.cc/virtual/2023/poster/{}", "", "no-paper", id="a programme"),
        pytest.param("https://dl.acm.org/doi/10.5555/1.{}", "", "doi-unregistered", id="no DOI"),
        pytest.param("https://ar5iv.org/abs/2301.0000{}", "", "link-mirror", id="a mirror"),
        pytest.param(ARXIV, " [[Code]](https://github.com/o/n{}.git)", "code-spelling", id="the address for git"),
        pytest.param(ARXIV, " [[Code]](https://github.com/o/n{}/blob/main/README.md)", "code-file", id="a file"),
    ],
)
def test_what_more_than_a_tenth_of_the_entries_do_is_left_in_doubt(url: str, more: str, rule: str) -> None:
    odd = [line("ICML'23", url.format(n), more.format(n), f"An odd title of number {n}") for n in (2, 3)]
    for count, certainty in ((1, "certain"), (2, "likely")):
        found = [finding for finding in check(*odd[:count], *NAMED) if finding.rule == rule]
        assert [finding.certainty for finding in found] == [certainty] * count


def versions(count: int, others: int) -> list[str]:
    urls = [f"https://arxiv.org/abs/2301.{n:05}{'v1' if n < count else ''}" for n in range(count + others)]
    return [line("ICML'23", url, title=f"A title of number {n}") for n, url in enumerate(urls)]


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        pytest.param(versions(6, 2), 1, id="most"),
        pytest.param(versions(6, 6), 6, id="half"),
        pytest.param(versions(4, 1), 4, id="few entries"),
        pytest.param(versions(2, 18), 2, id="slips"),
        pytest.param(versions(2, 8), 2, id="more than slips"),
    ],
)
def test_what_most_entries_do_is_said_once(lines: list[str], count: int) -> None:
    found = [finding for finding in check(*lines) if finding.rule == "link-version"]
    assert len(found) == count
    assert ("6 of 8" in found[0].message) == (count == 1)
    is_slip = len(lines) == 20
    assert {(bool(finding.edits), finding.certainty) for finding in found} == {
        (is_slip, "certain" if is_slip or count == 1 else "likely")
    }


@pytest.mark.parametrize(
    ("first", "own", "sections", "differ", "certainty"),
    [
        pytest.param(20, 3, 1, True, "certain", id="a slip"),
        pytest.param(20, 3, 1, False, "", id="a copied line, and no other"),
        pytest.param(6, 3, 2, True, "", id="the list's way"),
        pytest.param(40, 0, 1, True, "", id="most of a section"),
    ],
)
def test_a_paper_in_two_sections_is_meant_where_others_are(
    first: int, own: int, sections: int, differ: bool, certainty: str
) -> None:
    count = 2 if own == 0 else 1
    there = [line("ICML'23", f"https://arxiv.org/abs/2301.{n:05}", title=f"{TITLE} of {n}") for n in range(first)]
    again = [each.replace("[Paper]", "[PDF]") if differ else each.replace("- ", "* ", 1) for each in there]
    here = [
        part
        for k in range(sections)
        for part in (
            f"\n## T{k}\n",
            *again[k : k + count],
            *(
                line("ICML'23", f"https://arxiv.org/abs/240{k}.0000{n}", title=f"Papers {k} of number {n}")
                for n in range(own)
            ),
        )
    ]
    found = [finding for finding in check(*there, *here) if finding.rule == "listed-again"]
    assert [finding.certainty for finding in found] == [certainty] * (count * sections if certainty else 0)


@pytest.mark.parametrize(("end", "certainty"), [("", "certain"), (":", "likely")])
def test_what_ends_in_a_colon_says_what_is_linked(end: str, certainty: str) -> None:
    pages = [f"- **{TITLE}{end}** [[Paper]]({ARXIV}) [[Data]](https://data.example/{n})" for n in range(2)]
    found = [each for each in check(pages[0], "", "## T", "", pages[1], *NAMED) if each.rule == "listed-again"]
    assert [finding.certainty for finding in found] == [certainty]


@pytest.mark.parametrize(
    ("copied", "certainties"),
    [
        pytest.param(2, [], id="most"),
        pytest.param(1, ["likely", "certain", "certain"], id="one"),
    ],
)
def test_a_list_that_copies_most_of_its_repeats_means_the_others(copied: int, certainties: list[str]) -> None:
    there = [line("ICML'23", f"https://arxiv.org/abs/2301.{n:05}", title=f"{TITLE} of {n}") for n in range(60)]
    own = [line("ICML'23", ACL, title=f"Another title of number {n}") for n in range(6)]
    here = [*there[:copied], *(each.replace("[Paper]", "[PDF]") for each in there[copied:3]), *own]
    found = [finding for finding in check(*there, "", "## T", "", *here) if finding.rule == "listed-again"]
    assert [finding.certainty for finding in found] == certainties


@pytest.mark.parametrize(
    ("tags", "is_other"),
    [
        pytest.param(["NeruIPS'23", *["NeurIPS'23"] * 5], True, id="a slip"),
        pytest.param(["arxiv'23", *["ICML'23"] * 5], False, id="a name that the list never writes otherwise"),
        pytest.param(["arxiv'23", "arXiv'23", *["ICML'23"] * 5], True, id="once each"),
        pytest.param(["EMNLP-IJCNLP'23", *["EMNLP'23"] * 5], False, id="a name with the usual one in it"),
        pytest.param(["Conference on Robot Learning'23", *["ICML'23"] * 5], True, id="written out among short names"),
        pytest.param(["arxiv'23", "arxiv'23", *["ICML'23"] * 5], False, id="the list's own name"),
        pytest.param(["ESWA'23", *["ICML'23"] * 5], False, id="a short name of what is usually written out"),
        pytest.param(["ACM CSUR'23", *["ICML'23"] * 5], False, id="a short name of two words"),
    ],
)
def test_a_name_that_the_list_writes_itself_is_no_other_form(tags: list[str], is_other: bool) -> None:
    pages = [line(tag, f"https://a.example/{n}", title=f"A title of number {n}") for n, tag in enumerate(tags)]
    assert ("format" in [finding.rule for finding in check(*pages)]) is is_other


def test_a_formula_stands_as_it_is_written() -> None:
    pages = [line("ICML'23", f"https://a.example/{n}", title=f"A title of number {n}") for n in range(5)]
    formula = line("ICML'23", "https://a.example/9", title=r"$\{$FwdLLM$\}$: A title of number")
    assert "format" not in [finding.rule for finding in check(*pages, formula)]


def test_what_is_in_doubt_is_told_apart_and_fails_no_check(tmp_path: Path) -> None:
    page = tmp_path / "L.md"
    page.write_text("# L\n\n## S\n\n" + "\n".join([line("ICML'23"), line("ICLR'22", PMLR)]) + "\n", encoding="utf-8")
    found = [finding for finding in audit_page(page) if finding.rule == "repeated"]
    more = [*found, *(replace(finding, path="B.md", line=line) for finding in found for line in (3, 9))]
    assert (
        as_text(more)
        == f"in doubt: Listed twice (3) [repeated]: {page}:6; B.md:3, 9\n0 errors, 0 warnings, 0 notes; 3 in doubt\n"
    )
    assert as_github(found) == ""
