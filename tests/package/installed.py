"""The wheel and the source distribution, installed into a bare environment, do what a checkout does.

`make package-test` runs it. It builds both and installs what the lock names, so it wants the cache of uv or a network,
and is no part of `make test`.
"""

import os
import shutil
import signal
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[2]
UV = Path(sys.executable).with_name("uv")
SMALL_LIST = ROOT / "tests" / "small_list.md"
PATIENCE = 120
#: What of the checkout the program reads while it runs, and where a wheel has it.
SHIPPED = {
    "bot/": "bot/",
    "schema/": "bot/shipped/schema/",
    "data/": "bot/shipped/data/",
    ".github/ISSUE_TEMPLATE/": "bot/shipped/.github/ISSUE_TEMPLATE/",
    ".github/paperclerk.yml": "bot/shipped/.github/paperclerk.yml",
    ".github/for-lists/": "bot/shipped/.github/for-lists/",
    ".github/workflows/clerk.yml": "bot/shipped/.github/workflows/clerk.yml",
}


def run(*command: object, cwd: Path = ROOT) -> str:
    """Run a command that must succeed; return what it prints."""
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    return done.stdout


@dataclass(frozen=True)
class Installed:
    """A command that was installed, run in a folder where nothing of the checkout lies."""

    command: Path
    folder: Path

    def run(self, *args: object) -> str:
        return run(self.command, *args, cwd=self.folder)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Both distributions; the wheel is built from the source distribution, as the index's visitors would."""
    folder = tmp_path_factory.mktemp("dist")
    run(UV, "build", "--quiet", "--out-dir", folder)
    return {"wheel": next(folder.glob("*.whl")), "sdist": next(folder.glob("*.tar.gz"))}


@pytest.fixture(scope="session")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The versions of the lock, as constraints."""
    path = tmp_path_factory.mktemp("locked") / "constraints.txt"
    run(UV, "export", "--quiet", "--locked", "--no-dev", "--no-emit-project", "--no-hashes", "--output-file", path)
    return path


@pytest.fixture(scope="session", params=["wheel", "sdist"])
def program(
    request: pytest.FixtureRequest, built: dict[str, Path], locked: Path, tmp_path_factory: pytest.TempPathFactory
) -> Installed:
    """The program in an environment that has nothing else."""
    folder = tmp_path_factory.mktemp(request.param)
    run(UV, "venv", "--quiet", "--python", sys.executable, folder / "venv")
    python = folder / "venv" / "bin" / "python"
    run(UV, "pip", "install", "--quiet", "--python", python, "--constraints", locked, built[request.param])
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    return Installed(python.with_name("paperclerk"), elsewhere)


def test_the_wheel_holds_every_file_that_the_program_reads(built: dict[str, Path]) -> None:
    tracked = run("git", "ls-files", "-z", *SHIPPED).split("\0")[:-1]
    wanted = {
        name.replace(where, inside, 1)
        for name in tracked
        for where, inside in SHIPPED.items()
        if name.startswith(where)
    }
    with zipfile.ZipFile(built["wheel"]) as wheel:
        packed = {name for name in wheel.namelist() if name.startswith("bot/")}
    assert packed == wanted


def test_the_demo_tells_its_story(program: Installed) -> None:
    assert "merged" in program.run("demo", "--once")


def test_a_list_is_read_and_checked(program: Installed) -> None:
    page = shutil.copy(SMALL_LIST, program.folder / "README.md")
    assert "Longformer" in program.run("entries", page)
    program.run("import", page, "--into", program.folder / "data")
    program.run("check", program.folder / "data")
    program.run("site", program.folder / "data", "--into", program.folder / "site")
    assert (program.folder / "site" / "index.html").is_file()


def test_the_server_starts_says_how_it_is_and_ends(program: Installed) -> None:
    key = program.folder / "key.pem"
    key.write_text("not read before it is needed")
    key.chmod(0o600)
    environment = {
        "PATH": os.defpath,
        "PAPERCLERK_WEBHOOK_SECRET": "s" * 32,
        "PAPERCLERK_APP_ID": "1",
        "PAPERCLERK_PRIVATE_KEY_FILE": str(key),
        "PAPERCLERK_API_URL": "http://127.0.0.1:9",
        "PAPERCLERK_PORT": "0",
        "PAPERCLERK_CACHE": "off",
        "PAPERCLERK_SWEEP_MINUTES": "0",
    }
    command = [str(program.command), "serve"]
    with subprocess.Popen(command, env=environment, cwd=program.folder, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            address = next(line.split()[-1] for line in server.stderr if "listens on" in line)
            with urlopen(address.replace("/webhook", "/healthz")) as health:
                assert health.status == 200
            with urlopen(address.replace("/webhook", "/")) as page:
                assert page.status == 200
            server.send_signal(signal.SIGTERM)
            assert server.wait(PATIENCE) == 0
        finally:
            server.kill()


@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_it_runs_without_being_installed(built: dict[str, Path], locked: Path, tmp_path: Path, kind: str) -> None:
    """As `uvx paperclerk` does."""
    said = run(
        UV, "tool", "run", "--constraints", locked, "--from", built[kind], "paperclerk", "--version", cwd=tmp_path
    )
    assert said.startswith("paperclerk ")
