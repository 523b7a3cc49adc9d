"""The rooms and the one direction of imports between them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

BOT = Path(__file__).parents[1] / "bot"
#: What each room may import of the others. `__main__`, the demo and the playground wire and may import all.
MAY_IMPORT = {
    "catalogue": set(),
    "intake": {"catalogue"},
    "review": {"catalogue", "intake"},
    "workflow": {"catalogue", "intake", "review"},
    "metadata": {"catalogue"},
    "hub": {"catalogue", "intake", "workflow"},
    "service": {"hub", "metadata", "workflow"},
    "localhub": set(),
}
#: Modules outside the pure core: files, clocks and networks are theirs.
IMPURE = {"store", "handle"}
WORLDLY = {"os", "socket", "subprocess", "time", "pathlib", "httpx", "github", "flask", "sqlite3", "urllib.request"}
HEAVY = {"github", "flask", "httpx", "jsonschema", "numpy", "graphql", "waitress"}
#: No text from outside may ever be run.
FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__"}
MODULES = sorted(BOT.rglob("*.py"))


def imports(path: Path, *, top_level: bool = False) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body if top_level else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def room(path: Path) -> str | None:
    first = path.relative_to(BOT).parts[0]
    return first if first in MAY_IMPORT else None


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(BOT)))
def test_imports_go_one_way(path: Path) -> None:
    own = room(path)
    if own is None:
        return
    used = {name.split(".")[1] for name in imports(path) if name.startswith("bot.")}
    assert used - {own} <= MAY_IMPORT[own]


@pytest.mark.parametrize("name", ["catalogue", "intake", "review", "workflow"])
def test_the_core_is_pure(name: str) -> None:
    for path in (BOT / name).rglob("*.py"):
        if path.stem not in IMPURE:
            assert not WORLDLY & set(imports(path)), path


def test_the_command_line_imports_nothing_heavy_before_it_is_needed() -> None:
    names = {name.split(".")[0] for name in imports(BOT / "__main__.py", top_level=True)}
    assert not names & HEAVY


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(BOT)))
def test_nothing_is_executed_and_no_module_is_a_drawer(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in FORBIDDEN_CALLS
        if isinstance(node, ast.keyword) and node.arg == "shell":
            raise AssertionError("shell= is not used here")
    assert path.stem not in {"utils", "common", "helpers", "manager", "misc"}
