"""Kinds of text that were misread once, each in several made instances."""

from dataclasses import dataclass

import pytest

from bot.intake.submission import Intent
from bot.intake.text.parts.titles import find_beginning
from tests.intake.reading import read_issue

MOTH = "FastMoth: Sparse Decoding for Large Language Models"
STEPS = "Delete, Retrieve, Generate: A Plain Approach to Style Transfer"
TRUST = "Can You Trust Your Planner? A Study of What I Cannot Explain"
DREAM = "Dreaming Moths Enable Planning in the Real World"
ASKING = "Can neural moths do better than the lamp bound?"
ASIDE = "What makes dim lamps detectable? Understanding properties that generalise"
LOWER = "Counting tiny insects with weak labels"
TITLES = (MOTH, STEPS, TRUST)
U1, U2 = "https://arxiv.org/abs/2601.01234", "https://arxiv.org/abs/2602.04321"
PAGE = "https://moth-lab.github.io/fastmoth/"
P1, P2 = "https://www.nature.com/articles/s41467-026-00001-2", "https://www.nature.com/articles/s41467-026-00002-4"
P3 = "https://www.sciencedirect.com/science/article/pii/S0000000000000001"


@dataclass(frozen=True)
class Kind:
    """A body with {title} and {link}; `venue` and `section` where it says them."""

    body: str
    venue: str | None = None
    section: str | None = None
    heading: str = "New paper"


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(Kind("- [{title}. NeurIPS 2025.]({link})", venue="NeurIPS 2025"), id="a venue in the link"),
        pytest.param(
            Kind("- [{title} (NeurIPS'25, D&B Track)]({link})", venue="NeurIPS 2025"), id="a venue with its track"
        ),
        pytest.param(
            Kind("Please add this one\n\n[{title} (One, Two & Three, 2021)]({link})"),
            id="people and a year in brackets",
        ),
        pytest.param(
            Kind(
                "#### 标题：{title}\n#### 收录会议：WCCI 2022（计算智能会议）\n#### 论文链接：{link}",
                venue="WCCI 2022",
            ),
            id="Chinese labels as headings",
        ),
        pytest.param(Kind("{title} PAMI-2022, paper: {link}", venue="TPAMI 2022"), id="a venue without a mark"),
        pytest.param(
            Kind('Added "{title}", which tackles hallucinations by verbs.\n{link}'), id="what the paper does behind it"
        ),
        pytest.param(
            Kind('I recommend the paper "{title}". This paper uses a model as the basis of its plans.\n{link}'),
            id="a sentence about the paper behind it",
        ),
        pytest.param(
            Kind("please add this one\n\ntitle={{{title}}},\nauthor={{Ada One and Bo Two}},\nyear={{2024}}\n\n{link}"),
            id="fields of BibTeX without an entry",
        ),
        pytest.param(Kind("Please add {title} ({link})."), id="no marks behind a request"),
        pytest.param(Kind("Please add: {title}, {link}, ICLR 2026", venue="ICLR 2026"), id="a list with commas"),
        pytest.param(Kind("We suggest our work, {title} [[arXiv]]({link})."), id="a label in two brackets"),
        pytest.param(Kind("Bitte „{title}“ aufnehmen: {link}"), id="German quotation marks"),
        pytest.param(Kind("Merci d'ajouter « {title} » : {link}"), id="French quotation marks"),
        pytest.param(Kind("『{title}』を追加してください。{link}"), id="Japanese quotation marks"),
        pytest.param(
            Kind("I've added it:\n[{title}]({link})", heading="Update new paper (Moth)"), id="update new paper"
        ),
        pytest.param(
            Kind("{title}\n{link}\n\nIt belongs in Graph Learning.", section="Graph Learning"), id="belongs in"
        ),
        pytest.param(
            Kind("[{title}]({link})\n\nHope it suits the robot planning section!", section="robot planning"),
            id="suits the section",
        ),
        pytest.param(
            Kind("Could you put [{title}]({link}) in section 4.2.1 Graph Learning?", section="4.2.1 Graph Learning"),
            id="a section's number",
        ),
        pytest.param(
            Kind(
                "| Title | Link | Classification |\n|---|---|---|\n| {title} | {link} | A1. Attacks |",
                section="A1. Attacks",
            ),
            id="a section's column",
        ),
        pytest.param(
            Kind("Title: {title}\nConference: ICLR\nYear: 2026\nLink: {link}", venue="ICLR 2026"), id="the year apart"
        ),
        pytest.param(Kind("Titel: {title}\nLink: {link}\nKonferenz: ICLR 2026", venue="ICLR 2026"), id="German labels"),
        pytest.param(Kind("Título: {title}\nEnlace: {link}\nSección: Robots", section="Robots"), id="Spanish labels"),
        pytest.param(Kind("제목: {title}\n링크: {link}"), id="Korean labels"),
        pytest.param(Kind("Название: {title}\nСсылка: {link}"), id="Russian labels"),
        pytest.param(Kind("{title}\nAda One, Bo Two\n[preprint]({link})"), id="title, authors, link"),
        pytest.param(Kind("{title} by Ada One and Bo Two\n{link}"), id="by its authors"),
        pytest.param(Kind("[1] One A, Two B, Three C. {title}[C]//ICLR. 2026: 1-9. {link}"), id="GB/T 7714"),
        pytest.param(
            Kind("1. One, A., Two, B. & Three, C. {title}. *Nature* (2026). {link}"), id="the style of Nature"
        ),
        pytest.param(Kind("A. One, B. Two, and C. Three, “{title},” in Proc. ICLR, 2026. {link}"), id="IEEE"),
        pytest.param(
            Kind("TY  - CONF\nTI  - {title}\nUR  - {link}\nPY  - 2026\nT2  - ICLR\nER  -", venue="ICLR 2026"), id="RIS"
        ),
        pytest.param(Kind("%0 Conference Paper\n%T {title}\n%U {link}"), id="EndNote"),
        pytest.param(Kind('[{{"type": "article-journal", "title": "{title}", "URL": "{link}"}}]'), id="CSL-JSON"),
        pytest.param(
            Kind(
                '@string(iclr = "ICLR")\n@article(a, title = "{title}", journal = iclr, year = 2026, url = "{link}")',
                venue="ICLR 2026",
            ),
            id="round brackets and a macro",
        ),
    ],
)
def test_the_paper_is_read(kind: Kind, title: str) -> None:
    found = read_issue(kind.heading, kind.body.format(title=title, link=U1))
    assert found.intent == "add"
    (paper,) = found.proposals
    assert plain(paper.title) == plain(title)
    assert paper.urls == (U1,)
    assert kind.venue is None or paper.venue == kind.venue
    assert paper.section == kind.section


