"""Small pages of every form, made for the tests, and what must be read of them."""

from dataclasses import dataclass

from bot import resources
from bot.catalogue.data.records import VENUES, read_content, read_venues
from bot.lists.page import Page
from bot.lists.reading.pages import read_page

KNOWN = read_venues(read_content(VENUES, resources.read(f"data/{VENUES}")))
A, B, C = (f"https://arxiv.org/abs/{number}" for number in ("2210.17323", "2306.00978", "2402.02750"))
CODE = "https://github.com/owner/name"
GPTQ = "GPTQ: Accurate Post-Training Quantization"
AWQ = "AWQ: Activation-aware Weight Quantization"
WALK = "Random Walks on Large Graphs"


def read(text: str) -> Page:
    """Return the page of a text, with the venues that are shipped."""
    return read_page(text, KNOWN)


@dataclass(frozen=True)
class Form:
    """A page in one form. `facts`: (title, authors, venue, year, date, labels of the links) of each entry."""

    name: str
    text: str
    facts: tuple[tuple[str, str | None, str | None, int | None, str | None, tuple[str, ...]], ...]

    def __str__(self) -> str:
        return self.name


def bullets(*lines: str) -> str:
    """Return a page with one section of these lines."""
    return "\n".join(["# List", "", "## Quantization", "", *lines, ""])


