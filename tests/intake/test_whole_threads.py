"""Threads of every kind, as people write them: whether something is proposed at all, and which papers."""

import re

import pytest

from tests.intake.reading import read_issue

MOTH = "MothChat: Sparse Decoding for Large Language Models"
ROUTING = "Routing Experts Without a Router"
PLAN = "Can Transformers Plan?"
MATCHING = "Learning to Match by Maximizing Transfer and Minimizing Interference"
CURVES = "Learned Optimizers: Stability and Compute of Tasks"
U1, U2, U3 = (f"https://arxiv.org/abs/{number}" for number in ("2401.01234", "2402.05678", "2403.04321"))
C1, C2 = "https://github.com/lab-a/moth", "https://github.com/lab-b/routing"
PAGE = "https://lab-a.github.io/moth/"


def plain(title: str | None) -> str:
    """Return the letters and digits of a title."""
    return re.sub(r"[\W_]+", "", (title or "").casefold())


@pytest.mark.parametrize(
    ("title", "body", "named"),
    [
        pytest.param(
            "New paper", f"Our group put {MOTH} on arXiv ({U1}). Would you list it?", [MOTH], id="in a sentence"
        ),
        pytest.param("Paper suggestion", f"{MOTH}\n{ROUTING}", [MOTH, ROUTING], id="bare titles"),
        pytest.param("Tiny moths reconsidered", U1, ["Tiny moths reconsidered"], id="a title in small letters"),
        pytest.param("Great repository", U1, [None], id="no title above a link"),
        pytest.param("A few", f"* {MOTH} ({U1})\n* {ROUTING} ({U2})", [MOTH, ROUTING], id="a list with links"),
        pytest.param("Missing work?", f"I noticed {ROUTING} is not in your table. {U2}", [ROUTING], id="missing"),
        pytest.param("Add MothChat", "", ["MothChat"], id="a name as title"),
        pytest.param("Add The Lamp Moth paper.", "", ["The Lamp Moth"], id="a name of several words"),
        pytest.param("Added MothChat + LampNet", "", ["MothChat", "LampNet"], id="two names with a plus"),
        pytest.param(
            "Add moths",
            "Update README.md, add [MOTH] Thinking With Videos: Lamps for Long Nights\nThank you very much!",
            ["Thinking With Videos: Lamps for Long Nights"],
            id="a title with a word for other things",
        ),
        pytest.param("[Add] MothChat, ICML 2024", "", ["MothChat"], id="a name with a venue"),
        pytest.param("Add MothChat (ICLR 2025)", f"Paper: {U1}\nCode: {C1}", ["MothChat"], id="a name with links"),
        pytest.param(
            "feat: add MothChat paper", "This PR adds MothChat to the Decoding section.", ["MothChat"], id="a commit"
        ),
        pytest.param(
            "Update",
            "Two papers added: VoCo-Chat, Agent S, RouterX",
            ["VoCo-Chat", "Agent S", "RouterX"],
            id="a row of names",
        ),
        pytest.param(
            "docs: add papers for MothSQL, E-SQL, Distillery and CHESS",
            "",
            ["MothSQL", "E-SQL", "Distillery", "CHESS"],
            id="a row of names as title",
        ),
        pytest.param(
            "Add new paper",
            f"Title: {ROUTING}\nName: RouteNet\nArxiv: {U1}\nCode: {C1}",
            [ROUTING],
            id="a title and a name",
        ),
        pytest.param("Add papers for ICLR, ICML and ACL", "", [], id="a row of venues"),
        pytest.param(
            "Update",
            f"Works of our team:\n\n## Routing\n(1) {ROUTING}\n(2) {CURVES}\n\n## Paper\n(3) {MOTH}",
            [ROUTING, CURVES, MOTH],
            id="lists under headings, one of which could be a label",
        ),
        pytest.param(
            "Two missing papers",
            f"A. One, B. Two, and D. Four, {MOTH}, Proc. AAAI Conference on Artificial Intelligence (AAAI-18), 2018. "
            "It is the first on pooling.\n\nA. One and D. Four, Link Prediction Based on Graph Networks, Advances in "
            "Neural Information Processing Systems (NeurIPS-18), spotlight, 2018. It applies them to social networks.",
            [MOTH, "Link Prediction Based on Graph Networks"],
            id="citations with a word on each",
        ),
        pytest.param(
            "Update",
            f"- When is Tree Search of Use for Models? It Depends on the Critic\n- {ROUTING}\n"
            "- Moth Director: Speech-preserving control of facial expressions in “in-the-wild” videos [CVPR 2022]",
            [
                "When is Tree Search of Use for Models? It Depends on the Critic",
                ROUTING,
                "Moth Director: Speech-preserving control of facial expressions in “in-the-wild” videos",
            ],
            id="items that are whole titles",
        ),
        pytest.param("Update README.md", f'Added "{MOTH}"', [MOTH], id="a commit of GitHub's"),
        pytest.param(f"add {PLAN}", U2, [PLAN], id="a question as title"),
        pytest.param(PLAN, f"{U2} accepted at NeurIPS 2024", [PLAN], id="a question alone as title"),
        pytest.param("please add", f"{U1}\n{U2}", [None, None], id="links, each in a line"),
        pytest.param("please add", f"Please consider {U1} and {U2}", [None, None], id="links in a sentence"),
        pytest.param(
            "Adding references",
            "Could you please include arXiv:2401.01234, 2402.05678 and 2403.04321?",
            [None, None, None],
            id="numbers of arXiv in a row",
        ),
        pytest.param(
            "Missing",
            f"Can you add [MothChat: Sparse Decoding for\nLarge Language Models]({U1})?",
            [MOTH],
            id="a broken link",
        ),
        pytest.param(
            "Papers",
            f"# Planning\n{MOTH}, ICLR 2024. [link]({U1})\n\n# Search\n{ROUTING}, ICML 2024. [link]({U2})",
            [MOTH, ROUTING],
            id="below headings",
        ),
        pytest.param(
            "Request to add our work",
            f"Dear authors,\n\nThank you for the survey!\n\n**{MOTH}**\nAda Lovelace, Kurt Goedel\nICLR 2025\nPaper:"
            f" {U1}"
            f"\nCode: {C1}\nProject page: {PAGE}\n\nIt halves the cost.\n\nBest regards,\nAda",
            [MOTH],
            id="a letter",
        ),
        pytest.param(
            "Recommendation",
            f'I think that [{ROUTING}]({U2}) would fit in the "Mixture of Experts" section. Summary:\n- It removes'
            " the router"
            "\n- It halves the memory\n- Experiments on three benchmarks show gains",
            [ROUTING],
            id="with what it contributes",
        ),
        pytest.param(
            "补充一篇论文", f"我们的论文《{MOTH}》已被 ICLR 2025 接收，希望能收录：{U1}", [MOTH], id="Chinese"
        ),
        pytest.param("論文の追加", f"{ROUTING}\n{U2}\nよろしくお願いします。", [ROUTING], id="Japanese"),
        pytest.param("Bitte aufnehmen", f"Unser Artikel {ROUTING}: {U2}", [ROUTING], id="German"),
        pytest.param(
            "new papers",
            f"| Title | Venue | Link |\n|---|---|---|\n| {MOTH} | ICLR 2024 | [pdf]({U1}) |\n| {ROUTING} | | "
            f"[pdf]({U2}) |",
            [MOTH, ROUTING],
            id="a table",
        ),
        pytest.param(
            "Two projects",
            f"Both could be merged in:\n{C1}\n\nLovelace A, Goedel K. {ROUTING}[J]. ICML 2024. {C2}",
            [ROUTING],
            id="code alone, then a citation with its own",
        ),
        pytest.param(f"Reading: {MOTH}", U1, [MOTH], id="what somebody reads"),
        pytest.param(
            "Two papers of ours",
            f"A. One, B. Two, and C. Three, {MOTH}, Proc. AAAI Conference (AAAI-18), 2018. It is the first.\n\n"
            f"B. Two and C. Three, {ROUTING}, Advances in Neural Information Processing Systems, 2018.",
            [MOTH, ROUTING],
            id="citations with commas alone",
        ),
        pytest.param(
            MATCHING,
            f"## [{MATCHING}]({U1})\n*Learners forget what they have seen.*",
            [MATCHING],
            id="a linked heading",
        ),
        pytest.param(MATCHING, f"[{MATCHING}]({U1})", [MATCHING], id="a link's words"),
        pytest.param(
            MOTH, "[Sparse Decoding for Large.pdf](https://github.com/a/b/files/1/S.pdf)", [MOTH], id="a file"
        ),
        pytest.param(f"20240131 {MOTH} (2024)", f"## 論文リンク\n{PAGE}\n", [MOTH], id="behind a date"),
        pytest.param(
            MOTH,
            f"## 一言でいうと\nモデルの推論を速くする。\n\n### 論文リンク\n{U1}\n\n### 著者/所属機関\n"
            "Ada Lovelace1,2, Kurt Goedel3\n1Institute of Sparse Decoding, 2Department of Language Models, London\n\n"
            "### 投稿日付\n2024/1/2",
            [MOTH],
            id="people and where they work under their own head",
        ),
        pytest.param(
            "Paper",
            f"### Paper link\n{U1}\n\n### Authors\nAda Lovelace and Kurt Goedel, Institute of Sparse Decoding\n"
            "Department of Language and Logic, University of London",
            [None],
            id="no title beside people",
        ),
        pytest.param(
            "New papers",
            f"## Efficient Serving of Language Models\n\n- {U1}\n- {U2}",
            [None, None],
            id="a head of links",
        ),
        pytest.param(
            "More for the list",
            "I suggest adding two more conferences of the field to this list:\n- XYZC: https://www.xyzc2018.org/\n"
            f"- QRS: https://conf.qrs.org/2018\n\nAnd two other papers:\n- {U1} : my paper from ICML'18\n- {U2}: good",
            [None, None],
            id="conferences, then links",
        ),
        pytest.param(
            "Add papers",
            f"- {MOTH}\n- {CURVES}\n\nAlso, there is a new section for Courses on Systems\n\n- ABC: Deep Learning"
            "\n- XYZ: Tiny and Efficient Deep Learning",
            [MOTH, CURVES],
            id="papers, then courses",
        ),
        pytest.param(
            "Add this",
            f"- [x] Description explains the change and links [the guide](https://docs.lab-a.org/guide)\n- [ ] Fix the "
            f"place of a paper (please tell us why)\n\n{MOTH} {U1}",
            [MOTH],
            id="a check-list of a template",
        ),
        pytest.param("To read", f"- [ ] {MOTH}\n- [x] [{ROUTING}]({U2})", [MOTH, ROUTING], id="a check-list of papers"),
        pytest.param(
            "New paper", f"It fits the subject of this list well: {MOTH}. {U1}", [MOTH], id="a word before the title"
        ),
        pytest.param(
            "Please consider this model", f"Please consider this model: {C1}", [None], id="a model to consider"
        ),
        pytest.param(
            "Request for update",
            f"Our group just released a paper on decoding.\nTitle: {MOTH}\nPaper: {U1}\nCode: {C1}",
            [MOTH],
            id="a new paper under the word update",
        ),
        pytest.param(
            "Added MothChat: Sparse Decoding for Large La…",
            "…nguage Models",
            [MOTH],
            id="a title that GitHub has cut off",
        ),
        pytest.param(
            "Add paper", f"Please add this new arxiv preprint: {MOTH}.", [MOTH], id="a title behind arXiv's name"
        ),
        pytest.param(
            "Related",
            "We just proposed Coarse-to-Fine Lamps: Reducing Moth Hallucination in Large Language Models, accepted by "
            f"ICML 2024.\nHere is our paper: {U1}",
            ["Coarse-to-Fine Lamps: Reducing Moth Hallucination in Large Language Models"],
            id="a name that we proposed",
        ),
        pytest.param(
            "Add recent papers",
            f"## Added paper\n\n- {MOTH}\n- s1: Simple test-time lamps",
            [MOTH, "s1: Simple test-time lamps"],
            id="a name in small letters",
        ),
        pytest.param(f"{MOTH} By: Ada Lovelace, Kurt Goedel", f"Link: {U1}", [MOTH], id="by and a colon"),
        pytest.param(
            "Related Work",
            f"LAMP, Ada et al. Best Practices for Moth Computing. PLoS Biology, v. 12, n. 1, p. e1001745, 2014. {U1}",
            ["Best Practices for Moth Computing"],
            id="the others of a citation",
        ),
        pytest.param(
            "A paper",
            f"1) {CURVES}, in Transactions on Moth Optimization (TMO), 2024, by Ada Lovelace, Kurt Goedel",
            [CURVES],
            id="a journal that nobody knows behind a title",
        ),
        pytest.param(
            "Suggestions",
            f"{MOTH}\nLovelace et al. (2020)\n\n{ROUTING}\nGoedel et al., (2019)\n\nUseful:\nLampLib - {C1}",
            [MOTH, ROUTING],
            id="people and a year below each",
        ),
        pytest.param(MOTH, "- The Chinese University of Lamps\n- Acme AI Lab", [MOTH], id="where people work"),
        pytest.param(
            f"ICML 24 Spotlight | {MOTH}",
            "- Why worth reading:\n  - Considered as the fastest **model-free** speculative decoding approach by 2025 "
            f"[[blog]({PAGE})].\n- Materials:\n  - paper: {U1}",
            [MOTH],
            id="a whole title above remarks",
        ),
        pytest.param(
            ROUTING,
            "## Overview\n- Authors leverage two stages to deal with lamps and noisy moths\n"
            "  - In the last stage, adjusted losses for noisy moths",
            [ROUTING],
            id="remarks alone under a title",
        ),
        pytest.param(
            "Transformer Lamp Architecture Search Survey Paper",
            'Could you please add our paper "Lamp Architecture Search for Transformers: A Survey" in the "Surveys" '
            f"section?\n\nPlease find the paper here: {U1}",
            ["Lamp Architecture Search for Transformers: A Survey"],
            id="asked for by its title",
        ),
        pytest.param(
            "Update README.md",
            f"Added two papers:\n\n- {MOTH}\n- {ROUTING}\n\nValidation:\n- `git diff --check`\n- Verified all three"
            " addresses return the right type",
            [MOTH, ROUTING],
            id="what was checked, in a list of its own",
        ),
        pytest.param(
            "Two papers", f"Could you include these two?\n{C1}\n{C2}", [None, None], id="code alone, each in a line"
        ),
        pytest.param(
            "adding MothPoet and LAMPVIT papers to README.md", "", ["MothPoet", "LAMPVIT"], id="names before the word"
        ),
        pytest.param(
            "添加两篇论文",
            "添加两篇论文MothSQL和LampGans，并加入目录",
            ["MothSQL", "LampGans"],
            id="two names in Chinese",
        ),
        pytest.param(
            "Find papers",
            f"- [ ] [Counting moths for lamps](https://lab-a.edu/17.pdf)\n- [ ] [{MOTH}]({U1})",
            ["Counting moths for lamps", MOTH],
            id="a check-list of a title in small letters",
        ),
        pytest.param("Add Open Moth Voice Dataset", "It has 23 hours of moths, recorded at home.", [], id="a data set"),
        pytest.param(
            "Add MothChat",
            f'Hi, I would like to add "{MOTH}" to your repository. Thanks a lot!',
            [MOTH],
            id="a long title that nobody calls a paper",
        ),
        pytest.param(
            "Add MothChat", "I think it would suit your fine list.", ["MothChat"], id="a name that nobody calls a paper"
        ),
        pytest.param(
            "Add papers of our lab",
            "**Data:**\n- **MothBench** (arXiv:2601.01234) - Benchmark for moths. Now at ICML 2025.\n\n"
            "**Uses:**\n- **Achilles Lamp** (arXiv:2602.04321) - Study of the trust that moths have in lamps",
            ["MothBench", "Achilles Lamp"],
            id="items that begin with a name in bold",
        ),
        pytest.param(
            "Add MothZoo to lamp models",
            "Add MothZoo, an ICCV 2025 Highlight photorealistic platform for lamps, to Lamp Models for Moths.",
            ["MothZoo"],
            id="a name and what it is",
        ),
        pytest.param(
            "Two projects",
            f"[SQA]({PAGE}), a benchmark of moths with 3D as input\n"
            "[Lamp Agent](https://lab-b.github.io/lamp/), a prompting method for dim lamps",
            ["SQA", "Lamp Agent"],
            id="linked names and what they are",
        ),
        pytest.param("new surveys", f"{MOTH} {U1}\n\nKnowledge Lamps {U2}", [MOTH, "Knowledge Lamps"], id="two words"),
        pytest.param(
            "Add Generative Lamp paper", "Adds one with its DOI.", ["Generative Lamp"], id="two words before paper"
        ),
        pytest.param(
            "More works",
            f"**Lamp Spotting** {ROUTING} ({C1}) (CVPR 2020).\n**Moth Mapping** {CURVES} ({C2}) (TGRS 2020).",
            [ROUTING, CURVES],
            id="sections in bold before titles",
        ),
        pytest.param(
            "Add two",
            f"- ACM Computing Surveys 2024: {CURVES}\n- Proceedings of the IEEE 2023: {ROUTING}",
            [CURVES, ROUTING],
            id="journals before titles",
        ),
        pytest.param(
            "“ Planning lamps, deep moths, and graphs“ might be proper for the survey.",
            "It is clear to the newcomer.",
            ["Planning lamps, deep moths, and graphs"],
            id="closed by the mark that opens",
        ),
        pytest.param(
            'Added "A Moth Logic"',
            'Added "A Moth Logic" by Robert S. Lamp and J Strother Moth.\n\nThis book is free. A platform has it.',
            ["A Moth Logic"],
            id="a book that is free",
        ),
        pytest.param("add MothForge", "added under Lamp models for embodied moths", ["MothForge"], id="a place alone"),
        pytest.param(
            "Add papers", "Dear Dr.Lamp, here we want to add two papers that we published.", [], id="a doctor"
        ),
        pytest.param(
            "Add papers", "Use https://arxiv.org/abs/xxxx.xxxxx whenever available.", [], id="a template's link"
        ),
        pytest.param(
            "Add new papers: LampAug and Moth-aware Learning of Lamps",
            "Four papers under their categories:\n\n1. LampAug (Planning): Data augmentation using lamps.\n"
            "2. Moth-aware Learning of Lamps (Tuning): Active learning for models of lamps.",
            ["LampAug", "Moth-aware Learning of Lamps"],
            id="names that the thread's title has too, and what each does",
        ),
        pytest.param(
            "Add Review on Dim and Lightly Dimmed Lamps in Moth Physics",
            f"Add ours: {U1}\n\n```\n@article{{a, title = {{Dim and lightly dimmed lamps in moth physics}}}}\n```",
            ["Dim and lightly dimmed lamps in moth physics"],
            id="a record's title and other words in the thread's",
        ),
        pytest.param(
            "Add two of our lab",
            f"1. **MothBench** - Judging of agents for moths ([arXiv]({U1}))\n2. **LampNet** - A plan ([arXiv]({U2}))",
            ["MothBench", "LampNet"],
            id="numbered names in bold",
        ),
    ],
)
def test_the_papers_of_a_thread_are_found(title: str, body: str, named: list[str | None]) -> None:
    found = read_issue(title, body)
    assert found.intent == "add"
    assert [plain(paper.title) for paper in found.proposals] == [plain(name) for name in named]


