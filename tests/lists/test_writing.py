"""A new entry is written in the section's own form, at its own place, and nothing else is touched."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.paper import Link
from bot.lists.sections import SectionError, waiting
from bot.lists.writing.amending import graft
from bot.lists.writing.editing import add, take_out
from bot.lists.writing.entry.names import NameStyle, learn_names
from bot.lists.writing.entry.traces import GONE, drop_traces
from bot.lists.writing.facts import FactsError, read_facts
from tests.lists.pages import AUTHORS, AWQ, CODE, FORMS, GPTQ, WALK, A, B, C, Form, bullets, read

NEW = "KIVI: Asymmetric 2bit Quantization"
PONDS = "https://arxiv.org/abs/2401.0000"


def put(text: str, section: str | None = None, **facts: object) -> tuple[str, list[str]]:
    """Return the page after adding a paper, and the inserted lines without their ends."""
    page = read(text)
    given_facts = {"title": NEW, "links": [["title", C]], "venue": "ICML", "year": 2024} | facts
    edit = add(page, section, read_facts(given_facts))
    return edit.apply(page), [line.rstrip("\r\n") for line in edit.inserted if line.strip()]


SHIELD = "https://img.shields.io/badge"


def badges(form: str) -> str:
    """Return a page with four papers in a form that says title, venue, year and number."""
    papers = (
        (GPTQ, "ICLR", 2023, "2210.17323"),
        (AWQ, "MLSys", 2024, "2306.00978"),
        (WALK, "ACL", 2022, "2201.00001"),
        (f"{AWQ} Again", "EMNLP", 2023, "2311.00001"),
    )
    return bullets(
        *(form.format(title=title, venue=venue, year=year, short=year % 100, number=number)
          for title, venue, year, number in papers)
    )  # fmt: skip


WRITTEN = {
    "the rest of a title behind its linked name and colon": (
        bullets(
            f"- [PondNet:]({A}) Counting the Ponds | ICLR 2023", f"- [LakeNet:]({B}) Counting the Lakes | ICML 2022"
        ),
        {},
        [f"- [KIVI:]({C}) Asymmetric 2bit Quantization | ICML 2024"],
    ),
    "no rest of another title where the new one has no colon": (
        bullets(
            f"- [PondNet]({A})<br><sub>Counting the Many Ponds of Cities</sub>",
            f"- [LakeNet]({B})<br><sub>Counting the Many Lakes of Cities</sub>",
        ),
        {"title": "Quantization of Caches"},
        [f"- [Quantization of Caches]({C})"],
    ),
    "what a paper is called for short, with its year": (
        bullets(
            f"- [PondNet'23]({A}) - **PondNet: Ponds**, ICLR 2023",
            f"- [LakeNet'22]({B}) - **LakeNet: Lakes**, ECCV 2022",
        ),
        {},
        [f"- [KIVI'24]({C}) - **{NEW}**, ICML 2024"],
    ),
    "two family names where no two stand alone": (
        bullets(
            f"- Onesen, [{GPTQ}]({A}), ICLR 2022",
            f"- Twosen et al., [{AWQ}]({B}), ICML 2023",
            f"- Foursen, [{WALK}]({A}1), ICML 2023",
        ),
        {"authors": "Ada Quill, Bo Vane"},
        [f"- Quill and Vane, [{NEW}]({C}), ICML 2024"],
    ),
    "no stop between people and a venue in brackets": (
        bullets(f"- Ada One et al. (*ICLR 2022*) [{GPTQ}]({A})", f"- Cy Three et al. (*ICML 2023*) [{AWQ}]({B})"),
        {"authors": "Ada Quill, Bo Vane"},
        [f"- Ada Quill, Bo Vane (*ICML 2024*) [{NEW}]({C})"],
    ),
    "a linked badge and the words in its place": (
        badges(
            f"- **{{title}}** [![{{venue}} {{year}}]({SHIELD}/{{venue}}_{{year}}-blue)](https://arxiv.org/abs/{{number}})"
        ),
        {"links": [["paper", C]]},
        [f"- **{NEW}** [![ICML 2024]({SHIELD}/ICML_2024-blue)]({C})"],
    ),
    "a cell that is empty beside, of a column of facts": (
        "## List\n\n| Title | Authors | Published in | Year | Code |\n|---|---|---|---|---|\n"
        f"| [{GPTQ}]({A}) | Ada One | TIST | 2019 | |\n| [{AWQ}]({B}) | Bo Two | | 2018 | [code]({CODE}) |\n",
        {"authors": "Cy Three", "links": [["title", C], ["code", CODE]]},
        [f"| [{NEW}]({C}) | Cy Three | ICML | 2024 | [code]({CODE}) |"],
    ),
    "a name for the page that is not closed": (
        bullets(
            f'- <a name="one2020ponds"> Onesen, A. \n*[{GPTQ}]({A})*,\nECCV, 2020. [[PyTorch]({CODE}1)]',
            f'- <a name="two"></a> Twosen, B. \n*[{AWQ}]({B})*,\nECCV, 2020. [[PyTorch]({CODE}2)]',
        ),
        {"authors": "Cy Threesen", "links": [["title", C], ["code", CODE]]},
        ["- Threesen, C. ", f"*[{NEW}]({C})*,", f"ICML, 2024. [[PyTorch]({CODE})]"],
    ),
    "the stop of a venue that is made short": (
        bullets(
            f"1. A. Onesen, et al., “{GPTQ},” ACM Comput. Surv., 2023. [Paper]({A})",
            f"2. B. Twosen, et al., “{AWQ},” ACM Comput. Surv., 2022. [Paper]({B})",
        ),
        {"authors": "Cy Threesen", "links": [["paper", C]]},
        [f"1. C. Threesen, “{NEW},” ICML, 2024. [Paper]({C})"],
    ),
    "a blank at the end of a link's text": (
        bullets(f"- 2019, [{GPTQ} ]({A}), ICLR", f"- 2020, [{AWQ} ]({B}), FAST"),
        {},
        [f"- 2024, [{NEW}]({C}), ICML"],
    ),
    "a number and a name before Chinese brackets end": (
        f"# L\n\n## P\n\n1.【ICLR-2017 GCN】<br>\n[{GPTQ}]({A})\n\n2.【NIPS-2017 GAT】<br>\n[{AWQ}]({B})\n",
        {},
        ["3.【ICML-2024】<br>", f"[{NEW}]({C})"],
    ),
    "no link named by another paper's venue": (
        bullets(
            *(
                f"**{title}.**  \n{AUTHORS}.  \n*International Conference on {on}, June 2022.*  \n[[{name}]({url})]\n"
                for title, url, name, on in (
                    (GPTQ, A, "ICLR", "Learning Representations"),
                    (AWQ, B, "ICML", "Machine Learning"),
                )
            )
        ),
        {"links": [["paper", C]], "authors": "Cy Three", "date": "2024-02"},
        [f"**{NEW}.**  ", "Cy Three.  ", "*ICML, February 2024.*  ", f"[[paper]({C})]"],
    ),
    "no code where an environment is named": (
        bullets(
            *(
                f"- [{title}]({url})\n  - {AUTHORS}\n  - ExpEnv: [{name}](https://github.com/x/{name})\n"
                for title, url, name in ((GPTQ, A, "ponds"), (AWQ, B, "lakes"))
            )
        ),
        {"links": [["title", C], ["code", CODE]], "venue": None, "year": None, "authors": "Cy Three"},
        [f"- [{NEW}]({C}) [code]({CODE})", "  - Cy Three", "  - ExpEnv: "],
    ),
    "the venue's badge beside the number's": (
        badges(
            f"- {{title}} [![{{venue}} {{year}}]({SHIELD}/{{venue}}-{{year}}-blue)](https://arxiv.org/abs/{{number}})"
            f" [![arXiv]({SHIELD}/arXiv-{{number}}-b31b1b)](https://arxiv.org/abs/{{number}})"
        ),
        {"links": [["paper", C]]},
        [f"- {NEW} [![ICML 2024]({SHIELD}/ICML-2024-blue)]({C}) [![arXiv]({SHIELD}/arXiv-2402.02750-b31b1b)]({C})"],
    ),
    "the venue's badge alone where there is no number": (
        badges(
            f"- {{title}} [![{{venue}} {{year}}]({SHIELD}/{{venue}}-{{year}}-blue)](https://arxiv.org/abs/{{number}})"
            f" [![arXiv]({SHIELD}/arXiv-{{number}}-b31b1b)](https://arxiv.org/abs/{{number}})"
        ),
        {"links": [["paper", "https://openreview.net/forum?id=abc"]]},
        [f"- {NEW} [![ICML 2024]({SHIELD}/ICML-2024-blue)](https://openreview.net/forum?id=abc)"],
    ),
    "a badge alone and the words in its place": (
        badges(
            f"- ![{{venue}} {{year}}]({SHIELD}/{{venue}}-{{year}}-blue) **{{title}}** [[paper]](https://arxiv.org/abs/{{number}})"
        ),
        {"links": [["paper", C]]},
        [f"- ![ICML 2024]({SHIELD}/ICML-2024-blue) **{NEW}** [[paper]]({C})"],
    ),
    "a badge with two digits of the year": (
        badges(
            f"- **{{title}}** [![{{venue}}'{{short}}]({SHIELD}/{{venue}}'{{short}}-blue)](https://arxiv.org/abs/{{number}})"
        ),
        {"links": [["paper", C]]},
        [f"- **{NEW}** [![ICML'24]({SHIELD}/ICML'24-blue)]({C})"],
    ),
    "what a badge says before the venue": (
        badges(f"- {{title}} [![]({SHIELD}/Paper-{{venue}}%20{{year}}-blue)](https://arxiv.org/abs/{{number}})"),
        {"links": [["paper", C]]},
        [f"- {NEW} [![]({SHIELD}/Paper-ICML%202024-blue)]({C})"],
    ),
    "a preprint's number in the words and in their place": (
        badges(
            f"- {{title}} [![arXiv:{{number}}]({SHIELD}/arXiv-{{number}}-b31b1b)](https://arxiv.org/abs/{{number}})"
        ),
        {"links": [["paper", C]]},
        [f"- {NEW} [![arXiv:2402.02750]({SHIELD}/arXiv-2402.02750-b31b1b)]({C})"],
    ),
    "its own number behind arXiv's name": (
        badges("- {title}. arXiv preprint arXiv:{number}, {year}. [[pdf]](https://arxiv.org/abs/{number})"),
        {"links": [["pdf", C]], "venue": "arXiv"},
        [f"- {NEW}. arXiv preprint arXiv:2402.02750, 2024. [[pdf]]({C})"],
    ),
    "its own number behind a part of arXiv": (
        badges("- {title}. CoRR, abs/{number}, {year}. [[pdf]](https://arxiv.org/abs/{number})"),
        {"links": [["pdf", C]], "venue": "arXiv"},
        [f"- {NEW}. CoRR, abs/2402.02750, 2024. [[pdf]]({C})"],
    ),
    "no number behind who published it": (
        badges("- {title}. arXiv:{number} ({year}). [[pdf]](https://arxiv.org/abs/{number})"),
        {"links": [["pdf", C]]},
        [f"- {NEW}. ICML (2024). [[pdf]]({C})"],
    ),
    "its own number beside who published it": (
        badges("- {title}. {venue} {year}, arXiv:{number}. [[pdf]](https://arxiv.org/abs/{number})"),
        {"links": [["pdf", C]]},
        [f"- {NEW}. ICML 2024, arXiv:2402.02750. [[pdf]]({C})"],
    ),
    "no number of what the other one is said to build on": (
        badges(
            "- {title} [[pdf]](https://arxiv.org/abs/{number}), [[v1]](https://arxiv.org/abs/1905.00001) 1905.00001"
        ),
        {"links": [["pdf", C]]},
        [f"- {NEW} [[pdf]]({C})"],
    ),
    "a number that is said very often": (
        badges(f"- {{title}} [[pdf]](https://arxiv.org/abs/{{number}}) {'({number}) ' * 300}"),
        {"links": [["pdf", C]]},
        [f"- {NEW} [[pdf]]({C}) {'(2402.02750) ' * 300}"],
    ),
    "no number where it has none": (
        badges("- {title}. {venue} {year}, arXiv:{number}. [[pdf]](https://arxiv.org/abs/{number})"),
        {"links": [["pdf", "https://openreview.net/forum?id=abc"]]},
        [f"- {NEW}. ICML 2024. [[pdf]](https://openreview.net/forum?id=abc)"],
    ),
    **{
        f"no marks of what {what} of another title singles out": (
            bullets(*(f"- {marked} {title}. [[pdf]({url})]" for title, url in ((GPTQ, A), (AWQ, B)))),
            {"links": [["pdf", C]]},
            [f"- {NEW}. [[pdf]({C})]"],
        )
        for what, marked in {"bold": "**Deep**-Pond", "a colour": "<font color=red>Deep</font>-Pond"}.items()
    },
    **{
        f"no marks around {who} among others": (
            bullets(*(f"- [{title}]({url}). {people}. ICML 2021." for title, url in ((GPTQ, A), (AWQ, B)))),
            {"links": [["title", C]], "authors": "Cy Three, Di Four"},
            [f"- [{NEW}]({C}). Cy Three, Di Four. ICML 2024."],
        )
        for who, people in {
            "the first": "**Ada One**, Bo Two",
            "the last": "Bo Two, <u>Ada One</u>",
            "the last with a star": "Bo Two, **Ada One\\***",
        }.items()
    },
    "the name of who keeps the paper": (
        bullets(f"- {GPTQ}. [arXiv]({A})", f"- {AWQ}. [arXiv]({B})"),
        {"links": [["paper", "https://openreview.net/forum?id=abc"]]},
        [f"- {NEW}. [OpenReview](https://openreview.net/forum?id=abc)"],
    ),
    "no name where nobody knows who keeps it": (
        bullets(f"- {GPTQ}. [arXiv]({A})", f"- {AWQ}. [arXiv]({B})"),
        {"links": [["paper", "https://example.org/paper.pdf"]]},
        [f"- {NEW}. [Paper](https://example.org/paper.pdf)"],
    ),
    "the month of a preprint by its number": (
        badges(f"- {{title}} [![arXiv]({SHIELD}/arXiv-{{year}}.10-red)](https://arxiv.org/abs/{{number}})"),
        {"links": [["paper", C]]},
        [f"- {NEW} [![arXiv]({SHIELD}/arXiv-2024.02-red)]({C})"],
    ),
    "the year in a badge behind its name": (
        badges(
            f"- {{title}} ![]({SHIELD}/Venue-{{venue}}-green) ![]({SHIELD}/Year-{{year}}-blue) [[paper]](https://arxiv.org/abs/{{number}})"
        ),
        {"links": [["paper", C]]},
        [f"- {NEW} ![]({SHIELD}/Venue-ICML-green) ![]({SHIELD}/Year-2024-blue) [[paper]]({C})"],
    ),
    "a preprint's badge with the year that others have": (
        badges(f"- {{title}} [![]({SHIELD}/{{venue}}'{{short}}-blue)](https://arxiv.org/abs/{{number}})"),
        {"links": [["paper", C]], "venue": "arXiv"},
        [f"- {NEW} [![]({SHIELD}/arXiv'24-blue)]({C})"],
    ),
    "the year in a preprint's badge": (
        badges(
            f'- [{{title}}](https://arxiv.org/abs/{{number}}) <img src="{SHIELD}/ArXiv-{{year}}-green.svg">'
        ).replace("ArXiv-2023", "ICLR-2023"),
        {"links": [["title", C]], "venue": "arXiv"},
        [f'- [{NEW}]({C}) <img src="{SHIELD}/arXiv-2024-green.svg">'],
    ),
    "its own month in a badge": (
        badges(
            f"- [{{title}}](https://arxiv.org/abs/{{number}}) [![abs]({SHIELD}/abs-{{year}}.10-red)]"
            "(https://arxiv.org/abs/{number})"
        ),
        {"links": [["title", C], ["abs", C]], "date": "2024-02"},
        [f"- [{NEW}]({C}) [![abs]({SHIELD}/abs-2024.02-red)]({C})"],
    ),
    "a venue between backticks in a link": (
        badges("- {title} [`{venue} {year}`](https://arxiv.org/abs/{number})"),
        {"links": [["paper", C]]},
        [f"- {NEW} [`ICML 2024`]({C})"],
    ),
    "a stop behind people where that of others was all that parted them": (
        bullets(
            f"- [{GPTQ}]({A}). A. One et al. *ICLR*, 2023",
            f"- [{WALK}]({B}). B. Two et al. *ACL*, 2022",
            f"- [{AWQ}]({A}1). C. Three, D. Four. *MLSys*, 2024",
        ),
        {"authors": "Ed Five, Flo Six"},
        [f"- [{NEW}]({C}). E. Five, F. Six. *ICML*, 2024"],
    ),
    "one stop where a name's ends the sentence": (
        bullets(
            f"- *{GPTQ}*, A. One et al., ICLR. [pdf]({A})",
            f"- *{WALK}*, B. Two et al., ACL. [pdf]({B})",
            f"- *{AWQ}*, C. Three et al., MLSys. [pdf]({A}1)",
        ),
        {"authors": "Ed Five, Flo Six, Gus Ten", "links": [["pdf", C]], "venue": None, "year": None},
        [f"- *{NEW}*, E. Five et al. [pdf]({C})"],
    ),
    "the label that says whose page it is, before a title": (
        badges("- [arXiv](https://arxiv.org/abs/{number}) {title} ({venue} {year})"),
        {"links": [["paper", C]]},
        [f"- [arXiv]({C}) {NEW} (ICML 2024)"],
    ),
    "no other paper's anchor": (
        bullets(f'- <a name="one"></a> [{GPTQ}]({A}), ICLR 2023', f'- <a name="two"></a> [{WALK}]({B}), ICML 2022'),
        {},
        [f"- [{NEW}]({C}), ICML 2024"],
    ),
    "nothing that nobody sees": (
        bullets(
            f"- [{GPTQ}]({A}), ICLR 2023 | [bibtex](a.txt) <!-- one22gptq -->",
            f"- [{WALK}]({B}), ICML 2022 | [bibtex](b.txt) <!-- two22walk -->",
        ),
        {},
        [f"- [{NEW}]({C}), ICML 2024"],
    ),
    "the month behind the year's last digits": (
        bullets(f"- {GPTQ} [arXiv 2210]({A})", f"- {AWQ} [ICLR 2306]({B})"),
        {"links": [["paper", C]], "date": "2024-02-05"},
        [f"- {NEW} [ICML 2402]({C})"],
    ),
    "the whole year where the month is not known": (
        bullets(f"- {GPTQ} [arXiv 2210]({A})", f"- {AWQ} [ICLR 2306]({B})"),
        {"links": [["paper", C]]},
        [f"- {NEW} [ICML 2024]({C})"],
    ),
    "no pages without their numbers, no colon without names": (
        bullets(
            f"- One, A.: {GPTQ} (pp. 1–9). [paper]({A})",
            f"- Two, B.: {WALK} (pp. 10–19). [paper]({B})",
            f"- Three, C.: {AWQ} (pp. 20–29). [paper]({A}1)",
        ),
        {"links": [["paper", C]], "venue": None, "year": None},
        [f"- {NEW}. [paper]({C})"],
    ),
    "no word that leads to people": (
        bullets(
            f"- [{GPTQ}]({A}) - It rounds weights by Ada One, Bo Two (2023)",
            f"- [{WALK}]({B}) - It takes long steps by Cy Three (2022)",
            f"- [{AWQ}]({A}1) - It knows what counts by Di Four (2024)",
        ),
        {"venue": None},
        [f"- [{NEW}]({C}) - (2024)"],
    ),
    "a repository that the list calls project": (
        bullets(f"- {GPTQ}, ICLR 2023 [[pdf]({A})], [[project]({CODE})]", f"- {WALK}, ICML 2022 [[pdf]({B})]"),
        {"links": [["paper", C], ["code", f"{CODE}2"]]},
        [f"- {NEW}, ICML 2024 [[pdf]({C})], [[project]({CODE}2)]"],
    ),
    "the word for what is not known behind its key": (
        bullets(
            *(
                f"**{title}**\n\n- Paper: {url}\n- Code: {code}\n"
                for title, url, code in ((GPTQ, A, CODE), (AWQ, B, "None"), (WALK, f"{B}1", f"{CODE}1"))
            )
        ),
        {"links": [["paper", C]], "venue": None, "year": None},
        [f"**{NEW}**", f"- Paper: {C}", "- Code: None"],
    ),
    "no break before a line that is gone": (
        bullets(
            *(
                f"**{title}** \\\n*{AUTHORS}* \\\narXiv 2022. [[Paper]({url})] \\\n{day} Nov 2022\n"
                for title, url, day in ((GPTQ, A, 14), (WALK, B, 7))
            )
        ),
        {"links": [["paper", C]]},
        [f"**{NEW}** \\", f"ICML 2024. [[Paper]({C})]"],
    ),
    "one stop behind a title": (
        bullets(f"- [**{GPTQ}.**]({A}) ICLR 2023.", f"- [**{WALK}.**]({B}) ICML 2022."),
        {"title": "On Sparse Things."},
        [f"- [**On Sparse Things.**]({C}) ICML 2024."],
    ),
    "no dash before nothing": (
        bullets(f"- [{GPTQ}]({A}) - Rounds weights one by one.", f"- [{WALK}]({B}) - Sees steps, too - in ICML 2022"),
        {"venue": None, "year": None},
        [f"- [{NEW}]({C})."],
    ),
    "no hyphen before a nickname that is not there": (
        bullets(f"- [ICLR'2023-GPTQ] {GPTQ}. [[paper]]({A})", f"- [MLSys'2024-AWQ] {AWQ}. [[paper]]({B})"),
        {"title": "On Sparse Things", "links": [["paper", C]]},
        [f"- [ICML'2024] On Sparse Things. [[paper]]({C})"],
    ),
    "a label in the case that most have": (
        bullets(f"- {GPTQ} [[Paper]]({A})", f"- {AWQ} [[Paper]]({B})", f"- {WALK} [[paper]]({CODE})"),
        {"links": [["paper", C]]},
        [f"- {NEW} [[Paper]]({C})"],
    ),
    "no stop between backticks": (
        bullets(f"- [[ICLR]({A})] {GPTQ} [`opt.` `est.`]", f"- [[ICML]({B})] {WALK} [`graph.` `feat.`]"),
        {"links": [["paper", C]], "year": None},
        [f"- [[ICML]({C})] {NEW}"],
    ),
    "no break at the end of a cell": (
        f"| Paper | Venue |\n|---|---|\n| **[{GPTQ}]({A})**<br>Rounds weights one by one<br><sub>By columns.</sub>"
        f" | ICLR 2023 |\n| **[{WALK}]({B})**<br>Walks through steps<br><sub>By paths.</sub> | ICML 2022 |\n",
        {},
        [f"| **[{NEW}]({C})** | ICML 2024 |"],
    ),
    "no et al. without a name": (
        bullets(
            f"- [Xu _et. al._] [{GPTQ}] [ICLR'23] [[pdf]]({A})", f"- [Li _et. al._] [{WALK}] [ICML'22] [[pdf]]({B})"
        ),
        {"links": [["pdf", C]]},
        [f"- [{NEW}] [ICML'24] [[pdf]]({C})"],
    ),
    "no half of a mark": (
        bullets(f"* [**{GPTQ}** (2023) <br> *Ada One*]({A})", f"* [**{WALK}** (2022) <br> *Bo Two*]({B})"),
        {"venue": None, "year": None},
        [f"* [**{NEW}**]({C})"],
    ),
    "the stop of et al. before the title": (
        bullets(
            *(f"- {name} et al. **{title}**. ICLR 2023. [[pdf]]({A})" for name, title in (("Xu", GPTQ), ("Li", WALK)))
        ),
        {"links": [["pdf", C]], "authors": "Cy Three"},
        [f"- Three. **{NEW}**. ICML 2024. [[pdf]]({C})"],
    ),
    "pictographs of keys": (
        bullets(
            f"* **[{GPTQ}]({A})** ICLR 2023 [code]({CODE})",
            "  * **📝 Summary**: Rounds weights one by one.",
            "  * **🔧 Method**: ⭐⭐ (2/5)",
            f"* **[{WALK}]({B})** ICML 2022 [code]({CODE}1)",
            "  * **📝 Summary**: Walks through steps.",
            "  * **🔧 Method**: ⭐⭐⭐ (3/5)",
            f"* **[{AWQ}]({A}1)** MLSys 2024",
        ),
        {"links": [["title", C], ["code", f"{CODE}2"]]},
        [f"* **[{NEW}]({C})** ICML 2024 [code]({CODE}2)", "  * **📝 Summary**: ", "  * **🔧 Method**: "],
    ),
    "no number of another preprint": (
        bullets(
            f"- **One, A. (2022).** [{GPTQ}]({A}). *arXiv preprint arXiv:2210.17323*.",
            f"- **Two, B. (2022).** [{WALK}]({B}). *arXiv preprint arXiv:2210.00001*.",
            f"- **Three, C. (2023).** [{AWQ}]({A}1). *arXiv preprint arXiv:2306.00978*.",
        ),
        {"authors": "Di Four"},
        [f"- **Four, D. (2024).** [{NEW}]({C}). *ICML*."],
    ),
    "no words that lead to another paper's": (
        "| Paper | Venue | Year |\n|---|---|---|\n"
        + "".join(
            f"| [{names}. {title}. In: Proceedings of the {words}]({url}) | ICLR | 2023 |\n"
            for names, title, url, words in (
                ("One A, Two B", GPTQ, A, "20th Annual Conference on Weights. 2022, 436–449"),
                ("Three C, Four D", WALK, B, "30th Symposium of Steps. 2023, 12–20"),
                ("Five E, Six F", AWQ, f"{A}1", "34th Meeting about Numbers. 2023, 1–9"),
                ("Five E, Two B", f"{AWQ} Again", f"{A}2", "2nd Workshop for Rounding. 2023, 17–19"),
            )
        ),
        {"authors": "Di Seven, Ed Eight"},
        [f"| [Seven D, Eight E. {NEW}.]({C}) | ICML | 2024 |"],
    ),
    "no people where a short name stands": (
        bullets(
            f"* e-SNLI [e-SNLI: Natural Language Inference with Explanations]({A})",
            *(f"* v{number} [{GPTQ} {number}]({A}{number})" for number in range(6)),
            f"* CoS-E [Explain Yourself! Leveraging Language Models]({B})",
        ),
        {"title": "On Sparse Things", "venue": None, "year": None, "authors": "Ada One"},
        [f"* [On Sparse Things]({C})"],
    ),
    "no rating by name": (
        bullets(f"- {GPTQ} ([paper]({A})) :star: :star: :star:", f"- {WALK} ([paper]({B})) :star: :star:"),
        {"links": [["paper", C]], "venue": None, "year": None},
        [f"- {NEW} ([paper]({C}))"],
    ),
    "venue and year said twice": (
        bullets(
            f"* `[One et al. ICLR23]` {GPTQ}. ICLR, 2023. [[paper]]({A})",
            f"* `[Two et al. ICLR23]` {WALK}. ICLR, 2023. [[paper]]({B})",
        ),
        {"links": [["paper", C]], "authors": "Cy Three, Di Four, Ed Five"},
        [f"* `[Three et al. ICML24]` {NEW}. ICML, 2024. [[paper]]({C})"],
    ),
    "no people where one entry of many has any": (
        bullets(
            f"- [{GPTQ}]({A}), *ICLR 2023* - *Ada One, Bo Two*",
            *(f"- [{WALK} {number}]({B}{number}), *ICML 2022*" for number in range(10)),
        ),
        {"authors": "Cy Three"},
        [f"- [{NEW}]({C}), *ICML 2024*"],
    ),
    "no place where other people work": (
        bullets(
            *(
                line
                for title, url, names in (
                    (GPTQ, A, "Ada One"),
                    (WALK, B, "Bo Two, Cy Three"),
                    (AWQ, f"{A}1", "Di Four"),
                )
                for line in (f"* {title} [[paper]]({url})", f"  * {names} (University of Washington)", "  * ICLR'23")
            )
        ),
        {"links": [["paper", C]], "authors": "Ed Five"},
        [f"* {NEW} [[paper]]({C})", "  * Ed Five", "  * ICML'24"],
    ),
    "one bullet, though a topic stood before the paper": (
        bullets(
            "- ***Rounds weights***",
            f'  - **"{GPTQ}"**, ICLR, 2023',
            "    - Ada One, Bo Two",
            f"    - [[Paper]]({A})",
            "- ***Walks through steps***",
            f'  - **"{WALK}"**, ICML, 2022',
            "    - Cy Three, Di Four",
            f"    - [[Paper]]({B})",
        ),
        {"links": [["Paper", C]], "authors": "Ed Five"},
        [f'- **"{NEW}"**, ICML, 2024', "    - Ed Five", f"    - [[Paper]]({C})"],
    ),
    "a number among numbers, whatever it is written like": (
        f"# L\n\n1. {GPTQ}: [[Paper]({A})]\n2. {WALK}: [[Paper]({B})]\n+ {AWQ}: [[Paper]({A}1)] [[Code]({CODE})]\n",
        {"links": [["Paper", C], ["Code", f"{CODE}2"]], "venue": None, "year": None},
        [f"1. {NEW}: [[Paper]({C})] [[Code]({CODE}2)]"],
    ),
    "no place that is called by another paper": (
        bullets(
            '- <a name="gptq"></a>',
            f"  **{GPTQ}** (ICLR 2023)  ",
            f"  [Paper]({A})",
            "",
            '- <a name="walk"></a>',
            f"  **{WALK}** (ICML 2022)  ",
            f"  [Paper]({B})",
        ),
        {"links": [["Paper", C]]},
        [f"- **{NEW}** (ICML 2024)  ", f"  [Paper]({C})"],
    ),
    "no name of another paper's tag": (
        bullets(f'1. <span id = "1">**{GPTQ}**</span> [pdf]({A})', f'2. <span id = "2">**{WALK}**</span> [pdf]({B})'),
        {"links": [["pdf", C]], "venue": None, "year": None},
        [f"3. <span>**{NEW}**</span> [pdf]({C})"],
    ),
    "no topic's badge, though most have it": (
        bullets(
            *(
                f'- {title} <img src="https://img.shields.io/badge/{topic}-red" alt="{topic}"> [[paper]]({url})'
                for title, topic, url in ((GPTQ, "ECG", A), (WALK, "ECG", B), (AWQ, "EEG", f"{A}1"))
            )
        ),
        {"links": [["paper", C]], "venue": None, "year": None},
        [f"- {NEW} [[paper]]({C})"],
    ),
    "a badge with the year apart from the venue": (
        bullets(
            f"- [{GPTQ}]({A}) ![x](https://img.shields.io/badge/ICLR-2023-green.svg)",
            f"- [{WALK}]({B}) ![x](https://img.shields.io/badge/ICML-2022-green.svg)",
        ),
        {},
        [f"- [{NEW}]({C}) ![x](https://img.shields.io/badge/ICML-2024-green.svg)"],
    ),
    "no remark, though another paper has a word of it": (
        bullets(
            *(
                line
                for title, remark, url in (
                    (GPTQ, "two stages, weights only", A),
                    (WALK, "one stage, weights only", B),
                    (AWQ, "a data set, weights only", f"{A}1"),
                    (f"{AWQ} Again", "weights only", f"{A}2"),
                )
                for line in (f"* [{title}]({url})", f"  * {remark}")
            )
        ),
        {"venue": None, "year": None},
        [f"* [{NEW}]({C})"],
    ),
    "no break where nothing follows": (
        bullets(f"- [{GPTQ}]({A})  ", "  Weights of three bits.", f"- [{WALK}]({B})  ", "  Sequences that remember."),
        {"venue": None, "year": None},
        [f"- [{NEW}]({C})"],
    ),
    "one stop where volume and pages were": (
        bullets(
            f"1. One, A., and Two, B. (2022). {GPTQ}. Geophys. J. Int., 192(3), 1179-1188. {A}",
            f"2. Three, C. (2022). {WALK}. J. Appl. Geophys., 76, 44-49. {B}",
        ),
        {"links": [["paper", C]], "venue": "Brain", "authors": "Di Four"},
        [f"3. Four, D. (2024). {NEW}. Brain. {C}"],
    ),
    "the preprint in its column, too": (
        "## Q\n\n|Venue|Title|arXiv|Code|\n|-|-|-|-|\n"
        f"|ICLR|[{GPTQ}](https://openreview.net/forum?id=a1) <br> <sub>Bits.</sub> |[arXiv]({A})|[Link]({CODE})|\n"
        f"|ICML|[{AWQ}](https://openreview.net/forum?id=a2) <br> <sub>Few.</sub> |[arXiv]({B})|[Link]({CODE}2)|\n",
        {"links": [["paper", C]], "year": None},
        [f"|ICML|[{NEW}]({C}) |[arXiv]({C})| |"],
    ),
    "no volume, pages, month or DOI of another paper": (
        bullets(
            f'- Ada One, "{GPTQ}," in Brain, vol. 3, no. 5, pp. 12-26, Oct. 2017, doi: 10.1109/TRO.2017. [Paper]({A})',
            f'- Bo Two, "{WALK}," in Mind, vol. 7, no. 1, pp. 23-59, Oct. 2015, doi: 10.1109/TPAM.2015.2. [Paper]({B})',
        ),
        {"links": [["paper", C]], "authors": "Cy Three"},
        [f'- Cy Three, "{NEW}," in ICML, 2024. [Paper]({C})'],
    ),
    "no comma before the first words in brackets": (
        bullets(
            *(
                f"- [{title}.]({url}) ({lab}, **{year} ICLR**)"
                for title, lab, year, url in ((GPTQ, "Duke University", 2023, A), (WALK, "Lausanne, EPFL", 2022, B))
            )
        ),
        {},
        [f"- [{NEW}.]({C}) (**2024 ICML**)"],
    ),
    "a long name apart from its year": (
        bullets(f"- [{GPTQ}]({A}) (ICLR2023)", f"- [{WALK}]({B}) (ICML2022)"),
        {"venue": "Journal of Nets"},
        [f"- [{NEW}]({C}) (Journal of Nets 2024)"],
    ),
    "no star that is not closed": (
        bullets(f"- {GPTQ} [[paper]]({A})", f"- {WALK}* [[paper]]({B})"),
        {"links": [["paper", C]], "venue": None, "year": None},
        [f"- {NEW} [[paper]]({C})"],
    ),
    "no mark that is written by its number": (
        bullets(f"- &#9733; [{GPTQ}]({A})", f"- [{WALK}]({B})", f"- &#9733; [{AWQ}]({A}1)"),
        {"venue": None, "year": None},
        [f"- [{NEW}]({C})"],
    ),
    "the title's link is the paper's": (
        bullets(f"- [{GPTQ}]", f"- [{WALK}]({B})"),
        {"links": [["Paper", C]], "venue": None, "year": None},
        [f"- [{NEW}]({C})"],
    ),
    "an address that the form says twice": (
        bullets(f"- [{GPTQ}]({A}). [[Paper]]({A})", f"- [{WALK}]({B}). [[Paper]]({B})"),
        {"links": [["Paper", C]], "venue": None, "year": None},
        [f"- [{NEW}]({C}). [[Paper]]({C})"],
    ),
    "a label that says that there is no code": (
        bullets(
            *(
                f"- {title} | [[paper]]({url}) | {code}"
                for title, url, code in (
                    (GPTQ, A, "[code]"),
                    (WALK, B, "[code]"),
                    (AWQ, f"{A}1", f"[[code]]({CODE})"),
                )
            )
        ),
        {"links": [["paper", C]], "venue": None, "year": None},
        [f"- {NEW} | [[paper]]({C}) | [code]"],
    ),
    "no bar before nothing": (
        bullets(f"- {GPTQ} | [[paper]]({A}) | *{AUTHORS}*"),
        {"links": [["paper", C]], "venue": None, "year": None},
        [f"- {NEW} | [[paper]]({C})"],
    ),
    "an emoji that stands before each link to code": (
        bullets(f"- [{GPTQ}]({A})<br>:star:[code]({CODE})", f"- [{WALK}]({B})", f"- [{AWQ}]({A}1)"),
        {"links": [["title", C], ["code", "https://github.com/a/kivi"]], "venue": None, "year": None},
        [f"- [{NEW}]({C})<br>:star:[code](https://github.com/a/kivi)"],
    ),
    "title linked": (
        bullets(f"- [{GPTQ}]({A}), ICLR 2023"),
        {},
        [f"- [{NEW}]({C}), ICML 2024"],
    ),
    "label of the section": (
        bullets(f"- {GPTQ}. *[ICLR'23]* [[Paper]]({A}) [[Code]]({CODE})"),
        {"links": [["pdf", C]]},
        [f"- {NEW}. *[ICML'24]* [[Paper]]({C})"],
    ),
    "code with it": (
        bullets(f"- {GPTQ}. *[ICLR'23]* [[Paper]]({A}) [[Code]]({CODE})"),
        {"links": [["paper", C]], "code": "https://github.com/a/kivi"},
        [f"- {NEW}. *[ICML'24]* [[Paper]]({C}) [[Code]](https://github.com/a/kivi)"],
    ),
    "no authors known": (
        bullets(f"- **{GPTQ}.** *{AUTHORS}.* ICLR 2023. [[pdf]({A})]"),
        {"links": [["pdf", C]]},
        [f"- **{NEW}.** ICML 2024. [[pdf]({C})]"],
    ),
    "no affiliation known": (
        bullets(f'* **GPTQ**: "{GPTQ}", ICLR, 2023 (*Some University*). [[Paper]({A})]'),
        {"links": [["Paper", C]]},
        [f'* **KIVI**: "{NEW}", ICML, 2024. [[Paper]({C})]'],
    ),
    "a short name where none is known": (
        bullets(f'* **?**: "{WALK}", ICLR, 2023. [[Paper]({A})]'),
        {"title": "Quantization of Large Caches", "links": [["Paper", C]]},
        [f'* **?**: "Quantization of Large Caches", ICML, 2024. [[Paper]({C})]'],
    ),
    "a short name where the titles that have one repeat it": (
        bullets(f"- [GPTQ] {GPTQ} [[Paper]]({A})", f"- {WALK} [[Paper]]({B})", f"- A Study of Weights [[Paper]]({A}1)"),
        {"links": [["Paper", C]], "venue": None, "year": None},
        [f"- [KIVI] {NEW} [[Paper]]({C})"],
    ),
    "brackets around a label of two": (
        bullets(f"- {GPTQ} [[arxiv][pdf]]({A})", f"- {WALK} [[arxiv][pdf]]({B})"),
        {"links": [["pdf", C]], "venue": None, "year": None},
        [f"- {NEW} [[arxiv][pdf]]({C})"],
    ),
    "a link whose venue is unknown": (
        bullets(f"- **{GPTQ}** [ICLR 2023]({A})", f"- **{WALK}** [ICLR 2022]({B})"),
        {"links": [["arXiv", C]], "venue": None, "year": None},
        [f"- **{NEW}** [arXiv]({C})"],
    ),
    "no words of another paper": (
        "# L\n\n"
        + "\n".join(
            f"- [Study Number {n} of Nets](https://arxiv.org/abs/2001.0000{n})\n  - Env: [{word}]()"
            for n, word in enumerate(("Labyrinth", "Kitchen", "Driving", "Cooking"))
        )
        + "\n",
        {"venue": None, "year": None},
        [f"- [{NEW}]({C})", "  - Env:"],
    ),
    "a line of names in the middle that is not known": (
        bullets(
            f"**{GPTQ}**  ",
            f"{AUTHORS}  ",
            f"[ICLR 2023]({A}) • [Code]({CODE})",
            "",
            f"**{AWQ}**  ",
            f"{AUTHORS}  ",
            f"[MLSys 2024]({B})",
        ),
        {"links": [["paper", C]]},
        [f"**{NEW}**  ", f"[ICML 2024]({C})"],
    ),
    "a line of names at the end that is not known": (
        bullets(
            f"1. **{GPTQ}.** ICLR, 2023. [paper]({A})",
            "",
            f"   *{AUTHORS}*",
            "",
            f"2. **{AWQ}.** MLSys, 2024. [paper]({B})",
            "",
            f"   *{AUTHORS}*",
        ),
        {"links": [["paper", C]]},
        [f"3. **{NEW}.** ICML, 2024. [paper]({C})"],
    ),
    "plain tags in names": (
        bullets(f"- **{GPTQ}** *{AUTHORS}* [[Paper]]({A})"),
        {"links": [["Paper", C]], "authors": "Ada One<sup>1</sup>, Bo <b>Two", "venue": None, "year": None},
        [f"- **{NEW}** *Ada One<sup>1</sup>, Bo &lt;b>Two* [[Paper]]({C})"],
    ),
    "the date as it is written": (
        bullets(f"- **{GPTQ}** \\", f"  ICLR 2023. [[Paper]({A})] \\", "  31 Oct 2022"),
        {"links": [["Paper", C]], "date": "2024-02-05"},
        [f"- **{NEW}** \\", f"  ICML 2024. [[Paper]({C})] \\", "  5 Feb 2024"],
    ),
    "a month of one digit beside those that have two": (
        bullets(f"- [{GPTQ}]({A}), 2022.12", f"- [{AWQ}]({B}), 2022.10", f"- [{WALK}]({PONDS}1), 2022.9"),
        {"links": [["title", C]], "date": "2023-02", "venue": None, "year": None},
        [f"- [{NEW}]({C}), 2023.2"],
    ),
    "two links to the paper, by two names": (
        bullets(
            f"- {GPTQ}. [[PUB]({A})]",
            f"- {AWQ}. [[PUB]({B})]",
            f"- {WALK}. [[Paper]({PONDS}1)]",
            f"- Many Ponds in Graphs. [[PUB]({PONDS}2)]",
        ),
        {"links": [["pub", "https://www.nature.com/articles/s41586"], ["pdf", C]], "venue": None, "year": None},
        [f"- {NEW}. [[pub](https://www.nature.com/articles/s41586)] [[pdf]({C})]"],
    ),
    "authors shortened as in the section": (
        bullets(f"- {GPTQ}. Ada One et al. ICLR 2023. [[Paper]({A})]"),
        {"links": [["Paper", C]], "authors": "Cy Three, Di Four, Ed Five"},
        [f"- {NEW}. Cy Three et al. ICML 2024. [[Paper]({C})]"],
    ),
    "badges made of the facts": (
        bullets(
            f"- {GPTQ} [![arXiv](https://img.shields.io/badge/arXiv-2210.17323-b31b1b.svg)]({A}) "
            f"[![Star](https://img.shields.io/github/stars/owner/name.svg?style=social)]({CODE})"
        ),
        {"links": [["arXiv", C], ["Star", "https://github.com/a/kivi"]], "code": "https://github.com/a/kivi"},
        [
            f"- {NEW} [![arXiv](https://img.shields.io/badge/arXiv-2402.02750-b31b1b.svg)]({C}) "
            "[![Star](https://img.shields.io/github/stars/a/kivi.svg?style=social)](https://github.com/a/kivi)"
        ],
    ),
    "the list's own unknown in a table": (
        "## Q\n\n|Title|Venue|Code|\n|-|-|-|\n"
        f"|[{GPTQ}]({A})|ICLR 2023|[Link]({CODE})|\n|[{AWQ}]({B})|MLSys 2024|N/A|\n",
        {},
        [f"|[{NEW}]({C})|ICML 2024|N/A|"],
    ),
    "nothing that most rows say of their own papers": (
        "## Q\n\n|Title|Data|Where|Sound|\n|-|-|-|-|\n"
        + "".join(f"|[{title}]({url})|`COCO`, `VOC`|ICLR 2023|:x:|\n" for title, url in ((GPTQ, A), (AWQ, B)))
        + f"|[{WALK}]({A}1)|`COCO`, `VOC`|ICLR 2023|:heavy_check_mark:|\n",
        {},
        [f"|[{NEW}]({C})| |ICML 2024| |"],
    ),
    "cells in the middle of padded columns": (
        f"## Q\n\n|{'Name':^24}| {'Title':<99} |\n| {'-' * 22} | {'-' * 99} |\n"
        + "".join(
            f"|{name:^24}| {f'[{title}]({url})':<99} |\n"
            for name, title, url in (("GPTQ", GPTQ, A), ("AWQ", AWQ, B), ("Others", "Others: A Survey", f"{A}1"))
        ),
        {"venue": None, "year": None},
        [f"|{'KIVI':^24}| {f'[{NEW}]({C})':<99} |"],
    ),
    "no line break that another title ends with": (
        bullets(f"- [{GPTQ}\n]({A})", f"- [{AWQ}\n]({A}1)", f"- [{WALK}]({B})"),
        {"venue": None, "year": None},
        [f"- [{NEW}]({C})"],
    ),
    "the one sign that a column has for nothing": (
        f"## Q\n\n|Title|Code|\n|-|-|\n|[{GPTQ}]({A})|[code]({CODE})|\n|[{AWQ}]({B})|⚠️|\n|[{WALK}]({A}1)|⚠️|\n",
        {"venue": None, "year": None},
        [f"|[{NEW}]({C})|⚠️|"],
    ),
    "no other paper's name at a link": (
        f"## Q\n\n|Link|Title|\n|-|-|\n|[A Quantizer]({A})|{GPTQ}|\n|[A Walker]({B})|{WALK}|\n",
        {"links": [["paper", C]], "venue": None, "year": None},
        [f"|[paper]({C})|{NEW}|"],
    ),
    "no key of the other paper's people and year": (
        bullets(
            *(
                f"- [{key}2023] {title} in *{venue}*, 2023. [pdf]({url})"
                for title, url, venue, key in (
                    (GPTQ, A, "ICLR", "Frantar"),
                    (AWQ, B, "MLSys", "Lin"),
                    (WALK, f"{A}1", "ICML", "Dao"),
                )
            )
        ),
        {"links": [["pdf", C]]},
        [f"- {NEW} in *ICML*, 2024. [pdf]({C})"],
    ),
    "an empty cell for what nobody can know": (
        f"## Q\n\n|Title|Keywords|Venue|\n|-|-|-|\n|[{GPTQ}]({A})|weights|ICLR 2023|\n",
        {},
        [f"|[{NEW}]({C})| |ICML 2024|"],
    ),
    "nested bullets": (
        bullets(f"- **{WALK} (ICML 2020)**", f"  - {AUTHORS}", f"  - [[Paper]]({A})"),
        {"links": [["Paper", C]], "authors": "Cy Three, Di Four"},
        [f"- **{NEW} (ICML 2024)**", "  - Cy Three, Di Four", f"  - [[Paper]]({C})"],
    ),
    "every cell of a table": (
        "## Q\n\n|Date|Keyword|Institute|Title|Venue|\n|-|-|-|-|-|\n"
        f"|2022-10|PTQ|Some Lab|[{GPTQ}]({A})|ICLR|\n|2023-06|Scaling|Other Lab|[{AWQ}]({B})|MLSys|\n",
        {"date": "2024-02", "year": None},
        [f"|2024-02| | |[{NEW}]({C})|ICML|"],
    ),
    "no year of another paper behind the venue": (
        f"# L\n\n| Year | Title | Venue |\n|---|---|---|\n| 2020 | [{GPTQ}]({A}) | NeurIPS 2019 |\n"
        f"| 2023 | [{AWQ}]({B}) | Journal of Nets |\n| 2022 | [{WALK}]({A}1) | Journal of Walks |\n",
        {},
        [f"| 2024 | [{NEW}]({C}) | ICML |"],
    ),
    "stars in one cell and the code in another": (
        "# L\n\n| Title | Venue | Code |\n|---|---|---|\n"
        f"| [{GPTQ}]({A}) [![Stars](https://img.shields.io/github/stars/a/gptq)]({CODE}) | ICLR | [GitHub]({CODE}) |\n",
        {"links": [["title", C], ["GitHub", "https://github.com/a/kivi"]], "code": "https://github.com/a/kivi"},
        [
            f"| [{NEW}]({C}) [![Stars](https://img.shields.io/github/stars/a/kivi)](https://github.com/a/kivi) | ICML "
            "| [GitHub](https://github.com/a/kivi) |"
        ],
    ),
    "a link that a table has no column for": (
        f"# L\n\n| Title | Venue |\n|---|---|\n| [{GPTQ}]({A}) | ICLR |\n",
        {"code": "https://github.com/a/kivi", "year": None},
        [f"| [{NEW}]({C}) [code](https://github.com/a/kivi) | ICML |"],
    ),
    "a table without bars at its ends": (
        "## Q\n\nType | Title | Venue\n---|---|---\n"
        f"PTQ | [{GPTQ}]({A}) | ICLR 2023\nAll | [{AWQ}]({B}) | MLSys 2024\n",
        {},
        [f"| | [{NEW}]({C}) | ICML 2024"],
    ),
    "the list's own unknown in an HTML table": (
        "<table>\n<tr><th>Title</th><th>Venue</th><th>Code</th></tr>\n"
        f'<tr><td><a href="{A}">{GPTQ}</a></td><td>ICLR 2023</td><td><a href="{CODE}">code</a></td></tr>\n'
        f'<tr><td><a href="{B}">{AWQ}</a></td><td>MLSys 2024</td><td>None</td></tr>\n</table>\n',
        {},
        [f'<tr><td><a href="{C}">{NEW}</a></td><td>ICML 2024</td><td>None</td></tr>'],
    ),
    "a picture of the other paper and its linked people": (
        "## Q\n\n"
        + "\n\n".join(
            f'<table><tr><td>\n<a href="{url}"><img src="teasers/{n}.jpg"/></a></td>\n<td>{title}<br>\n'
            f'<a href="https://{n}.example">Ann Lee</a>,\n<a href="https://b{n}.example">Bo Chen</a><br>\n'
            f'In ICLR 2023<br>\n<a href="{url}">[Paper]</a>\n</td></tr></table>'
            for n, (title, url) in enumerate(((GPTQ, A), (AWQ, B)))
        )
        + "\n",
        {"authors": "Zo Liu, Jiayi Yuan"},
        [
            "<table><tr><td></td>",
            f"<td>{NEW}<br>",
            "Zo Liu, Jiayi Yuan<br>",
            "In ICML 2024<br>",
            f'<a href="{C}">[Paper]</a>',
            "</td></tr></table>",
        ],
    ),
    "a picture of the other paper and people who are not named": (
        "## Q\n\n"
        + "\n\n".join(
            f'<table><tr><td>\n<a href="{url}"><img src="teasers/{n}.jpg"/></a></td>\n<td>{title}<br>\n'
            f'<a href="https://{n}.example">Ann Lee</a>,\n<a href="https://b{n}.example">Bo Chen</a><br>\n'
            f'In ICLR 2023<br>\n<a href="{url}">[Paper]</a>\n</td></tr></table>'
            for n, (title, url) in enumerate(((GPTQ, A), (AWQ, B)))
        )
        + "\n",
        {},
        [
            "<table><tr><td></td>",
            f"<td>{NEW}<br>",
            "In ICML 2024<br>",
            f'<a href="{C}">[Paper]</a>',
            "</td></tr></table>",
        ],
    ),
    "the short name once more": (
        "## Q\n\n|Date|Title|\n|-|-|\n"
        f"|2022.10|[**GPTQ**] [{GPTQ}]({A})|\n|2023.06|[**AWQ**] [{AWQ}]({B})|\n|2023.07|[{WALK}](https://example.org/w)|\n",
        {"date": "2024-02", "venue": None, "year": None},
        [f"|2024.02|[**KIVI**] [{NEW}]({C})|"],
    ),
    "a badge of the short name": (
        bullets(f"- {GPTQ} [[pdf]]({A}) ![](https://img.shields.io/badge/GPTQ-blue)"),
        {"links": [["pdf", C]], "venue": None, "year": None},
        [f"- {NEW} [[pdf]]({C}) ![](https://img.shields.io/badge/KIVI-blue)"],
    ),
    "the form of a link that only another entry has": (
        bullets(
            f"- {GPTQ}, ICLR 2023 [[Paper]({A})] [![Page](https://img.shields.io/badge/Page-blue)](https://example.org/g)",
            *(
                f"- {title}, MLSys 2024 [[Paper](https://example.org/{n})] [[Code](https://github.com/a/n{n})]"
                for n, title in enumerate((WALK, AWQ, "A Study of Sparse Caches"))
            ),
        ),
        {"links": [["Paper", C], ["Code", "https://github.com/a/kivi"], ["Page", "https://example.org/k"]]},
        [
            f"- {NEW}, ICML 2024 [[Paper]({C})] [[Code](https://github.com/a/kivi)] "
            "[![Page](https://img.shields.io/badge/Page-blue)](https://example.org/k)"
        ],
    ),
    "a column that only another row fills": (
        f"# L\n\n| Title | Code | Page |\n|---|---|---|\n| [{WALK}]({A}1) | - | [Site](https://example.org/w) |\n"
        f"| [{GPTQ}]({A}) | [Code]({CODE}) | - |\n| [{AWQ}]({B}) | [Code]({CODE}1) | - |\n",
        {"links": [["title", C], ["Code", "https://github.com/a/kivi"], ["Site", "https://example.org/k"]]},
        [f"| [{NEW}]({C}) | [Code](https://github.com/a/kivi) | [Site](https://example.org/k) |"],
    ),
    "no paper under the label of a demo": (
        f"# L\n\n| Title | Code | Page |\n|---|---|---|\n| {WALK} | [Code]({CODE}) | [Demo](https://example.org/w) |\n",
        {"links": [["paper", C], ["Code", "https://github.com/a/kivi"]], "venue": None, "year": None},
        [f"| {NEW} | [Code](https://github.com/a/kivi) | [paper]({C}) |"],
    ),
    "the stars of no other repository": (
        bullets(
            f"- {GPTQ} [[pdf]]({A}) [![GitHub](https://img.shields.io/github/stars/a/gptq)](https://github.com/a/gptq)"
        ),
        {"links": [["pdf", C], ["GitHub", "https://kivi.github.io"]], "venue": None, "year": None},
        [f"- {NEW} [[pdf]]({C}) [[GitHub]](https://kivi.github.io)"],
    ),
    "a badge that ends with the venue": (
        bullets(f"- [ICLR 2023] {GPTQ} [![Paper](https://img.shields.io/badge/Paper-ICLR-4B5D67.svg)]({A})"),
        {"links": [["Paper", C]]},
        [f"- [ICML 2024] {NEW} [![Paper](https://img.shields.io/badge/Paper-ICML-4B5D67.svg)]({C})"],
    ),
    "links on several lines of one cell": (
        f"# L\n\n| Title | Links |\n|---|---|\n| {GPTQ} | [[Paper]({A})] <br> [[Slides](https://example.org/g)] |\n",
        {"links": [["Paper", C]], "venue": None, "year": None},
        [f"| {NEW} | [[Paper]({C})] |"],
    ),
    "no dash behind a name that is not known": (
        bullets(f"- **VQ VAE** - {WALK} (2017), A. Oord et al. [[PDF]]({A})"),
        {"links": [["PDF", C]], "venue": None, "authors": "C. Three"},
        [f"- {NEW} (2024), C. Three [[PDF]]({C})"],
    ),
    "no word for a link that is not there": (
        f"## Q\n\nICLR 2023, [{GPTQ}]({A})---Notes:[zhihu](https://example.org/g)\n\n"
        f"MLSys 2024, [{AWQ}]({B})---Notes:[zhihu](https://example.org/a)\n\n"
        f"ICML 2020, [{WALK}](https://example.org/w)---Notes:[zhihu](https://example.org/z)\n",
        {},
        [f"ICML 2024, [{NEW}]({C})"],
    ),
    "links in the order of the section": (
        bullets(
            f"- {GPTQ} [[Paper]]({A}) [[Project]](https://g.github.io) [[Code]]({CODE})",
            f"- {WALK} [[Paper]]({B}) [[Code]]({CODE}1)",
            f"- {AWQ} [[Paper]]({A}1) [[Project]](https://a.github.io)",
        ),
        {"links": [["paper", C], ["code", f"{CODE}2"], ["project", "https://k.github.io"]]},
        [f"- {NEW} [[Paper]]({C}) [[Project]](https://k.github.io) [[Code]]({CODE}2)"],
    ),
    "what announces an address alone": (
        f"**{GPTQ}**\n\n- Homepage: https://example.org/g\n- Paper: {A}\n- Code: {CODE}\n\n"
        f"**{WALK}**\n\n- Paper: {B}\n- Code: None\n\n**{AWQ}**\n\n- Paper: {A}1\n- Code: {CODE}1\n\n"
        f"**{AWQ} Again**\n\n- Paper: {A}2\n- Code: {CODE}3\n",
        {
            "links": [["Homepage", "https://example.org/k"], ["paper", C], ["code", f"{CODE}2"]],
            "venue": None,
            "year": None,
        },
        [f"**{NEW}**", "- Homepage: https://example.org/k", f"- Paper: {C}", f"- Code: {CODE}2"],
    ),
    "what leads to all venues": (
        bullets(f"- {GPTQ}, in *Proc. ICLR*, 2023. [[Paper]]({A})", f"- {WALK}, in *Proc. ICML*, 2022. [[Paper]]({B})"),
        {"links": [["paper", C]], "venue": "KDD"},
        [f"- {NEW}, in *Proc. KDD*, 2024. [[Paper]]({C})"],
    ),
    "two or one with others": (
        bullets(
            f"- {GPTQ} (One and Two, 2023). [Paper]({A})",
            f"- {WALK} (Three et al., 2022). [Paper]({B})",
            f"- {AWQ} (Four and Five, 2021). [Paper]({A}1)",
            f"- {AWQ} Again (Six et al., 2022). [Paper]({A}2)",
        ),
        {"links": [["paper", C]], "authors": "Ada Seven, Bo Eight, Cy Nine", "venue": None},
        [f"- {NEW} (Seven et al., 2024). [Paper]({C})"],
    ),
    "a pictograph and a blank before a link": (
        bullets(
            f"- {GPTQ} | 📄 [Paper]({A}) | 💻 [Code]({CODE})",
            f"- {WALK} | 📄 [Paper]({B})",
            f"- {AWQ} | 📄 [Paper]({A}1) | 💻 [Code]({CODE}1)",
        ),
        {"links": [["paper", C], ["code", f"{CODE}2"]]},
        [f"- {NEW} | 📄 [Paper]({C}) | 💻 [Code]({CODE}2)"],
    ),
    "words that say in a line what follows": (
        bullets(
            f"- **{GPTQ}**, Ada One et.al., Paper: [{A}]({A}), Code: **[{CODE}]({CODE})**",
            f"- **{WALK}**, Bo Two et.al., Paper: [{B}]({B})",
            f"- **{AWQ}**, Cy Three et.al., Paper: [{A}1]({A}1)",
        ),
        {"links": [["paper", C], ["code", f"{CODE}2"]], "authors": "Di Four, Ed Five, Flo Six"},
        [f"- **{NEW}**, Di Four et.al., Paper: [{C}]({C}), Code: **[{CODE}2]({CODE}2)**"],
    ),
    "a word that says what follows, and its label": (
        bullets(
            f"- **{GPTQ}**. Paper: [link]({A}) Code: [GitHub]({CODE})",
            f"- **{WALK}**. Paper: [link]({B}) Code: [GitHub]({CODE}1)",
        ),
        {"links": [["paper", C]]},
        [f"- **{NEW}**. Paper: [link]({C})"],
    ),
    "the whole number of a paper as its label": (
        bullets(
            f"- {GPTQ}. DOI: [10.1000/ponds.2024.12345](https://doi.org/10.1000/ponds.2024.12345)",
            f"- {WALK}. DOI: [10.2000/Weirs.7](https://doi.org/10.2000/Weirs.7)",
        ),
        {"links": [["paper", "https://doi.org/10.3000/dams.5"]]},
        [f"- {NEW}. DOI: [10.3000/dams.5](https://doi.org/10.3000/dams.5)"],
    ),
    "signs as labels": (
        bullets(f"- {GPTQ}. [:page_facing_up:]({A}) [:octocat:]({CODE})", f"- {WALK}. [:page_facing_up:]({B})"),
        {"links": [["paper", C]]},
        [f"- {NEW}. [:page_facing_up:]({C})"],
    ),
    "no commas of other people's names": (
        bullets(
            f"- **Endsley, M. R., Sheridan, T. B., & See, K. (2015).** [{WALK}]({A}). *Human Factors*, 37(1), 32-64."
        ),
        {"venue": None, "year": None},
        [f"- [{NEW}]({C})."],
    ),
    "no pages of another paper": (
        bullets(
            *(
                f"- Ada One et al., “{title},” {venue}. {pages}May 2023. [[Paper](https://example.org/{number})]"
                for number, (title, venue, pages) in enumerate(
                    [
                        (GPTQ, "ICLR", "17, no. 3, pp. 56–65, "),
                        (AWQ, "MLSys", ""),
                        (WALK, "ICML", ""),
                        ("A Study of Sparse Caches", "ICML", ""),
                    ]
                )
            )
        ),
        {"links": [["Paper", C]], "authors": "Cy Three et al.", "date": "2023-05"},
        [f"- Cy Three et al., “{NEW},” ICML. May 2023. [[Paper]({C})]"],
    ),
    "a badge that is a label": (
        bullets(f"- {GPTQ}, ICLR 2023 [![arXiv](https://img.shields.io/badge/arXiv-red)]({A})"),
        {"links": [["arXiv", C]]},
        [f"- {NEW}, ICML 2024 [![arXiv](https://img.shields.io/badge/arXiv-red)]({C})"],
    ),
    "links in bold": (
        bullets(f"- {GPTQ}, ICLR 2023 **[Paper]({A})** / **[Code]({CODE})**"),
        {"links": [["Paper", C]]},
        [f"- {NEW}, ICML 2024 **[Paper]({C})**"],
    ),
    "the date as most write it": (
        bullets(
            f"- {GPTQ}, *ICLR, Oct 2022*. [[Paper]({A})]",
            f"- {AWQ}, *MLSys, Jun 2023*. [[Paper]({B})]",
            f"- {WALK}, *ICML, October 2023*. [[Paper](https://example.org/w)]",
        ),
        {"links": [["Paper", C]], "date": "2024-02", "year": None},
        [f"- {NEW}, *ICML, Feb 2024*. [[Paper]({C})]"],
    ),
    "a label that is the name of its repository": (
        bullets(f"- {GPTQ}, ICLR 2023 [Paper]({A}) [gptq](https://github.com/a/gptq)"),
        {"links": [["Paper", C]], "code": "https://github.com/b/kivi-cache"},
        [f"- {NEW}, ICML 2024 [Paper]({C}) [kivi-cache](https://github.com/b/kivi-cache)"],
    ),
    "a label with the number of arXiv": (
        bullets(f"- {GPTQ}, ICLR 2023: [arXiv:2210.17323](https://arxiv.org/abs/2210.17323)"),
        {"links": [["Paper", "https://arxiv.org/abs/2402.02750"]]},
        [f"- {NEW}, ICML 2024: [arXiv:2402.02750](https://arxiv.org/abs/2402.02750)"],
    ),
    "another paper's page of the list": (
        bullets(f"- [{GPTQ}](../notes/gptq.md), ([ICLR 2023](../venues/iclr2023.md))"),
        {"links": [["Paper", C]]},
        [f"- [{NEW}]({C}), (ICML 2024)"],
    ),
    "a page of the list that all of a section lead to": (
        bullets(f"- {GPTQ} ([speech](speech.md)) [Paper]({A})", f"- {WALK} ([speech](speech.md)) [Paper]({B})"),
        {"links": [["Paper", C]], "venue": None, "year": None},
        [f"- {NEW} ([speech](speech.md)) [Paper]({C})"],
    ),
    "the other paper's notes": (
        bullets(f"- {GPTQ}, ICLR 2023 [Paper]({A}) / [Note](https://github.com/a/notes/issues/31)"),
        {"links": [["Paper", C]], "code": "https://github.com/b/kivi"},
        [f"- {NEW}, ICML 2024 [Paper]({C}) / [code](https://github.com/b/kivi)"],
    ),
    "the other paper's page of notes": (
        bullets(f"- {GPTQ}, ICLR 2023 [Paper]({A}) [Notes](notes/gptq.md)"),
        {"links": [["Paper", C]], "code": "https://github.com/b/kivi"},
        [f"- {NEW}, ICML 2024 [Paper]({C}) [code](https://github.com/b/kivi)"],
    ),
    "volume and pages of the only entry": (
        bullets(f"- [Ada One. (2022). {GPTQ}. IEEE Robotics, 13(3), 99-110.]({A})"),
        {"authors": "Cy Three"},
        [f"- [Cy Three. (2024). {NEW}. ICML.]({C})"],
    ),
    "a heading over the only entry": (
        f"# S\n\n## Peak Callers\n\n* [[pdf]({A})]\n    * Title: {GPTQ}\n    * Authors: Ada One\n",
        {"links": [["pdf", C]], "venue": None, "year": None, "authors": "Cy Three"},
        [f"* [[pdf]({C})]", f"    * Title: {NEW}", "    * Authors: Cy Three"],
    ),
    "the usual row where the paper has a date and the rows have years": (
        "# S\n\n| Venue | Title |\n|---|---|\n"
        f"| [ICSE'10-1](https://dblp.org/a.html) | [{AWQ}](https://example.org/4) |\n"
        f"| [ICSE'19](https://dblp.org/b.html) | [{GPTQ}]({A}) |\n"
        f"| [FSE'15](https://dblp.org/c.html) | [{WALK}]({B}) |\n",
        {"links": [["Paper", C]], "date": "2024-02"},
        [f"| ICML'24 | [{NEW}]({C}) |"],
    ),
    "a venue that is linked to its own page": (
        "# S\n\n| Venue | Title |\n|---|---|\n"
        f"| [ICSE'19](https://dblp.org/db/conf/icse/icse2019.html) | [{GPTQ}]({A}) |\n"
        f"| [FSE'15](https://dblp.org/db/conf/sigsoft/fse2015.html) | [{WALK}]({B}) |\n",
        {"links": [["Paper", C]], "venue": "ICML"},
        [f"| ICML'24 | [{NEW}]({C}) |"],
    ),
    "two figures of the year behind the venue": (
        bullets(f"- {GPTQ}. (2019) [[pdf]({A})] *BuildSys'19.*", f"- {WALK}. (2018) [[pdf]({B})] *ICASSP'18.*"),
        {"links": [["pdf", C]]},
        [f"- {NEW}. (2024) [[pdf]({C})] *ICML'24.*"],
    ),
    "links behind the title where an entry has none": (
        f"# S\n\n1. **{GPTQ}** (2022)\n   - Authors: Ada One\n   - Methods: Rounding\n",
        {"links": [["Paper", C]], "venue": None, "authors": "Cy Three"},
        [f"2. **{NEW}** (2024) [Paper]({C})", "   - Authors: Cy Three", "   - Methods: "],
    ),
    "one of the names was bold": (
        f"# S\n\n[{GPTQ}]({A}) **Ada One**, Bo Two. ICLR 2022.\n",
        {"authors": "Cy Three, Di Four"},
        [f"[{NEW}]({C}) Cy Three, Di Four. ICML 2024."],
    ),
    "the year of a date where the section has years": (
        bullets(f"- {GPTQ}, ICLR 2023. [Paper]({A})", f"- {WALK}. [Paper]({B})"),
        {"links": [["Paper", C]], "date": "2024-02"},
        [f"- {NEW}, ICML 2024. [Paper]({C})"],
    ),
    "YAML in its own quotation marks": (
        f'papers:\n  - title: "{GPTQ}"\n    authors: {AUTHORS}\n    year: 2022\n    paper: {A}\n    code: {CODE}\n',
        {"links": [["paper", C]], "venue": None, "authors": "Cy O'Three, Di Four"},
        [f'  - title: "{NEW}"', "    authors: Cy O'Three, Di Four", "    year: 2024", f"    paper: {C}"],
    ),
    "YAML folded": (
        f"- id: one2022gptq\n  title: '{GPTQ} for Generative Pre-trained Transformers in Many Words of\n"
        f"    One Long Line'\n  year: '2022'\n  paper: {A}\n  code: null\n",
        {"links": [["paper", C]], "venue": None, "title": f"{NEW} of Key and Value Caches for All Large Models"},
        [
            "- id: anonymous2024kivi",
            "  title: 'KIVI: Asymmetric 2bit Quantization of Key and Value Caches for All Large",
            "    Models'",
            "  year: '2024'",
            f"  paper: {C}",
            "  code: null",
        ],
    ),
    "people in italics before a title in italics": (
        bullets(f"- *Ada One, Bo Two* *{GPTQ}* — [paper]({A})", f"- *Cy Ten, Bo Two* *{WALK}* — [paper]({B})"),
        {"links": [["Paper", C]], "authors": "Cy Three, Di Four"},
        [f"- *Cy Three, Di Four* *{NEW}* — [paper]({C})"],
    ),
    "a venue that a link shows when it is pointed at": (
        bullets(f'- [{GPTQ}]({A} "ICLR 2023")', f'- [{WALK}]({B} "KDD 2020")'),
        {"links": [["paper", C]], "authors": None},
        [f"- [{NEW}]({C})"],
    ),
    "two links of one name behind words, and the marks of a book": (
        bullets(
            f"- 《{GPTQ}》(ICLR 2023) 论文：[链接]({A}) 代码：[链接](https://github.com/a/b)",
            f"- 《{WALK}》(KDD 2020) 论文：[链接]({B}) 代码：[链接](https://github.com/a/c)",
        ),
        {"links": [["paper", C], ["code", "https://github.com/a/d"]], "authors": None, "venue": "ICML", "year": 2024},
        [f"- 《{NEW}》(ICML 2024) 论文：[链接]({C}) 代码：[链接](https://github.com/a/d)"],
    ),
    "people behind a title before a comma and a preposition": (
        bullets(
            f"- _{GPTQ}_ by Ada One et al, in ICLR 2023. [x]({A})", f"- _{WALK}_ by Bo Two et al, in KDD 2020. [x]({B})"
        ),
        {"links": [["x", C]], "authors": "Cy Three, Di Four", "venue": "ICML", "year": 2024},
        [f"- _{NEW}_ by Cy Three, Di Four, in ICML 2024. [x]({C})"],
    ),
    "people whom a stop ends before a title in backticks": (
        bullets(f"- by Ada One, Bo Two. `{GPTQ}` [x]({A})", f"- by Cy Ten, Bo Two. `{WALK}` [x]({B})"),
        {"links": [["x", C]], "authors": "Cy Three, Di Four", "venue": None, "year": None},
        [f"- by Cy Three, Di Four. `{NEW}` [x]({C})"],
    ),
    "two bars that part what is left": (
        bullets(f"- “{GPTQ}” // *ICLR* // [Link]({A})", f"- “{WALK}” // *KDD* // [Link]({B})"),
        {"links": [["Link", C]], "venue": None},
        [f"- “{NEW}” // [Link]({C})"],
    ),
    "people in italics that a stop ends": (
        bullets(
            f"- *Ada One, Bo Two.* [**{GPTQ}**]({A}), ICLR, 2023", f"- *Cy Ten, Bo Two.* [**{WALK}**]({B}), KDD, 2022"
        ),
        {"links": [["Paper", C]], "authors": "Cy Three, Di Four"},
        [f"- *Cy Three, Di Four.* [**{NEW}**]({C}), ICML, 2024"],
    ),
    "people in brackets below a title": (
        bullets(
            f"- ICLR2023, **[{GPTQ}]({A})**<br>(Ada One, Bo Two)", f"- KDD2022, **[{WALK}]({B})**<br>(Cy Ten, Bo Two)"
        ),
        {"links": [["Paper", C]], "authors": "Cy Three, Di Four"},
        [f"- ICML2024, **[{NEW}]({C})**<br>(Cy Three, Di Four)"],
    ),
    "reference links": (
        f"# S\n\n* {WALK} [[Paper]][w]\n\n[w]: {A}\n",
        {"links": [["Paper", C]], "venue": None, "year": None},
        [f"* {NEW} [[Paper]]({C})"],
    ),
}


@pytest.mark.parametrize(("text", "facts", "lines"), WRITTEN.values(), ids=WRITTEN)
def test_an_entry_is_written_in_the_sections_form(text: str, facts: dict[str, object], lines: list[str]) -> None:
    assert put(text, None, **facts)[1] == lines


FULL_NAMES = "Ada King Lovelace, Laurens van der Maaten, Jean-Pierre Serre"
PEOPLE = {
    "whole names": ("Ada One, Bo Two", FULL_NAMES),
    "family names first, initials": (
        "Donahue, S., Shah, K. & Cotton, R. J.",
        "Lovelace, A. K., van der Maaten, L. & Serre, J.-P.",
    ),
    "a comma before the last": (
        "Gentzkow, M., and Shapiro, J. M.",
        "Lovelace, A. K., van der Maaten, L., and Serre, J.-P.",
    ),
    "family names first, no stops": ("Wang X, Li Y, Cruz JP", "Lovelace AK, van der Maaten L, Serre JP"),
    "initials first": ("R. Peha, J. M. Correia", "A. K. Lovelace, L. van der Maaten, J.-P. Serre"),
    "family names first, initials apart": ("Xu R H, Li Y, Yu J X", "Lovelace AK, van der Maaten L, Serre JP"),
    "family names alone": ("Xiu & Karniadakis", "Lovelace, van der Maaten & Serre"),
    "the first family name": ("Blundell et al.", "Lovelace et al."),
    "the first whole name": ("Ada One et al.", "Ada King Lovelace et al."),
    "another et al.": ("Ada One et.al.", "Ada King Lovelace et.al."),
    "two names, then others": ("Ada One, Bo Two, et al.", "Ada King Lovelace, Laurens van der Maaten, et al."),
    "and before the last of whole names": (
        "Ada One, Bo Two, and Cy Three",
        "Ada King Lovelace, Laurens van der Maaten, and Jean-Pierre Serre",
    ),
    "and alone": ("Ada One, Bo Two and Cy Three", "Ada King Lovelace, Laurens van der Maaten and Jean-Pierre Serre"),
    "turned round": (
        "One, Ada and Two, Bo B. and Three, Cy",
        "Lovelace, Ada King and van der Maaten, Laurens and Serre, Jean-Pierre",
    ),
    "the first turned round": ("One, Ada, et al.", "Lovelace, Ada King, et al."),
    "semicolons": ("Ada One; Bo Two; Cy Three", "Ada King Lovelace; Laurens van der Maaten; Jean-Pierre Serre"),
}


@pytest.mark.parametrize(("people", "written"), PEOPLE.values(), ids=PEOPLE)
def test_authors_are_written_as_the_section_writes_them(people: str, written: str) -> None:
    stop = "" if people.endswith(".") else "."
    text = bullets(*(f"- {people}{stop} **{title}**. ICLR 2022. [[pdf]({A})]" for title in (GPTQ, WALK)))
    lines = put(text, links=[["pdf", C]], authors=FULL_NAMES)[1]
    assert lines == [f"- {written.removesuffix('.')}. **{NEW}**. ICML 2024. [[pdf]({C})]"]


PAIRS = {
    "no comma where two are named": ("Ada One, Bo Two, and Cy Three", "Ada Lovelace", "Ada Lovelace and J. Serre"),
    "initials that were cut before": ("One A, Two B", "A. K. Lovelace", "Lovelace AK, Serre J"),
}


@pytest.mark.parametrize(("people", "first", "written"), PAIRS.values(), ids=PAIRS)
def test_two_authors_are_written_as_the_section_writes_several(people: str, first: str, written: str) -> None:
    text = bullets(*(f"- {people}. **{title}**. ICLR 2022. [[pdf]({A})]" for title in (GPTQ, WALK)))
    lines = put(text, links=[["pdf", C]], authors=f"{first}, J. Serre")[1]
    assert lines == [f"- {written}. **{NEW}**. ICML 2024. [[pdf]({C})]"]


def test_the_first_author_alone_is_named_where_nobody_else_ever_is() -> None:
    rows = "".join(f"| [{WALK} {number}]({B}{number}) | Ada One | ICML 2022 |\n" for number in range(9))
    text = f"| Title | First author | Venue |\n|---|---|---|\n{rows}"
    assert put(text, authors=FULL_NAMES)[1] == [f"| [{NEW}]({C}) | Ada King Lovelace | ICML 2024 |"]


@pytest.mark.parametrize("title", [[], [AWQ]], ids=["nobody else", "two once"])
def test_of_two_authors_one_is_left_out_where_no_entry_names_two(title: list[str]) -> None:
    text = bullets(
        *(f"- [{WALK} {number}]({B}{number}), Ada One et al., ICML 2022" for number in range(10)),
        *(f"- [{each}]({A}), Bo Two, Cy Three, MLSys 2023" for each in title),
    )
    people = "Di Four, Ed Five" if title else "Di Four et al."
    assert put(text, authors="Di Four, Ed Five")[1] == [f"- [{NEW}]({C}), {people}, ICML 2024"]


DATES = {
    "a short name with a stop": ("Jan. 2023", "Aug. 2024"),
    "capitals": ("JAN 2023", "AUG 2024"),
    "the year first": ("2023, Jan", "2024, Aug"),
    "a day behind": ("March 5, 2023", "August 17, 2024"),
    "a day before": ("5 March 2023", "17 August 2024"),
    "a short year": ("Jan-23", "Aug-24"),
    "numbers, the month first": ("01/2023", "08/2024"),
}


@pytest.mark.parametrize(("old", "new"), DATES.values(), ids=DATES)
def test_dates_are_written_as_the_section_writes_them(old: str, new: str) -> None:
    text = bullets(*(f"- {old}: **{title}** [[pdf]({A})]" for title in (GPTQ, WALK)))
    lines = put(text, links=[["pdf", C]], venue=None, year=None, date="2024-08-17")[1]
    assert lines == [f"- {new}: **{NEW}** [[pdf]({C})]"]


CITED = "Lovelace, A. K., van der Maaten, L., Serre, J.-P."
GIVEN = {
    "as they are cited": ("Donahue, S., Shah, K., & Cotton, R. J.", CITED.replace("L., S", "L., & S")),
    "no stops": ("Wang X, Li Y, Cruz JP", "Lovelace AK, van der Maaten L, Serre JP"),
    "initials first": ("R. Peha, J. M. Correia and K. Shah", "A. K. Lovelace, L. van der Maaten and J.-P. Serre"),
    "family names alone": ("Xiu & Karniadakis", "Lovelace, van der Maaten & Serre"),
    "whole names": ("Ada One, Bo Two", CITED),
}


@pytest.mark.parametrize(("people", "written"), GIVEN.values(), ids=GIVEN)
def test_authors_of_whom_initials_are_known_are_written_as_the_section_writes_them(people: str, written: str) -> None:
    assert learn_names([people] * 3).write(CITED) == written


@pytest.mark.parametrize("authors", ["Lovelace, Ada and Serre, Jean", "Plato", "李明, 王小红", "DeepSeek-AI"])
def test_names_that_are_not_whole_stay_as_they_are(authors: str) -> None:
    assert NameStyle("Lovelace A. K.").write(authors) == authors


def dated(*years: int) -> str:
    return bullets(
        *(f"- [Paper Number {n} of the List](https://example.org/{n}.pdf), ICML {year}" for n, year in enumerate(years))
    )


PLACES = {
    "oldest first": (dated(2019, 2020, 2022, 2023), 2021, 2),
    "newest first": (dated(2023, 2022, 2020, 2019), 2021, 2),
    "among equals, oldest first": (dated(2019, 2020, 2020, 2022), 2020, 3),
    "at the end of a list in no order": (dated(2020, 2020, 2020), 2020, 3),
    "one entry": (dated(2020), 2021, 1),
}


def numbered(*titles: str) -> list[str]:
    """Return entries of one year, each with an older number of arXiv than the one before."""
    return [f"- [{title}](https://arxiv.org/abs/2401.{90 - n:05d}), ICML 2024" for n, title in enumerate(titles, 1)]


def swapped() -> list[str]:
    """Return forty titles in the order of the alphabet, but that every fifth stands behind the next."""
    titles = [f"{letter}{second} Study of Networks" for letter in "ABCDEFGHIJKLMNOPQRST" for second in "ag"]
    for at in range(1, len(titles), 5):
        titles[at : at + 2] = titles[at + 1], titles[at]
    return titles


NAMES = ("Bounds on Caches", "Deep Pruned Networks", "Fast Sparse Attention", "Hard Negative Mining", "Joint Scaling")
SECOND = {
    "newest number first within a year": (numbered(*NAMES), "https://arxiv.org/abs/2401.00087", 3),
    "by title within a year": (
        [f"- [{title}](https://example.org/{n}), ICML 2024" for n, title in enumerate(NAMES)],
        "https://example.org/n",
        2,
    ),
    "by title within a year, but for some": (
        [f"- [{title}](https://example.org/{n}), ICML 2024" for n, title in enumerate(swapped())],
        "https://example.org/n",
        10,
    ),
}


@pytest.mark.parametrize(("rows", "link", "place"), SECOND.values(), ids=SECOND)
def test_entries_of_one_date_keep_the_order_that_the_others_have(rows: list[str], link: str, place: int) -> None:
    text = bullets(f"- [{WALK}](https://arxiv.org/abs/2501.00001), ICML 2025", *rows, f"- [{AWQ}]({A}), MLSys 2022")
    title = "Error Bounds" if "example" in link else "Any Title at All"
    after, (line,) = put(text, title=title, links=[["title", link]], year=2024)
    assert [row for row in after.splitlines() if row.startswith("- ")].index(line) == place + ("arxiv" not in link)


@pytest.mark.parametrize(("text", "year", "place"), PLACES.values(), ids=PLACES)
def test_an_entry_stands_where_the_list_would_put_it(text: str, year: int, place: int) -> None:
    after, (line,) = put(text, year=year)
    assert [row for row in after.splitlines() if row.startswith("- ")].index(line) == place


def test_a_year_heading_is_found_below_its_section() -> None:
    text = f"# Q\n\n## 2024\n\n- [{GPTQ}]({A})\n\n## 2023\n\n- [{AWQ}]({B})\n"
    after, (line,) = put(text, "Q", year=2023)
    assert after.endswith(f"- [{AWQ}]({B})\n{line}\n")


NUMBERS = {
    "counted by hand": (["1.", "2.", "3."], ["1.", "2.", "3.", "4."]),
    "all one": (["1.", "1.", "1."], ["1.", "1.", "1.", "1."]),
    "going on elsewhere": (["41.", "42."], ["41.", "42.", "43."]),
}


@pytest.mark.parametrize("year", [2018, 2030], ids=["in front", "behind"])
@pytest.mark.parametrize(("before", "numbers"), NUMBERS.values(), ids=NUMBERS)
def test_numbers_are_those_the_list_counts(before: list[str], numbers: list[str], year: int) -> None:
    rows = [
        f"{n} [Paper {place} of Many Here](https://example.org/{place}.pdf), ICML {2020 + place}"
        for place, n in enumerate(before)
    ]
    after, _ = put(bullets(*rows), year=year)
    assert [line.split(" ")[0] for line in after.splitlines() if line[:1].isdigit()] == numbers


SECTIONS = (
    f"# L\n\n## A 🔥\n\n- [{GPTQ}]({A})\n\n### Same\n\n- [{AWQ}]({B})\n\n## B\n\n### Same\n\n- [{WALK}]({CODE})\n"
)
ROWS = {
    "counted": (["1", "2", "3"], ["1", "2", "3", "4"]),
    "counted down": (["**3**", "**2**", "**1**"], ["**4**", "**3**", "**2**", "**1**"]),
    "rated": (["5", "4", "5"], ["5", "4", "5", ""]),
    "two that may be rated": (["4", "5"], ["4", "5", ""]),
    "two counted": (["1", "2"], ["1", "2", "3"]),
    "one counted": (["1"], ["1", "2"]),
}


def test_years_in_the_brackets_of_headings_count_nothing() -> None:
    text = "# L\n\n" + "".join(f"## [{year}] {WALK} {year}\n\n[Paper]({A}{year})\n\n" for year in (2023, 2022, 2021))
    after, lines = put(text, year=2022)
    assert lines == [f"## [2022] {NEW}", f"[Paper]({C})"]
    assert re.findall(r"^## \[(\d+)\]", after, re.M) == ["2023", "2022", "2022", "2021"]


def test_ratings_do_not_count_on_from_the_section_above() -> None:
    numbered = "".join(f"{n}. [Paper {n} of Many Here]({A}{n}), ICML {2020 + n}\n" for n in (1, 2, 3))
    rated = "".join(f"| {n} | [{WALK} {n}]({B}{n}) |\n" for n in (4, 7, 9))
    after, _ = put(f"# L\n\n## One\n\n{numbered}\n## Two\n\n| Rating | Title |\n|---|---|\n{rated}", "One")
    assert "\n4. [KIVI" in after
    assert after.endswith(rated)


def test_numbers_that_fall_go_on_above_a_section_of_two_forms() -> None:
    above, below = ("".join(f"- [{n}] [{WALK} {n}]({A}{n}), ICML 2020\n" for n in own) for own in ((4, 3), (2, 1)))
    after, _ = put(f"# L\n\n## One\n\n{above}\n## Two\n\n| Title |\n|---|\n| [{WALK}]({B}) |\n\n{below}", "Two")
    assert re.findall(r"^- \[(\d)\]", after, re.M) == ["5", "4", "3", "2", "1"]


@pytest.mark.parametrize("form", ["- [{n}] [{title}]({url})\n", "| {n} | [{title}]({url}) |\n"], ids=["items", "rows"])
def test_where_numbers_fall_a_new_entry_goes_on_top(form: str) -> None:
    head = "| # | Title |\n|---|---|\n" if "|" in form else ""
    rows = "".join(form.format(n=n, title=f"{WALK} {n}", url=f"{CODE}{n}") for n in (3, 2, 1))
    after, lines = put(f"# L\n\n{head}{rows}")
    assert lines == [form.format(n=4, title=NEW, url=C).rstrip()]
    assert after.endswith(f"{lines[0]}\n{rows}")


def test_a_column_of_years_counts_nothing() -> None:
    rows = "".join(f"| {year} | [{WALK} {year}]({A}{year}) | ICML |\n" for year in (2019, 2020, 2021))
    (line,) = put(f"| Year | Title | Venue |\n|---|---|---|\n{rows}")[1]
    assert line.startswith("| 2024 |")


@pytest.mark.parametrize(("before", "numbers"), ROWS.values(), ids=ROWS)
def test_the_rows_of_a_table_are_counted_if_they_are(before: list[str], numbers: list[str]) -> None:
    down = before[0] == "**3**"
    rows = [
        f"| {number} | [{WALK} {year}]({A}{year}) | ICML | {year} |"
        for number, year in zip(before, (2021, 2020, 2019) if down else (2019, 2020, 2021), strict=False)
    ]
    text = put("| No. | Title | Venue | Year |\n|---|---|---|---|\n" + "\n".join(rows) + "\n")[0]
    assert [line.split("|")[1].strip() for line in text.splitlines()[2:]] == numbers


def test_rows_are_counted_on_from_the_section_above() -> None:
    one, two = ("".join(f"| {n} | [{WALK} {n}]({A}{n}) |\n" for n in own) for own in ((1, 2), (3, 4)))
    table = "| # | Title |\n|---|---|\n"
    after, _ = put(f"# L\n\n## One\n\n{table}{one}\n## Two\n\n{table}{two}", "One")
    assert re.findall(r"^\| (\d)", after, re.M) == ["1", "2", "3", "4", "5"]
    assert put(f"# L\n\n## One\n\n{table}{one}\n## Two\n\n{table}{two}", "Two")[1] == [f"| 5 | [{NEW}]({C}) |"]


@pytest.mark.parametrize(
    ("row", "head"),
    [
        pytest.param("{n} | [{title}]({url}) | ICML", "No. | Title | Venue\n---|---|---\n", id="without bars around"),
        pytest.param(
            '<tr><td width="5%">{n}</td><td><a href="{url}">{title}</a></td><td>ICML</td></tr>',
            "<table>\n<tr><th>#</th><th>Title</th><th>Venue</th></tr>\n",
            id="in HTML",
        ),
        pytest.param(
            '<tr>\n<td>{n}</td>\n<td><a href="{url}">{title}</a></td>\n<td>ICML</td>\n</tr>',
            "<table>\n<tr><th>#</th><th>Title</th><th>Venue</th></tr>\n",
            id="in HTML, over several lines",
        ),
    ],
)
def test_rows_of_any_make_are_counted(row: str, head: str) -> None:
    rows = "".join(row.format(n=n, title=f"{WALK} {n}", url=f"{A}{n}") + "\n" for n in (1, 2, 3))
    after, lines = put(f"# L\n\n{head}{rows}", links=[["title", f"{A}9"]])
    assert "\n".join(lines) == row.format(n=4, title=NEW, url=f"{A}9")
    assert rows in after


def test_a_link_without_a_place_goes_beside_the_title_of_a_row_in_html() -> None:
    row = '<tr><td><a href="{url}">{title}</a>{more}</td><td>ICML</td></tr>'
    rows = "".join(row.format(title=f"{WALK} {n}", url=f"{A}{n}", more="") + "\n" for n in (1, 2))
    links = [["title", C], ["code", CODE]]
    (line,) = put(f"<table>\n<tr><th>Title</th><th>Venue</th></tr>\n{rows}</table>\n", links=links)[1]
    assert line == row.format(title=NEW, url=C, more=f' <a href="{CODE}">code</a>')


NAMED = {
    "a heading": ("A", f"- [{GPTQ}]({A})"),
    "without markup": ("**a**", f"- [{GPTQ}]({A})"),
    "a path": ("B > Same", f"- [{WALK}]({CODE})"),
    "the whole path": ("L > A 🔥 > Same", f"- [{AWQ}]({B})"),
}


@pytest.mark.parametrize(("name", "before"), NAMED.values(), ids=NAMED)
def test_a_section_is_found_by_its_headings(name: str, before: str) -> None:
    after, (line,) = put(SECTIONS, name, venue=None, year=None)
    assert f"{before}\n{line}\n" in after


TWICE = f"# L\n\n## 59.Clustering(聚类)\n\n- [{GPTQ}]({A})\n\n## Notes (2021)\n\n- [{WALK}]({B})\n"


@pytest.mark.parametrize(
    ("name", "before"),
    [("聚类", GPTQ), ("Clustering", GPTQ), ("2021", WALK)],
    ids=["within", "before", "a year"],
)
def test_a_section_is_found_by_either_name_of_its_heading(name: str, before: str) -> None:
    after, (line,) = put(TWICE, name, venue=None, year=None)
    assert f"{before}](" in after.split(line)[0].split("\n")[-2]


@pytest.mark.parametrize("name", [None, "C", ""], ids=["none", "unknown", "empty"])
def test_an_unknown_section_is_asked_for(name: str | None) -> None:
    with pytest.raises(SectionError):
        put(SECTIONS, name)


ASKED = {
    "one heading under two": ("Same", "L > A 🔥 > Same (line 7); L > B > Same (line 13)"),
    "a heading over several": ("L", "'L' has no entries of its own: name one, with its headings or as 'line N': L > A"),
}


@pytest.mark.parametrize(("name", "said"), ASKED.values(), ids=ASKED)
def test_which_of_several_sections_is_asked_for(name: str, said: str) -> None:
    with pytest.raises(SectionError, match=re.escape(said)):
        put(SECTIONS, name)


def test_a_section_is_found_by_the_line_of_its_heading() -> None:
    after, (line,) = put(SECTIONS, "line 13", venue=None, year=None)
    assert after.endswith(f"- [{WALK}]({CODE})\n{line}\n")


def test_an_empty_section_takes_the_form_of_its_neighbours() -> None:
    after, (line,) = put(f"# L\n\n## A\n\n- [{GPTQ}]({A}), ICLR 2023\n\n## B\n", "B")
    assert line == f"- [{NEW}]({C}), ICML 2024"
    assert after.endswith(f"## B\n\n{line}\n")


TABLE = f"| Title | Venue |\n|---|---|\n| [{GPTQ}]({A}) | ICLR 2023 |\n"


@pytest.mark.parametrize(
    ("own", "lines"),
    [
        pytest.param("", ["| Title | Venue |", "|---|---|", f"| [{NEW}]({C}) | ICML 2024 |"], id="without a head"),
        pytest.param("\n| Title | Venue |\n|---|---|\n", [f"| [{NEW}]({C}) | ICML 2024 |"], id="with a head"),
    ],
)
def test_an_empty_section_beside_a_table_gets_a_row(own: str, lines: list[str]) -> None:
    before = f"# L\n\n## B\n{own}\n## A\n\n{TABLE}"
    after, inserted = put(before, "B")
    assert inserted == lines
    assert after.replace("\n".join(lines) + "\n", "", 1).replace("\n\n\n", "\n\n") == before
    page = read(after)
    assert [(entry.record.title, page.path(entry)[-1]) for entry in page.entries] == [(NEW, "B"), (GPTQ, "A")]


@pytest.mark.parametrize(
    ("page", "waits"),
    [
        pytest.param("## A\n\n- {e}\n\n## B\n\n## C\n\n- {e}\n", ["B"], id="between others"),
        pytest.param("## A\n\n- {e}\n\n## B\n<!-- soon -->\n", ["B"], id="a comment"),
        pytest.param("## A\n\n- {e}\n\n## B\n\nComing soon.\n", [], id="words"),
        pytest.param("## A\n\n- {e}\n\n## B\n\n| x | y |\n|---|---|\n| 1 | 2 |\n", [], id="a table of other things"),
        pytest.param("## A\n\n- {e}\n\n## Contributing\n", [], id="a heading of no papers"),
        pytest.param("## A\n\n- {e}\n\n## B\n\n### C\n\n- {e}\n", [], id="a heading over others"),
        pytest.param("## A\n\n- {e}\n\n## B\n\n## 2024\n\n- {e}\n", [], id="a topic over its years"),
        pytest.param("## 2024\n\n## 2023\n\n- {e}\n", ["2024"], id="a new year"),
        pytest.param("## A\n\n- {e}\n\n# B\n", [], id="another level"),
        pytest.param("## A\n\n## B\n", [], id="a page without papers"),
    ],
)
def test_which_sections_wait_for_their_first_paper(page: str, waits: list[str]) -> None:
    listed = read("# L\n\n" + page.replace("{e}", f"[{GPTQ}]({A}), ICLR 2023"))
    assert [listed.sections[number].path[-1] for number in waiting(listed)] == waits


@pytest.mark.parametrize("last", ["\n", ""], ids=["final newline", "none"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_line_ends_stay(end: str, last: str) -> None:
    text = f"## S\n\n- [{GPTQ}]({A}), ICLR 2023{last}".replace("\n", end)
    after, (line,) = put(text)
    assert after == f"{text.removesuffix(end)}{end}{line}{end if last else ''}"


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_what_is_written_is_read_again(form: Form) -> None:
    before = read(form.text)
    after, _ = put(form.text, links=[["paper", C]])
    (new,) = [entry for entry in read(after).entries if entry.record.title == NEW]
    assert C in [link.url for link in new.record.links]
    assert new.form == before.entries[0].form
    if before.entries[0].record.year and before.entries[0].record.venue:
        assert (new.record.year, new.record.venue) == (2024, "ICML")


TITLES = st.text(st.sampled_from("ABab 1:-|<>[]*_`\\\"'.,()&é中"), min_size=1, max_size=80).filter(
    lambda text: re.search(r"[^\W_]", text)
)


@given(st.sampled_from(FORMS), TITLES, st.one_of(st.none(), TITLES))
def test_every_old_line_is_there_byte_for_byte(form: Form, title: str, authors: str | None) -> None:
    after, _ = put(form.text, title=title, authors=authors)
    rest = iter(after.splitlines(keepends=True))
    kept = form.text.splitlines(keepends=True)
    assert all(any(line == other for other in rest) for line in kept)


BAD = {
    "no title": {"links": [["paper", A]]},
    "a title without a word": {"title": "\\"},
    "no object": [1],
    "no address": {"title": "A", "links": [["paper", "javascript:alert(1)"]]},
    "no list": {"title": "A", "links": "x"},
    "no year": {"title": "A", "year": "soon"},
    "no date": {"title": "A", "date": "May"},
}


@pytest.mark.parametrize("data", BAD.values(), ids=BAD)
def test_facts_that_cannot_be_written_are_refused(data: object) -> None:
    with pytest.raises(FactsError):
        read_facts(json.loads(json.dumps(data)))


TOTALS = {
    "Total: 12 papers": "Total: 13 papers",
    "**12 papers** and counting": "**13 papers** and counting",
    "![](https://img.shields.io/badge/papers-12-blue)": "![](https://img.shields.io/badge/papers-13-blue)",
    "Total: 11 papers": "Total: 11 papers",
    "See the 12 pages of [our survey](https://example.org)": "See the 12 pages of [our survey](https://example.org)",
    "## 12 papers": "## 12 papers",
}


@pytest.mark.parametrize(("before", "after"), TOTALS.items(), ids=TOTALS)
def test_totals_that_the_page_states_follow(before: str, after: str) -> None:
    changed, _ = put(f"{before}\n\n{dated(*range(2010, 2022))}", "Quantization", year=2024)
    assert changed.splitlines()[0] == after


@pytest.mark.parametrize(
    ("peer", "new"),
    [
        pytest.param(f"- {GPTQ} [pdf]({A}) [code]({CODE})", f" [code]({CODE}2)", id="beside the other"),
        pytest.param(f"- {GPTQ} [pdf]({A}), [code]({CODE})", f", [code]({CODE}2)", id="with the mark between"),
        pytest.param(f"- {GPTQ} [pdf]({A}) and its [code]({CODE})", f" [code]({CODE}2)", id="without words between"),
        pytest.param(f"- [code]({CODE}) of {GPTQ} [pdf]({A})", f" [code]({CODE}2)", id="not where the other begins"),
    ],
)
def test_one_link_more_stands_as_the_one_of_its_kind_next_to_it(peer: str, new: str) -> None:
    other, entry = read(bullets(peer, f"- {AWQ} [pdf]({B})")).entries
    assert graft(entry, Link("Code", f"{CODE}2"), [other]).text == new


@pytest.mark.parametrize(
    ("blank", "cell"), [(" ", f"| [code]({CODE}2) |"), ("", f"|[code]({CODE}2)|")], ids=["one blank", "nothing"]
)
def test_a_link_in_an_empty_cell_has_blanks_on_both_sides_or_none(blank: str, cell: str) -> None:
    rows = f"|{blank}{GPTQ}{blank}|{blank}[code]({CODE}){blank}|\n|{blank}{AWQ}{blank}|{blank}|\n"
    other, entry = read(f"| Title | Code |\n|---|---|\n{rows}").entries
    edit = graft(entry, Link("Code", f"{CODE}2"), [other])
    assert (entry.raw[: edit.start] + edit.text + entry.raw[edit.end :]).endswith(cell)


NOTED = f"""# Attacks

