"""Places that people ask for around a paper, and names that are no papers; the papers are invented."""

import pytest

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.section import Section
from bot.catalogue.venues import Venues
from bot.intake.sections import complete_sections
from bot.review.draft import place_entry
from tests.intake.reading import read_issue

ROUTING, GRAPHS = "Sparse Routing Makes Mixture Models Cheap", "Paged Graphs for Serving Long Contexts"
U1, U2 = "https://arxiv.org/abs/2711.01231", "https://arxiv.org/abs/2711.01232"
BOTH = f'- "{ROUTING}" ([paper]({U1}))\n- "{GRAPHS}" ([paper]({U2}))\n'
NAMES = (
    "Graph Types",
    "2.1 Analysis",
    "Survey Papers",
    "Applications Table - Natural Science",
    "Survey & Benchmark",
    "Agents & Tools",
    "图像编辑(Image Editing)",
    "62.全家桶",
)
SECTIONS = {f"section-{number}": Section(f"section-{number}", name) for number, name in enumerate(NAMES)}
LIST = Catalogue("List", SECTIONS, {}, Venues(()))


def place(title: str, body: str) -> list[str | None]:
    """Return the heading under which each paper of a thread is put."""
    read = complete_sections(read_issue(title, body), body, LIST).proposals
    found = [place_entry(each, LIST) or ((each.section,) if each.section in SECTIONS else ()) for each in read]
    return [SECTIONS[ids[0]].title if ids else None for ids in found]


@pytest.mark.parametrize(
    ("title", "body", "sections"),
    [
        pytest.param(
            "Papers",
            f"(1) Survey Papers: {ROUTING} {U1}\n(2) Analysis: {GRAPHS} {U2}",
            ["Survey Papers", "2.1 Analysis"],
            id="before each title",
        ),
        pytest.param(
            "Two papers",
            f"{BOTH}\nI think they would both fit perfectly in the analysis section.",
            ["2.1 Analysis"] * 2,
            id="behind both",
        ),
        pytest.param(
            "Add NeurIPS 2020 paper PagedGCN",
            f"Please add our NeurIPS 2020 paper: {GRAPHS}, which make graphs last."
            " They propose a Page network to learn scales.\nI categorize this paper into **Graph Types**, is that ok!",
            ["Graph Types"],
            id="behind it, in bold",
        ),
        pytest.param(
            "New",
            f"{ROUTING} {U1}\nPlease add it to the section of Survey Papers.",
            ["Survey Papers"],
            id="the section of",
        ),
        pytest.param(
            "Add PagedGCN",
            f'This adds the paper below to the "Papers -> Graph Types" section of README.md:\n\n- {GRAPHS}',
            ["Graph Types"],
            id="a path of headings on the page",
        ),
        pytest.param(
            'A paper relevant to the "2.1 Analysis"',
            f"Title: {ROUTING}\nLink: {U1}",
            ["2.1 Analysis"],
            id="by number, in the thread's title",
        ),
        pytest.param(
            "Related work",
            f"(1) Graph Types:\n- **{ROUTING}** [[paper]]({U1})\n\n(2) Survey Papers:\n- **{GRAPHS}** [[paper]]({U2})",
            ["Graph Types", "Survey Papers"],
            id="numbered heads",
        ),
        pytest.param(
            "New",
            f"### Applications Table - Natural Science\n- **{ROUTING}** [[paper]]({U1})",
            ["Applications Table - Natural Science"],
            id="a heading of two halves",
        ),
        pytest.param(
            "Add a paper",
            f"图像编辑(Image Editing)\ntitle: {ROUTING}\npaper link: {U1}",
            ["图像编辑(Image Editing)"],
            id="a line of its own",
        ),
        pytest.param(
            "新论文", f"题目是 {ROUTING}，放在 62.全家桶 里\n{U1}", ["62.全家桶"], id="behind a Chinese comma"
        ),
        pytest.param("新论文", f"{ROUTING}，建议放到全家桶部分\n{U1}", ["62.全家桶"], id="between Chinese words"),
        pytest.param("新论文", f"题目：{ROUTING}\n链接：{U1}\n放在：全家桶", ["62.全家桶"], id="labelled with a verb"),
        pytest.param(
            "两篇",
            f"1. {ROUTING}，放在 62.全家桶\n2. {GRAPHS}，放到 Graph Types",
            ["62.全家桶", "Graph Types"],
            id="behind each of two bare titles",
        ),
        pytest.param(
            "New",
            f"[{ROUTING}]({U1}) in the subtitle of Graph Types",
            ["Graph Types"],
            id="the subtitle of",
        ),
        pytest.param(
            "New",
            f'I would like to recommend a new paper that I believe would be a valuable addition to the "Awesome Time'
            f' Series Papers" list. It offers a survey. You can add this paper in "Survey & Benchmark" part.\n\n'
            f"Paper Title: {ROUTING}\nLink: {U1}",
            ["Survey & Benchmark"],
            id="the list is no section",
        ),
        pytest.param(
            "New",
            f'Please add this to "Plain Defences": [{ROUTING}]({U1})\n\nIt suits the Graph Types section.',
            ["Graph Types"],
            id="the list lacks the section that is said first",
        ),
        pytest.param(
            "New", f"{ROUTING} {U1}\nWe compare agents & tools with each other.", [None], id="words about the paper"
        ),
    ],
)
def test_a_place_is_found_wherever_it_is_asked_for(title: str, body: str, sections: list[str | None]) -> None:
    assert place(title, body) == sections


