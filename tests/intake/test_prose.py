"""Free text as people write it -> the papers to add; the papers are invented."""

# ruff: noqa: E501 - texts stand in one piece, as long as people write them
from dataclasses import replace

import pytest

from bot.intake.submission import Proposal
from tests.intake.proposals import said
from tests.intake.reading import read_issue

ARXIV = "https://arxiv.org/abs/2711.0{}"
CODE = "https://github.com/{}"
PAGED = "PagedGraph: Memory-Efficient Serving of Graph Transformers"
SPARSE = "Sparse Routing Makes Mixture Models Cheap"
WHY = "Why Do Small Models Forget? A Study of Tiny Transformers"
LANGUAGE = "Streaming Moth Language Models with Attention Sinks"
CHINESE = "面向边缘设备的大语言模型推理加速方法研究"


def paper(
    title: str | None,
    *urls: str,
    code: str | None = None,
    venue: str | None = None,
    section: str | None = None,
    authors: tuple[str, ...] = (),
) -> Proposal:
    return Proposal(title, urls, code, venue, section=section, authors=authors)


U1, U2, U3 = (ARXIV.format(f"123{n}") for n in (1, 2, 3))
C1, C2, C3 = (CODE.format(name) for name in ("lab-a/pagedgraph", "lab-b/sparse-routing", "lab-c/tiny"))

LABELLED = [
    pytest.param(
        "New paper",
        f"Title: {PAGED}\nPaper: {U1}\nCode: {C1}\nVenue: ICLR 2026",
        [paper(PAGED, U1, code=C1, venue="ICLR 2026")],
        id="four labels",
    ),
    pytest.param(
        "Add",
        f"**Title:** {PAGED}\n\n**Link:** <{U1}>\n\n**Repo:** {C1}",
        [paper(PAGED, U1, code=C1)],
        id="bold labels, address in angle brackets",
    ),
    pytest.param(
        "Add",
        f"- **Paper title**: *{PAGED}*\n- **PDF**: {U1}\n- **Source code**: {C1}",
        [paper(PAGED, U1, code=C1)],
        id="labels in a list",
    ),
    pytest.param("Paper request", f"Paper: {PAGED}\narXiv: {U1}", [paper(PAGED, U1)], id="paper means the title"),
    pytest.param(
        "Paper request",
        f"Paper: {U1}\nTitle: {PAGED}",
        [paper(PAGED, U1)],
        id="paper means the address, before the title",
    ),
    pytest.param(
        "Paper request",
        f"Paper: [{PAGED}]({U1})\nGithub: [here]({C1})",
        [paper(PAGED, U1, code=C1)],
        id="linked title behind a label",
    ),
    pytest.param(
        "Paper request",
        f"📄 Paper: {U1}\n💻 Code: {C1}\n📝 Title: {PAGED}",
        [paper(PAGED, U1, code=C1)],
        id="emoji before labels",
    ),
    pytest.param(
        "Paper request",
        f"Title : {PAGED}\r\nPaper link : {U1}\r\nCode link : coming soon\r\n",
        [paper(PAGED, U1)],
        id="Windows lines, space before colons, no code yet",
    ),
    pytest.param(
        "Paper request",
        f"### Paper title\n\n{PAGED}\n\n### Paper link\n\n{U1}\n\n### Code\n\n_No response_\n\n### Venue\n\nNeurIPS 2025",
        [paper(PAGED, U1, venue="NeurIPS 2025")],
        id="another list's issue form",
    ),
    pytest.param(
        "Paper request",
        f"**Title**\n{PAGED}\n**URL**\n{U1}\n**Conference**\nKDD 2026",
        [paper(PAGED, U1, venue="KDD 2026")],
        id="bold labels on lines of their own",
    ),
    pytest.param(
        "Paper request", f"Title: {PAGED}, Link: {U1}, Code: {C1}", [paper(PAGED, U1, code=C1)], id="all on one line"
    ),
    pytest.param(
        "Paper request",
        f"| Title | Venue | Link | Code |\n|---|---|---|---|\n| {PAGED} | ICML 2026 | [arXiv]({U1}) | [GitHub]({C1}) |\n| {SPARSE} | ACL 2026 | [arXiv]({U2}) | [GitHub]({C2}) |",
        [paper(PAGED, U1, code=C1, venue="ICML 2026"), paper(SPARSE, U2, code=C2, venue="ACL 2026")],
        id="table with a head",
    ),
    pytest.param(
        "Paper request",
        f"| Field | Value |\n|---|---|\n| Title | {PAGED} |\n| Link | {U1} |\n| Code | {C1} |",
        [paper(PAGED, U1, code=C1)],
        id="table of fields",
    ),
    pytest.param(
        "Paper request",
        "Title: LoRA\nLink: https://openreview.net/forum?id=aBc123XyZ9",
        [paper("LoRA", "https://openreview.net/forum?id=aBc123XyZ9")],
        id="one-word title with a label",
    ),
    pytest.param(
        "Paper request",
        f"Title: {PAGED} (VLDB 2027)\nPDF: https://www.vldb.org/pvldb/vol20/p1-doe.pdf",
        [paper(PAGED, "https://www.vldb.org/pvldb/vol20/p1-doe.pdf", venue="VLDB 2027")],
        id="venue behind the title",
    ),
    pytest.param(
        "Paper request",
        f"Title: {PAGED}\nDOI: 10.1145/3711111.3722222\nVenue: WACV 2027",
        [paper(PAGED, "https://doi.org/10.1145/3711111.3722222", venue="WACV 2027")],
        id="bare DOI, venue the list does not know",
    ),
    pytest.param(
        "Paper request",
        f"Title: {PAGED}\nPaper: arXiv 2711.01231\nSection: Serving on cloud",
        [paper(PAGED, U1, section="Serving on cloud")],
        id="arXiv number without an address",
    ),
    pytest.param(
        "Paper request",
        f"Title: {PAGED}\nProject page: https://pagedgraph.github.io\nDataset: https://huggingface.co/datasets/lab/pg\nPaper: {U1}",
        [paper(PAGED, U1)],
        id="project page and data are decoys",
    ),
    pytest.param(
        "Request",
        f"Title: {PAGED}\nPaper: {U1}\n\nTitle: {SPARSE}\nPaper: {U2}\nCode: {C2}\n\nTitle: {WHY}\nPaper: {U3}",
        [paper(PAGED, U1), paper(SPARSE, U2, code=C2), paper(WHY, U3)],
        id="three papers with labels",
    ),
    pytest.param(
        "Request",
        f"Paper 1: {PAGED}\nLink: {U1}\n\nPaper 2: {SPARSE}\nLink: {U2}",
        [paper(PAGED, U1), paper(SPARSE, U2)],
        id="numbered labels",
    ),
    pytest.param(
        "Request",
        f"Paper: {U1}\nCode: {C1}\n\nPaper: {U2}\nCode: {C2}",
        [paper(None, U1, code=C1), paper(None, U2, code=C2)],
        id="two papers without titles",
    ),
]