def plain(title: str | None) -> str:
    """Return a title without its last punctuation."""
    return (title or "").rstrip(" .?")


@pytest.mark.parametrize(
    ("heading", "body", "titles"),
    [
        pytest.param(f"Add {LOWER}", U1, [LOWER], id="lower case behind a request"),
        pytest.param("New", f"{LOWER}\n{U1}", [LOWER], id="lower case above its link"),
        pytest.param("New", f"{MOTH}\n{PAGE}", [MOTH], id="above a project page"),
        pytest.param("New", f"One, A. et al. “{MOTH}.” ArXiv abs/2601.01234 (2026)", [MOTH], id="an id of arXiv"),
        pytest.param(f"[2601.01234] {MOTH}", U1, [MOTH], id="an id before the title"),
        pytest.param("New", f"[[2601.01234] {MOTH}]({U1})", [MOTH], id="an id in the link's words"),
        pytest.param(
            "New", f"#### [1] {MOTH}\n{U1}\n\n#### [2] {TRUST}\n{U2}", [MOTH, TRUST], id="numbers in brackets"
        ),
        pytest.param(
            "Add two", "I am an author of MothGen and MothBlend.", ["MothGen", "MothBlend"], id="author of two"
        ),
        pytest.param("Add", "- **FooNet** in ICLR 2026\n- **Bar-2** on arXiv", ["FooNet", "Bar-2"], id="names in bold"),
        pytest.param("New", f"- [Lyra-X]({U1}): a benchmark for long videos", ["Lyra-X"], id="a linked name"),
        pytest.param("New", f"- [Lyra]({U1}): a benchmark for long videos", ["Lyra"], id="a linked name of one word"),
        pytest.param(
            "New", f'We wrote "FastMoth: Sparse Decoding\nfor Large Language Models" ({U1}).', [MOTH], id="broken"
        ),
        pytest.param(
            "New", f"We wrote “FastMoth: Sparse Decoding\nfor Large Language Models”: {U1}", [MOTH], id="broken, curly"
        ),
        pytest.param("New", f'- "{MOTH}"\n  {U1}\n- "{TRUST}"\n  {U2}', [MOTH, TRUST], id="a quotation each"),
        pytest.param(f"ICLR 2026 | {MOTH}", U1, [MOTH], id="a venue and a bar"),
        pytest.param(f"#ICLR'26: {MOTH}", U1, [MOTH], id="a venue as a tag"),
        pytest.param(MOTH + ", Lovelace+, ICLR'26", U1, [MOTH], id="the first author and a plus"),
        pytest.param("New", f"[Robots] [2026 Nature Physics] {MOTH}", [MOTH], id="section and venue in brackets"),
        pytest.param("New", f"推荐一下这篇文章：{MOTH}，发表在 ICLR 2026。{U1}", [MOTH], id="Chinese words around"),
        pytest.param("New", f"2017-11\n{U1}", [None], id="a date"),
        pytest.param("New", f"[Python]({U1})", [None], id="a language"),
        pytest.param("New", f"[paper]({U1}) by Ada One, Bo Two and Cy Three", [None], id="people"),
        pytest.param("New", f"Ada One, Bo Two and Cy Three\n{U1}", [None], id="people above a link"),
        pytest.param("New", f"ICLR 2026\n{U1}", [None], id="a venue"),
        pytest.param("New", f"## 논문의 주소를 알려 주세요!\n\n{U1}", [None], id="a template's question"),
        pytest.param("New", f"Here is the paper that I mean.\n{U1}", [None], id="a sentence"),
        pytest.param(
            "Could you add our paper on decoding?",
            f'I hope you can add our ICLR 26 paper "{MOTH}" to your repo. A sparse model skips most of its layers '
            f"under a given budget, which halves the time of decoding.\n\npaper: {U1}",
            [MOTH],
            id="a sentence behind a quoted title",
        ),
        pytest.param(
            "New",
            f'Could you add "{MOTH}" to the list?\n\nA sparse model skips most of its layers under a budget, '
            f"which halves the time of decoding.\n\npaper: {U1}",
            [MOTH],
            id="a sentence below a quoted title",
        ),
        pytest.param(
            "New",
            f"Paper title: FastMoth: Sparse Decoding for Large\nLanguage Models\nPaper link: {U1}\nCode: {PAGE}",
            [MOTH],
            id="broken between labels",
        ),
        pytest.param("New", f"- Code: {PAGE}\n- Paper: {U1}\n- Title: {MOTH}", [MOTH], id="behind the other labels"),
        pytest.param("New", f"Add {MOTH} to Lamp Models.", [MOTH], id="a place behind it"),
        pytest.param("New", f"Add {STEPS}", [STEPS], id="no place behind it"),
        pytest.param(
            "New",
            f"- {STEPS} — IEEE RA-L 2025, [paper]({U1})\nOnly `README.md` is changed (+1 entry), in its format.",
            [STEPS],
            id="a sentence glued to an item",
        ),
        pytest.param("New", f'See "{ASKING}".\n{U1}', [ASKING], id="a question that no reader is asked"),
        pytest.param("New", f"Title: {ASIDE}\nLink: {U1}", [ASIDE], id="a title of two sentences behind its label"),
        pytest.param("New", f"Title: {MOTH}, ICLR 2026\nLink: {U1}", [MOTH], id="a comma and a venue behind a title"),
        pytest.param("New", f"Title: {MOTH}\nICLR 2026\nLink: {U1}", [MOTH], id="a venue between labels"),
        pytest.param(
            "New",
            f"{U1} - FastMoth: Sparse Decoding\n for Large Language Models\n\n{U2} - {TRUST}",
            [MOTH, TRUST],
            id="broken before a small word",
        ),
        pytest.param(
            "New",
            f"{U1} - FastMoth: Sparse Decoding for\n Large Language Models\n\n{U2} - {TRUST}",
            [MOTH, TRUST],
            id="broken behind a small word",
        ),
        pytest.param(
            "New", f'I suggest to add "{MOTH} (ICLR 2026 Highlight)"\n\npaper: {U1}', [MOTH], id="a venue in the quotes"
        ),
        pytest.param(
            "Add 3 papers and fix a link",
            f"Please consider these papers:\n- {MOTH} (related to “Decoding Whole Books at Once”)\n"
            f"- {STEPS} (a common baseline for plain styles)\n- {DREAM}\n\nFix a link:\n[Planning by Moths]({U2})",
            [MOTH, STEPS, DREAM, "Planning by Moths"],
            id="remarks in brackets",
        ),
        pytest.param(
            "Add two",
            f"1. {MOTH} [ACL2026]\n2. Moths Should Be Counted More Than One Turn Deep [ACL2026]",
            [MOTH, "Moths Should Be Counted More Than One Turn Deep"],
            id="venues in brackets",
        ),
        pytest.param(
            "Add Dreaming Moth Planning (ICLR 2026)",
            f"Adds a paper on plans (Dreaming Moth Planning: Plain Decoding in the Real World, {U1}) of ICLR 2026.",
            ["Dreaming Moth Planning: Plain Decoding in the Real World"],
            id="title and address in brackets",
        ),
        pytest.param(
            "Add Sparse Decoding of Moths (ICLR 2026)",
            f"Sparse Decoding of Moths in Large Forests\nPDF: {U1}",
            ["Sparse Decoding of Moths in Large Forests"],
            id="the first words of a title as the thread's",
        ),
        pytest.param(
            "FastMoth",
            "I wonder if FastMoth[1] should be in the list?\n\n[1] A. One, B.-Y. Two, and C. Three, "
            "Plain Decoding by Moths Revisited, ICCV, 2017.",
            ["Plain Decoding by Moths Revisited"],
            id="a reference that a question points to",
        ),
        pytest.param(
            "Update README.md",
            "Last year we built a collection for weaving moths and wrote a survey to go with it.",
            [],
            id="a sentence with a verb",
        ),
        pytest.param(
            "Three papers that were missing",
            "- **MothGen** (Nat. Looms, 2026-09), a loom-sized assistant for woven data\n"
            "- **LOOM** (Loom Cell, 2026-09), 2.5D triage of woven cloth volumes at the mill\n"
            "- **Weaver-2** (Nat. Looms, 2026-08), Moth-Base fine-tuned for cloth and deployed in a silent trial\n",
            ["MothGen", "LOOM", "Weaver-2"],
            id="names and what they are",
        ),
        pytest.param(
            "Add",
            "Added two papers, **FooNet** and **Bar-2**.\nAdded the keyword **MothCoder-33B** to the config.",
            ["FooNet", "Bar-2"],
            id="a longer name in the next line",
        ),
        pytest.param(
            "New", f"Paper: {MOTH}\nCode: {PAGE}\nAll datasets: {PAGE}", [MOTH], id="a labelled title and its data"
        ),
        pytest.param(
            "Add two papers of ours",
            f"We add two papers:\n- Accepted as an Oral paper at ICLR 2026\n- {MOTH}",
            [MOTH],
            id="what became of a paper",
        ),
        pytest.param(
            "Could you update one paper?",
            'The paper, "Moth-Net: Sparse Decoding meets Graphs: An All-round System", has been accepted at KDD 2026.',
            ["Moth-Net: Sparse Decoding meets Graphs: An All-round System"],
            id="a name in the quotes",
        ),
        pytest.param(
            "New",
            'A. One, B. Two, C. Three and D. Four, "Weaving Looms with Pre-trained Moths," 2026 52nd Annual IEEE/IFIP '
            "International Conference on Dependable Looms and Networks Workshops (DLN-W), Baltimore, MD, USA, 2026, "
            "pp. 111-116, doi: 10.1109/DLN-W54100.2026.00027.",
            ["Weaving Looms with Pre-trained Moths"],
            id="the conference and place behind a citation",
        ),
        pytest.param(
            "your review missed this paper",
            'One, Ada-Yves, Bo Two, and Cy Three*. "Loom networks with global attention for woven moths." Physical '
            f"Weaving Chemical Physics 22, no. 32 (2026): 18141-18148.\n\n{PAGE}",
            ["Loom networks with global attention for woven moths"],
            id="the journal behind a citation",
        ),
        pytest.param("Add", f"[{MOTH}, CVPR (2026)]({U1})", [MOTH], id="a venue before a year in brackets"),
        pytest.param("Add", f"[{MOTH}. (ICCV 26')]({U1})\n{PAGE}", [MOTH], id="a short year in brackets"),
        pytest.param(
            "New",
            f'1. **MothChat**: in our [ICLR 2026]({U1}) publication "{MOTH}"\n2. **LoomChat**: "{TRUST}" ({U2})',
            [MOTH, TRUST],
            id="a name and a quoted title in each item",
        ),
        pytest.param(
            "New",
            f"- [x] [Moths that plan their own flights]({PAGE}1)\n- [ ] [Moths that fly around dim lamps]({PAGE}2)",
            ["Moths that plan their own flights", "Moths that fly around dim lamps"],
            id="ticked links",
        ),
        pytest.param("Update CVPR2026.md", "Added CVPR2026 WEAVER paper", ["WEAVER"], id="a name behind its venue"),
        pytest.param(
            "Add new research paper IROS 2026 Moth2Lamp", "", ["Moth2Lamp"], id="a name behind venue and year"
        ),
        pytest.param("Add NeurIPS 2026 XAI paper", "", [], id="a subject behind its venue"),
        pytest.param("Add LAMPOS lab paper", "I have added our paper.", [], id="a lab's name"),
        pytest.param("Add Goedel's last paper", "", [], id="somebody's name"),
        pytest.param(
            "New", f"Could you add our paper ({U1}) to the list of HEPML papers?", [None], id="a list's subject"
        ),
        pytest.param(
            "Please Consider Adding MothFlow Paper",
            "I suggest adding **MothFlow**.\n\n*MothFlow* introduces a trainable framework that coordinates modules "
            "(planner, executor, verifier, generator) through *in-the-flow* optimization. Any tools can be added, "
            f"math, coding, search, news, etc.\n\n- Paper: {U1}",
            ["MothFlow"],
            id="the ends of two sentences",
        ),
        pytest.param(
            "Add recent papers",
            r"## Papers\n\n- add MothGen under dim lamps\n- add MothBlend under bright ones\n\nThanks for this list.",
            ["MothGen", "MothBlend"],
            id="spelt breaks",
        ),
        pytest.param(
            "Add MothGen to the May 2026 paper list",
            "MothGen introduces Lamp DAG, a structured intermediate form for unified generation of moths and lamps.\n\n"
            "- Table formatting and chronological placement confirmed.\n\n"
            "Disclosure: submitted on behalf of an author of MothGen.",
            ["MothGen"],
            id="sentences that tell of a paper and of checks",
        ),
        pytest.param("Add MOTHS paper to Lamp Synthesis (#32)", "", ["MOTHS"], id="a thread's number"),
        pytest.param(
            "Add a paper",
            "Added the recent SafeMoths paper (under review), from the Nocturnal Insects Lab at Oslo Tech",
            ["SafeMoths"],
            id="a name before the word for a paper",
        ),
        pytest.param(
            "Added Moths and Lamps for Data Science",
            "Sam of a publisher here. I thought this title might suit your list.",
            [],
            id="a title with its verb about which nobody speaks as a paper's",
        ),
        pytest.param(
            "Add MothGap, Agon, and Magic Lamps to Papers",
            "Three of them: a benchmark for prompting, a system, and a study of suffixes.",
            ["MothGap", "Agon", "Magic Lamps"],
            id="names in a row behind their verb",
        ),
        pytest.param(
            "Add two papers",
            f"**Summary of Changes:**\n\n1. **MothGen** ({U1})\n2. **MothBlend** ({U2})",
            ["MothGen", "MothBlend"],
            id="the head of what changes",
        ),
        pytest.param(
            "The FastMoth with speech inputs.",
            f"The article _{MOTH}_ is on arXiv. Can you add it? You can find it at this link: [{MOTH}]({U1}).",
            [MOTH],
            id="a linked title, and a thread's that is not written as one",
        ),
        pytest.param(
            "Update README.md",
            "Add a paper, Dreaming of Prototypical Lamps for Weakly\nLit-Room Semantic Planning, NeurIPS 2026",
            ["Dreaming of Prototypical Lamps for Weakly Lit-Room Semantic Planning"],
            id="a title that is broken behind the words of a request",
        ),
        pytest.param("Update README.md", "add MCP 工具站点：lamp.ad", [], id="a domain"),
        pytest.param(
            "Added Essential Natural Lamp Processing",
            "Hi,\n\nI work for Lamp Publications. This book of ours might be a good resource for your list, I thought.",
            [],
            id="a publisher's book",
        ),
        pytest.param(
            "Added Causal Moth Learning",
            "We have this book on causal moth learning. It is not a paper, but I thought it might be a good match.",
            [],
            id="a book that is called no paper",
        ),
        pytest.param(
            "Relevant Paper: In-Context Moth Strategies Emerge Rationally",
            U1,
            ["In-Context Moth Strategies Emerge Rationally"],
            id="a label in the thread's title",
        ),
        pytest.param(
            "New papers to include",
            "These might be worth it:\n\n"
            "[Lamp Face Recognition A Benchmark Dataset.pdf](https://github.com/a/b/files/1/Lamp.Face.Recognition.pdf)\n"
            "[MOTH Asymmetric Lamp Face Detector.pdf](https://github.com/a/b/files/2/MOTH.Asymmetric.pdf)",
            ["Lamp Face Recognition A Benchmark Dataset", "MOTH Asymmetric Lamp Face Detector"],
            id="attached files",
        ),
        pytest.param(
            "A Lamp is Worth One Word: Personalizing Dim Lights with Textual Moths",
            "## 2026\nI read [A Lamp is Worth One Word.pdf](https://github.com/a/b/files/1/A.Lamp.is.Worth.One.Word.pdf)",
            ["A Lamp is Worth One Word: Personalizing Dim Lights with Textual Moths"],
            id="an attached file with the first words of the title",
        ),
        pytest.param(
            "Papers",
            f"> Would you add these works?\n> {DREAM}\n\n _Originally posted by @one in [#2](https://a.example/2)_",
            [DREAM],
            id="a comment that was made an issue",
        ),
        pytest.param(
            "Add papers",
            f"- {DREAM} — IEEE RA-L 2025, [paper]({P1})\nOnly `README.md` is changed (+1 entry), in the badge format.",
            [DREAM],
            id="a sentence right below an entry",
        ),
    ],
)
def test_only_a_title_is_one(heading: str, body: str, titles: list[str | None]) -> None:
    assert [paper.title for paper in read_issue(heading, body).proposals] == titles


