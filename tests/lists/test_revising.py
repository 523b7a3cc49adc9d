"""One paper of a page changes, and every other line stays: on pages of every form."""

import re
from collections.abc import Callable
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue.paper import Link, Paper
from bot.lists.cataloguing import PageList, read_pages
from bot.lists.sections import SectionError
from bot.lists.writing.amending import amend_text
from bot.lists.writing.revising import Revision, revise
from bot.lists.writing.suggesting import mended_text
from tests.growth import LONG
from tests.lists.pages import FORMS, KNOWN, Form

NEW = Paper(
    "a-new-paper-about-things",
    "A new paper about things",
    {},
    (Link("Paper", "https://arxiv.org/abs/2501.00001"), Link("Code", "https://github.com/new/repo")),
    "ICML",
    2025,
    {"arxiv": "2501.00001"},
    ("Ann Lee", "Bo Chen"),
)
PATH = "README.md"
BULLETS = """# List

## One

- [First paper of all](https://arxiv.org/abs/2101.00001), ICLR 2021, great [[code](https://github.com/a/first)]
- [Second paper of all](https://arxiv.org/abs/2101.00002), *arXiv* 2021
- [Third paper of all](https://arxiv.org/abs/2101.00003), ICML 2022

## Two

1. [Fourth paper of all](https://arxiv.org/abs/2101.00004), ICLR 2021
2. [Fifth paper of all](https://arxiv.org/abs/2101.00005), ICLR 2021
3. [Sixth paper of all](https://arxiv.org/abs/2101.00006), ICLR 2021
"""


def pages(text: str) -> PageList:
    return read_pages({PATH: text}, KNOWN)


def text_of(listed: PageList) -> str:
    return "".join(listed.pages[PATH].lines)


WITH_PAPERS = [form for form in FORMS if pages(form.text).catalogue.papers]


@pytest.mark.parametrize("form", WITH_PAPERS, ids=str)
def test_a_paper_that_comes_and_goes_again_leaves_the_page_as_it_was(form: Form) -> None:
    listed = pages(form.text)
    for section in listed.catalogue.sections:
        try:
            more = revise(listed, [Revision(None, NEW._replace(sections={section: None}))]).read()
        except SectionError:
            continue
        there = next(paper for paper in more.catalogue.papers.values() if paper.title == NEW.title)
        assert section in there.sections
        assert text_of(revise(more, [Revision(there, None)]).read()) == form.text


@pytest.mark.parametrize("form", WITH_PAPERS, ids=str)
def test_another_address_changes_that_address_only(form: Form) -> None:
    listed = pages(form.text)
    for paper in listed.catalogue.papers.values():
        if not paper.links:
            continue
        url = "https://doi.org/10.1145/3600006.3613165"
        after = paper._replace(links=(Link(paper.links[0].label, url), *paper.links[1:]))
        new = text_of(revise(listed, [Revision(paper, after)]).read())
        assert new.replace(url, paper.links[0].url, 1) == form.text or url in new