CHINESE_TEXTS = [
    pytest.param(
        "论文推荐",
        f"论文题目：{PAGED}\n论文链接：{U1}\n代码链接：{C1}",
        [paper(PAGED, U1, code=C1)],
        id="Chinese labels",
    ),
    pytest.param(
        "请求收录",
        f"标题:{CHINESE}\n链接:{U1}\n会议:AAAI 2026",
        [paper(CHINESE, U1, venue="AAAI 2026")],
        id="Chinese title",
    ),
    pytest.param(
        "推荐一篇论文",
        f"你好，推荐我们的论文《{PAGED}》，已被 CVPR 2026 接收，论文地址：{U1}。代码：{C1}，谢谢！",
        [paper(PAGED, U1, code=C1, venue="CVPR 2026")],
        id="Chinese sentence with a title in book quotes",
    ),
    pytest.param(
        "添加 PagedGraph",
        f"您好，请问可以收录我们的工作吗？论文在{U1}，谢谢",
        [paper("PagedGraph", U1)],
        id="Chinese thread title with a name, glued address",
    ),
    pytest.param(
        "请添加论文",
        f"论文名称：{PAGED}\n论文地址：{U1}\n项目主页：https://pagedgraph.github.io\n会议/期刊：ECCV 2026",
        [paper(PAGED, U1, venue="ECCV 2026")],
        id="Chinese labels and a project page",
    ),
    pytest.param(
        "新增两篇论文",
        f"1. {PAGED} {U1}\n2. {SPARSE} {U2}",
        [paper(PAGED, U1), paper(SPARSE, U2)],
        id="Chinese thread with numbered entries",
    ),
    pytest.param(
        "New paper / 新论文",
        f"题目：{PAGED}\nPaper: {U1}\n开源代码：{C1}",
        [paper(PAGED, U1, code=C1)],
        id="labels in two languages",
    ),
]

