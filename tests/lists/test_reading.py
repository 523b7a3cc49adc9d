"""Any page is read: every form, the sections, and nothing that is no paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lists.coverage import share, summary
from tests.growth import assert_even
from tests.lists.pages import AUTHORS, AWQ, CODE, FORMS, GPTQ, WALK, A, B, Form, bullets, read


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_every_form_is_read(form: Form) -> None:
    page = read(form.text)
    found = tuple(
        (r.title, r.authors, r.venue, r.year, r.date, tuple(link.label for link in r.links))
        for r in (entry.record for entry in page.entries)
    )
    assert [fact[:5] for fact in found] == [fact[:5] for fact in form.facts]
    assert [len(fact[5]) for fact in found] == [len(fact[5]) for fact in form.facts]
    assert "".join(page.lines) == form.text
    assert share(page) == 1.0


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_links_and_labels_are_told(form: Form) -> None:
    for entry, facts in zip(read(form.text).entries, form.facts, strict=True):
        labels = tuple(link.label for link in entry.record.links)
        assert labels == facts[5] or facts[5] == (A, CODE)
        assert entry.record.links[0].url == (B if entry.record.title == AWQ else A)


PATHS = {
    "every level": (
        f"# A\n\n- [{GPTQ}]({A})\n\n## B\n\n- [{AWQ}]({B})\n\n#### C\n\n- [{WALK}]({CODE})\n",
        [("A",), ("A", "B"), ("A", "B", "C")],
    ),
    "an emoji by its name": (f"## :yellow_heart: _A_\n\n- [{GPTQ}]({A})\n", [(":yellow_heart: A",)]),
    "HTML": (f'<h2 align="center">A <i>b</i></h2>\n\n- [{GPTQ}]({A})\n', [("A b",)]),
    "summary": (f"<details>\n<summary><b>A</b></summary>\n\n- [{GPTQ}]({A})\n</details>\n", [("A",)]),
    "a summary that is a heading": (
        f"## B\n\n<details><summary><h2>A</h2></summary>\n\n### C\n\n- [{GPTQ}]({A})\n</details>\n",
        [("A", "C")],
    ),
    "below what a summary folds away": (
        f"# L\n\n<details><summary>BibTeX</summary>\n\n<details>\n</details>\n\n- [{AWQ}]({B})\n</details>\n\n"
        f"[{GPTQ}]({A})\n",
        [("L",)],
    ),
    "what one line folds away": (
        f"# L\n\n<details>\n<summary><h2>A</h2></summary>\n\n<details><summary>B</summary>Notes.</details>\n\n"
        f"- [{GPTQ}]({A})\n\n</details>\n\n- [{AWQ}]({B})\n",
        [("L", "A"), ("L",)],
    ),
    "bold line": (f"# L\n\n**A**\n\n- [{GPTQ}]({A})\n\n**B:**\n\n- [{AWQ}]({B})\n", [("L", "A"), ("L", "B:")]),
    "nested bullets": (
        f"# L\n\n- **ICSE 2024**\n  - [{GPTQ}]({A})\n- **NDSS 2024**\n  - [{AWQ}]({B})\n",
        [("L", "ICSE 2024"), ("L", "NDSS 2024")],
    ),
    "bold line above a table": (
        f"# L\n\n<b>A</b>\n\n|Title|\n|-|\n|[{GPTQ}]({A})|\n",
        [("L", "A")],
    ),
    "none": (f"- [{GPTQ}]({A})\n", [()]),
}


@pytest.mark.parametrize(("text", "paths"), PATHS.values(), ids=PATHS)
def test_sections_of_every_kind(text: str, paths: list[tuple[str, ...]]) -> None:
    page = read(text)
    assert [page.path(entry) for entry in page.entries] == paths


NO_ENTRIES = {
    "contents": "# L\n\n## Contents\n\n- [Surveys](#surveys)\n- [Other Papers to Read](#other)\n",
    "news": f"## News\n\n- 2024-01: our [survey]({A}) is out\n",
    "the latest updates": f"## 📢 Latest Updates\n\n- 2024-01: our [survey]({A}) is out\n",
    "update log": f"## Update log\n\n- 2024-01: our [survey]({A}) is out\n",
    "code fence": f"## A\n\n```\n- [{GPTQ}]({A})\n```\n",
    "comment": f"## A\n\n<!--\n- [{GPTQ}]({A})\n-->\n",
    "call-out": f"## A\n\n> [{GPTQ}]({A})\n",
    "badges": "[![Stars](https://img.shields.io/x.svg)](https://github.com/a/b)\n",
    "words": "# About\n\nThis list is kept by hand.\n",
}


@pytest.mark.parametrize("text", NO_ENTRIES.values(), ids=NO_ENTRIES)
def test_what_is_no_entry(text: str) -> None:
    assert read(text).entries == ()


@pytest.mark.parametrize("fence", ["```", "~~~", "````md"])
def test_entries_behind_a_code_block_are_read(fence: str) -> None:
    page = read(f"## A\n\n{fence}\n- [{GPTQ}]({A})\n{fence.removesuffix('md')}\n\n- [{AWQ}]({B})\n")
    assert [entry.record.title for entry in page.entries] == [AWQ]


NOTED = {
    "an anchor": (f'- <a name="x"></a> {WALK} (**NeurIPS2023**) [[paper]({A})]', WALK, "NeurIPS", 2023),
    "a short name that goes on": (f"- [Short]({A}): the rest of it | OSDI' 24", "Short: the rest of it", "OSDI", 2024),
    "in brackets and italics": (f"- (*NeurIPS 2023*) {WALK} [[Paper]({A})]", WALK, "NeurIPS", 2023),
    "year and venue each in brackets": (f"- [2023] [NIPS] {WALK}. [[paper]]({A})", WALK, "NIPS", 2023),
    "behind dashes in a link": (f"- [{WALK} - CVPR - 2018]({A})", WALK, "CVPR", 2018),
    "two words before dashes in a link": (f"- [Mask Nets - ICCV - 2017]({A})", "Mask Nets", "ICCV", 2017),
    "a mark of the kind of document": (
        f'- Peng Y, Choi B. "**{WALK}[C]**." ICML, 2018. [pdf]({A})',
        WALK,
        "ICML",
        2018,
    ),
    "a mark of an article on the web": (f"- Peng Y, Choi B. {WALK}[J/OL]. ICML, 2018. [pdf]({A})", WALK, "ICML", 2018),
    "escaped brackets": (f"* {WALK}, in NeurIPS 2023. [\\[paper\\]]({A})", WALK, "NeurIPS", 2023),
    "code marks": (f"- `NeurIPS 2023` [{WALK}]({A})", WALK, "NeurIPS", 2023),
    "underlined": (f"- {WALK}, <ins>NeurIPS, 2023</ins> [[Paper]({A})]", WALK, "NeurIPS", 2023),
}


RUNS = {
    "a venue behind names": (f"- **{WALK}** {AUTHORS}. arXiv'23 [[paper]({A})]", "arXiv", 2023, None),
    "a short surname": (f"- **{WALK}** Ada One, Bo Li. 2023 CVPR [[paper]({A})]", "CVPR", 2023, None),
    "names in underscores": (f"- **{WALK}** _{AUTHORS}_. ICML (2023) [[paper]({A})]", "ICML", 2023, None),
    "no stop before names": (f"- [{WALK}]({A}) ICML, 2023 {AUTHORS} and Cy Three", "ICML", 2023, None),
    "no stop before a date": (f"- [{WALK}]({A}) {AUTHORS} and Cy Three May 2023", None, 2023, "2023-05"),
    "In a venue": (f"- [{WALK}]({A}), {AUTHORS}, In EMNLP, 2023", "EMNLP", 2023, None),
    "a venue before names": (f"- **{WALK}**. ACL'23. {AUTHORS} [[paper]({A})]", "ACL", 2023, None),
    "names behind a plain title": (
        f"- {WALK}, Ada One and Bo Two <ins>ECCV, 2023</ins> [[paper]({A})]",
        "ECCV",
        2023,
        None,
    ),
    "a month in figures before its year": (f"- [{WALK}]({A}) (Ada One et al., 01-2025)", None, 2025, "2025-01"),
    "names below a linked title": (f"- [{WALK}]({A})\n  - {AUTHORS}. ICML2023 [code]({CODE})", "ICML", 2023, None),
}


@pytest.mark.parametrize(("line", "venue", "year", "date"), RUNS.values(), ids=RUNS)
def test_facts_in_one_run_are_told_apart(line: str, venue: str | None, year: int, date: str | None) -> None:
    (entry,) = read(bullets(line)).entries
    record = entry.record
    assert (record.title, record.venue, record.year, record.date) == (WALK, venue, year, date)
    assert record.authors is not None
    assert "Ada One" in record.authors
    assert not any(char.isdigit() for char in record.authors)


FAMILIES = {
    "two": "Rosenbaum, Rubin",
    "three": "Cinelli, Forney, Pearl",
    "a name of several words": "Hahn, Todd, Van der Klaauw",
    "an apostrophe": "Roth, Sant'Anna, Bilinski, Poe",
    "accents": "Čížek, Ångström and Núñez",
}


@pytest.mark.parametrize("names", FAMILIES.values(), ids=FAMILIES)
def test_family_names_with_a_year_in_brackets_are_the_authors(names: str) -> None:
    (entry,) = read(bullets(f"- [{WALK}]({A}) - {names} (2022)")).entries
    assert (entry.record.title, entry.record.authors) == (WALK, names)
    assert (entry.record.venue, entry.record.year) == (None, 2022)


def test_one_word_with_a_year_in_brackets_may_be_a_journal() -> None:
    (entry,) = read(bullets(f"- [{WALK}]({A}) - Nature (2022)")).entries
    assert (entry.record.authors, entry.record.venue) == (None, "Nature")


COLUMNS = {
    "German": ("Jahr", "Titel", "Autoren", "Konferenz"),
    "Japanese": ("年份", "タイトル", "著者", "学会"),
    "Korean": ("년도", "논문 제목", "저자", "발표처"),
    "no heads": ("", "", "", ""),
    "heads that say something else": ("Wann", "Was", "Wer", "Wo"),
    "a head that means two things": ("Published Year", "Publication", "Author(s)", "Where"),
}


@pytest.mark.parametrize("heads", COLUMNS.values(), ids=COLUMNS)
def test_columns_are_known_by_their_heads_or_by_what_is_in_them(heads: tuple[str, ...]) -> None:
    rows = [f"|2023|[{WALK}]({A})|{AUTHORS}|ICML|", f"|2022|[{AWQ}]({B})|{AUTHORS}|ICLR|"]
    text = "\n".join(["## A", "", f"| {'|'.join(heads)} |", "|-|-|-|-|", *rows, ""])
    records = [entry.record for entry in read(text).entries]
    assert [(r.title, r.authors, r.venue, r.year) for r in records] == [
        (WALK, AUTHORS, "ICML", 2023),
        (AWQ, AUTHORS, "ICLR", 2022),
    ]


@pytest.mark.parametrize("between", ["<br>", " - "], ids=["a break", "a dash"])
def test_one_person_in_a_cell_of_titles_is_known_by_the_rows_beside(between: str) -> None:
    people = [AUTHORS, AUTHORS, "Inga Silva", "Hao Kim, Eva Five", "Ada One, Carl Six"]
    rows = [f"|[{WALK}]({A}){between}{names}|ICML 2023|" for names in people]
    page = read("\n".join(["## A", "", "|Title & Authors|Venue|", "|-|-|", *rows, ""]))
    assert [(entry.record.title, entry.record.authors) for entry in page.entries] == [(WALK, names) for names in people]


TITLES = {
    "one word names a target": f"- [Consistency models]({A}) [[code]({CODE})]",
    "in a table's cell": f"|Title|Venue|\n|-|-|\n|[Consistency models]({A})|ICML 2023|",
    "behind a badge that leads nowhere": (
        "|Title & Authors|Links|\n|-|-|\n"
        f"|[![Publish](https://img.shields.io/badge/KDD-blue)]() <br>[Consistency models]({A})|[Paper]({A})|"
    ),
}


@pytest.mark.parametrize("text", TITLES.values(), ids=TITLES)
def test_a_short_title_is_no_label(text: str) -> None:
    (entry,) = read(f"## A\n\n{text}\n").entries
    assert entry.record.title == "Consistency models"


def test_the_day_of_a_talk_is_no_venue() -> None:
    (entry,) = read(bullets(f"- {WALK} [[Paper]]({A})\n  - Poster Session 3: May 3, 2021, 5 p.m.")).entries
    assert entry.record.venue is None


def test_words_with_commas_in_a_cell_are_no_names() -> None:
    title = "MobileViT: Light-weight, General-purpose, and Mobile-friendly Vision Transformer"
    (entry,) = read(f"## A\n\n|Title|Link|\n|-|-|\n|{title}|[pdf]({A})|\n").entries
    assert (entry.record.title, entry.record.authors) == (title, None)


def test_a_yaml_list_below_a_key_is_read() -> None:
    page = read(f"papers:\n  - name: {WALK}\n    pdf: {A}\n  - name: {AWQ}\n    pdf: {B}\n")
    assert [entry.record.title for entry in page.entries] == [WALK, AWQ]


@pytest.mark.parametrize(("line", "title", "venue", "year"), NOTED.values(), ids=NOTED)
def test_venue_and_year_are_told_from_the_title(line: str, title: str, venue: str, year: int) -> None:
    (entry,) = read(bullets(line)).entries
    assert (entry.record.title, entry.record.venue, entry.record.year) == (title, venue, year)


def test_several_forms_in_one_file_and_one_not_read() -> None:
    page = read(
        bullets(f"- [{GPTQ}]({A})") + f"\n|Title|\n|-|\n|[{AWQ}]({B})|\n\nSee also the words of {A}v2 for more on it.\n"
    )
    assert [entry.form for entry in page.entries] == ["bullet", "table"]
    assert len(page.unread) == 1
    assert "66.7% of the lines" in summary(page)


@pytest.mark.parametrize(
    ("line", "unread"),
    [
        pytest.param("Please cite [this paper](https://arxiv.org/abs/2501.00001) if it helps.", 0, id="to be cited"),
        pytest.param("For details see our survey: https://arxiv.org/abs/2501.00001", 0, id="its own survey"),
        pytest.param("> **This list accompanies our [survey](https://arxiv.org/abs/2501.00001).**", 0, id="quoted"),
        pytest.param("See also the words of https://arxiv.org/abs/2501.00001 for more on it.", 1, id="another paper"),
        pytest.param("- [[our pdf]](https://arxiv.org/abs/2501.00001)", 1, id="an item"),
    ],
)
def test_what_a_list_says_of_itself_is_no_line_that_was_not_read(line: str, unread: int) -> None:
    assert len(read(f"# List\n\n{line}\n\n## Papers\n\n- [{GPTQ}]({A})\n- [{AWQ}]({B})\n").unread) == unread


@pytest.mark.parametrize("start", ["\ufeff", ""], ids=["mark", "no mark"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_marks_line_ends_and_tabs(start: str, end: str) -> None:
    text = start + end.join(["# L", "", "## S", "", f"-\t[{GPTQ}]({A})", f"-\t[{AWQ}]({B})", ""])
    page = read(text)
    assert [entry.record.title for entry in page.entries] == [GPTQ, AWQ]
    assert "".join(page.lines) == text


HOSTILE = {
    "brackets": "[" * 50_000,
    "links without end": "](" * 50_000,
    "stars": "- " + "*" * 50_000,
    "one long line": "- " + f"[{GPTQ}]({A}) " * 3000,
    "bars": "|" * 20_000 + "\n|-|-|\n" + "|" * 20_000,
    "tags": "<a href=" * 5_000,
    "capitals before a year": "- " + "A-" * 2_000 + f". (2004). {GPTQ}. {A}\n",
    "rows without end": "<tr><td>" * 5_000,
    "comment without end": "<!--\n" * 2_000,
    "fence without end": "```\n" * 5_001,
    "table in a list": f"- |a|b|\n  |-|-|\n  |[{GPTQ}]({A})|x|\n",
    "nested deep": "\n".join(" " * n + "- x" for n in range(400)),
    "names": "- " + "A, " * 20_000 + f"[x]({A})",
    "headings": "#" * 5_000 + "\n" + "=\n" * 5_000,
    "a gap in a note": f"- [{GPTQ} ({' ' * 11_000}x)]({A})\n",
    "a gap in bold": f"- **{GPTQ}** **{chr(0xA0) * 11_000}x** [pdf]({A})\n",
    "a gap in a cell": f"| Title |\n|---|\n| [{GPTQ} ({' ' * 11_000}x)]({A}) |\n",
    "gaps before a year": f"- {GPTQ}.{(' ' * 900).join(' xy ')}2020 [pdf]({A})\n",
    "private use": f"- \ue000\ue0ff [{GPTQ}]({A})\n",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_pages_are_read_too(text: str) -> None:
    page = read(text)
    assert "".join(page.lines) == text


def test_a_line_too_long_for_an_entry_takes_no_more_time() -> None:
    assert_even(read, lambda length: f"# L\n\nA title {f'[it]({A}) ' * (length // len(A))}", 60_000, in_full=True)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param(f"- [{GPTQ}]({A}){' ' * 999}2023\n", 1, id="blanks before a year"),
        pytest.param(f"- [{GPTQ}]({A}){' ' * 1000}2023\n", 0, id="more than an entry has"),
        pytest.param(f"| Title | Notes |\n|---|---|\n| [{GPTQ}]({A}){' ' * 2000} | x |\n", 1, id="a padded cell"),
    ],
)
def test_words_of_an_entry_stand_together(text: str, count: int) -> None:
    assert len(read(f"# L\n\n## S\n\n{text}").entries) == count


LINE = st.text(st.sampled_from('-*# |[]()<>!`"\n\r\tabA1.:,_~=\\/é中🔥'), max_size=60)


@given(st.lists(st.one_of(LINE, st.sampled_from([f"- [{GPTQ}]({A})", "|a|b|", "|-|-|", "## S", "```", "<tr><td>"]))))
def test_any_text_is_a_page(lines: list[str]) -> None:
    text = "\n".join(lines)
    page = read(text)
    assert "".join(page.lines) == text
    for entry in page.entries:
        assert 0 <= entry.first <= entry.last < len(page.lines)
        assert all(0 <= part.start <= part.end <= len(entry.raw) for part in entry.parts)


@pytest.mark.parametrize("title", ["GPT-4 Technical Report", "Palm 2 technical report", "My PhD Thesis"])
def test_a_report_may_be_the_title(title: str) -> None:
    (entry,) = read(f"# L\n\n- {title}. *[arXiv'23]* [[Paper]](https://arxiv.org/abs/2303.08774)\n").entries
    assert entry.record.title == title


STRANGE = {
    "authors and venue in one pair of stars": (
        f"* [2024/05] **{WALK}.** *Jin et al. Arxiv.* [[paper]({A})]", "Jin et al.", "Arxiv", 2024
    ),
    "bold over two lines": (
        f"* **Random Walks on\n  Large Graphs.** *{AUTHORS}.* [[paper]({A})]", AUTHORS, None, None
    ),
    "plain over two lines": (f"- [ICLR 2021] Random Walks on\n  Large Graphs. [[pdf]]({A})", None, "ICLR", 2021),
    "a word that leads to the venue": (f"- {WALK}. In *ICML 2018*. [[pdf]({A})]", None, "ICML", 2018),
    "a remark behind the venue": (f"- {WALK} (VLDB 2021 from one team) [[pdf]({A})]", None, "VLDB", 2021),
    "an award": (f"- {WALK} (ICDE 2022, **best demo award**) [[pdf]({A})]", None, "ICDE", 2022),
    "a workshop by its W": (f'* RW: "{WALK}" ECCVW. [[Paper]]({A})', None, "ECCVW", None),
    "a description in Chinese": (f'* "{WALK}" CVPR. [[Paper]]({A})  \n  采用更深的网络', None, "CVPR", None),
    "the venue leads, and is the link": (f"- [[TPAMI]({A})] {WALK} [[code]({CODE})]", None, "TPAMI", None),
    "a preprint that appeared": (
        f"#### [{WALK}]({A})\n\narXiv 1708; ICCV Workshop 2017", None, "ICCV Workshop", 2017
    ),
    "signed": (f"* <[{WALK}]({A})> by Ada One, 2010.", "Ada One", None, 2010),
    "signed by surnames": (f"* <[{WALK}]({A})> by One, Ada and Two, Bo, 2018.", "One, Ada and Two, Bo", None, 2018),
    "a year of two digits": (f"**{WALK}**. ICML19. \n[[link]({A})]", None, "ICML", 2019),
    "a venue in brackets that nobody knows": (
        f"- [Applied Sciences 2023] {WALK}. [[pdf]]({A})", None, "Applied Sciences", 2023
    ),
    "venue, year and a colon": (f"1. KDD 2007: {WALK} [[Paper]]({A})", None, "KDD", 2007),
    "stars of footnotes": (
        f"**{WALK}**  \nAda One*, Bo Two*, Cy Three†  \n[arXiv]({A})", "Ada One, Bo Two, Cy Three", None, None
    ),
}  # fmt: skip


@pytest.mark.parametrize(("line", "authors", "venue", "year"), STRANGE.values(), ids=STRANGE)
def test_what_a_reader_sees_is_read(line: str, authors: str | None, venue: str | None, year: int | None) -> None:
    (entry,) = read(f"# List\n\n## Papers\n\n{line}\n").entries
    record = entry.record
    assert (record.title, record.authors, record.venue, record.year) == (WALK, authors, venue, year)


UNLINKED = {
    "names in bold lists": [
        f"- **{GPTQ};** {AUTHORS}",
        f"- **{AWQ};** Ada One et al",
        f"- **{WALK};** Cy Three, Bo Two",
    ],
    "venue and year": [f"* {GPTQ} (ICLR 2023)", f"* {AWQ} (MLSys 2024)", f"* {WALK} (ICML 2020)"],
    "a year": [f"[1] {GPTQ}, 2023", f"[2] {AWQ}, 2024", f"[3] {WALK}, 2020"],
}


@pytest.mark.parametrize("lines", UNLINKED.values(), ids=UNLINKED)
def test_papers_without_links_are_read_where_they_show_that_they_are_papers(lines: list[str]) -> None:
    assert [entry.record.title for entry in read(bullets(*lines)).entries] == [GPTQ, AWQ, WALK]


def test_sentences_without_links_are_no_papers() -> None:
    assert not read(bullets("- We thank all authors. They wrote these papers in 2023.", "- Please add yours.")).entries


def test_a_lone_word_in_stars_is_no_author_where_no_entry_names_any() -> None:
    lines = [f"- [2023/0{n}] **{WALK} {n}** [[paper](https://arxiv.org/abs/2301.0000{n})] *Nick*" for n in range(1, 7)]
    assert {entry.record.authors for entry in read(bullets(*lines)).entries} == {None}


def test_short_linked_names_are_the_titles_of_a_table() -> None:
    rows = "\n".join(
        f"| [Walker {n}](https://arxiv.org/abs/2301.0000{n}) | 2023 | A Large Backbone Model |" for n in range(4)
    )
    page = read(f"## Papers\n\n| Model | Year | Backbone |\n|---|---|---|\n{rows}\n")
    assert [entry.record.title for entry in page.entries] == [f"Walker {n}" for n in range(4)]


ROWS = f"|2022-10|[{GPTQ}]({A})|ICLR 2023|[code]({CODE})|\n|2023-06|[{AWQ}]({B})|MLSys 2024||\n"
HEADLESS = {
    "rows alone": ROWS,
    "the line below the head": f"|-|-|-|-|\n{ROWS}",
    "the head without the line below": f"|Date|Paper|Where|Links|\n{ROWS}",
    "below an item": f"- Some words\n{ROWS}",
    "a table that an empty line breaks": f"|Date|Paper|Where|Links|\n|-|-|-|-|\n|2021-01|[{WALK}]({CODE})|||\n\n{ROWS}",
}


@pytest.mark.parametrize("text", HEADLESS.values(), ids=HEADLESS)
def test_rows_of_a_table_without_its_head_are_read_by_what_is_in_them(text: str) -> None:
    records = [entry.record for entry in read(text).entries if entry.record.title != WALK]
    assert [(r.title, r.venue, r.year, r.date) for r in records] == [
        (GPTQ, "ICLR", 2023, "2022-10"),
        (AWQ, "MLSys", 2024, "2023-06"),
    ]


AT = {
    "a row": f"|2023.06|{GPTQ}(@ETH etc)|[[pdf]]({A})|",
    "an item": f"- {GPTQ} (@ada) [[pdf]]({A})",
    "in bold": f"- **{GPTQ} (@A Lab & B Lab)** [[pdf]]({A})",
}


@pytest.mark.parametrize("text", AT.values(), ids=AT)
def test_the_accounts_of_authors_are_no_part_of_the_title(text: str) -> None:
    (entry,) = read(text).entries
    assert entry.record.title == GPTQ


def test_a_bare_address_says_by_its_host_what_it_leads_to() -> None:
    (entry,) = read(bullets(f"**{WALK}**", "", f"- Paper: {A}", f"- Code: {CODE}")).entries
    assert (entry.record.links[0].url, entry.record.code) == (A, CODE)


LINKED_VENUES = {
    "a venue": ("CVPR", "CVPR", "paper"),
    "a preprint server": ("arXiv", "arXiv", "paper"),
    "a kind of target": ("PDF", None, "PDF"),
}


@pytest.mark.parametrize(("label", "venue", "shown"), LINKED_VENUES.values(), ids=LINKED_VENUES)
def test_a_link_in_a_column_of_venues_is_named_by_one(label: str, venue: str | None, shown: str) -> None:
    rows = f"|2019|[ECCV]({B})|{AWQ}|\n|2020|[{label}]({A})|{WALK}|\n"
    record = read(f"## A\n\n|Year|Publication|Title|\n|-|-|-|\n{rows}").entries[1].record
    assert (record.title, record.venue, record.links[0].label) == (WALK, venue, shown)


@pytest.mark.parametrize(
    ("behind", "leftover"),
    [
        ("<br>ICLR 2022, Oral)", ("Oral",)),
        ("; In *ACL*, 2014;", ()),
        (". Ada One, Bo Two. In *Nature Methods*, 2012.", ()),
    ],
    ids=["a bracket that nothing opens", "a preposition behind a mark", "a preposition behind names"],
)
def test_no_marks_and_no_prepositions_are_left_over(behind: str, leftover: tuple[str, ...]) -> None:
    page = read(f"## A\n\n- *{WALK}*{behind} [PDF]({A})\n")
    assert page.entries[0].record.leftover == leftover


def test_names_of_methods_beside_names_of_authors_are_no_authors() -> None:
    cells = {WALK: "Xue et al.", GPTQ: "Lee et al.", AWQ: "Quantizer"}
    rows = "".join(f"|[{title}]({A})|{cell}|\n" for title, cell in cells.items())
    page = read(f"## A\n\n|Title|Abbreviation|\n|-|-|\n{rows}")
    assert [entry.record.authors for entry in page.entries] == ["Xue et al.", "Lee et al.", None]
    assert page.entries[2].record.leftover == ("Quantizer",)