@pytest.mark.parametrize(
    ("title", "change", "gone", "come"),
    [
        pytest.param(
            "Second paper of all", {"venue": "ICLR", "year": 2022}, ", *arXiv* 2021", ", *ICLR* 2022", id="published"
        ),
        pytest.param("Third paper of all", {"title": "Third [paper] | x"}, "Third paper", "Third [paper]", id="title"),
        pytest.param(
            "First paper of all",
            {"links": (Link("Paper", "https://arxiv.org/abs/2101.00001"),)},
            ", great [[code](https://github.com/a/first)]",
            ", great",
            id="a link goes, what the maintainer said stays",
        ),
        pytest.param(
            "Third paper of all",
            {"links": (Link("Paper", "https://arxiv.org/abs/2101.00003"), Link("Code", "https://github.com/a/third"))},
            "ICML 2022",
            "ICML 2022",
            id="a link comes",
        ),
    ],
)
def test_words_are_exchanged_where_they_stand(title: str, change: dict[str, object], gone: str, come: str) -> None:
    listed = pages(BULLETS)
    paper = next(paper for paper in listed.catalogue.papers.values() if paper.title == title)
    new = text_of(revise(listed, [Revision(paper, paper._replace(**change))]).read())  # type: ignore[arg-type]
    before, after = BULLETS.split("\n"), new.split("\n")
    (number,) = [n for n, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
    assert gone in before[number]
    assert come in after[number]
    assert all(link.url in after[number] for link in change.get("links", ()))  # type: ignore[attr-defined]


LINK, CODE = "https://arxiv.org/abs/2101.00001", Link("Code", "https://github.com/a/first")
AMENDED: dict[str, tuple[str, dict[str, object], str]] = {
    "the address of a name that the title begins with": (
        f"- [AIDO]({LINK}): Models of Many Kinds",
        {"title": "AIDO: Models of All Kinds"},
        f"- [AIDO]({LINK}): Models of All Kinds",
    ),
    "the same where the colon is linked, too": (
        "- [AIDO:](https://arxiv.org/abs/2401.00001) Models of Many Kinds | ICML 2024\n",
        {"title": "Models of All Kinds"},
        "- [Models of All Kinds](https://arxiv.org/abs/2401.00001) | ICML 2024\n",
    ),
    "the same where the rest stands small below it": (
        "- [AIDO](https://arxiv.org/abs/2401.00001)<br><sub>Models of Many Different Kinds</sub> | ICML 2024\n",
        {"title": "Models of All Kinds"},
        "- [Models of All Kinds](https://arxiv.org/abs/2401.00001) | ICML 2024\n",
    ),
    "the same where the new title has no name": (
        f"- [AIDO]({LINK}): Models of Many Kinds",
        {"title": "Models of All Kinds"},
        f"- [Models of All Kinds]({LINK})",
    ),
    "a year that stands behind the venue, too": (
        f"- Ada One and Bo Two. 2017. [A Paper of Nets]({LINK}). In *Proceedings of EMNLP 2017*.",
        {"venue": "ICML", "year": 2018},
        f"- Ada One and Bo Two. 2018. [A Paper of Nets]({LINK}). In *Proceedings of ICML 2018*.",
    ),
    "the month of the preprint": (
        f"- A Paper of Nets (Arxiv, April 2023) [[Paper]]({LINK})",
        {"venue": "ICML", "year": 2024},
        f"- A Paper of Nets (ICML, 2024) [[Paper]]({LINK})",
    ),
    "the number of the preprint": (
        f"- Ada One, Bo Two .[A Paper of Nets]({LINK}) .[J] arXiv preprint arXiv:2101.00001.",
        {"venue": "ICML", "year": 2024},
        f"- Ada One, Bo Two .[A Paper of Nets]({LINK}) .[J] ICML.",
    ),
    "the number of the preprint, behind a stop": (
        f"- Ada One, [A Paper of Nets]({LINK}), arxiv.2101.00001. 2021.",
        {"venue": "CVPR", "year": 2022},
        f"- Ada One, [A Paper of Nets]({LINK}), CVPR. 2022.",
    ),
    "volume and pages of the old journal": (
        f"- [A Paper of Nets]({LINK}) Xu J, Yang P, Xue S, et al. Human Genetics, 2019, 138(2): 109-124.",
        {"venue": "Nature", "year": 2020},
        f"- [A Paper of Nets]({LINK}) Xu J, Yang P, Xue S, et al. Nature, 2020.",
    ),
    "no number of a remark": (
        f"- [A Paper of Nets]({LINK}) (ICML 2019, pp. 4-9) needs 8-16 GPUs, see page 3 of arXiv:2001.00002",
        {"venue": "Nature", "year": 2020},
        f"- [A Paper of Nets]({LINK}) (Nature 2020) needs 8-16 GPUs, see page 3 of arXiv:2001.00002",
    ),
    "no number of another cell": (
        f"|Title|Venue|Needs|\n|-|-|-|\n|[A Paper of Nets]({LINK})|ICML 2019|8-16 GPUs|",
        {"venue": "Nature", "year": 2020},
        f"|Title|Venue|Needs|\n|-|-|-|\n|[A Paper of Nets]({LINK})|Nature 2020|8-16 GPUs|",
    ),
    "who kept the paper": (
        f"- A Paper of Nets, ICML 2020. [arXiv]({LINK})",
        {"links": (Link("Paper", "https://doi.org/10.1145/3600006"),)},
        "- A Paper of Nets, ICML 2020. [DOI](https://doi.org/10.1145/3600006)",
    ),
    "code goes to the title, not to what is said of the paper": (
        f"- [A Paper of Nets]({LINK})\n  - It is about nets, and says much of them.",
        {"links": (Link("Paper", LINK), CODE)},
        f"- [A Paper of Nets]({LINK}) [Code]({CODE.url})\n  - It is about nets, and says much of them.",
    ),
    "a link that stands before the line's closing break": (
        "1. **A Paper of Nets**, Ada One, ICML 2020. <br />",
        {"links": (CODE,)},
        "1. **A Paper of Nets**, Ada One, ICML 2020. [Code](https://github.com/a/first) <br />",
    ),
}


@pytest.mark.parametrize(("line", "change", "amended"), AMENDED.values(), ids=AMENDED)
def test_what_is_true_of_the_old_fact_alone_goes_with_it(line: str, change: dict[str, object], amended: str) -> None:
    listed = pages(f"# L\n\n## S\n\n{line}\n")
    (paper,) = listed.catalogue.papers.values()
    new = text_of(revise(listed, [Revision(paper, paper._replace(**change))]).read())  # type: ignore[arg-type]
    assert new == f"# L\n\n## S\n\n{amended}\n"


MOVED = {
    "what no fact holds": (
        f"- (NOTEARS) [A Paper of Nets]({LINK}) [[bib]](nets.bib#L3) ⭐ read this first",
        f"- [Walks on Graphs]({LINK}2)",
        f"- (NOTEARS) [A Paper of Nets]({LINK}) [[bib]](nets.bib#L3) ⭐ read this first",
    ),
    "the number and the depth are the new place's": (
        f"7. [A Paper of Nets]({LINK}), by a student of mine",
        f"   1. [Walks on Graphs]({LINK}2), a classic",
        f"   2. [A Paper of Nets]({LINK}), by a student of mine",
    ),
    "what is said below": (
        f"* [A Paper of Nets]({LINK})\n  * It is about nets.",
        f"- [Walks on Graphs]({LINK}2)\n  - On foot.",
        f"- [A Paper of Nets]({LINK})\n  * It is about nets.",
    ),
    "in the form of the section where nothing is lost": (
        f"- [A Paper of Nets]({LINK}), ICML 2024",
        "\n".join(f"- **Walks on Graphs, Part {n}** (ICLR 2023) [[Paper]]({LINK}{n})" for n in range(1, 13)),
        f"- **A Paper of Nets** (ICML 2024) [[Paper]]({LINK})",
    ),
    "other columns": (
        f"|Paper|Note|\n|-|-|\n|[A Paper of Nets]({LINK})|mine|",
        f"|Paper|Venue|Code|\n|-|-|-|\n|[Walks on Graphs]({LINK}2)|ICML|N/A|",
        f"|[A Paper of Nets]({LINK})| |N/A|",
    ),
    "as many other columns": (
        f"|Paper|Venue|Note|\n|-|-|-|\n|[A Paper of Nets]({LINK})|ICML 2024|mine|",
        f"|Venue|Paper|Code|\n|-|-|-|\n|ICLR 2023|[Walks on Graphs]({LINK}2)|N/A|",
        f"|ICML 2024|[A Paper of Nets]({LINK})|N/A|",
    ),
    "the same columns": (
        f"|Paper|Note|\n|-|-|\n|[A Paper of Nets]({LINK})|mine|",
        f"|Paper|Note|\n|:--|:--|\n|[Walks on Graphs]({LINK}2)|good|",
        f"|[A Paper of Nets]({LINK})|mine|",
    ),
    "other columns of HTML": (
        f"<table>\n<tr><td><a href='{LINK}'>A Paper of Nets</a></td><td>mine</td></tr>\n</table>",
        f"<table>\n<tr><td>ICML</td><td><a href='{LINK}2'>Walks on Graphs</a></td><td>no</td></tr>",
        f"<tr><td></td><td><a href='{LINK}'>A Paper of Nets</a></td><td></td></tr>",
    ),
}


@pytest.mark.parametrize(("here", "there", "moved"), MOVED.values(), ids=MOVED)
@pytest.mark.parametrize("stays", [False, True], ids=["moved", "cross-listed"])
def test_a_paper_takes_its_words_along_to_another_section(here: str, there: str, moved: str, *, stays: bool) -> None:
    listed = pages(f"# L\n\n## One\n\n{here}\n\n## Two\n\n{there}\n")
    paper = next(paper for paper in listed.catalogue.papers.values() if paper.title == "A Paper of Nets")
    after = paper._replace(sections={**(paper.sections if stays else {}), "two": None})
    new = text_of(revise(listed, [Revision(paper, after)]).read())
    assert new.split("## Two\n\n")[1] in (f"{there}\n{moved}\n", f"{moved}\n{there}\n")
    assert (here in new) == (stays or here == moved)


def test_a_heading_goes_to_another_section_as_deep_as_those_there() -> None:
    said = f"Paper: {LINK}\n\nA note of mine.\n"
    other = f"#### Maps of Lakes\n\nPaper: {LINK}4\n"
    listed = pages(f"# L\n\n## One\n\n### A Paper of Nets\n\n{said}\n## Two\n\n### Sub\n\n{other}")
    paper = next(paper for paper in listed.catalogue.papers.values() if paper.title == "A Paper of Nets")
    new = text_of(revise(listed, [Revision(paper, paper._replace(sections={"sub": None}))]).read())
    assert new.endswith(f"### Sub\n\n{other}\n#### A Paper of Nets\n\n{said}")


@pytest.mark.parametrize(
    "text", [None, f"- [A Paper of Nets]({LINK}) as its author says it"], ids=["own", "a person's"]
)
def test_the_first_paper_of_a_section_takes_its_words_along_too(text: str | None) -> None:
    line = f"- (NOTEARS) [A Paper of Nets]({LINK}) ⭐ read this first"
    listed = pages(f"# L\n\n## One\n\n{line}\n- [Walks on Graphs]({LINK}2)\n\n## Two\n")
    paper = next(paper for paper in listed.catalogue.papers.values() if paper.title == "A Paper of Nets")
    new = text_of(revise(listed, [Revision(paper, paper._replace(sections={"two": None}), text)]).read())
    assert new.split("## Two\n")[1].strip() == (text or line)


def test_numbers_close_up_behind_a_paper_that_goes_and_open_for_one_that_comes() -> None:
    listed = pages(BULLETS)
    fifth = next(paper for paper in listed.catalogue.papers.values() if paper.title.startswith("Fifth"))
    less = text_of(revise(listed, [Revision(fifth, None)]).read())
    assert "1. [Fourth" in less
    assert "2. [Sixth" in less
    more = text_of(
        revise(listed, [Revision(None, NEW._replace(year=2021, sections={"two": None}), below=fifth.title)]).read()
    )
    assert [line[:10] for line in more.split("\n")[-5:-1]] == ["1. [Fourth", "2. [Fifth ", "3. [A new ", "4. [Sixth "]


RISING = ([1, 2], [3, 4], [5], [1])
FALLING = ([5, 4], [3, 2], [1])


@pytest.mark.parametrize(
    ("sections", "into", "more", "less"),
    [
        pytest.param(RISING, "part-0", "1 2 3 4 5 6 1", "1 2 3 4 1", id="rising"),
        pytest.param(RISING, "part-1", "1 2 3 4 5 6 1", "1 2 3 4 1", id="rising, in the middle"),
        pytest.param(FALLING, "part-1", "6 5 4 3 2 1", "4 3 2 1", id="falling"),
        pytest.param(([1, 2], [], [3, 4]), "part-1", "1 2 3 4 5", None, id="an empty section"),
        pytest.param(([], [1, 2], [3, 4]), "part-0", "1 2 3 4 5", None, id="an empty section above all"),
        pytest.param(([1, 2], [1, 2], []), "part-2", "1 2 1 2 1", None, id="an empty section where each begins anew"),
    ],
)
def test_numbers_that_run_on_through_sections_close_up_and_open_too(
    sections: tuple[list[int], ...], into: str, more: str, less: str | None
) -> None:
    papers = count(1)
    parts = [
        f"## Part {number}\n\n"
        + "".join(f"- [{n}] [Paper of the number {next(papers)}]({LINK}{n}), ICML 2020\n" for n in own)
        for number, own in enumerate(sections)
    ]
    listed = pages("# L\n\n" + "\n".join(parts))
    gone = [paper for paper in listed.catalogue.papers.values() if into in paper.sections]
    revisions = [Revision(None, NEW._replace(sections={into: None})), *(Revision(paper, None) for paper in gone[:1])]
    texts = [text_of(revise(listed, [revision]).read()) for revision in revisions]
    assert [" ".join(re.findall(r"^- \[(\d+)\]", text, re.M)) for text in texts] == [more, *filter(None, [less])]


def test_a_persons_own_words_stand_as_they_are() -> None:
    listed = pages(BULLETS)
    text = "- [A new paper about things](https://arxiv.org/abs/2501.00001) :fire:, ICML 2025"
    new = revise(listed, [Revision(None, NEW._replace(sections={"one": None}), text, "Second paper of all")]).read()
    assert f"*arXiv* 2021\n{text}\n- [Third" in text_of(new)


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        pytest.param("-  [A new one](https://arxiv.org/abs/2501.00001),ICML 2025", True, id="blanks"),
        pytest.param("- [A new one](https://arxiv.org/abs/2501.00001), ICML 2025", False, id="as others are"),
        pytest.param(
            "- [A new one](https://arxiv.org/abs/2501.00001), ICML 2025, my favourite", False, id="more words"
        ),
    ],
)
def test_lines_with_the_same_words_are_offered_in_the_form_of_the_section(line: str, mended: bool) -> None:
    own = pages(BULLETS.replace("- [Second", f"{line}\n- [Second"))
    lines = next(entry for entry in own.pages[PATH].entries if entry.record.title == "A new one")
    paper = next(paper for paper in own.catalogue.papers.values() if paper.title == "A new one")
    found = mended_text(pages(BULLETS), "one", paper, lines)
    assert found == ("- [A new one](https://arxiv.org/abs/2501.00001), ICML 2025" if mended else None)


