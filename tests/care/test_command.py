"""`paperclerk care` and `suggest` for a list on this machine."""

from pathlib import Path

import pytest

from bot.__main__ import main
from bot.errors import ExitCode
from tests.stage import files_of

PAGE = """# A list

## Sequences

- Mamba: Linear-Time Sequence Modeling with Selective State Spaces. *[arXiv'23]* [[Paper]](https://arxiv.org/abs/2312.00752)
- LoRA: Low-Rank Adaptation of Large Language Models. *[ICLR'22]* [[Paper]](https://arxiv.org/abs/2106.09685)
- QLoRA: Efficient Finetuning of Quantized LLMs. *[NeurIPS'23]* [[Paper]](https://arxiv.org/abs/2305.14314)
"""
OTHER = """# Another list

- LongLoRA: Efficient Fine-tuning of Long-Context Large Language Models. [[Paper]](https://arxiv.org/abs/2309.12307)
- LoRA: Low-Rank Adaptation of Large Language Models. [[Paper]](https://arxiv.org/abs/2106.09685)
- Proteins of whales and how they fold. [[Paper]](https://arxiv.org/abs/2309.12308)
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "README.md"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_a_page_is_told_of_and_not_touched(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["care", str(page), "--dry-run"]) == ExitCode.FINE
    said, aside = capsys.readouterr()
    assert "--online asks services" in aside
    assert "Preprints that are published (1)" in said
    assert "`arXiv'23` → `COLM'24`" in said
    assert page.read_text(encoding="utf-8") == PAGE


@pytest.mark.parametrize("named", ["all", "its key"])
def test_what_is_named_is_done(page: Path, named: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["care", str(page)])
    key = capsys.readouterr().out.split("\n")[1].split()[0]
    assert main(["care", str(page), "--do", "all" if named == "all" else key]) == ExitCode.FINE
    assert page.read_text(encoding="utf-8") == PAGE.replace("*[arXiv'23]*", "*[COLM'24]*")
    main(["care", str(page)])
    assert capsys.readouterr().out == "nothing to do\n"


def test_what_is_not_to_be_done_is_refused(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["care", str(page), "--do", "0123456789ab"]) == ExitCode.UNUSABLE
    assert "0123456789ab is none of the tasks" in capsys.readouterr().err
    assert page.read_text(encoding="utf-8") == PAGE


@pytest.mark.parametrize("name", ["data", "papers-of-ours"])
def test_a_folder_is_told_of_and_done_in_the_same_way(tmp_path: Path, name: str) -> None:
    for path, content in files_of(PAGE).items():
        path = path.replace("data/", f"{name}/", 1)
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    assert main(["care", str(tmp_path / name), "--do", "all"]) == ExitCode.FINE
    assert "*[COLM'24]*" in (tmp_path / name / "README.md").read_text(encoding="utf-8")
    assert main(["check", str(tmp_path / name)]) == ExitCode.FINE


def test_neighbours_are_ranked_by_what_the_list_is_about(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "OTHER.md"
    other.write_text(OTHER, encoding="utf-8")
    assert main(["suggest", str(page), "--from", str(other)]) == ExitCode.FINE
    said = capsys.readouterr().out
    assert said.index("1. LongLoRA") < said.index("2. Proteins of whales")
    assert "     Sequences: like “" in said
    assert "3. " not in said
