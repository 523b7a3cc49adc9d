"""What `make demo` sets up in a fresh clone, with nothing kept of earlier ones; wants the network.

Beside it stands what every other way begins with: Python's own `venv` with its pip, and nothing installed in it yet.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.measure import processor_seconds, table

ROOT = Path(__file__).parents[2]


def run() -> None:
    """Print the processor time of both."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder / "clone")], check=True)
        fresh = {**os.environ, "UV_CACHE_DIR": str(folder / "cache"), "PIP_NO_CACHE_DIR": "1"}
        make = ["make", "--silent", ".venv/demo"]
        whole = processor_seconds(lambda: subprocess.run(make, cwd=folder / "clone", env=fresh, check=True))
        venv = [sys.executable, "-m", "venv", str(folder / "venv")]
        plain = processor_seconds(lambda: subprocess.run(venv, check=True))
    columns = ["`make demo` until it starts", "`python -m venv` alone", "÷"]
    table("Set-up, processor time", columns, [[f"{whole:.1f} s", f"{plain:.1f} s", f"{whole / plain:.1f}"]])