def test_the_only_lines_of_a_section_are_its_form() -> None:
    own = pages("# L\n\n## One\n\n-  [A new one](https://arxiv.org/abs/2501.00001),ICML 2025\n")
    (lines,), (paper,) = own.pages[PATH].entries, own.catalogue.papers.values()
    assert mended_text(own, "one", paper, lines) is None


HOSTILE = st.text(st.sampled_from("ab |\n\r`<>[]()*_\\#-:!&~$\"'\u202e\u2028-->"), min_size=1, max_size=40)


@given(title=HOSTILE, venue=HOSTILE, form=st.sampled_from(WITH_PAPERS))
def test_hostile_facts_change_no_other_line(title: str, venue: str, form: Form) -> None:
    listed = pages(form.text)
    section = next(iter(listed.catalogue.sections))
    paper = NEW._replace(title=f"A paper on x{title}x", venue=venue.strip() or "V", sections={section: None})
    try:
        new = revise(listed, [Revision(None, paper)]).read()
    except SectionError:
        return
    before, after = ([re.sub(r"\d+", "0", line) for line in text.split("\n")] for text in (form.text, text_of(new)))
    rest = iter(after)
    assert all(line in rest for line in before), "the lines that were there stand in their order"
    assert [s.path for s in new.pages[PATH].sections] == [s.path for s in listed.pages[PATH].sections]
    known = {re.sub(r"\d+", "0", entry.raw) for entry in new.pages[PATH].entries}
    assert {re.sub(r"\d+", "0", entry.raw) for entry in listed.pages[PATH].entries} <= known