def test_a_title_has_one_colon() -> None:
    text = f"our work on better LMs: {MOTH}"
    assert text[find_beginning(text, text.index("LMs"), len(text)) :] == MOTH


@pytest.mark.parametrize(
    ("body", "venues"),
    [
        pytest.param(f"Both were accepted at ICLR 2026:\n{U1}\n{U2}", ["ICLR 2026", "ICLR 2026"], id="once for both"),
        pytest.param(
            f"Please add our ICLR 2026 work on moths.\n\n{MOTH}\n{U1}\n\n{TRUST}\n{U2}",
            ["ICLR 2026", "ICLR 2026"],
            id="in a sentence before both",
        ),
        pytest.param(
            f"Title: {MOTH}\nPaper: {U1}\nVenue: ICLR 2026\n\nTitle: {TRUST}\nPaper: {U2}",
            ["ICLR 2026", None],
            id="for one of two",
        ),
        pytest.param(
            f"## Security Conferences\n\n### NDSS 2026\n\n- {MOTH}\n\n### CCS 2025\n\n- {TRUST}",
            ["NDSS 2026", "CCS 2025"],
            id="as a heading of each",
        ),
        pytest.param(
            f"- [{MOTH}]({U1})\n\n## Graph Types (ICLR 2026)\n\n- [{TRUST}]({U2})",
            [None, "ICLR 2026"],
            id="behind a section",
        ),
        pytest.param(f"{MOTH} (2026 CVPR)\n{U1}", ["CVPR 2026"], id="behind a year in brackets"),
        pytest.param(f"- Paper (KDD 2026): {P1} · preprint: {U1}", ["KDD 2026"], id="within a label"),
        pytest.param(f"{MOTH}, T-RO 2023\n{U1}", ["T-RO 2023"], id="with a hyphen"),
        pytest.param(f"Title: {MOTH}\nConference name: Lamp Days\nLink: {U1}", ["Lamp Days"], id="by its name"),
        pytest.param("Add FooNet, SIGGRAPH Asia'24 work", ["SIGGRAPH Asia 2024"], id="of two words"),
        pytest.param(f"{MOTH}\n{U1}\nIt is in CVPR Findings 2026.", ["CVPR Findings 2026"], id="findings"),
    ],
)
def test_a_venue_goes_to_the_papers_it_is_said_of(body: str, venues: list[str | None]) -> None:
    assert [paper.venue for paper in read_issue("Two papers", body).proposals] == venues


