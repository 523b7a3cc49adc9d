"""Where a title ends, and which words beside a link are its title."""

import pytest

from tests.lists.pages import AUTHORS, CODE, WALK, A, B, bullets, read

DASHED = {
    "names and venue": (f"* {WALK} - {AUTHORS} - ICLR 2026 - [pdf]({A})", WALK, AUTHORS, "ICLR"),
    "en dashes": (f"* {WALK} – {AUTHORS} – ICLR 2026 – [pdf]({A})", WALK, AUTHORS, "ICLR"),
    "em dashes": (f"* {WALK} — {AUTHORS} — ICLR 2026 — [pdf]({A})", WALK, AUTHORS, "ICLR"),
    "names": (f"* {WALK} - {AUTHORS} - [pdf]({A})", WALK, AUTHORS, None),
    "a venue": (f"* {WALK} - ICLR 2026 [pdf]({A})", WALK, None, "ICLR"),
    "nothing": (f"* {WALK} - [pdf]({A})", WALK, None, None),
    "a title with a dash": (f"* {WALK} - A Survey - ICLR 2026 - [pdf]({A})", f"{WALK} - A Survey", None, "ICLR"),
    "words like names": (
        f"* {WALK} - Old Myths and Bold Facts [pdf]({A})", f"{WALK} - Old Myths and Bold Facts", None, None
    ),
}  # fmt: skip


@pytest.mark.parametrize(("line", "title", "authors", "venue"), DASHED.values(), ids=DASHED)
def test_facts_behind_dashes_are_none_of_the_title(
    line: str, title: str, authors: str | None, venue: str | None
) -> None:
    (entry,) = read(bullets(line)).entries
    assert (entry.record.title, entry.record.authors, entry.record.venue) == (title, authors, venue)


LINKED = {
    "a linked name above the title": (f"**[Lyra]({A})** (2024 WACV)<br>\n**{WALK}**<br>\n*{AUTHORS}*", WALK),
    "a linked name above a bold label": (f"- **[Lyra: Ponds in Graphs]({A})**\n  **Code**", "Lyra: Ponds in Graphs"),
    "a name with a hyphen": (f"- [Lyra-X]({A}): a benchmark for long videos", "Lyra-X"),
    "a name and its description": (f"- [Lyra]({A}): a benchmark for long videos", "Lyra"),
    "a name and the rest of the title": (f"- [Lyra-X]({A}): A Benchmark for Videos", "Lyra-X: A Benchmark for Videos"),
    "a venue with a short year before a bar": (f"- **NIPS 17 | {WALK}** [pdf]({A})", WALK),
    "a link at the end of what is bold": (f"- **{WALK} [[paper]]({A})**", WALK),
    "two words before what describes them": (f"- [Tidy Walks]({A}) - a paper where One orders them", "Tidy Walks"),
    "two words that are labels": (f"- {WALK} [Project-Page]({A})", WALK),
    "an address that is its own text": (f"- {WALK} [{A}]({A})", WALK),
    "a thesis in two brackets behind a title": (f"- {WALK} [[One, 2008; PhD dissertation, chapter 2]]({A})", WALK),
    "an address in two links": (f"- {WALK} [{A}]({A}) [{CODE}]({CODE})", WALK),
}


@pytest.mark.parametrize(("line", "title"), LINKED.values(), ids=LINKED)
def test_a_link_is_the_title_where_its_words_are_one(line: str, title: str) -> None:
    (entry,) = read(bullets(line)).entries
    assert entry.record.title == title


def test_links_whose_text_is_an_address_are_named_by_what_they_lead_to() -> None:
    (entry,) = read(bullets(f"- {WALK} [{A}]({A}) [{CODE}]({CODE})")).entries
    assert [link.label for link in entry.record.links] == ["paper", "code"]


@pytest.mark.parametrize("venue", ["IJCAI", "Applied Sciences"])
def test_a_venue_in_two_brackets_is_read_without_them(venue: str) -> None:
    (entry,) = read(bullets(f"* {WALK} [[{venue} 2023]]({A})")).entries
    assert (entry.record.title, entry.record.venue, entry.record.year) == (WALK, venue, 2023)


