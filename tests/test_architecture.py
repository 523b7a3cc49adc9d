"""The rooms and the one direction of imports between them."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

BOT = Path(__file__).parents[1] / "bot"
#: What each room may import of the others. `__main__`, the demo and the playground wire and may import all.
MAY_IMPORT = {
    "catalogue": set(),
    "lists": {"catalogue"},
    "intake": {"catalogue", "lists"},
    "review": {"catalogue", "lists", "intake"},
    "care": {"catalogue", "lists", "review"},
    "workflow": {"catalogue", "lists", "intake", "review", "care"},
    "metadata": {"catalogue"},
    "hub": {"catalogue", "intake", "workflow"},
    "service": {"hub", "metadata", "workflow", "care", "catalogue", "publish"},
    "rehearsal": {"service", "hub", "workflow", "care", "intake", "catalogue"},
    "publish": {"catalogue", "lists"},
    "localhub": set(),
}
#: Modules on the ground floor: every room may import them.
GROUND = {"errors", "patterns", "resources", "words"}
#: Which papers there are is the same for every list.
SAYS_NOTHING_OF_A_LIST = "bot.catalogue.venue_table"
PURE = ("catalogue", "lists", "intake", "review", "care", "workflow", "publish")
#: Rooms that are handed a list's own venues and settings.
LISTS_OWN = ("catalogue", "lists", "intake", "publish")
#: The modules of pure rooms that touch files, the clock or GitHub; no other module there may import them.
SHELL = {"bot.catalogue.data.store", "bot.workflow.clerk", "bot.workflow.reconciliation", "bot.workflow.tending"}
WORLDLY = {"os", "socket", "subprocess", "time", "pathlib", "httpx", "github", "flask", "sqlite3", "urllib.request"}
HEAVY = {"github", "flask", "jinja2", "httpx", "jsonschema", "numpy", "graphql", "waitress"}
#: No text from outside may ever be run.
FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__"}
#: No module is chosen by a text, and no program is run: not even git, but by the local GitHub.
FORBIDDEN_MODULES = {"subprocess", "pty", "code", "codeop", "runpy", "pickle", "marshal", "shelve", "multiprocessing"}
FORBIDDEN_NAMES = re.compile(
    r"(os\.(system|popen|exec\w+|spawn\w+|posix_spawn\w*|fork)|importlib\.import_module|import_module)"
)
RUNS_GIT = ("bot.localhub.git", "bot.cli.history")
#: A folder that holds more is a room that nobody finds anything in.
MOST_MODULES = 13
MODULES = sorted(BOT.rglob("*.py"))


@dataclass(frozen=True)
class Source:
    """What one reading of a module finds; its tree is let go, for all trees together are large.

    Imports are modules where they name one: `from bot.intake import form` is `bot.intake.form`. `names` are those
    that it imports from others or uses, with at most one dot.
    """

    imports: tuple[str, ...]
    first_imports: tuple[str, ...]
    names: frozenset[str]
    called: frozenset[str]
    keywords: frozenset[str | None]
    classes: tuple[str, ...]


@cache
def read(path: Path) -> Source:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = tuple(ast.walk(tree))
    return Source(
        imports=tuple(imported(nodes)),
        first_imports=tuple(imported(tree.body)),
        names=frozenset(name for node in nodes for name in names_in(node)),
        called=frozenset(
            node.func.id for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        ),
        keywords=frozenset(node.arg for node in nodes if isinstance(node, ast.keyword)),
        classes=tuple(node.name for node in tree.body if isinstance(node, ast.ClassDef)),
    )


def imported(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            inside = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in BY_NAME else node.module for name in inside)


def names_in(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Name):
        yield node.id
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        yield f"{node.value.id}.{node.attr}"
    elif isinstance(node, ast.ImportFrom):
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def name_module(path: Path) -> str:
    parts = path.relative_to(BOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


BY_NAME = {name_module(path): path for path in MODULES}


@cache
def imports_of(name: str) -> frozenset[str]:
    return frozenset(read(BY_NAME[name]).imports)


@cache
def reach(name: str) -> set[str]:
    """Every module that a module imports, itself or through others."""
    found, waiting = set(), [name]
    while waiting:
        for each in imports_of(waiting.pop()):
            if each not in found:
                found.add(each)
                waiting += [each] if each in BY_NAME else []
    return found


def room(path: Path) -> str | None:
    first = path.relative_to(BOT).parts[0]
    return first if first in MAY_IMPORT else None


def test_imports_go_one_way() -> None:
    wrong = {
        name: used
        for name, path in BY_NAME.items()
        if (own := room(path)) and (used := rooms_used(name) - {own} - MAY_IMPORT[own] - GROUND)
    }
    assert wrong == {}


def rooms_used(name: str) -> set[str]:
    return {each.split(".")[1] for each in imports_of(name) if each.startswith("bot.")}


def test_the_core_is_pure_through_every_path() -> None:
    assert {name: touched for name in modules_in(PURE) if (touched := world_touched(name))} == {}


def world_touched(name: str) -> set[str]:
    """Return the modules through which a module reaches files, the clock or GitHub."""
    reached = reach(name) | {name}
    inside = (each for each in reached if each in BY_NAME and each != "bot.resources")
    return SHELL & reached | WORLDLY & {each for module in inside for each in imports_of(module)}


def test_what_a_list_says_itself_is_never_taken_from_the_shipped_files() -> None:
    wanting = {name for name, path in BY_NAME.items() if "bot.resources" in imports_of(name)} - {SAYS_NOTHING_OF_A_LIST}
    assert [name for name in modules_in(LISTS_OWN) if wanting & (reach(name) | {name})] == []


def modules_in(rooms: tuple[str, ...]) -> list[str]:
    return [name for name, path in BY_NAME.items() if room(path) in rooms and name not in SHELL]


def test_no_folder_is_crowded() -> None:
    folders = {path.parent for path in MODULES}
    assert {str(folder) for folder in folders if len(list(folder.glob("*.py"))) - 1 > MOST_MODULES} == set()


def test_a_class_name_means_one_thing() -> None:
    found: dict[str, list[str]] = {}
    for path in MODULES:
        for name in read(path).classes:
            found.setdefault(name, []).append(name_module(path))
    assert {name: modules for name, modules in found.items() if len(modules) > 1} == {}


def test_the_command_line_imports_nothing_heavy_before_it_is_needed() -> None:
    names = {name.split(".")[0] for name in read(BOT / "__main__.py").first_imports}
    assert not names & HEAVY


def test_nothing_is_executed_and_no_module_is_a_drawer() -> None:
    executing = {
        name: found
        for name, path in BY_NAME.items()
        if (found := read(path).called & FORBIDDEN_CALLS | read(path).keywords & {"shell"})
    }
    assert executing == {}
    assert {path.stem for path in MODULES} & {"utils", "common", "helpers", "manager", "misc"} == set()


def test_no_program_is_run_and_no_module_is_chosen_by_a_text() -> None:
    running = {
        name: found
        for name, path in BY_NAME.items()
        if not name.startswith(RUNS_GIT) and (found := ways_to_run(name, read(path)))
    }
    assert running == {}


def ways_to_run(name: str, source: Source) -> set[str]:
    modules = {each.split(".")[0] for each in imports_of(name)} & FORBIDDEN_MODULES
    return modules | {each for each in source.names if FORBIDDEN_NAMES.fullmatch(each)}


def test_the_page_draws_what_the_code_imports() -> None:
    page = (BOT.parent / ".github" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    drawn = set(re.findall(r"^    (\w+) --> (\w+)$", page, re.MULTILINE))
    used = {
        (own, name.split(".")[1])
        for path in MODULES
        if (own := room(path))
        for name in read(path).imports
        if "bot." in name
    }
    assert drawn == {(own, other) for own, other in used if own != other and other in MAY_IMPORT}


def test_the_page_names_modules_that_there_are() -> None:
    page = (BOT.parent / ".github" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = re.findall(r"`(bot/[\w/.]+)`", page)
    assert named
    assert [name for name in named if not (BOT.parent / name).exists()] == []


TESTS = sorted(Path(__file__).parent.rglob("*.py"))
IMPORT_OF_TESTS = re.compile(r"^\s*(?:from|import) tests\b[\w.]*(?: import (?:\([^)]*\)|.*))?", re.MULTILINE)


def test_no_test_is_imported() -> None:
    """What several tests need stands in a module of its own."""
    assert {str(path): found for path in TESTS if (found := imported_tests(path))} == {}


def imported_tests(path: Path) -> list[str]:
    imports = IMPORT_OF_TESTS.findall(path.read_text(encoding="utf-8"))
    return [line for line in imports if re.search(r"\btest_", line)]


def test_each_module_of_the_workflow_is_proved_in_the_file_of_its_name() -> None:
    """The values of `changes` are proved together, and the protocol of the hub by those who speak it."""
    room = BOT / "workflow"
    modules = {path.relative_to(room) for path in room.rglob("*.py") if path.stem != "__init__"}
    proved = {path for path in modules if path.parent.name != "changes"} - {Path("hub.py")} | {Path("changes.py")}
    tests = Path(__file__).parent / "workflow"
    files = {path.relative_to(tests) for path in tests.rglob("test_*.py")}
    assert files == {path.with_name(f"test_{path.name}") for path in proved}


#: Imports each module that it is told as the first of the program, and prints the order of the rules then.
ORDERS = """
import importlib, os, sys
import jsonschema, markdown_it, yaml
for first in sys.argv[1:]:
    if os.fork() == 0:
        importlib.import_module(first)
        from bot.review.rules.rulebook import CHAPTERS
        print(*[rule.id for chapter in CHAPTERS for rule in chapter.rules], flush=True)
        os._exit(0)
    os.wait()
"""


def test_the_order_of_the_rules_is_the_same_whatever_is_imported_first() -> None:
    firsts = ["bot.review.rules.rulebook", "bot.review.rules.submission.remarks", "bot.review.audit.listing"]
    command = [sys.executable, "-c", ORDERS, *firsts]
    done = subprocess.run(command, cwd=BOT.parent, capture_output=True, text=True, check=True)
    usual, *others = done.stdout.splitlines()
    assert others == [usual] * 2