YAML = """- id: one2022gptq
  title: 'GPTQ: Accurate Post-Training Quantization'
  year: '2022'
  venue: ICLR
  paper: https://arxiv.org/abs/2210.17323
  code:   https://github.com/owner/name
- id: two2023awq
  title: "AWQ: Activation-aware Weight Quantization"
  year: '2023'
  paper: https://arxiv.org/abs/2306.00978
"""


@pytest.mark.parametrize(
    ("number", "change", "gone", "come"),
    [
        pytest.param(0, {"venue": "ICML"}, "  venue: ICLR\n", "  venue: ICML\n", id="a key has another fact"),
        pytest.param(0, {"venue": None}, "  venue: ICLR\n", "  venue: null\n", id="a fact goes"),
        pytest.param(1, {"title": "AWQ"}, ': Activation-aware Weight Quantization"', '"', id="in its quotation marks"),
        pytest.param(
            1,
            {"venue": "MLSys", "year": 2024},
            "  year: '2023'\n  paper: https://arxiv.org/abs/2306.00978\n",
            "  year: '2024'\n  venue: MLSys\n  paper: https://arxiv.org/abs/2306.00978\n",
            id="a key comes where another paper has it",
        ),
        pytest.param(
            0,
            {"links": (Link("Paper", "https://arxiv.org/abs/2210.17323"), Link("Code", "https://github.com/o/n"))},
            "  code:   https://github.com/owner/name\n",
            "  code: https://github.com/o/n\n",
            id="behind several blanks",
        ),
        pytest.param(1, {"authors": ("Ada One",)}, "", "", id="no paper has a key for it"),
    ],
)
def test_a_paper_of_a_yaml_list_changes_by_its_keys(
    number: int, change: dict[str, object], gone: str, come: str
) -> None:
    listed = pages(YAML)
    paper = [*listed.catalogue.papers.values()][number]
    new = revise(listed, [Revision(paper, paper._replace(**change))]).texts[PATH]  # type: ignore[arg-type]
    assert new == YAML.replace(gone, come, 1)


