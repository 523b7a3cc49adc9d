"""A data folder whose list is in a form of its own: new rows look like the old ones, and nothing else is touched."""

import difflib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.localhub.gate import Gate
from tests.stage import Stage, files_of, set_stage

TITLE = "FlashAttention-3: Fast and Accurate Attention with Asynchrony and Low-precision"
LINK = "https://arxiv.org/abs/2407.08608"
A, B, C = (f"https://arxiv.org/abs/{number}" for number in ("1706.03762", "2004.05150", "2303.06865"))
TABLE = f"""# A list

## Attention

Text of its maintainers.

| Title | Venue | Code |
|:------|-------|------|
| [Attention is all you need]({A}) | NeurIPS 2017 | [Code](https://github.com/tensorflow/tensor2tensor) |
| [Longformer: The long-document transformer]({B}) | arXiv 2020 | N/A |

## Serving

1. **FlexGen: high-throughput generative inference.** *Ying Sheng, Lianmin Zheng.* ICML 2023. [[pdf]({C})] 👍
2. **Efficient Memory Management.** *Woosuk Kwon, Zhuohan Li.* SOSP 2023. [[pdf](https://arxiv.org/abs/2309.06180)]
"""


def at_root(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files of a repository with its list where readers see it first."""
    settings = files["data/catalogue.yaml"].replace(b'output: "README.md"', b'output: "../README.md"')
    rest = {path: text for path, text in files.items() if path != "data/README.md"}
    return rest | {"README.md": files["data/README.md"], "data/catalogue.yaml": settings}


@pytest.fixture
def root(tmp_path: Path, gate: Gate) -> Iterator[Stage]:
    with set_stage(tmp_path, gate, at_root(files_of(TABLE))) as stage:
        yield stage


def test_the_rendered_page_may_be_the_front_page(root: Stage) -> None:
    before = root.text("README.md")
    number = root.contributor.files(LINK, TITLE, "Attention", venue="NeurIPS 2024")
    root.maintainer.comments(number, "/approve")
    row = f"| [{TITLE}]({LINK}) | NeurIPS 2024 | N/A |"
    assert changes(before, root.text("README.md")) == [f"+{row}"]
    edited = root.text("README.md").replace("Longformer: The", "Longformer: A")
    root.maintainer.pushes("README.md", edited)
    assert root.text("README.md") == edited
    path = "data/papers/longformer-the-long-document-transformer.yaml"
    assert 'title: "Longformer: A long-document transformer"' in root.text(path)


@pytest.fixture
def stage(tmp_path: Path, gate: Gate) -> Iterator[Stage]:
    with set_stage(tmp_path, gate, files_of(TABLE)) as stage:
        yield stage


END = "<!-- paperclerk:end attention -->\n"


def changes(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0)
    return [line for line in lines if line[:3] not in ("---", "+++", "@@ ")]


def test_an_approved_paper_stands_in_a_row_like_the_others(stage: Stage) -> None:
    before = stage.text("data/README.md")
    number = stage.contributor.files(LINK, TITLE, "Attention", venue="NeurIPS 2024")
    row = f"| [{TITLE}]({LINK}) | NeurIPS 2024 | N/A |"
    assert row in stage.answer(number)
    stage.maintainer.comments(number, "/approve")
    assert stage.state(number) == "closed"
    assert changes(before, stage.text("data/README.md")) == [f"+{row}"]


def test_an_approved_paper_gets_the_next_number(stage: Stage) -> None:
    before = stage.text("data/README.md")
    number = stage.contributor.files(LINK, TITLE, "Serving", venue="NeurIPS 2024")
    stage.maintainer.comments(number, "/approve")
    (line,) = changes(before, stage.text("data/README.md"))
    assert line.startswith(f"+3. **{TITLE}.** ")
    assert line.endswith(f"NeurIPS 2024. [[pdf]({LINK})]")


def test_what_is_changed_in_the_data_changes_that_part_of_its_line(stage: Stage) -> None:
    before = stage.text("data/README.md")
    path = "data/papers/flexgen-high-throughput-generative-inference.yaml"
    stage.maintainer.pushes(path, stage.text(path).replace("year: 2023", "year: 2024"))
    gone, come = changes(before, stage.text("data/README.md"))
    assert come[1:] == gone[1:].replace("ICML 2023", "ICML 2024")


#: Words that are no fact, a fact, a new row, and a row less.
HANDMADE = {
    "👍": "👎 (see the notes)",
    "SOSP 2023": "TOCS 2024",
    END: f"| [{TITLE}]({LINK}) | NeurIPS 2024 | N/A |\n{END}",
    f"| [Longformer: The long-document transformer]({B}) | arXiv 2020 | N/A |\n": "",
}


def test_what_people_write_into_the_list_stays_and_becomes_data(stage: Stage) -> None:
    edited = stage.text("data/README.md")
    for old, new in HANDMADE.items():
        assert old in edited
        edited = edited.replace(old, new)
    stage.maintainer.pushes("data/README.md", edited)
    assert stage.text("data/README.md") == edited
    assert stage.get("/commits")[0]["commit"]["message"].startswith("Take into the data")