@pytest.mark.parametrize(
    ("body", "links"),
    [
        pytest.param(f"{P1}\n{P3}\n{P2}", [(P1,), (P3,), (P2,)], id="a line each"),
        pytest.param(f"[1] {P1}\n\n[2] {P3}", [(P1,), (P3,)], id="a number each"),
        pytest.param(f"See {P1} and {P2}.", [(P1,), (P2,)], id="in one sentence"),
        pytest.param(f"{MOTH}\n{U1}\n{P1}", [(U1, P1)], id="preprint and journal of one paper"),
    ],
)
def test_each_page_of_a_publisher_is_a_paper(body: str, links: list[tuple[str, ...]]) -> None:
    assert [paper.urls for paper in read_issue("Missing papers", body).proposals] == links


@pytest.mark.parametrize(
    ("heading", "body", "intent"),
    [
        pytest.param("Question", "How do I build this?", "question", id="how"),
        pytest.param("Build", "How do I build this? I get an error when I run make.", "question", id="how, with more"),
        pytest.param(
            "Could you recommend some works on lamps?", f'So far I know "{MOTH}".', "question", id="recommend"
        ),
        pytest.param(STEPS, f"Title: {STEPS}\nLink: {U1}", "add", id="a title that begins like a request"),
        pytest.param("Update new paper (FooNet)", U1, "add", id="update new paper"),
        pytest.param("Papers", f"The following new papers are included:\n1. {MOTH}", "add", id="included are"),
        pytest.param("Our loom", f"We released a benchmark for looms.\n\n{PAGE}", "add", id="a benchmark of ours"),
        pytest.param("update paper", "May we add one more paper on moths?", "add", id="one more"),
        pytest.param("Fix conference names", f"1. {MOTH}\n2. {TRUST}", "update", id="fixed names"),
        pytest.param("Update README: fix paper description", "", "update", id="a fixed description"),
        pytest.param("Minor revision for FooNet", "Thanks!", "update", id="a small change"),
        pytest.param("ICLR papers", "Some preprints there were accepted. Could you update them?", "update", id="them"),
        pytest.param("Typo", f'There is a typo in "{MOTH}".', "update", id="a typo"),
        pytest.param("README", f'the author\'s name of "{MOTH}" is wrong', "update", id="a wrong fact"),
        pytest.param("Update README.md", "Hi, we update a new paper on moths.", "add", id="update a new paper"),
        pytest.param(
            "README",
            f"I refer you to four more papers:\n- {MOTH}\n- {TRUST}\n\nPlease change this in the next version.",
            "add",
            id="more papers",
        ),
        pytest.param("README", "3DV papers", "add", id="nothing but papers of a kind"),
        pytest.param("Links", "A collection of research papers for moth design was added.", "other", id="a collection"),
        pytest.param("논문 링크 추가 및 변경", "신규 추가(2건), 링크 오류로 인한 변경(1건)", "add", id="Korean"),
        pytest.param(
            "Facts",
            f"I added the published conference of these papers, including where I found it:\n- {MOTH}\n- {TRUST}",
            "update",
            id="a published venue",
        ),
        pytest.param("Listing", f'The authors of "{MOTH}" are missing.', "update", id="authors missing"),
        pytest.param(
            "Our AI writing app",
            "WriteFast helps startups. Free plan, pricing at https://writefast.app",
            "spam",
            id="an app",
        ),
        pytest.param(
            "Suggestion",
            "A free directory of 700 AI tools: https://tools-directory.example.com",
            "spam",
            id="a directory",
        ),
        pytest.param("Mark a paper", f'I mark "{MOTH}" with "ICML 2025".', "update", id="marked with a venue"),
        pytest.param(
            "Wrong reference", "The reference to MothNet should be corrected.", "update", id="a wrong reference"
        ),
        pytest.param(
            "Request for paper update",
            f"Our paper ({U1}) is at ICLR 2025. Can you update this information?",
            "update",
            id="requests an update",
        ),
        pytest.param(
            "Update pubs.json", "The deleted entry is a duplicate of another one.", "remove", id="a duplicate"
        ),
        pytest.param("update references to right values", "This fixes two papers.", "update", id="references"),
    ],
)
def test_what_is_wanted_is_read(heading: str, body: str, intent: Intent) -> None:
    assert read_issue(heading, body).intent == intent


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f'Please move "{MOTH}" from Vision to Serving on Cloud.', id="quoted"),
        pytest.param(f"Move {MOTH} to the Serving on Cloud section", id="bare"),
        pytest.param(f'"{MOTH}" belongs in the section Serving on Cloud, please move it.', id="belongs in"),
        pytest.param(f"“{MOTH}” is in the wrong section, it belongs to Serving on Cloud", id="the wrong section"),
        pytest.param(f'"{MOTH}" should be listed under "Serving on Cloud", not in Vision.', id="should be under"),
        pytest.param(f'I think "{MOTH}" should be moved from Vision to Serving on Cloud.', id="should be moved"),
        pytest.param(f'"{MOTH}" needs to move to Serving on Cloud', id="needs to move"),
    ],
)
def test_a_move_names_the_paper_and_its_section(body: str) -> None:
    found = read_issue("Wrong place", body)
    assert [(paper.operation, paper.title, paper.section) for paper in found.proposals] == [
        ("update", MOTH, "Serving on Cloud")
    ]


