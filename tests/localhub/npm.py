"""npm packages at pinned versions, GitHub's own descriptions and checkers of pages, in a cache beside the sources."""

import os
import shutil
import subprocess
import tarfile
from pathlib import Path

CACHE = Path(__file__).parents[2] / ".cache" / "npm"
OPENAPI = "@octokit/openapi@23.0.2"
GRAPHQL = "@octokit/graphql-schema@15.26.1"
WEBHOOKS = "@octokit/webhooks-examples@7.6.1"
WEBHOOK_SCHEMAS = "@octokit/webhooks-schemas@7.6.1"
AXE = "axe-core@4.14.1"
BIBTEX_PARSER = "@retorquere/bibtex-parser@9.0.29"
LIGHTHOUSE = "lighthouse@12.8.2"
HTML_VALIDATE = "html-validate@9.7.1"


class AbsentError(Exception):
    """npm is not on this machine, or cannot fetch."""


def fetch(package: str) -> Path:
    """Return the folder of a package, fetched once; raise AbsentError."""
    folder = CACHE / package.removeprefix("@").replace("/", "-").replace("@", "-")
    if (folder / "package").is_dir():
        return folder / "package"
    npm = shutil.which("npm")
    if npm is None:
        raise AbsentError("npm is not installed")
    # A name of one's own, moved into place at the end: tests run side by side.
    part = folder.with_name(f"{folder.name}.{os.getpid()}")
    part.mkdir(parents=True, exist_ok=True)
    try:
        done = subprocess.run([npm, "pack", "--silent", package], cwd=part, capture_output=True, text=True, timeout=300)
        if done.returncode:
            raise AbsentError(f"npm cannot fetch {package}: {done.stderr.strip()[-300:]}")
        with tarfile.open(part / done.stdout.split()[-1]) as archive:
            archive.extractall(part, filter="data")
        if not folder.exists():
            part.rename(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return folder / "package"


def install(package: str) -> Path:
    """Return the folder of node_modules with a package and all that it needs, fetched once; raise AbsentError."""
    folder = CACHE / f"{package.replace('@', '-')}-installed"
    if folder.is_dir():
        return folder / "node_modules"
    npm = shutil.which("npm")
    if npm is None:
        raise AbsentError("npm is not installed")
    part = folder.with_name(f"{folder.name}.{os.getpid()}")
    part.mkdir(parents=True, exist_ok=True)
    command = [
        npm,
        "install",
        "--silent",
        "--no-audit",
        "--no-fund",
        "--ignore-scripts",
        "--prefix",
        str(part),
        package,
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=300)
        if done.returncode:
            raise AbsentError(f"npm cannot install {package}: {done.stderr.strip()[-300:]}")
        if not folder.exists():
            part.rename(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return folder / "node_modules"