def test_lines_of_a_yaml_list_stand_as_their_author_wrote_them() -> None:
    lines = "- title: Four things without quotes\n  year: 2024\n  paper: https://arxiv.org/abs/2406.00979\n"
    asked = pages(YAML + lines)
    paper = [*asked.catalogue.papers.values()][2]
    assert mended_text(pages(YAML), "top", paper, asked.places_of(paper.id, "top")[0].entry) is None


def test_a_paper_that_stands_twice_in_a_section_changes_in_both_places() -> None:
    line = "- [Second paper of all](https://arxiv.org/abs/2101.00002), *arXiv* 2021\n"
    listed = pages(BULLETS.replace("- [Third", f"{line}- [Third"))
    second = next(paper for paper in listed.catalogue.papers.values() if paper.title.startswith("Second"))
    renamed = text_of(revise(listed, [Revision(second, second._replace(title="Second"))]).read())
    assert renamed.count("- [Second](https://arxiv.org/abs/2101.00002), *arXiv* 2021\n") == 2
    assert text_of(revise(listed, [Revision(second, None)]).read()) == BULLETS.replace(line, "")


def test_a_venue_comes_with_its_year_where_a_repeated_line_had_another() -> None:
    line = "- [Second paper of all](https://arxiv.org/abs/2101.00002), *arXiv* 2021\n"
    page = BULLETS.replace("- [Third", f"{line.replace('2021', '2020')}- [Third")
    listed = pages(page)
    second = next(paper for paper in listed.catalogue.papers.values() if paper.title.startswith("Second"))
    new = text_of(revise(listed, [Revision(second, second._replace(venue="ICML", year=2021))]).read())
    assert new.count(line.replace("arXiv", "ICML")) == 2
    linked = second._replace(links=(*second.links, Link("Code", "https://github.com/a/second")))
    assert text_of(revise(listed, [Revision(second, linked)]).read()).count("*arXiv* 2020") == 1


