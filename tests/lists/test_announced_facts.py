"""Facts that their place or a word before them announces: keyed lines, paragraphs behind an entry, lone authors."""

import pytest

from tests.lists.pages import read

LINK = "https://arxiv.org/abs/2401.00001"
TITLE = "Deep Things in Large Graphs"
Facts = tuple[str | None, str | None, int | None]

ENTRIES: dict[str, tuple[str, Facts]] = {
    "keyed lines below a heading": (
        f"### {TITLE}\n**Authors**: Ada One\n**Venue**: Frontiers\n**Date**: 2023-05-04\n**Link**: {LINK}\n",
        ("Ada One", "Frontiers", 2023),
    ),
    "keyed items, the title too": (
        f"- Title: {TITLE}\n  - Authors: Ada One\n  - Published in: Nature\n  - DATE: 2022\n  - Link: {LINK}\n",
        ("Ada One", "Nature", 2022),
    ),
    "paragraphs behind a linked title, names over two lines": (
        f"**[{TITLE}]({LINK})**\n\nAda One, Bert Two,\nCarla Three\n\n*ICML 2020*\n",
        ("Ada One, Bert Two, Carla Three", "ICML", 2020),
    ),
    "an item below one without a link": (
        f"- {TITLE}\n  - Ada One et al., CVPR 2020. [ [paper]({LINK}) | [project page](https://a.org/b) ]\n",
        ("Ada One et al.", "CVPR", 2020),
    ),
    "raised marks behind names": (
        f"- **{TITLE}.** *Ada One<sup>1</sup>, Bert Two<sup>1,2</sup>*. ICML 2020. [[pdf]({LINK})]\n",
        ("Ada One, Bert Two", "ICML", 2020),
    ),
    "a nickname in brackets": (
        f"- **{TITLE}.** *Ada(Jo) One, Bert Two*. ICML 2020. [[pdf]({LINK})]\n",
        ("Ada(Jo) One, Bert Two", "ICML", 2020),
    ),
    "one author by initials": (f"- {TITLE} (2017), G. One [[pdf]]({LINK})\n", ("G. One", None, 2017)),
    "two family names": (f"- **{TITLE}** — One & Two, ACL 2020. [[pdf]({LINK})]\n", ("One & Two", "ACL", 2020)),
    "family names first": (
        f"- {TITLE}.\n  [[pdf]]({LINK})\n  - One, Ada and Two, Bert. *ECCV 2020*\n",
        ("One, Ada and Two, Bert", "ECCV", 2020),
    ),
    "one author before a venue": (
        f"- [{TITLE}]({LINK}), Carla Three, NeurIPS 2021\n",
        ("Carla Three", "NeurIPS", 2021),
    ),
    "one author before a title in bold": (
        f"- Carla Three. **{TITLE}**. CIKM 2020. [[pdf]]({LINK})\n",
        ("Carla Three", "CIKM", 2020),
    ),
    "names before a year in brackets": (
        f"- [{TITLE}]({LINK}) - Ada One, Bert Two (2019)\n",
        ("Ada One, Bert Two", None, 2019),
    ),
    "a short form before a venue": (
        f"- [Liang et al., Proc. CVPR 2019] **{TITLE}** [[pdf]]({LINK})\n",
        ("Liang et al.", "Proc. CVPR", 2019),
    ),
    "a venue that nobody knows, in italics before its year": (
        f"- **{TITLE}**, *ICMR*, 2021. [[pdf]({LINK})]\n",
        (None, "ICMR", 2021),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "facts"), ENTRIES.values(), ids=ENTRIES)
def test_a_fact_is_read_where_it_is_announced(text: str, facts: Facts) -> None:
    (entry,) = read(f"# List\n\n## Papers\n\n{text}").entries
    record = entry.record
    assert record.title == TITLE
    assert (record.authors, record.venue, record.year) == facts


LONE = """- [Deep Things in Large Graphs](https://arxiv.org/abs/2401.00001), Ada One, Bert Two, 2020.
- [Shallow Things in Graphs](https://arxiv.org/abs/2401.00002), Carla Three, 2021.
- [Odd Things in Small Graphs](https://arxiv.org/abs/2401.00003), Carla Three, Dora Four, 2021.
- [Even Things in Small Graphs](https://arxiv.org/abs/2401.00004), Carla Three et al., 2021.
- [Fast Things in Small Graphs](https://arxiv.org/abs/2401.00005), Emil Five (2022)
"""


def test_a_lone_name_with_a_year_is_an_author_where_others_name_theirs() -> None:
    records = [entry.record for entry in read(f"# List\n\n{LONE}").entries]
    assert [(record.authors, record.venue, record.year) for record in (records[1], records[4])] == [
        ("Carla Three", None, 2021),
        ("Emil Five", None, 2022),
    ]


def test_a_summary_is_no_title_though_its_column_is_the_longest() -> None:
    rows = [
        f"| {name} | 2023 | Keeps what was learned for later tasks. | [arXiv](https://arxiv.org/abs/2401.0000{n}) |"
        for n, name in enumerate(["EWC", "iCaRL", "DualNet"])
    ]
    page = read("\n".join(["# List", "", "| Method | Year | Summary | Links |", "|---|---|---|---|", *rows]) + "\n")
    assert [entry.record.title for entry in page.entries] == ["EWC", "iCaRL", "DualNet"]


def test_contents_in_bold_and_nested_are_no_entries() -> None:
    page = read(f"# List\n\n- **CCS 2019**\n  - [{TITLE}](#deep-things)\n\n## Papers\n\n- [{TITLE}]({LINK})\n")
    assert [entry.record.links[0].url for entry in page.entries] == [LINK]
