"""Which lines of a page are entries: no headings, no contents, no parts of others."""

from __future__ import annotations

import pytest

from bot.lists.coverage import papers
from tests.lists.pages import read

WALK = "A Walk Through Very Long Made Up Gardens"
SHADE = "Shade and Water in Large Invented Parks"
PONDS = "Counting the Imagined Ponds of Distant Cities"
A, B, C = (f"https://arxiv.org/abs/2401.0000{number}" for number in range(3))

READ = {
    "links below a heading among sections": (
        f"# List\n\n## Gardens\n\n- [{WALK}]({A})\n\n## Ponds and Others\n\n- [Ponds Paper]({B})\n\n"
        f"## Parks\n\n- [{SHADE}]({C})\n",
        [WALK, "Ponds Paper", SHADE],
    ),
    "a picture that leads somewhere below a heading among sections": (
        f"# List\n\n## History of Gardens\n\n[![](a.png)]({A})\n\n## Parks\n\n- [{SHADE}]({C})\n", [SHADE],
    ),
    "links below headings that are papers": (
        f"# List\n\n## {WALK}\n\n- [Paper]({A})\n\n## {SHADE}\n\n- [Paper]({B})\n\n## Notes\n", [WALK, SHADE],
    ),
    "notes by others below headings that are papers": (
        f"# List\n\n## {WALK}\n\n- [Reading Note from One](https://example.org/a)\n\n- [Paper]({A})\n\n"
        f"## {SHADE}\n\n- [Blog 2](https://example.org/b)\n\n- [Paper]({B})\n",
        [WALK, SHADE],
    ),
    "contents that say where papers appeared": (
        f"- Parks\n  - [{WALK} (ICML 2020)](#a)\n  - [{SHADE} (KDD 2021)](#b)\n\n# List\n\n- [{PONDS}]({A})\n", [PONDS],
    ),
    "a paper with a link to another section": (
        f"## A\n\n- [ICML'20] {WALK} [also in [2.1](#b)]\n- [KDD'21] {SHADE} [[paper]]({A})\n", [WALK, SHADE],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "titles"), READ.values(), ids=READ.keys())
def test_what_stands_on_a_page_is_told_apart(text: str, titles: list[str]) -> None:
    assert [entry.record.title for entry in papers(read(text))] == titles