def test_an_address_with_an_escaped_mark_is_exchanged_as_any() -> None:
    page = BULLETS.replace("https://arxiv.org/abs/2101.00003", "https://example.org/a.pdf?\\_ga=1.5")
    listed = pages(page)
    third = next(paper for paper in listed.catalogue.papers.values() if paper.title.startswith("Third"))
    assert third.links[0].url == "https://example.org/a.pdf?_ga=1.5"
    new = revise(listed, [Revision(third, third._replace(links=(Link("Paper", "https://arxiv.org/abs/2101.00003"),)))])
    assert text_of(new.read()) == BULLETS


WAITING = {
    "empty brackets": ("- [Second paper of all]()", "- [Second paper of all](https://arxiv.org/abs/2501.00001)"),
    "no brackets": ("- [Second paper of all], fine", "- [Second paper of all](https://arxiv.org/abs/2501.00001), fine"),
    "a title in bold": (
        "- [**Second paper of all**]()",
        "- [**Second paper of all**](https://arxiv.org/abs/2501.00001)",
    ),
    "a title without brackets": (
        "- Second paper of all",
        "- Second paper of all [Paper](https://arxiv.org/abs/2501.00001)",
    ),
}


@pytest.mark.parametrize(("before", "after"), WAITING.values(), ids=WAITING)
def test_a_title_that_waits_for_its_address_gets_it(before: str, after: str) -> None:
    text = f"# List\n\n## One\n\n- [First paper of all](https://arxiv.org/abs/2101.00001)\n{before}\n"
    listed = pages(text)
    second = next(paper for paper in listed.catalogue.papers.values() if paper.title.startswith("Second"))
    new = revise(listed, [Revision(second, second._replace(links=NEW.links[:1]))]).read()
    assert text_of(new) == text.replace(before, after)


def test_so_it_does_where_no_other_entry_shows_the_form_and_a_venue_comes_too() -> None:
    listed = pages(
        "# List\n\n## One\n\n- [First paper of all](https://arxiv.org/abs/2101.00001)\n- [Second paper of all]()\n"
    )
    entry, before = listed.pages[PATH].entries[1], list(listed.catalogue.papers.values())[1]
    after = before._replace(links=NEW.links[:1], venue="ICML", year=2024)
    assert amend_text(entry, before, after, [entry]) == f"- [Second paper of all]({NEW.links[0].url})"


def test_a_new_papers_lines_are_shown_without_the_blank_ones_around_them() -> None:
    text = BULLETS.replace("ICLR 2021\n2.", "ICLR 2021\n    \n2.").replace("ICLR 2021\n3.", "ICLR 2021\n    \n3.")
    revised = revise(pages(text), [Revision(None, NEW._replace(sections={"two": None}))])
    assert [line[:2] for line in revised.lines[NEW.id]] == ["4."]


