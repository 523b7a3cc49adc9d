"""Blocks that are entries because those beside them are: titles without links, links to notes, headings over notes."""

import pytest

from tests.lists.pages import read

RESNET = "Deep Residual Learning for Image Recognition"
FOCAL = "Focal Loss for Dense Object Detection"
PYRAMIDS = "Feature Pyramid Networks for Object Detection"
#: No paper of any table.
WALK = "A Walk Through Very Long Made Up Gardens"
SHADE = "Shade and Water in Large Invented Parks"
PONDS = "Counting the Imagined Ponds of Distant Cities"
NOTE = "It is about one thing. We try it on two."

TITLES = {
    "lines of which some are known": (f"## A\n\n- {RESNET}\n- {FOCAL}\n- {WALK}\n", [RESNET, FOCAL, WALK]),
    "lines below many headings": (
        f"## A\n\n- {RESNET}\n- {WALK}\n\n## B\n\n- {FOCAL}\n- {SHADE}\n", [RESNET, WALK, FOCAL, SHADE],
    ),
    "paragraphs of a line": (f"## A\n\n{RESNET}\n\n{WALK}\n\n{FOCAL}\n", [RESNET, WALK, FOCAL]),
    "links to notes, of which some are known": (
        f"## A\n\n- [{RESNET}](a.md)\n\n## B\n\n- [{WALK}](notes/b.md)\n- [{FOCAL}](c.md)\n", [RESNET, WALK, FOCAL],
    ),
    "links to notes below a heading over papers": (
        f"# Papers\n\n1. [{WALK}](a)\n2. [{SHADE}](b)\n3. [{PONDS}](c)\n", [WALK, SHADE, PONDS],
    ),
    "lines below a heading over papers": (
        f"# Things\n\n## To read\n\n- {WALK}\n- {SHADE}\n- {PONDS}\n", [WALK, SHADE, PONDS],
    ),
    "headings over notes, of which some are known": (
        f"# Notes\n\n## {RESNET}\n\n{NOTE}\n\n## {WALK}\n\n{NOTE}\n\n- one note\n\n## {FOCAL}\n\n{NOTE}\n",
        [RESNET, WALK, FOCAL],
    ),
    "headings over notes in a list of papers": (
        f"# Papers of the year\n\n### {WALK}\n\n{NOTE}\n\n### {SHADE}\n\n{NOTE}\n\n### {PONDS}\n\n{NOTE}\n",
        [WALK, SHADE, PONDS],
    ),
    "papers that fold their notes away": (
        "# Papers\n\n"
        + "".join(f"<details>\n<summary>{text}</summary>\n\n{NOTE}\n\n</details>\n\n" for text in (WALK, SHADE, PONDS)),
        [WALK, SHADE, PONDS],
    ),
    "headings over notes beside short ones": (
        "# Papers\n\n" + "".join(f"## {text}\n\n{NOTE}\n\n" for text in (WALK, SHADE, PONDS, "Aims", "Terms", "Dates")),
        [WALK, SHADE, PONDS],
    ),
    "known titles beside a line that begins with a small letter": (
        f"## A\n\n- {RESNET}\n- {FOCAL}\n- a walk through gardens\n", [RESNET, FOCAL],
    ),
    "titles with papers beside the page": (
        f"## A\n\n- {WALK} [[PDF]](./a.pdf)\n- {SHADE}. [[paper](b)]\n\n## B\n\n- {PONDS} [[PDF]](c.pdf)\n",
        [WALK, SHADE, PONDS],
    ),
    "the same below topics": (
        f"## A\n\n- Some\n  - {WALK} [[PDF]](a.pdf)\n  - {SHADE} [[PDF]](b.pdf)\n- More\n  - {PONDS} [[PDF]](c.pdf)\n",
        [WALK, SHADE, PONDS],
    ),
    "papers without links below a topic, beside others with links": (
        f"## A\n\n- Some\n  - [{WALK}](https://arxiv.org/abs/2001.00001)\n- Others\n"
        f"  - [{SHADE}]() ICML 2020\n  - {PONDS}, KDD 2021\n",
        [WALK, SHADE, PONDS],
    ),
    "paragraphs that are links": (
        f"## A\n\n[{WALK}](https://a.org/a.pdf)\n\n[{SHADE}](https://a.org/b.pdf)\n\n## B\n\n[{PONDS}](https://a.org/c)\n",
        [WALK, SHADE, PONDS],
    ),
    "paragraphs with numbers below a heading over papers": (
        f"# Papers\n\n1.{WALK}\n\n2.{SHADE}\n\n3.{PONDS}\n", [WALK, SHADE, PONDS],
    ),
    "linked headings": (
        "".join(f"## [{title}](https://example.org/a.pdf)\n\n{NOTE}\n\n" for title in (WALK, SHADE, PONDS)),
        [WALK, SHADE, PONDS],
    ),
    "lines of capitals with notes beside the page": (
        f"# Papers\n\n- {WALK} [notes](notes/a.md)\n- {SHADE} ([my summary](b))\n- {PONDS} [notes](c.md)\n",
        [WALK, SHADE, PONDS],
    ),
    "lines of capitals, each below a venue": (
        f"# Gardens\n\n## 2020\n\n### ICML\n\n- {WALK}.\n\n### KDD\n\n- {SHADE}\n- {PONDS}\n", [WALK, SHADE, PONDS],
    ),
    "references in paragraphs, some with a link, below headings": (
        f"# A\n\n## B\n\nOne, A. 1981. {WALK}. Garden Notes 17:36-76.\n\n"
        f"Two, B. (2001). {SHADE}. Retrieved from https://example.org/shade\n\n"
        f"## C\n\n{PONDS}. C. Three, D. Four. Garden Notes 1992: 268(2); 240-8.\n",
        [WALK, SHADE, PONDS],
    ),
    "references behind what a site generator is told": (
        "---\ntitle: Gardens and parks of old\ndate: 2020-01-01\nvenue: ICML\n---\n\n"
        + "".join(f"One, A. 1981. {title}. Garden Notes 17:36-76.\n\n" for title in (WALK, SHADE, PONDS)),
        [WALK, SHADE, PONDS],
    ),
    "a line each in paragraphs of several, and one by itself": (
        f"# A\n\n## B\n{WALK} (ICML'20)  \n{SHADE} (Bo)  \n{PONDS} (KDD'21)  \n\n## C\n{RESNET} (CVPR'16)\n",
        [WALK, SHADE, PONDS, RESNET],
    ),
    "a line each in a paragraph, of which some have links": (
        f"## A\n\n{WALK} (ICML'20) [pdf](https://example.org/a)\n{SHADE}\n{PONDS} (KDD'21)\n",
        [WALK, SHADE, PONDS],
    ),
    "headings over parts of notes, of which some are known": (
        "".join(f"# {title}\n\n{NOTE}\n\n## Aims\n\n{NOTE}\n\n" for title in (RESNET, WALK)) + f"# {FOCAL}\n\n{NOTE}\n",
        [RESNET, WALK, FOCAL],
    ),
    "headings that are references, over notes": (
        "".join(f"### 1. One, A. (2020). *{title}*. Garden Notes\n\n- {NOTE}\n\n" for title in (WALK, SHADE, PONDS)),
        [WALK, SHADE, PONDS],
    ),
    "lines over notes that are indented, of which some are known": (
        "".join(f"## A\n\n{title}  \n    {NOTE}  \n    {NOTE}\n\n    {NOTE}\n\n" for title in (RESNET, WALK, FOCAL)),
        [RESNET, WALK, FOCAL],
    ),
    "headings that are linked names over notes": (
        "".join(f"## [Pond{n}](https://arxiv.org/abs/2401.0000{n})\n\n{NOTE}\n\n" for n in (1, 2, 3)),
        ["Pond1", "Pond2", "Pond3"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "titles"), TITLES.values(), ids=TITLES)
def test_what_is_like_a_paper_beside_it_is_one(text: str, titles: list[str]) -> None:
    assert [entry.record.title for entry in read(text).entries] == titles


SHORT = (
    ("ICCV17 Focal", "1708.02002", FOCAL),
    ("CVPR16 Deep", "1512.03385", RESNET),
    ("CVPR17 Tall", "1612.03144", PYRAMIDS),
    ("ECCV20 Garden", "2001.00001", WALK),
)
BELOW = {
    "below short names": "".join(f"[{name}](https://arxiv.org/abs/{n})\n{title}\n\n" for name, n, title in SHORT),
    "behind dashes in one paragraph": "".join(
        f"**[{name.split()[1]}](https://example.org/{n}.md)**\n——{title}  \n" for name, n, title in SHORT
    ),
}


@pytest.mark.parametrize("text", BELOW.values(), ids=BELOW)
def test_the_title_may_stand_below_its_link(text: str) -> None:
    records = [entry.record for entry in read(f"## A\n\n{text}").entries]
    assert [record.title for record in records] == [FOCAL, RESNET, PYRAMIDS, WALK]
    assert [len(record.links) for record in records] == [1] * 4


def test_a_venue_and_a_year_may_stand_before_a_short_name_in_a_link() -> None:
    page = read(f"## A\n\n{BELOW['below short names']}")
    assert [(entry.record.venue, entry.record.year) for entry in page.entries] == [
        ("ICCV", 2017), ("CVPR", 2016), ("CVPR", 2017), ("ECCV", 2020),
    ]  # fmt: skip


def test_notes_below_a_link_are_no_titles() -> None:
    notes = (
        "it adds a branch that makes masks",
        "we like what is said about it here",
        "short and easy to read at night",
    )
    text = "".join(f"[Name {n}](https://arxiv.org/abs/2401.0000{n})\n{note}\n\n" for n, note in enumerate(notes * 2))
    assert {entry.record.title for entry in read(f"## A\n\n{text}").entries} == {f"Name {n}" for n in range(6)}


NONE = {
    "one known line": f"## A\n\n- {RESNET}\n- {WALK}\n- {SHADE}\n",
    "steps below a heading over papers": "# Papers\n\n- Clone all of it first\n- Install what it needs\n- Run it\n",
    "topics below a heading over papers": "# Papers\n\n- Image Recognition\n- Object Detection (CVPR, ICCV)\n- Text\n",
    "topics that are explained": "# Papers\n\n"
    "- Image Forms (In All Kinds)\n- Other Texts (By Hand Only)\n- New Parks (Of Old)\n",
    "topics without a word about papers": f"# Gardens\n\n- {WALK}\n- {SHADE}\n- {PONDS}\n",
    "lines of capitals, each below a heading": f"# Papers\n\n- {WALK}\n\n## B\n\n- {SHADE}\n\n## C\n\n- {PONDS}\n",
    "sentences of capitals": "# Papers\n\n" + "".join(f"- {text}. It Has Them All\n" for text in (WALK, SHADE, PONDS)),
    "known titles that something follows": f"## A\n\n- {RESNET}:\n- {FOCAL}:\n- {WALK}:\n",
    "paragraphs that lead to places on the page": "# Papers\n"
    + "".join(f"\n[{text}](#a)\n" for text in (WALK, SHADE, PONDS)),
    "headings over nothing": f"# Papers\n\n## {WALK}\n\n## {SHADE}\n\n## {PONDS}\n",
    "headings with two links": "# Papers\n"
    + "".join(f"\n## [{text}](https://a.org/a) [b](https://a.org/b)\n\n{NOTE}\n" for text in (WALK, SHADE, PONDS)),
    "headings that link notes": "# Papers\n"
    + "".join(f"\n## [{text}](notes/a.md)\n\n{NOTE}\n" for text in (WALK, SHADE, PONDS)),
    "names of topics that link to a survey": "# Papers\n"
    + "".join(f"\n## [Pond{n}](https://arxiv.org/abs/2401.0000{n})\n\n### A\n\n{NOTE}\n" for n in (1, 2, 3)),
    "contents": f"# Papers\n\n## Contents\n\n- {RESNET}\n- {FOCAL}\n- {PYRAMIDS}\n",
    "links to places on the page": f"# Papers\n\n- [{WALK}](#a)\n- [{SHADE}](#b)\n- [{PONDS}](#c)\n",
    "links to files of something else": "# Docs\n\n- [How to begin with it](a.md)\n- [How to go on from there](b.md)\n",
    "dated sentences": "# A\n\n"
    + "".join(f"In {year} we went to a garden.\nThere were many ponds in it.\n\n" for year in (2019, 2020, 2021)),
    "one reference": f"# A\n\nOne, A. 1981. {WALK}. Garden Notes 17:36-76.\n",
    "news in the form of code": "# A\n\n<pre>\n"
    + "".join(f"[2020.0{month}.03] New gardens and parks of ICML 2020.\n\n" for month in (1, 2, 3))
    + "</pre>\n",
    "headings over other headings": f"# Papers\n\n## {WALK}\n\n### A\n\n## {SHADE}\n\n### A\n\n## {PONDS}\n\n### A\n",
}


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_what_is_like_nothing_known_is_none(text: str) -> None:
    assert read(text).entries == ()


def test_topics_over_papers_are_no_papers() -> None:
    papers = "".join(f"\n- [{title}](https://arxiv.org/abs/2401.0000{n})\n" for n, title in enumerate((WALK, SHADE)))
    topics = (RESNET, FOCAL, PYRAMIDS)
    page = read("# Papers\n" + "".join(f"\n## {topic}\n{papers}" for topic in topics))
    assert [page.path(entry)[-1] for entry in page.entries] == [topic for topic in topics for _ in range(2)]


def test_items_directly_below_a_linked_paragraph_are_notes_about_it() -> None:
    notes = "- Late Fusion of Features\n- [Code is here.](https://github.com/a/b)\n- It has a Memory Network\n"
    text = f"## A\n\n[{WALK}](https://arxiv.org/abs/2001.00001)\n{notes}\n[{SHADE}](https://arxiv.org/abs/2001.00002)\n"
    assert [entry.record.title for entry in read(text).entries] == [WALK, SHADE]


def test_items_directly_below_a_linked_paragraph_that_are_papers_are_read() -> None:
    text = f"## A\n\n[{WALK}](https://arxiv.org/abs/2001.00001)\n- [{SHADE}](https://arxiv.org/abs/2001.00002)\n"
    assert [entry.record.title for entry in read(text).entries] == [WALK, SHADE]


def test_a_title_that_is_announced_begins_an_entry() -> None:
    blocks = "".join(
        f"Title: {title}\n\nAuthors: Ada One, Bo Two\n\nPaper: https://arxiv.org/abs/2001.0000{n}\n\n"
        for n, title in enumerate((WALK, SHADE))
    )
    page = read(f"# List\n\n## Gardens and Parks of Old\n\n{blocks}")
    assert [(entry.record.title, len(entry.record.links)) for entry in page.entries] == [(WALK, 1), (SHADE, 1)]
    assert {page.path(entry)[-1] for entry in page.entries} == {"Gardens and Parks of Old"}