ENTRIES = [
    pytest.param(
        "Add",
        f"- {PAGED}. *[ICLR'26]* [[Paper]]({U1}) [[Code]]({C1})",
        [paper(PAGED, U1, code=C1, venue="ICLR 2026")],
        id="this list's entry",
    ),
    pytest.param(
        "Add",
        f"* {PAGED}, <ins>NeurIPS, 2025</ins> [[Paper]({U1})] [[Code]({C1})]",
        [paper(PAGED, U1, code=C1, venue="NeurIPS 2025")],
        id="brackets outside the link",
    ),
    pytest.param(
        "Add",
        f"- [{PAGED}]({U1}), ICML 2026",
        [paper(PAGED, U1, venue="ICML 2026")],
        id="linked title, venue behind it",
    ),
    pytest.param(
        "Add",
        f"- [PagedGraph]({U1}): Memory-Efficient Serving of Graph Transformers | OSDI' 26",
        [paper(PAGED, U1, venue="OSDI 2026")],
        id="only the name is linked",
    ),
    pytest.param(
        "Add",
        f"- (2026-03) **{PAGED}** Jane Doe, John Roe [Paper]({U1}) | [Github]({C1})",
        [replace(paper(PAGED, U1, code=C1), authors=("Jane Doe", "John Roe"))],
        id="date first, authors behind a bold title",
    ),
    pytest.param(
        "Add",
        f"[CVPR 2026] [{PAGED}]({U1}) ![](https://img.shields.io/github/stars/lab-a/pagedgraph)",
        [paper(PAGED, U1, venue="CVPR 2026")],
        id="venue first, a badge behind",
    ),
    pytest.param(
        "Add",
        f"|2026.03|🔥[**PagedGraph**] {PAGED}(@ETH)|[[pdf]]({U1})|[[code]]({C1}) |",
        [paper(PAGED, U1, code=C1)],
        id="table row without its head",
    ),
    pytest.param(
        "Add",
        f'1. **"{PAGED}"**. *Jane Doe et al*. ICLR 2026. [[Paper]({U1})]',
        [replace(paper(PAGED, U1, venue="ICLR 2026"), authors=("Jane Doe",))],
        id="numbered, quoted and bold",
    ),
    pytest.param(
        "Add",
        f"Please add:\n\n```markdown\n- {PAGED}. *[KDD'26]* [[Paper]]({U1}) [[Code]]({C1})\n```",
        [paper(PAGED, U1, code=C1, venue="KDD 2026")],
        id="entry in a code fence",
    ),
    pytest.param(
        "Add",
        f"**{PAGED}** \\\n*Jane Doe, John Roe* \\\nICLR 2026. [[Paper]({U1})] [[Github]({C1})] \\\n3 Mar 2026",
        [paper(PAGED, U1, code=C1, venue="ICLR 2026", authors=("Jane Doe", "John Roe"))],
        id="entry over four lines",
    ),
    pytest.param(
        "Two additions",
        f"- {PAGED} [[paper]({U1})]\n- {SPARSE} [[paper]({U2})] [[code]({C2})]",
        [paper(PAGED, U1), paper(SPARSE, U2, code=C2)],
        id="two entries",
    ),
    pytest.param(
        "Some methods",
        f"- [PagedGraph]({U1}) ([code]({C1})): fast serving\n- [RouteLess]({U2}) ([code]({C2})): cheap routing",
        [paper("PagedGraph", U1, code=C1), paper("RouteLess", U2, code=C2)],
        id="short names, each with code",
    ),
    pytest.param(
        "Some methods",
        f"- **PagedGraph** [paper]({U1}) [code]({C1})\n- **RouteLess** [paper]({U2})",
        [paper("PagedGraph", U1, code=C1), paper("RouteLess", U2)],
        id="bold short names",
    ),
    pytest.param(
        "Missing papers",
        f"1. {PAGED}\n2. {SPARSE}\n3. {WHY}",
        [paper(PAGED), paper(SPARSE), paper(WHY)],
        id="numbered titles alone",
    ),
    pytest.param("Missing papers", f"- {U1}\n- {U2}", [paper(None, U1), paper(None, U2)], id="addresses in a list"),
    pytest.param(
        "Missing papers",
        f"1. **{PAGED}**\n   - Venue: ICLR 2026\n   - Links: [arXiv]({U1}), [code]({C1})\n2. **{SPARSE}**\n   - Venue: ACL 2026\n   - Links: [arXiv]({U2})",
        [paper(PAGED, U1, code=C1, venue="ICLR 2026"), paper(SPARSE, U2, venue="ACL 2026")],
        id="nested fields",
    ),
    pytest.param(
        "Add",
        f'<p>Please add <a href="{U1}">{PAGED}</a> (<a href="{C1}">code</a>)</p>',
        [paper(PAGED, U1, code=C1)],
        id="HTML links",
    ),
]