BRACKETED = {
    "with a venue": (f"- {WALK} (One & Two, ICML 2023) [pdf]({A})", "One & Two"),
    "behind a comma, in a link with the venue": (f"- [{WALK}, Ada One, Bo Two, ICML 2020]({A})", "Ada One, Bo Two"),
}


@pytest.mark.parametrize(("line", "authors"), BRACKETED.values(), ids=BRACKETED)
def test_names_in_brackets_at_the_end_of_a_title_are_its_authors(line: str, authors: str) -> None:
    (entry,) = read(bullets(line)).entries
    assert (entry.record.title, entry.record.authors) == (WALK, authors)


def test_other_words_in_brackets_are_the_title_s() -> None:
    (entry,) = read(bullets(f"- **{WALK} (Precision and Recall)** [pdf]({A})")).entries
    assert entry.record.title == f"{WALK} (Precision and Recall)"


#: A line, and the title and the authors that are read of it.
MARKED: dict[str, tuple[str, str, str | None]] = {
    "coloured words behind an article": (
        f"- {WALK}: On the <font color=red>Odd-5</font> Pond of Ems [[Code]]({A})",
        f"{WALK}: On the Odd-5 Pond of Ems", None,
    ),
    "a per cent with a star": (f"- {WALK} with 90\\%* of Edges. [[web]({A})]", f"{WALK} with 90% of Edges", None),
    "a star that is meant": (f"- **[Q\\*: {WALK}]({A})**", f"Q*: {WALK}", None),
    "a sign of order": (f"- {WALK} of Dim > 256 and L < 5 [pdf]({A})", f"{WALK} of Dim > 256 and L < 5", None),
    "a slash at its end": (f"- {WALK} / [code]({A})", WALK, None),
    "a stop within what is struck out": (f"- ~~{WALK}.~~ [pdf]({A})", WALK, None),
    "a quotation at its end, behind a venue": (f'- [arXiv\'24] [{WALK} with "Odd and Even Steps"]({A})',
                                               f'{WALK} with "Odd and Even Steps"', None),
    "a name for short in bold and in brackets": (f"- [**TP: Odd Walks**] {WALK} (@Acme) [pdf]({A})", WALK, None),
    "signs of notes behind names": (f"- **{WALK}**\n  Ada One*, Bo Two∗†, Carla Three2  \n  [pdf]({A})",
                                    WALK, "Ada One, Bo Two, Carla Three"),
    "blanks that have names": (f"- **{WALK}&emsp;&emsp;** Ada One, Bo Two, et al.&nbsp; [pdf]({A})",
                               WALK, "Ada One, Bo Two, et al."),
}  # fmt: skip


@pytest.mark.parametrize(("line", "title", "authors"), MARKED.values(), ids=MARKED)
def test_marks_neither_cut_a_title_nor_stay_in_it(line: str, title: str, authors: str | None) -> None:
    (entry,) = read(bullets(line)).entries
    assert (entry.record.title, entry.record.authors) == (title, authors)


@pytest.mark.parametrize("cell", ["Random Walks on <br>Large Graphs", "Random Walks<br/>on Large Graphs"])
def test_a_title_goes_on_behind_a_break_in_its_cell(cell: str) -> None:
    head = "| Title | Venue | Link |\n|---|---|---|\n"
    cells = f"| {cell} | Odd<br>Letters | [p]({A}) |\n| A Walk<br>Ada One, Bo Two | ICML | [p]({B}) |\n"
    broken, other = (entry.record for entry in read(head + cells).entries)
    assert (broken.title, broken.venue) == (WALK, "Odd")
    assert (other.title, other.authors) == ("A Walk", "Ada One, Bo Two")


def test_names_in_a_mapping_lose_the_signs_of_notes() -> None:
    (entry,) = read(f"- id: one\n  title: A Walk<sup>2</sup>\n  authors: Ada One*, Bo Two1,\n  url: {A}\n").entries
    assert (entry.record.title, entry.record.authors) == ("A Walk2", "Ada One, Bo Two")


