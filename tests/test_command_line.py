"""The command line as people use it, with its exit codes; in a process of its own where that is what is tried."""

import gzip
import io
import json
import os
import signal
import subprocess
import sys
from contextlib import ExitStack, chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from unittest import mock

import pytest

from bot.__main__ import COMMANDS, Subcommand, main
from tests.stage import SMALL_LIST
from tests.web import CLIENT, PATIENCE

ROOT = Path(__file__).parents[1]
SEED = Path(__file__).with_name("seed.md")


ENVIRONMENT = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it said."""

    returncode: int
    stdout: str
    stderr: str


def run(*args: str, cwd: Path = ROOT, stdin: str = "") -> Done:
    """Run a command as the program's entry does, but here: starting Python takes longer than most commands."""
    out, err = io.StringIO(), io.StringIO()
    with (
        chdir(cwd),
        mock.patch.dict(os.environ, ENVIRONMENT, clear=True),
        mock.patch.object(sys, "stdin", io.StringIO(stdin)),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            code = main(args)
        except SystemExit as end:  # argparse refuses
            code = int(end.code or 0)
    return Done(code, out.getvalue(), err.getvalue())


def test_a_list_is_imported_rendered_and_checked(tmp_path: Path) -> None:
    done = run("import", str(SMALL_LIST), "--into", str(tmp_path / "data"), "--report", str(tmp_path / "report.json"))
    assert done.returncode == 0
    assert "4 entry lines read: 4 papers in 2 sections, 4 lines rendered." in done.stdout
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert all(difference["reasons"] for difference in report["differences"])
    assert run("render", "--check", cwd=tmp_path).returncode == 0
    assert run("check", cwd=tmp_path).returncode == 0


def test_check_exits_1_on_errors_and_render_mends_them(tmp_path: Path) -> None:
    run("import", str(SMALL_LIST), "--into", str(tmp_path / "data"))
    (paper,) = (tmp_path / "data" / "papers").glob("longformer*")
    paper.write_text(paper.read_text().replace("Longformer", "Shortformer"))
    assert run("check", cwd=tmp_path).returncode == 1
    assert run("render", "--check", cwd=tmp_path).returncode == 1
    assert run("render", cwd=tmp_path).returncode == 0
    assert run("check", cwd=tmp_path).returncode == 0
    (finding,) = [json.loads(line) for line in run("check", str(SEED), "--format", "json").stdout.splitlines()][:1]
    assert set(finding) >= {"rule", "level", "path", "line", "title", "message"}


@pytest.mark.parametrize(
    "args",
    [
        pytest.param(("render", "nowhere"), id="no data folder"),
        pytest.param(("import", "nowhere.md", "--into", "x"), id="no list"),
        pytest.param(("check", "nowhere.md"), id="nothing to check"),
        pytest.param(("serve",), id="no secret"),
        pytest.param(("sweep",), id="no settings"),
        pytest.param(("frobnicate",), id="no such command"),
    ],
)
def test_unusable_input_exits_2_with_a_reason(tmp_path: Path, args: tuple[str, ...]) -> None:
    done = run(*args, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A folder of files that no command can use."""
    (tmp_path / "folder").mkdir()
    for name in ("latin.md", "latin.jsonl", "unpacked.jsonl.gz"):
        (tmp_path / name).write_bytes(b'{"title": "caf\xe9"}\n')
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(b'{"id": 1}\n' * 100)[:-9])
    (tmp_path / "list.md").write_text("# L\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        pytest.param("check nowhere.md", "nowhere.md: No such file or directory", id="check: nothing there"),
        pytest.param("check folder", "folder: it is no data folder, because", id="check: a folder without data"),
        pytest.param("check latin.md", "latin.md:1: the file is not UTF-8 text", id="check: not UTF-8"),
        pytest.param("import folder --into x", "folder: Is a directory", id="import: a folder"),
        pytest.param("import latin.md --into x", "latin.md:1: the file is not UTF-8 text", id="import: not UTF-8"),
        pytest.param("import list.md --into list.md", "list.md: ", id="import: into a file"),
        pytest.param("match --catalogue nowhere", "nowhere: No such file or directory", id="match: no catalogue"),
        pytest.param("match --catalogue folder", "folder: it is no data folder, because", id="match: no data"),
        pytest.param("care nowhere.md", "nowhere.md: No such file or directory", id="care: nothing there"),
        pytest.param("suggest list.md --from no.md", "no.md: No such file or directory", id="suggest: nothing there"),
        pytest.param("match --pairs nowhere", "nowhere: No such file or directory", id="match: no pairs"),
        pytest.param("match --pairs folder", "folder: Is a directory", id="match: a folder"),
        pytest.param("match --pairs latin.jsonl", "latin.jsonl:1: the file is not UTF-8 text", id="match: not UTF-8"),
        pytest.param("match --pairs unpacked.jsonl.gz", "unpacked.jsonl.gz:1: the file is not packed", id="not packed"),
        pytest.param("match --pairs cut.jsonl.gz", "cut.jsonl.gz:1: the file is not packed", id="not whole"),
        pytest.param("match --pairs list.md", "list.md:1: the line is not JSON", id="match: no JSON"),
        pytest.param("parse --kind pr --diff nowhere x", "nowhere: No such file or directory", id="parse: no diff"),
        pytest.param("parse --kind pr --diff folder x", "folder: Is a directory", id="parse: a folder"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_the_reason(
    odd: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str, reason: str
) -> None:
    monkeypatch.chdir(odd)
    assert main(command.split()) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"paperclerk: {reason}")
    assert said.count("\n") == 1


def test_parse_prints_what_an_issue_proposes() -> None:
    done = run(
        "parse", "--kind", "issue", "--json", "-", stdin="Title: A paper\nLink: https://arxiv.org/abs/2504.08269"
    )
    (proposal,) = json.loads(done.stdout)["proposals"]
    assert proposal["title"] == "A paper"
    assert proposal["urls"] == ["https://arxiv.org/abs/2504.08269"]


ALL = [command for group in COMMANDS.values() for command in group]


@pytest.mark.parametrize("typed", [(), ("--help",)])
def test_who_asks_for_no_command_is_shown_them_all(typed: tuple[str, ...]) -> None:
    done = run(*typed)
    assert done.returncode == 0
    assert all(f"\n  {command.name:<12}{command.what}\n" in done.stdout for command in ALL)


@pytest.mark.parametrize("command", ALL, ids=[command.name for command in ALL])
def test_every_command_says_what_it_does(command: Subcommand) -> None:
    done = run(command.name, "--help")
    assert done.stdout.startswith(f"usage: paperclerk {command.name} [-h]")
    assert command.what[1:] in " ".join(done.stdout.split())


def test_the_version_is_that_of_the_package() -> None:
    assert run("--version") == Done(0, f"paperclerk {version('paperclerk')}\n", "")


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        pytest.param("check nowhere.md", 2, "paperclerk: nowhere.md: No such file", id="nothing to check"),
        pytest.param("entires", 2, "there is no command entires; did you mean entries?", id="a slip"),
        pytest.param("frobnicate", 2, "frobnicate; `paperclerk` by itself lists them", id="no such command"),
    ],
)
def test_a_process_ends_with_the_code_of_its_command(typed: str, code: int, said: str) -> None:
    command = [sys.executable, "-m", "bot", *typed.split()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, env=ENVIRONMENT)
    assert done.returncode == code
    assert said in done.stdout + done.stderr


def test_who_has_read_enough_hears_no_complaint() -> None:
    command = [sys.executable, "-m", "bot", "rules"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert (process.stderr.read(), process.wait(PATIENCE)) == ("", 0)


def test_the_rule_book_names_every_rule() -> None:
    assert "`section-missing` | error |" in run("rules").stdout


def test_the_demo_tells_the_story_and_ends() -> None:
    done = run("demo", "--once")
    assert done.returncode == 0, done.stderr
    for words in (
        "On the list",
        "Already known",
        "in another section",
        "There is no link to the paper",
        "Co-authored-by",
        "papers in 15 sections\nThe site took",
    ):
        assert words in done.stdout


def test_the_playground_is_open_to_any_client_until_sigterm() -> None:
    command = [sys.executable, "-m", "bot", "playground", "--json", "--list", str(SMALL_LIST)]
    with (
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process,
        ExitStack() as stack,
    ):
        stack.callback(process.kill)
        assert process.stdout is not None
        assert process.stderr is not None
        assert f"{SMALL_LIST.name}: 4 entries in 2 sections; " in process.stderr.readline()
        ground = json.loads(process.stdout.readline())
        assert set(ground) == {"api", "web", "repo", "tokens", "webhook"}
        headers = {"Authorization": f"token {ground['tokens']['contributor']}"}
        assert set(ground["tokens"]) == {"contributor", "maintainer", "clerk"}
        answer = CLIENT.get(f"{ground['api']}/repos/{ground['repo']}", headers=headers)
        assert answer.json()["full_name"] == ground["repo"]
        assert CLIENT.get(ground["webhook"].replace("webhook", "healthz")).json()["status"] == "ok"
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0


def test_match_says_what_a_record_is_to_the_catalogue() -> None:
    records = [
        {"title": "FlexGen: high-throughput generative inference of large language models with a single GPU"},
        {"title": "A survey of medieval cooking", "urls": ["https://example.org"]},
        {"title": "Something else entirely about cooks", "urls": ["https://arxiv.org/abs/2309.06180"]},
    ]
    done = run("match", "--catalogue", "data", stdin="\n".join(map(json.dumps, records)))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["disposition"] for answer in answers][:2] == ["duplicate", "new"]
    assert answers[0]["score"] == 1.0
    assert set(answers[0]) == {"disposition", "paper", "score", "candidates"}


def test_match_scores_pairs(tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.jsonl"
    same = {"title": "Attention is all you need"}
    lines = [{"id": "1", "a": same, "b": same}, {"id": "2", "a": same, "b": {"title": "Cooking for large groups"}}]
    pairs.write_text("\n".join(map(json.dumps, lines)))
    rows = run("match", "--pairs", str(pairs)).stdout.splitlines()
    assert rows[0] == "id,score"
    scores = {id: float(score) for id, score in (row.split(",") for row in rows[1:])}
    assert scores["1"] > 0.9 > 0.1 > scores["2"]


@pytest.mark.parametrize("line", ["no JSON", "[1]", "[" * 100_000, "5"])
def test_match_names_the_line_that_it_cannot_read(line: str) -> None:
    done = run("match", "--catalogue", "data", stdin=f'{{"title": "x"}}\n{line}\n')
    assert done.returncode == 2
    assert "standard input:2" in done.stderr