#### [{GPTQ}]({A})

ICLR 2023

1. **The first** of its kind, see [another](https://arxiv.org/abs/2002.10733)

#### [{AWQ}]({B})

MLSys 2024

It keeps what is salient.

- and more

[(go back to the contents)](#contents)

## Defenses

Text.
"""


def test_notes_below_a_heading_stay_with_its_paper() -> None:
    after, _ = put(NOTED, "Attacks", links=[["title", C]], venue="ICML", year=2024)
    assert after == NOTED.replace("- and more\n", f"- and more\n\n#### [{NEW}]({C})\n\nICML 2024\n")
    whole = read(NOTED)
    first, second = (entry for entry in whole.entries if entry.form == "heading")
    rest = NOTED[NOTED.index("[(go back") :]
    assert take_out(whole, first).apply(whole) == "# Attacks\n\n" + NOTED[NOTED.index(f"#### [{AWQ}") :]
    assert take_out(whole, second).apply(whole) == NOTED[: NOTED.index(f"\n#### [{AWQ}")] + "\n" + rest


def test_headings_below_a_paper_stay_with_it() -> None:
    known = ("Deep Residual Learning for Image Recognition", "Focal Loss for Dense Object Detection")
    text = "\n".join(f"# {title}\n\nIt is short.\n\n## Aims\n\nTo be of use.\n" for title in known)
    after, _ = put(text, links=[], venue=None, year=None)
    assert after == f"{text}\n# {NEW}\n"


BROKEN = {
    "a quotation": (
        f'# L\n\n- "**{WALK}**". ICML 2020. [pdf]({A})\n- **{GPTQ}**". ICLR 2023. [pdf]({A})\n'
        f'- **{AWQ}**". MLSys 2024. [pdf]({B})\n',
        f'- "**{NEW}**". ICML 2024. [pdf]({C})',
    ),
    "a link": (
        f"# L\n\n- [{WALK}]({A}), ICML 2020\n- [{GPTQ}]({A}, ICLR 2023\n- [{AWQ}({B}), MLSys 2024\n",
        f"- [{NEW}]({C}), ICML 2024",
    ),
    "a cell": (
        f'<table>\n<tr><td><a href="{A}">{GPTQ}</a></td><td>ICLR 2023</td></tr>\n'
        f'<tr><td><a href="{B}">{AWQ}</a></td><td>MLSys 2024\n\nText.\n',
        f'<tr><td><a href="{C}">{NEW}</a></td><td>ICML 2024</td></tr>',
    ),
}


@pytest.mark.parametrize(("text", "line"), BROKEN.values(), ids=BROKEN)
def test_an_entry_that_is_broken_is_no_pattern_where_one_is_whole(text: str, line: str) -> None:
    assert put(text)[1] == [line]


def test_an_entry_stands_as_deep_as_those_beside_it_whatever_it_is_written_like() -> None:
    text = f"# L\n\n- One\n  * [{WALK}]({B})\n\n## Two\n\n- [{GPTQ}]({A}) [[code]({CODE})]\n  *{AUTHORS}*\n"
    links = [["title", C], ["code", f"{CODE}2"]]
    assert put(text, "One", links=links, authors="Cy Three", venue=None, year=None)[1] == [
        f"  * [{NEW}]({C}) [[code]({CODE}2)]",
        "    *Cy Three*",
    ]


def test_no_blank_line_stands_where_the_first_line_is_gone() -> None:
    text = "".join(
        f'{names}.\n{venue}.\n"{title}."\n{url}\n\n'
        for names, venue, title, url in (("One, A", "ICLR 2020", GPTQ, A), ("Two, B", "ICML 2022", WALK, B))
    )
    assert put(f"# L\n\n{text}", links=[["paper", C]])[0] == f'# L\n\n{text}ICML 2024.\n"{NEW}."\n{C}\n\n'


def test_what_folds_within_an_entry_belongs_to_it() -> None:
    entries = [
        f"- {title}. [[paper]](https://arxiv.org/abs/{number})\n  - Ada One, Bo Two. *ICML 2022*\n"
        f"  - <details><summary>Digest</summary> It remembers {number} things. </details>\n"
        for title, number in ((GPTQ, "2210.17323"), (WALK, "2210.00001"))
    ]
    text = "## Papers\n\n" + "\n".join(entries)
    assert [page_section.path for page_section in read(text).sections] == [("Papers",)]
    after, lines = put(text, links=[["paper", C]], authors="Cy Three")
    assert all(entry in after for entry in entries)
    assert lines[:2] == [f"- {NEW}. [[paper]]({C})", "  - Cy Three. *ICML 2024*"]


BELOW = {
    "quoted": "> It is short,\n> and clear.",
    "folded": "<details>\n<summary>BibTeX</summary>\n\n```\n@article{one, title={One}}\n```\n\n</details>",
    "said": "It is short, and clear.",
}


@pytest.mark.parametrize("gap", ["", "---\n\n"], ids=["blank lines", "rules"])
@pytest.mark.parametrize("note", BELOW.values(), ids=BELOW)
def test_what_is_said_below_a_paragraph_stays_with_it(note: str, gap: str) -> None:
    one, two = (
        f"[{title}]({url}), {AUTHORS}, {year}\n\n{note}\n" for title, url, year in ((GPTQ, A, 2022), (WALK, B, 2020))
    )
    rest = "\n---\n\n## Others\n"
    after, _ = put(f"# Papers\n\n{two}\n{gap}{one}{rest}", venue=None, authors=AUTHORS)
    assert after == f"# Papers\n\n{two}\n{gap}{one}\n{gap}[{NEW}]({C}), {AUTHORS}, 2024\n{rest}"


@pytest.mark.parametrize("note", [BELOW["quoted"], BELOW["folded"]], ids=["quoted", "folded"])
def test_what_is_marked_as_said_of_a_paragraph_goes_with_it(note: str) -> None:
    one, two = (f"[{title}]({url}), {AUTHORS}, 2022\n\n{note}\n" for title, url in ((GPTQ, A), (WALK, B)))
    page = read(f"# Papers\n\n{one}\n{two}\n## Others\n")
    assert take_out(page, page.entries[0]).apply(page) == f"# Papers\n\n{two}\n## Others\n"


def test_a_section_of_one_entry_has_the_gaps_of_the_others() -> None:
    lines = [f"{title} (ICML'2{n})  \n" for n, title in enumerate((GPTQ, AWQ, WALK))]
    text = f"## A\n{lines[0]}{lines[1]}\n## B\n{lines[2]}"
    after, _ = put(text, "B", links=[], year=2022)
    assert after == f"{text}{NEW} (ICML'22)  \n"


@pytest.mark.parametrize("run", [" ", "-", " <br>", f" {GONE}"], ids=["blanks", "dashes", "breaks", "gaps"])
def test_what_is_gone_is_cleared_away_beside_a_run_of_signs_too(run: str) -> None:
    text = f"One{run * 5_000}two, {GONE}.{run * 5_000}x"
    assert (
        drop_traces(text, table=False)
        .replace(" ", "")
        .startswith(f"One{run * 5_000}".replace(" ", "").replace(GONE, ""))
    )