AUTHORS = "Ada One, Bo Two"
FORMS = (
    Form(
        "the title is the link",
        bullets(f"- [{GPTQ}]({A}), ICLR 2023", f"- [{AWQ}]({B}), MLSys 2024 [[code]]({CODE})"),
        ((GPTQ, None, "ICLR", 2023, None, ("title",)), (AWQ, None, "MLSys", 2024, None, ("title", "code"))),
    ),
    Form(
        "the title before its links",
        bullets(f"- {GPTQ}. *[ICLR'23]* [[Paper]]({A}) [[Code]]({CODE})", f"- {AWQ}. *[MLSys'24]* [[Paper]]({B})"),
        ((GPTQ, None, "ICLR", 2023, None, ("Paper", "Code")), (AWQ, None, "MLSys", 2024, None, ("Paper",))),
    ),
    Form(
        "bold with authors",
        bullets(f"* **{GPTQ}.** *{AUTHORS}.* ICLR 2023. [[pdf]({A})], [[code]({CODE})]"),
        ((GPTQ, AUTHORS, "ICLR", 2023, None, ("pdf", "code")),),
    ),
    Form(
        "quoted behind a short name",
        bullets(f'* **GPTQ**: "{GPTQ}", ICLR, 2023 (*Some University*). [[Paper]({A})][[Code]({CODE})]'),
        ((GPTQ, None, "ICLR", 2023, None, ("Paper", "Code")),),
    ),
    Form(
        "the venue is the link",
        bullets(f"- [arXiv 2022.10]({A}), {GPTQ}, [website](https://example.org/p) / [code]({CODE})"),
        ((GPTQ, None, "arXiv", 2022, "2022-10", ("paper", "website", "code")),),
    ),
    Form(
        "the date first",
        bullets(f"- (2022-10) **{GPTQ}** {AUTHORS} [paper]({A}) | [code]({CODE})"),
        ((GPTQ, AUTHORS, None, 2022, "2022-10", ("paper", "code")),),
    ),
    Form(
        "venue and year first",
        bullets(f"1. [2023 ICLR] **{GPTQ}** [[paper]]({A})", f"1. [2024 MLSys] **{AWQ}** [[paper]]({B})"),
        ((GPTQ, None, "ICLR", 2023, None, ("paper",)), (AWQ, None, "MLSys", 2024, None, ("paper",))),
    ),
    Form(
        "authors before a title in italics",
        bullets(f"* {AUTHORS}, and Cy Three, *{WALK}*, ICML 2020 [[Paper]({A})]"),
        ((WALK, f"{AUTHORS}, and Cy Three", "ICML", 2020, None, ("Paper",)),),
    ),
    Form(
        "reference links below an underlined heading",
        f"Papers\n======\n\nSurveys\n-------\n\n* {WALK} [[Paper]][w]\n\n[w]: {A}\n",
        ((WALK, None, None, None, None, ("Paper",)),),
    ),
    Form(
        "pipe table",
        "## Quantization\n\n| Date | Title | Venue | Code |\n|:---|:---:|---|---|\n"
        f"| 2022-10 | [{GPTQ}]({A}) | ICLR | [Link]({CODE}) |\n| 2023-06 | [{AWQ}]({B}) | MLSys | N/A |\n",
        (
            (GPTQ, None, "ICLR", 2022, "2022-10", ("title", "Link")),
            (AWQ, None, "MLSys", 2023, "2023-06", ("title",)),
        ),
    ),
    Form(
        "table with authors and several links in a cell",
        "## Quantization\n\n|Paper|Authors|Pub|Links|\n|-|-|-|-|\n"
        f"|{GPTQ}|{AUTHORS}|ICLR 2023|[[pdf]]({A}) <br> [[code]]({CODE})|\n",
        ((GPTQ, AUTHORS, "ICLR", 2023, None, ("pdf", "code")),),
    ),
    Form(
        "HTML table",
        "<table>\n<tr><th>Title</th><th>Venue</th></tr>\n"
        f'<tr><td><a href="{A}">{GPTQ}</a></td><td>ICLR 2023</td></tr>\n</table>\n',
        ((GPTQ, None, "ICLR", 2023, None, ("title",)),),
    ),
    Form(
        "numbered by hand",
        bullets(f"7. [**{GPTQ}.**]({A}) *{AUTHORS}.* ICLR 2023.", "", f"8. [**{AWQ}.**]({B}) *{AUTHORS}.* MLSys 2024."),
        ((GPTQ, AUTHORS, "ICLR", 2023, None, ("title",)), (AWQ, AUTHORS, "MLSys", 2024, None, ("title",))),
    ),
    Form(
        "backslashes at the line ends",
        bullets(f"**{GPTQ}** \\", f"*{AUTHORS}* \\", f"ICLR 2023. [[Paper]({A})] [[Github]({CODE})] \\", "31 Oct 2022"),
        ((GPTQ, AUTHORS, "ICLR", 2023, "2022-10-31", ("Paper", "Github")),),
    ),
    Form(
        "two lines of a bullet",
        bullets(f"- **{GPTQ}**  ", f"  *{AUTHORS}*. [[pdf]({A})], 2022.10."),
        ((GPTQ, AUTHORS, None, 2022, "2022-10", ("pdf",)),),
    ),
    Form(
        "nested bullets are parts",
        bullets(f"- **{WALK} (ICML 2020)**", f"  - {AUTHORS}", f"  - [[Paper]]({A})", f"  - [[Python]]({CODE})"),
        ((WALK, AUTHORS, "ICML", 2020, None, ("Paper", "Python")),),
    ),
    Form(
        "keyed lines below a bold title",
        bullets(f"**{WALK}**", "", f"- Paper: {A}", f"- Code: {CODE}"),
        ((WALK, None, None, None, None, (A, CODE)),),
    ),
    Form(
        "a heading is a paper",
        f"# Papers\n\n## 2022-10\n\n#### [1] {GPTQ}\n- **作者**：{AUTHORS}\n- **链接**：[[arXiv:2210.17323]({A})]\n",
        ((GPTQ, AUTHORS, None, None, None, ("arXiv:2210.17323",)),),
    ),
    Form(
        "plain lines",
        bullets(f"[ICLR'23] [{GPTQ}]({A}), Some University <br>", "", f"[MLSys'24] [{AWQ}]({B}), Another"),
        ((GPTQ, None, "ICLR", 2023, None, ("title",)), (AWQ, None, "MLSys", 2024, None, ("title",))),
    ),
    Form(
        "numbers in brackets",
        bullets(f'**[1]** Ada One, et al. "**{GPTQ}**." ICLR (2023). [[pdf]]({A}) :star:'),
        ((GPTQ, "Ada One, et al.", "ICLR", 2023, None, ("pdf",)),),
    ),
    Form(
        "badges",
        bullets(
            f"- ![](https://img.shields.io/badge/2020-NeurIPS-blue) {WALK} "
            f"[![arXiv](https://img.shields.io/badge/arXiv-2210.17323-b31b1b.svg)]({A})"
        ),
        ((WALK, None, "NeurIPS", 2020, None, ("arXiv",)),),
    ),
    Form(
        "YAML",
        f"- id: one2022gptq\n  title: '{GPTQ}'\n  authors: {AUTHORS}\n  year: '2022'\n  paper: {A}\n  code: {CODE}\n",
        ((GPTQ, AUTHORS, None, 2022, None, ("paper", "code")),),
    ),
)  # fmt: skip