def test_a_fact_that_the_list_never_says_changes_nothing() -> None:
    first, second = (f"- [{name} paper of all](https://arxiv.org/abs/2101.00001)" for name in ("First", "Second"))
    listed = pages(f"# List\n\n## One\n\n{first}，很好\n{second[:-1]}2)\n")
    paper = next(iter(listed.catalogue.papers.values()))
    text = text_of(revise(listed, [Revision(paper, paper._replace(venue="ICML", year=2024))]).read())
    assert text == text_of(listed)


def test_what_a_maintainer_noted_in_a_row_is_never_lost_for_a_fact() -> None:
    rows = [
        "| [First paper of all](https://arxiv.org/abs/2101.00001) | ICLR 2021 | fine |",
        "| [Second paper of all](https://arxiv.org/abs/2101.00002) | ICML 2022 | |",
        "| [Third paper of all](https://arxiv.org/abs/2101.00003) | | my favourite 🔥 |",
    ]
    listed = pages("\n".join(["# List", "", "## One", "", "| Title | Venue | Note |", "|---|---|---|", *rows, ""]))
    third = next(paper for paper in listed.catalogue.papers.values() if paper.title.startswith("Third"))
    after = text_of(revise(listed, [Revision(third, third._replace(venue="ICLR", year=2023))]).read())
    assert "my favourite 🔥" in after
    assert after.split("\n")[6:8] == rows[:2]


def change_year(paper: Paper) -> Revision:
    return Revision(paper, paper._replace(venue="ICML", year=2024))


def change_address(paper: Paper) -> Revision:
    links = tuple(Link(link.label, f"https://{paper.id}.example.org") for link in paper.links[:1])
    return Revision(paper, paper._replace(links=(*links, *paper.links[1:])))


def remove(paper: Paper) -> Revision:
    return Revision(paper, None)


#: Every form has a page of its own, so each is tried with a few revisions; `make fuzz` has many for each.
FEW = settings(max_examples=1000 if LONG else 4)
ONE_LINE_OF_TWO = "- [First paper of all](https://arxiv.org/abs/2101.00001), [Second paper of all](https://arxiv.org/abs/2101.00002)\n"


@pytest.mark.parametrize(
    "text", [*(form.text for form in WITH_PAPERS), ONE_LINE_OF_TWO], ids=[*map(str, WITH_PAPERS), "two on one line"]
)
@FEW
@given(kinds=st.lists(st.sampled_from([change_year, change_address, remove]), min_size=2, max_size=6))
def test_several_papers_change_as_if_one_came_after_the_other(
    text: str, kinds: list[Callable[[Paper], Revision]]
) -> None:
    listed = pages(text)
    papers = [*listed.catalogue.papers.values()]
    revisions = [kind(paper) for kind, paper in zip(kinds, papers, strict=False)]
    for revision in revisions:
        listed = revise(listed, [revision]).read()
    assert text_of(revise(pages(text), revisions).read()) == text_of(listed)


def test_a_page_is_not_read_again_for_papers_that_change_where_they_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = pages(BULLETS)
    monkeypatch.setattr("bot.lists.writing.revising.read_pages", None)
    revised = revise(listed, [change_year(paper) for paper in listed.catalogue.papers.values()])
    assert revised.texts[PATH].count("2024") == 6


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"venue": "ICML"}, "One, A. (2022). First paper of all. ICML 2022. doi: 10.1126/one"),
        (
            {"links": (Link("Paper", "https://doi.org/10.1126/one"), CODE)},
            "One, A. (2022). First paper of all. doi: 10.1126/one [Code](https://github.com/a/first)",
        ),
        ({"sections": {"two": None}}, "One, A. (2022). First paper of all. doi: 10.1126/one"),
    ],
    ids=["a venue comes", "a link comes", "it moves"],
)
def test_a_number_that_stands_for_an_address_stays_once_as_it_is(change: dict[str, object], line: str) -> None:
    listed = pages(
        "# List\n\n## One\n\n- One, A. (2022). First paper of all. doi: 10.1126/one\n"
        "- Two, B. (2022). Second paper of all. ICML 2022. doi: 10.1126/two\n\n"
        "## Two\n\n- [Third paper of all](https://arxiv.org/abs/2101.00003), ICML 2022\n"
    )
    paper = next(paper for paper in listed.catalogue.papers.values() if paper.title == "First paper of all")
    new = text_of(revise(listed, [Revision(paper, paper._replace(**change))]).read())  # type: ignore[arg-type]
    assert [each for each in new.split("\n") if "First" in each] == [f"- {line}"]


