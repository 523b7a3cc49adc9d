"""Slips of the hand in a person's own lines: what is mended, and what is left because the list has it so."""

import pytest

from bot.catalogue.data.store import read_shipped_venues
from bot.lists.reading.pages import read_page
from bot.lists.writing.tidying import tidy

BULLETS = (
    "- **First paper of all**, Ann Smith. [[Paper](https://arxiv.org/abs/2101.00001)]\n"
    "- **Second paper (of two)**, Bo Li. [[Paper](https://arxiv.org/abs/2101.00002)] [[Code](https://github.com/b/l)]\n"
    "- **Third paper of many**, Cy Roe. [[Paper](https://arxiv.org/abs/2101.00003)]\n"
)
NUMBERED = BULLETS.replace("- ", "1. ")
ROWS = (
    "| Title | Link | Code |\n|---|---|---|\n"
    "| First paper of all | [Paper](https://arxiv.org/abs/2101.00001) | [Code](https://github.com/a/s) |\n"
    "| Second paper of all | [Paper](https://arxiv.org/abs/2101.00002) | |\n"
    "| Third paper of all | [Paper](https://arxiv.org/abs/2101.00003) | |\n"
)
ALIGNED = ROWS.replace("| |", "|                              |")
LINK, CODE = "[Paper](https://arxiv.org/abs/2501.00001)", "[Code](https://github.com/n/o)"
GAPPED = f"- **A new one**, Di Poe. [{LINK.replace('](', '] (')}]"
GOOD, ROW = f"- **A new one**, Di Poe. [{LINK}]", f"| A new one | {LINK} | |"


@pytest.mark.parametrize(
    ("page", "lines", "mended"),
    [
        pytest.param(BULLETS, GOOD, GOOD, id="nothing to mend"),
        pytest.param(BULLETS, f"{GOOD}  ", GOOD, id="blanks at its end"),
        pytest.param(BULLETS, GOOD.replace(". [", ".   ["), GOOD, id="more blanks than one"),
        pytest.param(BULLETS, f"*{GOOD[1:]}", GOOD, id="another bullet"),
        pytest.param(BULLETS, f"  {GOOD}", GOOD, id="too far in"),
        pytest.param(
            BULLETS, f"  {GOOD}\n    - [{CODE}]", f"{GOOD}\n  - [{CODE}]", id="too far in, with what is below"
        ),
        pytest.param(BULLETS, f"1. {GOOD[2:]}", f"1. {GOOD[2:]}", id="a number is no bullet"),
        pytest.param(NUMBERED, f"7) {GOOD[2:]}", f"7. {GOOD[2:]}", id="a number with another mark"),
        pytest.param(BULLETS, GOOD.replace("](", "] ("), GOOD, id="a blank within a link"),
        pytest.param(ROWS, ROW.replace("](", "] ("), ROW, id="a blank within a link of a row"),
        pytest.param(BULLETS.replace("](", "] ("), GAPPED, GAPPED, id="a blank within a link, as all have"),
        pytest.param(BULLETS, GOOD[:-1], GOOD, id="the last bracket is missing"),
        pytest.param(BULLETS, GOOD.replace("r](", "r("), GOOD, id="one between a label and its address"),
        pytest.param(BULLETS, GOOD.replace("[[", "["), GOOD, id="one of two that open"),
        pytest.param(BULLETS, GOOD.replace(")]", "]"), GOOD, id="one behind an address"),
        pytest.param(BULLETS, GOOD.replace("[[Paper](", "[[Paper "), GOOD.replace("[[Paper](", "[[Paper "), id="two"),
        pytest.param(BULLETS.replace("(of two)", "of two"), f"{GOOD}] [{CODE}]", f"{GOOD} [{CODE}]", id="one too many"),
        pytest.param(BULLETS, GOOD.replace("[[", "[[["), GOOD, id="one too many that opens"),
        pytest.param(BULLETS, f"{GOOD}] (oral)", f"{GOOD}] (oral)", id="one too many, where no other entry is like it"),
        pytest.param(BULLETS, GOOD.replace("**, ", "**,"), GOOD, id="no blank behind a mark"),
        pytest.param(
            BULLETS.replace("**, ", "**,"),
            GOOD.replace("**, ", "**,"),
            GOOD.replace("**, ", "**,"),
            id="as nobody has one",
        ),
        pytest.param(BULLETS, f"{GOOD} (oral", f"{GOOD} (oral", id="one that no other entry shows the place of"),
        pytest.param(
            BULLETS, f"- [A new one({LINK[8:]}, Di Poe", f"- [A new one]({LINK[8:]}, Di Poe", id="of a link alone"
        ),
        pytest.param(BULLETS, f"- *{LINK[:-1]}*, Di Poe", f"- *{LINK}*, Di Poe", id="of a link before a star"),
        pytest.param(
            "".join(f"- {place} paper of all | **[KDD' 20]** | {LINK}\n" for place in ("First", "Second", "Third")),
            f"- A new one | **[ICML' 21** | {LINK}",
            f"- A new one | **[ICML' 21]** | {LINK}",
            id="of a venue in bold",
        ),
        pytest.param(ROWS, ROW.replace(" | ", "|"), ROW, id="a row without blanks"),
        pytest.param(ROWS, ROW.removesuffix(" | |"), f"| A new one | {LINK} |", id="a row without its last bar"),
        pytest.param(ROWS, ROW[:-4].removesuffix(")") + " | |", ROW, id="a bracket in a row"),
        pytest.param(ALIGNED, ROW.replace(" | ", "|"), ROW.replace(" | ", "|"), id="rows that are aligned"),
        pytest.param(BULLETS.replace("]\n", "]  \n"), f"{GOOD}  ", f"{GOOD}  ", id="the list ends its lines so"),
        pytest.param(
            BULLETS.replace("- ", "-  "), GOOD, GOOD.replace("- ", "-  "), id="the list begins them otherwise"
        ),
        pytest.param(BULLETS.replace("- ", " - "), GOOD, GOOD, id="the list has one blank before them"),
        pytest.param(
            BULLETS.replace("- ", f"- {'Very ' * 1000}"), f"{GOOD}  ", f"{GOOD}  ", id="no entry is short enough to see"
        ),
        pytest.param(BULLETS.split("\n")[0], f"  {GOOD}  ", f"  {GOOD}  ", id="one entry shows no habit"),
    ],
)
def test_lines_are_mended_where_no_other_entry_is_so(page: str, lines: str, mended: str) -> None:
    peers = read_page(f"# L\n\n## One\n\n{page}", read_shipped_venues()).entries
    assert tidy(lines, peers) == mended