SIGNED: dict[str, tuple[str, str | None]] = {
    "each with where they work": (f"- {WALK} [p]({A})\n  - Ada One (Acme), Bo Two (Ems), and Cy Six (Elbe)",
                                  "Ada One, Bo Two, and Cy Six"),
    "where they work before them": (f"- [(Acme and Ems) One et al. {WALK}. In _ECCV'18_.]({A})", "One et al."),
    "underscores between the words of a name": (f"- **{WALK}**\n  **Authors**: _Ada_One, Bo Two._\n  [p]({A})",
                                                "Ada One, Bo Two"),
    "an accent that is a backtick": (f"- [{WALK}]({A})\n  - A. One, B. Six, C. Tw` o, D. Two, and E. Ten. *ICLR 2019*",
                                     "A. One, B. Six, C. Tw o, D. Two, and E. Ten"),
    "a small name": (f"- [{WALK}]({A}) *one et al.* [p]({A})", "one et al."),
    "families behind the title in quotes": (f'- "{WALK}" by One, Two, and Ten (1986)', "One, Two, and Ten"),
    "families before the title in quotes": (f'- One and Two, "{WALK}":\n  - {A}', "One and Two"),
    "a reference with the title in quotes, in a link": (
        f'- [One, Ada, and Bo Two. "{WALK}." Journal of the Odd Association (2017).]({A})', "One, Ada, and Bo Two"),
    "marked words within a sentence": (f"- [{WALK}]({A}), *ICML 2020* - It uses *Shannon Entropy* and more", None),
}  # fmt: skip


@pytest.mark.parametrize(("line", "authors"), SIGNED.values(), ids=SIGNED)
def test_names_are_read_whatever_stands_around_them(line: str, authors: str | None) -> None:
    (entry,) = read(bullets(line)).entries
    assert (entry.record.title, entry.record.authors) == (WALK, authors)


def test_one_name_before_a_stop_is_the_author_where_others_sign() -> None:
    others = [f"- [{WALK} {place}]({A}{place}). One et al. Acme" for place in range(5)]
    *_, last = read(bullets(*others, f"- [{WALK}]({B}). Ada One. Ems Research. 2020")).entries
    assert (last.record.authors, last.record.year) == ("Ada One", 2020)


def test_few_words_in_quotes_are_the_title_before_who_wrote_it() -> None:
    (entry,) = read(bullets(f'- "Odd Walks" by One (1986) [pdf]({A})')).entries
    assert (entry.record.title, entry.record.authors, entry.record.year) == ("Odd Walks", "One", 1986)


LED: dict[str, tuple[str, str, str | None, str | None]] = {
    "a label and a colon": (f"- Odd Gradient Theorem: [{WALK} of Ems]({A}), One et Al.",
                            f"{WALK} of Ems", "One et Al", None),
    "a name for short in bold and a colon": (f"- **walk w/o loss (One et al., 2018)**: [{WALK} of Ems and Elbe]({A})",
                                             f"{WALK} of Ems and Elbe", "One et al.", None),
    "names and a comma": (f"- NSDI'17 -- [One et al, Walking, Fast and Slow: {WALK}]({A})",
                          f"Walking, Fast and Slow: {WALK}", "One et al", "NSDI"),
    "a venue and a comma without a blank": (f"- ICRA 2019,A {WALK} [p]({A})", f"A {WALK}", None, "ICRA"),
    "a venue with a month": (f"- arXiv 2018,06, {WALK}. [p]({A})", WALK, None, "arXiv"),
    "a number in bold": (f"- **1.{WALK}** [p]({A})", WALK, None, None),
    "a number and a point that counts": (f"- **1.2T Steps of {WALK}** [p]({A})", f"1.2T Steps of {WALK}", None, None),
    "a venue behind a comma with no blank": (f"- {WALK},VLDB 2017 [p]({A})", WALK, None, "VLDB"),
    "a venue's workshop": (f"- One, A., & Two, B. (2026). {WALK}. ICLR 2026 Workshop. [p]({A})",
                           WALK, "One, A., & Two, B", "ICLR"),
}  # fmt: skip


@pytest.mark.parametrize(("line", "title", "authors", "venue"), LED.values(), ids=LED)
def test_what_stands_directly_beside_a_title_is_none_of_it(
    line: str, title: str, authors: str | None, venue: str | None
) -> None:
    (entry,) = read(bullets(line)).entries
    assert (entry.record.title, entry.record.authors, entry.record.venue) == (title, authors, venue)