@pytest.mark.parametrize(
    ("title", "body"),
    [
        pytest.param(
            "Add one more paper",
            'This PR adds our new paper to the "Recursive Retrieval" section.',
            id="a section in quotation marks",
        ),
        pytest.param(
            "Added new sections - Quantum Routing and Quantum Routing for Earth Observation",
            "I added two papers on Quantum routing for Earth Observation both in the list and in the repo.",
            id="a section behind the word",
        ),
        pytest.param(
            "Papers on physics",
            "It would be great if the list could also include papers on simulations (e.g. PINNs).",
            id="an example of a subject",
        ),
        pytest.param(
            "Move paper and fix formatting",
            "It moves the new paper to a more appropriate section, and fixes the LaTeX formatting.",
            id="a word with two capitals",
        ),
    ],
)
def test_what_is_named_in_passing_is_no_paper(title: str, body: str) -> None:
    assert [each.title for each in read_issue(title, body).proposals if each.title] == []


@pytest.mark.parametrize(
    ("body", "section"),
    [
        pytest.param(
            f"Title: {GRAPHS}\nLink: {U1}\n\nPaging keeps contexts of serving short.\n\nWe think it fits Section VII: "
            "Reasoning Abilities via Efficient Training Data",
            "Section VII: Reasoning Abilities via Efficient Training Data",
            id="a number and its name",
        ),
        pytest.param(
            f"[{GRAPHS}]({U1})\n\nMaybe it fits into the gradient based method. Thanks.",
            "gradient based method",
            id="fits into",
        ),
        pytest.param(
            "# new paper\n\nOpenSU3D, in the open-vocabulary 3d segmentation section",
            "open-vocabulary 3d segmentation",
            id="below a label",
        ),
        pytest.param(
            f"**Paper**: [{GRAPHS}]({U1})\n\n**Section**: It would do well under “Image Domain”.",
            "Image Domain",
            id="quoted behind a label",
        ),
        pytest.param(
            f"Papers added under 3D Animation\n- {GRAPHS} of control in “in-the-wild” videos [CVPR 2022]\n- {ROUTING}",
            "3D Animation",
            id="marks in a title",
        ),
        pytest.param(
            f"Please add {GRAPHS} ({U1}). The chemistry section seems most relevant.",
            "chemistry",
            id="one that seems right",
        ),
        pytest.param(
            f"## Summary\n\nIt goes to the theorem proving section.\n\n## Added\n\n- {GRAPHS}\n- Paper: {U1}",
            "theorem proving",
            id="under another heading",
        ),
        pytest.param(
            f"A topic on **Vision & Language** would be useful; some papers already:\n\n 1) [{GRAPHS}]({U1})",
            "Vision & Language",
            id="bold in a sentence",
        ),
        pytest.param(
            f'Added "{GRAPHS}" to the "Robots and Planning" section. Code to come.',
            "Robots and Planning",
            id="behind a quoted title",
        ),
        pytest.param(
            f"Please add our paper to the category **Planning (Arms / Legs):**\n\n- [{GRAPHS}]({U1})",
            "Planning (Arms / Legs)",
            id="bold behind the word category",
        ),
        pytest.param(
            f"I recommend Moth-Time Training for the category Out-of-Lamp Planning. It is new.\n\n[{GRAPHS}]({U1})",
            "Out-of-Lamp Planning",
            id="behind another name",
        ),
        pytest.param(
            f"New entry added to superresolution section: [{GRAPHS}]({U1})", "superresolution", id="without an article"
        ),
        pytest.param(
            f"**To Section 1.2 Dim Lamps and Section 9.1**\n- [{GRAPHS}]({U1})", "1.2 Dim Lamps", id="one of two"
        ),
        pytest.param(
            f'Could {GRAPHS} ({U1}) go to the sections "Moth-informed Lamps (MILs)" and "Theory"?',
            "Moth-informed Lamps (MILs)",
            id="the first of two",
        ),
    ],
)
def test_the_section_that_a_sentence_says_is_read(body: str, section: str) -> None:
    assert read_issue("Add", body).proposals[0].section == section


