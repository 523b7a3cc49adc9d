"""Which entry of a page is the same paper as the facts."""

import pytest

from bot.catalogue.paper import Link
from bot.lists.comparing import repeated
from bot.lists.writing.facts import Facts
from tests.lists.pages import AWQ, GPTQ, WALK, A, B, C, bullets, read

PAPERS = read(bullets(f"- [{GPTQ}]({A})", f"- [{AWQ}]({B})", "- [Surveys of quantization](https://github.com/a/b)"))
PAGE = PAPERS._replace(entries=(*PAPERS.entries[:2], PAPERS.entries[2]._replace(paper=False)))


@pytest.mark.parametrize(
    ("facts", "title"),
    [
        pytest.param(Facts("Another title", (Link("Paper", f"{A}v2"),)), GPTQ, id="by the identifier"),
        pytest.param(Facts(AWQ.upper()), AWQ, id="by the title"),
        pytest.param(Facts(f"{AWQ}.", (Link("Paper", C),)), AWQ, id="by the title before another link"),
        pytest.param(Facts(WALK, (Link("Paper", C),)), None, id="a paper that the page has not"),
        pytest.param(Facts("Surveys of quantization"), None, id="an entry that is no paper"),
    ],
)
def test_the_entry_that_is_the_same_paper(facts: Facts, title: str | None) -> None:
    found = repeated(PAGE, facts)
    assert (found.record.title if found else None) == title
