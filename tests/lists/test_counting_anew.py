"""The numbers that a list counts by hand, and a person's edit forgot."""

import pytest

from bot.catalogue.data.store import read_shipped_venues
from bot.lists.reading.pages import read_page
from bot.lists.writing.counting import count_anew

PAPERS = [f"[Paper of the number {n}](https://arxiv.org/abs/2101.000{n:02})\n" for n in range(12)]


def numbered(*numbers: int, total: int = 10) -> str:
    """Return a page that says its total, with so many numbered papers."""
    lines = [f"{number}. {paper}" for number, paper in zip(numbers, PAPERS, strict=False)]
    return f"# L\n\nThere are {total} papers.\n\n## One\n\n{''.join(lines)}"


def in_sections(*sections: range | list[int]) -> str:
    """Return a page whose sections have so many numbered papers."""
    papers = iter(PAPERS)
    parts = [f"## Part {n}\n\n" + "".join(f"{k}. {next(papers)}" for k in own) for n, own in enumerate(sections)]
    return "# L\n\n" + "\n".join(parts)


TEN = numbered(*range(1, 11))
THREE = in_sections(range(1, 4), range(4, 7), [7])


@pytest.mark.parametrize(
    ("before", "after", "right"),
    [
        pytest.param(TEN, numbered(*range(1, 12), total=11), numbered(*range(1, 12), total=11), id="all is right"),
        pytest.param(TEN, numbered(*range(1, 12)), numbered(*range(1, 12), total=11), id="the total"),
        pytest.param(
            TEN, numbered(1, 2, 2, *range(3, 11), total=11), numbered(*range(1, 12), total=11), id="one number twice"
        ),
        pytest.param(
            TEN, numbered(*range(1, 11), 1, total=11), numbered(*range(1, 12), total=11), id="one that begins anew"
        ),
        pytest.param(TEN, numbered(1, *range(3, 11), total=9), numbered(*range(1, 10), total=9), id="one that is gone"),
        pytest.param(
            numbered(1, 1, 1, 1), numbered(1, 1, 1, 1, 1), numbered(1, 1, 1, 1, 1), id="a list that says 1 each time"
        ),
        pytest.param(
            numbered(1, 2, 4, 5), numbered(1, 2, 2, 4, 5), numbered(1, 2, 2, 4, 5), id="numbers that were wrong before"
        ),
        pytest.param(
            THREE,
            in_sections(range(1, 5), range(4, 7), [7]),
            in_sections(range(1, 5), range(5, 8), [8]),
            id="numbers that run on through sections",
        ),
        pytest.param(
            in_sections(range(1, 4), range(1, 3)),
            in_sections(range(1, 5), range(1, 3)),
            in_sections(range(1, 5), range(1, 3)),
            id="sections that each begin anew",
        ),
    ],
)
def test_numbers_that_were_right_before_are_right_again(before: str, after: str, right: str) -> None:
    old, new = (read_page(text, read_shipped_venues()) for text in (before, after))
    changed = count_anew(old, new)
    assert "".join(changed.get(number, line) for number, line in enumerate(new.lines)) == right