@pytest.mark.parametrize(
    "said",
    [
        pytest.param("It is on the topic of whether routers plan.", id="a question"),
        pytest.param("It might (or might not) be added to the section.", id="a remark in brackets"),
        pytest.param("Please put it in the most suitable section.", id="no name"),
        pytest.param("**Key Features:**\n\nIt plans paths.", id="the head of a description"),
    ],
)
def test_a_sentence_about_a_paper_says_no_section(said: str) -> None:
    (paper,) = read_issue("Add", f"[{ROUTING}]({U1})\n\n{said}").proposals
    assert paper.section is None


@pytest.mark.parametrize(
    ("body", "sections"),
    [
        pytest.param(
            f"## Planning\n- {ROUTING}\n- {GRAPHS}\n\n## Serving\n- A Survey of Paged Graphs\n\n"
            "## Survey\n- A Survey of Large Moths and Small Lamps",
            ["Planning", "Planning", "Serving", "Survey"],
            id="headings, a label among them",
        ),
        pytest.param(
            f"Planning:\n\n{ROUTING}\n\nServing on Cloud:\n\n{GRAPHS}", ["Planning", "Serving on Cloud"], id="colons"
        ),
        pytest.param(f"## Planning\n- {ROUTING}\n- {GRAPHS}", [None, None], id="one is the thread's subject"),
        pytest.param(f"### CVPR\n- {ROUTING}\n\n### ICCV\n- {GRAPHS}", [None, None], id="venues"),
        pytest.param(
            f"Ada Lovelace, Kurt Goedel:\n{ROUTING}\n\nKurt Goedel, Alan Turing:\n{GRAPHS}", [None, None], id="people"
        ),
        pytest.param(
            f"**Data & Benchmarks:**\n- **MothBench** ({U1})\n\n**Uses:**\n- **MothNet** ({U2})",
            ["Data & Benchmarks", "Uses"],
            id="bold above names",
        ),
        pytest.param(
            f"Dim Moth Compilers\n[OSDI '18] {ROUTING}\n[MLSys '21] {GRAPHS}\n\n"
            "Very Large Moths\n[ATC '21] Lamps: Training at Home\n[FAST '21] Talking Moths at Scale",
            ["Dim Moth Compilers", "Dim Moth Compilers", "Very Large Moths", "Very Large Moths"],
            id="lines above tagged ones",
        ),
    ],
)
def test_heads_of_one_kind_right_above_titles_are_their_sections(body: str, sections: list[str | None]) -> None:
    assert [paper.section for paper in read_issue("Add papers", body).proposals] == sections


def test_a_section_in_the_list_below_a_paper_is_that_papers() -> None:
    body = (
        "We add these papers of ours to suitable existing sections:\n\n"
        f"**1. {ROUTING}** (arXiv 2025)\n- Section: Routing\n- Links: {U1}\n\n"
        f"**2. {GRAPHS}** (arXiv 2025)\n- Section: Graphs → Sparse\n- Links: {U2}\n"
    )
    assert [each.section for each in read_issue("Add two papers", body).proposals] == ["Routing", "Graphs → Sparse"]


PATHS = {
    "section-a": Section("section-a", "Agents > Planning"),
    "section-r": Section("section-r", "Robots > Planning"),
    "section-g": Section("section-g", "Robots > Grasping"),
}
POINTED = {
    "before a colon": "Robots > Planning: [{}]({})",
    "an arrow, before a bare title": "Robots -> Planning: {} {}",
    "behind a request": "Please add to Robots > Planning: {} {}",
    "in a sentence": "please add {} {} under Robots > Planning",
    "arrows to the title": "Robots → Planning → {} {}",
    "a heading": "## Robots > Planning\n- [{}]({})",
    "a line that leads in": "Robots > Planning:\n- [{}]({})",
    "behind the title": "[{}]({}) -> Robots > Planning",
}


@pytest.mark.parametrize("body", POINTED.values(), ids=POINTED)
def test_the_headings_before_a_section_say_which_one_of_its_name(body: str) -> None:
    found = read_issue("New paper", body.format(ROUTING, U1))
    whole = Catalogue("List", PATHS, {}, Venues(()))
    (paper,) = complete_sections(found, body, whole).proposals
    assert (place_entry(paper, whole) or (paper.section,)) == ("section-r",)


def test_an_arrow_points_from_a_section_to_its_paper() -> None:
    assert place("New paper", f"Graph Types -> [{ROUTING}]({U1})") == ["Graph Types"]
