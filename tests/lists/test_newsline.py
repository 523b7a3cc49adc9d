"""Where the line about a new paper goes, and what stands in it."""

import pytest

from bot.lists.writing.facts import read_facts
from bot.lists.writing.newsline import NewsLine, announce
from tests.lists.pages import read

LINE = "- {date}: [{title}]({link}) joined {section}, {venue} {year}-{month}-{day}"
WRITTEN = "- 2024-05-17: [KIVI](https://arxiv.org/abs/2402.02750) joined Caches, ICML 2024-05-17"
FACTS = read_facts({"title": "KIVI", "venue": "ICML", "links": [["paper", "https://arxiv.org/abs/2402.02750"]]})


def tell(page: str, line: str = LINE) -> str | None:
    """Return the page with the news of the paper, None where it has no place for them."""
    told = announce({"README.md": read(page)}, NewsLine("news", line), FACTS, "Caches", "2024-05-17")
    return told[1].apply(read(page)) if told else None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("# L\n\n## News\n\n- Old\n", f"# L\n\n## News\n\n{WRITTEN}\n- Old\n", id="above the newest"),
        pytest.param(
            "# L\n\n## News\n\nAll of it.\n\n- Old\n",
            f"# L\n\n## News\n\nAll of it.\n\n{WRITTEN}\n- Old\n",
            id="above the newest, below what introduces it",
        ),
        pytest.param(
            "# L\n\n## News\n\n## Caches\n\n- Old\n",
            f"# L\n\n## News\n\n{WRITTEN}\n\n## Caches\n\n- Old\n",
            id="another section's items are none of these",
        ),
        pytest.param("## News\nAll of it.\n", f"## News\n\n{WRITTEN}\n\nAll of it.\n", id="no item and no blank line"),
        pytest.param("News\n----\n\n- Old\n", f"News\n----\n\n{WRITTEN}\n- Old\n", id="an underlined heading"),
        pytest.param("News\n----\n\nText\n", f"News\n----\n\n{WRITTEN}\n\nText\n", id="underlined, no item"),
        pytest.param("# L\n\n## News", f"# L\n\n## News\n\n{WRITTEN}\n\n", id="the last line, not ended"),
        pytest.param("## News\r\n\r\n- Old\r\n", f"## News\r\n\r\n{WRITTEN}\r\n- Old\r\n", id="Windows' line ends"),
        pytest.param("# L\n\n## Papers\n\n- Old\n", None, id="no such heading"),
    ],
)
def test_the_newest_stands_on_top(before: str, after: str | None) -> None:
    assert tell(before) == after


def test_a_fact_that_is_missing_is_left_out() -> None:
    page = read("## News\n\n- Old\n")
    news, facts = NewsLine("News", "- {title}{venue}{link}"), read_facts({"title": "A"})
    told = announce({"": page}, news, facts, "S", "2024-05-17")
    assert told
    assert told[1].apply(page) == "## News\n\n- A\n- Old\n"
