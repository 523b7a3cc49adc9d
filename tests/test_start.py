"""What a command loads before it does anything: a library that it does not use would keep people waiting."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
#: What takes a while to load.
HEAVY = {"numpy", "jsonschema", "flask", "github", "httpx", "yaml", "rapidfuzz", "markdown_it"}
LOADED = "import sys; from bot.__main__ import main; {call}; print(*sorted(sys.modules))"


@pytest.mark.parametrize(
    ("call", "used"),
    [
        pytest.param("", set(), id="--help and --version"),
        pytest.param(
            "main(['parse', '--title', 'Add', 'https://arxiv.org/abs/2504.08269'])",
            {"yaml", "rapidfuzz", "markdown_it"},
            id="parse",
        ),
        pytest.param(
            "main(['check', 'list.md'])",
            HEAVY - {"jsonschema", "flask", "github", "httpx"},
            id="check a page",
        ),
        pytest.param("main(['check', 'one.md'])", {"rapidfuzz"}, id="check a page without two titles to compare"),
    ],
)
def test_a_command_loads_what_it_uses(call: str, used: set[str], tmp_path: Path) -> None:
    (tmp_path / "list.md").write_bytes((ROOT / "tests" / "small_list.md").read_bytes())
    (tmp_path / "one.md").write_text("# Papers\n\n- [A title of words](https://arxiv.org/abs/2001.00001)\n")
    command = [sys.executable, "-c", LOADED.format(call=call or "pass")]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert HEAVY & set(done.stdout.splitlines()[-1].split()) <= used
