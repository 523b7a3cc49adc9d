"""An entry is read as the entries beside it are: what stands in the same marks is of the same kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lists.page import EntryRecord
from tests.lists.pages import read

NOUNS = ("Rivers", "Bridges", "Forests", "Harbours", "Meadows", "Deserts")
TITLES = [f"A Study of {noun} and Their Maps" for noun in NOUNS]
ADDRESSES = [f"https://arxiv.org/abs/2401.0000{number}" for number in range(len(NOUNS))]


def records(form: str, *odd: str) -> list[EntryRecord]:
    """Return what is read of a section of entries in one form, with others at its end."""
    lines = [form.format(title=title, link=link) for title, link in zip(TITLES, ADDRESSES, strict=True)]
    return [entry.record for entry in read("\n".join(["## Maps", "", *lines, *odd, ""])).entries]


ODD = "Odd Things That Nobody Maps"
LINK = "https://arxiv.org/abs/2401.00099"
#: The form of a section, an entry of it that alone would be read otherwise, and (title, authors, venue, year) of that.
COLUMNS = {
    "a venue that nobody knows, in brackets": (
        "- {title} (ICML 2023) [[pdf]({link})]",
        f"- {ODD} (Oddities 22) [[pdf]({LINK})]",
        (ODD, None, "Oddities", 2022),
    ),
    "a journal that nobody knows, behind a title in bold": (
        "1. **{title},** in ICML, 2023. [pdf]({link})",
        f"1. **{ODD},** in Jounral of odd things, 2022. [pdf]({LINK})",
        (ODD, None, "Jounral of odd things", 2022),
    ),
    "a venue that nobody knows, as a link's text in front": (
        "- [[ICML]({link})] {title} (2023)",
        f"- [[Odd-L]({LINK})] {ODD} (2022)",
        (ODD, None, "Odd-L", 2022),
    ),
    "a journal whose name begins small, in marks": (
        "- [{title}]({link}) — *Nature Climate Change* (2023)",
        f"- [{ODD}]({LINK}) — *npj Odd Waters* (2022)",
        (ODD, None, "npj Odd Waters", 2022),
    ),
    "a nickname that is a venue's name too": (
        "- **{title}** [[pdf]({link})] *Map-Maker v2*",
        f"- **{ODD}** [[pdf]({LINK})] *DAC*",
        (ODD, None, None, None),
    ),
    "a name whose first letter is a word": (
        "- [{title}]({link}) - *Y Map et al*, `ICML 2023`",
        f"- [{ODD}]({LINK}) - *A Cartographer et al*, `ICML 2023`",
        (ODD, "A Cartographer et al", "ICML", 2023),
    ),
    "names where the words before them are left out": (
        "- [{title}]({link}): about maps | Y. Map et al, *ICML* 2023",
        f"- [{ODD}]({LINK}) | A. Odd et al, *ICML* 2022",
        (ODD, "A. Odd et al", "ICML", 2022),
    ),
    "one name where all begin with names": (
        "- Ada One, Bo Two:{title}. ICML 2023 [pdf]({link})",
        f"- Carla Three:{ODD}. ICML 2022 [pdf]({LINK})",
        (ODD, "Carla Three", "ICML", 2022),
    ),
    "journals that nobody knows, each with a year": (
        "- *Odd Letters 2023*. {title} [[pdf]({link})]",
        f"- *Journal of Odd Waters 2022*. {ODD} [[pdf]({LINK})]",
        (ODD, None, "Journal of Odd Waters", 2022),
    ),
    "a journal like two names among known venues": (
        "- **{title}** (ICML, 2023.06) [[pdf]({link})]",
        f"- **{ODD}** (Ponds and Waters, 2022.06) [[pdf]({LINK})]",
        (ODD, None, "Ponds and Waters", 2022),
    ),
    "a journal that nobody knows among known venues": (
        "- **{title}.** (2023). [[pdf]({link})]\n  - A. One et al. *ICML.*",
        f"- **{ODD}.** (2022). [[pdf]({LINK})]\n  - A. Odd et al. *Odd Letters.*",
        (ODD, "A. Odd et al.", "Odd Letters", 2022),
    ),
    "a journal that nobody knows behind names, at the end": (
        "- (2023) [{title}]({link}). Ada One, Bo Two. ICML",
        f"- (2022) [{ODD}]({LINK}). Carla Three, Dan Five. Odd Letters",
        (ODD, "Carla Three, Dan Five", "Odd Letters", 2022),
    ),
    "a person between others and a year": (
        "- _{title}_, Ada One, Bo Two, ICML, 2023 [[pdf]({link})]",
        f"- _{ODD}_, Carla Three, Dan K. Five, 2022 [[pdf]({LINK})]",
        (ODD, "Carla Three, Dan K. Five", None, 2022),
    ),
    "a remark where others sign": (
        "1. [{title}]({link}) - Ada One, Bo Two",
        f"1. [{ODD}]({LINK}) - this inspired others",
        (ODD, None, None, None),
    ),
    "an award where others have their venue": (
        "- **{title}** [[pdf]({link})] *(ICML)*",
        f"- **{ODD}** [[pdf]({LINK})] *(Best Paper)*",
        (ODD, None, None, None),
    ),
    "a title like names before a colon": (
        "- {title} <br> ICML 2023 [[pdf]({link})]",
        f"- Slow Rivers and Quiet Lakes: {ODD} <br> ICML 2022 [[pdf]({LINK})]",
        (f"Slow Rivers and Quiet Lakes: {ODD}", None, "ICML", 2022),
    ),
    "a title that ends like names": (
        "- {title}, [[pdf]({link})]",
        f"- {ODD}: Rivers, Lakes, and Slow Bridges, [[pdf]({LINK})]",
        (f"{ODD}: Rivers, Lakes, and Slow Bridges", None, None, None),
    ),
    "one name where all sign behind a semicolon": (
        "- {title}; Ada One, Bo Two, Eve Six [[pdf]({link})]",
        f"- {ODD}; Carla Three [[pdf]({LINK})]",
        (ODD, "Carla Three", None, None),
    ),
    "a title over two lines": (
        "- [[pdf]({link})] {title}",
        f"- [[pdf]({LINK})] Odd Things That\nNobody Maps",
        (ODD, None, None, None),
    ),
    "a title over two lines, its facts behind it": (
        "- {title} (ICML 2023) [[pdf]({link})]",
        f"- Odd Things That\n  Nobody Maps (ICML 2023) [[pdf]({LINK})]",
        (ODD, None, "ICML", 2023),
    ),
}


@pytest.mark.parametrize(("form", "odd", "facts"), COLUMNS.values(), ids=COLUMNS)
def test_an_entry_is_read_as_those_beside_it(
    form: str, odd: str, facts: tuple[str, str | None, str | None, int | None]
) -> None:
    *others, record = records(form, odd)
    assert [other.title for other in others] == TITLES
    assert (record.title, record.authors, record.venue, record.year) == facts
    assert LINK in [link.url for link in record.links]


def test_short_names_of_data_sets_are_no_titles_where_all_have_a_title_in_italics() -> None:
    lines = [
        f"- [Set-{n}]({link}), *{title}*, arXiv, 2024."
        for n, (title, link) in enumerate(zip(TITLES, ADDRESSES, strict=True))
    ]
    page = read("\n".join(["## Data", "", *lines, ""]))
    assert [entry.record.title for entry in page.entries] == TITLES
    assert [entry.record.links[0].url for entry in page.entries] == ADDRESSES


def test_what_is_no_name_by_itself_is_one_where_all_name_authors_and_a_sentence_is_not() -> None:
    said = [
        "Ada One, Bo Two.",
        "Cy Three, Bo Two.",
        "Di Four, Bo Two.",
        "Ed Five, Bo Two.",
        "Flo Six, Bo Two.",
        "You Wu, Ada One, Bo Two.",
        "To do: name them.",
    ]
    lines = [f"- [Deep Things in Ponds](https://a.org/a.pdf) *{each}* Arxiv 2024." for each in said]
    found = [entry.record.authors for entry in read("\n".join(lines)).entries]
    assert found == [*(each.rstrip(".") for each in said[:-1]), None]


def test_a_year_before_a_title_is_none_of_its_words_where_all_begin_with_one() -> None:
    titles = ["Deep Things in Ponds", "Ponds at the End of Lakes", "Lakes Beyond All Ponds", "Odd Ponds and Graphs"]
    begun = [*(f"2016 {title}" for title in titles[:-1]), f"**2016 {titles[-1]}**"]
    lines = [f"- {title}. [paper](https://a.org/a.pdf)" for title in begun]
    found = [entry.record for entry in read("\n".join(lines)).entries]
    assert [(record.title, record.year) for record in found] == [(title, 2016) for title in titles]
    (alone,) = read("- 2018 Pond Scene Segmentation Challenge. [paper](https://a.org/a.pdf)").entries
    assert (alone.record.title, alone.record.year) == ("2018 Pond Scene Segmentation Challenge", None)


def test_a_title_repeated_where_others_name_authors_is_none() -> None:
    lines = [
        f"- [Deep Things in Ponds](https://a.org/a.pdf) [:cat:](https://github.com/a/b) {name}, Bo Two"
        for name in ("Ada One", "Cy Three", "Di Four", "Ed Five")
    ]
    lines.append(lines[0].partition(") Ada")[0] + ") Deep Things in Ponds")
    found = [entry.record.authors for entry in read("\n".join(lines)).entries]
    assert found == ["Ada One, Bo Two", "Cy Three, Bo Two", "Di Four, Bo Two", "Ed Five, Bo Two", None]


def test_a_name_like_a_venue_s_is_an_author_where_all_name_theirs() -> None:
    names = ["One and Two", "Kim", "Three and Four", "Five et al.", "Six and Two"]
    page = read("\n".join(f"- {name} - 2014 - **Deep Things in Ponds** [[pdf]](https://a.org/a.pdf)" for name in names))
    assert [entry.record.authors for entry in page.entries] == names


def test_names_of_journals_are_venues_where_some_of_them_are_known() -> None:
    venues = ("ICML", "Odd Letters", "Annals of Maps", "Rivers Today", "CVPR", "Pond Quarterly")
    lines = [
        f"- **{title}.** A. One et al. *{venue}.* [[pdf]({link})]"
        for title, venue, link in zip(TITLES, venues, ADDRESSES, strict=True)
    ]
    page = read("\n".join(["## Maps", "", *lines, ""]))
    assert [entry.record.venue for entry in page.entries] == list(venues)


def test_names_with_years_before_a_line_are_venues_where_all_are() -> None:
    lines = [
        f"- Odd Waters Research, 2021 | {title} [[pdf]({link})]" for title, link in zip(TITLES, ADDRESSES, strict=True)
    ]
    page = read("\n".join(["## Maps", "", *lines, ""]))
    assert [(entry.record.title, entry.record.venue, entry.record.year) for entry in page.entries] == [
        (title, "Odd Waters Research", 2021) for title in TITLES
    ]


def test_names_of_tools_with_years_are_titles_though_all_have_a_sentence_behind_them() -> None:
    names = ("Pond Mapper", "RiverNet", "Aligned Lakes", "DeepPond", "Water Lines", "PondGraph")
    lines = [
        f"- [{name} (202{n})]({link}) - The authors map what {word} in it and share their maps of it with others."
        for n, (name, link, word) in enumerate(zip(names, ADDRESSES, "abcdef", strict=True))
    ]
    page = read("\n".join(["## Maps", "", *lines, ""]))
    assert [(entry.record.title, entry.record.venue) for entry in page.entries] == [(name, None) for name in names]


def test_one_name_before_an_unknown_venue_is_the_author_where_the_others_have_theirs_there() -> None:
    names = ["Ada One", *["Ada One, Bo Two"] * (len(TITLES) - 1)]
    venues = ["International Workshop on Odd Ponds", *["ICML"] * (len(TITLES) - 1)]
    lines = [
        f"- [{title}]({link}), {people}, {venue} 2021, [code](https://github.com/a/b)"
        for title, link, people, venue in zip(TITLES, ADDRESSES, names, venues, strict=True)
    ]
    page = read("\n".join(["## Maps", "", *lines, ""]))
    assert [(entry.record.authors, entry.record.venue) for entry in page.entries] == [*zip(names, venues, strict=True)]


def test_a_title_shorter_than_its_venue_ends_before_it() -> None:
    lines = [
        f"- One, A. (2020). {title} is there. Annals of Odd Ponds and Behavioral Rivers, 43, e28. [Link]({link})"
        for title, link in zip(("A pond", *TITLES), (LINK, *ADDRESSES), strict=True)
    ]
    first = read("\n".join(["## Maps", "", *lines, ""])).entries[0].record
    assert (first.title, first.venue) == ("A pond is there", "Annals of Odd Ponds and Behavioral Rivers")


def test_a_wrapped_line_is_a_title_as_the_lines_beside_it_are() -> None:
    lines = [f"- **{title}: Mapping All of the Rivers and Ponds.** (Acme)" for title in TITLES[:3]]
    lines[1] = f"- **{TITLES[1]}: Mapping All of the Rivers\nand Ponds.** (Acme)"
    page = read("\n".join(["## Papers", "", *lines, ""]))
    assert [entry.record.title for entry in page.entries] == [
        f"{title}: Mapping All of the Rivers and Ponds" for title in TITLES[:3]
    ]


def test_a_year_below_a_heading_that_is_a_paper_by_the_others_is_its_year() -> None:
    blocks = [f"### {title} of Ponds\ncode: https://github.com/a/{n}\n\nCVPR 2025" for n, title in enumerate(TITLES)]
    page = read("\n\n".join(["# Papers", *blocks, "### A Pond of Many Things\n\n2022\n\nIt says much.", ""]))
    assert (page.entries[-1].record.title, page.entries[-1].record.year) == ("A Pond of Many Things", 2022)


PARAGRAPHS = {
    "names before the link": "Ada One, Bo Two [**{title}**]({link}) Nature (2025)",
    "without a link": "**[Maps] {title}**. (2023-ICLR) Ada One, Bo Two.\n**TLDR**: It maps things.",
}


@pytest.mark.parametrize("form", PARAGRAPHS.values(), ids=PARAGRAPHS)
def test_paragraphs_of_one_shape_are_entries_where_most_show_a_paper(form: str) -> None:
    blocks = [form.format(title=title, link=link) for title, link in zip(TITLES, ADDRESSES, strict=True)]
    page = read("\n\n".join(["# List", "Some words on [us](https://example.org).", "## Maps", *blocks, ""]))
    assert [(entry.record.title, entry.record.authors) for entry in page.entries] == [
        (title, "Ada One, Bo Two") for title in TITLES
    ]


def test_the_lines_of_a_paragraph_are_entries_where_most_show_a_paper() -> None:
    lines = [f'<a href="{link}">{title}</a>' for title, link in zip(TITLES, ADDRESSES, strict=True)]
    lines[2] = f'<a href="https://example.org/maps">{TITLES[2]}</a>'
    page = read("\n".join(["## Maps", "", "These are some notable papers that everybody should read.", *lines, ""]))
    assert [entry.record.title for entry in page.entries] == TITLES


def test_running_text_is_no_list_though_each_paragraph_links_a_paper() -> None:
    blocks = [f"As [this study]({link}) shows in detail, maps are hard to make." for link in ADDRESSES]
    assert not read("\n\n".join(["## Maps", *blocks, ""])).entries


@given(st.integers(1, 5), st.sampled_from(sorted(COLUMNS)))
def test_where_the_odd_entry_stands_changes_nothing(place: int, name: str) -> None:
    form, odd, facts = COLUMNS[name]
    lines = [form.format(title=title, link=link) for title, link in zip(TITLES, ADDRESSES, strict=True)]
    lines.insert(place, odd)
    read_ones = [entry.record for entry in read("\n".join(["## Maps", "", *lines, ""])).entries]
    record = read_ones[place]
    assert (record.title, record.authors, record.venue, record.year) == facts


def test_one_family_name_is_the_author_where_the_page_names_authors_there() -> None:
    several = [
        f"- [A Study of Subject Number {number} in Networks](https://example.org/{number}) - {names} (2021)"
        for number, names in enumerate(["Rubin, Imbens", "Roth, Poe, Bilinski", "Hahn, Todd", "Angrist, Imbens"])
    ]
    text = "\n".join(["# L", "", "## A", "", *several, "", "## B", ""])
    alone = "- [A Study of One More Subject in Networks](https://example.org/9) - {} (2021)\n"
    record = read(f"{text}\n{alone.format('Abadie')}").entries[-1].record
    assert (record.authors, record.venue) == ("Abadie", None)


def test_a_title_like_names_is_one_in_a_table_whose_titles_name_nobody() -> None:
    title = "Slow Rivers, Quiet Lakes: Maps That Nobody Made"
    rows = [
        f"| {name} | ICML 2023 | [pdf]({link}) |"
        for name, link in zip([*TITLES, title], [*ADDRESSES, LINK], strict=True)
    ]
    page = read("\n".join(["| Paper | Where | Link |", "|---|---|---|", *rows, ""]))
    assert [(entry.record.title, entry.record.authors) for entry in page.entries] == [
        (name, None) for name in [*TITLES, title]
    ]


def test_a_short_section_leaves_to_the_page_what_its_columns_are() -> None:
    several, few = ["Ada One, Bo Two"] * 6, ["Carla Three"] * 3 + ["Ada One, Bo Two"] * 2
    first, second = (
        [
            f"- **{title}** [[pdf]({link})] **{name}**"
            for title, link, name in zip(TITLES, ADDRESSES, names, strict=False)
        ]
        for names in (several, few)
    )
    page = read("\n".join(["## Maps", "", *first, "", "## More", "", *second, ""]))
    assert [entry.record.authors for entry in page.entries] == [*several, *few]


def test_a_section_of_unknown_venues_leaves_to_the_page_that_they_are_venues() -> None:
    many = [f"- [2023.05 Nature] [{title}]({link})" for title, link in zip(TITLES, ADDRESSES, strict=True)]
    venues = ["Anais de Lagos", "iPond", "Odd Waters", "Annals of Ponds", "Pond Atlas"]
    few = [f"- [2022.0{number} {venue}] [{ODD}]({LINK}{number})" for number, venue in enumerate(venues, start=1)]
    page = read("\n".join(["## Maps", "", *many, "", "## Waters", "", *few, ""]))
    assert [(entry.record.venue, entry.record.year) for entry in page.entries[len(many) :]] == [
        (venue, 2022) for venue in venues
    ]


def test_items_below_one_are_its_parts_where_they_are_for_those_beside_it() -> None:
    lines = [
        f"- [{title}]({link})\n  - Ada One, Bo Two (ICML 2023) [[code](https://github.com/a/b)]"
        for title, link in zip(TITLES, ADDRESSES, strict=True)
    ]
    odd = f"- [{ODD}]({LINK})\n  - Carla Three, (Odd Waters, 2022) [[code](https://github.com/a/c)]"
    page = read("\n".join(["## Maps", "", *lines, odd, ""]))
    assert [entry.record.title for entry in page.entries] == [*TITLES, ODD]
    assert [link.url for link in page.entries[-1].record.links] == [LINK, "https://github.com/a/c"]


def test_names_behind_linked_titles_show_that_names_stand_behind_others() -> None:
    lines = [f"- [{title}]({link}). Ada One, Bo Two. KDD'20" for title, link in zip(TITLES, ADDRESSES, strict=True)]
    page = read("\n".join(["## Maps", "", *lines, f"- {ODD}. Carla Three and Dan Four. KDD'20", ""]))
    assert (page.entries[-1].record.title, page.entries[-1].record.authors) == (ODD, "Carla Three and Dan Four")


def test_a_title_in_the_place_of_venues_stays_one_where_nothing_else_is() -> None:
    lines = [
        f"- One, A. (2020). [{title}]({link}). *Annals of Ponds*, 12-34."
        for title, link in zip(TITLES, ADDRESSES, strict=True)
    ]
    page = read("\n".join(["## Maps", "", *lines, f"- Two, B. (2020). *Deep Water*. Pond Press. [{LINK}]({LINK})", ""]))
    assert [entry.record.title for entry in page.entries] == [*TITLES, "Deep Water"]


def test_an_institution_is_no_venue_where_others_have_theirs() -> None:
    lines = [f"- [{title}]({link}) (KDD 2020)" for title, link in zip(TITLES, ADDRESSES, strict=True)]
    page = read("\n".join(["## Maps", "", *lines, f"- [{ODD}]({LINK}) (Pond University)", ""]))
    assert [entry.record.venue for entry in page.entries] == ["KDD"] * len(TITLES) + [None]


def test_a_month_beside_unknown_venues_in_the_place_of_known_ones_is_no_part_of_them() -> None:
    venues = ["Nature", "Preprint", "Nature", "Preprint", "Odd Water Letters", "Pond Life"][: len(TITLES)]
    lines = [
        f"- [2023.0{number + 1} {venue}] [{title}]({link})"
        for number, (venue, title, link) in enumerate(zip(venues, TITLES, ADDRESSES, strict=False))
    ]
    page = read("\n".join(["## Maps", "", *lines, f"- [2023.09 Ponds Today] [{ODD}]({LINK})", ""]))
    assert [entry.record.venue for entry in page.entries] == [*venues, "Ponds Today"]
    assert page.entries[-1].record.date == "2023-09"


def test_a_month_behind_an_unknown_venue_is_kept() -> None:
    lines = [f"- **{title}** (ICML, 2023.06) [[pdf]({link})]" for title, link in zip(TITLES, ADDRESSES, strict=True)]
    page = read("\n".join(["## Maps", "", *lines, f"- **{ODD}** (Ponds Today, 2022.07) [[pdf]({LINK})]", ""]))
    assert (page.entries[-1].record.venue, page.entries[-1].record.date) == ("Ponds Today", "2022-07")


#: Entries as they stand, "{}" a title of its own, and the authors and the year of the last.
EDGED: dict[str, tuple[list[str], str | None, int | None]] = {
    "names behind a dash": (["{} - Ada One", "{} - One, Two", "{} - Some Words of It", "{} - C. Six"], "C. Six", None),
    "names in brackets": (["[{} [One]](u)", "[{} [One, Two]](u)", "[{}](u)", "[{} [Bo Two]](u)"], "Bo Two", None),
    "names in round brackets": (["[{} (Di One & Bo Two)](u)"] * 3 + ["[{} (Cy Six)](u)"], "Cy Six", None),
    "names for short, glued": (["[{}](u)", "[(Bun){}](u)", "(Bun) {} [p](u)", "(Rabbit){} [p](u)"], None, None),
    "years at the end": (["[{} 2019](u)"] * 3 + ["[{} 2020](u)"], None, 2020),
}
EDGELESS = {
    "a word of the title": ["(Not) {} [p](u)", "{} [p](u)", "{} [p](u)"],
    "words behind dashes": ["[{} - A Study](u)", "[{} - Old Myths and New Facts](u)", "[{} - Ada One](u)"],
    "places": ["[{} (Virtual)](u)"] * 5,
    "a year": ["[{} 2019](u)", "[{}](u)", "[{}](u)", "[{}](u)"],
}


def read_forms(forms: list[str]) -> list[EntryRecord]:
    """Return what is read of entries in some forms, each with a title of its own."""
    lines = [f"- {form.format(title)}" for form, title in zip(forms, TITLES, strict=False)]
    text = "\n".join(["# Papers", "", "## To read", "", *lines, ""])
    return [entry.record for entry in read(text.replace("(u)", f"({LINK})")).entries]


@pytest.mark.parametrize(("forms", "authors", "year"), EDGED.values(), ids=EDGED)
def test_what_several_titles_have_at_an_edge_is_cut(forms: list[str], authors: str | None, year: int | None) -> None:
    last = read_forms(forms)[-1]
    assert (last.title, last.authors, last.year) == (TITLES[len(forms) - 1], authors, year)


@pytest.mark.parametrize("forms", EDGELESS.values(), ids=EDGELESS)
def test_what_one_title_has_at_an_edge_stays(forms: list[str]) -> None:
    whole = [form.replace("[p]", "").replace("(u)", "").strip("[] ") for form in forms]
    assert [record.title for record in read_forms(forms)] == [
        form.format(title) for form, title in zip(whole, TITLES, strict=False)
    ]


PEOPLE = (
    "Ingrid Hassan, Tom Brown",
    "Ada Cohen",
    "Bo Kim, Ann Li, Cy Wu",
    "Eva Tanaka",
    "Lukas Ivanov",
    "Omar Kim, Wei Liu",
)


@pytest.mark.parametrize(
    "form",
    [
        pytest.param("- {people}, *{title}*, 2019 — [pdf]({link})", id="before a title in italics, with a year"),
        pytest.param("- {people}. *{title}*. [pdf]({link})", id="before a title in italics"),
        pytest.param("- {people}. {title}. 2019. [pdf]({link})", id="before a title without marks"),
        pytest.param('- {people}. 2019. "{title}." *ICML*. [pdf]({link})', id="before a year and a title in quotes"),
        pytest.param("- [{title}]({link}) ({people}, 2019)", id="in brackets, with a year"),
        pytest.param("- [{title}]({link}) - {people} (ICML 2019)", id="behind a dash"),
        pytest.param("- [{title}]({link}). {people}. ICML 2019", id="between the title and where it appeared"),
        pytest.param("- {title} ({people}, 2019). [pdf]({link})", id="in brackets behind a title without marks"),
        pytest.param("- **{title}** {people}. ICML 2019. [pdf]({link})", id="behind a title in bold"),
        pytest.param("- [{title}]({link}), ICML 2019, {people}", id="behind a venue and a comma"),
        pytest.param("- {title} (ICML 2019). {people}. [pdf]({link})", id="behind a venue in brackets"),
        pytest.param("- {title}. ICML 2019. {people}. [pdf]({link})", id="behind a venue and a stop"),
        pytest.param("- [{title}]({link}) • {people} • ICML 2019", id="between dots"),
        pytest.param("- {title} / {people} / ICML 2019 [pdf]({link})", id="between slashes"),
        pytest.param("- [{title}]({link}) by {people} in ICML 2019", id="behind by, and a venue behind in"),
    ],
)
def test_one_person_is_named_where_others_name_several(form: str) -> None:
    rows = zip(TITLES, ADDRESSES, PEOPLE, strict=True)
    lines = [form.format(title=title, link=link, people=people) for title, link, people in rows]
    found = [entry.record for entry in read("\n".join(["## Maps", "", *lines, ""])).entries]
    assert [(record.title, record.authors) for record in found] == list(zip(TITLES, PEOPLE, strict=True))


def test_a_venue_is_nobodys_name_where_others_name_several_people() -> None:
    lines = [f"- [{title}]({link}), Ada One, Bo Two, ICML" for title, link in zip(TITLES, ADDRESSES, strict=True)]
    found = read("\n".join(["## Maps", "", *lines, f"- [{ODD}]({LINK}), KDD", ""])).entries[-1].record
    assert (found.authors, found.venue) == (None, "KDD")


@pytest.mark.parametrize(
    ("tail", "people", "venue"),
    [
        pytest.param("Ada One, Bo Two, NeurIPS", "Ada One, Bo Two", "NeurIPS", id="a known venue"),
        pytest.param("One, Two, Chi", "One, Two, Chi", None, id="a person called as one"),
    ],
)
def test_a_known_venue_behind_names_is_none_of_them(tail: str, people: str, venue: str | None) -> None:
    found = records(f"- *{{title}}*, {tail}. [pdf]({{link}})")
    assert {(record.authors, record.venue) for record in found} == {(people, venue)}


def test_a_title_of_small_words_is_no_name_among_names() -> None:
    line = f"- [ECCV Workshop 2022] Towards unsupervised open world mapping, Eva Kim, Ann Li, Bo Wu [[Paper]]({LINK})"
    (found,) = (entry.record for entry in read(f"## Maps\n\n{line}\n").entries)
    assert (found.title, found.authors) == ("Towards unsupervised open world mapping", "Eva Kim, Ann Li, Bo Wu")


def test_names_stand_behind_a_venue_too() -> None:
    found = records("- [{title}]({link}), ICML, Ada One, Bo Two")
    assert {(record.authors, record.venue) for record in found} == {("Ada One, Bo Two", "ICML")}
