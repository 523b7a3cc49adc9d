"""The page of threats: each row names tests that there are."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROW = re.compile(r"^\| (\d+) \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
ROWS = ROW.findall((ROOT / ".github" / "THREATS.md").read_text(encoding="utf-8"))
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


@cache
def read_tests(path: str) -> dict[str, list[str]]:
    """The tests of a module, each with its decorators."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    return {function.name: [ast.unparse(each) for each in function.decorator_list] for function in functions}


def test_the_rows_are_numbered_and_none_is_lost() -> None:
    assert [int(number) for number, *_ in ROWS] == list(range(1, 23))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_each_row_names_tests_that_there_are(row: tuple[str, str, str, str]) -> None:
    named = NAMED.findall(row[3])
    assert named
    assert NAMED.sub("", row[3]).split() == [], "something else stands where the tests are named"
    for path, name in named:
        assert (ROOT / path).is_file()
        assert name in read_tests(path)
        assert not any(
            decorator.startswith(("pytest.mark.skip", "pytest.mark.xfail")) for decorator in read_tests(path)[name]
        )