@pytest.mark.parametrize(
    ("title", "body", "operation", "section"),
    [
        pytest.param("Remove NICE-MOTH", "it is not a LampNet paper, please remove", "remove", None, id="taken off"),
        pytest.param("Move the NICE-MOTH paper", "It belongs in Vision, not in Serving.", "update", "Vision", id="it"),
        pytest.param("Move NICE-MOTH", "NICE-MOTH should be under Vision", "update", "Vision", id="said again"),
        pytest.param("Wrong section", "NICE-MOTH should go into Vision", "update", "Vision", id="in the text alone"),
    ],
)
def test_a_short_name_in_the_title_is_the_paper_that_is_meant(
    title: str, body: str, operation: str, section: str | None
) -> None:
    (found,) = read_issue(title, body).proposals
    assert (found.operation, found.title, found.section) == (operation, "NICE-MOTH", section)


@pytest.mark.parametrize(
    ("body", "title"),
    [
        pytest.param(f'"{MOTH}" should be listed under Vision as well', MOTH, id="in quotes"),
        pytest.param("NICE-MOTH should be in Vision, too.", "NICE-MOTH", id="by its short name"),
    ],
)
def test_a_paper_that_is_to_stand_elsewhere_too_is_added_there(body: str, title: str) -> None:
    (found,) = read_issue("In two sections", body).proposals
    assert (found.operation, found.title, found.section) == ("add", title, "Vision")