SENTENCES = [
    pytest.param(
        "Paper suggestion",
        f'Hi, could you add our paper "{PAGED}" ({U1})? Thanks!',
        [paper(PAGED, U1)],
        id="quoted, address in brackets",
    ),
    pytest.param(
        "Paper suggestion",
        f"I'd love to see '{PAGED}' here: {U1}.",
        [paper(PAGED, U1)],
        id="single quotes, full stop behind the address",
    ),
    pytest.param(
        "Paper suggestion",
        f"Our work “{PAGED}” was accepted to ICML 2026, see {U1}, code at {C1}.",
        [paper(PAGED, U1, code=C1, venue="ICML 2026")],
        id="curly quotes, commas behind addresses",
    ),
    pytest.param(
        "Paper suggestion",
        f"Hello!\n\nPlease consider including\n\n{PAGED}\n{U1}\n\nBest,\nJane",
        [paper(PAGED, U1)],
        id="title on a line of its own",
    ),
    pytest.param(
        "Paper suggestion",
        f"We would be happy if you included this:\n\nscaling laws for tiny agents on phones\n\n{U1}",
        [paper("scaling laws for tiny agents on phones", U1)],
        id="title in lower case after a colon",
    ),
    pytest.param(
        "Paper suggestion",
        f"Our new paper is **{PAGED}** and the preprint is [here]({U1}). The code is [on GitHub]({C1}).",
        [paper(PAGED, U1, code=C1)],
        id="bold title, links that say nothing",
    ),
    pytest.param(
        "Paper suggestion",
        f"Our paper *{PAGED}* ([arXiv]({U1}), [code]({C1})) fits the section **Efficient Serving**.",
        [paper(PAGED, U1, code=C1, section="Efficient Serving")],
        id="title in italics, bold section",
    ),
    pytest.param(
        "Paper suggestion",
        f'Please add {U1} under the "Model Compression" section.',
        [paper(None, U1, section="Model Compression")],
        id="an address and a quoted section",
    ),
    pytest.param(
        "Paper suggestion",
        f"I recommend [{PAGED}]({U1}). It builds on [FlashThing](https://arxiv.org/abs/2205.99999) and is listed on https://github.com/someone/awesome-graphs.",
        [paper(PAGED, U1)],
        id="another method and another list are decoys",
    ),
    pytest.param(
        "Paper suggestion",
        f"We propose **PagedGraph**, with **fast memory paging for all**:\n\n**{PAGED}**\n\nPaper: {U1}",
        [paper(PAGED, U1)],
        id="bold words that are no title",
    ),
    pytest.param(
        "Paper suggestion",
        f"Title: {PAGED}\nPaper: {U1}\n\nReady-made entry:\n- {PAGED}. *[ICLR'26]* [[Paper]]({U1}) [[Code]]({C1})",
        [paper(PAGED, U1, code=C1, venue="ICLR 2026")],
        id="the same paper twice",
    ),
    pytest.param(
        "Paper suggestion",
        f"Two recent papers: [{PAGED}]({U1}) and [{SPARSE}]({U2}).",
        [paper(PAGED, U1), paper(SPARSE, U2)],
        id="two linked titles in a sentence",
    ),
    pytest.param(
        "Paper suggestion",
        f'We have "{PAGED}" at ICLR 2026 and "{SPARSE}" at ACL 2025.',
        [paper(PAGED, venue="ICLR 2026"), paper(SPARSE, venue="ACL 2025")],
        id="each with its venue behind it",
    ),
    pytest.param(
        "Paper suggestion",
        f'At ICLR 2026 "{PAGED}" and at ACL 2025 "{SPARSE}" appeared.',
        [paper(PAGED, venue="ICLR 2026"), paper(SPARSE, venue="ACL 2025")],
        id="each with its venue before it",
    ),
    pytest.param(
        "Paper suggestion",
        f"Added two papers: {PAGED} (ICLR 2026) and {SPARSE} (ACL 2025).",
        [paper(PAGED, venue="ICLR 2026"), paper(SPARSE, venue="ACL 2025")],
        id="a row that nothing marks, with venues",
    ),
    pytest.param(
        "Paper suggestion",
        f"Please add our paper.\n\n@inproceedings{{doe2026,\n  title={{{{{PAGED}}}}},\n  author={{Doe, Jane}},\n  booktitle={{ICLR}},\n  year={{2026}},\n  url={{{U1}}}\n}}",
        [replace(paper(PAGED, U1, venue="ICLR 2026"), authors=("Jane Doe",))],
        id="BibTeX without a fence",
    ),
    pytest.param(
        "Paper suggestion",
        f'Please add our paper.\n```bibtex\n@article{{doe, title = "{PAGED}", journal = {{arXiv preprint arXiv:2711.01231}}, year = 2027}}\n```',
        [paper(PAGED, U1)],
        id="BibTeX in a fence, number in the journal",
    ),
    pytest.param(
        "Paper suggestion",
        f"Please add our ICML 2026 paper: {U1}\n\n<details><summary>Abstract</summary>\n\nIt removes redundant tokens and updates the code. We fix broken links between layers.\n\n</details>",
        [paper(None, U1, venue="ICML 2026")],
        id="an abstract full of verbs",
    ),
    pytest.param(
        "Paper suggestion",
        f'Doe, Jane, and John Roe. "{PAGED}." ICLR, 2026. {U1}',
        [paper(PAGED, U1, venue="ICLR 2026", authors=("Doe, Jane", "John Roe"))],
        id="a citation",
    ),
    pytest.param(
        "Paper suggestion",
        "Please add https://www.nature.com/articles/s41586-027-01234-5!",
        [paper(None, "https://www.nature.com/articles/s41586-027-01234-5")],
        id="a publisher's address",
    ),
    pytest.param(
        "Paper suggestion",
        "Could you include our work FooNet-2? The page is https://foonet.github.io",
        [paper("FooNet-2", "https://foonet.github.io")],
        id="nothing but a project page",
    ),
    pytest.param(
        "Paper suggestion",
        "see arxiv.org/abs/2711.01231 and github.com/lab-a/pagedgraph",
        [paper(None, U1, code=C1)],
        id="addresses without a scheme",
    ),
    pytest.param(
        "Paper suggestion",
        f"> {SPARSE}\n> {U2}\n\nUnlike the quoted one, please add [{PAGED}]({U1}).",
        [paper(PAGED, U1)],
        id="quoted text is somebody else's",
    ),
    pytest.param(
        "Paper suggestion",
        f"<!-- Title: {SPARSE}\nPaper: {U2} -->\nTitle: {PAGED}\nPaper: {U1}",
        [paper(PAGED, U1)],
        id="a hidden template",
    ),
]

