"""The lines for lists pass the judges of workflows, as the workflows of this repository do. `make check` runs it."""

import subprocess
import sys
from pathlib import Path

import pytest

LINES = sorted((Path(__file__).parents[1] / ".github" / "for-lists").glob("*.yml"))
#: What stands for a commit until there is one.
SOME_COMMIT = "0123456789" * 4


@pytest.mark.parametrize("lines", LINES, ids=lambda path: path.name)
def test_the_lines_for_lists_pass_the_judges_of_workflows(tmp_path: Path, lines: Path) -> None:
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    path = folder / "paperclerk.yml"
    path.write_text(lines.read_text(encoding="utf-8").replace("@COMMIT", f"@{SOME_COMMIT}"), encoding="utf-8")
    judges = {
        "check-jsonschema": ["--builtin-schema", "vendor.github-workflows", str(path)],
        "zizmor": ["--offline", "--no-progress", "--quiet", str(path)],
        "jactionlint": ["--profile", "correctness", str(path)],
    }
    for judge, options in judges.items():
        program = Path(sys.executable).with_name(judge)
        judged = subprocess.run([program, *options], capture_output=True, text=True, check=False)
        assert judged.returncode == 0, judged.stdout + judged.stderr