@pytest.mark.parametrize("between", [" should be ", ", it should read: ", " -> "])
def test_both_titles_in_quotes_are_the_old_and_the_new(between: str) -> None:
    (found,) = read_issue("Typo", f'In the title: "Dance of a Moth"{between}"Dance of Moths"').proposals
    assert found.replaces is not None
    assert (found.replaces.title, found.title) == ("Dance of a Moth", "Dance of Moths")


def test_a_venue_is_no_section_to_move_to() -> None:
    (paper,) = read_issue("Wrong place", f'"{MOTH}" should be in CVPR 2024.').proposals
    assert (paper.section, paper.venue) == (None, "CVPR 2024")


@pytest.mark.parametrize(
    ("body", "unused"),
    [
        pytest.param(
            f"1. {MOTH} {U1}\n2. the moth thing from Oslo\n3. {TRUST} {U2}",
            ("the moth thing from Oslo",),
            id="an item without a link",
        ),
        pytest.param(f"- {MOTH} {U1}\n- {TRUST} {U2}", (), id="nothing"),
        pytest.param(f"- add {MOTH} {U1}\n- link the official paper", (), id="what else was changed"),
        pytest.param(
            f"Title: {MOTH}\nLink: {U1}\nAuthors: Ada One et al.\nVenue: under review\nYear: 2026",
            ("Authors: Ada One et al.", "Venue: under review", "Year: 2026"),
            id="labelled facts that no field takes",
        ),
        pytest.param(
            f"Title: {MOTH}\nLink: {U1}\nAuthors: Ada One, Bo Two\nVenue: ICML 2026 (Oral)\nSection: Robots",
            (),
            id="labelled facts that are taken",
        ),
    ],
)
def test_what_is_not_used_is_known(body: str, unused: tuple[str, ...]) -> None:
    assert read_issue("Papers", body).unused == unused