UNMARKED = [
    pytest.param(
        "Add",
        f"Paper: {PAGED} [[arxiv]]({U1}) [[code]]({C1})",
        [paper(PAGED, U1, code=C1)],
        id="before links in brackets",
    ),
    pytest.param(
        "Request",
        f"Our paper, {PAGED}, was accepted at ICML 2026. Paper: {U1} Code: {C1}",
        [paper(PAGED, U1, code=C1, venue="ICML 2026")],
        id="between commas",
    ),
    pytest.param("Request", f"You may like our work: {PAGED} ({U1}).", [paper(PAGED, U1)], id="after a colon"),
    pytest.param(
        "Request", f"Could you please add our paper titled {PAGED}?\n{U1}", [paper(PAGED, U1)], id="after titled"
    ),
    pytest.param(
        "求收录",
        f"您好，我们最近的工作 {PAGED} 被 ICLR 2026 接收，希望收录。\n论文：{U1}",
        [paper(PAGED, U1, venue="ICLR 2026")],
        id="in a Chinese sentence",
    ),
    pytest.param(
        "Add paper",
        f"[1] Jane Doe et al. {PAGED}. arXiv:2711.01231",
        [paper(PAGED, U1)],
        id="in a citation",
    ),
    pytest.param(
        "Papers on depth",
        "- Lovelace, A., Goedel, K.: Sparsely trained wing codes for detection. In: NIPS (2012)\n"
        "- Goedel et al.: Segmenting “Simple” Moths Using RGB-D. In ICRA (2012)\n"
        "- Lovelace, A., Doe, J., Roe, J.: Why do moths talk at night? Trans. Ponds 12(3), 45–67 (2014)",
        [
            paper(
                "Sparsely trained wing codes for detection",
                venue="NeurIPS 2012",
                authors=("Lovelace, A.", "Goedel, K."),
            ),
            paper("Segmenting “Simple” Moths Using RGB-D", venue="ICRA 2012"),
            paper(
                "Why do moths talk at night?",
                venue="Trans. Ponds 2014",
                authors=("Lovelace, A.", "Doe, J.", "Roe, J."),
            ),
        ],
        id="behind the colon that ends its people",
    ),
    pytest.param(
        "Add our paper",
        f'[Paper] "Roe, Kim, L. Minh Doe, Jane Lovelace, and Su Lee. "{SPARSE}." In Proceedings of Ponds, 2021."',
        [
            paper(
                SPARSE,
                venue="Proceedings of Ponds 2021",
                authors=("Roe, Kim", "L. Minh Doe", "Jane Lovelace", "Su Lee"),
            )
        ],
        id="quoted within a quoted citation",
    ),
    pytest.param(
        'Add “Ponds In Your Hands" as pond paper in Action & Activity Recognition',
        "",
        [paper("Ponds In Your Hands", section="Action & Activity Recognition")],
        id="between marks that do not pair",
    ),
    pytest.param(
        "Missing papers",
        f"- {SPARSE}, NeurIPS 2021 Spotlight, [openreview](https://openreview.net/forum?id=aBc123XyZ9)",
        [paper(SPARSE, "https://openreview.net/forum?id=aBc123XyZ9", venue="NeurIPS 2021")],
        id="before a venue and how it was presented",
    ),
    pytest.param(
        "Add papers", f"- **PagedGraph** - {PAGED} [[arXiv]({U1})]", [paper(PAGED, U1)], id="behind a name and a dash"
    ),
    pytest.param(
        "Suggest a paper",
        f"{PAGED}\nJane Doe, John Roe, Wei Zhang\nNeurIPS 2025\n{U1}",
        [paper(PAGED, U1, venue="NeurIPS 2025", authors=("Jane Doe", "John Roe", "Wei Zhang"))],
        id="above its authors",
    ),
    pytest.param(
        "Add papers",
        f"- [Can Tiny Models Plan Under Uncertainty?]({U1})\n- [{PAGED}]({U2})",
        [paper("Can Tiny Models Plan Under Uncertainty?", U1), paper(PAGED, U2)],
        id="that begins like a question",
    ),
    pytest.param("Missing: PagedGraph", U1, [paper("PagedGraph", U1)], id="a name behind a colon"),
    pytest.param(
        "Request",
        f'I propose the inclusion of our recent paper, "{WHY}", across two sections.\n\nSpecifically, I suggest it for:\n\n'
        "Inference-time Paging for Moths -> Safe Decoding: PagedGraph is a method that pages graphs at night.",
        [paper(WHY, section="Safe Decoding")],
        id="in the request above headings",
    ),
    pytest.param(
        "Please add two papers",
        f"Could you please add two papers:\n\nEXE-MOTH: https://lab-a.github.io/EXE-MOTH/\nPagedGraph: {C1}\n\nThanks!",
        [paper("EXE-MOTH", "https://lab-a.github.io/EXE-MOTH/"), paper("PagedGraph", code=C1)],
        id="names, each before an address that has it",
    ),
    pytest.param(
        "Add PagedGraph to the list",
        f"Paper: {U1}\n\nIt is fast:\n- **Sparse Plug And Play Paging**: works everywhere.",
        [paper("PagedGraph", U1)],
        id="beside a list of what is new",
    ),
    pytest.param(
        "A new paper",
        f"Title: {PAGED}\nAbstract: It removes noise and fixes broken links of the venue.\nLink: {U1}",
        [paper(PAGED, U1)],
        id="with an abstract full of verbs",
    ),
]

