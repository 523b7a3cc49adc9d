"""The command line as people use it: in a process of its own, with its exit codes."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.stage import SMALL_LIST

ROOT = Path(__file__).parents[1]
SEED = Path(__file__).parent / "catalogue" / "data" / "seed.md"


def run(*args: str, cwd: Path = ROOT, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", *args]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    return subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, text=True, timeout=120, env=environment)


def test_a_list_is_imported_rendered_and_checked(tmp_path: Path) -> None:
    done = run("import", str(SEED), "--into", str(tmp_path / "data"), "--report", str(tmp_path / "report.json"))
    assert done.returncode == 0
    assert "400 entry lines read: 389 papers in 15 sections, 398 lines rendered." in done.stdout
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
    assert set(finding) == {"rule", "level", "path", "line", "title", "message"}


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


def test_parse_prints_what_an_issue_proposes() -> None:
    done = run(
        "parse", "--kind", "issue", "--json", "-", stdin="Title: A paper\nLink: https://arxiv.org/abs/2504.08269"
    )
    (proposal,) = json.loads(done.stdout)["proposals"]
    assert proposal["title"] == "A paper"
    assert proposal["urls"] == ["https://arxiv.org/abs/2504.08269"]


def test_the_rule_book_names_every_rule() -> None:
    assert "| `section-missing` | error |" in run("rules").stdout


def test_the_demo_tells_the_story_and_ends() -> None:
    done = run("demo", "--once")
    assert done.returncode == 0, done.stderr
    for words in (
        "On the list",
        "Already known",
        "in another section",
        "There is no link to the paper",
        "Co-authored-by",
    ):
        assert words in done.stdout


def test_the_playground_is_open_to_any_client_until_sigterm() -> None:
    command = [sys.executable, "-m", "bot", "playground", "--json"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        ground = json.loads(process.stdout.readline())
        assert set(ground) == {"api", "web", "repo", "tokens", "webhook"}
        headers = {"Authorization": f"token {ground['tokens']['contributor']}"}
        answer = httpx.get(f"{ground['api']}/repos/{ground['repo']}", headers=headers)
        assert answer.json()["full_name"] == ground["repo"]
        assert httpx.get(ground["webhook"].replace("webhook", "healthz")).json()["status"] == "ok"
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0


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
