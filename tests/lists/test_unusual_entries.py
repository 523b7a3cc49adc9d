"""Entries as bibliographies, courses and tables write them: each row is a page, and what its entries say."""

import pytest

from bot.lists.inline import scan
from tests.lists.pages import read

LINK = "https://arxiv.org/abs/2401.00001"
TITLE = "Deep Things in Large Graphs"
#: Five people by their family names.
FAMILIES = ("Onesen", "Twosen", "Threesen", "Foursen", "Fivesen")
#: What papers are called for short.
NICKNAMES = ("FCN", "PondNet", "Pond-level CNN and Lakes", "CRNN", "Many Small Ponds in One")
#: (title, authors, venue, year)
Facts = tuple[str, str | None, str | None, int | None]

REMARK = "It was the first that saw the garden as a list of ponds, and many others came from what it said of them."

PAGES: dict[str, tuple[str, list[Facts]]] = {
    "a colon within the link, a bar of full width, and a year behind an apostrophe": (
        f"- [PondNet:]({LINK}) Counting the Ponds of Cities | ICML 2023\n"
        f"- [LakeNet]({LINK}1): Counting the Lakes of Cities ｜ Acme\n"
        f"- [SeaNet]({LINK}2): Counting the Seas of the World ICML' 2022.\n",
        [
            ("PondNet: Counting the Ponds of Cities", None, "ICML", 2023),
            ("LakeNet: Counting the Lakes of Cities", None, None, None),
            ("SeaNet: Counting the Seas of the World", None, "ICML", 2022),
        ],
    ),
    "a name for short before the year, then people, where they work, and the title": (
        f'- PondNet (2017). Ada One et Al; Acme; "{TITLE}"; [arxiv]({LINK}).\n'
        f'- LNet (2016). Bo Two and Cy Three; U Lakes and Acme AI; "LNet: Better and Faster"; [arxiv]({LINK}1).\n'
        f'- ICML (2015). Di Four et Al; "Woods of the World"; [arxiv]({LINK}2).\n'
        f'- [WaveNet]({LINK}3) (2016). Eve Five et Al; DeepPond; "Waves of the World"; [arxiv]({LINK}4).\n',
        [
            (TITLE, "Ada One et Al", None, 2017),
            ("LNet: Better and Faster", "Bo Two and Cy Three", None, 2016),
            ("Woods of the World", "Di Four et Al", "ICML", 2015),
            ("Waves of the World", "Eve Five et Al", None, 2016),
        ],
    ),
    "a name for short before a quoted title, where others have venues behind it": (
        f'- "{TITLE}" CVPR. [[Paper]]({LINK})\n- "Ponds of the World" CVPR. [[Paper]]({LINK}1)\n'
        f'- WNet: "Woods of the World" ICCV. [[Paper]]({LINK}2)\n- "Lakes of the World" ECCV. [[Paper]]({LINK}3)\n'
        f'- "Hills of the World" CVPR. [[Paper]]({LINK}5)\n- "Isles of the World" ICCV. [[Paper]]({LINK}6)\n'
        f'- DaSeaRPN: "Seas of the World" [[Paper]]({LINK}4)\n',
        [
            (TITLE, None, "CVPR", None),
            ("Ponds of the World", None, "CVPR", None),
            ("Woods of the World", None, "ICCV", None),
            ("Lakes of the World", None, "ECCV", None),
            ("Hills of the World", None, "CVPR", None),
            ("Isles of the World", None, "ICCV", None),
            ("Seas of the World", None, None, None),
        ],
    ),
    "links in a paragraph of their own": (
        f"1. **{TITLE}.** AAAI, 2019. [paper]({LINK}) [slides](https://example.org/a)\n\n    *Ada One, Bo Two.*\n\n"
        "It is short.\n\n2. **Ponds of the World.** ACL, 2018.\n\n"
        f"[paper]({LINK}1) [presentation](https://example.org/b)\n\n    *Cy Three, Di Four.*\n",
        [
            (TITLE, "Ada One, Bo Two", "AAAI", 2019),
            ("Ponds of the World", "Cy Three, Di Four", "ACL", 2018),
        ],
    ),
    "notes with papers below headings that are papers": (
        "".join(
            f"### [{title}]({LINK}{number})\n\nICLR 202{number}\n\n1. **It is proven.** It adds to [Ponds]({LINK}9)\n"
            "2. Drop what corresponds to nothing to be quicker.\n\n"
            for number, title in enumerate([TITLE, "Ponds of the World", "Woods of the World"])
        ),
        [
            (TITLE, None, "ICLR", 2020),
            ("Ponds of the World", None, "ICLR", 2021),
            ("Woods of the World", None, "ICLR", 2022),
        ],
    ),
    "a publisher's name and the year glued to it, and remarks behind": (
        f"- [{TITLE}]({LINK}) ACM2019 object relation reasoning should look at both (features, too)\n"
        f"- [Ponds of the World]({LINK}1) IEEE2021, relational pond reasoning\n"
        f"- [Woods of the World]({LINK}2) in CVPR2018, winner of the 2017 Pond Answering challenge\n",
        [
            (TITLE, None, "ACM", 2019),
            ("Ponds of the World", None, "IEEE", 2021),
            ("Woods of the World", None, "CVPR", 2018),
        ],
    ),
    "one family name where others name people": (
        "".join(
            f"- [{title}]({LINK}{number}), {people}\n"
            for number, (title, people) in enumerate(
                [
                    (TITLE, "Onesen, ICCV 2003"),
                    ("Ponds of the World", "Twosen et al., CVPR 2004"),
                    ("Woods of the World", "Threesen et al., ICRA 2011"),
                    ("Lakes of the World", "Twosen and Onesen, TPAMI 2007"),
                    ("Seas of the World", "Foursen, ICCV 2015 Workshop"),
                    ("Hills of the World", "Oral, ICCV 2015"),
                    ("Rivers of the World", "Pruning, ICCV 2015"),
                ]
            )
        ),
        [
            (TITLE, "Onesen", "ICCV", 2003),
            ("Ponds of the World", "Twosen et al.", "CVPR", 2004),
            ("Woods of the World", "Threesen et al.", "ICRA", 2011),
            ("Lakes of the World", "Twosen and Onesen", "TPAMI", 2007),
            ("Seas of the World", "Foursen", "ICCV Workshop", 2015),
            ("Hills of the World", None, "ICCV", 2015),
            ("Rivers of the World", None, "ICCV", 2015),
        ],
    ),
    "people in brackets without a year, and words of a title that are like names": (
        f"- The Challenge of Many Ponds (Onesen et al) [[2019]]({LINK})\n"
        f"- Ponds Meet Lakes: Faster Training, Larger Model, Stronger Performance, Ada One, Bo Two, Cy Three, Di Four, "
        f"Eve Five. [[paper]]({LINK}1)\n",
        [
            ("The Challenge of Many Ponds", "Onesen et al", None, 2019),
            (
                "Ponds Meet Lakes: Faster Training, Larger Model, Stronger Performance",
                "Ada One, Bo Two, Cy Three, Di Four, Eve Five",
                None,
                None,
            ),
        ],
    ),
    "what a page says of its subject, and of itself in Chinese": (
        "# Ponds\n\n2023.4.20 更新19篇 Ponds, Lakes\n2023.4.21 更新2篇 Lakes\n\n## Why\n\n"
        f"- **Value**: It moves learning with few ponds forward, as it brings many data that differ. "
        f"{REMARK} [[arXiv 2025]]({LINK}8).\n\n## Papers\n\n- [{TITLE}]({LINK}) [2022 AAAI]\n",
        [(TITLE, None, "AAAI", 2022)],
    ),
    "a journal that is written small, and people within a link": (
        "".join(
            f"{people} [**{title}**]({LINK}{number}) {venue} ({2015 + number})\n\n"
            for number, (people, title, venue) in enumerate(
                [
                    ("Onesen, A., & Twosen, B. C.", TITLE, "Nature Human Behaviour"),
                    ("Twosen, B. C.", "Deep Ponds of the World", "arXiv"),
                    ("Threesen, D., & Onesen, A.", "Woods of the World", "Current opinion in botany"),
                    ("Onesen, A., & Foursen, E.", "Lakes of the World", "bioRxiv"),
                    ("Foursen, E., & Onesen, A.", "Seas of the World", "Neuron"),
                ]
            )
        )
        + f'- [Ada One & Bo Two, 2018. "Rivers of the World," Nature.]({LINK}9)\n',
        [
            (TITLE, "Onesen, A., & Twosen, B. C", "Nature Human Behaviour", 2015),
            ("Deep Ponds of the World", "Twosen, B. C", "arXiv", 2016),
            ("Woods of the World", "Threesen, D., & Onesen, A", "Current opinion in botany", 2017),
            ("Lakes of the World", "Onesen, A., & Foursen, E", "bioRxiv", 2018),
            ("Seas of the World", "Foursen, E., & Onesen, A", "Neuron", 2019),
            ("Rivers of the World", "Ada One & Bo Two", "Nature", 2018),
        ],
    ),
    "journals that are cut short, or called in Chinese": (
        f"- **PondNet**, [{TITLE}]({LINK}), Front. Neurosci., 2019.\n"
        f"- **WoodNet**, [Deep Ponds of the World]({LINK}1), Int. J. Comput. Ponds. (IJCP), 2025.\n"
        f"- 李家宁, 田永鸿, [神经形态池塘的研究进展及应用综述]({LINK}2), 池塘学报, 2021.\n",
        [
            (TITLE, None, "Front. Neurosci", 2019),
            ("Deep Ponds of the World", None, "Int. J. Comput. Ponds. (IJCP)", 2025),
            ("神经形态池塘的研究进展及应用综述", "李家宁, 田永鸿", "池塘学报", 2021),
        ],
    ),
    "words of a title in a colour": (
        f"- <font color=red>pond4</font>-nn-mask: Ponds of the World [[Code]({LINK})]\n"
        f"- A Walk of <font color=blue>CHiME</font> Ponds <font color=red>(ICML 2024)</font> [[Code]({LINK}1)]\n",
        [
            ("pond4-nn-mask: Ponds of the World", None, None, None),
            ("A Walk of CHiME Ponds", None, "ICML", 2024),
        ],
    ),
    "what nobody knows": (
        f"| Date | Venue | Paper |\n|---|---|---|\n| 2024.06 | nan | [{TITLE}]({LINK}) |\n"
        f"| 2024.07 | KDD | [Deep Ponds of the World]({LINK}1) |\n\n"
        f"- **Woods**  \n  Onesen, Ada et al.  \n  *N/A*, 2024\n"
        f"- **Woods of the World**  \n  Twosen, Bo et al.  \n  *N/A*, 2023 [[arXiv]({LINK}3)]\n",
        [
            (TITLE, None, None, 2024),
            ("Deep Ponds of the World", None, "KDD", 2024),
            ("Woods", "Onesen, Ada et al.", None, 2024),
            ("Woods of the World", "Twosen, Bo et al.", None, 2023),
        ],
    ),
    "a column headed Publish, and hyphens by their names": (
        "| Date | Title | Publish | Paper |\n|---|---|---|---|\n"
        f"| 2019&#8209;12 | Woods | VISIGRAPP | [paper]({LINK}) |\n",
        [("Woods", None, "VISIGRAPP", 2019)],
    ),
    "badges that say a month by two digits, or a venue by itself": (
        f"- {TITLE} [![](https://img.shields.io/badge/arXiv-26.02-red)]({LINK})\n"
        f"- Deep Ponds of the World ![](https://img.shields.io/badge/Venue-ICLR-green) "
        f"![](https://img.shields.io/badge/Year-2023-blue) [[pdf]({LINK}1)]\n",
        [(TITLE, None, "arXiv", 2026), ("Deep Ponds of the World", None, "ICLR", 2023)],
    ),
    "a year and a place in brackets of the East": (
        f"| Paper | Code |\n|---|---|\n| {TITLE}（2022， ICTP） | https://github.com/a/b |\n",
        [(TITLE, None, "ICTP", 2022)],
    ),
    "people behind who published them": (
        f"(2023) **{TITLE}.** In 2023 IEEE International Conference on Ponds (ICP) (pp. 1-7). IEEE. "
        f"Onesen, A., & Twosen, B. I. [paper]({LINK})\n",
        [(TITLE, "Onesen, A., & Twosen, B. I", "IEEE International Conference on Ponds", 2023)],
    ),
    "people, where and when before a title": (
        f"[1] S Onesen, BC Twosen - Computational Visual Media, 2017 - A walk in the woods of it [[paper]]({LINK})"
        f"\n\n[2] A Onesen, E Twosen - Journal of Ponds, 2019 - {TITLE} [[paper]]({LINK}1)\n",
        [
            ("A walk in the woods of it", "S Onesen, BC Twosen", "Computational Visual Media", 2017),
            (TITLE, "A Onesen, E Twosen", "Journal of Ponds", 2019),
        ],
    ),
    "where people work before their names": (
        f"**PondNet, Acme Labs: Onesen et al (2023)** [pdf]({LINK})\n\n"
        f"**Woods of the World (the Deep Ones), Acme: Onesen and Twosen (2021)** [pdf]({LINK}1)\n",
        [
            ("PondNet", "Onesen et al", None, 2023),
            ("Woods of the World (the Deep Ones)", "Onesen and Twosen", None, 2021),
        ],
    ),
    "a title that begins with what somebody said": (
        f'- (*arXiv\'24*) "My pond understands me": Recalling the Woods of the World [[Paper]({LINK})]\n'
        f'- (*arXiv\'24*) "{TITLE}": Ada One, Bo Two [[Paper]({LINK}1)]\n',
        [
            ('"My pond understands me": Recalling the Woods of the World', None, "arXiv", 2024),
            (TITLE, "Ada One, Bo Two", "arXiv", 2024),
        ],
    ),
    "a venue with commas": (
        '- Onesen, A. and Twosen, B. "Deep Ponds of the World." *Proceedings of the ACM on Interactive, Mobile, '
        "Wearable and Ubiquitous Ponds*, 2017. *(A remark.)*\n",
        [
            (
                "Deep Ponds of the World",
                "Onesen, A. and Twosen, B",
                "Proceedings of the ACM on Interactive, Mobile, Wearable and Ubiquitous Ponds",
                2017,
            )
        ],
    ),
    "a journal whose name is cut short": (
        f"1. **{TITLE}.** IEEE Trans. Pond. Data Eng. 35(6): 5901-5914 (2023) [[paper]]({LINK})\n",
        [(TITLE, None, "IEEE Trans. Pond. Data Eng", 2023)],
    ),
    "facts below titles that words announce, in whichever line": (
        "".join(
            f"- **{title}** [![Paper](https://img.shields.io/badge/KDD-25-green)]({LINK}{number})\n"
            f"{people}  - **Institution:** ACME\n  - **Task:** Words of Ponds\n"
            for number, (title, people) in enumerate(
                [
                    ("PondBench: Can They Swim?", "  - Ada One, Bo Two\n"),
                    ("PondEval: Can They Walk?", ""),
                    ("PondTask: Can They Fly?", "  - Cy One, Bo Two\n"),
                    ("PondTest: Can They Jump?", "  - Di One, Bo Two\n"),
                ]
            )
        ),
        [
            ("PondBench: Can They Swim?", "Ada One, Bo Two", "KDD", 2025),
            ("PondEval: Can They Walk?", None, "KDD", 2025),
            ("PondTask: Can They Fly?", "Cy One, Bo Two", "KDD", 2025),
            ("PondTest: Can They Jump?", "Di One, Bo Two", "KDD", 2025),
        ],
    ),
    "a short title above people who are named by their family first": (
        "".join(
            f"- **{title}**  \n  {people}  \n  *KDD*, 2024 [[arXiv]({LINK}{number})]\n"
            for number, (title, people) in enumerate(
                [
                    (TITLE, "Onesen, Ada et al."),
                    ("Deep Ponds", "Twosen, Bo et al."),
                    ("PondCoop", "Onesen, Ada, Twosen, Bo, Threesen, Cy"),
                    ("Woods of the World", "Threesen, Cy et al."),
                ]
            )
        ),
        [
            (TITLE, "Onesen, Ada et al.", "KDD", 2024),
            ("Deep Ponds", "Twosen, Bo et al.", "KDD", 2024),
            ("PondCoop", "Onesen, Ada, Twosen, Bo, Threesen, Cy", "KDD", 2024),
            ("Woods of the World", "Threesen, Cy et al.", "KDD", 2024),
        ],
    ),
    "what a word announces in the middle of a line": (
        f"- **{TITLE}** | Venue: ICRA 2020 | Authors: Ada One, Bo Two | [pdf]({LINK})\n"
        f"- **Deep Ponds of the World** | 会议：ICML 2021 | 作者：Cy One, Bo Two | [pdf]({LINK}1)\n"
        f"- **Paper:** [Deep Woods of the World]({LINK}2) **Authors:** Di One, Bo Two **Venue:** arXiv 2022\n",
        [
            (TITLE, "Ada One, Bo Two", "ICRA", 2020),
            ("Deep Ponds of the World", "Cy One, Bo Two", "ICML", 2021),
            ("Deep Woods of the World", "Di One, Bo Two", "arXiv", 2022),
        ],
    ),
    "a dot in the middle, the marks of a book and a year raised": (
        f"- ICRA 2020 · {TITLE} · [pdf]({LINK})\n- ICML 2021 · 《Deep Ponds of the World》 · [pdf]({LINK}1)\n"
        f"- [Deep Woods of the World]({LINK}2)<sup>ICLR'22</sup>\n",
        [
            (TITLE, None, "ICRA", 2020),
            ("Deep Ponds of the World", None, "ICML", 2021),
            ("Deep Woods of the World", None, "ICLR", 2022),
        ],
    ),
    "a year, a venue and a title that commas or strokes divide": (
        f"- 2020, ICLR, {TITLE}, [pdf]({LINK})\n- 2021-arXiv-Deep Ponds of the World [[Paper]({LINK}1)]\n",
        [(TITLE, None, "ICLR", 2020), ("Deep Ponds of the World", None, "arXiv", 2021)],
    ),
    "a formula with brackets in a title, and brackets in a link": (
        "| Paper | Venue |\n|---|---|\n| Di$\\mathtt{[M]}$O: Ponds in One Step | KDD 2020 |\n"
        f"| [Deep Ponds]({LINK}) | [Bioinformatics (ISMB 2021)]({LINK}1) |\n",
        [
            ("Di$\\mathtt{[M]}$O: Ponds in One Step", None, "KDD", 2020),
            ("Deep Ponds", None, "Bioinformatics", 2021),
        ],
    ),
    "what a paper is called for short behind two strokes in a cell": (
        "| Paper | Year | Venue |\n|---|---|---|\n| Deep Ponds of the World -- PondNet | 2024 | KDD |\n"
        "| LakeGPT-1 -- LakeGPT-1 | 2023 | ArXiv |\n| Woods of the World, Part II | 2024 | KDD |\n",
        [
            ("Deep Ponds of the World", None, "KDD", 2024),
            ("LakeGPT-1", None, "ArXiv", 2023),
            ("Woods of the World, Part II", None, "KDD", 2024),
        ],
    ),
    "people whom stars of their own single out": (
        f"* [{TITLE}]({LINK}) Arxiv 2017\n  * ***\\*Ada One\\****, Bo Two, Cy Three\n"
        f"* [Deep Ponds and Lakes]({LINK}1) Arxiv 2018\n  * Bo Two, ***\\*Ada One\\****, Cy Three\n",
        [
            (TITLE, "Ada One, Bo Two, Cy Three", "Arxiv", 2017),
            ("Deep Ponds and Lakes", "Bo Two, Ada One, Cy Three", "Arxiv", 2018),
        ],
    ),
    "words of a title in bold": (
        f"* **Sparse**-Pond Network for Long Walks. WSDM 2021. [[code]]({LINK})\n"
        f"* Robust **Learning** of the Woods. WSDM 2021. [[code]]({LINK}1)\n",
        [
            ("Sparse-Pond Network for Long Walks", None, "WSDM", 2021),
            ("Robust Learning of the Woods", None, "WSDM", 2021),
        ],
    ),
    "a venue behind a dash, and a remark": (
        "- PondMem: Building Agents with Ponds - arXiv 2025. Memory for agents. [paper](" + LINK + ")\n"
        "- ToolPond: Ponds via Generation - ICLR 2025. Generative framing of ponds. [paper](" + LINK + "1)\n",
        [
            ("PondMem: Building Agents with Ponds", None, "arXiv", 2025),
            ("ToolPond: Ponds via Generation", None, "ICLR", 2025),
        ],
    ),
    "names of repositories in the column of code": (
        "| Paper | Venue | Code |\n|---|---|---|\n"
        + "".join(
            f"| **[{name}](https://www.nature.com/articles/{name})**<br><sub>Reads it for you</sub> | Nature 2024 "
            f"| [labofwoods/{name}_main](https://github.com/labofwoods/{name}) |\n"
            for name in ("POND", "LAKE", "WOOD")
        ),
        [(name, None, "Nature", 2024) for name in ("POND", "LAKE", "WOOD")],
    ),
    "others' work told of below a title": (
        "| Paper | Venue |\n|---|---|\n"
        f"| [{TITLE}]({LINK})<br><sub>One et al. set out how ponds are read</sub> | Nature 2023 |\n"
        f"| [Deep Ponds of the World]({LINK}1)<br><sub>Reads the lakes</sub> | Nature 2024 |\n",
        [(TITLE, None, "Nature", 2023), ("Deep Ponds of the World", None, "Nature", 2024)],
    ),
    "one family name between a year and a title, another one in each entry": (
        "".join(
            f"- {2010 + number} - {family} - [{TITLE}, Part {number}](https://doi.org/10.1093/bib/{number})\n"
            for number, family in enumerate(FAMILIES)
        ),
        [(f"{TITLE}, Part {number}", family, None, 2010 + number) for number, family in enumerate(FAMILIES)],
    ),
    "a reference by one person, the family first, as a link": (
        "| Name | Paper | Code |\n|---|---|---|\n"
        f'|Ponds|[One, Ada. "Entropy Balancing of Ponds: A Method." Political Ponds 20, no. 1 (2012): 25-46.]({LINK})'
        "|[R](https://github.com/a/b)|\n"
        f'|Lakes|[Two, Bo, and Cy Three. "Scores of the Lakes." Journal of the Ponds: Series B (Pond Methods) 76, '
        f"no. 1 (2014): 243-263.]({LINK}1)|[R](https://github.com/a/c)|\n",
        [
            ("Entropy Balancing of Ponds: A Method", "One, Ada", "Political Ponds", 2012),
            ("Scores of the Lakes", "Two, Bo, and Cy Three", "Journal of the Ponds: Series B (Pond Methods)", 2014),
        ],
    ),
    "a person whose family is called like a small word": (
        "- **An, B., et al. (2025).** Cognitive Space: A Memory of Ponds with Awareness.\n"
        "- **One, A., & Two, B. (2024).** Deep Ponds: A Study of the World.\n",
        [
            ("Cognitive Space: A Memory of Ponds with Awareness", "An, B., et al.", None, 2025),
            ("Deep Ponds: A Study of the World", "One, A., & Two, B", None, 2024),
        ],
    ),
    "a sentence about conferences behind a venue": (
        f"- Ada One et al. [{TITLE}]({LINK}). *arXiv preprint*, 2026. The text does not name its conference.\n"
        f"- Bo Two et al. [Deep Ponds of the World]({LINK}1). *ICML*, 2025. It shows how ponds are read.\n",
        [
            (TITLE, "Ada One et al.", "arXiv preprint", 2026),
            ("Deep Ponds of the World", "Bo Two et al.", "ICML", 2025),
        ],
    ),
    "a year and a stroke before a venue in a cell": (
        "| Paper | Where |\n|---|---|\n"
        f"| [{TITLE}]({LINK}) | 2011 / Pattern Recognition Letters 32(1), 56–68; online publication 2010 |\n"
        f"| [Deep Ponds]({LINK}1) | 2021 / IEEE Transactions on Ponds 3(2), 1–20 |\n"
        f"| [Deep Lakes]({LINK}2) | 2020 / CVPR |\n",
        [
            (TITLE, None, "Pattern Recognition Letters", 2011),
            ("Deep Ponds", None, "IEEE Transactions on Ponds", 2021),
            ("Deep Lakes", None, "CVPR", 2020),
        ],
    ),
    "one person, a year and what it is in the text of a link": (
        f"- {TITLE} [[One, 2008, technical report]]({LINK})\n"
        f"- Deep Ponds of the World [[Two, 2019; PhD thesis]]({LINK}1)\n",
        [(TITLE, "One", None, 2008), ("Deep Ponds of the World", "Two", None, 2019)],
    ),
    "how many people wrote it, in the column of their names": (
        f"| Paper | Authors |\n|---|---|\n| [{TITLE}]({LINK}) | 47 authors |\n"
        f"| [Deep Ponds]({LINK}1) | Ada One, Bo Two |\n",
        [(TITLE, None, None, None), ("Deep Ponds", "Ada One, Bo Two", None, None)],
    ),
    "stars that a word stands for before links, a line each": (
        "## A\n\n"
        + "".join(f":star: [{TITLE}, Part {number} - One and Two]({LINK}{number}) :star:\n\n" for number in range(3)),
        [(f"{TITLE}, Part {number}", "One and Two", None, None) for number in range(3)],
    ),
    "what something is called before what is said of it, beside people and titles": (
        '- **Pond Distance** – A. B. One, "Invariant Ponds Measure," *Journal of Ponds*, 10(8), 2014.\n'
        '- **Lake Distance** – J. Two, "Divergence Measures of the Lakes," 1991.\n'
        '- **Wood Distance** – H. Three, "Geometry of Woods," 1996.\n'
        '- **Meadow Distance** – H. Five, "Geometry of Meadows," 1997.\n'
        "- **Park Distance** – Standard metric commonly attributed to Four.\n"
        "- **Hill Distance** – Named after P. L. Six.\n",
        [
            ("Invariant Ponds Measure", "A. B. One", "Journal of Ponds", 2014),
            ("Divergence Measures of the Lakes", "J. Two", None, 1991),
            ("Geometry of Woods", "H. Three", None, 1996),
            ("Geometry of Meadows", "H. Five", None, 1997),
            ("Standard metric commonly attributed to Four", None, None, None),
            ("Named after P. L. Six", None, None, None),
        ],
    ),
    "a preposition where the others name people": (
        f"- *[{TITLE}]({LINK})*, by Ada One, Bo Two, In *ICML*, 2020\n"
        f"- *[Ponds of the World]({LINK}1)*, by Cy One, Bo Two, In *KDD*, 2021\n"
        f"- *[Lakes of the World]({LINK}2)*, In *ICRA*, 2022\n"
        f"- *[Woods of the World]({LINK}3)*, by Ed One, Bo Two, In *CVPR*, 2023\n"
        f"- *[Parks of the World]({LINK}4)*, by Di One, Bo Two, In *ACL*, 2024\n",
        [
            (TITLE, "Ada One, Bo Two", "ICML", 2020),
            ("Ponds of the World", "Cy One, Bo Two", "KDD", 2021),
            ("Lakes of the World", None, "ICRA", 2022),
            ("Woods of the World", "Ed One, Bo Two", "CVPR", 2023),
            ("Parks of the World", "Di One, Bo Two", "ACL", 2024),
        ],
    ),
    "a name below a title, where people have a column": (
        "| Paper | Authors |\n|---|---|\n"
        f"| [{TITLE}]({LINK}) | Ada One, Bo Two |\n| [Ponds of the World]({LINK}1) | Cy One, Bo Two |\n"
        f"| [Lakes of the World]({LINK}2) | Di One, Bo Two |\n| [Woods of the World]({LINK}3)<br>Wood Net | |\n",
        [
            (TITLE, "Ada One, Bo Two", None, None),
            ("Ponds of the World", "Cy One, Bo Two", None, None),
            ("Lakes of the World", "Di One, Bo Two", None, None),
            ("Woods of the World", None, None, None),
        ],
    ),
    "a venue below its date in a cell, under a head that says the date alone": (
        f"| Paper | Date |\n|---|---|\n| [{TITLE}]({LINK}) | 2026-09<br>arXiv |\n"
        f"| [Deep Ponds]({LINK}1) | 2026-02<br>KDD |\n",
        [(TITLE, None, "arXiv", 2026), ("Deep Ponds", None, "KDD", 2026)],
    ),
    "a journal and a year behind a dash within a link": (
        f"- [{TITLE} — Nature (2010)]({LINK})\n",
        [(TITLE, None, "Nature", 2010)],
    ),
    "a venue with the shape of a name, where the others have people before it": (
        f"- **[{TITLE}]({LINK})**<br/>One V et al. · *Nature* · 2026-07-01\n"
        f"- **[Ponds of the World]({LINK}1)**<br/>Two E et al. · *Nature* · 2026-07-02\n"
        f"- **[Lakes of the World]({LINK}2)**<br/>Ada Three · *Nature* · 2026-07-03\n"
        f"- **[Woods of the World]({LINK}3)**<br/>Cy Four · *Nature* · 2026-07-04\n"
        f"- **[Parks of the World]({LINK}4)**<br/> · *Nature Medicine* · 2026-07-05\n",
        [
            (TITLE, "One V et al.", "Nature", 2026),
            ("Ponds of the World", "Two E et al.", "Nature", 2026),
            ("Lakes of the World", "Ada Three", "Nature", 2026),
            ("Woods of the World", "Cy Four", "Nature", 2026),
            ("Parks of the World", None, "Nature Medicine", 2026),
        ],
    ),
    "two strokes before a venue within a link": (
        f"- [{TITLE} // KDD 2007]({LINK})\n",
        [(TITLE, None, "KDD", 2007)],
    ),
    "venues that could be people's names, below titles": (
        f"- **[{TITLE}]({LINK})**<br/> · *Nature Medicine* · 2026-06-01\n"
        f"- **[Deep Ponds and Lakes]({LINK}1)**<br/> · *Nature Medicine* · 2026-05-01\n",
        [(TITLE, None, "Nature Medicine", 2026), ("Deep Ponds and Lakes", None, "Nature Medicine", 2026)],
    ),
    "one person and a year behind a dash within a link": (
        f"- **[{TITLE} — Onesen (2009)]({LINK})** — The first text about it.\n",
        [(TITLE, "Onesen", None, 2009)],
    ),
    "a title of many words in brackets and in bold, over what it is about": (
        f"- **[Deep Things in Many Large Graphs: A Survey]** (Jul 2024) [[Paper]]({LINK})\n  - *On deep graphs*\n",
        [("Deep Things in Many Large Graphs: A Survey", None, None, 2024)],
    ),
    "who wrote a paper, where and when behind a dash within its link": (
        f"- **[{TITLE} — One et al. (Nature Reviews Earth & Environment, 2023)]({LINK})** — A survey of it all.\n",
        [(TITLE, "One et al.", "Nature Reviews Earth & Environment", 2023)],
    ),
    "names and a colon in a line above a title, as DBLP cites": (
        f"Ada One, Bo Two, Cy D. Three:  \n{TITLE}. IEEE Trans. Tests 12(11): 2726-2735 (2017)  \n{LINK}  \n\n"
        f"Di Four, Ed Five:  \nDeep Ponds and Lakes. Conference on Ponds 2014: 1054-1067  \n{LINK}1\n",
        [
            (TITLE, "Ada One, Bo Two, Cy D. Three", "IEEE Trans. Tests", 2017),
            ("Deep Ponds and Lakes", "Di Four, Ed Five", "Conference on Ponds", 2014),
        ],
    ),
    "a name over its title, and a date over a venue, in cells": (
        "| Paper | First release / venue | Input |\n|---|---|---|\n"
        f"| [**PondNet**]({LINK})<br><sub>{TITLE}</sub> | 2026-09<br><sub>arXiv</sub> | waters |\n"
        f"| [**LakeNet**]({LINK}1)<br><sub>a look at lakes</sub> | 2026-02<br><sub>CoRL 2026</sub> | lakes |\n",
        [(f"PondNet: {TITLE}", None, "arXiv", 2026), ("LakeNet", None, "CoRL", 2026)],
    ),
    "people and a comma before a title, with nothing behind it": (
        f"- Ada One, Bo Two, Cy Three, {TITLE}<br>`ICML 2020`<br>[paper]({LINK})\n",
        [(TITLE, "Ada One, Bo Two, Cy Three", "ICML", 2020)],
    ),
    "people in brackets before a title": (
        f"- (Ada One, Bo Two). {TITLE}. `ICML 2020` [paper]({LINK})\n"
        f"- (Cy Three et al.) - Deep Ponds and Lakes {LINK}1\n",
        [(TITLE, "Ada One, Bo Two", "ICML", 2020), ("Deep Ponds and Lakes", "Cy Three et al.", None, None)],
    ),
    "people behind the word for them, behind links": (
        f"- **[ICML 2016]** {TITLE} [paper]({LINK}) - Authors: Ada Onesen\n",
        [(TITLE, "Ada Onesen", "ICML", 2016)],
    ),
    "people behind a year in brackets": (
        f"- [**{TITLE}**]({LINK}), Pattern Recognition (2025), by Ada One, Bo Two\n"
        f"- OSDI (2025) Authors: Cy Three et al: [Deep Ponds and Lakes]({LINK}1)\n",
        [
            (TITLE, "Ada One, Bo Two", "Pattern Recognition", 2025),
            ("Deep Ponds and Lakes", "Cy Three et al", "OSDI", 2025),
        ],
    ),
    "people before a title of few words as a link in two brackets": (
        f"- [Ada One, Bo Two, Cy Three]. [[Deep Pond Walks]]({LINK}) - (ACL 2018)\n",
        [("Deep Pond Walks", "Ada One, Bo Two, Cy Three", "ACL", 2018)],
    ),
    "people in italics before a title in italics": (
        f"- *Ada One, Bo Two, Cy Three*, *{TITLE}* [[arXiv]({LINK})]\n"
        f"- *Di Four et al.* - *Deep Ponds and Lakes* {LINK}1\n",
        [(TITLE, "Ada One, Bo Two, Cy Three", None, None), ("Deep Ponds and Lakes", "Di Four et al.", None, None)],
    ),
    "a title of few words as a link in two brackets": (
        f"- [[Deep Pond Walks]]({LINK}) — `IEEE TPAMI 2018`\n"
        f"- [[Lakes of Adaptive Submodularity]]({LINK}1) [[Code]](u)\n",
        [("Deep Pond Walks", None, "IEEE TPAMI", 2018), ("Lakes of Adaptive Submodularity", None, None, None)],
    ),
    "people behind a word before a title": (
        f"- by Ada One, Bo Two, Cy Three. {TITLE} [pdf]({LINK})\n",
        [(TITLE, "Ada One, Bo Two, Cy Three", None, None)],
    ),
    "how a venue took a paper, in brackets before a title and a dash": (
        f"- (ICLR 2018, Oral) - Ponds: {TITLE}<br>[:page_facing_up:]({LINK})\n",
        [(f"Ponds: {TITLE}", None, "ICLR", 2018)],
    ),
    "people behind the word for them, within an entry": (
        f"- [{TITLE}]({LINK}) // Authors: Ada Onesen // Nature Methods-2016\n",
        [(TITLE, "Ada Onesen", "Nature Methods", 2016)],
    ),
    "people behind the word for them, before all else": (
        f"- Authors: Ada One, Bo Two: {TITLE} [Paper]({LINK})\n",
        [(TITLE, "Ada One, Bo Two", None, None)],
    ),
    "a venue without a mark behind a title": (
        f"- Where do Models go Wrong? {TITLE} KDD (2015) [paper]({LINK})\n"
        f"- {TITLE} AAAI'14 [paper]({LINK}1)\n- Lessons of the KDD 2020 [paper]({LINK}2)\n",
        [
            (f"Where do Models go Wrong? {TITLE}", None, "KDD", 2015),
            (TITLE, None, "AAAI", 2014),
            ("Lessons of the KDD 2020", None, None, None),
        ],
    ),
    "a venue with its year and a colon before people": (
        f"- CVPR2020: Ada One et al. *[{TITLE}]({LINK})*\n",
        [(TITLE, "Ada One et al.", "CVPR", 2020)],
    ),
    "one person between a venue and a title": (
        f"- Findings of ACL-2024 - Ada Li. **[{TITLE}]({LINK})**\n",
        [(TITLE, "Ada Li", "Findings of ACL", 2024)],
    ),
    "a venue that could be a person's name, before a title": (
        f'- Bioinformatics (2018) - "{TITLE}" {LINK}\n',
        [(TITLE, None, "Bioinformatics", 2018)],
    ),
    "a preposition before a venue in italics": (
        f"- *{TITLE}*. Ada One, Bo Two. In *Nature Methods*, 2012. [[paper]({LINK})]\n",
        [(TITLE, "Ada One, Bo Two", "Nature Methods", 2012)],
    ),
    "people where others beside them have a venue": (
        f"- [{TITLE}]({LINK}) *ICML* *Cy One, Di Two*\n- [Deep Ponds and Lakes]({LINK}1) *KDD* *Ada Three, Bo Four*\n"
        f"- [Deep Walks in Gardens]({LINK}2) *ICRA* *Ed Five, Al Six*\n- [Other Deep Things]({LINK}3) *Gil, Hal Ten*\n",
        [
            (TITLE, "Cy One, Di Two", "ICML", None),
            ("Deep Ponds and Lakes", "Ada Three, Bo Four", "KDD", None),
            ("Deep Walks in Gardens", "Ed Five, Al Six", "ICRA", None),
            ("Other Deep Things", "Gil, Hal Ten", None, None),
        ],
    ),
    "a column that cites papers for short beside their names": (
        "| Model | Architecture | Key Paper |\n|---|---|---|\n"
        f"| **PondNet** | CNN | [Onesen et al., arXiv (2021)]({LINK}) |\n"
        f"| **LakeNet** | Transformer | [Twosen et al., Science (2023)]({LINK}1) |\n"
        f"| **RiverNet** | GNN | [Threesen et al., Nature Methods (2022)]({LINK}2) |\n",
        [
            ("PondNet", "Onesen et al.", "arXiv", 2021),
            ("LakeNet", "Twosen et al.", "Science", 2023),
            ("RiverNet", "Threesen et al.", "Nature Methods", 2022),
        ],
    ),
    "people and a year as the text of a link before a title": (
        f"- [Ada Onesen, Bo Twosen, 2017]({LINK}) {TITLE}. CVPR\n- [Pond, One et al., 2020]({LINK}1) Other text\n",
        [(TITLE, "Ada Onesen, Bo Twosen", "CVPR", 2017), ("Pond", "One et al.", None, 2020)],
    ),
    "dates with hyphens at which no line breaks": (
        f"| Date | Title | Paper |\n|---|---|---|\n| 2024\u201109 | {TITLE} | [paper]({LINK}) |\n",
        [(TITLE, None, None, 2024)],
    ),
    "an award beside where it appeared, in brackets before a title": (
        f"- (AAAI 2018, Best Paper) {TITLE} [[Paper]]({LINK})\n- [ICML 2020, Oral] Deep Ponds [[Paper]]({LINK}1)\n",
        [(TITLE, None, "AAAI", 2018), ("Deep Ponds", None, "ICML", 2020)],
    ),
    "the name of an emoji glued to people": (
        f':boom:Ada One, Bo Two, Cy Three.<br />\n  "{TITLE}." ArXiv (2025).\n  [[paper]({LINK})]\n',
        [(TITLE, "Ada One, Bo Two, Cy Three", "ArXiv", 2025)],
    ),
    "a name in bold, its links, and what the paper does": (
        f"- **PondNet** ([arXiv]({LINK})) - A look at what lives in ponds.\n"
        f"- **LakeNet** [[arXiv]({LINK}1)] [[code](https://github.com/one/lake)]: reads lakes and other waters\n"
        f"- **Pond Walker** (arXiv:2401.00004) - Another that walks there. [code](https://github.com/one/walk)\n"
        f"- **RiverNet** ([pdf]({LINK}2)) - {TITLE}\n",
        [
            ("PondNet", None, None, None),
            ("LakeNet", None, None, None),
            ("Pond Walker", None, "arXiv", None),
            (TITLE, None, None, None),
        ],
    ),
    "a name in bold with its link over what is told of it": (
        f"- **PondNet** [(arxiv 2401.00001)]({LINK})\n  - **How It Was Made** (Section 3):\n    - walks on lakes\n"
        f"- **LakeNet** [[pdf]]({LINK}1)\n  - **LakeNet of Many Lakes**\n",
        [("PondNet", None, None, None), ("LakeNet of Many Lakes", None, None, None)],
    ),
    "a journal nobody knows behind the first of some people": (
        f"- [{TITLE}]({LINK}) (Ada One et al., Pond Journal 2023)\n",
        [(TITLE, "Ada One et al.", "Pond Journal", 2023)],
    ),
    "a number behind the part of arXiv, as DBLP has it": (
        f"- {TITLE}. CoRR, abs/2401.00001, 2024. [[pdf]]({LINK})\n"
        f"- Walking on Graphs. CoRR abs/2401.00002 (2024) [[pdf]]({LINK})\n"
        f'- A. One, B. Two. "Deep Ponds." ArXiv, abs/2401.00003, 2024. [[pdf]]({LINK})\n',
        [
            (TITLE, None, "CoRR", 2024),
            ("Walking on Graphs", None, "CoRR", 2024),
            ("Deep Ponds", "A. One, B. Two", "ArXiv", 2024),
        ],
    ),
    "such a number in a reference without an address": (
        f"- One, A. {TITLE}. CoRR, abs/2401.00001, 2024\n- Two, B. Walking on Graphs. CoRR, abs/2401.00002, 2024\n",
        [(TITLE, "One, A", "CoRR", 2024), ("Walking on Graphs", "Two, B", "CoRR", 2024)],
    ),
    "a column of years and months, some of which nobody knows": (
        "| Year.Month | Method | Paper | Link |\n|---|---|---|---|\n"
        f"| 2024.XX | PondNet | PondNet: {TITLE} | [paper]({LINK}) |\n"
        f"| 2024.09 | LakeNet | {TITLE} | [paper]({LINK}1) |\n",
        [(f"PondNet: {TITLE}", None, None, 2024), (TITLE, None, None, 2024)],
    ),
    "a link to where cryptographers publish": (
        f"- Ada One et al., *{TITLE}*, CRYPTO 2018 — [eprint](https://eprint.iacr.org/2017/1066)\n"
        "- Bo Two, Cy Three, *Pondering in the Dark*, 2019 — [eprint](https://eprint.iacr.org/2019/953)\n",
        [(TITLE, "Ada One et al.", "CRYPTO", 2018), ("Pondering in the Dark", "Bo Two, Cy Three", None, 2019)],
    ),
    "a name in a tag with a style, between notes": (
        f"1. **[ICSE'23] {TITLE}**\n   - **Authors**: Ada One<sup>+</sup>, "
        f"<strong style='color: black;'>Bo Two</strong><sup>+</sup>, Cy Three, and Di Four\n"
        f"   - **Links**: [[DOI]]({LINK})\n",
        [(TITLE, "Ada One, Bo Two, Cy Three, and Di Four", "ICSE", 2023)],
    ),
    "facts side by side behind their names, and a remark that nobody knows": (
        f"### 1. PondBench: {TITLE}\n- **Year**: 2026 | **Venue**: Nature Ponds | **arXiv**: [2401.00001]({LINK})\n"
        "- **Relevance to Ours**: a baseline of ponds\n",
        [(f"PondBench: {TITLE}", None, "Nature Ponds", 2026)],
    ),
    "a number after a word before a title, and what stands behind a year": (
        f"### Paper 1: {TITLE}\n- **Authors**: Ada One, Bo Two\n- **Year**: 2024 (arXiv: 2401.00001)\n- **Key**: a\n",
        [(TITLE, "Ada One, Bo Two", None, 2024)],
    ),
    "who wrote a paper and where, below a title in italics": (
        f"- **Ponder**: *Ponder: {TITLE}*. *arXiv, Jun 2026*.\n"
        f"  - **Authors/Institution**: Ada One, Bo Two et al. (Pondworks)\n  - **Links**: [[Paper]({LINK})]\n",
        [(f"Ponder: {TITLE}", "Ada One, Bo Two et al.", "arXiv", 2026)],
    ),
    "names of facts below a heading, some of which nobody knows": (
        f"### {TITLE}\n\n- **Status**: open\n- **Reason**: N/A of it\n- **Ponds**: all of the four\n"
        f"- **Type**: preprint\n- **Authors**: Ada One, Bo Two\n- **PDF**: {LINK}\n",
        [(TITLE, "Ada One, Bo Two", None, None)],
    ),
    "references below an item, each with its link below itself": (
        f"* Surveys\n   * One, Ada, et al. “{TITLE}.” IEEE Ponds 105 (2020): 475-491\n     * [[paper]]({LINK})\n"
        f"   * Two, Bo, et al. “{TITLE} Too.” IEEE Weirs 8 (2021): 16-21\n     * [[paper]]({LINK}2)\n",
        [(TITLE, "One, Ada, et al.", "IEEE Ponds", 2020), (f"{TITLE} Too", "Two, Bo, et al.", "IEEE Weirs", 2021)],
    ),
    "who published a paper, behind names and a year in bold": (
        f"- **One, Y., et al. (2022).** {TITLE} from All Ponds. Pondworks.\n"
        f"  - [Paper]({LINK})\n  - Introduced weirs\n",
        [(f"{TITLE} from All Ponds", "One, Y., et al.", "Pondworks", 2022)],
    ),
    "links below an entry that say more of a target than its kind": (
        f"- One, Ada, et al. **\"{TITLE}.\"** Proceedings of ICML. 2019.\n    - [pdf]({LINK})\n"
        f"    - [slides(non-official)](https://example.org/slides)\n"
        f"- [*{TITLE} Too*, Two et al. ECCV'20]({LINK}2)\n    - [PDF]({LINK}2)\n"
        f"    - [Code: two/ponds](https://github.com/two/ponds)\n",
        [(TITLE, "One, Ada, et al.", "Proceedings of ICML", 2019), (f"{TITLE} Too", "Two et al.", "ECCV", 2020)],
    ),
    "a line in bold over several titles that their names announce, with numbers in brackets": (
        f"**Related Ponds**\n1. **Title**: {TITLE} (DOI: 10.1038/s41586-023-06668-3)\n   - **Authors**: One et al.\n"
        f"   - **Year**: 2023\n\n2. **Title**: {TITLE} Too (arXiv:2401.00001)\n   - **Authors**: Two & Three\n"
        "   - **Year**: 2022\n",
        [(TITLE, "One et al.", None, 2023), (f"{TITLE} Too", "Two & Three", "arXiv", 2022)],
    ),
    "what links are called where their column says so": (
        f"|Date|Title|Links|\n|-|-|-|\n|2023-05|{TITLE}|[arXiv]({LINK})|\n|2024-02|{TITLE} Too|[arXiv]({LINK}2)|\n",
        [(TITLE, None, None, 2023), (f"{TITLE} Too", None, None, 2024)],
    ),
    "what systems are called for short before what kind they are": (
        f"|Date|System|Type|Links|\n|-|-|-|-|\n|2023-05|Ponder|A loop that looks at ponds|[arXiv]({LINK})|\n"
        f"|2024-02|Weir Net|Loops around all the weirs|[arXiv]({LINK}2)|\n",
        [("Ponder", None, None, 2023), ("Weir Net", None, None, 2024)],
    ),
    "a title with a sign before a number": (
        f"- {TITLE} with 50x fewer ponds and <0.5MB model size [paper]({LINK})\n",
        [(f"{TITLE} with 50x fewer ponds and <0.5MB model size", None, None, None)],
    ),
    "a year and a venue joined before a title and a colon": (
        f"- 2015-ICCV: {TITLE}. [[paper]({LINK})]\n- 2018-Trans on Odd Ponds: {TITLE} Too [[paper]({LINK}2)]\n",
        [(TITLE, None, "ICCV", 2015), (f"{TITLE} Too", None, "Trans on Odd Ponds", 2018)],
    ),
    "a remark in Chinese with its stop before a venue": (
        f"- **[{TITLE}]({LINK})** — 池塘的图模型。arXiv 2026. [[code]](https://github.com/a/b)\n",
        [(TITLE, None, "arXiv", 2026)],
    ),
    "the word for any preprint before the server with its year": (
        f"- `ponds` `preprint` [Pond]({LINK}) - It sees ponds. One et al., \"{TITLE},\" bioRxiv 2026.\n",
        [(TITLE, "One et al.", "bioRxiv", 2026)],
    ),
    "a year between a workshop's name and the word for it": (
        f"- **{TITLE}.** Odd-P @ ICML 2023 workshop. [[paper]({LINK})]\n",
        [(TITLE, None, "Odd-P @ ICML workshop", 2023)],
    ),
    "two digits of a year behind the stop of a venue made short": (
        f"| Title | Venue | Link |\n|-|-|-|\n| {TITLE} | Nature Odd Sci.'25 | [paper]({LINK}) |\n",
        [(TITLE, None, "Nature Odd Sci", 2025)],
    ),
    "references behind what their papers are called, a number or a journal in the link": (
        f"- PondNet: One et al. (2023). {TITLE}. [arXiv:2401.00001]({LINK})\n"
        f"- Pond Too: One & Two (2024). PondNet: {TITLE}. [Nature Communications]({LINK}2)\n"
        f"- Weir - One, A., Two, B. 2025. {TITLE} Again. [code](https://github.com/a/b)\n",
        [
            (TITLE, "One et al.", "arXiv", 2023),
            (f"PondNet: {TITLE}", "One & Two", "Nature Communications", 2024),
            (f"{TITLE} Again", "One, A., Two, B", None, 2025),
        ],
    ),
    "a year and a venue behind it at the end of a title": (
        f"- [{TITLE}. 2022 ICML]({LINK})",
        [(TITLE, None, "ICML", 2022)],
    ),
    "years on both sides of a venue, and a short one before a date": (
        f"- 2020 ICML 2020 | {TITLE} | [paper]({LINK})\n"
        f"- {TITLE} Too. Ada One, Bo Two. ICCV'23, 2023.04 [paper]({LINK}2)\n",
        [(TITLE, None, "ICML", 2020), (f"{TITLE} Too", "Ada One, Bo Two", "ICCV", 2023)],
    ),
    "a journal that begins with one letter, and a month": (
        f"- **{TITLE}**  \n  Ada One, Bo Two  \n  *J Odd Pond Res, Dec. 2021* | [[PDF]]({LINK})\n",
        [(TITLE, "Ada One, Bo Two", "J Odd Pond Res", 2021)],
    ),
    "headings with words of another language before what they are called": (
        "### Papers\n\n"
        + "".join(
            f"#### **{n}. {TITLE} {n}**\n\nKeine Gärten\n\n**Submitted**: 2024-01-02 [abs]({LINK}{n})\n\n"
            f"**Authors**: Ada One, Bo Two\n\n" for n in "2345"
        ),
        [(f"{TITLE} {n}", "Ada One, Bo Two", None, 2024) for n in "2345"],
    ),
    "names that tags and marks single out": (
        f"- **{TITLE}**. <u>Ada One\\*</u>, Bo Two. ICML 2020. [pdf]({LINK})\n"
        f"- **{TITLE} Too**. Ada One, Bo Two, and <strong>Cy Three</strong>. ICML 2021. [pdf]({LINK}2)\n"
        f"- **{TITLE} Again**. Ada One, __Bo Two__, Cy Three. ICML 2022. [pdf]({LINK}3)\n",
        [
            (TITLE, "Ada One, Bo Two", "ICML", 2020),
            (f"{TITLE} Too", "Ada One, Bo Two, and Cy Three", "ICML", 2021),
            (f"{TITLE} Again", "Ada One, Bo Two, Cy Three", "ICML", 2022),
        ],
    ),
    "facts by their names in the lines of a cell": (
        f"|Picture|Paper|\n|-|-|\n|<img src='a.png'>|**{TITLE}**<br>Authors: One, Ada; Two, Bo<br>"
        f"Venue: Garden Letters 2021<br>[[Paper]({LINK})]|\n",
        [(TITLE, "One, Ada; Two, Bo", "Garden Letters", 2021)],
    ),
    "the names of facts in italics below a title": (
        f"- **[KDD 2019] {TITLE}**\n  - *Key Idea*: ponds\n  - *Team / Lab*: Weir\n  - *Paper*: {LINK}\n",
        [(TITLE, None, "KDD", 2019)],
    ),
    "facts behind dots": (
        f"### {TITLE} · ICML 2020\n\n[![Paper](https://img.shields.io/badge/Paper-red)]({LINK})\n\n"
        f"### {TITLE} Too · Ada One, Bo Two · KDD 2021\n\n[![Paper](https://img.shields.io/badge/Paper-red)]({LINK}2)\n",
        [(TITLE, None, "ICML", 2020), (f"{TITLE} Too", "Ada One, Bo Two", "KDD", 2021)],
    ),
    "facts by their Chinese names below a heading": (
        f"### {TITLE}\n- **arXiv**: [2401.00001]({LINK})\n- **日期**: 2024-01-02\n- **分类**: physics.flu-dyn\n"
        f"- **链接**: [[PDF]]({LINK})\n",
        [(TITLE, None, None, 2024)],
    ),
    "what papers are called for short in a table of remarks, with their links in brackets": (
        "|Paper|Year/Venue|Links|Note|\n|-|-|-|-|\n"
        f"|Ponder|ICML 2021|[[JGT]]({LINK})|a first look at all of the ponds|\n"
        f"|Weir Net|2022|[[IVC]]({LINK}2)|it looks at the weirs as well|\n",
        [("Ponder", None, "ICML", 2021), ("Weir Net", None, None, 2022)],
    ),
    "what papers are called for short beside titles that link to them, under a head for remarks": (
        "|Name|Description|Works on|\n|-|-|-|\n"
        f"|Ponder|{TITLE}. [ICML'21]({LINK})|all of the ponds|\n"
        f"|Weirs|{TITLE} Too. [KDD'22]({LINK}2)|one weir|\n",
        [(TITLE, None, "ICML", 2021), (f"{TITLE} Too", None, "KDD", 2022)],
    ),
    "a table whose cells reach into rows and columns beside them": (
        "<table>\n<tr><td>Kind</td><td colspan='2'>Method</td><td>Paper</td></tr>\n"
        f'<tr><td rowspan="3">Ponds</td><td rowspan=2>Nets</td><td>One</td><td><a href="{LINK}">{TITLE}</a></td></tr>\n'
        f'<tr><td>Two</td><td><a href="{LINK}2">{TITLE} Too</a></td></tr>\n'
        f'<tr><td>Rods</td><td>Three</td><td><a href="{LINK}3">{TITLE} Again</a></td></tr>\n</table>\n',
        [(title, None, None, None) for title in (TITLE, f"{TITLE} Too", f"{TITLE} Again")],
    ),
    "who, where and a short year in brackets behind a title": (
        f"- {TITLE} (One et al., ICML'21) [paper]({LINK})\n- {TITLE} Too (One and Two, KDD '98) [paper]({LINK}2)\n",
        [(TITLE, "One et al.", "ICML", 2021), (f"{TITLE} Too", "One and Two", "KDD", 1998)],
    ),
    "a place behind a question and its stop, and behind capitals": (
        f"- [One et al. 2020]({LINK}) Why Do {TITLE} Sink?. ICML.\n"
        f"- [Two et al. 2021]({LINK}2) {TITLE} with SAT. KDD.\n",
        [(f"Why Do {TITLE} Sink?", "One et al.", "ICML", 2020), (f"{TITLE} with SAT", "Two et al.", "KDD", 2021)],
    ),
    "a title that ends like names, whose authors are known": (
        f"### {TITLE}: Convergence, Limit Cycles and Chaos\n\n- Authors: Ada One\n- Venue: ICML 2020\n"
        f"- Paper: {LINK}\n",
        [(f"{TITLE}: Convergence, Limit Cycles and Chaos", "Ada One", "ICML", 2020)],
    ),
    "family names that begin with other capitals": (
        f"- One CD, Two A, Şahin E. {TITLE}. ACM Computing Surveys. 2021. [[link]({LINK})]\n",
        [(TITLE, "One CD, Two A, Şahin E", "ACM Computing Surveys", 2021)],
    ),
    "a book in italics, and who published it, among papers of journals": (
        "".join(f"- One, A. (199{n}). {TITLE}, Part {n}. *Pond Studies*, 4(2), 1-7.\n" for n in range(5))
        + "- Two, B. (1998). *Planning the Ponds*. Oddford University Press.\n",
        [*((f"{TITLE}, Part {n}", "One, A", "Pond Studies", 1990 + n) for n in range(5)),
         ("Planning the Ponds", "Two, B", "Oddford University Press", 1998)],
    ),
    "a name in bold before a reference whose title is in italics": (
        f"- **PondNet** — One, A., et al. (2021). *{TITLE}.* ICML. [arXiv:2401.00001]({LINK})\n",
        [(TITLE, "One, A., et al.", "ICML", 2021)],
    ),
    "a journal with a colon in its name": (
        f"3. One, A. (1975). {TITLE}. *Journal of Odd Ponds: Series C*, 24(2), 193–202. [pdf]({LINK})\n",
        [(TITLE, "One, A", "Journal of Odd Ponds: Series C", 1975)],
    ),
    "a title that ends with when it took place, and a volume without a year": (
        "".join(
            f"1. One, A. and Two, B. L. (2020). [{TITLE}{when}.]({LINK}) {where}.\n"
            for when, where in [(", May 2019 to June 2020", "Pondsurveillance, 25(4)"), *[("", "medRxiv")] * 4]
        ),
        [(f"{TITLE}{when}", "One, A. and Two, B. L", where, 2020)
         for when, where in [(", May 2019 to June 2020", "Pondsurveillance"), *[("", "medRxiv")] * 4]],
    ),
    "two family names before a linked word": (
        f"1. Onesen-Lake and Two. [Sagas]({LINK}). SIGMOD 1987.\n", [("Sagas", "Onesen-Lake and Two", "SIGMOD", 1987)],
    ),
    "a nickname before the venue in brackets, and a journal that begins with J": (
        f"- {TITLE} (aka: PONDS; NeurIPS 2018) [pdf]({LINK})\n- {TITLE}, Too (J Pondinf 2018) [pdf]({LINK}2)\n",
        [(TITLE, None, "NeurIPS", 2018), (f"{TITLE}, Too", None, "J Pondinf", 2018)],
    ),
    "a group before the venue in brackets": (
        f"- [{TITLE} (Pondford, ICLR 2024)]({LINK}) - summaries\n"
        f"- [{TITLE}, Too]({LINK}2) (Pond Brain; ICLR 2024)\n",
        [(TITLE, None, "ICLR", 2024), (f"{TITLE}, Too", None, "ICLR", 2024)],
    ),
    "family names before a quoted word": (
        f'- [Onesen and Two, "Lake-BERT" (EMNLP 2019)]({LINK}): lakes.\n'
        f'- Onesen, Two and Three, "Lake-GPT", EMNLP 2020. [pdf]({LINK}2)\n',
        [("Lake-BERT", "Onesen and Two", "EMNLP", 2019), ("Lake-GPT", "Onesen, Two and Three", "EMNLP", 2020)],
    ),
    "several family names behind a title": (
        f"- [{TITLE}]({LINK}) — **Onesen, Two, Three & Foursen** — free\n",
        [(TITLE, "Onesen, Two, Three & Foursen", None, None)],
    ),
    "family names in front, and a title of one word": (
        f"- Onesen, Two & Three. {TITLE}. OSDI 2006. {LINK}\n"
        f"- Onesen et al. Lakesicum. USENIX Security 2010. {LINK}2\n",
        [(TITLE, "Onesen, Two & Three", "OSDI", 2006), ("Lakesicum", "Onesen et al.", "USENIX Security", 2010)],
    ),
    "a tool's page before the paper that it is from": (
        f"* **[PondConv](https://docs.example.org/ponds)** from One *et al.*: [{TITLE}]({LINK}) (ICLR 2018)\n",
        [(TITLE, None, "ICLR", 2018)],
    ),
    "one family name behind each title": (
        "".join(f"* {TITLE} {n}, {name}, 201{n}. [Paper]({LINK}{n})\n" for n, name in enumerate(FAMILIES)),
        [(f"{TITLE} {n}", name, None, 2010 + n) for n, name in enumerate(FAMILIES)],
    ),
    "lines that an editor broke where they were full": (
        "".join(
            f"{n}. Onesen, A., Twosen, B., Threesen, C., Foursen, D. (202{n}). Ponds in Many Gardens:\n"
            f"   {TITLE} and What They Say of Lakes. *ICML 202{n}*.\n   {LINK}{n} [read]\n"
            for n in range(1, 6)
        ),
        [(f"Ponds in Many Gardens: {TITLE} and What They Say of Lakes",
          "Onesen, A., Twosen, B., Threesen, C., Foursen, D", "ICML", 2020 + n) for n in range(1, 6)],
    ),
    "references that go on in an indented line": (
        f"- Onesen, J., & Twosen, P. (2019). {TITLE} of the lakes that are there and\n"
        "  their ponds. In Proceedings of the 2019 Conference on Ponds\n  (POND-2019).\n",
        [(f"{TITLE} of the lakes that are there and their ponds", "Onesen, J., & Twosen, P",
          "Proceedings of the 2019 Conference on Ponds", 2019)],
    ),
    "what people wrote about, before their names": (
        f'- Pond Maps: Ada One et al., "{TITLE}," 2013. [Link]({LINK})\n'
        f'- Lakes: B. Two, "{TITLE} Too," KDD 2002. {LINK}2\n',
        [(TITLE, "Ada One et al.", None, 2013), (f"{TITLE} Too", "B. Two", "KDD", 2002)],
    ),
    "names for short of a word or of several before titles": (
        "".join(
            f"- **{name}** : {TITLE}: {name}, One et al., 201{n} [[arxiv]({LINK}{n})]\n"
            for n, name in enumerate(NICKNAMES)
        ),
        [(f"{TITLE}: {name}", "One et al.", None, 2010 + n) for n, name in enumerate(NICKNAMES)],
    ),
    "a number of three digits within the marks of a title": (
        f"**138. {TITLE}**: \\[[ICLR2021]({LINK})\\] \\[[CODE]()\\]\n", [(TITLE, None, "ICLR", 2021)],
    ),
    "an author without a page before others who have one": (
        f"**{TITLE}.**<br>\n*Ada One, [Bo Two](https://two.example.org/), and [Cy Three](https://three.example.org/).*<br>\n"
        f"ICCV 2019. [[PDF]({LINK})]\n",
        [(TITLE, "Ada One, Bo Two, and Cy Three", "ICCV", 2019)],
    ),
    "a number of a paper that has a journal's name in it": (
        f'* One, Ada, _et al._ "{TITLE}." Science (2020). [DOI: `10.1126/science.abb3405`]({LINK})\n',
        [(TITLE, "One, Ada, et al.", "Science", 2020)],
    ),
    "a title with commas before a venue, with a sentence below": (
        f"* {TITLE}: A Warm, Calm Pond for Many Lakes, IEEE Access 2021 [[pdf]({LINK})]\n"
        "  * An algorithm which permits many ponds in one round but uses two lakes instead of large ones.\n"
        f"* {TITLE}, Unpublished 2016 [[arxiv]({LINK}2)]\n",
        [(f"{TITLE}: A Warm, Calm Pond for Many Lakes", None, "IEEE Access", 2021),
         (TITLE, None, "Unpublished", 2016)],
    ),
    "a name for short in brackets that is a venue's too": (
        f"- A. One, B. Two, and C. Three. *{TITLE}* (DAC). NeurIPS 2023. [arXiv:2401.00001]({LINK})\n",
        [(TITLE, "A. One, B. Two, and C. Three", "NeurIPS", 2023)],
    ),
    "a venue made short, before its short name and year in brackets": (
        f'[26] E. One, "{TITLE}," in *Proc. SIGCHI Conf. Human Factors Comput. Syst. (CHI \'99)*, Lund, 1999, pp. 1–6, '
        f"doi: 10.1145/302979.303030. {LINK}\n",
        [(TITLE, "E. One", "Proc. SIGCHI Conf. Human Factors Comput. Syst", 1999)],
    ),
    "references in paragraphs whose lines are full": (
        f"One, E. T., Two, M., Three, P., & Four, S. (2015). {TITLE} of the\n"
        f"    ponds: A survey. *Pond Software*, *41*(5), 507–525.\n    {LINK}\n\n"
        f"Two, M., Three, P., Four, S., Five, L., & Six, J.\n"
        f"    (2016). {TITLE}. *Pond Software*, *33*(3), 35–41.\n    {LINK}2\n",
        [(f"{TITLE} of the ponds: A survey", "One, E. T., Two, M., Three, P., & Four, S", "Pond Software", 2015),
         (TITLE, "Two, M., Three, P., Four, S., Five, L., & Six, J", "Pond Software", 2016)],
    ),
    "family names alone before a title in italics": (
        f"- Onesen, Twosen, Threesen, Foursen. *{TITLE}*. PLDI 2018. [[PDF]]({LINK})\n"
        f"- Onesen, Twosen et al., *{TITLE} Too* (2022), [arXiv:2203.15556]({LINK}2)\n",
        [(TITLE, "Onesen, Twosen, Threesen, Foursen", "PLDI", 2018),
         (f"{TITLE} Too", "Onesen, Twosen et al.", None, 2022)],
    ),
    "a title of two words behind sure names, and a journal with its volume alone": (
        f"- P. One, R. Two, D. I. Three, *Pond databases*, Theory Appl. Categ. 32 (2017), [arXiv:1]({LINK}).\n",
        [("Pond databases", "P. One, R. Two, D. I. Three", "Theory Appl. Categ", 2017)],
    ),
    "a person of two initials, and people together, behind a title": (
        f"- *{TITLE}*, B. J. Onesen (2017), [arXiv:1712.04901]({LINK})\n"
        f"- *{TITLE} Too*, Pond1T Collaboration (2019), [arXiv:1907.12771]({LINK}2)\n",
        [(TITLE, "B. J. Onesen", None, 2017), (f"{TITLE} Too", "Pond1T Collaboration", None, 2019)],
    ),
    "addresses as the texts of links behind a title in italics": (
        f"[8] E. One, F. Two. *{TITLE}.* PVLDB 9(12), 2016. [arxiv.org/abs/2401.00001]({LINK})\n\n"
        f"[9] E. One, D. Two. *{TITLE} Too.* ACM SIGMOD 2019. [dl.acm.org (PDF)](https://dl.acm.org/doi/pdf/10.1145/1)\n",
        [(TITLE, "E. One, F. Two", "PVLDB", 2016), (f"{TITLE} Too", "E. One, D. Two", "ACM SIGMOD", 2019)],
    ),
    "what a paper is called for short behind it, and a volume without pages": (
        f"- One, F. et al. (2019). *{TITLE}?* (LAMA). [pdf]({LINK})\n"
        f"- Two, A. et al. (2009). *{TITLE}.* VLDB 2(2). [pdf]({LINK}2)\n",
        [(f"{TITLE}?", "One, F. et al.", None, 2019), (TITLE, "Two, A. et al.", "VLDB", 2009)],
    ),
    "a journal in italics before its volume and its year": (
        f'- Ada One and Bo Two, ["{TITLE},"]({LINK}) *Pond Psychology* 17, 1985, pp. 295–314 — the classic study.\n',
        [(TITLE, "Ada One and Bo Two", "Pond Psychology", 1985)],
    ),
    "references without links below one of several items": (
        f"- **Lakes:** [{TITLE} in Lakes]({LINK}3)\n"
        f'- **Paper:** One, C. et al. "{TITLE}." ACM TODS 17(1), 1992. [PDF]({LINK})\n'
        f'- **Other:** Two, C. et al. "{TITLE} Too." SIGMOD 2019. [PDF]({LINK}2)\n- **More:**\n'
        f'  - Three, C. et al. "{TITLE} Here." SIGMOD 2013.\n  - Four, P. et al. "{TITLE} There." OSDI 2012.\n',
        [(f"{TITLE} in Lakes", None, None, None),
         (TITLE, "One, C. et al.", "ACM TODS", 1992), (f"{TITLE} Too", "Two, C. et al.", "SIGMOD", 2019),
         (f"{TITLE} Here", "Three, C. et al.", "SIGMOD", 2013), (f"{TITLE} There", "Four, P. et al.", "OSDI", 2012)],
    ),
    "the last of some venues in brackets, of which a subject is told": (
        "## Categories\n\n- Computer Vision (ICCV, CVPR, ECCV, MM)\n- Machine Learning (NeurIPS, ICML, ICLR, COLT)\n\n"
        f"## Papers\n\n{''.join(f'- {TITLE} {n} [paper]({LINK}{n}), ICML 2020{chr(10)}' for n in 'abcdefgh')}",
        [(f"{TITLE} {n}", None, "ICML", 2020) for n in "abcdefgh"],
    ),
    "a known venue at the end of a title, without a year": (
        f"## 2023\n\n- {TITLE}: All the Weirs, ICCV [paper]({LINK})\n- {TITLE}, Odd Ponds [paper]({LINK}2)\n",
        [(f"{TITLE}: All the Weirs", None, "ICCV", None), (f"{TITLE}, Odd Ponds", None, None, None)],
    ),
    "a word before a venue in marks, which is no name": (
        f"- **{TITLE}**, Ada One, Bo Two, In: *Proceedings of ICML*, 2020. [[link]]({LINK})\n",
        [(TITLE, "Ada One, Bo Two", "Proceedings of ICML", 2020)],
    ),
    "a question in underscores or in stars before names": (
        f"- _Which {TITLE} Sink?_. Ada One; Bo Two. **Pond Letters** (2023). [DOI]({LINK})\n"
        f"- *Which {TITLE} Swim?*. Cy Three; Di Four. **Pond Letters** (2024). [DOI]({LINK}2)\n",
        [
            (f"Which {TITLE} Sink?", "Ada One; Bo Two", "Pond Letters", 2023),
            (f"Which {TITLE} Swim?", "Cy Three; Di Four", "Pond Letters", 2024),
        ],
    ),
    "a word for each link behind names": (
        f"- **{TITLE}**, Ada One et.al., Paper: [{LINK}]({LINK}), Code: **[link](https://github.com/a/b)**\n",
        [(TITLE, "Ada One et.al.", None, None)],
    ),
    "a title that goes on in the line of its address": (
        f"- {TITLE}: All of the Ponds\nin One Garden ({LINK})\n- {TITLE}\n  Ada One, Bo Two, ICML 2020, {LINK}2\n",
        [(f"{TITLE}: All of the Ponds in One Garden", None, None, None), (TITLE, "Ada One, Bo Two", "ICML", 2020)],
    ),
    "a paragraph whose link says that it is the paper": (
        f"{TITLE} [[Paper]](https://example.org/deep.html) [[Note]](https://example.org/note)\n\n"
        f"The best of all tools is here on a page [[Site]](https://example.org/tools)\n",
        [(TITLE, None, None, None)],
    ),
    "a title over its address, whatever that is": (
        f"Great {TITLE}\nhttps://deep.example.org/\n\nSee our other page of tools\nhttps://tools.example.org/\n",
        [(f"Great {TITLE}", None, None, None)],
    ),
    "facts before a linked title and nothing behind it": (
        f"ICML 2021, [{TITLE}](https://example.org/deep) --\n\nA talk, [{TITLE}](https://example.org/talk)\n",
        [(TITLE, None, "ICML", 2021)],
    ),
    "a heading over a file of the repository and an abstract": (
        "### Pond-Directed Fuzzing (PLDI 2019)\n\n* [Paper](./papers/odd.pdf)\n\n"
        "**Abstract:** To be effective, gardens need to well cover the space of possible ponds. Old ones are dry.\n",
        [("Pond-Directed Fuzzing", None, "PLDI", 2019)],
    ),
    "a heading that is a nickname over the title": (
        f"### Pond One Two\n\n- Paper: [{TITLE}]({LINK})\n- Venue: ICML 2020\n",
        [(TITLE, None, "ICML", 2020)],
    ),
    "columns of authors in brackets and of where it was published": (
        f"| Title | Author(s) | Published | Month |\n|-|-|-|-|\n| [{TITLE}]({LINK}) | One | KDD 2021 | May |\n",
        [(TITLE, "One", "KDD", 2021)],
    ),
    "notes with numbers below a heading": (
        f"### {TITLE}\n\n- [Reading Note1](https://example.org/a)\n- [Paper2]({LINK})\n",
        [(TITLE, None, None, None)],
    ),
    "a heading over its facts and a remark": (
        f"### {TITLE}\n\n**ICML'21** [[Paper]]({LINK}) [[Code]](https://github.com/a/b)\n{REMARK}\n",
        [(TITLE, None, "ICML", 2021)],
    ),
    "a heading over facts that a title follows": (
        f"### All Papers of the Garden\n\n**ICML'21** [[Paper]]({LINK})\n{TITLE}\n",
        [(TITLE, None, "ICML", 2021)],
    ),
    "a table of papers somebody read, without links": (
        f"| **Papers I read** | **Authors** | Note |\n|---|---|---|\n| {TITLE} | One et al. | Short |\n",
        [(TITLE, "One et al.", None, None)],
    ),
    "a link that is written as a picture": (
        f"| Paper | Publication date | Read on |\n|-|-|-|\n| ![{TITLE}]({LINK}) | 2021-03 | 2023 |\n",
        [(TITLE, None, None, 2021)],
    ),
    "a badge that alone says where it appeared": (
        f"- **{TITLE}**\n\n  [![](https://img.shields.io/badge/BioNLP@ACL_2019-5291C8?style=flat)]({LINK})",
        [(TITLE, None, "BioNLP@ACL", 2019)],
    ),
    "a badge of a tag whose address has blanks": (
        f'- [{TITLE}]({LINK}) Ada One, Bo Two <img src="https://img.shields.io/badge/Odd Pond Letters-2014-green.svg">',
        [(TITLE, "Ada One, Bo Two", "Odd Pond Letters", 2014)],
    ),
    "a badge with the year before the venue": (
        f"- ![](https://img.shields.io/badge/2020-NeurIPS-blue) {TITLE} [[p]]({LINK})",
        [(TITLE, None, "NeurIPS", 2020)],
    ),
    "a badge that says something else": (
        f"- [{TITLE}]({LINK}) ![](https://img.shields.io/badge/Open--Source-green)",
        [(TITLE, None, None, None)],
    ),
    "a badge with a preprint's number": (
        f"- [{TITLE}]({LINK}) ![](https://img.shields.io/badge/arXiv-2308.05667-b31b1b.svg)",
        [(TITLE, None, None, None)],
    ),
    "a sign that links to notes before the title": (
        f"- [:green_book:](https://example.org/notes/a.md) {TITLE} [[paper]({LINK})]",
        [(TITLE, None, None, None)],
    ),
    "a title that quotes something at its end": (
        f'- [{TITLE} "In the Wild"]({LINK}). ICML 2020',
        [(f'{TITLE} "In the Wild"', None, "ICML", 2020)],
    ),
    "a title in a cell that quotes something at its beginning": (
        f'| Venue | Title |\n|---|---|\n| ICML 2020 | ["Lost in the Wild" - {TITLE}]({LINK}) |',
        [(f'"Lost in the Wild" - {TITLE}', None, "ICML", 2020)],
    ),
    "names behind the word for them": (
        f"- [arXiv:2401.00001]({LINK}), {TITLE}, Authors: Ada One, Bo Two",
        [(TITLE, "Ada One, Bo Two", None, None)],
    ),
    "a preprint where one name could stand": (
        f"- **{TITLE}**. Preprint, 2020 [[pdf]({LINK})]",
        [(TITLE, None, "Preprint", 2020)],
    ),
    "an award in brackets behind a venue": (
        f"- [{TITLE}]({LINK}). CVPR (Oral), 2020.",
        [(TITLE, None, "CVPR", 2020)],
    ),
    "the proceedings of a conference with a long name, without a year behind it": (
        f"- One A, Two B. 2015. [{TITLE}]({LINK}). In Proceedings of the 53rd Annual Meeting of the Society of"
        " Things and the 7th International Joint Conference on Other Things in Graphs (Volume 2: Short Papers).",
        [
            (
                TITLE,
                "One A, Two B",
                "Proceedings of the 53rd Annual Meeting of the Society of Things and"
                " the 7th International Joint Conference on Other Things in Graphs",
                2015,
            )
        ],
    ),
    "proceedings in a reference, counted with an ordinal": (
        f"- One, A., Two, B. (2006). {TITLE}: growth. In Proceedings of the 12th Workshop on Odds (pp. 4-9). {LINK}",
        [(f"{TITLE}: growth", "One, A., Two, B", "Proceedings of the 12th Workshop on Odds", 2006)],
    ),
    "a year in brackets before names": (
        f"- [**{TITLE}**]({LINK}), (2015) by Ada One and Bo Two and Carla Three",
        [(TITLE, "Ada One and Bo Two and Carla Three", None, 2015)],
    ),
    "a short name with its venue in brackets as a link's text": (
        f"- [PondNet (ICML 2018)]({LINK}) from Acme, which is better",
        [("PondNet", None, "ICML", 2018)],
    ),
    "an honour that leads to a venue": (
        f"- [{TITLE}(Best Paper of ICML2016)]({LINK})\n- [{TITLE} 2]({LINK}). Oral at CVPR 2020\n"
        f"- [{TITLE} 3]({LINK}) - [Paper - ICML 2021]({LINK})",
        [(TITLE, None, "ICML", 2016), (f"{TITLE} 2", None, "CVPR", 2020), (f"{TITLE} 3", None, "ICML", 2021)],
    ),
    "a preprint server that a year leads to": (f"- [{TITLE}]({LINK}), 2020 on arXiv", [(TITLE, None, "arXiv", 2020)]),
    "a venue behind a dash in a cell": (
        f"| Paper | Code |\n|---|---|\n| {TITLE} - ACCV 2018 | {LINK} |",
        [(TITLE, None, "ACCV", 2018)],
    ),
    "a collaboration behind a title": (
        f"- [{TITLE}]({LINK}), The ATLAS Collaboration, 2012",
        [(TITLE, "The ATLAS Collaboration", None, 2012)],
    ),
    "a title in bold with its names in the next line over its links": (
        f"### PondNet\n**{TITLE}**  \nAda One, Bo Two, Carla Three\n- pdf: [{LINK}]({LINK})\n"
        "- code: [official : https://github.com/a/b](https://github.com/a/b)",
        [(TITLE, "Ada One, Bo Two, Carla Three", None, None)],
    ),
    "a word before a link below announced facts": (
        f"### {TITLE}\n\n*   authors: Ada One\n*   date: 2014\n*   available @ [cs.pond.example]({LINK})",
        [(TITLE, "Ada One", None, 2014)],
    ),
    "two digits of a year behind a venue of several words": (
        f"- IEEE Micro Top Picks 16, One et al, [{TITLE}]({LINK})",
        [(TITLE, "One et al", "IEEE Micro Top Picks", 2016)],
    ),
    "a volume and pages before a year": (
        f"- [{TITLE}]({LINK}) One, P.J., Two, G. et al. Pond life 578, 82–93 (2020).",
        [(TITLE, "One, P.J., Two, G. et al.", "Pond life", 2020)],
    ),
    "a bold volume, a year, a page": (
        f'- A. One,\n  **"{TITLE}"**,\n  Odd. Waters D **51** (1995) 1125, [pdf]({LINK})',
        [(TITLE, "A. One", "Odd. Waters D", 1995)],
    ),
    "a year before a volume, an issue and pages": (
        f"- [{TITLE}]({LINK}) Zhou J, Troyanskaya O G. Odd waters, 2015, 12(10): 931-934.",
        [(TITLE, "Zhou J, Troyanskaya O G", "Odd waters", 2015)],
    ),
    "a year and a volume without blanks": (
        f"- [{TITLE}]({LINK}). Odd waters 2018;23(1):181-193",
        [(TITLE, None, "Odd waters", 2018)],
    ),
    "a year before a volume and a page, as chemists cite": (
        f"- [{TITLE}]({LINK}). A. One and B. Two, J. Am. Chem. Soc. 1999, 121, 3414.",
        [(TITLE, "A. One and B. Two", "J. Am. Chem. Soc", 1999)],
    ),
    "a volume in bold behind the journal of whole words": (
        f"1. [{TITLE}]({LINK})\n    A. B. One, C. Two, & D. Three, Odd Waters **121**(16), 10037–10072 (2021)",
        [(TITLE, "A. B. One, C. Two, & D. Three", "Odd Waters", 2021)],
    ),
    "the same behind one name": (
        f"1. [{TITLE}]({LINK})\n    A. One, Waters **559**, 547–555 (2018)",
        [(TITLE, "A. One", "Waters", 2018)],
    ),
    "a journal behind a stop and names in full": (
        f"- [{TITLE}]({LINK})  \n  Ada One, Bo Two. International Journal of Waters, 2011",
        [(TITLE, "Ada One, Bo Two", "International Journal of Waters", 2011)],
    ),
    "a full stop for a comma between names in italics": (
        f"- **{TITLE}** \\\n  *Ada One, Bo Two. Cy Three, Di Four* \\\n  arXiv 2023. [[Paper]({LINK})]",
        [(TITLE, "Ada One, Bo Two. Cy Three, Di Four", "arXiv", 2023)],
    ),
    "the key of a reference": (f"- @oneNeuralThings2022 [{TITLE}]({LINK})", [(TITLE, None, None, None)]),
    "the same with marks": (
        f"- [{TITLE}]({LINK}). A. One, B. Two, *Odd. Wat.* **2010**, *114*, 7117–7126.",
        [(TITLE, "A. One, B. Two", "Odd. Wat", 2010)],
    ),
    "no volume": (
        f"- [{TITLE}]({LINK}), Ada One, Bo Two, ICML 2020, 12 pages",
        [(TITLE, "Ada One, Bo Two", "ICML", 2020)],
    ),
    "a volume with its issue behind a stop": (
        f"- [{TITLE}]({LINK}). One, A., et al. Odd waters 518.7540 (2015): 529-533.",
        [(TITLE, "One, A., et al.", "Odd waters", 2015)],
    ),
    "a journal of short words behind names": (
        f"- [{TITLE}]({LINK}), A. One, B. Two, Odd. Wat. Lett. 58 (1968) 367",
        [(TITLE, "A. One, B. Two", "Odd. Wat. Lett", 1968)],
    ),
    "a journal whose name is turned around": (
        f"- [{TITLE}]({LINK}). Odd Waters, IEEE Transactions on, 2015, 37(9): 1904-1916.",
        [(TITLE, None, "Odd Waters, IEEE Transactions on", 2015)],
    ),
    "quotations": (
        "\n".join(f"> A. One et al.,\n> **\"{TITLE}, Part {part}\"**,\n> [pdf]({LINK}{part})\n" for part in (1, 2, 3)),
        [(f"{TITLE}, Part {part}", "A. One et al.", None, None) for part in (1, 2, 3)],
    ),
    "a nickname behind the year": (f"- [KDD'2020-DTLG] {TITLE}. [[paper]]({LINK})", [(TITLE, None, "KDD", 2020)]),
    "a title of one word before names and a year": (
        f"- [Pond (One & Two, 2020)]({LINK})",
        [("Pond", "One & Two", None, 2020)],
    ),
    "names and a year as the link": (
        f"- {TITLE} [(One and Two, 2020)]({LINK})",
        [(TITLE, "One and Two", None, 2020)],
    ),
    "names behind a colon in the link": (
        f"- [{TITLE} (DTLG): One et al., KDD 2020]({LINK})",
        [(f"{TITLE} (DTLG)", "One et al.", "KDD", 2020)],
    ),
    "names and a year behind a comma in the link": (
        f"- [Pond, One et al. 2020]({LINK})",
        [("Pond", "One et al.", None, 2020)],
    ),
    "an initial before an unknown abbreviation": (
        f"- [{TITLE}]({LINK}). One A., Two B. POND '20.",
        [(TITLE, "One A., Two B", "POND", 2020)],
    ),
    "several words in brackets before a linked title": (
        f"- [[2020][Acme][DTLG] {TITLE}]({LINK})",
        [(TITLE, None, None, 2020)],
    ),
    "a venue before a linked title": (f"- [KDD 2020: {TITLE}]({LINK})", [(TITLE, None, "KDD", 2020)]),
    "a date without a blank": (f"- [{TITLE}, May 10,2020]({LINK})", [(TITLE, None, None, 2020)]),
    "a review that is no venue": (
        f"- {TITLE}: A review, 2020. [[p]]({LINK})",
        [(f"{TITLE}: A review", None, None, 2020)],
    ),
    "a reference to an unknown journal": (
        f"- One, A. (2020). [{TITLE}]({LINK}). _Pond Human Interaction, 130_, 400-407.",
        [(TITLE, "One, A", "Pond Human Interaction", 2020)],
    ),
    "a reference that breaks within its marks": (
        "- One, A. & Two, B., *Deep Things in\n  Large Graphs*, North-Pond (2020)",
        [(TITLE, "One, A. & Two, B.", "North-Pond", 2020)],
    ),
    "a journal's volume before its year in brackets": (
        f'- One, A., "{TITLE}," *Annals of Ponds* 14 (1988)\n  105-123 [[p]]({LINK})',
        [(TITLE, "One, A.", "Annals of Ponds", 1988)],
    ),
    "a bold title in two lines": (
        f"- **Deep Things**\n  **in Large Graphs.** KDD, 2020. [[p]]({LINK})",
        [(TITLE, None, "KDD", 2020)],
    ),
    "a nickname in bold before the title": (
        f"- **DTLG**: {TITLE}. (Acme, **2020 KDD**) [[p]]({LINK})",
        [(TITLE, None, "KDD", 2020)],
    ),
    "a nickname of several words in brackets": (
        f"- [Pond Key Cache] {TITLE} [[p]]({LINK})",
        [(TITLE, None, None, None)],
    ),
    "a nickname in brackets before a reference": (
        f"- **[Pond Bench 2.0]** One, A., et al. (2020). *{TITLE}*. arXiv:2001.00001. [[p]]({LINK})",
        [(TITLE, "One, A., et al.", "arXiv", 2020)],
    ),
    "names with other capitals before the year": (
        f"- {TITLE}. A. One, Ł. Two, B. Three. 2020. [[p]]({LINK})",
        [(TITLE, "A. One, Ł. Two, B. Three", None, 2020)],
    ),
    "a remark about who keeps the list": (f"- Contributed by **[Ada One]({LINK})**", []),
    "a month before the title": (f"- arXiv 2020.04, {TITLE}. [[p]]({LINK})", [(TITLE, None, "arXiv", 2020)]),
    "an award before the title": (f"- KDD 2020, Oral. {TITLE}. [[p]]({LINK})", [(TITLE, None, "KDD", 2020)]),
    "a year alone before the title": (f"- 1981, {TITLE}. [[p]]({LINK})", [(TITLE, None, None, 1981)]),
    "names with a Portuguese and": (f"- One e Two (2020). [{TITLE}]({LINK})", [(TITLE, "One e Two", None, 2020)]),
    "an award among the parts below a number": (
        f"[1] **{TITLE}**\n  - Ada One, Bo Two. KDD 2020 [[p]]({LINK}) *(Best Paper)*",
        [(TITLE, "Ada One, Bo Two", "KDD", 2020)],
    ),
    "a number glued to the title": (f"1.{TITLE} [[paper]]({LINK})", [(TITLE, None, None, None)]),
    "a number glued to a link": (f"2)[{TITLE}]({LINK})", [(TITLE, None, None, None)]),
    "numbers glued to titles without links": (
        f"1.{TITLE}, KDD 2020\n2、{TITLE}, ICML 2021",
        [(TITLE, None, "KDD", 2020), (TITLE, None, "ICML", 2021)],
    ),
    "a date in brackets": (f"- (2023/05) {TITLE} [[paper]]({LINK})", [(TITLE, None, None, 2023)]),
    "a venue with its year, both before a comma": (f"- KDD, 2020, {TITLE} [[p]]({LINK})", [(TITLE, None, "KDD", 2020)]),
    "a month before the year": (f"- {TITLE}, KDD, May 2020 [[p]]({LINK})", [(TITLE, None, "KDD", 2020)]),
    "a day with its ending": (f'- "{TITLE}", *KDD, May 17th 2020* [[p]]({LINK})', [(TITLE, None, "KDD", 2020)]),
    "a year before a symposium": (
        f"- [{TITLE}]({LINK}), Ada One, Bo Two. In 2020 International Symposium on Odd Waters.",
        [(TITLE, "Ada One, Bo Two", "International Symposium on Odd Waters", 2020)],
    ),
    "a known journal behind the title": (
        f"- (2020) {TITLE}. Medical Image Analysis [[p]]({LINK})",
        [(TITLE, None, "Medical Image Analysis", 2020)],
    ),
    "a known journal behind names": (
        f"- [{TITLE}]({LINK}) - Ada One, Bo Two, Science Robotics",
        [(TITLE, "Ada One, Bo Two", "Science Robotics", None)],
    ),
    "a known conference that could be a name, behind names and a stop": (
        f"- **{TITLE}** <br> Ada One, Bo Two and Inga Three. MM (2023) [p]({LINK})",
        [(TITLE, "Ada One, Bo Two and Inga Three", "MM", 2023)],
    ),
    "names that are small words": (f"- [{TITLE}]({LINK}), You et al., KDD 2020", [(TITLE, "You et al.", "KDD", 2020)]),
    "shortened names behind a semicolon": (
        f"- KDD 2020: {TITLE}; One, et al. [[p]]({LINK})",
        [(TITLE, "One, et al.", "KDD", 2020)],
    ),
    "initials like numerals": (
        f"- {TITLE} — A. One, X. Liu, B. Two, KDD 2020 ([p]({LINK}))",
        [(TITLE, "A. One, X. Liu, B. Two", "KDD", 2020)],
    ),
    "a name with initials before a journal": (
        f"- [{TITLE}]({LINK}). A. One. In Odd Letters, 2020",
        [(TITLE, "A. One", "Odd Letters", 2020)],
    ),
    "a one-word journal and its year": (f"- [{TITLE}]({LINK}) (Nature, 2020)", [(TITLE, None, "Nature", 2020)]),
    "mathematical stars behind names": (
        f"- **{TITLE}** [[p]]({LINK})\n\n  *Ada One\u2217, Bo Two\u2217, Eve Six*",
        [(TITLE, "Ada One, Bo Two, Eve Six", None, None)],
    ),
    "a picture behind the venue": (f"- [{TITLE}]({LINK}) - One et al. - KDD 🔥", [(TITLE, "One et al.", "KDD", None)]),
    "a title like names, and nothing else": (
        f"- Slow Rivers and Quiet Lakes [[p]]({LINK})",
        [("Slow Rivers and Quiet Lakes", None, None, None)],
    ),
    "an honour behind two digits": (f"- [CVPR25Highlight] [{TITLE}]({LINK})", [(TITLE, None, "CVPR", 2025)]),
    "a workshop's name": (
        f"- {TITLE} <br> ICML 2023 Workshop GLG [[p]]({LINK})",
        [(TITLE, None, "ICML Workshop GLG", 2023)],
    ),
    "volume and pages": (
        f'* One, Ada, et al. ["{TITLE}."]({LINK}) Proceedings of the IEEE 107.1 (2019): 90-107.',
        [(TITLE, "One, Ada, et al.", "Proceedings of the IEEE", 2019)],
    ),
    "a volume behind marks": (
        f'- Three, Carla. 1945. ["{TITLE}."]({LINK}) *Econometrica* 35 (4): 519–530.',
        [(TITLE, "Three, Carla", "Econometrica", 1945)],
    ),
    "a preprint's number": (
        f"- {TITLE}. One et al. arXiv:2401.00001 [[p]]({LINK})",
        [(TITLE, "One et al.", "arXiv", None)],
    ),
    "a place behind et. al.": (
        f"1. [{TITLE}]({LINK}). Ada B. One et. al. Acme, University of Ems.",
        [(TITLE, "Ada B. One et. al.", None, None)],
    ),
    "a venue behind et al.": (
        f"1. {TITLE}, *A. One et al, ICML.* [pdf]({LINK})",
        [(TITLE, "A. One et al", "ICML", None)],
    ),
    "a company before a date": (f"- (2025.10, AcmeShop), [{TITLE}]({LINK})", [(TITLE, None, None, 2025)]),
    "names behind by, the family's first": (
        f"[^OT20]: **{TITLE}**, by One, Ada and Two, Bert, *in Journal of Ponds*, 2020, [[URL]]({LINK})\n\n"
        f"[^TT21]: **{TITLE}s**, by Two, Bert and Three, Carla, *in Rivers and Lakes*, 2021, [[URL]]({LINK}2)\n\n"
        f"[^FF22]: **A {TITLE}**, by Dora Four, Emil Five, *in ePrint Archive, Report 2022/12*, 2022, [[URL]]({LINK}3)",
        [
            (TITLE, "One, Ada and Two, Bert", "Journal of Ponds", 2020),
            (f"{TITLE}s", "Two, Bert and Three, Carla", "Rivers and Lakes", 2021),
            (f"A {TITLE}", "Dora Four, Emil Five", "ePrint Archive", 2022),
        ],
    ),
    "one's own name in bold": (
        f'- "{TITLE}", A. One, **B. Two**, C. Three, Symposium on Ponds 2018 [pdf]({LINK})',
        [(TITLE, "A. One, B. Two, C. Three", "Symposium on Ponds", 2018)],
    ),
    "one name before a year, all of it a link": (f"- [One (2010) - {TITLE}]({LINK})", [(TITLE, "One", None, 2010)]),
    "a question before the title's rest, all of it a link": (
        f"- [One, A., & Two, B. (2023, April). Is it deep? A study of ponds. *ICML*.]({LINK})",
        [("Is it deep? A study of ponds", "One, A., & Two, B", "ICML", 2023)],
    ),
    "a short title behind a year": (
        "1. One, A., Two, B., & Three, C. (2015). Deep ponds. *Nature*, 521(7553), 436-444.\n"
        f"   [DOI: 10.1000/x1]({LINK})",
        [("Deep ponds", "One, A., Two, B., & Three, C", "Nature", 2015)],
    ),
    "a citation in a cell whose row says where": (
        f"| Model | Paper | Venue | Year |\n|-|-|-|-|\n"
        f"| D | [One, A. (2023). {TITLE}. *arXiv preprint arXiv:2401.00001*.]({LINK}) | ICML | 2024 |",
        [(TITLE, "One, A", "ICML", 2024)],
    ),
    "rows without links": (
        f"| Paper | Year | Authors | Idea |\n|-|-|-|-|\n| **{TITLE}** | 1994 | One et al. | Depth |",
        [(TITLE, "One et al.", None, 1994)],
    ),
    "names and year in one column": (
        f"| Title | Author / Year | Theme |\n|-|-|-|\n| [{TITLE}]({LINK}) | One et al. (2002) | Ponds |",
        [(TITLE, "One et al.", None, 2002)],
    ),
    "facts below a heading without a link": (
        f'### 1. "{TITLE}"\n- **Authors**: One, A., & Two, B.\n- **Year**: 1994\n- **Conference**: CSCW\n'
        "- **Impact**: Much.",
        [(TITLE, "One, A., & Two, B", "CSCW", 1994)],
    ),
    "a link below remarks of unknown names": (
        f"#### {TITLE} (2017)\n- **Authors**: One et al.\n- **Impact**: It changed all.\n- **Link**: [x]({LINK})",
        [(TITLE, "One et al.", None, 2017)],
    ),
    "a method's name over its paper": (
        f"#### **Pondy**\n**Paper:** [{TITLE}]({LINK})  \n**Record:** arXiv  \n**Team:** Acme, Pond Labs  \n"
        "**Year:** 2023",
        [(TITLE, None, "arXiv", 2023)],
    ),
    "a numbered name over bullets": (
        f"1. Pond Factor (PF)\n- Paper: *{TITLE}*, {LINK}\n- Implementation: https://ponds.example/pf\n",
        [(TITLE, None, None, None)],
    ),
    "a bold title over its authors": (
        "\n\n".join(f"**{TITLE} {n}**  \nAuthors: Ada One, Bert Two" for n in ("A", "B", "C")),
        [(f"{TITLE} {n}", "Ada One, Bert Two", None, None) for n in ("A", "B", "C")],
    ),
    "surnames before a linked title": (
        f"One, Two. [{TITLE}]({LINK}). POPL'11\n\nThree, Four, Five: [{TITLE}s]({LINK}2). ICSE’10",
        [(TITLE, "One, Two", "POPL", 2011), (f"{TITLE}s", "Three, Four, Five", "ICSE", 2010)],
    ),
    "a surname and a year": (f"* [{TITLE}]({LINK}), Hinkel, 2015", [(TITLE, "Hinkel", None, 2015)]),
    "names with years, in brackets": (
        f"- [{TITLE}]({LINK}) (A One, B Two, C Three 2018)\n- [{TITLE}s]({LINK}2) (AB One et al 1979)",
        [(TITLE, "A One, B Two, C Three", None, 2018), (f"{TITLE}s", "AB One et al", None, 1979)],
    ),
    "names behind a dash": (
        f"- {TITLE} - Ada One, Bert Two, Carla Three\n{LINK} or {LINK}2",
        [(TITLE, "Ada One, Bert Two, Carla Three", None, None)],
    ),
    "a year that ends a linked title": (f"- [{TITLE}, 2020]({LINK})", [(TITLE, None, None, 2020)]),
    "a venue that ends a title of a file": (
        f"- [{TITLE} (Oakland'19)](notes/deep.md)\n- [{TITLE}s]({LINK})",
        [(TITLE, None, "Oakland", 2019), (f"{TITLE}s", None, None, None)],
    ),
    "a picture before a title": (f"- [NIPS22] ✅ {TITLE} [paper]({LINK})", [(TITLE, None, "NIPS", 2022)]),
    "an arXiv number before a title": (f"- [[2401.00001] {TITLE}]({LINK})", [(TITLE, None, None, None)]),
    "names and a venue that end a linked title": (
        f"- [{TITLE}, Onesen et al., RAM 2011]({LINK})\n- [{TITLE}s, Onesen and Twosen, arXiv 2012]({LINK}2)",
        [(TITLE, "Onesen et al.", "RAM", 2011), (f"{TITLE}s", "Onesen and Twosen", "arXiv", 2012)],
    ),
    "a journal with small words": (
        f'+ One, Ada, et al. "**{TITLE}.**" Pond recognition 65 (2017): 211-222. [Paper]({LINK})',
        [(TITLE, "One, Ada, et al.", "Pond recognition", 2017)],
    ),
    "a citation that a reference links": (
        "- [One, A., & Two, B. (2006). Deep ponds and\n  lakes: part I. IEEE ponds magazine, 13(2), 99.][One2006]\n\n"
        f"[One2006]: {LINK}",
        [("Deep ponds and lakes: part I", "One, A., & Two, B", "IEEE ponds magazine", 2006)],
    ),
    "a quotation that begins a title": (
        f'[2016] ["Why Should I Dive?": {TITLE}]({LINK})',
        [(f'"Why Should I Dive?": {TITLE}', None, None, 2016)],
    ),
    "a science in a title": (
        f"* A Science of {TITLE}. 2018. [[Link]]({LINK})",
        [(f"A Science of {TITLE}", None, None, 2018)],
    ),
    "an escaped label before a title": (
        f"- \\[[s41587-022](https://www.nature.com/articles/s41587-022)\\]  \n  {TITLE}`2023.06`",
        [(TITLE, None, None, 2023)],
    ),
    "names over a line that a long line wraps": (
        f"**{TITLE}**  \n{', '.join(['Ada One'] * 6)}, Nicholas\nMarshall, Carla Three.  \n"
        f"*Nature, April 2020.*  \n[[p]({LINK})]",
        [(TITLE, f"{', '.join(['Ada One'] * 6)}, Nicholas Marshall, Carla Three", "Nature", 2020)],
    ),
    "a reference with a linked title": (
        f"+ One, A. B. & Two, C. (2026). [{TITLE}]({LINK}). *arXiv*.",
        [(TITLE, "One, A. B. & Two, C", "arXiv", 2026)],
    ),
    "a reference that is a paragraph": (
        f"One, A., Two, B. and Three, C., 2016. {TITLE}. Pond Robotics, 1(1), p.eaah. [ [www]({LINK}) ]",
        [(TITLE, "One, A., Two, B. and Three, C", "Pond Robotics", 2016)],
    ),
    "a quotation below a reference": (
        f'* One, A., Two, B. and Three, C., 2016. {TITLE}. Nature, 1(1). [www]({LINK})\n'
        '  * "With a model in hand, they went on to the ponds."',
        [(TITLE, "One, A., Two, B. and Three, C", "Nature", 2016)],
    ),
    "the year in the short name of a venue": (
        f"1. [{TITLE}]({LINK}) | One et al, *Proceedings of the 3rd Symposium on Ponds, Lakes and Rivers (ICML ’21)*",
        [(TITLE, "One et al", "Proceedings of the 3rd Symposium on Ponds, Lakes and Rivers", 2021)],
    ),
    "names and a place behind a comma": (
        f"- {TITLE}, Ada One et. al., University of Ems [[paper]({LINK})]",
        [(TITLE, "Ada One et. al.", None, None)],
    ),
    "a method's name over the reference": (
        f"- PondNet [[Paper]]({LINK})\n   * Ada One, Bo Two, {TITLE}, arXiv:2401.00001 / ICML 2015",
        [(TITLE, "Ada One, Bo Two", "ICML", 2015)],
    ),
    "methods' names over their papers": (
        f"- **PondNet**\n  - Paper: {TITLE}, {LINK}\n- **LakeNet**\n  - Paper: [{TITLE}s]({LINK}2)",
        [(TITLE, None, None, None), (f"{TITLE}s", None, None, None)],
    ),
    "the short name of a venue before a month": (
        f"- **{TITLE}**, accepted at the 14th ACM Conference on Ponds and Lakes (PONDS), June 2024 [p]({LINK})",
        [(TITLE, None, "the 14th ACM Conference on Ponds and Lakes (PONDS)", 2024)],
    ),
    "a short year behind a reference": (
        f"- A One, B Two, C Three. {TITLE}. ICML'17",
        [(TITLE, "A One, B Two, C Three", "ICML", 2017)],
    ),
    "two family names and a year": (
        f"- [{TITLE}]({LINK}), Onesen and Twosen, 2015.",
        [(TITLE, "Onesen and Twosen", None, 2015)],
    ),
    "a name a line": (
        f"- (Feb 2016) **{TITLE}**\n  Ada van One and\n         Bo Two and\n         Carla Three\n  {LINK}",
        [(TITLE, "Ada van One and Bo Two and Carla Three", None, 2016)],
    ),
    "references without links below topics": (
        f"- Still ponds;\n\t- A One, B Two. {TITLE}. ICML 2017\n\t- C Three, D Four. {TITLE}s. ICML 2019",
        [(TITLE, "A One, B Two", "ICML", 2017), (f"{TITLE}s", "C Three, D Four", "ICML", 2019)],
    ),
    "a venue in bold brackets": (
        f"- {TITLE}: Methods | A. One and B. Two |**[LNPS & ICFBI of Ponds 07']** | [pdf]({LINK})",
        [(f"{TITLE}: Methods", "A. One and B. Two", None, None)],
    ),
    "a quotation behind a linked title": (
        f"* [{TITLE}]({LINK}) (2012): it asserts that \"two of the ponds can freeze at once.\"",
        [(TITLE, None, None, 2012)],
    ),
    "cells over several lines": (
        "<table>\n<tr><th>Title</th><th>Authors</th><th>Journal (Year)</th><th>Link</th></tr>\n"
        f'<tr>\n<td>Deep Things in\nLarge Graphs</td>\n<td>One, Two, and\nThree</td>\n<td>AoS (2012)</td>\n'
        f'<td><a\nhref="{LINK}">Link</a></td>\n</tr>\n'
        "<tr>\n<td>Deep Things in\nLarge Graphs</td>\n<td>One and Two</td>\n<td>AoS (2013)</td>\n<td></td>\n</tr>\n"
        "</table>",
        [(TITLE, "One, Two, and Three", "AoS", 2012), (TITLE, "One and Two", "AoS", 2013)],
    ),
    "a key before the title and in before the venue": (
        f"- [Onesen2020] {TITLE} in *ICASSP*, 2020. [\\[paper\\]]({LINK})",
        [(TITLE, None, "ICASSP", 2020)],
    ),
    "names and a year in brackets": (
        f"- {TITLE} (Onesen & Twosen, 2016) [p]({LINK})\n- {TITLE}s (Onesen et al., 2015) [p]({LINK}2)",
        [(TITLE, "Onesen & Twosen", None, 2016), (f"{TITLE}s", "Onesen et al.", None, 2015)],
    ),
    "a journal in marks with volume and pages": (
        f'- **One, A., and Two, B. (2019).** ["{TITLE}"]({LINK}). _Annual Pond of Lakes_, 11, 685-725.',
        [(TITLE, "One, A., and Two, B", "Annual Pond of Lakes", 2019)],
    ),
    "a quotation over two lines": (
        f'1. **PondNet** [arXiv:2401.00001]({LINK}) "Deep Things in\n   Large Graphs"',
        [(TITLE, None, None, None)],
    ),
    "notes and a venue beside the page": (
        f"- [{TITLE}](../venues/28.md), ([ICML2025](../venues/README.md))\n\n  - **Abstract**: This is about ponds.",
        [(TITLE, None, "ICML", 2025)],
    ),
    "where its copies stand, below a title": (
        f"1. **{TITLE}** *A. One, B. Two.* ICML 2020.\n    + __Paper:__ [*MLR*]({LINK}) | __Code:__ [*DGL*](https://github.com/a/b)",
        [(TITLE, "A. One, B. Two", "ICML", 2020)],
    ),
    "keywords that look like names": (
        f"|Paper|Keywords|Institute|\n|-|-|-|\n|[{TITLE}]({LINK})|Ponds; Lake Fusion|Acme|",
        [(TITLE, None, None, None)],
    ),
    "volume, issue and pages of a journal that nobody knows": (
        f"- **{TITLE}** — Pondology 12(3):45-67, 2024 [[p]({LINK})]",
        [(TITLE, None, "Pondology", 2024)],
    ),
    "names before a long venue": (
        f'* "{TITLE}", Ada One, Bo Two, Journal of Pond Research 12(3):45-67, 2020 {LINK}',
        [(TITLE, "Ada One, Bo Two", "Journal of Pond Research", 2020)],
    ),
    "names behind a venue and its year": (
        f"- *{TITLE}*. IEEE Access 2019. Ada One, Bo Two {LINK}",
        [(TITLE, "Ada One, Bo Two", "IEEE Access", 2019)],
    ),
    "a venue and a year before the title, a stop": (
        f"1. ICML (2010). {TITLE} [[p]]({LINK})\n2. *Pond Letters* 2024. {TITLE} [[p]]({LINK}2)",
        [(TITLE, None, "ICML", 2010), (TITLE, None, "Pond Letters", 2024)],
    ),
    "a year before the title": (
        f"- (2020) — [{TITLE}]({LINK})\n- 2021. **{TITLE}** [p]({LINK}2)",
        [(TITLE, None, None, 2020), (TITLE, None, None, 2021)],
    ),
    "names that a plus ends": (
        f"- {TITLE}, Onesen+, ACL'17, [paper]({LINK})\n- [PondNet+]({LINK}2), ACL 2018",
        [(TITLE, "Onesen+", "ACL", 2017), ("PondNet+", None, "ACL", 2018)],
    ),
    "names that link to their own pages": (
        f"- {TITLE}. [Ada One](https://one.example.org), [Bo Two](https://two.example.org). ICML 2017 [p]({LINK})",
        [(TITLE, "Ada One, Bo Two", "ICML", 2017)],
    ),
    "names behind by, in the link": (
        f"- [{TITLE} by Ada One and Bo Two]({LINK})\n- [Ponds by Enabling Caches and Parallel Rain]({LINK}2)",
        [(TITLE, "Ada One and Bo Two", None, None), ("Ponds by Enabling Caches and Parallel Rain", None, None, None)],
    ),
    "letters with accents of their own": (
        f"- [{TITLE}]({LINK}) by Ada One and Gu\u0308nther Palm, 2011.",
        [(TITLE, "Ada One and Gu\u0308nther Palm", None, 2011)],
    ),
    "first authors, stars that are escaped": (
        f"|Title|First Author|\n|-|-|\n|[{TITLE}]({LINK})|Ada One\\*, Bo Two\\*|",
        [(TITLE, "Ada One, Bo Two", None, None)],
    ),
    "the number of a preprint behind the title": (
        f"- {TITLE}, arXiv:2401.00001 [p]({LINK})",
        [(TITLE, None, "arXiv", None)],
    ),
    "a journal that nobody knows behind a stop": (
        f"- {TITLE}. Annals of Odd Ponds (2018) [p]({LINK})",
        [(TITLE, None, "Annals of Odd Ponds", 2018)],
    ),
    "an honour behind the year": (
        f"- **{TITLE}** [p]({LINK}) *ICME 2019 Best Student Paper Award*",
        [(TITLE, None, "ICME", 2019)],
    ),
    "small words in a title in bold": (
        f"1. **Sharing Ponds from Common Rivers, Part I,II.** ICML, 2020. [Journal]({LINK})\n\n    *A. One, B. Two*",
        [("Sharing Ponds from Common Rivers, Part I,II", "A. One, B. Two", "ICML", 2020)],
    ),
    "bold words within a title": (
        f"- {TITLE} across **Odd Ponds** and Lakes [paper]({LINK}) (ICML'23)\n- {TITLE} with *E. Pond* [paper]({LINK})",
        [(f"{TITLE} across Odd Ponds and Lakes", None, "ICML", 2023), (f"{TITLE} with E. Pond", None, None, None)],
    ),
    "a venue in italics behind a title": (f"- {TITLE} in *ICML* 2020 [paper]({LINK})", [(TITLE, None, "ICML", 2020)]),
    "a journal's name made short, and a shorter one": (
        f"- **{TITLE}**, Int. J. Odd. Pond. (IJOP), 2025. [[pdf]({LINK})]",
        [(TITLE, None, "Int. J. Odd. Pond. (IJOP)", 2025)],
    ),
    "a year before a venue in its cell": (
        f"| Title | Venue |\n|---|---|\n| [{TITLE}]({LINK}) | 2021 / tinyPond |",
        [(TITLE, None, "tinyPond", 2021)],
    ),
    "a name with its year, as papers are cited for short": (
        f"- [Dong2022] {TITLE} in *ODDCONF*, 2022. [[pdf]({LINK})]\n- [Dou2020] {TITLE} again. [[pdf]({LINK})]",
        [(TITLE, None, "ODDCONF", 2022), (f"{TITLE} again", None, None, 2020)],
    ),
    "a venue of a survey": (f"- (2024 EMNLP Survey) **{TITLE}** [[pdf]({LINK})]", [(TITLE, None, "EMNLP", 2024)]),
    "an honour behind a venue in a table": (
        f"| Title | Venue |\n|---|---|\n| [{TITLE}]({LINK}) | ICLR Oral |",
        [(TITLE, None, "ICLR", None)],
    ),
    "a venue that begins with a digit, and two of its year": (
        f"- **[3DV 20]** {TITLE} [[2401.00001]]({LINK})\n- **[NeurIPS 21 spotlight]** {TITLE} again [[pdf]]({LINK})",
        [(TITLE, None, "3DV", 2020), (f"{TITLE} again", None, "NeurIPS", 2021)],
    ),
    "a name in capitals": (
        f"- **{TITLE}**(1983), ADA R. ONE et al. [[pdf]]({LINK})",
        [(TITLE, "ADA R. ONE et al.", None, 1983)],
    ),
    "a preprint beside what published the paper": (
        f"| Title | Link | Venue |\n|---|---|---|\n| {TITLE} | [arxiv]({LINK}) | ICML 21 |",
        [(TITLE, None, "ICML", 2021)],
    ),
    "a host as the text of a link": (f"- [arxiv.org]({LINK}): {TITLE}", [(TITLE, None, None, None)]),
    "a short name in brackets before the title": (f"- (PX-Net) {TITLE} [pdf]({LINK})", [(TITLE, None, None, None)]),
    "a word in brackets with which a title begins": (
        f"- (Almost) Free {TITLE} [pdf]({LINK})",
        [(f"(Almost) Free {TITLE}", None, None, None)],
    ),
    "a venue in brackets glued to others": (
        f"- {TITLE} (from Acme)(NeurIPS'23) [paper]({LINK})",
        [(f"{TITLE} (from Acme)", None, "NeurIPS", 2023)],
    ),
    "a picture's name glued to a venue": (
        f"| Title | Venue | Year |\n|---|---|---|\n| {TITLE} | AAAI:mortar_board: | 2022 |",
        [(TITLE, None, "AAAI", 2022)],
    ),
    "a year with pages behind a colon": (
        f'- One A, Two B, et al. "**{TITLE}[C]**." IEEE Conference on Ponds. IEEE, 2016:27-38. [[pdf]]({LINK})',
        [(TITLE, "One A, Two B, et al.", "IEEE Conference on Ponds", 2016)],
    ),
    "names glued to the word for them": (
        f"1. **{TITLE}**. ICLR2021.\nAuthors:Ada One, Bo Two. [paper]({LINK})",
        [(TITLE, "Ada One, Bo Two", "ICLR", 2021)],
    ),
    "names and a year behind the colon of a short title": (
        f"- [PondZero]({LINK}): One et al, 2017",
        [("PondZero", "One et al", None, 2017)],
    ),
    "a title in bold with year and names in one link": (
        f"- [**{TITLE}** (2003) <br /> *Ada One, Bo Two*]({LINK})\n- [**{TITLE} again** <br> _Ada One_]({LINK})",
        [(TITLE, "Ada One, Bo Two", None, 2003), (f"{TITLE} again", "Ada One", None, None)],
    ),
    "a linked title in two brackets": (f"- [[{TITLE}: Odd]]({LINK})", [(f"{TITLE}: Odd", None, None, None)]),
    "a file beside the page whose name has blanks": (
        f"- [{TITLE}](./ponds/Deep things: in graphs.md) [[paper]({LINK})]",
        [(TITLE, None, None, None)],
    ),
    "a venue where a file could be": (f"- [{TITLE}](ICML 2020) [pdf]({LINK})", [(TITLE, None, "ICML", 2020)]),
    "a journal in brackets behind a title, and an abstract": (
        f"### Duo: {TITLE} (IEEE Transactions on Ponds 2021)\n\n* [Paper]({LINK})\n\n**Abstract:** Ponds hold things."
        " Particularly, American Odd Lop, A. One et al., is used.",
        [(f"Duo: {TITLE}", None, "IEEE Transactions on Ponds", 2021)],
    ),
    "proceedings behind the word publication": (
        f"### {TITLE}\n\n* authors: Ada One, Bo Two\n* publication: Proceedings of the ACM SIGODD Conference\n"
        f"* [acm]({LINK})",
        [(TITLE, "Ada One, Bo Two", "Proceedings of the ACM SIGODD Conference", None)],
    ),
    "one author with a year, both in bold": (
        f"- **One, A. B. (1988).** [{TITLE}]({LINK}). *Human Ponds*, 37(1), 32-64.",
        [(TITLE, "One, A. B", "Human Ponds", 1988)],
    ),
    "authors with a year, all in bold, before a title without marks": (
        f"- **One, A., & Two, B. (2022).** {TITLE}. *International Journal of Ponds*.\n"
        f"- **Two, B., et al. (2023).** {TITLE} again. *Journal of Ponds*.",
        [
            (TITLE, "One, A., & Two, B", "International Journal of Ponds", 2022),
            (f"{TITLE} again", "Two, B., et al.", "Journal of Ponds", 2023),
        ],
    ),
    "authors, venue and year in two brackets behind a title": (
        f"- {TITLE} in Ponds [[One and Two, CoNLL 2017a]]({LINK})",
        [(f"{TITLE} in Ponds", "One and Two", "CoNLL", 2017)],
    ),
    "a preprint in such brackets": (
        f"- {TITLE} [[One et al., arXiv 2019]]({LINK})",
        [(TITLE, "One et al.", "arXiv", 2019)],
    ),
    "who and when as a link's text": (f"- {TITLE} [One et al. 2020]({LINK})", [(TITLE, "One et al.", None, 2020)]),
    "another paper that the words behind a title cite": (
        f"- [{TITLE}]({LINK}) is a short version of [One and Two (2021)](https://example.org/b.pdf)",
        [(TITLE, None, None, None)],
    ),
    "a venue with its year in italics behind the word in": (
        f"- [{TITLE}]({LINK}). *in ArXiv 2021*",
        [(TITLE, None, "ArXiv", 2021)],
    ),
    "an honour between a venue's year and the title": (
        f"- NeurIPS 2023 Spotlight, {TITLE}. [Site]({LINK})",
        [(TITLE, None, "NeurIPS", 2023)],
    ),
    "an honour behind a venue's year behind a linked title": (
        f"- [{TITLE} - ICML'16 Best Paper Award]({LINK})",
        [(TITLE, None, "ICML", 2016)],
    ),
    "a venue behind a comma in a linked title": (f"- [{TITLE}, ICLR 2019]({LINK})", [(TITLE, None, "ICLR", 2019)]),
    "a venue behind a stroke before the title": (
        f"- [arXiv 2025.03]({LINK}) / CVPR 2025 Oral, {TITLE}, [site](https://example.org/a)",
        [(TITLE, None, "CVPR", 2025)],
    ),
    "a preprint's number and a year behind a title": (
        f"- `[One et al. TMM20]` {TITLE}. arXiv preprint arXiv:2009.05381, 2020. [[paper]]({LINK})",
        [(TITLE, "One et al.", "TMM", 2020)],
    ),
    "the words for others in italics": (
        f"- **{TITLE}**, AAAI, 2011 [pdf]({LINK})\n  - Ada B One *et al.* *(from models)*\n"
        f"- [Two _et. al._] [{TITLE} again] [MIDL 2018] [[pdf]]({LINK})",
        [(TITLE, "Ada B One et al.", "AAAI", 2011), (f"{TITLE} again", "Two et. al.", "MIDL", 2018)],
    ),
    "two family names and a year, each with a dash behind it": (
        f"- One and Two - 2014 - **{TITLE}** [[pdf]]({LINK})",
        [(TITLE, "One and Two", None, 2014)],
    ),
    "family names and a year in bold before a dash": (
        f"- **One et al., 2023** — {TITLE}: Tasks, Methods, and Ponds [![arXiv](https://img.shields.io/b)]({LINK})\n"
        f"- **One and Two, 2024** — {TITLE} [Paper]({LINK}2)",
        [(f"{TITLE}: Tasks, Methods, and Ponds", "One et al.", None, 2023), (TITLE, "One and Two", None, 2024)],
    ),
    "a title that goes on behind a word in bold and a comma": (
        f"- [ICML 2022] {TITLE} with **Ponds**, Fish, and Disentanglement. [Paper]({LINK})",
        [(f"{TITLE} with Ponds, Fish, and Disentanglement", None, "ICML", 2022)],
    ),
    "single quotes with an apostrophe, a preprint's number as a link": (
        f"1. A. B. Onesen, and C. Two, ‘D’ya like {TITLE}?’, [*arXiv:2401.00001 [cs, stat]*]({LINK}), Mar. 2021.\n"
        f"2. A. Onesen, C. Two, ‘{TITLE}’, [*arXiv:2401.00002 [cs]*]({LINK}2), Mar. 2018.",
        [
            (f"D’ya like {TITLE}?", "A. B. Onesen, and C. Two", None, 2021),
            (TITLE, "A. Onesen, C. Two", None, 2018),
        ],
    ),
    "other quotes than those beside it": (
        "".join(
            f"- A. Onesen and B. Twosen, ‘{TITLE} {number}’, *Journal of Ponds*, vol. {number}, Dec. 2019, "
            f"[pdf]({LINK}{number}).\n"
            for number in range(2, 8)
        )
        + f'- B. Onesen *et al*., "{TITLE}," in *Journal of Ponds*, vol. 109, May 2021, [pdf]({LINK}).',
        [
            *((f"{TITLE} {number}", "A. Onesen and B. Twosen", "Journal of Ponds", 2019) for number in range(2, 8)),
            (TITLE, "B. Onesen et al", "Journal of Ponds", 2021),
        ],
    ),
    "a year behind a small word in a title": (
        f"- Ada Onesen, Bo Twosen, The Memory of Ponds, de 1792 à nos jours, Odd Ponds Review, 2022, <{LINK}>",
        [("The Memory of Ponds, de 1792 à nos jours", "Ada Onesen, Bo Twosen", "Odd Ponds Review", 2022)],
    ),
    "French quotes": (
        f"* Ada One, Bo Two et Cleo Three, « {TITLE} : deux mares », Corpus, 2023, <{LINK}>\n"
        f"* Ada One, « {TITLE} », Corpus, 2023, <{LINK}2>",
        [
            (f"{TITLE} : deux mares", "Ada One, Bo Two et Cleo Three", "Corpus", 2023),
            (TITLE, "Ada One", "Corpus", 2023),
        ],
    ),
    "a journal that nobody knows, before its volume and pages": (
        f"* Onesen, J.C. **{TITLE}**. Higher-Order and Symbolic Ponds, 11, 363-397. [pdf]({LINK})",
        [(TITLE, "Onesen, J.C", "Higher-Order and Symbolic Ponds", None)],
    ),
    "two names with an initial behind a dash": (
        f"1. {TITLE} - Ada Onesen, Bo M. Twosen ({LINK})",
        [(TITLE, "Ada Onesen, Bo M. Twosen", None, None)],
    ),
    "names of models that link their papers, beside what is said of them": (
        f"| 年份 | 名字 | 简介 |\n|-|-|-|\n| 2018 | [Pond]({LINK}) | 使用池塘来做预训练 Transformer 编码器 模型 |\n"
        "\n# More\n\n| Year | Name | Introduction |\n|-|-|-|\n"
        f"| 2019 | [Lake]({LINK}2) | A new kind of pond for all |\n",
        [("Pond", None, None, 2018), ("Lake", None, None, 2019)],
    ),
    "the years of which a paper tells": (
        f"- [{TITLE}: All Papers (CVPR, ICLR, NeurIPS 2023–2025)]({LINK})",
        [(f"{TITLE}: All Papers (CVPR, ICLR, NeurIPS 2023–2025)", None, None, None)],
    ),
    "who presents a paper to others, and when": (
        f"[{TITLE} (Pond)]({LINK})  \nNeha 5/23/2013\n\n[{TITLE}: Again]({LINK}2)  \nAda and Bo 6/1/13\n",
        [(f"{TITLE} (Pond)", None, None, None), (f"{TITLE}: Again", None, None, None)],
    ),
    "a year and a venue joined to the title": (
        f"- 16-ATC-{TITLE}\n- 2016-ATC-{TITLE}s [[pdf]({LINK})]\n- [16-ATC-Ponds: {TITLE}]({LINK}2)",
        [
            (TITLE, None, "ATC", 2016),
            (f"{TITLE}s", None, "ATC", 2016),
            (f"Ponds: {TITLE}", None, "ATC", 2016),
        ],
    ),
    "a day in eight digits, and a remark in Chinese": (
        f"- 20181012 NIPS-18 [{TITLE}]({LINK})\n- 20180105 arXiv 最优的学习 [{TITLE}s]({LINK}2)\n"
        f"- 20180620 CVPR-17 用学习进行fine tune：[Ponds: {TITLE}]({LINK}3)",
        [
            (TITLE, None, "NIPS", 2018),
            (f"{TITLE}s", None, "arXiv", 2018),
            (f"Ponds: {TITLE}", None, "CVPR", 2017),
        ],
    ),
    "the name of a file": (f"* [{TITLE}.pdf]({LINK}.pdf)", [(TITLE, None, None, None)]),
    "paragraphs that begin with names, with quoted titles below": (
        f'A. Onesen and B. Twosen.\nHPEC 2014.\n"{TITLE}."\n{LINK}\n\n'
        f'C. Threesen and B. Twosen.\nISC 2016.\n"Ponds: {TITLE}."\n{LINK}2',
        [
            (TITLE, "A. Onesen and B. Twosen", "HPEC", 2014),
            (f"Ponds: {TITLE}", "C. Threesen and B. Twosen", "ISC", 2016),
        ],
    ),
    "headings that link files beside the page, with names below": (
        f"### 1. [{TITLE}](papers/a.pdf)\n**Onesen et al., 2014**\n\nAbout ponds.\n\n"
        f"### 2. [Deep Things All](papers/b.pdf)\n**Onesen & Twosen, 2013**\n\nAbout more ponds.",
        [(TITLE, "Onesen et al.", None, 2014), ("Deep Things All", "Onesen & Twosen", None, 2013)],
    ),
    "references whose lines go on in the next": (
        f'Onesen, A. and Twosen, B. (2020). "A Practical Scheme for all the Ponds with\nIdentifiable Fish." *Pond '
        f"ePrint Archive*, Report 2020/540.\n<{LINK}>\n\n> About *it*.\n\n"
        f'Onesen, C.E. (1949). "{TITLE}." *Pond\nSystem Technical Journal*, vol 28, no 4, pp. 656-715.\n<{LINK}2>\n\n'
        f"**Onesen S (2013).** In large graphs of the ponds,\nincluding all that goes on in them, things can be done.\n"
        f"*Pond Biology* 14:R115. [full] —\n<{LINK}3>\n",
        [
            ("A Practical Scheme for all the Ponds with Identifiable Fish", "Onesen, A. and Twosen, B",
             "Pond ePrint Archive", 2020),
            (TITLE, "Onesen, C.E", "Pond System Technical Journal", 1949),
            ("In large graphs of the ponds, including all that goes on in them, things can be done", "Onesen S",
             "Pond Biology", 2013),
        ],
    ),
    "what published a reference, whatever it is called": (
        f"- Onesen Casas, J. (2003). *[{TITLE}]({LINK})*. Prensas de Charcas, UNAM\n"
        f"- Onesen, R. (2005). *Matemáticas Discretas* (6.ª ed.). Ponds [pdf]({LINK}2)\n"
        f"- Onesen, V. (2008). *{TITLE}*. 2nd ed. Ems University Press. ISBN 978-0-19 [PDF]({LINK}3)\n"
        f"- Onesen, E. (2018). Review of *PONDS* (van Twosen). [PDF]({LINK}4)\n",
        [
            (TITLE, "Onesen Casas, J", "Prensas de Charcas, UNAM", 2003),
            ("Matemáticas Discretas", "Onesen, R", "Ponds", 2005),
            (TITLE, "Onesen, V", "Ems University Press", 2008),
            ("Review of PONDS (van Twosen)", "Onesen, E", None, 2018),
        ],
    ),
    "who wrote a paper and when behind what it is about": (
        f"- [{TITLE}]({LINK}) - Ponds and their making, using fish and One et al.'s way by Ada Onesen, Bo St. Twosen "
        f"(2013)\n- [{TITLE}s]({LINK}2) - A study, by hand, that presents a new pond by Ada Onesen (2020)",
        [(TITLE, "Ada Onesen, Bo St. Twosen", None, 2013), (f"{TITLE}s", "Ada Onesen", None, 2020)],
    ),
    "papers without links below a paper, with issue and year": (
        f'- **Ponds** – A. B. Onesen, "{TITLE}," *Journal of Pond Science*, 10(8), 2014.\n'
        f'  - A. B. Onesen et al., "{TITLE} on all Ponds," IEEE, 2022.\n'
        f'- **Lakes** – C. Twosen, "{TITLE} at Lakes," *Annals of Lakes*, 16(2): 1988-1999, 1991.',
        [
            (TITLE, "A. B. Onesen", "Journal of Pond Science", 2014),
            (f"{TITLE} on all Ponds", "A. B. Onesen et al.", "IEEE", 2022),
            (f"{TITLE} at Lakes", "C. Twosen", "Annals of Lakes", 1991),
        ],
    ),
    "a table of references without links": (
        "| Citation | Local path | Notes |\n|---|---|---|\n"
        f"| Onesen, A. (2014). *{TITLE}.* | `references/core/Onesen_2014_Deep_Things.pdf` | Ponds and lakes of all. |\n"
        f"| Onesen, A., & Twosen, B. (2022). *Mix and match.* PONDS. | `references/b.pdf` | |\n"
        "\n### Chapters\n\n- Del Onesen, M.: Rapport 2016-2021 on Ponds (pp. 87–124).\n"
        f"- Twosen, B.: {TITLE} (pp. 125–136).",
        [
            (TITLE, "Onesen, A", None, 2014),
            ("Mix and match", "Onesen, A., & Twosen, B", "PONDS", 2022),
            ("Rapport 2016-2021 on Ponds", "Del Onesen, M", None, None),
            (TITLE, "Twosen, B", None, None),
        ],
    ),
    "sentences below a reference that say where the paper and the code are": (
        f"- Ada One, Bo Two. {TITLE}. *ICML 2021*\n    - The paper can be found [here]({LINK}).\n"
        f"    - The code is available [here](https://github.com/a/b).\n"
        f"- Cy Three, Di Four. {TITLE} Too. *ICML 2020*\n    - The paper can be found [here]({LINK}2).",
        [(TITLE, "Ada One, Bo Two", "ICML", 2021), (f"{TITLE} Too", "Cy Three, Di Four", "ICML", 2020)],
    ),
    "what somebody says of a paper below its address": (
        f'{TITLE} from All the Ponds\n{LINK} \nSee what stands at its end: "Fish of all the small ponds"\n',
        [(f"{TITLE} from All the Ponds", None, None, None)],
    ),
    "the track of a venue, with the year behind": (
        f"- [{TITLE}]({LINK}) Conference on Neural Information Processing Systems (NeurIPS) Datasets and Benchmarks "
        f"Track (2021)\n- [{TITLE} Too]({LINK}2) Oral 2020",
        [
            (TITLE, None, "Conference on Neural Information Processing Systems", 2021),
            (f"{TITLE} Too", None, None, 2020),
        ],
    ),
    "a venue before a title with only a blank between, and with a Chinese colon": (
        f"1. AAAI 2018 {TITLE} [Paper]({LINK})\n1. AAAI16：{TITLE} Too [Paper]({LINK}2)",
        [(TITLE, None, "AAAI", 2018), (f"{TITLE} Too", None, "AAAI", 2016)],
    ),
    "names behind by, where other titles have none": (
        f"* {TITLE}, 2019 [[link]]({LINK})\n* {TITLE}: Ponds, 2016 [[link]]({LINK}1)\n"
        f"* Ponds in Parks, 2019 [[link]]({LINK}2)\n* {TITLE} at Sea, 2014 [[link]]({LINK}3)\n"
        f"* Deep Ponds by Ada Onesen and Bo Twosen and Cy Threesen, 2016 [[link]]({LINK}4)",
        [
            (TITLE, None, None, 2019),
            (f"{TITLE}: Ponds", None, None, 2016),
            ("Ponds in Parks", None, None, 2019),
            (f"{TITLE} at Sea", None, None, 2014),
            ("Deep Ponds", "Ada Onesen and Bo Twosen and Cy Threesen", None, 2016),
        ],
    ),
    "where and when behind the names that a key announces": (
        f"- **{TITLE}** [[paper]({LINK})]\n  - Authors: Ada One, Bo Two (ICML 2020)\n"
        f"- **{TITLE} Too** [[paper]({LINK}2)]\n  - Authors: Cy T. Three (1989) - PhD Thesis",
        [(TITLE, "Ada One, Bo Two", "ICML", 2020), (f"{TITLE} Too", "Cy T. Three", "PhD Thesis", 1989)],
    ),
    "a paper that is to be published": (
        f"1. A. B. One, et al., “{TITLE},” ACM Comput. Surv., 2023, to be published.[Paper]({LINK})",
        [(TITLE, "A. B. One, et al.", "ACM Comput. Surv", 2023)],
    ),
    "a key in Spanish": (
        f"### 1. Ponds\n**\"{TITLE}\"**\n- Autor: Ada B. One (1988)\n- [Link al paper]({LINK})\n- **Valor**: peces\n",
        [(TITLE, "Ada B. One", None, 1988)],
    ),
    "a word that links nowhere, before the paper": (
        f"- [Weirs](https://ponds.example/w) [paper]({LINK})\n- [Pancake]() [paper]({LINK}2)",
        [("Weirs", None, None, None), ("Pancake", None, None, None)],
    ),
    "a sentence that begins with a link": (
        f"[link](https://ponds.example/course) is a good course about all of the ponds.\n\n- [{TITLE}]({LINK})",
        [(TITLE, None, None, None)],
    ),
    "the title behind what a paper is called and its link": (
        f"- [Pond](https://ponds.example). {TITLE}: A Study, One et al. SIGGRAPH Asia 2023.\n"
        f"- [Two et al.]({LINK}). {TITLE} in Pools, Two et al. ICRA 2024.",
        [(f"{TITLE}: A Study", "One et al.", "SIGGRAPH Asia", 2023), (f"{TITLE} in Pools", "Two et al.", "ICRA", 2024)],
    ),
    "a title in italics behind names and a year without brackets": (
        f"* One, Charu C. 2016. _Ponds: The Textbook_. Cham: Springer. {LINK}\n"
        f"* Two, Kim. 2019. *Practical Ponds of Today*. Shelter Island, NY: Manning.",
        [
            ("Ponds: The Textbook", "One, Charu C", None, 2016),
            ("Practical Ponds of Today", "Two, Kim", None, 2019),
        ],
    ),
    "the short name of a workshop with its year in brackets": (
        f"- [{TITLE}]({LINK}) One, Ada, et al. 11th USENIX Workshop on Ponds (WOOT 17). (2017).",
        [(TITLE, "One, Ada, et al.", "11th USENIX Workshop on Ponds (WOOT 17)", 2017)],
    ),
    "a season before the year": (
        f"- [{TITLE}]({LINK}) -- Fall 2018",
        [(TITLE, None, None, 2018)],
    ),
    "a journal with its month and its volume": (
        f"- **{TITLE}.** [(pdf)]({LINK})  \n  Onesen, C., Twosen, P. and Threesen, A. D.  \n"
        "  Solar Physics, August 2012, Volume 279, Issue 2",
        [(TITLE, "Onesen, C., Twosen, P. and Threesen, A. D", "Solar Physics", 2012)],
    ),
    "a short title among other lines that say where": (
        f"{TITLE} (FC ‘22)\n\nOn the {TITLE} (CCS ‘21)\n\nTimelocked Ponds (FC ‘21)\n\nAll the {TITLE} (IEEE S&P ‘20)",
        [
            (TITLE, None, "FC", 2022),
            (f"On the {TITLE}", None, "CCS", 2021),
            ("Timelocked Ponds", None, "FC", 2021),
            (f"All the {TITLE}", None, "IEEE S&P", 2020),
        ],
    ),
    "no blank behind a key": (
        f"1. *ponds*\n    Title:{TITLE}\n    Journal: Physical Ponds\n    doi: https://doi.org/10.1038/s41524-018-0129-0\n"
        f"2. *lakes*\n    Title:{TITLE} Too\n    Journal: PRL\n    doi: https://doi.org/10.1103/PhysRevLett.120.145301",
        [(TITLE, None, "Physical Ponds", None), (f"{TITLE} Too", None, "PRL", None)],
    ),
    "keys in Japanese": (
        f"### 1. 📄 {TITLE}\n\n**情報**:\n- **著者**: Ada One, Bo Two\n- **発表年**: 2017\n- **ジャーナル**: arXiv\n",
        [(TITLE, "Ada One, Bo Two", "arXiv", 2017)],
    ),
    "what is said of a list in Chinese": (
        f"- [{TITLE}]({LINK})\n- [一个关于池塘的列表](https://ponds.example/list) 持续更新中...",
        [(TITLE, None, None, None)],
    ),
    "what Japanese lists call links and when a paper appeared": (
        f"1. [論文]({LINK}) {TITLE}\n"
        f"2. Walking on Graphs\n   - [論文]({LINK}1)\n   - [解説]({LINK}2)\n   - 発表日: 2023年12月\n",
        [(TITLE, None, None, None), ("Walking on Graphs", None, None, 2023)],
    ),
    "a journal's volume, number and month as the ACM writes them": (
        f"- Ada One and Bo Two. 1993. **{TITLE}**. Commun. ACM 36, 7 (July 1993), 53-62. DOI= {LINK}\n"
        f"- Ada One and Bo Two. 1994. **Walking on Graphs**. Commun. ACM 37, 1 (January 1994), 92-105. DOI= {LINK}1\n",
        [
            (TITLE, "Ada One and Bo Two", "Commun. ACM", 1993),
            ("Walking on Graphs", "Ada One and Bo Two", "Commun. ACM", 1994),
        ],
    ),
    "initials before a preprint server with its year glued to it": (
        f"- [{TITLE}]({LINK}). One, S., Two, D., & Three, I. S. Arxiv2019.\n",
        [(TITLE, "One, S., Two, D., & Three, I. S", "Arxiv", 2019)],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "facts"), PAGES.values(), ids=PAGES)
