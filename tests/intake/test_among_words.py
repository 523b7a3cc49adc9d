"""Titles, names, venues and links among the words that people put around them."""

import pytest

from tests.intake.reading import read_issue

MOTH = "MothChat: Sparse Decoding for Large Language Models"
LAMP = "LampNet: a night dataset for the study of lamps"
POND = "Mapping ponds by night from moth-borne cameras: a field study"
URL, OTHER = "https://arxiv.org/abs/2401.01234", "https://arxiv.org/abs/2402.05678"
CODE = "https://github.com/moth-lab/moth"


@pytest.mark.parametrize(
    ("title", "body", "named"),
    [
        pytest.param(
            "Added publication",
            f"Added Publication: '{POND}', {URL}",
            [POND],
            id="a quoted title behind what could label a venue",
        ),
        pytest.param(
            "Add two recent papers",
            "- Adds L-AMP under Night Search on Small Cameras\n- Adds MothCPU under Lamp Reduction",
            ["L-AMP", "MothCPU"],
            id="names and the sections they are added under",
        ),
        pytest.param(
            "Add two papers to Insects",
            "- Add **Lampyr 2** (Pond 2024) — finds glowing insects by text, with a Larva 1 tracker and 300M params\n"
            "- Add **Lampyr 2.5** (Pond 2025) — Nightly Search, follows fireflies in film with little memory",
            ["Lampyr 2", "Lampyr 2.5"],
            id="names in bold and remarks behind them",
        ),
        pytest.param(
            "Add MothSpot family",
            "Add MothSpot, MothSpot4Night, MothSpot-L, and LAMPYRA beside the entries of glowing foundation models.",
            ["MothSpot", "MothSpot4Night", "MothSpot-L", "LAMPYRA"],
            id="a row of names before more words",
        ),
        pytest.param(
            "Added MothRank, iLAMP papers and data links", "", ["MothRank", "iLAMP"], id="a name that begins small"
        ),
        pytest.param("new ISMIR24 lampchord paper", "", [], id="a venue"),
        pytest.param(
            "Update references",
            "Please add\n\nGoedel, K.J. (2001): „Why Moths Turn and Lamps Do Not: What Years of Watching\nTaught Us“\n"
            "Noether, E. and K. S. Lee (2012): Lamp Choice and Moth Behaviour, Handbook of Insect Economics",
            [
                "Why Moths Turn and Lamps Do Not: What Years of Watching Taught Us",
                "Lamp Choice and Moth Behaviour",
            ],
            id="a quotation that is broken, and a handbook behind a title",
        ),
    ],
)
def test_the_words_around_are_no_part_of_a_title(title: str, body: str, named: list[str]) -> None:
    assert [each.title for each in read_issue(title, body).proposals if each.operation == "add"] == named


def test_what_is_clicked_on_is_a_title_and_a_table_no_section() -> None:
    steps = "Steps:\n1. Go to the readme\n2. Click on Learning Personal Flights of Moths\n3. See error 404"
    assert [each.title for each in read_issue("Broken link", steps).proposals] == ["Learning Personal Flights of Moths"]
    (paper,) = read_issue("Request to add it to the Table", f"Please add {MOTH}\n{URL}").proposals
    assert (paper.title, paper.section) == (MOTH, None)


def test_a_name_and_its_section_are_told_apart() -> None:
    found = read_issue("Add two recent papers", "- Adds L-AMP under Night Search on Small Cameras").proposals
    assert [each.section for each in found] == ["Night Search on Small Cameras"]


def test_the_place_in_full_below_a_title_is_its_venue() -> None:
    body = f"[{MOTH}]({URL})\nA. Lovelace, K. Goedel and E. Noether\n"
    body += (
        "In IEEE International Conference on Acoustics, Speech and Signal Processing (ICASSP), Oslo, Norway, May 2021."
    )
    assert [each.venue for each in read_issue("Missing", body).proposals] == ["ICASSP 2021"]


def test_a_link_behind_a_name_is_that_papers() -> None:
    body = "- Add **Lampyr 2** (Pond 2024) — finds glowing insects by text\n"
    body += "- Add **Lampyr 2.5** (Pond 2025) — Nightly Search, follows fireflies in film\n\n## Links\n\n"
    body += f"- Lampyr 2 paper: {URL}\n- Lampyr 2.5 paper: {OTHER}\n- Lampyr 2 GitHub: {CODE}"
    found = read_issue("Add Lampyr 2 and Lampyr 2.5 to Insects", body).proposals
    assert [(each.title, each.urls, each.code) for each in found] == [
        ("Lampyr 2", (URL,), CODE),
        ("Lampyr 2.5", (OTHER,), None),
    ]


def test_a_link_in_another_item_is_that_items() -> None:
    body = "1. LampNet data\nLink: https://lamp-dataport.org/open-access/lampnet\n"
    body += f"Refer: Noether, Emmy, et al. '{LAMP}.' Insect Letters 12 (2024): 33.\n\n".replace("'", '"')
    body += f"2. MothChat data\nCode link: {CODE}\nRefer: Goedel, Kurt, et al. '{MOTH}.' ICLR. 2025.".replace("'", '"')
    found = read_issue("Add two papers", body).proposals
    assert [(each.title, each.code) for each in found] == [(LAMP, None), (MOTH, CODE)]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            "Adds one entry on insects.\n\nMade with [Lampwriter](https://lampwriter.com)", id="what wrote it"
        ),
        pytest.param(
            "Adds one entry on insects.\n\nThis was picked and made by agents, with "
            "[Lamp Labs](https://lamp-labs.ai)' tools. [A. L.](https://github.com/someone) answers for it.",
            id="whose tools wrote it",
        ),
        pytest.param(
            f"Code: {CODE}\nThanks again!\n\nBest regards,\n[T. X. / UI-Lamp Team, Moth Group]", id="who signs"
        ),
    ],
)
def test_the_end_of_a_text_is_about_no_paper(body: str) -> None:
    found = read_issue("Add MothSpot paper", body).proposals
    assert [(each.title, each.urls, each.section) for each in found] == [("MothSpot", (), None)]


@pytest.mark.parametrize(
    ("title", "body", "intent"),
    [
        pytest.param("Unable to load the PDF link", "it gives nothing", "fix-link", id="a link that does not open"),
        pytest.param("Two entries of the first table are duplicated below.", "", "remove", id="repeated"),
        pytest.param(
            "Add a MOTH paper and fix a typo",
            f"Could you list it?\n\n[{MOTH}]({URL}). Ada Lovelace. ICLR 2025.\n\nA heading has a typo, too: "
            "Inscets & Lamps -> Insects & Lamps",
            "add",
            id="papers and a typo",
        ),
        pytest.param(
            "updating our publications",
            "I've added the URLs of those that are out and corrected titles.",
            "update",
            id="papers that appeared",
        ),
    ],
)
def test_what_is_wanted(title: str, body: str, intent: str) -> None:
    assert read_issue(title, body).intent == intent