CODE_OF = "https://github.com/a/fourth"
DATED = """# List

- [arXiv 2025.09](https://arxiv.org/abs/2509.00001), First paper of all robots, [website](https://a.github.io/first/)
- [arXiv 2025.08](https://arxiv.org/abs/2508.00002), Second paper of all robots
- [ICRA 2025](https://arxiv.org/abs/2508.00003), Third paper of all robots, [website](https://a.github.io/third/)
- [arXiv 2025.07](https://arxiv.org/abs/2507.00004), Fourth paper of all robots
- [arXiv 2025.06](https://arxiv.org/abs/2506.00005), Fifth paper of all robots, [website](https://a.github.io/fifth/)
"""


@pytest.mark.parametrize(
    ("page", "number", "line"),
    [
        pytest.param(DATED, "2507.00004", f", [code]({CODE_OF})", id="behind the title, as others have another link"),
        pytest.param(DATED, "2506.00005", f", [code]({CODE_OF})", id="behind the link behind it"),
        pytest.param(
            DATED.replace("first/)", "first/), [code](https://github.com/a/first)"),
            "2507.00004",
            f", [code]({CODE_OF})",
            id="as the one that has it, with what stands before a link behind a title",
        ),
        pytest.param(
            BULLETS.replace("# List\n", "", 1),
            "2101.00003",
            f", ICML 2022 [[code]({CODE_OF})]",
            id="behind other facts",
        ),
    ],
)
def test_a_link_more_stands_where_the_others_have_theirs(page: str, number: str, line: str) -> None:
    listed = pages(page)
    paper = next(paper for paper in listed.catalogue.papers.values() if number in paper.links[0].url)
    changed = paper._replace(links=(*paper.links, Link("Code", CODE_OF)))
    new = text_of(revise(listed, [Revision(paper, changed)]).read())
    old = next(text for text in page.split("\n") if number in text)
    assert new == page.replace(old, old.replace(", ICML 2022", "") + line)


ROWS = """# List

| Title | Venue | Year | Links |
|---|---|---|---|
| First paper of rows | Bioinform. | 2022 | [[PDF](https://arxiv.org/abs/2201.00001)] [[CODE](https://github.com/a/b)] |
| Second paper of rows | IJCNN | 2022 | [[PDF](https://arxiv.org/abs/2201.00002)] |
"""


def test_the_stop_of_an_abbreviation_goes_with_it() -> None:
    listed = pages(ROWS)
    first, second = listed.catalogue.papers.values()
    new = text_of(revise(listed, [Revision(first, first._replace(venue="ICDE"))]).read())
    assert new == ROWS.replace("Bioinform.", "ICDE")
    linked = second._replace(links=(*second.links, Link("Code", "https://github.com/a/second")))
    more = "[[PDF](https://arxiv.org/abs/2201.00002)]"
    assert text_of(revise(listed, [Revision(second, linked)]).read()) == ROWS.replace(
        more, f"{more} [[CODE](https://github.com/a/second)]"
    )


OTHER = "\n## Other\n\n- [TOG 2024](https://doi.org/10.1145/1), A title of its own\n"


@pytest.mark.parametrize(
    ("page", "venue", "said"),
    [
        pytest.param(DATED, "arXiv", "[arXiv 2025.01]", id="a preprint"),
        pytest.param(DATED, "ICML", "[ICML 2025]", id="a conference, of which the others say the year alone"),
        pytest.param(
            DATED.replace("ICRA 2025", "ICRA 2025.05"), "ICML", "[ICML 2025.01]", id="one with a month, as all"
        ),
        pytest.param(
            DATED.replace("ICRA 2025", "arXiv 2025.08") + OTHER,
            "ICML",
            "[ICML 2025]",
            id="as in another section",
        ),
    ],
)
def test_the_month_of_a_preprint_is_told_of_what_the_list_tells_it_of(page: str, venue: str, said: str) -> None:
    listed = pages(page)
    section = next(iter(listed.catalogue.sections))
    new = NEW._replace(sections={section: None}, venue=venue, links=NEW.links[:1])
    text = text_of(revise(listed, [Revision(None, new)]).read())
    assert f"- {said}(https://arxiv.org/abs/2501.00001), {NEW.title}\n" in text