@pytest.mark.parametrize(
    ("title", "body", "intents"),
    [
        pytest.param("Update README.md", "add papers from ICLR 2025", {"add"}, id="a conference"),
        pytest.param("Add ACL 2021", "", {"add"}, id="a conference as title"),
        pytest.param(
            "Add papers of 2025",
            "- CCS (https://www.sigsac.org/ccs/CCS2025/accepted-papers/)\n- Oakland "
            "(https://sp2025.org/accepted-papers.html)",
            {"add"},
            id="pages of conferences",
        ),
        pytest.param("Fix typo", "", {"other", "update"}, id="a slip, not said where"),
        pytest.param("How often is the list updated?", "", {"question"}, id="a question as title"),
        pytest.param("Question about section 3", "What is planning here?", {"question"}, id="a question"),
        pytest.param(
            "Clarification",
            f"hi,  Is this paper accepted for ICML\n{ROUTING}?\nI couldn't find it. Could you share the source?",
            {"question"},
            id="a question about a paper",
        ),
        pytest.param("求问", "请问这个仓库还在更新吗？", {"question"}, id="a question in Chinese"),
        pytest.param("Great list!", "Thanks a lot for the work.", {"other"}, id="praise"),
        pytest.param("Add dark mode", "It would be nice if the website had a dark mode.", {"other"}, id="a wish"),
        pytest.param(
            "Welcome!",
            "If you have a related paper, project, or benchmark, feel free to drop a comment with its link.",
            {"other", "question"},
            id="an invitation",
        ),
        pytest.param(
            "Add FooScribe - AI note taking tool",
            "**FooScribe** is a free tool to take notes.\n\n- Real-time transcription\n- Exports to PDF and Word\n"
            "- Works "
            "offline\n\nhttps://fooscribe.app\nhttps://github.com/fooscribe/fooscribe",
            {"spam", "other"},
            id="a tool's features",
        ),
        pytest.param(
            "Proposal: Add PaperWolf — AI Paper Generator with Real Citations",
            "**What it is:**\nPaperWolf is an open-source generator of manuscripts.\n\n**Why it fits this list:**\n"
            "- Unlike "
            "generic AI writers, PaperWolf enforces structure\n- Local-first: runs entirely offline\n- MIT licensed, "
            "still "
            f"maintained\n\n**Repository:** {C1}\n**Live demo:** https://www.paperwolf.com/try",
            {"spam", "other"},
            id="a writer of papers",
        ),
        pytest.param(
            "Suggest tool: PaperPilot",
            "PaperPilot (https://paperpilot.io) helps researchers find and summarise papers. There is a free plan.",
            {"spam", "other"},
            id="a service for readers of papers",
        ),
        pytest.param(
            "Wrong conference", f'"{MOTH}" was published at ICML 2024, not ICLR.', {"update"}, id="not that venue"
        ),
        pytest.param("Wrong year", f"{ROUTING} is from 2023, the table says 2024", {"update"}, id="not that year"),
        pytest.param(
            "MothChat is in the wrong section", "It should be under Decoding", {"update"}, id="not that section"
        ),
        pytest.param("Mistake in the fourth paper", "It is at ICCV 2017, not CVPR.", {"update"}, id="a mistake"),
        pytest.param(
            "NIPS23 update", f'The name of paper "{MOTH}" should be "{ROUTING}"', {"update"}, id="not that name"
        ),
        pytest.param(
            "Update on MothChat",
            "When you have time please update MothChat as it got accepted to ICML.",
            {"update"},
            id="accepted",
        ),
        pytest.param("insert MothNet code link", "", {"update"}, id="the code of a name"),
        pytest.param("Corrected names", "Two name typos in the survey section.", {"update"}, id="slips in names"),
        pytest.param("能否加上一篇论文", "", {"add"}, id="a wish in Chinese"),
        pytest.param("supplement code", f"Code of {MOTH}: {C1}", {"update"}, id="code"),
        pytest.param("pdf link on [10] is to a different paper.", "", {"fix-link"}, id="a link to another paper"),
        pytest.param("Broken PDF", f'The PDF of "{MOTH}" leads to a 404 page.', {"fix-link"}, id="a PDF that is gone"),
        pytest.param("Not found", f"{U1} gives 404", {"fix-link"}, id="an address that is gone"),
        pytest.param("Duplicate entry", f"{MOTH} is listed twice", {"remove"}, id="twice"),
        pytest.param(
            "Broken",
            f"Some articles are not available through their links\n{U1}\n{U2}",
            {"fix-link"},
            id="not available",
        ),
        pytest.param(
            "Add papers of ICLR",
            "[Here](https://openreview.net/group?id=ICLR.cc/2021/Conference) is the list.",
            {"add", "other"},
            id="a conference's papers",
        ),
        pytest.param(
            "Decoding survey",
            "A very good survey paper on decoding, that explains the main questions of it.",
            {"add", "other"},
            id="praise of a paper without its name",
        ),
        pytest.param(
            "Some suggestions for the layout",
            "Hi,\n\nthe tables could have numbers.",
            {"other", "question", "add"},
            id="suggestions",
        ),
        pytest.param(
            "Update pubs-2020.json", "3: Link broken, 404\n9: Typo in title", {"fix-link", "update"}, id="a file's name"
        ),
        pytest.param("Adding few QnA and NLG papers from ACL 2020", "", {"add"}, id="what several papers are about"),
        pytest.param("add 2 papers from ECCV2018 for 2D human pose estimation", "", {"add"}, id="how many papers"),
        pytest.param(
            f"Add [Lamp_Tricks]({C1})",
            "It is an open-source collection of 30 lamps.",
            {"other", "add"},
            id="a collection",
        ),
        pytest.param(
            "New ones", "https://arxiv.org/search/advanced?terms-0-term=Moth&size=50", {"other", "add"}, id="a search"
        ),
        pytest.param("Update README.md", "add RL for moths", {"add"}, id="a subject"),
        pytest.param("Update pubs.bib", "ajout d'un article", {"add"}, id="a paper in French"),
        pytest.param("Removes awesome blogs", "It did not draw many people.", {"remove"}, id="removes"),
    ],
)
def test_what_proposes_no_paper_is_told_apart(title: str, body: str, intents: set[str]) -> None:
    found = read_issue(title, body)
    assert found.intent in intents
    assert not [paper for paper in found.proposals if paper.operation == "add"]


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("Learning By Doing, by Moths", id="by"),
        pytest.param("Learning Step By Step With Lamps", id="by between words"),
    ],
)
def test_a_title_keeps_its_letters_and_marks(written: str) -> None:
    assert [paper.title for paper in read_issue(written, U1).proposals] == [written]


def test_papers_under_another_wish_are_not_added() -> None:
    body = f"I added these papers:\n- {U1}\n- {U2}\n\nand moved this paper to the 'Length' section:\n- {U3}"
    found = read_issue("Add 2 papers and move 1", body)
    assert [(paper.operation, paper.urls) for paper in found.proposals] == [
        ("add", (U1,)),
        ("add", (U2,)),
        ("update", (U3,)),
    ]
