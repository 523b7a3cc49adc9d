"""Lists whose sections are years, or topics with years below: nobody has to know where a paper belongs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.localhub.gate import Gate
from tests.stage import Stage, set_stage

A, B, C, D, E = (f"https://arxiv.org/abs/240{n}.0001{n}" for n in range(1, 6))
YEARS = f"""# Reading list

## 2024
- [A Sparse Study of Networks and Their Weights]({A}). ICML 2024
- [Another Sparse Study of Very Wide Networks]({B}). ICLR 2024

## 2023
- [A Third Sparse Study of Deep Networks]({C}). ICML 2023
"""
TOPICS = f"""# Reading list

## Pruning

### 2024
- [A Sparse Study of Networks and Their Weights]({A}). ICML 2024

### 2023
- [A Third Sparse Study of Deep Networks]({C}). ICML 2023

## Caches

### 2024
- [Another Cache of Very Wide Networks]({B}). ICLR 2024

### 2023
- [A Small Cache of Deep Networks]({D}). ICML 2023
"""
TITLE = "Sparse Things Are Good for Wide Networks"
LINE = f"- [{TITLE}]({E}). NeurIPS 2023\n"


@pytest.fixture
def stage(request: pytest.FixtureRequest, tmp_path: Path, gate: Gate) -> Iterator[Stage]:
    with set_stage(tmp_path, gate, {"README.md": request.param.encode()}) as stage:
        yield stage


@pytest.mark.parametrize("stage", [YEARS], indirect=True, ids=["years"])
def test_a_paper_goes_into_the_section_of_its_year(stage: Stage) -> None:
    number = stage.contributor.files(E, TITLE, venue="NeurIPS 2023")
    assert "Ready" in stage.headline(number)
    assert "* **Section**: 2023 (from its year)" in stage.answer(number)
    stage.maintainer.comments(number, "/approve")
    assert stage.text("README.md") == YEARS + LINE


@pytest.mark.parametrize("stage", [YEARS], indirect=True, ids=["years"])
def test_who_wants_another_section_says_so(stage: Stage) -> None:
    number = stage.contributor.files(E, TITLE, venue="NeurIPS 2023")
    stage.contributor.comments(number, "/section 2024")
    assert "* **Section**: 2024 (from `contributor`)" in stage.answer(number)


@pytest.mark.parametrize("stage", [TOPICS], indirect=True, ids=["topics"])
@pytest.mark.parametrize("said", ["in the form", "in a command", "by its number"])
def test_who_names_the_topic_need_not_name_the_year(said: str, stage: Stage) -> None:
    number = stage.contributor.files(E, TITLE, "Caches" if said == "in the form" else "", venue="NeurIPS 2023")
    if said != "in the form":
        offered = [line.strip() for line in stage.answer(number).splitlines() if "/section" in line]
        assert [line.split("**")[1] for line in offered] == ["Pruning &gt; 2023", "Caches &gt; 2023"]
        stage.contributor.comments(number, "/section Caches" if said == "in a command" else "the second one")
    assert "* **Section**: Caches &gt; 2023 (from " in stage.answer(number)
    stage.maintainer.comments(number, "/approve")
    assert stage.text("README.md") == TOPICS + LINE


NEW_YEAR = YEARS.replace("## 2024", "## 2025\n\n## 2024")


@pytest.mark.parametrize("stage", [NEW_YEAR], indirect=True, ids=["a new year"])
def test_a_heading_alone_opens_a_section(stage: Stage) -> None:
    number = stage.contributor.files(E, TITLE, venue="NeurIPS 2025")
    assert "* **Section**: 2025 (from its year)" in stage.answer(number)
    stage.maintainer.comments(number, "/approve")
    assert stage.text("README.md") == NEW_YEAR.replace("## 2025\n", f"## 2025\n\n{LINE.replace('2023', '2025')}")
    again = stage.contributor.files(f"{E[:-1]}9", "Another " + TITLE, venue="ICML 2025")
    stage.maintainer.comments(again, "/approve")
    assert stage.text("README.md").count("2025\n") == 3


@pytest.mark.parametrize("stage", [YEARS], indirect=True, ids=["years"])
def test_the_first_paper_of_a_year_waits_for_its_heading(stage: Stage) -> None:
    number = stage.contributor.files(E, TITLE, venue="NeurIPS 2025")
    assert "The list has no section of 2025 yet: a maintainer can add its heading and" in stage.answer(number)
    stage.maintainer.pushes("README.md", NEW_YEAR)
    stage.maintainer.comments(number, "/recheck")
    assert "* **Section**: 2025 (from its year)" in stage.answer(number)
    assert stage.labels(number) == {"paper: ready"}


@pytest.mark.parametrize(
    ("stage", "above", "section"),
    [
        pytest.param(YEARS, "## 2023\n", "2024", id="years"),
        pytest.param(TOPICS, "## Caches\n\n### 2024\n", "caches-2023", id="years below topics"),
    ],
    indirect=["stage"],
)
def test_a_line_in_the_section_of_another_year_is_told_of_and_moved(stage: Stage, above: str, section: str) -> None:
    before = stage.text("README.md")
    year = section[-4:]
    line = LINE.replace("NeurIPS 2023", f"NeurIPS {year}")
    number = stage.contributor.proposes({"README.md": before.replace(above, above + line)}, "Add it")
    assert f"It is said to be of `NeurIPS {year}`, and stands in " in stage.answer(number)
    assert f"a comment `/section {section}` moves it." in stage.answer(number)
    stage.maintainer.comments(number, f"/section {section}\n/approve")
    after = stage.text("README.md")
    assert sorted(after) == sorted(before + line)
    assert after.index(line) > after.index(f"# {year}\n")