PLACED = [
    pytest.param(
        "Add",
        f"[{PAGED}](https://www.reddit.com/r/moths/comments/1/x/)\nPaper: {U1}",
        [paper(PAGED, U1)],
        id="a talk about it",
    ),
    pytest.param(
        "Add MothNet",
        "We propose a new Hybrid Moth Network (HMN) that integrates features of lamps with conventional spatial features"
        f" of ponds and trees, and suppresses the fog behind them in all of our tests.\n\nPaper: {U1}",
        [paper("MothNet", U1)],
        id="a sentence as long as no title",
    ),
    pytest.param(
        "Our paper of RAID 2022",
        f'Please add "{PAGED}. Ada Lovelace, Kurt Goedel, Olivier De Vel, Damith C. Noether"\n{U1}',
        [paper(PAGED, U1, venue="RAID 2022")],
        id="quoted with its people",
    ),
    pytest.param(
        "Two papers",
        f"- Moths in Fog: Know the Lamps, {U1}\nIt is fast.\n- Moths in Fog, {U2}\nIt is first.",
        [paper("Moths in Fog: Know the Lamps", U1), paper("Moths in Fog", U2)],
        id="a title that begins another's, with an address of its own",
    ),
    pytest.param(
        "Added 2 papers and fixed links",
        f"I added the following new papers:\n1. {PAGED}\n2. {SPARSE}\n\n"
        "The links were broken for the following and I updated them with the correct links:\n"
        f"1. {LANGUAGE}\n2. Moths and Trees: A Graph of Lamps in Fog",
        [paper(PAGED), paper(SPARSE)],
        id="beside listed papers whose links were mended",
    ),
    pytest.param(
        "Related work",
        f"You may like\n[1] {PAGED} (arXiv:2711.01231) \\\n[2] {SPARSE} (accepted to ICLR 2026)",
        [paper(PAGED, U1), paper(SPARSE, venue="ICLR 2026")],
        id="numbers in brackets make a list",
    ),
    pytest.param(
        "A missing paper",
        f"{PAGED}\n{U1}\nSection: Serving. It was published at ICLR 2026.",
        [paper(PAGED, U1, venue="ICLR 2026", section="Serving")],
        id="a sentence behind a section's label",
    ),
    pytest.param("Add", f"MOTH2026 {PAGED}\n{U1}", [paper(PAGED, U1, venue="MOTH 2026")], id="behind a venue's name"),
    pytest.param(
        "Add PagedGraph: Memory-Efficient Serving of Gra…",
        f'Added the paper "{PAGED}" with its link.\n\n{U1}',
        [paper(PAGED, U1)],
        id="beside a thread's title that is cut",
    ),
    pytest.param(PAGED, f"It is fast.\n- {U1}\n- **PG**", [paper(PAGED, U1)], id="the thread's title beside a name"),
    pytest.param(
        "Add ICLR 2026 PagedGraph and one more",
        f"- {PAGED}, ICLR 2026 {U1}\n- {SPARSE} {U2}",
        [paper(PAGED, U1, venue="ICLR 2026"), paper(SPARSE, U2)],
        id="a thread's venue that one paper of two says itself",
    ),
]