@pytest.mark.parametrize(
    "cited",
    [
        pytest.param(
            "2.One, K. K. (2026, May). {}. In Small Things (pp. 1-9). Cham: Springer Nature.", id="glued, with a town"
        ),
        pytest.param("- {}, Ada One, Bo Two, Cleo Three, Sensors 2026", id="people between commas"),
        pytest.param("**{}** — Ada One, Bo Two, *Odd Things: An Outlook* 2026.", id="people behind a dash"),
        pytest.param("- {}, Odd Things 2026.", id="a place that nobody knows"),
    ],
)
def test_a_paper_that_is_cited_is_read_without_its_people_and_its_place(cited: str) -> None:
    title = "Moths of the World: A Benchmark"
    found = read_issue("New paper", "Please add this paper:\n\n" + cited.format(title))
    assert [paper.title for paper in found.proposals] == [title]


@pytest.mark.parametrize(
    "form",
    [
        pytest.param("- Title: {}\n- Targets: {}\n- Year: 2026\n- PDF: {}", id="items"),
        pytest.param("**Paper**: {}\n- Venue: ICLR 2026\n- Targets: {}\n- PDF: {}", id="the title above the list"),
        pytest.param("Title: {}\nTraining data: {}\nYear: 2026\nPDF: {}", id="lines"),
        pytest.param("**Title:** {}\n\n**Why (if known):** {}\n\n**PDF:** {}", id="in bold"),
        pytest.param("### Title\n\n{}\n\n### Subject\n\n{}\n\n### PDF\n\n{}", id="headings"),
        pytest.param("### Title\n\n{}\n\n### Summary\n\n{}\n\n### PDF\n\n{}", id="headings that are known"),
        pytest.param("**Paper**\n{}\n\n**Backbone**\n{}\n\n**PDF**\n{}", id="lines in bold"),
        pytest.param("| Field | Value |\n|-|-|\n| Title | {} |\n| Backbone | {} |\n| PDF | {} |", id="a table"),
    ],
)
def test_no_other_answer_of_a_form_is_a_paper(form: str) -> None:
    title = "Moths of the World: A Benchmark"
    found = read_issue("New paper", form.format(title, "Vision Transformers with Sparse Adapter Layers", U1))
    assert [(paper.title, paper.urls) for paper in found.proposals] == [(title, (U1,))]