def test_an_entry_of_an_unusual_form_is_read(text: str, facts: list[Facts]) -> None:
    records = [entry.record for entry in read(f"# List\n\n## Ponds\n\n{text}\n").entries]
    assert [(record.title, record.authors, record.venue, record.year) for record in records] == facts


KEPT = {
    "a list in a title": f"- [{TITLE}: Challenges, Methods and Experiments]({LINK})",
    "a list that ends a title": f"- {TITLE}: Ponds, Industrial Applications and Coding Practices [[p]]({LINK})",
    "a title with and": f"- [A {TITLE} and General Ponds]({LINK})",
    "a year and a workshop in a title": f"- [{TITLE}, 2025 Workshop Summary]({LINK})",
    "what took place in a year": f"- [AAAI 2018 Workshop on {TITLE}]({LINK})",
    "a dash in a title": f"- {TITLE} - Old Myths and New Facts [[p]]({LINK})",
    "a company before a link": f"- [{TITLE}]({LINK}): Acme. 2024.09 [Code](https://github.com/a/b)",
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_words_of_a_title_are_no_facts(text: str) -> None:
    (entry,) = read(f"# List\n\n## Ponds\n\n{text}\n").entries
    assert TITLE in entry.record.title
    assert (entry.record.authors, entry.record.venue) == (None, None)


def test_what_an_address_leads_to_is_said_before_it() -> None:
    (entry,) = read(f"# L\n\n**{TITLE}**\n\n- Paper: {LINK}\n- Homepage: https://a.example/x\n").entries
    assert [link.label for link in entry.record.links] == ["Paper", "Homepage"]


def test_a_paragraph_that_leads_to_a_list_is_no_title() -> None:
    page = read(
        f"# L\n\nThese are the papers that others have sent:\n\n- {TITLE} - Ada One, Bert Two, Cy Three\n{LINK}\n"
    )
    assert [entry.record.title for entry in page.entries] == [TITLE]


def test_a_row_that_fits_its_head_no_longer_is_told() -> None:
    page = read(f"| Title | Venue |\n|-|-|\n| [{TITLE}]({LINK}) | ICML |\n| [{TITLE} | {TITLE}]({LINK}) | ICML |\n")
    assert [(row.line, row.cells, row.heads) for row in page.uneven] == [(3, 3, 2)]


KEPT_IN_YAML = """papers:
  - title: "Deep Things: A Study"
    authors:
      - Ada One
      - Bert Two
    conference: ICML
    year: 2023
    pdf: https://arxiv.org/abs/2401.00001
    links:
      code: https://github.com/a/b
  - title: >-
      Other
      Things
    author: [Ada One, Bert Two]
    journal: Nature
    date: 2022-05-01
    url: https://arxiv.org/abs/2401.00002
  - title: null
    url: https://arxiv.org/abs/2401.00003
"""


def test_lists_blocks_and_mappings_of_yaml_are_read_and_what_has_no_title_is_told() -> None:
    page = read(KEPT_IN_YAML)
    said = [(r.title, r.authors, r.venue, r.year, r.date, len(r.links)) for r in (e.record for e in page.entries)]
    assert said == [
        ("Deep Things: A Study", "Ada One, Bert Two", "ICML", 2023, None, 2),
        ("Other Things", "Ada One, Bert Two", "Nature", 2022, "2022-05-01", 1),
    ]
    assert page.entries[0].record.code == "https://github.com/a/b"
    assert [page.lines[number].strip() for number in page.unread] == ["url: https://arxiv.org/abs/2401.00003"]


def test_a_file_whose_name_has_blanks_ends_before_the_title_of_its_link() -> None:
    assert [token.address for token in scan('[Deep](./deep things.md "Things") [Odd](odd things.pdf)', {})] == [
        "./deep things.md", "odd things.pdf",
    ]  # fmt: skip


def test_a_picture_that_counts_citations_leads_to_no_paper() -> None:
    counter = "https://img.shields.io/badge/dynamic/json?label=cites&query=%24.cited_by_count"
    (entry,) = read(f"# List\n\n- [{TITLE}]({LINK}) [![cites]({counter})](https://openalex.org/W1)").entries
    assert [link.url for link in entry.record.links] == [LINK]


def test_the_pages_of_persons_are_no_links_of_the_paper() -> None:
    names = "[Ada One](https://one.example.org), [Bo Two](https://two.example.org)"
    (entry,) = read(f"# List\n\n## Ponds\n\n- {TITLE}. {names}. ICML 2017 [p]({LINK})\n").entries
    assert [link.url for link in entry.record.links] == [LINK]


PAIRS = {
    "a quoted title over its venue": '* "{title}"\n  - In *ICML*, 2009 [[paper]({link})]',
    "names over a title": "* Ada One et al.\n  - **[{title}]({link})** ICML 2009",
}


@pytest.mark.parametrize("form", PAIRS.values(), ids=PAIRS)
def test_an_item_over_one_that_has_its_link_is_an_entry_where_all_are(form: str) -> None:
    titles = [f"{TITLE}, Part {number}" for number in "ABCD"]
    items = [form.format(title=title, link=LINK + str(place)) for place, title in enumerate(titles)]
    entries = read("\n".join(["# List", "", "## Ponds", "", *items, ""])).entries
    assert [(entry.record.title, entry.record.venue, entry.record.year) for entry in entries] == [
        (title, "ICML", 2009) for title in titles
    ]


def test_lines_that_begin_with_names_are_one_entry_each() -> None:
    lines = [f"*Ada One, Bo Two*, [{TITLE}, Part {number}]({LINK}{number}), ICML 2020" for number in range(4)]
    entries = read("\n".join(["# List", "", "## Ponds", "", *lines, ""])).entries
    assert [entry.record.title for entry in entries] == [f"{TITLE}, Part {number}" for number in range(4)]


def test_brackets_of_full_width_are_no_part_of_an_address() -> None:
    (entry,) = read(f"# List\n\n## Ponds\n\n- {TITLE}（{LINK}）\n").entries
    assert (entry.record.title, [link.url for link in entry.record.links]) == (TITLE, [LINK])


def test_one_quotation_is_no_entry() -> None:
    quoted = f"> As **{TITLE}** says, [this]({LINK}) is so.\n"
    page = read(f"# List\n\n## Ponds\n\n{quoted}\n- [{TITLE}s]({LINK}2)\n")
    assert [entry.record.title for entry in page.entries] == [f"{TITLE}s"]


def test_a_line_that_begins_and_ends_in_bold_goes_on_with_an_entry() -> None:
    lines = [f"**{TITLE}**  ", f"**[** `ECCV2018` **]** **[[paper]]({LINK})**  ", "**[** `ponds` **]**"]
    (entry,) = read("\n".join(lines)).entries
    assert (entry.first, entry.last) == (0, 2)


def test_a_number_that_is_marked_as_code_is_a_link() -> None:
    (entry,) = read(f"- **{TITLE}**\n  - DOI: `10.52202/079017-3142`\n  - Year: 2024\n  - Venue: Ponds\n").entries
    assert [link.url for link in entry.record.links] == ["https://doi.org/10.52202/079017-3142"]
