"""Which lines of a page are entries: no headings, no contents, no parts of others."""

import pytest

from bot.lists.coverage import papers
from tests.lists.pages import read

WALK = "A Walk Through Very Long Made Up Gardens"
SHADE = "Shade and Water in Large Invented Parks"
PONDS = "Counting the Imagined Ponds of Distant Cities"
A, B, C = (f"https://arxiv.org/abs/2401.0000{number}" for number in range(3))

READ = {
    "what stands in the middle of a page's top": (
        '<p align="center">\n<b>Ponds and lakes of the world</b>\n<br>\n<i>all of them</i>\n</p>\n\n'
        f"**{WALK}**  \n[paper]({A})\n\n**{SHADE}**  \n[paper]({B})\n",
        [WALK, SHADE],
    ),
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
    "contents that say where papers appeared": (
        f"- Parks\n  - [{WALK} (ICML 2020)](#a)\n  - [{SHADE} (KDD 2021)](#b)\n\n# List\n\n- [{PONDS}]({A})\n", [PONDS],
    ),
    "what a page says of itself": (
        f"# List\n\n## Gardens\n\n- [{WALK}]({B})\n- to be updated\n- ... (To be completed, see [Ponds](https://example.org))\n",
        [WALK],
    ),
    "another list": (
        f"# List\n\n## Gardens\n\n- [{WALK}]({B})\n- [Many Ponds](https://example.org/a) - A curated list of ponds\n",
        [WALK],
    ),
    "titles with the words of a page": (
        f"# List\n\n- [This List Is to Be Updated]({A})\n- To Be Updated or Not, *ICML 2020* [[paper]]({B})\n",
        ["This List Is to Be Updated", "To Be Updated or Not"],
    ),
    "sentences about the page with facts in them": (
        f"# Gardens\n\nThis repository holds papers on **Old Gardens**.\n\n[![ACL](https://img.shields.io/badge/ACL-2024-x)]({A})\n\n"
        f"Please cite our [paper]({C}) (ICML 2020).\n\n## A\n\n- [{WALK}]({B})\n",
        [WALK],
    ),
    "titles below the first that the table knows": (
        "## Gardens\n\n### One\n\n- Deep Residual Learning for Image Recognition\n- KPonds: a way to count them\n"
        "- Ponds in summer\n\n### Two\n\n- Focal Loss for Dense Object Detection\n",
        [
            "Deep Residual Learning for Image Recognition", "KPonds: a way to count them", "Ponds in summer",
            "Focal Loss for Dense Object Detection",
        ],
    ),
    "titles below topics of a venue's year, and of its spring": (
        f"## ICML 2020\n\n### Gardens\n\n- {WALK}\n- {SHADE}\n\n## EuroSys 2025 Spring\n\n- {PONDS}\n- {PONDS} Again\n",
        [WALK, SHADE, PONDS, f"{PONDS} Again"],
    ),
    "two titles in capitals below a venue": (f"## ICML 2020\n\n- {WALK}\n- **(ICML)** {PONDS}\n", [WALK, PONDS]),
    "one known title below a year": ("# Papers\n\n## 2016\n\nDeep Residual Learning for Image Recognition\n",
        ["Deep Residual Learning for Image Recognition"],
    ),
    "two headings over others in capitals": (
        f"# Papers\n\n## Walking in Very Large Gardens\n\n### One\n\n- [{WALK}]({A})\n\n"
        f"## Counting Ponds of Many Cities\n\n### Two\n\n- [{SHADE}]({B})\n",
        [WALK, SHADE],
    ),
    "a paper with a link to another section": (
        f"## A\n\n- [ICML'20] {WALK} [also in [2.1](#b)]\n- [KDD'21] {SHADE} [[paper]]({A})\n", [WALK, SHADE],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "titles"), READ.values(), ids=READ.keys())
def test_what_stands_on_a_page_is_told_apart(text: str, titles: list[str]) -> None:
    assert [entry.record.title for entry in papers(read(text))] == titles