IN_A_SENTENCE = [
    pytest.param(
        "A few of ours",
        f'Our first, "{PAGED}" ({U1}), appeared this month. Then there is "Tiny Moth Learning" by Ada One, Bo Two and '
        f'Cy Three, CoRL 2024, {U2}, which I liked. Finally "{SPARSE}" (RSS 2024).',
        [
            paper(PAGED, U1),
            paper("Tiny Moth Learning", U2, venue="CoRL 2024", authors=("Ada One", "Bo Two", "Cy Three")),
            paper(SPARSE, venue="RSS 2024"),
        ],
        id="quoted titles, each with its own facts",
    ),
    pytest.param(
        "New paper",
        "Diffusion Lamp by Cheng Chi et al., RSS 2023",
        [paper("Diffusion Lamp", venue="RSS 2023")],
        id="a title of two words before its people",
    ),
    pytest.param(
        "New paper",
        "Please add Diffusion Lamp by Ada One and Bo Two, RSS 2023.",
        [paper("Diffusion Lamp", venue="RSS 2023", authors=("Ada One", "Bo Two"))],
        id="the same behind a request",
    ),
    pytest.param(
        "New paper",
        f"I'd like to suggest PG-MPC3: Memory-Efficient Serving of Graphs (ICLR 2024 spotlight), {U1} by Ada One, Bo "
        f"Two. Code at {C1}.",
        [
            paper(
                "PG-MPC3: Memory-Efficient Serving of Graphs",
                U1,
                code=C1,
                venue="ICLR 2024",
                authors=("Ada One", "Bo Two"),
            )
        ],
        id="a name and its colon behind a request, with people",
    ),
    pytest.param(
        "New paper",
        f"{SPARSE}, {U1}, published in IEEE/ACM TMOTH 2023.",
        [paper(SPARSE, U1, venue="TMOTH 2023")],
        id="a journal that nobody knows behind its societies",
    ),
]

THREAD_TITLES = [
    pytest.param("Add BenchPhone", "Thanks for your work!", [paper("BenchPhone")], id="a name alone"),
    pytest.param("Add BenchPhone (ECCV 2026)", "", [paper("BenchPhone", venue="ECCV 2026")], id="a name and a venue"),
    pytest.param(
        "Request",
        "Could you add MeToo3D, accepted by CVPR 2026?",
        [paper("MeToo3D", venue="CVPR 2026")],
        id="a name in the text",
    ),
    pytest.param("Introducing PhoneLM", f"Paper link is {U1}", [paper("PhoneLM", U1)], id="introducing a name"),
    pytest.param(f'Request to add "{PAGED}"', "Thanks!", [paper(PAGED)], id="quoted title in the thread's"),
    pytest.param(f"Add paper: {PAGED}", f"{U1}", [paper(PAGED, U1)], id="whole title behind a request"),
    pytest.param(f"{PAGED}", f"{U1}\nCode: {C1}", [paper(PAGED, U1, code=C1)], id="the thread's title is the paper's"),
    pytest.param(
        f"[ICLR 2026] {PAGED}",
        f"Hi, please add our paper {U1}",
        [paper(PAGED, U1, venue="ICLR 2026")],
        id="the same with a tag",
    ),
    pytest.param(f"Please add {U1}", "", [paper(None, U1)], id="an address in the thread's title"),
    pytest.param(
        "New paper (NeurIPS'25)",
        f"Title: {PAGED}\nLink: {U1}",
        [paper(PAGED, U1, venue="NeurIPS 2025")],
        id="venue in the thread's title",
    ),
    pytest.param(f"Paper suggestion: {WHY}", "Please consider it.", [paper(WHY)], id="title with a question mark"),
    pytest.param("Update README.md", f"Add [{PAGED}]({U1})", [paper(PAGED, U1)], id="a title that GitHub made"),
    pytest.param("New paper", f"{U1}", [paper(None, U1)], id="nothing but an address"),
    pytest.param("", f"Code for Moth Nets is at {C1}", [paper("Moth Nets", code=C1)], id="whose code is where"),
    pytest.param(
        "", f'The code of "{LANGUAGE}" is available at {C1}', [paper(LANGUAGE, code=C1)], id="words of a quoted title"
    ),
    pytest.param(f"please add {LANGUAGE.lower()}", "", [paper(LANGUAGE.lower())], id="a title in small letters"),
    pytest.param("Add RouteLess", f"Hi, {U2}, code {C2}", [paper("RouteLess", U2, code=C2)], id="a name and addresses"),
]


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [*LABELLED, *CHINESE_TEXTS, *ENTRIES, *SENTENCES, *UNMARKED, *PLACED, *IN_A_SENTENCE, *THREAD_TITLES],
)
def test_the_papers_to_add_are_read(title: str, body: str, expected: list[Proposal]) -> None:
    found = read_issue(title, body)
    assert found.intent == "add"
    assert said(found) == expected


def test_people_behind_a_label_are_the_authors() -> None:
    (paper,) = read_issue("Paper", f"Title: {PAGED}\n作者：张三、Ada One\nLink: {U1}").proposals
    assert paper.authors == ("张三", "Ada One")


