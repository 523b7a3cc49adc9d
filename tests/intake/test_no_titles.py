"""Words that look like a paper's title or name and are none, and the paper that stands beside them."""

import pytest

from tests.intake.reading import read_issue

MOTH = "MothChat: Sparse Decoding for Large Language Models"
ROUTING = "Routing Experts Without a Router"
LOW = "Estimating the age of moths from thermal video with graph networks"
NAMED = "MothPT: a pretrained model for insect flight"
URL = "https://arxiv.org/abs/2401.01234"
PAGE = "https://moth-lab.github.io/moth/"


@pytest.mark.parametrize(
    ("title", "body", "named"),
    [
        pytest.param(
            MOTH,
            f"# Authors\nAda Lovelace, Kurt Goedel\n# Affiliation\nDepartment of Insect Studies, Lamp University, "
            f"Norway\nSchool of Engineering and Applied Physics, University of Ponds, Lund, Sweden\n# Link\n{URL}",
            [MOTH],
            id="affiliations below their label",
        ),
        pytest.param(
            MOTH,
            "Ada Lovelace, Kurt Goedel\n\nNORDIC Center for Flying Insects Research,",
            [MOTH],
            id="an affiliation by itself",
        ),
        pytest.param(
            "Add MothChat",
            f"#### **[2025 ICLR] {MOTH}** [\\[PDF\\]]({URL})\n_[Ada Lovelace*](https://www.example.com/), "
            "[Kurt Goedel*](https://kurt.github.io/), [Emmy Noether*](https://www.linkedin.com/in/emmy), [Paul Erdos]"
            "(https://scholar.google.com/citations?user=XXXX) (*equal contribution)._",
            [MOTH],
            id="linked people with a remark on their marks",
        ),
        pytest.param(
            MOTH,
            "| 项目 | 内容 |\n|---|---|\n"
            f"| **标题** | {MOTH} |\n| **论文** | [abs]({URL}) |\n"
            "| **标签** | 20250101, Sparse Decoding, Moths, Speech Models, Language-Insect Models |",
            [MOTH],
            id="keywords in a table of fields",
        ),
        pytest.param(
            "Add new papers",
            f"1. **{MOTH}**\n   - **Links**: Paper + Code repository\n"
            f"2. **{ROUTING}**\n   - **Links**: Paper + Contest page",
            [MOTH, ROUTING],
            id="what links there are",
        ),
        pytest.param(
            NAMED,
            f"A pretrained model for insects, trained to predict the flight of moths.\n\n{URL}",
            [NAMED],
            id="a summary",
        ),
        pytest.param(
            LOW,
            f"# Paper\nLink: {URL}\nYear: 2021\n\n# Summary\n- made to keep what is warm\n\n"
            "### Differences and Relation to Earlier Studies\n- none did so before\n\n### Results\ngood",
            [LOW],
            id="a heading below the link",
        ),
        pytest.param("Updates to Talks, Research sections", "Moth literacy paper (fixes #3)", [], id="sections"),
        pytest.param(
            "Practice",
            "## 1. どんなもの? (Summary)\n\n## 2. 何がうまくいかない? (Ways to prove its worth)\n\n"
            "## 3. 次に読むべき論文は? (Reading suggestion)",
            [],
            id="a question to whoever fills in a form",
        ),
        pytest.param(
            "Insect Robot Learning Repo",
            "Thanks for the work! Following yours I made a related repository.\n"
            "https://github.com/somebody/awesome-insect-learning",
            [],
            id="a repository",
        ),
        pytest.param(f"2019-{LOW}", "", [LOW], id="a year before a title"),
        pytest.param(f"Claim :- {ROUTING}", URL, [ROUTING], id="a word and a dash before a title"),
    ],
)
def test_what_only_looks_like_a_title_is_none(title: str, body: str, named: list[str]) -> None:
    found = read_issue(title, body)
    assert [each.title for each in found.proposals if each.operation == "add"] == named


def test_a_closing_of_a_letter_names_nobody() -> None:
    body = "I'd like to suggest our paper.\n\nWe compared kinds of methods, like CAM methods, and AEs.\n\n"
    body += f"Best Regards,\n\n{URL}"
    assert read_issue(f"[ICLR 2025] {MOTH}", body).proposals[0].authors == ()


def test_the_section_below_a_title_is_that_titles() -> None:
    body = f"This PR adds two new papers to the Insect Agents section:\n\n1. **{MOTH}**\n   - **Section**: Games\n"
    body += f"2. **{ROUTING}**\n   - **Section**: Contests"
    assert [each.section for each in read_issue("Add papers", body).proposals] == ["Games", "Contests"]