BEHIND = {
    "where it appeared, and the place": "I suggest to add {} (CVPR 2024 Highlight) into moth registration",
    "that it was accepted": "- {} - Accepted at NeurIPS 2024.",
    "that it appeared": "- {} - Appeared on arXiv in August 2024.",
    "its month": "Add {} of Apr 2025",
    "the list": "Would you add our paper:\n{} on this list?",
    "what it does": "Please add our paper {} that gives a novel way\nto learn things.",
    "the section": "We add the paper {} in Lamp-oriented Learning parts.",
    "a workshop": "our work titled {} in ECCV 2024 Workshop on The Dark Side of Moths, related.",
}


@pytest.mark.parametrize("body", BEHIND.values(), ids=BEHIND)
def test_what_is_said_behind_a_bare_title_is_no_part_of_it(body: str) -> None:
    (paper,) = read_issue("New paper", f"{body.format(DREAM)}\n\n{U1}").proposals
    assert (paper.title, paper.urls) == (DREAM, (U1,))


TABS = ("{} | OpenReview", "{} - ACL Anthology", "{} | IEEE Xplore")


@pytest.mark.parametrize("tab", TABS)
def test_the_site_that_a_tab_names_is_no_part_of_a_title(tab: str) -> None:
    (paper,) = read_issue("Paper", f"[{tab.format(DREAM)}]({U1})").proposals
    assert (paper.title, paper.urls) == (DREAM, (U1,))


def test_code_and_a_title_are_a_paper_whatever_else_is_said() -> None:
    body = f'We released the code of "{DREAM.partition(" in ")[0]}": https://github.com/moths/dream'
    (paper,) = read_issue("code released", body).proposals
    assert (paper.title, paper.code) == ("Dreaming Moths Enable Planning", "https://github.com/moths/dream")


@pytest.mark.parametrize("title", ["Sparsity of Moths in the Wild: In 2024 Ponds", "Moths that Learn to Plan"])
def test_a_title_that_goes_on_alike_is_whole(title: str) -> None:
    (paper,) = read_issue("New paper", f"{title}\n\n{U1}").proposals
    assert paper.title == title


FORWARDED = (
    "---------- Forwarded message ---------\nFrom: Ada One <ada@moth.edu>\nSubject: your list\n\nHi Bo,\n\n"
    f"could you ask them to add our paper FastMoth: Sparse Decoding for\nLarge Language Models? It is at {U1}."
)


@pytest.mark.parametrize(
    ("body", "urls"),
    [
        pytest.param(f"> Hi Bo, did you see this one?\n> {MOTH}\n> {U1}\n>\n> Ada\n\nFor your list", (U1,), id="alone"),
        pytest.param(f"> {TRUST}\n> {U2}\n\nWe cite it, and propose {MOTH}: {U1}", (U1,), id="beside another"),
        pytest.param(f"> See https://example.org/rules first.\n\n{MOTH}", (), id="no paper"),
    ],
)
def test_what_is_quoted_is_read_where_no_paper_is_linked_beside_it(body: str, urls: tuple[str, ...]) -> None:
    found = read_issue("New paper", body)
    assert [(paper.title, paper.urls) for paper in found.proposals] == [(MOTH, urls)]


def test_a_mail_that_is_sent_on_is_read_without_its_head_and_its_line_breaks() -> None:
    found = read_issue("Fwd: your list", FORWARDED)
    assert [(paper.title, paper.urls) for paper in found.proposals] == [(MOTH, (U1,))]
    assert not found.unused