@pytest.mark.parametrize(
    ("record", "authors"),
    [
        pytest.param("@misc{x, title={%s}, author={One, Ada and Bo Q. Two}}", ("Ada One", "Bo Q. Two"), id="BibTeX"),
        pytest.param("@misc{x, title={%s}, author={One, Ada and others}}", (), id="some left out"),
        pytest.param("@misc{x, title={%s}, author={One, A. and Two, B.}}", (), id="initials"),
        pytest.param("@misc{x, title={%s}, author={One,Ada AND Bo Two}}", ("Ada One", "Bo Two"), id="no space"),
        pytest.param("@misc{x, title={%s}, author={Ada One, Bo Two, Cy Three}}", (), id="parted by commas"),
        pytest.param("TY  - JOUR\nTI  - %s\nAU  - One, Ada\nAU  - Two, Bo\nER  -", ("Ada One", "Bo Two"), id="RIS"),
        pytest.param(
            '[{"type": "article", "title": "%s", "author": [{"family": "One", "given": "Ada"}]}]',
            ("Ada One",),
            id="CSL-JSON",
        ),
    ],
)
def test_the_authors_of_a_record_are_read(record: str, authors: tuple[str, ...]) -> None:
    (paper,) = read_issue("Paper", record % PAGED).proposals
    assert (paper.title, paper.authors) == (PAGED, authors)


@pytest.mark.parametrize(
    ("words", "authors"),
    [
        pytest.param(
            "by Ada Lovelace, Kurt Goedel and Alan Turing", ("Ada Lovelace", "Kurt Goedel", "Alan Turing"), id="three"
        ),
        pytest.param("by Ada One and Bert Two, ICML 2024", ("Ada One", "Bert Two"), id="two, and a venue"),
        pytest.param("by Weaving Research", (), id="a laboratory"),
        pytest.param("by Ada One et al.", (), id="one of several"),
        pytest.param("by A. One and B. Two", (), id="initials"),
    ],
)
def test_people_behind_by_are_the_authors(words: str, authors: tuple[str, ...]) -> None:
    (paper,) = read_issue("New paper", f'Please add "{PAGED}" {words}: {U1}').proposals
    assert (paper.title, paper.authors) == (PAGED, authors)


def test_a_title_that_the_thread_and_its_text_give_is_no_guess() -> None:
    (paper,) = read_issue(f"Please add | {PAGED}", f"It fits Serving.\n**{PAGED}**\nCode: {C1}").proposals
    assert not paper.is_guessed


@pytest.mark.parametrize(
    ("body", "is_guessed"),
    [
        pytest.param(f"[{PAGED}]({U1})", False, id="a linked title"),
        pytest.param(f"Title: {PAGED}", False, id="a labelled one"),
        pytest.param(f"Title: Moths weave with very small neural looms\n{U1}", False, id="labelled, as a sentence"),
        pytest.param(f'Please add "{PAGED}"', True, id="without a link"),
        pytest.param(f"**{PAGED}**\nhttps://github.com/a/b", True, id="with code alone"),
        pytest.param(f"Please add [MothChat]({U1})", True, id="a name"),
        pytest.param(f"Title: MothChat\n{U1}", True, id="a labelled name"),
        pytest.param(f"- Moth wings as a model of very small neural looms: {U1}", True, id="written as a sentence"),
    ],
)
def test_a_title_is_a_guess_where_little_speaks_for_it(body: str, is_guessed: bool) -> None:
    (paper,) = read_issue("New paper", body).proposals
    assert paper.is_guessed == is_guessed


def test_two_sentences_beside_a_title_are_no_papers() -> None:
    body = (
        f'We hope that our paper, **"{PAGED}"**, can be in the list.\n\n'
        "- **A Large Dataset:** We have released the MothSet dataset, with many samples of ten kinds of small moths.\n"
        "- **A Benchmark:** We also introduce MothBench, a benchmark for moths that weave in up to 5 steps.\n"
    )
    assert [paper.title for paper in read_issue("Update README.md", body).proposals] == [PAGED]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            f"1. **{PAGED}** ({U1}) -> Serving\n   Multi-agent framework from natural-language problems to woven code."
            " Pipeline of four stages (Spinner/Weaver) with scheduling over candidates.\n",
            id="below its name",
        ),
        pytest.param(
            f"- [{PAGED}]({U1})\n- A weaving agent paper on proactive care of looms for long-horizon tasks",
            id="beside it",
        ),
    ],
)
def test_a_description_of_a_linked_paper_is_no_paper(body: str) -> None:
    assert [paper.title for paper in read_issue("Add a paper", body).proposals] == [PAGED]


@pytest.mark.parametrize(
    ("title", "body"),
    [
        pytest.param("更新", "王某 1.10 添加RGB-T SOD中的综述与阅读文献", id="a subject in a Chinese request"),
        pytest.param(
            "建议",
            "分类很清晰，但有没有考虑在Single model的部分加上test time scaling优化，感觉也是高效推理的重要部分",
            id="a part of the list",
        ),
        pytest.param(
            "Fix typo", "1. Match/Mulit-Interset -> Match/Multi-Interest\n\nThanks!", id="how a word is written"
        ),
        pytest.param("please add more papers on streaming language models", "", id="papers on a subject"),
        pytest.param("please add more reasoning related work", "", id="work on a subject"),
    ],
)
def test_words_of_a_request_are_no_paper(title: str, body: str) -> None:
    assert read_issue(title, body).proposals == ()
