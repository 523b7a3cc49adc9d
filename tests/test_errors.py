"""Every exception of the program stands in one tree, and a command that ends with one has its exit code."""

import ast
import importlib
import re
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot.__main__ as command_line
from bot import errors
from bot.catalogue.data.records import DataError
from bot.errors import ExitCode, PaperclerkError, RefusalError
from bot.service.failures import GitHubError
from bot.service.settings import SettingsError

BOT = Path(__file__).parents[1] / "bot"
EXCEPTION = re.compile(r"^\s*class (\w*(?:Error|Exception))\b", re.MULTILINE)


def named_exceptions() -> Iterator[tuple[str, str]]:
    """Every class of the program whose name says that it is an exception, with its module."""
    for path in sorted(BOT.rglob("*.py")):
        module = ".".join(path.relative_to(BOT.parent).with_suffix("").parts).removesuffix(".__init__")
        if "localhub" not in path.parts:
            yield from ((module, name) for name in EXCEPTION.findall(path.read_text(encoding="utf-8")))


def test_every_exception_stands_in_the_tree() -> None:
    named = list(named_exceptions())
    assert len(named) > 30
    beside = [
        (module, name)
        for module, name in named
        if not issubclass(getattr(importlib.import_module(module), name), PaperclerkError)
    ]
    assert beside == []


def test_the_tree_stands_on_nothing_of_the_program() -> None:
    tree = ast.parse(Path(errors.__file__).read_text(encoding="utf-8"))
    modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert not any(module.startswith("bot") for module in modules)


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        pytest.param(PaperclerkError("no"), 2, "no", id="the base"),
        pytest.param(DataError("no title", "papers/a.yaml", 3), 2, "papers/a.yaml:3: no title", id="a data file"),
        pytest.param(SettingsError("set PAPERCLERK_TOKEN"), 2, "set PAPERCLERK_TOKEN", id="a setting"),
        pytest.param(GitHubError("GitHub is away."), 3, "GitHub is away.", id="GitHub away"),
        pytest.param(RefusalError("refused"), 3, "refused", id="GitHub refuses"),
        pytest.param(FileNotFoundError(2, "No such file", "a.md"), 2, "a.md: No such file", id="no file"),
    ],
)
def test_a_command_that_fails_says_why_on_one_line_and_ends_with_its_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], raised: Exception, code: int, said: str
) -> None:
    def fail(_: Namespace) -> int:
        raise raised

    monkeypatch.setattr("bot.cli.inspecting.print_rules", fail)
    assert command_line.main(["rules"]) == code
    assert capsys.readouterr().err == f"paperclerk: {said}\n"


def test_the_exit_codes_are_those_that_scripts_know() -> None:
    assert {code.name: code.value for code in ExitCode} == {"FINE": 0, "FINDINGS": 1, "UNUSABLE": 2, "REFUSED": 3}
